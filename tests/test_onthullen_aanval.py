"""An attacker who tries every number: what is published leaves each small count at least as uncertain as the threshold.

It shares nothing with the tool: it reads the tables that are shown and keeps all cells with which they would look so.
"""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from onthulling_tellingen import Tellingen, getoond
from werkmonitor.monitor import model
from werkmonitor.onthulling.onthullen import onthul

Vorm = tuple[tuple[int, ...], tuple[int, ...]]
"""The cells that are added up, and those that they are divided by; of a plain sum none."""
DREMPEL = 5


def tellingen(aantallen: list[int], vormen: list[Vorm], gecorrigeerd: int = -1) -> Tellingen:
    """Return a Monitor that shows these sums and shares of a two by two table, each in a table of its own."""
    found = Tellingen()
    cells = [found.cel(n, f"c{cel}", gecorrigeerd=cel == gecorrigeerd) for cel, n in enumerate(aantallen)]
    for boven, onder in vormen:
        step = found.som(*(cells[cel] for cel in boven))
        if onder and sum(aantallen[cel] for cel in onder):
            found.toon(found.deel(step, found.som(*(cells[cel] for cel in onder))), eenheid="aandeel")
        else:
            found.toon(step)
    return found


def mogelijk(public: model.Monitor, vormen: list[Vorm], cellen: NDArray[Any]) -> NDArray[Any]:
    """Return which of all these cells (a column each) would look as the Monitor does."""
    past = np.ones(cellen.shape[1], dtype=bool)
    for nummer, (boven, _) in enumerate(vormen):
        (shown,) = getoond(public, nummer)
        if shown == "[p]":
            continue
        teller = cellen[list(boven)].sum(axis=0)
        if not shown.endswith("%"):
            past &= teller == int(shown)
            continue
        noemer = cellen[list(vormen[nummer][1])].sum(axis=0)
        past &= (noemer > 0) & ((200 * teller + noemer) // np.maximum(2 * noemer, 1) == int(shown.removesuffix("%")))
    return past


def alle(cellen: int, tot: int) -> NDArray[Any]:
    """Return every choice of so many cells below ``tot``."""
    return np.indices((tot,) * cellen, dtype=np.int32).reshape(cellen, -1)


def opzet(rng: random.Random, aandelen: int) -> tuple[list[int], list[Vorm]]:
    """Return a table with some of its totals and up to so many shares, as a report would show them."""
    aantallen = [rng.choice((0, 1, 2, 3, 4, 6, 8, 9)) for _ in range(4)]
    sums: list[Vorm] = [((cel,), ()) for cel in range(4)] + [((0, 1), ()), ((2, 3), ()), ((0, 2), ()), ((1, 3), ())]
    sums.append(((0, 1, 2, 3), ()))
    shares: list[Vorm] = [((0,), (0, 1)), ((3,), (1, 3)), ((0, 1), (0, 1, 2, 3))]
    return aantallen, rng.sample(sums, rng.randint(5, 9)) + rng.sample(shares, rng.randint(0, aandelen))


def te_zeker(aantallen: list[int], cellen: NDArray[Any]) -> list[int]:
    """Return the small counts that are left too little uncertain."""
    return [
        nummer
        for nummer, aantal in enumerate(aantallen)
        if 0 < aantal < DREMPEL and cellen[nummer].max() - cellen[nummer].min() < DREMPEL
    ]


@pytest.mark.traag
def test_no_small_count_of_any_table_can_be_worked_out() -> None:
    rng, choices, tried = random.Random(2021), alle(4, 24), 0  # noqa: S311 - no secret
    for _ in range(25):
        aantallen, vormen = opzet(rng, 2)
        public = onthul(tellingen(aantallen, vormen).monitor())
        left = choices[:, mogelijk(public, vormen, choices)]
        assert (left == np.array(aantallen)[:, None]).all(axis=0).any(), "the truth is always possible"
        if left.max() < choices.max() * 2 / 3:  # else more was possible than was tried
            tried += 1
            assert te_zeker(aantallen, left) == [], (aantallen, vormen)
    assert tried > 12


@pytest.mark.traag
def test_no_small_count_can_be_worked_out_from_two_editions() -> None:
    """The attacker knows which cell was corrected between them, as the report says, and holds both side by side."""
    rng, choices = random.Random(2022), alle(5, 15)  # noqa: S311 - no secret
    for _ in range(8):
        aantallen, vormen = opzet(rng, 0)
        first = onthul(tellingen(aantallen, vormen).monitor())
        changed = rng.randrange(4)
        later = [aantal + rng.randint(1, 3) * (nummer == changed) for nummer, aantal in enumerate(aantallen)]
        second = onthul(tellingen(later, vormen, changed).monitor(), [first])
        now, then = choices[:4], choices[:4].copy()
        then[changed] = choices[4]
        left = mogelijk(first, vormen, then) & mogelijk(second, vormen, now)
        assert te_zeker(later, now[:, left]) == [], (aantallen, later, vormen)
        assert te_zeker(aantallen, then[:, left]) == [], (aantallen, later, vormen)
