"""What one fault in the inputs does: the build stops, says where, and writes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from hulp import fouten, momentopname, vervang, zet_cel, zet_erbij
from werkmonitor.cli.app import run
from werkmonitor.findings import Finding
from wijzigingen_voorbeeld import (
    CAPARIS,
    FOUTEN,
    INDICATOREN,
    LEEFTIJD,
    LKS,
    OPGAVEN,
    PAGINAS,
    past_op_het_scherm,
    uitvoer,
)


@pytest.fixture(scope="module")
def gebouwd(kern: Path) -> Path:
    """No test here is about the pages with background."""
    return kern


# ---------------------------------------------------------------- what stops a build


@pytest.mark.parametrize(
    "naam", [naam if rank % 4 == 0 else pytest.param(naam, marks=pytest.mark.traag) for rank, naam in enumerate(FOUTEN)]
)
def test_fout_in_een_export_stopt_de_bouw_met_zijn_plaats_en_schrijft_niets(eerder_gebouwd: Path, naam: str) -> None:
    breek, code, plaats, woorden = FOUTEN[naam]
    breek(eerder_gebouwd / "exports" / "2021")
    eerst = uitvoer(eerder_gebouwd / "uitvoer")
    found = [fout for fout in fouten(eerder_gebouwd) if fout.code == code]
    assert [str(fout.vindplaats) for fout in found] == [plaats]
    for woord in woorden:
        assert woord in str(found[0])
    assert uitvoer(eerder_gebouwd / "uitvoer") == eerst


@pytest.mark.parametrize("naam", ["tekst in een getalcel", "oordeel dat geen kleur is"])
def test_na_een_fout_is_de_uitvoermap_met_haar_verborgen_deel_byte_voor_byte_gelijk(
    eerder_gebouwd: Path, naam: str
) -> None:
    eerst = momentopname(eerder_gebouwd / "uitvoer")
    FOUTEN[naam][0](eerder_gebouwd / "exports" / "2021")
    fouten(eerder_gebouwd)
    assert momentopname(eerder_gebouwd / "uitvoer") == eerst


@pytest.mark.parametrize("naam", ["kop hernoemd", "tabellen die elkaar tegenspreken"])
def test_fout_geeft_een_leesbare_melding_en_code_3(
    werkmap: Path, exports: Path, capsys: pytest.CaptureFixture[str], naam: str
) -> None:
    FOUTEN[naam][0](exports)
    assert run(["build", "2021", "--werkmap", str(werkmap), "--formaat", "json"]) == 3
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Traceback" not in shown.err
    assert shown.err.count("De monitor is niet gemaakt: 1 fout in de invoer. Er is niets weggeschreven.") == 1
    assert FOUTEN[naam][2] in " ".join(shown.err.split())
    assert past_op_het_scherm(shown.err)


def test_alle_fouten_komen_in_een_keer(werkmap: Path, exports: Path) -> None:
    together = ("kop hernoemd", "NA in een getalcel", "bestand weg", "onbekende kolom in een kruistabel")
    for naam in together:
        FOUTEN[naam][0](exports)
    zet_cel(exports / LKS, "C7", "veel")
    found = [(fout.code, str(fout.vindplaats)) for fout in fouten(werkmap)]
    verwacht = [FOUTEN[naam][1:3] for naam in together]
    assert sorted(found) == sorted([*verwacht, ("geen-getal", f"exports/2021/{LKS} › Pagina1_1 › C7")])


def test_twee_regels_met_hetzelfde_nummer_in_het_register_stoppen_de_bouw(werkmap: Path, exports: Path) -> None:
    zet_cel(exports / OPGAVEN, "A4", 2)
    places = [str(fout.vindplaats) for fout in fouten(werkmap)]
    assert len(places) == 1
    assert places[0] in {f"exports/2021/{OPGAVEN} › Opgaven › {cel}" for cel in ("A4", "A5")}


def test_ontbrekend_bestand_noemt_geen_bestand_dat_al_van_een_andere_bron_is(werkmap: Path, exports: Path) -> None:
    (exports / CAPARIS).unlink()
    [fout] = fouten(werkmap)
    assert LEEFTIJD not in str(fout)


# ---------------------------------------------------------------- the declaration


def _formulefout(werkmap: Path, oud: str, nieuw: str) -> tuple[int, Finding]:
    regel = vervang(werkmap / INDICATOREN, oud, nieuw)
    [fout] = fouten(werkmap)
    assert fout.code == "formule"
    return regel, fout


def _aangewezen(text: str) -> str:
    """Return what stands above the caret of a message, from there on."""
    lines = text.splitlines()
    rank = next(rank for rank, line in enumerate(lines) if line.strip() == "^")
    return lines[rank - 1][lines[rank].index("^") :]


def test_onbekend_lid_in_een_formule_noemt_het_naaste(werkmap: Path) -> None:
    _, fout = _formulefout(werkmap, '=[\\"afgewezen\\"', '=[\\"afgewezn\\"')
    assert "indicator poortwachtersquote" in fout.wat
    assert "Bedoelt u 'afgewezen'?" in fout.wat
    assert _aangewezen(fout.wat).startswith('"afgewezn"')


@pytest.mark.parametrize(
    ("formule", "vanaf"),
    [
        ("som(aanvragn)", "aanvragn)"),
        ("som(aanvragen", "(aanvragen"),
        ("som(aanvragen) // 2", "// 2"),
        ("somm(aanvragen)", "somm(aanvragen)"),
        ("som(aanvragen, vorige_jaar)", "vorige_jaar)"),
        ("stand(aanvragen)", ""),
    ],
)
def test_foute_formule_heeft_een_dakje_onder_de_plek(werkmap: Path, formule: str, vanaf: str) -> None:
    _, fout = _formulefout(werkmap, '"som(aanvragen)"', f'"{formule}"')
    assert "indicator aanvragen_totaal" in fout.wat
    assert _aangewezen(fout.wat).startswith(vanaf)


def test_foute_formule_noemt_bestand_en_regel(werkmap: Path) -> None:
    regel, fout = _formulefout(werkmap, '"som(aanvragen)"', '"som(aanvragn)"')
    assert str(fout.vindplaats) == f"{INDICATOREN} › regel {regel}"


def test_dakje_staat_ook_op_het_scherm_onder_de_plek_van_een_lange_formule(
    werkmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The formula is longer than a line of the screen, and its last filter is wrong."""
    oud = 'resultaat=\\"deelnemers\\")"\neenheid = "aandeel"'
    vervang(werkmap / INDICATOREN, oud, oud.replace("deelnemers", "xyz"))
    assert run(["build", "2021", "--werkmap", str(werkmap), "--formaat", "json"]) == 3
    shown = capsys.readouterr().err
    assert past_op_het_scherm(shown)
    assert _aangewezen(shown).startswith('"xyz"')


