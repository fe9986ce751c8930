from datetime import date, datetime, time
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import cognos_layout
import cognos_shell
from bronnen_voorbeeld import LIJST, REGISTER, blad, codes, feiten_van, lees_blad, lees_map, leg_neer, waarden, werkboek
from werkmonitor.bronnen.sheet import Waarde
from werkmonitor.bronnen.tabellen.tables import is_paginavoet
from werkmonitor.bronnen.tabellen.totaalwoorden import is_totaal

KOP = ["Reden", "Jaar", "Maand", "Aantal"]
EEN = ["Verhuizing", 2021, 1, 12]


def lijst(**changes: Any) -> dict[str, Any]:
    return LIJST | changes


def test_a_plain_list(tmp_path: Path) -> None:
    tabel, findings = lees_blad(tmp_path, LIJST, blad([KOP, EEN, ["WW  BEËINDIGD", 2021, "maart", 3]]))
    assert findings == []
    assert feiten_van(tabel) == [
        ("instroom/Verhuizing", "2021-01-01", 12, "D2"),
        ("instroom/WW BEËINDIGD", "2021-03-01", 3, "D3"),
    ]
    assert tabel.dimensies["reden"].leden == ("verhuizing", "einde-ww")
    assert date.fromordinal(int(tabel.tot[0])) == date(2021, 2, 1)


def test_numbers_that_do_not_go_with_their_unit_count_but_are_told(tmp_path: Path) -> None:
    rows = [KOP, ["Verhuizing", 2021, "januari", -12], ["Verhuizing", 2021, "maart", 3.5]]
    tabel, findings = lees_blad(tmp_path, LIJST, blad(rows))
    assert [(f.code, f.ernst, f.wat) for f in findings] == [
        ("vreemd-getal", "waarschuwing", "Dit aantal is negatief."),
        ("vreemd-getal", "waarschuwing", "Dit aantal is geen heel getal."),
    ]
    assert [str(f.vindplaats).rpartition(" ")[2] for f in findings] == ["D2", "D3"]
    assert [tabel.waarde(index) for index in range(2)] == [-12, Fraction(7, 2)]


def test_a_mark_lies_between_one_and_ten(tmp_path: Path) -> None:
    cijfer = {**LIJST, "maten": {"instroom": {"kolom": "Aantal", "eenheid": "cijfer"}}}
    rows = [KOP, *(["Verhuizing", 2021, maand, value] for maand, value in (("mei", 77), ("juni", 10), ("juli", 0.9)))]
    _, findings = lees_blad(tmp_path, cijfer, blad(rows))
    assert [str(f.vindplaats).rpartition(" ")[2] for f in findings] == ["D2", "D4"]


def test_any_place_any_column_order_extra_columns(tmp_path: Path) -> None:
    rows: list[list[Waarde]] = [
        ["Titel"],
        [],
        [None, " aantal ", "Regio", "MAAND", "Jaar", "Reden", "Totaal(Aantal)"],
        [None, 12, "Fryslân", 1, 2021, "Verhuizing", 12],
    ]
    tabel, findings = lees_blad(tmp_path, LIJST, blad(rows))
    assert (findings, waarden(tabel)) == ([], {"B4": 12})


def test_a_group_is_filled_down_inside_its_merge_only(tmp_path: Path) -> None:
    rows = [KOP, EEN, [None, 2021, 2, 3], ["Einde WW", 2021, 1, 4], [None, 2021, 2, 5]]
    tabel, findings = lees_blad(tmp_path, LIJST, blad(rows, (1, 0, 2, 0)))
    assert [rij[0] for rij in feiten_van(tabel)] == ["instroom/Verhuizing"] * 2 + ["instroom/Einde WW"]
    assert codes(findings) == [("leeg-label", "A5")]


