"""A new werkmap: all there or nothing, marked as an example, and its figures are those that its exports say."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest

import make_nieuw
from hulp import fouten, lees, momentopname, verslag
from werkmonitor import resources
from werkmonitor.cli.app import run
from werkmonitor.files.werkmap import vind_werkmap
from werkmonitor.findings import OutputError, UsageError
from werkmonitor.monitor import model
from werkmonitor.periode import Periode
from werkmonitor.programma.load import load_programma
from werkmonitor.tasks.init.invullen import nog_in_te_vullen
from werkmonitor.tasks.init.opdracht import SCHEMA, Opdracht, init, maak_werkboek

UIT = ("json", "html")


@pytest.fixture(scope="module")
def nieuw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new werkmap below a folder with a space and an accent, built once."""
    map_ = tmp_path_factory.mktemp("nieuw") / "Gemeente É" / "mijn monitor"
    assert init(Opdracht(map=map_)).periode == "2021"
    verslag(map_, formaten=UIT)
    return map_


@pytest.fixture(scope="module")
def monitor(nieuw: Path) -> model.Monitor:
    return lees(nieuw / "uitvoer" / "2021")


def test_the_figures_of_a_new_werkmap_are_those_of_its_exports(monitor: model.Monitor) -> None:
    assert [(i.id, i.exact) for i in monitor.indicatoren] == [
        ("uitkeringen_eind", "609"),  # 612 + 192 - 164 + 157 - 188
        ("uitkeringen_mutatie", "-31"),  # 157 - 188
        ("instroom_reden", "157"),  # 48 + 41 + 29 + 18 + 21
        ("uitstroom_werk", "18/47"),  # 72 / 188
        ("poortwachtersquote", "27/65"),  # (71 + 37) / (152 + 71 + 37)
        ("plaatsingen", "34"),
        ("tevredenheid", "37/5"),
    ]
    assert [opgave.oordeel for opgave in monitor.opgaven] == ["groen", "oranje", "groen"]
    assert monitor.meldingen == ()


def test_a_new_werkmap_says_on_every_page_that_it_is_an_example(nieuw: Path, monitor: model.Monitor) -> None:
    assert monitor.programma.voorbeeld
    assert {i.status for i in monitor.indicatoren} == {"verzonnen", "handmatig"}
    shown = [pagina for pagina in monitor.paginas if pagina.id != "verantwoording"]
    assert len(shown) == 4
    assert all(pagina.verzonnen for pagina in shown)
    page = (nieuw / "uitvoer" / "2021" / "monitor-2021.html").read_text(encoding="utf-8")
    assert '<span class="stempel">Voorbeeld</span>' in page


def test_the_figure_of_the_workbook_names_its_cell(monitor: model.Monitor) -> None:
    figure = next(i for i in monitor.indicatoren if i.id == "plaatsingen")
    (cel,) = figure.herkomst
    assert (cel.bestand, cel.blad, cel.cel) == ("exports/2021/Werkboek 2021.xlsx", "Eigen tellingen", "C2")


def test_what_it_must_still_be_told_is_a_warning_until_it_was_told(
    nieuw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "--werkmap", str(nieuw), "--faal-bij", "waarschuwing"]) == 1
    assert "[nog-invullen]" in capsys.readouterr().out
    named = tmp_path / "eigen"
    assert run(["init", str(named), "--gemeente", 'Aa "en" Hunze \\ é']) == 0
    assert load_programma(named).programma.gemeente == 'Aa "en" Hunze \\ é'
    assert run(["check", "--werkmap", str(named), "--faal-bij", "waarschuwing"]) == 0


def test_the_lines_that_only_have_to_lose_their_sign_work(nieuw: Path, tmp_path: Path) -> None:
    werkmap = Path(shutil.copytree(nieuw, tmp_path / "w"))
    path = werkmap / "werkmonitor.toml"
    text = path.read_text(encoding="utf-8")
    start = text.index("# [planning]")
    path.write_text(text[:start] + re.sub(r"^# ", "", text[start:], flags=re.MULTILINE), encoding="utf-8")
    planning = load_programma(werkmap).planning
    assert planning is not None
    assert (planning.ritme, planning.na_dagen) == (("jaarlijks",), 14)


