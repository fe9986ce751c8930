"""Numbers that are typed in a text, held against the figures of the page.

What is no number of a figure is left alone: years and dates, ages and durations, ranks, and what has a label before it
(artikel 16, trede 3, 1e kwartaal).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from werkmonitor import formatting
from werkmonitor.proza import woorden as w
from werkmonitor.proza.kennis import Cijfer, Kennis
from werkmonitor.proza.namen import elders, genoemd, kernwoorden, lijkt
from werkmonitor.proza.tijd import jaar_van, jaren, tijd_van
from werkmonitor.proza.uitspraken import uitspraken
from werkmonitor.proza.zinnen import Deel, Stuk, Zin, deel_bij_en, woorden

Soort = Literal["aantal", "deel", "geld"]
DICHTBIJ = Fraction(1, 50)
"""A number that differs less than this from a figure, and is not equal to it, looks like a slip of the pen."""
ONGEVEER = Fraction(1, 10)
"""How far off a number may be that is said to be about right."""
HERKENBAAR = 3
"""A number of so many digits is seldom the same as a figure by chance."""
_EENHEID_SOORT: dict[str, Soort] = {"aandeel": "deel", "euro": "geld", "bedrag": "geld", "voordeel": "geld"}
NABIJ = 6
"""How many words may stand between a number and the name of its figure."""
KLEIN = 100
"""Below this a number behind a word such as *trede* is a rank."""


@dataclass(frozen=True, slots=True)
class Getal:
    """A typed number: ``n`` as it stands, ``factor`` for its million, ``soort`` by the sign beside it."""

    index: int
    regel: int
    tekst: str
    n: Fraction
    decimalen: int
    factor: int
    soort: Soort
    bijna: frozenset[str]
    """Words in front that say it is not exact."""

    @property
    def cijfers(self) -> int:
        """How many digits of it say something: of 1.200 two, of 32,6 three."""
        digits = re.sub(r"\D", "", self.tekst)
        return len((digits if self.decimalen else digits.rstrip("0")).lstrip("0"))

    def van(self, value: Fraction) -> Fraction:
        """Return a value on the scale of this number."""
        return abs(value) * (100 if self.soort == "deel" else 1) / self.factor

    def is_gelijk(self, value: Fraction) -> bool:
        """Say whether a value is this number, rounded as it is written."""
        return formatting.rond_af(self.van(value), self.decimalen) == self.n

    def is_dichtbij(self, value: Fraction) -> bool:
        """Say whether a value is nearly this number."""
        own = self.van(value)
        return own != 0 and abs(own - self.n) <= own * DICHTBIJ

    def kan(self, value: Fraction) -> bool:
        """Say whether this number can stand for a value: equal, or by the words in front more, less or about."""
        own = self.van(value)
        if self.bijna & w.ONGEVEER:
            return abs(own - self.n) <= own * ONGEVEER
        if self.bijna & w.MEER_DAN:
            return own >= self.n
        return own <= self.n if self.bijna & w.MINDER_DAN else self.is_gelijk(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Los:
    """A typed number beside a figure.

    ``gelijk`` is that figure itself, ``vorig`` its number of last year, ``dichtbij`` and ``anders`` are not it.
    """

    soort: Literal["gelijk", "vorig", "dichtbij", "anders"]
    getal: Getal
    cijfer: Cijfer
    veld: str
    """The name of the field that prints the number, or what it should be."""


def losse_getallen(zin: Zin, kennis: Kennis) -> Iterator[Los]:
    """Yield the typed numbers of a sentence that belong to a figure of the page, or contradict one."""
    if zin.is_vraag or not any(stuk.soort == "getal" for stuk in zin.stukken):
        return
    if any(
        year not in {kennis.periode.jaar, kennis.periode.vorig_jaar.jaar}
        for _, year in jaren(zin.stukken, kennis.periode)
    ):
        return
    if elders(zin.stukken, kennis):
        return
    for deel in zin.delen:
        if tijd_van(deel, kennis.periode) == "ander":
            continue
        for getal in getallen(deel):
            found = _held_against(getal, deel, zin, kennis)
            if found is not None:
                yield found


def getallen(deel: Deel) -> Iterator[Getal]:
    """Yield the numbers of a part that can be those of a figure."""
    for index, stuk in enumerate(deel):
        if stuk.soort == "getal" and jaar_van(stuk) is None and not _is_label(deel, index):
            yield _getal(deel, index)


def _getal(deel: Deel, index: int) -> Getal:
    text = deel[index].tekst
    after = deel[index + 1] if index + 1 < len(deel) else None
    before = [stuk.tekst.casefold() for stuk in deel[max(index - 3, 0) : index]]
    scale = w.SCHAAL.get(after.woord, 1) if after else 1
    behind = {stuk.tekst.casefold() for stuk in deel[index + 1 : index + (3 if scale > 1 else 2)]}
    kind: Soort = "aantal"
    if behind & {"%", "procent"}:
        kind = "deel"
    elif "€" in before[-1:] or "eur" in before[-1:] or "euro" in behind or scale > 1000:  # noqa: PLR2004 - of money
        kind = "geld"
    whole, _, part = text.replace(".", "").partition(",")
    return Getal(
        index=index,
        regel=deel[index].regel,
        tekst=text,
        n=Fraction(f"{whole}.{part or 0}"),
        decimalen=len(part),
        factor=scale,
        soort=kind,
        bijna=frozenset(before) & (w.ONGEVEER | w.MEER_DAN | w.MINDER_DAN),
    )


def _is_label(deel: Deel, index: int) -> bool:
    """Say whether a number is a rank, a date, an age, a ratio or the like, by the words around it."""
    before = deel[index - 1] if index else None
    small = "," not in deel[index].tekst and int(deel[index].tekst.replace(".", "")) < KLEIN
    if before is not None and (before.tekst in {"-", "/", "#", "per"} or (small and before.woord in w.LABEL)):
        return True
    return _is_ratio(deel, index) or _is_duration(deel[index + 1 : index + 5])


def _is_ratio(deel: Deel, index: int) -> bool:
    """Say whether a number is one of two: *1 op de 3*."""
    near = [stuk.woord or stuk.soort for stuk in deel[max(index - 3, 0) : index + 4]]
    text = " ".join(near)
    return "getal op getal" in text or "getal op de getal" in text


def _is_duration(after: Sequence[Stuk]) -> bool:
    """Say whether what follows a number, or the range that it begins, makes it a date, an age or a duration."""
    for stuk in after:
        if stuk.woord in w.DUUR or stuk.tekst in {"-", "/", "+"}:
            return True
        if stuk.woord not in w.BEREIK and stuk.soort != "getal":
            return False
    return False


def _held_against(getal: Getal, deel: Deel, zin: Zin, kennis: Kennis) -> Los | None:
    """Return what a number is of the figures of the page."""
    if (getal.soort == "deel" and getal.n in {0, 100}) or any(getal.tekst in c.naam.split() for c in kennis.getoond):
        return None
    named = _named(getal, deel, kennis)
    about = [cijfer for cijfer in named or kennis.getoond if _soort(cijfer) == getal.soort]
    known = bool(named) or getal.cijfers >= HERKENBAAR or bool(_counted(getal, deel, kennis))
    if not about or not known:
        return None
    then = tijd_van(zin.stukken, kennis.periode) == "vorig" or bool(zin.woorden & w.TOEN)
    for candidates in (about, kennis.getoond):
        fitting = [cijfer for cijfer in candidates if _soort(cijfer) == getal.soort and _same_moment(cijfer, zin)]
        equal = None if getal.bijna else _equal(getal, fitting, deel, then=then)
        if equal is not None:
            return equal if equal.soort == "gelijk" or (_is_said(zin, deel, getal) and not then) else None
    if not _is_said(zin, deel, getal):
        return None
    return _near(getal, about, named)


def _soort(cijfer: Cijfer) -> Soort:
    return _EENHEID_SOORT.get(cijfer.eenheid, "aantal")


def _named(getal: Getal, deel: Deel, kennis: Kennis) -> list[Cijfer]:
    """Return the figures that a part names beside a number, where no field of them stands there already."""
    if any(stuk.veld is not None and stuk.veld.cijfer in kennis.cijfers for stuk in deel):
        return []
    near = deel[max(getal.index - NABIJ, 0) : getal.index + NABIJ + 1]
    fitting = (c for c in genoemd(near, kennis) if _soort(c) == getal.soort and not c.is_verandering)
    return [cijfer for cijfer in fitting if _can_count(cijfer, getal, deel)]


def _can_count(cijfer: Cijfer, getal: Getal, deel: Deel) -> bool:
    """Say whether the word behind a number leaves it a number of this figure: *400 klanten* counts no vouchers."""
    behind = deel[getal.index + 1].woord if getal.index + 1 < len(deel) else ""
    if not behind or behind in w.STOPWOORDEN or getal.soort != "aantal" or getal.factor > 1:
        return True
    nouns = kernwoorden(cijfer.noem) | kernwoorden(cijfer.naam)
    return any(lijkt(noun, behind) for noun in nouns | (w.MENSEN if nouns & w.MENSEN else frozenset()))


def _counted(getal: Getal, deel: Sequence[Stuk], kennis: Kennis) -> bool:
    """Say whether a figure counts what stands right behind a number: *60 uitkeringen*."""
    behind = [stuk.woord for stuk in deel[getal.index + 1 : getal.index + 3] if stuk.woord]
    nouns = {noun for cijfer in kennis.getoond for noun in kernwoorden(cijfer.noem)}
    return any(lijkt(noun, word) for noun in nouns for word in behind)


def _is_said(zin: Zin, deel: Deel, getal: Getal) -> bool:
    """Say whether a number is told as what happened: not what was asked, planned, or written by others."""
    stuk = deel[getal.index]
    own = next((part for part in deel_bij_en(deel, uitspraken) if any(item is stuk for item in part)), deel)
    return not (zin.woorden & w.VOLGENS or woorden(own) & (w.GEVRAAGD | w.SLAG))


def _same_moment(cijfer: Cijfer, zin: Zin) -> bool:
    """Say whether a figure of the begin, or of the end, can be what a sentence speaks of."""
    own, said = _ENDS.intersection(cijfer.naam.casefold().split()), _ENDS & zin.woorden
    return not own or not said or bool(own & said)


_ENDS = frozenset({"begin", "eind"})


def _equal(getal: Getal, fitting: Sequence[Cijfer], deel: Deel, *, then: bool) -> Los | None:
    """Return the figure that a number is: of this period, one that belongs to it, or of last year."""
    changes = any(stuk.woord in w.VERGELIJKING or stuk.woord in w.BEWEGING for stuk in deel)
    for cijfer in fitting:
        if cijfer.waarde is not None and not then and getal.is_gelijk(cijfer.waarde):
            return Los(soort="gelijk", getal=getal, cijfer=cijfer, veld=cijfer.id)
    for cijfer in fitting:
        others = cijfer.ook if cijfer.norm is None else {**cijfer.ook, "norm": cijfer.norm}
        own = (field for field, value in others.items() if getal.is_gelijk(value))
        field = next((field for field in own if changes or field != "verschil"), "")
        if field and not then:
            return Los(soort="gelijk", getal=getal, cijfer=cijfer, veld=f"{cijfer.id}.{field}")
        if cijfer.vorig is not None and getal.is_gelijk(cijfer.vorig):
            return Los(soort="vorig", getal=getal, cijfer=cijfer, veld=f"{cijfer.id}.vorig_jaar")
    return None


def _near(getal: Getal, about: Sequence[Cijfer], named: Sequence[Cijfer]) -> Los | None:
    """Return the figure that a number misses: one that it names, or that it is close to."""
    values = [(cijfer, cijfer.waarde) for cijfer in about if cijfer.waarde is not None]
    if named:
        if values and not any(getal.kan(value) for _, value in values) and _says_it(getal):
            return Los(soort="anders", getal=getal, cijfer=values[0][0], veld=values[0][0].id)
        return None
    close = [cijfer for cijfer, value in values if getal.is_dichtbij(value)]
    if close and getal.cijfers >= HERKENBAAR and not getal.bijna:
        return Los(soort="dichtbij", getal=getal, cijfer=close[0], veld=close[0].id)
    return None


def _says_it(getal: Getal) -> bool:
    """Say whether a number is large enough to be that of a figure: *drie* of something can be anything."""
    return getal.cijfers > 1 or getal.soort != "aantal" or getal.n >= 10  # noqa: PLR2004 - two digits
