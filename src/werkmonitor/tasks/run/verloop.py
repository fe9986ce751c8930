"""What a run keeps and says of what it did: the status, the log, the report and the message to somebody."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec
from pydantic import ValidationError

from werkmonitor.files.logboek import Logboek
from werkmonitor.files.status import Periodestand, lees_status, schrijf_status
from werkmonitor.files.werkmap import Werkmap
from werkmonitor.findings import Finding, OutputError, WerkmonitorError
from werkmonitor.programma.planning import Melding, Planning
from werkmonitor.tasks.run.bericht import bericht_gestopt, in_rust, maak_bericht, regels
from werkmonitor.tasks.run.melden import meld

UIT = "uitvoer"
MAX_MELDEN = 5
"""How often telling of one outcome is tried."""
_GESTOPT = ".gestopt-gemeld"
"""An empty file, which fits on a full disk too: its time says when somebody was told that the status cannot be kept."""

Nu = Callable[[], datetime]


class Gedaan(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one period that is due."""

    stand: Periodestand
    nieuw: bool
    """Whether something was done about it now; else it is as it was."""
    meldingen: tuple[Finding, ...] = ()
    fout: str = ""
    """The traceback of a fault of ours."""


class Runverslag(msgspec.Struct, kw_only=True):
    """What ``run`` did."""

    werkmap: str
    bezet: str = ""
    """Why nothing was done: another is busy."""
    perioden: list[Gedaan] = []
    eerstvolgende: str = ""
    eerstvolgende_dag: str = ""
    niet_gemeld: list[str] = []
    """Why somebody could not be told, the first time that it failed."""
    logfout: str = ""
    code: int = 0


class Verloop:
    """The books of one run; only who holds the lock of the output folder keeps them."""

    def __init__(self, werkmap: Werkmap, nu: Nu) -> None:
        self.werkmap, self.nu = werkmap, nu
        self.uit = werkmap.pad / UIT
        self.log = Logboek(self.uit, nu)
        self.status = lees_status(self.uit)
        self.verslag = Runverslag(werkmap=str(werkmap.pad))
        self.gemeente = ""
        self.melding: Melding | None = None
        """Who is told; known as soon as a planning is."""

    def vorige_planning(self) -> Planning | None:
        """Return the planning that was followed last; ``None`` where there is none that this version understands."""
        try:
            return Planning.model_validate(self.status.planning) if self.status.planning else None
        except ValidationError:
            return None

    def begin(self, planning: Planning, *, declared: bool) -> None:
        """Note that a run began; raises ``OutputError`` when that cannot be kept: then nothing is begun."""
        self.status.planning = planning.model_dump(mode="json") if declared else None
        self.status.begin, self.status.einde = self.tijd(), ""
        self.bewaar()

    def einde(self) -> Runverslag:
        """Note that it ended by itself."""
        self.status.einde, self.status.code = self.tijd(), self.verslag.code
        self.bewaar()
        with contextlib.suppress(OSError):
            (self.uit / _GESTOPT).unlink(missing_ok=True)
        self.verslag.logfout = self.log.fout
        return self.verslag

    def gestopt(self, error: WerkmonitorError) -> None:
        """Log why a run stopped; what the status cannot remember is told once a day."""
        self.log.schrijf("\n".join([f"Gestopt: {error}", *regels(error.findings)]))
        if self.melding is None or "mislukt" not in self.melding.bij or self._vandaag_gemeld():
            return
        try:
            meld(self.melding, bericht_gestopt(str(error), self.gemeente, self.werkmap.pad), self.werkmap.pad)
        except OutputError as fault:
            self.log.schrijf(f"Melden is niet gelukt. {fault}")

    def _vandaag_gemeld(self) -> bool:
        marker, now = self.uit / _GESTOPT, self.nu()
        try:
            told = datetime.fromtimestamp(marker.stat().st_mtime, now.tzinfo).date() == now.date()
        except OSError:
            told = False
        with contextlib.suppress(OSError):
            marker.touch()
        return told

    def tijd(self) -> str:
        """Return the time as the status keeps it."""
        return self.nu().isoformat(timespec="seconds")

    def bewaar(self) -> None:
        """Write the status."""
        schrijf_status(self.uit, self.status)

    def noteer(self, stand: Periodestand, meldingen: Sequence[Finding] = (), fout: str = "") -> None:
        """Keep what became of a period, and log it where that is news."""
        old = self.status.van(stand.periode)
        nieuw = old is None or (old.uitkomst, old.wat, old.geprobeerd) != (stand.uitkomst, stand.wat, stand.geprobeerd)
        if old is None or stand.afdruk != old.afdruk:
            stand.meldpogingen = 0
        if nieuw:
            what = f"{stand.periode} {stand.uitkomst}: {stand.wat} {in_rust(stand)}".rstrip()
            self.log.schrijf("\n".join([what, *regels(meldingen)]))
        self.verslag.perioden.append(Gedaan(stand=stand, nieuw=nieuw, meldingen=tuple(meldingen), fout=fout))
        self.verslag.code = max(self.verslag.code, stand.code if nieuw else 0)
        if old != stand:
            self.status.zet(stand)
            self.bewaar()

    def meld(self, stand: Periodestand, meldingen: Sequence[Finding] = ()) -> None:
        """Tell somebody of an outcome, once; what cannot be told is tried again by the next runs."""
        done = not stand.afdruk or stand.gemeld == stand.afdruk or stand.meldpogingen >= MAX_MELDEN
        if self.melding is None or done or stand.uitkomst not in self.melding.bij:
            return
        try:
            meld(self.melding, maak_bericht(stand, meldingen, self.gemeente, self.werkmap.pad), self.werkmap.pad)
            stand.gemeld, stand.meldpogingen = stand.afdruk, 0
            self.log.schrijf(f"{stand.periode}: gemeld.")
        except OutputError as error:
            stand.meldpogingen += 1
            self.log.schrijf(f"{stand.periode}: melden is niet gelukt (poging {stand.meldpogingen}). {error}")
            if stand.meldpogingen == 1:
                self.verslag.niet_gemeld.append(str(error))
                self.verslag.code = max(self.verslag.code, error.exit_code)
        self.status.zet(stand)
        self.bewaar()


def anders(stand: Periodestand, **changes: object) -> Periodestand:
    """Return a copy with other values."""
    return msgspec.structs.replace(stand, **changes)


def afdruk(*parts: str) -> str:
    """Return a hash that stands for an outcome."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()
