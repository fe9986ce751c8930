"""What each member of a dimension adds to the difference of a figure that is the sum of its members."""

from __future__ import annotations

from fractions import Fraction

from werkmonitor.diff.model import Bijdrage, Uitsplitsing
from werkmonitor.formatting import NIET_BEKEND, NIET_GETOOND, met_teken
from werkmonitor.monitor.model import Indicator, Lid


def uitsplitsing(was: Indicator, werd: Indicator, decimalen: int) -> Uitsplitsing | None:
    """Return the difference by members, the largest first; ``None`` for a figure that is no sum of the same kind.

    A member that one side does not have counts as none there; one that is not known there is not split, and what is
    then left of the difference is told as the rest.
    """
    if was.fractie is None or werd.fractie is None or was.dimensie != werd.dimensie or werd.dimensie is None:
        return None
    if not (was.optelbaar and werd.optelbaar):
        return None
    before, after = ({lid.lid: lid for lid in side.leden} for side in (was, werd))
    names = dict.fromkeys((*after, *before))
    parts = [_bijdrage(before.get(naam), after.get(naam), werd.eenheid, decimalen) for naam in names]
    parts.sort(key=lambda part: -abs(part.fractie or Fraction(0)))
    rest = werd.fractie - was.fractie - sum((part.fractie or Fraction(0) for part in parts), Fraction(0))
    if rest:
        parts.append(
            Bijdrage(
                lid="",
                naam="niet te verdelen",
                soort="rest",
                oud="",
                nieuw="",
                exact=str(rest),
                weergave=met_teken(rest, werd.eenheid, decimalen),
            )
        )
    return Uitsplitsing(indicator=werd.id, dimensie=werd.dimensie, bijdragen=tuple(parts)) if parts else None


def _ontbrekend(*leden: Lid | None) -> str:
    """Say why there is no difference: a member is not shown, or not known."""
    return NIET_GETOOND if any(lid is not None and lid.verborgen for lid in leden) else NIET_BEKEND


def _bijdrage(was: Lid | None, werd: Lid | None, eenheid: str, decimalen: int) -> Bijdrage:
    one = werd or was
    assert one is not None  # noqa: S101 - a member stands on one side at least
    unknown = any(lid is not None and lid.exact is None for lid in (was, werd))
    values = [Fraction(lid.exact or 0) if lid else Fraction(0) for lid in (was, werd)]
    change = None if unknown else values[1] - values[0]
    return Bijdrage(
        lid=one.lid,
        naam=one.naam,
        soort="onbekend" if unknown else "samen" if was and werd else "nieuw" if werd else "weg",
        oud=was.weergave if was else "",
        nieuw=werd.weergave if werd else "",
        exact=None if change is None else str(change),
        weergave=_ontbrekend(was, werd) if change is None else met_teken(change, eenheid, decimalen),
    )
