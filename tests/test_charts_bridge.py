"""The bridge as a picture: floating steps, signs and words beside their look, and a break that can be seen."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import msgspec
import pytest

import monitor_voorbeeld as voorbeeld
from werkmonitor import charts
from werkmonitor.charts import bridge, style
from werkmonitor.formatting import fraction, getal, met_teken
from werkmonitor.monitor import model as m

SVG = "{http://www.w3.org/2000/svg}"


def chart(*values: float, verzonnen: bool = False) -> m.Grafiek:
    """Return a bridge of counts: a stand, changes, and the stand that they lead to."""
    ends = {0, len(values) - 1}
    punten = tuple(
        m.Punt(waarde=v, weergave=getal(fraction(v)) if n in ends else met_teken(fraction(v), "aantal"))
        for n, v in enumerate(values)
    )
    names = ("Stand op 1\xa0januari 2021", *(f"Stap {n}" for n in range(1, len(values) - 1)), "Stand erna")
    return voorbeeld.grafiek(
        vorm="brug",
        categorieen=names,
        reeksen=(m.Reeks(naam="Uitkeringen", stijl="nu", punten=punten),),
        norm=None,
        verzonnen=verzonnen,
    )


def texts(grafiek: m.Grafiek) -> list[str]:
    root = ET.fromstring(charts.render(grafiek))  # noqa: S314 - our own chart
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def test_steps_are_labelled_with_sign_and_word_and_stands_with_their_number() -> None:
    assert texts(chart(1309, 338, -413, 15, 1249)) == [
        "Stand op 1\xa0januari 2021", "Stap 1", "Stap 2", "Stap 3", "Stand erna",
        "1.309", "338 erbij", "413 eraf", "15 erbij", "1.249",
    ]  # fmt: skip


def test_a_step_of_nothing_is_neither_more_nor_less() -> None:
    assert "0" in texts(chart(1309, 338, -398, 0, 1249))


def test_each_step_begins_where_the_one_before_it_ended() -> None:
    drawn = bridge._bars(chart(1309, 338, -413, 15, 1249), style.PALET)  # noqa: SLF001 - the picture holds only pixels
    assert [(bar.start, bar.end) for bar in drawn] == [(0, 1309), (1309, 1647), (1647, 1234), (1234, 1249), (0, 1249)]


def test_what_comes_in_and_goes_out_differ_in_more_than_colour() -> None:
    _, more, less, _ = bridge._bars(chart(1309, 338, -398, 1249), style.PALET)  # noqa: SLF001 - as above
    assert (more.look.outline, less.look.outline) == (False, True)
    assert more.look.color == less.look.color


def test_a_step_that_is_not_shown_cannot_be_measured_in_the_picture() -> None:
    whole = chart(1309, 338, -413, 15, 1249)
    (reeks,) = whole.reeksen
    hidden = msgspec.structs.replace(reeks.punten[2], waarde=None, weergave="[p]")
    shown = [
        charts.render(msgspec.structs.replace(whole, reeksen=(msgspec.structs.replace(reeks, punten=punten),)))
        for punten in (
            (*reeks.punten[:2], hidden, *reeks.punten[3:]),
            (*reeks.punten[:1], hidden, hidden, *reeks.punten[3:]),
        )
    ]
    assert ["[p]" in svg for svg in shown] == [True, True]
    edges = [{path.get("d") for path in ET.fromstring(svg).iter(f"{SVG}path")} for svg in shown]  # noqa: S314 - our own
    assert edges[1] < edges[0]  # each bar begins at nothing, so the other bars do not tell


def test_large_steps_stand_on_an_axis_from_zero() -> None:
    assert bridge.MARK not in texts(chart(1309, 338, -413, 15, 1249))


@pytest.mark.parametrize("values", [(1309, 9, -22, 1296), (2_000_000, -1, 1_999_999)])
def test_small_steps_break_the_axis_with_a_mark_and_a_sentence(values: tuple[float, ...]) -> None:
    assert bridge.MARK in texts(chart(*values))
    whole = charts.render(chart(*values)).count("<path")
    assert whole == charts.render(chart(1, *[1] * (len(values) - 2), len(values) - 1)).count("<path") + 6


@pytest.mark.parametrize("values", [(100, 0, 100), (0, 0, 0), (5, -5, 0), (-3, 1, -2), (10, -30, -20), (0, 7, 7)])
def test_an_axis_is_never_broken_through_zero_or_for_nothing(values: tuple[float, ...]) -> None:
    assert bridge.MARK not in texts(chart(*values))


def test_an_invented_bridge_is_striped() -> None:
    plain, striped = (charts.render(chart(1309, 338, -398, 1249, verzonnen=v)) for v in (False, True))
    assert striped.count("<path") > plain.count("<path")


def test_a_bridge_of_nine_rows_fits_on_paper() -> None:
    height = bridge.draw(chart(1309, 100, 90, 80, -200, -100, -50, 20, 1249)).height
    assert height / style.WIDTH * 10.4 <= 8.5


def test_a_long_name_wraps_and_nothing_is_drawn_outside_the_picture() -> None:
    grafiek = chart(1_234_567, 9, -22, 1_234_554)
    longer = ("Stand op 1\xa0januari 2021", "Alle andere wijzigingen in het bestand van de gemeente", "Eruit", "Erna")
    root = ET.fromstring(charts.render(voorbeeld.grafiek(vorm="brug", categorieen=longer, reeksen=grafiek.reeksen)))  # noqa: S314 - our own chart
    xs = [float(element.get("x", "0")) for element in root.iter(f"{SVG}text")]
    assert min(xs) >= 0
    assert max(xs) <= style.WIDTH
