"""Lines over time, each named at its end, with the first, last and extreme points of this year labelled."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from werkmonitor.charts import scale, text
from werkmonitor.charts.canvas import Canvas, Point
from werkmonitor.charts.labels import Box, Field, Segment
from werkmonitor.charts.scale import Scale
from werkmonitor.charts.style import LINE_HEIGHT, PALET, SMALL, WIDTH, Look, looks
from werkmonitor.formatting import NIET_GETOOND
from werkmonitor.huisstijl.model import Palet
from werkmonitor.monitor.model import Grafiek, Reeks

HEIGHT = 190
FORECAST_ROOM = 50
"""How much higher the plot of a forecast is: its bandwidth takes most of it."""
NAME_ROOM = 100
ANNOTATION_ROOM = 54
"""Above the plot: two lines for remarks, and one below them for the label of a peak."""


class _Label(NamedTuple):
    """A text at the right-hand side, at the height of what it names."""

    y: float
    lines: list[str]
    color: str
    bold: bool


class _Plot(NamedTuple):
    """Where the lines stand."""

    left: float
    right: float
    top: float
    bottom: float
    scale: Scale
    size: int
    forecast: bool

    def x(self, index: int) -> float:
        """Return the place of a category."""
        return self.left + index * (self.right - self.left) / max(self.size - 1, 1)

    def y(self, value: float) -> float:
        """Return the place of a value."""
        return self.bottom - self.scale.share(value) * (self.bottom - self.top)

    def ends_early(self, last: int) -> bool:
        """Say whether a series that ends at this category does so before the last: its name stands at that point."""
        return last < self.size - 1


def draw(grafiek: Grafiek, palet: Palet = PALET) -> Canvas:
    """Draw a line chart; an axis that does not start at zero says so."""
    plot = _plot(grafiek)
    canvas = Canvas(plot.bottom + LINE_HEIGHT + 12, palet)
    _grid(canvas, plot, grafiek)
    _categories(canvas, plot, grafiek.categorieen)
    labels = _band(canvas, plot, grafiek)
    _annotations(canvas, plot, grafiek)
    labels += _norm(canvas, plot, grafiek)
    drawn = list(zip(grafiek.reeksen, looks(grafiek.reeksen, palet), strict=True))
    for reeks, look in reversed(drawn):
        _line(canvas, plot, reeks, (look, grafiek.verzonnen))
    for reeks, look in drawn:
        labels += _end(canvas, plot, reeks, look)
    _label_points(canvas, plot, grafiek, drawn)
    _write_labels(canvas, plot, labels)
    return canvas


def _plot(grafiek: Grafiek) -> _Plot:
    axis = scale.line_scale(scale.values(grafiek))
    left = text.widest(scale.tick_texts(axis.ticks, grafiek.eenheid), SMALL) + 10
    named = [line for reeks in grafiek.reeksen for line in text.wrap(reeks.naam, NAME_ROOM, SMALL, bold=True)]
    ends = ([punt for punt in reeks.punten if punt.waarde is not None][-1:] for reeks in grafiek.reeksen)
    shown = [*(punt.weergave for known in ends for punt in known), *_band_ends(grafiek)]
    norm = text.wrap(grafiek.norm.tekst, NAME_ROOM, SMALL) if grafiek.norm else []
    right = WIDTH - text.widest([*named, *shown, *norm], SMALL, bold=True) - 14
    top = 12 + (30 if axis.low else 0) + (ANNOTATION_ROOM if grafiek.annotaties else 0)
    bottom = top + HEIGHT + (FORECAST_ROOM if grafiek.band else 0)
    return _Plot(left, right, top, bottom, axis, len(grafiek.categorieen), bool(grafiek.band))


def _grid(canvas: Canvas, plot: _Plot, grafiek: Grafiek) -> None:
    words = scale.tick_texts(plot.scale.ticks, grafiek.eenheid)
    for tick, word in zip(plot.scale.ticks, words, strict=True):
        y = plot.y(tick)
        canvas.line(
            [(plot.left, y), (plot.right, y)],
            canvas.palet.as_lijn if tick in {0, plot.scale.low} else canvas.palet.raster,
        )
        canvas.text(plot.left - 8, y + 4.5, word, size=SMALL, color=canvas.palet.gedempt, anchor="right")
    if plot.scale.low:
        canvas.text(0, 13, f"Let op: de as begint bij {words[0]}, niet bij 0.", size=SMALL, color=canvas.palet.gedempt)


def _categories(canvas: Canvas, plot: _Plot, names: tuple[str, ...]) -> None:
    """Write as many categories as fit, evenly, the first and the last always among them."""
    if not names:
        return
    room = text.widest(names, SMALL) + 12
    for index in _written(plot, room):
        half = text.width(names[index], SMALL) / 2
        x = min(max(plot.x(index), half), WIDTH - half)
        canvas.line([(plot.x(index), plot.bottom), (plot.x(index), plot.bottom + 5)], canvas.palet.as_lijn)
        canvas.text(
            x, plot.bottom + LINE_HEIGHT + 3, names[index], size=SMALL, color=canvas.palet.gedempt, anchor="center"
        )


def _written(plot: _Plot, room: float) -> list[int]:
    """Return which categories are written: evenly, or where that leaves only the ends, as evenly as it goes."""
    last = plot.size - 1
    fits = [n for n in range(1, last + 1) if plot.x(n) - plot.x(0) >= room]
    if plot.forecast:  # its months run over years: the same month of each
        fits = [n for n in fits if n % 12 == 0]
    step = next((n for n in fits if last % n == 0 and n < last), fits[0] if fits else max(last, 1))
    return [*(index for index in range(0, last, step) if index == 0 or plot.x(last) - plot.x(index) >= room), last]


def _known(plot: _Plot, reeks: Reeks) -> list[tuple[int, Point]]:
    return [(i, (plot.x(i), plot.y(p.waarde))) for i, p in enumerate(reeks.punten) if p.waarde is not None]


def _line(canvas: Canvas, plot: _Plot, reeks: Reeks, how: tuple[Look, bool]) -> None:
    """Draw a series; a missing value leaves a gap, and a value between two gaps becomes a dot."""
    look, invented = how
    dash = look.invented if invented else look.dash
    runs: list[list[Point]] = [[]]
    known = _known(plot, reeks)
    for (before, _), (index, point) in pairwise([(-1, (0.0, 0.0)), *known]):
        if index != before + 1:
            runs.append([])
        runs[-1].append(point)
    for run in filter(None, runs):
        if len(run) > 1:
            canvas.line(run, look.color, look.width, tuple(part / look.width * 2 for part in dash))
        else:
            canvas.dot(*run[0], look, radius=3.5)


def _end(canvas: Canvas, plot: _Plot, reeks: Reeks, look: Look) -> list[_Label]:
    known = _known(plot, reeks)
    if not known:
        return []
    index, (x, y) = known[-1]
    canvas.dot(x, y, look)
    if plot.ends_early(index):
        return []
    lines = [*text.wrap(reeks.naam, NAME_ROOM, SMALL, bold=True), reeks.punten[index].weergave]
    return [_Label(y, lines, look.text, reeks.stijl == "nu")]


def _label_points(canvas: Canvas, plot: _Plot, grafiek: Grafiek, drawn: list[tuple[Reeks, Look]]) -> None:
    """Label what a reader looks for: where a line ends before the others, and begin and extremes of this year."""
    highest = plot.top - (24 if plot.scale.low else 18)  # where the axis begins is told above it
    room = Box(plot.left + 2, highest, plot.right - 4, plot.bottom)
    free = Field(room, list(_obstacles(plot, grafiek)), list(_hidden(canvas, plot, grafiek)))
    for reeks, look in drawn:
        for index, label, below, ends in _told(plot, grafiek, reeks):
            at = (plot.x(index), plot.y(reeks.punten[index].waarde or 0))
            box = free.place(text.width(label, SMALL, bold=look.strong), at, below=below, ends=ends)
            if box is not None:
                canvas.dot(*at, look)
                canvas.text(box.left, box.bottom - 4, label, size=SMALL, color=look.text, bold=look.strong)


def _hidden(canvas: Canvas, plot: _Plot, grafiek: Grafiek) -> Iterator[Box]:
    """Write above the axis where a point is not shown, as often as fits, and yield where that stands."""
    half, edge = text.width(NIET_GETOOND, SMALL) / 2, 0.0
    for index in sorted({i for reeks in grafiek.reeksen for i, punt in enumerate(reeks.punten) if punt.verborgen}):
        x = min(max(plot.x(index), plot.left + half), plot.right)
        if x - half >= edge:
            edge = x + half + 4
            canvas.text(x, plot.bottom - 5, NIET_GETOOND, size=SMALL, color=canvas.palet.gedempt, anchor="center")
            yield Box(x - half, plot.bottom - LINE_HEIGHT, x + half, plot.bottom)


def _told(plot: _Plot, grafiek: Grafiek, reeks: Reeks) -> Iterator[tuple[int, str, bool, bool]]:
    """Yield the points of a series that get a label: which, its words, whether below, and whether it ends there."""
    known = _known(plot, reeks)
    if len(known) < 2:  # noqa: PLR2004 - a single point has its label at the side
        return
    (first, start), (last, end) = known[0], known[-1]
    early = plot.ends_early(last)
    if early:
        fell = known[-2][1][1] < end[1]
        yield last, f"{reeks.naam}: {reeks.punten[last].weergave}", fell, plot.forecast
    if reeks.stijl != "nu":
        return
    top, bottom = min(known, key=lambda item: item[1][1])[0], max(known, key=lambda item: item[1][1])[0]
    asked = () if plot.forecast and early else (top, bottom)
    for index in dict.fromkeys((*asked, first)):
        shown = reeks.punten[index].weergave
        label = shown if index == first else f"{shown} ({grafiek.categorieen[index]})"
        rises = known[1][1][1] < start[1]
        if index != last:  # that has its label already, here or at the side
            yield index, label, index == bottom or (index == first and rises), False


def _obstacles(plot: _Plot, grafiek: Grafiek) -> Iterator[Segment]:
    """Yield every line that a label should not stand on."""
    for reeks in grafiek.reeksen:
        yield from ((point, after) for (i, point), (j, after) in pairwise(_known(plot, reeks)) if j == i + 1)
    for einde in grafiek.norm.einden if grafiek.norm else ():
        yield (plot.left, plot.y(einde)), (plot.right, plot.y(einde))
    for edge in _edges(plot, grafiek):
        yield from pairwise(edge)
    for remark in grafiek.annotaties:
        yield (plot.x(remark.index), plot.top), (plot.x(remark.index), plot.bottom)


def _norm(canvas: Canvas, plot: _Plot, grafiek: Grafiek) -> list[_Label]:
    if grafiek.norm is None:
        return []
    for einde in grafiek.norm.einden:
        canvas.line([(plot.left, plot.y(einde)), (plot.right + 6, plot.y(einde))], canvas.palet.norm, 1.5)
    lines = text.wrap(grafiek.norm.tekst, NAME_ROOM, SMALL)
    return [_Label(plot.y(grafiek.norm.midden), lines, canvas.palet.norm, bold=False)]


def _band(canvas: Canvas, plot: _Plot, grafiek: Grafiek) -> list[_Label]:
    """Draw the bandwidth of a forecast: a tint between two lines, so that it shows in black and white too."""
    low, high = _edges(plot, grafiek)
    if not low or not high:
        return []
    canvas.area([*low, *reversed(high)], canvas.palet.band)
    for edge in (low, high):
        canvas.line(edge, canvas.palet.band_rand)
    ends = zip((low, high), _band_ends(grafiek), strict=True)
    return [_Label(edge[-1][1], [words], canvas.palet.gedempt, bold=False) for edge, words in ends]


def _edges(plot: _Plot, grafiek: Grafiek) -> tuple[list[Point], list[Point]]:
    """Return the lower and the upper line of the bandwidth."""
    low = [(plot.x(i), plot.y(b.laag.waarde)) for i, b in enumerate(grafiek.band) if b.laag.waarde is not None]
    high = [(plot.x(i), plot.y(b.hoog.waarde)) for i, b in enumerate(grafiek.band) if b.hoog.waarde is not None]
    return low, high


def _band_ends(grafiek: Grafiek) -> list[str]:
    """Return what stands at the right-hand end of the lower and the upper line of the bandwidth."""
    return [end for band in grafiek.band[-1:] for end in (f"vanaf {band.laag.weergave}", f"tot {band.hoog.weergave}")]


def _annotations(canvas: Canvas, plot: _Plot, grafiek: Grafiek) -> None:
    for remark in grafiek.annotaties:
        x = plot.x(remark.index)
        lines = text.wrap(remark.tekst, 150, SMALL - 1, lines=2)
        half = text.widest(lines, SMALL - 1) / 2
        canvas.line([(x, plot.top - 22), (x, plot.bottom)], canvas.palet.as_lijn, 1, (2, 2))
        for number, line in enumerate(lines):
            y = plot.top - 27 - (len(lines) - 1 - number) * (LINE_HEIGHT - 2)
            canvas.text(
                min(max(x, half), WIDTH - half), y, line, size=SMALL - 1, color=canvas.palet.gedempt, anchor="center"
            )


def _write_labels(canvas: Canvas, plot: _Plot, labels: list[_Label]) -> None:
    """Write the labels beside what they name, clear of each other and above the names of the categories."""
    ordered = sorted(labels, key=lambda label: label.y)
    for label, start in zip(ordered, _starts(ordered, plot.bottom + 4), strict=True):
        for number, line in enumerate(label.lines):
            y = start + number * LINE_HEIGHT + 12
            canvas.text(plot.right + 12, y, line, size=SMALL, color=label.color, bold=label.bold)


def _starts(labels: list[_Label], bottom: float) -> list[float]:
    """Return where each label begins: pushed below the one before it, and up again from the bottom."""
    starts: list[float] = []
    free = 0.0
    for label in labels:
        starts.append(max(label.y - len(label.lines) * LINE_HEIGHT / 2, free))
        free = starts[-1] + len(label.lines) * LINE_HEIGHT + 4
    for index in reversed(range(len(labels))):
        tall = len(labels[index].lines) * LINE_HEIGHT
        starts[index] = min(starts[index], bottom - tall)
        bottom = starts[index] - 4
    lift = min([0.0, *starts])  # more than there is room for: the lowest stand where they must
    return [start - lift for start in starts]
