"""Words by which numbers are said not to stand in ones: *x € 1.000*, *in duizenden*, *mln*."""

from __future__ import annotations

import re

from werkmonitor.bronnen.waarden.values import vouw

_EURO = r"(?:€|eur|euro)"
_DUIZEND = r"1[. ]?000(?:[. ]?000)?(?![\d.,]\d|\d|%)"
_WOORD = r"(?:duizend(?:en|tallen)?|dzd|mln|mio|mld|miljoen(?:en)?|miljard(?:en)?)(?![\w-])"
_TIMES = re.compile(
    rf"(?:(?<![^\W\d_])(?:x|maal|keer)|[×*]|\bin(?= ?{_EURO})|\bbedragen) ?{_EURO}? ?{_DUIZEND}"
    rf"|(?:\bin|\bx|[×*]|\bmaal|€|\beuro) ?{_EURO}? ?{_WOORD}"
)
_WORD = re.compile(rf"(?<![\w-])(?:k€|{_WOORD})|^\(?{_EURO} ?{_DUIZEND}\)?$")
_GELD = re.compile(r"€|\beuro?\b|bedrag|lasten|baten|kosten")


def noemt_schaal(text: str, *, kop: bool = False) -> bool:
    """Say whether a title says that numbers stand in thousands or more; a heading (``kop``) says so in one word."""
    folded = vouw(text)
    return _TIMES.search(folded) is not None or (kop and _WORD.search(folded) is not None)


def over_geld(text: str) -> bool:
    """Say whether a text speaks of amounts of money."""
    return _GELD.search(vouw(text)) is not None