def test_footers_titles_notes_and_headers_are_left_out_with_their_reason(tmp_path: Path) -> None:
    rows = [
        ["Instroom", None, None, None],
        KOP,
        EEN,
        ["Verhuizing - Totaal", None, None, 12],
        KOP,
        [None],
        ["Overal opgeteld", None, None, 12],
        ["Overall - Total", None, None, 12],
        [None, None, "Totaal aantal", 12],
        ["Bron: administratie", None, None, None],
        ["los", None, None, None],
        [date(2022, 1, 14), 1, time(7, 30), None],
    ]
    sheet = blad(rows, (0, 0, 0, 3), (3, 0, 3, 2), (6, 0, 6, 2), (9, 0, 9, 3))
    book = werkboek(blad(rows[:-1], *sheet.merges))
    leg_neer(tmp_path, "Instroom.xlsx", book)
    feiten, findings = lees_map(tmp_path, LIJST)
    assert waarden(feiten.tabellen[0]) == {"D3": 12}
    assert [(f.ernst, *code) for f, code in zip(findings, codes(findings), strict=True)] == [
        ("info", "regel-weggelaten", "A7")
    ]
    assert [(w.rij, w.reden) for w in feiten.gelezen[0].weggelaten] == [
        (0, "titel"),
        (3, "totaal: Verhuizing - Totaal"),
        (4, "herhaalde kop"),
        (6, "voetregel: label over meer kolommen"),
        (7, "totaal: Overall - Total"),
        (8, "totaal: Totaal aantal"),
        (9, "noot"),
        (10, "noot: geen getallen, en geen bekende labels"),
    ]


def test_the_page_footer_in_every_form() -> None:
    day = date(2022, 1, 14)
    assert is_paginavoet(blad([[day, None, 1.0, time(7)]]), 0)
    assert is_paginavoet(blad([[day, None, 1.0, 0.3]], (0, 0, 0, 1)), 0)
    for row in (
        [day, 1.0, 0.3],
        [day, 1.5, time(7)],
        [day, True, time(7)],
        [1.0, 1.0, time(7)],
        [day, 1.0],
        [day, 1.0, 2.0],
    ):
        assert not is_paginavoet(blad([row]), 0)
    assert not is_paginavoet(blad([[day, "1", time(7)]]), 0)


@pytest.mark.parametrize(
    "text",
    [
        "Totaal",
        "Total",
        "Samenvatting",
        "Summary",
        "Overall",
        "Wijk 3 - Totaal",
        "26166 - Total",
        "Overall - Count Distinct",
        "Totaal P-wet",
        "X - Gemiddelde",
    ],
)
def test_words_of_a_total(text: str) -> None:
    assert is_totaal(text)


@pytest.mark.parametrize("text", ["Totaalcijfer", "Gemiddeld", "Aantal", "Werk - thuis", 12, None])
def test_words_that_are_no_total(text: Waarde) -> None:
    assert not is_totaal(text)


def test_a_declared_member_is_no_total_whatever_its_words(tmp_path: Path) -> None:
    bron = lijst(dimensies={"wijk": "Wijk"})
    rows = [["Wijk", "Jaar", "Maand", "Aantal"], ["Totaal beeld", 2021, 1, 7], ["Totaal Noord", 2021, 1, 7]]
    tabel, findings = lees_blad(tmp_path, bron, blad(rows))
    assert (codes(findings), waarden(tabel)) == ([("regel-weggelaten", "A3")], {"D2": 7})
    assert 'leden = { "Totaal Noord" = ["Totaal Noord"] }' in findings[0].doen
    _, findings = lees_blad(tmp_path, bron, blad([*rows, ["Noord", 2021, 1, 7]]))
    assert findings == [], "a total of another row is no member"


def test_a_remark_column_does_not_make_a_total(tmp_path: Path) -> None:
    tabel, _ = lees_blad(tmp_path, LIJST, blad([[*KOP, "Telling"], [*EEN, "Totaal"]]))
    assert waarden(tabel) == {"D2": 12}


def test_an_empty_cell_is_unknown_or_zero(tmp_path: Path) -> None:
    rows = [KOP, EEN, ["Einde WW", 2021, 1, None], ["Einde studie", 2021, 1, 0]]
    tabel, _ = lees_blad(tmp_path, LIJST, blad(rows))
    assert waarden(tabel) == {"D2": 12, "D3": None, "D4": 0}
    tabel, _ = lees_blad(tmp_path, lijst(leeg="nul"), blad(rows))
    assert waarden(tabel) == {"D2": 12, "D3": 0, "D4": 0}


