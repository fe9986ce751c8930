"""The results per opgave: a row a figure, with the way it goes and what follows; a gap is shown as one."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from werk_voorbeeld import (
    POORT_2020,
    POORT_2021,
    QUOTE,
    feiten,
    indicator,
    norm,
    opgave,
    pagina,
    programma,
    rij,
    samen,
)
from werkmonitor.bronnen.feiten import Registerrij
from werkmonitor.monitor import model

KOP = {"naam": "Werk", "gemeente": "Ergens", "titel": "Monitor", "opgavenregister": "register"}
DOELEN = ({"id": "een", "nummer": 1, "naam": "Meer werk"},)


def shown(
    *rijen: Registerrij,
    toen: tuple[Registerrij, ...] = (),
    taken: tuple[dict[str, Any], ...] = (opgave(1, "quote"),),
    indicatoren: tuple[dict[str, Any], ...] = (QUOTE,),
    **blok: Any,
) -> tuple[model.Tabel, model.Pagina]:
    declared = programma(
        programma=KOP,
        doel=DOELEN,
        opgave=taken,
        indicator=indicatoren,
        pagina=(pagina({"soort": "resultaten"} | blok),),
    )
    found = feiten(POORT_2021, POORT_2020, register={"2021": rijen, "2020": toen})
    made = samen(declared, found)
    (page,) = made.paginas
    (part,) = page.blokken
    assert isinstance(part, model.Tabelblok)
    figures = {figure.weergave: figure.spoor for figure in made.indicatoren}
    assert all(rij.cellen[1].spoor == figures.get(rij.cellen[1].weergave) for rij in part.tabel.rijen)
    return part.tabel, page


def cells(tabel: model.Tabel) -> list[list[str]]:
    return [[rij.naam, *(cel.weergave for cel in rij.cellen)] for rij in tabel.rijen]


def test_a_task_with_a_figure_has_norm_result_last_year_trend_verdict_and_what_follows() -> None:
    tabel, page = shown(rij(nr="1", voortgang="Begonnen.", vervolg="We gaan door.", conclusie="Bijstellen"))
    koppen = ["Norm", "2021", "2020", "Trend", "Oordeel over de opgave", "Wat volgt"]
    assert [kolom.kop for kolom in tabel.kolommen] == koppen
    assert cells(tabel) == [
        ["1. O1", "ten minste 40%", "36%", "33%", "verbeterd", "vertraging", "Bijstellen. We gaan door."]
    ]
    (row,) = tabel.rijen
    assert (row.noot, row.cellen[4].kleur, row.cellen[1].waarde) == ("Quote.", "oranje", 0.36)
    assert row.cellen[1].spoor is not None
    assert tabel.titel == "Wat is er per opgave bereikt?"
    assert page.bronregel == (
        "Bron: Aanvragen aan de Poort; Opgavenregister (levering 2021). Status van de cijfers: definitief."
    )


def test_each_figure_of_a_task_has_a_row_of_its_own() -> None:
    aanvragen = indicator("aanvragen", "som(aanvragen)", status="verzonnen")
    tabel, _ = shown(taken=(opgave(1, "quote", "aanvragen"),), indicatoren=(QUOTE, aanvragen))
    assert [(row.naam, row.noot.split(".")[0], row.cellen[1].verzonnen) for row in tabel.rijen] == [
        ("1. O1", "Quote", False),
        ("1. O1", "Aanvragen", True),
    ]
    assert cells(tabel)[1][1:6] == ["geen norm", "100", "100", "gelijk", "vertraging"]


def test_the_light_is_that_of_the_task_whatever_its_figure_says() -> None:
    aanvragen = indicator("aanvragen", "som(aanvragen)")
    own = rij(nr="2", oordeel="rood", reden="Niet begonnen.")
    tabel, _ = shown(own, taken=(opgave(1, "quote"), opgave(2, "aanvragen")), indicatoren=(QUOTE, aanvragen))
    by_rule, by_person = (row.cellen[4] for row in tabel.rijen)
    assert (by_rule.kleur, by_person.kleur, by_person.weergave) == ("oranje", "rood", "niet gehaald")
    assert tabel.rijen[0].cellen[1].spoor in set(by_rule.volgt_uit or ())
    assert by_person.volgt_uit is msgspec.UNSET


def test_a_task_without_a_figure_shows_how_far_it_is() -> None:
    now = rij(nr="1", oordeel="groen", reden="Klaar.", voortgang="Loopt goed.")
    then = rij("2020", nr="1", oordeel="oranje", reden="Bijna.", voortgang="Begonnen.")
    tabel, _ = shown(now, toen=(then,), taken=(opgave(1),))
    assert cells(tabel) == [
        ["1. O1", "geen norm", "geen cijfer", "geen cijfer", "verbeterd", "op koers", "niet ingevuld"]
    ]
    assert (tabel.rijen[0].noot, tabel.rijen[0].cellen[4].kleur) == ("Loopt goed.", "groen")


@pytest.mark.parametrize(
    ("nu", "toen", "woord"),
    [
        ("groen", "groen", "gelijk"),
        ("rood", "groen", "verslechterd"),
        ("oranje", "rood", "verbeterd"),
        ("grijs", "groen", "niet bekend"),
        ("groen", "", "niet bekend"),
    ],
)
def test_the_trend_of_a_task_without_a_figure_is_that_of_its_verdict(nu: str, toen: str, woord: str) -> None:
    now, then = rij(nr="1", oordeel=nu, reden="Zo."), rij("2020", nr="1", oordeel=toen, reden="Zo.")
    assert cells(shown(now, toen=(then,), taken=(opgave(1),))[0])[0][4] == woord


def test_a_task_without_activity_is_shown_as_a_gap_with_or_without_a_figure() -> None:
    taken = (opgave(1), opgave(2, "quote"), opgave(3, "quote"))
    tabel, _ = shown(rij(nr="3", regel="4", activiteiten="Gesprekken."), taken=taken)
    assert [row.noot for row in tabel.rijen] == [
        "Geen activiteit bekend.",
        "Quote. Geen activiteit bekend.",
        "Quote.",
    ]


@pytest.mark.parametrize(
    ("keys", "woord"),
    [
        ({"richting": "hoger"}, "verslechterd"),
        ({"richting": "lager"}, "verbeterd"),
        ({}, "lager"),
        ({"normen": [norm("1") | {"tot": "100"}]}, "lager"),
        ({"normen": [norm("1") | {"tot": "65"}], "richting": "hoger"}, "verbeterd"),
        ({"normen": [norm("66") | {"tot": "70"}], "richting": "lager"}, "verslechterd"),
        ({"formule": "som(aanvragen, besluit='afgewezen')"}, "hoger"),
        ({"richting": "hoger", "formule": "som(aanvragen)"}, "gelijk"),
        ({"richting": "hoger", "formule": "som(aanvragen, besluit='toegekend') / 1000", "eenheid": "aantal"}, "gelijk"),
        ({"formule": "som(aanvragen, vorig_jaar)"}, "niet bekend"),
        ({"richting": "lager", "respons": "som(aanvragen) / 200", "respons_minimaal": "0.6"}, "niet te zeggen"),
    ],
)
def test_the_trend_is_better_or_worse_by_the_direction_and_never_guessed(keys: dict[str, Any], woord: str) -> None:
    data = {"formule": "som(aanvragen, besluit='toegekend')"} | keys  # 67 in 2020, 64 in 2021
    declared = indicator("meting", data.pop("formule"), **data)
    assert cells(shown(taken=(opgave(1, "meting"),), indicatoren=(declared,))[0])[0][4] == woord


def test_what_must_be_known_of_the_figures_stands_below_once() -> None:
    low = indicator("meting", "som(aanvragen)", respons="som(aanvragen) / 200", respons_minimaal="0.6")
    tabel, _ = shown(taken=(opgave(1, "meting"), opgave(2, "meting")), indicatoren=(low,), noot="Let op.", titel="R")
    assert tabel.titel == "R"
    assert tabel.noten == (
        "Meting: Van de uitgenodigde mensen deed 50% mee. Dat is te weinig om een conclusie te trekken.",
        "Let op.",
    )
