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
from werkmonitor.monitor.blokken import (
    Annotatie,
    AnyBlok,
    Band,
    Begrip,
    Blok,
    Bronnen,
    Cel,
    Definities,
    Doelen,
    Grafiek,
    Indicatoren,
    Kerncijfers,
    Kleur,
    Kleuren,
    Kolom,
    Lijst,
    Matrix,
    Meldingen,
    Normlijn,
    Opgaven,
    Pagina,
    Punt,
    Reeks,
    Regel,
    Rij,
    Tabel,
    Tabelblok,
    Tekst,
)
from werkmonitor.monitor.herkomst import Herkomst, Sporen
from werkmonitor.monitor.kop import CONCEPT, Kop, Metadata
from werkmonitor.monitor.opmaak import leesbaar
from werkmonitor.monitor.privacy import Drempel, Onthulling, Onthullingsregel

__all__ = [
    "CONCEPT",
    "SCHEMA",
    "Annotatie",
    "AnyBlok",
    "Band",
    "Begrip",
    "Blok",
    "Bron",
    "Bronnen",
    "Cel",
    "Cijfer",
    "Conclusie",
    "Definities",
    "Doel",
    "Doelen",
    "Drempel",
    "Eerder",
    "Eis",
    "Grafiek",
    "Indicator",
    "Indicatoren",
    "Kerncijfers",
    "Kleur",
    "Kleuren",
    "Kleurtelling",
    "Kolom",
    "Kop",
    "Lid",
    "Lijst",
    "Matrix",
    "Meldingen",
    "Metadata",
    "Monitor",
    "Normlijn",
    "Onthulling",
    "Onthullingsregel",
    "Opgave",
    "Opgaven",
    "Pagina",
    "Punt",
    "Reeks",
    "Regel",
    "Rij",
    "Tabel",
    "Tabelblok",
    "Tekst",
    "Verborgen",
    "Vergelijking",
    "from_json",
    "to_json",
]

SCHEMA = 1
Verborgen = Literal["waarde", "norm", "oordeel", "richting"]
"""What of a figure can be hidden: its value, a norm that is a figure, its verdict, which way it went."""
Conclusie = Literal["", "doorgaan", "bijstellen", "stoppen"]


class Cijfer(msgspec.Struct, frozen=True, kw_only=True):
    """A number with its exact value and how it is shown; ``waarde`` is ``None`` when ``reden`` says why."""

    waarde: float | int | None
    exact: str | None
    weergave: str
    reden: str = ""
    spoor: int | None = None
    """Which step of ``Monitor.sporen`` gave it."""
    verborgen: bool | msgspec.UnsetType = msgspec.UNSET
    """Whether it is not shown, so that nobody can be recognised; absent, and false, for any other number."""

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
    zeker: bool = True
    """Whether something may be concluded from it: of those asked, enough answered both times."""


class Eerder(msgspec.Struct, frozen=True, kw_only=True):
    """What a figure was in an earlier period, by the exports and the declaration of now."""

    periode: str
    cijfer: Cijfer


class Eis(msgspec.Struct, frozen=True, kw_only=True):
    """What a norm asks, exactly: between which ends a value must lie, of which one may be open."""

    laag: str | None = None
    hoog: str | None = None
    strikt: bool = False
    """Whether the end itself is not good enough."""
    oranje_vanaf: str = "1"
    """The share of the norm from which on a value that misses it is *oranje*."""
    deel: str = "1"
    """Which part these ends are of what is asked for a whole year."""


class Lid(msgspec.Struct, frozen=True, kw_only=True):
    """The value of an indicator for one member of a dimension."""

    dimensie: str
    lid: str
    naam: str
    waarde: float | int | None
    exact: str | None
    weergave: str
    reden: str = ""
    spoor: int | None = None
    herkomst: tuple[Herkomst, ...] = ()
    verborgen: bool | msgspec.UnsetType = msgspec.UNSET
    """Whether it is not shown, so that nobody can be recognised; absent, and false, for any other member."""


