"""The exports behind the Heerenveen example: nine files of one or more pages each, per delivery.

What they say is in the tables of `heerenveen_achtergrond_cijfers` and `heerenveen_achtergrond_teksten`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

import heerenveen_achtergrond_cijfers as cijfers
from cognos_layout import Column, Crosstab, Groups, LabelPath, grouped_list, notes, plain_list, sums, titles
from cognos_shell import Sheet, Value, excel_workbook
from heerenveen_achtergrond_teksten import KADERS, SCHEMA, TREDENPLAN
from heerenveen_cijfers import maanden
from heerenveen_rapport import RUNS, book, crosstab_page, crosstab_report, list_page

Page = tuple[Sheet, int, int]
"""A sheet, the first row below its table, and its width."""

# ---------------------------------------------------------------- one function per file


def kerncijfers_per_jaar(jaar: int) -> bytes:
    """Build four pages: a list with a column for each number, the outflow by reason, BUIG, and totals as printed."""
    return book(jaar, _kerncijfers(jaar), _uitstroom(jaar), _buig(jaar), _gedrukt(jaar))


def bestand_naar_kenmerk(jaar: int) -> bytes:
    """Build four pages: leeftijd, team and doelgroep on the first and the last day, and who left."""
    columns = [Column("Jaar", "geheel"), Column("Doelgroep"), Column("Beëindigd", "aantal")]
    ended = cijfers.UITSTROOM_STATUSHOUDERS.items()
    rows = [(stated, "Statushouders", n) for stated, n in ended if stated <= jaar]
    return book(
        jaar,
        _on_two_days(jaar, "Leeftijd", cijfers.LEEFTIJD),
        _on_two_days(jaar, "Team", cijfers.TEAMS, "procent"),
        _on_two_days(jaar, "Doelgroepen", cijfers.DOELGROEPEN),
        list_page("Beëindigde uitkeringen van doelgroepen", columns, rows, "Uitstroom"),
    )


def participatieladder(jaar: int) -> bytes:
    """Build the nested crosstab: team, traject and rung at the start by the rung at the end."""
    rows: list[LabelPath] = []
    values: list[Sequence[Value]] = []
    for (team, traject), block in cijfers.LADDER[jaar].items():
        rows += [(team, traject, trede) for trede in cijfers.TREDEN]
        values += [maanden(cells) for cells in block]
    columns: list[LabelPath] = [(trede,) for trede in cijfers.TREDEN]
    table = Crosstab(None, rows, columns, ["aantal"] * len(columns), values)
    sheet, below, width = crosstab_page([f"Participatieladder {jaar}"], table)
    note = "Mensen met bijstand op 1 januari en een jaar later. Een leeg vakje betekent: niemand."
    return book(jaar, (sheet, notes(sheet, below, [note], width), width))


def handhaving(jaar: int) -> bytes:
    """Build three pages: investigations by outcome with their totals as printed, their kinds, and what came of them."""
    kinds = [Column("Aard van het onderzoek"), Column("Aantal", "aantal")]
    yearly = [Column("Jaar", "geheel"), Column("Beëindigd na onderzoek", "aantal")]
    yearly += [Column("Mensen op wie is verhaald", "aantal"), Column("Verhaald bedrag", "euro")]
    rows = [(stated, *values) for stated, values in cijfers.HANDHAVING_PER_JAAR.items() if stated <= jaar]
    return book(
        jaar,
        _onderzoeken(),
        list_page("Aard van de handhavingsonderzoeken", kinds, cijfers.ONDERZOEK_AARD.items(), "Aard"),
        list_page("Handhaving en verhaal", yearly, rows, "Per jaar"),
    )


def bezwaar_naar_uitkomst(jaar: int) -> bytes:
    """Build two pages: a grouped list of outcomes per year, and people with five cases or more."""
    columns = [Column("Jaar", "geheel"), Column("Soort"), Column("Uitkomst"), Column("Aantal", "aantal")]
    groups: Groups = {
        stated: [(soort, uitkomst, n) for soort, counts in soorten.items() for uitkomst, n in counts.items()]
        for stated, soorten in cijfers.BEZWAAR_UITKOMST.items()
        if stated <= jaar
    }
    sheet = Sheet("Uitkomst", (12.0, 14.0, 22.0, 10.0))
    top = titles(sheet, ["Bezwaar en beroep naar uitkomst"], len(columns))
    people = [Column("Jaar", "geheel"), Column("Mensen met veel zaken", "aantal"), Column("Hun zaken", "aantal")]
    rows = [(stated, *values) for stated, values in cijfers.VEEL_ZAKEN.items() if stated <= jaar]
    return book(
        jaar,
        (sheet, grouped_list(sheet, top, columns, groups, "totaal"), len(columns)),
        list_page("Mensen met vijf of meer zaken", people, rows, "Veel zaken"),
    )


def aanvragen_corona(jaar: int) -> bytes:
    """Build the crosstab of decisions that would not have been there without corona, by year."""
    table = _by_year([stated for stated in RUNS if stated <= jaar], cijfers.AANVRAGEN_CORONA)
    return crosstab_report(jaar, ["Aanvragen aan de Poort door corona"], table)


def team_en_projecten(jaar: int) -> bytes:
    """Build three pages: the formation with its total as printed, the GAP Academie, and the order of kansberoepen."""
    rows = [*cijfers.FORMATIE.items(), ("Totaal", cijfers.FORMATIE_TOTAAL)]
    gap = Crosstab(
        corner=None,
        rows=[(fase,) for fase in cijfers.GAP_ACADEMIE],
        columns=[("Deelnemers",), ("Uit Heerenveen",)],
        styles=["aantal"] * 2,
        values=list(cijfers.GAP_ACADEMIE.values()),
    )
    beroepen = [Column("Kansberoep"), Column("Plaats", "geheel")]
    return book(
        jaar,
        list_page("Formatie team Werk", [Column("Functie"), Column("Fte", "decimaal")], rows, "Formatie"),
        crosstab_page(["GAP Academie"], gap, "GAP Academie"),
        list_page("Kansberoepen bij team Werk", beroepen, cijfers.KANSBEROEPEN.items(), "Kansberoepen"),
    )


def afspraken_en_omgeving(jaar: int) -> bytes:
    """Build four pages: numbers, shares and amounts that stand alone, each with its source, and the benchmark."""
    pages = (
        ("Aantallen", "Aantal", "aantal", cijfers.AANTALLEN),
        ("Percentages", "Percentage", "procent", cijfers.PERCENTAGES),
        ("Bedragen", "Bedrag", "euro", cijfers.BEDRAGEN),
    )
    facts = [
        list_page(
            f"Afspraken en omgeving: {page.lower()}",
            [Column("Gegeven"), Column(caption, style), Column("Gepubliceerd in")],
            rows,
            page,
        )
        for page, caption, style, rows in pages
    ]
    return book(jaar, *facts, _divosa(jaar))


def kaders_en_schema(jaar: int) -> bytes:
    """Build the workbook that the team keeps itself: the frames, the scheme of the programme and the ladder."""
    pages: tuple[tuple[str, Sequence[str], Iterable[Sequence[Value]]], ...] = (
        ("Kaders", ("Kader", "Opgaven", "Activiteiten", "Hoe het ervoor staat"), KADERS),
        ("Schema", ("Thema", "Doen we al", "Doen we meer", "Doen we nieuw"), SCHEMA),
        ("Treden", ("Trede", "Wat helpt", "Wat we willen bereiken"), TREDENPLAN),
    )
    sheets = []
    for page, captions, rows in pages:
        sheet = Sheet(page, (36.0,) + (48.0,) * (len(captions) - 1))
        sheet.put(1, 1, f"{page} {jaar}", "titel")
        plain_list(sheet, 3, [Column(caption) for caption in captions], [[v or None for v in row] for row in rows])
        sheets.append(sheet)
    return excel_workbook(sheets, "Gemeente Heerenveen", RUNS[jaar].date())


EXPORTS: Mapping[str, Callable[[int], bytes]] = {
    "Kerncijfers per jaar-nl-nl.xlsx": kerncijfers_per_jaar,
    "Bestand naar kenmerk-nl-nl.xlsx": bestand_naar_kenmerk,
    "Participatieladder-nl-nl.xlsx": participatieladder,
    "Handhaving-nl-nl.xlsx": handhaving,
    "Bezwaar naar uitkomst-nl-nl.xlsx": bezwaar_naar_uitkomst,
    "Aanvragen door corona.xlsx": aanvragen_corona,
    "Team en projecten-nl-nl.xlsx": team_en_projecten,
    "Afspraken en omgeving-nl-nl.xlsx": afspraken_en_omgeving,
    "Kaders en schema.xlsx": kaders_en_schema,
}

# ---------------------------------------------------------------- pages


def _kerncijfers(jaar: int) -> Page:
    columns = [Column("Jaar", "geheel"), *(Column(naam, style) for naam, (style, _) in cijfers.KERNCIJFERS.items())]
    rows = [
        (stated, *(reeks.get(stated) for _, reeks in cijfers.KERNCIJFERS.values()))
        for stated in cijfers.JAREN
        if stated <= jaar
    ]
    return list_page("Kerncijfers bijstand per jaar", columns, rows, "Kerncijfers")


def _uitstroom(jaar: int) -> Page:
    table = _by_year(range(2017, jaar + 1), cijfers.UITSTROOM_PER_JAAR, total="Totaal")
    return crosstab_page(["Uitstroom per jaar"], table, "Uitstroom")


def _gedrukt(jaar: int) -> Page:
    """Lay out the totals of the lasten as they were printed, with the budget of the year after."""
    captions = ("Gedrukt totaal begroting", "Gedrukt totaal realisatie", "Gedrukt totaal begroting volgend jaar")
    columns = [Column("Jaar", "geheel"), *(Column(caption, "euro") for caption in captions)]
    rows = [(stated, *values) for stated, values in cijfers.LASTEN_GEDRUKT.items() if stated <= jaar]
    return list_page("Gedrukte totalen van de lasten", columns, rows, "Gedrukte totalen")


def _buig(jaar: int) -> Page:
    columns = [Column("Jaar", "geheel"), Column("Stand van de BUIG"), Column("Bedrag", "euro")]
    jaren = [stated for stated in RUNS if stated <= jaar]
    rows = [(stated, status, known.get(stated)) for stated in jaren for status, known in cijfers.BUIG.items()]
    return list_page("Rijksbijdrage voor de bijstand (BUIG)", columns, rows, "BUIG")


def _on_two_days(jaar: int, page: str, rows: Mapping[str, Mapping[int, float]], style: str = "aantal") -> Page:
    """Lay out what was counted on 1 January and a year later."""
    days = (jaar, jaar + 1)
    table = Crosstab(
        corner=None,
        rows=[(naam,) for naam in rows],
        columns=[(f"1-1-{stated}",) for stated in days],
        styles=[style] * len(days),
        values=[[counts[stated] for stated in days] for counts in rows.values()],
    )
    return crosstab_page([f"Mensen met bijstand naar {page.lower()}"], table, page)


def _by_year(jaren: Sequence[int], rows: Mapping[str, Mapping[int, int]], total: str = "") -> Crosstab:
    """Lay out counts by year, with a total row if that has a name."""
    values: list[Sequence[Value]] = [[counts[stated] for stated in jaren] for counts in rows.values()]
    return Crosstab(
        corner="Aantal",
        rows=[(naam,) for naam in (*rows, *([total] if total else []))],
        columns=[(str(stated),) for stated in jaren],
        styles=["aantal"] * len(jaren),
        values=[*values, *([sums(values)] if total else [])],
    )


def _onderzoeken() -> Page:
    table = Crosstab(
        corner=None,
        rows=[(status,) for status in cijfers.ONDERZOEKEN],
        columns=[(uitkomst,) for uitkomst in cijfers.ONDERZOEK_UITKOMST],
        styles=["aantal"] * len(cijfers.ONDERZOEK_UITKOMST),
        values=[maanden(cells) for cells in cijfers.ONDERZOEKEN.values()],
    )
    sheet, below, width = crosstab_page(["Handhavingsonderzoeken naar uitkomst"], table, "Onderzoeken")
    note = "Onderzoeken van 1 mei 2019 tot 1 mei 2020, zoals gepubliceerd. Een leeg vakje betekent: geen."
    return sheet, notes(sheet, below, [note], width), width


def _divosa(jaar: int) -> Page:
    """Lay out the benchmark; of years without a published figure it has empty cells."""
    columns = [Column("Jaar", "geheel"), Column("Gebied")]
    columns += [Column("Uitstroom", "procent"), Column("Ontheffing", "procent")]
    rows = [
        (stated, gebied, *shares.get(stated, (None, None)))
        for stated in range(2019, jaar + 1)
        for gebied, shares in cijfers.DIVOSA.items()
    ]
    return list_page("Benchmark Werk en Inkomen van Divosa", columns, rows, "Divosa")
