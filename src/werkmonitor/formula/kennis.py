"""What a formula may name: the maten, dimensions, members and indicators of a declaration and, once read, its data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from werkmonitor.bronnen.feiten import Feiten
from werkmonitor.formula.fouten import FormuleFout, GeenOverlap, onbekend, opsomming, voorstel, vouw
from werkmonitor.formula.functies import FUNCTIES
from werkmonitor.formula.syntax import Aanroep, Lid
from werkmonitor.programma.bron import Bron
from werkmonitor.programma.schema import Programma

Filters = Mapping[str, str | tuple[str, ...]]
"""Dimension to the member or members that a row chooses."""
GEEN_FILTERS: Filters = MappingProxyType({})
Keuze = dict[str, tuple[str, ...]]
"""Dimension to the members chosen, each as it was written first."""

_ANDERS = {
    "stroom": (
        'Is het een telling op een dag, zet daar dan soort = "stand". '
        "Telt het wat er in een periode gebeurde, gebruik dan som({0}) of cumulatief({0}, vanaf=…)."
    ),
    "stand": (
        'Telt het wat er in een periode gebeurde, zet daar dan soort = "stroom". '
        "Is het een telling op een dag, gebruik dan stand({0}) of gemiddelde({0})."
    ),
}
"""What to do about a maat of this soort in a function for the other: first the declaration, since standen that are
added up look like a figure, then the formula."""


@dataclass(frozen=True, slots=True)
class Aanbod:
    """The maten that one source states, and the dimensions that it splits them by."""

    bron: str
    soort: str
    maten: frozenset[str]
    dimensies: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.bron} heeft {opsomming(self.dimensies) if self.dimensies else 'geen dimensies'}"


@dataclass(frozen=True)
class Kennis:
    """Everything that can be named, with the checks of one function call against it."""

    programma: Programma
    feiten: Feiten

    @cached_property
    def aanbod(self) -> tuple[Aanbod, ...]:
        """What the declared sources and the tables that were read offer."""
        declared = [_declared(bron, self.programma) for bron in self.programma.bron if bron.maten]
        read = [
            Aanbod(tabel.bron, tabel.soort, frozenset(tabel.maat.leden), tuple(tabel.dimensies))
            for tabel in self.feiten.tabellen
        ]
        return tuple(dict.fromkeys(declared + read))

    @cached_property
    def maten(self) -> tuple[str, ...]:
        """Every maat, in order."""
        return tuple(sorted(frozenset().union(*(aanbod.maten for aanbod in self.aanbod))))

    def aanbod_van(self, aanroep: Aanroep) -> list[Aanbod]:
        """Return who offers the maat in the kind that the function takes."""
        soort = FUNCTIES[aanroep.functie].soort
        return [a for a in self.aanbod if aanroep.onderwerp in a.maten and a.soort == soort]

    def leden(self, dimensie: str, maat: str) -> tuple[str, ...] | None:
        """Return every member that a filter of this maat may name; ``None`` when it may be any.

        A member is known when it is declared, or when a table of the maat has it.
        """
        key = (dimensie, maat)
        if key not in self._leden:
            self._leden[key] = self._find_leden(dimensie, maat)
        return self._leden[key]

    @cached_property
    def _leden(self) -> dict[tuple[str, str], tuple[str, ...] | None]:
        return {}

    def _find_leden(self, dimensie: str, maat: str) -> tuple[str, ...] | None:
        declared = self.programma.dimensie_van(dimensie)
        tabellen = [tabel for tabel in self.feiten.maten.get(maat, ()) if dimensie in tabel.dimensies]
        if not tabellen and (declared.open or not declared.leden):
            return None
        found = [lid for tabel in tabellen for lid in tabel.dimensies[dimensie].leden]
        return tuple(dict.fromkeys([*declared.leden, *found]))

    def captions(self, dimensie: str) -> dict[str, str]:
        """Return the captions of the declared members, each with its member, for suggestions."""
        leden = self.programma.dimensie_van(dimensie).leden
        return {caption: lid for lid, captions in leden.items() for caption in captions}

    def fouten(self, formule: str, aanroep: Aanroep, filters: Filters) -> Iterator[FormuleFout]:
        """Yield all that is wrong with one call, given the filters of its row too."""
        if FUNCTIES[aanroep.functie].onderwerp != "maat":
            yield from self._indicator(formule, aanroep)
            return
        subject = list(self._maat(formule, aanroep))
        yield from subject
        if not subject:
            wrong = list(self._dimensies(formule, aanroep, filters))
            yield from wrong or self._leden_fouten(formule, aanroep, filters)

    def _indicator(self, formule: str, aanroep: Aanroep) -> Iterator[FormuleFout]:
        if self.programma.indicator_van(aanroep.onderwerp) is None:
            ids = [indicator.id for indicator in self.programma.indicator]
            zin = onbekend("De indicator", aanroep.onderwerp, ids)
            yield FormuleFout(formule, aanroep.onderwerp_positie, zin)
        for found in aanroep.filters:
            zin = "uitkomst neemt geen filters; zet ze in de formule van die indicator."
            yield FormuleFout(formule, found.positie, zin)

    def _maat(self, formule: str, aanroep: Aanroep) -> Iterator[FormuleFout]:
        maat = aanroep.onderwerp
        if maat not in self.maten:
            yield FormuleFout(formule, aanroep.onderwerp_positie, onbekend("De maat", maat, self.maten))
        elif not self.aanbod_van(aanroep):
            aanbod = next(aanbod for aanbod in self.aanbod if maat in aanbod.maten)
            bron, soort = self.programma.bron_van(aanbod.bron), aanbod.soort
            titel = bron.titel if bron else aanbod.bron
            zin = (
                f"{aanroep.functie} neemt een {_other(soort)}, maar bron '{titel}' staat als {soort} in de declaratie."
            )
            yield FormuleFout(formule, aanroep.onderwerp_positie, f"{zin} {_ANDERS[soort].format(maat)}")

    def _dimensies(self, formule: str, aanroep: Aanroep, filters: Filters) -> Iterator[FormuleFout]:
        aanbod = self.aanbod_van(aanroep)
        places = dict.fromkeys(filters, aanroep.positie) | {f.dimensie: f.positie for f in aanroep.filters}
        known = list(dict.fromkeys(naam for each in aanbod for naam in each.dimensies))
        listing = "; ".join(dict.fromkeys(str(each) for each in aanbod))
        for naam, positie in places.items():
            if naam not in known:
                zin = f"'{aanroep.onderwerp}' is niet uitgesplitst naar '{naam}': {listing}.{voorstel(naam, known)}"
                yield FormuleFout(formule, positie, zin)
        together = any(places.keys() <= set(each.dimensies) for each in aanbod)
        if not together and places.keys() <= set(known):
            zin = f"Geen tabel splitst '{aanroep.onderwerp}' naar {opsomming(places)} samen: {listing}."
            yield FormuleFout(formule, aanroep.positie, zin)

    def _leden_fouten(self, formule: str, aanroep: Aanroep, filters: Filters) -> Iterator[FormuleFout]:
        own = [(f.dimensie, lid) for f in aanroep.filters for lid in f.leden]
        row = [(naam, Lid(lid, aanroep.positie)) for naam, leden in filters.items() for lid in as_tuple(leden)]
        wrong = [fout for dimensie, lid in own + row for fout in self._lid(formule, aanroep, dimensie, lid)]
        yield from wrong
        if not wrong:
            yield from _overlap(formule, aanroep, filters)

    def _lid(self, formule: str, aanroep: Aanroep, dimensie: str, lid: Lid) -> Iterator[FormuleFout]:
        known = self.leden(dimensie, aanroep.onderwerp)
        if known is not None and vouw(lid.naam) not in self._folded(dimensie, aanroep.onderwerp, known):
            zin = onbekend(f"Van {dimensie} het lid", lid.naam, known, self.captions(dimensie))
            yield FormuleFout(formule, lid.positie, zin)

    def _folded(self, dimensie: str, maat: str, known: tuple[str, ...]) -> frozenset[str]:
        key = (dimensie, maat)
        if key not in self._folds:
            self._folds[key] = frozenset(vouw(lid) for lid in known)
        return self._folds[key]

    @cached_property
    def _folds(self) -> dict[tuple[str, str], frozenset[str]]:
        return {}


def _other(soort: str) -> str:
    return "stand" if soort == "stroom" else "stroom"


def _overlap(formule: str, aanroep: Aanroep, filters: Filters) -> Iterator[FormuleFout]:
    for found in aanroep.filters:
        row = as_tuple(filters.get(found.dimensie, ()))
        own = [lid.naam for lid in found.leden]
        if row and not {vouw(lid) for lid in row} & {vouw(lid) for lid in own}:
            zin = f"De rij kiest van {found.dimensie} {opsomming(row)}, maar de formule {opsomming(own)}: dat is niets."
            yield GeenOverlap(formule, found.positie, zin)


def combine(aanroep: Aanroep, filters: Filters) -> Keuze:
    """Return the members that a call and its row choose together: for one dimension, those in both."""
    chosen: Keuze = {f.dimensie: tuple(lid.naam for lid in f.leden) for f in aanroep.filters}
    for dimensie, leden in filters.items():
        row = as_tuple(leden)
        folded = {vouw(lid) for lid in row}
        own = chosen.get(dimensie)
        chosen[dimensie] = row if own is None else tuple(lid for lid in own if vouw(lid) in folded)
    return chosen


def as_tuple(leden: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return each member once; a single text is one member, never taken letter by letter."""
    found: dict[str, str] = {}
    for lid in (leden,) if isinstance(leden, str) else leden:
        found.setdefault(vouw(lid), lid)
    return tuple(found.values())


def _declared(bron: Bron, programma: Programma) -> Aanbod:
    own = bron.uitsplitsingen
    derived = tuple(dimensie.id for dimensie in programma.vergelijkingen(own))
    return Aanbod(bron.id, bron.soort, frozenset(bron.maten), own + derived)
