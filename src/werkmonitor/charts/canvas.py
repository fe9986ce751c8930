"""A drawing sheet with its origin at the top left, over a matplotlib figure without axes.

Axes, ticks and layout engines are what makes matplotlib slow; labels that stand at the data need none of them.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, PathPatch, Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D

from werkmonitor.charts import style, svg, text
from werkmonitor.charts.style import PALET
from werkmonitor.huisstijl.kleur import meng
from werkmonitor.huisstijl.model import Palet

RC: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "werkmonitor",
    "font.family": [style.FONT],
    "path.simplify": False,
    "text.parse_math": False,
}
STRIPE_GAP = 10
STRIPE_TINT = 0.6
"""How much paper is in the colour of a stripe: it must be seen, not dazzle."""
PNG_DPI = 144
"""Two pixels a unit."""
Point = tuple[float, float]
Box = tuple[float, float, float, float]
Anchor = Literal["left", "center", "right"]
SHARE = {"left": 0.0, "center": 0.5, "right": 1.0}
"""Which part of a text stands before its anchor."""


class Canvas:
    """One chart in the making; coordinates are chart units, y runs down."""

    def __init__(self, height: float, palet: Palet = PALET) -> None:
        self.width = style.WIDTH
        self.height = round(height)
        self.palet = palet
        self._figure = Figure(figsize=(self.width / 72, self.height / 72), dpi=72)
        self._figure.patch.set_visible(False)
        self._transform = Affine2D()

    def line(self, points: Sequence[Point], color: str, width: float = 1, dash: Sequence[float] = ()) -> None:
        """Draw a line through the points; the dash pattern is in multiples of its width."""
        xs, ys = [x for x, _ in points], [self.height - y for _, y in points]
        line = Line2D(xs, ys, color=color, linewidth=width)
        if dash:
            line.set_dashes(tuple(dash))
        self._add(line)

    def area(self, points: Sequence[Point], color: str) -> None:
        """Fill the shape that the points go round."""
        self._add(Polygon([(x, self.height - y) for x, y in points], facecolor=color, linewidth=0))

    def bar(self, box: Box, look: style.Look, *, striped: bool = False) -> None:
        """Draw a bar: left, top, width and height."""
        x, y, width, height = box
        line = 2 if look.outline else 0
        inset = line / 2
        corner = (x + inset, self.height - y - height + inset)
        size = (max(width - line, 0.5), max(height - line, 0.5))
        edge: dict[str, Any] = {
            "edgecolor": look.color,
            "linewidth": line,
            "linestyle": (0, look.edge) if look.edge else "solid",
        }
        self._add(Rectangle(corner, *size, facecolor=self.palet.papier if look.outline else look.color, **edge))
        if striped:
            self._stripes(corner, size, meng(look.color, self.palet.papier, STRIPE_TINT))
        if striped and look.outline:  # over the ends of the stripes
            self._add(Rectangle(corner, *size, fill=False, **edge))

    def dot(self, x: float, y: float, look: style.Look, radius: float = 4) -> None:
        """Draw the marker of a series, with a light edge that frees it from its line."""
        x0, y0 = x, self.height - y
        if look.marker == "rond":
            self._add(Circle((x0, y0), radius, facecolor=look.color, edgecolor=self.palet.papier, linewidth=1.5))
        else:
            corners = [(x0 + radius * right, y0 + radius * up) for right, up in style.MARKERS[look.marker]]
            self._add(Polygon(corners, facecolor=look.color, edgecolor=self.palet.papier, linewidth=1.5))

    def text(  # noqa: PLR0913 - a text has a place, words and a look
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = style.TEXT,
        color: str = "",
        anchor: Anchor = "left",
        bold: bool = False,
    ) -> None:
        """Write one horizontal line of text with its baseline at y."""
        weight = "bold" if bold else "normal"
        ink = color or self.palet.tekst
        label = Text(x, self.height - y, words, parse_math=False, fontsize=size, color=ink, fontweight=weight)
        label.set(horizontalalignment=anchor, verticalalignment="baseline")
        self._add(label)

    def extend(self, above: float, below: float, margin: float) -> None:
        """Make room above what is drawn, at negative heights, and below it, and a margin all around."""
        self._transform.translate(margin, round(below) + margin)
        wide, high = self._figure.get_size_inches() * 72
        self._figure.set_size_inches((wide + 2 * margin) / 72, (high + round(above) + round(below) + 2 * margin) / 72)

    def svg(self, name: str, alt: str) -> str:
        """Return the sheet as a cleaned SVG with this id and alternative text."""
        return svg.clean(self._drawn(), name, alt, self.palet.tekst)

    def svg_alone(self, titel: str, alt: str) -> str:
        """Return the sheet as an SVG that looks the same in every program: its letters are shapes."""
        for artist in self._figure.get_children():
            if isinstance(artist, Text):
                artist.remove()
                self._add(_outline(artist))
        return svg.alone(self._drawn(), titel, alt, self.palet.papier)

    def png(self) -> bytes:
        """Return the sheet as a picture on paper, two pixels a unit."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        out = io.BytesIO()
        self._figure.set(dpi=PNG_DPI, facecolor=self.palet.papier)
        self._figure.patch.set_visible(True)
        self._transform.scale(PNG_DPI / 72)
        with mpl.rc_context(RC):
            FigureCanvasAgg(self._figure).print_png(out, metadata={"Software": None})  # type: ignore[no-untyped-call]
        return out.getvalue()

    def _drawn(self) -> str:
        out = io.StringIO()
        with mpl.rc_context(RC):
            FigureCanvasSVG(self._figure).print_svg(out, metadata={"Date": None})  # type: ignore[no-untyped-call]
        return out.getvalue()

    def _add(self, artist: Artist) -> None:
        artist.set_transform(self._transform)
        self._figure.add_artist(artist)

    def _stripes(self, corner: Point, size: Point, color: str) -> None:
        """Draw diagonals within a rectangle: a plain path looks the same in every viewer, a pattern does not."""
        (x, y), (width, height) = corner, size
        points: list[Point] = []
        offset = STRIPE_GAP / 2
        while offset < width + height:
            start = (x + max(0.0, offset - height), y + min(offset, height))
            end = (x + min(offset, width), y + max(0.0, offset - width))
            points += [start, end]
            offset += STRIPE_GAP
        codes = [Path.MOVETO, Path.LINETO] * (len(points) // 2)
        if points:
            self._add(PathPatch(Path(points, codes), facecolor="none", edgecolor=color, linewidth=1.5))


def _outline(label: Text) -> PathPatch:
    """Return a text as the shapes of its letters."""
    words, size, weight = label.get_text(), float(label.get_fontsize()), label.get_fontweight()
    x, y = label.get_position()
    x -= SHARE[label.get_horizontalalignment()] * text.width(words, size, bold=weight == "bold")
    with mpl.rc_context(RC):
        shape = TextPath((x, y), words, size=size, prop=FontProperties(family=style.FONT, weight=weight))
    return PathPatch(shape, facecolor=label.get_color(), linewidth=0, zorder=label.get_zorder())
