"""What a cell of a workbook holds: from its type, its style and its stored text to a value and a format."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from werkmonitor.bronnen.containers.rooster import Voorraad
from werkmonitor.bronnen.containers.xlsx.opmaak import Vorm, waarde
from werkmonitor.bronnen.containers.xlsx.teksten import ontsnapt
from werkmonitor.bronnen.sheet import Foutcel, Waarde

GEEN_UITKOMST = "formule zonder uitkomst"
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_INDEX = re.compile(r"\d{1,9}", re.ASCII)
_MAX_ERROR = 40
_BOOLEANS: dict[str, bool] = {"1": True, "true": True, "0": False, "false": False}


@dataclass
class Cellen:
    """The cells of one sheet as codes into its supply; ``stijlen`` and ``teksten`` are those of the workbook."""

    stijlen: list[Vorm]
    teksten: list[str]
    vanaf_1904: bool
    voorraad: Voorraad = field(default_factory=Voorraad)

    def code(self, soort: str, stijl: int, tekst: str | None, *, formule: bool = False) -> int:
        """Return the code of a cell: its type, style number and stored text, ``None`` when it has none.

        What cannot be read as its type says is an error cell, and so is a formula without an outcome; neither is empty.
        """
        bare = (tekst or "").strip()
        if soort == "e":
            return self.voorraad.code(Foutcel(bare[:_MAX_ERROR] or "fout"))
        if not bare:
            empty_text = tekst is not None and soort in {"str", "inlineStr"}
            return self.voorraad.code(Foutcel(GEEN_UITKOMST)) if formule and not empty_text else 0
        if soort == "n":
            return self._number(bare, stijl)
        read = _READERS.get(soort)
        return self.voorraad.code(read(self, tekst or "") if read else Foutcel("onbekend soort cel"))

    def _number(self, text: str, stijl: int) -> int:
        return self.getal(float(text), stijl) if _NUMBER.fullmatch(text) else self._no_number()

    def _no_number(self) -> int:
        return self.voorraad.code(Foutcel("onleesbaar getal"))

    def getal(self, getal: float, stijl: int) -> int:
        """Return the code of a number in a style; one beyond all style numbers has no format."""
        if not math.isfinite(getal):
            return self._no_number()
        form = self.vorm(stijl)
        if form == "getal":
            return self.voorraad.getal(getal)
        value, opmaak = waarde(getal, form, vanaf_1904=self.vanaf_1904)
        return self.voorraad.getal(value, opmaak) if type(value) is float else self.voorraad.code(value, opmaak)

    def vorm(self, stijl: int) -> Vorm:
        """Return what numbers in a style show."""
        return self.stijlen[stijl] if stijl < len(self.stijlen) else "getal"

    def gedeeld(self, text: str) -> Waarde:
        """Return a shared text by its number; a wrong number is never another text."""
        number = text.strip()
        index = int(number) if _INDEX.fullmatch(number) else -1
        return self.teksten[index] if 0 <= index < len(self.teksten) else Foutcel("tekst ontbreekt in het bestand")


def _moment(_: Cellen, text: str) -> Waarde:
    """Read a day or time as ISO 8601 writes it; without a zone, because cells know none."""
    text = text.strip()
    for read in (date.fromisoformat, _day_and_time, time.fromisoformat):
        try:
            found: Waarde = read(text)
        except ValueError:
            continue
        return found
    return Foutcel("onleesbare datum")


def _day_and_time(text: str) -> date:
    moment = datetime.fromisoformat(text).replace(tzinfo=None)
    return moment if moment.time() != time() else moment.date()


_READERS: dict[str, Callable[[Cellen, str], Waarde]] = {
    "s": Cellen.gedeeld,
    "str": lambda _, text: ontsnapt(text),
    "inlineStr": lambda _, text: ontsnapt(text),
    "b": lambda _, text: _BOOLEANS.get(text.strip().lower(), Foutcel("onleesbare ja of nee")),
    "d": _moment,
}
"""By type of cell; numbers and errors go their own way."""
