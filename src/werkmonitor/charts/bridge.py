"""A bridge from one stand to the next: a row a step, each bar where the one before it ended.

What comes in is filled, what goes out is only an edge, and both say so in words.
"""

from __future__ import annotations

from typing import NamedTuple

from werkmonitor.charts import scale, text
from werkmonitor.charts.bars import draw as bars_from_zero
from werkmonitor.charts.canvas import Canvas
from werkmonitor.charts.style import LINE_HEIGHT, PALET, SMALL, WIDTH, Look, now, previous
from werkmonitor.huisstijl.model import Palet
from werkmonitor.monitor.alttekst import stap
from werkmonitor.monitor.model import Grafiek

NAME_ROOM = 172
GAP = 10
THICK = 18
ROW_GAP = 18
LABEL_GAP = 6
BREAK_BELOW = 0.2
"""Where all steps together move less than this part of the highest stand, the axis is broken to show them."""
STUB = 0.4
"""How far a broken axis reaches below the lowest stand, as a part of what the steps move."""
BREAK_AT = 14
MARK = "Let op: de as begint niet bij 0; de hele staven zijn ingekort."


class _Bar(NamedTuple):
    """From where to where a bar goes, and what is written beside it."""

    start: float
    end: float
    label: str
    look: Look
    stand: bool


class _Plot(NamedTuple):
    """Where the bars stand."""

    left: float
    right: float
    low: float
    high: float
    broken: bool

    def x(self, value: float) -> float:
        """Return the place of a value; the foot of a stand is the begin of the axis."""
        share = (value - self.low) / (self.high - self.low)
        return self.left + max(share, 0.0) * (self.right - self.left)


def draw(grafiek: Grafiek, palet: Palet = PALET) -> Canvas:
    """Draw a bridge: the first and the last category are stands, those between them change the one into the other.

    Where a step is not known or not shown there is no bridge: the bars that follow would tell how large it is.
    """
    if any(punt.waarde is None for punt in grafiek.reeksen[0].punten):
        return bars_from_zero(grafiek, palet)
    bars = _bars(grafiek, palet)
    names = [text.wrap(name, NAME_ROOM) for name in grafiek.categorieen]
    heights = [max(len(lines) * LINE_HEIGHT + 3, THICK + ROW_GAP) for lines in names]
    plot = _plot(bars, names)
    bottom = 4 + sum(heights)
    canvas = Canvas(bottom + (LINE_HEIGHT + 6 if plot.broken else 4), palet)
    top = 4.0
    middles = []
    for lines, height in zip(names, heights, strict=True):
        middles.append(top + height / 2)
        for number, line in enumerate(lines):
            y = middles[-1] - len(lines) * LINE_HEIGHT / 2 + 13 + number * LINE_HEIGHT
            canvas.text(plot.left - GAP, y, line, anchor="right")
        top += height
    _connect(canvas, plot, bars, middles)
    for bar, middle in zip(bars, middles, strict=True):
        _draw(canvas, plot, bar, middle, striped=grafiek.verzonnen)
    foot = plot.left if plot.broken else plot.x(0)
    canvas.line([(foot, 4), (foot, bottom)], canvas.palet.as_lijn)
    if plot.broken:
        canvas.text(0, bottom + LINE_HEIGHT, MARK, size=SMALL, color=canvas.palet.gedempt)
    return canvas


def _bars(grafiek: Grafiek, palet: Palet) -> list[_Bar]:
    """Return the bars, each step beginning where the one before it ended."""
    punten = grafiek.reeksen[0].punten
    level, bars = 0.0, list[_Bar]()
    for index, punt in enumerate(punten):
        stand = index in {0, len(punten) - 1}
        begin, change = 0.0 if stand else level, punt.waarde or 0.0
        level = begin + change
        look = now(palet) if stand else previous(palet)._replace(outline=change < 0)
        bars.append(_Bar(begin, level, punt.weergave if stand else stap(punt), look, stand))
    return bars


def _plot(bars: list[_Bar], names: list[list[str]]) -> _Plot:
    levels = [bar.end for bar in bars]
    low, high = scale.extent(levels)
    lowest = min(levels, default=0.0)
    broken = 0 < high - lowest < BREAK_BELOW * high and lowest > 0
    if broken:
        low = lowest - STUB * (high - lowest)
    left = text.widest(line for lines in names for line in lines) + GAP + 3
    room = text.widest((bar.label for bar in bars), SMALL, bold=True) + LABEL_GAP + 2
    return _Plot(left, max(WIDTH - room, left + 60), low, high, broken)


def _connect(canvas: Canvas, plot: _Plot, bars: list[_Bar], middles: list[float]) -> None:
    """Lead the eye from the end of each bar to where the next one begins, or for the last stand ends."""
    for index, bar in enumerate(bars[:-1]):
        x = plot.x(bar.end)
        canvas.line([(x, middles[index] - THICK / 2), (x, middles[index + 1] + THICK / 2)], canvas.palet.as_lijn)


def _draw(canvas: Canvas, plot: _Plot, bar: _Bar, middle: float, *, striped: bool) -> None:
    start, end = sorted((plot.x(bar.start), plot.x(bar.end)))
    if end > start:
        canvas.bar((start, middle - THICK / 2, end - start, THICK), bar.look, striped=striped)
    if bar.stand and plot.broken:
        _cut(canvas, start + BREAK_AT, middle)
    color = canvas.palet.tekst if bar.stand else canvas.palet.gedempt
    canvas.text(end + LABEL_GAP, middle + 4.5, bar.label, size=SMALL, color=color, bold=bar.stand)


def _cut(canvas: Canvas, x: float, middle: float) -> None:
    """Cut a bar in two, visibly: a slanting gap between two edges."""
    half = THICK / 2 + 3
    paper, ink = canvas.palet.papier, canvas.palet.tekst
    for offset, color, width in ((0, paper, 6.0), (-4, ink, 1.0), (4, ink, 1.0)):
        canvas.line([(x + offset - 4, middle + half), (x + offset + 4, middle - half)], color, width)
