"""The peer of ``make bench``: the example's monitor as a capable colleague would write it in a day.

One plain script for one known set of exports: ``pandas.read_excel`` with openpyxl, figures in pandas, pyplot charts as
PNG, one Jinja2 template, and WeasyPrint for the PDF.  Layouts and formulas stand here by hand; names, headings and
texts come from the same files as ours.  It reuses nothing between runs and does nothing that could be left out.

    python bench/naief.py WERKMAP PERIODE UITMAP [--pdf] [--controleer MONITOR.JSON]
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import json
import math
import re
import sys
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import jinja2
import matplotlib as mpl
import pandas as pd
from markdown_it import MarkdownIt

mpl.use("Agg")
from matplotlib import pyplot as plt

PDF_VARIANT = "pdf/ua-1"
NBSP = "\N{NO-BREAK SPACE}"
NIET_BEKEND = "niet bekend"
MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
KORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
DECIMALEN = {"aantal": 0, "personen": 0, "fte": 0, "cijfer": 1, "aandeel": 0, "euro": 2, "voordeel": 2}
STATUS = {"definitief": "definitief", "verzonnen": "verzonnen voor dit voorbeeld"}
KLEUREN = ("groen", "oranje", "rood")
PRODUCTEN = {
    "Bijstand": "bijstand",
    "Minima": "minima",
    "Participatie": "participatie",
    "Participatie Caparis": "caparis",
}

# Which file each figure comes from, for the line below a page.
BRON_VAN = {
    "bijstand_maand": (
        "uitkeringen_begin",
        "uitkeringen_eind",
        "uitkeringen_mutatie",
        "uitkeringen_mutatie_deel",
        "uitkeringen_gemiddeld",
    ),
    "instroom_reden": ("instroom_totaal", "instroom_reden"),
    "instroom_leeftijd": ("instroom_leeftijd",),
    "uitstroom_reden": ("uitstroom_totaal", "uitstroom_werk_studie_inkomen", "uitstroom_handhaving"),
    "aanvragen_poort": ("poortwachtersquote", "aanvragen_totaal"),
    "doorval_ww": ("doorval_ww",),
    "loonkostensubsidie": ("lks_personen", "lks_bedrag"),
    "voorzieningen": (
        *("groeibanen_personen", "groeibanen_deelnemers", "groeibanen_uitstroom", "werkvouchers", "beschut_werk"),
        *("bab_werkend", "kansberoepen", "matching_plaatsingen", "social_return", "caparis_trajecten"),
    ),
    "caparis_leeftijd": ("caparis_fte", "caparis_personen"),
    "bezwaar_beroep": ("bezwaar_beroep",),
    "bejegening": ("bejegening_cijfer",),
    "begroting": (
        *("lasten_begroting", "lasten_realisatie", "lasten_realisatie_excl_caparis", "lasten_uitputting"),
        *("baten_begroting", "baten_realisatie", "saldo_bijstand_begroting", "saldo_bijstand_realisatie"),
        *("lasten_begroting_volgend", "baten_begroting_volgend"),
    ),
}

Tabellen = dict[str, pd.DataFrame]


# ---------------------------------------------------------------- Dutch numbers


def getal(waarde: float, decimalen: int = 0) -> str:
    """Write a number the Dutch way, rounded half up."""
    exact = Decimal(str(round(waarde, 9))).quantize(Decimal(1).scaleb(-decimalen), ROUND_HALF_UP)
    return f"{exact:,}".replace(",", "_").replace(".", ",").replace("_", ".")


def weergave(waarde: float | None, eenheid: str, decimalen: int) -> str:
    """Write a value in its unit."""
    if waarde is None:
        return NIET_BEKEND
    if eenheid == "aandeel":
        return f"{getal(waarde * 100, decimalen)}%"
    if eenheid == "euro":
        return f"{'-' if waarde < 0 else ''}€{NBSP}{getal(abs(waarde), decimalen)}"
    if eenheid == "voordeel":
        letter = "V" if waarde > 0 else "N"
        return f"{getal(abs(waarde), decimalen)}{NBSP}{letter}" if waarde else getal(waarde, decimalen)
    return getal(waarde, decimalen)


def datum(dag: date) -> str:
    """Write a date in words."""
    return f"{dag.day}{NBSP}{MAANDEN[dag.month - 1]} {dag.year}"


def datum_kort(dag: date) -> str:
    """Write a date in a table."""
    return f"{dag.day}-{dag.month}-{dag.year}"


def of_niets(waarde: float) -> float | None:
    """Return a plain number, or None for what is not known."""
    return None if math.isnan(waarde) else round(float(waarde), 9)


# ---------------------------------------------------------------- what texts and template use


@dataclass
class Getal:
    """A number in its unit, printed the way a reader sees it."""

    waarde: float | None
    eenheid: str
    decimalen: int

    def __str__(self) -> str:
        return weergave(self.waarde, self.eenheid, self.decimalen)

    def met(self, waarde: float | None) -> Getal:
        """Return another number in the same unit."""
        return Getal(waarde, self.eenheid, self.decimalen)


@dataclass
class Cijfer(Getal):
    """An indicator with all that a text or table says about it."""

    verklaard: dict[str, Any]
    norm: Getal | None = None
    norm_tekst: str = ""
    norm_bron: str = ""
    vorig_jaar: Getal | None = None
    verschil: Getal | None = None
    verschil_tekst: str = ""
    verschil_getal: str = ""
    oordeel: str = ""
    woord: str = ""
    regel: str = ""
    peildatum: date | None = None
    grootste: str = ""
    grootste_waarde: Getal | None = None
    leden: dict[str, Getal] = field(default_factory=dict)
    betekenis: str = ""
    toelichting: str = ""
    bron: str = ""

    @property
    def naam(self) -> str:
        """The name for readers."""
        return str(self.verklaard["naam"])

    @property
    def status(self) -> str:
        """How firm the figure is."""
        return str(self.verklaard.get("status", "definitief"))

    @property
    def gunstig(self) -> str:
        """Whether the change is wanted, as the colour of its arrow."""
        richting, verschil = self.verklaard.get("richting"), self.verschil and self.verschil.waarde
        if not richting or not verschil:
            return "neutraal"
        return "gunstig" if (verschil > 0) == (richting == "hoger") else "ongunstig"


@dataclass
class Periode:
    """The year of the report, as texts name it."""

    jaar: int

    def __str__(self) -> str:
        return str(self.jaar)

    @property
    def vorig_jaar(self) -> str:
        """The year before."""
        return str(self.jaar - 1)

    @property
    def volgend_jaar(self) -> str:
        """The year after."""
        return str(self.jaar + 1)

    @property
    def begin(self) -> str:
        """The first day."""
        return datum(date(self.jaar, 1, 1))

    @property
    def eind(self) -> str:
        """The day after the last one."""
        return datum(date(self.jaar + 1, 1, 1))


# ---------------------------------------------------------------- reading


def lees_levering(bestanden: dict[str, Path], jaar: int) -> Tabellen:
    """Read the exports of one year, each with the head, groups and totals that it is known to have."""

    def excel(bron: str, **opties: Any) -> pd.DataFrame:
        return pd.read_excel(bestanden[bron], engine="openpyxl", **opties)

    t: Tabellen = {}

    stand = excel("bijstand_maand", header=1).dropna(subset=["Participatiewet"])
    stand["aantal"] = stand[["Participatiewet", "IOAW", "IOAZ"]].sum(axis=1)
    t["stand"] = stand.rename(columns={"Aantal uitkeringen": "datum"})[["datum", "aantal"]]

    reden = excel("instroom_reden", header=4).rename(columns={"Unnamed: 0": "groep", "Unnamed: 1": "reden"})
    reden = reden[reden["reden"].notna() & (reden["reden"] != "Totaal")]
    t["instroom_reden"] = pd.DataFrame(
        {"jaar": jaar, "lid": reden["reden"], "aantal": reden.drop(columns=["groep", "reden"]).sum(axis=1)}
    )

    leeftijd = excel("instroom_leeftijd", header=1).dropna(subset=["Totaal"])
    leeftijd = leeftijd[leeftijd["Aantal"] != "Totaal"]
    t["instroom_leeftijd"] = pd.DataFrame(
        {"jaar": jaar, "lid": leeftijd["Aantal"], "aantal": leeftijd.drop(columns=["Aantal", "Totaal"]).sum(axis=1)}
    )

    t["uitstroom"] = excel("uitstroom_reden").rename(columns={"Jaar": "jaar"})

    aanvragen = excel("aanvragen_poort", header=1).rename(columns={"Jaar": "jaar"})
    aanvragen["Besluit"] = aanvragen["Besluit"].ffill()
    t["aanvragen"] = aanvragen.dropna(subset=["Maand"])

    t["doorval"] = pd.read_csv(bestanden["doorval_ww"], encoding="utf-16", sep="\t").rename(columns={"Jaar": "jaar"})

    t["lks"] = excel("loonkostensubsidie", header=2, skipfooter=1).rename(columns={"Jaar": "jaar"})

    voorzieningen = excel("voorzieningen", header=1).rename(columns={"Jaar": "jaar"})
    voorzieningen["Voorziening"] = voorzieningen["Voorziening"].ffill()
    voorzieningen = voorzieningen.dropna(subset=["jaar"])
    t["voorzieningen"] = voorzieningen.replace({"Voorziening": {"Banenafspraak (BAB)": "BAB"}})

    caparis = excel("caparis_leeftijd", header=None, skiprows=3, names=["lid", "p0", "f0", "personen", "fte"])
    caparis = caparis[caparis["lid"].astype(str).str.endswith("jaar")]
    vorig = caparis[["lid", "p0", "f0"]].rename(columns={"p0": "personen", "f0": "fte"})
    t["caparis"] = pd.concat([vorig.assign(jaar=jaar - 1), caparis[["lid", "personen", "fte"]].assign(jaar=jaar)])

    bezwaar = excel("bezwaar_beroep", header=1).rename(columns={"Jaar": "jaar"})
    bezwaar["jaar"] = bezwaar["jaar"].ffill()
    t["bezwaar"] = bezwaar[bezwaar["Soort"].isin(["Bezwaar", "Beroep"])]

    kop = ["stroom", "product", "begroting", "realisatie", "volgend"]
    begroting = excel("begroting", header=None, skiprows=3, names=kop)
    begroting["stroom"] = begroting["stroom"].ffill().astype(str).str.lower()
    begroting["product"] = begroting["product"].map(PRODUCTEN)
    begroting = begroting.dropna(subset=["product"])
    volgend = begroting[["stroom", "product", "volgend"]].rename(columns={"volgend": "begroting"})
    t["begroting"] = pd.concat([begroting.drop(columns="volgend").assign(jaar=jaar), volgend.assign(jaar=jaar + 1)])

    bejegening = excel("bejegening", header=1, skipfooter=1).rename(columns={"Jaar": "jaar"})
    t["bejegening"] = bejegening[bejegening["Onderdeel"] == "Totaalcijfer"]

    t["opgaven"] = excel("opgavenregister", header=2, dtype=str).fillna("").assign(jaar=jaar)
    t["risicos"] = excel("risicos", header=1).dropna(subset=["Risico"]).assign(jaar=jaar)
    return t


SLEUTELS = {
    "stand": ["datum"],
    "instroom_reden": ["jaar", "lid"],
    "instroom_leeftijd": ["jaar", "lid"],
    "uitstroom": ["jaar", "Maand", "Reden uitstroom"],
    "aanvragen": ["jaar", "Maand", "Besluit"],
    "doorval": ["jaar", "Maand"],
    "lks": ["jaar"],
    "voorzieningen": ["jaar", "Voorziening", "Resultaat"],
    "caparis": ["jaar", "lid"],
    "bezwaar": ["jaar", "Soort"],
    "begroting": ["jaar", "stroom", "product"],
    "bejegening": ["jaar", "Onderdeel"],
    "opgaven": ["jaar", "Nr"],
    "risicos": ["jaar", "Nr"],
}


def lees(leveringen: dict[int, dict[str, Path]]) -> Tabellen:
    """Put the deliveries together; where two tell the same, the last one counts."""
    gelezen = [lees_levering(leveringen[jaar], jaar) for jaar in sorted(leveringen)]
    return {
        naam: pd.concat([t[naam] for t in gelezen]).drop_duplicates(sleutel, keep="last")
        for naam, sleutel in SLEUTELS.items()
    }


# ---------------------------------------------------------------- computing


def som(reeks: pd.Series) -> float:
    """Add up; nothing to add up is not known rather than zero."""
    return float(reeks.sum(min_count=1))


def bereken(t: Tabellen, jaar: int) -> dict[str, float | None]:
    """Compute every figure of a year."""

    def van(naam: str) -> pd.DataFrame:
        return t[naam][t[naam]["jaar"] == jaar]

    stand = t["stand"].set_index("datum")["aantal"]
    begin, eind = float(stand[pd.Timestamp(jaar, 1, 1)]), float(stand[pd.Timestamp(jaar + 1, 1, 1)])
    uitstroom, aanvragen, lks, begroting = van("uitstroom"), van("aanvragen"), van("lks"), van("begroting")
    reden, besluit = uitstroom["Reden uitstroom"], aanvragen["Besluit"]
    voorziening = t["voorzieningen"].set_index(["Voorziening", "Resultaat", "jaar"])["Aantal"]
    social_return = t["voorzieningen"][t["voorzieningen"]["Voorziening"] == "Social return"]
    volgend = t["begroting"][t["begroting"]["jaar"] == jaar + 1].groupby("stroom")["begroting"].sum()
    lasten, baten = begroting[begroting["stroom"] == "lasten"], begroting[begroting["stroom"] == "baten"]
    lasten_bijstand, baten_bijstand = lasten[lasten["product"] == "bijstand"], baten[baten["product"] == "bijstand"]

    def aantal(naam: str, resultaat: str) -> float:
        return float(voorziening.get((naam, resultaat, jaar), math.nan))

    cijfers = {
        "uitkeringen_begin": begin,
        "uitkeringen_eind": eind,
        "uitkeringen_mutatie": eind - begin,
        "uitkeringen_mutatie_deel": eind / begin - 1,
        "uitkeringen_gemiddeld": float(stand[stand.index.year == jaar].mean()),
        "instroom_totaal": som(van("instroom_reden")["aantal"]),
        "instroom_reden": som(van("instroom_reden")["aantal"]),
        "instroom_leeftijd": som(van("instroom_leeftijd")["aantal"]),
        "uitstroom_totaal": som(uitstroom["Aantal"]),
        "uitstroom_werk_studie_inkomen": som(uitstroom["Aantal"][reden.isin(["Werk", "Studie", "Ander inkomen"])]),
        "uitstroom_handhaving": som(uitstroom["Aantal"][reden == "Handhaving"]) / som(uitstroom["Aantal"]),
        "poortwachtersquote": som(aanvragen["Aantal"][besluit.isin(["Afgewezen", "Ingetrokken"])])
        / som(aanvragen["Aantal"]),
        "aanvragen_totaal": som(aanvragen["Aantal"]),
        "doorval_ww": som(van("doorval")["Aantal personen"]),
        "lks_personen": som(lks["Aantal personen"]),
        "lks_bedrag": som(lks["Bedrag"]),
        "groeibanen_personen": aantal("Groeibanen", "Aan het werk"),
        "groeibanen_deelnemers": aantal("Groeibanen", "Deelnemers"),
        "groeibanen_uitstroom": aantal("Groeibanen", "Aan het werk") / aantal("Groeibanen", "Deelnemers"),
        "werkvouchers": aantal("Werkvouchers", "Uitgegeven"),
        "beschut_werk": aantal("Beschut werk", "Werkzaam"),
        "bab_werkend": aantal("BAB", "Werkzaam"),
        "kansberoepen": aantal("Kansberoepen", "Geplaatst"),
        "matching_plaatsingen": aantal("Matchingsevenementen", "Geplaatst"),
        "social_return": som(social_return["Aantal"][social_return["jaar"].between(2017, jaar)]),
        "caparis_fte": som(van("caparis")["fte"]),
        "caparis_personen": som(van("caparis")["personen"]),
        "caparis_trajecten": aantal("Re-integratietrajecten Caparis", "Trajecten"),
        "bezwaar_beroep": som(van("bezwaar")["Aantal"]),
        "bejegening_cijfer": som(van("bejegening")["Cijfer"]),
        "lasten_begroting": som(lasten["begroting"]),
        "lasten_realisatie": som(lasten["realisatie"]),
        "lasten_realisatie_excl_caparis": som(lasten["realisatie"][lasten["product"] != "caparis"]),
        "lasten_uitputting": som(lasten["realisatie"]) / som(lasten["begroting"]),
        "baten_begroting": som(baten["begroting"]),
        "baten_realisatie": som(baten["realisatie"]),
        "saldo_bijstand_begroting": som(baten_bijstand["begroting"]) - som(lasten_bijstand["begroting"]),
        "saldo_bijstand_realisatie": som(baten_bijstand["realisatie"]) - som(lasten_bijstand["realisatie"]),
        "lasten_begroting_volgend": float(volgend["lasten"]),
        "baten_begroting_volgend": float(volgend["baten"]),
    }
    return {naam: of_niets(waarde) for naam, waarde in cijfers.items()}


def bereken_leden(t: Tabellen, jaar: int) -> dict[str, dict[str, float]]:
    """Return the figures that are also told by member."""

    def per_lid(naam: str, kolom: str) -> dict[str, float]:
        deel = t[naam][t[naam]["jaar"] == jaar]
        return {lid: float(waarde) for lid, waarde in zip(deel["lid"], deel[kolom], strict=True)}

    return {
        "instroom_reden": per_lid("instroom_reden", "aantal"),
        "instroom_leeftijd": per_lid("instroom_leeftijd", "aantal"),
        "caparis_personen": per_lid("caparis", "personen"),
    }


def norm_van(verklaard: dict[str, Any], jaar: int) -> dict[str, Any] | None:
    """Return the norm that holds in a year."""
    geldig = [norm for norm in verklaard.get("normen", ()) if norm["vanaf"] <= jaar]
    return geldig[-1] if geldig else None


def kleur_van(verklaard: dict[str, Any], waarde: float | None, norm: float) -> str:
    """Judge a value: orange as long as it is no more than a tenth of the norm away from it."""
    if waarde is None:
        return "grijs"
    marge = norm - waarde if verklaard.get("richting") == "lager" else waarde - norm
    if marge >= 0:
        return "groen"
    return "oranje" if round(-marge - norm / 10, 9) <= 0 else "rood"


def peildatum(naam: str, jaar: int) -> date | None:
    """Return the day that a count is about."""
    dagen = {
        "uitkeringen_begin": date(jaar, 1, 1),
        "uitkeringen_eind": date(jaar + 1, 1, 1),
        "caparis_fte": date(jaar, 12, 31),
        "caparis_personen": date(jaar, 12, 31),
    }
    return dagen.get(naam)


def maak_cijfers(t: Tabellen, verklaringen: list[dict[str, Any]], woorden: dict[str, str], jaar: int) -> list[Cijfer]:
    """Compute, compare and judge every indicator, in the order of the declaration."""
    nu, toen = bereken(t, jaar), bereken(t, jaar - 1)
    leden = bereken_leden(t, jaar)
    bron_van = {naam: bron for bron, namen in BRON_VAN.items() for naam in namen}
    cijfers = []
    for verklaard in verklaringen:
        naam, eenheid = verklaard["id"], verklaard["eenheid"]
        c = Cijfer(nu[naam], eenheid, verklaard.get("decimalen", DECIMALEN[eenheid]), verklaard)
        c.bron = bron_van[naam]
        c.peildatum = peildatum(naam, jaar)
        beoordeel(c, woorden, jaar)
        vergelijk(c, toen[naam], jaar)
        if naam in leden:
            c.leden = {lid: c.met(waarde) for lid, waarde in leden[naam].items()}
            c.grootste = max(leden[naam], key=lambda lid: leden[naam][lid])
            c.grootste_waarde = c.leden[c.grootste]
        cijfers.append(c)
    return cijfers


def beoordeel(c: Cijfer, woorden: dict[str, str], jaar: int) -> None:
    """Fill in norm and verdict."""
    norm = norm_van(c.verklaard, jaar)
    if norm is None:
        return
    c.norm, c.norm_bron = c.met(norm["waarde"]), norm["bron"]
    c.norm_tekst = f"{'ten hoogste' if c.verklaard.get('richting') == 'lager' else 'ten minste'} {c.norm}"
    c.oordeel = kleur_van(c.verklaard, c.waarde, norm["waarde"])
    c.woord = woorden[c.oordeel]
    uitleg = {
        "groen": f"Met {c} is de norm gehaald.",
        "oranje": f"Met {c} is de norm niet gehaald; het verschil is ten hoogste 10% van de norm.",
        "rood": f"Met {c} is de norm niet gehaald; het verschil is meer dan 10% van de norm.",
        "grijs": "Zonder cijfer is er geen oordeel.",
    }
    c.regel = f"De norm is {c.norm_tekst}. {uitleg[c.oordeel]}"


def vergelijk(c: Cijfer, toen: float | None, jaar: int) -> None:
    """Fill in the comparison with a year earlier, in numbers and in words."""
    if c.waarde is None or toen is None:
        return
    verschil = round(c.waarde - toen, 9)
    c.vorig_jaar, c.verschil = c.met(toen), c.met(verschil)
    omvang = weergave(abs(verschil), c.eenheid, c.decimalen)
    if c.eenheid == "aandeel":
        omvang = f"{omvang.removesuffix('%')} procentpunt"
    teken = "+" if verschil > 0 else "-" if verschil < 0 else ""
    c.verschil_getal = f"{teken}{omvang}"
    dag = peildatum(c.verklaard["id"], jaar - 1)
    wanneer = f"op {datum(dag)}" if dag else f"in {jaar - 1}"
    schaal = c.eenheid in {"aandeel", "cijfer"} or min(c.waarde, toen) < 0
    meer, minder = ("hoger", "lager") if schaal else ("meer", "minder")
    woord = meer if verschil > 0 else minder
    c.verschil_tekst = f"{omvang} {woord} dan {wanneer}" if verschil else f"gelijk aan {wanneer[3:]}"


# ---------------------------------------------------------------- tasks


def maak_opgaven(
    t: Tabellen, verklaringen: list[dict[str, Any]], cijfers: dict[str, Cijfer], woorden: dict[str, str], jaar: int
) -> list[dict[str, Any]]:
    """Put what the team wrote beside the verdict, now and a year ago."""
    register = {(rij["jaar"], rij["Nr"]): rij for rij in t["opgaven"].to_dict("records")}
    opgaven = []
    for verklaard in verklaringen:
        rij = register[jaar, str(verklaard["nummer"])]
        vorige = register[jaar - 1, str(verklaard["nummer"])]
        eigen = [cijfers[naam] for naam in verklaard.get("indicatoren", ())]
        beoordeeld = [c for c in eigen if c.oordeel in KLEUREN]
        kleur = max((c.oordeel for c in beoordeeld), key=KLEUREN.index, default="") or rij["Eigen oordeel"] or "grijs"
        opgaven.append(
            {
                **verklaard,
                "kleur": kleur,
                "woord": woorden[kleur],
                "grond": "volgens de afgesproken regel" if beoordeeld else "van de gemeente zelf",
                "regel": " ".join(c.regel for c in beoordeeld) or rij["Reden van het oordeel"],
                "vorige_kleur": vorige_kleur(eigen, vorige["Eigen oordeel"], jaar - 1),
                **{veld: rij[veld] for veld in ("Activiteiten", "Voortgang", "Oorzaak", "Gevolg", "Vervolg")},
            }
        )
    return opgaven


def vorige_kleur(eigen: list[Cijfer], oordeel: str, jaar: int) -> str:
    """Return the colour of a year ago: by the norm of then, else as the team wrote."""
    kleuren = []
    for c in eigen:
        norm = norm_van(c.verklaard, jaar)
        if norm and c.vorig_jaar:
            kleuren.append(kleur_van(c.verklaard, c.vorig_jaar.waarde, norm["waarde"]))
    return max(kleuren, key=KLEUREN.index, default="") or oordeel


# ---------------------------------------------------------------- charts


@dataclass
class Grafiek:
    """What a chart shows, and the file it comes from."""

    bron: str
    categorieen: list[str]
    reeksen: dict[str, list[float | None]]
    rijkop: str
    rijen: list[str] = field(default_factory=list)
    norm: Getal | None = None
    totaal: bool = False


def maak_grafieken(t: Tabellen, cijfers: dict[str, Cijfer], jaar: int) -> dict[str, list[Grafiek]]:
    """Return the numbers of the charts of each page."""
    stand = t["stand"].set_index("datum")["aantal"]

    def verloop(van: int) -> list[float | None]:
        return [float(x) for x in stand[pd.Timestamp(van, 1, 1) : pd.Timestamp(van + 1, 1, 1)]]

    def per_lid(naam: str, bron: str, kolom: str, kop: str, *, sorteer: bool = False) -> Grafiek:
        tabel = t[naam].pivot_table(index="lid", columns="jaar", values=kolom, sort=False)
        if sorteer:
            tabel = tabel.sort_values(jaar, ascending=False, kind="stable")
        reeksen = {str(j): [of_niets(x) for x in tabel[j]] for j in (jaar, jaar - 1)}
        return Grafiek(bron, list(tabel.index), reeksen, kop, totaal=True)

    def per_jaar(bron: str, aantal: int, norm: Getal | None = None, **reeksen: pd.Series) -> Grafiek:
        jaren = range(jaar - aantal + 1, jaar + 1)
        waarden = {naam: [of_niets(reeks.get(j, math.nan)) for j in jaren] for naam, reeks in reeksen.items()}
        return Grafiek(bron, [str(j) for j in jaren], waarden, "Periode", norm=norm)

    def voorziening(naam: str, resultaat: str) -> pd.Series:
        v = t["voorzieningen"]
        return v[(v["Voorziening"] == naam) & (v["Resultaat"] == resultaat)].set_index("jaar")["Aantal"]

    dagen = [date(jaar, maand, 1) for maand in range(1, 13)] + [date(jaar + 1, 1, 1)]
    lijnen = {str(jaar): verloop(jaar), str(jaar - 1): verloop(jaar - 1)}
    lks = t["lks"].set_index("jaar")
    groei, werk = voorziening("Groeibanen", "Deelnemers"), voorziening("Groeibanen", "Aan het werk")
    doorval, bezwaar = t["doorval"].groupby("jaar")["Aantal personen"].sum(), t["bezwaar"].groupby("jaar")["Aantal"]
    return {
        "verloop": [
            Grafiek(
                "bijstand_maand",
                [f"1 {KORT[dag.month - 1]}" for dag in dagen],
                lijnen,
                "Stand op",
                [f"1 {MAANDEN[dag.month - 1]}" for dag in dagen[:-1]] + ["1 januari, een jaar later"],
            )
        ],
        "instroom_reden": [per_lid("instroom_reden", "instroom_reden", "aantal", "reden van instroom", sorteer=True)],
        "instroom_leeftijd": [per_lid("instroom_leeftijd", "instroom_leeftijd", "aantal", "leeftijd")],
        "doorval_ww": [per_jaar("doorval_ww", 3, cijfers["doorval_ww"].norm, reeks=doorval)],
        "loonkostensubsidie": [
            per_jaar("loonkostensubsidie", 3, reeks=lks["Aantal personen"]),
            per_jaar("loonkostensubsidie", 3, reeks=lks["Bedrag"]),
        ],
        "groeibanen": [per_jaar("voorzieningen", 2, werk=werk, deelnemers=groei)],
        "beschut_werk": [
            per_jaar("voorzieningen", 2, cijfers["beschut_werk"].norm, reeks=voorziening("Beschut werk", "Werkzaam"))
        ],
        "werkvouchers": [
            per_jaar("voorzieningen", 2, cijfers["werkvouchers"].norm, reeks=voorziening("Werkvouchers", "Uitgegeven"))
        ],
        "caparis": [per_lid("caparis", "caparis_leeftijd", "personen", "leeftijd")],
        "bezwaar": [per_jaar("bezwaar_beroep", 2, reeks=bezwaar.sum())],
    }


TINTEN = {"nu": "#0b4a6f", "vorig": "#88919c", "ander": "#8a3ffc"}


def teken(g: Grafiek, blok: dict[str, Any], namen: list[str], vorm: Getal) -> str:
    """Draw a chart; return it as the base64 of a PNG."""
    liggend = blok["vorm"] == "liggend"
    fig, ax = plt.subplots(figsize=(6, 4.5 if liggend else 3.5))
    fig.subplots_adjust(left=0.4 if liggend else 0.1, right=0.97, top=0.93, bottom=0.1)
    breedte = 0.8 / len(namen)
    plaatsen = range(len(g.categorieen))
    for i, (naam, reeks, waarden) in enumerate(zip(namen, blok["reeksen"], g.reeksen.values(), strict=True)):
        tint = TINTEN[reeks.get("stijl", "nu")]
        getallen = [math.nan if waarde is None else waarde for waarde in waarden]
        if blok["vorm"] == "lijn":
            ax.plot(plaatsen, getallen, label=naam, color=tint, linestyle="--", linewidth=2)
            ax.annotate(str(vorm.met(waarden[-1])), (len(waarden) - 1, getallen[-1]))
            continue
        waar = [plaats + (i - (len(namen) - 1) / 2) * breedte for plaats in plaatsen]
        if liggend:
            staven = ax.barh(waar, getallen, breedte, label=naam, color=tint, hatch="//", edgecolor="white")
        else:
            staven = ax.bar(waar, getallen, breedte, label=naam, color=tint, hatch="//", edgecolor="white")
        ax.bar_label(staven, [str(vorm.met(waarde)) for waarde in waarden], fontsize=8, padding=2)
    if liggend:
        ax.set_yticks(plaatsen, g.categorieen)
        ax.invert_yaxis()
    else:
        ax.set_xticks(plaatsen, g.categorieen, fontsize=8)
    if g.norm is not None and g.norm.waarde is not None:
        ax.axhline(g.norm.waarde, color="#9a3412")
        ax.annotate(
            f"norm {g.norm}", (len(g.categorieen) - 0.5, g.norm.waarde), color="#9a3412", ha="right", va="bottom"
        )
    if len(namen) > 1:
        ax.legend(frameon=False)
    ax.spines[["top", "right"]].set_visible(False)
    beeld = io.BytesIO()
    fig.savefig(beeld, format="png")
    plt.close(fig)
    return base64.b64encode(beeld.getvalue()).decode()


# ---------------------------------------------------------------- texts


VELD = re.compile(r"\{\{\s*([\w.]+)\s*((?:\|[^|}]+)*)\}\}")
FILTER = re.compile(r"\|\s*(\w+)(?:\((.*?)\))?")
FILTERS: dict[str, Callable[..., Any]] = {
    "zonder_teken": lambda g: g.met(abs(g.waarde)),
    "richting": lambda g, op, gelijk, neer: op if g.waarde > 0 else neer if g.waarde < 0 else gelijk,
    "gehaald": lambda c, ja, nee: ja if c.oordeel == "groen" else nee,
    "miljoen": lambda g: f"€{NBSP}{getal(g.waarde / 1_000_000, 1)}{NBSP}miljoen",
    "euro": lambda g, decimalen=2: weergave(g.waarde, "euro", int(decimalen)),
    "aantal": lambda g, decimalen=0: getal(g.waarde, int(decimalen)),
    "procent": lambda g, decimalen=0: weergave(g.waarde, "aandeel", int(decimalen)),
    "kleine_letter": lambda tekst: tekst[:1].lower() + tekst[1:],
    "hoofdletter": lambda tekst: tekst[:1].upper() + tekst[1:],
}


def vul_in(tekst: str, waarden: dict[str, Any]) -> str:
    """Fill in the figures of a text: ``{{ cijfer.verschil | richting("meer", "gelijk", "minder") }}``."""

    def vervang(veld: re.Match[str]) -> str:
        naam, *delen = veld[1].split(".")
        waarde = waarden[naam]
        for deel in delen:
            waarde = getattr(waarde, deel)
        for filter_, argumenten in FILTER.findall(veld[2]):
            woorden = [argument.strip(' "') for argument in argumenten.split(",")] if argumenten else []
            waarde = FILTERS[filter_](waarde, *woorden)
        return str(waarde)

    return VELD.sub(vervang, tekst)


# ---------------------------------------------------------------- tables


def indicatorentabel(titel: str, gekozen: list[Cijfer], periode: Periode) -> dict[str, Any]:
    """Return figures with last year, difference, norm and verdict."""
    beoordeeld = any(c.oordeel for c in gekozen)
    rijen = []
    for c in gekozen:
        naam = f"{c.naam}, op {datum_kort(c.peildatum)}" if c.peildatum else c.naam
        cellen = [
            {"tekst": str(c), "merk": c.status == "verzonnen"},
            {"tekst": str(c.vorig_jaar or NIET_BEKEND)},
            {"tekst": c.verschil_getal or NIET_BEKEND},
        ]
        if beoordeeld:
            cellen += [
                {"tekst": c.norm_tekst or "geen norm"},
                {"tekst": c.woord or "geen norm", "kleur": c.oordeel},
            ]
        rijen.append({"naam": naam, "cellen": cellen})
    kolommen = [str(periode), periode.vorig_jaar, "Verschil", *(["Norm", "Oordeel"] if beoordeeld else [])]
    noten = [f"{c.naam}: {c.verklaard['reden_ontbreekt']}" for c in gekozen if c.waarde is None]
    return tabel(titel, "Cijfer", kolommen, rijen, noten, getallen=3)


def tabel(  # noqa: PLR0913 - the parts of a table
    titel: str, rijkop: str, kolommen: list[str], rijen: list[dict[str, Any]], noten: list[str], *, getallen: int
) -> dict[str, Any]:
    """Return a table as the template wants it; the first ``getallen`` columns are numbers."""
    return {
        "titel": titel,
        "rijkop": rijkop,
        "kolommen": kolommen,
        "rijen": rijen,
        "noten": noten,
        "getallen": getallen,
    }


def grafiektabel(g: Grafiek, titel: str, namen: list[str], vorm: Getal) -> dict[str, Any]:
    """Return the table beside a chart."""
    labels = g.rijen or g.categorieen
    rijen: list[dict[str, Any]] = [
        {"naam": label, "cellen": [{"tekst": str(vorm.met(waarden[i]))} for waarden in g.reeksen.values()]}
        for i, label in enumerate(labels)
    ]
    if g.totaal:
        sommen = [sum(waarde or 0 for waarde in waarden) for waarden in g.reeksen.values()]
        rijen.append({"naam": "Totaal", "totaal": True, "cellen": [{"tekst": str(vorm.met(s))} for s in sommen]})
    return tabel(titel, g.rijkop, namen, rijen, [], getallen=len(namen))


def geldtabel(t: Tabellen, blok: dict[str, Any], vul: Callable[[str], str], jaar: int) -> dict[str, Any]:
    """Return budget and reality, with V for an advantage and N for a disadvantage."""
    begroting = t["begroting"]
    rijen = []
    for rij in blok["rijen"]:
        deel = begroting[begroting["stroom"] == rij["filter"]["stroom"]]
        if "product" in rij["filter"]:
            product = rij["filter"]["product"]
            deel = deel[deel["product"].isin([product] if isinstance(product, str) else product)]
        nu = deel[deel["jaar"] == jaar]
        begroot, werkelijk = som(nu["begroting"]), som(nu["realisatie"])
        verschil = begroot - werkelijk if rij["gunstig"] == "lager" else werkelijk - begroot
        cellen = [
            getal(begroot, 2),
            getal(werkelijk, 2),
            weergave(round(verschil, 9), "voordeel", 2),
            weergave(werkelijk / begroot, "aandeel", 1) if begroot else "n.v.t.",
            getal(som(deel["begroting"][deel["jaar"] == jaar + 1]), 2),
        ]
        rijen.append({"naam": rij["naam"], "totaal": rij.get("totaal"), "cellen": [{"tekst": cel} for cel in cellen]})
    koppen = [vul(kolom["kop"]) for kolom in blok["kolommen"]]
    return tabel(vul(blok["titel"]), blok["rijkop"], koppen, rijen, [vul(blok["noot"])], getallen=len(koppen))


def saldotabel(t: Tabellen, blok: dict[str, Any], vul: Callable[[str], str], jaar: int) -> dict[str, Any]:
    """Return what the income of one product leaves after its costs."""
    (rij,) = blok["rijen"]
    bedragen = t["begroting"][t["begroting"]["product"] == rij["filter"]["product"]]

    def saldo(kolom: str, van: int) -> float:
        stroom = bedragen[bedragen["jaar"] == van].groupby("stroom")[kolom].sum()
        return float(stroom["baten"] - stroom["lasten"])

    begroot, werkelijk = saldo("begroting", jaar), saldo("realisatie", jaar)
    cellen = [
        getal(begroot, 2),
        getal(werkelijk, 2),
        weergave(round(werkelijk - begroot, 9), "voordeel", 2),
        getal(saldo("begroting", jaar + 1), 2),
    ]
    koppen = [vul(kolom["kop"]) for kolom in blok["kolommen"]]
    rijen = [{"naam": rij["naam"], "cellen": [{"tekst": cel} for cel in cellen]}]
    return tabel(vul(blok["titel"]), blok["rijkop"], koppen, rijen, [], getallen=len(koppen))


def risicotabel(t: Tabellen, titel: str, jaar: int) -> dict[str, Any]:
    """Return the register of risks."""
    rijen = []
    for rij in t["risicos"][t["risicos"]["jaar"] == jaar].to_dict("records"):
        effect = weergave(of_niets(rij["Financieel effect"]), "euro", 0)
        cellen = [*(rij[veld] for veld in ("Oorzaak", "Gevolg", "Maatregel", "Kans")), effect]
        rijen.append({"naam": rij["Risico"], "cellen": [{"tekst": cel} for cel in cellen]})
    koppen = ["Oorzaak", "Gevolg", "Maatregel", "Kans", "Gevolg in euro"]
    return tabel(titel, "Risico", koppen, rijen, [], getallen=0)


# ---------------------------------------------------------------- pages


class Rapport:
    """The report of one year: everything that the template and the JSON show."""

    def __init__(self, werkmap: Path, jaar: int) -> None:
        self.werkmap = werkmap
        self.jaar = jaar
        self.periode = Periode(jaar)
        self.kop = self._toml("werkmonitor.toml")
        self.woorden = {kleur: woord["woord"] for kleur, woord in self.kop["oordeel"].items()}
        declaratie = {naam: self._toml(f"declaratie/{naam}.toml") for naam in ("bronnen", "indicatoren", "doelen")}
        self.begrippen = self._toml("declaratie/begrippen.toml")["begrip"]
        self.verzonnen = self._toml("declaratie/verzonnen.toml")["verzonnen"]
        self.doelen = declaratie["doelen"]["doel"]
        self.bronnen = {bron["id"]: bron for bron in declaratie["bronnen"]["bron"]}
        leveringen = {j: self._bestanden(j) for j in (jaar, jaar - 1)}
        self.bestanden = [
            {
                "titel": self.bronnen[bron]["titel"],
                "toelichting": self.bronnen[bron].get("toelichting", ""),
                "bestand": pad.relative_to(werkmap).as_posix(),
                "levering": j,
                "sha256": hashlib.sha256(pad.read_bytes()).hexdigest(),
            }
            for j, bestanden in leveringen.items()
            for bron, pad in bestanden.items()
        ]
        self.t = lees(leveringen)
        self.cijfers = maak_cijfers(self.t, declaratie["indicatoren"]["indicator"], self.woorden, jaar)
        self.cijfer = {c.verklaard["id"]: c for c in self.cijfers}
        self.opgaven = maak_opgaven(self.t, declaratie["doelen"]["opgave"], self.cijfer, self.woorden, jaar)
        self.grafieken = maak_grafieken(self.t, self.cijfer, jaar)
        algemeen = self.kop["programma"]
        self.waarden = {**self.cijfer, "periode": self.periode, "gemeente": algemeen["gemeente"]}
        self.titel = self.vul(algemeen["titel"])
        self.markdown = MarkdownIt("commonmark", {"html": False})
        for c in self.cijfers:
            c.betekenis = self.vul(c.verklaard.get("betekenis", ""))
            c.toelichting = self._tekst(f"toelichting-{c.verklaard['id']}")
        files = ("declaratie/paginas.toml", "declaratie/paginas_slot.toml")
        self.paginas = [self._pagina(pagina) for naam in files for pagina in self._toml(naam)["pagina"]]

    def vul(self, tekst: str) -> str:
        """Fill in the figures of a text."""
        return vul_in(tekst, self.waarden)

    def _toml(self, naam: str) -> dict[str, Any]:
        return tomllib.loads((self.werkmap / naam).read_text(encoding="utf-8"))

    def _bestanden(self, jaar: int) -> dict[str, Path]:
        map_ = self.werkmap / "exports" / str(jaar)
        return {naam: next(map_.glob(bron["bestand"])) for naam, bron in self.bronnen.items()}

    def _tekst(self, naam: str) -> str:
        pad = self.werkmap / "teksten" / str(self.jaar) / f"{naam}.md"
        return self.vul(pad.read_text(encoding="utf-8")) if pad.exists() else ""

    def _pagina(self, pagina: dict[str, Any]) -> dict[str, Any]:
        grafieken = iter(self.grafieken.get(pagina["id"], ()))
        getoond = [naam for blok in pagina["blok"] for naam in blok.get("indicatoren", ())]
        blokken, bronnen = [], set()
        for blok in pagina["blok"]:
            deel = {"soort": blok["soort"], "titel": self.vul(blok.get("titel", ""))}
            if blok["soort"] == "tekst":
                deel["html"] = self.markdown.render(self._tekst(blok["tekst"]))
            elif blok["soort"] == "indicatoren":
                gekozen = [self.cijfer[naam] for naam in blok["indicatoren"]]
                deel["tabel"] = indicatorentabel(deel["titel"], gekozen, self.periode)
            elif blok["soort"] == "kerncijfers":
                deel["cijfers"] = [self.cijfer[naam] for naam in blok["indicatoren"]]
            elif blok["soort"] == "grafiek":
                g = next(grafieken)
                bronnen.add(g.bron)
                deel |= self._grafiek(g, blok)
            elif blok["soort"] == "tabel":
                bronnen.add("begroting")
                maak = geldtabel if "noot" in blok else saldotabel
                deel["tabel"] = maak(self.t, blok, self.vul, self.jaar)
            elif blok["soort"] == "register":
                bronnen.add("risicos")
                deel["tabel"] = risicotabel(self.t, deel["titel"], self.jaar)
            blokken.append(deel)
        return {
            "id": pagina["id"],
            "titel": pagina["titel"],
            "kop": self.vul(pagina.get("kop", pagina["titel"])),
            "blokken": blokken,
            "bronregel": self._bronregel(bronnen, getoond),
            "verzonnen": [item["kort"] for item in self.verzonnen if self._raakt(item, getoond, bronnen)],
        }

    @staticmethod
    def _raakt(item: dict[str, Any], getoond: list[str], bronnen: set[str]) -> bool:
        return not (
            bronnen.isdisjoint(item.get("bronnen", ())) and set(getoond).isdisjoint(item.get("indicatoren", ()))
        )

    def _grafiek(self, g: Grafiek, blok: dict[str, Any]) -> dict[str, Any]:
        eenheid = blok.get("eenheid", "aantal")
        vorm = Getal(None, eenheid, blok.get("decimalen", DECIMALEN[eenheid]))
        namen = [self.vul(reeks["naam"]) for reeks in blok["reeksen"]]
        reeksen = zip(namen, g.reeksen.values(), strict=True)
        zinnen = [
            f"{naam}: {', '.join(f'{c} {vorm.met(w)}' for c, w in zip(g.categorieen, waarden, strict=True))}."
            for naam, waarden in reeksen
        ]
        return {
            "onderschrift": blok["onderschrift"],
            "noot": "Onderbroken lijnen" if blok["vorm"] == "lijn" else "Gestreepte staven",
            "alt": f"Grafiek met {blok['noem']}. {' '.join(zinnen)}",
            "png": teken(g, blok, namen, vorm),
            "tabel": grafiektabel(g, blok["onderschrift"], namen, vorm),
        }

    def _bronregel(self, bronnen: set[str], getoond: list[str]) -> str:
        gekozen = [self.cijfer[naam] for naam in getoond]
        gebruikt = bronnen | {c.bron for c in gekozen}
        if not gebruikt:
            return ""
        titels = "; ".join(bron["titel"] for naam, bron in self.bronnen.items() if naam in gebruikt)
        dagen = " en ".join(datum(dag) for dag in sorted({c.peildatum for c in gekozen if c.peildatum}))
        statussen = ", ".join(sorted({STATUS[c.status] for c in gekozen}))
        delen = [f"Bron: {titels} (levering {self.jaar})."]
        delen += [f"Peildatum: {dagen}."] if dagen else []
        delen += [f"Status van de cijfers: {statussen}."] if statussen else []
        return " ".join(delen)

    def html(self) -> str:
        """Return the whole report as one page."""
        omgeving = jinja2.Environment(
            loader=jinja2.FileSystemLoader(Path(__file__).parent),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        verzonnen = [
            (
                "; ".join(
                    [self.cijfer[naam].naam for naam in item.get("indicatoren", ())]
                    + [self.bronnen[naam]["titel"] for naam in item.get("bronnen", ())]
                ),
                item["wat"],
            )
            for item in self.verzonnen
        ]
        return omgeving.get_template("naief.html.jinja").render(
            r=self,
            algemeen=self.kop["programma"],
            kleuren=[
                (kleur, woord, sum(opgave["kleur"] == kleur for opgave in self.opgaven))
                for kleur, woord in self.kop["oordeel"].items()
            ],
            verzonnen=verzonnen,
            datum=datum,
        )

    def json(self) -> str:
        """Return the figures for machines."""
        cijfers = [
            {
                **c.verklaard,
                "waarde": c.waarde,
                "weergave": str(c),
                "vorig_jaar": c.vorig_jaar and c.vorig_jaar.waarde,
                "verschil_tekst": c.verschil_tekst,
                "norm": c.norm and c.norm.waarde,
                "oordeel": c.oordeel or None,
                "peildatum": c.peildatum and c.peildatum.isoformat(),
                "leden": [{"naam": lid, "waarde": waarde.waarde} for lid, waarde in c.leden.items()],
            }
            for c in self.cijfers
        ]
        paginas = [
            {**p, "blokken": [{k: v for k, v in b.items() if k not in {"png", "cijfers"}} for b in p["blokken"]]}
            for p in self.paginas
        ]
        inhoud = {
            "periode": str(self.periode),
            "bronnen": self.bestanden,
            "indicatoren": cijfers,
            "doelen": self.doelen,
            "opgaven": self.opgaven,
            "paginas": paginas,
        }
        return json.dumps(inhoud, ensure_ascii=False, indent=1)


# ---------------------------------------------------------------- comparing


def controleer(onze: dict[str, Any], rapport: Rapport) -> list[str]:
    """Return every difference between these figures and those of a monitor that werkmonitor made."""
    anders = {indicator["id"]: indicator for indicator in onze["indicatoren"]}
    verschillen = [f"{naam}: bestaat maar aan een kant" for naam in sorted(anders.keys() ^ rapport.cijfer.keys())]
    for c in rapport.cijfers:
        ander = anders.get(c.verklaard["id"])
        if ander is None:
            continue
        paren = {
            "waarde": (c.waarde, ander["waarde"]),
            "weergave": (kaal(str(c)), kaal(ander["weergave"])),
            "vorig jaar": (c.vorig_jaar and c.vorig_jaar.waarde, ander["vorig_jaar"]),
            "verschil": (
                kaal(c.verschil_tekst),
                kaal((ander["vergelijking"] or {"verschil_tekst": ""})["verschil_tekst"]),
            ),
            "norm": (c.norm and c.norm.waarde, ander["norm"]),
            "oordeel": (c.oordeel or None, ander["oordeel"]),
            "peildatum": (c.peildatum and c.peildatum.isoformat(), ander["peildatum"]),
            "leden": (
                {lid: waarde.waarde for lid, waarde in c.leden.items()},
                {lid["naam"]: lid["waarde"] for lid in ander["leden"]},
            ),
        }
        verschillen += [f"{c.verklaard['id']}, {wat}: {a} en {b}" for wat, (a, b) in paren.items() if not gelijk(a, b)]
    kleuren = {opgave["nummer"]: (opgave["oordeel"], opgave["vorig_oordeel"]) for opgave in onze["opgaven"]}
    for opgave in rapport.opgaven:
        a, b = (opgave["kleur"], opgave["vorige_kleur"]), kleuren.get(opgave["nummer"])
        verschillen += [f"opgave {opgave['nummer']}: {a} en {b}"] if a != b else []
    for ander, pagina in zip(onze["paginas"], rapport.paginas, strict=True):
        tabellen = [tabelinhoud(blok["tabel"], "weergave") for blok in ander["blokken"] if "tabel" in blok]
        eigen = [tabelinhoud(blok["tabel"], "tekst") for blok in pagina["blokken"] if "tabel" in blok]
        verschillen += [f"tabellen van {pagina['id']}: {eigen} en {tabellen}"] if eigen != tabellen else []
    return verschillen


def tabelinhoud(inhoud: dict[str, Any], tekst: str) -> dict[str, list[str]]:
    """Return what a table says, by the name of the row; where the euro sign stands does not matter."""
    return {rij["naam"]: [kaal(cel[tekst]) for cel in rij["cellen"]] for rij in inhoud["rijen"]}


def kaal(tekst: str) -> str:
    """Return a shown number without euro signs and spaces."""
    return re.sub(r"[€\s]", "", tekst)


def gelijk(a: Any, b: Any) -> bool:
    """Compare two values; numbers up to a billionth."""
    if isinstance(a, int | float) and isinstance(b, int | float):
        return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)
    return bool(a == b)


def main() -> int:
    """Make the report."""
    opties = argparse.ArgumentParser(description="Maakt de monitor van het voorbeeld, zonder omhaal.")
    opties.add_argument("werkmap", type=Path)
    opties.add_argument("periode", type=int)
    opties.add_argument("uitmap", type=Path)
    opties.add_argument("--pdf", action="store_true", help="maak ook de pdf")
    opties.add_argument("--controleer", type=Path, metavar="JSON", help="vergelijk de cijfers met deze monitor")
    keuze = opties.parse_args()

    rapport = Rapport(keuze.werkmap, keuze.periode)
    html = rapport.html()
    keuze.uitmap.mkdir(parents=True, exist_ok=True)
    naam = keuze.uitmap / f"naief-{keuze.periode}"
    naam.with_suffix(".html").write_text(html, encoding="utf-8")
    naam.with_suffix(".json").write_text(rapport.json(), encoding="utf-8")
    if keuze.pdf:
        from weasyprint import HTML

        HTML(string=html).write_pdf(naam.with_suffix(".pdf"), pdf_variant=PDF_VARIANT)
    if keuze.controleer:
        verschillen = controleer(json.loads(keuze.controleer.read_bytes()), rapport)
        sys.stderr.writelines(f"{verschil}\n" for verschil in verschillen)
        return 1 if verschillen else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
