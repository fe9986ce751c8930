"""Which stukken to hide, given the proofs so far: fewest, then least weight, then one fixed choice among equals.

Each aim is an integer programme of its own with the aims before it held, so that none is weighed against another.
Weights with many digits are compared a few digits at a time, the highest first, as on paper with carries: no programme
holds numbers that a double cannot tell apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from werkmonitor.onthulling.rekenaar import DUAAL, Programma
from werkmonitor.onthulling.rijen import Rij
from werkmonitor.onthulling.splitsen import Deel

GRONDTAL = 10**6
"""Weights are compared by digits of this base."""

KNOPEN = 500
"""Nodes of one choice: above that the answer is no longer known to be the least."""

SPREIDING = 2654435761
"""Knuth's multiplier: spreads 0, 1, 2, … so that no two choices of stukken are likely to add up to the same."""


@dataclass(frozen=True, slots=True)
class Snede:
    """At least one of ``kern`` is hidden, whenever ``als`` is (None: always)."""

    kern: frozenset[int]
    als: int | None


class Keuze:
    """The choice for one part; ``doelen`` counts the aims, each held once it is reached."""

    def __init__(self, deel: Deel, gewichten: Sequence[Fraction]) -> None:
        """Take the weights of all stukken of the question."""
        self._stukken = deel.stukken
        self._plek = {stuk: nummer for nummer, stuk in enumerate(deel.stukken)}
        self._gewichten = _heel([gewichten[stuk] for stuk in deel.stukken])
        self._cijfers = max(len(_cijfers(max(self._gewichten, default=0))), 1)
        self.doelen = self._cijfers + 2
        onder = [1 if stuk in deel.primair else 0 for stuk in deel.stukken]
        onthouden = self._cijfers - 1
        bodem, dak = [*onder, *[0] * onthouden], [*[1] * len(onder), *[None] * onthouden]
        self._heel = Programma(bodem, dak, geheel=[True] * len(bodem), knopen=KNOPEN, methode=DUAAL)
        self._deels = Programma(bodem, dak, methode=DUAAL)
        self._vormen = [_vorm(range(len(onder)), [1] * len(onder)), *self._gewichtsvormen(), self._volgorde()]
        self.stappen = 0
        self._voeg_toe([Rij(*vorm, 0, GRONDTAL - 1) for vorm in self._vormen[2:-1]])

    def _voeg_toe(self, rijen: Sequence[Rij]) -> None:
        for programma in (self._heel, self._deels):
            programma.voeg_toe(rij for rij in rijen if rij.index)

    def _gewichtsvormen(self) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
        """Return the digits of the total weight as forms, the highest first; what is carried is a variable."""
        vormen = []
        for cijfer in range(self._cijfers):
            coefs = [_cijfers(gewicht)[cijfer] if gewicht >= GRONDTAL**cijfer else 0 for gewicht in self._gewichten]
            onthouden = [0] * (self._cijfers - 1)
            if cijfer:
                onthouden[cijfer - 1] = 1
            if cijfer < self._cijfers - 1:
                onthouden[cijfer] = -GRONDTAL
            vormen.append(_vorm(range(len(coefs) + len(onthouden)), [*coefs, *onthouden]))
        return vormen[::-1]

    def _volgorde(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return a form that nearly always differs between two choices."""
        return _vorm(range(len(self._stukken)), [_spreiding(nummer) for nummer in range(len(self._stukken))])

    def waarde(self, verborgen: frozenset[int]) -> tuple[int, ...]:
        """Return what a choice comes to for each aim, exactly; less is better, the first aim first."""
        plekken = [self._plek[stuk] for stuk in verborgen]
        som = sum(self._gewichten[plek] for plek in plekken)
        laag = [som // GRONDTAL**cijfer % GRONDTAL for cijfer in range(self._cijfers - 1)]
        hoog = som // GRONDTAL ** (self._cijfers - 1)
        return len(plekken), hoog, *laag[::-1], sum(_spreiding(plek) for plek in plekken)

    def snijd(self, sneden: Sequence[Snede]) -> None:
        """Let these proofs count from now on."""
        rijen = []
        for snede in sneden:
            plekken = sorted(self._plek[stuk] for stuk in snede.kern)
            als = [] if snede.als is None else [self._plek[snede.als]]
            coef = (*[1] * len(plekken), *[-1] * len(als))
            rijen.append(Rij((*plekken, *als), coef, 0 if als else 1, None))
        self._voeg_toe(rijen)

    def houd(self, doel: int, waarde: int) -> None:
        """Let an aim keep the value that it reached."""
        self._voeg_toe([Rij(*self._vormen[doel], waarde, waarde)])

    def deels(self, doel: int) -> tuple[float, dict[int, float]]:
        """Return how little an aim could be if stukken could be hidden in part, and which part of each then is."""
        antwoord = self._deels.minimaal(*self._vormen[doel])
        return antwoord.waarde, dict(zip(self._stukken, antwoord.punt, strict=False))

    def beste(self, doel: int) -> frozenset[int] | None:
        """Return a best choice for an aim; None when a limit stopped the search."""
        antwoord = self._heel.minimaal(*self._vormen[doel])
        self.stappen += antwoord.stappen
        if antwoord.soort != "goed":
            return None
        return frozenset(stuk for stuk, deel in zip(self._stukken, antwoord.punt, strict=False) if round(deel))


def ruimte(snede: Snede, delen: Mapping[int, float]) -> float:
    """Return by how much a choice, also one in parts, keeps to a proof; below 0 it breaks it."""
    return sum(delen[stuk] for stuk in snede.kern) - (1 if snede.als is None else delen[snede.als])


def _vorm(index: Sequence[int], coefs: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return a form without its zeros; one that is all zeros keeps one, since a row needs something."""
    delen = [(plek, coef) for plek, coef in zip(index, coefs, strict=True) if coef]
    return tuple(plek for plek, _ in delen), tuple(coef for _, coef in delen)


def _heel(gewichten: Sequence[Fraction]) -> list[int]:
    """Return weights as the least whole numbers in the same proportion."""
    keer = lcm(*(Fraction(gewicht).denominator for gewicht in gewichten))
    heel = [int(gewicht * keer) for gewicht in gewichten]
    deler = gcd(*heel) or 1
    return [gewicht // deler for gewicht in heel]


def _cijfers(waarde: int) -> list[int]:
    """Return the digits of a number, the lowest first."""
    cijfers = []
    while waarde:
        waarde, cijfer = divmod(waarde, GRONDTAL)
        cijfers.append(cijfer)
    return cijfers


def _spreiding(nummer: int) -> int:
    """Return a number of at most four digits that looks like chance and is always the same."""
    return ((nummer + 1) * SPREIDING % 2**32) * 10**4 >> 32
