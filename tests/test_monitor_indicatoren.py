"""Figures: value, comparison, norm, verdict, members, and the reasons for what is missing."""

from __future__ import annotations

from typing import Any

import pytest

from werk_voorbeeld import BESTAND, POORT, QUOTE, codes, feiten, indicator, norm, programma, tabel, werk
from werkmonitor.bronnen.feiten import Feitentabel
from werkmonitor.monitor.indicatoren import bereken_indicatoren
from werkmonitor.monitor.model import Indicator, Vergelijking
from werkmonitor.periode import Periode

WIJK = {"id": "besluit", "naam": "besluit", "leden": {"afgewezen": "Afgewezen aanvraag", "toegekend": "Toegekend"}}


def poort(levering: str, afgewezen: str, toegekend: str) -> Feitentabel:
    return tabel(POORT, levering, (levering, "afgewezen", afgewezen), (levering, "toegekend", toegekend))


def stand(levering: str, *values: str) -> Feitentabel:
    jaar = int(levering)
    return tabel(BESTAND, levering, *((f"{jaar + at}-01-01", value) for at, value in enumerate(values)))


def figure(declared: dict[str, Any], *tabellen: Feitentabel, periode: str = "2021", **keys: Any) -> Indicator:
    here = werk(
        programma(indicator=(declared,), **keys), feiten(*tabellen) if tabellen else None, Periode.parse(periode)
    )
    (found,) = bereken_indicatoren(here)
    gaps = [f"{found.naam} heeft geen waarde"] if found.waarde is None and not declared.get("reden_ontbreekt") else []
    assert [finding.wat.partition(":")[0] for finding in here.findings] == gaps
    return found


def compared(found: Indicator) -> Vergelijking:
    assert found.vergelijking is not None
    return found.vergelijking


def test_a_figure_has_its_value_in_every_form() -> None:
    found = figure(QUOTE)
    assert (found.waarde, found.exact, found.weergave, found.decimalen) == (0.36, "9/25", "36%", 0)
    assert (found.vorige, found.vorig_jaar, found.status, found.reden_ontbreekt) == (0.33, 0.33, "definitief", None)
    assert [cel.cel for cel in found.herkomst] == ["C2", "C3"]


def test_a_figure_is_judged_by_its_norm_with_the_words_of_this_municipality() -> None:
    found = figure(QUOTE)
    assert (found.oordeel, found.woord, found.norm, found.norm_exact) == ("oranje", "vertraging", 0.4, "2/5")
    assert (found.norm_weergave, found.norm_bron, found.marge) == ("ten minste 40%", "Programma Werk", -0.04)
    assert found.regel.startswith("De norm is ten minste 40%. Met 36% is de norm niet gehaald")


def test_a_figure_without_a_norm_is_not_judged() -> None:
    found = figure(indicator("aanvragen", "som(aanvragen)"))
    assert (found.oordeel, found.norm, found.norm_exact, found.marge) == (None, None, None, None)
    assert (found.woord, found.regel, found.norm_weergave, found.norm_bron) == ("", "", "", "")


def test_a_figure_without_a_value_that_has_a_norm_is_grijs_with_the_reason() -> None:
    found = figure(QUOTE, poort("2021", "", "64"))
    assert (found.waarde, found.exact, found.weergave) == (None, None, "niet bekend")
    assert (found.oordeel, found.woord, found.marge) == ("grijs", "niet te beoordelen", None)
    assert found.reden_ontbreekt


def test_the_reason_of_a_person_goes_before_the_computed_one() -> None:
    found = figure(QUOTE | {"reden_ontbreekt": "Het systeem lag stil."}, poort("2021", "", "64"))
    assert found.reden_ontbreekt == "Het systeem lag stil."


def test_a_declared_reason_is_silent_when_there_is_a_value() -> None:
    assert figure(QUOTE | {"reden_ontbreekt": "Het systeem lag stil."}).reden_ontbreekt is None


