"""Parts of a Monitor made by hand: figures, tasks, goals and charts, with the published values."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from werkmonitor.formatting import getal
from werkmonitor.monitor import model as m
from werkmonitor.monitor.herkomst import Herkomst, Sporen, Stap

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
    Herkomst(
        bestand="exports/2021/bijstand_stand.xlsx",
        blad="Pagina1_1",
        cel=f"C{row}",
        levering="2021",
        waarde=1300.0 - row,
    )
    for row in range(5, 18)
)


SPOREN = Sporen(
    cellen=HERKOMST,
    stappen=(
        Stap(tekst="som(a)", woorden="de som van a over 2021", soort="cellen", exact="2595", cellen=(0, 1)),
        Stap(tekst="som(b)", soort="cellen", exact="1293", cellen=(2,), deler=3, gezocht_in=("exports/2021/b.csv",)),
        Stap(tekst="som(a) / som(b)", woorden="a, gedeeld door b", soort="/", exact="865/431", delen=(0, 1)),
        Stap(tekst="ingevuld door team Werk; bron: jaarverslag", soort="handmatig", exact="8"),
        Stap(tekst="verschil", soort="-", exact="-5933/431", delen=(2, 3)),
    ),
)
"""Steps of every kind that is told in its own way; the example's figures rest on the third."""


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
        "spoor": 2,
        "in_woorden": "De som van a, gedeeld door de som van b.",
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


def financieel() -> m.Tabel:
    """Return the table of costs and income, with and without Caparis."""
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
    titel="Risico’s rond werk en uitkeringen",
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
