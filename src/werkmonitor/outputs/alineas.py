"""The adviser's Markdown as plain sentences, for where there is only room for a few of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

_EIND = re.compile(r"[.!?][)\"'”’]*\s+(?=[^a-z])")
_AFKORTINGEN = frozenset(
    [
        "art",
        "bijv",
        "blz",
        "ca",
        "dhr",
        "dr",
        "drs",
        "evt",
        "excl",
        "incl",
        "max",
        "mevr",
        "min",
        "mln",
        "mrd",
        "nr",
        "nrs",
    ]
)


class Alinea(NamedTuple):
    """A paragraph or a list item, without its marks."""

    kop: str
    """The bold words that a list item begins with; empty for any other."""
    zinnen: tuple[str, ...]
    punt: bool
    """Whether it is a list item."""


def alineas(markdown: str) -> Iterator[Alinea]:
    """Yield the paragraphs and list items of a text in order; headings, tables and code are left out."""
    depth = 0
    before = ""
    for token in MarkdownIt("commonmark", {"html": False}).parse(markdown):
        depth += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.type == "inline" and before == "paragraph_open":
            kop, text = _kop(token.children or [])
            if zinnen := losse_zinnen(text):
                yield Alinea(
                    kop if depth else "", zinnen if depth or not kop else losse_zinnen(f"{kop} {text}"), depth > 0
                )
        before = token.type


def losse_zinnen(text: str) -> tuple[str, ...]:
    """Return the sentences of a plain text; an abbreviation with a point ends none."""
    found, begin = [], 0
    for match in _EIND.finditer(text):
        last = text[begin : match.start()].rpartition(" ")[2].casefold().lstrip("(")
        if last not in _AFKORTINGEN and not re.fullmatch(r"(?:[a-z]\.)*[a-z]", last):
            found.append(text[begin : match.end()].strip())
            begin = match.end()
    return tuple(filter(None, (*found, text[begin:].strip())))


def _kop(tokens: list[Token]) -> tuple[str, str]:
    """Return the bold words at the beginning, and the rest."""
    closing = next((rank for rank, token in enumerate(tokens) if token.type == "strong_close"), 0)
    opens = next((rank for rank, token in enumerate(tokens) if token.content or token.type == "strong_open"), 0)
    if closing and tokens[opens].type == "strong_open":
        return _plat(tokens[opens:closing]), _plat(tokens[closing:])
    return "", _plat(tokens)


def _plat(tokens: list[Token]) -> str:
    words = (" " if token.type in {"softbreak", "hardbreak"} else token.content for token in tokens)
    return " ".join("".join(words).split())
