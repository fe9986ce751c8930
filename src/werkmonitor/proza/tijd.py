"""Which time a part of a sentence is about: the period of the monitor, the year before, or another time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from werkmonitor.periode import Periode
from werkmonitor.proza import woorden as w
from werkmonitor.proza.zinnen import Stuk

Tijd = Literal["eigen", "vorig", "ander"]
EERSTE_JAAR, LAATSTE_JAAR = 1900, 2099
"""A whole number between these, without a point, is a year."""
_HALF, _KWARTAAL = 6, 3


def jaar_van(stuk: Stuk) -> int | None:
    """Return the year that a number is; ``None`` for any other number."""
    plain = stuk.soort == "getal" and stuk.tekst.isdecimal()
    return int(stuk.tekst) if plain and EERSTE_JAAR <= int(stuk.tekst) <= LAATSTE_JAAR else None


def jaren(deel: Sequence[Stuk], periode: Periode) -> Iterator[tuple[int, int]]:
    """Yield the place and the year of each year in a part, the fields with that of a period included."""
    names = {
        "periode": periode.jaar,
        "periode.vorig_jaar": periode.vorig_jaar.jaar,
        "periode.volgend_jaar": periode.jaar + 1,
    }
    for index, stuk in enumerate(deel):
        year = names.get(stuk.veld.naam) if stuk.veld else jaar_van(stuk)
        if year is not None:
            yield index, year


def is_vergelijking(deel: Sequence[Stuk], index: int) -> bool:
    """Say whether what stands at a place is only what the period is compared with: *dan in 2020*, *sinds 2020*."""
    return any(stuk.woord in w.VERGELEKEN for stuk in deel[max(index - 5, 0) : index])


def tijd_van(deel: Sequence[Stuk], periode: Periode) -> Tijd:
    """Return which time a part is about."""
    years = list(jaren(deel, periode))
    if any(year not in {periode.jaar, periode.vorig_jaar.jaar} for _, year in years):
        return "ander"
    if _part_of(deel, periode):
        return "ander"
    own = any(year == periode.jaar for _, year in years)
    earlier = [index for index, year in years if year == periode.vorig_jaar.jaar != periode.jaar]
    earlier += _last_year(deel)
    if own or not earlier:
        return "eigen"
    return "eigen" if all(is_vergelijking(deel, index) for index in earlier) else "vorig"


def _last_year(deel: Sequence[Stuk]) -> list[int]:
    """Return where *vorig jaar* stands, and *een jaar eerder*."""
    found = []
    for index, stuk in enumerate(deel):
        before = deel[index - 1].woord if index else ""
        if stuk.woord in {"jaar", "halfjaar"} and before in w.EERDER:
            found.append(index)
        if stuk.woord in {"eerder", "ervoor", "daarvoor"} and before in {"jaar", "halfjaar"}:
            found.append(index)
    return found


def _part_of(deel: Sequence[Stuk], periode: Periode) -> bool:
    """Say whether a part is about a part of the period; a date is not, as it says on which day was counted."""
    for index, stuk in enumerate(deel):
        before = deel[index - 1] if index else None
        if stuk.woord in w.MAANDEN and before is not None and before.soort == "getal":
            continue
        parts = w.DEELTIJD if periode.lengte > 1 else w.DEELTIJD - w.MAANDEN
        if stuk.woord in parts and not (stuk.woord in w.EERDER and is_vergelijking(deel, index)):
            return True
        if stuk.woord == "kwartaal" and periode.lengte != _KWARTAAL:
            return True
        if stuk.woord == "halfjaar" and periode.lengte != _HALF and (before is None or before.woord not in w.EERDER):
            return True
    return False


def noemt_eerder(deel: Sequence[Stuk], index: int, periode: Periode) -> bool:
    """Say whether after a place a comparison with last year follows: *minder dan in 2020*, *meer dan vorig jaar*."""
    rest = deel[index + 1 :]
    if not any(stuk.woord in w.VERGELEKEN for stuk in (*rest, *deel[: index + 1])):
        return False
    years = {year for _, year in jaren(deel, periode)} - {periode.jaar}
    return years == {periode.vorig_jaar.jaar} or (not years and bool(_last_year(deel)))
