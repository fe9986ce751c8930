"""Short texts of the declaration in a public monitor: which figures they may name, and filling these in.

They stand in many places of a Monitor. They are filled in when it is known what is not shown, so not where they are
put together; ``Berekening.bind`` leaves their fields for here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import msgspec

from werkmonitor import formatting
from werkmonitor.findings import Finding
from werkmonitor.monitor import model
from werkmonitor.teksten import UITGESTELD, Bindwaarde, hervat

NIEUW = frozenset({"tekst-verborgen", "tekst-kiest-verborgen"})
"""What was not found when the text was read first, with its line in the declaration."""
_OORDEEL, _RICHTING = frozenset({"gehaald", "oordeel"}), frozenset({"beter"})
_GETAL = frozenset({"", "richting"})


def met_verborgen(indicator: model.Indicator, found: Mapping[str, Bindwaarde]) -> dict[str, Bindwaarde]:
    """Return what a text may name of a figure, of which what is not shown says so, and chooses no word."""
    hidden = dict(_verborgen(indicator))
    return {naam: _zonder(value, hidden.get(naam, frozenset())) for naam, value in found.items()}


def _zonder(value: Bindwaarde, hidden: frozenset[str]) -> Bindwaarde:
    if "" in hidden:
        return Bindwaarde(formatting.NIET_GETOOND_REDEN, ontbreekt=True, verborgen=hidden)
    return replace(value, verborgen=hidden) if hidden else value


def _verborgen(indicator: model.Indicator) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the names of which something is hidden, with the filters that would tell it."""
    naam, then, so_far = indicator.id, indicator.vergelijking, indicator.tot_nu_toe
    own = frozenset(indicator.verborgen or ())
    words = (_OORDEEL if "oordeel" in own else frozenset()) | (_RICHTING if "richting" in own else frozenset())
    value, held = "waarde" in own, bool(so_far.verborgen) if so_far else "waarde" in own
    yield naam, words | (_GETAL if value else frozenset())
    yield f"{naam}.dit_jaar", words | (_GETAL if held else frozenset())
    parts = {
        "oordeel": "oordeel" in own,
        "norm": "norm" in own,
        "norm_tekst": "norm" in own,
        "respons": bool(indicator.respons and indicator.respons.verborgen),
        "vorig_jaar": bool(then and then.cijfer.verborgen),
        "verschil": bool(then and then.verschil.verborgen),
        "verschil_tekst": bool(then and then.verschil.verborgen),
    }
    parts |= {lid.lid: bool(lid.verborgen) for lid in indicator.leden}
    parts |= dict.fromkeys(("grootste", "grootste_waarde"), not is_zeker_grootste(indicator))
    yield from ((f"{naam}.{deel}", _GETAL) for deel, hidden in parts.items() if hidden)


def is_zeker_grootste(indicator: model.Indicator) -> bool:
    """Say whether everybody can see that the largest member that is shown is the largest of all.

    What the members that are shown leave of the total is then not more than it.
    """
    if not any(lid.verborgen for lid in indicator.leden):
        return True
    shown = [Fraction(lid.exact) for lid in indicator.leden if lid.exact is not None]
    whole = indicator.fractie
    if whole is None or not indicator.optelbaar or not shown or min(shown) < 0:
        return False
    return whole - sum(shown) <= max(shown)


def bind_uitgesteld(
    monitor: model.Monitor, waarden: Mapping[str, Bindwaarde]
) -> tuple[model.Monitor, tuple[Finding, ...]]:
    """Fill in what was left to be filled in; return it with what is wrong with it now, and was not before."""
    if not any(sign.encode() in msgspec.json.encode(monitor) for sign in UITGESTELD):
        return monitor, ()
    found: list[Finding] = []

    def fill(text: str) -> str:
        bound, findings = hervat(text, waarden)
        found.extend(finding for finding in findings if finding.code in NIEUW)
        return bound

    filled = msgspec.convert(_overal(msgspec.to_builtins(monitor), fill), model.Monitor)
    return filled, tuple(dict.fromkeys(found))


def _overal(value: Any, fill: Callable[[str], str]) -> Any:
    """Return plain values with every text in them filled in."""
    if isinstance(value, str):
        return fill(value) if UITGESTELD[0] in value else value
    if isinstance(value, dict):
        return {key: _overal(part, fill) for key, part in value.items()}
    return [_overal(part, fill) for part in value] if isinstance(value, list | tuple) else value
