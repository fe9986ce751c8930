"""What kind of thing stands in each cell of a sheet, as arrays: the picture in which a table is looked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from werkmonitor.bronnen.sheet import Foutcel, Opmaak, Sheet, Waarde
from werkmonitor.bronnen.tabellen.tables import is_paginavoet
from werkmonitor.bronnen.tabellen.totaalwoorden import is_totaal
from werkmonitor.bronnen.waarden.perwaarde import Masker, gebruikt
from werkmonitor.bronnen.waarden.values import bijschrift, schoon

LEEG, TEKST, GETAL, DATUM, FOUT, ANDER = range(6)
"""Kinds of cell; a sign that stands for nothing, such as ``-`` or ``/0``, is empty."""

_TEKENS = {"-", "--", "/0", "#!empty"}
_MIN = r"[-+\N{MINUS SIGN}\N{EN DASH}]?"
_GETAL = re.compile(rf"{_MIN}\s?(?:€|EUR)?\s?{_MIN}(?:0|[1-9]\d*|)(?:[.,]\d+)*\s?%?")
_JAREN = range(1900, 2200)
_MINSTE_RIJEN, _MEESTE_RIJEN, _MEESTE_CELLEN = 500, 20_000, 2_000_000
"""How much of a sheet is looked at to see what it holds."""
_ONBEKEND = -1
_VEEL_RIJEN = 2000
"""Above this number of rows a page footer more or less no longer counts in deciding what a column is."""


def _soort(value: Waarde, *, tekst: bool) -> int:
    """Return the kind of one cell; in a workbook digits that were typed as text are a code."""
    if value is None:
        return LEEG
    if isinstance(value, str):
        return _soort_van_tekst(schoon(value), tekst=tekst)
    if isinstance(value, bool):
        return ANDER
    if isinstance(value, int | float):
        return GETAL
    if isinstance(value, date):
        return DATUM
    return FOUT if isinstance(value, Foutcel) else ANDER


def _soort_van_tekst(text: str, *, tekst: bool) -> int:
    if not text or text.casefold() in _TEKENS:
        return LEEG
    number = _GETAL.fullmatch(text) and any(map(str.isdigit, text)) and (tekst or not text.isdecimal())
    return GETAL if number else TEKST


def is_jaar(value: Waarde) -> bool:
    """Say whether a number, or digits in a text, can be a year."""
    text = bijschrift(value)
    return text.isascii() and text.isdecimal() and len(text) == 4 and int(text) in _JAREN  # noqa: PLR2004 - a year


class Soorten:
    """The kinds of the distinct cells of a workbook, each worked out once: sheets share their pool of cells."""

    def __init__(self, tik: Callable[[], None] | None = None) -> None:
        """``tik`` is called before each column that is looked at: it can refuse a file that takes too long."""
        self._tik = tik
        self._pools: dict[int, tuple[Sequence[Waarde], NDArray[np.int8], Masker]] = {}

    def beeld(self, sheet: Sheet) -> Beeld:
        """Return the picture of a sheet, or of the first part of a large one."""
        height = max(_MINSTE_RIJEN, min(_MEESTE_RIJEN, _MEESTE_CELLEN // max(1, sheet.breedte)))
        codes = sheet.codes[:height]
        key = id(sheet.waarden)
        if key not in self._pools:  # the pool is kept too, so that no other one gets its identity
            size = len(sheet.waarden)
            self._pools[key] = (sheet.waarden, np.full(size, _ONBEKEND, dtype=np.int8), np.zeros(size, dtype=np.bool_))
        _, kinds, kopbaar = self._pools[key]
        used = gebruikt(codes, len(kinds))
        for code in used[kinds[used] == _ONBEKEND].tolist():
            value = sheet.waarden[code]
            kinds[code] = kind = _soort(value, tekst=sheet.tekst)
            kopbaar[code] = kind in {TEKST, DATUM} or (kind == GETAL and is_jaar(value))
        return Beeld(sheet, kinds[codes], kopbaar[codes], self._tik)


@dataclass(frozen=True)
class Beeld:
    """A sheet with the kind of each of its cells, and whether it can stand in a header.

    Both may end above the last row.
    """

    sheet: Sheet
    soorten: NDArray[np.int8]
    kopbaar: Masker
    tik: Callable[[], None] | None = None

    @property
    def hoogte(self) -> int:
        """The number of rows that are looked at."""
        return len(self.soorten)

    @property
    def is_begin(self) -> bool:
        """Whether the sheet goes on below the rows that are looked at, and may hold other values there."""
        return self.hoogte < self.sheet.hoogte

    @cached_property
    def gevuld(self) -> NDArray[np.intp]:
        """The number of filled cells of each row."""
        counts: NDArray[np.intp] = np.count_nonzero(self.soorten, axis=1)
        return counts

    @cached_property
    def kopachtig(self) -> Masker:
        """The rows that hold nothing but what can stand in a header: texts, dates and years."""
        heads = np.count_nonzero(self.kopbaar, axis=1)
        found: Masker = (heads == self.gevuld) & (heads > 0)
        return found

    @cached_property
    def met_gegevens(self) -> Masker:
        """The rows in which a number, a date or an error stands."""
        found: Masker = np.any((self.soorten >= GETAL) & (self.soorten <= FOUT), axis=1)
        return found

    def breed(self, rij: int, links: int) -> bool:
        """Say whether a label from the first columns on runs over several columns, as those of footers and notes do."""
        return any(merge.links == links and merge.boven == merge.onder for merge in self.sheet.brede.get(rij, ()))


@dataclass(frozen=True)
class Gebied:
    """A table within a picture: its header rows, its columns, and the rows that look like data.

    All zero-based and inclusive; ``rijen`` are ordered.
    """

    beeld: Beeld
    koprijen: tuple[int, ...]
    links: int
    rechts: int
    rijen: NDArray[np.intp]

    @property
    def sheet(self) -> Sheet:
        """The sheet that it is on."""
        return self.beeld.sheet

    @property
    def kop(self) -> int:
        """The lowest header row, which lies on the data."""
        return self.koprijen[-1]

    def codes(self, kolom: int) -> NDArray[np.int32]:
        """Return the filled cells of a column in the data rows, as codes."""
        if self.beeld.tik:
            self.beeld.tik()
        codes = self.sheet.codes[self.rijen, kolom]
        filled: NDArray[np.int32] = codes[self.beeld.soorten[self.rijen, kolom] != LEEG]
        return filled

    def waarden(self, kolom: int) -> list[Waarde]:
        """Return the distinct values of a column in the data rows, in order of first appearance."""
        codes, first = np.unique(self.codes(kolom), return_index=True)
        return [self.sheet.waarden[code] for code in codes[np.argsort(first)].tolist()]

    def opmaken(self, kolom: int) -> set[Opmaak]:
        """Return the formats that the numbers of a column have."""
        soorten = self.beeld.soorten[self.rijen, kolom]
        codes = self.sheet.codes[self.rijen, kolom][soorten == GETAL]
        return {self.sheet.opmaken[code] for code in np.unique(codes).tolist()}

    def soort(self, kolom: int) -> int:
        """Return the kind that most filled cells of a column have; ``LEEG`` where none is filled."""
        counts = np.bincount(self.beeld.soorten[self.rijen, kolom], minlength=ANDER + 1)
        counts[GETAL] += counts[FOUT]
        counts[[LEEG, FOUT]] = 0
        return int(counts.argmax()) if counts.any() else LEEG


def gegevensrijen(beeld: Beeld, vanaf: int, links: int, rechts: int) -> NDArray[np.intp]:
    """Return the rows from ``vanaf`` on that look like data: no titles, notes, totals or page footers."""
    part = beeld.soorten[vanaf:, links : rechts + 1]
    filled = np.count_nonzero(part, axis=1)
    rows = np.flatnonzero(filled >= min(2, rechts - links + 1)) + vanaf
    codes = beeld.sheet.codes[rows, links : rechts + 1]
    totals = [code for code in np.unique(codes).tolist() if is_totaal(beeld.sheet.waarden[code])]
    rows = rows[~np.isin(codes, totals).any(axis=1)] if totals else rows
    if len(rows) > _VEEL_RIJEN:
        return rows
    kept = [rij for rij in rows.tolist() if not beeld.breed(rij, links) and not is_paginavoet(beeld.sheet, rij)]
    return np.array(kept, dtype=np.intp)


def teksten(values: Iterable[Waarde]) -> list[str]:
    """Return labels as the export shows them, without the empty ones."""
    return [text for value in values if (text := bijschrift(value))]
