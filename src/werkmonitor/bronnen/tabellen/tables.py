"""A table within a sheet: its labels by row and column, and why each other row is left out.

Lists and crosstabs become the same thing here: rows with labels, columns with labels, and a number where they cross.
A list is a crosstab with the maten as its columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import NamedTuple, overload

import numpy as np

from werkmonitor.bronnen.feiten import Weggelaten
from werkmonitor.bronnen.sheet import Rijnummers, Sheet, Waarde
from werkmonitor.bronnen.tabellen import totaalwoorden
from werkmonitor.bronnen.tabellen.kennis import MAAT, Kennis
from werkmonitor.bronnen.waarden.persoon import kort
from werkmonitor.bronnen.waarden.perwaarde import getoond, waar
from werkmonitor.bronnen.waarden.values import bijschrift, vouw
from werkmonitor.findings import Finding, Location
from werkmonitor.programma.bron import TIJDROLLEN


class Label(NamedTuple):
    """A caption with the cell that it stands in; a merged one stands in its first cell."""

    waarde: Waarde
    rij: int
    kolom: int


Labels = dict[str, Label]
"""The labels of a row or a column by level: a dimension, a time role or ``maat``."""
NERGENS = -1
"""Row and column of a label that stands in no cell: the name of the tab."""


@dataclass
class Tabel:
    """A table that was recognised: its data rows and columns with their labels, and what is left out.

    Of a row label only its place is kept: that of data row i, ``datarijen[i]``, stands for level ``niveau`` in the cell
    (``herkomst[kolom][i]``, kolom) where kolom is ``labelkolommen[niveau]``.  ``rijen`` shows the same as labels; use
    it for a few rows of a large table.  ``vast`` are labels of the whole table, which stand beside it.
    """

    sheet: Sheet
    kop: int
    """The first row of the header; -1 for a table that goes on from the sheet before."""
    kolommen: list[tuple[int, Labels]] = field(default_factory=list)
    weggelaten: list[Weggelaten] = field(default_factory=list)
    vast: Labels = field(default_factory=dict)
    labelkolommen: dict[str, int] = field(default_factory=dict)
    datarijen: Rijnummers = field(default_factory=lambda: np.zeros(0, dtype=np.intp))
    herkomst: dict[int, Rijnummers] = field(default_factory=dict)
    koprijen: int = 1
    meldingen: list[Finding] = field(default_factory=list)
    """What is wrong or doubtful about its rows and columns as such."""
    filterkolommen: dict[str, int] = field(default_factory=dict)
    """The column of each filter on rows, by the key of the declaration."""
    vervallen: bool = False
    """Whether the rows were dropped because a label of the whole table is missing."""

    @property
    def rijen(self) -> Sequence[tuple[int, Labels]]:
        """The data rows with their labels, made when they are asked for."""
        return _Datarijen(self)

    @property
    def bereik(self) -> tuple[int, int, int, int]:
        """First row, first column, last row and last column of header, labels and numbers, zero-based."""
        kolommen = [*self.labelkolommen.values(), *(kolom for kolom, _ in self.kolommen)] or [0]
        top = max(self.kop, 0)
        last = int(self.datarijen[-1]) if len(self.datarijen) else top + self.koprijen - 1
        return top, min(kolommen), last, max(kolommen)

    def laat_weg(self, reden: str, rij: int | None = None, kolom: int | None = None) -> None:
        """Record a row or column that gives no facts."""
        self.weggelaten.append(Weggelaten(rij, kolom, reden))

    def maak_leeg(self) -> None:
        """Drop all rows: without a label of the whole table their numbers have no place."""
        self.vervallen = True
        self.datarijen = self.datarijen[:0]
        self.herkomst = {kolom: rows[:0] for kolom, rows in self.herkomst.items()}

    def laat_titels_weg(self) -> None:
        """Record everything above the header."""
        for rij in np.flatnonzero(self.sheet.codes[: max(self.kop, 0)].any(axis=1)).tolist():
            self.laat_weg("titel", rij=rij)

    def plek(self, label: Label) -> Location:
        """Return where a label stands: its cell, or the sheet."""
        sheet = self.sheet
        return Location(sheet.bestand, sheet.naam or None) if label.rij < 0 else sheet.plek(label.rij, label.kolom)


class _Datarijen(Sequence[tuple[int, Labels]]):
    """The rows of a table as (row, labels)."""

    def __init__(self, tabel: Tabel) -> None:
        self._tabel = tabel

    def __len__(self) -> int:
        return len(self._tabel.datarijen)

    @overload
    def __getitem__(self, index: int) -> tuple[int, Labels]: ...

    @overload
    def __getitem__(self, index: slice) -> list[tuple[int, Labels]]: ...

    def __getitem__(self, index: int | slice) -> tuple[int, Labels] | list[tuple[int, Labels]]:
        tabel = self._tabel
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        labels = {}
        for niveau, kolom in tabel.labelkolommen.items():
            rij = int(tabel.herkomst[kolom][index])
            labels[niveau] = Label(tabel.sheet.waarde(rij, kolom), rij, kolom)
        return int(tabel.datarijen[index]), labels | tabel.vast


_SERIALS = range(36_526, 73_051)
"""Days of this century as a workbook counts them."""
_THREE = 3


def is_paginavoet(sheet: Sheet, rij: int) -> bool:
    """Say whether a row is the page footer of Cognos: the day of the run, a page number and a time."""
    found = [value for value in sheet.rijen[rij] if value is not None]
    if len(found) != _THREE or not _whole(found[1]):
        return False
    # Without a format day and time are numbers; then only the merges over thirds of the width tell them from data.
    merged = rij in sheet.brede
    if not (isinstance(found[0], date) or (merged and _whole(found[0]) and found[0] in _SERIALS)):
        return False
    if isinstance(found[2], time | timedelta | datetime):
        return True
    return isinstance(found[2], float) and 0 <= found[2] < 1 and merged


def paginavoeten(sheet: Sheet) -> Rijnummers:
    """Return the rows that are a page footer."""
    filled = sheet.codes != 0
    rows = np.flatnonzero(np.count_nonzero(filled, axis=1) == _THREE)
    if not len(rows):
        return rows
    first = sheet.codes[rows, filled[rows].argmax(axis=1)]
    dated = waar(sheet, first, lambda value: isinstance(value, date)) | np.isin(rows, list(sheet.brede))
    return np.array([rij for rij in rows[dated].tolist() if is_paginavoet(sheet, rij)], dtype=np.intp)


def _whole(value: Waarde) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value // 1


def eenheden(sheet: Sheet, rij: int, labels: Iterable[int], getallen: Iterable[int]) -> dict[int, str]:
    """Return by column the texts of a row of units, as "aantal" or "x 1.000"; nothing if the row is no such row."""
    if rij >= sheet.hoogte or any(sheet.codes[rij, kolom] for kolom in labels):
        return {}
    found = {kolom: value for kolom in getallen if (value := sheet.waarde(rij, kolom)) is not None}
    texts = {kolom: value for kolom, value in found.items() if isinstance(value, str)}
    units = all(not re.search(r"\d", re.sub(r"\b1[. ]?000\b", "", text)) for text in texts.values())
    return texts if units and len(texts) == len(found) else {}


def is_leeg(cells: Sequence[Waarde]) -> bool:
    """Say whether nothing stands in a row."""
    return all(value is None for value in cells)


@dataclass(frozen=True)
class Regels:
    """What tells data rows of one table from the rest: the columns of its labels and of its numbers."""

    sheet: Sheet
    kennis: Kennis
    sleutels: Mapping[int, str]
    """Level by label column."""
    getallen: Sequence[int]
    herhaald: Rijnummers
    """Rows that repeat the header."""

    kop: int = -1
    """The row of the header of a list, with which merges and the row of units are held."""
    filters: Mapping[int, Callable[[Waarde], bool]] = field(default_factory=dict)
    """By column what says of a label whether its row is asked for."""

    @cached_property
    def voeten(self) -> Rijnummers:
        """The rows that are a page footer: not those of its shape that are data by their labels and numbers."""
        found = paginavoeten(self.sheet)
        data = [rij for rij in found.tolist() if self._is_record(rij)]
        if len(data) == 1 and self._alone_at_the_end(data[0]):
            return found
        return np.setdiff1d(found, data)

    def _is_record(self, rij: int) -> bool:
        """Say whether a row with the shape of a page footer has the labels of this table, and a number of it."""
        labels = all(self._surely_fits(niveau, self.sheet.waarde(rij, k)) for k, niveau in self.sleutels.items())
        timed = int(self.sheet.codes[rij].nonzero()[0][-1]) in self.getallen  # and a time is no number
        numbered = any(self.sheet.codes[rij, k] for k in self.getallen)
        return labels and numbered and not timed and rij not in self.sheet.brede

    def _surely_fits(self, niveau: str, value: Waarde) -> bool:
        """Say whether a label fits a level; any text fits an open dimension, but no date or number does surely."""
        text = isinstance(value, str) or niveau in TIJDROLLEN
        return self.kennis.past(niveau, value) and (text or self.kennis.gedeclareerd(niveau, value))

    def _alone_at_the_end(self, rij: int) -> bool:
        """Say whether a row is the last one, counts the pages, and alone has anything in its last cell."""
        codes = self.sheet.codes
        _, page, last = codes[rij].nonzero()[0].tolist()
        if self.sheet.waarde(rij, page) != len(self.herhaald) + 1:
            return False
        return not codes[rij + 1 :].any() and not codes[self.kop + 1 : rij, last].any()

    @cached_property
    def bekend(self) -> frozenset[str]:
        """The folded labels in the columns of dimensions, and what the declaration calls these columns and numbers."""
        columns = [kolom for kolom, niveau in self.sleutels.items() if niveau in self.kennis.dimensies]
        texts = {vouw(bijschrift(value)) for value in getoond(self.sheet, self.sheet.codes[:, columns])}
        bron = self.kennis.bron
        heads = [*bron.dimensies.values(), *(maat.kolom or () for maat in bron.maten.values())]
        return frozenset(texts | {vouw(kop) for koppen in heads for kop in koppen} | {""})

    @cached_property
    def vaste_redenen(self) -> dict[int, str]:
        """The rows that are no data whatever their labels, with the reason."""
        repeated = dict.fromkeys(self.herhaald.tolist(), "herhaalde kop")
        return repeated | dict.fromkeys(self.voeten.tolist(), "paginavoet") | self._eenheden

    @cached_property
    def _eenheden(self) -> dict[int, str]:
        units = self.kop >= 0 and eenheden(self.sheet, self.kop + 1, self.sleutels, self.getallen)
        return {self.kop + 1: "eenhedenregel"} if units else {}

    def is_totaallabel(self, niveau: str, value: Waarde) -> bool:
        """Say whether a label of a level is that of a total: by its words, or because it names another label."""
        if not totaalwoorden.lijkt_totaal(value) or self.kennis.gedeclareerd(niveau, value):
            return False
        if totaalwoorden.is_zeker(value):
            return True
        return totaalwoorden.van_iets(value) and self.is_van_bekende(value)

    def is_van_bekende(self, value: Waarde) -> bool:
        """Say whether what a label is a total of stands elsewhere in the table, or is everything."""
        rest = totaalwoorden.waarvan(value)
        return rest in self.bekend and rest != vouw(bijschrift(value))

    def is_ongevraagd(self, niveau: str, value: Waarde) -> bool:
        """Say whether a label names a number that the source does not ask for."""
        return niveau == MAAT and isinstance(value, str) and not self.kennis.past(MAAT, value)

    def reden(self, rij: int, labels: Mapping[int, Label], *, na_witregel: bool) -> str | None:
        """Return why a row is no data, or ``None`` if it is; ``labels`` are filled, by column."""
        cells = self.sheet.rijen[rij]
        if is_leeg(cells):
            return "lege regel"
        if rij in self.vaste_redenen:
            return self.vaste_redenen[rij]
        if reden := self._by_words(cells, labels):
            return reden
        return self._by_layout(rij, labels, na_witregel=na_witregel)

    def _by_words(self, cells: Sequence[Waarde], labels: Mapping[int, Label]) -> str | None:
        if total := self._total(cells, labels):
            return f"totaal: {kort(total)}"
        unwanted = self._unwanted(labels)
        return f"geen gevraagd getal: {kort(unwanted)}" if unwanted else None

    def _by_layout(self, rij: int, labels: Mapping[int, Label], *, na_witregel: bool) -> str | None:
        cells = self.sheet.rijen[rij]
        if all(cells[kolom] is None for kolom in self.getallen):
            return "noot" if self.breed_label(rij) else self._without_numbers(cells, labels, na_witregel=na_witregel)
        if rij in self.sheet.brede and self._only_text(cells, labels):
            return "noot"  # it starts in the first column, and that can be one of numbers
        # In a crosstab a label over several levels lacks the inner ones, and that is a fault, not a footer.
        missing = any(label.waarde is None for label in labels.values())
        footer = self.kennis.bron.vorm == "lijst" and missing and self.breed_label(rij)
        return "voetregel: label over meer kolommen" if footer else None

    def _only_text(self, cells: Sequence[Waarde], labels: Mapping[int, Label]) -> bool:
        """Say whether a row holds one text and nothing else, not even a label filled inside a merge."""
        shown = [value for value in cells if value is not None]
        return len(shown) == 1 and isinstance(shown[0], str) and all(label.waarde is None for label in labels.values())

    def _unwanted(self, labels: Mapping[int, Label]) -> str | None:
        """Return the label of a number that the source does not ask for."""
        for kolom, niveau in self.sleutels.items():
            value = labels[kolom].waarde
            if self.is_ongevraagd(niveau, value):
                return bijschrift(value)
        return None

    def _total(self, cells: Sequence[Waarde], labels: Mapping[int, Label]) -> str | None:
        """Return the label of a total: in a label column, or elsewhere when the row lacks labels.

        A filled label counts too: "Totaal" can be merged over rows that split it up, and those are no data either.
        """
        for kolom, niveau in self.sleutels.items():
            value = labels[kolom].waarde
            if self.is_totaallabel(niveau, value):
                return bijschrift(value)
        if all(label.waarde is not None for label in labels.values()):
            return None
        totals = (v for v in cells if totaalwoorden.is_totaal(v) and not self._declared(v))
        return next(map(bijschrift, totals), None)

    def _declared(self, value: Waarde) -> bool:
        return any(self.kennis.gedeclareerd(niveau, value) for niveau in self.sleutels.values())

    def breed_label(self, rij: int) -> bool:
        """Say whether a label that is no member runs over several columns, as those of footers and notes do."""
        return any(
            merge.boven == merge.onder
            and merge.links in self.sleutels
            and self.sheet.waarde(rij, merge.links) is not None
            and (merge.links, merge.rechts) not in self._kopvakken
            and not self.kennis.gedeclareerd(self.sleutels[merge.links], self.sheet.waarde(rij, merge.links))
            for merge in self.sheet.brede.get(rij, ())
        )

    @cached_property
    def _kopvakken(self) -> frozenset[tuple[int, int]]:
        """The first and last columns of the merges of the header: a label below that is as wide is just a label."""
        return frozenset((merge.links, merge.rechts) for merge in self.sheet.brede.get(self.kop, ()))

    def _without_numbers(
        self, cells: Sequence[Waarde], labels: Mapping[int, Label], *, na_witregel: bool
    ) -> str | None:
        """Tell a data row whose cells are all empty from a remark in the margin."""
        fits = all(self.kennis.past(niveau, labels[kolom].waarde) for kolom, niveau in self.sleutels.items())
        shown = sum(value is not None for value in cells)
        merged = not self.sheet.tekst and len(self.sleutels) > 1  # then all but one label are filled inside merges
        lonely = na_witregel and shown == 1 and not merged and not any(map(self._declared, cells))
        return None if fits and not lonely else "noot: geen getallen, en geen bekende labels"
