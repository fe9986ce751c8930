"""What slides are made on: the municipality's own template, bound by the names of its placeholders, or ours."""

from __future__ import annotations

import copy
import io
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER as SOORT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.util import Emu, Mm

from werkmonitor.findings import Finding, InputError, Location
from werkmonitor.huisstijl.model import Huisstijl

BREED, HOOG = 338.67, 190.5
"""A slide of ours in millimetres; the room within its margins is that of the plan of the slides."""
RAND, TITEL_TOP, TITEL_HOOG, LIJF_TOP, VOET_TOP = 16.0, 11.0, 23.0, 38.0, 176.0
NAAST, WIT = 72.0, 8.0
"""Beside a chart, and the white between the two."""
EMU = 36_000
"""Units of PowerPoint in a millimetre."""
NAMEN: dict[str, tuple[Any, ...]] = {
    "titel": (SOORT.TITLE, SOORT.CENTER_TITLE),
    "ondertitel": (SOORT.SUBTITLE,),
    "inhoud": (SOORT.OBJECT, SOORT.BODY),
    "grafiek": (SOORT.CHART,),
    "tabel": (SOORT.TABLE,),
    "voet": (SOORT.FOOTER,),
    "dianummer": (SOORT.SLIDE_NUMBER,),
}
"""Each place on a slide with the kinds of placeholders that stand in where none has its name."""
NODIG = ("titel", "inhoud", "voet")
_OOK_TITEL = NAMEN["titel"]
_KLEUREN = {"dk1": "tekst", "lt1": "papier", "dk2": "hoofdkleur", "accent1": "hoofdkleur", "accent2": "accent"}
_KLEUREN |= {"accent3": "groen", "accent4": "oranje", "accent5": "rood", "accent6": "grijs", "hlink": "accent"}
_GEVOLG = "Er is niets gemaakt."


class Vak(NamedTuple):
    """A place on a slide in millimetres."""

    links: float
    boven: float
    breed: float
    hoog: float


class Basis:
    """An empty presentation with the layout for each kind of slide."""

    def __init__(self, stijl: Huisstijl) -> None:
        self.eigen = stijl.sjabloon is not None
        self.presentatie: Any = _leeg(stijl.sjabloon) if stijl.sjabloon is not None else _onze(stijl)
        self.layouts = list(self.presentatie.slide_layouts)
        inhoud = self._kies(*NODIG)
        if inhoud is None:
            raise InputError("Het sjabloon voor de presentatie kan niet gebruikt worden.", [self._tekort()])
        self.inhoud: Any = inhoud
        self.grafiek = self._kies(*NODIG, "grafiek") or self._kies("titel", "grafiek", "voet") or inhoud
        self.tabel = self._kies("titel", "tabel", "voet") or inhoud
        self.titel = self._kies("titel", "ondertitel", "voet") or inhoud

    def _kies(self, *namen: str) -> Any:
        """Return the first layout with all these places, rather by their names than by their kinds."""
        for by_name in (True, False):
            for layout in self.layouts:
                named = {naam: by_name and naam not in {"titel", "voet"} for naam in namen}
                if all(plek(layout, naam, op_naam=only) is not None for naam, only in named.items()):
                    return layout
        return None

    def _tekort(self) -> Finding:
        has = {naam for naam in NODIG for layout in self.layouts if plek(layout, naam) is not None}
        lacks = [naam for naam in NODIG if naam not in has]
        named = " en ".join(f"'{naam}'" for naam in lacks)
        wat = (
            f"Geen enkele indeling van het sjabloon heeft een tijdelijke aanduiding voor {named}."
            if lacks
            else "Geen enkele indeling van het sjabloon heeft een titel, inhoud en een voet samen."
        )
        doen = (
            "Maak in PowerPoint (Beeld, Diamodel) een indeling met die drie. Geef ze met het selectievenster de namen "
            "titel, inhoud en voet; voor grafieken en tabellen mogen er ook plekken 'grafiek' en 'tabel' zijn."
        )
        return Finding("huisstijl-sjabloon", "fout", wat, Location("huisstijl/sjabloon.pptx"), _GEVOLG, doen)

    def dia(self, layout: Any) -> Any:
        """Add a slide with the places of a layout, the foot and the number of the slide too."""
        slide = self.presentatie.slides.add_slide(layout)
        names = {shape.placeholder_format.idx: shape.name for shape in layout.placeholders}
        for shape in slide.placeholders:  # the library gives them names of its own
            shape.name = names[shape.placeholder_format.idx]
        for naam in ("voet", "dianummer"):
            found = plek(layout, naam)
            if found is not None:
                element = copy.deepcopy(found._element)  # noqa: SLF001 - the library leaves these two out
                element.nvSpPr.cNvPr.set("id", str(slide.shapes._next_shape_id))  # noqa: SLF001 - likewise
                slide.shapes._spTree.append(element)  # noqa: SLF001 - likewise
        return slide


