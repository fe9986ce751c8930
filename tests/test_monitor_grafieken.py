"""Charts: the plotted numbers, the table beside them, and what happens where a number is missing."""

from __future__ import annotations

from typing import Any

import pytest

from werk_voorbeeld import BESTAND, POORT, QUOTE, codes, feiten, programma, tabel, werk
from werkmonitor.bronnen.feiten import Feitentabel
from werkmonitor.monitor.berekening import Berekening
from werkmonitor.monitor.grafieken import grafiek
from werkmonitor.monitor.model import Annotatie, Grafiek
from werkmonitor.periode import Periode
from werkmonitor.programma.pagina import Blok
from werkmonitor.teksten import Bindwaarde

DIMENSIE = {
    "id": "besluit",
    "naam": "besluit op de aanvraag",
    "leden": {"afgewezen": "Afgewezen", "toegekend": "Toegekend", "ingetrokken": "Ingetrokken"},
}


AFGEWEZEN = 'som(aanvragen, besluit="afgewezen")'


def poort(levering: str, **leden: str) -> Feitentabel:
    return tabel(POORT, levering, *((levering, lid, value) for lid, value in leden.items()))


def here(*tabellen: Feitentabel, periode: str = "2021", **keys: Any) -> Berekening:
    found = feiten(*tabellen) if tabellen else None
    return werk(programma(dimensie=(DIMENSIE,), **keys), found, Periode.parse(periode))


def drawn(werk_: Berekening, formule: str = "som(aanvragen)", **keys: Any) -> Grafiek:
    blok = {"soort": "grafiek", "titel": "T", "langs": "besluit", "reeksen": [{"naam": "R", "formule": formule}]}
    return grafiek(werk_, Blok.model_validate(blok | keys), "kort-1")[0]


def numbers(found: Grafiek) -> list[float | None]:
    return [punt.waarde for punt in found.reeksen[0].punten]


def cells(found: Grafiek) -> list[tuple[str, ...]]:
    return [(rij.naam, *(cel.weergave for cel in rij.cellen)) for rij in found.tabel.rijen]


def test_along_a_dimension_each_member_is_a_bar_under_its_caption() -> None:
    found = drawn(here())
    assert (found.categorieen, numbers(found)) == (("Afgewezen", "Toegekend"), [36, 64])
    assert found.tabel.rijkop == "besluit op de aanvraag"
    assert cells(found) == [("Afgewezen", "36"), ("Toegekend", "64"), ("Totaal", "100")]
    assert [rij.totaal for rij in found.tabel.rijen] == [False, False, True]


def test_every_number_of_the_table_knows_its_cells_also_the_total() -> None:
    werk_ = here()
    rows = [werk_.sporen.sporen.cellen_van(rij.cellen[0].spoor) for rij in drawn(werk_).tabel.rijen]
    assert [[cel.cel for cel in row] for row in rows] == [["C2"], ["C3"], ["C2", "C3"]]


def test_a_breakdown_with_a_gap_has_no_total() -> None:
    found = drawn(here(poort("2021", afgewezen="", toegekend="64")))
    assert numbers(found) == [None, 64]
    assert cells(found) == [("Afgewezen", "niet bekend"), ("Toegekend", "64"), ("Totaal", "niet bekend")]


def test_shares_are_never_added_up() -> None:
    found = drawn(here(), "som(aanvragen) / 100", eenheid="aandeel")
    assert cells(found) == [("Afgewezen", "36%"), ("Toegekend", "64%")]


def test_a_ratio_along_members_has_no_total_whatever_its_unit() -> None:
    found = drawn(here(), 'som(aanvragen) / som(aanvragen, besluit="afgewezen")', eenheid="euro", langs="besluit")
    assert "Totaal" not in [name for name, _ in cells(found)]
    assert "Totaal" in [name for name, _ in cells(drawn(here(), "som(aanvragen) * 2", eenheid="euro"))]


def test_lying_bars_stand_from_large_to_small_by_the_first_series() -> None:
    found = drawn(here(poort("2021", afgewezen="3", toegekend="9", ingetrokken="5")), vorm="liggend")
    assert found.categorieen == ("Toegekend", "Ingetrokken", "Afgewezen")
    assert numbers(found) == [9, 5, 3]


@pytest.mark.parametrize("value", ["0", "-5"])
def test_a_missing_lying_bar_comes_last_also_after_zero_and_below(value: str) -> None:
    found = drawn(here(poort("2021", afgewezen="", toegekend=value, ingetrokken="5")), vorm="liggend")
    assert found.categorieen == ("Ingetrokken", "Toegekend", "Afgewezen")


def test_along_years_the_same_period_of_each_year_is_plotted() -> None:
    tabellen = (poort("2021-H1", afgewezen="3"), poort("2020-H1", afgewezen="1"), poort("2020-H2", afgewezen="2"))
    found = drawn(here(*tabellen, periode="2021-H1"), AFGEWEZEN, langs="jaren", aantal=2)
    assert (found.categorieen, numbers(found)) == (("2020-H1", "2021-H1"), [1, 3])
    assert cells(found) == [("het 1e halfjaar van 2020", "1"), ("het 1e halfjaar van 2021", "3")]


