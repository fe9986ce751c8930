"""All controls on the facts of a period, in the order in which they are told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from werkmonitor.bronnen.feiten import Feiten
from werkmonitor.bronnen.levering.lezen import EXPORTS, past_bij
from werkmonitor.checks.afdrukken import controleer_afdrukken
from werkmonitor.checks.balans import controleer_balansen
from werkmonitor.checks.controles import controleer_controles
from werkmonitor.checks.definities import controleer_definities
from werkmonitor.checks.herhaald import controleer_herhaald
from werkmonitor.checks.klassen import controleer_klassen
from werkmonitor.checks.kopieen import controleer_kopieen
from werkmonitor.checks.tijdreeks import controleer_tijd
from werkmonitor.checks.uitschieters import controleer_uitschieters
from werkmonitor.checks.zelfde import controleer_zelfde
from werkmonitor.findings import Finding, Location, fouten
from werkmonitor.periode import Periode
from werkmonitor.programma.schema import Programma

Controle = Callable[[Programma, Feiten, Periode], Iterable[Finding]]

CONTROLES: tuple[Controle, ...] = (
    controleer_kopieen,
    controleer_herhaald,
    controleer_uitschieters,
    controleer_klassen,
    controleer_definities,
)
"""Each takes the declaration, the facts of all deliveries, and the period that is reported."""

AFSTEMMINGEN: tuple[Controle, ...] = (controleer_tijd, controleer_balansen, controleer_controles, controleer_zelfde)
"""Those that hold numbers against each other: of a source with a fault they would tell of what was not read."""


def controleer_cijfers(
    programma: Programma, feiten: Feiten, periode: Periode, findings: Iterable[Finding] = ()
) -> list[Finding]:
    """Return what the controls find; the figures stay as they are.  ``findings`` are those of the reader."""
    faults = fouten_per_bron(programma, findings)
    sound = replace(feiten, tabellen=tuple(tabel for tabel in feiten.tabellen if tabel.bron not in faults))
    return [
        *(finding for controle in CONTROLES for finding in controle(programma, feiten, periode)),
        *(finding for controle in AFSTEMMINGEN for finding in controle(programma, sound, periode)),
        *controleer_afdrukken(programma, feiten, periode, faults),
        *_niet_afgestemd(programma, feiten, periode, faults),
    ]


def fouten_per_bron(programma: Programma, findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Return the faults in the files of each source, also in those that could not be opened."""
    found: dict[str, list[Finding]] = {}
    for finding in fouten(findings):
        map_, *rest = finding.vindplaats.bestand.split("/", 2) if finding.vindplaats else [""]
        for bron in programma.bron:
            if map_ == EXPORTS and past_bij(bron.bestand, rest[-1]):
                found.setdefault(bron.id, []).append(finding)
    return found


def _niet_afgestemd(
    programma: Programma, feiten: Feiten, periode: Periode, faults: Mapping[str, Sequence[Finding]]
) -> Iterator[Finding]:
    """Yield the sources of which something was read and something was not."""
    read = {tabel.bron for tabel in feiten.tabellen if tabel.levering == periode and len(tabel)}
    for bron in programma.bron:
        if bron.id in faults and bron.id in read:
            place = faults[bron.id][0].vindplaats
            wat = f"Totalen en reeksen van bron '{bron.titel}' zijn nog niet nagekeken."
            doen = "Herstel eerst de fouten; daarna worden ze nagekeken."
            yield Finding("niet-afgestemd", "info", wat, place and Location(place.bestand), "", doen)
