"""``run``: what is due is made once, what is not ready waits, what fails is told once, and nothing good is lost."""

from __future__ import annotations

import json
import os
import threading
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from hulp import vervang, zet_erbij
from regio_voorbeeld import LEDEN, maak_regio
from run_voorbeeld import MELDING, NA_2021, PLANNING, Klok, draai, gemeld, logboek, stand, status, werkmap_met
from werkmonitor.cli import run_tekst
from werkmonitor.cli.app import run as typ
from werkmonitor.files import logboek as logboeken
from werkmonitor.files import status as standen
from werkmonitor.files.logboek import Logboek
from werkmonitor.files.slot import BezetError, slot
from werkmonitor.files.status import Status, lees_status, schrijf_status
from werkmonitor.findings import InputError, OutputError, UsageError
from werkmonitor.outputs import FORMATEN
from werkmonitor.periode import Periode
from werkmonitor.tasks.build import Opdracht, Verslag, build
from werkmonitor.tasks.lezen import Voortgang
from werkmonitor.tasks.regio import Onderdeel, Regioverslag
from werkmonitor.tasks.run import maken, rust
from werkmonitor.tasks.run import opdracht as runs
from werkmonitor.tasks.run.kalender import eigen_werkmap
from werkmonitor.tasks.run.opdracht import Runopdracht, na_mislukking
from werkmonitor.tasks.run.verloop import MAX_MELDEN

JAAR = Periode.parse("2021")
EXPORT = "exports/2021/poort.csv"
FOUT = "2021;afgewezen;zes"
SLOT = "exports/2021/~$poort.xlsx"


