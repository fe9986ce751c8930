"""Which time a column or a level of labels holds, if any."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date

from werkmonitor.bronnen.sheet import Waarde
from werkmonitor.bronnen.tabellen.titels import perioden
from werkmonitor.bronnen.waarden.tijd import LENGTES, Deel, tijd
from werkmonitor.bronnen.waarden.values import bijschrift, vouw
from werkmonitor.periode import Periode

_KOPPEN = {
    "jaar": re.compile(r"jaar|year|jahr|\bjr"),
    "halfjaar": re.compile(r"halfjaar|half year|halbjahr|\bhalfjr"),
    "kwartaal": re.compile(r"kwartaal|quarter|quartal|\bkwt?(?:\b|nr)|\bkwart"),
    "maand": re.compile(r"maand|month|monat|\bmnd"),
}
_WEEK = re.compile(r"\b(?:week|weeknr|weeknummer|woche|kalenderweek|isoweek|wk|wknr)\b")
_BEREIK = re.compile(r"\bt/m\b|\btot(?:\s+en\s+met)?\b|\b(?:until|through|bis)\b|\s[-\N{EN DASH}\N{EM DASH}]\s")
_RUIM = 0.8
"""The part of the labels that must be time: notes and footers can be among them."""

_STEEKPROEF = 200
"""How many labels, spread over all, say whether any is time at all."""


def _found(values: Collection[Waarde], rol: str) -> list[Periode | date | Deel]:
    return [moment for value in values if (moment := tijd(value, rol)) is not None]


def _is_time(value: Waarde) -> bool:
    return any(tijd(value, rol) is not None for rol in (*LENGTES, "periode", "peildatum"))


def tijdrol(values: Collection[Waarde], kop: str | None = None) -> str | None:
    """Return the time role that labels have, or ``None``.

    ``kop`` is the heading of a column of a list; bare numbers are time only below one that says so.
    """
    values = [value for value in values if value is not None]
    if not any(_is_time(value) for value in values[:: len(values) // _STEEKPROEF + 1]):
        return None
    enough = _RUIM * len(values)
    bare = sum(_is_bare(value) for value in values) >= enough
    if bare:
        return _by_heading(values, kop or "", enough)
    days = _found(values, "peildatum")
    if len(days) >= enough and any(isinstance(moment, date) for moment in days):
        return "peildatum"
    roles = [rol for rol in LENGTES if len(_found(values, rol)) >= enough]
    if roles:
        return roles[0]
    return "periode" if len(_found(values, "periode")) >= enough else None


def _is_bare(value: Waarde) -> bool:
    """Say whether a label is a small number, which can be a month, or six digits, which can be a quantity."""
    text = bijschrift(value)
    return text.isdecimal() and len(text) != 4  # noqa: PLR2004 - four digits are a year


def _by_heading(values: Collection[Waarde], kop: str, enough: float) -> str | None:
    words = vouw(kop)
    for rol, names in _KOPPEN.items():
        if names.search(words) and len(_found(values, rol)) >= enough:
            return rol
    months = [value for value in values if len(bijschrift(value)) == 6]  # noqa: PLR2004 - 202101
    if len(months) >= enough and "period" in words and len(_found(months, "maand")) >= enough:
        return "maand"
    return None


def noemt_tijd(kop: str) -> bool:
    """Say whether a heading speaks of time, so that years below it are no quantities."""
    words = vouw(kop)
    return any(names.search(words) for names in _KOPPEN.values()) or "period" in words or "datum" in words


def noemt_week(kop: str) -> bool:
    """Say whether a heading speaks of weeks, which are no time of a monitor: they run across months and years."""
    return _WEEK.search(vouw(kop)) is not None


def tijden_in(titel: str) -> list[Periode | date]:
    """Return the periods and days that a title speaks of; of a range both ends."""
    return [moment for part in _BEREIK.split(titel) for moment in perioden(part)]


def compleet(rollen: Iterable[tuple[str, Collection[Waarde]]]) -> bool:
    """Say whether the time roles together give every number a year."""
    return any(
        rol == "jaar" or any(not isinstance(moment, Deel) for moment in _found(values, rol)) for rol, values in rollen
    )
