"""A small werkmap with tables as they were published, errors included, written as exports of Cognos."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from cognos_layout import Column, Crosstab, crosstab, plain_list, titles
from cognos_shell import Sheet, Value, cognos_workbook

Rijen = Sequence[Sequence[Value]]

FINANCIEN: Rijen = [
    ["Bijstand", 25598066.00, 25293695.52, 23813008.00],
    ["Minima", 3532643.00, 3499529.15, 3074595.00],
    ["Participatie", 4173667.00, 3875317.58, 3539096.00],
    ["Participatie Caparis", 8363593.00, 8439495.77, 8110863.00],
    ["Totaal", 33304376.00, 32668542.25, 30426699.00],
]
ONDERZOEKEN: Rijen = [[11, 24, 2, 37], [14, 31, 1, 47], [4, 1, None, 5], [29, 56, 4, 89]]
BEDRAGEN: Rijen = [
    [2016, 935.36, 11224],
    [2017, 945.85, 11350],
    [2018, 961.83, 11541],
    [2019, 955.00, 11678],
]
LEEFTIJD: Rijen = [["tot 27", 130], ["tot 40", 331], ["41-55", 489], ["56-pensioen", 425]]
FORMATIE: Rijen = [["Administratie", 1.8], ["Klantmanagers en jobhunting", 10.9], ["Jobcoaches", 3.1], ["Totaal", 15]]
UITGAVEN: Rijen = [
    [11812000, 11753000, 11695000, 11631000],
    [185000] * 4,
    [140000] * 4,
    [350000] * 4,
    [725000] * 4,
    [250000, 270000, 290000, 310000],
    [418000] * 4,
    [294000, 427000, 560000, 693000],
    [200000, 204000, 208000, 212000],
    [14184000, 14292000, 14401000, 14504000],
]
POSTEN = (
    "Sociale Werkvoorziening",
    "Kwaliteit team werk",
    "Analyse instrumenten",
    "Scholingsvoorzieningen",
    "Werktrajecten en -voorzieningen",
    "Werkpremies inwoners",
    "Participatievoorzieningen",
    "WIW, BW en BAB banen",
    "Jobcoaching",
    "Totaal",
)
TELLINGEN: Rijen = [  # year, three counts of uitkeringen, uitstroom, ontheffingen, bezwaar en beroep
    [2018, 1371, 1313, 1131, 466, 49, None],
    [2019, 1261, 1244, 1205, 364, 56, 77],
    [2021, None, None, None, None, None, 116],
]

DECLARATIE = """
[programma]
naam = "Proef"
gemeente = "Ergens"
titel = "Proef"
[oordeel]
groen = { woord = "goed", uitleg = "Goed." }
oranje = { woord = "bijna", uitleg = "Bijna." }
rood = { woord = "niet", uitleg = "Niet." }
grijs = { woord = "onbekend", uitleg = "Onbekend." }

[[bron]]
id = "financien"
titel = "Financiën"
bestand = "Financiën.xlsx"
vorm = "lijst"
dimensies = { product = "Participatie" }
[bron.maten]
begroting = { kolom = "Begroting 2021", eenheid = "euro" }
realisatie = { kolom = "Realisatie 2021", eenheid = "euro" }
volgende = { kolom = "Begroting 2022", eenheid = "euro" }

[[bron]]
id = "onderzoeken"
titel = "Onderzoeken"
bestand = "Onderzoeken.xlsx"
vorm = "kruistabel"
leegtekens = ["-"]
rijen = ["status"]
kolommen = ["uitkomst"]
[bron.maten]
onderzoeken = { eenheid = "aantal" }

[[bron]]
id = "bedragen"
titel = "Uitkeringsbedragen"
bestand = "Bedragen.xlsx"
vorm = "lijst"
tijd = { jaar = "Jaar" }
[bron.maten]
maandbedrag = { kolom = "Per maand", eenheid = "euro" }
jaarbedrag = { kolom = "Per jaar", eenheid = "euro" }

