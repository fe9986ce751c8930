"""``[[pagina]]`` and its blocks: the report as it is declared."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from werkmonitor.formatting import NIET_OPTELBAAR
from werkmonitor.programma.indicator import Richting
from werkmonitor.programma.velden import Eenheid, Model, Naam, require


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


NODIG = {
    "tekst": ("tekst",),
    "kerncijfers": ("indicatoren",),
    "indicatoren": ("indicatoren",),
    "grafiek": ("langs", "reeksen"),
    "tabel": ("rijen", "kolommen"),
    "register": ("bron", "velden"),
    "verdeling": ("langs",),
    "brug": ("begin", "eind", "onderdelen", "rest"),
    "prognose": ("prognose",),
    "vergelijking": ("indicatoren",),
}
"""Per kind of block the keys without which there is nothing to show."""


TIJDASSEN = frozenset({"maanden", "peildata", "jaren", "perioden"})
"""What can run along a chart or a table besides a dimension."""


class Onderdeel(Model):
    """A step of a bridge from one stand to the next."""

    naam: str
    formule: str
    teken: Literal["+", "-"]


class Blok(Model):
    """``[[pagina.blok]]``: one part of a page; which keys count depends on ``soort``."""

    soort: Literal[
        "tekst",
        "kerncijfers",
        "grafiek",
        "indicatoren",
        "tabel",
        "verdeling",
        "brug",
        "prognose",
        "vergelijking",
        "resultaten",
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
    formule: str = ""
    tegen: str = ""
    """Distribution: what runs along the columns, a second dimension or a time; empty for none."""
    top: int | None = Field(default=None, ge=1)
    """Distribution: only the largest so many members; the others together are the row ``rest``."""
    rest: str = ""
    """Distribution: the name of that row.  Bridge: that of what the parts leave unexplained."""
    aandeel: Literal["", "kolom", "rij", "geheel"] = ""
    """Distribution: show shares of the column, the row or the whole instead of the numbers themselves."""
    sluitend: bool = True
    """Distribution: round the shares so that they add up to 100%; otherwise a note says that they may not."""
    begin: str = ""
    eind: str = ""
    onderdelen: tuple[Onderdeel, ...] = ()
    prognose: str = ""
    annotaties: dict[str, str] = {}
    """Line chart: month (``2021-03``) to a remark that is set beside it."""

    @model_validator(mode="after")
    def _has_its_parts(self) -> Self:
        for key in NODIG.get(self.soort, ()):
            require(getattr(self, key), f'een blok met soort = "{self.soort}" heeft {key} nodig')
        if self.soort == "verdeling":
            _can_be_distributed(self)
        if self.soort == "brug":
            require(self.eenheid not in NIET_OPTELBAAR, f"een brug telt op, en {self.eenheid} kan niet optellen")
        return self


def _can_be_distributed(blok: Blok) -> None:
    """Refuse a distribution of nothing, or along axes that do not go together."""
    one = f'een blok met soort = "{blok.soort}"'
    figures = f"{one} heeft formule nodig, of precies één naam in indicatoren"
    require(bool(blok.formule) + len(blok.indicatoren) == 1, figures)
    require(blok.tegen != blok.langs, f"{one} kan langs en tegen niet allebei {blok.langs} hebben")
    times = {blok.langs, blok.tegen} & TIJDASSEN
    two = 'met twee keer tijd kan alleen langs = "maanden" en tegen = "jaren" hebben'
    require(len(times) < 2 or (blok.langs, blok.tegen) == ("maanden", "jaren"), f"{one} {two}")  # noqa: PLR2004
    require(blok.top is None or blok.langs not in TIJDASSEN, f"{one} kan top alleen langs een dimensie hebben")
    require(blok.aandeel != "rij" or blok.tegen, f'{one} heeft bij aandeel = "rij" ook tegen nodig')


class Pagina(Model):
    """``[[pagina]]``: one page, with the message as its heading."""

    id: Naam
    titel: str
    kop: str = ""
    voor: Literal["alle", "regio", "deelgebied"] = "alle"
    """In whose monitor it stands: that of the whole region, those of its parts, or all."""
    presentatie: bool = True
    """Whether it has slides in the presentation; what it left out, the report has."""
    blok: tuple[Blok, ...] = ()
