"""Hidden numbers that are typed in a text: the number itself, beside the name of what it counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from werkmonitor.proza.getallen import getallen
from werkmonitor.proza.kennis import Cijfer
from werkmonitor.proza.namen import kernwoorden, lijkt, noemt
from werkmonitor.proza.zinnen import Deel, Stuk, zinnen

_OP_RIJ = ("één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
TELWOORDEN = {word: number for number, word in enumerate(_OP_RIJ, start=1)}
"""Numbers that people write as words; *een* is mostly none."""


@dataclass(frozen=True, slots=True)
class Geheim:
    """A hidden number: the figure that it belongs to, and the words that tell which number of it.

    ``woorden`` are names that must all be there besides (of a member, of a row and a column); ``hier`` says that the
    figure itself need not be named, because the page is about it.
    """

    cijfer: Cijfer
    waarde: Fraction
    woorden: tuple[str, ...] = ()
    hier: bool = False
    aandeel: bool = False
    """Whether it is a share, that people write in percents."""


@dataclass(frozen=True, slots=True)
class Genoemd:
    """A number that is typed, on its line, and the hidden one that it tells."""

    tekst: str
    regel: int
    geheim: Geheim


def genoemd(tekst: str, geheimen: Sequence[Geheim]) -> Iterator[Genoemd]:
    """Yield each number of a text that tells a hidden one: in one part of a sentence with the name of it."""
    for zin in zinnen(tekst):
        for deel in zin.delen:
            typed = list(_getypt(deel))
            for geheim in geheimen if typed else ():
                wanted = (abs(geheim.waarde), geheim.aandeel)
                found = next((stuk for stuk, *waarde in typed if tuple(waarde) == wanted), None)
                if found is not None and _gaat_over(deel, deel if found.woord else zin.stukken, geheim):
                    yield Genoemd(found.tekst, found.regel, geheim)


def _getypt(deel: Deel) -> Iterator[tuple[Stuk, Fraction, bool]]:
    """Yield the numbers of a part: what each says, and whether it is a share; 36% is 0,36."""
    for getal in getallen(deel):
        share = getal.soort == "deel"
        yield deel[getal.index], getal.n * getal.factor / (100 if share else 1), share
    yield from ((stuk, Fraction(TELWOORDEN[stuk.woord]), False) for stuk in deel if stuk.woord in TELWOORDEN)


def _gaat_over(deel: Deel, zin: Sequence[Stuk], geheim: Geheim) -> bool:
    """Say whether a part of a sentence is about a hidden number."""
    named = all(_staat_in(deel, naam) for naam in geheim.woorden)
    return named and ((geheim.hier and bool(geheim.woorden)) or noemt(zin, geheim.cijfer))


def _staat_in(deel: Deel, naam: str) -> bool:
    """Say whether all words of a name stand in a part, in one of their forms."""
    wanted = kernwoorden(naam)
    return bool(wanted) and all(any(lijkt(word, stuk.woord) for stuk in deel if stuk.woord) for word in wanted)
