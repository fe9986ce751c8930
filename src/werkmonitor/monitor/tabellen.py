"""Declared tables → cells: figures side by side, formulas by row and column, and registers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from werkmonitor import formatting
from werkmonitor.bronnen.feiten import Registerrij
from werkmonitor.formula.trace import Uitkomst
from werkmonitor.monitor import model
from werkmonitor.monitor.berekening import Berekening, bronnen_van
from werkmonitor.monitor.gebied import noten_hele_regio, registerrijen
from werkmonitor.monitor.herkomst import number
from werkmonitor.monitor.opmerkingen import opmerkingen
from werkmonitor.monitor.uitkomsten import negatief
from werkmonitor.programma.pagina import Blok, Kolom, Rij


def indicatorentabel(werk: Berekening, blok: Blok, indicatoren: Mapping[str, model.Indicator]) -> model.Tabel:
    """Return figures with last year, difference, norm and verdict, a row a figure."""
    periode = werk.periode
    chosen = [indicatoren[naam] for naam in blok.indicatoren]
    judged = any(indicator.oordeel for indicator in chosen)
    koppen = [periode.naam, periode.vorig_jaar.naam, "Verschil", *(["Norm", "Oordeel"] if judged else [])]
    return model.Tabel(
        titel=werk.bind(blok.titel) or f"De cijfers van {periode.naam} naast die van {periode.vorig_jaar.naam}",
        rijkop="Cijfer",
        kolommen=tuple(model.Kolom(kop=kop, getal=kop not in {"Norm", "Oordeel"}) for kop in koppen),
        rijen=tuple(
            model.Rij(naam=naam_van(indicator), cellen=_cellen(indicator)[: len(koppen)]) for indicator in chosen
        ),
        noten=noten(werk, blok, chosen),
    )


def naam_van(indicator: model.Indicator) -> str:
    """Return the name of a figure, of a stand with its day."""
    if indicator.peildatum is None:
        return indicator.naam
    return f"{indicator.naam}, op {formatting.datum_kort(date.fromisoformat(indicator.peildatum))}"


def _cellen(indicator: model.Indicator) -> tuple[model.Cel, ...]:
    vergelijking = indicator.vergelijking
    return (
        model.Cel(
            weergave=indicator.weergave,
            waarde=indicator.waarde,
            spoor=indicator.spoor,
            verzonnen=indicator.status == "verzonnen",
        ),
        uit_cijfer(vergelijking.cijfer if vergelijking else None),
        uit_cijfer(vergelijking.verschil if vergelijking else None),
        model.Cel(weergave=indicator.norm_weergave or "geen norm"),
        model.Cel(weergave=indicator.woord or "geen norm", kleur=indicator.oordeel, volgt_uit=beoordeeld(indicator)),
    )


def beoordeeld(indicator: model.Indicator) -> tuple[int, ...] | msgspec.UnsetType:
    """Return the steps of the numbers that a verdict tells about."""
    beside = (each.spoor for each in (indicator.tot_nu_toe, indicator.respons) if each)
    steps = (indicator.spoor, indicator.norm_spoor, *beside)
    return volgt_uit(*steps) if indicator.oordeel else msgspec.UNSET


def volgt_uit(*sporen: int | None) -> tuple[int, ...] | msgspec.UnsetType:
    """Return the steps that words follow from; absent where there is none."""
    return tuple(spoor for spoor in sporen if spoor is not None) or msgspec.UNSET


def uit_cijfer(shown: model.Cijfer | None) -> model.Cel:
    """Return a number as a cell."""
    if shown is None or not shown.weergave:
        return model.Cel(weergave=formatting.NIET_BEKEND)
    return model.Cel(weergave=shown.weergave, waarde=shown.waarde, spoor=shown.spoor)


def noten(werk: Berekening, blok: Blok, chosen: Sequence[model.Indicator]) -> tuple[str, ...]:
    """Return what must be known of the figures of a table, and the note of the block itself."""
    about = [text for item in chosen for text in opmerkingen(item)]
    return (*about, *([werk.bind(blok.noot)] if blok.noot else []))


def formuletabel(werk: Berekening, blok: Blok, _naam: str) -> tuple[model.Tabelblok, set[str]]:
    """Return a table whose cells are column formulas under row filters, and the sources it draws on."""
    bronnen: set[str] = set()
    rijen = []
    for rij in blok.rijen:
        outcomes = [(kolom, _uitkomst(werk, rij, kolom)) for kolom in blok.kolommen]
        bronnen = bronnen.union(*(bronnen_van(outcome.spoor) for _, outcome in outcomes))
        cellen = tuple(werk.cel(outcome, kolom.eenheid, kolom.decimalen) for kolom, outcome in outcomes)
        rijen.append(model.Rij(naam=werk.bind(rij.naam), cellen=cellen, totaal=rij.totaal, noot=werk.bind(rij.noot)))
    tabel = model.Tabel(
        titel=werk.bind(blok.titel),
        rijkop=blok.rijkop,
        kolommen=tuple(model.Kolom(kop=werk.bind(kolom.kop)) for kolom in blok.kolommen),
        rijen=tuple(rijen),
        noten=(werk.bind(blok.noot),) if blok.noot else (),
    )
    return model.Tabelblok(tabel=tabel), bronnen


def _uitkomst(werk: Berekening, rij: Rij, kolom: Kolom) -> Uitkomst:
    """Evaluate a cell; a difference counts as *voordeel* in the direction that the row calls favourable."""
    filters = {naam: (value,) if isinstance(value, str) else value for naam, value in rij.filter.items()}
    outcome = werk.uitkomst(kolom.formule, f"tabelrij {rij.naam}, kolom {kolom.kop}", filters=filters)
    if kolom.eenheid == "voordeel" and rij.gunstig == "lager" and outcome.waarde is not None:
        return negatief(outcome)
    return outcome


def registertabel(werk: Berekening, blok: Blok) -> model.Tabel:
    """Return the rows of a register as they stand; an empty field says that it is not known."""
    rows = registerrijen(werk, blok.bron, werk.periode)
    first, *rest = blok.velden
    return model.Tabel(
        titel=werk.bind(blok.titel),
        rijkop=blok.velden[first],
        kolommen=tuple(model.Kolom(kop=blok.velden[veld], getal=False) for veld in rest),
        rijen=tuple(
            model.Rij(
                naam=row.velden.get(first, ""),
                cellen=tuple(_registercel(werk, row, veld, blok.eenheden.get(veld)) for veld in rest),
            )
            for row in rows
        ),
        noten=(*((werk.bind(blok.noot),) if blok.noot else ()), *noten_hele_regio(werk, rows)),
    )


def _registercel(werk: Berekening, row: Registerrij, veld: str, eenheid: str | None) -> model.Cel:
    text = row.velden.get(veld, "").strip()
    if not text:
        return model.Cel(weergave=formatting.NIET_BEKEND)
    try:
        value = None if eenheid is None else formatting.fraction(text)
    except ValueError:
        value = None
    spoor = werk.sporen.van_register(row, veld, value, str(werk.periode))
    shown = text if eenheid is None or value is None else formatting.weergave(value, eenheid, 0)
    return model.Cel(weergave=shown, waarde=number(value), spoor=spoor)
