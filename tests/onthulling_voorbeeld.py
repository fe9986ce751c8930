"""Random questions for disclosure control, and an exhaustive search that shares nothing with the solver."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random

import numpy as np
from numpy.typing import NDArray

from werkmonitor.formatting import rond_af
from werkmonitor.onthulling.vraagstuk import (
    Beschermd,
    Grens,
    Stuk,
    Variabele,
    Vorm,
    Vraagstuk,
    aandeel,
    gelijk,
)


@dataclass
class Bouwer:
    """A question in the making, from true values that the solver never sees."""

    waarden: Sequence[int | Fraction]
    drempel: int = 5
    variabelen: tuple[Variabele, ...] = ()
    stukken: list[Stuk] = field(default_factory=list)
    bekend: list[Grens] = field(default_factory=list)
    beschermd: list[Beschermd] = field(default_factory=list)

    def som(self, index: Collection[int]) -> Fraction:
        return sum((Fraction(self.waarden[plek]) for plek in index), Fraction(0))

    def aantal(self, naam: str, index: Collection[int], *, vast: bool = False) -> None:
        """Publish a count: the sum of some cells."""
        vorm, waarde = optelling(index), self.som(index)
        klein = 0 < waarde < self.drempel
        self.stukken.append(
            Stuk(naam, (gelijk(vorm, waarde),), vorm, Fraction(self.drempel), klein and not vast, vast, waarde)
        )

    def aandeel(self, naam: str, teller: Collection[int], noemer: Collection[int], decimalen: int = 0) -> None:
        """Publish a share as a rounded percentage, unless there is nothing to divide by."""
        if not self.som(noemer):
            return
        honderd = rond_af(100 * self.som(teller) / self.som(noemer), decimalen)
        half = Fraction(1, 2 * 10**decimalen)
        ends = max(honderd - half, Fraction(0)) / 100, (honderd + half) / 100
        self.stukken.append(Stuk(naam, aandeel(optelling(teller), optelling(noemer), *ends), gewicht=Fraction(1, 3)))

    def klaar(self) -> Vraagstuk:
        variabelen = self.variabelen or tuple(Variabele() for _ in self.waarden)
        return Vraagstuk(variabelen, tuple(self.stukken), tuple(self.bekend), tuple(self.beschermd))


def optelling(index: Collection[int]) -> Vorm:
    return {plek: Fraction(1) for plek in index}


def tabel(bouwer: Bouwer, maten: Sequence[int], naam: str = "", *, plus: int = 0) -> None:
    """Publish a table of one to three dimensions with all its margins."""
    cellen = {plek: nummer + plus for nummer, plek in enumerate(itertools.product(*map(range, maten)))}
    for keus in itertools.product(*([None, *range(maat)] for maat in maten)):
        index = [
            nummer
            for plek, nummer in cellen.items()
            if all(wil is None or wil == heeft for wil, heeft in zip(keus, plek, strict=True))
        ]
        bouwer.aantal(naam + ".".join("*" if wil is None else str(wil) for wil in keus), index)


class Alles:
    """All tables up to a value in each cell, and which of them readers cannot rule out."""

    def __init__(self, vraagstuk: Vraagstuk, tot: int) -> None:
        cellen = len(vraagstuk.variabelen)
        roosters = np.meshgrid(*[np.arange(tot + 1, dtype=np.int64)] * cellen, indexing="ij")
        alle = np.stack([rooster.ravel() for rooster in roosters], axis=1)
        self.vraagstuk = vraagstuk
        self.tabellen = alle[self._mag(vraagstuk.bekend, alle)]
        self.klopt = [self._mag(stuk.grenzen, self.tabellen) for stuk in vraagstuk.stukken]

    @staticmethod
    def _mag(grenzen: Sequence[Grens], tabellen: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Say of each table whether it satisfies all bounds, open ends and all."""
        goed = np.ones(len(tabellen), dtype=bool)
        for grens in grenzen:
            keer = int(np.lcm.reduce([1, *(deel.denominator for deel in grens.coefficienten.values())]))
            som = waarden(grens.coefficienten, tabellen, keer)
            if grens.laag is not None:
                goed &= (som * grens.laag.denominator > grens.laag.numerator * keer) | (
                    (som * grens.laag.denominator == grens.laag.numerator * keer) & (not grens.laag_open)
                )
            if grens.hoog is not None:
                goed &= (som * grens.hoog.denominator < grens.hoog.numerator * keer) | (
                    (som * grens.hoog.denominator == grens.hoog.numerator * keer) & (not grens.hoog_open)
                )
        return goed

    def over(self, verborgen: Collection[int]) -> NDArray[np.int64]:
        goed = np.ones(len(self.tabellen), dtype=bool)
        for nummer, klopt in enumerate(self.klopt):
            if nummer not in verborgen:
                goed &= klopt
        return self.tabellen[goed]

    def interval(self, verborgen: Collection[int], vorm: Vorm) -> tuple[Fraction, Fraction]:
        som = waarden(vorm, self.over(verborgen), 1)
        return Fraction(int(som.min())), Fraction(int(som.max()))

    def veilig(self, verborgen: Collection[int]) -> bool:
        over = self.over(verborgen)
        stukken = [self.vraagstuk.stukken[nummer] for nummer in verborgen]
        vormen = [(stuk.vorm, stuk.niveau) for stuk in stukken if stuk.vorm is not None]
        vormen += [(deel.vorm, deel.niveau) for deel in self.vraagstuk.beschermd]
        return all(np.ptp(waarden(vorm, over, 1)) >= niveau for vorm, niveau in vormen)

    def beste(self) -> tuple[int, Fraction] | None:
        """Return how many are hidden at least, and their least weight; None when nothing is safe."""
        stukken = self.vraagstuk.stukken
        moet = [nummer for nummer, stuk in enumerate(stukken) if stuk.primair]
        mag = [nummer for nummer, stuk in enumerate(stukken) if not stuk.primair and not stuk.vast]
        for meer in range(len(mag) + 1):
            keuzes = sorted(
                (sum((stukken[nummer].gewicht for nummer in extra), Fraction(0)), extra)
                for extra in itertools.combinations(mag, meer)
            )
            for gewicht, extra in keuzes:
                if self.veilig([*moet, *extra]):
                    return len(moet) + meer, gewicht + sum((stukken[nummer].gewicht for nummer in moet), Fraction(0))
        return None


