import tomllib
from pathlib import Path
from typing import Any

import pytest

from bronnen_voorbeeld import KRUIS, LIJST, REGISTER, blad, codes, lees_map, leg_neer, met_xml, waarden, werkboek
from werk_voorbeeld import BESTAND, WOORDEN, tabel
from werkmonitor.bronnen.levering.dekking import staat_elders
from werkmonitor.bronnen.levering.lezen import lees, past_bij
from werkmonitor.findings import Location
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Bron
from werkmonitor.programma.schema import Programma

KOP = ["Reden", "Jaar", "Maand", "Aantal"]
EEN = werkboek(blad([KOP, ["Verhuizing", 2021, 1, 12]]))
TWEE = werkboek(blad([KOP, ["Einde WW", 2021, 1, 3]]))


def test_patterns_do_not_mind_case_or_folders() -> None:
    assert past_bij(["instroom*.XLSX"], "sub/Instroom (1).xlsx")
    assert past_bij(["Sub/*.xlsx"], "sub/Instroom.xlsx")
    assert not past_bij(["*.csv", "Uitstroom*"], "Instroom.xlsx")
    assert past_bij(["Cafe\N{COMBINING ACUTE ACCENT}*"], "Café.xlsx"), "a Mac writes é as two characters"


def test_a_missing_source_is_a_fault_only_in_the_reported_delivery(tmp_path: Path) -> None:
    leg_neer(tmp_path, "Instrom.xlsx", EEN, "2020")
    _, findings = lees_map(tmp_path, LIJST, leveringen=("2021", "2020", "2021"))
    assert [(f.code, f.ernst, str(f.vindplaats)) for f in findings] == [
        ("bron-ontbreekt", "fout", "exports/2021"),
        ("bron-ontbreekt", "info", "exports/2020"),
    ]
    assert "Er staat wel 'Instrom.xlsx'" in findings[1].doen
    assert ["verplicht = false" in f.doen for f in findings] == [True, False]
    _, findings = lees_map(tmp_path, LIJST | {"verplicht": False})
    assert [f.ernst for f in findings] == ["info"]


@pytest.mark.parametrize(("maanden", "elders"), [(12, True), (11, False)])
def test_what_a_newer_export_states_of_an_earlier_delivery_is_not_missing(
    tmp_path: Path, maanden: int, *, elders: bool
) -> None:
    both = [["Verhuizing", jaar, maand, 1] for jaar in (2020, 2021) for maand in range(1, maanden + 1)]
    leg_neer(tmp_path, "Instroom.xlsx", werkboek(blad([KOP, *both])))
    (tmp_path / "exports/2020").mkdir()
    _, findings = lees_map(tmp_path, LIJST, leveringen=("2021", "2020"))
    assert [(f.code, str(f.vindplaats)) for f in findings] == ([] if elders else [("bron-ontbreekt", "exports/2020")])


@pytest.mark.parametrize(("dagen", "elders"), [(("2020-12-01", "2021-01-01"), True), (("2021-01-01",), False)])
def test_the_stand_at_the_begin_of_a_newer_export_is_not_that_of_a_whole_year(
    dagen: tuple[str, ...], *, elders: bool
) -> None:
    stand, bron = tabel(BESTAND, "2021", *((dag, "10") for dag in (*dagen, "2022-01-01"))), Bron.model_validate(BESTAND)
    assert staat_elders(bron, Periode.parse("2020"), [stand]) is elders
    assert not staat_elders(bron, Periode.parse("2021"), [stand]), "its own delivery is not another one"


def test_files_in_sub_folders_are_one_table(tmp_path: Path) -> None:
    leg_neer(tmp_path, "b/Instroom.xlsx", EEN)
    leg_neer(tmp_path, "a/instroom.xlsx", TWEE)
    feiten, findings = lees_map(tmp_path, LIJST)
    assert findings == []
    tabel = feiten.tabellen[0]
    assert [tabel.adres(i).bestand for i in range(2)] == [
        "exports/2021/a/instroom.xlsx",
        "exports/2021/b/Instroom.xlsx",
    ]
    assert [b.bron for b in feiten.bestanden] == ["instroom"] * 2


