"""The entry point: the exit code of the command line, and nothing heavy for help and version."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import werkmonitor
from werk_voorbeeld import maak_werkmap
from werkmonitor import __main__ as entry
from werkmonitor.findings import UsageError

HEAVY = ("numpy", "pandas", "matplotlib", "pydantic", "weasyprint")


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "1")


def left_with(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> list[int]:
    codes: list[int] = []
    monkeypatch.setattr(os, "_exit", codes.append)
    monkeypatch.setattr(sys, "argv", ["werkmonitor", *arguments])
    entry.main()
    return codes


def test_the_version_is_told_and_python_ends_by_itself(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert left_with(monkeypatch, "--version") == []
    assert capsys.readouterr().out == f"werkmonitor {werkmonitor.__version__}\n"


def test_the_process_leaves_with_the_code_of_the_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert left_with(monkeypatch, "build", "abc") == [2]
    assert "'abc' is geen periode" in capsys.readouterr().err


def test_python_m_is_the_same_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["werkmonitor", "--version"])
    monkeypatch.delitem(sys.modules, "werkmonitor.__main__")
    runpy.run_module("werkmonitor", run_name="__main__")
    assert capsys.readouterr().out.startswith("werkmonitor ")


def modules_after(*arguments: str) -> set[str]:
    code = (
        "import os, sys\n"
        f"sys.argv = ['werkmonitor', *{list(arguments)!r}]\n"
        "def tell(code=0):\n"
        "    sys.stderr.write(' '.join(sys.modules)); sys.stderr.flush()\n"
        "os._exit = tell\n"
        "from werkmonitor.__main__ import main\n"
        "main()\n"
        "if '--version' in sys.argv: tell()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip()
    return {name.partition(".")[0] for name in done.stderr.split()}


@pytest.mark.parametrize("arguments", [("--help",), ("build", "--help")])
def test_help_imports_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert modules_after(*arguments).isdisjoint(HEAVY)


def test_a_build_of_what_did_not_change_imports_nothing_heavy(tmp_path: Path) -> None:
    arguments = ("build", "2021", "--werkmap", str(maak_werkmap(tmp_path / "werkmap")), "--formaat", "json")
    assert "numpy" in modules_after(*arguments)
    assert modules_after(*arguments).isdisjoint(HEAVY)


def test_version_does_not_even_import_the_command_line_library() -> None:
    loaded = modules_after("--version")
    assert "werkmonitor" in loaded
    assert loaded.isdisjoint({*HEAVY, "typer", "click"})


def test_a_reader_that_stops_reading_sees_no_traceback() -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "werkmonitor", "--help"]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603
    os.close(write)
    assert "Traceback" not in done.stderr


def test_the_facts_of_a_werkmap_are_a_table_for_analysts(tmp_path_factory: pytest.TempPathFactory) -> None:
    werkmap = maak_werkmap(tmp_path_factory.mktemp("feiten") / "werkmap")
    frame = werkmonitor.feiten(werkmap, "2021")
    rows = frame[frame["levering"] == "2021"][["maat", "besluit", "waarde", "cel"]]
    assert rows.to_numpy().tolist() == [["aanvragen", "afgewezen", 36.0, "C2"], ["aanvragen", "toegekend", 64.0, "C3"]]


def test_a_period_that_is_none_is_a_usage_error_for_analysts_too(tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(UsageError, match="is geen periode"):
        werkmonitor.feiten(tmp_path_factory.mktemp("leeg"), "vorig jaar")


FULL = Path("/dev/full")


def outcome(arguments: str, streams: str, **environment: str) -> int:
    line = f'"$0" -m werkmonitor {arguments} {streams}'
    return subprocess.run(["/bin/sh", "-c", line, sys.executable], env=os.environ | environment, check=False).returncode  # noqa: S603


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    ("arguments", "streams", "code"),
    [
        ("--version", ">/dev/full", 4),
        ("--help", ">/dev/full 2>/dev/null", 4),
        ("--help", ">&-", 0),
        ("inspect is-er-niet.csv", ">/dev/null 2>/dev/full", 3),
        ("inspect is-er-niet.csv", ">/dev/null 2>&-", 3),
        ("inspect is-er-niet.csv --json", ">/dev/full 2>/dev/null", 4),
    ],
)
def test_a_stream_that_takes_nothing_leaves_the_code_as_it_is(
    arguments: str, streams: str, code: int, unbuffered: str
) -> None:
    assert outcome(arguments, streams, PYTHONUNBUFFERED=unbuffered) == code
