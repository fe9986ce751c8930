"""Texts are bound to the figures of a Monitor, and what is missing is told."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from msgspec.structs import replace

from werk_voorbeeld import (
    POORT,
    POORT_2020,
    POORT_2021,
    QUOTE,
    feiten,
    indicator,
    opgave,
    pagina,
    programma,
    rij,
    samen,
    tabel,
)
from werkmonitor.findings import Finding
from werkmonitor.monitor import model
from werkmonitor.monitor.binden import Tekstbestand, bindwaarden, vul_teksten
from werkmonitor.periode import Periode

AANVRAGEN = indicator("aanvragen", "som(aanvragen)", per="besluit")
MONITOR = samen(programma(indicator=(QUOTE, AANVRAGEN), pagina=(pagina({"soort": "tekst", "tekst": "kort"}),)))
WAARDEN = bindwaarden(Periode.parse("2021"), "Ergens", MONITOR.indicatoren)


def filled(monitor: model.Monitor = MONITOR, **teksten: str) -> model.Monitor:
    files = {naam.replace("__", "-"): text for naam, text in teksten.items()}
    return vul_teksten(monitor, {naam: Tekstbestand(f"teksten/2021/{naam}.md", text) for naam, text in files.items()})


def told(monitor: model.Monitor, code: str) -> list[Finding]:
    return [finding for finding in monitor.meldingen if finding.code == code]


def text_of(monitor: model.Monitor) -> str:
    (blok,) = monitor.paginas[0].blokken
    assert isinstance(blok, model.Tekst)
    return blok.markdown


@pytest.mark.parametrize(
    ("naam", "text"),
    [
        ("periode", "2021"),
        ("periode.vorig_jaar", "2020"),
        ("periode.volgend_jaar", "2022"),
        ("periode.begin", "1\xa0januari 2021"),
        ("periode.eind", "1\xa0januari 2022"),
        ("gemeente", "Ergens"),
        ("quote", "36%"),
        ("quote.oordeel", "vertraging"),
        ("quote.norm", "40%"),
        ("quote.vorig_jaar", "33%"),
        ("quote.verschil", "3%"),
        ("quote.verschil_tekst", "3 procentpunt hoger dan in 2020"),
        ("aanvragen.grootste", "toegekend"),
        ("aanvragen.grootste_waarde", "64"),
        ("aanvragen.afgewezen", "36"),
    ],
)
def test_a_text_may_name_this(naam: str, text: str) -> None:
    assert (WAARDEN[naam].tekst, WAARDEN[naam].ontbreekt) == (text, False)


@pytest.mark.parametrize("naam", ["aanvragen.norm", "aanvragen.oordeel", "quote.peildatum"])
def test_what_a_figure_does_not_have_is_marked_as_missing(naam: str) -> None:
    assert (WAARDEN[naam].tekst, WAARDEN[naam].ontbreekt) == ("niet bekend", True)


def test_on_a_tie_each_of_the_largest_is_named() -> None:
    tied = tabel(POORT, "2021", ("2021", "afgewezen", "50"), ("2021", "toegekend", "50"), ("2021", "open", "1"))
    monitor = samen(programma(indicator=(AANVRAGEN,)), feiten(tied))
    waarden = bindwaarden(Periode.parse("2021"), "Ergens", monitor.indicatoren)
    assert waarden["aanvragen.grootste"].tekst == "afgewezen en toegekend"
    assert waarden["aanvragen.grootste_waarde"].tekst == "50"


def test_a_figure_without_members_has_no_largest() -> None:
    assert "quote.grootste" not in WAARDEN


def test_the_value_is_exact_and_knows_whether_it_reached_its_norm() -> None:
    quote = WAARDEN["quote"]
    assert (quote.waarde, quote.gehaald, quote.eenheid) == (Fraction(9, 25), False, "aandeel")
    assert WAARDEN["quote.vorig_jaar"].gehaald is None
    assert WAARDEN["aanvragen"].gehaald is None


def test_next_year_of_a_half_year_is_the_same_half() -> None:
    found = bindwaarden(Periode.parse("2021-H1"), "G", ())
    assert found["periode.volgend_jaar"].tekst == "het 1e halfjaar van 2022"
    assert found["periode.eind"].tekst == "1\xa0juli 2021"


def test_a_figure_without_a_value_is_shown_as_it_is_and_missing() -> None:
    leeg = indicator("leeg", "som(aanvragen, vorig_jaar) / 0", eenheid="aandeel")
    (found,) = samen(programma(indicator=(leeg,))).indicatoren
    waarde = bindwaarden(Periode.parse("2021"), "G", (found,))["leeg"]
    assert (waarde.tekst, waarde.waarde, waarde.ontbreekt) == ("n.v.t.", None, True)


def test_a_peildatum_is_written_in_words() -> None:
    (quote, _) = MONITOR.indicatoren
    found = bindwaarden(Periode.parse("2021"), "G", (replace(quote, peildatum="2022-01-01"),))
    assert found["quote.peildatum"].tekst == "1\xa0januari 2022"


def test_a_text_is_filled_in_where_its_block_stands() -> None:
    found = filled(kort="De quote is {{ quote }}.")
    assert text_of(found) == "De quote is 36%."
    assert told(found, "tekst-ontbreekt") == told(found, "tekst-ongebruikt") == []


def test_a_missing_text_is_told_with_the_file_to_write() -> None:
    found = filled()
    (finding,) = told(found, "tekst-ontbreekt")
    assert (finding.ernst, str(finding.vindplaats)) == ("waarschuwing", "teksten/2021/kort.md")
    assert text_of(found) == ""


def test_a_text_that_no_page_uses_is_told_as_a_remark() -> None:
    (finding,) = told(filled(kort="x", vergeten="y"), "tekst-ongebruikt")
    assert (finding.ernst, str(finding.vindplaats)) == ("info", "teksten/2021/vergeten.md")


def test_a_fault_in_a_text_is_told_with_its_file_and_line() -> None:
    (finding,) = told(filled(kort="Een.\nTwee {{ qoute }}."), "tekst-onbekend")
    assert (str(finding.vindplaats), finding.doen) == ("teksten/2021/kort.md › regel 2", "Bedoelt u 'quote'?")


def test_a_text_that_is_shown_twice_has_its_faults_once() -> None:
    blok: dict[str, Any] = {"soort": "tekst", "tekst": "kort"}
    twice = samen(programma(indicator=(QUOTE,), pagina=(pagina(blok, blok),)))
    assert len(told(filled(twice, kort="{{ weg }}"), "tekst-onbekend")) == 1


def test_an_explanation_of_a_figure_comes_from_its_own_text() -> None:
    found = filled(kort="x", toelichting__quote="\nDoor corona {{ quote.verschil_tekst }}.\n")
    assert found.indicator("quote").toelichting == "Door corona 3 procentpunt hoger dan in 2020."
    assert told(found, "toelichting-ontbreekt") == told(found, "tekst-ongebruikt") == []


def test_a_figure_that_misses_its_norm_without_explanation_is_told() -> None:
    (finding,) = told(filled(kort="x"), "toelichting-ontbreekt")
    assert finding.wat == "Quote is oranje zonder toelichting."
    assert finding.doen == "Schrijf die in teksten/2021/toelichting-quote.md."


def test_an_explained_task_explains_its_figures() -> None:
    kop = {"naam": "W", "gemeente": "G", "titel": "T", "opgavenregister": "register"}
    declared = programma(programma=kop, indicator=(QUOTE,), opgave=(opgave(1, "quote"),))
    row = rij(nr="1", voortgang="Ja.", oorzaak="Corona.")
    found = filled(samen(declared, feiten(POORT_2021, POORT_2020, register={"2021": (row,)})))
    assert told(found, "toelichting-ontbreekt") == []


def test_a_text_can_choose_its_word_by_colour_and_by_what_is_better() -> None:
    words = '{{ quote | oordeel("goed", "bijna", "slecht") }}, {{ quote | beter("beter", "gelijk", "slechter") }}'
    assert text_of(filled(kort=f"Dat is {words}.")) == "Dat is bijna, beter."


def test_a_text_is_proofread_beside_the_figures_that_it_binds() -> None:
    (finding,) = told(filled(kort="Een.\nDe norm van {{ quote.norm }} is gehaald."), "tekst-tegenspraak")
    assert (finding.ernst, str(finding.vindplaats)) == ("fout", "teksten/2021/kort.md › regel 2")


def test_an_explanation_is_proofread_beside_its_figure() -> None:
    (finding,) = told(filled(kort="x", toelichting__quote="De quote is gedaald."), "tekst-tegenspraak")
    assert str(finding.vindplaats) == "teksten/2021/toelichting-quote.md › regel 1"


def test_a_text_that_was_taken_over_is_read_more_closely() -> None:
    text = "De armoede daalde.\n"
    bestand = {"kort": Tekstbestand("teksten/2021/kort.md", text)}
    assert told(vul_teksten(MONITOR, bestand, {"kort": "Iets anders.\n"}), "tekst-overgenomen") == []
    (finding,) = told(vul_teksten(MONITOR, bestand, {"kort": text}), "tekst-overgenomen")
    assert str(finding.vindplaats) == "teksten/2021/kort.md › regel 1"


def test_earlier_findings_stay_and_come_first() -> None:
    earlier = Finding("eerder", "info", "Iets.")
    assert filled(replace(MONITOR, meldingen=(earlier,))).meldingen[0] == earlier


@pytest.mark.parametrize(
    ("er_staat", "genoemd"),
    [("kort.md.txt", "kort.md.txt"), ("Kort.md", "Kort.md"), ("kotr.md", "kotr.md"), ("heel_iets_anders.md", "")],
)
def test_a_text_that_is_not_there_names_the_file_that_may_be_meant(er_staat: str, genoemd: str) -> None:
    (finding,) = told(vul_teksten(MONITOR, {}, ernaast=[er_staat]), "tekst-ontbreekt")
    assert (f"'{er_staat}'" in finding.wat) == bool(genoemd)
    assert finding.doen == (
        "Hernoem dat bestand in kort.md als het deze tekst is." if genoemd else "Schrijf de tekst in dit bestand."
    )
