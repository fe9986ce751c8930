"""What one change in the inputs does: exactly the right figures move, or the build stops and says where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from hulp import (
    BREEDTE,
    bouw,
    fouten,
    kopie,
    lees,
    momentopname,
    verhoog,
    verslag,
    vervang,
    vervang_in_csv,
    verwijder_rij,
    werkmonitor,
    zet_cel,
    zet_erbij,
)
from werkmonitor import resources
from werkmonitor.cli import run
from werkmonitor.findings import Finding, OutputError
from werkmonitor.monitor import model

AANVRAGEN = "Aanvragen aan de Poort-nl-nl.xlsx"
BEGROTING = "Begroting en realisatie-en-us.xlsx"
BEJEGENING = "Onderzoek bejegening.xlsx"
BEZWAAR = "Bezwaar en beroep-nl-nl.xlsx"
BIJSTAND = "Bijstand per maand-nl-nl.xlsx"
CAPARIS = "Caparis naar leeftijd.xlsx"
DOORVAL = "Doorval WW naar bijstand.csv"
LEEFTIJD = "Instroom naar leeftijd.xlsx"
LKS = "Loonkostensubsidie-nl.xlsx"
OPGAVEN = "Opgavenregister.xlsx"
REDEN = "Instroom naar reden.xlsx"
RISICOS = "Risico's Naris.xlsx"
UITSTROOM = "Uitstroom naar reden (1).xlsx"
VOORZIENINGEN = "Voorzieningen en plaatsingen-nl-nl.xlsx"

INDICATOREN = "declaratie/indicatoren.toml"
PAGINAS = "declaratie/paginas.toml"
INSTROOM = "instroom_totaal instroom_reden instroom_leeftijd"
GROEIBANEN = "groeibanen_uitstroom groeibanen_"
LASTEN = "lasten_realisatie lasten_uitputting"

# One cell, one more: the figures of 2021 that change, the earlier values beside them that change, and what is said.
CELLEN = [
    pytest.param({f"2021/{BIJSTAND}": "B15"}, "uitkeringen_eind uitkeringen_mutatie", "", "", id="stand aan het eind"),
    pytest.param({f"2021/{BIJSTAND}": "C9"}, "uitkeringen_gemiddeld", "", "", id="stand in juli"),
    pytest.param(
        {f"2021/{BIJSTAND}": "D3"},
        "uitkeringen_begin uitkeringen_mutatie uitkeringen_gemiddeld",
        "uitkeringen_eind uitkeringen_mutatie",
        "herzien",
        id="stand aan het begin",
    ),
    pytest.param({f"2020/{BIJSTAND}": "B15"}, "", "", "herzien", id="stand aan het begin, in de levering ervoor"),
    pytest.param({f"2020/{BIJSTAND}": "B9"}, "", "uitkeringen_gemiddeld", "", id="stand in juli 2020"),
    pytest.param({f"2021/{REDEN}": "C6", f"2021/{LEEFTIJD}": "B3"}, INSTROOM, "", "", id="instroom, twee tabellen"),
    pytest.param(
        {f"2020/{REDEN}": "C6", f"2020/{LEEFTIJD}": "B3"}, "", INSTROOM, "", id="instroom 2020, twee tabellen"
    ),
    pytest.param(
        {f"2021/{UITSTROOM}": "E2"}, "uitstroom_totaal uitstroom_werk_studie_inkomen", "", "", id="uitstroom naar werk"
    ),
    pytest.param({f"2021/{UITSTROOM}": "E5"}, "uitstroom_totaal", "", "", id="uitstroom door verhuizing"),
    pytest.param({f"2021/{AANVRAGEN}": "D3"}, "poortwachtersquote aanvragen_totaal", "", "", id="aanvragen"),
    pytest.param({f"2020/{AANVRAGEN}": "D3"}, "", "poortwachtersquote aanvragen_totaal", "", id="aanvragen 2020"),
    pytest.param({f"2021/{LKS}": "B7"}, "lks_personen", "", "", id="loonkostensubsidie, personen"),
    pytest.param({f"2021/{LKS}": "C7"}, "lks_bedrag", "", "", id="loonkostensubsidie, bedrag"),
    pytest.param({f"2021/{VOORZIENINGEN}": "D5"}, f"{GROEIBANEN}deelnemers", "", "", id="groeibanen, deelnemers"),
    pytest.param({f"2021/{VOORZIENINGEN}": "D8"}, f"{GROEIBANEN}personen", "", "", id="groeibanen, aan het werk"),
    pytest.param({f"2021/{CAPARIS}": "D4"}, "caparis_personen", "", "", id="Caparis, personen"),
    pytest.param({f"2021/{CAPARIS}": "E4"}, "caparis_fte", "", "", id="Caparis, fte"),
    pytest.param({f"2021/{BEZWAAR}": "C7"}, "bezwaar_beroep", "", "", id="beroep"),
    pytest.param(
        {f"2021/{BEGROTING}": "C4"},
        "lasten_begroting lasten_uitputting saldo_bijstand_begroting",
        "lasten_begroting_volgend",
        None,
        id="begrote lasten bijstand",
    ),
    pytest.param(
        {f"2021/{BEGROTING}": "D4"},
        f"{LASTEN} lasten_realisatie_excl_caparis saldo_bijstand_realisatie",
        "",
        "",
        id="werkelijke lasten bijstand",
    ),
    pytest.param({f"2021/{BEGROTING}": "D7"}, LASTEN, "", "", id="werkelijke lasten Caparis"),
    pytest.param({f"2021/{BEJEGENING}": "C7"}, "bejegening_cijfer", "", "", id="bejegening, totaalcijfer"),
    pytest.param(
        {f"2021/{LKS}": "C4", f"2021/{BEJEGENING}": "C8", f"2021/{CAPARIS}": "D9", f"2021/{UITSTROOM}": "F9"},
        "",
        "",
        "",
        id="een ouder jaar, een onderdeel en twee totalen waar geen cijfer op rust",
    ),
]

Breuk = Callable[[Path], object]
FOUTEN: dict[str, tuple[Breuk, str, str, tuple[str, ...]]] = {  # what is done, code, place, words that must be said
    "kop hernoemd": (
        lambda exports: zet_cel(exports / AANVRAGEN, "D2", "Aantallen"),
        "tabel-niet-gevonden",
        f"exports/2021/{AANVRAGEN} › Pagina1_1 › A2",
        ("'Aantal' ontbreekt", "'Aantallen' in D2", "maten.aanvragen.kolom"),
    ),
    "tekst in een getalcel": (
        lambda exports: zet_cel(exports / AANVRAGEN, "D3", "veel"),
        "geen-getal",
        f"exports/2021/{AANVRAGEN} › Pagina1_1 › D3",
        ("'veel'",),
    ),
    "dubbelzinnig getal": (
        lambda exports: zet_cel(exports / BIJSTAND, "B15", "1.165"),
        "getal-dubbelzinnig",
        f"exports/2021/{BIJSTAND} › Pagina1_1 › B15",
        ("'1.165'", "1165", "1,165"),
    ),
    "NA in een getalcel": (
        lambda exports: zet_cel(exports / LKS, "B7", "NA"),
        "geen-getal",
        f"exports/2021/{LKS} › Pagina1_1 › B7",
        ("'NA'",),
    ),
    "tekst in de csv": (
        lambda exports: vervang_in_csv(exports / DOORVAL, "2021/03\t5\n", "2021/03\tvijf\n"),
        "geen-getal",
        f"exports/2021/{DOORVAL} › C40",
        ("'vijf'",),
    ),
    "bestand weg": (
        lambda exports: (exports / CAPARIS).unlink(),
        "bron-ontbreekt",
        "exports/2021",
        ("Caparis naar leeftijd*.xlsx", "Medewerkers van Caparis naar leeftijd"),
    ),
    "onbekend bijschrift": (
        lambda exports: zet_cel(exports / AANVRAGEN, "A3", "Toegekendd"),
        "onbekend-lid",
        f"exports/2021/{AANVRAGEN} › Pagina1_1 › A3",
        ("'Toegekendd'", "'Toegekend'", "besluit"),
    ),
    "onbekende kolom in een kruistabel": (
        lambda exports: zet_cel(exports / BIJSTAND, "C2", "IOAX"),
        "onbekend-lid",
        f"exports/2021/{BIJSTAND} › Pagina1_1 › C2",
        ("'IOAX'", "regeling"),
    ),
    "onmogelijke maand": (
        lambda exports: zet_cel(exports / UITSTROOM, "B2", 13),
        "geen-tijd",
        f"exports/2021/{UITSTROOM} › page › B2",
        ("13", "maand"),
    ),
    "zelfde regel twee keer": (
        lambda exports: zet_cel(exports / AANVRAGEN, "C4", "januari"),
        "dubbel-feit",
        f"exports/2021/{AANVRAGEN} › Pagina1_1 › D4",
        ("D3",),
    ),
    "persoonsgegevens": (
        lambda exports: zet_cel(exports / UITSTROOM, "D1", "BSN"),
        "persoonsgegeven",
        f"exports/2021/{UITSTROOM} › page › D1",
        ("'BSN'",),
    ),
    "opgave die niet bestaat": (
        lambda exports: zet_cel(exports / OPGAVEN, "A19", 17),
        "opgave-onbekend",
        f"exports/2021/{OPGAVEN} › Opgaven › A19",
        ("Opgave 17",),
    ),
    "oordeel dat geen kleur is": (
        lambda exports: zet_cel(exports / OPGAVEN, "F8", "paars"),
        "oordeel-onbekend",
        f"exports/2021/{OPGAVEN} › Opgaven › F8",
        ("'paars'", "groen"),
    ),
    "tabellen die elkaar tegenspreken": (
        lambda exports: verhoog(exports / REDEN, "C6"),
        "tabellen-spreken-elkaar-tegen",
        f"exports/2021/{REDEN} › Pagina1_1 › C6",
        ("'instroom_reden'", "'instroom_leeftijd'", "339", "338"),
    ),
}


@pytest.fixture
def werkmap(tmp_path: Path, gebouwd: Path) -> Path:
    """A copy of the example that was not built yet."""
    return kopie(tmp_path, van=gebouwd)


@pytest.fixture
def eerder_gebouwd(tmp_path: Path, gebouwd: Path) -> Path:
    """A copy of the example that was built as JSON."""
    return kopie(tmp_path, van=gebouwd, met_uitvoer=True)


@pytest.fixture
def exports(werkmap: Path) -> Path:
    return werkmap / "exports" / "2021"


@pytest.fixture(scope="module")
def gebouwd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A werkmap that was built once; tests only read it, or copy it."""
    werkmap = kopie(tmp_path_factory.mktemp("ongewijzigd"))
    verslag(werkmap)
    return werkmap


