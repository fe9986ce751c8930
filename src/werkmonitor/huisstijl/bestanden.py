"""The files of a house style: letters and a logo, each looked at before it goes into a report."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from werkmonitor.huisstijl.model import Letter, Logo

MAX_LOGO = 200_000
"""Bytes: the logo stands in every report, and in the page more than once."""
MAX_LETTER = 1_000_000
MAX_BEELDPUNTEN = 4000
NODIG = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,;:?!()%+-–€'\"·›…éëïöüèáó[]"
"""Characters that a report is full of: letters that lack one of them look patched."""
_SOORTEN = {b"wOF2": "woff2", b"OTTO": "opentype", b"\0\1\0\0": "truetype", b"true": "truetype"}
_NIET_INSLUITEN = 0x0002
"""The bit of a font that forbids to put it in a document."""
_PNG = b"\x89PNG\r\n\x1a\n"
_TEKENS = "svg|g|path|rect|circle|ellipse|line|polyline|polygon|text|tspan|title|desc|defs|use|symbol|style|metadata"
_SVG_ELEMENTEN = frozenset([*_TEKENS.split("|"), "linearGradient", "radialGradient", "stop", "clipPath", "mask"])
_KLEURLOOP = re.compile(r"url\(\s*['\"]?#[\w.-]+['\"]?\s*\)")


class Onbruikbaar(Exception):  # noqa: N818 - not an error of ours: a sentence about a file
    """A file cannot be used; ``sleutel`` is the key that names it."""

    def __init__(self, sleutel: str, wat: str) -> None:
        super().__init__(wat)
        self.sleutel = sleutel


def lees_letter(naam: str, gewoon: bytes, vet: bytes) -> Letter:
    """Return the letters; raises ``Onbruikbaar`` for a file that is none, may not be used, or lacks characters."""
    kinds = {key: _letterbestand(key, data) for key, data in (("gewoon", gewoon), ("vet", vet))}
    if kinds["gewoon"] != kinds["vet"]:
        raise Onbruikbaar("vet", "De gewone en de vette letter zijn van twee soorten bestanden; neem er een van beide.")
    return Letter(naam, gewoon, vet, kinds["gewoon"])


def _letterbestand(key: str, data: bytes) -> str:
    if len(data) > MAX_LETTER:
        raise Onbruikbaar(key, f"De letter is groter dan {MAX_LETTER // 1_000_000} MB. Neem een kleiner bestand.")
    kind = _SOORTEN.get(data[:4])
    if kind is None:
        raise Onbruikbaar(key, "Dit is geen letter in woff2, otf of ttf.")
    from fontTools.ttLib import TTFont, TTLibError

    try:
        font = TTFont(io.BytesIO(data), lazy=True)
        known, allowed = font.getBestCmap() or {}, getattr(font["OS/2"], "fsType", 0)
    except (TTLibError, KeyError, ValueError, AssertionError, struct.error, ImportError):
        raise Onbruikbaar(key, "Deze letter kan niet gelezen worden. Neem een ander bestand.") from None
    if allowed & _NIET_INSLUITEN:
        raise Onbruikbaar(key, "Deze letter mag volgens de maker niet in een document. Neem een andere letter.")
    missing = "".join(sign for sign in NODIG if ord(sign) not in known)
    if missing:
        raise Onbruikbaar(key, f"Deze letter mist de tekens {' '.join(missing[:10])}. Neem een volledig bestand.")
    return kind


def lees_logo(data: bytes, alt: str) -> Logo:
    """Return the logo; raises ``Onbruikbaar`` for what is too large, no picture, or a picture that can do something."""
    if len(data) > MAX_LOGO:
        raise Onbruikbaar("bestand", f"Het logo is groter dan {MAX_LOGO // 1000} kB. Maak het kleiner.")
    if data.startswith(_PNG):
        _controleer_png(data)
        return Logo(data, "image/png", alt)
    return Logo(_veilige_svg(data), "image/svg+xml", alt)


def _controleer_png(data: bytes) -> None:
    """Walk through the parts of a PNG: each whole, and the picture of a size that can be drawn."""
    width, height = struct.unpack(">II", data[16:24]) if len(data) > 32 else (0, 0)  # noqa: PLR2004 - the first part
    if not 0 < width <= MAX_BEELDPUNTEN or not 0 < height <= MAX_BEELDPUNTEN:
        raise Onbruikbaar("bestand", f"Het logo moet 1 tot en met {MAX_BEELDPUNTEN} beeldpunten breed en hoog zijn.")
    if b"IEND" not in _png_delen(data):
        raise Onbruikbaar("bestand", "Het logo is beschadigd. Sla het opnieuw op als png.")


def _png_delen(data: bytes) -> Iterator[bytes]:
    """Yield the names of the parts whose checksum is right, until one is not."""
    place = len(_PNG)
    while place + 12 <= len(data):
        size, name = struct.unpack(">I4s", data[place : place + 8])
        end = place + 8 + size
        if data[end : end + 4] != struct.pack(">I", zlib.crc32(data[place + 4 : end])):
            return
        yield name
        place = end + 4


def _veilige_svg(data: bytes) -> bytes:
    """Return an SVG of shapes and words only; raises ``Onbruikbaar`` where it holds anything else."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"\0" in data:
        raise Onbruikbaar("bestand", "Het logo heeft een DOCTYPE. Sla het op als gewone svg, of als png.")
    try:
        root = ET.fromstring(data)  # noqa: S314 - without a document type nothing can be expanded or fetched
    except ET.ParseError:
        raise Onbruikbaar("bestand", "Het logo is geen svg en geen png.") from None
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        raise Onbruikbaar("bestand", "Het logo is geen svg en geen png.")
    for element in root.iter():
        naam = str(element.tag).rpartition("}")[2]
        if naam not in _SVG_ELEMENTEN or (naam == "style" and _haalt_op(element.text or "")):
            raise Onbruikbaar("bestand", f"Het logo heeft een onderdeel '{naam}', en dat mag niet in een rapport.")
        for key, value in element.attrib.items():
            _controleer_kenmerk(key.rpartition("}")[2], value)
    return data


def _controleer_kenmerk(naam: str, value: str) -> None:
    outside = naam == "href" and not value.strip().startswith("#")
    if outside or naam.lower().startswith("on") or _haalt_op(value):
        raise Onbruikbaar("bestand", f"Het logo wil met '{naam}' iets ophalen of doen, en dat mag niet in een rapport.")


def _haalt_op(text: str) -> bool:
    """Say whether a style or a value points to anything but a part of the picture itself."""
    rest = _KLEURLOOP.sub("", text).lower()
    return "url(" in rest or "@import" in rest or "javascript:" in rest
