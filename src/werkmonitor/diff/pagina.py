"""The differences as a page for people: chapters of sentences and tables, the same on screen, paper and terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from werkmonitor.diff import tabellen
from werkmonitor.diff.model import Bronverschil, Cijferverschil, Tekstverschil, Verschil
from werkmonitor.diff.zinnen import (
    GENOEMD,
    erratumzin,
    getal_woord,
    hoofdzin,
    kort,
    ledenzin,
    oordeelzin,
    oorzaakzin,
    samenvatting,
)
from werkmonitor.formula.fouten import opsomming
from werkmonitor.monitor.blokken import Kleur, Tabel

MEESTE = 12
"""How many figures are told in sentences; the others stand in the table."""
MEESTE_ZINNEN = 60
"""Up to so many sentences that went or came, paper and terminal show the texts themselves."""


@dataclass(frozen=True)
class Alinea:
    """A paragraph."""

    soort: ClassVar = "alinea"
    tekst: str


@dataclass(frozen=True)
class Lijst:
    """A list of sentences."""

    soort: ClassVar = "lijst"
    punten: tuple[str, ...]


@dataclass(frozen=True)
class Tussenkop:
    """A heading within a chapter, with a verdict then and now where that changed."""

    soort: ClassVar = "tussenkop"
    tekst: str
    lichten: tuple[tuple[Kleur, str], ...] = ()


@dataclass(frozen=True)
class Tabelblok:
    """A table; ``bijlage`` says that a terminal shows no more than its begin."""

    soort: ClassVar = "tabel"
    tabel: Tabel
    bijlage: bool = False


@dataclass(frozen=True)
class Tekstblok:
    """A text with the sentences that stayed, went and came."""

    soort: ClassVar = "tekst"
    verschil: Tekstverschil


Onderdeel = Alinea | Lijst | Tussenkop | Tabelblok | Tekstblok


@dataclass(frozen=True)
class Hoofdstuk:
    """A chapter."""

    id: str
    kop: str
    delen: tuple[Onderdeel, ...]


@dataclass(frozen=True)
class Pagina:
    """The whole page: what stands above it, on every sheet of it, and its chapters."""

    titel: str
    ondertitel: str
    wie: str
    voet: str
    stempels: tuple[str, ...]
    hoofdstukken: tuple[Hoofdstuk, ...]


def pagina(verschil: Verschil, *, teksten: bool = False) -> Pagina:
    """Return the page; with ``teksten`` it shows every changed text itself, however many there are."""
    oud, nieuw = verschil.oud, verschil.nieuw
    stempels = ["Intern, niet voor publicatie"] if verschil.doelgroep == "intern" else []
    stempels += ["Voorbeeld"] if verschil.voorbeeld else []
    stand = f"{oud.naam} ({oud.stand}, bronnen tot en met {oud.brondatum})"
    return Pagina(
        titel=f"Verschil tussen {oud.naam} en {nieuw.naam}",
        ondertitel=oud.titel if oud.titel == nieuw.titel else f"{oud.titel} en {nieuw.titel}",
        wie=nieuw.wie,
        voet=f"{stand[:1].upper()}{stand[1:]} en {nieuw.naam} ({nieuw.stand}, bronnen tot en met {nieuw.brondatum})",
        stempels=tuple(stempels),
        hoofdstukken=tuple(_hoofdstukken(verschil, teksten=teksten)),
    )


def _hoofdstukken(verschil: Verschil, *, teksten: bool) -> Iterator[Hoofdstuk]:
    """Yield the chapters that have something to say, what matters most first."""
    made = {
        ("kort", "In het kort"): _kort(verschil),
        ("opgaven", "Opgaven met een andere kleur"): _opgaven(verschil),
        ("opvallend", "Cijfers die opvallen"): _opvallend(verschil),
        ("herzien", "Verbeteringen op eerdere cijfers"): _errata(verschil),
        ("waardoor", "Waardoor de cijfers verschillen"): _waardoor(verschil),
        ("afspraken", "Normen en definities die veranderden"): _afspraken(verschil),
        ("cijfers", "Alle cijfers"): _cijfers(verschil),
        ("teksten", "Teksten die veranderden"): _teksten(verschil, alles=teksten),
        ("bronnen", "Bronnen"): _bronnen(verschil),
        ("uitleg", "Zo leest u deze vergelijking"): _uitleg(verschil),
    }
    for (naam, kop), delen in made.items():
        if found := tuple(delen):
            yield Hoofdstuk(naam, kop, found)


def _kort(verschil: Verschil) -> Iterator[Onderdeel]:
    yield from map(Alinea, samenvatting(verschil))
    if found := [cijfer for cijfer in verschil.cijfers if te_vertellen(cijfer) and cijfer.soort == "anders"]:
        yield Alinea(f"Het meest valt op: {opsomming(map(kort, found[:GENOEMD]))}.")
    if verschil.let_op:
        yield Lijst(verschil.let_op)


def _opgaven(verschil: Verschil) -> Iterator[Onderdeel]:
    if verschil.opgaven:
        yield Tabelblok(tabellen.opgaven(verschil))
    if verschil.kleurwoorden:
        yield Lijst(
            tuple(
                f"De kleur {each.kleur} heet nu «{each.nieuw}»; dat was «{each.oud}»." for each in verschil.kleurwoorden
            )
        )


def _opvallend(verschil: Verschil) -> Iterator[Onderdeel]:
    found = [cijfer for cijfer in verschil.cijfers if te_vertellen(cijfer)]
    for cijfer in found[:MEESTE]:
        yield _kop(cijfer)
        yield from _verteld(cijfer, verschil)
    if len(found) > MEESTE:
        more = getal_woord(len(found) - MEESTE, "ander cijfer valt", "andere cijfers vallen")
        yield Alinea(f"Nog {more} op; zie de tabel met alle cijfers.")


def te_vertellen(cijfer: Cijferverschil) -> bool:
    """Say whether a figure is worth sentences of its own."""
    loose = cijfer.soort in {"nieuw", "weg", "onvergelijkbaar"} or (cijfer.soort == "onbekend" and cijfer.is_verschil)
    cancels_out = cijfer.soort == "gelijk" and bool(cijfer.delen)
    return not cijfer.zelfde_als and bool(cijfer.opvallend or cijfer.oordeel or loose or cancels_out)


def _kop(cijfer: Cijferverschil) -> Tussenkop:
    pair = (cijfer.oud, cijfer.nieuw) if cijfer.oordeel else (cijfer.nieuw,)
    return Tussenkop(cijfer.naam, tuple((w.oordeel, w.woord) for w in pair if w and w.oordeel))


def _verteld(cijfer: Cijferverschil, verschil: Verschil) -> Iterator[Onderdeel]:
    split = [c for c in verschil.cijfers if c.uitsplitsing and cijfer.id in {c.id, c.zelfde_als}]
    words = [ledenzin(c) if c is cijfer else f"{c.naam}: {_klein(ledenzin(c))}" for c in split]
    zinnen = (hoofdzin(cijfer, verschil), oorzaakzin(cijfer), oordeelzin(cijfer), *words)
    yield Alinea(" ".join(filter(None, zinnen)))
    yield from (Tabelblok(tabellen.leden(c, verschil)) for c in split)


def _klein(text: str) -> str:
    return text[:1].lower() + text[1:]


def _errata(verschil: Verschil) -> Iterator[Onderdeel]:
    for cijfer in verschil.cijfers:
        if cijfer.erratum:
            yield Tussenkop(cijfer.naam)
            yield Alinea(erratumzin(cijfer.erratum, verschil))
            if cijfer.erratum.cellen:
                yield Tabelblok(tabellen.cellen(cijfer.erratum))


def _waardoor(verschil: Verschil) -> Iterator[Onderdeel]:
    mixed = [c for c in verschil.cijfers if any(deel.oorzaak != "periode" for deel in c.delen)]
    if mixed:
        yield Tabelblok(tabellen.oorzaken(mixed))
        reasons = {c.naam: " ".join(dict.fromkeys(deel.reden for deel in c.delen if deel.reden)) for c in mixed}
        if told := tuple(f"{naam}: {reden}" for naam, reden in reasons.items() if reden):
            yield Lijst(told)


def _afspraken(verschil: Verschil) -> Iterator[Onderdeel]:
    points = [
        f"{cijfer.naam}: {_afspraak(each.wat, each.oud, each.nieuw)}"
        for cijfer in verschil.cijfers
        for each in cijfer.afspraken
    ]
    if points:
        yield Lijst(tuple(points))


def _afspraak(wat: str, oud: str, nieuw: str) -> str:
    if not oud:
        return f"nu is er een {wat}: {nieuw}."
    if not nieuw:
        return f"er is geen {wat} meer. Dat was: {oud}."
    return f"de {wat} was: {oud.rstrip('.')}. Nu is dat: {nieuw.rstrip('.')}."


def _cijfers(verschil: Verschil) -> Iterator[Onderdeel]:
    if verschil.cijfers and not verschil.is_leeg:
        yield Tabelblok(tabellen.cijfers(verschil))


def _teksten(verschil: Verschil, *, alles: bool) -> Iterator[Onderdeel]:
    texts = verschil.teksten
    if not texts:
        return
    if alles or sum(sum(tabellen.telling(tekst)[1:]) for tekst in texts) <= MEESTE_ZINNEN:
        yield from map(Tekstblok, texts)
        return
    count = getal_woord(len(texts), "tekst is", "teksten zijn")
    yield Alinea(f"{count} anders. De zinnen zelf staan in de html en in het werkboek.")
    yield Tabelblok(tabellen.teksten(verschil), bijlage=True)


def _bronnen(verschil: Verschil) -> Iterator[Onderdeel]:
    if verschil.bronnen:
        yield Lijst(tuple(map(bronzin, verschil.bronnen)))


def bronzin(bron: Bronverschil) -> str:
    """Say what became of a source."""
    files = f" ({opsomming(bron.bestanden)})" if bron.bestanden else ""
    return {
        "nieuw": f"{bron.titel} is een nieuwe bron{files}.",
        "weg": f"{bron.titel} is niet meer aangeleverd{files}.",
        "anders": f"{bron.titel} is opnieuw aangeleverd: het bestand is niet meer hetzelfde{files}.",
        "anders_gelezen": f"{bron.titel} wordt anders gelezen dan toen: de declaratie van de bron is veranderd.",
    }[bron.soort]


def _uitleg(verschil: Verschil) -> Iterator[Onderdeel]:
    if verschil.is_leeg:
        return
    oud, nieuw = verschil.oud, verschil.nieuw
    yield Alinea("Elk verschil is precies verdeeld over zijn oorzaken. De delen zijn samen altijd het hele verschil.")
    punten = [
        "Bron herzien: de bron noemt over dezelfde tijd nu een ander getal dan er gepubliceerd is.",
        "Definitie gewijzigd: de formule is anders, of wat erin meetelt.",
        "Werkmonitor gewijzigd: een andere versie van het programma telt anders.",
        "Opvallend: het verschil is ten minste wat bij het cijfer is afgesproken, of anders een deel van wat het was.",
    ]
    if oud.periode != nieuw.periode:
        time = "Nieuwe periode: wat veranderde tussen de twee perioden, gemeten met de bronnen en de definitie van nu."
        punten.insert(0, time)
    yield Lijst(tuple(punten))