@pytest.fixture(scope="module")
def voor(gebouwd: Path) -> model.Monitor:
    return lees(gebouwd / "uitvoer" / "2021")


def _nu(indicator: model.Indicator) -> object:
    return indicator.exact, [(lid.lid, lid.exact) for lid in indicator.leden]


def _eerder(indicator: model.Indicator) -> object:
    vergelijking = indicator.vergelijking.cijfer.exact if indicator.vergelijking else None
    return indicator.vorige, indicator.vorig_jaar, vergelijking


def _veranderd(voor: model.Monitor, na: model.Monitor, kijk: Callable[[model.Indicator], object] = _nu) -> set[str]:
    assert [i.id for i in voor.indicatoren] == [i.id for i in na.indicatoren]
    return {old.id for old, new in zip(voor.indicatoren, na.indicatoren, strict=True) if kijk(old) != kijk(new)}


def _veranderde_paginas(voor: model.Monitor, na: model.Monitor) -> set[str]:
    return {old.id for old, new in zip(voor.paginas, na.paginas, strict=True) if old != new}


def _uitvoer(folder: Path) -> dict[str, str]:
    """Return what the user sees of a folder: not the tool's own store."""
    return {naam: sha for naam, sha in momentopname(folder).items() if ".werkmonitor" not in naam}


