"""Distributions and bridges as they are declared: their formulas, and shares of what does not add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from werkmonitor.findings import Finding
from werkmonitor.formula.kennis import Filters
from werkmonitor.formula.optelbaar import optelbaar
from werkmonitor.programma.pagina import TIJDASSEN, Blok
from werkmonitor.programma.schema import Programma


def blokformules(programma: Programma, blok: Blok) -> Iterator[tuple[str, str, Filters]]:
    """Yield the formulas of a distribution or a bridge with their unit, and the dimensions that each is split by."""
    if blok.soort == "verdeling":
        dimensies = {naam: () for naam in (blok.langs, blok.tegen) if naam and naam not in TIJDASSEN}
        yield *_getoond(programma, blok), dimensies
    for formule in (blok.begin, blok.eind, *(deel.formule for deel in blok.onderdelen)):
        if formule:
            yield formule, blok.eenheid, {}


def _getoond(programma: Programma, blok: Blok) -> tuple[str, str]:
    """Return the formula of a distribution and its unit, of the indicator where it names one."""
    indicator = programma.indicator_van(blok.indicatoren[0]) if blok.indicatoren else None
    return (indicator.formule, indicator.eenheid) if indicator else (blok.formule, blok.eenheid)


def controleer_verdelingen(programma: Programma) -> Iterable[Finding]:
    """Yield distributions that show shares of something that is no whole."""
    for page, pagina in enumerate(programma.pagina):
        for place, blok in enumerate(pagina.blok):
            if blok.soort == "verdeling" and blok.aandeel and not _heeft_geheel(programma, blok):
                yield Finding(
                    "aandeel-zonder-geheel",
                    "fout",
                    f"De verdeling '{blok.titel}' toont aandelen, maar haar cijfers tellen niet op tot een geheel.",
                    programma.plek_van("pagina", page, "blok", place, "aandeel"),
                    "Van wat geen geheel is, is geen deel te geven.",
                    "Laat aandeel weg, of kies een formule die alleen optelt, zoals een som.",
                )


def _heeft_geheel(programma: Programma, blok: Blok) -> bool:
    below = [blok.langs] if blok.aandeel != "rij" else []
    beside = [blok.tegen] if blok.aandeel != "kolom" and blok.tegen else []
    formule, eenheid = _getoond(programma, blok)
    return all(optelbaar(formule, eenheid, langs, programma) for langs in (*below, *beside))
