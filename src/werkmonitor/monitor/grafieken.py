"""Declared charts → plotted numbers, the table beside them, and a sentence that says what is to be seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from werkmonitor import formatting
from werkmonitor.findings import Finding
from werkmonitor.formula.evaluate import FormuleFout, leden
from werkmonitor.formula.optelbaar import optelbaar
from werkmonitor.formula.trace import Uitkomst
from werkmonitor.monitor import model
from werkmonitor.monitor.alttekst import alttekst
from werkmonitor.monitor.assen import RIJKOP, Plek, tijdplekken
from werkmonitor.monitor.beoordeling import te_verslaan
from werkmonitor.monitor.berekening import Berekening, bronnen_van
from werkmonitor.monitor.indicatoren import naam_van_lid
from werkmonitor.monitor.uitkomsten import som
from werkmonitor.normen import Normwoorden, grenzen, is_jaarnorm
from werkmonitor.programma.indicator import norm_op
from werkmonitor.programma.pagina import Blok


def grafiek(werk: Berekening, blok: Blok, naam: str) -> tuple[model.Grafiek, set[str]]:
    """Compute a chart; return it with the sources that it draws on."""
    plekken = _plekken(werk, blok)
    values = [[_waarde(werk, blok, reeks.formule, plek, naam) for plek in plekken] for reeks in blok.reeksen]
    if blok.vorm == "liggend":
        werk.sporen.op_volgorde(zip(*values, strict=True))
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
        norm=_norm(werk, blok, plekken),
        annotaties=_annotaties(blok, plekken),
        alt="",
        tabel=_tabel(werk, blok, plekken, values, reeksen),
        verzonnen=bool(werk.verzonnen((), bronnen)),
    )
    return msgspec.structs.replace(result, alt=alttekst(result, blok.noem)), bronnen


def _decimalen(blok: Blok) -> int:
    return formatting.EENHEDEN[blok.eenheid][1] if blok.decimalen is None else blok.decimalen


def _plekken(werk: Berekening, blok: Blok) -> list[Plek]:
    if blok.langs in RIJKOP:
        return tijdplekken(werk.periode, blok.langs, blok.aantal)
    names = [(lid, naam_van_lid(werk, blok.langs, lid)) for lid in _leden(werk, blok)]
    return [Plek(naam, naam, werk.periode, lid) for lid, naam in names]


def _leden(werk: Berekening, blok: Blok) -> list[str]:
    try:
        return list(leden(blok.reeksen[0].formule, werk.omgeving, werk.periode, blok.langs))
    except FormuleFout as fout:
        wat = f"De grafiek '{blok.titel}' kan niet gemaakt worden:\n{fout}"
        werk.meld(Finding("formule", "fout", wat, werk.programma.plek(blok.titel)))
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
        werk.punt(u, blok.eenheid, blok.decimalen, formatting.weergave(u.waarde, blok.eenheid, blok.decimalen))
        for u in row
    )
    return model.Reeks(naam=werk.bind(declared.naam), stijl=declared.stijl, punten=punten)


def _norm(werk: Berekening, blok: Blok, plekken: Sequence[Plek]) -> model.Normlijn | None:
    """Return the norm of the reported period; where the chart shows times with another, the label says which it is.

    A norm of a whole year is no line beside the figures of half a year.
    """
    indicator = werk.programma.indicator_van(blok.norm) if blok.norm else None
    norm = norm_op(indicator, werk.periode) if indicator else None
    if indicator is None or norm is None or is_jaarnorm(norm, werk.periode):
        return None
    asked = grenzen(indicator, norm, werk.periode, te_verslaan(werk, indicator, werk.periode))
    if asked is None:
        return None
    shown = Normwoorden(indicator, norm, werk.periode, werk.programma).kort(asked)
    same = {norm_op(indicator, plek.periode) for plek in plekken} <= {norm}
    laag, *hoog = asked.einden
    tekst = f"norm {shown}" if same else f"norm {werk.periode.naam}: {shown}"
    return model.Normlijn(waarde=float(laag), tekst=tekst, tot=float(hoog[0]) if hoog else None)


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
    rijen = [
        model.Rij(naam=plek.tabel_label, cellen=_cellen(werk, blok, [row[index] for row in values]))
        for index, plek in enumerate(plekken)
    ]
    if rijen and blok.langs not in RIJKOP and all(_telt_op(werk, blok, reeks.formule) for reeks in blok.reeksen):
        rijen.append(_totaal(werk, blok, values))
    return model.Tabel(
        titel=werk.bind(blok.onderschrift or blok.titel),
        rijkop=blok.rijkop or RIJKOP.get(blok.langs) or werk.programma.dimensie_van(blok.langs).naam,
        kolommen=tuple(model.Kolom(kop=reeks.naam) for reeks in reeksen),
        rijen=tuple(rijen),
        op_grootte=blok.vorm == "liggend" or msgspec.UNSET,
    )


def _telt_op(werk: Berekening, blok: Blok, formule: str) -> bool:
    return optelbaar(formule, blok.eenheid, blok.langs, werk.programma)


def _totaal(werk: Berekening, blok: Blok, values: Sequence[Sequence[Uitkomst]]) -> model.Rij:
    """Add up what stands above, exactly; a row with a gap has no total."""
    return model.Rij(naam="Totaal", cellen=_cellen(werk, blok, [som(row) for row in values]), totaal=True)


def _cellen(werk: Berekening, blok: Blok, outcomes: Iterable[Uitkomst]) -> tuple[model.Cel, ...]:
    return tuple(werk.cel(outcome, blok.eenheid, blok.decimalen) for outcome in outcomes)
