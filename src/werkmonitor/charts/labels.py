"""Where the labels of points stand: near their point, clear of each other and, where that can be, of every line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from werkmonitor.charts.canvas import Point
from werkmonitor.charts.style import LINE_HEIGHT

Segment = tuple[Point, Point]
ABOVE, BELOW = 7.0, 9.0
"""How far from its point a label stands at least."""
FURTHER = (0.0, 8.0, 18.0)
BESIDE = (10.0, 24.0, 40.0)
SHIFTS = (0.0, -0.25, 0.25, -0.5, 0.5)
"""How far a label may be moved sideways, in its widths."""
OTHER_SIDE = 5.0
"""What it takes to stand on the other side than where the eye looks for it."""


class Box(NamedTuple):
    """The room that a label takes."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Say whether two boxes share any room."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def crossed_by(self, segment: Segment) -> bool:
        """Say whether a line runs through the box: what is left of it between the four sides (Liang and Barsky)."""
        (x, y), (x_end, y_end) = segment
        start, end = 0.0, 1.0
        for way, low, high in ((x_end - x, self.left - x, self.right - x), (y_end - y, self.top - y, self.bottom - y)):
            if way == 0:
                if not low < 0 < high:
                    return False
                continue
            first, last = sorted((low / way, high / way))
            start, end = max(start, first), min(end, last)
        return start < end


@dataclass
class Field:
    """The room of the plot, with what is drawn in it."""

    room: Box
    lines: list[Segment]
    taken: list[Box] = field(default_factory=list)

    def place(self, wide: float, at: Point, *, below: bool, ends: bool = False) -> Box | None:
        """Return where a label of this width goes, and keep that free; ``None`` where it would stand on another.

        ``below`` is where it belongs, ``ends`` says that it must end at its point.
        """
        wanted = (self._inside(box) for _, box in sorted(_places(wide, at, below=below, ends=ends)))
        places = [box for box in wanted if self._is_free(box)]
        if not places:
            return None
        box = min(places, key=self._crossings)
        self.taken.append(box)
        return box

    def _inside(self, box: Box) -> Box:
        """Move a box sideways into the room."""
        left = max(min(box.left, self.room.right - (box.right - box.left)), self.room.left)
        return box._replace(left=left, right=left + box.right - box.left)

    def _is_free(self, box: Box) -> bool:
        fits = self.room.top <= box.top and box.bottom <= self.room.bottom and box.right <= self.room.right
        return fits and not any(box.meets(other) for other in self.taken)

    def _crossings(self, box: Box) -> int:
        return sum(box.crossed_by(line) for line in self.lines)


def _places(wide: float, at: Point, *, below: bool, ends: bool) -> Iterator[tuple[float, Box]]:
    """Yield where a label may stand, each with how far that is from where it belongs."""
    x, y = at
    middle = x - wide / 2 if ends else x
    for further in FURTHER:
        for shift in SHIFTS:
            left = middle - wide / 2 + shift * wide
            cost = further + abs(shift) * wide / 3
            for under, top in ((False, y - ABOVE - LINE_HEIGHT - further), (True, y + BELOW + further)):
                yield cost + OTHER_SIDE * (under != below), Box(left, top, left + wide, top + LINE_HEIGHT)
    for away in BESIDE:
        for left in (x - away - wide, x + away):
            for top in (y - LINE_HEIGHT / 2, y - LINE_HEIGHT):
                yield away, Box(left, top, left + wide, top + LINE_HEIGHT)
