"""Verdicts: the borders of the norm exactly, and the rule in words that is true."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werk_voorbeeld import programma
from werkmonitor.oordeel import Oordeel, judge_indicator, slechtste
from werkmonitor.periode import Periode
from werkmonitor.programma.indicator import Indicator
from werkmonitor.programma.schema import Programma

JAAR = Periode.parse("2021")
PROGRAMMA = programma()


def indicator(norm: str, richting: str = "hoger", eenheid: str = "aandeel", **keys: Any) -> Indicator:
    normen = ({"vanaf": "2020", "waarde": norm, "bron": "Raadsbesluit 2019-12"},)
    data = {"id": "x", "naam": "X", "formule": "som(x)", "eenheid": eenheid, "definitie": ""}
    return Indicator.model_validate(data | {"richting": richting, "normen": normen} | keys)


def judge(declared: Indicator, waarde: str | None, periode: Periode = JAAR, here: Programma = PROGRAMMA) -> Oordeel:
    oordeel = judge_indicator(declared, None if waarde is None else Fraction(waarde), periode, here)
    assert oordeel is not None
    return oordeel


@pytest.mark.parametrize(
    ("waarde", "kleur"),
    [
        ("0.40", "groen"),
        ("0.4001", "groen"),
        ("0.3999", "oranje"),
        ("0.36", "oranje"),
        ("0.3599", "rood"),
        ("0", "rood"),
        ("-1", "rood"),
    ],
)
def test_of_a_norm_of_40_percent_36_percent_is_the_border_of_oranje(waarde: str, kleur: str) -> None:
    assert judge(indicator("0.40"), waarde).kleur == kleur


@pytest.mark.parametrize(
    ("waarde", "kleur"),
    [("60", "groen"), ("0", "groen"), ("60.0001", "oranje"), ("66", "oranje"), ("66.0001", "rood")],
)
def test_where_lower_is_better_66_is_the_border_of_a_norm_of_60(waarde: str, kleur: str) -> None:
    assert judge(indicator("60", "lager", "personen"), waarde).kleur == kleur


@pytest.mark.parametrize(
    ("richting", "waarde", "kleur"),
    [
        ("hoger", "0", "groen"),
        ("hoger", "-0.0001", "rood"),
        ("lager", "0", "groen"),
        ("lager", "0.0001", "rood"),
        ("lager", "-3", "groen"),
    ],
)
def test_a_norm_of_zero_has_no_room_for_oranje(richting: str, waarde: str, kleur: str) -> None:
    assert judge(indicator("0", richting, "aantal"), waarde).kleur == kleur


@pytest.mark.parametrize(
    ("richting", "waarde", "kleur"),
    [
        ("hoger", "-100", "groen"),
        ("hoger", "-110", "oranje"),
        ("hoger", "-110.0001", "rood"),
        ("lager", "-100", "groen"),
        ("lager", "-90", "oranje"),
        ("lager", "-89.9999", "rood"),
    ],
)
def test_around_a_negative_norm_the_room_is_a_tenth_of_its_size(richting: str, waarde: str, kleur: str) -> None:
    assert judge(indicator("-100", richting, "euro"), waarde).kleur == kleur


def test_oranje_vanaf_of_an_indicator_goes_before_that_of_the_programme() -> None:
    strict = indicator("100", eenheid="aantal", oranje_vanaf="0.95")
    assert [judge(strict, waarde).kleur for waarde in ("95", "94.9999")] == ["oranje", "rood"]
    assert judge(indicator("100", eenheid="aantal"), "94.9999").kleur == "oranje"


def test_oranje_vanaf_zero_never_gives_rood_for_a_positive_value_and_one_never_gives_oranje() -> None:
    assert judge(indicator("100", eenheid="aantal", oranje_vanaf="0"), "0").kleur == "oranje"
    assert judge(indicator("100", eenheid="aantal", oranje_vanaf="1"), "99.9999").kleur == "rood"


def test_oranje_vanaf_of_the_programme_holds_where_the_indicator_says_nothing() -> None:
    here = programma(programma={"naam": "W", "gemeente": "G", "titel": "T", "oranje_vanaf": "0.80"})
    values = [judge(indicator("100", eenheid="aantal"), waarde, JAAR, here).kleur for waarde in ("80", "79.9999")]
    assert values == ["oranje", "rood"]


HISTORIE = (
    {"vanaf": "2020", "waarde": "100", "bron": "oud besluit"},
    {"vanaf": "2021-07", "waarde": "200", "bron": "nieuw besluit"},
)


@pytest.mark.parametrize(
    ("periode", "bron"),
    [
        ("2020", "oud besluit"),
        ("2021", "oud besluit"),
        ("2021-06", "oud besluit"),
        ("2021-07", "nieuw besluit"),
        ("2021-H2", "nieuw besluit"),
        ("2022", "nieuw besluit"),
    ],
)
def test_a_new_norm_holds_from_its_first_day_on_and_not_for_a_period_that_began_before(periode: str, bron: str) -> None:
    declared = indicator("1", eenheid="aantal", normen=HISTORIE)
    assert judge(declared, "150", Periode.parse(periode)).norm_bron == bron


def test_the_order_in_which_norms_are_declared_does_not_matter() -> None:
    declared = indicator("1", eenheid="aantal", normen=tuple(reversed(HISTORIE)))
    assert judge(declared, "150", Periode.parse("2022")).norm == 200


def test_before_the_first_norm_there_is_no_verdict() -> None:
    declared = indicator("1", normen=HISTORIE)
    assert judge_indicator(declared, Fraction(1), Periode.parse("2019"), PROGRAMMA) is None


def test_without_a_norm_there_is_no_verdict() -> None:
    assert judge_indicator(indicator("1", normen=()), Fraction(1), JAAR, PROGRAMMA) is None


def test_without_a_value_the_verdict_is_grijs_and_says_why() -> None:
    oordeel = judge(indicator("0.40"), None)
    assert (oordeel.kleur, oordeel.marge) == ("grijs", None)
    assert oordeel.regel == "De norm is ten minste 40%. Zonder cijfer is er geen oordeel."


@pytest.mark.parametrize(
    ("waarde", "regel"),
    [
        ("0.41", "De norm is ten minste 40%. Met 41% is de norm gehaald."),
        (
            "0.36",
            "De norm is ten minste 40%. Met 36% is de norm niet gehaald; het verschil is ten hoogste 10% van de norm.",
        ),
        (
            "0.30",
            "De norm is ten minste 40%. Met 30% is de norm niet gehaald; het verschil is meer dan 10% van de norm.",
        ),
    ],
)
def test_the_rule_is_told_in_one_paragraph(waarde: str, regel: str) -> None:
    oordeel = judge(indicator("0.40"), waarde)
    assert (oordeel.regel, oordeel.norm_weergave) == (regel, "ten minste 40%")


def test_where_lower_is_better_the_rule_says_at_most() -> None:
    oordeel = judge(indicator("60", "lager", "personen"), "41")
    assert oordeel.regel == "De norm is ten hoogste 60. Met 41 is de norm gehaald."


def test_the_margin_is_the_distance_to_the_norm_and_negative_when_it_is_missed() -> None:
    assert judge(indicator("0.40"), "0.36").marge == Fraction("-0.04")
    assert judge(indicator("60", "lager", "personen"), "41").marge == 19
    assert judge(indicator("60", "lager", "personen"), "66").marge == -6


def test_the_room_in_the_rule_is_the_room_that_is_used() -> None:
    # 7,8 below 100 is rood when the room is 7,5: a rule that says "meer dan 8%" would be untrue.
    oordeel = judge(indicator("100", eenheid="aantal", decimalen=1, oranje_vanaf="0.925"), "92.2")
    assert oordeel.kleur == "rood"
    assert "meer dan 7,5% van de norm" in oordeel.regel


def test_a_value_that_misses_the_norm_is_not_shown_as_the_norm_itself() -> None:
    oordeel = judge(indicator("0.40"), "0.3999")
    assert oordeel.kleur == "oranje"
    assert "Met 40% is de norm niet gehaald" not in oordeel.regel


@given(
    st.fractions(min_value=-1000, max_value=1000),
    st.fractions(min_value=-1000, max_value=1000),
    st.sampled_from(["hoger", "lager"]),
)
def test_a_better_value_never_gets_a_worse_colour(one: Fraction, other: Fraction, richting: str) -> None:
    declared = indicator("100", richting, "aantal")
    better, worse = (max(one, other), min(one, other)) if richting == "hoger" else (min(one, other), max(one, other))
    order = ("groen", "oranje", "rood")
    assert order.index(judge(declared, str(better)).kleur) <= order.index(judge(declared, str(worse)).kleur)


def test_the_worst_colour_counts_and_grey_says_nothing() -> None:
    assert slechtste(["groen", "rood", "oranje"]) == "rood"
    assert slechtste(["groen", "grijs"]) == "groen"
    assert slechtste(["grijs"]) is None
    assert slechtste([]) is None
