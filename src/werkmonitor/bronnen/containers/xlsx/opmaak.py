"""Number formats: what the format of a number says about it, and the day or time that a serial number stands for."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal

from werkmonitor.bronnen.sheet import Opmaak, Waarde
from werkmonitor.bronnen.waarden.schaal import noemt_schaal

Vorm = Literal["getal", "procent", "procenttekst", "maal", "geld", "datum", "tijd", "duur"]
"""What a number format shows: ``tijd`` is a time of day without a date, ``duur`` counts hours beyond a day.

``procenttekst`` and ``maal`` are words beside the number: a percent sign, or *x 1.000* where it is not scaled to that.
"""

_MAX_CODE = 255
"""Characters of a format code in Excel; a longer one shows nothing there."""
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.')
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
"""Commas at the end: the number is stored in ones and shown in thousands."""
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
_ELAPSED = re.compile(r"h+|m+|s+")
_CURRENCY = re.compile(r"\[\$[^\]\[-][^\]\[]*\]|(?<!\[)\$|[€£]|\bEUR\b|\beuro?\b", re.IGNORECASE)
_NO_TOKENS = re.compile(r"General|Standaard|E[+-]|AM/PM|A/P", re.IGNORECASE)
_DATE = re.compile(r"[dyjeg]|mmm|^[^hs]*m[^hs]*$")

_MS_PER_DAY = 86_400_000
_LEAP_BUG = 60
"""The serial of 29 February 1900, a day that there never was."""
_END = {False: 2_958_466, True: 2_957_004}
"""The first serial after the year 9999, by date system."""


def _builtin() -> dict[int, Vorm]:
    known: dict[int, Vorm] = dict.fromkeys((*range(14, 18), 22, *range(27, 37), *range(50, 59)), "datum")
    known |= dict.fromkeys((18, 19, 20, 21, 45, 47), "tijd")
    known |= dict.fromkeys((5, 6, 7, 8, 42, 44), "geld")
    return known | {9: "procent", 10: "procent", 46: "duur"}


INGEBOUWD: dict[int, Vorm] = _builtin()
"""The formats that a workbook does not write out, by number; others are ``getal``."""


def vorm(code: str) -> Vorm:
    """Return what a format code shows: ``#,##0.00%`` is ``procent``, ``d mmm yyyy`` is ``datum``."""
    return _vorm(code) if len(code) <= _MAX_CODE else "getal"


@lru_cache(maxsize=10_000)
def _vorm(code: str) -> Vorm:
    words = "".join(one or other for one, other in _LITERAL.findall(code))
    if noemt_schaal(words, kop=True) and not _SCALED.search(_NOT_SHOWN.sub("", code)):
        return "maal"
    found = _of_code(code)
    return "procenttekst" if found == "getal" and "%" in words else found


def _of_code(code: str) -> Vorm:
    """Return what a format code shows, whatever words it puts beside that."""
    if _CURRENCY.search(code):
        return "geld"
    bare = _NOT_SHOWN.sub("", code)
    shown = next((part for part in map(_section, bare.split(";")) if part), "")
    if "%" in shown:
        return "procent"
    if any(_ELAPSED.fullmatch(inner.lower()) for inner in _BRACKETS.findall(bare)):
        return "duur"
    if any(sign in shown for sign in "0#?@"):
        # A fraction of a second is written with zeros as well.
        shown = re.sub(r"(?<=s)[.,]0+", "", shown)
        if any(sign in shown for sign in "0#?@"):
            return "getal"
    if _DATE.search(shown):
        return "datum"
    return "tijd" if any(sign in shown for sign in "hms") else "getal"


def _section(text: str) -> str:
    return _NO_TOKENS.sub(lambda found: "h" if "/" in found[0] else "", _BRACKETS.sub("", text)).strip().lower()


def waarde(getal: float, van: Vorm, *, vanaf_1904: bool) -> tuple[Waarde, Opmaak]:
    """Return what a number of this form stands for, with its format.

    A serial number becomes a ``date``, with a time of day a ``datetime``, below one day a ``time``; to the millisecond,
    as Excel shows it.  One before the first day, after the year 9999, or of the day that never was stays a number.
    """
    match van:
        case "getal":
            return getal, ""
        case "procent" | "geld" | "procenttekst" | "maal":
            return getal, van
        case "duur":
            return (timedelta(milliseconds=_ms(getal)) if 0 <= getal < _END[False] else getal), "datum"
    return _moment(getal, van, vanaf_1904=vanaf_1904), "datum"


def _ms(days: float) -> int:
    return round(days * _MS_PER_DAY)


def _moment(serial: float, van: Vorm, *, vanaf_1904: bool) -> Waarde:
    if not 0 <= serial < _END[vanaf_1904]:
        return serial
    days, ms = divmod(_ms(serial), _MS_PER_DAY)
    if days == 0 and (van == "tijd" or (ms and not vanaf_1904)):
        return _time(ms)
    if not vanaf_1904 and days in {0, _LEAP_BUG}:
        return serial
    first = date(1904, 1, 1) if vanaf_1904 else date(1899, 12, 30 if days > _LEAP_BUG else 31)
    try:
        day = first + timedelta(days=days)
    except OverflowError:  # rounded up beyond the last day
        return serial
    return day if not ms else datetime.combine(day, _time(ms))


def _time(ms: int) -> time:
    seconds, ms = divmod(ms, 1000)
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60, ms * 1000)
