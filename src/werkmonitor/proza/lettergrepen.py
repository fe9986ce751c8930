"""Counts the syllables of a Dutch word by its letters.

Each sound of a vowel is a syllable: *oei* and *ieu* are one, *ui* is one, *ea* is two, and a letter with a diaeresis
begins a new one (*be-eindigen*).  That is right where hyphenation is not: the patterns of a printer leave out a first
syllable of one letter (*a-vond*), because a line may not end there.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DIAERESIS = "\N{COMBINING DIAERESIS}"
_KLANK = re.compile(r"aai|ooi|oei|eeu|ieu|eau|aa|ee|ie|oo|oe|uu|ui|eu|ei|ij|au|ou|[aeiouy]")
"""The sounds of one syllable, the longer ones first."""
_VOORAF = (
    (re.compile(r"qu"), "kw"),
    (re.compile(r"y(?=[aeou])"), "j"),
    (re.compile(r"eum\b"), "e|um"),  # museum
    (re.compile(r"team|coach"), "tim"),  # taken from English
    (re.compile(r"line\b"), "lin"),
)
"""What is written otherwise than it sounds."""
_LETTERS = re.compile(r"[^\W\d_]+")
_SPELLED = 5
"""A word of capitals that is no longer is said letter by letter, unless it can be said as a word: *BUIG*."""
_SAID = re.compile(r"[^AEIOU][AEIOU]+[^AEIOU]")


@lru_cache(maxsize=20_000)
def lettergrepen(woord: str) -> int:
    """Return the number of syllables, at least 1: 5 of *bijstandsuitkering*, 2 of *WW*, which is spelled."""
    if woord.isupper() and len(woord) <= _SPELLED and not _SAID.search(woord):
        return len(woord)
    parts = _LETTERS.findall(_klanken(woord))
    return max(sum(len(_KLANK.findall(part)) for part in parts), 1)


def _klanken(woord: str) -> str:
    """Return a word in small letters without accents, with a stroke before a vowel that begins a syllable."""
    found = re.sub(rf"(\w){_DIAERESIS}", r"|\1", unicodedata.normalize("NFD", woord.casefold()))
    plain = "".join(sign for sign in found if not unicodedata.combining(sign))
    for pattern, kept in _VOORAF:
        plain = pattern.sub(kept, plain)
    return plain
