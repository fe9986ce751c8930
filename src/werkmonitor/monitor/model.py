"""The Monitor as typed values that go to JSON and back without loss.

Everything that is shown stands in it as text already (``weergave``), beside the number it was made from: ``waarde``
for machines, ``exact`` as a fraction because a float is not the whole truth.  Keys are Dutch; ``schema`` is their
version.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import msgspec

from werkmonitor.findings import Finding
from werkmonitor.monitor.herkomst import Herkomst

SCHEMA = 1

Kleur = Literal["groen", "oranje", "rood", "grijs"]


class Cijfer(msgspec.Struct, frozen=True, kw_only=True):
    """A number with its exact value and how it is shown; ``waarde`` is ``None`` when ``reden`` says why."""

    waarde: float | int | None
    exact: str | None
    weergave: str
    reden: str = ""
    herkomst: tuple[Herkomst, ...] = ()

    @property
    def fractie(self) -> Fraction | None:
        """The exact value."""
        return None if self.exact is None else Fraction(self.exact)


class Vergelijking(msgspec.Struct, frozen=True, kw_only=True):
    """The value of an earlier period beside this one."""

    periode: str
    naam: str
    cijfer: Cijfer
    verschil: Cijfer
    verschil_tekst: str
    """In words: ``60 minder dan op 1 januari 2021``."""
    gunstig: bool | None
    """Whether the change is in the wanted direction; ``None`` when there is no such direction, or no change."""


class Lid(msgspec.Struct, frozen=True, kw_only=True):
    """The value of an indicator for one member of a dimension."""

    dimensie: str
    lid: str
    naam: str
    waarde: float | int | None
    exact: str | None
    weergave: str
    reden: str = ""
    herkomst: tuple[Herkomst, ...] = ()


class Indicator(msgspec.Struct, frozen=True, kw_only=True):
    """A figure with everything that a reader may ask about it."""

    id: str
    naam: str
    definitie: str
    formule: str
    eenheid: str
    noem: str
    decimalen: int
    waarde: float | int | None
    exact: str | None
    weergave: str
    peildatum: str | None
    status: Literal["definitief", "voorlopig", "verzonnen", "handmatig", "niet_getoond"]
    reden_ontbreekt: str | None
    dimensie: str | None = None
    vorige: float | int | None
    vorig_jaar: float | int | None
    vergelijking: Vergelijking | None
    """The comparison that is printed: with the same period a year earlier."""
    richting: Literal["hoger", "lager"] | None
    norm: float | int | None = None
    norm_exact: str | None = None
    norm_weergave: str = ""
    """``ten minste 40%``; empty without a norm."""
    norm_bron: str = ""
    oordeel: Kleur | None = None
    """``None`` for a figure that is not judged; *grijs* when it should be, and cannot be."""
    woord: str = ""
    regel: str = ""
    marge: float | int | None = None
    """Distance to the norm in the indicator's unit; negative when it is missed."""
    toelichting: str = ""
    betekenis: str = ""
    herkomst: tuple[Herkomst, ...]
    leden: tuple[Lid, ...]

    @property
    def fractie(self) -> Fraction | None:
        """The exact value."""
        return None if self.exact is None else Fraction(self.exact)


