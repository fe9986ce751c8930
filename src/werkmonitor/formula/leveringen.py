"""From which delivery and which table a target's value comes, and where they disagree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from werkmonitor.bronnen.feiten import Feiten, Feitentabel
from werkmonitor.findings import Finding, Location
from werkmonitor.formatting import EENHEDEN, weergave
from werkmonitor.formula import redenen
from werkmonitor.formula.doelen import Doel
from werkmonitor.formula.fouten import FormuleFout, opsomming
from werkmonitor.formula.kennis import Keuze
from werkmonitor.formula.select import Poging, Selectie
from werkmonitor.formula.syntax import Aanroep
from werkmonitor.periode import Periode
from werkmonitor.programma.schema import Programma

MAX_DECIMALEN = 9
"""Two values that differ are written with as many decimals as it takes to see it, up to this."""


@dataclass(frozen=True)
class Vraag:
    """One target of one call, with the members that are chosen and the formula for messages."""

    formule: str
    aanroep: Aanroep
    doel: Doel
    keuze: Keuze

    @property
    def maat(self) -> str:
        """The maat that is asked for."""
        return self.aanroep.onderwerp

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two questions have the same answer."""
        return (self.maat, self.doel, tuple(self.keuze.items()))


@dataclass(frozen=True)
class Vondst:
    """The answer: the attempt that counts, and what is to be said about it."""

    poging: Poging
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Archief:
    """The tables of all deliveries, and what was already chosen from them."""

    feiten: Feiten
    programma: Programma
    levering: Periode

    @cached_property
    def _selecties(self) -> dict[tuple[int, str], Selectie]:
        return {}

    @cached_property
    def _pogingen(self) -> dict[tuple[int, tuple[object, ...]], Poging]:
        return {}

    def tabellen(self, maat: str, soort: str, dimensies: Iterable[str]) -> dict[Periode, list[Feitentabel]]:
        """Return the tables that can answer, by delivery: the one of this build first, then from new to old.

        Within a delivery the table with the fewest dimensions comes first.
        """
        wanted = set(dimensies)
        found = [t for t in self.feiten.maten.get(maat, ()) if t.soort == soort and wanted <= t.dimensies.keys()]
        groups: dict[Periode, list[Feitentabel]] = {}
        for tabel in sorted(found, key=lambda tabel: len(tabel.dimensies)):
            groups.setdefault(tabel.levering, []).append(tabel)
        return {levering: groups[levering] for levering in sorted(groups, key=self._rank)}

    def _rank(self, levering: Periode) -> tuple[bool, int, int]:
        return (levering != self.levering, -(levering.start + levering.lengte), levering.start)

    def zoek(self, vraag: Vraag) -> Vondst | None:
        """Return the answer of the first delivery that has a value, else the reason that says most.

        ``None`` when no table was read that could answer; ``FormuleFout`` when the facts cannot be added.
        """
        groups = self.tabellen(vraag.maat, vraag.doel.soort, vraag.keuze)
        failed: list[Poging] = []
        for levering, tabellen in groups.items():
            vondst = self._in_levering(vraag, tabellen)
            if vondst.poging.waarde is not None:
                revised = self._herzien(vraag, vondst.poging, groups) if levering == self.levering else ()
                return Vondst(vondst.poging, (*vondst.findings, *revised))
            failed.append(vondst.poging)
        return Vondst(max(failed, key=lambda poging: poging.gedeeltelijk)) if failed else None

    def _in_levering(self, vraag: Vraag, tabellen: Sequence[Feitentabel]) -> Vondst:
        pogingen = [self._poging(vraag, tabel) for tabel in tabellen]
        answers = [poging for poging in pogingen if poging.waarde is not None]
        if answers:
            others = [other for other in answers[1:] if other.waarde != answers[0].waarde]
            return Vondst(answers[0], tuple(self._oneens(vraag, answers[0], other) for other in others))
        refused = next((poging.fout for poging in pogingen if poging.fout), "")
        if refused:
            raise FormuleFout(vraag.formule, vraag.aanroep.positie, refused)
        return Vondst(max(pogingen, key=lambda poging: poging.gedeeltelijk))

    def _poging(self, vraag: Vraag, tabel: Feitentabel) -> Poging:
        key = (id(tabel), vraag.key)
        if key not in self._pogingen:
            self._pogingen[key] = self._selectie(tabel, vraag.maat).kies(vraag.doel, vraag.keuze)
        return self._pogingen[key]

    def _selectie(self, tabel: Feitentabel, maat: str) -> Selectie:
        key = (id(tabel), maat)
        if key not in self._selecties:
            bron, los = self.programma.bron_van(tabel.bron), self._los
            self._selecties[key] = Selectie(tabel, maat, bron, self._gedeclareerd(tabel), los)
        return self._selecties[key]

    @cached_property
    def _los(self) -> frozenset[str]:
        """The dimensions whose members do not add up."""
        return frozenset(dimensie.id for dimensie in self.programma.dimensie if not dimensie.optelbaar)

    def _gedeclareerd(self, tabel: Feitentabel) -> dict[str, tuple[str, ...]]:
        """Return the members that each closed dimension of a table should have."""
        dimensies = {naam: self.programma.dimensie_van(naam) for naam in tabel.dimensies}
        return {naam: tuple(found.leden) for naam, found in dimensies.items() if not found.open}

    def _herzien(self, vraag: Vraag, newer: Poging, groups: dict[Periode, list[Feitentabel]]) -> tuple[Finding, ...]:
        """Compare what belongs to an earlier period with an earlier delivery: its own, the shortest first, or another.

        What belongs to this period is not compared: a budget is amended on purpose before its year is accounted for.
        """
        owner = vraag.doel.eigenaar
        end = self.levering.start + self.levering.lengte
        if owner.start + owner.lengte >= end:
            return ()
        earlier = [d for d in groups if d.start + d.lengte < end]
        vraag = self._totaal(vraag, newer)
        for levering in sorted(earlier, key=lambda levering: (not levering.bevat(owner), levering.lengte)):
            older = next((p for p in (self._poging(vraag, t) for t in groups[levering]) if p.waarde is not None), None)
            if older:
                return (self._herzien_finding(vraag, newer, older),) if older.waarde != newer.waarde else ()
        return ()

    def _totaal(self, vraag: Vraag, newer: Poging) -> Vraag:
        """Return the question without the members that a row or ``per`` adds, where those are all that there are.

        An earlier delivery can have other members, and its total was what it reported.
        """
        written = {chosen.dimensie for chosen in vraag.aanroep.filters}
        keuze = {naam: leden for naam, leden in vraag.keuze.items() if naam in written or len(leden) == 1}
        whole = replace(vraag, keuze=keuze)
        return whole if self._poging(whole, newer.tabel).feiten == newer.feiten else vraag

    def _herzien_finding(self, vraag: Vraag, newer: Poging, older: Poging) -> Finding:
        new, old = self._values(vraag, newer, older)
        return Finding(
            code="herzien",
            ernst="waarschuwing",
            wat=(
                f"{self._naam(vraag)} {wanneer(vraag.doel, newer)} is nu {new}, "
                f"en was {old} in levering {older.tabel.levering}."
            ),
            vindplaats=_place(newer),
            gevolg=f"De vergelijking gebruikt het nieuwere cijfer, {new}; een eerder rapport noemt {old}.",
            doen="Vraag de beheerder van de bron waarom het cijfer veranderde en leg dat vast.",
        )

    def _naam(self, vraag: Vraag) -> str:
        """Name what was asked as people do: the figure whose formula is no more than that, or else the maat."""
        filters = {found.dimensie for found in vraag.aanroep.filters}
        whole = vraag.formule.strip() == vraag.aanroep.tekst
        figures = (i.naam for i in self.programma.indicator if whole and i.formule == vraag.formule)
        naam = next(figures, "")
        members = [
            f"{dimensie} {opsomming(self._opschrift(dimensie, lid) for lid in leden)}"
            for dimensie, leden in vraag.keuze.items()
            if not naam or dimensie not in filters
        ]
        return ", ".join([naam or f"Maat {vraag.maat}", *members])

    def _opschrift(self, dimensie: str, lid: str) -> str:
        return self.programma.dimensie_van(dimensie).leden.get(lid, (lid,))[0]

    def _oneens(self, vraag: Vraag, first: Poging, other: Poging) -> Finding:
        one, two = self._values(vraag, first, other)
        return Finding(
            code="tabellen-spreken-elkaar-tegen",
            ernst="fout",
            wat=(
                f"{beschrijf(vraag, first)} is {one} volgens bron '{first.tabel.bron}', maar {two} volgens bron "
                f"'{other.tabel.bron}' (levering {first.tabel.levering}; formule: {vraag.formule.strip()})."
            ),
            vindplaats=_place(first),
            gevolg="Het is niet bekend welk van de twee klopt; elk cijfer dat hierop rust kan fout zijn.",
            doen="Zoek uit welke export klopt en lever de andere opnieuw aan.",
        )

    def eenheid(self, vraag: Vraag) -> str:
        """Return the unit of the maat that is asked for, or nothing when no table was read."""
        groups = self.tabellen(vraag.maat, vraag.doel.soort, vraag.keuze)
        tabel = next((tabellen[0] for tabellen in groups.values()), None)
        return self._selectie(tabel, vraag.maat).eenheid if tabel else ""

    def _values(self, vraag: Vraag, one: Poging, other: Poging) -> tuple[str, str]:
        eenheid = self._selectie(one.tabel, vraag.maat).eenheid
        return different(one.waarde, other.waarde, eenheid if eenheid in EENHEDEN else "aantal")