def test_what_lees_mij_tells_to_throw_away_leaves_a_declaration_that_can_be_used(nieuw: Path, tmp_path: Path) -> None:
    werkmap = Path(shutil.copytree(nieuw, tmp_path / "w", ignore=shutil.ignore_patterns("uitvoer", ".werkmonitor")))
    (werkmap / "declaratie" / "voorbeeld.toml").unlink()
    for path in (werkmap / "werkmonitor.toml", *(werkmap / "declaratie").glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        text = re.sub(
            r'^status_in = .*\n|^voorbeeld = true\n|\[\[pagina\.blok\]\]\nsoort = "verzonnen".*\ntitel = .*\n',
            "",
            text,
            flags=re.MULTILINE,
        )
        path.write_text(text, encoding="utf-8")
    verslag(werkmap)
    clean = lees(werkmap / "uitvoer" / "2021")
    assert not clean.programma.voorbeeld
    assert "verzonnen" not in {i.status for i in clean.indicatoren}


def _delen(data: bytes) -> dict[str, bytes] | bytes:
    """Return the parts of a package, which not every machine presses alike; other files as they are."""
    if data[:2] != b"PK":
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_exports_are_what_the_script_writes() -> None:
    folder = resources.nieuw() / "exports"
    ours = make_nieuw.exports()
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*")) == sorted(ours)
    for name, content in ours.items():
        assert _delen((folder / name).read_bytes()) == _delen(content), name


@pytest.mark.parametrize("there", [None, ".git", "desktop.ini", ".nieuwe-werkmap-afgebroken"])
def test_a_folder_that_is_empty_or_holds_what_systems_put_there_will_do(tmp_path: Path, there: str | None) -> None:
    if there is not None:
        (tmp_path / there).mkdir()
    init(Opdracht(map=tmp_path))
    assert (tmp_path / SCHEMA).is_file()
    assert load_programma(tmp_path).programma.voorbeeld


def test_the_current_folder_can_be_named_with_a_dot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init", "."]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "  werkmonitor build 2021"
    assert vind_werkmap(None).pad == tmp_path


@pytest.mark.parametrize(
    ("name", "zin"),
    [
        ("con", "kan op Windows geen naam van een map zijn"),
        ("lpt1.oud", "kan op Windows geen naam van een map zijn"),
        ("wat?", "kan op Windows geen naam van een map zijn"),
        ("punt.", "kan op Windows geen naam van een map zijn"),
        ("diep/nul/monitor", "'nul' kan op Windows"),
    ],
)
def test_a_name_that_cannot_be_passed_on_is_refused(tmp_path: Path, name: str, zin: str) -> None:
    with pytest.raises(UsageError, match=re.escape(zin)):
        init(Opdracht(map=tmp_path / name))
    assert momentopname(tmp_path) == {}


@pytest.mark.parametrize(
    ("name", "zin"),
    [("a.xlsx", "is niet leeg: er staat a.xlsx"), ("werkmonitor.toml", "is al een werkmap. Er is niets veranderd.")],
)
def test_a_folder_with_something_in_it_stays_as_it_is(tmp_path: Path, name: str, zin: str) -> None:
    (tmp_path / name).write_text("x", encoding="utf-8")
    before = momentopname(tmp_path)
    with pytest.raises(UsageError, match=re.escape(zin)):
        init(Opdracht(map=tmp_path))
    with pytest.raises(UsageError, match="is een bestand"):
        init(Opdracht(map=tmp_path / name))
    assert momentopname(tmp_path) == before


@pytest.mark.parametrize("where", ["", "diep/dieper"])
@pytest.mark.parametrize("error", [OSError(28, "de schijf is vol"), KeyboardInterrupt()])
def test_one_that_fails_halfway_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, error: BaseException
) -> None:
    (tmp_path / ".git").mkdir()
    before, rename, done = momentopname(tmp_path), Path.rename, []

    def fails_once(path: Path, target: Path) -> Path:
        done.append(path)
        if len(done) == (1 if where else 3):
            raise error
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fails_once)
    with pytest.raises(OutputError if isinstance(error, OSError) else KeyboardInterrupt):
        init(Opdracht(map=tmp_path / where))
    assert momentopname(tmp_path) == before


# ---------------------------------------------------------------- examples


