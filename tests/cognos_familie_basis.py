"""What the synthetic family of exports is made with: facts as they are known, and sheets that keep count of them.

An ``Export`` is a file, or a few that belong together, with the ``[[bron]]`` that reads it and everything that reading
it must give.  Layouts are written cell by cell into a ``cognos_shell.Sheet``; each writer says where its records are.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import groupby
from typing import Any, Literal, NamedTuple

from cognos_layout import Column, page_footer, titles, total
from cognos_shell import Rich, Sheet, Value, address, cognos_workbook

Bron = dict[str, Any]
Soort = Literal["stroom", "stand"]
RUN = datetime(2022, 1, 14, 7, 30, 12)  # noqa: DTZ001 - a footer shows local time

DIMENSIES: list[dict[str, Any]] = [
    {"id": "regeling", "naam": "regeling", "leden": {"pw": "Participatiewet", "ioaw": "IOAW", "bbz": "Bbz 2004"}},
    {"id": "wijk", "naam": "wijk", "open": True},
    {"id": "reden", "naam": "reden", "leden": {"ww": "Einde WW", "scheiding": "Scheiding", "studie": "Einde studie"}},
    {"id": "leeftijd", "naam": "leeftijd", "leden": {"jong": "tot 27", "midden": "27-54", "oud": "55+"}},
]
LEDEN: dict[str, str] = {caption: lid for dimensie in DIMENSIES for lid, caption in dimensie.get("leden", {}).items()}


class Feit(NamedTuple):
    """One number that an export states, with its cell."""

    maat: str
    leden: tuple[tuple[str, str], ...]
    """Dimension and member, by dimension."""
    van: date
    tot: date
    waarde: Fraction | None
    blad: str
    cel: str


@dataclass(frozen=True)
class Export:
    """Files of one kind of export, the declaration that reads them, and the truth about them."""

    naam: str
    bestanden: Mapping[str, bytes]
    bron: Bron
    feiten: tuple[Feit, ...] = ()
    weg: Mapping[tuple[str, int], str] = field(default_factory=dict)
    """Sheet and row (Excel's number) to the kind of reason for which the row gives no facts."""
    codes: tuple[str, ...] = ()
    """The findings, by code, sorted."""
    dimensies: tuple[dict[str, Any], ...] = ()
    """Dimensions that stand in for those of the family of the same name."""


def anders(export: Export, naam: str, data: bytes, bestand: str = "") -> Export:
    """Return an export with the same truth in another file."""
    return replace(export, naam=naam, bestanden={bestand or next(iter(export.bestanden)): data})


def lid(caption: str) -> str:
    """Return the declared member of a caption, or the caption itself."""
    return LEDEN.get(caption, caption)


def dagen(jaar: int, maand: int, soort: Soort = "stroom") -> tuple[date, date]:
    """Return the days of a month: from its first to the next month's, or twice its last for a stand."""
    first = date(jaar, maand, 1)
    after = date(jaar + maand // 12, maand % 12 + 1, 1)
    last = after - timedelta(days=1)
    return (first, after) if soort == "stroom" else (last, last)


def exact(value: Value) -> Fraction | None:
    """Return a written number as it reads in decimals."""
    return Fraction(repr(value)) if isinstance(value, int | float) else None


def feit(maat: str, leden: Mapping[str, str], periode: tuple[date, date], value: Value, plek: tuple[str, str]) -> Feit:
    """Make a fact; members by dimension as captions."""
    members = tuple(sorted((dimensie, lid(caption)) for dimensie, caption in leden.items()))
    return Feit(maat, members, *periode, exact(value), *plek)


# ---------------------------------------------------------------- writing


@dataclass
class Lijst:
    """A grouped list under construction: where each record was put, and which rows are footers."""

    sheet: Sheet
    kolommen: Sequence[Column]
    groepen: int = 0
    voet: Literal["totaal", "total", "witregel", "geen"] = "geen"
    maten: int = 1
    """How many columns at the right hold numbers."""
    links: int = 1
    rijen: list[int] = field(default_factory=list)
    voetregels: list[int] = field(default_factory=list)
    _begin: dict[int, set[int]] = field(default_factory=dict)
    """By group column, the rows that show its value: the first of each group."""

    def schrijf(self, top: int, records: Sequence[Sequence[Value]], *, kop: bool = True) -> int:
        """Write header and records; return the first row below."""
        if kop:
            self.sheet.row(top, [k.caption for k in self.kolommen], ["kop"] * len(self.kolommen), self.links)
            top += 1
        row = self._groep(0, records, top)
        if self.voet in {"totaal", "total"}:
            row = self._voet(row, 0, Rich(("Overall", " - ", "Total")), records)
        return row

    def _groep(self, level: int, records: Sequence[Sequence[Value]], row: int) -> int:
        if level == self.groepen:
            for record in records:
                covered = (column < self.groepen and row not in self._begin[column] for column in range(len(record)))
                shown = [None if hidden else value for hidden, value in zip(covered, record, strict=True)]
                self.sheet.row(row, shown, [k.style for k in self.kolommen], self.links)
                self.rijen.append(row)
                row += 1
            return row
        for key, members in groupby(records, key=lambda record: record[level]):
            found = list(members)
            self._begin.setdefault(level, set()).add(row)
            start, row = row, self._groep(level + 1, found, row)
            self.sheet.merge(start, self.links + level, rows=row - start)
            row = self._groepsvoet(row, level, key, found)
        return row

    def _groepsvoet(self, row: int, level: int, key: Value, records: Sequence[Sequence[Value]]) -> int:
        if self.voet == "geen":
            return row
        if self.voet == "witregel":
            self.sheet.put(row, self.links, " " * 5, "noot")
            self.sheet.merge(row, self.links, columns=len(self.kolommen))
            return row + 1
        word = "Totaal" if self.voet == "totaal" else "Total"
        return self._voet(row, level, Rich((str(key), " - ", word)), records)

    def _voet(self, row: int, level: int, label: Rich, records: Sequence[Sequence[Value]]) -> int:
        """Write a footer: the label in the column of the group, merged up to the first measure, then the sums."""
        first = len(self.kolommen) - self.maten
        for column in range(len(self.kolommen)):
            value: Value = label if column == level else None
            if column >= first:
                value = total([record[column] for record in records])
            self.sheet.put(row, self.links + column, value, self.kolommen[column].style)
        self.sheet.merge(row, self.links + level, columns=first - level)
        self.voetregels.append(row)
        return row + 1


def met_titel(sheet: Sheet, teksten: Sequence[str | Rich], breedte: int) -> int:
    """Write title rows; return the first row below."""
    return titles(sheet, teksten, breedte)


def met_voet(sheet: Sheet, rij: int, breedte: int) -> int:
    """Write the page footer; return its row."""
    page_footer(sheet, rij, RUN, breedte)
    return rij


def weg(sheet: Sheet, soort: str, rijen: Iterable[int]) -> dict[tuple[str, int], str]:
    """Return rows with the kind of reason for which they are left out."""
    return {(sheet.name, rij): soort for rij in rijen}


def plek(sheet: Sheet, rij: int, kolom: int) -> tuple[str, str]:
    """Return sheet and cell, from a row and column that count from one."""
    return sheet.name, address(rij, kolom)


def boek(*sheets: Sheet) -> bytes:
    """Return the workbook that Cognos makes of these sheets."""
    return cognos_workbook(sheets)


# ---------------------------------------------------------------- packages


def uitgepakt(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package, in its order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


class _Stroom(io.BytesIO):
    """A target that cannot be rewound, so that sizes follow the data, as in a package that Cognos streams."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise io.UnsupportedOperation

    def tell(self) -> int:
        raise io.UnsupportedOperation


def ingepakt(delen: Mapping[str, bytes], *, cognos: bool = True, opgeslagen: Iterable[str] = ()) -> bytes:
    """Zip parts: as Cognos does, without any date and with data descriptors, or as other programs do."""
    target = _Stroom() if cognos else io.BytesIO()
    stored = set(opgeslagen)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in delen.items():
            info = zipfile.ZipInfo(name, (1980, 0, 0, 0, 0, 0) if cognos else (1980, 1, 1, 0, 0, 0))
            info.create_system = 0
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return target.getvalue()


def vervangen(delen: Mapping[str, bytes], deel: str, oud: str, nieuw: str) -> dict[str, bytes]:
    """Return parts with a text in one of them replaced everywhere; it must occur."""
    text = delen[deel].decode()
    assert oud in text, f"{oud!r} is not in {deel}"
    return {**delen, deel: text.replace(oud, nieuw).encode()}
