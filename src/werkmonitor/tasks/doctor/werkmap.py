"""The doctor's look at a werkmap: what is declared, what lies there, and whether a build can write beside it."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from werkmonitor import resources
from werkmonitor.bronnen.levering.bijzaak import SLOT, bijzaak
from werkmonitor.files.werkmap import Werkmap
from werkmonitor.findings import Finding, InputError, systeemreden
from werkmonitor.formatting import enkele
from werkmonitor.huisstijl.lezen import lees_huisstijl
from werkmonitor.huisstijl.model import ONZE
from werkmonitor.outputs import FORMATEN
from werkmonitor.periode import Periode
from werkmonitor.programma.schema import Programma
from werkmonitor.tasks.doctor.bevinding import Bevinding, goed, kapot, let_op
from werkmonitor.tasks.doctor.computer import ruimte
from werkmonitor.tasks.init.invullen import nog_in_te_vullen
from werkmonitor.tasks.run.rust import elders

MAX_PAD = 259
"""Characters of a path that every program on Windows can open."""
_GENOEMD = 3
"""How many names a sentence lists."""
_TERZIJDE = len("/.werkmonitor-12345678/nieuw")
"""What a build writes in first, within the folder of its outputs."""
_GEHEUGEN = len("/.werkmonitor/cijfers-2021-H1-.json.nieuw") + 32
"""The longest name of what a build keeps for the next time."""
SCHEMA = "werkmonitor.schema.json"
_NETWERK = ("nfs", "cifs", "smb", "9p", "fuse.sshfs", "davfs")
_STATION_VAN_EEN_ANDER = 4
"""What Windows calls a drive that lies on another computer."""


def declaratie(werkmap: Werkmap) -> tuple[Programma | None, Bevinding]:
    """Read the declaration; return it, unless it cannot be used, and how it is."""
    from werkmonitor.checks.declaratie import controleer_declaratie
    from werkmonitor.programma.load import load_programma

    try:
        programma = load_programma(werkmap.pad)
    except InputError as error:
        return None, _onbruikbaar(error.findings)
    faults = [finding for finding in controleer_declaratie(programma) if finding.ernst == "fout"]
    if faults:
        return programma, _onbruikbaar(faults)
    counts = (
        (len(programma.indicator), "cijfers"),
        (len(programma.bron), "bronnen"),
        (len(programma.pagina), "pagina's"),
    )
    return programma, goed("Declaratie", ", ".join(f"{number} {what}" for number, what in counts))


def _onbruikbaar(faults: Sequence[Finding]) -> Bevinding:
    many = "1 fout" if len(faults) == 1 else f"{len(faults)} fouten, de eerste"
    return kapot("Declaratie", f"{many}: {faults[0]}", "Herstel dit; werkmonitor check noemt alle fouten.")


def kijk(werkmap: Werkmap, programma: Programma | None) -> Iterator[Bevinding]:
    """Yield how the werkmap is, besides its declaration."""
    yield from _voorbeeld(werkmap, programma)
    yield from _schema(werkmap)
    yield from _huisstijl(werkmap)
    yield from _exports(werkmap)
    files = list(_files(werkmap.pad))
    yield from _schrijven(werkmap)
    yield ruimte("Ruimte", werkmap.pad)
    yield _paden(werkmap, programma, files)
    yield from _cloud(werkmap, files)
    yield from _open(werkmap, files)
    yield from _dubbel(werkmap, files)
    yield from _netwerk(werkmap)


def _files(folder: Path) -> Iterator[Path]:
    """Yield all files that are of people, outputs and editions included; what version control keeps is not."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in {".git", ".werkmonitor"})
        yield from (Path(here) / name for name in sorted(names))


