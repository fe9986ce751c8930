"""The command ``seal``: makes an edition that never changes, from the inputs of now and from nothing else."""

from __future__ import annotations

import contextlib
import getpass
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import msgspec

from werkmonitor.files.cache import GeenCache, waarom
from werkmonitor.files.gereedschap import gereedschap, verschil
from werkmonitor.files.slot import GEDULD, slot
from werkmonitor.files.uitgaven import (
    MAP,
    herstel_uitgaven,
    inhoud,
    laatste_uitgave,
    schrijf_uitgave,
    vind_uitgave,
    zegels,
)
from werkmonitor.files.werkmap import Werkmap, vind_werkmap
from werkmonitor.findings import Finding, InputError, UsageError, toonbaar
from werkmonitor.formatting import enkele
from werkmonitor.monitor import model
from werkmonitor.periode import Periode
from werkmonitor.programma.load import load_programma
from werkmonitor.tasks.build import Bouw, Opdracht
from werkmonitor.tasks.lezen import Voortgang
from werkmonitor.tasks.plan import Plan, maak_plan
from werkmonitor.tasks.tussenstand import Gemaakt
from werkmonitor.tasks.uitgegeven import Uitgegeven
from werkmonitor.uitgave import (
    INVOER,
    ZEGEL,
    Naam,
    Zegel,
    afwijkingen,
    als_uitgave,
    bestand,
    lees_naam,
    verzegel,
)

EXPORTS = "exports/"
"""What is not copied into an edition: the exports stay where they are, and only their hashes are sealed."""
LANGSTE_REDEN = 300
"""Characters: the reason is printed on the title page."""
LANGSTE_NAAM = 100
GENOEMD = 3
"""How many reasons a sentence names."""


@dataclass(frozen=True, kw_only=True)
class Zegelopdracht:
    """What ``seal`` was asked to do."""

    periode: Periode
    werkmap: Path | None = None
    gemeente: str | None = None
    """The part of the region to seal the monitor of, as it was typed; without it that of the whole."""
    reden: str | None = None
    wie: str | None = None
    """Who seals; without it whoever is logged in."""


class Zegelverslag(msgspec.Struct, frozen=True, kw_only=True):
    """What ``seal`` did."""

    uitgave: str
    periode: str
    van: str
    map: str
    zegelnummer: str
    wie: str
    wanneer: str
    vervangt: str = ""
    reden: str = ""
    bestanden: tuple[str, ...] = ()
    """The outputs, without the copies of inputs."""
    meldingen: tuple[Finding, ...] = ()
    niet_getoond: int | None = None
    """How many different numbers a public edition hides; ``None`` where that is not known, or all are shown."""
    nieuw: bool = True
    """Whether it was made now; if not, nothing changed since it was made."""
    let_op: tuple[str, ...] = ()


def eigen_werkmap(pad: Path | None) -> Werkmap:
    """Return the werkmap that has editions; raises ``InputError`` for the example, which is nobody's to seal."""
    found = vind_werkmap(pad)
    if found.bij_gebrek:
        message = "Hier is geen werkmap. Ga naar de map met werkmonitor.toml, of wijs haar aan met --werkmap."
        raise InputError(message)
    if found.voorbeeld:
        message = f"{found.pad} is het voorbeeld van werkmonitor; dat stelt niemand vast. Neem een eigen werkmap."
        raise InputError(message)
    return found


def seal(opdracht: Zegelopdracht, voortgang: Voortgang) -> Zegelverslag:
    """Make the next edition of a period, unless nothing changed since the last.

    Raises ``InputError`` for what stops a build too, ``UsageError`` when a reason is asked for or out of place, and
    ``OutputError`` when the edition cannot be written; nothing was made then.
    """
    werkmap = eigen_werkmap(opdracht.werkmap)
    plan = maak_plan(werkmap.pad, opdracht.periode, None, opdracht.gemeente)
    wie, reden = _wie(opdracht.wie), _reden(opdracht.reden)
    with slot(werkmap.pad / MAP, "seal", GEDULD):
        herstel_uitgaven(werkmap.pad)
        return _Zegeling(plan, voortgang, wie).run(reden)


