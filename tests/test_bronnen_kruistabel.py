from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bronnen_voorbeeld import KRUIS, blad, codes, feiten_van, lees_blad, lees_map, leg_neer, waarden, werkboek
from werkmonitor.bronnen.sheet import Waarde

MATEN = {"instroom": {"kolom": "Aantal", "eenheid": "aantal"}, "duur": {"kolom": "Duur", "eenheid": "cijfer"}}


def kruis(**changes: Any) -> dict[str, Any]:
    return KRUIS | changes


def test_a_single_crosstab_with_totals_title_and_notes(tmp_path: Path) -> None:
    rows = [
        ["Instroom", None, None, None],
        ["Aantal", "jan. 2021", "feb. 2021", "Totaal"],
        ["Verhuizing", 1, 2, 3],
        ["Einde WW", None, 4, 4],
        ["Totaal", 1, 6, 7],
        ["Een noot", None, None, None],
    ]
    leg_neer(tmp_path, "Instroom.xlsx", werkboek(blad(rows, (0, 0, 0, 3), (5, 0, 5, 3))))
    feiten, findings = lees_map(tmp_path, KRUIS)
    assert findings == []
    assert feiten_van(feiten.tabellen[0]) == [
        ("instroom/Verhuizing", "2021-01-01", 1, "B3"),
        ("instroom/Verhuizing", "2021-02-01", 2, "C3"),
        ("instroom/Einde WW", "2021-01-01", None, "B4"),
        ("instroom/Einde WW", "2021-02-01", 4, "C4"),
    ]
    assert [(w.rij, w.kolom, w.reden) for w in feiten.gelezen[0].weggelaten] == [
        (0, None, "titel"),
        (4, None, "totaal: Totaal"),
        (5, None, "noot"),
        (None, 3, "totaal: Totaal"),
    ]


GENEST: list[list[Waarde]] = [
    [None, None, "1e kwartaal 2021", None, None, "Totaal"],
    [None, None, "jan. 2021", "feb. 2021", "Totaal", None],
    ["Werk", "Einde WW", 1, 2, 3, 3],
    [None, "Einde studie", 4, None, 4, 4],
    [None, "Totaal", 5, 2, 7, 7],
    ["Huis", "Verhuizing", 6, 7, 13, 13],
]
GENEST_MERGES = ((0, 0, 1, 1), (0, 2, 0, 4), (0, 5, 1, 5), (2, 0, 4, 0))


def test_a_nested_crosstab_fills_inside_merges(tmp_path: Path) -> None:
    bron = kruis(rijen=["groep", "reden"], kolommen=["kwartaal", "maand"])
    tabel, findings = lees_blad(tmp_path, bron, blad(GENEST, *GENEST_MERGES))
    assert findings == []
    assert waarden(tabel) == {"C3": 1, "D3": 2, "C4": 4, "D4": None, "C6": 6, "D6": 7}
    assert feiten_van(tabel)[3][:2] == ("instroom/Werk/Einde studie", "2021-02-01")


def test_a_level_can_be_ignored(tmp_path: Path) -> None:
    bron = kruis(rijen=["-", "reden"], kolommen=["-", "maand"])
    tabel, findings = lees_blad(tmp_path, bron, blad(GENEST, *GENEST_MERGES))
    assert findings == []
    assert tuple(tabel.dimensies) == ("reden",)
    assert len(tabel) == 6


def test_outside_a_merge_an_empty_label_is_a_fault(tmp_path: Path) -> None:
    bron = kruis(rijen=["groep", "reden"], kolommen=["kwartaal", "maand"])
    _, findings = lees_blad(tmp_path, bron, blad(GENEST, (0, 2, 0, 4), (0, 5, 1, 5)))
    assert codes(findings) == [("leeg-label", "A4")]


def test_a_total_merged_over_its_parts_is_a_total(tmp_path: Path) -> None:
    bron = kruis(rijen=["groep", "reden"])
    rows = [
        [None, None, "jan. 2021"],
        ["Werk", "Einde WW", 1],
        ["Totaal", "Einde WW", 1],
        [None, "Einde studie", None],
    ]
    tabel, findings = lees_blad(tmp_path, bron, blad(rows, (2, 0, 3, 0)))
    assert (findings, waarden(tabel)) == ([], {"C2": 1})


