"""Abbreviations in a text: what is written in capitals, and what people in this field write in small letters too."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

_ROMEINS = re.compile(r"[IVX]+")
_NIET = re.compile(r"`[^`\n]*`|https?://\S+|\]\([^)\s]*\)|\{\{.*?\}\}", re.DOTALL)
"""What is no prose: code, addresses and fields."""


@cache
def bekende() -> Mapping[str, str]:
    """Return the abbreviations that we know, each with an explanation to start from."""
    text = (files("werkmonitor.proza") / "afkortingen.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)["afkortingen"])


@cache
def _zoeker() -> re.Pattern[str]:
    known = "|".join(sorted((naam for naam in bekende() if not naam.isupper()), key=len, reverse=True))
    return re.compile(rf"(?<![\w.])(?:{known}|[A-Z]{{2,6}})(?!\w)")


def afkortingen(tekst: str) -> Iterator[tuple[str, int]]:
    """Yield each abbreviation of a text once, with its line; one that the text itself writes out is none.

    Written out is: between brackets behind words, or with brackets behind it: *loonkostensubsidie (LKS)*.
    """
    plain = _NIET.sub(lambda match: "\n" * match[0].count("\n"), tekst)
    told = set()
    for match in _zoeker().finditer(plain):
        word = match[0]
        if word not in told and not _ROMEINS.fullmatch(word):
            told.add(word)
            if not re.search(rf"\({re.escape(word)}\)|(?<!\w){re.escape(word)} \(", plain):
                yield word, plain.count("\n", 0, match.start()) + 1
