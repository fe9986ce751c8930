import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText
from openpyxl.comments import Comment

import hulp
from bronnen_voorbeeld import blad, werkboek
from werkmonitor.findings import Ernst, Finding, Location, OutputError, UsageError
from werkmonitor.programma.bron import Lezen
from werkmonitor.tasks import kopie
from werkmonitor.tasks.kopie import INHOUD, schrijf_kopieen

BOEK = "exports/2021/sub/Uitstroom.xlsx"
ROOD, ORANJE = "FFF4CCCC", "FFFCE5CD"


@pytest.fixture
def werkmap(tmp_path: Path) -> Path:
    """Return a werkmap with one workbook, as a person would have saved it."""
    (tmp_path / "werk" / "exports" / "2021" / "sub").mkdir(parents=True)
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Blad 1"
    for row in (["Reden", "Aantal"], ["Verhuizing", "2.000"], ["Werk", 3], ["Totaal", "=B3+1"]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet["B3"].comment = Comment("Let op", "iemand")
    sheet["B3"].number_format = "#,##0"
    book.save(tmp_path / "werk" / BOEK)
    return tmp_path / "werk"


@pytest.fixture(params=["eigen proces", "dit proces"])
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write the notes in a process of its own, as always, and also in this one, where tests see what goes wrong."""
    if request.param == "dit proces":
        monkeypatch.setattr(kopie, "in_child", lambda lees, data, naam, budget: lees(data, naam, budget))


def melding(
    cel: str | None = "B2",
    ernst: Ernst = "fout",
    bestand: str = BOEK,
    naam: str | None = "Blad 1",
    code: str = "geen-getal",
) -> Finding:
    plek = Location(bestand, naam, cel)
    return Finding(code, ernst, f"Wat er is in {cel}.", plek, "Sommen kloppen niet.", "Herstel de cel.")


def geopend(path: Path) -> Any:
    return openpyxl.load_workbook(path, rich_text=True)


def namen(map_: Path, paden: Iterable[Path]) -> list[str]:
    return [path.relative_to(map_).as_posix() for path in paden]


@pytest.mark.usefixtures("kind")
def test_bad_cells_get_a_note_and_a_colour_in_a_copy(werkmap: Path, tmp_path: Path) -> None:
    before = (werkmap / BOEK).read_bytes()
    map_ = tmp_path / "nieuw" / "kopie"
    found = [melding(), melding("B3", "waarschuwing", code="vreemd-getal"), melding("B2", "waarschuwing")]
    made = schrijf_kopieen(werkmap, found, map_)
    assert namen(map_, made) == ["2021/sub/Uitstroom.xlsx"]
    assert (werkmap / BOEK).read_bytes() == before
    sheet = geopend(made[0])["Blad 1"]
    assert sheet["B2"].comment.text == (
        "FOUT (geen-getal)\nWat er is in B2.\nSommen kloppen niet.\nDoen: Herstel de cel.\n\n"
        "WAARSCHUWING (geen-getal)\nWat er is in B2.\nSommen kloppen niet.\nDoen: Herstel de cel."
    )
    assert sheet["B3"].comment.text.endswith("Doen: Herstel de cel.\n\nStond er al: Let op")
    assert [sheet[cel].fill.fgColor.rgb for cel in ("B2", "B3", "B1")] == [ROOD, ORANJE, "00000000"]
    assert [sheet[cel].value for cel in ("B2", "B3", "B4")] == ["2.000", 3, "=B3+1"], "values and formulas stay"
    assert sheet["B3"].number_format == "#,##0"


@pytest.mark.usefixtures("kind")
def test_a_note_of_a_merged_cell_stands_on_the_first(werkmap: Path, tmp_path: Path) -> None:
    (made,) = schrijf_kopieen(werkmap, [melding("A3")], tmp_path / "kopie")
    assert "Wat er is in A3." in geopend(made)["Blad 1"]["A2"].comment.text


def test_what_is_no_bad_cell_of_an_export_gets_no_copy(werkmap: Path, tmp_path: Path) -> None:
    found = [
        melding(ernst="info"),
        melding(None),
        melding(bestand="werkmonitor.toml"),
        Finding("tekst", "fout", "Zonder plaats."),
    ]
    assert schrijf_kopieen(werkmap, found, tmp_path / "kopie") == []
    assert namen(tmp_path / "kopie", (tmp_path / "kopie").iterdir()) == [INHOUD]


def test_a_text_file_gets_a_list(werkmap: Path, tmp_path: Path) -> None:
    (werkmap / "exports/2021/poort.csv").write_text("Jaar;Aantal\n2021;2.000\n", encoding="utf-8")
    found = [melding(bestand="exports/2021/poort.csv", naam=None)]
    (made,) = schrijf_kopieen(werkmap, found, tmp_path / "kopie")
    assert made == tmp_path / "kopie/2021/poort.csv.meldingen.txt"
    text = made.read_text(encoding="utf-8")
    assert text.startswith("exports/2021/poort.csv\n")
    assert "\nB2\n  FOUT (geen-getal)\n  Wat er is in B2.\n" in text
    assert max(map(len, text.splitlines())) <= 80


def test_a_workbook_of_another_name_or_with_macros_becomes_a_plain_one(werkmap: Path, tmp_path: Path) -> None:
    (werkmap / "exports/2021/oud.xls").write_bytes((werkmap / BOEK).read_bytes())
    (werkmap / "exports/2021/macro.xlsm").write_bytes((werkmap / BOEK).read_bytes())
    found = [melding(bestand=f"exports/2021/{naam}") for naam in ("oud.xls", "macro.xlsm")]
    made = schrijf_kopieen(werkmap, found, tmp_path / "kopie")
    assert namen(tmp_path / "kopie", made) == ["2021/macro.xlsm.xlsx", "2021/oud.xls.xlsx"]
    assert "Wat er is" in geopend(made[0])["Blad 1"]["B2"].comment.text


def test_two_copies_never_have_one_name(werkmap: Path, tmp_path: Path) -> None:
    (werkmap / "exports/a").write_bytes((werkmap / BOEK).read_bytes())
    (werkmap / "exports/a.xlsx").write_bytes((werkmap / BOEK).read_bytes())
    found = [melding(bestand=f"exports/{naam}") for naam in ("a", "a.xlsx")]
    made = schrijf_kopieen(werkmap, found, tmp_path / "kopie")
    assert namen(tmp_path / "kopie", made) == ["a.xlsx", "kopie-a.xlsx"]


def test_a_file_of_persons_is_never_copied(werkmap: Path, tmp_path: Path) -> None:
    found = [melding("A1", code="persoonsgegeven"), melding()]
    (made,) = schrijf_kopieen(werkmap, found, tmp_path / "kopie")
    assert made.name == "Uitstroom.xlsx.meldingen.txt"
    assert "Verhuizing" not in made.read_text(encoding="utf-8")


def test_a_file_that_the_reader_refuses_or_that_is_gone_gets_a_list(werkmap: Path, tmp_path: Path) -> None:
    found = [melding(bestand="exports/2021/weg.xlsx"), melding()]
    made = schrijf_kopieen(werkmap, found, tmp_path / "kopie", Lezen(max_cellen=3))
    assert [path.name for path in made] == ["Uitstroom.xlsx.meldingen.txt", "weg.xlsx.meldingen.txt"]


@pytest.mark.usefixtures("kind")
def test_a_workbook_that_openpyxl_cannot_handle_gets_a_list(werkmap: Path, tmp_path: Path) -> None:
    (made,) = schrijf_kopieen(werkmap, [melding(naam="Ander blad")], tmp_path / "kopie")
    assert made.name == "Uitstroom.xlsx.meldingen.txt"


def test_a_large_workbook_gets_a_list(werkmap: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kopie, "MEEST_BYTES", 100)
    (made,) = schrijf_kopieen(werkmap, [melding()], tmp_path / "kopie")
    assert made.name == "Uitstroom.xlsx.meldingen.txt"


def test_many_bad_cells_are_in_a_list_beside_the_copy(
    werkmap: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kopie, "MEEST_CELLEN", 2)
    found = [melding(cel) for cel in ("B2", "B3", "B4")]
    copy, listed = schrijf_kopieen(werkmap, found, tmp_path / "kopie")
    assert geopend(copy)["Blad 1"]["B4"].comment is None
    assert all(f"Wat er is in {cel}." in listed.read_text(encoding="utf-8") for cel in ("B2", "B3", "B4"))


def test_a_note_holds_nothing_that_breaks_the_file(werkmap: Path, tmp_path: Path) -> None:
    found = [Finding("x", "fout", "Een \x00\x1b[31mteken\ufffe <b>&amp;</b>", Location(BOEK, "Blad 1", "B2"))]
    (made,) = schrijf_kopieen(werkmap, found, tmp_path / "kopie")
    assert geopend(made)["Blad 1"]["B2"].comment.text == "FOUT (x)\nEen \\x00\\x1b[31mteken\\ufffe <b>&amp;</b>"


def test_a_true_export_keeps_its_rich_text(tmp_path: Path) -> None:
    (tmp_path / "exports/2021").mkdir(parents=True)
    path = tmp_path / "exports/2021/poort.xlsx"
    path.write_bytes(werkboek(blad([["Titel"], ["Reden", "Aantal"], ["Werk", 3]])))
    (made,) = schrijf_kopieen(
        tmp_path, [melding("B3", bestand="exports/2021/poort.xlsx", naam="Pagina1_1")], tmp_path / "k"
    )
    sheet = geopend(made)["Pagina1_1"]
    assert [str(cell.value) for cell in sheet["A"]] == ["Titel", "Reden", "Werk"]
    assert not isinstance(sheet["B3"].value, CellRichText)
    assert sheet["B3"].comment


# ---------------------------------------------------------------- the folder


def test_the_exports_are_no_place_for_copies(werkmap: Path) -> None:
    for map_ in (werkmap / "exports", werkmap / "exports/2021/kopie", werkmap / "uitvoer/../exports/nieuw"):
        with pytest.raises(UsageError, match="map met exports"):
            schrijf_kopieen(werkmap, [melding()], map_)
    assert not (werkmap / "exports/2021/kopie").exists()


def test_a_folder_with_other_things_is_refused(werkmap: Path, tmp_path: Path) -> None:
    (tmp_path / "vol" / "sub").mkdir(parents=True)
    (tmp_path / "vol" / "sub" / "brief.docx").write_bytes(b"x")
    with pytest.raises(UsageError, match=r"sub/brief\.docx is geen kopie van werkmonitor"):
        schrijf_kopieen(werkmap, [melding()], tmp_path / "vol")
    with pytest.raises(UsageError, match="is een bestand"):
        schrijf_kopieen(werkmap, [melding()], tmp_path / "vol" / "sub" / "brief.docx")
    (tmp_path / "vol" / INHOUD).write_text("[]", encoding="utf-8")
    with pytest.raises(UsageError, match="geen kopie"):
        schrijf_kopieen(werkmap, [melding()], tmp_path / "vol")


def test_a_link_to_the_exports_is_not_followed(werkmap: Path, tmp_path: Path) -> None:
    (tmp_path / "kopie").mkdir()
    (tmp_path / "kopie" / "2021").symlink_to(werkmap / "exports/2021")
    with pytest.raises(UsageError, match="2021 is geen kopie"):
        schrijf_kopieen(werkmap, [melding()], tmp_path / "kopie")


def test_earlier_copies_are_replaced_and_those_that_are_mended_go(werkmap: Path, tmp_path: Path) -> None:
    (werkmap / "exports/2021/poort.csv").write_text("Jaar\n", encoding="utf-8")
    map_ = tmp_path / "kopie"
    schrijf_kopieen(werkmap, [melding(), melding(bestand="exports/2021/poort.csv", naam=None)], map_)
    made = schrijf_kopieen(werkmap, [melding("B3")], map_)
    assert namen(map_, made) == ["2021/sub/Uitstroom.xlsx"]
    assert sorted(namen(map_, (p for p in map_.rglob("*") if p.is_file()))) == [INHOUD, "2021/sub/Uitstroom.xlsx"]
    assert set(json.loads((map_ / INHOUD).read_bytes())) == {"2021/sub/Uitstroom.xlsx"}
    assert geopend(made[0])["Blad 1"]["B2"].comment is None


def test_a_copy_in_which_somebody_worked_is_kept(werkmap: Path, tmp_path: Path) -> None:
    (made,) = schrijf_kopieen(werkmap, [melding()], tmp_path / "kopie")
    made.write_bytes(made.read_bytes() + b"x")
    with pytest.raises(UsageError, match="is sinds de vorige keer veranderd"):
        schrijf_kopieen(werkmap, [melding()], tmp_path / "kopie")


def test_a_folder_that_cannot_be_made_is_an_output_error(werkmap: Path, tmp_path: Path) -> None:
    (tmp_path / "bestand").write_bytes(b"x")
    with pytest.raises(OutputError, match="kan niet geschreven worden"):
        schrijf_kopieen(werkmap, [melding()], tmp_path / "bestand" / "kopie")


def test_the_original_is_found_from_the_findings_of_a_werkmap(tmp_path: Path) -> None:
    werkmap = hulp.kopie(tmp_path)
    path = next(path for path in sorted((werkmap / "exports/2021").rglob("*.xlsx")) if "Poort" in path.name)
    hulp.zet_cel(path, "D7", "2.000")
    found = hulp.fouten(werkmap)
    (made,) = schrijf_kopieen(werkmap, found, tmp_path / "kopie")
    assert made.name == path.name
    book = geopend(made)
    assert [cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment] == ["D7"]
