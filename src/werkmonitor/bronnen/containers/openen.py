"""Any file as sheets of cells.  The only place that opens workbooks and text files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from werkmonitor.bronnen.containers.budget import Budget
from werkmonitor.bronnen.containers.guard import MAX_BYTES, Soort, soort, verborgen_per_blad
from werkmonitor.bronnen.containers.rooster import sheet_van_rijen
from werkmonitor.bronnen.containers.weigeren import ALS_XLSX, OnleesbaarError
from werkmonitor.bronnen.sheet import Foutcel, Inhoud, Merge, Sheet, Waarde
from werkmonitor.programma.bron import Lezen

MAX_CELLS = 50_000_000
"""Largest grid that is unpacked: one cell far away makes a sheet of billions of empty ones."""
_SNIFF_LINES = 3


Lezer = Callable[[bytes, str, Budget], tuple[tuple[Sheet, ...], str]]
"""What reads one kind of file: bytes, the name for findings, and limits in; sheets and the producer out."""


def open_bestand(path: Path, naam: str, lezen: Lezen | None = None) -> Inhoud:
    """Read a workbook or a text file into sheets; ``naam`` is how findings call it.

    Raises ``OnleesbaarError`` for a file that is refused.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise OnleesbaarError("Het bestand is veel te groot.", "Vraag een kleinere export op.")
        data = path.read_bytes()
    except OSError as error:
        doen = "Sluit het bestand in andere programma's en kijk of u het mag lezen."
        raise OnleesbaarError(f"Het bestand is niet te openen ({error.strerror}).", doen) from None
    kind = soort(data)
    sheets, producent = LEZERS[kind](data, naam, Budget(lezen or Lezen(), size))
    return Inhoud(sha256(data).hexdigest(), sheets, kind, producent)


def _workbook(data: bytes, naam: str, _budget: Budget) -> tuple[tuple[Sheet, ...], str]:
    hidden = verborgen_per_blad(data)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            sheets = tuple(
                _sheet(workbook, naam, rank, hidden.get(rank, {}))
                for rank, metadata in enumerate(workbook.sheets_metadata)
                if metadata.typ == SheetTypeEnum.WorkSheet
            )
            return sheets, ""
    except (CalamineError, ValueError, OSError):
        doen = "Open het bestand in Excel en sla het opnieuw op, of haal de export opnieuw op."
        raise OnleesbaarError("De werkmap is van binnen beschadigd.", doen) from None


def _sheet(workbook: CalamineWorkbook, bestand: str, rank: int, hidden: dict[tuple[int, int], Foutcel]) -> Sheet:
    source = workbook.get_sheet_by_index(rank)
    last_row, last_column = source.end or (0, 0)
    if (last_row + 1) * (last_column + 1) > MAX_CELLS:
        raise OnleesbaarError(f"Blad '{source.name}' is veel te groot.", "Vraag een kleinere export op.")
    # skip_empty_area=True, the default, would move everything up and left, and row numbers would be no addresses.
    rows = [[_value(value) for value in row] for row in source.to_python(skip_empty_area=False)]
    merges = tuple(Merge(*first, *last) for first, last in source.merged_cell_ranges or ())
    visible = workbook.sheets_metadata[rank].visible == SheetVisibleEnum.Visible
    return sheet_van_rijen(bestand, source.name, _with_hidden(rows, hidden), merges=merges, zichtbaar=visible)


def _value(value: Any) -> Waarde:
    """Return the cell; blank text, of which Cognos makes spacers, is an empty cell."""
    if isinstance(value, str) and not value.strip():
        return None
    cell: Waarde = value
    return cell


def _with_hidden(rows: list[list[Waarde]], hidden: dict[tuple[int, int], Foutcel]) -> list[list[Waarde]]:
    """Put the error cells in their places; they can lie beyond the area that the reader thinks is used."""
    if not hidden:
        return rows
    height = max(len(rows), 1 + max(row for row, _ in hidden))
    width = max(len(rows[0]) if rows else 0, 1 + max(column for _, column in hidden))
    if height * width > MAX_CELLS:
        raise OnleesbaarError("Een blad is veel te groot.", "Vraag een kleinere export op.")
    grid = [row + [None] * (width - len(row)) for row in rows]
    grid += [[None] * width for _ in range(height - len(rows))]
    for (row, column), fout in hidden.items():
        grid[row][column] = fout
    return grid


def text_sheet(data: bytes, naam: str) -> Sheet:
    """Return a text file as a sheet of texts; short lines are padded.  Raises ``OnleesbaarError``."""
    text = _decoded(data)
    first = text.split("\n", _SNIFF_LINES)[:_SNIFF_LINES]
    delimiter = next((sign for sign in "\t;," if any(sign in line for line in first)), "\t")
    lines = _split(text) if delimiter == "\t" else _parsed(text, delimiter)
    while lines and not any(lines[-1]):
        lines.pop()
    width = max(map(len, lines), default=0)
    rows = [[_value(field) for field in line] + [None] * (width - len(line)) for line in lines]
    return sheet_van_rijen(naam, "", rows, tekst=True, lengtes=tuple(map(len, lines)))


def _decoded(data: bytes) -> str:
    """Decode the whole file first: the mark, then the pattern of zero bytes, then UTF-8, then Windows."""
    try:
        text = data.decode(_encoding(data))
    except UnicodeDecodeError:
        text = "\x00"
    if "\x00" in text:
        raise OnleesbaarError("Dit is geen tekst en geen Excel-werkmap.", ALS_XLSX)
    return text


def _encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    start = data[:400]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if even or odd:
        return "utf-16-le" if odd > even else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _split(text: str) -> list[list[str]]:
    """Split a file with tabs, in which Cognos quotes nothing, so that a quote is part of the text."""
    return [line.removesuffix("\r").split("\t") for line in text.split("\n")]


def _parsed(text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        doen = "Kijk of elk aanhalingsteken ook gesloten wordt, of exporteer met tabs."
        raise OnleesbaarError("De aanhalingstekens in dit tekstbestand kloppen niet.", doen) from None


def _text(data: bytes, naam: str, _budget: Budget) -> tuple[tuple[Sheet, ...], str]:
    return (text_sheet(data, naam),), ""


LEZERS: dict[Soort, Lezer] = {"xlsx": _workbook, "tekst": _text}
"""Reader by kind of file; a test holds that every kind has one."""
