"""Lists and registers: a header row with the declared headers, somewhere on the sheet, and records below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from werkmonitor.bronnen.kennis import MAAT, Kennis
from werkmonitor.bronnen.sheet import Sheet, Waarde
from werkmonitor.bronnen.tables import Label, Regels, Tabel, is_leeg, is_paginavoet, vul_rijen
from werkmonitor.bronnen.values import vouw
from werkmonitor.programma.bron import Bron
from werkmonitor.programma.velden import Koppen


@dataclass(frozen=True)
class Kop:
    """A header row: the columns of each declared field; more than one column for a field is a fault."""

    rij: int
    kolommen: dict[str, tuple[int, ...]]

    def kolom(self, veld: str) -> int:
        """Return the column of a field."""
        return self.kolommen[veld][0]

    @property
    def dubbel(self) -> dict[str, tuple[int, ...]]:
        """The fields whose header stands more than once in the row."""
        return {veld: kolommen for veld, kolommen in self.kolommen.items() if len(kolommen) > 1}


def nodige_koppen(bron: Bron) -> dict[str, Koppen]:
    """Return the headers that a list or register must have, by field."""
    if bron.vorm == "register":
        return dict(bron.velden)
    maten = {f"{MAAT}:{id_}": maat.kolom or (id_,) for id_, maat in bron.maten.items()}
    return {**bron.dimensies, **{str(rol): koppen for rol, koppen in bron.tijd.items()}, **maten}


def zoek_kop(sheet: Sheet, nodig: Mapping[str, Koppen]) -> Kop | None:
    """Return the header with the most of the needed fields; the first of those that have equally many."""
    best: Kop | None = None
    folded = {veld: frozenset(map(vouw, koppen)) for veld, koppen in nodig.items()}
    for rij, cells in enumerate(sheet.rijen):
        texts = [(kolom, vouw(value)) for kolom, value in enumerate(cells) if isinstance(value, str)]
        if not texts:
            continue
        matches = {veld: tuple(k for k, text in texts if text in koppen) for veld, koppen in folded.items()}
        found = {veld: kolommen for veld, kolommen in matches.items() if kolommen}
        if found and (best is None or len(found) > len(best.kolommen)):
            best = Kop(rij, found)
            if len(found) == len(nodig):
                return best
    return best


def lees_lijst(sheet: Sheet, kennis: Kennis, kop: Kop) -> Tabel:
    """Return the records below a complete header as a table."""
    tabel = _with_titles(sheet, kop)
    sleutels = {kop.kolom(niveau): niveau for niveau in (*kennis.bron.dimensies, *kennis.bron.tijd)}
    for id_ in kennis.bron.maten:
        kolom = kop.kolom(f"{MAAT}:{id_}")
        tabel.kolommen.append((kolom, {MAAT: Label(id_, kop.rij, kolom)}))
    getallen = [kolom for kolom, _ in tabel.kolommen]
    vul_rijen(tabel, Regels(sheet, kennis, sleutels, getallen, _repeats(sheet, kop)), kop.rij + 1)
    return tabel


def lees_register(sheet: Sheet, kop: Kop) -> Tabel:
    """Return the rows of a register: texts, from the header to the first blank row."""
    tabel = _with_titles(sheet, kop)
    fills = {veld: sheet.omlaag(kop.kolom(veld), kop.rij + 1) for veld in kop.kolommen}
    repeats = _repeats(sheet, kop)
    ended = False
    for rij in range(kop.rij + 1, len(sheet.rijen)):
        cells = sheet.rijen[rij]
        if is_leeg(cells):
            ended = bool(tabel.rijen)
            continue
        reden = "na de eerste lege regel" if ended else _no_record(sheet, rij, repeats_header=repeats(cells))
        if reden:
            tabel.laat_weg(reden, rij=rij)
            continue
        labels = {}
        for veld in kop.kolommen:
            origin, kolom = fills[veld].get(rij, rij), kop.kolom(veld)
            labels[veld] = Label(sheet.rijen[origin][kolom], origin, kolom)
        tabel.rijen.append((rij, labels))
    return tabel


def _no_record(sheet: Sheet, rij: int, *, repeats_header: bool) -> str | None:
    if is_paginavoet(sheet, rij):
        return "paginavoet"
    if repeats_header:
        return "herhaalde kop"
    alone = sum(value is not None for value in sheet.rijen[rij]) == 1
    return "noot" if alone and rij in sheet.brede else None


def _with_titles(sheet: Sheet, kop: Kop) -> Tabel:
    tabel = Tabel(sheet, kop.rij)
    for rij in range(kop.rij):
        if not is_leeg(sheet.rijen[rij]):
            tabel.laat_weg("titel", rij=rij)
    return tabel


class _repeats:  # noqa: N801 - used as a function
    """Say whether a row repeats the header, as every page of a long report does."""

    def __init__(self, sheet: Sheet, kop: Kop) -> None:
        self._texts = {kolommen[0]: vouw(str(sheet.rijen[kop.rij][kolommen[0]])) for kolommen in kop.kolommen.values()}

    def __call__(self, cells: Sequence[Waarde]) -> bool:
        return all(
            isinstance(value := cells[kolom], str) and vouw(value) == text for kolom, text in self._texts.items()
        )
