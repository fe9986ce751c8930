"""Another municipality: other measures, headers, members and periods, and not a line of Python for it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

import openpyxl
import pytest

from cognos_layout import Column, Crosstab, crosstab, grouped_list, page_footer, plain_list, sums, titles
from cognos_shell import Sheet, Value, cognos_workbook, excel_workbook
from hulp import cel_van, lees, verslag
from werkmonitor.formatting import NBSP
from werkmonitor.monitor import model
from werkmonitor.tasks import Verslag

Soort = TypeVar("Soort", bound=model.Blok)

NU, VORIGE, VORIG_JAAR = "2021-H1", "2020-H2", "2020-H1"
MAANDEN = {
    NU: [f"{maand} 2021" for maand in ("januari", "februari", "maart", "april", "mei", "juni")],
    VORIGE: [f"{maand} 2020" for maand in ("juli", "augustus", "september", "oktober", "november", "december")],
    VORIG_JAAR: [f"{maand} 2020" for maand in ("januari", "februari", "maart", "april", "mei", "juni")],
}
KWARTALEN = {
    NU: ("1e kwartaal 2021", "2e kwartaal 2021"),
    VORIGE: ("3e kwartaal 2020", "4e kwartaal 2020"),
    VORIG_JAAR: ("1e kwartaal 2020", "2e kwartaal 2020"),
}
HALFJAAR = {NU: "1e halfjaar 2021", VORIGE: "2e halfjaar 2020", VORIG_JAAR: "1e halfjaar 2020"}

HUISHOUDENS = {  # on the last day of each month; in all 175 in June 2021, 168 in December, 158 in June 2020
    NU: {"Duinrand": [111, 112, 112, 113, 113, 114], "Havenkwartier": [58, 59, 59, 60, 60, 61]},
    VORIGE: {"Duinrand": [105, 106, 107, 108, 109, 110], "Havenkwartier": [55, 55, 56, 56, 57, 58]},
    VORIG_JAAR: {"Duinrand": [100, 100, 101, 102, 103, 104], "Havenkwartier": [50, 51, 52, 52, 53, 54]},
}
CURSUSSEN = {  # begun and finished: Taal and Rekenen in the first quarter, then in the second
    NU: [(10, 4), (6, 5), (8, 6), (4, 5)],  # 28 and 20
    VORIGE: [(9, 3), (5, 4), (7, 5), (3, 4)],  # 24 and 16
    VORIG_JAAR: [(8, 2), (4, 2), (8, 5), (5, 3)],  # 25 and 12
}
VRAGEN = {
    NU: {"Schulden": [3, 4, 5, 2, 1, 5], "Wonen en energie": [1, 1, 2, 2, 1, 1]},  # 20 and 8
    VORIGE: {"Schulden": [5] * 6, "Wonen en energie": [2] * 6},  # 30 and 12
    VORIG_JAAR: {"Schulden": [4] * 6, "Wonen en energie": [3] * 6},  # 24 and 18
}
GELD: dict[str, list[tuple[float, float]]] = {  # allowed and spent: Noodfonds out and in, Schuldhulp out and in
    NU: [(1000.50, 900.25), (400, 410.75), (2000, 2100), (0, 25)],  # out: 3000.50 and 3000.25
    VORIGE: [(900, 800), (300, 300), (1900, 1900), (0, 0)],
    VORIG_JAAR: [(800, 700), (300, 310), (1800, 1900), (0, 5)],
}
KLACHTEN = {NU: [2, 1, 3, 2, 2, 2], VORIGE: [1] * 6, VORIG_JAAR: [4, 3, 2, 2, 2, 2]}  # 12, 6 and 15

DECLARATIE = r"""
[programma]
naam = "Plan Samen Rond"
gemeente = "Zandvoorde"
titel = "Voortgang Plan Samen Rond, {{ periode }}"
voor = "het college"
opgavenregister = "afspraken"

