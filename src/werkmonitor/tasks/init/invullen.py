"""What of a new werkmap its owner still has to say."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

from werkmonitor import resources
from werkmonitor.findings import Finding
from werkmonitor.programma.schema import Programma


def nog_in_te_vullen(programma: Programma) -> Iterator[Finding]:
    """Yield a warning for what still says what the new werkmap said: whose monitor it is."""
    declared = tomllib.loads((resources.nieuw() / "werkmonitor.toml").read_text(encoding="utf-8"))
    if programma.programma.gemeente == declared["programma"]["gemeente"]:
        yield Finding(
            "nog-invullen",
            "waarschuwing",
            "De naam van de gemeente is nog niet ingevuld.",
            programma.plek_van("programma", "gemeente"),
            "Op elke pagina staat nu de tekst van het voorbeeld.",
            "Zet bij gemeente de naam van uw gemeente.",
        )
