"""Evaluate a formula: its exact value for a period with the trace to the facts, or the reason why there is none.

>>> evaluate("som(afgewezen) / som(aanvragen)", omgeving, Periode.parse("2021"))     # doctest: +SKIP
Uitkomst(waarde=Fraction(9, 25), …)
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import product

from werkmonitor.bronnen.feiten import Feiten
from werkmonitor.findings import Finding
from werkmonitor.formatting import NIET_OPTELBAAR, datum, fraction
from werkmonitor.formula.controle import controleer, kring_zin, maat_aanroepen
from werkmonitor.formula.doelen import KALENDER, Doel, helften
from werkmonitor.formula.fouten import FormuleFout, GeenOverlap, opsomming
from werkmonitor.formula.functies import FUNCTIES
from werkmonitor.formula.kennis import GEEN_FILTERS, Filters, Kennis, Keuze, as_tuple, combine
from werkmonitor.formula.leveringen import Archief, Vraag, beschrijf, wanneer
from werkmonitor.formula.parse import parse
from werkmonitor.formula.syntax import Aanroep, Bewerking, Getal, Knoop, Negatief, Teken, aanroepen
from werkmonitor.formula.trace import Gevraagd, Spoor, Stapsoort, Uitkomst
from werkmonitor.periode import Periode
from werkmonitor.programma.indicator import Indicator
from werkmonitor.programma.schema import Programma

__all__ = ["FormuleFout", "Omgeving", "controleer", "evaluate", "leden"]

FilterKey = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Omgeving:
    """What formulas are evaluated against: the facts, the declaration, and the delivery that is reported.

    Make one per build: it remembers how tables are ordered and what was chosen from them.
    """

    feiten: Feiten
    programma: Programma
    levering: Periode
    heel: bool = False
    """Whether formulas are about the whole region, also where the declaration is that of one of its parts."""

    @cached_property
    def gebied(self) -> Filters:
        """The part of the region that every formula is about which does not choose one itself; empty for the whole."""
        lid = "" if self.heel else self.programma.lid
        return {self.programma.programma.deelgebied: lid} if lid else GEEN_FILTERS

    @cached_property
    def geheel(self) -> Omgeving:
        """The same for formulas about the whole region."""
        return replace(self, heel=True) if self.gebied else self

    @cached_property
    def ongesplitst(self) -> set[str]:
        """Formulas that have no value for a part of the region because no table splits them that way."""
        return set()

    @property
    def reden_ongesplitst(self) -> str:
        """Why such a formula has no value."""
        dimensie = self.programma.dimensie_van(self.programma.programma.deelgebied or "deelgebied")
        return f"niet bekend per {dimensie.naam.lower()}; het gaat over de hele regio"

    @cached_property
    def kennis(self) -> Kennis:
        """What formulas may name."""
        return Kennis(self.programma, self.feiten)

    @cached_property
    def archief(self) -> Archief:
        """The tables, ready to be chosen from."""
        return Archief(self.feiten, self.programma, self.levering)

    @cached_property
    def goedgekeurd(self) -> set[tuple[str, FilterKey]]:
        """Formulas, each with the filters of its row, whose names were checked."""
        return set()

    @cached_property
    def uitkomsten(self) -> dict[tuple[str, Periode, FilterKey, bool], Uitkomst]:
        """Indicators that another formula asked for."""
        return {}


def evaluate(
    formule: str, omgeving: Omgeving, periode: Periode, filters: Filters = GEEN_FILTERS, *, dit_jaar: bool = False
) -> Uitkomst:
    """Return the value of a formula for a period, exact and in the unit of the formula, with its trace.

    ``filters`` (dimension to members) hold for every maat function in it, also in the indicators that it refers to.
    With ``dit_jaar`` each sum runs from 1 January of its year to the end of the period.
    Raises ``FormuleFout`` when the formula is wrong; what the data lack is a value ``None`` with its reason.
    """
    try:
        outcome = _Evaluation(formule, omgeving, periode, filters, dit_jaar=dit_jaar).run()
    except RecursionError:
        raise FormuleFout(formule, 0, "De formule en de indicatoren waarop zij rust zijn te diep genest.") from None
    if omgeving.gebied and outcome.reden == omgeving.reden_ongesplitst:
        omgeving.ongesplitst.add(formule)
    return outcome


def leden(  # noqa: PLR0913 - all that an evaluation rests on
    formule: str,
    omgeving: Omgeving,
    periode: Periode,
    dimensie: str,
    ook: tuple[str, ...] = (),
    *,
    dit_jaar: bool = False,
) -> tuple[str, ...]:
    """Return the members of a dimension for which the formula rests on facts in this period, or in the year so far.

    ``ook`` are the dimensions by which the same table must split it too.

    A member whose cell is empty is among them, with no value and a reason; one without any row is left out, unless it
    is declared and its source says that what is absent is nul.  Order: as declared, then as the data have it.
    Raises ``FormuleFout`` when no table splits the maten of the formula by the dimension.
    """
    declared = list(omgeving.programma.dimensie_van(dimensie).leden)
    rank = {lid: index for index, lid in enumerate(declared)}
    found = sorted(_in_tables(formule, omgeving, dimensie, ook), key=lambda lid: rank.get(lid, len(rank)))
    beside = list(_ernaast(formule, omgeving, dimensie, ook))

    def counts(lid: str, each: Filters) -> bool:
        filters = {**each, dimensie: lid}
        return _counts(formule, omgeving, periode, filters, known=lid in rank, dit_jaar=dit_jaar)

    return tuple(lid for lid in found if any(counts(lid, each) for each in beside))


def _ernaast(formule: str, omgeving: Omgeving, dimensie: str, ook: tuple[str, ...]) -> Iterator[Keuze]:
    """Yield what to choose of the other dimensions: all members together, or one by one where they do not add up."""
    leden_ = {other: tuple(_in_tables(formule, omgeving, other, (dimensie, *ook))) for other in ook}
    choices = (
        [found] if omgeving.programma.dimensie_van(other).optelbaar else [(lid,) for lid in found]
        for other, found in leden_.items()
    )
    yield from (dict(zip(leden_, chosen, strict=True)) for chosen in product(*choices))


def _in_tables(formule: str, omgeving: Omgeving, dimensie: str, ook: tuple[str, ...]) -> dict[str, None]:
    """Return the members that the tables of the formula have, those of the delivery that is reported first."""
    found: dict[str, None] = {}
    geheel = dimensie == omgeving.programma.programma.deelgebied
    for owner, aanroep in maat_aanroepen(formule, omgeving.programma, zonder_regio=geheel):
        for fault in omgeving.kennis.fouten(owner, aanroep, dict.fromkeys((dimensie, *ook), ())):
            raise fault
        soort = FUNCTIES[aanroep.functie].soort or ""
        dimensies = [dimensie, *ook, *(chosen.dimensie for chosen in aanroep.filters)]
        for tabellen in omgeving.archief.tabellen(aanroep.onderwerp, soort, dimensies).values():
            for tabel in tabellen:
                found |= dict.fromkeys(tabel.dimensies[dimensie].leden)
    return found


def _counts(  # noqa: PLR0913 - all that an evaluation rests on
    formule: str, omgeving: Omgeving, periode: Periode, filters: Filters, *, known: bool, dit_jaar: bool
) -> bool:
    try:
        outcome = evaluate(formule, omgeving, periode, filters, dit_jaar=dit_jaar)
    except GeenOverlap:
        return False
    return _has_facts(outcome.spoor) or (known and outcome.waarde is not None)


def _has_facts(spoor: Spoor) -> bool:
    return bool(spoor.feiten) or any(_has_facts(deel) for deel in spoor.delen)


@dataclass(frozen=True)
class _Evaluation:
    """One formula for one period; the ``Rekenaar`` of the functions in it."""

    formule: str
    omgeving: Omgeving
    periode: Periode
    filters: Filters
    keten: tuple[str, ...] = ()
    """The indicators that led here."""
    dit_jaar: bool = False
    """Whether sums run from the begin of the year."""

    def run(self) -> Uitkomst:
        knoop = parse(self.formule)
        key = (self.formule, self._filter_key())
        if key not in self.omgeving.goedgekeurd:
            for aanroep in aanroepen(knoop):
                for fault in self.omgeving.kennis.fouten(self.formule, aanroep, self.filters):
                    raise fault
            self.omgeving.goedgekeurd.add(key)
        return self.part(knoop)

    def _filter_key(self) -> FilterKey:
        return tuple(sorted((naam, as_tuple(gekozen)) for naam, gekozen in self.filters.items()))

    def part(self, knoop: Knoop) -> Uitkomst:
        match knoop:
            case Getal():
                return Uitkomst(knoop.waarde, Spoor(knoop.tekst, knoop.waarde, soort="getal"))
            case Negatief():
                deel = self.part(knoop.deel)
                return self.combine("negatief", knoop, None if deel.waarde is None else -deel.waarde, deel)
            case Bewerking():
                return self.operation(knoop)
            case Aanroep():
                aanroep = self.widened(knoop)
                return FUNCTIES[aanroep.functie].bereken(aanroep, self.target(aanroep), self)

    def widened(self, aanroep: Aanroep) -> Aanroep:
        """Return the call, from the begin of the year where it should be: a sum that does not say where it begins."""
        functie = FUNCTIES[aanroep.functie]
        widens = self.dit_jaar and functie.soort == "stroom" and not functie.vanaf
        return replace(aanroep, functie="cumulatief", vanaf="jaar") if widens else aanroep

    def operation(self, knoop: Bewerking) -> Uitkomst:
        links, rechts = self.part(knoop.links), self.part(knoop.rechts)
        if links.waarde is None or rechts.waarde is None:
            return self.combine(knoop.teken, knoop, None, links, rechts)
        if knoop.teken == "/" and rechts.waarde == 0:
            outcome = self.combine(knoop.teken, knoop, None, links, rechts)
            reden = f"n.v.t.: gedeeld door nul ({rechts.spoor.tekst})"
            return replace(outcome, reden=reden, niet_van_toepassing=True)
        return self.combine(knoop.teken, knoop, _OPERATIONS[knoop.teken](links.waarde, rechts.waarde), links, rechts)

    def combine(self, soort: Stapsoort, knoop: Knoop, waarde: Fraction | None, *parts: Uitkomst) -> Uitkomst:
        """Return a step of this formula with its parts."""
        return _combine(soort, knoop.tekst, waarde, *parts, gevraagd=Gevraagd(knoop, dict(self._filter_key())))

    def target(self, aanroep: Aanroep) -> Periode:
        periode = aanroep.verschuif(self.periode)
        if periode.jaar not in KALENDER:
            positie = aanroep.tijd[0].positie if aanroep.tijd else aanroep.positie
            raise FormuleFout(self.formule, positie, f"Het jaar {periode.jaar} is geen jaar voor cijfers.")
        return periode

    def tel(self, aanroep: Aanroep, doelen: Sequence[Doel], wanneer: str = "") -> Uitkomst:
        """Add up the targets; one target is a leaf of the trace, more are a leaf each.

        One that is part of a longer count (``wanneer``) may come from smaller deliveries too.
        """
        keuze = self.keuze(aanroep)
        if not self.splits(aanroep, keuze):
            return self.ontbreekt(aanroep, self.omgeving.reden_ongesplitst)
        vragen = [Vraag(self.formule, aanroep, doel, keuze) for doel in doelen]
        parts = [part for vraag in vragen for part in self.pieces(vraag)] if wanneer else []
        if len(vragen) == 1 and len(parts) <= 1:
            return self.leaf(vragen[0], aanroep.tekst + self.row(aanroep))
        self.refuse_adding(vragen[0])
        missing = any(part.waarde is None for part in parts)
        total = None if missing else sum((part.waarde or Fraction(0) for part in parts), Fraction(0))
        asked = Gevraagd(aanroep, keuze, wanneer)
        return _combine("som", f"{aanroep.tekst}{self.row(aanroep)} {wanneer}", total, *parts, gevraagd=asked)

    def keuze(self, aanroep: Aanroep) -> Keuze:
        """Return the members that the call and its row choose, and the part of the region where neither does."""
        chosen = combine(aanroep, self.filters)
        return {naam: as_tuple(lid) for naam, lid in self.omgeving.gebied.items()} | chosen

    def splits(self, aanroep: Aanroep, keuze: Keuze) -> bool:
        """Say whether a table can have the part of the region; what a formula chooses itself was checked before."""
        offered = self.omgeving.kennis.aanbod_van(aanroep)
        return not self.omgeving.gebied or any(keuze.keys() <= set(each.dimensies) for each in offered)

    def leaf(self, vraag: Vraag, tekst: str = "") -> Uitkomst:
        found = self.omgeving.archief.zoek(vraag)
        poging = found.poging if found else None
        when = wanneer(vraag.doel, poging)
        asked = Gevraagd(vraag.aanroep, vraag.keuze, when)
        what = f"{tekst} {when}" if tekst else beschrijf(vraag, poging)
        if found is None:
            return Uitkomst(None, Spoor(what, None, gevraagd=asked), self.unread(vraag))
        poging = found.poging
        deler = vraag.doel.deler
        spoor = Spoor(what, poging.waarde, (), poging.tabel, poging.feiten, deler=deler, gevraagd=asked)
        peildatum = None
        if poging.waarde is not None and vraag.doel.vorm in {"begin", "eind"}:
            peildatum = date.fromordinal(poging.dagen[0]).isoformat()
        return Uitkomst(poging.waarde, spoor, poging.reden, peildatum=peildatum, findings=found.findings)

    def pieces(self, vraag: Vraag) -> list[Uitkomst]:
        """Return the value of a piece of a longer time, or of its parts where each came with its own delivery."""
        whole = self.leaf(vraag)
        smaller = helften(vraag.doel.periode)
        if whole.waarde is not None or len(smaller) == 1:
            return [whole]
        parts = [
            part for stuk in smaller for part in self.pieces(replace(vraag, doel=replace(vraag.doel, periode=stuk)))
        ]
        known = {id(part.spoor.tabel) for part in parts if part.waarde is not None}
        if any(part.waarde is None for part in parts):  # no value, but what there is keeps its cells
            return parts if known and not whole.spoor.feiten else [whole]
        # one table that refused the whole does not state it in parts: a row that is missing would go unnoticed
        return parts if len(known) > 1 else [whole]

    def row(self, aanroep: Aanroep) -> str:
        """Say which members the row, or the part of the region, adds to what the formula writes."""
        keuze = self.keuze(aanroep)
        known = {*self.filters, *(found.dimensie for found in aanroep.filters)}
        about = self.omgeving.gebied if FUNCTIES[aanroep.functie].onderwerp == "maat" else ()
        added = [*self.filters, *(naam for naam in about if naam not in known)]
        return f" voor {opsomming(f'{naam} {opsomming(keuze[naam])}' for naam in added)}" if added else ""

    def refuse_adding(self, vraag: Vraag) -> None:
        eenheid = self.omgeving.archief.eenheid(vraag)
        if eenheid in NIET_OPTELBAAR:
            zin = f"'{vraag.maat}' is een {eenheid} en kan niet over jaren worden opgeteld."
            raise FormuleFout(self.formule, vraag.aanroep.positie, zin)

    def unread(self, vraag: Vraag) -> str:
        aanbod = self.omgeving.kennis.aanbod_van(vraag.aanroep)
        offers = [each.bron for each in aanbod if vraag.keuze.keys() <= set(each.dimensies)]
        read = {tabel.bron for tabel in self.omgeving.feiten.tabellen if tabel.bestanden and not len(tabel)}
        if empty := [bron for bron in dict.fromkeys(offers) if bron in read]:
            return f"de export met '{vraag.maat}' bevat geen gegevens (bron {opsomming(empty)})"
        return f"er is geen export gelezen met '{vraag.maat}' (bron {opsomming(dict.fromkeys(offers))})"

    def indicator(self, aanroep: Aanroep, periode: Periode) -> Uitkomst:
        """Evaluate another indicator, unless that goes round in a circle."""
        if aanroep.onderwerp in self.keten:
            zin = kring_zin((*self.keten, aanroep.onderwerp))
            raise FormuleFout(self.formule, aanroep.onderwerp_positie, zin)
        declared = next(i for i in self.omgeving.programma.indicator if i.id == aanroep.onderwerp)
        here = self.ongefilterd() if declared.gebied else self
        other = here._indicator(declared, periode)  # noqa: SLF001 - of this class
        when = f"over {periode.naam}"
        asked = Gevraagd(aanroep, dict(here._filter_key()), when)  # noqa: SLF001 - of this class
        return _combine("gelijk", f"{aanroep.tekst}{here.row(aanroep)} {when}", other.waarde, other, gevraagd=asked)

    def ingevuld(self, aanroep: Aanroep, periode: Periode) -> Uitkomst:
        """Return what somebody filled in for an indicator."""
        declared = next(i for i in self.omgeving.programma.indicator if i.id == aanroep.onderwerp)
        found = next((each for each in declared.handmatig if each.periode == periode), None)
        if self.omgeving.gebied:
            return self.ontbreekt(aanroep, self.omgeving.reden_ongesplitst)
        if found is None or self.filters:
            about = f" per {opsomming(self.filters)}" if self.filters else ""
            return self.ontbreekt(aanroep, f"voor {periode.naam} is{about} niets met de hand ingevuld")
        if self.dit_jaar and periode.nummer > 1:
            return self.ontbreekt(aanroep, f"voor het jaar tot en met {periode.naam} is niets met de hand ingevuld")
        tekst = f"voor {periode.naam} ingevuld door {found.wie} op {datum(found.datum)}; bron: {found.bron}"
        waarde = fraction(found.waarde)
        return Uitkomst(waarde, Spoor(tekst, waarde, soort="handmatig"))

    def _indicator(self, declared: Indicator, periode: Periode) -> Uitkomst:
        key = (declared.id, periode, self._filter_key(), self.dit_jaar)
        known = self.omgeving.uitkomsten
        if key not in known:
            keten = (*self.keten, declared.id)
            known[key] = replace(self, formule=declared.formule, periode=periode, keten=keten).run()
        return known[key]

    def ongefilterd(self) -> _Evaluation:
        """Return the same about the whole region, whichever part of it is reported or chosen by the row."""
        deelgebied = self.omgeving.programma.programma.deelgebied
        filters = {naam: gekozen for naam, gekozen in self.filters.items() if naam != deelgebied}
        return replace(self, omgeving=self.omgeving.geheel, filters=filters)

    def ontbreekt(self, aanroep: Aanroep, reden: str) -> Uitkomst:
        """Return no value, with its reason."""
        asked = Gevraagd(aanroep, self.keuze(aanroep))
        return Uitkomst(None, Spoor(f"{aanroep.tekst}{self.row(aanroep)}", None, gevraagd=asked), reden)


_OPERATIONS: dict[Teken, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


def _combine(
    soort: Stapsoort, tekst: str, waarde: Fraction | None, *parts: Uitkomst, gevraagd: Gevraagd | None = None
) -> Uitkomst:
    """Return a step with its parts; without a value it has the reason of the first part that has none."""
    missing = next((part for part in parts if part.waarde is None), None)
    findings: dict[Finding, None] = dict.fromkeys(finding for part in parts for finding in part.findings)
    return Uitkomst(
        waarde=waarde,
        spoor=Spoor(tekst, waarde, tuple(part.spoor for part in parts), soort=soort, gevraagd=gevraagd),
        reden=missing.reden if missing else "",
        niet_van_toepassing=missing is not None and missing.niet_van_toepassing,
        findings=tuple(findings),
    )
