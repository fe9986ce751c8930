"""What must be true of every PDF that is made: each is a function that finds what is wrong in one, as sentences.

Validators accept the defects that most of these look for.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import page as validator
import pikepdf

from bladzijde import Bladzijde, heads, squeezed
from pdf_boom import GENERATED, Boom, Element, elements, kids, walk
from werkmonitor.outputs.pdf_archief import BAD_END, MANIFEST, Bijlage

PROFILES = ("ua1", "3a")
_DATE = re.compile(rb"D:\d{8}")
_LEVEL = re.compile(r"/H(\d)")


@dataclass
class Document:
    """A PDF with what it was made from."""

    source: str
    data: bytes
    bijlagen: Sequence[Bijlage]
    datum: str

    @cached_property
    def blad(self) -> Bladzijde:
        return Bladzijde(self.source)

    @cached_property
    def pdf(self) -> pikepdf.Pdf:
        from io import BytesIO

        return pikepdf.open(BytesIO(self.data))

    @cached_property
    def boom(self) -> Boom:
        return Boom(self.pdf)

    @cached_property
    def places(self) -> dict[str, int]:
        """On which page every target of a link stands."""
        names: Any = self.pdf.Root.Names.Dests.Names if "/Dests" in self.pdf.Root.get("/Names", {}) else []
        numbers = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages, 1)}
        return {str(names[i]): numbers[names[i + 1][0].objgen] for i in range(0, len(names), 2)}


Eis = Callable[[Document], Iterator[str]]
EISEN: list[Eis] = []


def eis(function: Eis) -> Eis:
    """Count a function among what every PDF must meet."""
    EISEN.append(function)
    return function


def fouten(document: Document, zonder: Eis | None = None) -> list[str]:
    """Return everything that is wrong with a PDF; ``zonder`` is a demand that is left out."""
    return [f"{each.__name__}: {said}" for each in EISEN if each is not zonder for said in each(document)]


@eis
def validators_find_nothing(document: Document) -> Iterator[str]:
    for profile in PROFILES:
        found = validator.validate_pdf_bytes(document.data, profile=profile)
        yield from (f"{profile} {failure.rule_id} {failure.message}" for failure in found.failures)
    yield from document.pdf.check_pdf_syntax()
    if BAD_END in document.data:
        yield "a stream ends in a way that hides its length"


@eis
def reading_order_is_that_of_the_page(document: Document) -> Iterator[str]:
    """Every word once, in the order of the HTML: no running heads, no dotted lines, nothing lost."""
    blad, boom = document.blad, document.boom
    assert blad.body is not None
    figures = {figure.objgen for figure in boom.all("/Figure")}
    there = squeezed("".join(_read(boom, boom.root, figures)))
    asked = squeezed(blad.text(blad.body, document.places))
    if there != asked:
        at = next(
            (i for i, (a, b) in enumerate(zip(there, asked, strict=False)) if a != b), min(len(there), len(asked))
        )
        yield f"{there[at : at + 60]!r} stands where {asked[at : at + 60]!r} should"


def _read(boom: Boom, element: Element, skipped: set[tuple[int, int]]) -> Iterator[str]:
    """Yield the words of a tree, without those within pictures and the marks before the items of a list."""
    for kid in kids(element):
        if isinstance(kid, int):
            yield boom.marked[element.Pg.objgen, kid]
        elif "/MCID" in kid:
            yield boom.marked[kid.Pg.objgen, int(kid.MCID)]
        elif "/S" in kid and kid.objgen not in skipped and not _is_bullet(boom, kid):
            yield from _read(boom, kid, skipped)


def _is_bullet(boom: Boom, element: Element) -> bool:
    return str(element.S) == "/Lbl" and boom.text(element).strip() in GENERATED


@eis
def what_is_not_read_is_an_artifact(document: Document) -> Iterator[str]:
    parents = document.boom.parents()
    for number, page in enumerate(document.pdf.pages, 1):
        marks = {mark for objgen, mark in document.boom.marked if objgen == page.obj.objgen}
        owned = {i for i, parent in enumerate(parents[int(page.obj.StructParents)]) if parent is not None}
        if marks != owned:
            yield f"page {number} has marks that no element has"
        if document.boom.loose(page):
            yield f"page {number} shows words that are neither read nor an artifact"


@eis
def tables_are_whole_with_the_right_heads(document: Document) -> Iterator[str]:
    boom, blad = document.boom, document.blad
    tables, asked = boom.all("/Table"), list(blad.shown("table"))
    names = boom.heads()
    if len(tables) != len(asked):
        yield f"{len(tables)} tables instead of {len(asked)}"
        return
    for table, html in zip(tables, asked, strict=True):
        caption = blad.text(html.find("caption")) if html.find("caption") is not None else ""  # type: ignore[arg-type]
        found = [boom.text(e) for e in elements(table) if str(e.S) == "/Caption"]
        if [squeezed(text) for text in found] != ([squeezed(caption)] if caption else []):
            yield f"table {caption!r} has the captions {found}"
        if sum(str(e.S) == "/THead" for e in elements(table)) > 1:
            yield f"table {caption!r} says its heads more than once"
        cells = [e for e in walk(table) if str(e.S) == "/TD"]
        there = [[boom.text(cell), *(boom.text(names[bytes(h)]) for h in cell.A.get("/Headers", []))] for cell in cells]
        should = [[blad.text(cell.element), *(blad.text(h.element) for h in above)] for cell, above in heads(html)]
        if [list(map(squeezed, row)) for row in there] != [list(map(squeezed, row)) for row in should]:
            wrong = next(
                (
                    pair
                    for pair in zip(there, should, strict=False)
                    if list(map(squeezed, pair[0])) != list(map(squeezed, pair[1]))
                ),
                "",
            )
            yield f"table {caption!r} has other heads: {wrong}"


@eis
def heads_of_tables_say_what_they_are_of(document: Document) -> Iterator[str]:
    names = document.boom.heads()
    for head in document.boom.all("/TH"):
        if str(head.A.get("/Scope")) not in {"/Row", "/Column"}:
            yield f"head {document.boom.text(head)!r} has no scope"
        if names.get(bytes(head.get("/ID", b""))) != head:
            yield f"head {document.boom.text(head)!r} cannot be found by its name"


@eis
def links_are_whole_and_say_their_words(document: Document) -> Iterator[str]:
    boom = document.boom
    parents = boom.parents()
    clicked = 0
    found: list[tuple[str, str]] = []
    for link in boom.all("/Link"):
        text = boom.text(link)
        if any(str(inner.S) == "/Link" for inner in walk(link)):
            yield f"a link within the link {text!r}"
        annotations = [kid.Obj for kid in kids(link) if not isinstance(kid, int) and "/Obj" in kid]
        places = {str(each.get("/Dest", each.get("/A", {}).get("/URI"))) for each in annotations}
        spoken = {squeezed(str(each.Contents)) for each in annotations}
        if spoken != {squeezed(text)} or len(places) != 1:
            yield f"link {text!r} says {spoken} and leads to {places}"
        found += [(squeezed(text), place) for place in places]
        clicked += len(annotations)
        yield from (
            f"link {text!r} does not know its place" for each in annotations if parents[int(each.StructParent)] != link
        )
    asked = [(squeezed(text), target) for text, target in document.blad.links()]
    if found != asked:
        yield f"other links than in the page: {sorted(set(found) ^ set(asked))[:4]}"
    count = sum(a.Subtype == "/Link" for page in document.pdf.pages for a in page.get("/Annots", []))
    if count != clicked:
        yield "there are links outside the structure"
    yield from (
        f"nothing to arrive at: {target}" for _, target in asked if ":" not in target and target not in document.places
    )


@eis
def pictures_have_a_text(document: Document) -> Iterator[str]:
    asked = [image.get("alt") for image in document.blad.shown("img") if image.get("alt")]
    found = [str(figure.get("/Alt", "")) for figure in document.boom.all("/Figure")]
    if found != asked or not all(found):
        yield f"{len(found)} pictures with a text, {len(asked)} in the page"
    if any(True for _ in document.blad.shown("{http://www.w3.org/2000/svg}svg", "svg")):
        yield "a drawing within the page, of which the text can be lost"


@eis
def headings_are_in_order(document: Document) -> Iterator[str]:
    boom = document.boom
    found = [e for e in walk(boom.root) if _LEVEL.fullmatch(str(e.S))]
    levels = [int(str(e.S)[2]) for e in found]
    asked = [
        (int(e.tag[1]), squeezed(document.blad.text(e)))
        for e in document.blad.shown("h1", "h2", "h3", "h4", "h5", "h6")
    ]
    if [(level, squeezed(boom.text(e))) for level, e in zip(levels, found, strict=True)] != asked:
        yield "other headings than in the page"
    if levels[:1] != [1] or levels.count(1) != 1 or any(after - before > 1 for before, after in pairwise(levels)):
        yield f"levels {levels}"


@eis
def lists_are_lists(document: Document) -> Iterator[str]:
    lists = document.boom.all("/L")
    if len(lists) != len(list(document.blad.shown("ul", "ol", "dl"))):
        yield f"{len(lists)} lists"
    for each in lists:
        if {str(kid.S) for kid in elements(each)} - {"/LI", "/L"}:
            yield f"{document.boom.text(each)[:40]!r} holds more than items"
    for item in document.boom.all("/LI"):
        if {str(kid.S) for kid in elements(item)} - {"/Lbl", "/LBody"}:
            yield f"{document.boom.text(item)[:40]!r} has no body"


@eis
def bookmarks_are_the_headings(document: Document) -> Iterator[str]:
    with document.pdf.open_outline() as outline:
        found = [squeezed(item.title) for item in outline.root]
    asked = [squeezed(document.blad.text(e)) for e in document.blad.shown("h2")]
    if found != asked:
        yield f"{len(found)} bookmarks, {len(asked)} headings of the second level"


@eis
def the_document_says_what_it_is(document: Document) -> Iterator[str]:
    root, tree = document.pdf.Root, document.blad.tree
    title = tree.findtext("head/title") or ""
    if (str(root.Lang), str(document.pdf.docinfo["/Title"])) != ("nl", title):
        yield "another language or title"
    if not (root.MarkInfo.Marked and root.ViewerPreferences.DisplayDocTitle):
        yield "it is not marked, or its title is not shown"
    yield from (f"page {n} has no tab order" for n, p in enumerate(document.pdf.pages, 1) if p.obj.get("/Tabs") != "/S")
    if [e for e in tree.iter() if e.get("lang")] != [tree]:
        yield "a part in another language, which WeasyPrint does not tell"
    wanted = (b"<pdfuaid:part>1", b'pdfaid:part="3"', b'pdfaid:conformance="A"', b"pdfaSchema:prefix>pdfuaid")
    metadata = root.Metadata.read_raw_bytes()
    if metadata.count(b"<rdf:RDF") != 1 or not all(part in metadata for part in wanted):
        yield "the metadata do not say both what it is for archives and for readers"


@eis
def nothing_floats_or_shines_through(document: Document) -> Iterator[str]:
    yield from re.findall(r"float:\s*(?:left|right)|opacity\s*:|rgba\(|@media[^{]*width", document.blad.style)
    for item in document.pdf.objects:
        state: Any = item if isinstance(item, pikepdf.Dictionary) else {}
        if (state.get("/ca", 1), state.get("/CA", 1), "/SMask" in state) != (1, 1, False):
            yield "something shines through"


@eis
def files_are_attached_as_the_manifest_says(document: Document) -> Iterator[str]:
    found = {name: file.get_file().read_bytes() for name, file in document.pdf.attachments.items()}
    if found != {file.naam: file.data for file in document.bijlagen}:
        yield f"other files: {sorted(found)}"
    named = {each["naam"]: each for each in json.loads(found[MANIFEST])["bestanden"]}
    if set(named) != set(found) - {MANIFEST} or not named:
        yield f"the manifest names {sorted(named)}"
    for name, each in named.items():
        if (each["sha256"], each["bytes"]) != (hashlib.sha256(found[name]).hexdigest(), len(found[name])):
            yield f"{name} is not what the manifest says"
    associated = document.pdf.Root.AF
    if [str(file.AFRelationship) for file in associated] != ["/Data"] * len(found):
        yield "the files are not associated with the document as its data"
    kinds = {str(file.UF): str(file.EF.F.Subtype) for file in associated}
    if kinds != {file.naam: f"/{file.soort}" for file in document.bijlagen}:
        yield f"other kinds: {kinds}"


@eis
def every_date_is_that_of_the_sources(document: Document) -> Iterator[str]:
    asked = f"D:{document.datum.replace('-', '')}".encode()
    dates = {found for item in document.pdf.objects for found in _DATE.findall(_dates(item))}
    if dates != {asked}:
        yield f"dates {sorted(dates)}"


def _dates(item: Any) -> bytes:
    keys = ("/CreationDate", "/ModDate")
    inner: Any = item.get("/Params", item) if isinstance(item, pikepdf.Dictionary | pikepdf.Stream) else {}
    return b" ".join(bytes(inner[key]) for key in keys if key in inner)
