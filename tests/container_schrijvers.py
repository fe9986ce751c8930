"""Writes small tables as .xls, .xlsb and .ods, the same bytes every time, for tests of the readers."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from xml.sax.saxutils import escape, quoteattr

from werkmonitor.bronnen.sheet import Foutcel, Opmaak, Waarde

Plek = tuple[int, int]
Gebied = tuple[int, int, int, int]
"""First row, first column, last row, last column; zero-based and inclusive."""


@dataclass(frozen=True)
class Blad:
    """A sheet to write: rows of values, and how single cells are formatted (a date is formatted as a date anyway)."""

    naam: str
    rijen: Sequence[Sequence[Waarde]]
    opmaken: Mapping[Plek, Opmaak] = field(default_factory=dict)
    merges: Sequence[Gebied] = ()
    zichtbaar: bool = True
    verborgen_rijen: Sequence[int] = ()
    verborgen_kolommen: Sequence[int] = ()


RIJEN: Sequence[Sequence[Waarde]] = (
    ("Kop", "Nog een"),
    ("a  b", 1.5),
    (" met\ttab\nen regel ", 0.36),
    (date(2021, 5, 1), datetime(2021, 5, 1, 12, 30)),  # noqa: DTZ001 - cells know no time zone
    (Foutcel("#DIV/0!"), True),
    (None, 7.0),
    (time(10, 30), -1250.5),
    (-3.0, 123456789012.0),
)
"""One of everything that a sheet can hold."""
BLADEN = (
    Blad("Een", RIJEN, {(2, 1): "procent", (6, 1): "geld"}, [(4, 0, 5, 0)], verborgen_rijen=[1]),
    Blad("Twee", [[1.0, 2.0]], zichtbaar=False, verborgen_kolommen=[0]),
)


ALGEMEEN, PROCENT, GELD, DATUM, TIJDSTIP, TIJD = (
    "General",
    "0.00%",
    '#,##0.00\\ "€"',
    "d-m-yyyy",
    "d-m-yyyy h:mm",
    "h:mm",
)
NOTATIES = (ALGEMEEN, PROCENT, GELD, DATUM, TIJDSTIP, TIJD)
_NOTATIE: dict[str, str] = {"": ALGEMEEN, "procent": PROCENT, "geld": GELD, "datum": DATUM}
FOUTEN = {
    "#NULL!": 0,
    "#DIV/0!": 7,
    "#VALUE!": 15,
    "#REF!": 23,
    "#NAME?": 29,
    "#NUM!": 36,
    "#N/A": 42,
}
"""Errors as Excel numbers them, in .xls and in .xlsb."""


def notatie(waarde: Waarde, opmaak: Opmaak) -> str:
    """Return the number format that a cell gets."""
    if isinstance(waarde, datetime):
        return TIJDSTIP
    if isinstance(waarde, date):
        return DATUM
    return TIJD if isinstance(waarde, time) else _NOTATIE[opmaak]


def serieel(waarde: date | time) -> float:
    """Return a date or time as Excel counts it since 1900."""
    clock = waarde if isinstance(waarde, time) else waarde.time() if isinstance(waarde, datetime) else time()
    day = 0 if isinstance(waarde, time) else waarde.toordinal() - date(1899, 12, 30).toordinal()
    return day + (clock.hour * 3600 + clock.minute * 60 + clock.second) / 86400


def schrijf_xls(bladen: Sequence[Blad]) -> bytes:
    """Return a BIFF8 workbook."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    styles = {code: xlwt.easyxf(num_format_str=code) for code in NOTATIES}
    for blad in bladen:
        sheet = book.add_sheet(blad.naam, cell_overwrite_ok=True)
        sheet.visibility = 0 if blad.zichtbaar else 1
        for top, left, bottom, right in blad.merges:
            sheet.merge(top, bottom, left, right)
        for row, column, value, code in _cells(blad):
            if isinstance(value, Foutcel):
                sheet.row(row).set_cell_error(column, value.tekst, styles[code])
            elif isinstance(value, date | time):
                sheet.write(row, column, serieel(value), styles[code])
            else:
                sheet.write(row, column, value, styles[code])
        for row in blad.verborgen_rijen:
            sheet.row(row).hidden = True
        for column in blad.verborgen_kolommen:
            sheet.col(column).hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cells(blad: Blad) -> Iterable[tuple[int, int, Waarde, str]]:
    for row, values in enumerate(blad.rijen):
        for column, value in enumerate(values):
            if value is not None:
                yield row, column, value, notatie(value, blad.opmaken.get((row, column), ""))


