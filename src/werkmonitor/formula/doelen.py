"""Targets: the period that a function sums over, or the days whose stand it reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from werkmonitor.periode import Periode

Vorm = Literal["periode", "begin", "eind", "maanden"]
Soort = Literal["stroom", "stand"]
KALENDER = range(1900, 2200)
"""Years that a formula may speak of; anything else is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Doel:
    """What one table must state in full: a period (stroom), or the stands of some days.

    ``begin`` and ``eind`` are the stand at the begin or end of the period, ``maanden`` those of each of its months.
    """

    periode: Periode
    vorm: Vorm

    @property
    def soort(self) -> Soort:
        """Which kind of fact it takes."""
        return "stroom" if self.vorm == "periode" else "stand"

    @property
    def deler(self) -> int:
        """By what the sum is divided: the number of months for a mean, else 1."""
        return self.periode.lengte if self.vorm == "maanden" else 1

    @property
    def eigenaar(self) -> Periode:
        """The period whose own delivery states this first: the begin of 2021 is the end of 2020."""
        return self.periode.verschuif(-1) if self.vorm == "begin" else self.periode

    def dagen(self, peilmoment: str) -> tuple[date, ...]:
        """Return the peildata of a stand; under ``begin`` a stand is that of the first day of a month."""
        if self.vorm == "maanden":
            maanden = self.periode.maanden
            return tuple(maand.eerste_dag if peilmoment == "begin" else maand.laatste_dag for maand in maanden)
        day = self.periode.eerste_dag if self.vorm == "begin" else self.periode.dag_erna
        return (day if peilmoment == "begin" else day - timedelta(days=1),)


def helften(periode: Periode) -> tuple[Periode, ...]:
    """Cut a period into the next smaller calendar periods; a month stays whole."""
    lengte = next((n for n in (6, 3, 1) if n < periode.lengte), periode.lengte)
    return tuple(Periode(periode.start + offset, lengte) for offset in range(0, periode.lengte, lengte))


def stukken(vanaf: Periode, periode: Periode) -> tuple[Periode, ...]:
    """Cut the time from the begin of ``vanaf`` to the end of ``periode`` into the longest whole calendar periods.

    Years where possible, as each year may come from its own delivery; empty when ``periode`` ends before ``vanaf``.
    """
    start, stop = vanaf.start, periode.start + periode.lengte
    found: list[Periode] = []
    while start < stop:
        lengte = next(n for n in (12, 6, 3, 1) if start % n == 0 and start + n <= stop)
        found.append(Periode(start, lengte))
        start += lengte
    return tuple(found)
