"""Reads the text alternative of a chart as somebody who cannot see it, and holds it against what is plotted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from werkmonitor.monitor import model

_NUMBER = re.compile(r"[+-]?(?:€\s)?[+-]?\d+(?:\.\d{3})*(?:,\d+)?")
_KINDS = {
    "lijn": "Lijngrafiek", "staaf": "Staafgrafiek", "liggend": "Grafiek met liggende staven", "brug": "Bruggrafiek",
}  # fmt: skip
_WAY = {"+": "erbij", "-": "eraf"}
_PLACE = r"[^()]+(?:\([^()]*\))?"
_COURSE = re.compile(
    rf"begint met (?P<begin>.+?) \((?P<first>{_PLACE})\) en eindigt (?P<way>hoger|lager|even hoog), met "
    rf"(?P<end>.+?) \((?P<last>{_PLACE})\); hoogste(?: getoonde)? (?P<high>.+?) \((?P<at_high>{_PLACE})\), "
    rf"laagste(?: getoonde)? (?P<low>.+?) \((?P<at_low>{_PLACE})\)"
)
_MILLION = 1_000_000


def number(text: str) -> Fraction:
    """Read a number as it is written in Dutch; a percentage is a share."""
    found = _NUMBER.search(text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-"))
    assert found is not None, text
    value = Fraction(re.sub(r"[€\s.]", "", found[0]).replace(",", "."))
    return value / 100 if "%" in text else value * _MILLION if "miljoen" in text else value


def onwaarheden(grafiek: model.Grafiek) -> Iterator[str]:
    """Yield what the text says that is not so, or leaves out: kind, range, values, direction, extremes and norm."""
    alt = grafiek.alt
    yield from (
        f"{grafiek.id}: {said}" for said in (*_start(grafiek, alt), *_series(grafiek, alt), *_norm(grafiek, alt))
    )


def _start(grafiek: model.Grafiek, alt: str) -> Iterator[str]:
    if not alt.startswith(_KINDS[grafiek.vorm]):
        yield f"another kind: {alt[:40]!r}"
    over_time = grafiek.tabel.rijkop in {"Maand", "Stand op", "Periode"} and grafiek.vorm != "liggend"
    reach = f"van {grafiek.categorieen[0]} tot en met {grafiek.categorieen[-1]}"
    if over_time and reach not in alt.partition(". ")[0]:
        yield f"no range: {alt[:80]!r}"


def _series(grafiek: model.Grafiek, alt: str) -> Iterator[str]:
    """Take the text apart: what is left when everything that is true was taken out must hold no number."""
    rest = alt
    for reeks in grafiek.reeksen:
        known = [(c, p) for c, p in zip(grafiek.categorieen, reeks.punten, strict=True) if p.waarde is not None]
        if not known:
            said = f"{reeks.naam}: geen cijfers"
        elif grafiek.vorm == "lijn":
            said = yield from _course(reeks, known, alt)
        elif grafiek.vorm == "brug":
            said = yield from _bridge(known, alt)
        else:
            said = yield from _bars(reeks, known, alt)
        rest = rest.replace(said, "", 1)
    rest = rest.partition(". ")[2]
    for part in (grafiek.norm.tekst if grafiek.norm else "", *_band(grafiek), *grafiek.categorieen):
        rest = rest.replace(part, "") if part else rest
    if re.search(r"\d", rest):
        yield f"numbers that are not plotted: {rest!r}"


def _band(grafiek: model.Grafiek) -> list[str]:
    return [part for band in grafiek.band[-1:] for part in (band.laag.weergave, band.hoog.weergave)]


Known = list[tuple[str, model.Punt]]
Said = Iterator[str]


def _is(shown: str, punt: model.Punt) -> bool:
    """Say whether a number as it is written is the plotted one, rounded to its decimals."""
    value, plotted = number(shown), Fraction(str(punt.waarde))
    decimals = len(shown.rpartition(",")[2].rstrip("% miljoen")) if "," in shown else 0
    unit = Fraction(1, 10**decimals) / (100 if "%" in shown else 1) * (_MILLION if "miljoen" in shown else 1)
    return abs(value - plotted) <= unit / 2


def _course(reeks: model.Reeks, known: Known, alt: str):  # type: ignore[no-untyped-def]  # noqa: ANN202
    part = alt.partition(f"{reeks.naam}: ")[2]
    told = _COURSE.match(part)
    if told is None:
        yield f"no course of {reeks.naam}"
        return ""
    (first, begin), (last, end) = known[0], known[-1]
    values = [punt.waarde or 0 for _, punt in known]
    change = values[-1] - values[0]
    way = "hoger" if change > 0 else "lager" if change < 0 else "even hoog"
    extremes = {"high": max(values), "low": min(values)}
    if (told["first"], told["last"], told["way"]) != (first, last, way):
        yield f"{reeks.naam}: {told.groupdict()} is not {first}, {last}, {way}"
    if not (_is(told["begin"], begin) and _is(told["end"], end)):
        yield f"{reeks.naam} begins or ends otherwise"
    for name, value in extremes.items():
        there = [label for label, punt in known if punt.waarde == value]
        point = next(punt for _, punt in known if punt.waarde == value)
        if not _is(told[name], point) or told[f"at_{name}"] not in there:
            yield f"{reeks.naam}: {name} is {value} at {there}, not {told[name]} at {told[f'at_{name}']}"
    return f"{reeks.naam}: {told[0]}"


def _bars(reeks: model.Reeks, known: Known, alt: str):  # type: ignore[no-untyped-def]  # noqa: ANN202
    said = f"{reeks.naam}: " + ", ".join(f"{label} {punt.weergave}" for label, punt in known)
    if f"{said}." not in alt:
        yield f"{reeks.naam} is not told bar by bar"
    for label, punt in known:
        if not _is(punt.weergave, punt):
            yield f"{label} is told as {punt.weergave}, and plotted as {punt.waarde}"
    return said


def _bridge(known: Known, alt: str):  # type: ignore[no-untyped-def]  # noqa: ANN202
    place = 0
    for label, punt in known:
        place = alt.find(label, place)
        shown = alt[place + len(label) :].lstrip(": ")
        sign, rest = punt.weergave[0], punt.weergave[1:]
        told = f"{rest} {_WAY[sign]}" if sign in _WAY else punt.weergave
        if place < 0 or not shown.startswith(told) or not _is(punt.weergave, punt):
            yield f"{label} is not told as {told}"
    start = alt.find(known[0][0])
    return alt[start : alt.find(known[-1][1].weergave, place) + len(known[-1][1].weergave)]


def _norm(grafiek: model.Grafiek, alt: str) -> Iterator[str]:
    if grafiek.norm is None:
        if "De lijn voor" in alt:
            yield "a norm that is not drawn"
        return
    if f"{grafiek.norm.tekst} " not in alt:
        yield f"the norm {grafiek.norm.tekst} is not told"
    told = [
        number(part)
        for part in re.findall(r"[\d.,]+(?:%| miljoen)?", grafiek.norm.tekst.partition(":")[2] or grafiek.norm.tekst)
    ]
    for einde in grafiek.norm.einden:
        if Fraction(str(einde)) not in told:
            yield f"the norm is drawn at {einde} and told as {grafiek.norm.tekst}"
