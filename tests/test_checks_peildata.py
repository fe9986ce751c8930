"""Along days only what was counted on those days is shown."""

from __future__ import annotations

from typing import Any

import pytest

from werk_voorbeeld import indicator, pagina, programma
from werkmonitor.checks.peildata import controleer_peildata

INWONERS = indicator("eind", "stand(bijstand)")


def found(blok: dict[str, Any]) -> list[str]:
    declared = programma(indicator=(INWONERS,), pagina=(pagina(blok | {"titel": "T", "langs": "peildata"}),))
    return [finding.wat for finding in controleer_peildata(declared)]


def grafiek(*formules: str) -> dict[str, Any]:
    reeksen = [{"naam": "N", "formule": formule} for formule in formules]
    return {"soort": "grafiek", "vorm": "lijn", "eenheid": "personen", "reeksen": reeksen}


@pytest.mark.parametrize("formule", ["stand(bijstand, begin)", "stand(bijstand, begin, jaar - 1)", "stand(", "2"])
def test_the_stand_of_the_day_itself_is_what_it_should_be(formule: str) -> None:
    assert found(grafiek(formule)) == []


@pytest.mark.parametrize(
    "formule",
    ["stand(bijstand)", "stand(bijstand, eind)", "gemiddelde(bijstand)", "som(aanvragen)", "uitkomst('eind')"],
)
def test_another_day_is_a_fault(formule: str) -> None:
    assert found(grafiek("stand(bijstand, begin)", formule)) == [
        f"'T' loopt langs peildata, maar {formule} geeft niet de stand van die dag."
    ]


def test_a_table_along_days_is_looked_at_too() -> None:
    assert len(found({"soort": "verdeling", "formule": "stand(bijstand)", "eenheid": "personen"})) == 1
    assert found({"soort": "verdeling", "formule": "stand(bijstand, begin)", "eenheid": "personen"}) == []