class Bron(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was read."""

    bestand: str
    sha256: str
    levering: str
    bron: str
    titel: str
    systeem: str = ""
    toelichting: str = ""


class Doel(msgspec.Struct, frozen=True, kw_only=True):
    """A goal, with the tasks that serve it."""

    id: str
    nummer: int
    naam: str
    toelichting: str
    opgaven: tuple[int, ...]


class Opgave(msgspec.Struct, frozen=True, kw_only=True):
    """A task with its verdict: by rule, by a person with a reason, or none."""

    id: str
    nummer: int
    naam: str
    kort: str
    doelen: tuple[int, ...]
    indicatoren: tuple[str, ...]
    verantwoordelijk: str
    oordeel: Kleur
    woord: str
    grond: Literal["regel", "mens", "geen"]
    regel: str
    """The rule in words, or the person's reason."""
    toelichting: str
    """Cause, consequence and what is being done, in one text."""
    activiteiten: str
    voortgang: str
    oorzaak: str
    gevolg: str
    vervolg: str
    vorig_oordeel: Kleur | None = None
    herkomst: tuple[Herkomst, ...] = ()


class Kleurtelling(msgspec.Struct, frozen=True, kw_only=True):
    """How many tasks have a colour, and what that colour means here."""

    kleur: Kleur
    woord: str
    uitleg: str
    aantal: int


class Cel(msgspec.Struct, frozen=True, kw_only=True):
    """A cell of a table, as shown, with its number where it has one."""

    weergave: str
    waarde: float | int | None = None
    herkomst: tuple[Herkomst, ...] = ()
    kleur: Kleur | None = None
    verzonnen: bool = False


class Kolom(msgspec.Struct, frozen=True, kw_only=True):
    """The head of a table column."""

    kop: str
    getal: bool = True


class Rij(msgspec.Struct, frozen=True, kw_only=True):
    """A row: its label and its cells."""

    naam: str
    cellen: tuple[Cel, ...]
    totaal: bool = False
    noot: str = ""


class Tabel(msgspec.Struct, frozen=True, kw_only=True):
    """A table as it is printed: the first column holds the row labels under ``rijkop``."""

    titel: str
    rijkop: str
    kolommen: tuple[Kolom, ...]
    rijen: tuple[Rij, ...]
    noten: tuple[str, ...] = ()


class Punt(msgspec.Struct, frozen=True, kw_only=True):
    """A plotted number with its label."""

    waarde: float | None
    weergave: str


class Reeks(msgspec.Struct, frozen=True, kw_only=True):
    """One line or group of bars."""

    naam: str
    stijl: Literal["nu", "vorig", "ander"]
    punten: tuple[Punt, ...]


class Normlijn(msgspec.Struct, frozen=True, kw_only=True):
    """The norm as it is drawn."""

    waarde: float
    tekst: str


class Annotatie(msgspec.Struct, frozen=True, kw_only=True):
    """A remark beside a point of a line chart."""

    index: int
    tekst: str


class Regel(msgspec.Struct, frozen=True, kw_only=True):
    """A term with its explanation."""

    term: str
    uitleg: str


class Blok(msgspec.Struct, frozen=True, kw_only=True, tag_field="soort"):
    """One part of a page; the subclasses say which."""


class Tekst(Blok, frozen=True, kw_only=True, tag="tekst"):
    """The adviser's own words: Markdown in which the figures have been filled in."""

    naam: str
    markdown: str = ""


class Kerncijfers(Blok, frozen=True, kw_only=True, tag="kerncijfers"):
    """Key figures, as tiles."""

    indicatoren: tuple[str, ...]


class Grafiek(Blok, frozen=True, kw_only=True, tag="grafiek"):
    """A chart and the table of its numbers."""

    id: str
    vorm: Literal["lijn", "staaf", "liggend"]
    titel: str
    onderschrift: str
    categorieen: tuple[str, ...]
    reeksen: tuple[Reeks, ...]
    eenheid: str
    decimalen: int
    norm: Normlijn | None
    annotaties: tuple[Annotatie, ...]
    alt: str
    tabel: Tabel
    verzonnen: bool


class Indicatoren(Blok, frozen=True, kw_only=True, tag="indicatoren"):
    """Figures with last year, difference, norm and verdict, as a table."""

    tabel: Tabel
    indicatoren: tuple[str, ...]


class Tabelblok(Blok, frozen=True, kw_only=True, tag="tabel"):
    """A declared table of formulas."""

    tabel: Tabel


class Opgaven(Blok, frozen=True, kw_only=True, tag="opgaven"):
    """The progress of every task, with lights."""


class Matrix(Blok, frozen=True, kw_only=True, tag="matrix"):
    """Tasks against goals."""


class Doelen(Blok, frozen=True, kw_only=True, tag="doelen"):
    """The goals."""


class Kleuren(Blok, frozen=True, kw_only=True, tag="kleuren"):
    """What the colours mean, and how many tasks have each."""


class Lijst(Blok, frozen=True, kw_only=True, tag="lijst"):
    """A list of terms or remarks: glossary, what is invented."""

    titel: str
    regels: tuple[Regel, ...]


class Definities(Blok, frozen=True, kw_only=True, tag="definities"):
    """Every indicator: definition, formula, norm, sources."""


class Bronnen(Blok, frozen=True, kw_only=True, tag="bronnen"):
    """The files that were read."""


class Meldingen(Blok, frozen=True, kw_only=True, tag="meldingen"):
    """The findings of the build."""


_Getoond = Tekst | Kerncijfers | Grafiek | Indicatoren | Tabelblok | Lijst
_Verwijzend = Opgaven | Matrix | Doelen | Kleuren | Definities | Bronnen | Meldingen
AnyBlok = _Getoond | _Verwijzend
"""Blocks that hold what they show, and blocks that point to what the Monitor itself holds."""


class Pagina(msgspec.Struct, frozen=True, kw_only=True):
    """A page: one question of a council member, with the answer as its heading."""

    id: str
    titel: str
    kop: str
    blokken: tuple[AnyBlok, ...]
    bronregel: str
    """The quiet line: source, peildatum, status."""
    verzonnen: tuple[str, ...] = ()
    """What on this page is invented."""


class Kop(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on the title and on every page."""

    naam: str
    gemeente: str
    titel: str
    ondertitel: str
    voor: str
    versie: str
    periode_naam: str
    vorig_jaar_naam: str
    brondatum: str
    """Date of the newest information in the exports (``1 januari 2022``), or of ``--peildatum``."""
    editie: str
    """``concept`` until a seal makes it an edition."""
    voorbeeld: bool
    werkmonitor: str
    """Version of the tool."""


class Monitor(msgspec.Struct, frozen=True, kw_only=True):
    """The result of one build."""

    schema: int
    periode: str
    doelgroep: Literal["intern", "openbaar"]
    programma: Kop
    bronnen: tuple[Bron, ...]
    indicatoren: tuple[Indicator, ...]
    doelen: tuple[Doel, ...]
    opgaven: tuple[Opgave, ...]
    kleuren: tuple[Kleurtelling, ...]
    paginas: tuple[Pagina, ...]
    meldingen: tuple[Finding, ...]
    correcties: tuple[Herkomst, ...] = ()
    """Every cell that was corrected before it was read, also one that no figure shows."""

    def indicator(self, naam: str) -> Indicator:
        """Return the indicator with this id; raises ``StopIteration`` for an unknown one."""
        return next(indicator for indicator in self.indicatoren if indicator.id == naam)


def to_json(monitor: Monitor) -> bytes:
    """Return the Monitor as indented JSON in UTF-8; the same Monitor always gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(monitor), indent=1) + b"\n"


def from_json(data: bytes) -> Monitor:
    """Read a Monitor; raises ``msgspec.DecodeError`` when it is not one of this schema."""
    monitor = msgspec.json.decode(data, type=Monitor)
    if monitor.schema != SCHEMA:
        message = f"schema {monitor.schema} is not {SCHEMA}"
        raise msgspec.ValidationError(message)
    return monitor
