"""The declaration of a monitor, as types: every key of ``werkmonitor.toml`` with what it means.

Keys are Dutch because advisers write them.  Unknown keys are refused; ``load`` puts the errors into Dutch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import Field, PrivateAttr, model_validator

from werkmonitor.findings import Location
from werkmonitor.programma.bron import Aanvaard, Balans, Bron, Correctie, Dimensie, Lezen
from werkmonitor.programma.indicator import Benchmark, Indicator, Prognose
from werkmonitor.programma.metadata import Metadata
from werkmonitor.programma.pagina import Pagina
from werkmonitor.programma.plaatsen import Plaatsen
from werkmonitor.programma.planning import Planning
from werkmonitor.programma.velden import AandeelVeld, Eenheid, Model, Naam, require

Kleur = Literal["groen", "oranje", "rood", "grijs"]
Formaat = Literal["html", "pdf", "xlsx", "json", "csv", "grafieken", "pptx"]
Layout = Literal["rapport", "presentatie", "samenvatting"]


class Algemeen(Model):
    """``[programma]``: whose monitor this is and what it is called."""

    naam: str
    gemeente: str
    deelgebied: str = ""
    """The dimension whose members (municipalities of a region, districts) can each have a monitor of their own."""
    titel: str
    ondertitel: str = ""
    voor: str = "de gemeenteraad"
    versie: str = "1"
    oranje_vanaf: AandeelVeld = Decimal("0.90")
    """Share of the norm from which a value that misses it is still *oranje*; below it is *rood*."""
    opgavenregister: str | None = None
    """The register source in which the team reports on each opgave."""
    voorbeeld: bool = False
    """Whether the figures are those of an example: every page then says so."""


class Kleurwoord(Model):
    """``[oordeel.groen]`` …: what a colour means in this municipality."""

    woord: str
    uitleg: str


class Publicatie(Model):
    """``[publicatie]``: for whom, and in which formats."""

    doelgroep: Literal["intern", "openbaar"] = "intern"
    formaten: tuple[Formaat, ...] = ("html", "pdf", "xlsx", "json", "csv")
    layouts: tuple[Layout, ...] = Field(default=("rapport",), min_length=1)
    """In which layouts: the report, slides to show, a summary of one page."""
    opvallend: AandeelVeld = Decimal("0.10")
    """From which difference on a comparison of two monitors names a figure, as a share of the old value."""
    drempel: int = Field(default=5, ge=2, le=100)
    """From how many people on a count may stand in a public monitor."""
    drempel_gevoelig: int = Field(default=10, ge=2, le=100)
    """The same for sources with ``gevoelig``."""
    nul: Literal["tonen", "verbergen"] = "tonen"
    """Whether a public monitor may say that there is nobody."""
    metadata: Metadata = Metadata()


class Controle(Model):
    """``[[controle]]``: two formulas that must give the same, such as twelve months and a year."""

    naam: str
    formule: str
    gelijk_aan: str
    eenheid: Eenheid = "aantal"
    marge: Decimal = Field(default=Decimal(0), ge=0)
    """How far apart they may be."""
    per: str = ""
    """A dimension: they must be equal for each of its members."""
    aantal: int = Field(default=1, ge=1, le=100)
    """How many periods back they must be equal, the reported one included."""


class Telling(Model):
    """One way in which something was counted."""

    naam: str
    formule: str
    eenheid: Eenheid = "aantal"


class Zelfde(Model):
    """``[[zelfde]]``: one notion that was counted in more than one way; differences are told."""

    naam: str
    tellingen: tuple[Telling, ...] = Field(min_length=2)
    aantal: int = Field(default=1, ge=1, le=100)
    """How many periods back they are held together, the reported one included."""


class Doel(Model):
    """``[[doel]]``: a goal of the programme."""

    id: Naam
    nummer: int
    naam: str
    toelichting: str = ""


class Opgave(Model):
    """``[[opgave]]``: a task, the goals it serves and the indicators that judge it."""

    id: Naam
    nummer: int
    naam: str
    kort: str
    doelen: tuple[int, ...]
    indicatoren: tuple[str, ...] = ()
    verantwoordelijk: str = ""


class Verzonnen(Model):
    """``[[verzonnen]]``: what is invented in an example werkmap."""

    kort: str
    """For the page, after «Verzonnen:»."""
    wat: str
    """For the list at the end: what was published, and what was not."""
    indicatoren: tuple[str, ...] = ()
    bronnen: tuple[str, ...] = ()


class Begrip(Model):
    """``[[begrip]]``: a term or abbreviation with its plain explanation."""

    term: str = Field(min_length=1)
    uitleg: str = Field(min_length=1)
    ook: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    """How it stands in texts besides: the abbreviation, the plural, one of its parts."""


_PUBLICEREN = {"gevoelig", "geen_personen"}
_NIET_GELEZEN: dict[str, Any] = {
    **dict.fromkeys(("titel", "systeem", "toelichting", "verplicht", "al_openbaar", *_PUBLICEREN), True),
    "maten": {"__all__": {"hoort_bij", "grootste", *_PUBLICEREN}},
}
"""Keys of a source that change nothing in what is read from it."""


class Programma(Model):
    """The whole declaration."""

    programma: Algemeen
    publicatie: Publicatie = Publicatie()
    oordeel: dict[Kleur, Kleurwoord]
    dimensie: tuple[Dimensie, ...] = ()
    bron: tuple[Bron, ...]
    lezen: Lezen = Lezen()
    correctie: tuple[Correctie, ...] = ()
    aanvaard: tuple[Aanvaard, ...] = ()
    balans: tuple[Balans, ...] = ()
    controle: tuple[Controle, ...] = ()
    zelfde: tuple[Zelfde, ...] = ()
    indicator: tuple[Indicator, ...]
    prognose: tuple[Prognose, ...] = ()
    benchmark: tuple[Benchmark, ...] = ()
    doel: tuple[Doel, ...] = ()
    opgave: tuple[Opgave, ...] = ()
    pagina: tuple[Pagina, ...]
    verzonnen: tuple[Verzonnen, ...] = ()
    begrip: tuple[Begrip, ...] = ()
    planning: Planning | None = None

    @model_validator(mode="after")
    def _has_every_colour(self) -> Self:
        missing = [kleur for kleur in get_args(Kleur) if kleur not in self.oordeel]
        require(not missing, f"[oordeel] heeft nog geen woord en uitleg voor {', '.join(missing)}")
        return self

    _bestanden: tuple[tuple[str, str], ...] = PrivateAttr(default=())
    """Name and text of the files that this was read from, to say where something stands."""

    @property
    def afdruk(self) -> str:
        """SHA-256 of the files that this was read from; empty where it was not read from files."""
        if not self._bestanden:
            return ""
        return hashlib.sha256("\0".join(part for pair in self._bestanden for part in pair).encode()).hexdigest()

    def afdruk_van(self, bron: str) -> str:
        """Return the SHA-256 of how a source is read, with the members of its dimensions; empty for an unknown one."""
        found = self.bron_van(bron)
        if found is None:
            return ""
        named = (*found.dimensies, *found.rijen, *found.kolommen)
        dimensies = [d for d in self.dimensie if d.id in named or d in self.vergelijkingen(named)]
        parts = [found.model_dump_json(exclude=_NIET_GELEZEN), *(d.model_dump_json() for d in dimensies)]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    _plaatsen: Plaatsen | None = PrivateAttr(default=None)

    _lid: str = PrivateAttr(default="")
    _regio: str = PrivateAttr(default="")

    @property
    def lid(self) -> str:
        """The part of the region that this declaration was cut down to; empty for the whole."""
        return self._lid

    @property
    def regio(self) -> str:
        """The name of the whole where it has parts, else empty."""
        return self._regio or (self.programma.gemeente if self.programma.deelgebied else "")

    def voor_lid(self, lid: str, naam: str) -> Self:
        """Return the declaration as that of one part, which is called ``naam``."""
        algemeen = self.programma.model_copy(update={"gemeente": naam})
        found = self.model_copy(update={"programma": algemeen})
        found._lid, found._regio = lid, self.regio  # noqa: SLF001 - of this class
        return found

    def onthoud(self, bestanden: Iterable[tuple[str, str]], plaatsen: Plaatsen | None = None) -> None:
        """Keep the files of the declaration, and where each block and key stands in them."""
        self._bestanden = tuple(bestanden)
        self._plaatsen = plaatsen

    def plek_van(self, *pad: str | int) -> Location:
        """Return where a block or key stands, by its path: ``("indicator", 2, "normen")``."""
        return (self._plaatsen.van(pad) if self._plaatsen else None) or self.plek("")

    def plek_van_indicator(self, naam: str, sleutel: str = "formule") -> Location:
        """Return where a key of an indicator stands, or the indicator where it has no such key."""
        rank = next((rank for rank, indicator in enumerate(self.indicator) if indicator.id == naam), None)
        return self.plek("") if rank is None else self.plek_van("indicator", rank, sleutel)

    def plek(self, tekst: str) -> Location:
        """Return where a formula or a heading stands in the declaration: the first line with it between quotes."""
        for naam, inhoud in self._bestanden:
            for nummer, regel in enumerate(inhoud.splitlines(), 1):
                plain = regel.replace('\\"', '"')
                quoted = f'"{tekst}"' in plain or f"'{tekst}'" in plain
                if tekst and quoted and not plain.lstrip().startswith("#"):
                    return Location(naam, regel=nummer)
        return Location(self._bestanden[0][0] if self._bestanden else "werkmonitor.toml")

    def dimensie_van(self, naam: str) -> Dimensie:
        """Return the declared dimension, or an open one where none is declared."""
        return next((d for d in self.dimensie if d.id == naam), Dimensie(id=naam, naam=naam, open=True))

    def vergelijkingen(self, dimensies: Iterable[str]) -> tuple[Dimensie, ...]:
        """Return the dimensions that follow from two others, for a table that has ``dimensies``."""
        there = set(dimensies)
        return tuple(d for d in self.dimensie if d.vergelijkt and there.issuperset(d.vergelijkt) and d.id not in there)

    def bron_van(self, naam: str) -> Bron | None:
        """Return the source with this id."""
        return next((b for b in self.bron if b.id == naam), None)

    def indicator_van(self, naam: str) -> Indicator | None:
        """Return the indicator with this id."""
        return next((i for i in self.indicator if i.id == naam), None)
