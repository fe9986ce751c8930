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
_GETAL = frozenset({"gemiddelde", "cijfer"})
"""What any quotient can be: a plain number."""
_SOORTEN = (_GELD, frozenset({"aantal", "personen"}), frozenset({"fte"}), frozenset({"aandeel"}))
"""Units that are alike: a quotient of two of them has no unit of its own."""


def toonbaar(knoop: Knoop, programma: Programma) -> frozenset[str] | None:
    """Return the units in which the value can be shown: ``None`` is any, none at all is a sum of unlike things.

    A quotient of like things is a share or a mean, money for each of what is counted is money; what else is multiplied
    or divided can be in any unit, as a constant may turn hours into fte or a number into one per 1,000 inhabitants.
    """
    match knoop:
        case Aanroep():
            return _van_aanroep(knoop, programma)
        case Negatief():
            return toonbaar(knoop.deel, programma)
        case Bewerking(teken="+" | "-"):
            links, rechts = toonbaar(knoop.links, programma), toonbaar(knoop.rechts, programma)
            return rechts if links is None else links if rechts is None else links & rechts
        case Bewerking(teken="/"):
            return _quotient(_soort(toonbaar(knoop.links, programma)), _soort(toonbaar(knoop.rechts, programma)))
        case Bewerking() | Getal():
            return None


def _soort(units: frozenset[str] | None) -> frozenset[str] | None:
    """Return the one kind of thing that these units are of; ``None`` where that is not sure."""
    own = (units or frozenset()) - _GETAL
    return next((soort for soort in _SOORTEN if own and own <= soort), None)


def _quotient(deel: frozenset[str] | None, geheel: frozenset[str] | None) -> frozenset[str] | None:
    if deel is None or geheel is None:
        return None
    if deel == geheel:
        return _GETAL | {"aandeel"}
    return _GETAL | _GELD if deel == _GELD and geheel & {"aantal", "fte"} else None


def _van_aanroep(aanroep: Aanroep, programma: Programma) -> frozenset[str] | None:
    if FUNCTIES[aanroep.functie].onderwerp != "maat":
        indicator = programma.indicator_van(aanroep.onderwerp)
        return _TOONBAAR[indicator.eenheid] if indicator else None
    maten = (bron.maten.get(aanroep.onderwerp) for bron in programma.bron)
    return next((_TOONBAAR[maat.eenheid] for maat in maten if maat), None)
