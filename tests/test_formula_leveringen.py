from __future__ import annotations

from fractions import Fraction

import pytest

from formula_voorbeeld import bron, omgeving, programma, tabel
from werkmonitor.findings import Finding, Location
from werkmonitor.formula.evaluate import FormuleFout, Omgeving, evaluate
from werkmonitor.formula.leveringen import different
from werkmonitor.formula.trace import Uitkomst
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Dimensie

REDEN = bron("per_reden", {"instroom": "personen"}, dimensies=("reden",))
LEEFTIJD = bron("per_leeftijd", {"instroom": "personen"}, dimensies=("leeftijd",))
BEIDE = bron("beide", {"instroom": "personen"}, dimensies=("reden", "leeftijd"))
TOTAAL = bron("totaal", {"instroom": "personen"})
BESTAND = bron("bestand", {"bijstand": "personen"}, soort="stand", peilmoment="begin")


def evaluated(formule: str, here: Omgeving, periode: str = "2021") -> Uitkomst:
    return evaluate(formule, here, Periode.parse(periode))


def only(outcome: Uitkomst) -> Finding:
    (finding,) = outcome.findings
    return finding


# --- tables of one delivery


def test_a_formula_reads_the_table_whose_dimensions_cover_its_filters() -> None:
    here = omgeving(
        programma(REDEN, LEEFTIJD),
        tabel(REDEN, "2021", ("2021", "ww", "12"), ("2021", "verhuizing", "9")),
        tabel(LEEFTIJD, "2021", ("2021", "27", "20"), ("2021", "40", "1")),
    )
    outcome = evaluated('som(instroom, reden="ww") + som(instroom, leeftijd=40)', here)
    assert outcome.waarde == 12 + 1
    assert [deel.tabel for deel in outcome.spoor.delen] == list(here.feiten.tabellen)
    assert evaluated("som(instroom)", here).waarde == 12 + 9 == 20 + 1


def test_filters_that_no_table_covers_name_the_dimensions_that_there_are() -> None:
    here = omgeving(
        programma(),
        tabel(REDEN, "2021", ("2021", "ww", "12")),
        tabel(LEEFTIJD, "2021", ("2021", "27", "12")),
        tabel(TOTAAL, "2021", ("2021", "12")),
    )
    listing = "per_reden heeft reden; per_leeftijd heeft leeftijd; totaal heeft geen dimensies"
    with pytest.raises(FormuleFout) as caught:
        evaluated('1 + som(instroom, reden="ww", leeftijd=27)', here)
    assert caught.value.positie == 4
    assert caught.value.zin == f"Geen tabel splitst 'instroom' naar reden en leeftijd samen: {listing}."
    with pytest.raises(FormuleFout) as caught:
        evaluated('som(instroom, redn="ww")', here)
    assert caught.value.zin == f"'instroom' is niet uitgesplitst naar 'redn': {listing}. Bedoelt u 'reden'?"


def test_tables_that_agree_say_nothing_and_the_one_with_the_fewest_dimensions_is_traced() -> None:
    both = tabel(BEIDE, "2021", ("2021", "ww", "27", "5"), ("2021", "ww", "40", "7"))
    one = tabel(REDEN, "2021", ("2021", "ww", "12"))
    outcome = evaluated("som(instroom)", omgeving(programma(BEIDE, REDEN), both, one))
    assert outcome.waarde == 5 + 7
    assert outcome.findings == ()
    assert outcome.spoor.tabel is one


def test_tables_that_disagree_are_a_finding_with_both_sources_and_values() -> None:
    both = tabel(BEIDE, "2021", ("2021", "ww", "27", "5"), ("2021", "ww", "40", "8"))
    one = tabel(REDEN, "2021", ("2021", "ww", "12"))
    outcome = evaluated("som(instroom, reden='ww') / som(instroom)", omgeving(programma(BEIDE, REDEN), both, one))
    assert outcome.waarde == Fraction(12, 12)
    assert [(f.code, f.ernst) for f in outcome.findings] == [("tabellen-spreken-elkaar-tegen", "fout")] * 2
    assert outcome.findings[0].wat == (
        "som(instroom, reden ww) over 2021 is 12 volgens bron 'per_reden', maar 13 volgens bron 'beide' "
        "(levering 2021; formule: som(instroom, reden='ww') / som(instroom))."
    )
    assert outcome.findings[0].vindplaats == Location("exports/2021/per_reden.xlsx", "Blad1", "A1")


