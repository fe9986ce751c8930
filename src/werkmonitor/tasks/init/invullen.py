"""What of a new werkmap its owner still has to say."""

from __future__ import annotations

from collections.abc import Iterator

from werkmonitor.findings import Finding
from werkmonitor.programma.schema import Programma
from werkmonitor.tasks.init.sjabloon import niet_ingevuld, voorbeeldwoorden


def nog_in_te_vullen(programma: Programma) -> Iterator[Finding]:
    """Yield a warning for what still says what the new werkmap said: whose monitor it is, where figures come from."""
    if programma.programma.gemeente == niet_ingevuld():
        yield Finding(
            "nog-invullen",
            "waarschuwing",
            "De naam van de gemeente is nog niet ingevuld.",
            programma.plek_van("programma", "gemeente"),
            "Op elke pagina staat nu de tekst van het voorbeeld.",
            "Zet bij gemeente de naam van uw gemeente.",
        )
    if not programma.programma.voorbeeld:
        example = voorbeeldwoorden()
        yield from (_van_voorbeeld(programma, text) for text in dict.fromkeys(_bronnen(programma)) if text in example)


def _bronnen(programma: Programma) -> Iterator[str]:
    """Yield where exports, norms and filled in figures are said to come from."""
    yield from (bron.systeem for bron in programma.bron)
    for indicator in programma.indicator:
        yield from (norm.bron for norm in indicator.normen)
        yield from (filled.bron for filled in indicator.handmatig)


def _van_voorbeeld(programma: Programma, text: str) -> Finding:
    wat = f"Hier staat nog '{text}', uit het voorbeeld."
    gevolg = "Dat komt zo in het rapport."
    doen = "Schrijf overal waar dit staat wat het bij u is, of haal weg wat bij het voorbeeld hoort."
    return Finding("nog-invullen", "waarschuwing", wat, programma.plek(text), gevolg, doen)
