"""What a formula counts and divides by, whatever the names of its maten and the way it is written."""

from __future__ import annotations

from typing import Any

import pytest

from werk_voorbeeld import WOORDEN, indicator
from werkmonitor.formula import vorm as module
from werkmonitor.formula.vorm import onverklaard, verschillen, vorm
from werkmonitor.programma.schema import Programma


def maten(**keys: dict[str, Any]) -> dict[str, Any]:
    return {naam: {"kolom": naam, "eenheid": "aantal"} | maat for naam, maat in keys.items()}


def bron(naam: str, found: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return {"id": naam, "titel": naam, "bestand": "*", "vorm": "lijst", "maten": found} | keys


UITKERINGEN = {"telt": "uitkeringen"}
STROMEN = maten(uitstroom=UITKERINGEN, instroom=UITKERINGEN, kosten={"eenheid": "euro"})
HUN = maten(
    hun_uitstroom={"eenheid": "personen", "definitie": "som(uitstroom)"},
    hun_werk={"eenheid": "personen", "definitie": 'som(uitstroom, reden="werk")'},
    hun_deel={
        "eenheid": "aandeel",
        "telt": "personen",
        "definitie": "som(uitstroom) / (stand(bijstand, begin) + som(instroom))",
    },
    hun_getal=UITKERINGEN,
)
HUN_STAND = maten(hun_stand={"eenheid": "personen", "definitie": "stand(bijstand)"})
DECLARED = Programma.model_validate(
    {
        "programma": {"naam": "Werk", "gemeente": "Hier", "titel": "Monitor", "deelgebied": "gemeente"},
        "oordeel": WOORDEN,
        "bron": [
            bron("stromen", STROMEN, dimensies={"reden": "Reden", "gemeente": "Gemeente"}),
            bron("standen", maten(bijstand=UITKERINGEN), soort="stand"),
            bron("anderen", HUN, dimensies={"reden": "Reden", "regio": "Regio"}),
            bron("hun_standen", HUN_STAND, soort="stand"),
        ],
        "dimensie": [{"id": "regio", "naam": "regio", "wie": True}, {"id": "gemeente", "naam": "gemeente"}],
        "indicator": [indicator("deel", "som(uitstroom) / stand(bijstand, begin)", eenheid="aandeel")],
        "pagina": (),
    }
)
DEEL = "som(uitstroom) / stand(bijstand, begin)"


@pytest.mark.parametrize(
    ("een", "ander"),
    [
        (DEEL, DEEL),
        (DEEL, "1 / (stand(bijstand, begin) / som(uitstroom))"),
        (DEEL, 'uitkomst("deel")'),
        (DEEL, 'som(uitstroom, vorig_jaar, gemeente="Daar") / stand(bijstand, begin, vorig_jaar)'),
        (DEEL, 'som(hun_uitstroom, jaar - 4, regio="NL01") / stand(hun_stand, begin, jaar - 4)'),
        (DEEL, 'uitkomst("deel", jaar - 1)'),
        ("som(uitstroom) / (stand(bijstand, begin) + som(instroom))", 'som(hun_deel, jaar - 4, regio="NL01")'),
        ('som(uitstroom, reden="werk")', 'som(hun_uitstroom, regio="NL01", reden="werk")'),
        ('som(uitstroom, reden="werk")', "som(hun_werk)"),
        ('som(uitstroom, reden=["a", "b"])', 'som(uitstroom, reden=["b", "a"])'),
        ("(som(uitstroom) + som(instroom)) * 2", "2 * som(instroom) + som(uitstroom) * 2"),
        ("som(uitstroom) - som(instroom)", "-(som(instroom) - som(uitstroom))"),
        ("(som(uitstroom) + som(instroom)) / 2", "som(uitstroom) / 2 + som(instroom) / 2"),
        ("som(uitstroom) * 0", "som(instroom) - som(instroom)"),
    ],
)
def test_two_formulas_that_compute_the_same_are_the_same(een: str, ander: str) -> None:
    assert vorm(een, DECLARED).gelijk_aan(vorm(ander, DECLARED))


@pytest.mark.parametrize(
    "ander",
    [
        "som(uitstroom) / (stand(bijstand, begin) + som(instroom))",
        "som(uitstroom) / stand(bijstand)",
        "som(uitstroom) / gemiddelde(bijstand)",
        "som(instroom) / stand(bijstand, begin)",
        'som(uitstroom, reden="werk") / stand(bijstand, begin)',
        "som(uitstroom, vorig_jaar) / stand(bijstand, begin)",
        "cumulatief(uitstroom, vanaf=2017) / stand(bijstand, begin)",
        "2 * som(uitstroom) / stand(bijstand, begin)",
    ],
)
def test_another_denominator_moment_member_or_time_is_another_figure(ander: str) -> None:
    assert not vorm(DEEL, DECLARED).gelijk_aan(vorm(ander, DECLARED))


def test_how_two_figures_differ_is_said_in_words() -> None:
    found = verschillen(vorm(DEEL, DECLARED), vorm('som(hun_deel, regio="NL01")', DECLARED), "Hier", "Nederland")
    assert found[0] == "Bij Hier zijn uitkeringen geteld, bij Nederland personen."
    assert found[1] == (
        "Bij Hier is het: uitstroom gedeeld door bijstand aan het begin. "
        "Bij Nederland: uitstroom gedeeld door (bijstand aan het begin plus instroom)."
    )


@pytest.mark.parametrize(
    ("formule", "woorden"),
    [
        ('-som(uitstroom, reden="werk")', "min uitstroom (reden werk)"),
        ("som(uitstroom) - (som(instroom) - 1)", "uitstroom min (instroom min 1)"),
        ("gemiddelde(bijstand) * 2", "gemiddelde bijstand keer 2"),
        ("cumulatief(uitstroom, vanaf=2017)", "uitstroom vanaf 2017"),
        ("stand(bijstand)", "bijstand aan het eind"),
    ],
)
def test_a_formula_has_a_text_in_words(formule: str, woorden: str) -> None:
    assert vorm(formule, DECLARED).tekst == woorden


def test_what_is_counted_is_known_from_the_declaration_or_the_unit() -> None:
    assert vorm('som(hun_uitstroom, regio="NL01")', DECLARED).telt == ["personen"]
    assert vorm("som(kosten)", DECLARED).telt == []
    assert verschillen(vorm("som(kosten)", DECLARED), vorm("som(kosten)", DECLARED), "Hier", "daar") == ()


def test_a_number_of_others_that_nobody_explained_is_neither_the_same_nor_said_to_differ() -> None:
    ons, ander = vorm("som(uitstroom)", DECLARED), vorm("som(hun_getal)", DECLARED)
    assert onverklaard(ons, ander) == ("hun_getal",)
    assert verschillen(ons, ander, "Hier", "daar") == ()
    assert onverklaard(ander, ander) == ()


def test_a_formula_that_is_too_large_is_only_equal_to_its_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    sum_, other = "som(uitstroom) + som(instroom)", "som(instroom) + som(uitstroom)"
    small = vorm(sum_, DECLARED), vorm(other, DECLARED)
    monkeypatch.setattr(module, "MEESTE_TERMEN", 1)
    large = vorm(f"({sum_}) * ({other})", DECLARED)
    assert large.tekst == f"({sum_}) * ({other})"
    assert not large.getelden
    assert not small[0].gelijk_aan(small[1])
    assert small[0].gelijk_aan(small[0])
