"""Which values of a formula add up: sums and what is made of them, never a ratio, over time only what happened."""

from __future__ import annotations

from typing import Any

import pytest

from werk_voorbeeld import BESTAND, POORT, indicator, programma
from werkmonitor.formula.optelbaar import optelbaar

DUUR: dict[str, Any] = {
    "id": "duur",
    "titel": "Duur",
    "bestand": "duur*",
    "vorm": "lijst",
    "tijd": {"jaar": "Jaar"},
    "maten": {"duur": {"kolom": "Dagen", "eenheid": "gemiddelde"}},
}
DECLARED = programma(
    bron=(POORT, BESTAND, DUUR),
    indicator=(
        indicator("alle", "som(aanvragen)"),
        indicator("deel", "som(aanvragen, besluit='afgewezen') / som(aanvragen)", eenheid="aandeel"),
        indicator("rond", "uitkomst('rond')"),
    ),
)


def telt_op(formule: str, langs: str = "besluit", eenheid: str = "aantal") -> bool:
    return optelbaar(formule, eenheid, langs, DECLARED)


@pytest.mark.parametrize(
    "formule",
    [
        "som(aanvragen)",
        "-som(aanvragen)",
        "som(aanvragen) - som(aanvragen, vorig_jaar)",
        "2 * som(aanvragen) / 3",
        "stand(bijstand)",
        "gemiddelde(bijstand)",
        "cumulatief(aanvragen, vanaf=2020)",
        "uitkomst('alle')",
        "som(aanvragen, besluit='afgewezen') - som(aanvragen, vorig_jaar, besluit='Afgewezen')",
    ],
)
def test_sums_and_what_is_made_of_them_add_up_over_members(formule: str) -> None:
    assert telt_op(formule)


@pytest.mark.parametrize(
    "formule",
    [
        "som(aanvragen) / som(aanvragen, vorig_jaar)",
        "som(aanvragen) * som(aanvragen)",
        "som(aanvragen) + 1",
        "som(aanvragen) - som(aanvragen, besluit='afgewezen')",
        "1 / som(aanvragen)",
        "som(duur)",
        "uitkomst('deel')",
        "uitkomst('rond')",
        "uitkomst('weg')",
        "som(aanvragen",
    ],
)
def test_a_ratio_a_mean_and_what_cannot_be_read_do_not_add_up(formule: str) -> None:
    assert not telt_op(formule)


@pytest.mark.parametrize("eenheid", ["aandeel", "cijfer", "gemiddelde"])
def test_a_sum_that_is_shown_as_what_cannot_be_added_does_not_add_up(eenheid: str) -> None:
    assert not telt_op("som(aanvragen)", eenheid=eenheid)


@pytest.mark.parametrize(
    ("formule", "langs", "adds"),
    [
        ("som(aanvragen)", "maanden", True),
        ("som(aanvragen)", "jaren", True),
        ("som(aanvragen)", "peildata", False),
        ("som(aanvragen, vorige)", "maanden", False),
        ("stand(bijstand)", "maanden", False),
        ("gemiddelde(bijstand)", "jaren", False),
        ("cumulatief(aanvragen, vanaf=2020)", "maanden", False),
    ],
)
def test_over_time_only_what_happened_in_it_adds_up(formule: str, langs: str, *, adds: bool) -> None:
    assert telt_op(formule, langs) is adds


def test_members_that_are_no_parts_of_a_whole_do_not_add_up() -> None:
    los = programma(bron=(POORT,), dimensie=({"id": "besluit", "naam": "besluit", "optelbaar": False},))
    assert not optelbaar("som(aanvragen)", "aantal", "besluit", los)
    assert optelbaar("som(aanvragen)", "aantal", "maanden", los)