def _past_op_het_scherm(text: str) -> bool:
    return all(len(line) <= BREEDTE or " " not in line.strip() for line in text.splitlines())


# ---------------------------------------------------------------- one number


@pytest.mark.parametrize(("cellen", "nu", "eerder", "codes"), CELLEN)
def test_een_cel_verandert_precies_deze_cijfers(  # noqa: PLR0913, PLR0917 - a cell with all that it does
    werkmap: Path, voor: model.Monitor, cellen: dict[str, str], nu: str, eerder: str, codes: str | None
) -> None:
    for bestand, cel in cellen.items():
        verhoog(werkmap / "exports" / bestand, cel)
    na = bouw(werkmap)
    assert _veranderd(voor, na) == set(nu.split())
    assert _veranderd(voor, na, _eerder) == set(eerder.split())
    if codes is not None:
        assert {melding.code for melding in na.meldingen} == set(codes.split())


def test_een_regel_van_de_csv_verandert_alleen_de_doorval(werkmap: Path, exports: Path, voor: model.Monitor) -> None:
    vervang_in_csv(exports / DOORVAL, "2021/03\t5\n", "2021/03\t6\n")
    na = bouw(werkmap)
    assert (_veranderd(voor, na), _veranderd(voor, na, _eerder)) == ({"doorval_ww"}, set())
    assert na.indicator("doorval_ww").exact == "42"