def test_every_bad_cell_is_reported_at_its_place(tmp_path: Path) -> None:
    rows = [
        KOP,
        ["Verhuizing", 2021, 1, "NA"],
        ["Verhuizing", 2021, 2, "2.000"],
        ["Verhuizing", 2021, "ooit", 1],
        ["Verhuizing", None, 4, 1],
        ["Verhuisd", 2021, 5, 1],
        [None, 2021, 6, 1],
        ["Verhuizing", 2021, 7, date(2021, 1, 1)],
        EEN,
        EEN,
    ]
    tabel, findings = lees_blad(tmp_path, LIJST, blad(rows))
    assert codes(findings) == [
        ("geen-getal", "D2"),
        ("getal-dubbelzinnig", "D3"),
        ("geen-tijd", "C4"),
        ("geen-tijd", "B5"),
        ("onbekend-lid", "A6"),
        ("leeg-label", "A7"),
        ("geen-getal", "D8"),
        ("dubbel-feit", "D10"),
    ]
    assert waarden(tabel) == {"D9": 12}
    assert all(f.gevolg and f.doen and f.ernst == "fout" for f in findings)
    assert "2000 zijn of 2,000" in findings[1].wat
    assert "Bedoelt u 'Verhuizing'?" in findings[4].wat
    assert "instroom, Verhuizing, 01-01-2021 t/m 31-01-2021" in findings[7].wat
    assert "› D9" in findings[7].wat


def test_an_unknown_member_lists_the_known_ones(tmp_path: Path) -> None:
    _, findings = lees_blad(tmp_path, LIJST, blad([KOP, ["Qxz", 2021, 1, 1]]))
    assert "Bekend zijn: Verhuizing, Einde WW, Einde studie." in findings[0].wat


def test_a_number_merged_over_rows_belongs_to_no_single_one(tmp_path: Path) -> None:
    rows = [KOP, EEN, ["Verhuizing", 2021, 2, None], ["Verhuizing", 2021, 3, None], ["Verhuizing", 2021, 4, None]]
    tabel, findings = lees_blad(tmp_path, LIJST, blad(rows, (1, 3, 2, 3), (3, 3, 4, 3)))
    assert codes(findings) == [("samengevoegd-getal", "D2")]
    assert waarden(tabel) == {"D4": None, "D5": None}


def test_a_needed_header_twice(tmp_path: Path) -> None:
    tabel, findings = lees_blad(tmp_path, LIJST, blad([[*KOP, "Aantal"], [*EEN, 3]]))
    assert codes(findings) == [("kop-dubbel", "E1")]
    assert "in D1 en E1" in findings[0].wat
    assert len(tabel) == 0


def test_a_changed_header_is_named(tmp_path: Path) -> None:
    _, findings = lees_blad(tmp_path, LIJST, blad([["Titel"], ["Reden", "Jaar", "Maand", "Aantallen"], EEN]))
    (finding,) = findings
    assert finding.code == "tabel-niet-gevonden"
    assert finding.wat == "Kolom 'Aantal' ontbreekt; er staat wel 'Aantallen' in D2."
    assert finding.doen == (
        "Heet de kolom nu zo? Vervang in [bron.maten.instroom] de regel met kolom door:\n"
        '  kolom = ["Aantal", "Aantallen"]'
    )


def test_missing_headers_without_anything_like_them(tmp_path: Path) -> None:
    _, findings = lees_blad(tmp_path, LIJST, blad([["Jaar", "Qxz"], [2021, 1]]))
    assert findings[0].wat == (
        "Kolom 'Aantal' ontbreekt; kolom 'Maand' ontbreekt; kolom 'Reden' ontbreekt; verder staat er 'Qxz' in B1."
    )
    _, findings = lees_blad(tmp_path, LIJST, blad([["Jaren", "Redenen"], [2021, 1]]))
    assert "Geen van de koppen 'Reden', 'Jaar', 'Maand', 'Aantal'" in findings[0].wat
    _, findings = lees_blad(tmp_path, LIJST, blad([["Reden", "Aantal", "Jaren", "Maanden"]]))
    assert 'Vervang bij tijd het deel jaar = "Jaar" door:\n  jaar = ["Jaar", "Jaren"]\n' in findings[0].doen
    _, findings = lees_blad(tmp_path, LIJST, blad([["Redenen", "Aantal", "Jaar", "Maand"]]))
    assert 'Vervang bij dimensies het deel reden = "Reden" door:\n  reden = ["Reden", "Redenen"]' in findings[0].doen


def test_a_text_file(tmp_path: Path) -> None:
    rows = [KOP, ["Verhuizing", "2021", "2021/01", "12"], ["Einde WW", "2021", "2021/02", "1.000"]]
    tabel, findings = lees_blad(tmp_path, LIJST, blad(rows, tekst=True))
    assert waarden(tabel) == {"D2": 12}
    assert codes(findings) == [("getal-dubbelzinnig", "D3")]


