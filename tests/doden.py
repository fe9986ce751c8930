"""Kills what is at work: at each step that changes something on disk, or at a moment that chance picks."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

KEREN = 200 if "WERKMONITOR_VOORBEELDEN" in os.environ else 10
"""How often chance picks a moment; more often in `make test-lang`."""
_WIJZIGT = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.chmod", "os.truncate"}
_SCHRIJFT = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


class Stappen:
    """Counts the steps of a process that change something below a folder, and kills it just before one of them."""

    def __init__(self, folder: Path, dood_bij: int) -> None:
        self.folder, self.dood_bij = str(folder), dood_bij
        self.aantal = 0

    def begin(self) -> None:
        """Watch this process from now on; there is no way back."""
        fsync = os.fsync

        def tel_fsync(handle: int) -> None:
            self._stap()
            fsync(handle)

        os.fsync = tel_fsync  # type: ignore[assignment]  # called with a handle only
        sys.addaudithook(self._hoor)

    def _hoor(self, event: str, args: tuple[object, ...]) -> None:
        writes = event == "open" and str(args[0]).startswith(self.folder) and int(str(args[2])) & _SCHRIJFT
        if writes or event in _WIJZIGT:
            self._stap()

    def _stap(self) -> None:
        self.aantal += 1
        if self.aantal == self.dood_bij:
            os.kill(os.getpid(), signal.SIGKILL)


def gedood(doe: Callable[[], object], folder: Path, stap: int) -> bool:
    """Do something in a child that is killed before its nth step; say whether it came so far.

    Raises ``AssertionError`` with the child's traceback when it fails before that.
    """
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            Stappen(folder, stap).begin()
            doe()
        except BaseException:  # noqa: BLE001 - told to the parent
            os.write(write, traceback.format_exc().encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        fault = pipe.read().decode()
    status = os.waitpid(pid, 0)[1]
    assert not fault, fault
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def elke_stap(doe: Callable[[], object], folder: Path, herstart: Callable[[], object]) -> Iterator[int]:
    """Kill something before its first step, its second and so on, until it has no more; yields after each death."""
    for stap in range(1, 1000):
        herstart()
        if not gedood(doe, folder, stap):
            assert stap > 1, "there was nothing to kill"
            return
        yield stap


def op_een_moment(command: list[str], keer: int, duur: float, begonnen: Callable[[], bool]) -> int | None:
    """Run a command and kill it with all its children; return its exit code, ``None`` when it was killed.

    Every other time somewhere in its whole duration (in s), else a few milliseconds after it has ``begonnen`` to write.
    """
    chance = random.Random(keer)  # noqa: S311 - which moment is no secret
    process = subprocess.Popen(  # noqa: S603 - our own command
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    if keer % 2:
        while process.poll() is None and not begonnen():
            pass
        time.sleep(chance.uniform(0, 0.006))
    else:
        time.sleep(chance.uniform(0, duur))
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    return None if process.wait() < 0 else process.returncode
