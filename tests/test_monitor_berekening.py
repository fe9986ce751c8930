"""One build's computation: faults become findings once, numbers become parts of a Monitor."""

from __future__ import annotations

from fractions import Fraction

import pytest

from werk_voorbeeld import POORT, POORT_2021, codes, feiten, indicator, programma, tabel, werk
from werkmonitor.findings import Finding
from werkmonitor.monitor.berekening import bronnen_van, tekst_van
from werkmonitor.monitor.herkomst import Herkomst, exact, number
from werkmonitor.teksten import Bindwaarde

QUOTE = "som(aanvragen, besluit='afgewezen') / som(aanvragen)"


def test_a_formula_gives_its_exact_value() -> None:
    assert werk(programma()).uitkomst(QUOTE, "quote").waarde == Fraction(36, 36 + 64)


def test_a_fault_in_a_formula_is_a_finding_that_names_its_owner_and_a_missing_value() -> None:
    here = werk(programma())
    outcome = here.uitkomst("som(aanvragn)", "indicator quote")
    assert (outcome.waarde, outcome.reden) == (None, "de formule kan niet berekend worden")
    (finding,) = here.findings
    assert (finding.code, finding.ernst, str(finding.vindplaats)) == ("formule", "fout", "werkmonitor.toml")
    assert finding.wat.startswith("De formule van indicator quote kan niet berekend worden:\nsom(aanvragn)\n    ^\n")


def test_the_same_finding_is_kept_once() -> None:
    here = werk(programma())
    for _ in range(2):
        here.meld(Finding("a", "info", "x"))
        here.uitkomst("som(weg)", "x")
    assert codes(here) == ["a", "formule"]


def test_findings_of_an_evaluation_are_kept() -> None:
    # The export of 2021 states 2020 otherwise than the one of 2020 did: that is told where the figure is used.
    later = tabel(POORT, "2021", ("2021", "afgewezen", "36"), ("2020", "afgewezen", "40"))
    earlier = tabel(POORT, "2020", ("2020", "afgewezen", "33"))
    here = werk(programma(), feiten(later, earlier))
    assert here.uitkomst("som(aanvragen, vorig_jaar)", "x").waarde == 40
    assert codes(here) == ["herzien"]


def test_a_short_text_without_braces_stays_as_it_is() -> None:
    here = werk(programma())
    assert here.bind("Monitor 2021") == "Monitor 2021"
    assert here.findings == []


def test_a_short_text_is_filled_in_and_its_faults_name_it() -> None:
    here = werk(programma())
    here.waarden = {"periode": Bindwaarde("2021")}
    assert here.bind("Monitor {{ periode }}") == "Monitor 2021"
    assert here.bind("Monitor {{ period }}") == "Monitor {{ period }}"
    (finding,) = here.findings
    assert finding.wat == "In 'Monitor {{ period }}': 'period' is geen bekend cijfer."
    assert str(finding.vindplaats) == "werkmonitor.toml"


@pytest.mark.parametrize(
    ("value", "expected", "text"),
    [(Fraction(3), 3, "3"), (Fraction(9, 16), 0.5625, "9/16"), (Fraction(-2), -2, "-2"), (None, None, None)],
)
def test_whole_numbers_are_integers_and_the_exact_value_is_a_text(
    value: Fraction | None, expected: float | None, text: str | None
) -> None:
    assert number(value) == expected
    assert type(number(value)) is type(expected)
    assert exact(value) == text


def test_a_figure_knows_the_cells_it_was_made_from() -> None:
    here = werk(programma(), feiten(POORT_2021))
    shown = here.cijfer(here.uitkomst(QUOTE, "quote"), "aandeel")
    cell = Herkomst(
        bestand="exports/2021/poort.xlsx",
        blad="Blad1",
        cel="C2",
        levering="2021",
        waarde=36,
        labels=("aanvragen", "afgewezen"),
        bron="poort",
        van="2021-01-01",
        tot="2022-01-01",
        leden=("besluit=afgewezen",),
        exact="36",
    )
    assert (shown.waarde, shown.exact, shown.weergave, shown.reden) == (0.36, "9/25", "36%", "")
    cells = here.sporen.sporen.cellen_van(shown.spoor)
    assert cells[0] == cell
    assert [cel.cel for cel in cells] == ["C2", "C3"]


def test_the_sources_of_a_value_are_those_of_its_cells() -> None:
    here = werk(programma())
    assert bronnen_van(here.uitkomst(QUOTE, "quote").spoor) == {"poort"}
    assert bronnen_van(here.uitkomst("1 + 2", "x").spoor) == set()


def test_nothing_to_know_is_not_the_same_as_not_known() -> None:
    leeg = tabel(POORT, "2021", ("2021", "afgewezen", "0"), ("2021", "toegekend", "0"))
    here = werk(programma(), feiten(leeg))
    assert tekst_van(here.uitkomst(QUOTE, "quote"), "aandeel", 0) == "n.v.t."
    gat = tabel(POORT, "2021", ("2021", "afgewezen", ""), ("2021", "toegekend", "3"))
    here = werk(programma(), feiten(gat))
    outcome = here.uitkomst(QUOTE, "quote")
    assert tekst_van(outcome, "aandeel", 0) == "niet bekend"
    assert here.cijfer(outcome, "aandeel").reden == outcome.reden != ""


def test_what_is_invented_is_told_by_figure_and_by_source() -> None:
    verzonnen = (
        {"kort": "kort a", "wat": "lang a", "indicatoren": ("a",)},
        {"kort": "kort b", "wat": "lang b", "bronnen": ("poort",)},
    )
    here = werk(programma(indicator=(indicator("a", "1"),), verzonnen=verzonnen))
    assert len(here.verzonnen(("a",), ())) == 1
    assert len(here.verzonnen((), ("poort",))) == 1
    assert len(here.verzonnen(("a",), ("poort",))) == 2
    assert here.verzonnen(("b",), ("bestand",)) == ()
