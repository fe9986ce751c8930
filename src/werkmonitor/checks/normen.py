"""Norms by which nothing could be judged, or by which the verdict would be untrue."""

from __future__ import annotations

from collections.abc import Iterable

from werkmonitor.findings import Finding
from werkmonitor.formula.controle import maat_aanroepen
from werkmonitor.formula.fouten import FormuleFout
from werkmonitor.formula.functies import FUNCTIES
from werkmonitor.formula.optelbaar import optelbaar
from werkmonitor.programma.indicator import Indicator, Norm
from werkmonitor.programma.schema import Programma

_GEVOLG = "Het oordeel zou niet kloppen."


def controleer_normen(programma: Programma) -> Iterable[Finding]:
    """Yield what is wrong with the norms of each indicator."""
    for rank, indicator in enumerate(programma.indicator):
        if indicator.richting is None and any(norm.tot is None for norm in indicator.normen):
            wat = f"Indicator {indicator.id} heeft een norm, maar geen richting."
            doen = 'Zet er richting = "hoger" of richting = "lager" bij.'
            yield Finding("norm-zonder-richting", "fout", wat, programma.plek_van("indicator", rank, "id"), "", doen)
        for place, norm in enumerate(indicator.normen):
            plek = programma.plek_van("indicator", rank, "normen", place)
            for value in _geen_aandeel(indicator, norm):
                wat = f"De norm {value} van {indicator.id} is geen aandeel."
                doen = "Schrijf een aandeel als getal van 0 tot 1: 10% is 0.10."
                yield Finding("norm-geen-aandeel", "fout", wat, plek, _GEVOLG, doen)
            if norm.per == "jaar" and not _groeit(indicator, programma):
                wat = f"De norm van {indicator.id} is voor een heel jaar, maar het cijfer telt in een jaar niet op."
                doen = 'Laat per = "jaar" weg, of maak er een formule met som van.'
                yield Finding("norm-per-jaar", "fout", wat, plek, _GEVOLG, doen)


def _geen_aandeel(indicator: Indicator, norm: Norm) -> list[str]:
    ends = [end for end in (norm.waarde, norm.tot) if end is not None]
    return [str(end) for end in ends if not 0 <= end <= 1] if indicator.eenheid == "aandeel" else []


def _groeit(indicator: Indicator, programma: Programma) -> bool:
    """Say whether a figure counts what happened, so that half a year of it can be held against half a target."""
    try:
        calls = [aanroep for _, aanroep in maat_aanroepen(indicator.formule, programma)]
    except FormuleFout:  # told where formulas are checked
        return True
    flows = all(FUNCTIES[call.functie].soort == "stroom" and call.vanaf in {None, "jaar"} for call in calls)
    return flows and optelbaar(indicator.formule, indicator.eenheid, "", programma)
