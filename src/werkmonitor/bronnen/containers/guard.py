"""A look at a file before it is read: may it be opened at all, and what is it, by its content."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Literal

from werkmonitor.bronnen.containers.archief import Archief
from werkmonitor.bronnen.containers.budget import MIB, Budget
from werkmonitor.bronnen.containers.weigeren import KLEINER, OPNIEUW, OnleesbaarError
from werkmonitor.bronnen.containers.xlsx.pakket import werkmapdeel
from werkmonitor.findings import systeemreden
from werkmonitor.programma.bron import Lezen

MAX_BYTES = Lezen().max_bestand_mib * MIB
"""Largest file that is opened when nothing else is declared: a Cognos export of a million rows is about 60 MB."""

Soort = Literal["xlsx", "xlsb", "ods", "xls", "xmldata", "tekst"]

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
    (b"schemas-microsoft-com:office:spreadsheet", "een XML-werkblad uit Excel 2003, ook als de naam op .xls eindigt"),
    (b"urn:oasis:names:tc:opendocument", "een plat OpenDocument-bestand (.fods)"),
    (b"<html", "een webpagina (HTML), ook als de naam op .xls eindigt"),
    (b"<!doctype html", "een webpagina (HTML), ook als de naam op .xls eindigt"),
    (b"<table", "een webpagina (HTML), ook als de naam op .xls eindigt"),
    (b"<?xml", "een XML-bestand"),
)
_PARTS: tuple[tuple[str, str], ...] = (
    ("word/document.xml", "een Word-document"),
    ("ppt/presentation.xml", "een PowerPoint-presentatie"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_A_FILE = "Zet de export zelf in de map, als gewoon bestand."


def lees_bytes(path: Path, lezen: Lezen | None = None) -> bytes:
    """Return the bytes of a regular file.

    Raises ``OnleesbaarError`` for anything else: a folder, a pipe or device (which would wait for ever), what cannot be
    read, is too large, or is being written.
    """
    limit = (lezen or Lezen()).max_bestand_mib * MIB
    try:
        _require_regular(path.stat())
        # A pipe that took the file's place in the meantime must not block.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            before = os.fstat(descriptor)
            _require_regular(before)
            if before.st_size > limit:
                raise OnleesbaarError(f"Het bestand is veel te groot ({before.st_size // MIB} MiB).", KLEINER)
            data = file.read(before.st_size + 1)
    except OSError as error:
        raise _unopened(error) from None
    if len(data) != before.st_size:
        raise OnleesbaarError("Het bestand verandert terwijl het gelezen wordt.", OPNIEUW)
    return data


def _require_regular(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise OnleesbaarError("Dit is een map, ook al lijkt de naam die van een bestand.", _NOT_A_FILE)
    if not stat.S_ISREG(status.st_mode):
        raise OnleesbaarError("Dit is geen gewoon bestand.", _NOT_A_FILE)


def _unopened(error: OSError) -> OnleesbaarError:
    if error.errno == errno.ENOENT:
        return OnleesbaarError("Het bestand is niet te openen: het is er niet (meer).", OPNIEUW)
    if error.errno == errno.ELOOP:
        return OnleesbaarError("Het bestand is niet te openen: het verwijst in een kring naar zichzelf.", _NOT_A_FILE)
    if error.errno in {errno.EACCES, errno.EPERM}:
        doen = "Sluit het bestand in andere programma's en kijk of u het mag lezen."
        return OnleesbaarError("Het bestand is niet te openen: u mag het niet lezen of het is in gebruik.", doen)
    return OnleesbaarError(f"Het bestand is niet te openen ({systeemreden(error)}).", OPNIEUW)


def soort(data: bytes, budget: Budget | None = None) -> Soort:
    """Return the kind of file by its content, never by its name; raise ``OnleesbaarError`` for one that is refused."""
    if not data.strip(b"\x00 \r\n\t"):
        raise OnleesbaarError("Het bestand is leeg; half gekopieerd?", OPNIEUW)
    if data.startswith(_OLE):
        return _ole(data)
    if data.startswith(_ZIP):
        return _zip(Archief(data, budget or Budget(Lezen(), len(data))))
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise OnleesbaarError(f"Dit is {what}, geen export met cijfers.")
    return _markup(data)


def _ole(data: bytes) -> Soort:
    """Return the kind of an old Office file, by the names of the streams that its folder lists."""
    if _stream("EncryptedPackage") in data:
        raise OnleesbaarError("Het bestand is met een wachtwoord beveiligd.", "Haal het wachtwoord eraf in Excel.")
    if _stream("Workbook") in data or _stream("Book") in data:
        return "xls"
    raise OnleesbaarError("Dit is een oud Office-bestand zonder werkblad (.doc, .ppt of .msg).")


def _stream(name: str) -> bytes:
    return f"{name}\0".encode("utf-16-le")


def _markup(data: bytes) -> Soort:
    """Return the kind of a file that begins like markup and is not refused as such; text may begin with ``<`` too."""
    start = data[:4096].replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \r\n\t").lower()
    if not start.startswith((b"<", b"mime-version:")):
        return "tekst"
    if b"developer.cognos.com/schemas/xmldata" in start:
        return "xmldata"
    for sign, what in _MARKUP:
        if sign in start:
            raise OnleesbaarError(f"Dit is {what}.")
    return "tekst"


def _zip(archief: Archief) -> Soort:
    workbook = werkmapdeel(archief) if _is_office(archief) else ""
    if workbook.endswith(".bin"):
        return "xlsb"
    for part, what in _PARTS:
        if archief.heeft(part):
            raise OnleesbaarError(f"Dit is {what}.")
    if workbook:
        return "xlsx"
    if archief.heeft("encrypted-package"):
        raise OnleesbaarError("Het bestand is met een wachtwoord beveiligd.", "Haal het wachtwoord eraf.")
    if archief.heeft("content.xml"):
        if not archief.heeft("mimetype") or archief.lees("mimetype").startswith(_ODS):
            return "ods"
        raise OnleesbaarError("Dit is een OpenDocument-bestand zonder werkblad.")
    raise OnleesbaarError("Dit is een zip-archief.", "Pak het uit en zet de export zelf in de map.")


def _is_office(archief: Archief) -> bool:
    return archief.heeft("_rels/.rels") or archief.heeft("xl/workbook.xml") or archief.heeft("xl/workbook.bin")
