"""What the Smallingerland example says in words: the agreements of the policy plan, and the register of its tasks.

The tasks and the agreements are those of Focus op werk 2020-2024, in our own words; how each of them went in 2019 is
INVENTED.
"""

from typing import NamedTuple

# PUBLISHED: all of it (C22, C26, C27).
AANTALLEN = (
    ("Uitstroom naar werk", "Zoveel inwoners per jaar", 200),
    ("Leerwerkplekken", "Zoveel inwoners per jaar", 100),
    ("Persoonlijk re-integratiebudget", "Ten hoogste zoveel per jaar", 20),
    ("Beschut werk", "Ten hoogste zoveel nieuwe plekken per jaar", 7),
    ("Vaste banen banenafspraak", "Ten hoogste zoveel per jaar bij Caparis", 7),
    ("Maatwerktrajecten", "Ten hoogste zoveel per jaar", 50),
    ("Statushouders", "Zoveel inwoners per jaar met een heel pakket", 35),
    ("Ouderen", "Ten hoogste zoveel trajecten per jaar", 20),
    ("Participatieplaatsen", "Ten hoogste zoveel per jaar", 50),
    ("Sollicitatieactiviteiten", "Per week, tenzij de consulent minder afspreekt", 4),
    ("Banenafspraak in heel Nederland", "Extra banen in 2026", 125_000),
)
BEDRAGEN = (
    ("Persoonlijk re-integratiebudget", "Ten hoogste, voor één inwoner", 2_500),
    ("Premie participatieplaats", "Ten hoogste, voor één inwoner per half jaar", 300),
    ("Participatieplaatsen", "Ten hoogste per jaar, voor de welzijnsorganisatie MOS", 50_000),
    ("Belangrijk in de wijk", "Per jaar, voor de gebiedsteams", 48_000),
)

LOOPT = "Het beleidsplan gaat in 2020 in."


class Stand(NamedTuple):
    """What the register says of a task in one half-year; oorzaak, gevolg and vervolg belong to oranje and rood."""

    voortgang: str
    oordeel: str = ""
    reden: str = ""
    oorzaak: str = ""
    gevolg: str = ""
    vervolg: str = ""

    @property
    def conclusie(self) -> str:
        """What the team does from here: adjust what lags, go on with the rest; what has not begun has none."""
        if self.oordeel == "grijs":
            return ""
        return "bijstellen" if self.vervolg else "doorgaan"


class Opgave(NamedTuple):
    """A task with its goals, what is done for it, and how it stood in each delivery."""

    naam: str
    doelen: str
    activiteiten: str
    eerste: Stand
    tweede: Stand


