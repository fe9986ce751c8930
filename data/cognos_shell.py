"""Workbooks and text files with the outward form of those that Cognos Analytics writes.

`cognos_workbook` gives the package that the Cognos Excel writer gives: its part order, its capital `Sheet1.xml`, a
dimension of one cell whatever the size, IBM as the company, no creator and no dates. `excel_workbook` gives the same
cells in an ordinary package, as a person's Excel does. `cognos_csv` gives the Cognos text file. All three are pure
functions: the same cells are the same bytes on every machine and every day. Standard library only.
"""

import re
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple
from xml.sax.saxutils import escape


class Rich(NamedTuple):
    """A text that the report composes of several items, stored as one run per item."""

    runs: tuple[str, ...]


Value = str | float | date | Rich | None


class Style(NamedTuple):
    """How a cell looks: its number format, and the places of its font, fill and border in the style part."""

    number_format: str = "General"
    font: int = 0
    fill: int = 0
    border: int = 1


NORMAL, BOLD, LARGE = range(3)
HEADER_FILL = 2  # the first two fills of a workbook are reserved

STYLES: Mapping[str, Style] = {
    "tekst": Style(),
    "kop": Style(font=BOLD, fill=HEADER_FILL),
    "titel": Style(font=LARGE, border=0),
    "noot": Style(border=0),
    "aantal": Style("#,##0"),
    "geheel": Style("#0"),
    "decimaal": Style("#,##0.0"),
    "euro": Style(r"[$€-413]\ #,##0.00;\([$€-413]\ #,##0.00\)"),
    "procent": Style("0%"),
    "datum": Style(r"d\-m\-yyyy"),
    "tijd": Style("h:mm:ss"),
}

FIRST_CUSTOM_FORMAT = 164
_STYLE_PLACES = {name: place for place, name in enumerate(STYLES)}
_ILLEGAL_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Cell(NamedTuple):
    """One written cell; a value of None is an empty cell that keeps its style."""

    value: Value
    style: str


@dataclass
class Sheet:
    """A sheet under construction: cells by row and column (both from 1) and merged areas."""

    name: str
    widths: tuple[float, ...] = ()
    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merges: list[str] = field(default_factory=list)

    def put(self, row: int, column: int, value: Value, style: str = "tekst") -> None:
        """Write one cell."""
        self.cells.setdefault(row, {})[column] = Cell(value, style)

    def row(self, row: int, values: Iterable[Value], styles: Sequence[str], column: int = 1) -> None:
        """Write cells side by side, from `column` on; one style for each."""
        for offset, (value, style) in enumerate(zip(values, styles, strict=True)):
            self.put(row, column + offset, value, style)

    def merge(self, row: int, column: int, rows: int = 1, columns: int = 1) -> None:
        """Merge an area; an area of one cell stays as it is, because Cognos does not merge that."""
        if rows * columns > 1:
            self.merges.append(f"{address(row, column)}:{address(row + rows - 1, column + columns - 1)}")


