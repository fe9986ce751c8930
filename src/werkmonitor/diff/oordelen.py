"""Why a figure or a task has another colour."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from werkmonitor.diff.model import Afspraak, Kleurwoord, Oordeelverschil, Opgaveverschil
from werkmonitor.diff.zijde import Zijde
from werkmonitor.formatting import NIET_GETOOND_REDEN
from werkmonitor.monitor.blokken import Kleur
from werkmonitor.monitor.model import Eis, Indicator, Opgave, Verborgen
from werkmonitor.normen import Grenzen
from werkmonitor.oordeel import ERNST, kleur_bij


def oordeelverschil(was: Indicator, werd: Indicator) -> Oordeelverschil | None:
    """Return what makes a verdict another one; ``None`` where it is the same.

    The new figure is held against the old norm: where that gives the new colour the figure did it, where it gives the
    old colour the norm did.
    """
    if was.oordeel == werd.oordeel or is_verborgen(was, "oordeel") or is_verborgen(werd, "oordeel"):
        return None
    by_old = bij_norm(werd, was.eis)
    if was.oordeel not in ERNST or werd.oordeel not in ERNST or by_old is None:
        only_norm = (was.oordeel is None) != (werd.oordeel is None)
        return Oordeelverschil(oorzaak="norm" if only_norm else "anders", bij_oude_norm=by_old)
    if by_old == werd.oordeel:
        return Oordeelverschil(oorzaak="cijfer", bij_oude_norm=by_old)
    return Oordeelverschil(oorzaak="norm" if by_old == was.oordeel else "beide", bij_oude_norm=by_old)


def is_verborgen(indicator: Indicator, wat: Verborgen) -> bool:
    """Say whether a public monitor does not show this of a figure: then it did not change, for all that is known."""
    return wat in (indicator.verborgen or ())


def bij_norm(indicator: Indicator, eis: Eis | None) -> Kleur | None:
    """Return what a figure would be called by a norm; for a norm of a year that is the year so far."""
    held = indicator.tot_nu_toe.fractie if indicator.tot_nu_toe else indicator.fractie
    if eis is None or held is None:
        return None
    deel = Fraction(indicator.eis.deel) if indicator.eis else Fraction(1)
    low, high = (None if end is None else end * deel for end in _heel_jaar(eis))
    return kleur_bij(Grenzen(low, high, strikt=eis.strikt), held, Fraction(eis.oranje_vanaf))


def _heel_jaar(eis: Eis) -> tuple[Fraction | None, Fraction | None]:
    """Return the ends for a whole year: half of them after half a year is no other norm."""
    low, high = (None if end is None else Fraction(end) / Fraction(eis.deel) for end in (eis.laag, eis.hoog))
    return low, high


def afspraken(was: Indicator, werd: Indicator) -> tuple[Afspraak, ...]:
    """Return what was declared about a figure and is not what it was."""
    pairs: dict[str, tuple[str, str]] = {
        "norm": (was.norm_weergave, werd.norm_weergave),
        "formule": (" ".join(was.formule.split()), " ".join(werd.formule.split())),
        "definitie": (was.definitie, werd.definitie),
        "eenheid": (was.eenheid, werd.eenheid),
    }
    if _zelfde_norm(was.eis, werd.eis) or is_verborgen(was, "norm") or is_verborgen(werd, "norm"):
        del pairs["norm"]
    return tuple(
        Afspraak(wat=wat, oud=one, nieuw=other)  # type: ignore[arg-type]  # the keys are those of the type
        for wat, (one, other) in pairs.items()
        if one != other
    )


def _zelfde_norm(was: Eis | None, werd: Eis | None) -> bool:
    """Say whether a norm is what it was: also when less of the year has passed, or when it follows from a figure."""
    if was is None or werd is None:
        return False  # then its words say whether it is the same
    return was.strikt == werd.strikt and (was.strikt or _heel_jaar(was) == _heel_jaar(werd))


def opgaveverschillen(oud: Zijde, nieuw: Zijde) -> Iterator[Opgaveverschil]:
    """Yield the tasks with another colour, then those that are new, then those that are gone."""
    before = {opgave.id: opgave for opgave in oud.monitor.opgaven}
    after = {opgave.id: opgave for opgave in nieuw.monitor.opgaven}
    for naam in (naam for naam in after if naam in before):
        pair = before[naam], after[naam]
        if pair[0].oordeel != pair[1].oordeel and NIET_GETOOND_REDEN not in {opgave.woord for opgave in pair}:
            yield _opgave(*pair, oud, nieuw)
    yield from (_opgave(None, opgave, oud, nieuw) for naam, opgave in after.items() if naam not in before)
    yield from (_opgave(opgave, None, oud, nieuw) for naam, opgave in before.items() if naam not in after)


def _opgave(was: Opgave | None, werd: Opgave | None, oud: Zijde, nieuw: Zijde) -> Opgaveverschil:
    one = werd or was
    assert one is not None  # noqa: S101 - a task stands on one side at least
    return Opgaveverschil(
        id=one.id,
        nummer=one.nummer,
        kort=one.kort,
        soort="kleur" if was and werd else "nieuw" if werd else "weg",
        oud=was.oordeel if was else None,
        oud_woord=was.woord if was else "",
        nieuw=werd.oordeel if werd else None,
        nieuw_woord=werd.woord if werd else "",
        grond=one.grond,
        waarom=one.regel if werd else "",
        cijfers=tuple(naam for naam in one.indicatoren if _andere_kleur(naam, oud, nieuw)),
    )


def _andere_kleur(naam: str, oud: Zijde, nieuw: Zijde) -> bool:
    pair = oud.indicatoren.get(naam), nieuw.indicatoren.get(naam)
    return (pair[0].oordeel if pair[0] else None) != (pair[1].oordeel if pair[1] else None)


def kleurwoorden(oud: Zijde, nieuw: Zijde) -> Iterator[Kleurwoord]:
    """Yield the colours that have another word."""
    before = {telling.kleur: telling.woord for telling in oud.monitor.kleuren}
    for telling in nieuw.monitor.kleuren:
        if before.get(telling.kleur, telling.woord) != telling.woord:
            yield Kleurwoord(kleur=telling.kleur, oud=before[telling.kleur], nieuw=telling.woord)
