"""Proofreads a text beside the figures of its page: every finding about its words and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from werkmonitor import formatting
from werkmonitor.findings import Ernst, Finding, Location
from werkmonitor.formatting import NBSP
from werkmonitor.proza import oordelen, richtingen
from werkmonitor.proza.getallen import Getal, Los, losse_getallen
from werkmonitor.proza.kennis import Cijfer, Kennis
from werkmonitor.proza.tegenspraak import Plek, Tegenspraak, kan_anders
from werkmonitor.proza.uitspraken import Uitspraak, uitspraken
from werkmonitor.proza.verouderd import eigen_bewering, verouderd
from werkmonitor.proza.volgorde import verwisseld
from werkmonitor.proza.woorden import NIET_WERKELIJK
from werkmonitor.proza.zinnen import Zin, deel_bij_en, woorden, zinnen

TOETSEN = {
    "beweging": richtingen.bewegingen,
    "vergelijking": richtingen.vergelijkingen,
    "saldo": richtingen.saldi,
    "wens": richtingen.wensen,
    "oordeel": oordelen.oordelen,
    "norm": oordelen.normen,
    "kleur": oordelen.kleuren,
}
"""Kind of statement to what holds it against the figures."""


def lees_na(tekst: str, bestand: str, kennis: Kennis, vorige: str | None = None) -> list[Finding]:
    """Return what in a text contradicts the figures, or speaks of another period.

    ``tekst`` has its fields as they are written; ``vorige`` is the text of that name of the period before.
    """
    found = [_swapped(bestand, item.regel, item.goed) for item in verwisseld(tekst, kennis)]
    for zin, before in _with_before(zinnen(tekst)):
        found += [_contradiction(bestand, item) for item in tegenspraken(zin, before, kennis)]
        found += [_number(bestand, item, kennis) for item in losse_getallen(zin, kennis)]
        found += [_outdated(bestand, item.regel, item.tekst, item.reden) for item in verouderd(zin, kennis)]
    word = eigen_bewering(tekst) if vorige == tekst else None
    if word is not None:
        found.append(_taken_over(bestand, word.regel, word.tekst))
    return list(dict.fromkeys(found))


def _with_before(gevonden: list[Zin]) -> Iterator[tuple[Zin, Zin | None]]:
    yield from ((zin, before) for before, zin in pairwise([None, *gevonden]) if zin is not None)


def tegenspraken(zin: Zin, vorige: Zin | None, kennis: Kennis) -> Iterator[Tegenspraak]:
    """Yield what a sentence says against the figures; a question says nothing."""
    if zin.is_vraag:
        return
    for whole in zin.delen:
        for deel in deel_bij_en(whole, uitspraken):
            said = uitspraken(deel)
            if not said or woorden(deel) & NIET_WERKELIJK:
                continue
            plek = Plek(deel, zin, vorige, kennis, said)
            for uitspraak in said:
                yield from _held(uitspraak, plek)


def _held(uitspraak: Uitspraak, plek: Plek) -> Iterator[Tegenspraak]:
    for found in TOETSEN[uitspraak.soort](uitspraak, plek):
        yield replace(found, zeker=found.zeker and not kan_anders(uitspraak, plek))


def _contradiction(bestand: str, found: Tegenspraak) -> Finding:
    ernst: Ernst = "fout" if found.zeker else "waarschuwing"
    wat = f"Er staat '{found.woord}', maar {found.waarheid}."
    gevolg = "De zin is niet waar." if found.zeker else "De zin lijkt niet waar."
    write = f"Schrijf {found.schrijf}, of pas de zin aan." if found.schrijf else "Pas de zin aan."
    doen = write if found.zeker else f"{write} Klopt de zin toch, aanvaard dit dan met een reden."
    return Finding("tekst-tegenspraak", ernst, wat, Location(bestand, regel=found.regel), gevolg, doen)


def _swapped(bestand: str, regel: int, goed: str) -> Finding:
    wat = "De woorden van dit veld staan in de verkeerde volgorde."
    gevolg = "De zin zegt het omgekeerde van het cijfer."
    return Finding("tekst-woordvolgorde", "fout", wat, Location(bestand, regel=regel), gevolg, f"Schrijf {goed}.")


def _outdated(bestand: str, regel: int, tekst: str, reden: str) -> Finding:
    wat = f"Er staat '{tekst}', maar {reden}."
    doen = "Pas de periode aan, of schrijf {{ periode }}. Klopt de zin toch, aanvaard dit dan met een reden."
    gevolg = "De zin gaat over een andere periode dan het cijfer."
    return Finding("tekst-ander-jaar", "waarschuwing", wat, Location(bestand, regel=regel), gevolg, doen)


def _taken_over(bestand: str, regel: int, woord: str) -> Finding:
    wat = f"Deze tekst is gelijk aan die van de vorige monitor, en zegt zelf '{woord}'."
    doen = "Lees de zin na. Bind het woord aan een cijfer met richting(…), noem de tijd erbij, of pas de tekst aan."
    gevolg = "Wat toen waar was, hoeft nu niet waar te zijn."
    return Finding("tekst-overgenomen", "waarschuwing", wat, Location(bestand, regel=regel), gevolg, doen)


def _number(bestand: str, found: Los, kennis: Kennis) -> Finding:
    place = Location(bestand, regel=found.getal.regel)
    typed, naam = _typed(found.getal), found.cijfer.naam
    field = _field(found, kennis)
    if found.soort == "gelijk":
        wat = f"{typed} is een cijfer van deze monitor: {naam}."
        doen = f"Schrijf {field}; dan klopt het ook in de volgende monitor."
        return Finding("tekst-getal-los", "info", wat, place, "Het getal verandert niet mee.", doen)
    if found.soort == "vorig":
        then, now = kennis.periode.vorig_jaar.naam, kennis.periode.naam
        wat = f"{typed} is {naam} over {then}; over {now} is het {found.cijfer.weergave}."
        doen = f"Schrijf {{{{ {found.cijfer.id} }}}}, of zet {field} met het jaar erbij."
    else:
        why = "lijkt op" if found.soort == "dichtbij" else "is niet"
        wat = f"{typed} {why} {naam}; dat is {_shown(found)}."
        doen = f"Schrijf {field}, of zeg erbij waar het getal over gaat."
    doen = f"{doen} Klopt het getal toch, aanvaard dit dan met een reden."
    return Finding("tekst-getal-anders", "waarschuwing", wat, place, "De lezer ziet twee cijfers voor hetzelfde.", doen)


def _typed(getal: Getal) -> str:
    if getal.soort == "deel":
        return f"{getal.tekst}%"
    size = {10**6: " miljoen", 10**9: " miljard", 1000: " duizend"}.get(getal.factor, "")
    return f"{'€ ' if getal.soort == 'geld' else ''}{getal.tekst}{size}"


def _shown(found: Los) -> str:
    """Return a figure on the scale of the number beside it, exact enough to see the difference."""
    cijfer, getal = found.cijfer, found.getal
    if getal.factor == 10**6 and cijfer.waarde is not None:
        return f"{cijfer.weergave} (afgerond {formatting.miljoen(cijfer.waarde, getal.decimalen)})"
    return cijfer.weergave


def _field(found: Los, kennis: Kennis) -> str:
    """Return the field that prints a number as it was typed, with a filter where its own way of writing differs."""
    waarde = kennis.waarden.get(found.veld)
    plain = f"{{{{ {found.veld} }}}}"
    value = waarde.waarde if waarde else None
    if waarde is None or value is None or _bare(waarde.tekst) == _bare(_typed(found.getal)):
        return plain
    filters = _filters(found.cijfer, found.getal)
    return f"{{{{ {found.veld} | {' | '.join(filters)} }}}}" if filters else plain


def _filters(cijfer: Cijfer, getal: Getal) -> list[str]:
    """Return the filters with which a figure is written as a number was typed."""
    sign = ["zonder_teken"] if cijfer.waarde is not None and cijfer.waarde < 0 else []
    if getal.factor == 10**6:
        return [*sign, "miljoen" + (f"({getal.decimalen})" if getal.decimalen != 1 else "")]
    if getal.decimalen == cijfer.decimalen:
        return sign
    naam = {"deel": "procent", "geld": "euro", "aantal": "aantal"}[getal.soort]
    return [*sign, f"{naam}({getal.decimalen})"]


def _bare(text: str) -> str:
    return text.replace(NBSP, "").replace(" ", "").replace("€", "").casefold()
