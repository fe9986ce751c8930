"""The pages of the Smallingerland example's reports: a table under a title, several to a file, with the page footer."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Literal, NamedTuple

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
from cognos_shell import Sheet, Value, cognos_workbook
from smallingerland_cijfers import HALFJAREN, LEVERINGEN, PEILDATA, cellen

RUNS = {  # INVENTED
    "2019-H1": datetime.fromisoformat("2019-07-12T08:15:40"),
    "2019-H2": datetime.fromisoformat("2020-01-17T08:15:40"),
}


class Page(NamedTuple):
    """A sheet with the first row below its table, and how many columns that has."""

    sheet: Sheet
    below: int
    width: int


# ---------------------------------------------------------------- what a delivery tells about


def peildata(levering: str) -> tuple[date, ...]:
    """Return the days whose standen a delivery tells."""
    return PEILDATA[: LEVERINGEN[levering]]


def slot(levering: str) -> date:
    """Return the day that closes the half-year."""
    return peildata(levering)[-1]


def halfjaren(levering: str) -> tuple[str, ...]:
    """Return the captions of the half-years that a delivery tells about."""
    return HALFJAREN[: LEVERINGEN[levering]]


def paired(labels: Iterable[Value], values: Sequence[int | None]) -> list[tuple[Value, int | None]]:
    """Put the values beside the labels; there may be more values, of later half-years."""
    return list(zip(labels, values, strict=False))


def kort(day: date) -> str:
    """Write a day as a column head does: `1-7-2019`."""
    return f"{day.day}-{day.month}-{day.year}"


# ---------------------------------------------------------------- pages


def crosstab_page(name: str, heading: Sequence[str], table: Crosstab, noten: Sequence[str] = ()) -> Page:
    """Build a page with a title, one crosstab, and notes below it."""
    labels = len(table.rows[0])
    width = labels + len(table.columns)
    sheet = Sheet(name, (26.0,) * labels + (14.0,) * len(table.columns))
    below = crosstab(sheet, titles(sheet, heading, width), table)
    return Page(sheet, notes(sheet, below, noten, width), width)


def standen_page(levering: str, name: str, heading: str, corner: str, klassen: Mapping[str, str]) -> Page:
    """Build a page of standen: class by peildatum, with a total row."""
    days = peildata(levering)
    rows = [cellen(row)[: len(days)] for row in klassen.values()]
    labels: list[LabelPath] = [(klasse,) for klasse in (*klassen, "Totaal")]
    columns: list[LabelPath] = [(kort(day),) for day in days]
    table = Crosstab(corner, labels, columns, ["aantal"] * len(days), [*rows, sums(rows)])
    return crosstab_page(name, [heading], table)


def nested_page(levering: str, name: str, heading: str, groepen: Mapping[str, Mapping[str, str]]) -> Page:
    """Build a page with groups of rows by half-year, a total row for each group."""
    halves = halfjaren(levering)
    labels: list[LabelPath] = []
    values: list[Sequence[Value]] = []
    for groep, rijen in groepen.items():
        block = [cellen(row)[: len(halves)] for row in rijen.values()]
        labels += [(groep, label) for label in (*rijen, "Totaal")]
        values += [*block, sums(block)]
    columns: list[LabelPath] = [(halfjaar,) for halfjaar in halves]
    return crosstab_page(name, [heading], Crosstab(None, labels, columns, ["aantal"] * len(halves), values))


def list_page(name: str, heading: Sequence[str], columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> Page:
    """Build a page with a title and a plain list."""
    sheet = Sheet(name, (18.0,) * len(columns))
    return Page(sheet, plain_list(sheet, titles(sheet, heading, len(columns)), columns, rows), len(columns))


def grouped_page(
    heading: Sequence[str], columns: Sequence[Column], groups: Groups, footer: Literal["totaal", "witregel"]
) -> Page:
    """Build a page with a title and a grouped list."""
    sheet = Sheet("Pagina1_1", (30.0,) * 2 + (14.0,) * (len(columns) - 2))
    top = titles(sheet, heading, len(columns))
    return Page(sheet, grouped_list(sheet, top, columns, groups, footer), len(columns))


# ---------------------------------------------------------------- files


def report(levering: str, pages: Sequence[Page]) -> bytes:
    """Return the workbook of these pages, each with the page footer."""
    for page in pages:
        page_footer(page.sheet, page.below, RUNS[levering], page.width)
    return cognos_workbook([page.sheet for page in pages])


def text(lines: Sequence[str]) -> bytes:
    """Return a text file as a statistical office gives it: UTF-8 with mark, semicolons, line ends of Windows."""
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()
