"""The example exports of Heerenveen: their bytes, their form and the sums that hold, all read back from the files."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import cache
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

import cognos_shell
import export_command
import heerenveen_achtergrond_cijfers as achtergrond
import heerenveen_cijfers as cijfers
import make_heerenveen
import make_smallingerland
import make_werksaam
import smallingerland_cijfers
import smallingerland_omgeving
import werksaam_cijfers
import werksaam_verdeling
from cognos_layout import Column, Crosstab, crosstab, grouped_list, page_footer
from cognos_shell import Rich, Sheet, cognos_csv, cognos_workbook, excel_workbook

Grid = list[list[object]]

FOLDER = export_command.folder_of("heerenveen")
FILES = [f"{jaar}/{name}" for jaar in cijfers.DELIVERIES for name in make_heerenveen.EXPORTS]
WORKBOOKS = [name for name in FILES if name.endswith(".xlsx")]
OWN_WORKBOOKS = {"Opgavenregister.xlsx": "A1:K19", "Kaders en schema.xlsx": "A1:D7"}
"""Workbooks that no Cognos wrote, with the cells that their first sheet uses."""
REGISTERS = {name: area for name in WORKBOOKS for naam, area in OWN_WORKBOOKS.items() if name.endswith(naam)}
COGNOS = [name for name in WORKBOOKS if name not in REGISTERS]

PART_ORDER = [
    "xl/worksheets/Sheet1.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/workbook.xml",
    "[Content_Types].xml",
    "docProps/app.xml",
    "docProps/core.xml",
    "_rels/.rels",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
]

pytestmark = pytest.mark.traag
"""The exports and the scripts that make them are held together in ``make test-all``: few changes touch them."""


def plain(value: object) -> object:
    """Return a cell value without the differences between the two libraries."""
    match value:
        case None:
            return ""
        case str():
            return value.strip()  # calamine drops the spaces at the ends
        case datetime():
            return value.date()
        case time():
            return value.replace(microsecond=0)
        case _:
            return value


def from_openpyxl(content: bytes) -> dict[str, Grid]:
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    return {ws.title: [[plain(cell.value) for cell in row] for row in ws.iter_rows()] for ws in workbook.worksheets}


def from_calamine(content: bytes) -> dict[str, Grid]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets = {name: workbook.get_sheet_by_name(name) for name in workbook.sheet_names}
    return {
        name: [[plain(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
        for name, sheet in sheets.items()
    }


@cache
def grid(name: str) -> Grid:
    """Return the cells of the only sheet of an example file."""
    (cells,) = from_openpyxl((FOLDER / name).read_bytes()).values()
    return cells


def records(name: str, header_row: int) -> list[list[object]]:
    """Return the rows of a list below its header row (from 1), down to the page footer, grouped values filled down."""
    rows = [list(row) for row in grid(name)[header_row:] if not isinstance(row[0], date)]
    for above, row in pairwise(rows):
        row[0] = row[0] or above[0]
    return rows


def whole(value: object) -> int:
    assert isinstance(value, int | str)
    return int(value or 0)


def number(value: object) -> float:
    assert isinstance(value, int | float)
    return value


def standen(jaar: int) -> list[int]:
    return [whole(row[4]) for row in grid(f"{jaar}/Bijstand per maand-nl-nl.xlsx")[2:15]]


def instroom(jaar: int) -> dict[str, list[int]]:
    """Return the twelve months of each reden, the total rows left out."""
    rows = grid(f"{jaar}/Instroom naar reden.xlsx")[5:17]
    return {str(row[1]): [whole(cell) for cell in row[2:]] for row in rows if row[1] != "Totaal"}


def instroom_naar_leeftijd(jaar: int) -> dict[str, list[int]]:
    rows = grid(f"{jaar}/Instroom naar leeftijd.xlsx")[2:8]
    return {str(row[0]): [whole(cell) for cell in row[1:]] for row in rows}


def uitstroom(jaar: int) -> list[tuple[int, str, int]]:
    rows = records(f"{jaar}/Uitstroom naar reden (1).xlsx", 1)
    return [(whole(row[1]), str(row[2]), whole(row[4])) for row in rows]


def aanvragen(jaar: int) -> dict[str, int]:
    """Return the total of each besluit, added up from the months."""
    totals: dict[str, int] = {}
    for besluit, _, maand, aantal in records(f"{jaar}/Aanvragen aan de Poort-nl-nl.xlsx", 2):
        if maand:
            totals[str(besluit)] = totals.get(str(besluit), 0) + whole(aantal)
    return totals


def doorval(jaar: int) -> list[list[str]]:
    text = (FOLDER / f"{jaar}/Doorval WW naar bijstand.csv").read_bytes().decode("utf-16")
    return [line.split("\t") for line in text.splitlines()]


def per_maand(rows: Iterator[list[int]]) -> list[int]:
    return [sum(month) for month in zip(*rows, strict=True)]


both_deliveries = pytest.mark.parametrize("jaar", cijfers.DELIVERIES)


# ---------------------------------------------------------------- bytes and form


@pytest.mark.parametrize("name", FILES)
def test_files_are_what_the_script_writes(name: str) -> None:
    assert (FOLDER / name).read_bytes() == make_heerenveen.exports()[name]


def test_no_file_is_missing_or_too_many() -> None:
    assert export_command.differing(FOLDER, make_heerenveen.exports()) == []


def test_controleer_names_the_files_that_differ(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["make_heerenveen.py", str(tmp_path)])
    assert export_command.run("heerenveen", make_heerenveen.exports) == 0
    monkeypatch.setattr("sys.argv", ["make_heerenveen.py", str(tmp_path), "--controleer"])
    assert export_command.run("heerenveen", make_heerenveen.exports) == 0
    (tmp_path / "2020" / "Risico's Naris.xlsx").unlink()
    (tmp_path / "2021" / "Doorval WW naar bijstand.csv").write_bytes(b"")
    (tmp_path / "2021" / "kopie.xlsx").touch()
    assert export_command.run("heerenveen", make_heerenveen.exports) == 1
    named = ["2020/Risico's Naris.xlsx", "2021/Doorval WW naar bijstand.csv", "2021/kopie.xlsx"]
    assert capsys.readouterr().out.splitlines() == named


@pytest.mark.parametrize("name", WORKBOOKS)
def test_both_libraries_read_the_same(name: str) -> None:
    content = (FOLDER / name).read_bytes()
    assert from_openpyxl(content) == from_calamine(content)


@pytest.mark.parametrize("name", COGNOS)
def test_package_has_the_traits_of_cognos(name: str) -> None:
    with zipfile.ZipFile(FOLDER / name) as package:
        parts = package.infolist()
        sheet, app, core, strings = (
            package.read(part).decode()
            for part in (PART_ORDER[0], "docProps/app.xml", "docProps/core.xml", PART_ORDER[-1])
        )
        assert package.testzip() is None
    pages = [part.filename for part in parts if part.filename.startswith("xl/worksheets/")]
    assert [part.filename for part in parts] == [*pages, *PART_ORDER[1:]]
    assert pages == [f"xl/worksheets/Sheet{n}.xml" for n in range(1, len(pages) + 1)]
    assert {(part.date_time, part.flag_bits, part.compress_type) for part in parts} == {((1980, 0, 0, 0, 0, 0), 8, 8)}
    assert {(part.create_system, part.extract_version) for part in parts} == {(0, 20)}
    assert '<dimension ref="A1" />' in sheet
    assert set(re.findall(r' t="(\w+)"', sheet)) == {"s"}
    assert "<Company>IBM Incorporated</Company>" in app
    assert core.endswith("></cp:coreProperties>")
    assert "><" not in core.split("<cp:coreProperties")[1].removesuffix("</cp:coreProperties>")
    count = strings.count("<si>")
    assert f'count="{count}" uniqueCount="{count}" xml:space="preserve"' in strings


@pytest.mark.parametrize("name", REGISTERS)
def test_register_is_an_ordinary_workbook(name: str) -> None:
    with zipfile.ZipFile(FOLDER / name) as package:
        parts = package.infolist()
        assert package.testzip() is None
        assert f'<dimension ref="{REGISTERS[name]}" />' in package.read("xl/worksheets/sheet1.xml").decode()
        assert "IBM" not in package.read("docProps/app.xml").decode()
    assert parts[0].filename == "[Content_Types].xml"
    assert {(part.date_time, part.flag_bits) for part in parts} == {((1980, 1, 1, 0, 0, 0), 0)}


@both_deliveries
def test_sheet_names(jaar: int) -> None:
    special = {
        "Uitstroom naar reden (1)": ["page"],
        "Begroting en realisatie-en-us": ["Page1_1"],
        "Opgavenregister": ["Opgaven"],
        "Kerncijfers per jaar-nl-nl": ["Kerncijfers", "Uitstroom", "BUIG", "Gedrukte totalen"],
        "Bestand naar kenmerk-nl-nl": ["Leeftijd", "Team", "Doelgroepen", "Uitstroom"],
        "Handhaving-nl-nl": ["Onderzoeken", "Aard", "Per jaar"],
        "Bezwaar naar uitkomst-nl-nl": ["Uitkomst", "Veel zaken"],
        "Team en projecten-nl-nl": ["Formatie", "GAP Academie", "Kansberoepen"],
        "Afspraken en omgeving-nl-nl": ["Aantallen", "Percentages", "Bedragen", "Divosa"],
        "Kaders en schema": ["Kaders", "Schema", "Treden"],
    }
    for name in make_heerenveen.EXPORTS:
        stem, _, suffix = name.rpartition(".")
        if suffix == "xlsx":
            sheets = from_openpyxl((FOLDER / str(jaar) / name).read_bytes())
            assert list(sheets) == special.get(stem, ["Pagina1_1"])


# ---------------------------------------------------------------- the sums that hold


def test_tables_add_up() -> None:
    cijfers.check()
    achtergrond.check()


def test_a_background_table_that_does_not_add_up_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(achtergrond.UITSTROOM_PER_JAAR["Naar werk"], 2019, 170)
    with pytest.raises(ValueError, match="uitstroom 2017-2019"):
        achtergrond.check()


def test_a_table_that_does_not_add_up_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cijfers.INSTROOM_NAAR_LEEFTIJD[2021], "16-27 jaar", "11 10 9 6 6 8 10 11 11 7 8 8")
    with pytest.raises(ValueError, match="instroom 2021"):
        cijfers.check()


def test_published_standen() -> None:
    dates = [row[0] for row in grid("2020/Bijstand per maand-nl-nl.xlsx")[2:15]]
    assert dates == [date(2020 + month // 12, month % 12 + 1, 1) for month in range(13)]
    eerder, later = standen(2020), standen(2021)
    assert [eerder[0], eerder[6], eerder[8], eerder[12], later[0], later[12]] == [1228, 1285, 1290, 1309, 1309, 1249]


@both_deliveries
def test_regelingen_add_up_and_none_is_small(jaar: int) -> None:
    for row in grid(f"{jaar}/Bijstand per maand-nl-nl.xlsx")[2:15]:
        *regelingen, totaal = [whole(cell) for cell in row[1:]]
        assert sum(regelingen) == totaal
        assert min(regelingen) >= 10


@both_deliveries
def test_each_stand_follows_from_the_one_before(jaar: int) -> None:
    erbij = per_maand(iter(instroom(jaar).values()))
    eraf = [sum(n for month, _, n in uitstroom(jaar) if month == maand) for maand in range(1, 13)]
    changes = [later - eerder for eerder, later in pairwise(standen(jaar))]
    assert [i - u for i, u in zip(erbij, eraf, strict=True)] == changes


@pytest.mark.parametrize(
    ("jaar", "erbij", "eraf", "naar_inkomen"), [(2020, 436, 436 - 81, 158), (2021, 338, 338 + 60, 172)]
)
def test_year_totals_of_the_stromen(jaar: int, erbij: int, eraf: int, naar_inkomen: int) -> None:
    assert sum(map(sum, instroom(jaar).values())) == erbij
    assert sum(n for *_, n in uitstroom(jaar)) == eraf
    assert sum(n for _, reden, n in uitstroom(jaar) if reden in {"Werk", "Studie", "Ander inkomen"}) == naar_inkomen


@both_deliveries
def test_both_views_of_the_instroom_agree(jaar: int) -> None:
    *classes, totaal = instroom_naar_leeftijd(jaar).values()
    assert totaal == per_maand(iter(classes))
    assert totaal[:12] == per_maand(iter(instroom(jaar).values()))
    assert [row[12] for row in classes] == [sum(row[:12]) for row in classes]


def test_largest_classes_of_2021() -> None:
    redenen = {reden: sum(cells) for reden, cells in instroom(2021).items()}
    leeftijden = {leeftijd: cells[12] for leeftijd, cells in instroom_naar_leeftijd(2021).items()}
    leeftijden.pop("Totaal")
    assert max(redenen, key=redenen.__getitem__) == "Verhuizing naar de gemeente"
    assert max(leeftijden, key=leeftijden.__getitem__) == "16-27 jaar"


@both_deliveries
def test_blocks_of_the_instroom_add_up_and_empty_is_not_zero(jaar: int) -> None:
    rows = grid(f"{jaar}/Instroom naar reden.xlsx")[5:17]
    for start in range(0, 12, 4):
        *redenen, totaal = [[whole(cell) for cell in row[2:]] for row in rows[start : start + 4]]
        assert rows[start + 3][1] == "Totaal"
        assert per_maand(iter(redenen)) == totaal
    cells = [cell for row in rows for cell in row[2:]]
    assert "" in cells
    assert 0 in cells


@both_deliveries
def test_month_totals_stand_on_the_last_row_of_their_month(jaar: int) -> None:
    rows = records(f"{jaar}/Uitstroom naar reden (1).xlsx", 1)
    last_rows = {whole(row[1]): place for place, row in enumerate(rows)}
    for place, row in enumerate(rows):
        total = sum(n for maand, _, n in uitstroom(jaar) if maand == row[1])
        assert row[5] == (total if place in last_rows.values() else "")


@both_deliveries
def test_handhaving_is_not_registered(jaar: int) -> None:
    assert not [reden for _, reden, _ in uitstroom(jaar) if "handhaving" in reden.lower()]


@pytest.mark.parametrize(("jaar", "alle", "geweerd"), [(2020, 520, 166), (2021, 450, 162)])
def test_poortwachtersquote(jaar: int, alle: int, geweerd: int) -> None:
    totals = aanvragen(jaar)
    assert sum(totals.values()) == alle
    assert totals["Afgewezen"] + totals["Ingetrokken"] == geweerd
    assert totals["Toegekend"] < sum(map(sum, instroom(jaar).values()))


@both_deliveries
def test_footers_of_the_aanvragen_add_up(jaar: int) -> None:
    footers = {
        str(row[0]): row[3] for row in grid(f"{jaar}/Aanvragen aan de Poort-nl-nl.xlsx") if "Tota" in str(row[0])
    }
    totals = aanvragen(jaar)
    assert footers == {f"{besluit} - Totaal": n for besluit, n in totals.items()} | {
        "Overall - Total": sum(totals.values())
    }


def test_doorval_is_the_reason_einde_ww() -> None:
    (header, *rows) = doorval(2021)
    assert header == ["Jaar", "Maand", "Aantal personen"]
    totals = {jaar: sum(int(n) for year, _, n in rows if year == str(jaar)) for jaar in range(2018, 2022)}
    assert totals == {2018: 78, 2019: 71, 2020: 85, 2021: 41}
    for jaar in cijfers.DELIVERIES:
        months = [(maand, int(n)) for year, maand, n in rows if year == str(jaar)]
        row = instroom(jaar)["Einde WW-uitkering"]
        assert months == [(f"{jaar}/{maand:02}", n) for maand, n in enumerate(row, start=1)]


def test_csv_is_written_as_cognos_does() -> None:
    content = (FOLDER / "2021/Doorval WW naar bijstand.csv").read_bytes()
    assert content.startswith(b"\xff\xfe")
    assert not {"\r", '"', "."} & set(content.decode("utf-16"))


@pytest.mark.parametrize(
    ("name", "header_row", "keys"),
    [
        ("Loonkostensubsidie-nl.xlsx", 3, 1),
        ("Bezwaar en beroep-nl-nl.xlsx", 2, 2),
        ("Voorzieningen en plaatsingen-nl-nl.xlsx", 2, 3),
        ("Onderzoek bejegening.xlsx", 2, 2),
    ],
)
def test_a_later_delivery_repeats_what_the_earlier_one_said(name: str, header_row: int, keys: int) -> None:
    def stated(jaar: int) -> dict[tuple[object, ...], list[object]]:
        return {tuple(row[:keys]): row[keys:] for row in records(f"{jaar}/{name}", header_row) if row[1]}

    eerder, later = stated(2020), stated(2021)
    alone = {key for key in eerder if key[0] == "Matchingsevenementen"}
    assert {key: later[key] for key in eerder.keys() - alone} == {key: eerder[key] for key in eerder.keys() - alone}


def test_doorval_of_2020_is_repeated_in_2021() -> None:
    assert doorval(2021)[: len(doorval(2020))] == doorval(2020)


def test_caparis_adds_up_and_repeats() -> None:
    eerder, later = (grid(f"{jaar}/Caparis naar leeftijd.xlsx")[3:9] for jaar in cijfers.DELIVERIES)
    assert later[5][:5] == ["Totaal", 297, 251.5, 287, 242]
    assert [row[3:5] for row in eerder] == [row[1:3] for row in later]
    for column in range(1, 5):
        assert sum(number(row[column]) for row in later[:5]) == pytest.approx(number(later[5][column]))
    assert max(later[:5], key=lambda row: number(row[4]))[0] == "56-66 jaar"


def test_voorzieningen_of_2021() -> None:
    rows = records("2021/Voorzieningen en plaatsingen-nl-nl.xlsx", 2)
    own = {(row[0], row[1]): row[3] for row in rows if row[2] == 2021}
    assert own == {
        ("Groeibanen", "Deelnemers"): 48,
        ("Groeibanen", "Aan het werk"): 27,
        ("Werkvouchers", "Uitgegeven"): 17,
        ("Beschut werk", "Werkzaam"): 13,
        ("Banenafspraak (BAB)", "Werkzaam"): 10,
        ("Re-integratietrajecten Caparis", "Trajecten"): 50,
        ("Kansberoepen", "Geplaatst"): 107,
        ("Matchingsevenementen", "Geplaatst"): 27,
        ("Social return", "Geplaatst"): 32,
    }
    assert sum(whole(row[3]) for row in rows if row[0] == "Social return") == 132


def test_begroting_is_as_published() -> None:
    rows = [row[:5] for row in grid("2021/Begroting en realisatie-en-us.xlsx")[1:12]]
    assert rows == [
        ["", "", "2021", "", "2022"],
        ["", "", "Begroting", "Realisatie", "Begroting"],
        ["Lasten", "Bijstand", 25598066, 25293695.52, 23813008],
        ["", "Minima", 3532643, 3499529.15, 3074595],
        ["", "Participatie", 4173667, 3875317.58, 3539096],
        ["", "Participatie Caparis", 8363593, 8439495.77, 8110863],
        ["", "Total", 41667969, 41108038.02, 38537562],
        ["Baten", "Bijstand", 23757747, 23041246.88, 21872232],
        ["", "Minima", 245726, 285213.88, 132853],
        ["", "Participatie", 212250, 212250, 0],
        ["", "Total", 24215723, 23538710.76, 22005085],
    ]


def test_begroting_of_next_year_is_repeated() -> None:
    eerder, later = (grid(f"{jaar}/Begroting en realisatie-en-us.xlsx")[3:12] for jaar in cijfers.DELIVERIES)
    assert [row[4] for row in eerder] == [row[2] for row in later]


def test_bezwaar_en_beroep_falls() -> None:
    footers = {row[0]: row[2] for row in grid("2021/Bezwaar en beroep-nl-nl.xlsx") if "Tota" in str(row[0])}
    assert footers == {"2020 - Totaal": 128, "2021 - Totaal": 116, "Overall - Total": 244}


@both_deliveries
def test_loonkostensubsidie_grows(jaar: int) -> None:
    rows = records(f"{jaar}/Loonkostensubsidie-nl.xlsx", 3)
    assert [row[0] for row in rows] == list(range(2018, jaar + 1))
    for column in (1, 2):
        series = [number(row[column]) for row in rows]
        assert series == sorted(series)


@both_deliveries
def test_only_the_caparis_risk_has_no_amount(jaar: int) -> None:
    rows = records(f"{jaar}/Risico's Naris.xlsx", 2)
    assert [row[0] for row in rows] == [1, 2, 3, 4]
    assert ["Caparis" in str(row[1]) for row in rows] == [row[6] == "" for row in rows]
    assert {row[5] for row in rows} <= {"Klein", "Gemiddeld", "Groot"}


@pytest.mark.parametrize(("jaar", "below_norm"), [(2020, {1, 4, 10, 12}), (2021, {1, 4})])
def test_register_explains_every_opgave_that_lags(jaar: int, below_norm: set[int]) -> None:
    rows = grid(f"{jaar}/Opgavenregister.xlsx")
    assert rows[2] == [
        *("Nr", "Opgave", "Doelen", "Activiteiten", "Voortgang"),
        *("Eigen oordeel", "Reden van het oordeel", "Oorzaak", "Gevolg", "Vervolg", "Conclusie"),
    ]
    assert [row[0] for row in rows[3:]] == list(range(1, 17))
    for nr, *texts, oordeel, reden, oorzaak, gevolg, vervolg, conclusie in rows[3:]:
        assert all(texts), nr
        assert (oordeel == "") == (nr in {1, 4, 10, 12})
        assert bool(oordeel) == bool(reden)
        assert conclusie in {"doorgaan", "bijstellen", "stoppen"}
        lags = oordeel in {"oranje", "rood"} or nr in below_norm
        assert [bool(oorzaak), bool(gevolg), bool(vervolg)] == [lags] * 3, nr


# ---------------------------------------------------------------- layout


def merges(name: str) -> set[str]:
    return {str(area) for area in openpyxl.load_workbook(FOLDER / name).worksheets[0].merged_cells.ranges}


def test_merges_of_a_nested_crosstab() -> None:
    areas = merges("2021/Instroom naar reden.xlsx")
    titles = {"A1:N1", "A2:N2", "A3:N3"}
    corner_and_columns = {"A4:B5", "C4:E4", "F4:H4", "I4:K4", "L4:N4"}
    assert areas == titles | corner_and_columns | {"A6:A9", "A10:A13", "A14:A17"} | {"A18:N18", "A19:N19", "A20:N20"}
    assert [grid("2021/Instroom naar reden.xlsx")[row][0] for row in (1, 3, 5)] == [
        "januari 2021 t/m december 2021",
        "",
        "Werk en WW",
    ]


def test_merges_of_a_grouped_list_with_footers() -> None:
    areas = merges("2021/Aanvragen aan de Poort-nl-nl.xlsx")
    assert {"A1:D1", "A3:A14", "A15:C15", "A16:A27", "A55:C55"} <= areas
    assert grid("2021/Aanvragen aan de Poort-nl-nl.xlsx")[55] == [date(2022, 1, 14), 1, "", time(7, 30, 11)]


def test_a_group_of_one_row_is_not_merged() -> None:
    name = "2021/Voorzieningen en plaatsingen-nl-nl.xlsx"
    (row,) = [place for place, cells in enumerate(grid(name), start=1) if cells[0] == "Matchingsevenementen"]
    assert not [area for area in merges(name) if area.startswith(f"A{row}:")]
    assert f"A{row + 1}:D{row + 1}" in merges(name)


def test_a_list_without_a_title_starts_on_row_three() -> None:
    with zipfile.ZipFile(FOLDER / "2021/Loonkostensubsidie-nl.xlsx") as package:
        sheet = package.read(PART_ORDER[0]).decode()
    assert re.findall(r'<row r="(\d+)"', sheet) == ["3", "4", "5", "6", "7", "8"]


@pytest.mark.parametrize(
    ("name", "cell", "number_format"),
    [
        ("2021/Bijstand per maand-nl-nl.xlsx", "A3", r"d\-m\-yyyy"),
        ("2021/Bijstand per maand-nl-nl.xlsx", "B3", "#,##0"),
        ("2021/Loonkostensubsidie-nl.xlsx", "A4", "#0"),
        ("2021/Loonkostensubsidie-nl.xlsx", "C4", r"[$€-413]\ #,##0.00;\([$€-413]\ #,##0.00\)"),
        ("2021/Caparis naar leeftijd.xlsx", "C4", "#,##0.0"),
        ("2021/Onderzoek bejegening.xlsx", "D3", "0%"),
    ],
)
def test_number_formats(name: str, cell: str, number_format: str) -> None:
    assert openpyxl.load_workbook(FOLDER / name).worksheets[0][cell].number_format == number_format


# ---------------------------------------------------------------- the writers themselves


def test_texts_numbers_and_empty_cells_survive() -> None:
    sheet = Sheet('Blad <&> "1"')
    sheet.row(1, ["a < b & \"c\" 'd'", Rich(("jan. ", "2021")), None], ["tekst"] * 3)
    sheet.row(3, [16090002.1579732, -1249.5, 0, date(2021, 3, 1)], ["decimaal", "euro", "aantal", "datum"])
    for content in (cognos_workbook([sheet]), excel_workbook([sheet], "Gemeente", date(2021, 1, 1))):
        assert from_openpyxl(content) == from_calamine(content)
        ((name, rows),) = from_openpyxl(content).items()
        assert name == sheet.name
        assert rows[0] == ["a < b & \"c\" 'd'", "jan. 2021", "", ""]
        assert rows[2] == [16090002.1579732, -1249.5, 0, date(2021, 3, 1)]


def test_every_sheet_has_its_own_part() -> None:
    sheets = [Sheet(f"Pagina1_{n}", cells={1: {1: cognos_shell.Cell(n, "aantal")}}) for n in (1, 2)]
    assert from_openpyxl(cognos_workbook(sheets)) == {"Pagina1_1": [[1]], "Pagina1_2": [[2]]}


def test_a_part_larger_than_one_deflate_block_survives() -> None:
    sheet = Sheet("Groot")
    for row in range(1, 5001):
        sheet.put(row, 1, f"tekst {row}")
    content = cognos_workbook([sheet])
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        assert package.getinfo("xl/worksheets/Sheet1.xml").file_size > 2 * 0xFFFF
    assert from_calamine(content)["Groot"][-1] == ["tekst 5000"]


def test_control_characters_are_refused() -> None:
    sheet = Sheet("Pagina1_1")
    sheet.put(1, 1, "a\x0bb")
    with pytest.raises(ValueError, match="control character"):
        cognos_workbook([sheet])


def test_csv_numbers_and_empty_fields() -> None:
    text = cognos_csv([("a", None, 1249.5), ("b", -3, 86.43405662), (" ", 0, 2.0)]).decode("utf-16")
    assert text == "a\t\t1249,5\nb\t-3\t86,43405662\n \t0\t2\n"


def test_csv_refuses_what_it_cannot_hold() -> None:
    with pytest.raises(ValueError, match="tab"):
        cognos_csv([("a\tb",)])


@pytest.mark.parametrize(("column", "expected"), [(1, "A5"), (26, "Z5"), (27, "AA5"), (702, "ZZ5"), (703, "AAA5")])
def test_address(column: int, expected: str) -> None:
    assert cognos_shell.address(5, column) == expected


def test_serial_of_a_day_and_of_a_moment() -> None:
    assert cognos_shell.serial(date(1900, 3, 1)) == 61
    assert cognos_shell.serial(datetime.fromisoformat("2022-01-14T12:00:00")) == 44575.5


def test_a_crosstab_merges_equal_labels_only_inside_the_same_outer_label() -> None:
    sheet = Sheet("Pagina1_1")
    rows = [("a", "x"), ("a", "y"), ("b", "y")]
    below = crosstab(sheet, 1, Crosstab("Aantal", rows, [("k",)], ["aantal"], [[1], [None], [3]]))
    assert sheet.merges == ["A1:B1", "A2:A3"]
    assert below == 5
    assert [[cell.value for cell in row.values()] for row in sheet.cells.values()] == [
        ["Aantal", None, "k"],
        ["a", "x", 1],
        [None, "y", None],
        ["b", "y", 3],
    ]


def test_footers_of_a_numeric_group_are_text() -> None:
    sheet = Sheet("Pagina1_1")
    columns = [Column("Jaar", "geheel"), Column("Aantal", "aantal")]
    assert grouped_list(sheet, 1, columns, {2021: [(3,), (4,)]}, "totaal") == 6
    assert sheet.cells[4][1].value == Rich(("2021", " - ", "Totaal"))
    assert sheet.cells[5][2].value == 7


@pytest.mark.parametrize(
    ("width", "areas"), [(3, []), (4, ["B9:C9"]), (5, ["A9:B9", "D9:E9"]), (6, ["A9:B9", "C9:D9", "E9:F9"])]
)
def test_page_footer_takes_a_third_each(width: int, areas: list[str]) -> None:
    sheet = Sheet("Pagina1_1")
    page_footer(sheet, 9, datetime.fromisoformat("2022-01-14T10:10:48"), width)
    values = [cell.value for cell in sheet.cells[9].values()]
    assert values == [date(2022, 1, 14), 1, 0.42416666]
    assert sheet.merges == areas


# ---------------------------------------------------------------- WerkSaam

WERKSAAM = export_command.folder_of("werksaam") / "2020"


def test_werksaam_has_the_files_that_its_script_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export_command.differing(WERKSAAM.parent, make_werksaam.exports()) == []
    monkeypatch.setattr("sys.argv", ["make_werksaam.py", str(tmp_path)])
    assert export_command.run("werksaam", make_werksaam.exports) == 0
    (tmp_path / "2020" / "Klachten.xlsx").write_bytes(b"")
    (tmp_path / "2020" / "kopie.csv").touch()
    monkeypatch.setattr("sys.argv", ["make_werksaam.py", str(tmp_path), "--controleer"])
    assert export_command.run("werksaam", make_werksaam.exports) == 1
    assert capsys.readouterr().out.splitlines() == ["2020/Klachten.xlsx", "2020/kopie.csv"]


@pytest.mark.parametrize("path", sorted(WERKSAAM.glob("*.xlsx")), ids=lambda path: path.stem)
def test_both_libraries_read_werksaam_the_same(path: Path) -> None:
    content = path.read_bytes()
    assert from_openpyxl(content) == from_calamine(content)


def test_a_tab_for_each_gemeente() -> None:
    for name in ("Uitstroom per gemeente-nl-nl.xlsx", "Arbeidsvermogen-nl-nl.xlsx"):
        assert tuple(from_calamine((WERKSAAM / name).read_bytes())) == werksaam_cijfers.GEMEENTEN


def test_totals_that_werksaam_exports_print() -> None:
    (standen,) = from_openpyxl((WERKSAAM / "Uitkeringen per maand-nl-nl.xlsx").read_bytes()).values()
    rows = {row[0]: row[1:] for row in standen}
    assert rows["Totaal"] == list(werksaam_cijfers.STANDEN)
    for tab in from_openpyxl((WERKSAAM / "Uitstroom per gemeente-nl-nl.xlsx").read_bytes()).values():
        numbers = [row for row in tab if isinstance(row[-1], int)]
        assert len(numbers) == 3 * (12 + 1)
        assert [sum(map(whole, row[2:-1])) for row in numbers] == [row[-1] for row in numbers]


def test_deal_keeps_rows_and_columns_and_refuses_what_cannot() -> None:
    assert werksaam_verdeling.apportion(10, [1, 1, 1]) == [4, 3, 3]
    table = werksaam_verdeling.deal([7, 2, 0, 5], [6, 3, 5])
    assert [sum(row) for row in table] == [7, 2, 0, 5]
    assert [sum(column) for column in zip(*table, strict=True)] == [6, 3, 5]
    with pytest.raises(ValueError, match="rows add up to 3, columns to 4"):
        werksaam_verdeling.deal([3], [4])


# ---------------------------------------------------------------- Smallingerland

SMALLINGERLAND = export_command.folder_of("smallingerland")


def test_smallingerland_has_the_files_that_its_script_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export_command.differing(SMALLINGERLAND, make_smallingerland.exports()) == []
    monkeypatch.setattr("sys.argv", ["make_smallingerland.py", str(tmp_path)])
    assert export_command.run("smallingerland", make_smallingerland.exports) == 0
    (tmp_path / "2019-H1" / "Quotum personeelszaken.xlsx").write_bytes(b"")
    (tmp_path / "2019-H2" / "Wsw bij Caparis.xlsx").unlink()
    monkeypatch.setattr("sys.argv", ["make_smallingerland.py", str(tmp_path), "--controleer"])
    assert export_command.run("smallingerland", make_smallingerland.exports) == 1
    named = ["2019-H1/Quotum personeelszaken.xlsx", "2019-H2/Wsw bij Caparis.xlsx"]
    assert capsys.readouterr().out.splitlines() == named


@pytest.mark.parametrize("path", sorted(SMALLINGERLAND.glob("2019-H2/*.xlsx")), ids=lambda path: path.stem)
def test_both_libraries_read_smallingerland_the_same(path: Path) -> None:
    content = path.read_bytes()
    assert from_openpyxl(content) == from_calamine(content)


def test_the_opendocument_sheet_holds_the_sectoren() -> None:
    ((name, rows),) = from_calamine(
        (SMALLINGERLAND / "2019-H1/UWV werknemersbanen per sector.ods").read_bytes()
    ).items()
    assert name == "Sectoren"
    assert rows[1] == ["Zorg en welzijn", "F4-gemeenten", 25480, 24900, "12-7-2019"]
    assert sum(number(row[2]) for row in rows[1:] if row[1] == "F4-gemeenten") == 130_000


def test_the_second_delivery_repeats_the_first_and_adds_a_half_year() -> None:
    first, second = (
        from_openpyxl((SMALLINGERLAND / levering / "Bestand naar kenmerk-nl-nl.xlsx").read_bytes())
        for levering in ("2019-H1", "2019-H2")
    )
    assert list(first) == list(second) == [f"Pagina1_{nr}" for nr in range(1, 5)]
    for sheet, rows in first.items():
        assert [row[:4] for row in second[sheet][1:-1]] == [row[:4] for row in rows[1:-1]]
        assert second[sheet][1][4] == "1-1-2020"


def test_tables_of_smallingerland_that_do_not_add_up_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(smallingerland_cijfers.LEEFTIJD, "55 jaar of ouder", "645 645 670 682")
    with pytest.raises(ValueError, match="Leeftijd"):
        smallingerland_cijfers.check()
    monkeypatch.setitem(smallingerland_omgeving.UITGAVEN, "Jobcoaching", (200_000,) * 4)
    with pytest.raises(ValueError, match="uitgaven"):
        smallingerland_omgeving.check()


def test_the_printed_totals_stay_too_low_by_what_was_printed() -> None:
    ((_, rows),) = from_openpyxl((SMALLINGERLAND / "2019-H2/Participatiebudget uitgaven.xlsx").read_bytes()).items()
    posts, total = rows[2:11], rows[11]
    lacking = [sum(whole(row[column]) for row in posts) - whole(total[column]) for column in range(1, 5)]
    assert lacking == [190_000, 180_000, 170_000, 160_000]
