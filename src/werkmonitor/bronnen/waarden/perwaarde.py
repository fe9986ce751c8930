"""What holds for a value, worked out once for each distinct cell and looked up for all the others.

A lookup array runs along ``Sheet.waarden``: ``zoek[codes]`` gives for every cell of ``codes`` what its value gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from werkmonitor.bronnen.sheet import Codes, Rijnummers, Sheet, Waarde
from werkmonitor.bronnen.waarden.values import bijschrift, vouw

Masker = NDArray[np.bool_]


def gebruikt(codes: Codes, omvang: int) -> NDArray[np.intp]:
    """Return which of the codes below ``omvang`` occur."""
    seen = np.zeros(omvang, dtype=np.bool_)
    seen[codes] = True
    return np.flatnonzero(seen)


def op_volgorde(codes: Codes, omvang: int) -> list[int]:
    """Return which codes occur in a row of codes, in order of first appearance."""
    first = np.full(omvang, -1, dtype=np.intp)
    first[codes[::-1]] = np.arange(len(codes))[::-1]  # of equal codes the last one written stays: the first
    found = np.flatnonzero(first >= 0)
    ordered: list[int] = found[np.argsort(first[found])].tolist()
    return ordered


def zoek(sheet: Sheet, codes: Codes, geldt: Callable[[Waarde], bool]) -> Masker:
    """Return the lookup array that says for which values among ``codes`` something holds."""
    found = np.zeros(len(sheet.waarden), dtype=np.bool_)
    used = gebruikt(codes, len(found))
    found[used] = [geldt(sheet.waarden[code]) for code in used.tolist()]
    return found


def waar(sheet: Sheet, codes: Codes, geldt: Callable[[Waarde], bool]) -> Masker:
    """Say for every cell of ``codes`` whether something holds for its value."""
    found: Masker = zoek(sheet, codes, geldt)[codes]
    return found


def gevuld(codes: Codes) -> Masker:
    """Say for every row of a grid whether anything stands in it."""
    found: Masker = np.any(codes, axis=1)
    return found


def getoond(sheet: Sheet, codes: Codes) -> list[Waarde]:
    """Return the distinct values among ``codes``, the empty one included."""
    return [sheet.waarden[code] for code in gebruikt(codes, len(sheet.waarden)).tolist()]


def gelijke_rijen(sheet: Sheet, koppen: Iterable[tuple[int, str]]) -> Rijnummers:
    """Return the rows that show, in each of these columns, this folded caption."""
    rows = np.arange(sheet.hoogte)
    for kolom, kop in koppen:
        codes = sheet.codes[rows, kolom]
        rows = rows[waar(sheet, codes, _Is(kop))]
        if not len(rows):
            break
    return rows


class _Is:
    def __init__(self, kop: str) -> None:
        self._kop = kop

    def __call__(self, value: Waarde) -> bool:
        return vouw(bijschrift(value)) == self._kop


def samen(kolommen: Iterable[NDArray[Any]], aantal: int) -> NDArray[np.int64]:
    """Return one number a row, the same for rows that are the same in all columns of ``aantal`` whole numbers."""
    key, size = np.zeros(aantal, dtype=np.int64), 1
    for kolom in kolommen:
        low = int(kolom.min(initial=0))
        span = int(kolom.max(initial=0)) - low + 1
        if size * span > _MOST:
            key = np.unique(key, return_inverse=True)[1].astype(np.int64)
            size = aantal
        key = key * span + (kolom - low)
        size *= span
    return key


_MOST = 2**62


def vooraan(codes: NDArray[Any], leden: list[str]) -> tuple[Codes, tuple[str, ...]]:
    """Renumber codes so that members stand in order of first appearance, without those that do not occur."""
    order = op_volgorde(codes, len(leden))
    renumbered = np.zeros(len(leden), dtype=np.int32)
    renumbered[order] = np.arange(len(order), dtype=np.int32)
    return renumbered[codes], tuple(leden[code] for code in order)
