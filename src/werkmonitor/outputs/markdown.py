"""The adviser's Markdown as HTML that is safe to put in a page and keeps the page's order of headings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

TOP_LEVEL = 3
"""A page has its message as h2, so the first heading within a text is h3."""
_REFUSED = ["image", "html_block", "html_inline"]


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).disable(_REFUSED)


def to_html(text: str) -> Markup:
    """Return Markdown as HTML; raw HTML stays visible as text and pictures are refused."""
    parser = _parser()
    tokens = parser.parse(text)
    _set_headings(tokens)
    for token in tokens:
        if token.children:
            token.children = list(_flat_links(token.children))
    return Markup(parser.renderer.render(tokens, parser.options, {}))  # noqa: S704 - the parser has escaped it


def _set_headings(tokens: list[Token]) -> None:
    """Move the headings of a text below h2 without a gap between two levels."""
    above: list[int] = []
    for token in tokens:
        if token.type not in {"heading_open", "heading_close"}:
            continue
        if token.type == "heading_open":
            level = int(token.tag[1])
            above = [*(other for other in above if other < level), level]
        token.tag = f"h{min(TOP_LEVEL + len(above) - 1, 6)}"


def _flat_links(tokens: list[Token]) -> Iterator[Token]:
    """Drop emphasis within a link: in a PDF every element within a link becomes a link of its own."""
    inside = False
    for token in tokens:
        if token.type == "link_open":
            inside = True
        elif token.type == "link_close":
            inside = False
        if not inside or token.type in {"link_open", "text"}:
            yield token
