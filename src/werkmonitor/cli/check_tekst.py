"""The report of ``check`` as lines of at most 80 columns: grouped by file, the file with the gravest finding first."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from werkmonitor.bronnen.meldingen.melder import aantal_niet_genoemd
from werkmonitor.findings import Ernst, Finding
from werkmonitor.formatting import fraction, getal
from werkmonitor.proza.leesbaarheid import GRENS, Leesmaat
from werkmonitor.tasks.check import Controleverslag

BREEDTE = 80
GENOEMD = 3
"""How many findings of one code a file shows: the others are seldom news."""
_WOORDEN: dict[Ernst, tuple[str, str]] = {
    "fout": ("fout", "fouten"),
    "waarschuwing": ("waarschuwing", "waarschuwingen"),
    "info": ("opmerking", "opmerkingen"),
}


def regels(verslag: Controleverslag, *, alles: bool = False) -> Iterator[str]:
    """Yield the lines of the report, with ``alles`` of every finding."""
    groups: dict[str, list[Finding]] = {}
    for melding in verslag.meldingen:  # the gravest come first, so a file stands where its gravest finding does
        groups.setdefault(melding.vindplaats.bestand if melding.vindplaats else "", []).append(melding)
    for bestand, meldingen in groups.items():
        yield from _wrap(bestand or "Algemeen", "")
        yield from _bestand(meldingen, len(meldingen) if alles else GENOEMD)
    yield from _leesbaarheid(verslag.leesbaarheid, alles=alles)
    yield from _wrap(f"{verslag.periode}: {slotregel(verslag)}", "")


def _leesbaarheid(maten: Sequence[Leesmaat], *, alles: bool) -> Iterator[str]:
    """Yield how many pages are hard to read; with ``alles`` the measure of every page, the hardest first."""
    gemeten = sorted(((maat.score, rank) for rank, maat in enumerate(maten) if maat.score is not None))
    if not gemeten:
        return
    hard = sum(score < GRENS for score, _ in gemeten)
    seen = f"{hard or 'geen'} van de {len(gemeten)} pagina's {'lezen' if hard > 1 else 'leest'} moeilijk"
    yield from _wrap(f"Leesbaarheid: {seen} (onder {GRENS} van de 100).", "")
    if alles:
        yield "  van 100  woorden per zin  pagina"
        for score, rank in gemeten:
            mean, titel = fraction(maten[rank].woorden_per_zin or 0), maten[rank].titel
            shown = textwrap.shorten(titel, 50, placeholder=" …")
            yield f"  {getal(fraction(score)):>7}  {getal(mean, 1):>15}  {shown}"
    yield ""


def _bestand(meldingen: Sequence[Finding], genoemd: int) -> Iterator[str]:
    """Yield the findings of one file: of each code the first ``genoemd``, and how many there are more."""
    by_code: dict[tuple[Ernst, str], list[Finding]] = {}
    for melding in meldingen:
        by_code.setdefault((melding.ernst, melding.code), []).append(melding)
    for melding in meldingen:
        alike = by_code[melding.ernst, melding.code]
        if melding not in alike[:genoemd]:
            continue
        yield from _melding(melding)
        rest = sum(aantal_niet_genoemd(other) or 1 for other in alike[genoemd:])
        if rest and melding is alike[genoemd - 1]:
            yield from _wrap(f"En nog {rest} keer [{melding.code}] in dit bestand; --alles noemt ze apart.", "    ")
        yield ""


def slotregel(verslag: Controleverslag) -> str:
    """Return how much was found: ``2 fouten, 1 waarschuwing, 3 opmerkingen``."""
    if not verslag.meldingen:
        return "Niets gevonden."
    counts = [f"{aantal} {_WOORDEN[ernst][aantal != 1]}" for ernst, aantal in verslag.telling.items()]
    return f"{', '.join(counts)}."


def _melding(melding: Finding) -> Iterator[str]:
    place = replace(melding.vindplaats, bestand="") if melding.vindplaats else None
    where = f", {place}" if place and str(place) else ""
    head = f"{_WOORDEN[melding.ernst][0]}{where} [{melding.code}]"
    yield from _wrap(head, "  ")
    for text in (melding.wat, melding.gevolg, melding.doen and f"Doen: {melding.doen}"):
        for line in text.splitlines():
            yield from _wrap(line, "    ")


def _wrap(text: str, indent: str) -> Iterable[str]:
    if text.startswith("  ") or text.lstrip().startswith("^"):
        return [f"{indent}{text}"]  # a line to copy, or the pointer below a formula
    return textwrap.wrap(
        text,
        BREEDTE,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
