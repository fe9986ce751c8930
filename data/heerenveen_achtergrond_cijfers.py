"""The figures behind the Heerenveen example: the programme of 2020 and what the council's advisers asked for.

PUBLISHED (id) is a figure that Heerenveen published; INVENTED is ours. Where a published table does not add up, it is
here as it was printed: the monitor must find it. "." is an empty cell.
"""

from collections.abc import Iterable, Mapping

from cognos_layout import total
from heerenveen_cijfers import (
    BEZWAAR_EN_BEROEP,
    FIRST_PEILDATUM,
    STANDEN,
    UITSTROOM_NAAR_REDEN,
    maanden,
)

# ---------------------------------------------------------------- one number a year

# PUBLISHED: three counts of uitkeringen that differ (B01, B03, B27), maand- and jaarbedrag (B04, B05), ontheffingen
# (B27), bezwaar and beroep about bijstand only (B30, B31). INVENTED: 2020 and 2021.
# The lasten follow from the published maandbedrag: dossiers x maandbedrag x 12.
JAREN = range(2015, 2022)
Reeks = Mapping[int, float]
DOSSIERS: Reeks = {2016: 1421, 2017: 1425, 2018: 1313, 2019: 1244, 2020: 1268, 2021: 1295}
MAANDBEDRAG: Reeks = {2016: 935.36, 2017: 945.85, 2018: 961.83, 2019: 955.00, 2020: 968.12, 2021: 982.40}
KERNCIJFERS: dict[str, tuple[str, Reeks]] = {
    "Uitkeringen volgens het programma": (
        "aantal",
        {2015: 1381, 2016: 1389, 2017: 1436, 2018: 1371, 2019: 1261},
    ),
    "Gemiddeld aantal dossiers": ("aantal", DOSSIERS),
    "Lasten uitkeringen": ("euro", {jaar: round(n * MAANDBEDRAG[jaar] * 12, 2) for jaar, n in DOSSIERS.items()}),
    "Gemiddeld maandbedrag": ("euro", MAANDBEDRAG),
    "Gemiddeld jaarbedrag": (
        "euro",
        {2016: 11_224, 2017: 11_350, 2018: 11_541, 2019: 11_678, 2020: 11_617, 2021: 11_789},
    ),
    "Uitkeringen bij de ontheffingen": ("aantal", {2018: 1131, 2019: 1205, 2020: 1222, 2021: 1240}),
    "Ontheffingen": ("aantal", {2018: 49, 2019: 56, 2020: 54, 2021: 51}),
    "Bezwaar over bijstand": ("aantal", {2018: 76, 2019: 56}),
    "Beroep over bijstand": ("aantal", {2018: 31, 2019: 21}),
}
# PUBLISHED, in millions with one decimal (B47).
BUIG: dict[str, dict[int, int]] = {
    "Begroot": {2020: 18_900_000},
    "Voorlopig": {2021: 21_300_000},
    "Definitief": {2020: 19_600_000},
}

# PUBLISHED: 2017 to 2019 (B06-B09); "andere redenen" is what remains of the published total. From 2020 on the sum of
# the months of `UITSTROOM_NAAR_REDEN`, so INVENTED.
UITSTROOM_PER_JAAR: dict[str, dict[int, int]] = {
    "Naar werk": {2017: 171, 2018: 159, 2019: 169},
    "Naar studie": {2017: 34, 2018: 40, 2019: 19},
    "Samenwonen of verhuizen": {2017: 111, 2018: 109, 2019: 70},
    "Andere redenen": {2017: 165, 2018: 158, 2019: 106},
}
_REDENEN = {
    "Werk": "Naar werk",
    "Studie": "Naar studie",
    "Verhuizing": "Samenwonen of verhuizen",
    "Samenwonen of trouwen": "Samenwonen of verhuizen",
}
for _jaar, _rows in UITSTROOM_NAAR_REDEN.items():
    for _reden, _cells in _rows.items():
        _groep = UITSTROOM_PER_JAAR[_REDENEN.get(_reden, "Andere redenen")]
        _groep[_jaar] = _groep.get(_jaar, 0) + sum(n or 0 for n in maanden(_cells))

# ---------------------------------------------------------------- who they are

