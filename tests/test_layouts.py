"""Slides and the summary of the examples, laid out: nothing too small, nothing outside its sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from hulp import bouw, kopie
from pdf_eisen import Document
from pdf_eisen import fouten as pdf_fouten
from werkmonitor import resources
from werkmonitor.cli import opties
from werkmonitor.findings import UsageError
from werkmonitor.huisstijl.lezen import lees_huisstijl
from werkmonitor.monitor import model
from werkmonitor.outputs import LAYOUTS, RAPPORT, einden, pdf, pdf_archief, zonder_formaat
from werkmonitor.outputs.dias import dias
from werkmonitor.outputs.layouts import Maker
from werkmonitor.outputs.stijl import bestanden
from werkmonitor.periode import Periode
from werkmonitor.programma.schema import Layout
from werkmonitor.tasks.build import Opdracht, build

VOORBEELDEN = {"heerenveen": "2021", "smallingerland": "2019-H2", "werksaam": "2020"}
GRAFIEK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 460 257" width="460" height="257"></svg>'
"""As high as most charts are; drawing them all would take longer than all else here."""
PUNT = 4 / 3
"""Pixels of a point."""
INTERN = "intern, niet voor publicatie"


class Vellen(NamedTuple):
    """The layouts of one example, laid out, and what they are made from."""

    monitor: model.Monitor
    maker: Maker
    presentatie: list[Any]
    samenvatting: list[Any]


def test_the_layouts_are_those_that_may_be_declared() -> None:
    from typing import get_args

    assert tuple(LAYOUTS) == get_args(Layout)
    assert tuple(RAPPORT) == ("rapport",)


def test_a_format_has_the_files_of_the_layouts_that_it_is_made_in() -> None:
    assert einden("pdf", ("rapport", "samenvatting")) == (".pdf", "-samenvatting.pdf")
    assert einden("html", ("presentatie",)) == ()
    assert einden("json", ("presentatie",)) == (".json",), "data have no layout"
    assert zonder_formaat(("rapport", "presentatie"), ("html", "json")) == ["presentatie"]
    assert zonder_formaat(("presentatie",), ("html", "pdf")) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("presentatei", "'presentatei' is geen layout. Bedoelt u presentatie?"),
        ("rapport,xyz", "'xyz' is geen layout. Kies uit rapport, presentatie, samenvatting."),
        (" , ", "--layout is leeg. Kies uit rapport, presentatie, samenvatting."),
    ],
)
def test_a_wrong_layout_is_told_with_the_nearest(typed: str, said: str) -> None:
    with pytest.raises(UsageError) as error:
        opties.layouts(typed)
    assert str(error.value) == said
    assert error.value.exit_code == 2


def test_layouts_are_typed_as_a_list() -> None:
    assert opties.layouts(None) == ()
    assert opties.layouts("Samenvatting, rapport,samenvatting") == ("samenvatting", "rapport")


def test_a_build_makes_the_layouts_that_are_asked_for_else_those_of_the_declaration(kern: Path, tmp_path: Path) -> None:
    werkmap = kopie(tmp_path, van=kern, met_uitvoer=True)

    def names(formaten: tuple[str, ...], layouts: tuple[str, ...] = ()) -> tuple[str, ...]:
        opdracht = Opdracht(
            periode=Periode.parse("2021"), werkmap=werkmap, formaten=formaten, layouts=layouts, droog=True
        )
        return build(opdracht, lambda _: None).bestanden

    assert names(("html", "pdf")) == ("monitor-2021.html", "monitor-2021.pdf")
    assert names(("html", "pdf"), ("samenvatting",)) == ("monitor-2021-samenvatting.pdf",)
    with pytest.raises(UsageError, match="De layout presentatie is er alleen als pdf"):
        names(("html", "json"), ("rapport", "presentatie"))
    declared = werkmap / "werkmonitor.toml"
    text = declared.read_text(encoding="utf-8")
    declared.write_text(text.replace("[publicatie]", '[publicatie]\nlayouts = ["presentatie"]'), encoding="utf-8")
    assert names(("pdf", "json")) == ("monitor-2021-presentatie.pdf", "monitor-2021.json")


@pytest.fixture(scope="module", params=VOORBEELDEN)
def vellen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Vellen:
    from weasyprint import HTML

    pdf.prepare()
    werkmap = kopie(tmp_path_factory.mktemp(request.param), van=resources.voorbeeld(request.param))
    made, stijl = bouw(werkmap, VOORBEELDEN[request.param]), lees_huisstijl(werkmap)
    monitor = msgspec.structs.replace(made, programma=msgspec.structs.replace(made.programma, voorbeeld=True))
    charts = {b.id: GRAFIEK for p in monitor.paginas for b in p.blokken if isinstance(b, model.Grafiek)}
    maker = Maker(monitor=monitor, charts=charts, datum="2022-01-01", eigen={}, stijl=stijl)
    files = bestanden(stijl)

    def laid_out(source: str) -> list[Any]:
        with pdf.own_fonts(), pdf.no_garbage_collection():
            return list(HTML(string=source, url_fetcher=pdf.fetcher(charts, files)).render().pages)

    kort = maker.samenvatting(lambda source: pdf.pages(source, charts, files))
    return Vellen(monitor, maker, laid_out(maker.presentatie()), laid_out(kort))


def boxes(page: Any, *, marge: bool = False) -> Iterator[Any]:
    """Yield the boxes with letters of a page, those of its foot only with ``marge``."""
    from weasyprint.formatting_structure.boxes import MarginBox, TextBox

    def within(box: Any) -> Iterator[Any]:
        if isinstance(box, MarginBox) and not marge:
            return
        if isinstance(box, TextBox) and box.text.strip():
            yield box
        for child in getattr(box, "children", ()):
            yield from within(child)

    return within(page._page_box)  # noqa: SLF001 - there is no other way to what was laid out


@pytest.mark.traag
def test_each_slide_is_one_sheet_and_the_summary_is_one_page(vellen: Vellen) -> None:
    assert len(vellen.presentatie) == len(dias(vellen.monitor))
    assert len(vellen.samenvatting) == 1
    wide, high = vellen.presentatie[0].width, vellen.presentatie[0].height
    assert wide / high == pytest.approx(16 / 9, abs=0.001)


@pytest.mark.traag
def test_a_presentation_and_a_summary_meet_what_every_pdf_must(vellen: Vellen) -> None:
    if vellen.monitor.periode != VOORBEELDEN["heerenveen"]:
        return  # one says as much as three, and laying out takes long
    maker, files = vellen.maker, bestanden(vellen.maker.stijl)
    attached = pdf_archief.bijlagen(vellen.monitor)
    for end, source in maker.alle(("presentatie", "samenvatting"), lambda _: 1):
        data = pdf.of_monitor(vellen.monitor, source, maker.charts, files)
        document = Document(source, data, attached, pdf.iso_date(vellen.monitor.programma.brondatum))
        assert pdf_fouten(document) == [], end


@pytest.mark.traag
def test_a_slide_can_be_read_from_the_back(vellen: Vellen) -> None:
    sizes = {round(box.style["font_size"] / PUNT, 1) for page in vellen.presentatie for box in boxes(page)}
    assert min(sizes) >= 18
    feet = {round(box.style["font_size"] / PUNT, 1) for page in vellen.presentatie for box in boxes(page, marge=True)}
    assert feet - sizes == {12.0}
    handed = {round(box.style["font_size"] / PUNT, 1) for box in boxes(vellen.samenvatting[0], marge=True)}
    assert min(handed) >= 7


@pytest.mark.traag
def test_no_word_stands_outside_its_sheet_or_in_its_foot(vellen: Vellen) -> None:
    for page in (*vellen.presentatie, *vellen.samenvatting):
        foot = page.height - page._page_box.margin_bottom  # noqa: SLF001 - likewise
        for box in boxes(page):
            assert box.position_x >= 0, box.text
            assert box.position_x + box.width <= page.width, box.text
            assert box.position_y + box.height <= foot + 1, box.text


@pytest.mark.traag
def test_every_sheet_says_that_it_is_internal_and_an_example(vellen: Vellen) -> None:
    for page in (*vellen.presentatie, *vellen.samenvatting):
        said = " ".join(box.text for box in boxes(page, marge=True))
        assert INTERN in said
        assert "voorbeeld" in said
        assert vellen.monitor.programma.stand in said


@pytest.mark.traag
def test_the_summary_can_be_read_alone(vellen: Vellen) -> None:
    said = " ".join(box.text for box in boxes(vellen.samenvatting[0]))
    for question in ("Wat is er beloofd", "Wat is er anders", "Wat weten we niet?", "De kerncijfers"):
        assert question in said
    assert vellen.monitor.programma.brondatum.replace("\xa0", " ") in said.replace("\xa0", " ")
    assert all(telling.woord in said for telling in vellen.monitor.kleuren)
