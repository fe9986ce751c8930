"""What labels mean in one source: members, maten and moments, each with a number."""

from __future__ import annotations

from typing import TypeVar

from werkmonitor.bronnen.meldingen import zinnen as meldingen
from werkmonitor.bronnen.sheet import Foutcel, Waarde
from werkmonitor.bronnen.tabellen.kennis import MAAT, Kennis
from werkmonitor.bronnen.waarden.tijd import Tijd, tijd
from werkmonitor.bronnen.waarden.values import bijschrift, vouw
from werkmonitor.findings import Finding, Location
from werkmonitor.programma.bron import TIJDROLLEN

_T = TypeVar("_T")
FOUTCEL, LEEG_LABEL, ONBEKEND, GEEN_TIJD = -1, -2, -3, -4
"""Numbers of labels that mean nothing, by the reason."""
MELDCODES = {FOUTCEL: "foutcel", LEEG_LABEL: "leeg-label", ONBEKEND: "onbekend-lid", GEEN_TIJD: "geen-tijd"}


class Etiketten:
    """Numbers members (per dimension), maten and moments as they are met, and keeps the captions of members."""

    def __init__(self, kennis: Kennis) -> None:
        self.kennis = kennis
        self.maten = list(kennis.bron.maten)
        self.tijden: list[Tijd] = []
        self.leden: dict[str, list[str]] = {naam: [] for naam in kennis.dimensies}
        self.bijschriften: dict[str, dict[str, str]] = {naam: {} for naam in kennis.dimensies}
        """Per dimension the captions of members that are not called as their caption."""
        self._eerste: dict[str, dict[str, str]] = {naam: {} for naam in kennis.dimensies}
        """Per dimension the caption as it stood first, by folded caption: Noord and NOORD are one member."""
        self._codes: dict[str, dict[object, int]] = {naam: {} for naam in ("", *kennis.dimensies)}

    def code(self, niveau: str, value: Waarde) -> int:
        """Return the number of what a label means, or the reason why it means nothing."""
        if isinstance(value, Foutcel):
            return FOUTCEL
        if niveau in TIJDROLLEN:
            moment = tijd(value, niveau)
            return GEEN_TIJD if moment is None else self._number("", moment, self.tijden)
        if value is None:
            return LEEG_LABEL
        return self._maat(value) if niveau == MAAT else self._lid(niveau, value)

    def _maat(self, value: Waarde) -> int:
        if self.kennis.bron.vorm == "lijst":  # the column was found by its declared header
            return self.maten.index(str(value))
        found = self.kennis.maten.get(vouw(bijschrift(value)))
        return ONBEKEND if found is None else self.maten.index(found)

    def _lid(self, niveau: str, value: Waarde) -> int:
        caption = bijschrift(value)
        lid = self.kennis.dimensies[niveau].lid_van(caption)
        if lid is None:
            return ONBEKEND
        if lid == caption:
            lid = self._eerste[niveau].setdefault(vouw(caption), caption)
        else:
            self.bijschriften[niveau].setdefault(lid, caption)
        return self._number(niveau, lid, self.leden[niveau])

    def _number(self, niveau: str, value: _T, known: list[_T]) -> int:
        code = self._codes[niveau].setdefault(value, len(known))
        if code == len(known):
            known.append(value)
        return code

    def melding(self, niveau: str, plek: Location, value: Waarde, reden: int) -> Finding:
        """Report a label that means nothing."""
        if isinstance(value, Foutcel):
            return meldingen.foutcel(plek, value.tekst)
        if reden == GEEN_TIJD:
            return meldingen.geen_tijd(plek, niveau, bijschrift(value))
        leden = self.kennis.dimensies.get(niveau)
        if reden == LEEG_LABEL:
            return meldingen.leeg_label(plek, leden.naam if leden else niveau)
        known = [text for maat in self.kennis.bron.maten.values() for text in maat.kolom or ()]
        naam, known = (leden.naam, list(leden.bekend)) if leden else (MAAT, known)
        return meldingen.onbekend_lid(plek, naam, bijschrift(value), known)
