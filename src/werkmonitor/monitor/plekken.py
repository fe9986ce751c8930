"""Where cells stand, as short as people say it: per file and sheet, and what lies together as one range."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from werkmonitor.bronnen.feiten import cel as adres
from werkmonitor.monitor.herkomst import Herkomst, Sporen, onder

_CEL = re.compile(r"([A-Z]{1,3})(\d+)")
Blok = tuple[int, int, int, int]
"""First row, first column, last row and last column."""


class Plek(NamedTuple):
    """Cells of one sheet, or the same cells of several."""

    bestand: str
    bladen: tuple[str, ...]
    bereiken: tuple[str, ...]
    """``D4:D15``, ``F7``; what is no address of a workbook stands as it is."""
    aantal: int

    def tekst(self, meeste: int = 0) -> str:
        """Return file, sheets and ranges; with ``meeste`` no more ranges than that, and how many cells there are."""
        return f"{self.waar}: {self.cellen(meeste)}"

    @property
    def waar(self) -> str:
        """File and sheets, the file within the folder of all exports."""
        return " › ".join(filter(None, (self.bestand.removeprefix("exports/"), ", ".join(self.bladen))))

    def cellen(self, meeste: int = 0) -> str:
        """Return the ranges, and how many cells they hold where that does not show."""
        shown = self.bereiken[: meeste or None]
        cut = len(shown) < len(self.bereiken)
        count = f" ({'samen ' if cut else ''}{self.aantal} cellen)" if self.aantal > len(self.bereiken) or cut else ""
        return f"{', '.join(shown)}{' …' if cut else ''}{count}"


def plekken(cellen: Iterable[Herkomst]) -> tuple[Plek, ...]:
    """Return where cells stand, sheets in the order in which they come."""
    sheets: dict[tuple[str, str], dict[str, None]] = {}
    for cell in cellen:
        sheets.setdefault((cell.bestand, cell.blad), {})[cell.cel] = None
    alike: dict[tuple[str, tuple[str, ...]], list[tuple[str, int]]] = {}
    for (bestand, blad), found in sheets.items():
        alike.setdefault((bestand, bereiken(found)), []).append((blad, len(found)))
    return tuple(
        Plek(bestand, tuple(blad for blad, _ in bladen), ranges, sum(count for _, count in bladen))
        for (bestand, ranges), bladen in alike.items()
    )


def waaruit(sporen: Sporen, spoor: int | None, meeste: int = 0) -> str:
    """Return on one line what a figure was made from: its cells, and what was filled in by hand."""
    if spoor is None:
        return ""
    stappen = list(onder(sporen.stappen, spoor))
    cellen = dict.fromkeys(cel for stap in stappen for cel in stap.cellen)
    places = [plek.tekst(meeste) for plek in plekken(sporen.cellen[cel] for cel in cellen)]
    return "; ".join([*places, *(stap.tekst for stap in stappen if stap.soort == "handmatig")])


def bereiken(cellen: Iterable[str]) -> tuple[str, ...]:
    """Return addresses with those that lie together as ranges: D4, D5 and D6 are ``D4:D6``."""
    matches = [(text, _CEL.fullmatch(text)) for text in dict.fromkeys(cellen)]
    places = {(int(match[2]) - 1, _kolom(match[1])) for _, match in matches if match}
    down = [(a, b, c, d) for b, a, d, c in _blokken({(kolom, rij) for rij, kolom in places})]
    across = list(_blokken(places))
    found = sorted(across if len(across) < len(down) else down)
    return (*map(_bereik, found), *(text for text, match in matches if not match))


def _kolom(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _blokken(places: set[tuple[int, int]]) -> Iterator[Blok]:
    """Yield blocks that hold these places: runs along the second axis, put together along the first."""
    open_: dict[tuple[int, int], tuple[int, int]] = {}
    for line in sorted({first for first, _ in places}):
        runs = set(_runs(sorted(second for first, second in places if first == line)))
        for run, (start, last) in list(open_.items()):
            if run not in runs or last < line - 1:
                yield (start, run[0], last, run[1])
                del open_[run]
        open_ |= {run: (open_[run][0] if run in open_ else line, line) for run in runs}
    yield from ((start, run[0], last, run[1]) for run, (start, last) in open_.items())


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = previous = numbers[0]
    for number in numbers[1:]:
        if number != previous + 1:
            yield (start, previous)
            start = number
        previous = number
    yield (start, previous)


def _bereik(blok: Blok) -> str:
    first, last = adres(blok[0], blok[1]), adres(blok[2], blok[3])
    return first if first == last else f"{first}:{last}"