def address(row: int, column: int) -> str:
    """Return the address of a cell: `address(5, 28) == "AB5"`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def serial(day: date) -> float:
    """Return the number by which a workbook stores a day, or a day and a time (1900 system)."""
    days = day.toordinal() - date(1899, 12, 30).toordinal()
    return days + day_fraction(day) if isinstance(day, datetime) else days


def day_fraction(moment: datetime) -> float:
    """Return the time as a part of the day, cut off after eight decimals as Cognos does."""
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return seconds * 10**8 // 86400 / 10**8


# ---------------------------------------------------------------- the parts of a package

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006"
_SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def _text(text: str) -> str:
    if _ILLEGAL_IN_XML.search(text):
        message = f"a cell cannot hold this control character: {text!r}"
        raise ValueError(message)
    return escape(text)


def _quoted(text: str) -> str:
    return escape(text, {'"': "&quot;"})


class _Strings:
    """The shared strings of one workbook, in order of first use, each once."""

    def __init__(self) -> None:
        self._places: dict[str | Rich, int] = {}

    def place(self, text: str | Rich) -> int:
        return self._places.setdefault(text, len(self._places))

    def xml(self) -> str:
        count = len(self._places)
        items = "".join(f"<si>{self._item(text)}</si>" for text in self._places)
        return f'{_XML}<sst xmlns="{_MAIN}" count="{count}" uniqueCount="{count}" xml:space="preserve">{items}</sst>'

    @staticmethod
    def _item(text: str | Rich) -> str:
        if isinstance(text, str):
            return f"<t>{_text(text)}</t>"
        font = '<rPr><sz val="10"/><color theme="1"/><rFont val="Arial"/></rPr>'
        return "".join(f'<r>{font}<t xml:space="preserve">{_text(run)}</t></r>' for run in text.runs)


def _cell_xml(place: str, cell: Cell, strings: _Strings) -> str:
    value, opening = cell.value, f'<c r="{place}" s="{_STYLE_PLACES[cell.style]}"'
    if value is None:
        return f"{opening}></c>"
    if isinstance(value, str | Rich):
        return f'{opening} t="s"><v>{strings.place(value)}</v></c>'
    return f"{opening}><v>{serial(value) if isinstance(value, date) else repr(value)}</v></c>"


def _row_xml(number: int, cells: Mapping[int, Cell], strings: _Strings) -> str:
    written = "".join(_cell_xml(address(number, column), cells[column], strings) for column in sorted(cells))
    height = 'customHeight="1" ht="21.000000"' if any(cell.style == "titel" for cell in cells.values()) else ""
    return f'<row r="{number}" spans="1:{max(cells)}" {height}>{written}</row>'


def _sheet_xml(sheet: Sheet, strings: _Strings, dimension: str, *, selected: bool) -> str:
    shown = 'tabSelected="1" ' if selected else ""
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width:.6f}" bestFit="1" customWidth="1"/>'
        for n, width in enumerate(sheet.widths, start=1)
    )
    rows = "".join(_row_xml(number, sheet.cells[number], strings) for number in sorted(sheet.cells))
    merges = "".join(f'<mergeCell ref="{area}" />' for area in sheet.merges)
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE_RELS}"> <dimension ref="{dimension}" />'
        f'<sheetViews><sheetView {shown}workbookViewId="0"><selection/></sheetView></sheetViews>'
        '<sheetFormatPr defaultRowHeight="12.750000" customHeight="true"/>'
        + (f"<cols>{columns}</cols>" if columns else "")
        + f"<sheetData>{rows}</sheetData>"
        + (f'<mergeCells count="{len(sheet.merges)}">{merges}</mergeCells>' if merges else "")
        + "</worksheet>"
    )


def _styles_xml() -> str:
    patterns = sorted({style.number_format for style in STYLES.values()} - {"General"})
    ids = {"General": 0} | {pattern: FIRST_CUSTOM_FORMAT + n for n, pattern in enumerate(patterns)}
    formats = "".join(f'<numFmt numFmtId="{ids[p]}" formatCode="{_quoted(p)}"/>' for p in patterns)
    fonts = "".join(
        f'<font>{weight}<sz val="{size}"/><color theme="1"/><name val="Arial"/></font>'
        for weight, size in (("", 10), ("<b/>", 10), ("<b/>", 14))
    )
    solid = '<patternFill patternType="solid"><fgColor rgb="E7E5E5"/></patternFill>'
    patterned = ('<patternFill patternType="none"/>', '<patternFill patternType="gray125"/>', solid)
    fills = "".join(f"<fill>{pattern}</fill>" for pattern in patterned)
    line = '<{0} style="thin"><color rgb="CACACA"/></{0}>'
    box = "".join(line.format(side) for side in ("left", "right", "top", "bottom"))
    formatting = "".join(
        f'<xf numFmtId="{ids[s.number_format]}" fontId="{s.font}" fillId="{s.fill}" borderId="{s.border}" xfId="0" '
        'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"/>'
        for s in STYLES.values()
    )
    return (
        f'{_XML}<styleSheet xmlns="{_MAIN}"><numFmts count="{len(patterns)}">{formats}</numFmts>'
        f'<fonts count="3">{fonts}</fonts><fills count="3">{fills}</fills>'
        f'<borders count="2"><border/><border>{box}</border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(STYLES)}">{formatting}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        '<dxfs count="0"/></styleSheet>'
    )


def _workbook_xml(sheets: Sequence[Sheet]) -> str:
    listed = "".join(
        f'<sheet name="{_quoted(s.name)}" sheetId="{n}" r:id="rId{n}"/>' for n, s in enumerate(sheets, start=1)
    )
    return (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE_RELS}">'
        '<fileVersion lastEdited="4" lowestEdited="4" rupBuild="4505" /><workbookPr defaultThemeVersion="123820" />'
        f'<bookViews><workbookView/></bookViews><sheets>{listed}</sheets><webPublishing codePage="1252" /></workbook>'
    )


def _relations_xml(targets: Iterable[tuple[str, str]]) -> str:
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'


def _content_types_xml(sheet_parts: Sequence[str]) -> str:
    kinds = dict.fromkeys(sheet_parts, f"{_SHEETML}.worksheet+xml") | {
        "xl/workbook.xml": f"{_SHEETML}.sheet.main+xml",
        "xl/styles.xml": f"{_SHEETML}.styles+xml",
        "xl/sharedStrings.xml": f"{_SHEETML}.sharedStrings+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    overrides = "".join(f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in kinds.items())
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _app_xml(sheets: Sequence[Sheet], company: str) -> str:
    titles = "".join(f"<vt:lpstr>{_text(sheet.name)}</vt:lpstr>" for sheet in sheets)
    return (
        f'{_XML}<Properties xmlns="{_PROPERTIES}/extended-properties" xmlns:vt="{_PROPERTIES}/docPropsVTypes">'
        f'<Application>Microsoft Excel</Application><TitlesOfParts><vt:vector size="{len(sheets)}" baseType="lpstr">'
        f"{titles}</vt:vector></TitlesOfParts><Company>{_text(company)}</Company><AppVersion>12.0000</AppVersion></Properties>"
    )


def _core_xml(made: date | None) -> str:
    opening = (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    )
    stamps = "".join(
        f'<dcterms:{what} xsi:type="dcterms:W3CDTF">{made}T09:00:00Z</dcterms:{what}>'
        for what in ("created", "modified")
        if made
    )
    return f"{opening}{stamps}</cp:coreProperties>"


def _parts(
    sheets: Sequence[Sheet], sheet_stem: str, dimensions: Sequence[str], company: str, made: date | None
) -> dict[str, str]:
    """Return the parts of a package by name; the sheets first, because they fill the shared strings."""
    strings = _Strings()
    sheet_parts = [f"xl/worksheets/{sheet_stem}{n}.xml" for n in range(1, len(sheets) + 1)]
    written = {
        part: _sheet_xml(sheet, strings, dimension, selected=sheet is sheets[0])
        for part, sheet, dimension in zip(sheet_parts, sheets, dimensions, strict=True)
    }
    inside = [(f"{_OFFICE_RELS}/worksheet", part.removeprefix("xl/")) for part in sheet_parts]
    inside += [(f"{_OFFICE_RELS}/styles", "styles.xml"), (f"{_OFFICE_RELS}/sharedStrings", "sharedStrings.xml")]
    outside = [
        (f"{_OFFICE_RELS}/officeDocument", "xl/workbook.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        (f"{_OFFICE_RELS}/extended-properties", "docProps/app.xml"),
    ]
    return written | {
        "xl/_rels/workbook.xml.rels": _relations_xml(inside),
        "xl/workbook.xml": _workbook_xml(sheets),
        "[Content_Types].xml": _content_types_xml(sheet_parts),
        "docProps/app.xml": _app_xml(sheets, company),
        "docProps/core.xml": _core_xml(made),
        "_rels/.rels": _relations_xml(outside),
        "xl/styles.xml": _styles_xml(),
        "xl/sharedStrings.xml": strings.xml(),
    }


# ---------------------------------------------------------------- the zip around them

_STREAMED, _DEFLATED, _VERSION = 1 << 3, 8, 20
_FIRST_DAY = 1 << 5 | 1  # 1-1-1980, as Excel stamps its parts; Cognos writes zero, which is no date at all


def _deflate(data: bytes) -> bytes:
    """Deflate into stored blocks: every zlib compresses in its own way, and these bytes must be the same everywhere."""
    blocks = [data[start : start + 0xFFFF] for start in range(0, len(data), 0xFFFF)]
    return b"".join(
        struct.pack("<BHH", block is blocks[-1], len(block), len(block) ^ 0xFFFF) + block for block in blocks
    )


def _zip(parts: Mapping[str, str], *, streamed: bool) -> bytes:
    """Zip the parts; a `streamed` zip is written without looking back: the sizes come after the data."""
    body, directory = b"", b""
    flags, day = (_STREAMED, 0) if streamed else (0, _FIRST_DAY)
    for name, text in parts.items():
        data, filename, offset = text.encode(), name.encode("ascii"), len(body)
        packed = _deflate(data)
        sizes = struct.pack("<III", zlib.crc32(data), len(packed), len(data))
        head = struct.pack("<HHHHH", _VERSION, flags, _DEFLATED, 0, day)
        early, late = (bytes(len(sizes)), b"PK\x07\x08" + sizes) if streamed else (sizes, b"")
        body += b"PK\x03\x04" + head + early + struct.pack("<HH", len(filename), 0) + filename + packed + late
        entry = struct.pack("<HHHHHII", len(filename), 0, 0, 0, 0, 0, offset)
        directory += b"PK\x01\x02" + struct.pack("<H", _VERSION) + head + sizes + entry + filename
    count = len(parts)
    return body + directory + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)


# ---------------------------------------------------------------- what other modules call


def cognos_workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return the bytes of a workbook as the Cognos Excel writer packs it."""
    return _zip(_parts(sheets, "Sheet", ["A1"] * len(sheets), "IBM Incorporated", made=None), streamed=True)


def excel_workbook(sheets: Sequence[Sheet], company: str, made: date) -> bytes:
    """Return the bytes of an ordinary workbook, as Excel keeps it: honest dimensions, a company and a date."""
    parts = _parts(sheets, "sheet", [_used_area(sheet) for sheet in sheets], company, made)
    in_front = ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels")
    return _zip({name: parts[name] for name in in_front} | parts, streamed=False)


def _used_area(sheet: Sheet) -> str:
    return f"A1:{address(max(sheet.cells), max(max(row) for row in sheet.cells.values()))}"


def cognos_csv(rows: Iterable[Sequence[str | float | None]]) -> bytes:
    """Return the bytes of a Cognos text file: UTF-16 with mark, tabs, bare line feeds, no quotes, a decimal comma."""
    return b"\xff\xfe" + "".join("\t".join(map(_field, row)) + "\n" for row in rows).encode("utf-16-le")


def _field(value: str | float | None) -> str:
    if isinstance(value, float):
        return f"{value:.8f}".rstrip("0").rstrip(".").replace(".", ",")
    text = "" if value is None else str(value)
    if {"\t", "\n"} & set(text):
        message = f"a field without quotes cannot hold a tab or a line feed: {text!r}"
        raise ValueError(message)
    return text
