"""Why there is no value, in Dutch: gaps, nearest days, missing rows and empty cells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from werkmonitor.formatting import datum
from werkmonitor.formula.fouten import opsomming
from werkmonitor.periode import MAANDEN, Periode

Interval = tuple[int, int]
"""Day ordinals [van, tot)."""
MAX_GENOEMD = 3
"""How many periods a reason lists before it says only the first and the last."""


def als_periode(interval: Interval) -> Periode | None:
    """Return the calendar period that has exactly these days, if there is one."""
    van, tot = (date.fromordinal(day) for day in interval)
    lengte = (tot.year - van.year) * 12 + tot.month - van.month
    start = van.year * 12 + van.month - 1
    whole = van.day == tot.day == 1 and lengte in {12, 6, 3, 1} and start % lengte == 0
    return Periode(start, lengte) if whole else None


def naam(interval: Interval) -> str:
    """Write an interval: as the name of its calendar period, or with its first and last day."""
    periode = als_periode(interval)
    if periode:
        return periode.naam
    van, tot = (date.fromordinal(day) for day in interval)
    return f"{datum(van)} tot en met {datum(tot - timedelta(days=1))}"


def opgesomd(intervals: Sequence[Interval]) -> str:
    """Write which intervals there are: all when few, else the first and the last."""
    if len(intervals) <= MAX_GENOEMD:
        return opsomming(naam(interval) for interval in intervals)
    return f"{naam(intervals[0])} tot en met {naam(intervals[-1])}"


def gat(interval: Interval) -> str:
    """Write a gap within one year, by its months where it has whole ones: ``maart en april 2021``."""
    van, tot = (date.fromordinal(day) for day in interval)
    last = tot - timedelta(days=1)
    if als_periode(interval) or van.day != 1 or tot.day != 1 or van.year != last.year:
        return naam(interval)
    between = "en" if last.month == van.month + 1 else "tot en met"
    return f"{MAANDEN[van.month - 1]} {between} {MAANDEN[last.month - 1]} {van.year}"


def dagen(days: Sequence[int]) -> str:
    """Write days: all when few, else the first and how many more."""
    texts = [datum(date.fromordinal(day)) for day in days]
    if len(texts) <= MAX_GENOEMD:
        return opsomming(texts)
    return f"{', '.join(texts[:MAX_GENOEMD])} en {len(texts) - MAX_GENOEMD} andere dagen"


def dichtstbij(day: int, stated: Sequence[int]) -> list[int]:
    """Return the nearest stated day before and after a day, as far as there are any."""
    before = max((other for other in stated if other < day), default=None)
    after = min((other for other in stated if other > day), default=None)
    return [other for other in (before, after) if other is not None]
