"""The words of the Dutch language that say which way something went, what was reached, and how sure a sentence is."""

from __future__ import annotations

from werkmonitor.periode import MAANDEN as _MAANDEN


def reeks(text: str) -> frozenset[str]:
    """Return the words of a line."""
    return frozenset(text.split())


BEWEGING: dict[str, int] = {
    **dict.fromkeys(
        reeks(
            "stijgt stijgen steeg stegen gestegen stijging groeit groeien groeide groeiden gegroeid "
            "toegenomen toeneemt toenemen toenam toenamen toename opgelopen oploopt oplopen opliep opliepen "
            "klimt klimmen klom klommen geklommen omhoog verdubbeld verdubbelde verdubbelden verdubbeling verdubbelt"
        ),
        1,
    ),
    **dict.fromkeys(
        reeks(
            "daalt dalen daalde daalden gedaald daling afgenomen afneemt afnemen afnam afnamen afname zakt zakken "
            "zakte zakten gezakt krimpt krimpen kromp krompen gekrompen krimp teruggelopen terugloopt teruglopen "
            "terugliep terugliepen verminderd verminderde verminderden vermindert vermindering slinkt slinken "
            "slonk slonken geslonken omlaag terugval gehalveerd halveerde halveert halvering"
        ),
        -1,
    ),
    **dict.fromkeys(reeks("ongewijzigd onveranderd stabiel"), 0),
}
"""Words that say by themselves that a number rose, fell or stayed."""

_TWEE_DELEN = (
    ("nam namen neemt nemen", {"toe": 1, "af": -1}),
    ("liep liepen loopt lopen", {"op": 1, "terug": -1}),
    ("viel vielen valt vallen", {"terug": -1}),
    ("bleef bleven blijft blijven gebleven", {"gelijk": 0}),
)
SCHEIDBAAR: dict[str, dict[str, int]] = {verb: ends for verbs, ends in _TWEE_DELEN for verb in verbs.split()}
"""Verbs that say it together with a word further on: *nam … toe*."""
AAN_HET_EIND = reeks("op terug")
"""Of those words the ones that mean something else in the middle of a sentence; a size may follow them."""
BLIJFT_OVER = reeks("houdt houden hield hielden is zijn was waren blijft bleef bleven")
KOMT_BIJ = reeks("komt komen kwam kwamen")
"""Verbs with which a last *over* or *bij* says that a balance is above nought."""
VERANDERD = reeks("veranderd veranderde veranderden verandert gewijzigd wijzigde")
"""Only *niet veranderd* says which way."""

VERGELIJKING: dict[str, int] = {
    **dict.fromkeys(reeks("meer hoger groter langer extra"), 1),
    **dict.fromkeys(reeks("minder lager kleiner korter"), -1),
    "evenveel": 0,
}
SALDO: dict[str, int] = {
    **dict.fromkeys(reeks("overschot positief voordeel winst"), 1),
    **dict.fromkeys(reeks("tekort negatief nadeel verlies"), -1),
}
WENS: dict[str, int] = {
    **dict.fromkeys(reeks("verbeterd verbeterde verbeterden verbetert verbetering beter"), 1),
    **dict.fromkeys(reeks("verslechterd verslechterde verslechterden verslechtert verslechtering slechter"), -1),
}
GEHAALD = reeks(
    "gehaald haalde haalden haalt halen behaald behaalde behaalden bereikt bereikte voldoet voldeed voldaan "
    "benut gerealiseerd"
)
OVERSCHREDEN = reeks("overschreden overschrijdt overschreed overschrijding")
LIGT = reeks("is zijn was waren ligt liggen lag lagen blijft bleef komt kwam komen kwamen zit zat")
TEGEN_NORM: dict[str, int] = {"onder": -1, "boven": 1}
KLEUREN: dict[str, str] = {"groen": "groen", "oranje": "oranje", "rood": "rood"}
NORM = reeks("norm taakstelling doel doelstelling afspraak grens streefcijfer streefwaarde plafond")

ONTKENNING = reeks("niet geen nooit nauwelijks bijna deels gedeeltelijk evenmin")
"""Words that turn a statement around; what is almost or partly reached is not reached."""
GEEN_ONTKENNING = reeks("alleen bekend gepubliceerd iedereen alle altijd")
"""After *niet* these keep it away from the rest of the statement: *niet alleen*."""

SLAG = reeks(
    "wil willen wilde wilden moet moeten moest moesten zou zouden kan kunnen kon konden mag mogen als indien wanneer "
    "zodra tenzij hoopt hopen verwacht verwachten verwachting verwachtte streeft streven rekent rekenen plan plant "
    "zal zullen hoe hoeveel of mits wens graag liever uitgangspunt prognose stel gaan wordt worden"
)
"""Words of a wish, a condition, a plan or an expectation: what stands beside them is not said to have happened."""
VOORWAARDE = reeks("als indien wanneer tenzij mits zodra")
"""A part of a sentence that begins with one of these is a condition for the rest."""
OMGEKEERD_BEGIN = reeks("was waren had hadden is zijn komt komen kwam kwamen daalt daalde stijgt steeg")
"""Verbs with which a condition without *als* can begin: *waren zij niet gestopt, dan …*."""
NIET_WERKELIJK = reeks("zou zouden")
"""What is said with one of these did not happen."""
VOLGENS = reeks(
    "volgens schrijft schreef schrijven noemt noemde noemen meldt meldde meldden vindt vinden zegt zeggen vond denkt "
    "gepubliceerd gepubliceerde gedrukt gedrukte benchmark"
)
"""Words of somebody else's statement."""
ELDERS = reeks(
    "landelijk landelijke elders provincie provinciale provinciaal buurgemeenten europa anderen referentiegemeenten"
)

