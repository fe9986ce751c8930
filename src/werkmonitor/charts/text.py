"""How wide a text is, and how it is broken into lines."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import FT2Font, LoadFlags

from werkmonitor.charts.style import FONT, TEXT


@cache
def _face(weight: str) -> FT2Font:
    return get_font(findfont(FontProperties(family=FONT, weight=weight)))


@cache
def width(text: str, size: float = TEXT, *, bold: bool = False) -> float:
    """Return the width of one line of text in chart units."""
    face = _face("bold" if bold else "normal")
    face.set_size(size, 72)
    face.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return float(face.get_width_height()[0]) / 64


def widest(texts: Iterable[str], size: float = TEXT, *, bold: bool = False) -> float:
    """Return the width of the widest text; 0 without any."""
    return max((width(text, size, bold=bold) for text in texts), default=0.0)


def wrap(text: str, room: float, size: float = TEXT, *, lines: int = 3, bold: bool = False) -> list[str]:
    """Break a text at its spaces into lines that fit; what is left over goes on the last line, nothing is cut off."""
    result: list[str] = []
    for word in text.split(" "):
        longer = f"{result[-1]} {word}" if result else word
        if result and (len(result) == lines or width(longer, size, bold=bold) <= room):
            result[-1] = longer
        else:
            result.append(word)
    return result
