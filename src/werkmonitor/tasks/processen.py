"""Runs jobs in processes of their own, a few at a time: one that fails does not touch the others.

After Ctrl-C every child puts back what it was writing and ends, before the interruption goes on.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from typing import Any

from werkmonitor.findings import WerkmonitorError

Lopend = dict[Any, tuple[int, Any]]
"""The pipe of each child that runs, with its job's index and its process; the library has no common types for them."""
Methode = str
"""How the system starts a process: ``fork`` or ``spawn``."""

POLS = 0.1
"""Seconds between two looks at whether somebody pressed Ctrl-C."""
GEDULD = 30
"""Seconds that a child has to put back what it was writing."""


class VastgelopenError(Exception):
    """A job ended in a fault of ours; the message is its traceback, or says that the process was gone."""


def methode() -> Methode:
    """Return how processes are started here: forked on Linux, where they share what was loaded, else from nothing."""
    return "fork" if sys.platform == "linux" else "spawn"


def verdeel(
    functie: Callable[..., Any], taken: Sequence[tuple[Any, ...]], aantal: int, hoe: Methode = ""
) -> Generator[tuple[int, Any], None, None]:
    """Call ``functie`` with the arguments of each job, ``aantal`` jobs at a time, each in a process.

    Yields (index of the job, what it returned, or the ``WerkmonitorError`` or ``VastgelopenError`` that it ended in) in
    the order in which they finish.  ``functie`` stands at the top of a module; arguments and results can be pickled.
    Raises ``KeyboardInterrupt`` after Ctrl-C, when all children are gone.
    """
    context: Any = multiprocessing.get_context(hoe or methode())
    waiting = deque(enumerate(taken))
    running: Lopend = {}
    with _onderbreekbaar() as onderbroken:
        try:
            while waiting or running:
                while waiting and len(running) < aantal and not onderbroken.is_set():
                    _start(context, functie, waiting.popleft(), running)
                for pijp in wait(list(running), timeout=POLS):
                    index, proces = running.pop(pijp)
                    uitkomst = _uitkomst(pijp, proces)
                    if isinstance(uitkomst, VastgelopenError) and onderbroken.wait(POLS):
                        raise KeyboardInterrupt  # a terminal interrupts the children too, who end at once
                    yield index, uitkomst
                if onderbroken.is_set():
                    raise KeyboardInterrupt
        finally:
            _beeindig(running)


@contextmanager
def _onderbreekbaar() -> Iterator[threading.Event]:
    """Note Ctrl-C instead of being torn away by it, so that no child is lost between two lines."""
    pressed = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield pressed
        return
    before = signal.signal(signal.SIGINT, lambda *_: pressed.set())
    try:
        yield pressed
    finally:
        signal.signal(signal.SIGINT, before)


def _start(context: Any, functie: Callable[..., Any], taak: tuple[int, tuple[Any, ...]], running: Lopend) -> None:
    index, argumenten = taak
    ours, theirs = context.Pipe(duplex=False)
    proces = context.Process(target=_kind, args=(functie, argumenten, theirs))
    proces.start()
    theirs.close()  # only the child writes: when it is gone the pipe ends
    running[ours] = (index, proces)


def _kind(functie: Callable[..., Any], argumenten: tuple[Any, ...], pijp: Connection) -> None:
    """Be the child: do the job, and send what came of it; an interruption ends it without a word."""
    for naam in (signal.SIGINT, signal.SIGTERM):
        signal.signal(naam, _stop)
    with suppress(KeyboardInterrupt):
        pijp.send(_doe(functie, argumenten))


def _doe(functie: Callable[..., Any], argumenten: tuple[Any, ...]) -> object:
    try:
        return functie(*argumenten)
    except WerkmonitorError as error:
        return error
    except Exception:  # noqa: BLE001 - told to the parent
        return VastgelopenError(traceback.format_exc())


def _stop(*_args: object) -> None:
    """Interrupt what is being done, once: putting back is not to be interrupted."""
    for naam in (signal.SIGINT, signal.SIGTERM):
        signal.signal(naam, signal.SIG_IGN)
    raise KeyboardInterrupt


def _uitkomst(pijp: Any, proces: Any) -> object:
    try:
        found: object = pijp.recv()
    except EOFError:
        found = None
    pijp.close()
    proces.join()
    if found is None:
        return VastgelopenError(f"Het proces is er niet meer (code {proces.exitcode}).")
    return found


def _beeindig(running: Lopend) -> None:
    """End what still runs: asked first, and killed when it does not listen.

    Windows has nothing to ask with, and gives Ctrl-C to the children too.
    """
    for _, proces in running.values():
        if sys.platform != "win32":
            proces.terminate()
    end = time.monotonic() + GEDULD
    for pijp, (_, proces) in running.items():
        proces.join(max(0, end - time.monotonic()))
        if proces.is_alive():
            proces.kill()
            proces.join()
        pijp.close()