def test_elk_exportbestand_heeft_een_wijziging_in_deze_toetsen() -> None:
    changed = {bestand for case in CELLEN for bestand in case.values[0] if isinstance(case.values[0], dict)}  # type: ignore[union-attr]
    names = {Path(str(bestand)).name for bestand in changed} | {DOORVAL, OPGAVEN, RISICOS}
    assert names == {path.name for path in (resources.voorbeeld() / "exports" / "2021").iterdir()}


def test_een_cel_meer_is_een_cijfer_meer(werkmap: Path, exports: Path) -> None:
    verhoog(exports / BIJSTAND, "B15")
    na = bouw(werkmap)
    assert na.indicator("uitkeringen_eind").exact == "1250"
    assert na.indicator("uitkeringen_mutatie").exact == "-59"
    assert "1.250" in next(pagina.kop for pagina in na.paginas if pagina.id == "verloop")


def test_een_lid_verandert_en_de_andere_leden_niet(werkmap: Path, exports: Path, voor: model.Monitor) -> None:
    verhoog(exports / REDEN, "C6")
    verhoog(exports / LEEFTIJD, "B3")
    na = bouw(werkmap)
    for naam, lid in (("instroom_reden", "einde-dienstverband"), ("instroom_leeftijd", "16-27")):
        pairs = zip(voor.indicator(naam).leden, na.indicator(naam).leden, strict=True)
        assert [(new.lid, (new.waarde or 0) - (old.waarde or 0)) for old, new in pairs if old != new] == [(lid, 1)]


def test_begroting_van_volgend_jaar_verandert_alleen_dat_cijfer(
    werkmap: Path, exports: Path, voor: model.Monitor
) -> None:
    verhoog(exports / BEGROTING, "E4")
    na = bouw(werkmap)
    assert _veranderd(voor, na) == {"lasten_begroting_volgend"}
    assert _veranderd(voor, na, _eerder) == set()
    assert "financieel" in _veranderde_paginas(voor, na)
    assert (voor.opgaven, voor.kleuren) == (na.opgaven, na.kleuren)


