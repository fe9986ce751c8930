"""The Monitor as a whole: head, sources, pages with their quiet line, and everything that was found."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from werk_voorbeeld import (
    BESTAND,
    POORT,
    POORT_2020,
    POORT_2021,
    QUOTE,
    codes,
    feiten,
    indicator,
    opgave,
    pagina,
    programma,
    rij,
    samen,
    tabel,
)
from werkmonitor import __version__
from werkmonitor.findings import Finding
from werkmonitor.monitor import model
from werkmonitor.monitor.samenstellen import Omstandigheden, brondatum, samenstellen
from werkmonitor.periode import Periode
from werkmonitor.programma.pagina import Blok

JAAR = Periode.parse("2021")


PROGNOSE = {
    "id": "bijstand",
    "naam": "Uitkeringen",
    "formule": "stand(bijstand)",
    "richting": "lager",
    "doel": 1100,
    "doeljaar": 2023,
    "doelbron": "Programma Werk",
}


def one_page(*blokken: dict[str, Any], **keys: Any) -> model.Pagina:
    found = samen(programma(**{"indicator": (QUOTE,), "prognose": (PROGNOSE,), "pagina": (pagina(*blokken),)} | keys))
    (page,) = found.paginas
    return page


def test_the_head_says_whose_monitor_it_is_and_for_which_period() -> None:
    kop = {"naam": "Werk", "gemeente": "Ergens", "titel": "Monitor {{ periode }}", "ondertitel": "In {{ gemeente }}"}
    found = samen(programma(programma=kop, indicator=(QUOTE,)))
    head = found.programma
    assert (head.naam, head.gemeente, head.titel, head.ondertitel) == ("Werk", "Ergens", "Monitor 2021", "In Ergens")
    assert (head.periode_naam, head.vorig_jaar_naam, head.editie) == ("2021", "2020", "concept")
    assert (head.voor, head.versie, head.voorbeeld, head.werkmonitor) == ("de gemeenteraad", "1", False, __version__)
    assert (found.schema, found.periode, found.doelgroep) == (1, "2021", "intern")


def test_the_example_says_that_it_is_one() -> None:
    assert samen(programma(), voorbeeld=True).programma.voorbeeld


def test_the_date_of_the_sources_is_the_last_day_they_tell_about() -> None:
    assert samen(programma()).programma.brondatum == "1\xa0januari 2022"
    halfway = tabel(POORT, "2021", ("2021-H1", "afgewezen", "3"))
    assert brondatum(feiten(halfway), JAAR) == date(2021, 7, 1)


def test_later_days_and_other_deliveries_do_not_count_for_the_date() -> None:
    later = tabel(BESTAND, "2021", ("2021-06-01", "3"), ("2022-06-01", "4"))
    assert brondatum(feiten(later), JAAR) == date(2021, 6, 1)
    assert brondatum(feiten(POORT_2020), JAAR) == date(2022, 1, 1)


def test_a_given_peildatum_goes_before_that_of_the_sources() -> None:
    assert samen(programma(), peildatum=date(2022, 1, 14)).programma.brondatum == "14\xa0januari 2022"


def test_every_file_that_was_read_is_a_source_with_its_title() -> None:
    found = samen(programma())
    assert [(bron.bestand, bron.levering, bron.bron, bron.titel) for bron in found.bronnen] == [
        ("exports/2021/poort.xlsx", "2021", "poort", "Aanvragen aan de Poort"),
        ("exports/2020/poort.xlsx", "2020", "poort", "Aanvragen aan de Poort"),
    ]


def test_a_file_of_a_source_that_is_no_longer_declared_keeps_its_name() -> None:
    found = samen(programma(bron=(BESTAND,)))
    assert {(bron.titel, bron.systeem, bron.toelichting) for bron in found.bronnen} == {("poort", "", "")}


def test_given_findings_come_before_those_of_this_step() -> None:
    first = Finding("eerder", "info", "Iets.")
    om = Omstandigheden(periode=JAAR)
    found = samenstellen(programma(opgave=(opgave(1),)), feiten(POORT_2021, POORT_2020), om, [first])
    assert codes(found) == ["eerder", "opgave-zonder-oordeel", "opgave-zonder-activiteit"]


def test_the_meaning_of_a_figure_is_filled_in_with_any_figure() -> None:
    declared = QUOTE | {"betekenis": "Van elke honderd aanvragen werden er {{ quote | procent }} afgewezen."}
    (found,) = samen(programma(indicator=(declared,))).indicatoren
    assert found.betekenis == "Van elke honderd aanvragen werden er 36% afgewezen."


def test_the_heading_of_a_page_is_its_message_or_else_its_title() -> None:
    assert one_page().kop == "In het kort"
    found = samen(programma(indicator=(QUOTE,), pagina=(pagina(kop="De quote is {{ quote }}"),)))
    assert (found.paginas[0].kop, found.paginas[0].titel) == ("De quote is 36%", "In het kort")


BLOKKEN: dict[str, tuple[dict[str, Any], type[model.Blok]]] = {
    "tekst": ({"tekst": "kort"}, model.Tekst),
    "kerncijfers": ({"indicatoren": ["quote"]}, model.Kerncijfers),
    "grafiek": ({"langs": "jaren", "reeksen": [{"naam": "R", "formule": "som(aanvragen)"}]}, model.Grafiek),
    "indicatoren": ({"indicatoren": ["quote"]}, model.Indicatoren),
    "tabel": (
        {"rijen": [{"naam": "r"}], "kolommen": [{"kop": "k", "formule": "som(aanvragen)", "eenheid": "aantal"}]},
        model.Tabelblok,
    ),
    "verdeling": ({"langs": "besluit", "formule": "som(aanvragen)"}, model.Tabelblok),
    "brug": (
        {
            "begin": "som(aanvragen, vorig_jaar)",
            "eind": "som(aanvragen)",
            "onderdelen": [{"naam": "Meer", "formule": "som(aanvragen, besluit='afgewezen')", "teken": "+"}],
            "rest": "Overig",
        },
        model.Grafiek,
    ),
    "prognose": ({"prognose": "bijstand"}, model.Grafiek),
    "resultaten": ({}, model.Tabelblok),
    "vergelijking": ({"indicatoren": ["quote"]}, model.Tabelblok),
    "opgaven": ({}, model.Opgaven),
    "matrix": ({}, model.Matrix),
    "doelen": ({}, model.Doelen),
    "kleuren": ({}, model.Kleuren),
    "register": ({"bron": "register", "velden": {"nr": "Nr"}}, model.Tabelblok),
    "definities": ({}, model.Definities),
    "bronnen": ({}, model.Bronnen),
    "verzonnen": ({}, model.Lijst),
    "meldingen": ({}, model.Meldingen),
    "begrippen": ({}, model.Lijst),
}


@pytest.mark.parametrize("soort", get_args(Blok.model_fields["soort"].annotation))
def test_every_kind_of_block_that_may_be_declared_becomes_a_part_of_the_page(soort: str) -> None:
    keys, kind = BLOKKEN[soort]
    (part,) = one_page({"soort": soort} | keys).blokken
    assert type(part) is kind


def test_charts_are_numbered_by_their_place_on_the_page() -> None:
    keys, _ = BLOKKEN["grafiek"]
    parts = one_page({"soort": "tekst", "tekst": "a"}, {"soort": "grafiek"} | keys).blokken
    assert isinstance(parts[1], model.Grafiek)
    assert parts[1].id == "kort-2"


def test_the_quiet_line_has_sources_and_status() -> None:
    assert one_page({"soort": "kerncijfers", "indicatoren": ["quote"]}).bronregel == (
        "Bron: Aanvragen aan de Poort (levering 2021). Status van de cijfers: definitief."
    )


def test_the_quiet_line_of_a_chart_has_its_source_without_status() -> None:
    keys, _ = BLOKKEN["grafiek"]
    assert one_page({"soort": "grafiek"} | keys).bronregel == "Bron: Aanvragen aan de Poort (levering 2021)."


def test_the_quiet_line_has_the_days_of_stands() -> None:
    stand = tabel(BESTAND, "2021", ("2021-01-01", "1309"), ("2021-12-31", "1249"))
    declared = indicator("uitkeringen", "stand(bijstand)", status="voorlopig")
    blok = {"soort": "kerncijfers", "indicatoren": ["uitkeringen"]}
    (page,) = samen(programma(indicator=(declared,), pagina=(pagina(blok),)), feiten(stand)).paginas
    assert page.bronregel == (
        "Bron: Bijstandsbestand (levering 2021). Geteld op 31\xa0december 2021. Status van de cijfers: voorlopig."
    )


def test_a_page_of_only_text_has_no_quiet_line() -> None:
    assert one_page({"soort": "tekst", "tekst": "kort"}).bronregel == ""


def test_the_quiet_line_of_a_register_has_its_title() -> None:
    keys, _ = BLOKKEN["register"]
    assert one_page({"soort": "register"} | keys).bronregel == "Bron: Opgavenregister (levering 2021)."


def test_what_is_invented_stands_on_its_page_and_in_the_list() -> None:
    verzonnen = (
        {"kort": "Kort quote.", "wat": "Lang quote.", "indicatoren": ("quote",)},
        {"kort": "Kort bron.", "wat": "Lang bron.", "bronnen": ("poort",)},
        {"kort": "Elders.", "wat": "Lang elders.", "bronnen": ("bestand",)},
    )
    page = one_page({"soort": "kerncijfers", "indicatoren": ["quote"]}, {"soort": "verzonnen"}, verzonnen=verzonnen)
    assert "Kort quote." in page.verzonnen
    assert "Elders." not in page.verzonnen
    lijst = page.blokken[1]
    assert isinstance(lijst, model.Lijst)
    assert [(regel.term, regel.uitleg) for regel in lijst.regels] == [
        ("Kort quote.", "Lang quote."),
        ("Kort bron.", "Lang bron."),
        ("Elders.", "Lang elders."),
    ]


def test_the_glossary_lists_the_declared_terms() -> None:
    page = one_page({"soort": "begrippen", "titel": "Begrippen"}, begrip=({"term": "LKS", "uitleg": "Subsidie."},))
    (lijst,) = page.blokken
    assert lijst == model.Lijst(titel="Begrippen", regels=(model.Regel(term="LKS", uitleg="Subsidie."),))


@pytest.mark.parametrize(
    "blok",
    [
        {"soort": "grafiek", "langs": "jaren"},
        {"soort": "grafiek", "langs": "besluit", "vorm": "liggend"},
        {"soort": "register", "bron": "register"},
        {"soort": "tabel"},
    ],
)
def test_a_block_without_its_parts_is_refused_or_empty_but_does_not_crash(blok: dict[str, Any]) -> None:
    try:
        declared = programma(indicator=(QUOTE,), pagina=(pagina(blok),))
    except ValidationError:  # which load puts into Dutch
        return
    (page,) = samen(declared).paginas
    assert len(page.blokken) == 1


def test_tasks_goals_and_colours_stand_in_the_monitor() -> None:
    kop = {"naam": "W", "gemeente": "G", "titel": "T", "opgavenregister": "register"}
    declared = programma(
        programma=kop,
        doel=({"id": "een", "nummer": 1, "naam": "Meer werk"},),
        opgave=(opgave(1, "quote"),),
        indicator=(QUOTE,),
    )
    row = rij(nr="1", voortgang="Ja.", oorzaak="Corona.")
    found = samen(declared, feiten(POORT_2021, POORT_2020, register={"2021": (row,)}))
    assert [(item.nummer, item.oordeel) for item in found.opgaven] == [(1, "oranje")]
    assert [doel.opgaven for doel in found.doelen] == [(1,)]
    counted = {telling.kleur: telling.aantal for telling in found.kleuren}
    assert counted == {
        "groen": 0,
        "oranje": 1,
        "rood": 0,
        "grijs": 0,
    }


def test_a_fault_in_a_title_is_a_finding() -> None:
    found = samen(programma(pagina=(pagina(kop="{{ weg }}"),)))
    assert codes(found) == ["tekst-onbekend"]
