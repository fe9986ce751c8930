"""The differences in sentences: what a person would say about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from werkmonitor.diff.model import (
    Bijdrage,
    Cijferverschil,
    Deel,
    Erratum,
    Oordeelverschil,
    Oorzaak,
    Opgaveverschil,
    Verschil,
    Waarde,
)
from werkmonitor.formatting import NIET_OPTELBAAR, datum, procent
from werkmonitor.formula.fouten import opsomming
from werkmonitor.oordeel import ERNST

GENOEMD = 3
"""How many members a sentence names."""
_DOOR: dict[Oorzaak, str] = {
    "periode": "door de nieuwe periode",
    "bron": "doordat de bron is herzien",
    "definitie": "doordat de definitie is veranderd",
    "werkmonitor": "doordat werkmonitor is vernieuwd",
    "samen": "door meer oorzaken samen",
}
OORZAAK: dict[Oorzaak, str] = {
    "periode": "nieuwe periode",
    "bron": "bron herzien",
    "definitie": "definitie gewijzigd",
    "werkmonitor": "werkmonitor gewijzigd",
    "samen": "niet te splitsen",
}
"""Each cause above a column."""


def getal_woord(aantal: int, een: str, meer: str) -> str:
    """Write a number with its noun."""
    return f"{aantal} {een if aantal == 1 else meer}"


# The whole


def samenvatting(verschil: Verschil) -> list[str]:
    """Return two to four sentences that say what matters."""
    if verschil.is_leeg:
        wat = "Alle cijfers, oordelen, teksten en bronnen zijn gelijk."
        return [f"Er is geen verschil tussen {verschil.oud.naam} en {verschil.nieuw.naam}. {wat}"]
    return [" ".join(filter(None, (_opgaven(verschil), _cijfers(verschil)))), *_oorzaken(verschil)]


def _opgaven(verschil: Verschil) -> str:
    changed = [opgave for opgave in verschil.opgaven if opgave.soort == "kleur"]
    if not verschil.aantal_opgaven:
        return ""
    if not changed:
        return "Geen enkele opgave kreeg een andere kleur."
    ways = [(richting(opgave), opgave) for opgave in changed]
    counts = [(sum(way == kant for way, _ in ways), kant) for kant in ("beter", "slechter")]
    told = opsomming(f"{aantal} {kant}" for aantal, kant in counts if aantal)
    of = getal_woord(verschil.aantal_opgaven, "opgave", "opgaven")
    if len(changed) == 1:
        return f"Van de {of} kreeg er 1 een andere kleur{f': die is {ways[0][0]}' if told else ''}."
    return f"Van de {of} kregen er {len(changed)} een andere kleur{f': {told}' if told else ''}."


def richting(opgave: Opgaveverschil) -> str:
    """Say whether a colour is better or worse than it was; empty where one of them says nothing."""
    if opgave.oud not in ERNST or opgave.nieuw not in ERNST:
        return ""
    return "beter" if ERNST.index(opgave.nieuw) < ERNST.index(opgave.oud) else "slechter"


def _cijfers(verschil: Verschil) -> str:
    changed = sum(cijfer.soort == "anders" for cijfer in verschil.cijfers)
    if not changed:
        return "Geen enkel cijfer is veranderd."
    stand_out = sum(cijfer.opvallend for cijfer in verschil.cijfers)
    vallen = {0: "geen daarvan valt op", 1: "1 daarvan valt op"}.get(stand_out, f"{stand_out} daarvan vallen op")
    of = getal_woord(len(verschil.cijfers), "cijfer", "cijfers")
    return f"Van de {of} {'is' if changed == 1 else 'zijn'} er {changed} veranderd; {vallen}."


def _oorzaken(verschil: Verschil) -> Iterator[str]:
    """Say what besides time has changed the figures."""
    parts = [deel for cijfer in verschil.cijfers for deel in cijfer.delen]
    counts = {oorzaak: sum(deel.oorzaak == oorzaak for deel in parts) for oorzaak in _DOOR}
    over = f" over {verschil.oud.naam}" if verschil.oud.periode != verschil.nieuw.periode else ""
    if parts and all(deel.oorzaak == "periode" and not deel.reden for deel in parts):
        yield (
            "Alle verschillen komen door de nieuwe periode: van geen enkel cijfer"
            f"{over} is de bron herzien of de definitie veranderd."
        )
        return
    told = {
        "bron": f"is de bron{over} herzien",
        "definitie": "is de definitie veranderd",
        "werkmonitor": "telt werkmonitor anders",
        "samen": "is het verschil niet helemaal te splitsen",
    }
    found = [f"bij {counts[o]} {words}" for o, words in told.items() if counts[o]]  # type: ignore[index]
    if found:
        text = f"{opsomming(found)}."
        yield text[0].upper() + text[1:]
    blind = sum(deel.oorzaak == "periode" and bool(deel.reden) for deel in parts)
    if blind:
        yield (
            f"Van {getal_woord(blind, 'cijfer', 'cijfers')} noemt de nieuwere monitor de waarde van de oudere periode "
            "niet. Of die herzien zijn, is dan niet te zien."
        )


# One figure


def hoofdzin(cijfer: Cijferverschil, verschil: Verschil) -> str:
    """Say what a figure was, what it is and how much that differs."""
    oud, nieuw = cijfer.oud, cijfer.nieuw
    if oud is None or nieuw is None:
        return _eenzijdig(cijfer, verschil)
    if cijfer.exact is None:
        if cijfer.soort == "onvergelijkbaar":
            what = f"In {verschil.oud.naam} {oud.weergave}, in {verschil.nieuw.naam} {nieuw.weergave}"
            return f"{what}. De eenheid is veranderd, dus er is geen verschil te noemen."
        return f"In {verschil.oud.naam} {_of_reden(oud)}; in {verschil.nieuw.naam} {_of_reden(nieuw)}."
    noem = f" {cijfer.noem}" if cijfer.noem and not nieuw.weergave.endswith(cijfer.noem) else ""
    if not cijfer.fractie:
        return f"Gelijk gebleven: {nieuw.weergave}{noem}."
    return f"Van {oud.weergave}{_op(oud)} naar {nieuw.weergave}{noem}{_op(nieuw)}: {in_woorden(cijfer)}."


def kort(cijfer: Cijferverschil) -> str:
    """Name a figure with what it was and what it is."""
    pair = [waarde.weergave for waarde in (cijfer.oud, cijfer.nieuw) if waarde]
    return f"{cijfer.naam} (van {' naar '.join(pair)})"


def _eenzijdig(cijfer: Cijferverschil, verschil: Verschil) -> str:
    if cijfer.nieuw is not None:
        return f"Nieuw in {verschil.nieuw.naam}: {_of_reden(cijfer.nieuw)}."
    return f"Staat niet meer in {verschil.nieuw.naam}. In {verschil.oud.naam} was het {_of_reden(cijfer.oud)}."


def _of_reden(waarde: Waarde | None) -> str:
    if waarde is None:
        return "niet bekend"
    return waarde.weergave + (f" ({waarde.reden.rstrip('.')})" if waarde.exact is None and waarde.reden else "")


def _op(waarde: Waarde) -> str:
    return f" ({datum(date.fromisoformat(waarde.peildatum))})" if waarde.peildatum else ""


def in_woorden(cijfer: Cijferverschil) -> str:
    """Write a difference in words: ``60 minder (-4,6%)``, ``4 procentpunt hoger``."""
    change = cijfer.fractie or Fraction(0)
    ends = [waarde.fractie or Fraction(0) for waarde in (cijfer.oud, cijfer.nieuw) if waarde]
    scale = cijfer.eenheid in NIET_OPTELBAAR or min(ends) < 0
    word = {(True, True): "hoger", (True, False): "lager", (False, True): "meer", (False, False): "minder"}
    share = f" ({procent_tekst(cijfer)})" if cijfer.relatief else ""
    return f"{cijfer.weergave.lstrip('+-')} {word[scale, change > 0]}{share}"


def procent_tekst(cijfer: Cijferverschil) -> str:
    """Write the relative difference with its sign; empty where it says nothing."""
    if cijfer.relatief is None:
        return ""
    text = procent(Fraction(cijfer.relatief), 1)
    return f"+{text}" if Fraction(cijfer.relatief) > 0 else text


def oordeelzin(cijfer: Cijferverschil) -> str:
    """Say how a verdict changed and why; empty where it is the same."""
    if cijfer.oordeel is None or cijfer.oud is None or cijfer.nieuw is None:
        return ""
    oud, nieuw = cijfer.oud, cijfer.nieuw
    if nieuw.oordeel is None:
        return f"Er is geen norm meer; die was {oud.norm}."
    if oud.oordeel is None:
        return f"Er is nu een norm: {nieuw.norm}. {nieuw.regel}"
    return f"Het oordeel ging van {oud.oordeel} naar {nieuw.oordeel}. {_waardoor(cijfer.oordeel, oud, nieuw)}"


def _waardoor(changed: Oordeelverschil, oud: Waarde, nieuw: Waarde) -> str:
    """Say what made a verdict another one, by holding the new figure against the old norm."""
    by_old = f"met de oude norm ({oud.norm}) zou het {changed.bij_oude_norm} zijn"
    match changed.oorzaak:
        case "cijfer" if oud.norm == nieuw.norm:
            return f"De norm is {nieuw.norm}."
        case "cijfer":
            return f"De norm is nu {nieuw.norm}; ook {by_old}."
        case "norm":
            return f"Dat komt door de norm: die was {oud.norm} en is nu {nieuw.norm}."
        case "beide":
            return f"De norm is nu {nieuw.norm}; {by_old}."
        case _:
            return nieuw.regel


def oorzaakzin(cijfer: Cijferverschil) -> str:
    """Say what a difference comes from; empty where it is only the new period, which goes without saying."""
    parts = cijfer.delen
    reden = " ".join(dict.fromkeys(deel.reden for deel in parts if deel.reden))
    if not parts or (len(parts) == 1 and parts[0].oorzaak == "periode"):
        return reden
    if len(parts) == 1:
        whole = f"Dat komt helemaal {_DOOR[parts[0].oorzaak]}."
    elif not cijfer.fractie:
        whole = f"Dat lijkt niets, maar de delen heffen elkaar op: {_delen(parts)}."
    else:
        whole = f"Daarvan komt {_delen(parts)}."
    round_off = "Door afronding tellen deze getallen niet precies op." if cijfer.afgerond else ""
    return " ".join(filter(None, (whole, round_off, reden)))


def _delen(parts: Sequence[Deel]) -> str:
    return opsomming(f"{deel.weergave} {_DOOR[deel.oorzaak]}" for deel in parts)


def ledenzin(cijfer: Cijferverschil) -> str:
    """Say which members moved a figure most; empty where it is not split."""
    if cijfer.uitsplitsing is None:
        return ""
    known = [deel for deel in cijfer.uitsplitsing.bijdragen if deel.fractie and deel.soort != "rest"]
    unknown = [deel.naam for deel in cijfer.uitsplitsing.bijdragen if deel.soort == "onbekend"]
    missing = f"Van {opsomming(unknown)} is het cijfer niet aan beide kanten bekend." if unknown else ""
    if not known:
        return missing
    named = opsomming(_bijdrage(deel) for deel in known[:GENOEMD])
    return " ".join(filter(None, (f"Vooral {named}.", missing)))


def _bijdrage(deel: Bijdrage) -> str:
    extra = {"nieuw": ", nieuw", "weg": ", weg"}.get(deel.soort, "")
    return f"{deel.naam} ({deel.weergave}{extra})"


def erratumzin(found: Erratum, verschil: Verschil) -> str:
    """Write the erratum: what was published, and what the source says of the same time since."""
    same = verschil.oud.periode == verschil.nieuw.periode
    stond = f"In {verschil.oud.naam if same else f'de monitor van {found.periode}'} stond {found.gepubliceerd}."
    if found.opnieuw:
        zegt = f"De export van {found.levering} is daarna veranderd; volgens die export is dat nu {found.herzien}."
    elif found.levering:
        zegt = f"Volgens de export van {found.levering} is dat {found.herzien}."
    elif found.ingevuld:
        zegt = f"Nu is dat {found.herzien}: {found.ingevuld}."
    else:
        zegt = f"Volgens de exports van nu is dat {found.herzien}."
    corrected = dict.fromkeys(cel.nieuw.correctie for cel in found.cellen if cel.nieuw and cel.nieuw.correctie)
    return " ".join((stond, zegt, *(f"Een cel is gecorrigeerd: {text}." for text in corrected)))


def opgavezin(opgave: Opgaveverschil, cijfers: dict[str, Cijferverschil]) -> str:
    """Say why a task has its colour: the figures that changed with it, and the rule or the person's reason."""
    if opgave.soort == "weg":
        return "Deze opgave staat er niet meer."
    found = [cijfers[naam] for naam in opgave.cijfers if naam in cijfers]
    moved = [f"{c.naam}: van {c.oud.weergave} naar {c.nieuw.weergave}." for c in found if c.exact and c.oud and c.nieuw]
    waarom = opgave.waarom or "Er is geen oordeel."
    by_person = f"Oordeel van het team: {waarom}" if opgave.grond == "mens" and opgave.waarom else waarom
    return " ".join((*moved, by_person))
