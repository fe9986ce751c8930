"""Rows that may be something else than they were taken for: told, since only the reader of the export can know.

Where a time or a declared label stands beside it, a row says itself what it is.  Where its only labels are those of an
open dimension, anything with a number below a table looks like one more member.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from werkmonitor.bronnen.meldingen import rijen as meldingen
from werkmonitor.bronnen.meldingen.melder import MEEST
from werkmonitor.bronnen.sheet import Rijnummers, Waarde
from werkmonitor.bronnen.tabellen.tables import Label, Regels, Tabel
from werkmonitor.bronnen.waarden.perwaarde import Masker, waar
from werkmonitor.bronnen.waarden.values import bijschrift
from werkmonitor.findings import Finding, Location

VOET = "voetregel: label over meer kolommen"
_NOOT = re.compile(r"[*¹²³].*|\(?\d+\s?\).*|.*:.*|.*\.|(?:\S+\s+){4}.*", re.DOTALL)
_MEEST_ONDERAAN = 3
"""Rows at the end of a table that can be notes."""
_WITREGELS = 3
"""Blank rows from which on they are the spacing of a table, if its first part is not most of it."""


def meld_weggelaten(tabel: Tabel, regels: Regels, rij: int, labels: Mapping[int, Label], reden: str) -> None:
    """Tell of a row with numbers that was left out, where it may have been a member all the same."""
    sheet = regels.sheet
    if not any(sheet.codes[rij, kolom] for kolom in regels.getallen):
        return
    complete = all(label.waarde is not None for label in labels.values())
    if reden == VOET:
        label = next(label for label in labels.values() if label.waarde is not None)
        _voeg_toe(tabel, meldingen.brede_voet(tabel.plek(label), bijschrift(label.waarde)))
    elif complete and reden.startswith("totaal: "):
        for kolom, niveau in regels.sleutels.items():
            label = labels[kolom]
            known = regels.is_van_bekende(label.waarde)
            if niveau in regels.kennis.dimensies and regels.is_totaallabel(niveau, label.waarde) and not known:
                _voeg_toe(tabel, meldingen.weggelaten_lid(tabel.plek(label), bijschrift(label.waarde), niveau))


def _voeg_toe(tabel: Tabel, found: Finding) -> None:
    """Tell of a label once, and of no more of them than anybody reads."""
    if len(tabel.meldingen) < MEEST and all(found.wat != other.wat for other in tabel.meldingen):
        tabel.meldingen.append(found)


def meld_twijfel(tabel: Tabel, regels: Regels, gaten: Rijnummers) -> None:
    """Tell of data rows that may be none; ``gaten`` are the indices of those that follow a blank row."""
    if not regels.sleutels or regels.kennis.bron.vorm == "register":
        return
    loose = _los(tabel, regels)
    if not loose.any():
        return
    spaced = len(gaten) >= _WITREGELS and 2 * gaten[0] <= len(loose)
    after = np.arange(len(loose)) >= gaten[0] if len(gaten) and not spaced else np.zeros(len(loose), dtype=np.bool_)
    if (after & loose).any():
        index = np.flatnonzero(after & loose)
        tabel.meldingen.append(meldingen.na_witregel(*_eerste(tabel, regels, index)))
        return
    for wat, index in _anders(tabel, regels, loose):
        tabel.meldingen.append(meldingen.andere_vorm(*_eerste(tabel, regels, index), wat))


def _eerste(tabel: Tabel, regels: Regels, index: Rijnummers) -> tuple[Location, list[str]]:
    kolom = list(regels.sleutels)[-1]
    rows = tabel.herkomst[kolom][index].tolist()
    return tabel.sheet.plek(rows[0], kolom), [bijschrift(tabel.sheet.waarde(rij, kolom)) for rij in rows]


def _los(tabel: Tabel, regels: Regels) -> Masker:
    """Say which data rows have nothing but labels of open dimensions that are not declared."""
    loose = np.ones(len(tabel.datarijen), dtype=np.bool_)
    for kolom, niveau in regels.sleutels.items():
        leden = regels.kennis.dimensies.get(niveau)
        if leden is None or not leden.open:
            return np.zeros(len(tabel.datarijen), dtype=np.bool_)
        codes = tabel.sheet.codes[tabel.herkomst[kolom], kolom]
        loose &= ~waar(tabel.sheet, codes, leden.gedeclareerd)
    return loose


def _anders(tabel: Tabel, regels: Regels, loose: Masker) -> list[tuple[str, Rijnummers]]:
    """Return the last rows that look otherwise than those above them, with what is odd about them."""
    sheet, rows = tabel.sheet, tabel.datarijen
    filled = np.count_nonzero(sheet.codes[rows][:, list(regels.getallen)], axis=1)
    inner = list(regels.sleutels)[-1]
    found = []
    last = np.arange(max(0, len(rows) - _MEEST_ONDERAAN), len(rows))
    notes = [i for i in last.tolist() if loose[i] and not filled[i] and _is_noot(sheet.waarde(int(rows[i]), inner))]
    if notes and filled[: notes[0]].any():
        found.append(("geen getal hebben en een noot kunnen zijn", np.array(notes)))
    for size in range(1, len(last)):
        above, below = filled[:-size], filled[-size:]
        if loose[-size:].all() and (below == 1).all() and len(above) > 1 and (above > 1).all():
            found.append(("minder kolommen vullen dan alle andere", np.arange(len(rows) - size, len(rows))))
    wide = [i for i, rij in enumerate(rows.tolist()) if loose[i] and regels.breed_label(rij)] if sheet.brede else []
    if wide and 2 * len(wide) < len(rows):
        found.append(("een label over meer kolommen hebben", np.array(wide)))
    return found


def _is_noot(value: Waarde) -> bool:
    return isinstance(value, str) and _NOOT.fullmatch(value) is not None
