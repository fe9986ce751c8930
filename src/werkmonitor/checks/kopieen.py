"""The same bytes twice: in two sources of a delivery, or in the delivery of another period."""

from __future__ import annotations

from collections.abc import Iterator

from werkmonitor.bronnen.feiten import Bronbestand, Feiten
from werkmonitor.findings import Finding, Location
from werkmonitor.periode import Periode
from werkmonitor.programma.schema import Programma


def controleer_kopieen(programma: Programma, feiten: Feiten, periode: Periode) -> Iterator[Finding]:
    """Yield files of the reported delivery that also stand, under any name, in an earlier delivery or another source.

    One file that two sources read on purpose is no copy; within a source the reader tells a copy itself.
    """
    own = [bestand for bestand in feiten.bestanden if bestand.levering == str(periode)]
    for bestand in own:
        earlier = [other for other in feiten.bestanden if _is_copy(other, bestand) and other.levering != str(periode)]
        if earlier:
            bron = programma.bron_van(bestand.bron)
            yield _oude_levering(bestand, earlier[0], register=bron is not None and bron.vorm == "register")
    told: set[frozenset[str]] = set()
    for bestand in own:
        for other in own:
            pair = frozenset((bestand.pad, other.pad))
            if _is_copy(other, bestand) and pair not in told:
                told.add(pair)
                yield _andere_bron(programma, bestand, other)


def _is_copy(one: Bronbestand, other: Bronbestand) -> bool:
    return one.sha256 == other.sha256 and one.pad != other.pad


def _oude_levering(bestand: Bronbestand, ander: Bronbestand, *, register: bool) -> Finding:
    """Say so; a register of texts, unlike numbers, can well be the same as before."""
    return Finding(
        "export-ongewijzigd",
        "info" if register else "waarschuwing",
        f"Dit bestand is precies gelijk aan {ander.pad}, dat bij {ander.levering} hoort.",
        Location(bestand.pad),
        "" if register else "Waarschijnlijk is dit de export van toen; cijfers over de nieuwe periode ontbreken dan.",
        "Kijk of de teksten nog kloppen." if register else "Haal de export opnieuw op voor deze periode.",
    )


def _andere_bron(programma: Programma, bestand: Bronbestand, ander: Bronbestand) -> Finding:
    titels = {bron.id: bron.titel for bron in programma.bron}
    return Finding(
        "bestand-dubbel",
        "waarschuwing",
        f"Dit bestand van '{titels[bestand.bron]}' is precies gelijk aan {ander.pad} van '{titels[ander.bron]}'.",
        Location(bestand.pad),
        "Een van de twee bronnen leest dan de verkeerde export.",
        "Zet bij elke bron haar eigen export, of laat beide bronnen één bestand lezen.",
    )
