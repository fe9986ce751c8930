"""Killed at any moment, or on a disk that is full: what was good stays good, and the next run goes on."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from doden import KEREN, elke_stap, gedood, op_een_moment
from hulp import momentopname
from werk_voorbeeld import maak_werkmap, vervang
from werkmonitor.cli.app import run
from werkmonitor.files.slot import BESTAND
from werkmonitor.files.uitgaven import inhoud
from werkmonitor.files.writing import TERZIJDE, herstel, write_set
from werkmonitor.periode import Periode
from werkmonitor.tasks.build import Opdracht, build
from werkmonitor.tasks.seal.controle import controleer
from werkmonitor.tasks.seal.opdracht import Zegelopdracht, Zegelverslag, seal
from werkmonitor.uitgave import afwijkingen, lees_zegel

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no signals")

OLD = {"a.html": b"oud a", "b.pdf": b"oud b"}
NEW = {"a.html": b"nieuw a", "b.pdf": b"nieuw b", "c.csv": b"nieuw c"}
BIJ_ELKAAR = (OLD, NEW)
JAAR = Periode.parse("2021")
REDEN = "Er kwam een nieuwe export."
ALLE = ("html", "pdf", "xlsx", "json", "csv")
Uitvoer = dict[str, bytes]


def files(folder: Path) -> Uitvoer:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name != BESTAND}


def schrijft(folder: Path) -> bool:
    """Say whether somebody writes there now."""
    return next(folder.glob(f"{TERZIJDE}*"), None) is not None


def schoon(folder: Path) -> bool:
    """Say whether nothing is left of what was not finished."""
    left = [path for path in folder.rglob("*") if path.name.startswith((TERZIJDE, BESTAND)) or path.suffix == ".nieuw"]
    return left == []


# ---------------------------------------------------------------- a set of files


def vers(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, data in OLD.items():
        (folder / name).write_bytes(data)
    (folder / "ander.txt").write_bytes(b"van een ander")
    return folder


def hersteld(folder: Path) -> Uitvoer:
    herstel(folder)
    found = files(folder)
    assert found.pop("ander.txt") == b"van een ander"
    return found


def heel(folder: Path) -> bool:
    """Say whether each file is whole and none is missing, before anybody has put anything in order."""
    now = files(folder)
    return OLD.keys() <= now.keys() and all(now[name] in {OLD.get(name), NEW.get(name)} for name in now.keys() & NEW)


def test_a_set_that_is_killed_at_any_step_is_all_old_or_all_new(tmp_path: Path) -> None:
    folder = tmp_path / "uit"
    outcomes = []
    for stap in elke_stap(lambda: write_set(folder, NEW), tmp_path, lambda: vers(folder)):
        assert heel(folder), stap
        found = hersteld(folder)
        assert found in BIJ_ELKAAR, stap
        outcomes.append(found == NEW)
        write_set(folder, NEW)
        assert hersteld(folder) == NEW
        assert schoon(folder), stap
    assert outcomes == sorted(outcomes)  # once it went forward, it goes forward at every later step
    assert set(outcomes) == {False, True}


def weigert_c(folder: Path) -> None:
    """Write the set while the last file cannot be replaced, so that the others go back."""
    real = Path.replace

    def replace(path: Path, target: Path) -> Path:
        if path.name == "c.csv":
            raise PermissionError(13, "in gebruik")
        return real(path, target)

    Path.replace = replace  # type: ignore[method-assign,assignment]  # in a child that ends after this
    with pytest.raises(Exception, match="in gebruik"):
        write_set(folder, NEW)


@pytest.mark.traag
def test_going_back_that_is_killed_at_any_step_is_all_old_or_all_new(tmp_path: Path) -> None:
    folder = tmp_path / "uit"
    for stap in elke_stap(lambda: weigert_c(folder), tmp_path, lambda: vers(folder)):
        assert heel(folder), stap
        assert hersteld(folder) in BIJ_ELKAAR, stap
        assert schoon(folder), stap


@pytest.mark.traag
def test_putting_in_order_can_be_killed_too(tmp_path: Path) -> None:
    folder, dood = tmp_path / "uit", tmp_path / "dood"

    def terug() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(dood, folder)

    for doe in (lambda: write_set(folder, NEW), lambda: weigert_c(folder)):
        for eerste in elke_stap(doe, tmp_path, lambda: vers(folder)):
            if schrijft(folder):
                shutil.rmtree(dood, ignore_errors=True)
                shutil.copytree(folder, dood)
                for tweede in elke_stap(lambda: herstel(folder), tmp_path, terug):
                    assert heel(folder), (eerste, tweede)
                    assert hersteld(folder) in BIJ_ELKAAR, (eerste, tweede)


# ---------------------------------------------------------------- builds


class Bouwsel:
    """A small werkmap that is in one of two states, and what a build gives in either."""

    def __init__(self, folder: Path, formaten: tuple[str, ...]) -> None:
        self.werkmap, self.formaten = maak_werkmap(folder / "werkmap"), formaten
        self.uit = self.werkmap / "uitvoer" / "2021"
        self.verwacht: dict[int, Uitvoer] = {}
        for stand in (26, 36):
            self.zet(stand)
            self.bouw()
            self.verwacht[stand] = files(self.uit)
        assert self.verwacht[26] != self.verwacht[36]

    def zet(self, stand: int) -> None:
        path = self.werkmap / "exports" / "2021" / "poort.csv"
        path.write_text(
            re.sub(r"afgewezen;\d+", f"afgewezen;{stand}", path.read_text(encoding="utf-8")), encoding="utf-8"
        )

    def bouw(self) -> None:
        build(Opdracht(periode=JAAR, werkmap=self.werkmap, formaten=self.formaten), lambda _: None)

    def controleer(self, oud: int, nieuw: int) -> None:
        """Look at what a killed build left, and build again."""
        found = files(self.uit)
        for name, data in found.items():
            assert data in {self.verwacht[oud][name], self.verwacht[nieuw][name]}, f"{name} is half"
        herstel(self.uit)
        assert files(self.uit) in (self.verwacht[oud], self.verwacht[nieuw])
        self.bouw()
        assert files(self.uit) == self.verwacht[nieuw]
        assert schoon(self.werkmap)


@pytest.mark.traag
def test_a_build_that_is_killed_at_any_step_leaves_a_whole_set(tmp_path: Path) -> None:
    found = Bouwsel(tmp_path, ("json", "csv"))
    found.zet(26)
    found.bouw()
    found.zet(36)
    begin = kopie(found.werkmap, tmp_path / "begin")
    for _stap in elke_stap(found.bouw, tmp_path, lambda: kopie(begin, found.werkmap)):
        found.controleer(26, 36)


@pytest.mark.traag
@pytest.mark.parametrize(
    ("formaten", "keren"), [(("json", "csv"), KEREN * 9 // 10), (ALLE, KEREN // 10)], ids=["data", "alles"]
)
def test_a_build_that_is_killed_at_a_random_moment_leaves_a_whole_set(
    tmp_path: Path, formaten: tuple[str, ...], keren: int
) -> None:
    found = Bouwsel(tmp_path, formaten)
    command = [sys.executable, "-m", "werkmonitor", "build", "2021", "--werkmap", str(found.werkmap)]
    command += ["--formaat", ",".join(formaten)]
    found.zet(26)
    begin = time.monotonic()
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603 - our own command
    duur = time.monotonic() - begin
    doden = 0
    for keer in range(keren):
        oud, nieuw = (26, 36) if keer % 4 < 2 else (36, 26)
        found.zet(oud)
        found.bouw()
        found.zet(nieuw)
        doden += op_een_moment(command, keer, duur, lambda: schrijft(found.uit)) is None
        found.controleer(oud, nieuw)
    assert doden >= keren // 2


# ---------------------------------------------------------------- editions


def stel_vast(werkmap: Path) -> Zegelverslag:
    return seal(Zegelopdracht(periode=JAAR, werkmap=werkmap, reden=REDEN, wie="A. de Vries"), lambda _: None)


@pytest.fixture
def gezegeld(tmp_path: Path) -> Path:
    """A werkmap with an edition that is to be superseded."""
    werkmap = maak_werkmap(tmp_path / "gezegeld")
    seal(Zegelopdracht(periode=JAAR, werkmap=werkmap, wie="A. de Vries"), lambda _: None)
    vervang(werkmap / "exports" / "2021" / "poort.csv", "afgewezen;36", "afgewezen;26")
    return werkmap


def controleer_uitgaven(werkmap: Path, eerste: dict[str, str]) -> None:
    """Look at what a killed seal left, and seal again."""
    uitgaven = werkmap / "uitgaven"
    assert momentopname(uitgaven / "2021-u1") == eerste
    names = {path.name for path in uitgaven.iterdir() if not path.name.startswith(".")}
    assert names in ({"2021-u1"}, {"2021-u1", "2021-u2"})
    for name in names:
        assert afwijkingen(lees_zegel(uitgaven / name), inhoud(uitgaven / name)) == []
    assert stel_vast(werkmap).uitgave == "2021-u2"
    assert momentopname(uitgaven / "2021-u1") == eerste
    assert {path.name for path in uitgaven.iterdir()} == {"2021-u1", "2021-u2"}
    assert controleer(werkmap, "2021-u2", None, lambda _: None).afwijkingen == ()


def kopie(werkmap: Path, naar: Path) -> Path:
    if naar.exists():
        subprocess.run(["chmod", "-R", "u+w", naar], check=True)  # noqa: S603, S607 - our own folder
        shutil.rmtree(naar)
    return Path(shutil.copytree(werkmap, naar))


@pytest.mark.traag
def test_a_seal_that_is_killed_at_any_step_leaves_whole_editions(gezegeld: Path, tmp_path: Path) -> None:
    werkmap = tmp_path / "werkmap"
    eerste = momentopname(gezegeld / "uitgaven" / "2021-u1")
    for _stap in elke_stap(lambda: stel_vast(werkmap), tmp_path, lambda: kopie(gezegeld, werkmap)):
        controleer_uitgaven(werkmap, eerste)


@pytest.mark.traag
def test_a_seal_that_is_killed_at_a_random_moment_leaves_whole_editions(gezegeld: Path, tmp_path: Path) -> None:
    werkmap = kopie(gezegeld, tmp_path / "werkmap")
    eerste = momentopname(gezegeld / "uitgaven" / "2021-u1")
    command = [sys.executable, "-m", "werkmonitor", "seal", "2021", "--werkmap", str(werkmap), "--reden", REDEN]
    begin = time.monotonic()
    assert subprocess.run([*command, "--wie", "A"], capture_output=True, check=False).returncode == 0  # noqa: S603
    duur = time.monotonic() - begin
    doden = 0
    for keer in range(KEREN):
        kopie(gezegeld, werkmap)
        doden += op_een_moment([*command, "--wie", "A"], keer, duur, lambda: schrijft(werkmap / "uitgaven")) is None
        controleer_uitgaven(werkmap, eerste)
    assert doden >= KEREN // 2


# ---------------------------------------------------------------- a disk that is full


@pytest.fixture
def schijf(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB."""
    folder = tmp_path / "schijf"
    folder.mkdir()
    mount = shutil.which("mount")
    command = [str(mount), "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    if not mount or subprocess.run(command, capture_output=True, check=False).returncode:  # noqa: S603
        pytest.skip("this user may not mount a disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S603, S607


def vul(schijf: Path, vrij: int) -> Path:
    """Fill a disk but for so many bytes."""
    path = schijf / "vol"
    with path.open("wb") as target:
        target.write(bytes(max(0, shutil.disk_usage(schijf).free - vrij)))
    return path


@pytest.mark.parametrize("vrij", [pytest.param(0, marks=pytest.mark.traag), 20_000])
def test_a_build_on_a_full_disk_keeps_the_last_good_outputs(
    schijf: Path, vrij: int, capsys: pytest.CaptureFixture[str]
) -> None:
    found = Bouwsel(schijf, ("json", "csv"))
    found.zet(26)
    vol = vul(schijf, vrij)
    arguments = ["build", "2021", "--werkmap", str(found.werkmap), "--formaat", "json,csv"]
    assert run(arguments) == 4
    assert "de schijf is vol" in capsys.readouterr().err
    assert files(found.uit) == found.verwacht[36]
    assert schoon(found.werkmap)
    vol.unlink()
    assert run(arguments) == 0
    assert files(found.uit) == found.verwacht[26]


@pytest.mark.parametrize("vrij", [pytest.param(0, marks=pytest.mark.traag), 20_000])
def test_a_seal_on_a_full_disk_keeps_the_editions(schijf: Path, vrij: int, capsys: pytest.CaptureFixture[str]) -> None:
    werkmap = maak_werkmap(schijf / "werkmap")
    arguments = ["seal", "2021", "--werkmap", str(werkmap), "--wie", "A"]
    assert run(arguments) == 0
    vervang(werkmap / "exports" / "2021" / "poort.csv", "afgewezen;36", "afgewezen;26")
    before = momentopname(werkmap)
    vol = vul(schijf, vrij)
    assert run([*arguments, "--reden", REDEN]) == 4
    assert "de schijf is vol" in capsys.readouterr().err
    assert momentopname(werkmap) == before
    vol.unlink()
    assert run([*arguments, "--reden", REDEN]) == 0


# ---------------------------------------------------------------- a file that is open and can only be read


def test_a_build_leaves_all_files_when_one_can_only_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also for a user who may write everything."""
    found = Bouwsel(tmp_path, ("json", "csv"))
    found.zet(26)
    path = found.uit / "monitor-2021.csv"
    path.chmod(0o444)
    with path.open("rb") as opened:
        arguments = ["build", "2021", "--werkmap", str(found.werkmap), "--formaat", "json,csv"]
        assert run(arguments) == 4
        assert "monitor-2021.csv kan niet vervangen worden" in " ".join(capsys.readouterr().err.split())
        assert opened.read() == found.verwacht[36]["monitor-2021.csv"]
    assert files(found.uit) == found.verwacht[36]
    path.chmod(0o644)
    assert run(arguments) == 0
    assert files(found.uit) == found.verwacht[26]


def test_the_killer_says_what_went_wrong_before_it_killed(tmp_path: Path) -> None:
    def stuk() -> None:
        message = "zelf stuk"
        raise ValueError(message)

    with pytest.raises(AssertionError, match="zelf stuk"):
        gedood(stuk, tmp_path, 1)
