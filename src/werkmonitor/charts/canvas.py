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
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, PathPatch, Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from werkmonitor.charts import style, svg

RC: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "werkmonitor",
    "font.family": [style.FONT],
    "path.simplify": False,
}
STRIPE_GAP = 10
Point = tuple[float, float]
Box = tuple[float, float, float, float]
Anchor = Literal["left", "center", "right"]


class Canvas:
    """One chart in the making; coordinates are chart units, y runs down."""

    def __init__(self, height: float, width: float = style.WIDTH) -> None:
        self.width = width
        self.height = round(height)
        self._figure = Figure(figsize=(width / 72, self.height / 72), dpi=72)
        self._figure.patch.set_visible(False)
        self._transform = IdentityTransform()

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
        face, line = (style.PAPER, 2) if look.outline else (look.color, 0)
        inset = line / 2
        corner = (x + inset, self.height - y - height + inset)
        size = (max(width - line, 0.5), max(height - line, 0.5))
        self._add(Rectangle(corner, *size, facecolor=face, edgecolor=look.color, linewidth=line))
        if striped:
            self._stripes(corner, size, look.color if look.outline else style.PAPER)

    def dot(self, x: float, y: float, color: str, *, square: bool = False, radius: float = 4) -> None:
        """Draw a point marker with a light edge that frees it from its line."""
        x0, y0 = x, self.height - y
        shape = Rectangle((x0 - radius, y0 - radius), 2 * radius, 2 * radius) if square else Circle((x0, y0), radius)
        shape.set(facecolor=color, edgecolor=style.PAPER, linewidth=1.5)
        self._add(shape)

    def text(  # noqa: PLR0913 - a text has a place, words and a look
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = style.TEXT,
        color: str = style.INK,
        anchor: Anchor = "left",
        bold: bool = False,
    ) -> None:
        """Write one horizontal line of text with its baseline at y."""
        weight = "bold" if bold else "normal"
        label = Text(x, self.height - y, words, parse_math=False, fontsize=size, color=color, fontweight=weight)
        label.set(horizontalalignment=anchor, verticalalignment="baseline")
        self._add(label)

    def svg(self, name: str, alt: str) -> str:
        """Return the sheet as a cleaned SVG with this id and alternative text."""
        out = io.StringIO()
        with mpl.rc_context(RC):
            FigureCanvasSVG(self._figure).print_svg(out, metadata={"Date": None})  # type: ignore[no-untyped-call]
        return svg.clean(out.getvalue(), name, alt)

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
