"""Writing the workbook: every sheet in the same way, and the file the same on every machine; the only xlsxwriter."""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

from werkmonitor.monitor import model
from werkmonitor.outputs.xlsx_values import (
    MAX_SHEET_NAME,
    Light,
    Number,
    Sheet,
    Value,
    clean,
    joined,
    one_line,
    shorten,
    unique,
)
from werkmonitor.periode import Periode

HEADER_ROW = 4
"""Zero-based row of the table head on every sheet but the first; Excel calls it row 5."""
MAX_HEAD, MAX_FOOTER = 255, 240
"""Limits of Excel, in UTF-16 units."""
MIN_WIDTH, MAX_WIDTH, PRINT_WIDTH = 10, 50, 180
"""Of a column, and of what can still be read on one page, in characters."""
LINE_HEIGHT, MAX_HEIGHT = 15, 409
"""In points; Excel allows no higher row."""
NOTICE = {"intern": "intern, niet voor publicatie", "openbaar": "openbaar"}
LIGHTS: dict[model.Kleur, tuple[str, str]] = {
    "groen": ("●", "#D9EAD3"),
    "oranje": ("▲", "#FCE5CD"),
    "rood": ("■", "#F4CCCC"),
    "grijs": ("—", "#E7E6E6"),
}
"""Shape and tint of each colour; the word stands in the cell."""
HEAD_LOOK = {"bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#E7E6E6"}
NUMBER_LOOK = {"align": "right", "indent": 1}


class _Exact(float):
    """A number that xlsxwriter writes in full; it would keep 16 digits, and some numbers need 17."""

    def __format__(self, spec: str) -> str:
        return repr(float(self))


class Voorblad(NamedTuple):
    """What stands before the tables: whose workbook it is, a line for every sheet, and what a reader must know."""

    titel: str
    ondertitel: str
    auteur: str
    regel: str
    dag: date
    """Stands in for the day on which it was made: the same inputs give the same bytes."""
    feiten: tuple[tuple[str, str], ...]


def voorblad(monitor: model.Monitor) -> Voorblad:
    """Return the front of the workbook of a monitor."""
    kop = monitor.programma
    kind = (NOTICE[monitor.doelgroep], "voorbeeld" if kop.voorbeeld else "")
    vervangt = f"vervangt {kop.vervangt}" if kop.vervangt else ""
    parts = (kop.gemeente, kop.periode_naam, kop.stand, vervangt, *kind)
    dag = Periode.parse(monitor.periode).dag_erna
    regel = " · ".join(filter(None, parts))
    return Voorblad(kop.titel, kop.ondertitel, kop.gemeente, regel, dag, tuple(_facts(monitor)))


def _facts(monitor: model.Monitor) -> Iterator[tuple[str, str]]:
    """Return what a reader must know before the figures."""
    kop = monitor.programma
    yield kop.soort.capitalize() or ("Regio" if kop.regio else "Gemeente"), kop.gemeente
    if kop.lid:
        yield "Regio", kop.regio
    yield "Periode", kop.periode_naam
    yield "Vergeleken met", kop.vorig_jaar_naam
    yield "Bestemd voor", kop.voor
    yield "Doelgroep", NOTICE[monitor.doelgroep]
    yield "Editie", f"{kop.stand} (versie {kop.versie})" if kop.versie else kop.stand
    if kop.vervangt:
        yield "Vervangt", f"{kop.vervangt}: {kop.reden}"
    yield "Bronnen tot en met", kop.brondatum
    if kop.voorbeeld:
        yield "Voorbeeld", "Dit is een voorbeeld bij werkmonitor en geen monitor van een gemeente."
    invented = dict.fromkeys(text for pagina in monitor.paginas for text in pagina.verzonnen)
    if invented:
        yield "Verzonnen", joined(*invented)
    yield "Lege cellen", "Een lege cel is een onbekende waarde, geen nul. De reden staat in een kolom ernaast."
    yield "Opbouw", f"Op ieder volgend blad staat één tabel, met de kolomnamen in rij {HEADER_ROW + 1}."
    yield "Gemaakt met", f"werkmonitor {kop.werkmonitor}"


