"""What a formula's value is made of: a tree whose leaves are facts, or constants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from werkmonitor.bronnen.feiten import Adres, Feitentabel
    from werkmonitor.findings import Finding
    from werkmonitor.formula.syntax import Knoop


Stapsoort = Literal[
    "cellen",
    "getal",
    "handmatig",
    "gelijk",
    "negatief",
    "+",
    "-",
    "*",
    "/",
    "som",
    "gemiddelde",
    "afgerond",
    "verwacht",
]
"""How a step follows from what went in.

``cellen``: the sum of its facts, divided by ``deler``; ``getal``: a number of the formula; ``handmatig``: a number
that somebody filled in; ``som`` and ``gemiddelde``: of its parts; ``gelijk`` and ``negatief``: its one part, and the
opposite of it; ``afgerond``: its one part, rounded together with others; ``verwacht``: a forecast from its parts.
"""


class Gevraagd(NamedTuple):
    """What a step of a formula was about, to say it in words.

    ``keuze`` holds by dimension the members that are chosen: of a call by itself and its row, of any other part by
    the row alone.  ``wanneer`` is the time as it is said: ``over 2021``; empty where the parts say it.
    """

    knoop: Knoop
    keuze: Mapping[str, tuple[str, ...]]
    wanneer: str = ""


@dataclass(frozen=True)
class Spoor:
    """One step of a computation: the part of the formula, its value, and what went in."""

    tekst: str
    waarde: Fraction | None
    delen: tuple[Spoor, ...] = ()
    tabel: Feitentabel | None = field(default=None, repr=False)
    feiten: tuple[int, ...] = ()
    """Indexes into ``tabel``, in the table's order."""
    soort: Stapsoort = "cellen"
    deler: int = 1
    """What the sum of the facts is divided by: the number of months of a mean."""
    gevraagd: Gevraagd | None = field(default=None, repr=False, compare=False)
    """``None`` for a step that is no part of a formula."""

    def adressen(self) -> Iterator[Adres]:
        """Yield the address of every fact below this step, each once, in the order of the formula."""
        seen: set[tuple[int, int]] = set()
        for tabel, index in self.paren():
            if (id(tabel), index) not in seen:
                seen.add((id(tabel), index))
                yield tabel.adres(index)

    def paren(self) -> Iterator[tuple[Feitentabel, int]]:
        """Yield every fact below this step as (table, index), in the order of the formula."""
        if self.tabel is not None:
            for index in self.feiten:
                yield self.tabel, index
        for deel in self.delen:
            yield from deel.paren()


@dataclass(frozen=True)
class Uitkomst:
    """The value of a formula for one period: exact, or ``None`` with the reason in Dutch.

    ``niet_van_toepassing`` marks a division by zero: there is nothing to know, as against something unknown.
    ``peildatum`` (ISO) is set when the value is a stand on one day.
    """

    waarde: Fraction | None
    spoor: Spoor
    reden: str = ""
    niet_van_toepassing: bool = False
    peildatum: str | None = None
    findings: tuple[Finding, ...] = ()
