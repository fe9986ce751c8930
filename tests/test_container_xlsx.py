"""The reader of Excel workbooks: every cell in every way of writing, fast or in full."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import repeat
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vijandig import NS, PACKAGE, REL, boek, deel
from werkmonitor.bronnen.containers import rooster
from werkmonitor.bronnen.containers.budget import Budget
from werkmonitor.bronnen.containers.rooster import Rooster
from werkmonitor.bronnen.containers.weigeren import OnleesbaarError
from werkmonitor.bronnen.containers.xlsx import snel as xlsx_snel
from werkmonitor.bronnen.containers.xlsx.blad import Bladbouw
from werkmonitor.bronnen.containers.xlsx.cellen import GEEN_UITKOMST, Cellen
from werkmonitor.bronnen.containers.xlsx.opmaak import Vorm, vorm, waarde
from werkmonitor.bronnen.containers.xlsx.snel import SnelleLezer
from werkmonitor.bronnen.containers.xlsx.teksten import AndersError, lees_teksten
from werkmonitor.bronnen.containers.xlsx.werkmap import lees_xlsx
from werkmonitor.bronnen.sheet import Foutcel, Merge, Sheet, Waarde
from werkmonitor.programma.bron import Lezen

STYLES = (
    f'<styleSheet {NS}><numFmts><numFmt numFmtId="164" formatCode="0.0%"/>'
    '<numFmt numFmtId="165" formatCode="[$€-413]\\ #,##0.00"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="164"/>'
    '<xf numFmtId="165"/><xf numFmtId="46"/><xf numFmtId="22"/></cellXfs>'
    '<dxfs><dxf><numFmt numFmtId="14" formatCode="0%"/></dxf></dxfs></styleSheet>'
)
STRINGS = (
    f'<sst {NS} count="9"><si><t>Jaar</t></si><si><t xml:space="preserve">  a &amp; b </t></si><si><t/></si>'
    "<si><t>regel_x000D_\neind _x005F_x000D_ _xD83D__xDE00_ _xD800_</t></si></sst>"
)
SLOW = "<!-- een opmerking -->"
"""What only the full reading knows."""


def gelezen(data: bytes, **limits: int) -> tuple[Sheet, ...]:
    lezen = Lezen.model_validate(limits)
    return lees_xlsx(data, "i.xlsx", Budget(lezen, len(data)))[0]


def een(data: bytes) -> Sheet:
    (sheet,) = gelezen(data)
    return sheet


def inhoud(sheet: Sheet) -> tuple[Any, ...]:
    """Return all of a sheet, with ``True`` and ``1.0`` as different as they are."""
    cells = [[(type(value), value) for value in row] for row in sheet.rijen]
    opmaken = [[sheet.opmaak(r, k) for k in range(sheet.breedte)] for r in range(sheet.hoogte)]
    return cells, opmaken, sheet.merges, sheet.verborgen_rijen, sheet.verborgen_kolommen


def beide(rijen: str, voor: str = "", na: str = "") -> Sheet:
    """Read rows fast and in full, and see that it makes no difference."""
    fast, slow = (
        een(boek({"xl/worksheets/sheet1.xml": _part(head + rijen, voor, na)}, styles=STYLES, strings=STRINGS))
        for head in ("", SLOW)
    )
    assert inhoud(fast) == inhoud(slow)
    return fast


def _part(rijen: str, voor: str, na: str) -> str:
    return f"<worksheet {NS}>{voor}<sheetData>{rijen}</sheetData>{na}</worksheet>"


@pytest.mark.parametrize(
    ("cell", "value", "opmaak"),
    [
        ('r="A1"><v>12</v>', 12.0, ""),
        ('r="A1" t="n"><v> -1.5e-3 </v>', -0.0015, ""),
        ('r="A1" s="9999"><v>7</v>', 7.0, ""),
        ('r="A1" s="x"><v>7</v>', 7.0, ""),
        ('r="A1"><v>abc</v>', Foutcel("onleesbaar getal"), ""),
        ('r="A1"><v>nan</v>', Foutcel("onleesbaar getal"), ""),
        ('r="A1"><v>1e999</v>', Foutcel("onleesbaar getal"), ""),
        ('r="A1" s="2"><v>0.361</v>', 0.361, "procent"),
        ('r="A1" s="3"><v>25293695.52</v>', 25293695.52, "geld"),
        ('r="A1" s="1"><v>44197</v>', date(2021, 1, 1), "datum"),
        ('r="A1" s="5"><v>44197.75</v>', datetime(2021, 1, 1, 18), "datum"),  # noqa: DTZ001 - cells know no zone
        ('r="A1" s="4"><v>1.5</v>', timedelta(hours=36), "datum"),
        ('r="A1" s="1" t="s"><v>0</v>', "Jaar", ""),
        ('r="A1" t="s"><v>1</v>', "  a & b ", ""),
        ('r="A1" t="s"><v>2</v>', None, ""),
        ('r="A1" t="s"><v>3</v>', "regel\r\neind _x000D_ \U0001f600 \ufffd", ""),
        ('r="A1" t="s"><v>4</v>', Foutcel("tekst ontbreekt in het bestand"), ""),
        ('r="A1" t="s"><v>-1</v>', Foutcel("tekst ontbreekt in het bestand"), ""),
        ('r="A1" t="s"><v></v>', None, ""),
        ('r="A1" t="str"><v>a &lt; b</v>', "a < b", ""),
        ('r="A1" t="str"><v>a&#10;b</v>', "a\nb", ""),
        ('r="A1" t="str"><v><![CDATA[<b>]]></v>', "<b>", ""),
        ('r="A1" t="inlineStr"><is><t>in de cel</t></is>', "in de cel", ""),
        ('r="A1" t="inlineStr"><is><t xml:space="preserve">   </t></is>', None, ""),
        ('r="A1" t="inlineStr"><is><r><t>rij</t></r><r><t>k</t></r><rPh><t>x</t></rPh></is>', "rijk", ""),
        ('r="A1" t="b"><v>1</v>', True, ""),
        ('r="A1" t="b"><v>false</v>', False, ""),
        ('r="A1" t="b"><v>2</v>', Foutcel("onleesbare ja of nee"), ""),
        ('r="A1" t="e"><v>#DIV/0!</v>', Foutcel("#DIV/0!"), ""),
        ('r="A1" t="e"><f>1/0</f>', Foutcel("fout"), ""),
        ('r="A1" t="d"><v>2021-03-04</v>', date(2021, 3, 4), ""),
        ('r="A1" t="d"><v>2021-03-04T00:00:00Z</v>', date(2021, 3, 4), ""),
        ('r="A1" t="d"><v>2021-03-04T05:06:07</v>', datetime(2021, 3, 4, 5, 6, 7), ""),  # noqa: DTZ001
        ('r="A1" t="d"><v>05:06</v>', time(5, 6), ""),
        ('r="A1" t="d"><v>gisteren</v>', Foutcel("onleesbare datum"), ""),
        ('r="A1" t="zz"><v>1</v>', Foutcel("onbekend soort cel"), ""),
        ('r="A1"><f>1+1</f><v>2</v>', 2.0, ""),
        ('r="A1"><f t="shared" si="0"/><v>2</v>', 2.0, ""),
        ('r="A1"><f>1+1</f>', Foutcel(GEEN_UITKOMST), ""),
        ('r="A1"><f>1+1</f><v/>', Foutcel(GEEN_UITKOMST), ""),
        ('r="A1" t="str"><f>A2</f>', Foutcel(GEEN_UITKOMST), ""),
        ('r="A1" t="str"><f>A2</f><v></v>', None, ""),
        ('r="A1" s="1">', None, ""),
        ('cm="1" t="n" r="A1"><v>3</v>', 3.0, ""),
        ("><v>4</v>", 4.0, ""),
        ('r="a1"><v>5</v>', 5.0, ""),
    ],
)
def test_every_kind_of_cell(cell: str, value: Waarde, opmaak: str) -> None:
    sheet = beide(f'<row r="1"><c {cell}</c></row>')
    found = sheet.waarde(0, 0)
    assert (type(found), found, sheet.opmaak(0, 0)) == (type(value), value, opmaak)


def test_rows_and_columns_that_are_hidden_absent_or_without_number() -> None:
    rows = (
        '<row r="2" spans="1:2" hidden="1"><c r="B2"><v>1</v></c></row><row r="3" hidden="true"/>\n'
        '<row r="4"></row><row ht="12" r="5" hidden="0"><c r="A5"/><c r="C5"><v>2</v></c></row><row r="9" hidden="1"/>'
    )
    columns = (
        '<cols><col min="2" max="3" hidden="1"/><col min="5" max="16384" hidden="1"/><col min="1" max="1"/></cols>'
    )
    sheet = beide(rows, columns)
    assert sheet.rijen == [[None] * 3, [None, 1.0, None], [None] * 3, [None] * 3, [None, None, 2.0]]
    assert sheet.verborgen_rijen == {1, 2}
    assert sheet.verborgen_kolommen == {1, 2}
    assert beide("<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c/><c><v>3</v></c></row>").rijen == [
        [1.0, 2.0],
        [None, None],
        [None, 3.0],
    ]
    assert beide("").codes.shape == (0, 0)


def test_a_merge_shows_its_first_cell_only() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c></row>'
    merges = '<mergeCells><mergeCell ref="B2:A1"/><mergeCell ref="A2"/><mergeCell ref="$D$4:XFD9"/></mergeCells>'
    sheet = beide(rows, na=merges)
    assert sheet.merges == (Merge(0, 0, 1, 1), Merge(3, 3, 8, 16383))
    assert sheet.rijen == [[1.0, None], [None, None]]
    for broken in ('ref="A1:XFE1"', 'ref="A1:B2:C3"', 'ref=""', ""):
        with pytest.raises(OnleesbaarError, match="Blad 'Blad1' heeft een samengevoegd gebied"):
            beide(rows, na=f"<mergeCells><mergeCell {broken}/></mergeCells>")


def test_columns_that_are_none_hide_nothing() -> None:
    columns = '<col min="x" max="2" hidden="1"/><col min="-3" max="1" hidden="1"/><col min="4" max="3" hidden="1"/>'
    columns += '<col min="-9" max="-2" hidden="1"/><col min="3" max="99999" hidden="1"/><col min="1" hidden="maybe"/>'
    sheet = beide('<row r="1"><c r="E1"><v>1</v></c></row>', voor=f"<cols>{columns}</cols>")
    assert sheet.verborgen_kolommen == {0, 2, 3, 4}


@pytest.mark.traag
def test_very_many_hidden_columns_take_no_time() -> None:
    begin = perf_counter()
    columns = "".join(repeat('<col min="1" max="16384" hidden="1"/>', 20_000))
    assert beide('<row r="1"><c r="B1"><v>1</v></c></row>', voor=f"<cols>{columns}</cols>").verborgen_kolommen == {0, 1}
    assert perf_counter() - begin < 10


@pytest.mark.parametrize(
    ("rijen", "wat", "cel"),
    [
        ('<row r="1"><c r="XFD1048576"><v>1</v></c></row>', "loopt door tot XFD1048576", "XFD1048576"),
        (
            '<row r="1"><c r="A1048576"><v>1</v></c><c r="XFD1"><v>1</v></c></row>',
            "loopt door tot A1048576",
            "A1048576",
        ),
        ('<row r="1"><c r="XFE1"><v>1</v></c></row>', "'XFE1'", None),
        ('<row r="1"><c r="A0"><v>1</v></c></row>', "'A0'", None),
        ('<row r="1048577"><c><v>1</v></c></row>', "A1048577", None),
        ('<row r="1048576"/><row><c><v>1</v></c></row>', "bestaat niet in Excel", None),
        ('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>', "A1 .* twee keer", "A1"),
        ('<row r="1"><c r="A1"><v>1</v></c>', "Blad 'Blad1' is van binnen beschadigd", None),
        ('<row r="1"><row r="2"><c r="A2"><v>1</v></c></row>', "beschadigd", None),
        ('<row r="1"><c r="A1"><v>1</v></c></row></row>', "beschadigd", None),
        ('<row r="1"><c r="A1"><v>\x01</v></c></row>', "beschadigd", None),
        ("<a>" * 300, "te diep", None),
        ("".join(f"<a{n}/>" for n in range(11_000)), "te veel soorten", None),
        (f'<row><c t="str"><v>{"x" * 2**21}</v></c></row>', "te veel tekst", None),
        (f'<row r="1"><c r="A1" t="str"><v>{"x" * 2**18}</v></c></row>', "te veel tekst", None),
    ],
)
def test_what_cannot_be_is_refused_with_its_sheet(rijen: str, wat: str, cel: str | None) -> None:
    for head in ("", SLOW):
        with pytest.raises(OnleesbaarError, match=wat) as caught:
            een(boek({"xl/worksheets/sheet1.xml": deel(head + rijen)}))
        assert (caught.value.blad, caught.value.cel) == ("Blad1", cel)


def test_empty_cells_far_away_cost_nothing() -> None:
    sheet = beide('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>')
    assert sheet.codes.shape == (1, 1)


ATTRIBUTES = st.sampled_from(
    ["", ' s="1"', ' s="2"', ' t="n"', ' t="s"', ' s="3" t="str"', ' t="b"', ' t="e"', ' t="q"']
)
BODIES = st.sampled_from(
    ["", "/>", "<v></v>", "<v/>", "<f>A1&amp;B1</f>", "<f/>", "<is><t>x</t></is>", "<is><t> </t></is>", "<v>a&gt;b</v>"]
) | st.one_of(st.integers(-5, 50_000), st.floats(allow_nan=False)).map(lambda number: f"<v>{number}</v>")
CELLS = st.tuples(ATTRIBUTES, BODIES)
ROWS = st.lists(st.tuples(st.sampled_from(["", ' hidden="1"', ' ht="3"']), st.lists(CELLS, max_size=4)), max_size=6)


def _row(number: int, attributes: str, cells: Sequence[tuple[str, str]]) -> str:
    body = ""
    for letter, (own, content) in zip("ABCD", cells, strict=False):
        body += f'<c r="{letter}{number}"{own}' + (content if content == "/>" else f">{content}</c>")
    return f'<row r="{number}"{attributes}>{body}</row>' if body else f'<row r="{number}"{attributes}/>'


@pytest.mark.traag
@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_the_fast_reading_and_the_full_one_see_the_same(rows: list[tuple[str, list[tuple[str, str]]]]) -> None:
    beide("".join(_row(number, *row) for number, row in enumerate(rows, start=1)))


def _fast(xml: str) -> Sheet:
    bouw = Bladbouw(Cellen([], ["a"], vanaf_1904=False), Rooster("B", Budget(Lezen(), 1)))
    SnelleLezer(bouw).lees(xml[at : at + 2**16].encode() for at in range(0, len(xml), 2**16))
    return bouw.sheet("i", zichtbaar=True)


@pytest.mark.parametrize("space", ["", "\n", "\r\n  "])
def test_plain_sheets_take_the_fast_way(space: str) -> None:
    cells = (
        '<row r="1" spans="1:2" >',
        '<c r="A1" s="1" t="s"><v>0</v></c>',
        '<c r="B1"></c>',
        "</row>",
        '<row r="2"/>',
    )
    xml = f'<?xml version="1.0" encoding="UTF-8"?>{_part(space.join(cells), "", "")}'
    assert _fast(xml).rijen == [["a"]]


@pytest.mark.parametrize(
    "xml",
    [
        f'<?xml version="1.0" encoding="ISO-8859-1"?>{_part("", "", "")}',
        _part("", "", "").replace("sheetData>", "x:sheetData>"),
        _part("", "", "").replace("</sheetData>", ""),
        _part("", "", "").replace("schemas.openxmlformats.org", "ergens.anders"),
        _part("<c r='A1'/>", "", ""),
        _part('<c r="A1"/>', "", ""),
        _part('<row r="1" r="2"><c r="A1"/></row>' + SLOW, "", ""),
        _part("x" * 2**23 + "x", "", ""),
        " " * 2**21 + _part("", "", ""),
    ],
)
def test_anything_else_is_left_to_the_full_reading(xml: str) -> None:
    with pytest.raises(AndersError):
        _fast(xml)


def _number(column: int, row: int, text: str) -> str:
    return f'<c r="{"ABCDE"[column]}{row}" s="{"02302"[column]}"><v>{text}</v></c>'


def test_a_sheet_with_very_many_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in ((xlsx_snel, "_MAX_NUMBERS"), (xlsx_snel, "_MAX_KNOWN"), (rooster, "_LOOSE_FROM")):
        monkeypatch.setattr(module, name, 10)
    monkeypatch.setattr("werkmonitor.bronnen.containers.archief.STUK", 1000)
    cells = [[f"{n}", f"{n % 7}.5", f"{n}.25", "44197" if n % 2 else "44198", "1e999"] for n in range(400)]
    rows = "".join(
        f'<row r="{r}">' + "".join(_number(k, r, text) for k, text in enumerate(row)) + "</row>"
        for r, row in enumerate(cells, start=1)
    )
    sheet = beide(rows)
    assert sheet.rijen[399] == [399.0, 0.5, 399.25, 44197.0, Foutcel("onleesbaar getal")]
    assert [sheet.opmaak(399, k) for k in range(5)] == ["", "procent", "geld", "", ""]
    assert [sheet.waarde(r, 0) for r in range(400)] == [float(n) for n in range(400)]
    distinct = set(zip(map(type, sheet.waarden), sheet.waarden, sheet.opmaken, strict=True))
    assert len(distinct) == len(sheet.waarden), "each distinct cell is there once"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("General", "getal"),
        ("#,##0", "getal"),
        ("0.00E+00", "getal"),
        ('0 "dagen"', "getal"),
        ("@", "getal"),
        ("", "getal"),
        ("[Red]0;[Blue]-0", "getal"),
        ("#,##0.00%", "procent"),
        ("0\\%", "procenttekst"),
        ('0.0" %"', "procenttekst"),
        ('#,##0 "x 1.000"', "maal"),
        ('€ #,##0.0 "mln"', "maal"),
        ("#,##0,", "getal"),
        ('#,##0, "x 1.000"', "getal"),
        ('#,##0 "stuks"', "getal"),
        ("[$€-413]\\ #,##0.00;\\([$€-413]\\ #,##0.00\\)", "geld"),
        ('"EUR" 0', "geld"),
        ("\\$#,##0.00", "geld"),
        ('_-* #,##0 "€"_-', "geld"),
        ("mmm\\ d\\,\\ yyyy", "datum"),
        ("[$-409]d\\-mmm\\-yy;@", "datum"),
        ("m/d/yy", "datum"),
        ("mmm\\ d\\,\\ yyyy\\ h:mm:ss\\ AM/PM", "datum"),
        ('[=0]"";dd-mm-yyyy', "datum"),
        ("yyyy\\-mm\\-dd\\ hh:mm:ss.000", "datum"),
        ("mmmm", "datum"),
        ("h:mm AM/PM", "tijd"),
        ("mm:ss.0", "tijd"),
        ("[h]:mm", "duur"),
        ("[mm]:ss", "duur"),
        (";;;", "getal"),
        ("[$kr] 0", "geld"),
        ("[$-413]0", "getal"),
        ("0%" + " " * 253, "procent"),
        ("0%" + " " * 254, "getal"),
    ],
)
def test_what_a_format_shows(code: str, expected: Vorm) -> None:
    assert vorm(code) == expected


@pytest.mark.parametrize("piece", ["[$", "[", '"', "[$a", "s.", "_"])
def test_a_format_without_end_takes_no_time(piece: str) -> None:
    begin = perf_counter()
    for length in (250, 1_000_000):
        assert vorm((piece * length)[:length]) in {"getal", "tijd"}
    assert perf_counter() - begin < 1


@pytest.mark.parametrize(
    ("serial", "van", "vanaf_1904", "expected"),
    [
        (1.0, "datum", False, date(1900, 1, 1)),
        (59.0, "datum", False, date(1900, 2, 28)),
        (60.0, "datum", False, 60.0),
        (61.0, "datum", False, date(1900, 3, 1)),
        (0.0, "datum", False, 0.0),
        (0.0, "tijd", False, time(0)),
        (0.42437, "datum", False, time(10, 11, 5, 568000)),
        (44197.99999999999, "datum", False, date(2021, 1, 2)),
        (44197.5, "tijd", False, datetime(2021, 1, 1, 12)),  # noqa: DTZ001
        (-1.0, "datum", False, -1.0),
        (2958466.0, "datum", False, 2958466.0),
        (2958465.9999999995, "datum", False, 2958465.9999999995),
        (0.0, "datum", True, date(1904, 1, 1)),
        (42735.0, "datum", True, date(2021, 1, 1)),
        (0.5, "tijd", True, time(12)),
        (0.5, "datum", True, datetime(1904, 1, 1, 12)),  # noqa: DTZ001
        (-0.5, "duur", False, -0.5),
    ],
)
def test_the_day_of_a_serial_number(serial: float, van: Vorm, vanaf_1904: bool, expected: Waarde) -> None:  # noqa: FBT001
    assert waarde(serial, van, vanaf_1904=vanaf_1904) == (expected, "datum")


def test_shared_texts_of_more_runs() -> None:
    run = "<r><rPr><b/></rPr><t>{}</t></r>"
    items = "<si>" + run.format("November") + run.format(" 2019") + "<rPh sb='0'><t>x</t></rPh></si><si><t>b</t></si>"
    xml = f'<sst {NS} xml:space="preserve">{items}</sst>'.encode()
    assert lees_teksten(lambda: iter([xml]), Budget(Lezen(), 1)) == ["November 2019", "b"]
    plain = f'<?xml version="1.0" encoding="UTF-8"?>\n<sst {NS}>{"<si><t>ë&lt;</t></si>" * 9}</sst>'.encode()
    pieces = [plain[n : n + 7] for n in range(0, len(plain), 7)]
    assert lees_teksten(lambda: iter(pieces), Budget(Lezen(), 1)) == ["ë<"] * 9
    latin = plain.replace(b"UTF-8", b"ISO-8859-1").replace("ë".encode(), b"\xeb")
    assert lees_teksten(lambda: iter([latin]), Budget(Lezen(), 1)) == ["ë<"] * 9


def _hernoemd(data: bytes, *pairs: tuple[str, str]) -> bytes:
    """Rename parts of a workbook and replace within their text."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            text, new = source.read(name).decode(), name
            for old, other in pairs:
                text, new = text.replace(old, other), new.replace(old, other)
            target.writestr(new, text)
    return out.getvalue()


