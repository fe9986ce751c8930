"""A dimension that compares two others: who went up a ladder, stayed or went down, from workbook to formula."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bronnen_voorbeeld import blad, leg_neer, werkboek
from werk_voorbeeld import WOORDEN
from werkmonitor.bronnen.feiten import Feiten
from werkmonitor.bronnen.levering.lezen import lees
from werkmonitor.checks.declaratie import controleer_declaratie
from werkmonitor.findings import Finding
from werkmonitor.formula.evaluate import Omgeving, evaluate, leden
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Dimensie
from werkmonitor.programma.schema import Programma

JAAR = Periode.parse("2021")
TREDEN = {"t1": "1. Thuis", "t2": "2. Contact", "t3": "3. Werk"}
WOORDEN_BEWEGING = {"hoger": "Gestegen", "gelijk": "Gelijk", "lager": "Gedaald"}
BEWEGING = {"id": "beweging", "naam": "beweging", "leden": WOORDEN_BEWEGING, "vergelijkt": ["toen", "nu"]}
LADDER: dict[str, Any] = {
    "id": "ladder",
    "titel": "Ladder",
    "bestand": "Ladder*",
    "vorm": "kruistabel",
    "rijen": ["team", "toen"],
    "kolommen": ["nu"],
    "leeg": "nul",
    "maten": {"mensen": {"eenheid": "personen"}},
}
ROWS: list[list[Any]] = [
    ["", "", "1. Thuis", "2. Contact", "3. Werk"],
    ["Noord", "1. Thuis", 10, 4, 1],
    [None, "2. Contact", 2, 20, 5],
    [None, "3. Werk", None, 3, 30],
    ["Zuid", "1. Thuis", 7, 2, None],
    [None, "2. Contact", None, 8, 1],
    [None, "3. Werk", None, None, 9],
]
MERGES = ((1, 0, 3, 0), (4, 0, 6, 0))


def declared(nu: dict[str, Any] | None = None, *, ladder: dict[str, Any] = LADDER) -> Programma:
    later = {"id": "nu", "naam": "trede nu", "leden": TREDEN} | (nu or {})
    dimensies = [{"id": "toen", "naam": "trede toen", "leden": TREDEN}, later, BEWEGING]
    return Programma.model_validate(
        {
            "programma": {"naam": "Werk", "gemeente": "Ergens", "titel": "Monitor"},
            "oordeel": WOORDEN,
            "dimensie": [*dimensies, {"id": "team", "naam": "team", "open": True}],
            "bron": [ladder],
            "indicator": [],
            "pagina": [],
        }
    )


def gelezen(
    werkmap: Path, programma: Programma, rows: list[list[Any]], *merges: tuple[int, int, int, int]
) -> tuple[Feiten, list[Finding]]:
    leg_neer(werkmap, "Ladder.xlsx", werkboek(blad(rows, *merges)))
    return lees(programma, werkmap, [JAAR])


@pytest.fixture
def omgeving(tmp_path: Path) -> Omgeving:
    programma = declared()
    feiten, findings = gelezen(tmp_path, programma, ROWS, *MERGES)
    assert [finding for finding in findings if finding.ernst == "fout"] == []
    return Omgeving(feiten, programma, JAAR)


@pytest.mark.parametrize(
    ("formule", "verwacht"),
    [
        ("som(mensen)", 102),
        ('som(mensen, beweging="hoger")', 4 + 1 + 5 + 2 + 1),
        ('som(mensen, beweging="gelijk")', 10 + 20 + 30 + 7 + 8 + 9),
        ('som(mensen, beweging="lager")', 2 + 3),
        ('som(mensen, beweging=["hoger", "lager"], team="Noord")', 4 + 1 + 5 + 2 + 3),
        ('som(mensen, beweging="lager", team="Zuid")', 0),
        ('som(mensen, beweging="hoger", toen="t2")', 6),
        ('som(mensen, beweging="lager", toen="t1")', 0),
    ],
)
def test_a_formula_chooses_who_went_up_stayed_or_went_down(omgeving: Omgeving, formule: str, verwacht: int) -> None:
    assert evaluate(formule, omgeving, JAAR).waarde == verwacht


def test_the_cells_of_the_risers_are_those_above_the_diagonal(omgeving: Omgeving) -> None:
    adressen = list(evaluate('som(mensen, beweging="hoger", team="Noord")', omgeving, JAAR).spoor.adressen())
    assert [(adres.cel, str(adres.waarde)) for adres in adressen] == [("D2", "4"), ("E2", "1"), ("E3", "5")]
    assert {adres.labels for adres in adressen} == {
        ("mensen", "Noord", "1. Thuis", "2. Contact", "Gestegen"),
        ("mensen", "Noord", "1. Thuis", "3. Werk", "Gestegen"),
        ("mensen", "Noord", "2. Contact", "3. Werk", "Gestegen"),
    }


def test_the_members_stand_in_their_fixed_order(omgeving: Omgeving) -> None:
    assert leden("som(mensen)", omgeving, JAAR, "beweging") == ("hoger", "gelijk", "lager")
    parts = [evaluate("som(mensen)", omgeving, JAAR, {"beweging": lid}).waarde for lid in WOORDEN_BEWEGING]
    assert parts == [Fraction(13), Fraction(84), Fraction(5)]


def test_a_rung_that_is_not_declared_is_a_finding_and_no_guess(tmp_path: Path) -> None:
    rows: list[list[Any]] = [*ROWS, ["West", "4. Weg", 3, 3, 3]]
    feiten, findings = gelezen(tmp_path, declared(), rows, *MERGES)
    assert [(f.code, f.ernst, f.vindplaats and f.vindplaats.cel) for f in findings] == [("onbekend-lid", "fout", "B8")]
    assert len(feiten.tabellen[0]) == 18


def test_a_table_without_both_ladders_has_no_such_dimension(tmp_path: Path) -> None:
    ladder = LADDER | {"rijen": ["toen"], "kolommen": ["maand"]}
    rows: list[list[Any]] = [["", "jan. 2021"], ["1. Thuis", 1], ["2. Contact", 2], ["3. Werk", 3]]
    feiten, _ = gelezen(tmp_path, declared(ladder=ladder), rows)
    assert list(feiten.tabellen[0].dimensies) == ["toen"]


@pytest.mark.parametrize("nu", [{"open": True}, {"leden": {"t1": "1. Thuis", "t2": "2. Contact"}}, {"leden": {}}])
def test_ladders_that_differ_are_a_fault_of_the_declaration(tmp_path: Path, nu: dict[str, Any]) -> None:
    programma = declared(nu)
    (finding,) = controleer_declaratie(programma)
    assert (finding.code, finding.ernst) == ("ladder-verschilt", "fout")
    assert finding.wat.startswith("Dimensie beweging vergelijkt 'toen' met 'nu'")
    feiten, _ = gelezen(tmp_path, programma, ROWS, *MERGES)
    assert "beweging" not in feiten.tabellen[0].dimensies


def test_the_declaration_alone_knows_the_dimension() -> None:
    assert controleer_declaratie(declared()) == []
    aanbod = Omgeving(Feiten(), declared(), JAAR).kennis.aanbod
    assert [each.dimensies for each in aanbod] == [("team", "toen", "nu", "beweging")]


@pytest.mark.parametrize(
    "keys",
    [
        {"vergelijkt": ["toen"]},
        {"vergelijkt": ["toen", "toen"]},
        {"leden": {"hoger": "Op", "lager": "Neer", "gelijk": "Gelijk"}},
        {"leden": {}},
    ],
)
def test_a_comparison_names_two_ladders_and_all_three_ways(keys: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Dimensie.model_validate(BEWEGING | keys)
