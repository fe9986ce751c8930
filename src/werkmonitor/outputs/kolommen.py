"""How wide the columns of a table on paper are: by what stands in them, as a browser works out for itself.

Widths are estimated in letters, so that no letters have to be loaded; every column has room for its longest word.
"""

from __future__ import annotations

from collections.abc import Iterator

from werkmonitor.formatting import NBSP
from werkmonitor.monitor.model import Cel, Tabel

HEEL = 104.0
"""About as many letters as fit across the page in the size of a table."""
RUIM = 118.0
"""The same in the smaller letters of a table with many columns."""
NAAST = 36.0
"""As many as fit beside a chart."""
DIA = 82.0
"""As many as fit across a slide."""
RAND = 1.5
"""What the white between two columns takes."""
GOED = 34.0
"""From here on a text of more lines reads well."""
VET = 1.12
"""How much wider the bold letters of a total and of a light are."""
MERK = "verzonnen"
LICHT = "mmm"
"""As wide as the shape of a light with the white around it."""
_SMAL, _BREED = frozenset(" .,:;'ijlt()|!"), frozenset("mwMWABCDEGHKNOQRUVXYZ%€")

Tekst = tuple[str, float]
"""A text in a column, and how much wider than usual its letters are."""


def breedte(text: str) -> float:
    """Return the width of a text, in letters of average width."""
    return sum(0.6 if sign in _SMAL else 1.35 if sign in _BREED else 1.05 for sign in text)


def breedten(tabel: Tabel, klasse: str = "") -> list[float]:
    """Return the share of each column in percents, that of the row labels first.

    What is left when every longest word fits goes to the columns that want more, and then to all alike.
    """
    ruimte = DIA if "dia" in klasse else NAAST if "naast" in klasse else RUIM if "ruim" in klasse else HEEL
    columns = [list(texts) for texts in _kolommen(tabel)]
    nodig, wens = [_langste_woord(texts) for texts in columns], [_wens(texts) for texts in columns]
    over = ruimte - sum(nodig)
    if over <= 0:
        return [round(100 * need / sum(nodig), 2) for need in nodig]
    meer = sum(wens) - sum(nodig)
    factor = min(1.0, over / meer) if meer else 0.0
    rest = (over - factor * meer) / len(nodig)
    shares = (need + factor * (want - need) + rest for need, want in zip(nodig, wens, strict=True))
    return [round(100 * share / ruimte, 2) for share in shares]


def past(tabel: Tabel, ruimte: float) -> bool:
    """Say whether the longest words of all columns fit beside each other."""
    return sum(_langste_woord(texts) for texts in _kolommen(tabel)) <= ruimte


def _kolommen(tabel: Tabel) -> Iterator[Iterator[Tekst]]:
    """Yield the texts of each column; what is never broken has no ordinary space."""
    namen = ((text, _vet(rij.totaal)) for rij in tabel.rijen for text in (rij.naam, rij.noot))
    yield iter([(tabel.rijkop, 1.0), *namen])
    for index, kolom in enumerate(tabel.kolommen):
        pairs = ((rij.cellen[index], rij.totaal) for rij in tabel.rijen)
        cellen = ((_tekst(cel, getal=kolom.getal), _vet(totaal or cel.kleur is not None)) for cel, totaal in pairs)
        yield iter([(kolom.kop, 1.0), *cellen])


def _vet(vet: bool) -> float:  # noqa: FBT001 - a property of the text
    return VET if vet else 1.0


def _tekst(cel: Cel, *, getal: bool) -> str:
    if cel.kleur:
        return f"{LICHT}{cel.weergave}"
    heel = getal and cel.waarde is not None
    shown = cel.weergave.replace(" ", NBSP) if heel else cel.weergave
    return f"{MERK} {shown}" if cel.verzonnen else shown


def _langste_woord(texts: list[Tekst] | Iterator[Tekst]) -> float:
    return RAND + max(factor * breedte(word) for text, factor in texts for word in text.split(" "))


def _wens(texts: list[Tekst]) -> float:
    """Return the longest text on one line, up to where it reads well on more, as a head does on two."""
    (head, _), *cellen = texts
    whole = max([breedte(head) / 2, *(factor * breedte(text) for text, factor in cellen)])
    return max(RAND + min(whole, GOED), _langste_woord(texts))
