"""What the series of a bar chart are called: a small bar with a name each, in the order of the data."""

from __future__ import annotations

from collections.abc import Iterator

from werkmonitor.charts import text
from werkmonitor.charts.canvas import Canvas
from werkmonitor.charts.style import SMALL, WIDTH, looks
from werkmonitor.monitor.model import Grafiek

SIDE = 14
GAP = 6
BETWEEN = 24
ROW = 20
BELOW = 8


def height(grafiek: Grafiek) -> float:
    """Return how much room the names take above the chart; nothing for a single series."""
    if len(grafiek.reeksen) == 1:
        return 0
    return max((y for _, y in _places(grafiek)), default=0) + ROW + BELOW


def write(canvas: Canvas, grafiek: Grafiek) -> None:
    """Draw the names at the top of the sheet."""
    series = zip(grafiek.reeksen, looks(grafiek.reeksen, canvas.palet), _places(grafiek), strict=True)
    for reeks, look, (x, y) in series:
        canvas.bar((x, y + 2, SIDE, SIDE), look, striped=grafiek.verzonnen)
        canvas.text(x + SIDE + GAP, y + 14, reeks.naam, size=SMALL, color=look.text)


def _places(grafiek: Grafiek) -> Iterator[tuple[float, float]]:
    """Yield where each name begins: beside the one before it, or below where it does not fit."""
    x = y = 0.0
    for reeks in grafiek.reeksen:
        wide = SIDE + GAP + text.width(reeks.naam, SMALL)
        if x and x + wide > WIDTH:
            x, y = 0.0, y + ROW
        yield x, y
        x += wide + BETWEEN
