"""The parts of a checked formula: a small tree of values, each with its place in the text."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from werkmonitor.periode import Periode

Teken = Literal["+", "-", "*", "/"]
Moment = Literal["begin", "eind"]
Vanaf = Periode | Literal["jaar"]
"""Where a count begins: a fixed period, or with 1 January of the year of the period."""


@dataclass(frozen=True, slots=True)
class Getal:
    """A number as it is written, exact."""

    waarde: Fraction
    tekst: str
    positie: int


@dataclass(frozen=True, slots=True)
class Negatief:
    """A minus before something."""

    deel: Knoop
    tekst: str
    positie: int


@dataclass(frozen=True, slots=True)
class Bewerking:
    """Two parts with a sign between them; ``positie`` is where the left part begins."""

    teken: Teken
    links: Knoop
    rechts: Knoop
    tekst: str
    positie: int


@dataclass(frozen=True, slots=True)
class Tijd:
    """One time argument: a shift in years or in periods, or a moment of the period."""

    jaren: int = 0
    perioden: int = 0
    moment: Moment | None = None
    positie: int = 0


@dataclass(frozen=True, slots=True)
class Lid:
    """A member as the formula writes it."""

    naam: str
    positie: int


@dataclass(frozen=True, slots=True)
class Filter:
    """A dimension and the members to choose from it."""

    dimensie: str
    leden: tuple[Lid, ...]
    positie: int


@dataclass(frozen=True, slots=True)
class Aanroep:
    """A function with its subject (a maat or an indicator), time arguments and filters."""

    functie: str
    onderwerp: str
    onderwerp_positie: int
    tijd: tuple[Tijd, ...]
    filters: tuple[Filter, ...]
    vanaf: Vanaf | None
    tekst: str
    positie: int

    @property
    def moment(self) -> Moment:
        """Whether the begin or the end of the period is asked for."""
        return next((tijd.moment for tijd in self.tijd if tijd.moment), "eind")

    def verschuif(self, periode: Periode) -> Periode:
        """Return the target period: the period of the evaluation, shifted by the time arguments."""
        jaren = sum(tijd.jaren for tijd in self.tijd)
        perioden = sum(tijd.perioden for tijd in self.tijd)
        return Periode(periode.start + 12 * jaren + perioden * periode.lengte, periode.lengte)


Knoop = Getal | Negatief | Bewerking | Aanroep


def aanroepen(knoop: Knoop) -> tuple[Aanroep, ...]:
    """Return every function call of a formula, from left to right."""
    match knoop:
        case Aanroep():
            return (knoop,)
        case Negatief():
            return aanroepen(knoop.deel)
        case Bewerking():
            return aanroepen(knoop.links) + aanroepen(knoop.rechts)
        case Getal():
            return ()
