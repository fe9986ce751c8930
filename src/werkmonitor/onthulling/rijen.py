"""Bounds and forms in whole numbers, so that they can be held against a point without rounding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, gcd, lcm

from werkmonitor.onthulling.vraagstuk import Beschermd, Grens, Stuk, Variabele, Vorm


@dataclass(frozen=True, slots=True)
class Rij:
    """``laag <= sum of coefficient x variable <= hoog`` with nothing but whole numbers (None: no bound)."""

    index: tuple[int, ...]
    coef: tuple[int, ...]
    laag: int | None
    hoog: int | None


@dataclass(frozen=True, slots=True)
class Doel:
    """A form in whole coefficients, the width ``nodig`` that it needs, and the stuk whose hiding asks for it.

    ``stuk`` is None for a form that must stay uncertain whatever is hidden, the one with the number ``beschermd``.
    ``stapt`` says that the form takes whole values only; ``nodig`` is then whole.
    """

    index: tuple[int, ...]
    coef: tuple[int, ...]
    nodig: Fraction
    stapt: bool
    stuk: int | None
    beschermd: int | None = None


def rij(grens: Grens, variabelen: Sequence[Variabele]) -> Rij:
    """Return the bound in whole numbers; where the form is whole, its ends move to the whole numbers within."""
    index, delen = _delen(grens.coefficienten)
    if all(variabelen[plek].geheel for plek in index):
        coef, keer = _geheel(delen)
        laag = None if grens.laag is None else _binnen(grens.laag * keer, grens.laag_open)
        hoog = None if grens.hoog is None else -_binnen(-grens.hoog * keer, grens.hoog_open)
        return Rij(index, coef, laag, hoog)
    ends = [end for end in (grens.laag, grens.hoog) if end is not None]
    keer = Fraction(lcm(*(deel.denominator for deel in [*delen, *ends])))
    coef = tuple(int(deel * keer) for deel in delen)
    return Rij(index, coef, *(None if end is None else int(end * keer) for end in (grens.laag, grens.hoog)))


def doel(bron: Stuk | Beschermd, nummer: int, variabelen: Sequence[Variabele]) -> Doel | None:
    """Return what the form of a stuk, or one that is protected always, asks for; None when that is nothing.

    ``nummer`` is its place among its kind in the question.
    """
    if not bron.vorm or bron.niveau <= 0 or not any(bron.vorm.values()):
        return None
    index, delen = _delen(bron.vorm)
    coef, keer = _geheel(delen)
    stapt = all(variabelen[plek].geheel for plek in index)
    nodig = bron.niveau * keer
    van = (nummer, None) if isinstance(bron, Stuk) else (None, nummer)
    return Doel(index, coef, Fraction(ceil(nodig)) if stapt else nodig, stapt, *van)


def _delen(vorm: Vorm) -> tuple[tuple[int, ...], list[Fraction]]:
    """Return the places of a form in order, and its coefficients; zeros say nothing."""
    index = tuple(sorted(plek for plek, deel in vorm.items() if deel))
    return index, [vorm[plek] for plek in index]


def _geheel(delen: Sequence[Fraction]) -> tuple[tuple[int, ...], Fraction]:
    """Return the coefficients as whole numbers without a common divisor, and what they were multiplied by."""
    keer = lcm(*(deel.denominator for deel in delen))
    whole = [deel.numerator * (keer // deel.denominator) for deel in delen]
    divisor = gcd(*whole)
    return tuple(deel // divisor for deel in whole), Fraction(keer, divisor)


def _binnen(laag: Fraction, laag_open: bool) -> int:  # noqa: FBT001 - the two belong together
    """Return the least whole number that is at least ``laag``, or more than it."""
    return floor(laag) + 1 if laag_open else ceil(laag)
