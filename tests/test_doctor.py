"""The doctor: what is good, what is not, and what to do about it; code 3 only when something needed is broken."""

from __future__ import annotations

import json
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections import namedtuple
from importlib import metadata
from pathlib import Path

import pytest

from hulp import momentopname
from werkmonitor import resources
from werkmonitor.cli.app import run
from werkmonitor.cli.doctor_tekst import regels
from werkmonitor.files.werkmap import Werkmap, vind_werkmap
from werkmonitor.findings import UsageError
from werkmonitor.programma.load import load_programma
from werkmonitor.tasks.doctor import computer, timer, werkmap
from werkmonitor.tasks.doctor.bevinding import Bevinding, goed, kapot, let_op
from werkmonitor.tasks.doctor.keuring import Keuring, doctor
from werkmonitor.tasks.init.opdracht import SCHEMA, Opdracht, init
from werkmonitor.tasks.schedule.opdracht import Planverslag
from werkmonitor.tasks.schedule.taak import Stap

PANGO_WEG = "werkmonitor.findings.OutputError: Er is geen pdf gemaakt, want Pango ontbreekt op deze computer."
Gebruik = namedtuple("Gebruik", "total used free")  # noqa: PYI024 - as shutil.disk_usage returns it


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    folder = tmp_path / "werkmap"
    init(Opdracht(map=folder, gemeente="Ergens"))
    return folder


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The attempts in other processes take seconds; one test makes them for real."""
    monkeypatch.setattr(computer, "_probeer", lambda _what: None)


def _over(map_: Path, onderdeel: str) -> list[Bevinding]:
    """Return what is said about one thing of a werkmap."""
    found = doctor(map_, lambda _: None)
    return [item for item in (*found.computer, *found.werkmap) if item.onderdeel == onderdeel]


def _een(map_: Path, onderdeel: str) -> Bevinding:
    (found,) = _over(map_, onderdeel)
    return found


def test_a_new_werkmap_is_well_and_stays_as_it_is(map_: Path) -> None:
    before = momentopname(map_)
    found = doctor(map_, lambda _: None)
    assert found.werkt
    assert {item.onderdeel for item in (*found.computer, *found.werkmap) if item.toestand != "goed"} <= {
        "Voorbeeld",
        "Scherm",
    }
    assert momentopname(map_) == before


@pytest.mark.traag
def test_a_real_pdf_and_a_real_chart_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert (computer.pdf(nodig=True).toestand, computer.grafieken().toestand) == ("goed", "goed")
    assert computer._probeer("bestaat_niet") is not None  # noqa: SLF001 - the attempt itself


def test_the_command_tells_it_in_80_columns_that_every_console_has(
    map_: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["doctor", "--werkmap", str(map_)]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    lines = captured.out.splitlines()
    assert [line for line in lines if len(line) > 80 and str(map_) not in line] == []
    assert captured.out.encode("cp1252")
    assert lines[-1] == "Alles wat nodig is, werkt. Let op: 1."


def test_the_command_gives_it_as_data(map_: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--werkmap", str(map_), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["map"] == str(map_)
    assert {"onderdeel": "Exports", "toestand": "goed", "wat": "er zijn exports voor 2021", "doen": ""} in found[
        "werkmap"
    ]


def test_what_is_broken_ends_in_3(map_: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (map_ / "werkmonitor.toml").write_text("[programma]\nnaem = 3\n", encoding="utf-8")
    assert run(["doctor", "--werkmap", str(map_)]) == 3
    out = " ".join(capsys.readouterr().out.split())
    assert "kapot Declaratie" in out
    assert re.search(r"\d fouten, de eerste: werkmonitor\.toml › regel \d:", out)
    assert out.endswith("Kapot: 1. Let op: 0. Herstel eerst wat kapot is.")


def test_a_folder_that_is_no_werkmap_cannot_be_looked_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--werkmap", str(tmp_path)]) == 3
    assert "staat geen werkmonitor.toml" in capsys.readouterr().err.replace("\n", " ")


def test_without_a_werkmap_it_says_how_to_get_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WERKMONITOR_WERKMAP", raising=False)
    monkeypatch.setattr(werkmap, "_weigert", lambda _folder: "alleen lezen")  # an installed package can be closed
    found = doctor(None, lambda _: None)
    assert found.werkt
    first = found.werkmap[0]
    assert (first.toestand, "werkmonitor init MAP" in first.doen) == ("let op", True)


# ---------------------------------------------------------------- the computer


@pytest.mark.parametrize(("nodig", "toestand"), [(True, "kapot"), (False, "let op")])
def test_without_pango_it_says_how_it_is_installed(
    monkeypatch: pytest.MonkeyPatch, *, nodig: bool, toestand: str
) -> None:
    monkeypatch.setattr(computer, "_probeer", lambda _what: PANGO_WEG)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: {"ID": "ubuntu", "ID_LIKE": "debian"})
    found = computer.pdf(nodig=nodig)
    assert found.toestand == toestand
    assert "Typ in een terminal: sudo apt-get install libpango-1.0-0" in found.doen


@pytest.mark.parametrize(
    ("systeem", "release", "zegt"),
    [
        ("win32", {}, "pacman -S mingw-w64-ucrt-x86_64-pango"),
        ("darwin", {}, "brew install pango"),
        ("linux", {"ID": "opensuse-leap"}, "zypper"),
        ("linux", {"ID": "rocky", "ID_LIKE": "rhel fedora"}, "dnf install pango"),
        ("linux", None, "apt-get"),
    ],
)
def test_each_system_has_its_own_way(
    monkeypatch: pytest.MonkeyPatch, systeem: str, release: dict[str, str] | None, zegt: str
) -> None:
    def os_release() -> dict[str, str]:
        if release is None:
            raise FileNotFoundError
        return release

    monkeypatch.setattr(computer, "_probeer", lambda _what: "OSError: cannot load library 'libgobject-2.0-0'")
    monkeypatch.setattr(sys, "platform", systeem)
    monkeypatch.setattr(platform, "freedesktop_os_release", os_release)
    assert zegt in computer.pdf(nodig=True).doen


@pytest.mark.parametrize(
    ("gebeurt", "fout"),
    [
        (subprocess.CompletedProcess([], 1, "", "x\nValueError: niet goed\n"), "ValueError: niet goed"),
        (subprocess.CompletedProcess([], -11, "", ""), "het proces stopte met code -11."),
        (subprocess.CompletedProcess([], 0, "", "waarschuwing"), None),
        (subprocess.TimeoutExpired("python", 1), "het duurde langer dan"),
        (OSError(12, "geen geheugen"), "er is geen proces te starten (geen geheugen)."),
    ],
)
def test_an_attempt_that_fails_says_why(monkeypatch: pytest.MonkeyPatch, gebeurt: object, fout: str | None) -> None:
    monkeypatch.undo()

    def started(*_args: object, **_options: object) -> object:
        if isinstance(gebeurt, Exception):
            raise gebeurt
        return gebeurt

    monkeypatch.setattr(subprocess, "run", started)
    found = computer.grafieken()
    assert found.toestand == ("goed" if fout is None else "kapot")
    assert (fout or "tekenen lukt") in found.wat


def test_packages_that_are_missing_or_too_old_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ["bestaatniet>=2", "typer>=999", 'alleenwindows>=1; sys_platform == "nergens"', "numpy>=1"]
    monkeypatch.setattr(metadata, "requires", lambda _name: asked)
    found = computer.pakketten()
    assert found.toestand == "kapot"
    assert found.wat == f"bestaatniet ontbreekt; typer is {metadata.version('typer')}, nodig is >=999."

    def not_installed(name: str) -> list[str]:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "requires", not_installed)
    assert computer.pakketten().toestand == "let op"


def test_a_python_that_is_too_old_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(computer, "NODIGE_PYTHON", (99, 0))
    assert computer.python().toestand == "kapot"
    assert "99.0" in computer.python().doen


def test_letters_that_are_missing_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(resources, "templates", lambda: tmp_path)
    assert "DejaVuSans.ttf" in computer.letters().wat


@pytest.mark.parametrize(
    ("vrij", "toestand", "zegt"),
    [(50 * 2**20, "kapot", "50 MB"), (100 * 2**20, "let op", "100 MB"), (2**30, "goed", "1 GB")],
)
def test_a_disk_that_is_full_is_broken_before_a_build_finds_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, vrij: int, toestand: str, zegt: str
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Gebruik(2**40, 2**40 - vrij, vrij))
    found = computer.ruimte("Ruimte", tmp_path)
    assert (found.toestand, zegt in found.wat) == (toestand, True)


def test_a_temporary_folder_that_is_closed_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(**_options: object) -> None:
        raise PermissionError(13, "geen toegang")

    monkeypatch.setattr(tempfile, "TemporaryFile", closed)
    assert computer.tijdelijk().wat == "Er is niet in te schrijven (geen toegang)."


@pytest.mark.parametrize(
    ("encoding", "toestand"),
    [("utf-8", "goed"), ("cp1252", "let op"), ("ascii", "let op"), ("", "let op"), ("x", "let op")],
)
def test_a_screen_that_has_not_all_letters_is_worth_a_word(encoding: str, toestand: str) -> None:
    assert computer.scherm(encoding).toestand == toestand


# ---------------------------------------------------------------- the werkmap


def test_what_must_still_be_filled_in_is_named_with_its_line(tmp_path: Path) -> None:
    init(Opdracht(map=tmp_path / "w"))
    found = _een(tmp_path / "w", "Invullen")
    assert "werkmonitor.toml › regel" in found.doen


def test_a_formula_that_is_wrong_is_a_broken_declaration(map_: Path) -> None:
    path = map_ / "declaratie" / "cijfers.toml"
    path.write_text(path.read_text("utf-8").replace('"som(instroom)"', '"som(instrom)"'), encoding="utf-8")
    found = _een(map_, "Declaratie")
    assert found.toestand == "kapot"
    assert found.wat.startswith("1 fout: declaratie/cijfers.toml › regel")


@pytest.mark.parametrize("inhoud", [None, "{}"])
def test_a_schema_that_is_gone_or_old_is_worth_a_word(map_: Path, inhoud: str | None) -> None:
    (map_ / SCHEMA).unlink()
    if inhoud is not None:
        (map_ / SCHEMA).write_text(inhoud, encoding="utf-8")
    assert _een(map_, "Hulp in de editor").doen.endswith(f"werkmonitor schema --uit {SCHEMA}")


def test_exports_that_nobody_reads_are_named(map_: Path) -> None:
    (map_ / "exports" / "jaar 2022").mkdir()
    first, second = _over(map_, "Exports")
    assert (first.toestand, second.toestand) == ("goed", "let op")
    assert "exports/jaar 2022" in second.wat
    shutil.rmtree(map_ / "exports")
    assert _een(map_, "Exports").wat == "Er zijn nog geen exports."


def test_a_folder_that_is_closed_is_broken(map_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (map_ / "uitvoer").mkdir()
    real = tempfile.TemporaryFile

    def closed(**options: str) -> object:
        if str(options.get("dir", "")).endswith("uitvoer"):
            raise PermissionError(13, "geen toegang")
        return real(**options)  # type: ignore[call-overload]  # what it is called with

    monkeypatch.setattr(tempfile, "TemporaryFile", closed)
    found = _een(map_, "Schrijven")
    assert (found.toestand, found.wat) == ("kapot", "In uitvoer kan niet geschreven worden (geen toegang).")


@pytest.mark.parametrize(("systeem", "toestand"), [("linux", "let op"), ("win32", "kapot")])
def test_a_path_that_windows_cannot_open_is_found_before_it_is_written(
    monkeypatch: pytest.MonkeyPatch, systeem: str, toestand: str
) -> None:
    programma = load_programma(resources.voorbeeld("werksaam"))
    monkeypatch.setattr(sys, "platform", systeem)
    just = werkmap._langste_uitvoer(Werkmap(Path("/")), programma)  # noqa: SLF001 - what is added to a folder
    fits, too_deep = (Werkmap(Path(f"/{'x' * length}")) for length in (259 - just, 260 - just))
    assert werkmap._paden(fits, programma, ()).toestand == "goed"  # noqa: SLF001 - the border
    found = werkmap._paden(too_deep, programma, ())  # noqa: SLF001 - likewise
    assert (found.toestand, "260 tekens" in found.wat) == (toestand, True)


def test_the_longest_path_is_not_longer_than_what_a_build_writes(map_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every path that a build touches is at most as long as the doctor says."""
    from hulp import verslag

    touched: list[str] = []
    opened, replaced = Path.open, Path.replace

    def open_(path: Path, *args: object, **options: object) -> object:
        touched.append(str(path))
        return opened(path, *args, **options)  # type: ignore[call-overload]  # what it is called with

    def replace(path: Path, target: Path) -> Path:
        touched.append(str(target))
        return replaced(path, target)

    monkeypatch.setattr(Path, "open", open_)
    monkeypatch.setattr(Path, "replace", replace)
    verslag(map_, formaten=("csv", "json", "html"))
    written = [path for path in touched if path.startswith(str(map_ / "uitvoer"))]
    assert written
    assert max(map(len, written)) <= werkmap._langste_uitvoer(vind_werkmap(map_), None)  # noqa: SLF001 - what it says


