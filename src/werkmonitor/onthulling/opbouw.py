"""What a Monitor shows: every number once with all its places, what it tells, and what must stay uncertain."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from werkmonitor.monitor import model
from werkmonitor.onthulling.beleid import Beoordelaar, Gevoelig, niveau, rest_van_aandeel
from werkmonitor.onthulling.grenzen import Ends, Rij, omvat, rij, rijen, waarde
from werkmonitor.onthulling.plaatsen import Getal, Plek, getallen
from werkmonitor.onthulling.variabelen import Variabelen
from werkmonitor.onthulling.volgorde import op_grootte
from werkmonitor.onthulling.vormen import EEN, Som, Vorm, Vormer
from werkmonitor.onthulling.weergaven import Bereik, bereik

NUL: Ends = (Fraction(0), Fraction(0), False, False)
MEER: Ends = (Fraction(0), None, False, False)


@dataclass
class Getoond:
    """One number in all its places, with what it tells; ``gevoelig`` says why it may not be published by itself."""

    vorm: Vorm
    waarde: Fraction
    plekken: list[Plek] = field(default_factory=list)
    rijen: list[Rij] = field(default_factory=list)
    gevoelig: Gevoelig | None = None

    @property
    def naam(self) -> str:
        """What it is called: after its first place."""
        return " ".join(str(part) for part in self.plekken[0] if part != "")

    @property
    def som(self) -> Som | None:
        """The sum that must stay uncertain when it is hidden; ``None`` for what is no sum."""
        if not self.vorm.is_som or self.vorm.gegeven:
            return None
        noemer = self.vorm.noemer[EEN]
        return {index: value / noemer for index, value in self.vorm.teller.items() if index != EEN}


@dataclass(frozen=True)
class Geheim:
    """A sum that must stay uncertain though it is not shown."""

    som: Som
    niveau: Fraction
    naam: str


@dataclass
class Overzicht:
    """All that is shown and all that must stay uncertain, over cells."""

    variabelen: Variabelen
    beoordelaar: Beoordelaar
    getoond: list[Getoond]
    geheim: list[Geheim]
    bekend: list[Rij]
    """What readers know besides."""

    def niveau(self, een: Getoond) -> Fraction:
        """Return how uncertain a number must stay when it is hidden."""
        return een.gevoelig.niveau if een.gevoelig else niveau(een.vorm, een.waarde, self.variabelen)


def overzicht(monitor: model.Monitor, variabelen: Variabelen, nullen: Iterable[Som] = ()) -> Overzicht:
    """Return what a Monitor shows, by the values of ``variabelen``; ``nullen`` are sums known to be nought.

    Raises ``ValueError`` for a number without a trace: what cannot be followed cannot be judged.
    """
    vormer = Vormer(monitor, variabelen)
    beoordelaar = Beoordelaar(monitor.programma.onthulling, variabelen)
    verzamelaar = _Verzamelaar(vormer, beoordelaar)
    for getal in getallen(monitor):
        verzamelaar.voeg_toe(getal)
    getoond = list(verzamelaar.getoond.values())
    beside = [(som, NUL) for som in nullen]
    beside += [(som, MEER) for som in op_grootte(monitor, vormer)]
    return Overzicht(
        variabelen=variabelen,
        beoordelaar=beoordelaar,
        getoond=getoond,
        geheim=[*_resten(getoond, beoordelaar), *_bedragen(beoordelaar)],
        bekend=[row for som, ends in beside for row in rij(som, ends, variabelen)],
    )


_ONBEKEND = "nobody can say what {} tells"
_Stap = tuple[Getoond | None, Vorm, Fraction]
"""The number that a step gives, if it is not one that everybody knows, with its form and its value."""


class _Verzamelaar:
    """Puts together the places of each number."""

    def __init__(self, vormer: Vormer, beoordelaar: Beoordelaar) -> None:
        self.vormer, self.beoordelaar = vormer, beoordelaar
        self.getoond: dict[Hashable, Getoond] = {}
        self._van_stap: dict[int, _Stap] = {}
        self._gezegd: set[tuple[int, str]] = set()

    def voeg_toe(self, getal: Getal) -> None:
        """Keep one place of a number, with what it tells there; one that everybody knows tells nothing."""
        if getal.spoor is None:
            raise ValueError(_ONBEKEND.format(getal.plek))
        if getal.spoor not in self._van_stap:
            self._van_stap[getal.spoor] = self._stap(getal)
        here, vorm, value = self._van_stap[getal.spoor]
        if here is None:
            return
        here.plekken.append(getal.plek)
        if (getal.spoor, getal.weergave) not in self._gezegd:
            self._gezegd.add((getal.spoor, getal.weergave))
            self._vertel(here, getal, vorm, value)

    def _stap(self, getal: Getal) -> _Stap:
        vorm = self.vormer.vorm(getal.spoor or 0)
        value = None if vorm is None else self.vormer.waarde(vorm)
        if vorm is None or value is None:
            raise ValueError(_ONBEKEND.format(getal.plek))
        return (self._nieuw(vorm, value) if vorm.variabelen else None), vorm, value

    def _nieuw(self, vorm: Vorm, value: Fraction) -> Getoond:
        new = Getoond(vorm, value, gevoelig=self.beoordelaar.beoordeel(vorm, value))
        return self.getoond.setdefault(_sleutel(vorm), new)

    def _vertel(self, here: Getoond, getal: Getal, vorm: Vorm, value: Fraction) -> None:
        """Add what is told by how a step is shown; steps of one number can differ in scale and sign."""
        told = bereik(getal.weergave)
        ends = omvat(told, value, samen=self.vormer.is_afgerond(getal.spoor)) if told else None
        ends = ends or Bereik(value, value, laag_open=False, hoog_open=False)
        here.rijen += [row for row in rijen(vorm, ends, self.vormer.variabelen) if row not in here.rijen]


def _sleutel(vorm: Vorm) -> Hashable:
    """Return the same for forms of which who knows one knows the other."""
    return _kaal(vorm.teller, vast=not vorm.is_som), _kaal(vorm.noemer, vast=True), frozenset(map(_kaal, vorm.gegeven))


def _kaal(som: Som, *, vast: bool = False) -> Hashable:
    """Return a sum without its scale and sign; without its constant too, unless that says something (``vast``)."""
    items = sorted(item for item in som.items() if vast or item[0] != EEN)
    first = next((value for index, value in items if index != EEN), None)
    return () if first is None else tuple((index, value / first) for index, value in items)


def _resten(getoond: Iterable[Getoond], beoordelaar: Beoordelaar) -> Iterator[Geheim]:
    """Yield who is not in a shown share, where they are few."""
    for een in getoond:
        for som in rest_van_aandeel(een.vorm, beoordelaar.variabelen):
            value = waarde(som, beoordelaar.variabelen)
            drempel = niveau(een.vorm, value, beoordelaar.variabelen)
            if beoordelaar.aantal(value, int(drempel)):
                yield Geheim(som, drempel, f"de rest van {een.naam}")


def _bedragen(beoordelaar: Beoordelaar) -> Iterator[Geheim]:
    """Yield the amounts and means in single cells that may not be known."""
    for index, one in enumerate(beoordelaar.variabelen.alle):
        found = None if one.waarde is None else beoordelaar.variabele(one)
        if found:
            yield Geheim({index: Fraction(1)}, found.niveau, f"een bedrag van {one.beleid.maat}")
