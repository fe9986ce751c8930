"""Periods of a calendar: ``2021``, ``2021-H1``, ``2021-K3``, ``2021-05``, as value objects that can be shifted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)

_PATTERN = re.compile(r"([12][0-9]{3})(?:-(?:H([12])|K([1-4])|(0[1-9]|1[0-2])))?")
_JAAR = 12
_NAMES = {6: "halfjaar", 3: "kwartaal"}


@dataclass(frozen=True, slots=True, order=True)
class Periode:
    """A whole year, half-year, quarter or month.

    ``start`` counts months since the year 0 (January of 2021 is ``2021 * 12``); ``lengte`` is 12, 6, 3 or 1 months.
    """

    start: int
    lengte: int

    @classmethod
    def parse(cls, text: str) -> Periode:
        """Read ``2021``, ``2021-H1``, ``2021-K3`` or ``2021-05``; raise ``ValueError`` with a Dutch sentence."""
        match = _PATTERN.fullmatch(text.strip())
        if match is None:
            message = f"'{text}' is geen periode; schrijf bijvoorbeeld 2021, 2021-H1, 2021-K3 of 2021-05."
            raise ValueError(message)
        jaar, half, kwartaal, maand = match.groups()
        if half:
            return cls.van(int(jaar), 6, int(half))
        if kwartaal:
            return cls.van(int(jaar), 3, int(kwartaal))
        return cls.van(int(jaar), 1, int(maand)) if maand else cls.van(int(jaar))

    @classmethod
    def van(cls, jaar: int, lengte: int = 12, nummer: int = 1) -> Periode:
        """Return the ``nummer``-th period of ``lengte`` months in ``jaar``."""
        return cls(jaar * 12 + (nummer - 1) * lengte, lengte)

    @property
    def jaar(self) -> int:
        """The calendar year that the period lies in."""
        return self.start // 12

    @property
    def nummer(self) -> int:
        """The rank within the year: the second half-year is 2, May is 5."""
        return self.start % 12 // self.lengte + 1

    @property
    def eerste_dag(self) -> date:
        """The first day."""
        return date(self.jaar, self.start % 12 + 1, 1)

    @property
    def dag_erna(self) -> date:
        """The first day after the period."""
        return Periode(self.start + self.lengte, 1).eerste_dag

    @property
    def laatste_dag(self) -> date:
        """The last day."""
        return self.dag_erna - timedelta(days=1)

    @property
    def maanden(self) -> tuple[Periode, ...]:
        """The months of the period, in order."""
        return tuple(Periode(self.start + offset, 1) for offset in range(self.lengte))

    @property
    def vorig_jaar(self) -> Periode:
        """The same period a year earlier."""
        return Periode(self.start - _JAAR, self.lengte)

    def verschuif(self, aantal: int) -> Periode:
        """Return the period ``aantal`` periods of this length later (earlier when negative)."""
        return Periode(self.start + aantal * self.lengte, self.lengte)

    def bevat(self, other: Periode) -> bool:
        """Say whether ``other`` lies wholly within this period."""
        return self.start <= other.start and other.start + other.lengte <= self.start + self.lengte

    @property
    def naam(self) -> str:
        """The name in a running Dutch text: ``2021``, ``het 1e halfjaar van 2021``, ``mei 2021``."""
        if self.lengte == _JAAR:
            return str(self.jaar)
        if self.lengte == 1:
            return f"{MAANDEN[self.start % 12]} {self.jaar}"
        return f"het {self.nummer}e {_NAMES[self.lengte]} van {self.jaar}"

    def __str__(self) -> str:
        suffix = {12: "", 6: f"-H{self.nummer}", 3: f"-K{self.nummer}", 1: f"-{self.nummer:02d}"}
        return f"{self.jaar}{suffix[self.lengte]}"
