"""Copies of the workbooks with a note on each bad cell, for whoever mends them; the only openpyxl.

The exports stay as they are.  For a file that is no workbook of Excel, or that does not let itself be copied, a list is
made instead.  A file with a column that identifies a person is never copied.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import textwrap
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from werkmonitor.bronnen.containers.budget import Budget
from werkmonitor.bronnen.containers.child import in_child
from werkmonitor.bronnen.containers.openen import open_bestand
from werkmonitor.bronnen.containers.weigeren import OnleesbaarError
from werkmonitor.bronnen.levering.lezen import EXPORTS
from werkmonitor.files.writing import write_set
from werkmonitor.findings import ERNST_VOLGORDE, Ernst, Finding, OutputError, UsageError, systeemreden
from werkmonitor.programma.bron import Lezen

LIJST = ".meldingen.txt"
INHOUD = ".werkmonitor-kopie.json"
"""Says which files of the folder are earlier copies, by name and SHA-256: those may be replaced."""
MEEST_BYTES = 10 * 2**20
"""A larger workbook gets a list: reading and writing it cell by cell takes minutes."""
MEEST_CELLEN = 1000
"""With more bad cells than this, the list beside the copy has the others too."""
KLEUREN: dict[Ernst, str] = {"fout": "FFF4CCCC", "waarschuwing": "FFFCE5CD"}
_BREEDTE = 80
_NOOT_BREED, _NOOT_TEKENS, _NOOT_REGEL = 360, 52, 18
"""Width of a note in points, how many characters go on its lines, and their height."""
_STUURTEKENS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Notitie = tuple[str, str, str, Ernst]
"""What is noted where: sheet, cell, text, and the gravest of its findings."""


def schrijf_kopieen(werkmap: Path, findings: Iterable[Finding], map_: Path, lezen: Lezen | None = None) -> list[Path]:
    """Write a copy of each workbook with bad cells into ``map_``, or a list where that cannot be; return what was made.

    Raises ``UsageError`` for a folder that lies among the exports or holds other things than earlier copies, and
    ``OutputError`` when something cannot be written.
    """
    earlier = _earlier_copies(werkmap, map_)
    found = tuple(findings)
    persons = {f.vindplaats.bestand for f in found if f.code == "persoonsgegeven" and f.vindplaats}
    files: dict[str, bytes] = {}
    for pad, own in _per_bestand(found).items():
        naam = pad.removeprefix(f"{EXPORTS}/")
        copy = None if pad in persons else _copy(werkmap / pad, pad, own, lezen or Lezen())
        if copy is not None:
            files[_free(naam if naam.lower().endswith(".xlsx") else f"{naam}.xlsx", files)] = copy
        if copy is None or len({f.vindplaats for f in own}) > MEEST_CELLEN:
            files[_free(f"{naam}{LIJST}", files)] = _list(pad, own).encode()
    return _write(map_, files, earlier)


def _per_bestand(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Return the findings that ask for a change in a cell of an export, by file."""
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        place = finding.vindplaats
        if place and place.cel and place.bestand.startswith(f"{EXPORTS}/") and finding.ernst in KLEUREN:
            grouped.setdefault(place.bestand, []).append(finding)
    return dict(sorted(grouped.items()))


def _free(naam: str, files: Mapping[str, bytes]) -> str:
    return naam if naam not in files else _free(f"kopie-{naam}", files)


# ---- the folder


def _earlier_copies(werkmap: Path, map_: Path) -> set[str]:
    """Return the copies of an earlier time that stand in the folder; refuse one that is not ours to write in."""
    if map_.resolve().is_relative_to((werkmap / EXPORTS).resolve()):
        raise UsageError(f"{map_} ligt in de map met exports. Kies een andere map: de exports blijven onveranderd.")
    if map_.exists() and not map_.is_dir():
        raise UsageError(f"{map_} is een bestand. Kies een map.")
    try:
        listed = json.loads((map_ / INHOUD).read_bytes())
        known = {str(name): str(sha) for name, sha in listed.items()}
    except (OSError, ValueError, AttributeError):
        known = {}
    names = {name for name in _names(map_) if name != INHOUD}
    for name in sorted(names):
        if name not in known or _sha(map_ / name) != known[name]:
            wat = "is sinds de vorige keer veranderd" if name in known else "is geen kopie van werkmonitor"
            raise UsageError(f"In {map_} staat al iets: {name} {wat}. Kies een lege of nieuwe map.")
    return names