def test_a_label_over_two_levels_lacks_one(tmp_path: Path) -> None:
    bron = kruis(rijen=["groep", "reden"])
    rows = [[None, None, "jan. 2021"], ["Werk", "Einde WW", 1], ["Huis", None, 5]]
    _, findings = lees_blad(tmp_path, bron, blad(rows, (2, 0, 2, 1)))
    assert codes(findings) == [("leeg-label", "B3")]


def test_a_text_file_has_no_merges_and_carries_outer_labels(tmp_path: Path) -> None:
    bron = kruis(rijen=["groep", "reden"], kolommen=["kwartaal", "maand"])
    rows = [[*row, None, None][:6] for row in GENEST]
    as_text = [[None if v is None else str(v) for v in row] for row in rows]
    tabel, findings = lees_blad(tmp_path, bron, blad(as_text, tekst=True))
    assert findings == []
    assert waarden(tabel) == {"C3": 1, "D3": 2, "C4": 4, "D4": None, "C6": 6, "D6": 7}


def test_maten_along_the_columns_or_the_rows(tmp_path: Path) -> None:
    rows: list[list[Waarde]] = [
        [None, "31-12-2020", None, None],
        [None, "Aantal", "Duur", "Trend"],
        ["Verhuizing", 3, 1.5, 9],
    ]
    bron = kruis(kolommen=["peildatum", "maat"], maten=MATEN, soort="stand")
    leg_neer(tmp_path, "Instroom.xlsx", werkboek(blad(rows, (0, 1, 0, 3))))
    feiten, findings = lees_map(tmp_path, bron)
    assert findings == []
    assert [(rij[0], rij[1]) for rij in feiten_van(feiten.tabellen[0])] == [
        ("instroom/Verhuizing", "2020-12-31"),
        ("duur/Verhuizing", "2020-12-31"),
    ]
    assert feiten.gelezen[0].weggelaten[-1].reden == "geen gevraagd getal: Trend"
    rows = [[None, "2021"], ["Aantal", 3], ["Trend", 9], ["Duur", 1.5]]
    tabel, findings = lees_blad(tmp_path, kruis(rijen=["maat"], kolommen=["jaar"], maten=MATEN), blad(rows))
    assert findings == []
    assert [rij[0] for rij in feiten_van(tabel)] == ["instroom", "duur"]


def test_a_maat_without_a_label_or_that_is_missing(tmp_path: Path) -> None:
    bron = kruis(kolommen=["jaar", "maat"], maten=MATEN)
    rows: list[list[Waarde]] = [[None, 2021, None], [None, "Aantal", None], ["Verhuizing", 3, 4]]
    _, findings = lees_blad(tmp_path, bron, blad(rows, (0, 1, 0, 2)))
    assert codes(findings) == [("tabel-niet-gevonden", "A1"), ("leeg-label", "C2")]
    assert "Getal 'Duur' ontbreekt" in findings[0].wat


def test_dates_and_years_as_captions_anywhere_on_the_sheet(tmp_path: Path) -> None:
    rows: list[list[Waarde]] = [
        [],
        [None, None, "Uitkeringen", "Verhuizing", "Einde WW", "Totaal"],
        [None, None, date(2021, 1, 1), 5, 6, 11],
        [None, None, date(2021, 2, 1), 7, 8, 15],
    ]
    bron = kruis(rijen=["peildatum"], kolommen=["reden"], soort="stand")
    tabel, findings = lees_blad(tmp_path, bron, blad(rows))
    assert (findings, waarden(tabel)) == ([], {"D3": 5, "E3": 6, "D4": 7, "E4": 8})


def test_a_month_must_lie_in_its_quarter(tmp_path: Path) -> None:
    rows: list[list[Waarde]] = [[None, "1e kwartaal 2021"], [None, "apr. 2021"], ["Verhuizing", 5], ["Einde WW", 5]]
    _, findings = lees_blad(tmp_path, kruis(kolommen=["kwartaal", "maand"]), blad(rows))
    assert codes(findings) == [("geen-tijd", "B2")]
    assert "april 2021 ligt niet in het 1e kwartaal van 2021" in findings[0].wat


