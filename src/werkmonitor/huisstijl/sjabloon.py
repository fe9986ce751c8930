"""The municipality's own template for slides: looked at as an archive before any library opens it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from werkmonitor.huisstijl.bestanden import Onbruikbaar

BESTAND = "sjabloon.pptx"
SLEUTEL = "sjabloon"
MAX_SJABLOON = 10_000_000
"""Bytes of the file."""
MAX_UITGEPAKT = 60_000_000
MAX_DELEN = 2000
_SOORT = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_VERBODEN = {"vbaproject": "een macro", "activex": "een besturingselement", "embeddings": "een ingesloten bestand"}


def lees_sjabloon(data: bytes) -> bytes:
    """Return the template; raises ``Onbruikbaar`` for what is too large, none, or can do or fetch something."""
    if len(data) > MAX_SJABLOON:
        grens = MAX_SJABLOON // 1_000_000
        raise Onbruikbaar(SLEUTEL, f"Het sjabloon is groter dan {grens} MB. Maak de plaatjes kleiner.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for fault in _fouten(archive):
                raise Onbruikbaar(SLEUTEL, fault)
    except (zipfile.BadZipFile, KeyError, RuntimeError, EOFError, NotImplementedError, OSError, ValueError):
        raise Onbruikbaar(SLEUTEL, "Het sjabloon is geen presentatie. Sla het in PowerPoint op als pptx.") from None
    return data


def _fouten(archive: zipfile.ZipFile) -> Iterator[str]:
    """Yield what is wrong with a template, the size first: nothing is unpacked before that is known to be fine."""
    members = archive.infolist()
    if len(members) > MAX_DELEN or sum(member.file_size for member in members) > MAX_UITGEPAKT:
        yield "Het sjabloon is te groot als het uitgepakt is. Haal plaatjes en dia's weg."
    for member in members:
        for word, what in _VERBODEN.items():
            if word in member.filename.lower():
                yield f"In het sjabloon zit {what}. Haal dat weg, en sla het op als pptx."
    if _SOORT not in archive.read("[Content_Types].xml"):
        yield "Het sjabloon is geen gewone presentatie. Sla het in PowerPoint op als pptx, niet als pptm of potx."
    for member in members:
        content = archive.read(member) if member.filename.endswith((".xml", ".rels")) else b""
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            yield "In het sjabloon zit een DOCTYPE. Sla het in PowerPoint opnieuw op als pptx."
        if member.filename.endswith(".rels") and b"External" in content:
            yield "Het sjabloon heeft een link naar buiten. Haal links en gekoppelde plaatjes uit het sjabloon."
