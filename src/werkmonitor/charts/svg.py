"""Turns what matplotlib writes into a small SVG that fits in a page: no prolog, no metadata, no style, own ids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from xml.etree import ElementTree as ET

from werkmonitor.charts.style import FONT, TEXT

_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+\.\d+")
_KEPT = {"fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "text-anchor"}
_DEFAULTS = {("font-size", f"{TEXT}"), ("stroke-width", "1"), ("text-anchor", "start")}


def _short(match: re.Match[str]) -> str:
    return f"{round(float(match[0]), 1) + 0.0:g}"


def _numbers(text: str) -> str:
    return _NUMBER.sub(_short, " ".join(text.split()))


def _attributes(element: ET.Element, ink: str) -> Iterator[tuple[str, str]]:
    """Yield what the style says, as attributes: styles in an inline SVG are refused by a strict page policy."""
    defaults = {("fill", ink), *_DEFAULTS}
    is_text = element.tag == f"{_SVG}text"
    for rule in element.get("style", "").split(";"):
        name, _, value = (part.strip() for part in rule.partition(":"))
        pair = (name, value.removesuffix("px") if name == "font-size" else value)
        if name in _KEPT and not (is_text and pair in defaults):
            yield name, _numbers(pair[1])


def _shape(element: ET.Element, ink: str) -> str:
    attributes = " ".join(f'{name}="{escape(value)}"' for name, value in _attributes(element, ink))
    if element.tag == f"{_SVG}text":
        place = f'x="{_numbers(element.get("x", "0"))}" y="{_numbers(element.get("y", "0"))}"'
        return f"<text {place}{' ' if attributes else ''}{attributes}>{escape(element.text or '')}</text>"
    return f'<path d="{_numbers(element.get("d", ""))}" {attributes}/>'


def clean(source: str, name: str, alt: str, ink: str) -> str:
    """Return the shapes and texts of ``source`` in a new SVG with ``alt`` as its title, and letters in ``ink``."""
    body, box = _body(source, ink)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" id="{name}" role="img" aria-labelledby="{name}-titel"'
    size = 'viewBox="0 0 {0} {1}" width="{0}" height="{1}"'.format(*box)
    letters = f'font-family="{FONT}, Verdana, sans-serif" font-size="{TEXT}" fill="{ink}" stroke-linejoin="round"'
    return f'{head} {size} {letters}>\n<title id="{name}-titel">{escape(alt)}</title>\n{body}\n</svg>'


def alone(source: str, titel: str, alt: str, paper: str) -> str:
    """Return the shapes of ``source`` as a file of its own, as wide as the text of an A4 page, with its title."""
    body, box = _body(source, "")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" version="1.1" role="img"'
    size = 'aria-labelledby="titel tekst" viewBox="0 0 {0} {1}" width="{0}pt" height="{1}pt"'.format(*box)
    words = f'<title id="titel">{escape(titel)}</title>\n<desc id="tekst">{escape(alt)}</desc>'
    ground = f'<rect width="100%" height="100%" fill="{paper}"/>'
    return f'{head} {size} stroke-linejoin="round">\n{words}\n{ground}\n{body}\n</svg>\n'


def _body(source: str, ink: str) -> tuple[str, list[str]]:
    """Return the shapes and texts, and the width and height of the whole."""
    root = ET.fromstring(source)  # noqa: S314 - the text comes from matplotlib, a moment ago
    shapes = (_shape(e, ink) for e in root.iter() if e.tag in {f"{_SVG}path", f"{_SVG}text"})
    return "\n".join(shapes), root.get("viewBox", "").split()[2:]
