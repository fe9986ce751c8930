"""``init``: a new werkmap that can be built at once, a copy of an example, or the workbook of a next period."""

from __future__ import annotations

import contextlib
import difflib
import json
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from werkmonitor import resources
from werkmonitor.files.werkmap import DECLARATIE
from werkmonitor.findings import OutputError, UsageError, systeemreden
from werkmonitor.formatting import enkele
from werkmonitor.periode import Periode
from werkmonitor.tasks.init.sjabloon import niet_ingevuld

SCHEMA = "werkmonitor.schema.json"
_MAG_ER_STAAN = frozenset({".git", ".gitignore", ".gitattributes", "desktop.ini", "thumbs.db", ".ds_store"})
"""What a system puts in a folder by itself, or version control: a folder with only these is empty."""
_TERZIJDE = ".nieuwe-werkmap-"
"""How the folder begins in which a werkmap is made before it is put in its place."""
_NIET_MEE = ("uitvoer", "uitgaven", ".werkmonitor", "__pycache__")
"""What was made of an example, and belongs to no copy of it."""
_VERWIJZING = re.compile(rf"^#:schema \S*{re.escape(SCHEMA)}$", re.MULTILINE)
_GEMEENTE = re.compile(r'^gemeente = ".*"$', re.MULTILINE)
_PROGRAMMA = re.compile(r"^\[programma\]$", re.MULTILINE)
_VOORBEELD = """[programma]
# Dit is een kopie van een voorbeeld; dat staat op elke pagina. Haal de volgende regel weg als de cijfers eigen zijn.
voorbeeld = true"""
_VERBODEN = frozenset('<>:"|?*') | {chr(code) for code in range(32)}
_GERESERVEERD = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


@dataclass(frozen=True, kw_only=True)
class Opdracht:
    """What ``init`` was asked to make."""

    map: Path
    voorbeeld: str | None = None
    """The shipped example to copy; without it a new werkmap."""
    gemeente: str | None = None


@dataclass(frozen=True, kw_only=True)
class Nieuw:
    """A werkmap that was made, with the period of which it has exports."""

    map: Path
    periode: str


def init(opdracht: Opdracht) -> Nieuw:
    """Make a werkmap in a folder that is empty or not there yet; it is all there, or nothing is.

    Raises ``UsageError`` for a folder that is not empty or a name that cannot be, ``OutputError`` where nothing can be
    written.
    """
    bron = _bron(opdracht)
    doel = opdracht.map.absolute()
    _controleer_namen(doel)
    _controleer_leeg(doel)
    try:
        _maak(bron, doel, opdracht)
    except OSError as error:
        message = f"De werkmap kan niet gemaakt worden in {doel} ({systeemreden(error)}). Kies een andere map."
        raise OutputError(message) from None
    return Nieuw(map=doel, periode=max(path.name for path in (doel / "exports").iterdir()))


def maak_werkboek(map_: Path, periode: Periode) -> Path:
    """Write the empty workbook of a period into a werkmap; return its path.

    Raises ``UsageError`` where there is one already, ``InputError`` where the declaration cannot be used.
    """
    from werkmonitor.bronnen.levering.lezen import past_bij
    from werkmonitor.files.werkmap import vind_werkmap
    from werkmonitor.files.writing import write_set
    from werkmonitor.programma.load import load_programma
    from werkmonitor.tasks.init import werkboek

    werkmap = vind_werkmap(map_)
    programma = load_programma(werkmap.pad)
    folder = werkmap.pad / "exports" / str(periode)
    name = werkboek.bestandsnaam(programma, periode)
    there = sorted(path.name for path in folder.glob("*") if past_bij(werkboek.patronen(programma), path.name))
    if there:
        message = f"In {folder} staat al een werkboek: {there[0]}. Er is niets gemaakt."
        raise UsageError(message)
    return write_set(folder, {name: werkboek.maak_werkboek(programma, periode)})[0]


# ---------------------------------------------------------------- what may be made where


def _bron(opdracht: Opdracht) -> Path:
    """Return the folder to copy; raises ``UsageError`` for an example that does not exist."""
    if opdracht.voorbeeld is None:
        return resources.nieuw()
    if opdracht.gemeente is not None:
        message = "--gemeente en --voorbeeld gaan niet samen: een voorbeeld gaat over een bepaalde gemeente."
        raise UsageError(message)
    known = sorted(folder.name for folder in resources.voorbeelden().iterdir() if folder.is_dir())
    wanted = opdracht.voorbeeld.strip().lower()
    if wanted not in known:
        near = difflib.get_close_matches(wanted, known, n=1)
        tip = f"Bedoelt u '{near[0]}'? " if near else ""
        message = f"'{opdracht.voorbeeld}' is geen voorbeeld. {tip}Kies uit {', '.join(known)}."
        raise UsageError(message)
    return resources.voorbeeld(wanted)


