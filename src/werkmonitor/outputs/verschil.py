"""The formats of a comparison: from differences to one file each.  Each loads its library only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import cast

from werkmonitor.diff.model import Verschil
from werkmonitor.huisstijl.model import ONZE, Huisstijl

Maker = Callable[[Verschil], bytes]

FORMATEN: dict[str, str] = {"html": "verschil_html", "pdf": "verschil_pdf", "xlsx": "verschil_xlsx", "json": ""}
"""Each format that is a file, with the module that makes it; JSON is what the differences are themselves."""


MET_STIJL = frozenset({"html", "pdf"})
"""Formats that look like the municipality's own."""


def maker(formaat: str, stijl: Huisstijl = ONZE) -> Maker:
    """Load what makes a format, in a house style where it has one; raises ``KeyError`` for an unknown one."""
    if not (module := FORMATEN[formaat]):
        from werkmonitor.diff.model import to_json

        return to_json
    made = import_module(f"werkmonitor.outputs.{module}").maak
    return cast("Maker", partial(made, stijl=stijl) if formaat in MET_STIJL else made)
