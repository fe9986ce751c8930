"""The timers for real: that of systemd, also after a month off and a run that was killed, and that of cron."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import timer_echt
from run_voorbeeld import MELDING, PLANNING, gemeld, logboek, werkmap_met

pytestmark = pytest.mark.traag
SYSTEMD = Path("/lib/systemd/systemd")
NAAM = "w %h $HOME é"
"""Of the folder: what each system would read as something else."""


def probeer(systeem: str, werkmap: Path, map_: Path) -> dict[str, Any]:
    """Let the timer go off; skips where this machine does not let us."""
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("unshare"):
        pytest.skip("only root can give a timer a machine of its own, with unshare")
    command = ["unshare", "--mount", "--propagation", "private", sys.executable, timer_echt.__file__]
    done = subprocess.run(  # noqa: S603 - our own script
        [*command, systeem, str(werkmap), str(map_)], capture_output=True, text=True, check=False
    )
    if "Operation not permitted" in done.stderr:
        pytest.skip(f"this machine gives no mount namespace: {done.stderr.splitlines()[-1]}")
    assert done.returncode == 0, done.stderr
    gezien: dict[str, Any] = json.loads(done.stdout)
    if "overgeslagen" in gezien:
        pytest.skip(f"systemd does not start here: {gezien['overgeslagen']}")
    return gezien


@pytest.fixture
def werkmap(tmp_path: Path) -> Path:
    melding = MELDING.replace(', "wacht"', "")  # the years since 2021 have no exports
    return werkmap_met(tmp_path, PLANNING + melding).rename(tmp_path / NAAM)


@pytest.mark.skipif(not SYSTEMD.exists(), reason="systemd is not installed (apt-get install systemd)")
def test_the_timer_of_systemd_makes_up_for_a_month_off_and_tells_of_a_killed_run(werkmap: Path, tmp_path: Path) -> None:
    gezien = probeer("systemd", werkmap, tmp_path)
    assert "Hij loopt." in gezien["install"]
    assert (gezien["gemaakt"], gezien["stand"]["uitkomst"]) == (True, "gelukt")
    assert "Volgende keer volgens systemd: " in gezien["show"]
    assert "2021 gemaakt. Het is een concept" in gezien["show"]
    assert sorted(gezien["service"].split()) == ["ExecMainStatus=0", "Result=success"]
    assert (gezien["bezig"], gezien["afgebroken"]) == (True, True)
    assert gezien["verteld"].startswith("Het maken is afgebroken voordat het klaar was")
    assert gezien["daarna"]["uitkomst"] == "gelukt"
    assert [uitkomst for uitkomst, _ in gemeld(werkmap)] == ["gelukt", "mislukt", "gelukt"]
    assert "is weggehaald" in gezien["remove"]
    assert gezien["over"] == ""


@pytest.mark.skipif(shutil.which("cron") is None, reason="cron is not installed (apt-get install cron)")
def test_the_line_in_the_crontab_makes_the_monitor(werkmap: Path, tmp_path: Path) -> None:
    gezien = probeer("cron", werkmap, tmp_path)
    assert "staat in de crontab van deze gebruiker" in gezien["install"]
    assert gezien["crontab"].startswith('# van mij\nMAILTO=""\n# begin werkmonitor-w-h-home-e-')
    assert (gezien["gemaakt"], gezien["stand"]["uitkomst"]) == (True, "gelukt")
    assert [uitkomst for uitkomst, _ in gemeld(werkmap)] == ["gelukt"]
    assert "2021 gelukt: " in logboek(werkmap)
    assert "uit de crontab gehaald" in gezien["remove"]
    assert gezien["over"] is True
