"""The figures of the WerkSaam Westfriesland example: what was published, what is invented, and the sums that hold.

PUBLISHED (id) is a figure that WerkSaam or the named source published; INVENTED is ours.  What is split over
municipalities, months or reasons is INVENTED throughout; `werksaam_gemeenten` does it so that all adds up.
"""

from typing import NamedTuple

GEMEENTEN = ("Hoorn", "Medemblik", "Drechterland", "Enkhuizen", "Koggenland", "Opmeer", "Stede Broec")  # F23
JAREN = (2018, 2019, 2020)
JAAR = 2020
MAANDEN_KORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")

# Uitkeringen on the first day of each month, 1-1-2018 to 1-1-2021.
# PUBLISHED (F01): 1-1-2018 3255, 1-2-2020 2908 (the lowest), 1-7-2020 3082, 1-10-2020 3020.  INVENTED: the rest.
STANDEN = (
    *(3255, 3249, 3238, 3221, 3198, 3176, 3159, 3148, 3122, 3098, 3077, 3055),
    *(3031, 3036, 3029, 3013, 2997, 2986, 2978, 2975, 2957, 2940, 2929, 2921),
    *(2913, 2908, 2934, 2985, 3040, 3067, 3082, 3070, 3048, 3020, 3016, 3030),
    3044,
)
# INVENTED: by how much each municipality counts, at the place in STANDEN that stands before it.
AANDEEL_GEMEENTE = {
    0: (1690, 425, 155, 430, 175, 80, 300),
    25: (1500, 389, 139, 398, 154, 66, 262),
    30: (1627, 403, 147, 405, 160, 70, 270),
    36: (1573, 412, 148, 398, 162, 73, 278),
}
# INVENTED: uitkeringen that began, per month; what ended follows from the standen.
INSTROOM = {
    2018: (78, 66, 70, 64, 62, 66, 70, 74, 72, 70, 68, 66),
    2019: (80, 76, 68, 62, 64, 66, 72, 78, 70, 68, 70, 72),
    2020: (74, 70, 88, 118, 104, 96, 84, 72, 66, 64, 76, 84),
}
# PUBLISHED (F08): that the first three are the largest.  INVENTED: the numbers (2018, 2019, 2020) and other reasons.
INSTROOM_REDEN = {
    "Einde arbeid in dienstbetrekking": (184, 196, 268),
    "Einde WW-uitkering": (149, 152, 176),
    "Taakstelling vluchtelingen": (131, 122, 118),
    "Verhuizing binnen de regio": (122, 113, 104),
    "Einde relatie": (70, 72, 78),
    "Einde zelfstandig beroep": (30, 34, 62),
    "Einde studie": (37, 42, 60),
    "Verhuizing van buiten de regio": (44, 48, 50),
    "Uit detentie": (17, 18, 20),
    "Ander inkomen weggevallen": (18, 21, 28),
    "Andere reden": (24, 28, 32),
}
# PUBLISHED (F09): the first five and their order; (F02) 44% to work in 2020.  INVENTED: the numbers and the rest.
NAAR_WERK = ("Arbeid in dienstbetrekking", "Zelfstandig beroep")
UITSTROOM_REDEN = {
    "Arbeid in dienstbetrekking": (359, 336, 305),
    "Verhuizing binnen de regio": (122, 113, 104),
    "Zelfstandig beroep": (82, 79, 76),
    "Onderwijs": (78, 70, 64),
    "Geen inlichtingen": (66, 60, 52),
    "AOW-leeftijd": (58, 52, 48),
    "Verhuizing buiten de regio": (62, 55, 47),
    "Samenwonen of trouwen": (56, 50, 45),
    "Ander inkomen": (48, 44, 38),
    "Overlijden": (36, 33, 30),
    "Detentie": (19, 17, 16),
    "Overige redenen": (64, 55, 40),
}


class Verschuiving(NamedTuple):
    """In so many months of a year one more uitkering of a municipality ends by `reden`, one fewer by `ander`.

    In `tegen`, another municipality, it is the other way round.
    """

    gemeente: str
    tegen: str
    reden: str
    ander: str
    maanden: int


