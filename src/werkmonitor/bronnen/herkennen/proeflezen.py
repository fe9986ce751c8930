"""Read one file with one source, as ``lezen`` does within a delivery: what ``inspect`` shows is what a build reads."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from decimal import Decimal

from pydantic import ValidationError

from werkmonitor.bronnen.feiten import Bronbestand, Feitentabel, Registerrij
from werkmonitor.bronnen.opbouw.bouwer import Bouwer
from werkmonitor.bronnen.opbouw.nazicht import nazien
from werkmonitor.bronnen.opbouw.register import registerrijen
from werkmonitor.bronnen.opbouw.totalen import controleer_totalen
from werkmonitor.bronnen.sheet import Inhoud
from werkmonitor.bronnen.tabellen.bladen import verborgen, zoek_tabellen, zonder_gegevens
from werkmonitor.bronnen.tabellen.kennis import Kennis
from werkmonitor.bronnen.tabellen.tables import Tabel
from werkmonitor.bronnen.tabellen.zoeken import leg_uit, ontbrekende_maten
from werkmonitor.findings import Finding, fouten
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Bron
from werkmonitor.programma.schema import Programma

_LEEG = {
    "programma": {"naam": "inspect", "gemeente": "", "titel": ""},
    "oordeel": {kleur: {"woord": kleur, "uitleg": ""} for kleur in ("groen", "oranje", "rood", "grijs")},
    "indicator": (),
    "pagina": (),
}


@dataclass
class Proef:
    """What one source reads in one file: the tables, the facts or register rows, and what is wrong."""

    programma: Programma
    bron: Bron
    tabellen: list[tuple[Tabel, int]] = field(default_factory=list)
    """Each with the number of facts or register rows that it gives."""
    feiten: Feitentabel | None = None
    register: tuple[Registerrij, ...] = ()
    findings: list[Finding] = field(default_factory=list)

    @property
    def aantal(self) -> int:
        """The number of facts, or of rows of a register."""
        return len(self.register) if self.feiten is None else len(self.feiten)

    @property
    def gelukt(self) -> bool:
        """Whether the source reads something, and nothing in it stops a build."""
        return self.aantal > 0 and not fouten(self.findings)


def programma_van(blok: str) -> Programma | None:
    """Return a declaration of nothing but these blocks, or ``None`` when they are not valid."""
    try:
        return Programma.model_validate(_LEEG | tomllib.loads(blok, parse_float=Decimal))
    except (tomllib.TOMLDecodeError, ValidationError):
        return None


def lees_proef(inhoud: Inhoud, programma: Programma, bron: Bron, naam: str, levering: Periode) -> Proef:
    """Read the visible sheets of a file for one source; never raises for what is in them."""
    proef = Proef(programma, bron)
    kennis = Kennis(programma, bron)
    bestand = Bronbestand(naam, inhoud.sha256, bron.id, str(levering))
    bouwer = Bouwer(kennis, levering, proef.findings)
    bouwer.voeg_bestand_toe(bestand)
    rows: list[Registerrij] = []
    found = zoek_tabellen(inhoud.sheets, kennis, bron.periode or levering)
    for tabel, faults in found:
        if tabel is None:
            continue
        proef.findings += faults
        if bron.vorm == "register":
            added, wrong = registerrijen(tabel, bestand)
            rows += added
            proef.findings += wrong
            count = len(added)
        else:
            proef.findings += ontbrekende_maten(tabel, kennis)
            count = bouwer.voeg_toe(tabel)
            proef.findings += controleer_totalen(tabel, kennis)
        proef.tabellen.append((tabel, count))
    proef.findings += zonder_gegevens(inhoud.sheets, found, naam) + verborgen(inhoud.sheets, found, naam)
    if not proef.tabellen:
        proef.findings.append(leg_uit(inhoud.sheets, kennis, naam))
    if bron.vorm == "register":
        proef.register = tuple(rows)
    else:
        proef.feiten = bouwer.feitentabel()
        proef.findings += nazien(proef.feiten, programma)
    return proef
