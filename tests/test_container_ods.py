"""OpenDocument workbooks: every way that the format has to say something, and what is refused."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path

import pytest

from container_schrijvers import BLADEN, RIJEN, ods_van, schrijf_ods, zip_van
from werkmonitor.bronnen.containers.budget import Budget
from werkmonitor.bronnen.containers.ods import lees_ods, ods_hier
from werkmonitor.bronnen.containers.openen import open_bestand
from werkmonitor.bronnen.containers.weigeren import OnleesbaarError
from werkmonitor.bronnen.sheet import Foutcel, Merge, Sheet, Waarde
from werkmonitor.programma.bron import Lezen


def _sheets(data: bytes, **lezen: int) -> tuple[Sheet, ...]:
    return ods_hier(data, "x.ods", Budget(Lezen(**lezen), len(data)))[0]


def _tabel(inhoud: str, naam: str = "Blad1") -> str:
    return f'<table:table table:name="{naam}">{inhoud}</table:table>'


def _rij(*cellen: str, hoe: str = "") -> str:
    return f"<table:table-row {hoe}>{''.join(cellen)}</table:table-row>"


def _cel(tekst: str = "", hoe: str = "") -> str:
    paragraph = f"<text:p>{tekst}</text:p>" if tekst else ""
    return f"<table:table-cell {hoe}>{paragraph}</table:table-cell>"


def _getal(getal: str, hoe: str = "", soort: str = "float") -> str:
    return _cel(getal, f'office:value-type="{soort}" office:value="{getal}" {hoe}')


def _blad(inhoud: str) -> Sheet:
    return _sheets(ods_van(_tabel(inhoud)))[0]


def _waarde(cel: str) -> Waarde:
    return _blad(_rij(cel, _getal("1"))).waarde(0, 0)


def test_sheets_come_back_as_they_were_written() -> None:
    een, twee = _sheets(schrijf_ods(BLADEN))
    assert [tuple(rij) for rij in een.rijen] == list(RIJEN)
    assert [een.opmaak(*plek) for plek in ((2, 1), (6, 1), (3, 0), (1, 1))] == ["procent", "geld", "datum", ""]
    assert (een.naam, een.zichtbaar, een.merges) == ("Een", True, (Merge(4, 0, 5, 0),))
    assert (een.verborgen_rijen, een.verborgen_kolommen) == (frozenset([1]), frozenset())
    assert (twee.naam, twee.zichtbaar, twee.verborgen_kolommen) == ("Twee", False, frozenset([0]))
    assert twee.rijen == [[1.0, 2.0]]


def test_the_file_says_what_wrote_it(tmp_path: Path) -> None:
    meta = (
        "<office:document-meta><meta:generator>LibreOffice/24.2$Linux project</meta:generator></office:document-meta>"
    )
    path = tmp_path / "Aantallen.xlsx"
    path.write_bytes(ods_van(_tabel(_rij(_getal("1"))), extra={"meta.xml": meta}))
    inhoud = open_bestand(path, path.name)
    assert (inhoud.soort, inhoud.producent, inhoud.sheets[0].bestand) == ("ods", "LibreOffice/24.2", path.name)


def test_it_is_read_in_a_child() -> None:
    data = schrijf_ods(BLADEN)
    sheets, _ = lees_ods(data, "x.ods", Budget(Lezen(), len(data)))
    assert [tuple(rij) for rij in sheets[0].rijen] == list(RIJEN)


@pytest.mark.parametrize(
    ("cel", "waarde"),
    [
        (_getal("12"), 12.0),
        (_getal("0.5", soort="percentage"), 0.5),
        (_cel("x", 'office:value-type="date" office:date-value="2021-05-01T00:00:00"'), date(2021, 5, 1)),
        (_cel("x", 'office:value-type="time" office:time-value="PT255H10M10S"'), timedelta(hours=255, seconds=610)),
        (_cel("x", 'office:value-type="time" office:time-value="-PT1H"'), timedelta(hours=-1)),
        (_cel("x", 'office:value-type="time" office:time-value="PT09H05M01.5S"'), time(9, 5, 1, 500000)),
        (_cel("ONWAAR", 'office:value-type="boolean" office:boolean-value="false"'), False),
        (_cel("1.249", 'office:value-type="string"'), "1.249"),
        (_cel("getoond", 'office:value-type="string" office:string-value="echt"'), "echt"),
        (_cel("zonder soort"), "zonder soort"),
        (_cel("#N/A", 'office:value-type="string"'), "#N/A"),
        (_cel("", 'office:value-type="string" office:string-value="" table:formula="of:=[.A1]"'), None),
    ],
)
def test_a_value_is_read_by_its_type(cel: str, waarde: Waarde) -> None:
    found = _waarde(cel)
    assert (found, type(found)) == (waarde, type(waarde))


_FORMULE = 'table:formula="of:=1/0"'


@pytest.mark.parametrize(
    ("cel", "tekst"),
    [
        (_cel("#DEEL/0!", f'office:value-type="string" calcext:value-type="error" {_FORMULE}'), "#DEEL/0!"),
        (_cel("", 'office:value-type="string" calcext:value-type="error"'), "fout"),
        (_cel("Err:502", f'office:value-type="float" office:value="0" {_FORMULE}'), "Err:502"),
        (_cel("Fout:508", _FORMULE), "Fout:508"),
        (_cel("", _FORMULE), "formule zonder uitkomst"),
        (_cel("", f'office:value-type="float" {_FORMULE}'), "formule zonder uitkomst"),
        (_getal("NaN"), "onleesbare waarde 'NaN'"),
        (_getal("1e999"), "onleesbare waarde '1e999'"),
        (_getal("1_000"), "onleesbare waarde '1_000'"),
        (_cel("x", 'office:value-type="date" office:date-value="1-5-2021"'), "onleesbare waarde '1-5-2021'"),
        (_cel("x", 'office:value-type="time" office:time-value="PT"'), "onleesbare waarde 'PT'"),
        (_cel("x", 'office:value-type="boolean" office:boolean-value="ja"'), "onleesbare waarde 'ja'"),
    ],
)
def test_what_is_no_value_is_an_error_cell_and_never_empty(cel: str, tekst: str) -> None:
    assert _waarde(cel) == Foutcel(tekst)


@pytest.mark.parametrize(
    ("tekst", "gelezen"),
    [
        ("een<text:s text:c='3'/>twee", "een   twee"),
        ("een<text:s/>twee<text:tab/>drie<text:line-break/>vier", "een twee\tdrie\nvier"),
        ("\n  veel \n wit  ", "veel wit"),
        ("<text:span>Novem</text:span><text:a>ber</text:a> 2021", "November 2021"),
        ("1<text:note><text:note-body><text:p>noot</text:p></text:note-body></text:note>2", "12"),
        ("een<text:s text:c='x'/>twee", "een twee"),
        ("eerste</text:p><text:p>tweede", "eerste\ntweede"),
    ],
)
def test_text_is_what_a_reader_sees(tekst: str, gelezen: str) -> None:
    assert _waarde(_cel(tekst)) == gelezen


def test_notes_and_drawings_are_no_text() -> None:
    noot = "<office:annotation><text:p>van Jansen</text:p></office:annotation>"
    vorm = (
        '<draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><text:p>vorm</text:p></draw:frame>'
    )
    cel = f"<table:table-cell>{noot}{vorm}<text:p>echt{noot} waar</text:p></table:table-cell>"
    tabel = "<table:table-cell><table:table><table:table-row/></table:table><text:p>om</text:p></table:table-cell>"
    assert _blad(_rij(cel, tabel)).rijen == [["echt waar", "om"]]


def test_millions_of_repeated_empties_take_no_place() -> None:
    leeg = 'table:number-columns-repeated="16000"'
    sheet = _blad(
        _rij(_cel("", 'table:number-columns-repeated="2"'), _getal("1"), _cel("", leeg))
        + _rij(_cel("", leeg), hoe='table:number-rows-repeated="3" table:visibility="filter"')
        + _rij(_getal("2", 'table:number-columns-repeated="3"'), hoe='table:number-rows-repeated="2"')
        + _rij(_cel("", leeg), hoe='table:number-rows-repeated="1048000" table:visibility="collapse"')
    )
    assert sheet.rijen == [[None, None, 1.0], *[[None] * 3] * 3, *[[2.0] * 3] * 2]
    assert sheet.verborgen_rijen == {1, 2, 3}


def test_a_merge_covers_cells_whatever_they_hold() -> None:
    span = 'table:number-columns-spanned="2" table:number-rows-spanned="1"'
    covered = "<table:covered-table-cell><text:p>weg</text:p></table:covered-table-cell>"
    sheet = _blad(_rij(_getal("1", span), covered, _getal("3"), hoe='table:number-rows-repeated="2"'))
    assert (sheet.rijen, sheet.merges) == ([[1.0, None, 3.0]] * 2, (Merge(0, 0, 0, 1), Merge(1, 0, 1, 1)))


def test_groups_that_are_folded_away_are_hidden() -> None:
    kolommen = '<table:table-column table:number-columns-repeated="2"/><table:table-column/>'
    dicht = 'table:display="false"'
    sheet = _blad(
        f"<table:table-column/><table:table-column-group {dicht}>{kolommen}</table:table-column-group>"
        + _rij(*[_getal("1")] * 3)
        + f"<table:table-row-group><table:table-row-group {dicht}>{_rij(_getal('2'))}</table:table-row-group>"
        + _rij(_getal("3"))
        + "</table:table-row-group>"
    )
    assert (sheet.verborgen_kolommen, sheet.verborgen_rijen) == (frozenset([1, 2]), frozenset([1]))


def test_copies_of_other_files_are_no_sheets() -> None:
    elders = _tabel(_rij(_getal("9")), "'file:///C:/elders.ods'#$Blad1")
    koppeling = f"<table:dde-links><table:dde-link>{elders}</table:dde-link></table:dde-links>"
    historie = f"<table:tracked-changes>{_tabel('')}</table:tracked-changes>"
    sheets = _sheets(ods_van(historie + _tabel(_rij(_getal("1"))) + elders + koppeling))
    assert [sheet.naam for sheet in sheets] == ["Blad1"]


_MANIFEST = "META-INF/manifest.xml"


@pytest.mark.parametrize(
    ("data", "wat"),
    [
        (ods_van("", extra={_MANIFEST: "<manifest:encryption-data/>"}), "wachtwoord"),
        (zip_van({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "encrypted-package": "x"}), "wachtw"),
        (ods_van("", vooraf='<!DOCTYPE a [<!ENTITY b "c">]>'), "documenttype"),
        (zip_van({"content.xml": "<a/>"}), "zonder werkbladen"),
        (zip_van({"content.xml": "<a>"}), "van binnen beschadigd"),
        (ods_van(_rij(_getal("1"))), "van binnen beschadigd"),
        (ods_van(_tabel(_rij(_getal("1", 'table:number-columns-repeated="veel"')))), "van binnen beschadigd"),
        (ods_van(_tabel(_rij(_getal("1", 'table:number-columns-repeated="99999"')))), "Blad 'Blad1' is veel te groot"),
        (ods_van(_tabel(_rij(_getal("1"), hoe='table:number-rows-repeated="99999999999"'))), "is veel te groot"),
        (
            b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>',
            "plat",
        ),
    ],
)
def test_what_cannot_be_trusted_is_refused(data: bytes, wat: str, tmp_path: Path) -> None:
    (tmp_path / "x.ods").write_bytes(data)
    with pytest.raises(OnleesbaarError, match=wat):
        open_bestand(tmp_path / "x.ods", "x.ods")


def test_too_many_sheets_and_names_that_cannot_be() -> None:
    assert len(_sheets(ods_van(_tabel("") * 2 + _tabel("", "n" * 255)), max_bladen=3)) == 3
    with pytest.raises(OnleesbaarError, match="meer dan 2 bladen"):
        _sheets(ods_van(_tabel("") * 3), max_bladen=2)
    with pytest.raises(OnleesbaarError, match="naam van 256 tekens"):
        _sheets(ods_van(_tabel("", "n" * 256)))


def test_a_broken_note_of_the_producer_does_not_matter() -> None:
    data = bytearray(ods_van(_tabel(""), extra={"meta.xml": "<meta:generator>LibreOffice" * 9}))
    data[data.index(b"meta.xml") + len("meta.xml")] ^= 0xFF
    sheets, producer = ods_hier(bytes(data), "x.ods", Budget(Lezen(), len(data)))
    assert (len(sheets), producer) == (1, "")


def test_repeated_cells_count_against_the_limit() -> None:
    tabel = _tabel(_rij(_getal("1", 'table:number-columns-repeated="16000"'), hoe='table:number-rows-repeated="9000"'))
    with pytest.raises(OnleesbaarError, match="veel te groot") as caught:
        _sheets(ods_van(tabel))
    assert (caught.value.blad, caught.value.cel) == ("Blad1", "A1")
