"""Controls on distributions and bridges that need no data."""

from __future__ import annotations

from typing import Any

import pytest

from werk_voorbeeld import QUOTE, pagina, programma
from werkmonitor.checks.declaratie import controleer_declaratie
from werkmonitor.findings import Finding, Location
from werkmonitor.programma.plaatsen import Plaatsen


def found(**keys: Any) -> list[Finding]:
    blok = {"soort": "verdeling", "titel": "T", "langs": "besluit", "formule": "som(aanvragen)"} | keys
    return controleer_declaratie(programma(indicator=(QUOTE,), pagina=(pagina(blok),)))


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"tegen": "jaren"},
        {"aandeel": "kolom"},
        {"tegen": "jaren", "aandeel": "rij"},
        {"tegen": "jaren", "aandeel": "geheel"},
        {"aandeel": "geheel"},
        {"formule": "", "indicatoren": ["quote"]},
        {"formule": "som(aanvragen) / som(aanvragen, vorig_jaar)", "eenheid": "aandeel"},
    ],
)
def test_a_sound_distribution_gives_nothing(keys: dict[str, Any]) -> None:
    assert found(**keys) == []


@pytest.mark.parametrize(
    "keys",
    [
        {"formule": "som(aanvragen) / som(aanvragen, vorig_jaar)", "aandeel": "kolom", "eenheid": "aandeel"},
        {"formule": "", "indicatoren": ["quote"], "aandeel": "kolom"},
        {"formule": "stand(bijstand)", "langs": "maanden", "aandeel": "kolom", "eenheid": "personen"},
        {"formule": "cumulatief(aanvragen, vanaf=2020)", "tegen": "jaren", "aandeel": "rij"},
        {"formule": "cumulatief(aanvragen, vanaf=2020)", "tegen": "jaren", "aandeel": "geheel"},
    ],
)
def test_a_share_of_what_is_no_whole_is_refused(keys: dict[str, Any]) -> None:
    (finding,) = found(**keys)
    assert (finding.code, finding.ernst) == ("aandeel-zonder-geheel", "fout")
    assert finding.wat == "De verdeling 'T' toont aandelen, maar haar cijfers tellen niet op tot een geheel."


def test_a_share_of_a_column_asks_nothing_of_the_other_axis() -> None:
    assert found(formule="cumulatief(aanvragen, vanaf=2020)", tegen="jaren", aandeel="kolom") == []


@pytest.mark.parametrize("keys", [{"langs": "wijk"}, {"tegen": "wijk"}, {"langs": "wijk", "tegen": "jaren"}])
def test_a_formula_that_no_table_splits_so_is_told_before_any_data_are_read(keys: dict[str, Any]) -> None:
    (finding,) = found(**keys)
    assert finding.wat.startswith("De formule van een verdeling op pagina kort klopt niet:\nsom(aanvragen)\n^\n")
    assert "niet uitgesplitst naar 'wijk'" in finding.wat


def test_the_formula_of_an_indicator_is_checked_with_the_dimensions_of_the_distribution() -> None:
    findings = found(formule="", indicatoren=["quote"], langs="wijk")
    assert {finding.code for finding in findings} == {"formule"}
    assert all("verdeling op pagina kort" in finding.wat for finding in findings)


def test_a_split_that_does_not_exist_is_told_at_the_block_and_not_at_the_formula() -> None:
    declared = programma(
        indicator=(QUOTE,),
        pagina=(pagina({"soort": "verdeling", "titel": "T", "langs": "wijk", "indicatoren": ["quote"]}),),
    )
    text = f'[[indicator]]\nid = "quote"\nformule = "{QUOTE["formule"]}"\n[[pagina]]\n[[pagina.blok]]\n'
    plaatsen = Plaatsen()
    plaatsen.lees("werkmonitor.toml", text)
    declared.onthoud([("werkmonitor.toml", text)], plaatsen)
    places = {str(finding.vindplaats) for finding in controleer_declaratie(declared)}
    assert places == {str(Location("werkmonitor.toml", regel=5))}


BRUG: dict[str, Any] = {
    "soort": "brug",
    "begin": "som(aanvragen, vorig_jaar)",
    "eind": "som(aanvragen)",
    "onderdelen": [{"naam": "Meer", "formule": "som(aanvragen, besluit='afgewezen')", "teken": "+"}],
    "rest": "Overig",
}


def bridge(**keys: Any) -> list[Finding]:
    return controleer_declaratie(programma(pagina=(pagina(BRUG | keys),)))


@pytest.mark.parametrize(
    "keys",
    [{"begin": "som(weg)"}, {"eind": "som(weg)"}, {"onderdelen": [BRUG["onderdelen"][0] | {"formule": "som(weg)"}]}],
)
def test_every_formula_of_a_bridge_is_checked(keys: dict[str, Any]) -> None:
    assert bridge() == []
    (finding,) = bridge(**keys)
    assert finding.wat.startswith("De formule van een brug op pagina kort klopt niet:\nsom(weg)")


def test_a_bridge_in_a_unit_that_its_formulas_do_not_have_is_told() -> None:
    assert {finding.code for finding in bridge(eenheid="euro")} == {"eenheid-formule"}