def _voorbeeld(werkmap: Werkmap, programma: Programma | None) -> Iterator[Bevinding]:
    if programma is None:
        return
    for found in nog_in_te_vullen(programma):
        yield let_op("Invullen", found.wat, f"{found.doen} Dat is in {found.vindplaats}.")
    if programma.programma.voorbeeld and not werkmap.voorbeeld:
        wat = "Dit is nog een voorbeeld; dat staat ook op elke pagina."
        yield let_op(
            "Voorbeeld", wat, "Staan uw eigen exports erin, haal dan voorbeeld = true weg uit werkmonitor.toml."
        )


def _schema(werkmap: Werkmap) -> Iterator[Bevinding]:
    path = werkmap.pad / SCHEMA
    if werkmap.voorbeeld:
        return
    doen = f"Typ in de werkmap: werkmonitor schema --uit {SCHEMA}"
    if not path.is_file():
        yield let_op("Hulp in de editor", f"{SCHEMA} ontbreekt, dus de editor kan niet helpen.", doen)
    elif path.read_bytes() != (resources.nieuw() / SCHEMA).read_bytes():
        yield let_op("Hulp in de editor", f"{SCHEMA} is van een andere versie van werkmonitor.", doen)
    else:
        yield goed("Hulp in de editor", f"{SCHEMA} is er")


def _huisstijl(werkmap: Werkmap) -> Iterator[Bevinding]:
    """Say whether the house style can be used, where there is one."""
    try:
        stijl = lees_huisstijl(werkmap.pad)
    except InputError as error:
        yield kapot("Huisstijl", str(error.findings[0]), "Herstel dit; werkmonitor check noemt alle fouten.")
        return
    if stijl != ONZE:
        parts = [*([f"letter {stijl.letter.naam}"] if stijl.letter else []), *(["logo"] if stijl.logo else [])]
        yield goed("Huisstijl", " en ".join(["eigen kleuren", *parts]))


def _exports(werkmap: Werkmap) -> Iterator[Bevinding]:
    folder = werkmap.pad / "exports"
    names = sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    perioden = [name for name in names if _is_periode(name)]
    if perioden:
        yield goed("Exports", f"er zijn exports voor {', '.join(perioden)}")
    else:
        yield let_op(
            "Exports", "Er zijn nog geen exports.", "Zet ze in een map met de naam van de periode, zoals exports/2021."
        )
    for name in names:
        if name not in perioden:
            wat = f"De map exports/{name} heeft niet de naam van een periode, dus niemand leest haar."
            yield let_op("Exports", wat, "Noem haar bijvoorbeeld 2021, 2021-H1, 2021-K3 of 2021-05.")


def _is_periode(name: str) -> bool:
    with contextlib.suppress(ValueError):
        return str(Periode.parse(name)) == name
    return False


def _schrijven(werkmap: Werkmap) -> Iterator[Bevinding]:
    refused = []
    for name in ("", "uitvoer", "uitgaven", ".werkmonitor"):
        folder = werkmap.pad / name
        if folder.exists() and (reason := _weigert(folder)):
            refused.append(f"in {name or 'de werkmap zelf'} kan niet geschreven worden ({reason})")
    if not refused:
        yield goed("Schrijven", "mag in de werkmap en in de uitvoer")
    elif werkmap.voorbeeld:
        yield goed("Schrijven", "het voorbeeld zelf is alleen om te lezen")
    else:
        doen = "Vraag schrijfrechten op deze map, of zet de werkmap ergens anders neer."
        yield kapot("Schrijven", f"{'; '.join(refused)}.".capitalize(), doen)


def _weigert(folder: Path) -> str:
    """Return why nothing can be written in a folder, or nothing."""
    try:
        with tempfile.TemporaryFile(dir=folder, prefix=".werkmonitor-proef-"):
            return ""
    except OSError as error:
        return systeemreden(error)


