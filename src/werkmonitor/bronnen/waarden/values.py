"""Numbers as exact decimals and captions as text: one notation, and refused where two readings are possible."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from typing import Literal

from werkmonitor.bronnen.sheet import Foutcel, Opmaak, Waarde
from werkmonitor.formatting import EENHEDEN, datum_kort
from werkmonitor.programma.bron import Bron, Maat

# ---- captions


def schoon(text: str) -> str:
    """Return the text on one line with its white space folded, without what does not show or steers what shows.

    Padding, line ends and double spaces go, and so do control characters with which a text could talk to a terminal,
    marks without width, and those that turn the direction of everything after them.
    """
    if not text.isprintable():
        text = "".join(" " if sign.isspace() else sign for sign in text if sign.isprintable() or sign.isspace())
    return " ".join(text.split())


@lru_cache(maxsize=20_000)
def vouw(text: str) -> str:
    """Return the form in which two captions are compared: folded white space, composed accents, no case."""
    return unicodedata.normalize("NFC", schoon(text)).casefold()


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


def naaste(text: str, known: Iterable[str]) -> str | None:
    """Return the known caption that looks most like ``text``, if one does."""
    by_fold = {vouw(caption): caption for caption in known}
    inside = [fold for fold in by_fold if fold and re.search(rf"\b{re.escape(fold)}\b", vouw(text))]
    if inside:  # "Banenafspraak (BAB)" is near "BAB", though most of its letters differ
        return by_fold[max(inside, key=len)]
    found = difflib.get_close_matches(vouw(text), by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None


# ---- what a number can be refused for


class GeenGetalError(ValueError):
    """A cell that must hold a number holds something else; the message says what, without quoting it."""


class GeenWaardeError(GeenGetalError):
    """A text says that there is no value; the message is the reason.  The fact is empty, and never zero."""


class FouttekstError(GeenGetalError):
    """A text is the error of a spreadsheet, as an error cell becomes when it is saved as text."""


class DubbelzinnigError(ValueError):
    """A number can be read in two ways.

    ``lezingen`` are both, written the Dutch way; ``regels`` are, in the same order, the lines of the declaration that
    settle it, ``""`` where none does.
    """

    def __init__(self, een: str, ander: str, regels: tuple[str, str] = ("", "")) -> None:
        super().__init__(f"{een} of {ander}")
        self.lezingen = (een, ander)
        self.regels = regels


_FOUTCODE = re.compile(r"#(?:[A-Z]+(?:_[A-Z]+)?(?:/0)?[!?]|N/[ABDV]|NV|GETTING_DATA|#{2,})|Err:\d{3}", re.ASCII)


def is_fouttekst(text: str) -> bool:
    """Say whether a text is a spreadsheet's error, in any of our languages: ``#DEEL/0!``, ``#N/B``, ``########``."""
    return _FOUTCODE.fullmatch(text) is not None


# ---- how numbers are written

GELD = frozenset({"euro", "bedrag", "voordeel"})
"""Units that are an amount of money."""
_NO_THIRD_DECIMAL = GELD | {"aantal", "personen"}
MEESTE_AANDEEL = 5
"""Above 500% a share is no fraction: it was written in percent."""
NL, EN = 'notatie = "nl"', 'notatie = "en"'
PROCENT, FRACTIE = 'schaal = "procent"', 'schaal = "fractie"'
_TEKEN = "teken voor geen waarde"
_LEEG = {"/0": "deling door nul"} | dict.fromkeys(("-", "--", "–", "—", "#!empty", "#!leeg"), _TEKEN)
"""What Cognos writes where there is no value, folded, with the reason."""


@dataclass(frozen=True, slots=True)
class Schrijfwijze:
    """How a source writes the numbers of a maat: notation of text, scale of shares, and signs for no value.

    ``leeg`` has the reason why there is no value by folded text.
    """

    notatie: Literal["streng", "nl", "en"] = "streng"
    schaal: Literal["fractie", "procent"] | None = None
    leeg: Mapping[str, str] = field(default_factory=lambda: _LEEG, hash=False)

    @classmethod
    def van(cls, bron: Bron, maat: Maat) -> Schrijfwijze:
        """Return what the declaration says about a maat of a source."""
        return cls(bron.notatie, maat.schaal, _LEEG | dict.fromkeys(map(vouw, bron.leegtekens), _TEKEN))


STRENG = Schrijfwijze()
"""A source that declares nothing about it."""