[[bron]]
id = "leeftijd"
titel = "Leeftijd"
bestand = "Leeftijd.xlsx"
vorm = "lijst"
dimensies = { leeftijd = "Leeftijd" }
[bron.maten]
bestand = { kolom = "Aantal", eenheid = "personen" }

[[bron]]
id = "formatie"
titel = "Formatie"
bestand = "Formatie.xlsx"
vorm = "lijst"
dimensies = { functie = "Functie" }
[bron.maten]
formatie = { kolom = "Fte", eenheid = "fte" }

[[bron]]
id = "uitgaven"
titel = "Uitgaven"
bestand = "Uitgaven.xlsx"
vorm = "kruistabel"
rijen = ["post"]
kolommen = ["jaar"]
[bron.maten]
uitgaven = { eenheid = "euro" }

[[bron]]
id = "tellingen"
titel = "Tellingen per jaar"
bestand = "Tellingen.xlsx"
vorm = "lijst"
tijd = { jaar = "Jaar" }
[bron.maten]
uitkeringen = { kolom = "Uitkeringen", eenheid = "aantal", telt = "uitkeringen" }
dossiers = { kolom = "Dossiers", eenheid = "aantal", telt = "dossiers" }
in_ontheffingstabel = { kolom = "Ontheffingstabel", eenheid = "aantal", telt = "uitkeringen" }
uitstroom = { kolom = "Uitstroom", eenheid = "aantal" }
ontheffingen = { kolom = "Ontheffingen", eenheid = "aantal" }
bezwaren = { kolom = "Bezwaar en beroep", eenheid = "aantal" }

[[bron]]
id = "caparis"
titel = "Caparis"
bestand = "Caparis.xlsx"
vorm = "lijst"
[bron.maten]
werkenden_fte = { kolom = "Fte", eenheid = "fte" }
werkenden = { kolom = "Mensen", eenheid = "personen" }

[[bron]]
id = "standen"
titel = "Standen"
bestand = "Standen.xlsx"
vorm = "lijst"
soort = "stand"
peilmoment = "begin"
tijd = { peildatum = "Peildatum" }
[bron.maten]
stand_nota = { kolom = "Nota", eenheid = "aantal" }
stand_pers = { kolom = "Persbericht", eenheid = "aantal" }

[[controle]]
naam = "Twaalf maandbedragen zijn het jaarbedrag"
formule = "som(maandbedrag) * 12"
gelijk_aan = "som(jaarbedrag)"
eenheid = "euro"
marge = 0.5
aantal = 6

[[zelfde]]
naam = "Aantal uitkeringen"
aantal = 4
[[zelfde.tellingen]]
naam = "volgens het programma"
formule = "som(uitkeringen)"
[[zelfde.tellingen]]
naam = "gemiddeld aantal dossiers"
formule = "som(dossiers)"
[[zelfde.tellingen]]
naam = "in de tabel met ontheffingen"
formule = "som(in_ontheffingstabel)"

[[zelfde]]
naam = "Bezwaren en beroepen"
[[zelfde.tellingen]]
naam = "monitor over 2021"
formule = "som(bezwaren)"
[[zelfde.tellingen]]
naam = "programma, over 2019"
formule = "som(bezwaren, jaar - 2)"

[[zelfde]]
naam = "Werkenden bij Caparis"
[[zelfde.tellingen]]
naam = "monitor"
formule = "som(werkenden_fte)"
eenheid = "fte"
[[zelfde.tellingen]]
naam = "programma"
formule = "som(werkenden)"
eenheid = "personen"

[[zelfde]]
naam = "Uitkeringen op 1 januari 2018"
[[zelfde.tellingen]]
naam = "nota"
formule = "stand(stand_nota, begin, jaar - 3)"
[[zelfde.tellingen]]
naam = "persbericht"
formule = "stand(stand_pers, begin, jaar - 3)"

