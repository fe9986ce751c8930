"""Charts: from a ``Grafiek`` to a small, self-contained SVG, the same bytes for the same data.

``key`` needs no drawing library, so that a caller with a cache can leave matplotlib alone; ``render`` loads it.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version

import msgspec

from werkmonitor.monitor.model import Grafiek

STYLE_VERSION = 2
"""Goes up with every change of look, so that cached pictures of the old look are drawn again."""


def key(grafiek: Grafiek) -> str:
    """Return a hash of everything that the picture depends on: data, words, look and drawing library."""
    seen = msgspec.structs.replace(grafiek, titel="", onderschrift="", tabel=None)
    parts = (str(STYLE_VERSION).encode(), version("matplotlib").encode(), msgspec.json.encode(seen))
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def render(grafiek: Grafiek) -> str:
    """Draw a chart as SVG text; title and subtitle are left to the page, the alternative text is in it."""
    from werkmonitor.charts.kinds import KINDS

    return KINDS[grafiek.vorm](grafiek).svg(f"grafiek-{grafiek.id}", grafiek.alt)