OPGAVEN = (
    Opgave(
        "Streng aan de poort, mild bij een vergissing",
        "1",
        "Regels uitleggen bij de aanvraag, handhaven bij opzet",
        Stand("Het gesprek aan de poort is niet veranderd.", "groen", "De werkwijze loopt en vraagt niets nieuws."),
        Stand("Het gesprek aan de poort is niet veranderd.", "groen", "De werkwijze loopt en vraagt niets nieuws."),
    ),
    Opgave(
        "Een sollicitatieplicht die past bij de inwoner",
        "1",
        "Het aantal sollicitaties per inwoner afspreken",
        Stand(
            "Consulenten spreken vaker een lager aantal af.",
            oorzaak="Veel inwoners zijn lang werkloos of ouder dan 60 jaar.",
            gevolg="Het gemiddelde blijft onder vier per week.",
            vervolg="In het nieuwe gesprek komt ook de kwaliteit van de brieven aan bod.",
        ),
        Stand(
            "Er is een training solliciteren bij gekomen.",
            oorzaak="Consulenten kiezen bij een deel van de inwoners bewust voor minder.",
            gevolg="Het gemiddelde blijft onder vier per week.",
            vervolg="Vanaf 2020 staat het afgesproken aantal in het persoonlijk plan.",
        ),
    ),
    Opgave(
        "Minder mensen van de WW naar de bijstand",
        "1",
        "Mensen spreken voordat hun WW afloopt, samen met UWV",
        Stand(
            "Er is nog geen vast gesprek voor het einde van de WW.",
            oorzaak="UWV weet vooraf niet wie bijstand gaat vragen.",
            gevolg="Meer mensen komen na de WW in de bijstand dan in Nederland gemiddeld.",
            vervolg="Met UWV komt er een afspraak over de overdracht van trajecten.",
        ),
        Stand(
            "UWV en gemeente spreken elk kwartaal af wie zij uitnodigen.",
            oorzaak="Het nieuwste cijfer van UWV gaat over 2017.",
            gevolg="Of de gesprekken helpen, is nog niet te zien.",
            vervolg="De gemeente vraagt UWV om cijfers over 2018 en 2019.",
        ),
    ),
    Opgave(
        "Kwetsbare jongeren op tijd in beeld",
        "1, 4",
        "In het laatste schooljaar langsgaan op school",
        Stand("Twee scholen doen mee.", "groen", "De gesprekken op school zijn begonnen."),
        Stand("Vier scholen doen mee.", "groen", "Meer scholen doen mee dan in het voorjaar."),
    ),
    Opgave(
        "Beter leren lezen, schrijven en rekenen",
        "1, 4",
        "Signaleren en verwijzen naar een cursus",
        Stand(
            "De taalmeter is weinig gebruikt.",
            "oranje",
            "Er is een aanbod, maar te weinig mensen vinden het.",
            "Meedoen is vrijwillig, en mensen praten er niet graag over.",
            "Weinig mensen beginnen aan een cursus.",
            "In 2020 komt er een eigen plan.",
        ),
        Stand(
            "Gemeenten hebben in september afspraken gemaakt met het Rijk.",
            "oranje",
            "De afspraken zijn er, het plan nog niet.",
            "Meedoen is vrijwillig, en mensen praten er niet graag over.",
            "Weinig mensen beginnen aan een cursus.",
            "In 2020 komt er een eigen plan.",
        ),
    ),
    Opgave(
        "Van iedere inwoner weten wat die kan en wil",
        "2",
        "Met iedereen een gesprek voeren, en een persoonlijk plan maken",
        Stand(
            "Nieuwe inwoners krijgen een langer gesprek.",
            "oranje",
            "Van een deel van het bestand is er nog geen gesprek.",
            "Consulenten hebben te weinig tijd.",
            "Trajecten passen soms niet bij iemand.",
            "Het bestand komt stap voor stap aan de beurt.",
        ),
        Stand(
            "Ook mensen die al langer bijstand hebben worden uitgenodigd.",
            "groen",
            "Het aantal mensen zonder gesprek daalt volgens de planning.",
        ),
    ),
    Opgave(
        "Meer persoonlijke aandacht",
        "2",
        "Begeleiden in eigen beheer, met een vaste consulent",
        Stand("Consulenten doen meer zelf.", "groen", "Het eigen aanbod groeit."),
        Stand("Consulenten doen meer zelf.", "groen", "Het eigen aanbod groeit."),
    ),
    Opgave(
        "Vakbekwame consulenten",
        "2",
        "Scholing, methodisch werken en leren van elkaar",
        Stand("Het programma wordt gemaakt.", "grijs", LOOPT),
        Stand("Het programma is klaar en begint in 2020.", "grijs", LOOPT),
    ),
    Opgave(
        "Meer banen voor mensen met een arbeidsbeperking",
        "2, 3",
        "Werkgevers benaderen, samen met de regio",
        Stand(
            "De regio loopt achter op het aantal extra banen.",
            oorzaak="Werkgevers vinden de procedures ingewikkeld.",
            gevolg="Mensen met een indicatie wachten langer op een baan.",
            vervolg="De regio richt het werkgeversservicepunt meer op deze groep.",
        ),
        Stand(
            "De achterstand is kleiner dan in het voorjaar.",
            oorzaak="De groei bij bedrijven is groter dan die bij overheden.",
            gevolg="Het doel voor het hele jaar is nog niet gehaald.",
            vervolg="De regio past de afspraken over social return aan.",
        ),
    ),
    Opgave(
        "Elk jaar 200 inwoners van de bijstand naar werk",
        "3",
        "Bemiddelen, opleiden en plaatsen",
        Stand(
            "Minder mensen gingen aan het werk dan een jaar eerder.",
            oorzaak="De opleiding van veel inwoners past niet bij de vacatures.",
            gevolg="Het bestand groeit weer.",
            vervolg="De gemeente breidt de leerwerkplekken uit.",
        ),
        Stand(
            "Ook in het tweede halfjaar bleef de uitstroom achter.",
            oorzaak="De opleiding van veel inwoners past niet bij de vacatures.",
            gevolg="Het doel van 200 is in 2019 niet gehaald.",
            vervolg="Vanaf 2020 kunnen inwoners ook op een hoger niveau een opleiding volgen.",
        ),
    ),
    Opgave(
        "Elk jaar 100 inwoners op een leerwerkplek",
        "3",
        "Plekken met baangarantie in sectoren met veel vacatures",
        Stand(
            "Er zijn meer plekken dan een jaar eerder.",
            oorzaak="Niet elke werkgever wil een baan garanderen.",
            gevolg="Op de helft van het jaar is de helft van de plekken nog niet bereikt.",
            vervolg="Het ondernemersloket benadert ook de horeca en het transport.",
        ),
        Stand(
            "In de zorg en de techniek kwamen plekken bij.",
            oorzaak="Niet elke werkgever wil een baan garanderen.",
            gevolg="Het aantal van 100 is in 2019 niet gehaald.",
            vervolg="Het ondernemersloket benadert ook de horeca en het transport.",
        ),
    ),
    Opgave(
        "Een persoonlijk re-integratiebudget",
        "3",
        "Inwoners kiezen zelf hoe zij werk vinden",
        Stand("De regels worden gemaakt.", "grijs", LOOPT),
        Stand("De regels zijn klaar voor besluit.", "grijs", LOOPT),
    ),
    Opgave(
        "Ruimere regels voor mensen zonder uitkering",
        "3",
        "Eigen bijdrage en urennorm schrappen",
        Stand("De verordening wordt aangepast.", "grijs", LOOPT),
        Stand("De verordening is klaar voor besluit.", "grijs", LOOPT),
    ),
    Opgave(
        "Werk voor mensen met een arbeidsbeperking",
        "3, 4",
        "Beschut werk en vaste banen bij Caparis",
        Stand("De eerste plekken van dit jaar zijn bezet."),
        Stand("Er kwamen plekken bij, binnen het afgesproken aantal."),
    ),
    Opgave(
        "Maatwerk voor zorgcliënten, statushouders en ouderen",
        "3, 4",
        "Trajecten op maat inkopen en zelf begeleiden",
        Stand(
            "Voor ouderen zijn meer trajecten gestart dan de helft van wat er in een jaar kan.",
            oorzaak="Er meldden zich meer ouderen dan verwacht.",
            gevolg="Het geld voor een heel jaar is sneller op. Voor statushouders is er juist ruimte over.",
            vervolg="De gemeente bekijkt in het najaar of er geld verschoven moet worden.",
        ),
        Stand(
            "Voor ouderen is één traject meer gestart dan afgesproken.",
            oorzaak="Er meldden zich meer ouderen dan verwacht. Er kwamen minder statushouders dan geraamd.",
            gevolg="De extra kosten passen in het budget voor trajecten.",
            vervolg="In 2020 geldt weer het afgesproken aantal.",
        ),
    ),
    Opgave(
        "Meedoen op een participatieplaats",
        "4",
        "Plekken bij vrijwilligersorganisaties, met een premie",
        Stand("Er zijn meer plaatsen bezet dan een jaar eerder."),
        Stand("Er zijn meer plaatsen bezet dan een jaar eerder."),
    ),
    Opgave(
        "Minder ontheffingen: van 35% naar 25% in vier jaar",
        "4",
        "Mensen met een tijdelijke ontheffing opnieuw uitnodigen",
        Stand("De gesprekken beginnen na de zomer."),
        Stand("De eerste gesprekken zijn gevoerd."),
    ),
)