def test_a_line_with_too_many_fields_has_moved_columns(tmp_path: Path) -> None:
    leg_neer(tmp_path, "Instroom.csv", b"Jaar,Maand,Reden,Aantal\n2021,1,Verhuizing,12,5\n")
    _, findings = lees_map(tmp_path, LIJST)
    assert codes(findings) == [("regel-te-lang", "E2")]


def test_a_note_after_a_blank_row_is_no_member_of_an_open_dimension(tmp_path: Path) -> None:
    bron = lijst(dimensies={"groep": "Groep"}, tijd={})
    rows = [["Groep", "Aantal"], ["A", 1], ["B", None], [None], ["Bron: administratie", None]]
    tabel, findings = lees_blad(tmp_path, bron, blad(rows))
    assert (findings, waarden(tabel)) == ([], {"B2": 1, "B3": None})
    assert date.fromordinal(int(tabel.tot[0])) == date(2022, 1, 1), "a table without time is about its delivery"


@pytest.mark.parametrize(("moment", "day"), [("begin", "2021-03-01"), ("eind", "2021-03-31")])
def test_a_stand_of_a_month(tmp_path: Path, moment: str, day: str) -> None:
    tabel, _ = lees_blad(tmp_path, lijst(soort="stand", peilmoment=moment), blad([KOP, ["Verhuizing", 2021, 3, 1]]))
    assert feiten_van(tabel)[0][1] == day
    assert tabel.van[0] == tabel.tot[0]


def test_a_peildatum_is_for_a_stand(tmp_path: Path) -> None:
    bron = lijst(tijd={"peildatum": "Peildatum"})
    rows = [["Reden", "Peildatum", "Aantal"], ["Verhuizing", date(2021, 3, 17), 1]]
    tabel, _ = lees_blad(tmp_path, bron | {"soort": "stand"}, blad(rows))
    assert feiten_van(tabel)[0][1] == "2021-03-17"
    _, findings = lees_blad(tmp_path, bron, blad(rows))
    assert codes(findings) == [("geen-tijd", "B2")]


def test_columns_that_identify_a_person_refuse_the_file(tmp_path: Path) -> None:
    rows = [[*KOP, "BSN"], [*EEN, "111222333"], ["Verhuizing", 2021, 2, "geheim", "111222333"]]
    tabel, findings = lees_blad(tmp_path, LIJST, blad(rows))
    assert codes(findings) == [("persoonsgegeven", "E1")]
    assert len(tabel) == 0
    assert "111222333" not in str(findings)
    _, findings = lees_blad(tmp_path, LIJST, blad([KOP, EEN]), blad([["Cliëntnummer", "Plaats"], ["7", "Joure"]]))
    assert [f.code for f in findings] == ["persoonsgegeven"]


def test_a_register(tmp_path: Path) -> None:
    rows = [
        ["Register", None, None],
        ["Risico", "Nr", "x"],
        ["Te weinig\ngeld ", 1, None],
        [None, 2, None],
        ["Risico", "Nr", "x"],
        ["Alleen een noot", None, None],
        [None],
        ["Bijlage", 9, None],
    ]
    leg_neer(tmp_path, "Instroom.xlsx", werkboek(blad(rows, (2, 0, 3, 0), (5, 0, 5, 2))))
    feiten, findings = lees_map(tmp_path, REGISTER)
    assert findings == []
    een, twee = feiten.registers["risicos", "2021"]
    assert (een.velden, een.cellen) == ({"nr": "1", "risico": "Te weinig\ngeld"}, {"nr": "B3", "risico": "A3"})
    assert (twee.velden["risico"], twee.cellen["risico"], twee.rij) == ("Te weinig\ngeld", "A3", 3)
    assert [w.reden for w in feiten.gelezen[0].weggelaten] == [
        "titel",
        "herhaalde kop",
        "noot",
        "na de eerste lege regel",
    ]


def test_a_register_with_a_page_footer_and_a_missing_field(tmp_path: Path) -> None:
    sheet = cognos_shell.Sheet("Pagina1_1")
    sheet.row(1, ["Nr", "Risico", "Kans"], ["tekst"] * 3)
    sheet.row(2, [1, "x", None], ["tekst"] * 3)
    cognos_layout.page_footer(sheet, 3, datetime(2022, 1, 14, 7, 30), 3)  # noqa: DTZ001 - cells know no zone
    leg_neer(tmp_path, "Instroom.xlsx", cognos_shell.cognos_workbook([sheet]))
    feiten, _ = lees_map(tmp_path, REGISTER)
    assert [w.reden for w in feiten.gelezen[0].weggelaten] == ["paginavoet"]
    leg_neer(tmp_path, "Instroom.xlsx", werkboek(blad([["Nr", "Risico's"], [1, "x"]])))
    _, findings = lees_map(tmp_path, REGISTER)
    assert 'het deel risico = "Risico" door:\n  risico = ["Risico", "Risico\'s"]' in findings[0].doen


