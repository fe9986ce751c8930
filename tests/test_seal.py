"""An edition is made once, never changes, and proves it; what supersedes it says so and why."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from html import escape
from pathlib import Path

import msgspec
import openpyxl
import pytest

from hulp import BREEDTE, momentopname
from regio_voorbeeld import maak_regio
from werk_voorbeeld import maak_werkmap, vervang
from werkmonitor import resources, uitgave
from werkmonitor.cli.app import run
from werkmonitor.files.gereedschap import gereedschap
from werkmonitor.files.slot import slot
from werkmonitor.files.uitgaven import inhoud
from werkmonitor.files.werkmap import Werkmap
from werkmonitor.files.writing import TERZIJDE, write_set
from werkmonitor.findings import InputError, OutputError, UsageError
from werkmonitor.monitor import model
from werkmonitor.outputs import FORMATEN
from werkmonitor.outputs.html import page
from werkmonitor.periode import Periode
from werkmonitor.tasks.build import Opdracht, build
from werkmonitor.tasks.seal import opdracht as module
from werkmonitor.tasks.seal.controle import Zegelcontrole, controleer
from werkmonitor.tasks.seal.opdracht import Zegelopdracht, Zegelverslag, seal
from werkmonitor.tasks.uitgegeven import monitor_van_uitgave

WIE = "A. de Vries"
REDEN = "De afwijzingen van maart & april waren <dubbel> geteld."
JAAR = "2021"


def stel_vast(
    werkmap: Path, reden: str | None = None, gemeente: str | None = None, periode: str = JAAR
) -> Zegelverslag:
    opdracht = Zegelopdracht(periode=Periode.parse(periode), werkmap=werkmap, reden=reden, wie=WIE, gemeente=gemeente)
    return seal(opdracht, lambda _: None)


def ga_na(werkmap: Path, naam: str = "2021-u1", gemeente: str | None = None) -> Zegelcontrole:
    return controleer(werkmap, naam, gemeente, lambda _: None)


def wijzig(werkmap: Path) -> None:
    """Change an export, and with it every figure."""
    vervang(werkmap / "exports" / JAAR / "poort.csv", "afgewezen;36", "afgewezen;26")


def zegel(werkmap: Path, naam: str = "2021-u1") -> dict[str, object]:
    found: dict[str, object] = json.loads((werkmap / "uitgaven" / naam / "zegel.json").read_bytes())
    return found


def overschrijf(path: Path, data: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(data)


@pytest.fixture(scope="module")
def eerste(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A werkmap with one edition, as JSON and CSV; tests only read it."""
    werkmap = maak_werkmap(tmp_path_factory.mktemp("eerste") / "werkmap")
    stel_vast(werkmap)
    return werkmap


@pytest.fixture(scope="module")
def om_te_lezen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A werkmap with two editions in formats that people read; tests only read it."""
    werkmap = maak_werkmap(tmp_path_factory.mktemp("lezen") / "werkmap")
    vervang(werkmap / "werkmonitor.toml", 'formaten = ["json", "csv"]', 'formaten = ["html", "xlsx"]')
    stel_vast(werkmap)
    wijzig(werkmap)
    stel_vast(werkmap, REDEN)
    return werkmap


@pytest.fixture(scope="module")
def tweede(eerste: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with an edition that supersedes the first; tests only read it."""
    werkmap = Path(shutil.copytree(eerste, tmp_path_factory.mktemp("tweede") / "werkmap"))
    wijzig(werkmap)
    stel_vast(werkmap, REDEN)
    return werkmap


@pytest.fixture
def werkmap(eerste: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(eerste, tmp_path / "werkmap"))


@pytest.fixture
def vers(tmp_path: Path) -> Path:
    """A werkmap without editions, that is built as JSON and CSV."""
    return maak_werkmap(tmp_path / "vers")


# ---------------------------------------------------------------- what an edition is


