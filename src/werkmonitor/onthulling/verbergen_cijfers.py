"""Figures and tasks of a public monitor, with everything that would tell a hidden number taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import get_args

import msgspec

from werkmonitor.formatting import NIET_GETOOND, NIET_GETOOND_REDEN
from werkmonitor.monitor import model
from werkmonitor.monitor.herkomst import exact, number
from werkmonitor.normen import Grenzen
from werkmonitor.onthulling.plaatsen import Plek
from werkmonitor.onthulling.verbergen_getallen import cijfer, getoond
from werkmonitor.onthulling.verbergen_sporen import zonder_getal
from werkmonitor.oordeel import als_getoond
from werkmonitor.periode import Periode

Weg = frozenset[Plek]
"""The places that are hidden."""
GEEN_OORDEEL = "Het cijfer of de norm is niet getoond (privacy). Daarom staat hier geen oordeel."
GEEN_RESPONS = "Het aandeel mensen dat meedeed, is niet getoond (privacy). Daarom volgt er geen conclusie uit."
GEEN_OPGAVE = "Een cijfer van deze opgave is niet getoond (privacy)."
_DEED_MEE = re.compile(r"deed \S+ mee\.")


def openbare_indicator(indicator: model.Indicator, periode: Periode, weg: Weg) -> model.Indicator:
    """Return a figure for everybody."""
    shown = _getallen(indicator, periode, weg)
    if Plek("cijfer", indicator.id, "waarde") in weg:
        shown = msgspec.structs.replace(
            shown,
            waarde=None,
            exact=None,
            weergave=NIET_GETOOND,
            status="niet_getoond",
            reden_ontbreekt=NIET_GETOOND_REDEN,
        )
    shown = _respons(shown)
    shown = _norm(shown, weg=Plek("cijfer", indicator.id, "norm") in weg)
    if Plek("oordeel", indicator.id) in weg:
        shown = _laagste_norm(shown)
    shown = _oordeel(indicator, shown, weg=Plek("oordeel", indicator.id) in weg)
    return msgspec.structs.replace(shown, verborgen=tuple(_verborgen(shown, weg)) or msgspec.UNSET)


def _getallen(indicator: model.Indicator, periode: Periode, weg: Weg) -> model.Indicator:
    """Return it with its own numbers for everybody, without what is said about them."""
    own = indicator.id
    value = None if indicator.waarde is None else getoond(indicator.weergave)
    eerder = tuple(_eerder(indicator, weg))
    by_period = {each.periode: each.cijfer.waarde for each in eerder}
    so_far, respons = indicator.tot_nu_toe, indicator.respons
    return msgspec.structs.replace(
        indicator,
        waarde=number(value),
        exact=exact(value),
        eerder=eerder,
        vorige=by_period.get(str(periode.verschuif(-1))),
        vorig_jaar=by_period.get(str(periode.vorig_jaar)),
        vergelijking=_vergelijking(indicator, weg) if indicator.vergelijking else None,
        tot_nu_toe=cijfer(so_far, weg=Plek("cijfer", own, "tot_nu_toe") in weg) if so_far else None,
        respons=cijfer(respons, weg=Plek("cijfer", own, "respons") in weg) if respons else None,
        herkomst=tuple(map(zonder_getal, indicator.herkomst)),
        leden=tuple(_lid(lid, weg=Plek("cijfer", own, "lid", lid.lid) in weg) for lid in indicator.leden),
    )


def _is_toen_weg(indicator: model.Indicator, periode: str, weg: Weg) -> bool:
    """Say whether the figure of an earlier period is hidden; that of the comparison stands in two places."""
    then = indicator.vergelijking
    compared = then is not None and then.periode == periode and Plek("cijfer", indicator.id, "vergelijking") in weg
    return compared or Plek("cijfer", indicator.id, "eerder", periode) in weg


def _eerder(indicator: model.Indicator, weg: Weg) -> Iterator[model.Eerder]:
    for each in indicator.eerder:
        shown = cijfer(each.cijfer, weg=_is_toen_weg(indicator, each.periode, weg))
        yield model.Eerder(periode=each.periode, cijfer=shown)


def _vergelijking(indicator: model.Indicator, weg: Weg) -> model.Vergelijking:
    then = indicator.vergelijking
    assert then is not None  # noqa: S101 - it was asked for
    shown = msgspec.structs.replace(
        then,
        cijfer=cijfer(then.cijfer, weg=_is_toen_weg(indicator, then.periode, weg)),
        verschil=cijfer(then.verschil, weg=Plek("cijfer", indicator.id, "verschil") in weg),
    )
    if Plek("richting", indicator.id) in weg:
        shown = msgspec.structs.replace(shown, gunstig=None)
    if shown.verschil.verborgen:  # its words say the same as the number, also where that is all that is known
        shown = msgspec.structs.replace(shown, verschil_tekst=f"verschil {NIET_GETOOND_REDEN}", gunstig=None)
    return shown


def _lid(lid: model.Lid, *, weg: bool) -> model.Lid:
    value = None if weg or lid.waarde is None else getoond(lid.weergave)
    shown = msgspec.structs.replace(
        lid, waarde=number(value), exact=exact(value), herkomst=tuple(map(zonder_getal, lid.herkomst))
    )
    if not weg:
        return shown
    return msgspec.structs.replace(shown, weergave=NIET_GETOOND, reden=NIET_GETOOND_REDEN, verborgen=True)


def _respons(indicator: model.Indicator) -> model.Indicator:
    """Say how many answered no more exactly than is shown, nor on which side of what is needed it lies."""
    if indicator.respons is None:
        return indicator
    if indicator.respons.verborgen:
        return msgspec.structs.replace(indicator, voorbehoud=GEEN_RESPONS)
    words = _DEED_MEE.sub(f"deed {indicator.respons.weergave} mee.", indicator.voorbehoud)
    return msgspec.structs.replace(indicator, voorbehoud=words)


def _norm(indicator: model.Indicator, *, weg: bool) -> model.Indicator:
    """Return it with a norm that is a figure itself for everybody; what was declared is known."""
    if weg:
        return msgspec.structs.replace(
            indicator, norm=None, norm_exact=None, norm_weergave=NIET_GETOOND_REDEN, eis=None, marge=None
        )
    asked = indicator.eis
    shown = getoond(indicator.norm_weergave) if indicator.norm_spoor is not None else None
    if shown is None or asked is None:
        return indicator
    ends = {naam: exact(shown) for naam in ("laag", "hoog") if getattr(asked, naam) == indicator.norm_exact}
    eis = msgspec.structs.replace(asked, **ends)
    return msgspec.structs.replace(indicator, norm=number(shown), norm_exact=exact(shown), eis=eis)


def _laagste_norm(indicator: model.Indicator) -> model.Indicator:
    """Return it with the lower of two ends as its norm: which of them is the nearest would tell about the value."""
    asked = indicator.eis
    if asked is None or asked.laag is None or asked.hoog is None:
        return indicator
    lowest = Fraction(asked.laag)
    return msgspec.structs.replace(indicator, norm=number(lowest), norm_exact=exact(lowest))


def _oordeel(was: model.Indicator, shown: model.Indicator, *, weg: bool) -> model.Indicator:
    """Return it with a verdict that tells no more than the numbers that are shown."""
    if shown.oordeel is None:
        return shown
    if weg:
        return msgspec.structs.replace(shown, oordeel="grijs", woord=NIET_GETOOND_REDEN, regel=GEEN_OORDEEL, marge=None)
    held = shown.tot_nu_toe or shown
    regel = als_getoond(shown.regel, held.weergave)
    if was.voorbehoud:
        regel = regel.replace(was.voorbehoud, shown.voorbehoud)
    return msgspec.structs.replace(shown, regel=regel, marge=number(_marge(shown, held.fractie)))


def _marge(indicator: model.Indicator, waarde: Fraction | None) -> Fraction | None:
    """Return how far the value that is shown lies from its norm."""
    asked = indicator.eis
    if asked is None or waarde is None or indicator.marge is None:
        return None
    low, high = (None if end is None else Fraction(end) for end in (asked.laag, asked.hoog))
    return Grenzen(low, high, strikt=asked.strikt).marge(waarde)


def _verborgen(indicator: model.Indicator, weg: Weg) -> Iterator[model.Verborgen]:
    own, then = indicator.id, indicator.vergelijking
    hidden: dict[model.Verborgen, bool] = {
        "waarde": Plek("cijfer", own, "waarde") in weg,
        "norm": Plek("cijfer", own, "norm") in weg,
        "oordeel": indicator.oordeel is not None and Plek("oordeel", own) in weg,
        "richting": then is not None and (Plek("richting", own) in weg or bool(then.verschil.verborgen)),
    }
    yield from (naam for naam, is_hidden in hidden.items() if is_hidden)


def openbare_opgave(
    opgave: model.Opgave, was: Sequence[model.Indicator], wordt: Sequence[model.Indicator], weg: Weg
) -> model.Opgave:
    """Return a task for everybody; ``was`` and ``wordt`` are its figures before and after."""
    regel = opgave.regel
    for old, new in zip(was, wordt, strict=True):
        regel = regel.replace(old.regel, new.regel) if old.regel else regel
    shown = msgspec.structs.replace(
        opgave,
        regel=regel,
        herkomst=tuple(msgspec.structs.replace(cel, labels=cel.labels[:1]) for cel in opgave.herkomst),
    )
    now, then = (Plek("opgave", opgave.id, deel) in weg for deel in ("oordeel", "vorig_oordeel"))
    if now or then:
        shown = msgspec.structs.replace(shown, vorig_oordeel=None)
    if not now:
        return shown
    return msgspec.structs.replace(shown, oordeel="grijs", woord=NIET_GETOOND_REDEN, grond="geen", regel=GEEN_OPGAVE)


def telling(kleuren: Iterable[model.Kleurtelling], opgaven: Sequence[model.Opgave]) -> tuple[model.Kleurtelling, ...]:
    """Count the tasks of each colour anew."""
    known: tuple[model.Kleur, ...] = get_args(model.Kleur)
    counts = {kleur: sum(opgave.oordeel == kleur for opgave in opgaven) for kleur in known}
    return tuple(msgspec.structs.replace(each, aantal=counts[each.kleur]) for each in kleuren)
