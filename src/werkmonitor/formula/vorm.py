"""What a formula counts and by what it divides, so that two figures that should be the same can be held together.

Every maat stands for what it is in terms of our own maten (``Maat.definitie``), every indicator for its formula.  What
is left is a ratio of two polynomials, and those are equal however they were written.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from werkmonitor.formula.fouten import opsomming
from werkmonitor.formula.functies import FUNCTIES
from werkmonitor.formula.parse import parse
from werkmonitor.formula.syntax import Aanroep, Bewerking, Getal, Knoop, Negatief
from werkmonitor.programma.bron import Maat
from werkmonitor.programma.schema import Programma

MEESTE_TERMEN = 10_000
"""Products in one multiplication; a formula with more is only equal to one with the same words."""
_TELT_VANZELF = frozenset({"personen", "fte"})
"""Units that say themselves what is counted."""
_TEKENS = {"+": "plus", "-": "min", "*": "keer", "/": "gedeeld door"}
Schuif = tuple[int, int]
"""Years and periods from the reported period."""


class _TeVeelError(Exception):
    """A formula that is too large to write out."""


@dataclass(frozen=True, order=True)
class Getelde:
    """A maat in a formula: how it is taken, of which members, and how long ago."""

    functie: str
    maat: str
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    vanaf: str = ""
    schuif: Schuif = (0, 0)
    telt: str = ""
    verklaard: bool = True
    """Whether the declaration says what it is in our own terms."""

    def __str__(self) -> str:
        """Name it as a reader would: ``bijstand aan het begin``, ``uitstroom (uitstroomreden werk)``."""
        naam = self.maat.replace("_", " ")
        patterns = {
            "stand begin": f"{naam} aan het begin",
            "stand eind": f"{naam} aan het eind",
            "gemiddelde": f"gemiddelde {naam}",
            "cumulatief": f"{naam} vanaf {self.vanaf}",
        }
        members = ", ".join(f"{dimensie} {opsomming(leden)}" for dimensie, leden in self.filters)
        return patterns.get(self.functie, naam) + (f" ({members})" if members else "")


Veelterm = Counter[tuple[Getelde, ...]]
"""A sum of products: the factors of each, in order, to the number before it; none of those is zero."""


@dataclass(frozen=True)
class Vorm:
    """A formula as one ratio, with its text in words."""

    teller: Veelterm
    noemer: Veelterm
    tekst: str

    @property
    def getelden(self) -> set[Getelde]:
        """Every maat in it."""
        return {getelde for term in (*self.teller, *self.noemer) for getelde in term}

    @property
    def telt(self) -> list[str]:
        """What is counted, as far as the declaration says."""
        return sorted({getelde.telt for getelde in self.getelden if getelde.telt})

    @property
    def schuif(self) -> Schuif:
        """The latest time that it is about."""
        return max((getelde.schuif for getelde in self.getelden), default=(0, 0))

    def gelijk_aan(self, ander: Vorm) -> bool:
        """Say whether both count and divide the same, whatever is counted and whichever year it is about."""
        try:
            links = _maal(self._kaal(self.teller), ander._kaal(ander.noemer))
            rechts = _maal(ander._kaal(ander.teller), self._kaal(self.noemer))
        except _TeVeelError:
            return self.tekst == ander.tekst
        return links == rechts

    def _kaal(self, veelterm: Veelterm) -> Veelterm:
        """Return a polynomial with time from its latest one, and without what does not decide what is computed."""
        jaren, perioden = self.schuif
        kale: Veelterm = Counter()
        for term, getal in veelterm.items():
            bare = [
                replace(g, schuif=(g.schuif[0] - jaren, g.schuif[1] - perioden), telt="", verklaard=True) for g in term
            ]
            kale[tuple(sorted(bare))] += getal
        return kale


def vorm(formule: str, programma: Programma) -> Vorm:
    """Return the form of a formula, which must be one that ``controleer`` finds nothing wrong with."""
    try:
        return _Vormer(programma).van(parse(formule))
    except _TeVeelError:
        return Vorm(Counter(), Counter(), formule)


def verschillen(ons: Vorm, ander: Vorm, wij: str, naam: str) -> tuple[str, ...]:
    """Return in Dutch how a figure of others (``naam``) is not the same as ours (``wij``); nothing where it is."""
    found = []
    if ons.telt != ander.telt and ons.telt and ander.telt:
        found.append(f"Bij {wij} zijn {opsomming(ons.telt)} geteld, bij {naam} {opsomming(ander.telt)}.")
    if not ons.gelijk_aan(ander) and not onverklaard(ons, ander):
        found.append(f"Bij {wij} is het: {ons.tekst}. Bij {naam}: {ander.tekst}.")
    return tuple(found)


def onverklaard(ons: Vorm, ander: Vorm) -> tuple[str, ...]:
    """Return the maten of others of which nothing says what they are in our own terms."""
    own = {getelde.maat for getelde in ons.getelden}
    return tuple(sorted({g.maat for g in ander.getelden if not g.verklaard and g.maat not in own}))


@dataclass(frozen=True)
class _Vormer:
    """Writes out formulas; the last three are those of the call that a formula is the meaning of."""

    programma: Programma
    schuif: Schuif = (0, 0)
    telt: str = ""
    verklaard: bool = False

    def van(self, knoop: Knoop) -> Vorm:
        match knoop:
            case Getal():
                return Vorm(_getal(knoop.waarde), _getal(1), knoop.tekst)
            case Negatief():
                deel = self.van(knoop.deel)
                return Vorm(_maal(deel.teller, _getal(-1)), deel.noemer, f"min {_haakjes(deel.tekst)}")
            case Bewerking():
                return _bewerking(knoop.teken, self.van(knoop.links), self.van(knoop.rechts))
            case Aanroep():
                return self._aanroep(knoop)

    def _aanroep(self, aanroep: Aanroep) -> Vorm:
        jaren, perioden = (sum(getattr(tijd, naam) for tijd in aanroep.tijd) for naam in ("jaren", "perioden"))
        here = replace(self, schuif=(self.schuif[0] + jaren, self.schuif[1] + perioden))
        if FUNCTIES[aanroep.functie].onderwerp == "indicator":
            return here.van(parse(self._indicator(aanroep.onderwerp)))
        if FUNCTIES[aanroep.functie].onderwerp == "ingevuld":
            return here._blad(aanroep)  # noqa: SLF001 - of this class
        maat = self._maat(aanroep.onderwerp)
        counted = self.telt or maat.telt or (maat.eenheid if maat.eenheid in _TELT_VANZELF else "")
        here = replace(here, telt=counted, verklaard=self.verklaard or bool(maat.definitie))
        meaning = parse(maat.definitie) if maat.definitie else aanroep
        if not isinstance(meaning, Aanroep) or FUNCTIES[meaning.functie].onderwerp == "indicator":
            return here.van(meaning)
        if meaning is not aanroep:  # its own breakdowns count, and of this call those that they share
            shared = tuple(f for f in aanroep.filters if f.dimensie in self._dimensies(meaning.onderwerp))
            aanroep = replace(aanroep, onderwerp=meaning.onderwerp, filters=(*meaning.filters, *shared))
        return here._blad(aanroep)  # noqa: SLF001 - of this class

    def _blad(self, aanroep: Aanroep) -> Vorm:
        """Return one maat; who is chosen says whose figure it is, not what is counted."""
        who = {self.programma.programma.deelgebied, *(found.id for found in self.programma.dimensie if found.wie)}
        filters = (found for found in aanroep.filters if found.dimensie not in who)
        chosen = {found.dimensie: tuple(sorted(lid.naam for lid in found.leden)) for found in filters}
        functie = f"stand {aanroep.moment}" if aanroep.functie == "stand" else aanroep.functie
        members, vanaf = tuple(sorted(chosen.items())), str(aanroep.vanaf or "")
        getelde = Getelde(functie, aanroep.onderwerp, members, vanaf, self.schuif, self.telt, self.verklaard)
        return Vorm(Counter({(getelde,): Fraction(1)}), _getal(1), str(getelde))

    def _indicator(self, naam: str) -> str:
        return next(indicator.formule for indicator in self.programma.indicator if indicator.id == naam)

    def _maat(self, naam: str) -> Maat:
        return next(bron.maten[naam] for bron in self.programma.bron if naam in bron.maten)

    def _dimensies(self, maat: str) -> set[str]:
        offering = [bron for bron in self.programma.bron if maat in bron.maten]
        return {naam for bron in offering for naam in (*bron.dimensies, *bron.rijen, *bron.kolommen)}


def _bewerking(teken: str, een: Vorm, ander: Vorm) -> Vorm:
    if teken in "+-":
        sign = _getal(1 if teken == "+" else -1)
        teller = _plus(_maal(een.teller, ander.noemer), _maal(_maal(ander.teller, een.noemer), sign))
        right = ander.tekst if teken == "+" else _haakjes(ander.tekst)
        return Vorm(teller, _maal(een.noemer, ander.noemer), f"{een.tekst} {_TEKENS[teken]} {right}")
    boven, onder = (ander.teller, ander.noemer) if teken == "*" else (ander.noemer, ander.teller)
    tekst = f"{_haakjes(een.tekst)} {_TEKENS[teken]} {_haakjes(ander.tekst)}"
    return Vorm(_maal(een.teller, boven), _maal(een.noemer, onder), tekst)


def _haakjes(tekst: str) -> str:
    return f"({tekst})" if any(f" {woord} " in tekst for woord in _TEKENS.values()) else tekst


def _getal(waarde: Fraction | int) -> Veelterm:
    return Counter({(): Fraction(waarde)}) if waarde else Counter()


def _plus(een: Veelterm, ander: Veelterm) -> Veelterm:
    som: Veelterm = Counter(een)
    for term, getal in ander.items():
        som[term] += getal
    return Counter({term: getal for term, getal in som.items() if getal})


def _maal(een: Veelterm, ander: Veelterm) -> Veelterm:
    if len(een) * len(ander) > MEESTE_TERMEN:
        raise _TeVeelError
    found: Veelterm = Counter()
    for (left, n), (right, m) in product(een.items(), ander.items()):
        found[tuple(sorted((*left, *right)))] += n * m
    return Counter({term: getal for term, getal in found.items() if getal})
