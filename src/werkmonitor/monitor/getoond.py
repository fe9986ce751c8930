"""Every number that a Monitor shows, with where it stands and the step that gave it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from werkmonitor.findings import Finding
from werkmonitor.monitor import model


class Getal(NamedTuple):
    """A number as it is shown, and how it was computed."""

    plek: str
    """Where it stands, in words: ``cijfer poortwachtersquote, lid verhuizing``."""
    waarde: float | int
    weergave: str
    spoor: int | None


def getallen(monitor: model.Monitor) -> Iterator[Getal]:
    """Yield every number of the figures, tables and charts; what is not known is none."""
    for indicator in monitor.indicatoren:
        yield from _van_indicator(indicator)
    for pagina in monitor.paginas:
        for blok in pagina.blokken:
            if isinstance(blok, model.Grafiek):
                yield from _van_grafiek(f"pagina {pagina.id}, grafiek {blok.id}", blok)
                yield from _van_tabel(f"pagina {pagina.id}, tabel bij grafiek {blok.id}", blok.tabel)
            elif isinstance(blok, model.Tabelblok | model.Indicatoren):
                yield from _van_tabel(f"pagina {pagina.id}, tabel '{blok.tabel.titel}'", blok.tabel)


def _van_indicator(indicator: model.Indicator) -> Iterator[Getal]:
    plek = f"cijfer {indicator.id}"
    if indicator.waarde is not None:
        yield Getal(plek, indicator.waarde, indicator.weergave, indicator.spoor)
    beside = [(f"in {eerder.periode}", eerder.cijfer) for eerder in indicator.eerder]
    beside += [(f"verschil met {v.periode}", v.verschil) for v in [indicator.vergelijking] if v]
    own = (("dit jaar tot nu toe", indicator.tot_nu_toe), ("respons", indicator.respons))
    beside += [(naam, cijfer) for naam, cijfer in own if cijfer]
    for naam, cijfer in beside:
        if cijfer.waarde is not None:
            yield Getal(f"{plek}, {naam}", cijfer.waarde, cijfer.weergave, cijfer.spoor)
    for lid in indicator.leden:
        if lid.waarde is not None:
            yield Getal(f"{plek}, lid {lid.lid}", lid.waarde, lid.weergave, lid.spoor)


def _van_tabel(plek: str, tabel: model.Tabel) -> Iterator[Getal]:
    for rij in tabel.rijen:
        for kolom, cel in zip(tabel.kolommen, rij.cellen, strict=True):
            if cel.waarde is not None:
                yield Getal(f"{plek}, rij '{rij.naam}', kolom '{kolom.kop}'", cel.waarde, cel.weergave, cel.spoor)


def _van_grafiek(plek: str, blok: model.Grafiek) -> Iterator[Getal]:
    named = [(reeks.naam, reeks.punten) for reeks in blok.reeksen]
    bounds = [("ondergrens", [band.laag for band in blok.band]), ("bovengrens", [band.hoog for band in blok.band])]
    for naam, punten in [*named, *bounds]:
        for categorie, punt in zip(blok.categorieen, punten, strict=False):
            if punt.waarde is not None:
                yield Getal(f"{plek}, {naam} bij {categorie}", punt.waarde, punt.weergave, punt.spoor)


def zonder_herkomst(monitor: model.Monitor) -> Iterator[Finding]:
    """Yield a fault for each figure, and each number of a table or chart, that no cell gives and nobody filled in."""
    grounded = list[bool]()  # by step; the parts of a step come before it
    for stap in monitor.sporen.stappen:
        own = stap.cellen or stap.gezocht_in or stap.soort == "handmatig"
        grounded.append(bool(own) or any(grounded[deel] for deel in stap.delen))
    told: set[str] = set()
    for getal in getallen(monitor):
        about = getal.plek.partition(",")[0] if getal.plek.startswith("cijfer") else getal.plek
        if about not in told and (getal.spoor is None or not grounded[getal.spoor]):
            told.add(about)
            yield Finding(
                "cijfer-zonder-herkomst",
                "fout",
                f"{getal.plek[:1].upper()}{getal.plek[1:]}: {getal.weergave} rust op geen enkele cel.",
                None,
                "Niemand kan nagaan waar dit getal vandaan komt.",
                "Reken het uit de exports, of geef het een indicator met handmatig: wie, wanneer en bron.",
            )
