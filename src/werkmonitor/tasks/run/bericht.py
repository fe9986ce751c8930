"""What somebody is told about a period, in a few sentences: what became of it, where it is, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from werkmonitor.files.logboek import NAAM as LOG
from werkmonitor.files.status import NAAM as STATUS
from werkmonitor.files.status import Periodestand, Uitkomst
from werkmonitor.findings import ERNST_VOLGORDE, Finding
from werkmonitor.tasks.run.melden import Bericht

MAX_MELDINGEN = 20
"""How many findings a message repeats; the rest stands in the report, or comes with ``check``."""
MAX_BESTANDEN = 10
"""How many outputs it names; of a region there are many."""
_ONDERWERP: dict[Uitkomst, str] = {"gelukt": "is gemaakt", "mislukt": "is niet gemaakt", "wacht": "wacht nog"}


def telling(meldingen: Sequence[Finding]) -> dict[str, int]:
    """Return how many findings there are of each severity, the gravest first."""
    return {soort: sum(item.ernst == soort for item in meldingen) for soort in reversed(ERNST_VOLGORDE)}


def in_woorden(tellingen: dict[str, int]) -> str:
    """Return a count of findings as text: ``1 fout, 2 waarschuwingen``."""
    words = {"fout": ("fout", "fouten"), "waarschuwing": ("waarschuwing", "waarschuwingen")}
    words["info"] = ("opmerking", "opmerkingen")
    said = [f"{aantal} {words[soort][aantal != 1]}" for soort, aantal in tellingen.items() if aantal]
    return ", ".join(said) or "geen meldingen"


def regels(meldingen: Sequence[Finding]) -> Iterator[str]:
    """Yield the findings that matter, the gravest first."""
    order = sorted(meldingen, key=lambda finding: -ERNST_VOLGORDE.index(finding.ernst))
    shown = [finding for finding in order if finding.ernst != "info"]
    yield from (f"{finding.ernst}: {finding}" for finding in shown[:MAX_MELDINGEN])
    if len(shown) > MAX_MELDINGEN:
        yield f"en nog {len(shown) - MAX_MELDINGEN}."


def in_rust(stand: Periodestand) -> str:
    """Return which editions of a region were left alone, as a sentence; empty where there are none."""
    editions = ", ".join(stand.vastgesteld.values())
    return f"Al vastgesteld en met rust gelaten: {editions}." if editions else ""


def maak_bericht(stand: Periodestand, meldingen: Sequence[Finding], gemeente: str, werkmap: Path) -> Bericht:
    """Return what is told about a period; ``gemeente`` is empty where the declaration could not be read."""
    van = f" van {gemeente}" if gemeente else ""
    onderwerp = f"Monitor {stand.periode}{van} {_ONDERWERP[stand.uitkomst]}"
    blocks = [
        stand.wat,
        in_rust(stand),
        "\n".join(f"- {regel}" for regel in regels(meldingen)),
        *_vervolg(stand, werkmap),
    ]
    blocks.append(f"Logboek: {werkmap / 'uitvoer' / LOG}")
    omgeving = {
        "WERKMONITOR_UITKOMST": stand.uitkomst,
        "WERKMONITOR_PERIODE": stand.periode,
        "WERKMONITOR_CODE": str(stand.code),
        "WERKMONITOR_WERKMAP": str(werkmap),
        "WERKMONITOR_STATUS": str(werkmap / "uitvoer" / STATUS),
    }
    return Bericht(onderwerp, "\n\n".join([f"{onderwerp}.", *filter(None, blocks)]) + "\n", omgeving)


def bericht_gestopt(wat: str, gemeente: str, werkmap: Path) -> Bericht:
    """Return what is told when nothing could be begun."""
    onderwerp = f"werkmonitor{f' van {gemeente}' if gemeente else ''} is gestopt"
    text = f"{onderwerp}.\n\n{wat}\n\nEr is niets gemaakt; de vorige uitvoer is er nog.\n\nWerkmap: {werkmap}\n"
    return Bericht(onderwerp, text, {"WERKMONITOR_UITKOMST": "mislukt", "WERKMONITOR_WERKMAP": str(werkmap)})


def _vervolg(stand: Periodestand, werkmap: Path) -> Iterator[str]:
    opdracht = f'--werkmap "{werkmap}"'
    if stand.uitkomst == "gelukt":
        if stand.bestanden:
            more = len(stand.bestanden) - MAX_BESTANDEN
            names = [f"- {werkmap / naam}" for naam in stand.bestanden[:MAX_BESTANDEN]]
            yield "\n".join(["Gemaakt:", *names, *([f"- en nog {more}"] if more > 0 else [])])
        yield f"Lees het na. Klopt het, stel het dan vast:\n  werkmonitor seal {stand.periode} {opdracht}"
    elif stand.uitkomst == "mislukt":
        kept = "De vorige uitvoer is er nog. " if stand.bestanden else ""
        yield (
            f"{kept}Alle meldingen:\n  werkmonitor check {stand.periode} {opdracht}\n"
            "Is de invoer hersteld, dan wordt het vanzelf opnieuw geprobeerd."
        )
    else:
        yield "Is dat er, dan wordt de monitor vanzelf gemaakt."
