"""The styles of a workbook, as far as they say what a number means."""

from __future__ import annotations

from collections.abc import Iterable

from werkmonitor.bronnen.containers.budget import Budget
from werkmonitor.bronnen.containers.xlsx.opmaak import INGEBOUWD, Vorm, vorm
from werkmonitor.bronnen.containers.xlsx.xml import Kenmerken, Luisteraar, Ontleder


class _Stijlen(Luisteraar):
    def __init__(self) -> None:
        self._own: dict[str, Vorm] = {}
        self._within = ""
        self._wanted: list[str] = []

    def begin(self, naam: str, kenmerken: Kenmerken) -> None:
        if naam in {"numFmts", "cellXfs"}:
            self._within = naam
        elif naam == "numFmt" and self._within == "numFmts":  # those of a difference (dxf) are another thing
            self._own[kenmerken.get("numFmtId", "")] = vorm(kenmerken.get("formatCode", ""))
        elif naam == "xf" and self._within == "cellXfs":
            self._wanted.append(kenmerken.get("numFmtId", "0"))

    def einde(self, naam: str) -> None:
        if naam == self._within:
            self._within = ""

    def vormen(self) -> list[Vorm]:
        known: dict[str, Vorm] = {str(number): form for number, form in INGEBOUWD.items()} | self._own
        return [known.get(number, "getal") for number in self._wanted]


def lees_stijlen(stukken: Iterable[bytes], budget: Budget) -> list[Vorm]:
    """Return what the number format of each cell style shows, by its number."""
    heard = _Stijlen()
    Ontleder(heard).voer(stukken, budget)
    return heard.vormen()
