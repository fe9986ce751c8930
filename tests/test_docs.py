"""Documentation that can rot is held against the tool itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from werkmonitor.cli import app
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


@pytest.mark.parametrize("document", ["README.md", "docs/architectuur.md", "docs/handleiding.md"])
def test_links_and_modules_that_are_named_exist(document: str) -> None:
    text = read(document)
    folder = (ROOT / document).parent
    for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert (folder / link).exists(), link
    for module in re.findall(r"`((?:bronnen|formula|monitor|outputs|charts|programma)/\w+\.py)`", text):
        assert (ROOT / "src" / "werkmonitor" / module).exists(), module
