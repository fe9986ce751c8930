"""Binary workbooks: their records, and what is refused."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from container_schrijvers import BLADEN, RIJEN, Blad, breed, record, schrijf_xlsb, zip_van
from werkmonitor.bronnen.containers.budget import Budget
from werkmonitor.bronnen.containers.openen import open_bestand
from werkmonitor.bronnen.containers.weigeren import OnleesbaarError
from werkmonitor.bronnen.containers.xlsb import lees_xlsb, xlsb_hier
from werkmonitor.bronnen.containers.xlsb_records import records
from werkmonitor.bronnen.sheet import Foutcel, Merge, Sheet, Waarde
from werkmonitor.programma.bron import Lezen

_BLAD = "xl/worksheets/sheet1.bin"


def _sheets(data: bytes) -> tuple[Sheet, ...]:
    return xlsb_hier(data, "x.xlsb", Budget(Lezen(), len(data)))[0]


def _met(deel: str, inhoud: bytes | None, data: bytes | None = None) -> bytes:
    """Return a workbook with another part in the place of one of its own, or without it."""
    with zipfile.ZipFile(io.BytesIO(data or schrijf_xlsb([Blad("Een", [["a", 1.0]])]))) as archive:
        parts: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist() if name != deel}
    return zip_van(parts if inhoud is None else {**parts, deel: inhoud})


def _cellen(*cellen: bytes, rij: int = 0) -> bytes:
    return record(145) + record(0, struct.pack("<IIHBBBI", rij, 0, 300, 0, 0, 0, 0)) + b"".join(cellen) + record(146)


def _cel(soort: int, waarde: bytes, kolom: int = 0, stijl: int = 0) -> bytes:
    return record(soort, struct.pack("<II", kolom, stijl) + waarde)


def test_sheets_come_back_as_they_were_written() -> None:
    een, twee = _sheets(schrijf_xlsb(BLADEN))
    assert [tuple(rij) for rij in een.rijen] == list(RIJEN)
    assert [een.opmaak(*plek) for plek in ((2, 1), (6, 1), (3, 0), (1, 1))] == ["procent", "geld", "datum", ""]
    assert (een.naam, een.zichtbaar, een.merges) == ("Een", True, (Merge(4, 0, 5, 0),))
    assert (een.verborgen_rijen, een.verborgen_kolommen) == (frozenset([1]), frozenset())
    assert (twee.naam, twee.zichtbaar, twee.verborgen_kolommen) == ("Twee", False, frozenset([0]))
    assert twee.rijen == [[1.0, 2.0]]


def test_another_library_reads_the_same_numbers() -> None:
    with CalamineWorkbook.from_filelike(io.BytesIO(schrijf_xlsb(BLADEN))) as workbook:
        rows = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert [row[1] for row in rows] == [row[1] for row in RIJEN]


def test_it_is_recognised_and_read_in_a_child(tmp_path: Path) -> None:
    path = tmp_path / "Aantallen.xls"
    app = "<Properties><Application>Microsoft Excel</Application></Properties>"
    path.write_bytes(_met("docProps/app.xml", app.encode(), schrijf_xlsb(BLADEN)))
    inhoud = open_bestand(path, path.name)
    assert (inhoud.soort, inhoud.producent, len(inhoud.sheets)) == ("xlsb", "Microsoft Excel", 2)
    sheets, _ = lees_xlsb(path.read_bytes(), path.name, Budget(Lezen(), 1))
    assert [tuple(rij) for rij in sheets[0].rijen] == list(RIJEN)


@pytest.mark.parametrize(
    ("cel", "waarde"),
    [
        (_cel(2, struct.pack("<I", 12345 << 2 | 3)), 123.45),
        (_cel(2, struct.pack("<i", -5 << 2 | 2)), -5.0),
        (_cel(2, struct.pack("<d", 1.5)[4:]), 1.5),
        (_cel(2, bytes([struct.pack("<d", 150.0)[4] | 1]) + struct.pack("<d", 150.0)[5:]), 1.5),
        (_cel(6, breed("los")), "los"),
        (_cel(8, breed("uitkomst") + bytes(2)), "uitkomst"),
        (_cel(8, breed("") + bytes(2)), None),
        (_cel(62, b"\x01" + breed("rijk") + bytes(8)), "rijk"),
        (_cel(9, struct.pack("<d", 2.5) + bytes(2)), 2.5),
        (_cel(9, struct.pack("<d", float("nan"))), Foutcel("onleesbaar getal")),
        (_cel(10, b"\x01"), True),
        (_cel(11, b"\x2a"), Foutcel("#N/A")),
        (_cel(3, b"\x63"), Foutcel("fout")),
        (_cel(7, struct.pack("<I", 99)), Foutcel("tekst ontbreekt in het bestand")),
        (_cel(5, struct.pack("<d", 44317.0), stijl=3), date(2021, 5, 1)),
        (_cel(5, struct.pack("<d", 44317.0), stijl=99), 44317.0),
    ],
)
def test_each_kind_of_cell_is_read(cel: bytes, waarde: Waarde) -> None:
    last = _cel(5, struct.pack("<d", 1.0), kolom=1)
    assert _sheets(_met(_BLAD, _cellen(cel, last)))[0].rijen == [[waarde, 1.0]]


def test_short_cells_stand_in_the_next_column() -> None:
    style = bytes(4)
    cells = (
        _cel(1, b"", kolom=1),
        record(13, style + struct.pack("<I", 7 << 2 | 2)),
        record(12, style),
        record(14, style + b"\x07"),
        record(15, style + b"\x01"),
        record(16, style + struct.pack("<d", 0.5)),
        record(17, style + breed("kort")),
        record(18, style + struct.pack("<I", 0)),
    )
    expected = [None, None, 7.0, None, Foutcel("#DIV/0!"), True, 0.5, "kort", "a"]
    assert _sheets(_met(_BLAD, _cellen(*cells)))[0].rijen == [expected]


def test_days_may_count_from_1904() -> None:
    data = schrijf_xlsb([Blad("Een", [[date(2021, 5, 1)]])], datum1904=True)
    assert _sheets(data)[0].rijen == [[date(2025, 5, 2)]]


def test_sheets_of_charts_have_no_cells() -> None:
    data = schrijf_xlsb([Blad("Een", [[1.0]]), Blad("Grafiek", [[2.0]])])
    rels = "xl/_rels/workbook.bin.rels"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read(rels)
    chart = text.replace(b'worksheet" Target="worksheets/sheet2', b'chartsheet" Target="worksheets/sheet2')
    assert [sheet.naam for sheet in _sheets(_met(rels, chart, data))] == ["Een"]


@pytest.mark.parametrize(
    ("data", "wat"),
    [
        (_met(_BLAD, None), "van binnen beschadigd"),
        (_met(_BLAD, _cellen(_cel(5, b"kort"))), "van binnen beschadigd"),
        (_met(_BLAD, _cellen(_cel(6, struct.pack("<I", 900) + b"kort"))), "van binnen beschadigd"),
        (_met(_BLAD, _cellen()[:-2] + b"\x07\x7f"), "van binnen beschadigd"),
        (_met(_BLAD, b"\x07\xff\xff\xff\xff\x01"), "van binnen beschadigd"),
        (_met(_BLAD, b"\x07\xff\xff\xff\x7f"), "van binnen beschadigd"),
        (_met(_BLAD, _cellen(_cel(5, bytes(8), kolom=20000))), "Blad 'Een' heeft een cel"),
        (_met(_BLAD, _cellen(_cel(10, b"\x01"), rij=2**31)), "Blad 'Een' heeft een cel"),
        (_met(_BLAD, _cellen(_cel(10, b"\x01", kolom=16383), rij=2**20 - 1)), "loopt door tot XFD1048576"),
        (_met(_BLAD, record(0, bytes(4))), "van binnen beschadigd"),
        (schrijf_xlsb([Blad("n" * 256, [[1.0]])]), "naam van 256 tekens"),
        (_met("xl/styles.bin", record(44, b"\x00\x01\xff\xff\x00\x00")), "van binnen beschadigd"),
    ],
)
def test_what_cannot_be_trusted_is_refused(data: bytes, wat: str, tmp_path: Path) -> None:
    (tmp_path / "x.xlsb").write_bytes(data)
    with pytest.raises(OnleesbaarError, match=wat):
        open_bestand(tmp_path / "x.xlsb", "x.xlsb")


def test_too_many_sheets() -> None:
    data = schrijf_xlsb(BLADEN)
    with pytest.raises(OnleesbaarError, match="meer dan 1 bladen"):
        xlsb_hier(data, "x.xlsb", Budget(Lezen(max_bladen=1), len(data)))


def test_a_broken_note_of_the_producer_does_not_matter() -> None:
    data = _met("docProps/app.xml", b"<Properties>")
    assert xlsb_hier(data, "x.xlsb", Budget(Lezen(), len(data)))[1] == ""


def test_records_may_be_cut_anywhere() -> None:
    whole = record(0, b"abc") + record(617) + record(47, bytes(300)) + record(5, b"x")
    expected = list(records([whole]))
    assert [(kind, len(data)) for kind, data in expected] == [(0, 3), (617, 0), (47, 300), (5, 1)]
    for size in (1, 2, 3, 7, 100):
        pieces = [whole[at : at + size] for at in range(0, len(whole), size)]
        assert list(records(pieces)) == expected
