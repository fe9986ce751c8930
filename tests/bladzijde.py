"""Reads the HTML that a PDF is made from: its words in order, its links, and which heads each cell of a table has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from xml.etree import ElementTree as ET

import tinyhtml5

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_HIDING = re.compile(r"display:\s*none")
_CLASS = re.compile(r".*\.([\w-]+)")


def words(text: str) -> str:
    """Return a text with one space between its words."""
    return " ".join(text.split())


def squeezed(text: str) -> str:
    """Return a text without white space, which lines and boxes change."""
    return "".join(text.split())


@dataclass(frozen=True)
class Slot:
    """A cell of a table in the grid of its rows and columns."""

    element: ET.Element
    row: int
    rows: int
    column: int
    columns: int
    in_head: bool

    @property
    def scope(self) -> str:
        """``row`` or ``col`` for a head, empty for any other cell."""
        if self.element.tag == "td":
            return ""
        asked = self.element.get("scope", "col" if self.in_head else "row")
        return "col" if asked.startswith("col") else "row"


class Bladzijde:
    """A page of HTML as it is shown on paper."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.tree = tinyhtml5.parse(source, namespace_html_elements=False)
        self.body = self.tree.find("body")

    @cached_property
    def style(self) -> str:
        """The style sheets, without remarks."""
        text = "".join(element.text or "" for element in self.tree.iter("style"))
        return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)

    @cached_property
    def _hidden(self) -> frozenset[str]:
        """Classes that are not shown; a later rule for the same class wins."""
        shown: dict[str, bool] = {}
        for selectors, rules in _RULE.findall(self.style):
            for selector in selectors.split(","):
                found = _CLASS.fullmatch(selector.strip())
                if found and "display" in rules:
                    shown[found[1]] = not _HIDING.search(rules)
        return frozenset(name for name, is_shown in shown.items() if not is_shown)

    def is_shown(self, element: ET.Element) -> bool:
        """Say whether an element stands on the paper, as far as its own classes say."""
        return not self._hidden & set(element.get("class", "").split())

    def shown(self, *tags: str, within: ET.Element | None = None) -> Iterator[ET.Element]:
        """Yield the elements that are shown, those of some tags, in their order."""
        top = self.body if within is None else within
        assert top is not None
        for child in top:
            if isinstance(child.tag, str) and self.is_shown(child):
                if not tags or child.tag in tags:
                    yield child
                yield from self.shown(*tags, within=child)

    def text(self, element: ET.Element, pages: Mapping[str, int] | None = None) -> str:
        """Return the words that are shown; ``pages`` says which number stands for a reference to a place."""
        if not isinstance(element.tag, str) or not self.is_shown(element):
            return ""
        target = element.get("data-doel", "").removeprefix("#")
        number = str(pages[target]) if pages and target in pages else ""
        inner = "".join(self.text(child, pages) + (child.tail or "") for child in element)
        return f"{number}{element.text or ''}{inner}"

    def spoken(self, element: ET.Element) -> str:
        """Return the words of a link, with those of a picture in it."""
        return f"{self.text(element)}{''.join(image.get('alt', '') for image in self.shown('img', within=element))}"

    def links(self) -> list[tuple[str, str]]:
        """Return the words and the target of each link."""
        return [(words(self.spoken(a)), a.get("href", "").removeprefix("#")) for a in self.shown("a") if a.get("href")]


def slots(table: ET.Element) -> list[Slot]:
    """Return the cells of a table with their places (HTML, 4.9.12.1: forming a table)."""
    found: list[Slot] = []
    taken: set[tuple[int, int]] = set()
    for row, (tr, in_head) in enumerate(_rows(table)):
        column = 0
        for cell in tr:
            while (row, column) in taken:
                column += 1
            rows, columns = int(cell.get("rowspan", "1")), int(cell.get("colspan", "1"))
            found.append(Slot(cell, row, rows, column, columns, in_head))
            taken |= {(row + i, column + j) for i in range(rows) for j in range(columns)}
    return found


def _rows(table: ET.Element) -> Iterator[tuple[ET.Element, bool]]:
    for group in table:
        if group.tag in {"thead", "tbody", "tfoot"}:
            yield from ((tr, group.tag == "thead") for tr in group)


def heads(table: ET.Element) -> list[tuple[Slot, list[Slot]]]:
    """Return each cell with data and its heads: those in its rows, then those over its columns."""
    all_ = slots(table)
    return [(cell, [*_beside(cell, all_), *_above(cell, all_)]) for cell in all_ if not cell.scope]


def _beside(cell: Slot, all_: list[Slot]) -> Iterator[Slot]:
    mine = set(range(cell.row, cell.row + cell.rows))
    for head in all_:
        if head.scope == "row" and head.column < cell.column and mine & set(range(head.row, head.row + head.rows)):
            yield head


def _above(cell: Slot, all_: list[Slot]) -> Iterator[Slot]:
    mine = set(range(cell.column, cell.column + cell.columns))
    for head in all_:
        if head.scope == "col" and head.row < cell.row and mine & set(range(head.column, head.column + head.columns)):
            yield head
