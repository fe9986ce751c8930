"""From cells to as few variables as tell the same: cells that always go together are one, what is safe is left out.

Cells that stand in the same sums are one variable, their sum.  Of a sum of several that nobody knows apart, each can be
anything from nothing to all of it; so when that sum is large, or is uncertain, each of them is uncertain too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from werkmonitor.onthulling import vraagstuk as v
from werkmonitor.onthulling.grenzen import Rij
from werkmonitor.onthulling.opbouw import Geheim, Getoond, Overzicht
from werkmonitor.onthulling.variabelen import Variabele, Variabelen
from werkmonitor.onthulling.vormen import Som


@dataclass(frozen=True)
class Vraag:
    """A question with the number behind each of its stukken, by id."""

    vraagstuk: v.Vraagstuk
    getoond: Mapping[int, Getoond]


def stel(beeld: Overzicht, extra: Sequence[Geheim] = (), *, vast: bool = False) -> Vraag:
    """Return the question for what is shown; ``extra`` must stay uncertain too.

    With ``vast`` all of it is shown and stays so: then the question is whether everything is safe.
    """
    return _Samenvoeger(beeld, extra, vast=vast).vraag()


def losse_vraag(variabelen: Variabelen, rijen: Sequence[Rij], geheim: Iterable[Geheim]) -> v.Vraagstuk:
    """Return the question whether these rows by themselves leave these sums uncertain."""
    alle = [_variabele(variabelen, index) for index in range(len(variabelen.alle))]
    known = [v.Grens(row.coef, row.laag, row.hoog, row.laag_open, row.hoog_open) for row in rijen]
    asked = [v.Beschermd(each.som, each.niveau, each.naam) for each in geheim]
    return _hernummerd([], known, asked, alle)


class _Samenvoeger:
    def __init__(self, beeld: Overzicht, extra: Sequence[Geheim], *, vast: bool) -> None:
        self.beeld, self.vast = beeld, vast
        self.geheim = [*beeld.geheim, *extra]
        self.variabelen = beeld.variabelen
        known = {_gezegd(row) for row in beeld.bekend}
        self.getoond = {
            rank: een
            for rank, een in enumerate(beeld.getoond)
            if een.gevoelig or not known.issuperset(map(_gezegd, een.rijen))  # else hiding it would hide nothing
        }
        self.groepen = self._groepen()
        self.groep_van = {index: rank for rank, groep in enumerate(self.groepen) for index in groep}

    def _sommen(self) -> Iterator[Mapping[int, Fraction]]:
        """Yield every sum that cells can stand in."""
        for een in self.getoond.values():
            yield from (row.coef for row in een.rijen)
            if een.som:
                yield een.som
        yield from (row.coef for row in self.beeld.bekend)
        yield from (geheim.som for geheim in self.geheim)

    def _groepen(self) -> list[list[int]]:
        """Return the variables that stand in the same sums, in the order of the cells."""
        where: dict[int, list[tuple[int, Fraction]]] = defaultdict(list)
        for rank, som in enumerate(self._sommen()):
            for index, value in som.items():
                where[index].append((rank, value))
        found: dict[Hashable, list[int]] = {}
        for index in sorted(where):
            found.setdefault((_klasse(self.variabelen, index), tuple(where[index])), []).append(index)
        return list(found.values())

    def vraag(self) -> Vraag:
        """Return the question about what is shown that hangs together with something that must stay uncertain."""
        shown = {rank: [self._rij(row) for row in een.rijen] for rank, een in self.getoond.items()}
        vormen = {rank: self._som(een.som) for rank, een in self.getoond.items() if een.som}
        bekend = [self._rij(row) for row in self.beeld.bekend]
        beschermd = [
            *(v.Beschermd({group: Fraction(1)}, level, self._naam(group)) for group, level in self._kleine_groepen()),
            *(v.Beschermd(som, each.niveau, each.naam) for each in self.geheim if (som := self._som(each.som))),
        ]
        delen = _Delen(len(self.groepen))
        for rank, own in shown.items():
            delen.verbind([*(index for row in own for index in row.coefficienten), *vormen.get(rank, ())])
        for vorm in (*(row.coefficienten for row in bekend), *(each.vorm for each in beschermd)):
            delen.verbind(vorm)
        told = {delen.top(index) for own in shown.values() for row in own for index in row.coefficienten}
        beschermd = [each for each in beschermd if delen.top(next(iter(each.vorm))) in told]
        asked = {delen.top(next(iter(each.vorm))) for each in beschermd}
        asked |= {
            delen.top(index) for rank, een in self.getoond.items() if een.gevoelig for index in vormen.get(rank, ())
        }
        stukken = [
            self._stuk(rank, een, shown[rank], vormen.get(rank))
            for rank, een in self.getoond.items()
            if een.gevoelig or any(delen.top(index) in asked for row in shown[rank] for index in row.coefficienten)
        ]
        known = [row for row in bekend if any(delen.top(index) in asked for index in row.coefficienten)]
        return Vraag(
            _hernummerd(stukken, known, beschermd, [_variabele(self.variabelen, groep[0]) for groep in self.groepen]),
            self.getoond,
        )

    def _stuk(self, rank: int, een: Getoond, grenzen: Sequence[v.Grens], vorm: v.Vorm | None) -> v.Stuk:
        primair = een.gevoelig is not None
        return v.Stuk(
            id=rank,
            grenzen=tuple(grenzen),
            vorm=vorm,
            niveau=self.beeld.niveau(een) if vorm else Fraction(0),
            primair=primair and not self.vast,
            vast=self.vast,
            gewicht=abs(een.waarde) + 1,  # nothing is free; the fewest come first, so that changes no choice
        )

    def _kleine_groepen(self) -> Iterator[tuple[int, Fraction]]:
        """Yield the variables that are a small number of people, with how uncertain they must stay."""
        for rank, groep in enumerate(self.groepen):
            members = [self.variabelen.alle[index] for index in groep]
            values = [one.waarde for one in members if one.waarde is not None]
            if members[0].telt_mensen and len(values) == len(members):
                found = self.beeld.beoordelaar.aantal(sum(values, Fraction(0)), members[0].beleid.drempel)
                if found:
                    yield rank, found.niveau

    def _naam(self, group: int) -> str:
        one = self.variabelen.alle[self.groepen[group][0]]
        more = len(self.groepen[group]) - 1
        return f"{'; '.join(map(str, one.sleutel))}{f' en {more} andere cellen' if more else ''}"

    def _som(self, som: Som | None) -> dict[int, Fraction]:
        """Return a sum over groups; all of a group have one coefficient."""
        return {self.groep_van[index]: value for index, value in (som or {}).items()}

    def _rij(self, row: Rij) -> v.Grens:
        return v.Grens(self._som(row.coef), row.laag, row.hoog, row.laag_open, row.hoog_open)


def _gezegd(row: Rij) -> Hashable:
    """Return what a row says, to find it again."""
    return frozenset(row.coef.items()), *row[1:]


def _klasse(variabelen: Variabelen, index: int) -> Hashable:
    """Return what variables must have in common to be one."""
    one: Variabele = variabelen.alle[index]
    return (
        one.telt_mensen,
        one.beleid.drempel,
        variabelen.is_geheel(index),
        _minstens(variabelen, index) is None,
        one.waarde is None,
    )


def _variabele(variabelen: Variabelen, index: int) -> v.Variabele:
    return v.Variabele(geheel=variabelen.is_geheel(index), minstens=_minstens(variabelen, index))


def _minstens(variabelen: Variabelen, index: int) -> Fraction | None:
    """Return the least that a variable can be: of an amount nothing, where one of its kind lies below nought."""
    one = variabelen.alle[index]
    return None if not one.telt_mensen and one.maat[:2] in variabelen.onder_nul else Fraction(0)


class _Delen:
    """Which variables hang together."""

    def __init__(self, aantal: int) -> None:
        self.boven = list(range(aantal))

    def top(self, index: int) -> int:
        while self.boven[index] != index:
            self.boven[index] = index = self.boven[self.boven[index]]
        return index

    def verbind(self, indexen: Iterable[int]) -> None:
        first: int | None = None
        for index in indexen:
            top = self.top(index)
            if first is None:
                first = top
            else:
                self.boven[top] = first


def _hernummerd(
    stukken: Sequence[v.Stuk], bekend: Sequence[v.Grens], beschermd: Sequence[v.Beschermd], alle: Sequence[v.Variabele]
) -> v.Vraagstuk:
    """Return the question over the variables that are left."""
    used: set[int] = {index for stuk in stukken for index in stuk.vorm or ()}
    used |= {index for stuk in stukken for row in stuk.grenzen for index in row.coefficienten}
    used |= {index for row in bekend for index in row.coefficienten} | {index for b in beschermd for index in b.vorm}
    new = {old: rank for rank, old in enumerate(sorted(used))}

    def vorm(old: v.Vorm) -> dict[int, Fraction]:
        return {new[index]: value for index, value in old.items()}

    def grens(row: v.Grens) -> v.Grens:
        return v.Grens(vorm(row.coefficienten), row.laag, row.hoog, row.laag_open, row.hoog_open)

    return v.Vraagstuk(
        variabelen=tuple(alle[old] for old in new),
        stukken=tuple(
            v.Stuk(
                id=stuk.id,
                grenzen=tuple(map(grens, stuk.grenzen)),
                vorm=None if stuk.vorm is None else vorm(stuk.vorm),
                niveau=stuk.niveau,
                primair=stuk.primair,
                vast=stuk.vast,
                gewicht=stuk.gewicht,
            )
            for stuk in stukken
        ),
        bekend=tuple(map(grens, bekend)),
        beschermd=tuple(v.Beschermd(vorm(each.vorm), each.niveau, each.naam) for each in beschermd),
    )
