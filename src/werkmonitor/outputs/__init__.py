"""Renderers: from a Monitor and its drawn charts to files.  Each loads its library only when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
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


def renderer(naam: str) -> Renderer:
    """Load the renderer of a format; raises ``KeyError`` for an unknown one."""
    if naam not in FORMATEN:
        raise KeyError(naam)
    return cast("Renderer", import_module(f"{__name__}.{naam}").render)
