"""Makes the monitor of a region and of each of its parts: the exports are read once, the monitors made side by side."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Literal

import msgspec

from werkmonitor.checks.aanvaard import aanvaard, aanvaardingen
from werkmonitor.findings import Finding, OutputError, UsageError, WerkmonitorError
from werkmonitor.tasks.build import GETEKEND, Bouw, Opdracht, Verslag
from werkmonitor.tasks.lezen import Gelezen, Voortgang, lees
from werkmonitor.tasks.openbaar import zonder_aantallen
from werkmonitor.tasks.parallel import prepared, processors
from werkmonitor.tasks.plan import Plan, maak_plan, voor_leden
from werkmonitor.tasks.processen import methode, verdeel

if TYPE_CHECKING:
    from werkmonitor.tasks.beelden import Veranderd

EIGEN_FOUT = 5
Resultaat = Literal["gemaakt", "ongewijzigd", "droog", "mislukt", "afgebroken"]


class Onderdeel(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one monitor."""

    lid: str
    """The part of the region; empty for the whole."""
    naam: str
    map: str
    resultaat: Resultaat
    code: int = 0
    """What a build of this monitor alone would have ended with."""
    fout: str = ""
    meldingen: tuple[Finding, ...] = ()
    """Why it could not be made; those of a monitor that was made stand in its report."""
    verslag: Verslag | None = None


class Regioverslag(msgspec.Struct, frozen=True, kw_only=True):
    """What became of all of them."""

    periode: str
    werkmap: str
    regio: str
    map: str
    onderdelen: tuple[Onderdeel, ...]
    meldingen: tuple[Finding, ...] = ()
    """How the exports changed since the last build."""
    afgebroken: bool = False

    @property
    def code(self) -> int:
        """The worst of the exit codes."""
        return max(onderdeel.code for onderdeel in self.onderdelen)


@dataclass(frozen=True)
class _Taak:
    naam: str
    bouw: Bouw

    @property
    def plan(self) -> Plan:
        return self.bouw.plan


def build_alle(opdracht: Opdracht, voortgang: Voortgang, zonder: Collection[str] = ()) -> Regioverslag:
    """Make the monitor of the region and of each of its parts; what fails in one does not stop the others.

    ``zonder`` has those to leave alone, not all of them; the whole is the empty text.
    Raises ``InputError`` or ``UsageError`` when none of them can be made.
    """
    return _Regio(opdracht, voortgang, zonder).run()


def ongewijzigd(opdracht: Opdracht, zonder: Collection[str] = ()) -> Regioverslag | None:
    """Return the report when all monitors are there already, made of what there is now; else ``None``.

    Raises as ``build_alle`` does.
    """
    regio = _Regio(opdracht, _zwijg, zonder)
    regio._sla_over()  # noqa: SLF001 - of this module
    return regio.run() if len(regio.klaar) == len(regio.taken) else None


