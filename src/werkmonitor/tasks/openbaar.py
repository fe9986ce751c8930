"""What a monitor for everybody asks of the commands: hiding its numbers, and saying what to mind before publishing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from werkmonitor.files.werkmap import Werkmap
from werkmonitor.findings import EigenFout, Finding, InputError
from werkmonitor.monitor import model
from werkmonitor.monitor.kop import CONCEPT
from werkmonitor.tasks.uitgegeven import Uitgegeven


def maak_openbaar(monitor: model.Monitor, vorige: Sequence[model.Monitor]) -> model.Monitor:
    """Return what everybody may see of a Monitor without texts, with ``vorige`` beside it.

    Raises ``InputError`` when it cannot be made safe, ``EigenFout`` when what was made turns out not to be.
    """
    from werkmonitor.onthulling.onthullen import OnthullingFout, onthul

    try:
        return onthul(monitor, vorige)
    except OnthullingFout as error:
        message = (
            "De openbare monitor is niet gemaakt, en er is niets weggeschreven: bij het narekenen bleek een getal dat "
            "verborgen moet blijven toch te vinden."
        )
        raise EigenFout(message) from error


def proef(werkmap: Werkmap, monitor: model.Monitor) -> tuple[model.Monitor, tuple[Finding, ...]]:
    """Return a Monitor without texts as it would be shown, and what is to be said of that before it is made."""
    if monitor.doelgroep == "intern":
        return monitor, ()
    try:
        shown = maak_openbaar(monitor, Uitgegeven(werkmap.pad).monitors())
    except InputError as error:
        return monitor, (Finding("openbaar-kan-niet", "fout", str(error)),)
    hidden = shown.onthulling.verborgen if shown.onthulling else 0
    wat = f"Een openbare monitor toont hiervan {hidden} {'getal' if hidden == 1 else 'getallen'} niet, om privacy."
    doen = "Wat en waarom staat op de pagina over privacy."
    return shown, (Finding("openbaar-verborgen", "info", wat, doen=doen),)


def met_volgorde(monitor: model.Monitor) -> model.Monitor:
    """Return a public concept of a region or of one of its parts with a warning; any other one as it is.

    Such concepts are made side by side, and none knows what the others hide: one could give away what another keeps.
    """
    kop = monitor.programma
    if monitor.doelgroep == "intern" or not kop.regio or kop.editie != CONCEPT:
        return monitor
    found = Finding(
        "openbaar-nog-niet-vastgesteld",
        "waarschuwing",
        f"Dit is een concept naast de andere concepten van {kop.regio}; die houden nog geen rekening met elkaar.",
        None,
        "Wie ze naast elkaar legt, kan misschien een verborgen getal uitrekenen.",
        "Publiceer pas na het vaststellen. Stel ze een voor een vast: elke volgende houdt rekening met de vorige.",
    )
    return msgspec.structs.replace(monitor, meldingen=(*monitor.meldingen, found))


def zonder_aantallen(meldingen: Iterable[Finding], doelgroep: Literal["intern", "openbaar"]) -> tuple[Finding, ...]:
    """Return findings as they may lie beside outputs, or be sent: of a public monitor by code and place only."""
    if doelgroep == "intern":
        return tuple(meldingen)
    from werkmonitor.onthulling.verbergen_sporen import neutraal

    return neutraal(meldingen)
