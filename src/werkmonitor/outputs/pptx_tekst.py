"""Words on slides: paragraphs that are made as small as their place asks, each run in Dutch."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml.ns import qn
from pptx.util import Mm, Pt

from werkmonitor.huisstijl.model import Huisstijl
from werkmonitor.monitor.model import Kleur
from werkmonitor.outputs import dia_maat
from werkmonitor.outputs.pptx_sjabloon import Vak
from werkmonitor.outputs.xlsx_book import LIGHTS
from werkmonitor.outputs.xlsx_values import clean, one_line, shorten

PUNT = 0.3528
"""Millimetres of a point."""
REGEL, WIT = 1.22, 0.3
"""Height of a line, and the white below a paragraph, for each point of the letters."""
KLEINST = 12
TAAL = "nl-NL"
_REGELS = re.compile(r"[\t\n\v\f\x85\u2028\u2029]+")
"""What begins a new line; spaces stay, also those that do not break."""


class Run(NamedTuple):
    """Words that look alike."""

    tekst: str
    vet: bool = False
    kleur: str = ""
    schaal: float = 1.0
    """How much larger than the other words of its place."""


class Alinea(NamedTuple):
    """A paragraph, as an item of a list where it is a ``punt``."""

    runs: tuple[Run, ...]
    punt: bool = False

    @property
    def tekst(self) -> str:
        """Its words."""
        return "".join(run.tekst for run in self.runs)


def zeg(*runs: Run | str, punt: bool = False) -> Alinea:
    """Return a paragraph of these runs."""
    return Alinea(tuple(run if isinstance(run, Run) else Run(run) for run in runs), punt)


def licht(kleur: Kleur, woord: str, stijl: Huisstijl) -> Run:
    """Return a light: its shape and its word, in a colour that can be read."""
    return Run(f"{LIGHTS[kleur][0]} {woord}", vet=True, kleur=stijl.kleuren.licht(kleur).tekst)


def hoogte(alineas: Sequence[Alinea], breed: float, punten: float) -> float:
    """Return how high paragraphs become, in millimetres."""
    total = 0.0
    for alinea in alineas:
        size = punten * max((run.schaal for run in alinea.runs), default=1.0)
        bold = sum(len(run.tekst) for run in alinea.runs if run.vet) * 2 > len(alinea.tekst)
        room = breed - (8 if alinea.punt else 0)
        total += (max(1, dia_maat.regels(alinea.tekst, room, size, vet=bold)) * REGEL + WIT) * size * PUNT
    return total


def grootte(alineas: Sequence[Alinea], vak: Vak, punten: float, kleinst: float = KLEINST) -> float:
    """Return the largest size in points, up to ``punten``, in which paragraphs fit in their place."""
    size = punten
    while size > kleinst and hoogte(alineas, vak.breed, size) > vak.hoog:
        size -= 1
    return size


def schrijf(frame: Any, alineas: Sequence[Alinea], punten: float, kleur: str = "") -> None:
    """Write paragraphs into a text frame, which must be empty."""
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    for rank, alinea in enumerate(alineas):
        paragraph = frame.paragraphs[0] if rank == 0 else frame.add_paragraph()
        paragraph.space_before, paragraph.space_after = Pt(0), Pt(punten * WIT)
        if not alinea.punt:
            _zonder_punt(paragraph)
        for run in alinea.runs:
            made = paragraph.add_run()
            made.text = schoon(run.tekst)
            made.font.size, made.font.bold = Pt(round(punten * run.schaal)), run.vet
            shade = run.kleur or kleur
            if shade:
                made.font.color.rgb = rgb(shade)


def _zonder_punt(paragraph: Any) -> None:
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - the library has no bullets
    properties.set("marL", "0")
    properties.set("indent", "0")
    properties.insert_element_before(properties.makeelement(qn("a:buNone"), {}), "a:tabLst", "a:defRPr", "a:extLst")


def rgb(kleur: str) -> Any:
    """Return a colour of the house style as PowerPoint has it."""
    return RGBColor(*bytes.fromhex(kleur[1:]))  # type: ignore[no-untyped-call]


def schoon(tekst: str) -> str:
    """Return a text that a slide can hold: no control characters; white at its ends stays."""
    return _REGELS.sub(" ", clean(tekst))


def passend(tekst: str, vak: Vak, punten: float, kleinst: float) -> tuple[str, float]:
    """Return a heading as it fits in its place: smaller, and where that is not enough cut off visibly."""
    size = grootte([zeg(Run(tekst, vet=True))], Vak(*vak[:3], vak.hoog + WIT * punten * PUNT), punten, kleinst)
    shown = tekst
    while hoogte([zeg(Run(shown, vet=True))], vak.breed, size) > vak.hoog + WIT * punten * PUNT and len(shown) > 20:  # noqa: PLR2004 - never nothing
        shown = shorten(shown, len(shown) - 10)
    return shown, size


def doos(slide: Any, vak: Vak, naam: str, vlak: str = "", marge: float = 0.0) -> Any:
    """Add a text box with a name, on a ground where ``vlak`` says so; return it."""
    shape = slide.shapes.add_textbox(*(Mm(size) for size in vak))
    shape.name = naam
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Mm(marge)
    frame.vertical_anchor = MSO_ANCHOR.TOP
    if vlak:
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(vlak)
    return shape


def in_het_nederlands(element: Any) -> None:
    """Say of every run below an element that it is Dutch."""
    for tag in ("a:r", "a:fld"):
        for run in element.iter(qn(tag)):
            properties = run.find(qn("a:rPr"))
            if properties is None:
                properties = run.makeelement(qn("a:rPr"), {})
                run.insert(0, properties)
            properties.set("lang", TAAL)
    for tag in ("a:endParaRPr", "a:defRPr"):
        for properties in element.iter(qn(tag)):
            properties.set("lang", TAAL)


def beschrijf(shape: Any, alt: str) -> None:
    """Give a graphic the words for who cannot see it."""
    properties = next(shape._element.iter(qn("p:cNvPr")))  # noqa: SLF001 - the library has no alternative texts
    properties.set("descr", one_line(alt))
