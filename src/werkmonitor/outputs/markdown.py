"""The adviser's Markdown as HTML that is safe to put in a page and keeps the page's order of headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from werkmonitor.formatting import NBSP
from werkmonitor.monitor.blokken import Pagina, Tekst

TOP_LEVEL = 3
"""A page has its message as h2, so the first heading within a text is h3."""
GEEN: Mapping[str, str] = MappingProxyType({})
_REFUSED = ["image", "html_block", "html_inline"]


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).disable(_REFUSED)


def to_html(text: str, woorden: Mapping[str, str] = GEEN) -> Markup:
    """Return Markdown as HTML; raw HTML stays visible as text and pictures are refused.

    ``woorden`` are words that become a link, each with the anchor of its explanation: of those with the same anchor the
    one that stands first.
    """
    parser = _parser()
    tokens = parser.parse(text)
    _set_headings(tokens)
    todo = dict(woorden)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.children:
            token.children = list(_flat_links(token.children))
            for child in token.children:
                child.content = child.content.replace("€ ", f"€{NBSP}")
            if todo and not (before and before.type == "heading_open"):
                token.children = list(_linked(token.children, todo))
    return Markup(parser.renderer.render(tokens, parser.options, {}))  # noqa: S704 - the parser has escaped it


def anker(pagina: Pagina, nummer: int) -> str:
    """Return where the explanation of the word with this number (from 1) stands on its page."""
    return f"woord-{pagina.id}-{nummer}"


def proza(blok: Tekst, pagina: Pagina) -> Markup:
    """Return a text of a page as HTML, with a link from a term to its explanation at the foot of the page."""
    rank = next(rank for rank, other in enumerate(pagina.blokken) if other is blok)
    here = [(woord.vorm, anker(pagina, i)) for i, woord in enumerate(pagina.begrippen, 1) if woord.blok == rank]
    others = {f"{vorm[:1].swapcase()}{vorm[1:]}": where for vorm, where in here if vorm[1:].islower()}
    return to_html(blok.markdown, others | dict(here))


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


def _linked(tokens: list[Token], todo: dict[str, str]) -> Iterator[Token]:
    """Make a link of the first of each word, outside the links and code that are there already."""
    inside = False
    for token in tokens:
        inside = token.type == "link_open" or (inside and token.type != "link_close")
        yield from [token] if inside or token.type != "text" else _cut(token, todo)


def _cut(token: Token, todo: dict[str, str]) -> Iterator[Token]:
    """Cut a text at the first word that is still to be linked, and what comes after it likewise."""
    pattern = "|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(todo, key=len, reverse=True))
    match = re.search(pattern, token.content) if todo else None
    if match is None:
        yield token
        return
    where = todo[match[0]]
    for word in [word for word, other in todo.items() if other == where]:
        del todo[word]
    link = Token("link_open", "a", 1, attrs={"href": f"#{where}", "class": "woord"})
    yield from (_text(token.content[: match.start()]), link, _text(match[0]), Token("link_close", "a", -1))
    yield from _cut(_text(token.content[match.end() :]), todo)


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
