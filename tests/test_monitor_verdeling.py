"""Distributions: a formula by one dimension or two, the largest and the rest, totals, and shares that close."""

from __future__ import annotations

from typing import Any

import pytest

from werk_voorbeeld import BESTAND, POORT, codes, feiten, indicator, programma, tabel, werk
from werkmonitor.bronnen.feiten import Feitentabel
from werkmonitor.monitor.berekening import Berekening
from werkmonitor.monitor.model import Tabel
from werkmonitor.monitor.verdeling import verdeling
from werkmonitor.periode import Periode
from werkmonitor.programma.pagina import Blok
from werkmonitor.teksten import Bindwaarde

WIJKEN: dict[str, Any] = {**POORT, "id": "wijken", "dimensies": {"besluit": "Besluit", "wijk": "Wijk"}}
GESLOTEN = {"id": "besluit", "naam": "besluit", "leden": {"toegekend": "Toegekend", "afgewezen": "Afgewezen"}}


def poort(levering: str, **aantallen: str) -> Feitentabel:
    return tabel(POORT, levering, *((levering, besluit, aantal) for besluit, aantal in aantallen.items()))


def wijken(*rijen: tuple[str, str, str]) -> Feitentabel:
    return tabel(WIJKEN, "2021", *(("2021", *rij) for rij in rijen))


KRUIS = wijken(("afgewezen", "noord", "1"), ("afgewezen", "zuid", "2"), ("toegekend", "noord", "3"))
KRUIS_HEEL = wijken(
    ("afgewezen", "noord", "1"), ("afgewezen", "zuid", "2"), ("toegekend", "noord", "3"), ("toegekend", "zuid", "4")
)


def here(*tabellen: Feitentabel, periode: str = "2021", **keys: Any) -> Berekening:
    return werk(programma(**{"bron": (POORT, WIJKEN, BESTAND)} | keys), feiten(*tabellen), Periode.parse(periode))


def made(werk_: Berekening, **keys: Any) -> Tabel:
    blok = {"soort": "verdeling", "titel": "T", "langs": "besluit"} | keys
    blok = blok if "indicatoren" in blok else {"formule": "som(aanvragen)"} | blok
    return verdeling(werk_, Blok.model_validate(blok), "kort-1")[0].tabel


def cells(werk_: Berekening, found: Tabel, row: int, column: int = 0) -> list[str]:
    return [cel.cel for cel in werk_.sporen.sporen.cellen_van(found.rijen[row].cellen[column].spoor)]


def koppen(found: Tabel) -> list[str]:
    return [kolom.kop for kolom in found.kolommen]


def shown(found: Tabel) -> list[tuple[str, ...]]:
    return [(row.naam, *(cel.weergave for cel in row.cellen)) for row in found.rijen]


def test_each_member_is_a_row_and_the_last_is_their_sum() -> None:
    werk_ = here(poort("2021", afgewezen="36", toegekend="64"))
    found = made(werk_)
    assert (found.titel, found.rijkop, koppen(found)) == ("T", "Besluit", ["Aantal"])
    assert shown(found) == [("afgewezen", "36"), ("toegekend", "64"), ("Totaal", "100")]
    assert [row.totaal for row in found.rijen] == [False, False, True]
    assert [cells(werk_, found, row) for row in range(3)] == [["C2"], ["C3"], ["C2", "C3"]]
    assert found.noten == ()


def test_members_stand_as_declared_with_their_captions() -> None:
    found = made(here(poort("2021", afgewezen="36", toegekend="64"), dimensie=(GESLOTEN,)))
    assert shown(found) == [("Toegekend", "64"), ("Afgewezen", "36"), ("Totaal", "100")]


def test_months_of_which_one_lacks_a_member_have_no_sum_as_their_year_has_none() -> None:
    gaps = tabel(
        POORT,
        "2021-K1",
        *((f"2021-{maand:02d}", besluit, "1") for maand in (1, 2, 3) for besluit in ("afgewezen", "toegekend")),
    )
    short = tabel(POORT, "2021-K1", *((f"2021-0{m}", b, "1") for m, b in ((1, "af"), (1, "toe"), (2, "af"), (3, "af"))))
    assert shown(made(here(gaps, periode="2021-K1"), langs="maanden"))[-1] == ("Totaal", "6")
    found = made(here(short, periode="2021-K1"), langs="maanden")
    assert shown(found)[1:] == [("februari 2021", "1"), ("maart 2021", "1"), ("Totaal", "niet bekend")]


