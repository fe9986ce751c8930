"""From the plan of a slide to the slide: title first, then its figures, words, foot and notes, as they are read."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Mm

from werkmonitor.huisstijl.model import Huisstijl
from werkmonitor.monitor import model
from werkmonitor.outputs import pptx_grafiek, pptx_reeksen
from werkmonitor.outputs.dia_tekst import met_eenheid
from werkmonitor.outputs.dias import Dia
from werkmonitor.outputs.html import day, direction, shown_value, word
from werkmonitor.outputs.pptx_sjabloon import Basis, Vak, ongebruikt, plek, vak_van
from werkmonitor.outputs.pptx_tabel import rijen
from werkmonitor.outputs.pptx_tekst import (
    Alinea,
    Run,
    beschrijf,
    doos,
    grootte,
    hoogte,
    in_het_nederlands,
    licht,
    passend,
    rgb,
    schrijf,
    zeg,
)
from werkmonitor.outputs.xlsx_book import NOTICE
from werkmonitor.outputs.xlsx_values import one_line

KOP, KOP_KLEIN, OMSLAG, LIJF, GROOT, KLEIN, BIJSCHRIFT, VOET = 26, 16, 40, 20, 24, 18, 14, 11
"""Points of the letters of each part."""
WIT = 6.0
"""Millimetres between two parts."""
NAAST = 0.25
"""The share of a place that words beside a chart take, where a template has no place of its own for them."""
RIJ = 3
"""Tiles beside each other; four stand in two rows."""
PIJLEN = {"op": "▲ ", "neer": "▼ ", "gelijk": "", "onbekend": ""}


class Diamaker:
    """Makes slides on a template, from a monitor and in its house style."""

    def __init__(self, monitor: model.Monitor, stijl: Huisstijl, basis: Basis, dag: datetime) -> None:
        self.monitor, self.stijl, self.basis, self.dag = monitor, stijl, basis, dag
        kop = monitor.programma
        status = (kop.stand, NOTICE[monitor.doelgroep], "voorbeeld" if kop.voorbeeld else "")
        self.voet = " · ".join(filter(None, (kop.wie, kop.periode_naam, *status)))

    def maak(self, dia: Dia) -> None:
        """Add one slide."""
        basis = self.basis
        layout = {"titel": basis.titel, "grafiek": basis.grafiek, "tabel": basis.tabel}.get(dia.soort, basis.inhoud)
        slide = basis.dia(layout)
        used = [self._kop(slide, dia), *self._voet(slide)]
        kinds = {"titel": self._titel, "grafiek": self._grafiek, "tabel": self._tabel, "lichten": self._lichten}
        used += kinds.get(dia.soort, self._cijfers if dia.tegels else self._tekst)(slide, dia)
        ongebruikt(slide, iter(used))
        self._volgorde(slide)
        self._notities(slide, dia)
        in_het_nederlands(slide._element)  # noqa: SLF001 - of every run at once

    # Parts that every slide has

    def _kop(self, slide: Any, dia: Dia) -> Any:
        title = plek(slide, "titel")
        title.name = "titel"
        words = f"{dia.kop} ({dia.deel})" if dia.deel else dia.kop
        cover = dia.soort == "titel"
        box = _binnen(vak_van(title))
        shown, size = passend(words, box, OMSLAG if cover else KOP, KOP_KLEIN)
        ours = not self.basis.eigen
        shade = self.stijl.kleuren.hoofd_tekst if ours and cover else ""
        schrijf(title.text_frame, [zeg(Run(shown, vet=ours))], size, shade)
        if ours and cover:
            title.fill.solid()
            title.fill.fore_color.rgb = rgb(self.stijl.tokens.hoofdkleur)
            title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
            title.text_frame.margin_left = title.text_frame.margin_right = Mm(6)
        return title

    def _voet(self, slide: Any) -> Iterator[Any]:
        foot = plek(slide, "voet")
        foot.name = "voet"
        foot.text_frame.clear()
        box = _binnen(vak_van(foot))
        shade = "" if self.basis.eigen else self.stijl.kleuren.gedempt
        text = [zeg(self.voet)]
        schrijf(foot.text_frame, text, grootte(text, Vak(*box[:3], max(box.hoog, 8)), VOET, 8), shade)
        yield foot
        number = plek(slide, "dianummer")
        if number is not None:
            number.name = "dianummer"
            for field in number._element.iter(qn("a:fld")):  # noqa: SLF001 - the library has no fields
                field.find(qn("a:t")).text = str(len(self.basis.presentatie.slides))
            yield number

    def _volgorde(self, slide: Any) -> None:
        """Put the title first and the foot last: slides are read in the order of their shapes."""
        tree = slide.shapes._spTree  # noqa: SLF001 - the library cannot move a shape
        for naam in ("voet", "dianummer"):
            found = plek(slide, naam)
            if found is not None:
                tree.append(found._element)  # noqa: SLF001 - likewise
        title = plek(slide, "titel")._element  # noqa: SLF001 - likewise
        tree.insert(2, title)  # behind the two properties of the tree itself

    def _notities(self, slide: Any, dia: Dia) -> None:
        """Write what the speaker may be asked: the source, the definitions, and what the chart shows in words."""
        lines = [f"{dia.kop} ({dia.rubriek})" if dia.rubriek and dia.rubriek != dia.kop else dia.kop]
        lines += [f"{tegel.naam}: {tegel.definitie}" for tegel in dia.tegels if tegel.definitie]
        lines += [dia.grafiek.alt] if dia.grafiek else []
        lines += list(dia.tabel.noten) if dia.tabel else []
        lines += ["Op deze dia staan verzonnen cijfers."] if dia.verzonnen else []
        lines += [dia.bron, self.voet]
        notes = slide.notes_slide
        notes.notes_text_frame.text = "\n".join(one_line(line) for line in lines if line)
        in_het_nederlands(notes._element)  # noqa: SLF001 - of every run at once

    # Kinds of slides

    def _titel(self, slide: Any, dia: Dia) -> Iterator[Any]:
        kop = self.monitor.programma
        place = plek(slide, "ondertitel") or plek(slide, "inhoud")
        place.name = "ondertitel"
        facts = [zeg(f"{kop.wie}, voor {kop.voor}")]
        facts += [zeg(Run(kop.ondertitel, vet=True))] if kop.ondertitel else []
        facts.append(zeg(f"{kop.periode_naam} · {', '.join(filter(None, (kop.versie, kop.stand)))}"))
        facts.append(zeg(f"Bronnen tot en met {kop.brondatum}"))
        facts += [zeg(kop.vervanging)] if kop.vervangt else []
        stamp = ["Intern, niet voor publicatie"] if self.monitor.doelgroep == "intern" else []
        stamp += ["Voorbeeld"] if kop.voorbeeld else []
        facts += [zeg(Run(" · ".join(stamp), vet=True))] if stamp else []
        facts += [zeg(dia.verwijzing)] if dia.verwijzing else []
        self._schrijf_in(place, facts, LIJF)
        self._logo(slide)
        yield place

    def _logo(self, slide: Any) -> None:
        """Add the logo to our own cover; a template has its own, and PowerPoint takes no SVG alone."""
        logo = self.stijl.logo
        if logo is None or self.basis.eigen or logo.mime != "image/png":
            return
        picture = slide.shapes.add_picture(io.BytesIO(logo.data), Mm(16), Mm(5), height=Mm(17))
        picture.name = "logo"
        beschrijf(picture, logo.alt)

    def _grafiek(self, slide: Any, dia: Dia) -> Iterator[Any]:
        if dia.grafiek is None:
            return
        place, beside = plek(slide, "grafiek"), plek(slide, "inhoud")
        box = vak_van(place or beside)
        side = vak_van(beside) if place is not None and beside is not None else None
        words = [
            *(alinea for tegel in dia.tegels for alinea in self._tegel(tegel)),
            *self._zinnen(dia),
            *self._onder(dia),
        ]
        if side is None and words:
            narrow = box.breed * NAAST
            side = Vak(box.links + box.breed - narrow, box.boven, narrow, box.hoog)
            box = box._replace(breed=box.breed - narrow - WIT)
        elif not words:
            box = box._replace(
                breed=(side.links + side.breed - box.links) if side and side.links > box.links else box.breed
            )
        plan = pptx_reeksen.Plan(dia.grafiek, self.stijl.palet, box.breed)
        below = [zeg(plan.bijschrift())] if plan.bijschrift() else []
        room = min(hoogte(below, box.breed, BIJSCHRIFT) + 1, box.hoog * 0.3) if below else 0.0
        frame = pptx_grafiek.teken(slide, plan, (*box[:3], box.hoog - room), self.dag)
        frame.name = "grafiek"
        beschrijf(frame, dia.grafiek.alt)
        self._bind(frame, place)
        in_het_nederlands(frame.chart._chartSpace)  # noqa: SLF001 - of every run at once
        if below:
            self._los(
                slide,
                Vak(box.links, box.boven + box.hoog - room + 1, box.breed, room - 1),
                "bij de grafiek",
                below,
                BIJSCHRIFT,
            )
        yield from self._naast(slide, (place, beside), side, words)

    def _naast(self, slide: Any, places: tuple[Any, Any], side: Vak | None, words: Sequence[Alinea]) -> Iterator[Any]:
        """Write what stands beside a chart, in the place of the layout where it has one."""
        place, beside = places
        if beside is not None and place is not None and words:
            beside.name = "inhoud"
            self._schrijf_in(beside, words, KLEIN)
            slide.shapes._spTree.append(beside._element)  # noqa: SLF001 - it is read behind the chart
            yield beside
        elif side is not None and words:
            self._los(slide, side, "inhoud", words, KLEIN)

    def _tabel(self, slide: Any, dia: Dia) -> Iterator[Any]:
        if dia.tabel is None:
            return
        place = plek(slide, "tabel") or plek(slide, "inhoud")
        box = vak_van(place)
        notes = [
            *([zeg(dia.tabel.titel)] if dia.tabel.titel != dia.kop else []),
            *map(zeg, dia.tabel.noten),
            *self._onder(dia),
        ]
        room = hoogte(notes, box.breed, BIJSCHRIFT) + 2 if notes else 0.0
        frame = rijen(slide, dia.tabel, box._replace(hoog=box.hoog - room), self.stijl)
        if place.name.strip().casefold() == "tabel":
            self._bind(frame, place)
        if notes:
            self._los(
                slide, Vak(box.links, box.boven + box.hoog - room, box.breed, room), "bij de tabel", notes, BIJSCHRIFT
            )
        yield from ()

    def _lichten(self, slide: Any, dia: Dia) -> Iterator[Any]:
        place = plek(slide, "inhoud")
        boxes = []
        for telling in self.monitor.kleuren:
            explained = [] if dia.opgaven else [zeg(Run(telling.uitleg, schaal=0.85))]
            boxes.append(
                [
                    zeg(Run(str(telling.aantal), vet=True, schaal=2)),
                    zeg(licht(telling.kleur, telling.woord, self.stijl)),
                    *explained,
                ]
            )
        box = vak_van(place)
        used = self._vakken(slide, box, boxes, "licht", 52 if dia.opgaven else 80)
        words = [zeg("Anders dan een jaar eerder:")] if dia.opgaven else []
        for opgave, _ in dia.opgaven:
            before = word(opgave.vorig_oordeel, self.monitor) if opgave.vorig_oordeel else ""
            words.append(zeg(f"{opgave.kort}: van {before} naar {opgave.woord}", punt=True))
        yield from self._onder_de_vakken(slide, place, box, used, [*words, *self._onder(dia)])

    def _cijfers(self, slide: Any, dia: Dia) -> Iterator[Any]:
        place = plek(slide, "inhoud")
        box = vak_van(place)
        rows = 1 if len(dia.tegels) <= RIJ else 2
        below = [*self._zinnen(dia), *self._onder(dia)]
        room = hoogte(below, box.breed, LIJF) + WIT if below else 0.0
        boxes = [list(self._tegel(tegel)) for tegel in dia.tegels]
        used = self._vakken(slide, box, boxes, "tegel", min((box.hoog - room - WIT * (rows - 1)) / rows, 60), rows)
        yield from self._onder_de_vakken(slide, place, box, used, below)

    def _tekst(self, slide: Any, dia: Dia) -> Iterator[Any]:
        words = list(self._zinnen(dia))
        own = self.stijl if not self.basis.eigen else None
        for opgave, zin in dia.opgaven:
            light = licht(opgave.oordeel, opgave.woord, self.stijl)
            words.append(
                zeg(Run(f"{opgave.nummer}. {opgave.kort}  ", vet=True), light if own else light._replace(kleur=""))
            )
            words += [zeg(zin)] if zin else []
        if dia.soort == "doelen":
            words += [zeg(Run(f"Doel {doel.nummer}  ", vet=True), doel.naam) for doel in self.monitor.doelen]
        words += self._onder(dia)
        place = plek(slide, "inhoud")
        place.name = "inhoud"
        self._schrijf_in(place, words, GROOT if dia.soort == "tekst" else LIJF)
        yield place

    # Building blocks

    def _tegel(self, indicator: model.Indicator) -> Iterator[Alinea]:
        """Yield the words of a tile: name, value, change and verdict."""
        mark = f" ({indicator.status})" if indicator.status in {"voorlopig", "verzonnen", "handmatig"} else ""
        yield zeg(Run(f"{indicator.naam}{mark}", vet=True))
        large = 1.0 if indicator.waarde is None else 1.8
        shade = "" if self.basis.eigen else self.stijl.tokens.accent
        shown = met_eenheid(indicator) if indicator.waarde is not None else shown_value(indicator)
        yield zeg(Run(shown, vet=True, kleur=shade, schaal=large))
        if indicator.vergelijking:
            yield zeg(f"{PIJLEN[direction(indicator.vergelijking)]}{indicator.vergelijking.verschil_tekst}")
        elif indicator.peildatum:
            yield zeg(f"op {day(indicator.peildatum)}")
        norm = [f"norm: {indicator.norm_weergave}"] if indicator.norm_weergave else []
        if indicator.oordeel:
            light = licht(indicator.oordeel, indicator.woord, self.stijl)
            yield zeg(light._replace(kleur="") if self.basis.eigen else light, *(f"  {text}" for text in norm))
        elif norm:
            yield zeg(*(text.capitalize() for text in norm))

    def _zinnen(self, dia: Dia) -> Iterator[Alinea]:
        list_like = dia.soort in {"tekst", "woorden", "slot"}
        for kop, zin in dia.punten:
            yield zeg(*([Run(f"{kop} ", vet=True)] if kop else []), zin, punt=list_like)

    def _onder(self, dia: Dia) -> list[Alinea]:
        """Return what stands last: what is invented, and where the rest stands."""
        text = dia.onder
        shade = "" if self.basis.eigen else self.stijl.kleuren.gedempt
        return [zeg(Run(text, kleur=shade, schaal=0.85))] if text else []

    def _vakken(  # noqa: PLR0913, PLR0917 - what boxes depend on
        self, slide: Any, box: Vak, inhoud: Sequence[list[Alinea]], naam: str, hoog: float, rijen: int = 1
    ) -> float:
        """Add boxes beside each other; return how high all of them are together."""
        if not inhoud:
            return 0.0
        across = -(-len(inhoud) // rijen)
        wide = min((box.breed - WIT * (across - 1)) / across, box.breed / 2)
        inner = Vak(0, 0, wide - 8, hoog - 8)
        size = min(grootte(words, inner, KLEIN) for words in inhoud)
        hoog = min(hoog, max(hoogte(words, inner.breed, size) for words in inhoud) + 9)
        for rank, words in enumerate(inhoud):
            row, column = divmod(rank, across)
            place = Vak(box.links + column * (wide + WIT), box.boven + row * (hoog + WIT), wide, hoog)
            shape = doos(slide, place, f"{naam} {rank + 1}", self.stijl.kleuren.vlak, 4)
            shape.line.color.rgb = rgb(self.stijl.tokens.lijn)
            schrijf(shape.text_frame, words, size, self.stijl.tokens.tekst)
        return rijen * hoog + (rijen - 1) * WIT

    def _onder_de_vakken(self, slide: Any, place: Any, box: Vak, used: float, words: list[Alinea]) -> Iterator[Any]:
        """Write into the place of the layout what stands below boxes, and yield it when there is something."""
        if not words:
            return
        place.name = "inhoud"
        top = box.boven + used + WIT
        place.left, place.top, place.width, place.height = (
            Mm(v) for v in (box.links, top, box.breed, max(box.boven + box.hoog - top, 8))
        )
        slide.shapes._spTree.append(place._element)  # noqa: SLF001 - it is read behind the boxes
        self._schrijf_in(place, words, LIJF)
        yield place

    def _schrijf_in(self, place: Any, words: Sequence[Alinea], punten: float) -> None:
        shade = "" if self.basis.eigen else self.stijl.tokens.tekst
        schrijf(place.text_frame, words, grootte(words, _binnen(vak_van(place)), punten), shade)

    def _los(self, slide: Any, box: Vak, naam: str, words: Sequence[Alinea], punten: float) -> None:
        shade = "" if self.basis.eigen else self.stijl.tokens.tekst
        schrijf(doos(slide, box, naam).text_frame, words, grootte(words, box, punten, 10), shade)

    @staticmethod
    def _bind(frame: Any, place: Any) -> None:
        """Tie a chart or table to the place of the layout that it fills, so that it moves with the template."""
        if place is None:
            return
        ph = place.placeholder_format
        holder = frame._element.nvGraphicFramePr.nvPr  # noqa: SLF001 - only a place of its own kind can do it
        holder.insert(0, parse_xml(f'<p:ph {nsdecls("p")} idx="{ph.idx}"/>'))
        kind = place._element.nvSpPr.nvPr.find(qn("p:ph")).get("type")  # noqa: SLF001 - likewise
        if kind:
            holder[0].set("type", kind)


def _binnen(box: Vak) -> Vak:
    """Return the room for words in a place: without what PowerPoint keeps free around them."""
    return Vak(box.links, box.boven, max(box.breed - 6, 10), max(box.hoog - 3, 5))
