"""What a check of prose knows: the figures of the monitor, those of the page that a text stands on, and the period."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from werkmonitor import formatting
from werkmonitor.periode import Periode
from werkmonitor.proza.woorden import VERANDERING
from werkmonitor.proza.zinnen import Stuk
from werkmonitor.teksten import Bindwaarde, Veld

KIEZERS = frozenset({"richting", "gehaald", "oordeel", "beter"})
"""Filters that write a word, which is then right by construction."""


def _words(naam: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]+", naam.casefold()))


@dataclass(frozen=True, kw_only=True, eq=False)
class Cijfer:
    """A figure as prose can speak of it; numbers are exact, in the unit of the figure."""

    id: str
    naam: str
    noem: str = ""
    eenheid: str = "aantal"
    decimalen: int = 0
    weergave: str = ""
    waarde: Fraction | None = None
    vorig: Fraction | None = None
    """Its value in the same period of last year."""
    norm: Fraction | None = None
    norm_weergave: str = ""
    kleur: str = ""
    """The colour of its verdict; empty for what is not judged, and for *grijs*."""
    lager_is_beter: bool = False
    gunstig: bool | None = None
    """Whether it went the right way since last year."""
    saldo: bool = False
    """Whether it is a difference of two numbers, so that its own sign says something."""
    jaren: frozenset[int] = frozenset()
    """Years that its name or definition speaks of: it may be about another year than the monitor."""
    ander_jaar: bool = False
    """Whether its formula looks at another year than that of the monitor."""
    ook: Mapping[str, Fraction] = field(default_factory=dict)
    """Other numbers that belong to it, by the name of the field that shows them."""

    @property
    def verschil(self) -> Fraction | None:
        """The difference with last year."""
        return None if self.waarde is None or self.vorig is None else self.waarde - self.vorig

    @cached_property
    def is_verandering(self) -> bool:
        """Whether it counts how much something changed: a difference whose name says so."""
        return self.saldo and bool(_words(f"{self.naam} {self.id}") & VERANDERING)

    @property
    def tegen_norm(self) -> Fraction | None:
        """How far it lies above its norm; the year so far where that is what the norm is for."""
        value = self.ook.get("dit_jaar", self.waarde)
        return None if value is None or self.norm is None else value - self.norm

    @property
    def gehaald(self) -> bool | None:
        """Whether it reached its norm; ``None`` where that is not judged."""
        return self.kleur == "groen" if self.kleur else None

    def toont_nul(self, value: Fraction) -> bool:
        """Say whether a value of this figure is too small to be seen."""
        scale = 100 if self.eenheid == "aandeel" else 1
        return formatting.rond_af(value * scale, self.decimalen) == 0

    def schrijf(self, value: Fraction | None) -> str:
        """Write a value of this figure."""
        return formatting.weergave(value, self.eenheid, self.decimalen)


@dataclass(frozen=True)
class Kennis:
    """What is known where a text stands."""

    periode: Periode
    cijfers: Mapping[str, Cijfer]
    waarden: Mapping[str, Bindwaarde]
    hier: frozenset[str] = frozenset()
    """The figures that the page shows, by their ids."""
    ook: frozenset[str] = frozenset()
    """Figures that the text binds, and the page need not show."""
    eigen: frozenset[str] = frozenset()
    """Names, in lower case, of whom the monitor is about: not *elsewhere*."""

    @cached_property
    def getoond(self) -> tuple[Cijfer, ...]:
        """The figures of the page and of the text; all of them for a page that shows none."""
        shown = self.hier | self.ook
        return tuple(cijfer for naam, cijfer in self.cijfers.items() if not self.hier or naam in shown)

    def op(self, hier: Iterable[str], ook: Iterable[str]) -> Kennis:
        """Return the same for a text that binds the figures ``ook``, on a page that shows the figures ``hier``."""
        return replace(self, hier=frozenset(hier), ook=frozenset(ook))


@dataclass(frozen=True, slots=True)
class Gebonden:
    """A field in a sentence that stands for a number of a figure, with its place among the words around it."""

    index: int
    veld: Veld
    cijfer: Cijfer
    waarde: Bindwaarde

    @property
    def is_stand(self) -> bool:
        """Whether it is the value of the figure in the period itself, or of a member of it."""
        return self.veld.deel not in {"vorig_jaar", "norm", "verschil", "respons", *_TEKSTDELEN}

    @property
    def is_verandering(self) -> bool:
        """Whether only the size of a change or a balance is printed, so that the words must say which way it went."""
        return self.veld.deel == "verschil" or self.veld.woorden("zonder_teken") is not None


_TEKSTDELEN = frozenset({"oordeel", "norm_tekst", "verschil_tekst", "peildatum", "grootste"})


def gebonden(deel: Iterable[Stuk], kennis: Kennis) -> tuple[Gebonden, ...]:
    """Return the fields of a part that print a number of a figure."""
    found = []
    for index, stuk in enumerate(deel):
        veld = stuk.veld
        if veld is None or KIEZERS.intersection(naam for naam, _ in veld.bewerkingen):
            continue
        cijfer, waarde = kennis.cijfers.get(veld.cijfer), kennis.waarden.get(veld.naam)
        if cijfer and waarde and waarde.waarde is not None:
            found.append(Gebonden(index, veld, cijfer, waarde))
    return tuple(found)