def test_a_finding_is_told_once() -> None:
    here = omgeving(
        programma(REDEN, TOTAAL), tabel(REDEN, "2021", ("2021", "ww", "12")), tabel(TOTAAL, "2021", ("2021", "13"))
    )
    assert only(evaluated("som(instroom) / som(instroom)", here)).ernst == "fout"


def test_a_table_without_a_value_leaves_it_to_the_other() -> None:
    part = tabel(REDEN, "2021", ("2021-H1", "ww", "12"))
    whole = tabel(BEIDE, "2021", ("2021", "ww", "27", "20"))
    outcome = evaluated("som(instroom)", omgeving(programma(REDEN, BEIDE), part, whole))
    assert outcome.waarde == 20
    assert outcome.spoor.tabel is whole
    assert outcome.findings == ()


def test_a_mark_may_come_from_the_table_that_does_not_split_it() -> None:
    split = bron("split", {"rapport": "cijfer"}, dimensies=("wijk",))
    whole = bron("geheel", {"rapport": "cijfer"}, dimensies=("jaargang",))
    tables = [
        tabel(split, "2021", ("2021", "noord", "7"), ("2021", "zuid", "8")),
        tabel(whole, "2021", ("2021", "x", "7.4")),
    ]
    assert evaluated("som(rapport)", omgeving(programma(split, whole), *tables)).waarde == Fraction(74, 10)


def test_a_finding_without_a_cell_has_no_place() -> None:
    nul = REDEN.model_copy(update={"leeg": "nul"})
    here = omgeving(
        programma(nul, BEIDE),
        tabel(nul, "2021", ("2021", "ww", "12"), ("2020", "schulden", "1")),
        tabel(BEIDE, "2021", ("2021", "schulden", "27", "3")),
    )
    finding = only(evaluated("som(instroom, reden='schulden')", here))
    assert finding.vindplaats is None
    assert "is 0 volgens bron 'per_reden', maar 3 volgens bron 'beide'" in finding.wat


# --- deliveries


def test_what_the_delivery_does_not_state_comes_from_an_earlier_one() -> None:
    here = omgeving(
        programma(TOTAAL),
        tabel(TOTAAL, "2019", ("2019", "1"), ("2018", "2")),
        tabel(TOTAAL, "2020", ("2020", "4"), ("2019", "8")),
        tabel(TOTAAL, "2021", ("2021", "16")),
    )
    assert evaluated("som(instroom, vorig_jaar)", here).waarde == 4
    assert evaluated("som(instroom, jaar - 2)", here).waarde == 8
    assert evaluated("som(instroom, jaar - 3)", here).waarde == 2
    assert evaluated("cumulatief(instroom, vanaf=2018)", here).waarde == 2 + 8 + 4 + 16


def test_a_period_that_the_delivery_states_in_part_comes_whole_from_an_earlier_one() -> None:
    here = omgeving(
        programma(TOTAAL),
        tabel(TOTAAL, "2020", ("2020-H1", "4"), ("2020-H2", "8")),
        tabel(TOTAAL, "2021", ("2021", "16"), ("2020-H2", "100")),
    )
    outcome = evaluated("som(instroom, vorig_jaar)", here)
    assert outcome.waarde == 4 + 8
    assert outcome.findings == ()


def test_without_a_value_the_reason_is_of_the_table_that_states_most() -> None:
    here = omgeving(
        programma(TOTAAL),
        tabel(TOTAAL, "2020", ("2020-H1", "4")),
        tabel(TOTAAL, "2021", ("2021", "16")),
    )
    reden = evaluated("som(instroom, vorig_jaar)", here).reden
    assert reden == "de export 'Totaal' (levering 2020) heeft geen cijfers voor het 2e halfjaar van 2020"


def test_a_revised_figure_is_a_warning_and_the_newer_one_is_used() -> None:
    here = omgeving(
        programma(TOTAAL),
        tabel(TOTAAL, "2020", ("2020", "300")),
        tabel(TOTAAL, "2021", ("2021", "280"), ("2020", "310")),
    )
    outcome = evaluated("som(instroom) - som(instroom, vorig_jaar)", here)
    finding = only(outcome)
    assert outcome.waarde == 280 - 310
    assert (finding.code, finding.ernst) == ("herzien", "waarschuwing")
    assert finding.wat == "Maat instroom over 2020 is nu 310, en was 300 in levering 2020."
    assert finding.gevolg == "De vergelijking gebruikt het nieuwere cijfer, 310; een eerder rapport noemt 300."
    assert finding.vindplaats == Location("exports/2021/totaal.xlsx", "Blad1", "A2")


