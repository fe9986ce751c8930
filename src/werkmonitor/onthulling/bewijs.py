"""Whether a form is uncertain when these stukken are hidden, and if not, which published ones give it away.

"Uncertain" is only said on two exact points that readers cannot rule out; everything else counts as given away. So
whatever goes wrong in floating point hides more, never less.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, floor

from werkmonitor.onthulling.buurt import Buurt
from werkmonitor.onthulling.punten import Punten
from werkmonitor.onthulling.rekenaar import Antwoord
from werkmonitor.onthulling.rekenmodel import Rekenmodel, verdund
from werkmonitor.onthulling.rijen import Doel
from werkmonitor.onthulling.splitsen import Deel
from werkmonitor.onthulling.vraagstuk import Tegenstrijdig

KNOPEN = 2_000
"""Nodes of one integer programme: above that the form counts as given away."""

RUIMER = 2**10
"""What the box around all variables grows by when it stands in the way."""

RUIMST = 2**44
"""The box grows no further than this: doubles must still tell its whole numbers apart."""

MARGE = 1e-6
"""So far can a computed end be off."""

KLEIN = 1e-11
"""What proves less than this is a remainder of computing: times the largest figure it is still less than ``MARGE``."""


@dataclass(frozen=True, slots=True)
class Lek:
    """A form that is given away: hide one of ``kern``. ``zeker`` is False when a limit stopped the proof."""

    doel: int
    kern: frozenset[int]
    zeker: bool = True


class Onderzoek:
    """Asks of one part, for one set of hidden stukken after another, which forms are given away."""

    def __init__(self, deel: Deel) -> None:
        """Start with everything shown."""
        self.deel = deel
        self.stappen = 0
        self._punten = Punten(deel)
        self._doos = _doos(deel)
        self._gezocht = False
        self._kort = verdund(deel, deel.doelen)
        self._modellen: dict[bool, Rekenmodel] = {}
        self._stand: dict[bool, frozenset[int]] = {}
        self._van: dict[int, list[int]] = {}
        for nummer, wie in enumerate(deel.eigenaar):
            if wie is not None:
                self._van.setdefault(wie, []).append(nummer)

    def lek(self, nummer: int, verborgen: frozenset[int], *, heel: bool = True) -> Lek | None:
        """Return how a doel is given away when these stukken are hidden; None when it is uncertain enough.

        Without ``heel``, None only says that sums alone do not give it away.
        """
        if self._breed(nummer, verborgen):
            return None
        bewijs = self._lineair_lek(nummer, verborgen)
        if bewijs or not heel or self._breed(nummer, verborgen):
            return bewijs
        zeker = self._heel(nummer, verborgen)
        return None if zeker is None else Lek(nummer, self._kern(nummer, verborgen), zeker)

    def _breed(self, nummer: int, verborgen: frozenset[int]) -> bool:
        """Say whether the points that were found already prove that a doel is uncertain."""
        self._punten.zet(verborgen)
        return self._punten.breed(nummer)

    def _lineair_lek(self, nummer: int, verborgen: frozenset[int]) -> Lek | None:
        """Return how sums alone give a doel away; None when they do not, which does not make it uncertain."""
        einden = self._einden(nummer, verborgen, heel=False)
        if any(end.soort != "goed" for end in einden) or not _smal(self.deel.doelen[nummer], *einden):
            return None
        duaal = [abs(een) + abs(ander) for een, ander in zip(*(end.duaal for end in einden), strict=True)]
        wie = (self.deel.eigenaar[rij] for rij, waarde in enumerate(duaal) if waarde > KLEIN)
        return Lek(nummer, frozenset(stuk for stuk in wie if stuk is not None) - verborgen)

    def _heel(self, nummer: int, verborgen: frozenset[int]) -> bool | None:
        """Return None when whole numbers leave a doel uncertain, else whether that they do not is certain."""
        self._probeer_buurt(nummer, verborgen)
        if self._punten.breed(nummer):
            return None
        if not any(soort.geheel for soort in self.deel.variabelen):
            return False
        einden = self._einden(nummer, verborgen, heel=True)
        return None if self._punten.breed(nummer) else all(end.soort == "goed" for end in einden)

    def _einden(self, nummer: int, verborgen: frozenset[int], *, heel: bool) -> tuple[Antwoord, Antwoord]:
        """Return the least and the greatest of a form (as the least of its opposite), and keep the points."""
        while True:
            model, weg = self._model(verborgen, heel=heel), self._weg(verborgen)
            einden = model.minimaal(nummer), model.minimaal(nummer, -1)
            self.stappen += 2
            for end in einden:
                if end.soort == "leeg":
                    raise Tegenstrijdig("The bounds contradict each other.")
                if end.punt:
                    self._punten.voeg_toe(end.punt, weg)
            verst = max((abs(waarde) for end in einden for waarde in end.punt), default=0.0)
            if verst < self._doos - 1 or self._doos >= RUIMST or not _smal(self.deel.doelen[nummer], *einden):
                return einden
            self._doos *= RUIMER
            self._modellen.clear()

    def _probeer_buurt(self, nummer: int, verborgen: frozenset[int]) -> None:
        """Look for a second point near one that is possible, if need be one that is possible when nothing is hidden."""
        if not self._punten.een() and not self._gezocht:
            self._gezocht = True
            self._punten.voeg_toe(self._model(frozenset(), heel=True).minimaal(nummer).punt, ())
        midden = self._punten.een()
        if midden:
            doel, weg = self.deel.doelen[nummer], self._weg(verborgen)
            hier = sum(coef * midden[plek] for plek, coef in zip(doel.index, doel.coef, strict=True))
            laag, hoog = self._punten.bereik(nummer)
            for verschil in (laag + doel.nodig - hier, hoog - doel.nodig - hier):
                if not self._punten.breed(nummer):
                    self._punten.voeg_toe(self._buurt.stap(nummer, float(verschil), midden, weg), weg)

    def _weg(self, verborgen: frozenset[int]) -> frozenset[int]:
        """Return the rows that nobody sees."""
        return frozenset(rij for stuk in verborgen for rij in self._van.get(stuk, ()))

    @cached_property
    def _buurt(self) -> Buurt:
        return Buurt(self.deel, self._kort)

    def _model(self, verborgen: frozenset[int], *, heel: bool) -> Rekenmodel:
        """Return the programme in which the rows of these stukken do not count."""
        if heel not in self._modellen:
            self._modellen[heel] = Rekenmodel(self.deel, self._kort, self._doos, heel=heel, knopen=KNOPEN)
            self._stand[heel] = frozenset()
        for stuk in sorted(verborgen ^ self._stand[heel]):
            for nummer in self._van.get(stuk, ()):
                self._modellen[heel].tel(nummer, mee=stuk not in verborgen)
        self._stand[heel] = verborgen
        return self._modellen[heel]

    def _kern(self, nummer: int, verborgen: frozenset[int]) -> frozenset[int]:
        """Return a least set of published stukken that give a form away, where no linear proof says which."""
        alle = frozenset(self.deel.stukken)

        def genoeg(stukken: frozenset[int]) -> bool:
            rest = alle - stukken
            if self._breed(nummer, rest):
                return False
            if self._lineair_lek(nummer, rest):
                return True
            return not self._breed(nummer, rest) and self._heel(nummer, rest) is not None

        return frozenset(_minste(genoeg, [stuk for stuk in self.deel.stukken if stuk not in verborgen]))


def _minste(genoeg: Callable[[frozenset[int]], bool], stukken: Sequence[int]) -> list[int]:
    """Return a part of the stukken that is enough and of which none can be left out (Junker's QuickXplain).

    ``genoeg`` holds for all of them together, and for more whenever it holds for some.
    """

    def zoek(achter: frozenset[int], rest: Sequence[int], *, nieuw: bool) -> list[int]:
        if nieuw and genoeg(achter):
            return []
        if len(rest) == 1:
            return list(rest)
        eerst, dan = rest[: len(rest) // 2], rest[len(rest) // 2 :]
        tweede = zoek(achter | frozenset(eerst), dan, nieuw=bool(eerst))
        return zoek(achter | frozenset(tweede), eerst, nieuw=bool(tweede)) + tweede

    return [] if not stukken else zoek(frozenset(), stukken, nieuw=True)


def _smal(doel: Doel, minst: Antwoord, meest: Antwoord) -> bool:
    """Say whether two computed ends are too near to each other; whole forms only reach whole numbers."""
    laag, hoog = minst.waarde, -meest.waarde
    ruimte = MARGE + MARGE * MARGE * max(abs(laag), abs(hoog))
    if doel.stapt:
        return floor(hoog + ruimte) - ceil(laag - ruimte) < doel.nodig
    return hoog - laag < float(doel.nodig) * (1 - MARGE) - ruimte


def _doos(deel: Deel) -> int:
    """Return how large a variable may become in what is computed: well above all that is said."""
    ends = [abs(end) for rij in deel.rijen for end in (rij.laag, rij.hoog) if end is not None]
    nodig = [ceil(doel.nodig) for doel in deel.doelen]
    minst = [ceil(abs(soort.minstens)) for soort in deel.variabelen if soort.minstens is not None]
    return min(4 * (1 + max(ends, default=0) + max(nodig, default=0) + max(minst, default=0)), RUIMST)