def test_files_in_the_cloud_open_files_and_names_that_clash_are_found(
    map_: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = (map_ / "LEES-MIJ.txt").stat().st_ino
    monkeypatch.setattr(werkmap, "elders", lambda status: status.st_ino == away)
    (map_ / "exports" / "2021" / "~$Werkboek 2021.xlsx").write_text("", encoding="utf-8")
    (map_ / "teksten" / "2021" / "Kort.md").write_text("x", encoding="utf-8")
    assert _een(map_, "OneDrive").wat == "LEES-MIJ.txt staat alleen in de cloud."
    assert "~$Werkboek 2021.xlsx" in _een(map_, "Open bestanden").wat
    if (map_ / "teksten" / "2021" / "kort.md").read_text("utf-8") != "x":  # a disk that tells capitals apart
        assert _een(map_, "Namen").wat.endswith("teksten/2021/Kort.md, teksten/2021/kort.md.")


@pytest.mark.parametrize(
    ("regels_", "netwerk"),
    [
        ("/dev/sda1 / ext4 rw 0 0\n", False),
        ("/dev/sda1 / ext4 rw 0 0\n//server/deel {} cifs rw 0 0\n", True),
        ("server:/ / nfs4 rw 0 0\n/dev/sda1 {} ext4 rw 0 0\n", False),
    ],
)
def test_a_disk_of_another_computer_is_worth_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, regels_: str, netwerk: bool
) -> None:
    folder = tmp_path / "met spatie"
    real = Path.read_text
    text = regels_.format(str(folder).replace(" ", "\\040"))
    monkeypatch.setattr(
        Path, "read_text", lambda path, **options: text if path == Path("/proc/mounts") else real(path, **options)
    )
    assert werkmap._op_netwerk(folder) is netwerk  # noqa: SLF001 - what it says of a mount
    assert bool(list(werkmap._netwerk(Werkmap(folder)))) is netwerk  # noqa: SLF001 - likewise


