"""From tables to facts: each number with its maat, members, time and cell, checked one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import numpy as np

from werkmonitor.bronnen import meldingen
from werkmonitor.bronnen.feiten import Bronbestand, Feitentabel, Kolom, cel, encode
from werkmonitor.bronnen.kennis import MAAT, Kennis
from werkmonitor.bronnen.sheet import Foutcel, Sheet, Waarde
from werkmonitor.bronnen.tables import Label, Labels, Tabel
from werkmonitor.bronnen.tijd import GeenTijdError, Tijd, combineer, tijd
from werkmonitor.bronnen.values import DubbelzinnigError, GeenGetalError, bijschrift, getal, vouw
from werkmonitor.findings import Finding, Location
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import TIJDROLLEN

Sleutel = tuple[str, tuple[str, ...], int, int]
"""What makes a fact one of its kind in a table: maat, members, and days."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What the labels of one row or column say, together with the last time label for findings."""

    maat: str | None
    leden: dict[str, str]
    tijden: tuple[Tijd, ...]
    tijdlabel: Label | None


class _Cel(NamedTuple):
    sheet: Sheet
    rij: int
    kolom: int
    waarde: Waarde

    @property
    def plek(self) -> Location:
        return self.sheet.plek(self.rij, self.kolom)


@dataclass(frozen=True, slots=True)
class _Feit:
    sleutel: Sleutel
    teller: int
    schaal: int
    leeg: bool
    rij: int
    kolom: int
    blad: str
    bestand: int


TELBAAR = {"aantal", "personen", "fte"}
"""Units of what is counted: never below zero."""


