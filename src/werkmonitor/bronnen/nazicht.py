"""What only a table as a whole shows to be wrong: a member that is a total in disguise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from werkmonitor.bronnen import meldingen
from werkmonitor.bronnen.feiten import Feitentabel
from werkmonitor.findings import Finding
from werkmonitor.programma.schema import Programma

MEEST_FEITEN = 20_000
"""A larger table is a list of cases, not a report with a total among its members; looking through it takes too long."""


def nazien(tabel: Feitentabel, programma: Programma) -> Iterable[Finding]:
    """Yield members of an open dimension that equal the sum of all the others, everywhere: counted in, they double."""
    if len(tabel) > MEEST_FEITEN:
        return
    for naam, kolom in tabel.dimensies.items():
        dimensie = programma.dimensie_van(naam)
        if not dimensie.open or len(kolom.leden) < 3:  # noqa: PLR2004 - a total of one part is a repetition
            continue
        for code, lid in enumerate(kolom.leden):
            if lid not in dimensie.leden and _is_total(tabel, naam, code):
                first = int((kolom.codes == code).argmax())
                yield meldingen.verborgen_totaal(tabel, first, dimensie.naam, lid)


def _is_total(tabel: Feitentabel, naam: str, code: int) -> bool:
    own: dict[tuple[object, ...], Fraction] = {}
    others: dict[tuple[object, ...], Fraction] = defaultdict(Fraction)
    rest = [kolom.codes for name, kolom in tabel.dimensies.items() if name != naam]
    for index in range(len(tabel)):
        key = (tabel.maat.codes[index], tabel.van[index], tabel.tot[index], *(codes[index] for codes in rest))
        value = tabel.waarde(index) or Fraction(0)
        if tabel.dimensies[naam].codes[index] == code:
            own[key] = value
        else:
            others[key] += value
    return any(own.values()) and all(value == others.get(key) for key, value in own.items())
