"""From tables to facts: each number with its maat, members, time and cell, all of a table at a time.

What a label or a number means is worked out once for each distinct cell; the facts are arrays of codes from the start.
Findings are made for the cells that are wrong only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from werkmonitor.bronnen.feiten import Bronbestand, Codes, Feitentabel, Kolom, cel
from werkmonitor.bronnen.meldingen import zinnen as meldingen
from werkmonitor.bronnen.meldingen.melder import MEEST, Melder
from werkmonitor.bronnen.opbouw.etiketten import MELDCODES, Etiketten
from werkmonitor.bronnen.opbouw.momenten import Momenten
from werkmonitor.bronnen.opbouw.telwerk import Telwerk
from werkmonitor.bronnen.sheet import Rijnummers
from werkmonitor.bronnen.tabellen.kennis import MAAT, TABBLAD, Kennis
from werkmonitor.bronnen.tabellen.tables import Label, Labels, Tabel
from werkmonitor.bronnen.waarden.perwaarde import Masker, op_volgorde, samen, vooraan
from werkmonitor.findings import Finding, Location
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import TIJDROLLEN


@dataclass(frozen=True)
class _Regels:
    """The rows of a table that mean something: their index among its data rows, and the number of each label."""

    index: Rijnummers
    codes: dict[str, Codes]


@dataclass(frozen=True)
class _Kolom:
    """A column that means something, together with what holds for the whole table."""

    kolom: int
    codes: dict[str, int]
    tijdlabel: Label | None


FEITEN_APART = 3
"""How many facts that two tables both state are told one by one."""

_VELDEN = ("maat", "van", "tot", "teller", "schaal", "leeg", "rij", "kolom", "blad", "bestand")
_Deel = dict[str, NDArray[Any]]
"""The facts of one table by column; a dimension is a column of its own name, after a slash."""


class Bouwer:
    """Collects the facts of one source in one delivery, over all its files and sheets."""

    def __init__(self, kennis: Kennis, levering: Periode, findings: list[Finding] | None = None) -> None:
        self.kennis = kennis
        self.levering = levering
        self.findings: list[Finding] = [] if findings is None else findings
        self.melder = Melder(self.findings)
        self._etiketten = Etiketten(kennis)
        self._momenten = Momenten(kennis.bron, kennis.bron.periode or levering)
        self._delen: list[_Deel] = []
        self._bladen: list[str] = []
        self._bestanden: list[Bronbestand] = []

    def voeg_bestand_toe(self, bestand: Bronbestand) -> None:
        """Make a file the one that the next tables come from."""
        self.melder.open(bestand.pad)
        self._bestanden.append(bestand)

    def voeg_toe(self, tabel: Tabel) -> int:
        """Add the facts of a table; return how many."""
        if tabel.vervallen:
            return 0
        vast = self._labels(tabel, tabel.vast, (-2,))
        kolommen = []
        for rank, (kolom, labels) in enumerate(tabel.kolommen):
            own = self._labels(tabel, labels, (-1, rank))
            if own is not None and vast is not None:
                kolommen.append(_Kolom(kolom, vast | own, _time_label(tabel.vast | labels)))
        regels = self._regels(tabel)
        deel = self._cellen(tabel, regels, kolommen) if kolommen and len(regels.index) else None
        self.melder.schrijf()
        if deel is None:
            return 0
        self._delen.append(deel)
        return len(deel["teller"])

    # ---- labels

    def _labels(self, tabel: Tabel, labels: Labels, plaats: tuple[int, ...]) -> dict[str, int] | None:
        """Return the numbers of a few labels, or ``None`` after reporting those that mean nothing."""
        codes = {niveau: self._etiketten.code(niveau, label.waarde) for niveau, label in labels.items()}
        for rank, (niveau, code) in enumerate(codes.items()):
            if code < 0:
                label = labels[niveau]
                found = self._etiketten.melding(niveau, tabel.plek(label), label.waarde, code)
                self.melder.meld(found.code, [(*plaats, rank)], partial(_always, found), 1)
        return codes if min(codes.values(), default=0) >= 0 else None

    def _regels(self, tabel: Tabel) -> _Regels:
        """Return the rows whose labels all mean something, after reporting the others."""
        good = np.ones(len(tabel.datarijen), dtype=np.bool_)
        codes: dict[str, Codes] = {}
        for rank, (niveau, kolom) in enumerate(tabel.labelkolommen.items()):
            own = tabel.sheet.codes[tabel.herkomst[kolom], kolom]
            lookup = np.zeros(len(tabel.sheet.waarden), dtype=np.int32)
            for code in op_volgorde(own, len(lookup)):
                lookup[code] = self._etiketten.code(niveau, tabel.sheet.waarden[code])
            codes[niveau] = lookup[own]
            if (bad := codes[niveau] < 0).any():
                self._bad_labels(tabel, niveau, codes[niveau], rank)
                good &= ~bad
        index = np.flatnonzero(good)
        return _Regels(index, {niveau: own[index] for niveau, own in codes.items()})

    def _bad_labels(self, tabel: Tabel, niveau: str, codes: Codes, rank: int) -> None:
        kolom = tabel.labelkolommen[niveau]
        for reden in np.unique(codes[codes < 0]).tolist():
            rows, first = np.unique(tabel.herkomst[kolom][codes == reden], return_index=True)
            places = np.flatnonzero(codes == reden)[first][: MEEST + 1].tolist()
            at = [Label(tabel.sheet.waarde(int(rij), kolom), int(rij), kolom) for rij in rows[: len(places)]]
            make = partial(self._bad_label, tabel, niveau, at, reden)
            self.melder.meld(MELDCODES[reden], [(place, -1, rank) for place in places], make, len(rows))

    def _bad_label(self, tabel: Tabel, niveau: str, at: Sequence[Label], reden: int, rank: int) -> Finding:
        return self._etiketten.melding(niveau, tabel.plek(at[rank]), at[rank].waarde, reden)

    # ---- cells

    def _cellen(self, tabel: Tabel, regels: _Regels, kolommen: Sequence[_Kolom]) -> _Deel:
        """Return the facts of all cells where a good row and a good column cross, row by row."""
        rows, columns = tabel.datarijen[regels.index], np.array([kolom.kolom for kolom in kolommen], dtype=np.int32)
        n, m = len(rows), len(columns)
        self._momenten.zet_op(
            [regels.codes[niveau] for niveau in regels.codes if niveau in TIJDROLLEN],
            [[code for niveau, code in kolom.codes.items() if niveau in TIJDROLLEN] for kolom in kolommen],
            n,
            self._etiketten.tijden,
        )
        maat = self._spread(MAAT, regels, kolommen)
        telwerk = Telwerk(tabel, self.kennis.bron, self.melder, regels.index, columns)
        number = telwerk.tel(maat)
        van, tot, timeless = self._momenten.dagen()
        late = timeless & ~number.samengevoegd
        if late.any():
            self._zonder_tijd(tabel, regels, kolommen, late)
        good = number.goed & ~timeless
        self._bladen.append(tabel.sheet.naam)
        deel: _Deel = {
            "maat": maat[good],
            "van": van[good],
            "tot": tot[good],
            "teller": number.teller[good],
            "schaal": number.schaal[good],
            "leeg": number.leeg[good],
            "rij": np.repeat(rows.astype(np.int32), m)[good],
            "kolom": np.tile(columns, n)[good],
        }
        deel["blad"] = np.full(len(deel["rij"]), len(self._bladen) - 1, dtype=np.int32)
        deel["bestand"] = np.full(len(deel["rij"]), len(self._bestanden) - 1, dtype=np.int32)
        return deel | {f"/{naam}": self._spread(naam, regels, kolommen)[good] for naam in self.kennis.dimensies}

    @staticmethod
    def _spread(niveau: str, regels: _Regels, kolommen: Sequence[_Kolom]) -> Codes:
        """Return for every cell what row or column says about a level; the first maat where neither does."""
        if niveau in regels.codes:
            return np.repeat(regels.codes[niveau], len(kolommen))
        own = [kolom.codes.get(MAAT, 0) if niveau == MAAT else kolom.codes[niveau] for kolom in kolommen]
        return np.tile(np.array(own, dtype=np.int32), len(regels.index))

    def _zonder_tijd(self, tabel: Tabel, regels: _Regels, kolommen: Sequence[_Kolom], bad: Masker) -> None:
        """Report cells whose labels make no time: once for each label that ends it, of the row if that has one."""
        roles = [niveau for niveau in regels.codes if niveau in TIJDROLLEN]
        cells = np.flatnonzero(bad)
        rows, columns = np.divmod(cells, len(kolommen))
        if roles:
            kolom = tabel.labelkolommen[roles[-1]]
            origins = tabel.herkomst[kolom][regels.index[rows]]
            _, first = np.unique(origins, return_index=True)
            labels: list[Label | None] = [Label(None, int(rij), kolom) for rij in origins[first]]
        else:
            _, first = np.unique(columns, return_index=True)
            labels = [kolommen[kolom].tijdlabel for kolom in columns[first].tolist()]
        places = [(int(regels.index[rows[place]]), int(columns[place]), 1) for place in first.tolist()]
        reasons = [self._momenten.reden(int(cells[place])) for place in first.tolist()]

        def make(rank: int) -> Finding:
            return meldingen.geen_tijd(tabel.plek(labels[rank] or _TABEL), "tijd", "", reasons[rank])

        self.melder.meld("geen-tijd", places, make, len(places))

    # ---- the result

    def feitentabel(self) -> Feitentabel:
        """Return all facts as columns, those that are stated twice once, and end the collecting."""
        alles = {naam: self._joined(naam) for naam in (*_VELDEN, *(f"/{naam}" for naam in self.kennis.dimensies))}
        double = self._dubbel(alles)
        if len(double):
            alles = {naam: np.delete(kolom, double) for naam, kolom in alles.items()}
        self.melder.sluit()
        bron, etiketten = self.kennis.bron, self._etiketten
        return Feitentabel(
            bron=bron.id,
            levering=self.levering,
            soort=bron.soort,
            maat=Kolom(*vooraan(alles["maat"], etiketten.maten)),
            dimensies={naam: Kolom(*vooraan(alles[f"/{naam}"], leden)) for naam, leden in etiketten.leden.items()},
            van=alles["van"],
            tot=alles["tot"],
            teller=alles["teller"],
            schaal=alles["schaal"],
            leeg=alles["leeg"],
            rij=alles["rij"],
            kolom=alles["kolom"],
            blad=self._sheet_names(alles["blad"]),
            bestand=Kolom(alles["bestand"], tuple(bestand.pad for bestand in self._bestanden)),
            bestanden=tuple(self._bestanden),
            eenheden={id_: maat.eenheid for id_, maat in bron.maten.items()},
            bijschriften=etiketten.bijschriften,
        )

    def _joined(self, naam: str) -> NDArray[Any]:
        kinds: dict[str, type] = {"van": np.int64, "tot": np.int64, "teller": np.int64, "leeg": np.bool_}
        parts = [deel.pop(naam) for deel in self._delen]
        return np.concatenate([np.zeros(0, dtype=kinds.get(naam, np.int32)), *parts])

    def _sheet_names(self, codes: Codes) -> Kolom:
        """Return the sheets by name: those of several files can be called the same."""
        names = list(dict.fromkeys(self._bladen))
        rank = np.array([names.index(naam) for naam in self._bladen], dtype=np.int32)
        return Kolom(*vooraan(rank[codes] if len(rank) else codes, names))

    def _dubbel(self, alles: _Deel) -> Rijnummers:
        """Return the facts that another before them states too, after reporting them."""
        about = ("maat", "van", "tot", *(naam for naam in alles if naam.startswith("/")))
        keys = samen((alles[naam] for naam in about), len(alles["maat"]))
        order = np.argsort(keys, kind="stable")
        new = np.diff(keys[order], prepend=-1) != 0
        first = order[np.maximum.accumulate(np.where(new, np.arange(len(order)), 0))]
        double = np.sort(order[~new])
        earlier = np.empty(len(order), dtype=np.intp)
        earlier[order] = first
        for rows in self._alike(alles, double, earlier[double]):
            self._tell_double(alles, rows, earlier[rows])
        return double

    @staticmethod
    def _alike(alles: _Deel, double: Rijnummers, earlier: Rijnummers) -> Iterable[Rijnummers]:
        """Return the facts that are stated twice by the two files they are in, those of one file by its two tables."""
        apart = alles["bestand"][double] != alles["bestand"][earlier]
        of = [np.where(apart, alles["bestand"][facts], alles["blad"][facts]) for facts in (double, earlier)]
        pairs = samen((apart, *of), len(double))
        order = np.argsort(pairs, kind="stable")
        return np.split(double[order], np.flatnonzero(np.diff(pairs[order])) + 1) if len(double) else []

    def _tell_double(self, alles: _Deel, rows: Rijnummers, earlier: Rijnummers) -> None:
        """Report facts that are stated twice: a few one by one, more by their common cause."""
        if len(rows) <= FEITEN_APART:
            make = partial(self._double_fact, alles, rows.tolist(), earlier.tolist())
            self.melder.meld("dubbel-feit", [(rank,) for rank in rows.tolist()], make, len(rows))
            return
        here, there = int(rows[0]), int(earlier[0])
        tabs = alles["blad"][here] != alles["blad"][there]
        first, other = self._place(alles, here), self._place(alles, there)
        if tabs:
            apart = TABBLAD not in self.kennis.naast.values()
            found = meldingen.dubbele_tabel(first, other, len(rows), per_blad=apart)
        else:
            found = meldingen.dubbele_regels(first, len(rows), len(np.unique(earlier)), self._described(alles, here))
        self.melder.meld("dubbel-feit", [(here,)], partial(_always, found), 1)

    def _double_fact(self, alles: _Deel, rows: Sequence[int], earlier: Sequence[int], rank: int) -> Finding:
        here, there = rows[rank], earlier[rank]
        tabs = alles["bestand"][here] == alles["bestand"][there] and alles["blad"][here] != alles["blad"][there]
        apart = bool(tabs) and TABBLAD not in self.kennis.naast.values()
        what = self._described(alles, here)
        return meldingen.dubbel_feit(self._place(alles, here), self._place(alles, there), what, per_blad=apart)

    def _place(self, alles: _Deel, index: int) -> Location:
        adres = cel(int(alles["rij"][index]), int(alles["kolom"][index]))
        pad = self._bestanden[alles["bestand"][index]].pad
        return Location(pad, self._bladen[alles["blad"][index]] or None, adres)

    def _described(self, alles: _Deel, index: int) -> str:
        captions = []
        for naam, leden in self._etiketten.leden.items():
            lid = leden[alles[f"/{naam}"][index]]
            captions.append(self._etiketten.bijschriften[naam].get(lid, lid))
        van, tot = int(alles["van"][index]), int(alles["tot"][index])
        first, last = date.fromordinal(van), date.fromordinal(max(van, tot - 1))
        span = f"{first:%d-%m-%Y}" if van == tot else f"{first:%d-%m-%Y} t/m {last:%d-%m-%Y}"
        return ", ".join([self._etiketten.maten[alles["maat"][index]], *captions, span])


_TABEL = Label(None, -1, -1)


def _always(finding: Finding, _rank: int) -> Finding:
    return finding


def _time_label(labels: Labels) -> Label | None:
    times: Iterable[Label] = (label for niveau, label in labels.items() if niveau in TIJDROLLEN)
    return next(reversed(list(times)), None)
