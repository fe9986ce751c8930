"""The glossary where it is needed: which of its terms a page uses, for the words at the foot of that page.

An abbreviation (a capital after its first letter, or one that we know) is found as it is written; of any other form the
first letter may be small or a capital.  A form within a longer word is not found: *bijstand* is not in
*bijstandsuitkering*, but it is in *bijstand-vraag*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec

from werkmonitor.monitor import model
from werkmonitor.monitor.blokken import Begrip, Woord
from werkmonitor.monitor.paginatekst import paginatekst
from werkmonitor.proza.afkortingen import bekende

_Zoeker = tuple[re.Pattern[str], dict[str, int]]
"""What finds every form of every term, and the rank of the term that a form belongs to."""
_SPACE = re.compile(r"\\?\s+")


def met_begrippen(monitor: model.Monitor) -> model.Monitor:
    """Return the Monitor with, on each page, the terms that it uses; the page that has the whole glossary gets none."""
    paginas = tuple(msgspec.structs.replace(pagina, begrippen=woorden(pagina, monitor)) for pagina in monitor.paginas)
    return msgspec.structs.replace(monitor, paginas=paginas)


def woorden(pagina: model.Pagina, monitor: model.Monitor) -> tuple[Woord, ...]:
    """Return the terms that a page uses in the order of the alphabet, with those that explain them.

    Of a page that is a list itself only the abbreviations: it would need most of the glossary, which stands near it.
    """
    if _heeft_begrippen(pagina, monitor.begrippen):
        return ()
    is_lijst = any(isinstance(blok, model.Definities | model.Lijst) for blok in pagina.blokken)
    found, zoeker = dict[int, Woord](), _zoeker(monitor.begrippen)
    for blok, text in paginatekst(pagina, monitor):
        prose = blok is not None and isinstance(pagina.blokken[blok], model.Tekst)
        for rank, vorm in _gevonden(text, zoeker):
            if is_lijst and not is_afkorting(vorm):
                continue
            known = found.setdefault(rank, _woord(monitor.begrippen[rank], vorm))
            if prose and known.blok is None:
                found[rank] = msgspec.structs.replace(known, vorm=vorm, blok=blok)
    _vul_aan(found, monitor.begrippen)
    return tuple(sorted(found.values(), key=lambda woord: woord.term.casefold()))


def gebruikt(teksten: Iterable[str], begrippen: Sequence[Begrip]) -> tuple[Woord, ...]:
    """Return the terms that some texts use, in the order of the alphabet: for what is no page of its own."""
    found, zoeker = dict[int, Woord](), _zoeker(tuple(begrippen))
    for text in teksten:
        for rank, vorm in _gevonden(text, zoeker):
            found.setdefault(rank, _woord(begrippen[rank], vorm))
    _vul_aan(found, begrippen)
    return tuple(sorted(found.values(), key=lambda woord: woord.term.casefold()))


def is_afkorting(vorm: str) -> bool:
    """Say whether a form is an abbreviation, whose capitals matter: BUIG, V, and what we know as one: Wsw."""
    return any(letter.isupper() for letter in vorm[1:]) or (len(vorm) == 1 and vorm.isupper()) or vorm in bekende()


def zonder_begrippen(text: str, begrippen: Sequence[Begrip]) -> str:
    """Return a text in which the terms of the glossary are blank."""
    return _zoeker(tuple(begrippen))[0].sub(lambda match: re.sub(r"\S", " ", match[0]), text)


def _woord(begrip: Begrip, vorm: str) -> Woord:
    return Woord(term=begrip.term, uitleg=begrip.uitleg, vorm=vorm)


def _heeft_begrippen(pagina: model.Pagina, begrippen: Sequence[Begrip]) -> bool:
    """Say whether a page shows the glossary itself."""
    terms = tuple(begrip.term for begrip in begrippen)
    lists = (blok.regels for blok in pagina.blokken if isinstance(blok, model.Lijst))
    return any(tuple(regel.term for regel in regels) == terms for regels in lists)


def _vul_aan(found: dict[int, Woord], begrippen: Sequence[Begrip]) -> None:
    """Add the abbreviations that stand in the explanations themselves."""
    todo, zoeker = list(found), _zoeker(tuple(begrippen))
    while todo:
        for rank, vorm in _gevonden(begrippen[todo.pop()].uitleg, zoeker):
            if rank not in found and is_afkorting(vorm):
                found[rank] = _woord(begrippen[rank], vorm)
                todo.append(rank)


def _gevonden(text: str, zoeker: _Zoeker) -> Iterator[tuple[int, str]]:
    """Yield each term in a text by its rank, with how it is written there; of two that overlap the longer one."""
    pattern, ranks = zoeker
    for match in pattern.finditer(text):
        vorm = _SPACE.sub(" ", match[0])
        yield ranks[vorm if vorm in ranks else f"{vorm[:1].swapcase()}{vorm[1:]}"], match[0]


@lru_cache(maxsize=4)
def _zoeker(begrippen: tuple[Begrip, ...]) -> _Zoeker:
    """Return what finds every form of every term, and the rank of the term that a form belongs to."""
    ranks: dict[str, int] = {}
    for rank, begrip in enumerate(begrippen):
        for vorm in (begrip.term, *begrip.ook):
            ranks.setdefault(vorm, rank)
    by_start: dict[str, list[str]] = {}
    for vorm in sorted(ranks, key=len, reverse=True):
        for begin, rest in _patronen(vorm):
            by_start.setdefault(begin, []).append(rest)
    branches = [f"{re.escape(begin)}(?:{'|'.join(rests)})" for begin, rests in by_start.items()] or ["(?!)"]
    return re.compile(rf"(?<!\w)(?:{'|'.join(branches)})(?!\w|\.\w)"), ranks


def _patronen(vorm: str) -> Iterator[tuple[str, str]]:
    """Yield the first letter of a form with what must follow: by letter, as most words of a text begin otherwise."""
    rest = _SPACE.sub(r"\\s+", re.escape(vorm[1:]))
    if is_afkorting(vorm):
        yield vorm[0], rest
    else:
        yield from ((letter, rf"(?<!-.){rest}") for letter in dict.fromkeys((vorm[0].lower(), vorm[0].upper())))
