"""What the example reports of Heerenveen share: when they were run, and how a page is laid out and finished."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from cognos_layout import Column, Crosstab, crosstab, page_footer, plain_list, titles
from cognos_shell import Sheet, Value, cognos_workbook

FOOTER_WIDTH = 3
"""A page footer is a table of its own, of three columns: a narrower table does not make it narrower."""

RUNS = {  # INVENTED
    2020: datetime.fromisoformat("2021-01-15T07:30:12"),
    2021: datetime.fromisoformat("2022-01-14T07:30:12"),
}


def crosstab_page(heading: Sequence[str], table: Crosstab, page: str = "Pagina1_1") -> tuple[Sheet, int, int]:
    """Lay out a title and one crosstab; return the sheet, the first row below it and the width."""
    labels = len(table.rows[0])
    width = labels + len(table.columns)
    sheet = Sheet(page, (26.0,) * labels + (16.0,) * len(table.columns))
    return sheet, crosstab(sheet, titles(sheet, heading, width), table), width


def list_page(
    heading: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]], page: str
) -> tuple[Sheet, int, int]:
    """Lay out a title and one plain list; return the sheet, the first row below it and the width."""
    sheet = Sheet(page, (30.0,) + (20.0,) * (len(columns) - 1))
    top = titles(sheet, [heading], len(columns))
    return sheet, plain_list(sheet, top, columns, list(rows)), len(columns)


def crosstab_report(jaar: int, heading: Sequence[str], table: Crosstab, page: str = "Pagina1_1") -> bytes:
    """Build a page with a title, one crosstab and the page footer."""
    return finished(*crosstab_page(heading, table, page), jaar)


def finished(sheet: Sheet, below: int, width: int, jaar: int) -> bytes:
    """Build a workbook of one sheet, with the page footer of that year's run."""
    return book(jaar, (sheet, below, width))


def book(jaar: int, *pages: tuple[Sheet, int, int]) -> bytes:
    """Build a workbook of pages, each with the page footer of that year's run."""
    for sheet, below, width in pages:
        page_footer(sheet, below, RUNS[jaar], max(width, FOOTER_WIDTH))
    return cognos_workbook([sheet for sheet, _, _ in pages])
