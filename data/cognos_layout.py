"""Titles, lists, crosstabs and footers, laid out in a sheet as Cognos Analytics lays them out.

Every function writes from a given row on and returns the first row below what it wrote.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Literal, NamedTuple

from cognos_shell import Rich, Sheet, Value, day_fraction

SPACER = " " * 5


class Column(NamedTuple):
    """A column of a list: its caption and the style of its cells."""

    caption: str
    style: str = "tekst"


Label = str | date
LabelPath = tuple[Label, ...]
Groups = Mapping[str, Sequence[Sequence[Value]]] | Mapping[int, Sequence[Sequence[Value]]]


@dataclass(frozen=True)
class Crosstab:
    """A crosstab of any depth: rows and columns are paths of labels, from the outer edge inwards.

    `Crosstab("Aantal", [("Werk", "Baan"), ("Werk", "Totaal")], ...)` has two row label columns, the first merged.
    """

    corner: str | None
    rows: Sequence[LabelPath]
    columns: Sequence[LabelPath]
    styles: Sequence[str]
    values: Sequence[Sequence[Value]]


def titles(sheet: Sheet, texts: Sequence[str | Rich], width: int) -> int:
    """Write the page header: a merged row for each text."""
    for row, text in enumerate(texts, start=1):
        sheet.put(row, 1, text, "titel")
        sheet.merge(row, 1, columns=width)
    return len(texts) + 1


def notes(sheet: Sheet, top: int, texts: Sequence[str], width: int) -> int:
    """Write free text below a table: a merged row for each text."""
    for row, text in enumerate(texts, start=top):
        sheet.put(row, 1, text, "noot")
        sheet.merge(row, 1, columns=width)
    return top + len(texts)


def page_footer(sheet: Sheet, top: int, run: datetime, width: int) -> int:
    """Write the default page footer: day of the run, page number and time, each over a third of the width.

    The footer is a table of its own, so below a table of two columns it takes three.
    """
    edges = [round(third * max(width, 3) / 3) for third in range(4)]
    numbers: Sequence[tuple[Value, str]] = ((run.date(), "datum"), (1, "aantal"), (day_fraction(run), "tijd"))
    for (value, style), left, right in zip(numbers, edges, edges[1:], strict=False):
        sheet.put(top, left + 1, value, style)
        sheet.merge(top, left + 1, columns=right - left)
    return top + 1


def plain_list(sheet: Sheet, top: int, columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> int:
    """Write a list without groups: one header row, then a row for each record."""
    sheet.row(top, [column.caption for column in columns], ["kop"] * len(columns))
    for row, values in enumerate(rows, start=top + 1):
        sheet.row(row, values, [column.style for column in columns])
    return top + 1 + len(rows)


def grouped_list(
    sheet: Sheet,
    top: int,
    columns: Sequence[Column],
    groups: Groups,
    footer: Literal["totaal", "witregel"],
) -> int:
    """Write a list grouped by its first column: the group value once, merged over its rows, a footer below each group.

    The last column is the measure: a footer "totaal" adds it up, per group and overall; "witregel" is only a blank row.
    """
    row = plain_list(sheet, top, columns, [])
    for key, records in groups.items():
        for offset, record in enumerate(records):
            sheet.row(row + offset, [None if offset else key, *record], [column.style for column in columns])
        sheet.merge(row, 1, rows=len(records))
        row += len(records)
        if footer == "totaal":
            row = _list_footer(sheet, row, columns, Rich((str(key), " - ", "Totaal")), records)
        else:
            row = notes(sheet, row, [SPACER], len(columns))
    if footer == "totaal":
        everything = [record for records in groups.values() for record in records]
        row = _list_footer(sheet, row, columns, Rich(("Overall", " - ", "Total")), everything)
    return row


def _list_footer(
    sheet: Sheet, row: int, columns: Sequence[Column], label: Rich, records: Sequence[Sequence[Value]]
) -> int:
    """Write one footer row: the label merged over the key columns, in their style though it is text, then the sum."""
    keys = len(columns) - 1
    sheet.row(row, [label] + [None] * (keys - 1), [column.style for column in columns[:-1]])
    sheet.put(row, keys + 1, total([record[-1] for record in records]), columns[-1].style)
    sheet.merge(row, 1, columns=keys)
    return row + 1


def crosstab(sheet: Sheet, top: int, table: Crosstab) -> int:
    """Write a crosstab: corner, labels merged over what they cover, and cells; empty ones keep their style."""
    label_columns, header_rows = len(table.rows[0]), len(table.columns[0])
    for row in range(header_rows):
        corner = [table.corner if row == 0 else None] + [None] * (label_columns - 1)
        sheet.row(top + row, corner, ["kop"] * label_columns)
    sheet.merge(top, 1, rows=header_rows, columns=label_columns)
    for level, start, length, label in _runs(table.columns):
        left = label_columns + 1 + start
        sheet.row(top + level, [label] + [None] * (length - 1), ["kop"] * length, left)
        sheet.merge(top + level, left, columns=length)
    first = top + header_rows
    for level, start, length, label in _runs(table.rows):
        for offset in range(length):
            sheet.put(first + start + offset, level + 1, None if offset else label, _label_style(label))
        sheet.merge(first + start, level + 1, rows=length)
    for row, values in enumerate(table.values, start=first):
        sheet.row(row, values, table.styles, label_columns + 1)
    return first + len(table.values)


def _label_style(label: Label) -> str:
    return "tekst" if isinstance(label, str) else "datum"


def _runs(paths: Sequence[LabelPath]) -> Iterator[tuple[int, int, int, Label]]:
    """Yield each label to write: level, start, how many cells it covers, and the label; an inner one covers one."""
    depth = len(paths[0])
    for level in range(depth):
        covers = [path[: level + 1] if level < depth - 1 else (place,) for place, path in enumerate(paths)]
        start = 0
        for _, members in groupby(covers):
            length = len(list(members))
            yield level, start, length, paths[start][level]
            start += length


def sums(rows: Sequence[Sequence[Value]]) -> list[Value]:
    """Add up a block of rows into its total row."""
    return [total(column) for column in zip(*rows, strict=True)]


def total(values: Sequence[Value]) -> int | float:
    """Add the numbers among the values, exact in cents; empty cells do not count, whole numbers stay whole."""
    numbers = [value for value in values if isinstance(value, int | float)]
    if all(isinstance(number, int) for number in numbers):
        return sum(numbers)
    return sum(round(number * 100) for number in numbers) / 100
