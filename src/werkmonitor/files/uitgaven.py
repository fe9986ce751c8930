"""Where the sealed editions of a werkmap are, what lies in them, and how one comes there in a single step."""

from __future__ import annotations

import contextlib
import shutil
import stat
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from werkmonitor.files.writing import TERZIJDE, schrijf, sync_map, undisturbed
from werkmonitor.findings import InputError, OutputError, UsageError, systeemreden
from werkmonitor.uitgave import ZEGEL, Bestand, Naam, Zegel, bestand, lees_naam, lees_zegel

MAP = "uitgaven"
_ROMMEL = {".ds_store", "thumbs.db", "desktop.ini"}
"""What systems put in a folder when somebody looks into it."""
_LEESBAAR = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH


def uitgaven(werkmap: Path) -> dict[Naam, Path]:
    """Return the folder of each edition of a werkmap, also of one whose seal is gone."""
    root = werkmap / MAP
    found = {lees_naam(path.relative_to(root).as_posix()): path for path in [*root.glob("*-u*"), *root.glob("*/*-u*")]}
    return {naam: found[naam] for naam in sorted(filter(None, found))}


def laatste_uitgave(werkmap: Path, lid: str, periode: str) -> Naam | None:
    """Return the last edition of a period, of the whole or of a part of the region; ``None`` where there is none."""
    return max((naam for naam in uitgaven(werkmap) if naam.is_van(lid, periode)), default=None)


def vind_uitgave(werkmap: Path, naam: str) -> Path:
    """Return the folder of the edition that is called so (``2021-u1``, ``oudwijk/2021-u1``).

    Raises ``UsageError`` for what is no name of an edition, ``InputError`` that names those there are for another one.
    """
    wanted = lees_naam(naam)
    if wanted is None:
        message = f"'{naam}' is geen uitgave; schrijf bijvoorbeeld 2021-u1, of van een deel van de regio NAAM/2021-u1."
        raise UsageError(message)
    found = uitgaven(werkmap)
    if wanted not in found:
        known = f"Er zijn: {', '.join(map(str, found))}." if found else "Er is nog niets vastgesteld."
        message = f"De uitgave {wanted} staat niet in {werkmap / MAP}. {known}"
        raise InputError(message)
    return found[wanted]


def zegels(werkmap: Path) -> dict[Naam, Zegel]:
    """Return the seal of each edition; raises ``InputError`` for one that is gone or was tampered with."""
    return {naam: lees_zegel(path) for naam, path in uitgaven(werkmap).items()}


def inhoud(folder: Path) -> dict[str, Bestand | None]:
    """Return what lies in an edition beside its seal, by its path; ``None`` for what is no file that can be read."""
    found: dict[str, Bestand | None] = {}
    for path in sorted(folder.rglob("*")):
        naam = unicodedata.normalize("NFC", path.relative_to(folder).as_posix())
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                found[naam] = None
        elif naam != ZEGEL and path.name.casefold() not in _ROMMEL:
            found[naam] = _bestand(path)
    return found


def _bestand(path: Path) -> Bestand | None:
    try:
        return None if path.is_symlink() else bestand(path.read_bytes())
    except OSError:
        return None


def schrijf_uitgave(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make the folder of an edition, which is there with all its files or not at all; they can only be read.

    Raises ``OutputError`` when it cannot be written; then nothing is left of it.
    """
    aside = folder.with_name(f"{TERZIJDE}{folder.name}")
    with undisturbed():
        try:
            for naam, data in files.items():
                (aside / naam).parent.mkdir(parents=True, exist_ok=True)
                schrijf(aside / naam, data)
                (aside / naam).chmod(_LEESBAAR)
            for path in (aside, *filter(Path.is_dir, aside.rglob("*"))):
                sync_map(path)
            aside.rename(folder)
            sync_map(folder.parent)
        except BaseException as error:
            _weg(aside)
            with contextlib.suppress(OSError):
                folder.parent.rmdir()  # that of a part of the region, when it was made for nothing
            if not isinstance(error, OSError):
                raise
            message = (
                f"De uitgave {folder.name} kan niet geschreven worden ({systeemreden(error)}). "
                f"Er is niets vastgesteld; maak ruimte in {folder.parent} en probeer het opnieuw."
            )
            raise OutputError(message) from None


def herstel_uitgaven(werkmap: Path) -> None:
    """Throw away what is left of an edition that was not finished."""
    root = werkmap / MAP
    for aside in [*root.glob(f"{TERZIJDE}*"), *root.glob(f"*/{TERZIJDE}*")]:
        if not (aside.parent / ZEGEL).exists():
            _weg(aside)


def _weg(aside: Path) -> None:
    """Throw away a folder with files that can only be read, which Windows does not allow as such."""
    with contextlib.suppress(OSError):
        for path in aside.rglob("*"):
            path.chmod(_LEESBAAR | stat.S_IWUSR | (stat.S_IXUSR if path.is_dir() else 0))
        shutil.rmtree(aside)
