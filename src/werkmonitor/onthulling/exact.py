"""A point in floating point → the exact one that it stands for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction
from math import ceil

from werkmonitor.onthulling.rekenmodel import Stelsel
from werkmonitor.onthulling.rijen import Rij
from werkmonitor.onthulling.vraagstuk import Variabele

BIJNA = 1e-5
"""So near to a whole number a computed count must be; what it is rounded to is then checked exactly."""

KORT = 1000
"""Amounts are tried as fractions with at most this denominator first: cents, and halves of them."""

VLAKBIJ = 1e-7
"""So near its least, an amount counts as at it."""


Punt = tuple[int | Fraction, ...]


class Afronder:
    """Makes exact points for one system."""

    def __init__(self, stelsel: Stelsel) -> None:
        """Look at its variables once."""
        import numpy as np

        self._np = np
        self._stelsel = stelsel
        self._geheel = np.array([soort.geheel for soort in stelsel.variabelen])
        minst = [-np.inf if soort.minstens is None else ceil(soort.minstens) for soort in stelsel.variabelen]
        self._minst = np.array(minst, dtype=np.float64)

    def punt(self, punt: Sequence[float], weg: Collection[int] = ()) -> Punt | None:
        """Return the exact point that satisfies the bounds of all variables; None when there is none so near.

        Counts are rounded. Amounts are what the rows that bind there make of them (all but ``weg``), solved in
        fractions. The rows themselves are for the caller to check.
        """
        if not punt:
            return None
        waarden = self._np.array(punt)
        afgerond = self._np.rint(waarden)
        telt = self._geheel
        if (abs(waarden - afgerond)[telt] > BIJNA).any() or (afgerond < self._minst)[telt].any():
            return None
        geheel = afgerond.astype(self._np.int64).tolist()
        return tuple(geheel) if telt.all() else self._met_bedragen(punt, geheel, weg)

    def _met_bedragen(self, punt: Sequence[float], geheel: Sequence[int], weg: Collection[int]) -> Punt | None:
        variabelen = self._stelsel.variabelen
        waarden: dict[int, int | Fraction] = {
            plek: waarde for plek, (waarde, soort) in enumerate(zip(geheel, variabelen, strict=True)) if soort.geheel
        }
        bindend = [_bindend(rij, punt) for nummer, rij in enumerate(self._stelsel.rijen) if nummer not in weg]
        waarden |= _bedragen(punt, [deel for deel in bindend if deel is not None], variabelen, waarden)
        exact = tuple(waarden[plek] for plek in range(len(punt)))
        minsten = zip(exact, variabelen, strict=True)
        return None if any(soort.minstens is not None and deel < soort.minstens for deel, soort in minsten) else exact


Vergelijking = tuple[dict[int, Fraction], Fraction]
"""Coefficients of the amounts, and what they add up to."""


def _bindend(rij: Rij, punt: Sequence[float]) -> tuple[Rij, int] | None:
    """Return a row with the end that the point lies on, if it lies on one."""
    delen = [coef * punt[plek] for plek, coef in zip(rij.index, rij.coef, strict=True)]
    marge = 1e-7 * max(1.0, *(abs(deel) for deel in delen))
    for end in (rij.laag, rij.hoog):
        if end is not None and abs(sum(delen) - end) <= marge:
            return rij, end
    return None


def _bedragen(
    punt: Sequence[float],
    bindend: Sequence[tuple[Rij, int]],
    variabelen: Sequence[Variabele],
    bekend: dict[int, int | Fraction],
) -> dict[int, Fraction]:
    """Return the amounts: at their least where they are so, else solved from the rows, else as they were computed."""
    bedragen = {
        plek: soort.minstens
        for plek, (waarde, soort) in enumerate(zip(punt, variabelen, strict=True))
        if plek not in bekend and soort.minstens is not None and abs(waarde - float(soort.minstens)) <= VLAKBIJ
    }
    vast = bekend | bedragen
    spillen: list[tuple[int, Vergelijking]] = []
    for rij, end in bindend:
        open_, rest = _ingevuld(rij, end, vast)
        for spil, (delen, som) in spillen:
            if keer := open_.pop(spil, Fraction(0)):
                _trek_af(open_, delen, keer)
                rest -= keer * som
        if open_:
            spil = max(open_, key=lambda plek: (abs(open_[plek]), -plek))
            keer = open_.pop(spil)
            spillen.append((spil, ({plek: deel / keer for plek, deel in open_.items()}, rest / keer)))
    return bedragen | _teruggevuld(punt, spillen, vast)


def _ingevuld(rij: Rij, end: int, vast: dict[int, int | Fraction]) -> Vergelijking:
    """Return what a row says about the amounts that are still unknown."""
    delen = list(zip(rij.index, rij.coef, strict=True))
    rest = Fraction(end) - sum((coef * vast[plek] for plek, coef in delen if plek in vast), Fraction(0))
    return {plek: Fraction(coef) for plek, coef in delen if plek not in vast}, rest


def _trek_af(open_: dict[int, Fraction], delen: dict[int, Fraction], keer: Fraction) -> None:
    """Subtract ``keer`` times an equation."""
    for plek, deel in delen.items():
        open_[plek] = open_.get(plek, Fraction(0)) - keer * deel
        if not open_[plek]:
            del open_[plek]


def _teruggevuld(
    punt: Sequence[float], spillen: Sequence[tuple[int, Vergelijking]], vast: dict[int, int | Fraction]
) -> dict[int, Fraction]:
    """Fill in what no row determines as short fractions, then the rest, from the last equation back to the first."""
    opgelost = {spil for spil, _ in spillen}
    vrij = [plek for plek in range(len(punt)) if plek not in vast and plek not in opgelost]
    gevuld = {plek: Fraction(punt[plek]).limit_denominator(KORT) for plek in vrij}
    for spil, (delen, som) in reversed(spillen):
        gevuld[spil] = som - sum((deel * gevuld[plek] for plek, deel in delen.items()), Fraction(0))
    return gevuld
