"""The declaration of a monitor, as types: every key of ``werkmonitor.toml`` with what it means.

Keys are Dutch because advisers write them.  Unknown keys are refused; ``load`` puts the errors into Dutch.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal, Self, get_args

from pydantic import PrivateAttr, model_validator

from werkmonitor.findings import Location
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Aanvaard, Balans, Bron, Correctie, Dimensie, Lezen
from werkmonitor.programma.plaatsen import Plaatsen
from werkmonitor.programma.velden import AandeelVeld, Eenheid, Model, Naam, PeriodeVeld, require

Kleur = Literal["groen", "oranje", "rood", "grijs"]
Richting = Literal["hoger", "lager"]
Formaat = Literal["html", "pdf", "xlsx", "json", "csv"]
Status = Literal["definitief", "voorlopig", "verzonnen", "handmatig"]


class Algemeen(Model):
    """``[programma]``: whose monitor this is and what it is called."""

    naam: str
    gemeente: str
    titel: str
    ondertitel: str = ""
    voor: str = "de gemeenteraad"
    versie: str = "1"
    oranje_vanaf: AandeelVeld = Decimal("0.90")
    """Share of the norm from which a value that misses it is still *oranje*; below it is *rood*."""
    opgavenregister: str | None = None
    """The register source in which the team reports on each opgave."""


class Kleurwoord(Model):
    """``[oordeel.groen]`` …: what a colour means in this municipality."""

    woord: str
    uitleg: str


class Publicatie(Model):
    """``[publicatie]``: for whom, and in which formats."""

    doelgroep: Literal["intern", "openbaar"] = "intern"
    formaten: tuple[Formaat, ...] = ("html", "pdf", "xlsx", "json", "csv")


class Norm(Model):
    """A norm with the first period for which it holds and the decision it comes from."""

    vanaf: PeriodeVeld
    waarde: Decimal
    bron: str


class Indicator(Model):
    """``[[indicator]]``: a figure, its formula and how it is judged."""

    id: Naam
    naam: str
    formule: str
    eenheid: Eenheid
    decimalen: int | None = None
    noem: str = ""
    """The noun of what is counted (``uitkeringen``), where the unit does not say it."""
    per: str | None = None
    """A dimension: the indicator has a value for each member too."""
    richting: Richting | None = None
    """Which direction is better."""
    normen: tuple[Norm, ...] = ()
    oranje_vanaf: AandeelVeld | None = None
    status: Status = "definitief"
    status_in: dict[str, Status] = {}
    """Periods in which the status is another one."""
    definitie: str
    reden_ontbreekt: str = ""
    """Why there is no value, when the exports cannot say it."""
    betekenis: str = ""
    """One sentence for the key figure's tile."""


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


class Reeks(Model):
    """One line or group of bars in a chart."""

    naam: str
    formule: str
    stijl: Literal["nu", "vorig", "ander"] = "nu"


class Rij(Model):
    """A row of a table: its label and the filters that hold for each formula in it."""

    naam: str
    filter: dict[str, str | tuple[str, ...]] = {}
    gunstig: Richting | None = None
    totaal: bool = False
    noot: str = ""


class Kolom(Model):
    """A column of a table: its head and the formula of its cells."""

    kop: str
    formule: str
    eenheid: Eenheid
    decimalen: int | None = None


_NODIG = {
    "tekst": ("tekst",),
    "kerncijfers": ("indicatoren",),
    "indicatoren": ("indicatoren",),
    "grafiek": ("langs", "reeksen"),
    "tabel": ("rijen", "kolommen"),
    "register": ("bron", "velden"),
}
"""Per kind of block the keys without which there is nothing to show."""


