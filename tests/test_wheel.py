"""The wheel holds everything: installed in an environment of its own, it builds the example from an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def run(*command: str | Path, folder: Path) -> str:
    environment = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "WERKMONITOR_WERKMAP"}}
    done = subprocess.run(  # noqa: S603 - our own command
        [str(part) for part in command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(
        sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder, ROOT, folder=ROOT
    )
    return next(folder.glob("werkmonitor-*.whl"))


@pytest.mark.traag
def test_the_wheel_holds_the_templates_and_the_examples_and_no_outputs(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "werkmonitor/templates/rapport.html" in names
    new = [path for path in (ROOT / "data" / "nieuw").rglob("*") if path.is_file()]
    shipped = {f"werkmonitor/{path.relative_to(ROOT).as_posix()}" for path in (*new, ROOT / "data" / "sleutels.toml")}
    assert shipped <= set(names)
    werkmappen = sorted((ROOT / "data" / "voorbeeld").iterdir())
    for werkmap in werkmappen:
        assert f"werkmonitor/data/voorbeeld/{werkmap.name}/werkmonitor.toml" in names
        exports = {f"werkmonitor/{path.relative_to(ROOT).as_posix()}" for path in werkmap.glob("exports/*/*")}
        assert exports
        assert exports <= set(names)
    assert not [name for name in names if "uitvoer" in name or "__pycache__" in name or "make_" in name]


@pytest.mark.traag
def test_the_installed_wheel_builds_the_example_from_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    """Its dependencies are lent by this environment, so that the test needs no package index."""
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    run(python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", wheel, folder=tmp_path)
    site = next((tmp_path / "env" / "lib").glob("python*/site-packages"))
    lent = [path for path in map(Path, sys.path) if path.name == "site-packages"]
    (site / "lent.pth").write_text("\n".join(map(str, lent)), encoding="utf-8")
    empty = tmp_path / "leeg"
    empty.mkdir()
    where = run(python, "-c", "import werkmonitor; print(werkmonitor.__file__)", folder=empty)
    assert str(tmp_path) in where
    run(tmp_path / "env" / "bin" / "werkmonitor", "build", "2021", folder=empty)
    made = {path.name for path in (empty / "uitvoer" / "voorbeeld-heerenveen").iterdir() if path.is_file()}
    assert {f"monitor-2021.{end}" for end in ("html", "pdf", "xlsx", "json", "csv")} <= made
    run(tmp_path / "env" / "bin" / "werkmonitor", "init", "nieuw", folder=empty)
    run(tmp_path / "env" / "bin" / "werkmonitor", "build", "2021", "--formaat", "json", folder=empty / "nieuw")
    assert (empty / "nieuw" / "uitvoer" / "2021" / "monitor-2021.json").is_file()
