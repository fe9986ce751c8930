"""What the doctor says about one thing: how it is, and what to do about it."""

from __future__ import annotations

from typing import Literal

import msgspec

Toestand = Literal["goed", "let op", "kapot"]


class Bevinding(msgspec.Struct, frozen=True, kw_only=True):
    """How one thing is; ``doen`` says how to mend what is not good."""

    onderdeel: str
    toestand: Toestand
    wat: str
    doen: str = ""


def goed(onderdeel: str, wat: str) -> Bevinding:
    """Say that something works."""
    return Bevinding(onderdeel=onderdeel, toestand="goed", wat=wat)


def let_op(onderdeel: str, wat: str, doen: str) -> Bevinding:
    """Say that something works, but not as it could."""
    return Bevinding(onderdeel=onderdeel, toestand="let op", wat=wat, doen=doen)


def kapot(onderdeel: str, wat: str, doen: str) -> Bevinding:
    """Say that something that is needed does not work."""
    return Bevinding(onderdeel=onderdeel, toestand="kapot", wat=wat, doen=doen)
