"""Our figures beside those of others: the country, a region, a size class, chosen municipalities.

A difference is only said between figures that count the same, and only where rounding leaves one; otherwise a note
says why there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import msgspec

from werkmonitor import formatting
from werkmonitor.checks.definities import benchmarks_van, definitieverschillen
from werkmonitor.formula.afronding import Bereik, afrondingen, bereik, stap_tekst
from werkmonitor.formula.fouten import FormuleFout, opsomming
from werkmonitor.formula.trace import Uitkomst
from werkmonitor.formula.vorm import vorm
from werkmonitor.monitor import model
from werkmonitor.monitor.alttekst import alttekst
from werkmonitor.monitor.berekening import Berekening, bronnen_van
from werkmonitor.monitor.tabellen import volgt_uit
from werkmonitor.periode import Periode
from werkmonitor.programma.indicator import Indicator
from werkmonitor.programma.pagina import Blok

ANDERS = "niet te vergelijken: anders geteld"
ONBEKEND = "niet te vergelijken: niet bekend hoe het is geteld"
BINNEN_AFRONDING = "geen verschil, binnen de afronding"
NIET_VERGELEKEN = "niet vergeleken"


@dataclass(frozen=True)
class _Partij:
    """One side of a comparison: who it is, the figure, and the bounds that rounding leaves it."""

    naam: str
    uitkomst: Uitkomst
    cel: model.Cel
    grenzen: Bereik | None
    waarde: Fraction | None
    """What it is compared by: the exact value, for everybody as exactly as it is shown."""
    opmerkingen: tuple[str, ...] = ()
    """What must be said of this figure: over which time, how rounded, how certain."""


@dataclass(frozen=True)
class _Regel:
    """One indicator: our figure, those of others, and why some of these cannot be compared with it."""

    indicator: Indicator
    wij: _Partij
    anderen: tuple[_Partij, ...]
    anders: Mapping[str, str]
    """By name of whom ours cannot be compared with, why not in a few words."""
    zinnen: tuple[str, ...]

    def verschil(self, ander: _Partij) -> str:
        """Say in words how our figure differs from that of another."""
        ons, hun = self.wij.waarde, ander.waarde
        if ons is None or hun is None:
            return formatting.NIET_BEKEND
        if ander.naam in self.anders:
            return self.anders[ander.naam]
        decimalen = self.indicator.decimalen
        size = formatting.met_teken(abs(ons - hun), self.indicator.eenheid, decimalen).removeprefix("+")
        if ons == hun or not any(digit in size for digit in "123456789"):
            return "geen verschil"
        if _overlapt(self.wij.grenzen, ander.grenzen):
            return BINNEN_AFRONDING
        return f"{self.wij.naam} ligt {size} {'hoger' if ons > hun else 'lager'}"


def _overlapt(een: Bereik | None, ander: Bereik | None) -> bool:
    return een is not None and ander is not None and een[0] <= ander[1] and ander[0] <= een[1]


def vergelijking(werk: Berekening, blok: Blok, naam: str) -> tuple[model.AnyBlok, set[str]]:
    """Return one indicator as a row for each party or, with ``vorm = "liggend"``, a bar; more as a row for each."""
    declared = (werk.programma.indicator_van(indicator) for indicator in blok.indicatoren)
    regels = [_regel(werk, indicator) for indicator in declared if indicator]
    outcomes = [partij.uitkomst for regel in regels for partij in (regel.wij, *regel.anderen)]
    bronnen: set[str] = set().union(*(bronnen_van(outcome.spoor) for outcome in outcomes))
    noten = (werk.bind(blok.noot),) if blok.noot else ()
    if len(regels) > 1:
        return model.Tabelblok(tabel=_naast_elkaar(werk, blok, regels, noten)), bronnen
    tabel = _onder_elkaar(werk, blok, regels[0], noten)
    if blok.vorm != "liggend":
        return model.Tabelblok(tabel=tabel), bronnen
    return _grafiek(werk, blok, regels[0], tabel, naam), bronnen


# ---- the figures


def _regel(werk: Berekening, indicator: Indicator) -> _Regel:
    verschillen = definitieverschillen(werk.programma, indicator)
    return _Regel(
        indicator=indicator,
        wij=_wij(werk, indicator),
        anderen=tuple(_anderen(werk, indicator)),
        anders={naam: ONBEKEND if v.onverklaard else ANDERS for v in verschillen for naam in v.namen},
        zinnen=tuple(" ".join(verschil.zinnen) for verschil in verschillen),
    )


def _wij(werk: Berekening, indicator: Indicator) -> _Partij:
    geheel = bool(indicator.gebied)
    outcome = werk.uitkomst(indicator.formule, indicator.id, geheel=geheel)
    naam = werk.programma.regio if geheel and werk.programma.regio else werk.programma.programma.gemeente
    status = indicator.status_in.get(str(werk.periode), indicator.status)
    return _Partij(
        naam=naam,
        uitkomst=outcome,
        cel=_cel(werk, indicator, outcome, verzonnen=status == "verzonnen"),
        grenzen=_grenzen(werk, indicator.formule, geheel=geheel),
        waarde=werk.zoals_getoond(outcome, indicator.eenheid, indicator.decimalen).waarde,
        opmerkingen=_opmerkingen(werk, indicator.formule, outcome, status),
    )


def _anderen(werk: Berekening, indicator: Indicator) -> Iterable[_Partij]:
    """Yield the figures of others, which are never those of the part of the region that is reported."""
    for benchmark in benchmarks_van(werk.programma, indicator.id):
        outcome = werk.uitkomst(benchmark.formule, f"{benchmark.naam} bij {indicator.id}", geheel=True)
        yield _Partij(
            naam=benchmark.naam,
            uitkomst=outcome,
            cel=_cel(werk, indicator, outcome, verzonnen=benchmark.status == "verzonnen"),
            grenzen=_grenzen(werk, benchmark.formule, geheel=True),
            waarde=werk.zoals_getoond(outcome, indicator.eenheid, indicator.decimalen).waarde,
            opmerkingen=_opmerkingen(werk, benchmark.formule, outcome, benchmark.status),
        )


def _grenzen(werk: Berekening, formule: str, *, geheel: bool) -> Bereik | None:
    try:
        return bereik(formule, werk.omgeving.geheel if geheel else werk.omgeving, werk.periode)
    except FormuleFout:  # told when the value was asked for
        return None


def _cel(werk: Berekening, indicator: Indicator, outcome: Uitkomst, *, verzonnen: bool) -> model.Cel:
    cel = werk.cel(outcome, indicator.eenheid, indicator.decimalen)
    return msgspec.structs.replace(cel, verzonnen=verzonnen)


def _opmerkingen(werk: Berekening, formule: str, outcome: Uitkomst, status: str) -> tuple[str, ...]:
    """Say of which time a figure is, where that is not the reported one, how it was rounded, and how certain it is."""
    if outcome.waarde is None:
        return ()
    steps = dict.fromkeys(stap_tekst(*found) for found in afrondingen(outcome.spoor, werk.programma).values())
    rounded = [f"afgerond op {opsomming(steps)}"] if steps else []
    return (*_wanneer(werk, formule, outcome), *rounded, *(["voorlopig"] if status == "voorlopig" else []))


def _wanneer(werk: Berekening, formule: str, outcome: Uitkomst) -> list[str]:
    if outcome.peildatum:
        return [f"op {formatting.datum(date.fromisoformat(outcome.peildatum))}"]
    jaren, perioden = vorm(formule, werk.programma).schuif
    lengte = werk.periode.lengte
    target = Periode(werk.periode.start + 12 * jaren + lengte * perioden, lengte)
    return [] if target == werk.periode else [f"over {target.naam}"]


# ---- as a table


def _onder_elkaar(werk: Berekening, blok: Blok, regel: _Regel, noten: Sequence[str]) -> model.Tabel:
    """Return a row for each party, with what is to be said of its figure below its name."""
    pairs = [
        (regel.wij, model.Cel(weergave="eigen cijfer")),
        *((ander, _gezegd(regel, ander)) for ander in regel.anderen),
    ]
    rijen = [
        model.Rij(naam=partij.naam, cellen=(partij.cel, said), noot=", ".join(partij.opmerkingen))
        for partij, said in pairs
    ]
    return model.Tabel(
        titel=werk.bind(blok.titel) or f"{regel.indicator.naam} van {regel.wij.naam} naast die van anderen",
        rijkop=blok.rijkop or "Wie",
        kolommen=(model.Kolom(kop=werk.periode.naam), model.Kolom(kop="Verschil", getal=False)),
        rijen=tuple(rijen),
        noten=(*regel.zinnen, *noten),
    )


def _naast_elkaar(werk: Berekening, blok: Blok, regels: Sequence[_Regel], noten: Sequence[str]) -> model.Tabel:
    """Return a row for each indicator; what is to be said of its figures stands below the table."""
    namen = list(dict.fromkeys(ander.naam for regel in regels for ander in regel.anderen))
    koppen = [werk.programma.programma.gemeente, *namen]
    return model.Tabel(
        titel=werk.bind(blok.titel) or f"{koppen[0]} naast anderen",
        rijkop=blok.rijkop or "Cijfer",
        kolommen=(*(model.Kolom(kop=kop) for kop in koppen), model.Kolom(kop="Verschil", getal=False)),
        rijen=tuple(_rij(regel, namen) for regel in regels),
        noten=(*_noten(regels), *noten),
    )


def _rij(regel: _Regel, namen: Sequence[str]) -> model.Rij:
    """Return our figure, those of others in the order of ``namen``, and the difference with the first of them."""
    by_name = {ander.naam: ander.cel for ander in regel.anderen}
    others = [by_name.get(naam, model.Cel(weergave=NIET_VERGELEKEN)) for naam in namen]
    first = next(iter(regel.anderen), None)
    said = _gezegd(regel, first, f"Met {first.naam}: ") if first else model.Cel(weergave=NIET_VERGELEKEN)
    return model.Rij(naam=regel.indicator.naam, cellen=(regel.wij.cel, *others, said))


def _gezegd(regel: _Regel, ander: _Partij, vooraf: str = "") -> model.Cel:
    """Return in words how our figure differs from that of another, with the two steps that it tells about."""
    said = volgt_uit(regel.wij.cel.spoor, ander.cel.spoor)
    return model.Cel(weergave=f"{vooraf}{regel.verschil(ander)}", volgt_uit=said)


def _noten(regels: Sequence[_Regel]) -> Iterable[str]:
    """Yield what is to be said of the figures of each row, and once what is said of more rows."""
    yield from (f"{regel.indicator.naam}: {zin}" for regel in regels for zin in regel.zinnen)
    alike: dict[str, list[tuple[str, str]]] = {}
    for regel in regels:
        for said, wie in _gelijk_opgemerkt(regel).items():
            alike.setdefault(said, []).append((regel.indicator.naam, wie))
    for said, cijfers in alike.items():
        if len(cijfers) == 1:
            yield "{}, {}: {}.".format(*cijfers[0], said)
        else:
            yield f"{said[:1].upper()}{said[1:]}: {'; '.join(f'{naam} ({wie})' for naam, wie in cijfers)}."


def _opgemerkt(regel: _Regel) -> Iterable[str]:
    """Yield what is to be said of the figures, those of which the same is said together."""
    return (f"{wie}: {said}." for said, wie in _gelijk_opgemerkt(regel).items())


def _gelijk_opgemerkt(regel: _Regel) -> dict[str, str]:
    """Return what is to be said, with whose figures it is said of."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for partij in (regel.wij, *regel.anderen):
        alike.setdefault(partij.opmerkingen, []).append(partij.naam)
    return {", ".join(said): opsomming(namen) for said, namen in alike.items() if said}


