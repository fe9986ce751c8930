"""The grid that a reader fills, cell by cell or as arrays, and that becomes a sheet."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from werkmonitor.bronnen.containers.budget import Budget
from werkmonitor.bronnen.containers.weigeren import HERSTEL, OnleesbaarError
from werkmonitor.bronnen.feiten import cel
from werkmonitor.bronnen.sheet import Codes, Opmaak, Sheet, Waarde

_VER_WEG = "Verwijder de cel in Excel en sla het bestand op, of haal de export opnieuw op."
_LOOSE_FROM = 20_000
"""Numbers of a sheet from which a new one is no longer looked up: a column of identifiers never repeats itself."""
_FLUSH_AT = 100_000
_OPMAKEN: tuple[Opmaak, ...] = ("", "procent", "geld", "datum", "procenttekst", "maal")


class Voorraad:
    """The distinct cells of a sheet: value and format, each with its code; code 0 is the empty cell.

    A number may get a negative code for the time being; ``vast`` makes it the code of a distinct cell.
    """

    def __init__(self) -> None:
        self.waarden: list[Waarde] = [None]
        self.opmaken: list[Opmaak] = [""]
        self._codes: dict[tuple[type, Opmaak], dict[Any, int]] = {}
        self._loose = array("d")
        self._loose_opmaken = bytearray()

    def code(self, waarde: Waarde, opmaak: Opmaak = "") -> int:
        """Return the code of a cell; blank text, of which Cognos makes spacers, is an empty cell."""
        if waarde is None or (isinstance(waarde, str) and not waarde.strip()):
            return 0
        known = self._known(type(waarde), opmaak)
        found = known.get(waarde)
        if found is None:
            found = known[waarde] = len(self.waarden)
            self.waarden.append(waarde)
            self.opmaken.append(opmaak)
        return found

    def getal(self, waarde: float, opmaak: Opmaak = "") -> int:
        """Return the code of a number, a negative one when the sheet has very many."""
        if len(self.waarden) < _LOOSE_FROM:
            return self.code(waarde, opmaak)
        self._loose.append(waarde)
        self._loose_opmaken.append(_OPMAKEN.index(opmaak))
        return -len(self._loose)

    def getallen(self, waarden: NDArray[np.float64], opmaak: Opmaak) -> Codes:
        """Return negative codes for many numbers at once, which may repeat themselves."""
        first = len(self._loose)
        self._loose.frombytes(waarden.tobytes())
        self._loose_opmaken += bytes([_OPMAKEN.index(opmaak)]) * len(waarden)
        return -1 - np.arange(first, first + len(waarden), dtype=np.int32)

    def _known(self, kind: type, opmaak: Opmaak) -> dict[Any, int]:
        return self._codes.setdefault((kind, opmaak), {})

    def vast(self, codes: Codes) -> Codes:
        """Return the codes with each negative one replaced; no cell can be added after this."""
        if not self._loose:
            return codes
        values, kinds = np.array(self._loose), np.frombuffer(self._loose_opmaken, dtype=np.uint8)
        final = np.zeros(len(values), dtype=np.int32)
        for rank, opmaak in enumerate(_OPMAKEN):
            of_kind = kinds == rank
            distinct, inverse = np.unique(values[of_kind], return_inverse=True)
            known = self._known(float, opmaak)
            own = np.fromiter((known.get(value, 0) for value in distinct.tolist()), np.int32, len(distinct))
            new = own == 0
            own[new] = len(self.waarden) + np.arange(np.count_nonzero(new))
            self.waarden += distinct[new].tolist()
            self.opmaken += [opmaak] * np.count_nonzero(new)
            final[of_kind] = own[inverse]
        loose = codes < 0
        codes[loose] = final[-1 - codes[loose]]
        return codes


class Rooster:
    """The cells of one sheet with their places; cells that are not empty only."""

    def __init__(self, naam: str, budget: Budget) -> None:
        self.naam = naam
        self.budget = budget
        self._rijen: list[int] = []
        self._kolommen: list[int] = []
        self._codes: list[int] = []
        self._blokken: list[tuple[Codes, NDArray[np.int16], Codes]] = []

    def zet(self, rij: int, kolom: int, code: int) -> None:
        """Put one cell; an empty one takes no place."""
        if code:
            self._rijen.append(rij)
            self._kolommen.append(kolom)
            self._codes.append(code)
            if len(self._codes) >= _FLUSH_AT:
                self._flush()

    def zet_blok(self, rijen: Codes, kolommen: Codes, codes: Codes) -> None:
        """Put many cells at once, as arrays of equal length."""
        filled = codes != 0
        block = rijen[filled], kolommen[filled].astype(np.int16), codes[filled]
        self.budget.neem(sum(part.nbytes for part in block))
        if len(block[0]):
            self._blokken.append(block)

    def _flush(self) -> None:
        own = (self._rijen, self._kolommen, self._codes)
        rijen, kolommen, codes = (np.array(values, dtype=np.int32) for values in own)
        self.zet_blok(rijen, kolommen, codes)
        for values in own:
            values.clear()

    def sluit(self) -> Codes:
        """Return the grid of codes.

        Raises ``OnleesbaarError`` where one far cell would make it huge, or two cells claim the same place.
        """
        self._flush()
        if not self._blokken:
            return np.zeros((0, 0), dtype=np.int32)
        hoogte = 1 + max(int(rijen.max()) for rijen, _, _ in self._blokken)
        breedte = 1 + max(int(kolommen.max()) for _, kolommen, _ in self._blokken)
        if hoogte * breedte > self.budget.lezen.max_cellen:
            self._refuse_far(hoogte - 1, breedte - 1)
        grid = np.zeros((hoogte, breedte), dtype=np.int32)
        self.budget.neem(grid.nbytes)
        for rijen, kolommen, codes in self._blokken:
            grid[rijen, kolommen] = codes
        if np.count_nonzero(grid) != sum(len(codes) for _, _, codes in self._blokken):
            self._refuse_double()
        return grid

    def _refuse_far(self, rij: int, kolom: int) -> None:
        """Name the cell that lies farthest down or, where the last row is not far, farthest to the right."""
        for rijen, kolommen, _ in self._blokken:
            far = np.flatnonzero(rijen == rij if rij >= kolom else kolommen == kolom)
            if len(far):
                plek = cel(int(rijen[far[-1]]), int(kolommen[far[-1]]))
        wat = f"Blad '{self.naam}' loopt door tot {plek}; dat is veel te groot."
        raise OnleesbaarError(wat, _VER_WEG, self.naam, plek)

    def _refuse_double(self) -> None:
        rijen, kolommen = (np.concatenate([block[rank] for block in self._blokken]) for rank in (0, 1))
        _, first, count = np.unique(rijen * 2**15 + kolommen.astype(np.int64), return_index=True, return_counts=True)
        double = first[count > 1][0]
        plek = cel(int(rijen[double]), int(kolommen[double]))
        wat = f"Cel {plek} van blad '{self.naam}' staat er twee keer in; het bestand is beschadigd."
        raise OnleesbaarError(wat, HERSTEL, self.naam, plek)


def sheet_van_rijen(bestand: str, naam: str, rijen: Iterable[Sequence[Waarde]], **rest: Any) -> Sheet:
    """Return a sheet of rows of values that may differ in length; ``rest`` goes to ``Sheet``."""
    voorraad = Voorraad()
    rows = [[voorraad.code(value) for value in row] for row in rijen]
    width = max(map(len, rows), default=0)
    codes = np.array([row + [0] * (width - len(row)) for row in rows], dtype=np.int32).reshape(len(rows), width)
    return Sheet(bestand, naam, codes, tuple(voorraad.waarden), tuple(voorraad.opmaken), **rest)
