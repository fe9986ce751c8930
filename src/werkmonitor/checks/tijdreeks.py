"""Time in a series: nothing about the period, months missing, periods that overlap, and what lies after the period.

Time is held against the reported period, never against the clock.  A month that is missing altogether is told even
where ``leeg = "nul"``: an empty cell can mean nobody, but a formula has no figure for a month that is nowhere.  A
single member that is missing in a month is told only where an empty cell does not mean nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from werkmonitor.bronnen.feiten import Feiten, Feitentabel
from werkmonitor.checks.declaratie import formules
from werkmonitor.findings import Finding, Location
from werkmonitor.formatting import datum
from werkmonitor.formula import redenen
from werkmonitor.formula.controle import maat_aanroepen
from werkmonitor.formula.doelen import Doel
from werkmonitor.formula.fouten import opsomming
from werkmonitor.formula.redenen import Interval
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Bron
from werkmonitor.programma.schema import Programma

Index = NDArray[np.intp]
_DAY_BITS = 22  # an ordinal of the year 9999 fits
_AFWEZIG = frozenset({"tijd-ontbreekt", "reeks-onvolledig"})
"""What is not there has no cell; any other cell of its sheet is a sound one."""
_OPNIEUW = "Haal de export opnieuw op, met de hele periode."
_GEEN_STAND = "Een cijfer dat deze stand nodig heeft, heeft geen waarde."
_GEEN_CIJFER = "Over die tijd is er geen cijfer; een som over de periode komt er dan ook niet."


def controleer_tijd(programma: Programma, feiten: Feiten, periode: Periode) -> Iterator[Finding]:
    """Yield what is odd about the time of each maat in the delivery that is reported."""
    ahead, asked = _vooruit(programma, periode), _gevraagd(programma, periode)
    for tabel in feiten.tabellen:
        bron = programma.bron_van(tabel.bron)
        if tabel.levering != periode or bron is None:
            continue
        wanted = [asked[maat] for maat in tabel.maat.leden if maat in asked]
        elsewhere = bool(wanted) and not any(wanted)
        for code, maat in enumerate(tabel.maat.leden):
            reeks = _Reeks(bron, tabel, maat, np.flatnonzero(tabel.maat.codes == code), periode)
            yield from reeks.findings(vooruit=maat in ahead, elders=elsewhere)


def _vooruit(programma: Programma, periode: Periode) -> set[str]:
    """Return the maten of which an indicator wants a later period, as it does of the next year's budget."""
    calls = [
        aanroep for indicator in programma.indicator for _, aanroep in maat_aanroepen(indicator.formule, programma)
    ]
    return {aanroep.onderwerp for aanroep in calls if aanroep.verschuif(periode).start > periode.start}


def _gevraagd(programma: Programma, periode: Periode) -> dict[str, bool]:
    """Return of each maat in a formula whether one wants it of the reported period, or only of other times.

    The figures of others come a year later; a source of which nothing is wanted now need not have it now.
    """
    calls = [aanroep for _, formule, _ in formules(programma) for _, aanroep in maat_aanroepen(formule, programma)]
    wanted = {aanroep.onderwerp for aanroep in calls if aanroep.verschuif(periode) == periode}
    return {aanroep.onderwerp: aanroep.onderwerp in wanted for aanroep in calls}


