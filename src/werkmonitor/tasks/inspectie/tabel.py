"""A table that was read → what ``inspect`` shows of it: headings, kinds and counts, never a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from werkmonitor.bronnen.feiten import Weggelaten, cel
from werkmonitor.bronnen.herkennen.beeld import ANDER, DATUM, FOUT, GETAL, LEEG, TEKST, Gebied, Soorten
from werkmonitor.bronnen.herkennen.proeflezen import Proef
from werkmonitor.bronnen.tabellen.kennis import MAAT
from werkmonitor.bronnen.tabellen.tables import Labels
from werkmonitor.bronnen.tabellen.tables import Tabel as Gelezen
from werkmonitor.bronnen.waarden.persoon import kort
from werkmonitor.bronnen.waarden.values import bijschrift, vouw
from werkmonitor.programma.bron import TIJDROLLEN
from werkmonitor.tasks.inspectie.verslag import Kolom, Overgeslagen, Tabel

_SOORTEN = {TEKST: "tekst", GETAL: "getal", DATUM: "datum", LEEG: "leeg", ANDER: "tekst", FOUT: "getal"}


def letters(kolom: int) -> str:
    """Return Excel's letters of a zero-based column."""
    return cel(0, kolom)[:-1]


def toon_tabel(tabel: Gelezen, aantal: int, proef: Proef, kijker: Soorten, *, geraden: bool) -> Tabel:
    """Return what is shown of a table that gives ``aantal`` facts."""
    bron = proef.bron
    return Tabel(
        bron=bron.id,
        geraden=geraden,
        vorm=bron.vorm,
        soort="" if bron.vorm == "register" else bron.soort,
        bereik=_bereik(tabel),
        koprijen=_koprijen(tabel),
        kolommen=tuple(_kolommen(tabel, proef, kijker)),
        rijen=len(tabel.datarijen),
        getallen=0 if bron.vorm == "register" else aantal,
        overgeslagen=tuple(
            Overgeslagen(left_out.rij + 1, left_out.reden)
            for left_out in sorted(tabel.weggelaten, key=_rij)
            if left_out.rij is not None
        ),
        naast={niveau: kort(bijschrift(label.waarde)) for niveau, label in tabel.vast.items()},
    )


def toon_koppen(tabel: Gelezen, proef: Proef) -> Tabel:
    """Return no more than the headings of a table, for a file that identifies persons."""
    row = tabel.sheet.rijen[max(tabel.kop, 0)]
    heads = {kolom: bijschrift(row[kolom]) for kolom in _columns(tabel) if isinstance(row[kolom], str)}
    return Tabel(
        bron="",
        geraden=True,
        vorm=proef.bron.vorm,
        soort="",
        bereik=_bereik(tabel),
        koprijen=_koprijen(tabel),
        kolommen=tuple(Kolom(naam=text, kolom=letters(kolom), soort="") for kolom, text in heads.items()),
    )


def _rij(left_out: Weggelaten) -> int:
    return -1 if left_out.rij is None else left_out.rij


def _koprijen(tabel: Gelezen) -> tuple[int, ...]:
    return tuple(range(tabel.kop + 1, tabel.kop + 1 + tabel.koprijen))


def _columns(tabel: Gelezen) -> range:
    """Return the columns of a table: those that are read, and those with a heading or a total beside them."""
    _, first, _, last = tabel.bereik
    if tabel.kop >= 0:
        heads = np.count_nonzero(tabel.sheet.codes[tabel.kop : tabel.kop + tabel.koprijen], axis=0)
        while first > 0 and heads[first - 1]:
            first -= 1
        while last + 1 < len(heads) and heads[last + 1]:
            last += 1
    return range(first, last + 1)


def _bereik(tabel: Gelezen) -> str:
    top, _, bottom, _ = tabel.bereik
    columns = _columns(tabel)
    return f"{cel(top, columns[0])}:{cel(bottom, columns[-1])}"


def _kolommen(tabel: Gelezen, proef: Proef, kijker: Soorten) -> Iterator[Kolom]:
    labels = {kolom: niveau for niveau, kolom in tabel.labelkolommen.items()}
    numbers = dict(tabel.kolommen)
    left_out = {item.kolom: item.reden for item in tabel.weggelaten if item.kolom is not None}
    beeld = kijker.beeld(tabel.sheet)
    rows = tabel.datarijen[tabel.datarijen < beeld.hoogte]
    fills = {rij: tabel.sheet.opzij(rij, 0) for rij in range(max(tabel.kop, 0), tabel.kop + tabel.koprijen)}
    for kolom in _columns(tabel):
        naam = _kop(tabel, kolom, fills)
        if kolom in labels:
            yield Kolom(
                naam=naam or labels[kolom], kolom=letters(kolom), soort=_soort(proef, labels[kolom]), rol=labels[kolom]
            )
        elif kolom in numbers:
            yield _getal(kolom, naam, numbers[kolom], proef)
        else:
            gebied = Gebied(beeld, (max(tabel.kop, 0),), kolom, kolom, rows)
            reden = left_out.get(kolom, "")
            yield Kolom(naam=naam, kolom=letters(kolom), soort=_SOORTEN[gebied.soort(kolom)], reden=reden)


def _kop(tabel: Gelezen, kolom: int, fills: Mapping[int, Mapping[int, int]]) -> str:
    """Return the heading of a column; of a crosstab the labels from the top down, filled inside merges.

    ``fills`` gives of each header row the first columns of its merges.
    """
    texts = []
    for rij, across in fills.items():
        text = bijschrift(tabel.sheet.waarde(rij, across.get(kolom, kolom)))
        texts += [text] if text else []
    return " › ".join(dict.fromkeys(texts))


def _soort(proef: Proef, niveau: str) -> str:
    if proef.bron.vorm == "register":
        return "tekst"
    return "tijd" if niveau in TIJDROLLEN else niveau if niveau == MAAT else "dimensie"


def _getal(kolom: int, naam: str, labels: Labels, proef: Proef) -> Kolom:
    bron = proef.bron
    if MAAT not in labels:
        id_ = next(iter(bron.maten)) if MAAT not in bron.rijen else ""
    elif bron.vorm == "lijst":
        id_ = str(labels[MAAT].waarde)
    else:
        by_text = {vouw(text): id_ for id_, maat in bron.maten.items() for text in maat.kolom or ()}
        id_ = by_text.get(vouw(bijschrift(labels[MAAT].waarde)), "")
    named = [bijschrift(label.waarde) for niveau, label in labels.items() if niveau != MAAT or bron.vorm != "lijst"]
    shown = " › ".join(named) if bron.vorm == "kruistabel" else naam
    eenheid = bron.maten[id_].eenheid if id_ else None
    return Kolom(naam=shown, kolom=letters(kolom), soort="getal", eenheid=eenheid, rol=id_)
