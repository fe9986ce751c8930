"""Our figures beside those of others: read by declaration only, compared where they count the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmark_voorbeeld import DECLARATIE, werkmap
from hulp import bouw
from werkmonitor.bronnen.feiten import Feiten
from werkmonitor.bronnen.levering.lezen import lees
from werkmonitor.charts.style import PALET, bar_looks, now, previous
from werkmonitor.monitor import model
from werkmonitor.periode import Periode
from werkmonitor.programma.load import load_programma

JAAR = Periode.parse("2017")


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return werkmap(tmp_path_factory.mktemp("benchmark") / "werkmap")


@pytest.fixture(scope="module")
def monitor(map_: Path) -> model.Monitor:
    return bouw(map_, "2017")


@pytest.fixture(scope="module")
def feiten(map_: Path) -> Feiten:
    return lees(load_programma(map_), map_, [JAAR])[0]


def tabel(monitor: model.Monitor, plek: int) -> model.Tabel:
    blok = monitor.paginas[0].blokken[plek]
    assert isinstance(blok, model.Tabelblok)
    return blok.tabel


def getoond(tabel: model.Tabel) -> list[list[str]]:
    return [[rij.naam, *(cel.weergave for cel in rij.cellen)] for rij in tabel.rijen]


# ---- reading


def test_only_the_rows_that_are_asked_for_are_read_with_the_year_of_the_file_name(feiten: Feiten) -> None:
    (cbs,) = (tabel for tabel in feiten.tabellen if tabel.bron == "cbs")
    assert cbs.dimensies["regio"].leden == ("nederland", "fryslan", "heerenveen", "smallingerland")
    assert {int(day) for day in cbs.van} == {JAAR.eerste_dag.toordinal()}
    (read,) = (read for read in feiten.gelezen if read.bron == "cbs")
    assert {w.reden for w in read.weggelaten} == {"niet gevraagd: 90200", "niet gevraagd: GM0080"}


def test_a_point_stands_for_what_is_not_known(feiten: Feiten) -> None:
    (cbs,) = (tabel for tabel in feiten.tabellen if tabel.bron == "cbs")
    empty = [cbs.adres(index).cel for index in range(len(cbs)) if cbs.waarde(index) is None]
    assert empty == ["D5"]


def test_a_header_cell_can_hold_a_number_and_a_year(feiten: Feiten) -> None:
    (wsjg,) = (tabel for tabel in feiten.tabellen if tabel.bron == "wsjg")
    found = [(wsjg.adres(i).cel, wsjg.adres(i).labels[1], str(wsjg.waarde(i))) for i in range(len(wsjg))]
    assert found[:3] == [("B2", "Heerenveen", "217/5"), ("C2", "Heerenveen", "221/5"), ("D2", "Heerenveen", "227/5")]
    assert found[4] == ("C3", "Smallingerland", "None")
    assert len(found) == 6  # the column that is not asked for is left out


def test_a_file_without_its_year_in_its_name_is_refused(tmp_path: Path) -> None:
    folder = werkmap(tmp_path / "werkmap")
    exports = folder / "exports" / "2017"
    (exports / "gemeente_2017.csv").rename(exports / "gemeente_nu.csv")
    _, findings = lees(load_programma(folder), folder, [JAAR])
    (finding,) = (finding for finding in findings if finding.ernst == "fout")
    assert (finding.code, finding.wat) == ("geen-tijd", "De naam van dit bestand noemt geen jaar.")
    assert 'periode = "…"' in finding.doen


def test_a_source_can_be_about_a_fixed_period_and_have_every_region(tmp_path: Path) -> None:
    folder = werkmap(tmp_path / "werkmap")
    declared = DECLARATIE.replace('tijd = { jaar = "@bestand" }\n', "periode = 2016\n")
    declared = declared.replace(', regio = "@leden"', ', regio = ["NL*", "GM*"]')
    declared = declared.replace("leden = { nederland", "open = true\nleden = { nederland")
    (folder / "werkmonitor.toml").write_text(declared, encoding="utf-8")
    feiten, findings = lees(load_programma(folder), folder, [JAAR])
    (cbs,) = (tabel for tabel in feiten.tabellen if tabel.bron == "cbs")
    assert cbs.dimensies["regio"].leden == ("nederland", "heerenveen", "smallingerland", "GM0080")
    assert {int(day) for day in cbs.van} == {Periode.parse("2016").eerste_dag.toordinal()}
    assert [finding for finding in findings if finding.ernst == "fout"] == []


# ---- comparing


def test_figures_that_count_something_else_are_shown_without_a_difference(monitor: model.Monitor) -> None:
    found = tabel(monitor, 0)
    assert getoond(found) == [
        ["Heerenveen", "31,0%", "eigen cijfer"],
        ["Nederland", "20,0%", "niet te vergelijken: anders geteld"],
        ["Fryslân", "21,5%", "niet te vergelijken: anders geteld"],
    ]
    assert found.rijen[1].noot == "afgerond op 0,5 procentpunt"
    assert [cel.cel for cel in monitor.sporen.cellen_van(found.rijen[1].cellen[0].spoor)] == ["F2"]
    (noot,) = found.noten
    assert noot == (
        "Bij Heerenveen zijn uitkeringen geteld, bij Nederland en Fryslân personen. "
        "Bij Heerenveen is het: uitstroom gedeeld door bijstand aan het begin. "
        "Bij Nederland en Fryslân: uitstroom gedeeld door (bijstand aan het begin plus instroom)."
    )


def test_that_they_count_something_else_is_a_finding(monitor: model.Monitor) -> None:
    (finding,) = (finding for finding in monitor.meldingen if finding.code == "definitie-verschilt")
    assert finding.ernst == "waarschuwing"
    assert finding.wat.startswith("'Uitstroom' is bij Nederland en Fryslân iets anders. Bij Heerenveen zijn")
    assert finding.vindplaats is not None
    assert finding.vindplaats.bestand == "werkmonitor.toml"


def test_a_difference_is_said_unless_rounding_can_make_it(monitor: model.Monitor) -> None:
    found = tabel(monitor, 1)
    assert getoond(found) == [
        ["Heerenveen", "450", "eigen cijfer"],
        ["Heerenveen volgens CBS", "440", "Heerenveen ligt 10 hoger"],
        ["Smallingerland", "410", "Heerenveen ligt 40 hoger"],
    ]
    assert [rij.noot for rij in found.rijen] == ["", "afgerond op 10", "afgerond op 10, voorlopig"]
    assert found.noten == ("Een noot.",)


def test_a_difference_within_the_rounding_is_none(tmp_path: Path) -> None:
    folder = werkmap(tmp_path / "werkmap")
    stromen = folder / "exports" / "2017" / "stromen.csv"
    for own, said in (("444", "geen verschil, binnen de afronding"), ("440", "geen verschil")):
        stromen.write_text(f"Jaar;Instroom;Uitstroom\n2017;450;{own}\n", encoding="utf-8")
        assert tabel(bouw(folder, "2017"), 1).rijen[1].cellen[1].weergave == said


def test_a_figure_that_nobody_explained_is_shown_without_a_difference(tmp_path: Path) -> None:
    folder = werkmap(tmp_path / "werkmap")
    declared = DECLARATIE.replace('definitie = "som(uitstroom)"\n', "")
    (folder / "werkmonitor.toml").write_text(declared, encoding="utf-8")
    found = tabel(bouw(folder, "2017"), 1)
    assert found.rijen[1].cellen[1].weergave == "niet te vergelijken: niet bekend hoe het is geteld"
    assert found.noten[0] == "Hoe het bij Heerenveen volgens CBS en Smallingerland is geteld, is niet bekend."


def test_several_figures_stand_in_rows_with_the_difference_with_the_first(monitor: model.Monitor) -> None:
    found = tabel(monitor, 2)
    assert [kolom.kop for kolom in found.kolommen] == [
        "Heerenveen",
        "Heerenveen volgens CBS",
        "Smallingerland",
        "Nederland",
        "Fryslân",
        "Verschil",
    ]
    leeg = "niet vergeleken"
    assert getoond(found) == [
        ["Aantal uitstroom", "450", "440", "410", leeg, leeg, "Met Heerenveen volgens CBS: Heerenveen ligt 10 hoger"],
        ["Uitstroom", "31,0%", leeg, leeg, "20,0%", "21,5%", "Met Nederland: niet te vergelijken: anders geteld"],
        ["Bijstandsdichtheid", "45,4", leeg, "niet bekend", leeg, leeg, "Met Smallingerland: niet bekend"],
    ]
    assert found.noten[1:3] == (
        "Aantal uitstroom, Heerenveen volgens CBS: afgerond op 10.",
        "Aantal uitstroom, Smallingerland: afgerond op 10, voorlopig.",
    )


def test_an_older_figure_says_of_when_it_is(tmp_path: Path) -> None:
    folder = werkmap(tmp_path / "werkmap")
    declared = DECLARATIE.replace("dichtheid, jaar - 1", "dichtheid, jaar - 2")
    (folder / "werkmonitor.toml").write_text(declared, encoding="utf-8")
    assert "Bijstandsdichtheid, Smallingerland: over 2015." in tabel(bouw(folder, "2017"), 2).noten


def test_the_chart_has_our_bar_strong_and_the_others_grey(monitor: model.Monitor) -> None:
    chart = monitor.paginas[0].blokken[3]
    assert isinstance(chart, model.Grafiek)
    assert (chart.titel, chart.vorm, chart.nadruk) == ("Wie stroomt uit", "liggend", "Heerenveen")
    assert chart.categorieen == ("Heerenveen", "Heerenveen volgens CBS", "Smallingerland")
    assert chart.alt.endswith("Heerenveen 450, Heerenveen volgens CBS 440, Smallingerland 410.")
    assert chart.zinnen == (
        "Heerenveen volgens CBS: afgerond op 10.",
        "Smallingerland: afgerond op 10, voorlopig.",
    )
    assert [bar_looks(chart, index, PALET)[0] for index in range(3)] == [now(PALET), *[previous(PALET)] * 2]


def test_the_page_names_the_sources_of_others(monitor: model.Monitor) -> None:
    assert "CBS StatLine" in monitor.paginas[0].bronregel


def test_a_source_that_is_a_year_behind_on_purpose_is_not_missing(tmp_path: Path) -> None:
    folder = werkmap(tmp_path / "werkmap")
    exports = folder / "exports" / "2017"
    (exports / "gemeente_2017.csv").rename(exports / "gemeente_2016.csv")
    declared = DECLARATIE.replace("som(cbs_deel, ", "som(cbs_deel, jaar - 1, ")
    for text, missing in (
        (declared, True),
        (declared.replace("som(cbs_uitstroom, ", "som(cbs_uitstroom, jaar - 1, "), False),
    ):
        (folder / "werkmonitor.toml").write_text(text, encoding="utf-8")
        codes = {f.code for f in bouw(folder, "2017").meldingen if f.vindplaats and "gemeente" in f.vindplaats.bestand}
        assert ("tijd-ontbreekt" in codes) is missing
