"""The command ``inspect``: what it shows, as text and as JSON, and what it refuses on one line."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cognos_familie_basis import RUN
from cognos_layout import Column, page_footer, plain_list, titles
from cognos_shell import Sheet, cognos_workbook
from werkmonitor import resources
from werkmonitor.bronnen.levering.lezen import past_bij
from werkmonitor.cli import app as cli
from werkmonitor.files.werkmap import VARIABELE

EXPORTS = resources.voorbeeld() / "exports" / "2021"
LIJST = EXPORTS / "Aanvragen aan de Poort-nl-nl.xlsx"
KRUIS = EXPORTS / "Instroom naar reden.xlsx"
SLEUTELS = {"bestand", "producent", "bladen", "meldingen"}


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elders").mkdir()
    monkeypatch.chdir(tmp_path / "elders")
    monkeypatch.delenv(VARIABELE, raising=False)


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> pytest.CaptureFixture[str]:
    return capsys


def inspect(said: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    said.readouterr()
    code = cli.run(["inspect", *map(str, arguments)])
    captured = said.readouterr()
    return code, captured.out, captured.err


def als_json(said: pytest.CaptureFixture[str], *arguments: object) -> Any:
    code, out, err = inspect(said, *arguments, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def schrijf(path: Path, columns: list[Column], rows: list[list[Any]], *, blad: str = "Pagina1_1") -> Path:
    sheet = Sheet(blad)
    below = plain_list(sheet, titles(sheet, ["Een titel"], len(columns)), columns, rows)
    page_footer(sheet, below, RUN, len(columns))
    path.write_bytes(cognos_workbook([sheet]))
    return path


# ---- what is shown


def test_the_json_says_what_was_read_and_what_was_not_with_addresses_of_excel(
    said: pytest.CaptureFixture[str],
) -> None:
    found = als_json(said, LIJST)
    assert set(found) >= SLEUTELS
    assert (found["producent"], found["meldingen"]) == ("IBM Cognos", [])
    (blad,) = found["bladen"]
    assert (blad["naam"], blad["zichtbaar"]) == ("Pagina1_1", True)
    (tabel,) = blad["tabellen"]
    assert (tabel["bereik"], tabel["koprijen"], tabel["rijen"]) == ("A2:D53", [2], 48)
    assert [(k["naam"], k["kolom"], k["soort"], k["eenheid"]) for k in tabel["kolommen"]] == [
        ("Besluit", "A", "dimensie", None),
        ("Jaar", "B", "tijd", None),
        ("Maand", "C", "tijd", None),
        ("Aantal", "D", "getal", "aantal"),
    ]
    assert [(row["rij"], row["reden"].partition(":")[0]) for row in tabel["overgeslagen"]] == [
        (1, "titel"),
        *((rij, "totaal") for rij in (15, 28, 41, 54, 55)),
        (56, "paginavoet"),
    ]


def test_a_crosstab_shows_all_its_header_rows_and_the_period_of_its_titles(said: pytest.CaptureFixture[str]) -> None:
    found = als_json(said, KRUIS)
    (tabel,) = found["bladen"][0]["tabellen"]
    assert (tabel["vorm"], tabel["bereik"], tabel["koprijen"]) == ("kruistabel", "A4:N16", [4, 5])
    assert tabel["kolommen"][2]["naam"] == "1e kwartaal 2021 › jan. 2021"
    assert (tabel["rijen"], tabel["getallen"]) == (9, 108)
    assert found["periode"] == "2021-01 t/m 2021-12"


def test_several_files_give_a_list_and_one_gives_the_object(said: pytest.CaptureFixture[str]) -> None:
    assert isinstance(als_json(said, LIJST), dict)
    assert [Path(item["bestand"]).name for item in als_json(said, LIJST, KRUIS)] == [LIJST.name, KRUIS.name]


@pytest.mark.parametrize("path", sorted(EXPORTS.iterdir()), ids=lambda path: path.stem)
def test_the_text_fits_a_terminal(path: Path, tmp_path: Path, said: pytest.CaptureFixture[str]) -> None:
    copy = Path(shutil.copy(path, tmp_path / f"x{path.suffix}"))
    code, out, err = inspect(said, copy)
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert len(lines) <= 40 or len(openpyxl.load_workbook(path).worksheets) > 1
    assert all(len(line) <= 80 for line in lines[1:] if copy.name not in line)
    assert "geraden" in out


def test_the_text_names_rows_by_reason(said: pytest.CaptureFixture[str]) -> None:
    _, out, _ = inspect(said, LIJST)
    assert "totaal: rij 15, 28, 41, 54-55" in out
    assert "paginavoet: rij 56" in out
    assert "lijst A2:D53, kop in rij 2" in out


def test_hidden_sheets_and_sheets_without_a_table_are_mentioned(
    tmp_path: Path, said: pytest.CaptureFixture[str]
) -> None:
    leeg = Sheet("Leeg")
    leeg.put(1, 1, "No Data Available", "tekst")
    vol = Sheet("Vol")
    plain_list(vol, 1, [Column("Jaar", "geheel"), Column("Aantal", "aantal")], [[2020, 3], [2021, 4]])
    path = tmp_path / "map.xlsx"
    path.write_bytes(cognos_workbook([leeg, vol]))
    _, out, _ = inspect(said, path)
    assert "Geen tabel op blad Leeg." in out
    assert "Blad Vol: lijst A1:B3" in out


def test_a_file_without_a_table_is_read_and_says_so(tmp_path: Path, said: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "brief.txt"
    path.write_text("Beste lezer,\n\nhier staat geen tabel.\n", encoding="utf-8")
    found = als_json(said, path)
    assert [melding["code"] for melding in found["meldingen"]] == ["geen-tabel"]
    code, out, _ = inspect(said, path, "--bron")
    assert (code, tomllib.loads(out)) == (0, {})


def test_nothing_of_the_cells_is_shown(tmp_path: Path, said: pytest.CaptureFixture[str]) -> None:
    rows = [["geheim-a", 2021, 987654], ["geheim-b", 2021, 876543]]
    path = schrijf(tmp_path / "x.xlsx", [Column("Wijk"), Column("Jaar", "geheel"), Column("Aantal", "aantal")], rows)
    for options in ([], ["--json"], ["--bron"]):
        _, out, _ = inspect(said, path, *options)
        assert not re.search("geheim|987|876", out)


def test_large_results_are_cut_short_in_the_text(tmp_path: Path, said: pytest.CaptureFixture[str]) -> None:
    columns = [Column("Jaar", "geheel"), *(Column(f"Reden {rank}") for rank in range(20)), Column("Aantal", "aantal")]
    rows = [[2020 + n, *(f"{n}{rank}" for rank in range(20)), n] for n in (0, 1)]
    breed = schrijf(tmp_path / "breed.xlsx", columns, rows)
    _, out, _ = inspect(said, breed)
    assert "En nog 6 kolommen; --json toont ze." in out
    sheets = []
    for n in range(12):
        sheets.append(Sheet(f"Wijk {n}"))
        plain_list(sheets[-1], 1, [Column("Jaar", "geheel"), Column("Aantal", "aantal")], [[2020, n], [2021, n]])
    (tmp_path / "veel.xlsx").write_bytes(cognos_workbook(sheets))
    _, out, _ = inspect(said, tmp_path / "veel.xlsx", breed)
    assert "En nog 4 bladen met een tabel; --json toont ze." in out
    assert "tabblad: Wijk 0" in out
    assert "\n\n" + str(breed)[:20] in out


# ---- the sources of a werkmap


def test_in_a_werkmap_the_declared_source_reads_the_file(
    monkeypatch: pytest.MonkeyPatch, said: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(resources.voorbeeld())
    (tabel,) = als_json(said, LIJST)["bladen"][0]["tabellen"]
    assert (tabel["bron"], tabel["geraden"], tabel["getallen"]) == ("aanvragen_poort", False, 48)
    _, out, _ = inspect(said, LIJST)
    assert "gelezen als bron aanvragen_poort" in out
    _, out, _ = inspect(said, LIJST, "--bron")
    assert tomllib.loads(out)["bron"][0]["id"] == "aanvragen_aan_de_poort"


def test_a_werkmap_that_cannot_be_used_is_told_and_the_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "stuk").mkdir()
    (tmp_path / "stuk" / "werkmonitor.toml").write_text("geen = toml = dit", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "stuk")
    found = als_json(said, LIJST)
    assert [melding["code"] for melding in found["meldingen"]] == ["werkmap-onbruikbaar"]
    assert found["bladen"][0]["tabellen"][0]["rijen"] == 48


# ---- persons


BSN = "123456782"


def test_columns_that_identify_a_person_show_their_header_and_nothing_else(
    tmp_path: Path, said: pytest.CaptureFixture[str]
) -> None:
    columns = [Column("BSN"), Column("Plaats"), Column("Jaar", "geheel"), Column("Aantal", "aantal")]
    path = schrijf(tmp_path / "lijst.xlsx", columns, [[BSN, "Akkrum", 2021, 77], [BSN, "Aldeboarn", 2021, 66]])
    code, out, err = inspect(said, path)
    assert (code, out, err.count("\n")) == (3, "", 1)
    assert "lijst.xlsx › Pagina1_1 › A2: Kolom 'BSN' wijst personen aan" in err
    code, out, _ = inspect(said, path, "--json")
    found = json.loads(out)
    assert (code, {melding["code"] for melding in found["meldingen"]}) == (3, {"persoonsgegeven"})
    (tabel,) = found["bladen"][0]["tabellen"]
    assert [kolom["naam"] for kolom in tabel["kolommen"]] == ["BSN", "Plaats", "Jaar", "Aantal"]
    assert (tabel["rijen"], tabel["overgeslagen"]) == (0, [])
    for options in (["--json"], ["--bron"]):
        _, out, err = inspect(said, path, *options)
        assert not re.search(
            f"{BSN}|Akkrum|Aldeboarn|77|66", out.replace(str(tmp_path), "") + err.replace(str(tmp_path), "")
        )


# ---- refusals


def refuse(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 afgebroken")


@pytest.mark.parametrize("options", [[], ["--json"], ["--bron"]], ids=["tekst", "json", "bron"])
def test_a_refused_file_is_one_line_and_the_others_are_shown(
    tmp_path: Path, said: pytest.CaptureFixture[str], options: list[str]
) -> None:
    refuse(tmp_path / "stuk.xlsx")
    code, out, err = inspect(said, tmp_path / "stuk.xlsx", LIJST, tmp_path / "weg.xlsx", *options)
    assert code == 3
    assert [line.partition(".xlsx")[0].rpartition("/")[2] for line in err.splitlines()] == ["stuk", "weg"]
    assert "Aanvragen" in out
    if options == ["--json"]:
        first, second, third = json.loads(out)
        assert [melding["code"] for item in (first, third) for melding in item["meldingen"]] == [
            "bestand-onleesbaar"
        ] * 2
        assert second["bladen"][0]["tabellen"]


def test_a_file_that_takes_too_much_memory_is_refused(
    monkeypatch: pytest.MonkeyPatch, said: pytest.CaptureFixture[str]
) -> None:
    def vol(*_arguments: object) -> None:
        raise MemoryError

    monkeypatch.setattr("werkmonitor.tasks.inspectie.opdracht.onderzoek", vol)
    code, out, err = inspect(said, LIJST)
    assert (code, out) == (3, "")
    assert "te veel geheugen" in err


def _folder(path: Path) -> None:
    path.mkdir()


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _nothing(path: Path) -> None:
    path.touch()


def _missing(_path: Path) -> None:
    pass


@pytest.mark.parametrize("make", [refuse, _folder, os.mkfifo, _loop, _nothing, _missing])
@pytest.mark.parametrize(
    "naam", ["x.xlsx", "a\nb.xlsx", "\x1b[31mrood.csv", "\udcff\udce9.xls", "é…☃.xlsx", "n" * 240 + ".xlsx"]
)
@pytest.mark.parametrize("codering", ["utf-8", "ascii", "cp1252"])
def test_a_refusal_names_the_file_on_one_short_line_whatever_its_name(
    tmp_path: Path, said: pytest.CaptureFixture[str], make: Any, naam: str, codering: str
) -> None:
    make(tmp_path / naam)
    code, out, _ = inspect(said, tmp_path / naam, "--json")
    assert code == 3
    from werkmonitor.cli import inspectie_tekst as tekst
    from werkmonitor.tasks.inspectie import opdracht

    (seen,) = opdracht.inspecteer([tmp_path / naam], lambda _: None)
    line = tekst.passend(seen.geweigerd, codering, seen.bestand)
    assert line.encode(codering)
    assert len(line) <= 600
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", line)
    assert not re.search(r"\b[A-Z]\w*(?:Error|Exception)\b", line)
    shown = naam.encode("unicode_escape").decode() if naam != "\udcff\udce9.xls" else r"\xff\xe9.xls"
    assert (naam if naam in line else shown) in line or naam.startswith("a\n")
    assert json.loads(out)["meldingen"][0]["code"] == "bestand-onleesbaar"


@pytest.mark.parametrize("codering", ["utf-8", "ascii", "cp1252"])
@pytest.mark.parametrize("naam", ["a\nb.xlsx", "é…☃.xlsx", "[a]*?.xlsx", "-begin.xlsx", "q'\"\\.xlsx"])
def test_the_block_is_valid_for_any_name_and_console(naam: str, codering: str, tmp_path: Path) -> None:
    path = tmp_path / naam
    shutil.copy(EXPORTS / "Loonkostensubsidie-nl.xlsx", path)
    from werkmonitor.cli import inspectie_tekst as tekst
    from werkmonitor.tasks.inspectie import opdracht

    seen = opdracht.inspecteer([path], lambda _: None, raad=True)
    lines = [tekst.passend_toml(line, codering) for line in tekst.alle_regels(seen, bron=True)]
    assert all(line.encode(codering) is not None for line in lines)
    (bron,) = tomllib.loads("\n".join(lines))["bron"]
    assert past_bij((bron["bestand"],), naam)
    text = [tekst.passend(line, codering) for line in tekst.alle_regels(seen, bron=False)]
    assert "\n".join(text).encode(codering)
    assert json.loads(tekst.json_tekst(tekst.als_json(seen[0]), codering).encode(codering))["bladen"]


def test_the_process_writes_what_its_console_can_show(tmp_path: Path) -> None:
    refuse(tmp_path / "é☃.xlsx")
    found = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "werkmonitor", "inspect", str(tmp_path / "é☃.xlsx"), str(KRUIS)],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert found.returncode == 3
    assert rb"\xe9\u2603.xlsx: " in found.stderr
    assert found.stderr.count(b"\n") == 1
    assert b"kruistabel A4:N16" in found.stdout


def test_wrong_options_are_usage(said: pytest.CaptureFixture[str]) -> None:
    assert inspect(said)[0] == 2
    assert inspect(said, LIJST, "--geen")[0] == 2


def test_a_folder_is_told_with_what_to_name_instead(tmp_path: Path, said: pytest.CaptureFixture[str]) -> None:
    code, out, err = inspect(said, tmp_path)
    assert (code, out) == (3, "")
    assert "Dit is een map." in err
    assert err.rstrip().endswith("*.xlsx.")
    assert err.count("\n") == 1


def test_a_share_without_a_sign_and_a_sign_for_no_value_say_what_to_do(
    tmp_path: Path, said: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    for row in (("Jaar", "Wijk", "Aandeel"), (2021, "Noord", 0.36), (2021, "Zuid", 36), (2021, "Oost", "<5")):
        first.append(row)
    first["C2"].number_format = "0%"
    book.save(tmp_path / "Deel.xlsx")
    found = als_json(said, tmp_path / "Deel.xlsx", "--bron")
    by_code = {melding["code"]: melding for melding in found["meldingen"]}
    assert "andere cellen in deze kolom zijn opgemaakt als percentage" in by_code["getal-dubbelzinnig"]["wat"]
    assert 'zet dan bij de bron leegtekens = ["<5"]' in by_code["geen-getal"]["doen"]
    lines = found["bron"].splitlines()
    assert lines[0] == "# Let op: zo leest werkmonitor het bestand met 2 fouten."
    assert max(len(line) for line in lines if line.startswith("#")) <= 80 + len(str(tmp_path))
    assert "# Zet notatie" not in found["bron"]
    assert tomllib.loads(found["bron"])["bron"][0]["id"] == "deel"


def test_the_help_is_dutch_and_whole(said: pytest.CaptureFixture[str]) -> None:
    _, out, _ = inspect(said, "--help")
    assert "[OPTIES] BESTAND...\n" in out
    assert "str" not in out
    cli.run(["--help"])
    out = said.readouterr().out
    assert "build     Maak de monitor van een periode.\n" in out
    assert "1 check of diff vond iets" in " ".join(out.split())
