"""The differences between two Monitors as typed values that go to JSON and back without loss.

``oud`` is the first of the two and ``nieuw`` the second, whichever is newer.  Numbers stand in it exactly and as they
are shown; sentences are made from them by ``zinnen``.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import msgspec

from werkmonitor.monitor.blokken import Kleur
from werkmonitor.monitor.model import CONCEPT

SCHEMA = 1
Oorzaak = Literal["periode", "bron", "definitie", "werkmonitor", "samen"]
"""Why a figure is another one: a new period, a source that was restated, another definition, another version of the
tool, or some of these that cannot be told apart."""
OORZAKEN: tuple[Oorzaak, ...] = ("periode", "bron", "definitie", "werkmonitor", "samen")


class Kant(msgspec.Struct, frozen=True, kw_only=True):
    """One of the two Monitors: what its head says."""

    periode: str
    naam: str
    """How it is called in a sentence: ``2021``, ``uitgave 2021-u1``."""
    kort: str
    """The same above a column."""
    wie: str
    lid: str = ""
    """The part of a region that it is of, by its id; empty for the whole."""
    titel: str
    editie: str
    """``concept``, or the edition that it was sealed as."""
    stand: str
    """The same in words, with the edition that it supersedes."""
    brondatum: str
    werkmonitor: str
    declaratie: str


class Waarde(msgspec.Struct, frozen=True, kw_only=True):
    """What a figure was on one side; without ``exact`` there is a ``reden``."""

    exact: str | None
    weergave: str
    reden: str = ""
    peildatum: str | None = None
    status: str
    oordeel: Kleur | None = None
    woord: str = ""
    regel: str = ""
    """The verdict in a sentence."""
    norm: str = ""
    """What was asked, in words; empty without a norm."""

    @property
    def fractie(self) -> Fraction | None:
        """The exact value."""
        return None if self.exact is None else Fraction(self.exact)


class Deel(msgspec.Struct, frozen=True, kw_only=True):
    """What one cause does to a figure; all parts of a figure add up to its difference."""

    oorzaak: Oorzaak
    exact: str
    weergave: str
    """With its sign."""
    reden: str = ""
    """What a reader must know of it, in sentences."""

    @property
    def fractie(self) -> Fraction:
        """The exact value."""
        return Fraction(self.exact)


class Plaats(msgspec.Struct, frozen=True, kw_only=True):
    """A cell with the number that was read there."""

    bestand: str
    blad: str
    cel: str
    levering: str
    weergave: str
    correctie: str = ""
    """What it was corrected from and why, in words."""


class Celverschil(msgspec.Struct, frozen=True, kw_only=True):
    """A number of a source that is not what it was; on one side it can be missing."""

    labels: tuple[str, ...]
    van: str
    tot: str
    oud: Plaats | None
    nieuw: Plaats | None


class Erratum(msgspec.Struct, frozen=True, kw_only=True):
    """A figure that was published, and what its source says about the same time since then."""

    periode: str
    """The period in words that the figure is about."""
    gepubliceerd: str
    """What the older Monitor says."""
    herzien: str
    """What it would say by the newer sources and its own definition."""
    levering: str
    """The delivery, in words, that says so; empty where there are more, or none."""
    opnieuw: bool = False
    """Whether that is the delivery of then, whose files are not what they were."""
    ingevuld: str = ""
    """Who filled it in, for a figure that no source has."""
    cellen: tuple[Celverschil, ...] = ()


class Bijdrage(msgspec.Struct, frozen=True, kw_only=True):
    """What one member of a dimension adds to the difference; ``exact`` is ``None`` where it is unknown on one side."""

    lid: str
    naam: str
    soort: Literal["samen", "nieuw", "weg", "onbekend", "rest"]
    """``rest``: what the members leave of the difference, because one of them is not known."""
    oud: str
    nieuw: str
    exact: str | None
    weergave: str

    @property
    def fractie(self) -> Fraction | None:
        """The exact value."""
        return None if self.exact is None else Fraction(self.exact)


class Uitsplitsing(msgspec.Struct, frozen=True, kw_only=True):
    """The difference of a figure by the members of a dimension, the largest first; together they are all of it."""

    indicator: str
    dimensie: str
    bijdragen: tuple[Bijdrage, ...]


class Oordeelverschil(msgspec.Struct, frozen=True, kw_only=True):
    """Another verdict, and whether that comes from the figure, from the norm, from both, or from something else."""

    oorzaak: Literal["cijfer", "norm", "beide", "anders"]
    bij_oude_norm: Kleur | None = None
    """What the new figure would be called by the old norm."""


class Afspraak(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was declared about a figure and is not what it was."""

    wat: Literal["norm", "formule", "definitie", "eenheid"]
    oud: str
    nieuw: str