def test_by_two_dimensions_rows_and_columns_have_totals() -> None:
    werk_ = here(KRUIS_HEEL)
    found = made(werk_, tegen="wijk")
    assert koppen(found) == ["noord", "zuid", "Totaal"]
    assert shown(found) == [("afgewezen", "1", "2", "3"), ("toegekend", "3", "4", "7"), ("Totaal", "4", "6", "10")]
    assert len(cells(werk_, found, -1, -1)) == 4


def test_a_combination_without_a_row_is_not_zero_and_its_sums_are_those_of_the_export() -> None:
    found = made(here(KRUIS), tegen="wijk")
    assert shown(found) == [
        ("afgewezen", "1", "2", "3"),
        ("toegekend", "3", "niet bekend", "3"),
        ("Totaal", "4", "2", "6"),
    ]
    (noot,) = found.noten
    assert noot.startswith("Niet bekend: de export 'Aanvragen aan de Poort' (levering 2021) heeft geen rij voor ")
    assert noot.endswith("besluit 'toegekend' en wijk 'zuid' in 2021.")


def test_what_is_absent_is_nul_where_the_source_says_so() -> None:
    found = made(here(KRUIS, bron=(POORT, {**WIJKEN, "leeg": "nul"})), tegen="wijk")
    assert shown(found)[1:] == [("toegekend", "3", "0", "3"), ("Totaal", "4", "2", "6")]


def test_an_empty_cell_leaves_its_sums_unknown() -> None:
    found = made(here(wijken(("afgewezen", "noord", "1"), ("toegekend", "noord", ""))), tegen="wijk")
    assert shown(found) == [
        ("afgewezen", "1", "1"),
        ("toegekend", "niet bekend", "niet bekend"),
        ("Totaal", "niet bekend", "niet bekend"),
    ]
    (noot,) = found.noten
    assert noot.endswith("(levering 2021) is een cel leeg (exports/2021/wijken.xlsx › Blad1 › C3).")


def test_a_closed_dimension_of_which_the_export_lacks_a_member_has_no_total() -> None:
    found = made(here(poort("2021", toegekend="64"), dimensie=(GESLOTEN,)))
    assert shown(found) == [("Toegekend", "64"), ("Totaal", "niet bekend")]
    assert "geen enkele rij voor besluit 'afgewezen'" in found.noten[0]
    nul = {**POORT, "leeg": "nul"}
    found = made(here(poort("2021", toegekend="64"), dimensie=(GESLOTEN,), bron=(nul,)))
    assert shown(found)[-1] == ("Totaal", "64")
    only = "som(aanvragen, besluit='toegekend')"
    assert shown(made(here(poort("2021", toegekend="64"), dimensie=(GESLOTEN,)), formule=only))[-1] == ("Totaal", "64")


def test_along_years_each_column_is_a_year_without_a_sum_of_years() -> None:
    tables = (poort("2021", afgewezen="36", toegekend="64"), poort("2020", afgewezen="33", toegekend="67"))
    found = made(here(*tables), tegen="jaren", aantal=2)
    assert koppen(found) == ["2020", "2021"]
    assert shown(found) == [("afgewezen", "33", "36"), ("toegekend", "67", "64"), ("Totaal", "100", "100")]


def test_a_member_of_one_year_is_a_row_in_which_the_other_year_is_not_known() -> None:
    tables = (poort("2021", afgewezen="36"), poort("2020", afgewezen="33", ingetrokken="7"))
    found = made(here(*tables), tegen="jaren", aantal=2)
    assert shown(found) == [("afgewezen", "33", "36"), ("ingetrokken", "7", "niet bekend"), ("Totaal", "40", "36")]
    assert "geen rij voor besluit 'ingetrokken'" in found.noten[0]


