"""Lists and registers: a header row with the declared headers, somewhere on the sheet, and records below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from werkmonitor.bronnen.meldingen.rijen import andere_titel, kolom_leeg
from werkmonitor.bronnen.sheet import Rijnummers, Sheet
from werkmonitor.bronnen.tabellen.kennis import MAAT, PSEUDO, Kennis
from werkmonitor.bronnen.tabellen.rijen import gevraagd, vul_rijen
from werkmonitor.bronnen.tabellen.tables import Label, Regels, Tabel, is_paginavoet
from werkmonitor.bronnen.tabellen.titels import titels, zelfde_titel
from werkmonitor.bronnen.tabellen.totaalwoorden import is_totaal
from werkmonitor.bronnen.waarden.persoon import kort
from werkmonitor.bronnen.waarden.perwaarde import gelijke_rijen, gevuld, waar
from werkmonitor.bronnen.waarden.values import bijschrift, vouw
from werkmonitor.findings import Finding
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


_CHUNK = 4096
_SPARSE = re.compile(
    r"(?:totaal|total|aantal|count|gemiddelde|average|minimum|maximum|som|sum|count distinct)\s?\(.*\)\d*"
)
"""What Excel data calls the totals of groups, which it writes in columns of their own."""


ALLEEN = "alleen:"
"""What stands before the header of a column that only filters rows, where fields are named."""


def nodige_koppen(bron: Bron) -> dict[str, Koppen]:
    """Return the headers that a list or register must have, by field."""
    if bron.vorm == "register":
        return dict(bron.velden)
    maten = {f"{MAAT}:{id_}": maat.kolom or (id_,) for id_, maat in bron.maten.items()}
    labels = {**bron.dimensies, **{str(rol): koppen for rol, koppen in bron.tijd.items()}}
    own = {veld: koppen for veld, koppen in labels.items() if not PSEUDO.intersection(koppen)}
    return own | {f"{ALLEEN}{kop}": (kop,) for kop in bron.alleen if kop not in own} | maten


def zoek_kop(sheet: Sheet, nodig: Mapping[str, Koppen]) -> Kop | None:
    """Return the header with the most of the needed fields; the first of those that have equally many."""
    best: Kop | None = None
    folded = {veld: frozenset(map(vouw, koppen)) for veld, koppen in nodig.items()}
    wanted = frozenset[str]().union(*folded.values())
    for rij in _rows_with(sheet, wanted):
        texts = [(kolom, vouw(value)) for kolom, value in enumerate(sheet.rijen[rij]) if isinstance(value, str)]
        matches = {veld: tuple(k for k, text in texts if text in koppen) for veld, koppen in folded.items()}
        found = {veld: kolommen for veld, kolommen in matches.items() if kolommen}
        if found and (best is None or len(found) > len(best.kolommen)):
            best = Kop(rij, found)
            if len(found) == len(nodig):
                return best
    return best


def _rows_with(sheet: Sheet, wanted: frozenset[str]) -> Iterator[int]:
    """Yield the rows with one of the wanted texts, from the top down; what lies below is not looked at in advance."""
    for start in range(0, sheet.hoogte, _CHUNK):
        codes = sheet.codes[start : start + _CHUNK]
        hits = waar(sheet, codes, lambda value: isinstance(value, str) and vouw(value) in wanted).any(axis=1)
        yield from (start + np.flatnonzero(hits)).tolist()


def lees_lijst(sheet: Sheet, kennis: Kennis, kop: Kop) -> Tabel:
    """Return the records below a complete header as a table."""
    tabel = Tabel(sheet, kop.rij)
    tabel.laat_titels_weg()
    herhaald = _herhaald(sheet, kop)
    _vul(tabel, kennis, _onder_kop(sheet, kop, herhaald), herhaald)
    tabel.meldingen += andere_titels(tabel, herhaald)
    needed = {kolom for kolommen in kop.kolommen.values() for kolom in kolommen}
    for kolom, value in enumerate(sheet.rijen[kop.rij]):
        if kolom not in needed and isinstance(value, str) and (is_totaal(value) or _SPARSE.fullmatch(vouw(value))):
            tabel.laat_weg(f"totaalkolom: {kort(value)}", kolom=kolom)
    return tabel


def _onder_kop(sheet: Sheet, kop: Kop, herhaald: Rijnummers) -> Kop:
    """Return the header with each merged field in the one column below it that is filled, if there is one."""
    rows = np.setdiff1d(np.arange(kop.rij + 1, sheet.hoogte), herhaald)
    filled = gevuld(sheet.codes[rows].T)
    moved = dict(kop.kolommen)
    for merge in sheet.brede.get(kop.rij, ()):
        below = merge.links + np.flatnonzero(filled[merge.links : merge.rechts + 1])
        for veld, kolommen in kop.kolommen.items():
            if kolommen == (merge.links,) and len(below) == 1:
                moved[veld] = (int(below[0]),)
    return Kop(kop.rij, moved)


def andere_titels(tabel: Tabel, herhaald: Rijnummers) -> list[Finding]:
    """Report the repeated headers right below another title than that of the table."""
    sheet = tabel.sheet
    own = [str(label.waarde) for label in titels(tabel)]
    data = frozenset(tabel.datarijen.tolist())
    found = []
    for kop in herhaald.tolist():
        above: list[tuple[int, str]] = []
        rij = kop - 1
        while rij > tabel.kop and rij not in data:
            shown = [value for value in sheet.rijen[rij] if value is not None]
            rij -= 1
            if len(shown) == 1 and isinstance(shown[0], str) and not is_totaal(shown[0]):
                above.append((rij + 1, shown[0]))
            elif shown:
                break
        title = [text for _, text in reversed(above)]
        if above and not zelfde_titel(own, title):
            found.append(andere_titel(sheet.plek(above[-1][0], 0), title[0]))
    return found


def lees_vervolg(sheet: Sheet, kennis: Kennis, eerder: Tabel) -> Tabel | None:
    """Return the rest of a list that was cut off at the end of the sheet before, without a header of its own.

    ``None`` when the first row does not have the labels and the numbers of the list in the same columns.
    """
    if kennis.bron.vorm != "lijst" or eerder.sheet.hoogte not in VOL or not sheet.hoogte:
        return None
    if eerder.sheet.breedte != sheet.breedte or not eerder.sheet.codes[-1].any():
        return None
    first = sheet.rijen[0]
    labels = all(kennis.past(niveau, first[kolom]) for niveau, kolom in eerder.labelkolommen.items())
    numbers = all(
        isinstance(first[kolom], int | float) and not isinstance(first[kolom], bool) for kolom, _ in eerder.kolommen
    )
    if not (labels and numbers):
        return None
    tabel = Tabel(sheet, -1, koprijen=0)
    kolommen: dict[str, tuple[int, ...]] = {niveau: (kolom,) for niveau, kolom in eerder.labelkolommen.items()}
    kolommen |= {f"{MAAT}:{labels[MAAT].waarde}": (kolom,) for kolom, labels in eerder.kolommen}
    kolommen |= {f"{ALLEEN}{key}": (kolom,) for key, kolom in eerder.filterkolommen.items() if key not in kolommen}
    _vul(tabel, kennis, Kop(-1, kolommen), np.zeros(0, dtype=np.intp))
    return tabel


VOL = frozenset({65_536, 1_048_576})
"""Rows at which Cognos goes on with the next tab."""


def _vul(tabel: Tabel, kennis: Kennis, kop: Kop, herhaald: Rijnummers) -> None:
    sheet = tabel.sheet
    sleutels = {kop.kolom(niveau): niveau for niveau in kennis.niveaus if niveau in kop.kolommen}
    for id_ in kennis.bron.maten:
        kolom = kop.kolom(f"{MAAT}:{id_}")
        tabel.kolommen.append((kolom, {MAAT: Label(id_, kop.rij, kolom)}))
    getallen = [kolom for kolom, _ in tabel.kolommen]
    for key in kennis.bron.alleen:
        tabel.filterkolommen[key] = kop.kolom(key if key in kop.kolommen else f"{ALLEEN}{key}")
    filters = {kolom: gevraagd(kennis, key) for key, kolom in tabel.filterkolommen.items()}
    vul_rijen(tabel, Regels(sheet, kennis, sleutels, getallen, herhaald, kop.rij, filters), kop.rij + 1)
    for kolom in getallen if kop.rij >= 0 and len(tabel.datarijen) else ():
        if not sheet.codes[tabel.datarijen, kolom].any():
            head = bijschrift(sheet.waarde(kop.rij, kolom))
            tabel.meldingen.append(kolom_leeg(sheet.plek(kop.rij, kolom), head, nul=kennis.bron.leeg == "nul"))
    tabel.labelkolommen = {niveau: kop.kolom(niveau) for niveau in kennis.niveaus if niveau in kop.kolommen}


def lees_register(sheet: Sheet, kop: Kop) -> Tabel:
    """Return the rows of a register: texts, from the header to the first blank row."""
    tabel = Tabel(sheet, kop.rij)
    tabel.laat_titels_weg()
    repeats = set(_herhaald(sheet, kop).tolist())
    filled = gevuld(sheet.codes)
    kept: list[int] = []
    ended = False
    for rij in range(kop.rij + 1, sheet.hoogte):
        if not filled[rij]:
            ended = bool(kept)
            continue
        reden = "na de eerste lege regel" if ended else _no_record(sheet, rij, repeats_header=rij in repeats)
        if reden:
            tabel.laat_weg(reden, rij=rij)
        else:
            kept.append(rij)
    tabel.datarijen = np.array(kept, dtype=np.intp)
    tabel.labelkolommen = {veld: kop.kolom(veld) for veld in kop.kolommen}
    tabel.herkomst = {
        kolom: sheet.herkomst(kolom, kop.rij + 1)[tabel.datarijen] for kolom in tabel.labelkolommen.values()
    }
    return tabel


def _no_record(sheet: Sheet, rij: int, *, repeats_header: bool) -> str | None:
    if is_paginavoet(sheet, rij):
        return "paginavoet"
    if repeats_header:
        return "herhaalde kop"
    alone = int((sheet.codes[rij] != 0).sum()) == 1
    return "noot" if alone and rij in sheet.brede else None


def _herhaald(sheet: Sheet, kop: Kop) -> Rijnummers:
    """Return the rows that repeat the header, as every page of a long report does."""
    columns = [kolommen[0] for kolommen in kop.kolommen.values()]
    rows = gelijke_rijen(sheet, [(kolom, vouw(bijschrift(sheet.waarde(kop.rij, kolom)))) for kolom in columns])
    return rows[rows > kop.rij]
