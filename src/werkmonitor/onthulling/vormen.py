"""Each step of a computation as a ratio of two sums over source cells.

What is no such ratio, such as the difference of two shares or a forecast, is written as one for readers who know more
than they do: its other parts exactly.  Who is safe from them is safe from everybody.  No form is trusted before its
value on the cells equals the value of its step.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from werkmonitor.monitor import model
from werkmonitor.monitor.herkomst import Stap
from werkmonitor.onthulling.variabelen import Variabelen, onder_stap

EEN = -1
"""Stands for the number 1 among the variables: its coefficient is the constant of a sum."""

Som = Mapping[int, Fraction]
"""Variable to coefficient; a sum of variables, and a constant under ``EEN``."""

_NIETS: Som = {}
_VAST: Som = {EEN: Fraction(1)}


class Vorm(NamedTuple):
    """A ratio of two sums; ``gegeven`` are sums that readers are taken to know exactly besides."""

    teller: Som
    noemer: Som = _VAST
    gegeven: tuple[Som, ...] = ()

    @property
    def variabelen(self) -> set[int]:
        """Every variable in it."""
        return {index for som in (self.teller, self.noemer, *self.gegeven) for index in som} - {EEN}

    @property
    def is_som(self) -> bool:
        """Whether it has no denominator but a number."""
        return self.noemer.keys() <= {EEN}


class Vormer:
    """Writes out the steps of one Monitor; those of a public one, which has no values, by the variables."""

    def __init__(self, monitor: model.Monitor, variabelen: Variabelen) -> None:
        self.monitor, self.variabelen = monitor, variabelen
        self.stappen: Sequence[Stap] = monitor.sporen.stappen
        self.cellen, self.ingevuld = variabelen.lees(monitor)
        self.cellenbundels = [variabelen.bundels[index] for index in self.cellen]
        """The variable that each cell is in."""
        self._bekend: dict[int, Vorm | None] = {}

    def vorm(self, spoor: int) -> Vorm | None:
        """Return the form of a step; ``None`` where it cannot be written for want of values."""
        if spoor not in self._bekend:
            found = self._maak(spoor)
            self._bekend[spoor] = found if found and self._klopt(spoor, found) else self._alles(spoor)
        return self._bekend[spoor]

    def is_afgerond(self, spoor: int | None) -> bool:
        """Say whether a step is a value that was rounded together with others."""
        return spoor is not None and self.stappen[spoor].soort == "afgerond"

    def waarde(self, vorm: Vorm) -> Fraction | None:
        """Return the value of a form; ``None`` where one of its variables has none, or it divides by nought."""
        boven, onder_ = (self.som(som) for som in (vorm.teller, vorm.noemer))
        return None if boven is None or not onder_ else boven / onder_

    def som(self, som: Som) -> Fraction | None:
        """Return the value of a sum; ``None`` where one of its variables has none."""
        total = Fraction(0)
        for index, coefficient in som.items():
            value = Fraction(1) if index == EEN else self.variabelen.waarde(index)
            if value is None:
                return None
            total += coefficient * value
        return total

    def _klopt(self, spoor: int, vorm: Vorm) -> bool:
        if self.monitor.onthulling is not None:  # its steps have the value that is shown
            return True
        stap = self.stappen[spoor]
        told = self.stappen[stap.delen[0]].fractie if stap.soort == "afgerond" else stap.fractie
        value = self.waarde(vorm)
        return told is None or value is None or told == value

    def _alles(self, spoor: int) -> Vorm | None:
        """Return a number as what tells every cell below it."""
        value = self.stappen[spoor].fractie
        cells = onder_stap(self.monitor, spoor, self.cellen, self.ingevuld)
        below = dict.fromkeys(self.variabelen.bundels[index] for index in cells)
        gegeven = tuple({index: Fraction(1)} for index in below if not self.variabelen.alle[index].is_openbaar)
        known = all(self.variabelen.waarde(index) is not None for som in gegeven for index in som)
        return Vorm(_NIETS if value is None else _plus({EEN: value}), gegeven=gegeven) if known else None

    def _maak(self, spoor: int) -> Vorm | None:
        stap = self.stappen[spoor]
        if spoor in self.ingevuld:
            return Vorm(self._som_van([self.ingevuld[spoor]]))
        if stap.soort == "cellen":
            return Vorm(_keer(self._som_van([self.cellen[cel] for cel in stap.cellen]), Fraction(1, stap.deler)))
        if stap.soort == "getal":
            return Vorm(_plus({EEN: Fraction(stap.tekst) if stap.fractie is None else stap.fractie}))
        if stap.soort == "verwacht":
            return None
        delen = [self.vorm(deel) for deel in stap.delen]
        known = [deel for deel in delen if deel is not None]
        return self._bewerk(stap, known) if known and len(known) == len(delen) else None

    def _som_van(self, cellen: Sequence[int]) -> Som:
        """Return a sum of cells; what everybody knows is a number in it."""
        found: dict[int, Fraction] = {}
        times = Counter(self.variabelen.bundels[index] for index in cellen)
        for index, count in times.items():
            one, factor = self.variabelen.alle[index], Fraction(count, self.variabelen.grootten[index])
            key, value = (EEN, one.waarde or Fraction(0)) if one.is_openbaar else (index, Fraction(1))
            found[key] = found.get(key, Fraction(0)) + value * factor
        return found

    def _bewerk(self, stap: Stap, delen: Sequence[Vorm]) -> Vorm | None:
        een, n = Fraction(1), len(delen)
        keer = {"negatief": [-een], "-": [een, -een], "som": [een] * n, "+": [een] * n, "gemiddelde": [een / n] * n}
        if stap.soort in keer:
            return self._tel_op(delen, keer[stap.soort])
        if stap.soort in {"*", "/"}:
            return self._keer(*delen) if stap.soort == "*" else self._deel(*delen)
        return delen[0]

    def _tel_op(self, delen: Sequence[Vorm], keer: Sequence[Fraction]) -> Vorm | None:
        """Add up; parts with other denominators for readers who know those denominators."""
        gegeven = _samen(delen)
        noemer = delen[0].noemer
        if any(deel.noemer != noemer for deel in delen[1:]):
            made = [self._zonder_noemer(deel) for deel in delen]
            if None in made:
                return None
            delen = [deel for deel in made if deel is not None]
            gegeven, noemer = _samen(delen), _VAST
        total: Som = {}
        for deel, factor in zip(delen, keer, strict=True):
            total = _plus(total, _keer(deel.teller, factor))
        return Vorm(total, noemer, gegeven)

    def _zonder_noemer(self, deel: Vorm) -> Vorm | None:
        """Return a form whose denominator readers know."""
        value = self.som(deel.noemer)
        if not value:
            return None
        gegeven = () if deel.is_som else (deel.noemer,)
        return Vorm(_keer(deel.teller, 1 / value), _VAST, (*deel.gegeven, *gegeven))

    def _keer(self, een: Vorm, ander: Vorm) -> Vorm | None:
        """Multiply; a mean times what it is the mean over is a sum, any other two for readers who know one of them."""
        gegeven = _samen((een, ander))
        for links, rechts in ((een, ander), (ander, een)):
            if links.noemer == rechts.teller:
                return Vorm(links.teller, rechts.noemer, gegeven)
        for links, rechts in ((een, ander), (ander, een)):
            if not rechts.variabelen:
                return Vorm(_keer(links.teller, self.waarde(rechts) or Fraction(0)), links.noemer, gegeven)
        value = self.waarde(ander)
        return None if value is None else Vorm(_keer(een.teller, value), een.noemer, (*gegeven, *_delen(ander)))

    def _deel(self, een: Vorm, ander: Vorm) -> Vorm | None:
        """Divide; by a ratio with another denominator for readers who know both denominators."""
        if een.noemer == ander.noemer:
            return Vorm(een.teller, ander.teller, _samen((een, ander)))
        left, right = self._zonder_noemer(een), self._zonder_noemer(ander)
        return None if left is None or right is None else Vorm(left.teller, right.teller, _samen((left, right)))


def _samen(delen: Sequence[Vorm]) -> tuple[Som, ...]:
    found: list[Som] = []
    for deel in delen:
        found += [som for som in deel.gegeven if som not in found]
    return tuple(found)


def _delen(vorm: Vorm) -> tuple[Som, ...]:
    return tuple(som for som in (vorm.teller, vorm.noemer) if som.keys() - {EEN})


def _plus(een: Som, ander: Som = _NIETS) -> Som:
    found = dict(een)
    for index, value in ander.items():
        found[index] = found.get(index, Fraction(0)) + value
    return {index: value for index, value in found.items() if value}


def _keer(som: Som, factor: Fraction) -> Som:
    return {index: value * factor for index, value in som.items()} if factor else {}


def verschil(een: Vorm | None, ander: Vorm | None) -> Som | None:
    """Return the one sum minus the other; ``None`` for what is no sum."""
    if een is None or ander is None or not een.is_som or not ander.is_som:
        return None
    return _plus(_keer(een.teller, 1 / een.noemer[EEN]), _keer(ander.teller, -1 / ander.noemer[EEN]))
