"""Computes a figure again: by the steps of one Monitor, from the cells of the other.

That tells what the sources did to it apart from what the definition did.  There is a value only where it is certain
which cells the steps would have read: all those that they did read are there, with whatever is new among them.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

import msgspec

from werkmonitor.diff.zijde import Cellen, Sleutel, Zijde, per_sleutel, som
from werkmonitor.formula.fouten import vouw
from werkmonitor.monitor.herkomst import Herkomst, Stap


class Herrekening:
    """The steps of ``formule`` on the cells of ``cellen``.

    ``tegenhanger`` is the step in which that other Monitor computes the same figure for the same time; ``dimensie`` is
    the one of which such a figure always has all members.
    """

    def __init__(self, formule: Zijde, cellen: Zijde, tegenhanger: int | None, dimensie: str | None) -> None:
        self.formule, self.ander = formule, cellen
        self.tegenhanger = None if tegenhanger is None else cellen.stappen[tegenhanger]
        self.dimensie = dimensie
        self.tegencellen = cellen.cellen(tegenhanger)

    def waarde(self, spoor: int) -> Fraction | None:
        """Return the value of a step; ``None`` where it is not certain."""
        stap = self.formule.stappen[spoor]
        match stap.soort:
            case "getal":
                return stap.fractie
            case "handmatig":
                return self._ingevuld(self.tegenhanger)
            case "cellen":
                return self._blad(stap)
            case "gelijk" if self.formule.stappen[stap.delen[0]].soort == "handmatig":
                other = self.ander.naar_tekst.get((stap.soort, stap.tekst))
                return self._ingevuld(self.ander.stappen[other.delen[0]] if other else None)
        values = [self.waarde(deel) for deel in stap.delen]
        known = [value for value in values if value is not None]
        return _bewerk(stap.soort, known) if len(known) == len(values) else None

    @staticmethod
    def _ingevuld(stap: Stap | None) -> Fraction | None:
        return stap.fractie if stap and stap.soort == "handmatig" else None

    def _blad(self, stap: Stap) -> Fraction | None:
        """Return the sum of the cells that the step would have read."""
        eigen = [self.formule.monitor.sporen.cellen[cel] for cel in stap.cellen]
        if self._uit_dezelfde_bestanden(eigen):
            read = [self._nu(cel) for cel in eigen]
            total = None if None in read else som(filter(None, read))
            return None if total is None else total / stap.deler
        other = self.ander.naar_tekst.get(("cellen", stap.tekst))
        if other is not None and self._vraagt_hetzelfde(eigen, other):
            return other.fractie
        if not eigen:  # nul, because there was no row; only what has none now says the same for certain
            return stap.fractie if other is not None and not other.cellen else None
        wanted = per_sleutel(eigen)
        for levering in self._leveringen({cel.bron for cel in eigen}):
            there = self.ander.leveringen.get(levering, {})
            if all(len(there.get(key, ())) == len(cellen) for key, cellen in wanted.items()):
                return self._som(stap, wanted, there)
        return None

    def _uit_dezelfde_bestanden(self, eigen: Sequence[Herkomst]) -> bool:
        """Say whether what was read and what is read now are the same files: then the cells did not change either."""
        bronnen = {cel.bron for cel in eigen}
        nu = {cel.bestand for cel in self.tegencellen if cel.bron in bronnen}
        files = {cel.bestand for cel in eigen} | nu
        return bool(nu) and all(self.formule.is_zelfde_bestand(self.ander, bestand) for bestand in files)

    def _nu(self, cel: Herkomst) -> Herkomst | None:
        """Return a cell of a file that did not change, as it is corrected now; ``None`` where that is not known."""
        other = self.ander.plekken.get((cel.bestand, cel.blad, cel.cel))
        if (other.correctie if other else msgspec.UNSET) == cel.correctie:
            return cel
        return other

    def _vraagt_hetzelfde(self, eigen: Sequence[Herkomst], other: Stap) -> bool:
        """Say whether a step with the same words reads the same sources in the same way, and can have found others."""
        found = [self.ander.monitor.sporen.cellen[cel] for cel in other.cellen]
        if not zelfde_bronnen(self.formule, self.ander, {cel.bron for cel in (*eigen, *found)}):
            return False
        files = {*(cel.bestand for cel in found), *other.gezocht_in}
        return not files <= self._zelfde(eigen)

    def _zelfde(self, eigen: Iterable[Herkomst]) -> set[str]:
        """Return the files of these cells that are the same for both: what is other in those, no source did."""
        return {cel.bestand for cel in eigen if self.formule.is_zelfde_bestand(self.ander, cel.bestand)}

    def _leveringen(self, bronnen: set[str]) -> list[str]:
        """Return where to look: only there where the figure itself found these sources, if it did."""
        used = {cel.levering for cel in self.tegencellen if cel.bron in bronnen}
        return [levering for levering in self.ander.leveringen if not used or levering in used]

    def _som(self, stap: Stap, wanted: Cellen, there: Cellen) -> Fraction | None:
        parts = [there[key] for key in wanted]
        moments = {(key.van, key.tot) for key in wanted}
        sources = {(key.bron, key.maat) for key in wanted}
        same = self._zelfde(cel for cellen in wanted.values() for cel in cellen)
        for key in there.keys() - wanted.keys():
            is_new = not {cel.bestand for cel in there[key]} <= same
            if is_new and (key.bron, key.maat) in sources and (key.van, key.tot) in moments:
                chosen = self._kiest(stap, key)
                if chosen is None:
                    return None
                parts += [there[key]] if chosen else []
        total = som(cel for part in parts for cel in part)
        return None if total is None else total / stap.deler

    def _kiest(self, stap: Stap, key: Sleutel) -> bool | None:
        """Say whether a step would have read a cell that was not there; ``None`` where the cell does not tell."""
        members = dict(lid.split("=", 1) for lid in key.leden)
        asked: dict[str, set[str]] = {}
        for dimensie, lid in (lid.split("=", 1) for lid in stap.keuze):
            asked.setdefault(dimensie, set()).add(vouw(lid))
        asked.pop(self.dimensie or "", None)
        if not asked.keys() <= members.keys():
            return None
        return all(vouw(members[dimensie]) in leden for dimensie, leden in asked.items())


def zelfde_bronnen(one: Zijde, other: Zijde, bronnen: set[str]) -> bool:
    """Say whether both have these sources, and read them in the same way."""
    if one.monitor.programma.declaratie and one.monitor.programma.declaratie == other.monitor.programma.declaratie:
        return True
    pairs = [(one.gelezen_als.get(bron), other.gelezen_als.get(bron)) for bron in bronnen]
    return all(a and a == b for a, b in pairs)


_BEWERKINGEN: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


def _bewerk(soort: str, values: Sequence[Fraction]) -> Fraction | None:
    """Return what a step makes of its parts; ``None`` for one that cannot be done again."""
    if soort == "gelijk":
        return values[0]
    if soort == "negatief":
        return -values[0]
    if soort == "som":
        return sum(values, Fraction(0))
    if soort not in _BEWERKINGEN or (soort == "/" and values[1] == 0):
        return None
    return _BEWERKINGEN[soort](*values)
