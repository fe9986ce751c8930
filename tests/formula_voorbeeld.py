"""Tiny declarations and fact tables for the tests of the formula engine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from werk_voorbeeld import WOORDEN
from werkmonitor.bronnen.feiten import Bronbestand, Feiten, Feitentabel, encode
from werkmonitor.formula.evaluate import FormuleFout, Omgeving, evaluate
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Bron, Dimensie
from werkmonitor.programma.indicator import Indicator
from werkmonitor.programma.schema import Programma

Rij = tuple[str, ...]
"""When (a period or an ISO date), a member for each dimension, and the number as text (``""``: an empty cell)."""


def bron(naam: str, maten: Mapping[str, str], **keys: Any) -> Bron:
    """Declare a source: ``maten`` is unit by maat."""
    dimensies = {dimensie: dimensie for dimensie in keys.pop("dimensies", ())}
    data = {"titel": naam.capitalize(), "bestand": "*.xlsx", "vorm": "lijst"} | keys
    declared = {maat: {"kolom": maat.capitalize(), "eenheid": eenheid} for maat, eenheid in maten.items()}
    return Bron.model_validate({"id": naam, "maten": declared, "dimensies": dimensies} | data)


def programma(*bronnen: Bron, indicatoren: Mapping[str, str] = {}, dimensies: tuple[Dimensie, ...] = ()) -> Programma:
    """Declare a monitor: ``indicatoren`` is formula by id."""
    return Programma.model_validate(
        {
            "programma": {"naam": "Werk", "gemeente": "Heerenveen", "titel": "Monitor"},
            "oordeel": WOORDEN,
            "bron": bronnen,
            "dimensie": dimensies,
            "indicator": tuple(
                Indicator(id=naam, naam=naam, formule=formule, eenheid="aantal", definitie="")
                for naam, formule in indicatoren.items()
            ),
            "pagina": (),
        }
    )


def _days(when: str) -> tuple[int, int]:
    if when.count("-") == 2:
        day = date.fromisoformat(when).toordinal()
        return day, day
    if ".." in when:
        van, tot = when.split("..")
        return date.fromisoformat(van[1:]).toordinal(), date.fromisoformat(tot).toordinal()
    periode = Periode.parse(when)
    return periode.eerste_dag.toordinal(), periode.dag_erna.toordinal()


def tabel(declared: Bron, levering: str, *rijen: Rij, maat: str = "", dimensies: tuple[str, ...] = ()) -> Feitentabel:
    """Build the table that a source states in a delivery; row i of the export stands at ``A{i + 1}``."""
    naam = maat or next(iter(declared.maten))
    names = dimensies or tuple(declared.dimensies)
    days = [_days(rij[0]) for rij in rijen]
    numbers = [Decimal(rij[-1] or "0") for rij in rijen]
    scales = [max(0, -int(number.as_tuple().exponent)) for number in numbers]
    pad = f"exports/{levering}/{declared.id}.xlsx"
    return Feitentabel(
        bron=declared.id,
        levering=Periode.parse(levering),
        soort=declared.soort,
        maat=encode([naam] * len(rijen)),
        dimensies={dimensie: encode([rij[1 + at] for rij in rijen]) for at, dimensie in enumerate(names)},
        van=np.array([van for van, _ in days], dtype=np.int64),
        tot=np.array([tot for _, tot in days], dtype=np.int64),
        teller=np.array([int(n.scaleb(s)) for n, s in zip(numbers, scales, strict=True)], dtype=np.int64),
        schaal=np.array(scales, dtype=np.int32),
        leeg=np.array([not rij[-1] for rij in rijen], dtype=np.bool_),
        rij=np.arange(len(rijen), dtype=np.int32),
        kolom=np.zeros(len(rijen), dtype=np.int32),
        blad=encode(["Blad1"] * len(rijen)),
        bestand=encode([pad] * len(rijen)),
        bestanden=(Bronbestand(pad, "0" * 64, declared.id, levering),),
        eenheden={maat: declared.maten[maat].eenheid for maat in declared.maten},
    )


def omgeving(declared: Programma, *tabellen: Feitentabel, levering: str = "2021") -> Omgeving:
    """Build what formulas are evaluated against."""
    return Omgeving(Feiten(tabellen), declared, Periode.parse(levering))


JAAR = Periode.parse("2021")
MAANDEN_2021 = tuple(str(maand) for maand in JAAR.maanden)

POORT = bron("poort", {"aanvragen": "aantal"}, dimensies=("besluit",))
BESTAND = bron("bestand", {"bijstand": "personen"}, soort="stand")


def waarde(formule: str, here: Omgeving, periode: str = "2021", **filters: str) -> Fraction | None:
    return evaluate(formule, here, Periode.parse(periode), filters).waarde


def reden(formule: str, here: Omgeving, periode: str = "2021", **filters: str) -> str:
    outcome = evaluate(formule, here, Periode.parse(periode), filters)
    assert outcome.waarde is None
    return outcome.reden.replace("\xa0", " ")


def fout(formule: str, here: Omgeving, periode: str = "2021", **filters: str) -> FormuleFout:
    with pytest.raises(FormuleFout) as caught:
        evaluate(formule, here, Periode.parse(periode), filters)
    return caught.value


def poort(*rijen: tuple[str, ...], levering: str = "2021", leeg: str = "onbekend") -> Omgeving:
    declared = POORT.model_copy(update={"leeg": leeg})
    return omgeving(programma(declared), tabel(declared, levering, *rijen))


def bestand(*rijen: tuple[str, ...], levering: str = "2021", peilmoment: str = "eind") -> Omgeving:
    declared = BESTAND.model_copy(update={"peilmoment": peilmoment})
    return omgeving(programma(declared), tabel(declared, levering, *rijen))