def test_the_same_fact_in_two_files_names_both(tmp_path: Path) -> None:
    leg_neer(tmp_path, "Instroom a.xlsx", EEN)
    leg_neer(tmp_path, "Instroom b.xlsx", werkboek(blad([["Titel"], KOP, ["Verhuizing", 2021, 1, 13]])))
    feiten, findings = lees_map(tmp_path, LIJST)
    assert codes(findings) == [("dubbel-feit", "D3")]
    assert "hier en in exports/2021/Instroom a.xlsx › Pagina1_1 › D2" in findings[0].wat
    assert waarden(feiten.tabellen[0]) == {"D2": 12}


def test_a_copy_counts_once(tmp_path: Path) -> None:
    leg_neer(tmp_path, "Instroom.xlsx", EEN)
    leg_neer(tmp_path, "Instroom (1).xlsx", EEN)
    feiten, findings = lees_map(tmp_path, LIJST)
    assert [(f.code, f.ernst) for f in findings] == [("bestand-dubbel", "info")]
    assert len(feiten.tabellen[0]) == 1


def test_a_lock_file_is_mentioned_and_skipped(tmp_path: Path) -> None:
    leg_neer(tmp_path, "Instroom.xlsx", EEN)
    leg_neer(tmp_path, "~$Instroom.xlsx", b"x" * 165)
    feiten, findings = lees_map(tmp_path, LIJST | {"bestand": "*.xlsx"})
    assert findings == []
    assert feiten.gelezen[0].reden == "slotbestand van Excel"


def test_an_unreadable_file_is_reported_once_and_the_rest_is_read(tmp_path: Path) -> None:
    leg_neer(tmp_path, "Instroom a.xlsx", b"<html>")
    leg_neer(tmp_path, "Instroom b.xlsx", EEN)
    feiten, findings = lees_map(tmp_path, LIJST, LIJST | {"id": "tweede"})
    assert [f.code for f in findings] == ["bestand-onleesbaar"]
    assert [len(tabel) for tabel in feiten.tabellen] == [1, 1]


def test_visible_sheets_of_one_shape_are_one_table(tmp_path: Path) -> None:
    first, second = blad([KOP, ["Verhuizing", 2021, 1, 12]]), blad([["T"], KOP, ["Einde WW", 2021, 1, 3]])
    book = werkboek(first, second, first)
    leg_neer(
        tmp_path, "Instroom.xlsx", met_xml(book, r'(<sheet name="Pagina1_3")', r'\1 state="hidden"', "workbook.xml")
    )
    feiten, findings = lees_map(tmp_path, LIJST)
    assert [f.code for f in findings] == ["blad-verborgen"]
    assert waarden(feiten.tabellen[0]) == {"D2": 12, "D3": 3}
    assert [g.reden for g in feiten.gelezen] == ["", "", "verborgen blad"]


def test_a_visible_sheet_with_numbers_is_never_skipped_without_a_word(tmp_path: Path) -> None:
    book = werkboek(blad([KOP, ["Verhuizing", 2021, 1, 12]]), blad([["Einde WW", 2021, 1, 3]]), blad([["Toelichting"]]))
    leg_neer(tmp_path, "Instroom.xlsx", book)
    feiten, findings = lees_map(tmp_path, LIJST)
    assert [(f.code, f.ernst, str(f.vindplaats)) for f in findings] == [
        ("blad-overgeslagen", "waarschuwing", "exports/2021/Instroom.xlsx › Pagina1_2")
    ]
    assert [g.reden for g in feiten.gelezen] == ["", "geen herkende tabel", "geen herkende tabel"]