def plek(houder: Any, naam: str, *, op_naam: bool = False) -> Any:
    """Return the placeholder of a layout or a slide with this name, or else of its kind; ``None`` without one.

    A title must be one: it is what a screen reader names a slide by.
    """
    holders = [shape for shape in houder.placeholders if naam != "titel" or shape.placeholder_format.type in _OOK_TITEL]
    named = next((shape for shape in holders if shape.name.strip().casefold() == naam), None)
    if named is not None or op_naam:
        return named
    free = (shape for shape in holders if shape.name.strip().casefold() not in NAMEN.keys() - {naam})
    return next((shape for shape in free if shape.placeholder_format.type in NAMEN[naam]), None)


def vak_van(shape: Any) -> Vak:
    """Return where a shape stands, in millimetres."""
    return Vak(shape.left / EMU, shape.top / EMU, shape.width / EMU, shape.height / EMU)


def _leeg(data: bytes) -> Any:
    """Open a template without its slides, its author's own words about it, and its thumbnail."""
    try:
        presentation: Any = Presentation(io.BytesIO(data))
        _ontdoe(presentation)
        if not presentation.slide_masters:
            raise KeyError  # noqa: TRY301 - likewise no presentation that can be filled
    except (KeyError, ValueError, AttributeError, TypeError, IndexError, etree.XMLSyntaxError):
        wat = "Het sjabloon is beschadigd, of heeft geen diamodel. Sla het in PowerPoint opnieuw op als pptx."
        found = Finding("huisstijl-sjabloon", "fout", wat, Location("huisstijl/sjabloon.pptx"), _GEVOLG)
        raise InputError("Het sjabloon voor de presentatie kan niet gebruikt worden.", [found]) from None
    return presentation


def _ontdoe(presentation: Any) -> None:
    slides = presentation.slides._sldIdLst  # noqa: SLF001 - the library cannot take a slide away
    for slide in list(slides):
        presentation.part.drop_rel(slide.rId)
        slides.remove(slide)
    for element in presentation.element.findall(qn("p:extLst")):  # names the sections of slides that are gone
        presentation.element.remove(element)
    package = presentation.part.package
    for holder, keep in ((package._rels, {RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES}),):  # noqa: SLF001 - likewise
        for key in [key for key, rel in holder.items() if rel.reltype not in keep]:
            holder.pop(key)
    unwanted = (RT.COMMENT_AUTHORS, RT.PRINTER_SETTINGS, RT.TAGS, RT.HANDOUT_MASTER)
    rels = presentation.part.rels
    for key in [key for key, rel in rels.items() if rel.reltype in unwanted]:
        rels.pop(key)
    for tag in ("p:handoutMasterIdLst", "p:custDataLst"):
        for element in presentation.element.findall(qn(tag)):
            presentation.element.remove(element)


def _onze(stijl: Huisstijl) -> Any:
    """Return our own three layouts in a house style, on the size of a wide screen."""
    presentation: Any = Presentation()
    _ontdoe(presentation)
    presentation.slide_width, presentation.slide_height = Mm(BREED), Mm(HOOG)
    keep = {"Title Slide": "Titel", "Title and Content": "Inhoud", "Two Content": "Grafiek"}
    for layout in list(presentation.slide_layouts):
        if layout.name not in keep:
            presentation.slide_layouts.remove(layout)
        else:
            layout._element.cSld.set("name", keep[layout.name])  # noqa: SLF001 - the library cannot name a layout
            _schik(layout)
    _schik(presentation.slide_master)
    _letters(presentation.slide_master)
    _thema(presentation.slide_master, stijl)
    return presentation


