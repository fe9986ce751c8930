"""Tables of slides as PowerPoint's own, with a head, totals that stand out, and lights in words too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Mm

from werkmonitor.huisstijl.model import Huisstijl
from werkmonitor.monitor import model
from werkmonitor.outputs import dia_maat, kolommen
from werkmonitor.outputs.pptx_sjabloon import Vak
from werkmonitor.outputs.pptx_tekst import PUNT, REGEL, Run, beschrijf, licht, rgb, schoon, schrijf, zeg

GROOTST, KLEINST = 18, 10
"""Points of the letters in a table."""
CEL_WIT = 2.6
"""Millimetres above and below a text together."""


def rijen(slide: Any, tabel: model.Tabel, box: Vak, stijl: Huisstijl) -> Any:
    """Add a table within a place, with letters as large as fit; return its frame."""
    shares = kolommen.breedten(tabel)
    widths = [box.breed * share / sum(shares) for share in shares]
    rows = [[Run(tabel.rijkop), *(Run(kolom.kop) for kolom in tabel.kolommen)]]
    rows += [
        [Run(rij.naam + (f" ({rij.noot})" if rij.noot else "")), *(_cel(cel, stijl) for cel in rij.cellen)]
        for rij in tabel.rijen
    ]
    size = GROOTST
    while size > KLEINST and sum(_rijhoogte(row, widths, size) for row in rows) > box.hoog:
        size -= 1
    heights = [_rijhoogte(row, widths, size) for row in rows]
    frame = slide.shapes.add_table(len(rows), len(widths), *(Mm(v) for v in (*box[:3], sum(heights))))
    frame.name = "tabel"
    beschrijf(frame, f"Tabel: {tabel.titel}")
    table = frame.table
    table.first_row, table.first_col, table.horz_banding = True, True, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    totals = [False, *(rij.totaal for rij in tabel.rijen)]
    right = [False, *(kolom.getal for kolom in tabel.kolommen)]
    for r, (row, height) in enumerate(zip(rows, heights, strict=True)):
        table.rows[r].height = Mm(height)
        for c, run in enumerate(row):
            _vul_cel(table.cell(r, c), run, (size, r == 0, totals[r], right[c]), stijl)
    return frame


def _cel(cel: model.Cel, stijl: Huisstijl) -> Run:
    if cel.kleur:
        return licht(cel.kleur, cel.weergave, stijl)
    return Run(f"{kolommen.MERK} {cel.weergave}" if cel.verzonnen else cel.weergave)


def _vul_cel(cell: Any, run: Run, how: tuple[float, bool, bool, bool], stijl: Huisstijl) -> None:
    size, head, total, right = how
    t, k = stijl.tokens, stijl.kleuren
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(t.hoofdkleur if head else k.vlak if total else t.papier)
    cell.margin_top = cell.margin_bottom = Mm(CEL_WIT / 2)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    bold = head or total or run.vet
    schrijf(cell.text_frame, [zeg(run._replace(vet=bold))], size, k.hoofd_tekst if head else t.tekst)
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.space_after = 0
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT


def _rijhoogte(row: Sequence[Run], widths: Sequence[float], size: float) -> float:
    lines = max(
        max(1, dia_maat.regels(schoon(run.tekst), width - 6, size, vet=run.vet))
        for run, width in zip(row, widths, strict=True)
    )
    return lines * size * PUNT * REGEL + CEL_WIT + 1
