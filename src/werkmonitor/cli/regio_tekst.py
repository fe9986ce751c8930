"""The report of ``build --alle`` as lines of at most 80 columns, where the folders' names allow it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from werkmonitor.cli.tonen import niet_getoond
from werkmonitor.formula.fouten import opsomming
from werkmonitor.tasks.regio import Onderdeel, Regioverslag

_WOORDEN = {
    "gemaakt": "gemaakt",
    "ongewijzigd": "niets veranderd",
    "droog": "zou gemaakt worden",
    "mislukt": "niet gemaakt",
    "afgebroken": "afgebroken",
}
HELE_MAP = "."


def regels(verslag: Regioverslag) -> Iterator[str]:
    """Yield the table of monitors with their folders and results."""
    yield f"Monitors van {verslag.periode} in {verslag.map}:"
    rows = [(onderdeel.naam, _map(verslag, onderdeel), _resultaat(onderdeel)) for onderdeel in verslag.onderdelen]
    widths = [max(len(row[at]) for row in rows) for at in range(2)]
    for naam, map_, resultaat in rows:
        yield f"  {naam.ljust(widths[0])}  {map_.ljust(widths[1])}  {resultaat}"
    hidden = [onderdeel.verslag.niet_getoond for onderdeel in verslag.onderdelen if onderdeel.verslag]
    if counted := [aantal for aantal in hidden if aantal is not None]:
        yield niet_getoond(sum(counted))
    made = sum(onderdeel.resultaat == "gemaakt" for onderdeel in verslag.onderdelen)
    kept = sum(onderdeel.resultaat == "ongewijzigd" for onderdeel in verslag.onderdelen)
    failed = len(verslag.onderdelen) - made - kept
    if not any(onderdeel.resultaat == "droog" for onderdeel in verslag.onderdelen):
        yield f"{made} gemaakt, {kept} niets veranderd, {failed} niet gemaakt."


def mislukt(verslag: Regioverslag) -> Iterator[tuple[str, Onderdeel]]:
    """Yield the monitors that could not be made, of those with the same reason one, with the names of all of them."""
    groups: dict[object, list[Onderdeel]] = {}
    for onderdeel in verslag.onderdelen:
        if onderdeel.resultaat == "mislukt":
            groups.setdefault((onderdeel.fout, onderdeel.meldingen), []).append(onderdeel)
    for alike in groups.values():
        yield opsomming(onderdeel.naam for onderdeel in alike), alike[0]


def _map(verslag: Regioverslag, onderdeel: Onderdeel) -> str:
    inside = Path(onderdeel.map).relative_to(verslag.map).as_posix()
    return inside if inside == HELE_MAP else f"{inside}/"


def _resultaat(onderdeel: Onderdeel) -> str:
    word = _WOORDEN[onderdeel.resultaat]
    if onderdeel.code and onderdeel.resultaat == "mislukt":
        return f"{word} (code {onderdeel.code})"
    warnings = [m for m in onderdeel.verslag.meldingen if m.ernst != "info"] if onderdeel.verslag else []
    if not warnings or onderdeel.resultaat == "ongewijzigd":
        return word
    return f"{word}, {len(warnings)} waarschuwing{'en' if len(warnings) > 1 else ''}"
