"""Renderers: from a Monitor and its drawn charts to files.  Each loads its library only when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from importlib import import_module
from typing import Protocol, cast

from werkmonitor.monitor.model import Monitor


class Renderer(Protocol):
    """Turns a Monitor into one or more files of one format."""

    def __call__(self, monitor: Monitor, charts: Mapping[str, str]) -> dict[str, bytes]:
        """Return the bytes of each file by the end of its name; ``charts`` holds the SVG of each chart by its id."""
        ...


FORMATEN: dict[str, tuple[str, ...]] = {
    "html": (".html",),
    "pdf": (".pdf",),
    "xlsx": (".xlsx",),
    "json": (".json",),
    "csv": (".csv", "-woordenboek.csv"),
}
"""Each format with the ends of the names of its files; it is made by ``render`` in the module of its name."""


MET_SJABLONEN = frozenset({"html", "pdf"})
"""Formats that are made with templates, which the user's own can stand in for."""


def renderer(naam: str, sjablonen: Mapping[str, str] | None = None) -> Renderer:
    """Load the renderer of a format, with the user's own templates; raises ``KeyError`` for an unknown one."""
    if naam not in FORMATEN:
        raise KeyError(naam)
    render = import_module(f"{__name__}.{naam}").render
    return cast("Renderer", partial(render, eigen=sjablonen) if sjablonen and naam in MET_SJABLONEN else render)
