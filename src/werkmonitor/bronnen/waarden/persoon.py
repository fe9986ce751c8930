"""Columns that identify a person: refused, and their values never printed."""

from __future__ import annotations

import re
import unicodedata

from werkmonitor.bronnen.waarden.values import schoon, vouw
from werkmonitor.findings import is_bsn

_SENSITIVE = re.compile(
    r"\bbsn(?:[ -]?(?:nummer|nr))?\b|burger ?service|\bsofi-?(?:nummer|nr)|\bsocial security|\bpersonal id\b"
    r"|\b(?:client|klant|persoon|kandidaat|deelnemer|inwoner|dossier|zaak)(?:en|s)?"
    r"[ -]?(?:nummer|nr|naam|code|id|number|name)\b|\ba-nummer\b"
    r"|\bnaam\b.*\b(?:client|klant|kandidaat|deelnemer)|\b(?:client|klant)\b.*\bnaam\b"
    r"|\b(?:achter|voor|roep|geboorte|familie|meisjes)naa?m(?:en)?\b|\bvoorletters?\b|\binitialen\b"
    r"|\b(?:first|last|given|sur|family)[ -]?name\b|\b(?:vor|nach|familien)name\b"
    r"|\bgeb(?:oorte|\.)?[ -]?d(?:atum|ag)\b|\b(?:date of birth|birth ?date)\b|\bgeburtsdatum\b"
    r"|^(?:woon)?adres$|\b(?:woon|mail|post|e-?mail)-?adres\b|\bhuisnummer\b|^straat(?:naam)?$"
    r"|\b(?:id|paspoort|document)-?(?:bewijs|nummer|nr)\b|\bpaspoort\b"
    r"|\btelefoon(?:nummer|nr)?\b|\bphone(?: number)?\b|\bmobiel(?:nummer|nr)\b|^e-?mail\b"
    r"|\biban\b|\b(?:bank)?rekeningn(?:umme)?r\b"
)
_NEEDS_A_DECLARATION = {"naam", "persoon"}
"""Headers that name a person unless the source declares them, in which case they name something else."""
_MAX_HEADER = 60
_MAX_QUOTED = 40
_IDENTIFIES = re.compile(
    r"@|\d{10}|\b[a-z]{2}\d{2} ?[a-z]{4}(?: ?\d){10}\b"
    r"|(?:(?:\+|\b00)31[- ]?[1-9]|\b0[1-9])(?:\d[- ]?\d{7}|\d{0,2}[- ]\d{6,8})\b"
    r"|\b\d{4}[. ]\d{2}[. ]\d{3}\b"
)
"""An e-mail address, a long number, an IBAN, a telephone number, or a burgerservicenummer as it is printed."""
_DIGITS = re.compile(r"(?<!\d)\d{8,9}(?!\d)|(?<!\d)\d{3}[. ]\d{3}[. ]\d{3}(?!\d)", re.ASCII)
_LONGEST = 2000
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
    """Return a text from a cell as a finding may quote it: one line of at most 40 characters, and nothing of a person.

    What looks like a burgerservicenummer (also one that lost its leading zero, or is written in groups), an address, a
    telephone or account number, or any other long number is not shown.
    """
    folded = schoon(text[:_LONGEST])
    if _IDENTIFIES.search(folded.casefold()) or any(map(_may_be_bsn, _DIGITS.findall(folded))):
        return NIET_GETOOND
    return folded if len(folded) <= _MAX_QUOTED else f"{folded[: _MAX_QUOTED - 1]}…"


def _may_be_bsn(digits: str) -> bool:
    return is_bsn(re.sub(r"\D", "", digits).zfill(9))
