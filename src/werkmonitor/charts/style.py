"""Colours and measures of the charts; contrast is a law here and ``test_charts`` computes it."""

from __future__ import annotations

import re
from typing import NamedTuple

from werkmonitor.monitor.model import Grafiek, Reeks

FONT = "DejaVu Sans"
WIDTH = 460
"""Width of every chart in units: narrow, so that 14-unit text stays readable on a phone of 375 pixels."""

TEXT = 14
SMALL = 13
LINE_HEIGHT = 17
INK = "#1b2733"
MUTED = "#4a5663"
GRID = "#dde3e9"
AXIS = "#7b8794"
PAPER = "#ffffff"
NORM = "#9a3412"


class Look(NamedTuple):
    """How one series is drawn."""

    color: str
    text: str
    """Colour of its labels: thin letters need more contrast than a bar."""
    width: float
    dash: tuple[float, ...]
    outline: bool = False
    """Bars: only the edge, so that a third series is told apart without its colour."""
    strong: bool = False
    """Whether its labels are bold."""


NOW = Look("#0a3f60", "#0a3f60", 3.0, (), strong=True)
PREVIOUS = Look("#88919c", MUTED, 2.25, ())
EXPECTED = Look("#0a3f60", "#0a3f60", 2.5, (1, 2.5))
BAND, BAND_EDGE = "#dfe9f1", "#5c6b7a"
"""The bandwidth of a forecast: its tint, and the lines along it, which are seen without the tint too."""
OTHERS = (
    Look("#8a3ffc", "#6929c4", 2.25, (7, 3), outline=True),
    Look("#8d5a00", "#7a4d00", 2.25, (2, 2.5), outline=True),
)
_YEAR = re.compile(r"\b(19|20)\d\d\b")

INVENTED_DASH = {"nu": (6, 3), "vorig": (2, 2), "ander": (9, 3, 2, 3), "verwacht": EXPECTED.dash}


def looks(reeksen: tuple[Reeks, ...]) -> list[Look]:
    """Return the look of each series: this year strong, last year grey, what is expected dotted, others their own."""
    others = 0
    result = []
    for reeks in reeksen:
        if reeks.stijl == "ander":
            result.append(OTHERS[others % len(OTHERS)])
            others += 1
        else:
            result.append({"nu": NOW, "verwacht": EXPECTED}.get(reeks.stijl, PREVIOUS))
    return result


def bar_looks(grafiek: Grafiek, index: int) -> list[Look]:
    """Return the looks of the bars of a category; a single series over years is grey, and strong in its last year."""
    if grafiek.nadruk and grafiek.categorieen[index] != grafiek.nadruk:
        return [PREVIOUS for _ in grafiek.reeksen]
    over_years = len(grafiek.reeksen) == 1 and all(_YEAR.search(name) for name in grafiek.categorieen)
    if over_years and index < len(grafiek.categorieen) - 1:
        return [PREVIOUS]
    return looks(grafiek.reeksen)
