"""Which numbers may not be published by themselves, by which rule, and how uncertain they must stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from werkmonitor.monitor.beleid import Onthullingsbeleid
from werkmonitor.onthulling.variabelen import Variabele, Variabelen
from werkmonitor.onthulling.vormen import EEN, Som, Vorm

MEESTE_VAN_EEN = Fraction(30, 100)
"""The largest part of an amount that may be of one person: the criterion of the Dutch income statistics, in which no
extreme may exceed 30% of the sum (CBS, Inkomensstatistiek, criteria voor onthullingsrisico)."""
P_PROCENT = Fraction(10, 100)
"""How near somebody who knows his own part may come to that of another: the p of the p%-rule (Hundepool and others,
Handbook on Statistical Disclosure Control).  What must stay uncertain of an amount is that much to either side."""


class Regel(NamedTuple):
    """A rule, as the report names it, with a sentence that explains it."""

    id: str
    naam: str
    zin: str


KLEIN = Regel("klein-aantal", "Klein aantal", "Het gaat om zo weinig mensen dat iemand te herkennen kan zijn.")
NUL = Regel("nul", "Niemand", "Ook dat er niemand is, zegt iets over mensen.")
BIJ_KLEIN = Regel("bij-klein-aantal", "Bedrag of gemiddelde van weinig mensen", "Het gaat over te weinig mensen.")
BIJDRAGE = Regel("van-een", "Bedrag van één persoon", "Het is het bedrag van één persoon of organisatie.")
GROOTSTE = Regel(
    "grootste-deel", "Een te groot deel van één persoon", "Bijna het hele bedrag is van één persoon of organisatie."
)
ANDERE = Regel(
    "andere-beschermen", "Om andere getallen te beschermen", "Met dit getal is een ander getal uit te rekenen."
)
EERDER = Regel(
    "eerdere-uitgave",
    "Om een eerdere uitgave",
    "Samen met een eerdere uitgave is met dit getal een ander getal uit te rekenen.",
)
REGELS = (KLEIN, NUL, BIJ_KLEIN, BIJDRAGE, GROOTSTE, ANDERE, EERDER)


class Gevoelig(NamedTuple):
    """A number that may not be published: by which rule, and how wide what readers know of it must stay."""

    regel: Regel
    niveau: Fraction


class Beoordelaar:
    """Holds sums over cells against the policy."""

    def __init__(self, beleid: Onthullingsbeleid, variabelen: Variabelen) -> None:
        self.verberg_nul = beleid.nul == "verbergen"
        self.variabelen = variabelen

    def beoordeel(self, vorm: Vorm, waarde: Fraction) -> Gevoelig | None:
        """Return why a number that is shown may not be, if it may not."""
        if not vorm.is_som or not is_groep(vorm.teller):
            return None
        alle = [self.variabelen.alle[index] for index in vorm.teller]
        if all(one.telt_mensen for one in alle):
            return self.aantal(abs(waarde), _drempel(alle))
        if any(one.telt_mensen for one in alle):
            return None
        return self._bedrag(alle, waarde)

    def aantal(self, waarde: Fraction, drempel: int) -> Gevoelig | None:
        """Return why a number of people is too small."""
        if 0 < waarde < drempel:
            return Gevoelig(KLEIN, Fraction(drempel))
        return Gevoelig(NUL, Fraction(drempel)) if waarde == 0 and self.verberg_nul else None

    def variabele(self, one: Variabele) -> Gevoelig | None:
        """Return why one cell that is no count may not be known."""
        return self._bedrag([one], one.waarde or Fraction(0)) if not one.telt_mensen else None

    def _bedrag(self, alle: Iterable[Variabele], waarde: Fraction) -> Gevoelig | None:
        alle = list(alle)
        niveau = breedte(waarde)
        if any(one.beleid.is_bijdrage for one in alle):
            return Gevoelig(BIJDRAGE, niveau)
        mensen = [self._naast(one, one.beleid.hoort_bij) for one in alle if one.beleid.hoort_bij]
        known = [one.waarde for one in mensen if one is not None and one.waarde is not None]
        if mensen and len(mensen) == len(alle) and len(known) == len(mensen):
            drempel = max(_drempel(alle), _drempel([one for one in mensen if one]))
            if self.aantal(sum(known, Fraction(0)), drempel):
                return Gevoelig(BIJ_KLEIN, niveau)
        return Gevoelig(GROOTSTE, niveau) if self._overheerst(alle, waarde) else None

    def _overheerst(self, alle: list[Variabele], waarde: Fraction) -> bool:
        """Say whether one person has too much of an amount, or whether the second could reckon that of the first."""
        parts = [self._bijdragen(one) for one in alle]
        if any(part and part[0] > MEESTE_VAN_EEN * abs(waarde) for part in parts):
            return True
        first, *second = parts[0] if len(parts) == 1 and parts[0] else [Fraction(0)]
        return bool(second) and abs(waarde) - first - second[0] < P_PROCENT * first

    def _bijdragen(self, one: Variabele) -> list[Fraction]:
        found = [self._naast(one, naam) for naam in one.beleid.grootste]
        return [abs(other.waarde) for other in found if other is not None and other.waarde is not None]

    def _naast(self, one: Variabele, maat: str) -> Variabele | None:
        """Return the cell of another maat that is about the same."""
        return self.variabelen.cel((one.maat[0], maat, *one.maat[2:])) if one.is_van_maat else None


def is_groep(som: Som) -> bool:
    """Say whether a sum adds up and nothing else: then it is a group of people, or an amount of a group."""
    return bool(som) and EEN not in som and len({value > 0 for value in som.values()}) == 1


def breedte(waarde: Fraction) -> Fraction:
    """Return how uncertain an amount must stay."""
    return 2 * P_PROCENT * abs(waarde)


def niveau(vorm: Vorm, waarde: Fraction, variabelen: Variabelen) -> Fraction:
    """Return how uncertain a number must stay that is hidden to protect others."""
    mensen = [variabelen.alle[index] for index in vorm.variabelen if variabelen.alle[index].telt_mensen]
    return Fraction(_drempel(mensen)) if mensen else breedte(waarde)


def _drempel(alle: Iterable[Variabele]) -> int:
    return max((one.beleid.drempel for one in alle), default=0)


def rest_van_aandeel(vorm: Vorm, variabelen: Variabelen) -> Iterator[Som]:
    """Yield what a shown share leaves of its whole where both are counts of one maat at one time: who is not in it.

    Where the cells of the part are among those of the whole, what is left is cells too, which are protected anyhow.
    """
    if vorm.is_som or not is_groep(vorm.teller) or not is_groep(vorm.noemer):
        return
    about = {_waarvan(variabelen.alle[index]) for index in (*vorm.teller, *vorm.noemer)}
    if len(about) == 1 and about != {None} and not vorm.teller.keys() <= vorm.noemer.keys():
        rest = dict(vorm.noemer)
        for index, value in vorm.teller.items():
            rest[index] = rest.get(index, Fraction(0)) - value
        yield {index: value for index, value in rest.items() if value}


def _waarvan(one: Variabele) -> tuple[object, ...] | None:
    """Return which maat of which time a count of people is."""
    is_telling = one.telt_mensen and one.is_van_maat
    return (one.maat[0], one.maat[1], one.maat[3], one.maat[4]) if is_telling else None
