"""The cells that figures were made from, and what was corrected in them."""

from __future__ import annotations

import msgspec


class Correctie(msgspec.Struct, frozen=True, kw_only=True):
    """What a cell held before it was corrected, as the declaration says it, and why it was."""

    was: str
    wordt: str
    reden: str
    wie: str
    datum: str
    """ISO 8601."""
    weergave: str
    """All of it in words: ``was 17, gecorrigeerd naar 19: typefout (beleid, 3-2-2022)``."""


class Herkomst(msgspec.Struct, frozen=True, kw_only=True):
    """One cell that a figure was made from, with what was read in it."""

    bestand: str
    blad: str
    cel: str
    levering: str
    waarde: float | int | None
    labels: tuple[str, ...] = ()
    correctie: Correctie | msgspec.UnsetType = msgspec.UNSET
    """Absent, and false, for a cell that was read as it is."""
