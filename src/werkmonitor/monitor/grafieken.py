"""Declared charts → plotted numbers, the table beside them, and a sentence that says what is to be seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import msgspec

from werkmonitor import formatting
from werkmonitor.findings import Finding
from werkmonitor.formula.evaluate import FormuleFout, leden
from werkmonitor.formula.trace import Spoor, Uitkomst
from werkmonitor.monitor import model
from werkmonitor.monitor.alttekst import alttekst
from werkmonitor.monitor.berekening import Berekening, bronnen_van, cijfer
from werkmonitor.monitor.indicatoren import naam_van_lid
from werkmonitor.periode import MAANDEN, Periode
from werkmonitor.programma.schema import Blok, norm_op

_RIJKOP = {"maanden": "Maand", "peildata": "Stand op", "jaren": "Periode", "perioden": "Periode"}


@dataclass(frozen=True)
class Plek:
    """One place along a chart: its label, and the period or the member that a formula is evaluated for."""

    label: str
    tabel_label: str
    periode: Periode
    lid: str | None = None


def grafiek(werk: Berekening, blok: Blok, naam: str) -> tuple[model.Grafiek, set[str]]:
    """Compute a chart; return it with the sources that it draws on."""
    plekken = _plekken(werk, blok)
    values = [[_waarde(werk, blok, reeks.formule, plek, naam) for plek in plekken] for reeks in blok.reeksen]
    if blok.vorm == "liggend":
        plekken, values = _by_size(plekken, values)
    bronnen = set().union(*(bronnen_van(u.spoor) for row in values for u in row))
    reeksen = tuple(_reeks(werk, blok, index, row) for index, row in enumerate(values))
    result = model.Grafiek(
        id=naam,
        vorm=blok.vorm,
        titel=werk.bind(blok.titel),
        onderschrift=werk.bind(blok.onderschrift),
        categorieen=tuple(plek.label for plek in plekken),
        reeksen=reeksen,
        eenheid=blok.eenheid,
        decimalen=_decimalen(blok),
        norm=_norm(werk, blok),
        annotaties=_annotaties(blok, plekken),
        alt="",
        tabel=_tabel(werk, blok, plekken, values, reeksen),
        verzonnen=bool(werk.verzonnen((), bronnen)),
    )
    return msgspec.structs.replace(result, alt=alttekst(result, blok.noem)), bronnen


def _decimalen(blok: Blok) -> int:
    return formatting.EENHEDEN[blok.eenheid][1] if blok.decimalen is None else blok.decimalen


def _plekken(werk: Berekening, blok: Blok) -> list[Plek]:
    periode = werk.periode
    if blok.langs == "maanden":
        return [Plek(_maand(maand), maand.naam, maand) for maand in periode.maanden]
    if blok.langs == "peildata":
        maanden = [*periode.maanden, Periode(periode.start + periode.lengte, 1)]
        names = [f"1 {MAANDEN[maand.nummer - 1]}" for maand in maanden]
        names[-1] += ", een jaar later" if periode.lengte == len(MAANDEN) else ", erna"
        return [Plek(f"1 {_maand(maand)}", naam, maand) for maand, naam in zip(maanden, names, strict=True)]
    if blok.langs in {"jaren", "perioden"}:
        step = 12 if blok.langs == "jaren" else periode.lengte
        found = [Periode(periode.start - back * step, periode.lengte) for back in reversed(range(blok.aantal))]
        return [Plek(str(item), item.naam, item) for item in found]
    return [Plek(naam := naam_van_lid(werk, blok.langs, lid), naam, periode, lid) for lid in _leden(werk, blok)]


def _maand(maand: Periode) -> str:
    return MAANDEN[maand.nummer - 1][:3] if maand.nummer != 3 else "mrt"  # noqa: PLR2004 - March


def _leden(werk: Berekening, blok: Blok) -> list[str]:
    try:
        return list(leden(blok.reeksen[0].formule, werk.omgeving, werk.periode, blok.langs))
    except FormuleFout as fout:
        wat = f"De grafiek '{blok.titel}' kan niet gemaakt worden:\n{fout}"
        werk.meld(Finding("formule", "fout", wat, werk.programma.plek(blok.reeksen[0].formule)))
        return []


def _waarde(werk: Berekening, blok: Blok, formule: str, plek: Plek, naam: str) -> Uitkomst:
    filters = {blok.langs: (plek.lid,)} if plek.lid is not None else {}
    return werk.uitkomst(formule, f"grafiek {naam} bij {plek.tabel_label}", plek.periode, filters)


def _by_size(plekken: list[Plek], values: list[list[Uitkomst]]) -> tuple[list[Plek], list[list[Uitkomst]]]:
    """Put the largest bar of the first series on top; a missing value comes last."""
    first = [outcome.waarde for outcome in values[0]]
    order = sorted(range(len(plekken)), key=lambda i: (first[i] is None, -(first[i] or 0)))
    return [plekken[i] for i in order], [[row[i] for i in order] for row in values]


def _reeks(werk: Berekening, blok: Blok, index: int, row: Sequence[Uitkomst]) -> model.Reeks:
    declared = blok.reeksen[index]
    punten = tuple(
        model.Punt(
            waarde=None if u.waarde is None else float(u.waarde),
            weergave=formatting.weergave(u.waarde, blok.eenheid, blok.decimalen),
        )
        for u in row
    )
    return model.Reeks(naam=werk.bind(declared.naam), stijl=declared.stijl, punten=punten)


def _norm(werk: Berekening, blok: Blok) -> model.Normlijn | None:
    indicator = werk.programma.indicator_van(blok.norm) if blok.norm else None
    norm = norm_op(indicator, werk.periode) if indicator else None
    if indicator is None or norm is None:
        return None
    shown = formatting.weergave(formatting.fraction(norm.waarde), indicator.eenheid, indicator.decimalen)
    return model.Normlijn(waarde=float(norm.waarde), tekst=f"norm {shown}")


def _annotaties(blok: Blok, plekken: Sequence[Plek]) -> tuple[model.Annotatie, ...]:
    return tuple(
        model.Annotatie(index=index, tekst=blok.annotaties[str(plek.periode)])
        for index, plek in enumerate(plekken)
        if str(plek.periode) in blok.annotaties
    )


def _tabel(
    werk: Berekening,
    blok: Blok,
    plekken: Sequence[Plek],
    values: Sequence[Sequence[Uitkomst]],
    reeksen: Sequence[model.Reeks],
) -> model.Tabel:
    along_members = blok.langs not in _RIJKOP
    rijen = [
        model.Rij(naam=plek.tabel_label, cellen=tuple(_cel(blok, row[index]) for row in values))
        for index, plek in enumerate(plekken)
    ]
    if rijen and along_members and blok.eenheid not in formatting.NIET_OPTELBAAR:
        rijen.append(_totaal(blok, values))
    return model.Tabel(
        titel=werk.bind(blok.onderschrift or blok.titel),
        rijkop=blok.rijkop or _RIJKOP.get(blok.langs) or werk.programma.dimensie_van(blok.langs).naam,
        kolommen=tuple(model.Kolom(kop=reeks.naam) for reeks in reeksen),
        rijen=tuple(rijen),
    )


def _cel(blok: Blok, uitkomst: Uitkomst) -> model.Cel:
    shown = cijfer(uitkomst, blok.eenheid, blok.decimalen)
    return model.Cel(weergave=shown.weergave, waarde=shown.waarde, herkomst=shown.herkomst)


def _totaal(blok: Blok, values: Sequence[Sequence[Uitkomst]]) -> model.Rij:
    """Add up what stands above, exactly; a row with a gap has no total."""
    return model.Rij(naam="Totaal", cellen=tuple(_cel(blok, _som(row)) for row in values), totaal=True)


def _som(row: Sequence[Uitkomst]) -> Uitkomst:
    known = [u.waarde for u in row if u.waarde is not None]
    total = sum(known, Fraction(0)) if len(known) == len(row) else None
    spoor = Spoor("totaal", total, tuple(outcome.spoor for outcome in row))
    return Uitkomst(total, spoor, reden="" if total is not None else "niet alle delen zijn bekend")
