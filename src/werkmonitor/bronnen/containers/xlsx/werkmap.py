"""Excel workbooks (.xlsx, .xlsm, .xltx, .xltm) as sheets.  Only values are read; nothing in them is carried out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from xml.parsers.expat import ExpatError

from werkmonitor.bronnen.containers.archief import Archief
from werkmonitor.bronnen.containers.budget import Budget
from werkmonitor.bronnen.containers.rooster import Rooster
from werkmonitor.bronnen.containers.weigeren import HERSTEL, OnleesbaarError
from werkmonitor.bronnen.containers.xlsx.blad import Bladbouw, Bladluisteraar, Stroom
from werkmonitor.bronnen.containers.xlsx.cellen import Cellen
from werkmonitor.bronnen.containers.xlsx.pakket import lees_pakket, producent
from werkmonitor.bronnen.containers.xlsx.snel import SnelleLezer
from werkmonitor.bronnen.containers.xlsx.stijlen import lees_stijlen
from werkmonitor.bronnen.containers.xlsx.teksten import AndersError, lees_teksten
from werkmonitor.bronnen.containers.xlsx.xml import Ontleder
from werkmonitor.bronnen.sheet import Sheet


def lees_xlsx(data: bytes, naam: str, budget: Budget) -> tuple[tuple[Sheet, ...], str]:
    """Return the worksheets of a workbook, hidden ones included, and what program wrote it.

    Raises ``OnleesbaarError``, and one of ``weigeren.BESCHADIGD`` for a workbook that is damaged inside.
    """
    archief = Archief(data, budget)
    pakket = lees_pakket(archief)
    stijlen = lees_stijlen(archief.stroom(pakket.stijlen), budget) if pakket.stijlen else []
    teksten = lees_teksten(partial(archief.stroom, pakket.teksten), budget) if pakket.teksten else []
    cellen = partial(Cellen, stijlen, teksten, pakket.vanaf_1904)
    sheets = []
    for blad in pakket.bladen:
        try:
            bouw = lees_blad(partial(archief.stroom, blad.deel), blad.naam, cellen, budget)
            sheets.append(bouw.sheet(naam, zichtbaar=blad.zichtbaar))
        except OnleesbaarError as fout:
            fout.blad = blad.naam
            raise
        except ExpatError:
            wat = f"Blad '{blad.naam}' is van binnen beschadigd; half gekopieerd?"
            raise OnleesbaarError(wat, HERSTEL, blad.naam) from None
    return tuple(sheets), producent(archief)


def lees_blad(stroom: Stroom, naam: str, cellen: Callable[[], Cellen], budget: Budget) -> Bladbouw:
    """Read one sheet, fast where it is written plainly; ``stroom`` opens its part, which may be read twice."""
    held = budget.bezet
    bouw = Bladbouw(cellen(), Rooster(naam, budget))
    try:
        SnelleLezer(bouw).lees(stroom())
    except (AndersError, UnicodeDecodeError, ExpatError):
        budget.bezet = held
        bouw = Bladbouw(cellen(), Rooster(naam, budget))
        Ontleder(Bladluisteraar(bouw)).voer(stroom(), budget)
    return bouw
