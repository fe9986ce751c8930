"""The monitor as a workbook: figures as real numbers, each with the cells it was made from, one table a sheet.

A sheet is first made as values (``Sheet``) and then written, all in the same way: title, what it is, a link back, and
an Excel table from row 5 on.  A missing value is an empty cell with its reason in a column beside.  Text is always
written as text, so nothing that an export contains becomes a formula or a link.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any, NamedTuple

from werkmonitor.findings import Location
from werkmonitor.formatting import NBSP, fraction, met_teken, miljoen, weergave
from werkmonitor.monitor import model
from werkmonitor.periode import Periode

HEADER_ROW = 4
"""Zero-based row of the table head on every sheet but the first; Excel calls it row 5."""
MAX_TEXT, MAX_SHEET_NAME, MAX_HEAD, MAX_FOOTER = 32_767, 31, 255, 240
"""Limits of Excel, in UTF-16 units."""
RESERVED = ("Inhoud", "Herkomst tabellen", "History")
"""Sheet names that no title may take; Excel keeps *History* for itself."""
MIN_WIDTH, MAX_WIDTH, PRINT_WIDTH = 10, 50, 180
"""Of a column, and of what can still be read on one page, in characters."""
LINE_HEIGHT, MAX_HEIGHT = 15, 409
"""In points; Excel allows no higher row."""
CELLS_SHOWN = 3
NOTICE = {"intern": "intern, niet voor publicatie", "openbaar": "openbaar"}
LIGHTS: dict[model.Kleur, tuple[str, str]] = {
    "groen": ("●", "#D9EAD3"),
    "oranje": ("▲", "#FCE5CD"),
    "rood": ("■", "#F4CCCC"),
    "grijs": ("○", "#E7E6E6"),
}
"""Shape and tint of each colour; the word stands in the cell."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECIMALS = re.compile(r",(\d+)\D*$")
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


class Number(NamedTuple):
    """A number and the Excel pattern that it is shown with."""

    value: float
    pattern: str = "General"


class Light(NamedTuple):
    """A verdict: the word is the value, colour and shape are how it looks."""

    kleur: model.Kleur
    woord: str


Value = str | Number | Light | date | None


class Sheet(NamedTuple):
    """A table with what a reader must know about it; ``totals`` are the numbers of the rows that add up others."""

    name: str
    about: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Value]]
    frozen: int = 1
    totals: frozenset[int] = frozenset()
    tabel: model.Tabel | None = None
    title: str = ""


def render(monitor: model.Monitor, charts: Mapping[str, str]) -> dict[str, bytes]:  # noqa: ARG001 - the contract of outputs
    """Return the workbook; the same Monitor always gives the same bytes."""
    book = Book(monitor)
    sheets = all_sheets(monitor)
    book.write_contents(sheets)
    for sheet in sheets:
        book.write_sheet(sheet)
    return {".xlsx": book.close()}


# What is on the sheets


def all_sheets(monitor: model.Monitor) -> list[Sheet]:
    """Return every sheet after the contents; a title of the report never takes the name of a sheet of ours."""
    first = [build(monitor) for build in (_figures, _members, _origins, _tasks, _goals, _colours)]
    last = [_sources(monitor), _findings(monitor)]
    taken = [*RESERVED, *(sheet.name for sheet in (*first, *last))]
    own = [*_tables(monitor), *_terms(monitor)]
    names = unique([_sheet_name(sheet.name) for sheet in own], MAX_SHEET_NAME, taken)
    own = [sheet._replace(name=name, title=sheet.name) for sheet, name in zip(own, names, strict=True)]
    return [*first, *own, _table_origins(monitor, own), *last]


FIGURE_HEADS = (
    "id", "naam", "waarde", "eenheid", "weergave", "peildatum", "status", "reden ontbreekt", "vorig jaar",
    "vergeleken met", "verschil", "verschil in woorden", "norm", "norm in woorden", "oordeel", "regel", "toelichting",
    "betekenis", "definitie", "formule", "herkomst",
)  # fmt: skip


