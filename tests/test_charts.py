from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import msgspec
import pytest

import monitor_voorbeeld as voorbeeld
from werkmonitor import charts
from werkmonitor.charts import columns, scale, style, text
from werkmonitor.charts.kinds import KINDS
from werkmonitor.monitor import model as m

SVG = "{http://www.w3.org/2000/svg}"
GRAFIEKEN = voorbeeld.grafieken(voorbeeld.monitor())


def parse(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own chart


def run(code: str) -> str:
    """Return what a fresh interpreter prints."""
    paths = {"PYTHONPATH": ":".join(sys.path), "HOME": str(Path.home())}
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=paths)  # noqa: S603 - our own code
    return made.stdout


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in parse(svg).iter(f"{SVG}text")]


def test_every_kind_is_registered() -> None:
    declared = m.Grafiek.__annotations__["vorm"]
    assert sorted(KINDS) == sorted(name for name in ("lijn", "staaf", "liggend", "brug") if name in declared)


@pytest.mark.parametrize("grafiek", GRAFIEKEN, ids=lambda g: g.id)
def test_same_data_same_bytes(grafiek: m.Grafiek) -> None:
    assert charts.render(grafiek) == charts.render(grafiek)


def test_same_bytes_in_another_process() -> None:
    code = "import monitor_voorbeeld as v; from werkmonitor import charts; print(charts.render(v.grafiek()))"
    assert run(code).rstrip("\n") == charts.render(voorbeeld.grafiek())


def test_key_needs_no_matplotlib() -> None:
    code = (
        "import sys, monitor_voorbeeld as v; from werkmonitor import charts; "
        "print(charts.key(v.grafiek()), 'matplotlib' in sys.modules)"
    )
    assert run(code).split() == [charts.key(voorbeeld.grafiek()), "False"]


@pytest.mark.parametrize(
    "change",
    [
        {"alt": "anders"},
        {"id": "ander"},
        {"verzonnen": True},
        {"norm": None},
        {"vorm": "liggend"},
        {"reeksen": (voorbeeld.reeks("Doorval WW", "nu", 72, 68, 85, 42),)},
    ],
)
def test_key_follows_what_is_drawn(change: dict[str, Any]) -> None:
    assert charts.key(voorbeeld.grafiek(**change)) != charts.key(voorbeeld.grafiek())


def test_key_leaves_the_words_around_the_picture_out() -> None:
    changed = msgspec.structs.replace(voorbeeld.grafiek(), titel="anders", onderschrift="anders")
    assert charts.key(changed) == charts.key(voorbeeld.grafiek())


@pytest.mark.parametrize("grafiek", GRAFIEKEN, ids=lambda g: g.id)
def test_svg_is_clean(grafiek: m.Grafiek) -> None:
    svg = charts.render(grafiek)
    root = parse(svg)
    assert svg.startswith("<svg ")
    assert not any(
        word in svg for word in ("<!--", "<?xml", "metadata", "style=", "clip-path", "<defs", "<use", "href")
    )
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert ids == [f"grafiek-{grafiek.id}", f"grafiek-{grafiek.id}-titel"]
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", ids[1])
    assert (root[0].tag, root[0].text) == (f"{SVG}title", grafiek.alt)


@pytest.mark.parametrize("grafiek", GRAFIEKEN, ids=lambda g: g.id)
def test_values_are_written_as_they_are_shown(grafiek: m.Grafiek) -> None:
    written = " ".join(texts(charts.render(grafiek)))
    shown = [r.punten[-1].weergave for r in grafiek.reeksen]
    if grafiek.vorm != "lijn":
        shown = [p.weergave for r in grafiek.reeksen for p in r.punten if p.waarde is not None]
    assert all(word in written for word in shown)


@pytest.mark.parametrize("grafiek", GRAFIEKEN, ids=lambda g: g.id)
def test_nothing_is_drawn_outside_the_picture(grafiek: m.Grafiek) -> None:
    root = parse(charts.render(grafiek))
    _, _, right, bottom = (float(part) for part in root.get("viewBox", "").split())
    for element in root.iter(f"{SVG}text"):
        size = float(element.get("font-size", style.TEXT))
        wide = text.width(element.text or "", size, bold=element.get("font-weight") == "700")
        share = {"middle": 0.5, "end": 1.0}.get(element.get("text-anchor", ""), 0.0)
        x, y = float(element.get("x", "0")) - wide * share, float(element.get("y", "0"))
        assert x >= -1
        assert x + wide <= right + 1
        assert size - 4 <= y <= bottom


