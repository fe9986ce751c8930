"""Columns that identify a person: refused, and their values never printed."""

from __future__ import annotations

import re
import unicodedata

from werkmonitor.bronnen.values import schoon, vouw

_SENSITIVE = re.compile(
    r"\bbsn\b|burgerservice|sofi-?nummer"
    r"|\bclient(?:en)?[ _-]?(?:nummer|nr|naam|code|id)\b|\bnaam\b.*\bclient|\bclient\b.*\bnaam\b"
    r"|\b(?:achter|voor|roep|geboorte|familie)naam\b|\bvoorletters?\b"
    r"|\bgeb(?:oorte|\.)?[ _-]?datum\b"
    r"|^(?:woon)?adres$|\b(?:woon|mail|post|e-?mail)-?adres\b|\bhuisnummer\b|^straat(?:naam)?$"
    r"|\btelefoon(?:nummer|nr)?\b|\bmobiel(?:nummer|nr)\b|^e-?mail\b|\biban\b|\b(?:bank)?rekeningn(?:umme)?r\b"
)
_NEEDS_A_DECLARATION = {"naam", "persoon"}
"""Headers that name a person unless the source declares them, in which case they name something else."""
_MAX_HEADER = 60
_MAX_QUOTED = 40
_NINE_DIGITS = re.compile(r"(?<!\d)\d{9}(?!\d)")
NIET_GETOOND = "(niet getoond)"


def wijst_persoon_aan(kop: str, *, gedeclareerd: bool = False) -> bool:
    """Say whether a header names something that identifies a person.

    ``Naam`` on its own does, unless the source declares the column (``gedeclareerd``).
    """
    plain = _plain(kop)
    if len(plain) > _MAX_HEADER:
        return False
    return bool(_SENSITIVE.search(plain)) or (plain in _NEEDS_A_DECLARATION and not gedeclareerd)


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", vouw(text).replace("_", " "))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def kort(text: str) -> str:
    """Return a text from a cell as a finding may quote it: at most 40 characters, and nothing like a BSN or address."""
    folded = schoon(text)
    if "@" in folded or any(_passes_eleven_test(match) for match in _NINE_DIGITS.findall(folded)):
        return NIET_GETOOND
    return folded if len(folded) <= _MAX_QUOTED else f"{folded[: _MAX_QUOTED - 1]}…"


def _passes_eleven_test(digits: str) -> bool:
    """Apply the check that every burgerservicenummer passes."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0
