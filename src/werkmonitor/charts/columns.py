"""Vertical bars: a few short categories, mostly years, with the norm as a thin labelled line."""

from __future__ import annotations

from typing import NamedTuple

from werkmonitor.charts import bars, legend, scale, text
from werkmonitor.charts.canvas import Canvas
from werkmonitor.charts.style import LINE_HEIGHT, PALET, SMALL, TEXT, WIDTH, Look, bar_looks
from werkmonitor.huisstijl.model import Palet
from werkmonitor.monitor.model import Grafiek, Reeks

HEIGHT = 180
"""Of the bars alone; names, values and legend come on top of it."""
WIDEST_BAR = 84
NORM_ROOM = 104
SHARE = 0.72
"""Part of a category's width that its bars take."""


class _Plot(NamedTuple):
    """Where the bars stand."""

    right: float
    top: float
    bottom: float
    low: float
    high: float
    slot: float
    bar: float
    norm: tuple[float, ...]
    """The values at which the norm's lines stand."""

    def y(self, value: float) -> float:
        """Return the place of a value."""
        return self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)


def draw(grafiek: Grafiek, palet: Palet = PALET) -> Canvas:
    """Draw vertical bars, or horizontal ones when the names or the values do not fit below or above them."""
    plot = _plot(grafiek)
    if not _fits(grafiek, plot.slot):
        return bars.draw(grafiek, palet)
    names = [text.wrap(name, plot.slot - 8) for name in grafiek.categorieen]
    canvas = Canvas(plot.bottom + max((len(lines) for lines in names), default=1) * LINE_HEIGHT + 10, palet)
    if len(grafiek.reeksen) > 1:
        legend.write(canvas, grafiek)
    for index, lines in enumerate(names):
        _group(canvas, plot, grafiek, index)
        for number, line in enumerate(lines):
            canvas.text((index + 0.5) * plot.slot, plot.bottom + (number + 1) * LINE_HEIGHT + 3, line, anchor="center")
    canvas.line([(0, plot.y(0)), (plot.right, plot.y(0))], palet.as_lijn)
    _norm(canvas, plot, grafiek)
    return canvas


def _plot(grafiek: Grafiek) -> _Plot:
    right = WIDTH - NORM_ROOM if grafiek.norm else WIDTH
    slot = right / max(len(grafiek.categorieen), 1)
    low, high = scale.extent(scale.values(grafiek))
    top = 22 + legend.height(grafiek)
    bar = min(WIDEST_BAR, slot * SHARE / max(len(grafiek.reeksen), 1))
    bottom = top + HEIGHT
    return _Plot(right, top, bottom, low, high, slot, bar, grafiek.norm.einden if grafiek.norm else ())


def _fits(grafiek: Grafiek, slot: float) -> bool:
    words = text.widest(word for name in grafiek.categorieen for word in name.split(" "))
    shown = text.widest(
        (p.weergave for r in grafiek.reeksen for p in r.punten if p.waarde is not None), SMALL, bold=True
    )
    return words <= slot - 8 and (shown + 6) * len(grafiek.reeksen) <= slot


def _group(canvas: Canvas, plot: _Plot, grafiek: Grafiek, index: int) -> None:
    count = len(grafiek.reeksen)
    x = (index + 0.5) * plot.slot - count * plot.bar / 2
    for reeks, look in zip(grafiek.reeksen, bar_looks(grafiek, index, canvas.palet), strict=True):
        _column(canvas, plot, (x, index), reeks, (look, grafiek.verzonnen))
        x += plot.bar


def _column(canvas: Canvas, plot: _Plot, at: tuple[float, int], reeks: Reeks, how: tuple[Look, bool]) -> None:
    (x, index), (look, striped) = at, how
    punt = reeks.punten[index]
    middle = x + plot.bar / 2
    if punt.waarde is None:
        _missing(canvas, plot, x, punt.weergave)
        return
    top, bottom = sorted((plot.y(punt.waarde), plot.y(0)))
    canvas.bar((x + 1, top, plot.bar - 2, bottom - top), look, striped=striped)
    y = _clear(plot, top - 6) if punt.waarde >= 0 else bottom + 14
    size = TEXT if len(reeks.punten) <= 6 else SMALL  # noqa: PLR2004 - room for larger figures
    canvas.text(middle, y, punt.weergave, size=size, color=look.text, anchor="center", bold=look.strong)


def _clear(plot: _Plot, y: float) -> float:
    """Lift a value above a line of the norm that would run through it."""
    for line in sorted(map(plot.y, plot.norm), reverse=True):
        y = line - 6 if y - 14 <= line <= y + 3 else y
    return y


def _missing(canvas: Canvas, plot: _Plot, x: float, words: str) -> None:
    """Write why there is no column, clear of the columns beside it: what is too wide goes outwards."""
    lines = text.wrap(words, plot.bar, SMALL - 1)
    middle = x + plot.bar / 2
    centre = (x // plot.slot + 0.5) * plot.slot
    too_wide = max(text.widest(lines, SMALL - 1) + 4 - plot.bar, 0) / 2
    middle += too_wide if middle > centre + 1 else -too_wide if middle < centre - 1 else 0
    for number, line in enumerate(reversed(lines)):
        y = plot.y(0) - 6 - number * LINE_HEIGHT
        canvas.text(middle, y, line, size=SMALL - 1, color=canvas.palet.gedempt, anchor="center")


def _norm(canvas: Canvas, plot: _Plot, grafiek: Grafiek) -> None:
    if grafiek.norm is None:
        return
    for einde in grafiek.norm.einden:
        canvas.line([(0, plot.y(einde)), (plot.right + 6, plot.y(einde))], canvas.palet.norm, 1.5)
    y = plot.y(grafiek.norm.midden)
    lines = text.wrap(grafiek.norm.tekst, NORM_ROOM - 14, SMALL)
    for number, line in enumerate(lines):
        canvas.text(
            plot.right + 10,
            y + 5 + (number - (len(lines) - 1) / 2) * LINE_HEIGHT,
            line,
            size=SMALL,
            color=canvas.palet.norm,
        )
