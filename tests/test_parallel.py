"""A renderer in another process answers as it would here, and its troubles come back as errors of ours."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

import pytest

import monitor_voorbeeld
from werkmonitor.findings import OutputError
from werkmonitor.monitor.model import Monitor, to_json
from werkmonitor.tasks import parallel
from werkmonitor.tasks.parallel import Werker

MONITOR = monitor_voorbeeld.monitor()
CHARTS = {"doorval": "<svg/>"}


def render(monitor: Monitor, charts: Mapping[str, str]) -> dict[str, bytes]:
    return {".txt": f"{monitor.periode} {sorted(charts)} {os.getpid()}".encode()}


def refuse(_monitor: Monitor, _charts: Mapping[str, str]) -> dict[str, bytes]:
    raise OutputError("Pango ontbreekt.")


def crash(_monitor: Monitor, _charts: Mapping[str, str]) -> dict[str, bytes]:
    raise ZeroDivisionError("ons foutje")


def die(_monitor: Monitor, _charts: Mapping[str, str]) -> dict[str, bytes]:
    os.kill(os.getpid(), signal.SIGKILL)
    return {}


def large(_monitor: Monitor, _charts: Mapping[str, str]) -> dict[str, bytes]:
    return {".txt": b"x" * 1_000_000}


@pytest.fixture(autouse=True)
def _modules(monkeypatch: pytest.MonkeyPatch) -> None:
    for function in (render, refuse, crash, die, large):
        module = ModuleType(function.__name__)
        vars(module)["render"] = function
        monkeypatch.setitem(sys.modules, proef(function.__name__), module)
    monkeypatch.setattr(parallel, "processors", lambda: 2)


@pytest.fixture(autouse=True)
def _waits_no_longer_than_half_a_minute() -> Iterator[None]:
    def stop(_number: int, _frame: object) -> None:
        raise TimeoutError("two processes wait for each other")

    earlier = signal.signal(signal.SIGALRM, stop)
    signal.alarm(30)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, earlier)


@pytest.fixture(autouse=True)
def _no_end_of_a_pipe_is_left() -> Iterator[None]:
    yield
    assert Werker._ours == set()  # noqa: SLF001 - a later child would close what is something else by then


def proef(naam: str) -> str:
    """Return the name of the module that stands in for a renderer."""
    return f"proef_{naam}"


def asked(naam: str, *, start: bool = True) -> Werker:
    werker = Werker(proef(naam), start=start)
    werker.ask(MONITOR, CHARTS)
    return werker


def test_without_a_process_the_work_is_done_here() -> None:
    werker = asked("render", start=False)
    assert werker.pid == 0
    assert werker.answer() == {".txt": f"2021 ['doorval'] {os.getpid()}".encode()}
    werker.stop()


def test_a_real_renderer_can_be_asked() -> None:
    werker = Werker("werkmonitor.outputs.json", start=True)
    werker.ask(MONITOR, {})
    assert werker.answer() == {".json": to_json(MONITOR)}


def test_with_one_processor_no_process_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "processors", lambda: 1)
    assert Werker(proef("render"), start=True).pid == 0


def test_the_processors_are_those_that_this_process_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {3}, raising=False)
    assert parallel.processors() == 1
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert parallel.processors() == 1


def test_another_process_gives_the_answer() -> None:
    werker = asked("render")
    child = werker.pid
    assert child not in {0, os.getpid()}
    assert werker.answer() == {".txt": f"2021 ['doorval'] {child}".encode()}
    assert werker.pid == 0
    werker.stop()


def test_an_answer_larger_than_a_pipe_comes_whole() -> None:
    assert asked("large").answer() == {".txt": b"x" * 1_000_000}


def test_what_the_renderer_refuses_is_refused_here() -> None:
    with pytest.raises(OutputError, match=r"^Pango ontbreekt\.$"):
        asked("refuse").answer()


def test_a_fault_of_ours_over_there_comes_with_its_traceback() -> None:
    with pytest.raises(RuntimeError, match="ZeroDivisionError: ons foutje"):
        asked("crash").answer()


def test_a_process_that_was_killed_is_told() -> None:
    with pytest.raises(RuntimeError, match=r"^the process for proef_\w+ stopped unexpectedly$"):
        asked("die").answer()


def test_two_processes_at_once_do_not_wait_for_each_other() -> None:
    """A child that holds a copy of the pipe of another would keep that one waiting for the end of its question."""
    first, second, third = asked("render"), Werker(proef("large"), start=True), Werker(proef("render"), start=True)
    pid = first.pid
    assert first.answer() == {".txt": f"2021 ['doorval'] {pid}".encode()}
    second.ask(MONITOR, CHARTS)
    assert len(second.answer()[".txt"]) == 1_000_000
    third.stop()


def test_processes_stop_in_any_order() -> None:
    workers = [Werker(proef("large"), start=True) for _ in range(3)]
    workers[1].ask(MONITOR, CHARTS)
    for werker in workers:
        werker.stop()
    assert [werker.pid for werker in workers] == [0, 0, 0]


def test_a_process_that_could_not_load_its_library_tells_so_when_the_answer_is_wanted() -> None:
    werker = Werker(proef("bestaat_nergens"), start=True)
    os.waitid(os.P_PID, werker.pid, os.WEXITED | os.WNOWAIT)
    werker.ask(MONITOR, CHARTS)
    with pytest.raises(RuntimeError, match="proef_bestaat_nergens"):
        werker.answer()


def test_a_killed_process_can_be_asked_and_is_told_when_the_answer_is_wanted() -> None:
    werker = Werker(proef("render"), start=True)
    os.kill(werker.pid, signal.SIGKILL)
    os.waitid(os.P_PID, werker.pid, os.WEXITED | os.WNOWAIT)
    werker.ask(MONITOR, CHARTS)
    with pytest.raises(RuntimeError, match=r"^the process for proef_\w+ stopped unexpectedly$"):
        werker.answer()


@pytest.mark.parametrize("ask", [False, True])
def test_stopping_leaves_no_process_behind(*, ask: bool) -> None:
    werker = asked("large") if ask else Werker(proef("large"), start=True)
    child = werker.pid
    werker.stop()
    werker.stop()
    with pytest.raises(ChildProcessError):
        os.waitpid(child, os.WNOHANG)


class _Left(BaseException):
    """Stands for the end of the process."""


def serve(monkeypatch: pytest.MonkeyPatch, naam: str, question: bytes) -> Any:
    """Be the child in this process, and return what it answers."""

    def leave(code: int) -> None:
        raise _Left(code)

    monkeypatch.setattr(os, "_exit", leave)
    ask_read, ask_write = os.pipe()
    answer_read, answer_write = os.pipe()
    os.write(ask_write, question)
    os.close(ask_write)
    with pytest.raises(_Left):
        parallel._serve(proef(naam), ask_read, answer_write)  # noqa: SLF001 - the child's whole life
    if not question:
        os.close(answer_write)
    with os.fdopen(answer_read, "rb") as pipe:
        data = pipe.read()
    return pickle.loads(data) if data else None  # noqa: S301 - answered just above


@pytest.mark.parametrize(
    ("naam", "expected"),
    [("render", dict), ("refuse", OutputError), ("crash", RuntimeError)],
)
def test_the_child_answers_with_files_or_with_what_went_wrong(
    monkeypatch: pytest.MonkeyPatch, naam: str, expected: type
) -> None:
    question = pickle.dumps((monitor_voorbeeld.monitor(paginas=(), indicatoren=()), CHARTS))
    assert type(serve(monkeypatch, naam, question)) is expected


def test_a_child_that_is_not_asked_leaves_without_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    assert serve(monkeypatch, "render", b"") is None


def test_what_a_renderer_needs_is_prepared_before_the_question(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(sys.modules[proef("render")], "prepare", lambda: done.append("klaar"), raising=False)
    assert parallel.prepared(proef("render")) is render
    assert done == ["klaar"]


def test_what_preparing_refuses_is_refused_when_the_answer_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    def prepare() -> None:
        raise OutputError("Pango ontbreekt.")

    monkeypatch.setattr(sys.modules[proef("render")], "prepare", prepare, raising=False)
    for start in (True, False):
        with pytest.raises(OutputError, match=r"^Pango ontbreekt\.$"):
            asked("render", start=start).answer()
