"""What was published and is not true any more by its source: the figure then and now, with the cells that changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from werkmonitor.diff.model import Celverschil, Erratum, Plaats
from werkmonitor.diff.oorzaken import Ontleding
from werkmonitor.diff.zijde import Cellen, Sleutel, per_sleutel, som
from werkmonitor.formatting import NIET_BEKEND, getal, weergave
from werkmonitor.monitor.herkomst import Herkomst
from werkmonitor.periode import Periode

MEESTE_DECIMALEN = 6
"""As far as a number of a cell is written out."""


def erratum(ontleding: Ontleding, herzien: Fraction, decimalen: int) -> Erratum:
    """Return the erratum of a figure of which the source was restated by ``herzien``."""
    was = ontleding.was
    cellen = () if ontleding.zonder_cellen else tuple(_celverschillen(ontleding))
    leveringen = {cel.nieuw.levering for cel in cellen if cel.nieuw}
    return Erratum(
        periode=ontleding.ouder.monitor.programma.periode_naam,
        gepubliceerd=weergave(was.fractie, was.eenheid, decimalen),
        herzien=weergave((was.fractie or Fraction(0)) + herzien, was.eenheid, decimalen),
        levering=Periode.parse(leveringen.pop()).naam if len(leveringen) == 1 else "",
        opnieuw=bool(cellen) and all(cel.oud and cel.nieuw and _is_opnieuw(cel.oud, cel.nieuw) for cel in cellen),
        ingevuld=_ingevuld(ontleding),
        cellen=cellen,
    )


def _is_opnieuw(oud: Plaats, nieuw: Plaats) -> bool:
    return oud.bestand == nieuw.bestand and not nieuw.correctie


def _ingevuld(ontleding: Ontleding) -> str:
    """Return what is filled in now for a figure that rests on it, where that is not what was filled in."""
    before = {(stap.tekst, stap.exact) for stap in ontleding.ouder.bladen(ontleding.was.spoor)}
    steps = ontleding.nieuwer.bladen(ontleding.toen.spoor)
    return next((s.tekst for s in steps if s.soort == "handmatig" and (s.tekst, s.exact) not in before), "")


def _celverschillen(ontleding: Ontleding) -> Iterator[Celverschil]:
    """Yield the numbers below the older figure that changed, then those that went and, by one definition, that came."""
    before = per_sleutel(ontleding.ouder.cellen(ontleding.was.spoor))
    own = per_sleutel(ontleding.nieuwer.cellen(ontleding.toen.spoor))
    for key, cellen in before.items():
        found = own.get(key) or _elders(ontleding, key)
        if found and som(found) != som(cellen) and not _ongewijzigd(ontleding, found):
            yield _celverschil(key, cellen, found)
        elif not found and ontleding.zelfde_definitie:
            yield _celverschil(key, cellen, ())
    if ontleding.zelfde_definitie:
        yield from (_celverschil(key, (), cellen) for key, cellen in own.items() if key not in before)


def _ongewijzigd(ontleding: Ontleding, cellen: tuple[Herkomst, ...]) -> bool:
    """Say whether cells stand as they stood: then something else changed, such as what counts as a member."""
    ouder, nieuwer = ontleding.ouder, ontleding.nieuwer
    return all(nieuwer.is_zelfde_bestand(ouder, cel.bestand) and not cel.correctie for cel in cellen)


def _elders(ontleding: Ontleding, key: Sleutel) -> tuple[Herkomst, ...]:
    """Return the cells of another figure that say the same, of the delivery that counts most."""
    found: Iterator[Cellen] = (cellen for cellen in ontleding.nieuwer.leveringen.values() if key in cellen)
    return next((cellen[key] for cellen in found), ())


def _celverschil(key: Sleutel, oud: tuple[Herkomst, ...], nieuw: tuple[Herkomst, ...]) -> Celverschil:
    labels = (oud or nieuw)[0].labels
    return Celverschil(labels=labels, van=key.van, tot=key.tot, oud=_plaats(oud), nieuw=_plaats(nieuw))


def _plaats(cellen: tuple[Herkomst, ...]) -> Plaats | None:
    """Return the first of the cells that say this; a second one with the same labels is told in its address."""
    if not cellen:
        return None
    first = cellen[0]
    return Plaats(
        bestand=first.bestand,
        blad=first.blad,
        cel=", ".join(cel.cel for cel in cellen),
        levering=first.levering,
        weergave=_getoond(som(cellen)),
        correctie=first.correctie.weergave if first.correctie else "",
    )


def _getoond(value: Fraction | None) -> str:
    """Write a number as a cell has it: with the decimals that it needs."""
    if value is None:
        return NIET_BEKEND
    decimalen = next((n for n in range(MEESTE_DECIMALEN) if (value * 10**n).denominator == 1), MEESTE_DECIMALEN)
    return getal(value, decimalen)


def wanneer(van: str, tot: str) -> str:
    """Say when a number is about: the name of a calendar period, or a day; empty where nothing is known."""
    if not van:
        return ""
    first, last = date.fromisoformat(van), date.fromisoformat(tot)
    months = (last.year - first.year) * 12 + last.month - first.month
    periode = Periode(first.year * 12 + first.month - 1, months or 1)
    whole = months in {1, 3, 6, 12} and (first.day, last.day) == (1, 1) and periode.start % months == 0
    if whole:
        return periode.naam
    shown = f"{first.day}-{first.month}-{first.year}"
    return shown if first == last else f"{shown} tot {last.day}-{last.month}-{last.year}"
