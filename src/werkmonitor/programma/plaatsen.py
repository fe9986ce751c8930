"""Where everything stands in the declaration: the path of each block and key, with its file and line.

The TOML library gives values without places.  A scan of the lines finds those of headers and keys; for a value within
a list or an inline table the place of its key is near enough.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from werkmonitor.findings import Location

Pad = tuple[str | int, ...]
"""``("indicator", 2, "normen")``: the key ``normen`` of the third ``[[indicator]]``."""

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_TEXT = re.compile(r"""\"{3}[\s\S]*?(?:\"{3}|\Z)|'{3}[\s\S]*?(?:'{3}|\Z)|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|#[^\n]*""")
_SIGNS = str.maketrans("[]{}=#", "______")


class Plaatsen:
    """The places of one declaration, over all its files in order."""

    def __init__(self) -> None:
        self._places: dict[Pad, Location] = {}
        self._counts: Counter[Pad] = Counter()

    def lees(self, bestand: str, tekst: str, inhoud: Mapping[str, Any] | None = None) -> None:
        """Add the places of a file; lists of blocks go on counting where the file before left off.

        ``inhoud``, what TOML makes of the file, also counts the lists that are written on one line.
        """
        before = Counter(self._counts)
        inside: Pad = ()
        depth = 0
        for nummer, regel in enumerate(_TEXT.sub(_plain, tekst).split("\n"), 1):
            header, key = _HEADER.fullmatch(regel), _KEY.match(regel)
            if depth == 0 and header:
                inside = self._header(header[2], Location(bestand, regel=nummer), is_list=header[1] == "[[")
                continue
            if depth == 0 and key:
                self._add((*inside, *_parts(key[1])), Location(bestand, regel=nummer))
            depth += sum(regel.count(sign) for sign in "[{") - sum(regel.count(sign) for sign in "]}")
        for name, value in (inhoud or {}).items():
            if isinstance(value, list):
                self._counts[name,] = before[name,] + len(value)

    def _header(self, name: str, place: Location, *, is_list: bool) -> Pad:
        """Return the path of a block, with the rank of each list of blocks that it lies in."""
        pad: Pad = ()
        *parents, last = _parts(name)
        for part in parents:
            pad = (*pad, part)
            if self._counts[pad]:
                pad = (*pad, self._counts[pad] - 1)
        pad = (*pad, last)
        if is_list:
            self._add(pad, place)
            self._counts[pad] += 1
            pad = (*pad, self._counts[pad] - 1)
        self._add(pad, place)
        return pad

    def _add(self, pad: Pad, place: Location) -> None:
        for length in range(1, len(pad) + 1):
            self._places.setdefault(pad[:length], place)

    def van(self, pad: Sequence[str | int]) -> Location | None:
        """Return the place of a path, or of the nearest thing around it."""
        for length in range(len(pad), 0, -1):
            if tuple(pad[:length]) in self._places:
                return self._places[tuple(pad[:length])]
        return None


def _plain(match: re.Match[str]) -> str:
    """Take out of a text or a remark what could be taken for structure; its lines stay."""
    text = match[0]
    if text.startswith(('"""', "'''")):
        return '""' + "\n" * text.count("\n")
    return "" if text.startswith("#") else text.translate(_SIGNS)


def _parts(name: str) -> list[str]:
    return [part.strip("\"'") for part in _PART.findall(name)]
