"""Choose from one table the facts that state a target in full, or say why there are none.

Facts of one maat are ordered by moment once; after that a choice costs as much as the facts it takes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from math import prod

import numpy as np
from numpy.typing import NDArray

from werkmonitor.bronnen.feiten import Feitentabel
from werkmonitor.findings import Location
from werkmonitor.formatting import NIET_OPTELBAAR
from werkmonitor.formula import redenen
from werkmonitor.formula.doelen import Doel
from werkmonitor.formula.fouten import opsomming, vouw
from werkmonitor.formula.kennis import Keuze
from werkmonitor.formula.redenen import Interval
from werkmonitor.programma.bron import Bron

Index = NDArray[np.intp]

_DAY_BITS = 22  # an ordinal of the year 9999 fits


@dataclass(frozen=True)
class Poging:
    """What one table gives for one target: facts with a value, or the reason why not.

    ``gedeeltelijk`` tells a table that states a part from one that states nothing; ``fout`` is a sentence about the
    formula, which cannot be evaluated on this table at all.
    """

    tabel: Feitentabel
    waarde: Fraction | None = None
    feiten: tuple[int, ...] = ()
    dagen: tuple[int, ...] = ()
    reden: str = ""
    gedeeltelijk: bool = False
    fout: str = ""


class _Lacking(Exception):  # noqa: N818 - never leaves this module
    def __init__(self, reden: str, *, partly: bool = False, index: Index | None = None) -> None:
        super().__init__(reden)
        self.reden = reden
        self.partly = partly
        self.index = np.empty(0, dtype=np.intp) if index is None else index


class _Refused(Exception):  # noqa: N818 - never leaves this module
    pass


@dataclass(frozen=True)
class Selectie:
    """One maat of one table, ready to be chosen from."""

    tabel: Feitentabel
    maat: str
    bron: Bron | None
    gedeclareerd: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Per closed dimension the members that it should have."""
    los: frozenset[str] = frozenset()
    """Dimensions whose members are no parts of a whole: of each one member is chosen."""

    @cached_property
    def export(self) -> str:
        """How reasons name the table."""
        return f"de export '{self.bron.titel if self.bron else self.tabel.bron}' (levering {self.tabel.levering})"

    @cached_property
    def eenheid(self) -> str:
        """The unit of the maat, as read or else as declared."""
        declared = self.bron.maten.get(self.maat) if self.bron else None
        return self.tabel.eenheden.get(self.maat, declared.eenheid if declared else "")

    def kies(self, doel: Doel, filters: Keuze) -> Poging:
        """Return the exact value of a target for the chosen members, with its facts."""
        dagen: tuple[int, ...] = ()
        try:
            if doel.soort == "stand":
                dagen = tuple(day.toordinal() for day in doel.dagen(self.bron.peilmoment if self.bron else "eind"))
                moments = self._stands(dagen)
            else:
                moments = self._tiles((doel.periode.eerste_dag.toordinal(), doel.periode.dag_erna.toordinal()))
            index = self._facts(moments, filters, add_moments=doel.soort == "stroom")
        except _Lacking as lacking:
            facts = tuple(np.sort(lacking.index).tolist())
            return Poging(self.tabel, None, facts, dagen, lacking.reden, gedeeltelijk=lacking.partly)
        except _Refused as refused:
            return Poging(self.tabel, fout=str(refused))
        waarde = self.tabel.som(index) / doel.deler
        return Poging(self.tabel, waarde, tuple(index.tolist()), dagen)

    @cached_property
    def _ordered(self) -> tuple[list[Interval], Index, list[int]]:
        """The distinct moments in order, the facts sorted by moment, and where each moment begins among them."""
        code = self.tabel.maat.leden.index(self.maat)
        facts = np.flatnonzero(self.tabel.maat.codes == code)
        keys = (self.tabel.van[facts].astype(np.int64) << _DAY_BITS) | self.tabel.tot[facts]
        order = np.argsort(keys, kind="stable")
        distinct, starts = np.unique(keys[order], return_index=True)
        intervals = [divmod(key, 1 << _DAY_BITS) for key in distinct.tolist()]
        return intervals, facts[order], [*starts.tolist(), len(facts)]

    @cached_property
    def _number(self) -> dict[Interval, int]:
        return {interval: number for number, interval in enumerate(self._ordered[0])}

    @cached_property
    def _folded(self) -> dict[str, list[str]]:
        return {naam: [vouw(lid) for lid in kolom.leden] for naam, kolom in self.tabel.dimensies.items()}

    def _stands(self, days: Sequence[int]) -> list[int]:
        missing = [day for day in days if (day, day) not in self._number]
        if not missing:
            return [self._number[day, day] for day in days]
        reden = f"{self.export} heeft geen stand op {redenen.dagen(missing)}"
        if len(days) > 1:
            raise _Lacking(reden, partly=len(missing) < len(days))
        nearest = redenen.dichtstbij(days[0], [van for van, tot in self._number if van == tot])
        near = f"; het dichtst daarbij {'is' if len(nearest) == 1 else 'zijn'} {redenen.dagen(nearest)}"
        raise _Lacking(reden + (near if nearest else "; er is geen enkele stand"))

    def _tiles(self, target: Interval) -> list[int]:
        """Return the moments that make up a period exactly: the period itself, or finer ones without gap or overlap."""
        if target in self._number:
            return [self._number[target]]
        intervals = self._ordered[0]
        first = bisect_left(intervals, (target[0], 0))
        inside = [
            interval
            for interval in intervals[first : bisect_left(intervals, (target[1], 0))]
            if interval[0] < interval[1] <= target[1]
        ]
        if not inside:
            raise _Lacking(self._elsewhere(target))
        self._check_tiling(target, inside)
        return [self._number[interval] for interval in inside]

    def _elsewhere(self, target: Interval) -> str:
        stated = [interval for interval in self._ordered[0] if interval[0] < interval[1]]
        tail = f"; wel voor {redenen.opgesomd(stated)}" if stated else ""
        return f"{self.export} heeft geen cijfers voor {redenen.naam(target)}{tail}"

    def _check_tiling(self, target: Interval, inside: list[Interval]) -> None:
        for one, other in pairwise(inside):
            if other[0] < one[1]:
                pair = f"{redenen.naam(one)} en {redenen.naam(other)}"
                reden = f"{self.export} heeft voor {redenen.naam(target)} perioden die elkaar overlappen ({pair})"
                raise _Lacking(reden, partly=True)
        borders = [target[0], *(day for interval in inside for day in interval), target[1]]
        gaps = [(van, tot) for van, tot in zip(borders[::2], borders[1::2], strict=True) if van < tot]
        if gaps:
            reden = f"{self.export} heeft geen cijfers voor {opsomming(redenen.gat(gap) for gap in gaps)}"
            raise _Lacking(reden, partly=True)

    def _facts(self, moments: list[int], filters: Keuze, *, add_moments: bool) -> Index:
        self._check_loose(filters)
        self._check_declared(filters)
        index, rank = self._chosen(moments, filters)
        self._check_members(moments, filters, index, rank)
        self._check_gaps(moments, index)
        empty = index[self.tabel.leeg[index]]
        if len(empty):
            raise _Lacking(self._empty(empty), partly=True, index=index)
        if self.eenheid in NIET_OPTELBAAR:
            per_moment = prod(len(leden) for leden in filters.values())
            self._check_single(len(moments), index, rank // per_moment, add_moments=add_moments)
        return np.sort(index)

    def _chosen(self, moments: list[int], filters: Keuze) -> tuple[Index, Index]:
        """Return the facts of these moments and members, and of each the rank of its moment and members combined."""
        _, facts, starts = self._ordered
        index = np.concatenate([facts[starts[number] : starts[number + 1]] for number in moments])
        counts = [starts[number + 1] - starts[number] for number in moments]
        rank: Index = np.repeat(np.arange(len(moments)), counts)
        for dimensie, leden in filters.items():
            position = self._positions(dimensie, leden)[self.tabel.dimensies[dimensie].codes[index]]
            keep = position >= 0
            index, rank = index[keep], rank[keep] * len(leden) + position[keep]
        return index, rank

    def _positions(self, dimensie: str, leden: tuple[str, ...]) -> Index:
        """Return for each code of a dimension the position of its member in ``leden``, or -1."""
        wanted = {vouw(lid): position for position, lid in enumerate(leden)}
        folded = self._folded[dimensie]
        return np.fromiter((wanted.get(lid, -1) for lid in folded), dtype=np.intp, count=len(folded))

    def _check_members(self, moments: list[int], filters: Keuze, index: Index, rank: Index) -> None:
        if not filters:
            return
        shape = tuple(len(leden) for leden in filters.values())
        present = np.zeros((len(moments), prod(shape)), dtype=np.bool_)
        present.flat[rank] = True
        if present.all():
            return
        if self.bron and self.bron.leeg == "nul":
            present = self._known_elsewhere(filters, present)
            if present.all():
                return
        moment, combination = divmod(int(np.argmin(present)), prod(shape))
        pairs = zip(filters.items(), np.unravel_index(combination, shape), strict=True)
        which = opsomming(f"{dimensie} '{leden[int(member)]}'" for (dimensie, leden), member in pairs)
        nowhere = len(moments) > 1 and not present[:, combination].any()
        when = "in deze periode" if nowhere else self._moment_name(moments[moment])
        reden = f"{self.export} heeft geen rij voor {which} {when}"
        raise _Lacking(reden, partly=True, index=index)

    def _check_loose(self, filters: Keuze) -> None:
        """Refuse a sum over members that are no parts of a whole."""
        for dimensie in filter(self.los.__contains__, self.tabel.dimensies):
            if len(filters.get(dimensie, ())) != 1:
                raise _Lacking(f"de leden van {dimensie} tellen niet op tot een geheel; kies er één")

    def _check_declared(self, filters: Keuze) -> None:
        """Refuse a sum over a closed dimension of which the export lacks a member altogether: it would be too low."""
        if self.bron and self.bron.leeg == "nul":
            return
        for dimensie, leden in self.gedeclareerd.items():
            missing = [lid for lid in leden if vouw(lid) not in self._folded[dimensie]]
            if missing and dimensie not in filters:
                named = opsomming(f"'{lid}'" for lid in missing)
                reden = f"{self.export} heeft geen enkele rij voor {dimensie} {named}"
                raise _Lacking(reden)

    def _known_elsewhere(self, filters: Keuze, present: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Let a missing row count as none, except for a member that this export has nowhere: it is not registered."""
        registered = np.ones(present.shape[1], dtype=np.bool_)
        shape = tuple(len(leden) for leden in filters.values())
        for axis, (dimensie, leden) in enumerate(filters.items()):
            known = np.array([vouw(lid) in self._folded[dimensie] for lid in leden])
            view = [1] * len(shape)
            view[axis] = len(leden)
            registered &= np.broadcast_to(known.reshape(view), shape).ravel()
        return present | registered

    def _check_gaps(self, moments: list[int], index: Index) -> None:
        """Refuse a sum over moments in which a combination of members that occurs has no row: it would be too low."""
        if len(moments) == 1 or not len(index) or (self.bron and self.bron.leeg == "nul"):
            return
        combined = np.zeros(len(index), dtype=np.int64)
        for kolom in self.tabel.dimensies.values():
            combined = combined * len(kolom.leden) + kolom.codes[index]
        keys = (self.tabel.van[index].astype(np.int64) << _DAY_BITS) | self.tabel.tot[index]
        codes, which = np.unique(combined, return_inverse=True)
        days, when = np.unique(keys, return_inverse=True)
        present = np.zeros((len(days), len(codes)), dtype=np.bool_)
        present[when, which] = True
        if present.all():
            return
        moment, combination = divmod(int(np.argmin(present)), len(codes))
        example = int(index[which == combination][0])
        labels = [kolom.leden[kolom.codes[example]] for kolom in self.tabel.dimensies.values()]
        number = self._number[divmod(int(days[moment]), 1 << _DAY_BITS)]
        reden = f"{self.export} heeft geen rij voor {opsomming(labels)} {self._moment_name(number)}"
        raise _Lacking(reden, partly=True, index=index)

    def _moment_name(self, number: int) -> str:
        van, tot = self._ordered[0][number]
        return f"op {redenen.dagen([van])}" if van == tot else f"in {redenen.naam((van, tot))}"

    def _empty(self, empty: Index) -> str:
        adres = self.tabel.adres(int(empty.min()))
        place = Location(adres.bestand, adres.blad, adres.cel)
        if len(empty) == 1:
            return f"in {self.export} is een cel leeg ({place})"
        return f"in {self.export} zijn {len(empty)} cellen leeg (de eerste is {place})"

    def _check_single(self, count: int, index: Index, moment: Index, *, add_moments: bool) -> None:
        """Refuse to add what may only be chosen."""
        if add_moments and count > 1:
            zin = f"'{self.maat}' is een {self.eenheid} en kan niet over {count} perioden worden opgeteld."
            raise _Refused(f"{zin} Neem een export die het getal van de hele periode noemt.")
        counts = np.bincount(moment, minlength=count)
        if counts.max() > 1:
            raise _Refused(self._choose(index[moment == counts.argmax()]))

    def _choose(self, index: Index) -> str:
        """Say from which dimension a member is to be chosen."""
        columns = self.tabel.dimensies.items()
        split = [naam for naam, kolom in columns if len(np.unique(kolom.codes[index])) > 1]
        zin = f"'{self.maat}' is een {self.eenheid}: die kan niet worden opgeteld"
        if not split:
            return f"{zin}, en {self.export} noemt er {len(index)} voor hetzelfde moment."
        return f"{zin}. Kies één lid van {opsomming(split)}."