def test_a_total_is_compared_also_where_a_later_delivery_has_other_members() -> None:
    """The members of a figure ``per`` are those of the newer delivery; the earlier one reported its own."""
    then = tabel(REDEN, "2020", ("2020", "ww", "12"), ("2020", "verhuizing", "9"))
    more = (("2020", "ww", "12"), ("2020", "verhuizing", "9"), ("2020", "studie", "4"))
    for rows, now in ((more, 25), (more[:1], 12)):
        here = omgeving(programma(REDEN), then, tabel(REDEN, "2021", *rows, ("2021", "elders", "1")))
        for filters in ({}, {"reden": tuple(lid for _, lid, _ in rows)} if len(rows) > 1 else {}):
            finding = only(evaluate("som(instroom, vorig_jaar)", here, Periode.parse("2021"), filters))
            assert finding.wat == f"Maat instroom over 2020 is nu {now}, en was 21 in levering 2020."


def test_some_members_of_a_row_are_compared_with_the_same_members() -> None:
    here = omgeving(
        programma(REDEN),
        tabel(REDEN, "2020", ("2020", "ww", "12"), ("2020", "verhuizing", "9"), ("2020", "studie", "4")),
        tabel(REDEN, "2021", ("2020", "ww", "12"), ("2020", "verhuizing", "9"), ("2020", "studie", "5")),
    )
    both = {"reden": ("ww", "verhuizing")}
    assert evaluate("som(instroom, vorig_jaar)", here, Periode.parse("2021"), both).findings == ()
    assert evaluate("som(instroom, vorig_jaar)", here, Periode.parse("2021"), {"reden": "ww"}).findings == ()


def test_a_revised_figure_is_called_by_its_name() -> None:
    tables = [tabel(TOTAAL, "2020", ("2020", "300")), tabel(TOTAAL, "2021", ("2021", "280"), ("2020", "310"))]
    here = omgeving(programma(TOTAAL, indicatoren={"trajecten": "som(instroom)"}), *tables)
    finding = only(evaluated("som(instroom)", here, "2020"))
    assert finding.wat == "trajecten over 2020 is nu 310, en was 300 in levering 2020."


def test_a_figure_that_stayed_the_same_is_not_revised() -> None:
    here = omgeving(
        programma(TOTAAL),
        tabel(TOTAAL, "2020", ("2020", "310")),
        tabel(TOTAAL, "2021", ("2020-H1", "300"), ("2020-H2", "10")),
    )
    assert evaluated("som(instroom, vorig_jaar)", here).findings == ()


def test_a_period_is_compared_with_its_own_delivery_before_any_other() -> None:
    here = omgeving(
        programma(TOTAAL),
        tabel(TOTAAL, "2019", ("2020", "1"), ("2019", "2")),
        tabel(TOTAAL, "2020", ("2020", "310"), ("2019", "3")),
        tabel(TOTAAL, "2021", ("2020", "310"), ("2019", "2")),
    )
    assert evaluated("som(instroom, vorig_jaar) + som(instroom, jaar - 2)", here).findings == ()


def test_without_a_value_in_its_own_delivery_a_period_is_compared_with_another_earlier_one() -> None:
    here = omgeving(
        programma(TOTAAL),
        tabel(TOTAAL, "2019", ("2020", "1"), ("2019", "2")),
        tabel(TOTAAL, "2020", ("2018", "3")),
        tabel(TOTAAL, "2021", ("2020", "310"), ("2018", "4")),
    )
    assert "is nu 310, en was 1 in levering 2019." in only(evaluated("som(instroom, vorig_jaar)", here)).wat
    assert "is nu 4, en was 3 in levering 2020." in only(evaluated("som(instroom, jaar - 3)", here)).wat


def test_what_belongs_to_this_period_is_not_compared() -> None:
    here = omgeving(programma(TOTAAL), tabel(TOTAAL, "2020", ("2021", "300")), tabel(TOTAAL, "2021", ("2021", "310")))
    assert evaluated("som(instroom)", here).findings == ()


