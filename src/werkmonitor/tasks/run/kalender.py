"""Whose calendar is followed: that of the declaration, or where it has none that of the command line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from werkmonitor.files.werkmap import DECLARATIE, Werkmap, vind_werkmap
from werkmonitor.findings import InputError, UsageError
from werkmonitor.periode import Periode
from werkmonitor.programma.planning import Planning, Ritme

GEEN_PLANNING = (
    f"In {DECLARATIE} staat nog geen planning. Zet er bijvoorbeeld dit in, of kies --jaarlijks of --halfjaarlijks:\n"
    '[planning]\nritme = "halfjaarlijks"\nvanaf = "2025-H1"\nna_dagen = 30'
)


def eigen_werkmap(pad: Path | None) -> Werkmap:
    """Return the werkmap; raises ``InputError`` where nobody chose one: the shipped example has nothing to plan."""
    werkmap = vind_werkmap(pad)
    if werkmap.bij_gebrek:
        message = f"Er is hier geen werkmap. Ga naar een map met {DECLARATIE}, of wijs er een aan met --werkmap."
        raise InputError(message)
    return werkmap


def kies_planning(declared: Planning | None, ritme: Sequence[Ritme], vanaf: Periode | None) -> Planning:
    """Return the planning that counts; raises ``UsageError`` where there is none, or where two say something else."""
    if declared is None:
        if not ritme:
            raise UsageError(GEEN_PLANNING)
        return Planning(ritme=tuple(ritme), vanaf=vanaf)
    if ritme and set(ritme) != set(declared.ritme):
        said = " en ".join(declared.ritme)
        message = f"[planning] in de declaratie zegt {said}, de opdracht {' en '.join(ritme)}. Pas een van de twee aan."
        raise UsageError(message)
    if vanaf is not None and vanaf != declared.vanaf:
        message = f"--vanaf {vanaf} is niet wat [planning] in de declaratie zegt. Pas een van de twee aan."
        raise UsageError(message)
    return declared