@pytest.mark.parametrize(
    "pairs",
    [
        [("worksheets/sheet1", "worksheets\\Sheet1")],
        [('Target="worksheets/', 'Target="/xl/worksheets/')],
        [('Target="worksheets/', 'Target="../xl/worksheets/')],
        [
            (
                "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                "http://purl.oclc.org/ooxml/spreadsheetml/main",
            )
        ],
        [(REL, "http://purl.oclc.org/ooxml/officeDocument/relationships")],
        [("xl/styles.xml", "xl/weg.xml"), ("xl/sharedStrings.xml", "xl/ook.xml")],
        [("_rels/.rels", "_rels/weg.rels")],
        [("xl/_rels/workbook.xml.rels", "xl/_rels/weg.rels")],
        [("xl/workbook.xml", "xl/boek.xml"), ("xl/_rels/workbook.xml", "xl/_rels/boek.xml")],
    ],
)
def test_packages_of_other_makers(pairs: list[tuple[str, str]]) -> None:
    assert een(_hernoemd(boek(), *pairs)).rijen == [["Jaar", "Aantal"], [2021.0, 7.0]]


def test_prefixed_and_utf16_parts_and_a_lying_dimension() -> None:
    plain = deel('<row r="1"><c r="A1"><v>1</v></c></row>', "").replace(
        "<sheetData>", '<dimension ref="A1:XFD9"/><sheetData>'
    )
    prefixed = plain.replace("<", "<x:").replace("<x:/", "</x:").replace(" xmlns=", " xmlns:x=")
    wide = f'<?xml version="1.0" encoding="UTF-16"?>{plain}'.encode("utf-16")
    for part in (plain, prefixed, wide, b"\xef\xbb\xbf" + plain.encode()):
        assert een(boek({"xl/worksheets/sheet1.xml": part})).rijen == [[1.0]]
    foreign = plain.replace(NS, 'xmlns="http://ergens.anders/"')
    assert een(boek({"xl/worksheets/sheet1.xml": foreign})).rijen == []


