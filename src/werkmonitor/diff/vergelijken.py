"""Sets two Monitors side by side, or says why that cannot be done."""

from __future__ import annotations

from collections.abc import Iterator

from werkmonitor.diff.bronnen import bronverschillen
from werkmonitor.diff.cijfers import cijferverschillen
from werkmonitor.diff.model import SCHEMA, Kant, Verschil
from werkmonitor.diff.oordelen import kleurwoorden, opgaveverschillen
from werkmonitor.diff.teksten import tekstverschillen
from werkmonitor.diff.zijde import Zijde
from werkmonitor.findings import UsageError
from werkmonitor.monitor.model import CONCEPT, Monitor

_DUUR = {12: "een jaar", 6: "een halfjaar", 3: "een kwartaal", 1: "een maand"}


def vergelijk(oud: Monitor, nieuw: Monitor) -> Verschil:
    """Return what differs between the first Monitor and the second.

    Raises ``UsageError`` for two of other municipalities or parts of a region, and for periods of another length.
    """
    one, other = Zijde(oud), Zijde(nieuw)
    _weiger(one, other)
    namen = _namen(oud, nieuw)
    return Verschil(
        schema=SCHEMA,
        oud=_kant(oud, namen[0]),
        nieuw=_kant(nieuw, namen[1]),
        doelgroep="intern" if "intern" in {oud.doelgroep, nieuw.doelgroep} else "openbaar",
        voorbeeld=oud.programma.voorbeeld or nieuw.programma.voorbeeld,
        let_op=tuple(zin[:1].upper() + zin[1:] for zin in _let_op(one, other)),
        cijfers=cijferverschillen(one, other),
        opgaven=tuple(opgaveverschillen(one, other)),
        aantal_opgaven=len(nieuw.opgaven),
        kleurwoorden=tuple(kleurwoorden(one, other)),
        teksten=tuple(tekstverschillen(oud, nieuw)),
        bronnen=tuple(bronverschillen(one, other)),
    )


def _weiger(oud: Zijde, nieuw: Zijde) -> None:
    """Refuse what would look like a comparison and is none."""
    wie = oud.monitor.programma.wie, nieuw.monitor.programma.wie
    if wie[0] != wie[1]:
        message = f"De ene monitor is van {wie[0]} en de andere van {wie[1]}. Die zijn niet met elkaar te vergelijken."
        raise UsageError(message)
    if oud.periode.lengte != nieuw.periode.lengte:
        message = (
            f"{oud.periode} is {_DUUR[oud.periode.lengte]} en {nieuw.periode} is {_DUUR[nieuw.periode.lengte]}. "
            "Die zijn niet met elkaar te vergelijken; kies twee perioden die even lang zijn."
        )
        raise UsageError(message)


Naam = tuple[str, str]
"""How a side is called in a sentence, and above a column."""


def _namen(oud: Monitor, nieuw: Monitor) -> tuple[Naam, Naam]:
    """Name both sides by what tells them apart: the period, or else the edition."""
    if oud.periode != nieuw.periode:
        return (oud.programma.periode_naam, oud.periode), (nieuw.programma.periode_naam, nieuw.periode)
    if oud.programma.editie != nieuw.programma.editie:
        return _editie(oud), _editie(nieuw)
    return ("de eerste monitor", "eerste"), ("de tweede monitor", "tweede")


def _editie(monitor: Monitor) -> Naam:
    editie = monitor.programma.editie
    return (f"het concept van {monitor.programma.periode_naam}", CONCEPT) if editie == CONCEPT else (editie, editie)


def _kant(monitor: Monitor, naam: Naam) -> Kant:
    kop = monitor.programma
    return Kant(
        periode=monitor.periode,
        naam=naam[0],
        kort=naam[1],
        wie=kop.wie,
        lid=kop.lid,
        titel=kop.titel,
        editie=kop.editie,
        stand=kop.stand,
        brondatum=kop.brondatum,
        werkmonitor=kop.werkmonitor,
        declaratie=kop.declaratie,
    )


def _let_op(oud: Zijde, nieuw: Zijde) -> Iterator[str]:
    """Yield what a reader must know before comparing."""
    one, other = oud.monitor.programma, nieuw.monitor.programma
    if oud.periode.start > nieuw.periode.start:
        yield f"De eerste monitor ({one.periode_naam}) is de nieuwste: een stijging hier was in de tijd een daling."
    if oud.periode.nummer != nieuw.periode.nummer:
        yield (
            f"{one.periode_naam} en {other.periode_naam} zijn andere delen van het jaar. "
            "Wat met het seizoen meegaat, verandert dan vanzelf."
        )
    if one.naam != other.naam:
        yield f"De monitors horen bij twee programma's: {one.naam} en {other.naam}."
    if oud.monitor.doelgroep != nieuw.monitor.doelgroep:
        yield "Een van de twee monitors is intern. Daarom is deze vergelijking dat ook."
    if one.werkmonitor != other.werkmonitor:
        yield f"De monitors zijn gemaakt met werkmonitor {one.werkmonitor} en {other.werkmonitor}."
