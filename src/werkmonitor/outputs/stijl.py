"""The house style as style sheets, letters and a logo: the one place where its tokens become CSS."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from functools import cache

from werkmonitor.huisstijl.model import Huisstijl
from werkmonitor.resources import templates

ONZE_LETTER = "DejaVu Sans"
EIGEN_LETTER = "Huisletter"
"""What the own letters are called in a style sheet, whatever their name is."""
BESTAND = "huisstijl:"
"""Before the name of a file of the house style, where a PDF asks for it."""
_WEIGHTS = {400: "DejaVuSans.woff2", 700: "DejaVuSans-Bold.woff2"}
Bestanden = Mapping[str, tuple[bytes, str]]
"""Address to content and kind of a file that a PDF may ask for."""


def css(namen: tuple[str, ...], stijl: Huisstijl) -> str:
    """Return the tokens of a house style and the style sheets that use them, as one text."""
    families = [*([EIGEN_LETTER] if stijl.letter else []), ONZE_LETTER]
    letter = ", ".join([*(f'"{naam}"' for naam in families), "Verdana", "sans-serif"])
    tokens = {"letter": letter, **stijl.eigenschappen()}
    root = "\n".join(f"  --{naam}: {waarde};" for naam, waarde in tokens.items())
    return f":root {{\n{root}\n}}\n{_bladen(namen)}"


@cache
def _bladen(namen: tuple[str, ...]) -> str:
    return "\n".join((templates() / "css" / naam).read_text(encoding="utf-8") for naam in namen)


def letters(stijl: Huisstijl) -> str:
    """Return the rules that carry the letters within a page; ours always, for charts and for what others lack."""
    return _onze() + "".join(
        _font_face(EIGEN_LETTER, weight, _data(data, f"font/{kind}"), kind) for weight, data, kind in _eigen(stijl)
    )


def letters_op_papier(stijl: Huisstijl) -> str:
    """Return the rules that make a PDF ask for the own letters; ours are there already."""
    return "".join(_font_face(EIGEN_LETTER, weight, f"{BESTAND}{weight}", kind) for weight, _, kind in _eigen(stijl))


def logo(stijl: Huisstijl) -> str:
    """Return the address of the logo within a page; empty without one."""
    return _data(stijl.logo.data, stijl.logo.mime) if stijl.logo else ""


def logo_op_papier(stijl: Huisstijl) -> str:
    """Return the address under which a PDF asks for the logo; empty without one."""
    return f"{BESTAND}logo" if stijl.logo else ""


def bestanden(stijl: Huisstijl) -> Bestanden:
    """Return the files that a PDF asks for."""
    found = {f"{BESTAND}{weight}": (data, f"font/{kind}") for weight, data, kind in _eigen(stijl)}
    return found | ({f"{BESTAND}logo": (stijl.logo.data, stijl.logo.mime)} if stijl.logo else {})


def _eigen(stijl: Huisstijl) -> list[tuple[int, bytes, str]]:
    letter = stijl.letter
    return [(400, letter.gewoon, letter.vorm), (700, letter.vet, letter.vorm)] if letter else []


@cache
def _onze() -> str:
    return "".join(
        _font_face(ONZE_LETTER, weight, _data((templates() / "lettertype" / naam).read_bytes(), "font/woff2"), "woff2")
        for weight, naam in _WEIGHTS.items()
    )


def _font_face(naam: str, weight: int, adres: str, kind: str) -> str:
    return f'@font-face{{font-family:"{naam}";font-weight:{weight};src:url("{adres}") format("{kind}")}}\n'


def _data(data: bytes, mime: str) -> str:
    return f"data:{mime};base64,{base64.b64encode(data).decode()}"
