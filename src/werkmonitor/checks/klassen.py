"""Classes of age, duration or size that overlap, or between which a value has no place.

``tot 27`` lies inside ``tot 40``; between ``tot 40`` and ``41-55`` nobody can say where 40 belongs.  ``16-27, 27-36``
and ``41-55, 56-65`` are both in order: of ``41-55`` only the class after it tells whether 55 is in it.  A wider gap may
be a class in which nobody was, and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from werkmonitor.bronnen.feiten import Feiten, Feitentabel
from werkmonitor.bronnen.waarden.persoon import kort
from werkmonitor.bronnen.waarden.values import vouw
from werkmonitor.findings import Finding, Location
from werkmonitor.periode import Periode
from werkmonitor.programma.schema import Programma

GENOEMD = 3
"""How many faults of one breakdown are named."""
MINST = 2
"""Classes of more than one value that make a breakdown one of classes."""
_AOW = "9999"
"""The pension age moves with the years: it is above every other age."""
_EINDELOOS = 10**9
_MAANDEN = {"jaar": 12, "maand": 1}

_EENHEID = re.compile(
    r"\b(?:(?P<jaar>jaren|jaar|jr)|(?P<maand>maanden|maand|mnd)|(?P<ander>weken|week|dagen|dag|uren|uur|euro|eur))\b\.?"
    r"|(?P<teken>[€%])"
)
_WOORDEN = (
    (re.compile(r"\b(?:de )?(?:aow|pensioen)(?:[- ]?(?:gerechtigde[- ]?)?leeftijd)?\b"), _AOW),
    (re.compile(r"\btot en met\b|\bt/m\b|<=|≤"), "≤"),
    (re.compile(r"\b(?:en|of) (?:ouder|meer|langer|hoger)\b|\be\.o\.|\+"), "+"),
    (re.compile(r"\b(?:jonger|minder|korter|lager) dan\b|\b(?:tot|onder)\b"), "<"),
    (re.compile(r"\b(?:ouder|meer|langer|hoger) dan\b|\bboven\b"), ">"),
    (re.compile(r"\b(?:vanaf|van)\b|>=|≥"), "≥"),
    (re.compile(r"\bleeftijd(?:sklasse)?\b|[–—\s]"), ""),
)
"""What is written in words, each with its sign."""
_KLASSE = re.compile(
    r"(?P<onder>[<≤])(?P<eind>\d+)|(?P<boven>[≥>])(?P<begin>\d+)|(?P<meer>\d+)\+"
    r"|≥?(?P<van>\d+)(?:(?P<teken><|≤|-<?)(?P<tot>\d+))?"
)


@dataclass(frozen=True, order=True)
class Klasse:
    """The values from ``van`` up to ``tot``."""

    van: int
    tot: int
    rand: int
    """How much later it may end: one step, where only the class after it tells whether its last value is in it."""
    naam: str
    enkel: bool = False
    """Whether it is a single number, which other things are called too."""


def klassen(bijschriften: Iterable[str]) -> list[Klasse]:
    """Return the classes among captions, in order; nothing where their units cannot be compared."""
    found = [(text, *_zonder_eenheid(text)) for text in bijschriften]
    parts = [(text, match, eenheid) for text, kaal, eenheid in found if (match := _KLASSE.fullmatch(kaal))]
    units = {eenheid for _, _, eenheid in parts if eenheid}
    if len(units) > 1 and (units - _MAANDEN.keys() or any(not eenheid for *_, eenheid in parts)):
        return []
    factor = {eenheid: _MAANDEN[eenheid] if len(units) > 1 else 1 for *_, eenheid in parts}
    return sorted(_klasse(text, match, factor[eenheid]) for text, match, eenheid in parts)


def _zonder_eenheid(text: str) -> tuple[str, str]:
    """Return a caption in signs and digits, and its unit."""
    folded = vouw(text)
    units = {match.lastgroup if match.lastgroup in _MAANDEN else match[0] for match in _EENHEID.finditer(folded)}
    plain = " ".join(_EENHEID.sub(" ", folded).split())
    for pattern, sign in _WOORDEN:
        plain = pattern.sub(sign, plain)
    return plain, " ".join(sorted(filter(None, units)))


def _klasse(naam: str, match: re.Match[str], factor: int) -> Klasse:
    """Return a class in the common unit; what is inclusive ends one step of its own unit later."""

    def op(group: str, erbij: int = 0) -> int:
        return (int(match[group]) + erbij) * factor

    if match["onder"]:
        return Klasse(-_EINDELOOS, op("eind", match["onder"] == "≤"), 0, naam)
    if match["boven"]:
        return Klasse(op("begin", match["boven"] == ">"), _EINDELOOS, 0, naam)
    if match["meer"]:
        return Klasse(op("meer"), _EINDELOOS, 0, naam)
    if match["tot"] is None:
        return Klasse(op("van"), op("van", 1), 0, naam, enkel=True)
    tot = op("tot", match["teken"] == "≤")
    return Klasse(op("van"), tot, factor if match["teken"] == "-" else 0, naam)


def gebreken(leden: Iterable[str]) -> list[str]:
    """Return in Dutch what is wrong with the classes among captions; nothing where there are none."""
    found = klassen(leden)
    if sum(not klasse.enkel for klasse in found) < MINST:
        return []
    overlap = [
        f"'{kort(een.naam)}' {'ligt in' if ander.van <= een.van and een.tot <= ander.tot else 'overlapt'} "
        f"'{kort(ander.naam)}'"
        for een, ander in map(_kleinste_eerst, combinations(found, 2))
        if max(een.van, ander.van) < min(een.tot, ander.tot)
    ]
    return [*overlap, *_gaten(found)]


def _kleinste_eerst(paar: tuple[Klasse, Klasse]) -> tuple[Klasse, Klasse]:
    een, ander = paar
    return (een, ander) if een.tot - een.van <= ander.tot - ander.van else (ander, een)


def _gaten(found: list[Klasse]) -> Iterator[str]:
    """Yield the single values between two classes that belong to neither."""
    before = found[0]
    for klasse in found[1:]:
        if klasse.van == before.tot + before.rand + 1:
            value = before.tot + before.rand
            yield f"{value} valt tussen '{kort(before.naam)}' en '{kort(klasse.naam)}'"
        before = max(before, klasse, key=lambda item: item.tot + item.rand)


def controleer_klassen(programma: Programma, feiten: Feiten, periode: Periode) -> Iterator[Finding]:
    """Yield one finding for each breakdown of a source in this delivery whose classes do not join."""
    for tabel in feiten.tabellen:
        bron = programma.bron_van(tabel.bron)
        if tabel.levering != periode or bron is None or not len(tabel):
            continue
        for naam, kolom in tabel.dimensies.items():
            captions = tabel.bijschriften.get(naam, {})
            leden = {captions.get(lid, lid): code for code, lid in enumerate(kolom.leden)}
            dimensie = programma.dimensie_van(naam)
            if dimensie.optelbaar and (wrong := gebreken(leden)):
                yield _finding(dimensie.naam, wrong, _plek(tabel, naam, leden, wrong[0]))


def _plek(tabel: Feitentabel, naam: str, leden: Mapping[str, int], wrong: str) -> Location:
    """Return the first number of a class that the first fault is about."""
    code = next((code for lid, code in leden.items() if f"'{kort(lid)}'" in wrong), 0)
    adres = tabel.adres(int(np.argmax(tabel.dimensies[naam].codes == code)))
    return Location(adres.bestand, adres.blad or None, adres.cel)


def _finding(dimensie: str, wrong: list[str], plek: Location) -> Finding:
    more = f", en nog {len(wrong) - GENOEMD} keer iets" if len(wrong) > GENOEMD else ""
    return Finding(
        "klassen-sluiten-niet",
        "waarschuwing",
        f"De klassen van {dimensie} sluiten niet op elkaar aan: {'; '.join(wrong[:GENOEMD])}{more}.",
        plek,
        "Iemand kan dubbel geteld zijn of in geen enkele klasse vallen; een som over de klassen kan fout zijn.",
        "Laat de klassen in het rapport aansluiten. Is het zo bedoeld, kies dan de leden die samen alles zijn.",
    )
