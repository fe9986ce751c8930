"""What became of each period that was made by itself: one small file for people and machines, always whole."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Container
from pathlib import Path
from typing import Literal

import msgspec

from werkmonitor.findings import OutputError, systeemreden

NAAM = "status.json"
Uitkomst = Literal["gelukt", "mislukt", "wacht", "bezig", "vastgesteld"]
WINDOWS = os.name == "nt"
_GEDULD = 2.0
"""Seconds that a file may be held open by somebody who reads it."""


class Periodestand(msgspec.Struct, kw_only=True):
    """What became of one period, the last time that something was done about it."""

    periode: str
    uitkomst: Uitkomst
    """``bezig`` in a file that is not being written: that run was cut off."""
    wat: str = ""
    """What there is to say about it, as in the log."""
    geprobeerd: str = ""
    """When, as the local time with its offset."""
    gemaakt: str = ""
    """When its outputs were last made."""
    code: int = 0
    """The exit code of that build."""
    meldingen: dict[str, int] = {}
    """Findings by severity."""
    bestanden: tuple[str, ...] = ()
    """The outputs, within the werkmap; those of the last time that it was made."""
    vastgesteld: dict[str, str] = {}
    """Of a region: the editions that were left alone, by the part that each is of; the whole is the empty text."""
    invoer: str = ""
    """The hash of all inputs and the tool that this was tried with."""
    pogingen: int = 0
    """How often this was begun with these inputs and cut off."""
    blik: str = ""
    """The hash of names, sizes and times of the inputs when they were last looked at."""
    blik_sinds: str = ""
    """Since when they look like that."""
    afdruk: str = ""
    """Stands for this outcome: another has another; empty when nobody needs to hear of it."""
    gemeld: str = ""
    """The ``afdruk`` of the outcome that somebody was told of last."""
    meldpogingen: int = 0
    """How often telling of the present outcome failed."""


class Status(msgspec.Struct, kw_only=True):
    """The whole file."""

    schema: int = 1
    begin: str = ""
    """When the last run began."""
    einde: str = ""
    """When it ended; empty when it did not, because it was cut off or is still busy."""
    code: int = 0
    eerstvolgende: str = ""
    """The period whose turn comes next."""
    eerstvolgende_dag: str = ""
    planning: dict[str, object] | None = None
    """The planning that was followed; it holds when the declaration cannot be read, so that somebody is told that."""
    perioden: list[Periodestand] = []

    def van(self, periode: str) -> Periodestand | None:
        """Return what became of a period, ``None`` where nothing was done yet."""
        return next((stand for stand in self.perioden if stand.periode == periode), None)

    def vergeet_behalve(self, perioden: Container[str]) -> None:
        """Drop what is not among these periods, unless it was made or sealed: that stays true."""
        kept = {"gelukt", "vastgesteld"}
        self.perioden = [stand for stand in self.perioden if stand.periode in perioden or stand.uitkomst in kept]

    def zet(self, stand: Periodestand) -> None:
        """Take the place of what stood there about the same period, or come last."""
        others = [item.periode for item in self.perioden]
        if stand.periode in others:
            self.perioden[others.index(stand.periode)] = stand
        else:
            self.perioden.append(stand)


def lees_status(map_: Path) -> Status:
    """Return what stands in the folder; an empty status when there is none, or when somebody damaged it."""
    try:
        return msgspec.json.decode((map_ / NAAM).read_bytes(), type=Status)
    except (OSError, msgspec.DecodeError):
        return Status()


def schrijf_status(map_: Path, status: Status) -> None:
    """Put the status in place: whoever looks sees the old one or the new one, never half of one.

    Raises ``OutputError`` when it cannot be written; the old one is then still there.
    """
    target, aside = map_ / NAAM, map_ / f".{NAAM}.nieuw"
    try:
        with aside.open("wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(status), indent=1) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        _vervang(aside, target)
    except OSError as error:
        with contextlib.suppress(OSError):
            aside.unlink()
        message = f"{target} kan niet geschreven worden ({systeemreden(error)})."
        raise OutputError(f"{message} Maak ruimte, of geef rechten op de map.") from None


def _vervang(aside: Path, target: Path) -> None:
    """Rename; on Windows a reader can be in the way for a moment."""
    until = time.monotonic() + _GEDULD
    while True:
        try:
            aside.replace(target)
        except PermissionError:
            if not WINDOWS or time.monotonic() >= until:
                raise
            time.sleep(0.1)
        else:
            return
