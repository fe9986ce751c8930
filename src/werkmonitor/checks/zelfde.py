"""``[[zelfde]]``: one notion that was counted in more than one way; each count is named where they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from werkmonitor.bronnen.feiten import Feiten
from werkmonitor.checks.uitrekenen import herkomst_van, plek_van, reken, terug
from werkmonitor.findings import Finding
from werkmonitor.formatting import EENHEDEN, weergave
from werkmonitor.formula.afronding import Bereik, bereik
from werkmonitor.formula.evaluate import Omgeving
from werkmonitor.formula.trace import Uitkomst
from werkmonitor.formula.vorm import vorm
from werkmonitor.periode import Periode
from werkmonitor.programma.schema import Programma, Telling, Zelfde

MEESTE_DECIMALEN = 6
_GETELD = frozenset({"aantal", "personen", "fte"})
"""Units in which it matters what is counted."""


@dataclass(frozen=True)
class _Geteld:
    """One count with its value, and between which values it lies before rounding."""

    telling: Telling
    uitkomst: Uitkomst
    waarde: Fraction
    grenzen: Bereik
    eenheid: str
    """What is counted, else the unit."""

    def zin(self, decimalen: int) -> str:
        """Name the count with its value, its unit and where it stands."""
        shown = weergave(self.waarde, self.telling.eenheid, max(decimalen, EENHEDEN[self.telling.eenheid][1]))
        unit = f" {self.eenheid}" if self.telling.eenheid in _GETELD and self.eenheid != "aantal" else ""
        where = herkomst_van(self.uitkomst)
        return f"{self.telling.naam}: {shown}{unit}" + (f" ({where})" if where else "")


def controleer_zelfde(programma: Programma, feiten: Feiten, periode: Periode) -> Iterator[Finding]:
    """Yield each period in which the counts of one notion do not agree, in value or in unit."""
    omgeving = Omgeving(feiten, programma, periode)
    for begrip in programma.zelfde:
        for moment in terug(periode, begrip.aantal):
            yield from _in_periode(begrip, omgeving, moment)


def _in_periode(begrip: Zelfde, omgeving: Omgeving, periode: Periode) -> Iterator[Finding]:
    known: list[_Geteld] = []
    for telling in begrip.tellingen:
        wie = f"telling '{telling.naam}' van '{begrip.naam}'"
        outcome = reken(telling.formule, wie, omgeving, periode)
        if isinstance(outcome, Finding):
            yield outcome
        elif outcome.waarde is not None:
            grenzen = bereik(telling.formule, omgeving, periode) or (outcome.waarde, outcome.waarde)
            known.append(_Geteld(telling, outcome, outcome.waarde, grenzen, _eenheid(telling, omgeving.programma)))
    if what := _verschil(known):
        yield _finding(begrip, periode, what, known)


def _eenheid(telling: Telling, programma: Programma) -> str:
    counted = vorm(telling.formule, programma).telt if telling.eenheid in _GETELD else []
    return counted[0] if len(counted) == 1 else telling.eenheid


def _verschil(known: Sequence[_Geteld]) -> str:
    """Return in what the counts differ; values that may be equal before rounding do not."""
    pairs = list(combinations(known, 2))
    value = any(een.grenzen[1] < ander.grenzen[0] or ander.grenzen[1] < een.grenzen[0] for een, ander in pairs)
    unit = any(een.eenheid != ander.eenheid for een, ander in pairs)
    return " en ".join(word for word, differs in (("waarde", value), ("eenheid", unit)) if differs)


def _decimalen(known: Sequence[_Geteld]) -> int:
    """Return how many decimals it takes to tell the values apart."""
    values = {(geteld.waarde, geteld.telling.eenheid) for geteld in known}
    enough = (
        n for n in range(MEESTE_DECIMALEN) if len({(weergave(*value, n), value[1]) for value in values}) == len(values)
    )
    return next(enough, MEESTE_DECIMALEN)


def _finding(begrip: Zelfde, periode: Periode, what: str, known: Sequence[_Geteld]) -> Finding:
    decimalen = _decimalen(known)
    counts = "; ".join(geteld.zin(decimalen) for geteld in known)
    return Finding(
        "zelfde-begrip",
        "waarschuwing",
        f"Zelfde begrip, andere {what}: '{begrip.naam}' over {periode.naam}. {counts}.",
        plek_van(known[0].uitkomst),
        "Onder één naam kunnen lezers verschillende getallen zien.",
        "Noem bij elk getal wat er is geteld en wanneer, of kies er één. Is het bekend, aanvaard het met een reden.",
    )
