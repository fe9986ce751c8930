"""Whether the figures of others count what ours do: the same formula on both sides, or it is said how they differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from werkmonitor.bronnen.feiten import Feiten
from werkmonitor.findings import Finding
from werkmonitor.formula.fouten import opsomming
from werkmonitor.formula.vorm import onverklaard, verschillen, vorm
from werkmonitor.periode import Periode
from werkmonitor.programma.indicator import Benchmark, Indicator
from werkmonitor.programma.schema import Programma

_NAAM = "\0"
"""Stands for whose figure it is, until is known of whom it holds too."""


@dataclass(frozen=True)
class Verschil:
    """How figures of others are not the same as ours: whose they are, and that in sentences for the report."""

    namen: tuple[str, ...]
    zinnen: tuple[str, ...]
    onverklaard: tuple[str, ...]
    """The maten of which nobody has said what they count, so that nothing can be compared."""


def definitieverschillen(programma: Programma, indicator: Indicator) -> list[Verschil]:
    """Return how the benchmarks of an indicator differ from it, those that differ alike together."""
    ons = vorm(indicator.formule, programma)
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for benchmark in benchmarks_van(programma, indicator.id):
        ander = vorm(benchmark.formule, programma)
        unknown = onverklaard(ons, ander)
        sentences = verschillen(ons, ander, programma.programma.gemeente, _NAAM)
        if unknown:
            sentences = (*sentences, f"Hoe het bij {_NAAM} is geteld, is niet bekend.")
        if sentences:
            groups.setdefault((sentences, unknown), []).append(benchmark.naam)
    return [
        Verschil(tuple(namen), tuple(zin.replace(_NAAM, opsomming(namen)) for zin in zinnen), unknown)
        for (zinnen, unknown), namen in groups.items()
    ]


def benchmarks_van(programma: Programma, indicator: str) -> list[Benchmark]:
    """Return the benchmarks of an indicator: the country first, then region, size class and municipalities."""
    order = ("landelijk", "regio", "grootteklasse", "gemeente")
    own = [benchmark for benchmark in programma.benchmark if benchmark.indicator == indicator]
    return sorted(own, key=lambda benchmark: order.index(benchmark.soort))


def controleer_definities(programma: Programma, _feiten: Feiten, _periode: Periode) -> Iterator[Finding]:
    """Yield the figures that are held against figures of others which are not, or not known to be, the same."""
    for indicator in programma.indicator:
        for verschil in definitieverschillen(programma, indicator):
            place = next(
                rank
                for rank, item in enumerate(programma.benchmark)
                if item.indicator == indicator.id and item.naam in verschil.namen
            )
            yield _finding(indicator, verschil, programma, place)


def _finding(indicator: Indicator, verschil: Verschil, programma: Programma, place: int) -> Finding:
    namen = opsomming(verschil.namen)
    plek = programma.plek_van("benchmark", place, "formule")
    if verschil.onverklaard:
        named = opsomming(f"'{maat}'" for maat in verschil.onverklaard)
        wat = f"Of '{indicator.naam}' bij {namen} hetzelfde is, is niet na te gaan: bij {named} staat niet wat het is."
        doen = 'Zet bij die maat wat zij is in eigen maten, zoals definitie = "som(uitstroom)", en telt.'
        return Finding("definitie-onbekend", "waarschuwing", wat, plek, "Het verschil kan schijn zijn.", doen)
    return Finding(
        "definitie-verschilt",
        "waarschuwing",
        f"'{indicator.naam}' is bij {namen} iets anders. {' '.join(verschil.zinnen)}",
        plek,
        "Het rapport noemt dit onder de vergelijking, en noemt geen verschil tussen beide.",
        "Vergelijk met een cijfer dat op dezelfde manier is geteld, of aanvaard dit met een reden.",
    )
