"""Vertical bars: a few short categories, mostly years, with the norm as a thin labelled line."""

from __future__ import annotations

import re
from typing import NamedTuple

from werkmonitor.charts import bars, scale, text
from werkmonitor.charts.canvas import Canvas
from werkmonitor.charts.style import AXIS, LINE_HEIGHT, MUTED, NORM, PREVIOUS, SMALL, TEXT, WIDTH, Look, looks
from werkmonitor.monitor.model import Grafiek, Reeks

HEIGHT = 230
"""Of the bars alone; names, values and legend come on top of it."""
WIDEST_BAR = 84
NORM_ROOM = 120
SHARE = 0.72
"""Part of a category's width that its bars take."""
_YEAR = re.compile(r"\b(19|20)\d\d\b")


class _Plot(NamedTuple):
    """Where the bars stand."""

    right: float
    top: float
    bottom: float
    low: float
    high: float
    slot: float
    bar: float

    def y(self, value: float) -> float:
        """Return the place of a value."""
        return self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)


def draw(grafiek: Grafiek) -> Canvas:
    """Draw a bar chart with vertical bars, or with horizontal ones when the names or values do not fit below or above."""
    right = WIDTH - NORM_ROOM if grafiek.norm else WIDTH
    slot = right / max(len(grafiek.categorieen), 1)
    if not _fits(grafiek, slot):
        return bars.draw(grafiek)
    names = [text.wrap(name, slot - 8) for name in grafiek.categorieen]
    legend = 28 if len(grafiek.reeksen) > 1 else 0
    low, high = scale.extent(scale.values(grafiek))
    top = legend + 22
    bar = min(WIDEST_BAR, slot * SHARE / max(len(grafiek.reeksen), 1))
    plot = _Plot(right, top, top + HEIGHT, low, high, slot, bar)
    canvas = Canvas(plot.bottom + max((len(lines) for lines in names), default=1) * LINE_HEIGHT + 10)
    if legend:
        _legend(canvas, grafiek)
    for index, lines in enumerate(names):
        _group(canvas, plot, grafiek, index)
        for number, line in enumerate(lines):
            canvas.text((index + 0.5) * slot, plot.bottom + (number + 1) * LINE_HEIGHT + 3, line, anchor="center")
    canvas.line([(0, plot.y(0)), (right, plot.y(0))], AXIS)
    _norm(canvas, plot, grafiek)
    return canvas


def _fits(grafiek: Grafiek, slot: float) -> bool:
    words = text.widest(word for name in grafiek.categorieen for word in name.split(" "))
    shown = text.widest((p.weergave for r in grafiek.reeksen for p in r.punten), SMALL, bold=True)
    return words <= slot - 8 and (shown + 6) * len(grafiek.reeksen) <= slot


def _looks(grafiek: Grafiek, index: int) -> list[Look]:
    """Return the looks of a group; a single series over years is grey, and strong in its last year."""
    over_years = len(grafiek.reeksen) == 1 and all(_YEAR.search(name) for name in grafiek.categorieen)
    if over_years and index < len(grafiek.categorieen) - 1:
        return [PREVIOUS]
    return looks(grafiek.reeksen)


def _group(canvas: Canvas, plot: _Plot, grafiek: Grafiek, index: int) -> None:
    count = len(grafiek.reeksen)
    x = (index + 0.5) * plot.slot - count * plot.bar / 2
    for reeks, look in zip(grafiek.reeksen, _looks(grafiek, index), strict=True):
        _column(canvas, plot, (x, index), reeks, (look, grafiek.verzonnen))
        x += plot.bar


def _column(canvas: Canvas, plot: _Plot, at: tuple[float, int], reeks: Reeks, how: tuple[Look, bool]) -> None:
    (x, index), (look, striped) = at, how
    punt = reeks.punten[index]
    middle = x + plot.bar / 2
    if punt.waarde is None:
        canvas.text(middle, plot.y(0) - 6, punt.weergave, size=SMALL - 1, color=MUTED, anchor="center")
        return
    top, bottom = sorted((plot.y(punt.waarde), plot.y(0)))
    canvas.bar(x + 1, top, plot.bar - 2, bottom - top, look, striped=striped)
    y = top - 6 if punt.waarde >= 0 else bottom + 14
    size = TEXT if len(reeks.punten) <= 6 else SMALL  # noqa: PLR2004 - room for larger figures
    canvas.text(middle, y, punt.weergave, size=size, color=look.text, anchor="center", bold=look is not PREVIOUS)


def _legend(canvas: Canvas, grafiek: Grafiek) -> None:
    x = 0.0
    for reeks, look in zip(grafiek.reeksen, looks(grafiek.reeksen), strict=True):
        canvas.bar(x, 2, 14, 14, look, striped=grafiek.verzonnen)
        canvas.text(x + 20, 14, reeks.naam, size=SMALL, color=look.text)
        x += 20 + text.width(reeks.naam, SMALL) + 24


def _norm(canvas: Canvas, plot: _Plot, grafiek: Grafiek) -> None:
    if grafiek.norm is None:
        return
    y = plot.y(grafiek.norm.waarde)
    canvas.line([(0, y), (plot.right + 6, y)], NORM, 1.5)
    lines = text.wrap(grafiek.norm.tekst, NORM_ROOM - 14, SMALL)
    for number, line in enumerate(lines):
        canvas.text(
            plot.right + 10, y + 5 + (number - (len(lines) - 1) / 2) * LINE_HEIGHT, line, size=SMALL, color=NORM
        )
