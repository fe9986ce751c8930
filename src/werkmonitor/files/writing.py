"""Writes a set of files as one: all of them are replaced, or none, also when the process is killed on the way.

What is new is written aside, in a folder of its own beside the old files, and what is old is kept there too.  Then a
note says that the set is whole; from there on it goes forward.  Each file takes the place of the old one in a single
step, so nobody ever reads half a file.  Whoever comes after one that was killed finds the folder: with the note the
rest of the set goes in place, without it everything stays as it was.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import signal
import stat
import tempfile
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from werkmonitor.files.slot import BESTAND, GEDULD, slot
from werkmonitor.findings import OutputError, systeemreden
from werkmonitor.uitgave import ZEGEL

TERZIJDE = ".werkmonitor-"
"""How the folder with what is not in place yet begins."""
NIEUW, OUD = "nieuw", "oud"
VOORUIT, TERUG = "vooruit.json", "terug.json"
"""The note, with the names of the set; under its other name what is in place already goes back."""


def write_set(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Put files in ``folder``, by their names.

    Raises ``OutputError`` that names the file which could not be written, or the edition that is never written in; the
    folder is then as it was, and gone when it was not there.
    """
    geen_uitgave(folder)
    with slot(folder, "het wegschrijven", GEDULD), undisturbed():
        herstel(folder)
        aside = _make_aside(folder)
        try:
            _write_aside(aside, folder, files)
        except BaseException:
            ruim_op(aside)
            raise
        _voer_uit(aside, folder)
        return [folder / name for name in files]


def geen_uitgave(folder: Path) -> None:
    """Raise ``OutputError`` for a folder in what was sealed."""
    found = folder.resolve()
    for path in (found, *found.parents):
        if (path / ZEGEL).is_file():
            message = f"{path} is een vastgestelde uitgave; daar komt nooit iets bij. Kies een andere map."
            raise OutputError(message)


def onaf(folder: Path) -> bool:
    """Say whether somebody is at work in the folder, or was killed there."""
    return (folder / BESTAND).exists() or next(folder.glob(f"{TERZIJDE}*"), None) is not None


def herstel(folder: Path) -> None:
    """Finish or undo what was not finished in the folder; nothing is done where there is nothing.

    Raises ``OutputError`` when a file cannot be put in its place; none has then got lost.
    """
    if not onaf(folder):
        return
    with slot(folder, "het herstel", GEDULD), undisturbed():
        for aside in sorted(folder.glob(f"{TERZIJDE}*")):
            if (aside / TERUG).is_file():
                try:
                    _draai_terug(aside, folder)
                except OSError as error:
                    raise OutputError(f"{_niet_vervangen(folder, error)} {_DEELS}") from None
            elif (aside / VOORUIT).is_file():
                _voer_uit(aside, folder)
            ruim_op(aside)


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Hold interruptions back until the set is whole: one that comes between two lines leaves something behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held: list[int] = []
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        for number in before:
            signal.signal(number, lambda number, _frame: held.append(number))
        yield
    finally:
        for known, handler in before.items():
            signal.signal(known, handler)
        for first in held[:1]:
            signal.raise_signal(first)


def _make_aside(folder: Path) -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix=TERZIJDE, dir=folder))
    except OSError as error:
        message = f"In {folder} kan niet geschreven worden ({systeemreden(error)}). Kies een andere map."
        raise OutputError(message) from None


class Besluit(msgspec.Struct, frozen=True):
    """The note: the names of the set, and which of them were not there before."""

    namen: list[str]
    eerst_niet: list[str]


def _write_aside(aside: Path, folder: Path, files: Mapping[str, bytes]) -> None:
    """Write everything new, keep everything old, and note that the set is whole."""
    naam = TERZIJDE
    try:
        for part in (NIEUW, OUD):
            (aside / part).mkdir()
        for naam, data in files.items():
            schrijf(aside / NIEUW / naam, data)
        for naam in files:
            _mag_vervangen(folder / naam)
        eerst_niet = [naam for naam in files if not _bewaar(folder / naam, aside / OUD / naam)]
        for part in (NIEUW, OUD):
            sync_map(aside / part)
        schrijf(aside / "besluit", msgspec.json.encode(Besluit(list(files), eerst_niet)))
        (aside / "besluit").replace(aside / VOORUIT)
        sync_map(aside)
    except OSError as error:
        message = f"{naam} kan niet geschreven worden ({systeemreden(error)}). De vorige uitvoer is er nog."
        raise OutputError(message) from None


