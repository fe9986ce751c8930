"""What headings and titles say: unit, stand or stroom, names that can serve as an id."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import count
from typing import Literal

from werkmonitor.bronnen.sheet import Opmaak, Waarde
from werkmonitor.bronnen.waarden.values import schoon, vouw
from werkmonitor.programma.bron import TIJDROLLEN

_EURO = re.compile(
    r"€|\b(?:euro|eur|bedrag|bedragen|kosten|lasten|baten|begroot|begroting|realisatie|budget|saldo|amount|betrag)\b"
)
_AANDEEL = re.compile(r"%|\b(?:percentage|percent|procent|aandeel|quote|ratio|respons)\b")
_FTE = re.compile(r"\bfte'?s?\b")
_PERSONEN = re.compile(r"\b(?:personen|medewerkers|deelnemers|inwoners|mensen|persons)\b")
_CIJFER = re.compile(r"\b(?:cijfer|rapportcijfer|score)\b")
_GEMIDDELDE = re.compile(
    r"\b(?:gemiddelde?|gem\.|mediaan|average|mean)(?:\W|$)"
    r"|\bper (?:[\d.]+ )?(?:persoon|uitkering|client|inwoner|huishouden)(?:en|s)?\b"
)
_DUUR = re.compile(r"\b\w*(?:duur|tijd|leeftijd)\b|\((?:dagen|weken|maanden|uren|jaren)\)|^(?:dagen|weken|uren)$")
_AANTAL = re.compile(r"\b(?:aantal|aantallen|quantity|count|anzahl|qty|uitkeringen)\b")
_NAMEN = re.compile(r"\b(?:bedrag|bedragen|euro|begroting|begroot|realisatie|saldo|amount|betrag)\b|€")
_MAAT = re.compile("|".join(part.pattern for part in (_NAMEN, _AANDEEL, _FTE, _PERSONEN, _CIJFER, _AANTAL)))
_CODE = re.compile(r"(?:\b|_)(?:nr|nummer|code|id)\.?$|(?:nummer|code)$")
_STAND = re.compile(
    r"\b(?:stand|standen|peildatum|peildata|ultimo|peilmoment|lopende?|zittende?|openstaande?|bestand op|caseload)\b"
)
_MISSCHIEN_STAND = re.compile(r"\b(?:uitkeringen|uitkeringsgerechtigden|clienten)\b")
_STROOM = re.compile(
    r"instroom|uitstroom|doorstroom|(?:ge|be)start\b|\b(?:aanvragen|aanmeldingen|meldingen|plaatsingen|beeindig\w*)\b"
    r"|\b(?:nieuwe|toegekend|toegekende|afgewezen|ingediend|uitgegeven|geplaatst|voltooid|afgerond|besluit\w*)\b"
)
_AFGELEID = re.compile(
    r"(?:(?:sub)?totaal|(?:sub)?total|samenvatting|summary|gemiddelde|average|count(?: distinct)?|minimum|maximum)"
    r"\s*\(.*\)\s*\d*"
)
_ALGEMEEN = {"aantal", "bedrag", "waarde", "totaal", "cijfer", "aandeel", "percentage", "getal"}
_WOORD = re.compile(r"[^a-z0-9]+")
_MAX_ID = 40
_CIJFERSCHAAL = (1, 10)
_STAART = re.compile(
    r"(?:[-_ ](?:nl|en|de|fr)(?:[-_][a-z]{2})?|[-_ ]\d{8,14}|[-_ ]\d{4}-\d\d-\d\d(?:[ T_-][\d-]+)?| ?\(\d+\))$",
    re.IGNORECASE,
)
"""What Cognos and browsers put behind the name of a report: locale, time stamp, number of the copy."""


@dataclass(frozen=True)
class Eenheid:
    """The unit that a column probably has; ``gok`` when only its heading or its numbers say so."""

    naam: str
    gok: str = ""
    schaal: Literal["fractie", "procent"] | None = None


def is_maatwoord(text: str) -> bool:
    """Say whether a label names a number instead of a member: ``Aantal``, ``Bedrag``, ``Fte``, ``%``."""
    return _MAAT.search(vouw(text)) is not None


def is_code(kop: str) -> bool:
    """Say whether a heading names a code, so that the numbers below it are names and no quantities."""
    return _CODE.search(vouw(kop)) is not None


def is_afgeleid(kop: str) -> bool:
    """Say whether a heading is that of an aggregate that *Excel data* puts beside the columns."""
    return _AFGELEID.fullmatch(vouw(kop)) is not None


def noemt_soort(teksten: Iterable[str]) -> Literal["stand", "stroom"] | None:
    """Return what titles and headings say: a stand, a stroom (amounts of money are), or ``None``, also for both."""
    words = " | ".join(unicodedata.normalize("NFKD", vouw(text)) for text in teksten)
    words = "".join(letter for letter in words if not unicodedata.combining(letter))
    stroom = bool(_STROOM.search(words) or _EURO.search(words))
    if _STAND.search(words):
        return None if stroom else "stand"
    if stroom:
        return "stroom"
    return "stand" if _MISSCHIEN_STAND.search(words) else None


def raad_eenheid(
    kop: str, waarden: Collection[Waarde], opmaken: Collection[Opmaak], notatie: str | None = None
) -> Eenheid:
    """Return the probable unit of the numbers under a heading: by number format, by words, by the numbers.

    ``notatie`` is that of numbers in text.
    """
    words = vouw(kop)
    if "procent" in opmaken:
        return Eenheid("aandeel")
    if _GEMIDDELDE.search(words) and not (_AANDEEL.search(words) or _CIJFER.search(words)):
        return Eenheid("gemiddelde", "een gemiddelde telt niet op")
    if "geld" in opmaken:
        return Eenheid("euro")
    for pattern, naam in ((_FTE, "fte"), (_PERSONEN, "personen")):
        if pattern.search(words):
            return Eenheid(naam)
    numbers = [number for value in waarden if (number := _als_getal(value, notatie)) is not None]
    if _AANDEEL.search(words):
        signed = all(isinstance(value, str) and value.strip().endswith("%") for value in waarden)
        return Eenheid("aandeel") if signed else _share(numbers)
    return Eenheid("euro", "naar het opschrift") if _EURO.search(words) else _by_numbers(words, numbers)


def _share(numbers: Collection[float]) -> Eenheid:
    """Return a share without a sign or format: whether 36 or 0,36 is meant, only the numbers can say."""
    if any(abs(number) > 1 for number in numbers):
        return Eenheid("aandeel", "36 is 36%", "procent")
    return Eenheid("aandeel", "0,36 is 36%", "fractie")


def _by_numbers(words: str, numbers: Collection[float]) -> Eenheid:
    """Return a unit that does not add up unless the heading, or whole numbers, say that something is counted."""
    if _DUUR.search(words) and not _AANTAL.search(words):
        return Eenheid("gemiddelde", "een duur telt niet op; zijn het getelde dagen of uren, kies dan aantal")
    if all(number == number // 1 for number in numbers):
        zeker = bool(_AANTAL.search(words))
        return Eenheid("aantal", "" if zeker else "hele getallen; kies uit aantal, personen, euro")
    low, high = _CIJFERSCHAAL
    if all(low <= number <= high for number in numbers) or _CIJFER.search(words):
        return Eenheid("cijfer", "" if _CIJFER.search(words) else "kies uit cijfer, fte, aandeel, euro")
    return Eenheid("gemiddelde", "dit telt niet op; kies euro of fte als het wel optelt")


def _als_getal(value: Waarde, notatie: str | None) -> float | None:
    """Return a number for guessing its unit only; text that cannot be one is ``None``."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if not isinstance(value, str):
        return float(value)
    plain = schoon(value).strip("€% ").replace("\N{MINUS SIGN}", "-")
    plain = plain.replace(",", "") if notatie == "en" else plain.replace(".", "").replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return None


