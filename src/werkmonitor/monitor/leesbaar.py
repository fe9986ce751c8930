"""How well the words on the pages can be read: the adviser's own, each with where it can be changed.

Only ``check`` asks for it.  Everything here is a remark: a monitor can be right and hard to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from werkmonitor.findings import Finding, Location
from werkmonitor.monitor import model
from werkmonitor.monitor.begrippen import zonder_begrippen
from werkmonitor.monitor.paginatekst import paginatekst
from werkmonitor.programma.schema import Programma
from werkmonitor.proza import leesbaarheid, schrijfwijze
from werkmonitor.proza.afkortingen import afkortingen, bekende
from werkmonitor.proza.leesbaarheid import Leesmaat, Passage


class Gelezen(NamedTuple):
    """The measure of each page that has words of the adviser, and what is to be said about those words."""

    maten: tuple[Leesmaat, ...]
    meldingen: tuple[Finding, ...]


def lees_paginas(monitor: model.Monitor, programma: Programma, bestanden: Mapping[str, str]) -> Gelezen:
    """Read the words of every page of a Monitor with its texts; ``bestanden`` has the path of each text by its name."""
    bekend = [form.casefold() for begrip in monitor.begrippen for form in (begrip.term, *begrip.ook)]
    maten, found = [], list[Finding]()
    for pagina, declared in zip(monitor.paginas, programma.pagina, strict=True):
        passages = [Passage(pagina.kop, partial(programma.plek, declared.kop))]
        for blok in pagina.blokken:
            passages += _blok(blok, monitor, programma, bestanden)
        maat = leesbaarheid.meet(pagina.id, pagina.titel or pagina.kop, passages, bekend)
        maten += [maat] if maat.woorden else []
        found += leesbaarheid.meldingen(maat)
        found += [finding for passage in passages for finding in schrijfwijze.meldingen(passage)]
    found += [*_onverklaard(monitor, programma, bestanden), *_ongebruikt(monitor, programma)]
    return Gelezen(tuple(maten), tuple(dict.fromkeys(found)))


def _onverklaard(monitor: model.Monitor, programma: Programma, bestanden: Mapping[str, str]) -> Iterator[Finding]:
    """Yield each abbreviation that no term of the glossary explains, with where it stands first."""
    found: dict[str, list[tuple[model.Pagina, Location]]] = {}
    for pagina in monitor.paginas:
        here: dict[str, Location] = {}
        for rank, text in paginatekst(pagina, monitor):
            for word, line in afkortingen(zonder_begrippen(text, monitor.begrippen)):
                if word not in here:
                    here[word] = _plek(pagina, rank, text, line, programma, bestanden)
        for word, place in here.items():
            found.setdefault(word, []).append((pagina, place))
    for word, places in found.items():
        yield _afkorting(word, places)


def _plek(  # noqa: PLR0913, PLR0917 - what a place follows from
    pagina: model.Pagina,
    rank: int | None,
    text: str,
    line: int,
    programma: Programma,
    bestanden: Mapping[str, str],
) -> Location:
    blok = pagina.blokken[rank] if rank is not None else None
    if isinstance(blok, model.Tekst) and text == blok.markdown and blok.naam in bestanden:
        return Location(bestanden[blok.naam], regel=line)
    return programma.plek(text)


def _afkorting(word: str, places: Sequence[tuple[model.Pagina, Location]]) -> Finding:
    pagina, place = places[0]
    more = "" if len(places) == 1 else f" en nog {len(places) - 1}"
    wat = f"{word} staat zonder uitleg op pagina '{pagina.titel or pagina.kop}'{more}."
    uitleg = bekende().get(word, "…")
    doen = f'Leg het uit in de declaratie: [[begrip]] met term = "{word}" en uitleg = "{uitleg}"'
    return Finding("afkorting-zonder-uitleg", "info", wat, place, "Niet elke lezer kent deze afkorting.", doen)


def _ongebruikt(monitor: model.Monitor, programma: Programma) -> Iterable[Finding]:
    """Yield each term of the glossary that no page uses."""
    used = {woord.term for pagina in monitor.paginas for woord in pagina.begrippen}
    for begrip in monitor.begrippen:
        if begrip.term not in used:
            wat = f"Geen pagina gebruikt het begrip '{begrip.term}'."
            doen = "Haal het weg, of zet bij ook = [...] hoe het in de teksten staat."
            yield Finding("begrip-ongebruikt", "info", wat, programma.plek(begrip.term), "", doen)


def _blok(
    blok: model.AnyBlok, monitor: model.Monitor, programma: Programma, bestanden: Mapping[str, str]
) -> Iterator[Passage]:
    match blok:
        case model.Tekst() if blok.naam in bestanden:
            yield Passage(blok.markdown, partial(Location, bestanden[blok.naam]), met_regels=True)
        case model.Kerncijfers():
            for naam in blok.indicatoren:
                yield _van_cijfer(monitor.indicator(naam).betekenis, naam, "betekenis", programma)
        case model.Lijst():
            yield from (Passage(regel.uitleg, partial(programma.plek, regel.uitleg)) for regel in blok.regels)
        case model.Definities():
            for indicator in monitor.indicatoren:
                yield _van_cijfer(indicator.definitie, indicator.id, "definitie", programma)
                pad = bestanden.get(f"toelichting-{indicator.id}")
                if pad:
                    yield Passage(indicator.toelichting, partial(Location, pad), met_regels=True)
        case model.Opgaven():
            yield from (passage for opgave in monitor.opgaven for passage in _opgave(opgave))
        case model.Doelen():
            yield from (Passage(doel.toelichting, partial(programma.plek, doel.toelichting)) for doel in monitor.doelen)


def _van_cijfer(text: str, naam: str, sleutel: str, programma: Programma) -> Passage:
    return Passage(text, partial(programma.plek_van_indicator, naam, sleutel))


def _opgave(opgave: model.Opgave) -> Iterator[Passage]:
    """Yield what the team wrote about a task; its place is the first cell of its row."""
    place = next((Location(cel.bestand, cel.blad or None, cel.cel or None) for cel in opgave.herkomst), Location(""))
    own = opgave.regel if opgave.grond == "mens" else ""
    for text in (opgave.voortgang, opgave.activiteiten, opgave.oorzaak, opgave.gevolg, opgave.vervolg, own):
        if text:
            yield Passage(text, lambda: place)
