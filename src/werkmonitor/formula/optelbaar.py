"""Whether the values of a formula for the parts of a whole add up to its value for the whole."""

from __future__ import annotations

from werkmonitor.formatting import NIET_OPTELBAAR
from werkmonitor.formula.controle import maat_aanroepen
from werkmonitor.formula.fouten import FormuleFout, vouw
from werkmonitor.formula.functies import FUNCTIES
from werkmonitor.formula.parse import parse
from werkmonitor.formula.syntax import Aanroep, Bewerking, Getal, Knoop, Negatief
from werkmonitor.programma.pagina import TIJDASSEN
from werkmonitor.programma.schema import Programma

_OVER_LEDEN = frozenset({"som", "stand", "gemiddelde", "cumulatief"})
_OVER_TIJD = frozenset({"som"})
"""What is counted on a day, or from a year on, comes back in the next period."""


def optelbaar(formule: str, eenheid: str, langs: str, programma: Programma) -> bool:
    """Say whether the values of a formula, shown in a unit, add up along a dimension or a time.

    Sums do, and what is made of them by adding, subtracting, or with a constant; a ratio does not.  Days do not follow
    each other as periods do, and of some dimensions the members overlap.  What one part of a formula chooses of the
    dimension and another part does not, is no sum over its members either.
    """
    if eenheid in NIET_OPTELBAAR or langs == "peildata" or is_los(langs, programma):
        return False
    try:
        adds_up = _telt_op(parse(formule), programma, _OVER_TIJD if langs in TIJDASSEN else _OVER_LEDEN, ())
        return adds_up and len(_gekozen(formule, langs, programma)) == 1
    except FormuleFout:  # told where formulas are checked
        return False


def _gekozen(formule: str, langs: str, programma: Programma) -> set[frozenset[str]]:
    """Return the different choices that a formula makes of a dimension."""
    return {
        frozenset(vouw(lid.naam) for chosen in aanroep.filters if chosen.dimensie == langs for lid in chosen.leden)
        for _, aanroep in maat_aanroepen(formule, programma)
    }


def is_los(langs: str, programma: Programma) -> bool:
    """Say whether this is a dimension of which the members are no parts of a whole."""
    return any(dimensie.id == langs and not dimensie.optelbaar for dimensie in programma.dimensie)


def _telt_op(knoop: Knoop, programma: Programma, functies: frozenset[str], keten: tuple[str, ...]) -> bool:
    match knoop:
        case Getal():
            return False
        case Negatief(deel=deel) | Bewerking(teken="*", links=Getal(), rechts=deel):
            return _telt_op(deel, programma, functies, keten)
        case Bewerking(teken="*" | "/", links=deel, rechts=Getal()):
            return _telt_op(deel, programma, functies, keten)
        case Bewerking(teken="+" | "-"):
            return all(_telt_op(deel, programma, functies, keten) for deel in (knoop.links, knoop.rechts))
        case Bewerking():
            return False
        case Aanroep():
            return _aanroep(knoop, programma, functies, keten)


def _aanroep(aanroep: Aanroep, programma: Programma, functies: frozenset[str], keten: tuple[str, ...]) -> bool:
    naam = aanroep.onderwerp
    if functies is _OVER_TIJD and any(tijd.perioden for tijd in aanroep.tijd):
        return False  # the month before and the year before are not in step
    if FUNCTIES[aanroep.functie].onderwerp == "indicator":
        indicator = programma.indicator_van(naam)
        if indicator is None or naam in keten or indicator.eenheid in NIET_OPTELBAAR:
            return False
        return _telt_op(parse(indicator.formule), programma, functies, (*keten, naam))
    maten = [bron.maten[naam] for bron in programma.bron if naam in bron.maten]
    return aanroep.functie in functies and not any(maat.eenheid in NIET_OPTELBAAR for maat in maten)
