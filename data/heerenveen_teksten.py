"""The words of the Heerenveen example: the register of opgaven and the risks, per delivery.

INVENTED, all wording. The numbers, names and doelen of the opgaven, and how far each had come in 2021, follow what
Heerenveen PUBLISHED (A34, A35); so does the Caparis risk without an amount (A36). Figures stay in the exports, so that
no text contradicts them.
"""

from typing import Literal, NamedTuple

Kleur = Literal["groen", "oranje", "rood", ""]


class Voortgang(NamedTuple):
    """What the team wrote about one opgave in one year; no `oordeel` where a figure decides the colour."""

    voortgang: str
    oordeel: Kleur = ""
    reden: str = ""
    oorzaak: str = ""
    gevolg: str = ""
    vervolg: str = ""


class Opgave(NamedTuple):
    """One opgave of the programme, with the goals that it serves."""

    naam: str
    doelen: str
    activiteiten: str
    jaren: dict[int, Voortgang]


class Risico(NamedTuple):
    """One risk; an effect of None is unknown, which is not the same as zero."""

    risico: str
    oorzaak: str
    gevolg: str
    maatregel: str
    kans: Literal["Klein", "Gemiddeld", "Groot"]
    effect_eur: dict[int, int | None]


OPGAVEN: tuple[Opgave, ...] = (
    Opgave(
        "Gefaseerde poortwachtersquote",
        "1, 2",
        "De Poort bekijkt bij elke aanvraag eerst of werk, studie of een andere regeling mogelijk is.",
        {
            2020: Voortgang(
                "De nieuwe manier van werken is ingevoerd. De quote ligt nog onder de norm.",
                oorzaak="Door corona vroegen veel mensen tegelijk bijstand aan. De meesten hadden er recht op.",
                gevolg="Er kwamen meer mensen in de bijstand dan wij hadden verwacht.",
                vervolg="Wij voeren het eerste gesprek weer vroeg in de aanvraag, aan de telefoon als dat nodig is.",
            ),
            2021: Voortgang(
                "De quote is gestegen, maar haalt de norm nog niet.",
                oorzaak="Wie zich meldde, had vaker recht op bijstand. Gesprekken aan de balie konden vaak niet.",
                gevolg="Minder aanvragen eindigen met werk of een andere regeling dan wij willen.",
                vervolg="Team Werk sluit in 2022 aan bij het eerste gesprek.",
            ),
        },
    ),
    Opgave(
        'Campagne "Meer dan werk geven"',
        "1, 3",
        "Wij laten met verhalen van werkgevers zien wat een baan voor iemand kan betekenen.",
        {
            2020: Voortgang(
                "De campagne is gestart en daarna stilgelegd.",
                "oranje",
                "Een deel van de campagne moest wachten.",
                "Werkgevers hadden door corona andere zorgen.",
                "Minder werkgevers kennen de campagne dan gehoopt.",
                "Wij pakken de campagne op zodra bezoeken weer kan.",
            ),
            2021: Voortgang(
                "De campagne loopt weer, na een onderbreking.",
                "oranje",
                "De campagne loopt, maar achter op de planning.",
                "Bezoeken aan werkgevers konden maandenlang niet doorgaan door corona.",
                "Een deel van de verhalen is nog niet gemaakt.",
                "De laatste verhalen verschijnen in 2022.",
            ),
        },
    ),
    Opgave(
        "Jongeren zonder startkwalificatie in beeld",
        "1, 5",
        "Wij zoeken uit welke jongeren geen diploma, geen werk en geen uitkering hebben.",
        {
            2020: Voortgang(
                "Wij hebben uitgezocht welke gegevens nodig zijn.",
                "oranje",
                "De voorbereiding is klaar, de uitvoering niet.",
                "Eerst moet vaststaan welke gegevens wij mogen gebruiken.",
                "Wij weten nog niet om welke jongeren het gaat.",
                "De privacytoets komt in het volgende jaar.",
            ),
            2021: Voortgang(
                "De opgave is verschoven naar 2022.",
                "rood",
                "De uitvoering is nog niet begonnen.",
                "Over het delen van gegevens is nog geen besluit, vanwege de privacywet.",
                "Deze jongeren krijgen van ons nog geen aanbod.",
                "Wij maken in 2022 afspraken met het Inlichtingenbureau.",
            ),
        },
    ),
    Opgave(
        "Plaatsingen in kansberoepen",
        "1, 2, 3, 4, 5",
        "Via Fryslân Werkt helpen wij mensen aan een baan in een beroep waar veel vraag naar is.",
        {
            2020: Voortgang(
                "Er zijn mensen geplaatst, maar minder dan de norm.",
                oorzaak="Opleidingen en proefplaatsingen lagen door corona een tijd stil.",
                gevolg="Mensen wachtten langer op een opleiding of een baan.",
                vervolg="Wij starten de groepen opnieuw, met kleinere aantallen tegelijk.",
            ),
            2021: Voortgang(
                "Er zijn meer mensen geplaatst dan het jaar ervoor. De norm is nog niet gehaald.",
                oorzaak="In de eerste maanden waren er weinig plekken in de horeca en de detailhandel.",
                gevolg="Een aantal mensen begint later aan een baan.",
                vervolg="Wij richten ons in 2022 meer op zorg, techniek en logistiek.",
            ),
        },
    ),
    Opgave(
        "Matchingsevenementen",
        "1, 2, 3",
        "Werkgevers en werkzoekenden ontmoeten elkaar op bijeenkomsten.",
        {
            2020: Voortgang(
                "Na het voorjaar zijn de bijeenkomsten online gehouden.",
                "oranje",
                "Er waren minder bijeenkomsten dan gepland.",
                "Grote groepen mochten door corona niet samenkomen.",
                "Minder mensen spraken een werkgever.",
                "Wij gaan door met online bijeenkomsten.",
            ),
            2021: Voortgang(
                "De Werkparade ging niet door. De online bijeenkomsten wel, en daar vonden mensen werk.",
                "groen",
                "De online vorm werkt: er zijn meer plaatsingen dan het jaar ervoor.",
            ),
        },
    ),
    Opgave(
        "Open Hiring",
        "1, 2, 5",
        "Werkgevers nemen mensen aan zonder sollicitatiegesprek. Wij zoeken werkgevers die dit willen proberen.",
        {
            2020: Voortgang(
                "Nog niet gestart.",
                "rood",
                "De opgave is later gepland.",
                "Wij hebben voorrang gegeven aan mensen die door corona hun werk verloren.",
                "Deze weg naar werk bestaat in onze gemeente nog niet.",
                "Wij kijken volgend jaar welke werkgevers meedoen.",
            ),
            2021: Voortgang(
                "Verschoven naar 2022.",
                "rood",
                "Wij zijn nog niet begonnen.",
                "Werkgevers wilden eerst zien hoe de markt zich herstelt.",
                "Mensen met een gat in hun cv hebben deze kans nog niet.",
                "In 2022 doen wij een proef met enkele werkgevers.",
            ),
        },
    ),
    Opgave(
        "Onderzoek naar de vraag van werkgevers",
        "1",
        "Wij vragen werkgevers welke mensen zij zoeken, nu en over een paar jaar.",
        {
            2020: Voortgang(
                "Nog niet gestart.",
                "rood",
                "Het onderzoek is uitgesteld.",
                "De uitkomsten zouden door corona snel verouderd zijn.",
                "Wij kiezen opleidingen nog met landelijke cijfers.",
                "Wij plannen het onderzoek opnieuw.",
            ),
            2021: Voortgang(
                "Verschoven naar 2022.",
                "rood",
                "Het onderzoek is nog niet begonnen.",
                "De arbeidsmarkt veranderde te snel voor een bruikbaar beeld.",
                "Ons aanbod past nog niet overal bij wat werkgevers zoeken.",
                "Het onderzoek staat voor 2022 op de planning.",
            ),
        },
    ),
    Opgave(
        "Parttime werk, ondernemen en meer uren",
        "1, 2, 3",
        "Wij maken het aantrekkelijker om naast de uitkering te werken of te ondernemen.",
        {
            2020: Voortgang(
                "Klantmanagers wijzen mensen al op parttime werk.",
                "oranje",
                "Er gebeurt iets, maar regels ontbreken.",
                "Het beleid is nog niet uitgewerkt.",
                "Mensen weten vooraf niet wat zij overhouden.",
                "Wij schrijven beleidsregels.",
            ),
            2021: Voortgang(
                "De beleidsregels zijn in voorbereiding.",
                "oranje",
                "De regels volgen in 2022.",
                "Het uitwerken kostte meer tijd, ook door landelijke plannen.",
                "Parttime werk wordt nog niet overal op dezelfde manier beloond.",
                "Het college stelt de regels in 2022 vast.",
            ),
        },
    ),
    Opgave(
        "Social return",
        "1, 2, 3",
        "Bedrijven met een opdracht van de gemeente bieden werk aan inwoners zonder baan.",
        {
            2020: Voortgang(
                "Bedrijven kwamen hun afspraken na.", "groen", "Ook in een moeilijk jaar vonden mensen werk."
            ),
            2021: Voortgang("Heerenveen loopt voorop in Fryslân.", "groen", "Er komen elk jaar plaatsingen bij."),
        },
    ),
    Opgave(
        "Weglekeffect van WW naar bijstand",
        "2, 3",
        "Samen met UWV spreken wij mensen voordat hun WW stopt.",
        {
            2020: Voortgang(
                "Meer mensen kwamen na de WW in de bijstand dan waar wij op rekenden.",
                oorzaak="Door corona vonden mensen met WW minder snel een baan.",
                gevolg="De instroom in de bijstand was hoger.",
                vervolg="Wij spreken met UWV af dat wij mensen eerder in beeld krijgen.",
            ),
            2021: Voortgang("De doorval is sterk gedaald en blijft binnen de norm."),
        },
    ),
    Opgave(
        "Team Werk en team Economische Zaken samen",
        "2, 3",
        "Beide teams delen hun contacten met werkgevers.",
        {
            2020: Voortgang("De teams overleggen regelmatig.", "groen", "De samenwerking loopt."),
            2021: Voortgang(
                "Het overleg heeft een vaste plek gekregen.",
                "groen",
                "De teams weten elkaar te vinden en gaan samen op bezoek.",
            ),
        },
    ),
    Opgave(
        "Vindplaatsen beschut werk",
        "2, 3",
        "Wij zoeken mensen die alleen in een beschutte omgeving kunnen werken, en een plek voor hen.",
        {
            2020: Voortgang(
                "Er werken meer mensen beschut dan het jaar ervoor, maar minder dan de taakstelling.",
                oorzaak="Het duurde langer voordat indicaties en werkplekken rond waren.",
                gevolg="Enkele mensen wachtten op een plek.",
                vervolg="Wij zoeken samen met scholen en Caparis naar nieuwe plekken.",
            ),
            2021: Voortgang("De taakstelling is gehaald. Dat is beter dan wij hadden verwacht."),
        },
    ),
    Opgave(
        "Contactgesprek structureel",
        "3, 4",
        "Wij voeren met iedereen in de bijstand geregeld een gesprek, ook als werk nog ver weg is.",
        {
            2020: Voortgang(
                "Gesprekken zijn gevoerd waar dat kon, maar niet op een vaste termijn.",
                "rood",
                "Voor een vaste aanpak ontbreken de mensen.",
                "Er is geen geld voor extra uren.",
                "Een groep inwoners spreken wij te weinig.",
                "Wij rekenen uit wat een vaste aanpak kost.",
            ),
            2021: Voortgang(
                "De vaste aanpak is nog niet gestart.",
                "rood",
                "Er is eerst extra geld nodig.",
                "De huidige formatie is niet genoeg voor gesprekken met iedereen.",
                "Vragen over zorg en geld komen laat in beeld.",
                "Wij leggen de raad een keuze voor bij de begroting.",
            ),
        },
    ),
    Opgave(
        "Knooppunt",
        "4, 5",
        "In het Knooppunt werken hulp, onderwijs en werk samen voor één inwoner.",
        {
            2020: Voortgang(
                "Het Knooppunt is begonnen.",
                "oranje",
                "De start was later en kleiner dan gedacht.",
                "Samenkomen op één plek kon vaak niet door corona.",
                "Minder inwoners vonden de weg naar het Knooppunt.",
                "Wij bouwen de samenwerking uit zodra het kan.",
            ),
            2021: Voortgang(
                "De samenwerking gaat steeds beter.",
                "oranje",
                "Het Knooppunt heeft nog niet de omvang die wij willen.",
                "Door corona waren er lang weinig inloopmomenten.",
                "Een deel van de inwoners krijgt nog hulp op losse plekken.",
                "In 2022 komen er meer vaste momenten.",
            ),
        },
    ),
    Opgave(
        "Uitstroom door handhaving",
        "2",
        "Wij controleren of de uitkering klopt, en stoppen die als er geen recht is.",
        {
            2020: Voortgang(
                "Niet actief opgepakt.",
                "rood",
                "Hier is dit jaar niet extra op ingezet.",
                "Huisbezoeken en gesprekken konden door corona niet doorgaan.",
                "Wij kunnen niet zeggen hoeveel mensen om deze reden uitstromen: het wordt niet vastgelegd.",
                "Wij gaan deze reden vastleggen.",
            ),
            2021: Voortgang(
                "Niet actief opgepakt.",
                "rood",
                "Er was geen extra inzet op handhaving.",
                "De aandacht ging naar hulp aan mensen die door corona in de knel kwamen.",
                "Er is geen cijfer over uitstroom door handhaving.",
                "In 2022 besluiten wij of deze norm nog past.",
            ),
        },
    ),
    Opgave(
        "Verhaal van uitkeringsgeld",
        "2",
        "Wij vragen bijstand terug bij een ex-partner die onderhoud moet betalen.",
        {
            2020: Voortgang(
                "Niet extra opgepakt.",
                "rood",
                "Er is alleen gedaan wat wettelijk moet.",
                "Andere taken kregen voorrang.",
                "Een deel van het geld komt niet terug bij de gemeente.",
                "Wij bekijken wat extra inzet zou opleveren.",
            ),
            2021: Voortgang(
                "Niet extra opgepakt.",
                "rood",
                "Er is niet meer gedaan dan in andere jaren.",
                "Er waren geen uren beschikbaar.",
                "Wij weten niet hoeveel geld hierdoor blijft liggen.",
                "Wij maken eerst een berekening van kosten en opbrengst.",
            ),
        },
    ),
)

