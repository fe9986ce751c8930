"""Crosstabs: found by what their labels say, unfolded to labels for every row and column."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from werkmonitor.bronnen.sheet import Rijnummers, Sheet
from werkmonitor.bronnen.tabellen.hoek import Hoek, alle_passen, column_labels, zoek_hoek
from werkmonitor.bronnen.tabellen.kennis import GENEGEERD, MAAT, Kennis
from werkmonitor.bronnen.tabellen.kruismaten import onvolledige_maten, rijlabels
from werkmonitor.bronnen.tabellen.lijst import andere_titels
from werkmonitor.bronnen.tabellen.rijen import gevraagd, vul_rijen
from werkmonitor.bronnen.tabellen.tables import Label, Regels, Tabel
from werkmonitor.bronnen.tabellen.totaalwoorden import is_totaal
from werkmonitor.bronnen.tabellen.verschoven import controleer_hoek
from werkmonitor.bronnen.waarden.persoon import kort
from werkmonitor.bronnen.waarden.perwaarde import gelijke_rijen, gevuld
from werkmonitor.bronnen.waarden.values import bijschrift, vouw
from werkmonitor.findings import Finding
from werkmonitor.programma.bron import TIJDROLLEN

_VAAG = re.compile(r"(?:som|sum|gem|gemiddelde?|avg|mean|mediaan|median|min|minimum|max|maximum)\.?")
"""Words of totals that can be members elsewhere, but are no time."""
_ONGEVRAAGD = "geen gevraagd getal: "


def zoek_kruistabel(sheet: Sheet, kennis: Kennis) -> tuple[Tabel | None, list[Finding]]:
    """Return the crosstab of a sheet, if it is there, and what is wrong with it; nothing is read of a doubtful one."""
    hoek = zoek_hoek(sheet, kennis)
    if hoek is None:
        return None, []
    repeated = _herhaald(sheet, hoek)
    if faults := controleer_hoek(sheet, kennis, hoek, repeated):
        return Tabel(sheet, hoek.rij, koprijen=hoek.koprijen), faults
    tabel = _lees(sheet, kennis, hoek, repeated[repeated >= hoek.eerste_rij])
    return tabel, [*_maten(tabel, kennis, hoek), *andere_titels(tabel, _koppen(repeated, hoek))]


def _lees(sheet: Sheet, kennis: Kennis, hoek: Hoek, herhaald: Rijnummers) -> Tabel:
    """Return the crosstab at a corner as a table."""
    tabel = Tabel(sheet, hoek.rij, koprijen=hoek.koprijen)
    tabel.laat_titels_weg()
    columns = [(kolom, _per_niveau(labels, kennis)) for kolom, labels in column_labels(sheet, hoek)]
    sleutels = dict(zip(hoek.labelkolommen, kennis.bron.rijen, strict=True))
    filters = {kolom: gevraagd(kennis, niveau) for kolom, niveau in sleutels.items() if niveau in kennis.bron.alleen}
    regels = Regels(sheet, kennis, sleutels, [kolom for kolom, _ in columns], herhaald, filters=filters)
    vul_rijen(tabel, regels, hoek.eerste_rij)
    filled = gevuld(sheet.codes[tabel.datarijen].T)
    for kolom, labels in columns:
        if reden := _no_column(kennis, kolom, labels, filled=bool(filled[kolom])):
            tabel.laat_weg(reden, kolom=kolom)
        else:
            pairs = zip(kennis.bron.kolommen, labels, strict=True)
            tabel.kolommen.append((kolom, {niveau: label for niveau, label in pairs if niveau != GENEGEERD}))
    return tabel


def _per_niveau(labels: Sequence[Label], kennis: Kennis) -> Sequence[Label]:
    """Return a label a level, also where several stand in one cell of the header."""
    if not kennis.bron.scheiding:
        return labels
    _, rij, kolom = labels[0]
    return [Label(text, rij, kolom) for text in kennis.gescheiden(labels[0].waarde)]


def _herhaald(sheet: Sheet, hoek: Hoek) -> Rijnummers:
    """Return the rows that repeat a row of the header, as every page of a long report does.

    The corner is part of it: a row of numbers can happen to equal a row of years.
    """
    found = []
    for level in range(hoek.koprijen):
        head = [
            (k, vouw(bijschrift(sheet.waarde(hoek.rij + level, k))))
            for k in range(hoek.labelkolommen[0], sheet.breedte)
        ]
        if any(text for _, text in head):
            found.append(gelijke_rijen(sheet, head))
    rows = np.unique(np.concatenate(found))
    return rows[(rows < hoek.rij) | (rows >= hoek.eerste_rij)]


def _koppen(herhaald: Rijnummers, hoek: Hoek) -> Rijnummers:
    """Return the first row of each repeated header."""
    return herhaald[(herhaald >= hoek.eerste_rij) & ~np.isin(herhaald - 1, herhaald)]


def _no_column(kennis: Kennis, kolom: int, labels: Sequence[Label], *, filled: bool) -> str | None:
    """Return why a column is left out: a total, a number that is not asked for, or nothing in it at all.

    An empty one under a caption that is merged over it only makes the column before it wider.
    """
    for niveau, label in zip(kennis.bron.kolommen, labels, strict=True):
        vague = niveau in TIJDROLLEN and isinstance(label.waarde, str) and _VAAG.fullmatch(vouw(label.waarde))
        if (is_totaal(label.waarde) or vague) and not kennis.gedeclareerd(niveau, label.waarde):
            return f"totaal: {kort(bijschrift(label.waarde))}"
    for niveau, label in zip(kennis.bron.kolommen, labels, strict=True):
        if niveau == MAAT and isinstance(label.waarde, str) and not kennis.past(niveau, label.waarde):
            return f"{_ONGEVRAAGD}{kort(label.waarde)}"
    own = labels[-1].kolom == kolom and alle_passen(kennis.bron.kolommen, labels, kennis)
    return None if filled or own else "lege kolom"


def _maten(tabel: Tabel, kennis: Kennis, hoek: Hoek) -> list[Finding]:
    """Report the maten that some rows or columns lack."""
    sheet, bron = tabel.sheet, kennis.bron
    if MAAT in bron.kolommen:
        per_column = (_per_niveau(labels, kennis) for _, labels in column_labels(sheet, hoek))
        return onvolledige_maten(sheet, kennis, bron.kolommen, per_column)
    if MAAT not in bron.rijen:
        return []
    unasked = [w.rij for w in tabel.weggelaten if w.rij is not None and w.reden.startswith(_ONGEVRAAGD)]
    rows = np.union1d(tabel.datarijen, np.array(unasked, dtype=np.intp))
    return onvolledige_maten(sheet, kennis, bron.rijen, rijlabels(sheet, hoek.labelkolommen, rows, hoek.eerste_rij))
