"""What ``inspect`` finds in one file, with Excel's own row numbers and column letters."""

from __future__ import annotations

import msgspec

from werkmonitor.findings import Finding


class Kolom(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a table.

    ``soort`` is dimensie, tijd, getal, tekst, datum or leeg; ``rol`` is what the source calls it, empty for one that is
    not read, and ``reden`` says why it is not.
    """

    naam: str
    kolom: str
    soort: str
    eenheid: str | None = None
    rol: str = ""
    reden: str = ""


class Overgeslagen(msgspec.Struct, frozen=True):
    """A row that gives no facts: its number, and why."""

    rij: int
    reden: str


class Tabel(msgspec.Struct, frozen=True, kw_only=True):
    """A table as it is read."""

    bron: str
    geraden: bool
    """Whether the source was guessed from the file instead of declared."""
    vorm: str
    soort: str
    bereik: str
    koprijen: tuple[int, ...]
    kolommen: tuple[Kolom, ...]
    rijen: int = 0
    getallen: int = 0
    """The facts that it gives, empty cells included."""
    overgeslagen: tuple[Overgeslagen, ...] = ()
    naast: dict[str, str] = {}
    """Labels beside the table, such as the name of the tab, by level."""


class Blad(msgspec.Struct, frozen=True, kw_only=True):
    """A sheet with its tables."""

    naam: str
    zichtbaar: bool
    rijen: int
    kolommen: int
    tabellen: tuple[Tabel, ...] = ()


class Inspectie(msgspec.Struct, frozen=True, kw_only=True):
    """How one file is read."""

    bestand: str
    producent: str = ""
    soort: str = ""
    periode: str = ""
    """What the titles above the tables say about time."""
    bladen: tuple[Blad, ...] = ()
    meldingen: tuple[Finding, ...] = ()
    geweigerd: str = ""
    """Why a build refuses the file, on one line that names it; empty when it is read."""
    blokken: tuple[str, ...] = ()
    """What was guessed, as a declaration for each source."""
