"""The nearest other point in which a form is so much more, or less: where the ends of an interval are no whole numbers.

The ends of a form often lie at the very edge of what a rounded share allows, and there counts are broken. The least
change that makes enough difference stays away from those edges, and so is often whole; if it is not, whole numbers
are sought among what had to change. It only proposes: whoever asks checks the point.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

from werkmonitor.onthulling.exact import BIJNA, Punt
from werkmonitor.onthulling.rekenaar import DUAAL, Programma
from werkmonitor.onthulling.rekenmodel import Regel, Stelsel, definities
from werkmonitor.onthulling.verdunnen import Delen, Verdund

KNOPEN = 200
"""Nodes of the search for whole numbers; it is not the last that is tried."""

KORT = 6
"""Rows of at most so many variables can make another variable change too."""


class Buurt:
    """The points around one point of a system; each variable can go up and down, at the same price."""

    def __init__(self, stelsel: Stelsel, kort: Verdund) -> None:
        """Build it, still around nothing: the ways up, the ways down, then what the forms need extra."""
        self._stelsel = stelsel
        self._kort = kort
        self._aantal = len(stelsel.variabelen)
        self._midden: Punt = ()
        self._weg: frozenset[int] = frozenset()
        self._eerst = kort.extra
        self._vormen = [self._gesplitst(delen) for delen in kort.vormen]
        self._deels = self._programma(heel=False)
        self._alle = range(2 * self._aantal), [1.0] * 2 * self._aantal

    def _programma(self, *, heel: bool) -> Programma:
        extra: list[float | None] = [None] * self._kort.extra
        wegen: list[float | None] = [0.0] * (2 * self._aantal)
        geheel = [soort.geheel for soort in self._stelsel.variabelen] * 2 if heel else ()
        dak: list[float | None] = [None] * (len(wegen) + len(extra))
        programma = Programma([*wegen, *extra], dak, geheel=geheel, knopen=KNOPEN, methode=DUAAL, eerste=heel)
        programma.voeg_toe(Regel(*self._gesplitst((rij.index, rij.coef)), 0, 0) for rij in definities(self._kort))
        programma.voeg_toe(Regel(*vorm, None, None) for vorm in self._vormen)
        return programma

    @cached_property
    def _heel(self) -> Programma:
        return self._programma(heel=True)

    @cached_property
    def _buren(self) -> Mapping[int, frozenset[int]]:
        """Return for each variable those that stand with it in a short row."""
        buren: dict[int, frozenset[int]] = {}
        for rij in self._stelsel.rijen:
            for plek in rij.index if len(rij.index) <= KORT else ():
                buren[plek] = buren.get(plek, frozenset()) | frozenset(rij.index)
        return buren

    def _gesplitst(self, delen: Delen) -> Delen:
        """Return a form over the ways up and down."""
        paren = list(zip(*delen, strict=True))
        op = [(plek + self._aantal * (plek >= self._aantal), deel) for plek, deel in paren]
        neer = [(plek + self._aantal, -deel) for plek, deel in paren if plek < self._aantal]
        return tuple(plek for plek, _ in op + neer), tuple(deel for _, deel in op + neer)

    def stap(self, vorm: int, verschil: float, midden: Punt, weg: Collection[int] = ()) -> tuple[float, ...]:
        """Return a point that satisfies all rows but ``weg``, in which the form differs so much from ``midden``.

        ``midden`` satisfies those rows; the difference is one up or, below 0, one down. Empty when none was found.
        """
        self._zet(midden, frozenset(weg))
        nummer = len(self._stelsel.rijen) + vorm
        eis = Regel(*self._vormen[nummer], verschil if verschil > 0 else None, verschil if verschil < 0 else None)
        self._deels.zet(self._eerst + nummer, eis)
        stappen = self._stappen(self._deels)
        self._deels.zet(self._eerst + nummer, None)
        soorten = self._stelsel.variabelen
        if any(soort.geheel and abs(deel - round(deel)) > BIJNA for soort, deel in zip(soorten, stappen, strict=False)):
            stappen = self._hele_stappen(nummer, eis, stappen)
        return tuple(float(waarde) + deel for waarde, deel in zip(midden, stappen, strict=False)) if stappen else ()

    def _stappen(self, programma: Programma) -> list[float]:
        """Return how much each variable changes; empty when there is no way."""
        punt = programma.minimaal(*self._alle).punt
        return [op - neer for op, neer in zip(punt, punt[self._aantal : 2 * self._aantal], strict=False)]

    def _hele_stappen(self, nummer: int, eis: Regel, stappen: list[float]) -> list[float]:
        """Return whole changes of what changed in parts, and of what stands with it in a short row."""
        anders = {plek for plek, deel in enumerate(stappen) if abs(deel) > BIJNA}
        mag = anders.union(*(self._buren.get(plek, frozenset()) for plek in anders))
        for plek, ruimte in enumerate(self._ruimtes(self._midden)):
            self._heel.zet_dak(plek, None if plek in mag else 0)
            self._heel.zet_dak(self._aantal + plek, ruimte if plek in mag else 0)
        for rij in range(len(self._stelsel.rijen)):
            self._heel.zet(self._eerst + rij, None if rij in self._weg else self._ruimte(rij, self._midden))
        self._heel.zet(self._eerst + nummer, eis)
        gevonden = self._stappen(self._heel)
        self._heel.zet(self._eerst + nummer, None)
        return gevonden

    def _ruimtes(self, midden: Punt) -> list[float | None]:
        """Return how far each variable can go down."""
        return [
            None if soort.minstens is None else float(waarde - soort.minstens)
            for waarde, soort in zip(midden, self._stelsel.variabelen, strict=True)
        ]

    def _zet(self, midden: Punt, weg: frozenset[int]) -> None:
        """Move to another point, and let other rows count."""
        anders = weg ^ self._weg if midden == self._midden else range(len(self._stelsel.rijen))
        if midden != self._midden:
            for plek, ruimte in enumerate(self._ruimtes(midden)):
                self._deels.zet_dak(self._aantal + plek, ruimte)
        for nummer in sorted(anders):
            self._deels.zet(self._eerst + nummer, None if nummer in weg else self._ruimte(nummer, midden))
        self._midden, self._weg = midden, weg

    def _ruimte(self, nummer: int, midden: Punt) -> Regel:
        """Return what a row leaves of room around a point."""
        rij = self._stelsel.rijen[nummer]
        hier = sum(deel * midden[plek] for plek, deel in zip(rij.index, rij.coef, strict=True))
        laag, hoog = (None if end is None else float(end - hier) for end in (rij.laag, rij.hoog))
        return Regel(*self._vormen[nummer], laag, hoog)
