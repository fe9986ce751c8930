"""A number far from its own history: a slip of the pen, a missing group, a changed definition, or real news.

The history of a number are the other numbers of its series (source, maat and members) with the same length of time, in
this delivery and the one before it.  It is far off when it differs from their median by more than ``GRENS`` times the
spread (the median of the distances to the median, made comparable with a standard deviation) and by more than half of
the median too.  Counts are noisy when small: a difference of fewer than ``KLEIN`` is never told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from statistics import median, quantiles

from werkmonitor.bronnen.feiten import Feiten, Feitentabel
from werkmonitor.bronnen.opbouw.getallen import TELBAAR
from werkmonitor.bronnen.opbouw.totalen import schrijf
from werkmonitor.findings import Finding, Location
from werkmonitor.formatting import datum, weergave
from werkmonitor.formula import redenen
from werkmonitor.periode import Periode
from werkmonitor.programma.schema import Programma

MINST = 8
"""How many other numbers make a history."""
GRENS = 6
KLEIN = 10
SIGMA = Fraction(14826, 10000)
"""What makes the median distance of a normal distribution its standard deviation."""
_RUIM = 0.49
"""Nearer to the median than this part of it no number is far off; most are, and need no exact reckoning."""
MEEST_FEITEN = 20_000
"""A larger table is a list of cases, not a set of series."""

Sleutel = tuple[str, str, tuple[str, ...], int]
"""Source, maat, members, and length in months (0 for a stand)."""


@dataclass(frozen=True, slots=True)
class _Punt:
    moment: int
    waarde: Fraction
    tabel: Feitentabel
    index: int


def controleer_uitschieters(programma: Programma, feiten: Feiten, periode: Periode) -> Iterator[Finding]:
    """Yield the numbers of the reported period that lie far from their own history."""
    own = [tabel for tabel in feiten.tabellen if len(tabel) <= MEEST_FEITEN and programma.bron_van(tabel.bron)]
    reeksen: dict[Sleutel, dict[int, _Punt]] = {}
    for tabel in sorted(own, key=lambda tabel: tabel.levering != periode):
        for sleutel, punt in _punten(tabel):
            reeksen.setdefault(sleutel, {}).setdefault(punt.moment, punt)
    first, end = periode.eerste_dag.toordinal(), periode.dag_erna.toordinal()
    for sleutel, reeks in reeksen.items():
        for punt in reeks.values():
            if first <= punt.moment <= end and punt.tabel.levering == periode:
                others = [other.waarde for other in reeks.values() if other is not punt]
                eenheid = punt.tabel.eenheden.get(sleutel[1], "aantal")
                if is_uitschieter(punt.waarde, others, eenheid):
                    yield _finding(punt, others, eenheid)


def _punten(tabel: Feitentabel) -> Iterator[tuple[Sleutel, _Punt]]:
    for index in range(len(tabel)):
        waarde = tabel.waarde(index)
        if waarde is None:
            continue
        van, tot = int(tabel.van[index]), int(tabel.tot[index])
        leden = tuple(kolom.leden[kolom.codes[index]] for kolom in tabel.dimensies.values())
        months = round((tot - van) / 30.4)
        yield (tabel.bron, tabel.maat.leden[tabel.maat.codes[index]], leden, months), _Punt(van, waarde, tabel, index)


def is_uitschieter(waarde: Fraction, anderen: list[Fraction], eenheid: str) -> bool:
    """Say whether a number lies far from the others of its series."""
    if len(anderen) < MINST:
        return False
    near = median(map(float, anderen))
    if abs(float(waarde) - near) < _RUIM * abs(near):
        return False
    middle = median(anderen)
    distance = abs(waarde - middle)
    spread = SIGMA * median([abs(ander - middle) for ander in anderen])
    small = eenheid in TELBAAR and distance < KLEIN
    return not small and distance > GRENS * spread and distance > abs(middle) / 2


def _finding(punt: _Punt, anderen: list[Fraction], eenheid: str) -> Finding:
    adres = punt.tabel.adres(punt.index)
    low, middle, high = (weergave(Fraction(value), eenheid) for value in quantiles(anderen, n=4, method="inclusive"))
    van, tot = int(punt.tabel.van[punt.index]), int(punt.tabel.tot[punt.index])
    when = f"op {datum(date.fromordinal(van))}" if van == tot else f"in {redenen.naam((van, tot))}"
    wat = (
        f"{schrijf(punt.waarde, eenheid)} voor {', '.join(adres.labels)} {when}; "
        f"de {len(anderen)} andere keren was het meestal {low} tot {high} (midden: {middle})."
    )
    return Finding(
        "uitschieter",
        "waarschuwing",
        wat,
        Location(adres.bestand, adres.blad or None, adres.cel),
        "Het getal telt mee zoals het er staat.",
        "Controleer het in de bron. Klopt het, leg dan in de tekst uit waarom, of aanvaard het met een reden.",
    )