@pytest.mark.parametrize("naam", sorted(path.name for path in resources.voorbeelden().iterdir()))
def test_a_copy_of_an_example_says_that_it_is_one(tmp_path: Path, naam: str) -> None:
    map_ = tmp_path / "kopie"
    init(Opdracht(map=map_, voorbeeld=naam.upper()))
    assert load_programma(map_).programma.voorbeeld
    assert not (map_ / "uitvoer").exists()
    assert not (map_ / ".werkmonitor").exists()
    for path in (map_ / "werkmonitor.toml", *(map_ / "declaratie").glob("*.toml")):
        (named,) = re.findall(r"^#:schema (\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert (path.parent / named).resolve() == map_ / SCHEMA
    exports = resources.voorbeeld(naam) / "exports"
    assert momentopname(map_ / "exports") == momentopname(exports)


@pytest.mark.parametrize(
    ("arguments", "zin"),
    [
        (("--voorbeeld", "heerenvee"), "Bedoelt u 'heerenveen'?"),
        (("--voorbeeld", ""), "'' is geen voorbeeld. Kies uit heerenveen"),
        (("--voorbeeld", "heerenveen", "--gemeente", "X"), "--gemeente en --voorbeeld gaan niet samen"),
        (("--gemeente", " "), "--gemeente is leeg of heeft vreemde tekens"),
        (("--gemeente", "a\nb"), "--gemeente is leeg of heeft vreemde tekens"),
        (("--werkboek", "2022", "--gemeente", "X"), "--werkboek gaat niet samen met"),
        (("--werkboek", "morgen"), "'morgen' is geen periode"),
    ],
)
def test_wrong_use_makes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], zin: str
) -> None:
    assert run(["init", str(tmp_path / "map"), *arguments]) == 2
    assert zin in capsys.readouterr().err.replace("\n", " ")
    assert momentopname(tmp_path) == {}


# ---------------------------------------------------------------- the workbook of a next period


def test_a_new_workbook_is_found_by_the_declaration_and_asks_for_everything(nieuw: Path, tmp_path: Path) -> None:
    werkmap = Path(shutil.copytree(nieuw, tmp_path / "w", ignore=shutil.ignore_patterns("uitvoer", ".werkmonitor")))
    made = maak_werkboek(werkmap, Periode.parse("2022"))
    assert made == werkmap / "exports" / "2022" / "Werkboek 2022.xlsx"
    found = {fout.code for fout in fouten(werkmap, "2022")}
    assert found == {"bron-ontbreekt"}  # the exports of Cognos, and not the workbook
    with pytest.raises(UsageError, match="staat al een werkboek: Werkboek 2022"):
        maak_werkboek(werkmap, Periode.parse("2022"))


def test_a_workbook_goes_into_a_werkmap_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", str(tmp_path), "--werkboek", "2022"]) == 3
    assert "staat geen werkmonitor.toml" in capsys.readouterr().err.replace("\n", " ")
    assert momentopname(tmp_path) == {}


def test_the_workbook_of_a_new_werkmap_names_the_municipality(tmp_path: Path) -> None:
    init(Opdracht(map=tmp_path / "w", gemeente="Aa & Hunze"))
    path = tmp_path / "w" / "exports" / "2021" / "Werkboek 2021.xlsx"
    before = _delen((resources.nieuw() / "exports" / "2021" / path.name).read_bytes())
    after = _delen(path.read_bytes())
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    changed = {naam for naam in before if before[naam] != after[naam]}
    assert changed == {"xl/sharedStrings.xml", "docProps/core.xml"}
    assert b"Uitvoeringsprogramma Werk, Aa &amp; Hunze" in after["xl/sharedStrings.xml"]
    assert not any(b"[vul de gemeente in]" in data for data in after.values())


def test_what_is_left_of_the_example_is_named_once_the_werkmap_is_no_example_any_more(tmp_path: Path) -> None:
    init(Opdracht(map=tmp_path / "w", gemeente="Ergens"))
    assert list(nog_in_te_vullen(load_programma(tmp_path / "w"))) == []
    path = tmp_path / "w" / "werkmonitor.toml"
    path.write_text(path.read_text("utf-8").replace("voorbeeld = true\n", ""), encoding="utf-8")
    found = list(nog_in_te_vullen(load_programma(tmp_path / "w")))
    assert [finding.wat.split("'")[1] for finding in found] == [
        "Cognos, verzonnen voor dit voorbeeld",
        "Uitvoeringsprogramma Werk (verzonnen)",
        "Werkgeversonderzoek 2020 (verzonnen)",
        "Werkgeversonderzoek 2021 (verzonnen)",
    ]
    assert all(finding.vindplaats and finding.vindplaats.regel for finding in found)
