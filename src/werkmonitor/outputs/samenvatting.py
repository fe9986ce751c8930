"""What stands on the one page that can be handed out alone, with less of it where it would not fit on one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from werkmonitor.monitor import model
from werkmonitor.monitor.begrippen import gebruikt
from werkmonitor.outputs import dia_tekst as tekst
from werkmonitor.outputs.dias import hoofdcijfers, veranderd


@dataclass(frozen=True, kw_only=True)
class Maat:
    """How much of each part is named."""

    beloften: int
    tegels: int
    taken: int
    """Of each light."""
    veranderd: int
    onbekend: int
    voortgang: bool
    """Whether a task says how it goes and what follows."""
    woorden: bool = True


RUIM = (
    Maat(beloften=8, tegels=6, taken=8, veranderd=6, onbekend=5, voortgang=True),
    Maat(beloften=8, tegels=5, taken=4, veranderd=4, onbekend=3, voortgang=True),
    Maat(beloften=7, tegels=4, taken=3, veranderd=3, onbekend=2, voortgang=True),
    Maat(beloften=6, tegels=4, taken=2, veranderd=2, onbekend=1, voortgang=True),
    Maat(beloften=6, tegels=4, taken=12, veranderd=3, onbekend=2, voortgang=False),
    Maat(beloften=5, tegels=4, taken=6, veranderd=2, onbekend=1, voortgang=False),
    Maat(beloften=4, tegels=3, taken=4, veranderd=1, onbekend=1, voortgang=False),
    Maat(beloften=4, tegels=2, taken=3, veranderd=0, onbekend=0, voortgang=False),
    Maat(beloften=4, tegels=2, taken=3, veranderd=0, onbekend=0, voortgang=False, woorden=False),
    Maat(beloften=2, tegels=1, taken=0, veranderd=0, onbekend=0, voortgang=False, woorden=False),
)
"""What is named, less and less."""
MAX_BEDRAGEN = 2
"""Amounts among the key figures."""


@dataclass(frozen=True, kw_only=True)
class Licht:
    """The tasks with one light, each with what it says of itself, and how many more there are."""

    telling: model.Kleurtelling
    opgaven: tuple[tuple[model.Opgave, str], ...]
    meer: int


@dataclass(frozen=True, kw_only=True)
class Samenvatting:
    """The parts of the page, and of each list how many more there are."""

    let_op: str
    """What to know of what is invented; empty where nothing is."""
    beloften: tuple[model.Indicator, ...]
    """What was agreed in a number."""
    meer_beloften: int
    doelen: tuple[str, ...]
    """The goals, where nothing was agreed in a number."""
    tegels: tuple[model.Indicator, ...]
    aandacht: tuple[Licht, ...]
    """Tasks that do not go as agreed, by their light, the worst first."""
    veranderd: tuple[model.Opgave, ...]
    meer_veranderd: int
    onbekend: tuple[model.Indicator, ...]
    meer_onbekend: int
    woorden: tuple[model.Regel, ...] = ()
    """The terms of the glossary that the page uses."""


def samenvatting(monitor: model.Monitor, ruim: int = 0) -> Samenvatting:
    """Return what the page shows at a level of detail, 0 for the most."""
    maat = RUIM[ruim]
    agreed = sorted(tekst.beloften(monitor), key=lambda indicator: indicator.oordeel in {None, "grijs"})
    changed = veranderd(monitor)
    unknown = [indicator for indicator in monitor.indicatoren if indicator.waarde is None]
    shown = Samenvatting(
        let_op=tekst.let_op(monitor),
        beloften=tuple(agreed[: maat.beloften]),
        meer_beloften=len(agreed[maat.beloften :]),
        doelen=tuple(doel.naam for doel in monitor.doelen) if not agreed else (),
        tegels=_cijfers(monitor, maat.tegels, {indicator.id for indicator in agreed}),
        aandacht=tuple(_per_licht(monitor, maat)),
        veranderd=tuple(changed[: maat.veranderd]),
        meer_veranderd=len(changed[maat.veranderd :]),
        onbekend=tuple(unknown[: maat.onbekend]),
        meer_onbekend=len(unknown[maat.onbekend :]),
    )
    used = gebruikt(_teksten(monitor, shown), monitor.begrippen) if maat.woorden else ()
    return replace(shown, woorden=used)


def _cijfers(monitor: model.Monitor, meeste: int, genoemd: set[str]) -> tuple[model.Indicator, ...]:
    """Return the key figures that are not among the promises, the largest amounts last."""
    main = [i for i in hoofdcijfers(monitor, len(monitor.indicatoren)) if i.id not in genoemd]
    main = [indicator for indicator in main if not tekst.klein_cijfer(monitor, indicator)]
    money = [i for i in tekst.bedragen(monitor) if i.id not in genoemd][: min(MAX_BEDRAGEN, meeste - 1)]
    return (*[i for i in main if i not in money][: meeste - len(money)], *money)


def _teksten(monitor: model.Monitor, shown: Samenvatting) -> Iterator[str]:
    """Yield the texts of the page in which a term can stand."""
    yield from (monitor.programma.titel, monitor.programma.ondertitel, shown.let_op, *shown.doelen)
    for indicator in (*shown.beloften, *shown.tegels):
        yield from (indicator.naam, indicator.norm_weergave, tekst.met_eenheid(indicator), indicator.woord)
        yield indicator.vergelijking.verschil_tekst if indicator.vergelijking else ""
    yield from (text for licht in shown.aandacht for opgave, said in licht.opgaven for text in (opgave.kort, said))
    yield from (opgave.kort for opgave in shown.veranderd)
    yield from (indicator.naam for indicator in shown.onbekend)


def _per_licht(monitor: model.Monitor, maat: Maat) -> Iterator[Licht]:
    for telling in monitor.kleuren[::-1]:
        found = [opgave for opgave in monitor.opgaven if opgave.oordeel == telling.kleur]
        if found and telling.kleur in {"rood", "oranje"}:
            named = [(o, tekst.opgavetekst(o) if maat.voortgang else "") for o in found[: maat.taken]]
            yield Licht(telling=telling, opgaven=tuple(named), meer=len(found[maat.taken :]))


def passend(maak: Callable[[int], str], telt: Callable[[str], int]) -> str:
    """Return the first page, from the fullest on, that ``telt`` finds to be one; the last one in any case."""
    made = ""
    for ruim in range(len(RUIM)):
        made = maak(ruim)
        if telt(made) == 1:
            break
    return made
