"""The JSON Schema of the declaration: it explains every key, takes every example, and refuses what the tool refuses."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import BaseModel

import make_schema
from werkmonitor import resources
from werkmonitor.cli.app import run
from werkmonitor.findings import InputError
from werkmonitor.formatting import EENHEDEN
from werkmonitor.programma.load import load_programma
from werkmonitor.programma.schema import Programma
from werkmonitor.tasks.schema import blokken, schema, schema_tekst

ROOT = Path(__file__).resolve().parents[1]
WERKMAPPEN = [resources.nieuw(), *sorted(resources.voorbeelden().iterdir())]
DECLARATIES = [
    path for map_ in WERKMAPPEN for path in (map_ / "werkmonitor.toml", *sorted((map_ / "declaratie").glob("*.toml")))
]


@pytest.fixture(scope="module")
def gevonden() -> dict[str, Any]:
    return schema()


@pytest.fixture(scope="module")
def keuring(gevonden: dict[str, Any]) -> Any:
    jsonschema.Draft202012Validator.check_schema(gevonden)
    return jsonschema.Draft202012Validator(gevonden)


def _als_json(value: Any) -> Any:
    """Return TOML as an editor hands it to a schema: a day is text."""
    if isinstance(value, dict):
        return {key: _als_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_als_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def _fouten(keuring: Any, text: str) -> list[str]:
    return [error.message for error in keuring.iter_errors(_als_json(tomllib.loads(text)))]


@pytest.mark.parametrize("path", DECLARATIES, ids=lambda path: f"{path.parts[-3]}-{path.name}")
def test_every_file_that_ships_passes_and_points_to_the_schema(keuring: Any, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert _fouten(keuring, text) == []
    first = text.splitlines()[0]
    assert first.startswith("#:schema ")
    assert (path.parent / first.removeprefix("#:schema ")).resolve() == resources.nieuw() / "werkmonitor.schema.json"


def test_every_declaration_of_the_handbook_passes(keuring: Any) -> None:
    text = (ROOT / "docs" / "handleiding.md").read_text(encoding="utf-8")
    blocks = [part.split("```")[0] for part in text.split("```toml\n")[1:]]
    whole = [block for block in blocks if block.lstrip().startswith("[")]
    assert len(whole) > 5
    wrong = [error for block in whole for error in keuring.iter_errors(_als_json(tomllib.loads(block)))]
    assert [error.message for error in wrong if error.validator != "required"] == []  # one may be only a part


KLEIN = """\
[programma]
naam = "Werk"
gemeente = "X"
titel = "T"
[oordeel]
groen = { woord = "a", uitleg = "b" }
oranje = { woord = "a", uitleg = "b" }
rood = { woord = "a", uitleg = "b" }
grijs = { woord = "a", uitleg = "b" }
[[bron]]
id = "aanvragen"
titel = "Aanvragen"
bestand = "*.csv"
vorm = "lijst"
tijd = { jaar = "Jaar" }
maten = { aanvragen = { kolom = "Aantal", eenheid = "aantal" } }
[[indicator]]
id = "totaal"
naam = "Totaal"
formule = "som(aanvragen)"
eenheid = "aantal"
normen = [{ vanaf = 2020, waarde = 5, bron = "b" }]
definitie = "d"
[[pagina]]
id = "p"
titel = "P"
[[pagina.blok]]
soort = "indicatoren"
indicatoren = ["totaal"]
[[correctie]]
levering = 2021
bestand = "a.csv"
cel = "B2"
was = 17
wordt = "36%"
reden = "r"
wie = "w"
datum = 2022-02-03
"""


def _laadt(tmp_path: Path, text: str) -> bool:
    (tmp_path / "werkmonitor.toml").write_text(text, encoding="utf-8")
    try:
        load_programma(tmp_path)
    except InputError:
        return False
    return True


def test_a_small_declaration_is_right(keuring: Any, tmp_path: Path) -> None:
    assert _fouten(keuring, KLEIN) == []
    assert _laadt(tmp_path, KLEIN)


@pytest.mark.parametrize(
    ("oud", "nieuw"),
    [
        ('naam = "Werk"', 'naem = "Werk"'),
        ('naam = "Werk"', "naam = 3"),
        ('titel = "T"', 'titel = "T"\noranje_vanaf = 1.5'),
        ('titel = "T"', 'titel = "T"\noranje_vanaf = "veel"'),
        ("groen = {", "paars = {"),
        ('vorm = "lijst"', 'vorm = "lijstje"'),
        ('tijd = { jaar = "Jaar" }', 'tijd = { week = "Week" }'),
        ('bestand = "*.csv"', "bestand = []"),
        ("maten = { aanvragen", "maten = { Aanvragen"),
        ('eenheid = "aantal"', 'eenheid = "stuks"'),
        ('id = "totaal"', 'id = "Totaal"'),
        ("vanaf = 2020", 'vanaf = "2020-H3"'),
        ("vanaf = 2020", "vanaf = 20"),
        ('definitie = "d"\n', ""),
        ('soort = "indicatoren"', 'soort = "indicator"'),
        ('indicatoren = ["totaal"]', 'titel = "zonder"'),
        ("was = 17", "was = true"),
        ('wie = "w"', 'wie = ""'),
        ("datum = 2022-02-03", "datum = 3"),
    ],
)
def test_what_the_tool_refuses_the_editor_marks(keuring: Any, tmp_path: Path, oud: str, nieuw: str) -> None:
    assert KLEIN.count(oud) >= 1
    wrong = KLEIN.replace(oud, nieuw, 1)
    assert not _laadt(tmp_path, wrong)
    assert _fouten(keuring, wrong) != []


def _models(model: type[BaseModel]) -> set[type[BaseModel]]:
    return {found for _, found in blokken(model)}


def test_every_key_has_its_dutch_words_and_no_other_has() -> None:
    told = tomllib.loads(resources.sleutels().read_text(encoding="utf-8"))
    declared = {path: {"_", *model.model_fields} for path, model in blokken() if path}
    assert {path: set(keys) for path, keys in told.items()} == declared
    texts = [text for keys in told.values() for text in keys.values()]
    assert [text for text in texts if not text[0].isupper() and not text.split(":")[0].islower()] == []
    assert [text for text in texts if not text.endswith((".", "?"))] == []


def test_every_model_of_the_declaration_is_explained() -> None:
    assert len(_models(Programma)) > 25


def _omschreven(part: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(part, dict):
        for name, inner in part.get("properties", {}).items():
            yield name, inner
        for inner in part.values():
            yield from _omschreven(inner)


def test_nothing_in_it_is_english_or_cannot_be_written(gevonden: dict[str, Any]) -> None:
    assert '"null"' not in schema_tekst()
    explained = [inner for part in gevonden["$defs"].values() for inner in part.get("properties", {}).values()]
    assert len(explained) > 150
    assert [inner for inner in explained if "description" not in inner] == []
    assert gevonden["$defs"]["Maat"]["properties"]["eenheid"]["enum"] == list(EENHEDEN)


def test_a_part_of_a_declaration_is_right_by_itself(keuring: Any) -> None:
    assert _fouten(keuring, "") == []


def test_the_files_that_are_made_from_it_are_as_they_would_be_made() -> None:
    assert [path.name for path, text in make_schema.bestanden().items() if path.read_text("utf-8") != text] == []


def test_the_command_prints_or_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"]) == 0
    shown = capsys.readouterr().out
    assert shown.isascii()
    assert json.loads(shown)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert run(["schema", "--uit", str(tmp_path / "s.json")]) == 0
    assert (tmp_path / "s.json").read_bytes() == shown.encode()
    assert run(["schema", "--uit", str(tmp_path / "nergens" / "s.json")]) == 4
    assert "kan niet geschreven worden" in capsys.readouterr().err