# INVENTED: what makes the municipalities differ.
VERSCHUIVINGEN = (
    Verschuiving("Medemblik", "Hoorn", "Arbeid in dienstbetrekking", "Geen inlichtingen", 7),
    Verschuiving("Stede Broec", "Hoorn", "Arbeid in dienstbetrekking", "Onderwijs", 6),
    Verschuiving("Hoorn", "Enkhuizen", "Arbeid in dienstbetrekking", "Verhuizing binnen de regio", 11),
    Verschuiving("Koggenland", "Hoorn", "Zelfstandig beroep", "Overige redenen", 4),
)
# INVENTED: of each pair the first has more clients of the first kind in a table, the other more of the last.
TEGENPOLEN = (("Medemblik", "Enkhuizen"), ("Drechterland", "Stede Broec"), ("Opmeer", "Koggenland"))
# INVENTED: uitkeringen that ended the year before, and how many came back within twelve months.  PUBLISHED (F03): that
# the share is a little higher than nationally.
UITGESTROOMD_2017 = 1012
TERUG = {2018: 119, 2019: 126, 2020: 119}

# 31 December: taakstelling, werkzaam, wachtlijst, by municipality.
# PUBLISHED: the taakstelling is used in full and a wachtlijst is coming (F05); 4,35% of the bijstand in 2020 (F04),
# which is 131 places by the mean of the standen.  INVENTED: the numbers.
BESCHUT = {
    2018: ((44, 12, 5, 10, 5, 2, 8), (43, 12, 5, 11, 5, 2, 8), (0, 0, 0, 0, 0, 0, 0)),
    2019: ((56, 16, 6, 13, 6, 2, 9), (55, 16, 6, 13, 6, 3, 9), (0, 0, 0, 0, 0, 0, 0)),
    2020: ((68, 19, 7, 15, 8, 3, 11), (66, 20, 8, 15, 7, 3, 12), (8, 2, 1, 2, 1, 0, 1)),
}
BESCHUT_MATEN = ("Taakstelling", "Werkzaam", "Wachtlijst")

# Euro, by municipality.  PUBLISHED (F06): budget minus lasten is 3,2 and 3,1 million, and 5,6 million expected in 2020.
# INVENTED: the amounts.
BUIG_POSTEN = ("Budget", "Lasten uitkeringen", "Lasten loonkostensubsidie")
BUIG = {
    2018: (
        (26960616, 6673475, 2308951, 6752002, 2464307, 1086708, 4561814),
        (24157258, 5934845, 2115812, 6133709, 2421416, 1111543, 4220890),
        (784558, 198030, 71839, 200393, 81291, 36865, 139424),
    ),
    2019: (
        (25521468, 6510892, 2197501, 6566786, 2395446, 993352, 4199305),
        (22613549, 5688356, 2008533, 5926400, 2272847, 1020934, 3869231),
        (972119, 251236, 90268, 256286, 100999, 44818, 169174),
    ),
    2020: (
        (27694424, 7031792, 2414714, 6952307, 2563115, 1108246, 4373209),
        (23131930, 5860207, 2090324, 5926031, 2344188, 1077275, 3844152),
        (1170594, 304685, 110590, 301676, 122627, 55671, 197857),
    ),
}

# The clients on 3 November 2020.  PUBLISHED: the shares 35, 18, 22, 6 and 19% (F07); about 450 people up to 27 (F10).
# INVENTED: the numbers and the other three views; the page itself (F21) was published as a picture only.
PEILDAG = "3 november 2020"
CLIENTEN = 3410
ARBEIDSVERMOGEN = {
    "Nog niet bekend": 1194,
    "Tijdelijk onbemiddelbaar": 614,
    "Onder WML": 750,
    "WML of hoger met hulp": 205,
    "WML of hoger zelfstandig": 647,
}
DUUR = ("Korter dan 1 jaar", "1 tot 2 jaar", "2 tot 5 jaar", "5 jaar en langer")
LEEFTIJD = {
    "Tot 27 jaar": (231, 112, 95, 12),
    "27 tot 40 jaar": (228, 163, 291, 280),
    "40 tot 55 jaar": (173, 146, 311, 448),
    "55 jaar en ouder": (110, 110, 231, 469),
}
OPLEIDING = {"Laag": 1842, "Middelbaar": 1023, "Hoog": 341, "Niet bekend": 204}

# Zorgcliënten in October.  PUBLISHED (F11): 807 in 2018, 920 in 2020, about 75 leave a year.  INVENTED: the rest.
ZORGCLIENTEN = {
    2018: (436, 96, 33, 118, 39, 17, 68),
    2019: (466, 103, 36, 127, 41, 18, 73),
    2020: (497, 110, 38, 135, 44, 18, 78),
}
ZORG_UITSTROOM = {2018: 73, 2019: 78, 2020: 74}

