"""The command ``diff``: two monitors, wherever they come from, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from werkmonitor.diff.model import Verschil
from werkmonitor.diff.vergelijken import vergelijk
from werkmonitor.diff.zijde import is_gaaf
from werkmonitor.files.werkmap import Werkmap, vind_werkmap
from werkmonitor.files.writing import write_set
from werkmonitor.findings import InputError, systeemreden
from werkmonitor.huisstijl.lezen import lees_huisstijl
from werkmonitor.huisstijl.model import ONZE, Huisstijl
from werkmonitor.monitor import model
from werkmonitor.outputs.verschil import maker
from werkmonitor.periode import Periode
from werkmonitor.tasks.build import Opdracht, bereken
from werkmonitor.tasks.lezen import Voortgang
from werkmonitor.tasks.plan import lid_van
from werkmonitor.tasks.uitgegeven import monitor_van_uitgave
from werkmonitor.uitgave import Naam, lees_naam


@dataclass(frozen=True, kw_only=True)
class Verschilopdracht:
    """What ``diff`` was asked: each side is a period, an edition, or the JSON file of a monitor."""

    oud: str
    nieuw: str
    werkmap: Path | None = None
    gemeente: str | None = None
    """The part of the region that both are of, as it was typed."""
    uit: Path | None = None
    formaten: tuple[str, ...] = ()
    """The formats that are files; empty where nothing is to be written."""


class Verschilverslag(msgspec.Struct, frozen=True, kw_only=True):
    """What ``diff`` found, and what it wrote."""

    verschil: Verschil
    map: str = ""
    bestanden: tuple[str, ...] = ()


def diff(opdracht: Verschilopdracht, voortgang: Voortgang) -> Verschilverslag:
    """Compare two monitors and write the files that were asked for, all of them or none.

    Raises ``UsageError`` for two that cannot be compared, ``InputError`` for one that is not there or cannot be read,
    ``OutputError`` when a file cannot be made.
    """
    oud, nieuw = _twee(opdracht, voortgang)
    voortgang("Vergelijken")
    verschil = vergelijk(oud, nieuw)
    if not opdracht.formaten:
        return Verschilverslag(verschil=verschil)
    stijl, files = _huisstijl(opdracht), {}
    for formaat in opdracht.formaten:
        voortgang(f"Maken: {formaat}")
        files[f"{verschil.naam}.{formaat}"] = maker(formaat, stijl)(verschil)
    folder = (opdracht.uit or _map(opdracht, verschil)).resolve()
    write_set(folder, files)
    return Verschilverslag(verschil=verschil, map=str(folder), bestanden=tuple(files))


def _twee(opdracht: Verschilopdracht, voortgang: Voortgang) -> tuple[model.Monitor, model.Monitor]:
    """Return both sides; one that is still to be made goes last, since it hides what the other would tell."""
    if opdracht.oud == opdracht.nieuw:
        oud = _monitor(opdracht.oud, opdracht, voortgang)
        return oud, oud
    if _periode(opdracht.nieuw) is None:
        nieuw = _monitor(opdracht.nieuw, opdracht, voortgang)
        return _monitor(opdracht.oud, opdracht, voortgang, nieuw), nieuw
    oud = _monitor(opdracht.oud, opdracht, voortgang)
    return oud, _monitor(opdracht.nieuw, opdracht, voortgang, oud)


def _huisstijl(opdracht: Verschilopdracht) -> Huisstijl:
    """Return the house style of the werkmap, ours where there is none: two files can be compared anywhere."""
    werkmap = vind_werkmap(opdracht.werkmap)
    return ONZE if werkmap.bij_gebrek else lees_huisstijl(werkmap.pad)


def _monitor(wat: str, opdracht: Verschilopdracht, voortgang: Voortgang, *ernaast: model.Monitor) -> model.Monitor:
    """Return one side: made from the exports, taken from an edition, or read from a file; writes nothing.

    One that is made for everybody keeps secret what the other side, ``ernaast``, would tell.
    """
    naam, periode = lees_naam(wat), _periode(wat)
    if naam is None and periode is None:
        return lees_bestand(wat)
    werkmap = vind_werkmap(opdracht.werkmap)
    if werkmap.bij_gebrek:
        message = f"Hier is geen werkmap om {wat} in te vinden. Ga naar de map met werkmonitor.toml, of noem --werkmap."
        raise InputError(message)
    if periode is None:
        return monitor_van_uitgave(werkmap, _uitgave(naam, werkmap, opdracht.gemeente) if naam else wat)
    wanted = Opdracht(periode=periode, werkmap=werkmap.pad, gemeente=opdracht.gemeente)
    return bereken(wanted, lambda text: voortgang(f"{periode}: {text}"), ernaast=ernaast)


def _periode(wat: str) -> Periode | None:
    try:
        return Periode.parse(wat)
    except ValueError:
        return None


def _uitgave(naam: Naam, werkmap: Werkmap, gemeente: str | None) -> str:
    """Return the name of an edition, that of a part of the region where one was asked for."""
    lid = naam.lid or ("" if gemeente is None else lid_van(werkmap, gemeente))
    return str(msgspec.structs.replace(naam, lid=lid))


def lees_bestand(wat: str) -> model.Monitor:
    """Read a monitor from its JSON; raises ``InputError`` when there is none there."""
    try:
        monitor = model.from_json(Path(wat).read_bytes())
    except FileNotFoundError:
        message = f"'{wat}' is geen periode (2021, 2021-H1), geen uitgave (2021-u1) en geen bestand."
        raise InputError(message) from None
    except OSError as error:
        message = f"{wat} kan niet gelezen worden ({systeemreden(error)}). Noem het JSON-bestand van een monitor."
        raise InputError(message) from None
    except (msgspec.DecodeError, RecursionError):
        monitor = None
    if monitor is None or not is_gaaf(monitor):
        message = (
            f"{wat} is geen monitor die hier gelezen kan worden: het bestand is beschadigd, of van een andere versie. "
            "Noem een bestand dat build met --formaat json heeft gemaakt."
        )
        raise InputError(message)
    return monitor


def _map(opdracht: Verschilopdracht, verschil: Verschil) -> Path:
    """Return where files go when nobody says otherwise: with the outputs of the werkmap, where there is one."""
    werkmap = vind_werkmap(opdracht.werkmap)
    return (Path.cwd() if werkmap.bij_gebrek else werkmap.pad) / "uitvoer" / verschil.naam / verschil.nieuw.lid