def test_a_year_without_an_export_is_told_once() -> None:
    found = made(here(poort("2021", afgewezen="36", toegekend="64")), tegen="jaren", aantal=2)
    assert [row[1] for row in shown(found)] == ["niet bekend"] * 3
    assert found.noten == (
        "Niet bekend: de export 'Aanvragen aan de Poort' (levering 2021) heeft geen cijfers voor 2020; wel voor 2021.",
    )


def test_of_many_reasons_the_first_are_told_and_the_others_counted() -> None:
    leden = {f"lid{n}": "" for n in range(5)}
    found = made(here(poort("2021", anders="1", **leden)))
    assert len(found.noten) == 4
    assert found.noten[-1] == "Andere redenen waarom een cijfer ontbreekt: 3."


HALFJAREN = (poort("2021-H1", afgewezen="3"), poort("2020-H2", afgewezen="2"))


def test_periods_are_named_in_short() -> None:
    found = made(here(*HALFJAREN, periode="2021-H1"), tegen="perioden", aantal=2)
    assert koppen(found) == ["2e halfjaar 2020", "1e halfjaar 2021"]
    assert shown(found) == [("afgewezen", "2", "3"), ("Totaal", "2", "3")]


def months(year: int, first: int = 1) -> Feitentabel:
    return tabel(POORT, str(year), *((f"{year}-{n:02d}", "afgewezen", str(first + n)) for n in range(1, 13)))


def test_months_against_years_give_each_month_of_each_year() -> None:
    found = made(here(months(2021, 10), months(2020)), langs="maanden", tegen="jaren", aantal=2)
    assert (found.rijkop, koppen(found)) == ("Maand", ["2020", "2021"])
    assert shown(found)[0] == ("januari", "2", "11")
    assert shown(found)[11:] == [("december", "13", "22"), ("Totaal", "90", "198")]


def test_months_alone_add_up_to_the_period_and_years_to_each_other() -> None:
    werk_ = here(months(2021, 10), months(2020))
    assert shown(made(werk_, langs="maanden"))[-2:] == [("december 2021", "22"), ("Totaal", "198")]
    assert shown(made(werk_, langs="jaren", aantal=2)) == [("2020", "90"), ("2021", "198"), ("Totaal", "288")]


DAYS = tabel(BESTAND, "2021", ("2020-12-31", "1309"), ("2021-12-31", "1249"))


def test_stands_of_different_days_are_dated_and_never_added() -> None:
    found = made(here(DAYS), langs="jaren", aantal=2, formule="stand(bijstand)", eenheid="personen")
    assert koppen(found) == ["Aantal personen"]
    assert shown(found) == [("2020 (op 31-12-2020)", "1.309"), ("2021 (op 31-12-2021)", "1.249")]


def standen(*dagen: str) -> tuple[dict[str, Any], Feitentabel]:
    bron = {**BESTAND, "dimensies": {"wijk": "Wijk"}}
    rijen = [(dag, wijk, str(5 + n)) for n, dag in enumerate(dagen) for wijk in ("noord", "zuid")]
    return bron, tabel(bron, "2021", *rijen)


def test_stands_of_one_day_have_it_below_the_table_and_else_in_the_heads() -> None:
    bron, days = standen("2020-12-31", "2021-12-31")
    keys = {"langs": "wijk", "formule": "stand(bijstand)", "eenheid": "personen"}
    one = made(here(days, bron=(bron,)), **keys)
    assert one.noten == ("Geteld op 31\xa0december 2021.",)
    assert shown(one)[-1] == ("Totaal", "12")
    both = made(here(days, bron=(bron,)), tegen="jaren", aantal=2, **keys)
    assert koppen(both) == ["2020 (op 31-12-2020)", "2021 (op 31-12-2021)"]
    assert both.noten == ()


VIJF = poort("2021", a="5", b="40", c="5", d="30", e="20")


def test_the_largest_members_come_first_and_the_others_are_one_row() -> None:
    werk_ = here(VIJF)
    found = made(werk_, top=2, rest="De {{ rest }}")
    assert shown(made(here(VIJF), top=2)) == [("b", "40"), ("d", "30"), ("Overige", "30"), ("Totaal", "100")]
    assert found.rijen[2].noot == "e, a en c"
    assert cells(werk_, found, 2) == ["C6", "C2", "C4"]


