"""A small werkmap of a region with three made-up municipalities, for the tests of monitors of parts."""

from __future__ import annotations

from pathlib import Path

from werk_voorbeeld import WOORDEN

LEDEN = ("aldorp", "bestede", "cadijk")
AANVRAGEN = {
    "2019": {"Aldorp": (10, 30), "Bestede": (5, 15), "Cadijk": (1, 9)},
    "2020": {"Aldorp": (20, 30), "Bestede": (6, 14), "Cadijk": (3, 7)},
}
"""Afgewezen and toegekend, by year and municipality."""
INSTROOM = {"Aldorp": 24, "Bestede": 12, "Cadijk": 4}

DECLARATIE = """\
[programma]
naam = "Werk"
gemeente = "Regio Noord"
deelgebied = "gemeente"
titel = "Monitor {{ periode }} van {{ gemeente }} in {{ regio }}"

[publicatie]
formaten = ["json"]

[[dimensie]]
id = "gemeente"
naam = "gemeente"
[dimensie.leden]
aldorp = "Aldorp"
bestede = ["Bestede", "Gem. Bestede"]
cadijk = "Cadijk"

[[bron]]
id = "aanvragen"
titel = "Aanvragen"
bestand = "aanvragen*.csv"
vorm = "lijst"
tijd = { jaar = "Jaar" }
dimensies = { gemeente = "Gemeente", besluit = "Besluit" }
maten = { aanvragen = { kolom = "Aantal", eenheid = "aantal" } }

[[bron]]
id = "instroom"
titel = "Instroom per gemeente"
bestand = "instroom.csv"
vorm = "lijst"
tijd = { jaar = "Jaar" }
dimensies = { gemeente = "Gemeente" }
maten = { instroom = { kolom = "Aantal", eenheid = "aantal" } }

[[bron]]
id = "instroom_reden"
titel = "Instroom naar reden"
bestand = "reden.csv"
vorm = "lijst"
tijd = { jaar = "Jaar" }
dimensies = { reden = "Reden" }
maten = { instroom = { kolom = "Aantal", eenheid = "aantal" } }

[[bron]]
id = "klachten"
titel = "Klachten"
bestand = "klachten.csv"
vorm = "lijst"
tijd = { jaar = "Jaar" }
maten = { klachten = { kolom = "Aantal", eenheid = "aantal" } }

[[bron]]
id = "landelijk"
titel = "Landelijk"
bestand = "landelijk.csv"
vorm = "lijst"
tijd = { jaar = "Jaar" }
maten = { afgewezen_landelijk = { kolom = "Aandeel", eenheid = "aandeel", schaal = "fractie" } }

[[bron]]
id = "afspraken"
titel = "Afspraken"
bestand = "afspraken.csv"
vorm = "register"
velden = { gemeente = "Gemeente", wat = "Wat" }
"""

INDICATOREN = """\
[[indicator]]
id = "aanvragen"
naam = "Aanvragen"
formule = "som(aanvragen)"
eenheid = "aantal"
per = "gemeente"
definitie = "Aantal aanvragen."

[[indicator]]
id = "quote"
naam = "Afgewezen"
formule = "som(aanvragen, besluit='afgewezen') / som(aanvragen)"
eenheid = "aandeel"
richting = "hoger"
normen = [{ vanaf = 2019, waarde = 0.35, bron = "Programma" }]
definitie = "Deel dat is afgewezen."

[[indicator]]
id = "aanvragen_regio"
naam = "Aanvragen in de regio"
formule = "som(aanvragen)"
eenheid = "aantal"
gebied = "regio"
richting = "lager"
normen = [{ vanaf = 2019, waarde = 100, bron = "Programma" }]
definitie = "Aantal aanvragen in de regio."

[[indicator]]
id = "aandeel"
naam = "Aandeel in de regio"
formule = "som(aanvragen) / uitkomst('aanvragen_regio')"
eenheid = "aandeel"
per = "gemeente"
definitie = "Deel van de aanvragen van de regio."

[[indicator]]
id = "aandeel_gekozen"
naam = "Aandeel, anders geschreven"
formule = "som(aanvragen) / som(aanvragen, gemeente=['aldorp', 'bestede', 'cadijk'])"
eenheid = "aandeel"
definitie = "Hetzelfde."

[[indicator]]
id = "klachten"
naam = "Klachten"
formule = "som(klachten)"
eenheid = "aantal"
definitie = "Aantal klachten."

[[indicator]]
id = "instroom"
naam = "Instroom"
formule = "som(instroom)"
eenheid = "aantal"
richting = "lager"
normen = [
  { vanaf = 2019, waarde = 50, bron = "Programma" },
  { vanaf = 2019, waarde = 20, deelgebied = "aldorp", bron = "Raad van Aldorp" },
]
definitie = "Aantal nieuwe uitkeringen."

[[indicator]]
id = "instroom_scheiding"
naam = "Instroom na scheiding"
formule = "som(instroom, reden='scheiding')"
eenheid = "aantal"
definitie = "Aantal nieuwe uitkeringen na een scheiding."

[[indicator]]
id = "landelijk"
naam = "Afgewezen in Nederland"
formule = "som(afgewezen_landelijk)"
eenheid = "aandeel"
gebied = "elders"
definitie = "Landelijk cijfer."

[[indicator]]
id = "quote_landelijk"
naam = "Afgewezen, naast Nederland"
formule = "som(aanvragen, besluit='afgewezen') / som(aanvragen)"
eenheid = "aandeel"
richting = "hoger"
normen = [{ vanaf = 2019, beter_dan = "som(afgewezen_landelijk)", bron = "Divosa" }]
definitie = "Deel dat is afgewezen."
"""