def test_an_edition_holds_what_was_declared_the_json_and_a_copy_of_what_a_person_wrote(eerste: Path) -> None:
    assert set(inhoud(eerste / "uitgaven" / "2021-u1")) == {
        *(f"monitor-2021-u1{end}" for end in FORMATEN["csv"]),
        "monitor-2021-u1.json",
        "invoer/werkmonitor.toml",
        "invoer/declaratie/indicatoren.toml",
        "invoer/teksten/2021/kort.md",
    }
    for naam in ("werkmonitor.toml", "declaratie/indicatoren.toml", "teksten/2021/kort.md"):
        assert (eerste / "uitgaven/2021-u1/invoer" / naam).read_bytes() == (eerste / naam).read_bytes()


def test_its_files_can_only_be_read(eerste: Path) -> None:
    files = [path for path in (eerste / "uitgaven").rglob("*") if path.is_file()]
    assert len(files) == 9
    assert {stat.S_IMODE(path.stat().st_mode) & 0o222 for path in files} == {0}


def test_the_seal_says_what_went_in_what_came_out_who_and_when(eerste: Path) -> None:
    found = uitgave.lees_zegel(eerste / "uitgaven" / "2021-u1")
    assert (found.uitgave, found.periode, found.van, found.lid) == ("2021-u1", "2021", "Gemeente Ergens", "")
    assert (found.wie, found.vervangt, found.reden, found.eerdere) == (WIE, "", "", {})
    assert datetime.fromisoformat(found.wanneer).tzinfo is not None
    assert set(found.invoer["cijfers"]) == {
        "werkmonitor.toml",
        "declaratie/indicatoren.toml",
        "exports/2020/poort.csv",
        "exports/2021/poort.csv",
    }
    assert set(found.invoer["teksten"]) == {"teksten/2021/kort.md"}
    assert {"weasyprint", "matplotlib", "xlsxwriter", "zlib"} <= set(found.gereedschap.bibliotheken)
    assert found.bestanden == inhoud(eerste / "uitgaven" / "2021-u1")


def test_who_and_when_stand_nowhere_else(eerste: Path) -> None:
    found = uitgave.lees_zegel(eerste / "uitgaven" / "2021-u1")
    for path in (eerste / "uitgaven" / "2021-u1").glob("monitor*"):
        data = path.read_bytes()
        assert WIE.encode() not in data
        assert found.wanneer[:16].encode() not in data
        assert found.zegelnummer.encode() not in data


def test_the_json_is_always_there(om_te_lezen: Path) -> None:
    names = {path.suffix for path in (om_te_lezen / "uitgaven" / "2021-u1").glob("monitor*")}
    assert names == {".html", ".xlsx", ".json"}


def test_every_page_says_which_edition_it_is_and_none_says_concept(om_te_lezen: Path) -> None:
    html = (om_te_lezen / "uitgaven/2021-u1/monitor-2021-u1.html").read_text(encoding="utf-8")
    assert len(re.findall(r'class="stand">[^<]*vastgesteld als 2021-u1', html)) == html.count('class="pagina"') > 0
    assert "concept" not in html


def test_what_supersedes_says_so_and_why_to_people(om_te_lezen: Path) -> None:
    folder = om_te_lezen / "uitgaven" / "2021-u2"
    html = (folder / "monitor-2021-u2.html").read_text(encoding="utf-8")
    assert f"Vervangt 2021-u1: {escape(REDEN)}" in html
    assert REDEN not in html
    assert html.count("vastgesteld als 2021-u2, vervangt 2021-u1") == html.count('class="pagina"') > 0
    book = openpyxl.load_workbook(folder / "monitor-2021-u2.xlsx")
    facts = {row[0]: row[1] for row in book["Toelichting"].iter_rows(max_col=2, values_only=True)}
    book.close()
    assert (facts["Editie"], facts["Vervangt"]) == ("vastgesteld als 2021-u2 (versie 1)", f"2021-u1: {REDEN}")


