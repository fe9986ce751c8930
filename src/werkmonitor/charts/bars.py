"""Horizontal bars: long names in full, one row per category, last year as a thin grey bar below this year's."""

from __future__ import annotations

from typing import NamedTuple

from werkmonitor.charts import scale, text
from werkmonitor.charts.canvas import Canvas
from werkmonitor.charts.style import AXIS, LINE_HEIGHT, MUTED, NORM, SMALL, WIDTH, Look, bar_looks
from werkmonitor.monitor.model import Grafiek, Punt, Reeks

NAME_ROOM = 172
GAP = 10
ROW_GAP = 9
THICK, THIN = 15, 9
LABEL_GAP = 6


class _Plot(NamedTuple):
    """Where the names end, and where the bars stand."""

    names: float
    left: float
    right: float
    top: float
    low: float
    high: float

    def x(self, value: float) -> float:
        """Return the place of a value."""
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)


def draw(grafiek: Grafiek) -> Canvas:
    """Draw a bar chart with horizontal bars; the series are named at the first bars."""
    names = [text.wrap(name, NAME_ROOM) for name in grafiek.categorieen]
    heights = [_row_height(lines, grafiek.reeksen) for lines in names]
    plot = _plot(grafiek, names)
    canvas = Canvas(plot.top + sum(heights) + 4)
    bottom = plot.top + sum(heights)
    y = plot.top
    for index, (lines, height) in enumerate(zip(names, heights, strict=True)):
        _name(canvas, plot, lines, y + height / 2)
        _row(canvas, plot, grafiek, index, y + (height - _bars_height(grafiek.reeksen)) / 2)
        y += height
    canvas.line([(plot.x(0), plot.top), (plot.x(0), bottom)], AXIS)
    _norm(canvas, plot, grafiek, bottom)
    return canvas


def _thickness(reeks: Reeks) -> int:
    return THIN if reeks.stijl == "vorig" else THICK


def _bars_height(reeksen: tuple[Reeks, ...]) -> float:
    return sum(_thickness(reeks) + 2 for reeks in reeksen)


def _row_height(lines: list[str], reeksen: tuple[Reeks, ...]) -> float:
    return max(len(lines) * LINE_HEIGHT + 3, _bars_height(reeksen) + ROW_GAP)


def _plot(grafiek: Grafiek, names: list[list[str]]) -> _Plot:
    low, high = scale.extent(scale.values(grafiek))
    left = text.widest(line for lines in names for line in lines) + GAP + 3
    labels = [_label(grafiek, r, i) for r in grafiek.reeksen for i in range(len(r.punten))]
    room = text.widest(labels, SMALL, bold=True) + LABEL_GAP + 2
    start = left + (room if low < 0 else 0)
    top = LINE_HEIGHT + 8 if grafiek.norm else 4
    return _Plot(left - GAP, start, max(WIDTH - room, start + 60), top, low, high)


def _label(grafiek: Grafiek, reeks: Reeks, index: int) -> str:
    shown = reeks.punten[index].weergave
    return f"{shown} ({reeks.naam})" if index == 0 and len(grafiek.reeksen) > 1 else shown


def _name(canvas: Canvas, plot: _Plot, lines: list[str], middle: float) -> None:
    y = middle - len(lines) * LINE_HEIGHT / 2 + 13
    for number, line in enumerate(lines):
        canvas.text(plot.names, y + number * LINE_HEIGHT, line, anchor="right")


def _row(canvas: Canvas, plot: _Plot, grafiek: Grafiek, index: int, y: float) -> None:
    for reeks, look in zip(grafiek.reeksen, bar_looks(grafiek, index), strict=True):
        thickness = _thickness(reeks)
        punt = reeks.punten[index]
        if punt.waarde is not None:
            start, end = sorted((plot.x(0), plot.x(punt.waarde)))
            canvas.bar((start, y, end - start, thickness), look, striped=grafiek.verzonnen)
        _value(canvas, plot, punt, _label(grafiek, reeks, index), (y + thickness / 2 + 4.5, look, look.strong))
        y += thickness + 2


def _value(canvas: Canvas, plot: _Plot, punt: Punt, label: str, at: tuple[float, Look, bool]) -> None:
    y, look, bold = at
    negative = punt.waarde is not None and punt.waarde < 0
    x = plot.x(punt.waarde or 0) + (-LABEL_GAP if negative else LABEL_GAP)
    bold = bold and punt.waarde is not None
    color = MUTED if punt.waarde is None else look.text
    size = SMALL if bold else SMALL - 1
    canvas.text(x, y, label, size=size, color=color, bold=bold, anchor="right" if negative else "left")


def _norm(canvas: Canvas, plot: _Plot, grafiek: Grafiek, bottom: float) -> None:
    if grafiek.norm is None:
        return
    for einde in grafiek.norm.einden:
        canvas.line([(plot.x(einde), plot.top - 4), (plot.x(einde), bottom)], NORM, 1.5)
    x = plot.x(grafiek.norm.midden)
    half = text.width(grafiek.norm.tekst, SMALL) / 2
    canvas.text(min(max(x, half), WIDTH - half), 13, grafiek.norm.tekst, size=SMALL, color=NORM, anchor="center")
