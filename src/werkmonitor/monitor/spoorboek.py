"""Keeps the steps of every figure that goes into a Monitor: each step and each cell once."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import msgspec

from werkmonitor.bronnen.feiten import Adres, Feitentabel, Registerrij
from werkmonitor.bronnen.levering.correcties import uitleg
from werkmonitor.formula.trace import Spoor, Uitkomst
from werkmonitor.formula.woorden import van_stap
from werkmonitor.monitor.herkomst import Correctie, Herkomst, Sporen, Stap, cellen_onder, exact, number
from werkmonitor.programma.bron import Correctie as Gedeclareerd
from werkmonitor.programma.bron import Maat
from werkmonitor.programma.schema import Programma


class Spoorboek:
    """The graph in the making."""

    def __init__(self, programma: Programma) -> None:
        self.programma = programma
        self._cellen: dict[Herkomst, int] = {}
        self._stappen: dict[Stap, int] = {}
        self._volgorde: list[Stap] = []
        self._adressen: list[Herkomst] = []
        self._bekend: dict[int, tuple[Spoor, int]] = {}
        """Steps by their identity; they are kept, so that no other can get it."""
        self._feiten: dict[tuple[int, int], tuple[Feitentabel, int]] = {}

    @property
    def sporen(self) -> Sporen:
        """What was kept so far."""
        return Sporen(cellen=tuple(self._adressen), stappen=tuple(self._volgorde))

    def op_volgorde(self, uitkomsten: Iterable[Iterable[Uitkomst]]) -> None:
        """Keep steps in the order in which they were declared, before what they give is put in order of size.

        Else the number of a step would tell how large it is, also where that is not shown.
        """
        for rij in uitkomsten:
            for uitkomst in rij:
                self.leg_vast(uitkomst.spoor)

    def leg_vast(self, spoor: Spoor) -> int:
        """Keep a step with all below it; return its number."""
        found = self._bekend.get(id(spoor))
        if found is None:
            woorden = van_stap(spoor, self.programma)
            stap = Stap(
                tekst=spoor.tekst,
                woorden=woorden if woorden != spoor.tekst else "",
                soort=spoor.soort,
                exact=exact(spoor.waarde),
                delen=tuple(self.leg_vast(deel) for deel in spoor.delen),
                cellen=() if spoor.tabel is None else tuple(self._feit(spoor.tabel, index) for index in spoor.feiten),
                gezocht_in=_zonder_rij(spoor),
                keuze=_keuze(spoor),
                deler=spoor.deler,
            )
            found = self._bekend[id(spoor)] = spoor, self._stap(stap)
        return found[1]

    def cellen_van(self, nummer: int) -> tuple[Herkomst, ...]:
        """Return the cells below a step, each once, in the order of the formula."""
        return cellen_onder(self._volgorde, self._adressen, nummer)

    def van_register(self, rij: Registerrij, veld: str, waarde: Fraction | None, levering: str) -> int:
        """Keep a field of a register; return the number of its step."""
        cel = Herkomst(
            bestand=rij.bestand,
            blad=rij.blad,
            cel=rij.cellen[veld],
            levering=levering,
            waarde=number(waarde),
            labels=(veld, rij.velden[veld]),
            exact=exact(waarde),
        )
        return self._stap(Stap(tekst=veld, soort="cellen", exact=exact(waarde), cellen=(self._cel(cel),)))

    def _stap(self, stap: Stap) -> int:
        index = self._stappen.setdefault(stap, len(self._volgorde))
        if index == len(self._volgorde):
            self._volgorde.append(stap)
        return index

    def _cel(self, cel: Herkomst) -> int:
        index = self._cellen.setdefault(cel, len(self._adressen))
        if index == len(self._adressen):
            self._adressen.append(cel)
        return index

    def _feit(self, tabel: Feitentabel, index: int) -> int:
        found = self._feiten.get((id(tabel), index))
        if found is None:
            adres = tabel.adres(index)
            maat = self._maat(adres)
            found = self._feiten[id(tabel), index] = tabel, self._cel(herkomst(adres, maat.maal if maat else None))
            for naam in (maat.hoort_bij, *maat.grootste) if maat else ():
                self._ernaast(tabel, index, naam)
        return found[1]

    def _maat(self, adres: Adres) -> Maat | None:
        bron = self.programma.bron_van(adres.bron)
        return bron.maten.get(adres.labels[0]) if bron else None

    def _ernaast(self, tabel: Feitentabel, index: int, maat: str) -> None:
        """Keep what another maat says of the same, also where it is not shown: it decides whether this one may be."""
        if maat not in tabel.maat.leden:
            return
        same = (tabel.maat.codes == tabel.maat.leden.index(maat)) & (tabel.van == tabel.van[index])
        same &= tabel.tot == tabel.tot[index]
        for kolom in tabel.dimensies.values():
            same &= kolom.codes == kolom.codes[index]
        for other in same.nonzero()[0].tolist():
            self._feit(tabel, other)


def _zonder_rij(spoor: Spoor) -> tuple[str, ...]:
    """Return where was looked for a number that no row states and that yet is known: nul, by the declaration."""
    if spoor.tabel is None or spoor.feiten or spoor.waarde is None:
        return ()
    return tuple(bestand.pad for bestand in spoor.tabel.bestanden)


def _keuze(spoor: Spoor) -> tuple[str, ...]:
    """Return the members that were chosen for a step that reads cells."""
    if spoor.tabel is None or spoor.gevraagd is None:
        return ()
    return tuple(f"{dimensie}={lid}" for dimensie, leden in spoor.gevraagd.keuze.items() for lid in leden)


def herkomst(adres: Adres, maal: int | None = None) -> Herkomst:
    """Return a cell as the Monitor has it; ``maal`` is what its number was multiplied by."""
    return Herkomst(
        bestand=adres.bestand,
        blad=adres.blad,
        cel=adres.cel,
        levering=adres.levering,
        waarde=number(adres.waarde),
        labels=adres.labels,
        bron=adres.bron,
        van=adres.van,
        tot=adres.tot,
        leden=adres.leden,
        exact=exact(adres.waarde),
        maal=msgspec.UNSET if maal in {None, 1} else maal or 1,
        correctie=_correctie(adres.correctie) if adres.correctie else msgspec.UNSET,
    )


def _correctie(declared: Gedeclareerd) -> Correctie:
    return Correctie(
        was=declared.was,
        wordt=declared.wordt,
        reden=declared.reden,
        wie=declared.wie,
        datum=declared.datum.isoformat(),
        weergave=uitleg(declared),
    )