# PUBLISHED: 1-1-2020 (B11); "tot 27 jaar" lies within "tot 40 jaar". INVENTED: later.
LEEFTIJD = {
    "Tot 27 jaar": {2020: 130, 2021: 141, 2022: 128},
    "Tot 40 jaar": {2020: 331, 2021: 362, 2022: 330},
    "41-55 jaar": {2020: 489, 2021: 511, 2022: 490},
    "56 jaar tot pensioen": {2020: 425, 2021: 436, 2022: 429},
}
# PUBLISHED: 1-1-2020 (B12). INVENTED: later.
TEAMS = {
    "Team Werk": {2020: 0.35, 2021: 0.36, 2022: 0.35},
    "Team Zorg en Inkomen": {2020: 0.65, 2021: 0.64, 2022: 0.65},
}
# INVENTED (A31, B60, D08): nothing was published.
DOELGROEPEN = {
    "Statushouders": {2020: 148, 2021: 146, 2022: 142},
    "Werkt in deeltijd": {2020: 131, 2021: 138, 2022: 147},
    "Onderneemt in deeltijd": {2020: 12, 2021: 11, 2022: 13},
    "Jongeren zonder startkwalificatie": {2020: 88, 2021: 93, 2022: 86},
}
# INVENTED (D08): beëindigde uitkeringen of statushouders.
UITSTROOM_STATUSHOUDERS = {2020: 27, 2021: 35}

# INVENTED (B14, D01): people who had bijstand on both days, by the rung on the first (row) and on the last (column).
# PUBLISHED is only that the largest group of team Werk stands on rung 3, and that of the other team on rung 2.
TREDEN = (
    "1. Geïsoleerd",
    "2. Contact buiten de deur",
    "3. Georganiseerde activiteiten",
    "4. Onbetaald werk",
    "5. Werk met hulp",
    "6. Betaald werk",
)
LADDER: dict[int, dict[tuple[str, str], tuple[str, ...]]] = {
    2020: {
        ("Team Werk", "Met traject"): (
            *("2 3 1 . . .", "2 17 13 3 . .", ". 5 53 17 5 1"),
            *(". 1 5 23 9 4", ". . 1 3 13 5", ". . . . 2 2"),
        ),
        ("Team Werk", "Zonder traject"): (
            *("3 1 . . . .", "2 17 3 . . .", ". 5 46 4 1 ."),
            *(". 1 5 21 2 1", ". . 1 3 8 1", ". . . . 1 1"),
        ),
        ("Team Zorg en Inkomen", "Met traject"): (
            *("20 7 1 . . .", "5 63 13 2 . .", ". 7 25 4 1 ."),
            *(". . 3 8 1 .", ". . . 1 3 .", ". . . . . 1"),
        ),
        ("Team Zorg en Inkomen", "Zonder traject"): (
            *("89 6 . . . .", "16 172 7 . . .", "1 13 69 3 . ."),
            *(". 1 7 25 1 .", ". . 1 2 8 .", ". . . . . 2"),
        ),
    },
    2021: {
        ("Team Werk", "Met traject"): (
            *("2 4 2 . . .", "1 14 19 5 . .", ". 3 52 24 8 2"),
            *(". . 4 22 13 6", ". . 1 2 14 6", ". . . . 1 3"),
        ),
        ("Team Werk", "Zonder traject"): (
            *("3 1 . . . .", "1 15 4 1 . .", ". 4 43 5 1 ."),
            *(". 1 4 20 3 1", ". . 1 2 8 1", ". . . . 1 1"),
        ),
        ("Team Zorg en Inkomen", "Met traject"): (
            *("21 9 2 . . .", "4 68 17 3 . .", ". 6 28 6 1 ."),
            *(". . 3 9 2 .", ". . . 1 3 .", ". . . . . 1"),
        ),
        ("Team Zorg en Inkomen", "Zonder traject"): (
            *("88 8 1 . . .", "14 171 9 1 . .", "1 12 71 4 . ."),
            *(". 1 6 27 1 .", ". . 1 1 8 .", ". . . . . 2"),
        ),
    },
}

# ---------------------------------------------------------------- handhaving, bezwaar and aanvragen

