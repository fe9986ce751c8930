"""One laid-out sheet in every container: workbooks old and new, text files, the Cognos dataset."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from cognos_familie_tekst import als_csv, als_dataset
from cognos_shell import Cell, Rich, Sheet, Value, cognos_workbook
from container_schrijvers import Blad, schrijf_ods, schrijf_xls, schrijf_xlsb
from werkmonitor.bronnen.sheet import Opmaak

_OPMAAK: Mapping[str, Opmaak] = {"procent": "procent", "euro": "geld"}
_GEBIED = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")
_LEEG = Cell(None, "tekst")


def rooster(sheet: Sheet) -> list[list[Cell]]:
    """Return all cells from A1 on, rows equally long."""
    breedte = max((max(row) for row in sheet.cells.values()), default=0)
    hoogte = max(sheet.cells, default=0)
    return [
        [sheet.cells.get(rij, {}).get(kolom, _LEEG) for kolom in range(1, breedte + 1)] for rij in range(1, hoogte + 1)
    ]


def platte(value: Value) -> str | float | date | None:
    """Return a value with its runs joined."""
    return "".join(value.runs) if isinstance(value, Rich) else value


def _in_werkboek(cell: Cell) -> str | float | date | time | None:
    """Return a value as a writer of workbooks takes it: a part of a day that is shown as a time is one."""
    value = platte(cell.value)
    if cell.style != "tijd" or not isinstance(value, float):
        return value
    return (datetime(1900, 1, 1) + timedelta(seconds=round(value * 86400))).time()  # noqa: DTZ001 - no day is meant


def _kolom(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _blad(sheet: Sheet) -> Blad:
    cells = rooster(sheet)
    areas = [_GEBIED.fullmatch(merge) for merge in sheet.merges]
    return Blad(
        sheet.name,
        [[_in_werkboek(cell) for cell in row] for row in cells],
        {
            (r, k): _OPMAAK[cell.style]
            for r, row in enumerate(cells)
            for k, cell in enumerate(row)
            if cell.style in _OPMAAK
        },
        [(int(m[2]) - 1, _kolom(m[1]), int(m[4]) - 1, _kolom(m[3])) for m in areas if m],
    )


def als_tekst(cell: Cell) -> str:
    """Return what a text file shows: a decimal comma, shares times a hundred, days in Dutch."""
    value = platte(cell.value)
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y %H:%M:%S}"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, int | float):
        number = Decimal(repr(value)) * (100 if cell.style == "procent" else 1)
        return f"{number.normalize() if number else number:f}".replace(".", ",")
    return value or ""


def _regels(sheet: Sheet) -> list[list[str]]:
    return [[als_tekst(cell) for cell in row] for row in rooster(sheet)]


def _tabs(sheet: Sheet) -> bytes:
    lines = ["\t".join(row) for row in _regels(sheet)]
    return b"\xff\xfe" + "".join(f"{line}\n" for line in lines).encode("utf-16-le")


def _dataset(sheet: Sheet) -> bytes:
    head, *rows = rooster(sheet)
    kinds = [_soort([row[kolom].value for row in rows]) for kolom in range(len(head))]
    values = [[_xml_waarde(cell) for cell in row] for row in rows]
    return als_dataset([str(platte(cell.value)) for cell in head], kinds, values)


def _soort(values: Sequence[Value]) -> str:
    filled = [value for value in values if value is not None]
    if filled and all(isinstance(value, date) for value in filled):
        return "xs:date"
    return "xs:double" if filled and all(isinstance(value, int | float) for value in filled) else "xs:string"


def _xml_waarde(cell: Cell) -> str | float | None:
    value = platte(cell.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and cell.style == "procent":
        return float(Decimal(repr(value)) * 100)
    return value


WERKBOEKEN: dict[str, Callable[[Sequence[Sheet]], bytes]] = {
    "xlsx": cognos_workbook,
    "xls": lambda sheets: schrijf_xls([_blad(sheet) for sheet in sheets]),
    "xlsb": lambda sheets: schrijf_xlsb([_blad(sheet) for sheet in sheets]),
    "ods": lambda sheets: schrijf_ods([_blad(sheet) for sheet in sheets]),
}
"""Containers with sheets, formats and merges."""
TEKSTEN: dict[str, Callable[[Sheet], bytes]] = {
    "utf16-tab": _tabs,
    "utf8-puntkomma": lambda sheet: als_csv(_regels(sheet), ";").encode("utf-8-sig"),
    "cp1252-puntkomma": lambda sheet: als_csv(_regels(sheet), ";").encode("cp1252"),
}
"""Containers of text only."""
DATASET = "dataset"


def verpak(container: str, sheets: Sequence[Sheet]) -> bytes:
    """Return sheets in a container; a text file and a dataset take one."""
    if container in WERKBOEKEN:
        return WERKBOEKEN[container](sheets)
    (sheet,) = sheets
    return _dataset(sheet) if container == DATASET else TEKSTEN[container](sheet)
