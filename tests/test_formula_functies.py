from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from formula_voorbeeld import (
    BESTAND,
    JAAR,
    MAANDEN_2021,
    POORT,
    bestand,
    bron,
    fout,
    omgeving,
    poort,
    programma,
    reden,
    tabel,
    waarde,
)
from werkmonitor.formula.evaluate import FormuleFout, Omgeving, evaluate, leden
from werkmonitor.formula.trace import Uitkomst
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Dimensie

# --- stand and gemiddelde


@pytest.mark.parametrize(
    ("periode", "begin", "eind"),
    [
        ("2021", "2020-12-31", "2021-12-31"),
        ("2021-H1", "2020-12-31", "2021-06-30"),
        ("2020-K1", "2019-12-31", "2020-03-31"),
        ("2020-02", "2020-01-31", "2020-02-29"),
    ],
)
def test_under_eind_a_stand_is_that_of_the_last_day(periode: str, begin: str, eind: str) -> None:
    here = bestand((begin, "1309"), (eind, "1249"))
    assert waarde("stand(bijstand)", here, periode) == waarde("stand(bijstand, eind)", here, periode) == 1249
    assert waarde("stand(bijstand, begin)", here, periode) == 1309
    assert waarde("stand(bijstand) - stand(bijstand, begin)", here, periode) == 1249 - 1309


@pytest.mark.parametrize(
    ("periode", "begin", "eind"),
    [
        ("2021", "2021-01-01", "2022-01-01"),
        ("2021-H1", "2021-01-01", "2021-07-01"),
        ("2020-02", "2020-02-01", "2020-03-01"),
    ],
)
def test_under_begin_a_stand_is_that_of_the_first_day(periode: str, begin: str, eind: str) -> None:
    here = bestand((begin, "1309"), (eind, "1249"), peilmoment="begin")
    assert waarde("stand(bijstand)", here, periode) == 1249
    assert waarde("stand(bijstand, begin)", here, periode) == 1309


def test_the_peildatum_is_told_when_the_formula_is_one_stand() -> None:
    here = bestand(("2021-12-31", "1249"), ("2020-12-31", "1309"))
    assert evaluate("stand(bijstand)", here, JAAR).peildatum == "2021-12-31"
    assert evaluate("(stand(bijstand, begin))", here, JAAR).peildatum == "2020-12-31"
    for other in ("-stand(bijstand)", "stand(bijstand) - stand(bijstand, begin)", "stand(bijstand, volgend_jaar)"):
        assert evaluate(other, here, JAAR).peildatum is None
    assert evaluate("gemiddelde(bijstand)", here, Periode.parse("2021-12")).peildatum is None


def test_a_stand_that_is_not_stated_names_the_nearest_days() -> None:
    here = bestand(("2021-10-31", "1"), ("2021-11-30", "2"), ("2022-01-31", "3"))
    start = "de export 'Bestand' (levering 2021) heeft geen stand op"
    assert reden("stand(bijstand)", here) == (
        f"{start} 31 december 2021; het dichtst daarbij zijn 30 november 2021 en 31 januari 2022"
    )
    assert reden("stand(bijstand, volgend_jaar)", here).endswith("; het dichtst daarbij is 31 januari 2022")
    assert reden("stand(bijstand)", bestand(("2021", "1"))) == f"{start} 31 december 2021; er is geen enkele stand"


def test_a_stand_of_members() -> None:
    declared = bron("bestand", {"bijstand": "personen"}, soort="stand", dimensies=("leeftijd",))
    rows = [("2021-12-31", "27", "130"), ("2021-12-31", "40", "331"), ("2020-12-31", "27", "120")]
    here = omgeving(programma(declared), tabel(declared, "2021", *rows))
    assert waarde("stand(bijstand)", here) == 130 + 331
    assert waarde("stand(bijstand, leeftijd=27) / stand(bijstand)", here) == Fraction(130, 130 + 331)
    assert reden("stand(bijstand, begin, leeftijd=40)", here).endswith("leeftijd '40' op 31 december 2020")


@pytest.mark.parametrize("peilmoment", ["begin", "eind"])
def test_gemiddelde_is_the_mean_of_the_own_months_without_the_closing_stand(peilmoment: str) -> None:
    days = [maand.eerste_dag if peilmoment == "begin" else maand.laatste_dag for maand in JAAR.maanden]
    rows = [(day.isoformat(), str(number)) for number, day in enumerate(days, 1)]
    outside = [("2022-01-01", "9999"), ("2020-12-31", "9999")]
    here = bestand(*rows, *outside, peilmoment=peilmoment)
    assert waarde("gemiddelde(bijstand)", here) == Fraction(sum(range(1, 13)), 12)
    assert waarde("gemiddelde(bijstand)", here, "2021-K2") == Fraction(4 + 5 + 6, 3)
    assert waarde("gemiddelde(bijstand)", here, "2021-03") == 3


