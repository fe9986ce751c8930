"""Everybody can read every PDF that is made, and it can be archived: all examples, held against ``EISEN``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import page as validator
import pytest

import monitor_voorbeeld as voorbeeld
from alt_eisen import onwaarheden
from bladzijde import Bladzijde, heads
from hulp import kopie, lees
from pdf_boom import walk
from pdf_eisen import Document, fouten
from werkmonitor import charts, resources
from werkmonitor.charts.style import PALET
from werkmonitor.outputs import pdf, pdf_archief, verschil_pdf
from werkmonitor.outputs.pdf_archief import Bijlage
from werkmonitor.periode import Periode
from werkmonitor.tasks import parallel
from werkmonitor.tasks.build import Opdracht, build
from werkmonitor.tasks.diff import Verschilopdracht, diff
from zien import te_zwak

pytestmark = [pytest.mark.traag, pytest.mark.xdist_group("pdf")]
VOORBEELDEN = {"heerenveen": "2021", "smallingerland": "2019-H2", "werksaam": "2020"}
DATUM = "2022-01-01"
BESTAND = Bijlage("cijfers.csv", "text/csv", "De cijfers.", b"a;b\r\n1;2\r\n")
BIJLAGEN = (BESTAND, pdf_archief.manifest({}, [BESTAND]))


@pytest.fixture(scope="module")
def gemaakt() -> Iterator[list[Document]]:
    """Every PDF with what it was made from, in the order in which they were written."""
    made: list[Document] = []
    write = pdf.write

    def noting(source: str, grafieken: Mapping[str, str], bijlagen: list[Bijlage], datum: str, *rest: object) -> bytes:
        data = write(source, grafieken, bijlagen, datum, *rest)  # type: ignore[arg-type]
        made.append(Document(source, data, bijlagen, datum))
        return data

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parallel, "processors", lambda: 1)  # so that it is written in this process
        patch.setattr(pdf, "write", noting)
        yield made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pdf")


def stil(_: object) -> None:
    """Tell nothing of how far it is."""


@pytest.mark.parametrize("naam", VOORBEELDEN)
def test_a_report(gemaakt: list[Document], folder: Path, naam: str) -> None:
    periode = VOORBEELDEN[naam]
    (folder / naam).mkdir()
    werkmap, uit = kopie(folder / naam, van=resources.voorbeeld(naam)), folder / naam / "uit"
    build(Opdracht(periode=Periode.parse(periode), werkmap=werkmap, uit=uit, formaten=("json", "pdf")), stil)
    for grafiek in voorbeeld.grafieken(lees(uit, periode)):
        assert list(onwaarheden(grafiek)) == []
        assert list(te_zwak(charts.render(grafiek), PALET)) == []
    assert fouten(gemaakt[-1]) == []


def test_a_comparison(gemaakt: list[Document], folder: Path) -> None:
    werkmap = folder / "heerenveen" / "werkmap"
    if not werkmap.exists():
        werkmap = kopie(folder)
    diff(Verschilopdracht(oud="2020", nieuw="2021", werkmap=werkmap, formaten=("pdf",), uit=folder / "verschil"), stil)
    assert fouten(gemaakt[-1]) == []
    lines = gemaakt[-1].bijlagen[0].data.decode("utf-8-sig").splitlines()
    assert lines[0] == ";".join(verschil_pdf.KOLOMMEN)
    assert any(";1309;1249;-60;" in line for line in lines)


@pytest.mark.parametrize("layout", ["presentatie", "samenvatting"])
def test_another_layout(gemaakt: list[Document], layout: str) -> None:
    monitor = voorbeeld.monitor()
    drawn = {grafiek.id: charts.render(grafiek) for grafiek in voorbeeld.grafieken(monitor)}
    pdf.render(monitor, drawn, layouts=(layout,))
    assert fouten(gemaakt[-1]) == []


TWEE_LAGEN = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Twee lagen</title>
<meta name="dcterms.created" content="2022-01-01"><meta name="dcterms.modified" content="2022-01-01">
<style>h2 {{ bookmark-level: 1 }} h1, h3 {{ bookmark-level: none }} .smal {{ width: 40mm }} td, th {{ padding: 4mm }}
@page {{ @bottom-left {{ content: "pagina " counter(page) }} }}</style></head>
<body><h1>Twee lagen</h1><h2 id="doel">Kop</h2>
<p class="smal">Zie <a href="#doel">de <b>vette</b> verwijzing die over meer dan een regel loopt</a> en
<a href="#doel">nog een</a>.</p>
<table><caption>Twee lagen van koppen</caption><thead>
<tr><th rowspan="2">Groep</th><th colspan="2">Dit jaar</th><th colspan="2">Vorig jaar</th>
<th rowspan="2">Totaal</th></tr>
<tr><th>Man</th><th>Vrouw</th><th>Man</th><th>Vrouw</th></tr></thead><tbody>{rijen}
<tr><th rowspan="2">Twee rijen</th><td>1</td><td colspan="2">2</td><td>3</td><td>4</td></tr>
<tr><td>5</td><td>6</td><td>7</td><td>8</td><td>9</td></tr></tbody></table>
<ul>{punten}</ul></body></html>"""


