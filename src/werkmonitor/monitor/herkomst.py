"""What figures were made from: the steps of their computation, down to cells, and what was corrected in those.

The steps of all figures are one graph without circles; each step and each cell stands in it once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import msgspec

from werkmonitor.formula.trace import Stapsoort


def number(value: Fraction | None) -> float | int | None:
    """Return the number as JSON has it: whole numbers as integers."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)


def exact(value: Fraction | None) -> str | None:
    """Return the exact value as text: ``27/48`` in lowest terms, ``9/16``."""
    return None if value is None else str(value)


class Correctie(msgspec.Struct, frozen=True, kw_only=True):
    """What a cell held before it was corrected, as the declaration says it, and why it was."""

    was: str
    wordt: str
    reden: str
    wie: str
    datum: str
    """ISO 8601."""
    weergave: str
    """All of it in words: ``was 17, gecorrigeerd naar 19: typefout (beleid, 3-2-2022)``."""


class Herkomst(msgspec.Struct, frozen=True, kw_only=True):
    """One cell that a figure was made from, with what was read in it."""

    bestand: str
    blad: str
    cel: str
    levering: str
    waarde: float | int | None
    labels: tuple[str, ...] = ()
    """The maat, then the labels of the row and the column that the number belongs to."""
    bron: str = ""
    van: str = ""
    tot: str = ""
    """First day (ISO) that the number is about, and the day after the last; both are the day of a stand."""
    leden: tuple[str, ...] = ()
    """The member of each dimension, as formulas name it: ``reden=verhuizing``."""
    exact: str | None = None
    maal: int | msgspec.UnsetType = msgspec.UNSET
    """What the number in the cell was multiplied by, where the declaration says so: 1000 for thousands of euros."""
    correctie: Correctie | msgspec.UnsetType = msgspec.UNSET
    """Absent, and false, for a cell that was read as it is."""


class Stap(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One step of a computation: what it is in the words of the formula, its exact value, and what went in.

    ``delen`` and ``cellen`` point into ``Sporen.stappen`` and ``Sporen.cellen``.
    """

    tekst: str
    woorden: str = ""
    """The same as a reader says it, where that is something else."""
    soort: Stapsoort
    exact: str | None = None
    delen: tuple[int, ...] = ()
    cellen: tuple[int, ...] = ()
    gezocht_in: tuple[str, ...] = ()
    """The files in which there is no such row, which the declaration says to count as nul."""
    keuze: tuple[str, ...] = ()
    """Of cells: the members that were chosen, as ``Herkomst.leden`` has them; of other dimensions all are there."""
    deler: int = 1
    verborgen: bool = False
    """Whether its value is left out of a public monitor because that number is not shown there."""

    @property
    def fractie(self) -> Fraction | None:
        """The exact value."""
        return None if self.exact is None else Fraction(self.exact)

    @property
    def in_woorden(self) -> str:
        """What it is, as a reader says it."""
        return self.woorden or self.tekst


class Sporen(msgspec.Struct, frozen=True, kw_only=True):
    """The graph of all figures: a step comes after its parts."""

    cellen: tuple[Herkomst, ...] = ()
    stappen: tuple[Stap, ...] = ()

    def cellen_van(self, spoor: int | None) -> tuple[Herkomst, ...]:
        """Return the cells that a figure was made from, each once, in the order of its formula."""
        return () if spoor is None else cellen_onder(self.stappen, self.cellen, spoor)


def cellen_onder(stappen: Sequence[Stap], cellen: Sequence[Herkomst], spoor: int) -> tuple[Herkomst, ...]:
    """Return the cells below a step, each once, in the order of the formula."""
    found = dict.fromkeys(cel for stap in onder(stappen, spoor) for cel in stap.cellen)
    return tuple(cellen[cel] for cel in found)


def onder(stappen: Sequence[Stap], spoor: int) -> Iterator[Stap]:
    """Yield a step and all below it, each once, a step before its parts and those in their order."""
    seen: set[int] = set()
    waiting = [spoor]
    while waiting:
        index = waiting.pop()
        if index not in seen:
            seen.add(index)
            yield stappen[index]
            waiting += reversed(stappen[index].delen)