# ---- rows and columns that are not what they seem


OPEN = LIJST | {"dimensies": {"groep": "Groep"}}
LOS = OPEN | {"tijd": {}}
BREED: list[list[Waarde]] = [["Groep", None, "Jaar", "Maand", "Aantal"], ["Noord", None, 2021, 1, 10]]


@pytest.mark.parametrize("merges", [[(0, 0, 0, 1), (1, 0, 1, 1)], [(1, 0, 1, 1)]])
def test_a_label_over_a_spare_column_is_a_label(tmp_path: Path, merges: list[tuple[int, int, int, int]]) -> None:
    tabel, findings = lees_blad(tmp_path, OPEN, blad([*BREED, ["Zuid", None, 2021, 1, 11]], *merges))
    assert (findings, waarden(tabel)) == ([], {"E2": 10, "E3": 11})
    _, findings = lees_blad(tmp_path, LIJST, blad([["Reden", *BREED[0][1:]], BREED[1]], *merges))
    assert codes(findings) == [("onbekend-lid", "A2")]


def test_a_wide_label_of_one_row_only_is_told(tmp_path: Path) -> None:
    rows = [["Groep", None, "Aantal"], ["Noord", None, 1], ["Zuid", None, 5], ["Bijeen", None, 7]]
    _, findings = lees_blad(tmp_path, LOS, blad(rows, (3, 0, 3, 1)))
    assert codes(findings) == [("regel-twijfelachtig", "A4")]


def test_records_with_the_shape_of_a_page_footer_are_read(tmp_path: Path) -> None:
    bron = LIJST | {"dimensies": {}, "tijd": {"peildatum": "Datum"}, "soort": "stand"}
    duur = datetime(2022, 1, 14, 0, 30)  # noqa: DTZ001 - cells know no zone
    rows: list[list[Waarde]] = [["Datum", "Aantal", "Duur"], [date(2021, 1, 31), 10, duur]]
    tabel, findings = lees_blad(tmp_path, bron, blad([*rows, [date(2021, 2, 28), 11, duur]]))
    assert (findings, waarden(tabel)) == ([], {"B2": 10, "B3": 11})
    tabel, _ = lees_blad(tmp_path, bron, blad(rows))
    assert waarden(tabel) == {"B2": 10}
    rows[1][2] = None
    tabel, _ = lees_blad(tmp_path, bron, blad([*rows, [date(2022, 1, 14), 1, duur]]))
    assert waarden(tabel) == {"B2": 10}


@pytest.mark.parametrize(
    ("below", "cell"),
    [
        ([[None, None], ["Jaar", 2021]], "A5"),
        ([[None, None], ["Mannen", 2], ["Vrouwen", 1]], "A5"),
        ([["Periode: 2020", None]], "A4"),
        ([["* exclusief nagekomen", None]], "A4"),
        ([["Oost", None]], ""),
        ([["Oost", 3]], ""),
    ],
)
def test_what_stands_below_a_table_is_told(tmp_path: Path, below: list[list[Waarde]], cell: str) -> None:
    rows = [["Groep", "Aantal"], ["Noord", 1], ["Zuid", 5], *below]
    _, findings = lees_blad(tmp_path, LOS, blad(rows))
    told = [code for code in codes(findings) if code[0] != "lid-lijkt-totaal"]
    assert told == ([("regel-twijfelachtig", cell)] if cell else [])


def test_blank_rows_throughout_and_declared_or_timed_rows_are_no_doubt(tmp_path: Path) -> None:
    spaced: list[list[Waarde]] = []
    for rank, naam in enumerate("abcde"):
        spaced += [[naam, 2**rank], [None, None]]
    _, findings = lees_blad(tmp_path, LOS, blad([["Groep", "Aantal"], *spaced]))
    assert findings == []
    _, findings = lees_blad(tmp_path, LIJST, blad([KOP, EEN, [None] * 4, ["Einde WW", 2021, 1, 3]]))
    assert findings == []