def test_along_periods_each_earlier_period_is_plotted() -> None:
    tabellen = (poort("2021-H1", afgewezen="3"), poort("2020-H2", afgewezen="2"))
    found = drawn(here(*tabellen, periode="2021-H1"), AFGEWEZEN, langs="perioden", aantal=2)
    assert (found.categorieen, numbers(found)) == (("2020-H2", "2021-H1"), [2, 3])


def test_a_year_without_a_delivery_is_a_gap_and_not_zero() -> None:
    found = drawn(here(poort("2021", afgewezen="3")), AFGEWEZEN, langs="jaren", aantal=2)
    assert numbers(found) == [None, 3]
    assert cells(found)[0] == ("2020", "niet bekend")


def test_along_months_march_is_mrt_and_the_table_has_the_whole_name() -> None:
    maanden = tabel(POORT, "2021", *((f"2021-{n:02d}", "afgewezen", str(n)) for n in range(1, 13)))
    found = drawn(here(maanden), AFGEWEZEN, langs="maanden", vorm="lijn")
    assert found.categorieen == ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
    assert numbers(found) == list(range(1, 13))
    assert (found.tabel.rijkop, cells(found)[2]) == ("Maand", ("maart 2021", "3"))


def test_along_days_the_closing_stand_is_plotted_too() -> None:
    days = [(f"2021-{n:02d}-01", str(n)) for n in range(1, 13)] + [("2022-01-01", "13")]
    stand = tabel(BESTAND, "2021", *days)
    declared = (POORT, {**BESTAND, "peilmoment": "begin"})
    found = drawn(here(stand, bron=declared), "stand(bijstand, begin)", langs="peildata", vorm="lijn")
    assert found.categorieen[0] == "1 jan"
    assert found.categorieen[-1] == "1 jan"
    assert numbers(found) == list(range(1, 14))
    assert (found.tabel.rijkop, cells(found)[-1]) == ("Stand op", ("1 januari, een jaar later", "13"))


def test_a_remark_stands_at_its_month() -> None:
    maanden = tabel(POORT, "2021", *((f"2021-{n:02d}", "afgewezen", "1") for n in range(1, 13)))
    found = drawn(here(maanden), langs="maanden", vorm="lijn", annotaties={"2021-03": "corona", "2019-01": "weg"})
    assert found.annotaties == (Annotatie(index=2, tekst="corona"),)


def test_the_norm_of_an_indicator_is_drawn_as_a_line() -> None:
    found = drawn(here(indicator=(QUOTE,)), QUOTE["formule"], langs="jaren", eenheid="aandeel", norm="quote", aantal=1)
    assert found.norm is not None
    assert (found.norm.waarde, found.norm.tekst) == (0.4, "norm 40%")
    assert found.alt.endswith("De lijn voor de norm 40% is getekend.")


def test_before_the_first_norm_no_line_is_drawn() -> None:
    later = QUOTE | {"normen": [{"vanaf": "2025", "waarde": "1", "bron": "b"}]}
    assert drawn(here(indicator=(later,)), norm="quote").norm is None


def test_titles_and_names_are_filled_in() -> None:
    werk_ = here()
    werk_.waarden = {"periode": Bindwaarde("2021")}
    reeksen = [{"naam": "In {{ periode }}", "formule": "som(aanvragen)"}]
    found = drawn(werk_, titel="Titel {{ periode }}", onderschrift="Onder {{ periode }}", reeksen=reeksen)
    assert (found.titel, found.onderschrift, found.reeksen[0].naam) == ("Titel 2021", "Onder 2021", "In 2021")
    assert (found.tabel.titel, found.tabel.kolommen[0].kop) == ("Onder 2021", "In 2021")


def test_decimals_are_those_of_the_block_or_else_of_the_unit() -> None:
    assert drawn(here(), eenheid="euro").decimalen == 2
    assert drawn(here(), eenheid="euro", decimalen=0).decimalen == 0
    assert drawn(here(), eenheid="euro", decimalen=0).reeksen[0].punten[0].weergave == "€\xa036"


def test_a_chart_of_an_invented_source_says_so() -> None:
    verzonnen = ({"kort": "k", "wat": "De verdeling is verzonnen.", "bronnen": ("poort",)},)
    assert drawn(here(verzonnen=verzonnen)).verzonnen
    assert not drawn(here()).verzonnen


def test_a_chart_names_the_sources_it_draws_on() -> None:
    blok = {"soort": "grafiek", "langs": "besluit", "reeksen": [{"naam": "R", "formule": "som(aanvragen)"}]}
    assert grafiek(here(), Blok.model_validate(blok), "x")[1] == {"poort"}


def test_a_chart_along_something_that_does_not_exist_is_a_finding_and_no_crash() -> None:
    werk_ = here()
    found = drawn(werk_, langs="wijk")
    assert numbers(found) == []
    assert codes(werk_) == ["formule"]
    assert werk_.findings[0].wat.startswith("De grafiek 'T' kan niet gemaakt worden:\nsom(aanvragen)\n")


def test_a_chart_without_any_data_is_a_gap_and_no_crash() -> None:
    found = drawn(here(poort("2020", afgewezen="3")))
    assert not [punt for punt in numbers(found) if punt is not None]


def test_a_wrong_formula_is_told_once_for_all_its_places() -> None:
    werk_ = here()
    drawn(werk_, "som(weg)", langs="jaren")
    assert set(codes(werk_)) == {"formule"}
    assert "grafiek kort-1 bij 2018" in werk_.findings[0].wat