def _schik(houder: Any) -> None:
    """Put the placeholders of a layout where they belong, by their names."""
    wide = BREED - 2 * RAND
    height = VOET_TOP - LIJF_TOP
    chart = houder.name == "Grafiek"
    boxes = {
        "titel": Vak(RAND, TITEL_TOP, wide, TITEL_HOOG),
        "voet": Vak(RAND, VOET_TOP, 270, 8),
        "dianummer": Vak(BREED - RAND - 30, VOET_TOP, 30, 8),
        "ondertitel": Vak(RAND, 92, wide, 78),
        "grafiek": Vak(RAND, LIJF_TOP, wide - NAAST - WIT, height),
        "inhoud": Vak(BREED - RAND - NAAST, LIJF_TOP, NAAST, height) if chart else Vak(RAND, LIJF_TOP, wide, height),
    }
    if houder.name == "Titel":
        boxes["titel"] = Vak(RAND, 26, wide, 56)
    for shape in list(houder.placeholders):
        naam = next((n for n, kinds in NAMEN.items() if shape.placeholder_format.type in kinds), "")
        if chart and naam == "inhoud" and shape.placeholder_format.idx == 1:
            naam = "grafiek"
        if not naam:
            shape._element.getparent().remove(shape._element)  # noqa: SLF001 - the library cannot take a shape away
            continue
        shape.name = naam
        for level in shape._element.iter(qn("a:lvl1pPr")) if naam == "ondertitel" else ():  # noqa: SLF001 - likewise
            level.set("algn", "l")
        box = boxes[naam]
        shape.left, shape.top, shape.width, shape.height = (Emu(round(size * EMU)) for size in box)


def _letters(master: Any) -> None:
    """Set the sizes and the sides of the letters of titles, texts and feet."""
    styles = master._element.find(qn("p:txStyles"))  # noqa: SLF001 - the library has no styles of a master
    title = styles.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("sz", "2600")
    title.find(qn("a:defRPr")).set("b", "1")
    body = styles.find(f"{qn('p:bodyStyle')}/{qn('a:lvl1pPr')}")
    body.find(qn("a:defRPr")).set("sz", "2000")
    for shape in master.placeholders:
        kind = shape.placeholder_format.type
        shape._element.txBody.bodyPr.set("anchor", "ctr" if kind == SOORT.TITLE else "t")  # noqa: SLF001 - likewise
        for side in ("lIns", "rIns"):
            shape._element.txBody.bodyPr.set(side, "0")  # noqa: SLF001 - likewise
        for level in shape._element.txBody.iter(qn("a:lvl1pPr")) if kind in {SOORT.FOOTER, SOORT.SLIDE_NUMBER} else ():  # noqa: SLF001
            level.set("algn", "l" if kind == SOORT.FOOTER else "r")


def _thema(master: Any, stijl: Huisstijl) -> None:
    """Give the theme the colours and letters of the house style, for who works on in PowerPoint."""
    part = master.part.part_related_by(RT.THEME)
    theme = etree.fromstring(part.blob)
    for naam, token in _KLEUREN.items():
        for slot in theme.iter(qn(f"a:{naam}")):
            slot[:] = [etree.Element(qn("a:srgbClr"), val=getattr(stijl.tokens, token)[1:].upper())]
    family = stijl.letter.naam if stijl.letter else "Arial"
    for slot in (found for tag in ("majorFont", "minorFont") for found in theme.iter(qn(f"a:{tag}"))):
        slot.find(qn("a:latin")).set("typeface", family)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001 - likewise


def ongebruikt(slide: Any, gebruikt: Iterator[Any]) -> None:
    """Take away the places that a slide does not use, which would ask for a text in PowerPoint."""
    kept = {shape.shape_id for shape in gebruikt}
    for shape in list(slide.placeholders):
        if shape.shape_id not in kept and shape._element.tag == qn("p:sp"):  # noqa: SLF001 - not a chart in its place
            shape._element.getparent().remove(shape._element)  # noqa: SLF001 - the library cannot take a shape away
