"""Outcomes that are made of outcomes: a sum, a difference, a share; each keeps the trace of all that went in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from werkmonitor.formula.trace import Spoor, Stapsoort, Uitkomst


def som(delen: Sequence[Uitkomst], tekst: str = "totaal") -> Uitkomst:
    """Add up exactly; where a part is missing there is no sum, but the reason of the first that is."""
    missing = ontbrekend(delen)
    total = None if missing else sum((deel.waarde or Fraction(0) for deel in delen), Fraction(0))
    return Uitkomst(total, _spoor("som", tekst, total, delen), missing.reden if missing else "")


def aandeel(deel: Uitkomst, geheel: Uitkomst) -> Uitkomst:
    """Return which part of the whole this is, exactly; of nothing, and of what is below zero, there is no part."""
    spoor = _spoor("/", f"{deel.spoor.tekst} / {geheel.spoor.tekst}", None, (deel, geheel))
    missing = ontbrekend((deel, geheel))
    if missing:
        return replace(missing, spoor=spoor, peildatum=None)
    part, whole = deel.waarde or Fraction(0), geheel.waarde or Fraction(0)
    if whole == 0 or part / whole < 0:
        reden = "het geheel is nul" if whole == 0 else "een deel kan niet onder nul liggen"
        return Uitkomst(None, spoor, f"n.v.t.: {reden}", niet_van_toepassing=True)
    return Uitkomst(part / whole, replace(spoor, waarde=part / whole))


def verschil(een: Uitkomst, ander: Uitkomst, tekst: str = "verschil") -> Uitkomst:
    """Return how much more the first is, exactly; nothing where one of them is missing."""
    missing = ontbrekend((een, ander))
    value = None if missing else (een.waarde or Fraction(0)) - (ander.waarde or Fraction(0))
    return Uitkomst(value, _spoor("-", tekst, value, (een, ander)), missing.reden if missing else "")


def negatief(uitkomst: Uitkomst) -> Uitkomst:
    """Return the opposite."""
    if uitkomst.waarde is None:
        return uitkomst
    spoor = _spoor("negatief", f"-({uitkomst.spoor.tekst})", -uitkomst.waarde, (uitkomst,))
    return replace(uitkomst, waarde=-uitkomst.waarde, spoor=spoor)


def afgerond(uitkomst: Uitkomst, waarde: Fraction) -> Uitkomst:
    """Return the same with the value that it was rounded to together with others."""
    spoor = _spoor("afgerond", f"{uitkomst.spoor.tekst}, afgerond", waarde, (uitkomst,))
    return replace(uitkomst, waarde=waarde, spoor=spoor)


def ontbrekend(delen: Sequence[Uitkomst]) -> Uitkomst | None:
    """Return the first outcome without a value."""
    return next((deel for deel in delen if deel.waarde is None), None)


def _spoor(soort: Stapsoort, tekst: str, waarde: Fraction | None, delen: Sequence[Uitkomst]) -> Spoor:
    return Spoor(tekst, waarde, tuple(deel.spoor for deel in delen), soort=soort)
