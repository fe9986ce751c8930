"""A question → the parts of it that have nothing to do with each other, each as small as it gets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from werkmonitor.onthulling.rijen import Doel, Rij, doel, rij
from werkmonitor.onthulling.vraagstuk import Grens, Variabele, Vraagstuk


@dataclass(frozen=True, slots=True)
class Deel:
    """One part: its own variables (0..n-1) and rows; stukken keep their index in the question.

    ``eigenaar`` says of each row which stuk tells it; None: known whatever is hidden. ``stukken`` may be hidden,
    ``primair`` must be.
    """

    variabelen: tuple[Variabele, ...]
    rijen: tuple[Rij, ...]
    eigenaar: tuple[int | None, ...]
    doelen: tuple[Doel, ...]
    stukken: tuple[int, ...]
    primair: frozenset[int]


def splits(vraagstuk: Vraagstuk) -> list[Deel]:
    """Return the parts in which something must stay uncertain, in the order of their first variable."""
    rijen, doelen = _rijen(vraagstuk), _doelen(vraagstuk)
    wortel = _wortels(vraagstuk, rijen, doelen)
    inhoud: dict[int, tuple[list[tuple[int | None, Rij]], list[Doel]]] = {}
    for eigenaar, deel in rijen:
        inhoud.setdefault(wortel[deel.index[0]], ([], []))[0].append((eigenaar, deel))
    for gevraagd in doelen:
        inhoud.setdefault(wortel[gevraagd.index[0]], ([], []))[1].append(gevraagd)
    delen = [_deel(vraagstuk, *inhoud[wie]) for wie in sorted(inhoud)]
    return [deel for deel in delen if deel.primair or any(gevraagd.stuk is None for gevraagd in deel.doelen)]


def _rijen(vraagstuk: Vraagstuk) -> list[tuple[int | None, Rij]]:
    """Return every bound that says something, once for each stuk that tells it."""
    gezegd: list[tuple[int | None, Iterable[Grens]]] = [(None, vraagstuk.bekend)]
    gezegd += [(None if stuk.vast else nummer, stuk.grenzen) for nummer, stuk in enumerate(vraagstuk.stukken)]
    rijen = [(wie, rij(grens, vraagstuk.variabelen)) for wie, grenzen in gezegd for grens in grenzen]
    return [(wie, deel) for wie, deel in dict.fromkeys(rijen) if deel.index and (deel.laag, deel.hoog) != (None, None)]


def _doelen(vraagstuk: Vraagstuk) -> list[Doel]:
    """Return what must stay uncertain, always or when its stuk is hidden."""
    altijd = [doel(deel, nummer, vraagstuk.variabelen) for nummer, deel in enumerate(vraagstuk.beschermd)]
    soms = [doel(stuk, nummer, vraagstuk.variabelen) for nummer, stuk in enumerate(vraagstuk.stukken) if not stuk.vast]
    return [gevraagd for gevraagd in (*altijd, *soms) if gevraagd]


def _wortels(vraagstuk: Vraagstuk, rijen: Sequence[tuple[int | None, Rij]], doelen: Sequence[Doel]) -> list[int]:
    """Return for each variable the first one that it is connected to, through a row, a form or a stuk."""
    wortel = list(range(len(vraagstuk.variabelen)))

    def zoek(wie: int) -> int:
        while wortel[wie] != wie:
            wortel[wie] = wortel[wortel[wie]]
            wie = wortel[wie]
        return wie

    eerste: dict[int, int] = {}
    for stuk, index in [*((wie, deel.index) for wie, deel in rijen), *((deel.stuk, deel.index) for deel in doelen)]:
        anker = index[0] if stuk is None else eerste.setdefault(stuk, index[0])
        for plek in index:
            een, ander = zoek(anker), zoek(plek)
            wortel[max(een, ander)] = min(een, ander)
    return [zoek(wie) for wie in range(len(wortel))]


def _deel(vraagstuk: Vraagstuk, rijen: list[tuple[int | None, Rij]], doelen: list[Doel]) -> Deel:
    """Return one part; variables that stand in the same rows with the same coefficients become one, their sum."""
    groepen = _gelijken(vraagstuk, [*(deel for _, deel in rijen), *doelen])
    nieuw = {groep[0]: nummer for nummer, groep in enumerate(groepen)}
    named = [*(wie for wie, _ in rijen), *(deel.stuk for deel in doelen)]
    stukken = sorted({wie for wie in named if wie is not None})
    return Deel(
        tuple(_som([vraagstuk.variabelen[plek] for plek in groep]) for groep in groepen),
        tuple(Rij(*_over(deel, nieuw), deel.laag, deel.hoog) for _, deel in rijen),
        tuple(wie for wie, _ in rijen),
        tuple(Doel(*_over(deel, nieuw), deel.nodig, deel.stapt, deel.stuk, deel.beschermd) for deel in doelen),
        tuple(stukken),
        frozenset(wie for wie in stukken if vraagstuk.stukken[wie].primair),
    )


def _gelijken(vraagstuk: Vraagstuk, vormen: Sequence[Rij | Doel]) -> list[list[int]]:
    """Return the variables in groups that no form tells apart, in order of their first."""
    staat: dict[int, list[tuple[int, int]]] = {}
    for nummer, vorm in enumerate(vormen):
        for plek, coef in zip(vorm.index, vorm.coef, strict=True):
            staat.setdefault(plek, []).append((nummer, coef))
    groepen: dict[tuple[bool, tuple[tuple[int, int], ...]], list[int]] = {}
    for plek in sorted(staat):
        groepen.setdefault((vraagstuk.variabelen[plek].geheel, tuple(staat[plek])), []).append(plek)
    return list(groepen.values())


def _som(variabelen: Sequence[Variabele]) -> Variabele:
    """Return what is known of a sum of variables: any whole number from the sum of their least ones, or any number."""
    geheel = variabelen[0].geheel
    minsten = [deel.minstens for deel in variabelen if deel.minstens is not None]
    if len(minsten) < len(variabelen):
        return Variabele(geheel, None)
    return Variabele(geheel, Fraction(sum(ceil(minst) if geheel else minst for minst in minsten)))


def _over(vorm: Rij | Doel, nieuw: dict[int, int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return a form over the groups."""
    over: Iterator[tuple[int, int]] = (
        (nieuw[plek], coef) for plek, coef in zip(vorm.index, vorm.coef, strict=True) if plek in nieuw
    )
    index, coefs = zip(*over, strict=True)
    return index, coefs
