"""The reports of the WerkSaam example as Cognos would have written them: a function for each export.

What they say is in the tables of `werksaam_cijfers` and `werksaam_teksten`, marked PUBLISHED or INVENTED, split by
`werksaam_gemeenten`; here stands only in which kind of report each table comes.
"""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import chain

import werksaam_cijfers as cijfers
import werksaam_gemeenten as gemeenten
from cognos_layout import (
    Column,
    Crosstab,
    Groups,
    LabelPath,
    crosstab,
    grouped_list,
    notes,
    page_footer,
    plain_list,
    sums,
    titles,
)
from cognos_shell import Rich, Sheet, Value, cognos_csv, cognos_workbook, excel_workbook
from werksaam_cijfers import GEMEENTEN, JAREN, MAANDEN_KORT
from werksaam_teksten import ACCOUNTANT, COULEUR_LOCALE, OPGAVEN, ZORG_AANBOD

LEVERING = 2020
RUN = datetime.fromisoformat("2021-01-18T08:05:41")  # INVENTED
PEILDAG = ("Analyse cliëntenbestand", Rich(("Stand op ", cijfers.PEILDAG)))

# ---------------------------------------------------------------- uitkeringen


def uitkeringen_per_maand() -> bytes:
    """Build the nested crosstab of the standen: gemeente by jaar and maand, with a total row."""
    months = [*((str(jaar), kort) for jaar in JAREN for kort in MAANDEN_KORT), ("2021", MAANDEN_KORT[0])]
    values = [list[Value](row) for row in gemeenten.standen().values()]
    rows: list[LabelPath] = [(gemeente,) for gemeente in (*GEMEENTEN, "Totaal")]
    table = Crosstab("Aantal uitkeringen", rows, months, ["aantal"] * len(months), [*values, sums(values)])
    return _report(["Aantal uitkeringen op de eerste dag van de maand"], table, column_width=9.0)


def instroom_naar_reden() -> bytes:
    """Build the text file: one line for each gemeente, maand and reden in which somebody came."""
    rows: list[Sequence[str | float | None]] = [("Gemeente", "Jaar", "Maand", "Reden instroom", "Aantal")]
    for jaar, months in gemeenten.instroom_naar_reden().items():
        for (month, gemeente), redenen in months.items():
            rows += [(gemeente, jaar, f"{jaar}/{month + 1:02}", reden, n) for reden, n in redenen.items() if n]
    return cognos_csv(rows)


def uitstroom_per_gemeente() -> bytes:
    """Build a tab for each gemeente: jaar and maand by reden, with totals both ways; empty where nobody left."""
    redenen = [*cijfers.UITSTROOM_REDEN, "Totaal"]
    return cognos_workbook([_uitstroomblad(gemeente, redenen) for gemeente in GEMEENTEN])


def _uitstroomblad(gemeente: str, redenen: Sequence[str]) -> Sheet:
    rows: list[LabelPath] = []
    values: list[list[Value]] = []
    for jaar, months in gemeenten.uitstroom_naar_reden().items():
        block = [list(months[month, gemeente].values()) for month in range(len(MAANDEN_KORT))]
        rows += [(str(jaar), kort) for kort in (*MAANDEN_KORT, "Totaal")]
        values += [[*(n or None for n in row), sum(row)] for row in block]
        values.append([sum(column) for column in zip(*block, strict=True)] + [sum(map(sum, block))])
    table = Crosstab(None, rows, [(reden,) for reden in redenen], ["aantal"] * len(redenen), values)
    sheet = Sheet(gemeente, (8.0, 10.0) + (14.0,) * len(redenen))
    width = 2 + len(redenen)
    top = titles(sheet, [f"Uitstroom naar reden, {gemeente}"], width)
    below = notes(sheet, crosstab(sheet, top, table), ["Een leeg vakje betekent dat niemand uitstroomde."], width)
    page_footer(sheet, below, RUN, width)
    return sheet


