"""What a column shows about its numbers when one of them alone leaves doubt."""

from __future__ import annotations

import pytest

from werkmonitor.bronnen.meldingen.zinnen import getal_dubbelzinnig
from werkmonitor.bronnen.waarden.kolomtekst import aandelen_in_tekst, kolom_toont
from werkmonitor.bronnen.waarden.values import DubbelzinnigError, Schrijfwijze, getal
from werkmonitor.findings import Location


@pytest.mark.parametrize(
    ("teksten", "expected"),
    [
        (["2.000", "12.345,67", "3,5"], "elders in deze kolom staat 12.345,67 (punten voor duizendtallen)"),
        (["2.000", "1.249.000"], "elders in deze kolom staat 1.249.000 (punten voor duizendtallen)"),
        (["2.000", " 3,5% "], "elders in deze kolom staat 3,5 (een komma voor decimalen)"),
        (["2.000", "3.5"], "elders in deze kolom staat 3.5 (een punt voor decimalen)"),
        (["2,000", "-1,249.5"], "elders in deze kolom staat -1,249.5 (komma's voor duizendtallen)"),
        (["2.000", "€ 12345"], "elders in deze kolom staat 12345 (zonder teken voor duizendtallen)"),
        (
            ["2.000", "3,5", "3.5"],
            "elders in deze kolom staat 3,5 (een komma voor decimalen) en 3.5 (een punt voor decimalen)",
        ),
        (["2.000", "12", "n.v.t."], "de rest van de kolom laat niet zien wat bedoeld is"),
        (["111222333", "111.222.333"], "de rest van de kolom laat niet zien wat bedoeld is"),  # nor shows a person
        ([], "de rest van de kolom laat niet zien wat bedoeld is"),
    ],
)
def test_what_the_rest_of_the_column_shows(teksten: list[str], expected: str) -> None:
    assert kolom_toont(teksten) == expected


def test_a_doubtful_number_is_told_with_its_column_and_the_lines_that_settle_it() -> None:
    with pytest.raises(DubbelzinnigError) as caught:
        getal("2.000", "aantal")
    error = caught.value
    kolom = kolom_toont(["2.000", "12.345,67"])
    finding = getal_dubbelzinnig(Location("i.csv", None, "B2"), "2.000", error.lezingen, error.regels, kolom)
    assert str(finding) == (
        "i.csv › B2: '2.000' kan 2000 zijn of 2,000; elders in deze kolom staat 12.345,67 (punten voor duizendtallen). "
        "Dit getal ontbreekt; sommen waar het in hoort kloppen niet. "
        'Zet in de declaratie notatie = "nl" als 2000 klopt, of notatie = "en" als 2,000 klopt; '
        "of exporteer naar Excel met getallen als getal."
    )
    with pytest.raises(DubbelzinnigError) as caught:
        getal(36.0, "aandeel")
    finding = getal_dubbelzinnig(Location("i.csv"), "36", caught.value.lezingen, caught.value.regels)
    assert finding.doen.startswith('Zet in de declaratie schaal = "procent" als 36% klopt; of')


@pytest.mark.parametrize(
    ("teksten", "expected"),
    [
        (["100", "86,43405662", "0"], "procent"),
        (["-12,5"], "procent"),
        ([*(str(number) for number in range(10, 20)), "0,5"], "procent"),
        (["0,36", "36"], None),  # one of them is written in another way
        (["0,36", "6,2", "0,9"], None),
        (["0,5", "5", "1,2"], None),  # 5% or 500%: nothing tells
        (["36%", "0,5"], None),  # a sign says nothing about the others
        (["/0", "n.v.t.", "", "2.000"], None),
        ([], None),
    ],
)
def test_shares_in_a_text_column(teksten: list[str], expected: str | None) -> None:
    assert aandelen_in_tekst(teksten) == expected


def test_shares_in_a_text_column_in_english() -> None:
    assert aandelen_in_tekst(["12.5", "1.5"], Schrijfwijze("en")) == "procent"
    assert aandelen_in_tekst(["12.5", "1.5"]) is None, "not Dutch, and refused one by one"
