"""Classes that overlap or leave out a value; ordinary sets of classes say nothing."""

from __future__ import annotations

import pytest

from werk_voorbeeld import POORT, feiten, programma, tabel
from werkmonitor.checks.klassen import controleer_klassen, gebreken, klassen
from werkmonitor.findings import Location
from werkmonitor.periode import Periode

JAAR = Periode.parse("2021")
GOED = [
    ["16-27 jaar", "27-36 jaar", "36-46 jaar", "46-56 jaar", "56 jaar tot AOW"],
    ["16-27 jaar", "27-36 jaar", "36-46 jaar", "46-56 jaar", "56-66 jaar"],
    ["<27", "27-45", "45-55", "55+"],
    ["<1", "1-2", "2-5", ">5 jaar"],
    ["< 1 jaar", "1 - 2 jaar", "2 tot 5 jaar", "5 jaar of langer"],
    ["jonger dan 27 jaar", "27 tot 45 jaar", "45 jaar tot AOW-leeftijd", "AOW-leeftijd en ouder"],
    ["t/m 26", "27 t/m 44", "45 t/m 65", "66 of ouder"],
    ["tot 27", "27-40", "41-55", "56-pensioen"],
    ["tot en met 40", "41-55", "56 tot de pensioengerechtigde leeftijd"],
    ["0-6 maanden", "7-11 maanden", "1-2 jaar", "3 jaar en langer"],
    ["0", "1", "2", "3+"],
    ["van 18 tot 27", "vanaf 27 jaar"],
    ["16-27", "36-46"],
    ["2019", "2020"],
    ["1. Thuis", "2. Buitenshuis"],
    ["Noord", "Zuid", "55+"],
    ["0-3 maanden", "1-2 jaar", "2-5 weken"],
    ["1-2 jaar", "2-5", "6-12 maanden"],
]


@pytest.mark.parametrize("leden", GOED, ids=" ".join)
def test_ordinary_classes_say_nothing(leden: list[str]) -> None:
    assert gebreken(leden) == []
    assert gebreken(reversed(leden)) == []


@pytest.mark.parametrize(
    ("leden", "gebrek"),
    [
        (["tot 27", "tot 40"], ["'tot 27' ligt in 'tot 40'"]),
        (["tot 40", "41-55"], ["40 valt tussen 'tot 40' en '41-55'"]),
        (["onder 27", "ouder dan 27"], ["27 valt tussen 'onder 27' en 'ouder dan 27'"]),
        (["15-30", "25-40"], ["'15-30' overlapt '25-40'"]),
        (["t/m 27", "27 tot 45"], ["'27 tot 45' overlapt 't/m 27'"]),
        (["55+", "AOW en ouder"], ["'AOW en ouder' ligt in '55+'"]),
        (["0-10 maanden", "1-2 jaar"], ["11 valt tussen '0-10 maanden' en '1-2 jaar'"]),
        (
            ["15 tot 25 jaar", "25 tot 27 jaar", "15 tot 27 jaar"],
            ["'15 tot 25 jaar' ligt in '15 tot 27 jaar'", "'25 tot 27 jaar' ligt in '15 tot 27 jaar'"],
        ),
    ],
)
def test_classes_that_do_not_join_are_told(leden: list[str], gebrek: list[str]) -> None:
    assert gebreken(leden) == gebrek


def test_a_class_has_half_open_borders() -> None:
    found = [(klasse.van, klasse.tot, klasse.rand) for klasse in klassen(["27 tot 45", "45 t/m 54", "55-66", "70"])]
    assert found == [(27, 45, 0), (45, 55, 0), (55, 66, 1), (70, 71, 0)]


def test_a_source_is_told_once_with_a_number_of_the_class_and_only_of_this_delivery() -> None:
    rows = (("tot 27", "1"), ("tot 40", "2"), ("tot 50", "3"), ("tot 60", "4"))
    nu = tabel(POORT, "2021", *(("2021", *row) for row in rows))
    toen = tabel(POORT, "2020", *(("2020", *row) for row in rows))
    leeg = tabel(POORT, "2021")
    (finding,) = controleer_klassen(programma(), feiten(nu, toen, leeg), JAAR)
    assert finding.vindplaats == Location("exports/2021/poort.xlsx", "Blad1", "C2")
    assert finding.wat == (
        "De klassen van besluit sluiten niet op elkaar aan: 'tot 27' ligt in 'tot 40'; 'tot 27' ligt in 'tot 50'; "
        "'tot 27' ligt in 'tot 60', en nog 3 keer iets."
    )


def test_classes_that_are_said_to_overlap_are_in_order() -> None:
    rows = tabel(POORT, "2021", ("2021", "tot 27", "1"), ("2021", "tot 40", "2"))
    los = {"id": "besluit", "naam": "besluit", "open": True, "optelbaar": False}
    assert len(list(controleer_klassen(programma(), feiten(rows), JAAR))) == 1
    assert not list(controleer_klassen(programma(dimensie=(los,)), feiten(rows), JAAR))
