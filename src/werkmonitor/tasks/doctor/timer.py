"""The doctor's look at the timer: whether what the declaration plans will really happen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from werkmonitor.findings import WerkmonitorError
from werkmonitor.programma.schema import Programma
from werkmonitor.tasks.doctor.bevinding import Bevinding, goed, let_op
from werkmonitor.tasks.schedule.opdracht import Planopdracht, show

_ZET_KLAAR = "Typ: werkmonitor schedule install"


def kijk(map_: Path, programma: Programma | None) -> Iterator[Bevinding]:
    """Yield how the timer is, where the declaration has a planning."""
    if programma is None or programma.planning is None:
        return
    try:
        steps = show(Planopdracht(werkmap=map_, vandaag=datetime.now().astimezone().date())).stappen
    except WerkmonitorError as error:
        yield let_op("Timer", f"Er is niet te zien of er een timer is: {error}", _ZET_KLAAR)
        return
    there = [step for step in steps if step.er]
    if not there:
        yield let_op("Timer", "De declaratie heeft een planning, maar er is geen timer die haar uitvoert.", _ZET_KLAAR)
    elif any(step.anders for step in there):
        yield let_op("Timer", "De timer is niet meer zoals hij nu klaargezet zou worden.", _ZET_KLAAR)
    else:
        yield goed("Timer", f"staat klaar ({', '.join(step.systeem for step in there)})")
