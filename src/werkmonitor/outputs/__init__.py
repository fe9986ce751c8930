"""Renderers: from a Monitor and its drawn charts to files.  Each loads its library only when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from importlib import import_module
from inspect import signature
from typing import Protocol, cast

from werkmonitor.huisstijl.model import ONZE, Huisstijl
from werkmonitor.monitor.model import Monitor


class Renderer(Protocol):
    """Turns a Monitor into one or more files of one format."""

    def __call__(self, monitor: Monitor, charts: Mapping[str, str]) -> dict[str, bytes]:
        """Return the bytes of each file by the end of its name; ``charts`` holds the SVG of each chart by its id."""
        ...


FORMATEN: dict[str, tuple[str, ...]] = {
    "html": (".html",),
    "pdf": (".pdf", "-presentatie.pdf", "-samenvatting.pdf"),
    "xlsx": (".xlsx",),
    "json": (".json",),
    "csv": (".csv", "-woordenboek.csv", "-datapackage.json", "-dcat.jsonld"),
    "grafieken": ("-grafieken.zip",),
    "pptx": (".pptx",),
}
"""Each format with the ends of the names of its files; it is made by ``render`` in the module of its name."""


LAYOUTS: dict[str, dict[str, str]] = {
    "rapport": {"html": ".html", "pdf": ".pdf"},
    "presentatie": {"pdf": "-presentatie.pdf"},
    "samenvatting": {"pdf": "-samenvatting.pdf"},
}
"""Each layout with the formats that it is made in, and the end of the name of its file in each."""
RAPPORT = ("rapport",)


def einden(formaat: str, layouts: Sequence[str]) -> tuple[str, ...]:
    """Return the ends of the names of the files that a format has in these layouts; data have no layout."""
    if not any(formaat in made for made in LAYOUTS.values()):
        return FORMATEN[formaat]
    return tuple(LAYOUTS[layout][formaat] for layout in layouts if formaat in LAYOUTS[layout])


def zonder_formaat(layouts: Sequence[str], formaten: Sequence[str]) -> list[str]:
    """Return the layouts that are made in none of these formats."""
    return [layout for layout in layouts if not LAYOUTS[layout].keys() & set(formaten)]


def renderer(
    naam: str,
    sjablonen: Mapping[str, str] | None = None,
    stijl: Huisstijl = ONZE,
    layouts: tuple[str, ...] = RAPPORT,
) -> Renderer:
    """Load the renderer of a format, for a house style, layouts and the user's own templates, as far as it has them.

    Raises ``KeyError`` for an unknown one.
    """
    if naam not in FORMATEN:
        raise KeyError(naam)
    render = import_module(f"{__name__}.{naam}").render
    known = signature(render).parameters
    wanted = {"eigen": sjablonen or {}, "stijl": stijl, "layouts": layouts}
    return cast("Renderer", partial(render, **{key: value for key, value in wanted.items() if key in known}))
