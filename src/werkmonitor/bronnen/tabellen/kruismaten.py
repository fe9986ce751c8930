"""Which months or groups of a crosstab lack a number that others have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from werkmonitor.bronnen.meldingen.kruistabel import maat_ontbreekt, maat_verschreven
from werkmonitor.bronnen.meldingen.melder import begrens
from werkmonitor.bronnen.sheet import Rijnummers, Sheet
from werkmonitor.bronnen.tabellen.kennis import MAAT, Kennis
from werkmonitor.bronnen.tabellen.tables import Label
from werkmonitor.bronnen.tabellen.totaalwoorden import is_totaal
from werkmonitor.bronnen.waarden.persoon import kort
from werkmonitor.bronnen.waarden.values import bijschrift, naaste, vouw
from werkmonitor.findings import Finding

Labelrij = Sequence[Label]
"""The labels of a row or a column, from the outermost level in."""


def onvolledige_maten(
    sheet: Sheet, kennis: Kennis, niveaus: Sequence[str], labels: Iterable[Labelrij]
) -> list[Finding]:
    """Report the numbers that a group lacks and others have, where something else stands in their place.

    ``labels`` are those of each row or each column.  A group that only shows less is right: next year has a budget, and
    no spending yet.
    """
    groups = _groepen(kennis, niveaus, labels)
    present = {kennis.maten.get(text) for found in groups.values() for text in found}
    findings: list[Finding] = []
    for id_, maat in kennis.bron.maten.items():
        without = [(key, own) for key, own in groups.items() if id_ not in map(kennis.maten.get, own)]
        if id_ not in present or not without:
            continue
        koppen = maat.kolom or (id_,)
        usual = {text for own in groups.values() if id_ in map(kennis.maten.get, own) for text in own}
        absent: list[tuple[str, Label]] = []
        for key, own in without:
            near = [label for text, label in own.items() if text not in kennis.maten and naaste(text, koppen)]
            naam, place = f"'{' / '.join(map(kort, key))}'", (near or [*own.values()])[0]
            plek = sheet.plek(place.rij, place.kolom)
            if near:
                caption = bijschrift(place.waarde)
                findings.append(maat_verschreven(plek, koppen[0], naam, caption, f"maten.{id_}.kolom"))
            elif any(text not in kennis.maten and text not in usual for text in own):
                absent.append((naam, place))
        if absent:
            plek = sheet.plek(absent[0][1].rij, absent[0][1].kolom)
            findings.append(maat_ontbreekt(plek, koppen[0], [naam for naam, _ in absent]))
    return begrens(findings, sheet.bestand, len(findings))


def _groepen(
    kennis: Kennis, niveaus: Sequence[str], labels: Iterable[Labelrij]
) -> dict[tuple[str, ...], dict[str, Label]]:
    """Return, by the other labels of each group, the labels of its maten by folded caption; totals are no group."""
    rank = niveaus.index(MAAT)
    groups: dict[tuple[str, ...], dict[str, Label]] = {}
    for own in labels:
        total = any(
            is_totaal(label.waarde) and not kennis.gedeclareerd(niveau, label.waarde)
            for niveau, label in zip(niveaus, own, strict=True)
        )
        if not total and all(label.waarde is not None for label in own):
            key = tuple(bijschrift(label.waarde) for place, label in enumerate(own) if place != rank)
            groups.setdefault(key, {}).setdefault(vouw(bijschrift(own[rank].waarde)), own[rank])
    return groups


def rijlabels(sheet: Sheet, kolommen: Sequence[int], rijen: Rijnummers, vanaf: int) -> Iterator[Labelrij]:
    """Yield the labels of rows, filled down inside merges; in a text file an outer one holds until the next."""
    origins = []
    for kolom in kolommen:
        rows = sheet.herkomst(kolom, vanaf)
        if sheet.tekst and kolom != kolommen[-1]:
            rows = np.maximum.accumulate(np.where(sheet.codes[:, kolom] != 0, rows, 0))
        origins.append(rows[rijen].tolist())
    for own in zip(*origins, strict=True):
        yield [Label(sheet.waarde(rij, kolom), rij, kolom) for rij, kolom in zip(own, kolommen, strict=True)]
