"""A figure that no export gives: it stops a build, unless somebody filled it in, and then every output says who."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from hulp import fouten, lees, verslag
from test_html import Page
from werk_voorbeeld import maak_werkmap
from werkmonitor.findings import Location
from werkmonitor.outputs.html import page

ZIN = "voor 2021 ingevuld door team Werk op 14\xa0januari 2022; bron: jaarverslag"
INWONERS = """
[[indicator]]
id = "inwoners"
naam = "Inwoners"
definitie = "Wie er woont."
eenheid = "aantal"
"""
INGEVULD = """
[[indicator.handmatig]]
periode = 2021
waarde = 50000
wie = "team Werk"
datum = 2022-01-14
bron = "jaarverslag"
"""
PAGINA = """
[[pagina]]
id = "inwoners"
titel = "Inwoners"
[[pagina.blok]]
soort = "kerncijfers"
indicatoren = ["inwoners"]
[[pagina.blok]]
soort = "indicatoren"
indicatoren = ["inwoners"]
[[pagina.blok]]
soort = "definities"
"""


def declareer(folder: Path, indicator: str) -> Path:
    werkmap = maak_werkmap(folder / "werkmap")
    for naam, text in (("declaratie/indicatoren.toml", indicator), ("werkmonitor.toml", PAGINA)):
        with (werkmap / naam).open("a", encoding="utf-8") as file:
            file.write(text)
    return werkmap


@pytest.mark.parametrize("formule", ["50000", "25000 * (1 + 1)"])
def test_a_number_that_stands_in_the_declaration_only_stops_the_build(tmp_path: Path, formule: str) -> None:
    werkmap = declareer(tmp_path, f'{INWONERS}formule = "{formule}"\n')
    found = [fout for fout in fouten(werkmap) if fout.code == "cijfer-zonder-herkomst"]
    assert found[0].wat == "Cijfer inwoners: 50.000 rust op geen enkele cel."
    assert not (werkmap / "uitvoer").exists()


def test_one_that_somebody_filled_in_says_so_in_every_output(tmp_path: Path) -> None:
    werkmap = declareer(tmp_path, INWONERS + INGEVULD)
    verslag(werkmap, "2021", ("html", "xlsx", "csv", "json"))
    uit = werkmap / "uitvoer" / "2021"
    monitor = lees(uit)
    indicator = monitor.indicator("inwoners")
    assert (indicator.weergave, indicator.status) == ("50.000", "handmatig")

    source = (uit / "monitor-2021.html").read_text(encoding="utf-8")
    assert '<span class="merk">handmatig</span>' in source
    assert "Status van de cijfers: met de hand ingevuld." in source
    shown = Page(source)
    assert ZIN in [words.replace("14 januari", "14\xa0januari") for _, _, words in shown.all("dd")]
    assert f'id="stap-{indicator.spoor}"><b>50.000</b> {ZIN}</li>' in source

    paper = page(monitor, {}, "pdf")
    assert f"<b>Inwoners:</b> {ZIN}</p>" in paper

    lines = (uit / "monitor-2021.csv").read_text(encoding="utf-8-sig").splitlines()
    assert f'"{ZIN}"' in next(line for line in lines if "inwoners" in line)

    book = openpyxl.load_workbook(io.BytesIO((uit / "monitor-2021.xlsx").read_bytes()))
    names = ("Cijfers", "Herkomst", "Stappen")
    texts = [[cell.value for line in book[naam].iter_rows() for cell in line] for naam in names]
    assert all(ZIN in found for found in texts)
    assert "handmatig" in texts[0]


def test_a_year_for_which_nothing_was_filled_in_is_not_known(tmp_path: Path) -> None:
    werkmap = declareer(tmp_path, INWONERS + INGEVULD)
    verslag(werkmap, "2020")
    indicator = lees(werkmap / "uitvoer" / "2020", "2020").indicator("inwoners")
    assert (indicator.weergave, indicator.reden_ontbreekt) == ("niet bekend", "voor 2020 is niets met de hand ingevuld")
    meldingen = lees(werkmap / "uitvoer" / "2020", "2020").meldingen
    (told,) = (each for each in meldingen if each.code == "cijfer-zonder-waarde" and "Inwoners" in each.wat)
    lines = (werkmap / "declaratie" / "indicatoren.toml").read_text(encoding="utf-8").splitlines()
    block = lines.index('id = "inwoners"')  # the header is the line before, and lines count from 1
    assert told.vindplaats == Location("declaratie/indicatoren.toml", regel=block)
    assert told.doen == "Vul 2020 in bij handmatig van indicator inwoners."