def _figures(monitor: model.Monitor) -> Sheet:
    about = "Alle cijfers. Een stand heeft een peildatum, een ander cijfer gaat over de hele periode."
    return Sheet("Cijfers", about, FIGURE_HEADS, [_figure(indicator) for indicator in monitor.indicatoren], frozen=2)


def _figure(indicator: model.Indicator) -> list[Value]:
    pattern = number_pattern(indicator.eenheid, indicator.decimalen)
    value, norm = _number(indicator.waarde, pattern), _number(indicator.norm, pattern)
    light = Light(indicator.oordeel, indicator.woord) if indicator.oordeel else "niet beoordeeld"
    return [
        indicator.id, indicator.naam, value, indicator.eenheid, indicator.weergave, _day(indicator.peildatum),
        indicator.status.replace("_", " "), indicator.reden_ontbreekt, *_comparison(indicator, pattern),
        norm, indicator.norm_weergave or "geen norm", light, indicator.regel, indicator.toelichting,
        indicator.betekenis, indicator.definitie, indicator.formule, short_origin(indicator.herkomst),
    ]  # fmt: skip


def _comparison(indicator: model.Indicator, pattern: str) -> list[Value]:
    """Return last year, what it is, the difference and the difference in words; words hold the reason of a gap."""
    last, compared = _number(indicator.vorig_jaar, pattern), indicator.vergelijking
    if compared is None:
        return [last, None if last else "geen vergelijking", None, "geen vergelijking"]
    named = compared.naam if last else f"{compared.naam}: {compared.cijfer.reden or compared.cijfer.weergave}"
    difference = _difference(compared.verschil, indicator.eenheid, indicator.decimalen)
    return [last, named, difference, compared.verschil_tekst or compared.verschil.reden]


def _members(monitor: model.Monitor) -> Sheet:
    heads = (
        "id",
        "naam",
        "dimensie",
        "lid",
        "naam lid",
        "waarde",
        "eenheid",
        "weergave",
        "reden ontbreekt",
        "herkomst",
    )
    rows: list[list[Value]] = []
    for indicator in monitor.indicatoren:
        pattern = number_pattern(indicator.eenheid, indicator.decimalen)
        rows.extend(
            [indicator.id, indicator.naam, lid.dimensie, lid.lid, lid.naam, _number(lid.waarde, pattern),
             indicator.eenheid, lid.weergave, lid.reden, short_origin(lid.herkomst)]
            for lid in indicator.leden
        )  # fmt: skip
    return Sheet("Per lid", "De cijfers die zijn uitgesplitst, bijvoorbeeld naar leeftijd of reden.", heads, rows)


CELL_HEADS = ("bestand", "blad", "cel", "waarde in de cel", "opmerking", "labels", "levering")


def _cells(herkomst: Iterable[model.Herkomst], *before: str) -> Iterator[list[Value]]:
    """Return a row for every cell, each with ``before`` in front."""
    for cell in herkomst:
        remark = "in de cel staat geen getal" if cell.waarde is None else ""
        place = (cell.bestand, cell.blad, cell.cel, _number(cell.waarde, "General"), remark)
        yield [*before, *place, ", ".join(cell.labels), cell.levering]


def _origins(monitor: model.Monitor) -> Sheet:
    rows: list[list[Value]] = []
    for indicator in monitor.indicatoren:
        rows += _cells(indicator.herkomst, indicator.id, "", "", "waarde")
        if indicator.vergelijking:
            rows += _cells(indicator.vergelijking.cijfer.herkomst, indicator.id, "", "", "vergelijking")
        for lid in indicator.leden:
            rows += _cells(lid.herkomst, indicator.id, lid.dimensie, lid.lid, "lid")
    about = "Iedere cel van een export waaruit een cijfer is gemaakt."
    return Sheet("Herkomst", about, ("indicator", "dimensie", "lid", "gebruikt voor", *CELL_HEADS), rows)


