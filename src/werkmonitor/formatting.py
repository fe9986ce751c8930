"""Dutch numbers, amounts and dates.  The only place that rounds: half up, on the exact value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from werkmonitor.periode import MAANDEN

NBSP = "\N{NO-BREAK SPACE}"
NIET_VAN_TOEPASSING = "n.v.t."
NIET_BEKEND = "niet bekend"
NIET_GETOOND_REDEN = "niet getoond (privacy)"
"""Why a number is hidden, and what stands for it in a sentence."""
NIET_GETOOND = "[p]"
"""Stands where a number is hidden, so that nobody can be recognised in it; never empty, and never 0."""
NIET_GETOOND_UITLEG = f"{NIET_GETOOND} = niet getoond, om privacy"


def fraction(value: float | str | Decimal | Fraction) -> Fraction:
    """Return the exact value of a number as it is written: 7.7 is 77/10, not the binary neighbour of it."""
    return value if isinstance(value, Fraction) else Fraction(str(value))


def rond_af(value: Fraction, decimalen: int = 0) -> Fraction:
    """Round half up, away from zero: 2,5 is 3 and -2,5 is -3."""
    scale = 10**decimalen
    units = (abs(value) * scale * 2 + 1) // 2
    return Fraction(units if value >= 0 else -units, scale)


def rond_samen_af(values: Sequence[Fraction], decimalen: int = 0) -> list[Fraction]:
    """Round so that the results add up to their rounded sum: thirds of 100 become 34, 33 and 33.

    All are rounded down; the units that are then missing go where most was cut off, the first of equals first.
    """
    scale = 10**decimalen
    down = [value * scale // 1 for value in values]
    missing = int(rond_af(sum(values, Fraction(0)), decimalen) * scale) - sum(down)
    most_cut = sorted(range(len(values)), key=lambda index: down[index] - values[index] * scale)
    up = set(most_cut[:missing])
    return [Fraction(units + (index in up), scale) for index, units in enumerate(down)]


def getal(value: Fraction, decimalen: int = 0) -> str:
    """Write a number the Dutch way: point for thousands, comma for decimals (``41.667.969,00``)."""
    rounded = rond_af(value, decimalen)
    units = abs(rounded.numerator) * 10**decimalen // rounded.denominator
    whole, part = divmod(units, 10**decimalen)
    text = f"{whole:,}".replace(",", ".")
    sign = "-" if rounded < 0 else ""
    return f"{sign}{text},{part:0{decimalen}d}" if decimalen else f"{sign}{text}"


def voluit(value: Fraction, decimalen: int = 4) -> str:
    """Write a number with all its decimals; of one that has more, the first of them with ``…`` (``0,3333…``)."""
    for few in range(decimalen + 1):
        if 10**few % value.denominator == 0:
            return getal(value, few)
    scale = 10**decimalen
    return f"{'-' if value < 0 else ''}{getal(Fraction(int(abs(value) * scale), scale), decimalen)}…"


def procent(value: Fraction, decimalen: int = 0) -> str:
    """Write a share of 1 as a percentage: 0.36 is ``36%``."""
    return f"{getal(value * 100, decimalen)}%"


def euro(value: Fraction, decimalen: int = 2) -> str:
    """Write an amount in euro, with a space that does not break after the sign: ``-€ 1.840.319,00``."""
    text = getal(value, decimalen)
    return f"{'-' if text.startswith('-') else ''}€{NBSP}{text.removeprefix('-')}"


def miljoen(value: Fraction, decimalen: int = 1) -> str:
    """Write a large amount in millions: 32668542.25 is ``€ 32,7 miljoen``."""
    return f"{euro(value / 1_000_000, decimalen)}{NBSP}miljoen"


def voordeel(value: Fraction, decimalen: int = 2) -> str:
    """Write a budget difference with V (voordeel) or N (nadeel) instead of a sign; zero has neither."""
    text = getal(abs(value), decimalen)
    letter = "V" if value > 0 else "N"
    return text if rond_af(value, decimalen) == 0 else f"{text}{NBSP}{letter}"


def datum(day: date) -> str:
    """Write a date in a text: ``1 januari 2022``."""
    return f"{day.day}{NBSP}{MAANDEN[day.month - 1]} {day.year}"


def datum_kort(day: date) -> str:
    """Write a date in a table: ``1-1-2022``."""
    return f"{day.day}-{day.month}-{day.year}"


Writer = Callable[[Fraction, int], str]

EENHEDEN: dict[str, tuple[Writer, int]] = {
    "aantal": (getal, 0),
    "personen": (getal, 0),
    "fte": (getal, 0),
    "cijfer": (getal, 1),
    "gemiddelde": (getal, 1),
    "aandeel": (procent, 0),
    "euro": (euro, 2),
    "bedrag": (getal, 2),
    "voordeel": (voordeel, 2),
}
"""Each unit with how it is written and the decimals it has when a declaration does not say otherwise.

``cijfer`` is a mark from 1 to 10, ``gemiddelde`` any other number that an export states as a mean;
``bedrag`` is an amount in euro in a table whose head says so; ``voordeel`` the difference with a budget.
"""

NIET_OPTELBAAR = frozenset({"cijfer", "gemiddelde", "aandeel"})
"""Units whose values may be chosen, never added."""


def enkele(namen: Sequence[str], meeste: int, tussen: str = ", ") -> str:
    """Return at most so many names, and how many there are more."""
    more = f" en nog {len(namen) - meeste}" if len(namen) > meeste else ""
    return f"{tussen.join(namen[:meeste])}{more}"


def weergave(value: Fraction | None, eenheid: str, decimalen: int | None = None) -> str:
    """Write a value in its unit; a missing one is ``niet bekend``."""
    if value is None:
        return NIET_BEKEND
    writer, standard = EENHEDEN[eenheid]
    return writer(value, standard if decimalen is None else decimalen)


def zoals_getoond(value: Fraction, eenheid: str, decimalen: int | None = None) -> Fraction:
    """Return the value that is shown: rounded as ``weergave`` writes it."""
    places = EENHEDEN[eenheid][1] if decimalen is None else decimalen
    return rond_af(value, places + 2 if eenheid == "aandeel" else places)


def omvang(value: Fraction, eenheid: str, decimalen: int | None = None) -> str:
    """Write how large a value is, without its sign; a difference with the budget without its V or N."""
    return weergave(abs(value), "bedrag" if eenheid == "voordeel" else eenheid, decimalen)


def met_teken(value: Fraction, eenheid: str, decimalen: int | None = None) -> str:
    """Write a difference with its sign; that of two shares is in percentage points."""
    text = omvang(value, eenheid, decimalen)
    if eenheid == "aandeel":
        text = f"{text.removesuffix('%')} procentpunt"
    if not any(digit in text for digit in "123456789"):
        return text
    return f"{'+' if value > 0 else '-'}{text}"
