"""The nearest other point in which a form is so much more, or less: where the ends of an interval are no whole numbers.

The ends of a form often lie at the very edge of what a rounded share allows, and there counts are broken. The least change
that makes enough difference stays away from those edges, and so is nearly always whole. It only proposes: whoever asks
checks the point.
"""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from werkmonitor.onthulling.exact import Punt
from werkmonitor.onthulling.rekenaar import DUAAL, Programma
from werkmonitor.onthulling.rekenmodel import Regel, Stelsel, definities
from werkmonitor.onthulling.verdunnen import Delen, Verdund


class Buurt:
    """The points around one point of a system; each variable can go up and down, at the same price."""

    def __init__(self, stelsel: Stelsel, kort: Verdund) -> None:
        """Build it, still around nothing: the ways up, the ways down, then what the forms need extra."""
        self._stelsel = stelsel
        self._aantal = aantal = len(stelsel.variabelen)
        self._midden: Punt = ()
        self._weg: frozenset[int] = frozenset()
        self._eerst = kort.extra
        self._vormen = [self._gesplitst(delen) for delen in kort.vormen]
        extra: list[float | None] = [None] * kort.extra
        wegen: list[float | None] = [0] * 2 * aantal
        self._programma = Programma([*wegen, *extra], [None] * (2 * aantal + kort.extra), methode=DUAAL)
        regels = [*((rij.index, rij.coef, 0, 0) for rij in definities(kort)), *((*vorm, None, None) for vorm in kort.vormen)]
        self._programma.voeg_toe(Regel(*self._gesplitst((index, coef)), *einden) for index, coef, *einden in regels)
        self._alle = range(2 * aantal), [1.0] * 2 * aantal

    def _gesplitst(self, delen: Delen) -> Delen:
        """Return a form over the ways up and down."""
        paren = list(zip(*delen, strict=True))
        op = [(plek + self._aantal * (plek >= self._aantal), deel) for plek, deel in paren]
        neer = [(plek + self._aantal, -deel) for plek, deel in paren if plek < self._aantal]
        return tuple(plek for plek, _ in op + neer), tuple(deel for _, deel in op + neer)

    def stap(self, vorm: int, nodig: Fraction, midden: Punt, weg: Collection[int] = ()) -> tuple[float, ...]:
        """Return a point that satisfies all rows but ``weg``, in which the form is ``nodig`` more or else less.

        It is empty when there is none. ``midden`` satisfies those rows.
        """
        self._zet(midden, frozenset(weg))
        nummer, verschil = len(self._stelsel.rijen) + vorm, float(nodig)
        punt: tuple[float, ...] = ()
        for einden in ((verschil, None), (None, -verschil)):
            self._programma.zet(self._eerst + nummer, Regel(*self._vormen[nummer], *einden))
            antwoord = self._programma.minimaal(*self._alle)
            if antwoord.soort == "goed":
                delen = zip(midden, antwoord.punt, antwoord.punt[self._aantal :], strict=False)
                punt = tuple(float(waarde) + op - neer for waarde, op, neer in delen)
                break
        self._programma.zet(self._eerst + nummer, None)
        return punt

    def _zet(self, midden: Punt, weg: frozenset[int]) -> None:
        """Move to another point, and let other rows count."""
        anders = weg ^ self._weg if midden == self._midden else range(len(self._stelsel.rijen))
        if midden != self._midden:
            for plek, (waarde, soort) in enumerate(zip(midden, self._stelsel.variabelen, strict=True)):
                ruimte = None if soort.minstens is None else float(waarde - soort.minstens)
                self._programma.zet_dak(self._aantal + plek, ruimte)
        for nummer in sorted(anders):
            self._programma.zet(self._eerst + nummer, None if nummer in weg else self._ruimte(nummer, midden))
        self._midden, self._weg = midden, weg

    def _ruimte(self, nummer: int, midden: Punt) -> Regel:
        """Return what a row leaves of room around a point."""
        rij = self._stelsel.rijen[nummer]
        hier = sum(deel * midden[plek] for plek, deel in zip(rij.index, rij.coef, strict=True))
        laag, hoog = (None if end is None else float(end - hier) for end in (rij.laag, rij.hoog))
        return Regel(*self._vormen[nummer], laag, hoog)
