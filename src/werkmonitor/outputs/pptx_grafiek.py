"""Charts of slides as PowerPoint's own: numbers and colours can be changed there, and only shown numbers are in it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Mm, Pt
from xlsxwriter import Workbook

from werkmonitor.charts import scale
from werkmonitor.charts.style import Look, bar_looks, expected, looks, now, previous
from werkmonitor.formatting import NIET_GETOOND_UITLEG, fraction
from werkmonitor.huisstijl.model import Palet
from werkmonitor.monitor.model import Grafiek, Punt
from werkmonitor.outputs import dia_maat
from werkmonitor.outputs.xlsx_values import as_shown, joined, number_pattern, one_line

LETTER, KLEIN = 16, 14
"""Points of the words and numbers in a chart."""
VEEL = 24
"""Points of a line from which on only one category a year is named."""
PER_JAAR = 12
HOOG = 1.12
"""How far the axis of bars goes on above the highest, for its label."""
INGEKORT = 0.2
"""Where all steps of a bridge move less than this part of the highest stand, its axis is broken to show them."""
STOMP = 0.4
"""How far a broken axis reaches below the lowest stand, as a part of what the steps move."""
AS_BRUG = "Let op: de as begint niet bij 0; de hele staven zijn ingekort."
SOORTEN = {
    "lijn": XL_CHART_TYPE.LINE_MARKERS,
    "staaf": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "liggend": XL_CHART_TYPE.BAR_CLUSTERED,
    "brug": XL_CHART_TYPE.BAR_STACKED,
}
_MERKEN = {
    "rond": XL_MARKER_STYLE.CIRCLE,
    "vierkant": XL_MARKER_STYLE.SQUARE,
    "ruit": XL_MARKER_STYLE.DIAMOND,
    "driehoek": XL_MARKER_STYLE.TRIANGLE,
}
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
        come, go = f'{NL}"+"{core}" erbij";;{NL}{core}', f'{NL}"-"{core}" eraf"'
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
    return frozenset({*ends, known[0][1], max(known)[1], min(known)[1]} if veel else ends)


def teken(slide: Any, plan: Plan, vak: tuple[float, float, float, float], created: datetime) -> Any:
    """Add the chart to a slide within ``vak`` (left, top, width, height in mm); return its frame."""
    data = CategoryChartData(number_format=plan.series[0].patroon if plan.series else _GEWOON)
    data.categories = [one_line(naam) for naam in plan.grafiek.categorieen]
    for serie in plan.series:
        data.add_series(serie.naam, serie.waarden, serie.patroon)
    left, top, width, height = (Mm(size) for size in vak)
    frame = slide.shapes.add_chart(SOORTEN[plan.vorm], left, top, width, height, data)
    chart = frame.chart
    _kaal(chart, plan)
    if plan.vorm == "staaf":
        _normen_als_lijn(chart, sum(serie.norm for serie in plan.series))
    drawn = [series for plot in chart.plots for series in plot.series]
    for series, serie in zip(drawn, plan.series, strict=True):
        if plan.vorm == "lijn" or serie.norm:
            _lijn(series, serie, plan)
        else:
            _staven(series, serie, plan)
    chart.part.chart_workbook.update_from_xlsx_blob(werkboek(plan, created))
    return frame


def werkboek(plan: Plan, created: datetime) -> bytes:
    """Return the workbook behind a chart: what is shown and nothing else, texts always as texts."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(buffer, options) as book:
        book.set_properties({"created": created})
        sheet = book.add_worksheet("Sheet1")  # the name that the chart refers to
        for row, naam in enumerate(plan.grafiek.categorieen, 1):
            sheet.write_string(row, 0, one_line(naam))
        for column, serie in enumerate(plan.series, 1):
            sheet.write_string(0, column, serie.naam)
            look = book.add_format({"num_format": serie.patroon})
            for row, value in enumerate(serie.waarden, 1):
                if value is not None:
                    sheet.write_number(row, column, value, look)
    return buffer.getvalue()