@dataclass
class Bouwer:
    """Collects the facts of one source in one delivery, over all its files and sheets."""

    kennis: Kennis
    levering: Periode
    findings: list[Finding] = field(default_factory=list)
    _feiten: list[_Feit] = field(default_factory=list)
    _first: dict[Sleutel, int] = field(default_factory=dict)
    _captions: dict[str, dict[str, str]] = field(default_factory=dict)
    _bestanden: list[Bronbestand] = field(default_factory=list)
    _said: set[tuple[str, Location | None]] = field(default_factory=set)
    _days: dict[tuple[Tijd, ...], tuple[int, int] | str] = field(default_factory=dict)

    def voeg_bestand_toe(self, bestand: Bronbestand) -> None:
        """Make a file the one that the next tables come from."""
        self._bestanden.append(bestand)

    def voeg_toe(self, tabel: Tabel) -> int:
        """Add the facts of a table; return how many."""
        before = len(self._feiten)
        merged = _merged_numbers(tabel)
        columns = [(kolom, self._context(tabel.sheet, labels)) for kolom, labels in tabel.kolommen]
        for rij, labels in tabel.rijen:
            row = self._context(tabel.sheet, labels)
            cells = tabel.sheet.rijen[rij]
            if row is None:
                continue
            for kolom, column in columns:
                if column is None:
                    continue
                if (rij, kolom) in merged:
                    self._say(meldingen.samengevoegd_getal(tabel.sheet.plek(*merged[rij, kolom])))
                else:
                    self._number(_Cel(tabel.sheet, rij, kolom, cells[kolom]), row, column)
        return len(self._feiten) - before

    def _say(self, finding: Finding) -> None:
        """Report a finding once for its cell: a merged label stands for many rows."""
        if (finding.code, finding.vindplaats) not in self._said:
            self._said.add((finding.code, finding.vindplaats))
            self.findings.append(finding)

    # ---- labels

    def _context(self, sheet: Sheet, labels: Labels) -> _Context | None:
        """Return what labels mean, or ``None`` after reporting one that means nothing."""
        maat, leden, tijden, last, good = None, {}, [], None, True
        for niveau, label in labels.items():
            plek = sheet.plek(label.rij, label.kolom)
            if isinstance(label.waarde, Foutcel):
                self._say(meldingen.foutcel(plek, label.waarde.tekst))
                good = False
            elif niveau == MAAT:
                maat = self._maat(plek, label.waarde)
                good = good and maat is not None
            elif niveau in TIJDROLLEN:
                moment = self._tijd(plek, niveau, label.waarde)
                tijden += [] if moment is None else [moment]
                last, good = label, good and moment is not None
            else:
                lid = self._lid(plek, niveau, label.waarde)
                leden[niveau] = lid or ""
                good = good and lid is not None
        return _Context(maat, leden, tuple(tijden), last) if good else None

    def _maat(self, plek: Location, value: Waarde) -> str | None:
        if self.kennis.bron.vorm == "lijst":  # the column was found by its declared header
            return str(value)
        found = self.kennis.maten.get(vouw(bijschrift(value)))
        if found is None:
            known = [text for maat in self.kennis.bron.maten.values() for text in maat.kolom or ()]
            empty = meldingen.leeg_label(plek, MAAT)
            self._say(empty if value is None else meldingen.onbekend_lid(plek, MAAT, bijschrift(value), known))
        return found

    def _tijd(self, plek: Location, rol: str, value: Waarde) -> Tijd | None:
        found = tijd(value, rol)
        if found is None:
            self._say(meldingen.geen_tijd(plek, rol, bijschrift(value)))
        return found

    def _lid(self, plek: Location, niveau: str, value: Waarde) -> str | None:
        leden = self.kennis.dimensies[niveau]
        caption = bijschrift(value)
        if value is None:
            self._say(meldingen.leeg_label(plek, leden.naam))
            return None
        lid = leden.lid(value)
        if lid is None:
            self._say(meldingen.onbekend_lid(plek, leden.naam, caption, leden.bekend))
        else:
            self._captions.setdefault(niveau, {}).setdefault(lid, caption)
        return lid

    # ---- numbers

    def _number(self, place: _Cel, row: _Context, column: _Context) -> None:
        maat = row.maat or column.maat or next(iter(self.kennis.bron.maten))
        days = self._van_tot(place.sheet, row, column)
        number = self._value(place, maat)
        if days is None or number is None:
            return
        leden = tuple(row.leden.get(naam) or column.leden[naam] for naam in self.kennis.dimensies)
        sleutel = (maat, leden, *days)
        earlier = self._first.setdefault(sleutel, len(self._feiten))
        if earlier < len(self._feiten):
            other = self._feiten[earlier]
            there = Location(self._bestanden[other.bestand].pad, other.blad or None, cel(other.rij, other.kolom))
            self._say(meldingen.dubbel_feit(place.plek, there, self._described(sleutel)))
            return
        leeg = place.waarde is None and self.kennis.bron.leeg != "nul"
        blad, bestand = place.sheet.naam, len(self._bestanden) - 1
        self._feiten.append(_Feit(sleutel, *number, leeg, place.rij, place.kolom, blad, bestand))

    def _value(self, place: _Cel, maat: str) -> tuple[int, int] | None:
        value = place.waarde
        if value is None:
            return 0, 0
        try:
            if not isinstance(value, Foutcel):
                return self._plausible(place, getal(value, eenheid := self.kennis.bron.maten[maat].eenheid), eenheid)
            finding = meldingen.foutcel(place.plek, value.tekst)
        except GeenGetalError as error:
            finding = meldingen.geen_getal(place.plek, value, str(error))
        except DubbelzinnigError as error:
            finding = meldingen.getal_dubbelzinnig(place.plek, str(value), error.lezingen)
        self._say(finding)
        return None

    def _plausible(self, place: _Cel, number: tuple[int, int], eenheid: str) -> tuple[int, int]:
        """Report a number that does not go with its unit; it may be right, so it counts."""
        teller, schaal = number
        if teller < 0 and eenheid in TELBAAR:
            self._say(meldingen.vreemd_getal(place.plek, "Dit aantal is negatief."))
        if eenheid in TELBAAR - {"fte"} and teller % 10**schaal:
            self._say(meldingen.vreemd_getal(place.plek, "Dit aantal is geen heel getal."))
        if eenheid == "cijfer" and not 1 <= teller / 10**schaal <= 10:  # noqa: PLR2004 - the scale of a rapportcijfer
            self._say(meldingen.vreemd_getal(place.plek, "Dit cijfer ligt niet tussen 1 en 10."))
        return number

    def _van_tot(self, sheet: Sheet, row: _Context, column: _Context) -> tuple[int, int] | None:
        """Return the days that a number is about, as ordinals; a table without time is about its delivery."""
        parts = (*column.tijden, *row.tijden)
        if parts not in self._days:
            try:
                self._days[parts] = self._ordinals(combineer(parts) if parts else self.levering)
            except GeenTijdError as error:
                self._days[parts] = str(error)
        days = self._days[parts]
        if not isinstance(days, str):
            return days
        label = row.tijdlabel or column.tijdlabel
        plek = sheet.plek(label.rij, label.kolom) if label else Location(sheet.bestand, sheet.naam or None)
        self._say(meldingen.geen_tijd(plek, "tijd", "", days))
        return None

    def _ordinals(self, moment: Periode | date) -> tuple[int, int]:
        bron = self.kennis.bron
        if isinstance(moment, date):
            if bron.soort == "stroom":
                message = "een stroom hoort bij een periode, niet bij één dag"
                raise GeenTijdError(message)
            return moment.toordinal(), moment.toordinal()
        if bron.soort == "stroom":
            return moment.eerste_dag.toordinal(), moment.dag_erna.toordinal()
        day = (moment.eerste_dag if bron.peilmoment == "begin" else moment.laatste_dag).toordinal()
        return day, day

    def _described(self, sleutel: Sleutel) -> str:
        maat, leden, van, tot = sleutel
        named = zip(self.kennis.dimensies, leden, strict=True)
        captions = [self._captions.get(naam, {}).get(lid, lid) for naam, lid in named]
        first, last = date.fromordinal(van), date.fromordinal(max(van, tot - 1))
        span = f"{first:%d-%m-%Y}" if van == tot else f"{first:%d-%m-%Y} t/m {last:%d-%m-%Y}"
        return ", ".join([maat, *captions, span])

    # ---- the result

    def feitentabel(self) -> Feitentabel:
        """Return all facts as columns."""
        feiten = self._feiten
        bron = self.kennis.bron
        return Feitentabel(
            bron=bron.id,
            levering=self.levering,
            soort=bron.soort,
            maat=encode([feit.sleutel[0] for feit in feiten]),
            dimensies={
                naam: encode([feit.sleutel[1][place] for feit in feiten])
                for place, naam in enumerate(self.kennis.dimensies)
            },
            van=np.array([feit.sleutel[2] for feit in feiten], dtype=np.int64),
            tot=np.array([feit.sleutel[3] for feit in feiten], dtype=np.int64),
            teller=np.array([feit.teller for feit in feiten], dtype=np.int64),
            schaal=np.array([feit.schaal for feit in feiten], dtype=np.int32),
            leeg=np.array([feit.leeg for feit in feiten], dtype=np.bool_),
            rij=np.array([feit.rij for feit in feiten], dtype=np.int32),
            kolom=np.array([feit.kolom for feit in feiten], dtype=np.int32),
            blad=encode([feit.blad for feit in feiten]),
            bestand=self._file_codes(),
            bestanden=tuple(self._bestanden),
            eenheden={id_: maat.eenheid for id_, maat in bron.maten.items()},
            bijschriften=self._captions,
        )

    def _file_codes(self) -> Kolom:
        """Return the files by their place in ``bestanden``, which also holds files without facts."""
        codes = np.array([feit.bestand for feit in self._feiten], dtype=np.int32)
        return Kolom(codes, tuple(bestand.pad for bestand in self._bestanden))


def _merged_numbers(tabel: Tabel) -> Mapping[tuple[int, int], tuple[int, int]]:
    """Return the number cells that are merged with others, by their place, with the first cell of the area."""
    rows = {rij for rij, _ in tabel.rijen}
    columns = [kolom for kolom, _ in tabel.kolommen]
    found = {}
    for merge in tabel.sheet.merges:
        inside = [kolom for kolom in columns if merge.links <= kolom <= merge.rechts]
        if not inside or tabel.sheet.waarde(merge.boven, merge.links) is None:
            continue
        for rij in rows.intersection(range(merge.boven, min(merge.onder, len(tabel.sheet.rijen)) + 1)):
            found.update({(rij, kolom): (merge.boven, merge.links) for kolom in inside})
    return found
