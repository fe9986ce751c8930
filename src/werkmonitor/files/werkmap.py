"""Finds the werkmap and names everything in it that a build depends on."""

from __future__ import annotations

import contextlib
import difflib
import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from werkmonitor import __version__, resources
from werkmonitor.bronnen.levering.bijzaak import bijzaak
from werkmonitor.findings import InputError, systeemreden
from werkmonitor.periode import Periode

Vingerafdrukken = Mapping[str, Mapping[str, str]]
"""Kind of input to file to the hash of its content."""
DECLARATIE = "werkmonitor.toml"
VARIABELE = "WERKMONITOR_WERKMAP"
GEEN_WERKMAP = (
    "Hier is geen werkmap, dus dit gaat over het voorbeeld dat bij werkmonitor hoort. "
    f"Kies een werkmap met --werkmap MAP, of ga naar de map met {DECLARATIE}."
)
"""Said first where a command fails that nobody gave a werkmap."""


@dataclass(frozen=True, slots=True)
class Werkmap:
    """A folder with a declaration.

    ``voorbeeld`` when it is the one that ships with the tool, ``bij_gebrek`` when nobody chose it.
    """

    pad: Path
    voorbeeld: bool = False
    bij_gebrek: bool = False

    def uitvoer(self, periode: Periode) -> Path:
        """Return where the outputs of a period go when nobody says otherwise."""
        if self.bij_gebrek:
            return Path.cwd() / "uitvoer" / f"voorbeeld-{self.pad.name}"
        return self.pad / "uitvoer" / str(periode)

    @property
    def beelden(self) -> Path:
        """Where it is kept what each export looked like; it may be thrown away at any time."""
        folder = Path.cwd() / "uitvoer" / f"voorbeeld-{self.pad.name}" if self.bij_gebrek else self.pad
        return folder / ".werkmonitor" / "exports"

    def teksten(self, periode: Periode, lid: str = "") -> list[Path]:
        """Return the adviser's texts for a period, sorted by name; of a part of the region its own go first."""
        folder = self.pad / "teksten" / str(periode)
        found = {path.name: path for path in folder.glob("*.md")}
        if lid:
            found |= {path.name: path for path in (folder / lid).glob("*.md")}
        return [found[naam] for naam in sorted(found)]

    def eerdere_teksten(self, periode: Periode, lid: str = "") -> list[Path]:
        """Return the texts of the period before, or else of a year before: what this one's may be copied from."""
        return self.teksten(periode.verschuif(-1), lid) or self.teksten(periode.vorig_jaar, lid)

    def sjablonen(self) -> dict[str, str]:
        """Return the user's own templates by the names of ours; raises ``InputError`` for one that stands in for none.

        They are read here, once: what fills them has no way to the disk.
        """
        folder, onze = self.pad / "huisstijl" / "sjablonen", resources.templates()
        known = {path.relative_to(onze).as_posix() for path in onze.rglob("*.html")}
        found = {path.relative_to(folder).as_posix(): path for path in _files(folder) if path.suffix == ".html"}
        for naam, path in found.items():
            if not path.resolve().is_relative_to(folder.resolve()):
                message = f"{self.naam_van(path)} wijst naar een bestand buiten de map. Zet het sjabloon er zelf in."
                raise InputError(message)
            if naam not in known:
                near = difflib.get_close_matches(naam, known, n=1)
                message = f"{self.naam_van(path)} is geen sjabloon van werkmonitor, en wordt dus nergens gebruikt."
                raise InputError(f"{message} {f'Bedoelt u {near[0]}?' if near else 'Haal het weg.'}")
        return {naam: _tekst(path, self.naam_van(path)) for naam, path in found.items()}

    def naam_van(self, path: Path) -> str:
        """Return a path as it is shown: within the werkmap, with forward slashes."""
        return path.relative_to(self.pad).as_posix()


def vind_werkmap(pad: Path | None) -> Werkmap:
    """Return the werkmap that a command is about.

    The given folder; else the current one or the nearest parent with a declaration; else the one of the environment
    variable; else the shipped example.  Raises ``InputError`` when a folder that was named has no declaration.
    """
    if pad is not None:
        return _named(pad, f"--werkmap {pad}")
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / DECLARATIE).is_file():
            return Werkmap(folder, voorbeeld=_is_example(folder))
    named = os.environ.get(VARIABELE)
    if named:
        return _named(Path(named), f"{VARIABELE}={named}")
    return Werkmap(resources.voorbeeld(), voorbeeld=True, bij_gebrek=True)


def _named(folder: Path, how: str) -> Werkmap:
    if not (folder / DECLARATIE).is_file():
        message = f"In {how} staat geen {DECLARATIE}. Wijs de map aan waarin dat bestand staat."
        raise InputError(message)
    resolved = folder.resolve()
    return Werkmap(resolved, voorbeeld=_is_example(resolved))


def _is_example(folder: Path) -> bool:
    return folder.resolve().parent == resources.voorbeelden().resolve()