MAANDEN = frozenset(_MAANDEN)
DEELTIJD = MAANDEN | reeks("voorjaar zomer najaar herfst winter lente maanden weken daarvoor eerst destijds toen")
"""Words of a part of the period, or of before it."""
EERDER = reeks("eerder vorig vorige daarvoor ervoor voorgaande voorgaand afgelopen")
VERGELEKEN = reeks("dan als tegen vergeleken opzichte tegenover t.o.v. vergelijking sinds")
"""Words after which an earlier time is what the period is compared with."""
HOEVEELHEID = reeks("aantal aantallen percentage aandeel deel quote cijfer bedrag totaal score gemiddelde omvang")
TERUGWIJZEND = reeks("dat dit daarmee hiermee")

DRIETALLEN: tuple[tuple[frozenset[str], str], ...] = (
    (reeks("steeg stegen daalde daalden"), '"steeg", "bleef gelijk", "daalde"'),
    (reeks("stijgt stijgen daalt dalen"), '"stijgt", "blijft gelijk", "daalt"'),
    (reeks("stijging daling"), '"stijging", "verandering", "daling"'),
    (reeks("toename afname"), '"toename", "verandering", "afname"'),
    (reeks("groei krimp"), '"groei", "verandering", "krimp"'),
    (reeks("nam namen"), '"nam toe", "bleef gelijk", "nam af"'),
    (reeks("neemt nemen"), '"neemt toe", "blijft gelijk", "neemt af"'),
    (reeks("meer minder extra"), '"meer", "meer of minder", "minder"'),
    (reeks("hoger lager"), '"hoger", "hoger of lager", "lager"'),
    (reeks("langer korter"), '"langer", "langer of korter", "korter"'),
    (reeks("overschot tekort"), '"overschot", "saldo", "tekort"'),
    (reeks("positief negatief"), '"positief", "nul", "negatief"'),
)
"""What to write between the brackets of ``richting`` instead of a word."""
GEWOON_DRIETAL = '"gestegen", "gelijk gebleven", "gedaald"'

STOPWOORDEN = reeks(
    "de het een en of in op aan van voor met zonder naar bij per uit te om door tot dat die dit deze der den als ook "
    "is zijn was wel niet sinds over onder boven binnen na dan zo er zoals eind begin einde begroot werkelijk deel "
    "aandeel aantal percentage procent gemiddeld gemiddelde totaal verandering mutatie verschil toename afname groei "
    "daling stijging saldo jaar samen eerder hele regio"
)
"""Words of a figure's name that do not say what it counts."""
ERVOOR = reeks("naar door bij uit met zonder voor per")
"""A name behind one of these tells more of another word: *de uitstroom naar beschut werk*."""
NADER = reeks("naar door van bij uit met zonder onder voor tot per binnen die")
"""After the name of a figure these make it another, narrower one: *de uitstroom naar beschut werk*."""

SCHAAL = {"duizend": 1000, "miljoen": 10**6, "mln": 10**6, "miljard": 10**9, "mld": 10**9}
LABEL = reeks(
    "artikel art lid sdg doel doelen opgave opgaven trede treden bijlage hoofdstuk paragraaf pagina blz top fase nr "
    "nummer stap niveau punt figuur tabel kolom regel wijk versie deel vraag week team groep categorie klasse spoor "
    "lijn route cao elke programma"
)
"""A small number behind one of these is a name or a rank."""
DUUR = MAANDEN | reeks(
    "jaar jaren jarige jarigen maand maanden week weken dag dagen uur uren minuten keer maal plus procentpunt "
    "procentpunten"
)
"""A number in front of one of these is a date, an age, a duration or a difference, not the value of a figure."""
MENSEN = reeks("mensen personen inwoners")
"""Nouns for people that stand for each other."""
BEREIK = reeks("tot en met t/m of")
ONGEVEER = reeks("ongeveer circa ca zo'n rond pakweg")
MEER_DAN = reeks("ruim meer minstens minimaal boven")
MINDER_DAN = reeks("bijna minder hoogstens maximaal onder kleine krap hooguit")
GEVRAAGD = NORM | reeks("begroot begroting budget afgesproken gepland raming gevraagd minimaal maximaal hoogstens")
"""Beside these a number is what was asked or planned."""
TOEN = reeks("eerder vorig toen destijds daarvoor voorheen")
HALVEN = {"eerste": 1, "1e": 1, "tweede": 2, "2e": 2}
MONITOR = reeks("monitor rapport rapportage verslag")
OMGEKEERD = reeks("daling afname krimp vermindering terugval tekort verlies")
"""A figure with such a word in its name counts how much something fell: its words may stand the other way round."""
VERANDERING = reeks("verandering mutatie verschil toename groei stijging afname daling krimp")
"""A difference with such a word in its name counts how much something changed."""
