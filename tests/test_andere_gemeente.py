"""Another municipality: other measures, headers, members and periods, and not a line of Python for it."""

from __future__ import annotations

import csv
import io
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

import openpyxl
import pytest

from andere_gemeente import EXACT, NU, VORIG_JAAR, VORIGE, maak_zandvoorde
from hulp import cel_van, lees, verslag
from werkmonitor.formatting import NBSP
from werkmonitor.monitor import model
from werkmonitor.tasks.build import Verslag

Soort = TypeVar("Soort", bound=model.Blok)


@pytest.fixture(scope="module")
def werkmap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return maak_zandvoorde(tmp_path_factory.mktemp("zandvoorde"))


@pytest.fixture(scope="module")
def gemaakt(werkmap: Path) -> Verslag:
    return verslag(werkmap, NU, ("html", "json", "xlsx", "csv"))


@pytest.fixture(scope="module")
def uit(gemaakt: Verslag) -> Path:
    return Path(gemaakt.map)


@pytest.fixture(scope="module")
def monitor(uit: Path) -> model.Monitor:
    return lees(uit, NU)


@pytest.fixture(scope="module")
def html(uit: Path) -> str:
    return (uit / f"monitor-{NU}.html").read_text(encoding="utf-8")


def _blokken(monitor: model.Monitor, soort: type[Soort]) -> list[Soort]:
    return [blok for pagina in monitor.paginas for blok in pagina.blokken if isinstance(blok, soort)]


def _gelijk(waarde: float | None, verwacht: str | None) -> bool:
    if waarde is None or verwacht is None:
        return waarde is None and verwacht is None
    return waarde == pytest.approx(float(_breuk(verwacht)), rel=1e-12)


def _breuk(text: str) -> Fraction:
    boven, _, onder = text.partition("/")
    return Fraction(boven) / Fraction(onder or 1)


def test_alle_formaten_worden_gemaakt_zonder_meldingen(gemaakt: Verslag, uit: Path) -> None:
    made = {path.name for path in uit.iterdir() if path.is_file()}
    assert {f"monitor-{NU}.{suffix}" for suffix in ("html", "json", "xlsx", "csv")} <= made
    assert made == set(gemaakt.bestanden)
    assert [str(melding) for melding in gemaakt.meldingen if melding.ernst != "info"] == []


@pytest.mark.parametrize("naam", EXACT)
def test_cijfer_is_de_som_die_een_lezer_kan_volgen(monitor: model.Monitor, naam: str) -> None:
    indicator = monitor.indicator(naam)
    nu, vorige, vorig_jaar = EXACT[naam]
    assert nu is not None
    assert indicator.fractie == _breuk(nu)
    assert _gelijk(indicator.vorige, vorige), (indicator.vorige, vorige)
    assert _gelijk(indicator.vorig_jaar, vorig_jaar), (indicator.vorig_jaar, vorig_jaar)


@pytest.mark.parametrize("naam", EXACT)
def test_elke_cel_van_de_herkomst_bevat_wat_er_staat(monitor: model.Monitor, werkmap: Path, naam: str) -> None:
    cells = monitor.indicator(naam).herkomst
    assert cells
    for cel in cells:
        path = werkmap / cel.bestand
        if path.suffix == ".csv":
            rij = path.read_text(encoding="utf-8").splitlines()[int(cel.cel[1:]) - 1].split(";")
            assert int(rij[ord(cel.cel[0]) - ord("A")]) == cel.waarde
        else:
            assert cel_van(path, cel.cel, cel.blad) == cel.waarde


def test_telling_over_halfjaren_telt_elke_levering_mee(monitor: model.Monitor) -> None:
    indicator = monitor.indicator("klachten_sinds")
    assert (indicator.exact, indicator.reden_ontbreekt) == ("33", None)  # 15 + 6 + 12


def test_leden_staan_in_de_volgorde_van_de_declaratie_en_tellen_op(monitor: model.Monitor) -> None:
    leden = [(lid.lid, lid.naam, lid.waarde) for lid in monitor.indicator("huishoudens").leden]
    assert leden == [("haven", "Havenkwartier", 61), ("duin", "Duinrand", 114)]
    open_leden = {lid.naam: lid.waarde for lid in monitor.indicator("diplomas").leden}
    assert open_leden == {"Taal": 10, "Rekenen": 10}


