"""What a chart of a slide becomes: its series, how each looks, and the words below it; it needs no PowerPoint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from werkmonitor.charts import scale
from werkmonitor.charts.style import Look, bar_looks, expected, looks, now, previous
from werkmonitor.formatting import NIET_GETOOND_UITLEG, fraction
from werkmonitor.huisstijl.model import Palet
from werkmonitor.monitor.model import Grafiek, Punt
from werkmonitor.outputs import dia_maat
from werkmonitor.outputs.xlsx_values import as_shown, joined, number_pattern, one_line

LETTER = 16
"""Points of the words in a chart."""
HOOG = 1.12
"""How far the axis of bars goes on above the highest, for its label."""
INGEKORT = 0.2
"""Where all steps of a bridge move less than this part of the highest stand, its axis is broken to show them."""
STOMP = 0.4
"""How far a broken axis reaches below the lowest stand, as a part of what the steps move."""
AS_BRUG = "Let op: de as begint niet bij 0; de hele staven zijn ingekort."
_GEWOON = "General"
NL = "[$-413]"
"""What a Dutch pattern begins with."""


class Serie(NamedTuple):
    """One series of a chart with how each of its points looks; a look of ``None`` is not seen at all."""

    naam: str
    waarden: Sequence[float | None]
    patroon: str
    looks: Sequence[Look | None]
    labels: frozenset[int] = frozenset()
    norm: bool = False
    rand: bool = False
    """Whether it is an edge of the bandwidth of a forecast, or a line of a norm: thin, and without labels."""


class Plan:
    """What a chart becomes: its kind, its series, and the words below it."""

    def __init__(self, grafiek: Grafiek, palet: Palet, breed: float) -> None:
        self.grafiek, self.palet = grafiek, palet
        self.vorm: str = grafiek.vorm
        if grafiek.vorm == "brug" and not self._overbrugt():
            self.vorm = "staaf"
        if self.vorm == "staaf" and not self._past(breed):
            self.vorm = "liggend"

    def _overbrugt(self) -> bool:
        """Say whether it can be a bridge: every step known, since the bars after one tell how large it is."""
        punten = self.grafiek.reeksen[0].punten
        return all(punt.waarde is not None for punt in punten) and min(self._standen, default=0) >= 0

    @cached_property
    def _standen(self) -> list[float]:
        """The level after each step of a bridge."""
        punten = self.grafiek.reeksen[0].punten
        level, levels = fraction(0), list[float]()
        for index, punt in enumerate(punten):
            change = fraction(punt.waarde or 0)
            level = change if index in {0, len(punten) - 1} else level + change
            levels.append(float(level))
        return levels

    def _past(self, breed: float) -> bool:
        """Say whether the longest word of a category fits below its bars."""
        slot = breed / max(len(self.grafiek.categorieen), 1)
        words = (word for naam in self.grafiek.categorieen for word in naam.split(" "))
        return all(dia_maat.regels(word, slot, LETTER) <= 1 for word in words)

    @cached_property
    def series(self) -> list[Serie]:
        """The series in the order in which they are drawn."""
        if self.vorm == "brug":
            return list(self._brug())
        return [*self._reeksen(), *self._randen(), *self._norm()]

    def _reeksen(self) -> Iterator[Serie]:
        grafiek = self.grafiek
        bars = [bar_looks(grafiek, i, self.palet) for i in range(len(grafiek.categorieen))]
        per_reeks = list(zip(*bars, strict=True))
        whole = looks(grafiek.reeksen, self.palet)
        for rank, reeks in enumerate(grafiek.reeksen):
            line = self.vorm == "lijn"
            seen = [whole[rank]] * len(reeks.punten) if line else per_reeks[rank]
            labels = _verteld(reeks.punten, veel=reeks.stijl == "nu") if line else frozenset(range(len(reeks.punten)))
            waarden = [punt.waarde for punt in reeks.punten]
            yield Serie(one_line(reeks.naam), waarden, self._patroon(reeks.punten), seen, labels)

    def _patroon(self, punten: Sequence[Punt]) -> str:
        """Return the pattern that writes the numbers as they are shown."""
        found = {as_shown(p.waarde, p.weergave).pattern for p in punten if p.waarde is not None} - {_GEWOON}
        return found.pop() if len(found) == 1 else number_pattern(self.grafiek.eenheid, self.grafiek.decimalen)

    def _randen(self) -> Iterator[Serie]:
        look = expected(self.palet)._replace(color=self.palet.band_rand, text=self.palet.gedempt, width=1.0, dash=())
        for naam, punten in (
            ("vanaf", [band.laag for band in self.grafiek.band]),
            ("tot", [band.hoog for band in self.grafiek.band]),
        ):
            if punten and self.vorm == "lijn":
                seen = [look] * len(punten)
                values = [punt.waarde for punt in punten]
                yield Serie(f"prognose: {naam}", values, self._patroon(punten), seen, _einde(values), rand=True)

    def _norm(self) -> Iterator[Serie]:
        """Yield the lines of the norm; across horizontal bars there is no line that stays at its value."""
        norm, count = self.grafiek.norm, len(self.grafiek.categorieen)
        if norm is None or self.vorm == "liggend":
            return
        look = Look(self.palet.norm, self.palet.norm, 1.5)
        pattern = number_pattern(self.grafiek.eenheid, self.grafiek.decimalen)
        for einde in norm.einden:
            yield Serie(one_line(norm.tekst), [einde] * count, pattern, [look] * count, norm=True, rand=True)

    def _brug(self) -> Iterator[Serie]:
        """Yield the invisible base, the stands, and what comes in and goes out, as columns on top of each other."""
        punten, ends = self.grafiek.reeksen[0].punten, self._standen
        last, pattern = len(punten) - 1, number_pattern(self.grafiek.eenheid, self.grafiek.decimalen)
        core = pattern.split(";", maxsplit=1)[0].removeprefix(NL)
        come, go = f'{NL}{core}" erbij";;{NL}{core}', f'{NL}{core}" eraf"'
        stand = [end if i in {0, last} else None for i, end in enumerate(ends)]
        steps = [0.0 if i in {0, last} else punt.waarde or 0.0 for i, punt in enumerate(punten)]
        base = [None if i in {0, last} else min(ends[i - 1], ends[i]) for i in range(len(punten))]
        grey = previous(self.palet)
        known = range(1, last)
        for naam, values, wijze, look in (
            ("Basis (onzichtbaar)", base, pattern, None),
            ("Stand", stand, pattern, now(self.palet)),
            ("Erbij", [s if i in known and s >= 0 else None for i, s in enumerate(steps)], come, grey),
            ("Eraf", [-s if s < 0 else None for s in steps], go, grey._replace(outline=True)),
        ):
            labels = frozenset(i for i, value in enumerate(values) if value is not None and look)
            yield Serie(naam, values, wijze, [look] * len(values), labels)

    @property
    def as_bereik(self) -> scale.Scale:
        """From where to where the axis of the numbers goes."""
        if self.vorm == "lijn":
            return scale.line_scale(scale.values(self.grafiek))
        if self.vorm == "brug":
            low, high = min(self._standen), max(self._standen)
            broken = 0 < high - low < INGEKORT * high and low > 0
            room = high - low if broken else high
            return scale.Scale(low - STOMP * room if broken else 0, high + (HOOG - 1) * room, ())
        low, high = scale.extent(scale.values(self.grafiek))
        return scale.Scale(low * HOOG, high * HOOG if high > 0 else 0, ())

    def bijschrift(self) -> str:
        """Return what stands below the chart: what is plotted, and what a reader must know of it."""
        grafiek, low = self.grafiek, self.as_bereik.low
        parts = [grafiek.onderschrift, *self._gaten()]
        if self.vorm == "lijn" and low:
            first = scale.tick_texts(self.as_bereik.ticks, grafiek.eenheid)[0]
            parts.append(f"Let op: de as begint bij {first}, niet bij 0")
        if self.vorm == "brug" and low:
            parts.append(AS_BRUG)
        if grafiek.norm and not any(serie.norm for serie in self.series):
            parts.append(f"Norm: {grafiek.norm.tekst.removeprefix('norm').lstrip(': ')}")
        parts += [f"{grafiek.categorieen[remark.index]}: {remark.tekst}" for remark in grafiek.annotaties]
        return joined(*parts)

    def _gaten(self) -> Iterator[str]:
        """Yield of which categories a number is not shown or not known: a gap in a chart does not say why."""
        more = len(self.grafiek.reeksen) > 1
        hidden, missing = list[str](), list[str]()
        for reeks in self.grafiek.reeksen:
            for naam, punt in zip(self.grafiek.categorieen, reeks.punten, strict=True):
                if punt.waarde is None:
                    place = f"{naam} ({reeks.naam})" if more else naam
                    (hidden if punt.verborgen else missing).append(place)
        if hidden:
            yield f"{NIET_GETOOND_UITLEG}: {', '.join(hidden)}"
        if missing and self.vorm != "lijn":
            yield f"Niet bekend: {', '.join(missing)}"


def _einde(values: Sequence[float | None]) -> frozenset[int]:
    return frozenset([max((i for i, value in enumerate(values) if value is not None), default=0)])


def _verteld(punten: Sequence[Punt], *, veel: bool) -> frozenset[int]:
    """Return which points of a line have their number beside them: the last, of this year the first and extremes."""
    known = [(punt.waarde, i) for i, punt in enumerate(punten) if punt.waarde is not None]
    if not known:
        return frozenset()
    ends = {known[-1][1]}
    if not veel:
        return frozenset(ends)
    ends.add(known[0][1])
    extremes = {max(known)[1], min(known)[1]}
    return frozenset(ends | {i for i in extremes if all(abs(i - end) > 1 for end in ends)})
