"""The annex *Herkomst van de cijfers*: for each page of the report how its numbers were made, each step told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, Protocol, TypeVar

from werkmonitor.formatting import getal, voluit
from werkmonitor.monitor import model
from werkmonitor.monitor.herkomst import Herkomst, Stap, onder
from werkmonitor.monitor.plekken import Plek, plekken

TEKENS = {"+": "+", "-": "-", "*": "×", "/": ":"}
OVERIG = "Overige cijfers"
NIET_GETOOND_KORT = "niet getoond"
MEESTE_BEREIKEN = 4
"""More ranges of one sheet than this are counted on paper; the page and the workbook tell them all."""


T_co = TypeVar("T_co", covariant=True)


class OpNummer(Protocol[T_co]):
    """What has something for each number."""

    def __getitem__(self, nummer: int, /) -> T_co:
        """Return it."""
        ...


class Getal(NamedTuple):
    """A number of the report: what it is called where it stands, how it is shown, and its step."""

    naam: str
    weergave: str
    spoor: int | None


class Post(NamedTuple):
    """A step as it is told: with the parts that were not told yet, and references to those that were."""

    nummer: int
    waarde: str
    naam: str
    woorden: str
    teken: str
    """What was done with its two parts, which then stand in ``uit``; empty for any other step."""
    uit: tuple[tuple[int, str], ...]
    """Number and value of parts: of both when there is a sign between them, else of those that are told elsewhere."""
    bij: tuple[str, ...]
    """What else must be known: divided by, corrected, no such row."""
    plekken: tuple[Plek, ...]
    delen: tuple[Post, ...]
    """The parts that were not told before."""


class Groep(NamedTuple):
    """The numbers that stand together: their title, and the anchor of the place where they stand."""

    titel: str
    anker: str
    getallen: tuple[Getal, ...]


class Blad(NamedTuple):
    """What is told of one page: its anchor and title, and the steps of each group."""

    id: str
    titel: str
    groepen: tuple[tuple[Groep, tuple[Post, ...]], ...]


def bladen(monitor: model.Monitor) -> tuple[Blad, ...]:
    """Return the whole annex; a page whose steps were all told before is left out."""
    verteller = Verteller(monitor.sporen.stappen, monitor.sporen.cellen)
    found = [
        Blad(id_, titel, tuple((groep, posten) for groep in groups if (posten := tuple(verteller.vertel(groep)))))
        for id_, titel, groups in _groepen(monitor)
    ]
    return tuple(blad for blad in found if blad.groepen)


class Verteller:
    """Tells steps, each once."""

    def __init__(self, stappen: OpNummer[Stap], cellen: OpNummer[Herkomst]) -> None:
        self.stappen, self.cellen = stappen, cellen
        self.verteld: set[int] = set()

    def vertel(self, groep: Groep) -> Iterator[Post]:
        """Yield the steps of a group that were not told before."""
        for shown in groep.getallen:
            if shown.spoor is not None and shown.spoor not in self.verteld:
                yield self.post(shown.spoor, shown.naam, shown.weergave)

    def post(self, spoor: int, naam: str = "", weergave: str = "") -> Post:
        """Tell a step with all below it that was not told before."""
        self.verteld.add(spoor)
        stap = self.stappen[spoor]
        teken = TEKENS.get(stap.soort, "")
        uit, nieuw = list[int](stap.delen if teken else ()), list[Post]()
        for deel in dict.fromkeys(stap.delen):
            if deel not in self.verteld:
                nieuw.append(self.post(deel))
            elif not teken:
                uit.append(deel)
        cellen = [self.cellen[cel] for cel in stap.cellen]
        return Post(
            nummer=spoor,
            waarde=weergave or waarde(stap),
            naam=naam,
            woorden="" if naam == stap.in_woorden else stap.in_woorden,
            teken=teken,
            uit=tuple((deel, waarde(self.stappen[deel])) for deel in uit),
            bij=tuple(bijzonderheden(stap, cellen)),
            plekken=plekken(cellen),
            delen=tuple(nieuw),
        )


def waarde(stap: Stap) -> str:
    """Return the value of a step, or why it does not stand here."""
    if stap.verborgen:
        return NIET_GETOOND_KORT
    return "niet bekend" if stap.fractie is None else voluit(stap.fractie)


def bijzonderheden(stap: Stap, cellen: Sequence[Herkomst]) -> Iterator[str]:
    """Yield what must be known of a step besides its parts and cells."""
    if stap.deler != 1:
        yield f"de som van de cellen, gedeeld door {stap.deler}"
    if stap.gezocht_in:
        files = ", ".join(pad.removeprefix("exports/") for pad in stap.gezocht_in)
        yield f"in {files} staat hier geen regel voor; dat telt als nul"
    factors = sorted({cel.maal for cel in cellen if cel.maal})
    yield from (f"elk getal in de cellen is maal {getal(Fraction(factor))} genomen" for factor in factors)
    yield from _correcties(cellen)


def _correcties(cellen: Iterable[Herkomst]) -> Iterator[str]:
    return (f"{cel.cel} {cel.correctie.weergave}" for cel in cellen if cel.correctie)


# Which numbers stand where


def _groepen(monitor: model.Monitor) -> Iterator[tuple[str, str, list[Groep]]]:
    """Yield anchor, title and groups of each page, and at the end of what no page tells."""
    defined = any(isinstance(blok, model.Definities) for pagina in monitor.paginas for blok in pagina.blokken)
    figures = {
        indicator.id: Groep(
            indicator.naam, f"definitie-{indicator.id}" if defined else "", tuple(van_indicator(indicator))
        )
        for indicator in monitor.indicatoren
    }
    for pagina in monitor.paginas:
        ranked = enumerate(pagina.blokken, 1)
        groups = [found for rank, blok in ranked for found in _van_blok(blok, f"tabel-{pagina.id}-{rank}", figures)]
        yield pagina.id, pagina.titel or pagina.kop, groups
    yield "", OVERIG, list(figures.values())


def _van_blok(blok: model.AnyBlok, anker: str, figures: Mapping[str, Groep]) -> Iterator[Groep]:
    match blok:
        case model.Kerncijfers() | model.Indicatoren():
            yield from (figures[naam] for naam in blok.indicatoren)
        case model.Grafiek() | model.Tabelblok():
            yield Groep(blok.tabel.titel, anker, tuple(_van_tabel(blok.tabel)))
        case model.Definities():
            yield from figures.values()
        case _:
            return


def van_indicator(indicator: model.Indicator) -> Iterator[Getal]:
    """Yield every number that stands beside the name of a figure."""
    yield Getal("", indicator.weergave, indicator.spoor)
    if indicator.vergelijking:
        compared = indicator.vergelijking
        yield Getal(f"in {compared.naam}", compared.cijfer.weergave, compared.cijfer.spoor)
        yield Getal("verschil", compared.verschil.weergave, compared.verschil.spoor)
    yield Getal("norm", indicator.norm_weergave, indicator.norm_spoor)
    for naam, cijfer in (("dit jaar tot nu toe", indicator.tot_nu_toe), ("respons", indicator.respons)):
        if cijfer:
            yield Getal(naam, cijfer.weergave, cijfer.spoor)


def _van_tabel(tabel: model.Tabel) -> Iterator[Getal]:
    single = len(tabel.kolommen) == 1
    for rij in tabel.rijen:
        for kolom, cel in zip(tabel.kolommen, rij.cellen, strict=True):
            if cel.waarde is not None:
                yield Getal(rij.naam if single else f"{rij.naam}, {kolom.kop}", cel.weergave, cel.spoor)


# On paper: a line for each figure and each table


class Regel(NamedTuple):
    """One line: what it is about, and how it was computed and where its cells stand."""

    naam: str
    tekst: str


def regels(monitor: model.Monitor) -> tuple[tuple[str, str, tuple[Regel, ...]], ...]:
    """Return anchor, title and lines of each page: a figure and a table is told where it stands first."""
    told: set[str] = set()
    pages = [
        (id_, titel, tuple(_regel(monitor, groep) for groep in groups if _is_nieuw(groep, told)))
        for id_, titel, groups in _groepen(monitor)
    ]
    return tuple(page for page in pages if page[2])


def _is_nieuw(groep: Groep, told: set[str]) -> bool:
    key = f"{groep.titel} {[shown.spoor for shown in groep.getallen]}"
    fresh = key not in told and any(shown.spoor is not None for shown in groep.getallen)
    told.add(key)
    return fresh


def _regel(monitor: model.Monitor, groep: Groep) -> Regel:
    stappen = monitor.sporen.stappen
    shown = [getal.spoor for getal in groep.getallen if getal.spoor is not None]
    steps = [stap for spoor in shown for stap in onder(stappen, spoor)]
    cellen = [monitor.sporen.cellen[cel] for cel in dict.fromkeys(cel for stap in steps for cel in stap.cellen)]
    entered = dict.fromkeys(stap.tekst for stap in steps if stap.soort == "handmatig")
    places = [plek.tekst(MEESTE_BEREIKEN) for plek in plekken(cellen)]
    return Regel(groep.titel, "; ".join([*_som(groep, stappen), *entered, *places, *_correcties(cellen)]))


def _som(groep: Groep, stappen: Sequence[Stap]) -> Iterator[str]:
    """Yield how the value of a figure was computed from two others, in numbers."""
    first = groep.getallen[0]
    stap = None if first.naam or first.spoor is None else stappen[first.spoor]
    parts = [stappen[deel] for deel in stap.delen] if stap else []
    if stap and stap.exact is not None and stap.soort in TEKENS and not any(deel.verborgen for deel in parts):
        yield f"{first.weergave} = {f' {TEKENS[stap.soort]} '.join(map(waarde, parts))}"
