"""Outputs of an earlier build that stand beside new ones: whoever opens one of each could read two answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from werkmonitor.files.cache import Cache
from werkmonitor.findings import Finding
from werkmonitor.formula.fouten import opsomming
from werkmonitor.outputs import FORMATEN

CODE = "uitvoer-ouder"


def ouder(
    cache: Cache, naam: str, gemaakt: Collection[str], sleutel: str, *, openbaar: bool = False
) -> Iterator[Finding]:
    """Yield a warning about files of the monitor ``naam`` that were not made now, nor before from the same inputs.

    ``sleutel`` stands for the inputs; what nobody recorded (the records may be thrown away) is told as well.
    Beside an ``openbaar`` monitor it can tell what that one hides.
    """
    record = cache.gemaakt_van()
    ends = {f"{naam}{end}": formaat for formaat, formats in FORMATEN.items() for end in formats}
    found = {
        name: formaat
        for name, formaat in ends.items()
        if name not in gemaakt and record.get(name) != sleutel and Path(cache.uit, name).is_file()
    }
    if found:
        known = all(name in record for name in found)
        wat = (
            f"{opsomming(found)} {'is' if len(found) == 1 else 'zijn'} van een eerdere keer, "
            f"{'met andere invoer' if known else 'en met welke invoer is niet bekend'}."
        )
        doen = f"Maak dit opnieuw met --formaat {','.join(dict.fromkeys(found.values()))}, of haal het weg."
        gevolg = "Er kunnen andere cijfers in staan dan in deze monitor."
        if openbaar:
            gevolg = "Er kan in staan wat deze openbare monitor verbergt. Publiceer het niet."
        yield Finding("uitvoer-ouder", "waarschuwing", wat, None, gevolg, doen)
