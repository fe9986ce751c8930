"""Facts: numbers that an export states, each with its cell.

A fact belongs to the table (bron × levering) that states it, and tables are never added together.  Columns are numpy
arrays of codes and integers; names and addresses are made on demand.  ``frame`` gives the same as a pandas DataFrame.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from werkmonitor.periode import Periode

if TYPE_CHECKING:
    import pandas as pd

    from werkmonitor.programma.bron import Correctie

Codes = NDArray[np.int32]
Ints = NDArray[np.int64]
Celplek = tuple[str, str, str]
"""A cell: path of the file within the werkmap, sheet, address."""


@dataclass(frozen=True, slots=True)
class Bronbestand:
    """A file that was read: its path within the werkmap, and the SHA-256 of its bytes."""

    pad: str
    sha256: str
    bron: str
    levering: str


@dataclass(frozen=True, slots=True)
class Adres:
    """Where one fact stands, with the labels that were found there."""

    bestand: str
    sha256: str
    blad: str
    cel: str
    levering: str
    waarde: Fraction | None
    labels: tuple[str, ...]
    bron: str = ""
    van: str = ""
    tot: str = ""
    """First day (ISO) that the fact is about, and the day after the last; both are the day of a stand."""
    correctie: Correctie | None = None
    """What was changed here before it was read; the file itself still holds the old value."""
    leden: tuple[str, ...] = ()
    """The member of each dimension: ``reden=verhuizing``."""


@dataclass(frozen=True, slots=True)
class Kolom:
    """A dictionary-encoded column: a code a fact, and the member that each code stands for."""

    codes: Codes
    leden: tuple[str, ...]


@dataclass(frozen=True)
class Feitentabel:
    """All facts that one source states in one delivery.

    ``van`` and ``tot`` are day ordinals (``date.toordinal``): a stroom covers [van, tot), a stand has van == tot ==
    its peildatum.  The value of fact i is ``teller[i] / 10 ** schaal[i]``, unless ``leeg[i]``.
    """

    bron: str
    levering: Periode
    soort: str
    maat: Kolom
    dimensies: dict[str, Kolom]
    van: Ints
    tot: Ints
    teller: Ints
    schaal: Codes
    leeg: NDArray[np.bool_]
    rij: Codes
    kolom: Codes
    blad: Kolom
    bestand: Kolom
    bestanden: tuple[Bronbestand, ...] = ()
    """The files that ``bestand`` points to, in its order."""
    eenheden: dict[str, str] = field(default_factory=dict)
    """Unit by maat."""
    bijschriften: dict[str, dict[str, str]] = field(default_factory=dict)
    """Per dimension: member id to the caption that the export uses."""
    correcties: Mapping[Celplek, Correctie] = field(default_factory=dict)
    """What was corrected, also in cells of other tables."""

    def __len__(self) -> int:
        return len(self.teller)

    def waarde(self, index: int) -> Fraction | None:
        """Return the exact value of one fact; ``None`` for an empty cell."""
        return None if self.leeg[index] else Fraction(int(self.teller[index]), 10 ** int(self.schaal[index]))

    def som(self, index: NDArray[np.intp]) -> Fraction:
        """Return the exact sum of the facts at ``index``; empty cells must have been dealt with."""
        scales = self.schaal[index]
        tellers = self.teller[index]
        return sum(
            (Fraction(sum(tellers[scales == scale].tolist()), 10 ** int(scale)) for scale in np.unique(scales)),
            Fraction(0),
        )

    def adres(self, index: int) -> Adres:
        """Return where one fact stands."""
        bestand = self.bestanden[self.bestand.codes[index]]
        leden = {naam: kolom.leden[kolom.codes[index]] for naam, kolom in self.dimensies.items()}
        labels = [self.maat.leden[self.maat.codes[index]]]
        labels += [self.bijschriften.get(naam, {}).get(lid, lid) for naam, lid in leden.items()]
        blad = self.blad.leden[self.blad.codes[index]]
        plaats = cel(int(self.rij[index]), int(self.kolom[index]))
        return Adres(
            bestand=bestand.pad,
            sha256=bestand.sha256,
            blad=blad,
            cel=plaats,
            levering=str(self.levering),
            waarde=self.waarde(index),
            labels=tuple(labels),
            bron=self.bron,
            van=date.fromordinal(int(self.van[index])).isoformat(),
            tot=date.fromordinal(int(self.tot[index])).isoformat(),
            correctie=self.correcties.get((bestand.pad, blad, plaats)),
            leden=tuple(f"{naam}={lid}" for naam, lid in leden.items()),
        )


@dataclass(frozen=True)
class Registerrij:
    """One row of a register: text by field, and the cell of each."""

    velden: dict[str, str]
    cellen: dict[str, str]
    bestand: str
    sha256: str
    blad: str
    rij: int


@dataclass(frozen=True, slots=True)
class Weggelaten:
    """A row or a column (zero-based) of a sheet that gave no facts, and why."""

    rij: int | None
    kolom: int | None
    reden: str


@dataclass(frozen=True, slots=True)
class Gelezen:
    """What became of one sheet, or of a whole file: what was read, and everything that was left out, with its reason.

    ``bron`` is empty where no source is concerned, ``kop`` is the zero-based row of the header, ``reden`` says why
    nothing was read at all.
    """

    bron: str
    levering: str
    bestand: str
    blad: str = ""
    kop: int | None = None
    aantal: int = 0
    weggelaten: tuple[Weggelaten, ...] = ()
    reden: str = ""
    bereik: tuple[int, int, int, int] | None = None
    """First row, first column, last row and last column of the table, zero-based."""
    koprijen: int = 0
    rijen: int = 0
    """The number of data rows."""


@dataclass(frozen=True, slots=True)
class Afdruk:
    """What one file of a source looks like, without its numbers: what a later delivery is compared with.

    ``herkend`` is false where the table was not found: then ``koppen`` are those of the row that comes nearest.
    """

    bron: str
    levering: str
    bestand: str
    herkend: bool
    producent: str = ""
    bladen: tuple[str, ...] = ()
    """The sheets with the table."""
    koprij: int = 0
    koppen: tuple[tuple[str, str], ...] = ()
    """List or register: each caption of the header with the letters of its column."""
    maten: tuple[tuple[str, str], ...] = ()
    """Each maat that is there, with how its cells are formatted."""
    gedraaid: str = ""
    """The day (ISO) that the page footer says the report was run."""


@dataclass(frozen=True)
class Feiten:
    """Everything that was read for one period: the tables, the registers and the files."""

    tabellen: tuple[Feitentabel, ...] = ()
    registers: dict[tuple[str, str], tuple[Registerrij, ...]] = field(default_factory=dict)
    """By (bron, levering)."""
    bestanden: tuple[Bronbestand, ...] = ()
    gelezen: tuple[Gelezen, ...] = ()
    """How each sheet was read; nothing is left out without a reason."""
    correcties: tuple[Adres, ...] = ()
    """Every cell that was corrected."""
    afdrukken: tuple[Afdruk, ...] = ()
    """What each file that was opened looks like."""

    @cached_property
    def maten(self) -> dict[str, tuple[Feitentabel, ...]]:
        """The tables that state each maat."""
        found: dict[str, list[Feitentabel]] = {}
        for tabel in self.tabellen:
            for maat in tabel.maat.leden:
                found.setdefault(maat, []).append(tabel)
        return {maat: tuple(tabellen) for maat, tabellen in found.items()}

    def levering_van(self, periode: Periode) -> Periode:
        """Return the delivery that a period is reported from: its own, else the shortest that holds it."""
        found = {tabel.levering for tabel in self.tabellen if tabel.levering.bevat(periode)}
        return min(found, key=lambda levering: levering.lengte, default=periode)

    def frame(self) -> pd.DataFrame:
        """Return all facts as one tidy DataFrame, a row a fact."""
        import pandas as pd

        parts = [pd.DataFrame(_columns(tabel)) for tabel in self.tabellen if len(tabel)]
        return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _columns(tabel: Feitentabel) -> dict[str, Any]:
    """Return the columns of the tidy form; texts and days that repeat are objects that are shared."""
    letters = [cel(0, kolom)[:-1] for kolom in range(int(tabel.kolom.max()) + 1)]
    places = zip(tabel.kolom.tolist(), tabel.rij.tolist(), strict=True)
    bestanden = tabel.bestand.codes
    return {
        "bron": tabel.bron,
        "maat": _spread(tabel.maat.leden, tabel.maat.codes),
        "levering": str(tabel.levering),
        "soort": tabel.soort,
        "van": _days(tabel.van),
        "tot": _days(tabel.tot),
        "waarde": _floats(tabel),
        "eenheid": _spread([tabel.eenheden.get(maat, "") for maat in tabel.maat.leden], tabel.maat.codes),
        "bestand": _spread([bestand.pad for bestand in tabel.bestanden], bestanden),
        "blad": _spread(tabel.blad.leden, tabel.blad.codes),
        "cel": [f"{letters[kolom]}{rij + 1}" for kolom, rij in places],
        "sha256": _spread([bestand.sha256 for bestand in tabel.bestanden], bestanden),
    } | {naam: _spread(kolom.leden, kolom.codes) for naam, kolom in tabel.dimensies.items()}


def _spread(values: Sequence[Any], codes: NDArray[Any]) -> NDArray[np.object_]:
    spread: NDArray[np.object_] = np.array(values, dtype=object)[codes]
    return spread


def _days(ordinals: Ints) -> NDArray[np.object_]:
    distinct, codes = np.unique(ordinals, return_inverse=True)
    return _spread([date.fromordinal(int(day)) for day in distinct], codes)


_EXACT_POWER = 22
"""The largest power of ten that a float holds exactly."""


def _floats(tabel: Feitentabel) -> NDArray[np.float64]:
    """Return the values as floats: one division of two exact numbers each, so rounded once; NaN for an empty cell."""
    exact = (np.abs(tabel.teller) < 2**53) & (tabel.schaal <= _EXACT_POWER)
    values = tabel.teller / 10.0 ** np.where(exact, tabel.schaal, 0)
    for index in np.flatnonzero(~exact):
        values[index] = float(Fraction(int(tabel.teller[index]), 10 ** int(tabel.schaal[index])))
    values[tabel.leeg] = np.nan
    return values


def encode(values: Sequence[str]) -> Kolom:
    """Turn texts into codes, in order of first appearance."""
    leden = tuple(dict.fromkeys(values))
    code = {lid: index for index, lid in enumerate(leden)}
    return Kolom(np.fromiter((code[value] for value in values), dtype=np.int32, count=len(values)), leden)


def cel(rij: int, kolom: int) -> str:
    """Return Excel's address of a zero-based row and column: (0, 27) is ``AB1``."""
    letters = ""
    kolom += 1
    while kolom:
        kolom, rest = divmod(kolom - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{rij + 1}"