class Cijferverschil(msgspec.Struct, frozen=True, kw_only=True):
    """One figure on both sides.

    ``soort`` is ``anders`` or ``gelijk`` where both are known; ``nieuw`` and ``weg`` are figures that one side does not
    have at all; ``onbekend`` has no value on one side or both; ``onvergelijkbaar`` has another unit.
    """

    id: str
    naam: str
    noem: str
    eenheid: str
    soort: Literal["anders", "gelijk", "nieuw", "weg", "onbekend", "onvergelijkbaar"]
    oud: Waarde | None
    nieuw: Waarde | None
    exact: str | None = None
    """The difference; ``None`` where there is none to be had."""
    weergave: str = ""
    """The difference with its sign."""
    relatief: str | None = None
    """The difference as a share of the old value, exact; ``None`` where that says nothing."""
    opvallend: bool = False
    maat: str | None = None
    """How many times the difference is what makes it stand out, exact; ``None`` from nothing to something."""
    drempel: str = ""
    """From which difference on it stands out, in words."""
    delen: tuple[Deel, ...] = ()
    afgerond: bool = False
    """Whether the numbers as they are shown do not add up, because of rounding."""
    oordeel: Oordeelverschil | None = None
    """``None`` where the verdict is the same."""
    uitsplitsing: Uitsplitsing | None = None
    erratum: Erratum | None = None
    afspraken: tuple[Afspraak, ...] = ()
    zelfde_als: str = ""
    """A figure before it with the same formula and the same values, which tells the same."""

    @property
    def fractie(self) -> Fraction | None:
        """The exact difference."""
        return None if self.exact is None else Fraction(self.exact)

    @property
    def is_verschil(self) -> bool:
        """Whether there is anything to tell: also parts that cancel out, or an agreement that changed."""
        both = [waarde.exact for waarde in (self.oud, self.nieuw) if waarde]
        same = self.soort == "gelijk" or both == [None, None]
        return not same or bool(self.delen or self.afspraken or self.oordeel)


class Opgaveverschil(msgspec.Struct, frozen=True, kw_only=True):
    """A task that has another colour, or that only one side has."""

    id: str
    nummer: int
    kort: str
    soort: Literal["kleur", "nieuw", "weg"]
    oud: Kleur | None
    oud_woord: str
    nieuw: Kleur | None
    nieuw_woord: str
    grond: Literal["regel", "mens", "geen"]
    """What the newer verdict rests on."""
    waarom: str
    """The rule, or the person's reason, of that verdict."""
    cijfers: tuple[str, ...] = ()
    """The figures of the task whose colour changed too, by their ids."""


class Kleurwoord(msgspec.Struct, frozen=True, kw_only=True):
    """A colour that means something else than it did."""

    kleur: Kleur
    oud: str
    nieuw: str


class Tekstdeel(msgspec.Struct, frozen=True):
    """A sentence, or some words of one, that stayed, went or came."""

    soort: Literal["gelijk", "weg", "erbij"]
    tekst: str


class Tekstverschil(msgspec.Struct, frozen=True, kw_only=True):
    """A text that is not what it was, sentence by sentence; where one was changed a little, by its words."""

    naam: str
    soort: Literal["anders", "nieuw", "weg"]
    zinnen: tuple[tuple[Tekstdeel, ...], ...]


class Bronverschil(msgspec.Struct, frozen=True, kw_only=True):
    """A source that only one side has, or a file that is not what it was."""

    titel: str
    soort: Literal["nieuw", "weg", "anders", "anders_gelezen"]
    bestanden: tuple[str, ...] = ()


class Verschil(msgspec.Struct, frozen=True, kw_only=True):
    """Two Monitors side by side."""

    schema: int
    oud: Kant
    nieuw: Kant
    doelgroep: Literal["intern", "openbaar"]
    voorbeeld: bool
    let_op: tuple[str, ...] = ()
    """What a reader must know before comparing, in sentences."""
    cijfers: tuple[Cijferverschil, ...]
    """All figures of both, what matters most first."""
    opgaven: tuple[Opgaveverschil, ...] = ()
    aantal_opgaven: int = 0
    """How many tasks the second Monitor has."""
    kleurwoorden: tuple[Kleurwoord, ...] = ()
    teksten: tuple[Tekstverschil, ...] = ()
    bronnen: tuple[Bronverschil, ...] = ()

    @property
    def is_leeg(self) -> bool:
        """Whether nothing differs."""
        told = (self.opgaven, self.kleurwoorden, self.teksten, self.bronnen)
        return not any(told) and not any(cijfer.is_verschil for cijfer in self.cijfers)

    @property
    def naam(self) -> str:
        """What files about it are called, without their ends."""
        return f"verschil-{_bestandsdeel(self.oud)}-{_bestandsdeel(self.nieuw)}"


def _bestandsdeel(kant: Kant) -> str:
    return kant.periode if kant.editie == CONCEPT else kant.editie


def to_json(verschil: Verschil) -> bytes:
    """Return the differences as indented JSON in UTF-8; the same differences always give the same bytes."""
    return msgspec.json.format(msgspec.json.encode(verschil), indent=1) + b"\n"


def from_json(data: bytes) -> Verschil:
    """Read differences; raises ``msgspec.DecodeError`` when they are not of this schema."""
    verschil = msgspec.json.decode(data, type=Verschil)
    if verschil.schema != SCHEMA:
        message = f"schema {verschil.schema} is not {SCHEMA}"
        raise msgspec.ValidationError(message)
    return verschil
