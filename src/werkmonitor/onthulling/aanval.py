"""The attacker: what can be computed of a number by who knows everything that is published.

It shares with the solver no more than the library for linear programmes and the rounding of one point: it builds its
own rows from the question, of what is shown, and makes nothing smaller. It believes no computed end: a form is
uncertain when two points, tried in exact numbers against every bound, lie far enough apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Literal

from werkmonitor.onthulling.exact import Afronder, Punt
from werkmonitor.onthulling.rekenaar import DUAAL, PRIMAAL, Antwoord, Programma
from werkmonitor.onthulling.rijen import Rij
from werkmonitor.onthulling.vraagstuk import Grens, Naam, Tegenstrijdig, Vorm, Vraagstuk

KNOPEN = 5_000
"""Nodes of one integer programme: a form for which that is not enough counts as known."""

Interval = tuple[Fraction | None, Fraction | None]
"""The least and the greatest value that readers cannot rule out; None: there is no end."""

Soort = Literal["vrij", "doos", "heel"]
"""The attacker's programmes: fractions without end, fractions in a box, counts as whole numbers in that box."""


@dataclass(frozen=True, slots=True)
class Lek:
    """A form that is known too well: its interval, and how wide that had to be."""

    naam: Naam
    interval: Interval
    nodig: Fraction


def interval(vraagstuk: Vraagstuk, verborgen: Collection[Naam], vorm: Vorm, *, geheel: bool = True) -> Interval:
    """Return what readers can say of a form when these stukken are hidden.

    ``geheel=False`` forgets that counts are whole: the linear programme alone. Raises ``Tegenstrijdig`` when no values
    are left, ValueError for a name that is not there.
    """
    getoond = _getoond(vraagstuk, verborgen)
    for _, grenzen in _groepen(vraagstuk, getoond, [vorm]):
        return _Zicht(vraagstuk, grenzen, [vorm]).interval(vorm, geheel=geheel)
    return Fraction(0), Fraction(0)


def controleer(vraagstuk: Vraagstuk, verborgen: Collection[Naam]) -> tuple[Lek, ...]:
    """Return every form that is known too well when these stukken are hidden; the order is that of the question.

    Asked are all hidden stukken with a ``vorm``, all ``primair`` ones whether hidden or not, and all ``beschermd``.
    """
    getoond, weg = _getoond(vraagstuk, verborgen), frozenset(verborgen)
    open_ = [stuk for stuk in vraagstuk.stukken if stuk.primair and stuk.id not in weg and stuk.vorm is None]
    gevraagd = [
        (stuk.id, stuk.vorm, stuk.niveau)
        for stuk in vraagstuk.stukken
        if stuk.vorm is not None and (stuk.primair or stuk.id in weg)
    ]
    gevraagd += [(deel.naam, deel.vorm, deel.niveau) for deel in vraagstuk.beschermd]
    lekken: dict[int, Lek] = {}
    for nummers, grenzen in _groepen(vraagstuk, getoond, [vorm for _, vorm, _ in gevraagd]):
        zicht = _Zicht(vraagstuk, grenzen, [gevraagd[nummer][1] for nummer in nummers])
        for eigen, nummer in enumerate(nummers):
            naam, vorm, nodig = gevraagd[nummer]
            if not zicht.breed(eigen, nodig):
                lekken[nummer] = Lek(naam, zicht.interval(vorm, geheel=True), nodig)
    shown = (Lek(stuk.id, (None, None), stuk.niveau) for stuk in open_)
    return (*shown, *(lekken[nummer] for nummer in sorted(lekken)))


def _getoond(vraagstuk: Vraagstuk, verborgen: Collection[Naam]) -> list[Grens]:
    """Return all that readers know."""
    weg = frozenset(verborgen)
    if onbekend := weg - {stuk.id for stuk in vraagstuk.stukken}:
        raise ValueError(f"There is no stuk {min(map(str, onbekend))}.")
    getoond = (grens for stuk in vraagstuk.stukken if stuk.id not in weg for grens in stuk.grenzen)
    return [grens for grens in (*vraagstuk.bekend, *getoond) if any(grens.coefficienten.values())]


def _groepen(
    vraagstuk: Vraagstuk, grenzen: Sequence[Grens], vormen: Sequence[Vorm]
) -> Iterator[tuple[list[int], list[Grens]]]:
    """Yield forms with the bounds that they hang together with; a form of nothing is in none of them."""
    boven = list(range(len(vraagstuk.variabelen)))

    def top(plek: int) -> int:
        while boven[plek] != plek:
            boven[plek] = plek = boven[boven[plek]]
        return plek

    for vorm in [*(grens.coefficienten for grens in grenzen), *vormen]:
        plekken = _plekken(vorm)
        for plek in plekken[1:]:
            boven[top(plek)] = top(plekken[0])
    groepen: dict[int, tuple[list[int], list[Grens]]] = {}
    for nummer, vorm in enumerate(vormen):
        for plek in _plekken(vorm)[:1]:
            groepen.setdefault(top(plek), ([], []))[0].append(nummer)
    for grens in grenzen:
        groep = groepen.get(top(_plekken(grens.coefficienten)[0]))
        if groep:
            groep[1].append(grens)
    yield from groepen.values()


