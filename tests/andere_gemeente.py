"""Another municipality, Zandvoorde: its declaration, its exports of three half-years and the figures that follow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from cognos_layout import Column, Crosstab, crosstab, grouped_list, page_footer, plain_list, sums, titles
from cognos_shell import Sheet, Value, cognos_workbook, excel_workbook

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


def maak_zandvoorde(folder: Path) -> Path:
    """Write the whole werkmap and return it."""
    (folder / "werkmonitor.toml").write_text(DECLARATIE, encoding="utf-8")
    for periode in (NU, VORIGE, VORIG_JAAR):
        for naam, maak in EXPORTS.items():
            path = folder / "exports" / periode / naam
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(maak(periode))
    (folder / "teksten" / NU).mkdir(parents=True)
    (folder / "teksten" / NU / "inleiding.md").write_text(TEKST, encoding="utf-8")
    return folder
