"""An error in a formula: where it is, and what is known instead."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

MAX_REGEL = 76
"""A longer formula is shown as the part around the error."""
MAX_BEKEND = 12
"""How many known names an error lists."""


class FormuleFout(ValueError):  # noqa: N818 - a term of the field, as Uitkomst is
    """A formula that cannot be read or evaluated; ``str()`` is the formula, a caret below it, and a Dutch sentence.

    ``positie`` counts characters from 0.
    """

    def __init__(self, formule: str, positie: int, zin: str) -> None:
        super().__init__(formule, positie, zin)
        self.formule = formule
        self.positie = positie
        self.zin = zin

    def __str__(self) -> str:
        line, column = _window(op_een_regel(self.formule), self.positie)
        return f"{line}\n{' ' * column}^\n{self.zin}"


class GeenOverlap(FormuleFout):
    """Two filters on one dimension that have no member in common."""


def op_een_regel(formule: str) -> str:
    """Return the formula with a space for every white-space character and ? for what cannot be printed.

    The positions stay.
    """
    return "".join(" " if char.isspace() else char if char.isprintable() else "?" for char in formule)


def _window(line: str, column: int) -> tuple[str, int]:
    if len(line) <= MAX_REGEL:
        return line, column
    start = max(0, min(column - MAX_REGEL // 2, len(line) - MAX_REGEL))
    before = "…" if start else ""
    after = "…" if start + MAX_REGEL < len(line) else ""
    return f"{before}{line[start : start + MAX_REGEL]}{after}", column - start + len(before)


def vouw(text: str) -> str:
    """Return a name as it is compared: lower case, white space folded."""
    return " ".join(text.split()).casefold()


def opsomming(names: Iterable[str]) -> str:
    """Write names as a Dutch enumeration: ``a, b en c``."""
    listed = list(names)
    return " en ".join(part for part in (", ".join(listed[:-1]), *listed[-1:]) if part)


def bekend(names: Iterable[str]) -> str:
    """Write what is known, cut off when it is much."""
    listed = list(dict.fromkeys(names))
    rest = len(listed) - MAX_BEKEND
    if rest > 0:
        return f"bekend zijn {', '.join(listed[:MAX_BEKEND])} en nog {rest}"
    if not listed:
        return "er is nog geen bekend"
    return f"bekend {'is' if len(listed) == 1 else 'zijn'} {opsomming(listed)}"


def voorstel(naam: str, names: Iterable[str], namen_voor: dict[str, str] | None = None) -> str:
    """Return `` Bedoelt u '…'?`` for the nearest known name, or nothing.

    ``namen_voor`` maps other spellings (captions) to the name that is meant by them.
    """
    targets = {vouw(other): target for other, target in (namen_voor or {}).items()}
    targets |= {vouw(name): name for name in names}
    nearest = difflib.get_close_matches(vouw(naam), targets, n=1)
    return f" Bedoelt u '{targets[nearest[0]]}'?" if nearest else ""


def onbekend(wat: str, naam: str, names: Iterable[str], namen_voor: dict[str, str] | None = None) -> str:
    """Write the sentence for a name that does not exist: what is known, and the nearest."""
    listed = list(names)
    return f"{wat} '{naam}' bestaat niet; {bekend(listed)}.{voorstel(naam, listed, namen_voor)}"
