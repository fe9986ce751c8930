"""The colours of charts, of ours and of other house styles: seen by everybody, on a screen, on paper and in grey."""

from __future__ import annotations

from itertools import combinations, product
from xml.etree import ElementTree as ET

import pytest

import monitor_voorbeeld as voorbeeld
from werkmonitor import charts
from werkmonitor.charts import style
from werkmonitor.huisstijl.model import ONZE, Kleuren, Palet, Tokens
from werkmonitor.monitor import model as m
from zien import VISION, contrast, difference, nodig, te_zwak

SVG = "{http://www.w3.org/2000/svg}"
STIJLEN = {
    "onze": Tokens(),
    "groen": Tokens(hoofdkleur="#00573d", accent="#00573d"),
    "paars": Tokens(hoofdkleur="#5b2a86", accent="#a3123f"),
    "blauw": Tokens(hoofdkleur="#154273", accent="#01689b"),
    "donkerrood": Tokens(hoofdkleur="#7b1113", accent="#7b1113", tekst="#000000"),
    "zwart": Tokens(hoofdkleur="#000000", accent="#3d3d3d"),
    "op creme": Tokens(papier="#fffdf5"),
}
PALETTEN = {naam: Kleuren(tokens).palet for naam, tokens in STIJLEN.items()}
APART = 18
"""Of CIELAB: eight times what can just be seen."""
elk_palet = pytest.mark.parametrize("palet", PALETTEN.values(), ids=PALETTEN)
ieders_ogen = pytest.mark.parametrize("seen", VISION)
Stijl = tuple[str, ...]


def looks(palet: Palet) -> list[style.Look]:
    """Return the looks that can stand in one chart."""
    stijlen: Stijl = ("nu", "vorig", "ander", "ander", "verwacht")
    return style.looks(tuple(voorbeeld.reeks(stijl, stijl, 1) for stijl in stijlen), palet)


@pytest.mark.parametrize("naam", STIJLEN)
def test_these_styles_may_be_declared(naam: str) -> None:
    assert Kleuren(STIJLEN[naam]).fouten() == []


@elk_palet
def test_letters_can_be_read(palet: Palet) -> None:
    for ground in (palet.papier, palet.band):
        for colour in (palet.tekst, palet.gedempt, palet.nu):
            assert contrast(colour, ground) >= 4.5
    for colour in (palet.norm, *palet.anders_tekst, *(look.text for look in looks(palet))):
        assert contrast(colour, palet.papier) >= 4.5


@elk_palet
@ieders_ogen
def test_lines_and_bars_stand_out_from_the_paper(palet: Palet, seen: str) -> None:
    for colour in (palet.norm, palet.as_lijn, palet.band_rand, *(look.color for look in looks(palet))):
        assert contrast(colour, palet.papier, seen) >= nodig(seen)


@elk_palet
@ieders_ogen
def test_bars_that_touch_stand_apart(palet: Palet, seen: str) -> None:
    """This year and last year stand side by side; of any other series the bar is an edge around paper."""
    assert contrast(palet.nu, palet.vorig, seen) >= nodig(seen)
    assert all(look.outline for look in style.others(palet))


@elk_palet
@ieders_ogen
def test_a_forecast_is_seen_in_its_bandwidth(palet: Palet, seen: str) -> None:
    for colour in (palet.nu, palet.band_rand, palet.norm):
        assert contrast(colour, palet.band, seen) >= 3


@elk_palet
def test_every_two_series_are_told_apart_without_colour(palet: Palet) -> None:
    for first, second in combinations(looks(palet), 2):
        assert (first.dash, first.marker) != (second.dash, second.marker)
        assert (first.invented, first.marker) != (second.invented, second.marker)
        bars = (first.outline, first.edge) != (second.outline, second.edge)
        assert bars or contrast(first.color, second.color, "grey") >= nodig("grey") or second == looks(palet)[-1]


@pytest.mark.parametrize("seen", [naam for naam in VISION if naam != "grey"])
def test_the_colours_of_series_differ_for_all_eyes(seen: str) -> None:
    palet = ONZE.palet
    for first, second in combinations((palet.nu, palet.vorig, *palet.anders, palet.norm), 2):
        assert difference(first, second, seen) >= APART, (first, second)