[oordeel.groen]
woord = "goed"
uitleg = "Het gaat zoals afgesproken."
[oordeel.oranje]
woord = "let op"
uitleg = "Het scheelt niet veel."
[oordeel.rood]
woord = "mis"
uitleg = "Het scheelt veel."
[oordeel.grijs]
woord = "onbekend"
uitleg = "Er is geen cijfer."

[[dimensie]]
id = "wijk"
naam = "wijk"
[dimensie.leden]
haven = "Havenkwartier"
duin = ["Duinrand", "Duinrand-Noord"]

[[dimensie]]
id = "vak"
naam = "vak"
open = true

[[dimensie]]
id = "thema"
naam = "thema"
[dimensie.leden]
schulden = "Schulden"
wonen = "Wonen en energie"

[[dimensie]]
id = "potje"
naam = "potje"
[dimensie.leden]
noodfonds = "Noodfonds"
schuldhulp = "Schuldhulp"

[[dimensie]]
id = "kant"
naam = "uit en in"
[dimensie.leden]
uit = "Uitgaven"
in = "Ontvangsten"

[[bron]]
id = "huishoudens"
titel = "Huishoudens met hulp"
bestand = "*huishoudens*.xlsx"
vorm = "kruistabel"
soort = "stand"
peilmoment = "eind"
rijen = ["wijk"]
kolommen = ["maand"]
maten.huishoudens.eenheid = "aantal"

[[bron]]
id = "cursussen"
titel = "Cursussen"
bestand = "sub/cursus*.xlsx"
vorm = "lijst"
tijd = { kwartaal = "Kwartaal" }
dimensies = { vak = "Vak" }
[bron.maten.begonnen]
kolom = ["Aangevangen", "Begonnen"]
eenheid = "personen"
[bron.maten.klaar]
kolom = "Diploma's"
eenheid = "personen"

[[bron]]
id = "vragen"
titel = "Vragen aan het loket"
bestand = "loket.xlsx"
vorm = "lijst"
tijd = { maand = "Periode" }
dimensies = { thema = "Thema" }
[bron.maten.vragen]
kolom = "Tel"
eenheid = "aantal"

[[bron]]
id = "geld"
titel = "Geld"
bestand = "geld.xlsx"
vorm = "kruistabel"
rijen = ["potje", "kant"]
kolommen = ["halfjaar", "maat"]
[bron.maten.ruimte]
kolom = "Toegestaan"
eenheid = "euro"
[bron.maten.besteed]
kolom = "Besteed"
eenheid = "euro"

[[bron]]
id = "klachten"
titel = "Klachten"
bestand = "klachten.csv"
vorm = "lijst"
tijd = { maand = "Wanneer" }
[bron.maten.klachten]
kolom = "Hoeveel"
eenheid = "aantal"

[[bron]]
id = "afspraken"
titel = "Lijst van afspraken"
bestand = "afspraken.xlsx"
vorm = "register"
[bron.velden]
nr = "Volgnummer"
voortgang = "Hoe staat het?"
oordeel = "Kleur"
reden = "Waarom die kleur?"
oorzaak = "Hoe komt dat?"
vervolg = "En nu?"
besluit = "Besluit van het college"

[[indicator]]
id = "huishoudens"
naam = "Huishoudens met hulp"
formule = "stand(huishoudens)"
per = "wijk"
eenheid = "aantal"
noem = "huishoudens"
richting = "lager"
definitie = "Het aantal huishoudens met hulp op de laatste dag."

[[indicator]]
id = "groei"
naam = "Groei"
formule = "stand(huishoudens) - stand(huishoudens, begin)"
eenheid = "aantal"
definitie = "De stand aan het eind min die aan het begin."

[[indicator]]
id = "gemiddeld"
naam = "Gemiddeld aantal"
formule = "gemiddelde(huishoudens)"
eenheid = "aantal"
definitie = "Het gemiddelde van de zes maandstanden."

[[indicator]]
id = "diplomas"
naam = "Diploma's"
formule = "som(klaar)"
per = "vak"
eenheid = "personen"
richting = "hoger"
normen = [
    { vanaf = "2020-H1", waarde = 15, bron = "Plan" },
    { vanaf = "2021-H1", waarde = 22, bron = "Besluit van 3 maart 2021" },
]
definitie = "Het aantal mensen met een diploma."

