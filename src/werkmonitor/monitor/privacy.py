"""What a public monitor says about the numbers that it does not show."""

from __future__ import annotations

import msgspec

from werkmonitor.formatting import NIET_GETOOND_UITLEG


class Drempel(msgspec.Struct, frozen=True, kw_only=True):
    """From which number on people are shown, and for what."""

    waarvoor: str
    drempel: int


class Onthullingsregel(msgspec.Struct, frozen=True, kw_only=True):
    """A rule by which numbers are not shown, in a sentence, and how many that are."""

    naam: str
    zin: str
    aantal: int


class Onthulling(msgspec.Struct, frozen=True, kw_only=True):
    """What a public monitor does not show, so that nobody can be recognised in it."""

    drempels: tuple[Drempel, ...] = ()
    methode: tuple[str, ...] = ()
    """In sentences how is chosen what is not shown."""
    regels: tuple[Onthullingsregel, ...] = ()
    verborgen: int = 0
    """How many different numbers are not shown; a number that stands in more places is one."""
    legenda: str = NIET_GETOOND_UITLEG