class Book:
    """The workbook while it is made, with its formats."""

    def __init__(self, front: Voorblad) -> None:
        from xlsxwriter import Workbook

        self.front = front
        self.notice = one_line(front.regel)
        self.buffer = io.BytesIO()
        never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self.workbook = Workbook(self.buffer, {"in_memory": True, **never})
        self.formats: dict[tuple[tuple[str, object], ...], Any] = {}
        self.link = self.look(font_color="#0563C1", underline=1)
        self.workbook.set_properties({
            "title": clean(front.titel), "subject": clean(front.ondertitel),
            "author": clean(front.auteur), "comments": self.notice,
            "created": datetime.combine(front.dag, time()),
        })  # fmt: skip

    def look(self, **properties: object) -> Any:
        """Return the cell format with these properties, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.workbook.add_format({"valign": "top", **properties})
        return self.formats[key]

    def write(self, page: Any, row: int, column: int, value: Value, **properties: object) -> None:
        """Write one value with the look of its kind."""
        match value:
            case Number(number, pattern):
                look = self.look(num_format=pattern, **NUMBER_LOOK, **properties)
                page.write_number(row, column, _Exact(number), look)
            case Light(kleur, woord):
                shape, tint = LIGHTS[kleur]
                pattern = f'General;General;General;"{shape} "@'
                page.write_string(row, column, clean(woord), self.look(num_format=pattern, bg_color=tint, **properties))
            case str() if value:
                page.write_string(row, column, clean(value), self.look(text_wrap=True, **properties))
            case date():
                page.write_datetime(row, column, value, self.look(num_format="d-m-yyyy", align="left", **properties))
            case _:
                page.write_blank(row, column, None, self.look(**properties))

    def write_sheet(self, sheet: Sheet) -> None:
        """Write a sheet: what it is, a link back, and the table."""
        page = self.workbook.add_worksheet(sheet.name)
        self._top(page, sheet.title or sheet.name, sheet.about)
        page.write_url(HEADER_ROW - 1, 0, "internal:'Inhoud'!A1", self.link, "Naar de inhoud")
        heads = unique(sheet.heads, MAX_HEAD)
        widths = [_column_width(head, [row[column] for row in sheet.rows]) for column, head in enumerate(heads)]
        self._table(page, HEADER_ROW, heads, sheet.rows, widths, sheet.totals)
        page.freeze_panes(HEADER_ROW + 1, sheet.frozen)
        page.repeat_rows(HEADER_ROW)
        page.repeat_columns(0, sheet.frozen - 1)
        self._set_up(page, sum(widths))

    def _top(self, page: Any, title: str, about: str) -> None:
        page.write_string(0, 0, one_line(title), self.look(bold=True, font_size=14))
        page.set_row(0, 20)
        page.write_string(1, 0, self.notice, self.look(bold=True))
        page.write_string(2, 0, one_line(about), self.look())

    def _table(  # noqa: PLR0913, PLR0917 - a table is all of these
        self,
        page: Any,
        top: int,
        heads: Sequence[str],
        rows: Sequence[Sequence[Value]],
        widths: Sequence[float],
        totals: Iterable[int] = (),
    ) -> None:
        """Write an Excel table; without rows it keeps one empty row, which Excel demands."""
        numeric = [any(isinstance(row[column], Number) for row in rows) for column in range(len(heads))]
        looks = [self.look(**HEAD_LOOK, **(NUMBER_LOOK if right else {})) for right in numeric]
        columns = [{"header": head, "header_format": look} for head, look in zip(heads, looks, strict=True)]
        options = {"columns": columns, "style": "Table Style Light 1"}
        page.set_row(top, _row_height([f"{head}    " for head in heads], widths))
        page.add_table(top, 0, top + max(len(rows), 1), len(heads) - 1, options)
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        for index, row in enumerate(rows, start=top + 1):
            bold = {"bold": True} if index - top - 1 in totals else {}
            page.set_row(index, _row_height(row, widths))
            for column, value in enumerate(row):
                self.write(page, index, column, value, **bold)

    def _set_up(self, page: Any, width: float) -> None:
        """Print landscape on A4, a wide sheet on pages beside each other, with the notice on each."""
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(math.ceil(width / PRINT_WIDTH), 0)
        page.set_footer(f"&L{shorten(self.notice, MAX_FOOTER // 2).replace('&', '&&')}&R&P van &N")

    def write_contents(self, sheets: Sequence[Sheet]) -> None:
        """Write the first sheet: what this is, and links to the others."""
        page = self.workbook.add_worksheet("Inhoud")
        self._top(page, self.front.titel, self.front.ondertitel)
        widths = (MAX_SHEET_NAME + 4, 2 * MAX_WIDTH, MIN_WIDTH)
        facts = self.front.feiten
        for row, fact in enumerate(facts, start=HEADER_ROW):
            page.set_row(row, _row_height(fact, widths))
            self.write(page, row, 0, fact[0], bold=True)
            self.write(page, row, 1, fact[1])
        top = HEADER_ROW + len(facts) + 1
        rows: list[list[Value]] = [["", _contents_line(sheet), Number(len(sheet.rows))] for sheet in sheets]
        self._table(page, top, ("blad", "wat erop staat", "regels"), rows, widths)
        for row, sheet in enumerate(sheets, start=top + 1):
            place = sheet.name.replace("'", "''")
            page.write_url(row, 0, f"internal:'{place}'!A1", self.link, sheet.name)
        self._set_up(page, sum(widths))

    def close(self) -> bytes:
        """Return the file, with its language and without a trace of the machine it was made on."""
        self.workbook.close()
        return without_machine(self.buffer)


def without_machine(package: io.BytesIO) -> bytes:
    """Return a package of xlsxwriter in Dutch, with the same bytes on every machine and every day."""
    result = io.BytesIO()
    with zipfile.ZipFile(package) as made, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as final:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            final.writestr(entry, _with_language(name, made.read(name)))
    return result.getvalue()


def _with_language(name: str, part: bytes) -> bytes:
    """Add the language of the document, which xlsxwriter cannot, to the part with the properties."""
    end = b"</cp:coreProperties>"
    return part.replace(end, b"<dc:language>nl-NL</dc:language>" + end) if name == "docProps/core.xml" else part


def _contents_line(sheet: Sheet) -> str:
    """Return the explanation of a sheet, after the title where the sheet name had to cut it."""
    empty = "" if sheet.rows else "Dit blad heeft nu geen regels."
    return joined(sheet.title if sheet.title != sheet.name else "", sheet.about, empty)


def _column_width(head: str, values: Iterable[Value]) -> int:
    """Return a width for the longest line of a column, within limits."""
    longest = max(map(_width, values), default=0)
    return min(max(longest + 2, min(len(head) + 5, 20), MIN_WIDTH), MAX_WIDTH)


def _row_height(row: Iterable[Value], widths: Iterable[float]) -> int:
    """Return a height for the wrapped lines of a row; a program other than Excel does not find it by itself."""
    return min(max(_lines(value, width) for value, width in zip(row, widths, strict=False)) * LINE_HEIGHT, MAX_HEIGHT)


def _lines(value: Value, width: float) -> int:
    """Return over how many lines a text is wrapped, with some room because lines break between words."""
    if not isinstance(value, str):
        return 1
    return sum(math.ceil(len(line) / (width * 0.9)) if len(line) >= width else 1 for line in value.splitlines()) or 1


def _width(value: Value) -> int:
    """Return the length of the longest line of a value, roughly as shown."""
    match value:
        case Number(number, pattern):
            return len(f"{number:,.2f}") + 2 + pattern.count(" ") + 12 * ("procentpunt" in pattern)
        case Light(_, woord):
            return len(woord) + 4
        case str():
            return max(map(len, value.splitlines()), default=0)
        case _:
            return MIN_WIDTH
