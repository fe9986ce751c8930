"""Write the example exports of the Smallingerland werkmap: deliveries 2019-H1 and 2019-H2.

    python data/make_smallingerland.py [MAP]           write the exports (default: the example's own)
    python data/make_smallingerland.py --controleer    exit 1 and name the files that this script would write otherwise

What they say is in the tables of `smallingerland_cijfers`, `smallingerland_omgeving` and `smallingerland_teksten`,
marked PUBLISHED or INVENTED; here stands only in which kind of report each table comes.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import smallingerland_cijfers as cijfers
import smallingerland_omgeving as omgeving
from cognos_layout import Column, Crosstab, Groups, LabelPath, plain_list, sums
from cognos_shell import Sheet, Value, cognos_csv, cognos_workbook, excel_workbook
from export_command import run
from ods_shell import ods_workbook
from smallingerland_cijfers import HALFJAREN, LEVERINGEN, MAANDEN_KORT, cellen
from smallingerland_rapport import (
    RUNS,
    crosstab_page,
    grouped_page,
    halfjaren,
    kort,
    list_page,
    nested_page,
    paired,
    peildata,
    report,
    slot,
    standen_page,
    text,
)
from smallingerland_teksten import AANTALLEN, BEDRAGEN, OPGAVEN

WERKMAP = "smallingerland"
_MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)

# ---------------------------------------------------------------- one function per export


def bestand_per_maand(levering: str) -> bytes:
    """Build the single crosstab of the standen: peildatum by what is counted."""
    count = 12 * (slot(levering).year - cijfers.EERSTE_JAAR) + slot(levering).month
    days = [date(cijfers.EERSTE_JAAR + month // 12, month % 12 + 1, 1) for month in range(count)]
    rows = list(zip(cijfers.UITKERINGEN, cijfers.PERSONEN, cijfers.ONTHEFFINGEN, strict=True))[:count]
    columns: list[LabelPath] = [("Uitkeringen",), ("Personen",), ("Personen met ontheffing",)]
    table = Crosstab("Stand op", [(day,) for day in days], columns, ["aantal"] * 3, rows)
    return report(levering, [crosstab_page("Pagina1_1", ["Bijstand: stand op de eerste dag van de maand"], table)])


def instroom_naar_reden(levering: str) -> bytes:
    """Build the crosstab of reden by half-year and month, with a total row and notes below."""
    count = 6 * LEVERINGEN[levering]
    rows = [cellen(row)[:count] for row in cijfers.INSTROOM.values()]
    captions = [(HALFJAREN[m // 6], f"{MAANDEN_KORT[m % 12]} {cijfers.EERSTE_STROOM + m // 12}") for m in range(count)]
    labels: list[LabelPath] = [(reden,) for reden in (*cijfers.INSTROOM, "Totaal")]
    table = Crosstab("Reden", labels, captions, ["aantal"] * count, [*rows, sums(rows)])
    noten = ["Een uitkering telt mee in de maand waarin die begint.", "Bron: uitkeringenadministratie."]
    page = crosstab_page("Pagina1_1", ["Instroom in de bijstand naar reden"], table, noten)
    return report(levering, [page])


def uitstroom_naar_reden(levering: str) -> bytes:
    """Build the bare "Excel data": every value repeated, no row where nobody left."""
    columns = [Column("Jaar", "geheel"), Column("Maand"), Column("Reden uitstroom"), Column("Aantal", "aantal")]
    months = [divmod(month, 12) for month in range(6 * LEVERINGEN[levering])]
    rows: list[Sequence[Value]] = [
        (cijfers.EERSTE_STROOM + jaar, f"{cijfers.EERSTE_STROOM + jaar}/{maand + 1:02}", reden, n)
        for jaar, maand in months
        for reden, row in cijfers.UITSTROOM.items()
        if (n := cellen(row)[12 * jaar + maand]) is not None
    ]
    sheet = Sheet("page")
    plain_list(sheet, 1, columns, rows)
    return cognos_workbook([sheet])


def bestand_naar_kenmerk(levering: str) -> bytes:
    """Build a page for each breakdown of the personen: class by peildatum, with a total row."""
    pages = [
        standen_page(levering, f"Pagina1_{nr}", f"Personen met bijstand naar {kenmerk.lower()}", kenmerk, klassen)
        for nr, (kenmerk, klassen) in enumerate(cijfers.KENMERKEN.items(), start=1)
    ]
    return report(levering, pages)


def arbeidsbeperking(levering: str) -> bytes:
    """Build the grouped list of who has an indicatie, with a blank row below each group."""
    columns = [Column("Regeling"), Column("Groep"), Column("Peildatum", "datum"), Column("Aantal personen", "aantal")]
    groups: Groups = {
        regeling: [
            (groep, day, n) for groep, row in groepen.items() for day, n in paired(peildata(levering), cellen(row))
        ]
        for regeling, groepen in cijfers.ARBEIDSBEPERKING.items()
    }
    return report(levering, [grouped_page(["Inwoners met een arbeidsbeperking"], columns, groups, "witregel")])


def wsw(levering: str) -> bytes:
    """Build two pages: people by place of work, and the fte expected in later years."""
    columns = [Column("Moment"), Column("Herkomst"), Column("Verwachte fte", "aantal")]
    rows = [(moment, "Begroting Caparis", fte) for moment, fte in cijfers.WSW_RAMING.items()]
    pages = [
        standen_page(levering, "Pagina1_1", "Medewerkers Wsw naar werkplek", "Werkplek", cijfers.WSW_WERKPLEK),
        list_page("Pagina1_2", ["Raming Wsw-dienstverbanden"], columns, rows),
    ]
    return report(levering, pages)


def voorziening_en_parttime(levering: str) -> bytes:
    """Build the plain list of persons with a voorziening and with parttime work."""
    columns = [Column("Peildatum", "datum")]
    columns += [Column(caption, "aantal") for caption in cijfers.VOORZIENING_EN_PARTTIME]
    numbers = zip(*map(cellen, cijfers.VOORZIENING_EN_PARTTIME.values()), strict=True)
    rows = [(day, *values) for day, values in zip(peildata(levering), numbers, strict=False)]
    return report(levering, [list_page("Pagina1_1", ["Voorzieningen en parttime werk"], columns, rows)])


def duurzaam(levering: str) -> bytes:
    """Build the text file of the half-years: leaving from parttime work, coming back, and applying for jobs."""
    captions = ["Halfjaar", "Uitstroom uit parttime werk", "Vertrokken 1 jaar eerder", "Terug binnen 1 jaar"]
    captions += ["Vertrokken 3 jaar eerder", "Terug binnen 3 jaar", "Sollicitaties per week"]
    flows = [cijfers.UITSTROOM_PARTTIME, *(row for rows in cijfers.HERINSTROOM.values() for row in rows)]
    numbers = zip(*map(cellen, flows), cijfers.SOLLICITATIES, strict=True)
    lines = [(halfjaar, *values) for halfjaar, values in zip(halfjaren(levering), numbers, strict=False)]
    return cognos_csv([captions, *lines])


def voorzieningen(levering: str) -> bytes:
    """Build the grouped list of what was started per half-year, a footer per voorziening and one overall."""
    columns = [Column("Voorziening"), Column("Halfjaar"), Column("Gestart", "aantal")]
    groups: Groups = {
        voorziening: list(paired(halfjaren(levering), cellen(row)))
        for voorziening, row in cijfers.VOORZIENINGEN.items()
    }
    return report(levering, [grouped_page(["Voorzieningen: gestart per halfjaar"], columns, groups, "totaal")])


def clientervaring(levering: str) -> bytes:
    """Build two pages: marks by thema, half-year and moment, and how many of those asked answered."""
    themas = list(cijfers.ERVARING["Na de intake"])
    halves = halfjaren(levering)
    captions = [(halfjaar, moment) for halfjaar in halves for moment in cijfers.ERVARING]
    values = [
        [marks[thema][place] for place, _ in enumerate(halves) for marks in cijfers.ERVARING.values()]
        for thema in themas
    ]
    table = Crosstab("Thema", [(thema,) for thema in themas], captions, ["decimaal"] * len(captions), values)
    columns = [Column("Halfjaar"), Column("Meting"), Column("Gevraagd", "aantal"), Column("Ingevuld", "aantal")]
    rows = [
        (halfjaar, moment, cellen(asked)[place], cellen(answered)[place])
        for place, halfjaar in enumerate(halves)
        for moment, (asked, answered) in cijfers.RESPONS.items()
    ]
    pages = [
        crosstab_page("Pagina1_1", ["Cliëntervaring Participatiewet: cijfers"], table),
        list_page("Pagina1_2", ["Cliëntervaring Participatiewet: respons"], columns, rows),
    ]
    return report(levering, pages)


def bezwaar_beroep_klachten(levering: str) -> bytes:
    """Build two nested crosstabs: soort and uitkomst, and soort and thema, both by half-year with totals."""
    pages = [
        nested_page(levering, f"Pagina1_{nr}", titel, tables)
        for nr, titel, tables in (
            (1, "Bezwaar, beroep en klachten naar uitkomst", cijfers.UITKOMSTEN),
            (2, "Bezwaar, beroep en klachten naar thema", cijfers.THEMAS),
        )
    ]
    return report(levering, pages)


def inkomsten_en_uitgaven(levering: str) -> bytes:
    """Build the nested crosstab in euros, by an author with an English Cognos."""
    halves = halfjaren(levering)
    captions = [(halfjaar, maat) for halfjaar in halves for maat in ("Begroting", "Realisatie")]
    rows: list[LabelPath] = []
    values: list[Sequence[Value]] = []
    for kant in ("Lasten", "Baten"):
        posten = [(post, pairs) for (side, post), pairs in omgeving.FINANCIEN.items() if side == kant]
        block = [[number for pair in pairs[: len(halves)] for number in pair] for _, pairs in posten]
        rows += [(kant, post) for post, _ in posten] + [(kant, "Total")]
        values += [*block, sums(block)]
    table = Crosstab(None, rows, captions, ["euro"] * len(captions), values)
    return report(levering, [crosstab_page("Page1_1", ["Inkomsten en uitgaven Participatiewet"], table)])


def participatiebudget(levering: str) -> bytes:
    """Build the crosstab of what there is to spend: source by year."""
    return _meerjarig(levering, "Verwacht Participatiebudget", omgeving.BUDGET, sums(list(omgeving.BUDGET.values())))


def participatie_uitgaven(levering: str) -> bytes:
    """Build the crosstab of what will be spent: post by year; the totals are those that were printed, and too low."""
    return _meerjarig(
        levering, "Verwachte uitgaven Participatiebudget", omgeving.UITGAVEN, list(omgeving.UITGAVEN_TOTAAL)
    )


def _meerjarig(levering: str, heading: str, posten: Mapping[str, Sequence[Value]], totaal: Sequence[Value]) -> bytes:
    rows: list[LabelPath] = [(post,) for post in (*posten, "Totaal")]
    years: list[LabelPath] = [(jaar,) for jaar in omgeving.BEGROTINGSJAREN]
    table = Crosstab("Post", rows, years, ["aantal"] * len(years), [*posten.values(), totaal])
    return report(levering, [crosstab_page("Pagina1_1", [heading], table)])


def cbs(levering: str) -> bytes:
    """Build a text file as CBS gives it: month by region, rounded to ten."""
    lines = ["Perioden;Regio's;Uitkeringen;Uitkeringen eind 2017"]
    ours = [(stand + 5) // 10 * 10 for stand in cijfers.UITKERINGEN[12:]]
    for month in range(6 * LEVERINGEN[levering] + 1):
        jaar, maand = divmod(12 * 2017 + 11 + month, 12)
        for regio, reeks in (("Smallingerland", ours), ("Nederland", omgeving.CBS_NEDERLAND)):
            lines.append(f"{jaar} {_MAANDEN[maand]};{regio};{reeks[month]};{reeks[0]}")
    return text(lines)


def uitstroom_benchmark(levering: str) -> bytes:
    """Build a text file of the benchmark: the share that left for work, by month and area."""
    lines = ["Maand;Gebied;Uitstroom naar werk"]
    for month in range(6 * LEVERINGEN[levering]):
        jaar, maand = divmod(12 * cijfers.EERSTE_STROOM + month, 12)
        for gebied, row in omgeving.UITSTROOM_NAAR_WERK.items():
            tenths = cellen(row)[month] or 0
            lines.append(f"{_MAANDEN[maand]} {jaar};{gebied};{tenths // 10},{tenths % 10}%")
    return text(lines)


def kerncijfers_benchmark(levering: str) -> bytes:
    """Build two pages: the mean duration here and in Nederland, and shares of others."""
    days = peildata(levering)
    duur = [
        (day, gebied, standen[place]) for place, day in enumerate(days) for gebied, standen in omgeving.DUUR.items()
    ]
    columns = [Column("Peildatum", "datum"), Column("Gebied"), Column("Gemiddelde duur in maanden", "decimaal")]
    shares = [Column("Peildatum", "datum"), Column("Vergeleken met")]
    shares += [Column(caption, "procent") for caption in omgeving.NEDERLAND]
    rows: list[Sequence[Value]] = [
        (day, "Nederland", *(s[place] for s in omgeving.NEDERLAND.values())) for place, day in enumerate(days)
    ]
    pages = [
        list_page("Pagina1_1", ["Benchmark: uitkeringsduur"], columns, duur),
        list_page("Pagina1_2", ["Benchmark: aandelen"], shares, rows),
    ]
    return report(levering, pages)


def arbeidsmarkt(levering: str) -> bytes:
    """Build a page for each list of UWV, always its newest: banen, vacatures, banenafspraak, from WW to bijstand."""
    captions = ("Banen", "Banen een jaar eerder", "Verwachte groei")
    quarters = zip(halfjaren(levering), omgeving.BANENAFSPRAAK, strict=False)
    return report(
        levering,
        [
            list_page(
                "Pagina1_1",
                ["Banen in Fryslân"],
                [Column("Gebied"), *(Column(caption, "aantal") for caption in captions)],
                [(gebied, *numbers) for gebied, numbers in omgeving.BANEN.items()],
            ),
            list_page(
                "Pagina1_2",
                ["Vacatures in Fryslân"],
                [Column("Beroepsniveau"), Column("Regio"), Column("Vacatures", "aantal")],
                [(niveau, "Fryslân", n) for niveau, n in omgeving.VACATURES.items()],
            ),
            list_page(
                "Pagina1_3",
                ["Banenafspraak in de arbeidsmarktregio"],
                [Column("Halfjaar"), Column("Gemeten in"), Column("Extra banen", "aantal"), Column("Doel", "aantal")],
                [(halfjaar, *numbers) for halfjaar, numbers in quarters],
            ),
            list_page(
                "Pagina1_4",
                ["Van WW naar bijstand"],
                [Column("Meetjaar"), Column("Einde WW", "aantal"), Column("Daarna bijstand", "aantal")],
                [omgeving.WW],
            ),
        ],
    )


def sectoren(levering: str) -> bytes:
    """Build the OpenDocument sheet of jobs by sector, here and there, now and a year before."""
    rows = [
        (sector, gebied, *numbers, kort(RUNS[levering].date()))
        for sector, pair in omgeving.SECTOREN.items()
        for gebied, numbers in zip(("F4-gemeenten", "Overig Fryslân"), pair, strict=True)
    ]
    captions = ("Sector", "Gebied", "Werknemersbanen", "Werknemersbanen een jaar eerder", "Opgehaald")
    return ods_workbook("Sectoren", [captions, *rows])


def beroepsbevolking(levering: str) -> bytes:
    """Build the small text file with the education of the Dutch labour force."""
    run_day = kort(RUNS[levering].date())
    return text(
        ["Niveau;Deel van de beroepsbevolking;Opgehaald"]
        + [f"{niveau};{round(deel * 100)}%;{run_day}" for niveau, deel in omgeving.BEROEPSBEVOLKING.items()]
    )


def quotum(levering: str) -> bytes:
    """Build the workbook that the personnel department keeps itself: hours and percentage, and who counts."""
    uren, mensen = Sheet("Uren", (18.0, 12.0, 18.0, 10.0)), Sheet("Mensen", (24.0, 10.0, 24.0))
    styles = {"Verloonde uren": "aantal", "Quotum": "procent", "Uren per baan": "aantal", "Fte": "decimaal"}
    plain_list(uren, 1, [Column(*pair) for pair in styles.items()], [omgeving.QUOTUM])
    rows = [(groep, n, "Personeelszaken") for groep, n in omgeving.QUOTUM_MENSEN.items()]
    plain_list(mensen, 1, [Column("Groep"), Column("Mensen", "aantal"), Column("Opgave van")], rows)
    return excel_workbook([uren, mensen], "Gemeente Smallingerland", RUNS[levering].date())


def stemmen(levering: str) -> bytes:
    """Build the grouped list of the votes on principles, in the meeting of June 2019."""
    columns = [Column("Gevonden"), Column("Uitgangspunt"), Column("Stemmen", "aantal")]
    groups: Groups = {gevonden: list(votes.items()) for gevonden, votes in omgeving.STEMMEN.items()}
    return report(levering, [grouped_page(["Stemmen over uitgangspunten"], columns, groups, "witregel")])


def afspraken(levering: str) -> bytes:
    """Build the workbook of what the plan promises, as the team keeps it: numbers, and amounts."""
    aantallen, bedragen = (Sheet(name, (36.0, 56.0, 14.0)) for name in ("Aantallen", "Bedragen"))
    plain_list(aantallen, 1, [Column("Onderwerp"), Column("Afspraak"), Column("Aantal", "aantal")], AANTALLEN)
    plain_list(bedragen, 1, [Column("Onderwerp"), Column("Waarvoor"), Column("Bedrag", "euro")], BEDRAGEN)
    return excel_workbook([aantallen, bedragen], "Gemeente Smallingerland", RUNS[levering].date())


def opgavenregister(levering: str) -> bytes:
    """Build the register of tasks that the team keeps in Excel."""
    captions = ("Opgave", "Doelen", "Activiteiten", "Voortgang", "Eigen oordeel", "Reden van het oordeel")
    columns = [Column("Nr", "geheel"), *map(Column, (*captions, "Oorzaak", "Gevolg", "Vervolg", "Conclusie"))]
    rows: list[Sequence[Value]] = []
    for nr, opgave in enumerate(OPGAVEN, start=1):
        stand = opgave.eerste if levering == "2019-H1" else opgave.tweede
        rows.append(
            (nr, opgave.naam, opgave.doelen, opgave.activiteiten, *(text or None for text in (*stand, stand.conclusie)))
        )
    sheet = Sheet("Opgaven", (6.0, 36.0, 10.0, 44.0, 44.0, 14.0, 36.0, 36.0, 36.0, 36.0, 14.0))
    plain_list(sheet, 1, columns, rows)
    return excel_workbook([sheet], "Gemeente Smallingerland", RUNS[levering].date())


EXPORTS: Mapping[str, Callable[[str], bytes]] = {
    "Bestand per maand-nl-nl.xlsx": bestand_per_maand,
    "Instroom naar reden.xlsx": instroom_naar_reden,
    "Uitstroom naar reden (1).xlsx": uitstroom_naar_reden,
    "Bestand naar kenmerk-nl-nl.xlsx": bestand_naar_kenmerk,
    "Arbeidsbeperking-nl.xlsx": arbeidsbeperking,
    "Wsw bij Caparis.xlsx": wsw,
    "Voorziening en parttime werk.xlsx": voorziening_en_parttime,
    "Duurzaam aan het werk.csv": duurzaam,
    "Voorzieningen per halfjaar-nl-nl.xlsx": voorzieningen,
    "Cliëntervaring-nl-nl.xlsx": clientervaring,
    "Bezwaar, beroep en klachten.xlsx": bezwaar_beroep_klachten,
    "Inkomsten en uitgaven-en-us.xlsx": inkomsten_en_uitgaven,
    "Participatiebudget meerjarig.xlsx": participatiebudget,
    "Participatiebudget uitgaven.xlsx": participatie_uitgaven,
    "CBS bijstandsuitkeringen.csv": cbs,
    "Benchmark uitstroom naar werk.csv": uitstroom_benchmark,
    "Benchmark kerncijfers.xlsx": kerncijfers_benchmark,
    "UWV arbeidsmarkt Fryslân.xlsx": arbeidsmarkt,
    "UWV werknemersbanen per sector.ods": sectoren,
    "CBS beroepsbevolking.csv": beroepsbevolking,
    "Quotum personeelszaken.xlsx": quotum,
    "Stemmen uitgangspunten.xlsx": stemmen,
    "Afspraken Focus op werk.xlsx": afspraken,
    "Opgavenregister.xlsx": opgavenregister,
}

# ---------------------------------------------------------------- the command


def exports() -> dict[str, bytes]:
    """All files by their path inside the exports folder, after the checks."""
    cijfers.check()
    omgeving.check()
    return {f"{levering}/{name}": build(levering) for levering in LEVERINGEN for name, build in EXPORTS.items()}


if __name__ == "__main__":
    sys.exit(run(WERKMAP, exports))
