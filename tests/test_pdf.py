from __future__ import annotations

import gc
import io
import logging
import os
from collections.abc import Iterator

import pikepdf
import pytest

import monitor_voorbeeld as voorbeeld
from pdf_eisen import Document, fouten, validators_find_nothing
from werkmonitor import charts
from werkmonitor.monitor import model as m
from werkmonitor.outputs import pdf as output
from werkmonitor.outputs import pdf_archief, renderer
from werkmonitor.outputs.html import page

pytestmark = pytest.mark.traag


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
def document(data: bytes) -> Document:
    monitor = voorbeeld.monitor()
    datum = output.iso_date(monitor.programma.brondatum)
    return Document(page(monitor, {}, "pdf", datum), data, pdf_archief.bijlagen(monitor), datum)


@pytest.fixture(scope="module")
def pdf(data: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(data)) as opened:
        yield opened


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


def test_every_demand_on_its_structure_is_met(document: Document) -> None:
    assert fouten(document, zonder=validators_find_nothing) == []


def test_running_heads_and_feet_are_artifacts(pdf: pikepdf.Pdf) -> None:
    for number, sheet in enumerate(pdf.pages):
        assert (sheet.Contents.read_bytes().count(b"/Type /Pagination") >= 4) is (number > 0)


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


def test_a_list_of_objects_that_ends_badly_is_written_again(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []
    finish = output._finish  # noqa: SLF001 - to see how often

    def noting(bijlagen: list[pdf_archief.Bijlage], attempt: int, *rest: object) -> None:
        tried.append(attempt)
        finish(bijlagen, attempt, *rest)

    monkeypatch.setattr(output, "_finish", noting)
    monkeypatch.setattr(pdf_archief, "BAD_END", b"\nendstream")  # as every stream ends
    source = '<html lang="nl"><title>Kort</title><meta name="dcterms.created" content="2022-01-01"><p>Kort</p>'
    output.prepare()
    again = output.write(source, {}, (), "2022-01-01")
    assert tried == list(range(output.ATTEMPTS))
    with pikepdf.open(io.BytesIO(again)) as opened:
        assert opened.check_pdf_syntax() == []


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