def test_bedrag_van_een_risico_verandert_alleen_de_risicopagina(
    werkmap: Path, exports: Path, voor: model.Monitor
) -> None:
    verhoog(exports / RISICOS, "G4")
    na = bouw(werkmap)
    assert _veranderde_paginas(voor, na) == {"risicos"}
    assert na.indicatoren == voor.indicatoren
    assert "750.001" in str(next(pagina for pagina in na.paginas if pagina.id == "risicos"))


def test_eigen_oordeel_verandert_alleen_die_opgave(werkmap: Path, exports: Path, voor: model.Monitor) -> None:
    zet_cel(exports / OPGAVEN, "F8", "oranje")
    na = bouw(werkmap)
    assert [new.nummer for old, new in zip(voor.opgaven, na.opgaven, strict=True) if old != new] == [5]
    assert na.opgaven[4].oordeel == "oranje"
    assert _veranderd(voor, na) == set()


def test_een_cijfer_over_de_grens_heen_verandert_het_oordeel(werkmap: Path, exports: Path, voor: model.Monitor) -> None:
    [cel] = voor.indicator("kansberoepen").herkomst
    verhoog(exports / VOORZIENINGEN, cel.cel)
    na = bouw(werkmap)
    assert na.indicator("kansberoepen").exact == "108"
    assert na.indicator("kansberoepen").oordeel == "oranje"
    assert next(opgave.oordeel for opgave in na.opgaven if opgave.id == "kansberoepen") == "oranje"


def test_alleen_de_gewijzigde_export_krijgt_een_andere_vingerafdruk(
    werkmap: Path, exports: Path, voor: model.Monitor
) -> None:
    verhoog(exports / CAPARIS, "D4")
    pairs = zip(voor.bronnen, bouw(werkmap).bronnen, strict=True)
    assert [new.bestand for old, new in pairs if old.sha256 != new.sha256] == [f"exports/2021/{CAPARIS}"]


def test_herzien_cijfer_geeft_een_waarschuwing_met_beide_waarden(
    werkmap: Path, exports: Path, voor: model.Monitor
) -> None:
    verhoog(exports / LKS, "B6")
    na = bouw(werkmap)
    assert (_veranderd(voor, na), _veranderd(voor, na, _eerder)) == (set(), {"lks_personen"})
    [melding] = [melding for melding in na.meldingen if melding.code == "herzien"]
    assert melding.ernst == "waarschuwing"
    assert str(melding.vindplaats) == f"exports/2021/{LKS} › Pagina1_1 › B6"
    assert "104 in levering 2021" in melding.wat
    assert "103 in levering 2020" in melding.wat
    assert na.indicator("lks_personen").vorig_jaar == 104


def test_herzien_deel_van_een_telling_over_jaren_geeft_ook_een_waarschuwing(
    werkmap: Path, exports: Path, voor: model.Monitor
) -> None:
    """Both deliveries state 2017: 18 in that of 2020, and 19 now; the report on 2020 said 100 in all."""
    verhoog(exports / VOORZIENINGEN, "D30")
    na = bouw(werkmap)
    assert (_veranderd(voor, na), _veranderd(voor, na, _eerder)) == ({"social_return"}, {"social_return"})
    assert na.indicator("social_return").vorig_jaar == 101
    assert "herzien" in {melding.code for melding in na.meldingen}


# ---------------------------------------------------------------- what is not complete


def test_ontbrekende_maand_geeft_geen_cijfer_maar_een_reden(werkmap: Path, exports: Path, voor: model.Monitor) -> None:
    vervang_in_csv(exports / DOORVAL, "2021\t2021/12\t3\n", "")
    na = bouw(werkmap)
    doorval = na.indicator("doorval_ww")
    assert (doorval.waarde, doorval.exact, doorval.oordeel) == (None, None, "grijs")
    assert "december 2021" in (doorval.reden_ontbreekt or "")
    assert doorval.vorig_jaar == 85
    assert _veranderd(voor, na) == {"doorval_ww"}
    places = {str(melding.vindplaats) for melding in na.meldingen if melding.code == "tekst-zonder-waarde"}
    assert "teksten/2021/doorval_ww.md › regel 1" in places


