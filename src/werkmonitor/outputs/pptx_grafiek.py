"""Charts of slides as PowerPoint's own: numbers and colours can be changed there, and only shown numbers are in it."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from pptx.chart.data import CategoryChartData
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
from werkmonitor.charts.style import Look
from werkmonitor.outputs.pptx_reeksen import LETTER, Plan, Serie
from werkmonitor.outputs.pptx_tekst import rgb
from werkmonitor.outputs.xlsx_values import as_shown, one_line

KLEIN = 14
"""Points of the numbers in a chart."""
VEEL = 24
"""Points of a line from which on only one category a year is named."""
PER_JAAR = 12
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


def teken(slide: Any, plan: Plan, vak: tuple[float, float, float, float], created: datetime) -> Any:
    """Add the chart to a slide within ``vak`` (left, top, width, height in mm); return its frame."""
    data: Any = CategoryChartData(number_format=plan.series[0].patroon if plan.series else _GEWOON)  # type: ignore[no-untyped-call]
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


def _kaal(chart: Any, plan: Plan) -> None:
    """Set what holds for the whole chart: letters, ground, language, legend and axes."""
    palet = plan.palet
    chart.font.size, chart.font.color.rgb = Pt(LETTER), rgb(palet.tekst)
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
    names.format.line.color.rgb = rgb(plan.palet.as_lijn)
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
    values.major_gridlines.format.line.color.rgb = rgb(plan.palet.raster)
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
    labels.font.color.rgb = rgb(plan.palet.tekst)
    if plan.vorm == "brug":  # the only place that a stacked column has, and that is its own colour
        labels.position = XL_LABEL_POSITION.INSIDE_BASE
        dark = serie.naam == "Stand" and not plan.grafiek.verzonnen
        labels.font.color.rgb = rgb(plan.palet.papier if dark else plan.palet.tekst)
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
        vorm.fill.fore_color.rgb = rgb(plan.palet.papier)
        if look.edge:
            vorm.line.dash_style = MSO_LINE.SQUARE_DOT
    elif plan.vorm == "brug" and look.color == plan.palet.vorig:  # light: its number stands on it
        vorm.fill.solid()
        vorm.fill.fore_color.rgb = rgb(plan.palet.band)
    elif plan.grafiek.verzonnen:
        vorm.fill.patterned()  # PowerPoint has no finer one that is seen from the back
        vorm.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        vorm.fill.fore_color.rgb, vorm.fill.back_color.rgb = rgb(look.color), rgb(plan.palet.papier)
    else:
        vorm.fill.solid()
        vorm.fill.fore_color.rgb = rgb(look.color)
    vorm.line.color.rgb, vorm.line.width = rgb(look.color), Pt(1.5)


def _lijn(series: Any, serie: Serie, plan: Plan) -> None:
    look = serie.looks[0] if serie.looks else None
    series.smooth = False
    series.marker.style = XL_MARKER_STYLE.NONE
    if look is None:
        return
    series.format.line.color.rgb, series.format.line.width = rgb(look.color), Pt(look.width)
    series.format.line.dash_style = _streep(look.invented if plan.grafiek.verzonnen else look.dash)
    known = [i for i, value in enumerate(serie.waarden) if value is not None]
    alone = {i for i in known if not {i - 1, i + 1} & set(known)}
    for index in sorted(alone | serie.labels & set(known)):
        marker = series.points[index].marker
        marker.style, marker.size = _MERKEN[look.marker], 8
        marker.format.fill.solid()
        marker.format.fill.fore_color.rgb = rgb(look.color)
        # A point of its own has a line of its own: without this it would be one of another colour.
        line = series.points[index].format.line
        line.color.rgb, line.width = rgb(look.color), Pt(look.width)
        line.dash_style = _streep(look.invented if plan.grafiek.verzonnen else look.dash)
    for index in sorted(serie.labels & set(known)):
        _label(series.points[index].data_label, serie, index, look)


def _label(label: Any, serie: Serie, index: int, look: Look) -> None:
    known = [value for value in serie.waarden if value is not None]
    low = serie.waarden[index] == min(known) < max(known)
    label.position = XL_LABEL_POSITION.BELOW if low else XL_LABEL_POSITION.ABOVE
    label.font.size, label.font.bold = Pt(KLEIN), look.strong
    label.font.color.rgb = rgb(look.text)


def _streep(dash: tuple[float, ...]) -> Any:
    """Return the nearest of PowerPoint's own dashes."""
    if not dash:
        return MSO_LINE.SOLID
    if len(dash) > 2:  # noqa: PLR2004 - a dash and dots
        return MSO_LINE.DASH_DOT if len(dash) == 4 else MSO_LINE.DASH_DOT_DOT  # noqa: PLR2004 - likewise
    return MSO_LINE.ROUND_DOT if dash[0] <= 2 else MSO_LINE.DASH if dash[0] < 7 else MSO_LINE.LONG_DASH  # noqa: PLR2004
