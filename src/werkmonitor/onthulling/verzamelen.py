"""All variables of a Monitor and the editions before it, with what readers know of them without any number."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from werkmonitor.monitor import model
from werkmonitor.onthulling.koppelen import gelijken
from werkmonitor.onthulling.variabelen import Variabelen
from werkmonitor.onthulling.vormen import Som


def verzamel(monitoren: Iterable[model.Monitor]) -> tuple[Variabelen, list[Som]]:
    """Return the variables of Monitors, of which the first has the values, and the sums of them that are nought."""
    variabelen = Variabelen()
    read: list[list[int]] = []
    for monitor in monitoren:
        cellen, ingevuld = variabelen.lees(monitor)
        read += [[cellen[cel] for cel in stap.cellen] for stap in monitor.sporen.stappen if stap.cellen]
        read += [[index] for index in ingevuld.values()]
    pairs = list(gelijken(variabelen.cellen))
    variabelen.bundel([*read, *(side for pair in pairs for side in pair)])
    return variabelen, [_verschil(variabelen, *pair) for pair in pairs]


def _verschil(variabelen: Variabelen, een: Iterable[int], ander: Iterable[int]) -> Som:
    left, right = ({variabelen.bundels[index] for index in side} for side in (een, ander))
    return dict.fromkeys(left, Fraction(1)) | dict.fromkeys(right, Fraction(-1))