class _Zicht:
    """What is known of some variables that hang together, and the points that it leaves."""

    def __init__(self, vraagstuk: Vraagstuk, grenzen: Sequence[Grens], vormen: Sequence[Vorm]) -> None:
        inhoud = [*(grens.coefficienten for grens in grenzen), *vormen]
        plekken = sorted({plek for vorm in inhoud for plek in _plekken(vorm)})
        self._nummer = {plek: nummer for nummer, plek in enumerate(plekken)}
        self.variabelen = tuple(vraagstuk.variabelen[plek] for plek in self._nummer)
        self.rijen = tuple(dict.fromkeys(self._rij(grens) for grens in grenzen))
        self._vormen = [self._geschaald(vorm) for vorm in vormen]
        self._bereik: list[tuple[int | Fraction, int | Fraction] | None] = [None] * len(vormen)
        ends = [abs(end) for rij in self.rijen for end in (rij.laag, rij.hoog) if end is not None]
        self._doos = 2 ** (max(ends, default=0) + 1_000).bit_length() * 4
        self._programmas: dict[Soort, Programma] = {}
        self._afronder = Afronder(self)

    def _geschaald(self, vorm: Vorm) -> tuple[tuple[int, ...], tuple[int, ...], int]:
        """Return a form over the own variables in whole numbers, and what it was multiplied by."""
        keer = lcm(*(Fraction(coef).denominator for coef in vorm.values()))
        plekken = _plekken(vorm)
        return tuple(self._nummer[plek] for plek in plekken), tuple(int(vorm[plek] * keer) for plek in plekken), keer

    def _rij(self, grens: Grens) -> Rij:
        """Return a bound in whole numbers; what is whole and less than an end is at least one less."""
        index, coef, keer = self._geschaald(grens.coefficienten)
        meer = lcm(*(Fraction(end * keer).denominator for end in (grens.laag, grens.hoog) if end is not None))
        stap = int(all(self.variabelen[nummer].geheel for nummer in index))
        laag = None if grens.laag is None else int(grens.laag * keer * meer) + stap * grens.laag_open
        hoog = None if grens.hoog is None else int(grens.hoog * keer * meer) - stap * grens.hoog_open
        return Rij(index, tuple(deel * meer for deel in coef), laag, hoog)

    def breed(self, nummer: int, nodig: Fraction) -> bool:
        """Say whether two points prove that a form can be ``nodig`` apart."""
        index, coef, keer = self._vormen[nummer]
        soorten: tuple[Soort | None, ...] = (None, "doos", "heel")
        for soort in soorten:
            if soort is not None:
                for teken in (1, -1):
                    self._houd(self._programma(soort).minimaal(index, [teken * deel for deel in coef]))
            bereik = self._bereik[nummer]
            if nodig <= 0 or (bereik is not None and bereik[1] - bereik[0] >= nodig * keer):
                return True
        return False

    def _houd(self, antwoord: Antwoord) -> None:
        """Let a point count for all forms if it breaks no bound, in exact numbers."""
        if antwoord.soort == "leeg":
            raise Tegenstrijdig("The bounds contradict each other.")
        punt = self._afronder.punt(antwoord.punt)
        if punt is None or not all(_past(rij, punt) for rij in self.rijen):
            return
        for nummer, (index, coef, _) in enumerate(self._vormen):
            waarde = _waarde(index, coef, punt)
            bereik = self._bereik[nummer] or (waarde, waarde)
            self._bereik[nummer] = min(bereik[0], waarde), max(bereik[1], waarde)

    def interval(self, vorm: Vorm, *, geheel: bool) -> Interval:
        """Return the ends as they were computed: of counts the nearest value that they can have."""
        index, coef, keer = self._geschaald(vorm)
        stapt = geheel and all(self.variabelen[nummer].geheel for nummer in index)
        einden: list[Fraction | None] = []
        for teken in (1, -1):
            vrij = self._programma("vrij").minimaal(index, [teken * deel for deel in coef])
            heel = geheel and vrij.soort == "goed" and any(soort.geheel for soort in self.variabelen)
            antwoord = self._programma("heel").minimaal(index, [teken * deel for deel in coef]) if heel else vrij
            if antwoord.soort == "leeg":
                raise Tegenstrijdig("The bounds contradict each other.")
            waarde = vrij.waarde if antwoord.soort == "gestopt" else antwoord.waarde
            kort = Fraction(round(waarde)) if stapt else Fraction(waarde).limit_denominator(10**6)
            einden.append(None if antwoord.soort == "open" else teken * kort / keer)
        return einden[0], einden[1]

    def _programma(self, soort: Soort) -> Programma:
        if soort not in self._programmas:
            vrij = soort == "vrij"
            bodem = [None if deel.minstens is None else float(deel.minstens) for deel in self.variabelen]
            doos = [-self._doos if end is None else end for end in bodem]
            programma = Programma(
                bodem if vrij else doos,
                [None if vrij else max(end, 0) + self._doos for end in doos],
                geheel=[deel.geheel for deel in self.variabelen] if soort == "heel" else (),
                knopen=KNOPEN,
                methode=DUAAL if soort == "heel" else PRIMAAL,
            )
            programma.voeg_toe(self.rijen)
            self._programmas[soort] = programma
        return self._programmas[soort]


def _plekken(vorm: Vorm) -> list[int]:
    """Return the variables that a form depends on."""
    return [plek for plek, coef in vorm.items() if coef]


def _past(rij: Rij, punt: Punt) -> bool:
    """Say whether a point lies between the ends of a row."""
    waarde = _waarde(rij.index, rij.coef, punt)
    return (rij.laag is None or rij.laag <= waarde) and (rij.hoog is None or waarde <= rij.hoog)


def _waarde(index: Sequence[int], coef: Sequence[int], punt: Punt) -> int | Fraction:
    return sum(deel * punt[plek] for plek, deel in zip(index, coef, strict=True))
