"""The words by which a label says that it is a total: those that are certain, and those that are only suspicious."""

from __future__ import annotations

import re

from werkmonitor.bronnen.sheet import Waarde
from werkmonitor.bronnen.waarden.values import vouw

_TOT = r"(?:(?:sub|eind|tussen)[ -]?)?(?:totaal|totalen|totals?)"
_PLAIN = (
    rf"{_TOT}|tot|samenvatting|summary|overall|grand totals?|algemeen totaal|gesamt|gesamtsumme|summe|zusammenfassung"
)
_AVERAGE = r"gemiddelde|average"
_FOOTERS = r"aantal|count|count distinct|aantal verschillende|minimum|maximum|min|max|median|mediaan|som|sum"
_VAGUE = r"gem|gemiddeld|avg|mean|som|sum|mediaan|median|minimum|maximum|min|max"
_SEP = r"[\s(:–—-]"

TOTAAL = re.compile(
    rf"(?:{_PLAIN}|{_AVERAGE})|{_TOT}{_SEP}.*|(?:som van|sum of) .*|.*\s[-–—]\s(?:{_PLAIN}|{_AVERAGE}|{_FOOTERS})"
)
"""What is left out as a total, folded and without punctuation at its ends."""
_LIJKT = re.compile(
    rf"{_VAGUE}|(?:.*\W)?{_TOT}(?:\W.*)?|(?:gemiddelde?|gem\.?|average|mediaan) .*|.*\s[-–—]\s(?:{_VAGUE})"
    r"|(?:waarvan|w\.v)\b.*|%.*|.*% van\b.*|alle[ns]?\b.*|(?:aantal|count)\s.*|(?:jaar|maand|periode|peildatum|datum)"
)
"""What may be a total, an average, a part, or no member at all."""
_ZEKER = re.compile(_PLAIN)
_VAAG_VAN = re.compile(rf"(?!overall\b|{_TOT}\b).*\s[-–—]\s(?:{_AVERAGE}|{_FOOTERS})")
"""What is a footer only where it is one of something: "Klein - max" can be a member."""
_VAN_IETS = re.compile(
    rf".*{_SEP}(?:{_PLAIN}|{_AVERAGE}|{_FOOTERS}|{_VAGUE})|(?:gemiddelde?|gem\.?|average|mediaan) .*"
)
_KERN = re.compile(
    rf"(?:(?:{_TOT}|gemiddelde?|gem\.?|average|mediaan|som van|sum of){_SEP}+)?"
    rf"(?P<kern>.*?)(?:\s*{_SEP}+(?:{_PLAIN}|{_AVERAGE}|{_FOOTERS}|{_VAGUE}))?"
)
_MAYBE = re.compile(
    r"tot|samen|summ|overall|gem|averag|avg|gesamt|zusam|\s-\s|som|sum|media|mean|min|max|waarvan|w\.v|%|alle|aantal|count"
    r"|jaar|maand|periode|datum",
    re.IGNORECASE,
)
"""What every such label has in it; plain text without it is none, and that is most of the text of a large list."""
_LONGEST = 2000
"""No longer text is looked at: it is prose, and looking through the 32,767 characters of a cell takes long."""
RAND = " *.:;=-–—()[]#+>"
"""Punctuation at the ends of a label that says nothing."""


def _kaal(value: Waarde) -> str:
    """Return a text folded and without punctuation at its ends; nothing where it cannot be about a total."""
    if (
        not isinstance(value, str)
        or len(value) > _LONGEST
        or (value.isascii() and value.isprintable() and not _MAYBE.search(value))
    ):
        return ""
    folded = vouw(value)
    return "% " + folded.strip(RAND + "%") if folded.startswith("%") else folded.strip(RAND)


def is_totaal(value: Waarde) -> bool:
    """Say whether a text is the label of a total, an average or a count, in Dutch, English or German."""
    return TOTAAL.fullmatch(_kaal(value)) is not None


def is_zeker(value: Waarde) -> bool:
    """Say whether a label is that of a total, or of an average, whatever stands in the rows around it."""
    bare = _kaal(value)
    return TOTAAL.fullmatch(bare) is not None and _VAAG_VAN.fullmatch(bare) is None


def van_iets(value: Waarde) -> bool:
    """Say whether a label names what it is a total, an average or a count of."""
    return _VAN_IETS.fullmatch(_kaal(value)) is not None


def lijkt_totaal(value: Waarde) -> bool:
    """Say whether a label can be that of a total, an average, a part of another member, or a count."""
    bare = _kaal(value)
    return bool(bare) and (TOTAAL.fullmatch(bare) or _LIJKT.fullmatch(bare)) is not None


def waarvan(value: Waarde) -> str:
    """Return what a total is of: ``noord`` for "Noord - Totaal" and "Totaal Noord", nothing for a plain "Totaal"."""
    bare = _kaal(value)
    if _ZEKER.fullmatch(bare):
        return ""
    match = _KERN.fullmatch(bare)
    kern = match["kern"].strip(RAND) if match else bare
    return "" if _ZEKER.fullmatch(kern) else kern
