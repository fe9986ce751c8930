"""The days that the cells of a table are about: worked out once for each combination of time labels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from werkmonitor.bronnen.feiten import Ints
from werkmonitor.bronnen.sheet import Codes, Rijnummers
from werkmonitor.bronnen.waarden.perwaarde import Masker, samen
from werkmonitor.bronnen.waarden.tijd import GeenTijdError, Tijd, combineer
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Bron


class Momenten:
    """Turns time labels of rows and columns into days, as ordinals; without any, a number is about its delivery."""

    def __init__(self, bron: Bron, levering: Periode) -> None:
        self.bron, self.levering = bron, levering
        self._known: dict[tuple[Tijd, ...], tuple[int, int] | str] = {}
        self._pair: Rijnummers = np.zeros(0, dtype=np.intp)
        self._days: list[tuple[int, int] | str] = []

    def zet_op(
        self, rijen: Sequence[Codes], kolommen: Sequence[Sequence[int]], aantal: int, tijden: Sequence[Tijd]
    ) -> None:
        """Take a table of ``aantal`` rows: the time labels of its rows, level by level, and those of each column."""
        _, first, inverse = np.unique(samen(rijen, aantal), return_index=True, return_inverse=True)
        per_row = [tuple(tijden[codes[place]] for codes in rijen) for place in first.tolist()]
        per_column = [tuple(tijden[code] for code in codes) for codes in kolommen]
        distinct = list(dict.fromkeys(per_column))
        column = np.array([distinct.index(parts) for parts in per_column], dtype=np.intp)
        self._pair = (inverse.reshape(-1, 1) * len(distinct) + column).ravel()
        self._days = [self._of((*outer, *inner)) for inner in per_row for outer in distinct]

    def _of(self, delen: tuple[Tijd, ...]) -> tuple[int, int] | str:
        if delen not in self._known:
            try:
                self._known[delen] = self._ordinals(combineer(delen) if delen else self.levering)
            except GeenTijdError as error:
                self._known[delen] = str(error)
        return self._known[delen]

    def _ordinals(self, moment: Periode | date) -> tuple[int, int]:
        if isinstance(moment, date):
            if self.bron.soort == "stroom":
                message = "een stroom hoort bij een periode, niet bij één dag"
                raise GeenTijdError(message)
            return moment.toordinal(), moment.toordinal()
        if self.bron.soort == "stroom":
            return moment.eerste_dag.toordinal(), moment.dag_erna.toordinal()
        day = (moment.eerste_dag if self.bron.peilmoment == "begin" else moment.laatste_dag).toordinal()
        return day, day

    def dagen(self) -> tuple[Ints, Ints, Masker]:
        """Return first and last day of every cell, row by row, and which cells have none."""
        known = [days if isinstance(days, tuple) else (0, 0) for days in self._days]
        both = np.array(known, dtype=np.int64).reshape(-1, 2)
        bad = np.array([isinstance(days, str) for days in self._days], dtype=np.bool_)
        return both[self._pair, 0], both[self._pair, 1], bad[self._pair]

    def reden(self, index: int) -> str:
        """Return why a cell has no days."""
        return str(self._days[self._pair[index]])
