"""Corrections: a cell that is wrong in an export gets the declared number before its table is read.

The file stays as it is, and so does its hash.  A correction counts only while the cell still shows what it showed when
it was declared, so that a new export never loses a figure to an old correction.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import numpy as np

from werkmonitor.bronnen.containers.xlsx.cellen import GEEN_UITKOMST
from werkmonitor.bronnen.feiten import Adres, Bronbestand, Celplek, Feitentabel, Registerrij, cel
from werkmonitor.bronnen.sheet import Foutcel, Inhoud, Opmaak, Sheet, Waarde
from werkmonitor.bronnen.waarden.persoon import NIET_GETOOND, kort, wijst_persoon_aan
from werkmonitor.bronnen.waarden.perwaarde import Masker
from werkmonitor.bronnen.waarden.values import bijschrift, naaste, schoon, vouw
from werkmonitor.findings import Ernst, Finding, Location
from werkmonitor.formatting import datum_kort, enkele
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Correctie
from werkmonitor.programma.schema import Programma

BLADEN_GENOEMD = 5
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_PLAIN = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
_GEVOLG = "De cel is niet gecorrigeerd."


class _Cel(NamedTuple):
    """A cell of one of the sheets of a file: which sheet, and its zero-based row and column."""

    blad: int
    rij: int
    kolom: int


class _GeenCelError(Exception):
    """A correction is about a cell that is not there: what is missing, and the nearest thing that is there."""

    def __init__(self, wat: str, doen: str = "") -> None:
        super().__init__(wat)
        self.wat = wat
        self.doen = doen


@dataclass
class Correcties:
    """The corrections of the deliveries that are read; what is wrong with them goes to ``findings``."""

    programma: Programma
    findings: list[Finding]

    def __post_init__(self) -> None:
        self.per_cel: dict[Celplek, Correctie] = {}
        """What was applied, by its cell."""
        self._by_file: dict[str, list[int]] = {}
        self._applied: list[Adres] = []
        self._opened: set[str] = set()

    def lees_levering(self, levering: Periode, map_: str, paden: Sequence[str]) -> None:
        """Find the file of each correction of a delivery; ``map_`` and ``paden`` are paths within the werkmap."""
        known = {vouw(pad): pad for pad in paden}
        for rank, correctie in enumerate(self.programma.correctie):
            if correctie.levering != levering:
                continue
            wanted = correctie.bestand.replace("\\", "/")
            pad = known.get(vouw(f"{map_}/{wanted}")) or known.get(vouw(wanted))
            if pad is not None:
                self._by_file.setdefault(pad, []).append(rank)
                continue
            wat = f"Bestand '{kort(wanted)}' staat niet in {map_}."
            nearest = naaste(wanted, [pad.removeprefix(f"{map_}/") for pad in paden])
            self._fault(rank, "correctie-zonder-cel", wat, doen=_bedoel(nearest))

    def pas_toe(self, inhoud: Inhoud, pad: str) -> Inhoud:
        """Return the contents with the corrections of this file in its cells; to be called once for a file."""
        self._opened.add(pad)
        sheets = list(inhoud.sheets)
        for rank in self._by_file.get(pad, ()):
            correctie = self.programma.correctie[rank]
            try:
                place = _find(correctie, sheets)
            except _GeenCelError as error:
                self._fault(rank, "correctie-zonder-cel", error.wat, Location(pad, correctie.blad or None), error.doen)
                continue
            if (changed := self._changed(rank, sheets[place.blad], place)) is not None:
                sheets[place.blad] = changed
                self._keep(correctie, changed, place, inhoud.sha256)
        return replace(inhoud, sheets=tuple(sheets))

    def _changed(self, rank: int, sheet: Sheet, place: _Cel) -> Sheet | None:
        """Return the sheet with the right number in it, or ``None`` after saying why it cannot be put there."""
        correctie = self.programma.correctie[rank]
        plek, waarde, opmaak = sheet.plek(*place[1:]), sheet.waarde(*place[1:]), sheet.opmaak(*place[1:])
        if (sheet.bestand, sheet.naam, correctie.cel) in self.per_cel:
            wat = "Deze cel wordt twee keer gecorrigeerd."
            self._fault(rank, "correctie-dubbel", wat, plek, "Laat één van beide correcties staan.")
        elif not past(correctie.was, waarde, opmaak):
            was = f"'{kort(correctie.was)}'" if correctie.was else "niets"
            wat = f"De correctie past niet: volgens de declaratie staat hier {was}, maar er staat {_now(sheet, place)}."
            doen = f"Kijk of de correctie nog nodig is; zo niet, haal haar weg.{_zet_was(sheet, place)}"
            self._fault(rank, "correctie-past-niet", wat, plek, doen)
        elif (new := _new(correctie.wordt, opmaak)) is None:
            wat = f"De cel is een percentage; {correctie.wordt} kan {correctie.wordt}% zijn of het honderdvoud."
            doen = f'Schrijf het percentage: wordt = "{correctie.wordt}%".'
            self._fault(rank, "correctie-past-niet", wat, plek, doen)
        else:
            return _with(sheet, place.rij, place.kolom, *new)
        return None

    def _keep(self, correctie: Correctie, sheet: Sheet, place: _Cel, sha256: str) -> None:
        self.per_cel[sheet.bestand, sheet.naam, correctie.cel] = correctie
        number = Fraction(str(sheet.waarde(place.rij, place.kolom)))
        levering = str(correctie.levering)
        adres = Adres(sheet.bestand, sha256, sheet.naam, correctie.cel, levering, number, (), correctie=correctie)
        self._applied.append(adres)
        wat = f"Deze cel is gecorrigeerd: {uitleg(correctie)}."
        gevolg = "De tabel is gelezen met het nieuwe getal; de export zelf is niet veranderd."
        self.findings.append(Finding("gecorrigeerd", "info", wat, sheet.plek(place.rij, place.kolom), gevolg))

    def sluit(
        self, exports: Path, tabellen: Sequence[Feitentabel], registers: Iterable[Registerrij]
    ) -> tuple[Adres, ...]:
        """Report the corrections that change no figure; return the corrected cells, with their labels where known."""
        written = {(rij.bestand, rij.blad, adres) for rij in registers for adres in rij.cellen.values()}
        for rank, correctie in enumerate(self.programma.correctie):
            if not (exports / str(correctie.levering)).is_dir():
                self._unused(rank, f"Voor {correctie.levering} is er geen map met exports.", "verbeter de levering")
        for pad in sorted(self._by_file.keys() - self._opened - _refused(self.findings)):
            for rank in self._by_file[pad]:
                self._unused(rank, f"Geen bron leest {pad}.", "verbeter 'bestand' van de bron")
        return tuple(self._with_labels(adres, tabellen, written) for adres in self._applied)

    def _with_labels(self, adres: Adres, tabellen: Sequence[Feitentabel], written: Collection[Celplek]) -> Adres:
        for tabel in tabellen:
            index = _fact(tabel, adres)
            if index is not None:
                return tabel.adres(index)
        if (adres.bestand, adres.blad, adres.cel) not in written and adres.bestand not in _refused(self.findings):
            if any(_before(tabel, adres) for tabel in tabellen):
                self._label(adres)
            else:
                self._without_figure(adres, [bestand for tabel in tabellen for bestand in tabel.bestanden])
        return adres

    def _label(self, adres: Adres) -> None:
        """Remark that a correction moves numbers instead of changing one: the cell is a label, a time or a header."""
        wat = "Deze correctie verandert een label of een tijd, geen getal."
        gevolg = "De getallen in deze rij of kolom tellen nu anders mee."
        doen = "Kijk of ze bij het juiste label en de juiste tijd staan."
        plek = Location(adres.bestand, adres.blad or None, adres.cel)
        self.findings.append(Finding("correctie-ongebruikt", "info", wat, plek, gevolg, doen))

    def _without_figure(self, adres: Adres, bestanden: Iterable[Bronbestand]) -> None:
        rank = next(n for n, item in enumerate(self.programma.correctie) if item is adres.correctie)
        plek = Location(adres.bestand, adres.blad or None, adres.cel)
        twin = next((b.pad for b in bestanden if b.sha256 == adres.sha256 and b.pad != adres.bestand), None)
        if twin is None:
            self._unused(rank, f"In {plek} staat geen getal van een tabel.", "noem de cel met het getal zelf")
        else:
            wat = f"Deze correctie telt niet: {twin} is hetzelfde bestand, en dat is gelezen."
            self._fault(rank, "correctie-ongebruikt", wat, plek, f"Verwijder de kopie, of corrigeer {twin}.")

    def _unused(self, rank: int, wat: str, of: str) -> None:
        doen = f"Haal de correctie weg, of {of}."
        self._fault(rank, "correctie-ongebruikt", wat, None, doen, "waarschuwing")

    def _fault(  # noqa: PLR0913, PLR0917 - a finding is all of these
        self, rank: int, code: str, wat: str, plek: Location | None = None, doen: str = "", ernst: Ernst = "fout"
    ) -> None:
        """Report a correction: at its cell with the line of the declaration, or at that line."""
        declared = self.programma.plek_van("correctie", rank)
        doen = f"{doen} De correctie staat in {declared}.".strip() if plek else doen
        gevolg = _GEVOLG if ernst == "fout" else "De correctie is bij geen enkel cijfer te zien."
        self.findings.append(Finding(code, ernst, wat, plek or declared, gevolg, doen))


def uitleg(correctie: Correctie) -> str:
    """Return a correction in words: ``was 17, gecorrigeerd naar 19: typefout (beleid, 3-2-2022)``."""
    when = datum_kort(correctie.datum)
    if correctie.was and _parsed(correctie.was) == _parsed(correctie.wordt):  # 1.165 as a text: else it says nothing
        change = f"van de tekst '{kort(correctie.was)}' naar het getal {correctie.wordt}"
    else:
        was = f"was {kort(correctie.was)}" if correctie.was else "was leeg"
        change = f"{was}, gecorrigeerd naar {correctie.wordt}"
    return f"{change}: {correctie.reden} ({correctie.wie}, {when})"


def _now(sheet: Sheet, place: _Cel) -> str:
    """Return what a cell shows as a finding may quote it: nothing of a sheet with a column that identifies a person."""
    text = toont(sheet.waarde(place.rij, place.kolom), sheet.opmaak(place.rij, place.kolom))
    if _persons(sheet):
        return f"iets anders {NIET_GETOOND}"
    return f"'{kort(text)}'" if text else "niets"


def _zet_was(sheet: Sheet, place: _Cel) -> str:
    """Return what a correction that is still needed should say, where a finding may quote the cell."""
    text = toont(sheet.waarde(place.rij, place.kolom), sheet.opmaak(place.rij, place.kolom))
    if _persons(sheet) or kort(text) != text:
        return ""
    return f" Zo ja, zet was = {json.dumps(text, ensure_ascii=False)}."


def _persons(sheet: Sheet) -> bool:
    return any(isinstance(value, str) and wijst_persoon_aan(value) for value in sheet.waarden)


def _find(correctie: Correctie, sheets: Sequence[Sheet]) -> _Cel:
    """Return where a correction is about; raise ``_GeenCelError``."""
    rank = _sheet(correctie.blad, sheets)
    sheet = sheets[rank]
    rij, kolom = _row_and_column(correctie.cel)
    if rij >= sheet.hoogte or kolom >= sheet.breedte:
        last = cel(sheet.hoogte - 1, sheet.breedte - 1) if sheet.codes.size else ""
        there = f"Wat er staat loopt tot en met {last}." if last else "Het blad is leeg."
        raise _GeenCelError(f"Cel {correctie.cel} is er niet.", there)
    for merge in sheet.merges:
        inside = merge.boven <= rij <= merge.onder and merge.links <= kolom <= merge.rechts
        if inside and (rij, kolom) != (merge.boven, merge.links):
            first = cel(merge.boven, merge.links)
            raise _GeenCelError(f"Cel {correctie.cel} is samengevoegd met {first}.", f"Bedoelt u '{first}'?")
    return _Cel(rank, rij, kolom)


def _sheet(naam: str, sheets: Sequence[Sheet]) -> int:
    found = [rank for rank, sheet in enumerate(sheets) if vouw(sheet.naam) == vouw(naam)]
    if not found and not naam and len(sheets) == 1:
        return 0
    if found:
        return found[0]
    known = [sheet.naam for sheet in sheets if sheet.naam]
    if not known:
        raise _GeenCelError("Dit bestand heeft geen bladen.", "Laat 'blad' weg.")
    wat = f"Blad '{kort(naam)}' is er niet." if naam else "Dit bestand heeft meer dan één blad."
    there = enkele([f"'{kort(text)}'" for text in known], BLADEN_GENOEMD)
    doen = f'Zet erbij op welk blad de cel staat (blad = "…"); de bladen zijn {there}.'
    raise _GeenCelError(wat, _bedoel(naaste(naam, known) if naam else None) or doen)


def _bedoel(naam: str | None) -> str:
    return f"Bedoelt u '{kort(naam)}'?" if naam else ""


def _row_and_column(adres: str) -> tuple[int, int]:
    letters = adres.rstrip("0123456789")
    kolom = 0
    for letter in letters:
        kolom = kolom * 26 + ord(letter) - 64
    return int(adres[len(letters) :]) - 1, kolom - 1


def toont(waarde: Waarde, opmaak: Opmaak) -> str:
    """Return a cell as the adviser sees it, in full: a share with a percentage format is ``36%``."""
    number = _number_of(waarde)
    if number is None or opmaak != "procent":
        return bijschrift(waarde)
    return f"{(number * 100).normalize():f}%".replace(".", ",")


def past(was: str, waarde: Waarde, opmaak: Opmaak) -> bool:
    """Say whether a cell shows what a correction says.

    Numbers are compared as numbers, with a decimal comma or point; a percentage may be given as ``36%`` or as 0,36.
    """
    if vouw(was) == vouw(toont(waarde, opmaak)):
        return True
    if not was.strip() and isinstance(waarde, Foutcel) and waarde.tekst == GEEN_UITKOMST:
        return True  # a spreadsheet shows nothing there
    declared, number = _parsed(was), _number_of(waarde)
    if isinstance(waarde, str) and "." not in waarde:  # a text with a point has two readings: only the text itself fits
        number = _parsed(waarde)
    return number is not None and declared == number and ("%" not in was or opmaak == "procent")


def _number_of(waarde: Waarde) -> Decimal | None:
    """Return the number in a cell with the fifteen digits that a workbook keeps."""
    if isinstance(waarde, bool) or not isinstance(waarde, int | float):
        return None
    return Decimal(f"{waarde:.15g}")


def _parsed(text: str) -> Decimal | None:
    """Read a declared number, the Dutch way where it could be two: ``1.249`` is twelve hundred and more."""
    body = schoon(text).removeprefix("€").removesuffix("%").strip()
    if _GROUPED.fullmatch(body):
        body = body.replace(".", "")
    elif not _PLAIN.fullmatch(body):
        return None
    number = Decimal(body.replace(",", "."))
    return number / 100 if text.endswith("%") else number


def _new(wordt: str, opmaak: Opmaak) -> tuple[float, Opmaak] | None:
    """Return the number as a cell holds it, with its format; ``None`` for a bare number that could be a percentage."""
    number = Decimal(wordt.removesuffix("%").strip().replace(",", "."))
    if wordt.endswith("%"):
        return float(number / 100), "procent"
    if opmaak == "procent" and abs(number) > 1:
        return None
    return float(number), "" if opmaak == "datum" else opmaak


def _with(sheet: Sheet, rij: int, kolom: int, waarde: float, opmaak: Opmaak) -> Sheet:
    """Return the sheet with another number in one cell; each distinct cell stays in the pool once."""
    cells = zip(sheet.waarden, sheet.opmaken, strict=True)
    same = (code for code, (value, look) in enumerate(cells) if _same(value, waarde) and look == opmaak)
    code = next(same, len(sheet.waarden))
    codes = sheet.codes.copy()
    codes[rij, kolom] = code
    if code < len(sheet.waarden):
        return replace(sheet, codes=codes)
    return replace(sheet, codes=codes, waarden=(*sheet.waarden, waarde), opmaken=(*sheet.opmaken, opmaak))


def _same(value: Waarde, waarde: float) -> bool:
    return isinstance(value, float) and value == waarde


def _fact(tabel: Feitentabel, adres: Adres) -> int | None:
    """Return the fact that stands in a cell."""
    rij, kolom = _row_and_column(adres.cel)
    here = _on_sheet(tabel, adres) & (tabel.rij == rij) & (tabel.kolom == kolom)
    return int(np.argmax(here)) if here.any() else None


def _before(tabel: Feitentabel, adres: Adres) -> bool:
    """Say whether the numbers of a table stand to the right of a cell or below it, as they do of a label."""
    rij, kolom = _row_and_column(adres.cel)
    here = _on_sheet(tabel, adres)
    right, below = tabel.kolom[here & (tabel.rij == rij)], tabel.rij[here & (tabel.kolom == kolom)]
    return bool((len(right) and kolom < right.min()) or (len(below) and rij < below.min()))


def _on_sheet(tabel: Feitentabel, adres: Adres) -> Masker:
    paden = [bestand.pad for bestand in tabel.bestanden]
    if adres.bestand not in paden or adres.blad not in tabel.blad.leden:
        return np.zeros(len(tabel), dtype=np.bool_)
    here: Masker = tabel.blad.codes == tabel.blad.leden.index(adres.blad)
    here &= tabel.bestand.codes == paden.index(adres.bestand)
    return here


def _refused(findings: Iterable[Finding]) -> set[str]:
    """Return the files with a fault of their own, about which nothing more needs to be said."""
    return {finding.vindplaats.bestand for finding in findings if finding.ernst == "fout" and finding.vindplaats}