def maak_id(text: str, bezet: Collection[str] = (), nood: str = "kolom") -> str:
    """Return an ASCII id of a heading that no other one has: ``Reden uitstroom`` is ``reden_uitstroom``."""
    base = _slug(text, "_")
    if not base or not base[0].isalpha():
        base = f"{nood}_{base}".rstrip("_")
    taken = {*bezet, *TIJDROLLEN, "maat"}
    return next(name for name in _numbered(base) if name not in taken)


def lid_id(text: str, bezet: Collection[str]) -> str:
    """Return an ASCII id of a member that no other one has: ``16-27 jaar`` is ``16-27-jaar``."""
    return next(name for name in _numbered(_slug(text, "-") or "lid", "-") if name not in bezet)


def _slug(text: str, teken: str) -> str:
    letters = unicodedata.normalize("NFKD", vouw(text)).encode("ascii", "ignore").decode().replace("'", "")
    return _WOORD.sub(teken, letters).strip(teken)[:_MAX_ID].rstrip(teken)


def _numbered(base: str, teken: str = "_") -> Iterable[str]:
    yield base
    for rank in count(2):
        yield f"{base}{teken}{rank}"


def is_algemeen(text: str) -> bool:
    """Say whether a heading says nothing about what is counted."""
    return vouw(text) in _ALGEMEEN


def kale_naam(stam: str) -> str:
    """Return the name of a report: a file name without locale, time stamp and number of the copy."""
    while (shorter := _STAART.sub("", stam).rstrip()) != stam and shorter:
        stam = shorter
    return stam
