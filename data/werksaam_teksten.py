"""The texts in the exports of the WerkSaam example.

PUBLISHED: which municipalities offer zorgcliënten something, and that the accountant approved.  INVENTED: the rest.
"""

from typing import NamedTuple

ACCOUNTANT = (
    (2018, "Goedkeurend", "De uitkeringen zijn rechtmatig verstrekt."),
    (2019, "Goedkeurend", "De uitkeringen zijn rechtmatig verstrekt."),
    (2020, "Nog niet afgegeven", "De accountant controleert de jaarrekening in het voorjaar van 2021."),
)
ZORG_AANBOD = (
    ("Hoorn", "Ja", "De gemeente begeleidt een deel van de zorgcliënten naar participatie."),
    ("Medemblik", "Nee", "Geen vaste begeleider; wie het vraagt, kan hulp krijgen uit het sociaal domein."),
    ("Drechterland", "Nee", "Geen vaste begeleider; wie het vraagt, kan hulp krijgen uit het sociaal domein."),
    ("Enkhuizen", "Ja", "De gemeente begeleidt een deel van de zorgcliënten naar participatie."),
    ("Koggenland", "Ja", "De gemeente biedt zorgcliënten een plek om mee te doen."),
    ("Opmeer", "Ja", "De gemeente biedt zorgcliënten een plek om mee te doen."),
    ("Stede Broec", "Nee", "Geen vaste begeleider; wie het vraagt, kan hulp krijgen uit het sociaal domein."),
)
COULEUR_LOCALE = (
    ("Hoorn", "Eigen projecten", "Activering in de wijk en een werkplaats voor jongeren."),
    ("Medemblik", "Eigen projecten", "Vrijwilligerswerk als opstap naar een baan."),
    ("Drechterland", "Opdracht aan WerkSaam", "Extra jobcoaching voor inwoners met een beperking."),
    ("Enkhuizen", "Eigen projecten", "Taal en werk in de bibliotheek."),
    ("Koggenland", "Opdracht aan WerkSaam", "Extra begeleiding voor mensen die lang bijstand hebben."),
    ("Opmeer", "Opdracht aan WerkSaam", "Extra jobcoaching voor inwoners met een beperking."),
    ("Stede Broec", "Eigen projecten", "Een ontmoetingsplek met leerwerkplekken."),
)


class Opgave(NamedTuple):
    """A line of the register: without `oordeel` the colour follows from a figure, without `gemeente` it is for all."""

    naam: str
    gemeente: str
    doelen: str
    activiteiten: str
    voortgang: str
    oordeel: str = ""
    reden: str = ""
    oorzaak: str = ""
    gevolg: str = ""
    vervolg: str = ""
    conclusie: str = ""


