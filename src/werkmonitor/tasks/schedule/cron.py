"""A line in the user's crontab between two marks of ours; every other line stays as it is, byte for byte.

Cron does not make up for what it missed, so it calls ``run`` every hour of the day; that costs little when there is
nothing to do.
"""

from __future__ import annotations

import shlex

from werkmonitor.findings import OutputError, UsageError
from werkmonitor.tasks.schedule.taak import Doe, Stap, Taak

EERSTE, LAATSTE = 7, 19
"""The hours of the day at which it is called."""
MAX_REGEL = 900
"""Bytes of a command; some crons cut it off at 999."""
_TERUGGELEZEN = "De crontab is niet goed teruggelezen; kijk hem na met crontab -l."


def regel(taak: Taak) -> str:
    """Return the line: only what went wrong is said, and cron mails that to the user.

    Raises ``UsageError`` where cron could not read it.
    """
    command = f"{shlex.join(taak.opdracht())} >/dev/null"
    if "\\" in command or len(command.encode()) > MAX_REGEL:
        message = f"Het pad {taak.werkmap} past niet in een crontab. Kies een korter pad, zonder \\ erin."
        raise UsageError(message)
    escaped = command.replace("%", "\\%")  # a bare one would be the end of the command
    return f"{taak.minuut} {EERSTE}-{LAATSTE} * * * {escaped}"


def blok(taak: Taak) -> bytes:
    """Return the line with its marks."""
    begin, eind = _merken(taak.naam)
    return b"\n".join((begin, regel(taak).encode(), eind)) + b"\n"


def _merken(naam: str) -> tuple[bytes, bytes]:
    begin = f"# begin {naam} (werkmonitor schedule remove haalt dit weg)"
    return begin.encode(), f"# eind {naam}".encode()


def zonder(crontab: bytes, naam: str) -> tuple[bytes, bytes]:
    """Return a crontab without our block, and the block, which is empty when there was none.

    Raises ``OutputError`` when the marks are not both there, each on a line of its own, as we wrote them.
    """
    begin, eind = _merken(naam)
    lines = crontab.splitlines(keepends=True)
    plain = [line.rstrip(b"\r\n") for line in lines]
    if begin not in plain and eind not in plain:
        return crontab, b""
    if plain.count(begin) != 1 or plain.count(eind) != 1 or plain.index(eind) < plain.index(begin):
        message = f"De regels van {naam} in de crontab zijn veranderd. Haal ze zelf weg met crontab -e."
        raise OutputError(message)
    first, last = plain.index(begin), plain.index(eind) + 1
    return b"".join(lines[:first] + lines[last:]), b"".join(lines[first:last])


def met(crontab: bytes, taak: Taak) -> bytes:
    """Return a crontab with our block as it is now: in the place where it stood, else at the end."""
    rest, old = zonder(crontab, taak.naam)
    if old:
        return crontab.replace(old, blok(taak), 1)
    return (rest if not rest or rest.endswith(b"\n") else rest + b"\n") + blok(taak)


def _lees(doe: Doe) -> bytes:
    """Return the user's crontab; raises ``OutputError`` when that is not certain: it would be overwritten."""
    answer = doe(("crontab", "-l"), b"")
    if answer.code and b"no crontab" not in answer.fout.lower():
        raise OutputError(f"De crontab kan niet gelezen worden ({answer.zin}). Is cron geïnstalleerd?")
    return b"" if answer.code else answer.uit


def _schrijf(doe: Doe, crontab: bytes) -> None:
    command, text = (("crontab", "-"), crontab) if crontab else (("crontab", "-r"), b"")
    answer = doe(command, text)
    if answer.code:
        raise OutputError(f"De crontab kan niet geschreven worden ({answer.zin}). Hij is zoals hij was.")
    if _lees(doe) != crontab:
        raise OutputError(_TERUGGELEZEN)


def install(taak: Taak, doe: Doe, *, droog: bool) -> Stap:
    """Put the line in the crontab."""
    stap = _stap(taak)
    stap.inhoud = {"crontab": blok(taak).decode()}
    if droog:
        return stap
    old = _lees(doe)
    new = met(old, taak)
    if new != old:
        _schrijf(doe, new)
    stap.er = True
    stap.zinnen.append(f"De regel {taak.naam} staat in de crontab van deze gebruiker.")
    return stap


def remove(taak: Taak, doe: Doe) -> Stap:
    """Take the line out of the crontab."""
    stap = _stap(taak)
    rest, old = zonder(_lees(doe), taak.naam)
    if old:
        _schrijf(doe, rest)
        stap.zinnen.append(f"De regel {taak.naam} is uit de crontab gehaald; de andere regels zijn gebleven.")
    return stap


def show(taak: Taak, doe: Doe) -> Stap:
    """Say what there is."""
    stap = _stap(taak)
    _, old = zonder(_lees(doe), taak.naam)
    stap.er, stap.anders = bool(old), bool(old) and old != blok(taak)
    if stap.er:
        stap.zinnen.append(f"De regel {taak.naam} staat in de crontab van deze gebruiker.")
    return stap


def _stap(taak: Taak) -> Stap:
    when = f"elke dag om {EERSTE:02d}:{taak.minuut:02d} en daarna elk uur tot {LAATSTE:02d}:{taak.minuut:02d}"
    return Stap(systeem="cron", naam=taak.naam, er=False, wanneer=when)
