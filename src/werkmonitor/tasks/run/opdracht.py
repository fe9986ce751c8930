"""The command ``run``: makes the monitors whose turn has come, each once, and tells somebody; nobody looks on.

It may be started at any moment and any number of times, and be killed at any moment: what counts stands in the outputs
and in the status file, each of which is always whole.  Sealing is left to people.
"""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from werkmonitor.files.slot import BezetError, slot
from werkmonitor.files.status import Periodestand
from werkmonitor.files.uitgaven import laatste_uitgave
from werkmonitor.files.werkmap import Werkmap, controleer_leveringen, sleutel, tekstafdrukken
from werkmonitor.findings import Finding, InputError, OutputError, UsageError, WerkmonitorError
from werkmonitor.formatting import enkele
from werkmonitor.periode import Periode
from werkmonitor.programma.deelgebied import deelgebieden
from werkmonitor.programma.load import load_planning, load_programma
from werkmonitor.programma.planning import Planning, Ritme
from werkmonitor.programma.schema import Programma
from werkmonitor.tasks.build import Opdracht
from werkmonitor.tasks.lezen import Voortgang
from werkmonitor.tasks.openbaar import zonder_aantallen
from werkmonitor.tasks.plan import maak_plan
from werkmonitor.tasks.run.bericht import in_woorden, telling
from werkmonitor.tasks.run.kalender import eigen_werkmap, kies_planning
from werkmonitor.tasks.run.maken import Uitslag, afdruk_van, al_gemaakt, maak
from werkmonitor.tasks.run.rust import kijk
from werkmonitor.tasks.run.verloop import UIT, Nu, Runverslag, Verloop, afdruk, anders
from werkmonitor.tasks.uitgegeven import Uitgegeven

GEDULD = 5.0
"""Seconds to wait for another run."""
MAX_AFGEBROKEN = 3
"""How often making a period may be cut off before somebody is told."""
EIGEN_FOUT = 5
VOORUIT = timedelta(days=366)
"""How far ahead a run may be tried out: what it finds is kept and told as that of any other."""


def klok() -> datetime:
    """Return the time, with its offset; the only clock that ``run`` looks at."""
    return datetime.now().astimezone()


@dataclass(frozen=True, kw_only=True)
class Runopdracht:
    """What ``run`` was asked to do."""

    werkmap: Path | None = None
    ritme: tuple[Ritme, ...] = ()
    """The calendar, where the declaration has none."""
    vanaf: Periode | None = None
    vandaag: date | None = None
    """The day that it is for the calendar; without it today."""


def run(opdracht: Runopdracht, voortgang: Voortgang, nu: Nu = klok) -> Runverslag:
    """Make what is due, complete, at rest and not made from these inputs yet.

    Raises ``InputError`` or ``UsageError`` when it is not clear what is due, ``OutputError`` when the status cannot be
    kept.  What fails for one period is in the report, and does not stop the others.
    """
    werkmap = eigen_werkmap(opdracht.werkmap)
    if opdracht.vandaag and opdracht.vandaag - nu().date() > VOORUIT:
        raise UsageError(f"--vandaag {opdracht.vandaag} is meer dan een jaar vooruit. Kies een dag die dichterbij is.")
    try:
        with slot(werkmap.pad / UIT, "run", GEDULD):
            return _Run(werkmap, opdracht, voortgang, nu).run()
    except BezetError as error:
        return Runverslag(werkmap=str(werkmap.pad), bezet=str(error))


def na_mislukking(opdracht: Runopdracht, nu: Nu = klok) -> Runverslag:
    """Tell that a run was cut off, if it was: one that ended by itself has told what there was to tell."""
    werkmap = eigen_werkmap(opdracht.werkmap)
    try:
        with slot(werkmap.pad / UIT, "run", GEDULD):
            verloop = Verloop(werkmap, nu)
            planning = load_planning(werkmap.pad)
            verloop.melding = planning.melding if planning else None
            for stand in [stand for stand in verloop.status.perioden if stand.uitkomst == "bezig"]:
                ended = afgebroken(stand)
                verloop.noteer(ended)
                verloop.meld(ended)
            verloop.verslag.code = OutputError.exit_code if verloop.verslag.niet_gemeld else 0
            return verloop.verslag
    except BezetError as error:
        return Runverslag(werkmap=str(werkmap.pad), bezet=str(error))


