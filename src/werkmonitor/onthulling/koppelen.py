"""What readers know besides the numbers: which cells of two tables must add up to the same.

Instroom by reason and instroom by age are two views of one maat.  Where the cells that a Monitor rests on are all there
in both, each sum of the one is that of the other, also where neither is shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from werkmonitor.onthulling.variabelen import Variabele

Groep = tuple[str, str, frozenset[str]]
"""First day, day after the last, and the members that both tables know."""
Cel = tuple[str, str, frozenset[str], int]
"""First day, day after the last, members, variable."""


class _Kant(NamedTuple):
    """The cells of one maat in one table with the same dimensions, over pieces of time of one length or another."""

    dimensies: frozenset[str]
    cellen: Sequence[Cel]


Paar = tuple[list[int], list[int]]
"""Cells of one table and of another that add up to the same."""


def gelijken(cellen: Sequence[Variabele]) -> Iterator[Paar]:
    """Yield the cells (indexes) of two tables that are about the same.

    Only what holds for the values that we know: a table that is not complete here ties nothing.
    """
    for kanten in _per_maat(cellen).values():
        for een, ander in combinations(kanten, 2):
            for left, right in _tussen(een, ander):
                if _som(cellen, left) == _som(cellen, right) and set(left).isdisjoint(right):
                    yield left, right


def _som(cellen: Sequence[Variabele], indexen: Sequence[int]) -> Fraction:
    return sum((cellen[index].waarde or Fraction(0) for index in indexen), Fraction(0))


def _per_maat(alle: Sequence[Variabele]) -> dict[Hashable, list[_Kant]]:
    """Return the tables by maat; cells of one source with other members, or another length of time, are apart."""
    found: dict[Hashable, dict[Hashable, list[Cel]]] = defaultdict(lambda: defaultdict(list))
    for index, one in enumerate(alle):
        if one.is_van_maat and one.waarde is not None and one.telt_mensen:
            bron, maat, leden, van, tot, _ = one.maat
            members = frozenset(map(str, leden if isinstance(leden, tuple) else ()))
            dimensies = frozenset(lid.partition("=")[0] for lid in members)
            key = (bron, dimensies, _lengte(str(van), str(tot)))
            found[maat][key].append((str(van), str(tot), members, index))
    return {
        maat: [_Kant(frozenset(lid.partition("=")[0] for lid in cellen[0][2]), cellen) for cellen in tables.values()]
        for maat, tables in found.items()
        if len(tables) > 1
    }


def _lengte(van: str, tot: str) -> int:
    """Return how long a time is, in months; nought for a stand."""
    year, month, *_ = map(int, van.split("-"))
    last_year, last_month, *_ = map(int, tot.split("-"))
    return 12 * (last_year - year) + last_month - month


def _tussen(een: _Kant, ander: _Kant) -> Iterator[Paar]:
    """Yield what both say of one time and the same members of the dimensions that both have."""
    shared = een.dimensies & ander.dimensies
    left, right = _groepen(een, shared), _groepen(ander, shared)
    for key, cells in right.items():
        if pieces := _stukken(left, *key):
            yield pieces, cells
    for key, cells in left.items():
        if key not in right and (pieces := _stukken(right, *key)):
            yield cells, pieces


def _groepen(kant: _Kant, shared: frozenset[str]) -> dict[Groep, list[int]]:
    found: dict[Groep, list[int]] = defaultdict(list)
    for van, tot, members, index in kant.cellen:
        found[van, tot, frozenset(lid for lid in members if lid.partition("=")[0] in shared)].append(index)
    return found


def _stukken(groepen: dict[Groep, list[int]], van: str, tot: str, leden: frozenset[str]) -> list[int]:
    """Return the cells of a time, from those of the pieces that it is made of; nothing where one is missing."""
    if (van, tot, leden) in groepen:
        return groepen[van, tot, leden]
    within = sorted((v, t) for v, t, members in groepen if members == leden and van <= v < t <= tot)
    found: list[int] = []
    at = van
    for begin, end in within:
        if begin != at:
            return []
        found += groepen[begin, end, leden]
        at = end
    return found if at == tot else []
