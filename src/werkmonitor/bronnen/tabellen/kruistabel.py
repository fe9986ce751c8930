"""Crosstabs: found by what their labels say, unfolded to labels for every row and column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from werkmonitor.bronnen.sheet import Codes, Rijnummers, Sheet, Waarde
from werkmonitor.bronnen.tabellen.kennis import GENEGEERD, MAAT, Kennis
from werkmonitor.bronnen.tabellen.rijen import vul_rijen
from werkmonitor.bronnen.tabellen.tables import Label, Regels, Tabel, is_totaal
from werkmonitor.bronnen.waarden.persoon import kort
from werkmonitor.bronnen.waarden.perwaarde import Masker, gelijke_rijen, gevuld, waar
from werkmonitor.bronnen.waarden.values import bijschrift, vouw


@dataclass(frozen=True)
class Hoek:
    """Where a crosstab begins: the first cell of its corner, and the sizes of the corner."""

    rij: int
    kolom: int
    koprijen: int
    labelkolommen: int

    @property
    def eerste_rij(self) -> int:
        """The first row of numbers."""
        return self.rij + self.koprijen

    @property
    def eerste_kolom(self) -> int:
        """The first column of numbers."""
        return self.kolom + self.labelkolommen


def zoek_hoek(sheet: Sheet, kennis: Kennis) -> Hoek | None:
    """Return the corner with the most fitting labels below and beside it; the first of those with equally many.

    How many can fit at most is known for all corners at once, so that only the most promising ones are looked at.
    """
    zoeker = _Zoeker(sheet, kennis)
    rows, columns, most = zoeker.kandidaten()
    best: tuple[int, int, int] | None = None
    for place in np.lexsort((columns, rows, -most)).tolist():
        rij, kolom = int(rows[place]), int(columns[place])
        if best is not None and best < (-int(most[place]), rij, kolom):
            if -best[0] > most[place]:
                break
            continue
        score = zoeker.score(rij, kolom)
        if score and (best is None or (-score, rij, kolom) < best):
            best = (-score, rij, kolom)
    return best and Hoek(best[1], best[2], zoeker.down, zoeker.right)


class _Zoeker:
    """Counts, for every cell that can be the first of a corner, the labels that fit below and beside it."""

    def __init__(self, sheet: Sheet, kennis: Kennis) -> None:
        self.sheet, self.kennis = sheet, kennis
        self.down, self.right = len(kennis.bron.kolommen), len(kennis.bron.rijen)
        self._fits: dict[str, Masker] = {}
        fits = self._fitting(kennis.bron.rijen[-1])
        self._rows_below = np.cumsum(fits[::-1], axis=0, dtype=np.int32)[::-1]

    def _where(self, geldt: Callable[[Waarde], bool]) -> Masker:
        return waar(self.sheet, self.sheet.codes, geldt)

    def _fitting(self, niveau: str) -> Masker:
        if niveau not in self._fits:
            self._fits[niveau] = self._where(lambda value: self.kennis.past(niveau, value))
        return self._fits[niveau]

    def _startable(self, niveau: str) -> Masker:
        """Say where a label can be the first of its level."""
        fits = self._fitting(niveau)
        return fits | self._where(lambda value: isinstance(value, str)) if niveau == MAAT else fits

    def kandidaten(self) -> tuple[Rijnummers, Rijnummers, Rijnummers]:
        """Return rows, columns and highest possible scores of the places where a corner can be."""
        height, width = self.sheet.hoogte - self.down, self.sheet.breedte - self.right
        if height <= 0 or width <= 0:
            none = np.zeros(0, dtype=np.intp)
            return none, none, none
        heads = self._possible(self.kennis.bron.kolommen, [(level, self.right) for level in range(self.down)])
        sides = self._possible(self.kennis.bron.rijen, [(self.down, level) for level in range(self.right)])
        texts = self._where(lambda value: value is None or isinstance(value, str))
        corner = np.ones((height, width), dtype=np.bool_)
        for r, k in product(range(self.down), range(self.right)):
            corner &= texts[r : r + height, k : k + width]
        rows, columns = np.nonzero(heads & sides & corner)
        most = self._columns_beside()[rows, columns + self.right] + self._below(rows, columns)
        return rows, columns, most

    def _below(self, rows: Rijnummers, columns: Rijnummers) -> Rijnummers:
        counts: Rijnummers = self._rows_below[rows + self.down, columns + self.right - 1].astype(np.intp)
        return counts

    def _possible(self, niveaus: Sequence[str], places: Sequence[tuple[int, int]]) -> Masker:
        """Say for every corner whether the labels at these places in it fit; a total may stand first."""
        height, width = self.sheet.hoogte - self.down, self.sheet.breedte - self.right
        fits = np.ones((height, width), dtype=np.bool_)
        total = np.zeros((height, width), dtype=np.bool_)
        totals = self._where(is_totaal)
        for niveau, (r, k) in zip(niveaus, places, strict=True):
            fits &= self._startable(niveau)[r : r + height, k : k + width]
            total |= totals[r : r + height, k : k + width]
        return fits | total

    def _columns_beside(self) -> Codes:
        """Return for every cell how many columns from it on can have fitting labels, filled from anywhere."""
        height = self.sheet.hoogte - self.down + 1
        fits = np.ones((height, self.sheet.breedte), dtype=np.bool_)
        for level, niveau in enumerate(self.kennis.bron.kolommen):
            own = self._fitting(niveau).copy()
            for rij, merges in self.sheet.brede.items():
                for merge in merges:
                    own[rij, merge.links : merge.rechts + 1] |= own[rij, merge.links]
            if self.sheet.tekst and level < self.down - 1:
                own = np.maximum.accumulate(own, axis=1)
            fits &= own[level : level + height]
        return np.cumsum(fits[:, ::-1], axis=1, dtype=np.int32)[:, ::-1]

    def score(self, rij: int, kolom: int) -> int:
        """Return how many labels fit: columns, and rows by their innermost label; the outer ones stand once a group."""
        hoek = Hoek(rij, kolom, self.down, self.right)
        niveaus = self.kennis.bron.kolommen
        columns = sum(_all_fit(niveaus, labels, self.kennis) for _, labels in column_labels(self.sheet, hoek))
        return columns and columns + int(self._rows_below[hoek.eerste_rij, hoek.eerste_kolom - 1])


def _all_fit(niveaus: Sequence[str], labels: Sequence[Label], kennis: Kennis) -> bool:
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


def lees_kruistabel(sheet: Sheet, kennis: Kennis, hoek: Hoek) -> Tabel:
    """Return the crosstab at a corner as a table."""
    tabel = Tabel(sheet, hoek.rij, koprijen=hoek.koprijen)
    tabel.laat_titels_weg()
    columns = list(column_labels(sheet, hoek))
    sleutels = {hoek.kolom + level: niveau for level, niveau in enumerate(kennis.bron.rijen)}
    regels = Regels(sheet, kennis, sleutels, [kolom for kolom, _ in columns], _herhaald(sheet, hoek))
    vul_rijen(tabel, regels, hoek.eerste_rij)
    filled = gevuld(sheet.codes[tabel.datarijen].T)
    for kolom, labels in columns:
        if reden := _no_column(kennis, labels, filled=bool(filled[kolom])):
            tabel.laat_weg(reden, kolom=kolom)
        else:
            pairs = zip(kennis.bron.kolommen, labels, strict=True)
            tabel.kolommen.append((kolom, {niveau: label for niveau, label in pairs if niveau != GENEGEERD}))
    return tabel


def _herhaald(sheet: Sheet, hoek: Hoek) -> Rijnummers:
    """Return the rows that repeat a row of the header, as every page of a long report does.

    The corner is part of it: a row of numbers can happen to equal a row of years.
    """
    found = []
    for level in range(hoek.koprijen):
        head = [(k, vouw(bijschrift(sheet.waarde(hoek.rij + level, k)))) for k in range(hoek.kolom, sheet.breedte)]
        if any(text for _, text in head):
            found.append(gelijke_rijen(sheet, head))
    rows = np.unique(np.concatenate(found))
    return rows[rows >= hoek.eerste_rij]


def _no_column(kennis: Kennis, labels: Sequence[Label], *, filled: bool) -> str | None:
    """Return why a column is left out: a total, a number that is not asked for, or nothing in it at all."""
    for niveau, label in zip(kennis.bron.kolommen, labels, strict=True):
        if is_totaal(label.waarde) and not kennis.gedeclareerd(niveau, label.waarde):
            return f"totaal: {kort(bijschrift(label.waarde))}"
    for niveau, label in zip(kennis.bron.kolommen, labels, strict=True):
        if niveau == MAAT and isinstance(label.waarde, str) and not kennis.past(niveau, label.waarde):
            return f"geen gevraagd getal: {kort(label.waarde)}"
    return None if filled or _all_fit(kennis.bron.kolommen, labels, kennis) else "lege kolom"
