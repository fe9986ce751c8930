"""What only a table as a whole shows to be wrong: a member that is a total in disguise."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from werkmonitor.bronnen.feiten import Feitentabel, Ints, Kolom
from werkmonitor.bronnen.meldingen import zinnen as meldingen
from werkmonitor.bronnen.waarden.perwaarde import samen
from werkmonitor.findings import Ernst, Finding
from werkmonitor.programma.schema import Programma

MEESTE_LEDEN = 1000
"""A dimension with more members is a list of cases; a total among them would not go unseen."""
_PARTS = 3
"""Members that a total and its parts are at least: that of one part is a repetition."""
_NO_ACCIDENT = 2
"""Numbers that equal the sum of the others before it can be no accident; 1, 4, 3 can, if nothing stands at an end."""
_EXACT = 2**62


def nazien(tabel: Feitentabel, programma: Programma) -> Iterable[Finding]:
    """Yield members of an open dimension that equal the sum of all the others, everywhere: counted in, they double."""
    values: Ints | None = None
    for naam, kolom in tabel.dimensies.items():
        dimensie = programma.dimensie_van(naam)
        if not dimensie.open or not _PARTS <= len(kolom.leden) <= MEESTE_LEDEN:
            continue
        values = _same_scale(tabel) if values is None else values
        for code in _totals(tabel, naam, kolom, values):
            lid = kolom.leden[code]
            if lid not in dimensie.leden:
                places = np.flatnonzero((kolom.codes == code) & np.asarray(values != 0, dtype=np.bool_))
                at_an_end = code in {0, len(kolom.leden) - 1}
                ernst: Ernst = "fout" if at_an_end or len(places) >= _NO_ACCIDENT else "waarschuwing"
                yield meldingen.verborgen_totaal(tabel, int(places[0]), dimensie.naam, lid, ernst)


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
    rest = [other.codes for name, other in tabel.dimensies.items() if name != naam]
    keys = samen((tabel.maat.codes, tabel.van, tabel.tot, *rest), len(tabel))
    _, group = np.unique(keys, return_inverse=True)
    total = np.zeros(int(group.max(initial=-1)) + 1, dtype=values.dtype)
    np.add.at(total, group, values)
    size = len(kolom.leden)
    unequal = kolom.codes[np.asarray(values + values != total[group], dtype=np.bool_)]
    filled = kolom.codes[np.asarray(values != 0, dtype=np.bool_)]
    has_value = np.bincount(filled, minlength=size) > 0
    if has_value.sum() < _PARTS:  # two equal members are no total, also with others that are zero
        return []
    return list(np.flatnonzero(has_value & (np.bincount(unequal, minlength=size) == 0)).tolist())