def controleer_leveringen(werkmap: Werkmap, periode: Periode) -> list[Periode]:
    """Return the deliveries that a build of ``periode`` reads: its own first, then those that its figures need.

    Those are the period before, the same a year earlier, and for a part of a year what came before it in either year.
    What has no delivery of its own may stand in a longer one: half a year in the export of the year.
    Raises ``InputError`` when the period has no delivery, and says which periods have one.
    """
    there = _leveringen(werkmap)
    if _levering(there, periode) is None:
        folder = werkmap.pad / "exports"
        known = sorted(entry.name for entry in folder.glob("*") if entry.is_dir()) if folder.is_dir() else []
        listed = (
            f"Er zijn wel exports voor {', '.join(known)}." if known else f"De map {folder} heeft nog geen exports."
        )
        message = f"Voor {periode} is er geen map met exports ({folder / str(periode)}). {listed}"
        raise InputError(f"{GEEN_WERKMAP} {message}" if werkmap.bij_gebrek else message)
    earlier = [Periode.van(periode.jaar, periode.lengte, nummer) for nummer in range(1, periode.nummer)]
    wanted = (periode, periode.vorig_jaar, periode.verschuif(-1), *earlier, *(item.vorig_jaar for item in earlier))
    found = dict.fromkeys(_levering(there, item) for item in wanted)
    return [levering for levering in found if levering is not None]


def _levering(there: Iterable[Periode], periode: Periode) -> Periode | None:
    """Return the delivery of a period: its own, else the shortest that holds it."""
    return min((item for item in there if item.bevat(periode)), key=lambda item: item.lengte, default=None)


def _leveringen(werkmap: Werkmap) -> list[Periode]:
    """Return the periods that have a folder with exports."""
    found = []
    for entry in (werkmap.pad / "exports").glob("*"):
        with contextlib.suppress(ValueError):
            found += [Periode.parse(entry.name)] if entry.is_dir() else []
    return found


def nieuwste_levering(werkmap: Werkmap) -> Periode:
    """Return the newest period that has exports: the last to end, and of those the longest.

    Raises ``InputError`` when no folder in ``exports/`` has the name of a period.
    """
    found = _leveringen(werkmap)
    if not found:
        message = f"In {werkmap.pad / 'exports'} staat nog geen map van een periode, zoals 2021 of 2021-H1."
        raise InputError(message)
    return max(found, key=lambda periode: (periode.start + periode.lengte, periode.lengte))


def vingerafdrukken(werkmap: Werkmap, leveringen: Iterable[Periode], periode: Periode) -> Vingerafdrukken:
    """Return the SHA-256 of every input by kind: ``cijfers``, ``teksten``, ``vorm`` and ``programma`` (the tool)."""
    exports = [file for levering in leveringen for file in _exports(werkmap.pad / "exports" / str(levering))]
    declared = [werkmap.pad / DECLARATIE, *_files(werkmap.pad / "declaratie")]
    return {
        "cijfers": {werkmap.naam_van(file): _sha(file) for file in (*declared, *exports)},
        "teksten": tekstafdrukken(werkmap, periode),
        "vorm": {werkmap.naam_van(file): _sha(file) for file in _files(werkmap.pad / "huisstijl")},
        "programma": {"werkmonitor": f"{__version__} {_tool_stamp()}"},
    }


def tekstafdrukken(werkmap: Werkmap, periode: Periode, lid: str = "") -> dict[str, str]:
    """Return the SHA-256 of every text that a monitor of the whole, or of a part, can use or is compared with."""
    files = (*werkmap.teksten(periode, lid), *werkmap.eerdere_teksten(periode, lid))
    return {werkmap.naam_van(file): _sha(file) for file in files}


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _exports(folder: Path) -> list[Path]:
    """Return what reading may open: that a workbook is open somewhere, for one, changes no figure."""
    return [path for path in _files(folder) if bijzaak(path.relative_to(folder).as_posix()) is None]


def _tekst(file: Path, naam: str) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{naam} is niet als UTF-8 opgeslagen. Sla het bestand op als UTF-8.") from None


def _sha(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        message = f"{file} kan niet gelezen worden ({systeemreden(error)}). Sluit het bestand in andere programma's."
        raise InputError(message) from None


def _tool_stamp() -> str:
    """Stand for the tool's own code: names, sizes and times are enough, and cost no reading."""
    package = Path(__file__).resolve().parents[1]
    stamps = []
    for root in (package, resources.templates()):
        for file in sorted(root.rglob("*")):
            if file.suffix in {".py", ".html", ".css", ".jinja"}:
                status = file.stat()
                stamps.append(f"{file.name}:{status.st_size}:{status.st_mtime_ns}")
    return hashlib.sha256("|".join(stamps).encode()).hexdigest()


def sleutel(*parts: Mapping[str, str] | str) -> str:
    """Return one hash over inputs, whatever their order."""
    texts = [part if isinstance(part, str) else repr(sorted(part.items())) for part in parts]
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()
