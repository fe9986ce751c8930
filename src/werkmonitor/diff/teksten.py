"""Texts that are not what they were, by their sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from werkmonitor.diff.model import Tekstdeel, Tekstverschil
from werkmonitor.monitor.model import Monitor, Opgave
from werkmonitor.monitor.model import Tekst as Tekstblok

LIJKT = 0.6
"""From this likeness on (0 to 1) a sentence was changed; below it, it was replaced by another one."""
_ZINSEINDE = re.compile(r"(?<=[.!?])\s+(?=[^a-z])")
_OPGAVE = {
    "naam": "",
    "activiteiten": "Wat we deden: ",
    "voortgang": "Voortgang: ",
    "oorzaak": "Oorzaak: ",
    "gevolg": "Gevolg: ",
    "vervolg": "Vervolg: ",
    "conclusie": "Conclusie: ",
}
"""The texts of a task, and how the report introduces them."""


class Tekst(NamedTuple):
    """What people wrote in one place, with how that place is called."""

    naam: str
    tekst: str


def tekstverschillen(oud: Monitor, nieuw: Monitor) -> Iterator[Tekstverschil]:
    """Yield the texts that differ, in the order of the newer report; those that are gone come last."""
    before, after = dict(_teksten(oud, nieuw)), dict(_teksten(nieuw, oud))
    for key in dict.fromkeys((*after, *before)):
        was, werd = (side[key].tekst if key in side else "" for side in (before, after))
        if was.split() != werd.split():
            soort = "anders" if was and werd else "nieuw" if werd else "weg"
            zinnen = tuple(vergelijk(_zinnen(was), _zinnen(werd)))
            naam = (after.get(key) or before[key]).naam
            yield Tekstverschil(naam=naam, soort=soort, zinnen=zinnen)  # type: ignore[arg-type]  # one of the three


def _teksten(monitor: Monitor, ander: Monitor) -> Iterator[tuple[str, Tekst]]:
    """Yield what people wrote by where it stands: pages, what is said of figures, and tasks.

    What a figure means follows from it, so it is only a text of its own where the figure is the same on both sides.
    """
    values = {indicator.id: indicator.exact for indicator in ander.indicatoren}
    for pagina in monitor.paginas:
        own = [pagina.kop, *(blok.markdown for blok in pagina.blokken if isinstance(blok, Tekstblok))]
        yield f"pagina {pagina.id}", Tekst(f"Pagina {pagina.titel or pagina.kop}", "\n\n".join(own).strip())
    for indicator in monitor.indicatoren:
        same = values.get(indicator.id, "") == indicator.exact
        own = [indicator.betekenis if same else "", indicator.toelichting]
        yield f"cijfer {indicator.id}", Tekst(f"Toelichting bij {indicator.naam}", "\n\n".join(own).strip())
    for opgave in monitor.opgaven:
        yield f"opgave {opgave.id}", Tekst(f"Opgave {opgave.nummer}, {opgave.kort}", _van_opgave(opgave))


def _van_opgave(opgave: Opgave) -> str:
    parts = [f"{kop}{text}" for veld, kop in _OPGAVE.items() if (text := str(getattr(opgave, veld)).strip())]
    return "\n\n".join([*parts, f"Oordeel: {opgave.regel}"] if opgave.grond == "mens" else parts)


def _zinnen(text: str) -> list[str]:
    """Cut a text into sentences; a line that is a heading or an item of a list is one by itself."""
    paragraphs = re.split(r"\n\s*\n|\n(?=\s*(?:[-*#]|\d+\.)\s)", text)
    return [zin for part in paragraphs for zin in _ZINSEINDE.split(" ".join(part.split())) if zin]


def vergelijk(oud: Sequence[str], nieuw: Sequence[str]) -> Iterator[tuple[Tekstdeel, ...]]:
    """Yield the sentences of both: one that stayed, went or came as one part, one that was changed in its words."""
    for tag, a, b, c, d in SequenceMatcher(None, oud, nieuw, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from ((Tekstdeel("gelijk", zin),) for zin in oud[a:b])
        else:
            yield from _vervangen(oud[a:b], nieuw[c:d])


def _vervangen(oud: Sequence[str], nieuw: Sequence[str]) -> Iterator[tuple[Tekstdeel, ...]]:
    for was, werd in zip_longest(oud, nieuw):
        if was and werd and SequenceMatcher(None, was, werd, autojunk=False).ratio() >= LIJKT:
            yield tuple(_woorden(was.split(), werd.split()))
            continue
        if was:
            yield (Tekstdeel("weg", was),)
        if werd:
            yield (Tekstdeel("erbij", werd),)


def _woorden(oud: Sequence[str], nieuw: Sequence[str]) -> Iterator[Tekstdeel]:
    for tag, a, b, c, d in SequenceMatcher(None, oud, nieuw, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Tekstdeel("gelijk", " ".join(oud[a:b]))
            continue
        yield from _deel("weg", oud[a:b])
        yield from _deel("erbij", nieuw[c:d])


def _deel(soort: str, words: Iterable[str]) -> Iterator[Tekstdeel]:
    if text := " ".join(words):
        yield Tekstdeel(soort, text)  # type: ignore[arg-type]  # one of the three
