"""A forecast as it is drawn: its bandwidth is seen without colour, and its words stand clear of the lines."""

from __future__ import annotations

import pytest

import monitor_voorbeeld as voorbeeld
from test_charts import parse, texts
from werkmonitor import charts
from werkmonitor.charts import lines, scale, style, text
from werkmonitor.monitor import model as m
from werkmonitor.periode import Periode

SVG = "{http://www.w3.org/2000/svg}"
KNOWN, MONTHS = 25, 48
NAMES = tuple(str(Periode(Periode.parse("2020-01").start + at, 1)) for at in range(MONTHS))


def forecast(low: int = 900, high: int = 1500, *, verzonnen: bool = False) -> m.Grafiek:
    """Return a chart of 25 months that were counted and 23 that are expected."""
    counted = [1300 - 2 * at for at in range(KNOWN)]
    ahead = range(MONTHS - KNOWN + 1)
    last = counted[-1]
    step = [(low - last) / ahead[-1], (high - last) / ahead[-1]]
    edges = [[last + slope * at for at in ahead] for slope in step]
    none = [None] * (KNOWN - 1)
    reeksen = (
        voorbeeld.reeks("Geteld", "nu", *counted, *[None] * (MONTHS - KNOWN)),
        voorbeeld.reeks("Verwacht", "verwacht", *none, *[last - at for at in ahead]),
    )
    empty = m.Punt(waarde=None, weergave="niet bekend")
    band = [m.Band(laag=empty, hoog=empty) for _ in none]
    band += [m.Band(laag=point(a), hoog=point(b)) for a, b in zip(*edges, strict=True)]
    return voorbeeld.grafiek(
        vorm="lijn", categorieen=NAMES, reeksen=reeksen, band=tuple(band), norm=None, verzonnen=verzonnen
    )


def point(value: float) -> m.Punt:
    return m.Punt(waarde=value, weergave=f"{value:.0f}")


def test_the_bandwidth_is_a_tint_between_two_lines_with_its_ends_in_words() -> None:
    svg = charts.render(forecast())
    root = parse(svg)
    fills = [element.get("fill") for element in root.iter(f"{SVG}path")]
    strokes = [element.get("stroke") for element in root.iter(f"{SVG}path")]
    assert fills.count(style.PALET.band) == 1
    assert strokes.count(style.PALET.band_rand) == 2
    assert {"vanaf 900", "tot 1500"} <= set(texts(svg))


def test_without_a_bandwidth_there_is_none() -> None:
    svg = charts.render(voorbeeld.grafiek(vorm="lijn"))
    assert style.PALET.band not in svg
    assert not any(word.startswith(("vanaf", "tot ")) for word in texts(svg))


def test_the_bandwidth_fits_in_the_picture_and_sets_the_axis() -> None:
    assert {900, 1500} <= set(scale.values(forecast()))
    assert "Let op: de as begint bij 800, niet bij 0." in texts(charts.render(forecast()))
    assert not any("Let op" in word for word in texts(charts.render(forecast(low=0))))
    assert lines.draw(forecast()).height > lines.draw(voorbeeld.grafiek(vorm="lijn")).height


@pytest.mark.parametrize("verzonnen", [False, True])
def test_what_is_expected_is_dotted_and_what_was_counted_is_not(*, verzonnen: bool) -> None:
    counted, expected = style.looks(forecast().reeksen, style.PALET)
    assert expected.invented == expected.dash
    assert expected.dash != (counted.invented if verzonnen else counted.dash)
    assert charts.render(forecast(verzonnen=verzonnen)).count("stroke-dasharray") == 1 + verzonnen


def test_the_name_of_what_was_counted_stands_at_its_last_point_and_not_in_the_bandwidth() -> None:
    root = parse(charts.render(forecast()))
    place = next(e for e in root.iter(f"{SVG}text") if (e.text or "").startswith("Geteld: "))
    tint = next(e for e in root.iter(f"{SVG}path") if e.get("fill") == style.PALET.band)
    left = min(float(pair.split()[0]) for pair in (tint.get("d") or "").replace("M", "L").split("L")[1:])
    assert place.text == "Geteld: 1.252"
    assert float(place.get("x", "0")) + text.width(place.text, style.SMALL, bold=True) <= left + 1
    assert "Verwacht" in texts(charts.render(forecast()))


def test_along_the_years_the_same_month_of_each_is_written_and_the_last() -> None:
    written = [word for word in texts(charts.render(forecast())) if word in NAMES]
    assert written == ["2020-01", "2021-01", "2022-01", "2023-01", "2023-12"]


def test_categories_that_do_not_divide_evenly_still_get_more_than_the_two_ends() -> None:
    names = tuple(f"groep {at:02d}" for at in range(48))
    reeks = voorbeeld.reeks("x", "nu", *range(48))
    svg = charts.render(voorbeeld.grafiek(vorm="lijn", categorieen=names, reeksen=(reeks,), norm=None))
    written = [word for word in texts(svg) if word in names]
    assert written == sorted(written)
    assert (len(written) > 3, written[0], written[-1]) == (True, names[0], names[-1])


def test_the_sentences_around_a_chart_do_not_draw_it_again() -> None:
    said = voorbeeld.grafiek(zinnen=("Een zin.",))
    assert charts.key(said) == charts.key(voorbeeld.grafiek())
