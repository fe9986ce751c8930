"""Norms over time: steps, ranges, what must be beaten, targets of a year; each border exactly, each sentence true."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from werk_voorbeeld import indicator, programma
from werkmonitor.checks.declaratie import controleer_declaratie
from werkmonitor.formula.trace import Spoor, Uitkomst
from werkmonitor.oordeel import Oordeel, judge_indicator
from werkmonitor.periode import Periode
from werkmonitor.programma.indicator import Indicator, Norm

JAAR = "2021"


def norm(vanaf: str = "2020", **keys: str) -> dict[str, str]:
    return {"vanaf": vanaf, "bron": "Raadsbesluit"} | keys


def judge(
    waarde: str | None, *normen: dict[str, str], periode: str = JAAR, ander: str | None = None, **keys: Any
) -> Oordeel:
    data = {"eenheid": "aantal", "richting": "hoger", "normen": normen} | keys
    declared = Indicator.model_validate(indicator("x", "som(aanvragen)", **data))
    nederland = indicator("nederland", "som(aanvragen)")
    other = Uitkomst(Fraction(ander), Spoor("x", Fraction(ander))) if ander else None
    value = None if waarde is None else Fraction(waarde)
    found = judge_indicator(declared, value, Periode.parse(periode), programma(indicator=(nederland,)), ander=other)
    assert found is not None
    return found


# --- steps


STAPPEN = (norm(waarde="0.30"), norm("2022", waarde="0.40"), norm("2024", waarde="0.50"))


def test_the_rule_names_the_next_step_of_a_phased_norm() -> None:
    found = judge("0.36", *STAPPEN, eenheid="aandeel")
    assert found.regel == "De norm is ten minste 30%. Met 36% is de norm gehaald. Vanaf 2022 is de norm ten minste 40%."
    assert (found.norm, found.norm_weergave) == (Fraction("0.30"), "ten minste 30%")


@pytest.mark.parametrize(
    ("periode", "staart"),
    [
        ("2022", "Vanaf 2024 is de norm ten minste 50%."),
        ("2023-H2", "ten minste 50%."),
        ("2024", "norm niet gehaald; "),
    ],
)
def test_each_step_has_its_own_next_and_the_last_has_none(periode: str, staart: str) -> None:
    regel = judge("0.36", *STAPPEN, periode=periode, eenheid="aandeel").regel
    assert staart in regel
    assert ("Vanaf" in regel) == (periode != "2024")


def test_a_later_decision_that_asks_the_same_is_no_step() -> None:
    assert "Vanaf" not in judge("1", norm(waarde="5"), norm("2022", waarde="5.0")).regel


def test_without_a_value_the_next_step_is_told_too() -> None:
    found = judge(None, *STAPPEN, eenheid="aandeel")
    assert found.regel == (
        "De norm is ten minste 30%. Zonder cijfer is er geen oordeel. Vanaf 2022 is de norm ten minste 40%."
    )
    assert (found.kleur, found.norm, found.marge) == ("grijs", Fraction("0.30"), None)


def test_a_next_step_may_be_of_another_kind() -> None:
    later = norm("2022", waarde="1", tot="3")
    assert judge("1", norm(waarde="5"), later).regel.endswith(" Vanaf 2022 is de norm ten minste 1 en ten hoogste 3.")
    beaten = norm("2022", beter_dan='uitkomst("nederland")')
    assert judge("1", norm(waarde="5"), beaten).regel.endswith(" Vanaf 2022 is de norm beter dan Nederland.")


# --- a range


@pytest.mark.parametrize(
    ("waarde", "kleur", "norm_", "marge"),
    [
        ("0.20", "groen", "0.20", "0"),
        ("0.22", "groen", "0.20", "0.02"),
        ("0.24", "groen", "0.25", "0.01"),
        ("0.25", "groen", "0.25", "0"),
        ("0.2501", "oranje", "0.25", "-0.0001"),
        ("0.275", "oranje", "0.25", "-0.025"),
        ("0.2751", "rood", "0.25", "-0.0251"),
        ("0.1999", "oranje", "0.20", "-0.0001"),
        ("0.18", "oranje", "0.20", "-0.02"),
        ("0.1799", "rood", "0.20", "-0.0201"),
    ],
)
def test_a_range_is_groen_inside_and_outside_the_end_that_was_passed_counts(
    waarde: str, kleur: str, norm_: str, marge: str
) -> None:
    found = judge(waarde, norm(waarde="0.20", tot="0.25"), eenheid="aandeel", richting=None)
    assert (found.kleur, found.norm, found.marge) == (kleur, Fraction(norm_), Fraction(marge))
    assert found.norm_weergave == "ten minste 20% en ten hoogste 25%"


def test_the_rule_of_a_range_names_the_end_that_was_passed() -> None:
    asked = norm(waarde="20", tot="25")
    assert judge("22", asked).regel == "De norm is ten minste 20 en ten hoogste 25. Met 22 is de norm gehaald."
    assert judge("26", asked).regel.endswith("niet gehaald; het verschil is ten hoogste 10% van de bovengrens.")
    assert judge("10", asked).regel.endswith("niet gehaald; het verschil is meer dan 10% van de ondergrens.")
    assert [judge(waarde, asked).norm for waarde in (None, "22.5")] == [Fraction(20), Fraction(20)]


# --- what must be beaten


BETER = norm(beter_dan='uitkomst("nederland")')


@pytest.mark.parametrize(
    ("richting", "waarde", "kleur"),
    [
        ("hoger", "0.2801", "groen"),
        ("hoger", "0.28", "oranje"),
        ("hoger", "0.252", "oranje"),
        ("hoger", "0.2519", "rood"),
        ("lager", "0.2799", "groen"),
        ("lager", "0.28", "oranje"),
        ("lager", "0.308", "oranje"),
        ("lager", "0.3081", "rood"),
    ],
)
def test_what_equals_the_figure_that_must_be_beaten_has_not_beaten_it(richting: str, waarde: str, kleur: str) -> None:
    found = judge(waarde, BETER, ander="0.28", eenheid="aandeel", richting=richting)
    assert (found.kleur, found.norm) == (kleur, Fraction("0.28"))
    assert found.norm_weergave.startswith("beter dan 28")


def test_equal_is_oranje_also_where_there_is_no_room_for_it() -> None:
    assert judge("0", BETER, ander="0", richting="lager").kleur == "oranje"
    assert judge("5", BETER, ander="5", oranje_vanaf="1").kleur == "oranje"


@pytest.mark.parametrize(
    ("waarde", "ander", "regel"),
    [
        ("0.30", "0.28", "De norm is beter dan 28% (Nederland). Met 30% is de norm gehaald."),
        (
            "0.28",
            "0.28",
            "De norm is beter dan 28% (Nederland). Met 28% is de norm niet gehaald: gelijk is niet beter.",
        ),
        ("0.283", "0.281", "De norm is beter dan 28,1% (Nederland). Met 28,3% is de norm gehaald."),
        (
            "0.2841",
            "0.28432",
            (
                "De norm is beter dan 28,43% (Nederland). Met 28,41% is de norm niet gehaald; "
                "het verschil is ten hoogste 10% van de norm."
            ),
        ),
    ],
)
def test_the_rule_shows_value_and_norm_so_that_it_can_be_seen_which_is_better(
    waarde: str, ander: str, regel: str
) -> None:
    assert judge(waarde, BETER, ander=ander, eenheid="aandeel").regel == regel


@pytest.mark.parametrize(
    ("decimalen", "formule", "ander", "eis"),
    [
        (1, 'uitkomst("nederland")', "13.298", "13,3"),
        (0, 'uitkomst("nederland")', "13", "13"),
        (None, "som(aanvragen) / 2", "13.25", "13,25"),
        (None, "som(aanvragen) / 3", "40/3", "13,3"),
    ],
)
def test_the_figure_to_beat_has_the_decimals_that_it_takes(
    decimalen: int | None, formule: str, ander: str, eis: str
) -> None:
    declared = Indicator.model_validate(
        indicator("x", "som(x)", eenheid="aantal", richting="hoger", normen=(norm(beter_dan=formule),))
    )
    here = programma(indicator=(indicator("nederland", "som(aanvragen)", decimalen=decimalen),))
    other = Uitkomst(Fraction(ander), Spoor("x", Fraction(ander)))
    found = judge_indicator(declared, Fraction(15), Periode.parse(JAAR), here, ander=other)
    assert found is not None
    assert found.norm_weergave == f"beter dan {eis}"
    assert found.regel.endswith("Met 15 is de norm gehaald.")


def test_a_missing_figure_to_beat_gives_no_verdict_and_says_why() -> None:
    missing = Uitkomst(None, Spoor("x", None), "er is geen export gelezen")
    declared = Indicator.model_validate(indicator("x", "som(x)", richting="hoger", normen=(BETER,)))
    nederland = indicator("nederland", "som(aanvragen)")
    periode, here = Periode.parse(JAAR), programma(indicator=(nederland,))
    found = judge_indicator(declared, Fraction(1), periode, here, ander=missing)
    assert found is not None
    assert (found.kleur, found.norm, found.marge, found.norm_weergave) == ("grijs", None, None, "beter dan Nederland")
    assert found.regel == (
        "De norm is beter dan Nederland. Dat cijfer is niet bekend: er is geen export gelezen. "
        "Zonder norm is er geen oordeel."
    )


@pytest.mark.parametrize(
    ("formule", "naam"),
    [
        ('uitkomst("nederland", vorig_jaar)', "Nederland, 2020"),
        ("som(aanvragen) / 2", "het cijfer om mee te vergelijken"),
        ("som(aanvragen)", "het cijfer om mee te vergelijken"),
    ],
)
def test_the_figure_to_beat_has_its_name_and_its_time(formule: str, naam: str) -> None:
    assert f"beter dan 3 ({naam})." in judge("5", norm(beter_dan=formule), ander="3").regel


# --- a target of a whole year


PER_JAAR = norm(waarde="200", per="jaar")


@pytest.mark.parametrize(
    ("periode", "deel"),
    [("2021", 200), ("2021-H1", 100), ("2021-H2", 200), ("2021-K1", 50), ("2021-K3", 150), ("2021-09", 150)],
)
def test_a_part_of_the_year_asks_the_same_part_of_the_target(periode: str, deel: int) -> None:
    assert judge("0", PER_JAAR, periode=periode).norm == deel


def test_the_part_is_exact_also_where_it_is_no_whole_number() -> None:
    assert judge("0", PER_JAAR, periode="2021-05").norm == Fraction(250, 3)
    asked = norm(waarde="1", per="jaar")
    borders = {waarde: judge(waarde, asked, periode="2021-05").kleur for waarde in ("5/12", "3/8", "0.3749")}
    assert borders == {"5/12": "groen", "3/8": "oranje", "0.3749": "rood"}


@pytest.mark.parametrize(
    ("periode", "waarde", "regel", "weergave"),
    [
        (
            "2021-H1",
            "110",
            (
                "De norm voor heel 2021 is ten minste 200; voor de eerste helft is dat 100. "
                "Met 110 in de eerste helft is de norm gehaald."
            ),
            "ten minste 100 voor de eerste helft",
        ),
        (
            "2021-09",
            "140",
            (
                "De norm voor heel 2021 is ten minste 200; voor januari tot en met september is dat 150. "
                "Met 140 in januari tot en met september is de norm niet gehaald; "
                "het verschil is ten hoogste 10% van de norm."
            ),
            "ten minste 150 voor januari tot en met september",
        ),
        (
            "2021-H2",
            "200",
            "De norm voor heel 2021 is ten minste 200. Met 200 in heel 2021 is de norm gehaald.",
            "ten minste 200 voor heel 2021",
        ),
        ("2021", "200", "De norm is ten minste 200. Met 200 is de norm gehaald.", "ten minste 200"),
        (
            "2021-05",
            "83",
            (
                "De norm voor heel 2021 is ten minste 200; voor januari tot en met mei is dat 83,3. "
                "Met 83,0 in januari tot en met mei is de norm niet gehaald; "
                "het verschil is ten hoogste 10% van de norm."
            ),
            "ten minste 83,3 voor januari tot en met mei",
        ),
    ],
)
def test_the_sentence_says_what_part_of_the_year_is_judged(
    periode: str, waarde: str, regel: str, weergave: str
) -> None:
    found = judge(waarde, PER_JAAR, periode=periode)
    assert (found.regel, found.norm_weergave) == (regel, weergave)


def test_a_range_for_a_year_has_two_parts() -> None:
    found = judge("11", norm(waarde="20", tot="30", per="jaar"), periode="2021-H1", richting=None)
    assert found.regel.startswith(
        "De norm voor heel 2021 is ten minste 20 en ten hoogste 30; voor de eerste helft is dat 10 tot en met 15. "
    )
    assert found.kleur == "groen"


def test_the_next_step_of_a_target_of_a_year_is_told_whole() -> None:
    later = norm("2022", waarde="250", per="jaar")
    found = judge("100", PER_JAAR, later, periode="2021-H1").regel
    assert found.endswith(" Vanaf 2022 is de norm voor een heel jaar ten minste 250.")
    assert judge("200", PER_JAAR, later).regel.endswith(" Vanaf 2022 is de norm ten minste 250.")


# --- together


@given(
    st.fractions(min_value=-500, max_value=500),
    st.sampled_from([norm(waarde="20", tot="25"), norm(waarde="-25", tot="-20"), BETER, PER_JAAR]),
    st.sampled_from(["2021", "2021-H1", "2021-05"]),
    st.sampled_from(["hoger", "lager"]),
)
def test_the_colour_follows_from_the_margin_and_the_norm(
    waarde: Fraction, asked: dict[str, str], periode: str, richting: str
) -> None:
    found = judge(str(waarde), asked, periode=periode, ander="7", richting=richting)
    assert found.norm is not None
    assert found.marge is not None
    assert abs(found.marge) == abs(waarde - found.norm)
    good = found.marge > 0 if asked is BETER else found.marge >= 0
    room = -found.marge <= abs(found.norm) / 10
    assert found.kleur == ("groen" if good else "oranje" if room else "rood")


@given(
    st.fractions(min_value=0, max_value=500, max_denominator=999), st.sampled_from(["2021-H1", "2021-05", "2021-K3"])
)
def test_a_sentence_never_shows_a_missed_norm_as_reached(waarde: Fraction, periode: str) -> None:
    found = judge(str(waarde), PER_JAAR, periode=periode)
    shown = found.regel.split(" is dat ")[1]
    asked, reached = (
        Fraction(part.replace(",", ".")) for part in (shown.split(". ")[0], shown.split("Met ")[1].split()[0])
    )
    assert (reached >= asked) == (found.kleur == "groen")


# --- the declaration


@pytest.mark.parametrize(
    ("keys", "zin"),
    [
        ({}, "een norm heeft waarde of beter_dan nodig"),
        ({"waarde": "1", "beter_dan": "som(x)"}, "en niet allebei"),
        ({"beter_dan": "som(x)", "tot": "3"}, "een norm met beter_dan heeft geen tot en geen per"),
        ({"beter_dan": "som(x)", "per": "jaar"}, "een norm met beter_dan heeft geen tot en geen per"),
        ({"waarde": "3", "tot": "3"}, "bij een norm is tot meer dan waarde"),
    ],
)
def test_a_norm_that_says_too_little_or_too_much_is_refused(keys: dict[str, str], zin: str) -> None:
    with pytest.raises(ValidationError, match=zin):
        Norm.model_validate(norm(**keys))


def test_a_least_response_needs_a_response() -> None:
    with pytest.raises(ValidationError, match="respons_minimaal vraagt ook om respons"):
        Indicator.model_validate(indicator("x", "som(x)", respons_minimaal="0.3"))


def told(**keys: Any) -> list[str]:
    declared = indicator("x", keys.pop("formule", "som(aanvragen)"), **keys)
    return [finding.code for finding in controleer_declaratie(programma(indicator=(declared,)))]


def test_a_range_needs_no_direction_and_its_ends_are_shares_where_the_figure_is() -> None:
    share = {"formule": "som(aanvragen, besluit='afgewezen') / som(aanvragen)", "eenheid": "aandeel"}
    assert told(normen=[norm(waarde="1", tot="2")]) == []
    assert told(normen=[norm(waarde="1", tot="2"), norm("2022", waarde="1")]) == ["norm-zonder-richting"]
    assert told(normen=[norm(waarde="0.2", tot="25")], **share) == ["norm-geen-aandeel"]


@pytest.mark.parametrize(
    ("formule", "codes"),
    [
        ("som(aanvragen)", []),
        ("cumulatief(aanvragen, vanaf=jaar)", []),
        ("som(aanvragen) - som(aanvragen, besluit='afgewezen')", []),
        ("cumulatief(aanvragen, vanaf=2017)", ["norm-per-jaar"]),
        ("stand(bijstand)", ["norm-per-jaar"]),
        ("gemiddelde(bijstand)", ["norm-per-jaar"]),
        ("som(aanvragen, besluit='afgewezen') / som(aanvragen)", ["norm-per-jaar"]),
    ],
)
def test_only_a_count_can_be_held_against_a_part_of_a_target(formule: str, codes: list[str]) -> None:
    eenheid = "gemiddelde" if "/" in formule else "aantal"
    assert told(formule=formule, eenheid=eenheid, richting="hoger", normen=[PER_JAAR]) == codes


def test_formulas_of_norm_and_response_are_checked_like_any_other() -> None:
    assert told(richting="hoger", normen=[norm(beter_dan='uitkomst("weg")')]) == ["formule"]
    assert told(respons="som(weg)") == ["formule"]
    assert told(respons="som(aanvragen)") == ["eenheid-formule"]
    money = "stand(bijstand) - stand(bijstand, begin)"
    assert told(eenheid="euro", formule="som(aanvragen) * 2", richting="hoger", normen=[norm(beter_dan=money)]) == [
        "eenheid-formule"
    ]
