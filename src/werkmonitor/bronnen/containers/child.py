"""Reads a file in a process of its own, so that an abort, a hang or a memory blow-up of a library ends as a message.

The child gets a limit on memory, a deadline, and nowhere to write; only the child is ever killed.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import subprocess
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from werkmonitor.bronnen.containers.budget import Budget
from werkmonitor.bronnen.containers.weigeren import HERSTEL, KLEINER, OnleesbaarError

if sys.platform != "win32":
    import resource

Uitkomst = TypeVar("Uitkomst")
Lees = Callable[[bytes, str, Budget], Uitkomst]
"""What runs in the child: a function of a module, because a child that is not forked imports it by name."""

_AFGEBROKEN = "Het lezen van dit bestand is afgebroken"
_GEHEUGEN = f"{_AFGEBROKEN}: het vraagt te veel geheugen."
_TIJD = f"{_AFGEBROKEN}: het duurt te lang."
_STUK = f"{_AFGEBROKEN}: het is van binnen te zwaar beschadigd."
_GEEN_PROCES = f"{_AFGEBROKEN}: de computer kan er geen apart proces voor starten."
_OPNIEUW = "Sluit andere programma's en probeer het opnieuw."

_MIB = 2**20
_DEEL = 0.75
"""Share of the promised memory that the child may add; the rest is for what the parent holds already."""
_CHUNK = 2**20
_LAATSTE_FD = 2**16
_START = "import sys; sys.path[:] = {path!r}; from {module} import serve; serve()"


def in_child(lees: Lees[Uitkomst], data: bytes, naam: str, budget: Budget) -> Uitkomst:
    """Return ``lees(data, naam, budget)``, worked out in a process of its own; the outcome must be picklable.

    Raises what ``lees`` raised, or an ``OnleesbaarError`` that says why the child did not finish.
    """
    try:
        answer = (_forked if _can_fork() else _spawned)(lees, data, naam, budget)
    except TimeoutError:
        raise OnleesbaarError(_TIJD, KLEINER) from None
    except OSError:
        raise OnleesbaarError(_GEEN_PROCES, _OPNIEUW) from None
    # A child that the system or a library ended says nothing.
    outcome = pickle.loads(answer) if answer else OnleesbaarError(_STUK, HERSTEL)  # noqa: S301 - from our own child
    if isinstance(outcome, Exception):
        raise outcome
    result: Uitkomst = outcome
    return result


def _can_fork() -> bool:
    """Tell whether a fork is safe: it copies locks, but not the threads that would release them."""
    return hasattr(os, "fork") and threading.active_count() == 1


def _forked(lees: Lees[Uitkomst], data: bytes, naam: str, budget: Budget) -> bytearray:
    read, write = os.pipe()
    try:
        with warnings.catch_warnings():
            # Python 3.12 also warns for threads of libraries, which hold no locks that the child needs.
            warnings.simplefilter("ignore", DeprecationWarning)
            pid = os.fork()
        if pid == 0:
            _be_child(lees, data, naam, budget, write)
    except OSError:
        os.close(read)
        raise
    finally:
        os.close(write)
    try:
        return _received(read, budget)
    finally:
        os.close(read)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _received(pipe: int, budget: Budget) -> bytearray:
    """Return everything that the child writes, read while it writes: a pipe holds little.  Raises ``TimeoutError``."""
    parts = bytearray()
    while True:
        ready, _, _ = select.select([pipe], [], [], _left(budget))
        part = os.read(pipe, _CHUNK) if ready else b""
        if not ready:
            raise TimeoutError
        if not part:
            return parts
        parts += part


def _left(budget: Budget) -> float:
    return max(0.0, budget.begin + budget.seconden - time.monotonic())


def _be_child(lees: Lees[Uitkomst], data: bytes, naam: str, budget: Budget, pipe: int) -> None:
    """Work, tell, and leave without running anything of the parent's."""
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        silence = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(silence, standard)
        # Pipes and files of the parent would stay open for as long as the child lives.
        os.closerange(3, pipe)
        os.closerange(pipe + 1, _LAATSTE_FD)
        answer = _answer(lees, data, naam, budget)
        with os.fdopen(pipe, "wb") as out:
            out.write(answer)
    finally:
        os._exit(0)


def _answer(lees: Lees[Uitkomst], data: bytes, naam: str, budget: Budget) -> bytes:
    """Return the pickled outcome or error, made within the limits."""
    try:
        _limit(budget)
        return pickle.dumps(lees(data, naam, budget), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return pickle.dumps(OnleesbaarError(_GEHEUGEN, KLEINER))
    except Exception as error:  # noqa: BLE001 - raised again in the parent
        error.add_note(traceback.format_exc())
        return pickle.dumps(error)


def _limit(budget: Budget) -> None:
    """Lower the limits of this process; where the system does not know a limit, the deadline remains."""
    if sys.platform != "win32":
        _lower(resource.RLIMIT_CORE, 0)
        # Ends a child whose parent was killed.
        _lower(resource.RLIMIT_CPU, int(time.process_time() + budget.seconden) + 2)
        with contextlib.suppress(OSError):
            used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
            extra = _DEEL * budget.lezen.max_geheugen_mib * budget.factor * _MIB
            _lower(resource.RLIMIT_AS, used + int(extra))


def _lower(kind: int, value: int) -> None:
    soft, hard = resource.getrlimit(kind)
    limits = [limit for limit in (soft, hard, value) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(kind, (min(limits), hard))


def _spawned(lees: Lees[Uitkomst], data: bytes, naam: str, budget: Budget) -> bytes:
    script = _START.format(path=sys.path, module=__name__)
    question = pickle.dumps((lees, data, naam, replace(budget, voortgang=None)), pickle.HIGHEST_PROTOCOL)
    with subprocess.Popen(  # noqa: S603 - our own interpreter and our own script
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        try:
            return child.communicate(question, timeout=_left(budget))[0]
        except subprocess.TimeoutExpired:
            raise TimeoutError from None
        finally:
            child.kill()
            child.wait()


def serve() -> None:
    """Be a child that was not forked: the question comes in on stdin, the answer goes out on stdout."""
    question = sys.stdin.buffer.read()
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)
        out.write(_answer(*pickle.loads(question)))  # noqa: S301 - from our own parent