def zip_van(delen: Mapping[str, bytes | str]) -> bytes:
    """Return a zip of these parts, with fixed dates."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in delen.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def record(soort: int, inhoud: bytes = b"") -> bytes:
    """Return one BIFF12 record."""
    head = bytes([soort]) if soort < 0x80 else bytes([soort & 0x7F | 0x80, soort >> 7])
    size, rest = b"", len(inhoud)
    while True:
        rest, part = rest >> 7, rest & 0x7F
        size += bytes([part | 0x80 if rest else part])
        if not rest:
            return head + size + inhoud


def breed(text: str) -> bytes:
    """Return a text as BIFF12 writes it."""
    data = text.encode("utf-16-le")
    return struct.pack("<I", len(data) // 2) + data


_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XLSB_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)


def schrijf_xlsb(bladen: Sequence[Blad], *, datum1904: bool = False) -> bytes:
    """Return a binary workbook; ``datum1904`` sets the flag only, the serial numbers stay."""
    texts: dict[str, int] = {}
    parts = {f"xl/worksheets/sheet{n}.bin": xlsb_blad(blad, texts) for n, blad in enumerate(bladen, 1)}
    sheets = b"".join(
        record(156, struct.pack("<II", not blad.zichtbaar, n) + breed(f"rId{n}") + breed(blad.naam))
        for n, blad in enumerate(bladen, 1)
    )
    workbook = record(131) + record(153, struct.pack("<III", datum1904, 0, 0)) + record(143) + sheets
    strings = record(159, struct.pack("<II", len(texts), len(texts)))
    strings += b"".join(record(19, b"\x00" + breed(text)) for text in texts) + record(160)
    targets = {f"rId{n}": ("worksheet", f"worksheets/sheet{n}.bin") for n in range(1, len(bladen) + 1)}
    targets |= {"rIdA": ("styles", "styles.bin"), "rIdB": ("sharedStrings", "sharedStrings.bin")}
    return zip_van(
        {
            "[Content_Types].xml": _XLSB_TYPES,
            "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.bin")}),
            "xl/workbook.bin": workbook + record(144) + record(132),
            "xl/_rels/workbook.bin.rels": _relations(targets),
            "xl/styles.bin": _xlsb_styles(),
            "xl/sharedStrings.bin": strings,
            **parts,
        }
    )


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="{key}" Type="{_REL}/{kind}" Target="{target}"/>' for key, (kind, target) in targets.items()
    )
    root = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{root}">{items}</Relationships>'


def _xlsb_styles() -> bytes:
    formats = b"".join(record(44, struct.pack("<H", 164 + n) + breed(code)) for n, code in enumerate(NOTATIES))
    xf = b"".join(record(47, struct.pack("<HHHHHBBHH", 0, 164 + n, 0, 0, 0, 0, 0, 0, 0)) for n in range(len(NOTATIES)))
    one, all_ = struct.pack("<I", 1), struct.pack("<I", len(NOTATIES))
    style_xf = record(626, one) + record(47, struct.pack("<HHHHHBBHH", 0xFFFF, 0, 0, 0, 0, 0, 0, 0, 0)) + record(627)
    tables = record(615, all_) + formats + record(616) + style_xf + record(617, all_) + xf + record(618)
    return record(278) + tables + record(279)


def xlsb_blad(blad: Blad, texts: dict[str, int]) -> bytes:
    """Return the part of one sheet; its texts are numbered in ``texts``."""
    size = (0, max(len(blad.rijen) - 1, 0), 0, max([len(values) - 1 for values in blad.rijen], default=0))
    out = bytearray(record(129) + record(148, struct.pack("<IIII", *size)))
    hidden = [struct.pack("<IIIIH", n, n, 2560, 0, 1) for n in blad.verborgen_kolommen]
    if hidden:
        out += record(390) + b"".join(record(60, info) for info in hidden) + record(391)
    out += record(145)
    for row, values in enumerate(blad.rijen):
        flags = 0x10 if row in blad.verborgen_rijen else 0
        out += record(0, struct.pack("<IIHBBBI", row, 0, 300, 0, flags, 0, 0))
        for column, value in enumerate(values):
            if value is not None:
                style = NOTATIES.index(notatie(value, blad.opmaken.get((row, column), "")))
                out += _xlsb_cell(struct.pack("<II", column, style), value, texts)
    out += record(146)
    if blad.merges:
        areas = [struct.pack("<IIII", top, bottom, left, right) for top, left, bottom, right in blad.merges]
        out += record(177, struct.pack("<I", len(areas))) + b"".join(record(176, area) for area in areas) + record(178)
    return bytes(out + record(130))


def _xlsb_cell(head: bytes, value: Waarde, texts: dict[str, int]) -> bytes:
    if isinstance(value, Foutcel):
        return record(3, head + bytes([FOUTEN[value.tekst]]))
    if isinstance(value, bool):
        return record(4, head + bytes([value]))
    if isinstance(value, str):
        return record(7, head + struct.pack("<I", texts.setdefault(value, len(texts))))
    number = serieel(value) if isinstance(value, date | time) else value
    assert isinstance(number, int | float)
    if float(number).is_integer() and abs(number) < 2**29:
        return record(2, head + struct.pack("<i", int(number) << 2 | 2))
    return record(5, head + struct.pack("<d", number))


_ODS_NS = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
)
_ODS_NS += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
_ODS_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def schrijf_ods(bladen: Sequence[Blad]) -> bytes:
    """Return an OpenDocument workbook."""
    return ods_van("".join(map(_ods_blad, bladen)))


def ods_van(tabellen: str, *, vooraf: str = "", extra: Mapping[str, bytes | str] | None = None) -> bytes:
    """Return an OpenDocument workbook around ready ``table:table`` elements; ``vooraf`` stands before the root."""
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table"><style:table-properties table:display="{shown}"/>'
        "</style:style>"
        for name, shown in (("aan", "true"), ("uit", "false"))
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{vooraf}<office:document-content {_ODS_NS} office:version="1.2">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tabellen}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    parts = {"mimetype": _ODS_MIME, "META-INF/manifest.xml": _ODS_MANIFEST, "content.xml": content}
    return zip_van({**parts, **(extra or {})})


def _ods_blad(blad: Blad) -> str:
    width = max(map(len, blad.rijen), default=0)
    columns = "".join(
        '<table:table-column table:visibility="collapse"/>' if n in blad.verborgen_kolommen else "<table:table-column/>"
        for n in range(max([width, *(n + 1 for n in blad.verborgen_kolommen)]))
    )
    rows = "".join(_ods_rij(blad, row, values) for row, values in enumerate(blad.rijen))
    style = "aan" if blad.zichtbaar else "uit"
    return f'<table:table table:name={quoteattr(blad.naam)} table:style-name="{style}">{columns}{rows}</table:table>'


def _ods_rij(blad: Blad, row: int, values: Sequence[Waarde]) -> str:
    covered = {
        (r, c): (top, left)
        for top, left, bottom, right in blad.merges
        for r in range(top, bottom + 1)
        for c in range(left, right + 1)
    }
    spans = {(t, l): (b - t + 1, r - l + 1) for t, l, b, r in blad.merges}  # noqa: E741
    cells = []
    for column, value in enumerate(values):
        place = (row, column)
        if covered.get(place, place) != place:
            cells.append("<table:covered-table-cell/>")
            continue
        high, wide = spans.get(place, (1, 1))
        span = f' table:number-rows-spanned="{high}" table:number-columns-spanned="{wide}"' if place in spans else ""
        cells.append(_ods_cel(value, blad.opmaken.get(place, ""), span))
    hidden = ' table:visibility="collapse"' if row in blad.verborgen_rijen else ""
    return f"<table:table-row{hidden}>{''.join(cells)}</table:table-row>"


def _ods_cel(value: Waarde, opmaak: Opmaak, span: str) -> str:
    if value is None:
        return f"<table:table-cell{span}/>"
    attributes, shown = _ods_waarde(value, opmaak)
    lines = "".join(f"<text:p>{_ods_tekst(line)}</text:p>" for line in shown.split("\n"))
    return f"<table:table-cell{span} {attributes}>{lines}</table:table-cell>"


def _ods_waarde(value: Waarde, opmaak: Opmaak) -> tuple[str, str]:
    """Return the attributes of a cell, and what it shows."""
    if isinstance(value, Foutcel):
        return 'office:value-type="string" office:string-value="" calcext:value-type="error"', value.tekst
    if isinstance(value, str):
        return 'office:value-type="string"', value
    if isinstance(value, bool):
        return f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"', str(value).upper()
    if isinstance(value, time):
        return f'office:value-type="time" office:time-value="{value:PT%HH%MM%SS}"', f"{value:%H:%M}"
    if isinstance(value, date):
        return f'office:value-type="date" office:date-value="{value.isoformat()}"', str(value)
    kind = {"procent": "percentage", "geld": "currency"}.get(opmaak, "float")
    return f'office:value-type="{kind}" office:value="{value!r}"', str(value)


def _ods_tekst(line: str) -> str:
    """Return a line with blanks that would collapse, and tabs, as elements."""
    kept = re.sub(r"(?<= ) |^ | $", "<text:s/>", escape(line))
    return kept.replace("\t", "<text:tab/>")
