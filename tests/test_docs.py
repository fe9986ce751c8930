"""Documentation that can rot is held against the tool itself."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from werkmonitor.cli.app import app, run
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
    text = read("docs/handleiding.md").split("## De kleinste werkmap")[1]
    export, declaratie = (re.search(rf"```{kind}\n(.*?)```", text, re.DOTALL) for kind in ("csv", "toml"))
    assert export is not None
    assert declaratie is not None
    (tmp_path / "exports" / "2021").mkdir(parents=True)
    (tmp_path / "exports" / "2021" / "Aanvragen.csv").write_text(export[1], encoding="utf-8")
    (tmp_path / "werkmonitor.toml").write_text(declaratie[1], encoding="utf-8")
    assert run(["check", "2021", "--werkmap", str(tmp_path), "--faal-bij", "waarschuwing"]) == 0
    assert run(["build", "2021", "--werkmap", str(tmp_path), "--formaat", "json,html"]) == 0
    assert "2 cijfers uit 1 bestand." in capsys.readouterr().out
    monitor = json.loads((tmp_path / "uitvoer" / "2021" / "monitor-2021.json").read_text(encoding="utf-8"))
    assert [indicator["waarde"] for indicator in monitor["indicatoren"]] == [100, 0.36]


STROMEN = """\
[[bron]]
id = "stromen"
titel = "Stromen"
bestand = "Stromen*.csv"
vorm = "lijst"
tijd = { jaar = "Jaar" }
dimensies = { reden = "Reden" }
maten = { instroom = { kolom = "In", eenheid = "aantal" }, uitstroom = { kolom = "Uit", eenheid = "aantal" } }

[[bron]]
id = "bijstand"
titel = "Bijstand"
bestand = "Bijstand*.csv"
vorm = "lijst"
soort = "stand"
tijd = { peildatum = "Dag" }
maten = { bijstand = { kolom = "Aantal", eenheid = "aantal" } }
"""


def test_the_distribution_and_the_bridge_of_the_handbook_can_be_built(tmp_path: Path) -> None:
    text = read("docs/handleiding.md").split("## De kleinste werkmap")[1]
    blocks: list[str] = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    (stromen,) = (block for block in blocks if 'soort = "brug"' in block)
    exports = tmp_path / "exports" / "2021"
    exports.mkdir(parents=True)
    (exports / "Aanvragen.csv").write_text("Jaar;Besluit;Aantal\n2021;toegekend;64\n2021;afgewezen;36\n", "utf-8")
    rows = "2021;werk;5;9\n2021;aow;4;6\n2021;studie;1;1\n"
    (exports / "Stromen.csv").write_text(f"Jaar;Reden;In;Uit\n{rows}", "utf-8")
    (exports / "Bijstand.csv").write_text("Dag;Aantal\n31-12-2020;100\n31-12-2021;95\n", "utf-8")
    (tmp_path / "werkmonitor.toml").write_text(blocks[0] + STROMEN + stromen, "utf-8")
    assert run(["check", "2021", "--werkmap", str(tmp_path)]) == 0
    assert run(["build", "2021", "--werkmap", str(tmp_path), "--formaat", "json,html,xlsx,csv"]) == 0
    monitor = json.loads((tmp_path / "uitvoer" / "2021" / "monitor-2021.json").read_text(encoding="utf-8"))
    tables = [blok["tabel"]["rijen"] for blok in monitor["paginas"][-1]["blokken"]]
    shown = [[[rij["naam"], *(cel["weergave"] for cel in rij["cellen"])] for rij in rijen] for rijen in tables]
    others = ["Alle andere redenen", "1", "6%"]
    assert shown[0] == [["werk", "9", "56%"], ["aow", "6", "38%"], others, ["Totaal", "16", "100%"]]
    assert [cel for _, cel in shown[1]] == ["100", "+10", "-16", "+1", "95"]


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
