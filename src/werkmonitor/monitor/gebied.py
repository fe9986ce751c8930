"""Blocks in the monitor of a part of a region: whose figures they show, and what they say about those not known."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from werkmonitor.bronnen.feiten import Registerrij
from werkmonitor.monitor import model
from werkmonitor.monitor.berekening import Berekening
from werkmonitor.periode import Periode
from werkmonitor.programma.deelgebied import is_lid
from werkmonitor.programma.pagina import Blok

Getoond = tuple[model.AnyBlok, set[str]]
"""A block, and the sources that it draws on."""
Maker = Callable[[Berekening, Blok, str], Getoond]


def in_gebied(maak: Maker, werk: Berekening, blok: Blok, naam: str) -> Getoond:
    """Make a block about the part of the region that is reported, or the whole where it puts the parts side by side.

    What it lacks because no export splits it that way is said in a note.
    """
    omgeving = werk.omgeving
    omgeving.ongesplitst.clear()
    if _naast_elkaar(werk, blok):
        werk.omgeving = omgeving.geheel
    try:
        part, bronnen = maak(werk, blok, naam)
    finally:
        werk.omgeving = omgeving
    return (_met_noot(werk, part) if omgeving.ongesplitst else part), bronnen


def _naast_elkaar(werk: Berekening, blok: Blok) -> bool:
    """Say whether a block runs along the parts of the region: its total is then that of the whole."""
    chosen = {naam for rij in blok.rijen for naam in rij.filter}
    return werk.programma.programma.deelgebied in {blok.langs, blok.tegen, *chosen}


def _met_noot(werk: Berekening, part: model.AnyBlok) -> model.AnyBlok:
    if not isinstance(part, model.Tabelblok | model.Grafiek):
        return part
    noot = f"Wat hier niet bekend is, is niet bekend per {_soort(werk)}: de export gaat over de hele regio."
    tabel = msgspec.structs.replace(part.tabel, noten=(*part.tabel.noten, noot))
    return msgspec.structs.replace(part, tabel=tabel)


def registerrijen(werk: Berekening, bron: str, periode: Periode) -> tuple[Registerrij, ...]:
    """Return the rows of a register, for a part of the region those about that part, or about all of it.

    A register says whom a row is about in a field that is called as the dimension.
    """
    rows = werk.feiten.registers.get((bron, str(periode)), ())
    return tuple(rij for rij in rows if not werk.programma.lid or not _over(werk, rij) or eigen(werk, rij))


def noten_hele_regio(werk: Berekening, rows: Iterable[Registerrij]) -> tuple[str, ...]:
    """Return what must be said below rows of which some are about the whole region, in the monitor of a part."""
    own = {eigen(werk, rij) for rij in rows} if werk.programma.lid else set()
    if False not in own:
        return ()
    what = f"Regels zonder {_soort(werk)} gaan" if True in own else "Deze tabel gaat"
    return (f"{what} over de hele regio.",)


def opgaverijen(werk: Berekening, bron: str, periode: Periode) -> tuple[Registerrij, ...]:
    """Return the rows about tasks: of a part its own, and those of the region for the other tasks."""
    rows = registerrijen(werk, bron, periode)
    own = tuple(rij for rij in rows if eigen(werk, rij))
    told = {rij.velden.get("nr") for rij in own}
    rest = (rij for rij in rows if not _over(werk, rij) and rij not in own)
    return (*own, *(rij for rij in rest if rij.velden.get("nr") not in told))


def eigen(werk: Berekening, rij: Registerrij) -> bool:
    """Say whether a row is about exactly what is reported: the part of the region, or the whole."""
    return is_lid(werk.programma, _over(werk, rij), werk.programma.lid) if werk.programma.lid else not _over(werk, rij)


def _over(werk: Berekening, rij: Registerrij) -> str:
    return rij.velden.get(werk.programma.programma.deelgebied, "").strip()


def _soort(werk: Berekening) -> str:
    """Return what the parts are called: ``gemeente``."""
    return werk.programma.dimensie_van(werk.programma.programma.deelgebied).naam.lower()