PAGINAS = """\
[[pagina]]
id = "kort"
titel = "In het kort"
kop = "{{ gemeente }} had {{ aanvragen }} aanvragen"
[[pagina.blok]]
soort = "tekst"
tekst = "kort"
[[pagina.blok]]
soort = "tabel"
titel = "Naast elkaar"
rijkop = "Gemeente"
rijen = [
  { naam = "Aldorp", filter = { gemeente = "aldorp" } },
  { naam = "Bestede", filter = { gemeente = "bestede" } },
  { naam = "Cadijk", filter = { gemeente = "cadijk" } },
  { naam = "Regio", totaal = true },
]
kolommen = [{ kop = "Aanvragen", formule = "som(aanvragen)", eenheid = "aantal" }]
[[pagina.blok]]
soort = "tabel"
titel = "Van hier"
rijkop = "Cijfer"
rijen = [{ naam = "Nu" }]
kolommen = [
  { kop = "Aanvragen", formule = "som(aanvragen)", eenheid = "aantal" },
  { kop = "Klachten", formule = "som(klachten)", eenheid = "aantal" },
]
[[pagina.blok]]
soort = "grafiek"
vorm = "liggend"
langs = "besluit"
titel = "Besluiten"
reeksen = [{ naam = "Aanvragen", formule = "som(aanvragen)" }]
[[pagina.blok]]
soort = "grafiek"
langs = "gemeente"
titel = "Per gemeente"
reeksen = [{ naam = "Aanvragen", formule = "som(aanvragen)" }]
[[pagina.blok]]
soort = "register"
titel = "Afspraken"
bron = "afspraken"
velden = { wat = "Wat", gemeente = "Gemeente" }

[[pagina]]
id = "samen"
titel = "Samen"
voor = "regio"
[[pagina.blok]]
soort = "tekst"
tekst = "samen"

[[pagina]]
id = "eigen"
titel = "Eigen"
voor = "deelgebied"
[[pagina.blok]]
soort = "tekst"
tekst = "eigen"
"""


def maak_regio(folder: Path) -> Path:
    """Write a complete small werkmap and return it."""
    for name in ("declaratie", "exports/2019", "exports/2020", "teksten/2020/aldorp"):
        (folder / name).mkdir(parents=True)
    woorden = "".join(
        f'[oordeel.{kleur}]\nwoord = "{woord["woord"]}"\nuitleg = "{woord["uitleg"]}"\n'
        for kleur, woord in WOORDEN.items()
    )
    (folder / "werkmonitor.toml").write_text(DECLARATIE + woorden, encoding="utf-8")
    (folder / "declaratie" / "indicatoren.toml").write_text(INDICATOREN, encoding="utf-8")
    (folder / "declaratie" / "paginas.toml").write_text(PAGINAS, encoding="utf-8")
    for jaar in AANVRAGEN:
        for naam, text in _exports(jaar).items():
            (folder / "exports" / jaar / naam).write_text(text, encoding="utf-8")
    for naam, text in TEKSTEN.items():
        (folder / "teksten" / "2020" / naam).write_text(text, encoding="utf-8")
    return folder


def _exports(jaar: str) -> dict[str, str]:
    aanvragen = "".join(
        f"{jaar};{gemeente};afgewezen;{nee}\n{jaar};{gemeente};toegekend;{ja}\n"
        for gemeente, (nee, ja) in AANVRAGEN[jaar].items()
    )
    instroom = "".join(f"{jaar};{gemeente};{aantal}\n" for gemeente, aantal in INSTROOM.items())
    return {
        "aanvragen.csv": f"Jaar;Gemeente;Besluit;Aantal\n{aanvragen}",
        "instroom.csv": f"Jaar;Gemeente;Aantal\n{instroom}",
        "reden.csv": f"Jaar;Reden;Aantal\n{jaar};scheiding;15\n{jaar};verhuizing;25\n",
        "klachten.csv": f"Jaar;Aantal\n{jaar};8\n",
        "landelijk.csv": f"Jaar;Aandeel\n{jaar};0,3\n",
        "afspraken.csv": "Gemeente;Wat\nAldorp;Spreekuur\nCadijk;Bus\n;Overleg\n",
    }


TEKSTEN = {
    "kort.md": "In {{ gemeente }} ({{ regio }}) waren {{ aanvragen }} aanvragen.\n",
    "samen.md": "Samen hadden wij {{ aanvragen }} aanvragen.\n",
    "eigen.md": "Dit is {{ aandeel }} van de regio.\n",
    "aldorp/kort.md": "Aldorp zelf telde {{ aanvragen }} aanvragen.\n",
}
