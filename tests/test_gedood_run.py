"""``run`` killed at any moment, or on a full disk: what it keeps stays whole and the next one goes on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from doden import KEREN, elke_stap, op_een_moment
from hulp import momentopname
from run_voorbeeld import MELDING, NA_2021, PLANNING, draai, gemeld, stand, werkmap_met
from werk_voorbeeld import vervang
from werkmonitor.cli.app import run as typ
from werkmonitor.files.status import Status
from werkmonitor.files.writing import TERZIJDE, onaf

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no signals")

AANTALLEN = (36, 26)
Uitvoer = dict[str, bytes]


class Proef:
    """A werkmap of which one number changes to and fro, with the outputs of either."""

    def __init__(self, folder: Path) -> None:
        self.werkmap = werkmap_met(folder, PLANNING + MELDING)
        vervang(self.werkmap / "werkmonitor.toml", '["json", "csv"]', '["html", "json", "csv"]')
        self.uit = self.werkmap / "uitvoer" / "2021"
        self.uitgave = self.werkmap / "uitgaven" / "2020-u1"
        self.uitgave.mkdir(parents=True)
        (self.uitgave / "zegel.json").write_text("{}", encoding="utf-8")
        self.zegel = momentopname(self.werkmap / "uitgaven")
        self.nu = AANTALLEN[0]
        self.verwacht: dict[int, Uitvoer] = {}
        for aantal in (*AANTALLEN[1:], AANTALLEN[0]):
            self.zet(aantal)
            draai(self.werkmap)
            self.verwacht[aantal] = self.uitvoer()
        assert self.verwacht[36] != self.verwacht[26]

    def zet(self, aantal: int) -> None:
        if aantal != self.nu:
            vervang(self.werkmap / "exports" / "2021" / "poort.csv", f"afgewezen;{self.nu}", f"afgewezen;{aantal}")
            self.nu = aantal

    def uitvoer(self) -> Uitvoer:
        return {path.name: path.read_bytes() for path in self.uit.glob("monitor-*")}

    def controleer(self, oud: int) -> None:
        """Look at what a killed run left, and let the next one go on."""
        known = [self.verwacht[aantal] for aantal in (oud, self.nu)]
        for naam, data in self.uitvoer().items():  # each whole, old or new; the set is put right by who comes next
            assert data in [uitvoer[naam] for uitvoer in known]
        assert set(self.uitvoer()) == set(known[0])
        self._heel()
        before = len(gemeld(self.werkmap))
        assert draai(self.werkmap).code == 0
        assert self.uitvoer() == self.verwacht[self.nu]
        assert stand(self.werkmap).uitkomst == "gelukt"
        assert stand(self.werkmap).gemeld == stand(self.werkmap).afdruk
        assert len(gemeld(self.werkmap)) <= before + 1
        self._heel()
        left = [path.name for path in self.werkmap.rglob("*") if path.name.startswith(TERZIJDE)]
        assert left == []

    def _heel(self) -> None:
        """Read status and log strictly; an edition is never touched."""
        map_ = self.werkmap / "uitvoer"
        msgspec.json.decode((map_ / "status.json").read_bytes(), type=Status)
        text = (map_ / "werkmonitor.log").read_bytes()
        text[: text.rfind(b"\n") + 1].decode("utf-8")
        assert momentopname(self.werkmap / "uitgaven") == self.zegel


@pytest.fixture
def proef(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Proef:
    monkeypatch.setattr("werkmonitor.tasks.build.STANDAARD", ())  # nothing to load beforehand: no PDF is made here
    return Proef(tmp_path)


@pytest.mark.traag
def test_a_run_that_is_killed_at_any_step_loses_nothing(proef: Proef, tmp_path: Path) -> None:
    def herstart() -> None:
        proef.zet(36)
        draai(proef.werkmap)
        proef.zet(26)

    for _stap in elke_stap(lambda: draai(proef.werkmap), tmp_path, herstart):
        proef.controleer(36)


@pytest.mark.traag
def test_a_run_that_is_killed_at_a_random_moment_loses_nothing(proef: Proef) -> None:
    command = [sys.executable, "-m", "werkmonitor", "run", "--werkmap", str(proef.werkmap), "--vandaag", str(NA_2021)]
    proef.zet(26)
    begin = time.monotonic()
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603 - our own command
    duur = time.monotonic() - begin
    doden = 0
    for keer in range(KEREN):
        oud, nieuw = (26, 36) if proef.nu == 26 else (36, 26)
        proef.zet(nieuw)
        doden += op_een_moment(command, keer, duur, lambda: onaf(proef.uit)) is None
        proef.controleer(oud)
    assert doden > KEREN // 4


# ---------------------------------------------------------------- a disk that is full


@pytest.mark.parametrize("vrij", [pytest.param(0, marks=pytest.mark.traag), 20_000])
def test_a_run_on_a_full_disk_keeps_the_last_good_outputs_and_tells(
    tmp_path: Path, vrij: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("werkmonitor.tasks.build.STANDAARD", ())
    disk = tmp_path / "schijf"
    disk.mkdir()
    mount = shutil.which("mount")
    command = [str(mount), "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)]
    if not mount or subprocess.run(command, capture_output=True, check=False).returncode:  # noqa: S603
        pytest.skip("this user may not mount a disk")
    try:
        _vol(disk, tmp_path / "buiten.txt", vrij, capsys)
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)  # noqa: S603, S607


def _vol(disk: Path, buiten: Path, vrij: int, capsys: pytest.CaptureFixture[str]) -> None:
    proef = Proef(disk)
    script = f'open({str(buiten)!r}, "a").write("x")'
    vervang(proef.werkmap / "werkmonitor.toml", 'open("gemeld.txt", "ab").write(text)', script.replace("'", '"'))
    proef.zet(26)
    with (disk / "vol").open("wb") as target:
        target.write(bytes(max(0, shutil.disk_usage(disk).free - vrij)))
    arguments = ["run", "--werkmap", str(proef.werkmap), "--vandaag", str(NA_2021)]
    assert [typ(arguments) for _ in range(2)] == [4, 4]
    assert "de schijf is vol" in " ".join(capsys.readouterr().err.split())
    assert buiten.read_text(encoding="utf-8") == "x"  # once, though nothing could be written down
    assert proef.uitvoer() == proef.verwacht[36]
    os.unlink(disk / "vol")  # noqa: PTH108 - the file that fills it
    assert typ(arguments) == 0
    assert proef.uitvoer() != proef.verwacht[36]
