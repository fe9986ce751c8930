"""What is opened at all, and within which limits; whatever is in a file, it ends in sheets or in one message."""

import io
import os
import socket
import struct
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bronnen_voorbeeld import blad, werkboek
from vijandig import boek, bom, deel
from werkmonitor.bronnen.containers import openen, weigeren
from werkmonitor.bronnen.containers.archief import Archief
from werkmonitor.bronnen.containers.budget import Budget
from werkmonitor.bronnen.containers.guard import lees_bytes, soort
from werkmonitor.bronnen.containers.openen import open_bestand
from werkmonitor.bronnen.containers.weigeren import OnleesbaarError
from werkmonitor.bronnen.meldingen import zinnen as meldingen
from werkmonitor.bronnen.sheet import Inhoud
from werkmonitor.findings import Location
from werkmonitor.programma.bron import Lezen


def opened(tmp_path: Path, data: bytes, **limits: int) -> Inhoud:
    path = tmp_path / "i.xlsx"
    path.write_bytes(data)
    return open_bestand(path, "i.xlsx", Lezen.model_validate(limits))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such files")
def test_only_regular_files_are_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(name: str, wat: str) -> None:
        with pytest.raises(OnleesbaarError, match=wat) as caught:
            lees_bytes(tmp_path / name)
        assert caught.value.doen

    (tmp_path / "map.xlsx").mkdir()
    os.mkfifo(tmp_path / "pijp.xlsx")
    (tmp_path / "kring.xlsx").symlink_to(tmp_path / "kring.xlsx")
    (tmp_path / "nergens.xlsx").symlink_to(tmp_path / "weg.xlsx")
    (tmp_path / "nul.xlsx").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as own:
        monkeypatch.chdir(tmp_path)  # the path of a socket may not be long
        own.bind("contact.xlsx")
        refused("contact.xlsx", "geen gewoon bestand")
    refused("map.xlsx", "een map")
    refused("pijp.xlsx", "geen gewoon bestand")
    refused("kring.xlsx", "kring")
    refused("nergens.xlsx", "niet te openen: het is er niet")
    refused("nul.xlsx", "geen gewoon bestand")
    refused("x" * 300, "niet te openen \\(")