def test_two_sources_in_one_workbook(tmp_path: Path) -> None:
    kruis = KRUIS | {"id": "kruis"}
    book = werkboek(blad([KOP, ["Verhuizing", 2021, 1, 12]]), blad([[None, "jan. 2021"], ["Einde WW", 5]]))
    leg_neer(tmp_path, "Instroom.xlsx", book)
    feiten, findings = lees_map(tmp_path, LIJST, kruis)
    assert findings == []
    assert [waarden(tabel) for tabel in feiten.tabellen] == [{"D2": 12}, {"B2": 5}]


def test_error_cells_are_findings_at_their_cell(tmp_path: Path) -> None:
    book = met_xml(EEN, '<c r="D2"[^>]*><v>12</v>', '<c r="D2" t="e"><v>#DIV/0!</v>')
    row = '<row r="3"><c r="A3" t="e"><v>#N/A</v></c><c r="B3"><v>2021</v></c>'
    row += '<c r="C3"><v>2</v></c><c r="D3"><v>9</v></c></row></sheetData>'
    leg_neer(tmp_path, "Instroom.xlsx", met_xml(book, "</sheetData>", row))
    feiten, findings = lees_map(tmp_path, LIJST)
    assert codes(findings) == [("foutcel", "D2"), ("foutcel", "A3")]
    assert "#DIV/0!" in findings[0].wat
    assert len(feiten.tabellen[0]) == 0


def test_error_cells_in_a_register(tmp_path: Path) -> None:
    book = werkboek(blad([["Nr", "Risico"], [1, "x"]]))
    leg_neer(tmp_path, "Instroom.xlsx", met_xml(book, '<c r="A2"[^>]*><v>1</v>', '<c r="A2" t="e"><v>#N/A</v>'))
    _, findings = lees_map(tmp_path, REGISTER)
    assert codes(findings) == [("foutcel", "A2")]


def test_an_empty_workbook(tmp_path: Path) -> None:
    leg_neer(tmp_path, "Instroom.xlsx", werkboek(blad([[]])))
    _, findings = lees_map(tmp_path, LIJST)
    assert "Er staat niets" in findings[0].wat


WERKMAP = Path(__file__).parent.parent / "data" / "voorbeeld" / "heerenveen"


@pytest.mark.parametrize(
    ("bron", "levering", "maat", "totaal"),
    [
        ("uitstroom_reden", "2021", "uitstroom", 398),
        ("instroom_reden", "2021", "instroom", 338),
        ("instroom_leeftijd", "2021", "instroom", 338),
        ("doorval_ww", "2021", "doorval_ww", 275),
        ("aanvragen_poort", "2020", "aanvragen", 520),
    ],
)
def test_the_example_adds_up_to_what_its_total_rows_say(bron: str, levering: str, maat: str, totaal: int) -> None:
    declared = tomllib.loads((WERKMAP / "declaratie" / "bronnen.toml").read_text("utf-8"))
    kop = {"naam": "", "gemeente": "", "titel": ""}
    rest = {"programma": kop, "oordeel": WOORDEN, "indicator": [], "pagina": []}
    feiten, findings = lees(
        Programma.model_validate(declared | rest), WERKMAP, [Periode.parse("2021"), Periode.parse("2020")]
    )
    assert findings == []
    (tabel,) = (t for t in feiten.tabellen if (t.bron, str(t.levering)) == (bron, levering))
    assert (
        sum((tabel.waarde(i) or 0) for i in range(len(tabel)) if tabel.maat.leden[tabel.maat.codes[i]] == maat)
        == totaal
    )


def test_of_a_copy_the_file_with_its_own_name_is_read(tmp_path: Path) -> None:
    leg_neer(tmp_path, "Instroom (1).xlsx", EEN)
    leg_neer(tmp_path, "Instroom.xlsx", EEN)
    feiten, (finding,) = lees_map(tmp_path, LIJST)
    assert [bestand.pad for bestand in feiten.bestanden] == ["exports/2021/Instroom.xlsx"]
    assert finding.vindplaats == Location("exports/2021/Instroom (1).xlsx")
    assert finding.doen == "Haal dit bestand weg en bewaar 'Instroom.xlsx'."