[[indicator]]
id = "geslaagd"
naam = "Geslaagd deel"
formule = "som(klaar) / som(begonnen)"
eenheid = "aandeel"
decimalen = 1
definitie = "Diploma's als deel van wie begon."

[[indicator]]
id = "schuldvragen"
naam = "Vragen over schulden"
formule = "som(vragen, thema=\"schulden\")"
eenheid = "aantal"
richting = "lager"
normen = [{ vanaf = 2020, waarde = 25, bron = "Plan" }]
definitie = "Het aantal vragen over schulden."

[[indicator]]
id = "aandeel_schulden"
naam = "Aandeel schulden"
formule = "som(vragen, thema=\"schulden\") / som(vragen)"
eenheid = "aandeel"
definitie = "Vragen over schulden als deel van alle vragen."

[[indicator]]
id = "klachten"
naam = "Klachten"
formule = "som(klachten)"
eenheid = "aantal"
richting = "lager"
oranje_vanaf = 0.75
normen = [{ vanaf = 2020, waarde = 10, bron = "Plan" }]
definitie = "Het aantal klachten."

[[indicator]]
id = "klachten_sinds"
naam = "Klachten sinds begin 2020"
formule = "cumulatief(klachten, vanaf=\"2020-H1\")"
eenheid = "aantal"
definitie = "Alle klachten sinds begin 2020."

[[indicator]]
id = "uitgaven"
naam = "Uitgaven"
formule = "som(besteed, kant=\"uit\")"
eenheid = "euro"
definitie = "Wat is uitgegeven."

[[indicator]]
id = "besteding"
naam = "Besteed deel"
formule = "som(besteed, kant=\"uit\") / som(ruimte, kant=\"uit\")"
eenheid = "aandeel"
decimalen = 2
definitie = "Uitgaven als deel van wat mocht."

[[doel]]
id = "rond"
nummer = 1
naam = "Iedereen komt rond"

[[doel]]
id = "leren"
nummer = 2
naam = "Iedereen kan leren"

[[opgave]]
id = "cursus"
nummer = 1
kort = "Cursussen"
naam = "Meer diploma's"
doelen = [2]
indicatoren = ["diplomas"]

[[opgave]]
id = "loket"
nummer = 2
kort = "Loket"
naam = "Minder klachten en minder schulden"
doelen = [1, 2]
indicatoren = ["klachten", "schuldvragen"]

[[opgave]]
id = "huisbezoek"
nummer = 3
kort = "Huisbezoek"
naam = "Op huisbezoek"
doelen = [1]

[[pagina]]
id = "begin"
titel = "Begin"
kop = "In {{ periode }} hielpen wij {{ huishoudens }} huishoudens"
[[pagina.blok]]
soort = "tekst"
tekst = "inleiding"
[[pagina.blok]]
soort = "kerncijfers"
indicatoren = ["huishoudens", "diplomas", "klachten"]
[[pagina.blok]]
soort = "indicatoren"
titel = "Cijfers van {{ periode }}"
indicatoren = ["huishoudens", "groei", "gemiddeld", "diplomas", "geslaagd", "schuldvragen", "klachten"]

[[pagina]]
id = "grafieken"
titel = "Grafieken"
kop = "Hoe het verliep"
[[pagina.blok]]
soort = "grafiek"
vorm = "lijn"
langs = "maanden"
titel = "Huishoudens per maand"
noem = "huishoudens met hulp"
reeksen = [
    { naam = "{{ periode }}", formule = "stand(huishoudens)" },
    { naam = "{{ periode.vorig_jaar }}", formule = "stand(huishoudens, vorig_jaar)", stijl = "vorig" },
]
[[pagina.blok]]
soort = "grafiek"
vorm = "liggend"
langs = "wijk"
titel = "Huishoudens per wijk"
noem = "huishoudens per wijk"
reeksen = [{ naam = "Nu", formule = "stand(huishoudens)" }]
[[pagina.blok]]
soort = "grafiek"
vorm = "staaf"
langs = "perioden"
aantal = 3
norm = "klachten"
titel = "Klachten per halfjaar"
noem = "klachten"
reeksen = [{ naam = "Klachten", formule = "som(klachten)" }]

