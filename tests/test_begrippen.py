"""The glossary where it is needed: which terms a page uses, where they are explained, and what is left."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from getallen_taal import fouten, zichtbaar
from hulp import bouw, kopie, lees, vervang, zet_erbij
from monitor_voorbeeld import monitor
from werkmonitor import resources
from werkmonitor.monitor import model as m
from werkmonitor.monitor.begrippen import gebruikt, is_afkorting, met_begrippen, zonder_begrippen
from werkmonitor.monitor.blokken import Begrip
from werkmonitor.monitor.leesbaar import lees_paginas
from werkmonitor.monitor.paginatekst import paginatekst
from werkmonitor.outputs.html import page
from werkmonitor.outputs.markdown import to_html
from werkmonitor.periode import Periode
from werkmonitor.programma.deelgebied import voor_gebied
from werkmonitor.programma.load import load_programma
from werkmonitor.proza.afkortingen import afkortingen
from werkmonitor.proza.leesbaarheid import GRENS
from werkmonitor.tasks.check import Controleopdracht, check

BEGRIPPEN = (
    Begrip(term="Bijstand", uitleg="Een uitkering van de gemeente."),
    Begrip(term="Banenafspraak (BAB)", ook=("banenafspraak", "BAB"), uitleg="Extra banen; UWV houdt een lijst bij."),
    Begrip(term="UWV", uitleg="Betaalt de WW."),
    Begrip(term="WW", uitleg="Een uitkering."),
    Begrip(term="WW-fonds", uitleg="Een potje."),
    Begrip(term="V en N", ook=("V", "N"), uitleg="Voordeel en nadeel."),
    Begrip(term="Beschut werk", uitleg="Werk met hulp."),
)


@pytest.mark.parametrize(
    ("tekst", "termen"),
    [
        ("Hij krijgt bijstand.", ["Bijstand"]),
        ("Bijstandsuitkering, oud-bijstand, rechtsbijstand", []),
        ("Een vraag om bijstand- of hulp", ["Bijstand"]),
        ("de BAB", ["Banenafspraak (BAB)", "UWV", "WW"]),  # with what its explanation needs
        ("de bab, ww en v", []),
        ("WW'ers en WW-uitkeringen", ["WW"]),
        ("het WW-fonds", ["WW-fonds"]),
        ("beschut\u00a0werk op\nbeschut\nwerk", ["Beschut werk"]),
        ("€ 100 V", ["V en N"]),
        ("N.v.t.", []),
        ("niets", []),
    ],
)
def test_a_term_is_found_as_a_word_by_itself_the_longest_first(tekst: str, termen: list[str]) -> None:
    assert [woord.term for woord in gebruikt([tekst], BEGRIPPEN)] == termen


@pytest.mark.parametrize(
    ("vorm", "ja"), [("BUIG", True), ("WW", True), ("V", True), ("Wsw", True), ("Bijstand", False), ("Fte", False)]
)
def test_an_abbreviation_has_a_capital_within_it_or_is_known(vorm: str, ja: bool) -> None:  # noqa: FBT001 - what is expected
    assert is_afkorting(vorm) is ja


def test_what_is_explained_is_taken_out_to_see_what_is_not() -> None:
    assert zonder_begrippen("de WW en de LKS", BEGRIPPEN) == "de    en de LKS"
    assert zonder_begrippen("de WW", ()) == "de WW"
    assert gebruikt(["de WW"], ()) == ()


def _met(markdown: str, begrippen: tuple[Begrip, ...] = BEGRIPPEN, *others: m.AnyBlok) -> m.Monitor:
    pagina = m.Pagina(
        id="p", titel="P", kop="Kop", blokken=(m.Tekst(naam="t", markdown=markdown), *others), bronregel=""
    )
    return met_begrippen(msgspec.structs.replace(monitor(), begrippen=begrippen, paginas=(pagina,)))


def test_the_first_in_the_prose_is_a_link_to_the_foot_of_the_page() -> None:
    html = page(
        _met("## Over bijstand\n\nDe [bijstand](#x) en `bijstand`. Bijstand helpt. Bijstand blijft.\n"), {}, "html"
    )
    assert html.count('href="#woord-p-1"') == 1
    assert '<a href="#woord-p-1" class="woord">Bijstand</a> helpt. Bijstand blijft.' in html
    assert '<div id="woord-p-1"><dt><dfn>Bijstand</dfn></dt><dd>Een uitkering van de gemeente.</dd></div>' in html


def test_on_paper_the_words_are_one_run_of_text() -> None:
    html = page(_met("Bijstand en WW."), {}, "pdf")
    assert html.count('class="woorden"') == 1
    assert '<b id="woord-p-2">WW:</b> Een uitkering.' in html


def test_a_page_without_terms_and_the_glossary_itself_have_no_words_at_their_foot() -> None:
    regels = tuple(m.Regel(term=begrip.term, uitleg=begrip.uitleg) for begrip in BEGRIPPEN)
    assert _met("Niets.").paginas[0].begrippen == ()
    assert _met("Bijstand.", ()).paginas[0].begrippen == ()
    assert _met("Bijstand.", BEGRIPPEN, m.Lijst(titel="", regels=regels)).paginas[0].begrippen == ()


def test_of_a_page_that_is_a_list_only_abbreviations_are_explained() -> None:
    lijst = m.Lijst(titel="Lijst", regels=(m.Regel(term="een", uitleg="bijstand en WW"),))
    assert [woord.term for woord in _met("", BEGRIPPEN, lijst).paginas[0].begrippen] == ["WW"]


def test_a_word_is_linked_outside_headings_links_and_code_and_amounts_stay_whole() -> None:
    assert (
        to_html("Kost € 5 *WW*.", {"WW": "w"}) == '<p>Kost €\u00a05 <em><a href="#w" class="woord">WW</a></em>.</p>\n'
    )
    assert "class" not in to_html("# WW\n\n[WW](x) `WW`", {"WW": "w"})


@pytest.fixture(scope="module")
def regels(gebouwd: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What check says of the words of a werkmap with one of each fault in it."""
    werkmap = kopie(tmp_path_factory.mktemp("woorden"), van=gebouwd, kern=True)
    text = "De LKS kost middels beleid 40 % van 2000 euro."
    regel = zet_erbij(werkmap / "teksten/2021/kort.md", text)
    begrippen = werkmap / "declaratie/begrippen.toml"
    vervang(begrippen, "[[begrip]]", '[[begrip]]\nterm = "Nergens"\nuitleg = "Staat nergens."\n\n[[begrip]]')
    found = check(Controleopdracht(periode=Periode.parse("2021"), werkmap=werkmap), lambda _: None)
    assert {maat.pagina for maat in found.leesbaarheid} >= {"kort", "methode"}
    assert all(melding.ernst == "info" for melding in found.meldingen if melding.code.startswith("afkorting"))
    assert regel > 1
    return [re.sub(r"regel \d+:", "regel X:", f"{melding.code}: {melding}") for melding in found.meldingen]


