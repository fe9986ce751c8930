"""``schedule``: the timer of each system says what it must, stays out of what is not ours, and goes without a trace."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path, PureWindowsPath
from typing import Any, get_args
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from run_voorbeeld import PLANNING, draai, werkmap_met
from taakplanner import RUIMTE, fouten
from werkmonitor.cli.app import run as typ
from werkmonitor.findings import OutputError, UsageError
from werkmonitor.periode import Periode
from werkmonitor.tasks.schedule import cron, opdracht, systemd, windows
from werkmonitor.tasks.schedule.opdracht import SYSTEMEN, Planopdracht, Systeem, install, remove, show
from werkmonitor.tasks.schedule.taak import Antwoord, Taak, doe

DAG = date(2022, 2, 10)
LASTIG = "/srv/w %h ${HOME} $X 'a' \"b\" é/map"


def taak(pad: str = "/srv/werk map/heerenveen", **keys: object) -> Taak:
    return Taak(**({"werkmap": Path(pad), "gemeente": "Ergens", "python": "/opt/py/bin/python"} | keys))  # type: ignore[arg-type]  # keys of Taak


class Computer:
    """A machine with a crontab and a systemd, both in memory."""

    def __init__(self, crontab: bytes | None = None, *, systemd: bool = True) -> None:
        self.crontab, self.systemd = crontab, systemd
        self.gedaan: list[tuple[str, ...]] = []

    def __call__(self, command: Sequence[str], invoer: bytes = b"") -> Antwoord:
        self.gedaan.append(tuple(command))
        match tuple(command):
            case ("crontab", "-l"):
                return Antwoord(1, fout=b"no crontab for ik\n") if self.crontab is None else Antwoord(0, self.crontab)
            case ("crontab", "-r"):
                self.crontab = None
            case ("crontab", "-"):
                self.crontab = invoer
            case ("systemctl", "--user", "show", *_):
                return Antwoord(0, b"Thu 2022-02-11 06:11:00 CET\n") if self.systemd else Antwoord(1)
            case ("systemctl", *_):
                return Antwoord(0) if self.systemd else Antwoord(1, fout=b"Failed to connect to bus\n")
        return Antwoord(0)


@pytest.fixture
def werkmap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(systemd, "_BLIJFT", tmp_path / "linger")
    return werkmap_met(tmp_path, PLANNING)


def plan(werkmap: Path, systeem: Systeem | None = None, **keys: object) -> Planopdracht:
    return Planopdracht(**({"werkmap": werkmap, "systeem": systeem, "vandaag": DAG} | keys))  # type: ignore[arg-type]  # keys of Planopdracht


# ---------------------------------------------------------------- the task


def test_two_folders_of_one_name_have_tasks_of_their_own() -> None:
    one, two = taak("/a/Ooststellingwerf é"), taak("/b/Ooststellingwerf é")
    assert one.naam.startswith("werkmonitor-ooststellingwerf-e-")
    assert one.naam != two.naam
    assert taak("/a/***").naam.startswith("werkmonitor-werkmap-")
    assert 0 <= one.minuut < 60


def test_the_command_calls_run_with_this_python_and_nothing_of_the_current_folder() -> None:
    assert taak(opties=("--jaarlijks",)).opdracht("--x") == (
        *("/opt/py/bin/python", "-P", "-m", "werkmonitor", "run"),
        *("--werkmap", "/srv/werk map/heerenveen", "--jaarlijks", "--x"),
    )


@pytest.mark.parametrize("pad", ["/a\nb", "/a\x1bb", "/a\udcff"])
def test_a_folder_that_no_system_could_name_is_refused(pad: str) -> None:
    with pytest.raises(UsageError, match="kan niet in een planning staan"):
        taak(pad)


def test_a_program_of_the_system_that_is_not_there_or_fails_is_an_answer() -> None:
    assert doe(("bestaat-niet-echt",)).code == 127
    assert doe((sys.executable, "-c", "import sys; sys.exit(sys.stdin.read())"), b"nee").zin == "nee"
    assert Antwoord(3).zin == "code 3"


# ---------------------------------------------------------------- systemd


def test_the_timer_makes_up_for_days_off_and_a_failure_is_told() -> None:
    units = systemd.bestanden(taak())
    naam = taak().naam
    assert list(units) == [f"{naam}.service", f"{naam}-mislukt.service", f"{naam}.timer"]
    assert "Persistent=true" in units[f"{naam}.timer"]
    assert f"OnCalendar=*-*-* 06:{taak().minuut:02d}:00" in units[f"{naam}.timer"]
    assert "WantedBy=timers.target" in units[f"{naam}.timer"]
    assert f"OnFailure={naam}-mislukt.service" in units[f"{naam}.service"]
    assert "Type=oneshot" in units[f"{naam}.service"]
    assert units[f"{naam}-mislukt.service"].count("--na-mislukking") == 1


def test_a_path_keeps_its_spaces_quotes_percents_and_dollars() -> None:
    line = systemd.opdrachtregel((LASTIG, LASTIG))
    program, argument = line.split('" "')
    assert program == '"/srv/w %%h ${HOME} $X \'a\' \\"b\\" é/map'
    assert argument == '/srv/w %%h $${HOME} $$X \'a\' \\"b\\" é/map"'


def test_the_description_has_no_specifiers() -> None:
    units = systemd.bestanden(taak(gemeente="100% %h\nExecStart=x"))
    assert all("Description=werkmonitor: maak de monitors van 100%% %%hExecStart=x" in text for text in units.values())


def test_a_program_that_systemd_would_not_take_is_refused() -> None:
    with pytest.raises(UsageError, match="aanhalingsteken"):
        systemd.bestanden(taak(python="/opt/'py'/python"))


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
@pytest.mark.parametrize("naam", ["gewoon", "w %h ${HOME} $X 'a' \"b\" é"])
def test_systemd_itself_finds_nothing_wrong_with_the_units(tmp_path: Path, naam: str) -> None:
    python = tmp_path / naam.replace("'", "").replace('"', "") / "python"
    python.parent.mkdir()
    python.symlink_to(sys.executable)
    units = systemd.bestanden(taak(str(tmp_path / naam), python=str(python), gemeente="50% van é"))
    said = _verify(tmp_path, units)
    assert (said.returncode, said.stderr) == (0, "")
    broken = {
        name: text.replace("Type=oneshot", "Type=onzin").replace("/python", "/weg") for name, text in units.items()
    }
    assert _verify(tmp_path, broken).returncode != 0  # it does look


def _verify(folder: Path, units: dict[str, str]) -> subprocess.CompletedProcess[str]:
    for name, text in units.items():
        (folder / name).write_text(text, encoding="utf-8")
    return subprocess.run(  # noqa: S603 - a program of the system
        ["systemd-analyze", "--user", "--man=no", "verify", *(str(folder / name) for name in units)],  # noqa: S607
        env=os.environ | {"XDG_RUNTIME_DIR": str(folder), "SYSTEMD_LOG_LEVEL": "warning"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_installing_starts_the_timer_and_a_second_time_changes_nothing(werkmap: Path, tmp_path: Path) -> None:
    computer, folder = Computer(), tmp_path / "config" / "systemd" / "user"
    (stap,) = install(plan(werkmap, "systemd"), computer).stappen
    naam = stap.naam
    assert computer.gedaan == [
        ("systemctl", "--user", "daemon-reload"),
        ("systemctl", "--user", "enable", "--now", f"{naam}.timer"),
    ]
    assert stap.zinnen[:2] == [f"De timer {naam} staat in {folder}.", "Hij loopt."]
    assert stap.typ == ["loginctl enable-linger"]
    written = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert sorted(written) == sorted([f"{naam}.service", f"{naam}.timer", f"{naam}-mislukt.service"])
    install(plan(werkmap, "systemd"), computer)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == written


def test_without_a_session_it_says_what_to_type(werkmap: Path, tmp_path: Path) -> None:
    (tmp_path / "linger").mkdir()
    (tmp_path / "linger" / (os.environ.get("LOGNAME") or os.environ.get("USER") or "root")).touch()
    (stap,) = install(plan(werkmap, "systemd"), Computer(systemd=False)).stappen
    assert stap.typ[:2] == ["systemctl --user daemon-reload", f"systemctl --user enable --now {stap.naam}.timer"]
    assert "niet te bereiken" in stap.zinnen[1]


def test_removing_takes_only_our_units(werkmap: Path, tmp_path: Path) -> None:
    folder = tmp_path / "config" / "systemd" / "user"
    folder.mkdir(parents=True)
    (folder / "ander.timer").touch()
    install(plan(werkmap, "systemd"), Computer())
    computer = Computer()
    (stap,) = remove(plan(werkmap, "systemd"), computer).stappen
    assert [path.name for path in folder.iterdir()] == ["ander.timer"]
    assert computer.gedaan[0] == ("systemctl", "--user", "disable", "--now", f"{stap.naam}.timer")
    assert remove(plan(werkmap, "systemd"), computer).stappen == []


def test_a_user_without_a_home_has_no_place_for_units(monkeypatch: pytest.MonkeyPatch) -> None:
    def geen() -> Path:
        raise RuntimeError

    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setattr(Path, "home", geen)
    with pytest.raises(OutputError, match="geen eigen map"):
        systemd.map_()


# ---------------------------------------------------------------- cron


@pytest.mark.parametrize("pad", ["/srv/gewoon", "/srv/w %h ${HOME} $X 'a' \"b\" é"])
def test_cron_and_the_shell_make_the_same_command_of_the_line(pad: str) -> None:
    line = cron.regel(taak(pad))
    fields = line.split(" ", 5)
    assert fields[:5] == [str(taak(pad).minuut), "7-19", "*", "*", "*"]
    command = fields[5].replace("\\%", "\0")
    assert "%" not in command  # a bare one would end the command
    *words, away = shlex.split(command.replace("\0", "%"))
    assert (tuple(words), away) == (taak(pad).opdracht(), ">/dev/null")


@pytest.mark.parametrize("pad", ["/srv/a\\b", "/srv/" + "x" * 900])
def test_a_path_that_cron_cannot_hold_is_refused(pad: str) -> None:
    with pytest.raises(UsageError, match="past niet in een crontab"):
        cron.regel(taak(pad))


OVERIG = st.lists(st.sampled_from([b"", b"# x", b"MAILTO=\xe9", b"1 2 * * * a\\%b", b"\t", b"# begin iets anders"]))


@given(boven=OVERIG, onder=OVERIG, eind=st.sampled_from([b"", b"\n"]))
def test_every_other_line_stays_byte_for_byte(boven: list[bytes], onder: list[bytes], eind: bytes) -> None:
    other = b"\n".join([*boven, *onder]) + eind
    with_ours = cron.met(other, taak())
    whole = other if not other or other.endswith(b"\n") else other + b"\n"
    assert cron.zonder(with_ours, taak().naam) == (whole, cron.blok(taak()))
    assert cron.met(with_ours, taak()) == with_ours
    with_two = cron.met(with_ours, taak("/ander"))
    assert cron.zonder(with_two, taak().naam)[0] == cron.met(whole, taak("/ander"))


def test_a_line_that_changed_is_renewed_where_it_stood() -> None:
    old = b"a\n" + cron.blok(taak(python="/oud/python")) + b"b\n"
    assert cron.met(old, taak()) == b"a\n" + cron.blok(taak()) + b"b\n"


@pytest.mark.parametrize("weg", [0, 2])
def test_marks_that_somebody_broke_are_left_to_people(weg: int) -> None:
    lines = cron.blok(taak()).splitlines(keepends=True)
    del lines[weg]
    with pytest.raises(OutputError, match="crontab -e"):
        cron.zonder(b"".join(lines), taak().naam)


def test_a_crontab_comes_and_goes(werkmap: Path) -> None:
    computer = Computer()
    (stap,) = install(plan(werkmap, "cron"), computer).stappen
    assert computer.crontab == stap.inhoud["crontab"].encode()
    assert install(plan(werkmap, "cron"), computer).stappen[0].er
    assert computer.gedaan.count(("crontab", "-")) == 1
    remove(plan(werkmap, "cron"), computer)
    assert computer.crontab is None
    assert remove(plan(werkmap, "cron"), computer).stappen == []


def test_a_crontab_that_cannot_be_read_is_never_overwritten(werkmap: Path) -> None:
    def weigert(command: Sequence[str], _invoer: bytes = b"") -> Antwoord:
        assert command == ("crontab", "-l")
        return Antwoord(1, fout=b"You (ik) are not allowed to use this program (crontab)\n")

    for action in (install, remove, show):
        with pytest.raises(OutputError, match="not allowed"):
            action(plan(werkmap, "cron"), weigert)


@pytest.mark.parametrize(("vol", "wat"), [(True, "kan niet geschreven worden"), (False, "niet goed teruggelezen")])
def test_a_crontab_that_is_not_written_as_asked_is_told(werkmap: Path, vol: bool, wat: str) -> None:  # noqa: FBT001
    computer = Computer(b"a\n")

    def half(command: Sequence[str], invoer: bytes = b"") -> Antwoord:
        if command == ("crontab", "-"):
            return Antwoord(1, fout=b"full\n") if vol else Antwoord(0)
        return computer(command, invoer)

    with pytest.raises(OutputError, match=wat):
        install(plan(werkmap, "cron"), half)
    assert computer.crontab == b"a\n"


# ---------------------------------------------------------------- Windows

WINDOWS = {"python": r"C:\Program Files\Py é\python.exe", "werkmap": PureWindowsPath(r"D:\Werk & inkomen\map\\")}


def _xml(**keys: object) -> bytes:
    declared: dict[str, Any] = {**WINDOWS, **keys}
    (text,) = windows.bestanden(taak(**declared)).values()
    return text.encode()


def _waarde(data: bytes, naam: str) -> str:
    found = ET.fromstring(data).find(f".//{RUIMTE}{naam}")  # noqa: S314 - our own file
    assert found is not None
    return found.text or ""


def test_the_task_of_windows_keeps_the_rules_of_its_schema() -> None:
    assert fouten(_xml()) == []
    for old, new in (
        ("<LogonType>InteractiveToken", "<LogonType>Iemand"),
        ("<StartWhenAvailable>true", "<StartWhenAvailable>ja"),
        ("PT2H", "2 uur"),
        ('Context="Author"', 'Context="Ander"'),
        ("<DaysInterval>1", "<DaysInterval>0"),
        ("<Settings>", "<Settings><Onzin/>"),
    ):
        assert fouten(_xml().decode().replace(old, new).encode()), old  # the rules do look


def test_the_task_of_windows_says_what_it_must() -> None:
    wanted = {
        "StartWhenAvailable": "true",
        "DisallowStartIfOnBatteries": "false",
        "StopIfGoingOnBatteries": "false",
        "MultipleInstancesPolicy": "IgnoreNew",
        "ExecutionTimeLimit": "PT2H",
        "LogonType": "InteractiveToken",
        "Command": WINDOWS["python"],
        "WorkingDirectory": str(WINDOWS["werkmap"]),
        "Arguments": r'-P -m werkmonitor run --werkmap "D:\Werk & inkomen\map"',
    }
    assert {naam: _waarde(_xml(), naam) for naam in wanted} == wanted


def test_the_file_reads_the_same_whatever_the_code_page_and_names_no_encoding() -> None:
    data = _xml(gemeente="Súdwest-Fryslân")
    assert data.isascii()
    assert data.startswith(b'<?xml version="1.0"?>\n')
    assert _waarde(data, "Description").endswith("van Súdwest-Fryslân die aan de beurt zijn")


@pytest.mark.parametrize("pad", [r"C:\%TEMP%\map", r"C:\$(Arg0)"])
def test_a_path_that_windows_would_fill_in_is_refused(pad: str) -> None:
    with pytest.raises(UsageError, match="als een variabele"):
        _xml(werkmap=PureWindowsPath(pad))


def test_the_python_without_a_window_is_taken_where_there_is_one(tmp_path: Path) -> None:
    assert windows.zonder_venster(str(tmp_path / "python.exe")) == str(tmp_path / "python.exe")
    (tmp_path / "pythonw.exe").touch()
    assert windows.zonder_venster(str(tmp_path / "Python.exe")) == str(tmp_path / "pythonw.exe")


def test_the_user_imports_the_file_and_takes_it_out_again(werkmap: Path) -> None:
    (stap,) = install(plan(werkmap, "windows"), Computer()).stappen
    (path,) = (werkmap / "planning").iterdir()
    assert stap.typ == [f'schtasks /create /tn "{stap.naam}" /xml "{path}" /f']
    assert fouten(path.read_bytes()) == []
    assert show(plan(werkmap, "windows"), Computer()).stappen[0].typ == [
        f'schtasks /query /tn "{stap.naam}" /v /fo list'
    ]
    assert remove(plan(werkmap, "windows"), Computer()).stappen[0].typ == [f'schtasks /delete /tn "{stap.naam}" /f']
    assert not (werkmap / "planning").exists()


# ---------------------------------------------------------------- whichever system


def test_every_system_that_can_be_named_has_a_module_that_does_all_three() -> None:
    assert set(SYSTEMEN) == set(get_args(Systeem))
    assert all(
        callable(getattr(module, naam)) for module in SYSTEMEN.values() for naam in ("install", "remove", "show")
    )


@pytest.mark.parametrize(
    ("kenmerken", "verwacht"),
    [
        (("win32", False, ""), "windows"),
        (("linux", True, "systemctl"), "systemd"),
        (("linux", False, "systemctl"), None),
        (("linux", True, "crontab"), "cron"),
        (("darwin", False, "crontab"), "cron"),
    ],
)
def test_the_timer_is_that_of_the_machine(
    kenmerken: tuple[str, bool, str], verwacht: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    platform, draait, programma = kenmerken
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(opdracht, "_DRAAIT", tmp_path if draait else tmp_path / "weg")
    monkeypatch.setattr(shutil, "which", lambda naam: naam if naam == programma else None)
    if verwacht is None:
        with pytest.raises(UsageError, match="--systeem"):
            opdracht.eigen_systeem()
    else:
        assert opdracht.eigen_systeem() == verwacht


@pytest.mark.parametrize("systeem", get_args(Systeem))
def test_a_dry_install_shows_what_would_be_written_and_writes_nothing(
    werkmap: Path, tmp_path: Path, systeem: Systeem
) -> None:
    before, computer = sorted(tmp_path.rglob("*")), Computer()
    (stap,) = install(plan(werkmap, systeem, droog=True), computer).stappen
    assert (stap.er, bool(stap.inhoud), computer.gedaan) == (False, True, [])
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("systeem", get_args(Systeem))
def test_an_install_that_is_out_of_date_is_told(
    werkmap: Path, systeem: Systeem, monkeypatch: pytest.MonkeyPatch
) -> None:
    computer = Computer()
    install(plan(werkmap, systeem), computer)
    (stap,) = show(plan(werkmap, systeem), computer).stappen
    assert (stap.er, stap.anders) == (True, False)
    monkeypatch.setattr(opdracht, "Taak", lambda **keys: Taak(**keys, python="/nieuw/python"))
    (stap,) = show(plan(werkmap, systeem), computer).stappen
    assert (stap.er, stap.anders) == (True, True)


def test_without_a_planning_the_options_stand_in_the_command_with_where_they_begin(tmp_path: Path) -> None:
    werkmap = werkmap_met(tmp_path, "")
    asked = plan(werkmap, "cron", ritme=("halfjaarlijks", "jaarlijks"), droog=True)
    (stap,) = install(asked, Computer()).stappen
    assert "--halfjaarlijks --jaarlijks --vanaf 2021 >" in stap.inhoud["crontab"]
    begin = plan(werkmap, "cron", ritme=("jaarlijks",), vanaf=Periode.parse("2020"), droog=True)
    assert "--jaarlijks --vanaf 2020 >" in install(begin, Computer()).stappen[0].inhoud["crontab"]
    with pytest.raises(UsageError, match="nog geen planning"):
        install(plan(werkmap, "cron"), Computer())


def test_options_that_contradict_the_declaration_are_refused(werkmap: Path) -> None:
    with pytest.raises(UsageError, match="zegt jaarlijks"):
        install(plan(werkmap, "cron", ritme=("halfjaarlijks",)), Computer())
    (stap,) = install(plan(werkmap, "cron", ritme=("jaarlijks",), droog=True), Computer()).stappen
    assert "--jaarlijks" not in stap.inhoud["crontab"]


def test_a_timer_can_be_taken_away_when_the_werkmap_is_gone(werkmap: Path) -> None:
    computer = Computer()
    install(plan(werkmap, "cron"), computer)
    shutil.rmtree(werkmap)
    assert remove(plan(werkmap, "cron"), computer).stappen
    assert computer.crontab is None


def test_a_system_out_of_reach_does_not_hide_another(werkmap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda naam: naam)
    install(plan(werkmap, "systemd"), Computer())

    def kapot(command: Sequence[str], invoer: bytes = b"") -> Antwoord:
        return Antwoord(1, fout=b"kapot\n") if command[0] == "crontab" else Computer()(command, invoer)

    found = {stap.systeem: stap for stap in show(plan(werkmap), kapot).stappen}
    assert found["systemd"].er
    assert "kapot" in found["cron"].zinnen[0]


# ---------------------------------------------------------------- the command


def test_show_says_what_is_due_and_how_it_went(werkmap: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["schedule", "show", "--werkmap", str(werkmap), "--systeem", "systemd"]
    assert typ(command) == 0
    shown = capsys.readouterr().out
    assert "Er is nog geen timer." in shown
    assert "werkmonitor run is hier nog nooit begonnen." in shown
    draai(werkmap)
    install(plan(werkmap, "systemd"), Computer())
    assert typ(command) == 0
    shown = capsys.readouterr().out
    assert "Aan de beurt (jaarlijks): 2021" in shown
    assert "2021 gemaakt. Het is een concept" in shown
    assert all(len(line) <= 80 or "/" in line for line in shown.splitlines())
    assert typ([*command, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["stappen"][0]["er"], found["status"]["perioden"][0]["uitkomst"]) == (True, "gelukt")


def test_the_commands_install_and_remove_speak_of_what_they_did(
    werkmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--werkmap", str(werkmap), "--systeem", "windows"]
    assert typ(["schedule", "install", *where, "--droog"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Dit zou komen in ")
    assert '  <?xml version="1.0"?>\n' in shown
    assert typ(["schedule", "install", *where]) == 0
    assert '  schtasks /create /tn "werkmonitor-werkmap-' in capsys.readouterr().out
    assert typ(["schedule", "install", *where, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["stappen"][0]["er"]
    assert typ(["schedule", "remove", *where]) == 0
    assert "  schtasks /delete" in capsys.readouterr().out
    assert typ(["schedule", "remove", *where]) == 0
    assert capsys.readouterr().out.startswith("Er was geen timer voor")
    assert typ(["schedule", "remove", *where, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["stappen"] == []


def test_a_system_that_does_not_exist_is_refused(werkmap: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert typ(["schedule", "show", "--werkmap", str(werkmap), "--systeem", "launchd"]) == 2
    assert "Kies uit systemd, cron, windows." in capsys.readouterr().err
    assert typ(["schedule"]) == 2


def test_a_werkmap_without_planning_shows_what_to_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    werkmap = werkmap_met(tmp_path, "")
    assert typ(["schedule", "show", "--werkmap", str(werkmap), "--systeem", "windows"]) == 0
    assert 'ritme = "halfjaarlijks"' in capsys.readouterr().out