def _table_origins(monitor: model.Monitor, sheets: Iterable[Sheet]) -> Sheet:
    rows: list[list[Value]] = []
    for opgave in monitor.opgaven:
        rows += _cells(opgave.herkomst, "Opgaven", opgave.naam, "oordeel")
    for sheet, tabel in ((sheet, sheet.tabel) for sheet in sheets if sheet.tabel):
        for rij in tabel.rijen:
            for kolom, cel in zip(tabel.kolommen, rij.cellen, strict=True):
                rows += _cells(cel.herkomst, sheet.name, rij.naam, kolom.kop)
    about = "Iedere cel van een export waaruit een getal in een tabel of grafiek is gemaakt."
    return Sheet("Herkomst tabellen", about, ("tabel", "rij", "kolom", *CELL_HEADS), rows)


def _tasks(monitor: model.Monitor) -> Sheet:
    heads = (
        "nummer", "naam", "kort", "oordeel", "vorig oordeel", "grond", "regel", "toelichting", "activiteiten",
        "voortgang", "oorzaak", "gevolg", "vervolg", "verantwoordelijk", "doelen", "indicatoren",
    )  # fmt: skip
    words = {telling.kleur: telling.woord for telling in monitor.kleuren}
    rows: list[list[Value]] = []
    for opgave in monitor.opgaven:
        earlier = opgave.vorig_oordeel
        rows.append([
            Number(opgave.nummer), opgave.naam, opgave.kort, Light(opgave.oordeel, opgave.woord),
            Light(earlier, words.get(earlier, earlier)) if earlier else "niet bekend", opgave.grond, opgave.regel,
            opgave.toelichting, opgave.activiteiten, opgave.voortgang, opgave.oorzaak, opgave.gevolg, opgave.vervolg,
            opgave.verantwoordelijk, ", ".join(map(str, opgave.doelen)), ", ".join(opgave.indicatoren),
        ])  # fmt: skip
    return Sheet("Opgaven", "De opgaven met hun oordeel en wat daarbij hoort.", heads, rows, frozen=2)


def _goals(monitor: model.Monitor) -> Sheet:
    rows: list[list[Value]] = [
        [Number(doel.nummer), doel.naam, doel.toelichting, ", ".join(map(str, doel.opgaven))] for doel in monitor.doelen
    ]
    return Sheet(
        "Doelen", "De doelen, met de nummers van hun opgaven.", ("nummer", "naam", "toelichting", "opgaven"), rows
    )


def _colours(monitor: model.Monitor) -> Sheet:
    rows: list[list[Value]] = [
        [Light(telling.kleur, telling.woord), telling.uitleg, Number(telling.aantal)] for telling in monitor.kleuren
    ]
    return Sheet("Kleuren", "Wat een oordeel betekent.", ("oordeel", "uitleg", "aantal opgaven"), rows)


def _blokken(monitor: model.Monitor) -> Iterator[tuple[model.AnyBlok, str]]:
    """Return every block of the report once, with the title of its page."""
    seen: list[model.AnyBlok] = []
    for pagina in monitor.paginas:
        for blok in pagina.blokken:
            if blok not in seen:
                seen.append(blok)
                yield blok, pagina.titel


def _tables(monitor: model.Monitor) -> Iterator[Sheet]:
    """Return a sheet for the table of each chart and for each declared table."""
    for blok, page in _blokken(monitor):
        match blok:
            case model.Grafiek(titel=titel, onderschrift=under, norm=norm, tabel=tabel, verzonnen=invented):
                line = f"Norm: {norm.tekst}." if norm else ""
                warning = "Bevat verzonnen cijfers." if invented else ""
                about = _joined(f"De getallen bij de grafiek op pagina {page}", under, line, warning)
                yield _table_sheet(titel or page, about, tabel)
            case model.Tabelblok(tabel=tabel):
                yield _table_sheet(tabel.titel or page, f"De tabel op pagina {page}.", tabel)
            case _:
                pass


