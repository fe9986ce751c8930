"""What a reader hands on: sheets of cells, each at its own row and column, whatever file they came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import cached_property
from typing import Literal, NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from werkmonitor.bronnen.feiten import cel
from werkmonitor.findings import Location


@dataclass(frozen=True, slots=True)
class Foutcel:
    """A cell that shows an error, or a formula whose outcome is not in the file; never the same as an empty cell."""

    tekst: str


Waarde = str | float | bool | date | time | timedelta | Foutcel | None
"""What a cell holds: ``datetime`` is a ``date``, whole numbers may be floats, an empty or blank cell is ``None``."""


Opmaak = Literal["", "procent", "geld", "datum", "procenttekst", "maal"]
"""What the number format of a cell says about it; ``""`` also where the file does not say.

``procenttekst`` puts a percent sign behind a number that is in percent, ``maal`` words as *x 1.000* behind one that is
not in ones.
"""

Codes = NDArray[np.int32]
Rijnummers = NDArray[np.intp]
"""Zero-based rows of a sheet."""

_MATERIALISED = 500_000
"""Cells up to which the rows of a sheet are made at once; those of a larger one are made when they are asked for."""


class Merge(NamedTuple):
    """A merged area, zero-based and inclusive; only its first cell holds something."""

    boven: int
    links: int
    onder: int
    rechts: int


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet, or of a text file, each distinct cell kept once.

    ``codes[r, k]`` says which of ``waarden`` stands at row r and column k, counted from zero from the very first row
    and column of the sheet; code 0 is the empty cell.  ``opmaken`` runs along ``waarden`` and says how the cell is
    formatted.  What holds for a value is therefore worked out once, however often it occurs, and a million rows are
    decided on as arrays; ``rijen`` shows the same as rows of values.

    ``tekst`` says that the file knows text only, so that numbers must be parsed and nothing is merged; ``lengtes`` then
    gives the number of fields that each line has.
    """

    bestand: str
    naam: str
    codes: Codes
    waarden: tuple[Waarde, ...]
    opmaken: tuple[Opmaak, ...]
    merges: tuple[Merge, ...] = ()
    zichtbaar: bool = True
    tekst: bool = False
    lengtes: tuple[int, ...] = field(default=(), repr=False)
    verborgen_rijen: frozenset[int] = frozenset()
    verborgen_kolommen: frozenset[int] = frozenset()

    @property
    def hoogte(self) -> int:
        """The number of rows."""
        return int(self.codes.shape[0])

    @property
    def breedte(self) -> int:
        """The number of columns."""
        return int(self.codes.shape[1])

    @cached_property
    def rijen(self) -> Sequence[Sequence[Waarde]]:
        """The rows as values, all equally long."""
        rows = _Rijen(self.codes, self.waarden)
        return list(rows) if self.codes.size <= _MATERIALISED else rows

    def waarde(self, rij: int, kolom: int) -> Waarde:
        """Return the cell, ``None`` where the sheet does not reach."""
        return self.waarden[self.codes[rij, kolom]] if rij < self.hoogte and kolom < self.breedte else None

    def opmaak(self, rij: int, kolom: int) -> Opmaak:
        """Return how the cell is formatted, as far as the file says."""
        return self.opmaken[self.codes[rij, kolom]] if rij < self.hoogte and kolom < self.breedte else ""

    def plek(self, rij: int, kolom: int) -> Location:
        """Return where a cell is, for a finding."""
        return Location(self.bestand, self.naam or None, cel(rij, kolom))

    @cached_property
    def brede(self) -> dict[int, list[Merge]]:
        """The merges of more than one column, by the row that they start on."""
        found: dict[int, list[Merge]] = {}
        for merge in self.merges:
            if merge.rechts > merge.links and merge.boven < self.hoogte:
                found.setdefault(merge.boven, []).append(merge)
        return found

    @cached_property
    def _hoge(self) -> dict[int, list[Merge]]:
        """The merges of more than one row, by their first column, from the top down."""
        found: dict[int, list[Merge]] = {}
        for merge in sorted(self.merges):
            if merge.onder > merge.boven:
                found.setdefault(merge.links, []).append(merge)
        return found

    def herkomst(self, kolom: int, vanaf: int) -> Rijnummers:
        """Return for each row of a column the row that its label stands in: its own, or the first of its merge.

        Only merges that begin at ``vanaf`` or below count; of those that overlap, which no program writes, the first.
        """
        rows = np.arange(self.hoogte)
        end = vanaf
        for merge in self._hoge.get(kolom, ()):
            if merge.boven >= end:
                end = merge.onder + 1
                rows[merge.boven : end] = merge.boven
        return rows

    def opzij(self, rij: int, vanaf: int) -> dict[int, int]:
        """Return, for the cells that a horizontal merge of this row covers from ``vanaf`` on, its first column."""
        found: dict[int, int] = {}
        end = vanaf
        for merge in sorted(self.brede.get(rij, ())):
            if merge.links >= end:
                end = merge.rechts + 1
                found.update(dict.fromkeys(range(merge.links + 1, min(end, self.breedte)), merge.links))
        return found


@dataclass(frozen=True)
class Inhoud:
    """A file that was read: the SHA-256 of its bytes, its sheets, its kind, and what program wrote it."""

    sha256: str
    sheets: tuple[Sheet, ...]
    soort: str
    producent: str = ""


class _Rijen(Sequence[Sequence[Waarde]]):
    """The rows of a grid of codes, made when they are asked for."""

    def __init__(self, codes: Codes, waarden: tuple[Waarde, ...]) -> None:
        self._codes = codes
        self._waarden = waarden

    def __len__(self) -> int:
        return int(self._codes.shape[0])

    @overload
    def __getitem__(self, index: int) -> Sequence[Waarde]: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Sequence[Waarde]]: ...

    def __getitem__(self, index: int | slice) -> Sequence[Waarde] | Sequence[Sequence[Waarde]]:
        if isinstance(index, slice):
            return _Rijen(self._codes[index], self._waarden)
        return [self._waarden[code] for code in self._codes[index].tolist()]
