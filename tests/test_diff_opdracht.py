"""The command ``diff`` on whole werkmappen: periods, editions and files, in the terminal and as files."""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from hulp import kopie, momentopname, vervang
from pdf_boom import Boom, walk
from regio_voorbeeld import maak_regio
from werk_voorbeeld import maak_werkmap
from werkmonitor.cli.app import run
from werkmonitor.diff import zinnen
from werkmonitor.diff.model import OORZAKEN, Verschil, from_json
from werkmonitor.diff.pagina import te_vertellen
from werkmonitor.outputs.verschil_html import page
from werkmonitor.periode import Periode
from werkmonitor.tasks.diff import Verschilopdracht, diff
from werkmonitor.tasks.seal.opdracht import Zegelopdracht, seal

Toon = Callable[..., tuple[int, str, str]]


@pytest.fixture
def klein(tmp_path: Path) -> Path:
    return maak_werkmap(tmp_path / "werkmap")


@pytest.fixture
def toon(capsys: pytest.CaptureFixture[str]) -> Toon:
    """Run the command line in this process; return the exit code, stdout and stderr."""

    def found(*arguments: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["diff", *map(str, arguments)])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return found


def vergelijk(werkmap: Path, oud: str = "2020", nieuw: str = "2021") -> Verschil:
    return diff(Verschilopdracht(oud=oud, nieuw=nieuw, werkmap=werkmap), lambda _: None).verschil


@pytest.fixture(scope="module")
def voorbeeld(tmp_path_factory: pytest.TempPathFactory) -> Verschil:
    """The example without its pages of background."""
    return van_voorbeeld(tmp_path_factory.mktemp("voorbeeld"), kern=True)


def van_voorbeeld(folder: Path, *, kern: bool) -> Verschil:
    gc.disable()  # a build makes many objects and leaves few
    try:
        return vergelijk(kopie(folder, kern=kern))
    finally:
        gc.enable()


# ---------------------------------------------------------------- the example


@pytest.mark.traag
def test_every_difference_of_the_whole_example_has_its_causes(tmp_path: Path) -> None:
    test_every_difference_of_the_example_has_its_causes(van_voorbeeld(tmp_path, kern=False))


def test_every_difference_of_the_example_has_its_causes(voorbeeld: Verschil) -> None:
    changed = [cijfer for cijfer in voorbeeld.cijfers if cijfer.soort == "anders"]
    assert len(changed) > 30
    for cijfer in changed:
        assert sum(deel.fractie for deel in cijfer.delen) == cijfer.fractie, cijfer.id
        assert [(deel.oorzaak, deel.reden) for deel in cijfer.delen] == [("periode", "")], cijfer.id
    assert "Alle verschillen komen door de nieuwe periode" in " ".join(zinnen.samenvatting(voorbeeld))


def test_members_of_the_example_add_up(voorbeeld: Verschil) -> None:
    split = [cijfer for cijfer in voorbeeld.cijfers if cijfer.uitsplitsing]
    assert {"instroom_reden", "instroom_leeftijd"} <= {cijfer.id for cijfer in split}
    for cijfer in split:
        assert cijfer.uitsplitsing is not None
        assert sum(deel.fractie or 0 for deel in cijfer.uitsplitsing.bijdragen) == cijfer.fractie


def test_what_the_example_tells_first(voorbeeld: Verschil) -> None:
    first = [cijfer for cijfer in voorbeeld.cijfers if te_vertellen(cijfer)][:3]
    assert [cijfer.id for cijfer in first] == ["doorval_ww", "beschut_werk", "poortwachtersquote"]
    beschut = zinnen.oordeelzin(first[1])
    assert beschut == (
        "Het oordeel ging van rood naar groen. De norm is nu ten minste 13; ook met de oude norm (ten minste 11) "
        "zou het groen zijn."
    )
    assert [opgave.nummer for opgave in voorbeeld.opgaven] == [1, 3, 5, 10, 12]


# ---------------------------------------------------------------- what changed in a werkmap


def delen(verschil: Verschil, naam: str) -> dict[str, str]:
    cijfer = next(cijfer for cijfer in verschil.cijfers if cijfer.id == naam)
    return {deel.oorzaak: deel.exact for deel in cijfer.delen}


