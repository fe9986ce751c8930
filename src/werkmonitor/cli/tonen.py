"""How the command line speaks: stdout is the result, stderr is talk; progress only on a terminal."""

from __future__ import annotations

import contextlib
import sys
import textwrap
import traceback
from collections.abc import Iterable, Sequence
from typing import Self, TextIO

import typer

from werkmonitor import __version__
from werkmonitor.findings import ERNST_VOLGORDE, Finding

BREEDTE = 80
EIGEN_FOUT = 5


class Voortgang:
    """One line that says what is being done; only on a terminal, and gone when the work is done."""

    def __enter__(self) -> Self:
        self.aan = sys.stderr.isatty()
        return self

    def toon(self, text: str) -> None:
        """Say what is being done."""
        if self.aan:
            sys.stderr.write(f"\r{text[: BREEDTE - 4]}...".ljust(BREEDTE - 1))
            sys.stderr.flush()

    def __exit__(self, *_error: object) -> None:
        if self.aan:
            sys.stderr.write("\r" + " " * (BREEDTE - 1) + "\r")
            sys.stderr.flush()


def toon_json(value: object) -> None:
    """Print a value as indented JSON."""
    import msgspec

    typer.echo(msgspec.json.format(msgspec.json.encode(value), indent=1).decode())


def toon_meldingen(meldingen: Iterable[Finding]) -> None:
    """Print findings, the gravest first; remarks are only counted, since the report lists them."""
    order = sorted(meldingen, key=lambda finding: -ERNST_VOLGORDE.index(finding.ernst))
    shown = [finding for finding in order if finding.ernst != "info"]
    for finding in shown:
        praat(f"{finding.ernst}: {finding}")
    if len(order) > len(shown):
        more = len(order) - len(shown)
        praat("1 opmerking staat in het rapport." if more == 1 else f"{more} opmerkingen staan in het rapport.")


def zeg(text: str, stream: TextIO | None = None) -> None:
    """Print a paragraph that fits a terminal of 80 columns; a formula and its pointer keep their lines."""
    for line in text.splitlines() or [""]:
        for part in textwrap.wrap(line, BREEDTE, break_long_words=False, break_on_hyphens=False) or [""]:
            print(part, file=stream or sys.stdout)


def praat(text: str) -> None:
    """Print a paragraph of talk; where nobody can hear it, the command goes on."""
    with contextlib.suppress(OSError):
        zeg(text, sys.stderr)


def niet_getoond(aantal: int | None) -> str:
    """Return how many numbers are hidden as a sentence; empty for a monitor that shows all."""
    if aantal is None:
        return ""
    return f"Niet getoond om privacy: {aantal} {'getal' if aantal == 1 else 'getallen'}."


def toon_fout(arguments: Sequence[str], text: str, findings: Sequence[Finding] = ()) -> None:
    """Print why a command ended, with its findings; for a machine also as JSON."""
    if "--json" in arguments:
        toon_json({"meldingen": findings, "fout": text})
    toon_meldingen(findings)
    praat(text)


def eigen_fout(wat: str = "") -> int:
    """Tell about a fault of ours: one sentence on the screen, the details in a file that can be sent along."""
    import tempfile

    with tempfile.NamedTemporaryFile(
        "w", prefix="werkmonitor-fout-", suffix=".txt", delete=False, encoding="utf-8"
    ) as log:
        log.write(wat or traceback.format_exc())
    message = (
        f"Dit is een fout in werkmonitor {__version__} zelf. De vorige uitvoer is er nog. Meld de fout met {log.name}"
    )
    praat(message)
    return EIGEN_FOUT