def test_ontbrekende_stand_geeft_geen_gemiddelde_maar_een_reden(
    werkmap: Path, exports: Path, voor: model.Monitor
) -> None:
    verwijder_rij(exports / BIJSTAND, 9)
    na = bouw(werkmap)
    assert na.indicator("uitkeringen_gemiddeld").waarde is None
    assert "1\N{NO-BREAK SPACE}juli 2021" in (na.indicator("uitkeringen_gemiddeld").reden_ontbreekt or "")
    assert _veranderd(voor, na) == {"uitkeringen_gemiddeld"}


def test_lege_cel_is_geen_nul(werkmap: Path, exports: Path, voor: model.Monitor) -> None:
    zet_cel(exports / AANVRAGEN, "D3", None)
    na = bouw(werkmap)
    for naam in ("poortwachtersquote", "aanvragen_totaal"):
        assert na.indicator(naam).waarde is None
        assert na.indicator(naam).reden_ontbreekt
    assert _veranderd(voor, na) == {"poortwachtersquote", "aanvragen_totaal"}


# ---------------------------------------------------------------- what stops a build


@pytest.mark.parametrize("naam", FOUTEN)
def test_fout_in_een_export_stopt_de_bouw_met_zijn_plaats_en_schrijft_niets(eerder_gebouwd: Path, naam: str) -> None:
    breek, code, plaats, woorden = FOUTEN[naam]
    breek(eerder_gebouwd / "exports" / "2021")
    eerst = _uitvoer(eerder_gebouwd / "uitvoer")
    found = [fout for fout in fouten(eerder_gebouwd) if fout.code == code]
    assert [str(fout.vindplaats) for fout in found] == [plaats]
    for woord in woorden:
        assert woord in str(found[0])
    assert _uitvoer(eerder_gebouwd / "uitvoer") == eerst


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
    assert _past_op_het_scherm(shown.err)


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
    assert "Bedoel je 'afgewezen'?" in fout.wat
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
    assert _past_op_het_scherm(shown)
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


def test_openbare_monitor_wordt_geweigerd(werkmap: Path, capsys: pytest.CaptureFixture[str]) -> None:
    vervang(werkmap / "werkmonitor.toml", 'doelgroep = "intern"', 'doelgroep = "openbaar"')
    assert run(["build", "2021", "--werkmap", str(werkmap)]) == 3
    assert "openbar" in capsys.readouterr().err
    assert not (werkmap / "uitvoer").exists()


# ---------------------------------------------------------------- texts


def test_onbekend_cijfer_in_een_tekst_stopt_met_bestand_en_regel(werkmap: Path) -> None:
    regel = zet_erbij(werkmap / "teksten/2021/kort.md", "Dat is {{ caparis_ft }}.")
    [fout] = fouten(werkmap)
    assert str(fout.vindplaats) == f"teksten/2021/kort.md › regel {regel}"
    assert "'caparis_fte'" in fout.doen


def test_fout_in_een_tekst_schrijft_niets(werkmap: Path) -> None:
    zet_erbij(werkmap / "teksten/2021/kort.md", "Dat is {{ caparis_ft }}.")
    fouten(werkmap)
    assert not (werkmap / "uitvoer").exists()


def test_ongewijzigde_bouw_zegt_dat(gebouwd: Path, capsys: pytest.CaptureFixture[str]) -> None:
    verslag(gebouwd)
    eerst = momentopname(gebouwd)
    assert verslag(gebouwd).ongewijzigd
    assert run(["build", "2021", "--werkmap", str(gebouwd), "--formaat", "json"]) == 0
    assert "niets veranderd" in capsys.readouterr().out
    assert momentopname(gebouwd) == eerst


