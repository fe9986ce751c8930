"""Any file as sheets of cells.  The only place that opens workbooks and text files."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from werkmonitor.bronnen.containers.budget import Budget, Voortgang
from werkmonitor.bronnen.containers.guard import Soort, lees_bytes, soort
from werkmonitor.bronnen.containers.ods import lees_ods
from werkmonitor.bronnen.containers.tekst import lees_tekst
from werkmonitor.bronnen.containers.weigeren import BESCHADIGD, HERSTEL, KLEINER, OnleesbaarError
from werkmonitor.bronnen.containers.xls import lees_xls
from werkmonitor.bronnen.containers.xlsb import lees_xlsb
from werkmonitor.bronnen.containers.xlsx.werkmap import lees_xlsx
from werkmonitor.bronnen.containers.xmldata import lees_xmldata
from werkmonitor.bronnen.sheet import Inhoud, Sheet
from werkmonitor.programma.bron import Lezen

Lezer = Callable[[bytes, str, Budget], tuple[tuple[Sheet, ...], str]]
"""What reads one kind of file: bytes, the name for findings, and limits in; sheets and the producer out."""


def open_bestand(path: Path, naam: str, lezen: Lezen | None = None, voortgang: Voortgang | None = None) -> Inhoud:
    """Read a workbook or a text file into sheets; ``naam`` is how findings call it.

    ``voortgang`` hears now and then how far a large file is.  Raises ``OnleesbaarError`` for a file that is refused.
    """
    limits = lezen or Lezen()
    data = lees_bytes(path, limits)
    budget = Budget(limits, len(data), naam=naam, voortgang=voortgang)
    try:
        kind = soort(data, budget)
        if kind not in LEZERS:
            raise OnleesbaarError(f"Dit is een bestand van de soort {kind}; dat wordt niet gelezen.")
        sheets, producent = LEZERS[kind](data, naam, budget)
    except BESCHADIGD:
        raise OnleesbaarError("Het bestand is van binnen beschadigd; half gekopieerd?", HERSTEL) from None
    except MemoryError:
        pass  # What the reader held is let go before anything else is done.
    else:
        return Inhoud(sha256(data).hexdigest(), sheets, kind, producent)
    raise OnleesbaarError("Het lezen van het bestand kost te veel geheugen.", KLEINER)


LEZERS: dict[Soort, Lezer] = {
    "xlsx": lees_xlsx,
    "xlsb": lees_xlsb,
    "ods": lees_ods,
    "xls": lees_xls,
    "xmldata": lees_xmldata,
    "tekst": lees_tekst,
}
"""Reader by kind of file; a test holds that every kind has one."""