# INVENTED (F25): one person can be in more than one group; people up to 27 and zorgclienten as above.
DOELGROEPEN = {
    "Ouderen (60 jaar en ouder)": 512,
    "Vergunninghouders": 486,
    "Mensen met een arbeidsbeperking": 618,
    "Dak- en thuislozen": 41,
    "(Ex-)zelfstandigen": 96,
    "Nuggers": 133,
    "Mensen met een psychische kwetsbaarheid": 402,
    "Alleenstaande ouders": 377,
    "Direct bemiddelbaar": 286,
}

# PUBLISHED (F12): about 240 bezwaren and 55 beroepen a year, in the last two years.  INVENTED: 2018 and the outcomes.
BEZWAAR_BEROEP = {
    ("Bezwaar", "Gegrond"): (41, 43, 40),
    ("Bezwaar", "Ongegrond"): (126, 126, 127),
    ("Bezwaar", "Ingetrokken"): (49, 46, 50),
    ("Bezwaar", "Niet-ontvankelijk"): (20, 23, 23),
    ("Beroep", "Gegrond"): (6, 5, 5),
    ("Beroep", "Ongegrond"): (41, 41, 41),
    ("Beroep", "Ingetrokken"): (10, 8, 9),
}
# PUBLISHED (F13): almost always within six weeks.  INVENTED: the numbers.
KLACHTEN = {"Binnen 6 weken": (42, 45, 43), "Na 6 weken": (2, 1, 2)}

# PUBLISHED (F14): 6,7 over January to September 2020, response 15%.  INVENTED: 2019, the parts and who were asked.
CTO_GEVRAAGD = {2019: (1310, 203), 2020: (1240, 186)}
CTO = {
    "Totaalcijfer": (6.8, 6.7),
    "Contact met de coach": (7.3, 7.2),
    "Snelheid van de afhandeling": (6.5, 6.3),
    "Duidelijkheid van brieven": (6.2, 6.1),
}

# Euro by municipality.  PUBLISHED (F15): 270.000 of verhaal in 2019.  INVENTED: the other amounts and the split.
VERHAAL = {2018: 262_480, 2019: 270_000, 2020: 258_930}
TERUGVORDERING = {2018: 1_148_720, 2019: 1_203_450, 2020: 1_081_390}

# INVENTED: clients with income from work, and how many kept part of it.  PUBLISHED (F16): 25%, in LANDELIJK.
MET_INKOMSTEN, VRIJLATING_GEBRUIKT = 412, 268

# Euro by municipality.  PUBLISHED (F17): 90% to WerkSaam and 10% couleur locale; half of it goes to coaches.
# INVENTED: the amounts.
REINTEGRATIE = {
    2019: (3_684_000, 928_000, 331_000, 941_000, 367_000, 165_000, 634_000),
    2020: (3_742_000, 951_000, 340_000, 958_000, 378_000, 171_000, 646_000),
}
BESTEDING = {
    "Coaches": (3_172_500, 3_233_700),
    "Tekort op de Wsw": (1_521_300, 1_467_900),
    "Jobcoaching": (604_800, 712_600),
    "Externe trajecten": (548_700, 521_400),
    "Reiskosten en kinderopvang": (271_200, 243_300),
    "Uitstroompremies": (226_500, 288_500),
}

# INVENTED (F18): omzet, kosten and the agreed toegevoegde waarde of each leerwerkbedrijf, in euro.
LEERWERK_MATEN = ("Omzet", "Kosten", "Norm toegevoegde waarde")
LEERWERKBEDRIJVEN = {
    "Groen": ((4_812_300, 3_561_900, 1_200_000), (4_690_700, 3_502_400, 1_210_000)),
    "Schoonmaak": ((2_146_800, 1_532_600, 590_000), (1_987_200, 1_470_800, 600_000)),
    "Montage en verpakken": ((1_905_400, 1_228_700, 660_000), (1_742_900, 1_189_300, 670_000)),
    "Detacheren": ((3_368_900, 1_141_200, 2_180_000), (3_214_600, 1_102_700, 2_150_000)),
}
# INVENTED (F18): orders that municipalities gave, against the norm; all give enough.
BONUS_MALUS = {
    2019: ((2_410_000, 822_000, 402_000, 548_000, 430_000, 196_000, 451_000), (103, 104, 101, 106, 102, 100, 105)),
    2020: ((2_460_000, 840_000, 410_000, 560_000, 440_000, 200_000, 460_000), (102, 105, 100, 107, 101, 100, 103)),
}