def test_na_een_andere_tekst_zegt_de_bouw_welke(eerder_gebouwd: Path, voor: model.Monitor) -> None:
    zet_erbij(eerder_gebouwd / "teksten/2021/kort.md", "Dit is er nieuw bij.")
    again = verslag(eerder_gebouwd)
    assert (again.ongewijzigd, again.redenen) == (False, ("teksten/2021/kort.md is veranderd",))
    na = lees(eerder_gebouwd / "uitvoer" / "2021")
    assert _veranderde_paginas(voor, na) == {"kort"}
    assert na.indicatoren == voor.indicatoren
    assert verslag(eerder_gebouwd).ongewijzigd


def test_na_een_andere_export_zegt_de_bouw_welke(eerder_gebouwd: Path) -> None:
    verhoog(eerder_gebouwd / "exports" / "2020" / LKS, "B4")
    assert verslag(eerder_gebouwd).redenen == (f"exports/2020/{LKS} is veranderd",)


def test_uitvoer_die_iemand_veranderde_wordt_opnieuw_gemaakt(eerder_gebouwd: Path) -> None:
    path = eerder_gebouwd / "uitvoer" / "2021" / "monitor-2021.json"
    goed = lees(path.parent)
    path.write_bytes(b"{}")
    assert not verslag(eerder_gebouwd).ongewijzigd
    assert lees(path.parent) == goed


def test_hergebruik_geeft_dezelfde_bytes_als_alles_opnieuw(eerder_gebouwd: Path) -> None:
    zet_erbij(eerder_gebouwd / "teksten/2021/kort.md", "Dit is er nieuw bij.")
    verslag(eerder_gebouwd)
    path = eerder_gebouwd / "uitvoer" / "2021" / "monitor-2021.json"
    hergebruikt = path.read_bytes()
    verslag(eerder_gebouwd, forceer=True)
    gelijk = path.read_bytes() == hergebruikt  # a bare comparison: pytest would print a megabyte
    assert gelijk


# ---------------------------------------------------------------- writing, or not


def test_droog_schrijft_niets(werkmap: Path, capsys: pytest.CaptureFixture[str]) -> None:
    eerst = momentopname(werkmap)
    assert run(["build", "2021", "--werkmap", str(werkmap), "--droog"]) == 0
    shown = capsys.readouterr().out
    assert "zou" in shown
    assert "monitor-2021.html" in shown
    assert momentopname(werkmap) == eerst


def test_droog_stopt_ook_bij_een_fout(werkmap: Path, exports: Path) -> None:
    FOUTEN["tekst in een getalcel"][0](exports)
    assert run(["build", "2021", "--werkmap", str(werkmap), "--droog"]) == 3


@pytest.mark.parametrize("bezet", ["monitor-2021.csv", "monitor-2021.json"])
def test_bezet_doel_geeft_4_en_laat_alle_uitvoer_staan(
    werkmap: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], bezet: str
) -> None:
    uit = tmp_path / "uit"
    arguments = ["build", "2021", "--werkmap", str(werkmap), "--uit", str(uit), "--formaat", "csv,json"]
    assert run(arguments) == 0
    (uit / bezet).unlink()
    (uit / bezet).mkdir()
    (uit / bezet / "van mij.txt").write_text("niet weggooien", encoding="utf-8")
    verhoog(werkmap / "exports" / "2021" / BIJSTAND, "B15")
    eerst = _uitvoer(uit)
    capsys.readouterr()
    assert run(arguments) == 4
    shown = capsys.readouterr()
    assert bezet in shown.err.replace("\n", "")
    assert "Traceback" not in shown.err
    assert shown.out == ""
    assert _uitvoer(uit) == eerst


