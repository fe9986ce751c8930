"""What the timer of a system does, whichever system it is: which command, for which werkmap, at what time."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

import msgspec

from werkmonitor.findings import OutputError, UsageError, systeemreden

UUR = 6
"""The hour at which it is quiet: nobody works, and nightly copies and exports are done."""
_GEDULD = 30
"""Seconds that a program of the system may take to answer."""
_LETTERS = 30


@dataclass(frozen=True)
class Antwoord:
    """What a program of the system answered; ``code`` 127 when it is not there."""

    code: int
    uit: bytes = b""
    fout: bytes = b""

    @property
    def zin(self) -> str:
        """What went wrong, on one line."""
        said = (self.fout or self.uit).decode("utf-8", "replace")
        return " ".join(said.split())[:200] or f"code {self.code}"


Doe = Callable[[Sequence[str], bytes], Antwoord]
"""Runs a program of the system with something on its standard input."""


def doe(command: Sequence[str], invoer: bytes = b"") -> Antwoord:
    """Run a program without a shell; never raises for what it does."""
    try:
        done = subprocess.run(  # noqa: S603 - programs of the system
            list(command),
            input=invoer,
            env=os.environ | {"LC_ALL": "C"},
            capture_output=True,
            timeout=_GEDULD,
            check=False,
        )
    except FileNotFoundError:
        return Antwoord(127, fout=f"{command[0]} is er niet".encode())
    except (OSError, subprocess.SubprocessError) as error:
        return Antwoord(126, fout=str(error).encode())
    return Antwoord(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True, kw_only=True)
class Taak:
    """What is to be planned."""

    werkmap: PurePath
    gemeente: str = ""
    opties: tuple[str, ...] = ()
    """Options of ``run``, where the declaration has no planning."""
    python: str = sys.executable

    def __post_init__(self) -> None:
        for text in (str(self.werkmap), self.python):
            if not text or not text.isprintable():
                message = f"'{text!a}' kan niet in een planning staan. Geef de map een naam met gewone tekens."
                raise UsageError(message)

    @property
    def naam(self) -> str:
        """The name of the task: that of the folder, and what tells it from others of that name."""
        plain = unicodedata.normalize("NFKD", self.werkmap.name).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LETTERS].strip("-") or "werkmap"
        return f"werkmonitor-{slug}-{self._hash[:8]}"

    @property
    def minuut(self) -> int:
        """The minute of the hour, another for each werkmap, so that they do not all begin at once."""
        return int(self._hash[8:16], 16) % 60

    @property
    def _hash(self) -> str:
        return hashlib.sha256(str(self.werkmap).encode()).hexdigest()

    @property
    def omschrijving(self) -> str:
        """What the task is for, on one line."""
        van = "".join(sign for sign in self.gemeente if sign.isprintable())
        return f"werkmonitor: maak de monitors{f' van {van}' if van else ''} die aan de beurt zijn"

    def opdracht(self, *extra: str) -> tuple[str, ...]:
        """Return the command line; ``-P`` keeps what happens to lie in the current folder out of it."""
        return (self.python, "-P", "-m", "werkmonitor", "run", "--werkmap", str(self.werkmap), *self.opties, *extra)


class Stap(msgspec.Struct, kw_only=True):
    """What was done with a timer, or what there is of it."""

    systeem: str
    naam: str
    er: bool
    """Whether it is there now."""
    zinnen: list[str] = []
    """What was done, as sentences."""
    typ: list[str] = []
    """What the user has yet to type."""
    inhoud: dict[str, str] = {}
    """What was written, or would be, by the file or place that it stands in."""
    wanneer: str = ""
    """When it goes off."""
    anders: bool = False
    """Whether what is there is not what would be installed now."""


def schrijf_weg(folder: Path, files: dict[str, str]) -> None:
    """Write files as one set; raises ``OutputError``."""
    from werkmonitor.files.writing import write_set

    write_set(folder, {naam: text.encode() for naam, text in files.items()})


def verwijder(paths: Sequence[Path]) -> bool:
    """Remove what is there of these files and say whether there was something; raises ``OutputError``."""
    found = False
    for path in paths:
        try:
            path.unlink()
            found = True
        except FileNotFoundError:
            continue
        except OSError as error:
            raise OutputError(f"{path} kan niet weggehaald worden ({systeemreden(error)}).") from None
    return found


def staat_er(folder: Path, files: dict[str, str]) -> tuple[bool, bool]:
    """Say whether there is anything of these files, and whether something of it is not as it would be written now."""
    now = {naam: _inhoud(folder / naam) for naam in files}
    return any(text is not None for text in now.values()), now != files


def _inhoud(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return None