OPGAVEN = (
    Opgave(
        "Minder uitkeringen",
        "",
        "1, 5",
        "Strenge toets aan de poort, snelle bemiddeling door het werkgeversservicepunt.",
        "In de regio daalde het aantal tot en met februari. In het voorjaar steeg het door corona.",
        oorzaak="Veel mensen met een tijdelijk contract verloren in het voorjaar hun werk.",
        gevolg="Het gemiddelde van de regio ligt boven het doel.",
        vervolg="In 2021 krijgen nieuwe cliënten bij de intake meteen een werkaanbod.",
        conclusie="bijstellen",
    ),
    Opgave(
        "Meer uitstroom naar werk dan landelijk",
        "",
        "1",
        "Arrangementen met werkgevers, werkstages, nazorg na plaatsing.",
        "In de regio vond ook in het coronajaar een groter deel werk dan landelijk.",
        conclusie="doorgaan",
    ),
    Opgave(
        "Werk dat blijft: minder mensen komen terug",
        "",
        "1",
        "Contact houden met mensen die aan het werk gingen en met hun werkgever.",
        "Er is nog geen vaste nazorg na plaatsing.",
        oorzaak="Mensen kregen vaak tijdelijk werk, en nazorg had geen vaste vorm.",
        gevolg="In de regio komt een groter deel binnen een jaar terug dan landelijk.",
        vervolg="Vanaf 2021 belt een coach na een maand, drie maanden en zes maanden.",
        conclusie="bijstellen",
    ),
    Opgave(
        "Alle plekken beschut werk benutten",
        "",
        "2",
        "Plekken in de leerwerkbedrijven en bij werkgevers.",
        "In de regio is het aantal plekken gelijk aan de taakstelling. Er staan mensen op de wachtlijst.",
        oorzaak="Sommige gemeenten hebben meer indicaties dan plekken, andere minder.",
        gevolg="Per gemeente wijkt het aantal plekken af van de taakstelling.",
        vervolg="De gemeenteraden besluiten in 2021 over geld voor extra plekken.",
        conclusie="doorgaan",
    ),
    Opgave(
        "Zorgcliënten doen mee naar vermogen",
        "",
        "2",
        "Overdracht aan de gemeente, afspraken over begeleiding.",
        "Vier van de zeven gemeenten bieden zorgcliënten iets aan.",
        "oranje",
        "In drie gemeenten is er geen aanbod",
        oorzaak="De gemeenten kiezen zelf of zij begeleiding bieden.",
        gevolg="Het hangt van de woonplaats af of iemand hulp krijgt om mee te doen.",
        vervolg="Als de wet een aanbod verplicht, maken de gemeenten nieuwe afspraken.",
        conclusie="bijstellen",
    ),
    Opgave(
        "Jongeren snel aan het werk of naar school",
        "",
        "1, 2",
        "Samen met scholen en het regionale meldpunt.",
        "Het aantal jongeren steeg, vooral door corona.",
        "oranje",
        "Meer jongeren vroegen bijstand aan, en een doel in aantallen is er niet",
        oorzaak="De zoektijd van vier weken verviel, en jongeren werkten vaak in getroffen branches.",
        gevolg="Er kwamen meer jongeren in de bijstand.",
        vervolg="De regio maakt in 2021 een plan tegen jeugdwerkloosheid.",
        conclusie="bijstellen",
    ),
    Opgave(
        "Taal en inburgering",
        "",
        "2",
        "Taalhuis, trainingen van de Campus, brede intake voor inburgeraars.",
        "De proef met de brede intake loopt. Er is een wachtlijst bij het Taalhuis.",
        "groen",
        "De afgesproken trajecten zijn gestart",
        conclusie="doorgaan",
    ),
    Opgave(
        "Een nieuw instrument om ontwikkeling te meten",
        "",
        "2, 4",
        "Stoppen met de participatieladder en een opvolger kiezen.",
        "Het besluit om te stoppen is genomen. De opvolger is nog niet gekozen.",
        "rood",
        "De keuze is uitgesteld",
        oorzaak="De uitvoering van de Tozo vroeg in 2020 alle aandacht.",
        gevolg="Tot 2022 is niet te zien hoeveel cliënten zich ontwikkelen.",
        vervolg="In 2021 kiest WerkSaam een instrument, dat vanaf 2022 werkt.",
        conclusie="bijstellen",
    ),
    Opgave(
        "Klachten binnen zes weken afhandelen",
        "",
        "4",
        "De teamleider belt binnen een week na de klacht.",
        "In de regio zijn bijna alle klachten op tijd afgehandeld.",
        oorzaak="Door corona was een gesprek soms pas later mogelijk.",
        gevolg="In de hele regio wachtten twee mensen langer dan zes weken.",
        vervolg="Klachten staan voortaan in het weekoverzicht van de teamleider.",
        conclusie="doorgaan",
    ),
    Opgave(
        "Tevreden cliënten",
        "",
        "4",
        "Kleine onderzoeken door het jaar heen, brieven in klare taal.",
        "Het rapportcijfer bleef bijna gelijk, maar weinig mensen vulden de vragen in.",
        "grijs",
        "Met zo weinig antwoorden is er geen oordeel mogelijk",
        oorzaak="Veel mensen krijgen vaak een vragenlijst en vullen die niet meer in.",
        gevolg="Met zo weinig antwoorden zegt het cijfer weinig.",
        vervolg="In 2021 belt een student van de hogeschool een steekproef van cliënten.",
        conclusie="bijstellen",
    ),
    Opgave(
        "Binnen het budget voor uitkeringen blijven",
        "",
        "3, 5",
        "Streng aan de poort, snelle uitstroom, terugvordering en verhaal.",
        "De regio verwacht opnieuw een overschot. Het Rijk verhoogde het budget.",
        oorzaak="Een kleine gemeente krijgt budget naar wat zij vroeger uitgaf; dat volgt een stijging pas later.",
        gevolg="Een gemeente met een tekort legt eigen geld bij, of vraagt het Rijk om een vangnet.",
        vervolg="WerkSaam bespreekt met die gemeente wat in 2021 kan helpen.",
        conclusie="doorgaan",
    ),
    Opgave(
        "Leerwerkbedrijven halen hun toegevoegde waarde",
        "",
        "5",
        "Opdrachten van gemeenten en bedrijven, bonus-malusregeling.",
        "De omzet daalde door corona.",
        oorzaak="Opdrachten vielen weg en mensen met een kwetsbare gezondheid bleven thuis.",
        gevolg="De toegevoegde waarde ligt onder de norm van de begroting.",
        vervolg="De leerwerkbedrijven krijgen meer soorten werk, samen met de gemeenten.",
        conclusie="bijstellen",
    ),
    Opgave(
        "Meer uitstroom naar werk dan landelijk",
        "Enkhuizen",
        "1",
        "Arrangementen met werkgevers, werkstages, nazorg na plaatsing.",
        "Een derde van de uitstroom ging naar werk; veel mensen verhuisden binnen de regio.",
        oorzaak="In het voorjaar lag de horeca aan de haven stil, waar veel cliënten werk vinden.",
        gevolg="Een kleiner deel vond werk dan landelijk.",
        vervolg="De werkgeversdienst zoekt in 2021 plekken in de zorg en de bouw.",
        conclusie="bijstellen",
    ),
    Opgave(
        "Alle plekken beschut werk benutten",
        "Koggenland",
        "2",
        "Plekken in de leerwerkbedrijven en bij werkgevers.",
        "Er zijn zeven mensen aan het werk; er is ruimte voor acht.",
        oorzaak="Een medewerker ging in het najaar met pensioen, en een opvolger was er nog niet.",
        gevolg="Een plek is niet bezet, terwijl er iemand op de wachtlijst staat.",
        vervolg="In januari 2021 begint de eerste van de wachtlijst.",
        conclusie="doorgaan",
    ),
    Opgave(
        "Zorgcliënten doen mee naar vermogen",
        "Hoorn",
        "2",
        "De gemeente begeleidt een deel van de zorgcliënten naar participatie.",
        "Er is een aanbod. Het aantal zorgcliënten groeit sneller dan de begeleiding.",
        "groen",
        "Zorgcliënten in Hoorn krijgen een aanbod",
        conclusie="doorgaan",
    ),
    Opgave(
        "Zorgcliënten doen mee naar vermogen",
        "Medemblik",
        "2",
        "Wie het vraagt, kan hulp krijgen uit het sociaal domein.",
        "Er is geen vaste begeleider.",
        "rood",
        "Zorgcliënten in Medemblik krijgen geen vast aanbod",
        oorzaak="De gemeente heeft er geen geld voor vrijgemaakt.",
        gevolg="Zorgcliënten in deze gemeente krijgen alleen hulp als zij er zelf om vragen.",
        vervolg="Het college bespreekt in 2021 of er een begeleider komt.",
        conclusie="bijstellen",
    ),
)
