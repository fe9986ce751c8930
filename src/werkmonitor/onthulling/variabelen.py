"""The numbers that readers do not know: the source cells below a Monitor, each once, with what is to be kept of them.

A cell is known by what it is about (source, maat, members, time) and not by where it stands, so that the same number is
one variable in this monitor and in earlier editions.  What somebody filled in by hand is a variable too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

import msgspec

from werkmonitor.monitor import model
from werkmonitor.monitor.beleid import MENSEN, Maatbeleid, Onthullingsbeleid
from werkmonitor.monitor.herkomst import Herkomst, onder

Sleutel = tuple[Hashable, ...]
_DELEN = 6
"""Of the maat of a cell: source, maat, members, first day, day after the last, rank among cells of the same."""


@dataclass(slots=True)
class Variabele:
    """One number, with its policy; ``waarde`` is ``None`` for one that only an earlier edition knows."""

    sleutel: Sleutel
    waarde: Fraction | None
    beleid: Maatbeleid
    maat: tuple[Hashable, ...] = ()
    """What a cell is about (``_DELEN``); of more cells together, from the first day of all to the last."""

    @property
    def telt_mensen(self) -> bool:
        """Whether it is a number of people."""
        return self.beleid.telt == "mensen"

    @property
    def is_geheel(self) -> bool:
        """Whether it is a whole number, as everybody knows."""
        return self.beleid.geheel and (self.waarde is None or self.waarde.denominator == 1)

    @property
    def is_van_maat(self) -> bool:
        """Whether it is a cell of a table."""
        return len(self.maat) == _DELEN

    @property
    def is_openbaar(self) -> bool:
        """Whether everybody knows it."""
        return self.beleid.telt == "openbaar" and self.waarde is not None


@dataclass
class Variabelen:
    """All variables of a Monitor and of the editions before it; the Monitor itself goes first and gives the values.

    First each cell (``cellen``) is one.  ``bundel`` then makes those that always go together one (``alle``): readers
    learn of their sum and of nothing else, and all that follows is about that.
    """

    cellen: list[Variabele] = field(default_factory=list)
    alle: list[Variabele] = field(default_factory=list)
    bundels: list[int] = field(default_factory=list)
    """The variable that each cell is in."""
    grootten: Counter[int] = field(default_factory=Counter)
    """How many cells are in a variable."""
    _index: dict[Sleutel, int] = field(default_factory=dict)
    _adressen: dict[Sleutel, int] = field(default_factory=dict)
    """By where a cell stands: a public monitor has no values that tell apart what two deliveries say of one thing."""

    def waarde(self, index: int) -> Fraction | None:
        """Return the value of a variable."""
        return self.alle[index].waarde

    def is_geheel(self, index: int) -> bool:
        """Say whether a variable is a whole number, as everybody knows."""
        return self.alle[index].is_geheel

    @cached_property
    def onder_nul(self) -> frozenset[tuple[Hashable, ...]]:
        """The source and maat of every number that is somewhere below nought."""
        return frozenset(one.maat[:2] for one in self.cellen if one.waarde is not None and one.waarde < 0)

    def cel(self, sleutel: Sleutel) -> Variabele | None:
        """Return the cell with this key."""
        found = self._index.get(sleutel)
        return None if found is None else self.cellen[found]

    def toen(self, index: int, uitgave: int) -> int:
        """Return a variable as an earlier edition had it, where that is not known any more."""
        now = self.alle[index]
        self.alle.append(Variabele((*now.sleutel, "uitgave", uitgave), None, now.beleid))
        return len(self.alle) - 1

    def lees(self, monitor: model.Monitor) -> tuple[list[int], dict[int, int]]:
        """Return the index in ``cellen`` of each cell, and of each step that is a number without a cell."""
        beleid = _Beleid(monitor)
        seen: Counter[tuple[Hashable, ...]] = Counter()
        found = []
        for cel in monitor.sporen.cellen:
            maat = _maat(cel)
            seen[cel.levering, maat] += 1
            found.append(self._cel(cel, (*maat, seen[cel.levering, maat]), beleid))
        beside = (*_ingevuld(monitor, beleid), *_zonder_rij(monitor, beleid))
        return found, {stap: self._zet(*each) for stap, each in beside}

    def _cel(self, cel: Herkomst, maat: tuple[Hashable, ...], beleid: _Beleid) -> int:
        value = None if cel.exact is None else Fraction(cel.exact)
        place = (cel.bestand, cel.blad, cel.cel, maat)
        if value is None and place in self._adressen:
            return self._adressen[place]
        known = self._index.get(maat)
        other = None if known is None else self.cellen[known].waarde
        sleutel = maat if value is None or other is None or value == other else (*maat, cel.levering)
        index = self._zet(sleutel, value, beleid.van_cel(cel, value), maat)
        return self._adressen.setdefault(place, index)

    def _zet(
        self, sleutel: Sleutel, waarde: Fraction | None, beleid: Maatbeleid, maat: tuple[Hashable, ...] = ()
    ) -> int:
        index = self._index.setdefault(sleutel, len(self.cellen))
        if index == len(self.cellen):
            self.cellen.append(Variabele(sleutel, waarde, beleid, maat))
        return index

    def bundel(self, sommen: Iterable[Sequence[int]]) -> None:
        """Make cells one that are in the same of these sums, as often, and are of one kind."""
        where: dict[int, list[int]] = {index: [] for index in range(len(self.cellen))}
        for rank, som in enumerate(sommen):
            for index in som:
                where[index].append(rank)
        found: dict[Hashable, list[int]] = {}
        for index, ranks in where.items():
            one = self.cellen[index]
            apart = index if one.beleid.hoort_bij or one.beleid.grootste or one.beleid.is_bijdrage else -1
            key = (one.beleid, one.is_geheel, one.waarde is None, one.maat[:2], apart, tuple(ranks))
            found.setdefault(key, []).append(index)
        self.bundels = [0] * len(self.cellen)
        for groep in found.values():
            for index in groep:
                self.bundels[index] = len(self.alle)
            self.grootten[len(self.alle)] = len(groep)
            self.alle.append(_samen([self.cellen[index] for index in groep]))


def _samen(cellen: Sequence[Variabele]) -> Variabele:
    """Return the sum of cells of one kind."""
    first = cellen[0]
    if len(cellen) == 1:
        return first
    value = None if first.waarde is None else sum((one.waarde or Fraction(0) for one in cellen), Fraction(0))
    maat = first.maat
    if len(maat) == _DELEN:
        times = [(str(one.maat[3]), str(one.maat[4])) for one in cellen]
        maat = (*maat[:3], min(van for van, _ in times), max(tot for _, tot in times), maat[5])
    return Variabele((*first.sleutel, "en", len(cellen) - 1), value, first.beleid, maat)


def _maat(cel: Herkomst) -> tuple[Hashable, ...]:
    """Return what a cell is about; of one in a register, where it stands."""
    if not cel.bron:
        return ("", cel.bestand, cel.blad, cel.cel)
    return (cel.bron, cel.labels[0] if cel.labels else "", tuple(sorted(cel.leden)), cel.van, cel.tot)


class _Beleid:
    """What the policy of one Monitor says of each of its cells."""

    def __init__(self, monitor: model.Monitor) -> None:
        self.beleid: Onthullingsbeleid = monitor.programma.onthulling
        self.maten = {(maat.bron, maat.maat): maat for maat in self.beleid.maten}
        self.niemand = set(_zonder_personen(monitor))

    def van_cel(self, cel: Herkomst, waarde: Fraction | None) -> Maatbeleid:
        """Return the policy of a cell; what is whole and not declared counts people, what a register has never does."""
        if not cel.bron:
            return _REGISTER
        found = self.maten.get((cel.bron, cel.labels[0] if cel.labels else ""))
        if found is None:
            found = self.gewoon(cel.bron)
            counts = waarde is None or waarde.denominator == 1
        else:
            counts = found.telt == "mensen"
        return found if counts and _maat(cel)[:3] not in self.niemand else _anders(found)

    def gewoon(self, bron: str = "", *, geheel: bool = True) -> Maatbeleid:
        """Return the policy of a number of people of which nothing else is known."""
        return Maatbeleid(bron=bron, maat="", telt="mensen", drempel=self.beleid.drempel, geheel=geheel)


_REGISTER = Maatbeleid(bron="", maat="", telt="anders", drempel=0, geheel=False)


def _anders(maat: Maatbeleid) -> Maatbeleid:
    """Return the policy of what would be a number of people, and is not."""
    return msgspec.structs.replace(maat, telt="anders") if maat.telt == "mensen" else maat


def _zonder_personen(monitor: model.Monitor) -> Iterator[tuple[Hashable, ...]]:
    """Yield what the cells of figures are about that count no people, whichever time they are of."""
    named = set(monitor.programma.onthulling.geen_personen)
    for indicator in monitor.indicatoren:
        if indicator.id in named:
            steps = (
                indicator.spoor,
                *(lid.spoor for lid in indicator.leden),
                *(e.cijfer.spoor for e in indicator.eerder),
            )
            yield from (_maat(cel)[:3] for spoor in steps for cel in monitor.sporen.cellen_van(spoor))


_Stappen = Iterator[tuple[int, tuple[Sleutel, Fraction | None, Maatbeleid]]]
"""Steps, each with the key, the value and the policy of its variable."""


def _zonder_rij(monitor: model.Monitor, beleid: _Beleid) -> _Stappen:
    """Yield each step that is nul because there is no row, where it is a secret that there is nobody.

    Where it is none, everybody knows it: the trace of such a step names no cell.
    """
    if beleid.beleid.nul == "tonen":
        return
    bronnen = {bron.bestand: bron.bron for bron in monitor.bronnen}
    for index, stap in enumerate(monitor.sporen.stappen):
        if stap.soort == "cellen" and not stap.cellen and (stap.gezocht_in or stap.verborgen):
            names = {bronnen.get(bestand, "") for bestand in stap.gezocht_in}
            maten = [maat for maat in beleid.maten.values() if maat.bron in names and maat.telt == "mensen"]
            own = max(maten, key=lambda maat: maat.drempel, default=None) or _anders(beleid.gewoon())
            yield index, (("geen rij", stap.tekst), stap.fractie, own)


def _ingevuld(monitor: model.Monitor, beleid: _Beleid) -> _Stappen:
    """Yield each step that was filled in by hand."""
    stappen = monitor.sporen.stappen
    wanted = {index for index, stap in enumerate(stappen) if stap.soort == "handmatig"}
    found: dict[int, tuple[Sleutel, Maatbeleid]] = {}
    named = set(beleid.beleid.geen_personen)
    for indicator in monitor.indicatoren:
        periods = [(monitor.periode, indicator.spoor), *((e.periode, e.cijfer.spoor) for e in indicator.eerder)]
        for periode, spoor in periods:
            if spoor in wanted:
                telt = indicator.eenheid in MENSEN and indicator.id not in named
                own = beleid.gewoon(geheel=indicator.eenheid != "fte")
                found.setdefault(spoor, (("handmatig", indicator.id, periode), own if telt else _anders(own)))
    for rank, index in enumerate(sorted(wanted)):
        stap = stappen[index]
        sleutel, own = found.get(index, (("handmatig", stap.tekst, monitor.periode, rank), beleid.gewoon()))
        if stap.fractie is not None and stap.fractie.denominator != 1:
            own = Maatbeleid(bron="", maat="", telt=own.telt, drempel=own.drempel, geheel=False)
        yield index, (sleutel, stap.fractie, own)


def onder_stap(monitor: model.Monitor, spoor: int, cellen: list[int], ingevuld: dict[int, int]) -> Iterator[int]:
    """Yield the variables below a step, each once."""
    stappen = monitor.sporen.stappen
    hand = {id(stappen[index]): variabele for index, variabele in ingevuld.items()}
    below = list(onder(stappen, spoor))
    yield from dict.fromkeys(
        [cellen[cel] for stap in below for cel in stap.cellen] + [hand[id(stap)] for stap in below if id(stap) in hand]
    )
