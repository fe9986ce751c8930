"""Words of direction against the signs of figures: what rose, fell, stayed, is left over or became better."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from werkmonitor import formatting
from werkmonitor.proza import woorden as w
from werkmonitor.proza.kennis import Cijfer, Gebonden, gebonden
from werkmonitor.proza.namen import kernwoorden, lijkt, noemt
from werkmonitor.proza.tegenspraak import NABIJ, Plek, Tegenspraak, dichtst, drietal, klopt, regel_van
from werkmonitor.proza.tijd import noemt_eerder
from werkmonitor.proza.uitspraken import Uitspraak
from werkmonitor.proza.zinnen import woorden

Onderwerp = tuple[Cijfer, Fraction | None, str, bool]
"""A figure, its change that a word is about as far as known, the field that shows it, and whether that is sure."""


def bewegingen(uitspraak: Uitspraak, plek: Plek) -> Iterator[Tegenspraak]:
    """Yield what is said against figures by a word such as *steeg*."""
    pair = _from_to(plek)
    if pair is not None:
        begin, end = pair
        change = (end.waarde.waarde or 0) - (begin.waarde.waarde or 0)
        if not klopt(uitspraak, end.cijfer, Fraction(change)):
            truth = f"het ging van {begin.waarde.tekst} naar {end.waarde.tekst}"
            yield _found(uitspraak, plek, end.cijfer, truth, "", zeker=plek.stellig)
        return
    yield from _weigh(uitspraak, plek, _about(uitspraak, plek))


def vergelijkingen(uitspraak: Uitspraak, plek: Plek) -> Iterator[Tegenspraak]:
    """Yield what is said against figures by *meer*, *lager* and the like, beside what they compare."""
    near = [veld for veld in plek.velden if _is_own_sign(veld) and 0 < uitspraak.index - veld.index <= NABIJ]
    if near:
        yield from _weigh(uitspraak, plek, [_own(dichtst(near, uitspraak.index))])
        return
    two = _two_sides(uitspraak, plek)
    if two is not None:
        one, other = two
        difference = (one.waarde.waarde or 0) - (other.waarde.waarde or 0)
        if not klopt(uitspraak, one.cijfer, Fraction(difference)):
            truth = f"{one.cijfer.naam} is {one.waarde.tekst}, en {other.cijfer.naam} {other.waarde.tekst}"
            yield _found(uitspraak, plek, one.cijfer, truth, "", zeker=False)
    elif noemt_eerder(plek.deel, uitspraak.index, plek.kennis.periode):
        yield from _weigh(uitspraak, plek, _levels(uitspraak, plek, sure=True))


def saldi(uitspraak: Uitspraak, plek: Plek) -> Iterator[Tegenspraak]:
    """Yield what is said against balances by *tekort*, *positief* and the like."""
    own = [veld for veld in plek.velden if _is_own_sign(veld)]
    if own:
        yield from _weigh(uitspraak, plek, [_own(veld) for veld in own if plek.hoort_bij(veld, uitspraak)])
    elif uitspraak.woord in w.SALDO:
        balances = (cijfer for cijfer in plek.genoemd if cijfer.saldo and not cijfer.is_verandering)
        yield from _weigh(uitspraak, plek, [_named(cijfer, own_sign=True) for cijfer in balances])


def wensen(uitspraak: Uitspraak, plek: Plek) -> Iterator[Tegenspraak]:
    """Yield what is said against figures by *verbeterd* and the like."""
    compared = noemt_eerder(plek.deel, uitspraak.index, plek.kennis.periode)
    if uitspraak.woord in {"beter", "slechter"} and not (compared or "geworden" in woorden(plek.deel)):
        return
    for cijfer, change, _, sure in _levels(uitspraak, plek, sure=compared):
        wanted = 0 if change == 0 else None if cijfer.gunstig is None else 1 if cijfer.gunstig else -1
        if change is not None and wanted is not None and wanted not in uitspraak.tekens:
            field = f'{{{{ {cijfer.id} | beter("verbeterd", "gelijk gebleven", "verslechterd") }}}}'
            yield _found(uitspraak, plek, cijfer, _went(cijfer, change), field, zeker=sure and plek.stellig)


def _about(uitspraak: Uitspraak, plek: Plek) -> list[Onderwerp]:
    """Return the changes that a word of movement is about: bound, else named, else those it points back to."""
    own = [veld for veld in plek.velden if veld.is_verandering or (veld.cijfer.saldo and _follows(plek, veld, {"met"}))]
    if own:
        return [_own(veld) for veld in own if plek.hoort_bij(veld, uitspraak)]
    compared = noemt_eerder(plek.deel, uitspraak.index, plek.kennis.periode)
    return _levels(uitspraak, plek, sure=compared)


def _levels(uitspraak: Uitspraak, plek: Plek, *, sure: bool) -> list[Onderwerp]:
    """Return the differences with last year of the figures that a word is about."""
    if plek.tijd != "eigen" or plek.elders:
        return []
    bound = [veld for veld in plek.velden if veld.is_stand and _is_subject(uitspraak, plek, veld, compared=sure)]
    if bound:
        return [_change(dichtst(bound, uitspraak.index), uitspraak, sure=sure)]
    if plek.velden:
        return []
    named = [c for c in plek.genoemd if not _in_name(uitspraak, c) and _compares(uitspraak, plek, c)]
    changes = [cijfer for cijfer in named if cijfer.is_verandering]
    if named:
        return [_named(cijfer, own_sign=bool(changes)) for cijfer in changes or named]
    return [_change(veld, uitspraak, sure=False) for veld in plek.terug[-1:]]


def _is_subject(uitspraak: Uitspraak, plek: Plek, veld: Gebonden, *, compared: bool) -> bool:
    """Say whether a word is about how the figure of a field went, not about whom it counts (*120 mensen stegen*)."""
    if _in_name(uitspraak, veld.cijfer) or uitspraak.index + 1 == veld.index:
        return False
    told = bool(woorden(plek.deel) & w.HOEVEELHEID) or noemt(plek.deel, veld.cijfer)
    return compared or told or _follows(plek, veld, {"naar", "tot"})


def _compares(uitspraak: Uitspraak, plek: Plek, cijfer: Cijfer) -> bool:
    """Say whether the noun behind a comparison leaves it one of this figure: *minder klachten* is none of another."""
    after = plek.deel[uitspraak.index + 1].woord if uitspraak.index + 1 < len(plek.deel) else ""
    if uitspraak.soort != "vergelijking" or not after or after in w.STOPWOORDEN:
        return True
    return any(lijkt(word, after) for word in kernwoorden(cijfer.naam))


def _in_name(uitspraak: Uitspraak, cijfer: Cijfer) -> bool:
    return any(lijkt(word, uitspraak.woord) for word in kernwoorden(cijfer.naam))


def _is_own_sign(veld: Gebonden) -> bool:
    """Say whether the sign of what a field prints is itself a direction."""
    return veld.is_verandering or (veld.cijfer.saldo and veld.is_stand)


def _follows(plek: Plek, veld: Gebonden, words: Iterable[str]) -> bool:
    return veld.index > 0 and plek.deel[veld.index - 1].woord in words


def _own(veld: Gebonden) -> Onderwerp:
    """Return what a field prints as the change that a word is about."""
    return veld.cijfer, veld.waarde.waarde, veld.veld.naam, True


def _change(veld: Gebonden, uitspraak: Uitspraak, *, sure: bool) -> Onderwerp:
    """Return the change that a figure stands for: its own value where it counts one, else the difference with before.

    Of a change or balance that is compared with that of last year only the size counts: *een kleiner tekort*.
    """
    cijfer, sized = veld.cijfer, veld.is_verandering and not veld.veld.deel
    if sized and uitspraak.soort == "vergelijking":
        known = cijfer.waarde is not None and cijfer.vorig is not None
        grown = abs(Fraction(cijfer.waarde or 0)) - abs(Fraction(cijfer.vorig or 0)) if known else None
        return cijfer, grown, f"{cijfer.id}.verschil", sure
    if veld.is_verandering or cijfer.is_verandering:
        return cijfer, veld.waarde.waarde, veld.veld.naam, sure
    return cijfer, cijfer.verschil, f"{cijfer.id}.verschil", sure


def _named(cijfer: Cijfer, *, own_sign: bool) -> Onderwerp:
    if own_sign:
        return cijfer, cijfer.waarde, cijfer.id, False
    return cijfer, cijfer.verschil, f"{cijfer.id}.verschil", False


def _weigh(uitspraak: Uitspraak, plek: Plek, about: Sequence[Onderwerp]) -> Iterator[Tegenspraak]:
    """Yield the first change when a statement holds for none of those that it can be about."""
    if not about or any(change is None or klopt(uitspraak, cijfer, change) for cijfer, change, _, _ in about):
        return
    cijfer, change, field, sure = about[0]
    write = f"{{{{ {field} | richting({drietal(uitspraak)}) }}}}"
    own_sign = field != f"{cijfer.id}.verschil"
    truth = f"{cijfer.naam} is {_size(cijfer, change)}" if own_sign else _went(cijfer, change)
    sure = sure and plek.stellig and len(about) == 1
    yield _found(uitspraak, plek, cijfer, truth, write, zeker=sure)


def _size(cijfer: Cijfer, change: Fraction | None) -> str:
    return formatting.met_teken(change or Fraction(0), cijfer.eenheid, cijfer.decimalen)


def _went(cijfer: Cijfer, change: Fraction | None) -> str:
    then = cijfer.schrijf(cijfer.vorig)
    if change == 0:
        return f"{cijfer.naam} is net als een jaar eerder {cijfer.weergave}"
    return f"{cijfer.naam} ging in een jaar van {then} naar {cijfer.weergave}"


def _found(  # noqa: PLR0913 - the parts of what is told
    uitspraak: Uitspraak, plek: Plek, cijfer: Cijfer, truth: str, write: str, *, zeker: bool
) -> Tegenspraak:
    return Tegenspraak(
        woord=uitspraak.woord,
        regel=regel_van(plek.deel, uitspraak.index),
        cijfer=cijfer,
        waarheid=truth,
        schrijf=write,
        zeker=zeker,
    )


def _from_to(plek: Plek) -> tuple[Gebonden, Gebonden] | None:
    """Return the two ends of *van … naar …* where both are bound to figures of one unit."""
    begins = [veld for veld in plek.velden if _follows(plek, veld, {"van"})] or _where_it_was(plek)
    ends = [veld for veld in plek.velden if _follows(plek, veld, {"naar", "tot"})]
    if not begins or not ends:
        return None
    begin, end = begins[-1], ends[-1]
    return (begin, end) if begin.cijfer.eenheid == end.cijfer.eenheid else None


def _where_it_was(plek: Plek) -> list[Gebonden]:
    """Return where the part before ended, for one that goes on from there: *…, en steeg naar {{ … }}*."""
    first = [stuk.woord for stuk in plek.deel[:2]]
    if not any(word in w.BEWEGING for word in (first if first[:1] == ["en"] else first[:1])):
        return []
    stukken = plek.zin.stukken
    begin = next(index for index, stuk in enumerate(stukken) if stuk is plek.deel[0])
    fields = gebonden(stukken[:begin], plek.kennis)
    return [veld for veld in fields if stukken[veld.index - 1].woord in {"naar", "tot"}]


def _two_sides(uitspraak: Uitspraak, plek: Plek) -> tuple[Gebonden, Gebonden] | None:
    """Return the figures on both sides of *dan*: *een hoger cijfer ({{ a }}) dan elders ({{ b }})*."""
    stukken = plek.zin.stukken
    place = next(i for i, stuk in enumerate(stukken) if stuk is plek.deel[uitspraak.index])
    than = next((i for i in range(place, min(place + 8, len(stukken))) if stukken[i].woord == "dan"), None)
    if than is None:
        return None
    fields = [veld for veld in gebonden(stukken, plek.kennis) if not veld.is_verandering]
    before = [veld for veld in fields if than - 10 <= veld.index < than]
    after = [veld for veld in fields if than < veld.index <= than + 6]
    if len(before) != 1 or not after or before[0].cijfer.eenheid != after[0].cijfer.eenheid:
        return None
    return before[0], after[0]
