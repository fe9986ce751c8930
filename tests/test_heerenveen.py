"""The example, end to end: every published figure, with the cells that it was made from."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from hulp import bouw, cel_van, kopie, lees, momentopname, zet_cel
from werkmonitor import resources
from werkmonitor.findings import Finding
from werkmonitor.formatting import NBSP
from werkmonitor.monitor import model

EXPORTS = resources.voorbeeld() / "exports" / "2021"
BIJSTAND = EXPORTS / "Bijstand per maand-nl-nl.xlsx"

EXACT = {
    "uitkeringen_begin": "1309",
    "uitkeringen_eind": "1249",
    "uitkeringen_mutatie": "-60",
    "doorval_ww": "41",
    "uitstroom_werk_studie_inkomen": "172",
    "caparis_fte": "242",
    "caparis_trajecten": "50",
    "bab_werkend": "10",
    "bezwaar_beroep": "116",
    "bejegening_cijfer": "7.7",
    "lasten_begroting": "41667969.00",
    "lasten_realisatie": "41108038.02",
    "lasten_realisatie_excl_caparis": "32668542.25",
    "baten_begroting": "24215723.00",
    "baten_realisatie": "23538710.76",
    "saldo_bijstand_realisatie": "-2252448.64",
    "poortwachtersquote": "0.36",
    "kansberoepen": "107",
    "beschut_werk": "13",
    "groeibanen_personen": "27",
    "groeibanen_uitstroom": "27/48",
    "matching_plaatsingen": "27",
    "social_return": "132",
}
WEERGAVE = {
    "uitkeringen_eind": "1.249",
    "uitkeringen_mutatie": "-60",
    "poortwachtersquote": "36%",
    "groeibanen_uitstroom": "56%",
    "lasten_uitputting": "98,7%",
    "bejegening_cijfer": "7,7",
    "caparis_fte": "242",
    "lasten_realisatie": f"€{NBSP}41.108.038,02",
    "uitstroom_handhaving": "niet bekend",
}
OORDELEN = {  # norm, colour and margin
    "poortwachtersquote": ("0.40", "oranje", "-0.04"),
    "doorval_ww": ("60", "groen", "19"),
    "kansberoepen": ("120", "rood", "-13"),
    "beschut_werk": ("13", "groen", "0"),
    "werkvouchers": ("30", "rood", "-13"),
    "uitstroom_handhaving": ("0.10", "grijs", None),
}
MATRIX = {
    1: (1, 2),
    2: (1, 3),
    3: (1, 5),
    4: (1, 2, 3, 4, 5),
    5: (1, 2, 3),
    6: (1, 2, 5),
    7: (1,),
    8: (1, 2, 3),
    9: (1, 2, 3),
    10: (2, 3),
    11: (2, 3),
    12: (2, 3),
    13: (3, 4),
    14: (4, 5),
    15: (2,),
    16: (2,),
}
FINANCIEN = {  # begroting 2021, realisatie 2021, verschil, uitputting, begroting 2022
    "Bijstand, lasten": ("25.598.066,00", "25.293.695,52", "304.370,48 V", "98,8%", "23.813.008,00"),
    "Minima, lasten": ("3.532.643,00", "3.499.529,15", "33.113,85 V", "99,1%", "3.074.595,00"),
    "Participatie, lasten": ("4.173.667,00", "3.875.317,58", "298.349,42 V", "92,9%", "3.539.096,00"),
    "Lasten zonder Caparis": ("33.304.376,00", "32.668.542,25", "635.833,75 V", "98,1%", "30.426.699,00"),
    "Participatie Caparis, lasten": ("8.363.593,00", "8.439.495,77", "75.902,77 N", "100,9%", "8.110.863,00"),
    "Lasten met Caparis": ("41.667.969,00", "41.108.038,02", "559.930,98 V", "98,7%", "38.537.562,00"),
    "Bijstand, baten": ("23.757.747,00", "23.041.246,88", "716.500,12 N", "97,0%", "21.872.232,00"),
    "Minima, baten": ("245.726,00", "285.213,88", "39.487,88 V", "116,1%", "132.853,00"),
    "Participatie, baten": ("212.250,00", "212.250,00", "0,00", "100,0%", "0,00"),
    "Baten (Caparis heeft geen baten)": ("24.215.723,00", "23.538.710,76", "677.012,24 N", "97,2%", "22.005.085,00"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kopie(tmp_path_factory.mktemp("heerenveen"))


@pytest.fixture(scope="module")
def monitor(folder: Path) -> model.Monitor:
    return bouw(folder)


@pytest.fixture(scope="module")
def als_json(monitor: model.Monitor, folder: Path) -> dict[str, Any]:
    assert monitor.schema == 1
    loaded: dict[str, Any] = json.loads((folder / "uitvoer" / "2021" / "monitor-2021.json").read_bytes())
    return loaded


def _bouw_tweemaal(van: Path, folder: Path, formaten: str) -> list[dict[str, str]]:
    """Build twice at once, in folders, zones, languages and hash orders that differ; return what was made."""
    circumstances = (
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C.UTF-8"},
    )
    made, running = [], []
    for rank, variables in enumerate(circumstances):
        werkmap = kopie(folder / ("map" * (rank + 1)), van=van)
        command = [
            sys.executable,
            "-m",
            "werkmonitor",
            "build",
            "2021",
            "--werkmap",
            str(werkmap),
            "--formaat",
            formaten,
        ]
        omgeving = {**os.environ, **variables}
        running.append(subprocess.Popen(command, env=omgeving, stdout=subprocess.PIPE, stderr=subprocess.PIPE))  # noqa: S603 - our own module
        made.append(werkmap / "uitvoer" / "2021")
    for process in running:
        _, stderr = process.communicate()
        assert process.returncode == 0, stderr.decode()
    return [{naam: sha for naam, sha in momentopname(uit).items() if ".werkmonitor" not in naam} for uit in made]


def _alle_herkomst(node: Any) -> Iterable[dict[str, Any]]:
    """Yield every cell that the JSON names anywhere."""
    if isinstance(node, Mapping):
        if {"bestand", "blad", "cel", "waarde"} <= node.keys():
            yield dict(node)
        for part in node.values():
            yield from _alle_herkomst(part)
    elif isinstance(node, list):
        for part in node:
            yield from _alle_herkomst(part)


def _financieel(monitor: model.Monitor) -> model.Tabel:
    pagina = next(pagina for pagina in monitor.paginas if pagina.id == "financieel")
    return next(blok.tabel for blok in pagina.blokken if isinstance(blok, model.Tabelblok))


def _getoond(rij: model.Rij) -> tuple[str, ...]:
    """Return the cells as they are shown, without the euro sign that a head may have instead."""
    return tuple(cel.weergave.removeprefix(f"€{NBSP}").replace(NBSP, " ") for cel in rij.cellen)


def _woorden(monitor: model.Monitor) -> str:
    """Return all headings and texts with their figures filled in."""
    teksten = [blok.markdown for pagina in monitor.paginas for blok in pagina.blokken if isinstance(blok, model.Tekst)]
    koppen = [pagina.kop for pagina in monitor.paginas]
    return "\n".join([*koppen, *teksten, *(indicator.toelichting for indicator in monitor.indicatoren)])


# ---------------------------------------------------------------- figures and their cells


@pytest.mark.parametrize("naam", EXACT)
def test_gepubliceerd_cijfer_klopt_exact(monitor: model.Monitor, naam: str) -> None:
    indicator = monitor.indicator(naam)
    assert indicator.fractie == Fraction(EXACT[naam])
    assert indicator.waarde == pytest.approx(float(Fraction(EXACT[naam])), rel=1e-12)
    assert indicator.reden_ontbreekt is None


@pytest.mark.parametrize("naam", WEERGAVE)
def test_cijfer_is_zo_geschreven(monitor: model.Monitor, naam: str) -> None:
    assert monitor.indicator(naam).weergave == WEERGAVE[naam]


def test_gemiddelde_is_dat_van_de_twaalf_maandstanden(monitor: model.Monitor) -> None:
    standen = [cel_van(BIJSTAND, f"E{rij}") for rij in range(3, 15)]
    assert [str(cel_van(BIJSTAND, f"A{rij}"))[:10] for rij in (3, 14, 15)] == ["2021-01-01", "2021-12-01", "2022-01-01"]
    verwacht = sum((Fraction(str(stand)) for stand in standen), Fraction(0)) / 12
    assert monitor.indicator("uitkeringen_gemiddeld").fractie == verwacht
    assert verwacht != (Fraction(1309) + 1249) / 2


def test_verzonnen_cijfers_blijven_binnen_wat_gepubliceerd_is(monitor: model.Monitor) -> None:
    bedrag = monitor.indicator("lks_bedrag").fractie or Fraction(0)
    assert (monitor.indicator("lks_personen").fractie or 0) > 100
    assert 950_000 < bedrag < 1_000_000
    assert (monitor.indicator("werkvouchers").fractie or 99) < 30
    for naam in ("werkvouchers", "lks_personen", "lks_bedrag", "uitkeringen_gemiddeld", "instroom_reden"):
        assert monitor.indicator(naam).status == "verzonnen"


def test_elk_cijfer_met_een_waarde_noemt_zijn_cellen(monitor: model.Monitor) -> None:
    assert [i.id for i in monitor.indicatoren if i.waarde is not None and not i.herkomst] == []
    assert [i.id for i in monitor.indicatoren if i.waarde is None] == ["uitstroom_handhaving"]


def test_elke_genoemde_cel_bevat_wat_de_herkomst_zegt(als_json: dict[str, Any], folder: Path) -> None:
    found = [item for item in _alle_herkomst(als_json["indicatoren"]) if item["waarde"] is not None]
    found += [item for item in _alle_herkomst(als_json["sporen"]) if item["waarde"] is not None]
    assert len(found) > 1000
    for item in found:
        inhoud = cel_van(folder / item["bestand"], item["cel"], item["blad"])
        assert (0 if inhoud is None else inhoud) == item["waarde"], item


def test_een_lege_cel_is_alleen_nul_waar_de_bron_dat_zegt(als_json: dict[str, Any], folder: Path) -> None:
    items = [item for item in _alle_herkomst(als_json) if item["waarde"] is not None]
    leeg = {item["bestand"] for item in items if cel_van(folder / item["bestand"], item["cel"], item["blad"]) is None}
    named = {path.rpartition("/")[2] for path in leeg}
    assert named == {"Instroom naar reden.xlsx", "Participatieladder-nl-nl.xlsx", "Handhaving-nl-nl.xlsx"}


def test_de_tekstcellen_van_een_opgave_staan_in_het_register(als_json: dict[str, Any], folder: Path) -> None:
    for opgave in als_json["opgaven"]:
        assert opgave["herkomst"]
        for item in opgave["herkomst"]:
            inhoud = cel_van(folder / item["bestand"], item["cel"], item["blad"])
            assert ("" if inhoud is None else str(inhoud)) == item["labels"][1], item


def _som(kolom: str, rijen: tuple[int, ...]) -> Fraction:
    path = EXPORTS / "Begroting en realisatie-en-us.xlsx"
    return sum((Fraction(str(cel_van(path, f"{kolom}{rij}"))) for rij in rijen), Fraction(0))


def test_uitputting_is_realisatie_gedeeld_door_begroting(monitor: model.Monitor) -> None:
    lasten = (4, 5, 6, 7)
    assert monitor.indicator("lasten_uitputting").fractie == _som("D", lasten) / _som("C", lasten)


# ---------------------------------------------------------------- norms, earlier periods, members


@pytest.mark.parametrize("naam", OORDELEN)
def test_norm_oordeel_en_marge_kloppen(monitor: model.Monitor, naam: str) -> None:
    norm, kleur, marge = OORDELEN[naam]
    indicator = monitor.indicator(naam)
    assert indicator.norm_exact is not None
    assert Fraction(indicator.norm_exact) == Fraction(norm)
    assert (indicator.oordeel, indicator.marge) == (kleur, None if marge is None else float(Fraction(marge)))
    assert indicator.regel
    assert indicator.norm_bron


def test_handhaving_is_niet_bekend_met_een_reden(monitor: model.Monitor) -> None:
    indicator = monitor.indicator("uitstroom_handhaving")
    assert (indicator.waarde, indicator.exact, indicator.oordeel) == (None, None, "grijs")
    assert indicator.reden_ontbreekt
    assert "handhaving" in indicator.reden_ontbreekt


def test_doorval_was_vorig_jaar_85(monitor: model.Monitor) -> None:
    indicator = monitor.indicator("doorval_ww")
    assert (indicator.vorig_jaar, indicator.vorige, indicator.norm, indicator.oordeel) == (85, 85, 60, "groen")
    assert indicator.vergelijking is not None
    assert indicator.vergelijking.verschil.exact == "-44"
    assert indicator.vergelijking.gunstig is True


@pytest.mark.parametrize(("naam", "grootste"), [("instroom_reden", "verhuizing"), ("instroom_leeftijd", "16-27")])
def test_leden_tellen_op_tot_het_totaal(monitor: model.Monitor, naam: str, grootste: str) -> None:
    leden = {lid.lid: Fraction(lid.exact or "nan") for lid in monitor.indicator(naam).leden}
    assert max(leden, key=lambda lid: leden[lid]) == grootste
    assert max(leden.values()) > sorted(leden.values())[-2]
    assert sum(leden.values()) == monitor.indicator(naam).fractie == monitor.indicator("instroom_totaal").fractie
    assert all(lid.herkomst for lid in monitor.indicator(naam).leden)


def test_instroom_min_uitstroom_is_de_verandering_van_de_stand(monitor: model.Monitor) -> None:
    instroom, uitstroom, mutatie = (
        monitor.indicator(naam).fractie for naam in ("instroom_totaal", "uitstroom_totaal", "uitkeringen_mutatie")
    )
    assert instroom is not None
    assert uitstroom is not None
    assert instroom - uitstroom == mutatie


# ---------------------------------------------------------------- the finance table


@pytest.mark.parametrize("rij", FINANCIEN)
def test_financiele_tabel_toont_de_gepubliceerde_bedragen(monitor: model.Monitor, rij: str) -> None:
    tabel = _financieel(monitor)
    found = next(r for r in tabel.rijen if r.naam == rij)
    assert _getoond(found) == FINANCIEN[rij]
    assert all(monitor.sporen.cellen_van(cel.spoor) for cel in found.cellen)


def test_financiele_tabel_heeft_deze_rijen_en_kolommen(monitor: model.Monitor) -> None:
    tabel = _financieel(monitor)
    assert [rij.naam for rij in tabel.rijen] == list(FINANCIEN)
    koppen = [kolom.kop for kolom in tabel.kolommen]
    assert koppen == ["Begroting 2021", "Realisatie 2021", "Verschil 2021", "Besteed of ontvangen", "Begroting 2022"]


def test_totaal_telt_de_rijen_erboven_op(monitor: model.Monitor) -> None:
    cells = {rij.naam: [Fraction(str(cel.waarde)) for cel in rij.cellen] for rij in _financieel(monitor).rijen}
    for kolom in (0, 1, 2, 4):
        delen = sum(cells[f"{naam}, lasten"][kolom] for naam in ("Bijstand", "Minima", "Participatie"))
        assert delen == cells["Lasten zonder Caparis"][kolom]
        assert delen + cells["Participatie Caparis, lasten"][kolom] == cells["Lasten met Caparis"][kolom]


@pytest.mark.traag
def test_uitputting_van_een_begroting_van_nul_is_niet_van_toepassing(folder: Path, tmp_path: Path) -> None:
    werkmap = kopie(tmp_path, van=folder)
    zet_cel(werkmap / "exports" / "2021" / "Begroting en realisatie-en-us.xlsx", "C11", 0)
    rij = next(r for r in _financieel(bouw(werkmap)).rijen if r.naam == "Participatie, baten")
    assert _getoond(rij)[:4] == ("0,00", "212.250,00", "212.250,00 V", "n.v.t.")
    assert rij.cellen[3].waarde is None


def test_afgerond_bedrag_staat_in_kop_en_tekst(monitor: model.Monitor) -> None:
    pagina = next(pagina for pagina in monitor.paginas if pagina.id == "financieel")
    tekst = next(blok.markdown for blok in pagina.blokken if isinstance(blok, model.Tekst))
    assert f"€{NBSP}32,7{NBSP}miljoen" in pagina.kop
    assert f"€{NBSP}32,7{NBSP}miljoen" in tekst
    assert f"€{NBSP}41,1{NBSP}miljoen" in tekst


def test_afgekapt_bedrag_staat_nergens_als_eigen_cijfer(monitor: model.Monitor, als_json: dict[str, Any]) -> None:
    """The texts quote the published 32,6 to say that it was cut off; nothing else may."""
    woorden = _woorden(monitor)
    assert woorden.count("32,6") == woorden.count("De gepubliceerde monitor noemt 32,6 miljoen euro")
    assert json.dumps(als_json, ensure_ascii=False).count("32,6") == woorden.count("32,6")


# ---------------------------------------------------------------- tasks and goals


def test_er_zijn_16_opgaven_en_5_doelen(monitor: model.Monitor) -> None:
    assert [opgave.nummer for opgave in monitor.opgaven] == list(range(1, 17))
    assert [doel.nummer for doel in monitor.doelen] == [1, 2, 3, 4, 5]


def test_matrix_is_de_gepubliceerde(monitor: model.Monitor) -> None:
    assert {opgave.nummer: opgave.doelen for opgave in monitor.opgaven} == MATRIX
    for doel in monitor.doelen:
        assert doel.opgaven == tuple(nummer for nummer, doelen in MATRIX.items() if doel.nummer in doelen)


def test_kleuren_tellen_op_tot_16(monitor: model.Monitor) -> None:
    assert sum(telling.aantal for telling in monitor.kleuren) == 16
    for telling in monitor.kleuren:
        assert telling.aantal == sum(opgave.oordeel == telling.kleur for opgave in monitor.opgaven)
        assert telling.woord
        assert telling.uitleg


def test_elk_oranje_of_rood_heeft_een_toelichting(monitor: model.Monitor) -> None:
    for opgave in monitor.opgaven:
        if opgave.oordeel in {"oranje", "rood"}:
            assert opgave.toelichting, opgave.id
            assert opgave.regel, opgave.id
    uitgelegd = {naam for opgave in monitor.opgaven if opgave.toelichting for naam in opgave.indicatoren}
    for indicator in monitor.indicatoren:
        if indicator.oordeel in {"oranje", "rood"}:
            assert indicator.toelichting or indicator.id in uitgelegd, indicator.id


def test_opgave_met_norm_volgt_de_regel(monitor: model.Monitor) -> None:
    by_rule = {opgave.id: opgave.oordeel for opgave in monitor.opgaven if opgave.grond == "regel"}
    assert by_rule == {"poort": "oranje", "kansberoepen": "rood", "weglek_ww": "groen", "beschut": "groen"}


# ---------------------------------------------------------------- the whole


def test_voorbeeld_meldt_alleen_wat_in_de_publicaties_niet_klopt(monitor: model.Monitor) -> None:
    """Everything else was accepted with a reason, and is a remark."""
    open_ = [
        (m.code, m.vindplaats.blad, m.vindplaats.cel) for m in monitor.meldingen if m.vindplaats and not _aanvaard(m)
    ]
    assert sorted(open_) == [
        ("controle-wijkt-af", "Aard", "B3"),
        ("controle-wijkt-af", "Gedrukte totalen", "B4"),
        ("controle-wijkt-af", "Gedrukte totalen", "C4"),
        ("controle-wijkt-af", "Gedrukte totalen", "D4"),
        ("controle-wijkt-af", "Kerncijfers", "F6"),
        ("controle-wijkt-af", "Kerncijfers", "F7"),
        ("totaal-wijkt-af", "Formatie", "B6"),
        ("totaal-wijkt-af", "Onderzoeken", "D6"),
        ("totaal-wijkt-af", "Onderzoeken", "E4"),
    ]
    assert all(melding.vindplaats for melding in monitor.meldingen)
    accepted = {melding.code for melding in monitor.meldingen if _aanvaard(melding)}
    assert accepted == {"klassen-sluiten-niet", "zelfde-begrip"}


def _aanvaard(melding: Finding) -> bool:
    return melding.ernst == "info" and "Aanvaard tot en met 2022" in melding.gevolg


def test_een_telling_die_anders_is_wordt_met_naam_genoemd(monitor: model.Monitor) -> None:
    found = "\n".join(melding.wat for melding in monitor.meldingen if melding.code == "zelfde-begrip")
    for getal in (
        "1.261 uitkeringen",
        "1.244 uitkeringen",
        "1.205 uitkeringen",
        "242 fte",
        "300 personen",
        "alle zaken: 116",
    ):
        assert getal in found


# ---------------------------------------------------------------- the participation ladder


def test_stijgers_zijn_de_cellen_rechts_van_de_schuine_lijn(monitor: model.Monitor) -> None:
    path = EXPORTS / "Participatieladder-nl-nl.xlsx"
    cells = {
        (rij, kolom): cel_van(path, f"{chr(ord('D') + kolom)}{rij + 3}") for rij in range(24) for kolom in range(6)
    }
    numbers = {(rij, kolom): int(str(n)) for (rij, kolom), n in cells.items() if n is not None}
    gestegen = {plek: n for plek, n in numbers.items() if plek[1] > plek[0] % 6}
    assert monitor.indicator("ladder_stijgers").fractie == sum(gestegen.values())
    assert monitor.indicator("ladder_gestegen").fractie == Fraction(sum(gestegen.values()), sum(numbers.values()))
    team_werk = sum(n for (rij, _), n in gestegen.items() if rij < 12)
    alle_werk = sum(n for (rij, _), n in numbers.items() if rij < 12)
    lid = next(lid for lid in monitor.indicator("ladder_gestegen").leden if lid.lid == "werk")
    assert Fraction(lid.exact or 0) == Fraction(team_werk, alle_werk)
    stijgers = {lid.lid: Fraction(lid.exact or 0) for lid in monitor.indicator("ladder_stijgers").leden}
    assert stijgers["met"] == sum(n for (rij, _), n in gestegen.items() if rij // 6 % 2 == 0)
    assert stijgers["met"] + stijgers["zonder"] == monitor.indicator("ladder_stijgers").fractie


def test_gestegen_gelijk_en_gedaald_zijn_samen_iedereen(monitor: model.Monitor) -> None:
    pagina = next(pagina for pagina in monitor.paginas if pagina.id == "ladder_matrix")
    tabellen = [blok.tabel for blok in pagina.blokken if isinstance(blok, model.Tabelblok)]
    matrix, beweging = tabellen
    assert [rij.naam for rij in beweging.rijen] == ["Gestegen", "Gelijk gebleven", "Gedaald", "Totaal"]
    assert matrix.rijen[-1].cellen[-1].waarde == beweging.rijen[-1].cellen[-1].waarde == 940
    assert sum(int(rij.cellen[rank].waarde or 0) for rank, rij in enumerate(matrix.rijen[:-1])) == 694


def test_teksten_zijn_gevuld(monitor: model.Monitor) -> None:
    assert "{{" not in _woorden(monitor)
    assert "niet bekend (" not in _woorden(monitor)
    teksten = [blok for pagina in monitor.paginas for blok in pagina.blokken if isinstance(blok, model.Tekst)]
    assert len(teksten) > 10
    assert all(blok.markdown.strip() for blok in teksten)


def test_json_heeft_alle_sleutels_van_het_contract(als_json: dict[str, Any]) -> None:
    top = {"schema", "periode", "doelgroep", "programma", "bronnen", "indicatoren", "opgaven", "meldingen"}
    assert top <= als_json.keys()
    assert (als_json["schema"], als_json["periode"], als_json["doelgroep"]) == (1, "2021", "intern")
    indicator = {"id", "naam", "waarde", "eenheid", "weergave", "peildatum", "status", "reden_ontbreekt", "vorige"}
    indicator |= {"vorig_jaar", "norm", "oordeel", "regel", "marge", "herkomst", "leden"}
    assert all(indicator <= item.keys() for item in als_json["indicatoren"])
    assert all({"bestand", "sha256", "levering"} <= item.keys() for item in als_json["bronnen"])
    assert all({"id", "oordeel", "toelichting"} <= item.keys() for item in als_json["opgaven"])
    leden = [lid for item in als_json["indicatoren"] for lid in item["leden"]]
    assert all({"dimensie", "lid", "waarde", "herkomst"} <= lid.keys() for lid in leden)
    assert all({"bestand", "blad", "cel"} <= cel.keys() for lid in leden for cel in lid["herkomst"])


def test_elk_gebruikt_bestand_staat_bij_de_bronnen(als_json: dict[str, Any], folder: Path) -> None:
    listed = {bron["bestand"] for bron in als_json["bronnen"]}
    assert {item["bestand"] for item in _alle_herkomst(als_json)} <= listed
    assert listed == {path.relative_to(folder).as_posix() for path in (folder / "exports").glob("*/*")}


@pytest.mark.traag
def test_bouw_van_2020_lukt_ook(folder: Path) -> None:
    monitor = bouw(folder, "2020")
    assert monitor.indicator("uitkeringen_eind").exact == "1309"
    assert monitor.indicator("doorval_ww").exact == "85"
    assert monitor.indicator("doorval_ww").oordeel == "rood"
    assert monitor.indicator("doorval_ww").vorig_jaar == 71
    assert monitor.indicator("beschut_werk").norm == 11
    assert monitor.indicator("poortwachtersquote").vorig_jaar is None
    assert sum(telling.aantal for telling in monitor.kleuren) == 16
    assert [melding for melding in monitor.meldingen if melding.ernst == "fout"] == []
    assert "2021 speelde" not in _woorden(monitor)


@pytest.mark.traag
def test_zelfde_invoer_geeft_in_elke_map_dezelfde_bytes(folder: Path, monitor: model.Monitor, tmp_path: Path) -> None:
    een, twee = _bouw_tweemaal(folder, tmp_path, "html,xlsx,json,csv")
    assert {f"monitor-2021.{suffix}" for suffix in ("html", "json", "xlsx", "csv")} <= een.keys()
    assert een == twee
    assert lees(tmp_path / "map" / "werkmap" / "uitvoer" / "2021") == monitor


@pytest.mark.traag
def test_zelfde_invoer_geeft_in_elke_map_dezelfde_pdf(folder: Path, monitor: model.Monitor, tmp_path: Path) -> None:
    assert monitor.periode == "2021"
    een, twee = _bouw_tweemaal(folder, tmp_path, "pdf")
    assert set(een) == {"monitor-2021.pdf"}
    assert een == twee


def test_gelezen_json_wordt_weer_dezelfde_json(folder: Path, monitor: model.Monitor) -> None:
    gelijk = model.to_json(monitor) == (folder / "uitvoer" / "2021" / "monitor-2021.json").read_bytes()
    assert gelijk
