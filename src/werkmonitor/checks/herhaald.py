"""One report twice in a delivery, with other contents: ``x.xlsx`` beside ``x (1).xlsx`` or ``oud/x.xlsx``.

Which of the two is newer is told by the day in their page footers, never by the time of the file: copying changes that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import PurePosixPath

import numpy as np

from werkmonitor.bronnen.feiten import Bronbestand, Feiten
from werkmonitor.bronnen.waarden.persoon import kort
from werkmonitor.findings import Finding, Location
from werkmonitor.formatting import datum
from werkmonitor.periode import Periode
from werkmonitor.programma.schema import Programma

_NUMMER = re.compile(r"\s*\(\d+\)$|\s+-\s+(?:kopie|copy)$")
_TIJDSTEMPEL = re.compile(r"[-_ ]\d{4}-?\d{2}-?\d{2}(?:[-_t ]?\d{2}-?\d{2}(?:-?\d{2})?z?)?$")
_TAAL = re.compile(r"-[a-z]{2}(?:-[a-z]{2})?$")


def controleer_herhaald(_programma: Programma, feiten: Feiten, periode: Periode) -> Iterator[Finding]:
    """Yield files of one source and folder whose names differ in a copy number or a time stamp only.

    So are files of the same name in a folder and in one within that, as ``oud``.  Reports of several months that have
    a stamp each are no repeats: each states facts of its own.
    """
    groups: dict[tuple[str, str], list[Bronbestand]] = {}
    for bestand in feiten.bestanden:
        if bestand.levering == str(periode):
            groups.setdefault((bestand.bron, _kern(bestand.pad)), []).append(bestand)
    runs = {afdruk.bestand: afdruk.gedraaid for afdruk in feiten.afdrukken}
    silent = _zonder_feiten(feiten, periode)
    for bestanden in groups.values():
        numbered = any(_NUMMER.search(_stam(bestand)) for bestand in bestanden)
        if len(bestanden) > 1 and (numbered or any(bestand.pad in silent for bestand in bestanden)):
            yield _finding(bestanden, runs)
    for bestanden in _oud(bestand for bestand in feiten.bestanden if bestand.levering == str(periode)):
        yield _finding(bestanden, runs)


def _oud(bestanden: Iterable[Bronbestand]) -> Iterator[list[Bronbestand]]:
    """Yield files of one source and name that stand both in a folder and in a folder within that."""
    same: dict[tuple[str, str], list[Bronbestand]] = {}
    for bestand in bestanden:
        same.setdefault((bestand.bron, PurePosixPath(bestand.pad).name.casefold()), []).append(bestand)
    for group in same.values():
        for first in group:
            folder = PurePosixPath(first.pad).parent
            deeper = [other for other in group if folder in PurePosixPath(other.pad).parents[1:]]
            if deeper:
                yield [first, *deeper]
                break


def _stam(bestand: Bronbestand) -> str:
    return PurePosixPath(bestand.pad).stem.casefold()


def _kern(pad: str) -> str:
    """Return the folder and the name of a report, without copy number, time stamp and language."""
    path = PurePosixPath(pad)
    stem = path.stem.casefold()
    for pattern in (_NUMMER, _TIJDSTEMPEL, _NUMMER, _TAAL):
        stem = pattern.sub("", stem)
    return f"{path.parent}/{stem}"


def _zonder_feiten(feiten: Feiten, periode: Periode) -> set[str]:
    """Return the files whose every fact another file had stated before."""
    found = set()
    for tabel in feiten.tabellen:
        if tabel.levering == periode:
            counts = np.bincount(tabel.bestand.codes, minlength=len(tabel.bestanden))
            found |= {bestand.pad for bestand, count in zip(tabel.bestanden, counts, strict=True) if not count}
    return found


def _finding(bestanden: list[Bronbestand], runs: dict[str, str]) -> Finding:
    first, *others = bestanden
    folder = PurePosixPath(first.pad).parent
    called = {bestand.pad: kort(str(PurePosixPath(bestand.pad).relative_to(folder))) for bestand in bestanden}
    names = " en ".join(f"'{called[other.pad]}'" for other in others)
    days = [(runs.get(bestand.pad, ""), bestand) for bestand in bestanden]
    if all(day for day, _ in days) and len({day for day, _ in days}) == len(days):
        day, newest = max(days, key=lambda pair: pair[0])
        when = datum(date.fromisoformat(day))
        doen = f"Volgens de paginavoet is '{called[newest.pad]}' het nieuwst ({when}); bewaar die."
    else:
        doen = "De bestanden zeggen zelf niet welk het nieuwst is. Bewaar het goede en haal het andere weg."
    wat = f"Dit lijkt hetzelfde rapport als {names}, met een andere inhoud."
    gevolg = "Cijfers kunnen uit de oude versie komen, of dubbel in de map staan."
    return Finding("export-herhaald", "waarschuwing", wat, Location(first.pad), gevolg, doen)
