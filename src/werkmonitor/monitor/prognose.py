"""Block ``prognose``: what was counted and what is expected as a chart with a bandwidth, a table, and sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Literal

import msgspec

from werkmonitor.formatting import NIET_BEKEND, weergave
from werkmonitor.formula.trace import Uitkomst
from werkmonitor.monitor import model
from werkmonitor.monitor.alttekst import alttekst
from werkmonitor.monitor.assen import maand_kort
from werkmonitor.monitor.berekening import Berekening, bronnen_van
from werkmonitor.monitor.prognose_zinnen import op, zinnen
from werkmonitor.monitor.vooruitblik import Gemiddelde, Vooruitblik, kijk_vooruit
from werkmonitor.periode import Periode
from werkmonitor.prognose import JAAR, Verloop
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
        reeksen=tuple(_reeksen(werk, blik, maanden)),
        eenheid=declared.eenheid,
        decimalen=0,
        norm=_doellijn(blik),
        annotaties=(),
        alt="",
        tabel=_tabel(werk, blok, blik),
        verzonnen=bool(werk.verzonnen((), bronnen)),
        band=tuple(_band(werk, blik)),
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
    return f"{maand_kort(periode)} {periode.jaar}"


def _reeksen(werk: Berekening, blik: Vooruitblik, maanden: list[int]) -> Iterator[model.Reeks]:
    known = {maand: stand.uitkomst for maand, stand in blik.standen.items()}
    yield _reeks(werk, "Geteld", "nu", [known.get(maand) for maand in maanden])
    if blik.verwacht:
        expected = [blik.verwachting(value, "verwacht") for value in blik.verwacht.waarden]
        ahead = dict(enumerate((known[blik.laatste], *expected), blik.laatste))
        yield _reeks(werk, "Verwacht", "verwacht", [ahead.get(maand) for maand in maanden])


def _reeks(werk: Berekening, naam: str, stijl: Stijl, values: list[Uitkomst | None]) -> model.Reeks:
    return model.Reeks(naam=naam, stijl=stijl, punten=tuple(_punt(werk, value) for value in values))


def _punt(werk: Berekening, value: Uitkomst | None) -> model.Punt:
    return model.Punt(waarde=None, weergave=NIET_BEKEND) if value is None else werk.punt(value, "aantal", 0)


def _band(werk: Berekening, blik: Vooruitblik) -> Iterator[model.Band]:
    """Yield the bandwidth of each month; it opens at the newest stand, which is known."""
    if blik.verwacht is None:
        return
    for step in range(blik.eerste - blik.laatste, blik.stappen + 1):
        laag, hoog = _grenzen(blik, blik.verwacht, step)
        yield model.Band(laag=_punt(werk, laag), hoog=_punt(werk, hoog))


def _grenzen(blik: Vooruitblik, verwacht: Verloop, step: int) -> tuple[Uitkomst | None, Uitkomst | None]:
    if step < 0:
        return None, None
    if step == 0:
        return blik.aaneen[-1].uitkomst, blik.aaneen[-1].uitkomst
    value, marge = verwacht.waarden[step - 1], verwacht.marges[step - 1]
    return (
        blik.verwachting(max(value - marge, Fraction(0)), "ondergrens"),
        blik.verwachting(value + marge, "bovengrens"),
    )


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
        rijen=(*_standrijen(werk, blik), *(_jaarrij(werk, mean) for mean in _gemiddelden(blik))),
        noten=noten,
    )


def _standrijen(werk: Berekening, blik: Vooruitblik) -> Iterator[model.Rij]:
    """Yield the two stands that the pace is made of."""
    for maand in (blik.laatste - JAAR, blik.laatste) if blik.standen else ():
        if stand := blik.standen.get(maand):
            cel = werk.cel(stand.uitkomst, blik.declared.eenheid)
            yield model.Rij(naam=f"Stand {op(maand, stand)}", cellen=(cel, _GEMETEN, _GEMETEN))


def _gemiddelden(blik: Vooruitblik) -> Iterator[Gemiddelde]:
    if not blik.standen:
        return
    years = range(Periode(blik.eerste, 1).jaar, max(blik.doeljaar.jaar, Periode(blik.laatste, 1).jaar) + 1)
    means = (blik.gemiddelde(Periode.van(year), blik.verwacht) for year in years)
    yield from (mean for mean in means if mean)


def _jaarrij(werk: Berekening, mean: Gemiddelde) -> model.Rij:
    value = werk.cel(mean.uitkomst, "aantal")
    if mean.marge is None:
        return model.Rij(naam=f"Gemiddelde van {mean.jaar.naam}", cellen=(value, _GEMETEN, _GEMETEN))
    bounds = (werk.cel(_grens(mean, bound), "aantal") for bound in (mean.laag, mean.hoog))
    return model.Rij(naam=f"Verwacht gemiddelde van {mean.jaar.naam}", cellen=(value, *bounds))


def _grens(mean: Gemiddelde, value: Fraction) -> Uitkomst:
    """Return a bound as an outcome that rests on what its mean rests on."""
    tekst = f"grens van het {mean.uitkomst.spoor.tekst}"
    return Uitkomst(value, replace(mean.uitkomst.spoor, tekst=tekst, waarde=value, soort="verwacht"))
