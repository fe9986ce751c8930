"""A complete Monitor made by hand, with the published figures, for the tests of everything that shows one."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from werkmonitor.findings import Finding, Location
from werkmonitor.formatting import euro, getal, procent
from werkmonitor.monitor import model as m

MAANDEN = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec", "jan")


def punten(*values: float | None) -> tuple[m.Punt, ...]:
    """Return counts as plotted numbers."""
    return tuple(
        m.Punt(waarde=value, weergave="niet bekend" if value is None else getal(Fraction(value))) for value in values
    )


def reeks(naam: str, stijl: Any, *values: float | None) -> m.Reeks:
    """Return a series of counts."""
    return m.Reeks(naam=naam, stijl=stijl, punten=punten(*values))


def tabel_van(titel: str, rijkop: str, categorieen: tuple[str, ...], reeksen: tuple[m.Reeks, ...]) -> m.Tabel:
    """Return the table behind a chart."""
    return m.Tabel(
        titel=titel,
        rijkop=rijkop,
        kolommen=tuple(m.Kolom(kop=r.naam) for r in reeksen),
        rijen=tuple(
            m.Rij(
                naam=naam,
                cellen=tuple(m.Cel(weergave=r.punten[i].weergave, waarde=r.punten[i].waarde) for r in reeksen),
            )
            for i, naam in enumerate(categorieen)
        ),
    )


def grafiek(**changes: Any) -> m.Grafiek:
    """Return a chart, by default of last years' doorval with its norm; ``changes`` replace any part of it."""
    reeksen = changes.setdefault("reeksen", (reeks("Doorval WW", "nu", 72, 68, 85, 41),))
    categorieen = changes.setdefault("categorieen", ("2018", "2019", "2020", "2021"))
    titel = changes.setdefault("titel", "Minder mensen van de WW naar de bijstand")
    changes.setdefault("tabel", tabel_van(titel, "Periode", categorieen, reeksen))
    defaults: dict[str, Any] = {
        "id": "doorval",
        "vorm": "staaf",
        "onderschrift": "Aantal personen per jaar dat na de WW bijstand kreeg, Heerenveen",
        "eenheid": "personen",
        "decimalen": 0,
        "norm": m.Normlijn(waarde=60, tekst="hoogstens 60"),
        "annotaties": (),
        "alt": f"{titel}. Staafgrafiek: 2018 72, 2019 68, 2020 85 en 2021 41 personen.",
        "verzonnen": False,
    }
    return m.Grafiek(**{**defaults, **changes})


HERKOMST = tuple(
    m.Herkomst(bestand="bijstand_stand.xlsx", blad="Pagina1_1", cel=f"C{row}", levering="2021", waarde=1300.0 - row)
    for row in range(5, 18)
)


def indicator(naam: str, weergave: str, **changes: Any) -> m.Indicator:
    """Return a figure; ``changes`` replace any part of it."""
    defaults: dict[str, Any] = {
        "id": naam.lower().replace(" ", "_"),
        "naam": naam,
        "definitie": f"{naam}, geteld volgens de registratie van de gemeente.",
        "formule": "som(aanvragen, besluit=['afgewezen', 'ingetrokken']) / som(aanvragen)",
        "eenheid": "personen",
        "noem": "personen",
        "decimalen": 0,
        "waarde": 1,
        "exact": "1",
        "weergave": weergave,
        "peildatum": None,
        "status": "definitief",
        "reden_ontbreekt": None,
        "vorige": None,
        "vorig_jaar": None,
        "vergelijking": None,
        "richting": None,
        "norm": None,
        "norm_exact": None,
        "norm_weergave": "",
        "norm_bron": "",
        "oordeel": None,
        "woord": "",
        "regel": "",
        "marge": None,
        "toelichting": "",
        "betekenis": "",
        "herkomst": HERKOMST,
        "leden": (),
    }
    return m.Indicator(**{**defaults, **changes})


def vergelijking(verschil: int, tekst: str, *, gunstig: bool | None) -> m.Vergelijking:
    """Return a comparison with 2020."""
    return m.Vergelijking(
        periode="2020",
        naam="2020",
        cijfer=m.Cijfer(waarde=1309, exact="1309", weergave="1.309"),
        verschil=m.Cijfer(waarde=verschil, exact=str(verschil), weergave=getal(Fraction(verschil))),
        verschil_tekst=tekst,
        gunstig=gunstig,
    )


