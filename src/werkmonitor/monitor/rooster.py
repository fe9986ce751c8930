"""The values of a distribution in rows and columns, and the shares that they have in a column, a row or the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from werkmonitor import formatting
from werkmonitor.formula.trace import Spoor, Uitkomst
from werkmonitor.monitor.uitkomsten import aandeel
from werkmonitor.monitor.uitkomsten import afgerond as samen_afgerond
from werkmonitor.periode import Periode

SLUITEND = "De percentages zijn zo afgerond dat ze samen 100% zijn."
NIET_SLUITEND = "Door afronding zijn de percentages samen soms iets meer of minder dan 100%."
ONVOLLEDIG = "Niet elk deel is bekend. Daarom zijn de percentages samen geen 100%."

Uitkomsten = list[list[Uitkomst]]
"""A row of outcomes for each row of the table."""


@dataclass(frozen=True)
class Vak:
    """A row or a column: its name, and for which period and which members a formula is evaluated."""

    naam: str
    periode: Periode
    leden: tuple[str, ...] = ()
    noot: str = ""
    totaal: bool = False


@dataclass(frozen=True)
class Rooster:
    """Values by row and column; a total row and a total column come last."""

    rijen: list[Vak]
    kolommen: list[Vak]
    waarden: Uitkomsten

    def alle(self) -> Iterator[Uitkomst]:
        """Yield every value."""
        for rij in self.waarden:
            yield from rij


def aandelen(rooster: Rooster, waarvan: str) -> Uitkomsten:
    """Return for each value the share of its column (``kolom``), its row (``rij``) or of everything (``geheel``).

    Beside a part that has no share, such as one below zero, the shares of the others mean nothing either.
    """
    delen = [
        [aandeel(cel, _geheel(rooster, waarvan, row, column)) for column, cel in enumerate(rij)]
        for row, rij in enumerate(rooster.waarden)
    ]
    for group in _groepen(rooster, waarvan):
        without = next((deel for row, column in group if (deel := delen[row][column]).niet_van_toepassing), None)
        if without is not None:
            for row, column in group:
                delen[row][column] = replace(without, spoor=delen[row][column].spoor)
    return delen


def _geheel(rooster: Rooster, waarvan: str, row: int, column: int) -> Uitkomst:
    below, beside = waarvan in {"kolom", "geheel"}, waarvan in {"rij", "geheel"}
    if (below and not rooster.rijen[-1].totaal) or (beside and not rooster.kolommen[-1].totaal):
        return Uitkomst(None, Spoor("geheel", None), "n.v.t.: de delen tellen niet op", niet_van_toepassing=True)
    return rooster.waarden[-1 if below else row][-1 if beside else column]


def afgerond(
    rooster: Rooster, delen: Uitkomsten, waarvan: str, decimalen: int, *, sluitend: bool
) -> tuple[Uitkomsten, list[str]]:
    """Round shares so that what belongs together makes 100%, where it is complete; return them with what to say of it.

    A share that was rounded so has its rounded value, so that also a workbook adds it up to 100%.
    """
    result, noten = [list(rij) for rij in delen], dict[str, None]()
    for group in _groepen(rooster, waarvan):
        values = [waarde for row, column in group if (waarde := delen[row][column].waarde) is not None]
        if not values:
            continue
        if len(values) < len(group) or sum(values) != 1:
            noten[ONVOLLEDIG] = None
            continue
        plain = [formatting.rond_af(value, decimalen + 2) for value in values]
        closing = formatting.rond_samen_af(values, decimalen + 2) if sluitend else plain
        noten |= dict.fromkeys([SLUITEND] if closing != plain else [NIET_SLUITEND] if sum(plain) != 1 else [])
        if sluitend:
            _zet(result, group, closing)
    return result, list(noten)


def _groepen(rooster: Rooster, waarvan: str) -> list[list[tuple[int, int]]]:
    """Return the places of the shares that together make 100%."""
    rows = [index for index, vak in enumerate(rooster.rijen) if not vak.totaal]
    columns = [index for index, vak in enumerate(rooster.kolommen) if not vak.totaal]
    if waarvan == "kolom":
        return [[(row, column) for row in rows] for column in range(len(rooster.kolommen))]
    if waarvan == "rij":
        return [[(row, column) for column in columns] for row in range(len(rooster.rijen))]
    last_row, last_column = len(rooster.rijen) - 1, len(rooster.kolommen) - 1
    margins = [(row, last_column) for row in rows], [(last_row, column) for column in columns]
    return [list(product(rows, columns)), *margins]


def _zet(delen: Uitkomsten, group: list[tuple[int, int]], values: list[Fraction]) -> None:
    for (row, column), value in zip(group, values, strict=True):
        delen[row][column] = samen_afgerond(delen[row][column], value)
