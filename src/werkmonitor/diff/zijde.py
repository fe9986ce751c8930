"""One Monitor as it is asked about while it is compared: its cells by what they say, its steps by what they ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from werkmonitor.monitor.herkomst import Herkomst, Stap, onder
from werkmonitor.monitor.model import Cijfer, Eerder, Indicator, Lid, Monitor
from werkmonitor.periode import Periode


class Sleutel(NamedTuple):
    """What a number of a source is about, wherever it stands: the same in every delivery that states it."""

    bron: str
    maat: str
    leden: tuple[str, ...]
    van: str
    tot: str


Cellen = dict[Sleutel, tuple[Herkomst, ...]]
"""Cells by what they are about; there are more where two rows of a list have the same labels."""


def sleutel(cel: Herkomst) -> Sleutel:
    """Return what a cell is about."""
    return Sleutel(cel.bron, cel.labels[0] if cel.labels else "", cel.leden, cel.van, cel.tot)


def per_sleutel(cellen: Iterable[Herkomst]) -> Cellen:
    """Return cells by what they are about."""
    found: dict[Sleutel, dict[Herkomst, None]] = {}
    for cel in cellen:
        found.setdefault(sleutel(cel), {})[cel] = None
    return {key: tuple(values) for key, values in found.items()}


def som(cellen: Iterable[Herkomst]) -> Fraction | None:
    """Return the sum of cells, ``None`` where one of them is empty."""
    values = [cel.exact for cel in cellen]
    return None if None in values else sum((Fraction(value or 0) for value in values), Fraction(0))


class Zijde:
    """A Monitor, ready to be asked."""

    def __init__(self, monitor: Monitor) -> None:
        self.monitor = monitor
        self.periode = Periode.parse(monitor.periode)
        self.stappen = monitor.sporen.stappen

    @cached_property
    def indicatoren(self) -> dict[str, Indicator]:
        """The figures by their ids."""
        return {indicator.id: indicator for indicator in self.monitor.indicatoren}

    @cached_property
    def sha256(self) -> dict[str, str]:
        """The hash of each file that was read."""
        return {bron.bestand: bron.sha256 for bron in self.monitor.bronnen}

    @cached_property
    def gelezen_als(self) -> dict[str, str]:
        """For each source the hash of how it is read."""
        return {bron.bron: bron.declaratie for bron in self.monitor.bronnen}

    @cached_property
    def leveringen(self) -> dict[str, Cellen]:
        """The cells of each delivery: that of the Monitor first, then from new to old, as formulas look for them."""
        own = self.monitor.bronnen[0].levering if self.monitor.bronnen else ""
        found: dict[str, list[Herkomst]] = {}
        for cel in self.monitor.sporen.cellen:
            if cel.bron:
                found.setdefault(cel.levering, []).append(cel)

        def rank(levering: str) -> tuple[bool, int]:
            periode = Periode.parse(levering)
            return levering != own, -(periode.start + periode.lengte)

        return {levering: per_sleutel(found[levering]) for levering in sorted(found, key=rank)}

    @cached_property
    def plekken(self) -> dict[tuple[str, str, str], Herkomst]:
        """The cells that are known by where they stand, also those that were corrected for no figure."""
        cells = (*self.monitor.correcties, *self.monitor.sporen.cellen)
        return {(cel.bestand, cel.blad, cel.cel): cel for cel in cells}

    @cached_property
    def naar_tekst(self) -> dict[tuple[str, str], Stap]:
        """The steps by their kind and what they ask."""
        return {(stap.soort, stap.tekst): stap for stap in self.stappen}

    def cellen(self, spoor: int | None) -> tuple[Herkomst, ...]:
        """Return the cells below a step, each once."""
        return self.monitor.sporen.cellen_van(spoor)

    def bladen(self, spoor: int | None) -> Iterator[Stap]:
        """Yield the steps below a step that have no parts, and itself when it has none."""
        if spoor is not None:
            yield from (stap for stap in onder(self.stappen, spoor) if not stap.delen)

    def over(self, indicator: Indicator, periode: Periode) -> Eerder | None:
        """Return what a figure was in a period by this Monitor; ``None`` where it does not say."""
        return next((eerder for eerder in indicator.eerder if eerder.periode == str(periode)), None)

    def is_zelfde_bestand(self, other: Zijde, bestand: str) -> bool:
        """Say whether both read a file with the same bytes."""
        return bestand in self.sha256 and self.sha256[bestand] == other.sha256.get(bestand)


def is_gaaf(monitor: Monitor) -> bool:
    """Say whether everything in a Monitor that was read from a file can be asked about, as in one that was made."""
    steps, cells = monitor.sporen.stappen, monitor.sporen.cellen
    shown: list[Indicator | Cijfer | Lid] = []
    for figure in monitor.indicatoren:
        shown += [figure, *(eerder.cijfer for eerder in figure.eerder), *figure.leden]
    pointed = [each.spoor for each in shown if each.spoor is not None]
    in_order = all(0 <= deel < place for place, stap in enumerate(steps) for deel in stap.delen)
    in_reach = all(0 <= cel < len(cells) for stap in steps for cel in stap.cellen)
    try:
        Periode.parse(monitor.periode)
        exact = [*(e.exact for e in shown), *(e.exact for e in steps), *(e.exact for e in cells)]
        for value in (monitor.programma.opvallend, *exact, *_einden(monitor.indicatoren)):
            Fraction(value or 0)
        for levering in {cel.levering for cel in cells}:
            Periode.parse(levering)
    except (ValueError, ZeroDivisionError):
        return False
    return in_order and in_reach and all(0 <= spoor < len(steps) for spoor in pointed)


def _einden(figures: Iterable[Indicator]) -> Iterator[str | None]:
    for figure in figures:
        yield figure.opvallend
        if figure.eis:
            yield from (figure.eis.laag, figure.eis.hoog, figure.eis.oranje_vanaf)
