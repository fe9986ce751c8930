"""Small Monitors made by hand, to set side by side."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import msgspec

from monitor_bouwstenen import indicator, opgave
from werkmonitor.diff.model import Cijferverschil, Verschil
from werkmonitor.diff.vergelijken import vergelijk
from werkmonitor.formatting import weergave
from werkmonitor.monitor import model as m

KLEUREN = {"groen": "op koers", "oranje": "vertraging", "rood": "niet gehaald", "grijs": "niet te beoordelen"}


def figuur(naam: str, waarde: str | None, **keys: Any) -> m.Indicator:
    """Return a figure with a value as a fraction, shown as its unit says."""
    eenheid, decimalen = keys.setdefault("eenheid", "aantal"), keys.setdefault("decimalen", 0)
    exact = None if waarde is None else Fraction(waarde)
    shown = weergave(exact, eenheid, decimalen)
    keys.setdefault("noem", "")
    number = None if exact is None else float(exact)
    rest = {"waarde": number, "exact": None if exact is None else str(exact), "spoor": None}
    return indicator(naam, shown, **(rest | keys))


def lid(naam: str, waarde: str | None) -> m.Lid:
    """Return a member."""
    exact = None if waarde is None else Fraction(waarde)
    shown = weergave(exact, "aantal")
    number = None if exact is None else float(exact)
    return m.Lid(dimensie="reden", lid=naam.lower(), naam=naam, waarde=number, exact=waarde, weergave=shown)


def gesplitst(naam: str, **leden: str | None) -> m.Indicator:
    """Return a figure that is the sum of its members."""
    total = sum((Fraction(waarde or 0) for waarde in leden.values()), Fraction(0))
    members = tuple(lid(each.capitalize(), waarde) for each, waarde in leden.items())
    return figuur(naam, str(total), dimensie="reden", leden=members, optelbaar=True)


def eis(laag: str | None = None, hoog: str | None = None) -> m.Eis:
    """Return what a norm asks."""
    return m.Eis(laag=laag, hoog=hoog, oranje_vanaf="9/10")


def monitor(periode: str, *cijfers: m.Indicator, **keys: Any) -> m.Monitor:
    """Return a Monitor of these figures; ``kop`` changes its head."""
    jaar = periode[:4]
    kop: dict[str, Any] = {
        "naam": "Werk", "gemeente": "Ergens", "titel": f"Monitor {periode}", "ondertitel": "", "voor": "de raad",
        "versie": "1", "periode_naam": jaar, "vorig_jaar_naam": str(int(jaar) - 1), "brondatum": "1 januari",
        "editie": "concept", "voorbeeld": False, "werkmonitor": "1.0", "declaratie": "d",
    }  # fmt: skip
    kleuren = tuple(
        m.Kleurtelling(kleur=kleur, woord=woord, uitleg="", aantal=0)  # type: ignore[arg-type]  # the four colours
        for kleur, woord in KLEUREN.items()
    )
    parts: dict[str, Any] = {
        "schema": m.SCHEMA, "doelgroep": "intern", "bronnen": (), "doelen": (), "opgaven": (), "kleuren": kleuren,
        "paginas": (), "meldingen": (),
    }  # fmt: skip
    head = m.Kop(**(kop | keys.pop("kop", {})))
    return m.Monitor(periode=periode, programma=head, indicatoren=cijfers, **(parts | keys))


def taak(nummer: int, kleur: m.Kleur, *indicatoren: str, **keys: Any) -> m.Opgave:
    """Return a task of which nothing else differs."""
    texts = dict.fromkeys(("activiteiten", "voortgang", "oorzaak", "gevolg", "vervolg"), "")
    made = opgave(nummer, f"Taak {nummer}", (1,), kleur)
    return msgspec.structs.replace(
        made, indicatoren=indicatoren, grond="regel" if indicatoren else "mens", woord=KLEUREN[kleur], **(texts | keys)
    )


def naast(oud: m.Indicator | None, nieuw: m.Indicator | None, **kop: Any) -> Cijferverschil:
    """Compare one figure of 2020 and 2021."""
    sides = [monitor(jaar, *filter(None, [each]), kop=kop) for jaar, each in (("2020", oud), ("2021", nieuw))]
    (found,) = vergelijk(*sides).cijfers
    return found


def verschil(oud: m.Monitor, nieuw: m.Monitor) -> Verschil:
    """Compare two Monitors."""
    return vergelijk(oud, nieuw)
