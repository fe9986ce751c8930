"""Reads a declaration and the deliveries of a period: what every command that computes begins with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from werkmonitor.files.werkmap import Werkmap, controleer_leveringen, vind_werkmap
from werkmonitor.findings import Finding, InputError, UsageError, fouten
from werkmonitor.periode import Periode

if TYPE_CHECKING:
    import pandas as pd

    from werkmonitor.bronnen.feiten import Feiten
    from werkmonitor.programma.schema import Programma

Voortgang = Callable[[str], None]


@dataclass(frozen=True)
class Gelezen:
    """The whole declaration and what the exports say: the same for a region and each of its parts."""

    programma: Programma
    feiten: Feiten
    findings: tuple[Finding, ...]

    def controleer(self, programma: Programma, levering: Periode) -> list[Finding]:
        """Return what the reader found, and what the controls find for the whole or a part."""
        from werkmonitor.checks.cijfers import controleer_cijfers

        return [*self.findings, *controleer_cijfers(programma, self.feiten, levering, self.findings)]


def stop_bij_fouten(findings: Sequence[Finding]) -> None:
    """Raise ``InputError`` when one of the findings makes the figures unusable."""
    found = list(dict.fromkeys(fouten(findings)))
    if found:
        count = "1 fout" if len(found) == 1 else f"{len(found)} fouten"
        message = f"De monitor is niet gemaakt: {count} in de invoer. Er is niets weggeschreven."
        raise InputError(message, found)


def lees(werkmap: Werkmap, leveringen: Sequence[Periode], voortgang: Voortgang) -> Gelezen:
    """Load the declaration and read the deliveries; raises ``InputError`` when the declaration cannot be used."""
    from werkmonitor.bronnen.levering.lezen import lees as lees_exports
    from werkmonitor.checks.declaratie import controleer_declaratie
    from werkmonitor.programma.load import load_programma

    voortgang("Declaratie lezen")
    programma = load_programma(werkmap.pad)
    stop_bij_fouten(controleer_declaratie(programma))
    voortgang(f"Exports lezen: {', '.join(map(str, leveringen))}")
    feiten, findings = lees_exports(programma, werkmap.pad, leveringen, voortgang)
    return Gelezen(programma, feiten, tuple(findings))


def feiten_frame(werkmap: str | Path, periode: str) -> pd.DataFrame:
    """Return all facts of a period as a DataFrame; see ``werkmonitor.feiten``."""
    try:
        wanted = Periode.parse(periode)
    except ValueError as error:
        raise UsageError(str(error)) from None
    found = vind_werkmap(Path(werkmap))
    leveringen = controleer_leveringen(found, wanted)
    gelezen = lees(found, leveringen, lambda _: None)
    stop_bij_fouten(gelezen.controleer(gelezen.programma, leveringen[0]))
    return gelezen.feiten.frame()
