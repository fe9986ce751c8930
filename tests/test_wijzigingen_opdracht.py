"""What a second build does, what is written and what is not, and what the command says of it."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from hulp import lees, momentopname, verhoog, verslag, werkmonitor, zet_erbij
from werkmonitor.cli.app import run
from werkmonitor.findings import OutputError
from werkmonitor.monitor import model
from wijzigingen_voorbeeld import AANVRAGEN, BIJSTAND, FOUTEN, LKS, past_op_het_scherm, uitvoer, veranderde_paginas


@pytest.fixture(scope="module")
def gebouwd(kern: Path) -> Path:
    """No test here is about the pages with background."""
    return kern


@pytest.fixture(scope="module")
def voor(gebouwd: Path) -> model.Monitor:
    return lees(gebouwd / "uitvoer" / "2021")


# ---------------------------------------------------------------- a second build


def test_ongewijzigde_bouw_zegt_dat(gebouwd: Path, capsys: pytest.CaptureFixture[str]) -> None:
    verslag(gebouwd)
    eerst = momentopname(gebouwd)
    assert verslag(gebouwd).ongewijzigd
    assert run(["build", "2021", "--werkmap", str(gebouwd), "--formaat", "json"]) == 0
    assert "niets veranderd" in capsys.readouterr().out
    assert momentopname(gebouwd) == eerst


def test_na_een_andere_tekst_zegt_de_bouw_welke(eerder_gebouwd: Path, voor: model.Monitor) -> None:
    zet_erbij(eerder_gebouwd / "teksten/2021/kort.md", "Dit is er nieuw bij.")
    again = verslag(eerder_gebouwd)
    assert (again.ongewijzigd, again.redenen) == (False, ("teksten/2021/kort.md is veranderd",))
    na = lees(eerder_gebouwd / "uitvoer" / "2021")
    assert veranderde_paginas(voor, na) == {"kort"}
    assert na.indicatoren == voor.indicatoren
    assert verslag(eerder_gebouwd).ongewijzigd


@pytest.mark.traag
def test_na_een_andere_export_zegt_de_bouw_welke(eerder_gebouwd: Path) -> None:
    verhoog(eerder_gebouwd / "exports" / "2020" / LKS, "B4")
    assert verslag(eerder_gebouwd).redenen == (f"exports/2020/{LKS} is veranderd",)


def test_uitvoer_die_iemand_veranderde_wordt_opnieuw_gemaakt(eerder_gebouwd: Path) -> None:
    path = eerder_gebouwd / "uitvoer" / "2021" / "monitor-2021.json"
    goed = lees(path.parent)
    path.write_bytes(b"{}")
    assert not verslag(eerder_gebouwd).ongewijzigd
    assert lees(path.parent) == goed


@pytest.mark.traag
def test_hergebruik_geeft_dezelfde_bytes_als_alles_opnieuw(eerder_gebouwd: Path) -> None:
    zet_erbij(eerder_gebouwd / "teksten/2021/kort.md", "Dit is er nieuw bij.")
    verslag(eerder_gebouwd)
    path = eerder_gebouwd / "uitvoer" / "2021" / "monitor-2021.json"
    hergebruikt = path.read_bytes()
    verslag(eerder_gebouwd, forceer=True)
    gelijk = path.read_bytes() == hergebruikt  # a bare comparison: pytest would print a megabyte
    assert gelijk


# ---------------------------------------------------------------- writing, or not


def test_droog_schrijft_niets(werkmap: Path, capsys: pytest.CaptureFixture[str]) -> None:
    eerst = momentopname(werkmap)
    assert run(["build", "2021", "--werkmap", str(werkmap), "--droog"]) == 0
    shown = capsys.readouterr().out
    assert "zou" in shown
    assert "monitor-2021.html" in shown
    assert momentopname(werkmap) == eerst


def test_droog_stopt_ook_bij_een_fout(werkmap: Path, exports: Path) -> None:
    FOUTEN["tekst in een getalcel"][0](exports)
    assert run(["build", "2021", "--werkmap", str(werkmap), "--droog"]) == 3


@pytest.mark.parametrize("bezet", ["monitor-2021.csv", pytest.param("monitor-2021.json", marks=pytest.mark.traag)])
def test_bezet_doel_geeft_4_en_laat_alle_uitvoer_staan(
    werkmap: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], bezet: str
) -> None:
    uit = tmp_path / "uit"
    arguments = ["build", "2021", "--werkmap", str(werkmap), "--uit", str(uit), "--formaat", "csv,json"]
    assert run(arguments) == 0
    (uit / bezet).unlink()
    (uit / bezet).mkdir()
    (uit / bezet / "van mij.txt").write_text("niet weggooien", encoding="utf-8")
    verhoog(werkmap / "exports" / "2021" / BIJSTAND, "B15")
    eerst = uitvoer(uit)
    capsys.readouterr()
    assert run(arguments) == 4
    shown = capsys.readouterr()
    assert bezet in shown.err.replace("\n", "")
    assert "Traceback" not in shown.err
    assert shown.out == ""
    assert uitvoer(uit) == eerst


def test_uitvoermap_die_een_bestand_is_geeft_4(werkmap: Path, tmp_path: Path) -> None:
    (tmp_path / "uit").write_text("bestand", encoding="utf-8")
    assert run(["build", "2021", "--werkmap", str(werkmap), "--uit", str(tmp_path / "uit"), "--formaat", "json"]) == 4
    assert (tmp_path / "uit").read_text(encoding="utf-8") == "bestand"


def test_uitvoer_die_niet_gemaakt_kan_worden_is_een_outputerror(werkmap: Path) -> None:
    (werkmap / "uitvoer").write_text("bestand", encoding="utf-8")
    with pytest.raises(OutputError, match="uitvoer"):
        verslag(werkmap)


# ---------------------------------------------------------------- the command line


@pytest.mark.parametrize(
    ("arguments", "woord"),
    [
        (["build"], "PERIODE ontbreekt"),
        (["build", "2021-13"], "'2021-13' is geen periode"),
        (["build", "2021", "--formaat", "doc"], "'doc' is geen formaat"),
        (["build", "2021", "--formaat", ""], "geen formaat"),
        (["build", "2021", "--formaat"], "hoort een waarde"),
        (["build", "2021", "--peildatum", "gisteren"], "'gisteren' is geen datum"),
        (["build", "2021", "--foo"], "De optie --foo bestaat niet"),
        (["build", "2021", "2022"], "te veel: 2022"),
        (["build", "2021", "--droog=ja"], "hoort geen waarde"),
        (["bouw", "2021"], "De opdracht 'bouw' bestaat niet"),
    ],
)
def test_verkeerd_gebruik_geeft_2_in_het_nederlands(
    capsys: pytest.CaptureFixture[str], arguments: list[str], woord: str
) -> None:
    assert run(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert woord in " ".join(shown.err.split())
    assert not any(english in shown.err.lower() for english in ("usage", "error", "invalid", "option ", "missing"))
    assert past_op_het_scherm(shown.err)


@pytest.mark.parametrize("periode", ["2019", "2019-H1", "2022-K3", "2022-05"])
def test_periode_zonder_exports_geeft_3_en_noemt_die_er_wel_zijn(
    gebouwd: Path, capsys: pytest.CaptureFixture[str], periode: str
) -> None:
    assert run(["build", periode, "--werkmap", str(gebouwd)]) == 3
    assert "2020, 2021" in " ".join(capsys.readouterr().err.split())


def test_proces_meldt_een_fout_op_stderr_met_code_3(werkmap: Path, exports: Path, tmp_path: Path) -> None:
    FOUTEN["kop hernoemd"][0](exports)
    gedaan = werkmonitor("build", "2021", "--werkmap", "werkmap", map_=tmp_path)
    assert (gedaan.returncode, gedaan.stdout) == (3, "")
    assert "Traceback" not in gedaan.stderr
    assert f"{AANVRAGEN} › Pagina1_1 › A2" in gedaan.stderr
    assert past_op_het_scherm(gedaan.stderr)
    assert not (werkmap / "uitvoer").exists()


def test_proces_zet_het_resultaat_op_stdout_en_zwijgt_op_stderr(werkmap: Path, tmp_path: Path) -> None:
    blok = '[[aanvaard]]\ncode = "{}"\nplek = "*"\nreden = "zo gepubliceerd"\ntot = 2022\n'
    aanvaard = "".join(map(blok.format, ("totaal-wijkt-af", "controle-wijkt-af")))
    (werkmap / "declaratie" / "aanvaard_alles.toml").write_text(aanvaard, encoding="utf-8")
    gedaan = werkmonitor("build", "2021", "--werkmap", "werkmap", "--formaat", "json,csv", map_=tmp_path)
    assert gedaan.returncode == 0
    assert re.fullmatch(r"\d+ opmerkingen staan in het rapport\.\n", gedaan.stderr)
    made = [line.strip() for line in gedaan.stdout.splitlines() if line.startswith("  ")]
    assert {path.name for path in (werkmap / "uitvoer" / "2021").glob("*.*")} - {".werkmonitor"} == {
        Path(path).name for path in made
    }
    assert past_op_het_scherm(gedaan.stdout)


def test_verslag_als_json_is_json_en_niets_anders(gebouwd: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "2021", "--werkmap", str(gebouwd), "--formaat", "json", "--json"]) == 0
    report = msgspec.json.decode(capsys.readouterr().out)
    assert report["periode"] == "2021"
    assert report["bestanden"] == ["monitor-2021.json"]
