"""Forecasts of what is no stand: the sum of a stroom has no month after it that goes on from the last."""

from __future__ import annotations

from collections.abc import Iterator

from werkmonitor.findings import Finding
from werkmonitor.formula.controle import maat_aanroepen
from werkmonitor.formula.fouten import FormuleFout
from werkmonitor.formula.functies import FUNCTIES
from werkmonitor.programma.schema import Programma


def controleer_prognoses(programma: Programma) -> Iterator[Finding]:
    """Yield the forecasts whose formula rests on anything but stands."""
    for rank, prognose in enumerate(programma.prognose):
        try:
            calls = [aanroep for _, aanroep in maat_aanroepen(prognose.formule, programma)]
        except FormuleFout:  # told where formulas are checked
            continue
        if not calls or any(FUNCTIES[aanroep.functie].soort != "stand" for aanroep in calls):
            yield Finding(
                "prognose-geen-stand",
                "fout",
                f"Prognose {prognose.id} rekent met iets anders dan een stand: {prognose.formule}",
                programma.plek_van("prognose", rank, "formule"),
                "Van wat per maand opnieuw begint te tellen, is de volgende maand zo niet te verwachten.",
                'Gebruik stand(…) of gemiddelde(…) van een maat uit een bron met soort = "stand".',
            )
