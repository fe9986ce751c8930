"""Is a form uncertain when these stukken are hidden, and if not: which published ones give it away?

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

    def lek(self, nummer: int, verborgen: frozenset[int]) -> Lek | None:
        """Return how a doel is given away when these stukken are hidden; None when it is uncertain enough."""
        bewijs = self._bewijs(nummer, verborgen)
        if bewijs is None:
            return None
        zeker, duaal = bewijs
        if duaal is None:
            return Lek(nummer, self._kern(nummer, verborgen), zeker)
        wie = (self.deel.eigenaar[rij] for rij, waarde in enumerate(duaal) if waarde > KLEIN)
        return Lek(nummer, frozenset(stuk for stuk in wie if stuk is not None) - verborgen, zeker)

    def _bewijs(self, nummer: int, verborgen: frozenset[int]) -> tuple[bool, list[float] | None] | None:
        """Return None for uncertain, else whether that is certain and how much each row proves (None: integers do)."""
        self._punten.zet(verborgen)
        if self._punten.breed(nummer):
            return None
        doel = self.deel.doelen[nummer]
        einden = self._einden(nummer, verborgen, heel=False)
        if self._punten.breed(nummer):
            return None
        if all(end.soort == "goed" for end in einden) and _smal(doel, *einden):
            return True, [abs(een) + abs(ander) for een, ander in zip(*(end.duaal for end in einden), strict=True)]
        self._probeer_buurt(nummer, verborgen)
        if self._punten.breed(nummer):
            return None
        heel = any(soort.geheel for soort in self.deel.variabelen)
        einden = self._einden(nummer, verborgen, heel=True) if heel else einden
        if self._punten.breed(nummer):
            return None
        return heel and all(end.soort == "goed" for end in einden), None

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
            rand = max((max(max(end.punt), -min(end.punt)) for end in einden if end.punt), default=0.0) >= self._doos - 1
            if not rand or self._doos >= RUIMST or not _smal(self.deel.doelen[nummer], *einden):
                return einden
            self._doos *= RUIMER
            self._modellen.clear()

    def _probeer_buurt(self, nummer: int, verborgen: frozenset[int]) -> None:
        """Look for a second point near one that is possible, if need be one that is possible when nothing is hidden."""
        if not self._punten.een() and not self._gezocht:
            self._gezocht = True
            self._punten.voeg_toe(self._model(frozenset(), heel=True).minimaal(nummer).punt, ())
        if midden := self._punten.een():
            weg = self._weg(verborgen)
            self._punten.voeg_toe(self._buurt.stap(nummer, self.deel.doelen[nummer].nodig, midden, weg), weg)

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
        getoond = [stuk for stuk in self.deel.stukken if stuk not in verborgen]
        return frozenset(_minste(lambda stukken: self._bewijs(nummer, alle - stukken) is not None, getoond))


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
