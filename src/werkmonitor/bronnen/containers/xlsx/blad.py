"""One sheet of a workbook, read in full: every way of writing that the standard allows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NoReturn

from werkmonitor.bronnen.containers.rooster import Rooster
from werkmonitor.bronnen.containers.weigeren import HERSTEL, OnleesbaarError
from werkmonitor.bronnen.containers.xlsx.cellen import Cellen
from werkmonitor.bronnen.containers.xlsx.pakket import is_waar
from werkmonitor.bronnen.containers.xlsx.xml import Kenmerken, Tekstverzamelaar
from werkmonitor.bronnen.sheet import Codes, Merge, Sheet

MAX_RIJEN = 2**20
MAX_KOLOMMEN = 2**14
_MAX_KNOWN = 100_000
"""Distinct cells that are remembered as they are written; a column of identifiers would fill the memory."""
_MERGE_BYTES = 150
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,7})\$?(\d{1,10})")


@dataclass
class Bladbouw:
    """What is gathered of one sheet, by either way of reading."""

    cellen: Cellen
    rooster: Rooster
    merges: list[Merge] = field(default_factory=list)
    verborgen_rijen: set[int] = field(default_factory=set)
    _kolommen: bytearray = field(default_factory=lambda: bytearray(MAX_KOLOMMEN))
    """Which columns are hidden."""

    def plaats(self, adres: str) -> tuple[int, int]:
        """Return the zero-based row and column of an address.  Raises ``OnleesbaarError`` beyond Excel's limits."""
        return _plek(adres) or self.weiger_adres(adres)

    def weiger_adres(self, adres: str) -> NoReturn:
        """Refuse a cell that cannot be in a sheet of Excel."""
        naam = self.rooster.naam
        wat = f"Blad '{naam}' heeft een cel '{adres[:20]}', en die bestaat niet in Excel."
        raise OnleesbaarError(wat, HERSTEL, naam)

    def verberg_kolommen(self, eerste: int, laatste: int) -> None:
        """Hide columns, as far as there are such."""
        hidden = slice(max(eerste, 0), max(min(laatste + 1, MAX_KOLOMMEN), 0))
        self._kolommen[hidden] = b"\x01" * len(self._kolommen[hidden])

    def voeg_samen(self, gebied: str) -> None:
        """Merge the cells of an area such as ``A1:B2``.  Raises ``OnleesbaarError`` for what is none."""
        corners = [_plek(adres) for adres in gebied.split(":")]
        if len(corners) > 2 or None in corners:  # noqa: PLR2004 - first and last
            naam = self.rooster.naam
            wat = f"Blad '{naam}' heeft een samengevoegd gebied '{gebied[:20]}', en dat bestaat niet in Excel."
            raise OnleesbaarError(wat, HERSTEL, naam)
        (boven, onder), (links, rechts) = ((min(both), max(both)) for both in zip(*filter(None, corners), strict=True))
        if (boven, links) != (onder, rechts):
            self.rooster.budget.neem(_MERGE_BYTES)
            self.merges.append(Merge(boven, links, onder, rechts))

    def sheet(self, bestand: str, *, zichtbaar: bool) -> Sheet:
        """Return the sheet; what is hidden beyond its last cell does not matter."""
        voorraad = self.cellen.voorraad
        codes = voorraad.vast(self.rooster.sluit())
        self._uncover(codes)
        hoogte, breedte = codes.shape
        return Sheet(
            bestand,
            self.rooster.naam,
            codes,
            tuple(voorraad.waarden),
            tuple(voorraad.opmaken),
            tuple(self.merges),
            zichtbaar,
            verborgen_rijen=frozenset(rij for rij in self.verborgen_rijen if rij < hoogte),
            verborgen_kolommen=frozenset(kolom for kolom in range(breedte) if self._kolommen[kolom]),
        )

    def _uncover(self, codes: Codes) -> None:
        """Empty the cells that a merge covers: Excel shows its first cell only, whatever else is stored."""
        for merge in self.merges:
            self.rooster.budget.tik()
            area = codes[merge.boven : merge.onder + 1, merge.links : merge.rechts + 1]
            if area.size > 1:
                first = area[0, 0]
                area[:] = 0
                area[0, 0] = first


