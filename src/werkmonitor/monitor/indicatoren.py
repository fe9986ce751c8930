"""Declared indicators → figures with their comparison, norm, verdict and cells."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import msgspec

from werkmonitor import formatting
from werkmonitor.findings import Finding
from werkmonitor.formula.evaluate import FormuleFout, leden
from werkmonitor.formula.kennis import GEEN_FILTERS
from werkmonitor.formula.trace import Uitkomst
from werkmonitor.monitor import model
from werkmonitor.monitor.berekening import Berekening, cijfer, exact, herkomst, number, tekst_van
from werkmonitor.oordeel import Oordeel, judge_indicator
from werkmonitor.periode import Periode
from werkmonitor.programma.schema import Indicator


def bereken_indicatoren(werk: Berekening) -> tuple[model.Indicator, ...]:
    """Compute and judge every declared indicator; what people wrote about it is filled in later."""
    return tuple(_indicator(werk, indicator) for indicator in werk.programma.indicator)


def _indicator(werk: Berekening, declared: Indicator) -> model.Indicator:
    uitkomst = _uitkomst(werk, declared, werk.periode)
    earlier = _uitkomst(werk, declared, werk.periode.vorig_jaar)
    previous = _uitkomst(werk, declared, werk.periode.verschuif(-1))
    indicator = model.Indicator(
        id=declared.id,
        naam=declared.naam,
        definitie=declared.definitie,
        formule=declared.formule,
        eenheid=declared.eenheid,
        noem=declared.noem,
        decimalen=_decimalen(declared),
        waarde=number(uitkomst.waarde),
        exact=exact(uitkomst.waarde),
        weergave=tekst_van(uitkomst, declared.eenheid, declared.decimalen),
        peildatum=uitkomst.peildatum,
        status=declared.status_in.get(str(werk.periode), declared.status),
        dimensie=declared.per,
        reden_ontbreekt=_reden(declared, uitkomst),
        vorige=number(previous.waarde),
        vorig_jaar=number(earlier.waarde),
        vergelijking=_vergelijking(werk, declared, uitkomst, earlier),
        richting=declared.richting,
        herkomst=herkomst(uitkomst.spoor),
        leden=_leden(werk, declared),
    )
    if uitkomst.waarde is None and not declared.reden_ontbreekt:
        wat = f"{declared.naam} heeft geen waarde: {uitkomst.reden}."
        place = werk.programma.plek(declared.formule)
        werk.meld(Finding("cijfer-zonder-waarde", "waarschuwing", wat, place, "In het rapport staat: niet bekend."))
    oordeel = judge_indicator(declared, uitkomst.waarde, werk.periode, werk.programma)
    return _judged(werk, indicator, oordeel) if oordeel else indicator


def _decimalen(declared: Indicator) -> int:
    return formatting.EENHEDEN[declared.eenheid][1] if declared.decimalen is None else declared.decimalen


def _reden(declared: Indicator, uitkomst: Uitkomst) -> str | None:
    """Return the declared reason before the computed one: a person knows more than an empty table does."""
    if uitkomst.waarde is not None:
        return None
    return declared.reden_ontbreekt or uitkomst.reden


def _judged(werk: Berekening, indicator: model.Indicator, oordeel: Oordeel) -> model.Indicator:
    """Add a verdict to a figure."""
    return msgspec.structs.replace(
        indicator,
        norm=number(oordeel.norm),
        norm_exact=exact(oordeel.norm),
        norm_weergave=oordeel.norm_weergave,
        norm_bron=oordeel.norm_bron,
        oordeel=oordeel.kleur,
        woord=werk.programma.oordeel[oordeel.kleur].woord,
        regel=oordeel.regel,
        marge=number(oordeel.marge),
    )


def _uitkomst(werk: Berekening, declared: Indicator, periode: Periode) -> Uitkomst:
    """Evaluate an indicator; one with members reads the table that has them, so that its parts add up to it."""
    names = _namen(werk, declared, periode)
    filters = {declared.per: names} if declared.per and names else GEEN_FILTERS
    return werk.uitkomst(declared.formule, declared.id, periode, filters)


def _namen(werk: Berekening, declared: Indicator, periode: Periode) -> tuple[str, ...]:
    if declared.per is None:
        return ()
    try:
        return leden(declared.formule, werk.omgeving, periode, declared.per)
    except FormuleFout as fout:
        wat = f"De leden van {declared.id} zijn niet te bepalen:\n{fout}"
        werk.meld(Finding("formule", "fout", wat, werk.programma.plek(declared.formule)))
        return ()


def _leden(werk: Berekening, declared: Indicator) -> tuple[model.Lid, ...]:
    names = _namen(werk, declared, werk.periode)
    return tuple(_lid(werk, declared, declared.per, lid) for lid in names if declared.per)


def _lid(werk: Berekening, declared: Indicator, dimensie: str, lid: str) -> model.Lid:
    uitkomst = werk.uitkomst(declared.formule, f"{declared.id} ({lid})", filters={dimensie: (lid,)})
    return model.Lid(
        dimensie=dimensie,
        lid=lid,
        naam=naam_van_lid(werk, dimensie, lid),
        waarde=number(uitkomst.waarde),
        exact=exact(uitkomst.waarde),
        weergave=tekst_van(uitkomst, declared.eenheid, declared.decimalen),
        reden=uitkomst.reden,
        herkomst=herkomst(uitkomst.spoor),
    )


def naam_van_lid(werk: Berekening, dimensie: str, lid: str) -> str:
    """Return the caption under which a member is shown."""
    return werk.programma.dimensie_van(dimensie).leden.get(lid, (lid,))[0]


def _vergelijking(werk: Berekening, declared: Indicator, now: Uitkomst, then: Uitkomst) -> model.Vergelijking | None:
    if then.waarde is None:
        return None
    periode = werk.periode.vorig_jaar
    verschil = None if now.waarde is None else now.waarde - then.waarde
    decimalen = _decimalen(declared)
    shown = "" if verschil is None else formatting.met_teken(verschil, declared.eenheid, decimalen)
    return model.Vergelijking(
        periode=str(periode),
        naam=periode.naam,
        cijfer=cijfer(then, declared.eenheid, decimalen),
        verschil=model.Cijfer(waarde=number(verschil), exact=exact(verschil), weergave=shown),
        verschil_tekst="" if verschil is None else _in_words(declared, verschil, now, then, periode),
        gunstig=_gunstig(declared, verschil),
    )


def _gunstig(declared: Indicator, verschil: Fraction | None) -> bool | None:
    if declared.richting is None or not verschil:
        return None
    return (verschil > 0) == (declared.richting == "hoger")


def _in_words(declared: Indicator, verschil: Fraction, now: Uitkomst, then: Uitkomst, periode: Periode) -> str:
    """Say the difference: ``60 minder dan op 1 januari 2021``, ``3 procentpunt hoger dan in 2020``."""
    when = "in " + periode.naam
    if then.peildatum:
        when = "op " + formatting.datum(date.fromisoformat(then.peildatum))
    size = formatting.met_teken(abs(verschil), declared.eenheid, _decimalen(declared)).removeprefix("+")
    if verschil == 0 or not any(digit in size for digit in "123456789"):
        return f"gelijk aan {when.removeprefix('in ').removeprefix('op ')}"
    scale = declared.eenheid in formatting.NIET_OPTELBAAR or min(now.waarde or 0, then.waarde or 0) < 0
    word = {(True, True): "hoger", (True, False): "lager", (False, True): "meer", (False, False): "minder"}
    return f"{size} {word[scale, verschil > 0]} dan {when}"
