import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

import cognos_layout
import cognos_shell
from bronnen_voorbeeld import blad, met_xml, werkboek
from werkmonitor.bronnen.containers.budget import Budget
from werkmonitor.bronnen.containers.guard import soort
from werkmonitor.bronnen.containers.openen import open_bestand
from werkmonitor.bronnen.containers.tekst import lees_tekst
from werkmonitor.bronnen.containers.weigeren import OnleesbaarError
from werkmonitor.bronnen.sheet import Foutcel, Merge, Sheet
from werkmonitor.programma.bron import Lezen

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def opened(tmp_path: Path, data: bytes, lezen: Lezen | None = None) -> tuple[Sheet, ...]:
    path = tmp_path / "i.xlsx"
    path.write_bytes(data)
    return open_bestand(path, "i.xlsx", lezen).sheets


def text_sheet(data: bytes, naam: str) -> Sheet:
    (sheet,), _ = lees_tekst(data, naam, Budget(Lezen(), len(data)))
    return sheet


def zipped(*names: str, **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in (dict.fromkeys(names, "x") | parts).items():
            archive.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "wat"),
    [
        (b"", "leeg"),
        (b"\x00\x00\r\n", "leeg"),
        (OLE + "WordDocument\0".encode("utf-16-le"), "oud Office-bestand"),
        (OLE + "EncryptedPackage\0".encode("utf-16-le"), "wachtwoord"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "afbeelding"),
        (b"<html><table>", "HTML"),
        ("\ufeff<HTML>".encode("utf-16-le"), "HTML"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "HTML"),
        (b"MIME-Version: 1.0\r\n", "MHTML"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "Excel 2003"),
        (b'<?xml version="1.0"?><x/>', "XML-bestand"),
        (b"PK\x03\x04half", "niet heel"),
        (zipped("a.xlsx", "b.xlsx"), "zip-archief"),
        (zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text"), "OpenDocument"),
        (zipped("word/document.xml"), "Word"),
    ],
)
def test_what_is_refused_is_called_by_its_name(data: bytes, wat: str) -> None:
    with pytest.raises(OnleesbaarError, match=wat) as caught:
        soort(data)
    assert caught.value.doen


def test_text_that_begins_like_markup_is_text() -> None:
    assert soort(b"<18;12\n") == "tekst"


def test_a_locked_zip_is_refused() -> None:
    data = bytearray(zipped("xl/workbook.xml"))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(OnleesbaarError, match="wachtwoord"):
        soort(bytes(data))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (OLE + "Workbook\0".encode("utf-16-le"), "xls"),
        (OLE + "Book\0".encode("utf-16-le"), "xls"),
        (b'<?xml version="1.0"?><dataset xmlns="http://developer.cognos.com/schemas/xmldata/1/">', "xmldata"),
        (zipped("xl/workbook.bin"), "xlsb"),
        (zipped("xl\\workbook.xml"), "xlsx"),
        (zipped("XL/Workbook.XML"), "xlsx"),
        (zipped("content.xml"), "ods"),
        (zipped("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet-template"), "ods"),
        (b"PK;Aantal\n", "tekst"),
    ],
)
def test_a_kind_is_known_by_its_content(data: bytes, kind: str) -> None:
    assert soort(data) == kind


@pytest.mark.traag
def test_sizes_are_limited(tmp_path: Path) -> None:
    rows = [[f"tekst {n}", n] for n in range(40_000)]
    book = werkboek(blad(rows))
    assert opened(tmp_path, book)[0].hoogte == 40_000
    for setting, wat in (("max_uitgepakt_mib", "uitgepakt"), ("max_bestand_mib", "te groot"), ("max_cellen", "B40000")):
        data = book + bytes(2**20) if setting == "max_bestand_mib" else book
        with pytest.raises(OnleesbaarError, match=wat):
            opened(tmp_path, data, Lezen.model_validate({setting: 1}))
    far = met_xml(werkboek(blad([["a", 1]])), "</sheetData>", '<row r="9"><c r="Z9"><f>1+1</f></c></row></sheetData>')
    with pytest.raises(OnleesbaarError, match="loopt door tot Z9") as caught:
        opened(tmp_path, far, Lezen(max_cellen=200))
    assert (caught.value.blad, caught.value.cel) == ("Pagina1_1", "Z9")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OnleesbaarError, match="niet te openen"):
        open_bestand(tmp_path / "weg.xlsx", "weg.xlsx")


def test_cells_stand_at_their_own_row_and_column(tmp_path: Path) -> None:
    sheet = cognos_shell.Sheet("Pagina1_1")
    sheet.put(3, 2, "Jaar")  # nothing stands above it or left of it
    sheet.put(4, 2, date(2021, 1, 1), "datum")
    sheet.put(5, 2, " " * 5)
    (read,) = opened(tmp_path, cognos_shell.cognos_workbook([sheet]))
    assert read.waarde(2, 1) == "Jaar"
    assert read.waarde(3, 1) == date(2021, 1, 1)
    assert read.waarde(4, 1) is None, "a blank text is an empty cell"
    assert read.waarde(99, 99) is None
    assert str(read.plek(2, 1)) == "i.xlsx › Pagina1_1 › B3"


