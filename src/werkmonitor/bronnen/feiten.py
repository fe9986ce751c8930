"""Facts: numbers that an export states, each with its cell.

A fact belongs to the table (bron × levering) that states it, and tables are never added together.  Columns are numpy
arrays of codes and integers; names and addresses are made on demand.  ``frame`` gives the same as a pandas DataFrame.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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

Codes = NDArray[np.int32]
Ints = NDArray[np.int64]


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
        labels = [self.maat.leden[self.maat.codes[index]]]
        for naam, kolom in self.dimensies.items():
            lid = kolom.leden[kolom.codes[index]]
            labels.append(self.bijschriften.get(naam, {}).get(lid, lid))
        return Adres(
            bestand=bestand.pad,
            sha256=bestand.sha256,
            blad=self.blad.leden[self.blad.codes[index]],
            cel=cel(int(self.rij[index]), int(self.kolom[index])),
            levering=str(self.levering),
            waarde=self.waarde(index),
            labels=tuple(labels),
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


@dataclass(frozen=True)
class Feiten:
    """Everything that was read for one period: the tables, the registers and the files."""

    tabellen: tuple[Feitentabel, ...] = ()
    registers: dict[tuple[str, str], tuple[Registerrij, ...]] = field(default_factory=dict)
    """By (bron, levering)."""
    bestanden: tuple[Bronbestand, ...] = ()
    gelezen: tuple[Gelezen, ...] = ()
    """How each sheet was read; nothing is left out without a reason."""

    @cached_property
    def maten(self) -> dict[str, tuple[Feitentabel, ...]]:
        """The tables that state each maat."""
        found: dict[str, list[Feitentabel]] = {}
        for tabel in self.tabellen:
            for maat in tabel.maat.leden:
                found.setdefault(maat, []).append(tabel)
        return {maat: tuple(tabellen) for maat, tabellen in found.items()}

    def frame(self) -> pd.DataFrame:
        """Return all facts as one tidy DataFrame, a row a fact."""
        import pandas as pd

        parts = [pd.DataFrame(list(_records(tabel))) for tabel in self.tabellen if len(tabel)]
        return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _records(tabel: Feitentabel) -> Iterable[dict[str, Any]]:
    for index in range(len(tabel)):
        adres = tabel.adres(index)
        maat = tabel.maat.leden[tabel.maat.codes[index]]
        yield {
            "bron": tabel.bron,
            "maat": maat,
            "levering": str(tabel.levering),
            "soort": tabel.soort,
            "van": date.fromordinal(int(tabel.van[index])),
            "tot": date.fromordinal(int(tabel.tot[index])),
            "waarde": None if adres.waarde is None else float(adres.waarde),
            "eenheid": tabel.eenheden.get(maat, ""),
            "bestand": adres.bestand,
            "blad": adres.blad,
            "cel": adres.cel,
            "sha256": adres.sha256,
        } | {naam: kolom.leden[kolom.codes[index]] for naam, kolom in tabel.dimensies.items()}


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
