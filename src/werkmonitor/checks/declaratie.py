"""What is wrong in a declaration, without any data: formulas, norms, units and balances."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from werkmonitor.checks.formule_eenheid import controleer_eenheden
from werkmonitor.checks.gebieden import controleer_gebieden
from werkmonitor.checks.ladders import controleer_ladders
from werkmonitor.checks.metadata import controleer_metadata
from werkmonitor.checks.normen import controleer_normen
from werkmonitor.checks.peildata import controleer_peildata
from werkmonitor.checks.prognoses import controleer_prognoses
from werkmonitor.checks.verdelingen import blokformules, controleer_verdelingen
from werkmonitor.findings import Finding, Location
from werkmonitor.formula.controle import maat_aanroepen
from werkmonitor.formula.evaluate import controleer
from werkmonitor.formula.fouten import FormuleFout
from werkmonitor.formula.kennis import Filters
from werkmonitor.programma.schema import Programma


def controleer_declaratie(programma: Programma) -> list[Finding]:
    """Return what is wrong in the formulas, and what nobody could judge or reckon by, without any data."""
    units = [*_eenheden(programma), *controleer_eenheden(programma), *controleer_verdelingen(programma)]
    ladders = [*controleer_ladders(programma), *controleer_prognoses(programma)]
    return [
        *_formulefouten(programma),
        *_definities(programma),
        *controleer_normen(programma),
        *units,
        *_balansen(programma),
        *ladders,
        *controleer_peildata(programma),
        *controleer_gebieden(programma),
        *controleer_metadata(programma),
    ]


def _formulefouten(programma: Programma) -> list[Finding]:
    findings: list[Finding] = []
    split = _uitgesplitst(programma)
    for wie, formule, filters in formules(programma):
        for fout in controleer(formule, programma, filters):
            wat = f"De formule van {wie} klopt niet:\n{fout}"
            own = split.get((formule, *filters)) if filters and not controleer(formule, programma) else None
            finding = Finding("formule", "fout", wat, own or programma.plek(formule), "Zo is er geen cijfer.")
            if finding not in findings:
                findings.append(finding)
    return findings


def _uitgesplitst(programma: Programma) -> dict[tuple[str, ...], Location]:
    """Return where the distributions stand, by formula and dimensions: a formula may be sound but for its split."""
    return {
        (formule, *filters): programma.plek_van("pagina", page, "blok", place)
        for page, pagina in enumerate(programma.pagina)
        for place, blok in enumerate(pagina.blok)
        for formule, _, filters in blokformules(programma, blok)
    }


def formules(programma: Programma) -> Iterable[tuple[str, str, Filters]]:
    """Yield every formula of the declaration with its owner, and the filters of its row."""
    for indicator in programma.indicator:
        yield f"indicator {indicator.id}", indicator.formule, {}
        for formule in filter(None, (indicator.respons, *(norm.beter_dan for norm in indicator.normen))):
            yield f"de norm of respons van indicator {indicator.id}", formule, {}
    for prognose in programma.prognose:
        yield f"prognose {prognose.id}", prognose.formule, {}
    yield from _controleformules(programma)
    for pagina in programma.pagina:
        for blok in pagina.blok:
            for reeks in blok.reeksen:
                yield f"een grafiek op pagina {pagina.id}", reeks.formule, {}
            for kolom, rij in product(blok.kolommen, blok.rijen):
                yield f"rij '{rij.naam}', kolom '{kolom.kop}' op pagina {pagina.id}", kolom.formule, rij.filter
            for formule, _, filters in blokformules(programma, blok):
                yield f"een {blok.soort} op pagina {pagina.id}", formule, filters


def _definities(programma: Programma) -> Iterable[Finding]:
    """Yield definitions in terms of what is itself defined: they could go round in a circle."""
    defined = {id_ for bron in programma.bron for id_, maat in bron.maten.items() if maat.definitie}
    for rank, bron in enumerate(programma.bron):
        for id_, maat in bron.maten.items():
            for other in sorted(defined & _genoemd(maat.definitie, programma)):
                wat = f"De definitie van maat {id_} noemt '{other}', dat zelf een definitie heeft."
                plek = programma.plek_van("bron", rank, "maten", id_, "definitie")
                yield Finding("formule", "fout", wat, plek, "", "Noem alleen maten van de gemeente zelf.")


def _genoemd(formule: str, programma: Programma) -> set[str]:
    try:
        return {aanroep.onderwerp for _, aanroep in maat_aanroepen(formule, programma)} if formule else set()
    except FormuleFout:  # told where formulas are checked
        return set()


def _controleformules(programma: Programma) -> Iterable[tuple[str, str, Filters]]:
    """Yield the formulas that are held against others."""
    for bron in programma.bron:
        for id_, maat in bron.maten.items():
            if maat.definitie:
                yield f"de definitie van maat {id_} in bron {bron.id}", maat.definitie, {}
    for benchmark in programma.benchmark:
        yield f"{benchmark.naam} bij indicator {benchmark.indicator}", benchmark.formule, {}
    for controle in programma.controle:
        filters: Filters = {controle.per: ()} if controle.per else {}
        for formule in (controle.formule, controle.gelijk_aan):
            yield f"controle '{controle.naam}'", formule, filters
    for begrip in programma.zelfde:
        for telling in begrip.tellingen:
            yield f"telling '{telling.naam}' van '{begrip.naam}'", telling.formule, {}


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
