"""What a verdict on a figure rests on besides its value: the figure to beat, the year so far, who answered."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from werkmonitor.findings import Finding
from werkmonitor.formatting import procent
from werkmonitor.formula.kennis import GEEN_FILTERS, Filters
from werkmonitor.formula.trace import Uitkomst
from werkmonitor.monitor.berekening import Berekening
from werkmonitor.normen import is_jaarnorm
from werkmonitor.oordeel import Oordeel, judge_indicator
from werkmonitor.periode import Periode
from werkmonitor.programma.indicator import Indicator, norm_op

TE_WEINIG = "Van de uitgenodigde mensen deed {} mee. Dat is te weinig om een conclusie te trekken."
_NIET_BEKEND = "Het is niet bekend hoeveel van de uitgenodigde mensen meededen. Daarom volgt er geen conclusie uit."


@dataclass(frozen=True)
class Beoordeling:
    """A verdict with the outcomes that it needed; ``voorbehoud`` says why nothing may be concluded."""

    oordeel: Oordeel | None
    norm: Uitkomst | None = None
    tot_nu_toe: Uitkomst | None = None
    respons: Uitkomst | None = None
    voorbehoud: str = ""


def beoordeel(
    werk: Berekening,
    declared: Indicator,
    waarde: Fraction | None,
    periode: Periode,
    filters: Filters = GEEN_FILTERS,
) -> Beoordeling:
    """Judge the value that an indicator has in a period; ``filters`` are those that the value was computed with."""
    norm = norm_op(declared, periode)
    respons = antwoord(werk, declared, periode)
    voorbehoud = voorbehoud_bij(declared, respons)
    ander, so_far = te_verslaan(werk, declared, periode), None
    if norm and is_jaarnorm(norm, periode):
        wie, geheel = f"{declared.id}, dit jaar", bool(declared.gebied)
        so_far = werk.uitkomst(declared.formule, wie, periode, filters, dit_jaar=True, geheel=geheel)
    held = so_far.waarde if so_far else waarde
    oordeel = judge_indicator(declared, held, periode, werk.programma, ander=ander, voorbehoud=voorbehoud)
    return Beoordeling(oordeel, ander, so_far, respons, voorbehoud)


def meld_gemis(werk: Berekening, declared: Indicator, judged: Beoordeling) -> None:
    """Report why a figure has no verdict although it has a value."""
    missing = {
        f"De respons van {declared.naam}": judged.respons if judged.voorbehoud else None,
        f"De norm van {declared.naam}": judged.norm,
        f"{declared.naam} in het jaar tot nu toe": judged.tot_nu_toe,
    }
    for what, uitkomst in missing.items():
        if uitkomst is not None and uitkomst.waarde is None:
            place = werk.programma.plek_van_indicator(declared.id)
            wat = f"{what} heeft geen waarde: {uitkomst.reden}."
            werk.meld(Finding("cijfer-zonder-waarde", "waarschuwing", wat, place, "Het cijfer krijgt geen oordeel."))
    if judged.voorbehoud and judged.respons and judged.respons.waarde is not None:
        gevolg = "Het cijfer staat in het rapport met deze zin en zonder oordeel."
        doen = "Noem het cijfer niet als resultaat; kijk hoe bij de volgende meting meer mensen meedoen."
        wat = f"{declared.naam}: {judged.voorbehoud}"
        plek = werk.programma.plek_van_indicator(declared.id, "respons")
        werk.meld(Finding("respons-te-laag", "waarschuwing", wat, plek, gevolg, doen))


def te_verslaan(werk: Berekening, declared: Indicator, periode: Periode) -> Uitkomst | None:
    """Return the figure that must be beaten, where the norm is one; what no part of a region has is of others."""
    norm = norm_op(declared, periode)
    if norm is None or not norm.beter_dan:
        return None
    wie = f"de norm van {declared.id}"
    own = werk.uitkomst(norm.beter_dan, wie, periode)
    is_own = own.waarde is not None or own.reden != werk.omgeving.reden_ongesplitst
    return own if is_own else werk.uitkomst(norm.beter_dan, wie, periode, geheel=True)


def antwoord(werk: Berekening, declared: Indicator, periode: Periode) -> Uitkomst | None:
    """Return the share that answered, where people were asked."""
    if not declared.respons:
        return None
    return werk.uitkomst(declared.respons, f"de respons van {declared.id}", periode, geheel=bool(declared.gebied))


def voorbehoud_bij(declared: Indicator, respons: Uitkomst | None) -> str:
    """Return why nothing may be concluded from a figure; nothing when enough people answered, or nobody was asked."""
    if respons is None or declared.respons_minimaal is None:
        return ""
    if respons.waarde is None:
        return _NIET_BEKEND
    least = Fraction(declared.respons_minimaal)
    if respons.waarde >= least:
        return ""
    decimalen = next((n for n in range(4) if procent(respons.waarde, n) != procent(least, n)), 4)
    return TE_WEINIG.format(procent(respons.waarde, decimalen))
