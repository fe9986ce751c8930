"""Words that can stand without their page, on a slide or on a summary: whole, honest about what is invented.

A text that is cut can say the opposite of what it said, so that one that does not fit is left to the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from werkmonitor.formatting import NBSP
from werkmonitor.monitor import model

ZIE = "Zie het rapport."
MAX_TAAK = 200
"""Letters of what a task says of itself."""
KORT = 16
"""Letters that are kept together."""
LET_OP = (
    "Dit is een voorbeeld. Een deel van de cijfers, kleuren en teksten is verzonnen. Gebruik het niet om te oordelen."
)
_BIJEEN = re.compile(r"(?<=€) (?=[-\d])|(?<=\d) (?=(?:miljoen|miljard|procent|procentpunt|fte)\b)")
"""Spaces at which an amount would be torn."""


def heel(text: str) -> str:
    """Return a text in which no amount can be torn over two lines."""
    return _BIJEEN.sub(NBSP, text)


def let_op(monitor: model.Monitor) -> str:
    """Return the warning for a monitor in which something is invented; empty for any other."""
    invented = any(pagina.verzonnen for pagina in monitor.paginas)
    made_up = invented or any(indicator.status == "verzonnen" for indicator in monitor.indicatoren)
    return LET_OP if monitor.programma.voorbeeld or made_up else ""


def verzonnen(namen: Sequence[str], letters: int) -> str:
    """Return what is invented as a sentence of about so many letters at most; the first name always stands in it."""
    if not namen:
        return ""
    shown = [name for rank, name in enumerate(namen) if not rank or len("; ".join(namen[: rank + 1])) <= letters]
    more = len(namen) - len(shown)
    return f"Verzonnen: {'; '.join(shown)}{f'; en nog {more}' if more else ''}."


def opgavetekst(opgave: model.Opgave) -> str:
    """Return how a task goes and what follows, all of it or a reference; empty where nothing is known."""
    parts = (opgave.voortgang or opgave.oorzaak, f"Vervolg: {opgave.vervolg}" if opgave.vervolg else "")
    text = heel(" ".join(part.strip() for part in parts if part))
    return text if len(text) <= MAX_TAAK else ZIE


def klein(monitor: model.Monitor, spoor: int | None, waarde: float | None, weergave: str) -> bool:
    """Say whether a number counts fewer people than may be published; a public monitor has none of those."""
    if monitor.onthulling is not None or spoor is None or not waarde or "%" in weergave:
        return False
    sources = {cel.bron for cel in monitor.sporen.cellen_van(spoor)}
    maten = monitor.programma.onthulling.maten
    return abs(waarde) < max((m.drempel for m in maten if m.telt == "mensen" and m.bron in sources), default=0)


def kleine_tabel(monitor: model.Monitor, tabel: model.Tabel) -> bool:
    """Say whether a table has such a number."""
    cells = (cel for rij in tabel.rijen for cel in rij.cellen)
    return any(klein(monitor, cel.spoor, cel.waarde, cel.weergave) for cel in cells)


def klein_cijfer(monitor: model.Monitor, indicator: model.Indicator) -> bool:
    """Say whether a figure is such a number."""
    return klein(monitor, indicator.spoor, indicator.waarde, indicator.weergave)


def beloften(monitor: model.Monitor) -> tuple[model.Indicator, ...]:
    """Return the figures that something was agreed about in a number."""
    agreed = (indicator for indicator in monitor.indicatoren if indicator.norm_weergave)
    return tuple(indicator for indicator in agreed if not klein_cijfer(monitor, indicator))


def met_eenheid(indicator: model.Indicator) -> str:
    """Return the value with what it counts."""
    noem = indicator.noem if indicator.waarde is not None else ""
    return indicator.weergave if not noem or indicator.weergave.endswith(noem) else f"{indicator.weergave}{NBSP}{noem}"


def norm(indicator: model.Indicator) -> str:
    """Return the norm, on one line where it is short."""
    words = heel(indicator.norm_weergave)
    return words.replace(" ", NBSP) if len(words) <= KORT else words


def bedragen(monitor: model.Monitor) -> Iterator[model.Indicator]:
    """Yield the amounts that are known and not invented, the largest first."""
    known = [i for i in monitor.indicatoren if i.eenheid == "euro" and i.fractie and i.status == "definitief"]
    yield from sorted(known, key=lambda indicator: abs(indicator.fractie or Fraction(0)), reverse=True)