def herinstroom() -> bytes:
    """Build the plain list: who left the year before, and who of them came back within twelve months."""
    columns = [Column("Gemeente"), Column("Jaar", "geheel"), Column("Uitgestroomd jaar ervoor", "aantal")]
    columns.append(Column("Terug binnen 12 maanden", "aantal"))
    rows = [
        (gemeente, jaar, left, back)
        for jaar in JAREN
        for gemeente, left, back in zip(
            GEMEENTEN, gemeenten.uitgestroomd(jaar - 1), gemeenten.verdeeld(cijfers.TERUG[jaar]), strict=True
        )
    ]
    return _list("Herinstroom", columns, rows)


# ---------------------------------------------------------------- clienten en voorzieningen


def beschut_werk() -> bytes:
    """Build the crosstab of gemeente by peildatum and measure, with a total row."""
    columns = [(f"31-12-{jaar}", maat) for jaar in JAREN for maat in cijfers.BESCHUT_MATEN]
    return _per_gemeente(["Beschut werk"], columns, list(chain.from_iterable(cijfers.BESCHUT.values())), "aantal")


def zorgclienten() -> bytes:
    """Build the crosstab of gemeente by peildatum and measure: how many in October, and who left in the year."""
    columns = [
        (date(jaar, 10, 1).isoformat(), maat) for jaar in JAREN for maat in ("Zorgcliënten", "Uitstroom in het jaar")
    ]
    numbers = [
        row for jaar in JAREN for row in (cijfers.ZORGCLIENTEN[jaar], gemeenten.verdeeld(cijfers.ZORG_UITSTROOM[jaar]))
    ]
    return _per_gemeente(
        ["Zorgcliënten", "Stand op 1 oktober en uitstroom over het hele jaar"], columns, numbers, "aantal"
    )


def arbeidsvermogen() -> bytes:
    """Build a tab for each gemeente with a short list, its shares beside the numbers."""
    columns = [Column("Arbeidsvermogen"), Column("Aantal cliënten", "aantal"), Column("Aandeel", "procent")]
    sheets = []
    for gemeente, row in gemeenten.schuin(cijfers.ARBEIDSVERMOGEN).items():
        sheet = Sheet(gemeente, (34.0, 16.0, 12.0))
        top = titles(sheet, PEILDAG, len(columns))
        numbers = [*zip(cijfers.ARBEIDSVERMOGEN, row, strict=True), ("Totaal", sum(row))]
        lines = [(label, number, number / sum(row)) for label, number in numbers]
        page_footer(sheet, plain_list(sheet, top, columns, lines), RUN, len(columns))
        sheets.append(sheet)
    return cognos_workbook(sheets)


def leeftijd_en_duur() -> bytes:
    """Build the nested crosstab: gemeente and leeftijd by duur, a total row for each gemeente."""
    rows: list[LabelPath] = []
    values: list[Sequence[Value]] = []
    for gemeente, leeftijden in gemeenten.leeftijd_en_duur().items():
        rows += [(gemeente, leeftijd) for leeftijd in (*leeftijden, "Totaal")]
        values += [*leeftijden.values(), sums(list(leeftijden.values()))]
    table = Crosstab("Aantal cliënten", rows, [(duur,) for duur in cijfers.DUUR], ["aantal"] * 4, values)
    return _report(PEILDAG, table)


def opleiding() -> bytes:
    """Build the single crosstab: gemeente by opleiding, totals both ways."""
    numbers = [list(column) for column in zip(*gemeenten.schuin(cijfers.OPLEIDING).values(), strict=True)]
    return _per_gemeente(PEILDAG, [(niveau,) for niveau in cijfers.OPLEIDING], numbers, "aantal")


