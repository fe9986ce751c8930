"""The pages of a Monitor and their blocks: everything that is shown, as text already."""

from __future__ import annotations

from typing import Literal

import msgspec

Kleur = Literal["groen", "oranje", "rood", "grijs"]


class Cel(msgspec.Struct, frozen=True, kw_only=True):
    """A cell of a table, as shown, with its number where it has one."""

    weergave: str
    waarde: float | int | None = None
    spoor: int | None = None
    """Which step of ``Monitor.sporen`` gave it."""
    kleur: Kleur | None = None
    verzonnen: bool = False
    volgt_uit: tuple[int, ...] | msgspec.UnsetType = msgspec.UNSET
    """Of words that tell about numbers, such as a verdict: the steps of those numbers."""
    verborgen: bool | msgspec.UnsetType = msgspec.UNSET
    """Whether it is not shown, so that nobody can be recognised; absent, and false, for any other cell."""


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
    op_grootte: bool | msgspec.UnsetType = msgspec.UNSET
    """Whether the largest stands on top, by the first column or the total; absent, and false, for any other order."""


class Punt(msgspec.Struct, frozen=True, kw_only=True):
    """A plotted number with its label."""

    waarde: float | None
    weergave: str
    spoor: int | None = None
    verborgen: bool | msgspec.UnsetType = msgspec.UNSET
    """Whether it is not shown, so that nobody can be recognised; absent, and false, for any other point."""


class Reeks(msgspec.Struct, frozen=True, kw_only=True):
    """One line or group of bars."""

    naam: str
    stijl: Literal["nu", "vorig", "ander", "verwacht"]
    punten: tuple[Punt, ...]


class Normlijn(msgspec.Struct, frozen=True, kw_only=True):
    """The norm as it is drawn: one line, or two with one label where it is a range up to ``tot``."""

    waarde: float
    tekst: str
    tot: float | None = None

    @property
    def einden(self) -> tuple[float, ...]:
        """Where lines are drawn."""
        return (self.waarde,) if self.tot is None else (self.waarde, self.tot)

    @property
    def midden(self) -> float:
        """Where the label stands."""
        return sum(self.einden) / len(self.einden)


class Band(msgspec.Struct, frozen=True, kw_only=True):
    """Between which values a forecast lies at one category; both without a number where there is none."""

    laag: Punt
    hoog: Punt


class Annotatie(msgspec.Struct, frozen=True, kw_only=True):
    """A remark beside a point of a line chart."""

    index: int
    tekst: str


class Regel(msgspec.Struct, frozen=True, kw_only=True):
    """A term with its explanation."""

    term: str
    uitleg: str


class Begrip(msgspec.Struct, frozen=True, kw_only=True):
    """A term of the glossary, with the other forms in which it stands in texts."""

    term: str
    uitleg: str
    ook: tuple[str, ...] = ()


class Woord(Regel, frozen=True, kw_only=True):
    """A term of the glossary that a page uses; it is explained at the foot of that page."""

    vorm: str
    """How it is written there first, in the prose if it stands in that."""
    blok: int | None = None
    """The rank (from 0) of the first block of prose that has it; ``None`` where it stands in no prose."""


class Blok(msgspec.Struct, frozen=True, kw_only=True, tag_field="soort"):
    """One part of a page; the subclasses say which."""


class Tekst(Blok, frozen=True, kw_only=True, tag="tekst"):
    """The adviser's own words: Markdown in which the figures have been filled in."""

    naam: str
    markdown: str = ""
    titel: str = ""


class Kerncijfers(Blok, frozen=True, kw_only=True, tag="kerncijfers"):
    """Key figures, as tiles."""

    indicatoren: tuple[str, ...]
    titel: str = ""


class Grafiek(Blok, frozen=True, kw_only=True, tag="grafiek"):
    """A chart and the table of its numbers."""

    id: str
    vorm: Literal["lijn", "staaf", "liggend", "brug"]
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
    band: tuple[Band, ...] = ()
    """The bandwidth of a forecast, a value for each category; empty without one."""
    nadruk: str = ""
    """The category whose bar is strong where the others are grey; empty for all alike."""
    zinnen: tuple[str, ...] = ()
    """What the chart says, in sentences that stand above it."""


class Indicatoren(Blok, frozen=True, kw_only=True, tag="indicatoren"):
    """Figures with last year, difference, norm and verdict, as a table."""

    tabel: Tabel
    indicatoren: tuple[str, ...]


class Tabelblok(Blok, frozen=True, kw_only=True, tag="tabel"):
    """A declared table of formulas."""

    tabel: Tabel


class Opgaven(Blok, frozen=True, kw_only=True, tag="opgaven"):
    """The progress of every task, with lights."""

    titel: str = ""


class Matrix(Blok, frozen=True, kw_only=True, tag="matrix"):
    """Tasks against goals."""

    titel: str = ""


class Doelen(Blok, frozen=True, kw_only=True, tag="doelen"):
    """The goals."""

    titel: str = ""


class Kleuren(Blok, frozen=True, kw_only=True, tag="kleuren"):
    """What the colours mean, and how many tasks have each."""

    titel: str = ""


class Lijst(Blok, frozen=True, kw_only=True, tag="lijst"):
    """A list of terms or remarks: glossary, what is invented."""

    titel: str
    regels: tuple[Regel, ...]


class Definities(Blok, frozen=True, kw_only=True, tag="definities"):
    """Every indicator: definition, formula, norm, sources."""

    titel: str = ""


class Bronnen(Blok, frozen=True, kw_only=True, tag="bronnen"):
    """The files that were read."""

    titel: str = ""


class Meldingen(Blok, frozen=True, kw_only=True, tag="meldingen"):
    """The findings of the build."""

    titel: str = ""


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
    presentatie: bool = True
    """Whether it has slides."""
    begrippen: tuple[Woord, ...] = ()
    """The terms of the glossary that it uses, explained at its foot."""
