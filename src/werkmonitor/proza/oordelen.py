"""Words of a verdict against the verdicts of figures: what was reached, exceeded, or has a colour."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from werkmonitor.proza import woorden as w
from werkmonitor.proza.kennis import Cijfer, gebonden
from werkmonitor.proza.namen import genoemd
from werkmonitor.proza.tegenspraak import Plek, Tegenspraak, regel_van, teken
from werkmonitor.proza.uitspraken import Uitspraak
from werkmonitor.proza.zinnen import Deel, woorden


def oordelen(uitspraak: Uitspraak, plek: Plek) -> Iterator[Tegenspraak]:
    """Yield what is said against verdicts by *gehaald*, *niet overschreden* and the like."""
    reached = next(iter(uitspraak.tekens)) == 1
    exceeds = uitspraak.woord.removeprefix("niet ") in w.OVERSCHREDEN
    about, sure = _judged(plek, of_norm=True)
    about = [cijfer for cijfer in about if cijfer.lager_is_beter or not exceeds]
    if about and all(cijfer.gehaald is not None and cijfer.gehaald != reached for cijfer in about):
        words = '"niet overschreden", "overschreden"' if exceeds else '"gehaald", "niet gehaald"'
        yield _found(uitspraak, plek, about[0], f"gehaald({words})", zeker=sure and len(about) == 1)


def normen(uitspraak: Uitspraak, plek: Plek) -> Iterator[Tegenspraak]:
    """Yield what is said against figures by *onder de norm* and *boven de norm*."""
    about, sure = _judged(plek, of_norm=True)
    known = [(cijfer, gap) for cijfer in about if (gap := cijfer.tegen_norm) is not None]
    if known and len(known) == len(about) and all(teken(gap) not in uitspraak.tekens for _, gap in known):
        yield _found(uitspraak, plek, known[0][0], "", zeker=sure and len(known) == 1)


def kleuren(uitspraak: Uitspraak, plek: Plek) -> Iterator[Tegenspraak]:
    """Yield what is said against verdicts by a colour: *staat op groen*."""
    about, sure = _judged(plek, of_norm=False)
    if about and all(cijfer.kleur and cijfer.kleur != uitspraak.kleur for cijfer in about):
        words = 'oordeel("groen", "oranje", "rood")'
        yield _found(uitspraak, plek, about[0], words, zeker=sure and len(about) == 1)


def _judged(plek: Plek, *, of_norm: bool) -> tuple[list[Cijfer], bool]:
    """Return the judged figures that a part is about, and whether they are bound there.

    Bound in the part, else in the sentence; else named; else the only judged figure of a page, where a norm is named.
    """
    if plek.tijd != "eigen" or plek.elders or (of_norm and not _speaks_of_norm(plek)):
        return [], False
    here = _of_fields(plek.deel, plek)
    if here:
        return here, plek.stellig
    own = _of_fields(plek.zin.stukken, plek)
    if own:
        return (own, plek.stellig) if len(own) == 1 and not plek.velden else ([], False)
    if not plek.stellig:
        return [], False
    named = [cijfer for cijfer in genoemd(plek.deel, plek.kennis) if cijfer.kleur]
    if named or not woorden(plek.deel) & w.NORM:
        return named, False
    before = _of_fields(plek.vorige.stukken, plek) if plek.vorige else []
    return (before if len(before) == 1 and not _of_another(plek.deel) else _only_one(plek)), False


def _of_another(deel: Deel) -> bool:
    """Say whether a norm has its own figure behind it: *de norm voor jongeren*."""
    return any(first.woord in w.NORM and second.woord in {"voor", "over"} for first, second in pairwise(deel))


def _speaks_of_norm(plek: Plek) -> bool:
    return bool(plek.zin.woorden & w.NORM) or any(
        stuk.veld is not None and stuk.veld.deel == "norm" for stuk in plek.zin.stukken
    )


def _of_fields(deel: Deel, plek: Plek) -> list[Cijfer]:
    """Return the judged figures whose value of this period, or whose norm, is bound in a part."""
    fields = gebonden(deel, plek.kennis)
    found = [veld.cijfer for veld in fields if (veld.is_stand or veld.veld.deel == "norm") and veld.cijfer.kleur]
    return list(dict.fromkeys(found))


def _only_one(plek: Plek) -> list[Cijfer]:
    judged = [cijfer for naam, cijfer in plek.kennis.cijfers.items() if naam in plek.kennis.hier and cijfer.kleur]
    return judged if len(judged) == 1 else []


def _found(uitspraak: Uitspraak, plek: Plek, cijfer: Cijfer, words: str, *, zeker: bool) -> Tegenspraak:
    return Tegenspraak(
        woord=uitspraak.woord,
        regel=regel_van(plek.deel, uitspraak.index),
        cijfer=cijfer,
        waarheid=f"{cijfer.naam} is {cijfer.kleur}: {cijfer.weergave}, en de norm is {cijfer.norm_weergave}",
        schrijf=f"{{{{ {cijfer.id} | {words} }}}}" if words else "",
        zeker=zeker,
    )
