"""Periods and dates in cells and captions, in Dutch, English and German."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from werkmonitor.bronnen.sheet import Waarde
from werkmonitor.bronnen.waarden.values import vouw
from werkmonitor.periode import Periode

LENGTES = {"jaar": 12, "halfjaar": 6, "kwartaal": 3, "maand": 1}
"""Months in the period of a time role; *periode* takes any length, *peildatum* a day or any length."""

_MONTHS = """
januari jan january januar jän jänner
februari feb february februar febr
maart mrt mar march märz mär mrz maa
april apr
mei may mai
juni jun june
juli jul july
augustus aug august
september sep sept
oktober okt october oct
november nov
december dec dezember dez
"""
MAANDNAMEN = {name: nummer for nummer, names in enumerate(_MONTHS.strip().splitlines(), 1) for name in names.split()}
_UNITS = {
    **dict.fromkeys(("kwartaal", "kwart", "kw", "k", "quarter", "qtr", "q", "quartal"), 3),
    **dict.fromkeys(("halfjaar", "halfjr", "h", "half", "halbjahr", "hj"), 6),
}
_RANKS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}
_ORDINALS = {"e", "ste", "de", "st", "nd", "rd", "th"}
_NOISE = {
    *("per", "stand", "op", "van", "het", "the", "of", "jaar", "year", "jahr", "in", "as"),
    *("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
}
_YEARS = range(1900, 2200)
_MONTHS_A_YEAR = 12
_LONGEST = 80
"""No longer text is a time; a cell can hold 32,767 characters, and there can be many of those."""

_SEPARATORS = re.compile(r"[\w\s./,-]+")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_PREFIX = re.compile(r"(?:(?:stand|peildatum|stichtag|per|op|as of)\b[\s:]*)+(?=\d)")
_CLOCK = re.compile(r"(?<=\d)[\st,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?[ap]\.?m\.?|z)?$", re.ASCII)
_YEAR_MONTH = re.compile(r"(\d{4})(?:(\d{2})|[-/](\d{1,2}))")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/](\d{4})")
_ISO_DATE = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d{2})(\d{2}))")
_DUTCH_DATE = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_SHORT_YEAR = re.compile(r"^\d{1,2}([-/.])\d{1,2}\1\d{2}$|[^\W\d][.]?[-/ ]*'?\d{2}$", re.ASCII)
_COMPACT = re.compile(r"(\d{4})[-/]?(h|k|q)([1-4])")


class GeenTijdError(ValueError):
    """The time labels of a number do not make one period or day; the message says why."""


@dataclass(frozen=True, slots=True)
class Deel:
    """A part of a year that does not say which year: March is ``Deel(1, 3)``, the 2nd quarter ``Deel(3, 2)``."""

    lengte: int
    nummer: int

    def in_jaar(self, jaar: int) -> Periode:
        """Return the part of that year."""
        return Periode.van(jaar, self.lengte, self.nummer)


Tijd = Periode | date | Deel


def tijd(value: Waarde, rol: str) -> Tijd | None:
    """Return what a cell says in a time role: a period, a day, a part of a year, or ``None`` if it does not fit.

    Neither does 31-12-9999, by which data bases mean that there is no end.
    """
    if isinstance(value, date):
        if value.year not in _YEARS:
            return None
        day = value.date() if isinstance(value, datetime) else value
        return _in_role(day, rol)
    if isinstance(value, str):
        return _in_role(_of_text(vouw(value), rol), rol) if len(value.strip()) <= _LONGEST else None
    if isinstance(value, int | float) and not isinstance(value, bool) and value == value // 1:
        return _in_role(_of_text(str(int(value)), rol), rol)
    return None


def _in_role(found: Tijd | None, rol: str) -> Tijd | None:
    """Hold what was found against the role: a year is no month, and a day stands for its month or year."""
    if isinstance(found, date):
        return _day_in_role(found, rol)
    if isinstance(found, Periode) and rol in LENGTES and found.lengte != LENGTES[rol]:
        return None
    if isinstance(found, Deel) and rol != "periode" and found.lengte != LENGTES.get(rol):
        return None
    return found


def _day_in_role(day: date, rol: str) -> Tijd | None:
    if rol == "peildatum":
        return day
    if rol == "periode":  # a month that is shown as one is stored as its first day
        return Periode.van(day.year, 1, day.month) if day.day == 1 else None
    lengte = LENGTES[rol]
    return Periode.van(day.year, lengte, (day.month - 1) // lengte + 1)


@lru_cache(maxsize=20_000)
def _of_text(text: str, rol: str) -> Tijd | None:
    if clock := _CLOCK.search(text):  # the time of day of a timestamp; nothing but a day has one
        found = _of_text(text[: clock.start()], rol)
        return found if isinstance(found, date) else None
    text = _PREFIX.sub("", text, count=1)
    if not _SEPARATORS.fullmatch(text) or text[0] in "-,./" or "_" in text:
        return None
    if match := _COMPACT.fullmatch(text):
        return _part(_UNITS[match[2]], int(match[3]), int(match[1]))
    if any(character.isalpha() for character in text):
        return _of_words(_TOKEN.findall(text))
    if not text.isascii():
        return None
    return _of_digits(text, rol)


def _of_digits(text: str, rol: str) -> Tijd | None:
    if text.isdecimal() and len(text) <= 2:  # noqa: PLR2004 - a month, quarter or half-year by its number
        lengte = LENGTES.get(rol, _MONTHS_A_YEAR)
        return _part(lengte, int(text), None) if lengte < _MONTHS_A_YEAR else None
    if text.isdecimal() and len(text) == 4:  # noqa: PLR2004 - a year
        return Periode.van(int(text)) if int(text) in _YEARS else None
    if match := _YEAR_MONTH.fullmatch(text) or _MONTH_YEAR.fullmatch(text):
        jaar, maand = sorted(filter(None, match.groups()), key=len, reverse=True)
        return _part(1, int(maand), int(jaar))
    if match := _ISO_DATE.fullmatch(text):
        return _day(int(match[1]), int(match[3] or match[5]), int(match[4] or match[6]))
    if match := _DUTCH_DATE.fullmatch(text):
        return _day_or_american(int(match[1]), match[2], int(match[3]), int(match[4]))
    return None


def _day_or_american(first: int, separator: str, second: int, jaar: int) -> date | None:
    """Read day and month; 3/4/2021 with slashes can be American too, and is refused where that is another day.

    A year of two digits is refused everywhere: in 01-02-21 and jan-21 it may as well be a day.
    """
    if separator == "/" and first != second and first <= _MONTHS_A_YEAR:
        return None
    return _day(jaar, second, first)


def waarom_niet(text: str) -> str:
    """Return why a caption that looks like time is refused, ``""`` if nothing in particular is the matter."""
    found = _DUTCH_DATE.match(vouw(text))
    if found and found[2] == "/" and _day_or_american(int(found[1]), "/", int(found[3]), int(found[4])) is None:
        return "dag en maand kunnen hier verwisseld zijn"
    return "het jaar heeft maar twee cijfers" if _SHORT_YEAR.search(vouw(text)) else ""


def _of_words(tokens: list[str]) -> Tijd | None:
    """Read the kinds of the words, in order: ``1e kwartaal 2021`` is number, unit, year."""
    kinds, numbers = "", []
    for token in tokens:
        kind, number = _kind(token, kinds)
        if kind == "?":
            return None
        if kind:
            kinds += kind
            numbers.append(number)
    by_kind = dict(zip(kinds, numbers, strict=True))
    jaar = by_kind.get("Y")
    if jaar is not None and jaar not in _YEARS:
        return None
    if kinds in {"NMY", "MNY"}:
        return _day(by_kind["Y"], by_kind["M"], by_kind["N"])
    if kinds in {"MY", "YM", "M"}:
        return _part(1, by_kind["M"], jaar)
    if kinds in {"NUY", "UNY", "YNU", "YUN", "NU", "UN"}:
        return _part(by_kind["U"], by_kind["N"], jaar)
    return Periode.van(by_kind["Y"]) if kinds == "Y" else None


def _kind(token: str, before: str) -> tuple[str, int]:
    """Return Y(ear), N(umber), M(onth), U(nit), nothing for a word without meaning, or ``?``; and its number."""
    if token.isdecimal():
        return {4: "Y", 1: "N", 2: "N"}.get(len(token), "?"), int(token)
    if token in _RANKS:
        return "N", _RANKS[token]
    if token in MAANDNAMEN:
        return "M", MAANDNAMEN[token]
    if token in _UNITS:
        return "U", _UNITS[token]
    silent = token in _NOISE or (token in _ORDINALS and before.endswith("N"))
    return ("" if silent else "?"), 0


def _part(lengte: int, nummer: int, jaar: int | None) -> Tijd | None:
    if not 1 <= nummer <= _MONTHS_A_YEAR // lengte:
        return None
    if jaar is None:
        return Deel(lengte, nummer)
    return Periode.van(jaar, lengte, nummer) if jaar in _YEARS else None


def _day(jaar: int, maand: int, dag: int) -> date | None:
    try:
        return date(jaar, maand, dag) if jaar in _YEARS else None
    except ValueError:
        return None


def combineer(delen: Sequence[Tijd]) -> Periode | date:
    """Return the one time that the labels of a number say together; raise ``GeenTijdError`` when they contradict.

    A month takes its year from the other labels; the finest label wins, and must lie within the others.
    """
    whole = [deel for deel in delen if not isinstance(deel, Deel)]
    jaren = {deel.year if isinstance(deel, date) else deel.jaar for deel in whole}
    if len(jaren) != 1:
        message = "de jaren spreken elkaar tegen" if jaren else "er staat geen jaar bij"
        raise GeenTijdError(message)
    jaar = jaren.pop()
    found = [deel.in_jaar(jaar) if isinstance(deel, Deel) else deel for deel in delen]
    finest = min(found, key=lambda deel: deel.lengte if isinstance(deel, Periode) else 0)
    for other in found:
        if other != finest and not _contains(other, finest):
            message = f"{naam_van(finest)} ligt niet in {naam_van(other)}"
            raise GeenTijdError(message)
    return finest


def _contains(outer: Periode | date, inner: Periode | date) -> bool:
    if isinstance(outer, date):
        return False
    if isinstance(inner, date):
        return outer.eerste_dag <= inner < outer.dag_erna
    return outer.bevat(inner)


def naam_van(moment: Periode | date) -> str:
    """Return how a message calls a period or a day."""
    return moment.naam if isinstance(moment, Periode) else f"{moment:%d-%m-%Y}"