[[zelfde]]
naam = "Uitstroom als deel van de uitkeringen"
aantal = 3
[[zelfde.tellingen]]
naam = "met de uitkeringen van de ontheffingstabel"
formule = "som(uitstroom) / som(in_ontheffingstabel)"
eenheid = "aandeel"
[[zelfde.tellingen]]
naam = "met de uitkeringen van het programma"
formule = "som(uitstroom) / som(uitkeringen)"
eenheid = "aandeel"

[[indicator]]
id = "lasten"
naam = "Lasten"
formule = "som(realisatie)"
eenheid = "euro"
definitie = "Wat er is uitgegeven."

[[pagina]]
id = "geld"
titel = "Geld"
[[pagina.blok]]
soort = "indicatoren"
indicatoren = ["lasten"]
"""


def werkmap(folder: Path) -> Path:
    """Write the declaration and the exports of 2021; return the werkmap."""
    exports = folder / "exports" / "2021"
    exports.mkdir(parents=True)
    (folder / "werkmonitor.toml").write_text(DECLARATIE, encoding="utf-8")
    for naam, sheet in _bladen().items():
        (exports / f"{naam}.xlsx").write_bytes(cognos_workbook([sheet]))
    return folder


def _bladen() -> dict[str, Sheet]:
    euro = [Column("Begroting 2021", "euro"), Column("Realisatie 2021", "euro"), Column("Begroting 2022", "euro")]
    standen: Rijen = [[date(2018, 1, 1), 3255, 3247]]
    counts = ("Uitkeringen", "Dossiers", "Ontheffingstabel", "Uitstroom", "Ontheffingen", "Bezwaar en beroep")
    return {
        "Financiën": _lijst("Participatie", [Column("Participatie"), *euro], FINANCIEN),
        "Onderzoeken": _kruis(
            ("Aanvraag", "Lopende", "Reeds beëindigd", "Totaal"),
            ("Fraude", "Geen fraude", "N.v.t.", "Totaal"),
            ONDERZOEKEN,
        ),
        "Bedragen": _lijst(
            "Uitkeringen", [Column("Jaar", "geheel"), Column("Per maand", "euro"), Column("Per jaar", "euro")], BEDRAGEN
        ),
        "Leeftijd": _lijst("Leeftijdsopbouw", [Column("Leeftijd"), Column("Aantal", "aantal")], LEEFTIJD),
        "Formatie": _lijst("Formatie", [Column("Functie"), Column("Fte", "decimaal")], FORMATIE),
        "Uitgaven": _kruis(POSTEN, ("2020", "2021", "2022", "2023"), UITGAVEN, "euro"),
        "Tellingen": _lijst(
            "Tellingen", [Column("Jaar", "geheel"), *(Column(naam, "aantal") for naam in counts)], TELLINGEN
        ),
        "Caparis": _lijst("Caparis", [Column("Fte", "aantal"), Column("Mensen", "aantal")], [[242, 300]]),
        "Standen": _lijst(
            "Standen",
            [Column("Peildatum", "datum"), Column("Nota", "aantal"), Column("Persbericht", "aantal")],
            standen,
        ),
    }


def _lijst(titel: str, kolommen: Sequence[Column], rijen: Rijen) -> Sheet:
    sheet = Sheet("Pagina1_1")
    plain_list(sheet, titles(sheet, [titel], len(kolommen)), kolommen, rijen)
    return sheet


def _kruis(rijen: Sequence[str], kolommen: Sequence[str], waarden: Rijen, stijl: str = "aantal") -> Sheet:
    sheet = Sheet("Pagina1_1")
    table = Crosstab(
        "Aantal", [(naam,) for naam in rijen], [(naam,) for naam in kolommen], [stijl] * len(kolommen), waarden
    )
    crosstab(sheet, 1, table)
    return sheet
