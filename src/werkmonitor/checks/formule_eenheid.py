"""Figures whose unit is not that of their formula: the number would be right and mean something else."""

from __future__ import annotations

from collections.abc import Iterable

from werkmonitor.checks.verdelingen import blokformules
from werkmonitor.findings import Finding, Location
from werkmonitor.formula.eenheid import toonbaar
from werkmonitor.formula.fouten import FormuleFout
from werkmonitor.formula.parse import parse
from werkmonitor.programma.schema import Programma

Plek = tuple[str, str, str, Location]
"""Who shows a formula, the formula, the unit that it is shown in, and where that stands."""


def controleer_eenheden(programma: Programma) -> list[Finding]:
    """Return the figures, charts and columns of which the unit cannot be that of the formula, each once."""
    findings: list[Finding] = []
    for wie, formule, eenheid, plek in _plekken(programma):
        finding = _nagekeken(wie, formule, eenheid, plek, programma)
        if finding and finding not in findings:
            findings.append(finding)
    return findings


def _plekken(programma: Programma) -> Iterable[Plek]:
    for rank, indicator in enumerate(programma.indicator):
        plek = programma.plek_van("indicator", rank, "eenheid")
        yield f"indicator {indicator.id}", indicator.formule, indicator.eenheid, plek
        if indicator.respons:
            yield f"de respons van indicator {indicator.id}", indicator.respons, "aandeel", plek
        for norm in indicator.normen:
            if norm.beter_dan:
                yield f"de norm van indicator {indicator.id}", norm.beter_dan, indicator.eenheid, plek
    for rank, prognose in enumerate(programma.prognose):
        plek = programma.plek_van("prognose", rank, "eenheid")
        yield f"prognose {prognose.id}", prognose.formule, prognose.eenheid, plek
    yield from _blokken(programma)


def _blokken(programma: Programma) -> Iterable[Plek]:
    yield from _vergeleken(programma)
    for page, pagina in enumerate(programma.pagina):
        for place, blok in enumerate(pagina.blok):
            plek = programma.plek_van("pagina", page, "blok", place)
            for reeks in blok.reeksen:
                yield f"een grafiek op pagina {pagina.id}", reeks.formule, blok.eenheid, plek
            for kolom in blok.kolommen:
                yield f"kolom '{kolom.kop}' op pagina {pagina.id}", kolom.formule, kolom.eenheid, plek
            for formule, eenheid, _ in blokformules(programma, blok):
                yield f"een {blok.soort} op pagina {pagina.id}", formule, eenheid, plek


def _vergeleken(programma: Programma) -> Iterable[Plek]:
    """Yield the formulas that are held against others, each in the unit that both are shown in."""
    for rank, benchmark in enumerate(programma.benchmark):
        indicator = programma.indicator_van(benchmark.indicator)
        if indicator:
            plek = programma.plek_van("benchmark", rank, "formule")
            yield f"{benchmark.naam} bij indicator {indicator.id}", benchmark.formule, indicator.eenheid, plek
    for rank, controle in enumerate(programma.controle):
        plek = programma.plek_van("controle", rank, "eenheid")
        for formule in (controle.formule, controle.gelijk_aan):
            yield f"controle '{controle.naam}'", formule, controle.eenheid, plek
    for rank, begrip in enumerate(programma.zelfde):
        for place, telling in enumerate(begrip.tellingen):
            plek = programma.plek_van("zelfde", rank, "tellingen", place)
            yield f"telling '{telling.naam}' van '{begrip.naam}'", telling.formule, telling.eenheid, plek


def _nagekeken(wie: str, formule: str, eenheid: str, plek: Location, programma: Programma) -> Finding | None:
    try:
        units = toonbaar(parse(formule), programma)
    except FormuleFout:  # told where formulas are checked
        return None
    if units is None or eenheid in units:
        return None
    if units:
        wat = f"De formule van {wie} geeft geen {eenheid}, maar {' of '.join(sorted(units))}."
        doen = "Kies een van die eenheden, of gebruik een andere maat."
    else:
        wat = f"De formule van {wie} telt op of trekt af wat niet dezelfde eenheid heeft."
        doen = "Gebruik maten van één eenheid, of geef de maten in [[bron]] de juiste eenheid."
    return Finding("eenheid-formule", "fout", wat, plek, "Het getal zou iets anders betekenen dan er staat.", doen)
