"""One cell of an OpenDocument workbook: its text, its value and its format."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from werkmonitor.bronnen.containers.xlsx.cellen import GEEN_UITKOMST
from werkmonitor.bronnen.sheet import Foutcel, Opmaak, Waarde

OFFICE, TABLE, TEXT = (f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0 " for name in ("office", "table", "text"))
_SOORT, _STRING, _FORMULE = f"{OFFICE}value-type", f"{OFFICE}string-value", f"{TABLE}formula"
_ANDERE_SOORT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
"""The type that LibreOffice adds; it alone knows errors."""

_GETAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_DUUR = re.compile(r"(-?)P(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:[.,](\d+))?S)?)?")
_FOUT = re.compile(
    r"(Err|Fout|Error|Fehler):\d+|#(DIV/0!|DEEL/0!|N/A|N/B|NAME\?|NAAM\?|REF!|VERW!|VALUE!|WAARDE!|NUM!|"
    r"GETAL!|NULL!|LEEG!)"
)
"""What a formula shows that went wrong, for programs that do not mark it otherwise."""

_MAX_SPATIES = 2**15
"""A cell holds no longer text."""
_WIT = re.compile(r"[ \t\r\n]+")
_BIJZONDER = re.compile(r"[\x00-\x1f]|  |^ | $")
"""What few texts have: white space that collapses, or that is kept."""
_BEHOUDEN = str.maketrans({"\x00": " ", "\x01": "\t", "\x02": "\n"})


class CelTekst:
    """Gathers the text of a cell: white space collapses, unless it is written as an element."""

    def __init__(self) -> None:
        self.open = False
        """Whether a paragraph is being read, so that characters count."""
        self._alineas: list[str] = []
        self._stukken: list[str] = []

    def einde(self) -> None:
        """End the paragraph."""
        self.open = False
        text = "".join(self._stukken)
        self._stukken.clear()
        if _BIJZONDER.search(text):
            text = _WIT.sub(" ", text).strip(" ").translate(_BEHOUDEN)
        self._alineas.append(text)

    def teken(self, text: str) -> None:
        """Add characters of the paragraph."""
        self._stukken.append(text)

    # XML cannot hold the three signs that stand for white space here, so that they survive until the collapse is done.
    def spaties(self, attributes: Mapping[str, str]) -> None:
        """Add blanks that stay."""
        count = attributes.get(f"{TEXT}c", "1")
        self._stukken.append("\x00" * min(int(count) if count.isdecimal() else 1, _MAX_SPATIES))

    def tab(self, _attributes: Mapping[str, str]) -> None:
        """Add a tab."""
        self._stukken.append("\x01")

    def regel(self, _attributes: Mapping[str, str]) -> None:
        """Add a line break."""
        self._stukken.append("\x02")

    def neem(self) -> str:
        """Return the whole text and start anew."""
        if not self._alineas:
            return ""
        text = "\n".join(self._alineas)
        self._alineas.clear()
        return text


def _fout(text: str) -> Foutcel:
    return Foutcel(f"onleesbare waarde '{text}'" if text else GEEN_UITKOMST)


def _number(text: str) -> float | Foutcel:
    number = float(text) if _GETAL.fullmatch(text) else math.nan
    return number if math.isfinite(number) else _fout(text)


def _date(text: str) -> date | Foutcel:
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return _fout(text)
    return moment if moment.time() != time() else moment.date()


def _time(text: str) -> time | timedelta | Foutcel:
    """Return a time of the day, or a duration where it is longer or negative."""
    match = _DUUR.fullmatch(text)
    if not match or not any(match.groups()[1:]):
        return _fout(text)
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:5])
    micros = int((match[6] or "")[:6].ljust(6, "0"))
    duration = timedelta(days, seconds, micros, minutes=minutes, hours=hours)
    if match[1] or duration >= timedelta(1):
        return -duration if match[1] else duration
    minutes, seconds = divmod(duration.seconds, 60)
    return time(*divmod(minutes, 60), seconds, duration.microseconds)


def _boolean(text: str) -> bool | Foutcel:
    return text == "true" if text in {"true", "false"} else _fout(text)


_SOORTEN: dict[str, tuple[str, Callable[[str], Waarde], Opmaak]] = {
    "float": (f"{OFFICE}value", _number, ""),
    "percentage": (f"{OFFICE}value", _number, "procent"),
    "currency": (f"{OFFICE}value", _number, "geld"),
    "date": (f"{OFFICE}date-value", _date, "datum"),
    "time": (f"{OFFICE}time-value", _time, "datum"),
    "boolean": (f"{OFFICE}boolean-value", _boolean, ""),
}
"""By type of value: the attribute that holds it, how to read that, and the format."""


def toont(cell: Mapping[str, str]) -> bool:
    """Tell whether what a cell with these attributes shows can matter beside the value that it states."""
    return cell.get(_SOORT) not in _SOORTEN or _FORMULE in cell or cell.get(_ANDERE_SOORT) == "error"


def waarde(cell: Mapping[str, str], shown: str) -> tuple[Waarde, Opmaak]:
    """Return the value and the format of a cell with these attributes that shows this text.

    A value that its type does not allow is a ``Foutcel``, as are an error and a formula without an outcome.
    """
    kind = cell.get(_SOORT, "")
    if cell.get(_ANDERE_SOORT) == "error" or (_FORMULE in cell and _FOUT.fullmatch(shown)):
        return Foutcel(shown or "fout"), ""
    if not kind and not shown and _FORMULE in cell:
        return Foutcel(GEEN_UITKOMST), ""
    if kind in _SOORTEN:
        attribute, parse, opmaak = _SOORTEN[kind]
        return parse(cell.get(attribute, "")), opmaak
    return cell.get(_STRING, shown), ""
