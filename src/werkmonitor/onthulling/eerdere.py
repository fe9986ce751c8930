"""What readers know from the editions before: their numbers tell of the same cells, also of those now hidden.

An edition has no values of cells.  Where its number is what the cells of now give, nothing in it changed.  Where it is
another, some cell was restated since: one that was corrected, one that stood there alone, or else any that no other
number and no file vouches for.  Such a cell gets a variable of its own, as it was then.  So who holds two editions side
by side knows all that is the same in both, and what they hid stays hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

import msgspec

from werkmonitor.monitor import model
from werkmonitor.monitor.herkomst import Herkomst
from werkmonitor.onthulling.aanval import controleer
from werkmonitor.onthulling.beleid import is_groep, niveau
from werkmonitor.onthulling.grenzen import Rij, omvat, rijen, waarde
from werkmonitor.onthulling.opbouw import Geheim, Overzicht
from werkmonitor.onthulling.plaatsen import Getal, getallen, verborgen_getallen
from werkmonitor.onthulling.variabelen import Variabelen
from werkmonitor.onthulling.verkleinen import losse_vraag
from werkmonitor.onthulling.vormen import EEN, Som, Vorm, Vormer
from werkmonitor.onthulling.weergaven import Bereik, bereik


class Eerder(NamedTuple):
    """What earlier editions tell, and what they hid."""

    rijen: tuple[Rij, ...]
    geheim: tuple[Geheim, ...]


def lees(nu: model.Monitor, vorige: Sequence[model.Monitor], variabelen: Variabelen, *, los: bool = False) -> Eerder:
    """Return what earlier public editions tell of the cells of now; cells that only they have become variables too.

    What an edition says of cells that only it has beside cells of now holds if those of now were the same then; with
    ``los`` that is not taken for granted.
    """
    rows: list[Rij] = []
    secret: list[Geheim] = []
    for nummer, monitor in enumerate(vorige):
        edition = _Uitgave(monitor, nu, variabelen, nummer, los=los)
        rows += edition.rijen()
        secret += edition.geheim()
    return Eerder(tuple(rows), tuple(secret))


def met(beeld: Overzicht, eerder: Eerder) -> Overzicht:
    """Return what readers know with what earlier editions tell."""
    return replace(beeld, bekend=[*beeld.bekend, *eerder.rijen], geheim=[*beeld.geheim, *eerder.geheim])


class _Uitgave:
    """One earlier edition."""

    def __init__(
        self, monitor: model.Monitor, nu: model.Monitor, variabelen: Variabelen, nummer: int, *, los: bool
    ) -> None:
        self.monitor, self.nu, self.variabelen = monitor, nu, variabelen
        self.nummer, self.los = nummer, los
        self.vormer = Vormer(monitor, variabelen)
        self.gelijk: list[tuple[Vorm, Bereik]] = []
        self.anders: list[tuple[Vorm, Bereik]] = []
        self.onbekend: list[tuple[Vorm, Bereik]] = []
        for getal in getallen(monitor):
            vorm, told = self._vorm(getal), bereik(getal.weergave)
            if vorm and told:
                self._deel_in(vorm, told, samen=self.vormer.is_afgerond(getal.spoor))
        self.herzien = self._herzien()

    def _vorm(self, getal: Getal) -> Vorm | None:
        vorm = None if getal.spoor is None else self.vormer.vorm(getal.spoor)
        return vorm if vorm and vorm.variabelen else None

    def _deel_in(self, vorm: Vorm, told: Bereik, *, samen: bool) -> None:
        """Say whether a number is what the cells of now give, another one, or one that they do not tell."""
        value = self.vormer.waarde(vorm)
        if value is None:
            (self.anders if self.los else self.onbekend).append((vorm, told))
        elif ends := omvat(told, value, samen=samen):
            self.gelijk.append((vorm, ends))
        else:
            self.anders.append((vorm, told))

    def _herzien(self) -> Mapping[int, int]:
        """Return the variable of each cell as it was then, of cells that were restated since, or may have been."""
        same = {index for vorm, _ in self.gelijk for index in vorm.variabelen} | self._onveranderd()
        sure = {index for vorm, _ in self.anders if len(vorm.variabelen) == 1 for index in vorm.variabelen}
        sure = {index for index in sure | self._gecorrigeerd() if self.variabelen.waarde(index) is not None}
        unexplained = [vorm.variabelen for vorm, _ in self.anders if vorm.variabelen.isdisjoint(sure)]
        maybe = {index for indexen in unexplained for index in indexen} - same
        restated = [index for index in sorted(sure | maybe) if self.variabelen.waarde(index) is not None]
        return {index: self.variabelen.toen(index, self.nummer) for index in restated}

    def _gecorrigeerd(self) -> set[int]:
        """Return what was corrected since, or then and no more."""
        then = {_plek(cel): cel.correctie is not msgspec.UNSET for cel in self.monitor.sporen.cellen}
        changed = {_plek(cel) for cel in self.nu.sporen.cellen if then.get(_plek(cel), False) != bool(cel.correctie)}
        return self._in(lambda cel: _plek(cel) in changed)

    def _onveranderd(self) -> set[int]:
        """Return what stands in files that are the same now, and was not corrected since."""
        files = {(bron.bestand, bron.sha256) for bron in self.nu.bronnen}
        same = {bron.bestand for bron in self.monitor.bronnen if (bron.bestand, bron.sha256) in files}
        return set(self.vormer.cellenbundels) - self._in(lambda cel: cel.bestand not in same) - self._gecorrigeerd()

    def _in(self, keuze: Callable[[Herkomst], bool]) -> set[int]:
        """Return the variables that hold one of these cells of the edition."""
        pairs = zip(self.monitor.sporen.cellen, self.vormer.cellenbundels, strict=True)
        return {index for cel, index in pairs if keuze(cel)}

    def _toen(self, som: Som) -> Som:
        return {self.herzien.get(index, index): value for index, value in som.items()}

    def rijen(self) -> Iterator[Rij]:
        """Yield what its numbers tell."""
        for vorm, ends in self.gelijk:
            yield from rijen(vorm, ends, self.variabelen)
        for vorm, told in (*self.anders, *self.onbekend):
            then = Vorm(self._toen(vorm.teller), self._toen(vorm.noemer), tuple(map(self._toen, vorm.gegeven)))
            is_open = any(self.variabelen.waarde(index) is None for index in then.variabelen)
            if is_open and all(self.vormer.som(som) is not None for som in then.gegeven):
                yield from rijen(then, told, self.variabelen)

    def geheim(self) -> Iterator[Geheim]:
        """Yield what it left uncertain: what it hid, and each of its cells that has no value now."""
        yield from self._verborgen()
        rows = list(self.rijen())
        own = sorted({index for row in rows for index in row.coef if self._is_van_toen(index)})
        asked = [Geheim({i: Fraction(1)}, self._niveau({i: Fraction(1)}), f"cel {i} van toen") for i in own]
        known = {lek.naam for lek in controleer(losse_vraag(self.variabelen, rows, asked), ())}
        yield from (each for each in asked if each.naam not in known)

    def _is_van_toen(self, index: int) -> bool:
        return self.variabelen.waarde(index) is None and self.variabelen.alle[index].telt_mensen

    def _niveau(self, som: Som) -> Fraction:
        return niveau(Vorm(som), Fraction(0), self.variabelen)

    def _verborgen(self) -> Iterator[Geheim]:
        """Yield what it hid and cannot be known from the cells of now, or is small."""
        for getal in verborgen_getallen(self.monitor):
            vorm = self._vorm(getal)
            if vorm is None or not vorm.is_som or vorm.gegeven:
                continue
            som = {index: value / vorm.noemer[EEN] for index, value in self._toen(vorm.teller).items() if index != EEN}
            unknown = any(self.variabelen.waarde(index) is None for index in som)
            level = self._niveau(som)
            if level and (unknown or self._is_klein(som, level)):
                yield Geheim(som, level, f"een getal dat {self.monitor.programma.editie} niet toont")

    def _is_klein(self, som: Som, level: Fraction) -> bool:
        return is_groep(som) and 0 < abs(waarde(som, self.variabelen)) < level


def _plek(cel: Herkomst) -> Hashable:
    return cel.bestand, cel.blad, cel.cel
