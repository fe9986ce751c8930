"""The command ``check``: every finding of a period in one pass, with what it does to the figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from werkmonitor.bronnen.feiten import Feiten
from werkmonitor.bronnen.levering.inbox import kijk_rond, omvang, veranderd
from werkmonitor.bronnen.levering.lezen import EXPORTS, past_bij
from werkmonitor.bronnen.levering.lezen import lees as lees_exports
from werkmonitor.bronnen.meldingen.melder import aantal_niet_genoemd
from werkmonitor.checks.aanvaard import aanvaard, aanvaardingen, onnodig
from werkmonitor.checks.cijfers import controleer_cijfers
from werkmonitor.checks.declaratie import controleer_declaratie
from werkmonitor.checks.gevolgen import met_gevolgen
from werkmonitor.files.werkmap import Werkmap, controleer_leveringen, nieuwste_levering, vind_werkmap
from werkmonitor.findings import ERNST_VOLGORDE, Ernst, Finding, InputError, Location, fouten
from werkmonitor.huisstijl.lezen import lees_of_niets
from werkmonitor.monitor.leesbaar import Gelezen, lees_paginas
from werkmonitor.monitor.model import Monitor
from werkmonitor.monitor.samenstellen import Omstandigheden, samenstellen
from werkmonitor.periode import Periode
from werkmonitor.programma.deelgebied import elders, voor_gebied
from werkmonitor.programma.load import load_programma
from werkmonitor.programma.schema import Programma
from werkmonitor.proza.leesbaarheid import Leesmaat
from werkmonitor.tasks.beelden import Veranderd
from werkmonitor.tasks.init.invullen import nog_in_te_vullen
from werkmonitor.tasks.kopie import schrijf_kopieen
from werkmonitor.tasks.lezen import Voortgang
from werkmonitor.tasks.openbaar import proef
from werkmonitor.tasks.teksten import bind_teksten


@dataclass(frozen=True, kw_only=True)
class Controleopdracht:
    """What ``check`` was asked to do; without ``periode`` it looks at the newest delivery."""

    periode: Periode | None = None
    werkmap: Path | None = None
    kopie: Path | None = None
    """Where copies of the workbooks go, with remarks on the cells that findings are about."""


class Plaats(msgspec.Struct, frozen=True):
    """Where a finding is, with every key there even when it is not known."""

    bestand: str | None
    blad: str | None
    cel: str | None
    regel: int | None


class Melding(msgspec.Struct, frozen=True):
    """A finding as the JSON shows it."""

    code: str
    ernst: Ernst
    wat: str
    vindplaats: Plaats
    gevolg: str
    doen: str


class Controleverslag(msgspec.Struct, frozen=True, kw_only=True):
    """What ``check`` found, the gravest first."""

    periode: str
    werkmap: str
    voorbeeld: bool
    bruikbaar: bool
    """Whether the declaration can be used; if not, these are its faults, and as far as it went those of the exports."""
    meldingen: tuple[Finding, ...]
    kopieen: tuple[str, ...] = ()
    """Copies of exports with remarks on their cells, as far as they were asked for."""
    leesbaarheid: tuple[Leesmaat, ...] = ()
    """How hard each page is to read, in the order of the report; empty where the pages could not be made."""

    @property
    def telling(self) -> dict[Ernst, int]:
        """How many findings there are of each severity, the gravest first, with those that were not told one by one."""
        found: dict[Ernst, int] = dict.fromkeys(reversed(ERNST_VOLGORDE), 0)
        for melding in self.meldingen:
            found[melding.ernst] += aantal_niet_genoemd(melding) or 1
        return found

    def faalt(self, vanaf: Ernst) -> bool:
        """Say whether something is at or above a severity."""
        grens = ERNST_VOLGORDE.index(vanaf)
        return any(ERNST_VOLGORDE.index(melding.ernst) >= grens for melding in self.meldingen)

    def als_json(self) -> dict[str, object]:
        """Return the report as the command line prints it with ``--json``."""
        return {
            "periode": self.periode,
            "werkmap": self.werkmap,
            "meldingen": [_melding(finding) for finding in self.meldingen],
            "telling": self.telling,
            "leesbaarheid": self.leesbaarheid,
        }


def _melding(finding: Finding) -> Melding:
    place = finding.vindplaats
    where = Plaats(place.bestand, place.blad, place.cel, place.regel) if place else Plaats(None, None, None, None)
    return Melding(finding.code, finding.ernst, finding.wat, where, finding.gevolg, finding.doen)


def check(opdracht: Controleopdracht, voortgang: Voortgang) -> Controleverslag:
    """Look at everything of one period; writes nothing but the copies that are asked for.

    Raises ``InputError`` where there is no werkmap or no delivery to look at, ``OutputError`` for a copy that cannot
    be written.
    """
    werkmap = vind_werkmap(opdracht.werkmap)
    periode = opdracht.periode or nieuwste_levering(werkmap)
    leveringen = controleer_leveringen(werkmap, periode)
    voortgang("Declaratie lezen")
    try:
        programma = load_programma(werkmap.pad)
    except InputError as error:
        return _verslag(werkmap, periode, error.findings, bruikbaar=False)
    faults = controleer_declaratie(programma)
    usable = not fouten(faults)
    voortgang(f"Exports lezen: {', '.join(map(str, leveringen))}")
    found, maten = _bevindingen(werkmap, programma, (periode, *leveringen), voortgang, rekenen=usable)
    findings = [*faults, *lees_of_niets(werkmap.pad), *found]
    kopieen: list[Path] = []
    if opdracht.kopie is not None:
        voortgang("Kopieën schrijven")
        kopieen = schrijf_kopieen(werkmap.pad, findings, opdracht.kopie, programma.lezen)
    return msgspec.structs.replace(
        _verslag(werkmap, periode, findings, bruikbaar=usable, kopieen=kopieen), leesbaarheid=maten
    )


def _bevindingen(
    werkmap: Werkmap, programma: Programma, perioden: Sequence[Periode], voortgang: Voortgang, *, rekenen: bool
) -> tuple[list[Finding], tuple[Leesmaat, ...]]:
    """Return what is to be said about the exports and, where the formulas are right, about the figures and texts.

    ``perioden`` are the one that is reported, then the deliveries.
    """
    periode, *leveringen = perioden
    levering, map_ = leveringen[0], werkmap.pad / EXPORTS / str(leveringen[0])
    sizes = omvang(map_)
    feiten, findings = lees_exports(programma, werkmap.pad, leveringen, voortgang)
    patterns = [pattern for bron in programma.bron for pattern in bron.bestand]
    findings += [*nog_in_te_vullen(programma), *_langer(periode, levering)]
    findings += kijk_rond(programma, werkmap.pad, map_, lambda pad: past_bij(patterns, pad))
    findings += veranderd(sizes, omvang(map_), werkmap.pad)
    if rekenen:
        voortgang("Natellen")
        findings += controleer_cijfers(programma, feiten, levering, findings)
    findings += Veranderd(werkmap.beelden, levering, programma, feiten, findings).findings
    zonder_waarde: set[str] = set()
    maten: tuple[Leesmaat, ...] = ()
    if rekenen:
        monitor, findings, gelezen = _berekend(werkmap, programma, feiten, periode, findings)
        maten, findings = gelezen.maten, [*findings, *gelezen.meldingen]
        zonder_waarde = {indicator.naam for indicator in monitor.indicatoren if indicator.waarde is None}
    accepted = aanvaardingen(programma)
    findings += onnodig(findings, accepted, periode) if rekenen else []
    return met_gevolgen(aanvaard(findings, accepted, periode), programma, feiten, zonder_waarde), maten


def _langer(periode: Periode, levering: Periode) -> Iterable[Finding]:
    """Tell that a period has no folder of its own: every place below is one in that of a longer period."""
    if levering != periode:
        wat = f"{periode} heeft geen eigen map met exports, en wordt gelezen uit de levering {levering}."
        gevolg = "Wat die exports niet per maand geven, heeft over een deel van die tijd geen waarde."
        yield Finding("levering-langer", "info", wat, Location(f"{EXPORTS}/{levering}"), gevolg)


def _berekend(
    werkmap: Werkmap, programma: Programma, feiten: Feiten, periode: Periode, findings: Iterable[Finding]
) -> tuple[Monitor, list[Finding], Gelezen]:
    """Return the figures, the findings with those of the figures, the tasks and the texts, and how the texts read."""
    om = Omstandigheden(periode=periode, voorbeeld=werkmap.voorbeeld)
    hier = voor_gebied(programma)
    monitor = samenstellen(hier, feiten, om, findings)
    getoond, gezegd = proef(werkmap, monitor)
    findings = [*monitor.meldingen, *gezegd]
    try:
        was = None if getoond is monitor else monitor
        gebonden = bind_teksten(werkmap, getoond, periode, elders(programma, hier), was)
    except InputError as error:  # a text that is no text
        return monitor, [*findings, *error.findings], Gelezen((), ())
    findings += gebonden.meldingen[len(getoond.meldingen) :]
    bestanden = {pad.stem: werkmap.naam_van(pad) for pad in werkmap.teksten(periode, monitor.programma.lid)}
    declared = msgspec.structs.replace(gebonden, paginas=gebonden.paginas[: len(monitor.paginas)])
    return monitor, findings, lees_paginas(declared, hier, bestanden)


def _verslag(
    werkmap: Werkmap, periode: Periode, findings: Iterable[Finding], *, bruikbaar: bool, kopieen: Iterable[Path] = ()
) -> Controleverslag:
    return Controleverslag(
        periode=str(periode),
        werkmap=str(werkmap.pad),
        voorbeeld=werkmap.voorbeeld,
        bruikbaar=bruikbaar,
        meldingen=tuple(sorted(dict.fromkeys(findings), key=_order)),
        kopieen=tuple(map(str, kopieen)),
    )


def _order(finding: Finding) -> tuple[object, ...]:
    """Return what findings are sorted by: the gravest first, then by place as a person would walk through it.

    How many there are more in a file comes after those that are told.
    """
    place = finding.vindplaats or Location("")
    letters = (place.cel or "").rstrip("0123456789")
    number = (place.cel or "").removeprefix(letters)
    rank = -ERNST_VOLGORDE.index(finding.ernst)
    return (
        rank,
        place.bestand,
        aantal_niet_genoemd(finding) > 0,
        place.blad or "",
        int(number or 0),
        len(letters),
        letters,
        place.regel or 0,
        finding.code,
    )
