"""Measuring whole processes in turn, and the ratio of each pair."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

KB = 1024


class MislukteOpdracht(Exception):  # noqa: N818 - Dutch
    """A process that was measured failed; holds what it said."""


@dataclass(frozen=True)
class Meting:
    """What one run of a whole process cost, with the children that it waited for."""

    wand: float
    cpu: float
    top: float
    """Peak of its largest process, in MB."""
    uitvoer: str


def meet(opdracht: Sequence[str], cwd: Path) -> Meting:
    """Run a command to its end and measure it."""
    with tempfile.TemporaryFile() as uit, tempfile.TemporaryFile() as fout:
        begin = time.perf_counter()
        proces = subprocess.Popen(opdracht, stdin=subprocess.DEVNULL, stdout=uit, stderr=fout, cwd=cwd)  # noqa: S603
        _, status, verbruik = os.wait4(proces.pid, 0)
        wand = time.perf_counter() - begin
        proces.returncode = os.waitstatus_to_exitcode(status)
        uit.seek(0)
        fout.seek(0)
        if proces.returncode:
            raise MislukteOpdracht(f"{' '.join(opdracht)}\n{fout.read().decode(errors='replace')}")
        gezegd = uit.read().decode(errors="replace")
    return Meting(wand, verbruik.ru_utime + verbruik.ru_stime, verbruik.ru_maxrss / KB, gezegd)


@dataclass
class Geval:
    """One comparison: our command beside that of the peer, what comes before each round, and the target."""

    naam: str
    wij: Sequence[str]
    naief: Sequence[str]
    doel: float
    vooraf: Callable[[], None] = lambda: None
    keer: int = 1
    een_kern: bool = False
    paren: list[tuple[Meting, Meting]] = field(default_factory=list)

    def factor(self, maat: Callable[[Meting], float]) -> float:
        """Return the median of the ratios of the pairs."""
        return statistics.median(maat(wij) / maat(naief) for wij, naief in self.paren)

    def midden(self, maat: Callable[[Meting], float]) -> tuple[float, float]:
        """Return our median and that of the peer."""
        return statistics.median(maat(wij) for wij, _ in self.paren), statistics.median(maat(n) for _, n in self.paren)


def wand(meting: Meting) -> float:
    """Return the seconds on the clock."""
    return meting.wand


def cpu(meting: Meting) -> float:
    """Return the seconds of processor time."""
    return meting.cpu


def top(meting: Meting) -> float:
    """Return the peak of the largest process."""
    return meting.top


def kernen() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0))


def merk(factor: float, doel: float) -> str:
    """Return whether a target is reached."""
    return "ja" if factor <= doel else "NEE"


def zeg(tekst: str = "") -> None:
    """Print a line at once."""
    print(tekst, flush=True)  # noqa: T201 - the result of this script