def doelgroepen() -> bytes:
    """Build the grouped list with a blank row below each gemeente: people can be in more groups, so no totals."""
    columns = [Column("Gemeente"), Column("Doelgroep"), Column("Aantal", "aantal")]
    groups: Groups = {gemeente: list(groepen.items()) for gemeente, groepen in gemeenten.doelgroepen().items()}
    sheet = Sheet("Pagina1_1", (18.0, 42.0, 10.0))
    top = titles(sheet, ["Doelgroepen", PEILDAG[1], "Een persoon kan in meer groepen vallen"], len(columns))
    return _finished(sheet, grouped_list(sheet, top, columns, groups, "witregel"), len(columns))


def inkomstenvrijlating() -> bytes:
    """Build the plain list of clients with income from work, and of those who kept part of it."""
    columns = [Column("Gemeente"), Column("Jaar", "geheel"), Column("Met inkomsten", "aantal")]
    columns.append(Column("Vrijlating gebruikt", "aantal"))
    both = (gemeenten.verdeeld(cijfers.MET_INKOMSTEN), gemeenten.verdeeld(cijfers.VRIJLATING_GEBRUIKT))
    rows = [(gemeente, LEVERING, met, gebruikt) for gemeente, met, gebruikt in zip(GEMEENTEN, *both, strict=True)]
    return _list("Inkomstenvrijlating", columns, rows)


# ---------------------------------------------------------------- kwaliteit


def bezwaar_en_beroep() -> bytes:
    """Build the grouped list: gemeente, jaar, soort and uitkomst, a footer for each gemeente and one overall."""
    columns = [
        Column("Gemeente"),
        Column("Jaar", "geheel"),
        Column("Soort"),
        Column("Uitkomst"),
        Column("Aantal", "aantal"),
    ]
    groups: dict[str, list[Sequence[Value]]] = {gemeente: [] for gemeente in GEMEENTEN}
    for place, jaar in enumerate(JAREN):
        totals = {f"{soort}/{uitkomst}": n[place] for (soort, uitkomst), n in cijfers.BEZWAAR_BEROEP.items()}
        for gemeente, row in gemeenten.kruis(totals).items():
            groups[gemeente] += [(jaar, *key.split("/"), n) for key, n in zip(totals, row, strict=True)]
    sheet = Sheet("Pagina1_1", (18.0, 8.0, 12.0, 20.0, 10.0))
    top = titles(sheet, ["Bezwaar en beroep"], len(columns))
    return _finished(sheet, grouped_list(sheet, top, columns, groups, "totaal"), len(columns))


def klachten() -> bytes:
    """Build the plain list of klachten by the time that they took."""
    columns = [Column("Gemeente"), Column("Jaar", "geheel"), Column("Afgehandeld"), Column("Aantal", "aantal")]
    rows = []
    for place, jaar in enumerate(JAREN):
        totals = {termijn: numbers[place] for termijn, numbers in cijfers.KLACHTEN.items()}
        for gemeente, row in gemeenten.kruis(totals).items():
            rows += [(gemeente, jaar, termijn, n) for termijn, n in zip(totals, row, strict=True)]
    return _list("Klachten naar afhandeltermijn", columns, rows)


def tevredenheid() -> bytes:
    """Build the text file of the survey: marks, and who was asked and answered."""
    rows: list[Sequence[str | float | None]] = [("Jaar", "Onderdeel", "Cijfer", "Gevraagd", "Geantwoord")]
    for place, (jaar, asked) in enumerate(cijfers.CTO_GEVRAAGD.items()):
        rows += [(jaar, onderdeel, marks[place], *asked) for onderdeel, marks in cijfers.CTO.items()]
    return cognos_csv(rows)


# ---------------------------------------------------------------- geld


def buig() -> bytes:
    """Build the nested crosstab in euros, by an author with an English Cognos: gemeente and post by jaar."""
    rows: list[LabelPath] = []
    values: list[Sequence[Value]] = []
    for place, gemeente in enumerate(GEMEENTEN):
        rows += [(gemeente, post) for post in cijfers.BUIG_POSTEN]
        values += [
            [float(cijfers.BUIG[jaar][rank][place]) for jaar in JAREN] for rank in range(len(cijfers.BUIG_POSTEN))
        ]
    captions = [(str(jaar),) for jaar in JAREN]
    return _report(["BUIG budget en lasten"], Crosstab(None, rows, captions, ["euro"] * 3, values), page="Page1_1")


