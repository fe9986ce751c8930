"""Whose monitor is made, from what, and where it goes: known before anything is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from werkmonitor.files.cache import waarom
from werkmonitor.files.werkmap import (
    Vingerafdrukken,
    Werkmap,
    controleer_leveringen,
    tekstafdrukken,
    vind_werkmap,
    vingerafdrukken,
)
from werkmonitor.findings import InputError, UsageError
from werkmonitor.periode import Periode


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One monitor to make."""

    werkmap: Werkmap
    periode: Periode
    """The period that is reported."""
    leveringen: tuple[Periode, ...]
    lid: str = ""
    """The part of the region that it is of; empty for the whole."""
    uit: Path
    invoer: Vingerafdrukken

    @property
    def levering(self) -> Periode:
        """The delivery that is reported: that of the period, or a longer one that holds it."""
        return self.leveringen[0]


def maak_plan(werkmap: Path | None, periode: Periode, uit: Path | None, gemeente: str | None = None) -> Plan:
    """Return the plan for the whole, or for the part that is called ``gemeente``.

    Raises ``InputError`` where there is no werkmap or no delivery, ``UsageError`` for a part that is not known.
    """
    found = vind_werkmap(werkmap)
    lid = "" if gemeente is None else lid_van(found, gemeente)
    leveringen = tuple(controleer_leveringen(found, periode))
    plan = Plan(
        werkmap=found,
        periode=periode,
        leveringen=leveringen,
        uit=(uit or found.uitvoer(periode)).resolve(),
        invoer=vingerafdrukken(found, leveringen, periode),
    )
    return next(voor_leden(plan, (lid,))) if lid else plan


def voor_leden(plan: Plan, leden: Iterable[str]) -> Iterator[Plan]:
    """Yield the plans for parts of the region, each in a folder of its own within that of the region."""
    for lid in leden:
        teksten = tekstafdrukken(plan.werkmap, plan.periode, lid)
        yield replace(plan, lid=lid, uit=plan.uit / lid, invoer={**plan.invoer, "teksten": teksten})


def controleer_onveranderd(plan: Plan) -> None:
    """Look at the inputs again; raises ``InputError`` that names what changed since the plan was made."""
    leveringen = controleer_leveringen(plan.werkmap, plan.periode)
    now = dict(vingerafdrukken(plan.werkmap, leveringen, plan.periode))
    if plan.lid:
        now["teksten"] = tekstafdrukken(plan.werkmap, plan.periode, plan.lid)
    del now["programma"]  # what runs is in memory already
    changed = waarom({"invoer": plan.invoer}, now)
    if changed:
        message = (
            f"Tijdens het maken veranderde de invoer: {'; '.join(changed[:3])}. De cijfers zouden van twee momenten "
            "zijn, dus er is niets weggeschreven. Wacht tot de bestanden klaar zijn en probeer het opnieuw."
        )
        raise InputError(message)


def lid_van(werkmap: Werkmap, gemeente: str) -> str:
    """Return the part of the region that is called so; raises ``UsageError`` for one that is not known."""
    from werkmonitor.programma.deelgebied import vind_lid
    from werkmonitor.programma.load import load_programma

    if not gemeente.strip():
        message = "--gemeente is leeg; noem een gemeente of laat --gemeente weg."
        raise UsageError(message)
    return vind_lid(load_programma(werkmap.pad), gemeente)