def test_bad_labels_are_faults_once(tmp_path: Path) -> None:
    rows: list[list[Waarde]] = [
        [None, "jan. 2021", "ooit", None, "leeg"],
        ["Verhuizing", 1, 2, 3, None],
        ["Verhuisd", 1, 2, None, None],
        [None, None, 3, None, None],
        ["Verhuisd en leeg", None, None, None, None],
    ]
    tabel, findings = lees_blad(tmp_path, KRUIS, blad(rows))
    assert codes(findings) == [
        ("geen-tijd", "C1"),
        ("geen-tijd", "D1"),
        ("onbekend-lid", "A3"),
        ("leeg-label", "A4"),
    ]
    assert waarden(tabel) == {"B2": 1}


def test_a_repeated_header_and_a_row_that_equals_the_years(tmp_path: Path) -> None:
    rows: list[list[Waarde]] = [
        [None, 2020, 2021],
        ["Verhuizing", 2020, 2021],
        [None, 2020, 2021],
        ["Einde WW", 3, 4],
    ]
    tabel, findings = lees_blad(tmp_path, kruis(kolommen=["jaar"]), blad(rows))
    assert findings == []
    assert waarden(tabel) == {"B2": 2020, "C2": 2021, "B4": 3, "C4": 4}


def test_totals_first(tmp_path: Path) -> None:
    rows: list[list[Waarde]] = [[None, "Totaal", "jan. 2021"], ["Totaal", 9, 9], ["Verhuizing", 9, 9]]
    tabel, findings = lees_blad(tmp_path, KRUIS, blad(rows))
    assert (findings, waarden(tabel)) == ([], {"C3": 9})


def test_no_crosstab_says_which_labels_are_missing(tmp_path: Path) -> None:
    _, findings = lees_blad(tmp_path, KRUIS, blad([["x", "jan. 2021"], ["Verhuisd", 3]]))
    assert codes(findings) == [("tabel-niet-gevonden", None)]
    assert findings[0].wat == (
        "Er is geen kruistabel met reden langs de rijen en maand langs de kolommen. Labels voor reden staan nergens."
    )
    _, findings = lees_blad(tmp_path, KRUIS, blad([["x", "Verhuizing"], ["jan. 2021", 3]]))
    assert "nergens" not in findings[0].wat
    _, findings = lees_blad(tmp_path, KRUIS, blad([[1, "jan. 2021"], ["Verhuizing", 3]]))
    assert findings[0].code == "tabel-niet-gevonden", "a number in the corner is no crosstab"


def test_a_person_along_the_columns(tmp_path: Path) -> None:
    rows: list[list[Waarde]] = [["Cliëntnummer", "jan. 2021"], ["Verhuizing", 3]]
    _, findings = lees_blad(tmp_path, KRUIS, blad(rows))
    assert codes(findings) == [("persoonsgegeven", "A1")]


def test_small_counts_are_not_taken_for_months(tmp_path: Path) -> None:
    rows: list[list[Waarde]] = [[None, "Totaal", "jan. 2021"], ["Einde WW", 8, 8], ["Verhuizing", 6, 6]]
    tabel, findings = lees_blad(tmp_path, KRUIS, blad(rows))
    assert (findings, waarden(tabel)) == ([], {"C2": 8, "C3": 6})


def test_month_numbers_take_their_year_from_another_level(tmp_path: Path) -> None:
    rows: list[list[Waarde]] = [[None, 1, 2], [2020, 5, 6], [2021, 7, 8]]
    bron = kruis(rijen=["jaar"], kolommen=["maand"])
    tabel, findings = lees_blad(tmp_path, bron, blad(rows))
    assert findings == []
    assert [(rij[1], rij[3]) for rij in feiten_van(tabel)] == [
        ("2020-01-01", "B2"),
        ("2020-02-01", "C2"),
        ("2021-01-01", "B3"),
        ("2021-02-01", "C3"),
    ]


