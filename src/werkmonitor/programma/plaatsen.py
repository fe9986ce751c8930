"""Where everything stands in the declaration: the path of each block and key, with its file and line.

The TOML library gives values without places.  A scan of the lines finds those of headers and keys; for a value within
a list or an inline table the place of its key is near enough.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from werkmonitor.findings import Location

Pad = tuple[str | int, ...]
"""``("indicator", 2, "normen")``: the key ``normen`` of the third ``[[indicator]]``."""

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_LONG_TEXT = re.compile('"""|' + "'''")


class Plaatsen:
    """The places of one declaration, over all its files in order."""

    def __init__(self) -> None:
        self._places: dict[Pad, Location] = {}
        self._counts: Counter[Pad] = Counter()

    def lees(self, bestand: str, tekst: str) -> None:
        """Add the places of a file; lists of blocks go on counting where the file before left off."""
        inside: Pad = ()
        in_long_text = False
        for nummer, regel in enumerate(tekst.splitlines(), 1):
            place = Location(bestand, regel=nummer)
            starts_long_text = len(_LONG_TEXT.findall(regel)) % 2 == 1
            if not in_long_text:
                header, key = _HEADER.fullmatch(regel), _KEY.match(regel)
                if header:
                    inside = self._header(header[2], place, is_list=header[1] == "[[")
                elif key:
                    self._add((*inside, *_parts(key[1])), place)
            in_long_text ^= starts_long_text

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


def _parts(name: str) -> list[str]:
    return [part.strip("\"'") for part in _PART.findall(name)]
