"""What the doctor found, as lines that fit a terminal of 80 columns and any code page."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from werkmonitor.cli.tonen import BREEDTE
from werkmonitor.tasks.doctor.bevinding import Bevinding
from werkmonitor.tasks.doctor.keuring import Keuring

_TOESTAND, _ONDERDEEL = 8, 19
"""Widths of the first two columns."""


def regels(keuring: Keuring) -> Iterator[str]:
    """Yield the lines, the computer first and how it is in all last."""
    yield f"werkmonitor {keuring.werkmonitor} op {keuring.systeem}"
    yield from _groep("Deze computer", keuring.computer)
    yield from _groep("De werkmap", keuring.werkmap)
    yield ""
    yield _slot((*keuring.computer, *keuring.werkmap))


def _groep(titel: str, found: Iterable[Bevinding]) -> Iterator[str]:
    yield ""
    yield titel
    for item in found:
        start = f"  {item.toestand:<{_TOESTAND}}{item.onderdeel:<{_ONDERDEEL}}"
        yield from _paragraaf(item.wat, start)
        if item.doen:
            yield from _paragraaf(f"Doen: {item.doen}", " " * len(start))


def _paragraaf(text: str, start: str) -> list[str]:
    """Wrap a text in its column; what is longer than a line, such as a path, goes on beyond the edge unbroken."""
    return textwrap.wrap(
        text, BREEDTE, initial_indent=start, subsequent_indent=" " * len(start), break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip


def _slot(found: Iterable[Bevinding]) -> str:
    states = [item.toestand for item in found]
    broken, doubtful = states.count("kapot"), states.count("let op")
    if broken:
        return f"Kapot: {broken}. Let op: {doubtful}. Herstel eerst wat kapot is."
    return f"Alles wat nodig is, werkt. Let op: {doubtful}." if doubtful else "Alles werkt."
