"""The figures of the Smallingerland example about money, work in the region, and others to compare with.

PUBLISHED is a figure that stands in the policy plan Focus op werk 2020-2024; INVENTED is ours.  A row of four numbers
is the half-years 2018-H1 to 2019-H2, or the standen that close them.
"""

from collections.abc import Mapping

# PUBLISHED: all of it (C24).
BEGROTINGSJAREN = ("2020", "2021", "2022", "2023")
BUDGET = {
    "Participatiewet": (2_409_000, 2_452_000, 2_496_000, 2_541_000),
    "Sociale Werkvoorziening": (11_812_000, 11_753_000, 11_695_000, 11_631_000),
}
# PUBLISHED: all of it (C25).  The totals as printed are too low; the export repeats them, for a control must see it.
UITGAVEN = {
    "Sociale Werkvoorziening": (11_812_000, 11_753_000, 11_695_000, 11_631_000),
    "Kwaliteit team werk": (185_000,) * 4,
    "Analyse instrumenten": (140_000,) * 4,
    "Scholingsvoorzieningen": (350_000,) * 4,
    "Werktrajecten en -voorzieningen": (725_000,) * 4,
    "Werkpremies inwoners": (250_000, 270_000, 290_000, 310_000),
    "Participatievoorzieningen": (418_000,) * 4,
    "WIW, BW en BAB banen": (294_000, 427_000, 560_000, 693_000),
    "Jobcoaching": (200_000, 204_000, 208_000, 212_000),
}
UITGAVEN_TOTAAL = (14_184_000, 14_292_000, 14_401_000, 14_504_000)
UITGAVEN_TE_WEINIG = (190_000, 180_000, 170_000, 160_000)

# INVENTED: all of it (C31); the budget is that of the half-year, realisatie what was spent or received in it.
FINANCIEN = {
    ("Lasten", "Uitkeringen"): (
        *((13_450_000, 13_512_408.31), (13_450_000, 13_287_655.9)),
        *((13_600_000, 13_718_940.27), (13_600_000, 13_804_112.65)),
    ),
    ("Lasten", "Re-integratie"): (
        *((1_150_000, 1_041_377.15), (1_150_000, 1_118_264.4)),
        *((1_180_000, 1_066_518.72), (1_180_000, 1_203_741.09)),
    ),
    ("Lasten", "Sociale werkvoorziening"): (
        *((5_980_000, 6_011_230.08), (5_980_000, 5_994_816.55)),
        *((5_940_000, 5_961_774.6), (5_940_000, 5_948_309.18)),
    ),
    ("Baten", "Rijksbijdrage uitkeringen"): (
        *((13_300_000, 13_300_000), (13_300_000, 13_452_180)),
        *((13_350_000, 13_350_000), (13_350_000, 13_491_635)),
    ),
    ("Baten", "Rijksbijdrage participatie"): (
        *((7_080_000, 7_080_000), (7_080_000, 7_112_400)),
        *((7_060_000, 7_060_000), (7_060_000, 7_094_250)),
    ),
}

# Months, from the end of 2017 on.  INVENTED: all of it (C03); CBS rounds to ten.
CBS_NEDERLAND = (
    458_430,
    *(457_260, 455_330, 453_490, 451_180, 448_720, 446_050, 444_310, 442_860, 441_240, 438_770, 436_320, 433_690),
    *(432_580, 430_960, 429_270, 427_640, 426_110, 424_420, 422_870, 421_540, 420_060, 418_390, 416_720, 415_020),
)

# Share of the uitkeringen that ended for work in a month, January 2018 to December 2019, in tenths of a percent.
# PUBLISHED: 2,9% in January and 2,6% in July 2019; Nederland 2,9 and 2,8%; Fryslân higher than here (C18).
# INVENTED: the rest.
UITSTROOM_NAAR_WERK = {
    "Smallingerland": "31 31 32 32 31 31 30 30 30 30 29 29 29 29 28 28 27 27 26 26 26 25 26 26",
    "Fryslân": "31 31 32 32 32 32 31 31 31 31 30 30 30 30 30 29 29 29 29 28 28 28 28 28",
    "Nederland": "30 30 31 31 31 30 30 30 30 29 29 29 29 29 29 28 28 28 28 28 28 27 27 27",
}

