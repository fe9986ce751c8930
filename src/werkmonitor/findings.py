"""What can be wrong, as a value: a place, a finding, and the few errors that end a command.

Bad data yields findings, bad operation raises.  A reader collects every finding in one pass; only ``tasks`` decides
that findings of severity *fout* stop a build.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Ernst = Literal["info", "waarschuwing", "fout"]
"""Severity, from a remark to a fault that makes the figures unusable."""

ERNST_VOLGORDE: tuple[Ernst, ...] = ("info", "waarschuwing", "fout")


@dataclass(frozen=True, slots=True)
class Location:
    """A place that a person can go to: a cell of a sheet, or a line of a text file."""

    bestand: str
    blad: str | None = None
    cel: str | None = None
    regel: int | None = None

    def __str__(self) -> str:
        line = f"regel {self.regel}" if self.regel is not None else None
        return " › ".join(part for part in (self.bestand, self.blad, self.cel, line) if part)


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation about the input: what, where, what it does to the figures, and what to do.

    ``code`` is stable (``bron-ontbreekt``); the sentences are Dutch and for people.
    """

    code: str
    ernst: Ernst
    wat: str
    vindplaats: Location | None = None
    gevolg: str = ""
    doen: str = ""

    def __str__(self) -> str:
        place = f"{self.vindplaats}: " if self.vindplaats else ""
        return " ".join(part for part in (f"{place}{self.wat}", self.gevolg, self.doen) if part)


def fouten(findings: Iterable[Finding]) -> list[Finding]:
    """Return only the findings that stop a build."""
    return [finding for finding in findings if finding.ernst == "fout"]


class WerkmonitorError(Exception):
    """Ends a command with a message for the user and an exit code; never a fault of ours."""

    exit_code = 3

    def __init__(self, message: str, findings: Iterable[Finding] = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


class UsageError(WerkmonitorError):
    """The command was called in a way that cannot be carried out."""

    exit_code = 2


class InputError(WerkmonitorError):
    """The declaration or an export cannot be used; carries the findings that say why."""

    exit_code = 3


class OutputError(WerkmonitorError):
    """An output cannot be written."""

    exit_code = 4
