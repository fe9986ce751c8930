"""How colours are seen: their contrast, and how far apart they are for people without one kind of cone, or in grey."""

from __future__ import annotations

import math
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from werkmonitor.charts.canvas import STRIPE_TINT
from werkmonitor.huisstijl.kleur import TEKST, meng
from werkmonitor.huisstijl.model import Palet

Colour = tuple[float, float, float]

# How people without one kind of cone see linear RGB (Viénot, Brettel and Mollon 1999; Brettel 1997 for tritanopia).
VISION: dict[str, tuple[Colour, Colour, Colour]] = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deuteranopia": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
    "tritanopia": ((1.0, 0.14461, -0.14461), (0.0, 0.85924, 0.14076), (0.0, 0.85924, 0.14076)),
    "grey": ((0.2126, 0.7152, 0.0722), (0.2126, 0.7152, 0.0722), (0.2126, 0.7152, 0.0722)),
}
_WHITE = (0.95047, 1.0, 1.08883)


def linear(colour: str) -> list[float]:
    """Return the light of each channel, 0 to 1."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def seen_as(colour: str, seen: str) -> Colour:
    """Return the light that somebody sees of a colour."""
    rgb = linear(colour)
    r, g, b = (min(max(0.0, sum(f * c for f, c in zip(row, rgb, strict=True))), 1.0) for row in VISION[seen])
    return r, g, b


def luminance(colour: str, seen: str = "all cones") -> float:
    r, g, b = seen_as(colour, seen)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(first: str, second: str, seen: str = "all cones") -> float:
    """Return the contrast of two colours (WCAG 2.1), 1 to 21."""
    high, low = sorted((luminance(first, seen), luminance(second, seen)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def difference(first: str, second: str, seen: str = "all cones") -> float:
    """Return how far apart two colours are in CIELAB (CIE 1976, D65); 2.3 can just be seen."""
    return math.dist(_lab(seen_as(first, seen)), _lab(seen_as(second, seen)))


def _lab(rgb: Colour) -> Colour:
    r, g, b = rgb
    xyz = (
        0.4124 * r + 0.3576 * g + 0.1805 * b,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        0.0193 * r + 0.1192 * g + 0.9505 * b,
    )
    x, y, z = (_cube_root(part / white) for part, white in zip(xyz, _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _cube_root(part: float) -> float:
    return math.cbrt(part) if part > (6 / 29) ** 3 else part / (3 * (6 / 29) ** 2) + 4 / 29


def nodig(seen: str) -> float:
    """Return the least contrast of a line or a bar: our grey lies at the border, a hair lower for some eyes."""
    return 3.0 if seen == "all cones" else 2.9


def te_zwak(svg: str, palet: Palet) -> Iterator[str]:
    """Yield what cannot be seen well enough in a drawn chart, by anybody: letters, lines, bars and edges."""
    root = ET.fromstring(svg)  # noqa: S314 - our own chart
    quiet = {palet.raster, palet.papier, palet.band, "none", ""}
    quiet |= {meng(colour, palet.papier, STRIPE_TINT) for colour in (palet.nu, palet.vorig, *palet.anders)}
    for element in root.iter():
        if element.tag.endswith("text"):
            colour = element.get("fill", palet.tekst)
            if contrast(colour, palet.papier) < TEKST:
                yield f"letters {element.text!r} in {colour}"
        for name in ("fill", "stroke"):
            colour = element.get(name, "")
            if element.tag.endswith("path") and colour not in quiet:
                yield from (f"{name} {colour} for {s}" for s in VISION if contrast(colour, palet.papier, s) < nodig(s))
