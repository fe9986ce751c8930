"""The annex that says how every number was made: complete, each step once, and true to what is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from hulp import lees
from narekenen import klopt
from werkmonitor.monitor import model
from werkmonitor.monitor.getoond import getallen
from werkmonitor.monitor.herkomst import Stap
from werkmonitor.outputs import bijlage
from werkmonitor.outputs.html import page

BRON = re.compile(r'<a class="bron" href="#stap-(\d+)">([^<]*)</a>')


@pytest.fixture(scope="module")
def monitor(kern: Path) -> model.Monitor:
    return lees(kern / "uitvoer" / "2021")


@pytest.fixture(scope="module")
def source(monitor: model.Monitor) -> str:
    charts = {blok.id: "" for page_ in monitor.paginas for blok in page_.blokken if isinstance(blok, model.Grafiek)}
    return page(monitor, charts, "html")


def posten(found: tuple[bijlage.Post, ...]) -> Iterator[bijlage.Post]:
    for post in found:
        yield post
        yield from posten(post.delen)


def alle(monitor: model.Monitor) -> list[bijlage.Post]:
    return [post for blad in bijlage.bladen(monitor) for _, found in blad.groepen for post in posten(found)]


def test_each_step_is_told_once_and_every_reference_arrives(monitor: model.Monitor) -> None:
    told = [post.nummer for post in alle(monitor)]
    assert len(told) == len(set(told)) > 100
    assert {nummer for post in alle(monitor) for nummer, _ in post.uit} <= set(told)


def test_everything_below_a_told_step_is_told_or_referred_to(monitor: model.Monitor) -> None:
    for post in alle(monitor):
        below = {deel.nummer for deel in post.delen} | {nummer for nummer, _ in post.uit}
        assert below == set(monitor.sporen.stappen[post.nummer].delen)


def test_every_number_of_the_page_is_a_link_to_a_step_with_that_value(monitor: model.Monitor, source: str) -> None:
    told = {post.nummer for post in alle(monitor)}
    links = [(int(nummer), text) for nummer, text in BRON.findall(source)]
    assert len(links) > 150
    for nummer, text in links:
        assert nummer in told
        value = monitor.sporen.stappen[nummer].fractie
        assert value is not None
        assert klopt(text, value), (text, value)


def test_no_number_of_a_table_or_key_figure_is_left_out(monitor: model.Monitor, source: str) -> None:
    linked = {(int(nummer), text.replace("&nbsp;", "\xa0")) for nummer, text in BRON.findall(source)}
    shown = [g for g in getallen(monitor) if ", tabel" in g.plek]
    assert len(shown) > 100
    assert [g.plek for g in shown if (g.spoor, g.weergave) not in linked] == []
    tiles = [blok for page_ in monitor.paginas for blok in page_.blokken if isinstance(blok, model.Kerncijfers)]
    for naam in (naam for blok in tiles for naam in blok.indicatoren):
        indicator = monitor.indicator(naam)
        assert f'href="#stap-{indicator.spoor}" aria-label="Herkomst van {indicator.naam}"' in source


def test_the_links_to_how_a_figure_was_made_have_names_of_their_own(source: str) -> None:
    links = re.findall(r'<a href="#stap-[0-9]+"([^>]*)>Hoe dit cijfer is gemaakt</a>', source)
    assert len(set(links)) == len(links) > 1
    assert all(link.startswith(' aria-label="Hoe dit cijfer is gemaakt: ') for link in links)


def test_all_links_arrive(source: str) -> None:
    ids = re.findall(r' id="([^"]+)"', source)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', source)) <= set(ids)


def test_on_paper_every_figure_and_every_table_has_a_line(monitor: model.Monitor) -> None:
    pages = bijlage.regels(monitor)
    named = {regel.naam for _, _, lines in pages for regel in lines}
    assert {indicator.naam for indicator in monitor.indicatoren if indicator.spoor is not None} <= named
    tables = [blok.tabel for page_ in monitor.paginas for blok in page_.blokken if isinstance(blok, model.Tabelblok)]
    with_numbers = {tabel.titel for tabel in tables if any(cel.spoor for rij in tabel.rijen for cel in rij.cellen)}
    assert with_numbers <= named
    quote = next(regel.tekst for _, _, lines in pages for regel in lines if regel.naam == "Poortwachtersquote")
    assert quote.startswith("36% = 162 : 450; 2021/Aanvragen aan de Poort-nl-nl.xlsx › Pagina1_1: D3:D14, D16:D27, ")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("9/25", "0,36"),
        ("1/3", "0,3333…"),
        ("-2/3", "-0,6666…"),
        ("1249", "1.249"),
        ("1/16", "0,0625"),
        (None, "niet bekend"),
    ],
)
def test_the_value_of_a_step_is_written_in_full_or_cut_off_visibly(value: str | None, text: str) -> None:
    stap = Stap(tekst="x", soort="cellen", exact=value)
    assert bijlage.waarde(stap) == text
    if value and "…" not in text:
        assert klopt(text, Fraction(value))
