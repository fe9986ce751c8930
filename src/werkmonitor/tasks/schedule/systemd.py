"""Timers of systemd, for the user who installs them: a timer, the service that it starts, and one for when that fails.

``Persistent`` makes up for days on which the machine was off.  The texts are those of systemd.unit(5),
systemd.service(5), systemd.exec(5) and systemd.timer(5).
"""

from __future__ import annotations

import getpass
import os
import re
from pathlib import Path

from werkmonitor.findings import OutputError, UsageError
from werkmonitor.tasks.schedule.taak import UUR, Doe, Stap, Taak, schrijf_weg, staat_er, verwijder

_BLIJFT = Path("/var/lib/systemd/linger")
"""Has a file for each user whose timers go on when nobody is logged in."""
_GEWOON = re.compile(r"[A-Za-z0-9_./:=-]+")
"""A word that needs no quotes."""
_KOP = "# Gemaakt door werkmonitor schedule install; werkmonitor schedule remove haalt het weg.\n"


def map_() -> Path:
    """Return where a user's own units stand; raises ``OutputError`` where the user has no home."""
    named = os.environ.get("XDG_CONFIG_HOME", "")
    try:
        config = Path(named) if Path(named).is_absolute() else Path.home() / ".config"
    except RuntimeError:
        raise OutputError("Deze gebruiker heeft geen eigen map, dus ook geen plek voor een timer.") from None
    return config / "systemd" / "user"


def bestanden(taak: Taak) -> dict[str, str]:
    """Return the units by their names; raises ``UsageError`` where systemd would not take the path of the program."""
    if set(taak.python) & set("'\"\\"):
        message = f"systemd start geen programma met een aanhalingsteken of \\ in zijn pad: {taak.python}"
        raise UsageError(message)
    naam, about = taak.naam, taak.omschrijving.replace("%", "%%")
    return {
        f"{naam}.service": (
            f"{_KOP}[Unit]\nDescription={about}\nOnFailure={naam}-mislukt.service\n\n"
            f"[Service]\nType=oneshot\nExecStart={opdrachtregel(taak.opdracht())}\nTimeoutStartSec=2h\nNice=10\n"
        ),
        f"{naam}-mislukt.service": (
            f"{_KOP}[Unit]\nDescription={about}: zeg dat het is afgebroken\n\n"
            f"[Service]\nType=oneshot\nExecStart={opdrachtregel(taak.opdracht('--na-mislukking'))}\nTimeoutStartSec=10min\n"
        ),
        f"{naam}.timer": (
            f"{_KOP}[Unit]\nDescription={about}\n\n"
            f"[Timer]\nOnCalendar=*-*-* {UUR:02d}:{taak.minuut:02d}:00\nRandomizedDelaySec=15min\nPersistent=true\n\n"
            f"[Install]\nWantedBy=timers.target\n"
        ),
    }


def opdrachtregel(words: tuple[str, ...]) -> str:
    """Return a command as ``ExecStart`` reads it: each word quoted, nothing in it a specifier, variable or escape.

    The program itself is not looked through for variables, so its dollars stay single.
    """
    program, *arguments = words
    return " ".join([_woord(program), *(_woord(word).replace("$", "$$") for word in arguments)])


def _woord(word: str) -> str:
    if _GEWOON.fullmatch(word):
        return word
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


def install(taak: Taak, doe: Doe, *, droog: bool) -> Stap:
    """Write the units and start the timer, or say what to type where there is no session to do it in."""
    stap, folder = _stap(taak), map_()
    stap.inhoud = {str(folder / naam): text for naam, text in bestanden(taak).items()}
    if droog:
        return stap
    schrijf_weg(folder, bestanden(taak))
    stap.er = True
    stap.zinnen.append(f"De timer {taak.naam} staat in {folder}.")
    commands = (("daemon-reload",), ("enable", "--now", f"{taak.naam}.timer"))
    answers = [doe(("systemctl", "--user", *command), b"") for command in commands]
    if any(answer.code for answer in answers):
        stap.zinnen.append("Hij loopt nog niet, want systemd van deze gebruiker is hier niet te bereiken.")
        stap.typ += [f"systemctl --user {' '.join(command)}" for command in commands]
    else:
        stap.zinnen.append("Hij loopt.")
    if not _blijft():
        stap.zinnen.append("Zonder de opdracht loginctl loopt hij alleen zolang deze gebruiker is aangemeld.")
        stap.typ.append("loginctl enable-linger")
    return stap


def remove(taak: Taak, doe: Doe) -> Stap:
    """Stop the timer and take the units away."""
    stap, folder = _stap(taak), map_()
    paths = [folder / naam for naam in bestanden(taak)]
    if any(path.exists() for path in paths):
        doe(("systemctl", "--user", "disable", "--now", f"{taak.naam}.timer"), b"")
        verwijder([*paths, folder / "timers.target.wants" / f"{taak.naam}.timer"])
        doe(("systemctl", "--user", "daemon-reload"), b"")
        stap.zinnen.append(f"De timer {taak.naam} is weggehaald uit {folder}.")
    return stap


def show(taak: Taak, doe: Doe) -> Stap:
    """Say what there is, and when it goes off next as far as systemd says."""
    stap = _stap(taak)
    stap.er, stap.anders = staat_er(map_(), bestanden(taak))
    if stap.er:
        asked = ("systemctl", "--user", "show", f"{taak.naam}.timer", "--property=NextElapseUSecRealtime", "--value")
        answer = doe(asked, b"")
        stap.zinnen.append(f"De timer {taak.naam} staat in {map_()}.")
        when = answer.uit.decode("utf-8", "replace").strip() if not answer.code else ""
        if when:
            stap.zinnen.append(f"Volgende keer volgens systemd: {when}.")
        else:
            stap.zinnen.append("Of hij loopt, is hier niet te zien: systemd van deze gebruiker is niet te bereiken.")
    return stap


def _stap(taak: Taak) -> Stap:
    when = f"elke dag om {UUR:02d}:{taak.minuut:02d}; wat gemist is zodra de computer weer aan staat"
    return Stap(systeem="systemd", naam=taak.naam, er=False, wanneer=when)


def _blijft() -> bool:
    try:
        return (_BLIJFT / getpass.getuser()).exists()
    except (OSError, KeyError):
        return False
