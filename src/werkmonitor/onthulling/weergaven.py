"""What a number tells that is shown with so many digits: between which values it was before it was rounded."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from werkmonitor.formatting import NBSP, fraction

_GETAL = re.compile(r"-?(?:€ )?[0-9]{1,3}(?:\.[0-9]{3})*(?:,[0-9]+)?|-?(?:€ )?[0-9]+(?:,[0-9]+)?")
_KEER = {"%": Fraction(1, 100), " procentpunt": Fraction(1, 100), " miljoen": Fraction(1_000_000)}
_NADEEL = " N"


class Bereik(NamedTuple):
    """The values that are shown as one text; an open end is itself shown as another."""

    laag: Fraction
    hoog: Fraction
    laag_open: bool
    hoog_open: bool


def bereik(weergave: str) -> Bereik | None:
    """Return which values are shown so, in the unit of the value: 36% is from 0,355 up to 0,365.

    ``formatting`` rounds half away from zero, so -36 is from above -36,5 up to -35,5.  ``None`` for a text of which the
    number cannot be read.
    """
    text = weergave.replace(NBSP, " ").removeprefix("beter dan ").removeprefix("+")
    is_nadeel = text.endswith(_NADEEL)
    text = text.removesuffix(_NADEEL).removesuffix(" V")
    keer = next((keer for eind, keer in _KEER.items() if text.endswith(eind)), Fraction(1))
    text = next((text.removesuffix(eind) for eind in _KEER if text.endswith(eind)), text)
    if not _GETAL.fullmatch(text):
        return None
    bare = text.replace("€ ", "").replace(".", "")
    shown = fraction(bare.replace(",", "."))
    half = keer * Fraction(1, 2 * 10 ** len(bare.partition(",")[2]))
    value = shown * keer * (-1 if is_nadeel else 1)
    return Bereik(value - half, value + half, laag_open=value <= 0, hoog_open=value >= 0)
