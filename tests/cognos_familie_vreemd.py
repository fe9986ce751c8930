"""What looks like an export but is no plain one: F15 wrong extensions, F16 an inbox, F17 packages of other programs."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from cognos_familie_basis import (
    Bron,
    Export,
    Feit,
    Lijst,
    anders,
    boek,
    dagen,
    feit,
    ingepakt,
    plek,
    uitgepakt,
    vervangen,
)
from cognos_familie_lijsten import F1_BRON
from cognos_familie_tekst import als_csv
from cognos_layout import Column
from cognos_shell import Sheet, Value, serial

RECORDS = (
    ("Participatiewet", "Noord", 2021, 1, 12),
    ("Participatiewet", "Noord", 2021, 2, 0),
    ("IOAW", "Zuid", 2021, 1, 345),
    ("Bbz 2004", "Zuid", 2021, 2, 6),
)
KOLOMMEN = ("Regeling", "Wijk", "Jaar", "Maand", "Aantal")
BLAD = "Pagina1_1"


Record = tuple[str, str, int, int, int]


def _feiten(blad: str = BLAD, records: Sequence[Record] = RECORDS) -> tuple[Feit, ...]:
    return tuple(
        feit("bijstand", {"regeling": r, "wijk": w}, dagen(j, m, "stand"), n, (blad, f"E{rij}"))
        for rij, (r, w, j, m, n) in enumerate(records, 2)
    )


def gewoon(naam: str = "Uitkeringen.xlsx", records: Sequence[Record] = RECORDS) -> Export:
    """Return a small list without titles, footers or empty cells."""
    sheet = Sheet(BLAD)
    lijst = Lijst(sheet, [Column(kop, "geheel" if kop == "Jaar" else "tekst") for kop in KOLOMMEN])
    lijst.schrijf(1, records)
    return Export("gewoon", {naam: boek(sheet)}, F1_BRON, _feiten(BLAD, records))


# ---------------------------------------------------------------- F15


def _tabel(cel: str, rij: str) -> str:
    rows = [KOLOMMEN, *RECORDS]
    return "".join(rij.format("".join(cel.format(value) for value in row)) for row in rows)


def _html() -> bytes:
    rows = _tabel("<td>{}</td>", "<tr>{}</tr>\n")
    return f"<html><head><meta charset='utf-8'></head><body><table>{rows}</table></body></html>".encode()


def _mhtml() -> bytes:
    body = _html().decode()
    return (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        f"Content-Type: text/html; charset=utf-8\r\n\r\n{body}\r\n--b--\r\n"
    ).encode()


def _spreadsheetml() -> bytes:
    cell = "<Cell><Data ss:Type='String'>{}</Data></Cell>"
    office = "urn:schemas-microsoft-com:office:spreadsheet"
    rows = _tabel(cell, "<Row>{}</Row>\n")
    return (
        f"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook xmlns='{office}' xmlns:ss='{office}'>"
        f"<Worksheet ss:Name='{BLAD}'><Table>{rows}</Table></Worksheet></Workbook>"
    ).encode()


def verkeerde_namen() -> Iterator[Export]:
    """Yield files named ``.xls`` that are something else but can be read: text and a new workbook."""
    text = als_csv([KOLOMMEN, *RECORDS], "\t", "\n").encode("utf-16")
    yield replace(anders(gewoon(), "F15-csv", text, "Uitkeringen.xls"), feiten=_feiten(""))
    yield replace(gewoon("Uitkeringen.xls"), naam="F15-xlsx")
    yield replace(gewoon("Uitkeringen.csv"), naam="F15-xlsx-als-csv")


WEBACHTIG: dict[str, tuple[bytes, str]] = {
    "html": (_html(), "HTML"),
    "mhtml": (_mhtml(), "MHTML"),
    "spreadsheetml": (_spreadsheetml(), "XML"),
}
"""Files named ``.xls`` that are read right or refused: their bytes, and a word that the refusal uses."""


def _zip_met_twee() -> bytes:
    out = io.BytesIO()
    data = next(iter(gewoon().bestanden.values()))
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.xlsx", data)
        archive.writestr("b.xlsx", data)
    return out.getvalue()


def _half() -> bytes:
    data = next(iter(gewoon().bestanden.values()))
    return data[: len(data) * 2 // 3]


KAPOT: dict[str, tuple[bytes, str]] = {
    "half": (_half(), "niet heel"),
    "leeg": (b"", "leeg"),
    "nullen": (bytes(4096), "leeg"),
    "pdf": (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", "PDF"),
    "zip": (_zip_met_twee(), "zip"),
}
"""Files that are always refused: their bytes, and a word that the refusal uses."""


# ---------------------------------------------------------------- F16

_DESCRIPTOR = b"""<?xml version="1.0" encoding="UTF-8"?>
<outputDescriptor><fileName>Uitkeringen-nl.xlsx</fileName><defaultName>Uitkeringen</defaultName><locale>nl</locale>
<asOfTime>2022-01-14T07:30:12.000Z</asOfTime><reportSearchPath>/content/folder[@name='Werk']</reportSearchPath>
</outputDescriptor>"""


def f16() -> Export:
    """Return an inbox: an output with its descriptors, a burst folder, a lock, and the same bytes once more."""
    base = gewoon()
    data = next(iter(base.bestanden.values()))
    burst = gewoon(records=[("IOAW", "Oost", 2021, maand, 70 + maand) for maand in (1, 2)])
    files = {
        "Uitkeringen-nl.xlsx": data,
        "Uitkeringen-nl_desc.xml": _DESCRIPTOR,
        "Uitkeringen-nl_descr": _DESCRIPTOR,
        "burst/Oost/Uitkeringen-nl.xlsx": next(iter(burst.bestanden.values())),
        "Uitkeringen-nl (2).xlsx": data,
        "~$Uitkeringen-nl.xlsx": b"\x05Beheer" + bytes(158),
    }
    return Export("F16", files, F1_BRON, (*base.feiten, *burst.feiten))


def f16_herhaald() -> Export:
    """Return an inbox with two runs of one report that differ: no choice between them is made in silence."""
    base = gewoon()
    data = next(iter(base.bestanden.values()))
    later = ingepakt(vervangen(uitgepakt(data), "xl/worksheets/Sheet1.xml", "<v>345</v>", "<v>346</v>"))
    files = {"Uitkeringen 2022-01-14T073012.xlsx": data, "Uitkeringen 2022-02-14T073012.xlsx": later}
    return Export("F16-herhaald", files, F1_BRON, base.feiten, codes=("dubbel-feit",))


# ---------------------------------------------------------------- F17

SHEET, BOOK, RELS = "xl/worksheets/Sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
STRINGS, STYLES, TYPES = "xl/sharedStrings.xml", "xl/styles.xml", "[Content_Types].xml"
Delen = dict[str, bytes]


def _sub(delen: Delen, deel: str, patroon: str, nieuw: str | Callable[[re.Match[str]], str]) -> Delen:
    text, count = re.subn(patroon, nieuw, delen[deel].decode())
    assert count, f"{patroon!r} is not in {deel}"
    return delen | {deel: text.encode()}


def _prefixed(delen: Delen) -> Delen:
    for part in (SHEET, BOOK, STRINGS, STYLES):
        delen = _sub(delen, part, r"<(/?)(?![?!])", r"<\1x:")
        delen = _sub(delen, part, r" xmlns=", " xmlns:x=")
    return delen


def _absolute(delen: Delen) -> Delen:
    return _sub(delen, RELS, r'Target="', 'Target="/xl/')


def _inline(delen: Delen) -> Delen:
    texts = re.findall(r"<si><t>(.*?)</t></si>", delen[STRINGS].decode())
    delen = _sub(
        delen,
        SHEET,
        r't="s"><v>(\d+)</v>',
        lambda match: f't="inlineStr"><is><t xml:space="preserve">{texts[int(match[1])]}</t></is>',
    )
    return _without(delen, STRINGS, "sharedStrings")


def _without(delen: Delen, part: str, kind: str) -> Delen:
    delen = _sub(delen, RELS, rf'<Relationship Id="rId\d+" Type="[^"]*/{kind}"[^>]*/>', "")
    delen = _sub(delen, TYPES, rf'<Override PartName="/{re.escape(part)}"[^>]*/>', "")
    return {name: data for name, data in delen.items() if name != part}


def _no_styles(delen: Delen) -> Delen:
    return _without(_sub(delen, SHEET, r' s="\d+"', ""), STYLES, "styles")


def _giant(delen: Delen) -> Delen:
    return _sub(delen, SHEET, r'<dimension ref="A1" />', '<dimension ref="A1:XFD1048576"/>')


def _no_addresses(delen: Delen) -> Delen:
    return _sub(_sub(delen, SHEET, r'<c r="[A-Z]+\d+"', "<c"), SHEET, r'<row r="\d+"', "<row")


def _foreign_rels(delen: Delen) -> Delen:
    for part in (RELS, "_rels/.rels"):
        delen = _sub(delen, part, r"<(/?)Relationship", r"<\1ns:Relationship")
        delen = _sub(delen, part, r" xmlns=", " xmlns:ns=")
    return _sub(_sub(delen, BOOK, r"\br:id=", "d3p1:id="), BOOK, r"xmlns:r=", "xmlns:d3p1=")


def _strict(delen: Delen) -> Delen:
    for part in (SHEET, BOOK, STRINGS, STYLES):
        delen = _sub(delen, part, r"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                     "http://purl.oclc.org/ooxml/spreadsheetml/main")  # fmt: skip
    for part in (BOOK, RELS, "_rels/.rels"):
        delen = _sub(delen, part, r"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                     "http://purl.oclc.org/ooxml/officeDocument/relationships")  # fmt: skip
    return delen


def _single_quotes(delen: Delen) -> Delen:
    for part in (SHEET, BOOK, RELS):
        delen = _sub(delen, part, r'(\w)="([^"]*)"', r"\1 = '\2'")
    return delen


def _utf16(delen: Delen) -> Delen:
    return delen | {
        part: delen[part].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
        for part in (SHEET, STRINGS)
    }


def _other_names(delen: Delen) -> Delen:
    delen = _sub(delen, RELS, r"worksheets/Sheet1.xml", "bladen/eerste%20blad.xml")
    delen = _sub(delen, TYPES, r"/xl/worksheets/Sheet1.xml", "/xl/bladen/eerste%20blad.xml")
    return {("xl/bladen/eerste blad.xml" if name == SHEET else name): data for name, data in delen.items()}


def _phonetic(delen: Delen) -> Delen:
    return _sub(
        delen, STRINGS, r"<t>Noord</t>", '<t>Noord</t><rPh sb="0" eb="5"><t>NOORD</t></rPh><phoneticPr fontId="1"/>'
    )


def _formula_texts(delen: Delen) -> Delen:
    return _sub(delen, SHEET, r"><v>345</v>", ' t="str"><f>TEXT(345,"0")</f><v>345</v>')


def _with_bom(delen: Delen) -> Delen:
    return delen | {part: b"\xef\xbb\xbf" + delen[part] for part in (SHEET, BOOK, STRINGS, RELS)}


def _escaped(delen: Delen) -> Delen:
    return _sub(delen, STRINGS, r"<t>Noord</t>", "<t>&#78;o_x006F_&#x72;d</t>")


def _cdata(delen: Delen) -> Delen:
    return _sub(delen, STRINGS, r"<t>Noord</t>", "<t><!-- n --><![CDATA[Noord]]></t>")


F17: dict[str, Callable[[Delen], Delen]] = {
    "prefix": _prefixed,
    "absoluut": _absolute,
    "inline": _inline,
    "zonder-opmaak": _no_styles,
    "reuze-dimensie": _giant,
    "zonder-adres": _no_addresses,
    "vreemde-rels": _foreign_rels,
    "strict": _strict,
    "enkele-aanhalingstekens": _single_quotes,
    "utf16-delen": _utf16,
    "andere-namen": _other_names,
    "fonetisch": _phonetic,
    "formule-tekst": _formula_texts,
    "bom": _with_bom,
    "ontsnapt": _escaped,
    "cdata": _cdata,
}
"""Oddities of other programs' packages, each on its own, by what they do to the parts."""