class _Run:
    def __init__(self, werkmap: Werkmap, opdracht: Runopdracht, voortgang: Voortgang, nu: Nu) -> None:
        self.werkmap, self.opdracht, self.voortgang, self.nu = werkmap, opdracht, voortgang, nu
        self.verloop = Verloop(werkmap, nu)
        self.programma: Programma | None = None
        self.planning: Planning

    def run(self) -> Runverslag:
        vandaag = self.opdracht.vandaag or self.nu().date()
        try:
            self.planning = self._lees()
            self._kalender(vandaag)
            self.verloop.begin(self.planning, declared=not self.opdracht.ritme)
            for periode in self.planning.aan_de_beurt(vandaag):
                self._periode(periode)
            return self.verloop.einde()
        except WerkmonitorError as error:
            self.verloop.gestopt(error)
            raise

    def _lees(self) -> Planning:
        """Load what is planned, also where the rest of the declaration cannot be used: somebody must be told that."""
        try:
            self.programma = load_programma(self.werkmap.pad)
            declared = self.programma.planning
            self.verloop.gemeente = self.programma.programma.gemeente
        except InputError:
            declared = load_planning(self.werkmap.pad) or self.verloop.vorige_planning()
            if declared is None and not self.opdracht.ritme:
                raise
        self.verloop.melding = declared.melding if declared else None
        return kies_planning(declared, self.opdracht.ritme, self.opdracht.vanaf)

    def _kalender(self, vandaag: date) -> None:
        due = set(map(str, self.planning.aan_de_beurt(max(vandaag, self.nu().date()))))
        self.verloop.status.vergeet_behalve(due)
        later = self.planning.eerstvolgende(vandaag)
        for place in (self.verloop.status, self.verloop.verslag):
            place.eerstvolgende, place.eerstvolgende_dag = str(later), str(self.planning.vervalt(later))

    # ------------------------------------------------------------ may it be made?

    def _periode(self, periode: Periode) -> None:
        before = self.verloop.status.van(str(periode)) or Periodestand(periode=str(periode), uitkomst="wacht")
        sealed = self._vastgesteld(periode)
        unknown = self.planning.alle and self.programma is None  # which parts there are
        if unknown and before.uitkomst == "vastgesteld":
            self.verloop.noteer(before)
            return
        if all(sealed.values()) and not unknown:
            wat = f"Vastgesteld als {', '.join(sealed.values())}; een nieuw concept komt alleen van werkmonitor build."
            stand = anders(before, uitkomst="vastgesteld", wat=wat, code=0, afdruk="", vastgesteld={})
            self.verloop.noteer(stand)
            return
        before = anders(before, vastgesteld={lid: edition for lid, edition in sealed.items() if edition})
        try:
            leveringen = controleer_leveringen(self.werkmap, periode)
        except InputError:
            self._wacht(before, f"De map exports/{periode} is er nog niet.")
            return
        blik = kijk(self.werkmap, periode, leveringen, self.programma)
        same = before.blik == blik.afdruk
        since = before.blik_sinds if same else self.verloop.tijd()
        before = anders(before, blik=blik.afdruk, blik_sinds=since)
        if blik.redenen and same and before.uitkomst in {"gelukt", "mislukt"}:
            self.verloop.noteer(before)  # somebody only looks at an export that was read already
        elif blik.redenen:
            self._wacht(before, " ".join(blik.redenen))
        elif onrust := blik.onrust(self.nu(), self.planning.rustig_minuten, datetime.fromisoformat(since)):
            self._even(before, onrust)
        else:
            self._compleet(periode, before)

    def _vastgesteld(self, periode: Periode) -> dict[str, str]:
        """Return the last edition of the whole, and of each part that is made too; empty text where there is none."""
        leden = [""]
        if self.planning.alle and self.programma:
            leden += deelgebieden(self.programma)
        return {lid: str(laatste_uitgave(self.werkmap.pad, lid, str(periode)) or "") for lid in leden}

    def _wacht(self, before: Periodestand, wat: str) -> None:
        """Leave it for a later run, until people do something."""
        stand = anders(before, uitkomst="wacht", wat=wat, code=0, afdruk=afdruk("wacht"))
        self.verloop.noteer(stand)
        self.verloop.meld(stand)

    def _even(self, before: Periodestand, wat: str) -> None:
        """Leave it for a later run; nobody needs to hear that."""
        self.verloop.noteer(anders(before, uitkomst="wacht", wat=wat, code=0))

    def _compleet(self, periode: Periode, before: Periodestand) -> None:
        """Make it, unless it was made from these inputs already, or failed on them."""
        opdracht = Opdracht(periode=periode, werkmap=self.werkmap.pad)
        try:
            invoer = self._invoer(periode)
            same = before.invoer == invoer
            uitslag = None
            known = same and self._is_er_nog(before)
            if not known:
                alle, sealed = self.planning.alle, before.vastgesteld
                uitslag = al_gemaakt(opdracht, self.werkmap, alle=alle, zonder=sealed)
        except InputError as error:  # an input was locked just now
            self._even(before, str(error))
            return
        cut_off = same and is_afgebroken(before)
        failed = same and (before.uitkomst, before.code) == ("mislukt", InputError.exit_code)
        if uitslag is not None:
            self._al_gemaakt(anders(before, invoer=invoer), uitslag, door_ons=cut_off)
        elif known or failed:
            self.verloop.noteer(before)
            self.verloop.meld(before)
        else:
            self._maak(opdracht, anders(before, invoer=invoer), opnieuw=cut_off)

    def _invoer(self, periode: Periode) -> str:
        """Return the hash of all inputs, those of the parts of the region too, of the tool and of public editions."""
        plan = maak_plan(self.werkmap.pad, periode, None)
        folders = (path.name for path in (self.werkmap.pad / "teksten" / str(periode)).glob("*/"))
        texts = [tekstafdrukken(self.werkmap, periode, lid) for lid in sorted(folders)]
        return sleutel(*plan.invoer.values(), *texts, repr(Uitgegeven(self.werkmap.pad)))

    def _is_er_nog(self, before: Periodestand) -> bool:
        """Say whether all outputs of the last time are as they were made."""
        return before.uitkomst == "gelukt" and before.afdruk == self._gelukt_afdruk(before.bestanden)

    def _gelukt_afdruk(self, bestanden: Sequence[str]) -> str:
        return afdruk("gelukt", afdruk_van(self.werkmap.pad / naam for naam in bestanden))

    # ------------------------------------------------------------ making it

    def _al_gemaakt(self, before: Periodestand, uitslag: Uitslag, *, door_ons: bool) -> None:
        """Take note of outputs that are there: made by hand, or just before the last run was cut off."""
        stand = self._gelukt(before, uitslag)
        if not door_ons and stand.afdruk != before.afdruk:  # whoever made it knows
            stand = anders(stand, wat=f"Al gemaakt buiten de planning om. {stand.wat}", gemeld=stand.afdruk)
        self.verloop.noteer(stand, uitslag.meldingen)
        self.verloop.meld(stand, uitslag.meldingen)

    def _maak(self, opdracht: Opdracht, before: Periodestand, *, opnieuw: bool) -> None:
        pogingen = before.pogingen + 1 if opnieuw else 0
        if opnieuw:
            self.verloop.log.schrijf(f"{before.periode}: het maken was afgebroken en begint opnieuw.")
        if pogingen >= MAX_AFGEBROKEN:
            before = afgebroken(before)
            self.verloop.meld(before)
        busy = anders(before, uitkomst="bezig", wat="", pogingen=pogingen, geprobeerd=self.verloop.tijd())
        self.verloop.status.zet(busy)
        self.verloop.bewaar()
        try:
            alle, sealed = self.planning.alle, before.vastgesteld
            uitslag = maak(opdracht, self.werkmap, self.voortgang, alle=alle, zonder=sealed)
        except BezetError as error:
            self._even(busy, str(error))
        except OutputError as error:
            self._mislukt(busy, error.exit_code, str(error))
        except WerkmonitorError as error:
            self._invoerfout(opdracht.periode, busy, error)
        except Exception as error:  # noqa: BLE001 - a fault of ours is told too, and other periods go on
            wat = f"Dit is een fout in werkmonitor zelf ({type(error).__name__})."
            self._mislukt(busy, EIGEN_FOUT, wat, (), traceback.format_exc())
        else:
            self._gemaakt(busy, uitslag)

    def _gemaakt(self, busy: Periodestand, uitslag: Uitslag) -> None:
        if uitslag.code:
            self._mislukt(busy, uitslag.code, uitslag.wat, uitslag.meldingen, uitslag.fout)
            return
        stand = self._gelukt(busy, uitslag)
        self.verloop.noteer(stand, uitslag.meldingen)
        self.verloop.meld(stand, uitslag.meldingen)

    def _gelukt(self, before: Periodestand, uitslag: Uitslag) -> Periodestand:
        counted = telling(uitslag.meldingen)
        again = f" Het is opnieuw gemaakt, want {enkele(uitslag.redenen, 3, '; ')}." if uitslag.redenen else ""
        return anders(
            before,
            uitkomst="gelukt",
            wat=f"{uitslag.wat} en {in_woorden(counted)}.{again}",
            geprobeerd=self.verloop.tijd(),
            gemaakt=self.verloop.tijd(),
            code=0,
            meldingen=counted,
            bestanden=uitslag.bestanden,
            pogingen=0,
            afdruk=self._gelukt_afdruk(uitslag.bestanden),
        )

    def _invoerfout(self, periode: Periode, busy: Periodestand, error: WerkmonitorError) -> None:
        """Keep a failure, unless the inputs changed meanwhile: then it says nothing about them."""
        try:
            moved = self._invoer(periode) != busy.invoer
        except InputError:
            moved = True
        if moved:
            self._even(busy, "De invoer veranderde tijdens het maken.")
        else:
            self._mislukt(busy, InputError.exit_code, str(error), error.findings)

    def _mislukt(
        self, busy: Periodestand, code: int, wat: str, meldingen: Sequence[Finding] = (), fout: str = ""
    ) -> None:
        meldingen = self._veilig(meldingen)
        stand = anders(
            busy,
            uitkomst="mislukt",
            wat=wat,
            code=code,
            meldingen=telling(meldingen),
            pogingen=0,
            afdruk=afdruk("mislukt", wat, *map(str, meldingen)),
        )
        self.verloop.noteer(stand, meldingen, fout)
        self.verloop.meld(stand, meldingen)

    def _veilig(self, meldingen: Sequence[Finding]) -> Sequence[Finding]:
        """Return findings as they may be logged and sent: those of a public monitor name no counts."""
        return zonder_aantallen(meldingen, self.programma.publicatie.doelgroep) if self.programma else meldingen


def is_afgebroken(stand: Periodestand) -> bool:
    """Say whether making a period was begun and never ended."""
    return stand.uitkomst == "bezig" or stand.afdruk == afdruk("afgebroken", stand.invoer)


def afgebroken(stand: Periodestand) -> Periodestand:
    """Return a period that was begun and never ended as one that failed; the next run begins again all the same."""
    wat = (
        "Het maken is afgebroken voordat het klaar was: de computer ging uit, er was te weinig geheugen, of iemand "
        "stopte het. De volgende keer begint het opnieuw."
    )
    return anders(stand, uitkomst="mislukt", wat=wat, code=EIGEN_FOUT, afdruk=afdruk("afgebroken", stand.invoer))
