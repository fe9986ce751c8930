"""A comparison as a tagged PDF, with the same letters and the same look as the report, and its figures within it."""

from __future__ import annotations

from fractions import Fraction

from werkmonitor import __version__
from werkmonitor.diff.model import Cijferverschil, Verschil, Waarde
from werkmonitor.diff.pagina import pagina
from werkmonitor.diff.zinnen import hoofdzin
from werkmonitor.huisstijl.model import ONZE, Huisstijl
from werkmonitor.outputs import csv, pdf, pdf_archief
from werkmonitor.outputs.pdf_archief import Bijlage
from werkmonitor.outputs.stijl import bestanden
from werkmonitor.outputs.verschil_html import page

KOLOMMEN = (
    "indicator", "naam", "eenheid", "oud", "nieuw", "verschil", "oordeel_oud", "oordeel_nieuw", "in_woorden",
)  # fmt: skip


def maak(verschil: Verschil, stijl: Huisstijl = ONZE) -> bytes:
    """Return the comparison as one PDF; raises ``OutputError`` where Pango is missing."""
    pdf.prepare()
    datum = pdf.iso_date(verschil.nieuw.brondatum)
    source = page(verschil, "pdf", datum=datum, stijl=stijl)
    return pdf.write(source, {}, _bijlagen(verschil), datum, bestanden(stijl))


def _bijlagen(verschil: Verschil) -> list[Bijlage]:
    """Return the figures of both sides as a file, and a manifest of it."""
    rows = [KOLOMMEN, *(_rij(cijfer, verschil) for cijfer in verschil.cijfers)]
    told = "De cijfers van beide kanten: één rij per cijfer. Een leeg vak is niet bekend, geen nul."
    file = Bijlage(f"{verschil.naam}.csv", "text/csv", told, csv.encode(rows))
    head = pagina(verschil)
    van = {
        "titel": head.titel,
        "wie": head.wie,
        "oud": f"{verschil.oud.naam}, {verschil.oud.stand}",
        "nieuw": f"{verschil.nieuw.naam}, {verschil.nieuw.stand}",
        "bronnen_tot_en_met": verschil.nieuw.brondatum,
        "doelgroep": verschil.doelgroep,
        "voorbeeld": verschil.voorbeeld,
        "gemaakt_met": f"werkmonitor {__version__}",
    }
    return [file, pdf_archief.manifest(van, [file])]


def _rij(cijfer: Cijferverschil, verschil: Verschil) -> tuple[str, ...]:
    sides = (cijfer.oud, cijfer.nieuw)
    texts = (cijfer.id, cijfer.naam, cijfer.eenheid)
    numbers = (*map(_exact, sides), _getal(cijfer.exact))
    lights = ((side.oordeel or "") if side else "" for side in sides)
    return (*map(csv.neutral, texts), *numbers, *lights, csv.neutral(hoofdzin(cijfer, verschil)))


def _exact(waarde: Waarde | None) -> str:
    return _getal(waarde.exact if waarde else None)


def _getal(exact: str | None) -> str:
    return "" if exact is None else csv.exact_text(Fraction(exact))
