"""What stands on the one page that can be handed out alone, with less of it where it would not fit on one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from werkmonitor.monitor import model
from werkmonitor.monitor.begrippen import gebruikt, is_afkorting
from werkmonitor.outputs.dias import hoofdcijfers, veranderd

RUIM = (
    (8, 12, 6, 5, True),
    (8, 8, 5, 4, True),
    (8, 8, 3, 3, True),
    (8, 6, 3, 2, True),
    (7, 6, 2, 1, True),
    (6, 5, 2, 1, True),
    (8, 12, 4, 3, False),
    (8, 5, 3, 2, False),
    (6, 4, 2, 1, False),
    (6, 2, 1, 1, False),
    (4, 0, 0, 0, False),
    (2, 0, 0, 0, False),
)
"""How many tiles, tasks, changes and unknown figures are named, and whether tasks say how they go: less and less."""


@dataclass(frozen=True, kw_only=True)
class Samenvatting:
    """The parts of the page, and of each list how many more there are."""

    tegels: tuple[model.Indicator, ...]
    aandacht: tuple[tuple[model.Kleurtelling, tuple[model.Opgave, ...]], ...]
    """Tasks that do not go as agreed, by their light, the worst first."""
    meer_aandacht: int
    veranderd: tuple[model.Opgave, ...]
    meer_veranderd: int
    onbekend: tuple[model.Indicator, ...]
    meer_onbekend: int
    voortgang: bool
    """Whether a task says in a sentence how it goes."""
    woorden: tuple[model.Regel, ...]
    """The terms of the glossary that the page uses; only the abbreviations where tasks take the room for more."""


def samenvatting(monitor: model.Monitor, ruim: int = 0) -> Samenvatting:
    """Return what the page shows at a level of detail, 0 for the most."""
    tegels, taken, anders, niet, voortgang = RUIM[ruim]
    aandacht = [o for kleur in ("rood", "oranje") for o in monitor.opgaven if o.oordeel == kleur]
    changed = veranderd(monitor)
    unknown = [indicator for indicator in monitor.indicatoren if indicator.waarde is None]
    shown = hoofdcijfers(monitor, tegels)
    texts = _teksten(monitor, shown, [*aandacht[:taken], *changed[:anders]], voortgang=voortgang)
    used = gebruikt(texts, monitor.begrippen)
    return Samenvatting(
        tegels=shown,
        aandacht=tuple(_per_licht(monitor, aandacht[:taken])),
        meer_aandacht=len(aandacht[taken:]),
        veranderd=tuple(changed[:anders]),
        meer_veranderd=len(changed[anders:]),
        onbekend=tuple(unknown[:niet]),
        meer_onbekend=len(unknown[niet:]),
        voortgang=voortgang,
        woorden=tuple(woord for woord in used if is_afkorting(woord.vorm) or not voortgang),
    )


def _teksten(
    monitor: model.Monitor, tegels: Sequence[model.Indicator], opgaven: Sequence[model.Opgave], *, voortgang: bool
) -> Iterator[str]:
    """Yield the texts of the page in which a term can stand."""
    yield from (doel.naam for doel in monitor.doelen)
    yield from (text for indicator in tegels for text in (indicator.naam, indicator.norm_weergave))
    yield from (text for opgave in opgaven for text in (opgave.kort, opgave.voortgang if voortgang else ""))


def _per_licht(
    monitor: model.Monitor, opgaven: Sequence[model.Opgave]
) -> Iterator[tuple[model.Kleurtelling, tuple[model.Opgave, ...]]]:
    for telling in monitor.kleuren[::-1]:
        if found := tuple(opgave for opgave in opgaven if opgave.oordeel == telling.kleur):
            yield telling, found


def passend(maak: Callable[[int], str], telt: Callable[[str], int]) -> str:
    """Return the first page, from the fullest on, that ``telt`` finds to be one; the last one in any case."""
    made = ""
    for ruim in range(len(RUIM)):
        made = maak(ruim)
        if telt(made) == 1:
            break
    return made