class _Regio:
    def __init__(self, opdracht: Opdracht, voortgang: Voortgang, zonder: Collection[str]) -> None:
        from werkmonitor.programma.deelgebied import deelgebieden
        from werkmonitor.programma.load import load_programma

        self.opdracht, self.voortgang = opdracht, voortgang
        geheel = maak_plan(opdracht.werkmap, opdracht.periode, opdracht.uit)
        programma = load_programma(geheel.werkmap.pad)
        self.regio = programma.regio
        self.formaten = opdracht.formaten or programma.publicatie.formaten
        namen = {"": self.regio, **deelgebieden(programma)}
        plannen = (geheel, *voor_leden(geheel, (lid for lid in namen if lid)))
        made = [plan for plan in plannen if plan.lid not in zonder]
        self.taken = tuple(_Taak(namen[plan.lid], Bouw(opdracht, plan, voortgang)) for plan in made)
        self.map = str(geheel.uit)
        self.klaar: dict[int, Onderdeel] = {}
        self.veranderd: Veranderd | None = None
        self.meldingen: tuple[Finding, ...] = ()

    def run(self) -> Regioverslag:
        afgebroken = False
        self._sla_over()
        todo = [index for index in range(len(self.taken)) if index not in self.klaar]
        if todo:
            gelezen = self._lees([self.taken[index] for index in todo])
            try:
                self._maak(todo, gelezen)
            except KeyboardInterrupt:
                afgebroken = True
        if self.veranderd and any(onderdeel.resultaat == "gemaakt" for onderdeel in self.klaar.values()):
            self.veranderd.bewaar()
        return Regioverslag(
            periode=str(self.opdracht.periode),
            werkmap=str(self.taken[0].plan.werkmap.pad),
            regio=self.regio,
            map=self.map,
            onderdelen=tuple(self.klaar.get(at) or _afgebroken(taak) for at, taak in enumerate(self.taken)),
            meldingen=self.meldingen,
            afgebroken=afgebroken,
        )

    def _sla_over(self) -> None:
        """Leave out what is there already and rests on nothing that changed."""
        for index, taak in enumerate(self.taken):
            verslag = taak.bouw.ongewijzigd()
            if verslag is not None:
                self.klaar[index] = _gelukt(taak, "ongewijzigd", verslag)

    def _lees(self, taken: Sequence[_Taak]) -> Gelezen | None:
        """Read the exports, unless the figures of all were kept: then only texts or looks changed."""
        if not any(taak.bouw.leest for taak in taken):
            return None
        from werkmonitor.tasks.beelden import Veranderd

        plan = self.taken[0].plan
        gelezen = lees(plan.werkmap, plan.leveringen, self.voortgang)
        programma = gelezen.programma
        findings = gelezen.controleer(programma, plan.levering)
        self.veranderd = Veranderd(plan.werkmap.beelden, plan.levering, programma, gelezen.feiten, findings)
        accepted = aanvaard(self.veranderd.findings, aanvaardingen(programma), plan.periode)
        shown = (found for found in accepted if found.ernst != "info")
        self.meldingen = zonder_aantallen(shown, programma.publicatie.doelgroep)
        return gelezen

    def _maak(self, todo: Sequence[int], gelezen: Gelezen | None) -> None:
        aantal = min(processors(), len(todo))
        if methode() == "fork":
            self._laad()
        jobs = [(self.opdracht, self.taken[index].plan, gelezen) for index in todo]
        self.voortgang(f"Maken: {len(todo)} monitors")
        with closing(verdeel(maak, jobs, aantal)) as uitkomsten:
            for done, (rank, uitkomst) in enumerate(uitkomsten, 1):
                index = todo[rank]
                self.klaar[index] = _van_uitkomst(self.taken[index], uitkomst)
                self.voortgang(f"Klaar: {done} van {len(todo)} ({self.taken[index].naam})")

    def _laad(self) -> None:
        """Load everything once: processes that are forked share it."""
        import_module("werkmonitor.monitor.samenstellen")
        modules = [f"werkmonitor.outputs.{formaat}" for formaat in self.formaten]
        if GETEKEND & set(self.formaten):
            modules.append("werkmonitor.charts.drawing")
        for module in modules:
            with suppress(OutputError):  # without Pango each monitor says so itself
                prepared(module)


def maak(opdracht: Opdracht, plan: Plan, gelezen: Gelezen | None) -> Verslag:
    """Make one of the monitors, in a process of its own."""
    return Bouw(opdracht, plan, _zwijg, samen=True, gelezen=gelezen).run()


def _zwijg(_text: str) -> None:
    """Tell nobody: which of many is doing what would only flicker."""


def _gelukt(taak: _Taak, resultaat: Resultaat, verslag: Verslag) -> Onderdeel:
    lid, map_ = taak.plan.lid, str(taak.plan.uit)
    return Onderdeel(lid=lid, naam=taak.naam, map=map_, resultaat=resultaat, verslag=verslag)


def _mislukt(taak: _Taak, resultaat: Resultaat, code: int, fout: str, meldingen: Sequence[Finding] = ()) -> Onderdeel:
    lid, map_, found = taak.plan.lid, str(taak.plan.uit), tuple(meldingen)
    return Onderdeel(lid=lid, naam=taak.naam, map=map_, resultaat=resultaat, code=code, fout=fout, meldingen=found)


def _afgebroken(taak: _Taak) -> Onderdeel:
    return _mislukt(taak, "afgebroken", UsageError.exit_code, "Afgebroken voordat deze klaar was.")


def _van_uitkomst(taak: _Taak, uitkomst: object) -> Onderdeel:
    if isinstance(uitkomst, Verslag):
        return _gelukt(taak, "droog" if uitkomst.droog else "gemaakt", uitkomst)
    if isinstance(uitkomst, WerkmonitorError):
        return _mislukt(taak, "mislukt", uitkomst.exit_code, str(uitkomst), uitkomst.findings)
    return _mislukt(taak, "mislukt", EIGEN_FOUT, str(uitkomst))
