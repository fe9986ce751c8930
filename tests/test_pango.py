"""Without Pango everything but the PDF is made, with the remedy; with it, the same inputs give the PDF after all."""

from __future__ import annotations

from pathlib import Path

import pytest

from werkmonitor.cli.app import run
from werkmonitor.findings import OutputError
from werkmonitor.outputs import pdf
from werkmonitor.tasks import parallel


def missing() -> None:
    raise OutputError("Er is geen pdf gemaakt, want Pango ontbreekt.")


@pytest.fixture
def command(tmp_path: Path, kern: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(parallel, "processors", lambda: 1)
    monkeypatch.setattr(pdf, "prepare", missing)
    return ["build", "2021", "--werkmap", str(kern), "--uit", str(tmp_path)]


def made(folder: Path) -> set[str]:
    return {path.suffix for path in folder.iterdir() if path.is_file()}


def test_the_other_formats_are_made_with_a_warning_and_the_pdf_once_it_can_be(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(command) == 0
    assert "waarschuwing: Er is geen pdf gemaakt, want Pango ontbreekt." in capsys.readouterr().err
    assert made(tmp_path) == {".html", ".xlsx", ".json", ".jsonld", ".csv"}
    monkeypatch.setattr(pdf, "prepare", lambda: None)
    monkeypatch.setattr(pdf, "render", lambda *_: {".pdf": b"%PDF"})
    assert run(command) == 0
    assert ".pdf" in made(tmp_path)
    capsys.readouterr()
    assert run(command) == 0
    assert "niets veranderd" in capsys.readouterr().out


def test_a_pdf_that_was_asked_for_by_name_ends_in_4_and_writes_nothing(command: list[str], tmp_path: Path) -> None:
    assert run([*command, "--formaat", "pdf"]) == 4
    assert made(tmp_path) == set()
