"""Points that readers cannot rule out, in exact numbers: two of them prove that a form is uncertain.

A point stays possible when more is hidden, so each is kept with the stukken that speak against it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from werkmonitor.onthulling.exact import Afronder, Punt
from werkmonitor.onthulling.splitsen import Deel

if TYPE_CHECKING:
    from numpy.typing import NDArray

GEEN_EINDE = 2**62
"""Stands for a bound that is not there; sums must stay below it, so that they fit in 64 bits."""


class Punten:
    """The points of one part, and how far apart they lie in each form for the stukken that are now hidden."""

    def __init__(self, deel: Deel) -> None:
        """Start without points, and with nothing hidden."""
        import numpy as np

        self._np = np
        self._deel = deel
        self._plek = {stuk: nummer for nummer, stuk in enumerate(deel.stukken)}
        bounds = [end for rij in deel.rijen for end in (rij.laag, rij.hoog) if end is not None]
        past = all(soort.geheel for soort in deel.variabelen) and all(abs(end) < GEEN_EINDE for end in bounds)
        self._soort = np.int64 if past else object
        self._laag = self._rij([-GEEN_EINDE if rij.laag is None else rij.laag for rij in deel.rijen])
        self._hoog = self._rij([GEEN_EINDE if rij.hoog is None else rij.hoog for rij in deel.rijen])
        self._van = np.array([-1 if wie is None else self._plek[wie] for wie in deel.eigenaar], dtype=np.int64)
        self._rijen = _Vormen(deel.rijen, self._soort)
        self._doelen = _Vormen(deel.doelen, self._soort)
        self._alle: dict[Punt, None] = {}
        self._afronder = Afronder(deel)
        self._tegen = np.zeros((16, len(deel.stukken)), dtype=bool)
        self._waarden = np.zeros((16, len(deel.doelen)), dtype=self._soort)
        self._aantal = 0
        self._verborgen: frozenset[int] = frozenset()
        self._bezwaren = np.zeros(16, dtype=np.int64)
        self._minst: NDArray[Any] | None = None
        self._meest: NDArray[Any] | None = None

    def _rij(self, waarden: Sequence[int]) -> NDArray[Any]:
        return self._np.array(waarden, dtype=self._soort)

    def zet(self, verborgen: frozenset[int]) -> None:
        """Say what is hidden from now on; what is shown again can take points away."""
        if verborgen == self._verborgen:
            return
        weg, terug = verborgen - self._verborgen, self._verborgen - verborgen
        oud = self._bezwaren[: self._aantal].copy()
        for stukken, teken in ((weg, -1), (terug, 1)):
            plekken = sorted(self._plek[stuk] for stuk in stukken)
            self._bezwaren[: self._aantal] += teken * self._tegen[: self._aantal, plekken].sum(axis=1)
        self._verborgen = verborgen
        vrij = self._bezwaren[: self._aantal] == 0
        if terug:
            self._minst = self._meest = None
        else:
            vrij &= oud > 0
        self._tel(self._waarden[: self._aantal][vrij])

    def _tel(self, waarden: NDArray[Any]) -> None:
        """Let points count."""
        if not len(waarden):
            return
        minst, meest = waarden.min(axis=0), waarden.max(axis=0)
        self._minst = minst if self._minst is None else self._np.minimum(self._minst, minst)
        self._meest = meest if self._meest is None else self._np.maximum(self._meest, meest)

    def bereik(self, nummer: int) -> tuple[int | Fraction, int | Fraction]:
        """Return the least and greatest value of a doel in the points that are possible now; there must be one."""
        if self._minst is None or self._meest is None:
            raise ValueError("There are no points.")
        laag, hoog = (
            end if isinstance(end, Fraction) else int(end) for end in (self._minst[nummer], self._meest[nummer])
        )
        return laag, hoog

    def breed(self, nummer: int) -> bool:
        """Say whether two points prove that this doel is as wide as it must be."""
        if self._minst is None:
            return False
        laag, hoog = self.bereik(nummer)
        return hoog - laag >= self._deel.doelen[nummer].nodig

    def een(self) -> Punt | None:
        """Return the first point that is possible now."""
        for nummer, punt in enumerate(self._alle):
            if not self._bezwaren[nummer]:
                return punt
        return None

    def voeg_toe(self, punt: Sequence[float], weg: Collection[int]) -> None:
        """Keep a computed point if it is, in exact numbers, a possible one; ``weg`` are the rows that do not count."""
        exact = self._afronder.punt(punt, weg)
        if exact is None or exact in self._alle or not self._past(exact):
            return
        som = self._rijen.waarden(exact)
        fout = self._np.asarray((som < self._laag) | (som > self._hoog), dtype=bool)
        tegen = self._van[fout]
        if (tegen < 0).any():
            return
        self._alle[exact] = None
        self._bewaar(tegen, self._doelen.waarden(exact))

    def _past(self, punt: Sequence[int | Fraction]) -> bool:
        """Say whether all sums fit in the numbers that they are computed in."""
        if self._soort is object:
            return True
        return (
            float(max(abs(float(waarde)) for waarde in punt)) * max(self._rijen.meest, self._doelen.meest) < GEEN_EINDE
        )

    def _bewaar(self, tegen: NDArray[Any], waarden: NDArray[Any]) -> None:
        nummer = self._aantal
        if nummer == len(self._bezwaren):
            np = self._np
            self._tegen = np.vstack([self._tegen, np.zeros_like(self._tegen)])
            self._waarden = np.vstack([self._waarden, np.zeros_like(self._waarden)])
            self._bezwaren = np.concatenate([self._bezwaren, np.zeros_like(self._bezwaren)])
        self._aantal += 1
        self._tegen[nummer, tegen] = True
        self._waarden[nummer] = waarden
        getoond = [plek for stuk, plek in self._plek.items() if stuk not in self._verborgen]
        self._bezwaren[nummer] = self._tegen[nummer, getoond].sum()
        if not self._bezwaren[nummer]:
            self._tel(waarden[None, :])


class _Vormen:
    """Forms with whole coefficients, computed all at once and exactly."""

    def __init__(self, vormen: Sequence[Any], soort: type) -> None:
        import numpy as np

        self._np, self._soort = np, soort
        self._begin = np.cumsum([0, *(len(vorm.index) for vorm in vormen)])[:-1]
        self._index = np.array([plek for vorm in vormen for plek in vorm.index], dtype=np.int64)
        self._coef: NDArray[Any] = np.array([coef for vorm in vormen for coef in vorm.coef], dtype=soort)
        self.meest = max((sum(map(abs, vorm.coef)) for vorm in vormen), default=0)

    def waarden(self, punt: Sequence[int | Fraction]) -> NDArray[Any]:
        """Return the value of each form in a point."""
        if not len(self._begin):
            return self._np.zeros(0, dtype=self._soort)
        som: NDArray[Any] = self._np.add.reduceat(
            self._coef * self._np.array(punt, dtype=self._soort)[self._index], self._begin
        )
        return som
