"""A proposal for a crosstab: what the levels of its row and column labels are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from werkmonitor.bronnen.herkennen.beeld import DATUM, GETAL, LEEG, TEKST, Gebied, is_jaar
from werkmonitor.bronnen.herkennen.tijden import tijdrol
from werkmonitor.bronnen.herkennen.voorstel import (
    Voorstel,
    maat,
    maat_id,
    namen_van_indelingen,
    soort,
    titels,
    wat_er_telt,
)
from werkmonitor.bronnen.herkennen.woorden import is_maatwoord, lid_id, maak_id, noemt_soort, raad_eenheid
from werkmonitor.bronnen.sheet import Waarde
from werkmonitor.bronnen.tabellen.kennis import MAAT
from werkmonitor.bronnen.tabellen.totaalwoorden import is_totaal
from werkmonitor.bronnen.waarden.values import bijschrift, vouw

_MEESTE_LEDEN = 500
"""With more members than this a dimension is left open."""
_GEKEKEN = 200
"""How many rows decide whether a column is the sum of the others."""
_DEEL = 0.9
_NAAMLOOS = "indeling"


@dataclass(frozen=True)
class _Niveau:
    """One level of labels: where it runs and the labels, totals left out."""

    langs: str
    labels: list[Waarde]


def is_kruistabel(gebied: Gebied) -> bool:
    """Say whether a table is a crosstab: heads over heads, an empty corner, time across, or a total of the columns."""
    if len(gebied.koprijen) > 1 or gebied.beeld.soorten[gebied.kop, gebied.links] == LEEG:
        return True
    columns = getalkolommen(gebied)
    heads = [gebied.sheet.waarde(gebied.kop, kolom) for kolom in columns]
    across = [value for value in heads if not is_totaal(value)]
    if tijdrol(across) is not None:
        return True
    corner = bijschrift(gebied.sheet.waarde(gebied.kop, gebied.links))
    if is_maatwoord(corner) and len(across) > 1 and not any(is_maatwoord(bijschrift(value)) for value in across):
        return gebied.soort(gebied.links) in {TEKST, DATUM}
    return len(across) > 1 and _has_a_sum(gebied, columns)


def _has_a_sum(gebied: Gebied, columns: Sequence[int]) -> bool:
    """Say whether a column that is called a total is the sum of the others."""
    totals = [kolom for kolom in columns if is_totaal(gebied.sheet.waarde(gebied.kop, kolom))]
    if len(totals) != 1:
        return False
    rows = [[_number(gebied.sheet.waarde(int(rij), kolom)) for kolom in columns] for rij in gebied.rijen[:_GEKEKEN]]
    place = columns.index(totals[0])
    same = [abs(sum(row) - 2 * row[place]) < 1e-6 for row in rows]  # noqa: PLR2004 - the noise of a sum of cents
    return sum(same) >= _DEEL * len(same)


def _number(value: Waarde) -> float:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0


def _labelkolommen(gebied: Gebied) -> int:
    """Return how many columns hold row labels: the width of the corner, or as far as texts go."""
    for merge in gebied.sheet.brede.get(gebied.koprijen[0], ()):
        if merge.links == gebied.links and merge.rechts < gebied.rechts:
            return merge.rechts - merge.links + 1
    count = 1
    while gebied.links + count < gebied.rechts and _is_label(gebied, gebied.links + count):
        count += 1
    return count


def _is_label(gebied: Gebied, kolom: int) -> bool:
    kind = gebied.soort(kolom)
    if kind == GETAL:
        under_corner = not gebied.beeld.soorten[list(gebied.koprijen), kolom].any()
        return under_corner and all(map(is_jaar, gebied.waarden(kolom)))
    return kind in {TEKST, DATUM}


def getalkolommen(gebied: Gebied) -> list[int]:
    """Return the columns right of the row labels in which something stands."""
    first = gebied.links + _labelkolommen(gebied)
    filled = gebied.beeld.soorten[gebied.rijen, first : gebied.rechts + 1].any(axis=0)
    return [first + int(offset) for offset in np.flatnonzero(filled)]


def stel_kruistabel_voor(gebied: Gebied, naam: str) -> Voorstel | None:
    """Return a proposal for a crosstab, or ``None`` where a level has no labels."""
    columns = getalkolommen(gebied)
    heads = [_heads(gebied, rij, columns) for rij in gebied.koprijen]
    sides = [gebied.waarden(gebied.links + level) for level in range(_labelkolommen(gebied))]
    niveaus = [_Niveau("kolommen", _distinct(labels)) for labels in heads]
    niveaus += [_Niveau("rijen", _distinct(labels)) for labels in sides]
    if not columns or not all(niveau.labels for niveau in niveaus):
        return None
    kinds = _kinds(niveaus)
    return _Samensteller(gebied, naam, columns, heads, niveaus, kinds).voorstel()


def _heads(gebied: Gebied, rij: int, columns: Iterable[int]) -> list[Waarde]:
    """Return the label over each column, filled to the right inside merges, or in a text file until the next."""
    sheet = gebied.sheet
    fills = sheet.opzij(rij, gebied.links)
    labels: list[Waarde] = []
    last: Waarde = None
    for kolom in range(gebied.links, gebied.rechts + 1):
        value = sheet.waarde(rij, fills.get(kolom, kolom))
        last = value if value is not None else last
        labels.append(last if sheet.tekst and rij != gebied.kop else value)
    return [labels[kolom - gebied.links] for kolom in columns]


def _distinct(labels: Iterable[Waarde]) -> list[Waarde]:
    by_fold: dict[str, Waarde] = {}
    for value in labels:
        if value is not None and not is_totaal(value):
            by_fold.setdefault(vouw(bijschrift(value)), value)
    return list(by_fold.values())


def _kinds(niveaus: Sequence[_Niveau]) -> list[str]:
    """Return for each level its time role, ``maat``, or nothing for a dimension; at most one level is ``maat``."""
    kinds: list[str] = []
    for niveau in niveaus:
        rol = tijdrol(niveau.labels) or ""
        kinds.append("" if rol in kinds else rol)
    order = sorted(range(len(niveaus)), key=lambda rank: (niveaus[rank].langs != "kolommen", -rank))
    for rank in order:
        words = sum(is_maatwoord(bijschrift(value)) for value in niveaus[rank].labels)
        if not kinds[rank] and 2 * words >= len(niveaus[rank].labels):
            kinds[rank] = MAAT
            break
    return kinds


@dataclass(frozen=True)
class _Samensteller:
    """Puts the block of a crosstab together."""

    gebied: Gebied
    naam: str
    columns: Sequence[int]
    heads: Sequence[Sequence[Waarde]]
    niveaus: Sequence[_Niveau]
    kinds: Sequence[str]

    def voorstel(self) -> Voorstel:
        namen = self._namen()
        woorden = [self.naam, *titels(self.gebied), self._hoek()]
        pairs = zip(self.kinds, self.niveaus, strict=True)
        tijden = {kind: niveau.labels for kind, niveau in pairs if kind not in {"", MAAT}}
        wat, gok = soort(tijden, woorden)
        rows = [id_ for id_, niveau in zip(namen, self.niveaus, strict=True) if niveau.langs == "rijen"]
        columns = [id_ for id_, niveau in zip(namen, self.niveaus, strict=True) if niveau.langs == "kolommen"]
        bron = {"vorm": "kruistabel", "soort": wat, "rijen": rows, "kolommen": columns}
        key = ("kruistabel", *self.kinds, len(rows), *(vouw(bijschrift(value)) for value in self.heads[-1]))
        found = Voorstel(self.naam, key, [self.gebied], bron, tijden=tijden, gok={"soort": gok})
        for id_, kind, niveau in zip(namen, self.kinds, self.niveaus, strict=True):
            if not kind and len(niveau.labels) <= _MEESTE_LEDEN:
                found.dimensies[id_] = {"naam": id_.replace("_", " "), "leden": _members(niveau.labels)}
                if id_.startswith(_NAAMLOOS):
                    found.gok[f"dimensies.{id_}"] = "geef deze indeling een naam, ook bij rijen en kolommen"
        self._add_maten(found)
        return found

    def _namen(self) -> list[str]:
        """Return the id of each level; those of rows come first in a title.

        What neither title nor corner names is called after the report, so that the blocks of two reports can stand in
        one declaration.
        """
        ranks = [rank for rank, kind in enumerate(self.kinds) if not kind]
        ranks.sort(key=lambda rank: (self.niveaus[rank].langs != "rijen", rank))
        texts = dict(zip(ranks, namen_van_indelingen(self.naam, len(ranks)), strict=True)) if ranks else {}
        rows = [rank for rank in ranks if self.niveaus[rank].langs == "rijen"]
        if len(rows) == 1 and not self._hoek_is_maat():
            texts[rows[0]] = texts[rows[0]] or self._hoek()
        ids: list[str] = []
        for rank, kind in enumerate(self.kinds):
            unnamed = f"{_NAAMLOOS} {ranks.index(rank) + 1} {self.naam}" if not kind else ""
            ids.append(kind or maak_id(texts[rank] or unnamed, ids, "indeling"))
        return ids

    def _hoek(self) -> str:
        """Return the text in the corner: what is counted, or what the row labels are."""
        return bijschrift(self.gebied.sheet.waarde(self.gebied.koprijen[0], self.gebied.links))

    def _hoek_is_maat(self) -> bool:
        hoek = self._hoek()
        return is_maatwoord(hoek) or noemt_soort([hoek]) is not None or vouw(hoek) in vouw(wat_er_telt(self.naam))

    def _add_maten(self, found: Voorstel) -> None:
        maten: dict[str, object] = {}
        for kop, columns, rows in self._maten():
            values: list[Waarde] = []
            formats = set()
            for kolom in columns:
                part = Gebied(self.gebied.beeld, self.gebied.koprijen, kolom, kolom, rows)
                values += part.waarden(kolom)
                formats |= part.opmaken(kolom)
            hoek = self._hoek() if self._hoek_is_maat() else ""
            eenheid = raad_eenheid(kop or f"{hoek} {self.naam}", values, formats)
            id_ = maat_id(kop or hoek or self.naam, self.naam, maten)
            maten[id_] = maat(kop, eenheid)
            if eenheid.gok:
                found.gok[f"maten.{id_}.eenheid"] = eenheid.gok
        found.bron["maten"] = maten

    def _maten(self) -> Iterable[tuple[str, Sequence[int], np.ndarray]]:
        """Yield each number: its caption, and the columns and rows in which it stands."""
        if MAAT not in self.kinds:
            yield "", self.columns, self.gebied.rijen
            return
        rank = self.kinds.index(MAAT)
        for value in self.niveaus[rank].labels:
            fold = vouw(bijschrift(value))
            if rank < len(self.heads):
                heads = zip(self.columns, self.heads[rank], strict=True)
                yield bijschrift(value), [k for k, head in heads if vouw(bijschrift(head)) == fold], self.gebied.rijen
            else:
                kolom = self.gebied.links + rank - len(self.heads)
                texts = [vouw(bijschrift(self.gebied.sheet.waarde(int(rij), kolom))) for rij in self.gebied.rijen]
                yield bijschrift(value), self.columns, self.gebied.rijen[np.array(texts) == fold]


def _members(labels: Iterable[Waarde]) -> dict[str, str]:
    leden: dict[str, str] = {}
    for value in labels:
        leden[lid_id(bijschrift(value), leden)] = bijschrift(value)
    return leden
