"""Crosstabs: found by what their labels say, unfolded to labels for every row and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from werkmonitor.bronnen.kennis import GENEGEERD, MAAT, Kennis
from werkmonitor.bronnen.persoon import kort
from werkmonitor.bronnen.sheet import Sheet, Waarde
from werkmonitor.bronnen.tables import Label, Regels, Tabel, is_leeg, is_totaal, vul_rijen
from werkmonitor.bronnen.values import bijschrift, vouw


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
    """Return the corner with the most fitting labels below and beside it; the first of those with equally many."""
    best, most = None, 0
    for hoek in _candidates(sheet, kennis):
        fits = [_all_fit(kennis.bron.kolommen, labels, kennis) for _, labels in column_labels(sheet, hoek)]
        columns = sum(fits)
        score = columns and columns + _fitting_rows(sheet, kennis, hoek)
        if score > most:
            best, most = hoek, score
    return best


def _candidates(sheet: Sheet, kennis: Kennis) -> Iterator[Hoek]:
    """Yield the places where the first row and the first column can start with a label on every level."""
    down, right = len(kennis.bron.kolommen), len(kennis.bron.rijen)
    for rij, kolom in product(range(len(sheet.rijen) - down), range(sheet.breedte - right)):
        hoek = Hoek(rij, kolom, down, right)
        heads = [sheet.rijen[rij + level][hoek.eerste_kolom] for level in range(down)]
        sides = [sheet.rijen[hoek.eerste_rij][kolom + level] for level in range(right)]
        if _possible(kennis.bron.kolommen, heads, kennis) and _possible(kennis.bron.rijen, sides, kennis):
            corner = product(range(rij, hoek.eerste_rij), range(kolom, hoek.eerste_kolom))
            if all(sheet.rijen[r][k] is None or isinstance(sheet.rijen[r][k], str) for r, k in corner):
                yield hoek


def _possible(niveaus: Sequence[str], values: Sequence[Waarde], kennis: Kennis) -> bool:
    """Say whether labels fit; the outermost must be there, and a total may stand first."""
    if any(is_totaal(value) for value in values):
        return True
    maat_or_fits = (
        kennis.past(niveau, value) or (niveau == MAAT and isinstance(value, str))
        for niveau, value in zip(niveaus, values, strict=True)
    )
    return all(maat_or_fits)


def _all_fit(niveaus: Sequence[str], labels: Sequence[Label], kennis: Kennis) -> bool:
    return all(kennis.past(niveau, label.waarde) for niveau, label in zip(niveaus, labels, strict=True))


def _fitting_rows(sheet: Sheet, kennis: Kennis, hoek: Hoek) -> int:
    """Count the rows whose innermost label fits; the outer ones are written once for a group."""
    innermost, kolom = kennis.bron.rijen[-1], hoek.eerste_kolom - 1
    return sum(kennis.past(innermost, sheet.rijen[rij][kolom]) for rij in range(hoek.eerste_rij, len(sheet.rijen)))


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
    tabel = Tabel(sheet, hoek.rij)
    for rij in range(hoek.rij):
        if not is_leeg(sheet.rijen[rij]):
            tabel.laat_weg("titel", rij=rij)
    columns = list(column_labels(sheet, hoek))
    sleutels = {hoek.kolom + level: niveau for level, niveau in enumerate(kennis.bron.rijen)}
    regels = Regels(sheet, kennis, sleutels, [kolom for kolom, _ in columns], _HerhaaltKop(sheet, hoek))
    known = {kolom: niveau for kolom, niveau in sleutels.items() if niveau != GENEGEERD}
    vul_rijen(tabel, regels, hoek.eerste_rij, niveaus=known)
    for kolom, labels in columns:
        filled = any(sheet.rijen[rij][kolom] is not None for rij, _ in tabel.rijen)
        if reden := _no_column(kennis, labels, filled=filled):
            tabel.laat_weg(reden, kolom=kolom)
        else:
            pairs = zip(kennis.bron.kolommen, labels, strict=True)
            tabel.kolommen.append((kolom, {niveau: label for niveau, label in pairs if niveau != GENEGEERD}))
    return tabel


def _no_column(kennis: Kennis, labels: Sequence[Label], *, filled: bool) -> str | None:
    """Return why a column is left out: a total, a number that is not asked for, or nothing in it at all."""
    for niveau, label in zip(kennis.bron.kolommen, labels, strict=True):
        if is_totaal(label.waarde) and not kennis.gedeclareerd(niveau, label.waarde):
            return f"totaal: {kort(bijschrift(label.waarde))}"
    for niveau, label in zip(kennis.bron.kolommen, labels, strict=True):
        if niveau == MAAT and isinstance(label.waarde, str) and not kennis.past(niveau, label.waarde):
            return f"geen gevraagd getal: {kort(label.waarde)}"
    return None if filled or _all_fit(kennis.bron.kolommen, labels, kennis) else "lege kolom"


class _HerhaaltKop:
    """Says whether a row repeats a row of the header, as every page of a long report does."""

    def __init__(self, sheet: Sheet, hoek: Hoek) -> None:
        self._first = hoek.kolom  # with the corner: a row of numbers can happen to equal a row of years
        rows = [self._folded(sheet.rijen[hoek.rij + level]) for level in range(hoek.koprijen)]
        self._heads = {head for head in rows if any(head)}

    def _folded(self, cells: Sequence[Waarde]) -> tuple[str, ...]:
        return tuple(vouw(bijschrift(value)) for value in cells[self._first :])

    def __call__(self, cells: Sequence[Waarde]) -> bool:
        return self._folded(cells) in self._heads
