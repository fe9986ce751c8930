"""What lies in a delivery's folder besides exports."""

from __future__ import annotations

import io
import os
import socket
import zipfile
from pathlib import Path

import pytest

from bronnen_voorbeeld import LIJST, lees_map, leg_neer, programma
from werkmonitor.bronnen.levering.bijzaak import bijzaak
from werkmonitor.bronnen.levering.inbox import is_kopie, kijk_rond, omvang, veranderd
from werkmonitor.bronnen.levering.lezen import past_bij
from werkmonitor.findings import Finding

TEKST = b"Reden;Jaar;Maand;Aantal\nEinde WW;2021;1;3\n"


def rondgekeken(werkmap: Path) -> dict[str, Finding]:
    """Return the findings by the path within the delivery; there is one of each at most."""
    map_ = werkmap / "exports" / "2021"
    found = list(kijk_rond(programma(LIJST), werkmap, map_, lambda pad: past_bij(["Instroom*"], pad)))
    by_path = {f.vindplaats.bestand.removeprefix("exports/2021/"): f for f in found if f.vindplaats}
    assert len(by_path) == len(found)
    return by_path


@pytest.mark.parametrize(
    ("pad", "reden"),
    [
        ("Instroom.xlsx", None),
        ("noord/Instroom.xlsx", None),
        ("~$Instroom.xlsx", "slotbestand van Excel"),
        (".~lock.Instroom.xlsx#", "slotbestand van Excel"),
        ("noord/Instroom-nl_desc.xml", "beschrijving van Cognos"),
        ("Instroom-nl_descr.xml", "beschrijving van Cognos"),
        ("Instroom-nl_DESCR", "beschrijving van Cognos"),
        (".DS_Store", "verborgen bestand"),
        ("Thumbs.db", "verborgen bestand"),
        ("desktop.ini", "verborgen bestand"),
        ("__MACOSX/Instroom.xlsx", "verborgen bestand"),
        (".git/Instroom.xlsx", "verborgen bestand"),
        ("Instroom.xlsx.part", "nog niet klaar met kopiëren"),
        ("Instroom beschrijving.xml", None),
    ],
)
def test_what_is_no_export_is_known_by_its_name(pad: str, reden: str | None) -> None:
    assert bijzaak(pad) == reden


def test_a_drop_folder_gives_its_facts_and_nothing_of_what_lies_around(tmp_path: Path) -> None:
    for naam in ("Instroom.csv", "Instroom_desc.xml", "~$Instroom.csv", ".Instroom.csv", "Instroom.csv.tmp"):
        leg_neer(tmp_path, naam, TEKST if naam == "Instroom.csv" else b"<x/>")
    feiten, findings = lees_map(tmp_path, LIJST)
    assert (len(feiten.tabellen[0]), findings) == (1, [])
    assert sorted(g.reden for g in feiten.gelezen if g.reden) == [
        "beschrijving van Cognos",
        "nog niet klaar met kopiëren",
        "slotbestand van Excel",
    ]


def test_locks_descriptors_and_half_copies_are_told_and_system_files_are_not(tmp_path: Path) -> None:
    for naam in ("Instroom.csv", "~$Instroom.csv", "i_desc.xml", "i.crdownload", ".DS_Store", "Thumbs.db"):
        leg_neer(tmp_path, naam, TEKST)
    found = rondgekeken(tmp_path)
    assert {naam: (f.code, f.ernst) for naam, f in found.items()} == {
        "~$Instroom.csv": ("bestand-open", "info"),
        "i_desc.xml": ("beschrijving", "info"),
        "i.crdownload": ("bestand-onaf", "waarschuwing"),
    }
    assert found["~$Instroom.csv"].wat.startswith("Iemand heeft 'Instroom.csv' open")