MAANDEN: list[list[Any]] = [["Verhuizing", 2021, maand, maand] for maand in range(1, 7)]


def test_many_facts_that_two_files_state_are_one_finding(tmp_path: Path) -> None:
    leg_neer(tmp_path, "Instroom (1).xlsx", werkboek(blad([KOP, *MAANDEN])))
    leg_neer(tmp_path, "Instroom.xlsx", werkboek(blad([["Titel"], KOP, *MAANDEN])))
    leg_neer(tmp_path, "Instroomz.xlsx", werkboek(blad([["x"], ["y"], KOP, *MAANDEN[:2]])))
    _, findings = lees_map(tmp_path, LIJST)
    assert sorted(str(f.vindplaats) for f in findings if f.code == "dubbel-feit") == [
        "exports/2021/Instroom (1).xlsx › Pagina1_1 › D2",
        "exports/2021/Instroomz.xlsx › Pagina1_1 › D4",
        "exports/2021/Instroomz.xlsx › Pagina1_1 › D5",
    ]
    (many,) = [f for f in findings if f.vindplaats and "(1)" in f.vindplaats.bestand and f.code == "dubbel-feit"]
    assert many.wat == "6 getallen staan ook in exports/2021/Instroom.xlsx (het eerste: D3)."
    assert many.doen == "Bewaar één van beide bestanden."


@pytest.mark.parametrize(
    ("extra", "zin"),
    [
        (2, "6 combinaties staan 3 keer in deze tabel. De eerste: instroom, Verhuizing, 01-01-2021 t/m 31-01-2021."),
        (1, "6 combinaties staan 2 keer in deze tabel. "),
    ],
)
def test_a_table_that_lacks_a_column_is_one_finding(tmp_path: Path, extra: int, zin: str) -> None:
    leg_neer(tmp_path, "Instroom.xlsx", werkboek(blad([KOP, *MAANDEN, *MAANDEN * extra])))
    _, findings = lees_map(tmp_path, LIJST)
    (double,) = [finding for finding in findings if finding.code == "dubbel-feit"]
    assert double.wat.startswith(zin)
    assert double.doen.startswith("Mist de bron een kolom")


def test_a_table_with_many_rows_twice_says_how_many(tmp_path: Path) -> None:
    leg_neer(tmp_path, "Instroom.xlsx", werkboek(blad([KOP, *MAANDEN, *MAANDEN[:4], *MAANDEN[:1]])))
    _, findings = lees_map(tmp_path, LIJST)
    (double,) = [finding for finding in findings if finding.code == "dubbel-feit"]
    assert double.wat.startswith("In deze tabel staan 4 getallen vaker: 5 zijn er te veel. Het eerste: instroom")


def test_tabs_with_many_of_the_same_facts_are_one_finding(tmp_path: Path) -> None:
    leg_neer(tmp_path, "Instroom.xlsx", werkboek(*[blad([KOP, *MAANDEN])] * 2, namen=("Noord", "Zuid")))
    _, findings = lees_map(tmp_path, LIJST)
    (double,) = [finding for finding in findings if finding.code == "dubbel-feit"]
    assert double.wat == "6 getallen staan ook op blad Noord (het eerste: D2)."
    assert '"@tabblad"' in double.doen


def test_over_cells_that_could_not_be_read_no_total_is_checked(tmp_path: Path) -> None:
    rows: list[list[Any]] = [KOP, ["Verhuizing", 2021, 1, 4], ["Einde WW", 2021, "?", 3], ["Totaal", None, None, 9]]
    leg_neer(tmp_path, "Instroom.xlsx", werkboek(blad(rows)))
    assert "totaal-wijkt-af" not in {finding.code for finding in lees_map(tmp_path, LIJST)[1]}
    rows[2][2] = 1
    leg_neer(tmp_path, "Instroom.xlsx", werkboek(blad(rows)))
    assert "totaal-wijkt-af" in {finding.code for finding in lees_map(tmp_path, LIJST)[1]}