def test_of_two_earlier_deliveries_the_shortest_is_compared() -> None:
    here = omgeving(
        programma(TOTAAL),
        tabel(TOTAAL, "2020", ("2020-H2", "1")),
        tabel(TOTAAL, "2020-H2", ("2020-H2", "2")),
        tabel(TOTAAL, "2021-H1", ("2020-H2", "3")),
        levering="2021-H1",
    )
    assert "was 2 in levering 2020-H2" in only(evaluated("som(instroom, vorige)", here, "2021-H1")).wat


def test_the_begin_of_a_year_is_compared_with_the_end_of_the_year_before() -> None:
    here = omgeving(
        programma(BESTAND),
        tabel(BESTAND, "2020", ("2021-01-01", "1309")),
        tabel(BESTAND, "2021", ("2021-01-01", "1310"), ("2022-01-01", "1249")),
    )
    outcome = evaluated("stand(bijstand) - stand(bijstand, begin)", here)
    assert outcome.waarde == 1249 - 1310
    assert only(outcome).wat.replace("\xa0", " ") == (
        "Maat bijstand op 1 januari 2021 is nu 1.310, en was 1.309 in levering 2020."
    )
    assert only(evaluated("stand(bijstand, vorig_jaar)", here)).code == "herzien"


def test_an_empty_cell_in_the_new_delivery_leaves_it_to_the_earlier_one() -> None:
    here = omgeving(
        programma(TOTAAL), tabel(TOTAAL, "2020", ("2020", "300")), tabel(TOTAAL, "2021", ("2020", ""), ("2021", "1"))
    )
    assert evaluated("som(instroom, vorig_jaar)", here).waarde == 300


def test_deliveries_that_end_on_one_day_are_tried_from_the_longest() -> None:
    here = omgeving(
        programma(TOTAAL),
        tabel(TOTAAL, "2020-H2", ("2019", "1")),
        tabel(TOTAAL, "2020", ("2019", "2")),
        tabel(TOTAAL, "2021", ("2021", "3")),
    )
    assert evaluated("som(instroom, jaar - 2)", here).waarde == 2


def test_a_source_that_was_not_read_is_named() -> None:
    here = omgeving(programma(REDEN, LEEFTIJD), tabel(REDEN, "2021", ("2021", "ww", "12")))
    outcome = evaluated("som(instroom, leeftijd=27)", here)
    assert outcome.reden == "er is geen export gelezen met 'instroom' (bron per_leeftijd)"
    assert outcome.spoor.tekst == "som(instroom, leeftijd=27) over 2021"
    unread = omgeving(programma(REDEN, LEEFTIJD))
    assert "(bron per_reden en per_leeftijd)" in evaluated("cumulatief(instroom, vanaf=2020)", unread).reden
    stand = omgeving(programma(BESTAND))
    assert evaluated("stand(bijstand)", stand).spoor.tekst == "stand(bijstand) over 2021"


def test_a_maat_without_facts_in_its_table_is_not_stated() -> None:
    here = omgeving(programma(TOTAAL), tabel(TOTAAL, "2021"), tabel(TOTAAL, "2020", ("2020", "1")))
    assert evaluated("som(instroom, vorig_jaar)", here).waarde == 1


def test_two_values_are_written_so_that_they_differ() -> None:
    assert different(Fraction(3001, 10), Fraction(3004, 10), "aantal") == ("300,1", "300,4")
    assert different(Fraction(1, 2), Fraction(51, 100), "aandeel") == ("50%", "51%")
    assert different(Fraction(1), Fraction(1) + Fraction(1, 10**12), "aantal") == ("1,00000000", "1,00000000")


# --- dimensions whose members are no parts of a whole


def test_members_that_are_no_parts_of_a_whole_are_chosen_and_never_added() -> None:
    los = {"id": "reden", "naam": "reden", "open": True, "optelbaar": False}
    gedeeld = programma(REDEN).model_copy(update={"dimensie": (Dimensie.model_validate(los),)})
    here = omgeving(gedeeld, tabel(REDEN, "2021", ("2021", "ww", "12"), ("2021", "verhuizing", "9")))
    reden = "de leden van reden tellen niet op tot een geheel; kies er één"
    for formule in ("som(instroom)", 'som(instroom, reden=["ww", "verhuizing"])', "som(instroom) / 2"):
        outcome = evaluated(formule, here)
        assert (outcome.waarde, outcome.reden) == (None, reden)
    assert evaluated('som(instroom, reden="ww")', here).waarde == 12
    whole = omgeving(gedeeld, *here.feiten.tabellen, tabel(TOTAAL, "2021", ("2021", "15")))
    assert evaluated("som(instroom)", whole).waarde == 15
