"""What the texts of a whole column show about how its numbers are written, where one of them alone leaves doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import Literal

from werkmonitor.bronnen.waarden.values import (
    MEESTE_AANDEEL,
    STRENG,
    DubbelzinnigError,
    GeenGetalError,
    Schrijfwijze,
    getal,
    schoon,
)

_SHOWS = tuple(
    (re.compile(pattern, re.ASCII), notatie, shows)
    for pattern, notatie, shows in (
        (r"-?\d{1,3}(?:\.\d{3})+,\d+", "nl", "punten voor duizendtallen"),
        (r"-?\d{1,3}(?:\.\d{3}){2,}", "nl", "punten voor duizendtallen"),
        (r"-?\d+,(?:\d\d?|\d{4,})", "nl", "een komma voor decimalen"),
        (r"-?\d{1,3}(?:,\d{3})+\.\d+", "en", "komma's voor duizendtallen"),
        (r"-?\d{1,3}(?:,\d{3}){2,}", "en", "komma's voor duizendtallen"),
        (r"-?\d+\.(?:\d\d?|\d{4,})", "en", "een punt voor decimalen"),
        (r"-?\d{4,}", "", "zonder teken voor duizendtallen"),
    )
)
"""What a number can look like that leaves no doubt, the notation that it then has, and what it shows."""
_LOOKED_AT = 10_000
"""Texts of a column that are looked at; a larger one shows by then what it shows."""
_FEW = 10
"""One in so many shares of a column in percent may be at most 1%."""
_MOST_DIGITS = 8
"""A longer number is not quoted: a burgerservicenummer has nine."""


def kolom_toont(teksten: Iterable[str]) -> str:
    """Return, as part of a Dutch sentence, what the texts of a column show about points and commas in its numbers."""
    found: dict[str, str] = {}
    for text in islice(teksten, _LOOKED_AT):
        number = schoon(text[:_LOOKED_AT]).strip("€% ")
        for pattern, notatie, shows in _SHOWS:
            if notatie not in found and pattern.fullmatch(number) and sum(map(str.isdigit, number)) <= _MOST_DIGITS:
                found[notatie] = f"{number} ({shows})"
    if not found:
        return "de rest van de kolom laat niet zien wat bedoeld is"
    return (
        f"elders in deze kolom staat {' en '.join(found[notatie] for notatie in ('nl', 'en', '') if notatie in found)}"
    )


def notatie_van(teksten: Iterable[str]) -> Literal["nl", "en"] | None:
    """Return the one notation that numbers as text show beyond doubt; ``None`` where they show none, or both."""
    numbers = (schoon(text[:_LOOKED_AT]).strip("€% ") for text in islice(teksten, _LOOKED_AT))
    found = {notatie for text in numbers for pattern, notatie, _ in _SHOWS if notatie and pattern.fullmatch(text)}
    return "en" if found == {"en"} else "nl" if found == {"nl"} else None


def aandelen_in_tekst(teksten: Iterable[str], wijze: Schrijfwijze = STRENG) -> Literal["procent"] | None:
    """Return ``"procent"`` when the unsigned shares in the texts of a column are in percent, ``None`` if it is unclear.

    Cognos writes a share in a text file as 86,43 for 86,43%.  A column is written in one way, and a value above 5 is
    no fraction.  Where all are below it, or many are at most 1, nothing tells 0,36 of 1 from 0,36%, and ``getal``
    refuses them.
    """
    small = large = 0
    certain = False
    for text in teksten:
        try:
            teller, schaal = getal(text, "cijfer", "", wijze)  # a unit in which a bare number is just that
        except (GeenGetalError, DubbelzinnigError):
            continue
        small += 0 < abs(teller) <= 10**schaal
        large += abs(teller) > 10**schaal
        certain = certain or abs(teller) > MEESTE_AANDEEL * 10**schaal
    return "procent" if certain and small * _FEW <= large else None
