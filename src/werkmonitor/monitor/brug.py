"""A bridge: from one stand to the next by what came in and what went out, with what that leaves unexplained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from werkmonitor import formatting
from werkmonitor.formula.fouten import opsomming
from werkmonitor.formula.trace import Uitkomst
from werkmonitor.monitor import model
from werkmonitor.monitor.alttekst import alttekst
from werkmonitor.monitor.berekening import Berekening, bronnen_van
from werkmonitor.monitor.uitkomsten import negatief, som
from werkmonitor.programma.pagina import Blok

UITLEG_REST = "Niet geteld, maar berekend: het verschil dat overblijft als de andere stappen zijn verrekend."
AFRONDING = "Door afronding tellen de stappen niet precies op."
REST_NUL = "De andere stappen verklaren het hele verschil."


@dataclass(frozen=True)
class Stap:
    """A row of the bridge: a stand at one of its ends, or a change on the way."""

    naam: str
    uitkomst: Uitkomst
    stand: bool = False
    noot: str = ""


def brug(werk: Berekening, blok: Blok, naam: str) -> tuple[model.AnyBlok, set[str]]:
    """Return the bridge as chart and table, with the sources that it draws on.

    Where a part is not known there is only the table, and a sentence that says what cannot be said.
    """
    stappen = _stappen(werk, blok, naam)
    bronnen = set().union(*(bronnen_van(stap.uitkomst.spoor) for stap in stappen))
    tabel = _tabel(werk, blok, stappen)
    if any(stap.uitkomst.waarde is None for stap in stappen):
        return model.Tabelblok(tabel=tabel), bronnen
    result = model.Grafiek(
        id=naam,
        vorm="brug",
        titel=werk.bind(blok.titel),
        onderschrift=werk.bind(blok.onderschrift),
        categorieen=tuple(stap.naam for stap in stappen),
        reeksen=(_reeks(werk, blok, stappen),),
        eenheid=blok.eenheid,
        decimalen=_decimalen(blok),
        norm=None,
        annotaties=(),
        alt="",
        tabel=tabel,
        verzonnen=bool(werk.verzonnen((), bronnen)),
    )
    return msgspec.structs.replace(result, alt=alttekst(result, blok.noem)), bronnen


def _stappen(werk: Berekening, blok: Blok, naam: str) -> list[Stap]:
    begin = werk.uitkomst(blok.begin, f"brug {naam}, begin")
    eind = werk.uitkomst(blok.eind, f"brug {naam}, eind")
    delen = [
        Stap(werk.bind(deel.naam), _met_teken(werk.uitkomst(deel.formule, f"brug {naam}, {deel.naam}"), deel.teken))
        for deel in blok.onderdelen
    ]
    explained = (begin, *(deel.uitkomst for deel in delen))
    rest = som([eind, *(_met_teken(uitkomst, "-") for uitkomst in explained)], blok.rest)
    noot = REST_NUL if rest.waarde == 0 else UITLEG_REST
    return [
        Stap(_wanneer(begin, f"Begin van {werk.periode.naam}"), begin, stand=True),
        *delen,
        Stap(werk.bind(blok.rest), rest, noot="" if rest.waarde is None else noot),
        Stap(_wanneer(eind, f"Eind van {werk.periode.naam}"), eind, stand=True),
    ]


def _met_teken(uitkomst: Uitkomst, teken: str) -> Uitkomst:
    """Return what a part does to the stand: what goes out takes away from it."""
    return uitkomst if teken == "+" else negatief(uitkomst)


def _wanneer(uitkomst: Uitkomst, anders: str) -> str:
    """Name a stand by its day."""
    if uitkomst.peildatum is None:
        return anders
    return f"Stand op {formatting.datum(date.fromisoformat(uitkomst.peildatum))}"


def _getekend(blok: Blok, stap: Stap) -> str | None:
    """Write a change with its sign; a stand is shown as it is."""
    if stap.stand or stap.uitkomst.waarde is None:
        return None
    return formatting.met_teken(stap.uitkomst.waarde, blok.eenheid, blok.decimalen)


def _decimalen(blok: Blok) -> int:
    return formatting.EENHEDEN[blok.eenheid][1] if blok.decimalen is None else blok.decimalen


def _afronding(blok: Blok, stappen: Sequence[Stap]) -> list[str]:
    """Say so where what is shown does not add up, although what it was rounded from does."""
    values = [stap.uitkomst.waarde for stap in stappen if stap.uitkomst.waarde is not None]
    shown = [formatting.rond_af(value, _decimalen(blok)) for value in values]
    return [AFRONDING] if len(shown) == len(stappen) and sum(shown[:-1]) != shown[-1] else []


def _woord(blok: Blok) -> str:
    return blok.noem[:1].upper() + blok.noem[1:] or "Aantal"


def _tabel(werk: Berekening, blok: Blok, stappen: Sequence[Stap]) -> model.Tabel:
    noten = [*_onbekend(werk, stappen), *_afronding(blok, stappen), werk.bind(blok.noot)]
    return model.Tabel(
        titel=werk.bind(blok.onderschrift or blok.titel),
        rijkop=blok.rijkop or "Stap",
        kolommen=(model.Kolom(kop=_woord(blok)),),
        rijen=tuple(_rij(werk, blok, stap) for stap in stappen),
        noten=tuple(filter(None, noten)),
    )


def _reeks(werk: Berekening, blok: Blok, stappen: Sequence[Stap]) -> model.Reeks:
    punten = (werk.punt(stap.uitkomst, blok.eenheid, blok.decimalen, _getekend(blok, stap)) for stap in stappen)
    return model.Reeks(naam=_woord(blok), stijl="nu", punten=tuple(punten))


def _rij(werk: Berekening, blok: Blok, stap: Stap) -> model.Rij:
    cel = werk.cel(stap.uitkomst, blok.eenheid, blok.decimalen, _getekend(blok, stap))
    return model.Rij(naam=stap.naam, cellen=(cel,), totaal=stap.stand, noot=stap.noot)


def _onbekend(werk: Berekening, stappen: Sequence[Stap]) -> list[str]:
    """Say what cannot be said where a part is missing; the remainder is then not known either."""
    *parts, rest, eind = stappen
    missing = [stap for stap in (*parts, eind) if stap.uitkomst.waarde is None]
    if not missing:
        return []
    namen = opsomming(stap.naam for stap in missing)
    reasons = dict.fromkeys(stap.uitkomst.reden for stap in missing)
    when = werk.periode.naam
    unsaid = f"Niet bekend: {namen}. Daarom is niet te zeggen waardoor de stand in {when} veranderde."
    left_out = f"Er is ook geen grafiek, en geen cijfer voor '{rest.naam}'."
    return [f"{unsaid} {left_out}", *(f"De reden: {reden}." for reden in reasons)]
