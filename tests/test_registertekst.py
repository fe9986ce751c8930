"""What the team wrote in its register is read beside the figures of its task; a warning at most, with the cell."""

from __future__ import annotations

import pytest

from werk_voorbeeld import POORT_2020, POORT_2021, QUOTE, feiten, indicator, norm, opgave, programma, rij, samen
from werkmonitor.findings import Finding

KOP = {"naam": "Werk", "gemeente": "Ergens", "titel": "Monitor", "opgavenregister": "register"}
POORTWACHTERSQUOTE = indicator(
    "poortwachtersquote",
    "som(aanvragen, besluit='toegekend') / som(aanvragen)",
    eenheid="aandeel",
    richting="hoger",
    normen=[norm("0.70")],
)
"""It fell from 67% to 64%, and misses its norm."""


def found(nr: str = "1", **velden: str) -> list[Finding]:
    taken = (opgave(1, "poortwachtersquote"), opgave(2))
    declared = programma(programma=KOP, indicator=(QUOTE, POORTWACHTERSQUOTE), opgave=taken)
    monitor = samen(declared, feiten(POORT_2021, POORT_2020, register={"2021": (rij(nr=nr, **velden),)}))
    return [finding for finding in monitor.meldingen if finding.code.startswith("tekst")]


@pytest.mark.parametrize("veld", ["activiteiten", "voortgang", "reden", "oorzaak", "gevolg", "vervolg"])
def test_a_sentence_that_is_not_true_is_a_warning_at_its_cell(veld: str) -> None:
    told = found(**{veld: "De poortwachtersquote is gestegen naar 75% en de norm is gehaald."})
    assert [finding.wat.partition(", maar")[0] for finding in told] == [
        "Er staat 'gestegen'",
        "Er staat 'gehaald'",
        "75% is niet Poortwachtersquote; dat is 64%.",
    ]
    assert {finding.ernst for finding in told} == {"waarschuwing"}
    assert {str(finding.vindplaats) for finding in told} == {"exports/2021/register.xlsx › Blad1 › B2"}
    assert not any("{{" in finding.doen for finding in told)


def test_what_is_true_and_a_number_that_can_only_be_typed_are_left_alone() -> None:
    assert found(voortgang="De poortwachtersquote is gedaald. De norm van 70% is niet gehaald, het werd 64%.") == []


def test_a_task_without_figures_is_only_held_against_a_figure_that_it_names() -> None:
    assert found("2", voortgang="De quote van het gesprek is niet veranderd.") == []
    (told,) = found("2", voortgang="De poortwachtersquote is gestegen.")
    assert told.wat == "Er staat 'gestegen', maar Poortwachtersquote ging in een jaar van 67% naar 64%."


def test_a_row_of_no_task_is_not_read() -> None:
    assert found("9", voortgang="De poortwachtersquote is gestegen.") == []