def _paden(werkmap: Werkmap, programma: Programma | None, files: Sequence[Path]) -> Bevinding:
    """Compare the longest path that is there, or that a build would write, with what Windows can open."""
    longest = max([_langste_uitvoer(werkmap, programma), *(len(str(path)) for path in files)])
    if longest <= MAX_PAD:
        return goed("Lengte van paden", f"het langste pad heeft {longest} tekens; {MAX_PAD} mag")
    wat = f"Het langste pad heeft {longest} tekens. Windows kan er {MAX_PAD} aan."
    doen = "Zet de werkmap minder diep, bijvoorbeeld in C:\\Monitor, of geef mappen een kortere naam."
    return (kapot if sys.platform == "win32" else let_op)("Lengte van paden", wat, doen)


def _langste_uitvoer(werkmap: Werkmap, programma: Programma | None) -> int:
    """Return how long the longest path is that a build writes, for the period with the longest name."""
    naam = programma.programma.deelgebied if programma else ""
    leden = programma.dimensie_van(naam).leden if programma and naam else ()
    folder = len(str(werkmap.pad)) + len("/uitvoer/2021-H1") + max((len(lid) + 1 for lid in leden), default=0)
    file = max(len(f"/monitor-2021-H1{end}") for ends in FORMATEN.values() for end in ends)
    return folder + max(_TERZIJDE + file, _GEHEUGEN)


def _cloud(werkmap: Werkmap, files: Sequence[Path]) -> Iterator[Bevinding]:
    """Look for files of OneDrive or SharePoint whose content is not on this computer."""
    away = []
    for path in files:
        with contextlib.suppress(OSError):
            away += [werkmap.naam_van(path)] if elders(path.stat()) else []
    if away:
        wat = f"{enkele(away, _GENOEMD)} {_staat(away)} alleen in de cloud."
        doen = "Klik in Verkenner met rechts op de werkmap en kies 'Altijd behouden op dit apparaat'."
        yield let_op("OneDrive", wat, doen)


def _open(werkmap: Werkmap, files: Sequence[Path]) -> Iterator[Bevinding]:
    names = [werkmap.naam_van(path) for path in files]
    held = [name for name in names if bijzaak(name) == SLOT]
    if held:
        wat = f"Iemand heeft een bestand open: {enkele(held, _GENOEMD)}."
        yield let_op(
            "Open bestanden", wat, "Sla het op en sluit het. Is het nergens open, gooi het slotbestand dan weg."
        )


def _dubbel(werkmap: Werkmap, files: Sequence[Path]) -> Iterator[Bevinding]:
    """Look for names that differ only in capitals: on Windows one of the two is gone."""
    count = Counter(werkmap.naam_van(path).casefold() for path in files)
    twice = [werkmap.naam_van(path) for path in files if count[werkmap.naam_van(path).casefold()] > 1]
    if twice:
        wat = f"Deze namen verschillen alleen in hoofdletters: {enkele(twice, _GENOEMD)}."
        yield let_op("Namen", wat, "Geef een van de twee een andere naam; op Windows kunnen ze niet allebei bestaan.")


def _netwerk(werkmap: Werkmap) -> Iterator[Bevinding]:
    if _op_netwerk(werkmap.pad):
        wat = "De werkmap staat op een netwerkschijf. Dat werkt, maar het is langzamer."
        yield let_op("Netwerk", wat, "Duurt het te lang, maak de monitor dan in een kopie op deze computer.")


def _op_netwerk(folder: Path) -> bool:
    """Say whether a folder lies on another computer, as far as the system says so."""
    if str(folder).startswith("\\\\"):
        return True
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == _STATION_VAN_EEN_ANDER)
    with contextlib.suppress(OSError):
        mounts = [line.split() for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()]
        holding = [fields for fields in mounts if folder.is_relative_to(fields[1].replace("\\040", " "))]
        kind = max(holding, key=lambda fields: len(fields[1]), default=["", "", ""])[2]
        return kind.startswith(_NETWERK)
    return False


def _staat(names: Sequence[str]) -> str:
    return "staat" if len(names) == 1 else "staan"
