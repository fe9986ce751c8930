"""The command ``seal --controleer``: proves that an edition is as it was sealed, and makes it again if it can."""

from __future__ import annotations

import shutil
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Literal

import msgspec

from werkmonitor.files.gereedschap import gereedschap, verschil
from werkmonitor.files.uitgaven import inhoud, uitgaven, vind_uitgave
from werkmonitor.files.werkmap import Werkmap
from werkmonitor.findings import InputError, WerkmonitorError, systeemreden
from werkmonitor.outputs import FORMATEN
from werkmonitor.periode import Periode
from werkmonitor.tasks.lezen import Voortgang
from werkmonitor.tasks.plan import maak_plan, voor_leden
from werkmonitor.tasks.seal.opdracht import EXPORTS, eigen_werkmap, genoemd, maak
from werkmonitor.tasks.uitgegeven import UitgaveWeg, Uitgegeven
from werkmonitor.uitgave import (
    INVOER,
    ZEGEL,
    Naam,
    Zegel,
    afwijkingen,
    als_uitgave,
    bestand,
    lees_zegel,
)

Nagebouwd = Literal["gelijk", "anders", "niet gedaan"]


class Zegelcontrole(msgspec.Struct, frozen=True, kw_only=True):
    """What was found of an edition."""

    uitgave: str
    map: str
    van: str = ""
    zegelnummer: str = ""
    wie: str = ""
    wanneer: str = ""
    vervangt: str = ""
    reden: str = ""
    bestanden: int = 0
    vervangen_door: str = ""
    """The later edition of the same period; this one is still what it was."""
    getuigen: tuple[str, ...] = ()
    """Later editions that hold the number of this one, and so confirm it."""
    let_op: tuple[str, ...] = ()
    afwijkingen: tuple[str, ...] = ()
    """What is not as it was sealed; empty when the edition is intact."""
    nagebouwd: Nagebouwd = "niet gedaan"
    waarom_niet: str = ""
    """Why it was not made again from the exports."""


def controleer(pad: Path | None, naam: str, gemeente: str | None, voortgang: Voortgang) -> Zegelcontrole:
    """Hold an edition against its seal.

    ``naam`` is what it is called in the werkmap, or a folder with an edition, which is then held against itself only.
    Raises ``UsageError`` or ``InputError`` when there is no such edition, or none with a seal that can be read.
    """
    voortgang("Zegel lezen")
    if (Path(naam) / ZEGEL).is_file() and Path(naam).name != naam:
        folder = Path(naam).resolve()
        return _controle(folder, lees_zegel(folder), None, voortgang)
    werkmap = eigen_werkmap(pad)
    folder = vind_uitgave(werkmap.pad, _van_lid(werkmap, naam, gemeente))
    zegel = lees_zegel(folder)
    return _controle(folder, zegel, werkmap, voortgang)


def _van_lid(werkmap: Werkmap, naam: str, gemeente: str | None) -> str:
    if gemeente is None:
        return naam
    from werkmonitor.programma.deelgebied import vind_lid
    from werkmonitor.programma.load import load_programma

    return f"{vind_lid(load_programma(werkmap.pad), gemeente)}/{naam}"


def _controle(folder: Path, zegel: Zegel, werkmap: Werkmap | None, voortgang: Voortgang) -> Zegelcontrole:
    fout = afwijkingen(zegel, inhoud(folder))
    anderen = _Anderen(zegel, werkmap)
    if folder.name != zegel.uitgave or (werkmap and zegel.lid not in {"", folder.parent.name}):
        fout.append(f"de map heet {folder.name}, maar het zegel is van {zegel.naam}")
    fout += anderen.tegenspraak
    try:
        anders = [] if fout else _bouw_na(folder, zegel, werkmap, voortgang)
        waarom_niet = "de uitgave is niet meer heel" if fout else ""
    except _NietNaTeBouwenError as error:
        anders, waarom_niet = [], str(error)
    return Zegelcontrole(
        uitgave=str(zegel.naam),
        map=str(folder),
        van=zegel.van,
        zegelnummer=zegel.zegelnummer,
        wie=zegel.wie,
        wanneer=zegel.wanneer,
        vervangt=zegel.vervangt,
        reden=zegel.reden,
        bestanden=len(zegel.bestanden),
        vervangen_door=anderen.opvolger,
        getuigen=tuple(anderen.getuigen),
        let_op=tuple(anderen.let_op),
        afwijkingen=(*fout, *anders),
        nagebouwd="niet gedaan" if waarom_niet else "anders" if anders else "gelijk",
        waarom_niet=waarom_niet,
    )


