"""The grid that a reader fills, cell by cell or as arrays, and that becomes a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from werkmonitor.bronnen.containers.budget import Budget
from werkmonitor.bronnen.containers.weigeren import OnleesbaarError
from werkmonitor.bronnen.feiten import cel
from werkmonitor.bronnen.sheet import Codes, Opmaak, Sheet, Waarde

_VER_WEG = "Verwijder de cel in Excel en sla het bestand op, of haal de export opnieuw op."


class Voorraad:
    """The distinct cells of a workbook: value and format, each with its code; code 0 is the empty cell."""

    def __init__(self) -> None:
        self.waarden: list[Waarde] = [None]
        self.opmaken: list[Opmaak] = [""]
        self._codes: dict[tuple[Any, ...], int] = {}

    def code(self, waarde: Waarde, opmaak: Opmaak = "") -> int:
        """Return the code of a cell; blank text, of which Cognos makes spacers, is an empty cell."""
        if waarde is None or (isinstance(waarde, str) and not waarde.strip()):
            return 0
        key = (type(waarde), waarde, opmaak)
        found = self._codes.get(key)
        if found is None:
            found = self._codes[key] = len(self.waarden)
            self.waarden.append(waarde)
            self.opmaken.append(opmaak)
        return found


class Rooster:
    """The cells of one sheet with their places; cells that are not empty only."""

    def __init__(self, naam: str, budget: Budget) -> None:
        self.naam = naam
        self.budget = budget
        self._rijen: list[int] = []
        self._kolommen: list[int] = []
        self._codes: list[int] = []
        self._blokken: list[tuple[Codes, Codes, Codes]] = []

    def zet(self, rij: int, kolom: int, code: int) -> None:
        """Put one cell; an empty one takes no place."""
        if code:
            self._rijen.append(rij)
            self._kolommen.append(kolom)
            self._codes.append(code)

    def zet_blok(self, rijen: Codes, kolommen: Codes, codes: Codes) -> None:
        """Put many cells at once, as arrays of equal length."""
        filled = codes != 0
        self._blokken.append((rijen[filled], kolommen[filled], codes[filled]))

    def sluit(self) -> Codes:
        """Return the grid of codes.  Raises ``OnleesbaarError`` where one far cell would make it huge."""
        own = (self._rijen, self._kolommen, self._codes)
        blocks = [*self._blokken, tuple(np.array(values, dtype=np.int32) for values in own)]
        rijen, kolommen, codes = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
        if not len(codes):
            return np.zeros((0, 0), dtype=np.int32)
        hoogte, breedte = int(rijen.max()) + 1, int(kolommen.max()) + 1
        if hoogte * breedte > self.budget.lezen.max_cellen:
            plek = cel(hoogte - 1, breedte - 1)
            wat = f"Blad '{self.naam}' loopt door tot {plek}; dat is veel te groot."
            raise OnleesbaarError(wat, _VER_WEG, self.naam, plek)
        grid = np.zeros((hoogte, breedte), dtype=np.int32)
        grid[rijen, kolommen] = codes
        return grid


def sheet_van_rijen(bestand: str, naam: str, rijen: Iterable[Sequence[Waarde]], **rest: Any) -> Sheet:
    """Return a sheet of rows of values that may differ in length; ``rest`` goes to ``Sheet``."""
    voorraad = Voorraad()
    rows = [[voorraad.code(value) for value in row] for row in rijen]
    width = max(map(len, rows), default=0)
    codes = np.array([row + [0] * (width - len(row)) for row in rows], dtype=np.int32).reshape(len(rows), width)
    return Sheet(bestand, naam, codes, tuple(voorraad.waarden), tuple(voorraad.opmaken), **rest)
