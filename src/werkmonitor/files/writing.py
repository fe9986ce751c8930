"""Writes a set of files as one: all of them are replaced, or none."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

from werkmonitor.findings import OutputError

OUD = ".oud"
"""What an old file is called while the new one takes its place."""


def write_set(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Put files in ``folder``: first aside, then renamed, with the old ones put back when a rename fails.

    Raises ``OutputError`` that names the file which could not be written; the folder is then as it was, and gone when
    it was not there.
    """
    with _undisturbed():
        missing = _missing(folder)
        try:
            return _replace(folder, files)
        except BaseException:  # also an interruption
            for path in missing:
                with contextlib.suppress(OSError):
                    path.rmdir()  # only an empty one goes
            raise


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
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


def _missing(folder: Path) -> list[Path]:
    """Return the folder and those above it that are not there yet, the deepest first."""
    with contextlib.suppress(OSError):
        return [path for path in (folder, *folder.parents) if not path.exists()]
    return []


def _replace(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    aside = _make_aside(folder)
    try:
        _write_aside(aside, files)
        return _rename_all(aside, folder, list(files))
    finally:
        if not any(aside.glob(f"*{OUD}")) or all((folder / name).exists() for name in files):
            shutil.rmtree(aside, ignore_errors=True)  # else it still holds the only copy of an old file


def _make_aside(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=".werkmonitor-", dir=folder))
    except OSError as error:
        message = f"In {folder} kan niet geschreven worden ({error.strerror}). Kies een andere map."
        raise OutputError(message) from None


def _write_aside(aside: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        try:
            with (aside / name).open("wb") as target:
                target.write(data)
                target.flush()
                os.fsync(target.fileno())
        except OSError as error:
            message = f"{name} kan niet geschreven worden ({error.strerror}). De vorige uitvoer is er nog."
            raise OutputError(message) from None


def _rename_all(aside: Path, folder: Path, names: list[str]) -> list[Path]:
    started: list[str] = []
    try:
        for name in names:
            started.append(name)
            _rename(aside, folder / name)
    except BaseException as error:  # also an interruption: never half of a set
        _put_back(aside, folder, started)
        if not isinstance(error, OSError):
            raise
        message = (
            f"{folder / started[-1]} kan niet vervangen worden ({error.strerror}). Is het nog open, bijvoorbeeld in "
            "Excel? Sluit het en probeer het opnieuw. De vorige uitvoer is er nog."
        )
        raise OutputError(message) from None
    return [folder / name for name in names]


def _rename(aside: Path, target: Path) -> None:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "het is een map")
    if target.exists():
        if not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "het bestand is tegen schrijven beschermd")
        target.replace(aside / f"{target.name}{OUD}")
    (aside / target.name).replace(target)


def _put_back(aside: Path, folder: Path, started: list[str]) -> None:
    """Undo the renames: what was replaced comes back, what is new goes; what cannot be undone stays aside."""
    for name in reversed(started):
        with contextlib.suppress(OSError):
            old = aside / f"{name}{OUD}"
            if old.exists():
                old.replace(folder / name)
            elif not (aside / name).exists():
                (folder / name).unlink(missing_ok=True)