# INVENTED: rounded, near the real number; only to compare municipalities of different size.
INWONERS = {
    2019: (73_200, 44_900, 19_800, 18_600, 22_800, 11_900, 21_700),
    2020: (73_600, 45_200, 19_900, 18_700, 22_900, 12_000, 21_900),
}

# National figures to compare with.  PUBLISHED: 35% (F02) and 1,15% (F04).  INVENTED: herinstroom.
BENCHMARK = {"Uitstroom naar werk": 0.35, "Herinstroom binnen een jaar": 0.115, "Beschut werk": 0.0115}
# PUBLISHED: F16, F19, F22 and F24; 0,67 was printed as "bijna twee op de drie".
LANDELIJK = (
    ("Divosa 2019", "Kans op werk na twee jaar bijstand", 0.059),
    ("Divosa 2019", "Kans op werk na twee jaar bijstand, met instrumenten", 0.09),
    ("Divosa 2019", "Uitstroom na twee jaar bijstand om een andere reden dan werk", 0.60),
    ("Inspectie SZW 2019", "Werkende jongeren met een beperking met een jobcoach", 0.40),
    ("Inspectie SZW 2019", "Werkende Wajongers met een jobcoach bij de nulmeting", 0.60),
    ("Inspectie SZW 2019", "Jonggehandicapten die werk vonden zonder de gemeente", 0.75),
    ("Inspectie SZW 2019", "Overige nuggers die de hulp van de gemeente niet kennen, bijna", 0.67),
    ("Inspectie SZW 2019", "Overige nuggers die hulp bij het vinden van werk willen", 0.70),
    ("SCP 2020", "Arbeidsparticipatie met een niet-westerse migratieachtergrond", 0.61),
    ("SCP 2020", "Arbeidsparticipatie zonder migratieachtergrond", 0.69),
    ("Participatiewet", "Deel van de inkomsten dat niet van de uitkering af gaat", 0.25),
)
# PUBLISHED in a news item (1G-14): another count of January 2018 than the one in the report.
PERS = (("1-1-2018", 3247),)

# ---------------------------------------------------------------- the sums that hold


def check() -> None:
    """Raise when the tables do not add up, or a published figure does not come out."""
    for place, jaar in enumerate(JAREN):
        first = 12 * place
        instroom = sum(INSTROOM[jaar])
        _same(f"instroom {jaar}", sum(redenen[place] for redenen in INSTROOM_REDEN.values()), instroom)
        uitstroom = STANDEN[first] + instroom - STANDEN[first + 12]
        _same(f"uitstroom {jaar}", sum(redenen[place] for redenen in UITSTROOM_REDEN.values()), uitstroom)
        binnen = "Verhuizing binnen de regio"
        _same(f"verhuizing {jaar}", UITSTROOM_REDEN[binnen][place], INSTROOM_REDEN[binnen][place])
    views = (ARBEIDSVERMOGEN.values(), OPLEIDING.values(), map(sum, LEEFTIJD.values()))
    _same("clienten", [sum(view) for view in views], [CLIENTEN] * 3)
    _same("jongeren", sum(LEEFTIJD["Tot 27 jaar"]), 450)
    _same("zorgclienten", [sum(ZORGCLIENTEN[jaar]) for jaar in (2018, 2020)], [807, 920])
    _same("uitstroom zorg", sum(ZORG_UITSTROOM.values()), 3 * 75)
    _same("beschut", [sum(row) for row in BESCHUT[JAAR][:2]], [131, 131])
    result = {jaar: sum(budget) - sum(map(sum, lasten)) for jaar, (budget, *lasten) in BUIG.items()}
    _same("buig", result, {2018: 3_200_000, 2019: 3_100_000, 2020: 5_600_000})
    _same("besteding", [sum(posten) for posten in zip(*BESTEDING.values(), strict=True)], _to_werksaam())


def _to_werksaam() -> list[int]:
    return [sum(budgets) * 9 // 10 for budgets in REINTEGRATIE.values()]


def _same(what: str, found: object, expected: object) -> None:
    if found != expected:
        message = f"{what}: {found}, expected {expected}"
        raise ValueError(message)
