"""Old Excel workbooks: what xlrd says becomes sheets, and what it does not say is looked up."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlwt

from container_schrijvers import BLADEN, DATUM, RIJEN, Blad, schrijf_xls
from werkmonitor.bronnen.containers.budget import Budget
from werkmonitor.bronnen.containers.openen import open_bestand
from werkmonitor.bronnen.containers.weigeren import OnleesbaarError
from werkmonitor.bronnen.containers.xls import lees_xls, xls_hier
from werkmonitor.bronnen.sheet import Foutcel, Merge, Sheet
from werkmonitor.programma.bron import Lezen

_FORMULA = struct.Struct("<HHHHH8sH")
"""Kind and size of the record, row, column and style of the cell, its outcome, and flags."""


def _sheets(data: bytes) -> tuple[Sheet, ...]:
    return xls_hier(data, "x.xls", Budget(Lezen(), len(data)))[0]


def _book(fill: Callable[[Any], object]) -> bytes:
    book = xlwt.Workbook()
    fill(book.add_sheet("Een"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _formule(uitkomst: bytes, vlaggen: int) -> bytes:
    """Return a workbook with one formula in B1, of which this is stored."""
    data = bytearray(_book(lambda sheet: sheet.write(0, 1, xlwt.Formula("1+1"))))
    at = data.index(struct.pack("<HHH", 0, 1, 17) + b"\x03") - 4
    kind, size, row, column, style, _, _ = _FORMULA.unpack_from(data, at)
    assert kind == 6
    _FORMULA.pack_into(data, at, kind, size, row, column, style, uitkomst, vlaggen)
    return bytes(data)


def test_sheets_come_back_as_they_were_written() -> None:
    een, twee = _sheets(schrijf_xls(BLADEN))
    assert [tuple(rij) for rij in een.rijen] == list(RIJEN)
    assert [een.opmaak(*plek) for plek in ((2, 1), (6, 1), (3, 0), (1, 1))] == ["procent", "geld", "datum", ""]
    assert (een.naam, een.zichtbaar, een.merges) == ("Een", True, (Merge(4, 0, 5, 0),))
    assert (een.verborgen_rijen, een.verborgen_kolommen) == (frozenset([1]), frozenset())
    assert (twee.naam, twee.zichtbaar, twee.verborgen_kolommen) == ("Twee", False, frozenset([0]))
    assert twee.rijen == [[1.0, 2.0]]


def test_the_writer_writes_the_same_bytes_each_time() -> None:
    assert schrijf_xls(BLADEN) == schrijf_xls(BLADEN)


def test_it_is_recognised_and_read_in_a_child(tmp_path: Path) -> None:
    path = tmp_path / "Aantallen.xlsx"
    path.write_bytes(schrijf_xls(BLADEN))
    inhoud = open_bestand(path, path.name)
    assert (inhoud.soort, inhoud.producent, inhoud.sheets[0].bestand) == ("xls", "", path.name)
    sheets, _ = lees_xls(path.read_bytes(), path.name, Budget(Lezen(), 1))
    assert [tuple(rij) for rij in sheets[0].rijen] == list(RIJEN)


def test_days_may_count_from_1904() -> None:
    book = xlwt.Workbook()
    book.dates_1904 = True
    book.add_sheet("Een").write(0, 0, 42855, xlwt.easyxf(num_format_str=DATUM))
    out = io.BytesIO()
    book.save(out)
    assert _sheets(out.getvalue())[0].rijen == [[date(2021, 5, 1)]]


_LEEG = b"\x03\x00\x00\x00\x00\x00\xff\xff"


@pytest.mark.parametrize(
    ("uitkomst", "vlaggen", "waarde"),
    [
        (struct.pack("<d", 2.0), 0, 2.0),
        (struct.pack("<d", 2.0), 3, 2.0),
        (struct.pack("<d", 0.0), 0, 0.0),
        (struct.pack("<d", 0.0), 3, Foutcel("formule zonder uitkomst")),
        (_LEEG, 2, Foutcel("formule zonder uitkomst")),
        (b"\x02\x00\x07\x00\x00\x00\xff\xff", 0, Foutcel("#DIV/0!")),
        (b"\x01\x00\x01\x00\x00\x00\xff\xff", 0, True),
        (struct.pack("<d", float("inf")), 0, Foutcel("onleesbaar getal")),
    ],
)
def test_an_outcome_that_was_never_computed_is_an_error_cell(uitkomst: bytes, vlaggen: int, waarde: object) -> None:
    sheet = _sheets(_formule(uitkomst, vlaggen))[0]
    assert (sheet.waarde(0, 1), type(sheet.waarde(0, 1))) == (waarde, type(waarde))


def test_an_empty_text_as_outcome_is_empty() -> None:
    assert _sheets(_formule(_LEEG, 0))[0].waarde(0, 1) is None


def test_formulas_that_were_not_computed_again_are_no_values() -> None:
    """Excel marks a sheet that was saved before its formulas were brought up to date."""
    data = bytearray(_formule(struct.pack("<d", 2.0), 0))
    # The first record of the sheet after its beginning that may be left out: of the page, of the same size.
    at = data.index(struct.pack("<HH", 0x000C, 2), data.index(b"\x09\x08\x10\x00\x00\x06\x10\x00"))
    struct.pack_into("<H", data, at, 0x005E)
    assert _sheets(bytes(data))[0].rijen == [[None, Foutcel("formule die niet is doorgerekend")]]


def test_odd_links_and_notes_do_not_matter() -> None:
    data = bytearray(schrijf_xls([Blad("Een", [["a", 1.0]])]))
    at = data.index(struct.pack("<HH", 0x000C, 2), data.index(b"\x09\x08\x10\x00\x00\x06\x10\x00"))
    for kind in (0x01B8, 0x001C, 0x005D):
        struct.pack_into("<H", data, at, kind)
        assert _sheets(bytes(data))[0].rijen == [["a", 1.0]]


def test_a_locked_file_is_called_so() -> None:
    data = bytearray(schrijf_xls(BLADEN))
    at = data.index(struct.pack("<HH", 0x00E1, 2))
    struct.pack_into("<H", data, at, 0x002F)
    with pytest.raises(OnleesbaarError, match="wachtwoord"):
        _sheets(bytes(data))


@pytest.mark.parametrize("size", [600, 2000, 4000])
def test_a_file_that_was_cut_off_is_refused(size: int, tmp_path: Path) -> None:
    data = schrijf_xls([Blad("Een", [[float(row * column) for column in range(20)] for row in range(100)])])
    (tmp_path / "x.xls").write_bytes(data[:size])
    with pytest.raises(OnleesbaarError):
        open_bestand(tmp_path / "x.xls", "x.xls")
    with pytest.raises(OnleesbaarError, match="van binnen beschadigd"):
        _sheets(data[:size])


def test_too_many_sheets() -> None:
    data = schrijf_xls(BLADEN)
    with pytest.raises(OnleesbaarError, match="meer dan 1 bladen"):
        xls_hier(data, "x.xls", Budget(Lezen(max_bladen=1), len(data)))


def test_memory_and_refusals_are_not_called_damage() -> None:
    data = schrijf_xls(BLADEN)
    with pytest.raises(OnleesbaarError, match="loopt door tot"):
        xls_hier(data, "x.xls", Budget(Lezen(max_cellen=1), len(data)))
