"""One number of a public monitor: hidden, or as exactly as it is shown and no more."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

import msgspec

from werkmonitor.formatting import NIET_GETOOND, NIET_GETOOND_REDEN
from werkmonitor.monitor import model
from werkmonitor.monitor.herkomst import exact, number
from werkmonitor.onthulling.plaatsen import Plek, getallen, volgend
from werkmonitor.onthulling.weergaven import bereik

LEGENDA = f"{model.Onthulling().legenda}."


def alle_plaatsen(monitor: model.Monitor, verborgen: Collection[Plek]) -> frozenset[Plek]:
    """Return the places that are hidden, with those where the same stands, and with what follows from them."""
    shown = list(getallen(monitor))
    alike = {(getal.spoor, getal.weergave) for getal in shown if getal.plek in verborgen and getal.spoor is not None}
    hidden = {*verborgen, *(getal.plek for getal in shown if (getal.spoor, getal.weergave) in alike)}
    return frozenset(hidden | volgend(monitor, hidden))


def getoond(weergave: str) -> Fraction | None:
    """Return the number that a text shows; ``None`` where it shows none."""
    found = bereik(weergave)
    return None if found is None else (found.laag + found.hoog) / 2


def cijfer(shown: model.Cijfer, *, weg: bool) -> model.Cijfer:
    """Return a number for everybody."""
    if weg:
        return msgspec.structs.replace(
            shown, waarde=None, exact=None, weergave=NIET_GETOOND, reden=NIET_GETOOND_REDEN, verborgen=True
        )
    value = None if shown.waarde is None else getoond(shown.weergave)
    return msgspec.structs.replace(shown, waarde=number(value), exact=exact(value))


def cel(shown: model.Cel, *, weg: bool) -> model.Cel:
    """Return a cell for everybody."""
    bare = msgspec.structs.replace(shown, volgt_uit=msgspec.UNSET)
    if weg:
        return msgspec.structs.replace(bare, waarde=None, weergave=NIET_GETOOND, kleur=None, verborgen=True)
    value = None if shown.waarde is None else getoond(shown.weergave)
    return msgspec.structs.replace(bare, waarde=number(value))


def punt(shown: model.Punt, *, weg: bool) -> model.Punt:
    """Return a plotted number for everybody."""
    if weg:
        return msgspec.structs.replace(shown, waarde=None, weergave=NIET_GETOOND, verborgen=True)
    value = None if shown.waarde is None else getoond(shown.weergave)
    return msgspec.structs.replace(shown, waarde=None if value is None else float(value))
