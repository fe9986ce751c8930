"""The graph of what figures were made from."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from werk_voorbeeld import (
    POORT,
    POORT_2020,
    POORT_2021,
    QUOTE,
    codes,
    feiten,
    indicator,
    pagina,
    programma,
    samen,
    tabel,
)
from werkmonitor.formula.trace import Spoor
from werkmonitor.monitor import model
from werkmonitor.monitor.getoond import getallen, zonder_herkomst
from werkmonitor.monitor.herkomst import Sporen
from werkmonitor.monitor.spoorboek import Spoorboek
from werkmonitor.periode import Periode

INWONERS: dict[str, Any] = {
    "id": "inwoners",
    "naam": "Inwoners",
    "eenheid": "aantal",
    "definitie": "Wie er woont.",
    "handmatig": [
        {"periode": "2021", "waarde": "50000", "wie": "team Werk", "datum": "2022-01-14", "bron": "jaarverslag"},
        {"periode": "2020", "waarde": "49500", "wie": "team Werk", "datum": "2021-01-15", "bron": "jaarverslag"},
    ],
}


def made(*indicatoren: dict[str, Any], periode: str = "2021", **keys: Any) -> model.Monitor:
    declared = programma(indicator=indicatoren, **keys)
    return samen(declared, feiten(POORT_2021, POORT_2020), periode=Periode.parse(periode))


def test_a_figure_points_to_its_step_with_the_steps_and_cells_below_it() -> None:
    monitor = made(QUOTE)
    figure = monitor.indicator("quote")
    assert figure.spoor is not None
    step = monitor.sporen.stappen[figure.spoor]
    assert (step.soort, step.exact, step.fractie) == ("/", "9/25", Fraction(9, 25))
    links, rechts = (monitor.sporen.stappen[deel] for deel in step.delen)
    assert (links.soort, links.exact, rechts.exact) == ("cellen", "36", "100")
    assert [monitor.sporen.cellen[cel].cel for cel in rechts.cellen] == ["C2", "C3"]
    assert figure.herkomst == monitor.sporen.cellen_van(figure.spoor)


def test_what_is_used_twice_stands_in_the_graph_once() -> None:
    one = made(QUOTE)
    both = made(QUOTE, QUOTE | {"id": "weer", "naam": "Weer"})
    assert both.sporen == one.sporen
    assert both.indicator("weer").spoor == both.indicator("quote").spoor


def test_parts_come_before_the_step_that_they_are_parts_of() -> None:
    for rank, step in enumerate(made(QUOTE).sporen.stappen):
        assert all(deel < rank for deel in step.delen)


def test_a_step_that_looks_alike_is_not_taken_for_another() -> None:
    boek = Spoorboek(programma())
    first, second = (boek.leg_vast(Spoor("2", Fraction(2), soort="getal")) for _ in range(2))
    other = boek.leg_vast(Spoor("2", Fraction(3), soort="getal"))
    assert (first, second, other) == (0, 0, 1)
    assert boek.sporen.cellen_van(None) == boek.sporen.cellen_van(0) == ()
    assert Sporen().stappen == ()


def test_the_graph_survives_json() -> None:
    monitor = made(QUOTE)
    assert model.from_json(model.to_json(monitor)) == monitor


@pytest.mark.parametrize("formule", ["100", "3 * (2 + 1)"])
def test_a_number_that_no_cell_gives_stops_the_build(formule: str) -> None:
    monitor = made(indicator("vast", formule))
    (found,) = zonder_herkomst(monitor)
    assert (found.code, found.ernst, found.wat.split(":")[0]) == ("cijfer-zonder-herkomst", "fout", "Cijfer vast")
    assert found in monitor.meldingen
    assert codes(made(QUOTE)) == []


def test_a_cell_of_a_table_without_origin_is_named_by_its_place() -> None:
    blok = {
        "soort": "tabel",
        "titel": "T",
        "rijkop": "Wat",
        "kolommen": [{"kop": "Aantal", "formule": "7", "eenheid": "aantal"}],
        "rijen": [{"naam": "Rij een"}],
    }
    (found,) = zonder_herkomst(made(pagina=(pagina(blok),)))
    assert found.wat == "Pagina kort, tabel 'T', rij 'Rij een', kolom 'Aantal': 7 rust op geen enkele cel."


def test_every_shown_number_is_listed_with_its_value() -> None:
    monitor = made(QUOTE | {"per": "besluit", "formule": "som(aanvragen)", "eenheid": "aantal", "normen": []})
    shown = {getal.plek: (getal.waarde, getal.weergave) for getal in getallen(monitor)}
    assert shown == {
        "cijfer quote": (100, "100"),
        "cijfer quote, in 2020": (100, "100"),
        "cijfer quote, verschil met 2020": (0, "0"),
        "cijfer quote, lid afgewezen": (36, "36"),
        "cijfer quote, lid toegekend": (64, "64"),
    }


def test_nul_for_a_row_that_is_not_there_says_where_it_was_looked_for() -> None:
    declared = POORT | {"leeg": "nul"}
    table = tabel(declared, "2021", ("2021", "afgewezen", "36"), ("2020", "toegekend", "67"))
    monitor = samen(
        programma(bron=(declared,), indicator=(indicator("geen", "som(aanvragen, besluit='toegekend')"),)),
        feiten(table),
    )
    figure = monitor.indicator("geen")
    assert (figure.exact, figure.herkomst) == ("0", ())
    assert figure.spoor is not None
    assert monitor.sporen.stappen[figure.spoor].gezocht_in == ("exports/2021/poort.xlsx",)
    assert list(zonder_herkomst(monitor)) == []


# ---------------------------------------------------------------- filled in by hand


def test_a_figure_that_was_filled_in_says_by_whom_when_and_from_what() -> None:
    monitor = made(INWONERS)
    figure = monitor.indicator("inwoners")
    assert (figure.weergave, figure.status, figure.herkomst, figure.vorig_jaar) == ("50.000", "handmatig", (), 49500)
    assert figure.spoor is not None
    step = monitor.sporen.stappen[figure.spoor]
    assert step.soort == "handmatig"
    assert step.tekst == "voor 2021 ingevuld door team Werk op 14\xa0januari 2022; bron: jaarverslag"
    assert codes(monitor) == []


def test_formulas_can_use_what_was_filled_in() -> None:
    monitor = made(INWONERS, indicator("per_inwoner", "som(aanvragen) / uitkomst('inwoners')", eenheid="aandeel"))
    figure = monitor.indicator("per_inwoner")
    assert (figure.exact, [cel.cel for cel in figure.herkomst]) == ("1/500", ["C2", "C3"])


def test_a_period_for_which_nothing_was_filled_in_has_no_value() -> None:
    figure = made(INWONERS, periode="2021-H1").indicator("inwoners")
    assert (figure.waarde, figure.reden_ontbreekt) == (
        None,
        "voor het 1e halfjaar van 2021 is niets met de hand ingevuld",
    )


def test_what_was_filled_in_for_the_whole_is_not_that_of_a_part() -> None:
    blok = {"soort": "verdeling", "titel": "T", "langs": "besluit", "formule": "som(aanvragen) + uitkomst('inwoners')"}
    monitor = made(INWONERS, pagina=(pagina(blok),))
    (part,) = monitor.paginas[0].blokken
    assert isinstance(part, model.Tabelblok)
    assert [rij.cellen[0].waarde for rij in part.tabel.rijen] == [None, None]


@pytest.mark.parametrize(
    ("keys", "wat"),
    [
        ({"formule": "som(aanvragen)"}, "formule of handmatig nodig"),
        ({"handmatig": []}, "formule of handmatig nodig"),
        ({"handmatig": INWONERS["handmatig"][:1] * 2}, "een periode twee keer"),
        ({"per": "besluit"}, "heeft geen per"),
    ],
)
def test_what_can_not_be_filled_in_is_refused(keys: dict[str, Any], wat: str) -> None:
    with pytest.raises(ValueError, match=wat):
        programma(indicator=(INWONERS | keys,))
