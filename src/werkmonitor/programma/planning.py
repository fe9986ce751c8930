"""``[planning]``: which periods are made by themselves, when their turn comes, and who is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, dropwhile, takewhile
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from werkmonitor.periode import Periode
from werkmonitor.programma.velden import Model, Naam, PeriodeVeld, require

Ritme = Literal["jaarlijks", "halfjaarlijks", "kwartaal", "maand"]
LENGTE: dict[Ritme, int] = {"jaarlijks": 12, "halfjaarlijks": 6, "kwartaal": 3, "maand": 1}
"""Months in a period of each rhythm."""
Moment = Literal["gelukt", "mislukt", "wacht"]
_TERUG = 3
"""Years back that hold the newest period that is due, however late its turn comes."""
_ATOOM = r"[\w!#$%&'*+/=?^`{|}~-]+"
_ADRES = re.compile(rf"{_ATOOM}(\.{_ATOOM})*@\w[\w-]*(\.\w[\w-]*)*", re.ASCII)
"""One plain address: without quotes, comments or a bracketed host, which the parser of ``email`` can stumble over."""


def _as_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _is_address(value: str) -> str:
    require(_ADRES.fullmatch(value), f"'{value}' is geen e-mailadres; schrijf bijvoorbeeld naam@gemeente.nl")
    return value


Adres = Annotated[str, AfterValidator(_is_address)]
Ritmes = Annotated[tuple[Ritme, ...], BeforeValidator(_as_tuple), Field(min_length=1)]


class Smtp(Model):
    """``[planning.melding.smtp]``: the mail server; the password itself never stands in the declaration."""

    server: str = Field(min_length=1)
    poort: int | None = Field(default=None, ge=1, le=65535)
    """Without it the usual one: 587 with ``starttls``, 465 with ``tls``, 25 with ``geen``."""
    tls: Literal["starttls", "tls", "geen"] = "starttls"
    van: Adres
    naar: Annotated[tuple[Adres, ...], BeforeValidator(_as_tuple), Field(min_length=1)]
    gebruiker: str = ""
    wachtwoord_variabele: str = ""
    """The environment variable with the password."""
    wachtwoord_bestand: str = ""
    """A file with the password that nobody but its owner can read; ``~`` is the home folder."""

    @model_validator(mode="after")
    def _keeps_its_secret(self) -> Self:
        """Refuse a password that would cross the network in the open, or that two keys would give."""
        both = self.wachtwoord_variabele and self.wachtwoord_bestand
        require(not both, "zet wachtwoord_variabele of wachtwoord_bestand, niet allebei")
        secret = self.wachtwoord_variabele or self.wachtwoord_bestand
        require(bool(self.gebruiker) == bool(secret), "gebruiker en wachtwoord horen bij elkaar")
        require(self.tls != "geen" or not secret, 'met tls = "geen" is het wachtwoord onderweg te lezen; kies starttls')
        return self

    @property
    def op_poort(self) -> int:
        """The port to connect to."""
        return self.poort or {"starttls": 587, "tls": 465, "geen": 25}[self.tls]


class Melding(Model):
    """``[planning.melding]``: who is told what became of a period; the one thing that may use the network."""

    bij: Annotated[tuple[Moment, ...], BeforeValidator(_as_tuple)] = ("gelukt", "mislukt")
    opdracht: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    """A program with its arguments, run without a shell; the message comes on its standard input."""
    smtp: Smtp | None = None

    @model_validator(mode="after")
    def _tells_in_one_way(self) -> Self:
        require(self.opdracht or self.smtp, "zet er een opdracht of een blok [planning.melding.smtp] bij")
        return self


class Planning(Model):
    """``[planning]``: the calendar of the monitor."""

    ritme: Ritmes
    vanaf: PeriodeVeld | None = None
    """The first period; what lies before it is never made by itself.  Without it only the newest that is due."""
    na_dagen: int = Field(default=0, ge=0, le=366)
    """How many days after the end of a period its turn comes."""
    rustig_minuten: int = Field(default=30, ge=0, le=1440)
    """How long nothing may have changed in the inputs."""
    bronnen: tuple[Naam, ...] = ()
    """Sources that must be there besides those that a build needs."""
    alle: bool = False
    """Of a region: also the monitors of its parts."""
    melding: Melding | None = None

    def vervalt(self, periode: Periode) -> date:
        """Return the first day on which a period has its turn."""
        return periode.dag_erna + timedelta(days=self.na_dagen)

    def aan_de_beurt(self, vandaag: date) -> tuple[Periode, ...]:
        """Return the periods whose turn has come, in the order in which they ended, of two the shorter first."""
        found: list[Periode] = []
        for ritme in self.ritme:
            due = list(takewhile(lambda item: self.vervalt(item) <= vandaag, self._perioden(ritme, vandaag)))
            found += due if self.vanaf else due[-1:]
        return tuple(sorted(found, key=self._volgorde))

    def eerstvolgende(self, vandaag: date) -> Periode:
        """Return the period whose turn comes next after today."""
        later = (dropwhile(lambda item: self.vervalt(item) <= vandaag, self._perioden(r, vandaag)) for r in self.ritme)
        return min((next(iter(items)) for items in later), key=self._volgorde)

    @staticmethod
    def _volgorde(periode: Periode) -> tuple[date, int]:
        return periode.dag_erna, periode.lengte

    def _perioden(self, ritme: Ritme, vandaag: date) -> Iterator[Periode]:
        """Yield the periods of a rhythm without end, from the first that is planned."""
        lengte = LENGTE[ritme]
        first = self.vanaf.start if self.vanaf else max(vandaag.year - _TERUG, 1) * 12
        return (Periode(start, lengte) for start in count(-(-first // lengte) * lengte, lengte))