# The figures of others, each standing of the four peildata: mean duration in months and six shares.
# PUBLISHED for 1-7-2019: here half a year longer than in Nederland (C07); ontheffing 15% (C08); voorziening about 60%
# elsewhere (C11); parttime 9,5% (C19); fewer come back here than elsewhere (C20); from WW to bijstand 4,6% (C21).
# INVENTED: the digits of the duration and of coming back, and every other day.
DUUR = {"Smallingerland": (55.1, 55.6, 56.0, 56.4), "Nederland": (49.4, 49.7, 50.0, 50.3)}
NEDERLAND: Mapping[str, tuple[float, float, float, float]] = {
    "Met ontheffing": (0.15, 0.15, 0.15, 0.15),
    "Met voorziening": (0.59, 0.59, 0.6, 0.6),
    "Met parttime werk": (0.093, 0.094, 0.095, 0.096),
    "Terug binnen 1 jaar": (0.128, 0.127, 0.126, 0.126),
    "Terug binnen 3 jaar": (0.279, 0.276, 0.274, 0.273),
    "Van WW naar bijstand": (0.046, 0.046, 0.046, 0.046),
}
# PUBLISHED: 29, 40 and 30% of the Dutch labour force (C05).
BEROEPSBEVOLKING = {"Laag": 0.29, "Midden": 0.4, "Hoog": 0.3}
# PUBLISHED: 94 people in 2017, which is 6,3% (C21); the number of 1.492 follows from that.
WW = ("2017", 1_492, 94)

# PUBLISHED: 297.035 and 29.177 banen on 1-4-2018, 7.410 and 719 more than a year before, and 5.700 more to come (C14).
BANEN: Mapping[str, tuple[int, int, int | None]] = {
    "Fryslân": (297_035, 289_625, 5_700),
    "Smallingerland": (29_177, 28_458, None),
}
# PUBLISHED: nearly half, over a third and nearly a fifth (C15).  INVENTED: the numbers.
VACATURES = {"Laag": 3_000, "Midden": 2_125, "Hoog": 1_125}
# Werknemersbanen on 1-4-2018 and a year before, in the four cities of Fryslân and in the rest.
# PUBLISHED: zorg is the largest, with nearly 20% in the four; ICT grows fastest (C16, C17).  INVENTED: the numbers.
SECTOREN = {
    "Zorg en welzijn": ((25_480, 24_900), (17_950, 17_600)),
    "Industrie": ((13_400, 13_100), (15_350, 15_100)),
    "Detailhandel": ((12_350, 12_300), (12_950, 12_900)),
    "Uitzendbureaus": ((12_100, 11_200), (5_600, 5_200)),
    "Openbaar bestuur": ((11_300, 11_350), (4_450, 4_500)),
    "Onderwijs": ((10_050, 9_900), (6_350, 6_300)),
    "Zakelijke diensten": ((9_250, 8_900), (5_450, 5_300)),
    "Groothandel": ((6_900, 6_700), (6_750, 6_600)),
    "Horeca": ((5_350, 5_100), (7_050, 6_800)),
    "Vervoer en opslag": ((4_850, 4_700), (5_600, 5_500)),
    "Financiële diensten": ((4_800, 5_000), (1_620, 1_700)),
    "Bouw": ((4_700, 4_500), (7_200, 6_900)),
    "ICT": ((3_270, 3_000), (1_520, 1_400)),
    "Landbouw en visserij": ((930, 900), (5_150, 5_000)),
    "Andere sectoren": ((5_270, 5_200), (5_010, 5_000)),
}
# The newest count that UWV had on each peildatum.  PUBLISHED: 4.951 in the first quarter of 2019, goal 5.399 (C22).
# INVENTED: the other quarters, and the goal of 2018.
BANENAFSPRAAK = (
    ("1e kwartaal 2018", 4_310, 4_868),
    ("3e kwartaal 2018", 4_655, 4_868),
    ("1e kwartaal 2019", 4_951, 5_399),
    ("3e kwartaal 2019", 5_180, 5_399),
)
# PUBLISHED: all of it (C23).
QUOTUM = (827_105, 0.0214, 1_331, 447.01)
QUOTUM_MENSEN = {"Banenafspraak (BAB)": 2, "WIW-baan": 2, "Wsw-indicatie": 11}

# PUBLISHED: all of it (C32).
STEMMEN = {
    "Belangrijk": {"Maatwerk": 22, "Aandacht voor kwetsbare groepen": 20, "Focus op werk": 13},
    "Minder belangrijk": {"De kortste weg naar werk": 21, "Kosten beheersen": 15, "Nazorg": 7},
}


def check() -> None:
    """Raise when the tables do not add up, or do not give what was published."""
    totals = [sum(column) for column in zip(*UITGAVEN.values(), strict=True)]
    expected = [total + lack for total, lack in zip(UITGAVEN_TOTAAL, UITGAVEN_TE_WEINIG, strict=True)]
    _same("uitgaven", totals, expected)
    _same(
        "budget", [sum(column) for column in zip(*BUDGET.values(), strict=True)], [14221e3, 14205e3, 14191e3, 14172e3]
    )
    for gebied, place in (("F4", 0), ("overig", 1)):
        banen = [paar[place][0] for paar in SECTOREN.values()]
        _same(f"banen in {gebied}", sum(banen), {"F4": 130_000, "overig": 108_000}[gebied])
    _same("groei", [now - then for now, then, _ in BANEN.values()], [7_410, 719])


def _same(what: str, found: object, expected: object) -> None:
    if found != expected:
        message = f"{what}: {found}, expected {expected}"
        raise ValueError(message)
