"""A small monitor in memory and a small werkmap on disk, for the tests of the layers above the formulas."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from werkmonitor.bronnen.feiten import Bronbestand, Feiten, Feitentabel, Registerrij, encode
from werkmonitor.monitor import model
from werkmonitor.monitor.berekening import Berekening
from werkmonitor.monitor.samenstellen import Omstandigheden, samenstellen
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Bron
from werkmonitor.programma.schema import Programma

JAAR = Periode.parse("2021")
POORT: dict[str, Any] = {
    "id": "poort",
    "titel": "Aanvragen aan de Poort",
    "bestand": "poort*",
    "vorm": "lijst",
    "tijd": {"jaar": "Jaar"},
    "dimensies": {"besluit": "Besluit"},
    "maten": {"aanvragen": {"kolom": "Aantal", "eenheid": "aantal"}},
}
BESTAND: dict[str, Any] = {
    "id": "bestand",
    "titel": "Bijstandsbestand",
    "bestand": "bestand*",
    "vorm": "lijst",
    "soort": "stand",
    "tijd": {"peildatum": "Peildatum"},
    "maten": {"bijstand": {"kolom": "Aantal", "eenheid": "personen"}},
}
REGISTER: dict[str, Any] = {
    "id": "register",
    "titel": "Opgavenregister",
    "bestand": "register*",
    "vorm": "register",
    "velden": {"nr": "Nr", "oordeel": "Oordeel", "reden": "Reden"},
}

WOORDEN = {
    "groen": {"woord": "op koers", "uitleg": "De norm is gehaald."},
    "oranje": {"woord": "vertraging", "uitleg": "Bijna gehaald."},
    "rood": {"woord": "niet gehaald", "uitleg": "Ver van de norm."},
    "grijs": {"woord": "niet te beoordelen", "uitleg": "Er is geen cijfer."},
}


def tabel(declared: dict[str, Any], levering: str, *rijen: tuple[str, ...]) -> Feitentabel:
    """Build what a source states: rows of (period or day), a member for each dimension, and the number as text."""
    bron = Bron.model_validate(declared)
    days = [_days(when) for when, *_ in rijen]
    numbers = [Decimal(rij[-1] or "0") for rij in rijen]
    scales = [max(0, -int(number.as_tuple().exponent)) for number in numbers]
    pad = f"exports/{levering}/{bron.id}.xlsx"
    return Feitentabel(
        bron=bron.id,
        levering=Periode.parse(levering),
        soort=bron.soort,
        maat=encode(list(bron.maten) * len(rijen)),
        dimensies={naam: encode([rij[1 + at] for rij in rijen]) for at, naam in enumerate(bron.dimensies)},
        van=np.array([van for van, _ in days], dtype=np.int64),
        tot=np.array([tot for _, tot in days], dtype=np.int64),
        teller=np.array([int(n.scaleb(s)) for n, s in zip(numbers, scales, strict=True)], dtype=np.int64),
        schaal=np.array(scales, dtype=np.int32),
        leeg=np.array([not rij[-1] for rij in rijen], dtype=np.bool_),
        rij=np.arange(1, len(rijen) + 1, dtype=np.int32),
        kolom=np.full(len(rijen), 2, dtype=np.int32),
        blad=encode(["Blad1"] * len(rijen)),
        bestand=encode([pad] * len(rijen)),
        bestanden=(Bronbestand(pad, "0" * 64, bron.id, levering),),
        eenheden={naam: maat.eenheid for naam, maat in bron.maten.items()},
    )


def _days(when: str) -> tuple[int, int]:
    if when.count("-") == 2:
        day = date.fromisoformat(when).toordinal()
        return day, day
    periode = Periode.parse(when)
    return periode.eerste_dag.toordinal(), periode.dag_erna.toordinal()


POORT_2021 = tabel(POORT, "2021", ("2021", "afgewezen", "36"), ("2021", "toegekend", "64"))
POORT_2020 = tabel(POORT, "2020", ("2020", "afgewezen", "33"), ("2020", "toegekend", "67"))


def indicator(naam: str, formule: str, **keys: Any) -> dict[str, Any]:
    """Declare a figure."""
    data = {"id": naam, "naam": naam.capitalize(), "formule": formule, "eenheid": "aantal", "definitie": "Wat het is."}
    return data | keys


def norm(waarde: str, vanaf: str = "2020") -> dict[str, str]:
    """Declare a norm."""
    return {"vanaf": vanaf, "waarde": waarde, "bron": "Programma Werk"}


def opgave(nummer: int, *indicatoren: str, doelen: tuple[int, ...] = (1,)) -> dict[str, Any]:
    """Declare a task."""
    return {
        "id": f"opgave_{nummer}",
        "nummer": nummer,
        "naam": f"Opgave nummer {nummer}",
        "kort": f"O{nummer}",
        "doelen": doelen,
        "indicatoren": indicatoren,
    }


def pagina(*blokken: dict[str, Any], **keys: Any) -> dict[str, Any]:
    """Declare a page."""
    return {"id": "kort", "titel": "In het kort", "blok": blokken} | keys


QUOTE = indicator(
    "quote",
    "som(aanvragen, besluit='afgewezen') / som(aanvragen)",
    eenheid="aandeel",
    richting="hoger",
    normen=[norm("0.40")],
)


def programma(**keys: Any) -> Programma:
    """Declare a monitor; ``keys`` replace or add parts of it."""
    data = {
        "programma": {"naam": "Werk", "gemeente": "Ergens", "titel": "Monitor"},
        "oordeel": WOORDEN,
        "bron": (POORT, BESTAND, REGISTER),
        "indicator": (),
        "pagina": (),
    }
    return Programma.model_validate(data | keys)


def rij(levering: str = "2021", regel: str = "2", **velden: str) -> Registerrij:
    """Return a row of the register of tasks; the fields stand in the columns A, B, C …."""
    cellen = {veld: f"{chr(65 + at)}{regel}" for at, veld in enumerate(velden)}
    return Registerrij(velden, cellen, f"exports/{levering}/register.xlsx", "0" * 64, "Blad1", int(regel))


def feiten(*tabellen: Feitentabel, register: Mapping[str, tuple[Registerrij, ...]] | None = None) -> Feiten:
    """Return facts with the files they came from; ``register`` holds rows by delivery."""
    delivered = register or {}
    rows = {("register", levering): rijen for levering, rijen in delivered.items()}
    files = [bestand for tabel in tabellen for bestand in tabel.bestanden]
    files += [
        Bronbestand(f"exports/{levering}/register.xlsx", "0" * 64, "register", levering) for levering in delivered
    ]
    return Feiten(tabellen, rows, tuple(dict.fromkeys(files)))


def werk(declared: Programma, found: Feiten | None = None, periode: Periode = JAAR) -> Berekening:
    """Return a computation that can begin."""
    return Berekening(declared, found or feiten(POORT_2021, POORT_2020), periode)


def samen(declared: Programma, found: Feiten | None = None, **om: Any) -> model.Monitor:
    """Put a whole Monitor together."""
    here = Omstandigheden(periode=om.pop("periode", JAAR), **om)
    return samenstellen(declared, found or feiten(POORT_2021, POORT_2020), here)


def codes(werk_of_monitor: Berekening | model.Monitor) -> list[str]:
    """Return the codes of what was found."""
    if isinstance(werk_of_monitor, Berekening):
        return [finding.code for finding in werk_of_monitor.findings]
    return [finding.code for finding in werk_of_monitor.meldingen]


WERKMONITOR_TOML = """\
[programma]
naam = "Werk"
gemeente = "Ergens"
titel = "Monitor {{ periode }}"

