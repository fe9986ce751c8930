"""The formats of a comparison: from differences to one file each.  Each loads its library only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from werkmonitor.diff.model import Verschil

Maker = Callable[[Verschil], bytes]

FORMATEN: dict[str, str] = {"html": "verschil_html", "pdf": "verschil_pdf", "xlsx": "verschil_xlsx", "json": ""}
"""Each format that is a file, with the module that makes it; JSON is what the differences are themselves."""


def maker(formaat: str) -> Maker:
    """Load what makes a format; raises ``KeyError`` for an unknown one."""
    if not (module := FORMATEN[formaat]):
        from werkmonitor.diff.model import to_json

        return to_json
    return cast("Maker", import_module(f"werkmonitor.outputs.{module}").maak)
