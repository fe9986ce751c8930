"""Horizontal bars: long names in full, one row per category, last year as a thin grey bar below this year's."""

from __future__ import annotations

from typing import NamedTuple

from werkmonitor.charts import legend, scale, text
from werkmonitor.charts.canvas import Canvas
from werkmonitor.charts.style import LINE_HEIGHT, PALET, SMALL, WIDTH, Look, bar_looks
from werkmonitor.huisstijl.model import Palet
from werkmonitor.monitor.model import Grafiek, Reeks

NAME_ROOM = 172
GAP = 10
ROW_GAP = 9
THICK, THIN = 15, 9
LABEL_GAP = 6
EDGE = 4
"""Room at the right-hand side: letters come out a little wider in one program than in another."""
SHORT_NAME = 64
"""How wide a name of a series may be to stand at its first bar; longer ones stand above the chart."""


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


def draw(grafiek: Grafiek, palet: Palet = PALET) -> Canvas:
    """Draw a bar chart with horizontal bars; the series are named at the first bars."""
    names = [text.wrap(name, NAME_ROOM) for name in grafiek.categorieen]
    heights = [_row_height(lines, grafiek.reeksen) for lines in names]
    plot = _plot(grafiek, names)
    canvas = Canvas(plot.top + sum(heights) + 4, palet)
    bottom = plot.top + sum(heights)
    y = plot.top
    if _above(grafiek):
        legend.write(canvas, grafiek)
    for index, (lines, height) in enumerate(zip(names, heights, strict=True)):
        _name(canvas, plot, lines, y + height / 2)
        _row(canvas, plot, grafiek, index, y + (height - _bars_height(grafiek.reeksen)) / 2)
        y += height
    canvas.line([(plot.x(0), plot.top), (plot.x(0), bottom)], palet.as_lijn)
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
    labels = [
        (punt.waarde or 0.0, text.width(_label(grafiek, reeks, i), SMALL, bold=True) + LABEL_GAP + EDGE)
        for reeks in grafiek.reeksen
        for i, punt in enumerate(reeks.punten)
    ]
    start = left + (max((room for _, room in labels), default=0.0) if low < 0 else 0)
    ends = [start + (WIDTH - room - start) * (high - low) / (value - low) for value, room in labels if value > low]
    top = 4 + (LINE_HEIGHT + 4 if grafiek.norm else 0) + (legend.height(grafiek) if _above(grafiek) else 0)
    return _Plot(left - GAP, start, max(min([WIDTH - EDGE, *ends]), start + 60), top, low, high)


def _above(grafiek: Grafiek) -> bool:
    """Say whether the series are named above the chart: where their names are too long to stand at a bar."""
    named = text.widest((reeks.naam for reeks in grafiek.reeksen), SMALL)
    return len(grafiek.reeksen) > 1 and named > SHORT_NAME


def _label(grafiek: Grafiek, reeks: Reeks, index: int) -> str:
    shown = reeks.punten[index].weergave
    named = index == 0 and len(grafiek.reeksen) > 1 and not _above(grafiek)
    return f"{shown} ({reeks.naam})" if named else shown


def _name(canvas: Canvas, plot: _Plot, lines: list[str], middle: float) -> None:
    y = middle - len(lines) * LINE_HEIGHT / 2 + 13
    for number, line in enumerate(lines):
        canvas.text(plot.names, y + number * LINE_HEIGHT, line, anchor="right")


def _row(canvas: Canvas, plot: _Plot, grafiek: Grafiek, index: int, y: float) -> None:
    for reeks, look in zip(grafiek.reeksen, bar_looks(grafiek, index, canvas.palet), strict=True):
        thickness = _thickness(reeks)
        punt = reeks.punten[index]
        if punt.waarde is not None:
            start, end = sorted((plot.x(0), plot.x(punt.waarde)))
            canvas.bar((start, y, end - start, thickness), look, striped=grafiek.verzonnen)
        _value(canvas, plot, grafiek, (reeks, index), (y + thickness / 2 + 4.5, look))
        y += thickness + 2


def _value(canvas: Canvas, plot: _Plot, grafiek: Grafiek, of: tuple[Reeks, int], at: tuple[float, Look]) -> None:
    (reeks, index), (y, look) = of, at
    punt, label = reeks.punten[index], _label(grafiek, reeks, index)
    negative = punt.waarde is not None and punt.waarde < 0
    bold = look.strong and punt.waarde is not None
    color = canvas.palet.gedempt if punt.waarde is None else look.text
    size = SMALL if bold else SMALL - 1
    x = plot.x(punt.waarde or 0) + (-LABEL_GAP if negative else LABEL_GAP)
    if not negative:
        x = _clear(plot, grafiek, x, text.width(label, size, bold=bold))
    canvas.text(x, y, label, size=size, color=color, bold=bold, anchor="right" if negative else "left")


def _clear(plot: _Plot, grafiek: Grafiek, x: float, wide: float) -> float:
    """Move a value past a line of the norm that would run through it, where there is room."""
    for line in sorted(plot.x(einde) for einde in (grafiek.norm.einden if grafiek.norm else ())):
        past = line + LABEL_GAP
        x = past if x - 3 <= line <= x + wide + 3 and past + wide <= WIDTH else x
    return x


def _norm(canvas: Canvas, plot: _Plot, grafiek: Grafiek, bottom: float) -> None:
    if grafiek.norm is None:
        return
    for einde in grafiek.norm.einden:
        canvas.line([(plot.x(einde), plot.top - 4), (plot.x(einde), bottom)], canvas.palet.norm, 1.5)
    x = plot.x(grafiek.norm.midden)
    half = text.width(grafiek.norm.tekst, SMALL) / 2
    canvas.text(
        min(max(x, half), WIDTH - half),
        plot.top - 8,
        grafiek.norm.tekst,
        size=SMALL,
        color=canvas.palet.norm,
        anchor="center",
    )
