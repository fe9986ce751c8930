"""Sources of which only some rows are read, whose header holds two labels in a cell, or whose period is fixed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bronnen_voorbeeld import KRUIS, LIJST, blad, codes, feiten_van, lees_blad, lees_map, leg_neer, werkboek
from werkmonitor.bronnen.tabellen import lijst as module
from werkmonitor.programma.bron import Bron

KOP = ["Soort", "Reden", "Jaar", "Maand", "Aantal"]
RIJEN: list[list[Any]] = [
    ["a1", "Verhuizing", 2021, 1, 4],
    ["a2", "Einde WW", 2021, 1, 5],
    ["b1", "Iets nieuws", 2021, 1, 6],
    ["Totaal", None, None, None, 15],
]
GESCHEIDEN = KRUIS | {
    "kolommen": ["maat", "jaar"],
    "scheiding": "|",
    "maten": {"in": {"kolom": "In", "eenheid": "aantal"}, "uit": {"kolom": "Uit", "eenheid": "aantal"}},
}


def cellen(folder: Path, bron: dict[str, Any], rijen: list[list[Any]], **keys: Any) -> list[str]:
    tabel, findings = lees_blad(folder, bron | keys, blad(rijen))
    assert [finding.code for finding in findings if finding.ernst == "fout"] == []
    return [cel for *_, cel in feiten_van(tabel)]


@pytest.mark.parametrize(
    ("alleen", "verwacht"),
    [
        ({"Soort": "a*"}, ["E2", "E3"]),
        ({"Soort": "A1"}, ["E2"]),
        ({"Soort": ["a2", "a1"]}, ["E2", "E3"]),
        ({"reden": "@leden"}, ["E2", "E3"]),
        ({"reden": ["@leden", "Weg"], "Soort": "*2"}, ["E3"]),
        ({"Soort": "niets"}, []),
    ],
)
def test_a_list_can_be_read_for_some_of_its_rows(tmp_path: Path, alleen: dict[str, Any], verwacht: list[str]) -> None:
    assert cellen(tmp_path, LIJST, [KOP, *RIJEN], alleen=alleen) == verwacht


def test_a_row_without_a_label_to_filter_on_belongs_to_the_group_above_it(tmp_path: Path) -> None:
    rijen: list[list[Any]] = [
        KOP,
        [None, "Einde studie", 2021, 1, 3],
        RIJEN[0],
        [None, "Einde WW", 2021, 2, 5],
        [None] * 5,
        RIJEN[2],
        [None, "Verhuizing", 2021, 2, 7],
        ["Totaal", None, None, None, 99],
    ]
    assert cellen(tmp_path, LIJST, rijen, alleen={"Soort": "a*"}) == ["E2", "E3", "E4"]


def test_the_totals_of_a_source_of_which_some_rows_are_read_are_about_more(tmp_path: Path) -> None:
    rijen = [KOP, *RIJEN[:3], [None, "Totaal", None, None, 15]]
    _, findings = lees_blad(tmp_path, LIJST | {"alleen": {"reden": ["Verhuizing", "Totaal"]}}, blad(rijen))
    assert findings == []


def test_a_filter_whose_header_is_not_there_is_no_table(tmp_path: Path) -> None:
    _, findings = lees_blad(tmp_path, LIJST | {"alleen": {"Soorten": "a*"}}, blad([KOP, *RIJEN[:1]]))
    assert ("tabel-niet-gevonden", "A1") in codes(findings)
    assert any("alleen" in finding.doen for finding in findings)


def test_a_crosstab_can_be_read_for_some_of_its_rows(tmp_path: Path) -> None:
    rijen: list[list[Any]] = [[None, "jan. 2021"], ["Verhuizing", 4], ["Weg ermee", 9], ["Einde studie", 5]]
    assert cellen(tmp_path, KRUIS, rijen, alleen={"reden": "@leden"}) == ["B2", "B4"]


def test_a_list_that_goes_on_with_the_next_tab_keeps_its_filter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "VOL", {3})
    first, second = blad([KOP, *RIJEN[:2]]), blad([["b9", "Verhuizing", 2021, 2, 1], ["a9", "Verhuizing", 2021, 3, 2]])
    for key in ("Soort", "reden"):
        leg_neer(tmp_path, "Instroom.xlsx", werkboek(first, second))
        feiten, _ = lees_map(tmp_path, LIJST | {"alleen": {key: "a*" if key == "Soort" else "Verhuizing"}})
        found = [cel for *_, cel in feiten_van(feiten.tabellen[0])]
        assert found == (["E2", "E3", "E2"] if key == "Soort" else ["E2", "E1", "E2"])


def test_one_cell_of_a_header_can_hold_several_labels(tmp_path: Path) -> None:
    rijen = [
        ["Reden", "In|2020", "Uit|2020", " In | 2021", "Anders|2021", "In van a|b|2021"],
        ["Verhuizing", 1, 2, 3, 4, 5],
    ]
    maten = GESCHEIDEN["maten"] | {"ab": {"kolom": "In van a|b", "eenheid": "aantal"}}
    tabel, _ = lees_blad(tmp_path, GESCHEIDEN | {"maten": maten}, blad(rijen))
    assert [(labels, day[:4], str(value)) for labels, day, value, _ in feiten_van(tabel)] == [
        ("in/Verhuizing", "2020", "1"),
        ("uit/Verhuizing", "2020", "2"),
        ("in/Verhuizing", "2021", "3"),
        ("ab/Verhuizing", "2021", "5"),
    ]


def test_a_first_label_that_is_not_asked_for_does_not_hide_the_table(tmp_path: Path) -> None:
    rijen: list[list[Any]] = [["Reden", "Anders|2021", "In|2021", "Uit|2021", "Noot"], ["Verhuizing", 1, 2, 3, None]]
    assert cellen(tmp_path, GESCHEIDEN, rijen) == ["C2", "D2"]


def test_numbers_without_any_time_can_be_about_a_fixed_period(tmp_path: Path) -> None:
    bron = {key: value for key, value in LIJST.items() if key != "tijd"} | {"periode": "2019-K3"}
    tabel, findings = lees_blad(
        tmp_path, bron, blad([["Over het 3e kwartaal 2019"], ["Reden", "Aantal"], ["Verhuizing", 3]])
    )
    assert [day for _, day, _, _ in feiten_van(tabel)] == ["2019-07-01"]
    assert findings == []


@pytest.mark.parametrize(
    ("keys", "zin"),
    [
        ({"alleen": {"Soort": "@leden"}}, "kan niet kiezen op Soort"),
        ({"periode": 2019}, "heeft tijd en periode"),
        ({"scheiding": "|"}, "is geen kruistabel"),
    ],
)
def test_what_cannot_be_chosen_is_refused(keys: dict[str, Any], zin: str) -> None:
    with pytest.raises(ValidationError, match=zin):
        Bron.model_validate(LIJST | keys)


def test_a_crosstab_and_a_register_choose_by_their_own_levels() -> None:
    with pytest.raises(ValidationError, match="kan niet kiezen op Soort"):
        Bron.model_validate(KRUIS | {"alleen": {"Soort": "a"}})
    register = {"id": "r", "titel": "R", "bestand": "*", "vorm": "register", "velden": {"nr": "Nr"}}
    with pytest.raises(ValidationError, match="kan niet kiezen op Nr"):
        Bron.model_validate(register | {"alleen": {"Nr": "a"}})
