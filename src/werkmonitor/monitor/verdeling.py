"""A formula by one dimension or two, as a table: every member or the largest and the rest, with totals or as shares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import msgspec

from werkmonitor import formatting
from werkmonitor.findings import Finding
from werkmonitor.formula.evaluate import FormuleFout, evaluate, leden
from werkmonitor.formula.fouten import opsomming
from werkmonitor.formula.kennis import Filters
from werkmonitor.formula.optelbaar import is_los, optelbaar
from werkmonitor.formula.trace import Spoor, Uitkomst
from werkmonitor.monitor import model
from werkmonitor.monitor.assen import RIJKOP, tijdplekken
from werkmonitor.monitor.berekening import Berekening, bronnen_van
from werkmonitor.monitor.indicatoren import naam_van_lid
from werkmonitor.monitor.rooster import Rooster, Uitkomsten, Vak, aandelen, afgerond
from werkmonitor.monitor.uitkomsten import ontbrekend, som
from werkmonitor.periode import MAANDEN, Periode
from werkmonitor.programma.pagina import TIJDASSEN, Blok

REST = "Overige"
MEESTE_REDENEN = 3
"""More reasons why something is missing are counted instead of told."""
_ZONDER_GEHEEL = frozenset({"jaren", "perioden", "peildata"})
"""Times of which the parts are not those of the reported period."""
_WOORD = {
    "aantal": "Aantal",
    "personen": "Aantal personen",
    "fte": "Aantal fte",
    "cijfer": "Cijfer",
    "gemiddelde": "Gemiddelde",
    "aandeel": "Aandeel",
    "voordeel": "Verschil",
}
"""What the numbers of a unit are, where the declaration has no noun for them; anything else is an amount."""


def verdeling(werk: Berekening, blok: Blok, naam: str) -> tuple[model.Tabelblok, set[str]]:
    """Return the table of a distribution with the sources that it draws on."""
    made = _Verdeling(werk, blok, naam)
    rooster = made.rooster()
    bronnen = set().union(*(bronnen_van(uitkomst.spoor) for uitkomst in rooster.alle()))
    return model.Tabelblok(tabel=made.tabel(rooster)), bronnen


class _Verdeling:
    """One distribution in the making."""

    def __init__(self, werk: Berekening, blok: Blok, naam: str) -> None:
        self.werk, self.blok, self.naam = werk, blok, naam
        indicator = werk.programma.indicator_van(blok.indicatoren[0]) if blok.indicatoren else None
        self.formule = indicator.formule if indicator else blok.formule
        self.eenheid = indicator.eenheid if indicator else blok.eenheid
        self.decimalen = indicator.decimalen if indicator else None
        if blok.decimalen is not None and (not blok.aandeel or (self.decimalen is None and not blok.decimalen)):
            self.decimalen = blok.decimalen  # beside shares only none at all: those of a share say little of an amount
        noem = blok.noem or (indicator.noem if indicator else "")
        self.woord = noem[:1].upper() + noem[1:] or _WOORD.get(self.eenheid, "Bedrag")
        self.alles = Vak("Totaal", werk.periode, totaal=True)
        axes = (blok.langs, blok.tegen)
        self.telt_op = {langs: optelbaar(self.formule, self.eenheid, langs, werk.programma) for langs in axes}
        self.noten: dict[str, None] = {}
        self.redenen: dict[str, None] = {}

    def rooster(self) -> Rooster:
        """Compute every value, with a total row and a total column where there is something to add up."""
        langs, tegen = self.blok.langs, self.blok.tegen
        rijen = self.grootste(self.vakken(langs, tegen))
        kolommen = self.vakken(tegen, langs) if tegen else [Vak(self.woord, self.werk.periode)]
        if not rijen or not kolommen:
            return Rooster([], kolommen, [])
        waarden = [[self.waarde(rij, kolom) for kolom in kolommen] for rij in rijen]
        self.dateer(rijen, kolommen, waarden)
        if tegen and self.telt_op[tegen] and (tegen not in _ZONDER_GEHEEL or self.blok.aandeel in {"rij", "geheel"}):
            for rij, cellen in zip(rijen, waarden, strict=True):
                cellen.append(self.totaal(cellen, tegen, rij, self.alles))
            kolommen.append(self.alles)
        if self.telt_op[langs]:
            columns = zip(kolommen, zip(*waarden, strict=True), strict=True)
            waarden.append([self.totaal(column, langs, self.alles, kolom) for kolom, column in columns])
            rijen.append(self.alles)
        return Rooster(rijen, kolommen, waarden)

    # What runs along the sides

    def vakken(self, langs: str, ander: str) -> list[Vak]:
        """Return the rows or columns of an axis; ``ander`` is what the other one is."""
        if langs not in TIJDASSEN:
            names = [(lid, naam_van_lid(self.werk, langs, lid)) for lid in self.leden(langs, ander)]
            return [Vak(naam, self.werk.periode, (lid,)) for lid, naam in names]
        places = tijdplekken(self.werk.periode, langs, self.blok.aantal)
        if ander in TIJDASSEN and langs == "maanden":
            return [Vak(MAANDEN[plek.periode.nummer - 1], plek.periode) for plek in places]
        return [Vak(plek.tabel_label.removeprefix("het ").replace(" van ", " "), plek.periode) for plek in places]

    def leden(self, dimensie: str, ander: str) -> list[str]:
        """Return the members that have facts in any of the periods: as declared, then as the newest data have them."""
        ook = () if ander in TIJDASSEN or not ander else (ander,)
        places = tijdplekken(self.werk.periode, ander, self.blok.aantal) if ander in TIJDASSEN else []
        periodes = [plek.periode for plek in reversed(places)] or [self.werk.periode]
        try:
            lists = [leden(self.formule, self.werk.omgeving, periode, dimensie, ook) for periode in periodes]
        except FormuleFout as fout:
            wat = f"De verdeling '{self.blok.titel}' kan niet gemaakt worden:\n{fout}"
            self.werk.meld(Finding("formule", "fout", wat, self.werk.programma.plek(self.blok.titel)))
            return []
        rank = {lid: index for index, lid in enumerate(self.werk.programma.dimensie_van(dimensie).leden)}
        return sorted(dict.fromkeys(lid for found in lists for lid in found), key=lambda lid: rank.get(lid, len(rank)))

    def grootste(self, vakken: list[Vak]) -> list[Vak]:
        """Return the largest members with the others in one row, in the reported period; what is unknown comes last."""
        top = self.blok.top
        if top is None:
            return vakken
        tegen = self.blok.tegen
        los = is_los(tegen, self.werk.programma)
        kolom = self.vakken(tegen, self.blok.langs)[0] if los else self.alles  # nothing to add up: by the first column
        columns = [*self.vakken(tegen, self.blok.langs), kolom] if tegen else [kolom]
        self.werk.sporen.op_volgorde([self.waarde(vak, column) for column in columns] for vak in vakken)
        sizes = {vak: self.waarde(vak, kolom).waarde for vak in vakken}
        ordered = sorted(vakken, key=lambda vak: (sizes[vak] is None, -(sizes[vak] or 0)))
        rest = ordered[top:]
        if not rest:
            return ordered
        leden_ = tuple(lid for vak in rest for lid in vak.leden)
        naam = self.werk.bind(self.blok.rest) or REST
        return [*ordered[:top], Vak(naam, self.werk.periode, leden_, noot=opsomming(vak.naam for vak in rest))]

    # The values

    def waarde(self, rij: Vak, kolom: Vak) -> Uitkomst:
        """Evaluate the formula for a row and a column; more members than one are added up where they can be."""
        if len(rij.leden) > 1:
            if not self.telt_op[self.blok.langs]:
                return self.samen(rij, kolom)
            return som([self.waarde(replace(rij, leden=(lid,)), kolom) for lid in rij.leden], rij.naam)
        wie = f"verdeling {self.naam} bij {rij.naam}, {kolom.naam}"
        return self.werk.uitkomst(self.formule, wie, self.periode(rij, kolom), self.filters(rij, kolom))

    def samen(self, rij: Vak, kolom: Vak) -> Uitkomst:
        """Evaluate a formula that does not add up, such as a share, for all members of a row together."""
        periode, filters = self.periode(rij, kolom), self.filters(rij, kolom)
        if not self.is_te_nemen(periode, filters):
            reden = f"n.v.t.: de cijfers van '{rij.naam}' tellen niet op"
            return Uitkomst(None, Spoor(rij.naam, None), reden, niet_van_toepassing=True)
        return self.werk.uitkomst(self.formule, rij.naam, periode, filters)

    def is_te_nemen(self, periode: Periode, filters: Filters) -> bool:
        """Say whether a formula can be taken of members together: a mean can only be chosen, as can groups."""
        if is_los(self.blok.langs, self.werk.programma):
            return False
        try:
            evaluate(self.formule, self.werk.omgeving, periode, filters)
        except FormuleFout:
            return False
        return True

    def periode(self, rij: Vak, kolom: Vak) -> Periode:
        """Return the period where a row and a column meet: a month of the reported year, in another year."""
        start = rij.periode.start + kolom.periode.start - self.werk.periode.start
        return Periode(start, min(rij.periode.lengte, kolom.periode.lengte))

    def filters(self, rij: Vak, kolom: Vak) -> dict[str, tuple[str, ...]]:
        """Return the members of a row and a column by their dimension."""
        pairs = ((self.blok.langs, rij.leden), (self.blok.tegen, kolom.leden))
        return {dimensie: leden_ for dimensie, leden_ in pairs if leden_}

    def totaal(self, delen: Sequence[Uitkomst], langs: str, rij: Vak, kolom: Vak) -> Uitkomst:
        """Return the sum along an axis; where a part is not known, the whole as an export states it, if one does."""
        totals = {axis for axis, vak in ((self.blok.langs, rij), (self.blok.tegen, kolom)) if vak.totaal}
        if totals & _ZONDER_GEHEEL or not (ontbrekend(delen) or self.mist_lid(langs, rij, kolom)):
            return som(delen)
        return self.waarde(rij, kolom)

    def mist_lid(self, langs: str, rij: Vak, kolom: Vak) -> bool:
        """Say whether a declared member of a closed dimension, or a row of some month, is missing: a sum is too low."""
        if langs in TIJDASSEN:  # an export that has the parts and refuses the whole lacks a row in one of them
            whole = self.waarde(rij, kolom)
            return whole.waarde is None and any(True for _ in whole.spoor.paren())
        dimensie = self.werk.programma.dimensie_van(langs)
        if dimensie.open:
            return False
        filters = self.filters(rij, kolom) | {langs: tuple(dimensie.leden)}
        everyone = self.werk.uitkomst(self.formule, f"verdeling {self.naam}", self.periode(rij, kolom), filters)
        return everyone.waarde is None

    def dateer(self, rijen: list[Vak], kolommen: list[Vak], waarden: Uitkomsten) -> None:
        """Say of which day stands are: below the table when it is one day, else beside each period."""
        days = {cel.peildatum for cellen in waarden for cel in cellen} - {None}
        if len(days) == 1:
            self.noten[f"Geteld op {formatting.datum(date.fromisoformat(days.pop() or ''))}."] = None
        elif self.blok.tegen in TIJDASSEN:
            kolommen[:] = map(_op_dag, kolommen, zip(*waarden, strict=True))
        elif self.blok.langs in TIJDASSEN - {"peildata"}:
            rijen[:] = map(_op_dag, rijen, waarden)

    # The table

    def tabel(self, rooster: Rooster) -> model.Tabel:
        """Return the table as it is printed."""
        koppen = [kolom.naam for kolom in rooster.kolommen]
        rijen = self.rijen(rooster, rooster.waarden, self.eenheid, self.decimalen)
        if not rijen:
            self.noten["Voor deze verdeling zijn er geen cijfers."] = None
        elif self.blok.aandeel:
            koppen, rijen = self.met_aandelen(rooster, koppen, rijen)
        self.redenen = dict.fromkeys(self.ontbreekt(rooster)) | self.redenen
        noot = self.werk.bind(self.blok.noot)
        dimensie = self.werk.programma.dimensie_van(self.blok.langs).naam
        return model.Tabel(
            titel=self.werk.bind(self.blok.titel),
            rijkop=self.blok.rijkop or RIJKOP.get(self.blok.langs) or dimensie[:1].upper() + dimensie[1:],
            kolommen=tuple(model.Kolom(kop=kop) for kop in koppen),
            rijen=tuple(rijen),
            noten=(*self.noten, *_zinnen(list(self.redenen)), *([noot] if noot else [])),
            op_grootte=self.blok.top is not None or msgspec.UNSET,
        )

    def rijen(self, rooster: Rooster, waarden: Uitkomsten, eenheid: str, decimalen: int | None) -> list[model.Rij]:
        """Return the rows of the table."""
        return [
            model.Rij(
                naam=vak.naam,
                cellen=tuple(self.werk.cel(uitkomst, eenheid, decimalen) for uitkomst in cellen),
                totaal=vak.totaal,
                noot=vak.noot,
            )
            for vak, cellen in zip(rooster.rijen, waarden, strict=True)
        ]

    def met_aandelen(
        self, rooster: Rooster, koppen: list[str], getallen: list[model.Rij]
    ) -> tuple[list[str], list[model.Rij]]:
        """Return heads and rows with shares, and with the numbers of which they are shares."""
        waarvan = self.blok.aandeel if self.blok.tegen else "kolom"
        decimalen = self.blok.decimalen or 0
        delen = aandelen(rooster, waarvan)
        self.redenen |= {cel.reden: None for cellen in delen for cel in cellen if cel.niet_van_toepassing}
        delen, noten = afgerond(rooster, delen, waarvan, decimalen, sluitend=self.blok.sluitend)
        self.noten |= dict.fromkeys(noten)
        rijen = self.rijen(rooster, delen, "aandeel", decimalen)
        if not self.blok.tegen:
            return [*koppen, "Aandeel"], [_samen(rij, deel.cellen) for rij, deel in zip(getallen, rijen, strict=True)]
        if waarvan == "rij" and rooster.kolommen[-1].totaal:
            pairs = zip(rijen, getallen, strict=True)
            return [*koppen, self.woord], [_samen(rij, getal.cellen[-1:]) for rij, getal in pairs]
        numbers = [msgspec.structs.replace(rij, naam=self.woord) for rij in getallen[-1:] if rij.totaal]
        return koppen, [*rijen, *numbers]

    def ontbreekt(self, rooster: Rooster) -> Iterable[str]:
        """Yield why something is missing; for a column without any value why the whole of it is."""
        for kolom, cellen in zip(rooster.kolommen, zip(*rooster.waarden, strict=True), strict=False):
            missing = [cel for cel in cellen if cel.waarde is None]
            whole = self.waarde(self.alles, kolom) if len(missing) == len(cellen) else None
            yield from (cel.reden for cel in ([whole] if whole and whole.waarde is None else missing))


def _zinnen(redenen: Sequence[str]) -> list[str]:
    """Say why something is missing; the first reasons, and how many more there are."""
    told = [reden if reden.startswith("n.v.t.") else f"niet bekend: {reden}" for reden in redenen]
    sentences = [f"{zin[:1].upper()}{zin[1:]}." for zin in told[:MEESTE_REDENEN]]
    more = len(told) - MEESTE_REDENEN
    return [*sentences, *([f"Andere redenen waarom een cijfer ontbreekt: {more}."] if more > 0 else [])]


def _op_dag(vak: Vak, uitkomsten: Sequence[Uitkomst]) -> Vak:
    """Add the day to the name of a period, where all its stands are of one day."""
    days = {uitkomst.peildatum for uitkomst in uitkomsten if uitkomst.peildatum}
    if len(days) != 1:
        return vak
    return replace(vak, naam=f"{vak.naam} (op {formatting.datum_kort(date.fromisoformat(days.pop()))})")


def _samen(links: model.Rij, rechts: Iterable[model.Cel]) -> model.Rij:
    """Put cells behind those of a row."""
    return msgspec.structs.replace(links, cellen=(*links.cellen, *rechts))
