"""Draws charts; loading this loads matplotlib."""

from __future__ import annotations

from collections.abc import Sequence

from werkmonitor.charts import quick  # noqa: F401 - before any other part of matplotlib
from werkmonitor.charts.kinds import KINDS
from werkmonitor.monitor.model import Grafiek


def render(grafieken: Sequence[Grafiek]) -> dict[str, str]:
    """Return each chart as SVG text, by id; title and subtitle are left to the page."""
    return {grafiek.id: KINDS[grafiek.vorm](grafiek).svg(f"grafiek-{grafiek.id}", grafiek.alt) for grafiek in grafieken}
