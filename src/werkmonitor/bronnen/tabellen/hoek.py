"""The corner of a crosstab: the place with the most fitting labels below and beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from werkmonitor.bronnen.sheet import Codes, Rijnummers, Sheet, Waarde
from werkmonitor.bronnen.tabellen.kennis import MAAT, Kennis
from werkmonitor.bronnen.tabellen.tables import Label, paginavoeten
from werkmonitor.bronnen.tabellen.totaalwoorden import is_totaal
from werkmonitor.bronnen.waarden.perwaarde import Masker, waar

_NUMBER = re.compile(r"[-+(]?[\s€]*\d[\d\s.,]*[%)\s]*")


@dataclass(frozen=True)
class Hoek:
    """Where a crosstab begins: the first row of its header, its label columns, and its first column of numbers.

    Columns with nothing in them, as the other columns of a merged label, may stand between these.
    """

    rij: int
    koprijen: int
    labelkolommen: tuple[int, ...]
    eerste_kolom: int

    @property
    def eerste_rij(self) -> int:
        """The first row of numbers."""
        return self.rij + self.koprijen


def is_getal(value: Waarde) -> bool:
    """Say whether a cell is a number, or a text that is one."""
    if isinstance(value, str):
        return _NUMBER.fullmatch(value) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)


def zoek_hoek(sheet: Sheet, kennis: Kennis) -> Hoek | None:
    """Return the corner with the most fitting labels below and beside it; the first of those with equally many.

    How many can fit at most is known for all corners at once, so that only the most promising ones are looked at.
    """
    zoeker = _Zoeker(sheet, kennis)
    rows, labels, columns, most = zoeker.kandidaten()
    best: tuple[int, int, int] | None = None
    found: Hoek | None = None
    for place in np.lexsort((columns, rows, -most)).tolist():
        key = -int(most[place]), int(rows[place]), int(columns[place])
        if best is not None and best < key:
            if best[0] < key[0]:
                break
            continue
        hoek = Hoek(key[1], zoeker.down, tuple(labels[:, place].tolist()), key[2])
        score = zoeker.score(hoek)
        if score is not None and (best is None or (-score, *key[1:]) < best):
            best, found = (-score, *key[1:]), hoek
    return found


class _Zoeker:
    """Counts, for every cell that can hold the first number of a crosstab, the labels that fit above and beside it."""

    def __init__(self, sheet: Sheet, kennis: Kennis) -> None:
        self.sheet, self.kennis = sheet, kennis
        self.down, self.right = len(kennis.kopniveaus), len(kennis.bron.rijen)
        self._fits: dict[str, Masker] = {}
        self._rows_below = _from_below(self._fitting(kennis.bron.rijen[-1]))
        self._odd_below = _from_below(self._where(lambda value: value is not None and not is_getal(value)))

    def _where(self, geldt: Callable[[Waarde], bool]) -> Masker:
        return waar(self.sheet, self.sheet.codes, geldt)

    def _fitting(self, niveau: str) -> Masker:
        if niveau not in self._fits:
            self._fits[niveau] = self._where(lambda value: self.kennis.past(niveau, value))
        return self._fits[niveau]

    def _startable(self, niveau: str) -> Masker:
        """Say where a label can be the first of its level."""
        fits = self._fitting(niveau)
        names_maat = MAAT in niveau.split(self.kennis.bron.scheiding or None)
        return fits | self._where(lambda value: isinstance(value, str)) if names_maat else fits

    def kandidaten(self) -> tuple[Rijnummers, Rijnummers, Rijnummers, Rijnummers]:
        """Return rows, label columns (by level), first columns of numbers, and highest possible scores of corners."""
        rows, columns = np.nonzero(self._headed())
        labels = self._labels_before(rows, columns)
        good = (labels >= 0).all(axis=0)
        rows, columns, labels = rows[good], columns[good], labels[:, good]
        good = self._labelled(rows, labels) & self._cornered(rows, labels)
        rows, columns, labels = rows[good], columns[good], labels[:, good]
        most = self._columns_beside()[rows, columns] + self._below(rows, labels[-1], columns)
        return rows, labels, columns, most

    def _headed(self) -> Masker:
        """Say for every cell whether a header can begin there, above the first column of numbers."""
        height = max(self.sheet.hoogte - self.down, 0)
        fits = np.ones((height, self.sheet.breedte), dtype=np.bool_)
        total = np.zeros_like(fits)
        totals = self._where(is_totaal)
        for level, niveau in enumerate(self.kennis.kopniveaus):
            fits &= self._startable(niveau)[level : level + height]
            total |= totals[level : level + height]
        return fits | total

    def _labels_before(self, rows: Rijnummers, columns: Rijnummers) -> Rijnummers:
        """Return the label columns before each first column of numbers; -1 where there are not enough.

        Columns in which nothing stands from the header down do not count: a label can be merged over several.
        """
        codes = self.sheet.codes.copy()
        codes[paginavoeten(self.sheet)] = 0
        used = np.logical_or.accumulate((codes != 0)[::-1], axis=0)[::-1]
        last = np.maximum.accumulate(np.where(used, np.arange(self.sheet.breedte), -1), axis=1)
        labels = np.empty((self.right, len(rows)), dtype=np.intp)
        before = columns
        for level in reversed(range(self.right)):
            before = np.where(before > 0, last[rows, before - 1], -1)
            labels[level] = before
        return labels

    def _labelled(self, rows: Rijnummers, labels: Rijnummers) -> Masker:
        """Say whether the labels of the first row fit; a total may stand first."""
        fits = np.ones(len(rows), dtype=np.bool_)
        total = np.zeros(len(rows), dtype=np.bool_)
        totals = self._where(is_totaal)
        for niveau, own in zip(self.kennis.bron.rijen, labels, strict=True):
            fits &= self._startable(niveau)[rows + self.down, own]
            total |= totals[rows + self.down, own]
        return fits | total

    def _cornered(self, rows: Rijnummers, labels: Rijnummers) -> Masker:
        """Say whether the cells above the labels hold texts or nothing."""
        texts = self._where(lambda value: value is None or isinstance(value, str))
        good = np.ones(len(rows), dtype=np.bool_)
        for level in range(self.down):
            good &= texts[rows + level, labels].all(axis=0)
        return good

    def _below(self, rows: Rijnummers, labels: Rijnummers, columns: Rijnummers) -> Rijnummers:
        """Return how many rows have a fitting label, less those without a number in the first column of numbers."""
        first = rows + self.down
        counts: Rijnummers = (self._rows_below[first, labels] - self._odd_below[first, columns]).astype(np.intp)
        return counts

    def _columns_beside(self) -> Codes:
        """Return for every cell how many columns from it on can have fitting labels, filled from anywhere."""
        height = self.sheet.hoogte - self.down + 1
        fits = np.ones((max(height, 0), self.sheet.breedte), dtype=np.bool_)
        for level, niveau in enumerate(self.kennis.kopniveaus):
            own = self._fitting(niveau).copy()
            for rij, merges in self.sheet.brede.items():
                for merge in merges:
                    own[rij, merge.links : merge.rechts + 1] |= own[rij, merge.links]
            if self.sheet.tekst and level < self.down - 1:
                own = np.maximum.accumulate(own, axis=1)
            fits &= own[level : level + height]
        return np.cumsum(fits[:, ::-1], axis=1, dtype=np.int32)[:, ::-1]

    def score(self, hoek: Hoek) -> int | None:
        """Return how well the labels fit: columns, and rows by their innermost label; outer ones stand once a group.

        ``None`` where no column fits.
        """
        niveaus = self.kennis.kopniveaus
        columns = sum(alle_passen(niveaus, labels, self.kennis) for _, labels in column_labels(self.sheet, hoek))
        first, last = hoek.eerste_rij, hoek.labelkolommen[-1]
        rows = int(self._rows_below[first, last] - self._odd_below[first, hoek.eerste_kolom])
        return columns + rows if columns else None


def _from_below(hits: Masker) -> Codes:
    """Return for every cell how many hits there are in its column from it on."""
    return np.cumsum(hits[::-1], axis=0, dtype=np.int32)[::-1]


def alle_passen(niveaus: Sequence[str], labels: Sequence[Label], kennis: Kennis) -> bool:
    """Say whether the labels of a column fit their levels."""
    return all(kennis.past(niveau, label.waarde) for niveau, label in zip(niveaus, labels, strict=True))


def column_labels(sheet: Sheet, hoek: Hoek) -> Iterator[tuple[int, list[Label]]]:
    """Yield each column with its labels from the top down, filled to the right inside merges.

    A text file has no merges: there an outer label holds until the next one.
    """
    first = hoek.eerste_kolom
    levels = []
    for level in range(hoek.koprijen):
        rij = hoek.rij + level
        fills = sheet.opzij(rij, first)
        carries = sheet.tekst and level < hoek.koprijen - 1
        labels: list[Label] = []
        for kolom in range(first, sheet.breedte):
            origin = fills.get(kolom, kolom)
            if carries and labels and sheet.rijen[rij][kolom] is None:
                origin = labels[-1].kolom
            labels.append(Label(sheet.rijen[rij][origin], rij, origin))
        levels.append(labels)
    for offset, kolom in enumerate(range(first, sheet.breedte)):
        yield kolom, [labels[offset] for labels in levels]