# PUBLISHED (B32), one year up to 1-5-2020, as printed: 14 + 31 + 1 is not 47, and 2 + 1 is not 4.
ONDERZOEK_UITKOMST = ("Fraude", "Geen fraude", "N.v.t.", "Eindtotaal")
ONDERZOEKEN = {
    "Aanvraag": "11 24 2 37",
    "Lopende uitkering": "14 31 1 47",
    "Beëindigde uitkering": "4 1 . 5",
    "Eindtotaal": "29 56 4 89",
}
# PUBLISHED (B33), the same year.
ONDERZOEK_AARD = {
    "Woonsituatie": 51,
    "Zwarte inkomsten": 24,
    "Partnerfraude": 4,
    "Witte inkomsten": 4,
    "Vermogen": 3,
    "Overig onderzoek": 3,
}
# INVENTED (A26, A27): uitkeringen that ended after an investigation; people and euros of verhaal.
HANDHAVING_PER_JAAR = {2020: (13, 7, 14_310.00), 2021: (14, 9, 18_725.40)}

# INVENTED (A21, A22): the outcomes add up to `BEZWAAR_EN_BEROEP`; people with five cases or more, and their cases.
BEZWAAR_UITKOMST = {
    2020: {
        "Bezwaar": {"Gegrond": 20, "Ongegrond": 52, "Ingetrokken": 22, "Niet ontvankelijk": 9},
        "Beroep": {"Gegrond": 4, "Ongegrond": 14, "Ingetrokken": 6, "Niet ontvankelijk": 1},
    },
    2021: {
        "Bezwaar": {"Gegrond": 17, "Ongegrond": 49, "Ingetrokken": 19, "Niet ontvankelijk": 9},
        "Beroep": {"Gegrond": 3, "Ongegrond": 13, "Ingetrokken": 5, "Niet ontvankelijk": 1},
    },
}
VEEL_ZAKEN = {2020: (7, 43), 2021: (6, 38)}

# INVENTED (B24, D06): aanvragen that would not have come without corona; part of `AANVRAGEN`.
AANVRAGEN_CORONA = {
    "Toegekend": {2020: 78, 2021: 29},
    "Afgewezen": {2020: 9, 2021: 3},
    "Ingetrokken": {2020: 7, 2021: 2},
    "Buiten behandeling": {2020: 4, 2021: 1},
}

# ---------------------------------------------------------------- team and projects

# PUBLISHED (B51), with the printed total: 15,8 fte makes 15 there.
FORMATIE = {"Administratieve ondersteuning": 1.8, "Klantmanagers en jobhunting": 10.9, "Jobcoaches": 3.1}
FORMATIE_TOTAAL = 15
# PUBLISHED (B43), June 2020: everybody, and those from Heerenveen.
GAP_ACADEMIE = {"1. Test": (47, 10), "2. Assessment": (24, 2), "3. Opleiding": (9, 1)}
# PUBLISHED (B22): the order, with two on the third place.
KANSBEROEPEN = {
    "Productie": 1,
    "Zorg": 2,
    "Horeca en voeding": 3,
    "Magazijn en logistiek": 3,
    "Schoonmaak": 5,
}
# PUBLISHED (B35, B36, B28): Divosa over 2019, as a share of all uitkeringen; the 11% was printed as 1%. B16: no year.
DIVOSA: dict[str, dict[int, tuple[float | None, float | None]]] = {
    "Heerenveen": {2019: (0.302, 0.044)},
    "Nederland": {2019: (0.28, 0.11)},
}

# ---------------------------------------------------------------- facts without a series, with their source

PROGRAMMA = "Uitvoeringsprogramma Werk 2020-2022"
MONITOR = "Monitor uitvoeringsprogramma Werk 2021"
Gegeven = tuple[str, float, str]
"""What it is, the number, and where it was published."""

