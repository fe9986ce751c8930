"""Shared by the end-to-end tests: copies of the example, builds, pictures of folders, and an editor for exports."""

from __future__ import annotations

import csv
import gc
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl

from werkmonitor import resources
from werkmonitor.findings import Finding, InputError
from werkmonitor.monitor import model
from werkmonitor.periode import Periode
from werkmonitor.tasks.build import Opdracht, Verslag, build

JSON = ("json",)
BREEDTE = 80
Waarde = float | str | None
Uitvoer = subprocess.CompletedProcess[str]


# ---------------------------------------------------------------- building


def kopie(folder: Path, van: Path | None = None, *, met_uitvoer: bool = False, kern: bool = False) -> Path:
    """Copy the example, or another werkmap, to ``folder / "werkmap"``; a test may change that as it likes.

    ``kern`` leaves out the pages with background, which are half of the work of a build.
    """
    out = [*([] if met_uitvoer else ["uitvoer", ".werkmonitor"]), *(["*_achtergrond.toml"] if kern else [])]
    ignore = shutil.ignore_patterns(*out)
    return Path(shutil.copytree(van or resources.voorbeeld(), folder / "werkmap", ignore=ignore))


def verslag(
    werkmap: Path, periode: str = "2021", formaten: tuple[str, ...] = JSON, *, forceer: bool = False
) -> Verslag:
    """Build in this process into ``<werkmap>/uitvoer/<periode>``."""
    opdracht = Opdracht(periode=Periode.parse(periode), werkmap=werkmap, formaten=formaten, forceer=forceer)
    gc.disable()  # a build makes many objects and leaves few: looking for cycles after each costs a quarter of the time
    try:
        return build(opdracht, lambda _: None)
    finally:
        gc.enable()


def bouw(werkmap: Path, periode: str = "2021", formaten: tuple[str, ...] = JSON) -> model.Monitor:
    """Build in this process and read the JSON back."""
    verslag(werkmap, periode, formaten)
    return lees(werkmap / "uitvoer" / periode, periode)


def lees(uit: Path, periode: str = "2021") -> model.Monitor:
    """Read the JSON of a build."""
    return model.from_json((uit / f"monitor-{periode}.json").read_bytes())


def fouten(werkmap: Path, periode: str = "2021") -> tuple[Finding, ...]:
    """Build what cannot be built; return the findings of severity *fout* that it stopped for."""
    try:
        verslag(werkmap, periode)
    except InputError as error:
        return tuple(finding for finding in error.findings if finding.ernst == "fout")
    message = "the build did not stop"
    raise AssertionError(message)


def werkmonitor(*arguments: str | Path, map_: Path) -> Uitvoer:
    """Run the command line in a process of its own."""
    omgeving = {naam: waarde for naam, waarde in os.environ.items() if naam != "WERKMONITOR_WERKMAP"}
    return subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "werkmonitor", *map(str, arguments)],
        cwd=map_,
        env=omgeving | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def momentopname(folder: Path) -> dict[str, str]:
    """Return every file below a folder with the SHA-256 of its bytes, and every folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() if path.is_file() else "map"
        for path in sorted(folder.rglob("*"))
    }


# ---------------------------------------------------------------- changing inputs


def vervang(path: Path, oud: str, nieuw: str) -> int:
    """Replace the first ``oud`` in a text file of UTF-8; return its line."""
    tekst = path.read_text(encoding="utf-8")
    voor, gevonden, _ = tekst.partition(oud)
    assert gevonden, f"{oud!r} is not in {path.name}"
    path.write_text(tekst.replace(oud, nieuw, 1), encoding="utf-8")
    return voor.count("\n") + 1


def zet_erbij(path: Path, regel: str) -> int:
    """Add a line to the end of a text file of UTF-8; return its number."""
    tekst = path.read_text(encoding="utf-8").rstrip("\n")
    path.write_text(f"{tekst}\n{regel}\n", encoding="utf-8")
    return tekst.count("\n") + 2


def vervang_in_csv(path: Path, oud: str, nieuw: str) -> None:
    """Replace the one ``oud`` in a text file as Cognos writes it."""
    tekst = path.read_bytes().decode("utf-16")
    assert tekst.count(oud) == 1
    path.write_bytes(b"\xff\xfe" + tekst.replace(oud, nieuw).encode("utf-16-le"))


def zet_cel(path: Path, cel: str, waarde: Waarde) -> None:
    """Write another value in a cell of the first sheet; everything else in the file stays as it was."""
    if isinstance(waarde, str):
        soort, inhoud = ' t="inlineStr"', f"<is><t>{escape(waarde)}</t></is>"
    else:
        soort, inhoud = "", "" if waarde is None else f"<v>{waarde!r}</v>"
    _herschrijf(path, rf'<c r="{cel}"( s="\d+")[^>]*>.*?</c>', lambda m: f'<c r="{cel}"{m[1]}{soort}>{inhoud}</c>')


def verhoog(path: Path, cel: str, stap: int = 1) -> None:
    """Add to the number in a cell of the first sheet."""
    zet_cel(path, cel, round(float(str(cel_van(path, cel))) + stap, 2))


def verwijder_rij(path: Path, rij: int) -> None:
    """Take a row out of the first sheet; the rows below keep their numbers."""
    _herschrijf(path, rf'<row r="{rij}" .*?</row>', lambda _: "")


def _herschrijf(path: Path, patroon: str, nieuw: Callable[[re.Match[str]], str]) -> None:
    with zipfile.ZipFile(path) as oud:
        delen = {naam: oud.read(naam) for naam in oud.namelist()}
    blad = next(naam for naam in delen if naam.lower() == "xl/worksheets/sheet1.xml")
    xml, aantal = re.subn(patroon, nieuw, delen[blad].decode(), count=1)
    assert aantal == 1, f"{patroon} is not in {path.name}"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pakket:
        for naam, inhoud in (delen | {blad: xml.encode()}).items():
            pakket.writestr(zipfile.ZipInfo(naam), inhoud)


# ---------------------------------------------------------------- looking at inputs, with other readers than the tool's


def cel_van(path: Path, cel: str, blad: str = "") -> object:
    """Return what stands in a cell: by openpyxl, or by the csv module."""
    stand = path.stat()
    cellen = _cellen(path, stand.st_mtime_ns, stand.st_size)
    return next(waarde for (naam, adres), waarde in cellen.items() if adres == cel and blad in {"", naam})


@lru_cache(maxsize=100)
def _cellen(path: Path, _mtime: int, _size: int) -> dict[tuple[str, str], object]:
    """Return all cells of a file by sheet and address; ``_mtime`` and ``_size`` tell versions apart."""
    return dict(_csv(path) if path.suffix == ".csv" else _xlsx(path))


def _csv(path: Path) -> Iterator[tuple[tuple[str, str], object]]:
    tekst = path.read_bytes().decode("utf-16")
    for rij, velden in enumerate(csv.reader(io.StringIO(tekst), delimiter="\t"), 1):
        for kolom, veld in enumerate(velden):
            yield ("", f"{chr(ord('A') + kolom)}{rij}"), int(veld) if veld.isdecimal() else veld


def _xlsx(path: Path) -> Iterator[tuple[tuple[str, str], object]]:
    werkboek = openpyxl.load_workbook(path)
    for blad in werkboek.worksheets:
        for rij in blad.iter_rows():
            yield from (((blad.title, cel.coordinate), cel.value) for cel in rij)
    werkboek.close()
