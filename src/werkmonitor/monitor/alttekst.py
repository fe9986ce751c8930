"""The text alternative of a chart, made from the plotted numbers and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from werkmonitor.monitor.model import Grafiek, Punt, Reeks

_SOORT = {
    "lijn": "Lijngrafiek",
    "staaf": "Staafgrafiek",
    "liggend": "Grafiek met liggende staven",
    "brug": "Bruggrafiek",
}


def alttekst(grafiek: Grafiek, noem: str) -> str:
    """Say in Dutch what the chart shows: kind, range, direction, extremes and norm."""
    what = f" met {noem}" if noem else ""
    reach = f", van {grafiek.categorieen[0]} tot en met {grafiek.categorieen[-1]}" if grafiek.categorieen else ""
    if grafiek.vorm == "liggend" or not _ordered(grafiek):
        reach = ""
    sentences = [f"{_SOORT[grafiek.vorm]}{what}{reach}."]
    sentences += [_brug(grafiek)] if grafiek.vorm == "brug" else [_reeks(grafiek, reeks) for reeks in grafiek.reeksen]
    sentences += [
        f"De bandbreedte loopt in {grafiek.categorieen[-1]} van {band.laag.weergave} tot {band.hoog.weergave}."
        for band in grafiek.band[-1:]
    ]
    if grafiek.norm:
        lines = "De lijnen voor {} zijn" if grafiek.norm.tot is not None else "De lijn voor {} is"
        article = "het" if grafiek.norm.tekst.startswith("doel ") else "de"
        sentences.append(f"{lines.format(f'{article} {grafiek.norm.tekst}')} getekend.")
    return " ".join(sentences)


def opnieuw(grafiek: Grafiek) -> str:
    """Make the text anew for a chart of which the numbers are others than when ``grafiek.alt`` was made."""
    begin = f"{_SOORT[grafiek.vorm]} met "
    noem = re.split(r", |\.", grafiek.alt.removeprefix(begin), maxsplit=1)[0]
    return alttekst(grafiek, noem if grafiek.alt.startswith(begin) else "")


def _ordered(grafiek: Grafiek) -> bool:
    """Time runs on, so begin and end say something; the members of a breakdown do not."""
    return grafiek.tabel.rijkop in {"Maand", "Stand op", "Periode"}


def _reeks(grafiek: Grafiek, reeks: Reeks) -> str:
    known = [(label, punt) for label, punt in zip(grafiek.categorieen, reeks.punten, strict=True) if _known(punt)]
    hidden = [label for label, punt in zip(grafiek.categorieen, reeks.punten, strict=True) if punt.verborgen]
    left_out = f" Niet getoond, om privacy: {', '.join(hidden)}." if hidden else ""
    if not known:
        return f"{reeks.naam}: geen cijfers.{left_out}"
    if grafiek.vorm == "lijn":
        return f"{reeks.naam}: {_course(known, 'getoonde' if hidden else '')}.{left_out}"
    shown = ", ".join(f"{label} {punt.weergave}" for label, punt in known)
    return f"{reeks.naam}: {shown}.{left_out}"


def _brug(grafiek: Grafiek) -> str:
    """Tell a bridge from its begin by its steps, in their order, to its end."""
    (naam, begin), *stappen, (laatste, eind) = zip(grafiek.categorieen, grafiek.reeksen[0].punten, strict=True)
    via = ", ".join(f"{naam_stap} {stap(punt)}" for naam_stap, punt in stappen)
    return f"{naam}: {begin.weergave}. Daarna: {via}. {laatste}: {eind.weergave}."


def stap(punt: Punt) -> str:
    """Write a step of a bridge with a word for its direction, instead of its sign: both would say it twice."""
    if not punt.waarde:
        return punt.weergave
    return f"{punt.weergave.lstrip('+-')} {'erbij' if punt.waarde > 0 else 'eraf'}"


def _known(punt: Punt) -> bool:
    return punt.waarde is not None


def _course(known: Sequence[tuple[str, Punt]], which: str = "") -> str:
    """Tell a line by its ends and extremes; ``which`` says of which points these are, where not of all."""
    (first, begin), (last, end) = known[0], known[-1]
    high = max(known, key=lambda item: item[1].waarde or 0)
    low = min(known, key=lambda item: item[1].waarde or 0)
    change = (end.waarde or 0) - (begin.waarde or 0)
    way = "hoger" if change > 0 else "lager" if change < 0 else "even hoog"
    of = f" {which}" if which else ""
    return (
        f"begint met {begin.weergave} ({first}) en eindigt {way}, met {end.weergave} ({last}); "
        f"hoogste{of} {high[1].weergave} ({high[0]}), laagste{of} {low[1].weergave} ({low[0]})"
    )
