"""The workbook that a team fills in: help at every cell, choices to pick from, and nothing that gets in the way."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hulp import momentopname
from werkmonitor import resources
from werkmonitor.findings import UsageError
from werkmonitor.outputs.werkboek import Blad, Kolom, Soort, schrijf
from werkmonitor.periode import Periode
from werkmonitor.programma.load import load_programma
from werkmonitor.programma.schema import Programma
from werkmonitor.tasks.init.werkboek import bestandsnaam, maak_werkboek

P2022 = Periode.parse("2022")


@pytest.fixture(scope="module")
def programma() -> Programma:
    return load_programma(resources.nieuw())


def _boek(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module")
def boek(programma: Programma) -> Any:
    return _boek(maak_werkboek(programma, P2022))


def _regels(blad: Any) -> dict[str, Any]:
    """Return the rule of each column by its head."""
    rules = {next(iter(rule.sqref.ranges)).min_col: rule for rule in blad.data_validations.dataValidation}
    return {blad.cell(1, column).value: rule for column, rule in rules.items()}


def _keuzes(boek: Any, rule: Any) -> list[str]:
    blad, _, bereik = rule.formula1.lstrip("=").partition("!")
    return [cell.value for (cell,) in boek[blad][bereik.replace("$", "")]]


def test_the_sheets_are_how_then_lists_then_choices(boek: Any) -> None:
    assert boek.sheetnames == ["Uitleg", "Opgaven", "Eigen tellingen", "Keuzes"]
    assert boek["Uitleg"]["A1"].value.startswith("Werkboek 2022: Uitvoeringsprogramma Werk")


def test_nothing_is_merged_hidden_or_a_program(boek: Any, programma: Programma) -> None:
    assert [blad.title for blad in boek if blad.merged_cells.ranges or blad.sheet_state != "visible"] == []
    assert b"vbaProject" not in maak_werkboek(programma, P2022)


def test_the_head_stays_in_sight(boek: Any) -> None:
    assert [boek[naam].freeze_panes for naam in ("Opgaven", "Eigen tellingen")] == ["C2", "C2"]


def test_every_column_explains_itself_at_each_cell_and_on_the_first_sheet(boek: Any) -> None:
    told = {row[0].value: row[1].value for row in boek["Uitleg"].iter_rows() if row[1].value}
    for naam in ("Opgaven", "Eigen tellingen"):
        heads = [cell.value for cell in boek[naam][1]]
        rules = _regels(boek[naam])
        assert list(rules) == heads
        for head, rule in rules.items():
            assert rule.promptTitle == head[:32]
            assert told[head].startswith(rule.prompt.rstrip("…"))
            assert next(iter(rule.sqref.ranges)).max_row > 50


def test_what_can_be_chosen_is_a_list(boek: Any) -> None:
    opgaven, tellingen = _regels(boek["Opgaven"]), _regels(boek["Eigen tellingen"])
    chosen = {head for head, rule in (opgaven | tellingen).items() if rule.type == "list"}
    assert chosen == {"Eigen oordeel", "Conclusie", "Wat er geteld is"}
    assert _keuzes(boek, opgaven["Eigen oordeel"]) == ["groen", "oranje", "rood", "grijs"]
    assert _keuzes(boek, opgaven["Conclusie"]) == ["doorgaan", "bijstellen", "stoppen"]
    assert _keuzes(boek, tellingen["Wat er geteld is"]) == ["Plaatsingen bij werkgevers", "Gesprekken met jongeren"]
    assert tellingen["Aantal"].type == "whole"


def test_what_the_declaration_knows_is_filled_in(boek: Any) -> None:
    rows = list(boek["Opgaven"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == [1, 2, 3]
    assert rows[2][1] == "Alle jongeren zonder school of werk in beeld brengen"
    assert {value for row in rows for value in row[2:]} == {None}
    assert list(boek["Eigen tellingen"].iter_rows(min_row=2, values_only=True)) == [
        (2022, "Plaatsingen bij werkgevers", None),
        (2022, "Gesprekken met jongeren", None),
    ]


def test_two_of_one_declaration_are_the_same_bytes(programma: Programma) -> None:
    assert maak_werkboek(programma, P2022) == maak_werkboek(programma, P2022)


@pytest.mark.parametrize("naam", sorted(path.name for path in resources.voorbeelden().iterdir()))
def test_every_example_can_have_one(naam: str) -> None:
    example = load_programma(resources.voorbeeld(naam))
    boek = _boek(maak_werkboek(example, P2022))
    rows = list(boek.worksheets[1].iter_rows(min_row=2, values_only=True))
    assert len(rows) == len(example.opgave)
    assert bestandsnaam(example, P2022) == "Opgavenregister 2022.xlsx"


def _met(programma: Programma, **bron: object) -> Programma:
    """Return the declaration with another register of tasks."""
    bronnen = tuple(b.model_copy(update=bron) if b.id == "opgaven" else b for b in programma.bron)
    return programma.model_copy(update={"bron": bronnen})


@pytest.mark.parametrize(
    ("patroon", "naam"),
    [
        (("Werkboek.xlsx",), "Werkboek.xlsx"),
        (("opgaven/*/Boek*.XLSX",), "Boek 2022.XLSX"),
        (("*.csv", "Boek ?*.xlsx"), "Boek  2022.xlsx"),
    ],
)
def test_the_name_is_one_that_the_declaration_finds(programma: Programma, patroon: tuple[str, ...], naam: str) -> None:
    assert bestandsnaam(_met(programma, bestand=patroon), P2022) == naam


def test_a_declaration_without_a_register_in_excel_has_none(programma: Programma) -> None:
    with pytest.raises(UsageError, match="geen Excel-bestand"):
        bestandsnaam(_met(programma, bestand=("*.csv",)), P2022)
    algemeen = programma.programma.model_copy(update={"opgavenregister": None})
    with pytest.raises(UsageError, match="heeft geen opgavenregister"):
        maak_werkboek(programma.model_copy(update={"programma": algemeen}), P2022)


@pytest.mark.parametrize(
    ("rol", "periode", "waarde"),
    [
        ("jaar", "2022-H1", 2022),
        ("halfjaar", "2022-H2", 2),
        ("kwartaal", "2022-K3", 3),
        ("maand", "2022-05", 5),
        ("periode", "2022-K3", "2022-K3"),
        ("peildatum", "2022-H1", date(2022, 6, 30)),
    ],
)
def test_the_period_is_filled_in_as_the_declaration_reads_it(
    programma: Programma, rol: str, periode: str, waarde: object
) -> None:
    bronnen = tuple(
        b.model_copy(update={"tijd": {rol: ("Wanneer",)}}) if b.id == "tellingen" else b for b in programma.bron
    )
    boek = _boek(maak_werkboek(programma.model_copy(update={"bron": bronnen}), Periode.parse(periode)))
    found = boek["Eigen tellingen"]["A2"].value
    assert (found.date() if isinstance(waarde, date) else found) == waarde


def test_text_that_looks_like_a_formula_stays_text_and_each_kind_has_its_rule() -> None:
    soorten: tuple[Soort, ...] = ("tekst", "geheel", "getal", "aandeel", "datum")
    kolommen = tuple(Kolom(kop=soort, uitleg=f"Uitleg van {soort}. " * 20, soort=soort) for soort in soorten)
    rij = ("=1+1", 3, 2.5, 0.25, date(2022, 1, 31))
    boek = _boek(schrijf("T", (), [Blad(naam="B", uitleg="", kolommen=kolommen, rijen=(rij,))], date(2022, 1, 1)))
    assert boek.sheetnames == ["Uitleg", "B"]  # nothing to choose
    cells = next(boek["B"].iter_rows(min_row=2, max_row=2))
    assert (cells[0].value, cells[0].data_type) == ("=1+1", "s")
    assert [cell.value for cell in cells[1:4]] == [3, 2.5, 0.25]
    rules = _regels(boek["B"])
    assert [rule.type for rule in rules.values()] == [None, "whole", "decimal", "decimal", "date"]
    assert all(len(rule.prompt) <= 255 and rule.prompt.endswith("…") for rule in rules.values())


def test_nothing_of_the_template_changes_when_one_is_made(programma: Programma, tmp_path: Path) -> None:
    before = momentopname(resources.nieuw())
    (tmp_path / "w.xlsx").write_bytes(maak_werkboek(programma, P2022))
    assert momentopname(resources.nieuw()) == before
