"""A Monitor → the Monitor that everybody may see; one for internal use stays as it is.

What is hidden is the least with which nobody can work out what must stay uncertain (``oplossen``).  Then an attacker
who has only the result, and the editions before it, has to fail: if not, nothing is published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from werkmonitor.findings import InputError
from werkmonitor.monitor import model
from werkmonitor.onthulling.aanval import controleer
from werkmonitor.onthulling.beleid import ANDERE, EERDER, REGELS, Regel
from werkmonitor.onthulling.eerdere import Eerder, lees, met
from werkmonitor.onthulling.opbouw import Geheim, Getoond, Overzicht, overzicht
from werkmonitor.onthulling.oplossen import Onoplosbaar, los_op
from werkmonitor.onthulling.verbergen import verberg
from werkmonitor.onthulling.verkleinen import stel
from werkmonitor.onthulling.verzamelen import verzamel
from werkmonitor.onthulling.vraagstuk import Tegenstrijdig

METHODE = (
    "Een computerprogramma kiest wat niet te zien is.",
    "Het verbergt eerst de kleine aantallen.",
    "Daarna verbergt het zo weinig mogelijk andere getallen, zodat niemand een klein aantal kan uitrekenen.",
    "Ten slotte rekent het na of dat is gelukt, ook met eerdere uitgaven ernaast.",
)


class OnthullingFout(RuntimeError):  # noqa: N818 - the Dutch word says it
    """What was made for publication still tells what must stay hidden: a fault of ours."""


def onthul(monitor: model.Monitor, vorige: Sequence[model.Monitor] = ()) -> model.Monitor:
    """Return what may be published of a Monitor whose texts are not filled in; an internal one is returned as it is.

    ``vorige`` are the public Monitors that were published before, of this period and of others.  Raises
    ``InputError`` where those tell too much already, ``OnthullingFout`` when the result would still tell a secret.
    """
    if monitor.doelgroep == "intern":
        return monitor
    before = [each for each in vorige if each.onthulling is not None]
    variabelen, nullen = verzamel([monitor, *before])
    beeld = overzicht(monitor, variabelen, nullen)
    eerder = lees(monitor, before, variabelen)
    try:
        waarom = _besluit(beeld, eerder)
    except Tegenstrijdig:  # cells of now that are not what they were, beside cells that are gone
        eerder = lees(monitor, before, variabelen, los=True)
        waarom = _besluit(beeld, eerder)
    weg = [plek for rank in waarom for plek in beeld.getoond[rank].plekken]
    public = verberg(monitor, weg, _samenvatting(monitor, waarom))
    _controleer(public, beeld, eerder, [beeld.getoond[rank] for rank in waarom])
    return public


def _besluit(beeld: Overzicht, eerder: Eerder) -> Mapping[int, Regel]:
    """Return the numbers to hide, each with the rule that asks it."""
    hidden = _los_op(met(beeld, eerder))
    extra = {rank for rank in hidden if beeld.getoond[rank].gevoelig is None}
    before = hidden if not (extra and eerder.rijen) else _los_op(beeld)
    return {rank: _regel(beeld.getoond[rank], is_eerder=rank not in before) for rank in sorted(hidden)}


def _regel(een: Getoond, *, is_eerder: bool) -> Regel:
    if een.gevoelig:
        return een.gevoelig.regel
    return EERDER if is_eerder else ANDERE


def _los_op(beeld: Overzicht) -> frozenset[int]:
    try:
        found = los_op(stel(beeld).vraagstuk)
    except Onoplosbaar as error:
        message = (
            f"De monitor kan niet openbaar worden: {error} "
            "Verborgen wordt dan alles wat mag, en toch is een te klein aantal uit te rekenen. "
            "Toon minder uitsplitsingen, of laat een indeling minder leden hebben."
        )
        raise InputError(message) from None
    return frozenset(int(naam) for naam in found.verborgen)


def _controleer(public: model.Monitor, beeld: Overzicht, eerder: Eerder, verborgen: Collection[Getoond]) -> None:
    """Attack the result with all that it shows; raise where that tells what must stay hidden."""
    shown = overzicht(public, beeld.variabelen)
    for een in shown.getoond:
        if een.gevoelig:
            raise OnthullingFout(f"{een.naam} is still shown")
    known = replace(met(beeld, eerder), getoond=shown.getoond)
    geheim = [Geheim(een.som, beeld.niveau(een), een.naam) for een in verborgen if een.som]
    for lek in controleer(stel(known, geheim, vast=True).vraagstuk, frozenset()):
        raise OnthullingFout(f"{lek.naam} can be worked out within less than {lek.nodig}")


def _samenvatting(monitor: model.Monitor, waarom: Mapping[int, Regel]) -> model.Onthulling:
    """Return what the report says of it; numbers are counted once, however many places they have."""
    counted = Counter(waarom.values())
    return model.Onthulling(
        drempels=tuple(_drempels(monitor)),
        methode=METHODE,
        regels=tuple(
            model.Onthullingsregel(naam=regel.naam, zin=regel.zin, aantal=counted[regel])
            for regel in REGELS
            if counted[regel]
        ),
        verborgen=len(waarom),
    )


def _drempels(monitor: model.Monitor) -> Iterator[model.Drempel]:
    beleid = monitor.programma.onthulling
    yield model.Drempel(waarvoor="aantallen mensen", drempel=beleid.drempel)
    higher = {maat.drempel for maat in beleid.maten if maat.telt == "mensen" and maat.drempel != beleid.drempel}
    for drempel in sorted(higher):
        yield model.Drempel(waarvoor="aantallen over gezondheid, fraude of bezwaar", drempel=drempel)
