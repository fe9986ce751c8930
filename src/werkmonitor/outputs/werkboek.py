"""The workbook that a team fills in: choices to pick from, an explanation at every cell, no macros, no merged cells."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Literal

from werkmonitor.outputs.xlsx_book import LINE_HEIGHT, without_machine

Waarde = str | int | float | date | None
Soort = Literal["tekst", "geheel", "getal", "aandeel", "datum"]

UITLEG, KEUZES = "Uitleg", "Keuzes"
"""The sheets that are no list to fill in: how it works, and what can be chosen."""
VRIJE_RIJEN = 50
"""How far below its last row a list can go on, with the same help."""
MAX_TITEL, MAX_BERICHT = 32, 255
"""Limits of Excel for what is shown at a cell."""
_PATROON = {"geheel": "#,##0", "getal": "#,##0.##", "aandeel": "0%", "datum": "d-m-yyyy"}
_EISEN = {
    "geheel": "Vul een heel getal in, zonder tekst erbij.",
    "getal": "Vul een getal in, zonder tekst erbij.",
    "aandeel": "Vul een percentage in van 0% tot en met 100%.",
    "datum": "Vul een datum in, zoals 31-12-2021.",
}
_HEAD = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#D6E4F0"}
_VAST = {"bg_color": "#F2F2F2"}
"""The look of what is filled in already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kolom:
    """A column to fill in: its head, what belongs in it, and what can be chosen or typed."""

    kop: str
    uitleg: str
    soort: Soort = "tekst"
    keuzes: tuple[str, ...] = ()
    vast: bool = False
    """Filled in already, and not meant to be changed."""
    breedte: int = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Blad:
    """A list to fill in; each row has a value, or none yet, for each column."""

    naam: str
    uitleg: str
    kolommen: tuple[Kolom, ...]
    rijen: tuple[tuple[Waarde, ...], ...]


