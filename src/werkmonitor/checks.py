"""Layer 4: controls across the declaration and the figures that no single layer can do alone."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from werkmonitor.findings import Finding
from werkmonitor.formula.evaluate import controleer
from werkmonitor.formula.kennis import Filters
from werkmonitor.programma.schema import Programma


def controleer_declaratie(programma: Programma) -> list[Finding]:
    """Return what is wrong in the formulas, and norms that nobody can judge by, without any data."""
    findings = []
    for wie, formule, filters in _formules(programma):
        for fout in controleer(formule, programma, filters):
            wat = f"De formule van {wie} klopt niet:\n{fout}"
            finding = Finding("formule", "fout", wat, programma.plek(formule), "Zo is er geen cijfer.")
            if finding not in findings:
                findings.append(finding)
    for rank, indicator in enumerate(programma.indicator):
        if indicator.normen and indicator.richting is None:
            wat = f"Indicator {indicator.id} heeft een norm, maar geen richting."
            doen = 'Zet er richting = "hoger" of richting = "lager" bij.'
            findings.append(
                Finding("norm-zonder-richting", "fout", wat, programma.plek_van("indicator", rank, "id"), "", doen)
            )
        for place, norm in enumerate(indicator.normen):
            if indicator.eenheid == "aandeel" and not 0 <= norm.waarde <= 1:
                wat = f"De norm {norm.waarde} van {indicator.id} is geen aandeel."
                doen = "Schrijf een aandeel als getal van 0 tot 1: 10% is 0.10."
                plek = programma.plek_van("indicator", rank, "normen", place)
                findings.append(Finding("norm-geen-aandeel", "fout", wat, plek, "Het oordeel zou niet kloppen.", doen))
    return findings


def _formules(programma: Programma) -> Iterable[tuple[str, str, Filters]]:
    """Yield every formula of the declaration with its owner, and the filters of its row."""
    for indicator in programma.indicator:
        yield f"indicator {indicator.id}", indicator.formule, {}
    for pagina in programma.pagina:
        for blok in pagina.blok:
            for reeks in blok.reeksen:
                yield f"een grafiek op pagina {pagina.id}", reeks.formule, {}
            for kolom, rij in product(blok.kolommen, blok.rijen):
                yield f"rij '{rij.naam}', kolom '{kolom.kop}' op pagina {pagina.id}", kolom.formule, rij.filter
