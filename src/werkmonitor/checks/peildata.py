"""Charts and tables along first days of months: they must show what was counted on those days."""

from __future__ import annotations

from collections.abc import Iterator

from werkmonitor.checks.verdelingen import blokformules
from werkmonitor.findings import Finding
from werkmonitor.formula.controle import maat_aanroepen
from werkmonitor.formula.fouten import FormuleFout
from werkmonitor.programma.pagina import Blok
from werkmonitor.programma.schema import Programma


def controleer_peildata(programma: Programma) -> Iterator[Finding]:
    """Yield formulas along ``peildata`` that do not give the stand of the first day: it would stand under that day."""
    for page, pagina in enumerate(programma.pagina):
        for place, blok in enumerate(pagina.blok):
            formules = dict.fromkeys(_formules(programma, blok) if "peildata" in {blok.langs, blok.tegen} else ())
            for formule in filter(lambda formule: _andere_dag(formule, programma), formules):
                yield Finding(
                    "peildata-andere-dag",
                    "fout",
                    f"'{blok.titel}' loopt langs peildata, maar {formule} geeft niet de stand van die dag.",
                    programma.plek_van("pagina", page, "blok", place),
                    "Het getal van een andere dag zou onder de verkeerde datum staan.",
                    'Gebruik alleen stand(…, begin), of kies langs = "maanden".',
                )


def _formules(programma: Programma, blok: Blok) -> Iterator[str]:
    yield from (reeks.formule for reeks in blok.reeksen)
    yield from (formule for formule, _, _ in blokformules(programma, blok))


def _andere_dag(formule: str, programma: Programma) -> bool:
    try:
        calls = [aanroep for _, aanroep in maat_aanroepen(formule, programma)]
    except FormuleFout:  # told where formulas are checked
        return False
    return any(aanroep.functie != "stand" or aanroep.moment != "begin" for aanroep in calls)
