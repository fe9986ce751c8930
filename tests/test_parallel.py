"""A renderer in another process answers as it would here, and its troubles come back as errors of ours."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

import pytest

import monitor_voorbeeld
from werkmonitor import outputs, parallel
from werkmonitor.findings import OutputError
from werkmonitor.monitor.model import Monitor, to_json
from werkmonitor.outputs import FORMATEN
from werkmonitor.parallel import Werker

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
def _formats(monkeypatch: pytest.MonkeyPatch) -> None:
    for function in (render, refuse, crash, die, large):
        module = ModuleType(f"{outputs.__name__}.{function.__name__}")
        vars(module)["render"] = function
        monkeypatch.setattr(function, "__module__", module.__name__)
        monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setitem(FORMATEN, function.__name__, (".txt",))
    monkeypatch.setitem(FORMATEN, "bestaat_nergens", (".txt",))
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def own_module(function: Callable[..., object]) -> ModuleType:
    """Return the module of outputs that stands in for the renderer of a format."""
    return sys.modules[function.__module__]


def asked(formaat: str, *, start: bool = True) -> Werker:
    werker = Werker(formaat, start=start)
    werker.ask(MONITOR, CHARTS)
    return werker


def test_without_a_process_the_work_is_done_here() -> None:
    werker = asked("render", start=False)
    assert werker.pid == 0
    assert werker.answer(MONITOR, CHARTS) == {".txt": f"2021 ['doorval'] {os.getpid()}".encode()}
    werker.stop()


def test_a_real_renderer_can_be_asked() -> None:
    assert asked("json").answer(MONITOR, {}) == {".json": to_json(MONITOR)}


def test_with_one_processor_no_process_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert Werker("render", start=True).pid == 0


def test_another_process_gives_the_answer() -> None:
    werker = asked("render")
    child = werker.pid
    assert child not in {0, os.getpid()}
    assert werker.answer(MONITOR, CHARTS) == {".txt": f"2021 ['doorval'] {child}".encode()}
    assert werker.pid == 0
    werker.stop()


def test_an_answer_larger_than_a_pipe_comes_whole() -> None:
    assert asked("large").answer(MONITOR, CHARTS) == {".txt": b"x" * 1_000_000}


def test_what_the_renderer_refuses_is_refused_here() -> None:
    with pytest.raises(OutputError, match=r"^Pango ontbreekt\.$"):
        asked("refuse").answer(MONITOR, CHARTS)


def test_a_fault_of_ours_over_there_comes_with_its_traceback() -> None:
    with pytest.raises(RuntimeError, match="ZeroDivisionError: ons foutje"):
        asked("crash").answer(MONITOR, CHARTS)


def test_a_process_that_was_killed_is_told() -> None:
    with pytest.raises(RuntimeError, match="onverwacht gestopt"):
        asked("die").answer(MONITOR, CHARTS)


def test_a_process_that_could_not_load_its_library_tells_so_when_the_answer_is_wanted() -> None:
    werker = Werker("bestaat_nergens", start=True)
    os.waitid(os.P_PID, werker.pid, os.WEXITED | os.WNOWAIT)
    werker.ask(MONITOR, CHARTS)
    with pytest.raises(RuntimeError, match=r"werkmonitor\.outputs\.bestaat_nergens"):
        werker.answer(MONITOR, CHARTS)


def test_a_killed_process_can_be_asked_and_is_told_when_the_answer_is_wanted() -> None:
    werker = Werker("render", start=True)
    os.kill(werker.pid, signal.SIGKILL)
    os.waitid(os.P_PID, werker.pid, os.WEXITED | os.WNOWAIT)
    werker.ask(MONITOR, CHARTS)
    with pytest.raises(RuntimeError, match="onverwacht gestopt"):
        werker.answer(MONITOR, CHARTS)


@pytest.mark.parametrize("ask", [False, True])
def test_stopping_leaves_no_process_behind(*, ask: bool) -> None:
    werker = asked("large") if ask else Werker("large", start=True)
    child = werker.pid
    werker.stop()
    werker.stop()
    with pytest.raises(ChildProcessError):
        os.waitpid(child, os.WNOHANG)


class _Left(BaseException):
    """Stands for the end of the process."""


def serve(monkeypatch: pytest.MonkeyPatch, formaat: str, question: bytes) -> Any:
    """Be the child in this process, and return what it answers."""

    def leave(code: int) -> None:
        raise _Left(code)

    monkeypatch.setattr(os, "_exit", leave)
    ask_read, ask_write = os.pipe()
    answer_read, answer_write = os.pipe()
    os.write(ask_write, question)
    os.close(ask_write)
    with pytest.raises(_Left):
        parallel._serve(formaat, ask_read, answer_write)  # noqa: SLF001 - the child's whole life
    if not question:
        os.close(answer_write)
    with os.fdopen(answer_read, "rb") as pipe:
        data = pipe.read()
    return pickle.loads(data) if data else None  # noqa: S301 - answered just above


@pytest.mark.parametrize(
    ("formaat", "expected"),
    [("render", dict), ("refuse", OutputError), ("crash", RuntimeError)],
)
def test_the_child_answers_with_files_or_with_what_went_wrong(
    monkeypatch: pytest.MonkeyPatch, formaat: str, expected: type
) -> None:
    question = pickle.dumps((monitor_voorbeeld.monitor(paginas=(), indicatoren=()), CHARTS))
    assert type(serve(monkeypatch, formaat, question)) is expected


def test_a_child_that_is_not_asked_leaves_without_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    assert serve(monkeypatch, "render", b"") is None


def test_what_a_renderer_needs_is_prepared_before_the_question(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(own_module(render), "prepare", lambda: done.append("klaar"), raising=False)
    assert outputs.renderer("render") is render
    assert done == []
    assert outputs.prepared("render") is render
    assert done == ["klaar"]


def test_what_preparing_refuses_is_refused_when_the_answer_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    def prepare() -> None:
        raise OutputError("Pango ontbreekt.")

    monkeypatch.setattr(own_module(render), "prepare", prepare, raising=False)
    for start in (True, False):
        with pytest.raises(OutputError, match=r"^Pango ontbreekt\.$"):
            asked("render", start=start).answer(MONITOR, CHARTS)


def test_a_format_that_is_not_registered_is_no_module_to_import() -> None:
    with pytest.raises(KeyError, match="xlsx_book"):
        outputs.prepared("xlsx_book")
