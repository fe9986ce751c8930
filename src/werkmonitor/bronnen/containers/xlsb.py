"""Binary workbooks (.xlsb) → sheets."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from werkmonitor.bronnen.containers.archief import Archief
from werkmonitor.bronnen.containers.budget import Budget
from werkmonitor.bronnen.containers.child import in_child
from werkmonitor.bronnen.containers.excel_cel import foutcel, vormen
from werkmonitor.bronnen.containers.rooster import Rooster
from werkmonitor.bronnen.containers.xlsb_records import records, tekst
from werkmonitor.bronnen.containers.xlsx.blad import MAX_KOLOMMEN, MAX_RIJEN, Bladbouw
from werkmonitor.bronnen.containers.xlsx.cellen import Cellen
from werkmonitor.bronnen.containers.xlsx.opmaak import Vorm
from werkmonitor.bronnen.containers.xlsx.pakket import Relatie, producent, relaties, werkmapdeel
from werkmonitor.bronnen.feiten import cel
from werkmonitor.bronnen.sheet import Merge, Sheet

# Kinds of records, under the names that the published format gives them.
_ROW_HDR, _SST_ITEM, _FMT, _XF, _COL_INFO, _WB_PROP, _BUNDLE_SH, _MERGE_CELL = 0, 19, 44, 47, 60, 153, 156, 176
_BEGIN_CELL_XFS, _END_CELL_XFS = 617, 618
_FIRST_SHORT, _LAST_SHORT = 12, 18
"""Cells that do not say their column: it is the next one."""

_HIDDEN_ROW, _HIDDEN_COLUMN = 0x10, 0x01
_BYTES_PER_TEXT = 60
_REAL, _WORD = struct.Struct("<d"), struct.Struct("<I")


@dataclass
class _Werkmap:
    vanaf_1904: bool = False
    bladen: list[tuple[str, bool, str]] = field(default_factory=list)
    """Of each sheet: its name, whether it shows, and its part."""
    teksten: list[str] = field(default_factory=list)
    stijlen: list[Vorm] = field(default_factory=list)


def lees_xlsb(data: bytes, naam: str, budget: Budget) -> tuple[tuple[Sheet, ...], str]:
    """Return the sheets and the program that wrote them.  Raises ``OnleesbaarError``."""
    return in_child(xlsb_hier, data, naam, budget)


def xlsb_hier(data: bytes, naam: str, budget: Budget) -> tuple[tuple[Sheet, ...], str]:
    """Do what ``lees_xlsb`` does, in this very process."""
    archief = Archief(data, budget)
    try:
        werkmap = _werkmap(archief, budget)
        sheets = tuple(
            _Blad(titel, werkmap, budget).lees(archief.stroom(deel)).sheet(naam, zichtbaar=zichtbaar)
            for titel, zichtbaar, deel in werkmap.bladen
        )
    except IndexError:  # a record that is too short
        raise ValueError from None
    return sheets, producent(archief)


def _werkmap(archief: Archief, budget: Budget) -> _Werkmap:
    workbook = werkmapdeel(archief)
    relations = relaties(archief, workbook)
    found = _Werkmap()
    for kind, data in records(archief.stroom(workbook)):
        if kind == _WB_PROP:
            found.vanaf_1904 = bool(data[0] & 1)
        elif kind == _BUNDLE_SH:
            ident, end = tekst(data, 8)
            naam, _ = tekst(data, end)
            budget.blad(naam)
            relatie = relations.get(ident, Relatie("worksheet", ""))
            # Sheets of charts and macros have no cells.
            if relatie.sort == "worksheet":
                found.bladen.append((naam, data[:4] == bytes(4), relatie.doel))
    parts = {relatie.sort: relatie.doel for relatie in relations.values()}
    if "sharedStrings" in parts:
        found.teksten = _teksten(archief.stroom(parts["sharedStrings"]), budget)
    if "styles" in parts:
        found.stijlen = _stijlen(archief.stroom(parts["styles"]))
    return found


def _teksten(stukken: Iterable[bytes], budget: Budget) -> list[str]:
    texts = []
    for kind, data in records(stukken):
        if kind == _SST_ITEM:
            budget.neem(len(data) + _BYTES_PER_TEXT)
            texts.append(tekst(data, 1)[0])
    return texts


def _stijlen(stukken: Iterable[bytes]) -> list[Vorm]:
    own: dict[int, str] = {}
    formats: list[int] = []
    in_cells = False
    for kind, data in records(stukken):
        if kind == _FMT:
            own[int.from_bytes(data[:2], "little")] = tekst(data, 2)[0]
        elif kind in {_BEGIN_CELL_XFS, _END_CELL_XFS}:
            in_cells = kind == _BEGIN_CELL_XFS
        elif kind == _XF and in_cells:
            formats.append(int.from_bytes(data[2:4], "little"))
    return vormen(formats, own)


class _Blad:
    """One sheet while it is read."""

    def __init__(self, naam: str, werkmap: _Werkmap, budget: Budget) -> None:
        cellen = Cellen(werkmap.stijlen, werkmap.teksten, werkmap.vanaf_1904)
        self._bouw = Bladbouw(cellen, Rooster(naam, budget))
        self._cellen = cellen
        self._rij = self._kolom = -1
        error, real, text = self._fout, self._getal, self._tekst
        self._waarden: dict[int, Callable[[bytes, int, int], int]] = {
            1: self._leeg,
            2: self._rk,
            3: error,
            4: self._waar,
            5: real,
            6: text,
            7: self._gedeeld,
            8: text,
            9: real,
            10: self._waar,
            11: error,
            12: self._leeg,
            13: self._rk,
            14: error,
            15: self._waar,
            16: real,
            17: text,
            18: self._gedeeld,
            62: lambda data, at, style: text(data, at + 1, style),
        }
        """By kind of cell: what gives its code, from its record, where its value stands in that, and its style."""

    def lees(self, stukken: Iterable[bytes]) -> Bladbouw:
        """Read the whole part."""
        for kind, data in records(stukken):
            if kind in self._waarden:
                self._cel(kind, data)
            elif kind == _ROW_HDR:
                self._begin_rij(data)
            elif kind == _COL_INFO:
                self._kolommen(data)
            elif kind == _MERGE_CELL:
                boven, onder, links, rechts = struct.unpack_from("<IIII", data)
                self._bouw.merges.append(Merge(boven, links, onder, rechts))
        return self._bouw

    def _begin_rij(self, data: bytes) -> None:
        self._rij = _WORD.unpack_from(data)[0]
        self._kolom = -1
        if data[11] & _HIDDEN_ROW:
            self._bouw.verborgen_rijen.add(self._rij)

    def _kolommen(self, data: bytes) -> None:
        first, last = struct.unpack_from("<II", data)
        if data[16] & _HIDDEN_COLUMN:
            self._bouw.verberg_kolommen(first, last)

    def _cel(self, kind: int, data: bytes) -> None:
        if _FIRST_SHORT <= kind <= _LAST_SHORT:
            at = 4
            self._kolom += 1
        else:
            at = 8
            self._kolom = _WORD.unpack_from(data)[0]
        if not 0 <= self._rij < MAX_RIJEN or self._kolom >= MAX_KOLOMMEN:
            self._bouw.weiger_adres(cel(self._rij, self._kolom))
        style = int.from_bytes(data[at - 4 : at - 1], "little")
        self._bouw.rooster.zet(self._rij, self._kolom, self._waarden[kind](data, at, style))

    def _leeg(self, _data: bytes, _at: int, _style: int) -> int:
        return 0

    def _rk(self, data: bytes, at: int, style: int) -> int:
        """Return a number that was packed into 30 bits and two marks: whole, and a hundred times too large."""
        packed = _WORD.unpack_from(data, at)[0]
        if packed & 2:
            number = float((packed >> 2) - ((packed & 0x80000000) >> 1))
        else:
            number = _REAL.unpack(bytes(4) + (packed & 0xFFFFFFFC).to_bytes(4, "little"))[0]
        return self._cellen.getal(number / 100 if packed & 1 else number, style)

    def _getal(self, data: bytes, at: int, style: int) -> int:
        return self._cellen.getal(_REAL.unpack_from(data, at)[0], style)

    def _waar(self, data: bytes, at: int, _style: int) -> int:
        return self._cellen.voorraad.code(bool(data[at]))

    def _fout(self, data: bytes, at: int, _style: int) -> int:
        return self._cellen.voorraad.code(foutcel(data[at]))

    def _tekst(self, data: bytes, at: int, _style: int) -> int:
        return self._cellen.voorraad.code(tekst(data, at)[0])

    def _gedeeld(self, data: bytes, at: int, _style: int) -> int:
        return self._cellen.voorraad.code(self._cellen.gedeeld(str(_WORD.unpack_from(data, at)[0])))
