"""Charts: from a ``Grafiek`` to a small, self-contained SVG, the same bytes for the same data.

``key`` needs no drawing library, so that a caller with a cache can leave matplotlib alone; ``render`` loads it.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import msgspec

from werkmonitor.charts.style import PALET
from werkmonitor.huisstijl.model import Palet
from werkmonitor.monitor.model import Grafiek

STYLE_VERSION = 5
"""Goes up with every change of look, so that cached pictures of the old look are drawn again."""


def key(grafiek: Grafiek, palet: Palet = PALET) -> str:
    """Return a hash of everything that the picture depends on: data, words, look and drawing library."""
    seen = msgspec.structs.replace(grafiek, titel="", onderschrift="", zinnen=(), tabel=None)
    parts = (str(STYLE_VERSION).encode(), _library(), msgspec.json.encode((seen, palet)))
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


@cache
def _library() -> bytes:
    """Return the version of the drawing library, without loading it or the tools that read package data."""
    spec = find_spec("matplotlib")
    return (Path(spec.origin).parent / "_version.py").read_bytes() if spec and spec.origin else b""


def render(grafiek: Grafiek, palet: Palet = PALET) -> str:
    """Draw a chart as SVG text; title and subtitle are left to the page, the alternative text is in it."""
    from werkmonitor.charts import drawing

    return drawing.render((grafiek,), palet)[grafiek.id]


def svg_alone(grafiek: Grafiek, palet: Palet = PALET, voet: str = "") -> str:
    """Draw a chart as an SVG file of its own, with title, subtitle, notes, and the line ``voet`` below it."""
    from werkmonitor.charts import sheet

    return sheet.svg(grafiek, palet, voet)


def png(grafiek: Grafiek, palet: Palet = PALET, voet: str = "") -> bytes:
    """Draw the same as a PNG file, two pixels a unit."""
    from werkmonitor.charts import sheet

    return sheet.png(grafiek, palet, voet)