[publicatie]
formaten = ["json", "csv"]

[oordeel.groen]
woord = "op koers"
uitleg = "De norm is gehaald."

[oordeel.oranje]
woord = "vertraging"
uitleg = "Bijna gehaald."

[oordeel.rood]
woord = "niet gehaald"
uitleg = "Ver van de norm."

[oordeel.grijs]
woord = "niet te beoordelen"
uitleg = "Er is geen cijfer."

[[bron]]
id = "poort"
titel = "Aanvragen aan de Poort"
bestand = "poort*.csv"
vorm = "lijst"
tijd = { jaar = "Jaar" }
dimensies = { besluit = "Besluit" }
[bron.maten.aanvragen]
kolom = "Aantal"
eenheid = "aantal"

[[pagina]]
id = "kort"
titel = "In het kort"

[[pagina.blok]]
soort = "tekst"
tekst = "kort"

[[pagina.blok]]
soort = "indicatoren"
indicatoren = ["quote"]
"""

INDICATOREN_TOML = """\
[[indicator]]
id = "quote"
naam = "Poortwachtersquote"
definitie = "Deel van de aanvragen dat is afgewezen."
formule = "som(aanvragen, besluit='afgewezen') / som(aanvragen)"
eenheid = "aandeel"
richting = "hoger"
normen = [{ vanaf = 2020, waarde = 0.40, bron = "Programma" }]

[[indicator]]
id = "aanvragen"
naam = "Aanvragen"
definitie = "Aantal aanvragen."
formule = "som(aanvragen)"
eenheid = "aantal"
"""


def maak_werkmap(folder: Path) -> Path:
    """Write a complete small werkmap and return it."""
    for name in ("declaratie", "exports/2020", "exports/2021", "teksten/2021"):
        (folder / name).mkdir(parents=True)
    (folder / "werkmonitor.toml").write_text(WERKMONITOR_TOML, encoding="utf-8")
    (folder / "declaratie" / "indicatoren.toml").write_text(INDICATOREN_TOML, encoding="utf-8")
    (folder / "teksten" / "2021" / "kort.md").write_text("De quote is {{ quote }}.\n", encoding="utf-8")
    for jaar, rijen in {"2020": (33, 67), "2021": (36, 64)}.items():
        text = f"Jaar;Besluit;Aantal\n{jaar};afgewezen;{rijen[0]}\n{jaar};toegekend;{rijen[1]}\n"
        (folder / "exports" / jaar / "poort.csv").write_text(text, encoding="utf-8")
    return folder


def vervang(file: Path, old: str, new: str) -> None:
    """Replace a part of a text file that must stand in it."""
    text = file.read_text(encoding="utf-8")
    if old not in text:
        message = f"{old!r} staat niet in {file}"
        raise AssertionError(message)
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
