"""Figures of two Monitors side by side: how much they differ, whether that stands out, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

import msgspec

from werkmonitor.diff.errata import erratum
from werkmonitor.diff.leden import uitsplitsing
from werkmonitor.diff.model import Cijferverschil, Deel, Waarde
from werkmonitor.diff.oordelen import afspraken, oordeelverschil
from werkmonitor.diff.oorzaken import Aandeel, Ontleding
from werkmonitor.diff.zijde import Zijde
from werkmonitor.formatting import NIET_OPTELBAAR, met_teken, procent, rond_af, weergave
from werkmonitor.monitor.model import Indicator

MEER_DECIMALEN = 4
"""How many decimals more than usual a figure is written with, to see what would else be rounded away."""


def cijferverschillen(oud: Zijde, nieuw: Zijde) -> tuple[Cijferverschil, ...]:
    """Return all figures of both, what matters most first."""
    names = dict.fromkeys((*nieuw.indicatoren, *oud.indicatoren))
    found = [_cijfer(oud, nieuw, naam) for naam in names]
    return tuple(sorted(_zonder_dubbel(found, oud, nieuw), key=_gewicht))


def _cijfer(oud: Zijde, nieuw: Zijde, naam: str) -> Cijferverschil:
    was, werd = oud.indicatoren.get(naam), nieuw.indicatoren.get(naam)
    one = werd or was
    assert one is not None  # noqa: S101 - a figure stands on one side at least
    found = Cijferverschil(
        id=naam,
        naam=one.naam,
        noem=one.noem,
        eenheid=one.eenheid,
        soort="onbekend" if was and werd else "nieuw" if werd else "weg",
        oud=_waarde(was) if was else None,
        nieuw=_waarde(werd) if werd else None,
    )
    if not (was and werd):
        return found
    found = msgspec.structs.replace(found, afspraken=afspraken(was, werd), oordeel=oordeelverschil(was, werd))
    if was.fractie is None or werd.fractie is None:
        return found
    if was.eenheid != werd.eenheid:
        return msgspec.structs.replace(found, soort="onvergelijkbaar")
    return _vergeleken(found, oud, nieuw)


def _waarde(indicator: Indicator) -> Waarde:
    return Waarde(
        exact=indicator.exact,
        weergave=indicator.weergave,
        reden=indicator.reden_ontbreekt or "",
        peildatum=indicator.peildatum,
        status=indicator.status,
        oordeel=indicator.oordeel,
        woord=indicator.woord,
        regel=indicator.regel,
        norm=indicator.norm_weergave,
    )


def _vergeleken(found: Cijferverschil, oud: Zijde, nieuw: Zijde) -> Cijferverschil:
    """Add the difference with its causes; where the first of the two is the newer one, they are turned round."""
    was, werd = oud.indicatoren[found.id], nieuw.indicatoren[found.id]
    backwards = oud.periode.start > nieuw.periode.start
    ontleding = Ontleding(nieuw, oud, found.id) if backwards else Ontleding(oud, nieuw, found.id)
    parts = ontleding.aandelen()
    herzien = sum((part.waarde for part in parts if part.oorzaak == "bron"), Fraction(0))
    if backwards:
        parts = [Aandeel(part.oorzaak, -part.waarde, part.reden) for part in parts]
    values = was.fractie or Fraction(0), werd.fractie or Fraction(0)
    change = values[1] - values[0]
    decimalen = _decimalen(werd, [*values, change, *(part.waarde for part in parts)], was.decimalen)
    return msgspec.structs.replace(
        _opvallend(found, werd, nieuw, values),
        soort="anders" if change else "gelijk",
        oud=msgspec.structs.replace(_waarde(was), weergave=_getoond(was, decimalen)),
        nieuw=msgspec.structs.replace(_waarde(werd), weergave=_getoond(werd, decimalen)),
        exact=str(change),
        weergave=met_teken(change, werd.eenheid, decimalen),
        relatief=_relatief(values, werd.eenheid),
        delen=tuple(_deel(part, werd.eenheid, decimalen) for part in parts),
        afgerond=_schuift(values, change, [part.waarde for part in parts], werd.eenheid, decimalen),
        uitsplitsing=uitsplitsing(was, werd, decimalen) if change else None,
        erratum=erratum(ontleding, herzien, decimalen) if herzien else None,
    )


def _relatief(values: tuple[Fraction, Fraction], eenheid: str) -> str | None:
    """Return the change as a share of what it was, where that says something: not of a share, nor across nul."""
    if eenheid in NIET_OPTELBAAR or values[0] <= 0 or values[1] < 0:
        return None
    return str((values[1] - values[0]) / values[0])


def _getoond(indicator: Indicator, decimalen: int) -> str:
    return weergave(indicator.fractie, indicator.eenheid, decimalen)


def _decimalen(indicator: Indicator, values: Iterable[Fraction], ook: int) -> int:
    """Return the decimals with which nothing that is not nul is written as nul, within reason."""
    least = max(indicator.decimalen, ook)
    wanted = [value for value in values if value]
    tries = range(least, least + MEER_DECIMALEN)
    fits = (n for n in tries if all(rond_af(value, _schaal(indicator.eenheid, n)) for value in wanted))
    return next(fits, least + MEER_DECIMALEN)


def _schaal(eenheid: str, decimalen: int) -> int:
    """Return the decimals of the exact value that is written with ``decimalen``: a percentage has two less."""
    return decimalen + 2 if eenheid == "aandeel" else decimalen


def _schuift(
    values: tuple[Fraction, Fraction], change: Fraction, parts: Sequence[Fraction], eenheid: str, decimalen: int
) -> bool:
    """Say whether the numbers as they are shown do not add up."""

    def shown(value: Fraction) -> Fraction:
        return rond_af(value, _schaal(eenheid, decimalen))

    apart = sum(map(shown, parts), Fraction(0)) != shown(change)
    return bool(parts) and (apart or shown(values[1]) - shown(values[0]) != shown(change))


def _deel(part: Aandeel, eenheid: str, decimalen: int) -> Deel:
    return Deel(
        oorzaak=part.oorzaak,
        exact=str(part.waarde),
        weergave=met_teken(part.waarde, eenheid, decimalen),
        reden=part.reden,
    )


def _opvallend(
    found: Cijferverschil, werd: Indicator, nieuw: Zijde, values: tuple[Fraction, Fraction]
) -> Cijferverschil:
    """Hold the difference against what stands out: as declared for the figure, or a share of what it was."""
    change, share = abs(values[1] - values[0]), Fraction(nieuw.monitor.programma.opvallend)
    if werd.opvallend is None:
        bound, words = share * abs(values[0]), f"{_procent(share)} van het oude cijfer"
    else:
        bound = Fraction(werd.opvallend)
        words = _drempel(bound, werd)
    maat = change / bound if bound else None
    stands_out = bool(change) and (maat is None or maat >= 1)
    return msgspec.structs.replace(found, opvallend=stands_out, maat=None if maat is None else str(maat), drempel=words)


def _drempel(bound: Fraction, indicator: Indicator) -> str:
    decimalen = _decimalen(indicator, [bound], indicator.decimalen)
    return met_teken(bound, indicator.eenheid, decimalen).removeprefix("+")


def _procent(share: Fraction) -> str:
    return procent(share, 0 if (share * 100).denominator == 1 else 1)


def _zonder_dubbel(found: Sequence[Cijferverschil], oud: Zijde, nieuw: Zijde) -> Iterable[Cijferverschil]:
    """Mark a figure that tells the same as one before it: the same formula, unit and values on both sides."""
    first: dict[tuple[object, ...], str] = {}
    for cijfer in found:
        if cijfer.soort != "anders":
            yield cijfer
            continue
        pair = oud.indicatoren[cijfer.id], nieuw.indicatoren[cijfer.id]
        key = (*((i.formule, i.gebied, i.eenheid, i.exact, i.oordeel) for i in pair), cijfer.delen)
        other = first.setdefault(key, cijfer.id)
        yield cijfer if other == cijfer.id else msgspec.structs.replace(cijfer, zelfde_als=other)


def _gewicht(cijfer: Cijferverschil) -> tuple[int, Fraction, Fraction]:
    """Return by what figures are ordered: another verdict, what stands out, how much, and what cannot be compared."""
    maat = Fraction(cijfer.maat) if cijfer.maat else Fraction(10**9)
    size = abs(Fraction(cijfer.relatief or 0))
    if cijfer.oordeel:
        return 0, -maat if cijfer.exact else Fraction(0), -size
    if cijfer.opvallend:
        return 1, -maat, -size
    if cijfer.soort in {"nieuw", "weg", "onvergelijkbaar"} or (cijfer.soort == "onbekend" and cijfer.is_verschil):
        return 2, Fraction(0), Fraction(0)
    if cijfer.soort == "anders" or cijfer.delen:
        return 3, -maat, -size
    return 4 if cijfer.afspraken else 5, Fraction(0), Fraction(0)