RISICOS: tuple[Risico, ...] = (
    Risico(
        "De mensen die al lang bij Caparis werken, vertrekken sneller dan verwacht",
        "Een groot deel van hen bereikt binnen enkele jaren de AOW-leeftijd.",
        "Caparis heeft minder omzet, terwijl veel kosten blijven.",
        "Wij spreken met Caparis en de andere gemeenten over een nieuw plan voor de lange termijn.",
        "Groot",
        {2020: None, 2021: None},
    ),
    Risico(
        "Het rijksbudget (BUIG) is lager dan wat wij aan uitkeringen betalen",
        "Het Rijk verdeelt het geld met een rekenmodel. Dat past niet altijd bij onze gemeente.",
        "De gemeente betaalt het tekort uit eigen middelen.",
        "Wij volgen de uitgaven elke maand en zetten in op uitstroom naar werk.",
        "Gemiddeld",
        {2020: 600_000, 2021: 750_000},
    ),
    Risico(
        "Corona werkt langer door op de arbeidsmarkt",
        "Steun aan bedrijven stopt, en sommige bedrijven redden het dan niet.",
        "Meer inwoners vragen bijstand aan.",
        "Wij helpen mensen snel naar werk in sectoren die groeien.",
        "Gemiddeld",
        {2020: 900_000, 2021: 400_000},
    ),
    Risico(
        "Er zijn te weinig medewerkers voor het contactgesprek",
        "De formatie is krap, en nieuwe medewerkers zijn moeilijk te vinden.",
        "Wij spreken niet alle inwoners op tijd.",
        "Wij kiezen welke gesprekken voorgaan en vragen de raad om extra middelen.",
        "Klein",
        {2020: 60_000, 2021: 85_000},
    ),
)