def test_a_value_below_zero_does_not_stand_on_a_name() -> None:
    chart = voorbeeld.grafiek(
        vorm="liggend", norm=None, categorieen=("Groeit", "Krimpt"), reeksen=(voorbeeld.reeks("2021", "nu", 90, -40),)
    )
    there = {element.text: element for element in parse(charts.render(chart)).iter(f"{SVG}text")}
    name, value = there["Krimpt"], there["-40"]
    left = float(value.get("x", "0")) - text.width("-40", float(value.get("font-size", style.TEXT)), bold=True)
    assert (name.get("text-anchor"), value.get("text-anchor")) == ("end", "end")
    assert float(name.get("x", "0")) < left


def test_the_first_point_is_labelled_once_also_when_it_is_the_highest() -> None:
    chart = voorbeeld.grafiek(vorm="lijn", norm=None, reeksen=(voorbeeld.reeks("Hier", "nu", 61, 57, 56, 58),))
    assert texts(charts.render(chart)).count("61") == 1


def test_the_names_of_lines_stay_above_those_of_the_categories() -> None:
    named = [
        voorbeeld.reeks(f"het halfjaar van {year}", stijl, *values)
        for year, stijl, values in (
            (2020, "nu", (5, 4, 3, 0)),
            (2019, "vorig", (6, 5, 4, 0)),
            (2018, "ander", (9, 9, 9, 1)),
        )
    ]
    chart = voorbeeld.grafiek(vorm="lijn", norm=None, reeksen=tuple(named))
    there = [
        (e.text, float(e.get("x", "0")), float(e.get("y", "0"))) for e in parse(charts.render(chart)).iter(f"{SVG}text")
    ]
    axis = next(y for text_, _, y in there if text_ == chart.categorieen[-1])
    edge = max(x for text_, x, _ in there if text_ == "van 2020")
    heights = sorted(y for _, x, y in there if x == edge)
    assert len(heights) == len(set(heights)) > 6
    assert heights[-1] <= axis - style.LINE_HEIGHT + 4
    assert heights[0] >= style.SMALL - 4


def test_hostile_text_stays_text() -> None:
    hostile = '<script>alert("x")</script> & $\\alpha$'
    svg = charts.render(voorbeeld.grafiek(alt=hostile, categorieen=(hostile, "b", "c", "d"), vorm="liggend"))
    assert "<script" not in svg
    assert parse(svg)[0].text == hostile
    assert "$\\alpha$" in " ".join(texts(svg))


def test_missing_value_is_named_and_not_drawn_as_zero() -> None:
    nothing = voorbeeld.grafiek(reeksen=(voorbeeld.reeks("x", "nu", 5, None, 3, 2),))
    assert "niet" in texts(charts.render(nothing))
    gap, zero = (
        charts.render(voorbeeld.grafiek(vorm="lijn", norm=None, reeksen=(voorbeeld.reeks("x", "nu", 5, second, 3, 2),)))
        for second in (None, 0)
    )
    assert gap != zero


@pytest.mark.parametrize("vorm", sorted(KINDS))
@pytest.mark.parametrize("values", [(), (None,), (0,), (7,), (-3, 4), (0, 0, 0), (1, 2, 3, 4, 5, 6, 7, 8, 9)])
def test_odd_data_can_be_drawn(vorm: Any, values: tuple[float | None, ...]) -> None:
    names = tuple(f"Een lange naam van groep {n}" for n, _ in enumerate(values))
    chart = voorbeeld.grafiek(vorm=vorm, categorieen=names, reeksen=(voorbeeld.reeks("2021", "nu", *values),))
    parse(charts.render(chart))


