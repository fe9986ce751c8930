"""Numbers that a table says to be in thousands or millions, of which the declaration does not say so."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from werkmonitor.bronnen.meldingen import bladen as bladmeldingen
from werkmonitor.bronnen.tabellen.kennis import MAAT, Kennis
from werkmonitor.bronnen.tabellen.tables import Label, Tabel
from werkmonitor.bronnen.tabellen.titels import titels
from werkmonitor.bronnen.waarden.schaal import noemt_schaal, over_geld
from werkmonitor.bronnen.waarden.values import GELD, bijschrift, vouw
from werkmonitor.findings import Finding
from werkmonitor.formatting import NIET_OPTELBAAR

_EENHEDEN = "eenhedenregel"
_ROOM = 2
"""Columns that what stands above a number can reach over: its own and the next."""


def schaal_onduidelijk(tabel: Tabel, betiteld: Tabel, kennis: Kennis) -> list[Finding]:
    """Report, once for a maat, where a title, heading, row of units or number format says that it is not in ones.

    Only for maten of which the declaration does not say ``maal``.
    """
    open_ = [id_ for id_, maat in kennis.bron.maten.items() if maat.maal is None and maat.eenheid not in NIET_OPTELBAAR]
    found: list[Finding] = []
    for id_ in open_:
        label = next(_said(tabel, betiteld, kennis, id_), None)
        if label is not None:
            plek = (betiteld if label.rij < max(tabel.kop, 0) else tabel).plek(label)
            found.append(bladmeldingen.schaal_onduidelijk(plek, bijschrift(label.waarde), kennis.bron.id, id_))
    return found


def _said(tabel: Tabel, betiteld: Tabel, kennis: Kennis, maat: str) -> Iterator[Label]:
    """Yield what says that a maat is not in ones, in order of how sure it is."""
    money = kennis.bron.maten[maat].eenheid in GELD
    kolommen = [kolom for kolom, labels in tabel.kolommen if _is_of(labels.get(MAAT), kennis, maat)]
    yield from _headings(tabel, kennis, kolommen)
    for label in titels(betiteld):
        if isinstance(label.waarde, str) and noemt_schaal(label.waarde) and (money or not over_geld(label.waarde)):
            yield label
    yield from _formats(tabel, kolommen)


def _is_of(label: Label | None, kennis: Kennis, maat: str) -> bool:
    """Say whether a column can hold a maat: its label says so, or it has none."""
    if label is None:
        return True
    caption = bijschrift(label.waarde)
    return (caption if kennis.bron.vorm == "lijst" else kennis.maten.get(vouw(caption))) == maat


def _headings(tabel: Tabel, kennis: Kennis, kolommen: list[int]) -> Iterator[Label]:
    if tabel.kop < 0:
        return
    sheet = tabel.sheet
    rows = [*range(tabel.kop, tabel.kop + tabel.koprijen)]
    rows += [out.rij for out in tabel.weggelaten if out.rij is not None and out.reden.startswith(_EENHEDEN)]
    others = {kolom for kolom, _ in tabel.kolommen} | set(tabel.labelkolommen.values())
    crosstab = kennis.bron.vorm == "kruistabel"
    places = range(sheet.breedte) if crosstab else [k + step for k in kolommen for step in range(_ROOM)]
    for rij in rows:
        for kolom in places:
            value = sheet.waarde(rij, kolom)
            free = crosstab or kolom in kolommen or kolom not in others
            named = not crosstab or vouw(bijschrift(value)) in kennis.maten  # the others are members, or titles
            if free and isinstance(value, str) and noemt_schaal(value, kop=named):
                yield Label(value, rij, kolom)


def _formats(tabel: Tabel, kolommen: list[int]) -> Iterator[Label]:
    sheet = tabel.sheet
    if "maal" not in sheet.opmaken or not kolommen:
        return
    said = np.array([opmaak == "maal" for opmaak in sheet.opmaken], dtype=np.bool_)
    places = np.argwhere(said[sheet.codes[np.ix_(tabel.datarijen, np.array(kolommen))]])
    for rij, kolom in places[:1].tolist():
        yield Label(None, int(tabel.datarijen[rij]), kolommen[kolom])
