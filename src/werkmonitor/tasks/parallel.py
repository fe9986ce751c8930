"""Runs a module's ``render`` in a process beside this one, so that its imports and its work overlap with ours.

Where a process cannot be forked, or there is one processor, the work is simply done here when the answer is wanted.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from typing import Any, ClassVar

from werkmonitor.findings import WerkmonitorError

Render = Callable[..., dict[str, Any]]


def prepared(module: str) -> Render:
    """Load the module and what it needs (its ``prepare``, if it has one); return its ``render``."""
    loaded = import_module(module)
    getattr(loaded, "prepare", lambda: None)()
    render: Render = loaded.render
    return render


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Werker:
    """A process that has loaded one module and waits for one question."""

    _ours: ClassVar[set[int]] = set()
    """This side's ends of all pipes: a later child closes its copies, else an earlier one never sees its pipe end."""

    def __init__(self, module: str, *, start: bool) -> None:
        self.module = module
        self.pid = 0
        self.question: tuple[Any, ...] | None = None
        if start and sys.platform == "linux" and processors() > 1:
            self._fork()

    def _fork(self) -> None:
        ask_read, self.ask_write = os.pipe()
        self.answer_read, answer_write = os.pipe()
        self._ours.update((self.ask_write, self.answer_read))
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            for end in self._ours:
                os.close(end)
            _serve(self.module, ask_read, answer_write)
        os.close(ask_read)
        os.close(answer_write)

    def ask(self, *question: Any) -> None:
        """Send the question; the answer is fetched later."""
        self.question = question
        if self.pid:
            # A child that could not load its library has answered already, and reads no question.
            self._ours.discard(self.ask_write)
            with contextlib.suppress(BrokenPipeError), os.fdopen(self.ask_write, "wb") as pipe:
                pickle.dump(question, pipe)

    def answer(self) -> dict[str, Any]:
        """Return what ``render`` made of the question; raises what it raised."""
        if not self.pid:
            return prepared(self.module)(*(self.question or ()))
        self._ours.discard(self.answer_read)
        with os.fdopen(self.answer_read, "rb") as pipe:
            data = pipe.read()
        os.waitpid(self.pid, 0)
        self.pid = 0
        outcome = pickle.loads(data) if data else RuntimeError(f"the process for {self.module} stopped unexpectedly")  # noqa: S301 - from our own child
        if isinstance(outcome, Exception):
            raise outcome
        return dict(outcome)

    def stop(self) -> None:
        """End the process if its answer was never fetched."""
        if self.pid:
            unused = {self.answer_read} if self.question is not None else {self.ask_write, self.answer_read}
            self._ours.difference_update(unused)
            for end in unused:
                os.close(end)
            os.waitpid(self.pid, 0)
            self.pid = 0


def _serve(module: str, ask_read: int, answer_write: int) -> None:
    """Be the child: load, wait, render, answer, and leave without running the parent's exit handlers."""
    try:
        outcome: object
        try:
            render = prepared(module)
            with os.fdopen(ask_read, "rb") as pipe:
                question = pipe.read()
            if not question:
                os._exit(0)
            outcome = render(*pickle.loads(question))  # noqa: S301 - from our own parent
        except WerkmonitorError as error:
            outcome = error
        except Exception:  # noqa: BLE001 - told to the parent, which fails with it
            outcome = RuntimeError(traceback.format_exc())
        with os.fdopen(answer_write, "wb") as pipe:
            pickle.dump(outcome, pipe)
    finally:
        os._exit(0)