INDICATOREN = (
    indicator(
        "Uitkeringen",
        "1.249",
        noem="uitkeringen",
        peildatum="2022-01-01",
        vergelijking=vergelijking(-60, "60 minder dan op 1 januari 2021", gunstig=True),
        norm_weergave="gemiddeld hoogstens 1.100 in 2023",
        oordeel="oranje",
        woord="vertraging",
        regel="1.249 ligt boven de norm van 1.100.",
        betekenis="Voor het eerst sinds het begin van corona daalt het aantal uitkeringen weer.",
        norm_bron="Uitvoeringsprogramma Werk 2020-2022",
    ),
    indicator(
        "Uitstroom naar studie, werk of ander inkomen",
        "172",
        id="uitstroom",
        vergelijking=vergelijking(14, "14 meer dan in 2020", gunstig=True),
        betekenis="Zoveel mensen hadden de uitkering niet meer nodig.",
    ),
    indicator(
        "Loonkostensubsidie",
        "104",
        status="verzonnen",
        betekenis="Mensen die met subsidie aan hun werkgever betaald werk doen.",
        vergelijking=vergelijking(9, "9 meer dan in 2020", gunstig=True),
    ),
    indicator(
        "Werk bij Caparis", "242 fte", noem="fte", vergelijking=vergelijking(0, "evenveel als in 2020", gunstig=None)
    ),
    indicator("Banenafspraak", "10", betekenis="Inwoners die met een indicatie banenafspraak aan het werk zijn."),
    indicator(
        "Beschut werk",
        "13",
        norm_weergave="ten minste 13",
        oordeel="groen",
        woord="op koers",
        regel="13 haalt de norm van 13.",
        vergelijking=vergelijking(2, "2 meer dan in 2020", gunstig=True),
    ),
    indicator(
        "Plaatsingen in kansberoepen",
        "107",
        id="kansberoepen",
        norm_weergave="ten minste 120",
        oordeel="oranje",
        woord="vertraging",
        betekenis="Via Fryslân Werkt, in beroepen waar veel vraag naar is.",
    ),
    indicator(
        "Poortwachtersquote",
        "36%",
        noem="",
        norm_weergave="ten minste 40%",
        oordeel="oranje",
        woord="vertraging",
        betekenis="Van de aanvragen werd ruim 1 op de 3 afgewezen of ingetrokken.",
        vergelijking=vergelijking(-2, "2 procentpunt lager dan in 2020", gunstig=False),
    ),
    indicator(
        "Uitstroom door handhaving",
        "niet bekend",
        waarde=None,
        exact=None,
        reden_ontbreekt="De exports noemen deze reden van uitstroom niet.",
        oordeel="grijs",
        woord="niet te beoordelen",
        herkomst=(),
    ),
)

DOELEN = tuple(
    m.Doel(id=f"doel{n}", nummer=n, naam=naam, toelichting="", opgaven=(1, n + 1))
    for n, naam in enumerate(
        (
            "Inwoners in de bijstand doen zo goed mogelijk mee, met werk of op een andere manier",
            "Inwoners zijn financieel gezond",
            "Inwoners hebben een fatsoenlijk bestaan",
            "In wijken en dorpen zijn genoeg voorzieningen",
            "De jeugd is klaar voor de toekomst",
        ),
        start=1,
    )
)

_OPGAVEN: tuple[tuple[str, tuple[int, ...], m.Kleur], ...] = (
    ("Poortwachtersquote van ten minste 40%", (1, 2), "oranje"),
    ("Campagne Meer dan werk geven", (1, 3), "oranje"),
    ("Jongeren zonder startkwalificatie in beeld", (1, 5), "rood"),
    ("120 plaatsingen in kansberoepen", (1, 2, 3, 4, 5), "oranje"),
    ("Meedoen aan matchingevenementen", (1, 2, 3), "groen"),
    ("Experiment Open Hiring", (1, 2, 5), "rood"),
    ("Onderzoek naar de vraag van werkgevers", (1,), "rood"),
    ("Partiële uitstroom en parttime ondernemen", (1, 2, 3), "rood"),
    ("Toezien op social return", (1, 2, 3), "groen"),
    ("Minder doorval van WW naar bijstand", (2, 3), "groen"),
    ("Team Werk en team EZ werken samen", (2, 3), "groen"),
    ("Vindplaatsen van mensen voor beschut werk", (2, 3), "groen"),
    ("Contactgesprek structureel invoeren", (3, 4), "rood"),
    ("Meewerken aan het Knooppunt", (4, 5), "oranje"),
    ("10% uitstroom door handhaving", (2,), "grijs"),
    ("Verhaal van uitkeringsgelden", (2,), "rood"),
)
WOORDEN = {"groen": "op koers", "oranje": "vertraging", "rood": "nog niet gestart", "grijs": "niet te beoordelen"}


