"""What a part of a sentence says happened: each word of direction, balance or verdict, as the signs that it allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from werkmonitor.proza import woorden as w
from werkmonitor.proza.zinnen import Deel, Stuk, woorden

Soort = Literal["beweging", "vergelijking", "saldo", "wens", "oordeel", "norm", "kleur"]
ALLE = frozenset({-1, 0, 1})


@dataclass(frozen=True, slots=True)
class Uitspraak:
    """A word that says how something went.

    ``tekens`` are the signs for which it is true; of a verdict 1 is reached and -1 is not.
    """

    soort: Soort
    woord: str
    index: int
    tekens: frozenset[int]
    kleur: str = ""
    drietal: str = ""
    """The word under which a replacement is looked up."""


def uitspraken(deel: Deel) -> list[Uitspraak]:
    """Return what a part of a sentence says, in order."""
    if SIGNALEN.isdisjoint(stuk.woord for stuk in deel):
        return []
    found = [*_bewegingen(deel), *_scheidbaar(deel), *_saldo(deel), *_losse(deel), *_oordelen(deel), *_kleuren(deel)]
    return sorted(found, key=lambda uitspraak: uitspraak.index)


SIGNALEN = frozenset(
    {*w.BEWEGING, *w.SCHEIDBAAR, *w.VERANDERD, *w.VERGELIJKING, *w.SALDO, *w.WENS, *w.GEHAALD, *w.OVERSCHREDEN}
    | {*w.KLEUREN, *w.TEGEN_NORM, "weinig", "kort", "over", "bij"}
)
"""Every word with which a statement can begin: a part without one says nothing."""


def _signs(sign: int, deel: Sequence[Stuk]) -> frozenset[int]:
    own = frozenset({sign})
    return ALLE - own if ontkend(deel) else own


def ontkend(deel: Sequence[Stuk]) -> bool:
    """Say whether a part denies what it says."""
    for index, stuk in enumerate(deel):
        after = deel[index + 1].woord if index + 1 < len(deel) else ""
        if stuk.woord in w.ONTKENNING and after not in w.GEEN_ONTKENNING:
            return True
    return False


def _bewegingen(deel: Deel) -> list[Uitspraak]:
    found = []
    for index, stuk in enumerate(deel):
        sign = w.BEWEGING.get(stuk.woord)
        if stuk.woord in w.VERANDERD and ontkend(deel):
            found.append(Uitspraak("beweging", f"niet {stuk.woord}", index, frozenset({0})))
        elif sign is not None and not (index and deel[index - 1].woord == "te"):
            found.append(Uitspraak("beweging", stuk.woord, index, _signs(sign, deel), drietal=stuk.woord))
    return found


def _scheidbaar(deel: Deel) -> list[Uitspraak]:
    """Return what verbs in two parts say: *nam met 60 toe*, *bleef gelijk*."""
    found = []
    for index, stuk in enumerate(deel):
        ends = w.SCHEIDBAAR.get(stuk.woord)
        for after, other in enumerate(deel if ends else ()):
            sign = (ends or {}).get(other.woord)
            if sign is None or (after < index and stuk.woord != "gebleven"):
                continue
            if other.woord in w.AAN_HET_EIND and not _closes(deel, after):
                continue
            text = " ".join((stuk.woord, other.woord) if index < after else (other.woord, stuk.woord))
            found.append(Uitspraak("beweging", text, index, _signs(sign, deel), drietal=stuk.woord))
    return found


def _closes(deel: Deel, index: int) -> bool:
    """Say whether a word ends its part, but for a size: *liep op tot 60*."""
    return index + 1 == len(deel) or deel[index + 1].woord in {"tot", "naar", "met"}


def _saldo(deel: Deel) -> Iterator[Uitspraak]:
    for index, stuk in enumerate(deel):
        sign = w.SALDO.get(stuk.woord)
        if sign is not None:
            yield Uitspraak("saldo", stuk.woord, index, _signs(sign, deel), drietal=stuk.woord)
    words = [stuk.woord for stuk in deel]
    for index, (first, second) in enumerate(zip(words, [*words[1:], ""], strict=True)):
        if (first, second) in {("te", "weinig"), ("te", "kort")}:
            yield Uitspraak("saldo", f"{first} {second}", index, _signs(-1, deel))
    if words and words[-1] in _LAST and _LAST[words[-1]] & set(words):
        yield Uitspraak("saldo", words[-1], len(words) - 1, _signs(1, deel))


_LAST = {"over": w.BLIJFT_OVER, "bij": w.KOMT_BIJ}


def _losse(deel: Deel) -> Iterator[Uitspraak]:
    """Yield the comparisons, which say something only beside what they compare, and the words of a wish."""
    for index, stuk in enumerate(deel):
        if stuk.woord in w.VERGELIJKING:
            signs = _signs(w.VERGELIJKING[stuk.woord], deel)
            yield Uitspraak("vergelijking", stuk.woord, index, signs, drietal=stuk.woord)
        if stuk.woord in w.WENS:
            yield Uitspraak("wens", stuk.woord, index, _signs(w.WENS[stuk.woord], deel))


def _oordelen(deel: Deel) -> Iterator[Uitspraak]:
    for index, stuk in enumerate(deel):
        sign = 1 if stuk.woord in w.GEHAALD else -1 if stuk.woord in w.OVERSCHREDEN else 0
        if sign and not (index and deel[index - 1].woord == "te"):
            text = f"niet {stuk.woord}" if ontkend(deel) else stuk.woord
            yield Uitspraak("oordeel", text, index, frozenset({-sign if ontkend(deel) else sign}))
        near = [other.woord for other in deel[index + 1 : index + 4]]
        beside = w.TEGEN_NORM.get(stuk.woord) if woorden(deel) & w.LIGT else None
        beside = w.VERGELIJKING.get(stuk.woord) if near[:1] == ["dan"] else beside
        if beside is not None and w.NORM.intersection(near):
            yield Uitspraak("norm", stuk.woord, index, _signs(beside, deel))


def _kleuren(deel: Deel) -> Iterator[Uitspraak]:
    if ontkend(deel):
        return
    for index, stuk in enumerate(deel):
        if stuk.woord in w.KLEUREN and woorden(deel) & {"is", "staat", "zijn", "staan", "kleurt", "blijft", "wordt"}:
            yield Uitspraak("kleur", stuk.woord, index, ALLE, kleur=w.KLEUREN[stuk.woord])
