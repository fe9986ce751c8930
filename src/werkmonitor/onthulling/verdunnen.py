"""Many long sums over the same cells → short sums of sums, so that programmes stay small.

A total over 3.000 cells is the sum of its rows, and those are sums that occur themselves. Each sum that is used more
than once becomes a variable of its own, an *extra*. That changes nothing in what the forms can be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

KLEINST = 3
"""Sums of fewer cells are left as they are."""


class Form(Protocol):
    """A form in whole coefficients."""

    @property
    def index(self) -> tuple[int, ...]:
        """The variables in it, each once."""

    @property
    def coef(self) -> tuple[int, ...]:
        """Their coefficients."""


Delen = tuple[tuple[int, ...], tuple[int, ...]]
"""The variables of a form and their coefficients."""


@dataclass(frozen=True, slots=True)
class Verdund:
    """Forms over ``variabelen`` and, numbered after those, ``extra``; each of ``definities`` is 0."""

    variabelen: int
    extra: int
    definities: tuple[Delen, ...]
    vormen: tuple[Delen, ...]


def verdun(variabelen: int, vormen: Sequence[Form]) -> Verdund:
    """Return the same forms with fewer terms."""
    groepen = [_groepen(vorm) for vorm in vormen]
    dekking = _dekkingen({groep for delen in groepen for groep, _ in delen if len(groep) >= KLEINST})
    # a block is a sum of some form and is used in another, so it always gets a variable
    gebruik = Counter(groep for delen in groepen for groep, _ in delen)
    gebruik.update(blok for blokken, _ in dekking.values() for blok in blokken)
    eigen = [groep for groep in dekking if gebruik[groep] > 1]
    nummer = {groep: variabelen + plek for plek, groep in enumerate(eigen)}
    termen = {groep: [*los, *(nummer[blok] for blok in blokken)] for groep, (blokken, los) in dekking.items()}
    definities = [_vorm([*((plek, 1) for plek in termen[groep]), (nummer[groep], -1)]) for groep in eigen]
    nieuw = [_vorm((plek, coef) for groep, coef in delen for plek in _van(groep, nummer, termen)) for delen in groepen]
    return Verdund(variabelen, len(eigen), tuple(definities), tuple(nieuw))


def _groepen(vorm: Form) -> list[tuple[frozenset[int], int]]:
    """Return the variables of a form by their coefficient, in order of the first."""
    groepen: dict[int, list[int]] = {}
    for plek, coef in zip(vorm.index, vorm.coef, strict=True):
        groepen.setdefault(coef, []).append(plek)
    return [(frozenset(plekken), coef) for coef, plekken in groepen.items()]


Dekking = dict[frozenset[int], tuple[list[frozenset[int]], list[int]]]
"""Each sum as smaller sums and single variables."""


def _dekkingen(groepen: Iterable[frozenset[int]]) -> Dekking:
    """Take the largest smaller sum that fits, again and again."""
    dekking: Dekking = {}
    met: dict[int, list[frozenset[int]]] = {}
    for groep in sorted(groepen, key=lambda groep: (len(groep), sorted(groep))):
        over, blokken, los = set(groep), [], []
        for plek in sorted(groep):
            if plek not in over:
                continue
            blok = next((blok for blok in reversed(met.get(plek, ())) if len(blok) <= len(over) and blok <= over), None)
            if blok is None:
                los.append(plek)
                over.discard(plek)
            else:
                blokken.append(blok)
                over -= blok
        dekking[groep] = blokken, los
        for plek in groep:
            met.setdefault(plek, []).append(groep)
    return dekking


def _van(
    groep: frozenset[int], nummer: dict[frozenset[int], int], termen: dict[frozenset[int], list[int]]
) -> list[int]:
    if groep in nummer:
        return [nummer[groep]]
    return termen.get(groep) or sorted(groep)


def _vorm(termen: Iterable[tuple[int, int]]) -> Delen:
    """Return terms as a form; no variable is in it twice, since groups of one form have none in common."""
    delen = list(termen)
    return tuple(plek for plek, _ in delen), tuple(coef for _, coef in delen)
