"""Small public monitors with numbers that cannot be mistaken for others, and a search for hidden ones in plain data."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any

from werk_voorbeeld import feiten, indicator, norm, opgave, pagina, programma, rij, samen, tabel
from werkmonitor.formatting import getal
from werkmonitor.monitor import model
from werkmonitor.onthulling.plaatsen import Plek, getallen

POORT: dict[str, Any] = {
    "id": "poort",
    "titel": "Aanvragen",
    "bestand": "poort*",
    "vorm": "lijst",
    "tijd": {"jaar": "Jaar"},
    "dimensies": {"besluit": "Besluit", "wijk": "Wijk"},
    "maten": {"aanvragen": {"kolom": "Aantal", "eenheid": "personen"}},
}
STANDEN: dict[str, Any] = {
    "id": "standen",
    "titel": "Standen",
    "bestand": "standen*",
    "vorm": "lijst",
    "soort": "stand",
    "peilmoment": "begin",
    "tijd": {"peildatum": "Dag"},
    "maten": {"bijstand": {"kolom": "Aantal", "eenheid": "personen"}},
}
REGISTER: dict[str, Any] = {
    "id": "register",
    "titel": "Register",
    "bestand": "register*",
    "vorm": "register",
    "velden": {"nr": "Nr", "voortgang": "Voortgang", "bedrag": "Bedrag"},
}
BESLUITEN, WIJKEN = ("toegekend", "afgewezen", "ingetrokken", "elders"), ("noord", "zuid")
TEKST = "Er waren {{ aanvragen }} aanvragen, {{ aanvragen.verschil_tekst }}; toegekend {{ aanvragen.toegekend }}.\n"
JAREN = 2100
"""Up to here a number can be a year."""
SOM = model.Onthulling(
    drempels=(model.Drempel(waarvoor="alle tabellen", drempel=5),),
    methode=("Kleine aantallen blijven weg.", "Daarna zo weinig mogelijk andere getallen."),
    regels=(model.Onthullingsregel(naam="Klein aantal", zin="Het gaat om weinig mensen.", aantal=2),),
    verborgen=2,
)


@cache
def intern(seed: int, doelgroep: str = "openbaar") -> model.Monitor:
    """Return a monitor in which no two source cells are alike; its numbers lie above all years."""
    return anders(seed, doelgroep)


def anders(seed: int, doelgroep: str = "openbaar", **keys: Any) -> model.Monitor:
    """Return the same with other parts in its declaration."""
    rnd = random.Random(seed)  # noqa: S311 - the same monitor each time
    numbers = iter(rnd.sample(range(3_001, 9_999), 60))
    rows = {
        jaar: [(jaar, besluit, wijk, str(next(numbers))) for besluit in BESLUITEN for wijk in WIJKEN]
        for jaar in ("2020", "2021")
    }
    days = [(f"2021-{month:02d}-01", str(next(numbers))) for month in range(1, 13)] + [
        ("2022-01-01", str(next(numbers)))
    ]
    tables = [tabel(POORT, jaar, *found) for jaar, found in rows.items()] + [tabel(STANDEN, "2021", *days)]
    register = {"2021": (rij(nr="1", voortgang="We zijn begonnen.", bedrag=str(next(numbers))),)}
    declared = programma(**(_declaratie(doelgroep) | keys))
    return samen(declared, feiten(*tables, register=register))


def _declaratie(doelgroep: str) -> dict[str, Any]:
    figures = (
        indicator(
            "aanvragen", "som(aanvragen)", eenheid="personen", per="besluit", richting="lager", normen=[norm("12000")],
            betekenis="Vorig jaar {{ aanvragen.vorig_jaar }}.",
        ),
        indicator("quote", "som(aanvragen, besluit='afgewezen') / som(aanvragen)", eenheid="aandeel", richting="hoger",
                  normen=[norm("0.40")]),
        indicator("zuid", "som(aanvragen, wijk='zuid')", eenheid="personen", richting="hoger",
                  normen=[{"vanaf": "2020", "beter_dan": 'uitkomst("quote")', "bron": "raad"}]),
        indicator("bijstand", "stand(bijstand)", eenheid="personen"),
    )  # fmt: skip
    blokken = (
        {"soort": "tekst", "tekst": "kort"},
        {"soort": "kerncijfers", "indicatoren": ["aanvragen", "quote"], "titel": "Nu {{ aanvragen }}"},
        {"soort": "indicatoren", "indicatoren": ["aanvragen", "quote", "zuid"], "noot": "Let op {{ zuid }}."},
        {"soort": "grafiek", "langs": "besluit", "vorm": "liggend", "titel": "T", "eenheid": "personen",
         "reeksen": [{"naam": "Aanvragen", "formule": "som(aanvragen)"}], "noem": "mensen"},
        {"soort": "grafiek", "langs": "maanden", "vorm": "lijn", "titel": "Nog {{ bijstand }}", "eenheid": "personen",
         "reeksen": [{"naam": "Bijstand", "formule": "stand(bijstand)"}]},
        {"soort": "verdeling", "langs": "besluit", "tegen": "wijk", "formule": "som(aanvragen)", "titel": "V",
         "eenheid": "personen", "aandeel": "kolom"},
        {"soort": "verdeling", "langs": "besluit", "formule": "som(aanvragen)", "titel": "Top", "top": 2},
        {"soort": "brug", "begin": "som(aanvragen, vorig_jaar)", "eind": "som(aanvragen)", "rest": "Rest", "titel": "B",
         "onderdelen": [{"naam": "Zuid", "formule": "som(aanvragen, wijk='zuid')", "teken": "+"}]},
        {"soort": "register", "bron": "register", "velden": {"nr": "Nr", "bedrag": "Bedrag"},
         "eenheden": {"bedrag": "bedrag"}, "titel": "R"},
        {"soort": "resultaten", "titel": "Uitkomsten"},
    )  # fmt: skip
    return {
        "programma": {"naam": "Werk", "gemeente": "Ergens", "titel": "Met {{ aanvragen }}",
                      "opgavenregister": "register"},
        "publicatie": {"doelgroep": doelgroep},
        "bron": (POORT, STANDEN, REGISTER),
        "indicator": figures,
        "opgave": (opgave(1, "aanvragen", "quote"), opgave(2, "zuid")),
        "doel": ({"id": "d", "nummer": 1, "naam": "Doel", "toelichting": ""},),
        "pagina": (pagina(*blokken, kop="Er waren {{ aanvragen }} aanvragen"),),
    }  # fmt: skip


def kies(monitor: model.Monitor, seed: int, aantal: int = 6) -> tuple[frozenset[Plek], set[Fraction]]:
    """Choose some whole numbers at random; return all their places, and the numbers without their sign."""
    by_value: dict[Fraction, set[Plek]] = {}
    for shown in getallen(monitor):
        exact = None if shown.spoor is None else monitor.sporen.stappen[shown.spoor].fractie
        if exact is not None and exact.denominator == 1 and abs(exact) > JAREN:
            by_value.setdefault(abs(exact), set()).add(shown.plek)
    values = set(
        random.Random(seed).sample(  # noqa: S311 - the same choice each time
            sorted(by_value), min(aantal, len(by_value))
        )
    )
    return frozenset(plek for value in values for plek in by_value[value]), values


def gelekt(data: bytes, values: set[Fraction]) -> Iterator[str]:
    """Yield where one of these whole numbers stands in JSON: as a number, or written in a text."""
    shapes = {shape for value in values for shape in (str(value), getal(value), getal(value, 2))}
    written = re.compile(rf"(?<![\d.,])(?:{'|'.join(map(re.escape, sorted(shapes)))})(?![\d]|[.,]\d)")
    yield from _in(json.loads(data), "", values, written)


def _in(part: object, place: str, values: set[Fraction], written: re.Pattern[str]) -> Iterator[str]:
    if isinstance(part, dict):
        for key, each in part.items():
            if key not in {"spoor", "delen", "cellen", "sha256", "declaratie"}:
                yield from _in(each, f"{place}.{key}", values, written)
    elif isinstance(part, list):
        for rank, each in enumerate(part):
            yield from _in(each, f"{place}[{rank}]", values, written)
    elif isinstance(part, str):
        yield from (f"{place}: {part[:80]}" for _ in written.findall(part)[:1])
    elif isinstance(part, int | float) and not isinstance(part, bool) and abs(Fraction(str(part))) in values:
        yield f"{place}: {part}"