def _table_sheet(title: str, about: str, tabel: model.Tabel) -> Sheet:
    heads = (tabel.rijkop, *(kolom.kop for kolom in tabel.kolommen), "opmerking")
    totals = frozenset(index for index, rij in enumerate(tabel.rijen) if rij.totaal)
    rows = [_table_row(tabel.kolommen, rij) for rij in tabel.rijen]
    return Sheet(title, _joined(about, *tabel.noten), heads, rows, totals=totals, tabel=tabel)


def _table_row(kolommen: Sequence[model.Kolom], rij: model.Rij) -> list[Value]:
    pairs = list(zip(kolommen, rij.cellen, strict=True))
    gaps = [f"{kolom.kop}: {cel.weergave}" for kolom, cel in pairs if _is_gap(kolom, cel) and cel.weergave]
    invented = ", ".join(kolom.kop for kolom, cel in pairs if cel.verzonnen)
    remarks = ["totaal" if rij.totaal else "", rij.noot, *gaps, f"verzonnen: {invented}" if invented else ""]
    return [rij.naam, *(_table_value(kolom, cel) for kolom, cel in pairs), "; ".join(filter(None, remarks))]


def _is_gap(kolom: model.Kolom, cel: model.Cel) -> bool:
    return cel.waarde is None and cel.kleur is None and kolom.getal


def _table_value(kolom: model.Kolom, cel: model.Cel) -> Value:
    if cel.waarde is not None:
        return as_shown(cel.waarde, cel.weergave)
    if cel.kleur is not None:
        return Light(cel.kleur, cel.weergave)
    return None if kolom.getal else cel.weergave


def _terms(monitor: model.Monitor) -> Iterator[Sheet]:
    """Return the glossaries and the definitions, where the report has them."""
    for blok, page in _blokken(monitor):
        match blok:
            case model.Lijst(titel=titel, regels=regels):
                rows: list[list[Value]] = [[regel.term, regel.uitleg] for regel in regels]
                yield Sheet(titel or page, f"De lijst op pagina {page}.", ("term", "uitleg"), rows)
            case model.Definities():
                yield _definitions(monitor)
            case _:
                pass


def _definitions(monitor: model.Monitor) -> Sheet:
    heads = ("id", "naam", "definitie", "formule", "eenheid", "gewenste richting", "norm", "bron van de norm")
    rows: list[list[Value]] = [
        [item.id, item.naam, item.definitie, item.formule, item.eenheid, item.richting or "geen",
         item.norm_weergave or "geen norm", item.norm_bron]
        for item in monitor.indicatoren
    ]  # fmt: skip
    return Sheet("Definities", "Hoe ieder cijfer is berekend.", heads, rows)


def _sources(monitor: model.Monitor) -> Sheet:
    heads = ("bestand", "titel", "bron", "systeem", "levering", "toelichting", "sha256")
    rows: list[list[Value]] = [
        [bron.bestand, bron.titel, bron.bron, bron.systeem, bron.levering, bron.toelichting, bron.sha256]
        for bron in monitor.bronnen
    ]
    return Sheet("Bronnen", "De gelezen bestanden. De sha256 toont of een bestand sindsdien is veranderd.", heads, rows)


def _findings(monitor: model.Monitor) -> Sheet:
    rows: list[list[Value]] = [
        [item.ernst, item.code, item.wat, str(item.vindplaats or ""), item.gevolg, item.doen]
        for item in monitor.meldingen
    ]
    about = "Wat er bij het maken is opgevallen." if rows else "Er is bij het maken niets opgevallen."
    return Sheet("Meldingen", about, ("ernst", "code", "wat", "vindplaats", "gevolg", "wat te doen"), rows)


# How a value looks

