"""The kinds of charts by the name that a declaration gives them."""

from __future__ import annotations

from typing import Protocol

from werkmonitor.charts import bars, bridge, columns, lines
from werkmonitor.charts.canvas import Canvas
from werkmonitor.huisstijl.model import Palet
from werkmonitor.monitor.model import Grafiek


class Chart(Protocol):
    """Draws one kind of chart."""

    def __call__(self, grafiek: Grafiek, palet: Palet) -> Canvas:
        """Return the drawn sheet, in the colours of a house style."""
        ...


KINDS: dict[str, Chart] = {"lijn": lines.draw, "staaf": columns.draw, "liggend": bars.draw, "brug": bridge.draw}
