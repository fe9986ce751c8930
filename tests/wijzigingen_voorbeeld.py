"""What the tests of changes in the inputs share: the names of the files, and everything that must stop a build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hulp import BREEDTE, momentopname, verhoog, vervang_in_csv, zet_cel
from werkmonitor.monitor import model

AANVRAGEN = "Aanvragen aan de Poort-nl-nl.xlsx"
AFSPRAKEN = "Afspraken en omgeving-nl-nl.xlsx"
BEGROTING = "Begroting en realisatie-en-us.xlsx"
BEJEGENING = "Onderzoek bejegening.xlsx"
BESTAND = "Bestand naar kenmerk-nl-nl.xlsx"
BEZWAAR = "Bezwaar en beroep-nl-nl.xlsx"
BIJSTAND = "Bijstand per maand-nl-nl.xlsx"
CAPARIS = "Caparis naar leeftijd.xlsx"
CORONA = "Aanvragen door corona.xlsx"
DOORVAL = "Doorval WW naar bijstand.csv"
HANDHAVING = "Handhaving-nl-nl.xlsx"
KADERS = "Kaders en schema.xlsx"
KERNCIJFERS = "Kerncijfers per jaar-nl-nl.xlsx"
LADDER = "Participatieladder-nl-nl.xlsx"
LEEFTIJD = "Instroom naar leeftijd.xlsx"
LKS = "Loonkostensubsidie-nl.xlsx"
OPGAVEN = "Opgavenregister.xlsx"
REDEN = "Instroom naar reden.xlsx"
RISICOS = "Risico's Naris.xlsx"
TEAM = "Team en projecten-nl-nl.xlsx"
UITKOMST = "Bezwaar naar uitkomst-nl-nl.xlsx"
UITSTROOM = "Uitstroom naar reden (1).xlsx"
VOORZIENINGEN = "Voorzieningen en plaatsingen-nl-nl.xlsx"

INDICATOREN = "declaratie/indicatoren.toml"
PAGINAS = "declaratie/paginas.toml"
INSTROOM = "instroom_totaal instroom_reden instroom_leeftijd"
GROEIBANEN = "groeibanen_uitstroom groeibanen_"
LASTEN = "lasten_realisatie lasten_uitputting"

Breuk = Callable[[Path], object]
FOUTEN: dict[str, tuple[Breuk, str, str, tuple[str, ...]]] = {  # what is done, code, place, words that must be said
    "kop hernoemd": (
        lambda exports: zet_cel(exports / AANVRAGEN, "D2", "Aantallen"),
        "tabel-niet-gevonden",
        f"exports/2021/{AANVRAGEN} › Pagina1_1 › A2",
        ("'Aantal' ontbreekt", "'Aantallen' in D2", "[bron.maten.aanvragen] de regel met kolom"),
    ),
    "tekst in een getalcel": (
        lambda exports: zet_cel(exports / AANVRAGEN, "D3", "veel"),
        "geen-getal",
        f"exports/2021/{AANVRAGEN} › Pagina1_1 › D3",
        ("'veel'",),
    ),
    "dubbelzinnig getal": (
        lambda exports: zet_cel(exports / BIJSTAND, "B15", "1.165"),
        "getal-dubbelzinnig",
        f"exports/2021/{BIJSTAND} › Pagina1_1 › B15",
        ("'1.165'", "1165", "1,165"),
    ),
    "NA in een getalcel": (
        lambda exports: zet_cel(exports / LKS, "B7", "NA"),
        "geen-getal",
        f"exports/2021/{LKS} › Pagina1_1 › B7",
        ("'NA'",),
    ),
    "tekst in de csv": (
        lambda exports: vervang_in_csv(exports / DOORVAL, "2021/03\t5\n", "2021/03\tvijf\n"),
        "geen-getal",
        f"exports/2021/{DOORVAL} › C40",
        ("'vijf'",),
    ),
    "bestand weg": (
        lambda exports: (exports / CAPARIS).unlink(),
        "bron-ontbreekt",
        "exports/2021",
        ("Caparis naar leeftijd*.xlsx", "Medewerkers van Caparis naar leeftijd"),
    ),
    "onbekend bijschrift": (
        lambda exports: zet_cel(exports / AANVRAGEN, "A3", "Toegekendd"),
        "onbekend-lid",
        f"exports/2021/{AANVRAGEN} › Pagina1_1 › A3",
        ("'Toegekendd'", "'Toegekend'", "besluit"),
    ),
    "onbekende kolom in een kruistabel": (
        lambda exports: zet_cel(exports / BIJSTAND, "C2", "IOAX"),
        "onbekend-lid",
        f"exports/2021/{BIJSTAND} › Pagina1_1 › C2",
        ("'IOAX'", "regeling"),
    ),
    "onmogelijke maand": (
        lambda exports: zet_cel(exports / UITSTROOM, "B2", 13),
        "geen-tijd",
        f"exports/2021/{UITSTROOM} › page › B2",
        ("13", "maand"),
    ),
    "zelfde regel twee keer": (
        lambda exports: zet_cel(exports / AANVRAGEN, "C4", "januari"),
        "dubbel-feit",
        f"exports/2021/{AANVRAGEN} › Pagina1_1 › D4",
        ("D3",),
    ),
    "persoonsgegevens": (
        lambda exports: zet_cel(exports / UITSTROOM, "D1", "BSN"),
        "persoonsgegeven",
        f"exports/2021/{UITSTROOM} › page › D1",
        ("'BSN'",),
    ),
    "opgave die niet bestaat": (
        lambda exports: zet_cel(exports / OPGAVEN, "A19", 17),
        "opgave-onbekend",
        f"exports/2021/{OPGAVEN} › Opgaven › A19",
        ("Opgave 17",),
    ),
    "oordeel dat geen kleur is": (
        lambda exports: zet_cel(exports / OPGAVEN, "F8", "paars"),
        "oordeel-onbekend",
        f"exports/2021/{OPGAVEN} › Opgaven › F8",
        ("'paars'", "groen"),
    ),
    "tabellen die elkaar tegenspreken": (
        lambda exports: verhoog(exports / REDEN, "C6"),
        "tabellen-spreken-elkaar-tegen",
        f"exports/2021/{REDEN} › Pagina1_1 › C6",
        ("'instroom_reden'", "'instroom_leeftijd'", "339", "338"),
    ),
}


def veranderde_paginas(voor: model.Monitor, na: model.Monitor) -> set[str]:
    return {old.id for old, new in zip(voor.paginas, na.paginas, strict=True) if old != new}


def uitvoer(folder: Path) -> dict[str, str]:
    """Return what the user sees of a folder: not the tool's own store."""
    return {naam: sha for naam, sha in momentopname(folder).items() if ".werkmonitor" not in naam}


def past_op_het_scherm(text: str) -> bool:
    return all(len(line) <= BREEDTE or " " not in line.strip() for line in text.splitlines())