def getal(value: Waarde, eenheid: str, opmaak: Opmaak = "", wijze: Schrijfwijze = STRENG) -> tuple[int, int]:
    """Return the exact number in a cell as (teller, schaal): ``teller / 10 ** schaal``.

    Text is read strictly in one notation (Dutch unless the source declares English).  What can be read in two ways is
    refused unless ``notatie`` is declared, and then what contradicts that notation is refused.

    A share is a fraction of 1 here.  What says how it is written comes in this order:

    1. a percent sign in a text, or that in the format of a cell: the percent format, of which the cell holds the
       fraction, or a mere sign behind the number that the cell holds;
    2. ``schaal`` of the maat, where *fractie* is contradicted, and refused, by a value above 5;
    3. for a number in a workbook: it is a fraction up to 1, and refused above that;
    4. for a text: nothing.  Cognos writes 36% as ``36`` in a text file, so it is refused, unless the caller has seen
       with ``kolomtekst.aandelen_in_tekst`` that the column is in percent, and passes that as ``schaal``.

    Zero is zero in every scale.

    Raises ``GeenGetalError`` (a ``GeenWaardeError`` for a sign that there is no value, a ``FouttekstError`` for an
    error as text) or ``DubbelzinnigError``.
    """
    if isinstance(value, str):
        return _from_text(value, eenheid, wijze)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise GeenGetalError(_what_it_is(value))
    number = _from_number(value, EENHEDEN[eenheid][1])
    if eenheid != "aandeel" or opmaak == "procent" or not value:
        return number
    if opmaak == "procenttekst":
        return number[0], number[1] + 2
    shown = _number_text(value)
    if wijze.schaal is None and 1 < abs(value) <= MEESTE_AANDEEL:
        raise DubbelzinnigError(f"{shown}%", f"{shown} van 1", (PROCENT, FRACTIE))
    return _share(number, wijze, shown)


def strijdig(opmaak: Opmaak, eenheid: str) -> str | None:
    """Return in what the number format of a cell contradicts the unit of its maat, or ``None`` if it does not."""
    percent, money = eenheid != "aandeel", eenheid not in GELD | {"gemiddelde"}
    contradicts = {"procent": percent, "procenttekst": percent, "geld": money, "datum": True}
    shown = {"procent": "percentage", "procenttekst": "percentage", "geld": "bedrag", "datum": "datum"}
    if not contradicts.get(opmaak):
        return None
    return f"Deze cel is opgemaakt als {shown[opmaak]}, maar de eenheid in de declaratie is {eenheid}."


# ---- numbers of a workbook


def _what_it_is(value: Waarde) -> str:
    if isinstance(value, bool):
        return "waar of onwaar"
    if isinstance(value, date):
        return "een datum"
    return "een tijdstip of duur" if isinstance(value, time | timedelta) else "geen waarde"


def _from_number(value: float, decimals: int) -> tuple[int, int]:
    if value == value // 1 and abs(value) < _WHOLE_FLOATS:
        return int(value), 0
    whole, _, part = repr(value).partition(".")
    if len(part) <= decimals and len(whole) <= _SHORT and part.isdecimal():
        return int(whole + part), len(part)  # nothing to snap: the usual case, and ten times as fast
    return _scaled(_exact(value, decimals))


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


_INT64 = 2**63 - 1
_DIGITS = len(str(_INT64))
_SHORT = 13
"""Digits before the point of a number that is short enough to be exact with two decimals behind it, sign included."""
_SIGNIFICANT_DIGITS = 15
_WHOLE_FLOATS = 2**53


def _scaled(value: Decimal) -> tuple[int, int]:
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)  # noqa: S101 - only NaN and infinity have another, and those were refused
    return _bounded("-" * sign, "".join(map(str, digits)), exponent)


def _bounded(sign: str, digits: str, exponent: int) -> tuple[int, int]:
    if len(digits) + max(exponent, 0) > _DIGITS or (teller := int(digits) * 10 ** max(exponent, 0)) > _INT64:
        message = "een getal dat te groot is"
        raise GeenGetalError(message)
    return (-teller if sign else teller), max(-exponent, 0)


def vermenigvuldigd(number: tuple[int, int], maal: int) -> tuple[int, int]:
    """Return (teller, schaal) times a whole number, without decimals that it does not need.

    Raises ``GeenGetalError`` for one that is too large.
    """
    if maal == 1:
        return number
    return _scaled((Decimal(number[0]).scaleb(-number[1]) * maal).normalize())


def _share(number: tuple[int, int], wijze: Schrijfwijze, shown: str) -> tuple[int, int]:
    """Return a share of which no sign or format says how it is written."""
    teller, schaal = number
    if wijze.schaal == "procent":
        return teller, schaal + 2
    if abs(teller) > MEESTE_AANDEEL * 10**schaal:
        raise DubbelzinnigError(f"{shown}%", f"{shown} van 1", (PROCENT, ""))
    return number


# ---- numbers in text