def _kleur(kleur: str) -> RGBColor:
    return RGBColor.from_string(kleur[1:].upper())


def _kaal(chart: Any, plan: Plan) -> None:
    """Set what holds for the whole chart: letters, ground, language, legend and axes."""
    palet = plan.palet
    chart.font.size, chart.font.color.rgb = Pt(LETTER), _kleur(palet.tekst)
    chart.has_title = False
    space = chart._chartSpace  # noqa: SLF001 - the library has no other way to a language and a ground
    fill = f'<a:solidFill><a:srgbClr val="{palet.papier[1:].upper()}"/></a:solidFill><a:ln><a:noFill/></a:ln>'
    space.find(qn("c:chart")).addnext(parse_xml(f"<c:spPr {nsdecls('c', 'a')}>{fill}</c:spPr>"))
    space.find(qn("c:date1904")).addnext(parse_xml(f'<c:lang {nsdecls("c")} val="nl-NL"/>'))
    chart.has_legend = plan.vorm != "brug" and len(plan.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    _assen(chart, plan)


def _assen(chart: Any, plan: Plan) -> None:
    names, values = chart.category_axis, chart.value_axis
    names.format.line.color.rgb = _kleur(plan.palet.as_lijn)
    names.has_major_gridlines = False
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW  # below what is negative
    names.reverse_order = plan.vorm in {"liggend", "brug"}
    reach = plan.as_bereik
    values.minimum_scale, values.maximum_scale = reach.low, reach.high
    values.has_major_gridlines = plan.vorm == "lijn"
    if plan.vorm != "lijn":
        values.visible = False
        chart.plots[0].gap_width = 60
        chart.plots[0].overlap = 100 if plan.vorm == "brug" else 0
        return
    values.major_unit = reach.ticks[1] - reach.ticks[0]
    values.major_gridlines.format.line.color.rgb = _kleur(plan.palet.raster)
    values.format.line.fill.background()
    last = scale.tick_texts(reach.ticks, plan.grafiek.eenheid)[-1]
    values.tick_labels.number_format = as_shown(reach.ticks[-1], last).pattern
    values.tick_labels.number_format_is_linked = False
    if len(plan.grafiek.categorieen) > VEEL:
        for tag in ("tickLblSkip", "tickMarkSkip"):
            skip = parse_xml(f'<c:{tag} {nsdecls("c")} val="{PER_JAAR}"/>')
            names._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)  # noqa: SLF001 - see above


def _normen_als_lijn(chart: Any, count: int) -> None:
    """Turn the last series of a column chart into lines across it, on the same axes."""
    if not count:
        return
    bars = chart.plots[0]._element  # noqa: SLF001 - the library makes no chart of two kinds
    line = parse_xml(f'<c:lineChart {nsdecls("c")}><c:grouping val="standard"/><c:varyColors val="0"/></c:lineChart>')
    for ser in bars.findall(qn("c:ser"))[-count:]:
        for element in ser.findall(qn("c:invertIfNegative")):  # which a line does not have
            ser.remove(element)
        line.append(ser)
    line.append(parse_xml(f'<c:marker {nsdecls("c")} val="1"/>'))
    for axis in bars.findall(qn("c:axId")):
        line.append(parse_xml(f'<c:axId {nsdecls("c")} val="{axis.get("val")}"/>'))
    bars.addnext(line)


def _staven(series: Any, serie: Serie, plan: Plan) -> None:
    if len(set(serie.looks)) == 1:
        _vul(series.format, serie.looks[0], plan)
    else:
        for index, look in enumerate(serie.looks):
            _vul(series.points[index].format, look, plan)
    if not serie.labels:
        return
    labels = series.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, serie.patroon, False
    labels.font.size, labels.font.bold = Pt(KLEIN), True
    labels.font.color.rgb = _kleur(plan.palet.tekst)
    if plan.vorm == "brug":  # the only place that a stacked column has, and that is its own colour
        labels.position = XL_LABEL_POSITION.INSIDE_BASE
        dark = serie.naam == "Stand" and not plan.grafiek.verzonnen
        labels.font.color.rgb = _kleur(plan.palet.papier if dark else plan.palet.tekst)
    else:
        labels.position = XL_LABEL_POSITION.OUTSIDE_END


