"""The words of a page of the report for its slides: whole paragraphs and items that can stand there alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from werkmonitor.monitor import model
from werkmonitor.outputs import dia_maat as maat
from werkmonitor.outputs import dia_tekst as tekst
from werkmonitor.outputs.alineas import Alinea, alineas

MAX_REGELS = 5
"""Lines of one paragraph or item on a slide of words; a longer one is left to the report."""
GROOT, WIT = 24, 7.0
"""Points of the letters of a slide of words, and the millimetres below each point."""
_OVER_HET_BLAD = re.compile(r"\b(tabel|grafiek|kolom|rij|pagina|hieronder|hierna|hierboven)\w*\b", re.IGNORECASE)
"""Words of a sentence about something that is not on the slide."""


def teksten(pagina: model.Pagina) -> list[tuple[str, str]]:
    """Return what a page of words says: the items of its lists, else its paragraphs."""
    return punten(pagina) or [("", words) for words in zinnen(pagina) if _regels("", words) <= MAX_REGELS]


def eerste(pagina: model.Pagina, room: float, breed: float) -> tuple[str, ...]:
    """Return the first paragraph where all of it fits, else nothing: its end may say the opposite of its beginning."""
    words = next(iter(zinnen(pagina)), "")
    return (words,) if words and maat.zin(words, breed) <= room else ()


def stapels(
    points: Iterable[tuple[str, str]], hoog: float, grootte: float, wit: float = WIT
) -> Iterator[list[tuple[str, str]]]:
    """Yield the points in groups that are at most so many millimetres high."""
    group: list[tuple[str, str]] = []
    room = hoog
    for kop, words in points:
        need = _regels(kop, words, grootte) * grootte * 0.3528 * 1.35 + wit
        if group and need > room:
            yield group
            group, room = [], hoog
        group.append((kop, words))
        room -= need
    if group:
        yield group


def _regels(kop: str, words: str, grootte: float = GROOT) -> int:
    return maat.regels(f"{kop} {words}", maat.BREED - 10, grootte)


def punten(pagina: model.Pagina) -> list[tuple[str, str]]:
    """Return of each item of a list its bold words and all else, or where that stands."""
    items = [(a.kop, tekst.heel(" ".join(filter(_los, a.zinnen)))) for a in alineas_van(pagina) if a.punt]
    fitting = [(kop, words if _regels(kop, words) <= MAX_REGELS else tekst.ZIE * bool(kop)) for kop, words in items]
    return [(kop, words) for kop, words in fitting if words]


def alineas_van(pagina: model.Pagina) -> Iterator[Alinea]:
    """Yield the paragraphs and items of a page."""
    for blok in pagina.blokken:
        if isinstance(blok, model.Tekst):
            yield from alineas(blok.markdown)


def zinnen(pagina: model.Pagina) -> tuple[str, ...]:
    """Return the paragraphs of a page, without the sentences that are about the page itself."""
    said = (" ".join(filter(_los, alinea.zinnen)) for alinea in alineas_van(pagina) if not alinea.punt)
    return tuple(map(tekst.heel, filter(None, said)))


def _los(zin: str) -> bool:
    """Say whether a sentence can stand without the page that it is from."""
    return not _OVER_HET_BLAD.search(zin)