def test_of_equally_large_members_the_first_declared_is_kept() -> None:
    assert [row[0] for row in shown(made(here(VIJF), top=4))] == ["b", "d", "e", "a", "Overige", "Totaal"]


def test_without_others_there_is_no_row_for_them() -> None:
    assert [row[0] for row in shown(made(here(VIJF), top=5))] == ["b", "d", "e", "a", "c", "Totaal"]


def test_the_name_of_the_rest_is_filled_in() -> None:
    werk_ = here(VIJF)
    werk_.waarden = {"periode": Bindwaarde("2021")}
    assert made(werk_, top=2, rest="Anders in {{ periode }}").rijen[2].naam == "Anders in 2021"


def test_a_member_that_is_not_known_is_never_counted_as_nothing() -> None:
    found = made(here(poort("2021", a="5", b="", c="4")), top=1)
    assert shown(found) == [("a", "5"), ("Overige", "niet bekend"), ("Totaal", "niet bekend")]
    assert found.rijen[1].noot == "c en b"


def test_the_largest_are_those_of_the_reported_period() -> None:
    tables = (poort("2021", a="9", b="1", c="5"), poort("2020", a="1", b="9", c="5"))
    found = made(here(*tables), tegen="jaren", aantal=2, top=1)
    assert shown(found) == [("a", "1", "9"), ("Overige", "14", "6"), ("Totaal", "15", "15")]


QUOTE = "som(aanvragen, wijk='noord') / som(aanvragen)"


def test_the_share_of_a_rest_is_that_of_its_members_together() -> None:
    rijen = [("a", "9", "1"), ("b", "1", "1"), ("c", "1", "7")]
    table = wijken(
        *((besluit, wijk, n) for besluit, *both in rijen for wijk, n in zip(("noord", "zuid"), both, strict=True))
    )
    werk_ = here(table)
    found = made(werk_, formule=QUOTE, eenheid="aandeel", top=1)
    assert shown(found) == [("a", "90%"), ("Overige", "20%")]
    assert len(cells(werk_, found, 1)) == 4


def test_means_are_not_put_together() -> None:
    duur = {**POORT, "id": "duur", "maten": {"duur": {"kolom": "Dagen", "eenheid": "gemiddelde"}}}
    days = tabel(duur, "2021", ("2021", "a", "5"), ("2021", "b", "9"), ("2021", "c", "7"))
    werk_ = here(days, bron=(duur,))
    found = made(werk_, formule="som(duur)", eenheid="gemiddelde", top=1)
    assert shown(found) == [("b", "9,0"), ("Overige", "n.v.t.")]
    assert found.noten == ("N.v.t.: de cijfers van 'Overige' tellen niet op.",)
    assert codes(werk_) == []


DERDEN = poort("2021", a="1", b="1", c="1")


def test_shares_stand_beside_their_numbers_and_close_at_a_hundred() -> None:
    werk_ = here(DERDEN)
    found = made(werk_, aandeel="kolom", noem="aanvragen")
    assert koppen(found) == ["Aanvragen", "Aandeel"]
    assert shown(found) == [("a", "1", "34%"), ("b", "1", "33%"), ("c", "1", "33%"), ("Totaal", "3", "100%")]
    assert sum(row.cellen[1].waarde or 0 for row in found.rijen[:-1]) == pytest.approx(1)
    assert found.rijen[0].cellen[1].waarde == 0.34
    assert found.noten == ("De percentages zijn zo afgerond dat ze samen 100% zijn.",)
    assert set(cells(werk_, found, 0, 1)) == {"C2", "C3", "C4"}


def test_shares_that_close_by_themselves_need_no_note() -> None:
    assert made(here(poort("2021", a="1", b="3")), aandeel="kolom").noten == ()
    assert made(here(DERDEN), aandeel="kolom", sluitend=False).noten == (
        "Door afronding zijn de percentages samen soms iets meer of minder dan 100%.",
    )


def test_without_closing_each_share_is_rounded_by_itself_and_keeps_its_value() -> None:
    found = made(here(DERDEN), aandeel="kolom", sluitend=False, decimalen=1)
    assert [row[2] for row in shown(found)] == ["33,3%", "33,3%", "33,3%", "100,0%"]
    assert found.rijen[0].cellen[1].waarde == pytest.approx(1 / 3)


