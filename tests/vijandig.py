"""Hostile files, made on the spot: each is a name and either bytes or something else than a file.

None of them may crash the tool, hang it, fill the memory, reach outside, or show ``KANARIE``.
"""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

KANARIE = "KANARIE-93c1"
"""Text of a file beside the hostile ones that nothing may ever read."""
NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ESC = "\x1b[31mROOD\x1b]0;titel\x07"
MARKUP = "<script>alert(1)</script>{{ 7*7 }}{% raw %}&amp;"


def deel(rijen: str, voor: str = "", na: str = "") -> str:
    """Return a sheet part of these rows."""
    return f"{voor}<worksheet {NS}><sheetData>{rijen}</sheetData>{na}</worksheet>"


TABEL = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Jaar</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>Aantal</t></is></c></row>'
    '<row r="2"><c r="A2"><v>2021</v></c><c r="B2"><v>7</v></c></row>'
)
_ENTITIES = "".join(f'<!ENTITY a{n} "{(f"&a{n - 1};" if n else "lol") * 10}">' for n in range(9))
LACHERS = f"<!DOCTYPE x [{_ENTITIES}]>"
"""Nine entities that unfold to three thousand million letters."""
BUITEN = f'<!DOCTYPE x [<!ENTITY b SYSTEM "file://{{kanarie}}"><!ENTITY c SYSTEM "http://127.0.0.1:47631/{KANARIE}">]>'


