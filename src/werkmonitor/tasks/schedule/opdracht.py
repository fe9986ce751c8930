"""The command ``schedule``: puts the timer in place, shows it and takes it away."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Literal, get_args

import msgspec

from werkmonitor.files.status import Status, lees_status
from werkmonitor.findings import OutputError, UsageError
from werkmonitor.periode import Periode
from werkmonitor.programma.load import load_programma
from werkmonitor.programma.planning import Planning, Ritme
from werkmonitor.tasks.run.kalender import GEEN_PLANNING, eigen_werkmap, kies_planning
from werkmonitor.tasks.run.verloop import UIT
from werkmonitor.tasks.schedule import cron, systemd, windows
from werkmonitor.tasks.schedule.taak import Doe, Stap, Taak, doe

Systeem = Literal["systemd", "cron", "windows"]
SYSTEMEN: Mapping[Systeem, ModuleType] = {"systemd": systemd, "cron": cron, "windows": windows}
"""Each system with its module, which has ``install``, ``remove`` and ``show``."""
_DRAAIT = Path("/run/systemd/system")
"""Is there when systemd started the machine."""


@dataclass(frozen=True, kw_only=True)
class Planopdracht:
    """What ``schedule`` was asked to do."""

    werkmap: Path | None = None
    systeem: Systeem | None = None
    ritme: tuple[Ritme, ...] = ()
    vanaf: Periode | None = None
    vandaag: date
    droog: bool = False


class Planverslag(msgspec.Struct, kw_only=True):
    """What ``schedule`` did or found."""

    werkmap: str
    stappen: list[Stap]
    """What there is of each system that was looked at."""
    ritme: tuple[str, ...] = ()
    aan_de_beurt: tuple[str, ...] = ()
    """The periods whose turn has come by the calendar."""
    eerstvolgende: str = ""
    eerstvolgende_dag: str = ""
    geen_planning: str = ""
    """Why it is not known what would be made."""
    status: Status | None = None
    """What became of the last run; ``None`` before the first."""


def eigen_systeem() -> Systeem:
    """Return the timer of this machine; raises ``UsageError`` where none is known."""
    if sys.platform == "win32":
        return "windows"
    if _DRAAIT.is_dir() and shutil.which("systemctl"):
        return "systemd"
    if shutil.which("crontab"):
        return "cron"
    message = "Hier is geen systemd en geen cron gevonden. Kies er zelf een met --systeem, bijvoorbeeld cron."
    raise UsageError(message)


def lees_systeem(text: str) -> Systeem:
    """Return the system that was typed; raises ``UsageError``."""
    found: dict[str, Systeem] = {naam: naam for naam in get_args(Systeem)}
    if text not in found:
        message = f"'{text}' is geen systeem. Kies uit {', '.join(found)}."
        raise UsageError(message)
    return found[text]


def install(opdracht: Planopdracht, doen: Doe = doe) -> Planverslag:
    """Put the timer in place, or with ``droog`` say what it would be.

    Raises ``InputError`` or ``UsageError`` when it is not clear what it would make, ``OutputError`` when it cannot be
    put in place.
    """
    werkmap = eigen_werkmap(opdracht.werkmap)
    programma = load_programma(werkmap.pad)
    planning = kies_planning(programma.planning, opdracht.ritme, opdracht.vanaf)
    opties: tuple[str, ...] = ()
    if programma.planning is None:
        # What is missed later counts from here: without a beginning only the newest period would.
        due = planning.aan_de_beurt(opdracht.vandaag)
        opties = (*(f"--{ritme}" for ritme in planning.ritme), "--vanaf", str(opdracht.vanaf or due[-1]))
    taak = Taak(werkmap=werkmap.pad.resolve(), gemeente=programma.programma.gemeente, opties=opties)
    stap: Stap = SYSTEMEN[opdracht.systeem or eigen_systeem()].install(taak, doen, droog=opdracht.droog)
    verslag = Planverslag(werkmap=str(werkmap.pad), stappen=[stap])
    _kalender(verslag, planning, opdracht.vandaag)
    return verslag


def remove(opdracht: Planopdracht, doen: Doe = doe) -> Planverslag:
    """Take the timer away, of one system or of all; the werkmap itself may be gone already.

    Raises ``OutputError`` when it cannot be taken away.
    """
    taak = Taak(werkmap=_pad(opdracht))
    stappen = _alle(opdracht, lambda module: module.remove(taak, doen))
    return Planverslag(werkmap=str(taak.werkmap), stappen=stappen)


def show(opdracht: Planopdracht, doen: Doe = doe) -> Planverslag:
    """Say which timers there are, what is due, and what became of the last run."""
    werkmap = eigen_werkmap(opdracht.werkmap)
    programma = load_programma(werkmap.pad)
    verslag = Planverslag(werkmap=str(werkmap.pad), stappen=[])
    if programma.planning or opdracht.ritme:
        _kalender(verslag, kies_planning(programma.planning, opdracht.ritme, opdracht.vanaf), opdracht.vandaag)
    else:
        verslag.geen_planning = GEEN_PLANNING
    taak = Taak(werkmap=werkmap.pad.resolve(), gemeente=programma.programma.gemeente)
    verslag.stappen = _alle(opdracht, lambda module: module.show(taak, doen))
    for stap in verslag.stappen:
        stap.anders &= programma.planning is not None  # else the options of that time stand in it
    status = lees_status(werkmap.pad / UIT)
    verslag.status = status if status.begin else None
    return verslag


def _kalender(verslag: Planverslag, planning: Planning, vandaag: date) -> None:
    later = planning.eerstvolgende(vandaag)
    verslag.ritme = planning.ritme
    verslag.aan_de_beurt = tuple(map(str, planning.aan_de_beurt(vandaag)))
    verslag.eerstvolgende, verslag.eerstvolgende_dag = str(later), str(planning.vervalt(later))


def _pad(opdracht: Planopdracht) -> Path:
    return (opdracht.werkmap or eigen_werkmap(None).pad).resolve()


def _alle(opdracht: Planopdracht, doen: Callable[[ModuleType], Stap]) -> list[Stap]:
    """Do it for each system where there is something to say; one that was not named may be out of reach."""
    stappen = []
    for naam in _mogelijk(opdracht):
        try:
            stappen.append(doen(SYSTEMEN[naam]))
        except OutputError as error:
            if opdracht.systeem:
                raise
            stappen.append(Stap(systeem=naam, naam="", er=False, zinnen=[str(error)]))
    return [stap for stap in stappen if stap.zinnen]


def _mogelijk(opdracht: Planopdracht) -> tuple[Systeem, ...]:
    """Return the systems to look at: the one that was named, else those whose timers can be here."""
    if opdracht.systeem:
        return (opdracht.systeem,)
    found: list[Systeem] = ["windows"] if sys.platform == "win32" else ["systemd", "windows"]
    return (*found, "cron") if shutil.which("crontab") else tuple(found)