def test_uitvoermap_die_een_bestand_is_geeft_4(werkmap: Path, tmp_path: Path) -> None:
    (tmp_path / "uit").write_text("bestand", encoding="utf-8")
    assert run(["build", "2021", "--werkmap", str(werkmap), "--uit", str(tmp_path / "uit"), "--formaat", "json"]) == 4
    assert (tmp_path / "uit").read_text(encoding="utf-8") == "bestand"


def test_uitvoer_die_niet_gemaakt_kan_worden_is_een_outputerror(werkmap: Path) -> None:
    (werkmap / "uitvoer").write_text("bestand", encoding="utf-8")
    with pytest.raises(OutputError, match="uitvoer"):
        verslag(werkmap)


# ---------------------------------------------------------------- the command line


@pytest.mark.parametrize(
    ("arguments", "woord"),
    [
        (["build"], "PERIODE ontbreekt"),
        (["build", "2021-13"], "'2021-13' is geen periode"),
        (["build", "2021", "--formaat", "doc"], "'doc' is geen formaat"),
        (["build", "2021", "--formaat", ""], "geen formaat"),
        (["build", "2021", "--formaat"], "hoort een waarde"),
        (["build", "2021", "--peildatum", "gisteren"], "'gisteren' is geen datum"),
        (["build", "2021", "--foo"], "De optie --foo bestaat niet"),
        (["build", "2021", "2022"], "te veel: 2022"),
        (["build", "2021", "--droog=ja"], "hoort geen waarde"),
        (["bouw", "2021"], "De opdracht 'bouw' bestaat niet"),
    ],
)
def test_verkeerd_gebruik_geeft_2_in_het_nederlands(
    capsys: pytest.CaptureFixture[str], arguments: list[str], woord: str
) -> None:
    assert run(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert woord in " ".join(shown.err.split())
    assert not any(english in shown.err.lower() for english in ("usage", "error", "invalid", "option ", "missing"))
    assert _past_op_het_scherm(shown.err)


@pytest.mark.parametrize("periode", ["2019", "2021-H1", "2021-K3", "2021-05"])
def test_periode_zonder_exports_geeft_3_en_noemt_die_er_wel_zijn(
    gebouwd: Path, capsys: pytest.CaptureFixture[str], periode: str
) -> None:
    assert run(["build", periode, "--werkmap", str(gebouwd)]) == 3
    assert "2020, 2021" in " ".join(capsys.readouterr().err.split())


def test_proces_meldt_een_fout_op_stderr_met_code_3(werkmap: Path, exports: Path, tmp_path: Path) -> None:
    FOUTEN["kop hernoemd"][0](exports)
    gedaan = werkmonitor("build", "2021", "--werkmap", "werkmap", map_=tmp_path)
    assert (gedaan.returncode, gedaan.stdout) == (3, "")
    assert "Traceback" not in gedaan.stderr
    assert f"{AANVRAGEN} › Pagina1_1 › A2" in gedaan.stderr
    assert _past_op_het_scherm(gedaan.stderr)
    assert not (werkmap / "uitvoer").exists()


def test_proces_zet_het_resultaat_op_stdout_en_zwijgt_op_stderr(werkmap: Path, tmp_path: Path) -> None:
    gedaan = werkmonitor("build", "2021", "--werkmap", "werkmap", "--formaat", "json,csv", map_=tmp_path)
    assert (gedaan.returncode, gedaan.stderr) == (0, "")
    made = [line.strip() for line in gedaan.stdout.splitlines() if line.startswith("  ")]
    assert {path.name for path in (werkmap / "uitvoer" / "2021").glob("*.*")} - {".werkmonitor"} == {
        Path(path).name for path in made
    }
    assert _past_op_het_scherm(gedaan.stdout)


def test_verslag_als_json_is_json_en_niets_anders(gebouwd: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "2021", "--werkmap", str(gebouwd), "--formaat", "json", "--json"]) == 0
    report = msgspec.json.decode(capsys.readouterr().out)
    assert report["periode"] == "2021"
    assert report["bestanden"] == ["monitor-2021.json"]
