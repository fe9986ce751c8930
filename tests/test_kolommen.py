"""How wide the columns of a table on paper are: by their longest words first, then by what they would like."""

from __future__ import annotations

import pytest

from werkmonitor.monitor.model import Cel, Kolom, Rij, Tabel
from werkmonitor.outputs.kolommen import HEEL, NAAST, breedte, breedten, past


def tabel(koppen: list[str], *rijen: list[str], totaal: bool = False) -> Tabel:
    rows = [
        Rij(naam=naam, cellen=tuple(Cel(weergave=w, waarde=1) for w in cells), totaal=totaal) for naam, *cells in rijen
    ]
    return Tabel(titel="T", rijkop="Wie", kolommen=tuple(Kolom(kop=kop) for kop in koppen), rijen=tuple(rows))


@pytest.mark.parametrize("klasse", ["", "naast"])
def test_shares_make_a_hundred(klasse: str) -> None:
    made = tabel(["2021", "Verschil"], ["Mensen met een indicatie", "1.249", "12"])
    assert sum(breedten(made, klasse)) == pytest.approx(100, abs=0.05)


def test_a_number_and_a_long_word_of_a_head_have_their_room() -> None:
    made = tabel(["Met ontheffing", "2021"], ["Een naam van heel veel woorden die wel kan breken", "7", "€ 41.667.969"])
    room = [share * HEEL / 100 for share in breedten(made)]
    assert room[1] > breedte("ontheffing")
    assert room[2] > breedte("€ 41.667.969")
    assert room[0] > room[1]


def test_bold_totals_are_wider_than_the_numbers_above_them() -> None:
    row = ["Alles", "41.667.969", "x"]
    assert breedten(tabel(["A", "B"], row, totaal=True), "naast")[1] > breedten(tabel(["A", "B"], row), "naast")[1]


def test_a_table_beside_its_chart_fits_by_its_words() -> None:
    assert past(tabel(["Werkzaam", "Taakstelling"], ["2018", "86", "86"]), NAAST)
    wide = tabel(["Hoogconjunctuurverwachting", "Taakstelling"], ["Arbeidsmarktregio", "1", "1"])
    assert not past(wide, NAAST)
    assert sum(breedten(wide, "naast")) == pytest.approx(100, abs=0.05)