[[pagina]]
id = "geld"
titel = "Geld"
[[pagina.blok]]
soort = "tabel"
titel = "Geld in {{ periode }}"
rijkop = "Potje"
rijen = [
    { naam = "Noodfonds", gunstig = "lager", filter = { potje = "noodfonds", kant = "uit" } },
    { naam = "Schuldhulp", gunstig = "lager", filter = { potje = "schuldhulp", kant = "uit" } },
    { naam = "Uitgaven", gunstig = "lager", totaal = true, filter = { kant = "uit" } },
    { naam = "Schuldhulp, in", gunstig = "hoger", filter = { potje = "schuldhulp", kant = "in" } },
]
kolommen = [
    { kop = "Mocht", formule = "som(ruimte)", eenheid = "euro" },
    { kop = "Werd", formule = "som(besteed)", eenheid = "euro" },
    { kop = "Verschil", formule = "som(besteed) - som(ruimte)", eenheid = "voordeel" },
    { kop = "Deel", formule = "som(besteed) / som(ruimte)", eenheid = "aandeel", decimalen = 1 },
]

[[pagina]]
id = "afspraken"
titel = "Afspraken"
[[pagina.blok]]
soort = "opgaven"
[[pagina.blok]]
soort = "matrix"
titel = "Afspraken en doelen"
[[pagina.blok]]
soort = "doelen"
[[pagina.blok]]
soort = "kleuren"
titel = "Kleuren"
[[pagina.blok]]
soort = "register"
titel = "Besluiten"
bron = "afspraken"
velden = { nr = "Nummer", besluit = "Besluit", voortgang = "Stand van zaken" }

[[pagina]]
id = "bronnen"
titel = "Bronnen"
[[pagina.blok]]
soort = "definities"
[[pagina.blok]]
soort = "bronnen"
titel = "Bestanden"
[[pagina.blok]]
soort = "begrippen"
titel = "Begrippen"

