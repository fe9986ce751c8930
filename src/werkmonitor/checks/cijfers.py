"""All controls on the facts of a period, in the order in which they are told."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from werkmonitor.bronnen.feiten import Feiten
from werkmonitor.checks.balans import controleer_balansen
from werkmonitor.checks.herhaald import controleer_herhaald
from werkmonitor.checks.kopieen import controleer_kopieen
from werkmonitor.checks.tijdreeks import controleer_tijd
from werkmonitor.checks.uitschieters import controleer_uitschieters
from werkmonitor.findings import Finding
from werkmonitor.periode import Periode
from werkmonitor.programma.schema import Programma

Controle = Callable[[Programma, Feiten, Periode], Iterable[Finding]]

CONTROLES: tuple[Controle, ...] = (
    controleer_kopieen,
    controleer_herhaald,
    controleer_tijd,
    controleer_balansen,
    controleer_uitschieters,
)
"""Each takes the declaration, the facts of all deliveries, and the period that is reported."""


def controleer_cijfers(programma: Programma, feiten: Feiten, periode: Periode) -> list[Finding]:
    """Return what the controls find; the figures stay as they are."""
    return [finding for controle in CONTROLES for finding in controle(programma, feiten, periode)]