def f17(variant: str) -> Export:
    """Return the small list in an odd package."""
    base = gewoon()
    parts = F17[variant](uitgepakt(next(iter(base.bestanden.values()))))
    return anders(base, f"F17-{variant}", ingepakt(parts, cognos=False))


def met_datums(variant: str) -> Export:
    """Return a list by day: as serials of the 1900 or 1904 system, as ISO dates, or with a time (``tijd``)."""
    days = [date(2021, 1, 31), date(2021, 2, 28), date(1905, 7, 1)]
    sheet = Sheet(BLAD)
    lijst = Lijst(sheet, (Column("Peildatum", "datum"), Column("Aantal", "aantal")))
    base = date(1904, 1, 1)
    written: list[Value] = [(day - base).days if variant == "1904" else serial(day) for day in days]
    if variant == "tijd":
        written = [float(str(value)) + 0.6596 for value in written]
    lijst.schrijf(1, [(value, rank) for rank, value in enumerate(written, 1)])
    parts = uitgepakt(boek(sheet))
    if variant == "1904":
        parts = _sub(parts, BOOK, "<workbookPr ", '<workbookPr date1904="1" ')
    if variant == "iso":
        for value, day in zip(written, days, strict=True):
            parts = _sub(parts, SHEET, f"><v>{value}</v>", f' t="d"><v>{day.isoformat()}</v>')
    bron: Bron = F1_BRON | {"tijd": {"peildatum": "Peildatum"}, "dimensies": {}}
    facts = tuple(
        feit("bijstand", {}, (day, day), rank, plek(sheet, rij, 2))
        for rank, (rij, day) in enumerate(zip(lijst.rijen, days, strict=True), 1)
    )
    return Export(f"datum-{variant}", {"Uitkeringen.xlsx": ingepakt(parts)}, bron, facts)


NOTATIES = (
    r"mmm\ d\,\ yyyy",
    r"d\ mmm\,\ yyyy",
    "m/d/yy",
    "mm/dd/yyyy",
    "d/mmm/yyyy",
    r"mmm\ d\,\ yyyy\ h:mm:ss\ AM/PM",
    "[$-413]d mmmm yyyy;@",
    "dd-mm-jjjj",
)
"""Patterns that Cognos gives dates, by locale; the last is what a Dutch Excel can leave behind."""


def met_notatie(patroon: str) -> Export:
    """Return the list by day with another number format on its dates."""
    base = met_datums("1900")
    parts = uitgepakt(next(iter(base.bestanden.values())))
    parts = vervangen(parts, STYLES, r'formatCode="d\-m\-yyyy"', f'formatCode="{patroon}"')
    return anders(base, f"datum-{patroon}", ingepakt(parts))


def vreemde() -> Iterator[Export]:
    """Yield every readable file of this part of the family."""
    yield from verkeerde_namen()
    yield from (f16(), f16_herhaald())
    yield from map(f17, F17)
    yield from map(met_datums, ("1900", "1904", "iso", "tijd"))
    yield from map(met_notatie, NOTATIES)
