"""Colours as ``#rrggbb``: mixing them, and how well one is seen on another (WCAG 2.1)."""

from __future__ import annotations

from functools import cache

TEKST = 4.5
"""The least contrast of letters with what is behind them."""
BEELD = 3.0
"""The least contrast of a line, a bar or a shape that says something."""
ZWART, WIT = "#000000", "#ffffff"


def _delen(kleur: str) -> tuple[int, int, int]:
    return int(kleur[1:3], 16), int(kleur[3:5], 16), int(kleur[5:7], 16)


@cache
def helderheid(kleur: str) -> float:
    """Return the relative luminance of a colour, from 0 (black) to 1 (white)."""
    red, green, blue = (_lineair(deel / 255) for deel in _delen(kleur))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _lineair(deel: float) -> float:
    return float(deel / 12.92 if deel <= 0.04045 else ((deel + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004 - of sRGB


def contrast(een: str, ander: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    dark, light = sorted((helderheid(een), helderheid(ander)))
    return (light + 0.05) / (dark + 0.05)


def meng(een: str, ander: str, deel: float) -> str:
    """Return the first colour with a share of the second in it, from 0 to 1."""
    parts = (round(a + (b - a) * deel) for a, b in zip(_delen(een), _delen(ander), strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


def leesbaar(kleur: str, gronden: tuple[str, ...], nodig: float) -> str:
    """Return a colour, made darker (on a dark ground lighter) as little as it takes to be seen on all grounds."""
    naar = ZWART if min(map(helderheid, gronden)) > 0.18 else WIT  # noqa: PLR2004 - where both are seen alike
    steps = (meng(kleur, naar, step / 64) for step in range(65))
    return next((shade for shade in steps if all(contrast(shade, grond) >= nodig for grond in gronden)), naar)