class Blok(Model):
    """``[[pagina.blok]]``: one part of a page; which keys count depends on ``soort``."""

    soort: Literal[
        "tekst",
        "kerncijfers",
        "grafiek",
        "indicatoren",
        "tabel",
        "opgaven",
        "matrix",
        "doelen",
        "kleuren",
        "register",
        "definities",
        "bronnen",
        "verzonnen",
        "meldingen",
        "begrippen",
    ]
    titel: str = ""
    onderschrift: str = ""
    tekst: str = ""
    """Name of a text in ``teksten/<periode>/``, without ``.md``."""
    indicatoren: tuple[str, ...] = ()
    vorm: Literal["lijn", "staaf", "liggend"] = "staaf"
    langs: str = ""
    """What runs along the chart: ``maanden``, ``peildata``, ``jaren`` or a dimension."""
    aantal: int = 4
    """How many periods back a chart along ``jaren`` goes, the reported one included."""
    reeksen: tuple[Reeks, ...] = ()
    eenheid: Eenheid = "aantal"
    decimalen: int | None = None
    noem: str = ""
    norm: str | None = None
    """The indicator whose norm is drawn as a line."""
    rijkop: str = ""
    rijen: tuple[Rij, ...] = ()
    kolommen: tuple[Kolom, ...] = ()
    bron: str = ""
    velden: dict[str, str] = {}
    """Register block: field to the head it gets."""
    eenheden: dict[str, Eenheid] = {}
    """Register block: unit of the fields that hold a number."""
    noot: str = ""
    annotaties: dict[str, str] = {}
    """Line chart: month (``2021-03``) to a remark that is set beside it."""

    @model_validator(mode="after")
    def _has_its_parts(self) -> Self:
        for key in _NODIG.get(self.soort, ()):
            require(getattr(self, key), f'een blok met soort = "{self.soort}" heeft {key} nodig')
        return self


class Pagina(Model):
    """``[[pagina]]``: one page, with the message as its heading."""

    id: Naam
    titel: str
    kop: str = ""
    blok: tuple[Blok, ...] = ()


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

    term: str
    uitleg: str


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
    indicator: tuple[Indicator, ...]
    doel: tuple[Doel, ...] = ()
    opgave: tuple[Opgave, ...] = ()
    pagina: tuple[Pagina, ...]
    verzonnen: tuple[Verzonnen, ...] = ()
    begrip: tuple[Begrip, ...] = ()

    @model_validator(mode="after")
    def _has_every_colour(self) -> Self:
        missing = [kleur for kleur in get_args(Kleur) if kleur not in self.oordeel]
        require(not missing, f"[oordeel] heeft nog geen woord en uitleg voor {', '.join(missing)}")
        return self

    _bestanden: tuple[tuple[str, str], ...] = PrivateAttr(default=())
    """Name and text of the files that this was read from, to say where something stands."""

    _plaatsen: Plaatsen | None = PrivateAttr(default=None)

    def onthoud(self, bestanden: Iterable[tuple[str, str]], plaatsen: Plaatsen | None = None) -> None:
        """Keep the files of the declaration, and where each block and key stands in them."""
        self._bestanden = tuple(bestanden)
        self._plaatsen = plaatsen

    def plek_van(self, *pad: str | int) -> Location:
        """Return where a block or key stands, by its path: ``("indicator", 2, "normen")``."""
        return (self._plaatsen.van(pad) if self._plaatsen else None) or self.plek("")

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

    def bron_van(self, naam: str) -> Bron | None:
        """Return the source with this id."""
        return next((b for b in self.bron if b.id == naam), None)

    def indicator_van(self, naam: str) -> Indicator | None:
        """Return the indicator with this id."""
        return next((i for i in self.indicator if i.id == naam), None)


def norm_op(indicator: Indicator, periode: Periode) -> Norm | None:
    """Return the norm that holds in ``periode``: the newest that began on or before its first day."""
    valid = [norm for norm in indicator.normen if norm.vanaf.eerste_dag <= periode.eerste_dag]
    return max(valid, key=lambda norm: norm.vanaf.eerste_dag, default=None)