def _vul(vorm: Any, look: Look | None, plan: Plan) -> None:
    """Fill a bar: in its colour, striped where it is invented, only an edge for a series that is told apart so."""
    if look is None:
        vorm.fill.background()
        vorm.line.fill.background()
        return
    if look.outline:
        vorm.fill.solid()
        vorm.fill.fore_color.rgb = _kleur(plan.palet.papier)
        if look.edge:
            vorm.line.dash_style = MSO_LINE.SQUARE_DOT
    elif plan.vorm == "brug" and look.color == plan.palet.vorig:  # light: its number stands on it
        vorm.fill.solid()
        vorm.fill.fore_color.rgb = _kleur(plan.palet.band)
    elif plan.grafiek.verzonnen:
        vorm.fill.patterned()  # PowerPoint has no finer one that is seen from the back
        vorm.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        vorm.fill.fore_color.rgb, vorm.fill.back_color.rgb = _kleur(look.color), _kleur(plan.palet.papier)
    else:
        vorm.fill.solid()
        vorm.fill.fore_color.rgb = _kleur(look.color)
    vorm.line.color.rgb, vorm.line.width = _kleur(look.color), Pt(1.5)


def _lijn(series: Any, serie: Serie, plan: Plan) -> None:
    look = serie.looks[0] if serie.looks else None
    series.smooth = False
    series.marker.style = XL_MARKER_STYLE.NONE
    if look is None:
        return
    series.format.line.color.rgb, series.format.line.width = _kleur(look.color), Pt(look.width)
    series.format.line.dash_style = _streep(look.invented if plan.grafiek.verzonnen else look.dash)
    known = [i for i, value in enumerate(serie.waarden) if value is not None]
    alone = {i for i in known if not {i - 1, i + 1} & set(known)}
    for index in sorted(alone | serie.labels & set(known)):
        marker = series.points[index].marker
        marker.style, marker.size = _MERKEN[look.marker], 8
        marker.format.fill.solid()
        marker.format.fill.fore_color.rgb = _kleur(look.color)
        # A point of its own has a line of its own: without this it would be one of another colour.
        line = series.points[index].format.line
        line.color.rgb, line.width = _kleur(look.color), Pt(look.width)
        line.dash_style = _streep(look.invented if plan.grafiek.verzonnen else look.dash)
    for index in sorted(serie.labels & set(known)):
        _label(series.points[index].data_label, serie, index, look)


def _label(label: Any, serie: Serie, index: int, look: Look) -> None:
    known = [value for value in serie.waarden if value is not None]
    low = serie.waarden[index] == min(known) < max(known)
    label.position = XL_LABEL_POSITION.BELOW if low else XL_LABEL_POSITION.ABOVE
    label.font.size, label.font.bold = Pt(KLEIN), look.strong
    label.font.color.rgb = _kleur(look.text)


def _streep(dash: tuple[float, ...]) -> Any:
    """Return the nearest of PowerPoint's own dashes."""
    if not dash:
        return MSO_LINE.SOLID
    if len(dash) > 2:  # noqa: PLR2004 - a dash and dots
        return MSO_LINE.DASH_DOT if len(dash) == 4 else MSO_LINE.LONG_DASH_DOT_DOT  # noqa: PLR2004 - likewise
    return MSO_LINE.ROUND_DOT if dash[0] <= 2 else MSO_LINE.DASH if dash[0] < 7 else MSO_LINE.LONG_DASH  # noqa: PLR2004
