"""Tables and charts of a public monitor: hidden cells, bars and points, and nothing that would tell them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import msgspec

from werkmonitor.formula.trace import Stapsoort
from werkmonitor.monitor import model
from werkmonitor.monitor.alttekst import opnieuw
from werkmonitor.monitor.herkomst import Stap
from werkmonitor.onthulling.plaatsen import Plek
from werkmonitor.onthulling.verbergen_getallen import LEGENDA, cel, punt

GEEN_PROGNOSE = "Niet elke stand is getoond (privacy). Daarom staat er geen verwachting."
GEEN_BRUG = "Niet elke stap is getoond (privacy). Daarom is er geen grafiek."
REST = "Niet geteld, maar berekend: het verschil dat overblijft als de andere stappen zijn verrekend."
_VERWACHT: Stapsoort = "verwacht"
_Getoond = model.Grafiek | model.Tabelblok | model.Indicatoren


class Blokken:
    """The blocks of one Monitor.

    ``noten`` has the notes below tables that changed, as they were and as they are; ``normen`` the values of norms that
    are hidden figures.
    """

    def __init__(
        self,
        stappen: Sequence[Stap],
        noten: Mapping[str, str],
        normen: Collection[float],
        weg: frozenset[Plek],
    ) -> None:
        self.stappen, self.noten, self.normen, self.weg = stappen, noten, normen, weg

    def pagina(self, pagina: model.Pagina) -> model.Pagina:
        """Return a page for everybody."""
        blokken = tuple(self._blok(blok, pagina.id, rank) for rank, blok in enumerate(pagina.blokken))
        return msgspec.structs.replace(pagina, blokken=blokken)

    def _blok(self, blok: model.AnyBlok, van: str, rank: int) -> model.AnyBlok:
        if not isinstance(blok, _Getoond):
            return blok
        tabel = self._tabel(blok.tabel, van, rank)
        if not isinstance(blok, model.Grafiek):
            return msgspec.structs.replace(blok, tabel=_op_volgorde(tabel, self._order(tabel, van, rank)))
        return self._grafiek(blok, tabel, van, rank)

    # ---- tables

    def _tabel(self, tabel: model.Tabel, van: str, blok: int) -> model.Tabel:
        rijen = tuple(self._rij(rij, van, blok, rank) for rank, rij in enumerate(tabel.rijen))
        noten = tuple(dict.fromkeys(new for note in tabel.noten if (new := self.noten.get(note, note))))
        hidden = any(cel.verborgen for rij in rijen for cel in rij.cellen)
        return msgspec.structs.replace(tabel, rijen=rijen, noten=(*noten, *([LEGENDA] if hidden else [])))

    def _rij(self, rij: model.Rij, van: str, blok: int, rank: int) -> model.Rij:
        places = (Plek("cel", van, blok=blok, rij=rank, kolom=column) for column in range(len(rij.cellen)))
        cellen = tuple(cel(was, weg=plek in self.weg) for was, plek in zip(rij.cellen, places, strict=True))
        return msgspec.structs.replace(rij, cellen=cellen)

    def _order(self, tabel: model.Tabel, van: str, blok: int) -> list[int] | None:
        """Return the rows in an order that tells nothing hidden: what is not shown whole comes last, as declared.

        A total, and what was put together in one row, stays where it is. ``None`` where the rows stand as they should.
        """
        if Plek("volgorde", van, blok=blok) not in self.weg:
            return None
        members = [rank for rank, rij in enumerate(tabel.rijen) if not (rij.totaal or rij.noot)]
        dark = [rank for rank in members if self._is_donker(tabel.rijen[rank], van, blok, rank)]
        dark.sort(key=lambda rank: (_eerste_stap(tabel.rijen[rank]), tabel.rijen[rank].naam))
        rest = [rank for rank in range(len(tabel.rijen)) if rank not in members]
        return [*(rank for rank in members if rank not in dark), *dark, *rest]

    def _is_donker(self, rij: model.Rij, van: str, blok: int, rank: int) -> bool:
        points = any((p.soort, p.van, p.blok, p.kolom) == ("punt", van, blok, rank) for p in self.weg)
        return points or any(cel.verborgen for cel in rij.cellen)

    # ---- charts

    def _grafiek(self, blok: model.Grafiek, tabel: model.Tabel, van: str, rank: int) -> model.AnyBlok:
        reeksen = tuple(self._reeks(reeks, van, rank, row) for row, reeks in enumerate(blok.reeksen))
        band = tuple(self._band(band, van, rank, column) for column, band in enumerate(blok.band))
        norm = None if blok.norm and blok.norm.waarde in self.normen else blok.norm
        shown = msgspec.structs.replace(blok, reeksen=reeksen, band=band, tabel=tabel, norm=norm)
        dark = any(punt.verborgen for reeks in reeksen for punt in reeks.punten)
        if dark or tabel.noten[-1:] == (LEGENDA,):
            if blok.vorm == "brug":
                return model.Tabelblok(tabel=_zonder_rest(tabel))
            if blok.vorm == "lijn" and blok.zinnen:
                shown = self._zonder_prognose(shown)
            shown = _herschikt(shown, self._order(tabel, van, rank))
        if dark:
            shown = msgspec.structs.replace(shown, zinnen=(*shown.zinnen, LEGENDA))
        return msgspec.structs.replace(shown, alt=opnieuw(shown))

    def _reeks(self, reeks: model.Reeks, van: str, blok: int, row: int) -> model.Reeks:
        places = (Plek("punt", van, blok=blok, rij=row, kolom=column) for column in range(len(reeks.punten)))
        punten = tuple(punt(was, weg=plek in self.weg) for was, plek in zip(reeks.punten, places, strict=True))
        return msgspec.structs.replace(reeks, punten=punten)

    def _band(self, band: model.Band, van: str, blok: int, column: int) -> model.Band:
        low, high = (Plek("band", van, blok=blok, rij=row, kolom=column) in self.weg for row in (0, 1))
        return model.Band(laag=punt(band.laag, weg=low), hoog=punt(band.hoog, weg=high))

    def _zonder_prognose(self, grafiek: model.Grafiek) -> model.Grafiek:
        """Return a chart without what was expected: that follows from every stand, hidden ones too."""
        rijen = tuple(
            msgspec.structs.replace(rij, cellen=tuple(cel(was, weg=self._is_verwacht(was)) for was in rij.cellen))
            for rij in grafiek.tabel.rijen
        )
        tabel = msgspec.structs.replace(grafiek.tabel, rijen=rijen)
        reeksen = tuple(reeks for reeks in grafiek.reeksen if reeks.stijl != _VERWACHT)
        return msgspec.structs.replace(grafiek, reeksen=reeksen, band=(), tabel=tabel, zinnen=(GEEN_PROGNOSE,))

    def _is_verwacht(self, shown: model.Cel) -> bool:
        own = shown.spoor is not None and self.stappen[shown.spoor].soort == _VERWACHT
        return own or bool(shown.verborgen)


def _zonder_rest(tabel: model.Tabel) -> model.Tabel:
    """Return the table of a bridge: its notes do not say what is left where that is hidden."""
    rijen = tuple(
        msgspec.structs.replace(rij, noot=REST) if rij.noot and any(cel.verborgen for cel in rij.cellen) else rij
        for rij in tabel.rijen
    )
    return msgspec.structs.replace(tabel, rijen=rijen, noten=(*tabel.noten, GEEN_BRUG))


def _eerste_stap(rij: model.Rij) -> int:
    """Return the first step of a row: steps are numbered as what they are about was declared."""
    return min((cel.spoor for cel in rij.cellen if cel.spoor is not None), default=0)


def _op_volgorde(tabel: model.Tabel, order: Sequence[int] | None) -> model.Tabel:
    if order is None:
        return tabel
    return msgspec.structs.replace(tabel, rijen=tuple(tabel.rijen[rank] for rank in order))


def _herschikt(grafiek: model.Grafiek, order: Sequence[int] | None) -> model.Grafiek:
    """Put the bars in the order of their table, which can have a total below them."""
    if order is None:
        return grafiek
    bars = [rank for rank in order if rank < len(grafiek.categorieen)]
    reeksen = tuple(
        msgspec.structs.replace(reeks, punten=tuple(reeks.punten[rank] for rank in bars)) for reeks in grafiek.reeksen
    )
    return msgspec.structs.replace(
        grafiek,
        categorieen=tuple(grafiek.categorieen[rank] for rank in bars),
        reeksen=reeksen,
        annotaties=tuple(
            msgspec.structs.replace(remark, index=bars.index(remark.index)) for remark in grafiek.annotaties
        ),
        tabel=_op_volgorde(grafiek.tabel, order),
    )
