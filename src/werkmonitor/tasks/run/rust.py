"""Whether the inputs of a period are all there and at rest: nothing missing, nothing open, nothing still coming in."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from werkmonitor.bronnen.levering.bijzaak import BESCHRIJVING, ONAF, SLOT, VERBORGEN, bijzaak
from werkmonitor.bronnen.levering.lezen import EXPORTS, past_bij
from werkmonitor.files.werkmap import DECLARATIE, Werkmap
from werkmonitor.findings import systeemreden, toonbaar
from werkmonitor.formatting import datum
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Bron
from werkmonitor.programma.schema import Programma

_NIET_HIER = 0x1000 | 0x40000 | 0x400000
"""Attributes of Windows for a file that lies elsewhere: offline, recall on open, recall on data access (OneDrive)."""
_NIET_HIER_MAC = 0x40000000
"""The flag of macOS for the same."""


@dataclass(frozen=True)
class Blik:
    """One look at the inputs."""

    afdruk: str
    """Hash of the names, sizes and times of all inputs."""
    laatst: tuple[datetime, str] | None
    """When an input was last touched, and which; ``None`` where there is none."""
    redenen: tuple[str, ...]
    """Why the period has to wait, whatever the clock says."""

    def onrust(self, nu: datetime, minuten: int, sinds: datetime | None) -> str:
        """Return why the inputs are not at rest yet, else an empty text.

        They are when nothing was touched for so long, or when they have looked like this for so long (``sinds``), which
        goes for files whose times mean nothing, as from a machine whose clock is ahead.
        """
        quiet = timedelta(minutes=minuten)
        if self.laatst is None or nu - self.laatst[0] >= quiet or (sinds is not None and nu - sinds >= quiet):
            return ""
        when, which = self.laatst
        day = "" if when.date() == nu.astimezone(when.tzinfo).date() else f"op {datum(when)} "
        return f"{which} is {day}om {when:%H:%M} nog veranderd; er moet {minuten} minuten niets veranderen."


def kijk(werkmap: Werkmap, periode: Periode, leveringen: Sequence[Periode], programma: Programma | None) -> Blik:
    """Look at everything that a build of the period reads.

    ``leveringen`` has the one that is reported first.  Without ``programma``, which cannot be used then, nothing can be
    said about what is missing.
    """
    redenen: list[str] = []
    seen: list[tuple[str, int, float]] = []
    for levering in leveringen:
        seen += _levering(werkmap, levering, redenen)
    declared = [werkmap.pad / DECLARATIE, *(werkmap.pad / "declaratie").rglob("*")]
    texts = (werkmap.pad / "teksten" / str(periode)).rglob("*")
    for path in sorted((*declared, *texts, *(werkmap.pad / "huisstijl").rglob("*"))):
        seen += _gezien(werkmap, path, redenen)
    if programma is not None:
        redenen += _ontbreekt(werkmap, leveringen[0], programma)
    newest = max(seen, key=lambda item: item[2], default=None)
    return Blik(
        afdruk=hashlib.sha256(repr(seen).encode("utf-8", "surrogateescape")).hexdigest(),
        laatst=(datetime.fromtimestamp(newest[2]).astimezone(), newest[0]) if newest else None,
        redenen=tuple(redenen),
    )


def _levering(werkmap: Werkmap, levering: Periode, redenen: list[str]) -> Iterator[tuple[str, int, float]]:
    folder = werkmap.pad / EXPORTS / str(levering)
    for path in _files(folder, redenen):
        kind = bijzaak(path.relative_to(folder).as_posix())
        pad = toonbaar(werkmap.naam_van(path))
        if kind == SLOT:
            redenen.append(f"Iemand heeft een export open, want {pad} is er. Is dat niet zo, haal dat bestand dan weg.")
        elif kind == ONAF:
            redenen.append(f"{pad} wordt nog gekopieerd of opgehaald.")
        elif kind not in {VERBORGEN, BESCHRIJVING}:
            yield from _gezien(werkmap, path, redenen)


def _files(folder: Path, redenen: list[str]) -> Iterator[Path]:
    """Yield all files below a folder in a fixed order; one that cannot be opened is a reason to wait."""
    failed: list[OSError] = []
    for here, folders, names in os.walk(folder, onerror=failed.append):
        folders.sort()
        yield from (Path(here) / name for name in sorted(names))
    redenen += [f"De map {toonbaar(str(error.filename))} gaat niet open ({systeemreden(error)})." for error in failed]


def _gezien(werkmap: Werkmap, path: Path, redenen: list[str]) -> Iterator[tuple[str, int, float]]:
    """Yield name, size and the time when it was last touched; a copy can keep the old time of its content."""
    pad = toonbaar(werkmap.naam_van(path))
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return
        yield pad, status.st_size, max(status.st_mtime, status.st_ctime)
        if elders(status):
            redenen.append(f"{pad} staat nog in de cloud; kies in Verkenner 'Altijd behouden op dit apparaat'.")
            return
        with path.open("rb") as file:
            file.read(1)
    except OSError as error:
        redenen.append(f"{pad} gaat niet open ({systeemreden(error)}).")


def elders(status: os.stat_result) -> bool:
    """Say whether a file is a placeholder, whose content the system would have to fetch first."""
    attributes = getattr(status, "st_file_attributes", 0)
    return bool(attributes & _NIET_HIER or getattr(status, "st_flags", 0) & _NIET_HIER_MAC)


def _ontbreekt(werkmap: Werkmap, levering: Periode, programma: Programma) -> Iterator[str]:
    """Yield which sources have no file in the delivery that is reported."""
    folder = werkmap.pad / EXPORTS / str(levering)
    paths = [path.relative_to(folder).as_posix() for path in _files(folder, [])]
    exports = [pad for pad in paths if bijzaak(pad) is None]
    for bron in _nodig(programma):
        if not any(past_bij(bron.bestand, pad) for pad in exports):
            yield f"In {EXPORTS}/{levering} staat nog geen '{bron.bestand[0]}' voor {bron.titel}."


def _nodig(programma: Programma) -> Iterable[Bron]:
    named = programma.planning.bronnen if programma.planning else ()
    return [bron for bron in programma.bron if bron.verplicht or bron.id in named]
