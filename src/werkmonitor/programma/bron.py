"""``[[bron]]`` and what goes with it: how an export is recognised and read, corrected, and what is accepted in it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, model_validator

from werkmonitor.programma.velden import Eenheid, Koppen, Model, Naam, PeriodeVeld, require

TIJDROLLEN = ("jaar", "halfjaar", "kwartaal", "maand", "peildatum", "periode")
"""Names that a column or a crosstab level has when it holds time instead of a dimension."""

BEWEGING = ("hoger", "gelijk", "lager")
"""The members of a dimension that compares two others: who went up a ladder, stayed, or went down."""


class Dimensie(Model):
    """``[[dimensie]]``: a breakdown with its members, in the order in which they are shown."""

    id: Naam
    naam: str
    leden: dict[str, Koppen] = {}
    """Member id to the captions that exports use for it; the first caption is the one that is shown."""
    open: bool = False
    """Whether captions that are not declared are members too (of their own name)."""
    optelbaar: bool = True
    """Whether its members together make a whole; ``false`` where they overlap, as groups that one person can be in."""
    wie: bool = False
    """Whether its members are municipalities or regions: they say whose figure it is, and not what is counted."""
    vergelijkt: tuple[str, ...] = ()
    """Two dimensions on one ladder, then and now: this one says who went up, stayed or went down."""

    @model_validator(mode="after")
    def _says_all_ways(self) -> Self:
        """Refuse a comparison that is none, or whose three members are not all there in their order."""
        if self.vergelijkt:
            then_and_now = len(set(self.vergelijkt)) == len(self.vergelijkt) == 2  # noqa: PLR2004 - then and now
            require(then_and_now, f"dimensie {self.id} vergelijkt precies twee andere dimensies: toen en nu")
            members = f"dimensie {self.id} heeft de leden {', '.join(BEWEGING)} nodig, in die volgorde"
            require(tuple(self.leden) == BEWEGING, members)
        return self


Gevoelig = Literal["gezondheid", "fraude", "bezwaar"]
"""Matters of which also a somewhat larger group is too small to publish."""


class Maat(Model):
    """A number column: what it counts and in which unit."""

    kolom: Koppen | None = None
    """The header (list) or the caption (crosstab level ``maat``); absent when the whole crosstab is this one."""
    eenheid: Eenheid
    schaal: Literal["fractie", "procent"] | None = None
    """How a share without a percent sign or format is written: 0,36 or 36.  Without it a doubtful one is refused."""
    maal: int | None = Field(default=None, gt=0, le=1_000_000_000)
    """What each number is multiplied by: 1000 where the export says *x 1.000*, 1 where they count as they stand."""
    hoogstens: Decimal | None = Field(default=None, gt=0)
    """More than this, in the unit of the figures, is told as odd; for a share it is 1 where nothing is declared."""
    telt: str = ""
    """What is counted, for comparison with others: ``uitkeringen`` and ``personen`` are not the same."""
    definitie: str = ""
    """A number of others in terms of our own maten, as a formula: ``som(uitstroom) / stand(bijstand, begin)``."""
    afgerond_op: Decimal | None = Field(default=None, gt=0)
    """As that of the source, for this number alone and as it is written: 0.5 where shares are in half percents."""
    gevoelig: Gevoelig | None = None
    """As that of the source, for this number alone."""
    geen_personen: str = ""
    """Why its numbers count no people, so that small ones may be published: ``het zijn bijeenkomsten``."""
    hoort_bij: str = ""
    """The maat of the same source that counts the people whom this amount or mean is about; hidden where few."""
    grootste: tuple[str, ...] = Field(default=(), max_length=2)
    """The maten of the same source with the largest part of this amount that is of one person, and the one after it."""


class Bron(Model):
    """``[[bron]]``: one kind of export and how its table is recognised, by its headers."""

    id: Naam
    titel: str
    bestand: Koppen
    """File name patterns within the delivery's folder, sub-folders included."""
    vorm: Literal["lijst", "kruistabel", "register"]
    soort: Literal["stroom", "stand"] = "stroom"
    peilmoment: Literal["begin", "eind"] = "eind"
    """For a stand: whether the stand of a month is that of its first or of its last day."""
    notatie: Literal["streng", "nl", "en"] = "streng"
    """How numbers in text are written: ``nl`` reads 2.000 as two thousand, ``en`` as two, ``streng`` refuses it."""
    leegtekens: tuple[str, ...] = ()
    """Texts that stand for a value that is not there, besides those of Cognos itself (``-``, ``--``, ``/0``)."""
    tijd: dict[Literal["jaar", "halfjaar", "kwartaal", "maand", "peildatum", "periode"], Koppen] = {}
    """Header by time role; ``@titel`` is the period in the titles above the table, ``@tabblad`` the name of the tab,
    ``@bestand`` the period in the name of the file."""
    periode: PeriodeVeld | None = None
    """The period that all numbers are about, where nothing in the file says so; without it, that of the delivery."""
    alleen: dict[str, Koppen] = {}
    """Dimension (or, in a list, any header) to the texts of the rows that are read, with ``*`` for anything; ``@leden``
    are the declared members of the dimension."""
    scheiding: str = Field(default="", max_length=3)
    """Crosstab: the sign between two labels that share one cell of the header, as in ``Uitstroom|2020``."""
    dimensies: dict[Naam, Koppen] = {}
    """Header by dimension; ``@tabblad`` is the name of the tab (also in a crosstab)."""
    maten: dict[Naam, Maat] = {}
    rijen: tuple[str, ...] = ()
    """Crosstab: what the row labels are, from the outside in: a dimension, a time role, ``maat`` or ``-`` (ignored)."""
    kolommen: tuple[str, ...] = ()
    """Crosstab: what the column labels are, from the top down."""
    velden: dict[Naam, Koppen] = {}
    """Register: text columns."""
    leeg: Literal["onbekend", "nul"] = "onbekend"
    """What an empty cell within the table means."""
    verplicht: bool = True
    afgerond_op: Decimal | None = Field(default=None, gt=0)
    """The multiple to which a published source rounds what it counts; CBS rounds persons to 10."""
    systeem: str = ""
    toelichting: str = ""
    gevoelig: Gevoelig | None = None
    """What makes its counts more delicate than others: they have the higher threshold for publication."""
    geen_personen: str = ""
    """Why its numbers count no people, so that small ones may be published."""
    al_openbaar: str = ""
    """Who published its numbers already, such as CBS; everybody knows them, so they are never hidden."""

    @property
    def uitsplitsingen(self) -> tuple[str, ...]:
        """The dimensions of its table, in a crosstab those of its labels too."""
        levels = [level for level in (*self.rijen, *self.kolommen) if level not in {*TIJDROLLEN, "maat", "-"}]
        return tuple(dict.fromkeys([*self.dimensies, *levels]))

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        """Refuse what could only be read by guessing."""
        naam = f"bron {self.id}"
        for key in self.alleen:
            known = (*self.dimensies, *self.rijen)
            loose = self.vorm == "lijst" and "@leden" not in self.alleen[key]
            require(key in known or loose, f"{naam} kan niet kiezen op {key}; noem bij alleen een dimensie van de bron")
        require(not (self.periode and self.tijd), f"{naam} heeft tijd en periode; zet er één van de twee in")
        require(not self.scheiding or self.vorm == "kruistabel", f"{naam} is geen kruistabel; scheiding hoort daarbij")
        if self.vorm == "register":
            require(self.velden, f"{naam} is een register en heeft [bron.velden] nodig")
            return self
        require(self.maten, f"{naam} heeft geen maten; zet er [bron.maten.naam] bij")
        for maat in self.maten.values():
            for other in (*maat.grootste, *([maat.hoort_bij] if maat.hoort_bij else [])):
                wat = f"{naam} heeft geen maat '{other}'; noem bij hoort_bij en grootste maten van deze bron"
                require(other in self.maten, wat)
        headed = all(maat.kolom for maat in self.maten.values())
        if self.vorm == "lijst":
            require(headed, f"{naam} is een lijst; zet bij elke maat de kolom")
            return self
        require(self.rijen and self.kolommen, f"{naam} is een kruistabel en heeft rijen en kolommen nodig")
        if len(self.maten) > 1:
            require(
                "maat" in (*self.rijen, *self.kolommen), f'{naam} heeft meer maten; zet "maat" in rijen of kolommen'
            )
            require(headed, f"{naam} heeft meer maten; zet bij elke maat het opschrift als kolom")
        return self


