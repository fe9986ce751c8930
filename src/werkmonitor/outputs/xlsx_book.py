"""Writing the workbook: every sheet in the same way, and the file the same on every machine; the only xlsxwriter.

Every sheet reads the same, also aloud: title, whose it is, what it is, a link, and from row 5 on one table with a name
and a description, without a merged or hidden cell and without an empty row.
"""

from __future__ import annotations

import io
import math
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

from werkmonitor.formatting import NIET_GETOOND, NIET_GETOOND_UITLEG
from werkmonitor.monitor import model
from werkmonitor.outputs.xlsx_values import (
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

INHOUD, TOELICHTING, NOTEN = "Inhoud", "Toelichting", "Noten"
"""The sheets that are made of all others: links to them, what a reader must know, and their notes."""
HEADER_ROW = 4
"""Zero-based row of the table head on every sheet; Excel calls it row 5."""
MAX_HEAD, MAX_FOOTER, MAX_ALT = 255, 240, 500
"""Limits of Excel, in UTF-16 units."""
MIN_WIDTH, MAX_WIDTH, TEXT_WIDTH, PRINT_WIDTH = 10, 50, 100, 180
"""Of a column, of one with sentences, and of what can still be read on one page, in characters."""
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
NUMBER_LOOK: dict[str, object] = {"align": "right", "indent": 1}
TEXT_LOOK: dict[str, object] = {"align": "left", "indent": 1}
"""Of a column of text beside one of numbers, which would touch."""


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
    yield "Opbouw", f"Op ieder blad staat één tabel, met de kolomnamen in rij {HEADER_ROW + 1}."
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
        self.table_names = set[str]()
        self.link = self.look(font_color="#0563C1", underline=1)
        self.workbook.set_properties({
            "title": clean(front.titel), "subject": clean(front.ondertitel),
            "author": clean(front.auteur), "company": clean(front.auteur), "comments": self.notice,
            "created": datetime.combine(front.dag, time()),
        })  # fmt: skip

    def look(self, **properties: object) -> Any:
        """Return the cell format with these properties, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.workbook.add_format({"valign": "top", **properties})
        return self.formats[key]

    def write_value(self, page: Any, row: int, column: int, value: Value, **properties: object) -> None:
        """Write one value with the look of its kind."""
        match value:
            case Number(number, pattern):
                look = self.look(num_format=pattern, **properties)
                page.write_number(row, column, _Exact(number), look)
            case Light(kleur, woord):
                shape, tint = LIGHTS[kleur]
                pattern = f'General;General;General;"{shape} "@'
                page.write_string(row, column, clean(woord), self.look(num_format=pattern, bg_color=tint, **properties))
            case str() if value:
                page.write_string(row, column, clean(value), self.look(text_wrap=True, **properties))
            case date():
                look = self.look(num_format="d-m-yyyy", **{"align": "left", **properties})
                page.write_datetime(row, column, value, look)
            case _:
                page.write_blank(row, column, None, self.look(**properties))

    def write(self, sheets: Sequence[Sheet]) -> None:
        """Write all sheets, after those that are made of them."""
        hidden = [("Niet getoond", f"{NIET_GETOOND_UITLEG}.")] if any(map(_hides, sheets)) else []
        about = "Wat een lezer van deze cijfers moet weten."
        told = Sheet(TOELICHTING, about, ("onderwerp", "uitleg"), [[*fact] for fact in (*self.front.feiten, *hidden)])
        noted: list[list[Value]] = [[sheet.name, note] for sheet in sheets for note in sheet.notes]
        notes = [Sheet(NOTEN, "Wat bij de tabellen hoort.", ("blad", "noot"), noted)] if noted else []
        self._contents([told, *notes, *sheets])
        for sheet in (told, *notes, *sheets):
            page = self._page(sheet, MAX_WIDTH if sheet in sheets else TEXT_WIDTH)
            page.write_url(HEADER_ROW - 1, 0, f"internal:'{INHOUD}'!A1", self.link, "Naar de inhoud")

    def _contents(self, sheets: Sequence[Sheet]) -> None:
        """Write the first sheet: what this is, and links to the others."""
        rows: list[list[Value]] = [[sheet.name, _contents_line(sheet), Number(len(sheet.rows))] for sheet in sheets]
        heads = ("blad", "wat erop staat", "regels")
        page = self._page(Sheet(INHOUD, self.front.ondertitel, heads, rows, title=self.front.titel), TEXT_WIDTH)
        page.write_string(HEADER_ROW - 1, 0, "Elke naam hieronder is een koppeling naar dat blad.", self.look())
        for row, sheet in enumerate(sheets, start=HEADER_ROW + 1):
            place = sheet.name.replace("'", "''")
            page.write_url(row, 0, f"internal:'{place}'!A1", self.link, sheet.name)

    def _page(self, sheet: Sheet, widest: float) -> Any:
        """Write what a sheet is, and its table."""
        page = self.workbook.add_worksheet(sheet.name)
        legend = f"{NIET_GETOOND_UITLEG}." if _hides(sheet) and sheet.name != TOELICHTING else ""
        notes = f"Lees ook de noten op blad {NOTEN}." if sheet.notes else ""
        self._top(page, sheet.title or sheet.name, joined(sheet.about, legend, notes))
        heads = unique(sheet.heads, MAX_HEAD)
        columns = [[row[column] for row in sheet.rows] for column in range(len(heads))]
        widths = [min(_column_width(head, values), widest) for head, values in zip(heads, columns, strict=True)]
        self._table(page, sheet, heads, widths)
        page.freeze_panes(HEADER_ROW + 1, sheet.frozen)
        page.repeat_rows(HEADER_ROW)
        page.repeat_columns(0, sheet.frozen - 1)
        self._set_up(page, sum(widths))
        return page

    def _top(self, page: Any, title: str, about: str) -> None:
        page.write_string(0, 0, one_line(title), self.look(bold=True, font_size=14))
        page.set_row(0, 20)
        page.write_string(1, 0, self.notice, self.look(bold=True))
        page.write_string(2, 0, one_line(about), self.look())

    def _table(self, page: Any, sheet: Sheet, heads: Sequence[str], widths: Sequence[float]) -> None:
        """Write an Excel table; without rows it says so in the one row that Excel demands."""
        rows = sheet.rows or [["geen regels", *[None] * (len(heads) - 1)]]
        placed = [_placing([row[column] for row in rows]) for column in range(len(heads))]
        beside = [TEXT_LOOK if left and not own else own for left, own in zip([{}, *placed], placed, strict=False)]
        looks = [self.look(**HEAD_LOOK, **place) for place in beside]
        columns = [{"header": head, "header_format": look} for head, look in zip(heads, looks, strict=True)]
        options = {"columns": columns, "style": "Table Style Light 1", "name": self._table_name(sheet.name)}
        described = shorten(one_line(sheet.about), MAX_ALT)
        options |= {"title": one_line(sheet.title or sheet.name), "description": described}
        page.set_row(HEADER_ROW, _row_height([f"{head}    " for head in heads], widths))
        page.add_table(HEADER_ROW, 0, HEADER_ROW + len(rows), len(heads) - 1, options)
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        for index, row in enumerate(rows):
            bold = {"bold": True} if index in sheet.totals else {}
            page.set_row(HEADER_ROW + 1 + index, _row_height(row, widths))
            for column, value in enumerate(row):
                self.write_value(page, HEADER_ROW + 1 + index, column, value, **beside[column], **bold)

    def _table_name(self, sheet: str) -> str:
        """Return a name that Excel takes for a table, and that says what is in it."""
        plain = unicodedata.normalize("NFKD", sheet).encode("ascii", "ignore").decode()
        start = name = "_".join(["Tabel", *re.findall("[A-Za-z0-9]+", plain)])
        count = 1
        while name.casefold() in self.table_names:
            count += 1
            name = f"{start}_{count}"
        self.table_names.add(name.casefold())
        return name

    def _set_up(self, page: Any, width: float) -> None:
        """Print landscape on A4, a wide sheet on pages beside each other, with the notice on each."""
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(math.ceil(width / PRINT_WIDTH), 0)
        page.set_footer(f"&L{shorten(self.notice, MAX_FOOTER // 2).replace('&', '&&')}&R&P van &N")

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


def _placing(values: Sequence[Value]) -> dict[str, object]:
    """Return how a column stands: numbers to the right, with the symbol of those that are hidden."""
    only_hidden = NIET_GETOOND in values and all(value in {None, "", NIET_GETOOND} for value in values)
    return NUMBER_LOOK if only_hidden or any(isinstance(value, Number) for value in values) else {}


def _hides(sheet: Sheet) -> bool:
    """Say whether a number of a sheet is not shown."""
    return any(isinstance(value, str) and NIET_GETOOND in value for row in sheet.rows for value in row)


def _contents_line(sheet: Sheet) -> str:
    """Return the explanation of a sheet, after the title where the sheet name had to cut it."""
    empty = "" if sheet.rows else "Dit blad heeft nu geen regels."
    return joined(sheet.title if sheet.title != sheet.name else "", sheet.about, empty)


def _column_width(head: str, values: Iterable[Value]) -> int:
    """Return a width for the longest line of a column."""
    longest = max(map(_width, values), default=0)
    return max(longest + 2, min(len(head) + 5, 20), MIN_WIDTH)


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
