"""Runs one renderer beside this process, so that its imports and its work overlap with ours.

Where a process cannot be forked, or there is one processor, the work is simply done here when the answer is wanted.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
import traceback
from collections.abc import Mapping
from typing import TYPE_CHECKING

from werkmonitor.findings import OutputError
from werkmonitor.outputs import prepared

if TYPE_CHECKING:
    from werkmonitor.monitor.model import Monitor


class Werker:
    """A process that has loaded the renderer of one format and waits for one question."""

    def __init__(self, formaat: str, *, start: bool) -> None:
        self.formaat = formaat
        self.pid = 0
        self.asked = False
        if start and hasattr(os, "fork") and sys.platform == "linux" and (os.cpu_count() or 1) > 1:
            self._fork()

    def _fork(self) -> None:
        ask_read, self.ask_write = os.pipe()
        self.answer_read, answer_write = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.ask_write)
            os.close(self.answer_read)
            _serve(self.formaat, ask_read, answer_write)
        os.close(ask_read)
        os.close(answer_write)

    def ask(self, monitor: Monitor, charts: Mapping[str, str]) -> None:
        """Send the question; the answer is fetched later."""
        if self.pid:
            # A child that could not load its library has answered already, and reads no question.
            with contextlib.suppress(BrokenPipeError), os.fdopen(self.ask_write, "wb") as pipe:
                pickle.dump((monitor, dict(charts)), pipe)
            self.asked = True

    def answer(self, monitor: Monitor, charts: Mapping[str, str]) -> dict[str, bytes]:
        """Return the rendered files; raises what the renderer raised."""
        if not self.pid:
            return prepared(self.formaat)(monitor, charts)
        with os.fdopen(self.answer_read, "rb") as pipe:
            data = pipe.read()
        os.waitpid(self.pid, 0)
        self.pid = 0
        outcome = pickle.loads(data) if data else RuntimeError("het proces voor de pdf is onverwacht gestopt")  # noqa: S301 - from our own child
        if isinstance(outcome, Exception):
            raise outcome
        return dict(outcome)

    def stop(self) -> None:
        """End the process if its answer was never fetched."""
        if self.pid:
            if not self.asked:
                os.close(self.ask_write)
            os.close(self.answer_read)
            os.waitpid(self.pid, 0)
            self.pid = 0


def _serve(formaat: str, ask_read: int, answer_write: int) -> None:
    """Be the child: load, wait, render, answer, and leave without running the parent's exit handlers."""
    try:
        outcome: object
        try:
            render = prepared(formaat)
            with os.fdopen(ask_read, "rb") as pipe:
                question = pipe.read()
            if not question:
                os._exit(0)
            outcome = render(*pickle.loads(question))  # noqa: S301 - from our own parent
        except OutputError as error:
            outcome = error
        except Exception:  # noqa: BLE001 - told to the parent, which fails with it
            outcome = RuntimeError(traceback.format_exc())
        with os.fdopen(answer_write, "wb") as pipe:
            pickle.dump(outcome, pipe)
    finally:
        os._exit(0)
