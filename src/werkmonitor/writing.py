"""Writes a set of files as one: all of them are replaced, or none."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from werkmonitor.findings import OutputError


def write_set(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Put files in ``folder``: first aside, then renamed, with the old ones put back when a rename fails.

    Raises ``OutputError`` that names the file which could not be written; the folder is then as it was.
    """
    aside = _make_aside(folder)
    try:
        _write_aside(aside, files)
        return _rename_all(aside, folder, list(files))
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _make_aside(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=".werkmonitor-", dir=folder))
    except OSError as error:
        message = f"In {folder} kan niet geschreven worden ({error.strerror}). Kies een andere map met --uit."
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
    done: list[str] = []
    try:
        for name in names:
            target = folder / name
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, "het is een map")
            if target.exists() and not os.access(target, os.W_OK):
                raise PermissionError(errno.EACCES, "het is tegen schrijven beschermd")
            if target.exists():
                target.replace(aside / f"{name}.oud")
            done.append(name)
            (aside / name).replace(target)
    except OSError as error:
        _put_back(aside, folder, done)
        message = (
            f"{folder / name} kan niet vervangen worden ({error.strerror}). Is het nog open, bijvoorbeeld in Excel? "
            "Sluit het en probeer het opnieuw. De vorige uitvoer is er nog."
        )
        raise OutputError(message) from None
    return [folder / name for name in names]


def _put_back(aside: Path, folder: Path, done: list[str]) -> None:
    for name in reversed(done):
        old = aside / f"{name}.oud"
        if old.exists():
            old.replace(folder / name)
        else:
            (folder / name).unlink(missing_ok=True)
