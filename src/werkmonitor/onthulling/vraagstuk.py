"""The question that disclosure control answers, as pure data: numbers, what is told of them, what must stay uncertain.

A *variable* is a source cell whose value readers do not know. Each published number tells them bounds on sums of
variables (``Grens``); hiding it takes those bounds away. Nothing here knows what the numbers are about, nor their true
values: those are one of the points that the bounds leave.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

Vorm = Mapping[int, Fraction]
"""A linear form: index of a variable to its coefficient. A variable that is not named has coefficient 0."""

Naam = str | int
"""What a ``Stuk`` is called: anything that tells them apart within one ``Vraagstuk``."""


class Tegenstrijdig(ValueError):  # noqa: N818 - the Dutch word says it
    """No values satisfy all bounds together, so not the true ones either: a fault of whoever made the question."""


@dataclass(frozen=True, slots=True)
class Variabele:
    """One unknown number: a count (whole, at least 0) unless said otherwise.

    ``geheel`` is False for an amount; ``minstens`` is the least that everybody knows it to be (None: no least, as for
    an amount that can be negative).
    """

    geheel: bool = True
    minstens: Fraction | None = Fraction(0)


@dataclass(frozen=True, slots=True)
class Grens:
    """What readers learn: ``laag <= sum of coefficient x variable <= hoog`` (None: no bound on that side).

    An ``_open`` side is a strict one: a share shown as 36% is at least 35,5% and less than 36,5%. That takes one whole
    step off when all that is in the form is whole.
    """

    coefficienten: Vorm
    laag: Fraction | None = None
    hoog: Fraction | None = None
    laag_open: bool = False
    hoog_open: bool = False


@dataclass(frozen=True, slots=True)
class Stuk:
    """One number that is shown or hidden, in all its places at once.

    - ``grenzen``: what anyone learns when it is shown; may be empty.
    - ``vorm``: what must stay uncertain when it is hidden; None when it is hidden only to protect others.
    - ``niveau``: the least width of the interval that is left for ``vorm``, in the unit of ``vorm``.
    - ``primair``: must be hidden. ``vast``: must be shown.
    - ``gewicht``: what is lost by hiding it (at least 0): among answers that hide as few, the least sum is chosen.
    """

    id: Naam
    grenzen: tuple[Grens, ...]
    vorm: Vorm | None = None
    niveau: Fraction = Fraction(0)
    primair: bool = False
    vast: bool = False
    gewicht: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Beschermd:
    """A form that must stay uncertain though never shown, such as a small source cell; ``naam`` is for messages."""

    vorm: Vorm
    niveau: Fraction
    naam: str = ""


@dataclass(frozen=True, slots=True)
class Vraagstuk:
    """All variables and all numbers over them; ``bekend`` is known anyhow, such as from the last sealed edition.

    The true values must satisfy all bounds together. Raises ValueError when a name is used twice, when a form names a
    variable that is not there, or when a weight is negative: faults of whoever made it.
    """

    variabelen: tuple[Variabele, ...]
    stukken: tuple[Stuk, ...]
    bekend: tuple[Grens, ...] = ()
    beschermd: tuple[Beschermd, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be meant."""
        namen = {stuk.id for stuk in self.stukken}
        if len(namen) < len(self.stukken):
            raise ValueError("Two stukken have the same id.")
        if any(stuk.gewicht < 0 for stuk in self.stukken):
            raise ValueError("A weight is negative.")
        if any(not 0 <= index < len(self.variabelen) for vorm in self._vormen() for index in vorm):
            raise ValueError("A form names a variable that is not there.")

    def _vormen(self) -> list[Vorm]:
        """Return every form that is named anywhere."""
        grenzen = [*self.bekend, *(grens for stuk in self.stukken for grens in stuk.grenzen)]
        gevraagd: list[Beschermd | Stuk] = [*self.beschermd, *self.stukken]
        return [grens.coefficienten for grens in grenzen] + [deel.vorm for deel in gevraagd if deel.vorm is not None]


def gelijk(vorm: Vorm, waarde: Fraction) -> Grens:
    """Return what an exact number tells: the form is ``waarde``."""
    return Grens(vorm, waarde, waarde)


def tussen(vorm: Vorm, laag: Fraction | None, hoog: Fraction | None, *, afgerond: bool = False) -> Grens:
    """Return what a number with a margin tells: the form is at least ``laag`` and at most ``hoog``.

    ``afgerond``: they are the ends of what is shown as one number when rounding half up, away from zero, as
    ``formatting.rond_af`` does; the end that is farther from zero is then not in it (12 is 11,5 up to 12,5).
    """
    if not afgerond or laag is None or hoog is None or laag == hoog:
        return Grens(vorm, laag, hoog)
    return Grens(vorm, laag, hoog, laag_open=laag < 0, hoog_open=hoog > 0)


def aandeel(teller: Vorm, noemer: Vorm, laag: Fraction, hoog: Fraction, *, afgerond: bool = True) -> tuple[Grens, ...]:
    """Return what a share tells: it is between ``laag`` and ``hoog``, and its denominator is more than 0.

    Linear, since the denominator is positive. The ends are fractions (35,5% is 71/200); for an exact share both are
    the same. ``afgerond`` is as in ``tussen``.
    """
    ends = tussen({}, laag, hoog, afgerond=afgerond)
    return (
        Grens(_min(teller, noemer, laag), laag=Fraction(0), laag_open=ends.laag_open),
        Grens(_min(teller, noemer, hoog), hoog=Fraction(0), hoog_open=ends.hoog_open),
        Grens(noemer, laag=Fraction(0), laag_open=True),
    )


def gemiddelde(som: Vorm, aantal: Vorm, laag: Fraction, hoog: Fraction, *, afgerond: bool = True) -> tuple[Grens, ...]:
    """Return what a mean tells: the amount is between ``laag`` and ``hoog`` times the count.

    ``som`` is over amounts, ``aantal`` over counts; who knows one of them nearly knows the other.
    """
    return aandeel(som, aantal, laag, hoog, afgerond=afgerond)


def _min(teller: Vorm, noemer: Vorm, keer: Fraction) -> dict[int, Fraction]:
    """Return ``teller - keer x noemer``, without what cancels."""
    nul = Fraction(0)
    alle = {index: teller.get(index, nul) - keer * noemer.get(index, nul) for index in {**teller, **noemer}}
    return {index: waarde for index, waarde in alle.items() if waarde}