def schrijf(titel: str, uitleg: Sequence[str], bladen: Sequence[Blad], dag: date) -> bytes:
    """Return the workbook; ``dag`` is the day that it says it was made on, never that of the clock."""
    from xlsxwriter import Workbook

    package = io.BytesIO()
    book = Workbook(package, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": titel, "created": datetime.combine(dag, time())})
    _Schrijver(book).alles(titel, uitleg, bladen)
    book.close()
    return without_machine(package)


class _Schrijver:
    """Writes the sheets of one workbook."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.keuzes: dict[tuple[str, ...], str] = {}
        """Each list of choices, with the head of the first column that has it."""

    def alles(self, titel: str, uitleg: Sequence[str], bladen: Sequence[Blad]) -> None:
        self._uitleg(titel, uitleg, bladen)
        for blad in bladen:
            self._blad(blad)
        self._keuzeblad()

    def look(self, **properties: object) -> Any:
        return self.book.add_format({"valign": "top", "text_wrap": True, **properties})

    def _uitleg(self, titel: str, uitleg: Sequence[str], bladen: Sequence[Blad]) -> None:
        page = self.book.add_worksheet(UITLEG)
        page.set_column(0, 0, 28)
        page.set_column(1, 1, 90)
        page.write_string(0, 0, titel, self.book.add_format({"bold": True, "font_size": 14}))
        plain, bold, row = self.book.add_format(), self.look(bold=True), 1
        for line in uitleg:
            page.write_string(row, 0, line, plain)
            row += 1
        for blad in bladen:
            # Space by height, not by an empty row: a screen reader stops at that.
            look = self.book.add_format({"bold": True, "font_size": 12, "valign": "bottom"})
            page.set_row(row, 2 * LINE_HEIGHT)
            page.write_string(row, 0, f"Blad {blad.naam}", look)
            page.write_string(row + 1, 0, blad.uitleg, plain)
            row += 2
            for kolom in blad.kolommen:
                page.write_string(row, 0, kolom.kop, bold)
                page.write_string(row, 1, kolom.uitleg, self.look())
                page.set_row(row, LINE_HEIGHT * math.ceil(len(kolom.uitleg) / 85))
                row += 1
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)

    def _blad(self, blad: Blad) -> None:
        page = self.book.add_worksheet(blad.naam)
        head = self.look(**_HEAD)
        page.set_row(0, 2.5 * LINE_HEIGHT)
        for column, kolom in enumerate(blad.kolommen):
            look = self.look(border=1, **_look(kolom))
            page.set_column(column, column, kolom.breedte, self.look(**_look(kolom)))
            page.write_string(0, column, kolom.kop, head)
            for row, rij in enumerate(blad.rijen, start=1):
                _write(page, row, column, rij[column], look)
            page.data_validation(1, column, len(blad.rijen) + VRIJE_RIJEN, column, self._regel(kolom))
        for row, rij in enumerate(blad.rijen, start=1):
            page.set_row(row, _height(rij, blad.kolommen))
        page.freeze_panes(1, sum(kolom.vast for kolom in blad.kolommen[:2]))
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)

    def _regel(self, kolom: Kolom) -> dict[str, object]:
        """Return what Excel says at a cell of this column, and what it accepts."""
        regel: dict[str, object] = {
            "input_title": kolom.kop[:MAX_TITEL],
            "input_message": _shortened(kolom.uitleg),
            "error_title": "Dit past hier niet",
            "validate": "any",
        }
        if kolom.keuzes:
            source = self._bereik(kolom)
            return regel | {
                "validate": "list",
                "source": source,
                "error_message": "Kies een van de woorden uit de lijst.",
            }
        eis = {
            "geheel": {"validate": "integer", "criteria": ">=", "value": -(2**31)},
            "getal": {"validate": "decimal", "criteria": ">=", "value": -1e15},
            "aandeel": {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1},
            "datum": {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1)},
        }.get(kolom.soort, {})
        return regel | eis | {"error_message": _EISEN.get(kolom.soort, "")}

    def _bereik(self, kolom: Kolom) -> str:
        """Return where the choices stand; a list within the rule itself could hold no comma, and not many words."""
        from xlsxwriter.utility import xl_col_to_name

        self.keuzes.setdefault(kolom.keuzes, kolom.kop)
        column = xl_col_to_name(list(self.keuzes).index(kolom.keuzes))
        return f"={KEUZES}!${column}$2:${column}${len(kolom.keuzes) + 1}"

    def _keuzeblad(self) -> None:
        if not self.keuzes:
            return
        page = self.book.add_worksheet(KEUZES)
        for column, (keuzes, kop) in enumerate(self.keuzes.items()):
            page.set_column(column, column, max(map(len, (kop, *keuzes))) + 2)
            page.write_string(0, column, kop, self.book.add_format({"bold": True, "bottom": 1}))
            page.write_column(1, column, keuzes)
        page.freeze_panes(1, 0)


def _look(kolom: Kolom) -> dict[str, object]:
    look: dict[str, object] = dict(_VAST) if kolom.vast else {}
    if kolom.vast and kolom.soort == "geheel":
        look["align"] = "center"
    return look | ({"num_format": _PATROON[kolom.soort]} if kolom.soort in _PATROON else {})


def _write(page: Any, row: int, column: int, value: Waarde, look: Any) -> None:
    if isinstance(value, str) and value:
        page.write_string(row, column, value, look)
    elif isinstance(value, date):
        page.write_datetime(row, column, value, look)
    elif isinstance(value, int | float):
        page.write_number(row, column, value, look)
    else:
        page.write_blank(row, column, None, look)


def _height(rij: Sequence[Waarde], kolommen: Sequence[Kolom]) -> float:
    """Return a height in points that shows the longest text of a row; LibreOffice does not find it by itself."""
    pairs = zip(rij, kolommen, strict=True)
    lines = (math.ceil(len(value) / (kolom.breedte * 0.85)) for value, kolom in pairs if isinstance(value, str))
    return LINE_HEIGHT * max(2, *lines, 0)


def _shortened(text: str) -> str:
    return text if len(text) <= MAX_BERICHT else f"{text[: MAX_BERICHT - 1].rsplit(' ', 1)[0]}…"
