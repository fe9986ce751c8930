"""The same inputs give the same bytes: on another day, in another folder, for another user."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hulp import kopie
from werkmonitor.outputs import FORMATEN, LAYOUTS, RAPPORT, einden

SRC = Path(__file__).resolve().parents[1] / "src" / "werkmonitor"
GEWOON = ("html", "pdf", "xlsx", "json", "csv")
ALLES = ["--formaat", ",".join(FORMATEN), "--layout", ",".join(LAYOUTS)]
DAGEN = 500
KLOK = f"""
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
#define LATER ({DAGEN}L * 86400L)
int clock_gettime(clockid_t which, struct timespec *now) {{
    int failed = syscall(SYS_clock_gettime, which, now);
    if (!failed && which == CLOCK_REALTIME) now->tv_sec += LATER;
    return failed;
}}
int gettimeofday(struct timeval *now, void *zone) {{
    struct timespec exact;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &exact);
    now->tv_sec = exact.tv_sec;
    now->tv_usec = exact.tv_nsec / 1000;
    return 0;
}}
time_t time(time_t *where) {{
    struct timespec exact;
    clock_gettime(CLOCK_REALTIME, &exact);
    if (where) *where = exact.tv_sec;
    return exact.tv_sec;
}}
"""
"""A clock that is years ahead, for a process and every library in it."""
HIER = {"TZ": "Etc/GMT+12", "LC_ALL": "C.UTF-8", "USER": "adviseur", "LOGNAME": "adviseur", "PYTHONHASHSEED": "1"}
DAAR = {"TZ": "Pacific/Kiritimati", "LC_ALL": "POSIX", "USER": "root", "LOGNAME": "root", "PYTHONHASHSEED": "2"}

MAKEN = {
    *(f"tasks/{name}.py" for name in ("beelden", "build", "lezen", "parallel", "plan", "processen", "regio")),
    *(f"files/{name}.py" for name in ("cache", "werkmap", "writing")),
}
"""What makes outputs of all that looks after them; what computes and shows makes outputs anyway."""
_KLOK = {"now", "today", "utcnow", "time_ns", "getuser", "getlogin", "gethostname", "uuid4", "urandom"}


def _vraagt_de_tijd(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return bool(names & _KLOK)


def test_nothing_that_makes_an_output_looks_at_the_clock_or_asks_who_is_there() -> None:
    modules = {path.relative_to(SRC).as_posix(): path for path in SRC.rglob("*.py")}
    makes = {name for name in modules if not name.startswith(("tasks/", "files/", "cli/"))} | MAKEN
    assert [name for name in sorted(makes) if _vraagt_de_tijd(modules[name])] == []
    assert _vraagt_de_tijd(modules["tasks/seal/opdracht.py"])


def klok(folder: Path) -> dict[str, str]:
    """Return the environment with a clock that is ahead; without a compiler it is that of now."""
    compiler = shutil.which("cc")
    if compiler is None:
        return {}
    (folder / "klok.c").write_text(KLOK, encoding="utf-8")
    library = folder / "klok.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, folder / "klok.c"], check=True)  # noqa: S603
    return {"LD_PRELOAD": str(library)}


def voer_uit(omgeving: dict[str, str], umask: int, *arguments: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, *arguments],
        env={**os.environ, **omgeving},
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.traag
@pytest.mark.skipif(sys.platform == "win32", reason="time zones and umasks of POSIX")
def test_a_build_and_a_seal_give_the_same_bytes_everywhere_and_always(kern: Path, tmp_path: Path) -> None:
    made = []
    later = klok(tmp_path)
    for place, omgeving, umask in (("a", HIER, 0o077), ("een andere map/dieper", {**DAAR, **later}, 0o022)):
        werkmap = kopie(tmp_path / place, van=kern)
        home = {"HOME": str(tmp_path / place), **omgeving}
        voer_uit(home, umask, "-m", "werkmonitor", "build", "2021", "--werkmap", str(werkmap), *ALLES)
        voer_uit(home, umask, "-m", "werkmonitor", "seal", "2021", "--werkmap", str(werkmap))
        folders = {"concept": werkmap / "uitvoer" / "2021", "uitgave": werkmap / "uitgaven" / "2021-u1"}
        made.append(
            {
                f"{soort}/{path.name}": path.read_bytes()
                for soort, folder in folders.items()
                for path in folder.glob("monitor-*")
            }
        )
    here, there = made
    concept = [end for formaat in FORMATEN for end in einden(formaat, tuple(LAYOUTS))]
    assert len(here) == len(concept) + sum(len(einden(formaat, RAPPORT)) for formaat in GEWOON)
    assert here.keys() == there.keys()
    assert [name for name, data in here.items() if data != there[name]] == []
    if later:
        days = "import datetime; print(datetime.date.today().toordinal())"
        assert int(voer_uit(later, 0, "-c", days)) >= int(voer_uit({}, 0, "-c", days)) + DAGEN - 1
