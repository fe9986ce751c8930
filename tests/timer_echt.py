"""Lets a real timer go off, in a mount namespace of its own so that nothing of the machine changes.

``unshare --mount python timer_echt.py systemd|cron WERKMAP MAP`` does what a user does (``schedule install``, ``show``,
``remove``) and prints as JSON what was seen.  The only thing that is not as installed is the waiting: systemd is told
that the machine was off for 40 days, and of the line for cron the time becomes every minute.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

GEDULD = 100
"""Seconds to wait for something."""
Gezien = dict[str, object]


def roep(*command: str | Path, invoer: str | None = None) -> str:
    """Run a program; return what it printed, on either stream."""
    done = subprocess.run(  # noqa: S603 - programs of the system and our own
        list(map(str, command)), input=invoer, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def werkmonitor(*arguments: str | Path) -> str:
    return roep(sys.executable, "-m", "werkmonitor", *arguments)


def wacht(klaar: Callable[[], bool]) -> bool:
    """Wait until something is so; say whether it came to that."""
    until = time.monotonic() + GEDULD
    while time.monotonic() < until:
        with contextlib.suppress(OSError, ValueError, StopIteration):
            if klaar():
                return True
        time.sleep(0.02)
    return False


def stand(werkmap: Path) -> dict[str, object]:
    found = json.loads((werkmap / "uitvoer" / "status.json").read_bytes())
    return {"einde": found["einde"], **next(item for item in found["perioden"] if item["periode"] == "2021")}


def dek_toe(*folders: str) -> None:
    """Put empty folders over those of the machine, for this process and its children only."""
    for folder in folders:
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], check=True)  # noqa: S603, S607


@contextlib.contextmanager
def loopt(*command: str, log: Path) -> Iterator[None]:
    """Keep a service running."""
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as process:  # noqa: S603
        try:
            yield
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)
            process.kill()


def met_systemd(werkmap: Path, map_: Path) -> Gezien:
    """Start the systemd of a user, install the timer, and look at it making up for lost days; then kill a run."""
    dek_toe("/run")
    Path("/run/systemd/system").mkdir(parents=True)  # what tells its programs that systemd is there
    runtime = Path("/run/user/0")
    runtime.mkdir(parents=True, mode=0o700)
    config, data = map_ / "config", map_ / "data"
    os.environ.update(XDG_RUNTIME_DIR=str(runtime), XDG_CONFIG_HOME=str(config), XDG_DATA_HOME=str(data))
    config.mkdir()
    naam = json.loads(werkmonitor("schedule", "install", "--droog", "--json", "--werkmap", werkmap))["stappen"][0][
        "naam"
    ]
    stempel = data / "systemd" / "timers" / f"stamp-{naam}.timer"
    stempel.parent.mkdir(parents=True)
    stempel.touch()
    os.utime(stempel, (time.time() - 40 * 86_400,) * 2)
    eigen = config / "systemd" / "user" / f"{naam}.timer.d"
    eigen.mkdir(parents=True)
    (eigen / "nu.conf").write_text("[Timer]\nRandomizedDelaySec=0\n", encoding="utf-8")
    with loopt("/lib/systemd/systemd", "--user", "--log-target=console", log=map_ / "systemd.log"):
        if not wacht((runtime / "systemd" / "private").exists):
            return {"overgeslagen": (map_ / "systemd.log").read_text(encoding="utf-8")[-500:]}
        return _op_tijd(werkmap, naam)


def _op_tijd(werkmap: Path, naam: str) -> Gezien:
    gezien: Gezien = {"install": werkmonitor("schedule", "install", "--werkmap", werkmap)}
    gezien["gemaakt"] = wacht(lambda: bool(stand(werkmap)["einde"]))
    gezien["stand"] = stand(werkmap)
    gezien["show"] = werkmonitor("schedule", "show", "--werkmap", werkmap)
    gezien["service"] = roep("systemctl", "--user", "show", f"{naam}.service", "--property=Result,ExecMainStatus")
    export = werkmap / "exports" / "2021" / "poort.csv"
    export.write_text(export.read_text(encoding="utf-8").replace(";36", ";37"), encoding="utf-8")
    roep("systemctl", "--user", "start", "--no-block", f"{naam}.service")
    gezien["bezig"] = wacht(lambda: stand(werkmap)["uitkomst"] == "bezig")
    roep("systemctl", "--user", "kill", "--signal=KILL", f"{naam}.service")
    gezien["afgebroken"] = wacht(lambda: stand(werkmap)["uitkomst"] == "mislukt" and bool(stand(werkmap)["gemeld"]))
    gezien["verteld"] = stand(werkmap)["wat"]
    roep("systemctl", "--user", "start", f"{naam}.service")  # waits until it ends
    gezien["daarna"] = stand(werkmap)
    gezien["remove"] = werkmonitor("schedule", "remove", "--werkmap", werkmap)
    gezien["over"] = roep("systemctl", "--user", "list-unit-files", "werkmonitor-*", "--no-legend", "--no-pager")
    return gezien


def met_cron(werkmap: Path, map_: Path) -> Gezien:
    """Start cron with a crontab of its own, install the line, and wait for the next minute."""
    dek_toe("/run", "/var/spool/cron", "/etc/cron.d")
    leeg = map_ / "crontab"
    leeg.touch()
    subprocess.run(["mount", "--bind", str(leeg), "/etc/crontab"], check=True)  # noqa: S603, S607
    Path("/var/spool/cron/crontabs").mkdir(mode=0o1730)
    roep("chgrp", "crontab", "/var/spool/cron/crontabs")
    eigen = '# van mij\nMAILTO=""\n'
    roep("crontab", "-", invoer=eigen)
    where = ("--werkmap", werkmap, "--systeem", "cron")
    gezien: Gezien = {"install": werkmonitor("schedule", "install", *where)}
    gezien["show"] = werkmonitor("schedule", "show", *where)
    regels = roep("crontab", "-l")
    gezien["crontab"] = regels
    elke_minuut = [
        f"* * * * * {line.split(' ', 5)[5]}" if " 7-19 * * * " in line else line for line in regels.splitlines()
    ]
    roep("crontab", "-", invoer="\n".join(elke_minuut) + "\n")
    with loopt("cron", "-f", "-L", "15", log=map_ / "cron.log"):
        gezien["gemaakt"] = wacht(lambda: bool(stand(werkmap)["einde"]))
    if gezien["gemaakt"]:
        gezien["stand"] = stand(werkmap)
    roep("crontab", "-", invoer=regels)
    gezien["remove"] = werkmonitor("schedule", "remove", *where)
    gezien["over"] = roep("crontab", "-l") == eigen
    return gezien


if __name__ == "__main__":
    signal.alarm(4 * GEDULD)
    systeem, werkmap, map_ = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    print(json.dumps((met_systemd if systeem == "systemd" else met_cron)(werkmap, map_)))  # noqa: T201