def test_what_supersedes_says_so_and_why_to_machines(tweede: Path) -> None:
    folder = tweede / "uitgaven" / "2021-u2"
    kop = model.from_json((folder / "monitor-2021-u2.json").read_bytes()).programma
    assert (kop.editie, kop.vervangt, kop.reden) == ("2021-u2", "2021-u1", REDEN)
    text = (folder / "monitor-2021-u2-woordenboek.csv").read_text(encoding="utf-8-sig")
    meanings = [row["betekenis"] for row in csv.DictReader(io.StringIO(text), delimiter=";") if row["kolom"] == "*"]
    assert f"Deze cijfers zijn vastgesteld als 2021-u2. Vervangt 2021-u1: {REDEN}" in meanings


def test_what_supersedes_says_so_and_why_on_paper(tweede: Path) -> None:
    source = page(monitor_van_uitgave(Werkmap(tweede), "2021-u2"), {}, "pdf")
    assert f'<p class="vervangt">Vervangt 2021-u1: {escape(REDEN)}</p>' in source
    assert re.search(r'data-voet="\s*vastgesteld als 2021-u2, vervangt 2021-u1 ', source)


def test_the_one_that_is_superseded_stays_as_it_was(eerste: Path, tweede: Path) -> None:
    assert momentopname(tweede / "uitgaven" / "2021-u1") == momentopname(eerste / "uitgaven" / "2021-u1")
    assert zegel(tweede, "2021-u2")["eerdere"] == {"2021-u1": zegel(eerste)["zegelnummer"]}


# ---------------------------------------------------------------- sealing again


def test_without_a_change_there_is_no_new_edition(werkmap: Path) -> None:
    before = momentopname(werkmap)
    again = stel_vast(werkmap)
    assert (again.nieuw, again.uitgave, again.zegelnummer) == (False, "2021-u1", zegel(werkmap)["zegelnummer"])
    assert not stel_vast(werkmap, "Zomaar.").nieuw
    assert momentopname(werkmap) == before


def test_with_a_change_a_reason_is_asked_for(werkmap: Path) -> None:
    wijzig(werkmap)
    before = momentopname(werkmap)
    with pytest.raises(UsageError, match=r"al vastgesteld als 2021-u1.*exports/2021/poort.csv is veranderd.*--reden"):
        stel_vast(werkmap)
    assert momentopname(werkmap) == before


