"""Templates and example are found in a checkout and in a wheel."""

from __future__ import annotations

from pathlib import Path

import pytest

from werkmonitor import resources
from werkmonitor.programma.load import load_programma

ROOT = Path(__file__).resolve().parents[1]


def test_in_a_checkout_they_lie_beside_src() -> None:
    assert resources.templates() == ROOT / "templates"
    assert resources.voorbeeld() == ROOT / "data" / "voorbeeld" / "heerenveen"
    assert (resources.voorbeeld() / "werkmonitor.toml").is_file()


def test_in_a_wheel_they_lie_within_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "werkmonitor"
    (package / "templates").mkdir(parents=True)
    (package / "data" / "voorbeeld").mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.templates() == package / "templates"
    assert resources.voorbeeld("elders") == package / "data" / "voorbeeld" / "elders"


def test_no_line_of_python_knows_an_example() -> None:
    names: set[str] = set()
    for folder in resources.voorbeelden().iterdir():
        programma = load_programma(folder)
        parts = [d.leden for d in programma.dimensie if d.id == programma.programma.deelgebied]
        captions = [caption for leden in parts for found in leden.values() for caption in found]
        names |= {folder.name, programma.programma.gemeente, programma.programma.naam, *captions}
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")).casefold()
    assert len(names) > len(list(resources.voorbeelden().iterdir()))
    assert {name for name in names if name.casefold() in source} == set()
