"""How the figures of a public monitor were made: which cells and steps, with the numbers only where these are shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

import msgspec

from werkmonitor.codes import CODES
from werkmonitor.findings import Finding
from werkmonitor.formatting import datum_kort
from werkmonitor.monitor import model
from werkmonitor.monitor.herkomst import Correctie, Herkomst, Sporen, Stap, exact
from werkmonitor.onthulling.plaatsen import getallen
from werkmonitor.onthulling.verbergen_getallen import getoond

ONBEKEND = "Er is iets opgemerkt."


def zonder_getal(cel: Herkomst) -> Herkomst:
    """Return a cell with its place and what it is about, and without what stands in it."""
    labels = cel.labels if cel.bron else cel.labels[:1]  # a register has the words of the cell itself there
    bare = msgspec.structs.replace(cel, waarde=None, exact=None, labels=labels)
    return msgspec.structs.replace(bare, correctie=_zonder_getal(cel.correctie)) if cel.correctie else bare


def _zonder_getal(correctie: Correctie) -> Correctie:
    """Say that a cell was corrected, by whom and when; not what it was, nor the reason, which can tell."""
    day = datum_kort(date.fromisoformat(correctie.datum))
    words = f"gecorrigeerd ({', '.join(filter(None, (correctie.wie, day)))})"
    return msgspec.structs.replace(correctie, was="", wordt="", reden="", weergave=words)


def openbare_sporen(intern: model.Monitor, openbaar: model.Monitor) -> Sporen:
    """Return the graph with the values of the steps that are shown in the public monitor, as they are shown."""
    shown: dict[int, Fraction] = {}
    for getal in getallen(openbaar):
        value = getoond(getal.weergave)
        if getal.spoor is not None and value is not None:
            shown[getal.spoor] = _beste(intern.sporen.stappen[getal.spoor], shown.get(getal.spoor, value), value)
    stappen = (_stap(stap, shown.get(rank)) for rank, stap in enumerate(intern.sporen.stappen))
    return Sporen(cellen=tuple(map(zonder_getal, intern.sporen.cellen)), stappen=tuple(stappen))


def _beste(stap: Stap, een: Fraction, ander: Fraction) -> Fraction:
    """Return which of two shown values tells a step most exactly."""
    value = ander if stap.fractie is None else stap.fractie
    return min(een, ander, key=lambda shown: abs(shown - value))


def _stap(stap: Stap, shown: Fraction | None) -> Stap:
    """Return a step with the value that is shown; a number of a formula stands in the formula."""
    if stap.soort == "getal" or stap.exact is None:
        return stap
    if shown is None:
        return msgspec.structs.replace(stap, exact=None, gezocht_in=(), verborgen=True)
    return msgspec.structs.replace(stap, exact=exact(shown))


def neutraal(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings with what their code means in place of their own words, which can name counts."""
    told = (Finding(each.code, each.ernst, CODES.get(each.code, ONBEKEND), each.vindplaats) for each in findings)
    return tuple(dict.fromkeys(told))
