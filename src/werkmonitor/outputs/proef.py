"""A chart and a PDF of nothing, to find out whether they can be made on this computer."""

from __future__ import annotations

from werkmonitor.charts import render
from werkmonitor.monitor.blokken import Grafiek, Punt, Reeks, Tabel

_BLAD = '<html lang="nl"><head><title>Proef</title></head><body><p>Proef</p></body></html>'


def grafiek() -> str:
    """Draw a chart of one column; raises what the drawing library raises."""
    reeks = Reeks(naam="Proef", stijl="nu", punten=(Punt(waarde=1.0, weergave="1"),))
    return render(
        Grafiek(
            id="proef",
            vorm="staaf",
            titel="Proef",
            onderschrift="",
            categorieen=("Proef",),
            reeksen=(reeks,),
            eenheid="aantal",
            decimalen=0,
            norm=None,
            annotaties=(),
            alt="Proef",
            tabel=Tabel(titel="", rijkop="", kolommen=(), rijen=()),
            verzonnen=False,
        )
    )


def pdf() -> bytes:
    """Make a page with our letters; raises ``OutputError`` where Pango is missing, else what the library raises."""
    from werkmonitor.outputs.pdf import VARIANT, own_fonts, prepare

    prepare()
    from weasyprint import HTML

    with own_fonts():
        made: bytes = HTML(string=_BLAD, base_url=None).write_pdf(pdf_variant=VARIANT)
    return made
