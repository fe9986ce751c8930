"""The number cells of a table as exact numbers, with a finding for each that is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

import numpy as np

from werkmonitor.bronnen.feiten import Ints
from werkmonitor.bronnen.meldingen import bladen as bladmeldingen
from werkmonitor.bronnen.meldingen import zinnen as meldingen
from werkmonitor.bronnen.meldingen.melder import MEEST, Melder
from werkmonitor.bronnen.opbouw.getallen import (
    FOUT,
    GOED,
    LEEG,
    ZONDER,
    Getallen,
    Lezer,
    meldcode,
    melding,
    opmaken_van,
)
from werkmonitor.bronnen.sheet import Codes, Merge, Rijnummers
from werkmonitor.bronnen.tabellen.tables import Tabel
from werkmonitor.bronnen.waarden.kolomtekst import kolom_toont
from werkmonitor.bronnen.waarden.perwaarde import Masker, getoond
from werkmonitor.bronnen.waarden.values import bijschrift, strijdig
from werkmonitor.findings import Finding, Location
from werkmonitor.programma.bron import Bron


@dataclass(frozen=True)
class Uitslag:
    """What the cells of a table hold, row by row: a number, or (``leeg``) that there is none, where ``goed``."""

    teller: Ints
    schaal: Codes
    leeg: Masker
    goed: Masker
    samengevoegd: Masker


class Telwerk:
    """Reads the cells where these rows (by index) and columns of a table cross."""

    def __init__(self, tabel: Tabel, bron: Bron, melder: Melder, index: Rijnummers, kolommen: Codes) -> None:
        self.tabel, self.bron, self.melder = tabel, bron, melder
        self.index, self.kolommen = index, kolommen
        self.rijen = tabel.datarijen[index]
        self.codes = tabel.sheet.codes[np.ix_(self.rijen, kolommen)].ravel()

    def tel(self, maat: Codes) -> Uitslag:
        """Return the numbers, after reporting what is none; ``maat`` is the rank of the maat of each cell."""
        merged = self._merged()
        size = len(self.codes)
        teller, schaal = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int32)
        soort = np.zeros(size, dtype=np.int32)
        for rank, own in enumerate(self.bron.maten.values()):
            cells = np.flatnonzero((maat == rank) & ~merged)
            codes = self.codes[cells]
            found = Lezer(self.tabel.sheet, self.bron, own).lees(codes)
            teller[cells], schaal[cells], soort[cells] = found.teller[codes], found.schaal[codes], found.soort[codes]
            self._report(cells, codes, found)
            self._formats(cells[soort[cells] == GOED], own.eenheid)
        zero = (soort == LEEG) & (self.bron.leeg == "nul")
        good = (soort != FOUT) & ~merged
        return Uitslag(teller, schaal, ((soort == LEEG) | (soort == ZONDER)) & ~zero, good, merged)

    def _at(self, cell: int) -> tuple[int, int]:
        """Return row and column on the sheet."""
        rij, kolom = divmod(cell, len(self.kolommen))
        return int(self.rijen[rij]), int(self.kolommen[kolom])

    def _plek(self, cell: int) -> Location:
        return self.tabel.sheet.plek(*self._at(cell))

    def _order(self, cell: int, rank: int) -> tuple[int, int, int]:
        rij, kolom = divmod(cell, len(self.kolommen))
        return int(self.index[rij]), kolom, rank

    def _say(self, code: str, cells: Rijnummers, make: Callable[[int], Finding]) -> None:
        shown = cells[: MEEST + 1].tolist()
        self.melder.meld(code, [self._order(cell, 2) for cell in shown], lambda rank: make(shown[rank]), len(cells))

    # ---- what is no number, or an odd one

    def _report(self, cells: Rijnummers, codes: Codes, found: Getallen) -> None:
        if found.vreemd:
            self._say("vreemd-getal", cells[_among(codes, found.vreemd, found)], partial(self._odd, found))
        by_kind: dict[str, list[int]] = {}
        signs: dict[tuple[str, str], list[int]] = {}
        for code, fout in found.fouten.items():
            if found.soort[code] == FOUT:
                by_kind.setdefault(meldcode(fout), []).append(code)
            else:
                signs.setdefault((bijschrift(self.tabel.sheet.waarden[code]), str(fout)), []).append(code)
        for kind, bad in by_kind.items():
            self._say(kind, cells[_among(codes, bad, found)], partial(self._bad, found))
        for (teken, reden), bad in signs.items():
            self._without(cells[_among(codes, bad, found)], teken, reden)

    def _odd(self, found: Getallen, cell: int) -> Finding:
        return meldingen.vreemd_getal(self._plek(cell), found.vreemd[int(self.codes[cell])])

    def _bad(self, found: Getallen, cell: int) -> Finding:
        code = int(self.codes[cell])
        value = self.tabel.sheet.waarden[code]
        return melding(self._plek(cell), value, found.fouten[code], partial(self._column, cell))

    def _column(self, cell: int) -> str:
        """Say what the column of a cell shows about how its numbers are meant."""
        own = self.codes[cell % len(self.kolommen) :: len(self.kolommen)]
        value = self.tabel.sheet.waarden[int(self.codes[cell])]
        if not isinstance(value, str) and "procent" in opmaken_van(self.tabel.sheet, own):
            return "andere cellen in deze kolom zijn opgemaakt als percentage, deze niet"
        return kolom_toont(value for value in getoond(self.tabel.sheet, own) if isinstance(value, str))

    def _without(self, cells: Rijnummers, teken: str, reden: str) -> None:
        first = int(cells[0])
        finding = bladmeldingen.geen_waarde(self._plek(first), teken, reden, len(cells))
        self.melder.meld(finding.code, [self._order(first, 2)], lambda _: finding, 1)

    def _formats(self, numbers: Rijnummers, eenheid: str) -> None:
        """Report, once for each column and kind, numbers whose format contradicts their unit."""
        for kind, places in opmaken_van(self.tabel.sheet, self.codes[numbers]).items():
            reden = strijdig(kind, eenheid)
            of_kind = numbers[places]
            for kolom in np.unique(of_kind % len(self.kolommen)).tolist() if reden else ():
                own = of_kind[of_kind % len(self.kolommen) == kolom]
                finding = bladmeldingen.eenheid_strijdig(self._plek(int(own[0])), reden or "", len(own))
                self.melder.meld(finding.code, [self._order(int(own[0]), 3)], partial(_always, finding), 1)

    # ---- merged numbers

    def _merged(self) -> Masker:
        """Say which cells are merged with others around a number, after reporting each such area."""
        sheet = self.tabel.sheet
        areas = [merge for merge in sheet.merges if self._holds_number(merge)]
        hits = np.zeros((len(self.rijen) + 1, len(self.kolommen) + 1), dtype=np.int32)
        found: list[tuple[int, Merge]] = []
        for merge in areas:
            top, bottom = np.searchsorted(self.rijen, (merge.boven, merge.onder + 1)).tolist()
            left, right = np.searchsorted(self.kolommen, (merge.links, merge.rechts + 1), sorter=self._sorter).tolist()
            if top < bottom and left < right:
                found.append((top * len(self.kolommen) + int(self._sorter[left:right].min()), merge))
                hits[top, left] += 1
                hits[top, right] -= 1
                hits[bottom, left] -= 1
                hits[bottom, right] += 1
        found.sort()
        self.melder.meld(
            "samengevoegd-getal",
            [self._order(cell, 0) for cell, _ in found],
            lambda rank: meldingen.samengevoegd_getal(sheet.plek(found[rank][1].boven, found[rank][1].links)),
            len(found),
        )
        covered = hits.cumsum(axis=0).cumsum(axis=1)[:-1, :-1] > 0
        unsorted = np.empty_like(covered)
        unsorted[:, self._sorter] = covered
        return unsorted.ravel()

    @property
    def _sorter(self) -> Rijnummers:
        return np.argsort(self.kolommen, kind="stable")

    def _holds_number(self, merge: Merge) -> bool:
        """Say whether an area has a number in its corner, and more than one cell."""
        alone = merge.boven == merge.onder and (merge.links == merge.rechts or self._as_wide(merge))
        return not alone and self.tabel.sheet.waarde(merge.boven, merge.links) is not None

    def _as_wide(self, merge: Merge) -> bool:
        """Say whether the caption above an area is merged over the same columns, so that they are one column."""
        last = self.tabel.kop + self.tabel.koprijen - 1
        head = Merge(last, merge.links, last, merge.rechts)
        return head in self.tabel.sheet.brede.get(last, ()) and not self._next_to(merge)

    def _next_to(self, merge: Merge) -> bool:
        """Say whether another column of numbers than the first stands in the columns of an area."""
        return bool(((self.kolommen > merge.links) & (self.kolommen <= merge.rechts)).any())


def _among(codes: Codes, wanted: Iterable[int], found: Getallen) -> Masker:
    """Say which of the codes are among the wanted ones."""
    lookup = np.zeros(len(found.soort), dtype=np.bool_)
    lookup[list(wanted)] = True
    hit: Masker = lookup[codes]
    return hit


def _always(finding: Finding, _rank: int) -> Finding:
    return finding
