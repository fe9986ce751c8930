"""Which files in a delivery are no exports, by their names alone: reading and fingerprints must agree on it."""

from __future__ import annotations

SLOT = "slotbestand van Excel"
BESCHRIJVING = "beschrijving van Cognos"
VERBORGEN = "verborgen bestand"
ONAF = "nog niet klaar met kopiëren"

_SLOTTEN = ("~$", ".~lock")
_BESCHRIJVINGEN = ("_desc.xml", "_descr.xml", "_desc", "_descr")
_VERBORGEN = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_ONAF = (".tmp", ".part", ".partial", ".crdownload", ".download")


def bijzaak(pad: str) -> str | None:
    """Return why a path within a delivery is no export, or ``None`` if it may be one."""
    *folders, name = pad.casefold().split("/")
    if name.startswith(_SLOTTEN):
        return SLOT
    if any(part.startswith(".") or part in _VERBORGEN for part in (*folders, name)):
        return VERBORGEN
    if name.endswith(_BESCHRIJVINGEN):
        return BESCHRIJVING
    return ONAF if name.endswith(_ONAF) else None
