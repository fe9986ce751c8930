"""The command line: Dutch, 80 columns, exit codes of the contract, results on stdout and talk on stderr."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from werk_voorbeeld import INDICATOREN_TOML, maak_werkmap, vervang
from werkmonitor import __version__
from werkmonitor.cli import app as cli
from werkmonitor.cli import opties
from werkmonitor.cli.tonen import EIGEN_FOUT
from werkmonitor.files.werkmap import VARIABELE
from werkmonitor.findings import Finding, InputError, OutputError
from werkmonitor.outputs import FORMATEN
from werkmonitor.tasks import build as tasks
from werkmonitor.tasks import parallel
from werkmonitor.tasks.lezen import stop_bij_fouten

Output = tuple[int, str, str]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elders").mkdir()
    (tmp_path / "tijdelijk").mkdir()
    monkeypatch.chdir(tmp_path / "elders")
    monkeypatch.delenv(VARIABELE, raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tijdelijk"))
    monkeypatch.setattr(parallel, "processors", lambda: 1)  # no other processes that load what is not used here


@pytest.fixture
def werkmap(tmp_path: Path) -> Path:
    return maak_werkmap(tmp_path / "werkmap")


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> pytest.CaptureFixture[str]:
    return capsys


def command(capsys: pytest.CaptureFixture[str], *arguments: object) -> Output:
    capsys.readouterr()
    code = cli.run([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def build(said: pytest.CaptureFixture[str], werkmap: Path, *options: object, periode: str = "2021") -> Output:
    return command(said, "build", periode, "--werkmap", werkmap, *options)


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


# Help and usage


ENGLISH = ("Usage", "Options", "Arguments", "Commands", "Show this", "required", "default", "<str>", "TEXT", "COMMAND")


@pytest.mark.parametrize("arguments", [("--help",), ("build", "--help")])
def test_help_is_dutch_and_fits_80_columns(said: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    code, out, err = command(said, *arguments)
    assert (code, err) == (0, "")
    assert out.startswith("Gebruik: werkmonitor")
    assert max(map(len, out.splitlines())) <= 80
    assert [word for word in ENGLISH if word in out] == []


def test_help_of_build_names_every_option_of_the_contract(said: pytest.CaptureFixture[str]) -> None:
    _, out, _ = command(said, "build", "--help")
    options = ("--werkmap", "--uit", "--formaat", "--peildatum", "--droog", "--forceer", "--json", "--help")
    assert [option for option in options if option not in out] == []


def test_without_a_command_the_help_is_shown_as_talk(said: pytest.CaptureFixture[str]) -> None:
    code, out, err = command(said)
    assert (code, out) == (2, "")
    assert err.startswith("Gebruik: werkmonitor")


def test_the_version_is_a_result(said: pytest.CaptureFixture[str]) -> None:
    assert command(said, "--version") == (0, f"werkmonitor {__version__}\n", "")


@pytest.mark.parametrize(
    ("arguments", "zin"),
    [
        (("bulid", "2021"), "De opdracht 'bulid' bestaat niet."),
        (("build",), "PERIODE ontbreekt."),
        (("build", "2021", "2022"), "Hier staat te veel: 2022."),
        (("build", "2021", "--formaatt", "pdf"), "De optie --formaatt bestaat niet."),
        (("build", "2021", "-x"), "De optie -x bestaat niet."),
        (("--nee",), "De optie --nee bestaat niet."),
        (("build", "2021", "--formaat"), "Bij de optie --formaat hoort een waarde."),
        (("build", "2021", "--droog=ja"), "Bij de optie --droog hoort geen waarde."),
        (("build", "abc"), "'abc' is geen periode; schrijf bijvoorbeeld 2021, 2021-H1, 2021-K3 of 2021-05."),
        (("build", "2021", "--peildatum", "gisteren"), "'gisteren' is geen datum; schrijf bijvoorbeeld 2022-01-14."),
        (("build", "2021", "--formaat", "word"), "'word' is geen formaat. Kies uit html, pdf, xlsx, json, csv"),
        (("build", "2021", "--formaat", "html,word,wp"), "'word, wp' is geen formaat."),
        (("build", "2021", "--formaat", ","), "',' is geen formaat."),
    ],
)
def test_wrong_use_is_told_in_dutch_with_exit_code_2(
    said: pytest.CaptureFixture[str], arguments: tuple[str, ...], zin: str
) -> None:
    code, out, err = command(said, *arguments)
    assert (code, out) == (2, "")
    assert err.replace("\n", " ").startswith(zin)
    assert max(map(len, err.splitlines())) <= 80


# A build that succeeds


def test_a_build_tells_what_it_made_on_stdout_and_warnings_on_stderr(
    said: pytest.CaptureFixture[str], werkmap: Path
) -> None:
    code, out, err = build(said, werkmap)
    uit = werkmap / "uitvoer" / "2021"
    assert code == 0
    made = [f"monitor-2021{end}" for formaat in ("json", "csv") for end in FORMATEN[formaat]]
    files = "".join(f"  {uit / naam}\n" for naam in made)
    assert out == f"Monitor 2021: 2 cijfers uit 2 bestanden.\nGemaakt:\n{files}"
    assert err.replace("\n", " ").startswith("waarschuwing: Poortwachtersquote is oranje zonder toelichting.")
    assert sorted(written(uit)) == sorted(made)


def test_the_json_report_parses_and_is_alone_on_stdout(said: pytest.CaptureFixture[str], werkmap: Path) -> None:
    code, out, err = build(said, werkmap, "--json", "--formaat", "json")
    verslag = json.loads(out)
    assert (code, err) == (0, "")
    assert (verslag["periode"], verslag["cijfers"], verslag["bestanden"]) == ("2021", 2, ["monitor-2021.json"])
    assert [melding["code"] for melding in verslag["meldingen"]] == ["toelichting-ontbreekt"]


def test_the_outputs_go_where_it_is_asked(said: pytest.CaptureFixture[str], werkmap: Path, tmp_path: Path) -> None:
    assert build(said, werkmap, "--uit", tmp_path / "uit", "--formaat", "CSV, json ,csv")[0] == 0
    assert len(written(tmp_path / "uit")) == 5
    assert not (werkmap / "uitvoer").exists()


def test_the_given_peildatum_stands_in_the_result(said: pytest.CaptureFixture[str], werkmap: Path) -> None:
    build(said, werkmap, "--peildatum", "2022-01-14")
    data = json.loads((werkmap / "uitvoer" / "2021" / "monitor-2021.json").read_bytes())
    assert data["programma"]["brondatum"] == "14\xa0januari 2022"


def test_a_second_build_makes_nothing_and_says_so(said: pytest.CaptureFixture[str], werkmap: Path) -> None:
    build(said, werkmap)
    code, out, _ = build(said, werkmap)
    assert code == 0
    assert out.replace("\n", " ").startswith("Er is niets veranderd sinds de vorige keer.")
    assert json.loads(build(said, werkmap, "--json")[1])["ongewijzigd"] is True


def test_a_build_after_a_change_says_why(said: pytest.CaptureFixture[str], werkmap: Path) -> None:
    build(said, werkmap)
    vervang(werkmap / "teksten" / "2021" / "kort.md", "De quote", "De poortwachtersquote")
    _, out, _ = build(said, werkmap)
    assert "Opnieuw gemaakt, want teksten/2021/kort.md is veranderd." in out


def test_of_many_changes_three_are_named(said: pytest.CaptureFixture[str], werkmap: Path) -> None:
    build(said, werkmap)
    for naam in "abcde":
        (werkmap / "teksten" / "2021" / f"{naam}.md").write_text("x", encoding="utf-8")
    _, out, err = build(said, werkmap)
    assert "a.md is nieuw; teksten/2021/b.md is nieuw; teksten/2021/c.md is nieuw en nog 2." in out.replace("\n", " ")
    assert "5 opmerkingen staan in het rapport." in err


def test_forceer_makes_everything_again(said: pytest.CaptureFixture[str], werkmap: Path) -> None:
    build(said, werkmap)
    _, out, _ = build(said, werkmap, "--forceer")
    assert out.startswith("Monitor 2021: ")


def test_a_build_from_the_cache_gives_the_same_bytes(said: pytest.CaptureFixture[str], werkmap: Path) -> None:
    build(said, werkmap)
    uit = werkmap / "uitvoer" / "2021"
    fresh = written(uit)
    (uit / "monitor-2021.json").unlink()
    build(said, werkmap)
    assert written(uit) == fresh


@pytest.mark.traag
@pytest.mark.parametrize("key", ["verslag", "uitvoer", "invoer"])
@pytest.mark.parametrize("value", [None, 3, {}, {"cijfers": 3}])
def test_a_damaged_record_of_the_last_build_is_no_reason_to_fail(
    said: pytest.CaptureFixture[str], werkmap: Path, key: str, value: object
) -> None:
    build(said, werkmap, "--formaat", "json")
    record = werkmap / "uitvoer" / "2021" / ".werkmonitor" / "bouw-2021.json"
    record.write_text(json.dumps(json.loads(record.read_bytes()) | {key: value}), encoding="utf-8")
    assert build(said, werkmap, "--formaat", "json")[0] == 0


def test_droog_writes_nothing_at_all(said: pytest.CaptureFixture[str], werkmap: Path) -> None:
    code, out, _ = build(said, werkmap, "--droog")
    assert code == 0
    assert "Dit zou gemaakt worden:\n" in out
    assert not (werkmap / "uitvoer").exists()


def test_droog_names_the_files_that_a_build_makes(said: pytest.CaptureFixture[str], werkmap: Path) -> None:
    droog = json.loads(build(said, werkmap, "--droog", "--json")[1])["bestanden"]
    assert droog == json.loads(build(said, werkmap, "--json")[1])["bestanden"]


def test_without_a_werkmap_the_example_is_used_and_that_is_said(
    said: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, werkmap: Path
) -> None:
    monkeypatch.setattr("werkmonitor.resources.voorbeeld", lambda: werkmap)
    code, _, err = command(said, "build", "2021", "--formaat", "json")
    assert code == 0
    assert err.startswith("Dit is het voorbeeld dat bij werkmonitor hoort.")
    assert (Path.cwd() / "uitvoer" / "voorbeeld-werkmap" / "monitor-2021.json").is_file()


def test_the_number_of_tasks_by_colour_is_told(said: pytest.CaptureFixture[str], werkmap: Path) -> None:
    task = '\n[[opgave]]\nid = "a"\nnummer = 1\nnaam = "A"\nkort = "A"\ndoelen = []\nindicatoren = ["quote"]\n'
    (werkmap / "declaratie" / "opgaven.toml").write_text(task, encoding="utf-8")
    assert "Opgaven: 1 oranje.\n" in build(said, werkmap)[1]


def test_figures_without_a_value_are_counted(said: pytest.CaptureFixture[str], werkmap: Path) -> None:
    vervang(werkmap / "exports" / "2021" / "poort.csv", "afgewezen;36", "afgewezen;")
    assert "2 cijfers (2 zonder waarde)" in build(said, werkmap)[1]


# Faults of the input: 3


def refused(said: pytest.CaptureFixture[str], werkmap: Path) -> str:
    code, out, err = build(said, werkmap, "--formaat", "json")
    assert (code, out) == (3, "")
    assert not (werkmap / "uitvoer" / "2021" / "monitor-2021.json").exists()
    return err


def test_a_faulty_declaration_ends_in_3_with_file_and_line(said: pytest.CaptureFixture[str], werkmap: Path) -> None:
    vervang(werkmap / "declaratie" / "indicatoren.toml", "naam = ", "naem = ")
    err = refused(said, werkmap).replace("\n", " ")
    assert "fout: declaratie/indicatoren.toml › regel 3: De sleutel 'naem' bestaat hier niet." in err
    assert err.endswith("De declaratie heeft 2 fouten; er is niets gemaakt. ")


def test_a_faulty_formula_is_told_with_its_file(said: pytest.CaptureFixture[str], werkmap: Path) -> None:
    vervang(werkmap / "declaratie" / "indicatoren.toml", '"som(aanvragen)"', '"som(aanvragn)"')
    assert refused(said, werkmap).startswith("fout: declaratie/indicatoren.toml › regel 14: De formule van indicator")


def test_a_norm_without_a_direction_is_told_with_its_file(said: pytest.CaptureFixture[str], werkmap: Path) -> None:
    vervang(werkmap / "declaratie" / "indicatoren.toml", 'richting = "hoger"\n', "")
    err = refused(said, werkmap).replace("\n", " ")
    assert err.startswith("fout: declaratie/indicatoren.toml › regel 2: Indicator quote heeft een norm")


def test_a_faulty_heading_is_told_with_its_file_and_line(said: pytest.CaptureFixture[str], werkmap: Path) -> None:
    vervang(werkmap / "werkmonitor.toml", "{{ periode }}", "{{ period }}")
    err = refused(said, werkmap).replace("\n", " ")
    assert err.startswith("fout: werkmonitor.toml › regel 4: In 'Monitor {{ period }}': 'period'")


@pytest.mark.parametrize("before", ["", "som(aanvragen) + " * 6])
def test_the_caret_stands_below_the_fault_also_in_a_long_formula(
    said: pytest.CaptureFixture[str], werkmap: Path, before: str
) -> None:
    vervang(werkmap / "declaratie" / "indicatoren.toml", '"som(aanvragen)"', f'"{before}som(weg)"')
    lines = refused(said, werkmap).splitlines()
    caret = next(number for number, line in enumerate(lines) if line.strip() == "^")
    column = lines[caret].index("^")
    assert lines[caret - 1][column : column + 3] == "weg"
    assert max(map(len, lines)) <= 80


def test_a_faulty_text_ends_in_3_with_its_line(said: pytest.CaptureFixture[str], werkmap: Path) -> None:
    vervang(werkmap / "teksten" / "2021" / "kort.md", "{{ quote }}", "{{ qoute }}")
    err = refused(said, werkmap).replace("\n", " ")
    assert err.startswith("fout: teksten/2021/kort.md › regel 1: 'qoute' is geen bekend cijfer.")
    assert "De monitor is niet gemaakt: 1 fout in de invoer. Er is niets weggeschreven." in err


def test_a_text_in_another_encoding_ends_in_3_by_name(said: pytest.CaptureFixture[str], werkmap: Path) -> None:
    (werkmap / "teksten" / "2021" / "kort.md").write_bytes("Café".encode("cp1252"))
    assert "teksten/2021/kort.md: Deze tekst is niet als UTF-8 opgeslagen." in refused(said, werkmap).replace("\n", " ")


def test_a_period_without_exports_ends_in_3(said: pytest.CaptureFixture[str], werkmap: Path) -> None:
    code, out, err = build(said, werkmap, periode="2019")
    assert (code, out) == (3, "")
    assert "Er zijn wel exports voor 2020, 2021." in err.replace("\n", " ")


def test_a_public_monitor_says_how_much_it_hides(said: pytest.CaptureFixture[str], werkmap: Path) -> None:
    vervang(werkmap / "werkmonitor.toml", "[publicatie]", '[publicatie]\ndoelgroep = "openbaar"')
    code, out, _ = build(said, werkmap)
    assert (code, "Niet getoond om privacy: 0 getallen.\n" in out) == (0, True)


def test_an_unknown_format_in_the_declaration_is_no_fault_of_ours(
    said: pytest.CaptureFixture[str], werkmap: Path
) -> None:
    vervang(werkmap / "werkmonitor.toml", '["json", "csv"]', '["json", "word"]')
    assert build(said, werkmap)[0] == 3


@pytest.mark.parametrize("kleur", ["groen", "oranje", "rood", "grijs"])
def test_a_colour_without_a_word_is_no_fault_of_ours(
    said: pytest.CaptureFixture[str], werkmap: Path, kleur: str
) -> None:
    file = werkmap / "werkmonitor.toml"
    parts = file.read_text(encoding="utf-8").split("\n\n")
    kept = [part for part in parts if not part.startswith(f"[oordeel.{kleur}]")]
    file.write_text("\n\n".join(kept), encoding="utf-8")
    assert build(said, werkmap)[0] != EIGEN_FOUT


# Faults of the output: 4, and of ours: 5


def test_an_output_folder_that_cannot_be_made_ends_in_4(
    said: pytest.CaptureFixture[str], werkmap: Path, tmp_path: Path
) -> None:
    (tmp_path / "bestand").write_bytes(b"")
    code, out, err = build(said, werkmap, "--uit", tmp_path / "bestand", "--formaat", "json")
    assert (code, out) == (4, "")
    assert "Kies een andere map." in err.replace("\n", " ")


def _raises(error: BaseException) -> object:
    def build(*_arguments: object) -> None:
        raise error

    return build


def test_a_fault_of_ours_ends_in_5_with_a_file_and_without_a_traceback(
    said: pytest.CaptureFixture[str], werkmap: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tasks, "build", _raises(ZeroDivisionError("ons foutje")))
    code, out, err = build(said, werkmap)
    (log,) = (tmp_path / "tijdelijk").iterdir()
    assert (code, out) == (5, "")
    assert err.startswith("Dit is een fout in werkmonitor ")
    assert str(log) in err
    assert "Traceback" not in err
    assert "ZeroDivisionError: ons foutje" in log.read_text(encoding="utf-8")


def test_an_interruption_ends_in_2_and_says_that_nothing_was_lost(
    said: pytest.CaptureFixture[str], werkmap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "build", _raises(KeyboardInterrupt()))
    assert build(said, werkmap) == (2, "", "Afgebroken. De vorige uitvoer is er nog.\n")


def test_a_reader_that_stops_reading_ends_in_4_in_silence(
    said: pytest.CaptureFixture[str], werkmap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "build", _raises(BrokenPipeError(errno.EPIPE, "Broken pipe")))
    assert build(said, werkmap) == (4, "", "")


def test_findings_of_an_error_are_told_before_it_the_gravest_first(
    said: pytest.CaptureFixture[str], werkmap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    findings = [Finding("a", "info", "I."), Finding("b", "waarschuwing", "W."), Finding("c", "fout", "F.")]
    monkeypatch.setattr(tasks, "build", _raises(OutputError("Einde.", findings)))
    _, _, err = build(said, werkmap)
    assert err == "fout: F.\nwaarschuwing: W.\n1 opmerking staat in het rapport.\nEinde.\n"


# Terminals and consoles


def test_progress_is_shown_on_a_terminal_and_wiped_after(
    said: pytest.CaptureFixture[str], werkmap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    _, out, err = build(said, werkmap, "--formaat", "json")
    assert "\rDeclaratie lezen..." in err
    assert "\rMaken: json..." in err
    assert "\r" + " " * 79 + "\r" in err
    assert "\r" not in out
    assert max(map(len, err.replace("\n", "\r").split("\r"))) <= 80


def test_progress_is_not_shown_in_a_file(said: pytest.CaptureFixture[str], werkmap: Path) -> None:
    assert "\r" not in build(said, werkmap)[2]


@pytest.mark.traag
@pytest.mark.parametrize("encoding", ["cp1252", pytest.param("ascii", marks=pytest.mark.traag)])
def test_a_console_of_another_code_page_does_not_crash(werkmap: Path, encoding: str) -> None:
    (werkmap / "declaratie" / "indicatoren.toml").write_text(
        INDICATOREN_TOML.replace("Aanvragen", "Aanvragen → Łódź").replace("naam = ", "naem = ", 1), encoding="utf-8"
    )
    command = [sys.executable, "-m", "werkmonitor", "build", "2021", "--werkmap", str(werkmap)]
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = subprocess.run(command, env=environment, capture_output=True, check=False)  # noqa: S603
    assert done.returncode == 3
    assert b"regel 3" in done.stderr
    assert b"Traceback" not in done.stderr


def test_every_format_can_be_asked_for() -> None:
    assert opties.formaten(",".join(FORMATEN)) == tuple(FORMATEN)


@pytest.mark.parametrize(
    ("arguments", "naam"),
    [
        (("build", "2021", "--werkmap", ""), "--werkmap"),
        (("build", "2021", "--uit", ""), "--uit"),
        (("check", "--kopie", " "), "--kopie"),
        (("inspect", ""), "BESTAND"),
    ],
)
def test_an_empty_path_is_a_usage_error_and_never_just_any_folder(
    said: pytest.CaptureFixture[str], arguments: tuple[str, ...], naam: str
) -> None:
    code, out, err = command(said, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(f"{naam} is leeg")


def test_a_usage_error_is_json_too_when_that_is_asked(said: pytest.CaptureFixture[str]) -> None:
    code, out, _ = command(said, "check", "--bestaat-niet", "--json")
    assert code == 2
    assert json.loads(out) == {"meldingen": [], "fout": "De optie --bestaat-niet bestaat niet."}


@pytest.mark.parametrize(("error", "code"), [(OSError(errno.ENOSPC, "vol"), 4), (OSError(errno.ENOSPC, "vol", "x"), 5)])
def test_a_stream_that_is_full_is_no_fault_of_ours(
    said: pytest.CaptureFixture[str], werkmap: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, code: int
) -> None:
    monkeypatch.setattr(tasks, "build", _raises(error))
    got, out, err = build(said, werkmap)
    assert (got, out) == (code, "")
    assert (err == "De uitkomst kan niet getoond worden: vol.\n") == (code == 4)


def test_only_an_interrupted_build_speaks_of_earlier_output(
    said: pytest.CaptureFixture[str], werkmap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("werkmonitor.tasks.check.check", _raises(KeyboardInterrupt()))
    assert command(said, "check", "--werkmap", werkmap) == (2, "", "Afgebroken.\n")


def test_a_fault_that_is_found_twice_is_told_once() -> None:
    found = Finding("a", "fout", "F.")
    with pytest.raises(InputError, match="1 fout") as caught:
        stop_bij_fouten([found, found])  # a build in which this happens is long
    assert caught.value.findings == (found,)


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["build"], "PERIODE ontbreekt. Uitleg: werkmonitor build --help"),
        (["buidl"], "De opdracht 'buidl' bestaat niet. Bedoelt u build? Uitleg: werkmonitor --help"),
        (["zzzzzz"], "De opdracht 'zzzzzz' bestaat niet. Uitleg: werkmonitor --help"),
        (["schedule", "shwo"], "De opdracht 'shwo' bestaat niet. Bedoelt u show? Uitleg: werkmonitor schedule --help"),
        (["check", "--ales"], "De optie --ales bestaat niet. Uitleg: werkmonitor check --help"),
    ],
)
def test_wrong_use_points_to_the_help_of_the_command(
    said: pytest.CaptureFixture[str], arguments: list[str], wanted: str
) -> None:
    code, out, err = command(said, *arguments)
    assert (code, out, " ".join(err.split())) == (2, "", wanted)


def test_a_figure_that_is_not_known_is_of_the_example_when_there_is_no_werkmap(
    said: pytest.CaptureFixture[str],
) -> None:
    code, _, err = command(said, "explain", "xyz")
    assert code == 2
    assert err.startswith("Hier is geen werkmap, dus dit gaat over het voorbeeld")
    assert "De indicator 'xyz' bestaat niet" in " ".join(err.split())
