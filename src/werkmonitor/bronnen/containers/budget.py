"""What reading one file may cost: bytes, cells and time."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from werkmonitor.bronnen.containers.weigeren import KLEINER, OnleesbaarError
from werkmonitor.programma.bron import Lezen

_MIB = 2**20
_STANDARD_BYTES = 10 * _MIB
"""Size of file for which the limits on time and memory are given; a larger one has proportionally more."""


@dataclass
class Budget:
    """The limits for one file of ``bytes_`` bytes, and the clock that runs since reading began."""

    lezen: Lezen
    bytes_: int
    begin: float = field(default_factory=time.monotonic)

    @property
    def factor(self) -> float:
        """How much more a large file may cost than one of 10 MiB."""
        return max(1.0, self.bytes_ / _STANDARD_BYTES)

    @property
    def seconden(self) -> float:
        """How long reading may take; a little less than the promise, for what comes before and after."""
        return 0.75 * self.lezen.max_seconden * self.factor

    def tik(self) -> None:
        """Refuse a file that takes too long; called every few thousand cells."""
        if time.monotonic() - self.begin > self.seconden:
            raise OnleesbaarError("Het lezen van het bestand duurt te lang.", KLEINER)

    def uitgepakt(self, aantal: int) -> None:
        """Refuse a file whose parts unpack to too much."""
        if aantal > self.lezen.max_uitgepakt_mib * _MIB:
            raise OnleesbaarError("Het bestand is uitgepakt veel te groot.", KLEINER)
