"""A text as sentences, parts of sentences and words, each with its line; a field between braces is one word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from werkmonitor.proza.woorden import reeks
from werkmonitor.teksten import Veld, velden

Soort = Literal["veld", "getal", "woord", "teken", "eind"]


@dataclass(frozen=True, slots=True)
class Stuk:
    """A field, a number, a word, a sign or the end of a sentence, with its line."""

    soort: Soort
    tekst: str
    regel: int
    veld: Veld | None = None
    woord: str = ""
    """A word as it is looked up; empty for anything else."""


Deel = tuple[Stuk, ...]
"""A part of a sentence."""


@dataclass(frozen=True)
class Zin:
    """One sentence."""

    stukken: Deel

    @cached_property
    def delen(self) -> tuple[Deel, ...]:
        """The parts between its signs, and between the words that join two statements."""
        return tuple(_parts(self.stukken))

    @cached_property
    def woorden(self) -> frozenset[str]:
        """Its words."""
        return woorden(self.stukken)

    @property
    def is_vraag(self) -> bool:
        """Whether it asks something."""
        return any(stuk.tekst == "?" for stuk in self.stukken)


def woorden(deel: Iterable[Stuk]) -> frozenset[str]:
    """Return the words of a part."""
    return frozenset(stuk.woord for stuk in deel if stuk.soort == "woord")


_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_GLUED = rf"(?:{_NUMBER}|[^\W\d_])(?:{_NUMBER}|[^\W\d_]|[-'’/&](?=\w))*"
_TOKEN = re.compile(
    r"(?P<over>```.*?```|`[^`\n]*`|<!--.*?-->|https?://\S+|\]\([^)\s]*\))"
    r"|(?P<eind>\n[ \t]*(?=\n|[-*+#>|][ \t]|\d+[.)][ \t]|\||\Z))"
    r"|(?P<afkorting>(?<!\w)(?:[^\W\d_]\.){2,})"
    rf"|(?P<woord>{_GLUED})"
    r"|(?P<teken>[^\w\s])",
    re.DOTALL,
)
_LIST_NUMBER = re.compile(r"^[ \t]*(?:\d+[.)][ \t])", re.MULTILINE)
_PLAIN_NUMBER = re.compile(_NUMBER)
_FULL_STOP = re.compile(r"[*_\"'”’)\]]*(?:\s+(?![a-z])|\s*\Z)")
_ABBREVIATIONS = reeks(
    "art bijv blz ca circa dhr dr drs enz evt excl incl jl max mevr min mln mrd nr nrs p pag par resp st vgl zgn"
)
_SPLITS = reeks(", ; : ( ) – — …")
_JOINS = reeks("maar terwijl want omdat doordat zodat waardoor hoewel ondanks")


def zinnen(tekst: str) -> list[Zin]:
    """Return the sentences of a text in Markdown, with its fields as they are written."""
    found: list[Zin] = []
    own: list[Stuk] = []
    for stuk in (*_stukken(tekst), Stuk("eind", "", 0)):
        if stuk.soort != "eind" or stuk.tekst == "?":
            own.append(stuk)
        if stuk.soort == "eind" and own:
            found.append(Zin(tuple(own)))
            own = []
    return found


def _stukken(tekst: str) -> Iterator[Stuk]:
    """Yield the pieces of a text in order."""
    end, line = 0, 1
    for begin, stop, veld in (*velden(tekst), (len(tekst), len(tekst), None)):
        yield from _plain(tekst, end, begin, line)
        if begin < stop:
            yield Stuk("veld", tekst[begin:stop], tekst.count("\n", 0, begin) + 1, veld)
        end, line = stop, tekst.count("\n", 0, stop) + 1


def _plain(tekst: str, begin: int, stop: int, line: int) -> Iterator[Stuk]:
    """Yield the pieces of a stretch without fields."""
    at = begin
    for match in _TOKEN.finditer(tekst, begin, stop):
        line += tekst.count("\n", at, match.start())
        at = match.start()
        kind, text = match.lastgroup, match[0]
        if kind == "woord":
            list_number = _LIST_NUMBER.match(tekst, tekst.rfind("\n", 0, at) + 1)
            number = _PLAIN_NUMBER.fullmatch(text)
            if not (number and list_number and list_number.end() > match.end()):
                yield Stuk("getal", text, line) if number else _word(text, line)
        elif kind == "afkorting":
            yield _word(text, line)
        elif kind == "eind":
            yield Stuk("eind", "", line)
        elif kind == "teken":
            yield Stuk("eind" if _ends(tekst, at) else "teken", text, line)


def _word(text: str, line: int) -> Stuk:
    return Stuk("woord", text, line, None, text.casefold())


def _ends(tekst: str, at: int) -> bool:
    """Say whether the sign at a place ends its sentence."""
    if tekst[at] in "!?":
        return True
    if tekst[at] != "." or _before(tekst, at) in _ABBREVIATIONS:
        return False
    return bool(_FULL_STOP.match(tekst, at + 1))


def _before(tekst: str, at: int) -> str:
    word = re.search(r"[^\W\d_]+\Z", tekst[max(at - 12, 0) : at])
    return word[0].casefold() if word else ""


def _parts(stukken: Deel) -> Iterator[Deel]:
    own: list[Stuk] = []
    for stuk in stukken:
        if (stuk.soort == "teken" and stuk.tekst in _SPLITS) or stuk.woord in _JOINS:
            if own:
                yield tuple(own)
            own = [stuk] if stuk.woord else []
        elif stuk.soort != "eind":
            own.append(stuk)
    if own:
        yield tuple(own)


def deel_bij_en(deel: Deel, heeft: Callable[[Deel], object]) -> Iterator[Deel]:
    """Yield the parts around *en* where each of the two ``heeft`` something of its own: it fell and it rose."""
    for index, stuk in enumerate(deel):
        if stuk.woord == "en" and heeft(deel[:index]) and heeft(deel[index + 1 :]):
            yield deel[:index]
            yield from deel_bij_en(deel[index + 1 :], heeft)
            return
    yield deel
