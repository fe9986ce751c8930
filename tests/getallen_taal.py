"""What the report may never show of a number or a date: one convention, held against everything that is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

SPATIE = "[ \u00a0\u202f]"
FOUT: dict[str, re.Pattern[str]] = {
    "a space before the percent sign": re.compile(rf"\d{SPATIE}+%"),
    "the word procent behind a number": re.compile(rf"\d{SPATIE}+procent\b"),
    "a euro sign without a space that holds": re.compile(r"€(?![ \u00a0]\d)"),
    "the word euro behind a number": re.compile(rf"\d{SPATIE}+euro\b"),
    "a date as machines write it": re.compile(r"(?<![\d/.\w-])(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d)"),
    "a date with a zero in front": re.compile(
        rf"(?<![\d-])0\d(?:-\d\d?-(?:19|20)\d\d|{SPATIE}(?:januari|mei|juni|juli))"
    ),
    "a decimal point": re.compile(rf"(?<![\d.])\d+\.\d{{1,2}}(?=%|{SPATIE}miljoen)"),
    "a short word for million": re.compile(r"\d\s?(?:mln|mio)\b"),
    "no points in a large number": re.compile(r"(?<![\w.,/-])(?!(?:1[89]|2[01])\d\d(?!\d))\d{4,}(?![\w/-]|[.,]\d)"),
    "two spaces": re.compile(r"[^\s]  +[^\s]"),
    "a sign for minus that is another one": re.compile(r"[\u2212\u2013]\d"),
    "percentage points as points": re.compile(r"%-punt|\bprocentpunten\b"),
}
"""What is wrong, and how it looks; a number of four digits can be a year."""


class _Zichtbaar(HTMLParser):
    """Keeps the texts that a reader sees, without those of files, cells, formulas and pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.teksten: list[str] = []
        self.open: list[str] = []
        self.weg = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"meta", "br", "img", "link", "input", "hr", "col"}:
            return
        self.open.append(tag)
        classes = (dict(attrs).get("class") or "").split()
        if (
            self.weg
            or tag in {"style", "script", "code", "head"}
            or {"plek", "melding__plaats", "bronnen"} & {*classes}
        ):
            self.weg += 1

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            self.weg = max(self.weg - 1, 0)
        self.weg = max(self.weg - 1, 0)

    def handle_data(self, data: str) -> None:
        if not self.weg and data.strip():
            self.teksten.append(re.sub(r"[ \t]*\n[ \t]*", "\n", data).strip())


def zichtbaar(html: str) -> list[str]:
    """Return the texts that a reader of a page sees."""
    lezer = _Zichtbaar()
    lezer.feed(html)
    return lezer.teksten


def fouten(teksten: list[str]) -> Iterator[str]:
    """Yield what is wrong in texts, each with what stands around it."""
    for tekst in teksten:
        for wat, pattern in FOUT.items():
            for match in pattern.finditer(tekst):
                yield f"{wat}: {tekst[max(match.start() - 40, 0) : match.end() + 30]!r}"
