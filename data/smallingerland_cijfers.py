"""The figures of the Smallingerland example about its own inhabitants, as tables, and the sums that hold between them.

PUBLISHED is a figure that stands in the policy plan Focus op werk 2020-2024; INVENTED is ours.  A row of four numbers
is the half-years 2018-H1 to 2019-H2, or the standen that close them: 1-7-2018, 1-1-2019, 1-7-2019 and 1-1-2020.
"""

from collections.abc import Iterable, Mapping
from datetime import date

LEVERINGEN: Mapping[str, int] = {"2019-H1": 3, "2019-H2": 4}
"""The deliveries, and how many of the four numbers of a row each states."""
PEILDATA = (date(2018, 7, 1), date(2019, 1, 1), date(2019, 7, 1), date(2020, 1, 1))
HALFJAREN = ("1e halfjaar 2018", "2e halfjaar 2018", "1e halfjaar 2019", "2e halfjaar 2019")
MAANDEN_KORT = ("jan.", "feb.", "mrt.", "apr.", "mei", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec.")
EERSTE_JAAR = 2017
"""Standen are given from 1 January of this year on."""
EERSTE_STROOM = 2018
"""Instroom and uitstroom are given from January of this year on."""

# Standen on the first day of each month, 1-1-2017 to 1-1-2020.
# PUBLISHED: 1.867 uitkeringen and 2.157 personen on 1-7-2019 (C01, C02); 35% ontheffing (C08); fewer than the national
# mean in 2018, more again since October 2018 (C03).  INVENTED: all other standen.
UITKERINGEN = (
    *(1948, 1952, 1957, 1961, 1966, 1970, 1972, 1971, 1969, 1967, 1965, 1963),
    *(1962, 1950, 1938, 1925, 1911, 1897, 1884, 1871, 1858, 1835, 1838, 1842),
    *(1846, 1849, 1853, 1856, 1860, 1864, 1867, 1868, 1870, 1873, 1875, 1874),
    1871,
)
PERSONEN = (
    *(2236, 2241, 2248, 2253, 2259, 2264, 2267, 2266, 2264, 2262, 2260, 2258),
    *(2258, 2244, 2231, 2217, 2202, 2186, 2172, 2157, 2143, 2116, 2120, 2125),
    *(2130, 2134, 2139, 2143, 2148, 2153, 2157, 2159, 2162, 2165, 2168, 2167),
    2164,
)
ONTHEFFINGEN = (
    *(689, 692, 700, 701, 706, 715, 715, 720, 724, 723, 729, 729),
    *(731, 730, 731, 730, 725, 724, 721, 723, 720, 711, 720, 720),
    *(726, 733, 734, 742, 747, 751, 754, 752, 751, 754, 751, 750),
    748,
)

# INVENTED: all of it; the months fit the standen.  Twenty-four months, January 2018 to December 2019.
INSTROOM = {
    "Einde dienstverband": "8 9 5 14 9 11 10 9 9 6 12 10 13 8 12 10 6 16 9 11 7 10 14 13",
    "Einde WW-uitkering": "5 4 7 6 5 6 5 5 5 6 9 8 12 6 11 7 9 11 7 7 8 7 11 7",
    "Verhuizing naar de gemeente": "5 6 7 8 4 11 4 4 7 6 5 9 7 8 6 8 6 12 5 8 7 9 6 6",
    "Einde relatie": "4 2 5 5 3 4 5 4 4 3 5 5 6 4 6 6 3 4 4 3 6 3 7 3",
    "Statushouder (huisvesting)": "3 3 4 5 3 3 3 4 3 2 5 5 4 4 4 2 3 6 4 3 5 3 6 4",
    "Einde studie": "2 2 2 3 2 2 1 2 1 1 2 3 2 2 2 3 3 2 1 2 3 3 3 2",
    "Einde zelfstandig bedrijf": "1 1 1 2 2 1 1 1 1 1 1 2 2 1 2 2 2 3 2 2 1 2 2 2",
    "Andere reden": "2 3 3 3 3 3 1 3 2 2 3 3 3 2 4 2 2 3 2 2 4 4 4 3",
}
UITSTROOM = {
    "Werk": "20 17 19 13 13 15 17 17 13 13 15 15 12 14 16 15 13 14 16 13 14 11 14 11",
    "Studie": "2 2 3 3 2 2 3 2 2 1 1 2 3 2 3 2 2 4 2 1 2 3 3 3",
    "Verhuizing": "4 5 6 13 7 8 7 7 10 2 6 5 9 3 5 4 4 13 3 6 4 6 8 8",
    "Samenwonen of trouwen": "4 3 4 9 3 5 4 4 7 2 3 4 4 2 3 2 3 5 2 4 4 4 6 5",
    "AOW-leeftijd": "5 5 5 7 8 9 4 5 11 3 5 7 7 4 8 6 3 7 4 5 6 7 9 4",
    "Overlijden": "1 2 2 2 2 2 1 1 2 1 1 1 2 1 2 1 . 2 1 1 2 1 2 2",
    "Ander inkomen": "3 3 2 4 4 6 2 3 4 1 2 3 3 1 2 3 2 3 1 2 2 2 4 4",
    "Handhaving": ". 1 1 2 2 2 1 1 2 . 1 1 2 1 1 1 1 1 1 1 1 2 2 1",
    "Overig": "3 4 5 7 4 5 4 5 4 1 4 3 4 3 4 2 2 5 3 3 3 3 6 5",
}

# PUBLISHED for 1-7-2019: 8, 36, 25 and 31% (C04), 65, 26 and 4%, so 5% is not known (C05), 18, 13, 28 and 41% (C06).
# The numbers follow from these shares of 2.157 personen.  INVENTED: the other days, and all of the last table (C28).
LEEFTIJD = {
    "Jonger dan 27 jaar": "187 177 173 171",
    "27 tot 45 jaar": "791 771 776 772",
    "45 tot 55 jaar": "549 537 539 539",
    "55 jaar of ouder": "645 645 669 682",
}
OPLEIDING = {
    "Laag": "1401 1380 1402 1409",
    "Midden": "569 556 561 565",
    "Hoog": "85 85 86 89",
    "Niet bekend": "117 109 108 101",
}
DUUR = {
    "Korter dan 1 jaar": "372 358 388 396",
    "1 tot 2 jaar": "304 290 281 273",
    "2 tot 5 jaar": "634 611 604 597",
    "5 jaar of langer": "862 871 884 898",
}
AFSTAND = {
    "Kort (minder dan 1 jaar)": "434 419 412 418",
    "Middellang (1 tot 2 jaar)": "510 507 518 534",
    "Lang (meer dan 2 jaar)": "956 963 1011 1043",
    "Nog geen gesprek gehad": "272 241 216 169",
}
KENMERKEN = {"Leeftijd": LEEFTIJD, "Opleiding": OPLEIDING, "Uitkeringsduur": DUUR, "Afstand tot werk": AFSTAND}

# PUBLISHED for 1-7-2019: 584, 345, 144 and 67 (C09), 19 and 7 (C10); of the regulation 20 in 2018.  The rest INVENTED.
ARBEIDSBEPERKING = {
    "Banenafspraak": {
        "Met indicatie": "547 566 584 601",
        "Met indicatie en bijstand": "318 331 345 352",
        "Met indicatie en ontheffing": "129 137 144 147",
        "Aan het werk met subsidie": "51 58 67 74",
    },
    "Beschut werk": {
        "Met indicatie beschut werk": "12 15 19 23",
        "Geplaatst": "3 5 7 10",
        "Geplaatst binnen 6 maanden": "2 3 5 8",
        "Aantal in de ministeriële regeling": "20 20 24 24",
    },
}

# PUBLISHED: 53, 28 and 19% (C13).  The numbers follow from these shares of 400 people, which are INVENTED.
WSW_WERKPLEK = {
    "Beschut, binnen bij Caparis": "231 221 212 203",
    "In een groep bij een werkgever": "118 115 112 108",
    "Alleen bij een werkgever": "79 77 76 75",
}
# PUBLISHED: 356 and 316 fte (C12).  INVENTED: the years between.
WSW_RAMING = {"Begin 2020": 356, "Eind 2020": 346, "Eind 2021": 336, "Eind 2022": 326, "Eind 2023": 316}

# PUBLISHED for 1-7-2019: over 40% with a voorziening (C11), nearly 12,5% works part time and leaves three times as
# often for work (C19).  The numbers follow from that; all others INVENTED, and those of herinstroom altogether (C20).
VOORZIENING_EN_PARTTIME = {
    "Met een voorziening": "862 871 889 903",
    "Met parttime werk": "251 258 269 276",
}
UITSTROOM_PARTTIME = "23 24 25 24"
HERINSTROOM = {  # those who left for work one and three years before, and how many of them came back since
    "Binnen 1 jaar": ("104 101 97 90", "11 10 9 9"),
    "Binnen 3 jaar": ("118 112 109 107", "27 25 24 23"),
}
SOLLICITATIES = (3.4, 3.5, 3.6, 3.7)  # INVENTED: a week, per person; 4 are asked (C27)

# INVENTED: what was realised.  The numbers a year of the plan (C26) are norms in the declaration.
VOORZIENINGEN = {
    "Leerwerkplek": "31 36 42 45",
    "Vaste baan banenafspraak": "1 2 2 3",
    "Nieuwe plek beschut werk": "1 2 2 3",
    "Maatwerktraject": "19 21 23 24",
    "Pakket voor statushouders": "12 13 14 17",
    "Traject voor ouderen": "6 8 11 10",
    "Participatieplaats": "15 17 18 21",
}

# INVENTED: all of it (C29).
ERVARING = {
    "Na de intake": {
        "Toegang": (7.1, 7.2, 7.3, 7.4),
        "Deskundigheid": (7.4, 7.3, 7.5, 7.6),
        "Bejegening": (7.8, 7.7, 7.9, 7.9),
        "Effectiviteit": (6.4, 6.5, 6.6, 6.6),
        "Rapportcijfer": (7.2, 7.2, 7.4, 7.4),
    },
    "Na zes maanden": {
        "Toegang": (6.8, 6.9, 7.0, 6.9),
        "Deskundigheid": (7.0, 7.1, 7.1, 7.2),
        "Bejegening": (7.5, 7.5, 7.6, 7.5),
        "Effectiviteit": (5.9, 6.0, 5.8, 6.1),
        "Rapportcijfer": (6.8, 6.9, 6.9, 7.0),
    },
}
RESPONS = {"Na de intake": ("214 206 238 229", "71 66 76 71"), "Na zes maanden": ("131 138 142 150", "33 35 20 39")}

# INVENTED: all of it (C30); both views add up to the same.
UITKOMSTEN = {
    "Bezwaar": {
        "Gegrond": "9 8 7 8",
        "Ongegrond": "21 23 19 22",
        "Ingetrokken": "14 12 15 13",
        "Niet-ontvankelijk": "4 5 3 4",
        "Nog niet besloten": "6 7 9 5",
    },
    "Beroep": {
        "Gegrond": "1 . 1 1",
        "Ongegrond": "4 5 3 4",
        "Ingetrokken": "1 1 1 .",
        "Nog niet besloten": "2 2 3 2",
    },
    "Klacht": {"Gegrond": "3 2 4 3", "Ongegrond": "6 7 5 6", "Opgelost in een gesprek": "5 4 6 7"},
}
THEMAS = {
    "Bezwaar": {
        "Recht op bijstand": "19 20 18 18",
        "Terugvordering": "15 14 15 14",
        "Maatregel of boete": "8 9 7 7",
        "Bijzondere bijstand": "8 8 9 9",
        "Re-integratie": "4 4 4 4",
    },
    "Beroep": {
        "Recht op bijstand": "3 3 3 3",
        "Terugvordering": "3 3 3 2",
        "Maatregel of boete": "1 1 1 1",
        "Bijzondere bijstand": "1 1 1 1",
    },
    "Klacht": {"Bejegening": "6 5 6 7", "Wachttijd": "5 5 6 6", "Informatie": "3 3 3 3"},
}

# ---------------------------------------------------------------- from table to cells


def cellen(row: str) -> list[int | None]:
    """Read the numbers of a table row: `cellen("3 . 0")` is `[3, None, 0]`."""
    return [None if cell == "." else int(cell) for cell in row.split()]


def kolomsom(rows: Iterable[str]) -> list[int]:
    """Add up table rows, place by place; an empty cell adds nothing."""
    return [sum(cell or 0 for cell in column) for column in zip(*map(cellen, rows), strict=True)]


def op_peildata(standen: tuple[int, ...]) -> list[int]:
    """Return the monthly standen of the four peildata."""
    return [standen[12 * (day.year - EERSTE_JAAR) + day.month - 1] for day in PEILDATA]


# ---------------------------------------------------------------- the sums that hold


def check() -> None:
    """Raise when the tables do not add up, or do not give what was published."""
    _check_standen()
    _check_kenmerken()
    for soort, uitkomsten in UITKOMSTEN.items():
        _same(f"{soort} naar thema", kolomsom(THEMAS[soort].values()), kolomsom(uitkomsten.values()))


def _check_standen() -> None:
    """Check that each stand is the one before plus instroom minus uitstroom."""
    first = 12 * (EERSTE_STROOM - EERSTE_JAAR)
    voor, na = UITKERINGEN[first:-1], UITKERINGEN[first + 1 :]
    stromen = zip(voor, kolomsom(INSTROOM.values()), kolomsom(UITSTROOM.values()), strict=True)
    _same("standen", [stand + erbij - eraf for stand, erbij, eraf in stromen], list(na))
    naar_werk = cellen(UITSTROOM["Werk"])
    halves = [sum(n or 0 for n in naar_werk[start : start + 6]) for start in range(0, 24, 6)]
    _same("uitstroom naar werk", halves, [97, 90, 84, 79])


def _check_kenmerken() -> None:
    """Check that each breakdown adds up to the personen, and that the shares of 1-7-2019 are those published."""
    published = {"Leeftijd": [8, 36, 25, 31], "Opleiding": [65, 26, 4, 5], "Uitkeringsduur": [18, 13, 28, 41]}
    for kenmerk, klassen in KENMERKEN.items():
        _same(kenmerk, kolomsom(klassen.values()), op_peildata(PERSONEN))
        if kenmerk in published:
            _same(f"{kenmerk} in %", _shares(klassen), published[kenmerk])
    _same("Wsw in %", _shares(WSW_WERKPLEK), [53, 28, 19])


def _shares(klassen: Mapping[str, str]) -> list[int]:
    """Return the shares of 1-7-2019 in whole percentages."""
    numbers = [cellen(row)[2] or 0 for row in klassen.values()]
    return [(200 * number + sum(numbers)) // (2 * sum(numbers)) for number in numbers]


def _same(what: str, found: object, expected: object) -> None:
    if found != expected:
        message = f"{what}: {found}, expected {expected}"
        raise ValueError(message)