@pytest.mark.traag
@pytest.mark.parametrize(
    "melding",
    [
        "afkorting-zonder-uitleg: teksten/2021/kort.md › regel X: LKS staat zonder uitleg op pagina",
        "tekst-schrijfwijze: teksten/2021/kort.md › regel X: Er staat '40 %'; het rapport schrijft '40%'.",
        "tekst-schrijfwijze: teksten/2021/kort.md › regel X: Er staat '2000 euro'; het rapport schrijft '€ 2.000'.",
        "tekst-moeilijk-woord: teksten/2021/kort.md › regel X: 'middels' is een woord",
        "begrip-ongebruikt: declaratie/begrippen.toml › regel X: Geen pagina gebruikt het begrip 'Nergens'.",
    ],
)
def test_check_names_words_and_numbers_that_can_be_better(regels: list[str], melding: str) -> None:
    assert [regel for regel in regels if regel.startswith(melding)], regels


VOORBEELDEN = [("heerenveen", "2021"), ("smallingerland", "2019-H2"), ("werksaam", "2020")]


class Voorbeeld(NamedTuple):
    werkmap: Path
    monitor: m.Monitor
    html: str


@pytest.fixture(scope="module", params=VOORBEELDEN, ids=[naam for naam, _ in VOORBEELDEN])
def voorbeeld(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Voorbeeld:
    """Each example as a Monitor and as a page."""
    naam, periode = request.param
    werkmap = kopie(tmp_path_factory.mktemp(naam), van=resources.voorbeeld().parent / naam)
    bouw(werkmap, periode, ("html", "json"))
    uit = werkmap / "uitvoer" / periode
    return Voorbeeld(werkmap, lees(uit, periode), (uit / f"monitor-{periode}.html").read_text(encoding="utf-8"))


@pytest.mark.traag
def test_every_abbreviation_of_an_example_is_explained_on_its_page(voorbeeld: Voorbeeld) -> None:
    _, made, html = voorbeeld
    for pagina in made.paginas:
        assert all(f'id="woord-{pagina.id}-{number}"' in html for number in range(1, len(pagina.begrippen) + 1))
        texts = [*(text for _, text in paginatekst(pagina, made)), *(woord.uitleg for woord in pagina.begrippen)]
        own = {woord.term for woord in pagina.begrippen} or {begrip.term for begrip in made.begrippen}
        known = tuple(begrip for begrip in made.begrippen if begrip.term in own)
        left = {word for text in texts for word, _ in afkortingen(zonder_begrippen(text, known))}
        assert left == set(), f"{pagina.id}: {left}"


@pytest.mark.traag
def test_every_number_and_date_of_an_example_follows_one_convention(voorbeeld: Voorbeeld) -> None:
    assert list(fouten(zichtbaar(voorbeeld.html))) == []


@pytest.mark.traag
def test_the_words_of_the_examples_pass_their_own_measure(voorbeeld: Voorbeeld) -> None:
    hier = voor_gebied(load_programma(voorbeeld.werkmap))
    bestanden = {pad.stem: pad.name for pad in (voorbeeld.werkmap / "teksten" / voorbeeld.monitor.periode).glob("*.md")}
    found = lees_paginas(voorbeeld.monitor, hier, bestanden)
    assert [str(melding) for melding in found.meldingen] == []
    assert all(maat.score is None or maat.score >= GRENS for maat in found.maten)
