"""Mends what WeasyPrint's tagged PDF leaves wrong although validators accept it.

Scopes of table heads, words of links, and running heads and feet that would be read aloud on every page.  It leans on
semi-private objects of WeasyPrint 70, which is why that version is pinned and ``test_pdf`` looks at the result.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def finish(pdf: Any, titles: Mapping[str, str]) -> None:
    """Set scopes, name links and turn running heads into artifacts, in a PDF that is about to be written."""
    by_reference = {item.reference: item for item in pdf.objects if item.generation == 0}
    _set_scopes(pdf, by_reference)
    _set_terms(pdf, by_reference)
    _name_links(pdf, titles)
    _drop_running(pdf, by_reference)


def _elements(pdf: Any, kind: str) -> Iterator[Any]:
    return (item for item in pdf.objects if isinstance(item, dict) and item.get("S") == kind and "P" in item)


def _set_scopes(pdf: Any, by_reference: Mapping[bytes, Any]) -> None:
    """Make a head in the table's head that of its column, any other that of its row."""
    for cell in _elements(pdf, "/TH"):
        ancestor = cell
        while ancestor.get("S") not in {"/THead", "/Table", "/Document"}:
            ancestor = by_reference[ancestor["P"]]
        cell["A"]["Scope"] = "/Column" if ancestor["S"] == "/THead" else "/Row"


def _set_terms(pdf: Any, by_reference: Mapping[bytes, Any]) -> None:
    """Make each pair of a ``dl`` one list item with its term as label, instead of two items within a Div."""
    for pair in _elements(pdf, "/Div"):
        if by_reference[pair["P"]].get("S") != "/L":
            continue
        pair["S"] = "/LI"
        for place, reference in enumerate(pair["K"]):
            item = by_reference[reference]
            item["S"] = "/LBody" if place else "/Lbl"
            for child in item["K"]:
                by_reference[child]["S"] = "/Div" if place else "/Span"


def _name_links(pdf: Any, titles: Mapping[str, str]) -> None:
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Subtype") == "/Link" and "Dest" in item:
            contents = item["Contents"]
            contents.string = titles.get(contents.string, contents.string)


def _drop_running(pdf: Any, by_reference: Mapping[bytes, Any]) -> None:
    """Mark running heads and feet as artifacts: they are outside the reading order, but marked as its text."""
    root = by_reference[pdf.catalog["StructTreeRoot"]]
    reached = set(_reachable(root, by_reference))
    numbers = by_reference[root["ParentTree"]]["Nums"]
    pages = [by_reference[reference] for reference in pdf.page_references]
    for number, page in enumerate(pages):
        parents = numbers[2 * number + 1]
        loose = {mcid for mcid, reference in enumerate(parents) if reference not in reached}
        if loose:
            _mark_artifacts(by_reference[page["Contents"]], loose)
            parents[:] = ["null" if mcid in loose else reference for mcid, reference in enumerate(parents)]


def _reachable(element: Any, by_reference: Mapping[bytes, Any]) -> Iterator[bytes]:
    for kid in element.get("K", ()):
        if isinstance(kid, bytes):
            yield kid
            yield from _reachable(by_reference[kid], by_reference)


def _mark_artifacts(stream: Any, loose: set[int]) -> None:
    parts = stream.stream
    for place, part in enumerate(parts):
        if isinstance(part, dict) and part.get("MCID") in loose:
            parts[place - 1] = "/Artifact"
            del part["MCID"]
            part["Type"] = "/Pagination"
