"""Turns what matplotlib writes into a small SVG that fits in a page: no prolog, no metadata, no style, own ids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from xml.etree import ElementTree as ET

from werkmonitor.charts.style import FONT, INK, TEXT

_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+\.\d+")
_KEPT = {"fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "text-anchor"}
_DEFAULTS = {("fill", INK), ("font-size", f"{TEXT}"), ("stroke-width", "1"), ("text-anchor", "start")}


def _short(match: re.Match[str]) -> str:
    return f"{round(float(match[0]), 1) + 0.0:g}"


def _numbers(text: str) -> str:
    return _NUMBER.sub(_short, " ".join(text.split()))


def _attributes(element: ET.Element) -> Iterator[tuple[str, str]]:
    """Yield what the style says, as attributes: styles in an inline SVG are refused by a strict page policy."""
    is_text = element.tag == f"{_SVG}text"
    for rule in element.get("style", "").split(";"):
        name, _, value = (part.strip() for part in rule.partition(":"))
        pair = (name, value.removesuffix("px") if name == "font-size" else value)
        if name in _KEPT and not (is_text and pair in _DEFAULTS):
            yield name, _numbers(pair[1])


def _shape(element: ET.Element) -> str:
    attributes = " ".join(f'{name}="{escape(value)}"' for name, value in _attributes(element))
    if element.tag == f"{_SVG}text":
        place = f'x="{_numbers(element.get("x", "0"))}" y="{_numbers(element.get("y", "0"))}"'
        return f"<text {place}{' ' if attributes else ''}{attributes}>{escape(element.text or '')}</text>"
    return f'<path d="{_numbers(element.get("d", ""))}" {attributes}/>'


def clean(source: str, name: str, alt: str) -> str:
    """Return the shapes and texts of ``source`` in a new SVG with id ``name`` and ``alt`` as its title."""
    root = ET.fromstring(source)  # noqa: S314 - the text comes from matplotlib, a moment ago
    body = "\n".join(_shape(e) for e in root.iter() if e.tag in {f"{_SVG}path", f"{_SVG}text"})
    box = root.get("viewBox", "")
    width, height = box.split()[2:]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" id="{name}" role="img" aria-labelledby="{name}-titel"'
    size = f'viewBox="{box}" width="{width}" height="{height}"'
    letters = f'font-family="{FONT}, Verdana, sans-serif" font-size="{TEXT}" fill="{INK}" stroke-linejoin="round"'
    return f'{head} {size} {letters}>\n<title id="{name}-titel">{escape(alt)}</title>\n{body}\n</svg>'