def test_shares_of_columns_close_in_each_and_say_of_how_many() -> None:
    found = made(here(KRUIS_HEEL), tegen="wijk", aandeel="kolom", noem="aanvragen")
    assert shown(found) == [
        ("afgewezen", "25%", "33%", "30%"),
        ("toegekend", "75%", "67%", "70%"),
        ("Totaal", "100%", "100%", "100%"),
        ("Aanvragen", "4", "6", "10"),
    ]


def test_shares_of_rows_close_in_each_and_say_of_how_many() -> None:
    found = made(here(KRUIS_HEEL), tegen="wijk", aandeel="rij")
    assert koppen(found) == ["noord", "zuid", "Totaal", "Aantal"]
    assert shown(found) == [
        ("afgewezen", "33%", "67%", "100%", "3"),
        ("toegekend", "43%", "57%", "100%", "7"),
        ("Totaal", "40%", "60%", "100%", "10"),
    ]


def test_shares_of_the_whole_close_over_all_cells_and_along_both_sides() -> None:
    zes = wijken(*((besluit, wijk, "1") for besluit in ("a", "b", "c") for wijk in ("noord", "zuid")))
    found = made(here(zes), tegen="wijk", aandeel="geheel")
    assert shown(found) == [
        ("a", "17%", "17%", "34%"),
        ("b", "17%", "17%", "33%"),
        ("c", "16%", "16%", "33%"),
        ("Totaal", "50%", "50%", "100%"),
        ("Aantal", "3", "3", "6"),
    ]


def test_shares_of_rows_over_years_are_of_their_sum() -> None:
    tables = (poort("2021", a="3", b="1"), poort("2020", a="1", b="1"))
    found = made(here(*tables), tegen="jaren", aantal=2, aandeel="rij")
    assert koppen(found) == ["2020", "2021", "Totaal", "Aantal"]
    assert shown(found)[0] == ("a", "25%", "75%", "100%", "4")
    assert shown(found)[-1] == ("Totaal", "33%", "67%", "100%", "6")


def test_of_nothing_there_is_no_share() -> None:
    found = made(here(poort("2021", a="0", b="0")), aandeel="kolom")
    assert shown(found) == [("a", "0", "n.v.t."), ("b", "0", "n.v.t."), ("Totaal", "0", "n.v.t.")]
    assert found.noten == ("N.v.t.: het geheel is nul.",)


def test_beside_a_part_below_zero_there_are_no_shares() -> None:
    found = made(here(poort("2021", a="-1", b="1", c="3")), aandeel="kolom")
    assert [row[1:] for row in shown(found)] == [("-1", "n.v.t."), ("1", "n.v.t."), ("3", "n.v.t."), ("3", "100%")]
    assert found.noten == ("N.v.t.: een deel kan niet onder nul liggen.",)


def test_with_a_part_that_is_not_known_shares_do_not_close() -> None:
    found = made(here(KRUIS), tegen="wijk", aandeel="kolom")
    assert shown(found)[:2] == [("afgewezen", "25%", "100%", "50%"), ("toegekend", "75%", "niet bekend", "50%")]
    assert found.noten[0] == "Niet elk deel is bekend. Daarom zijn de percentages samen geen 100%."


def test_shares_of_what_does_not_add_up_are_not_given() -> None:
    found = made(here(KRUIS_HEEL), formule=QUOTE, eenheid="aandeel", aandeel="kolom")
    assert [row[2] for row in shown(found)] == ["n.v.t.", "n.v.t."]
    assert found.noten == ("N.v.t.: de delen tellen niet op.",)


@pytest.mark.parametrize("waarvan", ["kolom", "rij", "geheel"])
def test_by_two_dimensions_neither_are_shares_of_what_does_not_add_up(waarvan: str) -> None:
    keys = {"langs": "besluit", "tegen": "wijk", "formule": "som(aanvragen) / 2 * som(aanvragen)", "aandeel": waarvan}
    found = made(here(KRUIS_HEEL), **keys)
    assert koppen(found) == ["noord", "zuid"]
    assert {cel.weergave for row in found.rijen for cel in row.cellen} == {"n.v.t."}


