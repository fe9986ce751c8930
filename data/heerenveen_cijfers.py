"""The figures of the Heerenveen example, as tables, and the sums that hold between them.

PUBLISHED (id) is a figure that Heerenveen published; INVENTED is ours. A row of twelve numbers is January to December;
"." is an empty cell: there was nobody, and the data hold no 0 either.
"""

from collections.abc import Iterable, Iterator, Mapping

from cognos_layout import total

DELIVERIES = (2020, 2021)
FIRST_PEILDATUM = 2020
MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
MAANDEN_KORT = ("jan.", "feb.", "mrt.", "apr.", "mei", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec.")

# Stand on the first day of each month, 1-1-2020 to 1-1-2022.
# PUBLISHED: 1-1-2020 1228, 1-7-2020 1285 (B01), 1-9-2020 1290 (B02), 1-1-2021 1309 and 1-1-2022 1249 (A01).
# INVENTED: the rest.
STANDEN = (
    *(1228, 1224, 1221, 1240, 1262, 1277, 1285, 1288, 1290, 1296, 1301, 1305),
    *(1309, 1316, 1321, 1318, 1311, 1303, 1296, 1290, 1281, 1272, 1263, 1256),
    1249,
)
# INVENTED: the split; Participatiewet is what remains of the stand.
STANDEN_IOAW = (
    *(71, 71, 70, 70, 72, 73, 74, 74, 75, 75, 76, 76),
    *(77, 77, 78, 77, 76, 76, 75, 74, 74, 73, 72, 72),
    71,
)
STANDEN_IOAZ = (
    *(13, 13, 12, 12, 12, 13, 13, 14, 14, 14, 15, 15),
    *(15, 16, 16, 16, 15, 15, 15, 14, 14, 14, 13, 13),
    13,
)

# PUBLISHED: einde WW 85 in 2020 and 41 in 2021 (A07); verhuizing is the largest in 2021 (A05). The rest INVENTED.
EINDE_WW = "Einde WW-uitkering"
INSTROOM_NAAR_REDEN = {
    2020: {
        "Werk en WW": {
            "Einde dienstverband": "5 9 12 10 11 8 9 10 7 6 8 9",
            EINDE_WW: "7 3 8 12 7 9 8 4 5 8 7 7",
            "Einde zelfstandig bedrijf": "1 3 1 2 3 2 2 2 2 2 1 1",
        },
        "Huishouden en verhuizing": {
            "Verhuizing naar de gemeente": "7 5 8 6 10 7 4 5 8 7 6 6",
            "Einde relatie": "4 3 3 5 5 4 3 3 2 3 3 3",
            "Statushouder (huisvesting)": "1 2 3 4 2 2 2 2 3 2 2 1",
        },
        "Overig": {
            "Einde studie": "1 2 4 4 2 1 2 3 4 2 2 2",
            "Uit detentie": "1 . 1 2 1 1 1 0 1 1 1 1",
            "Andere reden": "4 2 4 4 3 4 3 2 4 3 3 3",
        },
    },
    2021: {
        "Werk en WW": {
            "Einde dienstverband": "8 7 4 3 5 5 6 4 5 6 5 3",
            EINDE_WW: "4 4 5 5 4 3 3 2 3 2 3 3",
            "Einde zelfstandig bedrijf": "2 3 2 . 1 1 1 1 1 2 1 1",
        },
        "Huishouden en verhuizing": {
            "Verhuizing naar de gemeente": "10 8 8 7 7 7 6 8 8 5 7 7",
            "Einde relatie": "3 3 3 4 2 3 3 3 4 3 3 4",
            "Statushouder (huisvesting)": "3 3 2 2 3 2 3 2 3 2 3 3",
        },
        "Overig": {
            "Einde studie": "3 2 3 2 2 1 2 3 2 2 3 2",
            "Uit detentie": "1 . 1 1 1 1 1 1 . 1 1 0",
            "Andere reden": "2 3 2 3 1 2 2 2 2 4 1 3",
        },
    },
}

# PUBLISHED: 16-27 jaar is the largest class in 2021 (A06). The numbers INVENTED; the months add up to those by reden.
INSTROOM_NAAR_LEEFTIJD = {
    2020: {
        "16-27 jaar": "7 10 12 17 12 7 7 10 9 9 12 9",
        "27-36 jaar": "9 7 12 9 10 12 9 8 10 6 8 8",
        "36-46 jaar": "4 4 10 9 8 8 7 7 6 8 5 7",
        "46-56 jaar": "7 4 5 7 9 6 7 4 6 6 4 6",
        "56 jaar tot AOW": "4 4 5 7 5 5 4 2 5 5 4 3",
    },
    2021: {
        "16-27 jaar": "10 10 9 6 6 8 10 11 11 7 8 8",
        "27-36 jaar": "7 7 6 8 8 8 6 5 5 7 7 9",
        "36-46 jaar": "9 5 6 5 5 3 4 3 6 7 5 4",
        "46-56 jaar": "7 6 6 5 4 3 3 5 3 4 4 2",
        "56 jaar tot AOW": "3 5 3 3 3 3 4 2 3 2 3 3",
    },
}

# PUBLISHED: werk, studie and ander inkomen are 172 in 2021 (A10). The rest INVENTED; the months fit the standen.
UITSTROOM_NAAR_INKOMEN = ("Werk", "Studie", "Ander inkomen")
UITSTROOM_NAAR_REDEN = {
    2020: {
        "Werk": "12 10 9 9 9 11 7 10 12 10 11 7",
        "Studie": "2 2 2 2 1 1 2 3 2 1 2 1",
        "Ander inkomen": "2 1 1 2 1 1 3 2 1 2 2 2",
        "Verhuizing": "5 7 6 6 7 5 7 4 4 4 4 7",
        "Samenwonen of trouwen": "2 3 2 2 3 3 3 3 3 2 3 2",
        "AOW-leeftijd": "5 4 2 3 3 3 3 2 2 5 2 4",
        "Overlijden": "1 1 . . 1 1 1 1 1 1 2 1",
        "Detentie": "1 . 1 1 . 1 1 1 1 . 0 1",
        "Overig": "5 4 2 2 4 4 4 3 4 4 3 4",
    },
    2021: {
        "Werk": "11 10 9 10 8 10 10 13 11 14 10 12",
        "Studie": "2 1 2 2 2 2 2 1 2 2 3 1",
        "Ander inkomen": "1 2 2 2 1 1 2 2 3 2 2 2",
        "Verhuizing": "4 6 7 7 8 6 7 8 4 5 7 5",
        "Samenwonen of trouwen": "3 2 4 4 3 3 3 2 4 2 3 4",
        "AOW-leeftijd": "4 2 4 2 4 4 4 3 4 3 3 4",
        "Overlijden": ". . 1 1 2 1 1 1 1 2 1 1",
        "Detentie": "1 1 1 1 1 . 1 1 1 1 1 0",
        "Overig": "3 4 3 5 5 5 3 4 7 5 4 4",
    },
}

# PUBLISHED: afgewezen and ingetrokken are 36% of all in 2021 (A23). The counts INVENTED.
AANVRAGEN = {
    2020: {
        "Toegekend": "24 22 29 47 27 31 33 20 30 29 20 25",
        "Afgewezen": "7 6 10 8 8 6 7 8 8 8 6 7",
        "Ingetrokken": "5 5 9 10 8 5 5 5 6 7 5 7",
        "Buiten behandeling": "1 1 2 2 1 1 2 1 2 1 1 2",
    },
    2021: {
        "Toegekend": "27 22 21 24 17 18 24 28 24 23 26 18",
        "Afgewezen": "10 7 8 9 5 7 7 6 6 9 9 5",
        "Ingetrokken": "8 9 6 6 4 5 6 6 7 5 5 7",
        "Buiten behandeling": "2 2 1 2 1 1 2 1 1 1 1 1",
    },
}

# INVENTED: the years before 2020; from 2020 on the row "Einde WW-uitkering" of the instroom.
DOORVAL_WW_EERDER = {2018: "4 7 5 8 4 8 8 7 8 5 8 6", 2019: "5 8 5 5 8 5 7 4 7 5 4 8"}
DOORVAL_WW = DOORVAL_WW_EERDER | {
    jaar: groepen["Werk en WW"][EINDE_WW] for jaar, groepen in INSTROOM_NAAR_REDEN.items()
}

# PUBLISHED: over 100 persons and nearly 1 million euro in 2021 (A08, A09), over 90 persons in 2019 (B17).
# INVENTED: the digits.
LOONKOSTENSUBSIDIE = {2018: (81, 612_408.19), 2019: (94, 731_955.6), 2020: (103, 874_120.85), 2021: (112, 986_412.37)}

# PUBLISHED for 2021: groeibanen 27, beschut 13, BAB 10, trajecten 50, kansberoepen 107, matching 27 (A12-A17, A24) and
# social return 132 since 2017 (A25); deelnemers 48 follows from the published 56%. All other numbers INVENTED.
VOORZIENINGEN: dict[tuple[str, str], dict[int, int]] = {
    ("Groeibanen", "Deelnemers"): {2019: 22, 2020: 31, 2021: 48},
    ("Groeibanen", "Aan het werk"): {2019: 10, 2020: 14, 2021: 27},
    ("Werkvouchers", "Uitgegeven"): {2019: 26, 2020: 23, 2021: 17},
    ("Beschut werk", "Werkzaam"): {2018: 5, 2019: 7, 2020: 9, 2021: 13},
    ("Banenafspraak (BAB)", "Werkzaam"): {2020: 8, 2021: 10},
    ("Re-integratietrajecten Caparis", "Trajecten"): {2020: 46, 2021: 50},
    ("Kansberoepen", "Geplaatst"): {2020: 88, 2021: 107},
    ("Matchingsevenementen", "Geplaatst"): {2020: 19, 2021: 27},
    ("Social return", "Geplaatst"): {2017: 18, 2018: 24, 2019: 31, 2020: 27, 2021: 32},
}
ALLEEN_EIGEN_JAAR = ("Matchingsevenementen",)  # this group states the year of the delivery only: one row, not merged

# Personen and fte on 31 December.
# PUBLISHED: 242 fte in 2021 (A11) and 56-66 as the largest class (A19). The rest INVENTED.
CAPARIS = {
    2019: {
        "16-27 jaar": (9, 7.9),
        "27-36 jaar": (37, 32.3),
        "36-46 jaar": (55, 47.4),
        "46-56 jaar": (93, 79.6),
        "56-66 jaar": (115, 95.3),
    },
    2020: {
        "16-27 jaar": (10, 8.7),
        "27-36 jaar": (34, 29.6),
        "36-46 jaar": (52, 44.5),
        "46-56 jaar": (88, 75.2),
        "56-66 jaar": (113, 93.5),
    },
    2021: {
        "16-27 jaar": (11, 9.4),
        "27-36 jaar": (32, 27.8),
        "36-46 jaar": (49, 42.1),
        "46-56 jaar": (83, 70.5),
        "56-66 jaar": (112, 92.2),
    },
}

# PUBLISHED: 116 together in 2021, a fall (A20). The split and 2020 INVENTED.
BEZWAAR_EN_BEROEP = {2020: {"Bezwaar": 103, "Beroep": 25}, 2021: {"Bezwaar": 94, "Beroep": 22}}

# PUBLISHED: all of 2021 and 2022 (A32). INVENTED: all of 2020.
PRODUCTEN = (
    *(("Lasten", "Bijstand"), ("Lasten", "Minima"), ("Lasten", "Participatie"), ("Lasten", "Participatie Caparis")),
    *(("Baten", "Bijstand"), ("Baten", "Minima"), ("Baten", "Participatie")),
)
LASTEN = 4  # the first four of these
FINANCIEN: dict[tuple[int, str], tuple[float, ...]] = {
    (2020, "Begroting"): (24_912_440, 3_418_270, 4_021_905, 8_541_120, 22_640_815, 238_900, 205_600),
    (2020, "Realisatie"): (24_876_301.18, 3_287_944.61, 3_812_660.04, 8_602_377.39, 22_918_052.73, 251_317.46, 205_600),
    (2021, "Begroting"): (25_598_066, 3_532_643, 4_173_667, 8_363_593, 23_757_747, 245_726, 212_250),
    (2021, "Realisatie"): (25_293_695.52, 3_499_529.15, 3_875_317.58, 8_439_495.77, 23_041_246.88, 285_213.88, 212_250),
    (2022, "Begroting"): (23_813_008, 3_074_595, 3_539_096, 8_110_863, 21_872_232, 132_853, 0),
}

# PUBLISHED: 7,7 in 2021 (A28). The rest INVENTED.
BEJEGENING_RESPONS = {2020: 0.28, 2021: 0.31}
BEJEGENING = {
    2020: {
        "Totaalcijfer": 7.4,
        "Telefonisch contact": 7.2,
        "Gesprek met klantmanager": 7.7,
        "Duidelijkheid van brieven": 6.6,
    },
    2021: {
        "Totaalcijfer": 7.7,
        "Telefonisch contact": 7.5,
        "Gesprek met klantmanager": 8.0,
        "Duidelijkheid van brieven": 6.8,
    },
}

INSTROOM_NOTEN = (
    "Een nieuwe uitkering telt mee in de maand waarin die ingaat.",
    "Een leeg vakje betekent dat er niemand om deze reden is ingestroomd.",
    "Bron: uitkeringenadministratie gemeente Heerenveen.",
)

# ---------------------------------------------------------------- from table to cells


def maanden(cells: str) -> list[int | None]:
    """Read the twelve cells of a table row: `maanden("3 . 0 …")` starts with `[3, None, 0]`."""
    return [None if cell == "." else int(cell) for cell in cells.split()]


def per_maand(rows: Iterable[str]) -> list[int]:
    """Add up table rows, month by month."""
    return [sum(cell or 0 for cell in month) for month in zip(*map(maanden, rows), strict=True)]


def instroom_rows(jaar: int) -> Iterator[str]:
    """Give all table rows of the instroom by reden, without their groups."""
    return (cells for redenen in INSTROOM_NAAR_REDEN.get(jaar, {}).values() for cells in redenen.values())


# ---------------------------------------------------------------- the sums that hold

JAARTOTALEN: dict[str, dict[int, float]] = {
    "instroom": {2020: 436, 2021: 338},
    "uitstroom": {2020: 355, 2021: 398},
    "uitstroom naar werk, studie of ander inkomen": {2020: 158, 2021: 172},
    "aanvragen": {2020: 520, 2021: 450},
    "aanvragen afgewezen of ingetrokken": {2020: 166, 2021: 162},
    "doorval WW": {2018: 78, 2019: 71, 2020: 85, 2021: 41},
    "Caparis personen": {2019: 309, 2020: 297, 2021: 287},
    "Caparis fte": {2019: 262.5, 2020: 251.5, 2021: 242.0},
    "bezwaar en beroep": {2020: 128, 2021: 116},
    "lasten begroot": {2020: 40_893_735, 2021: 41_667_969, 2022: 38_537_562},
    "lasten gerealiseerd": {2020: 40_579_283.22, 2021: 41_108_038.02},
    "baten begroot": {2020: 23_085_315, 2021: 24_215_723, 2022: 22_005_085},
    "baten gerealiseerd": {2020: 23_374_970.19, 2021: 23_538_710.76},
}


def check() -> None:
    """Raise when the tables do not add up."""
    for naam, jaren in JAARTOTALEN.items():
        _same(naam, {jaar: _jaartotalen(jaar)[naam] for jaar in jaren}, jaren)
    _same("social return", sum(VOORZIENINGEN["Social return", "Geplaatst"].values()), 132)
    for jaar in DELIVERIES:
        _check_maanden(jaar)


def _jaartotalen(jaar: int) -> dict[str, float]:
    """Add up the tables for one year, by the names of `JAARTOTALEN`; 0 where a table does not state the year."""
    uitstroom, besluiten = UITSTROOM_NAAR_REDEN.get(jaar, {}), AANVRAGEN.get(jaar, {})
    caparis = CAPARIS.get(jaar, {}).values()
    begroot, gerealiseerd = FINANCIEN.get((jaar, "Begroting"), ()), FINANCIEN.get((jaar, "Realisatie"), ())
    return {
        "instroom": sum(per_maand(instroom_rows(jaar))),
        "uitstroom": sum(per_maand(uitstroom.values())),
        "uitstroom naar werk, studie of ander inkomen": sum(per_maand(_kept(uitstroom, UITSTROOM_NAAR_INKOMEN))),
        "aanvragen": sum(per_maand(besluiten.values())),
        "aanvragen afgewezen of ingetrokken": sum(per_maand(_kept(besluiten, ("Afgewezen", "Ingetrokken")))),
        "doorval WW": sum(per_maand([DOORVAL_WW.get(jaar, "")])),
        "Caparis personen": sum(personen for personen, _ in caparis),
        "Caparis fte": total([fte for _, fte in caparis]),
        "bezwaar en beroep": sum(BEZWAAR_EN_BEROEP.get(jaar, {}).values()),
        "lasten begroot": total(begroot[:LASTEN]),
        "lasten gerealiseerd": total(gerealiseerd[:LASTEN]),
        "baten begroot": total(begroot[LASTEN:]),
        "baten gerealiseerd": total(gerealiseerd[LASTEN:]),
    }


def _kept(rows: Mapping[str, str], names: Iterable[str]) -> list[str]:
    return [rows[name] for name in names if name in rows]


def _check_maanden(jaar: int) -> None:
    """Check that both views of the instroom agree, and that a stand is the one before plus instroom minus uitstroom."""
    instroom = per_maand(instroom_rows(jaar))
    _same(f"instroom {jaar}", per_maand(INSTROOM_NAAR_LEEFTIJD[jaar].values()), instroom)
    uitstroom = per_maand(UITSTROOM_NAAR_REDEN[jaar].values())
    first = 12 * (jaar - FIRST_PEILDATUM)
    voor, na = STANDEN[first : first + 12], STANDEN[first + 1 : first + 13]
    _same(f"standen {jaar}", [v + i - u for v, i, u in zip(voor, instroom, uitstroom, strict=True)], list(na))


def _same(what: str, found: object, expected: object) -> None:
    if found != expected:
        message = f"{what}: {found}, expected {expected}"
        raise ValueError(message)
