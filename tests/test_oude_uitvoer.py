"""What a build leaves beside its outputs of an earlier one, made from other inputs, is told each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from hulp import verslag
from werk_voorbeeld import maak_werkmap
from werkmonitor.cli import app as cli
from werkmonitor.findings import Finding
from werkmonitor.outputs import FORMATEN

WAARSCHUWING = "monitor-2021.json is van een eerdere keer, met andere invoer."


@pytest.fixture
def werkmap(tmp_path: Path) -> Path:
    return maak_werkmap(tmp_path / "werkmap")


def ouder(werkmap: Path, formaat: str, *, forceer: bool = False) -> tuple[Finding, ...]:
    return verslag(werkmap, formaten=(formaat,), forceer=forceer).ouder


def verander(werkmap: Path) -> None:
    text = next((werkmap / "teksten" / "2021").glob("*.md"))
    text.write_text(f"{text.read_text(encoding='utf-8')}\nEr kwam een zin bij.\n", encoding="utf-8")


def test_formats_of_the_same_inputs_belong_together(werkmap: Path) -> None:
    assert ouder(werkmap, "json") == ()
    assert ouder(werkmap, "csv") == ()
    assert ouder(werkmap, "json", forceer=True) == ()


def test_an_output_of_other_inputs_is_told_until_it_is_made_again(werkmap: Path) -> None:
    ouder(werkmap, "json")
    verander(werkmap)
    (found,) = ouder(werkmap, "csv")
    assert (found.code, found.ernst, found.wat) == ("uitvoer-ouder", "waarschuwing", WAARSCHUWING)
    assert "--formaat json" in found.doen
    again = verslag(werkmap, formaten=("csv",))
    assert again.ongewijzigd
    assert again.ouder == (found,)
    assert ouder(werkmap, "json") == ()
    assert ouder(werkmap, "csv") == ()


def test_every_file_of_a_format_is_named_and_the_format_once(werkmap: Path) -> None:
    ouder(werkmap, "csv")
    verander(werkmap)
    (found,) = ouder(werkmap, "json")
    files = [f"monitor-2021{end}" for end in FORMATEN["csv"]]
    assert found.wat.startswith(f"{', '.join(files[:-1])} en {files[-1]} zijn van een eerdere keer")
    assert "--formaat csv," in found.doen


def test_a_file_that_nobody_recorded_is_told_too(werkmap: Path) -> None:
    uit = werkmap / "uitvoer" / "2021"
    uit.mkdir(parents=True)
    (uit / "monitor-2021.pdf").write_bytes(b"oud")
    (found,) = ouder(werkmap, "json")
    assert found.wat == "monitor-2021.pdf is van een eerdere keer, en met welke invoer is niet bekend."
    (uit / ".werkmonitor" / "gemaakt-2021.json").write_text("[]", encoding="utf-8")
    assert verslag(werkmap, formaten=("json",)).ouder == (found,)


def test_the_command_says_it_also_when_nothing_had_to_be_made(
    werkmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ouder(werkmap, "json")
    verander(werkmap)
    for _ in range(2):
        assert cli.run(["build", "2021", "--werkmap", str(werkmap), "--formaat", "csv"]) == 0
        assert WAARSCHUWING in " ".join(capsys.readouterr().err.split())