def opgave(nummer: int, kort: str, doelen: tuple[int, ...], kleur: m.Kleur) -> m.Opgave:
    """Return a task; an *oranje* or *rood* one has its cause, consequence and next step."""
    late = kleur in {"oranje", "rood"}
    return m.Opgave(
        id=f"opgave{nummer}",
        nummer=nummer,
        naam=f"We werken aan deze opgave: {kort[0].lower()}{kort[1:]}.",
        kort=kort,
        doelen=doelen,
        indicatoren=("poortwachtersquote",) if nummer == 1 else (),
        verantwoordelijk="Team Werk",
        oordeel=kleur,
        woord=WOORDEN[kleur],
        grond="regel" if nummer == 1 else "mens",
        regel="36% haalt de norm van 40% niet, maar wel 90% daarvan." if nummer == 1 else "Oordeel van de teamleider.",
        toelichting="",
        activiteiten="Bij elke aanvraag voeren we eerst een gesprek over werk." if nummer % 2 else "",
        voortgang="We zitten nu op 36% van de aanvragen, en werken in 2022 verder aan deze opgave.",
        oorzaak="Door corona konden bijeenkomsten met werkgevers niet doorgaan." if late else "",
        gevolg="Minder mensen dan verwacht vonden een baan." if late else "",
        vervolg="In 2022 pakken we dit opnieuw op." if late else "",
        vorig_oordeel="rood" if nummer in {5, 9} else None,
    )


OPGAVEN = tuple(opgave(n, *row) for n, row in enumerate(_OPGAVEN, start=1))
_UITLEG: dict[m.Kleur, str] = {
    "groen": "De uitvoering verloopt naar wens.",
    "oranje": "De uitvoering loopt vertraging op.",
    "rood": "De opgave is om verschillende redenen nog niet gestart.",
    "grijs": "Er is geen cijfer om op te oordelen.",
}
KLEUREN = tuple(
    m.Kleurtelling(
        kleur=kleur,
        woord=WOORDEN[kleur],
        uitleg=uitleg,
        aantal=sum(1 for o in OPGAVEN if o.oordeel == kleur),
    )
    for kleur, uitleg in _UITLEG.items()
)

REDENEN = (
    "Verhuizing naar de gemeente",
    "Einde WW-uitkering",
    "Einde relatie",
    "Einde werk in loondienst",
    "Statushouder gehuisvest",
    "Einde of minder werk als zelfstandige",
    "Einde opleiding of studie",
    "Vermogen onder de grens",
    "Andere oorzaak",
)


def _financieel() -> m.Tabel:
    rows: tuple[tuple[str, tuple[str, ...], bool, str], ...] = (
        ("Bijstand, lasten", ("25598066", "25293695.52", "304370.48", "23813008"), False, ""),
        ("Minima, lasten", ("3532643", "3499529.15", "33113.85", "3074595"), False, ""),
        ("Participatie, lasten", ("4173667", "3875317.58", "298349.42", "3539096"), False, ""),
        ("Totaal lasten zonder Caparis", ("33304376", "32668542.25", "635833.75", "30426699"), True, ""),
        (
            "Participatie Caparis, lasten",
            ("8363593", "8439495.77", "75902.77", "8110863"),
            False,
            "niet in het totaal erboven",
        ),
        ("Totaal lasten met Caparis", ("41667969", "41108038.02", "559930.98", "38537562"), True, ""),
        ("Bijstand, baten", ("23757747", "23041246.88", "716500.12", "21872232"), False, ""),
        ("Totaal baten", ("24215723", "23538710.76", "677012.24", "22005085"), True, ""),
    )
    return m.Tabel(
        titel="Lasten en baten van het programma, in euro",
        rijkop="Product",
        kolommen=tuple(m.Kolom(kop=k) for k in ("Begroting 2021", "Realisatie 2021", "Verschil", "Begroting 2022")),
        rijen=tuple(
            m.Rij(
                naam=naam,
                totaal=totaal,
                noot=noot,
                cellen=tuple(
                    m.Cel(weergave=getal(Fraction(v), 2) + ("\N{NO-BREAK SPACE}V" if i == 2 else ""), waarde=float(v))
                    for i, v in enumerate(values)
                ),
            )
            for naam, values, totaal, noot in rows
        ),
        noten=("De rijksbijdrage voor Caparis loopt via de algemene uitkering en staat niet in deze tabel.",),
    )