def test_sheets_that_are_hidden_or_are_none() -> None:
    workbook = (
        f'<workbook {NS} xmlns:r="{REL}"><workbookPr date1904="1"/><sheets><sheet name="Een" r:id="r1"/>'
        '<sheet name="Grafiek" r:id="r2"/><sheet name="Weg" state="veryHidden" r:id="r1"/><sheet name="Macro" r:id=""/>'
        "</sheets></workbook>"
    )
    rels = (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{REL}/chartsheet" Target="chartsheets/sheet1.xml"/>'
        f'<Relationship Id="r3" Type="{REL}/worksheet" Target="http://elders/" TargetMode="External"/></Relationships>'
    )
    part = deel('<row r="1"><c r="A1" s="1"><v>42735</v></c></row>')
    sheets = gelezen(boek({"xl/worksheets/sheet1.xml": part}, workbook=workbook, rels=rels, styles=STYLES))
    assert [(sheet.naam, sheet.zichtbaar) for sheet in sheets] == [("Een", True), ("Weg", False)]
    assert sheets[0].waarde(0, 0) == date(2021, 1, 1)
    for broken in (rels.replace("sheets/sheet1", "sheets/weg"), rels.replace('"r1"', '"r9"')):
        with pytest.raises(OnleesbaarError, match="blad 'Een' zit er niet in"):
            gelezen(boek(workbook=workbook, rels=broken))


