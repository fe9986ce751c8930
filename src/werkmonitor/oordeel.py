"""Layer 4, judge: a value against its norm becomes a colour, with the rule in one sentence.

The border cases count as reached: a value that equals the norm, or an end of its range, is *groen*; one that equals
``oranje_vanaf`` times the norm is *oranje*.  Only what must be better than another figure has not beaten it when it
equals it: that is *oranje*.  Everything is compared as a fraction, so 0,36 against 0,40 is exactly 90%.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from werkmonitor.formatting import procent
from werkmonitor.formula.trace import Uitkomst
from werkmonitor.normen import MAX_DECIMALEN, Grenzen, Normwoorden, deel_van_jaar, grenzen
from werkmonitor.periode import Periode
from werkmonitor.programma.indicator import Indicator, norm_op
from werkmonitor.programma.schema import Kleur, Programma

ERNST: tuple[Kleur, ...] = ("groen", "oranje", "rood")
"""The colours of a verdict, from best to worst."""


@dataclass(frozen=True, slots=True)
class Oordeel:
    """A verdict by rule: ``marge`` is the distance to the norm in the indicator's unit, negative when it is missed.

    ``norm`` is the end that counts: of a range the nearest.  It is ``None`` when the norm is a figure that is missing.
    """

    kleur: Kleur
    regel: str
    norm: Fraction | None
    norm_weergave: str
    norm_bron: str
    marge: Fraction | None = None
    eis: Grenzen | None = None
    """The ends themselves, also where there is no value to hold against them."""
    oranje_vanaf: Fraction = Fraction(1)
    deel: Fraction = Fraction(1)
    """Which part it is of what is asked for a whole year."""


def judge_indicator(  # noqa: PLR0913 - all that a verdict rests on
    indicator: Indicator,
    waarde: Fraction | None,
    periode: Periode,
    programma: Programma,
    *,
    ander: Uitkomst | None = None,
    voorbehoud: str = "",
) -> Oordeel | None:
    """Judge a value by the norm that holds in ``periode``; ``None`` when there is no norm.

    ``waarde`` is the figure of the period, or for a norm of a whole year that of the year so far; ``ander`` is what
    the norm's ``beter_dan`` gives.  With a ``voorbehoud``, a sentence why nothing may be concluded, there is no colour.
    """
    norm = norm_op(indicator, periode)
    if norm is None:
        return None
    woorden = Normwoorden(indicator, norm, periode, programma)
    asked = grenzen(indicator, norm, periode, ander)
    if asked is None:
        return Oordeel("grijs", woorden.zonder_norm(ander), None, woorden.eis(None, None), norm.bron)
    begin, eis = woorden.norm(asked, waarde), woorden.weergave(asked, waarde)
    grens, deel = asked.einde(waarde), deel_van_jaar(norm, periode)
    share = Fraction(programma.programma.oranje_vanaf if indicator.oranje_vanaf is None else indicator.oranje_vanaf)
    if waarde is None or voorbehoud:
        reden = voorbehoud if waarde is not None else "Zonder cijfer is er geen oordeel."
        return Oordeel("grijs", f"{begin} {reden}{woorden.straks()}", grens, eis, norm.bron, None, asked, share, deel)
    kleur = kleur_bij(asked, waarde, share)
    regel = f"{begin} {_reden(kleur, asked, waarde, share, woorden)}{woorden.straks()}"
    return Oordeel(kleur, regel, grens, eis, norm.bron, asked.marge(waarde), asked, share, deel)


def kleur_bij(asked: Grenzen, waarde: Fraction, share: Fraction) -> Kleur:
    """Call a miss of at most (1 - share) of the norm *oranje*, in either direction."""
    if asked.haalt(waarde):
        return "groen"
    return "oranje" if -asked.marge(waarde) <= (1 - share) * abs(asked.einde(waarde)) else "rood"


def _reden(kleur: Kleur, asked: Grenzen, waarde: Fraction, share: Fraction, woorden: Normwoorden) -> str:
    begin = f"Met {woorden.waarde(asked, waarde)} is de norm"
    if kleur == "groen":
        return f"{begin} gehaald."
    if not asked.marge(waarde):
        return f"{begin} niet gehaald: gelijk is niet beter."
    room = procent(1 - share, _decimals_of((1 - share) * 100))
    reach = "ten hoogste" if kleur == "oranje" else "meer dan"
    return f"{begin} niet gehaald; het verschil is {reach} {room} van de {asked.naam(waarde)}."


def als_getoond(regel: str, weergave: str) -> str:
    """Return the rule in which the value stands as it is shown elsewhere, and is left out where it was more exact."""
    found = _WAARDE.search(regel)
    if found is None or found[1] == weergave or found[1].startswith(f"{weergave} in "):
        return regel
    return f"{regel[: found.start()]}De norm is{regel[found.end() :]}"


_WAARDE = re.compile(r"\bMet (.+?) is de norm(?= gehaald| niet gehaald)")


def _decimals_of(value: Fraction) -> int:
    """Return how many decimals it takes to write a value that was declared as a decimal number."""
    return next(n for n in range(MAX_DECIMALEN) if n == MAX_DECIMALEN - 1 or (value * 10**n).denominator == 1)


def slechtste(kleuren: Iterable[Kleur]) -> Kleur | None:
    """Return the worst of the colours that say something; ``None`` when none does."""
    return max((kleur for kleur in kleuren if kleur in ERNST), key=ERNST.index, default=None)