def test_stand_aan_het_eind_heeft_de_laatste_dag_als_peildatum(monitor: model.Monitor) -> None:
    assert monitor.indicator("huishoudens").peildatum == "2021-06-30"
    assert f"op 30{NBSP}juni 2020" in (monitor.indicator("huishoudens").vergelijking or _geen()).verschil_tekst


def _geen() -> model.Vergelijking:
    message = "there is no comparison"
    raise AssertionError(message)


def test_normen_in_beide_richtingen_geven_hun_oordeel(monitor: model.Monitor) -> None:
    found = {i.id: (i.norm, i.oordeel, i.woord, i.marge) for i in monitor.indicatoren if i.norm is not None}
    assert found == {
        "diplomas": (22, "oranje", "let op", -2),
        "schuldvragen": (25, "groen", "goed", 5),
        "klachten": (10, "oranje", "let op", -2),
    }
    assert monitor.indicator("diplomas").norm_weergave == "ten minste 22"
    assert monitor.indicator("klachten").norm_weergave == "ten hoogste 10"


def test_opgaven_worden_beoordeeld_op_hun_slechtste_cijfer(monitor: model.Monitor) -> None:
    found = [(opgave.nummer, opgave.oordeel, opgave.grond, opgave.vorig_oordeel) for opgave in monitor.opgaven]
    assert found == [(1, "oranje", "regel", "rood"), (2, "oranje", "regel", "rood"), (3, "groen", "mens", "groen")]
    assert [(doel.nummer, doel.opgaven) for doel in monitor.doelen] == [(1, (2, 3)), (2, (1, 2))]


def test_toelichting_zonder_gevolg_heeft_geen_dubbele_spatie(monitor: model.Monitor) -> None:
    assert monitor.opgaven[0].toelichting == "Er waren te weinig docenten. Wij zoeken er twee."


def test_tabel_met_filters_klopt_tot_op_de_cent(monitor: model.Monitor) -> None:
    tabel = next(blok.tabel for blok in _blokken(monitor, model.Tabelblok) if blok.tabel.rijkop == "Potje")
    shown = {rij.naam: [cel.weergave.replace(NBSP, " ") for cel in rij.cellen] for rij in tabel.rijen}
    assert shown == {
        "Noodfonds": ["€ 1.000,50", "€ 900,25", "100,25 V", "90,0%"],
        "Schuldhulp": ["€ 2.000,00", "€ 2.100,00", "100,00 N", "105,0%"],
        "Uitgaven": ["€ 3.000,50", "€ 3.000,25", "0,25 V", "100,0%"],
        "Schuldhulp, in": ["€ 0,00", "€ 25,00", "25,00 V", "n.v.t."],
    }


def test_grafieken_tekenen_de_juiste_getallen(monitor: model.Monitor) -> None:
    per_maand, per_wijk, per_halfjaar = _blokken(monitor, model.Grafiek)
    assert [[punt.waarde for punt in reeks.punten] for reeks in per_maand.reeksen] == [
        [169, 171, 171, 173, 173, 175],
        [150, 151, 153, 154, 156, 158],
    ]
    assert (per_wijk.categorieen, [punt.waarde for punt in per_wijk.reeksen[0].punten]) == (
        ("Duinrand", "Havenkwartier"),
        [114, 61],
    )
    assert per_halfjaar.categorieen == (VORIG_JAAR, VORIGE, NU)
    assert [punt.waarde for punt in per_halfjaar.reeksen[0].punten] == [15, 6, 12]
    assert per_halfjaar.norm is not None
    assert per_halfjaar.norm.waarde == 10
    assert all(grafiek.alt and grafiek.tabel.rijen for grafiek in (per_maand, per_wijk, per_halfjaar))


def test_register_met_eigen_kolommen_wordt_getoond(monitor: model.Monitor) -> None:
    tabel = next(blok.tabel for blok in _blokken(monitor, model.Tabelblok) if blok.tabel.rijkop == "Nummer")
    assert [kolom.kop for kolom in tabel.kolommen] == ["Besluit", "Stand van zaken"]
    assert [(rij.naam, rij.cellen[0].weergave) for rij in tabel.rijen] == [
        ("1", "Akkoord"),
        ("2", "Akkoord"),
        ("3", "Uitgesteld"),
    ]


