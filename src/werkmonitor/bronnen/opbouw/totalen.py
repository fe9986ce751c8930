"""The totals that an export states itself, held against our own sum of what they close off.

Totals are left out of the facts; here they serve as a check.  A total closes off the rows (or columns) that share the
labels beside it: ``IOAW - Totaal`` the rows of IOAW, ``Totaal`` beside a label those of that label, and one without any
label all rows, or those since the total before it.  What is called a total may be an average or a count, so a
difference is a warning and never a fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from werkmonitor.bronnen.feiten import Weggelaten, cel
from werkmonitor.bronnen.sheet import Waarde
from werkmonitor.bronnen.tabellen.kennis import MAAT, Kennis
from werkmonitor.bronnen.tabellen.tables import NERGENS, Tabel
from werkmonitor.bronnen.tabellen.totaalwoorden import RAND, is_totaal, waarvan
from werkmonitor.bronnen.waarden.persoon import kort
from werkmonitor.bronnen.waarden.values import (
    DubbelzinnigError,
    GeenGetalError,
    GeenWaardeError,
    Schrijfwijze,
    bijschrift,
    getal,
    vouw,
)
from werkmonitor.findings import Finding, Location
from werkmonitor.formatting import EENHEDEN, weergave

OPTELBAAR = frozenset({"aantal", "personen", "fte", "euro"})
"""Units whose totals are sums; a total of shares or marks is an average of some kind."""
MEESTE_REKENWERK = 200_000_000
"""Cells that the totals of one table may add up together; beyond it they are not checked."""
PER_SOM = 3000
"""What one addition costs besides its cells, in cells."""
MEESTE_MELDINGEN = 6
RUIS = Fraction(1, 10**9)
"""What the program that wrote the export may be off by, in parts of the total: it adds in binary."""
TOTAAL, TOTAALKOLOM = "totaal: ", "totaalkolom: "
"""How the reason begins for which a total, or a column of them in a list, is left out."""

_GEEN_SOM = re.compile(
    r"(?:.*\s[-–]\s)?(?:gem(?:iddelde?)?\b.*|average|min(?:imum)?|max(?:imum)?|mediaa?n|aantal.*|count.*)"
)
"""What says itself that it is no sum."""
_VAN_MAAT = re.compile(rf"{TOTAALKOLOM}((?:totaal|total|som|sum)\s?\((.+)\))", re.IGNORECASE)
"""How Excel data calls the total of a number."""
_VAN_ALLES = re.compile(r"(?:overall|eindtotaal|grand total|algemeen totaal)\b.*")

Deel = NDArray[np.intp]
"""Ranks of the data rows or columns that a total may close off."""
Telling = tuple[Fraction, int]
"""A number, and how often it stands there."""
_Label = Callable[[int, str], Waarde]


@dataclass(frozen=True)
class _As:
    """The rows or the columns of a table: where they are, and the number of their folded label at each level."""

    kennis: Kennis
    plaatsen: NDArray[np.intp]
    niveaus: tuple[str, ...]
    """From the outside in."""
    labels: Mapping[str, NDArray[np.intp]]
    nummers: Mapping[str, int]
    label: _Label
    """The label of any row or column at a level, filled inside merges."""

    @cached_property
    def _kale_nummers(self) -> Mapping[str, int]:
        """The numbers by label without the punctuation at its ends, as the name of a total is compared."""
        return {label.strip(RAND): nummer for label, nummer in self.nummers.items()}

    def delen(self, plaats: int, naam: str, vorige: int) -> list[Deel]:
        """Return what a total may close off, the most likely first; ``vorige`` is the total before it, or -1."""
        groep = self._groep(plaats, naam)
        if groep is not None:
            return [groep]
        beside = self._naast(plaats)
        if beside is not None:
            return [beside]
        everything = np.arange(len(self.plaatsen))
        if _VAN_ALLES.fullmatch(vouw(naam)):
            return [everything]
        before = np.flatnonzero(self.plaatsen < plaats)
        since = before[self.plaatsen[before] > vorige]
        return [deel for deel in (since, everything, before) if len(deel)]

    def _groep(self, plaats: int, naam: str) -> Deel | None:
        """Return the group that a total is named after: the nearest before it, else the nearest after it."""
        kern = waarvan(naam) or "\0"
        nummer = self.nummers.get(kern, self._kale_nummers.get(kern, -1))
        # Two levels can have the same label: the total is that of the level at which it stands.
        standing = sorted(enumerate(self.niveaus), key=lambda level: not is_totaal(self.label(plaats, level[1])))
        for depth, niveau in standing:
            same = np.flatnonzero(self.labels[niveau] == nummer)
            if len(same):
                before = same[self.plaatsen[same] < plaats]
                nearest = before[-1] if len(before) else same[0]
                return self._gelijk({outer: int(self.labels[outer][nearest]) for outer in self.niveaus[: depth + 1]})
        return None

    def _naast(self, plaats: int) -> Deel | None:
        """Return the rows or columns with the labels that stand beside a total, if there are any."""
        own = {}
        for niveau in self.niveaus:
            value = self.label(plaats, niveau)
            if value is not None and (not is_totaal(value) or self.kennis.gedeclareerd(niveau, value)):
                own[niveau] = self.nummers.get(vouw(bijschrift(value)), -1)
        same = self._gelijk(own)
        return same if own and len(same) else None

    def _gelijk(self, labels: Mapping[str, int]) -> Deel:
        keep = np.ones(len(self.plaatsen), dtype=np.bool_)
        for niveau, nummer in labels.items():
            keep &= self.labels[niveau] == nummer
        return np.flatnonzero(keep)

    def naam(self, plaats: int, reden: str) -> str:
        """Return how a total is called: its label, else what was said when it was left out."""
        values = (self.label(plaats, niveau) for niveau in self.niveaus)
        return next((bijschrift(value) for value in values if is_totaal(value)), reden.removeprefix(TOTAAL))


def controleer_totalen(tabel: Tabel, kennis: Kennis) -> list[Finding]:
    """Return a finding for the totals that differ from what they close off: the first few, and how many more.

    Of a source that reads some rows only, totals are about more than was read.
    """
    totals = [left_out for left_out in tabel.weggelaten if left_out.reden.startswith((TOTAAL, TOTAALKOLOM))]
    unfit = kennis.bron.vorm == "register" or kennis.bron.alleen
    if unfit or not totals or not len(tabel.datarijen) or not tabel.kolommen:
        return []
    rows, columns = len(tabel.datarijen), len(tabel.kolommen)
    below = sum(left_out.rij is not None for left_out in totals)
    beside = sum(left_out.reden.startswith(TOTAAL) for left_out in totals) - below
    if below * columns * (rows + PER_SOM) + beside * rows * (columns + PER_SOM) > MEESTE_REKENWERK:
        return [_niet_nagerekend(tabel)]
    found = _Rekening(tabel, kennis).alle()
    if len(found) > MEESTE_MELDINGEN:
        more = len(found) - MEESTE_MELDINGEN
        last = found[MEESTE_MELDINGEN - 1]
        found[MEESTE_MELDINGEN - 1 :] = [replace(last, wat=f"{last.wat} In deze tabel zijn er nog {more}.")]
    return found


@dataclass(frozen=True)
class _Afwijking:
    """A total that differs: whether it is that of rows, of which column (or of columns, of which row), and how much."""

    finding: Finding
    langs: bool
    dwars: int
    verschil: Fraction
    maat: str


class _Rekening:
    """The totals of one table against the cells that they close off."""

    def __init__(self, tabel: Tabel, kennis: Kennis) -> None:
        self.tabel, self.sheet, self.kennis = tabel, tabel.sheet, kennis
        self.rijen, self.kolommen = _rij_as(tabel, kennis), _kolom_as(tabel, kennis)
        self._wijzen = {id_: Schrijfwijze.van(kennis.bron, maat) for id_, maat in kennis.bron.maten.items()}
        self._getallen: dict[tuple[int, str], Fraction | None] = {}
        self._leeg: set[tuple[int, str]] = set()
        """Cells that say that there is no value: they add nothing."""
        self._mis: list[_Afwijking] = []

    def alle(self) -> list[Finding]:
        """Return what differs; where a row and a column differ alike, with the cell that explains both."""
        found = list(self.findings())
        for een in self._mis:
            ander = [other for other in self._mis if other is not een and other.verschil == een.verschil]
            if len(ander) == 1 and ander[0].langs != een.langs and ander[0].maat == een.maat:
                place = found.index(een.finding)
                found[place] = replace(een.finding, wat=een.finding.wat + self._kruispunt(een, ander[0]))
        return found

    def _kruispunt(self, een: _Afwijking, ander: _Afwijking) -> str:
        """Say which other number, where a row and a column cross, makes the totals of both right."""
        rij, kolom = (ander.dwars, een.dwars) if een.langs else (een.dwars, ander.dwars)
        value = self._getal(int(self.sheet.codes[rij, kolom]), een.maat)
        place = ander.finding.vindplaats
        if value is None or place is None:
            return ""
        eenheid = self.kennis.bron.maten[een.maat].eenheid
        now, then = schrijf(value, eenheid), schrijf(value + een.verschil, eenheid)
        return f" Met {then} in plaats van {now} in {cel(rij, kolom)} klopt dit totaal, en ook dat in {place.cel}."

    def findings(self) -> Iterator[Finding]:
        """Yield what differs: the totals of columns first, then those of rows, then the columns of totals in a list."""
        previous = {True: -1, False: -1}
        for left_out in sorted(self.tabel.weggelaten, key=_volgorde):
            if not left_out.reden.startswith(TOTAAL):
                continue
            langs = left_out.rij is not None
            plaats = left_out.rij if left_out.rij is not None else left_out.kolom or 0
            axis, dwars = (self.rijen, self.kolommen) if langs else (self.kolommen, self.rijen)
            naam = axis.naam(plaats, left_out.reden)
            delen = axis.delen(plaats, naam, previous[langs])
            previous[langs] = plaats
            if _GEEN_SOM.fullmatch(vouw(naam)):
                continue
            for rank in range(len(dwars.plaatsen)):
                yield from self._vergelijk(plaats, naam, delen, rank, langs=langs)
        for left_out in self.tabel.weggelaten:
            if left_out.kolom is not None and (match := _VAN_MAAT.fullmatch(left_out.reden)):
                yield from self._ijl(left_out.kolom, match[1], self.kennis.maten.get(vouw(match[2])))

    def _ijl(self, kolom: int, naam: str, maat: str | None) -> Iterator[Finding]:
        """Compare a column with a total on the last row of each group with the rows since the total before it."""
        rows = self.rijen.plaatsen
        filled = np.flatnonzero(self.sheet.codes[rows, kolom])
        number = next((place for place, labels in self.tabel.kolommen if labels[MAAT].waarde == maat), None)
        if maat is None or number is None or 2 * len(filled) > len(rows):
            return  # not of a number that is read, or repeated on every row
        if self.kennis.los or self.kennis.bron.maten[maat].eenheid not in OPTELBAAR:
            return
        if len(filled) * PER_SOM > MEESTE_REKENWERK:
            yield _niet_nagerekend(self.tabel)
            return
        start = 0
        for last in filled.tolist():
            own = self._getal(int(self.sheet.codes[rows[last], kolom]), maat)
            parts = self._parts(np.arange(start, last + 1), number, maat, langs=True)
            start = last + 1
            if own is not None and parts is not None and not _gelijk(own, _som(parts)):
                yield self._finding(self.sheet.plek(int(rows[last]), kolom), naam, maat, own, parts)

    def _vergelijk(self, plaats: int, naam: str, delen: Sequence[Deel], rank: int, *, langs: bool) -> Iterator[Finding]:
        """Compare one total with each part that it may close off; ``langs`` when those are rows."""
        dwars = int((self.kolommen if langs else self.rijen).plaatsen[rank])
        place = (plaats, dwars) if langs else (dwars, plaats)
        compared = []
        for deel in delen:
            maat = self._maat(deel, rank, langs=langs)
            if maat is None:
                return  # different things, or what has no sum
            own, parts = self._getal(int(self.sheet.codes[place]), maat), self._parts(deel, dwars, maat, langs=langs)
            if own is None or parts is None:
                return  # no total here, or a cell that is told as a fault
            if _gelijk(own, _som(parts)):
                return
            compared.append((maat, own, parts, deel))
        if compared:
            maat, own, parts, deel = compared[0]
            verschil = own - _som(parts)
            finding = self._finding(self.sheet.plek(*place), naam, maat, own, parts)
            if finding.ernst == "waarschuwing":
                finding = replace(finding, wat=finding.wat + self._zonder(deel, dwars, maat, -verschil, langs=langs))
            self._mis.append(_Afwijking(finding, langs, dwars, verschil, maat))
            yield finding

    def _zonder(self, deel: Deel, dwars: int, maat: str, verschil: Fraction, *, langs: bool) -> str:
        """Say which one of the numbers a total leaves out, if that is the whole difference."""
        axis = self.rijen if langs else self.kolommen
        places = [(plaats, dwars) if langs else (dwars, plaats) for plaats in axis.plaatsen[deel].tolist()]
        hits = [place for place in places if self._getal(int(self.sheet.codes[place]), maat) == verschil]
        if len(hits) != 1:
            return ""
        own = hits[0][0 if langs else 1]
        label = next((text for niveau in reversed(axis.niveaus) if (text := bijschrift(axis.label(own, niveau)))), "")
        return f" Zonder het getal in {cel(*hits[0])}{f' ({kort(label)})' if label else ''} klopt het totaal wel."

    def _parts(self, deel: Deel, dwars: int, maat: str, *, langs: bool) -> list[Telling] | None:
        """Return the distinct numbers with how often each occurs; ``None`` where a cell holds something else."""
        if langs:
            codes = self.sheet.codes[self.rijen.plaatsen[deel], dwars]
        else:
            codes = self.sheet.codes[dwars, self.kolommen.plaatsen[deel]]
        found, counts = np.unique(codes[codes != 0], return_counts=True)
        parts = []
        for code, count in zip(found.tolist(), counts.tolist(), strict=True):
            number = self._getal(code, maat)
            if number is not None:
                parts.append((number, count))
            elif (code, maat) not in self._leeg:
                return None
        return parts

    def _maat(self, deel: Deel, rank: int, *, langs: bool) -> str | None:
        """Return the one additive maat that cells are about, or ``None``."""
        axis, dwars = (self.rijen, self.kolommen) if langs else (self.kolommen, self.rijen)
        bron = self.kennis.bron
        if any(len(np.unique(axis.labels[los][deel])) > 1 for los in self.kennis.los.intersection(axis.labels)):
            return None
        if MAAT not in (*axis.niveaus, *dwars.niveaus):
            naam = next(iter(bron.maten))
        else:
            source, ranks = (axis, deel) if MAAT in axis.niveaus else (dwars, np.array([rank]))
            nummers = np.unique(source.labels[MAAT][ranks])
            if len(nummers) > 1:
                return None
            tekst = list(source.nummers)[int(nummers[0])]
            naam = tekst if bron.vorm == "lijst" else self.kennis.maten.get(tekst, "")
        return naam if naam in bron.maten and bron.maten[naam].eenheid in OPTELBAAR else None

    def _getal(self, code: int, maat: str) -> Fraction | None:
        if (code, maat) not in self._getallen:
            eenheid = self.kennis.bron.maten[maat].eenheid
            try:
                number = getal(self.sheet.waarden[code], eenheid, self.sheet.opmaken[code], self._wijzen[maat])
                self._getallen[code, maat] = Fraction(number[0], 10 ** number[1])
            except GeenWaardeError:
                self._getallen[code, maat] = None
                self._leeg.add((code, maat))
            except (GeenGetalError, DubbelzinnigError):
                self._getallen[code, maat] = None
        return self._getallen[code, maat]

    def _finding(self, plek: Location, naam: str, maat: str, own: Fraction, parts: Sequence[Telling]) -> Finding:
        eenheid = self.kennis.bron.maten[maat].eenheid
        som, count = _som(parts), sum(times for _, times in parts)
        wat = f"'{kort(naam)}' is {schrijf(own, eenheid)}, maar de {count} getallen samen zijn {schrijf(som, eenheid)}"
        for value, what in ((som / max(count, 1), "het gemiddelde"), (Fraction(count), "het aantal getallen")):
            if _gelijk(own, value):
                doen = "Dit is alleen ter informatie; geen cijfer gebruikt dit getal."
                return Finding("totaal-wijkt-af", "info", f"{wat}: het is {what}.", plek, "", doen)
        maybe = ", of elke persoon één keer tellen" if eenheid == "personen" else ""
        return Finding(
            "totaal-wijkt-af",
            "waarschuwing",
            f"{wat} (verschil {schrijf(own - som, eenheid)}).",
            plek,
            "De cijfers rusten op de losse getallen; daarvan kan er een ontbreken of fout zijn.",
            f"Kijk in Cognos wat dit totaal telt: het kan ook een gemiddelde zijn{maybe}.",
        )


def _volgorde(left_out: Weggelaten) -> tuple[bool, int]:
    """Order the rows that are left out before the columns."""
    return left_out.rij is None, left_out.kolom or 0 if left_out.rij is None else left_out.rij


def _rij_as(tabel: Tabel, kennis: Kennis) -> _As:
    sheet = tabel.sheet
    columns = dict(sorted(tabel.labelkolommen.items(), key=lambda item: item[1]))
    origins = {kolom: sheet.herkomst(kolom, max(tabel.kop, 0)) for kolom in columns.values()}
    nummers: dict[str, int] = {}
    labels = {}
    for niveau, kolom in columns.items():
        codes = sheet.codes[tabel.herkomst[kolom], kolom]
        lookup = np.zeros(len(sheet.waarden), dtype=np.intp)
        for code in np.unique(codes).tolist():
            lookup[code] = nummers.setdefault(vouw(bijschrift(sheet.waarden[code])), len(nummers))
        labels[niveau] = lookup[codes]

    def label(rij: int, niveau: str) -> Waarde:
        kolom = columns[niveau]
        return sheet.waarde(int(origins[kolom][rij]), kolom)

    return _As(kennis, tabel.datarijen, tuple(columns), labels, nummers, label)


def _kolom_as(tabel: Tabel, kennis: Kennis) -> _As:
    sheet = tabel.sheet
    first = {niveau: label.rij for niveau, label in tabel.kolommen[0][1].items() if label.rij != NERGENS}
    rows = dict(sorted(first.items(), key=lambda item: item[1]))
    nummers: dict[str, int] = {}
    labels = {}
    for niveau in rows:
        captions = [vouw(bijschrift(found[niveau].waarde)) for _, found in tabel.kolommen]
        labels[niveau] = np.array([nummers.setdefault(text, len(nummers)) for text in captions], dtype=np.intp)

    def label(kolom: int, niveau: str) -> Waarde:
        rij = rows[niveau]
        return sheet.waarde(rij, sheet.opzij(rij, 0).get(kolom, kolom))

    places = np.array([kolom for kolom, _ in tabel.kolommen], dtype=np.intp)
    return _As(kennis, places, tuple(rows), labels, nummers, label)


def _som(parts: Sequence[Telling]) -> Fraction:
    return sum((value * times for value, times in parts), Fraction(0))


def _gelijk(one: Fraction, other: Fraction) -> bool:
    return abs(one - other) <= RUIS * max(abs(one), abs(other))


def schrijf(value: Fraction, eenheid: str) -> str:
    """Write a number in its unit with as many decimals as it has, up to six."""
    decimals = next((n for n in range(EENHEDEN[eenheid][1], 6) if (value * 10**n).denominator == 1), 6)
    return weergave(value, eenheid, decimals)


def _niet_nagerekend(tabel: Tabel) -> Finding:
    wat = "De totalen in deze tabel zijn niet nagerekend: de tabel is daar te groot voor."
    return Finding("totaal-niet-nagerekend", "info", wat, Location(tabel.sheet.bestand, tabel.sheet.naam or None))
