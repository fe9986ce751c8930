"""What old and binary Excel workbooks number alike: errors, and the number formats of cell styles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from werkmonitor.bronnen.containers.xlsx.opmaak import INGEBOUWD, Vorm, vorm
from werkmonitor.bronnen.sheet import Foutcel

_FOUTEN = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


def foutcel(number: int) -> Foutcel:
    """Return the error cell that Excel stores as this number."""
    return Foutcel(_FOUTEN.get(number, "fout"))


def vormen(formats: Sequence[int], own: Mapping[int, str]) -> list[Vorm]:
    """Return what each cell style shows; given the number of its format, and the formats that the workbook defines."""
    known = INGEBOUWD | {number: vorm(code) for number, code in own.items()}
    return [known.get(number, "getal") for number in formats]