PATTERNS = {
    "aandeel": "{}%",
    "euro": r"[$€-413]\ {};[$€-413]\ \-{}",
    "voordeel": '{}" V";{}" N";{}',
}
SIGNED = {"aandeel": '{}" procentpunt"', "euro": r"[$€-413]\ {}"}


def number_pattern(eenheid: str, decimalen: int) -> str:
    """Return the Excel pattern that writes a unit as ``formatting`` does; Excel puts in the reader's own separators."""
    return PATTERNS.get(eenheid, "{}").replace("{}", _digits(decimalen))


def as_shown(waarde: float, text: str) -> Number:
    """Return a number of a table with the pattern that gives the text beside it, found by writing it and comparing."""
    exact = fraction(waarde)
    decimals = _DECIMALS.search(text)
    decimalen = len(decimals[1]) if decimals else 0
    for eenheid in ("aantal", "aandeel", "euro", "voordeel"):
        if text == weergave(exact, eenheid, decimalen):
            return Number(waarde, number_pattern(eenheid, decimalen))
        if text == met_teken(exact, eenheid, decimalen):
            return _signed(exact, eenheid, decimalen)
    if text == miljoen(exact, decimalen):
        return Number(waarde, rf'[$€-413]\ {_digits(decimalen)},,"{NBSP}miljoen"')
    return Number(waarde)


def _signed(exact: Fraction, eenheid: str, decimalen: int) -> Number:
    """Return a difference with its sign; one of shares in percentage points, because 4% more is something else."""
    core = SIGNED.get(eenheid, "{}").replace("{}", _digits(decimalen))
    points = exact * 100 if eenheid == "aandeel" else exact
    return Number(float(points), f"+{core};-{core};{core}")


def _digits(decimalen: int) -> str:
    return f"#,##0.{'0' * decimalen}" if decimalen else "#,##0"


def _number(value: float | None, pattern: str) -> Number | None:
    return None if value is None else Number(value, pattern)


def _difference(cijfer: model.Cijfer, eenheid: str, decimalen: int) -> Number | None:
    if cijfer.waarde is None:
        return None
    return _signed(fraction(cijfer.waarde) if cijfer.fractie is None else cijfer.fractie, eenheid, decimalen)


def _day(text: str | None) -> date | str | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return text


def short_origin(herkomst: Sequence[model.Herkomst]) -> str:
    """Return the addresses of the first cells and how many more there are."""
    places = [str(Location(cell.bestand, cell.blad, cell.cel)) for cell in herkomst[:CELLS_SHOWN]]
    more = len(herkomst) - len(places)
    return "; ".join([*places, f"en nog {more} {'cel' if more == 1 else 'cellen'}"] if more else places)


def _joined(*parts: str) -> str:
    """Put sentences together, each with its full stop."""
    return " ".join(part if part.endswith((".", "!", "?", ")")) else f"{part}." for part in parts if part)


def _shorten(text: str, limit: int) -> str:
    """Cut a text that Excel would refuse, visibly."""
    units = text.encode("utf-16-le", "surrogatepass")
    return text if len(units) <= limit * 2 else units[: limit * 2 - 2].decode("utf-16-le", "ignore") + "…"


def clean(text: str) -> str:
    """Return a text that a workbook can hold: no forbidden characters, not too long, and never markup.

    xlsxwriter passes ``<r>…</r>`` on as its own rich text; a space behind it keeps it a text.
    """
    text = _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _shorten(text, MAX_TEXT - 1)
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def one_line(text: str) -> str:
    """Return a text that a workbook can hold where lines do not wrap."""
    return clean(" ".join(text.split()))


def unique(names: Iterable[str], limit: int, taken: Iterable[str] = ()) -> list[str]:
    """Return the names on one line, cut to ``limit`` and numbered where one, or one in ``taken``, comes back."""
    seen, result = {name.casefold() for name in taken}, list[str]()
    for name in names:
        line = one_line(name) or "zonder naam"
        candidate, count = _shorten(line, limit), 1
        while candidate.casefold() in seen:
            count += 1
            candidate = f"{_shorten(line, limit - len(f' ({count})'))} ({count})"
        seen.add(candidate.casefold())
        result.append(candidate)
    return result


