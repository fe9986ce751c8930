"""Look for columns that identify a person: in the header of a table, and in anything like one around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from werkmonitor.bronnen.meldingen.melder import MEEST, begrens
from werkmonitor.bronnen.meldingen.zinnen import persoonsgegeven
from werkmonitor.bronnen.sheet import Codes, Rijnummers, Sheet, Waarde
from werkmonitor.bronnen.tabellen.kennis import MAAT, Kennis
from werkmonitor.bronnen.tabellen.tables import Tabel
from werkmonitor.bronnen.waarden.persoon import sleutel_tot_persoon, wijst_persoon_aan
from werkmonitor.bronnen.waarden.perwaarde import Masker, zoek
from werkmonitor.bronnen.waarden.values import bijschrift, vouw
from werkmonitor.findings import Finding
from werkmonitor.programma.bron import Bron

_FEW_TEXTS = 2
_FEW_WORDS = 4
_YEARS = frozenset(map(str, range(1900, 2101)))


def persoonskolommen(sheet: Sheet, kennis: Kennis, tabel: Tabel | None, *, geraden: bool = False) -> list[Finding]:
    """Report columns that identify a person: in the header of the table, or in anything like one around it.

    A source that was guessed (``geraden``) declares no header.
    """
    own = set() if geraden else _declared_headers([kennis.bron])
    every = set() if geraden else _declared_headers(kennis.programma.bron)
    found = _elsewhere(sheet, kennis, tabel, every)
    if tabel is not None and tabel.kop >= 0:
        _in_header(sheet, tabel, own, found)
    places = np.argwhere(found).tolist()
    refused = [
        persoonsgegeven(sheet.plek(rij, kolom), _kop(sheet.waarde(rij, kolom))) for rij, kolom in places[: MEEST + 1]
    ]
    return begrens(refused, sheet.bestand, len(places))


def _kop(value: Waarde) -> str:
    """Return the word in a cell; what stands behind a colon can be the person."""
    return str(value).partition(":")[0]


def _in_header(sheet: Sheet, tabel: Tabel, declared: set[str], found: Masker) -> None:
    """Mark the cells of the header; a role over the numbers of a crosstab is a label, not what a column holds."""
    rows = slice(tabel.kop, tabel.kop + tabel.koprijen)
    codes = sheet.codes[rows]
    found[rows] = _texts(sheet, codes, lambda text: wijst_persoon_aan(text, gedeclareerd=vouw(text) in declared))[codes]
    numbers = [kolom for kolom, labels in tabel.kolommen if labels.keys() - {MAAT}]
    over = codes[:, numbers]
    found[rows, numbers] = _texts(sheet, over, lambda text: sleutel_tot_persoon(f"{text}:"))[over]


def _elsewhere(sheet: Sheet, kennis: Kennis, tabel: Tabel | None, declared: set[str]) -> Masker:
    """Return which cells outside the header name a person as the header, or the key, of something else."""
    codes = sheet.codes
    found = np.zeros(codes.shape, dtype=np.bool_)
    woorden = _Woorden(sheet, declared)
    rows = np.flatnonzero((woorden.word | woorden.key)[codes].any(axis=1)) if woorden.any() else np.zeros(0, np.intp)
    if not len(rows):
        return found
    start = 0 if tabel is None else max(tabel.kop, 0)
    above = rows if tabel is None else rows[rows < start]
    found[above] = woorden.koppen(above, codes) | woorden.sleutels(codes[above])
    if tabel is None:
        return found
    end = start + tabel.koprijen
    below = rows[rows >= end]
    if tabel.koprijen:  # what a crosstab or a page repeats was looked at where it stood first
        below = below[(codes[below] != codes[start]).any(axis=1)]
    found[below] = woorden.koppen(below, codes, numbers=kennis.bron.vorm != "register", table=True)
    unused = np.ones(sheet.breedte, dtype=np.bool_)
    unused[[*tabel.labelkolommen.values(), *(kolom for kolom, _ in tabel.kolommen)]] = False
    second = below[below == end]
    found[second] |= woorden.key[codes[second]] & unused
    beside = np.flatnonzero(unused & ~codes[start:end].any(axis=0))
    found[np.ix_(below, beside)] |= woorden.koppen(below, codes[:, beside])
    return found


class _Woorden:
    """What the distinct values of a sheet are, as lookup arrays along ``Sheet.waarden``."""

    def __init__(self, sheet: Sheet, declared: set[str]) -> None:
        codes = sheet.codes
        self.word = _texts(
            sheet,
            codes,
            # With a colon it is a key above the table: of a person or of a letterhead, which ``key`` tells apart.
            lambda text: ":" not in text and wijst_persoon_aan(text, gedeclareerd=vouw(text) in declared),
        )
        self.key = _texts(sheet, codes, sleutel_tot_persoon)
        if self.any():
            self.colon = self.key & _texts(sheet, codes, lambda text: ":" in text)
            self.text = _texts(sheet, codes, _may_be_caption)
            self.caption = self.text | zoek(sheet, codes, _is_empty_or_year)

    def any(self) -> bool:
        """Say whether any value names a person."""
        return bool(self.word.any() or self.key.any())

    def sleutels(self, codes: Codes) -> Masker:
        """Return which cells are a key with its value behind it: ``BSN:``."""
        found: Masker = self.colon[codes]
        return found

    def koppen(self, rows: Rijnummers, codes: Codes, *, numbers: bool = False, table: bool = False) -> Masker:
        """Return which cells of some rows of ``codes`` stand in what looks like a header.

        That is a row of nothing but a few short texts, or one such text below an empty row.  Within a ``table`` it is
        below an empty row, or it names persons more plainly than a row of data does: twice, or once where a row of data
        has ``numbers``.
        """
        own = codes[rows]
        key, hit = self.key[own], (self.word | self.key)[own]
        after_gap = (rows == 0) | ~codes[rows - 1].any(axis=1)
        several = np.count_nonzero(self.text[own], axis=1) >= _FEW_TEXTS
        plain = key.any(axis=1) & (numbers | (np.count_nonzero(hit, axis=1) >= _FEW_TEXTS))
        header = (several & (after_gap | plain)) if table else several
        header |= after_gap & key.any(axis=1)
        found: Masker = hit & (header & self.caption[own].all(axis=1))[:, None]
        return found


def _texts(sheet: Sheet, codes: Codes, geldt: Callable[[str], bool]) -> Masker:
    return zoek(sheet, codes, lambda value: isinstance(value, str) and geldt(value))


def _may_be_caption(text: str) -> bool:
    return len(text.split(None, _FEW_WORDS)) <= _FEW_WORDS and any(map(str.isalpha, text))


def _is_empty_or_year(value: Waarde) -> bool:
    return value is None or bijschrift(value) in _YEARS


def _declared_headers(bronnen: Iterable[Bron]) -> set[str]:
    groups = [
        group
        for bron in bronnen
        for group in (
            *bron.dimensies.values(),
            *bron.tijd.values(),
            *bron.velden.values(),
            *(maat.kolom or () for maat in bron.maten.values()),
        )
    ]
    return {vouw(text) for group in groups for text in group}
