"""Old Excel workbooks (.xls, BIFF) → sheets; the only user of xlrd, which always works in a child process."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Any

from werkmonitor.bronnen.containers.budget import Budget
from werkmonitor.bronnen.containers.child import in_child
from werkmonitor.bronnen.containers.excel_cel import foutcel, vormen
from werkmonitor.bronnen.containers.rooster import Rooster
from werkmonitor.bronnen.containers.weigeren import HERSTEL, OnleesbaarError
from werkmonitor.bronnen.containers.xlsx.blad import Bladbouw
from werkmonitor.bronnen.containers.xlsx.cellen import GEEN_UITKOMST, Cellen
from werkmonitor.bronnen.sheet import Foutcel, Merge, Sheet

_STUK = "De werkmap is van binnen beschadigd."
_WACHTWOORD = ("Het bestand is met een wachtwoord beveiligd.", "Haal het wachtwoord eraf en sla het opnieuw op.")
_NIET_BEREKEND = "formule die niet is doorgerekend"
_ROWS_PER_TICK = 1000

# Kinds of records.
_FORMULAS, _UNCALCED, _EOF = {0x0006, 0x0206, 0x0406}, 0x005E, 0x000A
_BEGINNINGS = {0x0009, 0x0209, 0x0409, 0x0809}
_RECORD, _FORMULA = struct.Struct("<HH"), struct.Struct("<HHH8sH")
_ON_LOAD = 0x2
"""Of a formula: its outcome is to be computed when the file is opened."""
_PLACEHOLDERS = {bytes(8), b"\x03\x00\x00\x00\x00\x00\xff\xff"}
"""What programs that cannot compute store as outcome: zero, or an empty text."""


def lees_xls(data: bytes, naam: str, budget: Budget) -> tuple[tuple[Sheet, ...], str]:
    """Return the sheets; the file does not say what program wrote it.  Raises ``OnleesbaarError``."""
    return in_child(xls_hier, data, naam, budget)


def xls_hier(data: bytes, naam: str, budget: Budget) -> tuple[tuple[Sheet, ...], str]:
    """Do what ``lees_xls`` does, in this very process: only for a file that is trusted."""
    try:
        book = _opened(data)
        for title in book.sheet_names():
            budget.blad(title)
        return tuple(_sheet(book, rank, naam, budget) for rank in range(book.nsheets)), ""
    except (OnleesbaarError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - xlrd raises almost anything on a damaged file
        if "encrypted" in str(error):
            raise OnleesbaarError(*_WACHTWOORD) from None
        raise OnleesbaarError(_STUK, HERSTEL) from None


def _opened(data: bytes) -> Any:
    """Return xlrd's book; its sheets are read when they are asked for."""
    import xlrd
    import xlrd.sheet

    # Notes, links and drawings are no cells, yet an odd one makes xlrd refuse the file, or use up the memory.
    for what in ("hlink", "quicktip", "obj", "msodrawingetc", "txo", "note", "feat11"):
        setattr(xlrd.sheet.Sheet, f"handle_{what}", _nothing)
    return xlrd.open_workbook(
        file_contents=data, logfile=io.StringIO(), formatting_info=True, on_demand=True, ragged_rows=True
    )


def _nothing(*_record: object) -> None:
    pass


def _sheet(book: Any, rank: int, bestand: str, budget: Budget) -> Sheet:
    source = book.sheet_by_index(rank)
    own = {number: form.format_str for number, form in book.format_map.items() if form.format_str}
    cellen = Cellen(vormen([xf.format_key for xf in book.xf_list], own), [], bool(book.datemode))
    bouw = Bladbouw(cellen, Rooster(source.name, budget))
    _fill(bouw, source, _without_outcome(book, rank))
    # A very old book is one sheet, which is there at once and cannot be let go.
    if book.on_demand:
        book.unload_sheet(rank)
    bouw.merges += [Merge(top, left, bottom - 1, right - 1) for top, bottom, left, right in source.merged_cells]
    bouw.verborgen_rijen |= {row for row, info in source.rowinfo_map.items() if info.hidden}
    for column, info in source.colinfo_map.items():
        if info.hidden:
            bouw.verberg_kolommen(column, column)
    return bouw.sheet(bestand, zichtbaar=source.visibility == 0)


def _fill(bouw: Bladbouw, source: Any, without: dict[tuple[int, int], str]) -> None:
    import xlrd

    number, code = bouw.cellen.getal, bouw.cellen.voorraad.code
    for row in range(source.nrows):
        if row % _ROWS_PER_TICK == 0:
            bouw.rooster.budget.tik()
        for column, (kind, value) in enumerate(zip(source.row_types(row), source.row_values(row), strict=True)):
            if (row, column) in without:
                found = code(Foutcel(without[row, column]))
            elif kind in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE}:
                found = number(value, source.cell_xf_index(row, column))
            elif kind == xlrd.XL_CELL_ERROR:
                found = code(foutcel(value))
            else:
                found = code(bool(value) if kind == xlrd.XL_CELL_BOOLEAN else value)
            bouw.rooster.zet(row, column, found)


def _without_outcome(book: Any, rank: int) -> dict[tuple[int, int], str]:
    """Return the formulas of a sheet whose stored outcome means nothing, which xlrd does not tell."""
    found, all_formulas, stale = {}, [], False
    for kind, data in _records(book.mem or b"", book._sh_abs_posn[rank]):  # noqa: SLF001 - nowhere else
        stale = stale or kind == _UNCALCED
        if kind in _FORMULAS:
            row, column, _, outcome, flags = _FORMULA.unpack_from(data)
            all_formulas.append((row, column))
            if flags & _ON_LOAD and outcome in _PLACEHOLDERS:
                found[row, column] = GEEN_UITKOMST
    return dict.fromkeys(all_formulas, _NIET_BEREKEND) | found if stale else found


def _records(stream: bytes, position: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of one sheet, those of charts on it included."""
    depth = 0
    while position + _RECORD.size <= len(stream):
        kind, size = _RECORD.unpack_from(stream, position)
        depth += (kind in _BEGINNINGS) - (kind == _EOF)
        if not depth:
            return
        position += _RECORD.size
        yield kind, stream[position : position + size]
        position += size
