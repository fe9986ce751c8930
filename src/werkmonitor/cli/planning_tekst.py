"""The report of ``schedule`` as lines and sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from werkmonitor.formatting import datum
from werkmonitor.tasks.schedule.opdracht import Planverslag
from werkmonitor.tasks.schedule.taak import Stap

_WOORDEN = {
    "gelukt": "gemaakt",
    "mislukt": "niet gemaakt",
    "wacht": "wacht nog",
    "bezig": "begonnen en niet klaar",
    "vastgesteld": "vastgesteld",
}
MAX_PERIODEN = 8


def inhoud(stap: Stap) -> Iterator[str]:
    """Yield what would be written, by the place where it would stand."""
    for place, text in stap.inhoud.items():
        yield f"Dit zou komen in {place}:"
        yield from (f"  {line}".rstrip() for line in text.splitlines())
        yield ""


def kalender(verslag: Planverslag) -> Iterator[str]:
    """Yield what is due."""
    if verslag.geen_planning:
        yield verslag.geen_planning
        return
    due = verslag.aan_de_beurt
    if due:
        more = f" en nog {len(due) - MAX_PERIODEN}" if len(due) > MAX_PERIODEN else ""
        yield f"Aan de beurt ({' en '.join(verslag.ritme)}): {', '.join(due[-MAX_PERIODEN:])}{more}."
    else:
        yield f"Er is nog niets aan de beurt ({' en '.join(verslag.ritme)})."
    yield f"De volgende is {verslag.eerstvolgende}, vanaf {datum(date.fromisoformat(verslag.eerstvolgende_dag))}."


def vorige_keer(verslag: Planverslag) -> Iterator[str]:
    """Yield what became of the last run."""
    status = verslag.status
    if status is None:
        yield "werkmonitor run is hier nog nooit begonnen."
        return
    ended = f"klaar met code {status.code}" if status.einde else "nog bezig, of afgebroken"
    yield f"De vorige keer was {_moment(status.begin)}: {ended}."
    for stand in status.perioden[-MAX_PERIODEN:]:
        yield f"{stand.periode} {_WOORDEN[stand.uitkomst]}. {stand.wat}".rstrip()


def _moment(text: str) -> str:
    moment = datetime.fromisoformat(text)
    return f"{datum(moment.date())} om {moment:%H:%M}"
