"""What lies in a delivery's folder besides exports: locks, descriptors of Cognos, half files, strays and traps."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from werkmonitor.bronnen.containers.guard import MAX_BYTES, soort
from werkmonitor.bronnen.containers.weigeren import OnleesbaarError
from werkmonitor.bronnen.levering.bijzaak import BESCHRIJVING, ONAF, SLOT, VERBORGEN, bijzaak
from werkmonitor.bronnen.waarden.persoon import kort
from werkmonitor.bronnen.waarden.values import naaste
from werkmonitor.findings import Ernst, Finding, Location, systeemreden
from werkmonitor.programma.schema import Programma

_KOPIE = re.compile(r"\s*\(\d+\)$|\s+-\s+(?:kopie|copy)(?:\s*\(\d+\))?$|^(?:kopie van|copy of)\s", re.IGNORECASE)
_WERKBLADEN = (".xlsx", ".xls", ".xlsb", ".ods", ".csv", ".xml")

Past = Callable[[str], bool]
"""Says whether a source claims a path within the delivery."""


def is_kopie(path: Path) -> bool:
    """Say whether a name says that the file is a copy: ``x (1).xlsx``, ``x - kopie.xlsx``, ``Kopie van x.xlsx``."""
    return bool(_KOPIE.search(path.stem))


def kijk_rond(programma: Programma, werkmap: Path, map_: Path, past: Past) -> Iterator[Finding]:
    """Yield what stands in the folder of a delivery and is not read; hidden files of the system say nothing.

    ``past`` says which paths within it a source reads.  Links to folders are not followed.
    """
    unreadable: list[OSError] = []
    for folder, folders, names in os.walk(map_, onerror=unreadable.append):
        folders.sort()
        for name in sorted([*folders, *names]):
            path = Path(folder) / name
            place = Location(path.relative_to(werkmap).as_posix())
            yield from _item(programma, path, path.relative_to(map_).as_posix(), place, past)
    for error in unreadable:
        place = Location(Path(str(error.filename)).relative_to(werkmap).as_posix())
        wat = f"Deze map is niet te openen ({systeemreden(error)})."
        yield _meld("map-onleesbaar", "waarschuwing", wat, place, "Vraag toegang tot de map.")


def _item(programma: Programma, path: Path, pad: str, place: Location, past: Past) -> Iterator[Finding]:
    reden = bijzaak(pad)
    if reden == VERBORGEN:
        return
    if reden == SLOT:
        name = path.name.removeprefix("~$").removeprefix(".~lock.").removesuffix("#")
        wat = f"Iemand heeft '{kort(name)}' open, in Excel of een ander programma."
        doen = "Laat het bestand opslaan en sluiten; wat nog niet is opgeslagen, telt niet mee."
        yield _meld("bestand-open", "info", wat, place, doen)
    elif reden == BESCHRIJVING:
        doen = "Er hoeft niets te gebeuren."
        yield _meld("beschrijving", "info", "Dit is de beschrijving die Cognos bij een rapport zet.", place, doen)
    elif reden == ONAF:
        doen = "Wacht tot het kopiëren klaar is en controleer dan opnieuw."
        yield _meld("bestand-onaf", "waarschuwing", "Dit bestand wordt nog gekopieerd of opgehaald.", place, doen)
    else:
        yield from _strange(path, place)
        if path.is_file() and not past(pad):
            yield _unused(programma, path, place)


def _strange(path: Path, place: Location) -> Iterator[Finding]:
    """Yield what looks like a file and is none."""
    try:
        mode = path.stat().st_mode
    except OSError:
        if path.is_symlink():
            doen = "Zet het bestand zelf in de map."
            wat = "Deze koppeling wijst nergens heen, of in een kring."
            yield _meld("koppeling-kapot", "waarschuwing", wat, place, doen)
        return
    if stat.S_ISDIR(mode):
        if path.suffix.casefold() in _WERKBLADEN:
            wat = "Dit is een map, geen bestand, al eindigt de naam zo."
            doen = "Kijk of de export in de map zit en geef de map een andere naam."
            yield _meld("geen-bestand", "waarschuwing", wat, place, doen)
    elif not stat.S_ISREG(mode):
        wat = "Dit is geen gewoon bestand maar een doorgeefluik van het systeem; het wordt niet geopend."
        yield _meld("geen-bestand", "waarschuwing", wat, place, "Verwijder het uit de map.")


def _unused(programma: Programma, path: Path, place: Location) -> Finding:
    patterns = {pattern: bron.titel for bron in programma.bron for pattern in bron.bestand}
    wat = "Geen bron leest dit bestand."
    doen = (
        f'Hoort het erbij, typ dan:\n  werkmonitor inspect --bron "{place.bestand}"\n'
        "en plak het blok in de declaratie. Haal het anders weg."
    )
    try:
        data = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
        soort(data)
    except OnleesbaarError as fout:
        wat, doen = f"{wat} {fout.wat}", fout.doen
    except OSError as error:
        wat = f"{wat} Het is ook niet te openen ({systeemreden(error)})."
    nearest = naaste(path.stem, [pattern.replace("*", "") for pattern in patterns])
    if nearest is not None:
        titel = next(titel for pattern, titel in patterns.items() if pattern.replace("*", "") == nearest)
        doen = f"Hoort het bij '{titel}', pas dan daar 'bestand' aan in de declaratie. {doen}".rstrip()
    return _meld("bestand-ongebruikt", "info", wat, place, doen)


def _meld(code: str, ernst: Ernst, wat: str, place: Location, doen: str) -> Finding:
    gevolg = "" if ernst == "info" else "Wat hierin staat, telt niet mee."
    return Finding(code, ernst, wat, place, gevolg, doen)


def omvang(map_: Path) -> dict[Path, int]:
    """Return the size of every file in a folder, to see whether something is still being copied."""
    found = {}
    for path in map_.rglob("*"):
        try:
            status = path.stat()
        except OSError:
            continue
        if stat.S_ISREG(status.st_mode):
            found[path] = status.st_size
    return found


def veranderd(eerst: dict[Path, int], later: dict[Path, int], werkmap: Path) -> Iterator[Finding]:
    """Yield the files whose size changed, or that came or went, between two looks."""
    for path in sorted({*eerst, *later}):
        pad = path.relative_to(werkmap).as_posix()
        if eerst.get(path) != later.get(path) and bijzaak(pad) is None:
            wat = "Dit bestand veranderde terwijl het gelezen werd."
            doen = "Wacht tot het kopiëren klaar is en controleer dan opnieuw."
            yield Finding(
                "bestand-onaf", "waarschuwing", wat, Location(pad), "De cijfers kunnen onvolledig zijn.", doen
            )
