"""What a reader hands on: sheets of cells, each at its own row and column, whatever file they came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import cached_property
from typing import NamedTuple

from werkmonitor.bronnen.feiten import cel
from werkmonitor.findings import Location


@dataclass(frozen=True, slots=True)
class Foutcel:
    """A cell that shows an error, or a formula whose outcome is not in the file; never the same as an empty cell."""

    tekst: str


Waarde = str | float | bool | date | time | timedelta | Foutcel | None
"""What a cell holds: ``datetime`` is a ``date``, whole numbers may be floats, an empty or blank cell is ``None``."""


class Merge(NamedTuple):
    """A merged area, zero-based and inclusive; only its first cell holds something."""

    boven: int
    links: int
    onder: int
    rechts: int


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet, or of a text file.

    ``rijen[r][k]`` is the cell at row r and column k, counted from zero from the very first row and column; all rows
    are equally long.  ``tekst`` says that the file knows text only, so that numbers must be parsed and nothing is
    merged; ``lengtes`` then gives the number of fields that each line has.
    """

    bestand: str
    naam: str
    rijen: Sequence[Sequence[Waarde]]
    merges: tuple[Merge, ...] = ()
    zichtbaar: bool = True
    tekst: bool = False
    lengtes: tuple[int, ...] = field(default=(), repr=False)

    @property
    def breedte(self) -> int:
        """The number of columns."""
        return len(self.rijen[0]) if self.rijen else 0

    def waarde(self, rij: int, kolom: int) -> Waarde:
        """Return the cell, ``None`` where the sheet does not reach."""
        return self.rijen[rij][kolom] if rij < len(self.rijen) and kolom < self.breedte else None

    def plek(self, rij: int, kolom: int) -> Location:
        """Return where a cell is, for a finding."""
        return Location(self.bestand, self.naam or None, cel(rij, kolom))

    @cached_property
    def brede(self) -> dict[int, list[Merge]]:
        """The merges of more than one column, by the row that they start on."""
        found: dict[int, list[Merge]] = {}
        for merge in self.merges:
            if merge.rechts > merge.links:
                found.setdefault(merge.boven, []).append(merge)
        return found

    def omlaag(self, kolom: int, vanaf: int) -> dict[int, int]:
        """Return, for the cells that a vertical merge of this column covers from ``vanaf`` on, its first row."""
        return {
            rij: merge.boven
            for merge in self.merges
            if merge.links == kolom and merge.boven >= vanaf
            for rij in range(merge.boven + 1, min(merge.onder, len(self.rijen) - 1) + 1)
        }

    def opzij(self, rij: int, vanaf: int) -> dict[int, int]:
        """Return, for the cells that a horizontal merge of this row covers from ``vanaf`` on, its first column."""
        return {
            kolom: merge.links
            for merge in self.brede.get(rij, ())
            if merge.links >= vanaf
            for kolom in range(merge.links + 1, min(merge.rechts, self.breedte - 1) + 1)
        }
