"""Slides in PowerPoint: titles, native charts with exactly the plotted numbers, nothing hidden, the own template."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from monitor_voorbeeld import grafiek, kop, monitor, pagina, punten
from werkmonitor.findings import InputError, OutputError
from werkmonitor.huisstijl.lezen import lees_huisstijl
from werkmonitor.huisstijl.model import ONZE, Huisstijl
from werkmonitor.monitor import model
from werkmonitor.outputs import pptx
from werkmonitor.outputs.dias import dias

pytestmark = pytest.mark.traag


def made(shown: model.Monitor, stijl: Huisstijl = ONZE) -> bytes:
    return pptx.render(shown, {}, stijl)[".pptx"]


def small(*blokken: model.AnyBlok) -> model.Monitor:
    page = pagina("verloop", "Verloop", "Verloop", *blokken)
    return monitor(paginas=(page,), programma=kop(voorbeeld=False))


@pytest.fixture(scope="module")
def bytes_() -> bytes:
    return made(monitor())


@pytest.fixture(scope="module")
def slides(bytes_: bytes) -> list[Any]:
    return list(Presentation(io.BytesIO(bytes_)).slides)


def charts(slides: list[Any]) -> Iterator[tuple[Any, Any]]:
    return ((shape, shape.chart) for slide in slides for shape in slide.shapes if shape.has_chart)


@pytest.mark.traag
def test_every_slide_of_the_plan_is_there_with_title_foot_notes_and_language(slides: list[Any]) -> None:
    plan = dias(monitor())
    assert len(slides) == len(plan)
    for slide, dia in zip(slides, plan, strict=True):
        assert slide.shapes.title.text_frame.text.startswith(dia.kop)
        assert slide.shapes[0].shape_id == slide.shapes.title.shape_id, "the title is read first"
        assert "intern, niet voor publicatie" in next(s for s in slide.shapes if s.name == "voet").text_frame.text
        assert dia.bron in slide.notes_slide.notes_text_frame.text
        runs = [*slide._element.iter(qn("a:r")), *slide._element.iter(qn("a:fld"))]  # noqa: SLF001 - no languages there
        assert {run.find(qn("a:rPr")).get("lang") for run in runs} == {"nl-NL"}
        assert all(
            shape.has_text_frame and shape.text_frame.text for shape in slide.placeholders if shape.name == "inhoud"
        )


@pytest.mark.traag
def test_each_chart_holds_the_plotted_numbers_and_its_words(slides: list[Any]) -> None:
    planned = [dia.grafiek for dia in dias(monitor()) if dia.grafiek]
    drawn = list(charts(slides))
    assert len(drawn) == len(planned) > 0
    for (frame, chart), plan in zip(drawn, planned, strict=True):
        assert next(frame._element.iter(qn("p:cNvPr"))).get("descr") == plan.alt  # noqa: SLF001 - no alt texts there
        found = {series.name: list(series.values) for plot in chart.plots for series in plot.series}
        if plan.vorm != "brug":
            assert {r.naam: [p.waarde for p in r.punten] for r in plan.reeksen}.items() <= found.items()
        book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))["Sheet1"]
        columns = {cells[0]: list(cells[1:]) for cells in list(book.iter_cols(values_only=True))[1:]}
        assert columns == found, "the workbook behind it holds the same"


def test_a_table_is_one_with_a_head_and_words() -> None:
    rows = tuple(model.Rij(naam=naam, cellen=(model.Cel(weergave="5", waarde=5),)) for naam in ("a", "b", "c"))
    tabel = model.Tabel(titel="Per team", rijkop="Team", kolommen=(model.Kolom(kop="Aantal"),), rijen=rows)
    deck = Presentation(io.BytesIO(made(small(model.Tabelblok(tabel=tabel)))))
    frame = [shape for slide in deck.slides for shape in slide.shapes if shape.has_table][-1]
    assert next(frame._element.iter(qn("p:cNvPr"))).get("descr") == "Tabel: Per team"  # noqa: SLF001 - likewise
    assert frame.table.first_row
    assert [[cell.text for cell in row.cells] for row in frame.table.rows] == [
        ["Team", "Aantal"],
        ["a", "5"],
        ["b", "5"],
        ["c", "5"],
    ]


@pytest.mark.traag
def test_the_same_monitor_gives_the_same_bytes_without_a_trace_of_the_day(bytes_: bytes) -> None:
    assert made(monitor()) == bytes_
    with zipfile.ZipFile(io.BytesIO(bytes_)) as archive:
        assert {(part.date_time, part.create_system) for part in archive.infolist()} == {((1980, 1, 1, 0, 0, 0), 0)}
        assert b"Canny" not in archive.read("docProps/core.xml")
    core = Presentation(io.BytesIO(bytes_)).core_properties
    assert (core.title, core.author, core.language) == (monitor().programma.titel, "Gemeente Heerenveen", "nl-NL")


def hidden(vorm: Any) -> model.Grafiek:
    """A chart with a hidden point, whose number nobody may find."""
    shown = grafiek(id="geheim", vorm=vorm, titel="Verborgen", categorieen=("a", '=HYPERLINK("x")', "c"))
    points = (*punten(1, 2), model.Punt(waarde=None, weergave="[p]", verborgen=True))
    return msgspec.structs.replace(shown, norm=None, reeksen=(model.Reeks(naam="n", stijl="nu", punten=points),))


@pytest.mark.parametrize("vorm", ["lijn", "liggend", "brug"])
def test_a_hidden_number_is_nowhere_and_the_slide_says_so(vorm: str) -> None:
    data = made(small(hidden(vorm)))
    deck = list(Presentation(io.BytesIO(data)).slides)
    ((_, chart),) = charts(deck)
    assert [list(series.values) for series in chart.plots[0].series] == [[1.0, 2.0, None]]
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))["Sheet1"]
    assert [cell.value for cell in book["B"]] == ["n", 1, 2, None]
    assert book["A3"].data_type == "s", "a text never becomes a formula"
    said = " ".join(shape.text_frame.text for slide in deck for shape in slide.shapes if shape.has_text_frame)
    assert "[p] = niet getoond, om privacy: c" in said


def test_without_the_library_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pptx, "find_spec", lambda _: None)
    with pytest.raises(OutputError, match=r"pip install 'werkmonitor\[pptx\]'"):
        made(small())


# The municipality's own template


def template(*, voet: bool = True) -> bytes:
    """Return a template of the kind that an office makes: other names of layouts, and a slide with an example."""
    presentation: Any = Presentation()
    layout = presentation.slide_layouts[3]
    shapes = {shape.placeholder_format.idx: shape for shape in layout.placeholders}
    shapes[1].name, shapes[2].name, shapes[11].name = "inhoud", "Grafiek", "voet"
    for other in presentation.slide_layouts:
        for shape in list(other.placeholders):
            if not voet and shape.placeholder_format.idx == 11:
                shape._element.getparent().remove(shape._element)  # noqa: SLF001 - there is no other way
    presentation.slides.add_slide(layout).shapes.title.text = "Voorbeelddia van de huisstijl"
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def werkmap(folder: Path, data: bytes) -> Path:
    (folder / "huisstijl").mkdir()
    (folder / "huisstijl" / "sjabloon.pptx").write_bytes(data)
    return folder


def test_a_template_is_bound_by_the_names_of_its_places(tmp_path: Path) -> None:
    stijl = lees_huisstijl(werkmap(tmp_path, template()))
    data = made(small(grafiek(id="g", titel="Grafiek")), stijl)
    assert b"Voorbeelddia" not in b"".join(_parts(data)), "its own slides are gone"
    deck: Any = Presentation(io.BytesIO(data))
    ((frame, _),) = charts(list(deck.slides))
    place = next(shape for shape in deck.slide_layouts[3].placeholders if shape.name == "Grafiek")
    assert (frame.left, frame.top) == (place.left, place.top)
    assert next(frame._element.iter(qn("p:ph"))).get("idx") == "2"  # noqa: SLF001 - bound to that place


def _parts(data: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield from (archive.read(name) for name in archive.namelist())


def test_a_template_without_a_foot_says_what_it_lacks(tmp_path: Path) -> None:
    stijl = lees_huisstijl(werkmap(tmp_path, template(voet=False)))
    with pytest.raises(InputError) as stopped:
        made(small(), stijl)
    assert "'voet'" in stopped.value.findings[0].wat


@pytest.mark.parametrize(
    ("naam", "inhoud", "wat"),
    [
        ("ppt/vbaProject.bin", b"x", "macro"),
        ("ppt/slides/_rels/slide9.xml.rels", b'<Relationship TargetMode="External"/>', "link naar buiten"),
        ("ppt/x.xml", b'<!DOCTYPE a [<!ENTITY b "c">]>', "DOCTYPE"),
    ],
)
def test_a_template_that_can_do_or_fetch_something_is_refused(
    tmp_path: Path, naam: str, inhoud: bytes, wat: str
) -> None:
    buffer = io.BytesIO(template())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(naam, inhoud)
    with pytest.raises(InputError) as stopped:
        lees_huisstijl(werkmap(tmp_path, buffer.getvalue()))
    assert wat in stopped.value.findings[0].wat


def test_what_is_no_presentation_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as stopped:
        lees_huisstijl(werkmap(tmp_path, b"geen zip"))
    assert [found.code for found in stopped.value.findings] == ["huisstijl-sjabloon"]