def test_an_indicator_lends_its_formula_unit_decimals_and_noun() -> None:
    quote = indicator("quote", QUOTE, eenheid="aandeel", decimalen=1, noem="quote van noord")
    werk_ = here(KRUIS_HEEL, indicator=(quote,))
    found = made(werk_, indicatoren=["quote"])
    assert (koppen(found), shown(found)) == (["Quote van noord"], [("afgewezen", "33,3%"), ("toegekend", "42,9%")])
    assert shown(made(werk_, indicatoren=["quote"], decimalen=0))[0] == ("afgewezen", "33%")


def test_the_decimals_of_shares_are_not_those_of_the_numbers() -> None:
    euro = indicator("euro", "som(aanvragen)", eenheid="euro")
    found = made(here(DERDEN, indicator=(euro,)), indicatoren=["euro"], aandeel="kolom", decimalen=1)
    assert koppen(found) == ["Bedrag", "Aandeel"]
    assert shown(found)[0] == ("a", "€\xa01,00", "33,4%")
    whole = made(here(DERDEN, indicator=(euro,)), indicatoren=["euro"], aandeel="kolom", decimalen=0)
    assert (shown(whole)[0], shown(whole)[-1]) == (("a", "€\xa01", "34%"), ("Totaal", "€\xa03", "100%"))


LOS = {"id": "besluit", "naam": "besluit", "open": True, "optelbaar": False}


def test_members_that_are_no_parts_of_a_whole_have_no_total_and_no_rest() -> None:
    found = made(here(poort("2021", a="5", b="9", c="7"), dimensie=(LOS,)), top=1)
    assert shown(found) == [("b", "9"), ("Overige", "n.v.t.")]
    assert found.noten == ("N.v.t.: de cijfers van 'Overige' tellen niet op.",)


def test_against_members_that_are_no_parts_of_a_whole_rows_have_no_total() -> None:
    found = made(here(KRUIS_HEEL, dimensie=(LOS,)), langs="wijk", tegen="besluit", top=1)
    assert koppen(found) == ["afgewezen", "toegekend"]
    assert shown(found) == [("zuid", "2", "4"), ("Overige", "1", "3"), ("Totaal", "3", "7")]


def test_the_total_is_that_of_the_rows_also_where_another_export_says_otherwise() -> None:
    zonder = {**POORT, "id": "totalen", "dimensies": {}}
    other = tabel(zonder, "2021", ("2021", "101"))
    found = made(here(poort("2021", a="60", b="40"), other, bron=(POORT, zonder)))
    assert shown(found)[-1] == ("Totaal", "100")


def test_the_note_of_the_declaration_comes_last_and_is_filled_in() -> None:
    werk_ = here(poort("2021", a="0"))
    werk_.waarden = {"periode": Bindwaarde("2021")}
    found = made(werk_, aandeel="kolom", noot="Over {{ periode }}.", titel="In {{ periode }}", rijkop="Soort")
    assert (found.titel, found.rijkop, found.noten[-1]) == ("In 2021", "Soort", "Over 2021.")


@pytest.mark.parametrize("keys", [{}, {"aandeel": "kolom"}, {"tegen": "jaren"}, {"top": 3}])
def test_without_any_number_the_table_says_so(keys: dict[str, Any]) -> None:
    found = made(here(poort("2019", a="1")), aantal=2, **keys) if keys.get("tegen") else made(here(), **keys)
    assert found.rijen == ()
    assert found.noten == ("Voor deze verdeling zijn er geen cijfers.",)


def test_a_dimension_that_no_table_has_is_a_finding_and_no_crash() -> None:
    werk_ = here(poort("2021", a="1"))
    assert made(werk_, langs="straat").rijen == ()
    assert codes(werk_) == ["formule"]
    assert werk_.findings[0].wat.startswith("De verdeling 'T' kan niet gemaakt worden:\nsom(aanvragen)\n")


def test_a_distribution_names_the_sources_it_draws_on() -> None:
    blok = Blok.model_validate({"soort": "verdeling", "langs": "besluit", "formule": "som(aanvragen)"})
    assert verdeling(here(poort("2021", a="1")), blok, "x")[1] == {"poort"}
