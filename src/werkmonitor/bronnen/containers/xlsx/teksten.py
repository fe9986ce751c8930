"""The shared texts of a workbook, which its cells refer to by number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from werkmonitor.bronnen.containers.budget import Budget
from werkmonitor.bronnen.containers.xlsx.xml import MAX_TEKST, Kenmerken, Ontleder, Tekstverzamelaar

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_STR_BYTES = 60
"""What a string takes in memory beside its characters."""
_NOT_PLAIN = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|\]\]>|&(?!(?:amp|lt|gt|quot|apos);)")
MAX_WACHT = 2**23
"""Bytes that may wait for the end of a row or string; beyond this it is no regular file."""


class AndersError(Exception):
    """Something is written in a way that the fast reading does not know; the full reading does."""


def ontsnapt(text: str) -> str:
    """Replace what Excel writes as ``_x000D_`` by the character that it stands for."""
    if "_x" not in text:
        return text
    found = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def gewoon(text: str) -> str:
    """Return what text in XML stands for, as a parser would.  Raises ``AndersError`` where that takes a real one."""
    if _NOT_PLAIN.search(text):
        raise AndersError
    if "&" not in text:
        return text
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, sign)
    return text


def tot_aan(stukken: Iterable[bytes], mark: bytes) -> Iterator[bytes]:
    """Yield the pieces anew, each ending with ``mark``; the last holds what is left.  Raises ``AndersError``."""
    carried = b""
    for stuk in stukken:
        cut = stuk.rfind(mark)
        if cut < 0 or not carried:
            carried += stuk
            cut = carried.rfind(mark)
        else:
            cut += len(carried)
            carried += stuk
        if cut >= 0:
            yield carried[: cut + len(mark)]
            carried = carried[cut + len(mark) :]
        if len(carried) > MAX_WACHT:
            raise AndersError
    yield carried


_ITEM = re.compile(r"\s*+<si>\s*+<t(?: xml:space=\"preserve\")?(?:/>|>([^<]*+)</t>)\s*+</si>|([\s\S]++)")
_SST = re.compile(r'\s*+(?:<\?xml version="1.0"[^<>?]*\?>)?\s*+<sst( [^<>]*)>')
_MAIN = re.compile(r' xmlns="http://(?:schemas\.openxmlformats\.org|purl\.oclc\.org/ooxml)/spreadsheetml/[^"<&]*"')


def lees_teksten(stroom: Callable[[], Iterator[bytes]], budget: Budget) -> list[str]:
    """Return the shared texts in their order; ``stroom`` opens the part, which may be read twice."""
    try:
        return _fast(stroom(), budget)
    except (AndersError, UnicodeDecodeError):
        heard = _Teksten(budget)
        Ontleder(heard).voer(stroom(), budget)
        return heard.teksten


def _fast(stukken: Iterator[bytes], budget: Budget) -> list[str]:
    """Read items of one run each, as nearly all are."""
    texts: list[str] = []
    rest = ""
    for rank, stuk in enumerate(tot_aan(stukken, b"</si>")):
        text = stuk.decode()
        if rank == 0:
            text = _after_head(text)
        if not stuk.endswith(b"</si>"):
            rest = text
            break
        found = _ITEM.findall(text)
        if found and found[-1][1]:
            raise AndersError
        if max((len(item) for item, _ in found), default=0) > MAX_TEKST:
            raise AndersError
        texts += [ontsnapt(gewoon(item)) for item, _ in found]
        budget.neem(2 * len(text) + _STR_BYTES * len(found))
    if rest.strip() != "</sst>":
        raise AndersError
    return texts


def _after_head(text: str) -> str:
    head = _SST.match(text)
    if head is None or not _MAIN.search(head[1]) or ("encoding" in head[0] and "utf-8" not in head[0].lower()):
        raise AndersError
    return text[head.end() :]


class _Teksten(Tekstverzamelaar):
    def __init__(self, budget: Budget) -> None:
        super().__init__()
        self._budget = budget
        self.teksten: list[str] = []

    def begin(self, naam: str, kenmerken: Kenmerken) -> None:
        if naam == "si":
            self.neem()
        super().begin(naam, kenmerken)

    def einde(self, naam: str) -> None:
        super().einde(naam)
        if naam == "si":
            text = ontsnapt(self.neem())
            self._budget.neem(4 * len(text) + _STR_BYTES)
            self.teksten.append(text)
