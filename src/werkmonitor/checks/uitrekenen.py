"""Formulas of the declaration that only serve to check: their values, in words with the cells they come from."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from werkmonitor.bronnen.opbouw.totalen import schrijf
from werkmonitor.findings import Finding, Location
from werkmonitor.formula.evaluate import FormuleFout, Omgeving, evaluate
from werkmonitor.formula.kennis import GEEN_FILTERS, Filters
from werkmonitor.formula.trace import Uitkomst
from werkmonitor.periode import Periode

CELLEN_GENOEMD = 1
"""How many cells of a number a message names."""


def reken(
    formule: str, wie: str, omgeving: Omgeving, periode: Periode, filters: Filters = GEEN_FILTERS
) -> Uitkomst | Finding:
    """Return what a formula gives, or the finding that it cannot be evaluated on these data."""
    try:
        return evaluate(formule, omgeving, periode, filters)
    except FormuleFout as fout:
        return onberekenbaar(fout, wie, omgeving)


def onberekenbaar(fout: FormuleFout, wie: str, omgeving: Omgeving) -> Finding:
    """Report a formula that cannot be evaluated on these data."""
    wat = f"De formule van {wie} kan niet berekend worden:\n{fout}"
    plek = omgeving.programma.plek(fout.formule)
    return Finding("formule", "fout", wat, plek, "Zo is er niets na te rekenen.")


def terug(periode: Periode, aantal: int) -> Iterator[Periode]:
    """Yield a period and those before it of the same length, the newest first."""
    return (periode.verschuif(-back) for back in range(aantal))


def plek_van(uitkomst: Uitkomst) -> Location | None:
    """Return the first cell that a value was made from."""
    adres = next(uitkomst.spoor.adressen(), None)
    return Location(adres.bestand, adres.blad or None, adres.cel) if adres else None


def herkomst_van(uitkomst: Uitkomst) -> str:
    """Write where a value comes from: its first cell, and how many more; nothing for a number of the formula."""
    count = sum(1 for _ in uitkomst.spoor.adressen())
    more = count - CELLEN_GENOEMD
    rest = f" en nog {more} {'cel' if more == 1 else 'cellen'}" if more > 0 else ""
    return f"{plek_van(uitkomst)}{rest}" if count else ""


def met_herkomst(waarde: Fraction, eenheid: str, uitkomst: Uitkomst) -> str:
    """Write a value in its unit with its cells behind it."""
    where = herkomst_van(uitkomst)
    return schrijf(waarde, eenheid) + (f" ({where})" if where else "")
