"""What runs along a chart or a table: the periods of a time axis, or the members of a dimension."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from werkmonitor.periode import MAANDEN, Periode

RIJKOP: Mapping[str, str] = {"maanden": "Maand", "peildata": "Stand op", "jaren": "Periode", "perioden": "Periode"}
"""The head of the row labels along each time axis."""


@dataclass(frozen=True)
class Plek:
    """One place along an axis: its label, and the period or the member that a formula is evaluated for."""

    label: str
    tabel_label: str
    periode: Periode
    lid: str | None = None


def tijdplekken(periode: Periode, langs: str, aantal: int) -> list[Plek]:
    """Return the places of a time axis; ``jaren`` and ``perioden`` go ``aantal`` back, the period itself included."""
    if langs == "maanden":
        return [Plek(maand_kort(maand), maand.naam, maand) for maand in periode.maanden]
    if langs == "peildata":
        maanden = [*periode.maanden, Periode(periode.start + periode.lengte, 1)]
        names = [f"1 {MAANDEN[maand.nummer - 1]}" for maand in maanden]
        names[-1] += ", een jaar later" if periode.lengte == len(MAANDEN) else ", erna"
        return [Plek(f"1 {maand_kort(maand)}", naam, maand) for maand, naam in zip(maanden, names, strict=True)]
    step = 12 if langs == "jaren" else periode.lengte
    found = [Periode(periode.start - back * step, periode.lengte) for back in reversed(range(aantal))]
    return [Plek(str(item), item.naam, item) for item in found]


def maand_kort(maand: Periode) -> str:
    """Return a month as the axis of a chart has room for it: ``mrt``."""
    return MAANDEN[maand.nummer - 1][:3] if maand.nummer != 3 else "mrt"  # noqa: PLR2004 - March
