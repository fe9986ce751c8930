"""Layer 4, judge: a value against its norm becomes a colour, with the rule in one sentence.

The border cases count as reached: a value that equals the norm is *groen*, one that equals ``oranje_vanaf`` times the
norm is *oranje*.  Everything is compared as a fraction, so 0,36 against 0,40 is exactly 90%.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from werkmonitor.formatting import EENHEDEN, fraction, procent, weergave
from werkmonitor.periode import Periode
from werkmonitor.programma.schema import Indicator, Kleur, Norm, Programma, norm_op

MAX_DECIMALEN = 10
"""As far as a figure is written out to tell it from its norm."""
ERNST: tuple[Kleur, ...] = ("groen", "oranje", "rood")
"""The colours of a verdict, from best to worst."""


@dataclass(frozen=True, slots=True)
class Oordeel:
    """A verdict by rule: ``marge`` is the distance to the norm in the indicator's unit, negative when it is missed."""

    kleur: Kleur
    regel: str
    norm: Fraction
    norm_weergave: str
    norm_bron: str
    marge: Fraction | None


def judge_indicator(
    indicator: Indicator, waarde: Fraction | None, periode: Periode, programma: Programma
) -> Oordeel | None:
    """Judge a value by the norm that holds in ``periode``; ``None`` when there is no norm."""
    norm = norm_op(indicator, periode)
    if norm is None:
        return None
    grens = fraction(norm.waarde)
    eis = f"{'ten hoogste' if indicator.richting == 'lager' else 'ten minste'} {_show(indicator, grens)}"
    if waarde is None:
        regel = f"De norm is {eis}. Zonder cijfer is er geen oordeel."
        return _oordeel("grijs", regel, norm, eis, None)
    marge = grens - waarde if indicator.richting == "lager" else waarde - grens
    share = fraction(programma.programma.oranje_vanaf if indicator.oranje_vanaf is None else indicator.oranje_vanaf)
    kleur = _kleur(marge, grens, share)
    regel = f"De norm is {eis}. {_reden(kleur, indicator, waarde, grens, share)}"
    return _oordeel(kleur, regel, norm, eis, marge)


def _kleur(marge: Fraction, norm: Fraction, share: Fraction) -> Kleur:
    """Call a miss of at most (1 - share) of the norm *oranje*, in either direction."""
    if marge >= 0:
        return "groen"
    return "oranje" if -marge <= (1 - share) * abs(norm) else "rood"


def _reden(kleur: Kleur, indicator: Indicator, waarde: Fraction, norm: Fraction, share: Fraction) -> str:
    if kleur == "groen":
        return f"Met {_show(indicator, waarde)} is de norm gehaald."
    room = procent(1 - share, _decimals_of((1 - share) * 100))
    reach = "ten hoogste" if kleur == "oranje" else "meer dan"
    shown = _show_apart(indicator, waarde, norm)
    return f"Met {shown} is de norm niet gehaald; het verschil is {reach} {room} van de norm."


def _oordeel(kleur: Kleur, regel: str, norm: Norm, eis: str, marge: Fraction | None) -> Oordeel:
    return Oordeel(kleur, regel, fraction(norm.waarde), eis, norm.bron, marge)


def _decimals_of(value: Fraction) -> int:
    """Return how many decimals it takes to write a value that was declared as a decimal number."""
    return next(n for n in range(MAX_DECIMALEN) if n == MAX_DECIMALEN - 1 or (value * 10**n).denominator == 1)


def _show_apart(indicator: Indicator, waarde: Fraction, norm: Fraction) -> str:
    """Write a value with as many decimals as it takes to differ from the norm that it misses."""
    standard = EENHEDEN[indicator.eenheid][1] if indicator.decimalen is None else indicator.decimalen
    tries = [weergave(waarde, indicator.eenheid, n) for n in range(standard, MAX_DECIMALEN)]
    goals = [weergave(norm, indicator.eenheid, n) for n in range(standard, MAX_DECIMALEN)]
    return next((shown for shown, goal in zip(tries, goals, strict=True) if shown != goal), tries[-1])


def _show(indicator: Indicator, waarde: Fraction) -> str:
    return weergave(waarde, indicator.eenheid, indicator.decimalen)


def slechtste(kleuren: Iterable[Kleur]) -> Kleur | None:
    """Return the worst of the colours that say something; ``None`` when none does."""
    return max((kleur for kleur in kleuren if kleur in ERNST), key=ERNST.index, default=None)
