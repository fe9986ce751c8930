"""A comparison as a tagged PDF, with the same letters and the same look as the report."""

from __future__ import annotations

from werkmonitor.diff.model import Verschil
from werkmonitor.outputs.pdf import iso_date, no_garbage_collection, own_fonts, prepare, write
from werkmonitor.outputs.verschil_html import page


def maak(verschil: Verschil) -> bytes:
    """Return the comparison as one PDF; raises ``OutputError`` where Pango is missing."""
    prepare()
    source = page(verschil, "pdf", datum=iso_date(verschil.nieuw.brondatum))
    with own_fonts(), no_garbage_collection():
        return write(source, {}, {})
