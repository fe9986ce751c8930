"""The report of ``run`` as sentences."""

from __future__ import annotations

from datetime import date

from werkmonitor.formatting import datum
from werkmonitor.tasks.run.bericht import in_rust
from werkmonitor.tasks.run.verloop import Gedaan, Runverslag

_WOORDEN = {
    "gelukt": "gemaakt",
    "wacht": "wacht nog",
    "bezig": "bezig",
    "vastgesteld": "vastgesteld",
}


def regel(gedaan: Gedaan) -> str:
    """Return what became of a period, and of a region what was left alone."""
    return f"{_regel(gedaan)} {in_rust(gedaan.stand)}".rstrip()


def _regel(gedaan: Gedaan) -> str:
    stand = gedaan.stand
    if stand.uitkomst == "mislukt":
        return f"{stand.periode}: {'' if gedaan.nieuw else 'sinds de vorige keer is er niets veranderd. '}{stand.wat}"
    if gedaan.nieuw or stand.uitkomst == "wacht":
        return f"{stand.periode} {_WOORDEN[stand.uitkomst]}. {stand.wat}"
    return f"{stand.periode} is er al."


def slot(verslag: Runverslag) -> str:
    """Return when there is more to do."""
    if not verslag.eerstvolgende:
        return "Er was niets afgebroken."
    day = datum(date.fromisoformat(verslag.eerstvolgende_dag))
    none = "" if verslag.perioden else "Er is nog niets aan de beurt. "
    return f"{none}De volgende is {verslag.eerstvolgende}, vanaf {day}."
