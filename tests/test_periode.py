"""Periods: read and written back, shifted and split."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkmonitor.periode import Periode

LENGTES = (12, 6, 3, 1)
perioden = st.sampled_from(LENGTES).flatmap(
    lambda lengte: st.builds(Periode.van, st.integers(1000, 2999), st.just(lengte), st.integers(1, 12 // lengte))
)


@pytest.mark.parametrize(
    ("text", "eerste", "laatste"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2021-H1", date(2021, 1, 1), date(2021, 6, 30)),
        ("2021-H2", date(2021, 7, 1), date(2021, 12, 31)),
        ("2021-K3", date(2021, 7, 1), date(2021, 9, 30)),
        ("2021-K4", date(2021, 10, 1), date(2021, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2021-10", date(2021, 10, 1), date(2021, 10, 31)),
        (" 2021 ", date(2021, 1, 1), date(2021, 12, 31)),
    ],
)
def test_a_period_is_read_with_its_first_and_last_day(text: str, eerste: date, laatste: date) -> None:
    periode = Periode.parse(text)
    assert (periode.eerste_dag, periode.laatste_dag) == (eerste, laatste)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "21",
        "20211",
        "0999",
        "3000",
        "9999-H1",
        "2021-",
        "2021-H3",
        "2021-H0",
        "2021-K5",
        "2021-13",
        "2021-00",
        "2021-5",
        "2021-u1",
    ],
)
def test_what_is_no_period_is_refused_with_examples(text: str) -> None:
    with pytest.raises(ValueError, match=r"is geen periode; schrijf bijvoorbeeld 2021, 2021-H1, 2021-K3 of 2021-05\.$"):
        Periode.parse(text)


@given(perioden)
def test_reading_what_was_written_gives_the_same_period(periode: Periode) -> None:
    assert Periode.parse(str(periode)) == periode


@given(st.from_regex(r"[0-9]{4}(-(H[12]|K[1-4]|0[1-9]|1[0-2]))?", fullmatch=True))
def test_every_text_that_is_accepted_is_written_back_as_it_was(text: str) -> None:
    try:
        periode = Periode.parse(text)
    except ValueError:
        return
    assert str(periode) == text


@given(perioden, st.integers(-500, 500))
def test_shifting_there_and_back_ends_where_it_began(periode: Periode, aantal: int) -> None:
    assert periode.verschuif(aantal).verschuif(-aantal) == periode


@given(perioden)
def test_the_months_follow_one_another_and_fill_the_period(periode: Periode) -> None:
    maanden = periode.maanden
    assert len(maanden) == periode.lengte
    assert (maanden[0].eerste_dag, maanden[-1].laatste_dag) == (periode.eerste_dag, periode.laatste_dag)
    assert all(one.dag_erna == other.eerste_dag for one, other in pairwise(maanden))
    assert all(periode.bevat(maand) for maand in maanden)


@given(perioden)
def test_the_next_period_begins_on_the_day_after(periode: Periode) -> None:
    assert periode.verschuif(1).eerste_dag == periode.dag_erna
    assert not periode.bevat(periode.verschuif(1))


@pytest.mark.parametrize(
    ("text", "vorige", "vorig_jaar"),
    [
        ("2021", "2020", "2020"),
        ("2021-H1", "2020-H2", "2020-H1"),
        ("2021-K1", "2020-K4", "2020-K1"),
        ("2021-01", "2020-12", "2020-01"),
    ],
)
def test_the_period_before_and_the_same_period_a_year_earlier_differ(text: str, vorige: str, vorig_jaar: str) -> None:
    periode = Periode.parse(text)
    assert (str(periode.verschuif(-1)), str(periode.vorig_jaar)) == (vorige, vorig_jaar)


@pytest.mark.parametrize(
    ("text", "naam"),
    [
        ("2021", "2021"),
        ("2021-H1", "het 1e halfjaar van 2021"),
        ("2021-K3", "het 3e kwartaal van 2021"),
        ("2021-05", "mei 2021"),
        ("2021-12", "december 2021"),
    ],
)
def test_the_name_fits_in_a_running_text(text: str, naam: str) -> None:
    assert Periode.parse(text).naam == naam


def test_rank_and_year_are_those_of_the_calendar() -> None:
    assert [(Periode.parse(text).jaar, Periode.parse(text).nummer) for text in ("2021-H2", "2021-05", "2021")] == [
        (2021, 2),
        (2021, 5),
        (2021, 1),
    ]


@pytest.mark.parametrize(
    ("groot", "klein", "ligt_erin"),
    [
        ("2021", "2021-12", True),
        ("2021-H1", "2021-K2", True),
        ("2021-H1", "2021-K3", False),
        ("2021-05", "2021", False),
    ],
)
def test_a_period_contains_what_lies_wholly_within_it(groot: str, klein: str, *, ligt_erin: bool) -> None:
    assert Periode.parse(groot).bevat(Periode.parse(klein)) is ligt_erin