class _Anderen:
    """What the other editions of a werkmap say about one: each holds the numbers of those before it."""

    def __init__(self, zegel: Zegel, werkmap: Werkmap | None) -> None:
        self.getuigen: list[str] = []
        self.tegenspraak: list[str] = []
        self.let_op: list[str] = []
        self.opvolger = ""
        for naam, folder in uitgaven(werkmap.pad).items() if werkmap else ():
            if naam.is_van(zegel.lid, zegel.periode) and naam > zegel.naam:
                self.opvolger = str(naam)
            try:
                self._vraag(naam, lees_zegel(folder).eerdere.get(str(zegel.naam), ""), zegel.zegelnummer)
            except InputError as error:
                self.let_op.append(str(error))

    def _vraag(self, naam: Naam, genoemd: str, nummer: str) -> None:
        if genoemd == nummer:
            self.getuigen.append(str(naam))
        elif genoemd:
            self.tegenspraak.append(f"{naam} noemt voor deze uitgave een ander zegelnummer: {genoemd}")


class _NietNaTeBouwenError(Exception):
    """Why an edition cannot be made again here; the message ends a sentence."""


def _bouw_na(folder: Path, zegel: Zegel, werkmap: Werkmap | None, voortgang: Voortgang) -> list[str]:
    """Make an edition again from its own declaration and texts and the exports of now; say what comes out otherwise.

    Raises ``_NietNaTeBouwenError`` where that would prove nothing, or where it cannot be done.
    """
    if werkmap is None:
        raise _NietNaTeBouwenError("de werkmap met de exports is er niet bij")
    if ander := verschil(zegel.gereedschap, gereedschap()):
        raise _NietNaTeBouwenError(genoemd(ander))
    try:
        with tempfile.TemporaryDirectory(prefix="werkmonitor-") as aside:
            root = Path(aside).resolve() / "werkmap"
            shutil.copytree(folder / INVOER, root, copy_function=shutil.copyfile)
            _kopieer_exports(zegel, werkmap, root)
            return _vergelijk(zegel, root, Uitgegeven(werkmap.pad, zegel.eerdere), voortgang)
    except OSError as error:
        raise _NietNaTeBouwenError(f"er is geen plaats om het te doen ({systeemreden(error)})") from None
    except UitgaveWeg as error:
        raise _NietNaTeBouwenError(str(error).partition(".")[0].replace("De", "de", 1)) from None
    except WerkmonitorError as error:
        return [f"het nabouwen lukt niet: {error}"]


def _kopieer_exports(zegel: Zegel, werkmap: Werkmap, root: Path) -> None:
    """Put the exports that were sealed in another werkmap: what was added to a delivery later is left out."""
    for naam, sha in zegel.invoer["cijfers"].items():
        if naam.startswith(EXPORTS) and ".." not in Path(naam).parts:
            try:
                data = (werkmap.pad / naam).read_bytes()
            except OSError:
                raise _NietNaTeBouwenError(f"{naam} is er niet meer") from None
            if sha256(data).hexdigest() != sha:
                raise _NietNaTeBouwenError(f"{naam} is sindsdien veranderd")
            (root / naam).parent.mkdir(parents=True, exist_ok=True)
            (root / naam).write_bytes(data)


def _vergelijk(zegel: Zegel, root: Path, uitgegeven: Uitgegeven, voortgang: Voortgang) -> list[str]:
    plan = maak_plan(root, Periode.parse(zegel.periode), None)
    if zegel.lid:
        (plan,) = voor_leden(plan, [zegel.lid])
    toen = {naam: found for naam, found in zegel.bestanden.items() if not naam.startswith(f"{INVOER}/")}
    stam = f"monitor-{zegel.uitgave}"
    formaten = tuple(naam for naam, ends in FORMATEN.items() if any(f"{stam}{end}" in toen for end in ends))
    gemaakt = maak(
        plan,
        formaten,
        lambda monitor: als_uitgave(monitor, zegel.uitgave, zegel.vervangt, zegel.reden),
        voortgang,
        uitgegeven,
    )
    nu = {naam: bestand(data) for naam, data in gemaakt.files.items()}
    return [
        f"{naam} komt er bij nabouwen anders uit" for naam in sorted({**toen, **nu}) if toen.get(naam) != nu.get(naam)
    ]
