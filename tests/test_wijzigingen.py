"""What one change in the exports does: exactly the right figures move, and no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hulp import bouw, verhoog, vervang_in_csv, verwijder_rij, zet_cel
from werkmonitor import resources
from werkmonitor.monitor import model
from wijzigingen_voorbeeld import (
    AANVRAGEN,
    AFSPRAKEN,
    BEGROTING,
    BEJEGENING,
    BESTAND,
    BEZWAAR,
    BIJSTAND,
    CAPARIS,
    CORONA,
    DOORVAL,
    GROEIBANEN,
    HANDHAVING,
    INSTROOM,
    KADERS,
    KERNCIJFERS,
    LADDER,
    LASTEN,
    LEEFTIJD,
    LKS,
    OPGAVEN,
    REDEN,
    RISICOS,
    TEAM,
    UITKOMST,
    UITSTROOM,
    VOORZIENINGEN,
    veranderde_paginas,
)

POORT = "poortwachtersquote aanvragen_totaal poortwachtersquote_zonder_corona"

# One cell, one more: the figures of 2021 that change, the earlier values beside them that change, and what is said.
CELLEN = [
    pytest.param(
        {f"2021/{BIJSTAND}": "B15"},
        "uitkeringen_eind uitkeringen_mutatie uitkeringen_mutatie_deel deeltijd_aandeel",
        "",
        "balans-rest totaal-wijkt-af",
        id="stand aan het eind",
    ),
    pytest.param(
        {f"2021/{BIJSTAND}": "C9"}, "uitkeringen_gemiddeld", "", "balans-rest totaal-wijkt-af", id="stand in juli"
    ),
    pytest.param(
        {f"2021/{BIJSTAND}": "D3"},
        "uitkeringen_begin uitkeringen_mutatie uitkeringen_mutatie_deel uitkeringen_gemiddeld",
        "uitkeringen_eind uitkeringen_mutatie uitkeringen_mutatie_deel deeltijd_aandeel",
        "balans-rest herzien totaal-wijkt-af",
        id="stand aan het begin",
    ),
    pytest.param({f"2020/{BIJSTAND}": "B15"}, "", "", "herzien", id="stand aan het begin, in de levering ervoor"),
    pytest.param({f"2020/{BIJSTAND}": "B9"}, "", "uitkeringen_gemiddeld", "", id="stand in juli 2020"),
    pytest.param(
        {f"2021/{REDEN}": "C6", f"2021/{LEEFTIJD}": "B3"},
        INSTROOM,
        "",
        "balans-rest totaal-wijkt-af",
        id="instroom, twee tabellen",
    ),
    pytest.param(
        {f"2020/{REDEN}": "C6", f"2020/{LEEFTIJD}": "B3"}, "", INSTROOM, "", id="instroom 2020, twee tabellen"
    ),
    pytest.param(
        {f"2021/{UITSTROOM}": "E2"},
        "uitstroom_totaal uitstroom_werk_studie_inkomen uitstroom_na_onderzoek",
        "",
        "balans-rest totaal-wijkt-af controle-wijkt-af",
        id="uitstroom naar werk",
    ),
    pytest.param(
        {f"2021/{UITSTROOM}": "E5"},
        "uitstroom_totaal uitstroom_na_onderzoek",
        "",
        "balans-rest totaal-wijkt-af controle-wijkt-af",
        id="uitstroom door verhuizing",
    ),
    pytest.param({f"2021/{AANVRAGEN}": "D3"}, POORT, "", "totaal-wijkt-af", id="aanvragen"),
    pytest.param({f"2020/{AANVRAGEN}": "D3"}, "", POORT, "", id="aanvragen 2020"),
    pytest.param({f"2021/{LKS}": "B7"}, "lks_personen", "", "", id="loonkostensubsidie, personen"),
    pytest.param({f"2021/{LKS}": "C7"}, "lks_bedrag", "", "", id="loonkostensubsidie, bedrag"),
    pytest.param({f"2021/{VOORZIENINGEN}": "D5"}, f"{GROEIBANEN}deelnemers", "", "", id="groeibanen, deelnemers"),
    pytest.param({f"2021/{VOORZIENINGEN}": "D8"}, f"{GROEIBANEN}personen", "", "", id="groeibanen, aan het werk"),
    pytest.param({f"2021/{CAPARIS}": "D4"}, "caparis_personen", "", "totaal-wijkt-af", id="Caparis, personen"),
    pytest.param({f"2021/{CAPARIS}": "E4"}, "caparis_fte", "", "totaal-wijkt-af", id="Caparis, fte"),
    pytest.param({f"2021/{BEZWAAR}": "C7"}, "bezwaar_beroep", "", "totaal-wijkt-af controle-wijkt-af", id="beroep"),
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
        "totaal-wijkt-af controle-wijkt-af",
        id="werkelijke lasten bijstand",
    ),
    pytest.param(
        {f"2021/{BEGROTING}": "D7"}, LASTEN, "", "totaal-wijkt-af controle-wijkt-af", id="werkelijke lasten Caparis"
    ),
    pytest.param({f"2021/{BEJEGENING}": "C7"}, "bejegening_cijfer", "", "", id="bejegening, totaalcijfer"),
    pytest.param(
        {f"2021/{LKS}": "C4", f"2021/{BEJEGENING}": "C8", f"2021/{CAPARIS}": "D9", f"2021/{UITSTROOM}": "F9"},
        "",
        "",
        "totaal-wijkt-af",
        id="een ouder jaar, een onderdeel en twee totalen waar geen cijfer op rust",
    ),
    pytest.param(
        {f"2021/{naam}": cel for naam, cel in ((KERNCIJFERS, "H9"), (LADDER, "D3"), (CORONA, "C3"))},
        "ontheffing_aandeel ladder_gestegen ladder_gedaald poortwachtersquote_zonder_corona",
        "",
        "",
        id="ontheffingen, ladder en aanvragen door corona",
    ),
    pytest.param(
        {f"2021/{UITKOMST}": "D12", f"2021/{TEAM}": "B3"},
        "zaken_gegrond formatie_totaal",
        "",
        "totaal-wijkt-af controle-wijkt-af",
        id="uitkomst van bezwaar, en formatie",
    ),
    pytest.param(
        {f"2021/{BESTAND}": "C3", f"2021/{HANDHAVING}": "B3", f"2021/{AFSPRAKEN}": "B3"},
        "",
        "",
        "totaal-wijkt-af",
        id="leeftijd, onderzoeken en afspraken, die alleen in tabellen staan",
    ),
]


def _nu(indicator: model.Indicator) -> object:
    return indicator.exact, [(lid.lid, lid.exact) for lid in indicator.leden]


def _eerder(indicator: model.Indicator) -> object:
    vergelijking = indicator.vergelijking.cijfer.exact if indicator.vergelijking else None
    return indicator.vorige, indicator.vorig_jaar, vergelijking


def _veranderd(voor: model.Monitor, na: model.Monitor, kijk: Callable[[model.Indicator], object] = _nu) -> set[str]:
    assert [i.id for i in voor.indicatoren] == [i.id for i in na.indicatoren]
    return {old.id for old, new in zip(voor.indicatoren, na.indicatoren, strict=True) if kijk(old) != kijk(new)}


# ---------------------------------------------------------------- one number


# Each of these tests is a build: a few run in `make test`, all of them in `make test-all`.
@pytest.mark.parametrize(
    ("cellen", "nu", "eerder", "codes"),
    [*CELLEN[:2], *(pytest.param(*case.values, id=case.id, marks=pytest.mark.traag) for case in CELLEN[2:])],
)
def test_een_cel_verandert_precies_deze_cijfers(  # noqa: PLR0913, PLR0917 - a cell with all that it does
    werkmap: Path, voor: model.Monitor, cellen: dict[str, str], nu: str, eerder: str, codes: str | None
) -> None:
    for bestand, cel in cellen.items():
        verhoog(werkmap / "exports" / bestand, cel)
    na = bouw(werkmap)
    new = [melding for melding in na.meldingen if melding not in voor.meldingen and melding.ernst != "info"]
    assert _veranderd(voor, na) == set(nu.split())
    assert _veranderd(voor, na, _eerder) == set(eerder.split())
    if codes is not None:
        assert {melding.code for melding in new} == set(codes.split())


@pytest.mark.traag
def test_een_regel_van_de_csv_verandert_alleen_de_doorval(werkmap: Path, exports: Path, voor: model.Monitor) -> None:
    vervang_in_csv(exports / DOORVAL, "2021/03\t5\n", "2021/03\t6\n")
    na = bouw(werkmap)
    assert (_veranderd(voor, na), _veranderd(voor, na, _eerder)) == ({"doorval_ww"}, set())
    assert na.indicator("doorval_ww").exact == "42"


def test_elk_exportbestand_heeft_een_wijziging_in_deze_toetsen() -> None:
    changed = {bestand for case in CELLEN for bestand in case.values[0] if isinstance(case.values[0], dict)}  # type: ignore[union-attr]
    names = {Path(str(bestand)).name for bestand in changed} | {DOORVAL, KADERS, OPGAVEN, RISICOS}
    assert names == {path.name for path in (resources.voorbeeld() / "exports" / "2021").iterdir()}


@pytest.mark.traag
def test_een_cel_meer_is_een_cijfer_meer(werkmap: Path, exports: Path) -> None:
    verhoog(exports / BIJSTAND, "B15")
    na = bouw(werkmap)
    assert na.indicator("uitkeringen_eind").exact == "1250"
    assert na.indicator("uitkeringen_mutatie").exact == "-59"
    assert "1.250" in next(pagina.kop for pagina in na.paginas if pagina.id == "verloop")


@pytest.mark.traag
def test_een_lid_verandert_en_de_andere_leden_niet(werkmap: Path, exports: Path, voor: model.Monitor) -> None:
    verhoog(exports / REDEN, "C6")
    verhoog(exports / LEEFTIJD, "B3")
    na = bouw(werkmap)
    for naam, lid in (("instroom_reden", "einde-dienstverband"), ("instroom_leeftijd", "16-27")):
        pairs = zip(voor.indicator(naam).leden, na.indicator(naam).leden, strict=True)
        assert [(new.lid, (new.waarde or 0) - (old.waarde or 0)) for old, new in pairs if old != new] == [(lid, 1)]


@pytest.mark.traag
def test_begroting_van_volgend_jaar_verandert_alleen_dat_cijfer(
    werkmap: Path, exports: Path, voor: model.Monitor
) -> None:
    verhoog(exports / BEGROTING, "E4")
    na = bouw(werkmap)
    assert _veranderd(voor, na) == {"lasten_begroting_volgend"}
    assert _veranderd(voor, na, _eerder) == set()
    assert "financieel" in veranderde_paginas(voor, na)
    assert (voor.opgaven, voor.kleuren) == (na.opgaven, na.kleuren)


@pytest.mark.traag
def test_bedrag_van_een_risico_verandert_alleen_de_risicopagina(
    werkmap: Path, exports: Path, voor: model.Monitor
) -> None:
    verhoog(exports / RISICOS, "G4")
    na = bouw(werkmap)
    assert veranderde_paginas(voor, na) == {"risicos"}
    assert na.indicatoren == voor.indicatoren
    assert "750.001" in str(next(pagina for pagina in na.paginas if pagina.id == "risicos"))


@pytest.mark.traag
def test_eigen_oordeel_verandert_alleen_die_opgave(werkmap: Path, exports: Path, voor: model.Monitor) -> None:
    zet_cel(exports / OPGAVEN, "F8", "oranje")
    na = bouw(werkmap)
    assert [new.nummer for old, new in zip(voor.opgaven, na.opgaven, strict=True) if old != new] == [5]
    assert na.opgaven[4].oordeel == "oranje"
    assert _veranderd(voor, na) == set()


@pytest.mark.traag
def test_een_cijfer_over_de_grens_heen_verandert_het_oordeel(werkmap: Path, exports: Path, voor: model.Monitor) -> None:
    [cel] = voor.indicator("kansberoepen").herkomst
    verhoog(exports / VOORZIENINGEN, cel.cel)
    na = bouw(werkmap)
    assert na.indicator("kansberoepen").exact == "108"
    assert na.indicator("kansberoepen").oordeel == "oranje"
    assert next(opgave.oordeel for opgave in na.opgaven if opgave.id == "kansberoepen") == "oranje"


@pytest.mark.traag
def test_alleen_de_gewijzigde_export_krijgt_een_andere_vingerafdruk(
    werkmap: Path, exports: Path, voor: model.Monitor
) -> None:
    verhoog(exports / CAPARIS, "D4")
    pairs = zip(voor.bronnen, bouw(werkmap).bronnen, strict=True)
    assert [new.bestand for old, new in pairs if old.sha256 != new.sha256] == [f"exports/2021/{CAPARIS}"]


@pytest.mark.traag
def test_herzien_cijfer_geeft_een_waarschuwing_met_beide_waarden(
    werkmap: Path, exports: Path, voor: model.Monitor
) -> None:
    verhoog(exports / LKS, "B6")
    na = bouw(werkmap)
    assert (_veranderd(voor, na), _veranderd(voor, na, _eerder)) == (set(), {"lks_personen"})
    [melding] = [melding for melding in na.meldingen if melding.code == "herzien"]
    assert melding.ernst == "waarschuwing"
    assert str(melding.vindplaats) == f"exports/2021/{LKS} › Pagina1_1 › B6"
    assert melding.wat.endswith(" over 2020 is nu 104, en was 103 in levering 2020.")
    assert melding.wat.startswith(na.indicator("lks_personen").naam)
    assert na.indicator("lks_personen").vorig_jaar == 104


@pytest.mark.traag
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


@pytest.mark.traag
def test_ontbrekende_stand_geeft_geen_gemiddelde_maar_een_reden(
    werkmap: Path, exports: Path, voor: model.Monitor
) -> None:
    verwijder_rij(exports / BIJSTAND, 9)
    na = bouw(werkmap)
    assert na.indicator("uitkeringen_gemiddeld").waarde is None
    assert "1\N{NO-BREAK SPACE}juli 2021" in (na.indicator("uitkeringen_gemiddeld").reden_ontbreekt or "")
    assert _veranderd(voor, na) == {"uitkeringen_gemiddeld"}


@pytest.mark.traag
def test_lege_cel_is_geen_nul(werkmap: Path, exports: Path, voor: model.Monitor) -> None:
    zet_cel(exports / AANVRAGEN, "D3", None)
    na = bouw(werkmap)
    for naam in ("poortwachtersquote", "aanvragen_totaal"):
        assert na.indicator(naam).waarde is None
        assert na.indicator(naam).reden_ontbreekt
    assert _veranderd(voor, na) == set(POORT.split())
