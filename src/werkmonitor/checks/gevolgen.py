"""Which figures a finding touches: the indicators that rest on the source that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from werkmonitor.bronnen.feiten import Feiten
from werkmonitor.findings import Finding
from werkmonitor.formula.controle import maat_aanroepen
from werkmonitor.formula.fouten import FormuleFout, opsomming
from werkmonitor.programma.schema import Programma

GENOEMD = 3


def indicatoren_per_bron(programma: Programma) -> dict[str, tuple[str, ...]]:
    """Return the names of the indicators that rest on each source, in their own order."""
    per_bron: dict[str, list[str]] = {bron.id: [] for bron in programma.bron}
    for indicator in programma.indicator:
        try:
            maten = {aanroep.onderwerp for _, aanroep in maat_aanroepen(indicator.formule, programma)}
        except FormuleFout:  # told as a fault of the declaration
            continue
        for bron in programma.bron:
            if maten & bron.maten.keys():
                per_bron[bron.id].append(indicator.naam)
    return {bron: tuple(namen) for bron, namen in per_bron.items()}


def met_gevolgen(findings: Iterable[Finding], programma: Programma, feiten: Feiten) -> list[Finding]:
    """Return the findings, those about a file with the figures that rest on it added to the consequence."""
    per_bron = indicatoren_per_bron(programma)
    per_bestand: dict[str, list[str]] = {}
    for bestand in feiten.bestanden:
        per_bestand.setdefault(bestand.pad, []).append(bestand.bron)
    return [_met_gevolg(finding, per_bron, per_bestand) for finding in findings]


def _met_gevolg(
    finding: Finding, per_bron: Mapping[str, tuple[str, ...]], per_bestand: Mapping[str, list[str]]
) -> Finding:
    bronnen = per_bestand.get(finding.vindplaats.bestand, []) if finding.vindplaats else []
    namen = list(dict.fromkeys(naam for bron in bronnen for naam in per_bron.get(bron, ())))
    if not namen or finding.ernst == "info":
        return finding
    more = [f"nog {len(namen) - GENOEMD}"] if len(namen) > GENOEMD else []
    raakt = f"Raakt: {opsomming([*namen[:GENOEMD], *more])}."
    return replace(finding, gevolg=f"{finding.gevolg} {raakt}".lstrip())
