"""The XML dataset of Cognos as a sheet: the names of its items are the headers, their types those of the cells."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from xml.parsers import expat

import numpy as np

from werkmonitor.bronnen.containers.budget import Budget
from werkmonitor.bronnen.containers.ontleden import nieuwe_ontleder, voer
from werkmonitor.bronnen.containers.rooster import Voorraad
from werkmonitor.bronnen.containers.tekst import LANGSTE_VELD, MEEST_KOLOMMEN
from werkmonitor.bronnen.containers.weigeren import ALS_XLSX, KLEINER, OPNIEUW, OnleesbaarError
from werkmonitor.bronnen.feiten import cel
from werkmonitor.bronnen.sheet import Foutcel, Sheet, Waarde
from werkmonitor.bronnen.waarden.values import is_fouttekst

PRODUCENT = "Cognos"
_ROWS = 1000
_DEEPEST = 16
_MEANING = {
    ("", "dataset"): "dataset",
    ("dataset", "metadata"): "metadata",
    ("metadata", "item"): "item",
    ("dataset", "data"): "data",
    ("data", "row"): "row",
    ("row", "value"): "value",
}
"""What an element is, by what its parent is and its name; all others, and what is in them, are nothing."""


def lees_xmldata(data: bytes, naam: str, budget: Budget) -> tuple[tuple[Sheet, ...], str]:
    """Read a dataset: one sheet with the headers in its first row.  Raises ``OnleesbaarError``.

    A document type, and with it every entity, is refused before it is looked at, and so is a row with more or fewer
    values than there are items: its values would stand in other columns.
    """
    reading = _Dataset(naam, budget)
    parser = nieuwe_ontleder(" ")
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        voer(parser, [data], budget)
    except (expat.ExpatError, ValueError):
        wat = f"De XML-export is niet heel of beschadigd (regel {parser.CurrentLineNumber})."
        raise OnleesbaarError(wat, OPNIEUW) from None
    return (reading.sheet(),), PRODUCENT


def _refuse_doctype(*_: object) -> None:
    raise OnleesbaarError("De XML-export bevat een documenttype; dat schrijft Cognos niet.", ALS_XLSX)


# ---- typed values

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_LONG = re.compile(r"[+-]?\d{16,}", re.ASCII)
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d(?:\.\d{1,6})?)\d*)?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)
_TIME = re.compile(r"(\d\d:\d\d:\d\d(?:\.\d{1,6})?)\d*", re.ASCII)


def _number(text: str) -> Waarde:
    """Return a float, as a workbook holds; text that is none, such as ``/0``, and a longer whole number stay text."""
    plain = text.strip()
    return float(plain) if _NUMBER.fullmatch(plain) and not _LONG.fullmatch(plain) else _string(text)


def _moment(text: str) -> Waarde:
    """Return a date, with its time of day if it has one; a zone is left out, as the clock of the report counts."""
    match = _DATE.fullmatch(text.strip())
    try:
        if match:
            day = date.fromisoformat(match[1])
            clock = time.fromisoformat(match[2] or "00:00:00")
            return datetime.combine(day, clock) if clock != time() else day
    except ValueError:
        pass
    return _string(text)


def _clock(text: str) -> Waarde:
    match = _TIME.fullmatch(text.strip())
    try:
        return time.fromisoformat(match[1]) if match else _string(text)
    except ValueError:
        return _string(text)


def _truth(text: str) -> Waarde:
    return {"true": True, "1": True, "false": False, "0": False}.get(text.strip(), _string(text))


def _string(text: str) -> Waarde:
    return Foutcel(text) if is_fouttekst(text) else text


_NUMBERS = "double float decimal integer int long short byte unsignedInt unsignedLong unsignedShort unsignedByte"
_TYPES: dict[str, Callable[[str], Waarde]] = {
    **dict.fromkeys([*_NUMBERS.split(), "nonNegativeInteger", "positiveInteger"], _number),
    "date": _moment,
    "dateTime": _moment,
    "time": _clock,
    "boolean": _truth,
}
"""What makes a cell of a text, by type; of every other type it is text."""


class _Dataset:
    """Takes the events of the parser; holds only codes."""

    def __init__(self, naam: str, budget: Budget) -> None:
        self._naam = naam
        self._budget = budget
        self._voorraad = Voorraad()
        self._codes = array("i")
        self._types: list[Callable[[str], Waarde]] = []
        self._known: list[dict[str, int]] = []
        self._open = [""]
        self._rows = 0
        self._column = 0
        self._text: list[str] | None = None
        self._nil = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the begin of an element, whose name comes after its namespace."""
        what = _MEANING.get((self._open[-1], name.rpartition(" ")[2]), "-")
        if len(self._open) > _DEEPEST or (len(self._open) == 1 and what == "-"):
            raise OnleesbaarError("Dit is een XML-bestand, maar geen export van Cognos.", ALS_XLSX)
        self._open.append(what)
        if what == "value":
            self._text = []
            self._nil = any(key.endswith(" nil") and value in {"true", "1"} for key, value in attributes.items())
        elif what == "item":
            self._item(attributes)

    def text(self, data: str) -> None:
        """Take a piece of text; only that of values counts."""
        if self._text is not None:
            self._text.append(data)

    def end(self, _name: str) -> None:
        """Take the end of an element."""
        what = self._open.pop()
        if what == "value":
            self._value("".join(self._text or ()))
            self._text = None
        elif what == "row":
            self._row()

    def _item(self, attributes: Mapping[str, str]) -> None:
        if self._rows or len(self._types) == MEEST_KOLOMMEN:
            raise OnleesbaarError("De beschrijving van de kolommen in de XML-export klopt niet.", OPNIEUW)
        self._codes.append(self._voorraad.code(attributes.get("name", "")))
        self._types.append(_TYPES.get(attributes.get("type", "").rpartition(":")[2], _string))
        self._known.append({})

    def _value(self, text: str) -> None:
        column, self._column = self._column, self._column + 1
        if column >= len(self._types):
            return  # the row is refused at its end, with its number of values
        if len(text) > LANGSTE_VELD:
            plek = cel(self._rows + 1, column)
            wat = f"In {plek} staat een tekst van {len(text)} tekens; dat is geen cel van een tabel."
            raise OnleesbaarError(wat, ALS_XLSX, cel=plek)
        known = self._known[column]
        code = 0 if self._nil else known.get(text)
        if code is None:
            value = self._types[column](text)
            code = self._voorraad.getal(value) if isinstance(value, float) else self._voorraad.code(value)
            known[text] = code
        self._codes.append(code)

    def _row(self) -> None:
        self._rows += 1
        if self._column != len(self._types):
            wat = f"Rij {self._rows + 1} heeft {self._column} waarden, en er zijn {len(self._types)} kolommen."
            raise OnleesbaarError(wat, OPNIEUW, cel=cel(self._rows, 0))
        self._column = 0
        if self._rows % _ROWS == 0:
            self._budget.regels(_ROWS)
            self._budget.neem(_ROWS * len(self._types) * self._codes.itemsize)
            if len(self._codes) > self._budget.lezen.max_cellen:
                raise OnleesbaarError("De XML-export heeft veel te veel cellen.", KLEINER)

    def sheet(self) -> Sheet:
        """Return what was read.  Raises ``OnleesbaarError`` for a dataset without columns."""
        width = len(self._types)
        if not width:
            raise OnleesbaarError("De XML-export beschrijft geen kolommen.", OPNIEUW)
        codes = np.frombuffer(self._codes, dtype=np.int32).reshape(-1, width).copy()
        codes = self._voorraad.vast(codes)
        return Sheet(self._naam, "", codes, tuple(self._voorraad.waarden), tuple(self._voorraad.opmaken))
