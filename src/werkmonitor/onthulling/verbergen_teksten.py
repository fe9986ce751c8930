"""Texts that people wrote, held against the numbers that a public monitor hides.

The hidden values are needed for that, so they are passed beside the public Monitor and never stand in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from werkmonitor.findings import Finding, Location, zichtbaar
from werkmonitor.monitor import model
from werkmonitor.monitor.binden import Tekstbestand
from werkmonitor.monitor.nalezen import getoond as getoonde_cijfers
from werkmonitor.onthulling.verbergen_getallen import getoond
from werkmonitor.proza.kennis import Cijfer
from werkmonitor.proza.namen import kernwoorden
from werkmonitor.proza.verborgen import Geheim, Genoemd, genoemd
from werkmonitor.teksten import UITGESTELD

_VELD = re.compile(f"{UITGESTELD[0]}[^{UITGESTELD}]*{UITGESTELD[1]}")
_UIT_REGISTER = ("activiteiten", "voortgang", "oorzaak", "gevolg", "vervolg", "regel")
_GEEN = Cijfer(id="", naam="")
"""For a number that is none of a figure."""
Tekst = tuple[str, Location | None]
"""A text with the place where it was written, where that is known."""


def noemt_verborgen(
    intern: model.Monitor, openbaar: model.Monitor, teksten: Mapping[str, Tekstbestand]
) -> tuple[Finding, ...]:
    """Return a fault for each hidden number that a text tells; ``openbaar`` is the Monitor before texts were bound.

    ``teksten`` has the files of the adviser by name, as ``vul_teksten`` gets them.
    """
    figures = tuple(_van_cijfers(intern, openbaar))
    found: dict[Finding, None] = {}
    for (text, place), hier, tables in _teksten(intern, openbaar, teksten):
        own = [*(replace(each, hier=each.cijfer.id in hier) for each in figures), *tables]
        found |= {_fout(item, place): None for item in genoemd(_VELD.sub(" ", text), own)}
    return tuple(found)


def _fout(found: Genoemd, place: Location | None) -> Finding:
    naam = ", ".join(filter(None, (found.geheim.cijfer.naam, *found.geheim.woorden)))
    wat = f"Er staat '{found.tekst}' bij {naam}. Dat getal toont een openbare monitor niet."
    where = replace(place, regel=found.regel) if place and place.cel is None else place
    gevolg = "Wie de tekst leest, weet dan wat om privacy niet getoond is."
    doen = "Haal het getal weg, of zet er het cijfer tussen dubbele accolades: dan valt het vanzelf weg."
    return Finding("tekst-noemt-verborgen", "fout", wat, where, gevolg, doen)


# What is hidden


def _van_cijfers(intern: model.Monitor, openbaar: model.Monitor) -> Iterator[Geheim]:
    """Yield the hidden numbers of figures, of this period and earlier ones, and of their members."""
    for was, shown in zip(intern.indicatoren, openbaar.indicatoren, strict=True):
        cijfer = Cijfer(id=was.id, naam=was.naam, noem=was.noem, eenheid=was.eenheid)
        pairs = [(was.weergave, was.waarde is not None and shown.waarde is None)]
        for old, new in _los(was, shown):
            pairs.append((old.weergave, bool(new.verborgen)))
        hidden = dict.fromkeys(text for text, is_hidden in pairs if is_hidden)
        found = ((value, text) for text in hidden if (value := getoond(text)) is not None)
        yield from (Geheim(cijfer, value, aandeel=_is_aandeel(text)) for value, text in found)
        for lid, other in zip(was.leden, shown.leden, strict=True):
            value = getoond(lid.weergave) if other.verborgen else None
            if value is not None:
                yield Geheim(cijfer, value, (lid.naam,), aandeel=_is_aandeel(lid.weergave))


def _is_aandeel(weergave: str) -> bool:
    return weergave.endswith("%")


def _los(was: model.Indicator, shown: model.Indicator) -> Iterator[tuple[model.Cijfer, model.Cijfer]]:
    """Yield the numbers beside a figure as they are and as they are shown."""
    yield from ((old.cijfer, new.cijfer) for old, new in zip(was.eerder, shown.eerder, strict=True))
    if was.vergelijking and shown.vergelijking:
        yield was.vergelijking.verschil, shown.vergelijking.verschil
    beside = ((was.tot_nu_toe, shown.tot_nu_toe), (was.respons, shown.respons))
    yield from ((old, new) for old, new in beside if old and new)


def _van_tabellen(was: model.Pagina, shown: model.Pagina) -> Iterator[Geheim]:
    """Yield the hidden numbers of the tables of a page, with the names of their row and column."""
    for old, new in zip(was.blokken, shown.blokken, strict=True):
        tables = [b.tabel for b in (old, new) if isinstance(b, model.Grafiek | model.Tabelblok | model.Indicatoren)]
        if len(tables) == len((old, new)):
            yield from _van_tabel(*tables)


def _van_tabel(was: model.Tabel, shown: model.Tabel) -> Iterator[Geheim]:
    names = {rij.naam: rij for rij in shown.rijen}
    for rij in was.rijen:
        for index, cel in enumerate(rij.cellen):
            hidden = rij.naam in names and names[rij.naam].cellen[index].verborgen and cel.waarde is not None
            value = getoond(cel.weergave) if hidden else None
            kop = was.kolommen[index].kop if len(was.kolommen) > 1 else ""
            words = tuple(naam for naam in (rij.naam, kop) if kernwoorden(naam))
            if value is not None and words:
                yield Geheim(_GEEN, value, words, hier=True, aandeel=_is_aandeel(cel.weergave))


# What people wrote


def _teksten(
    intern: model.Monitor, openbaar: model.Monitor, bestanden: Mapping[str, Tekstbestand]
) -> Iterator[tuple[Tekst, frozenset[str], Sequence[Geheim]]]:
    """Yield each text with the figures that stand beside it, and the hidden numbers of the tables of its page."""
    for was, pagina in zip(intern.paginas, openbaar.paginas, strict=False):
        hier, tables = frozenset(getoonde_cijfers(pagina)), tuple(_van_tabellen(was, pagina))
        yield from ((text, hier, tables) for text in (*_van_pagina(pagina), *_bestanden(pagina, bestanden)))
    for indicator in openbaar.indicatoren:
        bestand = bestanden.get(f"toelichting-{indicator.id}")
        own: list[Tekst] = [(text, None) for text in (indicator.definitie, indicator.betekenis)]
        own += [(zichtbaar(bestand.tekst), Location(bestand.pad))] if bestand else []
        yield from ((text, frozenset({indicator.id}), ()) for text in own)
    for opgave in openbaar.opgaven:
        yield from ((text, frozenset(opgave.indicatoren), ()) for text in _van_opgave(opgave))
    kop = openbaar.programma
    yield from (((text, None), frozenset(), ()) for text in (kop.titel, kop.ondertitel))


def _van_opgave(opgave: model.Opgave) -> Iterator[Tekst]:
    """Yield what the team wrote, with its cell in the register."""
    cells = {cel.labels[0]: Location(cel.bestand, cel.blad, cel.cel) for cel in opgave.herkomst if cel.labels}
    for veld in _UIT_REGISTER:
        if veld != "regel" or opgave.grond == "mens":
            yield str(getattr(opgave, veld)), cells.get("reden" if veld == "regel" else veld)


def _bestanden(pagina: model.Pagina, bestanden: Mapping[str, Tekstbestand]) -> Iterator[Tekst]:
    for blok in pagina.blokken:
        if isinstance(blok, model.Tekst) and (bestand := bestanden.get(blok.naam)):
            yield zichtbaar(bestand.tekst), Location(bestand.pad)


def _van_pagina(pagina: model.Pagina) -> Iterator[Tekst]:
    """Yield the short texts of a page: headings, notes, remarks, and the words in tables."""
    yield from ((text, None) for text in (pagina.titel, pagina.kop))
    for blok in pagina.blokken:
        yield from ((text, None) for text in _van_blok(blok) if text)


def _van_blok(blok: model.AnyBlok) -> Iterator[str]:
    match blok:
        case model.Grafiek():
            yield from (blok.titel, blok.onderschrift, *(item.tekst for item in blok.annotaties))
            yield from _uit_tabel(blok.tabel)
        case model.Tabelblok() | model.Indicatoren():
            yield from _uit_tabel(blok.tabel)
        case model.Lijst():
            yield from (regel.uitleg for regel in blok.regels)
        case _:
            yield blok.titel


def _uit_tabel(tabel: model.Tabel) -> Iterator[str]:
    yield from (tabel.titel, *tabel.noten)
    for rij in tabel.rijen:
        words = (cel.weergave for cel in rij.cellen if cel.waarde is None and not cel.verborgen)
        yield from (f"{rij.naam}: {text}" for text in (rij.noot, *words) if text)