class _Reeks:
    """One maat of one table: its distinct moments, and where each begins among its facts."""

    def __init__(self, bron: Bron, tabel: Feitentabel, maat: str, index: Index, periode: Periode) -> None:
        self.bron, self.tabel, self.maat, self.periode = bron, tabel, maat, periode
        keys = (tabel.van[index] << _DAY_BITS) | tabel.tot[index]
        moments, first, self.which = np.unique(keys, return_index=True, return_inverse=True)
        self.index, self.first = index, index[first]
        self.moments: list[Interval] = [divmod(key, 1 << _DAY_BITS) for key in moments.tolist()]

    def findings(self, *, vooruit: bool, elders: bool) -> Iterator[Finding]:
        inside = [moment for moment in self.moments if self._inside(moment)]
        if not inside and self.moments and not elders:
            yield self._meld("tijd-ontbreekt", self._niets(), 0, _GEEN_CIJFER, "Kijk of dit de juiste export is.")
        missing = self._ontbrekende_standen() if self.tabel.soort == "stand" else self._gaten(inside)
        if missing and inside:
            wat = f"Van {self.maat} ontbreekt {opsomming(missing)}."
            gevolg = _GEEN_STAND if self.tabel.soort == "stand" else _GEEN_CIJFER
            yield self._meld("tijd-ontbreekt", wat, self.moments.index(inside[0]), gevolg, _OPNIEUW)
        if self.tabel.soort == "stroom":
            yield from self._overlap(inside)
        if self.bron.leeg != "nul":
            yield from self._leden(inside)
        if not vooruit:
            yield from self._later()

    def _inside(self, moment: Interval) -> bool:
        van, tot = moment
        first, end = self.periode.eerste_dag.toordinal(), self.periode.dag_erna.toordinal()
        return first <= van <= end if van == tot else first <= van and tot <= end

    def _niets(self) -> str:
        there = [moment for moment in self.moments if moment[0] < moment[1]]
        when = redenen.opgesomd(there) if there else redenen.dagen([van for van, _ in self.moments])
        return f"Van {self.maat} is er niets over {self.periode.naam}; wel over {when}."

    def _gaten(self, inside: Sequence[Interval]) -> list[str]:
        """Return the parts of the period that no moment covers."""
        day, gaps = self.periode.eerste_dag.toordinal(), []
        for van, tot in sorted(inside):
            if van > day:
                gaps.append((day, van))
            day = max(day, tot)
        end = self.periode.dag_erna.toordinal()
        return [redenen.gat(gap) for gap in [*gaps, *([(day, end)] if day < end else [])]]

    def _ontbrekende_standen(self) -> list[str]:
        """Return the days without a stand, given how often there is one: each month, each quarter or less."""
        maanden = self.periode.maanden
        days = [Doel(maand, "begin").dagen(self.bron.peilmoment)[0] for maand in maanden]
        days.append(Doel(maanden[-1], "eind").dagen(self.bron.peilmoment)[0])
        known = {van for van, _ in self.moments}
        there = [place for place, day in enumerate(days) if day.toordinal() in known]
        if len(there) < 2:  # noqa: PLR2004 - one stand has no rhythm
            return []
        step = min(after - before for before, after in pairwise(there))
        wanted = range(there[0] % step, len(days), step)
        # The stand before the first month belongs to the period before: under "eind" an export need not have it.
        optional = {0} if self.bron.peilmoment == "eind" else set()
        return [f"de stand op {datum(days[place])}" for place in wanted if place not in {*there, *optional}]

    def _overlap(self, inside: Sequence[Interval]) -> Iterator[Finding]:
        for one, other in pairwise(sorted(inside, key=lambda moment: (moment[0], -moment[1]))):
            if other[0] < one[1]:
                wat = f"Van {self.maat} overlappen {redenen.naam(one)} en {redenen.naam(other)} elkaar."
                gevolg = "Hetzelfde kan er twee keer in staan; een formule neemt het cijfer dat precies past."
                doen = "Laat in het rapport één soort periode staan."
                yield self._meld("tijd-overlapt", wat, self.moments.index(other), gevolg, doen)
                return

    def _leden(self, inside: Sequence[Interval]) -> Iterator[Finding]:
        """Yield one finding when members that occur in the period lack some of its moments."""
        numbers = [self.moments.index(moment) for moment in inside]
        chosen = np.isin(self.which, numbers)
        if len(numbers) < 2 or not self.tabel.dimensies:  # noqa: PLR2004 - one moment lacks nothing
            return
        facts, when = self.index[chosen], self.which[chosen]
        combined = np.zeros(len(facts), dtype=np.int64)
        for kolom in self.tabel.dimensies.values():
            combined = combined * len(kolom.leden) + kolom.codes[facts]
        codes, place = np.unique(combined, return_inverse=True)
        present = np.zeros((len(self.moments), len(codes)), dtype=np.bool_)
        present[when, place] = True
        lacking = np.argwhere(~present[numbers])
        if len(lacking):
            row, column = (int(part) for part in lacking[0])
            example = int(facts[place == column][0])
            labels = ", ".join(self.tabel.adres(example).labels[1:])
            moment = inside[row]
            more = f" Zo zijn er {len(lacking)}." if len(lacking) > 1 else ""
            what, absent = ("getal", "ontbrekend") if self.bron.vorm == "kruistabel" else ("regel", "ontbrekende")
            wat = f"Van {self.maat} is er geen {what} voor {labels} {_wanneer(moment)}, en in andere tijd wel.{more}"
            doen = f'Betekent een {absent} {what} nul, zet dan leeg = "nul" bij de bron.'
            gevolg = "Een som hierover heeft geen uitkomst."
            yield self._meld("reeks-onvolledig", wat, numbers[row], gevolg, doen)

    def _later(self) -> Iterator[Finding]:
        end = self.periode.dag_erna.toordinal()
        late = [number for number, (van, tot) in enumerate(self.moments) if max(van, tot) > end]
        if late:
            van, tot = self.moments[late[0]]
            when = _wanneer((van, tot), "over")
            more = f", en {len(late) - 1} keer later" if len(late) > 1 else ""
            wat = f"Van {self.maat} staat er een getal {when}{more}: na {self.periode.naam}."
            doen = "Kijk of de export bij deze periode hoort en of de datum klopt."
            yield self._meld("tijd-toekomst", wat, late[0], "Het telt in deze periode niet mee.", doen)

    def _meld(self, code: str, wat: str, moment: int, gevolg: str, doen: str) -> Finding:
        adres = self.tabel.adres(int(self.first[moment]))
        plek = Location(adres.bestand, adres.blad or None, None if code in _AFWEZIG else adres.cel)
        return Finding(code, "waarschuwing", wat, plek, gevolg, doen)


def _wanneer(moment: Interval, voorzetsel: str = "in") -> str:
    van, tot = moment
    return f"op {datum(date.fromordinal(van))}" if van == tot else f"{voorzetsel} {redenen.naam(moment)}"
