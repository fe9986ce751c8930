"""Declared indicators → figures with their comparison, norm, verdict and cells."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import msgspec

from werkmonitor import formatting
from werkmonitor.findings import Ernst, Finding
from werkmonitor.formula.evaluate import FormuleFout, leden
from werkmonitor.formula.kennis import GEEN_FILTERS, Filters
from werkmonitor.formula.optelbaar import optelbaar
from werkmonitor.formula.trace import Uitkomst
from werkmonitor.formula.woorden import in_woorden
from werkmonitor.monitor import model, uitkomsten
from werkmonitor.monitor.beoordeling import Beoordeling, antwoord, beoordeel, meld_gemis, voorbehoud_bij
from werkmonitor.monitor.berekening import Berekening, tekst_van
from werkmonitor.monitor.herkomst import exact, number
from werkmonitor.normen import grenzen, is_jaarnorm
from werkmonitor.oordeel import Oordeel
from werkmonitor.periode import Periode
from werkmonitor.programma.indicator import Indicator, norm_op


def bereken_indicatoren(werk: Berekening) -> tuple[model.Indicator, ...]:
    """Compute and judge every declared indicator; what people wrote about it is filled in later."""
    return tuple(_indicator(werk, indicator) for indicator in werk.programma.indicator)


def _indicator(werk: Berekening, declared: Indicator) -> model.Indicator:
    uitkomst = _uitkomst(werk, declared, werk.periode)
    earlier = _uitkomst(werk, declared, werk.periode.vorig_jaar)
    previous = _uitkomst(werk, declared, werk.periode.verschuif(-1))
    spoor = werk.sporen.leg_vast(uitkomst.spoor)
    judged = beoordeling(werk, declared, uitkomst.waarde, werk.periode)
    indicator = model.Indicator(
        id=declared.id,
        naam=declared.naam,
        definitie=declared.definitie,
        formule=declared.formule,
        in_woorden=_in_woorden(werk, declared),
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
        gebied="" if declared.gebied == "regio" and not werk.programma.lid else declared.gebied,
        vorige=number(previous.waarde),
        vorig_jaar=number(earlier.waarde),
        eerder=_eerder(werk, declared, {werk.periode.verschuif(-1): previous, werk.periode.vorig_jaar: earlier}),
        vergelijking=_vergelijking(werk, declared, uitkomst, earlier, zeker=not judged.voorbehoud),
        richting=declared.richting,
        opvallend=None if declared.opvallend is None else str(Fraction(declared.opvallend)),
        tot_nu_toe=_tot_nu_toe(werk, declared, uitkomst, judged.tot_nu_toe),
        respons=werk.cijfer(judged.respons, "aandeel") if judged.respons else None,
        voorbehoud=judged.voorbehoud,
        spoor=spoor,
        herkomst=werk.sporen.cellen_van(spoor),
        leden=_leden(werk, declared),
        optelbaar=_telt_op(werk, declared),
    )
    _meld(werk, declared, uitkomst, judged)
    return _judged(werk, indicator, judged.oordeel, judged.norm) if judged.oordeel else indicator


def _in_woorden(werk: Berekening, declared: Indicator) -> str:
    """Return the formula as a sentence; nothing for one with a fault, which is told elsewhere."""
    try:
        return in_woorden(declared.formule, werk.programma)
    except FormuleFout:
        return ""


def _meld(werk: Berekening, declared: Indicator, uitkomst: Uitkomst, judged: Beoordeling) -> None:
    """Tell what a figure lacks: what it should be judged by, or its value where nobody said why there is none."""
    if uitkomst.waarde is not None:
        meld_gemis(werk, declared, judged)
    if uitkomst.waarde is not None or declared.reden_ontbreekt:
        return
    wat = f"{declared.naam} heeft geen waarde: {uitkomst.reden}."
    ernst: Ernst = "info" if uitkomst.reden == werk.omgeving.reden_ongesplitst else "waarschuwing"
    place, gevolg = werk.programma.plek_van_indicator(declared.id), "In het rapport staat: niet bekend."
    doen = f"Vul {werk.periode.naam} in bij handmatig van indicator {declared.id}." if declared.handmatig else ""
    werk.meld(Finding("cijfer-zonder-waarde", ernst, wat, place, gevolg, doen))


def beoordeling(werk: Berekening, declared: Indicator, waarde: Fraction | None, periode: Periode) -> Beoordeling:
    """Judge the value of an indicator in a period, this one or an earlier one."""
    return beoordeel(werk, declared, waarde, periode, _filters(werk, declared, periode, dit_jaar=True))


def _eerder(werk: Berekening, declared: Indicator, uitkomsten: Mapping[Periode, Uitkomst]) -> tuple[model.Eerder, ...]:
    return tuple(
        model.Eerder(periode=str(periode), cijfer=werk.cijfer(uitkomst, declared.eenheid, declared.decimalen))
        for periode, uitkomst in uitkomsten.items()
    )


def _telt_op(werk: Berekening, declared: Indicator) -> bool:
    return bool(declared.per) and optelbaar(declared.formule, declared.eenheid, declared.per or "", werk.programma)


def _tot_nu_toe(
    werk: Berekening, declared: Indicator, uitkomst: Uitkomst, so_far: Uitkomst | None
) -> model.Cijfer | None:
    """Return the figure of the year so far; nothing where the figure itself says the same."""
    if so_far is None or so_far.waarde == uitkomst.waarde:
        return None
    return werk.cijfer(so_far, declared.eenheid, declared.decimalen)


def _decimalen(declared: Indicator) -> int:
    return formatting.EENHEDEN[declared.eenheid][1] if declared.decimalen is None else declared.decimalen


def _reden(declared: Indicator, uitkomst: Uitkomst) -> str | None:
    """Return the declared reason before the computed one: a person knows more than an empty table does."""
    if uitkomst.waarde is not None:
        return None
    return declared.reden_ontbreekt or uitkomst.reden


def _judged(werk: Berekening, indicator: model.Indicator, oordeel: Oordeel, norm: Uitkomst | None) -> model.Indicator:
    """Add a verdict to a figure; ``norm`` is the figure that the norm is, if it is one."""
    return msgspec.structs.replace(
        indicator,
        norm=number(oordeel.norm),
        norm_exact=exact(oordeel.norm),
        norm_weergave=oordeel.norm_weergave,
        norm_bron=oordeel.norm_bron,
        eis=_eis(oordeel),
        norm_spoor=werk.sporen.leg_vast(norm.spoor) if norm else None,
        oordeel=oordeel.kleur,
        woord=werk.programma.oordeel[oordeel.kleur].woord,
        regel=oordeel.regel,
        marge=number(oordeel.marge),
    )


def _eis(oordeel: Oordeel) -> model.Eis | None:
    """Return what the norm asks; nothing where the figure that must be beaten is missing."""
    if (asked := oordeel.eis) is None:
        return None
    return model.Eis(
        laag=exact(asked.laag),
        hoog=exact(asked.hoog),
        strikt=asked.strikt,
        oranje_vanaf=str(oordeel.oranje_vanaf),
        deel=str(oordeel.deel),
    )


def _uitkomst(werk: Berekening, declared: Indicator, periode: Periode) -> Uitkomst:
    """Evaluate an indicator; one with members reads the table that has them, so that its parts add up to it."""
    filters = _filters(werk, declared, periode)
    return werk.uitkomst(declared.formule, declared.id, periode, filters, geheel=bool(declared.gebied))


def _filters(werk: Berekening, declared: Indicator, periode: Periode, *, dit_jaar: bool = False) -> Filters:
    """Return every member that there is; none where a declared one is missing, as without it the sum is too low."""
    names = () if declared.per in werk.omgeving.gebied else _namen(werk, declared, periode, dit_jaar=dit_jaar)
    if not declared.per or not names:
        return GEEN_FILTERS
    dimensie = werk.programma.dimensie_van(declared.per)
    return {declared.per: names} if dimensie.open or set(names) >= dimensie.leden.keys() else GEEN_FILTERS


def _namen(werk: Berekening, declared: Indicator, periode: Periode, *, dit_jaar: bool = False) -> tuple[str, ...]:
    if declared.per is None:
        return ()
    try:
        omgeving = werk.omgeving.geheel if declared.gebied else werk.omgeving
        return leden(declared.formule, omgeving, periode, declared.per, dit_jaar=dit_jaar)
    except FormuleFout as fout:
        wat = f"De leden van {declared.id} zijn niet te bepalen:\n{fout}"
        werk.meld(Finding("formule", "fout", wat, werk.programma.plek_van_indicator(declared.id)))
        return ()


def _leden(werk: Berekening, declared: Indicator) -> tuple[model.Lid, ...]:
    names = _namen(werk, declared, werk.periode)
    return tuple(_lid(werk, declared, declared.per, lid) for lid in names if declared.per)


def _lid(werk: Berekening, declared: Indicator, dimensie: str, lid: str) -> model.Lid:
    wie, geheel = f"{declared.id} ({lid})", bool(declared.gebied)
    uitkomst = werk.uitkomst(declared.formule, wie, filters={dimensie: (lid,)}, geheel=geheel)
    spoor = werk.sporen.leg_vast(uitkomst.spoor)
    return model.Lid(
        dimensie=dimensie,
        lid=lid,
        naam=naam_van_lid(werk, dimensie, lid),
        waarde=number(uitkomst.waarde),
        exact=exact(uitkomst.waarde),
        weergave=tekst_van(uitkomst, declared.eenheid, declared.decimalen),
        reden=uitkomst.reden,
        spoor=spoor,
        herkomst=werk.sporen.cellen_van(spoor),
    )


def naam_van_lid(werk: Berekening, dimensie: str, lid: str) -> str:
    """Return the caption under which a member is shown."""
    return werk.programma.dimensie_van(dimensie).leden.get(lid, (lid,))[0]


def _vergelijking(
    werk: Berekening, declared: Indicator, now: Uitkomst, then: Uitkomst, *, zeker: bool
) -> model.Vergelijking | None:
    """Set last year beside a figure; a change is good or bad only where enough people answered, both times."""
    if then.waarde is None:
        return None
    periode = werk.periode.vorig_jaar
    zeker = zeker and not voorbehoud_bij(declared, antwoord(werk, declared, periode))
    decimalen = _decimalen(declared)
    now, before = (werk.zoals_getoond(uitkomst, declared.eenheid, decimalen) for uitkomst in (now, then))
    change = uitkomsten.verschil(now, before)
    verschil = change.waarde
    shown = "" if verschil is None else formatting.met_teken(verschil, declared.eenheid, decimalen)
    return model.Vergelijking(
        periode=str(periode),
        naam=periode.naam,
        cijfer=werk.cijfer(then, declared.eenheid, decimalen),
        verschil=msgspec.structs.replace(werk.cijfer(change, declared.eenheid, decimalen), weergave=shown),
        verschil_tekst="" if verschil is None else _in_words(declared, verschil, now, before, periode),
        gunstig=_gunstig(werk, declared, now, before) if zeker else None,
        zeker=zeker,
    )


def _gunstig(werk: Berekening, declared: Indicator, now: Uitkomst, then: Uitkomst) -> bool | None:
    """Say whether a figure went the right way: that of the norm's range, or else the one that is agreed."""
    if now.waarde is None or then.waarde is None:
        return None
    norm = norm_op(declared, werk.periode)
    if norm and norm.tot is not None and is_jaarnorm(norm, werk.periode):
        return None  # the range is one of the year so far, and these are figures of a part of it
    asked = grenzen(declared, norm, werk.periode) if norm and norm.tot is not None else None
    if asked is not None:
        misses = [min(asked.marge(waarde), Fraction(0)) for waarde in (now.waarde, then.waarde)]
        return None if misses[0] == misses[1] else misses[0] > misses[1]
    if declared.richting is None or now.waarde == then.waarde:
        return None
    return (now.waarde > then.waarde) == (declared.richting == "hoger")


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
