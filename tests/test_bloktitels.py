"""What the declaration calls a block stands above it, as a heading of the right level, or as the title of its table."""

from __future__ import annotations

import io
import re
from itertools import pairwise

import msgspec
import openpyxl
import pytest

import monitor_voorbeeld as voorbeeld
from werk_voorbeeld import QUOTE, pagina, programma, samen
from werkmonitor.monitor import model as m
from werkmonitor.outputs import html, xlsx

_HEADING = re.compile(r"<h([1-6])[^>]*>(.*?)</h\1>")
KOPPEN = {
    m.Doelen: "Waar wij heen willen",
    m.Kleuren: "Hoe het ervoor staat",
    m.Definities: "Wat de cijfers zijn",
    m.Bronnen: "Gebruikte bestanden",
    m.Meldingen: "Wat opviel",
    m.Opgaven: "Alle opgaven",
}


def monitor(*blokken: m.AnyBlok) -> m.Monitor:
    page = m.Pagina(id="p", titel="Pagina", kop="Pagina", blokken=blokken, bronregel="")
    return msgspec.structs.replace(voorbeeld.monitor(), paginas=(page,))


def headings(blok: m.AnyBlok, medium: html.Medium) -> list[tuple[int, str]]:
    shown = html.page(monitor(blok), {}, medium)
    section = shown[shown.index('id="p"') : shown.index("</section>")]
    return [(int(level), text) for level, text in _HEADING.findall(section)]


@pytest.mark.parametrize("soort", KOPPEN)
@pytest.mark.parametrize("medium", ["html", "pdf"])
def test_the_title_of_a_block_is_the_heading_above_it(soort: type[m.AnyBlok], medium: html.Medium) -> None:
    found = headings(msgspec.convert({"soort": soort.__name__.lower(), "titel": KOPPEN[soort]}, m.AnyBlok), medium)
    assert found[:2][-1] == (3, KOPPEN[soort])
    levels = [level for level, _ in found]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_a_task_stands_below_the_title_of_its_block_or_below_the_page() -> None:
    assert {level for level, _ in headings(m.Opgaven(titel="Alle opgaven"), "html")[2:]} == {4}
    assert {level for level, _ in headings(m.Opgaven(), "html")[1:]} == {3}


@pytest.mark.parametrize("medium", ["html", "pdf"])
def test_a_table_without_a_heading_has_it_as_its_title(medium: html.Medium) -> None:
    shown = html.page(monitor(m.Matrix(titel="Opgaven en doelen samen")), {}, medium)
    assert "<caption>Opgaven en doelen samen</caption>" in shown


def test_the_workbook_says_it_at_the_top_of_the_sheet() -> None:
    source = monitor(m.Kleuren(titel="Hoe het ervoor staat"), m.Definities(titel="Wat de cijfers zijn"), m.Meldingen())
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(source, {})[".xlsx"]))
    shown = {naam: book[naam]["A1"].value for naam in ("Kleuren", "Wat de cijfers zijn", "Meldingen", "Cijfers")}
    assert list(shown.values()) == ["Hoe het ervoor staat", "Wat de cijfers zijn", "Meldingen", "Cijfers"]


def test_a_declared_title_is_filled_in() -> None:
    blokken = (
        {"soort": "kleuren", "titel": "De stand van {{ periode }}"},
        {"soort": "kerncijfers", "indicatoren": ("quote",), "titel": "Kern van {{ periode }}"},
        {"soort": "tekst", "tekst": "kort", "titel": "Woorden bij {{ periode }}"},
        {"soort": "bronnen"},
    )
    made = samen(programma(indicator=(QUOTE,), pagina=(pagina(*blokken),)))
    titles = [getattr(blok, "titel", None) for blok in made.paginas[0].blokken]
    assert titles == ["De stand van 2021", "Kern van 2021", "Woorden bij 2021", ""]