def schrijf(path: Path, data: bytes) -> None:
    """Write a file to the disk itself, not only to what the system keeps in memory."""
    with path.open("wb") as target:
        target.write(data)
        target.flush()
        os.fsync(target.fileno())


def sync_map(folder: Path) -> None:
    """Write the names in a folder to the disk itself; Windows, and some disks, know no such thing."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _mag_vervangen(target: Path) -> None:
    """Find out beforehand what can be found out; raises ``OutputError`` where a file cannot be replaced."""
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "het is een map")
        if target.exists():
            if not (os.access(target, os.W_OK) and target.stat().st_mode & stat.S_IWUSR):
                raise PermissionError(errno.EACCES, "het bestand is tegen schrijven beschermd")
            target.open("r+b").close()  # Windows lets Excel keep others out
    except OSError as error:
        raise OutputError(_niet_vervangen(target, error)) from None


def _niet_vervangen(target: Path, error: OSError) -> str:
    return (
        f"{target} kan niet vervangen worden ({systeemreden(error)}). Is het nog open, bijvoorbeeld in Excel? "
        "Sluit het en probeer het opnieuw."
    )


def _bewaar(target: Path, kept: Path) -> bool:
    """Keep an old file under a second name, so that its own name is never without a file; say whether there is one."""
    if not target.exists():
        return False
    try:
        os.link(target, kept)
    except OSError:  # a disk without second names, or a file of somebody else: then as a copy
        schrijf(kept, target.read_bytes())
    return True


def _voer_uit(aside: Path, folder: Path) -> None:
    """Put everything in its place that is not there yet; when that fails everything goes back."""
    target = folder
    try:
        for name in _lees(aside / VOORUIT).namen:
            target = folder / name
            if (aside / NIEUW / name).exists():
                (aside / NIEUW / name).replace(target)
        sync_map(folder)
    except BaseException as error:  # also an interruption: never half of a set
        terug = _keer_om(aside, folder)
        if not isinstance(error, OSError):
            raise
        message = f"{_niet_vervangen(target, error)} {_VORIGE if terug else _DEELS}"
        raise OutputError(message) from None
    ruim_op(aside)


_VORIGE = "De vorige uitvoer is er nog."
_DEELS = "De uitvoer is nu deels oud en deels nieuw; de volgende keer maakt werkmonitor dat eerst in orde."


def _lees(note: Path) -> Besluit:
    return msgspec.json.decode(note.read_bytes(), type=Besluit)


def _keer_om(aside: Path, folder: Path) -> bool:
    """Go back, and say whether that worked; if not, the next who comes tries again: nothing is thrown away."""
    try:
        (aside / VOORUIT).replace(aside / TERUG)
        sync_map(aside)
        _draai_terug(aside, folder)
    except OSError:
        return False
    ruim_op(aside)
    return True


def _draai_terug(aside: Path, folder: Path) -> None:
    """Undo what was put in place: what was replaced comes back, what is new goes."""
    besluit = _lees(aside / TERUG)
    for name in besluit.namen:
        if (aside / NIEUW / name).exists():
            continue  # never left
        if (aside / OUD / name).exists():
            (aside / OUD / name).replace(folder / name)
        elif name in besluit.eerst_niet:
            (folder / name).unlink(missing_ok=True)
    sync_map(folder)


def ruim_op(aside: Path) -> None:
    """Throw away what is no longer needed; the note goes first, because it says what the rest is for."""
    with contextlib.suppress(OSError):
        for note in (VOORUIT, TERUG):
            (aside / note).unlink(missing_ok=True)
        sync_map(aside)
        shutil.rmtree(aside)
