"""Between which values a figure lies that was made of rounded numbers."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product

from werkmonitor.bronnen.feiten import Feitentabel
from werkmonitor.formatting import fraction, getal, weergave
from werkmonitor.formula.evaluate import Omgeving, evaluate
from werkmonitor.formula.functies import FUNCTIES
from werkmonitor.formula.parse import parse
from werkmonitor.formula.syntax import Aanroep, Bewerking, Getal, Knoop, Negatief
from werkmonitor.formula.trace import Spoor
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Bron
from werkmonitor.programma.schema import Programma

_GETELD = frozenset({"aantal", "personen", "fte", "euro"})
"""Units to which the rounding of a whole source applies."""
_PROCENT = 100
Bereik = tuple[Fraction, Fraction]
"""The lowest and the highest value that a figure can have before rounding."""


def stap(bron: Bron, maat: str) -> Fraction:
    """Return the multiple to which a source rounds a maat, in the unit of the maat; zero where it does not."""
    declared = bron.maten[maat]
    own = declared.afgerond_op
    if own is None:
        own = bron.afgerond_op if declared.eenheid in _GETELD else None
    if own is None:
        return Fraction(0)
    in_percent = declared.eenheid == "aandeel" and declared.schaal != "fractie"
    return fraction(own) * (declared.maal or 1) / (_PROCENT if in_percent else 1)


def stap_tekst(eenheid: str, stap_: Fraction) -> str:
    """Write a multiple in its unit: ``10``, ``0,5 procentpunt``, ``€ 1.000``."""
    shown = stap_ * _PROCENT if eenheid == "aandeel" else stap_
    decimals = next((n for n in range(6) if (shown * 10**n).denominator == 1), 6)
    if eenheid == "aandeel":
        return f"{getal(shown, decimals)} procentpunt"
    return weergave(shown, eenheid, decimals)


def afrondingen(spoor: Spoor, programma: Programma) -> dict[str, tuple[str, Fraction]]:
    """Return, by maat, unit and multiple of the rounded numbers that a value was made from."""
    found: dict[str, tuple[str, Fraction]] = {}
    for tabel, index in spoor.paren():
        maat = tabel.maat.leden[tabel.maat.codes[index]]
        if own := _stap(tabel, maat, programma):
            found[maat] = (tabel.eenheden.get(maat, "aantal"), own)
    return found


def bereik(formule: str, omgeving: Omgeving, periode: Periode) -> Bereik | None:
    """Return the bounds of a formula's value; ``None`` where it has none, or where they would be without end.

    Raises ``FormuleFout`` as ``evaluate`` does.
    """
    return _Begrenzer(omgeving).van(parse(formule), periode)


class _Begrenzer:
    def __init__(self, omgeving: Omgeving) -> None:
        self.omgeving = omgeving

    def van(self, knoop: Knoop, periode: Periode) -> Bereik | None:
        match knoop:
            case Getal():
                return knoop.waarde, knoop.waarde
            case Negatief():
                deel = self.van(knoop.deel, periode)
                return deel and (-deel[1], -deel[0])
            case Bewerking():
                return _bewerking(knoop.teken, self.van(knoop.links, periode), self.van(knoop.rechts, periode))
            case Aanroep():
                return self._aanroep(knoop, periode)

    def _aanroep(self, aanroep: Aanroep, periode: Periode) -> Bereik | None:
        target = aanroep.verschuif(periode)
        if FUNCTIES[aanroep.functie].onderwerp == "indicator":
            declared = next(i for i in self.omgeving.programma.indicator if i.id == aanroep.onderwerp)
            here = _Begrenzer(self.omgeving.geheel) if declared.gebied else self
            return here.van(parse(declared.formule), target)
        outcome = evaluate(aanroep.tekst, self.omgeving, periode)
        if outcome.waarde is None:
            return None
        steps = [_stap(tabel, aanroep.onderwerp, self.omgeving.programma) for tabel, _ in outcome.spoor.paren()]
        slack = sum(steps, Fraction(0)) / 2 / (target.lengte if aanroep.functie == "gemiddelde" else 1)
        return outcome.waarde - slack, outcome.waarde + slack


def _stap(tabel: Feitentabel, maat: str, programma: Programma) -> Fraction:
    bron = programma.bron_van(tabel.bron)
    return stap(bron, maat) if bron and maat in bron.maten else Fraction(0)


_OPERATIONS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": lambda een, ander: een + ander,
    "-": lambda een, ander: een - ander,
    "*": lambda een, ander: een * ander,
    "/": lambda een, ander: een / ander,
}


def _bewerking(teken: str, links: Bereik | None, rechts: Bereik | None) -> Bereik | None:
    if links is None or rechts is None or (teken == "/" and rechts[0] <= 0 <= rechts[1]):
        return None
    corners = [_OPERATIONS[teken](een, ander) for een, ander in product(links, rechts)]
    return min(corners), max(corners)
