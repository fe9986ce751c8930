"""Totals that an export states against our own sum of what they close off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from bronnen_voorbeeld import KRUIS, LIJST, blad, programma
from werkmonitor.bronnen.opbouw import totalen
from werkmonitor.bronnen.opbouw.totalen import controleer_totalen
from werkmonitor.bronnen.sheet import Sheet
from werkmonitor.bronnen.tabellen.kennis import Kennis
from werkmonitor.bronnen.tabellen.zoeken import zoek_tabel
from werkmonitor.findings import Finding
from werkmonitor.programma.bron import Dimensie
from werkmonitor.programma.schema import Programma

KOP = ["Reden", "Jaar", "Maand", "Aantal"]
GROEPEN: list[list[Any]] = [
    ["Verhuizing", 2021, 1, 4],
    ["Verhuizing", 2021, 2, 6],
    ["Verhuizing - Totaal", None, None, 10],
    ["Einde WW", 2021, 1, 1],
    ["Einde WW", 2021, 2, 2],
    ["Einde WW - Totaal", None, None, 3],
    ["Overall - Total", None, None, 13],
]
MAANDEN = ["", "jan. 2021", "feb. 2021", "Totaal"]


def nagerekend(sheet: Sheet, bron: dict[str, Any]) -> list[Finding]:
    declared = programma(bron)
    kennis = Kennis(declared, declared.bron[0])
    tabel = zoek_tabel(sheet, kennis)[0]
    assert tabel is not None
    return controleer_totalen(tabel, kennis)


def lijst(*rows: Sequence[Any]) -> list[Finding]:
    return nagerekend(blad([KOP, *rows]), LIJST)


def kruis(*rows: Sequence[Any], bron: dict[str, Any] = KRUIS, kop: Sequence[Any] = MAANDEN) -> list[Finding]:
    return nagerekend(blad([kop, *rows]), bron)


def met(rij: int, waarde: object) -> list[list[Any]]:
    """Return the groups with another number in one row."""
    return [[*row[:3], waarde] if at == rij else row for at, row in enumerate(GROEPEN)]


def test_totals_that_are_right_say_nothing() -> None:
    assert lijst(*GROEPEN) == []


@pytest.mark.parametrize(
    ("rij", "naam", "cel", "som"),
    [(2, "Verhuizing - Totaal", "D4", "10"), (5, "Einde WW - Totaal", "D7", "3"), (6, "Overall - Total", "D8", "13")],
)
def test_a_total_that_differs_is_told_with_both_numbers_and_its_cell(rij: int, naam: str, cel: str, som: str) -> None:
    (finding,) = lijst(*met(rij, 1100))
    assert (finding.code, finding.ernst) == ("totaal-wijkt-af", "waarschuwing")
    assert finding.vindplaats is not None
    assert finding.vindplaats.cel == cel
    assert finding.wat.startswith(f"'{naam}' is 1.100, maar de ")
    assert f"getallen samen zijn {som} (verschil " in finding.wat


def test_a_cell_that_changes_shows_in_the_total_of_its_group_and_in_that_of_all() -> None:
    found = lijst(*met(0, 5))
    assert [finding.vindplaats.cel for finding in found if finding.vindplaats] == ["D4", "D8"]


def test_a_total_that_is_the_average_is_a_remark() -> None:
    (finding,) = lijst(*met(2, 5))
    assert (finding.ernst, finding.wat) == (
        "info",
        "'Verhuizing - Totaal' is 5, maar de 2 getallen samen zijn 10: het is het gemiddelde.",
    )


def test_a_total_that_is_the_count_is_a_remark() -> None:
    (finding,) = lijst(*met(2, 2))
    assert finding.wat.endswith("het is het aantal getallen.")


def test_a_summary_that_says_it_is_an_average_is_no_sum() -> None:
    rows = [[row[0].replace("Totaal", "Gemiddelde"), *row[1:]] for row in met(2, 7.5)]
    assert lijst(*rows) == []


def test_a_group_that_occurs_within_two_others_is_the_one_above_its_total() -> None:
    bron = LIJST | {"dimensies": {"groep": "Groep", "reden": "Reden"}, "tijd": {"jaar": "Jaar"}}
    rows: list[list[Any]] = [
        ["Groep", "Reden", "Jaar", "Aantal"],
        ["A", "Verhuizing", 2021, 4],
        [None, "Verhuizing - Totaal", None, 4],
        ["B", "Verhuizing", 2021, 7],
        ["B", "Einde WW", 2021, 1],
        [None, "Verhuizing - Totaal", None, 7],
        ["B - Totaal", None, None, 8],
        ["Totaal", None, None, 12],
    ]
    assert nagerekend(blad(rows), bron) == []
    rows[5][3] = 11  # the sum of Verhuizing in A and B
    (finding,) = nagerekend(blad(rows), bron)
    assert "de 1 getallen samen zijn 7" in finding.wat


@pytest.mark.parametrize(("totaal", "aantal"), [(13, 0), (14, 1)])
@pytest.mark.parametrize("plaats", ["boven", "onder"])
def test_a_total_without_a_label_beside_it_is_of_everything_above_or_below_it(
    plaats: str, totaal: int, aantal: int
) -> None:
    rows = [row for row in GROEPEN if "Tot" not in row[0]]
    rows.insert(0 if plaats == "boven" else len(rows), ["Totaal", None, None, totaal])
    assert len(lijst(*rows)) == aantal


def test_block_totals_without_labels_close_off_the_rows_since_the_one_before() -> None:
    rows: list[list[Any]] = [
        ["Verhuizing", 2021, 1, 4],
        ["Totaal", None, None, 4],
        ["Einde WW", 2021, 1, 1],
        ["Totaal", None, None, 1],
        ["Totaal", None, None, 5],
    ]
    assert lijst(*rows) == []
    rows[3][3] = 9
    (finding,) = lijst(*rows)
    assert "'Totaal' is 9, maar de 1 getallen samen zijn 1" in finding.wat


def test_a_crosstab_is_added_down_and_across() -> None:
    right: list[list[Any]] = [["Verhuizing", 4, 6, 10], ["Einde WW", 1, 2, 3], ["Totaal", 5, 8, 13]]
    assert kruis(*right) == []
    right[0][3], right[2][2] = 11, 9
    found = kruis(*right)
    assert [finding.vindplaats.cel for finding in found if finding.vindplaats] == ["C4", "D2"]
    assert "(verschil 1)" in found[0].wat


def test_a_block_of_columns_has_a_total_of_its_own() -> None:
    bron = KRUIS | {"kolommen": ["kwartaal", "maand"]}
    kop: list[list[Any]] = [
        ["", "1e kwartaal 2021", None, None, "2e kwartaal 2021", None],
        ["", "jan. 2021", "feb. 2021", "Totaal", "apr. 2021", "Totaal"],
    ]
    rows: list[list[Any]] = [["Verhuizing", 1, 2, 3, 4, 4], ["Einde WW", 1, 1, 2, 1, 1]]
    merges = [(0, 1, 0, 3), (0, 4, 0, 5)]
    assert nagerekend(blad([*kop, *rows], *merges), bron) == []
    rows[1][3] = 8
    (finding,) = nagerekend(blad([*kop, *rows], *merges), bron)
    assert finding.vindplaats is not None
    assert finding.vindplaats.cel == "D4"


def test_each_maat_is_added_by_itself_and_shares_not_at_all() -> None:
    maten = {
        "instroom": {"kolom": "Aantal", "eenheid": "aantal"},
        "deel": {"kolom": "Aandeel", "eenheid": "aandeel"},
        "geld": {"kolom": "Bedrag", "eenheid": "euro"},
    }
    bron = KRUIS | {"kolommen": ["maand", "maat"], "maten": maten}
    kop: list[list[Any]] = [["", "jan. 2021", None, None], ["", "Aantal", "Aandeel", "Bedrag"]]
    rows: list[list[Any]] = [
        ["Verhuizing", 3, 0.75, 1.1],
        ["Einde WW", 1, 0.25, 2.2],
        ["Totaal", 4, 1, 3.3000000000000003],
    ]
    merge = (0, 1, 0, 3)
    assert nagerekend(blad([*kop, *rows], merge), bron) == []
    rows[2] = ["Totaal", 4, 0.5, 3.35]
    (finding,) = nagerekend(blad([*kop, *rows], merge), bron)
    assert "3,35" in finding.wat
    assert "3,30" in finding.wat


IJL: list[list[Any]] = [
    [*KOP, "Totaal(Aantal)", "Gemiddelde(Aantal)", "Totaal(Anders)"],
    ["Verhuizing", 2021, 1, 4, None, None, None],
    ["Verhuizing", 2021, 2, 6, 10, 5, 1],
    ["Einde WW", 2021, 1, 1, None, None, None],
    ["Einde WW", 2021, 2, 2, 3, 1.5, 1],
]


def test_a_sparse_column_of_totals_is_held_against_the_rows_of_each_group() -> None:
    assert nagerekend(blad(IJL), LIJST) == []
    wrong = [[*row[:4], 7 if row[4] == 3 else row[4], *row[5:]] for row in IJL]
    (finding,) = nagerekend(blad(wrong), LIJST)
    assert finding.vindplaats is not None
    assert finding.vindplaats.cel == "E5"
    assert "'Totaal(Aantal)' is 7, maar de 2 getallen samen zijn 3 (verschil 4)." in finding.wat


def test_a_column_of_totals_on_every_row_is_not_checked() -> None:
    rows = [IJL[0], *([*row[:4], 10, None, None] for row in IJL[1:])]
    assert nagerekend(blad(rows), LIJST) == []


def test_persons_can_be_counted_once() -> None:
    bron = LIJST | {"maten": {"instroom": {"kolom": "Aantal", "eenheid": "personen"}}}
    (finding,) = nagerekend(blad([KOP, *met(6, 12)]), bron)
    assert finding.doen.endswith("het kan ook een gemiddelde zijn, of elke persoon één keer tellen.")


def test_totals_over_several_maten_are_not_compared() -> None:
    bron = KRUIS | {
        "rijen": ["maat"],
        "maten": {"a": {"kolom": "In", "eenheid": "aantal"}, "b": {"kolom": "Uit", "eenheid": "aantal"}},
    }
    assert kruis(["In", 4, 6, 10], ["Uit", 1, 2, 3], ["Totaal", 3, 4, 7], bron=bron) == []


@pytest.mark.parametrize("waarde", [None, "-", "n.b.", "2.000"])
def test_a_total_without_a_number_is_not_compared(waarde: object) -> None:
    assert lijst(*met(6, waarde)) == []


def test_a_sign_for_no_value_adds_nothing_and_a_fault_is_told_elsewhere() -> None:
    assert kruis(["Verhuizing", "-", 6, 6], ["Einde WW", None, 2, 2]) == []
    assert kruis(["Verhuizing", "veel", 6, 7], ["Einde WW", 1, 2, 3]) == []


def test_many_differences_are_told_as_the_first_and_how_many_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(totalen, "MEESTE_MELDINGEN", 3)
    found = kruis(*([reden, 1, 1, 9] for reden in ("Verhuizing", "Einde WW", "Einde studie")), ["Totaal", 9, 9, 9])
    assert len(found) == totalen.MEESTE_MELDINGEN
    assert found[-1].wat.endswith("In deze tabel zijn er nog 2.")


def test_a_table_that_is_too_large_says_that_it_was_not_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(totalen, "MEESTE_REKENWERK", 10)
    (finding,) = lijst(*GROEPEN)
    assert (finding.code, finding.ernst) == ("totaal-niet-nagerekend", "info")


def test_a_table_without_totals_has_nothing_to_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(totalen, "MEESTE_REKENWERK", -1)
    assert lijst(*[row for row in GROEPEN if "Tot" not in row[0]]) == []


def test_a_total_of_members_that_are_no_parts_of_a_whole_is_not_compared() -> None:
    rows: list[list[Any]] = [KOP, ["WW", 2021, 1, 4], ["Zorg", 2021, 1, 6], ["Totaal", None, None, 8]]
    declared = programma(LIJST)
    assert _nagerekend_met(declared, rows)
    los = tuple(d.model_copy(update={"optelbaar": False}) for d in declared.dimensie) or (
        Dimensie(id="reden", naam="reden", open=True, optelbaar=False),
    )
    assert not _nagerekend_met(declared.model_copy(update={"dimensie": los}), rows)


def _nagerekend_met(declared: Programma, rows: list[list[Any]]) -> list[Finding]:
    kennis = Kennis(declared, declared.bron[0])
    tabel = zoek_tabel(blad(rows), kennis)[0]
    assert tabel is not None
    return controleer_totalen(tabel, kennis)