def test_onbekende_sleutel_noemt_de_naaste_met_bestand_en_regel(werkmap: Path) -> None:
    regel = vervang(werkmap / INDICATOREN, 'noem = "uitkeringen"', 'noemm = "uitkeringen"')
    [fout] = fouten(werkmap)
    assert "'noemm'" in fout.wat
    assert "'noem'" in fout.doen
    assert str(fout.vindplaats) == f"{INDICATOREN} › regel {regel}"


def test_onbekende_sleutels_in_twee_bestanden_komen_samen(werkmap: Path) -> None:
    een = vervang(werkmap / INDICATOREN, 'noem = "uitkeringen"', 'noemm = "uitkeringen"')
    twee = vervang(werkmap / "declaratie/bronnen.toml", 'peilmoment = "begin"', 'peilmomnt = "begin"')
    places = {str(fout.vindplaats) for fout in fouten(werkmap)}
    assert places == {f"{INDICATOREN} › regel {een}", f"declaratie/bronnen.toml › regel {twee}"}


def test_fout_in_een_later_blok_van_een_pagina_noemt_de_regel_van_dat_blok(werkmap: Path) -> None:
    regel = vervang(werkmap / PAGINAS, 'soort = "grafiek"', 'soort = "grafeik"')
    [fout] = fouten(werkmap)
    assert str(fout.vindplaats) == f"{PAGINAS} › regel {regel}"


def test_onbekende_indicator_op_een_pagina_stopt_de_bouw(werkmap: Path) -> None:
    vervang(werkmap / PAGINAS, 'indicatoren = ["bejegening_cijfer"]', 'indicatoren = ["bejegening_cijfr"]')
    [fout] = fouten(werkmap)
    assert "'bejegening_cijfr'" in fout.wat
    assert "'bejegening_cijfer'" in fout.doen


def test_toml_die_niet_te_lezen_is_noemt_de_regel(werkmap: Path) -> None:
    regel = vervang(werkmap / INDICATOREN, 'formule = "som(aanvragen)"', 'formule = "som(aanvragen)')
    [fout] = fouten(werkmap)
    assert str(fout.vindplaats) == f"{INDICATOREN} › regel {regel}"


# ---------------------------------------------------------------- texts


@pytest.mark.traag
def test_onbekend_cijfer_in_een_tekst_stopt_met_bestand_en_regel(werkmap: Path) -> None:
    regel = zet_erbij(werkmap / "teksten/2021/kort.md", "Dat is {{ caparis_ft }}.")
    [fout] = fouten(werkmap)
    assert str(fout.vindplaats) == f"teksten/2021/kort.md › regel {regel}"
    assert "'caparis_fte'" in fout.doen


def test_fout_in_een_tekst_schrijft_niets(werkmap: Path) -> None:
    zet_erbij(werkmap / "teksten/2021/kort.md", "Dat is {{ caparis_ft }}.")
    fouten(werkmap)
    assert not (werkmap / "uitvoer").exists()
