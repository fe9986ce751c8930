"""File names and texts from files as they may be shown: on one line, without control characters, not too long."""

from __future__ import annotations

import re

LANGSTE_NAAM = 300
LANGSTE_REGEL = 600
"""What a refusal may take."""
_ONZICHTBAAR = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def toonbaar(text: str, langste: int = LANGSTE_NAAM) -> str:
    r"""Return a name with everything that does not print as an escape; of one that is too long the end counts.

    A byte of a name that is no UTF-8 becomes ``\xff``, as the shell shows it.
    """
    shown = _ONZICHTBAAR.sub(_escape, text)
    return shown if len(shown) <= langste else f"…{shown[1 - langste :]}"


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:  # noqa: PLR2004 - a byte that was no UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"  # noqa: PLR2004 - one byte


def een_regel(text: str) -> str:
    """Return a message as one line that is short enough."""
    line = toonbaar(" ".join(text.split()), 10 * LANGSTE_REGEL)
    return line if len(line) <= LANGSTE_REGEL else f"{line[: LANGSTE_REGEL - 1]}…"
