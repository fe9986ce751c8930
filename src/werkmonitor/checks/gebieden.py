"""Figures that would stand in the monitor of a part of a region as if they were its own."""

from __future__ import annotations

from collections.abc import Iterator

from werkmonitor.findings import Finding
from werkmonitor.formula.fouten import FormuleFout
from werkmonitor.formula.functies import FUNCTIES
from werkmonitor.formula.parse import parse
from werkmonitor.formula.syntax import aanroepen
from werkmonitor.programma.schema import Programma


def controleer_gebieden(programma: Programma) -> Iterator[Finding]:
    """Yield the indicators that rest on figures of the whole region only, and do not say that they are one too."""
    if not programma.programma.deelgebied:
        return
    elders = {indicator.id for indicator in programma.indicator if indicator.gebied}
    for rank, indicator in enumerate(programma.indicator):
        used = _rust_op(indicator.formule)
        if indicator.id not in elders and used and used <= elders:
            yield Finding(
                "gebied-ontbreekt",
                "fout",
                f"Indicator {indicator.id} rust alleen op cijfers die niet van een deelgebied zijn.",
                programma.plek_van("indicator", rank, "formule"),
                "In de monitor van een deelgebied zou het een cijfer van dat deelgebied lijken.",
                'Zet er gebied = "regio" bij, of gebied = "elders" als het van anderen is.',
            )


def _rust_op(formule: str) -> set[str]:
    """Return the indicators that a formula rests on; of one that counts something itself none."""
    try:
        calls = aanroepen(parse(formule))
    except FormuleFout:  # told where formulas are checked
        return set()
    refers = all(FUNCTIES[aanroep.functie].onderwerp == "indicator" for aanroep in calls)
    return {aanroep.onderwerp for aanroep in calls} if refers else set()