# ---- as a chart


def _grafiek(werk: Berekening, blok: Blok, regel: _Regel, tabel: model.Tabel, naam: str) -> model.Grafiek:
    """Return a bar for each party, ours strong and the others grey."""
    indicator, partijen = regel.indicator, (regel.wij, *regel.anderen)
    titel = tabel.titel
    punten = tuple(
        werk.punt(partij.uitkomst, indicator.eenheid, indicator.decimalen, partij.cel.weergave) for partij in partijen
    )
    decimalen = formatting.EENHEDEN[indicator.eenheid][1] if indicator.decimalen is None else indicator.decimalen
    result = model.Grafiek(
        id=naam,
        vorm="liggend",
        titel=titel,
        onderschrift=werk.bind(blok.onderschrift),
        categorieen=tuple(partij.naam for partij in partijen),
        reeksen=(model.Reeks(naam=indicator.naam, stijl="nu", punten=punten),),
        eenheid=indicator.eenheid,
        decimalen=decimalen,
        norm=None,
        annotaties=(),
        alt="",
        tabel=tabel,
        verzonnen=any(partij.cel.verzonnen for partij in partijen),
        nadruk=regel.wij.naam,
        zinnen=(*regel.zinnen, *_opgemerkt(regel)),
    )
    return msgspec.structs.replace(result, alt=alttekst(result, ""))
