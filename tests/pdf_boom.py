"""Reads a tagged PDF as a screen reader does: its structure tree, with the words that each element marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pikepdf

Element = Any
_PAIR = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
GENERATED = "\N{BULLET}\N{WHITE BULLET}\N{BLACK SMALL SQUARE}"


def kids(element: Element) -> list[Element]:
    """Return what stands within an element: elements, numbers of marked content, references to annotations."""
    inner = element.get("/K", [])
    return list(inner) if isinstance(inner, pikepdf.Array) else [inner]


def elements(element: Element) -> list[Element]:
    """Return the elements right below an element."""
    return [kid for kid in kids(element) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def walk(element: Element) -> Iterator[Element]:
    """Yield every element below an element, in reading order."""
    for kid in elements(element):
        yield kid
        yield from walk(kid)


@dataclass
class Boom:
    """A PDF with its structure tree."""

    pdf: pikepdf.Pdf
    _fonts: dict[tuple[int, int], dict[bytes, str]] = field(default_factory=dict)

    @property
    def root(self) -> Element:
        return self.pdf.Root.StructTreeRoot

    def all(self, *kinds: str) -> list[Element]:
        """Return the elements of some kinds, in reading order."""
        return [element for element in walk(self.root) if str(element.S) in kinds]

    def heads(self) -> dict[bytes, Element]:
        """Return the heads of all tables by the names under which cells know them."""
        names = self.root.IDTree.Names if "/IDTree" in self.root else []
        return {bytes(names[i]): names[i + 1] for i in range(0, len(names), 2)}

    def parents(self) -> dict[int, Any]:
        """Return the elements of the marks of each page, and the element of each annotation, by their number."""
        numbers = self.root.ParentTree.Nums
        return {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}

    def text(self, element: Element) -> str:
        """Return the words of an element and all below it."""
        return "".join(self._pieces(element, element.get("/Pg")))

    def _pieces(self, element: Element, page: Element) -> Iterator[str]:
        for kid in kids(element):
            if isinstance(kid, int):
                yield self.marked[page.objgen, kid]
            elif "/S" in kid:
                yield from self._pieces(kid, kid.get("/Pg", page))
            elif "/MCID" in kid:
                yield self.marked[kid.get("/Pg", page).objgen, int(kid.MCID)]

    @cached_property
    def marked(self) -> dict[tuple[tuple[int, int], int], str]:
        """The words of every piece of marked content, by page and number."""
        found: dict[tuple[tuple[int, int], int], str] = {}
        for page in self.pdf.pages:
            for number, words in self._content(page):
                key = (page.obj.objgen, number)
                found[key] = found.get(key, "") + words
        return found

    def loose(self, page: Any) -> bool:
        """Say whether a page shows anything that is neither marked nor an artifact."""
        depth = 0
        for operands, operator in _instructions(page):
            match str(operator):
                case "BDC" | "BMC":
                    depth += 1 if depth or str(operands[0]) == "/Artifact" or len(operands) > 1 else 0
                case "EMC":
                    depth = max(depth - 1, 0)
                case "Tj" | "TJ" | "Do" if not depth:
                    return True
        return False

    def _content(self, page: Any) -> Iterator[tuple[int, str]]:
        open_marks: list[int | None] = []
        glyphs: dict[bytes, str] = {}
        for operands, operator in _instructions(page):
            match str(operator):
                case "BDC":
                    found = operands[1].get("/MCID") if isinstance(operands[1], pikepdf.Dictionary) else None
                    open_marks.append(None if found is None else int(found))
                    if found is not None:
                        yield int(found), ""
                case "BMC":
                    open_marks.append(None)
                case "EMC":
                    open_marks.pop()
                case "Tf":
                    glyphs = self._glyphs(page.Resources.Font[str(operands[0])])
                case "Tj" | "TJ":
                    mark = next((mark for mark in reversed(open_marks) if mark is not None), None)
                    if mark is not None:
                        yield mark, _words(operands[0], glyphs)

    def _glyphs(self, font: Any) -> dict[bytes, str]:
        if font.objgen not in self._fonts:
            text = font.ToUnicode.read_bytes().decode("ascii")
            pairs = _PAIR.findall(text.partition("beginbfchar")[2])
            self._fonts[font.objgen] = {
                bytes.fromhex(code): bytes.fromhex(shown).decode("utf-16-be") for code, shown in pairs
            }
        return self._fonts[font.objgen]


def _instructions(page: Any) -> Iterator[tuple[Any, Any]]:
    for instruction in pikepdf.parse_content_stream(page):
        yield instruction.operands, instruction.operator


def _words(shown: Any, glyphs: dict[bytes, str]) -> str:
    parts = shown if isinstance(shown, pikepdf.Array) else [shown]
    codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    return "".join(glyphs[codes[at : at + 2]] for at in range(0, len(codes), 2))