def test_last_year_in_this_years_export_is_restated(klein: Path) -> None:
    vervang(
        klein / "exports" / "2021" / "poort.csv",
        "2021;afgewezen",
        "2020;afgewezen;35\n2020;toegekend;67\n2021;afgewezen",
    )
    found = vergelijk(klein)
    assert delen(found, "aanvragen") == {"periode": "-2", "bron": "2"}
    erratum = next(cijfer.erratum for cijfer in found.cijfers if cijfer.id == "aanvragen")
    assert erratum is not None
    assert zinnen.erratumzin(erratum, found) == (
        "In de monitor van 2020 stond 100. Volgens de export van 2021 is dat 102."
    )
    assert "Bij 2 is de bron over 2020 herzien." in " ".join(zinnen.samenvatting(found))


@pytest.mark.traag
def test_a_formula_that_changed_since_an_edition_is_a_definition(klein: Path) -> None:
    seal(Zegelopdracht(periode=Periode.parse("2020"), werkmap=klein, wie="beleid"), lambda _: None)
    vervang(
        klein / "declaratie" / "indicatoren.toml",
        'formule = "som(aanvragen)"',
        "formule = \"som(aanvragen, besluit='afgewezen')\"",
    )
    vervang(klein / "declaratie" / "indicatoren.toml", "waarde = 0.40", "waarde = 0.30")
    found = vergelijk(klein, "2020-u1", "2020")
    assert delen(found, "aanvragen") == {"definitie": "-67"}
    quote = next(cijfer for cijfer in found.cijfers if cijfer.id == "quote")
    assert quote.oordeel is not None
    assert quote.oordeel.oorzaak == "norm"
    assert quote.fractie == 0
    assert zinnen.oordeelzin(quote).endswith("Dat komt door de norm: die was ten minste 40% en is nu ten minste 30%.")
    assert [each.wat for each in quote.afspraken] == ["norm"]
    assert (found.oud.naam, found.nieuw.naam) == ("2020-u1", "het concept van 2020")


def test_a_text_that_changed_since_an_edition_is_told(klein: Path, toon: Toon) -> None:
    seal(Zegelopdracht(periode=Periode.parse("2021"), werkmap=klein, wie="beleid"), lambda _: None)
    assert toon("2021-u1", "2021", "--werkmap", klein, "--exit-code")[0] == 0
    vervang(klein / "teksten" / "2021" / "kort.md", "De quote is", "De poortwachtersquote is")
    code, out, _ = toon("2021-u1", "2021", "--werkmap", klein, "--exit-code")
    assert code == 1
    assert "  - De quote is 36%." in out
    assert "  + De poortwachtersquote is 36%." in out


# ---------------------------------------------------------------- the terminal


def test_the_terminal_shows_it_in_eighty_columns(klein: Path, toon: Toon) -> None:
    code, out, err = toon("2020", "2021", "--werkmap", klein)
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 80
    assert out.startswith("Verschil tussen 2020 en 2021, Gemeente Ergens\n")
    assert "Poortwachtersquote [rood -> oranje]" in out
    assert "Van 33% naar 36%: 3 procentpunt hoger." in " ".join(out.split())
    out.encode("cp1252")


def test_nothing_is_written_for_the_terminal(klein: Path, toon: Toon) -> None:
    before = momentopname(klein)
    assert toon("2020", "2021", "--werkmap", klein)[0] == 0
    assert momentopname(klein) == before


def test_the_same_twice_is_no_difference(klein: Path, toon: Toon) -> None:
    code, out, _ = toon("2021", "2021", "--werkmap", klein, "--exit-code")
    assert code == 0
    assert "Er is geen verschil" in out


def test_the_exit_code_tells_of_differences_only_when_asked(klein: Path, toon: Toon) -> None:
    assert toon("2020", "2021", "--werkmap", klein)[0] == 0
    assert toon("2020", "2021", "--werkmap", klein, "--exit-code")[0] == 1


def test_for_a_machine_stdout_is_json(klein: Path, toon: Toon) -> None:
    code, out, _ = toon("2020", "2021", "--werkmap", klein, "--json")
    assert code == 0
    assert from_json(out.encode()) == vergelijk(klein)


