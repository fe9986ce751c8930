"""What can stand in a cell of the workbook, how a number is shown there, and which texts and names Excel accepts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from werkmonitor.formatting import NBSP, NIET_GETOOND, fraction, met_teken, miljoen, weergave
from werkmonitor.monitor import model

MAX_TEXT, MAX_SHEET_NAME = 32_767, 31
"""Limits of Excel, in UTF-16 units."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECIMALS = re.compile(r",(\d+)\D*$")
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


class Number(NamedTuple):
    """A number and the Excel pattern that it is shown with."""

    value: float
    pattern: str = "General"


class Light(NamedTuple):
    """A verdict: the word is the value, colour and shape are how it looks."""

    kleur: model.Kleur
    woord: str


Value = str | Number | Light | date | None


class Sheet(NamedTuple):
    """A table with what a reader must know about it; ``totals`` are the numbers of the rows that add up others.

    ``about`` stands above the table, where a long text would be cut off on paper; ``notes`` stand on a sheet of all.
    """

    name: str
    about: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Value]]
    frozen: int = 1
    totals: frozenset[int] = frozenset()
    tabel: model.Tabel | None = None
    title: str = ""
    notes: Sequence[str] = ()


# How a value looks

_NL = "[$-413]"
"""Has a program that follows the pattern, and not the machine, write Dutch points and commas."""
_EURO = r"€\ "
PATTERNS = {
    "aandeel": _NL + "{}%",
    "euro": f"{_NL}{_EURO}{{}};{_NL}-{_EURO}{{}}",
    "voordeel": _NL + '{}" V";' + _NL + '{}" N";' + _NL + "{}",
}
_GEWOON = _NL + "{}"
SIGNED = {"aandeel": '{}" procentpunt"', "euro": _EURO + "{}"}


def number_pattern(eenheid: str, decimalen: int) -> str:
    """Return the Excel pattern that writes a unit as ``formatting`` does; Excel puts in the reader's own separators."""
    return PATTERNS.get(eenheid, _GEWOON).replace("{}", _digits(decimalen))


def as_shown(waarde: float, text: str) -> Number:
    """Return a number of a table with the pattern that gives the text beside it, found by writing it and comparing."""
    exact = fraction(waarde)
    decimals = _DECIMALS.search(text)
    decimalen = len(decimals[1]) if decimals else 0
    for eenheid in ("aantal", "aandeel", "euro", "voordeel"):
        if text == weergave(exact, eenheid, decimalen):
            return Number(waarde, number_pattern(eenheid, decimalen))
        if text == met_teken(exact, eenheid, decimalen):
            return _signed(exact, eenheid, decimalen)
    if text == miljoen(exact, decimalen):
        return Number(waarde, rf'{_NL}{_EURO}{_digits(decimalen)},,"{NBSP}miljoen"')
    return Number(waarde)


def _signed(exact: Fraction, eenheid: str, decimalen: int) -> Number:
    """Return a difference with its sign; one of shares in percentage points, because 4% more is something else."""
    points = exact * 100 if eenheid == "aandeel" else exact
    return Number(float(points), signed_pattern(eenheid, decimalen))


def signed_pattern(eenheid: str, decimalen: int) -> str:
    """Return the Excel pattern of a difference, that of two shares in percentage points."""
    core = SIGNED.get(eenheid, "{}").replace("{}", _digits(decimalen))
    return f"{_NL}+{core};{_NL}-{core};{_NL}{core}"


def _digits(decimalen: int) -> str:
    return f"#,##0.{'0' * decimalen}" if decimalen else "#,##0"


def as_number(value: float | None, pattern: str, *, verborgen: object = False) -> Number | str | None:
    """Return a number with its pattern, the symbol of a hidden one, or nothing where it is not known."""
    if verborgen:
        return NIET_GETOOND
    return None if value is None else Number(value, pattern)


def as_difference(cijfer: model.Cijfer, eenheid: str, decimalen: int) -> Number | str | None:
    """Return a difference with its sign, the symbol of a hidden one, or nothing where it is not known."""
    if cijfer.waarde is None or cijfer.verborgen:
        return NIET_GETOOND if cijfer.verborgen else None
    return _signed(fraction(cijfer.waarde) if cijfer.fractie is None else cijfer.fractie, eenheid, decimalen)


def as_day(text: str | None) -> date | str | None:
    """Return the date that a text gives, or the text where it is none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return text


# Texts and names


def joined(*parts: str) -> str:
    """Put sentences together, each with its full stop."""
    return " ".join(part if part.endswith((".", "!", "?", ")")) else f"{part}." for part in parts if part)


def shorten(text: str, limit: int) -> str:
    """Cut a text that Excel would refuse, visibly, and after a whole word where the last one is not very long."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= limit * 2:
        return text
    cut = units[: limit * 2 - 2].decode("utf-16-le", "ignore")
    words = cut.rpartition(" ")[0].rstrip(" ,:;-(")
    return f"{words if len(words) * 2 > len(cut) else cut}…"


def clean(text: str) -> str:
    """Return a text that a workbook can hold: no forbidden characters, not too long, and never markup.

    xlsxwriter passes ``<r>…</r>`` on as its own rich text; a space behind it keeps it a text.
    """
    text = _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = shorten(text, MAX_TEXT - 1)
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def one_line(text: str) -> str:
    """Return a text that a workbook can hold where lines do not wrap."""
    return clean(" ".join(text.split()))


def unique(names: Iterable[str], limit: int, taken: Iterable[str] = ()) -> list[str]:
    """Return the names on one line, cut to ``limit`` and numbered where one, or one in ``taken``, comes back."""
    seen, result = {name.casefold() for name in taken}, list[str]()
    for name in names:
        line = one_line(name) or "zonder naam"
        candidate, count = shorten(line, limit), 1
        while candidate.casefold() in seen:
            count += 1
            candidate = f"{shorten(line, limit - len(f' ({count})'))} ({count})"
        seen.add(candidate.casefold())
        result.append(candidate)
    return result


def sheet_name(title: str) -> str:
    """Return a title without what Excel forbids in the name of a sheet; ``unique`` sees to its length."""
    return _NOT_IN_SHEET_NAME.sub(" ", title).strip(" '")
