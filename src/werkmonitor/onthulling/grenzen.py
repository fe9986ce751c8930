"""What a shown number tells, as bounds on sums of variables: in whole numbers where everything in them is whole."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor, lcm
from typing import NamedTuple

from werkmonitor.onthulling.variabelen import Variabelen
from werkmonitor.onthulling.vormen import EEN, Som, Vorm
from werkmonitor.onthulling.weergaven import Bereik


class Rij(NamedTuple):
    """``laag <= sum of coefficient x variable <= hoog``; an open end is itself not possible."""

    coef: dict[int, Fraction]
    laag: Fraction | None
    hoog: Fraction | None
    laag_open: bool = False
    hoog_open: bool = False


def rijen(vorm: Vorm, bereik: Bereik, variabelen: Variabelen) -> Iterator[Rij]:
    """Yield what a number tells of which the value is in ``bereik``."""
    for som in vorm.gegeven:
        value = waarde(som, variabelen)
        yield from rij(som, Bereik(value, value, laag_open=False, hoog_open=False), variabelen)
    if vorm.is_som:
        yield from rij(_maal(vorm.teller, 1 / vorm.noemer[EEN]), bereik, variabelen)
        return
    sign = -1 if waarde(vorm.noemer, variabelen) < 0 else 1
    teller, noemer = _maal(vorm.teller, Fraction(sign)), _maal(vorm.noemer, Fraction(sign))
    nul = Fraction(0)
    yield from rij(_min(teller, noemer, bereik.laag), (nul, None, bereik.laag_open, False), variabelen)
    yield from rij(_min(teller, noemer, bereik.hoog), (None, nul, False, bereik.hoog_open), variabelen)
    yield from rij(noemer, (nul, None, True, False), variabelen)


Ends = tuple[Fraction | None, Fraction | None, bool, bool]


def rij(som: Som, ends: Ends | Bereik, variabelen: Variabelen) -> Iterator[Rij]:
    """Yield one row; none for a sum without variables, which tells nothing."""
    coef = {index: value for index, value in som.items() if index != EEN and value}
    if not coef:
        return
    laag, hoog, laag_open, hoog_open = ends
    vast = som.get(EEN, Fraction(0))
    low, high = (None if end is None else end - vast for end in (laag, hoog))
    if not all(variabelen.is_geheel(index) for index in coef):
        yield Rij(coef, low, high, laag_open, hoog_open)
        return
    scale = lcm(*(value.denominator for value in coef.values()))
    whole = {index: value * scale for index, value in coef.items()}
    low = None if low is None else Fraction(floor(low * scale) + 1 if laag_open else ceil(low * scale))
    high = None if high is None else Fraction(ceil(high * scale) - 1 if hoog_open else floor(high * scale))
    yield Rij(whole, low, high)


def waarde(som: Som, variabelen: Variabelen) -> Fraction:
    """Return the value of a sum of which every variable has one."""
    total = Fraction(0)
    for index, value in som.items():
        total += value if index == EEN else value * (variabelen.waarde(index) or Fraction(0))
    return total


def omvat(bereik: Bereik, value: Fraction, *, samen: bool = False) -> Bereik | None:
    """Return the range if the value is in it; what is rounded together with others (``samen``) can be a unit off."""
    if bereik.laag <= value <= bereik.hoog:
        at_end = (value == bereik.laag and bereik.laag_open) or (value == bereik.hoog and bereik.hoog_open)
        if not at_end:
            return bereik
    half = (bereik.hoog - bereik.laag) / 2
    middle = bereik.hoog if value >= bereik.hoog else bereik.laag
    if not samen or abs(value - middle) > half:
        return None
    return Bereik(middle - half, middle + half, laag_open=False, hoog_open=False)


def _maal(som: Som, factor: Fraction) -> Som:
    return {index: value * factor for index, value in som.items()}


def _min(teller: Som, noemer: Som, keer: Fraction) -> Som:
    found = dict(teller)
    for index, value in noemer.items():
        found[index] = found.get(index, Fraction(0)) - keer * value
    return found
