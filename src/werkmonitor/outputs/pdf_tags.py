"""Mends what WeasyPrint's tagged PDF leaves wrong although validators accept it.

Tables, words of links, lists of terms, and running heads and feet that would be read aloud on every page.  It leans on
semi-private objects of WeasyPrint 70, which is why that version is pinned and ``test_toegankelijk_pdf`` looks at the
result.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pydyf

from werkmonitor.outputs import pdf_tables

WHOLE = {
    "/Sect": {"section"},
    "/Art": {"article"},
    "/Table": {"table"},  # a caption can stand on the page before its table
    "/L": {"ul", "ol", "dl"},
    "/P": {"p"},
}
"""What is one for a reader, also where it goes on on the next page; with its names in HTML."""


def finish(document: Any, pdf: Any) -> None:
    """Mend tables, lists and links and turn running heads into artifacts, in a PDF that is about to be written."""
    by_reference = {item.reference: item for item in pdf.objects if item.generation == 0}
    pdf_tables.mend(document, pdf, by_reference)
    _join_parts(document, pdf, by_reference)
    _set_terms(pdf, by_reference)
    _mend_links(document, pdf, by_reference)
    _join_links(document, pdf, by_reference)
    _drop_running(pdf, by_reference)


def _elements(pdf: Any, kind: str) -> Iterator[Any]:
    return (item for item in pdf.objects if isinstance(item, dict) and item.get("S") == kind and "P" in item)


def _join_parts(document: Any, pdf: Any, by_reference: Mapping[bytes, Any]) -> None:
    """Make one element of what stands on several pages; WeasyPrint makes one for each box, in their order."""
    boxes = list(_boxes(document))
    for kind, tags in WHOLE.items():
        firsts: dict[int, Any] = {}
        made = [box for box in boxes if box.element_tag in tags]
        for box, element in zip(made, list(_elements(pdf, kind)), strict=True):
            first = firsts.setdefault(id(box.element), element)
            if element is not first and element["K"]:
                _move(element, first, by_reference)


def _move(element: Any, first: Any, by_reference: Mapping[bytes, Any]) -> None:
    """Move what stands in an element to the first of its kind: to its place there, or to the end."""
    for kid in element["K"]:
        by_reference[kid]["P"] = first.reference
    place = first["K"].index(element.reference) if element.reference in first["K"] else len(first["K"])
    first["K"][place:place] = element["K"]
    element["K"].clear()
    pdf_tables.detach(element, by_reference)


def _boxes(document: Any) -> Iterator[Any]:
    """Yield every box that has an element in the structure tree; of a table it is the box with its caption too."""
    from weasyprint.formatting_structure import boxes

    for page in document.pages:
        for box in page._page_box.descendants(placeholders=True):  # noqa: SLF001 - there is no other way to the layout
            if not isinstance(box, boxes.LineBox | boxes.TextBox | boxes.TableBox):
                yield box


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


def _mend_links(document: Any, pdf: Any, by_reference: Mapping[bytes, Any]) -> None:
    """Give each link its own words; what stands within a link is no second link."""
    numbers = _parent_tree(pdf, by_reference)
    for page, reference in zip(document.pages, pdf.page_references, strict=True):
        for _, _, _, box in page.links:
            annotation = box.link_annotation
            if annotation is None:  # it leads nowhere
                continue
            if box.element_tag == "a":
                spoken = " ".join(_words(box.element).split())
                annotation["Contents"].string = spoken or annotation["Contents"].string
            else:
                by_reference[reference]["Annots"].remove(annotation.reference)
                _unlink(by_reference[numbers[2 * annotation["StructParent"] + 1]], annotation, by_reference)


def _words(element: Any) -> str:
    """Return the words of a link, those for who cannot see a picture in it too."""
    inside = "".join(f"{_words(child)}{child.tail or ''}" for child in element)
    return f"{element.get('alt', '')}{element.text or ''}{inside}"


def _parent_tree(pdf: Any, by_reference: Mapping[bytes, Any]) -> Any:
    """Return the list that says to which element marks and annotations belong: each number followed by its element."""
    return by_reference[by_reference[pdf.catalog["StructTreeRoot"]]["ParentTree"]]["Nums"]


def _join_links(document: Any, pdf: Any, by_reference: Mapping[bytes, Any]) -> None:
    """Make one link of what stands on several lines, with a place to click on each."""
    firsts: dict[int, Any] = {}
    made = [box for box in _boxes(document) if box.element_tag == "a"]
    for box, link in zip(made, list(_elements(pdf, "/Link")), strict=True):
        first = firsts.setdefault(id(box.element), link)
        if link is not first and _goes_on(link, first, by_reference):
            kids = [_marked(kid, link, first) for kid in link["K"]]
            for kid in link["K"]:
                _give(kid, link, first, pdf, by_reference)
            first["K"] += kids
            link["K"].clear()
            pdf_tables.detach(link, by_reference)


def _goes_on(link: Any, first: Any, by_reference: Mapping[bytes, Any]) -> bool:
    """Say whether nothing stands between two parts of a link."""
    if link["Pg"] != first["Pg"]:
        return True
    there = by_reference[link["P"]]["K"]
    place = there.index(link.reference)
    return bool(place) and there[place - 1] == first.reference


def _marked(kid: Any, link: Any, first: Any) -> Any:
    """Return a part of a link; a mark on another page than the first part's names that page."""
    if isinstance(kid, bytes) or link["Pg"] == first["Pg"]:
        return kid
    return pydyf.Dictionary({"Type": "/MCR", "Pg": link["Pg"], "MCID": kid})


def _give(kid: Any, link: Any, first: Any, pdf: Any, by_reference: Mapping[bytes, Any]) -> None:
    """Say of a mark, an annotation or an element that it belongs to the first part of its link."""
    numbers = _parent_tree(pdf, by_reference)
    if not isinstance(kid, bytes):
        numbers[2 * pdf.page_references.index(link["Pg"]) + 1][kid] = first.reference
    elif "Obj" in by_reference[kid]:
        numbers[2 * by_reference[by_reference[kid]["Obj"]]["StructParent"] + 1] = first.reference
    else:
        by_reference[kid]["P"] = first.reference


def _unlink(element: Any, annotation: Any, by_reference: Mapping[bytes, Any]) -> None:
    element["K"][:] = [kid for kid in element["K"] if not _refers(by_reference.get(kid), annotation)]
    if element["S"] == "/Link":
        element["S"] = "/Span"


def _refers(item: Any, annotation: Any) -> bool:
    return isinstance(item, dict) and item.get("Obj") == annotation.reference


def _drop_running(pdf: Any, by_reference: Mapping[bytes, Any]) -> None:
    """Mark what is outside the reading order as artifacts: running heads and feet, and heads of tables that go on."""
    reached = set(_reachable(by_reference[pdf.catalog["StructTreeRoot"]], by_reference))
    numbers = _parent_tree(pdf, by_reference)
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
