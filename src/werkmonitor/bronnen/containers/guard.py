"""A look at the bytes of a file before it is opened: what it is, whether it is safe, and what its reader would hide."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Literal

from werkmonitor.bronnen.containers.weigeren import OPNIEUW, OnleesbaarError
from werkmonitor.bronnen.sheet import Foutcel

MAX_BYTES = 200 * 2**20
"""Largest file that is opened: a Cognos export of a million rows is about 60 MB."""
MAX_UNPACKED_BYTES = 2 * 2**30
"""Most that the parts of a workbook may unpack to; beyond this it is a mistake or an attack."""

Soort = Literal["xlsx", "tekst"]

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "een PDF"),
    (b"\x1f\x8b", "een gzip-archief"),
    (b"7z\xbc\xaf\x27\x1c", "een 7z-archief"),
    (b"Rar!", "een rar-archief"),
    (b"{\\rtf", "een RTF-document"),
    (b"\x89PNG", "een afbeelding"),
    (b"\xff\xd8\xff", "een afbeelding"),
    (b"GIF8", "een afbeelding"),
    (b"SQLite format 3", "een database"),
)
_MARKUP: tuple[tuple[bytes, str], ...] = (
    (b"mime-version:", "een webarchief (MHTML), ook als de naam op .xls eindigt"),
    (b"schemas-microsoft-com:office:spreadsheet", "een XML-werkblad uit Excel 2003"),
    (b"developer.cognos.com/schemas/xmldata", "een XML-export van Cognos"),
    (b"<html", "een webpagina (HTML), ook als de naam op .xls eindigt"),
    (b"<!doctype html", "een webpagina (HTML), ook als de naam op .xls eindigt"),
    (b"<table", "een webpagina (HTML), ook als de naam op .xls eindigt"),
    (b"<?xml", "een XML-bestand"),
)
_PARTS: tuple[tuple[str, str], ...] = (
    ("xl/workbook.bin", "een binaire Excel-map (.xlsb)"),
    ("word/document.xml", "een Word-document"),
    ("ppt/presentation.xml", "een PowerPoint-presentatie"),
    ("content.xml", "een OpenDocument-bestand (.ods)"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def soort(data: bytes) -> Soort:
    """Return the kind of file by its content, never by its name; raise ``OnleesbaarError`` for one that is refused."""
    if not data.strip(b"\x00 \r\n\t"):
        raise OnleesbaarError("Het bestand is leeg.", OPNIEUW)
    if data.startswith(_OLE):
        raise _ole(data)
    if data.startswith(b"PK"):
        _inspect_zip(data)
        return "xlsx"
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise OnleesbaarError(f"Dit is {what}, geen export met cijfers.")
    _refuse_markup(data)
    return "tekst"


def _ole(data: bytes) -> OnleesbaarError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return OnleesbaarError("Het bestand is met een wachtwoord beveiligd.", "Haal het wachtwoord eraf in Excel.")
    return OnleesbaarError("Dit is een oud Office-bestand (.xls of .doc).")


def _refuse_markup(data: bytes) -> None:
    start = data[:4096].replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \r\n\t").lower()
    if not start.startswith((b"<", b"mime-version:")):
        return
    for sign, what in _MARKUP:
        if sign in start:
            raise OnleesbaarError(f"Dit is {what}.")


def _inspect_zip(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
        raise OnleesbaarError("Het bestand is niet heel.", OPNIEUW) from None
    names = {part.filename.lower() for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise OnleesbaarError("Het bestand is met een wachtwoord beveiligd.", "Haal het wachtwoord eraf.")
    if sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise OnleesbaarError("Het bestand is uitgepakt veel te groot.", "Vraag een kleinere export op.")
    if "xl/workbook.xml" in names:
        return
    for part_name, what in _PARTS:
        if part_name in names:
            raise OnleesbaarError(f"Dit is {what}.")
    raise OnleesbaarError("Dit is een zip-archief.", "Pak het uit en zet de export zelf in de map.")


_HIDES = re.compile(rb"""\bt\s*=\s*["']e["']|<(?:\w+:)?f[\s/>]""")
_ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])([^>]*)>")
_END_OF_CELL = re.compile(rb"</(?:\w+:)?c\s*>")
_REFERENCE = re.compile(rb"""(?<![\w:])r\s*=\s*["']([A-Za-z]*)(\d+)["']""")
_IS_ERROR = re.compile(rb"""(?<![\w:])t\s*=\s*["']e["']""")
_IS_TEXT = re.compile(rb"""(?<![\w:])t\s*=\s*["']str["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_STORED = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)</|<(?:\w+:)?is[\s>]")


def verborgen_cellen(xml: bytes) -> dict[tuple[int, int], Foutcel]:
    """Return what a workbook reader passes off as empty: error cells, and formulas without a stored outcome.

    ``xml`` is a sheet part; the keys are zero-based rows and columns.
    """
    if not _HIDES.search(xml):
        return {}
    found: dict[tuple[int, int], Foutcel] = {}
    rij = kolom = -1
    for match in _ROW_OR_CELL.finditer(xml):
        attributes = match[2]
        reference = _REFERENCE.search(attributes)
        if match[1] == b"row":
            rij, kolom = (int(reference[2]) - 1 if reference else rij + 1), -1
            continue
        if reference and reference[1]:
            rij, kolom = int(reference[2]) - 1, _column(reference[1])
        else:
            kolom += 1
        fout = None if attributes.endswith(b"/") else _hidden(attributes, _body(xml, match.end()))
        if fout is not None:
            found[rij, kolom] = fout
    return found


def _body(xml: bytes, start: int) -> bytes:
    end = _END_OF_CELL.search(xml, start)
    return xml[start : end.start() if end else len(xml)]


def _hidden(attributes: bytes, body: bytes) -> Foutcel | None:
    stored = _STORED.search(body)
    text = stored[1] if stored else None
    if _IS_ERROR.search(attributes):
        return Foutcel((text or b"").decode("utf-8", "replace") or "fout")
    is_text = stored and (text is None or _IS_TEXT.search(attributes))
    if not _FORMULA.search(body) or text or is_text:
        return None
    return Foutcel("formule zonder uitkomst")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1


_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def verborgen_per_blad(data: bytes) -> dict[int, dict[tuple[int, int], Foutcel]]:
    """Return the hidden cells of each sheet of a workbook, by the sheet's rank; raise ``OnleesbaarError``."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.lower(): name for name in archive.namelist()}
            parts = _sheet_parts(archive, names)
            return {rank: verborgen_cellen(archive.read(part)) for rank, part in enumerate(parts)}
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, UnicodeDecodeError):
        doen = "Open het bestand in Excel en sla het opnieuw op, of haal de export opnieuw op."
        raise OnleesbaarError("De werkmap is van binnen beschadigd.", doen) from None


def _sheet_parts(archive: zipfile.ZipFile, names: dict[str, str]) -> list[str]:
    """Resolve each sheet through the relations, without minding case: Cognos writes ``Sheet1.xml``."""
    workbook = archive.read(names["xl/workbook.xml"]).decode("utf-8")
    relations = archive.read(names["xl/_rels/workbook.xml.rels"]).decode("utf-8")
    targets = {item["Id"]: item["Target"] for item in map(_attributes, _RELATION.findall(relations))}
    parts = []
    for item in map(_attributes, _SHEET.findall(workbook)):
        target = targets[next(value for key, value in item.items() if key.endswith(":id"))]
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        parts.append(names[path.lower()])
    return parts


def _attributes(tag: str) -> dict[str, str]:
    return {name: double or single for name, double, single in _ATTRIBUTE.findall(tag)}
