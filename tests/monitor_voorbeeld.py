"""A complete Monitor made by hand, with the published figures, for the tests of everything that shows one."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from monitor_bouwstenen import (
    DOELEN,
    HERKOMST,
    INDICATOREN,
    KLEUREN,
    MAANDEN,
    OPGAVEN,
    REDENEN,
    RISICOS,
    SPOREN,
    WOORDEN,
    financieel,
    grafiek,
    indicator,
    opgave,
    punten,
    reeks,
    tabel_van,
    vergelijking,
)
from werkmonitor.findings import Finding, Location
from werkmonitor.formatting import euro
from werkmonitor.monitor import model as m

__all__ = [
    "DOELEN",
    "HERKOMST",
    "INDICATOREN",
    "KLEUREN",
    "MAANDEN",
    "OPGAVEN",
    "REDENEN",
    "WOORDEN",
    "grafiek",
    "indicator",
    "opgave",
    "punten",
    "reeks",
    "tabel_van",
    "vergelijking",
]

LANG = (
    "In 2021 daalde het aantal uitkeringen met 60. Op 1 januari 2022 waren het er **1.249**.\n\n"
    "- Door corona waren er minder bijeenkomsten met bedrijven.\n- In de zomer trok de arbeidsmarkt aan.\n\n"
    "De [Participatieraad](https://www.heerenveen.nl/participatieraad) leest mee."
)


def pagina(naam: str, titel: str, kop: str, *blokken: m.AnyBlok, verzonnen: tuple[str, ...] = ()) -> m.Pagina:
    """Return a page with the usual source line."""
    bron = "Bron: uitkeringenadministratie (Cognos), peildatum 1 januari 2022, definitief."
    return m.Pagina(id=naam, titel=titel, kop=kop, blokken=blokken, bronregel=bron, verzonnen=verzonnen)


def _verloop() -> m.Grafiek:
    nu = reeks("2021", "nu", 1309, 1311, 1318, 1312, 1302, 1290, 1281, 1276, 1270, 1263, 1257, 1252, 1249)
    vorig = reeks("2020", "vorig", 1228, 1232, 1240, 1261, 1272, 1280, 1285, 1288, 1290, 1296, 1301, 1305, 1309)
    return grafiek(
        id="verloop",
        vorm="lijn",
        titel="Sinds maart 2021 daalt het aantal uitkeringen elke maand",
        onderschrift="Aantal uitkeringen op de eerste dag van de maand, Heerenveen, 2021 en 2020",
        categorieen=MAANDEN,
        reeksen=(nu, vorig),
        norm=None,
        annotaties=(m.Annotatie(index=2, tekst="maart 2020: eerste maatregelen tegen corona"),),
        verzonnen=True,
        alt="Lijngrafiek: het aantal uitkeringen daalde van 1.309 op 1 januari 2021 naar 1.249 op 1 januari 2022.",
    )


def _liggend(
    naam: str, titel: str, categorieen: tuple[str, ...], nu: tuple[int, ...], vorig: tuple[int, ...]
) -> m.Grafiek:
    return grafiek(
        id=naam,
        vorm="liggend",
        titel=titel,
        onderschrift="Aantal personen, Heerenveen, 2021 en 2020",
        categorieen=categorieen,
        reeksen=(reeks("2021", "nu", *nu), reeks("2020", "vorig", *vorig)),
        norm=None,
        verzonnen=True,
        alt=f"{titel}. Liggende staafgrafiek met {len(categorieen)} groepen.",
    )


def _jaren(naam: str, titel: str, noem: str, *values: float | None, norm: m.Normlijn | None = None) -> m.Grafiek:
    return grafiek(
        id=naam,
        titel=titel,
        onderschrift=f"Aantal {noem} per jaar, Heerenveen",
        reeksen=(reeks(noem, "nu", *values),),
        norm=norm,
        alt=f"{titel}. Staafgrafiek over 2018 tot en met 2021.",
    )


def _lks_bedrag() -> m.Grafiek:
    values = (410_250, 598_120, 812_400, 978_311)
    points = tuple(m.Punt(waarde=v, weergave=euro(Fraction(v), 0)) for v in values)
    return grafiek(
        id="lks_bedrag",
        titel="De uitgaven voor loonkostensubsidie stijgen mee",
        onderschrift="Uitgaven in euro per jaar, Heerenveen",
        eenheid="euro",
        reeksen=(m.Reeks(naam="Uitgaven", stijl="nu", punten=points),),
        norm=m.Normlijn(waarde=500_000, tekst="geraamd € 500.000"),
        alt="Staafgrafiek: van € 410.250 in 2018 naar € 978.311 in 2021.",
    )


def _tekst(naam: str, markdown: str = LANG) -> m.Tekst:
    return m.Tekst(naam=naam, markdown=markdown)


LEEFTIJDEN = ("16 tot 27 jaar", "27 tot 41 jaar", "41 tot 56 jaar", "56 jaar tot pensioen")


def _instroom() -> tuple[m.Pagina, ...]:
    return (
        pagina(
            "verloop",
            "Aantal uitkeringen",
            "Het aantal uitkeringen daalde in 2021 met 60",
            m.Kerncijfers(indicatoren=("uitkeringen",)),
            _tekst("verloop"),
            _verloop(),
            verzonnen=("De maandcijfers tussen 1 januari 2021 en 1 januari 2022 zijn verzonnen.",),
        ),
        pagina(
            "oorzaak",
            "Oorzaak van de instroom",
            "De meeste mensen kwamen in de bijstand door een verhuizing",
            _tekst("oorzaak", "Van de 330 mensen die in 2021 bijstand kregen, verhuisden er 88 naar Heerenveen."),
            _liggend(
                "redenen",
                "Verhuizing is de grootste oorzaak",
                REDENEN,
                (88, 41, 40, 36, 34, 28, 25, 20, 18),
                (79, 85, 38, 47, 29, 33, 22, 19, 21),
            ),
            verzonnen=("De verdeling over oorzaken is verzonnen.",),
        ),
    )


def _doorval() -> tuple[m.Pagina, ...]:
    return (
        pagina(
            "leeftijd",
            "Leeftijd bij instroom",
            "De grootste groep die instroomde was jonger dan 27 jaar",
            _tekst(
                "leeftijd", "Jongeren raakten door corona vaker hun werk kwijt. Zij vonden ook als eersten weer werk."
            ),
            _liggend(
                "leeftijden", "Jongeren zijn de grootste groep", LEEFTIJDEN, (118, 97, 71, 44), (131, 102, 80, 49)
            ),
        ),
        pagina(
            "doorval",
            "Van WW naar bijstand",
            "Nog 41 mensen kwamen vanuit de WW in de bijstand",
            _tekst("doorval", "We hielden rekening met 60 personen. In 2020 waren het er nog 85."),
            grafiek(),
        ),
    )


def _werk() -> tuple[m.Pagina, ...]:
    return (
        pagina(
            "lks",
            "Loonkostensubsidie",
            "Ruim honderd mensen werkten met loonkostensubsidie",
            _tekst(
                "lks", "Loonkostensubsidie is voor mensen die wel kunnen werken, maar niet het minimumloon verdienen."
            ),
            _jaren("lks", "Elk jaar werken meer mensen met loonkostensubsidie", "personen", 61, 78, 95, 104),
            _lks_bedrag(),
        ),
        pagina(
            "groeibanen",
            "Groeibanen",
            "Via een groeibaan vonden 27 mensen werk",
            _tekst("groeibanen", "Dat is 56% van de deelnemers."),
            grafiek(
                id="groeibanen",
                titel="Ruim de helft van de deelnemers vond werk",
                onderschrift="Aantal personen per jaar, Heerenveen",
                categorieen=("2019", "2020", "2021"),
                reeksen=(reeks("deelnemers", "vorig", 30, 41, 48), reeks("aan het werk", "nu", 14, 20, 27)),
                norm=None,
                verzonnen=True,
                alt="Staafgrafiek: in 2021 vonden 27 van de 48 deelnemers werk.",
            ),
        ),
    )


def _caparis() -> tuple[m.Pagina, ...]:
    return (
        pagina(
            "beschut",
            "Beschut werk",
            "Met 13 plekken beschut werk is de taakstelling gehaald",
            _tekst("beschut", "Caparis voert beschut werk uit voor de gemeente."),
            _jaren(
                "beschut",
                "De achterstand is ingehaald",
                "personen",
                4,
                7,
                11,
                13,
                norm=m.Normlijn(waarde=13, tekst="taakstelling 13"),
            ),
        ),
        pagina(
            "vouchers",
            "Werkvouchers",
            "Er zijn minder werkvouchers gebruikt dan gepland",
            _tekst("vouchers", "Een werkgever krijgt 2.000 euro als iemand langer dan een half jaar in dienst komt."),
            _jaren(
                "vouchers",
                "Door corona minder vouchers",
                "vouchers",
                22,
                None,
                19,
                17,
                norm=m.Normlijn(waarde=30, tekst="plan 30"),
            ),
        ),
        pagina(
            "wsw",
            "Leeftijd bij Caparis",
            "Bij Caparis werken vooral mensen van 56 jaar en ouder",
            _tekst("wsw", "Dat betekent dat de komende jaren veel mensen met pensioen gaan."),
            _liggend("wsw", "De grootste groep is 56 tot 66 jaar", LEEFTIJDEN, (9, 38, 79, 116), (11, 42, 84, 111)),
        ),
        pagina(
            "bezwaar",
            "Bezwaar en beroep",
            "Het aantal bezwaren en beroepen daalde naar 116",
            _tekst("bezwaar", "In de volgende monitor laten we ook de uitkomsten zien."),
            _jaren("bezwaar", "Minder bezwaren en beroepen", "bezwaren en beroepen", 131, 128, 139, 116),
        ),
    )


def _verantwoording() -> tuple[m.Pagina, ...]:
    begrippen = (
        m.Regel(term="LKS", uitleg="Loonkostensubsidie: de gemeente vult het loon aan dat een werkgever betaalt."),
        m.Regel(term="Wsw", uitleg="Wet sociale werkvoorziening."),
    )
    return (
        pagina("doelen", "Onze doelen", "Wij werken aan vijf doelen", m.Doelen()),
        pagina("matrix", "Opgaven en doelen", "Elke opgave draagt bij aan een of meer doelen", m.Matrix()),
        pagina("voortgang", "Voortgang", "Vijf van de zestien opgaven liggen op koers", m.Kleuren(), m.Opgaven()),
        pagina(
            "financieel",
            "Financieel",
            "De lasten waren € 0,6 miljoen lager dan begroot",
            _tekst("financieel", "Zonder Caparis waren de lasten € 32,7 miljoen, met Caparis € 41,1 miljoen."),
            m.Tabelblok(tabel=financieel()),
        ),
        pagina(
            "risicos",
            "Risico’s",
            "Het effect van de uitstroom bij Caparis is nog niet bekend",
            m.Tabelblok(tabel=RISICOS),
        ),
        pagina("conclusies", "Conclusies", "Het doel van 1.100 uitkeringen in 2023 blijft staan", _tekst("conclusies")),
        pagina(
            "definities",
            "Definities, bronnen en methode",
            "Hoe de cijfers zijn gemaakt",
            m.Lijst(titel="Begrippen", regels=begrippen),
            m.Definities(),
            m.Bronnen(),
        ),
        pagina(
            "verzonnen",
            "Verzonnen cijfers",
            "Deze cijfers zijn verzonnen",
            m.Lijst(titel="", regels=(m.Regel(term="Oorzaken", uitleg="De verdeling over oorzaken van instroom."),)),
        ),
        pagina("meldingen", "Meldingen", "Een waarschuwing en een opmerking bij de bronnen", m.Meldingen()),
    )


def kop(**changes: Any) -> m.Kop:
    """Return the head of the report."""
    defaults: dict[str, Any] = {
        "naam": "heerenveen",
        "gemeente": "Heerenveen",
        "titel": "Monitor uitvoeringsprogramma Werk 2021",
        "ondertitel": "Hoe staat het met werk, uitkeringen en meedoen?",
        "voor": "de gemeenteraad",
        "versie": "1",
        "periode_naam": "2021",
        "vorig_jaar_naam": "2020",
        "brondatum": "1 januari 2022",
        "editie": "concept",
        "voorbeeld": True,
        "werkmonitor": "0.1.0",
    }
    return m.Kop(**{**defaults, **changes})


def _cijfers() -> m.Tabel:
    return m.Tabel(
        titel="De cijfers met hun norm",
        rijkop="Cijfer",
        kolommen=(*(m.Kolom(kop=k) for k in ("2021", "2020", "Verschil", "Norm")), m.Kolom(kop="Oordeel", getal=False)),
        rijen=tuple(
            m.Rij(
                naam=i.naam,
                cellen=(
                    m.Cel(weergave=i.weergave, waarde=i.waarde, spoor=i.spoor, verzonnen=i.status == "verzonnen"),
                    m.Cel(weergave=i.vergelijking.cijfer.weergave if i.vergelijking else "niet bekend"),
                    m.Cel(weergave=i.vergelijking.verschil.weergave if i.vergelijking else "n.v.t."),
                    m.Cel(weergave=i.norm_weergave or "n.v.t."),
                    m.Cel(weergave=i.woord or "n.v.t.", kleur=i.oordeel),
                ),
            )
            for i in INDICATOREN
        ),
    )


def _inleiding() -> tuple[m.Pagina, ...]:
    namen = tuple(i.id for i in INDICATOREN)
    return (
        pagina("leeswijzer", "Leeswijzer", "Wat deze monitor laat zien", _tekst("leeswijzer"), m.Kleuren()),
        pagina("algemeen", "Algemene ontwikkelingen", "Door corona lukte in 2021 niet alles", _tekst("algemeen")),
        pagina(
            "kort",
            "In het kort",
            "Waar staan we in het kort?",
            m.Kerncijfers(indicatoren=namen[:8]),
            m.Indicatoren(tabel=_cijfers(), indicatoren=namen),
        ),
    )


def monitor(**changes: Any) -> m.Monitor:
    """Return the whole Monitor; ``changes`` replace any part of it."""
    defaults: dict[str, Any] = {
        "schema": m.SCHEMA,
        "periode": "2021",
        "doelgroep": "intern",
        "programma": kop(),
        "bronnen": tuple(
            m.Bron(
                bestand=f"exports/2021/{name}.xlsx",
                sha256="0123456789abcdef" * 4,
                levering="2021",
                bron=name,
                titel=name.replace("_", " ").capitalize(),
                systeem="Cognos",
            )
            for name in ("bijstand_stand", "instroom_reden", "instroom_leeftijd", "opgavenregister")
        ),
        "indicatoren": INDICATOREN,
        "doelen": DOELEN,
        "opgaven": OPGAVEN,
        "kleuren": KLEUREN,
        "paginas": (*_inleiding(), *_instroom(), *_doorval(), *_werk(), *_caparis(), *_verantwoording()),
        "sporen": SPOREN,
        "meldingen": (
            Finding(
                code="totaal-wijkt-af",
                ernst="waarschuwing",
                wat="Het totaal in de bron is 330, de som van de rijen is 331.",
                vindplaats=Location("instroom_reden.xlsx", "Pagina1_1", "F212"),
                gevolg="De verdeling over oorzaken kan 1 afwijken.",
                doen="Vraag de bron opnieuw op, of leg een correctie vast.",
            ),
            Finding(code="leeg", ernst="info", wat="Een lege cel telt als niet bekend."),
        ),
    }
    return m.Monitor(**{**defaults, **changes})


def grafieken(source: m.Monitor) -> tuple[m.Grafiek, ...]:
    """Return every chart of a Monitor."""
    return tuple(blok for page in source.paginas for blok in page.blokken if isinstance(blok, m.Grafiek))
