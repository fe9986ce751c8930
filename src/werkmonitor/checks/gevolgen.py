"""Which figures a finding touches: the indicators that use the maat that it is about."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from werkmonitor.bronnen.feiten import Feiten, Feitentabel, cel
from werkmonitor.findings import Finding, Location
from werkmonitor.formula.controle import maat_aanroepen
from werkmonitor.formula.fouten import FormuleFout, opsomming
from werkmonitor.programma.bron import Bron
from werkmonitor.programma.schema import Programma

GENOEMD = 3
_AFWEZIG = frozenset({"tijd-ontbreekt", "reeks-onvolledig"})
"""Where something is missing, a figure that needs it has no value; the others do not touch it."""
_NOEMT_MAAT = _AFWEZIG | {"maat-weg", "opmaak-anders"}
_HELE_BRON = frozenset({"dubbel-feit"})
"""These stand at one cell and can be about more."""


def maten_per_indicator(programma: Programma) -> dict[str, set[str]]:
    """Return the maten that each indicator, by its name, rests on, with its response and what it must beat."""
    found: dict[str, set[str]] = {}
    for indicator in programma.indicator:
        formules = (indicator.formule, indicator.respons, *(norm.beter_dan for norm in indicator.normen))
        try:
            calls = [call for formule in formules if formule for call in maat_aanroepen(formule, programma)]
            found[indicator.naam] = {aanroep.onderwerp for _, aanroep in calls}
        except FormuleFout:  # told as a fault of the declaration
            continue
    return found


def met_gevolgen(
    findings: Iterable[Finding], programma: Programma, feiten: Feiten, zonder_waarde: Collection[str]
) -> list[Finding]:
    """Return the findings, those about a file with the figures that rest on it added to the consequence.

    ``zonder_waarde`` are the names of the indicators that have no value.
    """
    plaatsen = _Plaatsen(programma, feiten)
    per_indicator = maten_per_indicator(programma)

    def touched(finding: Finding) -> Finding:
        maten = plaatsen.maten(finding) if finding.ernst != "info" else set()
        namen = [naam for naam, own in per_indicator.items() if own & maten]
        if finding.code in _AFWEZIG:
            namen = [naam for naam in namen if naam in zonder_waarde]
        if not namen:
            return finding
        more = [f"nog {len(namen) - GENOEMD}"] if len(namen) > GENOEMD else []
        raakt = f"Raakt: {opsomming([*namen[:GENOEMD], *more])}."
        return replace(finding, gevolg=f"{finding.gevolg} {raakt}".lstrip())

    return [touched(finding) for finding in findings]


class _Plaatsen:
    """Which maten stand where in the files."""

    def __init__(self, programma: Programma, feiten: Feiten) -> None:
        self.feiten = feiten
        self.registers = {(rij.bestand, rij.blad) for rijen in feiten.registers.values() for rij in rijen}
        """Sheets of which the texts are read: what is wrong there touches no figure."""
        self.bronnen: dict[str, list[Bron]] = {}
        for bestand in feiten.bestanden:
            bron = programma.bron_van(bestand.bron)
            if bron is not None:
                self.bronnen.setdefault(bestand.pad, []).append(bron)

    def maten(self, finding: Finding) -> set[str]:
        """Return the maten that a finding is about: of its cell, or that it names; else all of its file."""
        place = finding.vindplaats
        bronnen = self.bronnen.get(place.bestand, []) if place else []
        alle = {maat for bron in bronnen for maat in bron.maten}
        if place is None or finding.code in _HELE_BRON:
            return alle
        if (place.bestand, place.blad) in self.registers:
            return set()
        if finding.code in _NOEMT_MAAT:
            own = {maat for maat in alle if re.search(rf"(?<!\w){re.escape(maat)}(?!\w)", finding.wat)}
        else:
            own = self._van_cel(place) if place.cel else set()
        return own or alle

    def _van_cel(self, place: Location) -> set[str]:
        """Return the maten of the numbers in the column of a cell, fewer where those of its row say which.

        A column without numbers, of labels or a bad one, tells nothing.
        """
        letters = (place.cel or "").rstrip("0123456789")
        rij = int((place.cel or "").removeprefix(letters)) - 1
        own = {maat for tabel, here in self._facts(place) for maat in _maten(tabel, here).get(letters, ())}
        if len(own) < 2:  # noqa: PLR2004 - one maat needs no row to tell it apart
            return own
        rows = [_maten(tabel, here[tabel.rij[here] == rij]) for tabel, here in self._facts(place)]
        return own & {maat for found in rows for maten in found.values() for maat in maten} or own

    def _facts(self, place: Location) -> Iterator[tuple[Feitentabel, NDArray[np.intp]]]:
        """Yield the facts of a sheet, by the tables that they came to."""
        for tabel in self.feiten.tabellen:
            paden = [bestand.pad for bestand in tabel.bestanden]
            if place.bestand in paden and (place.blad or "") in tabel.blad.leden:
                here = tabel.bestand.codes == paden.index(place.bestand)
                here &= tabel.blad.codes == tabel.blad.leden.index(place.blad or "")
                yield tabel, np.flatnonzero(here)


def _maten(tabel: Feitentabel, index: NDArray[np.intp]) -> dict[str, set[str]]:
    """Return the maten of some facts by the letters of their column."""
    found: dict[str, set[str]] = {}
    size = len(tabel.maat.leden)
    for key in np.unique(tabel.kolom[index].astype(np.int64) * size + tabel.maat.codes[index]).tolist():
        kolom, maat = divmod(key, size)
        found.setdefault(cel(0, kolom)[:-1], set()).add(tabel.maat.leden[maat])
    return found
