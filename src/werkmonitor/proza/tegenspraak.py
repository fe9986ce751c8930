"""A place in a sentence to look at, and what is said there against a figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from werkmonitor.proza import woorden as w
from werkmonitor.proza.kennis import Cijfer, Gebonden, Kennis, gebonden
from werkmonitor.proza.namen import elders, genoemd
from werkmonitor.proza.tijd import tijd_van
from werkmonitor.proza.uitspraken import Uitspraak
from werkmonitor.proza.zinnen import Deel, Stuk, Zin, woorden

NABIJ = 3
"""How many words may stand between a size and the word that says which way it went: *60 mensen meer*."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tegenspraak:
    """A statement that is not true of a figure."""

    woord: str
    regel: int
    cijfer: Cijfer
    waarheid: str
    """What is true instead, as the rest of «Er staat 'daalde', maar»."""
    schrijf: str
    """The field to write instead; empty where there is none."""
    zeker: bool
    """Whether the sentence can only be about this figure: then it is false, not only doubtful."""


@dataclass(frozen=True)
class Plek:
    """A part of a sentence, with the sentence and the one before it."""

    deel: Deel
    zin: Zin
    vorige: Zin | None
    kennis: Kennis
    gezegd: Sequence[Uitspraak] = ()
    """What this part says."""

    @cached_property
    def velden(self) -> tuple[Gebonden, ...]:
        """The fields in this part that print a number of a figure."""
        return gebonden(self.deel, self.kennis)

    def hoort_bij(self, veld: Gebonden, uitspraak: Uitspraak) -> bool:
        """Say whether a size belongs to this word: *60 minder*, or else to the nearest of several words."""
        signs = [u for u in self.gezegd if u.soort in {"beweging", "saldo"}]
        near = [u for u in self.gezegd if u.soort == "vergelijking" and 0 < u.index - veld.index <= NABIJ]
        nearest = min(near or signs, key=lambda u: abs(u.index - veld.index), default=uitspraak)
        return nearest is uitspraak

    @cached_property
    def tijd(self) -> str:
        """Which time it is about."""
        return tijd_van(self.deel, self.kennis.periode)

    @cached_property
    def elders(self) -> bool:
        """Whether it is about others."""
        return elders(self.deel, self.kennis)

    @cached_property
    def stellig(self) -> bool:
        """Whether it is said outright: no wish, no plan, no condition and nobody else's words."""
        return not (woorden(self.deel) & w.SLAG or self.zin.woorden & w.VOLGENS)

    @cached_property
    def genoemd(self) -> tuple[Cijfer, ...]:
        """The figures that it names, where it says something of them about this period outright."""
        plain = self.stellig and not self.elders and self.tijd == "eigen"
        return genoemd(self.deel, self.kennis) if plain else ()

    @cached_property
    def terug(self) -> tuple[Gebonden, ...]:
        """The fields of one figure that it points back to with *dat* or *het aantal*."""
        if not self._points_back or not self.stellig:
            return ()
        begin = next((i for i, stuk in enumerate(self.zin.stukken) if stuk is self.deel[0]), 0)
        before = gebonden(self.zin.stukken[:begin], self.kennis)
        before = before or (gebonden(self.vorige.stukken, self.kennis) if self.vorige else ())
        return before if len({veld.cijfer.id for veld in before}) == 1 else ()

    @property
    def _points_back(self) -> bool:
        words = [stuk.woord for stuk in self.deel if stuk.soort != "teken"]
        while words and words[0] in {"en", "dus", "ook", "maar"}:
            del words[0]
        back = bool(words) and (words[0] in w.TERUGWIJZEND or words[0] in w.VERGELIJKING)
        return back or words[:2] == ["het", "aantal"]


def kan_anders(uitspraak: Uitspraak, plek: Plek) -> bool:
    """Say whether the sentence can be read otherwise, so that what it says is never surely false."""
    stukken = plek.zin.stukken
    if sum(stuk.woord in w.VERGELIJKING for stuk in stukken) > 1 or _conditional(plek.zin):
        return True
    if uitspraak.soort == "oordeel":
        return any(_is_part_of_norm(stukken, index) for index in range(len(stukken)))
    than = next((index for index, stuk in enumerate(stukken) if stuk.woord == "dan"), len(stukken))
    return bool(gebonden(stukken[:than], plek.kennis) and gebonden(stukken[than:], plek.kennis))


def _conditional(zin: Zin) -> bool:
    """Say whether it tells what would have been: *waren er niet …, dan …*, *als …*."""
    begins = [deel[0].woord for deel in zin.delen]
    return bool(w.VOORWAARDE.intersection(begins)) or (begins[0] in w.OMGEKEERD_BEGIN and "dan" in begins[1:])


def _is_part_of_norm(stukken: Sequence[Stuk], index: int) -> bool:
    """Say whether a norm stands behind *van de*: how many of what was asked, *haalden 18 van de 30*."""
    veld, before = stukken[index].veld, woorden(stukken[:index])
    of = "van" in {stuk.woord for stuk in stukken[max(index - 2, 0) : index]}
    return veld is not None and veld.deel == "norm" and of and not before & w.NORM


def teken(value: Fraction) -> int:
    """Return the sign of a number."""
    return (value > 0) - (value < 0)


def klopt(uitspraak: Uitspraak, cijfer: Cijfer, value: Fraction) -> bool:
    """Say whether a statement holds for a change; one that is too small to be seen may also be called none."""
    return teken(value) in uitspraak.tekens or (cijfer.toont_nul(value) and 0 in uitspraak.tekens)


def dichtst(velden: Sequence[Gebonden], index: int) -> Gebonden:
    """Return the field that stands nearest to a word, the one after it before the one in front of it."""
    return min(velden, key=lambda veld: (abs(veld.index - index), veld.index < index))


def regel_van(deel: Deel, index: int) -> int:
    """Return the line of a word."""
    return deel[index].regel


def drietal(uitspraak: Uitspraak) -> str:
    """Return the words to write between the brackets of ``richting`` instead of the word that stands there."""
    found: Iterable[str] = (text for known, text in w.DRIETALLEN if uitspraak.drietal in known)
    return next(iter(found), w.GEWOON_DRIETAL)