def test_with_other_formats_the_terminal_is_short(klein: Path, toon: Toon, tmp_path: Path) -> None:
    code, out, _ = toon("2020", "2021", "--werkmap", klein, "--formaat", "json,html", "--uit", tmp_path / "uit")
    assert code == 0
    assert out.count("\n") < 10
    assert sorted(path.name for path in (tmp_path / "uit").iterdir()) == [
        "verschil-2020-2021.html",
        "verschil-2020-2021.json",
    ]


def test_by_default_files_go_to_the_werkmap(klein: Path, toon: Toon) -> None:
    code, out, _ = toon("2020", "2021", "--werkmap", klein, "--formaat", "tekst,json")
    assert code == 0
    assert "Cijfers die opvallen" in out
    found = klein / "uitvoer" / "verschil-2020-2021" / "verschil-2020-2021.json"
    assert from_json(found.read_bytes()) == vergelijk(klein)


def test_a_part_of_a_region_is_compared_with_itself_and_has_its_own_folder(tmp_path: Path, toon: Toon) -> None:
    werkmap = maak_regio(tmp_path)
    code, out, _ = toon("2019", "2020", "--werkmap", werkmap, "--gemeente", "Bestede", "--formaat", "tekst,json")
    assert code == 0
    assert out.startswith("Verschil tussen 2019 en 2020, Gemeente Bestede, Regio Noord\n")
    assert (werkmap / "uitvoer" / "verschil-2019-2020" / "bestede" / "verschil-2019-2020.json").is_file()


# ---------------------------------------------------------------- files as sides, and what is refused


def test_json_files_are_sides_too(klein: Path, toon: Toon, monkeypatch: pytest.MonkeyPatch) -> None:
    for jaar in ("2020", "2021"):
        assert run(["build", jaar, "--werkmap", str(klein), "--formaat", "json"]) == 0
    files = [klein / "uitvoer" / jaar / f"monitor-{jaar}.json" for jaar in ("2020", "2021")]
    monkeypatch.chdir(klein.parent)
    assert toon(*files, "--json")[1] == toon("2020", "2021", "--werkmap", klein, "--json")[1]


@pytest.mark.parametrize(
    ("kant", "code", "zin"),
    [
        ("2019", 3, "Voor 2019 is er geen map met exports"),
        ("2021-u7", 3, "De uitgave 2021-u7 staat niet in"),
        ("nergens.json", 3, "is geen periode (2021, 2021-H1), geen uitgave (2021-u1) en geen bestand"),
        (".", 3, "kan niet gelezen worden"),
        ("", 2, "A is leeg"),
        ("kapot.json", 3, "is geen monitor die hier gelezen kan worden"),
        ("ander.json", 3, "is geen monitor die hier gelezen kan worden"),
    ],
)
def test_a_side_that_cannot_be_used_ends_in_one_sentence(  # noqa: PLR0913, PLR0917 - fixtures and cases
    klein: Path, toon: Toon, monkeypatch: pytest.MonkeyPatch, kant: str, code: int, zin: str
) -> None:
    monkeypatch.chdir(klein)
    (klein / "kapot.json").write_bytes(b'{"schema": 1')
    (klein / "ander.json").write_text(json.dumps({"schema": 2}), encoding="utf-8")
    found, out, err = toon(kant, "2021")
    assert (found, out) == (code, "")
    assert zin in " ".join(err.split())


def test_what_is_no_format_is_refused(klein: Path, toon: Toon) -> None:
    code, _, err = toon("2020", "2021", "--werkmap", klein, "--formaat", "csv")
    assert code == 2
    assert "Kies uit tekst, html, pdf, xlsx, json." in " ".join(err.split())