@pytest.mark.parametrize(
    ("nu", "toen", "getal", "woorden"),
    [
        (("36", "64"), ("33", "67"), "+3 procentpunt", "3 procentpunt hoger dan in 2020"),
        (("30", "70"), ("33", "67"), "-3 procentpunt", "3 procentpunt lager dan in 2020"),
        (("33", "67"), ("33", "67"), "0 procentpunt", "gelijk aan 2020"),
        (("3304", "6696"), ("33", "67"), "0 procentpunt", "gelijk aan 2020"),
    ],
)
def test_the_difference_of_two_shares_is_in_percentage_points(
    nu: tuple[str, str], toen: tuple[str, str], getal: str, woorden: str
) -> None:
    found = compared(figure(QUOTE, poort("2021", *nu), poort("2020", *toen)))
    assert (found.periode, found.naam, found.cijfer.weergave) == ("2020", "2020", "33%")
    assert (found.verschil.weergave, found.verschil_tekst) == (getal, woorden)


@pytest.mark.parametrize(
    ("nu", "toen", "getal", "woorden"),
    [
        ("1249", "1309", "-60", "60 minder dan op 1\xa0januari 2021"),
        ("1309", "1249", "+60", "60 meer dan op 1\xa0januari 2021"),
        ("1249", "1249", "0", "gelijk aan 1\xa0januari 2021"),
    ],
)
def test_the_difference_of_two_stands_names_the_day(nu: str, toen: str, getal: str, woorden: str) -> None:
    declared = {**BESTAND, "peilmoment": "begin"}
    found = compared(
        figure(
            indicator("uitkeringen", "stand(bijstand)", eenheid="personen"),
            stand("2021", toen, nu),
            bron=(POORT, declared),
        )
    )
    assert (found.verschil.weergave, found.verschil_tekst) == (getal, woorden)


def test_a_stand_has_its_day() -> None:
    declared = {**BESTAND, "peilmoment": "begin"}
    found = figure(indicator("uitkeringen", "stand(bijstand)"), stand("2021", "1309", "1249"), bron=(POORT, declared))
    assert (found.waarde, found.peildatum) == (1249, "2022-01-01")


@pytest.mark.parametrize(
    ("richting", "nu", "gunstig"),
    [
        ("hoger", "110", True),
        ("hoger", "90", False),
        ("lager", "110", False),
        ("lager", "90", True),
        ("lager", "100", None),
    ],
)
def test_a_change_is_favourable_in_the_wanted_direction(richting: str, nu: str, gunstig: bool | None) -> None:  # noqa: FBT001 - an expectation
    declared = indicator("aanvragen", "som(aanvragen)", richting=richting)
    assert compared(figure(declared, poort("2021", nu, "0"), poort("2020", "100", "0"))).gunstig is gunstig


def test_without_a_wanted_direction_no_change_is_favourable() -> None:
    assert (
        compared(
            figure(indicator("aanvragen", "som(aanvragen)"), poort("2021", "2", "0"), poort("2020", "1", "0"))
        ).gunstig
        is None
    )


def test_without_a_value_of_last_year_there_is_no_comparison() -> None:
    assert figure(QUOTE, poort("2021", "36", "64")).vergelijking is None


def test_without_a_value_of_this_year_last_year_is_still_told() -> None:
    found = compared(figure(QUOTE, poort("2021", "", "64"), poort("2020", "33", "67")))
    assert (found.cijfer.weergave, found.verschil.weergave, found.verschil_tekst, found.gunstig) == (
        "33%",
        "",
        "",
        None,
    )


@pytest.mark.parametrize(
    ("nu", "toen", "woorden"),
    [
        ("-20", "-30", "€\xa010,00 hoger dan in 2020"),
        ("20", "-30", "€\xa050,00 hoger dan in 2020"),
        ("20", "30", "€\xa010,00 minder dan in 2020"),
    ],
)
def test_around_zero_a_difference_is_higher_or_lower_instead_of_more_or_less(nu: str, toen: str, woorden: str) -> None:
    declared = indicator("saldo", "som(aanvragen)", eenheid="euro")
    assert compared(figure(declared, poort("2021", nu, "0"), poort("2020", toen, "0"))).verschil_tekst == woorden


def test_a_budget_difference_that_got_worse_does_not_become_a_voordeel() -> None:
    declared = indicator("saldo", "som(aanvragen)", eenheid="voordeel")
    found = compared(figure(declared, poort("2021", "5", "0"), poort("2020", "10", "0")))
    assert "V" not in found.verschil.weergave
    assert "V" not in found.verschil_tekst


