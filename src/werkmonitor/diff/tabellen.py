"""The differences as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from werkmonitor.diff.errata import wanneer
from werkmonitor.diff.model import OORZAKEN, Cijferverschil, Erratum, Plaats, Tekstverschil, Verschil, Waarde
from werkmonitor.diff.zinnen import OORZAAK, opgavezin, procent_tekst
from werkmonitor.monitor.blokken import Cel, Kolom, Rij, Tabel
from werkmonitor.monitor.herkomst import number

GEEN = "–"
"""Where there is nothing to show, and nothing is missing."""


def cijfers(verschil: Verschil) -> Tabel:
    """Return all figures, what matters most first."""
    kort = verschil.oud.kort, verschil.nieuw.kort
    judged = any(waarde and waarde.oordeel for c in verschil.cijfers for waarde in (c.oud, c.nieuw))
    words = [Kolom(kop=f"oordeel {naam}", getal=False) for naam in kort] if judged else []
    numbers = [Kolom(kop=kop) for kop in (*kort, "verschil", "in procent")]
    return Tabel(
        titel=f"Alle cijfers in {verschil.oud.naam} en {verschil.nieuw.naam}, wat het meest opvalt eerst",
        rijkop="Cijfer",
        kolommen=(*numbers, *words),
        rijen=tuple(_rij(cijfer, judged=judged) for cijfer in verschil.cijfers),
    )


def _rij(cijfer: Cijferverschil, *, judged: bool) -> Rij:
    change = {"nieuw": "nieuw", "weg": "weg", "onvergelijkbaar": "andere eenheid"}.get(cijfer.soort, GEEN)
    cellen = [
        _cel(cijfer.oud),
        _cel(cijfer.nieuw),
        _getal(cijfer.weergave or change, cijfer.exact),
        Cel(weergave=procent_tekst(cijfer) or GEEN),
    ]
    lights = [_licht(cijfer.oud), _licht(cijfer.nieuw)] if judged else []
    return Rij(naam=cijfer.naam, noot="valt op" if cijfer.opvallend else "", cellen=(*cellen, *lights))


def _cel(waarde: Waarde | None) -> Cel:
    return Cel(weergave=GEEN) if waarde is None else _getal(waarde.weergave, waarde.exact)


def _getal(text: str, exact: str | None) -> Cel:
    return Cel(weergave=text, waarde=number(Fraction(exact)) if exact else None)


def _licht(waarde: Waarde | None) -> Cel:
    if waarde is None or waarde.oordeel is None:
        return Cel(weergave=GEEN)
    return Cel(weergave=waarde.woord, kleur=waarde.oordeel)


def opgaven(verschil: Verschil) -> Tabel:
    """Return the tasks with another colour, and those that are new or gone."""
    by_id = {cijfer.id: cijfer for cijfer in verschil.cijfers}
    rijen = tuple(
        Rij(
            naam=f"{opgave.nummer}. {opgave.kort}",
            cellen=(
                Cel(weergave=opgave.oud_woord or "nieuw", kleur=opgave.oud),
                Cel(weergave=opgave.nieuw_woord or "weg", kleur=opgave.nieuw),
                Cel(weergave=opgavezin(opgave, by_id)),
            ),
        )
        for opgave in verschil.opgaven
    )
    koppen = (verschil.oud.kort, verschil.nieuw.kort, "waarom nu")
    return Tabel(
        titel=f"Opgaven met een andere kleur in {verschil.nieuw.naam} dan in {verschil.oud.naam}",
        rijkop="Opgave",
        kolommen=tuple(Kolom(kop=kop, getal=False) for kop in koppen),
        rijen=rijen,
    )


def leden(cijfer: Cijferverschil, verschil: Verschil) -> Tabel:
    """Return what each member adds to a difference, with the whole of it below."""
    parts = cijfer.uitsplitsing.bijdragen if cijfer.uitsplitsing else ()
    rijen = [
        Rij(
            naam=deel.naam,
            cellen=(
                Cel(weergave=deel.oud or GEEN),
                Cel(weergave=deel.nieuw or GEEN),
                _getal(deel.weergave, deel.exact),
            ),
        )
        for deel in parts
    ]
    whole = (_cel(cijfer.oud), _cel(cijfer.nieuw), _getal(cijfer.weergave, cijfer.exact))
    return Tabel(
        titel=f"{cijfer.naam}: waar het verschil zit",
        rijkop=(cijfer.uitsplitsing.dimensie if cijfer.uitsplitsing else "lid").replace("_", " ").capitalize(),
        kolommen=tuple(Kolom(kop=kop) for kop in (verschil.oud.kort, verschil.nieuw.kort, "verschil")),
        rijen=(*rijen, Rij(naam="Totaal", cellen=whole, totaal=True)),
    )


def oorzaken(found: Iterable[Cijferverschil]) -> Tabel:
    """Return the difference of figures by its causes; only causes that occur have a column."""
    figures = list(found)
    used = [oorzaak for oorzaak in OORZAKEN if any(deel.oorzaak == oorzaak for c in figures for deel in c.delen)]
    return Tabel(
        titel="Cijfers die niet alleen door de nieuwe periode verschillen",
        rijkop="Cijfer",
        kolommen=tuple(Kolom(kop=kop) for kop in ("verschil", *(OORZAAK[oorzaak] for oorzaak in used))),
        rijen=tuple(_oorzaken(cijfer, used) for cijfer in figures),
        noten=("Door afronding tellen de delen van sommige cijfers niet precies op.",)
        if any(cijfer.afgerond for cijfer in figures)
        else (),
    )


def _oorzaken(cijfer: Cijferverschil, used: Sequence[str]) -> Rij:
    by_cause = {deel.oorzaak: _getal(deel.weergave, deel.exact) for deel in cijfer.delen}
    cellen = [by_cause.get(oorzaak, Cel(weergave=GEEN)) for oorzaak in used]  # type: ignore[call-overload]
    return Rij(naam=cijfer.naam, cellen=(_getal(cijfer.weergave, cijfer.exact), *cellen))


def cellen(erratum: Erratum) -> Tabel:
    """Return the cells that changed below a figure, with where they stand now."""
    rijen = tuple(
        Rij(
            naam=", ".join(filter(None, (*each.labels, wanneer(each.van, each.tot)))),
            cellen=(
                Cel(weergave=each.oud.weergave if each.oud else "stond er niet"),
                Cel(weergave=each.nieuw.weergave if each.nieuw else "staat er niet"),
                Cel(weergave=plaats(each.nieuw or each.oud)),
            ),
        )
        for each in erratum.cellen
    )
    return Tabel(
        titel="De cellen die veranderden",
        rijkop="Wat",
        kolommen=(Kolom(kop="was"), Kolom(kop="is nu"), Kolom(kop="waar", getal=False)),
        rijen=rijen,
    )


def plaats(found: Plaats | None) -> str:
    """Write where a cell stands."""
    return " › ".join(filter(None, (found.bestand, found.blad, found.cel))) if found else ""


def telling(tekst: Tekstverschil) -> tuple[int, int, int, int]:
    """Count the sentences of a text that stayed, were changed, went and came."""
    kinds = [zin[0].soort if len(zin) == 1 else "anders" for zin in tekst.zinnen]
    return kinds.count("gelijk"), kinds.count("anders"), kinds.count("weg"), kinds.count("erbij")


def teksten(verschil: Verschil) -> Tabel:
    """Return the texts that changed, with how much of each did."""
    koppen = ("gelijk gebleven", "gewijzigd", "weg", "erbij")
    return Tabel(
        titel="Zinnen per tekst",
        rijkop="Tekst",
        kolommen=tuple(Kolom(kop=kop) for kop in koppen),
        rijen=tuple(
            Rij(naam=tekst.naam, cellen=tuple(_getal(str(n), str(n)) for n in telling(tekst)))
            for tekst in verschil.teksten
        ),
    )
