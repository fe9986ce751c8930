"""What the choice of rows tells: which members a table names tells that each of them is more than each that it sums up.

The order of the rows themselves tells nothing, as hidden ones are put last.
"""

from __future__ import annotations

from collections.abc import Iterator

from werkmonitor.monitor import model
from werkmonitor.onthulling.vormen import Som, Vormer, verschil


def op_grootte(monitor: model.Monitor, vormer: Vormer) -> Iterator[Som]:
    """Yield sums that are at least nought: what stands on a row of its own minus what was put together in one."""
    for pagina in monitor.paginas:
        for blok in pagina.blokken:
            if isinstance(blok, model.Tabelblok | model.Grafiek) and blok.tabel.op_grootte is True:
                yield from _van_tabel(blok.tabel, vormer)


def _van_tabel(tabel: model.Tabel, vormer: Vormer) -> Iterator[Som]:
    rijen = [rij for rij in tabel.rijen if not rij.totaal]
    rest = rijen[-1] if rijen and rijen[-1].noot else None
    for column in range(len(tabel.kolommen)) if rest else ():
        spoor = rest.cellen[column].spoor if rest else None
        stap = vormer.stappen[spoor] if spoor is not None else None
        tops = [rij.cellen[column].spoor for rij in rijen[:-1]]
        if stap is None or stap.soort != "som" or None in tops:
            continue
        found = [
            som
            for top in tops
            for deel in stap.delen
            if top is not None and (som := verschil(vormer.vorm(top), vormer.vorm(deel))) is not None
        ]
        if all((vormer.som(som) or 0) >= 0 for som in found):
            yield from found
            return
