"""The words behind the Heerenveen example: frames, the scheme of the programme, the ladder, and what follows.

INVENTED, all wording. That there are four frames (D10) and what the scheme holds (B61) follow what Heerenveen
PUBLISHED; so does that two of the frames were not worked out.
"""

from typing import Literal, NamedTuple

Conclusie = Literal["doorgaan", "bijstellen", "stoppen"]

CONCLUSIES: dict[int, tuple[Conclusie, Conclusie]] = {  # by opgave: what followed from 2020 and from 2021
    1: ("bijstellen", "bijstellen"),
    2: ("bijstellen", "doorgaan"),
    3: ("doorgaan", "bijstellen"),
    4: ("doorgaan", "bijstellen"),
    5: ("bijstellen", "doorgaan"),
    6: ("doorgaan", "doorgaan"),
    7: ("doorgaan", "doorgaan"),
    8: ("doorgaan", "doorgaan"),
    9: ("doorgaan", "doorgaan"),
    10: ("bijstellen", "doorgaan"),
    11: ("doorgaan", "doorgaan"),
    12: ("bijstellen", "doorgaan"),
    13: ("doorgaan", "bijstellen"),
    14: ("bijstellen", "bijstellen"),
    15: ("bijstellen", "bijstellen"),
    16: ("doorgaan", "bijstellen"),
}


class Kader(NamedTuple):
    """One of the four frames of the council's agreement; "geen" is a gap."""

    kader: str
    opgaven: str
    activiteiten: str
    stand: str


KADERS = (
    Kader(
        "Meer inwoners aan betaald werk helpen",
        "1, 4, 5, 8, 10",
        "Plaatsingen in kansberoepen, evenementen en de Poort.",
        "Uitgewerkt in het programma.",
    ),
    Kader(
        "Een pact sluiten tussen onderwijs, werknemers, bedrijven en overheden",
        "geen",
        "geen",
        "Niet uitgewerkt. Het Knooppunt (opgave 14) noemt zo'n pact, maar er is geen plan.",
    ),
    Kader(
        "Samenhang tussen sociale werkvoorziening en Participatiewet",
        "12",
        "Beschut werk en trajecten bij Caparis.",
        "Uitgewerkt in het programma.",
    ),
    Kader(
        "Proberen van andere manieren om mensen naar werk te leiden",
        "geen",
        "geen",
        "Niet uitgewerkt. Open Hiring (opgave 6) hoort hierbij, maar is nog niet begonnen.",
    ),
)

SCHEMA = (  # theme, what was already done, what is done more, what is new
    (
        "Instroom",
        "De Participatiewet uitvoeren. Samenwerken met Economische Zaken. De campagne voor werkgevers.",
        "Meer afstemmen met UWV. Mensen vinden voor beschut werk, en zelf zulke banen bieden.",
        "De poortwachtersquote. Jongeren in beeld. Meewerken aan het Knooppunt.",
    ),
    (
        "Uitstroom",
        "120 plaatsingen in kansberoepen, 10 groeibanen en 30 werkvouchers per jaar. Loonkostensubsidie.",
        "Deeltijdwerk en deeltijd ondernemen. Meer uren voor wie al werkt.",
        "Het contactgesprek. Evenementen, Open Hiring en onderzoek onder werkgevers. Toezien op social return.",
    ),
    (
        "Handhaving",
        "De regels handhaven volgens de verordening.",
        "Duidelijk uitleggen. Een bemiddelaar, zodat een bezwaar niet nodig is.",
        "Uitkeringsgeld verhalen. Eerder op huisbezoek gaan.",
    ),
)

TREDENPLAN = (  # rung, what helps to climb, what the team wants to reach
    (
        "1. Geïsoleerd",
        "Contactgesprek en huisbezoek, samen met de meitinker.",
        "Iedereen ten minste één keer per 18 maanden gesproken.",
    ),
    (
        "2. Contact buiten de deur",
        "Kennismaken met een vereniging of een buurthuis.",
        "Een op de zes stijgt een trede.",
    ),
    ("3. Georganiseerde activiteiten", "Groep met jobcoach, taalles of training.", "Een op de vijf stijgt een trede."),
    ("4. Onbetaald werk", "Proefplaatsing of werkervaring bij een werkgever.", "Een op de vijf krijgt betaald werk."),
    ("5. Werk met hulp", "Loonkostensubsidie, jobcoach en meer uren.", "Wie kan, werkt 28 uur of meer."),
    ("6. Betaald werk", "Nazorg na de start van een baan.", "Niemand valt binnen een half jaar terug."),
)
