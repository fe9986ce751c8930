"""Check formulas against the declaration, before any data are read, so that all their errors are told at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from werkmonitor.bronnen.feiten import Feiten
from werkmonitor.formula.fouten import FormuleFout
from werkmonitor.formula.functies import FUNCTIES
from werkmonitor.formula.kennis import GEEN_FILTERS, Filters, Kennis
from werkmonitor.formula.parse import parse
from werkmonitor.formula.syntax import Aanroep, aanroepen
from werkmonitor.programma.schema import Programma

MAX_KETEN = 25
"""How many indicators may rest on one another."""


def controleer(formule: str, programma: Programma, filters: Filters = GEEN_FILTERS) -> list[FormuleFout]:
    """Return what is wrong with a formula as far as the declaration can tell, in the order of the text.

    ``filters`` are those of the row that the formula is used in.  A formula that cannot be read gives one error.
    """
    try:
        calls = aanroepen(parse(formule))
    except FormuleFout as fout:
        return [fout]
    kennis = Kennis(programma, Feiten())
    found = [fout for aanroep in calls for fout in kennis.fouten(formule, aanroep, filters)]
    for aanroep in calls:
        keten = _circle(aanroep.onderwerp, programma) if _refers(aanroep) else None
        if keten:
            found.append(FormuleFout(formule, aanroep.onderwerp_positie, kring_zin(keten)))
    return sorted(found, key=lambda fout: fout.positie)


def kring_zin(keten: Sequence[str]) -> str:
    """Write why a chain of indicators cannot be evaluated."""
    if len(set(keten)) < len(keten):
        return f"Deze indicator rust op zichzelf: {' → '.join(keten[keten.index(keten[-1]) :])}."
    return f"Er rusten meer dan {MAX_KETEN} indicatoren op elkaar: {' → '.join(keten[:3])} → …"


def maat_aanroepen(formule: str, programma: Programma, *, zonder_regio: bool = False) -> Iterator[tuple[str, Aanroep]]:
    """Yield every maat function that a formula rests on, also through other indicators, with the formula it is in.

    With ``zonder_regio`` not through indicators that stay those of the whole region, whichever part is chosen.
    """
    seen: set[str] = set()
    todo = [formule]
    while todo:
        current = todo.pop(0)
        for aanroep in aanroepen(parse(current)):
            if FUNCTIES[aanroep.functie].onderwerp == "maat":
                yield current, aanroep
            elif _refers(aanroep) and aanroep.onderwerp not in seen:
                seen.add(aanroep.onderwerp)
                rest_on = (i for i in programma.indicator if i.id == aanroep.onderwerp)
                todo += [i.formule for i in rest_on if not (zonder_regio and i.gebied)]


def _refers(aanroep: Aanroep) -> bool:
    return FUNCTIES[aanroep.functie].onderwerp == "indicator"


def _references(naam: str, programma: Programma) -> list[str]:
    indicator = programma.indicator_van(naam)
    try:
        calls = aanroepen(parse(indicator.formule)) if indicator else ()
    except FormuleFout:  # told when that indicator itself is checked
        return []
    return [aanroep.onderwerp for aanroep in calls if _refers(aanroep)]


def _circle(naam: str, programma: Programma) -> tuple[str, ...] | None:
    """Return a chain from ``naam`` that comes back to one of its own, or that is too long; else ``None``."""
    done: set[str] = set()
    todo: list[tuple[str, ...]] = [(naam,)]
    while todo:
        keten = todo.pop()
        if keten[-1] in keten[:-1] or len(keten) > MAX_KETEN:
            return keten
        if keten[-1] not in done:
            done.add(keten[-1])
            todo += [(*keten, other) for other in _references(keten[-1], programma)]
    return None
