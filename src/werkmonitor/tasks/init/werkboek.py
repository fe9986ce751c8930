"""The workbook of a declaration: a list of its tasks and of its own counts, ready for a team to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import product
from typing import get_args

from werkmonitor.findings import UsageError
from werkmonitor.monitor.model import Conclusie
from werkmonitor.outputs.werkboek import Blad, Kolom, Soort, Waarde, schrijf
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Bron, Maat
from werkmonitor.programma.schema import Kleur, Opgave, Programma

Inhoud = Mapping[str, Mapping[str, str]]
"""By the number of a task or the member of a list, what is filled in already: field or maat to value."""
_VELDEN: dict[str, str] = {
    "nr": "Het nummer van de opgave. Verander dit niet: hieraan herkent werkmonitor de regel.",
    "opgave": "De opgave, zoals zij in het programma staat. Alleen om te lezen.",
    "doelen": "De doelen waaraan de opgave bijdraagt. Alleen om te lezen.",
    "activiteiten": "Wat er in de periode is gedaan. Een of twee korte zinnen.",
    "voortgang": "Hoe ver het is, en wat het heeft opgeleverd.",
    "oordeel": "Kies een kleur als er bij de opgave geen cijfer met een norm hoort. Zijn die er wel, laat dit "
    "dan leeg: de kleur volgt uit de cijfers.",
    "reden": "Waarom deze kleur? Zonder reden telt een eigen oordeel niet.",
    "oorzaak": "Bij oranje of rood: hoe komt het?",
    "gevolg": "Bij oranje of rood: wat betekent het voor inwoners of voor het programma?",
    "vervolg": "Bij oranje of rood: wat gaat het team doen, en wanneer?",
    "conclusie": "Wat doet het team hierna met de opgave? Mag leeg blijven.",
}
_VAST = {"nr": 6, "opgave": 36, "doelen": 8}
"""Fields that come from the declaration, with the width of their columns."""
_SMAL = {"oordeel": 12, "conclusie": 14}
_KEUZES: dict[str, tuple[str, ...]] = {
    "oordeel": get_args(Kleur),
    "conclusie": tuple(filter(None, get_args(Conclusie))),
}
_SOORT: dict[str, Soort] = {"aantal": "geheel", "personen": "geheel", "aandeel": "aandeel"}
"""How the number of a unit is typed; any other one may have decimals."""
_HOE = (
    "Vul de bladen in van links naar rechts. Grijze vakjes zijn al ingevuld; laat die staan.",
    "Klik op een vakje: dan verschijnt wat erin hoort. Bij sommige vakjes is er een lijst om uit te kiezen.",
    "Weet u iets nog niet? Laat het vakje dan leeg. Een leeg vakje is onbekend, geen nul.",
    "Verander de bovenste rij van een blad niet: daaraan herkent werkmonitor de kolommen.",
    "Bewaar het bestand in de map met exports van deze periode, en sluit het voordat u de monitor maakt.",
)


def patronen(programma: Programma) -> tuple[str, ...]:
    """Return the names under which the workbook is found; raises ``UsageError`` as ``bestandsnaam``."""
    return _register(programma).bestand


def bestandsnaam(programma: Programma, periode: Periode) -> str:
    """Return what the workbook of a period is called, so that the declaration finds it.

    Raises ``UsageError`` where the declaration has no register of tasks in an Excel file.
    """
    pattern = next((naam for naam in _register(programma).bestand if naam.lower().endswith(".xlsx")), "")
    if not pattern:
        message = "Het opgavenregister van deze werkmap is geen Excel-bestand (.xlsx); daar hoort geen werkboek bij."
        raise UsageError(message)
    name = pattern.replace("\\", "/").split("/")[-1]
    return name.replace("*", f" {periode}", 1).replace("*", "").replace("?", "")


def maak_werkboek(programma: Programma, periode: Periode, inhoud: Inhoud | None = None) -> bytes:
    """Return the workbook of a period; raises ``UsageError`` where the declaration has no register of tasks."""
    register, filled = _register(programma), inhoud or {}
    bladen = [_opgaven(programma, register, filled)]
    bladen += [_tellingen(programma, bron, periode, filled) for bron in _lijsten(programma, register)]
    titel = f"Werkboek {periode}: {programma.programma.naam}, {programma.programma.gemeente}"
    return schrijf(titel, _HOE, bladen, periode.dag_erna)


def _register(programma: Programma) -> Bron:
    naam = programma.programma.opgavenregister
    found = programma.bron_van(naam) if naam else None
    if found is None:
        message = (
            "Deze werkmap heeft geen opgavenregister, dus er is geen werkboek te maken. Zet in [programma] welke bron "
            'het is, bijvoorbeeld opgavenregister = "opgaven".'
        )
        raise UsageError(message)
    return found


def _lijsten(programma: Programma, register: Bron) -> Iterable[Bron]:
    """Yield the lists of numbers that are read from the same workbook."""
    return (bron for bron in programma.bron if bron.vorm == "lijst" and bron.bestand == register.bestand)


# ---------------------------------------------------------------- tasks


def _opgaven(programma: Programma, register: Bron, inhoud: Inhoud) -> Blad:
    kolommen = tuple(_veld(veld, koppen[0]) for veld, koppen in register.velden.items())
    rijen = tuple(_opgave(opgave, register, inhoud.get(str(opgave.nummer), {})) for opgave in programma.opgave)
    uitleg = "Een regel per opgave: wat er is gedaan, hoe ver het is en, als er geen cijfer is, welke kleur erbij past."
    return Blad(naam=_bladnaam(register.titel), uitleg=uitleg, kolommen=kolommen, rijen=rijen)


def _veld(veld: str, kop: str) -> Kolom:
    return Kolom(
        kop=kop,
        uitleg=_VELDEN.get(veld, f"{kop}, in eigen woorden."),
        keuzes=_KEUZES.get(veld, ()),
        soort="geheel" if veld == "nr" else "tekst",
        vast=veld in _VAST,
        breedte=_VAST.get(veld) or _SMAL.get(veld, 34),
    )


def _opgave(opgave: Opgave, register: Bron, inhoud: Mapping[str, str]) -> tuple[Waarde, ...]:
    declared: dict[str, Waarde] = {
        "nr": opgave.nummer,
        "opgave": opgave.naam,
        "doelen": ", ".join(map(str, opgave.doelen)),
    }
    return tuple(declared.get(veld, inhoud.get(veld)) for veld in register.velden)


# ---------------------------------------------------------------- counts


def _tellingen(programma: Programma, bron: Bron, periode: Periode, inhoud: Inhoud) -> Blad:
    dimensies = {naam: programma.dimensie_van(naam) for naam in bron.dimensies}
    leden = {naam: tuple(found[0] for found in dimensie.leden.values()) for naam, dimensie in dimensies.items()}
    tijd = {rol: _moment(rol, periode) for rol in bron.tijd}
    kolommen = (
        *(_tijdkolom(koppen[0], tijd[rol]) for rol, koppen in bron.tijd.items()),
        *(_dimensiekolom(koppen[0], dimensies[naam].naam, leden[naam]) for naam, koppen in bron.dimensies.items()),
        *(_maatkolom(maat) for maat in bron.maten.values()),
    )
    open_ = [naam for naam in leden if not leden[naam]]
    combinations = [] if open_ else list(product(*leden.values()))
    rijen = tuple(
        (*tijd.values(), *combi, *_getallen(bron, inhoud.get(combi[-1] if combi else "", {}))) for combi in combinations
    )
    uitleg = "Getallen die nergens anders staan, door het team zelf geteld. Elke regel is één getal over deze periode."
    return Blad(naam=_bladnaam(bron.titel), uitleg=uitleg, kolommen=kolommen, rijen=rijen)


def _tijdkolom(kop: str, waarde: Waarde) -> Kolom:
    soort: Soort = "datum" if isinstance(waarde, date) else "tekst"
    uitleg = f"De periode waarover het getal gaat: {kop.lower()}."
    return Kolom(kop=kop, uitleg=uitleg, soort=soort, vast=True, breedte=12)


def _dimensiekolom(kop: str, naam: str, leden: tuple[str, ...]) -> Kolom:
    uitleg = (
        f"Waar het getal over gaat ({naam}). Kies uit de lijst." if leden else f"Waar het getal over gaat ({naam})."
    )
    return Kolom(kop=kop, uitleg=uitleg, keuzes=leden, vast=bool(leden), breedte=34)


def _maatkolom(maat: Maat) -> Kolom:
    kop = (maat.kolom or ("",))[0]
    soort = _SOORT.get(maat.eenheid, "getal")
    wat = {"geheel": "een heel getal", "aandeel": "een percentage"}.get(soort, "een getal")
    return Kolom(kop=kop, uitleg=f"Vul {wat} in. Nul is 0; een leeg vakje is onbekend.", soort=soort, breedte=14)


def _getallen(bron: Bron, inhoud: Mapping[str, str]) -> Iterable[Waarde]:
    for naam in bron.maten:
        yield int(inhoud[naam]) if naam in inhoud else None


def _moment(rol: str, periode: Periode) -> Waarde:
    """Return what stands in a column of time: the year, the number of the month, or the last day."""
    if rol == "jaar":
        return periode.jaar
    if rol == "peildatum":
        return periode.laatste_dag
    return str(periode) if rol == "periode" else periode.nummer


def _bladnaam(titel: str) -> str:
    """Return a title as the name of a sheet, which has at most 31 characters and not all of them."""
    return "".join(sign for sign in titel if sign not in "[]:*?/\\'")[:31].strip()
