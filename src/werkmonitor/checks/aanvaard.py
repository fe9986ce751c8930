"""Warnings that somebody looked at and accepted: they become remarks, with the reason, until the agreed period."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fnmatch import translate
from functools import lru_cache
from typing import TYPE_CHECKING

from werkmonitor.findings import Finding, Location
from werkmonitor.periode import Periode

if TYPE_CHECKING:  # a build that only changes texts does not load the declaration
    from werkmonitor.programma.schema import Programma


@dataclass(frozen=True, slots=True)
class Aanvaarding:
    """An accepted warning as a build keeps it, with the line of the declaration that says so."""

    code: str
    plek: str
    reden: str
    tot: str
    vindplaats: Location

    def past(self, finding: Finding) -> bool:
        """Say whether this is about a finding: its code, and its whole place but for case."""
        return finding.code == self.code and bool(_pattern(self.plek).fullmatch(_folded(_place(finding))))

    def verlopen(self, periode: Periode) -> bool:
        """Say whether a period ends after the last one for which this holds."""
        return periode.dag_erna > Periode.parse(self.tot).dag_erna


def aanvaardingen(programma: Programma) -> tuple[Aanvaarding, ...]:
    """Return the accepted warnings of a declaration."""
    return tuple(
        Aanvaarding(item.code, item.plek, item.reden, str(item.tot), programma.plek_van("aanvaard", rank))
        for rank, item in enumerate(programma.aanvaard)
    )


def aanvaard(findings: Iterable[Finding], lijst: Sequence[Aanvaarding], periode: Periode) -> list[Finding]:
    """Return the findings, the accepted warnings among them as remarks; a *fout* is never accepted.

    A warning that was accepted for an earlier period only stays one, and says so.
    """
    return [_judged(finding, lijst, periode) if finding.ernst == "waarschuwing" else finding for finding in findings]


def _judged(finding: Finding, lijst: Sequence[Aanvaarding], periode: Periode) -> Finding:
    matching = [item for item in lijst if item.past(finding)]
    valid = next((item for item in matching if not item.verlopen(periode)), None)
    if valid is not None:
        why = f"Aanvaard tot en met {valid.tot}: {_sentence(valid.reden)}"
        return replace(finding, ernst="info", gevolg=f"{finding.gevolg} {why}".lstrip(), doen="")
    if not matching:
        return finding
    last = max(matching, key=lambda item: Periode.parse(item.tot).dag_erna)
    hint = f"Dit was aanvaard tot en met {last.tot}: {_sentence(last.reden)} Geldt dat nog, pas dan 'tot' aan."
    return replace(finding, doen=f"{finding.doen} {hint} ({last.vindplaats})".strip())


def onnodig(findings: Sequence[Finding], lijst: Iterable[Aanvaarding], periode: Periode) -> list[Finding]:
    """Return a remark for each acceptance that holds for the period and is about no finding that can be accepted.

    ``findings`` are all findings, before or after ``aanvaard``; a build does not look for all, ``check`` does.
    """
    return [
        _unused(item, findings)
        for item in lijst
        if not item.verlopen(periode) and not any(item.past(f) and f.ernst != "fout" for f in findings)
    ]


def _unused(item: Aanvaarding, findings: Iterable[Finding]) -> Finding:
    wat = f"Er is geen waarschuwing '{item.code}' meer op de plek '{item.plek}'."
    doen = "Haal dit blok [[aanvaard]] weg, of verbeter de plek."
    if any(item.past(finding) for finding in findings):
        wat = f"'{item.code}' is hier een fout, en die kan niet aanvaard worden."
        doen = "Herstel de fout, of corrigeer de cel met [[correctie]]."
    return Finding("aanvaard-onnodig", "info", wat, item.vindplaats, "", doen)


def _place(finding: Finding) -> str:
    return str(finding.vindplaats) if finding.vindplaats else ""


def _folded(text: str) -> str:
    """Return a place without case, with accents as one character, and with ``>`` for the sign between its parts."""
    return re.sub(r"\s*[›>]\s*", " > ", unicodedata.normalize("NFC", text)).casefold().strip()


@lru_cache(maxsize=1000)
def _pattern(plek: str) -> re.Pattern[str]:
    return re.compile(translate(_folded(plek)))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