def test_periods_need_a_werkmap(tmp_path: Path, toon: Toon, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WERKMONITOR_WERKMAP", raising=False)
    code, _, err = toon("2020", "2021")
    assert code == 3
    assert "Hier is geen werkmap" in err


def test_a_file_that_cannot_be_replaced_leaves_all_as_it_was(klein: Path, toon: Toon, tmp_path: Path) -> None:
    uit = tmp_path / "uit"
    (uit / "verschil-2020-2021.html").mkdir(parents=True)
    code, _, err = toon("2020", "2021", "--werkmap", klein, "--formaat", "json,html", "--uit", uit)
    assert code == 4
    assert "verschil-2020-2021.html" in err
    assert [path.name for path in uit.iterdir() if path.is_file()] == []


# ---------------------------------------------------------------- the files


@pytest.fixture(scope="module")
def bestanden(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every format of a comparison with a restated source."""
    werkmap = maak_werkmap(tmp_path_factory.mktemp("vormen") / "werkmap")
    vervang(
        werkmap / "exports" / "2021" / "poort.csv",
        "2021;afgewezen",
        "2020;afgewezen;35\n2020;toegekend;67\n2021;afgewezen",
    )
    uit = werkmap.parent / "uit"
    formaten = ("html", "pdf", "xlsx", "json")
    diff(Verschilopdracht(oud="2020", nieuw="2021", werkmap=werkmap, uit=uit, formaten=formaten), lambda _: None)
    return {formaat: uit / f"verschil-2020-2021.{formaat}" for formaat in formaten}


def test_the_page_needs_nothing_else_and_says_its_periods_in_every_section(bestanden: dict[str, Path]) -> None:
    html = bestanden["html"].read_text(encoding="utf-8")
    assert "http" not in re.sub(r'<meta http-equiv="|http://www\.w3\.org/[\w/]+', "", html)
    assert html.count("<script") == 1
    assert "<script>" in html, "it is within the page"
    sections = re.findall(r'<section class="pagina".*?</section>', html, re.DOTALL)
    assert len(sections) > 5
    assert all("2020 (concept" in section and "2021 (concept" in section for section in sections)
    assert html.count("<table") == html.count("<caption") == html.count("<thead")
    assert 'scope="row"' in html
    assert "In de monitor van 2020 stond 100. Volgens de export van 2021 is dat 102." in html


def test_the_pdf_is_tagged_with_headings_in_order(bestanden: dict[str, Path]) -> None:
    with pikepdf.open(bestanden["pdf"]) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "nl"
        assert str(pdf.docinfo["/Title"]) == "Verschil tussen 2020 en 2021 – Gemeente Ergens"
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        levels = [int(str(e.S)[2]) for e in walk(pdf.Root.StructTreeRoot) if re.fullmatch(r"/H\d", str(e.S))]
        heads = Boom(pdf).all("/TH")
        assert {str(head.A.Scope) for head in heads} == {"/Row", "/Column"}
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_page_on_paper_has_the_periods_above_and_below(bestanden: dict[str, Path]) -> None:
    source = page(from_json(bestanden["json"].read_bytes()), "pdf")
    assert 'data-kop="Verschil tussen 2020 en 2021, Gemeente Ergens"' in source
    assert 'data-voet="2020 (concept, ' in source
    assert "content: string(kop)" in source
    assert "content: string(voet)" in source


def test_the_workbook_has_numbers_and_its_periods_on_every_sheet(bestanden: dict[str, Path]) -> None:
    book = openpyxl.load_workbook(bestanden["xlsx"])
    assert book.sheetnames[:3] == ["Inhoud", "Toelichting", "Cijfers"]
    assert "Verbeteringen" in book.sheetnames
    assert all("2020 en 2021" in str(sheet["A2"].value) for sheet in book.worksheets)
    rows = {row[0]: row for row in book["Cijfers"].iter_rows(min_row=6, values_only=True)}
    assert rows["aanvragen"][2:5] == (100, 100, 0)
    assert rows["quote"][2:4] == (0.33, 0.36)
    assert rows["quote"][4] == pytest.approx(3)
    causes = {row[0]: row for row in book["Oorzaken"].iter_rows(min_row=6, values_only=True)}
    assert causes["aanvragen"][3:5] == (-2, 2)


def test_the_same_monitors_give_the_same_bytes(bestanden: dict[str, Path]) -> None:
    from werkmonitor.outputs.verschil import FORMATEN, maker

    verschil = from_json(bestanden["json"].read_bytes())
    for formaat in FORMATEN:
        assert maker(formaat)(verschil) == bestanden[formaat].read_bytes(), formaat


def test_every_cause_has_words() -> None:
    assert set(zinnen.OORZAAK) == set(OORZAKEN)