def test_another_tool_alone_is_no_change_but_can_be_a_reason(werkmap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = msgspec.structs.replace(gereedschap(), werkmonitor="9.9")
    monkeypatch.setattr(module, "gereedschap", lambda: other)
    again = stel_vast(werkmap)
    assert not again.nieuw
    assert again.let_op == ("Er is wel ander gereedschap dan bij 2021-u1: werkmonitor is 9.9 en was 0.1.0.",)
    assert stel_vast(werkmap, "Nieuwe versie.").uitgave == "2021-u2"


@pytest.mark.parametrize(
    ("reden", "wat"),
    [
        (REDEN, r"Van 2021 is er nog geen uitgave om te vervangen; laat --reden weg"),
        ("  \n ", "--reden is leeg"),
        ("x" * 301, "--reden telt 301 tekens"),
    ],
)
def test_a_reason_that_says_nothing_is_refused(vers: Path, reden: str, wat: str) -> None:
    with pytest.raises(UsageError, match=wat):
        stel_vast(vers, reden)
    assert not (vers / "uitgaven").exists()


def test_a_reason_is_printed_as_one_safe_line(werkmap: Path) -> None:
    wijzig(werkmap)
    assert stel_vast(werkmap, " Zie mail\n van  \x1b[31m111222333 ").reden == "Zie mail van \\x1b[31m*********"


def test_a_number_is_given_once(tweede: Path, tmp_path: Path) -> None:
    """Also when the folder of the edition that had it is gone, as long as another edition remembers it."""
    werkmap = Path(shutil.copytree(tweede, tmp_path / "werkmap"))
    stel_vast(werkmap, periode="2020")
    shutil.rmtree(werkmap / "uitgaven" / "2021-u2")
    vervang(werkmap / "exports" / JAAR / "poort.csv", "afgewezen;26", "afgewezen;25")
    assert stel_vast(werkmap, REDEN).uitgave == "2021-u3"


def test_a_month_and_the_tenth_edition_are_not_mixed_up(vers: Path) -> None:
    (vers / "exports" / "2021-10").mkdir()
    (vers / "uitgaven" / "2021-10").mkdir(parents=True)
    assert stel_vast(vers).uitgave == "2021-u1"


def test_the_next_edition_rests_on_no_edition_that_was_tampered_with(werkmap: Path) -> None:
    path = werkmap / "uitgaven/2021-u1/zegel.json"
    overschrijf(path, path.read_bytes().replace(WIE.encode(), b"Iemand anders"))
    wijzig(werkmap)
    with pytest.raises(InputError, match="niet te vertrouwen"):
        stel_vast(werkmap, REDEN)


def test_an_edition_that_is_damaged_does_not_count_as_unchanged(werkmap: Path) -> None:
    (werkmap / "uitgaven/2021-u1/monitor-2021-u1.json").unlink()
    with pytest.raises(InputError, match=r"2021-u1 is niet meer zoals .*monitor-2021-u1.json ontbreekt"):
        stel_vast(werkmap)


def test_a_clock_that_went_back_is_told(werkmap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Klok(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime(2001, 1, 1, tzinfo=tz)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "datetime", Klok)
    wijzig(werkmap)
    made = stel_vast(werkmap, REDEN)
    assert made.wanneer.startswith("200")
    assert re.fullmatch(
        r"De klok van deze computer zegt 200.*, en dat is eerder dan bij 2021-u1 \(.*\)\.", made.let_op[0]
    )


# ---------------------------------------------------------------- what is refused


def test_what_stops_a_build_stops_a_seal(vers: Path) -> None:
    vervang(vers / "exports" / JAAR / "poort.csv", "afgewezen;36", "afgewezen;drie")
    before = momentopname(vers)
    with pytest.raises(InputError) as error:
        stel_vast(vers)
    assert error.value.findings
    assert momentopname(vers) == before


def test_the_example_is_nobodys_to_seal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="is het voorbeeld van werkmonitor"):
        stel_vast(resources.voorbeeld())
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WERKMONITOR_WERKMAP", raising=False)
    with pytest.raises(InputError, match="Hier is geen werkmap"):
        seal(Zegelopdracht(periode=Periode.parse(JAAR), wie=WIE), lambda _: None)


def test_a_build_never_writes_in_an_edition(werkmap: Path) -> None:
    before = momentopname(werkmap / "uitgaven")
    folder = werkmap / "uitgaven" / "2021-u1"
    for uit in (folder, folder / "invoer", folder / "nieuw" / "map"):
        with pytest.raises(OutputError, match=r"2021-u1 is een vastgestelde uitgave; daar komt nooit iets bij"):
            build(Opdracht(periode=Periode.parse(JAAR), werkmap=werkmap, uit=uit, forceer=True), lambda _: None)
        with pytest.raises(OutputError, match="vastgestelde uitgave"):
            write_set(uit, {"a.txt": b"a"})
    assert momentopname(werkmap / "uitgaven") == before


def test_a_build_stays_a_concept_and_says_what_was_sealed(werkmap: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):  # made, and there already
        assert run(["build", JAAR, "--werkmap", str(werkmap), "--formaat", "json"]) == 0
        assert "Dit is een concept. Vastgesteld is 2021-u1" in " ".join(capsys.readouterr().out.split())
    kop = model.from_json((werkmap / "uitvoer/2021/monitor-2021.json").read_bytes()).programma
    assert kop.stand == "concept"


def test_who_seals_is_asked_when_nobody_is_logged_in(vers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def getuser() -> str:
        raise OSError

    monkeypatch.setattr("getpass.getuser", getuser)
    opdracht = Zegelopdracht(periode=Periode.parse(JAAR), werkmap=vers)
    with pytest.raises(UsageError, match="Noem met --wie wie de uitgave vaststelt"):
        seal(opdracht, lambda _: None)
    monkeypatch.setattr("getpass.getuser", lambda: "avries")
    assert seal(opdracht, lambda _: None).wie == "avries"


def test_inputs_that_change_on_the_way_stop_the_seal(vers: Path) -> None:
    def zet_om(wat: str) -> None:
        if wat.startswith("Maken"):
            (vers / "teksten/2021/kort.md").write_text("Anders.\n", encoding="utf-8")

    opdracht = Zegelopdracht(periode=Periode.parse(JAAR), werkmap=vers, wie=WIE)
    with pytest.raises(InputError, match=r"veranderde de invoer: teksten/2021/kort.md is veranderd"):
        seal(opdracht, zet_om)
    assert not (vers / "uitgaven").exists()


def test_a_copy_that_changes_at_the_last_moment_stops_the_seal(vers: Path) -> None:
    def zet_om(wat: str) -> None:
        if wat == "Vaststellen":
            (vers / "teksten/2021/kort.md").unlink()

    opdracht = Zegelopdracht(periode=Periode.parse(JAAR), werkmap=vers, wie=WIE)
    with pytest.raises(InputError, match=r"veranderde teksten/2021/kort.md\. Er is niets vastgesteld"):
        seal(opdracht, zet_om)
    assert not (vers / "uitgaven").exists()


def test_a_disk_that_is_full_leaves_nothing_of_an_edition(vers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = os.fsync, []

    def fsync(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(OutputError, match=r"2021-u1 kan niet geschreven worden \(de schijf is vol.*niets vastgesteld"):
        stel_vast(vers)
    assert not (vers / "uitgaven").exists()
    assert stel_vast(vers).uitgave == "2021-u1"


def test_what_a_killed_seal_left_goes_with_the_next(vers: Path) -> None:
    aside = vers / "uitgaven" / f"{TERZIJDE}2021-u1"
    aside.mkdir(parents=True)
    (aside / "monitor-2021-u1.json").write_bytes(b"<ht")
    (aside / "monitor-2021-u1.json").chmod(0o444)
    assert stel_vast(vers).uitgave == "2021-u1"
    assert [path.name for path in (vers / "uitgaven").iterdir()] == ["2021-u1"]


@pytest.mark.traag
def test_two_seals_at_once_make_one_edition(vers: Path) -> None:
    command = [sys.executable, "-m", "werkmonitor", "seal", JAAR, "--werkmap", str(vers), "--wie", WIE, "--json"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) for _ in range(2)]  # noqa: S603
    said = [json.loads(each.communicate(timeout=60)[0]) for each in both]
    assert sorted(each["nieuw"] for each in said) == [False, True]
    assert {each["uitgave"] for each in said} == {"2021-u1"}


def test_a_seal_that_finds_another_at_work_does_nothing(vers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GEDULD", 0)
    with ThreadPoolExecutor(1) as other, slot(vers / "uitgaven"):
        error = other.submit(stel_vast, vers).exception()
    assert isinstance(error, OutputError)
    assert "daarom is seal niet begonnen" in str(error)
    assert not (vers / "uitgaven").exists()


# ---------------------------------------------------------------- proving it


def test_an_intact_edition_is_made_again_byte_for_byte(eerste: Path) -> None:
    found = ga_na(eerste)
    assert (found.afwijkingen, found.nagebouwd, found.bestanden) == ((), "gelijk", 8)
    assert (found.wie, found.zegelnummer) == (WIE, zegel(eerste)["zegelnummer"])


def test_the_same_holds_in_another_folder_after_the_declaration_changed(tweede: Path, tmp_path: Path) -> None:
    """The rebuild reads the copy in the edition; only the exports must still be there."""
    elders = Path(shutil.copytree(tweede, tmp_path / "een map" / "élders"))
    vervang(elders / "werkmonitor.toml", "[programma]", "# later\n[programma]")
    (elders / "exports" / JAAR / "later.csv").write_text("Jaar;Iets\n2021;1\n", encoding="utf-8")
    found = ga_na(elders, "2021-u2")
    assert (found.afwijkingen, found.nagebouwd) == ((), "gelijk")
    assert (found.vervangt, found.reden, found.vervangen_door) == ("2021-u1", REDEN, "")


def test_one_that_was_superseded_is_intact_and_says_by_which(tweede: Path) -> None:
    found = ga_na(tweede)
    assert (found.afwijkingen, found.vervangen_door, found.getuigen) == ((), "2021-u2", ("2021-u2",))
    assert (found.nagebouwd, found.waarom_niet) == ("niet gedaan", "exports/2021/poort.csv is sindsdien veranderd")


def test_without_the_exports_it_is_intact_all_the_same(werkmap: Path) -> None:
    (werkmap / "exports" / JAAR / "poort.csv").unlink()
    found = ga_na(werkmap)
    assert (found.afwijkingen, found.waarom_niet) == ((), "exports/2021/poort.csv is er niet meer")


def test_with_another_tool_it_is_not_made_again(eerste: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = msgspec.structs.replace(gereedschap(), stempel="anders", python="3.99")
    monkeypatch.setattr("werkmonitor.tasks.seal.controle.gereedschap", lambda: other)
    found = ga_na(eerste)
    assert (found.afwijkingen, found.nagebouwd) == ((), "niet gedaan")
    assert re.fullmatch(r"Python is 3\.99 en was 3\.\S+; werkmonitor \S+ zelf is aangepast", found.waarom_niet)


def test_a_copy_of_the_folder_alone_can_be_checked(eerste: Path, tmp_path: Path) -> None:
    shutil.copytree(eerste / "uitgaven" / "2021-u1", tmp_path / "2021-u1")
    found = controleer(None, str(tmp_path / "2021-u1"), None, lambda _: None)
    assert (found.afwijkingen, found.waarom_niet) == ((), "de werkmap met de exports is er niet bij")


def _verander(folder: Path) -> None:
    path = folder / "monitor-2021-u1.csv"
    overschrijf(path, path.read_bytes().replace(b"36", b"35", 1))


def _haal_weg(folder: Path) -> None:
    (folder / "invoer/teksten/2021/kort.md").unlink()


def _voeg_toe(folder: Path) -> None:
    (folder / "bijlage.pdf").write_bytes(b"%PDF")


def _verwijs(folder: Path) -> None:
    path = folder / "monitor-2021-u1.json"
    path.rename(folder.parent / "elders.html")
    path.symlink_to(folder.parent / "elders.html")


@pytest.mark.parametrize(
    ("doe", "wat"),
    [
        (_verander, "monitor-2021-u1.csv is gewijzigd"),
        (_haal_weg, "invoer/teksten/2021/kort.md ontbreekt"),
        (_voeg_toe, "bijlage.pdf hoort niet bij deze uitgave"),
        (lambda folder: (folder / "leeg").mkdir(), "leeg hoort niet bij deze uitgave"),
        (_verwijs, "monitor-2021-u1.json is gewijzigd"),
        (lambda folder: (folder / "invoer/zegel.json").write_bytes(b"{}"), "invoer/zegel.json hoort niet bij"),
    ],
)
def test_whatever_is_changed_is_named(werkmap: Path, doe: object, wat: str) -> None:
    doe(werkmap / "uitgaven" / "2021-u1")  # type: ignore[operator]
    found = ga_na(werkmap)
    assert [text for text in found.afwijkingen if text.startswith(wat)]
    assert found.nagebouwd == "niet gedaan"


def test_what_a_system_leaves_in_a_folder_is_no_change(werkmap: Path) -> None:
    for naam in (".DS_Store", "Thumbs.db", "invoer/desktop.ini"):
        (werkmap / "uitgaven" / "2021-u1" / naam).write_bytes(b"rommel")
    assert ga_na(werkmap).afwijkingen == ()


def test_a_folder_that_was_renamed_is_no_other_edition(werkmap: Path) -> None:
    (werkmap / "uitgaven" / "2021-u1").rename(werkmap / "uitgaven" / "2021-u4")
    assert ga_na(werkmap, "2021-u4").afwijkingen == ("de map heet 2021-u4, maar het zegel is van 2021-u1",)


def vervals(folder: Path) -> None:
    """Change a figure and make a seal that fits it: what somebody can do who knows this tool."""
    _verander(folder)
    found = uitgave.lees_zegel(folder)
    data = (folder / "monitor-2021-u1.csv").read_bytes()
    files = {**found.bestanden, "monitor-2021-u1.csv": uitgave.bestand(data)}
    overschrijf(folder / "zegel.json", uitgave.verzegel(msgspec.structs.replace(found, bestanden=files))[1])


def test_a_forged_seal_is_betrayed_by_its_number_and_by_making_it_again(werkmap: Path, eerste: Path) -> None:
    vervals(werkmap / "uitgaven" / "2021-u1")
    found = ga_na(werkmap)
    assert found.afwijkingen == ("monitor-2021-u1.csv komt er bij nabouwen anders uit",)
    assert found.zegelnummer != zegel(eerste)["zegelnummer"]


def test_a_forged_seal_is_betrayed_by_later_editions(tweede: Path, tmp_path: Path) -> None:
    werkmap = Path(shutil.copytree(tweede, tmp_path / "werkmap"))
    vervals(werkmap / "uitgaven" / "2021-u1")
    (fout,) = ga_na(werkmap).afwijkingen
    assert fout == f"2021-u2 noemt voor deze uitgave een ander zegelnummer: {zegel(tweede)['zegelnummer']}"


def test_a_witness_that_was_tampered_with_is_told(tweede: Path, tmp_path: Path) -> None:
    werkmap = Path(shutil.copytree(tweede, tmp_path / "werkmap"))
    overschrijf(werkmap / "uitgaven/2021-u2/zegel.json", b"{}")
    found = ga_na(werkmap)
    assert (found.afwijkingen, found.getuigen) == ((), ())
    assert "2021-u2 is niet te vertrouwen" in found.let_op[0]


def test_a_copy_that_can_no_longer_be_built_is_named(werkmap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def maak(*_: object) -> None:
        message = "Zo gaat het niet."
        raise InputError(message)

    monkeypatch.setattr("werkmonitor.tasks.seal.controle.maak", maak)
    assert ga_na(werkmap).afwijkingen == ("het nabouwen lukt niet: Zo gaat het niet.",)


def test_without_room_to_make_it_again_it_is_not(werkmap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(werkmap / "er is geen map"))
    found = ga_na(werkmap)
    assert found.afwijkingen == ()
    assert found.waarom_niet.startswith("er is geen plaats om het te doen")


# ---------------------------------------------------------------- reading one


def test_the_monitor_of_an_edition_is_what_was_sealed(eerste: Path) -> None:
    found = monitor_van_uitgave(Werkmap(eerste), "2021-u1")
    assert (found.programma.editie, found.indicator("quote").waarde) == ("2021-u1", 0.36)


@pytest.mark.parametrize("naam", ["2021-u7", "ergens/2021-u1"])
def test_an_edition_that_is_not_there_names_those_that_are(eerste: Path, naam: str) -> None:
    with pytest.raises(InputError, match=rf"De uitgave {naam} staat niet in .*Er zijn: 2021-u1\."):
        monitor_van_uitgave(Werkmap(eerste), naam)


def test_a_werkmap_without_editions_says_so(vers: Path) -> None:
    with pytest.raises(InputError, match="Er is nog niets vastgesteld"):
        ga_na(vers)
    with pytest.raises(UsageError, match="'2021' is geen uitgave"):
        ga_na(vers, "2021")


def test_the_monitor_of_an_edition_that_was_tampered_with_is_not_read(werkmap: Path) -> None:
    path = werkmap / "uitgaven/2021-u1/monitor-2021-u1.json"
    overschrijf(path, path.read_bytes().replace(b"0.36", b"0.46"))
    with pytest.raises(InputError, match="niet meer zoals het is vastgesteld"):
        monitor_van_uitgave(Werkmap(werkmap), "2021-u1")


def test_the_monitor_of_another_version_says_which(werkmap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "SCHEMA", model.SCHEMA + 1)
    with pytest.raises(InputError, match=r"gemaakt met werkmonitor 0\.1\.0 en kan hiermee niet gelezen worden"):
        monitor_van_uitgave(Werkmap(werkmap), "2021-u1")


# ---------------------------------------------------------------- a part of a region


def test_a_part_of_a_region_has_editions_of_its_own(tmp_path: Path) -> None:
    werkmap = maak_regio(tmp_path / "regio")
    geheel, deel = stel_vast(werkmap, periode="2020"), stel_vast(werkmap, gemeente="Aldorp", periode="2020")
    assert (geheel.uitgave, deel.uitgave) == ("2020-u1", "aldorp/2020-u1")
    assert deel.map == str(werkmap / "uitgaven" / "aldorp" / "2020-u1")
    assert monitor_van_uitgave(Werkmap(werkmap), "aldorp/2020-u1").programma.lid == "aldorp"
    for found in (ga_na(werkmap, "aldorp/2020-u1"), ga_na(werkmap, "2020-u1", "ALDORP")):
        assert (found.uitgave, found.afwijkingen, found.nagebouwd) == ("aldorp/2020-u1", (), "gelijk")
    assert ga_na(werkmap, "2020-u1").getuigen == ("aldorp/2020-u1",)


# ---------------------------------------------------------------- the command line


def test_the_command_says_what_to_do_with_the_number(vers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["seal", JAAR, "--wie", WIE, "--werkmap", str(vers)]) == 0
    shown = capsys.readouterr().out
    said = " ".join(shown.split())
    assert f"2021 van Gemeente Ergens is vastgesteld als 2021-u1. Zegelnummer: {zegel(vers)['zegelnummer']}" in said
    assert f"door {WIE}, in: {vers / 'uitgaven' / '2021-u1'} Zet het zegelnummer bij het raadsvoorstel." in said
    assert max(map(len, shown.replace(str(vers), "").splitlines())) <= BREEDTE
    assert run(["seal", "--controleer", "2021-u1", "--werkmap", str(vers)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "2021-u1 is ongewijzigd: alle 8 bestanden zijn zoals ze zijn vastgesteld." in said
    assert "Opnieuw gemaakt uit de exports van nu: alle bestanden zijn byte voor byte gelijk." in said


def test_each_deviation_is_shown_and_the_code_is_that_of_unusable_input(
    werkmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _verander(werkmap / "uitgaven" / "2021-u1")
    _voeg_toe(werkmap / "uitgaven" / "2021-u1")
    assert run(["seal", "--controleer", "2021-u1", "--werkmap", str(werkmap)]) == 3
    said = capsys.readouterr().out
    assert "\n- monitor-2021-u1.csv is gewijzigd\n- bijlage.pdf hoort niet bij deze uitgave\n" in said
    assert run(["seal", "--controleer", "2021-u1", "--werkmap", str(werkmap), "--json"]) == 3
    assert len(json.loads(capsys.readouterr().out)["afwijkingen"]) == 2


def test_the_story_of_two_editions_is_told(tweede: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["seal", JAAR, "--werkmap", str(tweede)]) == 0
    assert "Er is niets veranderd sinds 2021-u2; er is geen nieuwe uitgave gemaakt." in capsys.readouterr().out
    assert run(["seal", "--controleer", "2021-u1", "--werkmap", str(tweede)]) == 0
    said = capsys.readouterr().out
    assert "Het zegelnummer staat ook in 2021-u2.\nDeze uitgave is vervangen door 2021-u2.\n" in said
    assert "Niet opnieuw gemaakt uit de exports, want exports/2021/poort.csv is sindsdien" in said
    assert run(["seal", "--controleer", "2021-u2", "--werkmap", str(tweede)]) == 0
    assert f"Deze uitgave vervangt 2021-u1: {REDEN}" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("arguments", "wat"),
    [
        ([], "Noem de periode om vast te stellen"),
        (["2021", "--controleer", "2021-u1"], "laat een periode weg"),
        (["--controleer", "2021-u1", "--reden", "x"], "laat --reden weg"),
        (["--controleer", "2021-u1", "--wie", "x"], "laat --wie weg"),
        (["2021-u1"], "is geen periode"),
        (["2021", "--wie", " "], "--wie is leeg"),
    ],
)
def test_a_command_that_makes_no_sense_says_why(
    vers: Path, arguments: list[str], wat: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["seal", *arguments, "--werkmap", str(vers)]) == 2
    assert wat in " ".join(capsys.readouterr().err.split())
