"""A declared forecast → what is known of its stand by month, and what is expected after it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from werkmonitor.formatting import fraction
from werkmonitor.formula.trace import Spoor, Uitkomst
from werkmonitor.monitor.berekening import Berekening
from werkmonitor.periode import Periode
from werkmonitor.prognose import GEDEMPT, JAAR, VENSTER, ZELFDE_TEMPO, Verloop, tempo, vereist, voorspel
from werkmonitor.programma.indicator import Prognose


@dataclass(frozen=True)
class Stand:
    """What is known of one month, with the day that it was counted on, where the facts say one."""

    waarde: Fraction
    uitkomst: Uitkomst
    dag: date | None


@dataclass(frozen=True)
class Gemiddelde:
    """The mean of a year: its value with what it rests on, and how far off it may be."""

    jaar: Periode
    uitkomst: Uitkomst
    marge: Fraction | None
    """``None`` for a year that is known."""

    @property
    def waarde(self) -> Fraction:
        """The mean itself."""
        return self.uitkomst.waarde or Fraction(0)

    @property
    def laag(self) -> Fraction:
        """The lower bound; nothing that is counted falls below zero."""
        return max(self.waarde - (self.marge or 0), Fraction(0))

    @property
    def hoog(self) -> Fraction:
        """The upper bound."""
        return self.waarde + (self.marge or 0)


@dataclass(frozen=True)
class Vooruitblik:
    """A forecast with its history; months are counted as ``Periode.start`` counts them."""

    declared: Prognose
    periode: Periode
    standen: dict[int, Stand]
    """By month, in order; a month without a stand is absent."""
    reden: str
    """Why the newest month has no stand, when it has none."""

    @property
    def doel(self) -> Fraction:
        """The target for the mean of ``doeljaar``."""
        return fraction(self.declared.doel)

    @property
    def doeljaar(self) -> Periode:
        """The year that the target is for."""
        return self.declared.doeljaar

    @property
    def eerste(self) -> int:
        """The first month with a stand."""
        return min(self.standen)

    @property
    def laatste(self) -> int:
        """The newest month with a stand."""
        return max(self.standen)

    @cached_property
    def aaneen(self) -> list[Stand]:
        """The newest stands, as far back as no month is missing."""
        start = self.laatste
        while start - 1 in self.standen:
            start -= 1
        return [self.standen[month] for month in range(start, self.laatste + 1)]

    @cached_property
    def reeks(self) -> list[Fraction]:
        """Their values."""
        return [stand.waarde for stand in self.aaneen]

    @property
    def jaar_eerder(self) -> Stand | None:
        """The stand of twelve months before the newest."""
        return self.standen.get(self.laatste - JAAR)

    @property
    def afgelopen(self) -> bool:
        """Whether there is nothing left to expect: the target's year has gone, or all of it is known."""
        end = self.doeljaar.start + JAAR
        return self.periode.start + self.periode.lengte >= end or self.laatste + 1 >= end

    @property
    def stappen(self) -> int:
        """How many months lie between the newest stand and the end of the target's year."""
        return self.doeljaar.start + JAAR - 1 - self.laatste

    @cached_property
    def verwacht(self) -> Verloop | None:
        """The forecast, or ``None`` when the history is too short or the year is over."""
        return self._verloop(GEDEMPT)

    @cached_property
    def zelfde_tempo(self) -> Verloop | None:
        """What keeps the pace of the last twelve months, to compare with."""
        return self._verloop(ZELFDE_TEMPO)

    def _verloop(self, demping: Fraction) -> Verloop | None:
        if not self.standen or self.afgelopen:
            return None
        found = voorspel(self.reeks, demping, fraction(self.declared.zekerheid), self.stappen)
        return found and replace(found, waarden=tuple(max(value, Fraction(0)) for value in found.waarden))

    @property
    def vereist(self) -> Fraction | None:
        """The even change per month that would just reach the target, when no month of its year is missing."""
        months = [month.start for month in self.doeljaar.maanden]
        known = [self.standen[month].waarde for month in months if month in self.standen]
        ahead = [month - self.laatste for month in months if month > self.laatste]
        return vereist(self.reeks[-1], known, ahead, self.doel) if len(known) + len(ahead) == JAAR else None

    @property
    def tempo(self) -> Fraction | None:
        """The mean change per month over the last twelve, when no month of them is missing."""
        return tempo(self.reeks) if len(self.reeks) > JAAR else None

    def verwachting(self, waarde: Fraction, wat: str) -> Uitkomst:
        """Return something expected as an outcome that rests on the stands that the forecast is made from."""
        delen = tuple(stand.uitkomst.spoor for stand in self.aaneen)
        return Uitkomst(waarde, Spoor(f"{wat} volgens {self.declared.naam}", waarde, delen, soort="verwacht"))

    def gemiddelde(self, jaar: Periode, verloop: Verloop | None) -> Gemiddelde | None:
        """Return the mean of a year, its months known or expected; ``None`` when one of them is neither."""
        known = [self.standen[maand.start] for maand in jaar.maanden if maand.start in self.standen]
        ahead = [maand.start - self.laatste - 1 for maand in jaar.maanden if maand.start > self.laatste]
        if len(known) + len(ahead) < JAAR or (ahead and verloop is None):
            return None
        waarden = [stand.waarde for stand in known]
        marge = None
        rests_on = known
        if verloop is not None and ahead:
            waarden += [verloop.waarden[step] for step in ahead]
            marge = sum((verloop.marges[step] for step in ahead), Fraction(0)) / JAAR
            rests_on = self.aaneen
        waarde = sum(waarden, Fraction(0)) / JAAR
        delen = tuple(stand.uitkomst.spoor for stand in rests_on)
        spoor = Spoor(f"gemiddelde van {jaar.naam}", waarde, delen, soort="verwacht" if ahead else "gemiddelde")
        return Gemiddelde(jaar, Uitkomst(waarde, spoor), marge)


def kijk_vooruit(werk: Berekening, declared: Prognose) -> Vooruitblik:
    """Ask for the stand of every month that counts, up to the end of the period."""
    end = werk.periode.start + werk.periode.lengte
    begin = min(end - VENSTER, declared.doeljaar.start) - 1
    standen: dict[int, Stand] = {}
    reden = ""
    for start in range(begin, end + 1):
        outcome = werk.uitkomst(declared.formule, f"prognose {declared.id}", Periode(start, 1))
        dag = _dag(outcome)
        month = start if dag is None else Periode.van(dag.year, 1, dag.month).start
        if outcome.waarde is not None and (month < end if dag is None else dag <= werk.periode.dag_erna):
            standen[month] = Stand(outcome.waarde, outcome, dag)
        if start == end - 1:
            reden = outcome.reden
    return Vooruitblik(declared, werk.periode, dict(sorted(standen.items())), reden)


def _dag(uitkomst: Uitkomst) -> date | None:
    """Return the one day that all facts of a stand were counted on; such a stand belongs to the month of that day."""
    days = {int(tabel.van[index]) for tabel, index in uitkomst.spoor.paren()}
    return date.fromordinal(days.pop()) if len(days) == 1 else None
