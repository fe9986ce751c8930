"""Findings about one file, at most so many of one kind; how many more there are is said once, at its end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from werkmonitor.findings import Ernst, Finding, Location

MEEST = 50
"""How many findings of one code a file gets: who reads fifty knows what is wrong."""


def begrens(findings: Sequence[Finding], bestand: str, aantal: int) -> list[Finding]:
    """Return at most ``MEEST`` of the findings of one code, and one that says how many of ``aantal`` there are more."""
    kept = list(findings[:MEEST])
    return kept if aantal <= MEEST else [*kept, _more(kept[0].code, kept[0].ernst, aantal - MEEST, bestand)]


def aantal_niet_genoemd(finding: Finding) -> int:
    """Return how many findings one stands for that were not told; zero for a finding of its own."""
    found = _MEER.match(finding.wat)
    return int(found[1]) if found else 0


_MEER = re.compile(r"Dit komt in dit bestand nog (\d+) keer voor\.")


def _more(code: str, ernst: Ernst, aantal: int, bestand: str) -> Finding:
    wat = f"Dit komt in dit bestand nog {aantal} keer voor."
    return Finding(code, ernst, wat, Location(bestand), doen="Los eerst de meldingen hierboven op.")


class Melder:
    """Collects the findings of one source, file after file."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        self.bestand = ""
        self._said: set[tuple[str, Location | None]] = set()
        self._times: Counter[str] = Counter()
        self._ernst: dict[str, Ernst] = {}
        self._pending: list[tuple[tuple[int, ...], Finding]] = []

    def open(self, bestand: str) -> None:
        """Begin with a file."""
        self.sluit()
        self.bestand = bestand

    def meld(self, code: str, plaatsen: Iterable[tuple[int, ...]], maak: Callable[[int], Finding], aantal: int) -> None:
        """Note findings of one code: the first of ``plaatsen`` (where they come in the order), out of ``aantal``.

        ``maak`` makes the finding of each, by its rank.  A place is told once, however often something refers to it.
        """
        room = max(0, MEEST - self._times[code])
        for rank, plaats in enumerate(plaatsen):
            if rank == room:
                break
            finding = maak(rank)
            self._ernst[code] = finding.ernst
            if (code, finding.vindplaats) in self._said:
                aantal -= 1
            else:
                self._said.add((code, finding.vindplaats))
                self._pending.append((plaats, finding))
        self._times[code] += aantal

    def schrijf(self) -> None:
        """Put what was noted since the last time among the findings, in the order of its places."""
        self._pending.sort(key=lambda pair: pair[0])
        self.findings += [finding for _, finding in self._pending]
        self._pending.clear()

    def sluit(self) -> None:
        """End a file: say how many findings of each code were not told."""
        self.schrijf()
        for code, times in self._times.items():
            if times > MEEST:
                self.findings.append(_more(code, self._ernst[code], times - MEEST, self.bestand))
        self._times.clear()
