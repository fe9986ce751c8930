"""What the columns of the data file mean: the source of its dictionary for people and of its schema for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, get_args

from werkmonitor.formatting import EENHEDEN, NIET_GETOOND_UITLEG
from werkmonitor.monitor.model import Kleur, Monitor

DECIMALEN_ONEINDIG = 6
"""Decimals of a number that never ends, such as one third."""
ONEINDIG = (
    f"Alle decimalen; een getal dat niet eindigt heeft er {DECIMALEN_ONEINDIG}, naar boven afgerond vanaf een half."
)
JA_NEE = ("ja", "nee")
STATUS = ("definitief", "voorlopig", "verzonnen", "handmatig", "niet_getoond")
CIJFER, ONDERDEEL = "cijfer", "onderdeel"

Soort = Literal["tekst", "getal", "datum", "ja of nee"]
_IN_WOORDEN = {"getal": "getal met decimale komma, zonder punten voor duizendtallen"}


class Veld(NamedTuple):
    """A column: what it means, what kind of value stands in it, and which values may."""

    naam: str
    betekenis: str
    soort: Soort = "tekst"
    eenheid: str = ""
    keuzes: tuple[str, ...] = ()
    vorm: str = ""
    """What a value looks like, where it is not one of some."""
    verplicht: bool = False
    """Whether it is filled in every row."""


def velden(monitor: Monitor) -> tuple[Veld, ...]:
    """Return the columns of the data file, in their order."""
    return (*_cijfer(monitor), *_bij())


def _cijfer(monitor: Monitor) -> Iterator[Veld]:
    """Yield the columns that say which figure it is, and its value."""
    dimensies = tuple(dict.fromkeys(lid.dimensie for indicator in monitor.indicatoren for lid in indicator.leden))
    ids = tuple(indicator.id for indicator in monitor.indicatoren)
    per_eenheid = "zie de kolom eenheid"
    yield Veld("periode", "De periode waarover het cijfer gaat.", keuzes=(monitor.periode,), verplicht=True)
    yield Veld("indicator", "Vaste naam van het cijfer.", keuzes=ids, verplicht=True)
    yield Veld("naam", "Naam van het cijfer voor lezers.", verplicht=True)
    yield Veld("dimensie", "Waarnaar het cijfer is uitgesplitst; leeg bij het cijfer zelf.", keuzes=dimensies)
    yield Veld("lid", "Onderdeel van de dimensie; leeg bij het cijfer zelf.")
    yield Veld("waarde", f"De waarde. {ONEINDIG} Leeg is onbekend, nooit nul.", "getal", per_eenheid)
    eenheid = "Eenheid van waarde en norm; een aandeel loopt van 0 tot 1."
    yield Veld("eenheid", eenheid, keuzes=tuple(EENHEDEN), verplicht=True)
    yield Veld("weergave", "De waarde zoals zij in het rapport staat, afgerond.")
    peildatum = "Dag van een stand; leeg bij een cijfer over de hele periode."
    yield Veld("peildatum", peildatum, "datum", vorm="jjjj-mm-dd")
    yield Veld("status", "Hoe vast het cijfer is; leeg als dat van een onderdeel niet bekend is.", keuzes=STATUS)
    yield Veld("reden_ontbreekt", "Waarom er geen waarde is; leeg als er een waarde is.")
    yield Veld("norm", f"De norm voor deze periode; leeg zonder norm. {ONEINDIG}", "getal", per_eenheid)


def _bij() -> Iterator[Veld]:
    """Yield the columns with what must be known beside the value."""
    oordeel = "Kleur van het oordeel; leeg als het cijfer niet wordt beoordeeld."
    yield Veld("oordeel", oordeel, keuzes=get_args(Kleur))
    respons = f"Deel van de gevraagde mensen dat meedeed, van 0 tot 1. {ONEINDIG}"
    yield Veld("respons", respons, "getal", "aandeel")
    yield Veld("voorbehoud", "Waarom er geen conclusie uit het cijfer volgt; leeg als dat wel kan.")
    bestanden = "De bestanden waaruit het cijfer komt, met ' | ' ertussen."
    yield Veld("bronbestanden", bestanden, vorm="pad in de werkmap")
    yield Veld("herkomst", "De cellen waaruit het cijfer is gemaakt: bestand › tabblad: cellen.")
    yield Veld("formule", "De formule in woorden; bij een onderdeel alleen daarvoor berekend.")
    doelgroep = "Voor wie: intern is niet voor publicatie."
    yield Veld("doelgroep", doelgroep, keuzes=("intern", "openbaar"), verplicht=True)
    voorbeeld = "Of dit een voorbeeld is en geen monitor van een gemeente."
    yield Veld("voorbeeld", voorbeeld, "ja of nee", keuzes=JA_NEE, verplicht=True)
    soort = "Wat de rij is: het cijfer zelf, of een onderdeel ervan. Tel ze nooit bij elkaar op."
    yield Veld("rij", soort, keuzes=(CIJFER, ONDERDEEL), verplicht=True)
    optelbaar = "Of de onderdelen samen het cijfer zijn; leeg als er geen onderdelen zijn."
    yield Veld("telt_op", optelbaar, "ja of nee", keuzes=JA_NEE)


BESTAND = (
    "Het hele bestand: UTF-8 met BOM, puntkomma tussen de kolommen, komma voor decimalen; zo opent Excel het met een "
    "dubbelklik. Begint een tekst met = + - of @, een tab of een nieuwe regel, dan staat er een apostrof voor, zodat "
    f"het nooit een formule wordt. {NIET_GETOOND_UITLEG}."
)

UITLEG = (
    Veld("kolom", "De naam van de kolom; * is het hele bestand.", verplicht=True),
    Veld("betekenis", "Wat er in de kolom staat.", verplicht=True),
    Veld("type", "Wat voor waarden er in de kolom staan."),
    Veld("eenheid", "Waarin de getallen staan."),
    Veld("toegestane_waarden", "Welke waarden er kunnen staan, met ' | ' ertussen, of hoe ze eruitzien."),
)
"""The columns of the dictionary itself."""


def regels(monitor: Monitor) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the dictionary: one for each column, and what holds for the whole file."""
    for veld in velden(monitor):
        soort = _IN_WOORDEN.get(veld.soort, veld.soort)
        yield veld.naam, veld.betekenis, soort, veld.eenheid, veld.vorm or " | ".join(veld.keuzes)
    kop = monitor.programma
    for betekenis in (BESTAND, f"Deze cijfers zijn {kop.stand}. {kop.vervanging}".strip()):
        yield "*", betekenis, "", "", ""
