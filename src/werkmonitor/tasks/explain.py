"""The command ``explain``: everything that is known of one figure, down to the cells that it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from werkmonitor.files.werkmap import GEEN_WERKMAP, nieuwste_levering, vind_werkmap
from werkmonitor.findings import InputError, UsageError
from werkmonitor.formula.fouten import onbekend, vouw
from werkmonitor.monitor import model
from werkmonitor.monitor.herkomst import Herkomst, Stap
from werkmonitor.periode import Periode
from werkmonitor.programma.load import load_programma
from werkmonitor.programma.schema import Programma
from werkmonitor.tasks.build import Opdracht, bereken
from werkmonitor.tasks.lezen import Voortgang


@dataclass(frozen=True, kw_only=True)
class Uitlegopdracht:
    """What ``explain`` was asked: a figure, or with ``figuur.lid`` one member of it; without ``periode`` the newest."""

    indicator: str
    periode: Periode | None = None
    werkmap: Path | None = None
    gemeente: str | None = None


class Uitleg(msgspec.Struct, frozen=True, kw_only=True):
    """One figure with all that it rests on; steps and cells by their numbers in the Monitor of the period."""

    periode: str
    werkmap: str
    voorbeeld: bool
    doelgroep: Literal["intern", "openbaar"]
    """For whom the monitor is; what is explained is always for internal use."""
    niet_getoond: bool = False
    """Whether the public monitor hides this number."""
    programma: model.Kop
    indicator: model.Indicator
    lid: model.Lid | None = None
    stappen: dict[int, Stap]
    cellen: dict[int, Herkomst]
    bronnen: tuple[model.Bron, ...]
    """The files of those cells, with their hash and the day on which the report was run."""


def explain(opdracht: Uitlegopdracht, voortgang: Voortgang) -> Uitleg:
    """Return how a figure was made, as ``build`` would make it now; writes nothing.

    Raises ``UsageError`` for a figure or a member that is not known, ``InputError`` as ``build`` does.
    """
    werkmap = vind_werkmap(opdracht.werkmap)
    naam, _, lid = opdracht.indicator.partition(".")
    gevonden = _indicator(naam, load_programma(werkmap.pad), GEEN_WERKMAP if werkmap.bij_gebrek else "")
    periode = opdracht.periode or nieuwste_levering(werkmap)
    wanted = Opdracht(periode=periode, werkmap=opdracht.werkmap, gemeente=opdracht.gemeente)
    monitor, shown = _monitors(wanted, voortgang)
    indicator = monitor.indicator(gevonden)
    gekozen = _lid(indicator, lid) if lid else None
    stappen = {nummer: monitor.sporen.stappen[nummer] for nummer in sorted(_onder(monitor, indicator, gekozen))}
    cellen = {cel: monitor.sporen.cellen[cel] for stap in stappen.values() for cel in stap.cellen}
    files = {cel.bestand for cel in cellen.values()} | {pad for stap in stappen.values() for pad in stap.gezocht_in}
    return Uitleg(
        periode=monitor.periode,
        werkmap=str(werkmap.pad),
        voorbeeld=werkmap.voorbeeld,
        doelgroep=monitor.doelgroep,
        niet_getoond=shown is not None and _is_verborgen(shown.indicator(gevonden), gekozen),
        programma=monitor.programma,
        indicator=indicator,
        lid=gekozen,
        stappen=stappen,
        cellen=cellen,
        bronnen=tuple({bron.bestand: bron for bron in monitor.bronnen if bron.bestand in files}.values()),
    )


def _monitors(opdracht: Opdracht, voortgang: Voortgang) -> tuple[model.Monitor, model.Monitor | None]:
    """Return the monitor with all its numbers, and as everybody sees it; ``None`` where it cannot be public."""
    monitor = bereken(opdracht, voortgang, onthuld=False)
    if monitor.doelgroep == "intern":
        return monitor, None
    with suppress(InputError):  # this command shows the figures that must be looked at then
        return monitor, bereken(opdracht, voortgang)
    return monitor, None


def _is_verborgen(openbaar: model.Indicator, lid: model.Lid | None) -> bool:
    if lid is None:
        return "waarde" in (openbaar.verborgen or ())
    return any(each.lid == lid.lid and bool(each.verborgen) for each in openbaar.leden)


def _indicator(naam: str, programma: Programma, vooraf: str) -> str:
    """Return the id of the figure that is meant: by its id, or by its name; ``vooraf`` goes before the error."""
    namen = {vouw(indicator.naam): indicator.id for indicator in programma.indicator}
    ids = [indicator.id for indicator in programma.indicator]
    found = naam if naam in ids else namen.get(vouw(naam))
    if found is None:
        raise UsageError(f"{vooraf} {onbekend('De indicator', naam, ids, namen)}".lstrip())
    return found


def _lid(indicator: model.Indicator, naam: str) -> model.Lid:
    namen = {vouw(text): lid for lid in indicator.leden for text in (lid.naam, lid.lid)}
    if vouw(naam) not in namen:
        if not indicator.leden:
            message = f"{indicator.naam} is niet uitgesplitst; vraag om {indicator.id} zonder '.{naam}'."
            raise UsageError(message)
        captions = {lid.naam: lid.lid for lid in indicator.leden}
        raise UsageError(onbekend(f"Van {indicator.id} het lid", naam, captions.values(), captions))
    return namen[vouw(naam)]


def sporen_van(indicator: model.Indicator, lid: model.Lid | None) -> Iterator[int]:
    """Yield the steps of a figure and of what stands beside it, or of one member."""
    found = [lid.spoor] if lid else [indicator.spoor, indicator.norm_spoor]
    if not lid:
        beside = [eerder.cijfer for eerder in indicator.eerder]
        if indicator.vergelijking:
            beside += [indicator.vergelijking.cijfer, indicator.vergelijking.verschil]
        beside += [cijfer for cijfer in (indicator.tot_nu_toe, indicator.respons) if cijfer]
        found += [cijfer.spoor for cijfer in beside]
    yield from (spoor for spoor in found if spoor is not None)


def _onder(monitor: model.Monitor, indicator: model.Indicator, lid: model.Lid | None) -> set[int]:
    found: set[int] = set()
    waiting = [*sporen_van(indicator, lid)]
    while waiting:
        nummer = waiting.pop()
        if nummer not in found:
            found.add(nummer)
            waiting += monitor.sporen.stappen[nummer].delen
    return found
