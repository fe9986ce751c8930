"""The results per opgave as a table: what was asked, what came of it, which way it goes, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from werkmonitor import formatting
from werkmonitor.monitor import model
from werkmonitor.monitor.berekening import Berekening
from werkmonitor.monitor.tabellen import beoordeeld, naam_van, noten, uit_cijfer, volgt_uit
from werkmonitor.oordeel import ERNST
from werkmonitor.programma.pagina import Blok

GEEN_ACTIVITEIT = "Geen activiteit bekend."
_GEEN_CIJFER = "geen cijfer"
OORDEEL = "Oordeel over de opgave"
_TEKSTKOLOMMEN = frozenset({"Norm", "Trend", OORDEEL, "Wat volgt"})


def resultatentabel(
    werk: Berekening, blok: Blok, opgaven: Sequence[model.Opgave], indicatoren: Mapping[str, model.Indicator]
) -> model.Tabel:
    """Return a row for each figure of each task, and one for a task without figures."""
    periode = werk.periode
    koppen = ("Norm", periode.naam, periode.vorig_jaar.naam, "Trend", OORDEEL, "Wat volgt")
    shown = dict.fromkeys(naam for opgave in opgaven for naam in opgave.indicatoren)
    return model.Tabel(
        titel=werk.bind(blok.titel) or "Wat is er per opgave bereikt?",
        rijkop="Opgave",
        kolommen=tuple(model.Kolom(kop=kop, getal=kop not in _TEKSTKOLOMMEN) for kop in koppen),
        rijen=tuple(rij for opgave in opgaven for rij in _rijen(opgave, [indicatoren[n] for n in opgave.indicatoren])),
        noten=noten(werk, blok, [indicatoren[naam] for naam in shown]),
    )


def _rijen(opgave: model.Opgave, figures: Sequence[model.Indicator]) -> Iterable[model.Rij]:
    naam = f"{opgave.nummer}. {opgave.kort}"
    gat = GEEN_ACTIVITEIT if opgave.zonder_activiteit else ""
    if not figures:
        yield model.Rij(
            naam=naam, cellen=_zonder_cijfer(opgave), noot=gat or f"{opgave.over} {opgave.voortgang}".strip()
        )
    for figure in figures:
        wat = "" if naam_van(figure) == opgave.kort else f"{naam_van(figure)}."
        noot = " ".join(filter(None, (wat, gat)))
        yield model.Rij(naam=naam, cellen=_met_cijfer(opgave, figure, _licht(opgave, figures)), noot=noot)


def _zonder_cijfer(opgave: model.Opgave) -> tuple[model.Cel, ...]:
    """Return the cells of a task that only people judge: its light is what is known of its progress."""
    return (
        model.Cel(weergave="geen norm"),
        model.Cel(weergave=_GEEN_CIJFER),
        model.Cel(weergave=_GEEN_CIJFER),
        model.Cel(weergave=_trend_van_oordeel(opgave)),
        _licht(opgave, ()),
        model.Cel(weergave=_vervolg(opgave)),
    )


def _licht(opgave: model.Opgave, figures: Sequence[model.Indicator]) -> model.Cel:
    """Return the light of a task, as everywhere else, with the numbers it follows from where a rule gave it."""
    steps = [beoordeeld(figure) for figure in figures] if opgave.grond == "regel" else []
    judged = volgt_uit(*(step for each in steps if not isinstance(each, msgspec.UnsetType) for step in each))
    return model.Cel(weergave=opgave.woord, kleur=opgave.oordeel, volgt_uit=judged)


def _met_cijfer(opgave: model.Opgave, figure: model.Indicator, licht: model.Cel) -> tuple[model.Cel, ...]:
    return (
        model.Cel(weergave=figure.norm_weergave or "geen norm"),
        model.Cel(
            weergave=figure.weergave,
            waarde=figure.waarde,
            spoor=figure.spoor,
            verzonnen=figure.status == "verzonnen",
        ),
        uit_cijfer(figure.vergelijking.cijfer if figure.vergelijking else None),
        model.Cel(weergave=trend(figure), volgt_uit=_vergeleken(figure)),
        licht,
        model.Cel(weergave=_vervolg(opgave)),
    )


def _vergeleken(figure: model.Indicator) -> tuple[int, ...] | msgspec.UnsetType:
    """Return the steps of the numbers that a trend tells about."""
    then = figure.vergelijking
    return volgt_uit(figure.spoor, then.cijfer.spoor, then.verschil.spoor) if then else msgspec.UNSET


def trend(figure: model.Indicator) -> str:
    """Say which way a figure went since last year: better or worse where that is agreed, else higher or lower."""
    vergelijking = figure.vergelijking
    verschil = vergelijking.verschil.fractie if vergelijking else None
    if vergelijking is None or verschil is None:
        return formatting.NIET_BEKEND
    if not vergelijking.zeker:
        return "niet te zeggen"
    if not any(digit in vergelijking.verschil.weergave for digit in "123456789"):
        return "gelijk"
    if vergelijking.gunstig is None:
        return "hoger" if verschil > 0 else "lager"
    return "verbeterd" if vergelijking.gunstig else "verslechterd"


def _trend_van_oordeel(opgave: model.Opgave) -> str:
    if opgave.oordeel not in ERNST or opgave.vorig_oordeel not in ERNST:
        return formatting.NIET_BEKEND
    change = ERNST.index(opgave.oordeel) - ERNST.index(opgave.vorig_oordeel)
    return "verslechterd" if change > 0 else "verbeterd" if change < 0 else "gelijk"


def _vervolg(opgave: model.Opgave) -> str:
    """Return the team's conclusion with what it will do; nothing is made up where it wrote nothing."""
    conclusie = f"{opgave.conclusie.capitalize()}." if opgave.conclusie else ""
    return " ".join(filter(None, (conclusie, opgave.vervolg.strip()))) or "niet ingevuld"
