"""Measures of the charts, and how each series is drawn; the colours come from the house style (``Palet``)."""

from __future__ import annotations

import re
from typing import NamedTuple

from werkmonitor.huisstijl.model import ONZE, Palet
from werkmonitor.monitor.model import Grafiek, Reeks

FONT = "DejaVu Sans"
WIDTH = 460
"""Width of every chart in units: narrow, so that 14-unit text stays readable on a phone of 375 pixels."""

TEXT = 14
SMALL = 13
LINE_HEIGHT = 17
MARKERS = {
    "vierkant": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "ruit": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    "driehoek": ((-1.2, -1), (1.2, -1), (0, 1.2)),
}
"""Shapes of points: their corners, to the right and up from the middle."""
PALET = ONZE.palet
"""The colours of a werkmap without a house style of its own."""


class Look(NamedTuple):
    """How one series is drawn."""

    color: str
    text: str
    """Colour of its labels: thin letters need more contrast than a bar."""
    width: float
    dash: tuple[float, ...] = ()
    invented: tuple[float, ...] = ()
    """The dash of a line with invented numbers; each series its own, so that they are told apart without colour."""
    marker: str = "rond"
    """The shape of its points: round, or one of ``MARKERS``."""
    outline: bool = False
    """Bars: only the edge, so that a third series is told apart without its colour."""
    edge: tuple[float, ...] = ()
    """The dash of that edge, so that a fourth is."""
    strong: bool = False
    """Whether its labels are bold."""


def now(palet: Palet) -> Look:
    """Return the look of this year: what a reader must see first."""
    return Look(palet.nu, palet.nu, 3.0, invented=(6, 3), strong=True)


def previous(palet: Palet) -> Look:
    """Return the look of last year, and of whatever stands in the background."""
    return Look(palet.vorig, palet.gedempt, 2.25, invented=(2, 2), marker="vierkant")


def expected(palet: Palet) -> Look:
    """Return the look of what is not counted yet."""
    return Look(palet.nu, palet.nu, 2.5, (1, 2.5), (1, 2.5), marker="vierkant")


def others(palet: Palet) -> tuple[Look, Look]:
    """Return the looks of a third and a fourth series."""
    (first, second), (first_text, second_text) = palet.anders, palet.anders_tekst
    return (
        Look(first, first_text, 2.25, (7, 3), (9, 3, 2, 3), "ruit", outline=True),
        Look(
            second, second_text, 2.25, (2, 2.5), (4, 2.5, 1.2, 2.5, 1.2, 2.5), "driehoek", outline=True, edge=(2, 1.5)
        ),
    )


_YEAR = re.compile(r"\b(19|20)\d\d\b")


def looks(reeksen: tuple[Reeks, ...], palet: Palet) -> list[Look]:
    """Return the look of each series: this year strong, last year grey, what is expected dotted, others their own."""
    made = {"nu": now, "verwacht": expected}
    left = iter(others(palet) * len(reeksen))
    return [next(left) if reeks.stijl == "ander" else made.get(reeks.stijl, previous)(palet) for reeks in reeksen]


def bar_looks(grafiek: Grafiek, index: int, palet: Palet) -> list[Look]:
    """Return the looks of the bars of a category; a single series over years is grey, and strong in its last year."""
    if grafiek.nadruk and grafiek.categorieen[index] != grafiek.nadruk:
        return [previous(palet) for _ in grafiek.reeksen]
    over_years = len(grafiek.reeksen) == 1 and all(_YEAR.search(name) for name in grafiek.categorieen)
    if over_years and index < len(grafiek.categorieen) - 1:
        return [previous(palet)]
    return looks(grafiek.reeksen, palet)
