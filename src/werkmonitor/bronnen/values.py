"""Numbers as exact decimals and captions as text: strictly Dutch, and refused where two readings are possible."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from math import isfinite

from werkmonitor.bronnen.sheet import Foutcel, Waarde
from werkmonitor.formatting import EENHEDEN, datum_kort

_INVISIBLE = dict.fromkeys(map(ord, "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}\N{SOFT HYPHEN}"))
_INVISIBLE |= dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Also control characters, and marks that turn the direction of everything after them."""
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_ONE_GROUP = re.compile(r"([1-9]\d{0,2})[.,](\d{3})")
_PLAIN = re.compile(r"0|[1-9]\d*")
_SIGNS = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-"})
_INT64 = 2**63 - 1
_SIGNIFICANT_DIGITS = 15
_WHOLE_FLOATS = 2**53


class GeenGetalError(ValueError):
    """A cell that must hold a number holds something else; the message says what, without quoting it."""


class DubbelzinnigError(ValueError):
    """A text can be read as two numbers; ``lezingen`` are both, written the Dutch way."""

    def __init__(self, een: str, ander: str) -> None:
        super().__init__(f"{een} of {ander}")
        self.lezingen = (een, ander)


def schoon(text: str) -> str:
    """Return the text with its white space folded: no padding, no line ends, no double or invisible spaces."""
    return " ".join(text.translate(_INVISIBLE).split())


@lru_cache(maxsize=20_000)
def vouw(text: str) -> str:
    """Return the form in which two captions are compared: folded white space, no case."""
    return schoon(text).casefold()


def bijschrift(value: Waarde) -> str:
    """Return a label as the export shows it: 2021.0 is ``2021``, a date is ``1-1-2021``, nothing is empty text."""
    if isinstance(value, str):
        return schoon(value)
    if isinstance(value, bool):
        return "waar" if value else "onwaar"
    if isinstance(value, int | float):
        return _number_text(value)
    if isinstance(value, datetime) and value.time() != time():
        return f"{datum_kort(value)} {value:%H:%M}"
    return _other_text(value)


def _number_text(value: float) -> str:
    if isfinite(value) and value == int(value):
        return str(int(value))
    return repr(value).replace(".", ",")


def _other_text(value: date | time | timedelta | Foutcel | None) -> str:
    if isinstance(value, date):
        return datum_kort(value)
    if isinstance(value, Foutcel):
        return value.tekst
    return "" if value is None else str(value)


def getal(value: Waarde, eenheid: str) -> tuple[int, int]:
    """Return the exact number in a cell as (teller, schaal): ``teller / 10 ** schaal``.

    Raises ``GeenGetalError`` or ``DubbelzinnigError``.
    """
    if isinstance(value, str):
        return _from_text(schoon(value).translate(_SIGNS), eenheid)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise GeenGetalError(_what_it_is(value))
    if value == value // 1 and abs(value) < _WHOLE_FLOATS:
        return int(value), 0
    return _scaled(_exact(value, EENHEDEN[eenheid][1]))


def _what_it_is(value: Waarde) -> str:
    if isinstance(value, bool):
        return "waar of onwaar"
    if isinstance(value, date):
        return "een datum"
    return "een tijdstip of duur" if isinstance(value, time | timedelta) else "geen waarde"


def _exact(value: float, decimals: int) -> Decimal:
    """Return the decimal that a float shows as, without the noise that binary arithmetic left in it.

    A sum of cents comes out of a data base as 1249.4999999999998.  It is snapped to the unit's decimals only when it
    lies within 1e-9 of itself and within a millionth of the unit's smallest step, so that no digit that anybody wrote
    is rounded away.  Elsewhere the digits beyond the fifteen that a workbook program keeps are noise.
    """
    if not isfinite(value):
        message = "geen eindig getal"
        raise GeenGetalError(message)
    shown = Decimal(repr(value))
    step = Decimal(1).scaleb(-decimals)
    if abs(shown) < _INT64:
        snapped = shown.quantize(step)
        noise = abs(shown - snapped)
        if noise <= abs(shown) * Decimal("1e-9") and noise <= step * Decimal("1e-6"):
            return snapped
    too_long = len(shown.as_tuple().digits) > _SIGNIFICANT_DIGITS
    return Decimal(f"{value:.{_SIGNIFICANT_DIGITS}g}") if too_long else shown


def _scaled(value: Decimal) -> tuple[int, int]:
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)  # noqa: S101 - only NaN and infinity have another, and those were refused
    if len(digits) + max(exponent, 0) > len(str(_INT64)):
        message = "een getal dat te groot is"
        raise GeenGetalError(message)
    teller = int("".join(map(str, digits))) * 10 ** max(exponent, 0)
    if teller > _INT64:
        message = "een getal dat te groot is"
        raise GeenGetalError(message)
    return (-teller if sign else teller), max(-exponent, 0)


def _from_text(text: str, eenheid: str) -> tuple[int, int]:
    """Parse a Dutch number in text: ``1.249,50``, ``-3``, ``€ 12,00`` for an amount, ``36%`` for a share."""
    body, is_percentage = _without_unit(text, eenheid)
    sign = "-" if body.startswith("-") else ""
    body = body.removeprefix("-").strip()
    _refuse_two_readings(sign, body, eenheid)
    whole, comma, decimals = body.partition(",")
    if not (_PLAIN.fullmatch(whole) or _GROUPED.fullmatch(whole)) or not whole.isascii() or (comma and not decimals):
        raise GeenGetalError(_hint(body))
    if decimals and not (decimals.isdecimal() and decimals.isascii()):
        raise GeenGetalError(_hint(body))
    teller, schaal = _scaled(Decimal(f"{sign}{whole.replace('.', '')}{'.' if decimals else ''}{decimals}"))
    if eenheid == "aandeel" and teller and not is_percentage:
        # Cognos writes a share as 0.36 in a workbook and as 36 in a text file, without a sign that tells them apart.
        raise DubbelzinnigError(f"{sign}{body}%", f"{sign}{body} van 1")
    return teller, schaal + 2 * is_percentage


def _without_unit(text: str, eenheid: str) -> tuple[str, bool]:
    if eenheid in {"euro", "voordeel"}:
        return text.removeprefix("€").removeprefix("EUR").strip(), False
    if eenheid == "aandeel" and text.endswith("%"):
        return text.removesuffix("%").strip(), True
    return text, False


def _refuse_two_readings(sign: str, body: str, eenheid: str) -> None:
    """Refuse ``2.000`` always, and ``1,249`` where a third decimal cannot be meant."""
    match = _ONE_GROUP.fullmatch(body)
    if match and ("." in body or eenheid in {"aantal", "personen", "euro", "voordeel"}):
        raise DubbelzinnigError(f"{sign}{match[1]}{match[2]}", f"{sign}{match[1]},{match[2]}")


def _hint(body: str) -> str:
    if re.fullmatch(r"\d+\.\d+|\d{1,3}(?:,\d{3})+\.\d+", body):
        return "een getal in Engelse notatie"
    return "geen Nederlands getal"