def test_gemiddelde_needs_every_month() -> None:
    rows = [(maand.laatste_dag.isoformat(), "5") for maand in JAAR.maanden]
    assert reden("gemiddelde(bijstand)", bestand(*rows[:-1])).endswith("heeft geen stand op 31 december 2021")
    assert reden("gemiddelde(bijstand)", bestand(*rows[5:])).endswith(
        "geen stand op 31 januari 2021, 28 februari 2021, 31 maart 2021 en 2 andere dagen"
    )


def test_a_source_that_is_not_declared_has_its_stands_at_the_end() -> None:
    here = omgeving(programma(), tabel(BESTAND, "2021", ("2021-12-31", "1249")))
    assert waarde("stand(bijstand)", here) == 1249
    assert "de export 'bestand'" in reden("stand(bijstand, begin)", here)


# --- cumulatief


def test_cumulatief_adds_from_the_begin_of_vanaf_to_the_end_of_the_period() -> None:
    here = poort(("2016", "a", "1000"), ("2017", "a", "1"), ("2018", "a", "2"), ("2019", "a", "4"), ("2020", "a", "8"))
    assert waarde("cumulatief(aanvragen, vanaf=2017)", here, "2020") == 1 + 2 + 4 + 8
    assert waarde("cumulatief(aanvragen, vorige, vanaf=2017)", here, "2020") == 1 + 2 + 4
    assert waarde("cumulatief(aanvragen, vanaf=2017)", here, "2017") == 1


def test_cumulatief_cuts_the_time_into_calendar_periods() -> None:
    here = poort(
        ("2019-K2", "a", "1"), ("2019-H2", "a", "2"), ("2020", "a", "4"), ("2021-K1", "a", "8"), ("2021-04", "a", "16")
    )
    outcome = evaluate('cumulatief(aanvragen, vanaf="2019-K2")', here, Periode.parse("2021-04"))
    assert outcome.waarde == 1 + 2 + 4 + 8 + 16
    assert outcome.spoor.tekst == (
        'cumulatief(aanvragen, vanaf="2019-K2") van het 2e kwartaal van 2019 tot en met april 2021'
    )
    assert [deel.tekst for deel in outcome.spoor.delen][:2] == [
        "cumulatief(aanvragen) over het 2e kwartaal van 2019",
        "cumulatief(aanvragen) over het 2e halfjaar van 2019",
    ]


def test_cumulatief_before_its_begin_or_with_a_gap_has_no_value() -> None:
    here = poort(("2017", "a", "1"), ("2019", "a", "4"))
    assert reden("cumulatief(aanvragen, vanaf=2017)", here, "2016") == (
        "2016 ligt voor het begin van de telling (2017)"
    )
    assert "geen cijfers voor 2018" in reden("cumulatief(aanvragen, vanaf=2017)", here, "2019")


# --- uitkomst


def test_uitkomst_is_the_value_of_another_indicator() -> None:
    declared = programma(POORT, indicatoren={"quote": 'som(aanvragen, besluit="a") / som(aanvragen)'})
    here = omgeving(declared, tabel(POORT, "2021", ("2021", "a", "9"), ("2021", "b", "16"), ("2020", "a", "1")))
    outcome = evaluate('uitkomst("quote") - uitkomst("quote", vorig_jaar)', here, JAAR)
    assert outcome.waarde == Fraction(9, 9 + 16) - Fraction(1, 1)
    assert [deel.tekst for deel in outcome.spoor.delen] == [
        'uitkomst("quote") over 2021',
        'uitkomst("quote", vorig_jaar) over 2020',
    ]
    assert [adres.cel for adres in outcome.spoor.adressen()] == ["A1", "A2", "A3"]
    assert waarde('uitkomst("quote")', here, besluit="a") == 1


def test_uitkomst_hands_on_a_reason_and_what_does_not_apply_but_no_peildatum() -> None:
    declared = programma(BESTAND, indicatoren={"leeg": "1 / 0", "stand": "stand(bijstand)"})
    here = omgeving(declared, tabel(BESTAND, "2021", ("2021-12-31", "1249")))
    assert evaluate('uitkomst("leeg")', here, JAAR).niet_van_toepassing
    assert evaluate('uitkomst("stand")', here, JAAR).peildatum is None
    assert "31 december 2020" in reden('uitkomst("stand", vorige)', here)


