"""Numbers in thousands or millions: declared, or else refused where the table says so."""

from __future__ import annotations

from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bronnen_voorbeeld import KRUIS, LIJST, blad, codes, lees_blad, lees_map, leg_neer, programma
from werkmonitor.bronnen.opbouw.getallen import FOUT, GOED, Lezer
from werkmonitor.bronnen.waarden.schaal import noemt_schaal, over_geld
from werkmonitor.bronnen.waarden.values import GeenGetalError, vermenigvuldigd
from werkmonitor.programma.bron import Maat

KOP = ["Reden", "Jaar", "Maand", "Aantal"]
EEN = ["Verhuizing", 2021, 1, 25.125]


def met(eenheid: str = "euro", **meer: Any) -> dict[str, Any]:
    return LIJST | {"maten": {"last": {"kolom": "Aantal", "eenheid": eenheid} | meer}}


@pytest.mark.parametrize(
    ("rows", "plek"),
    [
        ([["Bedragen x € 1.000"], KOP, EEN], "A1"),
        ([["Lasten"], [None, "(in duizenden)"], KOP, EEN], "B2"),
        ([[*KOP, "x 1.000"], EEN], "E1"),
        ([KOP, [None, None, None, "€ 1.000"], EEN], "D2"),
    ],
)
def test_a_scale_that_is_not_declared_is_refused(tmp_path: Path, rows: list[Any], plek: str) -> None:
    _, findings = lees_blad(tmp_path, met(), blad(rows))
    assert codes(findings) == [("schaal-onduidelijk", plek)]
    assert findings[0].ernst == "fout"
    assert "maten.last.maal = 1000" in findings[0].doen
    for maal in (1, 1000):
        tabel, findings = lees_blad(tmp_path, met(maal=maal), blad(rows))
        assert findings == []
        assert tabel.waarde(0) == Fraction("25.125") * maal


def test_a_title_about_money_says_nothing_about_a_count(tmp_path: Path) -> None:
    for eenheid, found in (("fte", 0), ("euro", 1)):
        _, findings = lees_blad(tmp_path, met(eenheid), blad([["Bedragen x € 1.000"], KOP, EEN]))
        assert len(findings) == found
    _, findings = lees_blad(tmp_path, met("fte"), blad([["Uren x 1.000"], KOP, EEN]))
    assert codes(findings) == [("schaal-onduidelijk", "A1")]
    _, findings = lees_blad(tmp_path, met("aandeel"), blad([["x 1.000"], KOP, ["Verhuizing", 2021, 1, 0.5]]))
    assert findings == []


def test_the_heading_of_another_number_says_nothing(tmp_path: Path) -> None:
    _, findings = lees_blad(
        tmp_path, met(), blad([["Reden", "Mln", "Jaar", "Maand", "Aantal"], ["Verhuizing", 3, 2021, 1, 2]])
    )
    assert findings == []


def test_a_crosstab(tmp_path: Path) -> None:
    bron = KRUIS | {"maten": {"last": {"eenheid": "euro"}}}
    _, findings = lees_blad(tmp_path, bron, blad([["x € 1.000", "jan. 2021"], ["Verhuizing", 5]]))
    assert codes(findings) == [("schaal-onduidelijk", "A1")]
    _, findings = lees_blad(tmp_path, bron, blad([["Mln", "jan. 2021"], ["Verhuizing", 5]]))
    assert findings == []


@pytest.mark.parametrize(("opmaak", "gemeld"), [('#,##0.0 "x 1.000"', True), ("#,##0,", False), ("0.00", False)])
def test_a_number_format(tmp_path: Path, opmaak: str, *, gemeld: bool) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (KOP, EEN):
        sheet.append(row)
    sheet["D2"].number_format = opmaak
    data = BytesIO()
    book.save(data)
    leg_neer(tmp_path, "Instroom.xlsx", data.getvalue())
    _, findings = lees_map(tmp_path, met())
    assert codes(findings) == ([("schaal-onduidelijk", "D2")] if gemeld else [])
    assert all(finding.wat.startswith("De getalopmaak zegt") for finding in findings)


def test_every_number_is_multiplied_exactly() -> None:
    values = [25.125, 0.1 + 0.2, 3.0, "1,5", "2", 9e14, "9000000000000000"]
    sheet = blad([[value] for value in values])
    found = Lezer(sheet, programma(LIJST).bron[0], Maat(eenheid="euro", maal=100_000)).lees(sheet.codes[:, 0])
    cells = sheet.codes[:, 0].tolist()
    assert [int(found.soort[code]) for code in cells] == [GOED] * 5 + [FOUT] * 2
    assert [Fraction(int(found.teller[code]), 10 ** int(found.schaal[code])) for code in cells[:5]] == [
        2_512_500,
        30_000,
        300_000,
        150_000,
        200_000,
    ]


def test_a_count_in_thousands_is_whole(tmp_path: Path) -> None:
    tabel, findings = lees_blad(tmp_path, met("aantal", maal=1000), blad([KOP, ["Verhuizing", 2021, 1, 2.5]]))
    assert findings == []
    assert tabel.waarde(0) == 2500


def test_a_product_that_is_too_large_is_refused() -> None:
    assert vermenigvuldigd((25125, 3), 1000) == (25125, 0)
    with pytest.raises(GeenGetalError, match="te groot"):
        vermenigvuldigd((2**62, 0), 4)


@pytest.mark.parametrize(
    ("text", "titel", "kop"),
    [
        ("Bedragen x € 1.000", True, True),
        ("x1000", True, True),
        ("* 1 000", True, True),
        ("In duizenden euro's", True, True),
        ("Bedragen in € mln.", True, True),
        ("x 1.000.000", True, True),
        ("Mln", False, True),
        ("€ 1.000", False, True),
        ("Leningen boven € 1.000", False, False),
        ("Per 1.000 inwoners", False, False),
        ("x 1.000,50", False, False),
        ("Artikel 1000", False, False),
        ("Duizendpoot", False, False),
        ("Lasten in euro", False, False),
    ],
)
def test_what_says_that_numbers_are_not_in_ones(text: str, *, titel: bool, kop: bool) -> None:
    assert (noemt_schaal(text), noemt_schaal(text, kop=True)) == (titel, kop)


def test_what_is_about_money() -> None:
    assert [over_geld(text) for text in ("Bedragen x 1.000", "€ x 1000", "Uren x 1000")] == [True, True, False]
