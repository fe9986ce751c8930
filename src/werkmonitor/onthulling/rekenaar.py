"""Linear and integer programmes, by HiGHS: the only place that knows its interface.

One thread, limits in steps and never in time, so the same question has the same answer. What comes back is in floating
point: who builds on it holds it against the rows in whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

STAPPEN = 200_000
"""More steps of the simplex method than any monitor needs; it is there so that nothing can go on for ever."""

DUAAL, PRIMAAL = 1, 4
"""HiGHS' numbers for the simplex methods: the primal goes on well from another form, the dual from other ends."""


class Regel(Protocol):
    """A row: sparse coefficients and two ends."""

    @property
    def index(self) -> tuple[int, ...]:
        """The variables in it."""

    @property
    def coef(self) -> tuple[int, ...]:
        """Their coefficients."""

    @property
    def laag(self) -> float | None:
        """What it is at least."""

    @property
    def hoog(self) -> float | None:
        """What it is at most."""


@dataclass(frozen=True, slots=True)
class Antwoord:
    """What became of one programme.

    ``soort``: ``goed`` (the optimum), ``leeg`` (no point at all), ``open`` (no end to it) or ``gestopt`` (at a limit;
    ``punt`` is the best so far, empty when there is none). ``duaal`` has a number for each row that is not 0 where the
    row proves the optimum; empty for integer programmes. ``stappen`` is what it took, in steps of the simplex method.
    """

    soort: Literal["goed", "leeg", "open", "gestopt"]
    waarde: float = 0.0
    punt: tuple[float, ...] = ()
    duaal: tuple[float, ...] = ()
    stappen: int = 0


class Programma:
    """Rows over variables between bounds, of which any form can be minimised, each from where the last one ended."""

    def __init__(  # noqa: PLR0913 - how it is solved
        self,
        bodem: Sequence[float | None],
        dak: Sequence[float | None],
        *,
        geheel: Sequence[bool] = (),
        knopen: int = 0,
        methode: int = PRIMAAL,
        eerste: bool = False,
    ) -> None:
        """Start without rows; any ``geheel`` makes it an integer programme of at most ``knopen`` nodes.

        ``eerste``: any whole point will do, not only the best.
        """
        import highspy

        self._geheel = any(geheel)
        self._oneindig: float = highspy.kHighsInf
        library: Any = highspy  # its types change with its version
        self._highs = library.Highs()
        self._highs.disableCallbacks()
        self._stel_in(methode, knopen)
        laag = [self._einde(end, -1) for end in bodem]
        self._highs.addVars(len(laag), laag, [self._einde(end, 1) for end in dak])
        if eerste:
            self._highs.setOptionValue("mip_rel_gap", self._oneindig)
        for nummer in (nummer for nummer, whole in enumerate(geheel) if whole):
            self._highs.changeColIntegrality(nummer, highspy.HighsVarType.kInteger)
        self._schaal: list[int] = []
        self._vorige: tuple[Sequence[int], Sequence[float]] = ((), ())

    def _stel_in(self, methode: int, knopen: int) -> None:
        """Set what must be the same on every machine, and the tolerances to their narrowest."""
        opties: dict[str, bool | int | float | str] = {
            "output_flag": False,
            "threads": 1,
            "parallel": "off",
            "solver": "simplex",
            "simplex_strategy": methode,
            "simplex_iteration_limit": STAPPEN,
            "primal_feasibility_tolerance": 1e-9,
            "dual_feasibility_tolerance": 1e-9,
        }
        if self._geheel:
            opties |= {"mip_rel_gap": 0.0, "mip_abs_gap": 1e-6, "mip_max_nodes": knopen, "solver": "choose"}
            opties |= {"mip_feasibility_tolerance": 1e-7}
        for naam, waarde in opties.items():
            self._highs.setOptionValue(naam, waarde)

    def _einde(self, end: float | None, kant: int) -> float:
        return kant * self._oneindig if end is None else float(end)

    def voeg_toe(self, rijen: Iterable[Regel]) -> None:
        """Add rows, each divided by its greatest coefficient."""
        for rij in rijen:
            schaal = max(abs(coef) for coef in rij.coef)
            self._schaal.append(schaal)
            self._highs.addRow(
                *self._einden(rij, schaal),
                len(rij.index),
                rij.index,
                [coef / schaal for coef in rij.coef],
            )

    def _einden(self, rij: Regel, schaal: int) -> tuple[float, float]:
        ends = (None if end is None else end / schaal for end in (rij.laag, rij.hoog))
        return self._einde(next(ends), -1), self._einde(next(ends), 1)

    def zet(self, nummer: int, rij: Regel | None) -> None:
        """Let a row count again, or no longer (None)."""
        ends = (-self._oneindig, self._oneindig) if rij is None else self._einden(rij, self._schaal[nummer])
        self._highs.changeRowBounds(nummer, *ends)

    def zet_dak(self, kolom: int, dak: float | None) -> None:
        """Let a variable that is at least 0 be at most this."""
        self._highs.changeColBounds(kolom, 0.0, self._einde(dak, 1))

    def minimaal(self, index: Sequence[int], coef: Sequence[float]) -> Antwoord:
        """Minimise a form."""
        if (index, coef) != self._vorige:
            for plek in self._vorige[0]:
                self._highs.changeColCost(plek, 0.0)
            for plek, waarde in zip(index, coef, strict=True):
                self._highs.changeColCost(plek, float(waarde))
            self._vorige = index, coef
        self._highs.run()
        return self._antwoord()

    def _antwoord(self) -> Antwoord:
        from highspy import HighsModelStatus as Status

        status = self._highs.getModelStatus()
        stand = self._highs.getInfo()
        stappen = stand.simplex_iteration_count
        if status in {Status.kInfeasible, Status.kUnbounded}:
            return Antwoord("leeg" if status == Status.kInfeasible else "open", stappen=stappen)
        uitkomst = self._highs.getSolution()
        punt = tuple(uitkomst.col_value) if uitkomst.value_valid else ()
        if status not in {Status.kOptimal, Status.kModelEmpty}:
            return Antwoord("gestopt", punt=punt, stappen=stappen)
        duaal = () if self._geheel else tuple(uitkomst.row_dual)
        return Antwoord("goed", stand.objective_function_value, punt, duaal, stappen)
