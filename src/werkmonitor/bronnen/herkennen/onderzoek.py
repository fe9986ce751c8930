"""How a file is read: with the declared sources that know it, or else with a source guessed from the file itself.

Both ways the real reader reads; a guess is written as a block of the declaration first, and read from there, so that
the block that is printed is the one that was tried.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from werkmonitor.bronnen.herkennen.blok import toml
from werkmonitor.bronnen.herkennen.herkennen import herken, tabbladen
from werkmonitor.bronnen.herkennen.proeflezen import Proef, lees_proef, programma_van
from werkmonitor.bronnen.herkennen.tijden import tijden_in
from werkmonitor.bronnen.herkennen.voorstel import Voorstel, titelrol
from werkmonitor.bronnen.herkennen.woorden import lid_id
from werkmonitor.bronnen.levering.lezen import past_bij
from werkmonitor.bronnen.sheet import Inhoud, Sheet
from werkmonitor.bronnen.tabellen.kennis import BESTAND, TABBLAD, TITEL, Kennis
from werkmonitor.bronnen.tabellen.personen import persoonskolommen
from werkmonitor.bronnen.tabellen.tables import Tabel
from werkmonitor.bronnen.tabellen.titels import periode_in_naam, titels
from werkmonitor.bronnen.waarden.values import bijschrift
from werkmonitor.findings import Finding, fouten
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Bron
from werkmonitor.programma.schema import Programma

_GEDULD = 4.0
"""Seconds of trying after which the first way of reading that was found will do."""
_TITELRIJEN = 10
_ZOMAAR = Periode.van(2021)
"""The delivery that facts without any time are put in; it is never shown."""
_NIETS = '[[bron]]\nid = "niets"\ntitel = ""\nbestand = "*"\nvorm = "register"\n[bron.velden]\nx = "\\u0000"\n'
"""A source without a header that anything has: it only serves to look for columns that identify a person."""


@dataclass
class Gelezen:
    """One source and what it reads; ``blok`` is its declaration where it was guessed."""

    proef: Proef
    blok: str = ""


@dataclass
class Onderzoek:
    """How a file is read, and what is to be said about the file as a whole."""

    gelezen: list[Gelezen] = field(default_factory=list)
    personen: list[Finding] = field(default_factory=list)
    """Columns that identify a person: where there are any, nothing of the file is shown but headers."""

    @property
    def findings(self) -> list[Finding]:
        """Everything that was found, each once."""
        read = (finding for item in self.gelezen for finding in item.proef.findings)
        return list(dict.fromkeys(self.personen or read))

    @property
    def periode(self) -> str:
        """What the titles above the tables say about time, as ``2021-01 t/m 2021-12``; empty where they say nothing."""
        titles = (label for item in self.gelezen for tabel, _ in item.proef.tabellen for label in titels(tabel))
        moments = (tijden_in(label.waarde) for label in titles if isinstance(label.waarde, str))
        first = next(filter(None, moments), [])
        return " t/m ".join(dict.fromkeys(map(str, [*first[:1], *first[-1:]])))


@dataclass(frozen=True)
class Bestand:
    """What is read: the contents, how findings call it, its names within a delivery, and that delivery.

    ``levering`` is ``None`` for a file that is in none: then it is the period that its titles name.  ``tik`` is called
    between tables and columns, and refuses a file that takes too long.
    """

    inhoud: Inhoud
    naam: str
    paden: Sequence[str]
    levering: Periode | None = None
    tik: Callable[[], None] | None = None

    def lees(self, programma: Programma, bron: Bron) -> Proef:
        """Read it with one source."""
        if self.tik:
            self.tik()
        return lees_proef(self.inhoud, programma, bron, self.naam, self.periode)

    @cached_property
    def periode(self) -> Periode:
        """The delivery that facts without a time of their own belong to."""
        if self.levering is not None:
            return self.levering
        texts = (
            value
            for sheet in self.inhoud.sheets
            for row in sheet.rijen[:_TITELRIJEN]
            for value in row[:_TITELRIJEN]
            if isinstance(value, str)
        )
        moments = (moment for text in texts for moment in tijden_in(text))
        return next((moment for moment in moments if isinstance(moment, Periode)), _ZOMAAR)


def onderzoek(bestand: Bestand, programma: Programma | None = None) -> Onderzoek:
    """Read a file with the sources of ``programma`` that its path fits, and guess the rest."""
    found = Onderzoek()
    if programma is not None:
        declared = [bron for bron in programma.bron if any(past_bij(bron.bestand, pad) for pad in bestand.paden)]
        found.gelezen = [Gelezen(bestand.lees(programma, bron)) for bron in declared]
    sheets = bestand.inhoud.sheets
    taken = {id(tabel.sheet) for item in found.gelezen for tabel, _ in item.proef.tabellen}
    if not found.gelezen or taken:
        rest = [sheet for sheet in sheets if id(sheet) not in taken]
        guessed = (_tried(voorstel, bestand) for voorstel in herken(rest, bestand.paden[0], bestand.tik))
        found.gelezen += [item for item in guessed if item is not None]
    found.personen = list(_persons(sheets, found.gelezen))
    return found


def _tried(voorstel: Voorstel, bestand: Bestand) -> Gelezen | None:
    """Return the first way to declare a proposal that reads without fault, or else with the fewest."""
    best: Gelezen | None = None
    end = time.monotonic() + _GEDULD
    for variant in _variants(_uit_bestandsnaam(voorstel, bestand.paden[0])):
        blok = toml(variant)
        programma = programma_van(blok)
        if programma is None:
            continue
        item = Gelezen(bestand.lees(programma, programma.bron[0]), blok)
        if best is None or len(fouten(item.proef.findings)) < len(fouten(best.proef.findings)):
            best = item
        if best.proef.gelukt or time.monotonic() > end:
            break
    return best


def _uit_bestandsnaam(voorstel: Voorstel, naam: str) -> Voorstel:
    """Return the proposal with the year in the name of its file, where nothing in the file has any time."""
    moment = periode_in_naam(naam)
    timed = voorstel.tijden or titelrol(voorstel) or voorstel.bron["vorm"] == "register"
    if timed or not isinstance(moment, Periode) or str(moment) != str(moment.jaar):
        return voorstel
    patroon = re.sub(r"\*+", "*", voorstel.bron["bestand"].replace(str(moment), "*"))
    return replace(voorstel, bron=voorstel.bron | {"bestand": patroon, "tijd": {"jaar": BESTAND}})


def _variants(voorstel: Voorstel) -> Iterator[Voorstel]:
    """Yield the proposal with, where they can matter, the names of the tabs and the period in the titles."""
    rol = titelrol(voorstel)
    for with_tabs in _with_tabs(voorstel):
        if rol:
            tijd = with_tabs.bron.get("tijd", {}) | {rol: TITEL}
            wat = "stand" if rol == "peildatum" else with_tabs.bron["soort"]
            yield replace(with_tabs, bron=with_tabs.bron | {"soort": wat, "tijd": tijd})
        yield with_tabs


def _with_tabs(voorstel: Voorstel) -> Iterator[Voorstel]:
    """Yield the proposal with and without the names of its tabs, the likeliest way first."""
    key, id_ = tabbladen(voorstel) or ("dimensies", "tabblad")
    if len(voorstel.gebieden) == 1 or voorstel.bron["vorm"] == "register":
        yield voorstel
        return
    if tabbladen(voorstel) is None:
        yield voorstel
    bron = voorstel.bron | {key: voorstel.bron.get(key, {}) | {id_: TABBLAD}}
    yield replace(voorstel, bron=bron)
    if key == "dimensies":  # Centrum_2 can be a name of its own instead of the second tab of Centrum
        names = {gebied.sheet.naam for gebied in voorstel.gebieden}
        leden: dict[str, str] = {}
        for naam in sorted(names):
            leden[lid_id(naam, leden)] = bijschrift(naam)
        yield replace(voorstel, bron=bron, dimensies=voorstel.dimensies | {id_: {"naam": id_, "leden": leden}})
    if tabbladen(voorstel) is not None:
        yield voorstel


def _persons(sheets: Sequence[Sheet], gelezen: Iterable[Gelezen]) -> Iterator[Finding]:
    """Yield the columns that identify a person, as a build looks for them on every sheet of a file."""
    tables: dict[int, list[tuple[Tabel, Gelezen]]] = {}
    for item in gelezen:
        for tabel, _ in item.proef.tabellen:
            tables.setdefault(id(tabel.sheet), []).append((tabel, item))
    nothing = programma_van(_NIETS)
    assert nothing is not None  # noqa: S101 - a constant
    for sheet in sheets:
        if id(sheet) not in tables:
            yield from persoonskolommen(sheet, Kennis(nothing, nothing.bron[0]), None)
        for tabel, item in tables.get(id(sheet), ()):
            kennis = Kennis(item.proef.programma, item.proef.bron)
            yield from persoonskolommen(sheet, kennis, tabel, geraden=bool(item.blok))
