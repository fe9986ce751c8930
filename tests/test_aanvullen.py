"""What the shell fills in after Tab, and the script that makes it ask."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from werkmonitor import resources
from werkmonitor.cli import aanvullen
from werkmonitor.cli.app import run

HEERENVEEN = resources.voorbeeld()


@pytest.fixture
def vraag(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[[str], list[str]]:
    """Ask as bash does, from an empty folder; return the words."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WERKMONITOR_WERKMAP", raising=False)

    def ask(line: str) -> list[str]:
        monkeypatch.setenv(aanvullen.VARIABELE, "complete_bash")
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(len(line.split(" ")) - 1))
        assert run([]) == 0
        captured = capsys.readouterr()
        assert captured.err == ""
        return captured.out.split()

    return ask


@pytest.mark.parametrize(
    ("regel", "woorden"),
    [
        ("werkmonitor in", ["inspect", "init"]),
        ("werkmonitor build 20", ["2020", "2021"]),
        (f"werkmonitor build --werkmap {resources.voorbeeld('smallingerland')} 2019-H", ["2019-H1", "2019-H2"]),
        ("werkmonitor build 2021 --for", ["--formaat", "--forceer"]),
        ("werkmonitor build 2021 --formaat p", ["pdf", "pptx"]),
        ("werkmonitor build 2021 --formaat html,pdf,x", ["html,pdf,xlsx"]),
        ("werkmonitor check --faal-bij ", ["fout", "waarschuwing"]),
        ("werkmonitor init map --voorbeeld w", ["werksaam"]),
        ("werkmonitor --aanvulling ", ["bash", "zsh", "fish", "powershell"]),
        ("werkmonitor build --werkmap /bestaat/niet 2", []),
        ("werkmonitor inspect a", []),
    ],
)
def test_what_can_follow(vraag: Callable[[str], list[str]], regel: str, woorden: list[str]) -> None:
    assert vraag(regel) == woorden


def test_indicators_are_found_without_loading_the_declaration(tmp_path: Path) -> None:
    class Ctx:
        params = {"werkmap": str(HEERENVEEN)}  # noqa: RUF012 - stands for the context of the library

    class Param:
        name, metavar = "naam", "INDICATOR"
        _custom_shell_complete: aanvullen.Aanvuller

    aanvullen.vul_aan([Param])
    assert Param._custom_shell_complete(Ctx, Param, "poortwachtersquote_") == ["poortwachtersquote_zonder_corona"]  # noqa: SLF001
    (tmp_path / "werkmonitor.toml").write_text("[[indicator]]\nid = 3\n[[indicator]]\n", encoding="utf-8")
    Ctx.params = {"werkmap": str(tmp_path)}
    assert Param._custom_shell_complete(Ctx, Param, "") == []  # noqa: SLF001 - a declaration that is not right yet


def test_the_help_that_goes_with_a_word_is_dutch(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(aanvullen.VARIABELE, "complete_powershell")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "werkmonitor build --")
    monkeypatch.setenv("_TYPER_COMPLETE_WORD_TO_COMPLETE", "--")
    assert run([]) == 0
    out = capsys.readouterr().out
    assert "--help:::Toon deze uitleg." in out
    assert "Show" not in out


@pytest.mark.parametrize(("regel", "code"), [("werkmonitor build ", 0), ("werkmonitor inspect ", 1)])
def test_fish_hears_by_the_code_whether_there_are_words(monkeypatch: pytest.MonkeyPatch, regel: str, code: int) -> None:
    monkeypatch.setenv(aanvullen.VARIABELE, "complete_fish")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "is-args")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", regel)
    monkeypatch.setenv("WERKMONITOR_WERKMAP", str(HEERENVEEN))
    assert run([]) == code


@pytest.mark.parametrize("shell", aanvullen.SHELLS)
def test_each_script_asks_us_and_changes_nothing_else(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--aanvulling", shell]) == 0
    script = capsys.readouterr().out
    assert aanvullen.VARIABELE in script
    assert "ExecutionPolicy" not in script
    assert "Set-PSReadLineKeyHandler" not in script


def test_another_shell_is_told_which_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--aanvulling", "tcsh"]) == 2
    assert "Kies uit bash, zsh, fish, powershell." in capsys.readouterr().err


def test_bash_takes_the_script_and_nothing_heavy_is_loaded(tmp_path: Path) -> None:
    """A real bash asks through the script; Python says what it loaded for the answer."""
    tool = tmp_path / "werkmonitor"
    log = tmp_path / "geladen"
    tool.write_text(
        f"#!{sys.executable}\nimport atexit, os, sys\n"
        "from werkmonitor.cli.app import run\ncode = run(sys.argv[1:])\n"
        f"open({str(log)!r}, 'w').write('\\n'.join(sys.modules))\nsys.exit(code)\n",
        encoding="utf-8",
    )
    tool.chmod(0o755)
    lines = (
        'eval "$(werkmonitor --aanvulling bash)"\nCOMP_WORDS=(werkmonitor build 20)\nCOMP_CWORD=2\n'
        '_werkmonitor_completion werkmonitor\nprintf "%s " "${COMPREPLY[@]}"\n'
    )
    env = os.environ | {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "WERKMONITOR_WERKMAP": str(HEERENVEEN)}
    done = subprocess.run(  # noqa: S603 - our own lines
        ["bash", "-c", lines],  # noqa: S607 - the bash of this machine
        env=env, cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.stdout.split(), done.stderr) == (["2020", "2021"], "")
    loaded = {name.split(".")[0] for name in log.read_text(encoding="utf-8").splitlines()}
    assert "werkmonitor" in loaded
    assert loaded & {"numpy", "pandas", "pydantic", "matplotlib", "weasyprint", "jinja2", "xlsxwriter"} == set()
