"""Columns that identify a person: refused, and their values never printed."""

from __future__ import annotations

import re
import unicodedata

from werkmonitor.bronnen.waarden.values import schoon, vouw
from werkmonitor.findings import is_bsn

_NUMBER = r"[ -]?(?:nummer|nr|number|no)\b"
_PEOPLE = "client|klient|klant|persoon|kandidaat|deelnemer|inwoner|burger|medewerker|customer|person|kunde"
_SENSITIVE = re.compile(
    rf"\bbsn(?:{_NUMBER})?\b|\bbsn[ -]?nummer|burger ?service|\bsofi{_NUMBER}|\bssn\b|\bsocial security|\bpersonal id\b"
    rf"|\b(?:{_PEOPLE})(?:en|s|n)?[ -]?(?:nummer|nr|naam|code|id|number|name)\b"
    rf"|\b(?:pers|personeels|werknemers?|relatie|debiteur(?:en)?|administratie|uitkerings|pgb|a){_NUMBER}"
    r"|\bnaam\b.*\b(?:client|klant|kandidaat|deelnemer|persoon|partner|aanvrager|betrokkene|inwoner|burger|medewerker)\b"
    r"|\b(?:client|klant)\b.*\bnaam\b|\bvolledige naam\b|\bnaam volledig\b"
    r"|\b(?:achter|voor|roep|geboorte|familie|meisjes)naa?m(?:en)?\b|\bvoorletters?\b|^voorl$|\binitialen\b"
    r"|\btussenvoegsels?\b|\b(?:first|last|given|sur|family|full)[ -]?name\b|\b(?:vor|nach|familien)name\b"
    r"|\bgeb(?:oorte)?[ -]?d(?:atum|ag|at)\b|^geboren(?: op)?$|\bgeboorteplaats\b"
    r"|\b(?:date of birth|birth ?date|dob)\b|\bgeburtsdatum\b"
    r"|^(?:woon)?adres$|\b(?:woon|mail|post|e-?mail)-?adres\b|\bhuis ?(?:nummer|nr)\b|^straat(?:naam)?$"
    r"|\b(?:id|paspoort|document)-?(?:bewijs|nummer|nr)\b|\bpaspoort\b"
    r"|\btelefoon(?:nummer|nr)?\b|\bphone(?: number)?\b|^tel ?(?:nummer|nr)$|^mobiel$|\bmobiel ?(?:nummer|nr)\b"
    r"|^(?:e-?)?mail$|\biban\b|\bbankrekening\b|\b(?:bank)?rek(?:ening)? ?(?:nummer|nr)\b"
)
_NEEDS_A_DECLARATION = re.compile(
    r"naam|namen|name|persoon|client|klant|kandidaat|deelnemer|burger|inwoner|aanvrager|betrokkene|partner"
    r"|contactpersoon|medewerker|tel|postcode|geboortejaar|(?:dossier|zaak)(?:en|s)?[ -]?(?:nummer|nr|naam|code|id)"
)
"""Headers that name a person or a case unless the source declares them, in which case they name something else."""
_LETTERHEAD = re.compile(r"telefoon|tel|mobiel|(?:e-?)?mail|(?:post|e-?mail)?adres|straat|iban")
"""What stands in a letterhead too, or among the values of a table: of how people came, or what they reported."""
_NAMES = frozenset({"naam", "namen", "persoon"})
_MAX_WORDS = 4
_INITIALS = re.compile(r"\b(?:[a-z][. ]){2,}[a-z]\b\.?")
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

    ``Naam``, a role such as ``Klant``, the number of a case, ``Postcode`` and ``Geboortejaar`` do when they are the
    whole header, unless the source declares the column (``gedeclareerd``).
    """
    plain = _plain(kop)
    if len(plain) > _MAX_HEADER:
        return False
    return bool(_SENSITIVE.search(plain)) or (not gedeclareerd and bool(_NEEDS_A_DECLARATION.fullmatch(plain)))


def sleutel_tot_persoon(text: str) -> bool:
    """Say whether a few words identify a person wherever they stand: ``BSN``, ``BSN: 1``, ``Naam: Jan``.

    What can be a value of a table or stand in a letterhead (``E-mail``, ``Adres``, ``Klant: de gemeente``) does not.
    """
    word, colon, _ = text[:_LONGEST].partition(":")
    plain = _plain(word)
    if len(plain.split(None, _MAX_WORDS)) > _MAX_WORDS or _LETTERHEAD.fullmatch(plain):
        return False
    return bool(_SENSITIVE.search(plain)) or (bool(colon) and plain in _NAMES)


def _plain(text: str) -> str:
    """Return a header in small letters without accents, dots and wide letters; ``B.S.N.`` and ``B S N`` are ``bsn``."""
    if len(text) > _LONGEST:
        return text
    letters = unicodedata.normalize("NFKD", vouw(text).replace("_", " "))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    plain = _INITIALS.sub(lambda match: re.sub(r"[. ]", "", match[0]), plain)
    return " ".join(plain.replace(".", " ").split()).strip(" :")


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