def test_a_circle_of_indicators_is_an_error() -> None:
    here = omgeving(programma(indicatoren={"a": '1 + uitkomst("b", vorige)', "b": 'uitkomst("a")'}))
    found = fout('uitkomst("a")', here)
    assert (found.formule, found.positie) == ('uitkomst("a")', 9)
    assert found.zin == "Deze indicator rust op zichzelf: a → b → a."


def test_indicators_and_parts_that_nest_too_deeply_are_an_error() -> None:
    chain = {f"i{n}": "(" * 40 + f'1+uitkomst("i{n + 1}")' + "+1)" * 40 for n in range(100)} | {"i100": "1"}
    here = omgeving(programma(indicatoren=chain))
    assert "te diep genest" in fout('uitkomst("i0")', here).zin


# --- names


@pytest.mark.parametrize(
    ("formule", "positie", "zin"),
    [
        ("1 + som(aanvragn)", 8, "De maat 'aanvragn' bestaat niet; bekend is aanvragen. Bedoelt u 'aanvragen'?"),
        ('uitkomst("x")', 9, "De indicator 'x' bestaat niet; er is nog geen bekend."),
        (
            'som(aanvragen, besluid="a")',
            15,
            "'aanvragen' is niet uitgesplitst naar 'besluid': poort heeft besluit. Bedoelt u 'besluit'?",
        ),
        (
            "stand(aanvragen)",
            6,
            "stand neemt een stand, maar bron 'Poort' staat als stroom in de declaratie. Is het een",
        ),
        ("gemiddelde(aanvragen)", 11, "gemiddelde neemt een stand, maar bron"),
        ("som(aanvragen, jaar + 200)", 15, "Het jaar 2221 is geen jaar voor cijfers."),
    ],
)
def test_a_wrong_name_says_what_is_known(formule: str, positie: int, zin: str) -> None:
    found = fout(formule, poort(("2021", "a", "1")))
    assert found.positie == positie
    assert found.zin.startswith(zin)


def test_a_stand_is_not_summed() -> None:
    zin = fout("som(bijstand)", bestand(("2021-12-31", "1"))).zin
    assert zin.endswith("Is het een telling op een dag, gebruik dan stand(bijstand) of gemiddelde(bijstand).")


def test_the_remedy_for_a_stroom_in_stand_is_the_declaration_first() -> None:
    """Following it must not make a sum of standen."""
    zin = fout("stand(aanvragen)", poort(("2021", "a", "1"))).zin
    assert zin.index('soort = "stand"') < zin.index("som(aanvragen)")


def test_a_period_outside_the_calendar_is_refused_without_a_time_argument_too() -> None:
    assert fout("1 + som(aanvragen)", poort(("2021", "a", "1")), "1899").positie == 4


# --- units that cannot be added


def rapport(*rijen: tuple[str, ...], soort: str = "stroom", eenheid: str = "cijfer") -> Omgeving:
    declared = bron("rapport", {"tevredenheid": eenheid}, soort=soort, dimensies=("wijk", "jaargang"))
    table = tabel(declared, "2021", *rijen)
    return omgeving(programma(declared), replace(table, eenheden={}))


@pytest.mark.parametrize("eenheid", ["cijfer", "aandeel"])
def test_a_mark_or_a_share_is_chosen_and_never_added(eenheid: str) -> None:
    here = rapport(("2021", "noord", "x", "7.5"), ("2021", "zuid", "x", "8.1"), eenheid=eenheid)
    assert waarde('som(tevredenheid, wijk="zuid")', here) == Fraction(81, 10)
    found = fout("som(tevredenheid)", here)
    assert found.zin == f"'tevredenheid' is een {eenheid}: die kan niet worden opgeteld. Kies één lid van wijk."


def test_marks_are_not_added_over_months_or_years() -> None:
    here = rapport(*((maand, "noord", "x", "7") for maand in MAANDEN_2021), ("2020", "noord", "x", "6"))
    assert waarde("som(tevredenheid)", here, "2021-05") == 7
    assert "kan niet over 12 perioden worden opgeteld" in fout("som(tevredenheid)", here).zin
    twice = rapport(("2021", "noord", "x", "7"), ("2020", "noord", "x", "6"))
    assert "kan niet over jaren worden opgeteld" in fout("cumulatief(tevredenheid, vanaf=2020)", twice).zin


