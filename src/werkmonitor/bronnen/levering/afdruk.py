"""What an export looks like, without its numbers: headers with their columns, formats, sheets, producer, run date.

Kept after a build, it shows at the next delivery what has changed in the export.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from werkmonitor.bronnen.feiten import Afdruk, Bronbestand, cel
from werkmonitor.bronnen.sheet import Inhoud, Sheet
from werkmonitor.bronnen.tabellen.kennis import MAAT, Kennis
from werkmonitor.bronnen.tabellen.lijst import nodige_koppen, zoek_kop
from werkmonitor.bronnen.tabellen.tables import Tabel, paginavoeten
from werkmonitor.bronnen.waarden.persoon import wijst_persoon_aan
from werkmonitor.bronnen.waarden.values import bijschrift, vouw

PROEF = 200
"""How many rows are looked at for how numbers are formatted."""


def maak_afdruk(bestand: Bronbestand, inhoud: Inhoud, tabellen: Sequence[Tabel], kennis: Kennis) -> Afdruk:
    """Return what a file looks like to one source; without tables, what comes nearest to its header."""
    koprij, koppen = _koppen(inhoud, tabellen, kennis)
    return Afdruk(
        bron=bestand.bron,
        levering=bestand.levering,
        bestand=bestand.pad,
        herkend=bool(tabellen),
        producent=inhoud.producent,
        bladen=tuple(tabel.sheet.naam for tabel in tabellen),
        koprij=koprij,
        koppen=koppen,
        maten=tuple(_maten(tabellen, kennis)),
        gedraaid=_gedraaid([sheet for sheet in inhoud.sheets if sheet.zichtbaar]),
    )


def _koppen(inhoud: Inhoud, tabellen: Sequence[Tabel], kennis: Kennis) -> tuple[int, tuple[tuple[str, str], ...]]:
    """Return the row of the header and its captions; a crosstab has labels instead, which are members."""
    if kennis.bron.vorm == "kruistabel":
        return (max(tabellen[0].kop, 0) if tabellen else 0), ()
    if tabellen:
        return _captions(tabellen[0].sheet, max(tabellen[0].kop, 0))
    nodig = nodige_koppen(kennis.bron)
    found = [(sheet, kop) for sheet in inhoud.sheets if sheet.zichtbaar and (kop := zoek_kop(sheet, nodig))]
    if not found:
        return 0, ()
    sheet, kop = max(found, key=lambda pair: len(pair[1].kolommen))
    return _captions(sheet, kop.rij)


def _captions(sheet: Sheet, rij: int) -> tuple[int, tuple[tuple[str, str], ...]]:
    cells = [(bijschrift(value), cel(0, kolom)[:-1]) for kolom, value in enumerate(sheet.rijen[rij])]
    return rij, tuple((text, letters) for text, letters in cells if text and not wijst_persoon_aan(text))


def _maten(tabellen: Iterable[Tabel], kennis: Kennis) -> Iterable[tuple[str, str]]:
    """Yield each maat that the tables have, with the format that most of its first cells have."""
    formats: dict[str, Counter[str]] = {}
    for tabel in tabellen:
        sheet = tabel.sheet
        rows = tabel.rijen[:PROEF]
        for kolom, heads in tabel.kolommen:
            for rij, labels in rows:
                label = heads.get(MAAT) or labels.get(MAAT)
                caption = vouw(bijschrift(label.waarde)) if label else ""
                maat = caption if caption in kennis.bron.maten else kennis.maten.get(caption)
                maat = next(iter(kennis.bron.maten)) if label is None else maat
                if maat and sheet.waarde(rij, kolom) is not None:
                    formats.setdefault(maat, Counter())[sheet.opmaak(rij, kolom)] += 1
    for maat in sorted(formats):
        yield maat, formats[maat].most_common(1)[0][0]


def _gedraaid(sheets: Iterable[Sheet]) -> str:
    """Return the latest day that a page footer says."""
    days = []
    for sheet in sheets:
        for rij in paginavoeten(sheet).tolist():
            first = next(value for value in sheet.rijen[rij] if value is not None)
            if isinstance(first, date):
                days.append(first.date() if isinstance(first, datetime) else first)
    return max(days).isoformat() if days else ""