RISICOS = m.Tabel(
    titel="Risico’s in het werkgebied Werk en inkomen",
    rijkop="Risico",
    kolommen=tuple(m.Kolom(kop=k, getal=False) for k in ("Oorzaak", "Gevolg", "Maatregel", "Financieel effect")),
    rijen=(
        m.Rij(
            naam="Versnelde uitstroom bij Caparis",
            cellen=(
                m.Cel(weergave="Een grote groep werknemers is ouder dan 55 jaar."),
                m.Cel(weergave="Minder omzet, terwijl vaste kosten blijven."),
                m.Cel(weergave="In 2022 maken we hier een plan voor."),
                m.Cel(weergave="niet bekend"),
            ),
        ),
        m.Rij(
            naam="Lager bijstandsbudget van het Rijk",
            cellen=(
                m.Cel(weergave="Het landelijke budget daalt."),
                m.Cel(weergave="Een tekort op de uitkeringen."),
                m.Cel(weergave="We volgen het budget per kwartaal."),
                m.Cel(weergave="€\N{NO-BREAK SPACE}412.129,64", waarde=412129.64, verzonnen=True),
            ),
        ),
    ),
)

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


def _figuren() -> tuple[m.Pagina, ...]:
    leeftijd = ("16 tot 27 jaar", "27 tot 41 jaar", "41 tot 56 jaar", "56 jaar tot pensioen")
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
        pagina(
            "leeftijd",
            "Leeftijd bij instroom",
            "De grootste groep die instroomde was jonger dan 27 jaar",
            _tekst(
                "leeftijd", "Jongeren raakten door corona vaker hun werk kwijt. Zij vonden ook als eersten weer werk."
            ),
            _liggend("leeftijden", "Jongeren zijn de grootste groep", leeftijd, (118, 97, 71, 44), (131, 102, 80, 49)),
        ),
        pagina(
            "doorval",
            "Van WW naar bijstand",
            "Nog 41 mensen kwamen vanuit de WW in de bijstand",
            _tekst("doorval", "We hielden rekening met 60 personen. In 2020 waren het er nog 85."),
            grafiek(),
        ),
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
            _liggend("wsw", "De grootste groep is 56 tot 66 jaar", leeftijd, (9, 38, 79, 116), (11, 42, 84, 111)),
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
            m.Tabelblok(tabel=_financieel()),
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
        "titel": "Monitor uitvoeringsprogramma Werk",
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


def monitor(**changes: Any) -> m.Monitor:
    """Return the whole Monitor; ``changes`` replace any part of it."""
    tabel = m.Tabel(
        titel="De cijfers met hun norm",
        rijkop="Cijfer",
        kolommen=(*(m.Kolom(kop=k) for k in ("2021", "2020", "Verschil", "Norm")), m.Kolom(kop="Oordeel", getal=False)),
        rijen=tuple(
            m.Rij(
                naam=i.naam,
                cellen=(
                    m.Cel(weergave=i.weergave, verzonnen=i.status == "verzonnen"),
                    m.Cel(weergave=i.vergelijking.cijfer.weergave if i.vergelijking else "niet bekend"),
                    m.Cel(weergave=i.vergelijking.verschil.weergave if i.vergelijking else "n.v.t."),
                    m.Cel(weergave=i.norm_weergave or "n.v.t."),
                    m.Cel(weergave=i.woord or "n.v.t.", kleur=i.oordeel),
                ),
            )
            for i in INDICATOREN
        ),
    )
    namen = tuple(i.id for i in INDICATOREN)
    inleiding = (
        pagina("leeswijzer", "Leeswijzer", "Wat deze monitor laat zien", _tekst("leeswijzer"), m.Kleuren()),
        pagina("algemeen", "Algemene ontwikkelingen", "Door corona lukte in 2021 niet alles", _tekst("algemeen")),
        pagina(
            "kort",
            "In het kort",
            "Waar staan we in het kort?",
            m.Kerncijfers(indicatoren=namen[:8]),
            m.Indicatoren(tabel=tabel, indicatoren=namen),
        ),
    )
    defaults: dict[str, Any] = {
        "schema": m.SCHEMA,
        "periode": "2021",
        "doelgroep": "intern",
        "programma": kop(),
        "bronnen": tuple(
            m.Bron(
                bestand=f"2021/{name}.xlsx",
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
        "paginas": (*inleiding, *_figuren(), *_verantwoording()),
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


def aandeel(value: Fraction) -> m.Punt:
    """Return a share as a plotted number."""
    return m.Punt(waarde=float(value), weergave=procent(value))