class Lezen(Model):
    """``[lezen]``: how far the tool goes in reading one file; beyond it the file is refused."""

    max_bestand_mib: int = Field(default=200, gt=0)
    max_uitgepakt_mib: int = Field(default=2048, gt=0)
    max_cellen: int = Field(default=50_000_000, gt=0)
    """Largest grid of one sheet, from its first cell to its last."""
    max_bladen: int = Field(default=2000, gt=0)
    max_seconden: int = Field(default=20, gt=0)
    """Time for a file of at most 10 MiB; a larger one has proportionally more."""
    max_geheugen_mib: int = Field(default=1024, gt=0)
    """Memory for a file of at most 10 MiB that another library reads."""


_CEL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
_NIEUW = re.compile(r"-?[0-9]{1,15}(?:,[0-9]+)?(?: ?%)?")
_SIGNIFICANT_DIGITS = 15
"""What a workbook keeps of a number."""


_MAYBE_THOUSANDS = re.compile(r"-?([1-9][0-9]{0,2})\.([0-9]{3})")
"""A number of TOML that may have been meant as a Dutch one: 24.911 without its point is one too."""


def _as_text(value: object, info: ValidationInfo) -> object:
    """Write a number of the declaration as a Dutch export shows it: 17.5 is ``17,5``."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        text, key = format(Decimal(str(value)), "f"), info.field_name
        whole, decimal = text.replace(".", ""), text.replace(".", ",")
        twofold = f'{text} kan {whole} zijn of {decimal}; schrijf {key} = {whole} of {key} = "{decimal}"'
        require(not _MAYBE_THOUSANDS.fullmatch(text), twofold)
        return decimal
    return value


def _as_cell(value: object) -> object:
    """Accept an address as it may be copied from Excel: ``$f$12`` is F12."""
    return value.replace("$", "").strip().upper() if isinstance(value, str) else value


def _is_cell(value: str) -> str:
    require(_CEL.fullmatch(value), f"'{value}' is geen cel; schrijf bijvoorbeeld F12")
    return value


def _is_number(value: str) -> str:
    require(_NIEUW.fullmatch(value), f"'{value}' is geen getal; schrijf 19 of 19.5, of een percentage als \"36%\"")
    digits = re.sub(r"[^0-9]", "", value).lstrip("0")
    require(len(digits) <= _SIGNIFICANT_DIGITS, f"'{value}' heeft meer dan 15 cijfers")
    return value


class Correctie(Model):
    """``[[correctie]]``: a cell that is wrong in the export, which itself stays untouched."""

    levering: PeriodeVeld
    bestand: str = Field(min_length=1)
    """Path within the delivery's folder, or as a message gives it."""
    blad: str = ""
    """May be left out where the file has one sheet."""
    cel: Annotated[str, BeforeValidator(_as_cell), AfterValidator(_is_cell)]
    was: Annotated[str, BeforeValidator(_as_text)]
    """What the cell shows now; empty for an empty cell.  Another value refuses the build."""
    wordt: Annotated[str, BeforeValidator(_as_text), AfterValidator(_is_number)]
    """The right number as Dutch text without thousands points, with ``%`` for a percentage."""
    reden: str = Field(min_length=1)
    wie: str = Field(min_length=1)
    """Who decided it; a role says enough."""
    datum: date


class Aanvaard(Model):
    """``[[aanvaard]]``: a warning that was looked at and accepted."""

    code: str
    plek: str
    """Where: the place as the message gives it; ``*`` stands for anything."""
    reden: str = Field(min_length=1)
    tot: PeriodeVeld
    """The last period for which it holds."""


class Balans(Model):
    """``[[balans]]``: a stand that must follow from the one before it, what came in and what went out."""

    naam: str
    stand: Naam
    instroom: Naam
    uitstroom: Naam
