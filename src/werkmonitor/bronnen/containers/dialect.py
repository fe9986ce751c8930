"""How a text file is built: which sign is between its fields, and whether quotes around a field belong to it."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

_SIGNS = "\t;,|"
"""What may be between fields; where evidence is equal, the first of these."""
_TAB_WEIGHS = 4
"""A tab is hardly ever part of a text."""
_IN_QUOTES = re.compile('"[^"]*"')
"""What a sign in it says nothing; a doubled quote ends one and begins the next."""
_DECIMAL = re.compile(r"\d,\d")
_DECIMAL_OR_PROSE = re.compile(r"\d,\d|, ")
_SAMPLE_LINES = 200
_SAMPLE_CHARACTERS = 2**18
_SEP = re.compile(r'"?sep=([^"\n\w])"?(?=\n|$)', re.IGNORECASE)


class Dialect(NamedTuple):
    """The sign between fields, and whether a field may be in quotes.

    ``kop`` counts the characters of a first line ``sep=;``, which only tells Excel the sign.
    """

    teken: str
    aanhalingstekens: bool
    kop: int = 0


def dialect(text: str) -> Dialect:
    """Return how a text with bare line feeds is built.

    1. A first line ``sep=;`` says it.
    2. Else each of tab, ``;``, ``,`` and ``|`` is tried on the first 200 lines.  A sign that explains the table gives
       many lines the same number of fields, so it scores the number of those lines times the signs in each; titles
       above the table hardly weigh.  A tab counts four times.
    3. A comma counts only if some line, as a header does, has that many of them without one between digits; else they
       are decimal commas.  While another sign also divides lines, one before a space is prose too.
    4. Where no sign divides anything, the file is one column.

    Quotes around fields are taken off; in a file with tabs, in which Cognos writes none, only where they show that
    they belong to the form (``_tabs_quoted``).
    """
    if match := _SEP.match(text):
        return Dialect(match[1], '"' in text[match.end() :], match.end())
    sample = text[:_SAMPLE_CHARACTERS].split("\n")[:_SAMPLE_LINES]
    lines = _IN_QUOTES.sub("", "\n".join(sample)).split("\n")
    scores = {teken: _score(Counter(line.count(teken) for line in lines)) for teken in "\t;|"}
    scores["\t"] *= _TAB_WEIGHS
    scores[","] = _score(_commas(lines, rivals=any(scores.values())))
    best = max(_SIGNS, key=lambda teken: scores[teken])
    if '"' not in text:
        return Dialect(best if scores[best] else "\t", aanhalingstekens=False)
    if not scores[best]:
        return Dialect("\t", aanhalingstekens=all(line[:1] == line[-1:] == '"' for line in sample if line.strip()))
    return Dialect(best, best != "\t" or _tabs_quoted(text))


def _score(lines: Mapping[int, int]) -> int:
    """Return how many lines have the usual number of signs, times that number."""
    return max((count * signs for signs, count in lines.items()), default=0)


def _commas(lines: Sequence[str], *, rivals: bool) -> Counter[int]:
    """Return the number of lines by their number of commas, for the numbers that a line without decimals has."""
    other = _DECIMAL_OR_PROSE if rivals else _DECIMAL
    headers = {line.count(",") for line in lines if not other.search(line)} | {0}
    return Counter(line.count(",") for line in lines if line.count(",") in headers)


def _tabs_quoted(text: str) -> bool:
    """Say whether quotes in a file with tabs belong to its form, and not to its texts as in ``5" pijp``.

    They do when every header has them, or when only that reading keeps the lines equally long: a tab or a line end then
    stands within quotes.
    """
    bare = [line.split("\t") for line in text.split("\n")]
    header = next((record for record in bare if len(record) > 1), [""])
    if all(len(field) > 1 and field[0] == field[-1] == '"' for field in header if field.strip()):
        return True
    try:
        return _regular(csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True)) > _regular(bare)
    except csv.Error:
        return False


def _regular(records: Iterable[Sequence[str]]) -> float:
    """Return which part of the lines that are not blank has the usual number of fields."""
    lengths = Counter(len(record) for record in records if any(field.strip() for field in record))
    return max(lengths.values(), default=0) / max(lengths.total(), 1)
