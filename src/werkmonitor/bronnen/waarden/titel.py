"""The one period or day that the titles above a table name; Cognos states it nowhere else in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from werkmonitor.bronnen.sheet import Waarde
from werkmonitor.bronnen.waarden.tijd import MAANDNAMEN, GeenTijdError, combineer, naam_van, tijd
from werkmonitor.bronnen.waarden.values import vouw
from werkmonitor.periode import Periode

_MAAND = rf"(?:{'|'.join(sorted(MAANDNAMEN, key=len, reverse=True))})\b\.?"
_JAAR = r"(?:19|20|21)\d\d(?!\d)"
_EENHEID = r"(?:kwartaal|quarter|quartal|half ?jaar|halbjahr|[kqh](?![^\W\d]))"
_RANG = r"(?:[1-4](?:e|ste|de|st|nd|rd|th)?\b\.?|eerste|tweede|derde|vierde|first|second|third|fourth)"
_CLOSED = r"t/m|tot en met|through|bis|[-–]"
_OPEN = r"tot|until|to"
_MENTION = re.compile(
    rf"(?<![\w.,/-])(?:"
    rf"(?P<dag>\d{{1,2}}([-/.])\d{{1,2}}\2\d{{4}}|\d{{4}}([-/.])\d{{1,2}}\3\d{{1,2}}"
    rf"|\d{{1,2}}(?:e|\.)? {_MAAND} {_JAAR}|{_MAAND} \d{{1,2}}, {_JAAR})"
    rf"|(?P<deel>{_MAAND}[ /-]*{_JAAR}|{_JAAR}[ /-]*{_MAAND}|{_JAAR}[-/](?:0[1-9]|1[0-2])"
    rf"|{_RANG} {_EENHEID}(?: van| of)?[ ,/-]*{_JAAR}|{_EENHEID} ?[1-4](?: van| of)?[ ,/-]*{_JAAR}"
    rf"|{_JAAR}[ /-]*{_EENHEID} ?[1-4]|{_JAAR}[ ,/-]*{_RANG} {_EENHEID})"
    rf"|(?P<jaar>{_JAAR}))(?![\w/-]|[.,]\d)"
)
_SAYS_YEAR = re.compile(r"(?:jaar|year|jahr|periode|period|over|in|van)[ :]*$|^$")
_MORE_YEARS = re.compile(
    rf"(?<![\w.,/-]){_JAAR}(?: ?(?:[-–/]|t/m|tot en met|tot|en) ?{_JAAR}|[-/](?:1[3-9]|[2-9]\d))(?![-/.\w])"
)
"""Years from to, as in the name of a programme of four years."""
_NAMED_AFTER_YEAR = re.compile(
    rf"\b(?:bbz|wmo|wet|besluit|regeling|verordening|programma|plan|nota|versie|prijspeil)(?: \w+)?[ :]*{_JAAR}"
)
_RUN = re.compile(
    r"afgedrukt|afdruk|print|gedraaid|gegenereerd|generated|\brun\b|aangemaakt|export|rapportdatum|opgemaakt|opgesteld"
    r"|bijgewerkt|ververst|refresh|updated|created|erstellt|gedruckt|uitvoer(?:datum)?\b|\blaatste?\b|\bt\.?o\.?v\b"
    r"|ten opzichte van|vergeleken|sinds|since|seit"
)
"""What comes before the day on which a report was made, or a period that is only compared with."""
_SHARED_YEAR = re.compile(rf"((?:\d{{1,2}} )?{_MAAND})( ?(?:{_CLOSED}) ?)(?=(?:\d{{1,2}} )?{_MAAND} ({_JAAR}))")
_BEGIN = re.compile(r"(?:begin|start|vanaf|van|from|von)\w*[ :]*$")
_END = re.compile(r"(?:eind|einde|tot|t/m|end|to|bis)\w*[ :]*$")
_PARTS = re.compile(r"[;|\n\r]|\. (?=[A-Z])")
_LONGEST = 500
_HELE = (1, 3, 6, 12)


class _Mention(NamedTuple):
    moment: Periode | date
    zeker: bool
    """Whether it is a period, and not a year that something may be named after."""
    rand: str
    """``begin`` or ``eind`` of a period, where the words before it say so."""


def periode_in_titel(titels: Iterable[Waarde]) -> Periode | date | None:
    """Return the period or day that the titles name, ``None`` if they name none.

    The finest counts when it lies within the others (*november 2019* in *jaar 2019*); ``1-1-2021 t/m 31-12-2021`` is
    the year 2021.  Days on which the report was made, years that a law or a programme is named after, and periods that
    are only compared with do not count.  A year without more counts only when nothing else does.

    Raises ``GeenTijdError`` for titles that name different periods, or a day that can be read in two ways.
    """
    found = [mention for titel in titels for mention in _of_title(titel)]
    found = [mention for mention in found if mention.zeker] or found
    ends = {mention.rand: mention.moment for mention in found if mention.rand}
    if len(ends) == len(found) == 2:  # noqa: PLR2004 - the first day, and the last
        return _span(ends["begin"], ends["eind"], ("t/m", "tot"))
    moments = list(dict.fromkeys(mention.moment for mention in found))
    if not moments:
        return None
    try:
        return combineer(moments)
    except GeenTijdError:
        message = f"de titels noemen {' en '.join(map(naam_van, moments))}"
        raise GeenTijdError(message) from None


def _of_title(titel: Waarde) -> Iterator[_Mention]:
    if isinstance(titel, date):
        yield _Mention(titel.date() if isinstance(titel, datetime) else titel, zeker=True, rand="")
    elif isinstance(titel, str):
        for part in _PARTS.split(titel[:_LONGEST]):
            yield from _of_part(vouw(part))


def _of_part(text: str) -> Iterator[_Mention]:
    """Yield what one sentence names; the two ends of a span are one period."""
    text = _MORE_YEARS.sub(" ", _NAMED_AFTER_YEAR.sub(" ", text))
    text = _SHARED_YEAR.sub(r"\1 \3\2", text)
    matches = list(_MENTION.finditer(text))
    skip = False
    for rank, match in enumerate(matches):
        before = text[matches[rank - 1].end() if rank else 0 : match.start()].rstrip()
        if skip or _RUN.search(before):
            skip = False
            continue
        moment = _moment(match[0])
        if rank + 1 < len(matches):
            between = text[match.end() : matches[rank + 1].start()].strip()
            if re.fullmatch(f"{_CLOSED}|{_OPEN}", between):
                moment, skip = _span(moment, _moment(matches[rank + 1][0]), (between,)), True
        rand = "" if skip else "begin" if _BEGIN.search(before) else "eind" if _END.search(before) else ""
        yield _Mention(moment, not match["jaar"] or skip or bool(_SAYS_YEAR.search(before)), rand)


def _moment(text: str) -> Periode | date:
    found = tijd(text, "peildatum")
    if isinstance(found, Periode | date):
        return found
    message = f"'{text}' kan meer dan één dag zijn, of geen"
    raise GeenTijdError(message)


def _span(first: Periode | date, last: Periode | date, words: Sequence[str]) -> Periode:
    """Return the period from first to last, the last included unless the words say *tot* and it is a first day."""
    begin = first if isinstance(first, date) else first.eerste_dag
    end = last + timedelta(1) if isinstance(last, date) else last.dag_erna
    ends = [end, end - timedelta(1)] if {"tot", "until", "to"} & set(words) and isinstance(last, date) else [end]
    for lengte in _HELE:
        period = Periode.van(begin.year, lengte, (begin.month - 1) // lengte + 1)
        if period.eerste_dag == begin and period.dag_erna in ends:
            return period
    message = f"{naam_van(first)} t/m {naam_van(last)} is geen hele maand, kwartaal, halfjaar of jaar"
    raise GeenTijdError(message)
