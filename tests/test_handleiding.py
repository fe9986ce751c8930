"""The handbook, walked as a new user would: every command as it is written, every file where the sentence says."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from hulp import lees
from hulp import werkmonitor as typ
from werkmonitor.cli.app import app

ROOT = Path(__file__).resolve().parents[1]
HANDLEIDING = (ROOT / "docs" / "handleiding.md").read_text(encoding="utf-8")
STAPPEN = HANDLEIDING.split("## Stap voor stap\n")[1].split("\n## ")[0]
_BLOK = re.compile(r"([^\n]*(?:\n[^\n]+)*)\n\n```(sh|csv|toml|md)\n(.*?)```", re.DOTALL)
_PLEK = re.compile(r"`([^`\s]+)`[^`]*:$")
_RAAKT_DE_COMPUTER = re.compile(r"schedule (?:install(?!.*--droog)|remove)")
"""Commands that write outside the werkmap; the tests of the schedule carry them out in a home of their own."""


@dataclass
class Wandeling:
    """Somebody in a terminal, in some folder."""

    map: Path
    gezegd: dict[str, str]

    def typ(self, regel: str) -> None:
        """Type one line, and hold on to what was said."""
        program, *rest = shlex.split(regel)
        if program == "cd":
            self.map /= rest[0]
            return
        assert program == "werkmonitor", regel
        done = typ(*rest, map_=self.map)
        assert done.returncode == 0, f"{regel}\n{done.stdout}{done.stderr}"
        self.gezegd[regel] = done.stdout

    def zet(self, plek: str, inhoud: str) -> None:
        """Put a text in a file, below what is there."""
        path = self.map / plek
        before = path.read_text(encoding="utf-8").rstrip("\n") + "\n\n" if path.exists() else ""
        path.write_text(before + inhoud, encoding="utf-8")


def _stappen() -> Iterator[tuple[str, str]]:
    """Yield what is typed (``sh``) or put in a file (its name), in order."""
    for sentence, kind, content in _BLOK.findall(STAPPEN):
        if kind == "sh":
            yield from (("sh", line) for line in content.splitlines() if not _RAAKT_DE_COMPUTER.search(line))
        else:
            place = _PLEK.search(sentence.replace("\n", " "))
            assert place is not None, sentence
            yield place[1], content


@pytest.mark.traag
def test_every_step_works_as_it_is_written(tmp_path: Path) -> None:
    wandeling = Wandeling(tmp_path, {})
    for waar, wat in _stappen():
        if waar == "sh":
            wandeling.typ(wat)
        else:
            wandeling.zet(waar, wat)
    assert "0 fouten, 0 waarschuwingen" in wandeling.gezegd["werkmonitor check 2021"] or (
        "Niets gevonden" in wandeling.gezegd["werkmonitor check 2021"]
    )
    monitor = lees(tmp_path / "monitor-werk" / "uitvoer" / "2021")
    assert next(i.exact for i in monitor.indicatoren if i.id == "trajecten_totaal") == "70"  # 31 + 39
    assert (tmp_path / "monitor-werk" / "uitgaven" / "2021-u1").is_dir()


def test_the_walk_goes_through_everything() -> None:
    steps = list(_stappen())
    assert len([where for where, _ in steps if where == "sh"]) > 12
    assert {where for where, _ in steps} >= {"exports/2021/Trajecten.csv", "declaratie/cijfers.toml"}


def test_every_command_of_the_tool_is_in_the_handbook() -> None:
    known = {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}
    known |= {group.name or "" for group in app.registered_groups}
    assert {name for name in known if f"werkmonitor {name}" not in HANDLEIDING} == set()


@pytest.mark.parametrize("beeld", re.findall(r"\]\((beeld/[^)]+)\)", HANDLEIDING))
def test_every_picture_is_there_is_small_and_is_described(beeld: str) -> None:
    path = ROOT / "docs" / beeld
    assert path.read_bytes()[:4] == b"\x89PNG"
    assert path.stat().st_size < 150_000
    assert re.search(rf"!\[[A-Z][^\]]{{15,}}\]\({re.escape(beeld)}\)", HANDLEIDING)