def test_merges_and_hidden_sheets(tmp_path: Path) -> None:
    book = werkboek(blad([["a", None], ["b", 1]], (0, 0, 0, 1)), blad([["data"]]))
    book = met_xml(book, r'(<sheet name="Pagina1_2")', r'\1 state="hidden"', "workbook.xml")
    first, second = opened(tmp_path, book)
    assert first.merges == (Merge(0, 0, 0, 1),)
    assert (first.zichtbaar, second.zichtbaar) == (True, False)


def test_error_cells_and_formulas_without_outcome_are_not_empty(tmp_path: Path) -> None:
    book = werkboek(blad([["Aantal", 1]]))
    rows = (
        '<row r="2"><c r="A2" t="e"><v>#DIV/0!</v></c><c r="B2"><f>1+1</f></c><c r="C2"><f>1+1</f><v>2</v></c></row>'
        '<row r="5"><c r="D5"><f>A1</f><v></v></c><c r="E5" t="str"><f>A1</f><v></v></c></row></sheetData>'
    )
    (sheet,) = opened(tmp_path, met_xml(book, "</sheetData>", rows))
    assert sheet.rijen[1][:3] == [Foutcel("#DIV/0!"), Foutcel("formule zonder uitkomst"), 2.0]
    assert sheet.rijen[4] == [None, None, None, Foutcel("formule zonder uitkomst")]
    assert sheet.waarde(4, 4) is None, "an empty text is a stored outcome"


def test_a_workbook_that_is_damaged_inside(tmp_path: Path) -> None:
    book = werkboek(blad([["a", 1]]))
    for broken in (
        met_xml(book, "worksheets/Sheet1", "worksheets/Weg", "workbook.xml.rels"),
        met_xml(book, "<si>.*", "<si><t>a</x>", "sharedStrings.xml"),
        met_xml(book, "<sheetData>.*", "<sheetData><row"),
    ):
        with pytest.raises(OnleesbaarError, match="beschadigd"):
            opened(tmp_path, broken)


def test_an_absolute_target_is_found(tmp_path: Path) -> None:
    book = met_xml(werkboek(blad([["a", 1]])), 'Target="worksheets/', 'Target="/xl/worksheets/', "workbook.xml.rels")
    assert opened(tmp_path, book)[0].waarde(0, 1) == 1


def test_a_cognos_text_file() -> None:
    sheet = text_sheet(cognos_shell.cognos_csv([["Reden", "Aantal"], ['5" pijp', 1249.5], ["Leeg", None]]), "i.csv")
    assert sheet.rijen == [["Reden", "Aantal"], ['5" pijp', "1249,5"], ["Leeg", None]]
    assert sheet.tekst
    assert str(sheet.plek(1, 1)) == "i.csv › B2"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16-le", "utf-16-be", "utf-16"])
@pytest.mark.parametrize("delimiter", ["\t", ";", ","])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_text_files_of_other_makers(encoding: str, delimiter: str, newline: str) -> None:
    lines = [["Gemeente", "Aantal"], ["Súdwest-Fryslân", "12"], ["Oost"]]
    data = newline.join(delimiter.join(line) for line in lines).encode(encoding)
    sheet = text_sheet(data, "i.csv")
    assert sheet.rijen == [["Gemeente", "Aantal"], ["Súdwest-Fryslân", "12"], ["Oost", None]]
    assert sheet.lengtes == (2, 2, 1)


def test_quotes_count_only_where_a_writer_quotes() -> None:
    assert text_sheet(b'a;"b;c"\n', "i").rijen == [["a", "b;c"]]
    with pytest.raises(OnleesbaarError, match="aanhalingstekens"):
        text_sheet(b'a;"b\nc;d', "i")


def test_a_single_column_and_nothing() -> None:
    assert text_sheet(b"een\n\n", "i").rijen == [["een"]]
    assert text_sheet(b" ", "i").breedte == 0
    assert text_sheet(b"\n", "i").breedte == 0


@pytest.mark.parametrize("data", [b"a\x81;\xff", b"ab\x00\x00\x00\x00c\x00"])
def test_bytes_that_are_no_text(data: bytes) -> None:
    with pytest.raises(OnleesbaarError, match="geen tekst"):
        text_sheet(data, "i.csv")


def test_a_time_of_day_survives(tmp_path: Path) -> None:
    sheet = cognos_shell.Sheet("Pagina1_1")
    cognos_layout.page_footer(sheet, 1, datetime(2022, 1, 14, 7, 30, 12), 3)  # noqa: DTZ001 - cells know no zone
    (read,) = opened(tmp_path, cognos_shell.cognos_workbook([sheet]))
    assert read.rijen[0][:2] == [date(2022, 1, 14), 1.0]