def test_the_period_before_is_another_than_the_same_period_a_year_earlier() -> None:
    tabellen = [
        poort(periode, waarde, "0") for periode, waarde in (("2021-H1", "3"), ("2020-H2", "2"), ("2020-H1", "1"))
    ]
    found = figure(indicator("aanvragen", "som(aanvragen)"), *tabellen, periode="2021-H1")
    assert (found.waarde, found.vorige, found.vorig_jaar) == (3, 2, 1)
    assert compared(found).verschil_tekst == "2 meer dan in het 1e halfjaar van 2020"


def test_a_figure_per_member_has_the_caption_the_value_and_the_cell_of_each() -> None:
    found = figure(indicator("aanvragen", "som(aanvragen)", per="besluit"), dimensie=(WIJK,))
    assert [(lid.dimensie, lid.lid, lid.naam, lid.waarde, lid.weergave) for lid in found.leden] == [
        ("besluit", "afgewezen", "Afgewezen aanvraag", 36, "36"),
        ("besluit", "toegekend", "Toegekend", 64, "64"),
    ]
    assert [[cel.cel for cel in lid.herkomst] for lid in found.leden] == [["C2"], ["C3"]]


def test_the_members_add_up_to_the_figure() -> None:
    found = figure(indicator("aanvragen", "som(aanvragen)", per="besluit"))
    assert found.waarde == sum(lid.waarde or 0 for lid in found.leden) == 36 + 64


def test_a_member_with_an_empty_cell_has_no_value_but_a_reason() -> None:
    found = figure(indicator("aanvragen", "som(aanvragen)", per="besluit"), poort("2021", "", "64"))
    assert [(lid.waarde, lid.weergave, bool(lid.reden)) for lid in found.leden] == [
        (None, "niet bekend", True),
        (64, "64", False),
    ]


def test_a_figure_that_lacks_a_declared_member_is_no_sum_of_the_others() -> None:
    alone = tabel(POORT, "2021", ("2021", "afgewezen", "36"))
    found = figure(indicator("aanvragen", "som(aanvragen)", per="besluit"), alone, dimensie=(WIJK,))
    assert [lid.waarde for lid in found.leden] == [36]
    assert found.waarde is None
    assert found.reden_ontbreekt is not None
    assert found.reden_ontbreekt.endswith("heeft geen enkele rij voor besluit 'toegekend'")


def test_a_member_of_an_earlier_quarter_is_not_left_out_of_the_year_so_far() -> None:
    eerst = tabel(POORT, "2021-K1", ("2021-K1", "afgewezen", "36"), ("2021-K1", "toegekend", "64"))
    later = tabel(POORT, "2021-K2", ("2021-K2", "afgewezen", "10"))
    asked = [norm("150") | {"per": "jaar"}]
    declared = indicator("aanvragen", "som(aanvragen)", per="besluit", richting="hoger", normen=asked)
    here = werk(programma(indicator=(declared,)), feiten(eerst, later), Periode.parse("2021-K2"))
    (found,) = bereken_indicatoren(here)
    assert (found.waarde, found.oordeel) == (10, "grijs")
    assert found.tot_nu_toe is not None
    assert found.tot_nu_toe.waarde is None


def test_a_range_for_the_year_does_not_say_which_way_a_half_year_went() -> None:
    asked = [norm("50") | {"tot": "300", "per": "jaar"}]
    halves = [tabel(POORT, f"{jaar}-H1", (f"{jaar}-H1", "afgewezen", n)) for jaar, n in (("2021", "20"), ("2020", "9"))]
    found = figure(indicator("aanvragen", "som(aanvragen)", normen=asked), *halves, periode="2021-H1")
    assert compared(found).gunstig is None


def test_members_along_a_dimension_that_does_not_exist_are_told_once() -> None:
    here = werk(programma(indicator=(indicator("aanvragen", "som(aanvragen)", per="wijk"),)))
    (found,) = bereken_indicatoren(here)
    assert found.leden == ()
    assert set(codes(here)) == {"formule"}
    assert here.findings[0].wat.startswith("De leden van aanvragen zijn niet te bepalen:\n")


def test_declared_decimals_go_before_those_of_the_unit() -> None:
    found = figure(QUOTE | {"decimalen": 1, "normen": [norm("0.405")]})
    assert (found.weergave, found.decimalen, found.norm_weergave) == ("36,0%", 1, "ten minste 40,5%")
    assert compared(found).verschil_tekst == "3,0 procentpunt hoger dan in 2020"


def test_a_status_of_the_declaration_is_that_of_the_figure() -> None:
    assert figure(QUOTE | {"status": "voorlopig"}).status == "voorlopig"