def test_a_last_row_with_fewer_columns_than_all_others_is_told(tmp_path: Path) -> None:
    bron = LOS | {"maten": {naam: {"kolom": naam, "eenheid": "aantal"} for naam in ("in", "uit")}}
    rows = [["Groep", "in", "uit"], ["Noord", 1, 2], ["Zuid", 3, 4], ["Unieke personen", 9, None]]
    _, findings = lees_blad(tmp_path, bron, blad(rows))
    assert codes(findings) == [("regel-twijfelachtig", "A4")]
    _, findings = lees_blad(tmp_path, bron, blad([*rows, ["Oost", 3, 3]]))
    assert findings == []


@pytest.mark.parametrize("woord", ["Gemiddelde", "Totaal beeld"])
def test_a_row_left_out_for_its_words_alone_is_told(tmp_path: Path, woord: str) -> None:
    _, findings = lees_blad(tmp_path, OPEN, blad([["Groep", *KOP[1:]], [woord, *EEN[1:]], ["Noord", 2021, 1, 9]]))
    assert ("regel-weggelaten", "A2") in codes(findings)


@pytest.mark.parametrize(
    "woord", ["Totaal:", "Sub-totaal", "Noord totaal", "Noord (totaal)", "Noord - Gem.", "Som van Aantal", "Tot."]
)
def test_totals_in_odd_words_are_left_out(tmp_path: Path, woord: str) -> None:
    rows = [["Groep", *KOP[1:]], ["Noord", 2021, 1, 9], [woord, 2021, 1, 9], ["Klein - max", 2021, 1, 4]]
    tabel, findings = lees_blad(tmp_path, OPEN, blad(rows))
    assert waarden(tabel) == {"D2": 9, "D4": 4}
    assert [code for code in codes(findings) if code[0] != "totaal-wijkt-af"] == [("lid-lijkt-totaal", "D4")]


def test_a_header_over_two_columns_goes_to_the_one_that_is_filled(tmp_path: Path) -> None:
    rows = [[*KOP, None], [*EEN[:3], None, 10]]
    tabel, findings = lees_blad(tmp_path, lijst(leeg="nul"), blad(rows, (0, 3, 0, 4)))
    assert (findings, waarden(tabel)) == ([], {"E2": 10})
    tabel, findings = lees_blad(tmp_path, lijst(leeg="nul"), blad(rows))
    assert (codes(findings), waarden(tabel)) == ([("kolom-leeg", "D1")], {"D2": 0})


def test_a_second_table_under_another_title_is_told(tmp_path: Path) -> None:
    for titel, found in (("Uitstroom 2021", [("titel-anders", "A4")]), ("Instroom 2021", [])):
        rows = [["Instroom 2021"], KOP, EEN, [titel], KOP, ["Einde WW", 2021, 1, 3]]
        tabel, findings = lees_blad(tmp_path, LIJST, blad(rows))
        assert (codes(findings), waarden(tabel)) == (found, {"D3": 12, "D6": 3})


def test_a_row_of_units_is_left_out(tmp_path: Path) -> None:
    _, findings = lees_blad(tmp_path, LIJST, blad([KOP, [None, None, None, "12 stuks"], EEN]))
    assert ("leeg-label", "A2") in codes(findings)
    tabel, findings = lees_blad(tmp_path, LIJST, blad([KOP, [None, None, None, "aantal"], EEN]))
    assert (findings, waarden(tabel)) == ([], {"D3": 12})


def test_a_group_goes_on_below_a_repeated_header(tmp_path: Path) -> None:
    rows = [KOP, EEN, KOP, [None, 2021, 2, 3], [None, 2021, 3, 4]]
    tabel, findings = lees_blad(tmp_path, LIJST, blad(rows, (3, 0, 4, 0)))
    assert (findings, waarden(tabel)) == ([], {"D2": 12, "D4": 3, "D5": 4})
    _, findings = lees_blad(tmp_path, LIJST, blad(rows))
    assert codes(findings) == [("leeg-label", "A4"), ("leeg-label", "A5")]
    rows[1] = ["Verhuizing - Totaal", 2021, 1, 12]
    _, findings = lees_blad(tmp_path, LIJST, blad(rows, (3, 0, 4, 0)))
    assert ("leeg-label", "A4") in codes(findings)


def test_a_list_without_any_label_is_one_number(tmp_path: Path) -> None:
    tabel, findings = lees_blad(tmp_path, lijst(dimensies={}, tijd={}), blad([["Aantal"], [7]]))
    assert (waarden(tabel), findings) == ({"A2": 7}, [])
