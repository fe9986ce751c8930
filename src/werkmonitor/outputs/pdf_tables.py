"""Tables of a tagged PDF: one table each, however many pages it runs over, and for every cell the heads it falls under.

WeasyPrint makes a table anew on each page, counts columns wrongly below heads that span several, and writes neither
scopes nor the list by which a reader finds a head.  The boxes of the layout know what is what; this works from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pydyf

COLUMN, ROW = "/Column", "/Row"


@dataclass(frozen=True)
class _Cell:
    """A cell with the slots that it takes: rows and columns of its whole table, half-open."""

    element: Any
    """In the structure tree."""
    head: str
    """``/Column`` or ``/Row`` for a head, empty for a cell with data."""
    top: int
    below: int
    """The row under it; for the head of a group of rows, the one under that group."""
    left: int
    right: int

    def heads(self, others: list[_Cell]) -> Iterator[_Cell]:
        """Yield those of ``others`` that this falls under: first to its left, then above it, from the outside in."""
        for other in others:
            if other.head == ROW and other.left < self.left and other.top < self.below and self.top < other.below:
                yield other
        for other in others:
            if other.head == COLUMN and other.top < self.top and other.left < self.right and self.left < other.right:
                yield other


def mend(document: Any, pdf: Any, by_reference: Mapping[bytes, Any]) -> None:
    """Join the parts of tables and map heads to cells, in a PDF that is about to be written."""
    names: dict[bytes, bytes] = {}
    for number, parts in enumerate(_tables(document)):
        cells = list(_cells(parts))
        _join(parts, by_reference)
        heads = [cell for cell in cells if cell.head]
        for head in heads:
            name = pydyf.String(f"{number:04d}-{head.top:04d}-{head.left:04d}")
            head.element["ID"], head.element["A"]["Scope"] = name, head.head
            names[name.data] = head.element.reference
        for cell in cells:
            if not cell.head:
                cell.element["A"]["Headers"] = pydyf.Array(head.element["ID"] for head in cell.heads(heads))
    if names:
        tree = pydyf.Array(part for pair in sorted(names.items()) for part in pair)
        by_reference[pdf.catalog["StructTreeRoot"]]["IDTree"] = pydyf.Dictionary({"Names": tree})


def _tables(document: Any) -> list[list[Any]]:
    """Return the boxes of every table, one for each page that it stands on."""
    found: dict[int, list[Any]] = {}
    for page in document.pages:
        for box in page._page_box.descendants(placeholders=True):  # noqa: SLF001 - there is no other way to the layout
            if hasattr(box, "column_groups") and box.element_tag == "table" and any(_marks(box)):
                found.setdefault(id(box.element), []).append(box)
    return list(found.values())


def _marks(table: Any) -> Iterator[Any]:
    """Yield the element of every cell; what stands in for cells in an empty table has none."""
    cells = (cell for group in table.children for row in group.children for cell in row.children)
    return (cell.mark for cell in cells if hasattr(cell, "mark"))


def _cells(parts: list[Any]) -> Iterator[_Cell]:
    """Yield the cells of a table; heads that are repeated on a next page are in it once."""
    at = 0
    for group in (
        group for place, part in enumerate(parts) for group in part.children if not (place and group.is_header)
    ):
        below = at + len(group.children)
        for row in group.children:
            yield from (_cell(cell, group, at, below) for cell in row.children if hasattr(cell, "mark"))
            at += 1


def _cell(cell: Any, group: Any, at: int, below: int) -> _Cell:
    head = scope = ""
    if cell.element_tag == "th":
        scope = cell.element.get("scope", "")
        head = COLUMN if scope.startswith("col") or (group.is_header and not scope) else ROW
    end = below if scope == "rowgroup" else at + cell.rowspan
    return _Cell(cell.mark, head, at, end, cell.grid_x, cell.grid_x + cell.colspan)


def _join(parts: list[Any], by_reference: Mapping[bytes, Any]) -> None:
    """Bring the rows of all parts in the first; what is left of the others, repeated heads too, falls from the tree."""
    first, *others = (_element(part, by_reference) for part in parts)
    for other in others:
        for reference in other["K"]:
            if by_reference[reference]["S"] == "/TBody":
                first["K"].append(reference)
                by_reference[reference]["P"] = first.reference
        other["K"].clear()
        detach(other, by_reference)


def _element(table: Any, by_reference: Mapping[bytes, Any]) -> Any:
    """Return the table in the structure tree that a cell of it stands in."""
    element = next(_marks(table))
    while element["S"] != "/Table":
        element = by_reference[element["P"]]
    return element


def detach(element: Any, by_reference: Mapping[bytes, Any]) -> None:
    """Take an element without content from the tree, and what only it stood in."""
    while not element["K"] and element["S"] != "/Document":
        parent = by_reference[element["P"]]
        parent["K"].remove(element.reference)
        element = parent