def test_a_file_that_may_not_be_read_or_is_being_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "i.csv"
    path.write_bytes(b"a;b")
    assert lees_bytes(path) == b"a;b"

    def denied(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", denied)
        with pytest.raises(OnleesbaarError, match="u mag het niet lezen"):
            lees_bytes(path)
    real = os.fstat

    def smaller(descriptor: int) -> os.stat_result:
        status = list(real(descriptor))
        status[6] -= 1
        return os.stat_result(status)

    monkeypatch.setattr(os, "fstat", smaller)
    with pytest.raises(OnleesbaarError, match="verandert terwijl"):
        lees_bytes(path)


def _entries(data: bytes) -> list[int]:
    return [at for at in range(len(data)) if data.startswith(b"PK\x01\x02", at)]


def test_archives_that_lie() -> None:
    whole = boek()
    budget = Budget(Lezen(), len(whole))
    assert Archief(whole, budget).heeft("XL\\Workbook.xml")

    def refused(data: bytes, wat: str) -> None:
        with pytest.raises(OnleesbaarError, match=wat):
            Archief(data, budget).lees("xl/workbook.xml")

    overlapping = bytearray(whole)
    first, second = _entries(whole)[:2]
    overlapping[second + 42 : second + 46] = overlapping[first + 42 : first + 46]
    refused(bytes(overlapping), "overlappen")
    huge = bytearray(whole)
    huge[first + 24 : first + 28] = struct.pack("<I", 2**32 - 2)
    refused(bytes(huge), "uitgepakt veel te groot")
    with pytest.warns(UserWarning, match="Duplicate"):
        double = _with_double(whole)
    refused(double, "twee keer")
    refused(whole[: len(whole) // 2], "half gekopieerd")
    refused(boek(methode=zipfile.ZIP_LZMA), "ingepakt op een manier")
    refused(b"PK\x03\x04" + b"PK\x01\x02" * 30_000, "te veel delen")
    with pytest.raises(OnleesbaarError, match="ontbreekt"):
        Archief(whole, budget).lees("weg.xml")


def _with_double(data: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/workbook.xml", "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("limits", "wat"),
    [({"max_uitgepakt_mib": 20}, "uitgepakt"), ({"max_seconden": 1}, "te lang"), ({"max_geheugen_mib": 1}, "geheugen")],
)
def test_a_bomb_ends_at_its_limit(tmp_path: Path, limits: dict[str, int], wat: str) -> None:
    with pytest.raises(OnleesbaarError, match=wat):
        opened(tmp_path, bom(60), **limits)


def test_parts_that_unpack_to_more_than_they_say(tmp_path: Path) -> None:
    data = bytearray(boek())
    for at in _entries(bytes(data)):
        data[at + 24 : at + 28] = struct.pack("<I", 10)
    with pytest.raises(OnleesbaarError, match="beschadigd"):
        opened(tmp_path, bytes(data))


def test_whatever_a_reader_runs_into_becomes_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for fault, outcome, wat in (
        (MemoryError(), OnleesbaarError, "geheugen"),
        (RecursionError(), OnleesbaarError, "beschadigd"),
        (KeyError("een fout van ons"), KeyError, "van ons"),
    ):

        def reader(*_: object, fault: Exception = fault) -> object:
            raise fault

        monkeypatch.setitem(openen.LEZERS, "xlsx", reader)
        with pytest.raises(outcome, match=wat):
            opened(tmp_path, boek())
    monkeypatch.delitem(openen.LEZERS, "xlsx")
    with pytest.raises(OnleesbaarError, match="wordt niet gelezen"):
        opened(tmp_path, boek())


def test_a_refusal_names_sheet_and_cell() -> None:
    fout = OnleesbaarError("Stuk.", "Herstel het.", "Blad1", "C3")
    assert meldingen.onleesbaar(Location("i.xlsx"), fout).vindplaats == Location("i.xlsx", "Blad1", "C3")


def test_kinds_that_only_their_parts_tell_apart() -> None:
    relations: dict[str, bytes | str] = {"_rels/.rels": boek_relatie("xl/boek.bin"), "xl/boek.bin": b"x"}
    assert soort(boek(relations)) == "xlsb"
    with pytest.raises(OnleesbaarError, match="Word"):
        soort(boek({"word/document.xml": "<x/>"}))


def boek_relatie(target: str) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        f'Target="{target}"/></Relationships>'
    )


@pytest.mark.traag
def test_a_large_file_says_how_far_it_is(tmp_path: Path) -> None:
    heard: list[str] = []
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>{r % 9}</v></c></row>' for r in range(1, 250_001))
    path = tmp_path / "Groot.xlsx"
    path.write_bytes(boek({"xl/worksheets/sheet1.xml": deel(rows)}))
    (sheet,) = open_bestand(path, "Groot.xlsx", voortgang=heard.append).sheets
    assert sheet.hoogte == 250_000
    assert len(heard) == 2
    assert all(line.startswith("Groot.xlsx, ") and line.endswith(" regels") for line in heard)
    assert heard[0] < heard[1] < "Groot.xlsx, 250.000 regels"


BOOK = werkboek(blad([["Jaar", "Aantal"], [2021, 3], [2022, None]], (0, 0, 0, 1)))


@pytest.mark.traag
@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(BOOK) - 1), st.integers(0, 255)), min_size=1, max_size=8), st.booleans())
def test_a_damaged_workbook_is_read_or_refused(changes: list[tuple[int, int]], cut: bool) -> None:  # noqa: FBT001
    data = bytearray(BOOK)
    for at, byte in changes:
        data[at] = byte
    raw = bytes(data[: changes[0][0]] if cut else data)
    try:
        kind = soort(raw)
        openen.LEZERS[kind](raw, "i", Budget(Lezen(), len(raw)))
    except (OnleesbaarError, *weigeren.BESCHADIGD):
        pass