def _sheet_name(title: str) -> str:
    return _NOT_IN_SHEET_NAME.sub(" ", title).strip(" '")


# How a sheet is written


HEAD_LOOK = {"bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#E7E6E6"}
NUMBER_LOOK = {"align": "right", "indent": 1}


class _Exact(float):
    """A number that xlsxwriter writes in full; it would keep 16 digits, and some numbers need 17."""

    def __format__(self, spec: str) -> str:
        return repr(float(self))


class Book:
    """The workbook while it is made, with its formats."""

    def __init__(self, monitor: model.Monitor) -> None:
        from xlsxwriter import Workbook

        self.kop = monitor.programma
        self.monitor = monitor
        kind = (NOTICE[monitor.doelgroep], "voorbeeld" if self.kop.voorbeeld else "")
        parts = (self.kop.gemeente, self.kop.periode_naam, self.kop.editie, *kind)
        self.notice = one_line(" · ".join(filter(None, parts)))
        self.buffer = io.BytesIO()
        never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self.workbook = Workbook(self.buffer, {"in_memory": True, **never})
        self.formats: dict[tuple[tuple[str, object], ...], Any] = {}
        self.link = self.look(font_color="#0563C1", underline=1)
        self.workbook.set_properties({
            "title": clean(f"{self.kop.titel} {self.kop.periode_naam}"), "subject": clean(self.kop.ondertitel),
            "author": clean(self.kop.gemeente), "comments": self.notice,
            "created": datetime.combine(Periode.parse(monitor.periode).dag_erna, time()),
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
        page.set_footer(f"&L{_shorten(self.notice, MAX_FOOTER // 2).replace('&', '&&')}&R&P van &N")

    def write_contents(self, sheets: Sequence[Sheet]) -> None:
        """Write the first sheet: what this is, and links to the others."""
        page = self.workbook.add_worksheet("Inhoud")
        self._top(page, f"{self.kop.titel} {self.kop.periode_naam}", self.kop.ondertitel)
        widths = (MAX_SHEET_NAME + 4, 2 * MAX_WIDTH, MIN_WIDTH)
        facts = list(self._facts())
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

    def _facts(self) -> Iterator[tuple[str, str]]:
        """Return what a reader must know before the figures."""
        kop = self.kop
        yield "Gemeente", kop.gemeente
        yield "Periode", kop.periode_naam
        yield "Vergeleken met", kop.vorig_jaar_naam
        yield "Bestemd voor", kop.voor
        yield "Doelgroep", NOTICE[self.monitor.doelgroep]
        yield "Editie", f"{kop.editie} (versie {kop.versie})" if kop.versie else kop.editie
        yield "Nieuwste gegevens", kop.brondatum
        if kop.voorbeeld:
            yield "Voorbeeld", "Dit is een voorbeeld bij werkmonitor en geen monitor van een gemeente."
        invented = dict.fromkeys(text for pagina in self.monitor.paginas for text in pagina.verzonnen)
        if invented:
            yield "Verzonnen", _joined(*invented)
        yield "Lege cellen", "Een lege cel is een onbekende waarde, geen nul. De reden staat in een kolom ernaast."
        yield "Opbouw", f"Op ieder volgend blad staat één tabel, met de kolomnamen in rij {HEADER_ROW + 1}."
        yield "Gemaakt met", f"werkmonitor {kop.werkmonitor}"

    def close(self) -> bytes:
        """Return the file, with its language and without a trace of the machine it was made on."""
        self.workbook.close()
        result = io.BytesIO()
        with zipfile.ZipFile(self.buffer) as made, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as final:
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
    return _joined(sheet.title if sheet.title != sheet.name else "", sheet.about, empty)


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
