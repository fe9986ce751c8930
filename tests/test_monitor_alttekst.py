"""The text alternative of a chart says what is plotted, in Dutch."""

from __future__ import annotations

from fractions import Fraction

import pytest

from monitor_voorbeeld import grafiek, reeks, tabel_van
from werkmonitor.formatting import procent
from werkmonitor.monitor import model
from werkmonitor.monitor.alttekst import alttekst

MAANDEN = ("jan", "feb", "mrt")


def lijn(*values: float | None, **changes: object) -> model.Grafiek:
    reeksen = (reeks("2021", "nu", *values),)
    categorieen = MAANDEN[: len(values)]
    tabel = tabel_van("t", "Maand", categorieen, reeksen)
    return grafiek(
        **{"vorm": "lijn", "reeksen": reeksen, "categorieen": categorieen, "tabel": tabel, "norm": None} | changes
    )


@pytest.mark.parametrize(
    ("values", "zin"),
    [
        ((10, 30, 20), "begint met 10 (jan) en eindigt hoger, met 20 (mrt); hoogste 30 (feb), laagste 10 (jan)."),
        ((30, 10, 20), "begint met 30 (jan) en eindigt lager, met 20 (mrt); hoogste 30 (jan), laagste 10 (feb)."),
        ((5, 7, 5), "begint met 5 (jan) en eindigt even hoog, met 5 (mrt); hoogste 7 (feb), laagste 5 (jan)."),
        ((-3, 0, -1), "begint met -3 (jan) en eindigt hoger, met -1 (mrt); hoogste 0 (feb), laagste -3 (jan)."),
    ],
)
def test_a_line_is_told_by_its_course(values: tuple[int, ...], zin: str) -> None:
    text = alttekst(lijn(*values), "uitkeringen")
    assert text == f"Lijngrafiek met uitkeringen, van jan tot en met mrt. 2021: {zin}"


def test_a_gap_in_a_line_is_left_out_of_its_course() -> None:
    assert "begint met 30 (feb) en eindigt lager, met 20 (mrt)" in alttekst(lijn(None, 30, 20), "")


def test_a_series_without_any_number_says_so() -> None:
    assert alttekst(lijn(None, None, None), "").endswith("2021: geen cijfers.")


def test_bars_over_time_are_told_one_by_one_with_the_norm() -> None:
    assert alttekst(grafiek(), "personen") == (
        "Staafgrafiek met personen, van 2018 tot en met 2021. Doorval WW: 2018 72, 2019 68, 2020 85, 2021 41. "
        "De lijn voor de hoogstens 60 is getekend."
    )


def test_bars_by_member_have_no_begin_and_end() -> None:
    reeksen = (reeks("2021", "nu", 88, 41),)
    categorieen = ("Verhuizing", "Einde WW")
    tabel = tabel_van("t", "reden van instroom", categorieen, reeksen)
    text = alttekst(grafiek(vorm="staaf", reeksen=reeksen, categorieen=categorieen, tabel=tabel, norm=None), "")
    assert text == "Staafgrafiek. 2021: Verhuizing 88, Einde WW 41."


def test_lying_bars_of_two_series_are_told_series_by_series() -> None:
    reeksen = (reeks("2021", "nu", 88, None), reeks("2020", "vorig", 79, 85))
    text = alttekst(
        grafiek(vorm="liggend", reeksen=reeksen, categorieen=("Verhuizing", "Einde WW"), norm=None), "mensen"
    )
    assert text == "Grafiek met liggende staven met mensen. 2021: Verhuizing 88. 2020: Verhuizing 79, Einde WW 85."


def test_numbers_are_told_as_they_are_shown() -> None:
    punt = model.Punt(waarde=0.5625, weergave=procent(Fraction(27, 48)))
    reeksen = (model.Reeks(naam="Groeibanen", stijl="nu", punten=(punt,)),)
    assert "2021 56%" in alttekst(grafiek(reeksen=reeksen, categorieen=("2021",), norm=None), "")


def test_an_empty_chart_is_still_a_sentence() -> None:
    leeg = grafiek(reeksen=(reeks("2021", "nu"),), categorieen=(), norm=None)
    assert alttekst(leeg, "") == "Staafgrafiek. 2021: geen cijfers."
