"""The one period or day that the titles above a table name; Cognos states it nowhere else in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from werkmonitor.bronnen.sheet import Waarde
from werkmonitor.bronnen.waarden.tijd import MAANDNAMEN, Deel, GeenTijdError, combineer, naam_van, tijd
from werkmonitor.bronnen.waarden.values import vouw
from werkmonitor.periode import Periode

_MAAND = rf"(?:{'|'.join(sorted(MAANDNAMEN, key=len, reverse=True))})\b\.?"
_JAAR = r"(?:19|20|21)\d\d(?!\d)"
_EENHEID = r"(?:kwartaal|quarter|quartal|half ?jaar|halbjahr|[kqh](?![^\W\d]))"
_RANG = r"(?:[1-4](?:e|ste|de|st|nd|rd|th)?\b\.?|eerste|tweede|derde|vierde|first|second|third|fourth)"
_CLOSED = r"t/m|tot en met|through|bis|[-–]"
_OPEN = r"tot|until|to"
_CODE = r"(?:19|20|21)\d\d(?:0[1-9]|1[0-2])"
_DAG = r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}"
_GLUED = re.compile(rf"({_MAAND}[ /-]*{_JAAR}|{_DAG}|\b{_CODE})[-–](?={_MAAND}[ /-]*{_JAAR}|{_DAG}|{_CODE}(?!\d))")
"""From to, without a space between."""
_MENTION = re.compile(
    rf"(?<![\w.,/-])(?:"
    rf"(?P<dag>\d{{1,2}}([-/.])\d{{1,2}}\2\d{{4}}|\d{{4}}([-/.])\d{{1,2}}\3\d{{1,2}}"
    rf"|\d{{1,2}}(?:e|\.)? {_MAAND} {_JAAR}|{_MAAND} \d{{1,2}}, {_JAAR})"
    rf"|(?P<deel>{_MAAND}[ /-]*{_JAAR}|{_JAAR}[ /-]*{_MAAND}|{_JAAR}[-/](?:0[1-9]|1[0-2])"
    rf"|{_RANG} {_EENHEID}(?: van| of)?[ ,/-]*{_JAAR}|{_EENHEID} ?[1-4](?: van| of)?[ ,/-]*{_JAAR}"
    rf"|{_JAAR}[ /-]*{_EENHEID} ?[1-4]|{_JAAR}[ ,/-]*{_RANG} {_EENHEID})"
    rf"|(?P<jaar>{_JAAR})|(?P<code>{_CODE}))(?![\w/-]|[.,]\d)"
)
_SAYS_YEAR = re.compile(r"(?:jaar|year|jahr|maand|month|monat|periode|period|over|in|van)[ :]*$|^$")
_MORE_YEARS = re.compile(
    rf"(?<![\w.,/-]){_JAAR}(?: ?(?:[-–/]|t/m|tot en met|tot|en) ?{_JAAR}|[-/](?:1[3-9]|[2-9]\d))(?![-/.\w])"
)
"""Years from to, as in the name of a programme of four years."""
_CLAIMED = re.compile(
    rf"(?:\b(?:school|studie|boek)?ja(?:ar|ren) |\bseizoen |\bperiode:? )?({_JAAR}) ?(?:[-–/]|t/m|tot en met|tot|en) ?"
    r"(?:19|20|21)?(\d\d)(?![-/.\w])"
)
"""Years from to that the figures are about: it says so, or they are two in a row."""
_NAMED_AFTER_YEAR = re.compile(
    rf"\b(?:bbz|wmo|wet|besluit|regeling|verordening|programma|plan|nota|versie|prijspeil)(?: \w+)?[ :]*{_JAAR}"
)
_RUN = re.compile(
    r"afgedrukt|afdruk|print|gedraaid|gegenereerd|generated|\brun\b|aangemaakt|export|rapportdatum|opgemaakt|opgesteld"
    r"|bijgewerkt|ververst|refresh|updated|created|erstellt|gedruckt|uitvoer(?:datum)?\b|\blaatste?\b|\bt\.?o\.?v\b"
    r"|ten opzichte van|vergeleken|sinds|since|seit"
)
"""What comes before the day on which a report was made, or a period that is only compared with."""
_SHARED_YEAR = re.compile(rf"((?:\d{{1,2}} )?{_MAAND}) ?({_CLOSED}) ?(?=(?:\d{{1,2}} )?{_MAAND} ({_JAAR}))")
_YEAR_FIRST = re.compile(
    rf"({_JAAR})[ ,:/-]+((?:\d{{1,2}} )?{_MAAND}) ?({_CLOSED}) ?((?:\d{{1,2}} )?{_MAAND})(?!\w| ?{_JAAR})"
)
_AND = rf"{_CLOSED}|{_OPEN}|en|and|und|[&+,]"
_SEVERAL = re.compile(
    rf"(?<![\w.,/-])(?:(?:{_EENHEID}|maand|week) ?\d{{1,2}} ?(?:{_AND}) ?(?:(?:{_EENHEID}|maand|week) ?)?\d{{1,2}}"
    rf"|(?:[1-4](?:e|ste|de|st|nd|rd|th)|eerste|tweede|derde)(?: {_EENHEID})? ?(?:{_AND}) ?{_RANG} {_EENHEID}"
    rf"|{_MAAND} ?(?:{_AND}) ?{_MAAND})(?![\w])"
)
"""Parts of a year from to, without a year at either: *1e en 2e kwartaal*."""
_LANGE_MAAND = "|".join(sorted((name for name in MAANDNAMEN if len(name) > 3 and name != "march"), reverse=True))  # noqa: PLR2004
_LOOSE = re.compile(
    rf"(?<![\w.,/-])(?:(?P<deel>{_RANG} (?:kwartaal|quarter|quartal|half ?jaar|halbjahr)"
    rf"|(?:kwartaal|quarter|quartal|half ?jaar|halbjahr|kw|q) ?[1-4]|{_LANGE_MAAND}|mei)"
    rf"|(?:maand|month|monat)[ :]*(?P<maand>0?[1-9]|1[0-2])"
    rf"|(?P<vaag>\d{{1,2}} (?:{_LANGE_MAAND}|mei)|(?:week|wk|periode)[ :.]*\d{{1,2}}))(?![\w-])"
)
"""A part of a year without its year."""
_UNTIL = re.compile(r"\b(?:(t/m|tot en met|through|bis)|tot|until)[ :]*$")
_MONTHS_BACK = re.compile(r"(?<!\w)(\d{1,2}|twaalf|zes|drie) maanden (?:t/m|tot en met)[ :]*$")
_COUNTS = {"twaalf": 12, "zes": 6, "drie": 3}
_ON_A_DAY = re.compile(r"\b(?:stand|peildatum)\b")
_CUMULATIVE = re.compile(r"\bcumulati|\bkumulati|\bytd\b|year to date|\bopgelopen\b")
_BEGIN = re.compile(r"(?:begin|start|vanaf|van|from|von)\w*[ :]*$")
_END = re.compile(r"(?:eind|einde|tot|t/m|tot en met|end|to|bis)\w*[ :]*$")
_PARTS = re.compile(r"[;|\n\r]|\. (?=[A-Z])")
_LONGEST = 500
_TIME_OR_PAGE = re.compile(
    rf"(?<![\w-])(?:{_RANG} {_EENHEID}|{_EENHEID} ?[1-4](?!\d)|(?:pagina|page|blad|sheet|seite|deel|part|p\.) ?\d+"
    rf"(?: ?(?:van|of|von|/) ?\d+)?|(?:week|wk|maand|month|periode|period) ?\d{{1,2}}(?!\d)|{_MAAND}"
    rf"|\d{{1,2}}[-/.:]\d{{1,2}}(?:[-/.:]\d{{2,4}})?|vervolg|continued|{_JAAR}(?:0[1-9]|1[0-2])?"
    rf"|{_CLOSED}|{_OPEN}|jaar|year|maand|month|kwartaal|quarter|half ?jaar|periode|period|per|over|van|in|of)(?![\w-])"
)
_SIGNS = re.compile(r"[\W_]+")
_HELE = (1, 3, 6, 12)


class GeenHelePeriodeError(GeenTijdError):
    """Titles name days that are no whole month, quarter, half-year or year.

    ``eerste`` is ``None`` where they do not say from which day on.
    """

    def __init__(self, message: str, eerste: date | None, laatste: date) -> None:
        super().__init__(message)
        self.eerste = eerste
        self.laatste = laatste


class _Mention(NamedTuple):
    moment: Periode | date | Deel
    zeker: bool
    """Whether it is a period, and not a year that something may be named after."""
    rand: str = ""
    """``begin`` or ``eind`` of a period, where the words before it say so."""
    tot: date | None = None
    """The last day, of something that the words before it say to end there."""


def periode_in_titel(titels: Iterable[Waarde], jaar: int | None = None) -> Periode | date | None:
    """Return the period or day that the titles name, ``None`` if they name none.

    The finest counts when it lies within the others (*november 2019* in *jaar 2019*); ``1-1-2021 t/m 31-12-2021`` is
    the year 2021.  Days on which the report was made, years that a law or a programme is named after, and periods that
    are only compared with do not count.  A year without more counts only when nothing else does.  A part of a year
    lies in the year that the titles name, else in ``jaar``; without that it names nothing.

    Raises ``GeenTijdError`` for titles that name different periods, a week, or a day that can be read in two ways, and
    ``GeenHelePeriodeError`` where the days that they name are no whole period.
    """
    texts = list(titels)
    found = [mention for titel in texts for mention in _of_title(titel)]
    parts = [mention for mention in found if isinstance(mention.moment, Deel)]
    whole = [mention for mention in found if not isinstance(mention.moment, Deel)]
    whole = [mention for mention in whole if mention.zeker] or whole
    _refuse_years(texts, found)
    ends = {mention.rand: mention.moment for mention in whole if mention.rand and not isinstance(mention.moment, Deel)}
    if len(ends) == len(whole) == 2 and not parts:  # noqa: PLR2004 - the first day, and the last
        return _span(ends["begin"], ends["eind"], ("t/m", "tot"))
    if not whole and parts and jaar is not None:
        whole = [_Mention(Periode.van(jaar), zeker=True)]
    if not whole:
        return None
    return _together([*whole, *parts], cumulative=any(_CUMULATIVE.search(vouw(text)) for text in _strings(texts)))


def _together(mentions: Sequence[_Mention], *, cumulative: bool) -> Periode | date:
    """Return the one moment that all mentions make; what is cumulative begins on the first day of the year."""
    moments = list(dict.fromkeys(mention.moment for mention in mentions))
    try:
        found = combineer(moments)
    except GeenTijdError:
        message = f"de titels noemen {' en '.join(map(_called, moments))}"
        raise GeenTijdError(message) from None
    until = [mention.tot for mention in mentions if mention.tot is not None]
    if cumulative:
        return _span(Periode.van(found.year if isinstance(found, date) else found.jaar), until[0] if until else found)
    if until:
        message = f"de titel noemt alleen een einde, {until[0]:%d-%m-%Y}, en geen begin"
        raise GeenHelePeriodeError(message, None, until[0])
    return found


def _called(moment: Periode | date | Deel) -> str:
    if isinstance(moment, Deel):
        return f"{ {1: 'maand', 3: 'kwartaal'}.get(moment.lengte, 'halfjaar') } {moment.nummer}"
    return naam_van(moment)


def _strings(titels: Iterable[Waarde]) -> Iterator[str]:
    return (titel[:_LONGEST] for titel in titels if isinstance(titel, str))


def _refuse_years(titels: Iterable[Waarde], found: Sequence[_Mention]) -> None:
    """Refuse titles that name nothing but several years, as *schooljaar 2020/2021* does."""
    if any(not isinstance(mention.moment, date) for mention in found):
        return
    for text in _strings(titels):
        for match in _CLAIMED.finditer(_NAMED_AFTER_YEAR.sub(" ", vouw(text))):
            if not match[0].startswith(match[1]) or (int(match[1]) + 1) % 100 == int(match[2]):
                message = f"'{match[0]}' is niet één jaar"
                raise GeenTijdError(message)


def zonder_tijd(text: str) -> str:
    """Return a title, folded, without the time and the page number in it: *Instroom (blad 2), mei 2021* is *instroom*.

    What is left tells two reports of one shape apart.
    """
    return _SIGNS.sub(
        " ", _TIME_OR_PAGE.sub(" ", _MENTION.sub(" ", _MORE_YEARS.sub(" ", vouw(text[:_LONGEST]))))
    ).strip()


def _of_title(titel: Waarde) -> Iterator[_Mention]:
    if isinstance(titel, date):
        yield _Mention(titel.date() if isinstance(titel, datetime) else titel, zeker=True, rand="")
    elif isinstance(titel, str):
        for part in _PARTS.split(titel[:_LONGEST]):
            yield from _of_part(vouw(part))


def _of_part(text: str) -> Iterator[_Mention]:
    """Yield what one sentence names; the two ends of a span are one period."""
    text = _MORE_YEARS.sub(" ", _NAMED_AFTER_YEAR.sub(" ", text))
    text = _GLUED.sub(r"\1 - ", text)
    text = _YEAR_FIRST.sub(r"\2 \1 \3 \4 \1", _SHARED_YEAR.sub(r"\1 \3 \2 ", text))
    several = _SEVERAL.search(text)
    if several and not _RUN.search(text[: several.start()]):
        message = f"'{several[0]}' is niet één maand, kwartaal, halfjaar of jaar"
        raise GeenTijdError(message)
    yield from _with_year(text)
    yield from _without_year(_MENTION.sub(lambda match: " " * len(match[0]), text))


def _with_year(text: str) -> Iterator[_Mention]:
    matches = list(_MENTION.finditer(text))
    skip = False
    for rank, match in enumerate(matches):
        before = text[matches[rank - 1].end() if rank else 0 : match.start()].rstrip()
        back = _MONTHS_BACK.search(before)
        if skip or (_RUN.search(before) and not back):
            skip = False
            continue
        between = text[match.end() : matches[rank + 1].start()].strip() if rank + 1 < len(matches) else ""
        skip = re.fullmatch(f"{_CLOSED}|{_OPEN}", between) is not None
        says = skip or bool(_SAYS_YEAR.search(before))
        if match["code"] and not says:
            continue
        moment = _moment(match[0])
        if skip:
            moment = _span(moment, _moment(matches[rank + 1][0]), (between,))
        elif back:
            moment = _months_until(int(_COUNTS.get(back[1], 0) or back[1]), moment)
        rand = "" if skip or back else "begin" if _BEGIN.search(before) else "eind" if _END.search(before) else ""
        until = None if skip or back or _ON_A_DAY.search(before) else _UNTIL.search(before)
        yield _Mention(
            moment, says or not match["jaar"], rand, _last_day(moment, closed=bool(until[1])) if until else None
        )


def _without_year(text: str) -> Iterator[_Mention]:
    """Yield the parts of a year that do not say of which year; raise ``GeenTijdError`` for a week or a day."""
    for match in _LOOSE.finditer(text):
        if _RUN.search(text[: match.start()]):
            continue
        part = Deel(1, int(match["maand"])) if match["maand"] else tijd(match[0], "periode")
        if match["vaag"] or not isinstance(part, Deel):
            message = f"'{match[0]}' is geen maand, kwartaal, halfjaar of jaar"
            raise GeenTijdError(message)
        yield _Mention(part, zeker=True)


def _last_day(moment: Periode | date, *, closed: bool) -> date:
    if closed:
        return moment if isinstance(moment, date) else moment.laatste_dag
    return (moment if isinstance(moment, date) else moment.eerste_dag) - timedelta(1)


def _months_until(count: int, last: Periode | date) -> Periode:
    """Return the period of so many months that ends with another."""
    end = Periode.van(last.year, 1, last.month) if isinstance(last, date) else last.maanden[-1]
    return _span(Periode(end.start - count + 1, 1), last)


def _moment(text: str) -> Periode | date:
    found = tijd(text, "peildatum")
    if isinstance(found, Periode | date):
        return found
    message = f"'{text}' kan meer dan één dag zijn, of geen"
    raise GeenTijdError(message)


def _span(first: Periode | date, last: Periode | date, words: Sequence[str] = ()) -> Periode:
    """Return the period from first to last, the last included unless the words say *tot* and it is a first day."""
    begin = first if isinstance(first, date) else first.eerste_dag
    end = last + timedelta(1) if isinstance(last, date) else last.dag_erna
    ends = [end, end - timedelta(1)] if {"tot", "until", "to"} & set(words) and isinstance(last, date) else [end]
    for lengte in _HELE:
        period = Periode.van(begin.year, lengte, (begin.month - 1) // lengte + 1)
        if period.eerste_dag == begin and period.dag_erna in ends:
            return period
    message = f"{naam_van(first)} t/m {naam_van(last)} is geen hele maand, kwartaal, halfjaar of jaar"
    raise GeenHelePeriodeError(message, begin, ends[-1] - timedelta(1))
