"""Jobs in processes of their own: each ends for itself, and all of them after Ctrl-C."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from werkmonitor.findings import Finding, InputError, OutputError
from werkmonitor.tasks import processen
from werkmonitor.tasks.processen import VastgelopenError, verdeel

MELDING = Finding("formule", "fout", "Deze formule klopt niet.")


def kwadraat(number: int) -> int:
    return number * number


def doe(what: str) -> str:
    if what == "invoer":
        raise InputError("Er is niets gemaakt.", [MELDING])
    if what == "uitvoer":
        raise OutputError("Vol.")
    if what == "fout":
        raise ValueError(what)
    if what == "weg":
        os._exit(7)
    return what


def slaap(folder: str, naam: str) -> str:
    """Write a file, wait, and put it back when interrupted, which takes a while too."""
    path = Path(folder) / naam
    path.write_text("half", encoding="utf-8")
    try:
        time.sleep(60)
    except KeyboardInterrupt:
        time.sleep(0.2)
        path.unlink()
        raise
    return naam


@pytest.mark.parametrize("hoe", ["fork", pytest.param("spawn", marks=pytest.mark.traag)])
def test_every_job_has_its_answer_whichever_way_processes_are_started(hoe: str) -> None:
    assert dict(verdeel(kwadraat, [(number,) for number in range(5)], 2, hoe)) == {0: 0, 1: 1, 2: 4, 3: 9, 4: 16}


def test_one_that_fails_leaves_the_others_alone() -> None:
    found = dict(verdeel(doe, [("goed",), ("invoer",), ("uitvoer",), ("fout",), ("weg",), ("ook goed",)], 3))
    assert (found[0], found[5]) == ("goed", "ook goed")
    assert isinstance(found[1], InputError)
    assert (str(found[1]), found[1].findings) == ("Er is niets gemaakt.", (MELDING,))
    assert isinstance(found[2], OutputError)
    assert isinstance(found[3], VastgelopenError)
    assert "raise ValueError(what)\nValueError: fout\n" in str(found[3])
    assert isinstance(found[4], VastgelopenError)
    assert str(found[4]) == "Het proces is er niet meer (code 7)."


def test_no_more_run_at_once_than_was_said(tmp_path: Path) -> None:
    begin = time.monotonic()
    list(verdeel(time.sleep, [(0.2,)] * 3, 1))
    assert time.monotonic() - begin > 0.6
    assert list(verdeel(kwadraat, [], 2)) == []
    assert list(tmp_path.iterdir()) == []


def _druk_af(folder: Path, aantal: int) -> None:
    """Press Ctrl-C twice, as people do, once all children are busy."""
    while len(list(folder.iterdir())) < aantal:
        time.sleep(0.01)
    for _ in range(2):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.05)


def test_after_an_interruption_all_children_have_put_back_what_they_were_writing(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGINT)
    threading.Thread(target=_druk_af, args=(tmp_path, 2)).start()
    jobs = [(str(tmp_path), naam) for naam in "abc"]
    with pytest.raises(KeyboardInterrupt):
        list(verdeel(slaap, jobs, 2))
    assert list(tmp_path.iterdir()) == []
    assert signal.getsignal(signal.SIGINT) is before


def test_a_child_that_does_not_listen_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(processen, "GEDULD", 0)
    uitkomsten = verdeel(slaap, [(str(tmp_path), "a"), (str(tmp_path), "b")], 2)
    threading.Thread(target=_druk_af, args=(tmp_path, 2)).start()
    begin = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        list(uitkomsten)
    assert time.monotonic() - begin < 30


def test_beside_the_main_thread_there_is_no_ctrl_c_to_note() -> None:
    found: list[tuple[int, int]] = []
    thread = threading.Thread(target=lambda: found.extend(verdeel(kwadraat, [(3,)], 1)))
    thread.start()
    thread.join()
    assert found == [(0, 9)]


def test_linux_shares_what_was_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert processen.methode() == "fork"
    monkeypatch.setattr("sys.platform", "win32")
    assert processen.methode() == "spawn"
