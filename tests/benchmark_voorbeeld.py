"""A small werkmap with our own figures and those of others: a table of CBS StatLine and one of waarstaatjegemeente.

The figures of 2017 to 2020 were published; the regions are named by the codes of CBS.
"""

from __future__ import annotations

from pathlib import Path

CBS = """"ID","Leeftijd","Regiokenmerken","Instroom_4","Uitstroom_6","Uitstroom_7","WerkNaReIntegratie_11"
"0","20150","NL01   ","  123060","  128560","    20.0","       ."
"1","20150","PV21   ","    5470","    5670","    21.5","       ."
"2","20150","GM0074 ","     450","     440","    24.5","       ."
"3","20150","GM0090 ","       .","     410","    16.5","       ."
"4","20150","GM0080 ","    1600","    1580","    19.5","       ."
"5","90200","NL01   ","   11060","   12560","       .","       ."
"6","90200","GM0074 ","      50","      60","       .","       ."
"""
_DICHTHEID = "Bijstand per 1.000 inwoners"
WSJG = f"""Gemeenten;{_DICHTHEID}|2015;{_DICHTHEID}|2016;{_DICHTHEID}|2017;Nuggers|2017
Heerenveen;43,4;44,2;45,4;12
Smallingerland;40,1;;41,0;
"""
STANDEN = "Peildatum;Uitkeringen\n1-1-2017;1450\n1-1-2018;1440\n"
STROMEN = "Jaar;Instroom;Uitstroom\n2017;450;450\n"

DECLARATIE = """
[programma]
naam = "Proef"
gemeente = "Heerenveen"
titel = "Proef"
[oordeel]
groen = { woord = "goed", uitleg = "Goed." }
oranje = { woord = "bijna", uitleg = "Bijna." }
rood = { woord = "niet", uitleg = "Niet." }
grijs = { woord = "onbekend", uitleg = "Onbekend." }

[[dimensie]]
id = "regio"
naam = "regio"
wie = true
leden = { nederland = "NL01", fryslan = "PV21", heerenveen = "GM0074", smallingerland = "GM0090" }

[[dimensie]]
id = "gemeente"
naam = "gemeente"
wie = true
open = true

[[bron]]
id = "standen"
titel = "Standen"
bestand = "standen.csv"
vorm = "lijst"
soort = "stand"
peilmoment = "begin"
tijd = { peildatum = "Peildatum" }
[bron.maten]
bijstand = { kolom = "Uitkeringen", eenheid = "aantal", telt = "uitkeringen" }

[[bron]]
id = "stromen"
titel = "Stromen"
bestand = "stromen.csv"
vorm = "lijst"
tijd = { jaar = "Jaar" }
[bron.maten]
instroom = { kolom = "Instroom", eenheid = "aantal", telt = "uitkeringen" }
uitstroom = { kolom = "Uitstroom", eenheid = "aantal", telt = "uitkeringen" }

[[bron]]
id = "cbs"
titel = "CBS StatLine"
bestand = "gemeente_*.csv"
vorm = "lijst"
notatie = "en"
leegtekens = ["."]
afgerond_op = 10
tijd = { jaar = "@bestand" }
alleen = { Leeftijd = "20150", regio = "@leden" }
dimensies = { regio = "Regiokenmerken" }
[bron.maten.cbs_instroom]
kolom = "Instroom_4"
eenheid = "personen"
definitie = "som(instroom)"
[bron.maten.cbs_uitstroom]
kolom = "Uitstroom_6"
eenheid = "aantal"
telt = "uitkeringen"
definitie = "som(uitstroom)"
[bron.maten.cbs_deel]
kolom = "Uitstroom_7"
eenheid = "aandeel"
schaal = "procent"
telt = "personen"
afgerond_op = 0.5
definitie = "som(uitstroom) / (stand(bijstand, begin) + som(instroom))"

[[bron]]
id = "wsjg"
titel = "Waarstaatjegemeente"
bestand = "wsjg.csv"
vorm = "kruistabel"
rijen = ["gemeente"]
kolommen = ["maat", "jaar"]
scheiding = "|"
[bron.maten]
dichtheid = { kolom = "Bijstand per 1.000 inwoners", eenheid = "gemiddelde", telt = "personen" }

[[indicator]]
id = "deel"
naam = "Uitstroom"
formule = "som(uitstroom) / stand(bijstand, begin)"
eenheid = "aandeel"
decimalen = 1
definitie = "Als deel van het begin."

[[indicator]]
id = "aantal"
naam = "Aantal uitstroom"
formule = "som(uitstroom)"
eenheid = "aantal"
definitie = "Wie uitstroomt."

[[indicator]]
id = "dichtheid"
naam = "Bijstandsdichtheid"
formule = 'som(dichtheid, gemeente="Heerenveen")'
eenheid = "gemiddelde"
definitie = "Per 1.000 inwoners."

[[benchmark]]
indicator = "deel"
naam = "Fryslân"
soort = "regio"
formule = 'som(cbs_deel, regio="fryslan")'
[[benchmark]]
indicator = "deel"
naam = "Nederland"
soort = "landelijk"
formule = 'som(cbs_deel, regio="nederland")'
[[benchmark]]
indicator = "aantal"
naam = "Heerenveen volgens CBS"
soort = "gemeente"
formule = 'som(cbs_uitstroom, regio="heerenveen")'
[[benchmark]]
indicator = "aantal"
naam = "Smallingerland"
soort = "gemeente"
status = "voorlopig"
formule = 'som(cbs_uitstroom, regio="smallingerland")'
[[benchmark]]
indicator = "dichtheid"
naam = "Smallingerland"
soort = "gemeente"
formule = 'som(dichtheid, jaar - 1, gemeente="Smallingerland")'

[[pagina]]
id = "anderen"
titel = "Anderen"
[[pagina.blok]]
soort = "vergelijking"
indicatoren = ["deel"]
[[pagina.blok]]
soort = "vergelijking"
indicatoren = ["aantal"]
noot = "Een noot."
[[pagina.blok]]
soort = "vergelijking"
indicatoren = ["aantal", "deel", "dichtheid"]
[[pagina.blok]]
soort = "vergelijking"
vorm = "liggend"
titel = "Wie stroomt uit"
indicatoren = ["aantal"]
"""


def werkmap(folder: Path) -> Path:
    """Write the declaration and the files of 2017; return the werkmap."""
    exports = folder / "exports" / "2017"
    exports.mkdir(parents=True)
    (folder / "werkmonitor.toml").write_text(DECLARATIE, encoding="utf-8")
    files = {"gemeente_2017.csv": CBS, "wsjg.csv": WSJG, "standen.csv": STANDEN, "stromen.csv": STROMEN}
    for naam, text in files.items():
        (exports / naam).write_text(text, encoding="utf-8")
    return folder