def test_files_that_no_source_reads_are_told_with_what_they_are(tmp_path: Path) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as target:
        target.writestr("Instroom.xlsx", b"x")
    leg_neer(tmp_path, "rapporten.zip", archive.getvalue())
    leg_neer(tmp_path, "folder/verslag.pdf", b"%PDF-1.7")
    leg_neer(tmp_path, "Iinstroom.csv", TEKST)
    leg_neer(tmp_path, "0.xyz", b"")
    found = rondgekeken(tmp_path)
    assert {f.code for f in found.values()} == {"bestand-ongebruikt"}
    assert {f.ernst for f in found.values()} == {"info"}
    assert "zip-archief" in found["rapporten.zip"].wat
    assert "Pak het uit" in found["rapporten.zip"].doen
    assert "een PDF" in found["folder/verslag.pdf"].wat
    assert found["Iinstroom.csv"].doen.startswith("Hoort het bij 'Instroom', pas dan daar 'bestand' aan")
    assert "leeg" in found["0.xyz"].wat


def test_folders_links_and_pipes_with_the_name_of_a_file_are_told_and_not_opened(tmp_path: Path) -> None:
    map_ = tmp_path / "exports" / "2021"
    (map_ / "Instroom.xlsx").mkdir(parents=True)
    (map_ / "noord").mkdir()
    os.mkfifo(map_ / "Instroom pijp.xlsx")
    (map_ / "kring.xlsx").symlink_to("kring.xlsx")
    (map_ / "rond").symlink_to(map_)
    found = rondgekeken(tmp_path)
    assert {naam: f.code for naam, f in found.items()} == {
        "Instroom.xlsx": "geen-bestand",
        "Instroom pijp.xlsx": "geen-bestand",
        "kring.xlsx": "koppeling-kapot",
    }
    assert "een map" in found["Instroom.xlsx"].wat
    assert {f.gevolg for f in found.values()} == {"Wat hierin staat, telt niet mee."}


def test_a_socket_is_no_file_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    map_ = tmp_path / "exports" / "2021"
    map_.mkdir(parents=True)
    monkeypatch.chdir(map_)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("i.xlsx")
        assert rondgekeken(tmp_path)["i.xlsx"].code == "geen-bestand"


def test_a_folder_and_a_file_that_may_not_be_read_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leg_neer(tmp_path, "dicht.csv", TEKST)
    leg_neer(tmp_path, "map/i.csv", TEKST)
    real = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("map"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    def read_bytes(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    found = rondgekeken(tmp_path)
    assert found["map"].code == "map-onleesbaar"
    assert "niet te openen (geen toegang)" in found["dicht.csv"].wat


def test_what_changes_between_two_looks_is_not_ready(tmp_path: Path) -> None:
    for naam in ("gelijk.csv", "groeit.csv", "weg.csv", "~$slot.csv"):
        leg_neer(tmp_path, naam, TEKST)
    map_ = tmp_path / "exports" / "2021"
    (map_ / "stuk").symlink_to("stuk")
    first = omvang(map_)
    (map_ / "weg.csv").unlink()
    (map_ / "~$slot.csv").unlink()
    leg_neer(tmp_path, "groeit.csv", TEKST * 2)
    leg_neer(tmp_path, "nieuw.csv", TEKST)
    found = list(veranderd(first, omvang(map_), tmp_path))
    assert {f.code for f in found} == {"bestand-onaf"}
    assert [f.vindplaats.bestand for f in found if f.vindplaats] == [
        "exports/2021/groeit.csv",
        "exports/2021/nieuw.csv",
        "exports/2021/weg.csv",
    ]


@pytest.mark.parametrize(
    ("naam", "kopie"),
    [
        ("Instroom (1).xlsx", True),
        ("Instroom - kopie.xlsx", True),
        ("Instroom - Kopie (2).xlsx", True),
        ("Kopie van Instroom.xlsx", True),
        ("Instroom.xlsx", False),
        ("Instroom (regio).xlsx", False),
        ("Kopieerkosten.xlsx", False),
    ],
)
def test_a_copy_is_known_by_its_name(naam: str, kopie: bool) -> None:  # noqa: FBT001
    assert is_kopie(Path(naam)) is kopie


def test_a_file_that_no_source_reads_has_the_command_that_makes_one(tmp_path: Path) -> None:
    leg_neer(tmp_path, "Kosten.csv", TEKST)
    (finding,) = rondgekeken(tmp_path).values()
    assert finding.doen.splitlines() == [
        "Hoort het erbij, typ dan:",
        '  werkmonitor inspect --bron "exports/2021/Kosten.csv"',
        "en plak het blok in de declaratie. Haal het anders weg.",
    ]
