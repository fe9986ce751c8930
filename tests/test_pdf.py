from __future__ import annotations

import gc
import io
import logging
import os
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

import monitor_voorbeeld as voorbeeld
from werkmonitor import charts
from werkmonitor.monitor import model as m
from werkmonitor.outputs import pdf as output
from werkmonitor.outputs import renderer

Element = Any


class Fatal(logging.Handler):
    """Turns every remark of WeasyPrint into a failure."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


def made(monitor: m.Monitor) -> bytes:
    """Render a Monitor; WeasyPrint must have nothing to remark."""
    handler = Fatal()
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        drawn = {grafiek.id: charts.render(grafiek) for grafiek in voorbeeld.grafieken(monitor)}
        data = renderer("pdf")(monitor, drawn)[".pdf"]
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
    assert handler.heard == []
    return data


@pytest.fixture(scope="module")
def data() -> bytes:
    return made(voorbeeld.monitor())


@pytest.fixture(scope="module")
def pdf(data: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(data)) as opened:
        yield opened


def kids(element: Element) -> list[Element]:
    inner = element.get("/K", [])
    parts = list(inner) if isinstance(inner, pikepdf.Array) else [inner]
    return [part for part in parts if isinstance(part, pikepdf.Dictionary) and "/S" in part]


def walk(element: Element) -> Iterator[Element]:
    for kid in kids(element):
        yield kid
        yield from walk(kid)


def elements(pdf: pikepdf.Pdf, kind: str) -> list[Element]:
    return [element for element in walk(pdf.Root.StructTreeRoot) if str(element.S) == kind]


@pytest.mark.traag
def test_same_bytes_twice(data: bytes) -> None:
    assert made(voorbeeld.monitor()) == data


def test_it_claims_to_be_accessible(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "nl"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    metadata = pdf.Root.Metadata.read_bytes()
    assert b"<pdfuaid:part>1" in metadata or b'pdfuaid:part="1"' in metadata
    assert str(pdf.docinfo["/Title"]) == "Monitor uitvoeringsprogramma Werk 2021 – Heerenveen"
    assert str(pdf.docinfo["/CreationDate"]).startswith("D:20220101")


def test_bookmarks_are_the_pages_of_the_report(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles == ["Inhoud", *(p.kop for p in voorbeeld.monitor().paginas), "Herkomst van de cijfers"]


def test_headings_are_in_order(pdf: pikepdf.Pdf) -> None:
    levels = [int(str(e.S)[2]) for e in walk(pdf.Root.StructTreeRoot) if re.fullmatch(r"/H\d", str(e.S))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_chart_is_a_figure_with_its_alternative_text(pdf: pikepdf.Pdf) -> None:
    expected = [grafiek.alt for grafiek in voorbeeld.grafieken(voorbeeld.monitor())]
    assert [str(figure.Alt) for figure in elements(pdf, "/Figure")] == expected


def test_every_table_head_has_a_scope(pdf: pikepdf.Pdf) -> None:
    heads = elements(pdf, "/TH")
    assert len(heads) > 100
    assert {str(head.A.Scope) for head in heads} == {"/Row", "/Column"}
    for table in elements(pdf, "/Table"):
        first = next(e for e in walk(table) if str(e.S) == "/TR")
        assert {str(cell.A.get("/Scope")) for cell in kids(first)} == {"/Column"}


def test_lists_hold_items_with_a_label_and_a_body(pdf: pikepdf.Pdf) -> None:
    for inner in elements(pdf, "/L"):
        assert {str(kid.S) for kid in kids(inner)} <= {"/L", "/LI", "/Caption"}
    items = [{str(kid.S) for kid in kids(item)} for item in elements(pdf, "/LI")]
    assert all(found <= {"/Lbl", "/LBody"} for found in items)
    assert sum("/Lbl" in found for found in items) > 10


def test_links_have_words_and_arrive(pdf: pikepdf.Pdf) -> None:
    names = pdf.Root.Names.Dests.Names
    targets = {str(names[i]) for i in range(0, len(names), 2)}
    links = [a for page in pdf.pages for a in page.get("/Annots", []) if a.Subtype == "/Link"]
    inside = [link for link in links if "/Dest" in link]
    assert {str(link.Dest) for link in inside} <= targets
    titles = {p.id: p.titel for p in voorbeeld.monitor().paginas} | {
        "herkomst-cijfers": "Herkomst van de cijfers",
        "herkomst-kort": "Herkomst van de cijfers: In het kort",
    }
    assert {str(link.Dest): str(link.Contents) for link in inside} == titles
    assert len(elements(pdf, "/Link")) == len(links)


def test_running_heads_and_feet_are_artifacts(pdf: pikepdf.Pdf) -> None:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    for number, page in enumerate(pdf.pages):
        mapped = numbers[2 * number + 1]
        content = page.Contents.read_bytes()
        marked = {int(found) for found in re.findall(rb"/MCID (\d+)", content)}
        assert marked == {i for i, element in enumerate(mapped) if element is not None}
        assert (content.count(b"/Type /Pagination") >= 4) is (number > 0)


def test_it_is_a_handy_size(data: bytes, pdf: pikepdf.Pdf) -> None:
    assert len(data) < 400_000
    assert 12 <= len(pdf.pages) <= 30


def test_only_our_own_letters_are_in_it(pdf: pikepdf.Pdf) -> None:
    fonts = {str(o.FontName) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o}
    assert {name.split("+")[1] for name in fonts} == {"DejaVu-Sans", "DejaVu-Sans-Bold"}


def test_long_and_odd_input_can_be_printed() -> None:
    long = "Een heel lange zin over de uitvoering van de Participatiewet. " * 60
    chart = voorbeeld.grafiek(
        id="negen",
        vorm="liggend",
        categorieen=voorbeeld.REDENEN,
        reeksen=tuple(voorbeeld.reeks(f"Reeks {n}", "ander", *range(9)) for n in range(4)),
    )
    pages = (
        voorbeeld.pagina("lang", "Lang", long[:200], m.Tekst(naam="lang", markdown=long), chart),
        voorbeeld.pagina("leeg", "Leeg", "", m.Kerncijfers(indicatoren=()), m.Matrix(), m.Meldingen()),
    )
    short = voorbeeld.monitor(
        paginas=pages, doelen=(), opgaven=(), meldingen=(), programma=voorbeeld.kop(titel=long[:150])
    )
    with pikepdf.open(io.BytesIO(made(short))) as opened:
        assert len(opened.pages) >= 3


@pytest.mark.parametrize("address", ["https://example.org/x.css", "file:///etc/passwd", "data:,x", "grafiek:onbekend"])
def test_nothing_is_fetched_but_our_charts(address: str) -> None:
    served = output.fetcher({"doorval": "<svg/>"})
    with pytest.raises(ValueError, match="haalt niets op van buiten"):
        served.fetch(address)
    assert served.fetch("grafiek:doorval").read() == b"<svg/>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 januari 2022", "2022-01-01"),
        ("31\N{NO-BREAK SPACE}december 2021", "2021-12-31"),
        ("onbekend", output.UNKNOWN_DATE),
        ("1 brumaire 2022", output.UNKNOWN_DATE),
    ],
)
def test_dates(text: str, expected: str) -> None:
    assert output.iso_date(text) == expected


def test_surroundings_are_left_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "mine")
    with output.own_fonts(), output.no_garbage_collection():
        assert os.environ["FONTCONFIG_FILE"].endswith("fonts.conf")
        assert not gc.isenabled()
    assert os.environ["FONTCONFIG_FILE"] == "mine"
    assert gc.isenabled()
    monkeypatch.delenv("FONTCONFIG_FILE")
    with output.own_fonts():
        pass
    assert "FONTCONFIG_FILE" not in os.environ
