"""Whether what a delivery lacks stands in another one: an export often goes on to state the years before."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from werkmonitor.bronnen.feiten import Feitentabel
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Bron


def staat_elders(bron: Bron, levering: Periode, tabellen: Iterable[Feitentabel]) -> bool:
    """Say whether other deliveries of a source state each of its maten over the whole of a period."""
    own = [tabel for tabel in tabellen if tabel.bron == bron.id and tabel.levering != levering]
    return bool(own and bron.maten) and all(_gedekt(maat, levering, own) for maat in bron.maten)


def _gedekt(maat: str, levering: Periode, tabellen: Iterable[Feitentabel]) -> bool:
    first, end = levering.eerste_dag.toordinal(), levering.dag_erna.toordinal()
    moments = {moment for tabel in tabellen for moment in _momenten(tabel, maat, first, end)}
    days = {van for van, tot in moments if van == tot}
    if days:  # the stand at the begin of a newer export alone says nothing of the months before
        return end in days and len(days) > 1
    for van, tot in sorted(moments):
        first = max(first, tot) if van <= first else first
    return first == end


def _momenten(tabel: Feitentabel, maat: str, first: int, end: int) -> set[tuple[int, int]]:
    """Return the first and last days between ``first`` and ``end`` for which a table states a maat."""
    if maat not in tabel.maat.leden:
        return set()
    inside = (tabel.maat.codes == tabel.maat.leden.index(maat)) & (tabel.van >= first) & (tabel.tot <= end)
    return set(zip(*(np.asarray(days[inside]).tolist() for days in (tabel.van, tabel.tot)), strict=True))