[[begrip]]
term = "Potje"
uitleg = "Geld met een doel."
"""
TEKST = """In {{ periode }} hielp {{ gemeente }} {{ huishoudens }} huishoudens, {{ huishoudens.verschil_tekst }}.
In {{ periode.vorig_jaar }} waren het er {{ huishoudens.vorig_jaar }}. De meeste wonen in {{ huishoudens.grootste }}.
De norm voor klachten is {{ klachten | gehaald("gehaald", "niet gehaald") }}.
In het Havenkwartier zijn het er {{ huishoudens.haven }}.
"""

EXACT = {  # now, the half-year before, the same half-year a year earlier
    "huishoudens": ("175", "168", "158"),  # 114+61, 110+58, 104+54
    "groei": ("7", "10", None),  # 175-168, 168-158, and the stand of December 2019 is not there
    "gemiddeld": ("172", "982/6", "922/6"),  # (169+171+171+173+173+175)/6
    "diplomas": ("20", "16", "12"),
    "geslaagd": ("20/28", "16/24", "12/25"),
    "schuldvragen": ("20", "30", "24"),
    "aandeel_schulden": ("20/28", "30/42", "24/42"),
    "klachten": ("12", "6", "15"),
    "uitgaven": ("3000.25", "2700", "2600"),
    "besteding": ("3000.25/3000.50", "2700/2800", "2600/2600"),
}


def _huishoudens(periode: str) -> bytes:
    wijken = HUISHOUDENS[periode]
    rows: list[list[Value]] = [list(standen) for standen in wijken.values()]
    kolommen = [(maand,) for maand in MAANDEN[periode]]
    table = Crosstab(
        "Huishoudens", [*((wijk,) for wijk in wijken), ("Totaal",)], kolommen, ["aantal"] * 6, [*rows, sums(rows)]
    )
    sheet = Sheet("Blad met standen")
    page_footer(sheet, crosstab(sheet, titles(sheet, ["Huishoudens met hulp"], 7), table), datetime(2021, 7, 2, 8), 7)  # noqa: DTZ001 - an export has no zone
    return cognos_workbook([sheet])


def _cursussen(periode: str) -> bytes:
    kop = "Aangevangen" if periode == VORIG_JAAR else "Begonnen"
    columns = [Column("Vak"), Column("Diploma's", "aantal"), Column(kop, "aantal"), Column("Kwartaal")]
    labels = [(vak, kwartaal) for kwartaal in KWARTALEN[periode] for vak in ("Taal", "Rekenen")]
    rows = [
        (vak, klaar, begonnen, kwartaal)
        for (vak, kwartaal), (begonnen, klaar) in zip(labels, CURSUSSEN[periode], strict=True)
    ]
    sheet = Sheet("Export")
    plain_list(sheet, 2, columns, rows)
    return excel_workbook([sheet], "Zandvoorde", date(2021, 7, 2))


def _loket(periode: str) -> bytes:
    columns = [Column("Thema"), Column("Periode"), Column("Tel", "aantal")]
    groups: dict[str, Sequence[Sequence[Value]]] = {
        thema: list(zip(MAANDEN[periode], aantallen, strict=True)) for thema, aantallen in VRAGEN[periode].items()
    }
    sheet = Sheet("Pagina1_1")
    grouped_list(sheet, titles(sheet, ["Vragen aan het loket"], 3), columns, groups, "totaal")
    return cognos_workbook([sheet])


def _geld(periode: str) -> bytes:
    paren: list[list[Value]] = [list(pair) for pair in GELD[periode]]
    kanten = ("Uitgaven", "Ontvangsten")
    rows = [(potje, kant) for potje in ("Noodfonds", "Schuldhulp") for kant in kanten]
    kolommen = [(HALFJAAR[periode], maat) for maat in ("Toegestaan", "Besteed")]
    sheet = Sheet("Pagina1_1")
    crosstab(sheet, 1, Crosstab(None, rows, kolommen, ["euro"] * 2, paren))
    return cognos_workbook([sheet])


def _klachten(periode: str) -> bytes:
    lines = ["Wanneer;Team;Hoeveel"]
    lines += [f"{maand};Loket;{n}" for maand, n in zip(MAANDEN[periode], KLACHTEN[periode], strict=True)]
    return "\r\n".join([*lines, ""]).encode()


def _afspraken(_periode: str) -> bytes:
    captions = ("Volgnummer", "Besluit van het college", "Hoe staat het?", "Kleur", "Waarom die kleur?")
    columns = [Column("Volgnummer", "geheel"), *map(Column, (*captions[1:], "Hoe komt dat?", "En nu?"))]
    rows: list[Sequence[Value]] = [
        (1, "Akkoord", "Er kwam een cursus bij.", None, None, "Er waren te weinig docenten.", "Wij zoeken er twee."),
        (2, "Akkoord", "Het loket is verbouwd.", None, None, "Het wachten duurde lang.", "Er komt een balie bij."),
        (3, "Uitgesteld", "Wij zijn begonnen.", "groen", "Het gaat zoals gepland.", None, None),
    ]
    sheet = Sheet("Afspraken")
    plain_list(sheet, 1, columns, rows)
    return excel_workbook([sheet], "Zandvoorde", date(2021, 7, 2))


EXPORTS = {
    "maand/Alle huishoudens.xlsx": _huishoudens,
    "sub/Cursusoverzicht.xlsx": _cursussen,
    "loket.xlsx": _loket,
    "geld.xlsx": _geld,
    "klachten.csv": _klachten,
    "afspraken.xlsx": _afspraken,
}


@pytest.fixture(scope="module")
def werkmap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("zandvoorde")
    (folder / "werkmonitor.toml").write_text(DECLARATIE, encoding="utf-8")
    for periode in (NU, VORIGE, VORIG_JAAR):
        for naam, maak in EXPORTS.items():
            path = folder / "exports" / periode / naam
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(maak(periode))
    (folder / "teksten" / NU).mkdir(parents=True)
    (folder / "teksten" / NU / "inleiding.md").write_text(TEKST, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def gemaakt(werkmap: Path) -> Verslag:
    return verslag(werkmap, NU, ("html", "json", "xlsx", "csv"))


@pytest.fixture(scope="module")
def uit(gemaakt: Verslag) -> Path:
    return Path(gemaakt.map)


@pytest.fixture(scope="module")
def monitor(uit: Path) -> model.Monitor:
    return lees(uit, NU)


@pytest.fixture(scope="module")
def html(uit: Path) -> str:
    return (uit / f"monitor-{NU}.html").read_text(encoding="utf-8")


def _blokken(monitor: model.Monitor, soort: type[Soort]) -> list[Soort]:
    return [blok for pagina in monitor.paginas for blok in pagina.blokken if isinstance(blok, soort)]


def _gelijk(waarde: float | None, verwacht: str | None) -> bool:
    if waarde is None or verwacht is None:
        return waarde is None and verwacht is None
    return waarde == pytest.approx(float(_breuk(verwacht)), rel=1e-12)


def _breuk(text: str) -> Fraction:
    boven, _, onder = text.partition("/")
    return Fraction(boven) / Fraction(onder or 1)


def test_alle_formaten_worden_gemaakt_zonder_meldingen(gemaakt: Verslag, uit: Path) -> None:
    made = {path.name for path in uit.iterdir() if path.is_file()}
    assert {f"monitor-{NU}.{suffix}" for suffix in ("html", "json", "xlsx", "csv")} <= made
    assert made == set(gemaakt.bestanden)
    assert [str(melding) for melding in gemaakt.meldingen if melding.ernst != "info"] == []


@pytest.mark.parametrize("naam", EXACT)
def test_cijfer_is_de_som_die_een_lezer_kan_volgen(monitor: model.Monitor, naam: str) -> None:
    indicator = monitor.indicator(naam)
    nu, vorige, vorig_jaar = EXACT[naam]
    assert nu is not None
    assert indicator.fractie == _breuk(nu)
    assert _gelijk(indicator.vorige, vorige), (indicator.vorige, vorige)
    assert _gelijk(indicator.vorig_jaar, vorig_jaar), (indicator.vorig_jaar, vorig_jaar)


@pytest.mark.parametrize("naam", EXACT)
def test_elke_cel_van_de_herkomst_bevat_wat_er_staat(monitor: model.Monitor, werkmap: Path, naam: str) -> None:
    cells = monitor.indicator(naam).herkomst
    assert cells
    for cel in cells:
        path = werkmap / cel.bestand
        if path.suffix == ".csv":
            rij = path.read_text(encoding="utf-8").splitlines()[int(cel.cel[1:]) - 1].split(";")
            assert int(rij[ord(cel.cel[0]) - ord("A")]) == cel.waarde
        else:
            assert cel_van(path, cel.cel, cel.blad) == cel.waarde


def test_telling_over_halfjaren_telt_elke_levering_mee(monitor: model.Monitor) -> None:
    indicator = monitor.indicator("klachten_sinds")
    assert (indicator.exact, indicator.reden_ontbreekt) == ("33", None)  # 15 + 6 + 12


def test_leden_staan_in_de_volgorde_van_de_declaratie_en_tellen_op(monitor: model.Monitor) -> None:
    leden = [(lid.lid, lid.naam, lid.waarde) for lid in monitor.indicator("huishoudens").leden]
    assert leden == [("haven", "Havenkwartier", 61), ("duin", "Duinrand", 114)]
    open_leden = {lid.naam: lid.waarde for lid in monitor.indicator("diplomas").leden}
    assert open_leden == {"Taal": 10, "Rekenen": 10}


def test_stand_aan_het_eind_heeft_de_laatste_dag_als_peildatum(monitor: model.Monitor) -> None:
    assert monitor.indicator("huishoudens").peildatum == "2021-06-30"
    assert f"op 30{NBSP}juni 2020" in (monitor.indicator("huishoudens").vergelijking or _geen()).verschil_tekst


def _geen() -> model.Vergelijking:
    message = "there is no comparison"
    raise AssertionError(message)


def test_normen_in_beide_richtingen_geven_hun_oordeel(monitor: model.Monitor) -> None:
    found = {i.id: (i.norm, i.oordeel, i.woord, i.marge) for i in monitor.indicatoren if i.norm is not None}
    assert found == {
        "diplomas": (22, "oranje", "let op", -2),
        "schuldvragen": (25, "groen", "goed", 5),
        "klachten": (10, "oranje", "let op", -2),
    }
    assert monitor.indicator("diplomas").norm_weergave == "ten minste 22"
    assert monitor.indicator("klachten").norm_weergave == "ten hoogste 10"


def test_opgaven_worden_beoordeeld_op_hun_slechtste_cijfer(monitor: model.Monitor) -> None:
    found = [(opgave.nummer, opgave.oordeel, opgave.grond, opgave.vorig_oordeel) for opgave in monitor.opgaven]
    assert found == [(1, "oranje", "regel", "rood"), (2, "oranje", "regel", "rood"), (3, "groen", "mens", "groen")]
    assert [(doel.nummer, doel.opgaven) for doel in monitor.doelen] == [(1, (2, 3)), (2, (1, 2))]


def test_toelichting_zonder_gevolg_heeft_geen_dubbele_spatie(monitor: model.Monitor) -> None:
    assert monitor.opgaven[0].toelichting == "Er waren te weinig docenten. Wij zoeken er twee."


def test_tabel_met_filters_klopt_tot_op_de_cent(monitor: model.Monitor) -> None:
    tabel = next(blok.tabel for blok in _blokken(monitor, model.Tabelblok) if blok.tabel.rijkop == "Potje")
    shown = {rij.naam: [cel.weergave.replace(NBSP, " ") for cel in rij.cellen] for rij in tabel.rijen}
    assert shown == {
        "Noodfonds": ["€ 1.000,50", "€ 900,25", "100,25 V", "90,0%"],
        "Schuldhulp": ["€ 2.000,00", "€ 2.100,00", "100,00 N", "105,0%"],
        "Uitgaven": ["€ 3.000,50", "€ 3.000,25", "0,25 V", "100,0%"],
        "Schuldhulp, in": ["€ 0,00", "€ 25,00", "25,00 V", "n.v.t."],
    }


def test_grafieken_tekenen_de_juiste_getallen(monitor: model.Monitor) -> None:
    per_maand, per_wijk, per_halfjaar = _blokken(monitor, model.Grafiek)
    assert [[punt.waarde for punt in reeks.punten] for reeks in per_maand.reeksen] == [
        [169, 171, 171, 173, 173, 175],
        [150, 151, 153, 154, 156, 158],
    ]
    assert (per_wijk.categorieen, [punt.waarde for punt in per_wijk.reeksen[0].punten]) == (
        ("Duinrand", "Havenkwartier"),
        [114, 61],
    )
    assert per_halfjaar.categorieen == (VORIG_JAAR, VORIGE, NU)
    assert [punt.waarde for punt in per_halfjaar.reeksen[0].punten] == [15, 6, 12]
    assert per_halfjaar.norm is not None
    assert per_halfjaar.norm.waarde == 10
    assert all(grafiek.alt and grafiek.tabel.rijen for grafiek in (per_maand, per_wijk, per_halfjaar))


def test_register_met_eigen_kolommen_wordt_getoond(monitor: model.Monitor) -> None:
    tabel = next(blok.tabel for blok in _blokken(monitor, model.Tabelblok) if blok.tabel.rijkop == "Nummer")
    assert [kolom.kop for kolom in tabel.kolommen] == ["Besluit", "Stand van zaken"]
    assert [(rij.naam, rij.cellen[0].weergave) for rij in tabel.rijen] == [
        ("1", "Akkoord"),
        ("2", "Akkoord"),
        ("3", "Uitgesteld"),
    ]


def test_titel_kop_en_tekst_noemen_het_halfjaar(monitor: model.Monitor) -> None:
    assert monitor.periode == NU
    assert monitor.programma.titel == "Voortgang Plan Samen Rond, het 1e halfjaar van 2021"
    assert monitor.programma.vorig_jaar_naam == "het 1e halfjaar van 2020"
    assert monitor.paginas[0].kop == "In het 1e halfjaar van 2021 hielpen wij 175 huishoudens"
    [tekst] = _blokken(monitor, model.Tekst)
    assert tekst.markdown.replace(NBSP, " ").splitlines() == [
        "In het 1e halfjaar van 2021 hielp Zandvoorde 175 huishoudens, 17 meer dan op 30 juni 2020.",
        "In het 1e halfjaar van 2020 waren het er 158. De meeste wonen in Duinrand.",
        "De norm voor klachten is niet gehaald.",
        "In het Havenkwartier zijn het er 61.",
    ]


def test_html_noemt_de_eigen_gemeente_en_geen_woord_van_een_andere(html: str) -> None:
    assert "Zandvoorde" in html
    assert "het 1e halfjaar van 2021" in html
    vreemd = ("heerenveen", "caparis", "poortwachter", "fryslân", "bijstand", "uitkering", "werkvoucher", "groeiba")
    assert [woord for woord in vreemd if woord in html.lower()] == []
    assert "voorbeeld" not in html.lower()
    assert "{{" not in html


def test_werkboek_en_csv_hebben_dezelfde_cijfers_als_de_json(monitor: model.Monitor, uit: Path) -> None:
    werkboek = openpyxl.load_workbook(uit / f"monitor-{NU}.xlsx", read_only=True)
    cells = {cel for blad in werkboek.worksheets for rij in blad.iter_rows(values_only=True) for cel in rij}
    werkboek.close()
    text = (uit / f"monitor-{NU}.csv").read_text(encoding="utf-8-sig")
    kop, *rijen = csv.reader(io.StringIO(text), delimiter=";")
    velden = [dict(zip(kop, rij, strict=True)) for rij in rijen]
    for indicator in monitor.indicatoren:
        shown = "niet bekend" if indicator.waarde is None else indicator.waarde
        assert shown in cells, indicator.id
        assert any(indicator.id in rij.values() for rij in velden), indicator.id
    assert {"Havenkwartier", "Duinrand"} <= {waarde for rij in velden for waarde in rij.values()} | cells


def test_csv_noemt_bestanden_zoals_de_json(monitor: model.Monitor, uit: Path) -> None:
    text = (uit / f"monitor-{NU}.csv").read_text(encoding="utf-8-sig")
    genoemd = {
        naam for rij in csv.DictReader(io.StringIO(text), delimiter=";") for naam in rij["bronbestanden"].split(" | ")
    }
    assert genoemd <= {bron.bestand for bron in monitor.bronnen}


def test_titel_van_de_pagina_noemt_de_periode_een_keer(html: str) -> None:
    assert html.partition("<title>")[2].partition("</title>")[0].count("halfjaar") == 1


def test_titel_van_het_werkboek_noemt_de_periode_een_keer(uit: Path) -> None:
    werkboek = openpyxl.load_workbook(uit / f"monitor-{NU}.xlsx")
    titel = str(werkboek.worksheets[0]["A1"].value)
    werkboek.close()
    assert titel.count("halfjaar") == 1


def test_volgend_halfjaar_zonder_exports_is_er_niet(werkmap: Path) -> None:
    with pytest.raises(Exception, match=r"Er zijn wel exports voor 2020-H1, 2020-H2, 2021-H1"):
        verslag(werkmap, "2021-H2")


def test_eerder_halfjaar_is_met_dezelfde_declaratie_te_maken(werkmap: Path) -> None:
    verslag(werkmap, VORIGE)
    monitor = lees(werkmap / "uitvoer" / VORIGE, VORIGE)
    assert {naam: monitor.indicator(naam).fractie for naam in EXACT} == {
        naam: _breuk(vorige or "") for naam, (_, vorige, _) in EXACT.items()
    }
    assert monitor.indicator("diplomas").norm == 15
    assert monitor.programma.titel.endswith("het 2e halfjaar van 2020")
