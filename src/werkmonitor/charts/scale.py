"""Round steps for an axis, and how their numbers are written."""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from werkmonitor.formatting import miljoen, weergave
from werkmonitor.monitor.model import Grafiek

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_MILLION = 1_000_000


class Scale(NamedTuple):
    """An axis: its ends and its ticks."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def share(self, value: float) -> float:
        """Return where a value lies between the ends, 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def values(grafiek: Grafiek) -> list[float]:
    """Return every number that must fit in the picture, norm and bandwidth included."""
    plotted = [p.waarde for reeks in grafiek.reeksen for p in reeks.punten if p.waarde is not None]
    edges = [edge for band in grafiek.band for edge in (band.laag.waarde, band.hoog.waarde) if edge is not None]
    return [*plotted, *edges, *(grafiek.norm.einden if grafiek.norm else ())]


def extent(numbers: Iterable[float]) -> tuple[float, float]:
    """Return the lowest and highest number with zero between them: bars start there."""
    known = [0.0, *numbers]
    low, high = min(known), max(known)
    return low, high if high > low else low + 1


def line_scale(numbers: list[float]) -> Scale:
    """Return an axis of about four round steps; it starts at zero unless the numbers are far from it."""
    low, high = (min(numbers), max(numbers)) if numbers else (0.0, 1.0)
    floor = low if low < 0 or low > high / 2 else 0.0
    spread = (high - floor) or abs(high) or 1.0
    step = _step(spread / 4)
    first, last = math.floor(floor / step), math.ceil(high / step)
    if last == first:
        last += 1
    ticks = tuple(round(n * step, 10) for n in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], ticks)


def _step(rough: float) -> float:
    magnitude = 10.0 ** math.floor(math.log10(rough))
    return next(step for factor in _STEPS if (step := factor * magnitude) >= rough * 0.999)


def tick_texts(ticks: tuple[float, ...], eenheid: str) -> list[str]:
    """Write the ticks in their unit with as few decimals as tell them apart."""
    if eenheid == "euro" and ticks[-1] >= _MILLION:
        return [miljoen(Fraction(str(tick))) for tick in ticks]
    factor = 100 if eenheid == "aandeel" else 1
    decimals = max((_decimals(tick * factor) for tick in ticks), default=0)
    return [weergave(Fraction(str(tick)), eenheid, decimals) for tick in ticks]


def _decimals(number: float) -> int:
    return next((n for n in range(4) if abs(number - round(number, n)) < 1e-9), 4)  # noqa: PLR2004
