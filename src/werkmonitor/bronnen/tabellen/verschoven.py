"""Refuse a crosstab whose labels are probably numbers: one odd caption moves the corner a column or a row on.

A dimension that is open takes any text for a member, and any number.  Where the first caption of a crosstab cannot be
read, the first numbers would become the members, and the true labels would stand left of the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from werkmonitor.bronnen.feiten import cel
from werkmonitor.bronnen.meldingen.kruistabel import verschoven
from werkmonitor.bronnen.sheet import Codes, Rijnummers, Sheet, Waarde
from werkmonitor.bronnen.tabellen.hoek import Hoek, is_getal
from werkmonitor.bronnen.tabellen.kennis import GENEGEERD, MAAT, Kennis
from werkmonitor.bronnen.tabellen.tables import paginavoeten
from werkmonitor.bronnen.waarden.persoon import kort
from werkmonitor.bronnen.waarden.perwaarde import waar
from werkmonitor.bronnen.waarden.tijd import Deel, tijd
from werkmonitor.bronnen.waarden.values import bijschrift, vouw
from werkmonitor.findings import Finding
from werkmonitor.programma.bron import TIJDROLLEN

_FRACTION = re.compile(r"\d[.,]\d")


def controleer_hoek(sheet: Sheet, kennis: Kennis, hoek: Hoek, herhaald: Rijnummers) -> list[Finding]:
    """Return what is wrong with the place of a corner; ``herhaald`` are rows that show a row of its header."""
    found = _Hoekproef(sheet, kennis, hoek).bezwaren(herhaald)
    first = next(found, None)
    return [first] if first else []


class _Hoekproef:
    """Holds the labels of a corner against what stands left of it and above it."""

    def __init__(self, sheet: Sheet, kennis: Kennis, hoek: Hoek) -> None:
        self.sheet, self.kennis, self.hoek = sheet, kennis, hoek
        self.bron = kennis.bron
        rows = np.setdiff1d(np.arange(hoek.eerste_rij, sheet.hoogte), paginavoeten(sheet))
        self.rijen = rows[sheet.codes[rows, hoek.labelkolommen[-1]] != 0]

    def bezwaren(self, herhaald: Rijnummers) -> Iterator[Finding]:
        """Yield what is wrong."""
        yield from self._earlier(herhaald)
        yield from self._beside()
        if not any(map(self._certain, self.bron.kolommen)):
            yield from self._above()

    def _certain(self, niveau: str) -> bool:
        """Say whether a level knows its labels, so that a number never passes for one."""
        leden = self.kennis.dimensies.get(niveau)
        return niveau == MAAT or (leden is not None and not leden.open)

    def _counts(self, niveau: str, value: Waarde) -> bool:
        """Say whether a label is a number that may as well be a count; a year is not."""
        time = niveau in TIJDROLLEN and not isinstance(tijd(value, niveau), Deel | None)
        return is_getal(value) and not time

    def _numeric(self, niveau: str, codes: Codes) -> bool:
        """Say whether most of these filled cells are numbers."""
        filled = codes[codes != 0]
        hits = int(waar(self.sheet, filled, lambda value: self._counts(niveau, value)).sum())
        return bool(len(filled)) and 2 * hits > len(filled)

    def _melding(self, rij: int, kolom: int, wat: str, *, extra: bool = False) -> Finding:
        return verschoven(self.sheet.plek(rij, kolom), wat, self.bron.id, extra=extra)

    # ---- the same header further up

    def _earlier(self, herhaald: Rijnummers) -> Iterator[Finding]:
        earlier = herhaald[herhaald < self.hoek.rij]
        if len(earlier):
            rij, kolom = int(earlier[-1]) + 1, self.hoek.labelkolommen[-1]
            shown = kort(bijschrift(self.sheet.waarde(rij, kolom)))
            wat = f"Onder de eerste kop in rij {rij} past het label '{shown}' niet bij {self.bron.rijen[-1]}."
            yield self._melding(rij, kolom, wat)

    # ---- labels along the rows

    def _beside(self) -> Iterator[Finding]:
        numeric = [
            kolom
            for niveau, kolom in zip(self.bron.rijen, self.hoek.labelkolommen, strict=True)
            if niveau != GENEGEERD
            and not self._certain(niveau)
            and self._numeric(niveau, self.sheet.codes[self.rijen, kolom])
        ]
        yield from self._left(numeric)
        for kolom in numeric:
            head = self.sheet.waarde(self.hoek.eerste_rij - 1, kolom)
            if self._like_column(head) or self._fractions(kolom):
                yield self._melding(self.hoek.eerste_rij - 1, kolom, self._odd(kolom))

    def _left(self, numeric: list[int]) -> Iterator[Finding]:
        """Refuse labels with others left of them, unless their header names them or those others are only codes."""
        left = [k for k in range(self.hoek.labelkolommen[0]) if self.sheet.codes[self.rijen, k].any()]
        if not left or self._named():
            return
        texts = [k for k in left if not self._numeric("", self.sheet.codes[self.rijen, k])]
        is_open = any(niveau in self.kennis.dimensies for niveau in self.bron.rijen)
        is_open &= not any(map(self._certain, self.bron.rijen))
        if numeric:
            rij, kolom = self._first_odd(left[0] + 1)
            yield self._melding(rij, kolom, self._odd(kolom, rij))
        elif texts and is_open:
            rij = int(self.rijen[0])
            wat = (
                f"Links van de labels voor {self.bron.rijen[0]} staat een kolom die de declaratie niet noemt, "
                f"met onder meer '{kort(bijschrift(self._first_in(texts[0])))}'."
            )
            yield self._melding(rij, texts[0], wat, extra=True)

    def _first_in(self, kolom: int) -> Waarde:
        rows = self.rijen[self.sheet.codes[self.rijen, kolom] != 0]
        return self.sheet.waarde(int(rows[0]), kolom)

    def _named(self) -> bool:
        """Say whether the header above a label column is the name of its level, where it has to be."""
        heads = range(self.hoek.rij, self.hoek.eerste_rij)
        return any(
            vouw(bijschrift(self.sheet.waarde(rij, kolom))) in self._names(niveau)
            for niveau, kolom in zip(self.bron.rijen, self.hoek.labelkolommen, strict=True)
            for rij in heads
            if not self._certain(niveau)
        )

    def _names(self, niveau: str) -> set[str]:
        leden = self.kennis.dimensies.get(niveau)
        return {vouw(niveau), vouw(leden.naam)} if leden else {niveau}

    def _first_odd(self, vanaf: int) -> tuple[int, int]:
        """Return the first cell of the header that is no caption of its level, between other labels and the numbers."""
        for kolom in range(vanaf, self.hoek.eerste_kolom):
            for level, niveau in enumerate(self.kennis.kopniveaus):
                if not self.kennis.past(niveau, self.sheet.waarde(self.hoek.rij + level, kolom)):
                    return self.hoek.rij + level, kolom
        return self.hoek.eerste_rij - 1, self.hoek.labelkolommen[-1]

    def _odd(self, kolom: int, rij: int | None = None) -> str:
        rij = self.hoek.eerste_rij - 1 if rij is None else rij
        shown = kort(bijschrift(self.sheet.waarde(rij, kolom)))
        above = f"'{shown}' in {cel(rij, kolom)}" if shown else f"geen bijschrift in {cel(rij, kolom)}"
        return (
            f"Boven kolom {cel(0, kolom)[:-1]} staat {above}, niet te lezen als {' of '.join(self.bron.kolommen)} "
            f"na labels voor {' en '.join(self.bron.rijen)}; de getallen eronder zouden voor labels doorgaan."
        )

    def _like_column(self, head: Waarde) -> bool:
        """Say whether what stands above a label column is, or looks like, a caption of numbers."""
        niveau = self.bron.kolommen[-1]
        leden = self.kennis.dimensies.get(niveau)
        fits = niveau != GENEGEERD and not (leden and leden.open) and self.kennis.past(niveau, head)
        return fits or any(sign.isdigit() for sign in bijschrift(head))

    def _fractions(self, kolom: int) -> bool:
        codes = self.sheet.codes[self.rijen, kolom]
        return bool(waar(self.sheet, codes, lambda value: bool(_FRACTION.search(bijschrift(value)))).any())

    # ---- labels along the columns

    def _above(self) -> Iterator[Finding]:
        """Refuse a header of numbers below a row that is filled as far: that one is the header."""
        first, last = self.hoek.eerste_kolom, self.hoek.eerste_rij - 1
        above = np.flatnonzero(self.sheet.codes[: self.hoek.rij, first:].any(axis=1))
        own = self.sheet.codes[last, first:]
        if not len(above) or not self._numeric(self.bron.kolommen[-1], own):
            return
        if 2 * np.count_nonzero(self.sheet.codes[above[-1], first:]) > np.count_nonzero(own):
            kolom = self.hoek.labelkolommen[-1]
            wat = (
                f"Rij {last + 1} zou de kop zijn, maar daar staan getallen onder de kop van rij {int(above[-1]) + 1}: "
                f"'{kort(bijschrift(self.sheet.waarde(last, kolom)))}' past niet bij {self.bron.rijen[-1]}."
            )
            yield self._melding(last, kolom, wat)
