"""Which figures a part of a sentence names, by the words of their name, their id or what they count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from werkmonitor.proza import woorden as w
from werkmonitor.proza.kennis import Cijfer, Kennis
from werkmonitor.proza.zinnen import Stuk

LANG = 5
"""A name of one word must have so many letters to be told from other words."""
EIGEN = 10
"""From so many letters on one word is a name on every page: *poortwachtersquote*."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_STEM = 4


@lru_cache(maxsize=2000)
def lijkt(een: str, ander: str) -> bool:
    """Say whether two words are forms of one: *uitkering* and *uitkeringen*, *groeibaan* and *groeibanen*."""
    if een == ander:
        return True
    short, long = sorted((een, ander), key=len)
    if len(short) < _STEM or len(long) - len(short) > 3:  # noqa: PLR2004 - the longest ending
        return False
    shared = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return shared >= max(_STEM, len(short) - 2)


@lru_cache(maxsize=2000)
def kernwoorden(naam: str) -> frozenset[str]:
    """Return the words of a name that say what it is about."""
    return frozenset(word for word in _WORD.findall(naam.casefold().replace("_", " ")) if word not in w.STOPWOORDEN)


def genoemd(deel: Sequence[Stuk], kennis: Kennis) -> tuple[Cijfer, ...]:
    """Return the figures of the page that a part names, else those of other pages; the narrowest names only."""
    found = {cijfer: places for cijfer in kennis.getoond if (places := _places(deel, cijfer))}
    if not found:
        others = ((cijfer, _places(deel, cijfer)) for cijfer in kennis.cijfers.values())
        found = {cijfer: places for cijfer, places in others if _only_its_own(deel, places)}
    return tuple(cijfer for cijfer, places in found.items() if not any(places < other for other in found.values()))


def _only_its_own(deel: Sequence[Stuk], places: frozenset[int]) -> bool:
    """Say whether the words of a name can only be that of one figure, also on a page that does not show it."""
    return len(places) > 1 or any(len(deel[place].woord) >= EIGEN for place in places)


def noemt(deel: Sequence[Stuk], cijfer: Cijfer) -> bool:
    """Say whether a part names one figure."""
    return bool(_places(deel, cijfer))


def _places(deel: Sequence[Stuk], cijfer: Cijfer) -> frozenset[int]:
    """Return where the words stand by which a figure is named; nothing where it is not named."""
    for name in (cijfer.naam, cijfer.id):
        wanted = kernwoorden(name)
        where = _find_all(deel, wanted)
        if not where:
            continue
        if _narrowed(deel, max(where), wanted) or _narrows(deel, min(where), cijfer):
            continue
        if len(wanted) > 1 or _stands_alone(deel, min(where), next(iter(wanted)), cijfer):
            return where
    return frozenset()


def _find_all(deel: Sequence[Stuk], wanted: frozenset[str]) -> frozenset[int]:
    """Return where words stand in one of their forms; nothing as soon as one is missing."""
    where: set[int] = set()
    for word in wanted:
        begin = word[:2]
        places = [i for i, stuk in enumerate(deel) if stuk.woord.startswith(begin) and lijkt(word, stuk.woord)]
        if not places:
            return frozenset()
        where.update(places)
    return frozenset(where)


def _narrowed(deel: Sequence[Stuk], last: int, wanted: frozenset[str]) -> bool:
    """Say whether words after a name make it a narrower one: *de uitstroom naar beschut werk*."""
    after = deel[last + 1 : last + 4]
    if len(after) < 2 or after[0].woord not in w.NADER:  # noqa: PLR2004 - the word and what comes after it
        return False
    told = next((stuk for stuk in after[1:] if stuk.woord not in w.STOPWOORDEN or not stuk.woord), None)
    return told is not None and told.soort == "woord" and not any(lijkt(word, told.woord) for word in wanted)


def _narrows(deel: Sequence[Stuk], first: int, cijfer: Cijfer) -> bool:
    """Say whether a name only tells more of the word before it: *de uitstroom naar beschut werk*."""
    before = [stuk.woord for stuk in deel[max(first - 3, 0) : first]]
    if before[-1:] in (["de"], ["het"]):
        del before[-1]
    *head, preposition = ["", *before]
    if preposition not in w.ERVOOR or head[-1:][0] in w.NORM | w.HOEVEELHEID:
        return False
    return preposition not in cijfer.naam.casefold().split()


def _stands_alone(deel: Sequence[Stuk], place: int, word: str, cijfer: Cijfer) -> bool:
    """Say whether one word is enough of a name here; what is counted needs *het aantal* before it, or the beginning."""
    if len(word) < LANG:
        return False
    nouns = kernwoorden(cijfer.noem) or (kernwoorden(cijfer.naam) if cijfer.is_verandering else frozenset())
    if not any(lijkt(word, noun) for noun in nouns):
        return True
    before = {stuk.woord for stuk in deel[max(place - 3, 0) : place]}
    words = [stuk.woord for stuk in deel[:place] if stuk.woord]
    first = deel[place].woord in nouns and all(word in {"de", "en", "ook", "maar"} for word in words)
    return "aantal" in before or first


def elders(deel: Sequence[Stuk], kennis: Kennis) -> bool:
    """Say whether a part is about others: the country, a place that is not ours."""
    if any(stuk.woord in w.ELDERS or stuk.woord.startswith("nederland") for stuk in deel):
        return True
    if any(first.woord == "andere" and lijkt("gemeente", second.woord) for first, second in pairwise(deel)):
        return True
    for first, second in pairwise(deel):
        place = second.tekst[:1].isupper() and second.soort == "woord" and second.woord not in w.MAANDEN
        if first.woord == "in" and place and second.woord not in kennis.eigen and not second.tekst.isupper():
            return True
    return False
