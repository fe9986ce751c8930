"""Draws charts; loading this loads matplotlib."""

from __future__ import annotations

from collections.abc import Sequence

from werkmonitor.charts import quick  # noqa: F401 - before any other part of matplotlib
from werkmonitor.charts.kinds import KINDS
from werkmonitor.charts.style import PALET
from werkmonitor.huisstijl.model import Palet
from werkmonitor.monitor.model import Grafiek


def render(grafieken: Sequence[Grafiek], palet: Palet = PALET) -> dict[str, str]:
    """Return each chart as SVG text, by id; title and subtitle are left to the page."""
    drawn = {grafiek: KINDS[grafiek.vorm](grafiek, palet) for grafiek in grafieken}
    return {grafiek.id: canvas.svg(f"grafiek-{grafiek.id}", grafiek.alt) for grafiek, canvas in drawn.items()}