class _Zegeling:
    """One edition, from the plan to the folder."""

    def __init__(self, plan: Plan, voortgang: Voortgang, wie: str) -> None:
        self.plan, self.voortgang, self.wie = plan, voortgang, wie
        self.invoer = {soort: dict(files) for soort, files in plan.invoer.items() if soort != "programma"}
        self.zegels = zegels(plan.werkmap.pad)
        self.vorige = laatste_uitgave(plan.werkmap.pad, plan.lid, str(plan.periode))
        self.gereedschap = gereedschap()

    def run(self, reden: str) -> Zegelverslag:
        if self.vorige is not None:
            verslag = self._al_vastgesteld(self.vorige, reden)
            if verslag is not None:
                return verslag
        elif reden:
            message = f"Van {self.plan.periode} is er nog geen uitgave om te vervangen; laat --reden weg."
            raise UsageError(message)
        return self._maak(self._naam(), reden)

    def _al_vastgesteld(self, vorige: Naam, reden: str) -> Zegelverslag | None:
        """Return the report when the last edition still stands, ``None`` when another is to supersede it."""
        zegel = self.zegels[vorige]
        changed = waarom({"invoer": zegel.invoer}, self.invoer)
        tool = verschil(zegel.gereedschap, self.gereedschap)
        if changed and not reden:
            message = (
                f"{self.plan.periode} is al vastgesteld als {vorige}, en sindsdien is de invoer veranderd: "
                f"{genoemd(changed)}. Geef met --reden waarom er een nieuwe uitgave moet komen."
            )
            raise UsageError(message)
        if reden and (changed or tool):
            return None
        self._nog_heel(vorige, zegel)
        let_op = f"Er is wel ander gereedschap dan bij {vorige}: {genoemd(tool)}." if tool else ""
        return _verslag(self.plan.werkmap, zegel, nieuw=False, let_op=(let_op,) if let_op else ())

    def _nog_heel(self, naam: Naam, zegel: Zegel) -> None:
        folder = vind_uitgave(self.plan.werkmap.pad, str(naam))
        if fout := afwijkingen(zegel, inhoud(folder)):
            message = (
                f"{naam} is niet meer zoals het is vastgesteld: {genoemd(fout)}. Zet een ongewijzigde kopie terug."
            )
            raise InputError(message)

    def _naam(self) -> Naam:
        """Return the next name; a number that was given once is never given again, also when its folder is gone."""
        remembered = [lees_naam(text) for zegel in self.zegels.values() for text in zegel.eerdere]
        lid, periode = self.plan.lid, str(self.plan.periode)
        given = [naam.nummer for naam in (*self.zegels, *remembered) if naam and naam.is_van(lid, periode)]
        return Naam(lid=lid, periode=periode, nummer=max(given, default=0) + 1)

    def _maak(self, naam: Naam, reden: str) -> Zegelverslag:
        vervangt = self.vorige.kort if self.vorige else ""
        werkmap = self.plan.werkmap
        gemaakt = maak(
            self.plan,
            tuple(dict.fromkeys((*load_programma(werkmap.pad).publicatie.formaten, "json"))),
            lambda monitor: als_uitgave(monitor, naam.kort, vervangt, reden),
            self.voortgang,
        )
        self.voortgang("Vaststellen")
        files = {**gemaakt.files, **self._kopie()}
        zegel, data = verzegel(
            Zegel(
                uitgave=naam.kort,
                periode=naam.periode,
                van=gemaakt.monitor.programma.wie,
                lid=naam.lid,
                vervangt=vervangt,
                reden=reden,
                wie=self.wie,
                wanneer=datetime.now(UTC).astimezone().isoformat(timespec="seconds"),
                gereedschap=self.gereedschap,
                invoer=self.invoer,
                bestanden={file: bestand(content) for file, content in sorted(files.items())},
                eerdere={str(other): found.zegelnummer for other, found in self.zegels.items()},
            )
        )
        schrijf_uitgave(werkmap.pad / MAP / str(naam), {**files, ZEGEL: data})
        return _verslag(werkmap, zegel, let_op=self._klok(zegel), monitor=gemaakt.monitor)

    def _kopie(self) -> dict[str, bytes]:
        """Return a copy of every input that is no export, as it was when the plan was made."""
        named = {naam: sha for files in self.invoer.values() for naam, sha in files.items()}
        return {
            f"{INVOER}/{naam}": self._gelezen(naam, sha) for naam, sha in named.items() if not naam.startswith(EXPORTS)
        }

    def _gelezen(self, naam: str, sha: str) -> bytes:
        with contextlib.suppress(OSError):
            data = (self.plan.werkmap.pad / naam).read_bytes()
            if sha256(data).hexdigest() == sha:
                return data
        message = f"Tijdens het vaststellen veranderde {naam}. Er is niets vastgesteld; probeer het opnieuw."
        raise InputError(message)

    def _klok(self, zegel: Zegel) -> tuple[str, ...]:
        """Say that the clock went back: then the time in the seal is wrong, or that in an earlier one."""
        later = [
            f"{naam} ({other.wanneer})"
            for naam, other in self.zegels.items()
            if datetime.fromisoformat(other.wanneer) > datetime.fromisoformat(zegel.wanneer)
        ]
        if not later:
            return ()
        return (f"De klok van deze computer zegt {zegel.wanneer}, en dat is eerder dan bij {genoemd(later)}.",)


