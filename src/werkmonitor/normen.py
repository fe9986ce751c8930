"""Layer 4: what a norm asks in a period, as exact ends and in words."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from werkmonitor.formatting import EENHEDEN, fraction, weergave
from werkmonitor.formula.parse import parse
from werkmonitor.formula.syntax import Aanroep
from werkmonitor.formula.trace import Uitkomst
from werkmonitor.periode import MAANDEN, Periode
from werkmonitor.programma.indicator import Indicator, Norm, volgende_norm
from werkmonitor.programma.schema import Programma

MAX_DECIMALEN = 10
"""As far as a figure is written out to tell it from its norm."""
_JAAR = 12
_EERSTE = {1: "januari", 3: "het eerste kwartaal", 6: "de eerste helft"}
"""The first months of a year, by their number, as a part of it."""


@dataclass(frozen=True, slots=True)
class Grenzen:
    """Between which ends a value must lie, of which one may be open, never both.

    ``strikt`` means that the end itself is not good enough.
    """

    laag: Fraction | None = None
    hoog: Fraction | None = None
    strikt: bool = False

    @property
    def einden(self) -> tuple[Fraction, ...]:
        """The ends that there are, the lowest first."""
        return tuple(end for end in (self.laag, self.hoog) if end is not None)

    def _afstand(self, waarde: Fraction, einde: Fraction) -> Fraction:
        return waarde - einde if einde == self.laag else einde - waarde

    def marge(self, waarde: Fraction) -> Fraction:
        """Return the distance to the end that counts; negative when it is passed."""
        return min(self._afstand(waarde, einde) for einde in self.einden)

    def einde(self, waarde: Fraction | None) -> Fraction:
        """Return the end that counts: the one that is passed, else the nearest, and without a value the lowest."""
        return self.einden[0] if waarde is None else min(self.einden, key=lambda einde: self._afstand(waarde, einde))

    def haalt(self, waarde: Fraction) -> bool:
        """Say whether a value is good enough."""
        return self.marge(waarde) > 0 or (self.marge(waarde) == 0 and not self.strikt)

    def naam(self, waarde: Fraction) -> str:
        """Name the end that counts."""
        if len(self.einden) == 1:
            return "norm"
        return "ondergrens" if self.einde(waarde) == self.laag else "bovengrens"


def grenzen(indicator: Indicator, norm: Norm, periode: Periode, ander: Uitkomst | None = None) -> Grenzen | None:
    """Return what a norm asks in ``periode``; ``None`` when the figure that must be beaten (``ander``) is missing."""
    value = ander.waarde if ander else None
    return _grenzen(indicator, norm, deel_van_jaar(norm, periode), value)


def _grenzen(indicator: Indicator, norm: Norm, deel: Fraction, ander: Fraction | None) -> Grenzen | None:
    value = ander if norm.waarde is None else fraction(norm.waarde) * deel
    if value is None:
        return None
    if norm.tot is not None:  # from nothing on is only an upper end
        return Grenzen(value or None, fraction(norm.tot) * deel)
    strikt = norm.waarde is None
    return Grenzen(hoog=value, strikt=strikt) if indicator.richting == "lager" else Grenzen(laag=value, strikt=strikt)


def is_jaarnorm(norm: Norm, periode: Periode) -> bool:
    """Say whether a norm of a whole year is held against a shorter period: then the year so far counts."""
    return norm.per == "jaar" and periode.lengte < _JAAR


def _maanden(periode: Periode) -> int:
    """Return how many months of the year have passed at the end of a period."""
    return periode.start % _JAAR + periode.lengte


def deel_van_jaar(norm: Norm, periode: Periode) -> Fraction:
    """Return which part is due at the end of ``periode``: of a norm for a year as many months as have passed."""
    return Fraction(_maanden(periode), _JAAR) if is_jaarnorm(norm, periode) else Fraction(1)


def _asks(norm: Norm) -> tuple[object, ...]:
    """Return what a norm asks, whenever it began and whoever decided it."""
    return norm.waarde, norm.tot, norm.beter_dan, norm.per


def _decimalen_van(indicator: Indicator) -> int:
    return EENHEDEN[indicator.eenheid][1] if indicator.decimalen is None else indicator.decimalen


@dataclass(frozen=True, slots=True)
class Normwoorden:
    """Writes a norm and the value that is held against it, with as many decimals as it takes to tell them apart."""

    indicator: Indicator
    gevraagd: Norm
    periode: Periode
    programma: Programma

    def norm(self, asked: Grenzen, waarde: Fraction | None) -> str:
        """Return the sentence that says what is asked."""
        eis = self.eis(asked, waarde)
        if not self._tijd():
            return f"De norm is {eis}{f' ({self._ander(self.gevraagd)})' if asked.strikt else ''}."
        jaar = f"De norm voor heel {self.periode.jaar} is"
        deel = deel_van_jaar(self.gevraagd, self.periode)
        if deel == 1:
            return f"{jaar} {eis}."
        whole = _grenzen(self.indicator, self.gevraagd, Fraction(1), None)
        return f"{jaar} {self.eis(whole, None)}; voor {self._tijd()} is dat {self.kort(asked, waarde)}."

    def weergave(self, asked: Grenzen, waarde: Fraction | None) -> str:
        """Return what is asked without a sentence: ``ten minste 40%``."""
        tijd = self._tijd()
        return f"{self.eis(asked, waarde)} voor {tijd}" if tijd else self.eis(asked, waarde)

    def eis(self, asked: Grenzen | None, waarde: Fraction | None) -> str:
        """Write the ends; of what must be beaten and is missing, the name."""
        if asked is None:
            return f"beter dan {self._ander(self.gevraagd)}"
        if asked.strikt:
            return f"beter dan {self.kort(asked, waarde)}"
        low = "" if asked.laag is None else f"ten minste {self._einde(asked, asked.laag, waarde)}"
        high = "" if asked.hoog is None else f"ten hoogste {self._einde(asked, asked.hoog, waarde)}"
        return " en ".join(filter(None, (low, high)))

    def kort(self, asked: Grenzen, waarde: Fraction | None = None) -> str:
        """Write only the numbers: ``40%``, ``20% tot en met 25%``."""
        return " tot en met ".join(self._einde(asked, einde, waarde) for einde in asked.einden)

    def waarde(self, asked: Grenzen, waarde: Fraction) -> str:
        """Write the value, with the part of the year that it is about where the norm is one for the whole year."""
        shown = self._show(waarde, self._decimalen(asked, waarde))
        return f"{shown} in {self._tijd()}" if self._tijd() else shown

    def zonder_norm(self, ander: Uitkomst | None) -> str:
        """Say why there is no verdict when the figure that must be beaten is missing."""
        reden = f": {ander.reden}" if ander and ander.reden else ""
        return (
            f"De norm is {self.eis(None, None)}. Dat cijfer is niet bekend{reden}. "
            f"Zonder norm is er geen oordeel.{self.straks()}"
        )

    def straks(self) -> str:
        """Return the next step of a phased norm as a sentence with a space before it; nothing where there is none."""
        later = volgende_norm(self.indicator, self.periode)
        if later is None or _asks(later) == _asks(self.gevraagd):
            return ""
        whole = _grenzen(self.indicator, later, Fraction(1), None)
        eis = self.eis(whole, None) if whole else f"beter dan {self._ander(later)}"
        heel = " voor een heel jaar" if later.per == "jaar" and self.periode.lengte < _JAAR else ""
        return f" Vanaf {later.vanaf.naam} is de norm{heel} {eis}."

    def _tijd(self) -> str:
        """Return which part of the year a norm for a whole year is held against; nothing for another norm."""
        if not is_jaarnorm(self.gevraagd, self.periode):
            return ""
        maanden = _maanden(self.periode)
        if maanden == _JAAR:
            return f"heel {self.periode.jaar}"
        return _EERSTE.get(maanden, f"januari tot en met {MAANDEN[maanden - 1]}")

    def _ander(self, norm: Norm) -> str:
        """Name the figure that must be beaten."""
        knoop = parse(norm.beter_dan)
        if not isinstance(knoop, Aanroep) or (found := self.programma.indicator_van(knoop.onderwerp)) is None:
            return "het cijfer om mee te vergelijken"
        return f"{found.naam}, {knoop.verschuif(self.periode).naam}" if knoop.tijd else found.naam

    def _te_verslaan(self) -> Indicator | None:
        """Return the indicator that must be beaten, where the norm names one."""
        knoop = parse(self.gevraagd.beter_dan) if self.gevraagd.beter_dan else None
        return self.programma.indicator_van(knoop.onderwerp) if isinstance(knoop, Aanroep) else None

    def _einde(self, asked: Grenzen, end: Fraction, waarde: Fraction | None) -> str:
        """Write an end: one that was declared in full, one that was computed as the value beside it."""
        standard, needed = self._standaard(), self._decimalen(asked, waarde)
        if (ander := self._te_verslaan()) is not None:
            return self._show(end, max(needed, _decimalen_van(ander)))  # as it is shown itself
        scale = 100 if self.indicator.eenheid == "aandeel" else 1
        whole = (n for n in range(standard, standard + 4) if (end * scale * 10**n).denominator == 1)
        if asked.strikt:  # computed: one decimal more says that it is not whole
            return self._show(end, max(needed, next(whole, standard + 1)))
        return self._show(end, next(whole, needed))

    def _decimalen(self, asked: Grenzen, waarde: Fraction | None) -> int:
        """Return the decimals of a value: as usual, and more where it would look like the end that it misses."""
        standard = self._standaard()
        if waarde is None or not asked.marge(waarde) or (asked.haalt(waarde) and not asked.strikt):
            return standard
        end = asked.einde(waarde)
        tries = range(standard, MAX_DECIMALEN)
        return next((n for n in tries if self._show(waarde, n) != self._show(end, n)), MAX_DECIMALEN - 1)

    def _standaard(self) -> int:
        return _decimalen_van(self.indicator)

    def _show(self, waarde: Fraction, decimalen: int) -> str:
        return weergave(waarde, self.indicator.eenheid, decimalen)
