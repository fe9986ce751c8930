"""Where tables are on a sheet: the header rows by what stands below them, and the columns that belong together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from werkmonitor.bronnen.herkennen.beeld import DATUM, GETAL, LEEG, TEKST, Beeld, Gebied, gegevensrijen
from werkmonitor.bronnen.waarden.values import bijschrift, vouw

_MEESTE_KOPPEN = 300
"""How many rows that look like a header are held against what follows."""
_VOORUIT = 200
"""How many rows below a header decide what it is worth."""
_MEESTE_TABELLEN = 20
_MEESTE_KOLOMMEN = 2000
_LANGSTE_KOP = 80


@dataclass(frozen=True)
class _Kop:
    """A row that may be the header of a table, and how much stands below it."""

    rij: int
    steun: int

    @property
    def volgorde(self) -> tuple[int, int]:
        return (-self.steun, self.rij)


def zoek_gebieden(beeld: Beeld) -> list[Gebied]:
    """Return the tables of a sheet, the largest first; none where nothing looks like one."""
    if not beeld.sheet.hoogte:
        return []
    koppen = sorted(_candidates(beeld), key=lambda kop: kop.volgorde) or list(_of_texts(beeld))[:1]
    if not koppen:
        return []
    best = koppen[0]
    found = list(_areas(beeld, best.rij))
    seen = {_folded(beeld, best.rij)}
    for kop in koppen[1:]:
        small = kop.steun < 2 * beeld.gevuld[kop.rij]  # a prompt with its answer
        new = found and len(found) < _MEESTE_TABELLEN and _folded(beeld, kop.rij) not in seen
        if new and not small and _starts_another(beeld, kop.rij, found[0]):
            seen.add(_folded(beeld, kop.rij))
            found += _areas(beeld, kop.rij)
    return found


def _folded(beeld: Beeld, rij: int) -> tuple[str, ...]:
    return tuple(vouw(bijschrift(value)) for value in beeld.sheet.rijen[rij][:_MEESTE_KOLOMMEN])


def _candidates(beeld: Beeld) -> Iterator[_Kop]:
    """Yield the rows that can be a header and have data on the next row."""
    followed = np.append(beeld.met_gegevens[1:], False)
    for rij in np.flatnonzero(beeld.kopachtig & followed)[:_MEESTE_KOPPEN].tolist():
        kop = beeld.soorten[rij] != LEEG
        below = beeld.soorten[rij + 1]
        alone = beeld.gevuld[rij] == 1
        if alone and not (below[kop.argmax()] >= GETAL and (below[: kop.argmax()] != LEEG).any()):
            continue
        steun = _support(beeld, rij)
        if steun:
            yield _Kop(rij, steun)


def _support(beeld: Beeld, rij: int) -> int:
    """Count the cells below a header up to the first blank row, in rows that have a number under a head."""
    end = rij + 1 + _VOORUIT
    part = beeld.soorten[rij + 1 : end]
    blank = np.flatnonzero(beeld.gevuld[rij + 1 : end] == 0)
    part = part[: blank[0]] if len(blank) else part
    heads = beeld.soorten[rij] != LEEG
    rows = ((part[:, heads] == GETAL) | (part[:, heads] == DATUM)).any(axis=1)
    return int(rows.sum()) * int(np.count_nonzero(heads))


def _of_texts(beeld: Beeld) -> Iterator[_Kop]:
    """Yield the rows that can be the header of a table of nothing but texts."""
    several = (beeld.gevuld >= 2) & beeld.kopachtig  # noqa: PLR2004 - one text is a title
    followed = np.append(several[1:], False)
    for rij in np.flatnonzero(several & followed)[:_MEESTE_KOPPEN].tolist():
        heads = [text for text in _folded(beeld, rij) if text]
        if len(set(heads)) == len(heads) and max(map(len, heads)) <= _LANGSTE_KOP:
            yield _Kop(rij, 0)


def _starts_another(beeld: Beeld, rij: int, eerste: Gebied) -> bool:
    """Say whether a header begins a table of its own: after a gap, and with text where the first has numbers."""
    if rij in eerste.koprijen or beeld.gevuld[rij] < 2:  # noqa: PLR2004 - one head is no table
        return False
    before = rij - 1
    while before >= 0 and beeld.gevuld[before] == 1:  # titles of the table itself
        before -= 1
    if before >= 0 and beeld.gevuld[before]:
        return False
    numbers = [kolom for kolom in range(eerste.links, eerste.rechts + 1) if eerste.soort(kolom) == GETAL]
    return bool((beeld.soorten[rij, numbers] == TEKST).any()) or rij < eerste.koprijen[0]


def _areas(beeld: Beeld, kop: int) -> Iterator[Gebied]:
    """Yield the tables that have their lowest header row here, side by side."""
    below = beeld.soorten[kop : kop + 1 + _VOORUIT]
    used = np.flatnonzero((below != LEEG).any(axis=0))[:_MEESTE_KOLOMMEN]
    runs = np.split(used, np.flatnonzero(np.diff(used) > 1) + 1)
    joined = [runs[0]]
    for run in runs[1:]:
        rows = gegevensrijen(beeld, kop + 1, int(run[0]), int(run[-1]))
        kind = Gebied(beeld, (kop,), int(run[0]), int(run[-1]), rows).soort(int(run[0]))
        if kind in {TEKST, DATUM} and len(run) > 1 and beeld.soorten[kop, run[0]] == TEKST:
            joined.append(run)
        else:  # a spacer column within one table
            joined[-1] = np.append(joined[-1], run)
    for run in joined:
        links, rechts = int(run[0]), int(run[-1])
        rows = gegevensrijen(beeld, kop + 1, links, rechts)
        if len(rows):
            yield Gebied(beeld, _koprijen(beeld, kop, links, rechts), links, rechts, rows)


def _koprijen(beeld: Beeld, kop: int, links: int, rechts: int) -> tuple[int, ...]:
    """Return the rows of the header from the top down: above the lowest come those with heads over other heads."""
    rows = [kop]
    corner = beeld.soorten[kop, links] == LEEG
    while rows[0] > 0 and _is_level(beeld, rows[0] - 1, links, rechts, corner=bool(corner)):
        rows.insert(0, rows[0] - 1)
    return tuple(rows)


def _is_level(beeld: Beeld, rij: int, links: int, rechts: int, *, corner: bool) -> bool:
    """Say whether a row is an outer level of column heads: not a title, nor a prompt above a list."""
    filled = np.flatnonzero(beeld.soorten[rij, links : rechts + 1]) + links
    if not len(filled) or not beeld.kopachtig[rij]:
        return False
    return bool(filled[0] > links) or (corner and len(filled) > 1)
