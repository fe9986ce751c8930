"""What is wrong in a declaration, without any data: formulas, norms, units and balances."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from werkmonitor.checks.formule_eenheid import controleer_eenheden
from werkmonitor.findings import Finding
from werkmonitor.formula.evaluate import controleer
from werkmonitor.formula.kennis import Filters
from werkmonitor.programma.schema import Programma


def controleer_declaratie(programma: Programma) -> list[Finding]:
    """Return what is wrong in the formulas, and what nobody could judge or reckon by, without any data."""
    units = [*_eenheden(programma), *controleer_eenheden(programma)]
    return [*_formulefouten(programma), *_normfouten(programma), *units, *_balansen(programma)]


def _formulefouten(programma: Programma) -> list[Finding]:
    findings: list[Finding] = []
    for wie, formule, filters in _formules(programma):
        for fout in controleer(formule, programma, filters):
            wat = f"De formule van {wie} klopt niet:\n{fout}"
            finding = Finding("formule", "fout", wat, programma.plek(formule), "Zo is er geen cijfer.")
            if finding not in findings:
                findings.append(finding)
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


def _normfouten(programma: Programma) -> Iterable[Finding]:
    for rank, indicator in enumerate(programma.indicator):
        if indicator.normen and indicator.richting is None:
            wat = f"Indicator {indicator.id} heeft een norm, maar geen richting."
            doen = 'Zet er richting = "hoger" of richting = "lager" bij.'
            yield Finding("norm-zonder-richting", "fout", wat, programma.plek_van("indicator", rank, "id"), "", doen)
        for place, norm in enumerate(indicator.normen):
            if indicator.eenheid == "aandeel" and not 0 <= norm.waarde <= 1:
                wat = f"De norm {norm.waarde} van {indicator.id} is geen aandeel."
                doen = "Schrijf een aandeel als getal van 0 tot 1: 10% is 0.10."
                plek = programma.plek_van("indicator", rank, "normen", place)
                yield Finding("norm-geen-aandeel", "fout", wat, plek, "Het oordeel zou niet kloppen.", doen)


def _eenheden(programma: Programma) -> Iterable[Finding]:
    """Yield maten that two sources state in different units: a formula may read either."""
    first: dict[str, tuple[str, str]] = {}
    for rank, bron in enumerate(programma.bron):
        for id_, maat in bron.maten.items():
            eenheid, eerder = first.setdefault(id_, (maat.eenheid, bron.id))
            if maat.eenheid != eenheid:
                yield Finding(
                    "eenheid-strijdig",
                    "fout",
                    f"Maat {id_} is in bron {bron.id} in {maat.eenheid}, maar in bron {eerder} in {eenheid}.",
                    programma.plek_van("bron", rank, "maten", id_, "eenheid"),
                    "Een formule kan beide bronnen lezen; het cijfer zou de verkeerde eenheid krijgen.",
                    "Geef beide dezelfde eenheid, of noem een van de maten anders.",
                )


def _balansen(programma: Programma) -> Iterable[Finding]:
    """Yield balances that name a maat which does not exist, or is of the other kind."""
    soorten: dict[str, str] = {id_: bron.soort for bron in programma.bron for id_ in bron.maten}
    for rank, balans in enumerate(programma.balans):
        for key, naam, soort in (
            ("stand", balans.stand, "stand"),
            ("instroom", balans.instroom, "stroom"),
            ("uitstroom", balans.uitstroom, "stroom"),
        ):
            if soorten.get(naam) != soort:
                there = f"een {soorten[naam]}" if naam in soorten else "geen maat van een bron"
                yield Finding(
                    "balans-maat",
                    "fout",
                    f"Balans '{balans.naam}' vraagt bij {key} een {soort}, maar '{naam}' is {there}.",
                    programma.plek_van("balans", rank, key),
                    "De balans is niet na te rekenen.",
                    f'Noem bij {key} een maat van een bron met soort = "{soort}".',
                )