def _controleer_namen(doel: Path) -> None:
    """Refuse a name that Windows, OneDrive or SharePoint cannot have, on every system: a werkmap is passed on."""
    for path in (doel, *doel.parents):
        if path.exists():
            return
        bad = _VERBODEN & set(path.name)
        if bad or path.name.split(".")[0].lower() in _GERESERVEERD or path.name != path.name.strip().rstrip("."):
            message = f"'{path.name}' kan op Windows geen naam van een map zijn. Kies een andere naam."
            raise UsageError(message)


def _controleer_leeg(doel: Path) -> None:
    if not doel.exists():
        return
    if not doel.is_dir():
        message = f"{doel} is een bestand. Kies een map die leeg is of nog niet bestaat."
        raise UsageError(message)
    names = (path.name for path in doel.iterdir() if not path.name.startswith(_TERZIJDE))  # one that was killed
    there = sorted(name for name in names if name.lower() not in _MAG_ER_STAAN)
    if DECLARATIE in there:
        message = f"{doel} is al een werkmap. Er is niets veranderd."
        raise UsageError(message)
    if there:
        message = f"{doel} is niet leeg: er staat {enkele(there, 3)}. Kies een lege of nieuwe map."
        raise UsageError(message)


# ---------------------------------------------------------------- making it


def _maak(bron: Path, doel: Path, opdracht: Opdracht) -> None:
    """Copy aside, on the same disk, and put it in its place when it is whole."""
    new = [path for path in (doel, *doel.parents) if not path.exists()]
    above = new[-1].parent if new else doel
    aside = Path(tempfile.mkdtemp(prefix=_TERZIJDE, dir=above))
    try:
        _kopieer(bron, aside / "werkmap")
        _pas_aan(aside / "werkmap", opdracht)
        _zet_neer(aside / "werkmap", doel, new)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _kopieer(bron: Path, naar: Path) -> None:
    """Copy what belongs to a werkmap, without the rights of the files: those of an installed package can be closed."""
    for path in sorted(bron.rglob("*")):
        inside = path.relative_to(bron)
        if not set(_NIET_MEE) & set(inside.parts):
            (naar / inside if path.is_dir() else (naar / inside).parent).mkdir(parents=True, exist_ok=True)
            if path.is_file():
                shutil.copyfile(path, naar / inside)


def _pas_aan(werkmap: Path, opdracht: Opdracht) -> None:
    """Make the copy one of this municipality, marked as an example, with the schema beside it."""
    if not (werkmap / SCHEMA).exists():
        shutil.copyfile(resources.nieuw() / SCHEMA, werkmap / SCHEMA)
    for path in (werkmap / DECLARATIE, *(werkmap / "declaratie").glob("*.toml")):
        here = "." if path.parent == werkmap else ".."
        text = path.read_text(encoding="utf-8")
        text = _VERWIJZING.sub(f"#:schema {here}/{SCHEMA}", text)
        if path.parent == werkmap:
            text = _eigen(text, opdracht)
        path.write_text(text, encoding="utf-8", newline="\n")
    if opdracht.gemeente is not None:
        for path in (werkmap / "exports").rglob("*.xlsx"):
            _noem(path, opdracht.gemeente.strip())


def _noem(path: Path, gemeente: str) -> None:
    """Put the name of the municipality in a workbook where the name to be filled in stands; all else stays."""
    old, new = (escape(naam).encode() for naam in (niet_ingevuld(), gemeente))
    with zipfile.ZipFile(path) as package:
        parts = {info: package.read(info) for info in package.infolist()}
    if not any(old in data for data in parts.values()):
        return
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for info, data in parts.items():
            package.writestr(info, data.replace(old, new))


def _eigen(text: str, opdracht: Opdracht) -> str:
    if opdracht.gemeente is not None:
        name = json.dumps(opdracht.gemeente.strip(), ensure_ascii=False)  # TOML quotes a text as JSON does
        text = _GEMEENTE.sub(lambda _: f"gemeente = {name}", text, count=1)
    return text if opdracht.voorbeeld is None else _PROGRAMMA.sub(lambda _: _VOORBEELD, text, count=1)


def _zet_neer(werkmap: Path, doel: Path, new: list[Path]) -> None:
    """Rename the whole; into a folder that is there already, its parts one by one, and back again when that fails."""
    if new:
        with _weg_bij_fout(new[1:]):
            doel.parent.mkdir(parents=True, exist_ok=True)
            werkmap.rename(doel)
        return
    parts = sorted(werkmap.iterdir(), key=lambda part: part.name == DECLARATIE)  # it is no werkmap before the last
    try:
        for part in parts:
            part.rename(doel / part.name)
    except BaseException:
        for part in parts:
            if not part.exists():
                (doel / part.name).rename(part)
        raise


@contextlib.contextmanager
def _weg_bij_fout(folders: list[Path]) -> Iterator[None]:
    """Take away the folders that were made for a werkmap that did not come."""
    try:
        yield
    except BaseException:
        for folder in folders:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise
