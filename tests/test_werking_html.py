"""What a page does more with a script, done with a real mouse and keyboard in a page that was opened as a file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

import monitor_voorbeeld as voorbeeld
from browser import Blad, Paginas, axe, open_blad
from werkmonitor.formatting import NBSP
from werkmonitor.monitor import model as m
from werkmonitor.outputs import html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

pytestmark = pytest.mark.traag
HOSTILE = '<img src=x onerror="alert(1)"><b>Ijsvrij</b>'
KOPPEN = {
    "Rij": ("Alpha", "beta", "Één", "delta 10", "delta 9"),
    "Getal": ("1.249", "-3,5", "[p]", "98", "niet bekend"),
    "Bedrag": ("€~1.000", "-€~20", "€~999,50", "n.v.t.", "€~0"),
    "Deel": ("9%", "10,5%", "100%", "0%", "9,4%"),
    "Dag": ("1~februari 2021", "31~januari 2021", "2~januari 2022", "niet bekend", "1~maart 2020"),
    "Stand": ("1-10-2021", "9-10-2021", "30-9-2021", "1-1-2022", "2-1-2022"),
    "Door elkaar": ("12", "12%", "€~12", "3", "4"),
    "Saldo": ("10~N", "20~V", "5~N", "1~V", "2~N"),
    "Alle gelijk": ("7", "7", "7", "7", "7"),
    "Oordeel": ("let op", "goed", "mis", "weet niet", "goed"),
}
"""A column of each kind, by its head; ``~`` is a space at which no line is broken."""
KLEUREN: tuple[m.Kleur, ...] = ("oranje", "groen", "rood", "grijs", "groen")
WOORDEN = {"Rij", "Dag", "Stand", "Oordeel"}
EIGEN = ["Alpha", "beta", "Één", "delta 10", "delta 9"]
VOLGORDE = {
    "Rij": ("van A naar Z", ["Alpha", "beta", "delta 9", "delta 10", "Één"]),
    "Getal": ("van hoog naar laag", ["Alpha", "delta 10", "beta", "Één", "delta 9"]),
    "Bedrag": ("van hoog naar laag", ["Alpha", "Één", "delta 9", "beta", "delta 10"]),
    "Deel": ("van hoog naar laag", ["Één", "beta", "delta 9", "Alpha", "delta 10"]),
    "Dag": ("van vroeg naar laat", ["delta 9", "beta", "Alpha", "Één", "delta 10"]),
    "Stand": ("van vroeg naar laat", ["Één", "Alpha", "beta", "delta 10", "delta 9"]),
    "Oordeel": ("van groen naar grijs", ["beta", "delta 9", "Alpha", "Één", "delta 10"]),
}
"""What the first click on a head brings: its words, and the rows from the top."""
TERUG = {
    "Getal": ["beta", "delta 10", "Alpha", "Één", "delta 9"],
    "Dag": ["Één", "Alpha", "beta", "delta 9", "delta 10"],
}
"""What the second click brings; what is not known stays last."""


def tabel(*, totaal_midden: bool = False) -> m.Tabel:
    """A table with a column of each kind and a total, which stands last or between the other rows."""
    kolommen = tuple(m.Kolom(kop=kop, getal=kop not in WOORDEN) for kop in list(KOPPEN)[1:])
    rijen = [
        m.Rij(
            naam=naam,
            cellen=tuple(
                m.Cel(weergave=waarden[i].replace("~", NBSP), kleur=KLEUREN[i] if kop == "Oordeel" else None)
                for kop, waarden in list(KOPPEN.items())[1:]
            ),
        )
        for i, naam in enumerate(KOPPEN["Rij"])
    ]
    totaal = m.Rij(naam="Totaal", cellen=tuple(m.Cel(weergave="1") for _ in kolommen), totaal=True)
    rijen.insert(2 if totaal_midden else len(rijen), totaal)
    titel = "Met een tussentelling" if totaal_midden else "Van alles"
    return m.Tabel(titel=titel, rijkop="Rij", kolommen=kolommen, rijen=tuple(rijen))


@pytest.fixture(scope="module")
def proef(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with a table of all kinds, one with a total halfway, and one with a hostile title."""
    kwaad = m.Tabel(titel=HOSTILE, rijkop="Rij", kolommen=(m.Kolom(kop="A"),), rijen=())
    blokken = tuple(m.Tabelblok(tabel=t) for t in (tabel(), tabel(totaal_midden=True), kwaad))
    pagina = m.Pagina(id="proef", titel="Proef", kop="Een proef", blokken=blokken, bronregel="")
    made = html.render(voorbeeld.monitor(paginas=(pagina,)), {})[".html"]
    path = tmp_path_factory.mktemp("proef") / "proef.html"
    path.write_bytes(made)
    return path


@pytest.fixture
def blad(chromium: Browser, paginas: Paginas) -> Iterator[Blad]:
    """The report of a part of a region: the smallest that has one of everything."""
    with open_blad(chromium, paginas["werksaam-hoorn"], reduced_motion="reduce") as found:
        yield found


def gezegd(blad: Blad) -> str:
    """Return what a screen reader was told last."""
    return blad.page.locator("p.leesmij[role=status]").inner_text()


def rijen(table: Locator) -> list[str]:
    return [text.strip() for text in table.locator("tbody th").all_inner_texts()]


# ---------------------------------------------------------------- tables


def test_a_column_of_one_kind_can_be_sorted_and_back(chromium: Browser, proef: Path) -> None:
    with open_blad(chromium, proef) as blad:
        table = blad.page.locator("table").first
        assert table.locator("thead button").all_inner_texts() == list(VOLGORDE)
        for kop, (richting, expected) in VOLGORDE.items():
            knop = table.get_by_role("button", name=kop, exact=True)
            knop.click()
            assert rijen(table) == [*expected, "Totaal"]
            assert gezegd(blad) == f"Tabel Van alles: gesorteerd op {kop}, {richting}."
            assert table.locator("th[aria-sort]").all_inner_texts() == [kop]
            knop.click()
            assert rijen(table)[-1] == "Totaal"
            assert rijen(table)[:-1] == TERUG.get(kop, rijen(table)[:-1])
            assert rijen(table)[:-1] != expected
            knop.click()
            assert rijen(table) == [*EIGEN, "Totaal"]
            assert gezegd(blad) == "Tabel Van alles: weer in de eigen volgorde."
            assert table.locator("th[aria-sort]").count() == 0


def test_sorting_works_with_the_keyboard_and_keeps_the_focus(chromium: Browser, proef: Path) -> None:
    with open_blad(chromium, proef) as blad:
        table = blad.page.locator("table").first
        knop = table.get_by_role("button", name="Getal", exact=True)
        knop.focus()
        for key, found in (("Enter", "descending"), ("Space", "ascending")):
            blad.page.keyboard.press(key)
            assert table.locator("th[aria-sort]").get_attribute("aria-sort") == found
            assert blad.zeg("document.activeElement.textContent") == "Getal"
        assert axe(blad) == []


def test_a_table_with_a_total_halfway_keeps_its_order(chromium: Browser, proef: Path) -> None:
    with open_blad(chromium, proef) as blad:
        assert blad.page.locator("table").nth(1).locator("button").count() == 0


def test_a_hostile_title_is_found_as_text(chromium: Browser, proef: Path) -> None:
    with open_blad(chromium, proef) as blad:
        blad.page.locator("#zoek").press_sequentially("ijsvrij")
        assert blad.page.locator(".zoek__lijst a").first.inner_text() == HOSTILE
        assert blad.page.locator("img, .zoek b").count() == 0


# ---------------------------------------------------------------- charts


def test_a_chart_becomes_its_table_and_back(blad: Blad) -> None:
    figuur = blad.page.locator(".figuur").first
    titel = figuur.locator(".grafiek__titel").inner_text()
    grafiek, tabel = (figuur.get_by_role("button", name=naam, exact=True) for naam in ("Grafiek", "Tabel"))
    assert figuur.get_by_role("group", name=titel).count() == 1
    for knop, other, svg in ((tabel, grafiek, False), (grafiek, tabel, True)):
        knop.focus()
        blad.page.keyboard.press("Enter")
        assert figuur.locator("figure svg").is_visible() == svg
        assert figuur.locator("table").is_visible() != svg
        assert (knop.get_attribute("aria-pressed"), other.get_attribute("aria-pressed")) == ("true", "false")
        assert gezegd(blad) == f"Nu als {knop.inner_text().lower()}: {titel}."


def test_every_chart_can_be_kept_as_svg_with_its_words_and_letters(blad: Blad) -> None:
    charts = blad.page.locator(".figuur").all()
    assert len(charts) > 2
    for figuur in charts:
        naam = (figuur.locator("figure").get_attribute("id") or "").removeprefix("figuur-")
        with blad.page.expect_download() as wait:
            figuur.get_by_role("button", name="Bewaar als SVG").click()
        assert wait.value.suggested_filename == f"{naam}.svg"
        root = ET.parse(wait.value.path()).getroot()  # noqa: S314 - the page made it
        texts = ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]
        assert root[0].text == figuur.locator("svg title").text_content()
        assert texts == figuur.locator("svg text").all_text_contents()
        assert len(texts) > 3
        assert "@font-face" in "".join(part.text or "" for part in root.iter("{http://www.w3.org/2000/svg}style"))
        assert gezegd(blad).startswith(f"Bewaard als {naam}.svg: ")


def test_every_chart_can_be_kept_as_png_on_white(blad: Blad) -> None:
    figuur = blad.page.locator(".figuur").nth(1)
    with blad.page.expect_download() as wait:
        figuur.get_by_role("button", name="Bewaar als PNG").click()
    found = Image.open(io.BytesIO(Path(wait.value.path()).read_bytes())).convert("RGB")
    _, _, wide, high = (float(n) for n in (figuur.locator("figure svg").get_attribute("viewBox") or "").split())
    assert found.size == (round(3 * wide), round(3 * high))
    assert found.getpixel((0, 0)) == (255, 255, 255)
    colours = found.getcolors(2**20) or []
    assert len(colours) > 10


# ---------------------------------------------------------------- search


def zoek(blad: Blad, woorden: str) -> Locator:
    """Type in the search box as a reader does; return the links of what was found."""
    blad.page.locator("#zoek").fill("")
    blad.page.locator("#zoek").press_sequentially(woorden)
    blad.page.wait_for_function(
        "vraag => document.querySelector('.zoek__aantal').textContent.includes(vraag)", arg=woorden
    )
    return blad.page.locator(".zoek__lijst a")


def test_search_finds_pages_charts_figures_and_words(blad: Blad) -> None:
    found = zoek(blad, "instroom")
    kinds = {text.split(",")[0] for text in blad.page.locator(".zoek__waar").all_inner_texts()}
    assert {"Pagina", "Grafiek", "Cijfer", "Definitie"} <= kinds
    assert all("instroom" in text.lower() for text in found.all_inner_texts()[:3])
    assert blad.page.locator(".zoek [role=status]").first.inner_text() == f"{found.count()} resultaten voor instroom."
    many = found.count()
    assert 0 < zoek(blad, "INSTROOM uitstroom").count() < many


def test_search_works_with_the_keyboard(blad: Blad) -> None:
    first, second = zoek(blad, "instroom").all()[:2]
    active = "document.activeElement.textContent"
    blad.page.keyboard.press("Enter")
    assert blad.zeg(active) == first.inner_text()
    blad.page.keyboard.press("ArrowDown")
    assert blad.zeg(active) == second.inner_text()
    blad.page.keyboard.press("Enter")
    goal = blad.page.locator(second.get_attribute("href") or "")
    assert blad.zeg("decodeURIComponent(location.hash)") == second.get_attribute("href")
    assert -1 < goal.evaluate("element => element.getBoundingClientRect().top") < 400
    first.focus()
    blad.page.keyboard.press("Escape")
    assert blad.zeg("document.activeElement.id") == "zoek"
    assert blad.page.locator(".zoek__lijst").is_hidden()


def test_search_says_when_there_is_nothing(blad: Blad) -> None:
    assert zoek(blad, "zeppelin").count() == 0
    said = "Niets gevonden voor zeppelin. Probeer een ander of korter woord."
    assert blad.page.locator(".zoek [role=status]").first.inner_text() == said


# ---------------------------------------------------------------- the origin of the figures, and finding the way


def test_the_origin_can_be_filtered_and_a_link_to_what_is_hidden_shows_it(blad: Blad) -> None:
    lists = blad.page.locator(".herkomst > ul >> visible=true")
    everything = lists.count()
    blad.page.locator("#filter").press_sequentially("instroom")
    blad.page.wait_for_function("() => document.querySelector('.herkomst > ul[hidden]') !== null")
    assert 0 < lists.count() < everything
    heads = blad.page.locator(".herkomst h4 >> visible=true").count()
    assert blad.page.locator(".herkomst [role=status]").inner_text() == f"{heads} onderdelen met instroom."
    target = blad.zeg("document.querySelector('.herkomst > ul[hidden] > li[id]').id")
    blad.page.locator(f"a[href='#{target}'] >> visible=true").first.click()
    blad.page.locator(f"#{target}").wait_for(state="visible")
    assert lists.count() == everything
    assert blad.page.locator("#filter").input_value() == ""
    assert blad.zeg("id => document.getElementById(id).getBoundingClientRect().top < innerHeight", target)


def test_the_contents_say_where_one_is_and_there_is_a_way_back(blad: Blad) -> None:
    boven = blad.page.locator("a.boven")
    assert boven.is_hidden()
    link = blad.page.locator(".wegwijzer a").nth(8)
    link.click()
    blad.page.wait_for_function("() => document.querySelectorAll('.wegwijzer a')[8].ariaCurrent === 'location'")
    assert blad.page.locator(".wegwijzer [aria-current]").count() == 1
    boven.click()
    boven.wait_for(state="hidden")
    assert blad.zeg("scrollY") == 0


def test_a_table_is_a_stop_of_the_keyboard_only_while_it_scrolls(blad: Blad) -> None:
    stops = """[...document.querySelectorAll('.schuif')].filter(e => e.checkVisibility())
        .map(e => [e.tabIndex === 0, e.scrollWidth > e.clientWidth])"""
    for breedte in (1280, 375):
        blad.breed(breedte)
        blad.zeg("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        found = blad.zeg(stops)
        assert all(stop == scrolls for stop, scrolls in found)
        assert any(stop for stop, _ in found) == (breedte == 375)


def test_the_comparison_can_be_sorted_and_searched(chromium: Browser, paginas: Paginas) -> None:
    with open_blad(chromium, paginas["vergelijking"]) as blad:
        table = blad.page.locator("table:has(button)").first
        before = rijen(table)
        table.locator("thead button").first.click()
        assert sorted(rijen(table)) == sorted(before)
        assert table.locator("th[aria-sort]").count() == 1
        assert zoek(blad, "poortwachtersquote").count() > 0


def test_a_template_of_the_user_works_with_the_script(chromium: Browser, tmp_path: Path) -> None:
    own = {"blok/tekst.html": '<p class="eigen">{{ blok.naam }}</p><script>alert(1)</script>'}
    monitor = voorbeeld.monitor()
    path = tmp_path / "eigen.html"
    path.write_bytes(html.render(monitor, {g.id: "<svg></svg>" for g in voorbeeld.grafieken(monitor)}, own)[".html"])
    context = chromium.new_context()
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.on("dialog", lambda dialog: refused.append(dialog.message))
    page.goto(path.as_uri())
    assert page.locator("p.eigen").count() > 0
    assert page.locator("#zoek").is_visible()
    assert refused
    assert all("Content Security Policy" in text for text in refused)
    context.close()
