"""Block ``prognose``: what was counted and what is expected as a chart with a bandwidth, a table, and sentences."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

import msgspec

from werkmonitor.formatting import weergave
from werkmonitor.formula.trace import Spoor, Uitkomst
from werkmonitor.monitor import model
from werkmonitor.monitor.alttekst import alttekst
from werkmonitor.monitor.berekening import Berekening, bronnen_van, cijfer
from werkmonitor.monitor.prognose_zinnen import op, zinnen
from werkmonitor.monitor.vooruitblik import Gemiddelde, Vooruitblik, kijk_vooruit
from werkmonitor.periode import MAANDEN, Periode
from werkmonitor.prognose import JAAR
from werkmonitor.programma.pagina import Blok

Stijl = Literal["nu", "verwacht"]
_KOLOMMEN = ("Aantal", "Vanaf", "Tot")
_NOOT = "Vanaf en tot: de grenzen waartussen de uitkomst waarschijnlijk ligt."
_GEMETEN = model.Cel(weergave="n.v.t.")


def prognose(werk: Berekening, blok: Blok, naam: str) -> tuple[model.Grafiek, set[str]]:
    """Compute the block; return it with the sources that it draws on."""
    declared = next(item for item in werk.programma.prognose if item.id == blok.prognose)
    blik = kijk_vooruit(werk, declared)
    bronnen = set().union(*(bronnen_van(stand.uitkomst.spoor) for stand in blik.standen.values()))
    maanden = _maanden(blik)
    result = model.Grafiek(
        id=naam,
        vorm="lijn",
        titel=werk.bind(blok.titel) or declared.naam,
        onderschrift=werk.bind(blok.onderschrift),
        categorieen=tuple(_maand(maand) for maand in maanden),
        reeksen=tuple(_reeksen(blik, maanden)),
        eenheid=declared.eenheid,
        decimalen=0,
        norm=_doellijn(blik),
        annotaties=(),
        alt="",
        tabel=_tabel(werk, blok, blik),
        verzonnen=bool(werk.verzonnen((), bronnen)),
        band=tuple(_band(blik)),
        zinnen=zinnen(blik),
    )
    return msgspec.structs.replace(result, alt=alttekst(result, declared.noem)), bronnen


def _maanden(blik: Vooruitblik) -> list[int]:
    if not blik.standen:
        return []
    last = blik.laatste + (blik.stappen if blik.verwacht else 0)
    return list(range(blik.eerste, last + 1))


def _maand(maand: int) -> str:
    periode = Periode(maand, 1)
    short = MAANDEN[periode.nummer - 1][:3] if periode.nummer != 3 else "mrt"  # noqa: PLR2004 - March
    return f"{short} {periode.jaar}"


def _reeksen(blik: Vooruitblik, maanden: list[int]) -> Iterator[model.Reeks]:
    known = {maand: stand.waarde for maand, stand in blik.standen.items()}
    yield _reeks(blik, "Geteld", "nu", [known.get(maand) for maand in maanden])
    if blik.verwacht:
        ahead = dict(enumerate((known[blik.laatste], *blik.verwacht.waarden), blik.laatste))
        yield _reeks(blik, "Verwacht", "verwacht", [ahead.get(maand) for maand in maanden])


def _reeks(blik: Vooruitblik, naam: str, stijl: Stijl, values: list[Fraction | None]) -> model.Reeks:
    return model.Reeks(naam=naam, stijl=stijl, punten=tuple(_punt(blik, value) for value in values))


def _punt(blik: Vooruitblik, value: Fraction | None) -> model.Punt:
    return model.Punt(waarde=None if value is None else float(value), weergave=weergave(value, blik.declared.eenheid))


def _band(blik: Vooruitblik) -> Iterator[model.Band]:
    """Yield the bandwidth of each month; it opens at the newest stand, which is known."""
    if blik.verwacht is None:
        return
    values = (blik.reeks[-1], *blik.verwacht.waarden)
    for step in range(blik.eerste - blik.laatste, blik.stappen + 1):
        if step < 0:
            yield model.Band(laag=_punt(blik, None), hoog=_punt(blik, None))
        else:
            marge = blik.verwacht.marges[step - 1] if step else Fraction(0)
            low = max(values[step] - marge, Fraction(0))
            yield model.Band(laag=_punt(blik, low), hoog=_punt(blik, values[step] + marge))


def _doellijn(blik: Vooruitblik) -> model.Normlijn:
    shown = weergave(blik.doel, blik.declared.eenheid)
    return model.Normlijn(waarde=float(blik.doel), tekst=f"doel {shown}, gemiddeld in {blik.doeljaar.naam}")


def _tabel(werk: Berekening, blok: Blok, blik: Vooruitblik) -> model.Tabel:
    bounds = [_NOOT] if blik.verwacht else []
    noten = (*bounds, f"Doel: {blik.declared.doelbron}.", *([werk.bind(blok.noot)] if blok.noot else []))
    return model.Tabel(
        titel=f"{blik.declared.naam}: gemiddelde per jaar en laatste standen",
        rijkop="Periode",
        kolommen=tuple(model.Kolom(kop=kop) for kop in _KOLOMMEN),
        rijen=(*_standrijen(blik), *(_jaarrij(blik, mean) for mean in _gemiddelden(blik))),
        noten=noten,
    )


def _standrijen(blik: Vooruitblik) -> Iterator[model.Rij]:
    """Yield the two stands that the pace is made of."""
    for maand in (blik.laatste - JAAR, blik.laatste) if blik.standen else ():
        if stand := blik.standen.get(maand):
            cel = _cel(blik, stand.uitkomst)
            yield model.Rij(naam=f"Stand {op(maand, stand)}", cellen=(cel, _GEMETEN, _GEMETEN))


def _gemiddelden(blik: Vooruitblik) -> Iterator[Gemiddelde]:
    if not blik.standen:
        return
    years = range(Periode(blik.eerste, 1).jaar, max(blik.doeljaar.jaar, Periode(blik.laatste, 1).jaar) + 1)
    means = (blik.gemiddelde(Periode.van(year), blik.verwacht) for year in years)
    yield from (mean for mean in means if mean)


def _jaarrij(blik: Vooruitblik, mean: Gemiddelde) -> model.Rij:
    value = _cel(blik, mean.uitkomst)
    if mean.marge is None:
        return model.Rij(naam=f"Gemiddelde van {mean.jaar.naam}", cellen=(value, _GEMETEN, _GEMETEN))
    bounds = (_cel(blik, _grens(mean, bound)) for bound in (mean.laag, mean.hoog))
    return model.Rij(naam=f"Verwacht gemiddelde van {mean.jaar.naam}", cellen=(value, *bounds))


def _grens(mean: Gemiddelde, value: Fraction) -> Uitkomst:
    """Return a bound as an outcome that rests on what its mean rests on."""
    return Uitkomst(value, Spoor(f"grens van het {mean.uitkomst.spoor.tekst}", value, mean.uitkomst.spoor.delen))


def _cel(blik: Vooruitblik, uitkomst: Uitkomst) -> model.Cel:
    shown = cijfer(uitkomst, blik.declared.eenheid)
    return model.Cel(weergave=shown.weergave, waarde=shown.waarde, herkomst=shown.herkomst)