def _plek(adres: str) -> tuple[int, int] | None:
    """Return the zero-based row and column of an address, ``None`` where Excel has no such cell."""
    found = _ADDRESS.fullmatch(adres)
    rij, kolom = (int(found[2]) - 1, kolomnummer(found[1])) if found else (-1, -1)
    return (rij, kolom) if 0 <= rij < MAX_RIJEN and 0 <= kolom < MAX_KOLOMMEN else None


def kolomnummer(letters: str) -> int:
    """Return the zero-based column: ``A`` is 0, ``AB`` is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


class Bladluisteraar(Tekstverzamelaar):
    """Hears the elements of a sheet part and puts its cells, merges and hidden rows and columns together."""

    def __init__(self, bouw: Bladbouw) -> None:
        super().__init__()
        self._bouw = bouw
        self._known: dict[tuple[str, str, str | None, bool], int] = {}
        self._rij = self._kolom = -1
        self._cell: Kenmerken | None = None
        self._stored: str | None = None
        self._formula = False
        self.zag_gegevens = False
        begin: dict[str, Callable[[Kenmerken], None]] = {
            "row": self._row,
            "c": self._begin_cell,
            "v": self._begin_stored,
            "is": self._begin_inline,
            "f": self._begin_formula,
            "col": self._column,
            "mergeCell": self._merge,
            "sheetData": self._data,
        }
        self._begin = begin

    def begin(self, naam: str, kenmerken: Kenmerken) -> None:
        """Take notice of the beginning of an element."""
        handler = self._begin.get(naam)
        if handler:
            handler(kenmerken)
        else:
            super().begin(naam, kenmerken)

    def einde(self, naam: str) -> None:
        """Take notice of the end of an element."""
        if naam == "c":
            self._end_cell()
        elif naam in {"v", "is"}:
            self._stored = self.neem()
            self._open = False
        else:
            super().einde(naam)

    def _data(self, _: Kenmerken) -> None:
        self.zag_gegevens = True

    def _row(self, kenmerken: Kenmerken) -> None:
        number = kenmerken.get("r")
        self._rij = self._bouw.plaats(f"A{number.strip()}")[0] if number else self._rij + 1
        self._kolom = -1
        if is_waar(kenmerken.get("hidden")):
            self._bouw.verborgen_rijen.add(self._rij)
        self._bouw.rooster.budget.regels(1)

    def _begin_cell(self, kenmerken: Kenmerken) -> None:
        self._cell, self._stored, self._formula = kenmerken, None, False

    def _begin_value(self, _: Kenmerken) -> None:
        self.neem()
        self._open = self._cell is not None

    def _begin_inline(self, _: Kenmerken) -> None:
        self.neem()

    def _begin_stored(self, _: Kenmerken) -> None:
        self.neem()
        self._open = True

    def _begin_formula(self, _: Kenmerken) -> None:
        self._formula = True

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        attributes, self._cell = self._cell, None
        address = attributes.get("r")
        rij, kolom = self._bouw.plaats(address.strip()) if address else (self._rij, self._kolom + 1)
        if kolom >= MAX_KOLOMMEN or not 0 <= rij < MAX_RIJEN:
            self._bouw.weiger_adres(f"nr. {kolom + 1} in rij {rij + 1}")
        self._kolom = kolom
        key = attributes.get("t", "n"), attributes.get("s", "0"), self._stored, self._formula
        code = self._known.get(key)
        if code is None:
            code = self._code(*key)
            if code >= 0:
                if len(self._known) >= _MAX_KNOWN:
                    self._known.clear()
                self._known[key] = code
        self._bouw.rooster.zet(rij, kolom, code)

    def _code(self, soort: str, style: str, text: str | None, formula: bool) -> int:  # noqa: FBT001 - part of a key
        stijl = int(style) if style.isdecimal() else 0
        return self._bouw.cellen.code(soort, stijl, text, formule=formula)

    def _column(self, kenmerken: Kenmerken) -> None:
        # What is no column hides nothing.
        with suppress(ValueError):
            if is_waar(kenmerken.get("hidden")):
                self._bouw.verberg_kolommen(int(kenmerken.get("min", "1")) - 1, int(kenmerken.get("max", "1")) - 1)

    def _merge(self, kenmerken: Kenmerken) -> None:
        self._bouw.voeg_samen(kenmerken.get("ref", ""))


Stroom = Callable[[], Iterator[bytes]]
"""Opens the part of a sheet, from its beginning."""
