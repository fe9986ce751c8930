"""Proofreads what the team wrote in its register, beside the figures of the task that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from werkmonitor.bronnen.feiten import Registerrij
from werkmonitor.findings import Finding, Location
from werkmonitor.monitor import model
from werkmonitor.monitor.berekening import Berekening
from werkmonitor.monitor.gebied import eigen, opgaverijen
from werkmonitor.monitor.nalezen import Nalezer

VELDEN = ("activiteiten", "voortgang", "reden", "oorzaak", "gevolg", "vervolg")
"""Fields of the register that are printed as sentences."""
_GEEN = ("",)
"""For a task without figures: no figure at all, so that only a name that can be no other one counts."""
_DOEN = "Verbeter de cel. Klopt de zin toch, aanvaard dit dan met een reden."


def lees_register(werk: Berekening, indicatoren: Iterable[model.Indicator]) -> Iterator[Finding]:
    """Yield what in the register contradicts the figures of its task, with the cell; a warning at most.

    What is about the whole region is read in the monitor of the region, not in that of a part.
    """
    algemeen = werk.programma.programma
    nalezer = Nalezer(werk.periode, (algemeen.gemeente, werk.programma.regio), indicatoren, werk.waarden)
    hier = {str(opgave.nummer): opgave.indicatoren or _GEEN for opgave in werk.programma.opgave}
    for rij in opgaverijen(werk, algemeen.opgavenregister or "", werk.periode):
        nummer = rij.velden.get("nr", "")
        if eigen(werk, rij) and nummer in hier:
            yield from _lees(nalezer, rij, hier[nummer])


def _lees(nalezer: Nalezer, rij: Registerrij, hier: tuple[str, ...]) -> Iterator[Finding]:
    for veld in VELDEN:
        place = Location(rij.bestand, rij.blad or None, rij.cellen.get(veld))
        for found in nalezer.lees(rij.velden.get(veld, ""), rij.bestand, hier):
            if found.ernst != "info":  # a cell binds no figures: a number in it can only be typed
                yield replace(found, ernst="waarschuwing", vindplaats=place, doen=_DOEN)
