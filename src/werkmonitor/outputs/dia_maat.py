"""How much fits on a slide, in millimetres: worked out from the letters, so that a plan needs no layout.

The sizes are those of ``presentatie.css``; the widths are those of wide letters, so that narrower ones fit too.
"""

from __future__ import annotations

from math import ceil

from werkmonitor.monitor import model
from werkmonitor.outputs.kolommen import VET, breedte

BREED, HOOG = 306.0, 163.0
"""The room within the margins."""
KOLOM = 72.0
"""Beside a chart."""
TEGEL = 61.0
"""Within a tile that stands there."""
_LETTER = 0.204
"""Millimetres that an average letter takes, for each point of its size."""
_PUNT = 0.3528
"""Millimetres of a point."""
_GEWOON, _KOP, _KLEIN = 20, 26, 18
_CEL_WIT = 4.4
"""Above and below a cell."""


def regels(tekst: str, ruimte: float, punten: float = _KLEIN, *, vet: bool = False) -> int:
    """Return on how many lines a text comes within a width in millimetres."""
    wide = breedte(tekst) * _LETTER * punten * (VET if vet else 1)
    return ceil(1.08 * wide / ruimte) if tekst else 0  # words do not break: some of a line stays empty


def kop(tekst: str) -> float:
    """Return the height of a heading with the white below it."""
    return regels(tekst, BREED, _KOP, vet=True) * _KOP * _PUNT * 1.15 + 5


def tegel(indicator: model.Indicator) -> float:
    """Return the height of a tile beside a chart."""
    name = f"{indicator.naam} {indicator.status}" if indicator.status != "definitief" else indicator.naam
    words = (
        f"mmm {indicator.vergelijking.verschil_tekst} (ongewenst)"
        if indicator.vergelijking
        else indicator.peildatum or ""
    )
    lines = regels(name, TEGEL, vet=True) + regels(words, TEGEL)
    lines += regels(f"mmm {indicator.woord}", TEGEL, vet=True) if indicator.oordeel else 0
    value = regels(f"{indicator.weergave} {indicator.noem}", TEGEL, 22, vet=True)
    return lines * _KLEIN * _PUNT * 1.25 + value * _KOP * _PUNT * 1.2 + 13


def zin(tekst: str, ruimte: float = KOLOM) -> float:
    """Return the height of a sentence in a column, with the white below it."""
    return regels(tekst, ruimte) * _KLEIN * _PUNT * 1.3 + 3


def taak(tekst: str) -> float:
    """Return the height of a task: its name with its light, and how it goes."""
    return _GEWOON * _PUNT * 1.35 + regels(tekst, BREED, _KLEIN) * _KLEIN * _PUNT * 1.3 + 4


def tabel(gegeven: model.Tabel) -> float:
    """Return the height of a table with its notes; each cell is taken to have one line."""
    first = BREED * 0.4
    lines = sum(max(1, regels(rij.naam, first)) + regels(rij.noot, first) for rij in gegeven.rijen)
    head = max((regels(kolom.kop, BREED * 0.6 / len(gegeven.kolommen)) for kolom in gegeven.kolommen), default=1)
    notes = sum(zin(noot, BREED) for noot in gegeven.noten)
    return (lines + head) * _KLEIN * _PUNT * 1.25 + (len(gegeven.rijen) + 1) * _CEL_WIT + 12 + notes