_PATTERN = {
    "nl": re.compile(r"(0|[1-9]\d*|[1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d+))?", re.ASCII),
    "en": re.compile(r"(0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d+))?", re.ASCII),
}
_PATTERN["streng"] = _PATTERN["nl"]
_ONE_GROUP = re.compile(r"([1-9]\d{0,2})([.,])(\d{3})", re.ASCII)
_QUICK = re.compile(r"(-?)(0|[1-9]\d{0,9})(?:,(\d\d?|\d{4,8}))?", re.ASCII)
"""Numbers that only the Dutch reading fits, without thousands: nearly all of those in text files of Cognos."""
_SPACED = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:([\u00a0\u2007\u2009\u202f])\d{3})(?:\1\d{3})*(?!\d)", re.ASCII)
"""Thousands apart by a space that does not break; an ordinary one may stand between two numbers, and is refused."""
_SIGNS = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-"})
_EURO = re.compile(r"(-?)(?:€|EUR) ?(.*)|(.*\d) ?(?:€|EUR)")
_LONGEST = 60
_LONGEST_PADDED = 1000


def _from_text(text: str, eenheid: str, wijze: Schrijfwijze) -> tuple[int, int]:
    """Parse a number in text: ``1.249,50``, ``-3``, ``€ 12,00`` or ``(12,00)`` for an amount, ``36%`` for a share."""
    quick = _QUICK.fullmatch(text)
    if quick and wijze.notatie != "en" and eenheid != "aandeel" and wijze.leeg.get(text) is None:
        part = quick[3] or ""
        return int(quick[1] + quick[2] + part), len(part)
    if len(text) > _LONGEST_PADDED:
        raise GeenGetalError(_hint("", wijze))
    if reden := wijze.leeg.get(vouw(text)):
        raise GeenWaardeError(reden)
    if is_fouttekst(text.strip()):
        message = "een foutcode uit een rekenblad"
        raise FouttekstError(message)
    sign, body = _without_unit(schoon(_SPACED.sub(_joined, text)).translate(_SIGNS), eenheid)
    percent = body.endswith("%") and eenheid == "aandeel"
    body = body.removesuffix("%").rstrip() if percent else body
    number = _parsed(sign, body, eenheid, wijze)
    if eenheid != "aandeel" or not number[0]:
        return number
    if percent:
        return number[0], number[1] + 2
    if wijze.schaal is None:
        raise DubbelzinnigError(f"{sign}{body}%", f"{sign}{body} van 1", (PROCENT, FRACTIE))
    return _share(number, wijze, f"{sign}{body}")


def _joined(match: re.Match[str]) -> str:
    return match[0].replace(match[1], "")


def _without_unit(text: str, eenheid: str) -> tuple[str, str]:
    """Return the sign of a number and the rest, without euro sign, and without the brackets of a negative amount."""
    sign = ""
    if eenheid in GELD:
        if text.startswith("(") and text.endswith(")") and "-" not in text:
            sign, text = "-", text[1:-1].strip()
        if match := _EURO.fullmatch(text):
            text = (match[1] or "") + (match[2] or match[3] or "")
        if not sign and text.startswith("(") and text.endswith(")") and "-" not in text:
            sign, text = "-", text[1:-1].strip()
    if not sign and text.startswith("-"):
        sign, text = "-", text[1:].lstrip()
    return sign, text


def _parsed(sign: str, body: str, eenheid: str, wijze: Schrijfwijze) -> tuple[int, int]:
    group = _ONE_GROUP.fullmatch(body) if wijze.notatie == "streng" else None
    if group and (group[2] == "." or eenheid in _NO_THIRD_DECIMAL):
        # A point groups in Dutch and divides in English; where no third decimal can be meant, a comma does either.
        regels = (NL, EN) if group[2] == "." else (EN, NL)
        raise DubbelzinnigError(f"{sign}{group[1]}{group[3]}", f"{sign}{group[1]},{group[3]}", regels)
    match = _PATTERN[wijze.notatie].fullmatch(body) if len(body) <= _LONGEST else None
    if match is None:
        raise GeenGetalError(_hint(body, wijze))
    part = match[2] or ""
    return _bounded(sign, re.sub("[.,]", "", match[1]) + part, -len(part))


_HINTS = (
    (re.compile(r"[^%]*\d ?%"), "een percentage"),
    (re.compile(r"(?:€|EUR).*\d.*"), "een bedrag"),
    (re.compile(r"\(.*\d.*\)"), "een getal tussen haakjes"),
    (re.compile(r"\d[\d.,]*(?: [\d.,]+)+"), "een getal met spaties"),
)


def _hint(body: str, wijze: Schrijfwijze) -> str:
    body = body[:_LONGEST]
    for pattern, what in _HINTS:
        if pattern.fullmatch(body):
            return what
    ours, other = ("Engels", "Nederlandse") if wijze.notatie == "en" else ("Nederlands", "Engelse")
    digits = _PATTERN["nl" if wijze.notatie == "en" else "en"].fullmatch(body)
    return f"een getal in {other} notatie" if digits else f"geen {ours} getal"
