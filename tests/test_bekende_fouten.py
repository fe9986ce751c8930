"""Published tables with their errors, fed in as exports: ``check`` and ``build`` say what does not hold, and where."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bekende_fouten import werkmap
from hulp import bouw
from werkmonitor.findings import Finding, Location
from werkmonitor.periode import Periode
from werkmonitor.tasks.check import Controleopdracht, check

BLAD = "Pagina1_1"


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return werkmap(tmp_path_factory.mktemp("fouten") / "werkmap")


@pytest.fixture(scope="module")
def meldingen(map_: Path) -> tuple[Finding, ...]:
    opdracht = Controleopdracht(periode=Periode.parse("2021"), werkmap=map_)
    return check(opdracht, lambda _: None).meldingen


def bij(meldingen: Sequence[Finding], code: str, bestand: str) -> dict[str, str]:
    """Return what findings of a code say about a file, by cell."""
    pad = f"exports/2021/{bestand}.xlsx"
    own = [f for f in meldingen if f.code == code and f.vindplaats and f.vindplaats.bestand == pad]
    assert all(f.vindplaats == Location(pad, BLAD, f.vindplaats.cel) for f in own if f.vindplaats)
    assert {f.ernst for f in own} <= {"waarschuwing"}
    return {f.vindplaats.cel or "": f.wat for f in own if f.vindplaats}


def test_a_total_that_leaves_out_a_row_is_told_with_that_row(meldingen: tuple[Finding, ...]) -> None:
    found = bij(meldingen, "totaal-wijkt-af", "Financiën")
    for cel, own, som, verschil in (
        ("B", "33.304.376,00", "41.667.969,00", "8.363.593,00"),
        ("C", "32.668.542,25", "41.108.038,02", "8.439.495,77"),
        ("D", "30.426.699,00", "38.537.562,00", "8.110.863,00"),
    ):
        text = found.pop(f"{cel}7").replace("\N{NO-BREAK SPACE}", " ")
        assert text == (
            f"'Totaal' is € {own}, maar de 4 getallen samen zijn € {som} (verschil -€ {verschil}). "
            f"Zonder het getal in {cel}6 (Participatie Caparis) klopt het totaal wel."
        )
    assert not found


def test_a_row_and_a_column_that_are_both_one_off_are_told_with_the_cell_that_explains_both(
    meldingen: tuple[Finding, ...],
) -> None:
    assert bij(meldingen, "totaal-wijkt-af", "Onderzoeken") == {
        "E3": "'Totaal' is 47, maar de 3 getallen samen zijn 46 (verschil 1). "
        "Met 2 in plaats van 1 in D3 klopt dit totaal, en ook dat in D5.",
        "D5": "'Totaal' is 4, maar de 2 getallen samen zijn 3 (verschil 1). "
        "Met 2 in plaats van 1 in D3 klopt dit totaal, en ook dat in E3.",
    }


def test_twelve_months_that_are_no_year_are_told_for_each_year(meldingen: tuple[Finding, ...]) -> None:
    found = bij(meldingen, "controle-wijkt-af", "Bedragen")
    assert found.keys() == {"C5", "C6"}  # 2018 is cut off instead of rounded, 2019 is another month's amount
    text = found["C6"].replace("\N{NO-BREAK SPACE}", " ")
    assert (
        "klopt niet over 2019: som(maandbedrag) * 12 is € 11.460,00 (exports/2021/Bedragen.xlsx › Pagina1_1 › B6)"
        in text
    )
    assert "maar som(jaarbedrag) is € 11.678,00" in text
    assert text.endswith("Verschil: € 218,00; toegestaan is € 0,50.")
    assert "Verschil: -€ 0,96" in found["C5"].replace("\N{NO-BREAK SPACE}", " ")


def test_a_class_inside_another_and_an_age_without_a_class_are_told_once(meldingen: tuple[Finding, ...]) -> None:
    assert bij(meldingen, "klassen-sluiten-niet", "Leeftijd") == {
        "B3": "De klassen van leeftijd sluiten niet op elkaar aan: 'tot 27' ligt in 'tot 40'; "
        "40 valt tussen 'tot 40' en '41-55'."
    }


def test_a_total_that_was_rounded_down_is_told(meldingen: tuple[Finding, ...]) -> None:
    assert bij(meldingen, "totaal-wijkt-af", "Formatie") == {
        "B6": "'Totaal' is 15, maar de 3 getallen samen zijn 15,8 (verschil -0,8)."
    }


def test_four_yearly_totals_are_each_told(meldingen: tuple[Finding, ...]) -> None:
    found = bij(meldingen, "totaal-wijkt-af", "Uitgaven")
    for cel, own, som, verschil in (
        ("B11", "14.184", "14.374", "190"),
        ("C11", "14.292", "14.472", "180"),
        ("D11", "14.401", "14.571", "170"),
        ("E11", "14.504", "14.664", "160"),
    ):
        text = found.pop(cel).replace("\N{NO-BREAK SPACE}", " ")
        assert text.startswith(
            f"'Totaal' is € {own}.000,00, maar de 9 getallen samen zijn € {som}.000,00 (verschil -€ {verschil}"
        )
    assert not found


def test_one_notion_counted_in_several_ways_is_told_with_each_count_and_its_cell(
    meldingen: tuple[Finding, ...],
) -> None:
    at = "exports/2021/Tellingen.xlsx › Pagina1_1 › "
    found = bij(meldingen, "zelfde-begrip", "Tellingen")
    assert found["B4"] == (
        "Zelfde begrip, andere waarde en eenheid: 'Aantal uitkeringen' over 2019. "
        f"volgens het programma: 1.261 uitkeringen ({at}B4); gemiddeld aantal dossiers: 1.244 dossiers ({at}C4); "
        f"in de tabel met ontheffingen: 1.205 uitkeringen ({at}D4)."
    )
    assert "1.371 uitkeringen" in found["B3"]
    assert "1.131 uitkeringen" in found["B3"]
    assert found["G5"] == (
        "Zelfde begrip, andere waarde: 'Bezwaren en beroepen' over 2021. "
        f"monitor over 2021: 116 ({at}G5); programma, over 2019: 77 ({at}G4)."
    )
    assert "ontheffingstabel: 30% " in found["E4"]
    assert "programma: 29% " in found["E4"]


def test_another_unit_is_told_as_such(meldingen: tuple[Finding, ...]) -> None:
    at = "exports/2021/Caparis.xlsx › Pagina1_1 › "
    assert bij(meldingen, "zelfde-begrip", "Caparis") == {
        "A3": "Zelfde begrip, andere waarde en eenheid: 'Werkenden bij Caparis' over 2021. "
        f"monitor: 242 fte ({at}A3); programma: 300 personen ({at}B3)."
    }


def test_a_registered_count_that_was_revised_is_told(meldingen: tuple[Finding, ...]) -> None:
    (text,) = bij(meldingen, "zelfde-begrip", "Standen").values()
    assert "nota: 3.255 " in text
    assert "persbericht: 3.247 " in text


def test_a_build_tells_the_same(map_: Path, meldingen: tuple[Finding, ...]) -> None:
    kinds = {"totaal-wijkt-af", "controle-wijkt-af", "zelfde-begrip", "klassen-sluiten-niet"}
    built = {finding for finding in bouw(map_).meldingen if finding.code in kinds}
    assert {(f.code, f.wat) for f in built} == {(f.code, f.wat) for f in meldingen if f.code in kinds}