def test_a_share_of_windows_lies_on_another_computer() -> None:
    assert werkmap._op_netwerk(Path("\\\\server\\deel\\werkmap"))  # noqa: SLF001 - what it says of a name


@pytest.mark.parametrize(
    ("stappen", "toestand", "zegt"),
    [
        ([], "let op", "er is geen timer"),
        ([Stap(systeem="cron", naam="x", er=False)], "let op", "er is geen timer"),
        ([Stap(systeem="cron", naam="x", er=True)], "goed", "staat klaar (cron)"),
        ([Stap(systeem="cron", naam="x", er=True, anders=True)], "let op", "niet meer zoals hij nu"),
        (UsageError("Dat kan hier niet."), "let op", "Dat kan hier niet."),
    ],
)
def test_what_is_planned_needs_a_timer(
    map_: Path, monkeypatch: pytest.MonkeyPatch, stappen: list[Stap] | UsageError, toestand: str, zegt: str
) -> None:
    def show(_opdracht: object) -> Planverslag:
        if isinstance(stappen, UsageError):
            raise stappen
        return Planverslag(werkmap="", stappen=stappen)

    monkeypatch.setattr(timer, "show", show)
    assert _over(map_, "Timer") == []
    path = map_ / "werkmonitor.toml"
    path.write_text(path.read_text("utf-8") + '\n[planning]\nritme = "jaarlijks"\n', encoding="utf-8")
    found = _een(map_, "Timer")
    assert (found.toestand, zegt in found.wat) == (toestand, True)


def test_the_lines_count_what_is_broken() -> None:
    found = (goed("A", "a"), let_op("B", "b", "doe b"), kapot("C", "c", "doe c"))
    lines = list(regels(Keuring(werkmonitor="1", systeem="X", computer=found, map="m", werkmap=())))
    assert lines[3] == f"  goed    A{' ' * 18}a"
    assert lines[-1] == "Kapot: 1. Let op: 1. Herstel eerst wat kapot is."
    assert (
        list(regels(Keuring(werkmonitor="1", systeem="X", computer=found[:1], map="m", werkmap=())))[-1]
        == "Alles werkt."
    )