def test_the_mean_of_marks_is_fine_and_a_second_row_for_one_moment_is_not() -> None:
    rows = [(maand.laatste_dag.isoformat(), "noord", "x", str(6 + maand.nummer % 2)) for maand in JAAR.maanden]
    here = rapport(*rows, soort="stand")
    assert waarde("gemiddelde(tevredenheid)", here) == Fraction(6 * 6 + 6 * 7, 12)
    double = rapport(*rows, rows[-1], soort="stand")
    assert "noemt er 2 voor hetzelfde moment" in fout("gemiddelde(tevredenheid)", double).zin


def test_a_mark_without_rows_for_a_member_is_not_summed_to_zero_by_mistake() -> None:
    here = rapport(("2021", "noord", "x", "7"), ("2020", "zuid", "x", "6"))
    assert "geen rij voor wijk 'zuid'" in reden("som(tevredenheid, wijk='zuid')", here)


# --- trace


def test_the_trace_mirrors_the_formula_down_to_its_cells() -> None:
    here = poort(("2021", "a", "9"), ("2020", "a", "7"), ("2021", "b", "16"))
    outcome: Uitkomst = evaluate("som(aanvragen,\n besluit='a') / -som(aanvragen)", here, JAAR)
    teller, noemer = outcome.spoor.delen
    assert outcome.spoor.tekst == "som(aanvragen,  besluit='a') / -som(aanvragen)"
    assert (teller.tekst, teller.waarde, teller.feiten) == ("som(aanvragen,  besluit='a') over 2021", Fraction(9), (0,))
    assert (noemer.tekst, noemer.waarde, noemer.delen[0].feiten) == ("-som(aanvragen)", Fraction(-25), (0, 2))
    assert teller.tabel is here.feiten.tabellen[0]
    assert [adres.cel for adres in outcome.spoor.adressen()] == ["A1", "A3"]


def test_the_trace_of_a_stand_names_its_day() -> None:
    outcome = evaluate("stand(bijstand, begin)", bestand(("2020-12-31", "1309")), JAAR)
    assert outcome.spoor.tekst.replace("\xa0", " ") == "stand(bijstand, begin) op 31 december 2020"


# --- leden


LEEFTIJD = Dimensie.model_validate(
    {"id": "besluit", "naam": "Besluit", "leden": {"c": "C", "a": "A", "z": "Z"}, "open": True}
)


def test_leden_come_as_declared_and_then_as_the_data_have_them() -> None:
    rows = [("2021", "x", "1"), ("2021", "a", "1"), ("2021", "b", ""), ("2021", "c", "0"), ("2020", "oud", "1")]
    here = omgeving(programma(POORT, dimensies=(LEEFTIJD,)), tabel(POORT, "2021", *rows))
    assert leden("som(aanvragen)", here, JAAR, "besluit") == ("c", "a", "x", "b")
    assert leden('som(aanvragen, besluit=["a", "x"])', here, JAAR, "besluit") == ("a", "x")
    undeclared = omgeving(programma(POORT), tabel(POORT, "2021", *rows))
    assert leden("som(aanvragen)", undeclared, JAAR, "besluit") == ("x", "a", "b", "c")


def test_leden_of_a_source_where_absent_is_nul_has_the_declared_ones_that_occur_in_it() -> None:
    nul = POORT.model_copy(update={"leeg": "nul"})
    rows = [("2021", "x", "1"), ("2020", "a", "1"), ("2020", "oud", "1")]
    here = omgeving(programma(nul, dimensies=(LEEFTIJD,)), tabel(nul, "2021", *rows))
    assert leden("som(aanvragen)", here, JAAR, "besluit") == ("a", "x")


def test_leden_are_found_through_other_indicators() -> None:
    indicatoren = {"q": 'som(aanvragen) + uitkomst("q2")', "q2": "som(aanvragen)"}
    here = omgeving(programma(POORT, indicatoren=indicatoren), tabel(POORT, "2021", ("2021", "a", "1")))
    assert leden('uitkomst("q") / uitkomst("q2")', here, JAAR, "besluit") == ("a",)


def test_leden_of_a_dimension_that_no_table_has_are_an_error() -> None:
    with pytest.raises(FormuleFout, match="niet uitgesplitst naar 'wijk': poort heeft besluit"):
        leden("som(aanvragen)", poort(("2021", "a", "1")), JAAR, "wijk")
    assert leden("1", poort(), JAAR, "wijk") == ()
