"""Proofreads the short texts of the declaration that are printed: headings, titles, notes and meanings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from werkmonitor.findings import Finding
from werkmonitor.monitor import model
from werkmonitor.monitor.berekening import Berekening
from werkmonitor.monitor.nalezen import Nalezer
from werkmonitor.programma.pagina import Blok, Pagina
from werkmonitor.programma.schema import Programma

EMPTY: tuple[str, ...] = ()


def lees_korte_teksten(werk: Berekening, indicatoren: Iterable[model.Indicator]) -> Iterator[Finding]:
    """Yield what in the printed texts of the declaration contradicts the figures, with the line where it stands."""
    eigen = (werk.programma.programma.gemeente, werk.programma.regio)
    nalezer = Nalezer(werk.periode, eigen, indicatoren, werk.waarden)
    for text, hier in korte_teksten(werk.programma):
        for found in nalezer.lees(text, "", hier):
            yield replace(found, wat=f"In '{text}': {found.wat}", vindplaats=werk.programma.plek(text))


def korte_teksten(programma: Programma) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each printed text of the declaration with the figures that its page shows."""
    algemeen = programma.programma
    texts = [(text, EMPTY) for text in (algemeen.titel, algemeen.ondertitel)]
    texts += [(indicator.betekenis, (indicator.id,)) for indicator in programma.indicator]
    texts += [item for pagina in programma.pagina for item in _texts(pagina)]
    yield from ((text, hier) for text, hier in texts if text)


def _texts(pagina: Pagina) -> Iterator[tuple[str, tuple[str, ...]]]:
    hier = tuple(naam for blok in pagina.blok for naam in blok.indicatoren)
    yield from ((text, hier) for text in (pagina.titel, pagina.kop))
    for blok in pagina.blok:
        yield from ((text, hier) for text in _texts_of(blok))


def _texts_of(blok: Blok) -> Iterator[str]:
    yield from (blok.titel, blok.onderschrift, blok.noot)
    yield from (rij.noot for rij in blok.rijen)
