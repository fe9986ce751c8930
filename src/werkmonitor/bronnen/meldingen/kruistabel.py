"""Findings about crosstabs: where labels end and numbers begin, and what a group lacks."""

from __future__ import annotations

from collections.abc import Sequence

from werkmonitor.bronnen.waarden.persoon import kort
from werkmonitor.findings import Finding, Location
from werkmonitor.formatting import enkele

_NIETS = "Uit deze tabel is niets gelezen."
_GENOEMD = 5


def verschoven(plek: Location, wat: str, bron: str, *, extra: bool = False) -> Finding:
    """Report a table of which numbers would pass for labels; ``extra``: it may be a column of labels not declared."""
    doen = "Herstel het bijschrift of de regel in het rapport; haal kolommen eruit die geen label en geen maat zijn."
    if extra:
        doen = f'Haal de extra kolom uit het rapport, of zet er "-" voor in rijen van bron {bron}.'
    return Finding("kruistabel-verschoven", "fout", wat, plek, _NIETS, doen)


def maat_verschreven(plek: Location, getal: str, groep: str, nabij: str, sleutel: str) -> Finding:
    """Report a number that one group lacks while a caption much like it stands there."""
    wat = f"Getal '{kort(getal)}' ontbreekt bij {groep}; daar staat wel '{kort(nabij)}'."
    doen = f"Is dat hetzelfde getal, herstel dan het bijschrift, of noem het ook bij {sleutel} in de declaratie."
    return Finding("maat-onvolledig", "fout", wat, plek, "De getallen daarbij tellen niet mee.", doen)


def maat_ontbreekt(plek: Location, getal: str, groepen: Sequence[str]) -> Finding:
    """Report a number that some groups lack and others have."""
    wat = f"Getal '{kort(getal)}' ontbreekt bij {enkele(groepen, _GENOEMD)}; bij andere staat het er wel."
    gevolg = "Daar is geen getal; het telt niet als nul."
    return Finding("maat-onvolledig", "waarschuwing", wat, plek, gevolg, "Kijk in Cognos of dat klopt.")
