"""The child: whatever happens in it, the parent gets the outcome or one clear refusal."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from werkmonitor.bronnen.containers import child
from werkmonitor.bronnen.containers.budget import Budget
from werkmonitor.bronnen.containers.child import in_child
from werkmonitor.bronnen.containers.weigeren import OnleesbaarError
from werkmonitor.programma.bron import Lezen

_AFGEBROKEN = "Het lezen van dit bestand is afgebroken"


def _pid(_data: bytes, naam: str, budget: Budget) -> tuple[int, str, int]:
    return os.getpid(), naam, budget.bytes_


def _large(_data: bytes, _naam: str, _budget: Budget) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.arange(3_000_000)


def _loud(data: bytes, _naam: str, _budget: Budget) -> int:
    os.write(1, b"stdout")
    os.write(2, b"stderr")
    return len(data)


def _refuses(_data: bytes, _naam: str, _budget: Budget) -> None:
    raise OnleesbaarError("Zo niet.", "Anders.", "Blad1", "B7")


def _fails(_data: bytes, _naam: str, _budget: Budget) -> None:
    raise KeyError("binnen")


def _aborts(_data: bytes, _naam: str, _budget: Budget) -> None:
    os.kill(os.getpid(), signal.SIGABRT)


def _hangs(_data: bytes, _naam: str, _budget: Budget) -> None:
    time.sleep(60)


def _eats(_data: bytes, _naam: str, _budget: Budget) -> int:
    return len(bytearray(2**34))


def _length(data: bytes, _naam: str, _budget: Budget) -> int:
    return len(data)


def _out_of_memory(_data: bytes, _naam: str, _budget: Budget) -> None:
    raise MemoryError


def _busy(_data: bytes, _naam: str, _budget: Budget) -> tuple[int, int, int]:
    import resource

    kinds = (resource.RLIMIT_CORE, resource.RLIMIT_CPU, resource.RLIMIT_AS)
    core, cpu, memory = (resource.getrlimit(kind)[0] for kind in kinds)
    return core, cpu, memory


def _interrupts(_data: bytes, _naam: str, _budget: Budget) -> None:
    os.kill(os.getppid(), signal.SIGINT)
    time.sleep(60)


@pytest.fixture(params=["forked", "spawned"])
def _each_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_can_fork", lambda: request.param == "forked")


@pytest.fixture
def _geen_resten() -> Iterator[None]:
    """No zombie and no open pipe is left."""
    before = _descriptors()
    yield
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    assert _descriptors() == before


def _descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir())) if sys.platform == "linux" else 0


pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="the limits are those of POSIX"),
    pytest.mark.usefixtures("_geen_resten"),
]
each_way = pytest.mark.usefixtures("_each_way")


def _budget(**lezen: int) -> Budget:
    return Budget(Lezen(**lezen), 100)


@each_way
def test_the_work_is_done_elsewhere() -> None:
    pid, naam, size = in_child(_pid, b"", "a.xls", _budget())
    assert (pid != os.getpid(), naam, size) == (True, "a.xls", 100)


@each_way
def test_a_result_larger_than_a_pipe_comes_through() -> None:
    assert in_child(_large, b"", "a.xls", _budget()).sum() == sum(range(3_000_000))


@each_way
def test_nothing_of_the_child_is_seen(capfd: pytest.CaptureFixture[str]) -> None:
    assert in_child(_loud, bytes(1000), "a.xls", _budget()) == 1000
    assert capfd.readouterr() == ("", "")


@each_way
def test_a_refusal_arrives_whole() -> None:
    with pytest.raises(OnleesbaarError) as caught:
        in_child(_refuses, b"", "a.xls", _budget())
    assert (caught.value.wat, caught.value.doen) == ("Zo niet.", "Anders.")
    assert (caught.value.blad, caught.value.cel) == ("Blad1", "B7")


@each_way
def test_a_fault_is_raised_here_with_where_it_arose() -> None:
    with pytest.raises(KeyError, match="binnen") as caught:
        in_child(_fails, b"", "a.xls", _budget())
    assert "in _fails" in caught.value.__notes__[0]


@each_way
def test_an_abort_is_a_refusal() -> None:
    with pytest.raises(OnleesbaarError, match=f"^{_AFGEBROKEN}: het is van binnen te zwaar beschadigd"):
        in_child(_aborts, b"", "a.xls", _budget())


@each_way
def test_a_hang_is_ended_at_the_deadline() -> None:
    begin = time.monotonic()
    with pytest.raises(OnleesbaarError, match=f"^{_AFGEBROKEN}: het duurt te lang"):
        in_child(_hangs, b"", "a.xls", _budget(max_seconden=1))
    assert time.monotonic() - begin < 5


@each_way
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says and limits how much is used")
def test_a_blow_up_is_ended_at_the_limit() -> None:
    with pytest.raises(OnleesbaarError, match=f"^{_AFGEBROKEN}: het vraagt te veel geheugen"):
        in_child(_eats, b"", "a.xls", _budget())


@each_way
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says and limits how much is used")
def test_the_limits_hold_in_the_child_only() -> None:
    core, cpu, memory = in_child(_busy, b"", "a.xls", _budget(max_geheugen_mib=512))
    assert (core, 0 < cpu <= 20, 0 < memory < 8 * 2**30) == (0, True, True)
    assert _busy(b"", "", _budget()) != (core, cpu, memory)


@each_way
def test_ctrl_c_ends_both() -> None:
    with pytest.raises(KeyboardInterrupt):
        in_child(_interrupts, b"", "a.xls", _budget())


@each_way
def test_a_computer_without_room_for_a_process_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_rest: object) -> None:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse)
    monkeypatch.setattr(subprocess, "Popen", refuse)
    with pytest.raises(OnleesbaarError, match="kan er geen apart proces voor starten"):
        in_child(_pid, b"", "a.xls", _budget())


def test_beside_other_threads_nothing_is_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    wait = threading.Event()
    thread = threading.Thread(target=wait.wait)
    thread.start()
    try:
        monkeypatch.delattr(os, "fork")
        assert in_child(_pid, b"", "a.xls", _budget())[0] != os.getpid()
    finally:
        wait.set()
        thread.join()


@pytest.mark.parametrize(
    ("lees", "fault"), [(_refuses, OnleesbaarError), (_fails, KeyError), (_out_of_memory, OnleesbaarError)]
)
def test_the_child_answers_in_bytes(lees: child.Lees[None], fault: type, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run here what runs in the child, which no measure of coverage sees."""
    monkeypatch.setattr(child, "_lower", lambda _kind, _value: None)
    assert isinstance(pickle.loads(child._answer(lees, b"", "a", _budget())), fault)  # noqa: S301, SLF001
    assert pickle.loads(child._answer(_length, b"abc", "a", _budget())) == 3  # noqa: S301, SLF001
