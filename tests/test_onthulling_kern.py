"""The choice of what is hidden, held against trying everything: all sets to hide, all tables a reader can think of."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest

from werkmonitor.onthulling.aanval import controleer, interval
from werkmonitor.onthulling.oplossen import Onoplosbaar, los_op
from werkmonitor.onthulling.vraagstuk import Beschermd, Grens, Stuk, Variabele, Vraagstuk, aandeel, gelijk

DREMPEL = 3
Som = tuple[int, ...]
"""The variables that a number adds up."""


def vorm(som: Som) -> dict[int, Fraction]:
    return dict.fromkeys(som, Fraction(1))


def vraagstuk(
    cellen: Sequence[int], sommen: Iterable[Som], bekend: Iterable[Som] = (), *, beschermd: Iterable[Som] = ()
) -> Vraagstuk:
    """Return the question for counts that are shown in sums; a small one is primary."""
    stukken = []
    for som in sommen:
        waarde = Fraction(sum(cellen[plek] for plek in som))
        primair = 0 < waarde < DREMPEL
        stuk = Stuk(som_naam(som), (gelijk(vorm(som), waarde),), vorm(som), Fraction(DREMPEL), primair, gewicht=waarde)
        stukken.append(stuk)
    known = tuple(gelijk(vorm(som), Fraction(sum(cellen[plek] for plek in som))) for som in bekend)
    secret = tuple(Beschermd(vorm(som), Fraction(DREMPEL), som_naam(som)) for som in beschermd)
    return Vraagstuk(tuple(Variabele() for _ in cellen), tuple(stukken), known, secret)


def som_naam(som: Som) -> str:
    return "+".join(map(str, som))


def kruistabel(rijen: int, kolommen: int) -> list[Som]:
    """Return what a table shows: its cells, the totals of rows and columns, and the total of all."""
    rows = [tuple(rij * kolommen + kolom for kolom in range(kolommen)) for rij in range(rijen)]
    columns = [tuple(rij * kolommen + kolom for rij in range(rijen)) for kolom in range(kolommen)]
    return [*((plek,) for plek in range(rijen * kolommen)), *rows, *columns, tuple(range(rijen * kolommen))]


class Alles:
    """Every table of counts up to a bound, to see what readers of a part of the numbers cannot rule out."""

    def __init__(self, vraag: Vraagstuk, hoogste: int) -> None:
        size = len(vraag.variabelen)
        self.vraag = vraag
        self.tabellen = np.stack(np.meshgrid(*[np.arange(hoogste + 1)] * size, indexing="ij"), -1).reshape(-1, size)
        self.kan = self._volgens(vraag.bekend)
        self.kan_met = [self._volgens(stuk.grenzen) for stuk in vraag.stukken]

    def _volgens(self, grenzen: Iterable[Grens]) -> np.ndarray:
        found = np.ones(len(self.tabellen), dtype=bool)
        for grens in grenzen:
            value = self._waarde(grens.coefficienten)
            if grens.laag is not None:
                found &= value > float(grens.laag) - 1e-9
            if grens.hoog is not None:
                found &= value < float(grens.hoog) + (-1e-9 if grens.hoog_open else 1e-9)
        return found

    def _waarde(self, coefs: Mapping[int, Fraction]) -> np.ndarray:
        found: np.ndarray = self.tabellen @ np.array(
            [float(coefs.get(plek, 0)) for plek in range(self.tabellen.shape[1])]
        )
        return found

    def veilig(self, weg: frozenset[int]) -> bool:
        kan = self.kan.copy()
        for nummer, met in enumerate(self.kan_met):
            if nummer not in weg:
                kan &= met
        asked = [(stuk.vorm, stuk.niveau) for nummer, stuk in enumerate(self.vraag.stukken) if nummer in weg]
        asked += [(each.vorm, each.niveau) for each in self.vraag.beschermd]
        return all(np.ptp(self._waarde(form)[kan]) >= float(niveau) for form, niveau in asked if form is not None)

    def beste(self) -> tuple[int, Fraction] | None:
        """Return how few must be hidden, and the least that those weigh together; ``None`` where nothing is safe."""
        primair = frozenset(nummer for nummer, stuk in enumerate(self.vraag.stukken) if stuk.primair)
        rest = [nummer for nummer in range(len(self.vraag.stukken)) if nummer not in primair]
        for extra in range(len(rest) + 1):
            sets = (primair | set(more) for more in combinations(rest, extra))
            weights = [self.gewicht(each) for each in sets if self.veilig(each)]
            if weights:
                return len(primair) + extra, min(weights)
        return None

    def gewicht(self, weg: Iterable[int]) -> Fraction:
        return sum((self.vraag.stukken[nummer].gewicht for nummer in weg), Fraction(0))


def is_het_beste(vraag: Vraagstuk, hoogste: int) -> bool:
    """Hold the answer against trying everything; say whether there was one."""
    alles = Alles(vraag, hoogste)
    beste = alles.beste()
    if beste is None:
        with pytest.raises(Onoplosbaar):
            los_op(vraag)
        return False
    found = los_op(vraag)
    weg = frozenset(nummer for nummer, stuk in enumerate(vraag.stukken) if stuk.id in found.verborgen)
    assert found.exact
    assert (len(weg), alles.gewicht(weg)) == beste
    assert alles.veilig(weg)
    assert not controleer(vraag, found.verborgen)
    return True


RIJ = [(0,), (1,), (2,), (0, 1, 2)]


@pytest.mark.parametrize(
    ("cellen", "sommen", "hoogste"),
    [
        ((2, 5, 4), RIJ, 12),  # total minus the others
        ((1, 1, 6), RIJ, 12),  # two of one, who see each other
        ((1, 0, 8), RIJ, 12),  # nobody is known
        ((2, 5, 4), [(0,), (1,), (2,)], 12),  # without a total nothing follows
        ((2, 7, 3, 4), kruistabel(2, 2), 9),
        ((1, 0, 4, 2), kruistabel(2, 2), 9),
        ((2, 4, 4), [*RIJ, (0, 1)], 12),  # a subtotal besides
    ],
)
def test_as_few_and_as_small_as_can_be(cellen: tuple[int, ...], sommen: list[Som], hoogste: int) -> None:
    is_het_beste(vraagstuk(cellen, sommen), hoogste)


def test_the_smallest_partner_is_hidden() -> None:
    assert los_op(vraagstuk((2, 5, 4), RIJ)).verborgen == {"0", "2"}


def test_what_was_published_before_is_reckoned_with() -> None:
    vraag = vraagstuk((2, 5, 4), RIJ, bekend=[(0, 2)])
    assert is_het_beste(vraag, 12)


def test_a_small_cell_below_a_sum_stays_uncertain() -> None:
    vraag = vraagstuk((2, 5, 4), [(1,), (2,), (0, 1, 2)], beschermd=[(0,)])
    assert is_het_beste(vraag, 12)
    assert los_op(vraag).verborgen


def test_a_share_with_its_base_gives_the_count() -> None:
    share = aandeel({0: Fraction(1)}, {0: Fraction(1), 1: Fraction(1)}, Fraction(195, 1000), Fraction(205, 1000))
    base = vraagstuk((2, 8), [(0,), (0, 1)])
    vraag = Vraagstuk(base.variabelen, (*base.stukken, Stuk("aandeel", share, gewicht=Fraction(1, 5))))
    assert is_het_beste(vraag, 24)
    assert los_op(vraag).verborgen == {"0", "aandeel"}


def test_what_is_known_already_cannot_be_hidden() -> None:
    with pytest.raises(Onoplosbaar):
        los_op(vraagstuk((2, 5), [(0,), (1,)], bekend=[(0,)]))


def test_readers_know_no_more_than_the_interval() -> None:
    vraag = vraagstuk((2, 5, 4), RIJ)
    assert interval(vraag, {"0", "2"}, vorm((0,))) == (Fraction(0), Fraction(6))
    assert interval(vraag, {"0"}, vorm((0,))) == (Fraction(2), Fraction(2))
    assert interval(vraag, {"0", "0+1+2"}, vorm((0,))) == (Fraction(0), None)


def _willekeurig(rnd: random.Random) -> Vraagstuk:
    """Return a question about a table of one to three dimensions, with others linked to it, and an earlier edition."""
    vormen = [[(0,), (1,), (2,), (3,), (0, 1, 2, 3)], kruistabel(2, 2), [*RIJ, (0, 1)], [*RIJ, (1, 2)]]
    sommen = list(rnd.choice(vormen))
    size = 1 + max(plek for som in sommen for plek in som)
    cellen = tuple(rnd.choice([0, 1, 1, 2, 2, 3, 4]) for _ in range(size))
    bekend = [rnd.choice(sommen)] if rnd.random() < 0.3 else []
    return vraagstuk(cellen, sommen, [som for som in bekend if sum(cellen[plek] for plek in som) >= DREMPEL])


def _probeer(seed: int) -> bool:
    return is_het_beste(_willekeurig(random.Random(seed)), 9)  # noqa: S311 - the same questions each time


def test_of_random_tables_the_best_is_hidden() -> None:
    assert sum(map(_probeer, range(6)))


@pytest.mark.traag
def test_of_many_random_tables_the_best_is_hidden() -> None:
    many = int(os.environ.get("WERKMONITOR_VOORBEELDEN", "60"))
    assert sum(_probeer(seed) for seed in range(6, 6 + many)) > many // 2


def _groot(rnd: random.Random) -> Vraagstuk:
    """Return a question about a table of one to three dimensions, with all its totals, after an earlier edition."""
    maten = rnd.choice([(5,), (8,), (2, 3), (3, 3), (3, 4), (2, 2, 2), (2, 2, 3)])
    plekken = np.arange(int(np.prod(maten))).reshape(maten)
    totals: list[np.ndarray] = [plekken]
    sommen: list[Som] = []
    for keuze in np.ndindex(*[maat + 1 for maat in maten]):
        part = plekken[tuple(slice(None) if at == maat else at for at, maat in zip(keuze, maten, strict=True))]
        sommen.append(tuple(int(plek) for plek in np.ravel(part)))
    cellen = tuple(rnd.choice([0, 1, 2, 3, 5, 8, 13, 40]) for _ in range(totals[0].size))
    before = [som for som in sommen if len(som) > 1 and sum(cellen[plek] for plek in som) >= DREMPEL]
    return vraagstuk(cellen, dict.fromkeys(sommen), rnd.sample(before, min(len(before), rnd.randint(0, 1))))


@pytest.mark.traag
def test_nothing_can_be_worked_out_from_what_is_left_of_large_tables() -> None:
    many = int(os.environ.get("WERKMONITOR_VOORBEELDEN", "200"))
    for seed in range(many):
        vraag = _groot(random.Random(seed))  # noqa: S311 - the same questions each time
        try:
            found = los_op(vraag)
        except Onoplosbaar:
            assert vraag.bekend, "without anything that is known, hiding all is safe"
            continue
        assert not controleer(vraag, found.verborgen), seed
