"""Write the example exports of the Heerenveen werkmap: deliveries 2020 and 2021, as Cognos would have written them.

    python data/make_heerenveen.py [MAP]             write the exports (default: data/voorbeeld/heerenveen/exports)
    python data/make_heerenveen.py --controleer      exit 1 and name the files that are not what this script would write

What they say is in the tables of `heerenveen_cijfers` and `heerenveen_teksten`, marked PUBLISHED or INVENTED; here
stands only in which kind of report each table comes.  The exports behind the main report are in
`heerenveen_achtergrond`.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import heerenveen_achtergrond as achtergrond
import heerenveen_achtergrond_cijfers as achtergrond_cijfers
import heerenveen_cijfers as cijfers
from cognos_layout import (
    Column,
    Crosstab,
    Groups,
    LabelPath,
    crosstab,
    grouped_list,
    notes,
    plain_list,
    sums,
    titles,
)
from cognos_shell import Rich, Sheet, Value, cognos_csv, cognos_workbook, excel_workbook
from export_command import run
from heerenveen_achtergrond_teksten import CONCLUSIES
from heerenveen_cijfers import MAANDEN, MAANDEN_KORT, maanden, per_maand
from heerenveen_rapport import RUNS, crosstab_report, finished
from heerenveen_teksten import OPGAVEN, RISICOS

# ---------------------------------------------------------------- one function per export


def bijstand_per_maand(jaar: int) -> bytes:
    """Build the single crosstab of the standen: peildatum by regeling."""
    first = 12 * (jaar - cijfers.FIRST_PEILDATUM)
    peildata = [date(jaar + month // 12, month % 12 + 1, 1) for month in range(13)]
    standen = zip(cijfers.STANDEN, cijfers.STANDEN_IOAW, cijfers.STANDEN_IOAZ, strict=True)
    table = Crosstab(
        corner="Aantal uitkeringen",
        rows=[(peildatum,) for peildatum in peildata],
        columns=[("Participatiewet",), ("IOAW",), ("IOAZ",), ("Totaal",)],
        styles=["aantal"] * 4,
        values=[[stand - ioaw - ioaz, ioaw, ioaz, stand] for stand, ioaw, ioaz in standen][first : first + 13],
    )
    return crosstab_report(jaar, ["Bijstand: aantal uitkeringen op de eerste dag van de maand"], table)


def instroom_naar_reden(jaar: int) -> bytes:
    """Build the nested crosstab: groep and reden by kwartaal and maand, a total row per groep, and notes below."""
    rows: list[LabelPath] = []
    values: list[Sequence[Value]] = []
    for groep, redenen in cijfers.INSTROOM_NAAR_REDEN[jaar].items():
        block = [maanden(cells) for cells in redenen.values()]
        rows += [(groep, reden) for reden in (*redenen, "Totaal")]
        values += [*block, sums(block)]
    columns = [(f"{m // 3 + 1}e kwartaal {jaar}", f"{kort} {jaar}") for m, kort in enumerate(MAANDEN_KORT)]
    table = Crosstab(None, rows, columns, ["aantal"] * 12, values)
    sheet, width = Sheet("Pagina1_1", (24.0, 30.0) + (10.0,) * 12), 14
    period = Rich((f"januari {jaar}", " t/m ", f"december {jaar}"))
    top = titles(sheet, ["Instroom in de bijstand naar reden", period, "Gemeente Heerenveen"], width)
    notes(sheet, crosstab(sheet, top, table), cijfers.INSTROOM_NOTEN, width)
    return cognos_workbook([sheet])


def instroom_naar_leeftijd(jaar: int) -> bytes:
    """Build the single crosstab: leeftijd by maand, with a total column and a total row."""
    classes = cijfers.INSTROOM_NAAR_LEEFTIJD[jaar]
    values: list[list[Value]] = [[*maanden(cells), sum(n or 0 for n in maanden(cells))] for cells in classes.values()]
    table = Crosstab(
        corner="Aantal",
        rows=[(leeftijd,) for leeftijd in (*classes, "Totaal")],
        columns=[(f"{kort} {jaar}",) for kort in MAANDEN_KORT] + [("Totaal",)],
        styles=["aantal"] * 13,
        values=[*values, sums(values)],
    )
    return crosstab_report(jaar, ["Instroom in de bijstand naar leeftijd"], table)


def uitstroom_naar_reden(jaar: int) -> bytes:
    """Build the bare "Excel data": every value repeated, a column too many, the month total on its last row."""
    columns = [Column("Jaar", "geheel"), Column("Maand", "geheel"), Column("Reden uitstroom"), Column("Regio")]
    columns += [Column("Aantal", "aantal"), Column("Totaal(Aantal)", "aantal")]
    rows: list[list[Value]] = []
    for month, month_total in enumerate(per_maand(cijfers.UITSTROOM_NAAR_REDEN[jaar].values())):
        counts = {reden: maanden(cells)[month] for reden, cells in cijfers.UITSTROOM_NAAR_REDEN[jaar].items()}
        rows += [[jaar, month + 1, reden, "Fryslân", n, None] for reden, n in counts.items() if n is not None]
        rows[-1][-1] = month_total
    sheet = Sheet("page")
    plain_list(sheet, 1, columns, rows)
    return cognos_workbook([sheet])


def aanvragen(jaar: int) -> bytes:
    """Build the grouped list: besluit over the months, a footer per besluit and one overall."""
    columns = [Column("Besluit"), Column("Jaar", "geheel"), Column("Maand"), Column("Aantal", "aantal")]
    groups: Groups = {
        besluit: [[jaar, maand, n] for maand, n in zip(MAANDEN, maanden(cells), strict=True)]
        for besluit, cells in cijfers.AANVRAGEN[jaar].items()
    }
    sheet = Sheet("Pagina1_1", (24.0, 8.0, 14.0, 10.0))
    top = titles(sheet, ["Aanvragen aan de Poort"], len(columns))
    return finished(sheet, grouped_list(sheet, top, columns, groups, "totaal"), len(columns), jaar)


def doorval_ww(jaar: int) -> bytes:
    """Build the text file: persons per month who came from the WW, since 2018."""
    rows: list[Sequence[str | float | None]] = [("Jaar", "Maand", "Aantal personen")]
    for stated in range(2018, jaar + 1):
        counts = enumerate(maanden(cijfers.DOORVAL_WW[stated]), start=1)
        rows += [(stated, f"{stated}/{maand:02}", n) for maand, n in counts]
    return cognos_csv(rows)


def loonkostensubsidie(jaar: int) -> bytes:
    """Build the plain list without a title: the table starts on row 3."""
    columns = [Column("Jaar", "geheel"), Column("Aantal personen", "aantal"), Column("Bedrag", "euro")]
    rows = [(stated, *values) for stated, values in cijfers.LOONKOSTENSUBSIDIE.items() if stated <= jaar]
    sheet = Sheet("Pagina1_1", (8.0, 18.0, 18.0))
    return finished(sheet, plain_list(sheet, 3, columns, rows), len(columns), jaar)


def voorzieningen(jaar: int) -> bytes:
    """Build the grouped list of results per voorziening, with a blank row below each group."""
    columns = [Column("Voorziening"), Column("Resultaat"), Column("Jaar", "geheel"), Column("Aantal", "aantal")]
    groups: dict[str, list[Sequence[Value]]] = {}
    for (voorziening, resultaat), jaren in cijfers.VOORZIENINGEN.items():
        since = jaar if voorziening in cijfers.ALLEEN_EIGEN_JAAR else min(jaren)
        rows = [(resultaat, stated, n) for stated, n in jaren.items() if since <= stated <= jaar]
        groups.setdefault(voorziening, []).extend(rows)
    sheet = Sheet("Pagina1_1", (32.0, 16.0, 8.0, 10.0))
    top = titles(sheet, ["Voorzieningen en plaatsingen"], len(columns))
    return finished(sheet, grouped_list(sheet, top, columns, groups, "witregel"), len(columns), jaar)


def caparis(jaar: int) -> bytes:
    """Build the crosstab of leeftijd by peildatum and measure, with a total row."""
    values = [
        [n for stated in (jaar - 1, jaar) for n in cijfers.CAPARIS[stated][leeftijd]]
        for leeftijd in cijfers.CAPARIS[jaar]
    ]
    table = Crosstab(
        corner=None,
        rows=[(leeftijd,) for leeftijd in (*cijfers.CAPARIS[jaar], "Totaal")],
        columns=[(f"31-12-{stated}", measure) for stated in (jaar - 1, jaar) for measure in ("Personen", "Fte")],
        styles=["aantal", "decimaal"] * 2,
        values=[*values, sums(values)],
    )
    return crosstab_report(jaar, ["Medewerkers van Caparis uit Heerenveen naar leeftijd"], table)


def bezwaar_en_beroep(jaar: int) -> bytes:
    """Build the grouped list: soort per year, a footer per year and one overall."""
    columns = [Column("Jaar", "geheel"), Column("Soort"), Column("Aantal", "aantal")]
    groups: Groups = {
        stated: list(soorten.items()) for stated, soorten in cijfers.BEZWAAR_EN_BEROEP.items() if stated <= jaar
    }
    sheet = Sheet("Pagina1_1", (12.0, 14.0, 10.0))
    top = titles(sheet, ["Bezwaar en beroep"], len(columns))
    return finished(sheet, grouped_list(sheet, top, columns, groups, "totaal"), len(columns), jaar)


def begroting_en_realisatie(jaar: int) -> bytes:
    """Build the nested crosstab in euros, by an author with an English Cognos: lasten and baten, each with `Total`."""
    columns = [(jaar, "Begroting"), (jaar, "Realisatie"), (jaar + 1, "Begroting")]
    rows: list[LabelPath] = []
    values: list[Sequence[Value]] = []
    for kant in ("Lasten", "Baten"):
        places = [place for place, (side, _) in enumerate(cijfers.PRODUCTEN) if side == kant]
        block = [[cijfers.FINANCIEN[column][place] for column in columns] for place in places]
        rows += [*(cijfers.PRODUCTEN[place] for place in places), (kant, "Total")]
        values += [*block, sums(block)]
    captions = [(str(stated), soort) for stated, soort in columns]
    table = Crosstab(None, rows, captions, ["euro"] * len(columns), values)
    return crosstab_report(jaar, ["Begroting en realisatie Participatie"], table, page="Page1_1")


def bejegening(jaar: int) -> bytes:
    """Build the plain list of the marks that clients gave, and the share that answered."""
    columns = [Column("Jaar", "geheel"), Column("Onderdeel")]
    columns += [Column("Cijfer", "decimaal"), Column("Respons", "procent")]
    rows = [
        (stated, onderdeel, cijfer, cijfers.BEJEGENING_RESPONS[stated])
        for stated in cijfers.BEJEGENING
        if stated <= jaar
        for onderdeel, cijfer in cijfers.BEJEGENING[stated].items()
    ]
    sheet = Sheet("Pagina1_1", (8.0, 28.0, 10.0, 10.0))
    top = titles(sheet, ["Onderzoek bejegening"], len(columns))
    return finished(sheet, plain_list(sheet, top, columns, rows), len(columns), jaar)


def risicos(jaar: int) -> bytes:
    """Build the plain list with long texts; an unknown effect is an empty cell."""
    columns = [Column("Nr", "geheel"), Column("Risico"), Column("Oorzaak"), Column("Gevolg"), Column("Maatregel")]
    columns += [Column("Kans"), Column("Financieel effect", "euro")]
    rows = [
        (nr, r.risico, r.oorzaak, r.gevolg, r.maatregel, r.kans, r.effect_eur[jaar])
        for nr, r in enumerate(RISICOS, start=1)
    ]
    sheet = Sheet("Pagina1_1", (6.0, 40.0, 40.0, 40.0, 40.0, 12.0, 18.0))
    top = titles(sheet, ["Risico's Participatie"], len(columns))
    return finished(sheet, plain_list(sheet, top, columns, rows), len(columns), jaar)


def opgavenregister(jaar: int) -> bytes:
    """Build the one file that no Cognos wrote: the register that the team keeps in Excel."""
    captions = ("Opgave", "Doelen", "Activiteiten", "Voortgang", "Eigen oordeel", "Reden van het oordeel")
    columns = [Column("Nr", "geheel"), *map(Column, (*captions, "Oorzaak", "Gevolg", "Vervolg", "Conclusie"))]
    follows = {nr: years[cijfers.DELIVERIES.index(jaar)] for nr, years in CONCLUSIES.items()}
    rows = [
        (nr, o.naam, o.doelen, o.activiteiten, *(text or None for text in o.jaren[jaar]), follows[nr])
        for nr, o in enumerate(OPGAVEN, start=1)
    ]
    sheet = Sheet("Opgaven", (6.0, 36.0, 14.0, 44.0, 44.0, 14.0, 36.0, 36.0, 36.0, 36.0, 14.0))
    sheet.put(1, 1, f"Opgavenregister Participatie {jaar}", "titel")
    plain_list(sheet, 3, columns, rows)
    return excel_workbook([sheet], "Gemeente Heerenveen", RUNS[jaar].date())


EXPORTS: Mapping[str, Callable[[int], bytes]] = {
    "Bijstand per maand-nl-nl.xlsx": bijstand_per_maand,
    "Instroom naar reden.xlsx": instroom_naar_reden,
    "Instroom naar leeftijd.xlsx": instroom_naar_leeftijd,
    "Uitstroom naar reden (1).xlsx": uitstroom_naar_reden,
    "Aanvragen aan de Poort-nl-nl.xlsx": aanvragen,
    "Doorval WW naar bijstand.csv": doorval_ww,
    "Loonkostensubsidie-nl.xlsx": loonkostensubsidie,
    "Voorzieningen en plaatsingen-nl-nl.xlsx": voorzieningen,
    "Caparis naar leeftijd.xlsx": caparis,
    "Bezwaar en beroep-nl-nl.xlsx": bezwaar_en_beroep,
    "Begroting en realisatie-en-us.xlsx": begroting_en_realisatie,
    "Onderzoek bejegening.xlsx": bejegening,
    "Risico's Naris.xlsx": risicos,
    "Opgavenregister.xlsx": opgavenregister,
    **achtergrond.EXPORTS,
}

# ---------------------------------------------------------------- the command


def exports() -> dict[str, bytes]:
    """All files by their path inside the exports folder, after the check."""
    cijfers.check()
    achtergrond_cijfers.check()
    return {f"{jaar}/{name}": build(jaar) for jaar in cijfers.DELIVERIES for name, build in EXPORTS.items()}


if __name__ == "__main__":
    sys.exit(run("heerenveen", exports))