def test_a_declared_number_is_no_total_whatever_its_words(tmp_path: Path) -> None:
    maten = {"instroom": {"kolom": "Totaal", "eenheid": "aantal"}}
    rows: list[list[Waarde]] = [[None, 2021], [None, "Totaal"], ["Verhuizing", 6]]
    tabel, findings = lees_blad(tmp_path, kruis(kolommen=["jaar", "maat"], maten=maten), blad(rows))
    assert (findings, waarden(tabel)) == ([], {"B3": 6})


def test_an_unknown_member_that_contains_a_known_one(tmp_path: Path) -> None:
    rows: list[list[Waarde]] = [[None, "jan. 2021"], ["Verhuizing", 6], ["Uitkering na een lange tijd: einde WW", 6]]
    _, findings = lees_blad(tmp_path, KRUIS, blad(rows))
    assert "Bedoelt u 'Einde WW'?" in findings[0].wat


# ---- an odd caption, and where labels end


WIJK = kruis(rijen=["wijk"])
MAANDEN: list[Waarde] = ["2021-01", "2021-02"]


@pytest.mark.parametrize(
    ("merges", "tekst"), [((), False), (((0, 0, 0, 1), (1, 0, 1, 1), (2, 0, 2, 1)), False), ((), True)]
)
def test_a_label_over_several_columns_and_a_spacer_are_one_column(
    tmp_path: Path, merges: tuple[tuple[int, int, int, int], ...], *, tekst: bool
) -> None:
    numbers: list[list[Waarde]] = [["1", "2"], ["3", "4"]] if tekst else [[1, 2], [3, 4]]
    rows = [["Wijk", None, *MAANDEN], ["Noord", None, *numbers[0]], ["Zuid", None, *numbers[1]]]
    tabel, findings = lees_blad(tmp_path, WIJK, blad(rows, *merges, tekst=tekst))
    assert (findings, waarden(tabel)) == ([], {"C2": 1, "D2": 2, "C3": 3, "D3": 4})
    assert feiten_van(tabel)[3][:2] == ("instroom/Zuid", "2021-02-01")


@pytest.mark.parametrize("kop", ["jan-21", None, "2019*", "2019 (voorlopig)", "Realisatie 2019", "2021", "Norm"])
def test_numbers_under_an_odd_first_caption_are_no_members(tmp_path: Path, kop: Waarde) -> None:
    rows: list[list[Waarde]] = [["Wijk", kop, *MAANDEN], ["Noord", 5, 1, 2], ["Zuid", 6, 3, 4]]
    tabel, findings = lees_blad(tmp_path, WIJK, blad(rows))
    assert codes(findings) == [("kruistabel-verschoven", "B1")]
    assert (f"'{kop}'" if kop else "geen bijschrift") in findings[0].wat
    assert len(tabel) == 0


@pytest.mark.parametrize("hoek", [3, date(2021, 1, 1)])
def test_a_number_or_a_day_in_the_corner_moves_nothing(tmp_path: Path, hoek: Waarde) -> None:
    rows: list[list[Waarde]] = [[hoek, *MAANDEN], ["Noord", 1, 2], ["Zuid", 3, 4]]
    _, findings = lees_blad(tmp_path, WIJK, blad(rows))
    assert codes(findings) == [("kruistabel-verschoven", "B1")]


def test_a_missing_year_and_a_missing_level_move_nothing(tmp_path: Path) -> None:
    rows: list[list[Waarde]] = [[None, None, None, "2022"], [None, "jan", "feb", "jan"], ["Noord", 1, 2, 3]]
    _, findings = lees_blad(tmp_path, kruis(rijen=["wijk"], kolommen=["jaar", "maand"]), blad(rows))
    assert codes(findings) == [("kruistabel-verschoven", "B1")]
    rows = [[None, *MAANDEN], ["Noord", 1, 2], ["Zuid", 3, 4]]
    _, findings = lees_blad(tmp_path, kruis(rijen=["groep", "wijk"]), blad(rows))
    assert codes(findings) == [("kruistabel-verschoven", "B1")]