def verhaal() -> bytes:
    """Build the plain list of what was collected."""
    columns = [Column("Gemeente"), Column("Jaar", "geheel"), Column("Soort"), Column("Ontvangen", "euro")]
    kinds = (("Verhaal", cijfers.VERHAAL), ("Terugvordering", cijfers.TERUGVORDERING))
    rows = [
        (gemeente, jaar, soort, float(euro))
        for soort, totals in kinds
        for jaar in JAREN
        for gemeente, euro in zip(GEMEENTEN, gemeenten.verdeeld(totals[jaar]), strict=True)
    ]
    return _list("Verhaal en terugvordering", columns, rows)


def reintegratiebudget() -> bytes:
    """Build the crosstab of gemeente by jaar and who decides about it, with a total row."""
    columns = [(str(jaar), wie) for jaar in cijfers.REINTEGRATIE for wie in ("WerkSaam", "Couleur locale")]
    numbers = [
        [budget * parts // 10 for budget in budgets] for budgets in cijfers.REINTEGRATIE.values() for parts in (9, 1)
    ]
    return _per_gemeente(["Re-integratiebudget"], columns, numbers, "euro")


def besteding() -> bytes:
    """Build the single crosstab for the region: post by jaar."""
    values = [[float(euro) for euro in posten] for posten in cijfers.BESTEDING.values()]
    rows: list[LabelPath] = [(post,) for post in (*cijfers.BESTEDING, "Totaal")]
    columns = [(str(jaar),) for jaar in cijfers.REINTEGRATIE]
    table = Crosstab("Besteding", rows, columns, ["euro"] * 2, [*values, sums(values)])
    return _report(["Besteding re-integratiebudget WerkSaam"], table)


def leerwerkbedrijven() -> bytes:
    """Build the crosstab for the region: leerwerkbedrijf by jaar and measure."""
    years = list(cijfers.BONUS_MALUS)
    values = [[float(euro) for euro in chain.from_iterable(row)] for row in cijfers.LEERWERKBEDRIJVEN.values()]
    rows: list[LabelPath] = [(bedrijf,) for bedrijf in (*cijfers.LEERWERKBEDRIJVEN, "Totaal")]
    columns = [(str(jaar), maat) for jaar in years for maat in cijfers.LEERWERK_MATEN]
    table = Crosstab(None, rows, columns, ["euro"] * len(columns), [*values, sums(values)])
    return _report(["Leerwerkbedrijven: omzet en kosten"], table)


def bonus_malus() -> bytes:
    """Build the plain list of orders that municipalities gave, against the norm."""
    columns = [Column("Gemeente"), Column("Jaar", "geheel"), Column("Norm opdrachten", "euro")]
    columns.append(Column("Gegeven opdrachten", "euro"))
    rows = [
        (gemeente, jaar, float(norm), norm * percent / 100)
        for jaar, table in cijfers.BONUS_MALUS.items()
        for gemeente, norm, percent in zip(GEMEENTEN, *table, strict=True)
    ]
    return _list("Bonus-malus: opdrachten van gemeenten", columns, rows)


# ---------------------------------------------------------------- van anderen, en registers


def landelijk() -> bytes:
    """Build the plain list of figures of others."""
    columns = [Column("Jaar", "geheel"), Column("Bron"), Column("Cijfer"), Column("Aandeel", "procent")]
    return _list("Landelijke cijfers", columns, [(LEVERING, *row) for row in cijfers.LANDELIJK])


def benchmark() -> bytes:
    """Build the plain list of the national figures that ours are held against."""
    columns = [Column("Jaar", "geheel"), *(Column(naam, "procent") for naam in cijfers.BENCHMARK)]
    return _list("Benchmark Nederland", columns, [(LEVERING, *cijfers.BENCHMARK.values())])


def pers() -> bytes:
    """Build the text file of the counts that the press named."""
    return cognos_csv([("Peildatum", "Uitkeringen volgens nieuwsbericht"), *cijfers.PERS])


def inwoners() -> bytes:
    """Build the text file as a statistics site writes it: semicolons, and not from Cognos."""
    lines = ["Gemeente;Jaar;Inwoners op 1 januari"]
    lines += [
        f"{gemeente};{jaar};{n}"
        for jaar, numbers in cijfers.INWONERS.items()
        for gemeente, n in zip(GEMEENTEN, numbers, strict=True)
    ]
    return ("\n".join(lines) + "\n").encode()


def accountant() -> bytes:
    """Build the register of what the accountant said."""
    return _list(
        "Controleverklaring", [Column("Jaar", "geheel"), Column("Verklaring"), Column("Toelichting")], ACCOUNTANT
    )


def zorg_aanbod() -> bytes:
    """Build the register of what municipalities offer zorgclienten."""
    return _list("Aanbod voor zorgcliënten", [Column("Gemeente"), Column("Aanbod"), Column("Toelichting")], ZORG_AANBOD)


def couleur_locale() -> bytes:
    """Build the register of what municipalities do with their own part."""
    columns = [Column("Gemeente"), Column("Vorm"), Column("Waarvoor")]
    return _list("Couleur locale: waarvoor", columns, COULEUR_LOCALE)


def opgavenregister() -> bytes:
    """Build the register that the team keeps in Excel."""
    captions = ("Opgave", "Gemeente", "Doelen", "Activiteiten", "Voortgang", "Eigen oordeel", "Reden van het oordeel")
    columns = [Column("Nr", "geheel"), *map(Column, (*captions, "Oorzaak", "Gevolg", "Vervolg", "Conclusie"))]
    numbers = {opgave.naam: nr for nr, opgave in enumerate((o for o in OPGAVEN if not o.gemeente), start=1)}
    rows = [(numbers[opgave.naam], *(text or None for text in opgave)) for opgave in OPGAVEN]
    sheet = Sheet("Opgaven", (6.0, 36.0, 16.0, 14.0, 44.0, 44.0, 14.0, 36.0, 36.0, 36.0, 36.0, 14.0))
    sheet.put(1, 1, f"Opgavenregister {LEVERING}", "titel")
    plain_list(sheet, 3, columns, rows)
    return excel_workbook([sheet], "WerkSaam Westfriesland", RUN.date())


# ---------------------------------------------------------------- the forms that several have


def _per_gemeente(
    heading: Sequence[str | Rich], columns: Sequence[LabelPath], numbers: Sequence[Sequence[int]], style: str
) -> bytes:
    """Build a crosstab with a row for each gemeente and a total row; `numbers` has a list for each column."""
    values: list[Sequence[Value]] = [list(row) for row in zip(*numbers, strict=True)]
    rows: list[LabelPath] = [(gemeente,) for gemeente in (*GEMEENTEN, "Totaal")]
    return _report(heading, Crosstab(None, rows, columns, [style] * len(columns), [*values, sums(values)]))


def _report(
    heading: Sequence[str | Rich], table: Crosstab, page: str = "Pagina1_1", column_width: float = 16.0
) -> bytes:
    """Build a page with titles, one crosstab and the page footer."""
    labels = len(table.rows[0])
    width = labels + len(table.columns)
    sheet = Sheet(page, (26.0,) * labels + (column_width,) * len(table.columns))
    return _finished(sheet, crosstab(sheet, titles(sheet, heading, width), table), width)


def _list(title: str, columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> bytes:
    """Build a page with a title, one plain list and the page footer."""
    sheet = Sheet("Pagina1_1", (24.0,) * len(columns))
    top = titles(sheet, [title], len(columns))
    return _finished(sheet, plain_list(sheet, top, columns, rows), len(columns))


def _finished(sheet: Sheet, below: int, width: int) -> bytes:
    page_footer(sheet, below, RUN, width)
    return cognos_workbook([sheet])