def boek(
    delen: dict[str, bytes | str] | None = None,
    bladen: list[tuple[str, str]] | None = None,
    methode: int = zipfile.ZIP_DEFLATED,
    **vervang: str,
) -> bytes:
    """Return a workbook; ``bladen`` are (name, part), ``vervang`` the text of workbook, rels, styles or strings."""
    sheets = bladen or [("Blad1", "sheet1")]
    named = "".join(f'<sheet name="{n}" sheetId="{i}" r:id="r{i}"/>' for i, (n, _) in enumerate(sheets, 1))
    relations = "".join(
        f'<Relationship Id="r{i}" Type="{REL}/worksheet" Target="worksheets/{part}.xml"/>'
        for i, (_, part) in enumerate(sheets, 1)
    )
    strings = (
        f'<Relationship Id="s" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="t" Type="{REL}/styles" Target="styles.xml"/>'
    )
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="w" '
        f'Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": vervang.get(
            "workbook", f'<workbook {NS} xmlns:r="{REL}"><sheets>{named}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": vervang.get(
            "rels", f'<Relationships xmlns="{PACKAGE}/relationships">{relations}{strings}</Relationships>'
        ),
        "xl/styles.xml": vervang.get("styles", f"<styleSheet {NS}/>"),
        "xl/sharedStrings.xml": vervang.get("strings", f"<sst {NS}><si><t>tekst</t></si></sst>"),
        "xl/worksheets/sheet1.xml": deel(TABEL),
        **(delen or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", methode) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def blad(rijen: str, voor: str = "", na: str = "") -> bytes:
    """Return a workbook of one sheet with these rows."""
    return boek({"xl/worksheets/sheet1.xml": deel(rijen, voor, na)})


def cellen(*waarden: str) -> bytes:
    """Return a workbook with raw numbers below the table."""
    rows = "".join(f'<row r="{r}"><c r="B{r}"><v>{v}</v></c></row>' for r, v in enumerate(waarden, start=3))
    return blad(TABEL + rows)


def bom(megabytes: int) -> bytes:
    """Return a workbook whose sheet unpacks to this much, though hardly anything is packed."""
    row = b"<row><c><v>1</v></c></row>"
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = f"<worksheet {NS}><sheetData>".encode()
    body = row * (2**20 // len(row))
    packed = packer.compress(head)
    crc, size = zlib.crc32(head), len(head)
    for _ in range(megabytes):
        packed += packer.compress(body)
        crc, size = zlib.crc32(body, crc), size + len(body)
    end = b"</sheetData></worksheet>"
    packed += packer.compress(end) + packer.flush()
    crc, size = zlib.crc32(end, crc), size + len(end)
    return _met_rauw_deel(boek({}), "xl/worksheets/sheet1.xml", packed, crc, size)


def _met_rauw_deel(boek_: bytes, naam: str, packed: bytes, crc: int, size: int) -> bytes:
    """Replace a part by bytes that are packed already; ``size`` may lie."""
    out = io.BytesIO()
    entries = []
    with zipfile.ZipFile(io.BytesIO(boek_)) as source:
        parts = [(n, source.read(n)) for n in source.namelist() if n != naam]
    for name, data in parts:
        entries.append((name, data, zlib.crc32(data), len(data), 0))
    entries.append((naam, packed, crc, size, 8))
    central = b""
    for name, data, sum_, length, method in entries:
        fields = struct.pack("<HHHHHIII", 20, 0, method, 0, 0, sum_, len(data), length)
        raw = name.encode()
        central += b"PK\x01\x02" + struct.pack("<H", 20) + fields
        central += struct.pack("<HHHHHII", len(raw), 0, 0, 0, 0, 0, out.tell()) + raw
        out.write(b"PK\x03\x04" + fields + struct.pack("<HH", len(raw), 0) + raw + data)
    start = out.tell()
    out.write(central)
    out.write(b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, len(entries), len(entries), len(central), start, 0))
    return out.getvalue()


def ods(inhoud: str) -> bytes:
    """Return an OpenDocument spreadsheet with this table content."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{office}:office:1.0" xmlns:table="{office}:table:1.0" '
            f'xmlns:text="{office}:text:1.0"><office:body><office:spreadsheet>{inhoud}</office:spreadsheet>'
            "</office:body></office:document-content>",
        )
    return out.getvalue()


def bestanden(groep: str, kanarie: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the hostile files of a group of ``GROEPEN``; ``kanarie`` is what external references point to."""
    return GROEPEN[groep](BUITEN.format(kanarie=kanarie))


def _adressen(_: str) -> Iterator[tuple[str, bytes]]:
    for cel in ("XFD1048576", "XFE1", "A1048577", "A0", "ZZZZZZ9", "A99999999999999999999", "1A", "", "A-1"):
        yield f"cel {cel or 'leeg'}.xlsx", blad(f'{TABEL}<row r="9"><c r="{cel}"><v>1</v></c></row>')
    yield "rij ver weg.xlsx", blad(TABEL + '<row r="4294967297"><c><v>1</v></c></row>')
    yield "leeg ver weg.xlsx", blad(TABEL + '<row r="1048576"><c r="XFD1048576" s="0"/></row>')
    yield "fout ver weg.xlsx", blad(TABEL + '<row r="1048576"><c r="XFD1048576" t="e"><v>#N/A</v></c></row>')
    area = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    yield "alles samengevoegd.xlsx", blad(TABEL, na=area)
    many = "".join(f'<mergeCell ref="A{n}:A1048576"/>' for n in range(1, 50_000))
    yield "veel samengevoegd.xlsx", blad(TABEL, na=f"<mergeCells>{many}</mergeCells>")
    cols = '<cols><col min="1" max="2147483647" hidden="1"/></cols>'
    yield (
        "kolommen zonder eind.xlsx",
        boek({"xl/worksheets/sheet1.xml": f"<worksheet {NS}>{cols}<sheetData>{TABEL}</sheetData></worksheet>"}),
    )


def _xml(buiten: str) -> Iterator[tuple[str, bytes]]:
    kop = '<?xml version="1.0"?>'
    lach = '<row r="3"><c r="A3" t="inlineStr"><is><t>&a8;</t></is></c></row>'
    yield "lachers blad.xlsx", blad(TABEL + lach, voor=kop + LACHERS)
    yield "lachers teksten.xlsx", boek(strings=f"{kop}{LACHERS}<sst {NS}><si><t>&a8;</t></si></sst>")
    yield "lachers map.xlsx", boek(workbook=f"{kop}{LACHERS}<workbook {NS}>&a8;</workbook>")
    yield "lachers relaties.xlsx", boek(rels=f"{kop}{LACHERS}<Relationships>&a8;</Relationships>")
    ref = '<row r="3"><c r="A3" t="inlineStr"><is><t>&b;&c;</t></is></c></row>'
    yield "van buiten.xlsx", blad(TABEL + ref, voor=kop + buiten)
    yield "diep.xlsx", blad("<a>" * 200_000 + "</a>" * 200_000)
    yield "diep rijk.xlsx", boek(strings=f"<sst {NS}><si>{'<r>' * 100_000}<t>x</t>{'</r>' * 100_000}</si></sst>")
    yield "groot attribuut.xlsx", blad(f'<row r="1"><c r="A1" x="{"y" * 5_000_000}"><v>1</v></c></row>')
    yield "veel attributen.xlsx", blad(f'<row r="1" {" ".join(f"a{n}=" + chr(34) * 2 for n in range(100_000))}/>')
    yield "half.xlsx", boek({"xl/worksheets/sheet1.xml": deel(TABEL)[:-40]})
    yield "geen xml.xlsx", boek({"xl/worksheets/sheet1.xml": b"\x00\xff" * 500})
    yield "leeg blad.xlsx", boek({"xl/worksheets/sheet1.xml": b""})
    yield "alleen haken.xlsx", boek({"xl/worksheets/sheet1.xml": b"<" * 1_000_000})
    formats = "".join(f'<numFmt numFmtId="{n}" formatCode="{"[" * 500}"/>' for n in range(164, 1164))
    yield "opmaak.xlsx", boek(styles=f"<styleSheet {NS}><numFmts>{formats}</numFmts></styleSheet>")
    yield "tekst op zichzelf.xlsx", boek(rels=f'<Relationships xmlns="{PACKAGE}/relationships"/>')
    loop = f'<Relationship Id="r1" Type="{REL}/worksheet" Target="workbook.xml"/>'
    yield "blad is map.xlsx", boek(rels=f'<Relationships xmlns="{PACKAGE}/relationships">{loop}</Relationships>')
    away = f'<Relationship Id="r1" Type="{REL}/worksheet" Target="file:///etc/hostname" TargetMode="External"/>'
    yield "blad elders.xlsx", boek(rels=f'<Relationships xmlns="{PACKAGE}/relationships">{away}</Relationships>')
    up = f'<Relationship Id="r1" Type="{REL}/worksheet" Target="../../../../etc/passwd"/>'
    yield "blad omhoog.xlsx", boek(rels=f'<Relationships xmlns="{PACKAGE}/relationships">{up}</Relationships>')


def _zips(_: str) -> Iterator[tuple[str, bytes]]:
    yield "bom.xlsx", bom(1500)
    yield "bom groot.xlsx", bom(4000)
    book = boek({})
    yield "afgebroken.xlsx", book[: len(book) // 2]
    yield "rommel ervoor.xlsx", b"rommel" * 100 + book
    packed = zlib.compress(b"x" * 10)[2:-4]
    yield "liegt over de maat.xlsx", _met_rauw_deel(book, "xl/worksheets/sheet1.xml", packed, 0, 5)
    yield "tienduizend bladen.xlsx", boek(bladen=[(f"Blad{n}", "sheet1") for n in range(10_000)])
    names = {f"xl/x{n}.xml": b"" for n in range(70_000)}
    yield "veel delen.xlsx", boek(dict(names))
    yield "bzip2.xlsx", boek(methode=zipfile.ZIP_BZIP2)
    yield "omhoog.xlsx", boek({"../../PWNED.xml": b"x", "/tmp/PWNED": b"x"})  # noqa: S108 - a name inside the file
    out = io.BytesIO(book)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("a\\b.xml", b"x")
    yield "schuine strepen.xlsx", out.getvalue()
    million = "".join(f"<si><t>{n}</t></si>" for n in range(1_000_000))
    yield "miljoen teksten.xlsx", boek(strings=f"<sst {NS}>{million}</sst>")
    yield "lange tekst.xlsx", boek(strings=f"<sst {NS}><si><t>{'x' * 50_000_000}</t></si></sst>")


def _waarden(_: str) -> Iterator[tuple[str, bytes]]:
    yield "vreemde getallen.xlsx", cellen("1e400", "-1e400", "NaN", "INF", "1_000", "\u0661\u0662", "0x10", " 12 ", "")
    yield "grote getallen.xlsx", cellen("9" * 5000, "1e308", "1e-320", "-0", "." * 50, "1,5", "1.2.3")
    yield "buiten de teksten.xlsx", blad(TABEL + '<row r="3"><c r="A3" t="s"><v>99999999</v></c></row>')
    yield "min een.xlsx", blad(TABEL + '<row r="3"><c r="A3" t="s"><v>-1</v></c></row>')
    yield "vreemd soort.xlsx", blad(TABEL + '<row r="3"><c r="A3" t="zzz"><v>1</v></c></row>')
    dates = "".join(f'<row r="{r}"><c r="A{r}" s="1"><v>{v}</v></c></row>' for r, v in enumerate(_SERIALS, start=3))
    styles = f'<styleSheet {NS}><cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>'
    yield "datums.xlsx", boek({"xl/worksheets/sheet1.xml": deel(TABEL + dates)}, styles=styles)


_SERIALS = ("-1", "0", "0.5", "59", "60", "61", "2958465", "2958466", "1e10", "1e300", "nan")


def _teksten(_: str) -> Iterator[tuple[str, bytes]]:
    safe = MARKUP.replace("&", "&amp;").replace("<", "&lt;")
    row = f'<row r="3"><c r="A3" t="inlineStr"><is><t>{safe}=cmd|\'/C calc\'!A0</t></is></c></row>'
    yield "opmaak in tekst.xlsx", blad(TABEL + row)
    yield "bladnaam.xlsx", boek(bladen=[(safe.replace('"', ""), "sheet1"), ("&#10;&#13;&#9;", "sheet1")])
    yield "escapes.csv", f"Jaar;Aantal;{ESC}\n2021;{ESC};7\n".encode()
    yield "lange regel.csv", b"Jaar;Aantal\n" + b"x" * 20_000_000 + b"\n"
    yield "veel velden.csv", b";" * 9_000_000
    yield "veel regels.csv", b"\n" * 9_000_000 + b"a;b"
    yield "aanhaling.csv", b'Jaar;"Aantal\n' + b"2021;7\n" * 100_000
    yield "aanhalingen.csv", b'Jaar;Aantal\n"' + b'""' * 4_000_000 + b"\n"
    yield "nullen.csv", b"Jaar;Aantal\n2021;\x00\x00\n"
    yield "oneven.csv", "Jaar\tAantal\n2021\t7\n".encode("utf-16")[:-1]
    yield "losse helft.csv", b"\xff\xfe" + b"J\x00\x00\xd8\t\x00A\x00\n\x00"
    yield "ruis.csv", bytes(range(256)) * 1000
    yield "formules.csv", b"Jaar;Aantal\n=1+1;@SUM(A1)\n-2;+3\n"


def _anders(buiten: str) -> Iterator[tuple[str, bytes]]:
    space = "http://developer.cognos.com/schemas/xmldata/1/"
    dataset = f'<dataset xmlns="{space}"><metadata>{{}}</metadata><data>{{}}</data></dataset>'
    kop = '<?xml version="1.0"?>'
    rij = '<item name="a"/>', "<row><value>&a8;&b;</value></row>"
    yield "lachers.xml", f"{kop}{LACHERS}{dataset.format(*rij)}".encode()
    yield "van buiten.xml", f"{kop}{buiten}{dataset.format(*rij)}".encode()
    yield "veel kolommen.xml", dataset.format('<item name="a"/>' * 100_000, "<row/>" * 1000).encode()
    cell = '<table:table-cell table:number-columns-repeated="{}" office:value-type="float" office:value="1"/>'
    row = '<table:table-row table:number-rows-repeated="{}">{}</table:table-row>'
    rows = f'<table:table table:name="B">{row}</table:table>'
    yield "herhaald.ods", ods(rows.format(1_048_576, cell.format(16_384)))
    yield "leeg herhaald.ods", ods(rows.format(1_048_576, '<table:table-cell table:number-columns-repeated="16384"/>'))
    yield "eindeloos.ods", ods(rows.format("9" * 30, cell.format("9" * 30)))
    yield "ole.xls", OLE + bytes(5000)
    yield "ole rondje.xls", OLE + b"\x00" * 16 + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + b"\x01\x00\x00\x00" * 2000
    yield "biff.xls", b"\x09\x08\x10\x00\x00\x06\x05\x00" + b"\xff" * 4000
    yield "versleuteld.xlsx", OLE + bytes(2000) + "EncryptedPackage".encode("utf-16-le") + bytes(3000)
    yield "pagina.xls", b"<html><script>x</script><table><tr><td>1</td></tr></table></html>"
    yield "archief.xls", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html/>"
    yield "leeg.xlsx", b""
    yield "nul.xlsx", bytes(100_000)
    yield "pdf.xlsx", b"%PDF-1.7\n"


GROEPEN: dict[str, Callable[[str], Iterator[tuple[str, bytes]]]] = {
    "adressen": _adressen,
    "xml": _xml,
    "zips": _zips,
    "waarden": _waarden,
    "teksten": _teksten,
    "anders": _anders,
}


def bijzonder(map_: Path) -> Iterator[Path]:
    """Make what is no file, or has an odd name, in ``map_``; yield each path."""
    maken: dict[str, Callable[[Path], object]] = {
        "pijp.xlsx": os.mkfifo,
        "map.xlsx": Path.mkdir,
        "rondje.xlsx": lambda path: path.symlink_to(path),
        "nergens.xlsx": lambda path: path.symlink_to(map_ / "bestaat niet"),
        "oneindig.csv": lambda path: path.symlink_to("/dev/zero"),
        f"naam {ESC}\n<b>.xlsx": lambda path: path.write_bytes(b"x"),
        "naam \udcff\udcfe.xlsx": lambda path: path.write_bytes(b"x"),
        "lang" + "g" * 240 + ".xlsx": lambda path: path.write_bytes(b"PK\x03\x04"),
    }
    for name, make in maken.items():
        path = map_ / name
        make(path)
        yield path
    yield map_ / "weg.xlsx"
