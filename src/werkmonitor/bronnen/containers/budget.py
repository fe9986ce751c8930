"""What reading one file may cost: bytes, memory and time."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from werkmonitor.bronnen.containers.weigeren import HERSTEL, KLEINER, OnleesbaarError
from werkmonitor.findings import toonbaar
from werkmonitor.formatting import getal
from werkmonitor.programma.bron import Lezen

Voortgang = Callable[[str], None]
"""Takes one line on how far a long reading is."""

MIB = 2**20
_STANDARD_BYTES = 10 * MIB
"""Size of file for which the limits on time and memory are given; a larger one has proportionally more."""
_ROWS_PER_REPORT = 100_000
_MAX_NAAM = 255
"""Characters of the name of a sheet; Excel itself allows 31."""


@dataclass
class Budget:
    """The limits for one file of ``bytes_`` bytes, and the clock that runs since reading began.

    ``naam`` and ``voortgang`` are for progress only.
    """

    lezen: Lezen
    bytes_: int
    begin: float = field(default_factory=time.monotonic)
    naam: str = ""
    voortgang: Voortgang | None = None
    bezet: int = 0
    """Bytes in memory that were counted."""
    _rows: int = 0
    _sheets: int = 0

    def __getstate__(self) -> dict[str, Any]:
        """Leave out the progress: a process of its own cannot report through a function of ours."""
        return self.__dict__ | {"voortgang": None}

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
        if aantal > self.lezen.max_uitgepakt_mib * MIB:
            raise OnleesbaarError("Het bestand is uitgepakt veel te groot.", KLEINER)

    def neem(self, aantal: int) -> None:
        """Count bytes that stay in memory; refuse a file that needs too many, with room for what is not counted."""
        self.bezet += aantal
        if self.bezet > 0.6 * self.lezen.max_geheugen_mib * self.factor * MIB:
            raise OnleesbaarError("Het lezen van het bestand kost te veel geheugen.", KLEINER)

    def blad(self, naam: str) -> None:
        """Count a sheet; refuse too many of them, and a name that no program gives."""
        self._sheets += 1
        most = self.lezen.max_bladen
        if self._sheets > most:
            raise OnleesbaarError(f"De werkmap heeft meer dan {getal(Fraction(most))} bladen.", KLEINER)
        if len(naam) > _MAX_NAAM:
            wat = f"Een blad van de werkmap heeft een naam van {getal(Fraction(len(naam)))} tekens; dat kan niet."
            raise OnleesbaarError(wat, HERSTEL)

    def regels(self, aantal: int) -> None:
        """Count rows that were read, and say so now and then."""
        before, self._rows = self._rows, self._rows + aantal
        if self.voortgang and self._rows // _ROWS_PER_REPORT > before // _ROWS_PER_REPORT:
            self.voortgang(f"{toonbaar(self.naam)}, {getal(Fraction(self._rows))} regels")
