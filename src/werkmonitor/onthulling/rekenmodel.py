"""The programme of a system of rows: its forms by number, as small as sums of sums make it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from werkmonitor.onthulling.rekenaar import DUAAL, PRIMAAL, Antwoord, Programma
from werkmonitor.onthulling.rijen import Rij
from werkmonitor.onthulling.verdunnen import Delen, Form, Verdund, verdun
from werkmonitor.onthulling.vraagstuk import Variabele


class Stelsel(Protocol):
    """Rows over variables 0..n-1."""

    @property
    def variabelen(self) -> tuple[Variabele, ...]:
        """What the variables are."""

    @property
    def rijen(self) -> tuple[Rij, ...]:
        """The rows."""


@dataclass(frozen=True, slots=True)
class Regel:
    """A row whose ends need not be whole."""

    index: tuple[int, ...]
    coef: tuple[int, ...]
    laag: float | None
    hoog: float | None


def verdund(stelsel: Stelsel, vormen: Sequence[Form]) -> Verdund:
    """Return the rows of a system, and after those other forms over it, with few terms."""
    return verdun(len(stelsel.variabelen), [*stelsel.rijen, *vormen])


def definities(kort: Verdund) -> list[Regel]:
    """Return the rows that say what the extra variables are."""
    return [Regel(*delen, 0, 0) for delen in kort.definities]


class Rekenmodel:
    """Minimises forms over a system; rows can be left out and put back."""

    def __init__(
        self, stelsel: Stelsel, kort: Verdund, doos: float | None, *, heel: bool = False, knopen: int = 0
    ) -> None:
        """Build it; ``doos`` is how far variables go above their least (None: no end); ``heel``: counts are whole."""
        soorten = stelsel.variabelen
        bodem = [_bodem(soort, doos) for soort in soorten]
        dak = [None if doos is None else max(end or 0, 0) + doos for end in bodem]
        extra: list[float | None] = [None] * kort.extra
        geheel = [soort.geheel for soort in soorten] if heel else []
        methode = DUAAL if heel else PRIMAAL
        self._programma = Programma([*bodem, *extra], [*dak, *extra], geheel=geheel, knopen=knopen, methode=methode)
        self._programma.voeg_toe(definities(kort))
        self._eerst = kort.extra
        self._rijen = [_met(delen, rij) for delen, rij in zip(kort.vormen, stelsel.rijen, strict=False)]
        self._programma.voeg_toe(self._rijen)
        self._vormen = kort.vormen[len(stelsel.rijen) :]
        self._aantal = len(soorten)

    def tel(self, nummer: int, *, mee: bool) -> None:
        """Let a row count, or not."""
        self._programma.zet(self._eerst + nummer, self._rijen[nummer] if mee else None)

    def minimaal(self, vorm: int, teken: int = 1) -> Antwoord:
        """Minimise a form, or its opposite (-1); the answer is over the variables and rows of the system."""
        index, coef = self._vormen[vorm]
        antwoord = self._programma.minimaal(index, [teken * deel for deel in coef])
        return replace(antwoord, punt=antwoord.punt[: self._aantal], duaal=antwoord.duaal[self._eerst :])


def _bodem(soort: Variabele, doos: float | None) -> float | None:
    if soort.minstens is not None:
        return float(soort.minstens)
    return None if doos is None else -doos


def _met(delen: Delen, rij: Rij) -> Regel:
    return Regel(*delen, rij.laag, rij.hoog)