def test_codes_left_of_the_labels_are_ignored_and_other_labels_are_not(tmp_path: Path) -> None:
    rows: list[list[Waarde]] = [["Code", None, *MAANDEN], [7, "Noord", 1, 2], [8, "Zuid", 3, 4]]
    tabel, findings = lees_blad(tmp_path, WIJK, blad(rows))
    assert (findings, len(tabel)) == ([], 4)
    rows = [["Groep", None, *MAANDEN], ["BAB", "Noord", 1, 2], ["BUIG", "Zuid", 3, 4]]
    _, findings = lees_blad(tmp_path, WIJK, blad(rows))
    assert codes(findings) == [("kruistabel-verschoven", "A2")]
    assert '"-"' in (findings[0].doen or "")
    rows[0][1] = "Wijk"
    tabel, findings = lees_blad(tmp_path, WIJK, blad(rows))
    assert (findings, len(tabel)) == ([], 4), "the header names the level"


def test_members_that_are_numbers(tmp_path: Path) -> None:
    rows: list[list[Waarde]] = [[None, None, *MAANDEN], ["BAB", 25, 1, 2], ["BUIG", 26, 3, 4]]
    tabel, findings = lees_blad(tmp_path, kruis(rijen=["groep", "wijk"]), blad(rows))
    assert (findings, len(tabel)) == ([], 4)
    rows[1][1] = 25.5
    _, findings = lees_blad(tmp_path, kruis(rijen=["groep", "wijk"]), blad(rows))
    assert codes(findings) == [("kruistabel-verschoven", "B1")]


def test_a_row_of_numbers_is_no_header_of_open_members(tmp_path: Path) -> None:
    bron = kruis(rijen=["jaar"], kolommen=["wijk"])
    rows: list[list[Waarde]] = [[None, "Noord", "Zuid"], ["2019*", 1, 2], ["2020", 3, 4]]
    _, findings = lees_blad(tmp_path, bron, blad(rows))
    assert codes(findings) == [("kruistabel-verschoven", "A2")]
    rows[1][0] = "2019"
    tabel, findings = lees_blad(tmp_path, bron, blad(rows))
    assert (findings, len(tabel)) == ([], 4)


def test_a_page_that_fits_hides_no_page_that_does_not(tmp_path: Path) -> None:
    rows: list[list[Waarde]] = [[None, *MAANDEN], ["Verhuisd", 1, 2], [None, *MAANDEN], ["Einde WW", 3, 4]]
    _, findings = lees_blad(tmp_path, KRUIS, blad(rows))
    assert codes(findings) == [("kruistabel-verschoven", "A2")]


def test_prompts_above_a_crosstab_of_open_dimensions(tmp_path: Path) -> None:
    bron = kruis(rijen=["groep"], kolommen=["wijk"], tijd={"jaar": "@titel"})
    rows: list[list[Waarde]] = [
        ["Jaar:", "2021"], ["Gemeente:", "Ergens"], [], [None, "Noord", "Zuid"], ["BAB", 1, 2], ["BUIG", 3, 4],
    ]  # fmt: skip
    tabel, findings = lees_blad(tmp_path, bron, blad(rows))
    assert (findings, waarden(tabel)) == ([], {"B5": 1, "C5": 2, "B6": 3, "C6": 4})


