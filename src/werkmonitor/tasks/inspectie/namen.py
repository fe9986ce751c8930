"""File names and texts from files as they may be shown: on one line, nothing that steers a terminal, not too long."""

from __future__ import annotations

from werkmonitor import findings

LANGSTE_NAAM = 300
LANGSTE_REGEL = 600
"""What a refusal may take."""


def toonbaar(text: str, langste: int = LANGSTE_NAAM) -> str:
    """Return a text as ``findings.toonbaar`` shows it; of one that is too long the end counts."""
    shown = findings.toonbaar(text)
    return shown if len(shown) <= langste else f"…{shown[1 - langste :]}"


def een_regel(text: str) -> str:
    """Return a message as one line that is short enough."""
    line = toonbaar(" ".join(text.split()), 10 * LANGSTE_REGEL)
    return line if len(line) <= LANGSTE_REGEL else f"{line[: LANGSTE_REGEL - 1]}…"
