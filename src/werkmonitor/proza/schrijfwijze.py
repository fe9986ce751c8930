"""Numbers and dates that were typed otherwise than the report writes them: ``40 %``, ``2000 euro``, ``2021-01-01``.

The report has one convention, that of ``formatting``: a point for thousands, a comma for decimals, a percent sign
without a space, a euro sign with one, and months in words.  Figures that are bound follow it by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from werkmonitor.findings import Finding
from werkmonitor.formatting import NBSP, datum, getal
from werkmonitor.proza.leesbaarheid import Passage

_GETAL = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_NIET = re.compile(r"`[^`\n]*`|https?://\S+|\]\([^)\s]*\)|\{\{.*?\}\}", re.DOTALL)
"""What is no prose: code, addresses and fields."""
_JAREN = range(1800, 2200)
"""Four digits that are read as a year."""


class Gevonden(NamedTuple):
    """What was typed, and how the report writes it."""

    regel: int
    was: str
    goed: str


def _punten(digits: str) -> str:
    return getal(Fraction(int(digits)))


def _bedrag(match: re.Match[str]) -> str:
    whole, comma, part = match[1].replace(".", "").partition(",")
    return f"€ {_punten(whole)}{comma}{part}"


def _dag(year: str, month: str, day: str, otherwise: str) -> str:
    try:
        return datum(date(int(year), int(month), int(day))).replace(NBSP, " ")
    except ValueError:
        return otherwise


_VORMEN: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(rf"({_GETAL})[ \u00a0]+%"), lambda m: f"{m[1]}%"),
    (re.compile(rf"({_GETAL})[ \u00a0]procent\b"), lambda m: f"{m[1]}%"),
    (re.compile(rf"({_GETAL})[ \u00a0](duizend|miljoen|miljard)[ \u00a0]euro\b"), lambda m: f"€ {m[1]} {m[2]}"),
    (re.compile(rf"€({_GETAL})"), _bedrag),
    (re.compile(rf"(?<![\d.,])({_GETAL})[ \u00a0]euro\b"), _bedrag),
    (re.compile(r"(?<![\d-])(\d{4})-(\d\d)-(\d\d)(?![\d-])"), lambda m: _dag(m[1], m[2], m[3], m[0])),
    (re.compile(r"(?<![\d-])(\d\d?)-(\d\d?)-((?:19|20)\d\d)(?![\d-])"), lambda m: _dag(m[3], m[2], m[1], m[0])),
    (
        re.compile(r"(?<![\d.,])(\d+)\.(\d\d?)(?=[ \u00a0]?%|[ \u00a0](?:miljoen|miljard|procent)\b)"),
        lambda m: f"{m[1]},{m[2]}",
    ),
    (re.compile(rf"({_GETAL})[ \u00a0](?:mln|mio)\b"), lambda m: f"{m[1]} miljoen"),
    (re.compile(r"(?<![\d.,/-])(\d{4,7})(?![\d/-]|[.,]\d|\s?[A-Z]{2}\b)"), lambda m: _punten(m[1])),
)
"""How a number can be typed otherwise, and what the report writes; the first that fits counts."""


def anders_geschreven(tekst: str) -> Iterator[Gevonden]:
    """Yield what a text in Markdown writes otherwise than the report does, in order."""
    plain = _NIET.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), tekst)
    taken: list[range] = []
    found = []
    for pattern, write in _VORMEN:
        for match in pattern.finditer(plain):
            here = range(match.start(), match.end())
            good = write(match)
            if good != match[0] and not _is_jaar(match[0]) and not any(_raakt(here, other) for other in taken):
                taken.append(here)
                found.append((match.start(), Gevonden(plain.count("\n", 0, match.start()) + 1, match[0], good)))
    yield from (item for _, item in sorted(found))


def _is_jaar(text: str) -> bool:
    return text.isdigit() and int(text) in _JAREN


def _raakt(een: range, ander: range) -> bool:
    return een.start < ander.stop and ander.start < een.stop


def meldingen(passage: Passage) -> Iterator[Finding]:
    """Yield a remark for each number or date that is typed otherwise."""
    for item in anders_geschreven(passage.tekst):
        wat = f"Er staat '{item.was}'; het rapport schrijft '{item.goed}'."
        doen = f"Schrijf '{item.goed}', of bind het cijfer."
        yield Finding("tekst-schrijfwijze", "info", wat, passage.op(item.regel), "", doen)