def test_a_maat_that_one_group_calls_otherwise_or_lacks(tmp_path: Path) -> None:
    maten = {"instroom": MATEN["instroom"]}
    bron = kruis(rijen=["wijk"], kolommen=["maand", "maat"], maten=maten)
    rows: list[list[Waarde]] = [[None, *MAANDEN], [None, "Aantal", "Aantal*"], ["Noord", 1, 2], ["Zuid", 3, 4]]
    _, findings = lees_blad(tmp_path, bron, blad(rows))
    assert [(f.code, f.ernst, f.vindplaats and f.vindplaats.cel) for f in findings] == [
        ("maat-onvolledig", "fout", "C2")
    ]
    assert "'2021-02'; daar staat wel 'Aantal*'" in findings[0].wat
    rows[1][2] = "Trend"
    _, findings = lees_blad(tmp_path, bron, blad(rows))
    assert [(f.code, f.ernst) for f in findings] == [("maat-onvolledig", "waarschuwing")]
    more: list[list[Waarde]] = [[*rows[0], "2021-03"], [*rows[1], "Duur"], ["Noord", 1, 2, 3]]
    _, findings = lees_blad(tmp_path, bron | {"maten": MATEN}, blad(more))
    assert "'2021-03'" not in " ".join(f.wat for f in findings), "a group may show less"
    rows[0][2] = "Totaal"
    _, findings = lees_blad(tmp_path, bron, blad(rows))
    assert "maat-onvolledig" not in {f.code for f in findings}, "a total need not show every number"
    rows = [[None, None, "2021-01"], ["Noord", "Aantal", 1], ["Zuid", "Aantal (vl)", 4]]
    for tekst in (False, True):
        shown = [[None if v is None else str(v) for v in row] for row in rows] if tekst else rows
        _, findings = lees_blad(
            tmp_path / str(tekst), kruis(rijen=["wijk", "maat"], maten=maten), blad(shown, tekst=tekst)
        )
        assert codes(findings) == [("maat-onvolledig", "B3")]


def test_months_merged_over_columns_with_or_without_their_numbers(tmp_path: Path) -> None:
    rows: list[list[Waarde]] = [["Wijk", "2021-01", None, "2021-02", None], ["Noord", 1, None, 2, None]]
    heads = ((0, 1, 0, 2), (0, 3, 0, 4))
    for merges in (heads, (*heads, (1, 1, 1, 2), (1, 3, 1, 4))):
        tabel, findings = lees_blad(tmp_path, WIJK, blad(rows, *merges))
        assert (findings, waarden(tabel)) == ([], {"B2": 1, "D2": 2})
    _, findings = lees_blad(tmp_path, WIJK, blad(rows, (1, 1, 1, 2)))
    assert codes(findings) == [("samengevoegd-getal", "B2")], "the caption is not as wide"


def test_a_second_title_above_a_repeated_header(tmp_path: Path) -> None:
    rows: list[list[Waarde]] = [
        ["Instroom, blad 1"], ["Wijk", *MAANDEN], ["Noord", 1, 2], [],
        ["Instroom, blad 2"], ["Wijk", *MAANDEN], ["Oost", 3, 4],
    ]  # fmt: skip
    _, findings = lees_blad(tmp_path, WIJK, blad(rows))
    assert [f for f in findings if f.code == "titel-anders"] == []
    rows[4][0] = "Uitstroom, blad 1"
    _, findings = lees_blad(tmp_path, WIJK, blad(rows))
    assert ("titel-anders", "A5") in codes(findings)


@pytest.mark.parametrize("kop", ["Som", "Gemiddeld", "Totaal"])
def test_words_of_totals_that_are_no_time(tmp_path: Path, kop: str) -> None:
    rows: list[list[Waarde]] = [[None, *MAANDEN, kop], ["Noord", 1, 2, 3], ["Zuid", 3, 4, 7]]
    tabel, _ = lees_blad(tmp_path, WIJK, blad(rows))
    assert waarden(tabel) == {"B2": 1, "C2": 2, "B3": 3, "C3": 4}


@pytest.mark.parametrize("kop", ["Cumulatief", "YTD", "Verschil", "%", None])
def test_a_column_that_is_no_time_is_a_fault_with_advice(tmp_path: Path, kop: Waarde) -> None:
    rows: list[list[Waarde]] = [[None, *MAANDEN, kop], ["Noord", 1, 2, 3], ["Zuid", 3, 4, 7]]
    _, findings = lees_blad(tmp_path, WIJK, blad(rows))
    assert codes(findings) == [("geen-tijd", "D1")]
    assert "laat het dan weg uit het rapport" in (findings[0].doen or "")


def test_what_is_told_of_a_row_is_told_once(tmp_path: Path) -> None:
    rows = [["", "jan. 2021", "feb. 2021"], ["Noord", 1, 2], ["Zuid", 3, 4], ["Oost", 5, None]]
    _, findings = lees_blad(tmp_path, kruis(rijen=["groep"]), blad(rows))
    assert codes(findings) == [("regel-twijfelachtig", "A4")]