def waarden(vorm: Mapping[int, Fraction], tabellen: NDArray[np.int64], keer: int) -> NDArray[np.int64]:
    """Return ``keer`` times the value of a form in each table."""
    som = np.zeros(len(tabellen), dtype=np.int64)
    for plek, deel in vorm.items():
        som += tabellen[:, plek] * int(deel * keer)
    return som


def kleine_vraag(rng: Random) -> tuple[Vraagstuk, int]:
    """Return a small question with a bit of everything, and up to which value all its tables are worth looking at."""
    maten = rng.choice([(3,), (4,), (5,), (2, 2), (2, 2), (2, 3), (2, 2), (5,)])
    cellen = int(np.prod(maten))
    bouwer = Bouwer([rng.choice([0, 1, 1, 2, 2, 3, 4]) for _ in range(cellen)], drempel=rng.choice([2, 3]))
    tabel(bouwer, maten)
    if rng.random() < 0.5:
        deel = sorted(rng.sample(range(cellen), rng.randint(1, cellen - 1)))
        bouwer.aandeel("%", deel, range(cellen), decimalen=rng.choice([0, 0, 1]))
    if rng.random() < 0.3:
        bouwer.aantal("los", sorted(rng.sample(range(cellen), 2)))
    if rng.random() < 0.3:
        deel = sorted(rng.sample(range(cellen), rng.randint(1, cellen)))
        bouwer.bekend.append(gelijk(optelling(deel), bouwer.som(deel)))
    if rng.random() < 0.2:
        bouwer.beschermd.append(Beschermd(optelling([rng.randrange(cellen)]), Fraction(2), "cel"))
    if rng.random() < 0.3:
        plek = rng.randrange(len(bouwer.stukken))
        oud = bouwer.stukken[plek]
        bouwer.stukken[plek] = Stuk(oud.id, oud.grenzen, oud.vorm, oud.niveau, vast=True, gewicht=oud.gewicht)
    tot = {3: 14, 4: 10, 5: 7, 6: 5}[cellen]
    bouwer.bekend += [Grens(optelling([plek]), hoog=Fraction(tot)) for plek in range(cellen)]  # so all tables are all
    uniek: dict[object, Stuk] = {}
    for stuk in bouwer.stukken:
        uniek.setdefault((tuple(sorted((stuk.vorm or {}).items())), stuk.id if stuk.vorm is None else 0), stuk)
    bouwer.stukken = list(uniek.values())
    return bouwer.klaar(), tot


def kansen(aantal: int, begin: int = 0) -> Iterator[Random]:
    """Yield sources of chance that are the same in every run."""
    for nummer in range(aantal):
        yield Random(begin + nummer)  # noqa: S311 - no secret
