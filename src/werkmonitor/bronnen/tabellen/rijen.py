"""Which rows of a table are data, and in which cells their labels stand.

A large table is decided on as arrays: a row with all its labels, a number, and nothing that could make it a total, a
note or a footer is data.  ``Regels.reden`` decides on each of the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fnmatch import translate

import numpy as np

from werkmonitor.bronnen.sheet import Rijnummers, Waarde
from werkmonitor.bronnen.tabellen.groepen import vul_groepen
from werkmonitor.bronnen.tabellen.kennis import GENEGEERD, LEDEN, Kennis
from werkmonitor.bronnen.tabellen.tables import Label, Regels, Tabel
from werkmonitor.bronnen.tabellen.totaalwoorden import is_totaal
from werkmonitor.bronnen.tabellen.twijfel import meld_twijfel, meld_weggelaten
from werkmonitor.bronnen.waarden.persoon import kort
from werkmonitor.bronnen.waarden.perwaarde import Masker, gevuld, waar
from werkmonitor.bronnen.waarden.values import bijschrift, vouw

NIET_GEVRAAGD = "niet gevraagd"
"""How the reason begins for which a filter of the source leaves out a row."""


def vul_rijen(tabel: Tabel, regels: Regels, vanaf: int) -> None:
    """Classify the rows from ``vanaf`` on, and give each data row its labels, filled down inside merges."""
    sheet = regels.sheet
    herkomst = {kolom: sheet.herkomst(kolom, vanaf) for kolom in regels.sleutels}
    _neem_over(regels, herkomst, vanaf)
    _ga_door(regels, herkomst)
    unasked = _ongevraagd(tabel, regels, vanaf)
    is_data = gewone_rijen(regels, herkomst) & ~unasked
    is_data[:vanaf] = False
    filled = gevuld(sheet.codes)
    blank = _Witregels(np.flatnonzero(~filled), is_data)
    doubtful = np.flatnonzero(filled & ~is_data & ~unasked)
    for rij in doubtful[doubtful >= vanaf].tolist():
        labels = {kolom: _label(regels, rows, rij, kolom) for kolom, rows in herkomst.items()}
        reden = regels.reden(rij, labels, na_witregel=blank.voor(rij))
        if reden is None:
            is_data[rij] = True
            blank.data(rij)
        else:
            tabel.laat_weg(reden, rij=rij)
            meld_weggelaten(tabel, regels, rij, labels, reden)
    tabel.datarijen = np.flatnonzero(is_data)
    tabel.labelkolommen = {niveau: kolom for kolom, niveau in regels.sleutels.items() if niveau != GENEGEERD}
    tabel.herkomst = {kolom: herkomst[kolom][tabel.datarijen] for kolom in regels.sleutels}
    meld_twijfel(tabel, regels, _gaten(tabel, blank, regels))
    if regels.kennis.bron.vorm == "lijst":
        vul_groepen(tabel, regels.kennis)


def gevraagd(kennis: Kennis, sleutel: str) -> Callable[[Waarde], bool]:
    """Return what says of a label whether the filter ``sleutel`` of a source asks for its row."""
    texts = kennis.bron.alleen[sleutel]
    wanted = re.compile("|".join(translate(vouw(text)) for text in texts if text != LEDEN) or r"(?!)")
    declared = LEDEN in texts

    def past(value: Waarde) -> bool:
        return bool(wanted.match(vouw(bijschrift(value)))) or (declared and kennis.gedeclareerd(sleutel, value))

    return past


def _ongevraagd(tabel: Tabel, regels: Regels, vanaf: int) -> Masker:
    """Say which rows the filters of the source leave out, after recording them.

    A row without a label belongs to the group above it; before the first label nothing is left out.
    """
    sheet = regels.sheet
    unasked = np.zeros(sheet.hoogte, dtype=np.bool_)
    filled = gevuld(sheet.codes)
    for kolom, past in regels.filters.items():
        rows = np.arange(sheet.hoogte)
        labelled = (sheet.codes[:, kolom] != 0) & (rows >= vanaf)
        last = np.maximum.accumulate(np.where(labelled, rows, -1))
        own = (last >= 0) & filled & ~waar(sheet, sheet.codes[last, kolom], past) & ~unasked
        for rij in np.flatnonzero(own).tolist():
            tabel.laat_weg(f"{NIET_GEVRAAGD}: {kort(bijschrift(sheet.waarde(int(last[rij]), kolom)))}", rij=rij)
        unasked |= own
    return unasked


def _label(regels: Regels, herkomst: Rijnummers, rij: int, kolom: int) -> Label:
    origin = int(herkomst[rij])
    return Label(regels.sheet.waarde(origin, kolom), origin, kolom)


def _gaten(tabel: Tabel, blank: _Witregels, regels: Regels) -> Rijnummers:
    """Return the index of each data row that follows a blank row and no header."""
    starts = blank.achter(tabel.datarijen)
    headers = np.searchsorted(tabel.datarijen, regels.herhaald)
    return np.setdiff1d(starts, headers)


def gewone_rijen(regels: Regels, herkomst: Mapping[int, Rijnummers]) -> Masker:
    """Say for every row of the sheet whether it is data beyond doubt: then ``Regels.reden`` has none against it."""
    sheet = regels.sheet
    plain = gevuld(sheet.codes[:, list(regels.getallen)])
    plain[list(regels.vaste_redenen)] = False
    plain[list(sheet.brede)] = False
    missing = np.zeros(sheet.hoogte, dtype=np.bool_)
    for kolom, niveau in regels.sleutels.items():
        codes = sheet.codes[herkomst[kolom], kolom]
        plain &= ~waar(sheet, codes, _Tegen(regels, niveau))
        missing |= codes == 0
    rows = np.flatnonzero(plain & missing)  # those are totals when any of their cells says so
    plain[rows] = ~waar(sheet, sheet.codes[rows], is_totaal).any(axis=1)
    return plain


@dataclass(frozen=True)
class _Tegen:
    """Says whether a label can make its row something else than data."""

    regels: Regels
    niveau: str

    def __call__(self, value: Waarde) -> bool:
        return self.regels.is_totaallabel(self.niveau, value) or self.regels.is_ongevraagd(self.niveau, value)


class _Witregels:
    """Says whether a blank row stands between the first data row and another row."""

    def __init__(self, leeg: Rijnummers, is_data: Masker) -> None:
        self._leeg = leeg
        self._first = int(is_data.argmax()) if is_data.any() else len(is_data)

    def data(self, rij: int) -> None:
        """Note a row that turned out to be data."""
        self._first = min(self._first, rij)

    def voor(self, rij: int) -> bool:
        place = np.searchsorted(self._leeg, self._first)
        return bool(place < len(self._leeg) and self._leeg[place] < rij)

    def achter(self, rijen: Rijnummers) -> Rijnummers:
        """Return the index of each of these rows with a blank one between it and the one before."""
        return np.flatnonzero(np.diff(np.searchsorted(self._leeg, rijen), prepend=self._leeg.searchsorted(rijen[:1])))


def _neem_over(regels: Regels, herkomst: Mapping[int, Rijnummers], vanaf: int) -> None:
    """Let the outer labels of a crosstab in a text file, which has no merges, hold until the next one."""
    if not regels.sheet.tekst or regels.kennis.bron.vorm != "kruistabel":
        return
    for kolom in list(regels.sleutels)[:-1]:
        rows = herkomst[kolom][vanaf:]
        found = np.where(regels.sheet.codes[rows, kolom] != 0, rows, -1)
        last = np.maximum.accumulate(found)
        rows[:] = np.where(last < 0, rows, last)


def _ga_door(regels: Regels, herkomst: Mapping[int, Rijnummers]) -> None:
    """Let a group that goes on below a repeated header, in a merge of its own without a label, keep its label."""
    sheet = regels.sheet
    for kop in regels.herhaald.tolist():
        below = np.flatnonzero(gevuld(sheet.codes[kop + 1 :]))
        above = next((rij for rij in range(kop - 1, regels.kop, -1) if _kan_data_zijn(regels, rij)), None)
        if above is None or not len(below):
            continue
        first = kop + 1 + int(below[0])
        for kolom, niveau in regels.sleutels.items():
            rows, origin = herkomst[kolom], int(herkomst[kolom][above])
            group = np.flatnonzero(rows == first)
            label = sheet.waarde(origin, kolom)
            if len(group) > 1 and not sheet.codes[first, kolom] and not regels.is_totaallabel(niveau, label):
                rows[group] = origin


def _kan_data_zijn(regels: Regels, rij: int) -> bool:
    return rij not in regels.vaste_redenen and bool(regels.sheet.codes[rij].any())
