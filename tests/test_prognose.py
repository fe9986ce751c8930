"""The forecast held against a real series, and against the three lines that anybody can reckon."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cbs_bijstand import JAARCIJFER, REEKS
from werkmonitor.formatting import getal, procent
from werkmonitor.prognose import (
    GEDEMPT,
    GELIJK,
    JAAR,
    VENSTER,
    ZELFDE_TEMPO,
    Verloop,
    fouten,
    nodig,
    tempo,
    vereist,
    voorspel,
)

KEUZES = (Path(__file__).resolve().parents[1] / "docs" / "keuzes.md").read_text(encoding="utf-8")
VERUIT = (3, 6, 12, 24)
BEGIN_2009 = 11 * JAAR
VIER_VIJFDE = Fraction(4, 5)


def told(value: Fraction) -> str:
    """Write a number as the English text of the decisions has it."""
    return getal(value, 1).replace(",", ".")


def known(reeks: list[Fraction], demping: Fraction = GEDEMPT, maanden: int = 24) -> Verloop:
    found = voorspel(reeks, demping, VIER_VIJFDE, maanden)
    assert found is not None
    return found


def straight(change: Fraction, months: int, begin: Fraction = Fraction(1000)) -> list[Fraction]:
    return [begin + change * month for month in range(months)]


# The back-test


def test_no_number_of_the_real_series_was_copied_wrongly() -> None:
    # CBS gives the mean of a year too: of the stands at the ends of its months, the two Decembers for one half each.
    assert len(REEKS) == 20 * JAAR + 10
    for year, stated in enumerate(JAARCIJFER.split()):
        december = (year + 1) * JAAR - 1
        months = REEKS[december : december + JAAR + 1]
        mean = (sum(months) - (months[0] + months[-1]) / 2) / JAAR
        assert abs(mean - Fraction(stated)) <= Fraction(6, 100), 1999 + year  # both rounded to 0,1


def mean_error(reeks: tuple[Fraction, ...], demping: Fraction, ahead: int) -> Fraction:
    errors = fouten(reeks, demping, ahead)
    return sum(map(abs, errors), Fraction(0)) / len(errors)


@pytest.mark.parametrize(
    ("name", "demping"), [("no change", GELIJK), ("same pace", ZELFDE_TEMPO), ("damped pace (chosen)", GEDEMPT)]
)
def test_the_decisions_tell_how_wrong_each_method_was(name: str, demping: Fraction) -> None:
    shown = [told(mean_error(REEKS, demping, ahead)) for ahead in VERUIT]
    later = [told(mean_error(REEKS[BEGIN_2009 - JAAR :], demping, ahead)) for ahead in VERUIT]
    assert f"| {name} | {' | '.join(shown)} | {' | '.join(later)} |" in KEUZES


@pytest.mark.parametrize("ahead", VERUIT)
def test_the_chosen_method_was_the_least_wrong_also_in_the_years_that_it_was_not_chosen_on(ahead: int) -> None:
    for reeks in (REEKS, REEKS[:BEGIN_2009], REEKS[BEGIN_2009 - JAAR :]):
        chosen = mean_error(reeks, GEDEMPT, ahead)
        assert chosen < mean_error(reeks, GELIJK, ahead)
        assert chosen <= mean_error(reeks, ZELFDE_TEMPO, ahead) * Fraction(101, 100)


@pytest.mark.traag
@pytest.mark.parametrize("history", [17, 25, 37, VENSTER])
def test_the_decisions_tell_how_often_the_bandwidth_held_the_outcome(history: int) -> None:
    held: dict[int, list[bool]] = {ahead: [] for ahead in VERUIT}
    means: list[bool] = []
    for end in range(history, len(REEKS)):
        found, came = known(list(REEKS[end - history : end])), REEKS[end : end + 24]
        for ahead in VERUIT:
            if ahead <= len(came):
                held[ahead].append(abs(came[ahead - 1] - found.waarden[ahead - 1]) <= found.marges[ahead - 1])
        if len(came) == 24:
            off = sum(came[JAAR:], Fraction(0)) - sum(found.waarden[JAAR:], Fraction(0))
            means.append(abs(off) <= sum(found.marges[JAAR:], Fraction(0)))
    shares = [Fraction(sum(each), len(each)) for each in (*held.values(), means)]
    assert f"| {history} months | {' | '.join(map(procent, shares))} |" in KEUZES
    assert min(shares) > Fraction(74, 100)


# What can be reckoned by hand


@pytest.mark.parametrize(("per_year", "halfway", "mean"), [(-60, 1159, "1161.5"), (-100, 1099, "13238/12")])
def test_the_same_pace_from_1249_on_the_first_of_january_2022(per_year: int, halfway: int, mean: str) -> None:
    # The middle of 2023 lies 18 months ahead; the mean of its twelve first days of a month is that of 12 to 23 ahead.
    stands = straight(Fraction(per_year, JAAR), 25, Fraction(1249) - 2 * per_year)
    line = known(stands, ZELFDE_TEMPO).waarden
    assert stands[-1] == 1249
    assert line[18 - 1] == halfway
    assert sum(line[12 - 1 : 23], Fraction(0)) / JAAR == Fraction(mean)


def test_no_change_and_same_pace_are_what_they_are_called() -> None:
    stands = straight(Fraction(-5), 30)
    assert known(stands, GELIJK).waarden == (stands[-1],) * 24
    assert known(stands, ZELFDE_TEMPO).waarden == tuple(stands[-1] - 5 * ahead for ahead in range(1, 25))


def test_a_damped_pace_runs_out() -> None:
    found = known(straight(Fraction(-5), 30), maanden=240)
    changes = [after - before for before, after in pairwise(found.waarden)]
    assert all(change < 0 for change in changes)
    assert changes == sorted(changes)
    total = GEDEMPT / (1 - GEDEMPT)
    assert 0 < found.waarden[-1] - (straight(Fraction(-5), 30)[-1] - 5 * total) < Fraction(1, 1000)


def test_the_pace_is_that_of_the_last_twelve_months_and_of_nothing_before() -> None:
    assert tempo([Fraction(999), Fraction(0), *[Fraction(7)] * 11, Fraction(24)]) == 2


def test_the_margin_is_the_quantile_of_the_errors_that_stand_alone_and_grows_after_that() -> None:
    # "No change" on a series that is flat for 13 months and then jumps up and down: its errors can be read off.
    tail = [10, 0, 10, 0, 10, 0, 10, 0]
    found = known([*[Fraction(0)] * 13, *map(Fraction, tail)], GELIJK, 8)
    # One ahead: the eight errors 10 10 … ; two ahead: seven errors of which three stand alone, too few for 4 in 5.
    assert (found.pogingen, found.gemeten) == (8, 1)
    assert found.marges == tuple(Fraction(10 * ahead) for ahead in range(1, 9))


def test_of_nine_errors_the_eighth_is_the_margin_for_four_in_five() -> None:
    stands = [Fraction(0)] * 13
    for size in (1, 2, 3, 4, 5, 6, 7, 8, 9):
        stands.append(stands[-1] + size)
    assert known(stands, GELIJK, 1).marges == (Fraction(8),)


@pytest.mark.parametrize(("zekerheid", "months"), [("1/2", 14), ("4/5", 17), ("9/10", 22), ("19/20", 32)])
def test_a_surer_bandwidth_takes_a_longer_history(zekerheid: str, months: int) -> None:
    asked = Fraction(zekerheid)
    assert nodig(asked) == months
    stands = list(REEKS[:months])
    assert voorspel(stands, GEDEMPT, asked, 24) is not None
    assert voorspel(stands[1:], GEDEMPT, asked, 24) is None


def test_only_the_newest_months_count() -> None:
    assert known(list(REEKS)) == known(list(REEKS[-VENSTER:]))


@pytest.mark.parametrize(
    ("last", "known_months", "ahead", "goal", "per_month"),
    [
        (1249, [], range(12, 24), 1100, Fraction(-149 * 2, 35)),
        (1100, [], range(12, 24), 1100, Fraction(0)),
        (1200, [1200] * 6, range(1, 7), 1100, Fraction(-1200 * 2, 42)),
        (900, [], range(1, 13), 965, Fraction(10)),
    ],
)
def test_the_pace_that_a_target_takes(
    last: int, known_months: list[int], ahead: range, goal: int, per_month: Fraction
) -> None:
    stands = [Fraction(month) for month in known_months]
    found = vereist(Fraction(last), stands, list(ahead), Fraction(goal))
    assert found == per_month
    assert sum(stands) + sum(last + found * step for step in ahead) == 12 * goal


# What holds for any history

COUNTS = st.lists(st.integers(0, 5000), min_size=17, max_size=40).map(lambda found: [Fraction(n) for n in found])


@settings(max_examples=30, deadline=None)
@given(COUNTS, st.integers(1, 1000), st.integers(2, 9))
def test_another_level_or_another_unit_moves_the_forecast_along(stands: list[Fraction], up: int, times: int) -> None:
    plain = known(stands)
    higher, larger = known([each + up for each in stands]), known([each * times for each in stands])
    assert higher.waarden == tuple(value + up for value in plain.waarden)
    assert higher.marges == plain.marges
    assert larger.waarden == tuple(value * times for value in plain.waarden)
    assert larger.marges == tuple(marge * times for marge in plain.marges)


@settings(max_examples=30, deadline=None)
@given(COUNTS)
def test_the_bandwidth_never_narrows_further_ahead_nor_when_more_is_asked(stands: list[Fraction]) -> None:
    found = known(stands)
    assert list(found.marges) == sorted(found.marges)
    half = voorspel(stands, GEDEMPT, Fraction(1, 2), 1)
    assert half is not None
    assert half.marges[0] <= found.marges[0]


@settings(max_examples=30, deadline=None)
@given(st.integers(-20, 20), st.integers(17, 61))
def test_a_pace_that_was_always_kept_leaves_no_doubt_about_keeping_it(change: int, months: int) -> None:
    assert set(known(straight(Fraction(change), months), ZELFDE_TEMPO).marges) == {0}