def _names(map_: Path) -> Iterator[str]:
    """Yield the files, and the links to other folders: through such a one an export could be overwritten."""
    for folder, folders, names in os.walk(map_):
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        yield from ((Path(folder) / name).relative_to(map_).as_posix() for name in (*names, *links))


def _sha(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _write(map_: Path, files: Mapping[str, bytes], earlier: set[str]) -> list[Path]:
    try:
        for name in earlier - set(files):
            (map_ / name).unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"In {map_} kan niet geschreven worden ({systeemreden(error)}).") from None
    listing = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    write_set(map_, {INHOUD: json.dumps(listing, ensure_ascii=False, indent=1).encode()})
    made = []
    for name, data in files.items():
        path = map_ / name
        made += write_set(path.parent, {path.name: data})
    return made


# ---- one file


def _copy(path: Path, pad: str, findings: Sequence[Finding], lezen: Lezen) -> bytes | None:
    """Return the workbook with its notes, or ``None`` where there is no copying it."""
    try:
        if path.stat().st_size > MEEST_BYTES:
            return None
        inhoud = open_bestand(path, pad, lezen)
        data = path.read_bytes()
    except (OSError, OnleesbaarError):
        return None
    import openpyxl  # noqa: F401 - once, before the children are forked

    if inhoud.soort != "xlsx" or hashlib.sha256(data).hexdigest() != inhoud.sha256:
        return None
    try:
        return in_child(partial(_with_notes, _notes(findings)), data, pad, Budget(lezen, len(data)))
    except Exception:  # noqa: BLE001 - openpyxl raises almost anything on a workbook that Excel did not make
        return None


def _notes(findings: Iterable[Finding]) -> list[Notitie]:
    grouped: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if place := finding.vindplaats:
            grouped.setdefault((place.blad or "", place.cel or ""), []).append(finding)
    return [
        (blad, cel, "\n\n".join(map(_text, own)), max((f.ernst for f in own), key=ERNST_VOLGORDE.index))
        for (blad, cel), own in list(grouped.items())[:MEEST_CELLEN]
    ]


def _text(finding: Finding) -> str:
    head = f"{finding.ernst.upper()} ({finding.code})"
    parts = (head, finding.wat, finding.gevolg, finding.doen and f"Doen: {finding.doen}")
    return _STUURTEKENS.sub("", "\n".join(filter(None, parts)))


def _with_notes(notes: Iterable[Notitie], data: bytes, _naam: str, _budget: Budget) -> bytes:
    """Return a workbook with notes on its cells; formulas stay formulas, macros and links to other files go."""
    from openpyxl import load_workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about what openpyxl leaves out of the copy
        workbook = load_workbook(io.BytesIO(data), keep_vba=False, keep_links=False, rich_text=True)
        for blad, adres, text, ernst in notes:
            cell = _cell(workbook[blad], adres)
            before = f"\n\nStond er al: {cell.comment.text}" if cell.comment else ""
            noted = f"{text}{before}"
            lines = sum(len(line) // _NOOT_TEKENS + 1 for line in noted.split("\n"))
            cell.comment = Comment(noted, "werkmonitor", width=_NOOT_BREED, height=_NOOT_REGEL * (lines + 1))
            cell.fill = PatternFill("solid", fgColor=KLEUREN[ernst])
        target = io.BytesIO()
        workbook.save(target)
        load_workbook(target)  # it can write what nothing reads: a pivot table without its records
    return target.getvalue()


def _cell(sheet: Any, adres: str) -> Any:
    """Return the cell; of a merged area the first, since the others hold nothing."""
    for area in sheet.merged_cells.ranges:
        if adres in area:
            return sheet.cell(area.min_row, area.min_col)
    return sheet[adres]


def _list(pad: str, findings: Sequence[Finding]) -> str:
    """Return the findings of a file as text, a paragraph each."""
    lines = [pad, "Dit zijn de meldingen bij dit bestand; het bestand zelf is niet veranderd."]
    for finding in findings:
        place = finding.vindplaats
        where = " › ".join(filter(None, (place.blad, place.cel))) if place else ""
        lines += ["", where]
        for part in _text(finding).splitlines():
            lines += textwrap.wrap(part, _BREEDTE, initial_indent="  ", subsequent_indent="    ") or [""]
    return "\n".join(lines) + "\n"