def test_up_to_four_series_can_be_drawn() -> None:
    series = tuple(voorbeeld.reeks(f"r{n}", s, 3 + n, 4, 5) for n, s in enumerate(("nu", "vorig", "ander", "ander")))
    for vorm in ("lijn", "staaf", "liggend"):
        chart = voorbeeld.grafiek(vorm=vorm, categorieen=("a", "b", "c"), reeksen=series, norm=None)
        assert {"r0", "r3"} <= {word.strip("()") for t in texts(charts.render(chart)) for word in t.split(" ")}


def test_long_names_turn_columns_into_horizontal_bars() -> None:
    names = tuple(f"Arbeidsongeschiktheidsuitkering {n}" for n in range(6))
    chart = voorbeeld.grafiek(categorieen=names, reeksen=(voorbeeld.reeks("x", "nu", 1, 2, 3, 4, 5, 6),))
    lying = msgspec.structs.replace(chart, vorm="liggend")
    assert charts.render(chart) == charts.render(lying)


def test_a_series_over_years_is_strong_in_its_last_year() -> None:
    now, previous = style.now(style.PALET), style.previous(style.PALET)
    looks = [style.bar_looks(voorbeeld.grafiek(), i, style.PALET)[0] for i in range(4)]
    assert looks == [previous, previous, previous, now]
    ages = voorbeeld.grafiek(categorieen=("jong", "midden", "oud", "ouder"))
    assert style.bar_looks(ages, 0, style.PALET) == [now]


def test_an_axis_that_does_not_start_at_zero_says_so() -> None:
    assert "Let op: de as begint bij 1.225, niet bij 0." in texts(charts.render(GRAFIEKEN[0]))
    low = voorbeeld.grafiek(vorm="lijn", reeksen=(voorbeeld.reeks("x", "nu", 1, 60, 85, 41),))
    assert not any("Let op" in t for t in texts(charts.render(low)))


def test_bars_start_at_zero() -> None:
    assert scale.extent([1228.0, 1309.0]) == (0.0, 1309.0)
    assert scale.extent([-3.0, 4.0]) == (-3.0, 4.0)


@pytest.mark.parametrize(
    ("ticks", "unit", "expected"),
    [
        ((1225.0, 1250.0), "personen", ["1.225", "1.250"]),
        ((0.3, 0.35), "aandeel", ["30%", "35%"]),
        ((0.0, 0.025), "aandeel", ["0,0%", "2,5%"]),
        ((7.0, 7.5), "cijfer", ["7,0", "7,5"]),
        (
            (0.0, 2_000_000.0),
            "euro",
            ["€\N{NO-BREAK SPACE}0,0\N{NO-BREAK SPACE}miljoen", "€\N{NO-BREAK SPACE}2,0\N{NO-BREAK SPACE}miljoen"],
        ),
    ],
)
def test_ticks_are_dutch(ticks: tuple[float, ...], unit: str, expected: list[str]) -> None:
    assert scale.tick_texts(ticks, unit) == expected


def test_invented_bars_are_striped_and_invented_lines_dashed() -> None:
    plain, striped = (charts.render(voorbeeld.grafiek(verzonnen=v)) for v in (False, True))
    assert len(striped) > len(plain)
    line = GRAFIEKEN[0]
    assert charts.render(line).count("stroke-dasharray") == 3
    real = msgspec.structs.replace(line, verzonnen=False, annotaties=())
    assert "stroke-dasharray" not in charts.render(real)


def test_no_chart_is_higher_than_the_paper_allows() -> None:
    for grafiek in GRAFIEKEN:
        height = KINDS[grafiek.vorm](grafiek, style.PALET).height
        assert height / style.WIDTH * 10.4 <= 8.5, grafiek.id


def test_text_wraps_without_losing_words() -> None:
    words = "Einde of minder werk als zelfstandige in de gemeente Heerenveen"
    lines = text.wrap(words, 120)
    assert len(lines) == 3
    assert " ".join(lines) == words


def test_a_value_is_lifted_above_a_norm_that_would_run_through_it() -> None:
    plain = charts.render(voorbeeld.grafiek(reeksen=(voorbeeld.reeks("x", "nu", 58, 85, 80, 41),)))
    place = next(e for e in parse(plain).iter(f"{SVG}text") if e.text == "58")
    norm = 22 + columns.HEIGHT * (1 - 60 / 85)
    assert float(place.get("y", "0")) < norm
