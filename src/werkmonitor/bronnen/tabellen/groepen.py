"""Grouped columns whose merges are gone: a list that was saved again writes each group once and nothing below it."""

from __future__ import annotations

import numpy as np

from werkmonitor.bronnen.meldingen.rijen import aangevuld
from werkmonitor.bronnen.sheet import Codes, Rijnummers, Sheet
from werkmonitor.bronnen.tabellen.kennis import Kennis
from werkmonitor.bronnen.tabellen.tables import Tabel
from werkmonitor.bronnen.waarden.perwaarde import samen

_PROOF = 2
"""How many groups must go on below their first row: a single row without a label may simply lack one."""


def vul_groepen(tabel: Tabel, kennis: Kennis) -> None:
    """Fill the labels of groups down, where no other reading of the empty ones is possible.

    The columns of the groups are dimensions and stand before the others, from the outermost in; a group is named once
    within the outer one and goes on to the next name, a left-out row or a blank one at most; and with the labels
    filled in, no two rows are alike.  If any of this fails, the labels stay empty, and that is a fault.  Even so they
    may be unknown ones, in an export that names its group on every row: what is filled in is told.
    """
    rows = tabel.datarijen
    if not len(rows) or _is_xml(tabel.sheet) or any(merge.onder > merge.boven for merge in tabel.sheet.merges):
        return
    codes = {kolom: tabel.sheet.codes[rows, kolom] for kolom in tabel.labelkolommen.values()}
    order = sorted(codes)
    dimensies = {tabel.labelkolommen[naam] for naam in kennis.dimensies if naam in tabel.labelkolommen}
    if not any((codes[kolom] == 0).any() for kolom in dimensies):
        return
    blocks = np.cumsum(np.diff(rows, prepend=rows[0]) != 1)
    filled: dict[int, Rijnummers] = {}
    begins, outer = blocks, np.zeros(len(rows), dtype=np.intp)
    for kolom in order:
        if kolom not in dimensies or (codes[kolom] != 0).all():
            break
        starts = _starts(codes[kolom], begins, outer)
        if starts is None:
            return
        filled[kolom] = begins = outer = starts
    if filled and _all_differ(tabel, codes, filled):
        for kolom, starts in filled.items():
            tabel.herkomst[kolom] = rows[starts]
            empty = rows[codes[kolom] == 0]
            tabel.meldingen.append(aangevuld(tabel.sheet.plek(int(empty[0]), kolom), len(empty)))


def _is_xml(sheet: Sheet) -> bool:
    """Say whether a sheet is that of an XML dataset, which states every value: no other file has cells but no tabs."""
    return not sheet.naam and not sheet.tekst


def _starts(codes: Codes, begins: Rijnummers, outer: Rijnummers) -> Rijnummers | None:
    """Return for each row the index of the one that names its group, or ``None`` if this is no grouped column.

    A row of which ``begins`` differs from that of the row before must name its group.
    """
    named = codes != 0
    if not named[np.diff(begins, prepend=-1) != 0].all():
        return None
    starts = np.maximum.accumulate(np.where(named, np.arange(len(codes)), 0))
    names = samen((outer[named], codes[named]), int(named.sum()))
    twice = len(np.unique(names)) < len(names)
    goes_on = len(np.unique(starts[~named]))
    return None if twice or goes_on < _PROOF else starts


def _all_differ(tabel: Tabel, codes: dict[int, Codes], filled: dict[int, Rijnummers]) -> bool:
    labels = [codes[kolom][filled[kolom]] if kolom in filled else codes[kolom] for kolom in codes]
    empty = any((label == 0).any() for label in labels)
    return not empty and len(np.unique(samen(labels, len(tabel.datarijen)))) == len(tabel.datarijen)
