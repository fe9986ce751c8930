"""Documentation that can rot is held against the tool itself."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from werkmonitor.cli import app, run
from werkmonitor.formatting import EENHEDEN
from werkmonitor.formula.functies import FUNCTIES
from werkmonitor.teksten import FILTERS

ROOT = Path(__file__).resolve().parents[1]
TERMEN = [
    "uitkering",
    "instroom",
    "uitstroom",
    "doorval",
    "stand",
    "stroom",
    "peildatum",
    "begroting",
    "realisatie",
    "doel",
    "opgave",
    "norm",
    "indicator",
    "uitkomst",
    "oordeel",
    "herkomst",
    "onthulling",
    "prognose",
    "uitgave",
    "werkmap",
    "bron",
    "maat",
    "feit",
    "programma",
    "periode",
]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_readme_shows_the_help_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERMINAL_WIDTH", "80")
    shown = re.search(r"<!-- begin: help -->\n```text\n(.*?)```\n<!-- end: help -->", read("README.md"), re.DOTALL)
    assert shown is not None
    assert shown[1].strip() == CliRunner().invoke(app, ["build", "--help"], prog_name="werkmonitor").stdout.strip()


@pytest.mark.parametrize("target", ["voorbeeld", "test", "wheel"])
def test_the_readme_names_targets_that_the_makefile_has(target: str) -> None:
    assert f"make {target}" in read("README.md")
    assert re.search(rf"^{target}:.*## ", read("Makefile"), re.MULTILINE)


@pytest.mark.parametrize("term", TERMEN)
def test_every_term_of_the_field_has_its_entry(term: str) -> None:
    assert re.search(rf"^\| {term}[ (]", read("docs/begrippen.md"), re.MULTILINE)


@pytest.mark.parametrize("functie", FUNCTIES)
def test_every_function_is_in_the_handbook(functie: str) -> None:
    assert f"`{functie}(" in read("docs/handleiding.md")


@pytest.mark.parametrize("naam", [*FILTERS, *EENHEDEN])
def test_every_filter_and_unit_is_documented(naam: str) -> None:
    assert naam in read("docs/handleiding.md") + read("docs/begrippen.md")


def test_the_werkmap_of_the_handbook_is_complete(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = read("docs/handleiding.md")
    export, declaratie = (re.search(rf"```{kind}\n(.*?)```", text, re.DOTALL) for kind in ("csv", "toml"))
    assert export is not None
    assert declaratie is not None
    (tmp_path / "exports" / "2021").mkdir(parents=True)
    (tmp_path / "exports" / "2021" / "Aanvragen.csv").write_text(export[1], encoding="utf-8")
    (tmp_path / "werkmonitor.toml").write_text(declaratie[1], encoding="utf-8")
    assert run(["check", "2021", "--werkmap", str(tmp_path), "--faal-bij", "waarschuwing"]) == 0
    assert run(["build", "2021", "--werkmap", str(tmp_path), "--formaat", "json,html"]) == 0
    assert "2 cijfers uit 1 bestanden" in capsys.readouterr().out
    monitor = json.loads((tmp_path / "uitvoer" / "2021" / "monitor-2021.json").read_text(encoding="utf-8"))
    assert [indicator["waarde"] for indicator in monitor["indicatoren"]] == [100, 0.36]


_JE = re.compile(r"\b(?:je|jij|jou|jouw|jullie)\b", re.IGNORECASE)


def _texts(path: Path) -> list[str]:
    """Return what a module can show: its texts, without those that stand alone, as docstrings do."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in alone)
    return [node.value for node in constants if isinstance(node.value, str)]


def test_the_user_is_u_everywhere() -> None:
    shown = {path: _texts(path) for path in sorted((ROOT / "src").rglob("*.py"))}
    pages = [*(ROOT / "docs").glob("*.md"), *(ROOT / "templates").rglob("*.html")]
    shown |= {path: [path.read_text(encoding="utf-8")] for path in pages}
    assert len(shown) > len(pages) > 0
    assert [(path.name, text) for path, texts in shown.items() for text in texts if _JE.search(text)] == []


@pytest.mark.parametrize("document", ["README.md", "docs/architectuur.md", "docs/handleiding.md"])
def test_links_and_modules_that_are_named_exist(document: str) -> None:
    text = read(document)
    folder = (ROOT / document).parent
    for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert (folder / link).exists(), link
    for module in re.findall(r"`((?:bronnen|formula|monitor|outputs|charts|programma)/\w+\.py)`", text):
        assert (ROOT / "src" / "werkmonitor" / module).exists(), module
