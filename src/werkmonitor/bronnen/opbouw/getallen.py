"""The numbers of a table: each distinct cell is parsed once, and plain numbers all at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from werkmonitor.bronnen.feiten import Ints
from werkmonitor.bronnen.meldingen import zinnen as meldingen
from werkmonitor.bronnen.sheet import Codes, Foutcel, Opmaak, Rijnummers, Sheet, Waarde
from werkmonitor.bronnen.waarden.kolomtekst import aandelen_in_tekst
from werkmonitor.bronnen.waarden.perwaarde import Masker, gebruikt
from werkmonitor.bronnen.waarden.values import (
    DubbelzinnigError,
    FouttekstError,
    GeenGetalError,
    GeenWaardeError,
    Schrijfwijze,
    bijschrift,
    getal,
    vermenigvuldigd,
)
from werkmonitor.findings import Finding, Location
from werkmonitor.formatting import EENHEDEN, fraction
from werkmonitor.formatting import weergave as schrijf
from werkmonitor.programma.bron import Bron, Maat

TELBAAR = frozenset({"aantal", "personen", "fte"})
"""Units of what is counted: never below zero."""
_HEEL = TELBAAR - {"fte"}
GOED, LEEG, ZONDER, FOUT = range(4)
"""Kinds of number cell: a number, nothing, a sign that there is no value, something else."""
_NEGATIEF, _GEBROKEN, _CIJFER = (
    "Dit aantal is negatief.",
    "Dit aantal is geen heel getal.",
    "Dit cijfer ligt niet tussen 1 en 10.",
)
_WHOLE_FLOATS = 2**53
_SHORT = 1e11

Fout = GeenGetalError | DubbelzinnigError


@dataclass
class Getallen:
    """What the cells of one maat hold; all arrays run along ``Sheet.waarden``, and hold for those that were parsed."""

    teller: Ints
    schaal: Codes
    soort: Codes
    vreemd: dict[int, str] = field(default_factory=dict)
    """What is odd about a number, by code."""
    fouten: dict[int, Fout | None] = field(default_factory=dict)
    """Why a cell is no number, by code; ``None`` for an error cell."""

    def zet(self, code: int, number: tuple[int, int]) -> None:
        """Keep the number of a cell."""
        self.teller[code], self.schaal[code] = number


class Lezer:
    """Parses the number cells of one maat on one sheet."""

    def __init__(self, sheet: Sheet, bron: Bron, maat: Maat) -> None:
        self.sheet = sheet
        self.eenheid = maat.eenheid
        self.wijze = Schrijfwijze.van(bron, maat)
        self.maal = maat.maal or 1
        self.hoogstens = maat.hoogstens or (Decimal(1) if maat.eenheid == "aandeel" else None)

    def lees(self, codes: Codes) -> Getallen:
        """Return what these cells hold."""
        size = len(self.sheet.waarden)
        found = Getallen(np.zeros(size, np.int64), np.zeros(size, np.int32), np.zeros(size, np.int32))
        found.soort[0] = LEEG
        used = gebruikt(codes, size)
        rest = self._plain(used[used > 0], found)
        texts = [value for code in rest if isinstance(value := self.sheet.waarden[code], str)]
        in_text = self.wijze
        if self.eenheid == "aandeel" and in_text.schaal is None:
            in_text = replace(in_text, schaal=aandelen_in_tekst(texts, in_text))
        for code in rest:
            value = self.sheet.waarden[code]
            self._one(code, value, in_text if isinstance(value, str) else self.wijze, found)
        return found

    def _plain(self, used: Rijnummers, found: Getallen) -> list[int]:
        """Parse whole numbers, and those with no more decimals than the unit has; return the codes of the others."""
        if self.eenheid == "aandeel":
            return list(used.tolist())
        is_float = np.array([type(self.sheet.waarden[code]) is float for code in used.tolist()], dtype=np.bool_)
        codes = used[is_float]
        values = np.array([self.sheet.waarden[code] for code in codes.tolist()], dtype=np.float64)
        left = np.ones(len(codes), dtype=np.bool_)
        with np.errstate(invalid="ignore", over="ignore"):
            for schaal in range(EENHEDEN[self.eenheid][1] + 1):
                # A decimal of so few digits is the only one that is nearest to this float, so it is what was written.
                tellers = np.rint(values * 10**schaal)
                limit = (_SHORT if schaal else _WHOLE_FLOATS) / self.maal
                exact = left & (np.abs(values) < limit) & (tellers / 10**schaal == values)
                found.teller[codes[exact]] = tellers[exact].astype(np.int64) * self.maal
                found.schaal[codes[exact]] = schaal
                left &= ~exact
        for place in np.flatnonzero(~left & self._suspect(values)).tolist():
            code = int(codes[place])
            self._judge(code, int(found.teller[code]), int(found.schaal[code]), found)
        return sorted([*used[~is_float].tolist(), *codes[left].tolist()])

    def _suspect(self, values: NDArray[np.float64]) -> Masker:
        if self.eenheid == "cijfer":
            return np.logical_not((values >= 1) & (values <= 10))  # noqa: PLR2004 - the scale of a rapportcijfer
        most = np.inf if self.hoogstens is None else float(self.hoogstens) / self.maal
        return np.logical_or(np.logical_and(values < 0, self.eenheid in TELBAAR), np.abs(values) > most)

    def _one(self, code: int, value: Waarde, wijze: Schrijfwijze, found: Getallen) -> None:
        found.soort[code] = FOUT
        if isinstance(value, Foutcel):
            found.fouten[code] = None
            return
        try:
            number = vermenigvuldigd(getal(value, self.eenheid, self.sheet.opmaken[code], wijze), self.maal)
        except (GeenGetalError, DubbelzinnigError) as error:
            found.fouten[code] = error
            found.soort[code] = ZONDER if isinstance(error, GeenWaardeError) else FOUT
            return
        found.soort[code] = GOED
        found.zet(code, number)
        self._judge(code, *number, found)

    def _judge(self, code: int, teller: int, schaal: int, found: Getallen) -> None:
        """Note a number that does not go with its unit; it may be right, so it counts."""
        if teller < 0 and self.eenheid in TELBAAR:
            found.vreemd[code] = _NEGATIEF
        elif self.eenheid in _HEEL and teller % 10**schaal:
            found.vreemd[code] = _GEBROKEN
        elif self.eenheid == "cijfer" and not 1 <= teller / 10**schaal <= 10:  # noqa: PLR2004
            found.vreemd[code] = _CIJFER
        elif self.hoogstens is not None and abs(teller) > self.hoogstens * 10**schaal:
            found.vreemd[code] = f"Dit getal is groter dan {schrijf(fraction(self.hoogstens), self.eenheid)}."


def meldcode(fout: Fout | None) -> str:
    """Return the code of the finding about a cell that is no number."""
    if fout is None or isinstance(fout, FouttekstError):
        return "foutcel"
    return "geen-getal" if isinstance(fout, GeenGetalError) else "getal-dubbelzinnig"


def melding(plek: Location, value: Waarde, fout: Fout | None, kolom: Callable[[], str]) -> Finding:
    """Report a cell that is no number; ``kolom`` says what the rest of its column shows."""
    if isinstance(value, Foutcel):
        return meldingen.foutcel(plek, value.tekst)
    if isinstance(fout, FouttekstError):
        return meldingen.foutcel(plek, str(value))
    if isinstance(fout, DubbelzinnigError):
        return meldingen.getal_dubbelzinnig(plek, bijschrift(value), fout.lezingen, fout.regels, kolom())
    return meldingen.geen_getal(plek, value, str(fout))


def opmaken_van(sheet: Sheet, codes: Codes) -> dict[Opmaak, Rijnummers]:
    """Return by number format which of these cells have it, those without one left out."""
    used = gebruikt(codes, len(sheet.waarden)).tolist()
    kinds: dict[Opmaak, list[int]] = {}
    for code in used:
        if sheet.opmaken[code]:
            kinds.setdefault(sheet.opmaken[code], []).append(code)
    found = {}
    for kind, of_kind in kinds.items():
        is_kind = np.zeros(len(sheet.waarden), dtype=np.bool_)
        is_kind[of_kind] = True
        found[kind] = np.flatnonzero(is_kind[codes])
    return found
