"""What the new werkmap says that its owner still has to replace."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from werkmonitor import resources


def niet_ingevuld() -> str:
    """Return what stands where the name of the municipality must come."""
    return str(_declaratie()["programma"]["gemeente"])


def voorbeeldwoorden() -> frozenset[str]:
    """Return the sources of norms, of figures and of exports that are only those of the example."""
    declared = _declaratie()
    lists = [indicator.get(key, ()) for indicator in declared["indicator"] for key in ("normen", "handmatig")]
    systems = {bron.get("systeem", "") for bron in declared["bron"] if "verzonnen" in bron.get("systeem", "")}
    return frozenset(systems | {item["bron"] for items in lists for item in items})


@cache
def _declaratie() -> dict[str, Any]:
    folder = resources.nieuw()
    parts: dict[str, Any] = {}
    for path in (folder / "werkmonitor.toml", *sorted((folder / "declaratie").glob("*.toml"))):
        parts |= tomllib.loads(path.read_text(encoding="utf-8"))
    return parts
