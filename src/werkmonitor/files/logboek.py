"""The log of what was done without anybody looking: Dutch, of bounded size, and never a reason to fail."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from werkmonitor.findings import systeemreden

NAAM = "werkmonitor.log"
VORIGE = "werkmonitor.log.1"
"""What the log becomes when it is full; the one before that goes."""
VOL = 256 * 1024
"""Bytes from which a log is full."""
_INSPRONG = " " * len("2022-02-01 06:17:00  ")


class Logboek:
    """Lines with the time in front; only who holds the folder's lock writes in it."""

    def __init__(self, map_: Path, nu: Callable[[], datetime]) -> None:
        self.pad = map_ / NAAM
        self.nu = nu
        self.fout = ""
        """Why the last line could not be written; empty when it was."""
        with contextlib.suppress(OSError):
            self._herstel()

    def schrijf(self, text: str) -> None:
        """Add an entry; its further lines stand under the text of the first."""
        lines = text.splitlines() or [""]
        stamp = f"{self.nu():%Y-%m-%d %H:%M:%S}  "
        entry = "".join(f"{_INSPRONG if rank else stamp}{line}".rstrip() + "\n" for rank, line in enumerate(lines))
        self.fout = ""
        try:
            self._wissel()
            with self.pad.open("ab", buffering=0) as log:
                log.write(entry.encode("utf-8", "backslashreplace"))
        except OSError as error:
            self.fout = systeemreden(error)

    def _wissel(self) -> None:
        with contextlib.suppress(FileNotFoundError):
            if self.pad.stat().st_size >= VOL:
                self.pad.replace(self.pad.with_name(VORIGE))

    def _herstel(self) -> None:
        """Cut off a line that a full disk or a kill left half: it can end within a character."""
        with self.pad.open("rb+") as log:
            size = log.seek(0, os.SEEK_END)
            log.seek(max(0, size - VOL))
            tail = log.read()
            if tail and not tail.endswith(b"\n"):
                log.truncate(size - len(tail) + tail.rfind(b"\n") + 1)