def _place(poging: Poging) -> Location | None:
    if not poging.feiten:
        return None
    adres = poging.tabel.adres(poging.feiten[0])
    return Location(adres.bestand, adres.blad, adres.cel)


def beschrijf(vraag: Vraag, poging: Poging | None) -> str:
    """Say what was asked: function and maat, members and time (``som(aanvragen, besluit afgewezen) over 2021``)."""
    members = [f"{dimensie} {opsomming(leden)}" for dimensie, leden in vraag.keuze.items()]
    return f"{vraag.aanroep.functie}({', '.join([vraag.maat, *members])}) {wanneer(vraag.doel, poging)}"


def wanneer(doel: Doel, poging: Poging | None) -> str:
    """Say for which time a target was asked: a stand with its day, once a table was found that says which."""
    if doel.vorm in {"begin", "eind"} and poging:
        return f"op {redenen.dagen(poging.dagen)}"
    return f"over {doel.periode.naam}"


def different(one: Fraction | None, other: Fraction | None, eenheid: str) -> tuple[str, str]:
    """Write two different values with the decimals that it takes to tell them apart."""
    standard = EENHEDEN[eenheid][1]
    for decimalen in range(standard, MAX_DECIMALEN):
        pair = weergave(one, eenheid, decimalen), weergave(other, eenheid, decimalen)
        if pair[0] != pair[1]:
            break
    return pair
