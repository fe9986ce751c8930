"""What only a table as a whole shows to be wrong: a member that is a total in disguise."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

import numpy as np

from werkmonitor.bronnen.feiten import Feitentabel, Ints, Kolom
from werkmonitor.bronnen.meldingen import zinnen as meldingen
from werkmonitor.bronnen.meldingen.rijen import lijkt_totaal
from werkmonitor.bronnen.tabellen.totaalwoorden import lijkt_totaal as is_totaalwoord
from werkmonitor.bronnen.waarden.perwaarde import samen
from werkmonitor.findings import Ernst, Finding, Location
from werkmonitor.programma.schema import Programma

MEESTE_LEDEN = 1000
"""A dimension with more members is a list of cases; a total among them would not go unseen."""
_PARTS = 3
"""Members that a total and its parts are at least: that of one part is a repetition."""
_NO_ACCIDENT = 2
"""Numbers that equal the sum of the others before it can be no accident; 1, 4, 3 can, if nothing stands at an end."""
_EXACT = 2**62


_MEESTE_CELLEN = 2_000_000
"""Cells of a table of members by moments up to which it is searched for subtotals."""
_LANGSTE = 20
"""Members that a subtotal closes off at most."""
_BEWIJS = 3
"""How unlikely (as a power of ten) it must be that sums are an accident, on top of how many were tried."""
_WEGGELATEN = 9
"""What a suppressed number can be at most."""


def nazien(tabel: Feitentabel, programma: Programma) -> Iterable[Finding]:
    """Yield members of an open dimension that are totals by their numbers or their words: counted in, they double.

    A member that equals the sum of all the others everywhere is a fault, unless it can be an accident; one that is the
    sum of some directly before it, or nearly that of others of which one is suppressed, or that is called like a
    total, is a warning.
    """
    values: Ints | None = None
    for naam, kolom in tabel.dimensies.items():
        dimensie = programma.dimensie_van(naam)
        if not dimensie.open or len(kolom.leden) > MEESTE_LEDEN:
            continue
        told = {lid for lid in kolom.leden if lid in dimensie.leden}
        if len(kolom.leden) >= _PARTS:
            values = _same_scale(tabel) if values is None else values
            for code in _totals(tabel, naam, kolom, values):
                lid = kolom.leden[code]
                if lid not in told:
                    places = np.flatnonzero((kolom.codes == code) & np.asarray(values != 0, dtype=np.bool_))
                    at_an_end = code in {0, len(kolom.leden) - 1}
                    ernst: Ernst = "fout" if at_an_end or len(places) >= _NO_ACCIDENT else "waarschuwing"
                    yield meldingen.verborgen_totaal(tabel, int(places[0]), dimensie.naam, lid, ernst)
                    told.add(lid)
            for code, wat in _subtotals(tabel, naam, kolom, values):
                if kolom.leden[code] not in told:
                    told.add(kolom.leden[code])
                    yield lijkt_totaal(_plek(tabel, kolom, code), kolom.leden[code], wat)
        for code, lid in enumerate(kolom.leden):
            if lid not in told and is_totaalwoord(lid) and (kolom.codes == code).any():
                yield lijkt_totaal(_plek(tabel, kolom, code), lid, "heet als een totaal, een gemiddelde of een deel")


def _plek(tabel: Feitentabel, kolom: Kolom, code: int) -> Location:
    adres = tabel.adres(int((kolom.codes == code).argmax()))
    return Location(adres.bestand, adres.blad or None, adres.cel)


def _groups(tabel: Feitentabel, naam: str) -> Ints:
    """Return for each fact the number of what it is about, its member aside."""
    rest = [other.codes for name, other in tabel.dimensies.items() if name != naam]
    keys = samen((tabel.maat.codes, tabel.van, tabel.tot, *rest), len(tabel))
    group: Ints = np.unique(keys, return_inverse=True)[1].astype(np.int64)
    return group


def _subtotals(tabel: Feitentabel, naam: str, kolom: Kolom, values: Ints) -> Iterator[tuple[int, str]]:
    """Yield members that are sums of members directly before them, or of all others but for suppressed numbers."""
    group, size = _groups(tabel, naam), len(kolom.leden)
    count = int(group.max(initial=-1)) + 1
    if count * size > _MEESTE_CELLEN or values.dtype == object:
        return
    grid, hidden = np.zeros((count, size), dtype=np.int64), np.zeros(count, dtype=np.int64)
    np.add.at(grid, (group, kolom.codes), values)
    np.add.at(hidden, group, tabel.leeg)
    runs = np.cumsum(np.pad(grid, ((0, 0), (1, 0))), axis=1)
    tried = size * min(size, _LANGSTE)
    for length in range(_PARTS - 1, min(size, _LANGSTE + 1)):
        equal = (runs[:, length:-1] - runs[:, : -length - 1] == grid[:, length:]).all(axis=0)
        for code in (length + np.flatnonzero(equal)).tolist():
            parts = np.count_nonzero(grid[:, code - length : code].any(axis=0))
            if parts >= _PARTS - 1 and _evidence(grid[:, code]) >= _BEWIJS + math.log10(tried):
                yield code, f"is steeds de som van de {length} leden ervoor"
    whole = grid.sum(axis=1)
    slack = _WEGGELATEN * hidden * 10 ** int(tabel.schaal.max(initial=0))
    for code in (0, size - 1):
        own, rest = grid[:, code], whole - grid[:, code]
        near = (own >= rest) & (own <= rest + slack) & (rest > 2 * slack)
        if near.all() and hidden.any():
            yield code, "is op weggelaten getallen na steeds de som van de andere leden"


def _evidence(total: Ints) -> float:
    """Return how unlikely it is that sums equal these totals by accident, as a power of ten; equal ones count once."""
    return float(np.log10(np.maximum(np.unique(np.abs(total)), 1)).sum())


def _same_scale(tabel: Feitentabel) -> Ints:
    """Return the values as whole numbers of one scale: 64 bits where all their sums fit, else of any length."""
    scale = int(tabel.schaal.max(initial=0))
    largest = int(np.abs(tabel.teller).max(initial=0)) * 10**scale * max(1, len(tabel))
    kind: type = np.int64 if largest < _EXACT else object
    factors: Ints = np.array([10**step for step in range(scale + 1)], dtype=kind)
    values: Ints = tabel.teller.astype(kind) * factors[scale - tabel.schaal]
    values[tabel.leeg] = 0
    return values


def _totals(tabel: Feitentabel, naam: str, kolom: Kolom, values: Ints) -> list[int]:
    """Return the members that equal all the others together wherever they have a value, and are not all zero."""
    group = _groups(tabel, naam)
    total = np.zeros(int(group.max(initial=-1)) + 1, dtype=values.dtype)
    np.add.at(total, group, values)
    size = len(kolom.leden)
    unequal = kolom.codes[np.asarray(values + values != total[group], dtype=np.bool_)]
    filled = kolom.codes[np.asarray(values != 0, dtype=np.bool_)]
    has_value = np.bincount(filled, minlength=size) > 0
    if has_value.sum() < _PARTS:  # two equal members are no total, also with others that are zero
        return []
    return list(np.flatnonzero(has_value & (np.bincount(unequal, minlength=size) == 0)).tolist())