def test_a_table_with_two_levels_of_heads_over_several_pages(gemaakt: list[Document]) -> None:
    cells = [f"<tr><th>Rij {n}</th>{''.join(f'<td>{n}.{c}</td>' for c in 'abcde')}</tr>" for n in range(60)]
    rijen = "".join(cells)
    punten = "".join(f"<li>Punt {n}</li>" for n in range(90))
    pdf.prepare()
    pdf.write(TWEE_LAGEN.format(rijen=rijen, punten=punten), {}, BIJLAGEN, DATUM)
    document = gemaakt[-1]
    assert len(document.pdf.pages) > 4
    assert fouten(document) == []


def test_what_stands_within_a_link_is_no_second_link(gemaakt: list[Document]) -> None:
    style = "<style>a::before { content: '\\2192' } body { bookmark-level: none }</style>"
    source = TWEE_LAGEN.format(rijen="", punten="").replace("</head>", f"{style}</head>")
    pdf.write(source, {}, BIJLAGEN, DATUM)
    boom = gemaakt[-1].boom
    links = boom.all("/Link")
    assert [boom.text(link)[:2] for link in links] == ["\N{RIGHTWARDS ARROW}d", "\N{RIGHTWARDS ARROW}n"]
    assert not any(str(inner.S) == "/Link" for link in links for inner in walk(link))
    spoken = [str(each.Contents) for page in gemaakt[-1].pdf.pages for each in page.get("/Annots", [])]
    assert set(spoken) == {"de vette verwijzing die over meer dan een regel loopt", "nog een"}
    assert validator.validate_pdf_bytes(gemaakt[-1].data, profile="ua1").is_compliant


PLAATJE = "data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22 width=%2210%22 height=%2210%22/>"
VREEMD = {
    "out of the flow": "<p style='position: absolute'><a href='#doel'>los</a></p>",
    "in columns": f"<div style='columns: 2'>{'<ul><li>a</li><li>b</li></ul><p>c</p>' * 40}</div>",
    "a picture as a link": f"<p><a href='#doel'><img alt='naar boven' src='{PLAATJE}'></a></p>",
    "inline blocks": "<ul><li style='display: inline-block'>a</li><li style='display: inline-block'>b</li></ul>",
    "a cell without heads": "<table><caption>Los</caption><tbody><tr><td>a</td></tr></tbody></table>",
}
"""What templates of a user can hold, and ours do not."""


@pytest.mark.parametrize("naam", VREEMD)
def test_a_page_that_is_made_otherwise(gemaakt: list[Document], naam: str) -> None:
    head, _, _ = TWEE_LAGEN.format(rijen="", punten="").partition("<p class")
    pdf.write(f"{head}{VREEMD[naam]}</body></html>", {}, BIJLAGEN, DATUM)
    assert fouten(gemaakt[-1]) == []


def test_a_table_is_read_by_the_rules_of_html() -> None:
    table = next(Bladzijde(TWEE_LAGEN.format(rijen="", punten="")).tree.iter("table"))
    told = {cell.element.text: [head.element.text for head in above] for cell, above in heads(table)}
    assert told["2"] == ["Twee rijen", "Dit jaar", "Vorig jaar", "Vrouw", "Man"]
    assert told["8"] == ["Twee rijen", "Vorig jaar", "Vrouw"]
    assert told["9"] == ["Twee rijen", "Totaal"]
