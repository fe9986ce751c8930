"""Layer 3, look ahead: where a monthly stand is heading, with a bandwidth from how wrong the method was before.

The method is the damped trend (Gardner and McKenzie, 1985) in its plainest form: the level is the newest stand, the
pace is the mean monthly change of the last twelve months (so the seasons cancel), and each month ahead counts for
``demping`` times the one before.  ``demping`` 0 is "no change" and 1 is "same pace", so that the three are compared by
the same lines.  Everything is a fraction: the same history gives the same digits on any machine.

The bandwidth comes from a back-test within the history itself: the same forecast is made from every earlier month and
held against what came.  Errors of forecasts whose months overlap say nearly the same, so of ``n`` errors at ``h``
months ahead only ``n // h`` count; the quantile is the one that holds for a next case too: of ``m`` sizes the
``ceil((m + 1) * zekerheid)``-th.  Further ahead than that can be measured, the margin grows with the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import ceil

JAAR = 12
GELIJK, GEDEMPT, ZELFDE_TEMPO = Fraction(0), Fraction(23, 25), Fraction(1)
"""Damping factors: no change, the forecast that we make, and same pace."""
VENSTER = 5 * JAAR + 1
"""As many months count, the newest ones: older errors belong to another time."""


@dataclass(frozen=True)
class Verloop:
    """A forecast for the months after the newest stand, in the unit of the stand."""

    waarden: tuple[Fraction, ...]
    marges: tuple[Fraction, ...]
    """Of each month: how far above and below its value the outcome should lie, as often as was asked."""
    pogingen: int
    """How many earlier forecasts were held against their outcome."""
    gemeten: int
    """How many months ahead the margins are measured; beyond, they grow with the time."""


def tempo(reeks: Sequence[Fraction]) -> Fraction:
    """Return the mean monthly change over the last twelve months of at least thirteen."""
    return (reeks[-1] - reeks[-1 - JAAR]) / JAAR


def nodig(zekerheid: Fraction) -> int:
    """Return how many months on end a forecast takes: thirteen for a pace, and enough to be wrong in."""
    return JAAR + 1 + ceil(zekerheid / (1 - zekerheid))


def voorspel(reeks: Sequence[Fraction], demping: Fraction, zekerheid: Fraction, maanden: int) -> Verloop | None:
    """Forecast the next ``maanden`` months of a stand without gaps; ``None`` when the history is too short.

    ``zekerheid`` (below 1) is how often the outcome should lie within the margin.
    """
    reeks = reeks[-VENSTER:]
    if len(reeks) < nodig(zekerheid):
        return None
    groei = _groei(demping, maanden)
    measured: list[Fraction] = []
    for ahead in range(1, maanden + 1):
        marge = _marge(fouten(reeks, demping, ahead), ahead, zekerheid)
        if marge is None:
            break
        measured.append(max([marge, *measured[-1:]]))
    last = len(measured)
    beyond = [measured[-1] * Fraction(ahead, last) for ahead in range(last + 1, maanden + 1)]
    return Verloop(
        waarden=tuple(reeks[-1] + tempo(reeks) * months for months in groei),
        marges=(*measured, *beyond),
        pogingen=len(reeks) - JAAR - 1,
        gemeten=last,
    )


def fouten(reeks: Sequence[Fraction], demping: Fraction, ahead: int) -> list[Fraction]:
    """Return what came minus what was forecast, ``ahead`` months before, from every month with a pace."""
    per_change = _groei(demping, ahead)[-1] / JAAR
    return [
        reeks[at + ahead] - reeks[at] - per_change * (reeks[at] - reeks[at - JAAR])
        for at in range(JAAR, len(reeks) - ahead)
    ]


def _groei(demping: Fraction, maanden: int) -> list[Fraction]:
    """Return for how many months of the present pace each month ahead counts."""
    return list(accumulate(demping**ahead for ahead in range(1, maanden + 1)))


def _marge(errors: Sequence[Fraction], ahead: int, zekerheid: Fraction) -> Fraction | None:
    """Return the quantile of the sizes of errors; ``None`` when too few of them stand alone."""
    alone = len(errors) // ahead
    rank = ceil((alone + 1) * zekerheid)
    if rank > alone:
        return None
    return sorted(map(abs, errors))[ceil(Fraction(rank * len(errors), alone)) - 1]


def vereist(laatste: Fraction, bekend: Sequence[Fraction], stappen: Sequence[int], doel: Fraction) -> Fraction:
    """Return the even monthly change from the newest stand on that makes the mean of a year equal to ``doel``.

    ``bekend`` are the stands of the year that are known, ``stappen`` how many months ahead each of the others lies.
    """
    months = len(bekend) + len(stappen)
    return (months * doel - sum(bekend) - len(stappen) * laatste) / sum(stappen)