def test_the_difference_of_colours_is_measured_right() -> None:
    assert difference("#ffffff", "#000000") == pytest.approx(100, abs=0.01)
    assert difference("#ff0000", "#00ff00") == pytest.approx(170.6, abs=0.2)
    assert difference("#ff0000", "#00a000", "deuteranopia") < difference("#ff0000", "#00a000") / 2


@pytest.mark.parametrize(("vorm", "verzonnen"), list(product(("lijn", "staaf", "liggend", "brug"), (False, True))))
def test_a_chart_is_drawn_in_the_colours_of_a_style_and_no_other(vorm: str, *, verzonnen: bool) -> None:
    reeksen = tuple(voorbeeld.reeks(stijl, stijl, 5, 7, 3) for stijl in ("nu", "vorig", "ander", "ander"))
    chart = voorbeeld.grafiek(vorm=vorm, categorieen=("a", "b", "c"), reeksen=reeksen, verzonnen=verzonnen)
    ours, theirs = PALETTEN["onze"], PALETTEN["paars"]
    foreign = colours(ours) - colours(theirs)
    assert not foreign & used(charts.render(chart, theirs))
    assert used(charts.render(chart, theirs)) & (colours(theirs) - colours(ours))
    assert charts.key(chart, theirs) != charts.key(chart, ours)
    assert charts.key(chart) == charts.key(chart, ours)


@pytest.mark.parametrize("naam", ["onze", "op creme"])
def test_everything_that_is_drawn_is_seen(naam: str) -> None:
    palet = PALETTEN[naam]
    for grafiek in voorbeeld.grafieken(voorbeeld.monitor()):
        assert list(te_zwak(charts.render(grafiek, palet), palet)) == []


def colours(palet: Palet) -> set[str]:
    return {colour for part in palet for colour in ((part,) if isinstance(part, str) else part)}


def used(svg: str) -> set[str]:
    root = ET.fromstring(svg)  # noqa: S314 - our own chart
    return {element.get(name, "") for element in root.iter() for name in ("fill", "stroke")}


def test_a_chart_alone_has_title_notes_and_source_and_the_same_bytes_each_time() -> None:
    (grafiek,) = (g for g in voorbeeld.grafieken(voorbeeld.monitor()) if g.id == "verloop")
    svg = charts.svg_alone(grafiek, voet="Bron: cijfers van de gemeente.")
    root = ET.fromstring(svg)  # noqa: S314 - our own chart
    assert (root[0].text, root[1].text) == (grafiek.titel, grafiek.alt)
    assert not list(root.iter(f"{SVG}text"))  # letters are shapes: other programs have other letters
    assert svg == charts.svg_alone(grafiek, voet="Bron: cijfers van de gemeente.")
    assert "href" not in svg


@pytest.mark.traag
def test_a_picture_is_two_pixels_a_unit_and_has_no_date() -> None:
    grafiek = voorbeeld.grafiek(verzonnen=True)
    data = charts.png(grafiek, voet="Bron.")
    assert data == charts.png(grafiek, voet="Bron.")
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(data[16:20]) == 2 * (style.WIDTH + 2 * 14)
    assert not any(chunk in data for chunk in (b"tEXt", b"tIME", b"iTXt"))


def test_hidden_points_are_named_and_leave_no_trace() -> None:
    """The picture of a hidden number is that of any other hidden number."""
    punten = voorbeeld.punten(5, 7, 3, 9)
    hidden = m.Punt(waarde=None, weergave="[p]", verborgen=True)
    for vorm in ("lijn", "staaf", "liggend"):
        reeks = m.Reeks(naam="Hier", stijl="nu", punten=(punten[0], hidden, *punten[2:]))
        svg = charts.render(voorbeeld.grafiek(vorm=vorm, reeksen=(reeks,), norm=None))
        assert svg.count("[p]") == 1
        assert "[p] = niet getoond, om privacy." not in svg  # the page says that
