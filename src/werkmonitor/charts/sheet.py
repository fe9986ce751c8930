"""A chart as a picture of its own, for a document or slides: with its title, what it shows, and what must be said."""

from __future__ import annotations

from typing import NamedTuple

from werkmonitor.charts import quick, text  # noqa: F401 - quick before any other part of matplotlib
from werkmonitor.charts.canvas import Canvas
from werkmonitor.charts.kinds import KINDS
from werkmonitor.charts.style import PALET, SMALL, TEXT, WIDTH
from werkmonitor.formatting import NIET_GETOOND_UITLEG
from werkmonitor.huisstijl.model import Palet
from werkmonitor.monitor.model import Grafiek

TITLE = TEXT + 2
LEADING = 5
SPACE = 10
MARGIN = 14
MANY = 12
"""More lines than any title has."""


class _Words(NamedTuple):
    """Lines that stand above or below the chart."""

    lines: list[str]
    size: float
    color: str
    bold: bool = False

    @property
    def step(self) -> float:
        return self.size + LEADING

    @property
    def height(self) -> float:
        return len(self.lines) * self.step


def svg(grafiek: Grafiek, palet: Palet = PALET, voet: str = "") -> str:
    """Return the chart as an SVG file that looks the same in every program; ``voet`` is a line below it."""
    return _sheet(grafiek, palet, voet).svg_alone(grafiek.titel, grafiek.alt)


def png(grafiek: Grafiek, palet: Palet = PALET, voet: str = "") -> bytes:
    """Return the chart as a PNG file, two pixels a unit."""
    return _sheet(grafiek, palet, voet).png()


def _sheet(grafiek: Grafiek, palet: Palet, voet: str) -> Canvas:
    canvas = KINDS[grafiek.vorm](grafiek, palet)
    above = [
        _words(grafiek.titel, TITLE, palet.tekst, bold=True),
        _words(grafiek.onderschrift, SMALL, palet.gedempt),
    ]
    below = [_words(line, SMALL, palet.gedempt) for line in (*_notes(grafiek), voet) if line]
    top = sum(words.height for words in above) + SPACE
    bottom = canvas.height + SPACE
    canvas.extend(top, sum(words.height for words in below) + SPACE if below else 0, MARGIN)
    _write(canvas, above, -top)
    _write(canvas, below, bottom)
    return canvas


def _words(line: str, size: float, color: str, *, bold: bool = False) -> _Words:
    lines = text.wrap(line, WIDTH, size, lines=MANY, bold=bold) if line else []
    return _Words(lines, size, color, bold)


def _write(canvas: Canvas, parts: list[_Words], y: float) -> None:
    for words in parts:
        for line in words.lines:
            canvas.text(0, y + words.size, line, size=words.size, color=words.color, bold=words.bold)
            y += words.step


def _notes(grafiek: Grafiek) -> list[str]:
    """Return what a reader must know of the picture, as the page says it below the chart."""
    notes = []
    if grafiek.band:
        notes.append("Stippellijn: wat verwacht wordt. Strook: de bandbreedte.")
    if grafiek.verzonnen:
        lines = "Gestreepte lijn" if grafiek.band else "Onderbroken lijnen"
        notes.append(f"{lines if grafiek.vorm == 'lijn' else 'Gestreepte staven'}: geheel of voor een deel verzonnen.")
    if any(punt.verborgen for reeks in grafiek.reeksen for punt in reeks.punten):
        notes.append(f"{NIET_GETOOND_UITLEG}.")
    return notes
