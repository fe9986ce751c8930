"""Who went up a ladder, stayed or went down: a dimension of the facts that follows from two others, then and now."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from werkmonitor.bronnen.feiten import Codes, Feitentabel, Kolom
from werkmonitor.programma.bron import BEWEGING, Dimensie
from werkmonitor.programma.schema import Programma


def met_beweging(tabel: Feitentabel, programma: Programma) -> Feitentabel:
    """Return the facts with each dimension that compares two of theirs; none is added where the two do not agree.

    Both dimensions are closed, so that a rung which is not declared has given a finding instead of a fact.
    """
    found = {
        dimensie.id: _beweging(tabel, dimensie, ladder)
        for dimensie in programma.vergelijkingen(tabel.dimensies)
        if (ladder := ladder_van(programma, dimensie))
    }
    captions = {naam: {lid: text[0] for lid, text in programma.dimensie_van(naam).leden.items()} for naam in found}
    return replace(tabel, dimensies=tabel.dimensies | found, bijschriften=tabel.bijschriften | captions)


def ladder_van(programma: Programma, dimensie: Dimensie) -> tuple[str, ...]:
    """Return the rungs that both dimensions declare, from low to high; nothing where they differ or are open."""
    toen, nu = (programma.dimensie_van(naam) for naam in dimensie.vergelijkt)
    same = tuple(toen.leden) == tuple(nu.leden) and not (toen.open or nu.open)
    return tuple(toen.leden) if same else ()


def _beweging(tabel: Feitentabel, dimensie: Dimensie, ladder: tuple[str, ...]) -> Kolom:
    """Return for each fact the place in ``BEWEGING``: 0 higher, 1 equal, 2 lower."""
    toen, nu = (_treden(tabel.dimensies[naam], ladder) for naam in dimensie.vergelijkt)
    codes: Codes = (1 + np.sign(toen - nu)).astype(np.int32)
    return Kolom(codes, BEWEGING)


def _treden(kolom: Kolom, ladder: tuple[str, ...]) -> Codes:
    """Return for each fact how high it stands."""
    rank = np.array([ladder.index(lid) for lid in kolom.leden], dtype=np.int32)
    return rank[kolom.codes]
