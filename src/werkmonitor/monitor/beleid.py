"""What may be published of which numbers: the policy of disclosure control as it travels with a Monitor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from werkmonitor.programma.bron import Bron, Maat
    from werkmonitor.programma.schema import Programma

Telt = Literal["mensen", "bedrag", "anders", "openbaar"]
MENSEN = frozenset({"aantal", "personen", "fte"})
"""Units that count people, unless the declaration says that they do not."""
BEDRAGEN = frozenset({"euro", "bedrag", "voordeel"})


class Maatbeleid(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the numbers of a maat in a source are, to who wants to know people by them.

    ``telt``: people, an amount, something else, or what others published already (so everybody knows it).
    """

    bron: str
    maat: str
    telt: Telt
    drempel: int
    """From how many people on a count is no longer small."""
    geheel: bool = True
    """Whether its numbers are whole; amounts and fte are not."""
    hoort_bij: str = ""
    """The maat of the same source that counts the people whom this number is about."""
    grootste: tuple[str, ...] = ()
    """The maten of the same source with the largest part of this one that is of one person, and the one after it."""
    is_bijdrage: bool = False
    """Whether it is itself such a part: the amount of one person."""
    reden: str = ""
    """Why it counts no people, or who published it."""


class Onthullingsbeleid(msgspec.Struct, frozen=True, kw_only=True):
    """The policy of a whole Monitor; without maten it knows no exceptions."""

    drempel: int = 5
    nul: Literal["tonen", "verbergen"] = "tonen"
    """Whether a reader may know that there is nobody."""
    maten: tuple[Maatbeleid, ...] = ()
    geen_personen: tuple[str, ...] = ()
    """The indicators of which the cells count no people."""


def beleid(programma: Programma) -> Onthullingsbeleid:
    """Return what the declaration says of what may be published."""
    return Onthullingsbeleid(
        drempel=programma.publicatie.drempel,
        nul=programma.publicatie.nul,
        maten=tuple(_maten(programma)),
        geen_personen=tuple(indicator.id for indicator in programma.indicator if indicator.geen_personen),
    )


def _maten(programma: Programma) -> Iterator[Maatbeleid]:
    publicatie = programma.publicatie
    for bron in programma.bron:
        bijdragen = {naam for maat in bron.maten.values() for naam in maat.grootste}
        for naam, maat in bron.maten.items():
            gevoelig = maat.gevoelig or bron.gevoelig
            yield Maatbeleid(
                bron=bron.id,
                maat=naam,
                telt=_telt(bron, maat),
                drempel=publicatie.drempel_gevoelig if gevoelig else publicatie.drempel,
                geheel=maat.eenheid in MENSEN - {"fte"},
                hoort_bij=maat.hoort_bij,
                grootste=maat.grootste,
                is_bijdrage=naam in bijdragen,
                reden=_reden((bron.al_openbaar, maat.geen_personen, bron.geen_personen)),
            )


def _telt(bron: Bron, maat: Maat) -> Telt:
    if bron.al_openbaar or bron.afgerond_op:  # who rounds what it counts, publishes it
        return "openbaar"
    if maat.eenheid in BEDRAGEN:
        return "bedrag"
    return "mensen" if maat.eenheid in MENSEN and not (maat.geen_personen or bron.geen_personen) else "anders"


def _reden(redenen: Iterable[str]) -> str:
    return next(filter(None, redenen), "")