AANTALLEN: tuple[
    Gegeven, ...
] = (  # PUBLISHED (A01, A08, A30, B01, B02, B13, B17, B19-B21, B25, B29, B32, B37-B42, B44-B46, B51, B56, B59)
    ("Mensen met loonkostensubsidie in 2021, meer dan", 100, MONITOR),
    ("Regelingen van de Tozo", 5, MONITOR),
    ("Uitkeringen op 28 april 2020", 1_261, PROGRAMMA),
    ("Uitkeringen begin 2020, ongeveer", 1_200, PROGRAMMA),
    ("Doel voor het aantal uitkeringen in 2023", 1_100, PROGRAMMA),
    ("Daling van het aantal uitkeringen per jaar", 100, PROGRAMMA),
    ("Klanten van team Werk eind 2019", 400, PROGRAMMA),
    ("Mensen met loonkostensubsidie in 2019, meer dan", 90, PROGRAMMA),
    ("Plaats op de landelijke lijst loonkostensubsidie", 12, f"{PROGRAMMA} (Deloitte, 2019)"),
    ("Werkvouchers per jaar", 30, PROGRAMMA),
    ("Groeibanen per jaar", 10, PROGRAMMA),
    ("Plaatsingen in kansberoepen per jaar", 120, PROGRAMMA),
    ("Aanvragen afgewezen na onderzoek", 12, PROGRAMMA),
    ("Aanvragen ingetrokken na onderzoek", 2, PROGRAMMA),
    ("Onderzoeken bij een lopende uitkering, zoals gedrukt", 47, PROGRAMMA),
    ("Onderzoeken zonder uitkomst, zoals gedrukt", 4, PROGRAMMA),
    ("Handhavingsonderzoeken, zoals gedrukt", 89, PROGRAMMA),
    ("Fte van team Werk, zoals gedrukt", FORMATIE_TOTAAL, PROGRAMMA),
    ("Debiteuren met een schuld, ruim", 500, PROGRAMMA),
    ("Mensen uit Heerenveen bij Caparis", 300, PROGRAMMA),
    ("Aanvragen Tozo in 2020, meer dan", 1_000, PROGRAMMA),
    ("Huishoudens tot 110% van het sociaal minimum, tien jaar eerder", 1_900, PROGRAMMA),
    ("Huishoudens tot 110% van het sociaal minimum, ongeveer", 2_350, PROGRAMMA),
    ("Een op de zoveel inwoners heeft een uitkering van gemeente of UWV", 6, PROGRAMMA),
    ("Extra banen in Heerenveen in 2019", 1_363, PROGRAMMA),
    ("Werklozen in Nederland, zomer 2019, ongeveer", 319_000, PROGRAMMA),
    ("Werkenden in Nederland, zomer 2019, ongeveer", 9_000_000, PROGRAMMA),
    ("Vacatures in Nederland, begin 2020", 288_000, PROGRAMMA),
    ("Vacatures per 100 werklozen, begin 2020", 90, PROGRAMMA),
    ("Jongeren aangemeld voor het hacklab, juni 2020", 6, PROGRAMMA),
    ("Groepen per jaar bij SC Heerenveen", 2, PROGRAMMA),
    ("Mensen per groep bij SC Heerenveen, ongeveer", 15, PROGRAMMA),
    ("Evenementen van Perspectief op werk in de regio", 32, PROGRAMMA),
    ("Extra plaatsingen in de regio in twee jaar", 400, PROGRAMMA),
    ("Plaatsingen met budget voor een opleiding", 90, PROGRAMMA),
    ("Maanden tussen twee contactgesprekken, ten hoogste", 18, PROGRAMMA),
    ("Uren werk per week waarmee iemand zonder bijstand kan", 28, PROGRAMMA),
)
PERCENTAGES: tuple[Gegeven, ...] = (  # PUBLISHED (B15, B16, B26, B28, B41, B45, B52, B54, B55, B57)
    ("Klanten die één keer terugkeren", 0.60, PROGRAMMA),
    ("Klanten die twee keer terugkeren", 0.25, PROGRAMMA),
    ("Bijstand na de WW, ongeveer", 0.07, PROGRAMMA),
    ("Jongeren zonder zoektijd", 0.75, PROGRAMMA),
    ("Uitstroom door handhaving, landelijk", 0.10, PROGRAMMA),
    ("Groei van banen in Heerenveen in 2019", 0.043, PROGRAMMA),
    ("Uitstroom bij SC Heerenveen, meer dan", 0.50, PROGRAMMA),
    ("Gemeenten met tekort op de BUIG in 2018", 0.33, PROGRAMMA),
    ("Gemeenten zonder tegenprestatie, 2019", 0.40, f"{PROGRAMMA} (CBS, 2019)"),
    ("Mensen met een beperking en een baan", 0.50, PROGRAMMA),
    ("Werkgevers van iemand met een beperking", 0.10, PROGRAMMA),
    ("Social return, deel van de opdracht", 0.02, PROGRAMMA),
)
BEDRAGEN: tuple[Gegeven, ...] = (  # PUBLISHED (A09, A29, B18, B19, B29, B34, B46, B48-B50, B57, B58)
    ("Loonkostensubsidie in 2021, bijna", 1_000_000, MONITOR),
    ("Giften die iemand per jaar mag houden", 1_200, MONITOR),
    ("Loonkostensubsidie per jaar, begroot", 500_000, PROGRAMMA),
    ("Waarde van een werkvoucher", 2_000, PROGRAMMA),
    ("Openstaande vorderingen, ruim", 2_750_000, PROGRAMMA),
    ("Teruggevorderd na onderzoek naar fraude", 310_563.75, PROGRAMMA),
    ("Budget per plaatsing van Perspectief op werk, ten hoogste", 3_000, PROGRAMMA),
    ("Budget voor een opleiding per plaatsing, ten hoogste", 2_000, PROGRAMMA),
    ("Geld van het Rijk voor Perspectief op werk, eerste deel", 1_000_000, PROGRAMMA),
    ("Geld van het Rijk voor Perspectief op werk, tweede deel", 1_000_000, PROGRAMMA),
    ("Budget voor re-integratie per jaar", 1_000_000, PROGRAMMA),
    ("Budget voor Caparis per jaar", 8_300_000, PROGRAMMA),
    ("Nodig voor de taakstelling beschut werk", 150_000, PROGRAMMA),
    ("Nodig voor formatie Poort en Inkomen", 60_000, PROGRAMMA),
    ("Nodig voor Jongeren in beeld", 25_000, PROGRAMMA),
    ("Social return bij werken, vanaf", 250_000, PROGRAMMA),
    ("Social return bij diensten, vanaf", 100_000, PROGRAMMA),
    ("Social return per project, ten hoogste", 300_000, PROGRAMMA),
    ("Studietoeslag per half jaar, tot en met 2020", 275, PROGRAMMA),
    ("Studietoeslag per maand, verwacht vanaf 2021", 300, PROGRAMMA),
)
# PUBLISHED (A32): the lasten as the monitor of 2021 printed them, without Caparis: begroting, realisatie and the
# begroting of the next year. INVENTED: 2020.
LASTEN_GEDRUKT = {
    2020: (32_352_615.00, 31_976_905.83, 33_304_376.00),
    2021: (33_304_376.00, 32_668_542.25, 30_426_699.00),
}