@pytest.mark.parametrize(
    ("application", "company", "expected"),
    [
        ("Microsoft Excel", "IBM Incorporated", "IBM Cognos"),
        ("Microsoft\n Excel", "Gemeente", "Microsoft Excel"),
        ("\u202eExcel" + "x" * 100, "", "Excel" + "x" * 54),
        ("", "", ""),
    ],
)
def test_the_producer(application: str, company: str, expected: str) -> None:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    app = (
        f'<Properties xmlns="{space}"><Application>{application}</Application><Company>{company}</Company></Properties>'
    )
    data = boek({"docProps/app.xml": app})
    assert lees_xlsx(data, "i", Budget(Lezen(), len(data)))[1] == expected


@pytest.mark.parametrize(
    "app", ["<Properties>", "<!DOCTYPE x><x/>", "<x a='1' a='1'/>", "<?xml version='1.0' encoding='q'?>"]
)
def test_a_broken_note_of_the_producer_does_not_matter(app: str) -> None:
    data = boek({"docProps/app.xml": app})
    sheets, producer = lees_xlsx(data, "i", Budget(Lezen(), len(data)))
    assert (len(sheets), producer) == (1, "")


def test_too_many_sheets_and_names_that_cannot_be() -> None:
    with pytest.raises(OnleesbaarError, match=r"meer dan 2\.000 bladen"):
        gelezen(boek(bladen=[(f"B{n}", "sheet1") for n in range(2001)]))
    with pytest.raises(OnleesbaarError, match="naam van 256 tekens"):
        gelezen(boek(bladen=[("n" * 256, "sheet1")]))
    assert [sheet.naam for sheet in gelezen(boek(bladen=[("n" * 255, "sheet1")]))] == ["n" * 255]