def test_titel_kop_en_tekst_noemen_het_halfjaar(monitor: model.Monitor) -> None:
    assert monitor.periode == NU
    assert monitor.programma.titel == "Voortgang Plan Samen Rond, het 1e halfjaar van 2021"
    assert monitor.programma.vorig_jaar_naam == "het 1e halfjaar van 2020"
    assert monitor.paginas[0].kop == "In het 1e halfjaar van 2021 hielpen wij 175 huishoudens"
    [tekst] = _blokken(monitor, model.Tekst)
    assert tekst.markdown.replace(NBSP, " ").splitlines() == [
        "In het 1e halfjaar van 2021 hielp Zandvoorde 175 huishoudens, 17 meer dan op 30 juni 2020.",
        "In het 1e halfjaar van 2020 waren het er 158. De meeste wonen in Duinrand.",
        "De norm voor klachten is niet gehaald.",
        "In het Havenkwartier zijn het er 61.",
    ]


def test_html_noemt_de_eigen_gemeente_en_geen_woord_van_een_andere(html: str) -> None:
    assert "Zandvoorde" in html
    assert "het 1e halfjaar van 2021" in html
    vreemd = ("heerenveen", "caparis", "poortwachter", "fryslân", "bijstand", "uitkering", "werkvoucher", "groeiba")
    assert [woord for woord in vreemd if woord in html.lower()] == []
    assert "voorbeeld" not in html.lower()
    assert "{{" not in html


def test_werkboek_en_csv_hebben_dezelfde_cijfers_als_de_json(monitor: model.Monitor, uit: Path) -> None:
    werkboek = openpyxl.load_workbook(uit / f"monitor-{NU}.xlsx", read_only=True)
    cells = {cel for blad in werkboek.worksheets for rij in blad.iter_rows(values_only=True) for cel in rij}
    werkboek.close()
    text = (uit / f"monitor-{NU}.csv").read_text(encoding="utf-8-sig")
    kop, *rijen = csv.reader(io.StringIO(text), delimiter=";")
    velden = [dict(zip(kop, rij, strict=True)) for rij in rijen]
    for indicator in monitor.indicatoren:
        shown = "niet bekend" if indicator.waarde is None else indicator.waarde
        assert shown in cells, indicator.id
        assert any(indicator.id in rij.values() for rij in velden), indicator.id
    assert {"Havenkwartier", "Duinrand"} <= {waarde for rij in velden for waarde in rij.values()} | cells


def test_csv_noemt_bestanden_zoals_de_json(monitor: model.Monitor, uit: Path) -> None:
    text = (uit / f"monitor-{NU}.csv").read_text(encoding="utf-8-sig")
    genoemd = {
        naam for rij in csv.DictReader(io.StringIO(text), delimiter=";") for naam in rij["bronbestanden"].split(" | ")
    }
    assert genoemd <= {bron.bestand for bron in monitor.bronnen}


def test_titel_van_de_pagina_noemt_de_periode_een_keer(html: str) -> None:
    assert html.partition("<title>")[2].partition("</title>")[0].count("halfjaar") == 1


def test_titel_van_het_werkboek_noemt_de_periode_een_keer(uit: Path) -> None:
    werkboek = openpyxl.load_workbook(uit / f"monitor-{NU}.xlsx")
    titel = str(werkboek.worksheets[0]["A1"].value)
    werkboek.close()
    assert titel.count("halfjaar") == 1


def test_volgend_halfjaar_zonder_exports_is_er_niet(werkmap: Path) -> None:
    with pytest.raises(Exception, match=r"Er zijn wel exports voor 2020-H1, 2020-H2, 2021-H1"):
        verslag(werkmap, "2021-H2")


def test_eerder_halfjaar_is_met_dezelfde_declaratie_te_maken(werkmap: Path) -> None:
    verslag(werkmap, VORIGE)
    monitor = lees(werkmap / "uitvoer" / VORIGE, VORIGE)
    assert {naam: monitor.indicator(naam).fractie for naam in EXACT} == {
        naam: _breuk(vorige or "") for naam, (_, vorige, _) in EXACT.items()
    }
    assert monitor.indicator("diplomas").norm == 15
    assert monitor.programma.titel.endswith("het 2e halfjaar van 2020")