# ---------------------------------------------------------------- the sums that hold


def check() -> None:
    """Raise when the tables do not add up, apart from those that were printed so."""
    for jaar, standen in enumerate((STANDEN[:12], STANDEN[12:24]), start=FIRST_PEILDATUM):
        _same(f"dossiers {jaar}", DOSSIERS[jaar], round(sum(standen) / 12))
        _same(f"uitstroom {jaar}", _uitstroom(jaar), {2020: 355, 2021: 398}[jaar])
        _same(
            f"bezwaar {jaar}", {s: sum(u.values()) for s, u in BEZWAAR_UITKOMST[jaar].items()}, BEZWAAR_EN_BEROEP[jaar]
        )
        _same(f"ladder {jaar}", sum(map(_mensen, LADDER[jaar].values())), {2020: 905, 2021: 940}[jaar])
    _same("uitstroom 2017-2019", [_uitstroom(jaar) for jaar in (2017, 2018, 2019)], [481, 466, 364])
    _same("leeftijd", [_bestand(jaar) for jaar in (2021, 2022)], [STANDEN[12], STANDEN[24]])
    _same("aard", sum(ONDERZOEK_AARD.values()), 89)
    _same("formatie", total(list(FORMATIE.values())), 15.8)


def _uitstroom(jaar: int) -> int:
    return sum(jaren[jaar] for jaren in UITSTROOM_PER_JAAR.values())


def _bestand(jaar: int) -> int:
    """Return everybody on 1 January; the first class lies within the second."""
    return sum(jaren[jaar] for klasse, jaren in LEEFTIJD.items() if klasse != "Tot 27 jaar")


def _mensen(rows: Iterable[str]) -> int:
    return sum(n or 0 for row in rows for n in maanden(row))


def _same(what: str, found: object, expected: object) -> None:
    if found != expected:
        message = f"{what}: {found}, expected {expected}"
        raise ValueError(message)