def maak(
    plan: Plan,
    formaten: tuple[str, ...],
    als: Callable[[model.Monitor], model.Monitor],
    voortgang: Voortgang,
    uitgegeven: Uitgegeven | None = None,
) -> Gemaakt:
    """Make the files of an edition in memory, and reuse nothing that was kept."""
    opdracht = Opdracht(periode=plan.periode, werkmap=plan.werkmap.pad, formaten=formaten)
    bouw = Bouw(opdracht, plan, voortgang, uitgegeven=uitgegeven)
    bouw.cache = GeenCache(plan.uit, str(plan.periode))
    return bouw.maak(als)


def genoemd(redenen: Sequence[str]) -> str:
    """Name a few reasons, and how many more there are."""
    return enkele(redenen, GENOEMD, "; ")


def _verslag(
    werkmap: Werkmap,
    zegel: Zegel,
    *,
    nieuw: bool = True,
    let_op: tuple[str, ...] = (),
    monitor: model.Monitor | None = None,
) -> Zegelverslag:
    return Zegelverslag(
        uitgave=str(zegel.naam),
        periode=zegel.periode,
        van=zegel.van,
        map=str(werkmap.pad / MAP / str(zegel.naam)),
        zegelnummer=zegel.zegelnummer,
        wie=zegel.wie,
        wanneer=zegel.wanneer,
        vervangt=zegel.vervangt,
        reden=zegel.reden,
        bestanden=tuple(naam for naam in zegel.bestanden if not naam.startswith(f"{INVOER}/")),
        meldingen=monitor.meldingen if monitor else (),
        niet_getoond=monitor.onthulling.verborgen if monitor and monitor.onthulling else None,
        nieuw=nieuw,
        let_op=let_op,
    )


def _wie(gegeven: str | None) -> str:
    """Return who seals, as it is printed in the seal."""
    if gegeven is None:
        try:
            gegeven = getpass.getuser()
        except (OSError, KeyError, ImportError):  # a computer without users, such as a container
            gegeven = ""
    return _regel("--wie", gegeven, LANGSTE_NAAM, "Noem met --wie wie de uitgave vaststelt.")


def _reden(gegeven: str | None) -> str:
    return (
        "" if gegeven is None else _regel("--reden", gegeven, LANGSTE_REDEN, "Schrijf waarom er een nieuwe uitgave is.")
    )


def _regel(optie: str, text: str, langste: int, doen: str) -> str:
    """Return what was typed as one line; raises ``UsageError`` when it is empty or too long to print."""
    line = toonbaar(" ".join(text.split()))
    if not line:
        raise UsageError(f"{optie} is leeg. {doen}")
    if len(line) > langste:
        raise UsageError(f"{optie} telt {len(line)} tekens; er passen er {langste}.")
    return line