class Indicator(msgspec.Struct, frozen=True, kw_only=True):
    """A figure with everything that a reader may ask about it."""

    id: str
    naam: str
    definitie: str
    formule: str
    in_woorden: str = ""
    """The formula as a sentence."""
    eenheid: str
    noem: str
    decimalen: int
    waarde: float | int | None
    exact: str | None
    weergave: str
    peildatum: str | None
    status: Literal["definitief", "voorlopig", "verzonnen", "handmatig", "niet_getoond"]
    reden_ontbreekt: str | None
    gebied: Literal["", "regio", "elders"] = ""
    """Whose figure it is, when it is not that of whom the monitor is about: of the whole region, or of others."""
    dimensie: str | None = None
    vorige: float | int | None
    vorig_jaar: float | int | None
    eerder: tuple[Eerder, ...] = ()
    """The period before and the same a year earlier, each once, with the exact value."""
    vergelijking: Vergelijking | None
    """The comparison that is printed: with the same period a year earlier."""
    richting: Literal["hoger", "lager"] | None
    norm: float | int | None = None
    norm_exact: str | None = None
    norm_weergave: str = ""
    """``ten minste 40%``; empty without a norm."""
    norm_bron: str = ""
    eis: Eis | None = None
    norm_spoor: int | None = None
    """The step of a norm that is a figure itself, which must be beaten."""
    tot_nu_toe: Cijfer | None = None
    """The figure from 1 January on, where that is held against a norm of a whole year and is not ``waarde`` itself."""
    oordeel: Kleur | None = None
    """``None`` for a figure that is not judged; *grijs* when it should be, and cannot be."""
    woord: str = ""
    regel: str = ""
    opvallend: str | None = None
    """From which difference on a comparison names it, exact; ``None`` where ``Kop.opvallend`` says so for all."""
    marge: float | int | None = None
    """Distance to the norm in the indicator's unit; negative when it is missed."""
    toelichting: str = ""
    betekenis: str = ""
    respons: Cijfer | None = None
    """The share that answered, where people were asked."""
    voorbehoud: str = ""
    """Why nothing may be concluded from the figure, such as a low response."""
    spoor: int | None = None
    herkomst: tuple[Herkomst, ...]
    """The cells below ``spoor``, each once."""
    leden: tuple[Lid, ...]
    optelbaar: bool = False
    """Whether the members add up to the figure."""
    verborgen: tuple[Verborgen, ...] | msgspec.UnsetType = msgspec.UNSET
    """What of it is not shown, so that nobody can be recognised; absent, and nothing, for any other figure."""

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
    gedraaid: str = ""
    """The day (ISO) on which the report was run, where its page footer says so."""
    declaratie: str = ""
    """SHA-256 of how the declaration has it read, with the members of its dimensions."""


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
    conclusie: Conclusie = ""
    """What the team does with the task from here; empty when it did not say."""
    toelichting: str
    """Cause, consequence and what is being done, in one text."""
    over: str = ""
    """In the monitor of a part of a region: that the texts of this task are about the whole of it."""
    activiteiten: str
    voortgang: str
    oorzaak: str
    gevolg: str
    vervolg: str
    vorig_oordeel: Kleur | None = None
    herkomst: tuple[Herkomst, ...] = ()

    @property
    def zonder_activiteit(self) -> bool:
        """Whether nothing is known of what was done: a gap in the programme."""
        return not (self.activiteiten.strip() or self.voortgang.strip())


class Kleurtelling(msgspec.Struct, frozen=True, kw_only=True):
    """How many tasks have a colour, and what that colour means here."""

    kleur: Kleur
    woord: str
    uitleg: str
    aantal: int


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
    onthulling: Onthulling | None = None
    """What is not shown; ``None`` where everything is, as in an internal monitor."""
    begrippen: tuple[Begrip, ...] = ()
    sporen: Sporen = Sporen()
    """How every figure was computed, down to its cells."""

    @property
    def bestandsnaam(self) -> str:
        """What its files are called, without their ends: after the period, or after the edition."""
        return f"monitor-{self.periode if self.programma.editie == CONCEPT else self.programma.editie}"

    def indicator(self, naam: str) -> Indicator:
        """Return the indicator with this id; raises ``StopIteration`` for an unknown one."""
        return next(indicator for indicator in self.indicatoren if indicator.id == naam)


def to_json(monitor: Monitor) -> bytes:
    """Return the Monitor as JSON in UTF-8 that people can read; the same Monitor always gives the same bytes."""
    return leesbaar(monitor)


def from_json(data: bytes) -> Monitor:
    """Read a Monitor; raises ``msgspec.DecodeError`` when it is not one of this schema."""
    monitor = msgspec.json.decode(data, type=Monitor)
    if monitor.schema != SCHEMA:
        message = f"schema {monitor.schema} is not {SCHEMA}"
        raise msgspec.ValidationError(message)
    return monitor