@pytest.fixture(autouse=True)
def _same_tool(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tool itself is an input too; here it stays as it is, whatever is done to its files meanwhile."""
    monkeypatch.setattr("werkmonitor.files.werkmap._tool_stamp", lambda: "zelfde")
    monkeypatch.setattr("werkmonitor.tasks.build.STANDAARD", ())  # nothing to load beforehand: no PDF is made here


@pytest.fixture
def werkmap(tmp_path: Path) -> Path:
    return werkmap_met(tmp_path)


@pytest.fixture
def klok() -> Klok:
    return Klok()


def outputs(werkmap: Path, periode: str = "2021") -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((werkmap / "uitvoer" / periode).glob("monitor-*"))}


# ---------------------------------------------------------------- what is due


def test_before_its_day_nothing_is_made(werkmap: Path) -> None:
    verslag = draai(werkmap, date(2022, 1, 30))
    assert (verslag.code, verslag.perioden) == (0, [])
    assert (verslag.eerstvolgende, verslag.eerstvolgende_dag) == ("2021", "2022-01-31")
    assert not outputs(werkmap)


def test_what_is_due_is_made_told_and_kept_in_status_and_log(werkmap: Path, klok: Klok) -> None:
    verslag = draai(werkmap, klok=klok)
    assert verslag.code == 0
    ends = (*FORMATEN["csv"], *FORMATEN["json"])
    assert sorted(outputs(werkmap)) == sorted(f"monitor-2021{end}" for end in ends)
    found = stand(werkmap)
    assert (found.uitkomst, found.code, found.meldingen) == ("gelukt", 0, {"fout": 0, "waarschuwing": 0, "info": 0})
    assert found.wat == "Het is een concept met 2 cijfers en geen meldingen."
    assert set(found.bestanden) == {f"uitvoer/2021/{naam}" for naam in outputs(werkmap)}
    assert found.gemaakt == klok().isoformat(timespec="seconds") == status(werkmap).einde
    ((uitkomst, bericht),) = gemeld(werkmap)
    assert uitkomst == "gelukt"
    assert bericht.startswith("Monitor 2021 van Ergens is gemaakt.\n")
    assert f'werkmonitor seal 2021 --werkmap "{werkmap}"' in bericht
    first, second = logboek(werkmap).splitlines()
    assert first == f"{klok():%Y-%m-%d %H:%M:%S}  2021 gelukt: {found.wat}"
    assert second.endswith("2021: gemeld.")


def test_each_set_of_inputs_is_made_once(werkmap: Path, klok: Klok) -> None:
    draai(werkmap, klok=klok)
    log, when = logboek(werkmap), stand(werkmap).gemaakt
    klok.later(days=1)
    (again,) = draai(werkmap, klok=klok).perioden
    assert (again.nieuw, again.stand.gemaakt) == (False, when)
    assert (logboek(werkmap), len(gemeld(werkmap))) == (log, 1)
    vervang(werkmap / EXPORT, "36", "37")
    (changed,) = draai(werkmap, klok=klok).perioden
    assert changed.nieuw
    assert changed.stand.gemaakt != when
    assert f"Het is opnieuw gemaakt, want {EXPORT} is veranderd." in changed.stand.wat
    assert [uitkomst for uitkomst, _ in gemeld(werkmap)] == ["gelukt", "gelukt"]


def test_what_is_made_anew_to_the_same_outputs_is_not_told_again(werkmap: Path) -> None:
    draai(werkmap)
    (werkmap / "huisstijl").mkdir()
    (werkmap / "huisstijl" / "los.txt").write_text("doet niets", encoding="utf-8")
    (anew,) = draai(werkmap).perioden
    assert (anew.nieuw, len(gemeld(werkmap))) == (True, 1)


def test_what_was_missed_while_the_machine_was_off_is_made_up_for_oldest_first(werkmap: Path) -> None:
    vervang(werkmap / "werkmonitor.toml", "vanaf = 2021", "vanaf = 2020")
    verslag = draai(werkmap, date(2023, 6, 1))
    found = [(gedaan.stand.periode, gedaan.stand.uitkomst) for gedaan in verslag.perioden]
    assert found == [("2020", "gelukt"), ("2021", "gelukt"), ("2022", "wacht")]
    assert stand(werkmap, "2022").wat == "De map exports/2022 is er nog niet."


def test_what_was_made_by_hand_is_taken_note_of_and_not_told(werkmap: Path) -> None:
    build(Opdracht(periode=JAAR, werkmap=werkmap), lambda _: None)
    (gedaan,) = draai(werkmap).perioden
    assert gedaan.stand.wat.startswith("Al gemaakt buiten de planning om. ")
    assert not gemeld(werkmap)
    (again,) = draai(werkmap).perioden
    assert not again.nieuw


def test_outputs_that_somebody_threw_away_are_made_again(werkmap: Path) -> None:
    draai(werkmap)
    before = outputs(werkmap)
    (werkmap / "uitvoer" / "2021" / "monitor-2021.csv").unlink()
    draai(werkmap)
    assert outputs(werkmap) == before
    assert len(gemeld(werkmap)) == 1


def test_a_sealed_period_is_left_alone(werkmap: Path) -> None:
    for naam in ("2021-u9", "2021-u10", "2020-u11"):
        (werkmap / "uitgaven" / naam).mkdir(parents=True)
        (werkmap / "uitgaven" / naam / "zegel.json").write_text("{}", encoding="utf-8")
    (gedaan,) = draai(werkmap).perioden
    assert gedaan.stand.uitkomst == "vastgesteld"
    assert gedaan.stand.wat.startswith("Vastgesteld als 2021-u10;")
    assert not outputs(werkmap)
    assert not gemeld(werkmap)


def test_a_werkmap_without_planning_needs_one_on_the_command_line(tmp_path: Path) -> None:
    werkmap = werkmap_met(tmp_path, "")
    with pytest.raises(UsageError, match="nog geen planning"):
        draai(werkmap)
    verslag = runs.run(Runopdracht(werkmap=werkmap, ritme=("jaarlijks",), vandaag=NA_2021), lambda _: None, Klok())
    assert [gedaan.stand.uitkomst for gedaan in verslag.perioden] == ["gelukt"]
    assert status(werkmap).planning is None


def test_a_day_far_ahead_is_refused_and_keeps_and_tells_nothing(
    werkmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for dag in ("2199-12-31", "9999-12-31"):
        assert typ(["run", "--werkmap", str(werkmap), "--vandaag", dag]) == 2
        assert f"--vandaag {dag} is meer dan een jaar vooruit." in capsys.readouterr().err
    assert not (werkmap / "uitvoer").exists()
    assert not gemeld(werkmap)


def test_what_is_not_due_goes_from_the_status_unless_it_was_made(werkmap: Path, klok: Klok) -> None:
    draai(werkmap, klok=klok)
    this_year = klok().date()
    draai(werkmap, this_year + timedelta(days=366), klok)
    assert f"{this_year.year}" in [item.periode for item in status(werkmap).perioden]
    vervang(werkmap / "werkmonitor.toml", "vanaf = 2021", "vanaf = 2090")
    draai(werkmap, klok=klok)
    assert [item.periode for item in status(werkmap).perioden] == ["2021"]


# ---------------------------------------------------------------- complete and at rest


def test_a_period_waits_for_its_exports_and_somebody_hears_that_once(werkmap: Path) -> None:
    (werkmap / EXPORT).rename(werkmap / "weg.csv")
    for _ in range(2):
        assert draai(werkmap).code == 0
    assert stand(werkmap).wat == "In exports/2021 staat nog geen 'poort*.csv' voor Aanvragen aan de Poort."
    ((uitkomst, bericht),) = gemeld(werkmap)
    assert (uitkomst, "staat nog geen 'poort*.csv'" in bericht) == ("wacht", True)
    (werkmap / "weg.csv").rename(werkmap / EXPORT)
    draai(werkmap)
    assert [uitkomst for uitkomst, _ in gemeld(werkmap)] == ["wacht", "gelukt"]


def test_an_optional_source_is_waited_for_when_the_planning_names_it(tmp_path: Path) -> None:
    extra = '[[bron]]\nid = "extra"\ntitel = "Extra"\nbestand = "extra*.csv"\nvorm = "register"\nverplicht = false\n'
    extra += 'velden = { a = "A" }\n'
    werkmap = werkmap_met(tmp_path, extra + PLANNING)
    assert draai(werkmap).perioden[0].stand.uitkomst == "gelukt"
    vervang(werkmap / "werkmonitor.toml", "na_dagen", 'bronnen = ["extra"]\nna_dagen')
    assert draai(werkmap).perioden[0].stand.wat == "In exports/2021 staat nog geen 'extra*.csv' voor Extra."


@pytest.mark.parametrize(
    ("naam", "wat"),
    [
        (SLOT, "Iemand heeft een export open, want exports/2021/~$poort.xlsx is er."),
        ("exports/2021/.~lock.poort.xlsx#", "Iemand heeft een export open"),
        ("exports/2021/groot.xlsx.part", "exports/2021/groot.xlsx.part wordt nog gekopieerd of opgehaald."),
        ("exports/2020/~$poort.xlsx", "Iemand heeft een export open"),
    ],
)
def test_an_open_or_half_export_is_waited_for(werkmap: Path, naam: str, wat: str) -> None:
    (werkmap / naam).write_bytes(b"x")
    assert draai(werkmap).code == 0
    assert stand(werkmap).uitkomst == "wacht"
    assert stand(werkmap).wat.startswith(wat)
    assert not outputs(werkmap)
    (werkmap / naam).unlink()
    draai(werkmap)
    assert stand(werkmap).uitkomst == "gelukt"


def test_somebody_who_only_looks_at_an_export_that_was_read_makes_nothing_wait(werkmap: Path) -> None:
    draai(werkmap)
    (werkmap / SLOT).write_bytes(b"x")
    (gedaan,) = draai(werkmap).perioden
    assert (gedaan.nieuw, gedaan.stand.uitkomst) == (False, "gelukt")
    vervang(werkmap / EXPORT, "36", "37")
    assert draai(werkmap).perioden[0].stand.uitkomst == "wacht"


def test_inputs_must_be_at_rest_for_so_long_and_nobody_hears_of_the_dust(tmp_path: Path) -> None:
    werkmap = werkmap_met(tmp_path, (PLANNING + MELDING).replace("rustig_minuten = 0", "rustig_minuten = 30"))
    klok = Klok()
    old = (klok() - timedelta(days=2)).timestamp()
    for path in (path for path in werkmap.rglob("*") if path.is_file()):
        os.utime(path, (old, old))  # a copy with the time of its original: when it was put here counts
    klok.later(days=-1, minutes=20)
    draai(werkmap, klok=klok)
    assert "moet 30 minuten niets veranderen" in stand(werkmap).wat
    assert (stand(werkmap).uitkomst, gemeld(werkmap)) == ("wacht", [])
    klok.later(minutes=11)
    draai(werkmap, klok=klok)
    assert stand(werkmap).uitkomst == "gelukt"


def test_files_of_a_machine_whose_clock_is_ahead_are_at_rest_when_they_look_the_same_for_long(tmp_path: Path) -> None:
    werkmap = werkmap_met(tmp_path, PLANNING.replace("rustig_minuten = 0", "rustig_minuten = 30"))
    klok = Klok()
    ahead = (klok() + timedelta(days=400)).timestamp()
    os.utime(werkmap / EXPORT, (ahead, ahead))
    outcomes = []
    for minutes in (0, 20, 11):
        klok.later(minutes=minutes)
        draai(werkmap, klok=klok)
        outcomes.append(stand(werkmap).uitkomst)
    assert outcomes == ["wacht", "wacht", "gelukt"]
    (werkmap / EXPORT).write_bytes((werkmap / EXPORT).read_bytes() + b"\n")
    os.utime(werkmap / EXPORT, (ahead, ahead))
    draai(werkmap, klok=klok)
    assert stand(werkmap).uitkomst == "wacht"


def test_when_something_changed_is_said_with_the_day_unless_it_is_today() -> None:
    midnight = datetime(2021, 2, 1).astimezone()
    blik = rust.Blik(afdruk="", laatst=(midnight, "a.csv"), redenen=())
    assert blik.onrust(midnight + timedelta(minutes=5), 30, None).startswith("a.csv is om 00:00 nog")
    said = blik.onrust(midnight - timedelta(minutes=5), 30, None).replace("\N{NO-BREAK SPACE}", " ")
    assert said.startswith("a.csv is op 1 februari 2021 om 00:00 nog")


def test_a_file_that_is_only_in_the_cloud_is_waited_for(werkmap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rust, "elders", lambda _status: True)
    draai(werkmap)
    assert f"{EXPORT} staat nog in de cloud;" in stand(werkmap).wat
    assert not outputs(werkmap)


@pytest.mark.parametrize(
    ("kenmerken", "verwacht"),
    [({"st_file_attributes": 0x20}, False), ({"st_file_attributes": 0x400020}, True), ({"st_flags": 0x40000000}, True)],
)
def test_a_placeholder_is_known_by_what_the_system_says_of_it(kenmerken: dict[str, int], verwacht: bool) -> None:  # noqa: FBT001
    assert rust.elders(type("Stand", (), kenmerken)()) is verwacht


def test_a_file_that_somebody_locked_is_waited_for(werkmap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    geopend = Path.open

    def dicht(self: Path, *how: Any, **keys: Any) -> Any:
        if self == werkmap / EXPORT:
            raise PermissionError(13, "in gebruik")
        return geopend(self, *how, **keys)

    monkeypatch.setattr(Path, "open", dicht)
    draai(werkmap)
    assert stand(werkmap).wat == f"{EXPORT} gaat niet open (in gebruik)."


def test_inputs_that_change_while_it_is_made_say_nothing(werkmap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breekt(opdracht: Opdracht, voortgang: Voortgang) -> Verslag:
        zet_erbij(werkmap / EXPORT, FOUT)
        return build(opdracht, voortgang)

    monkeypatch.setattr(maken, "build", breekt)
    draai(werkmap)
    assert (stand(werkmap).uitkomst, stand(werkmap).wat) == ("wacht", "De invoer veranderde tijdens het maken.")
    assert not gemeld(werkmap)


# ---------------------------------------------------------------- what fails


def test_a_failure_is_told_once_and_leaves_the_last_good_outputs(werkmap: Path) -> None:
    draai(werkmap)
    good = outputs(werkmap)
    zet_erbij(werkmap / EXPORT, FOUT)
    assert draai(werkmap).code == 3
    assert outputs(werkmap) == good
    found = stand(werkmap)
    assert (found.uitkomst, found.code, found.meldingen["fout"]) == ("mislukt", 3, 1)
    assert set(found.bestanden) == {f"uitvoer/2021/{naam}" for naam in good}
    (again,) = draai(werkmap).perioden
    assert (again.nieuw, status(werkmap).code) == (False, 0)
    told = gemeld(werkmap)
    assert [uitkomst for uitkomst, _ in told] == ["gelukt", "mislukt"]
    assert "exports/2021/poort.csv › C4" in told[1][1]
    assert "De vorige uitvoer is er nog." in told[1][1]
    assert "C4" in logboek(werkmap)


def test_a_failure_is_tried_again_when_the_inputs_change(werkmap: Path) -> None:
    zet_erbij(werkmap / EXPORT, FOUT)
    draai(werkmap)
    vervang(werkmap / EXPORT, FOUT, "")
    assert draai(werkmap).code == 0
    assert [uitkomst for uitkomst, _ in gemeld(werkmap)] == ["mislukt", "gelukt"]


@pytest.mark.parametrize("bestand", ["declaratie/indicatoren.toml", "werkmonitor.toml"])
def test_a_broken_declaration_is_told_too(werkmap: Path, bestand: str) -> None:
    draai(werkmap)
    zet_erbij(werkmap / bestand, "x = [")
    assert draai(werkmap).code == 3
    assert "Deze regel is niet te lezen" in gemeld(werkmap)[-1][1]


def test_a_planning_of_another_version_is_as_good_as_none(werkmap: Path) -> None:
    (werkmap / "uitvoer").mkdir()
    schrijf_status(werkmap / "uitvoer", Status(planning={"ritme": "eeuwig"}))
    zet_erbij(werkmap / "werkmonitor.toml", "x = [")
    with pytest.raises(InputError):
        draai(werkmap)


def test_a_broken_declaration_that_was_never_read_ends_the_run(werkmap: Path) -> None:
    zet_erbij(werkmap / "werkmonitor.toml", "x = [")
    with pytest.raises(InputError):
        draai(werkmap)
    assert "Gestopt: De declaratie heeft 1 fout" in logboek(werkmap)


def test_a_planning_that_the_command_contradicts_is_told_once_a_day(werkmap: Path) -> None:
    klok = Klok()
    klok.later(days=-1)  # the marker's time is that of the system
    for _ in range(2):
        with pytest.raises(UsageError, match="zegt jaarlijks"):
            runs.run(Runopdracht(werkmap=werkmap, ritme=("maand",)), lambda _: None, klok)
    ((uitkomst, bericht),) = gemeld(werkmap)
    assert (uitkomst, bericht.splitlines()[0]) == ("mislukt", "werkmonitor van Ergens is gestopt.")


def test_a_fault_of_ours_is_told_and_does_not_stop_other_periods(
    werkmap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vervang(werkmap / "werkmonitor.toml", "vanaf = 2021", "vanaf = 2020")

    def faalt(opdracht: Opdracht, voortgang: Voortgang) -> Verslag:
        if str(opdracht.periode) == "2020":
            raise KeyError("geheim 123456782")
        return build(opdracht, voortgang)

    monkeypatch.setattr(maken, "build", faalt)
    verslag = draai(werkmap)
    assert verslag.code == 5
    assert [gedaan.stand.uitkomst for gedaan in verslag.perioden] == ["mislukt", "gelukt"]
    assert "KeyError" in verslag.perioden[0].fout
    assert "Dit is een fout in werkmonitor zelf (KeyError)." in logboek(werkmap)
    assert "geheim" not in logboek(werkmap) + gemeld(werkmap)[0][1]


def test_an_output_that_cannot_be_written_is_tried_each_time_and_told_once(werkmap: Path) -> None:
    draai(werkmap)
    vervang(werkmap / EXPORT, "36", "37")
    target = werkmap / "uitvoer" / "2021" / "monitor-2021.csv"
    good = outputs(werkmap)
    target.chmod(0o444)
    assert [draai(werkmap).code for _ in range(2)] == [4, 4]
    assert outputs(werkmap) == good
    assert [uitkomst for uitkomst, _ in gemeld(werkmap)] == ["gelukt", "mislukt"]
    target.chmod(0o644)
    assert draai(werkmap).code == 0
    assert outputs(werkmap) != good


def test_a_region_is_made_with_all_its_parts(tmp_path: Path) -> None:
    werkmap = maak_regio(tmp_path)
    zet_erbij(werkmap / "werkmonitor.toml", PLANNING + "alle = true\n" + MELDING)
    vervang(werkmap / "werkmonitor.toml", "vanaf = 2021", "vanaf = 2020")
    na_2020 = date(2021, 2, 10)
    (gedaan,) = draai(werkmap, na_2020).perioden
    assert (gedaan.stand.uitkomst, gedaan.stand.code) == ("gelukt", 0), gedaan.stand.wat
    folders = {Path(naam).parent.as_posix() for naam in gedaan.stand.bestanden}
    assert folders == {"uitvoer/2020", *(f"uitvoer/2020/{lid}" for lid in LEDEN)}
    (again,) = draai(werkmap, na_2020).perioden
    assert not again.nieuw
    assert len(gemeld(werkmap)) == 1


def test_of_a_region_one_that_fails_is_named_and_the_others_are_made(tmp_path: Path) -> None:
    werkmap = maak_regio(tmp_path)
    zet_erbij(werkmap / "werkmonitor.toml", PLANNING.replace("2021", "2020") + "alle = true\n" + MELDING)
    na_2020, in_de_weg = date(2021, 2, 10), werkmap / "uitvoer" / "2020" / LEDEN[0] / "monitor-2020.json"
    in_de_weg.mkdir(parents=True)
    (gedaan,) = draai(werkmap, na_2020).perioden
    assert (gedaan.stand.uitkomst, gedaan.stand.code) == ("mislukt", 4)
    assert gedaan.stand.wat.startswith("3 monitors zijn gemaakt, niet die van Aldorp. ")
    in_de_weg.rmdir()
    assert draai(werkmap, na_2020).code == 0
    zet_erbij(werkmap / "werkmonitor.toml", "x = [")
    assert draai(werkmap, na_2020).code == 3
    assert [uitkomst for uitkomst, _ in gemeld(werkmap)] == ["mislukt", "gelukt", "mislukt"]


def _zegel(werkmap: Path, *namen: str) -> None:
    for naam in namen:
        (werkmap / "uitgaven" / naam).mkdir(parents=True)
        (werkmap / "uitgaven" / naam / "zegel.json").write_text("{}", encoding="utf-8")


@pytest.mark.parametrize("vast", [["2020-u1"], ["aldorp/2020-u1", "aldorp/2020-u2", "cadijk/2020-u1"]])
def test_of_a_region_what_is_not_sealed_is_made_and_what_is_stays(tmp_path: Path, vast: list[str]) -> None:
    werkmap, na_2020 = maak_regio(tmp_path), date(2021, 2, 10)
    zet_erbij(werkmap / "werkmonitor.toml", PLANNING.replace("2021", "2020") + "alle = true\n" + MELDING)
    _zegel(werkmap, *vast)
    (gedaan,) = draai(werkmap, na_2020).perioden
    assert gedaan.stand.uitkomst == "gelukt"
    made = {path.parent.name for path in (werkmap / "uitvoer" / "2020").rglob("monitor-2020.json")}
    assert made == {"2020", *LEDEN} - {naam.rpartition("/")[0] or "2020" for naam in vast}
    last = ", ".join(naam for naam in vast if naam != "aldorp/2020-u1")
    said = f"Al vastgesteld en met rust gelaten: {last}."
    assert said in gemeld(werkmap)[0][1]
    assert said in logboek(werkmap)
    (again,) = draai(werkmap, na_2020).perioden
    assert run_tekst.regel(again) == f"2020 is er al. {said}"


def test_a_region_is_sealed_when_all_of_it_is_also_while_its_declaration_is_broken(tmp_path: Path) -> None:
    werkmap, na_2020 = maak_regio(tmp_path), date(2021, 2, 10)
    zet_erbij(werkmap / "werkmonitor.toml", PLANNING.replace("2021", "2020") + "alle = true\n" + MELDING)
    _zegel(werkmap, "2020-u1", *(f"{lid}/2020-u1" for lid in LEDEN))
    assert draai(werkmap, na_2020).perioden[0].stand.uitkomst == "vastgesteld"
    zet_erbij(werkmap / "werkmonitor.toml", "x = [")
    assert draai(werkmap, na_2020).perioden[0].stand.uitkomst == "vastgesteld"
    assert not gemeld(werkmap)


def test_of_a_region_a_fault_of_ours_is_not_quoted(werkmap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = Onderdeel(lid="a", naam="Aldorp", map=str(werkmap), resultaat="mislukt", code=5, fout="Traceback: geheim")
    verslag = Regioverslag(periode="2021", werkmap=str(werkmap), regio="R", map=str(werkmap), onderdelen=(part,))
    monkeypatch.setattr(maken, "build_alle", lambda *_all: verslag)
    found = maken.maak(Opdracht(periode=JAAR), eigen_werkmap(werkmap), lambda _: None, alle=True)
    assert found.wat == "0 monitors zijn gemaakt, niet die van Aldorp. Dit is een fout in werkmonitor zelf."
    assert (found.code, found.fout) == (5, "Traceback: geheim")


# ---------------------------------------------------------------- telling


def test_telling_that_fails_is_in_the_log_and_the_exit_code_once_and_is_tried_again(werkmap: Path) -> None:
    vervang(werkmap / "werkmonitor.toml", "import os, sys;", 'import os, sys; os.path.exists("stil") and sys.exit(7);')
    (werkmap / "stil").touch()
    first = draai(werkmap)
    assert first.code == 4
    assert "stopte met code 7" in first.niet_gemeld[0]
    assert stand(werkmap).uitkomst == "gelukt"
    second = draai(werkmap)
    assert (second.code, second.niet_gemeld, stand(werkmap).meldpogingen) == (0, [], 2)
    assert "melden is niet gelukt (poging 2)" in logboek(werkmap)
    (werkmap / "stil").unlink()
    draai(werkmap)
    assert [uitkomst for uitkomst, _ in gemeld(werkmap)] == ["gelukt"]


def test_telling_is_given_up_after_some_runs(werkmap: Path) -> None:
    vervang(werkmap / "werkmonitor.toml", "import os, sys;", "import os, sys; sys.exit(7);")
    for _ in range(MAX_MELDEN + 2):
        draai(werkmap)
    assert stand(werkmap).meldpogingen == MAX_MELDEN


def test_only_what_was_asked_for_is_told(werkmap: Path) -> None:
    vervang(werkmap / "werkmonitor.toml", '"gelukt", "mislukt", "wacht"', '"mislukt"')
    draai(werkmap)
    zet_erbij(werkmap / EXPORT, FOUT)
    draai(werkmap)
    assert [uitkomst for uitkomst, _ in gemeld(werkmap)] == ["mislukt"]


# ---------------------------------------------------------------- two at once, killed, a full disk


def test_a_second_run_leaves_quietly(werkmap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "GEDULD", 0)
    held, done = threading.Event(), threading.Event()

    def houdt() -> None:
        with slot(werkmap / "uitvoer", "de ander"):
            held.set()
            done.wait(60)

    other = threading.Thread(target=houdt)
    other.start()
    held.wait(60)
    try:
        verslag = draai(werkmap)
        assert (verslag.code, verslag.perioden) == (0, [])
        assert "Een andere werkmonitor is bezig" in verslag.bezet
        assert na_mislukking(Runopdracht(werkmap=werkmap), Klok()).bezet
    finally:
        done.set()
        other.join()


def _killed(werkmap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave what a run leaves that is killed while it makes something."""

    def dood(*_all: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(maken, "build", dood)
        with pytest.raises(SystemExit):
            draai(werkmap)
    assert (stand(werkmap).uitkomst, status(werkmap).einde) == ("bezig", "")


def test_a_run_that_was_cut_off_is_begun_again(werkmap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _killed(werkmap, monkeypatch)
    assert draai(werkmap).code == 0
    assert "2021: het maken was afgebroken en begint opnieuw." in logboek(werkmap)
    assert (stand(werkmap).uitkomst, stand(werkmap).pogingen) == ("gelukt", 0)
    assert [uitkomst for uitkomst, _ in gemeld(werkmap)] == ["gelukt"]


def test_what_is_cut_off_again_and_again_is_told_once(werkmap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(6):
        _killed(werkmap, monkeypatch)
    assert [uitkomst for uitkomst, _ in gemeld(werkmap)] == ["mislukt"]
    draai(werkmap)
    assert [uitkomst for uitkomst, _ in gemeld(werkmap)] == ["mislukt", "gelukt"]


def test_one_that_was_killed_after_writing_still_tells(werkmap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def dood(opdracht: Opdracht, voortgang: Voortgang) -> None:
        build(opdracht, voortgang)
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(maken, "build", dood)
        with pytest.raises(SystemExit):
            draai(werkmap)
    draai(werkmap)
    assert [uitkomst for uitkomst, _ in gemeld(werkmap)] == ["gelukt"]
    assert stand(werkmap).wat.startswith("Het is een concept")


def test_the_timer_tells_of_a_run_that_was_cut_off_and_of_no_other(
    werkmap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draai(werkmap)
    assert not na_mislukking(Runopdracht(werkmap=werkmap), Klok()).perioden
    vervang(werkmap / EXPORT, "36", "37")
    _killed(werkmap, monkeypatch)
    verslag = na_mislukking(Runopdracht(werkmap=werkmap), Klok())
    assert verslag.code == 0  # that this was told is no failure
    (gedaan,) = verslag.perioden
    assert "Het maken is afgebroken voordat het klaar was" in gedaan.stand.wat
    assert not na_mislukking(Runopdracht(werkmap=werkmap), Klok()).perioden
    draai(werkmap)
    assert [uitkomst for uitkomst, _ in gemeld(werkmap)] == ["gelukt", "mislukt", "gelukt"]


def test_when_the_status_cannot_be_kept_nothing_is_begun_and_that_is_told_once_a_day(
    werkmap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draai(werkmap)
    good, kept = outputs(werkmap), status(werkmap)
    vervang(werkmap / EXPORT, "36", "37")
    klok = Klok()
    klok.later(days=-1)  # the marker's time is that of the system

    def vol(*_all: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", vol)
        for _ in range(2):
            with pytest.raises(OutputError, match="de schijf is vol"):
                draai(werkmap, klok=klok)
    assert (outputs(werkmap), status(werkmap)) == (good, kept)
    assert [uitkomst for uitkomst, _ in gemeld(werkmap)] == ["gelukt", "mislukt"]
    assert not list((werkmap / "uitvoer").glob("*.nieuw"))
    assert draai(werkmap, klok=klok).code == 0
    assert outputs(werkmap) != good


def test_a_disk_that_fills_while_it_builds_leaves_the_last_good_outputs(
    werkmap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draai(werkmap)
    good = outputs(werkmap)
    vervang(werkmap / EXPORT, "36", "37")

    def vol(*_all: object) -> None:
        raise OutputError("monitor-2021.json kan niet geschreven worden (No space left on device).")

    with monkeypatch.context() as patched:
        patched.setattr("werkmonitor.tasks.build.write_set", vol)
        assert draai(werkmap).code == 4
    assert outputs(werkmap) == good
    assert draai(werkmap).code == 0


# ---------------------------------------------------------------- status and log


def test_a_damaged_status_is_as_good_as_none(tmp_path: Path) -> None:
    assert lees_status(tmp_path) == Status()
    (tmp_path / "status.json").write_text('{"perioden": 3', encoding="utf-8")
    assert lees_status(tmp_path) == Status()


def test_a_reader_is_waited_for_on_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = iter([PermissionError(13, "in gebruik")] * 2)
    before = Path.replace

    def bezet(self: Path, target: Path) -> Path:
        for error in tries:
            raise error
        return before(self, target)

    monkeypatch.setattr(Path, "replace", bezet)
    monkeypatch.setattr(standen, "WINDOWS", True)
    schrijf_status(tmp_path, Status(begin="toen"))
    assert lees_status(tmp_path).begin == "toen"


def test_the_log_is_bounded_and_keeps_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logboeken, "VOL", 1000)
    log = Logboek(tmp_path, Klok())
    for number in range(100):
        log.schrijf(f"regel {number}")
    sizes = [path.stat().st_size for path in tmp_path.iterdir()]
    assert (len(sizes), max(sizes) < 1100) == (2, True)
    assert log.pad.read_text(encoding="utf-8").endswith("regel 99\n")


def test_a_half_line_of_the_log_goes_and_further_lines_stand_below_the_text(tmp_path: Path) -> None:
    log = tmp_path / "werkmonitor.log"
    log.write_bytes("hele regel\nhalve é".encode()[:-1])
    Logboek(tmp_path, Klok()).schrijf("een\ntwee")
    lines = log.read_text(encoding="utf-8").splitlines()
    assert (lines[0], lines[1][21:], lines[2]) == ("hele regel", "een", " " * 21 + "twee")


def test_a_log_that_cannot_be_written_says_why_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "werkmonitor.log").mkdir()
    log = Logboek(tmp_path, Klok())
    log.schrijf("iets")
    assert log.fout


# ---------------------------------------------------------------- the command


def test_the_command_says_what_was_done_and_ends_with_the_worst_code(
    werkmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["run", "--werkmap", str(werkmap), "--vandaag", "2022-02-10"]
    assert typ(command) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("2021 gemaakt. Het is een concept met 2 cijfers en geen meldingen.\n")
    assert "De volgende is 2022, vanaf 31 januari 2023." in shown.out.replace("\N{NO-BREAK SPACE}", " ")
    assert shown.err == ""
    assert typ(command) == 0
    assert capsys.readouterr().out.startswith("2021 is er al.\n")
    zet_erbij(werkmap / EXPORT, FOUT)
    assert typ(command) == 3
    shown = capsys.readouterr()
    assert shown.err.startswith("fout: exports/2021/poort.csv › C4")
    assert "2021: De monitor is niet gemaakt" in shown.err
    assert typ([*command, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["code"], found["perioden"][0]["stand"]["uitkomst"]) == (0, "mislukt")
    assert all(len(line) <= 80 for line in (shown.out + shown.err).splitlines())


def test_the_command_tells_of_a_fault_of_ours_with_a_file_to_send_along(
    werkmap: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def faalt(*_all: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(maken, "build", faalt)
    assert typ(["run", "--werkmap", str(werkmap), "--vandaag", "2022-02-10"]) == 5
    shown = capsys.readouterr().err
    assert "Meld de fout met" in " ".join(shown.split())


def test_the_command_refuses_a_rhythm_that_is_not_that_of_the_declaration(
    werkmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typ(["run", "--werkmap", str(werkmap), "--halfjaarlijks"]) == 2
    assert "[planning] in de declaratie zegt jaarlijks" in capsys.readouterr().err
    assert typ(["run", "--werkmap", str(werkmap), "--vanaf", "ooit"]) == 2


def test_the_command_says_that_another_is_busy_and_that_nothing_was_cut_off(
    werkmap: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["run", "--werkmap", str(werkmap), "--na-mislukking"]
    assert typ(command) == 0
    assert capsys.readouterr().out == "Er was niets afgebroken.\n"

    def bezet(*_all: object) -> None:
        raise BezetError("Een andere werkmonitor is bezig.")

    monkeypatch.setattr(runs, "slot", bezet)
    assert typ(command) == 0
    assert capsys.readouterr().out == "Een andere werkmonitor is bezig.\n"


def test_the_command_says_what_it_could_not_tell_or_log(werkmap: Path, capsys: pytest.CaptureFixture[str]) -> None:
    vervang(werkmap / "werkmonitor.toml", "import os, sys;", "import os, sys; sys.exit(7);")
    (werkmap / "uitvoer" / "werkmonitor.log").mkdir(parents=True)
    assert typ(["run", "--werkmap", str(werkmap), "--vandaag", "2022-02-10"]) == 4
    said = " ".join(capsys.readouterr().err.split())
    assert "stopte met code 7" in said
    assert "Het logboek kan niet geschreven worden" in said


def test_a_status_can_be_read_without_the_tool(werkmap: Path) -> None:
    draai(werkmap)
    found = json.loads((werkmap / "uitvoer" / "status.json").read_text(encoding="utf-8"))
    assert (found["schema"], found["eerstvolgende"], found["perioden"][0]["periode"]) == (1, "2022", "2021")
    assert msgspec.json.decode(msgspec.json.encode(status(werkmap)), type=Status) == status(werkmap)
