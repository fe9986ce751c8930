"""In which units the value of a formula can be shown, by the units of what it adds up."""

from __future__ import annotations

from werkmonitor.formula.functies import FUNCTIES
from werkmonitor.formula.syntax import Aanroep, Bewerking, Getal, Knoop, Negatief
from werkmonitor.programma.schema import Programma

_GELD = frozenset({"euro", "bedrag", "voordeel"})
_GETELD = frozenset({"aantal", "personen", "gemiddelde"})
_TOONBAAR = {
    "aantal": _GETELD,
    "personen": _GETELD,
    "fte": frozenset({"fte", "gemiddelde"}),
    "cijfer": frozenset({"cijfer", "gemiddelde"}),
    "gemiddelde": _GELD | _GETELD | {"fte", "cijfer"},
    "aandeel": frozenset({"aandeel"}),
    "euro": _GELD,
    "bedrag": _GELD,
    "voordeel": _GELD,
}
"""Per unit of a maat those of a figure that states it; a mean can be one of anything but shares."""


def toonbaar(knoop: Knoop, programma: Programma) -> frozenset[str] | None:
    """Return the units in which the value can be shown: ``None`` is any, none at all is a sum of unlike things.

    What is multiplied or divided can be in any unit.
    """
    match knoop:
        case Aanroep():
            return _van_aanroep(knoop, programma)
        case Negatief():
            return toonbaar(knoop.deel, programma)
        case Bewerking(teken="+" | "-"):
            links, rechts = toonbaar(knoop.links, programma), toonbaar(knoop.rechts, programma)
            return rechts if links is None else links if rechts is None else links & rechts
        case Bewerking() | Getal():
            return None


def _van_aanroep(aanroep: Aanroep, programma: Programma) -> frozenset[str] | None:
    if FUNCTIES[aanroep.functie].onderwerp != "maat":
        indicator = programma.indicator_van(aanroep.onderwerp)
        return _TOONBAAR[indicator.eenheid] if indicator else None
    maten = (bron.maten.get(aanroep.onderwerp) for bron in programma.bron)
    return next((_TOONBAAR[maat.eenheid] for maat in maten if maat), None)
