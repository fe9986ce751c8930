"""Where a Monitor shows something: each number with its place, and what else is said that follows from numbers.

A ``Plek`` is the name of one place.  All places whose numbers say the same are hidden together, or none of them;
``volgend`` adds what follows from them and would tell about them: a verdict, a direction, an order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

import msgspec

from werkmonitor.monitor import model

Soort = Literal["cijfer", "oordeel", "richting", "cel", "punt", "band", "volgorde", "opgave"]
Cijferdeel = Literal["waarde", "eerder", "vergelijking", "verschil", "tot_nu_toe", "respons", "norm", "lid"]


class Plek(NamedTuple):
    """A place; fields that its kind does not use are empty.

    - ``cijfer``: ``van`` is the id of the indicator, ``deel`` which of its numbers (``Cijferdeel``), ``lid`` the
      member, or for ``eerder`` the period.  ``waarde`` is its value, exact and as text; ``norm`` is a norm that is a
      figure itself, also as a line in a chart.
    - ``oordeel``: colour, word, rule and margin of the indicator ``van``.
    - ``richting``: which way the indicator ``van`` went: ``verschil_tekst`` and ``gunstig``.
    - ``cel``: page ``van``, block number ``blok``, row ``rij`` and column ``kolom`` of its table, from 0; also words
      in a cell that follow from numbers.
    - ``punt``: page ``van``, block ``blok``, of the series ``rij`` the point ``kolom``.
    - ``band``: page ``van``, block ``blok``, the lower (``rij`` 0) or upper bound (``rij`` 1) at category ``kolom``.
    - ``volgorde``: page ``van``, block ``blok``: rows and bars stand in order of size.
    - ``opgave``: the verdict of the opgave ``van`` (``deel`` is ``oordeel`` or ``vorig_oordeel``).
    """

    soort: Soort
    van: str
    deel: str = ""
    lid: str = ""
    blok: int = 0
    rij: int = 0
    kolom: int = 0


class Getal(NamedTuple):
    """A number that is shown: where, how, and the step that gave it."""

    plek: Plek
    weergave: str
    spoor: int | None


def getallen(monitor: model.Monitor) -> Iterator[Getal]:
    """Yield every number that a Monitor shows; what is not known, or hidden, is none."""
    return (getal for getal, is_known in _alle(monitor) if is_known is True)


def verborgen_getallen(monitor: model.Monitor) -> Iterator[Getal]:
    """Yield every number that a public Monitor hides."""
    return (getal for getal, is_known in _alle(monitor) if is_known is None and getal.spoor is not None)


_Gevonden = Iterator[tuple[Getal, bool | None]]
"""Numbers, each with whether it is known; ``None`` for one that is hidden."""


def _alle(monitor: model.Monitor) -> _Gevonden:
    for indicator in monitor.indicatoren:
        yield from _van_indicator(indicator)
    for pagina in monitor.paginas:
        for index, blok in enumerate(pagina.blokken):
            if isinstance(blok, model.Grafiek):
                yield from _van_grafiek(pagina.id, index, blok)
            if isinstance(blok, model.Grafiek | model.Tabelblok | model.Indicatoren):
                yield from _van_tabel(pagina.id, index, blok.tabel)


def _bekend(waarde: float | None, verborgen: object) -> bool | None:
    return None if verborgen is True else waarde is not None


def _van_indicator(indicator: model.Indicator) -> _Gevonden:
    own, then = indicator.id, indicator.vergelijking
    hidden = () if isinstance(indicator.verborgen, msgspec.UnsetType) else indicator.verborgen
    plek = Plek("cijfer", own, "waarde")
    yield Getal(plek, indicator.weergave, indicator.spoor), _bekend(indicator.waarde, "waarde" in hidden)
    beside = [("eerder", eerder.periode, eerder.cijfer) for eerder in indicator.eerder]
    beside += [("vergelijking", "", then.cijfer), ("verschil", "", then.verschil)] if then else []
    apart = (("tot_nu_toe", indicator.tot_nu_toe), ("respons", indicator.respons))
    beside += [(deel, "", cijfer) for deel, cijfer in apart if cijfer]
    for deel, lid, cijfer in beside:
        yield (
            Getal(Plek("cijfer", own, deel, lid), cijfer.weergave, cijfer.spoor),
            _bekend(cijfer.waarde, cijfer.verborgen),
        )
    if indicator.norm_spoor is not None:
        known = _bekend(indicator.norm, "norm" in hidden)
        yield Getal(Plek("cijfer", own, "norm"), indicator.norm_weergave, indicator.norm_spoor), known
    for each in indicator.leden:
        known = _bekend(each.waarde, each.verborgen)
        yield Getal(Plek("cijfer", own, "lid", each.lid), each.weergave, each.spoor), known


def _van_tabel(pagina: str, blok: int, tabel: model.Tabel) -> _Gevonden:
    for row, rij in enumerate(tabel.rijen):
        for column, cel in enumerate(rij.cellen):
            plek = Plek("cel", pagina, blok=blok, rij=row, kolom=column)
            yield Getal(plek, cel.weergave, cel.spoor), _bekend(cel.waarde, cel.verborgen)


def _van_grafiek(pagina: str, blok: int, grafiek: model.Grafiek) -> _Gevonden:
    series: list[tuple[Soort, int, tuple[model.Punt, ...]]]
    series = [("punt", row, reeks.punten) for row, reeks in enumerate(grafiek.reeksen)]
    series += [("band", 0, tuple(band.laag for band in grafiek.band))]
    series += [("band", 1, tuple(band.hoog for band in grafiek.band))]
    for soort, row, punten in series:
        for column, punt in enumerate(punten):
            plek = Plek(soort, pagina, blok=blok, rij=row, kolom=column)
            yield Getal(plek, punt.weergave, punt.spoor), _bekend(punt.waarde, punt.verborgen)


# ---- what follows from numbers


def volgend(monitor: model.Monitor, verborgen: Collection[Plek]) -> frozenset[Plek]:
    """Return the places that tell about hidden numbers without being numbers themselves.

    A verdict says on which side of its norm a value lies, a direction which of two is more, an order which of all is
    most.  All of it goes with the first number that it follows from, so that nothing of it has to be reckoned with.
    """
    hidden = set(verborgen)
    figures = {indicator.id: set(_zegt_iets(indicator, hidden)) for indicator in monitor.indicatoren}
    found = {plek for plekken in figures.values() for plek in plekken}
    found |= set(_opgaven(monitor, hidden, found))
    steps = frozenset(getal.spoor for getal in getallen(monitor) if getal.plek in hidden)
    return frozenset(found | set(_in_paginas(monitor, steps, hidden)))


def _zegt_iets(indicator: model.Indicator, hidden: Collection[Plek]) -> Iterator[Plek]:
    """Yield verdict and direction of an indicator where they tell about a hidden number."""

    def is_hidden(*delen: Cijferdeel) -> bool:
        return any(Plek("cijfer", indicator.id, deel) in hidden for deel in delen)

    if indicator.oordeel is not None and is_hidden("waarde", "tot_nu_toe", "respons", "norm"):
        yield Plek("oordeel", indicator.id)
    if indicator.vergelijking and is_hidden("waarde", "vergelijking", "verschil", "respons"):
        yield Plek("richting", indicator.id)


def _opgaven(monitor: model.Monitor, hidden: Collection[Plek], gone: Collection[Plek]) -> Iterator[Plek]:
    """Yield the verdicts of opgaven that rest on a figure of which the verdict is hidden, or was a year ago."""
    for opgave in monitor.opgaven:
        if opgave.grond == "regel" and any(Plek("oordeel", naam) in gone for naam in opgave.indicatoren):
            yield Plek("opgave", opgave.id, "oordeel")
        then = any(Plek("cijfer", naam, "vergelijking") in hidden for naam in opgave.indicatoren)
        if opgave.vorig_oordeel is not None and then:
            yield Plek("opgave", opgave.id, "vorig_oordeel")


def _in_paginas(monitor: model.Monitor, steps: frozenset[int | None], hidden: Collection[Plek]) -> Iterator[Plek]:
    """Yield words in tables that follow from hidden numbers, and the order of what stands by size."""
    for pagina in monitor.paginas:
        for index, blok in enumerate(pagina.blokken):
            if isinstance(blok, model.Grafiek | model.Tabelblok | model.Indicatoren):
                yield from _woorden(pagina.id, index, blok.tabel, steps)
                here = any(p.soort in {"cel", "punt"} and (p.van, p.blok) == (pagina.id, index) for p in hidden)
                if here and blok.tabel.op_grootte:
                    yield Plek("volgorde", pagina.id, blok=index)


def _woorden(pagina: str, blok: int, tabel: model.Tabel, steps: frozenset[int | None]) -> Iterator[Plek]:
    for row, rij in enumerate(tabel.rijen):
        for column, cel in enumerate(rij.cellen):
            if not isinstance(cel.volgt_uit, msgspec.UnsetType) and not steps.isdisjoint(cel.volgt_uit):
                yield Plek("cel", pagina, blok=blok, rij=row, kolom=column)
