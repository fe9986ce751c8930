"""The example of a region: published figures, parts that add up to the whole, and the monitor of one part."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

import werksaam_cijfers as cijfers
import werksaam_gemeenten as gemeenten
from hulp import JSON, kopie, lees
from werkmonitor.formatting import NBSP
from werkmonitor.monitor import model
from werkmonitor.periode import Periode
from werkmonitor.tasks.build import Opdracht, build

WERKMAP = Path(__file__).parents[1] / "data" / "voorbeeld" / "werksaam"

GEPUBLICEERD = {
    "uitkeringen_eerder": "3.255",
    "uitkeringen_pers": "3.247",
    "uitstroom_werk": "44%",
    "uitstroom_werk_landelijk": "35%",
    "beschut_werkzaam": "131",
    "beschut_benutting": "100%",
    "beschut_dichtheid": "4,35%",
    "beschut_landelijk": "1,15%",
    "buig_eerder": f"€{NBSP}3.200.000",
    "buig_resultaat": f"€{NBSP}5.600.000",
    "zorgclienten_eerder": "807",
    "zorgclienten": "920",
    "zorg_uitstroom": "75",
    "vermogen_onbekend": "35%",
    "vermogen_zelfstandig": "19%",
    "jongeren": "450",
    "bezwaren": "240",
    "beroepen": "55",
    "tevredenheid": "6,7",
    "tevredenheid_respons": "15%",
    "verhaal_eerder": f"€{NBSP}270.000",
    "vrijlating_deel": "25%",
    "werksaam_deel": "90%",
    "couleur_locale_deel": "10%",
    "coaches_deel": "50%",
    "kans_werk": "5,9%",
    "kans_werk_instrumenten": "9%",
    "uitstroom_andere_reden": "60%",
    "werkt_migratie": "61%",
    "werkt_zonder": "69%",
    "jobcoach": "40%",
    "jobcoach_wajong": "60%",
    "zonder_gemeente": "75%",
    "nuggers_hulp": "70%",
}
TABELLEN = {  # page and column → what stands in the rows, the total last
    ("gemeenten", "Uitkeringen aan het eind"): (1573, 412, 148, 398, 162, 73, 278, 3044),
    ("gemeenten", "Instroom"): (517, 134, 47, 133, 53, 24, 88, 996),
    ("gemeenten", "Uitstroom"): (447, 111, 38, 133, 46, 17, 73, 865),
    ("gemeenten", "2018 (op 1-1-2018)"): (1690, 425, 155, 430, 175, 80, 300, 3255),
    ("beschut_gemeenten", "Taakstelling"): (68, 19, 7, 15, 8, 3, 11, 131),
    ("beschut_gemeenten", "Werkzaam"): (66, 20, 8, 15, 7, 3, 12, 131),
    ("beschut_gemeenten", "Wachtlijst"): (8, 2, 1, 2, 1, 0, 1, 15),
    ("zorgclienten", "2018"): (436, 96, 33, 118, 39, 17, 68, 807),
    ("zorgclienten", "2020"): (497, 110, 38, 135, 44, 18, 78, 920),
    ("buig", "2018"): (2018800, 540600, 121300, 417900, -38400, -61700, 201500, 3200000),
    ("buig", "2019"): (1935800, 571300, 98700, 384100, 21600, -72400, 160900, 3100000),
    ("buig", "2020"): (3391900, 866900, 213800, 724600, 96300, -24700, 331200, 5600000),
    ("couleur_locale", "Couleur locale"): (374200, 95100, 34000, 95800, 37800, 17100, 64600, 718600),
}


def _bouw(folder: Path, gemeente: str = "") -> model.Monitor:
    opdracht = Opdracht(periode=Periode.parse("2020"), werkmap=folder, formaten=JSON, gemeente=gemeente or None)
    build(opdracht, lambda _: None)
    return lees(folder / "uitvoer" / "2020" / gemeente, "2020")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kopie(tmp_path_factory.mktemp("werksaam"), van=WERKMAP)


@pytest.fixture(scope="module")
def regio(folder: Path) -> model.Monitor:
    return _bouw(folder)


@pytest.fixture(scope="module")
def koggenland(folder: Path) -> model.Monitor:
    return _bouw(folder, "koggenland")


def _cijfers(monitor: model.Monitor) -> dict[str, model.Indicator]:
    return {indicator.id: indicator for indicator in monitor.indicatoren}


def _kolom(monitor: model.Monitor, pagina: str, kop: str) -> dict[str, model.Cel]:
    """Return a column of the first table on a page that has one with this head."""
    blokken = next(page for page in monitor.paginas if page.id == pagina).blokken
    tabellen = [blok.tabel for blok in blokken if isinstance(blok, model.Tabelblok | model.Grafiek)]
    for tabel in tabellen:
        koppen = [kolom.kop for kolom in tabel.kolommen]
        if kop in koppen:
            return {rij.naam: rij.cellen[koppen.index(kop)] for rij in tabel.rijen}
    message = f"{pagina} has no table with {kop}"
    raise AssertionError(message)


# ---------------------------------------------------------------- the region


def test_published_figures_come_out_to_the_digit(regio: model.Monitor) -> None:
    found = _cijfers(regio)
    assert {naam: found[naam].weergave for naam in GEPUBLICEERD} == GEPUBLICEERD


def test_months_that_were_published(regio: model.Monitor) -> None:
    months = _kolom(regio, "verloop", "2020")
    published = {"februari 2020": 2908, "juli 2020": 3082, "oktober 2020": 3020}
    assert {month: months[month].waarde for month in published} == published
    assert min(cel.waarde or 0 for cel in months.values()) == published["februari 2020"]


def test_arbeidsvermogen_is_as_published(regio: model.Monitor) -> None:
    shares = [cel.weergave for cel in _kolom(regio, "arbeidsvermogen", "Aandeel").values()]
    assert shares == ["35%", "18%", "22%", "6%", "19%", "100%"]


@pytest.mark.parametrize(
    ("pagina", "grootste"),
    [
        ("instroom", ["Einde arbeid in dienstbetrekking", "Einde WW-uitkering", "Taakstelling vluchtelingen"]),
        ("uitstroom", list(cijfers.UITSTROOM_REDEN)[:5]),
    ],
)
def test_reasons_stand_in_their_published_order(regio: model.Monitor, pagina: str, grootste: list[str]) -> None:
    assert list(_kolom(regio, pagina, "2020"))[: len(grootste)] == grootste


@pytest.mark.parametrize("place", TABELLEN)
def test_municipalities_add_up_to_the_region(regio: model.Monitor, place: tuple[str, str]) -> None:
    found = tuple(cel.waarde for cel in _kolom(regio, *place).values())
    assert found == TABELLEN[place]
    assert sum(TABELLEN[place][:-1]) == TABELLEN[place][-1]


def test_every_month_adds_up_and_follows_from_the_one_before() -> None:
    standen, instroom, uitstroom = gemeenten.standen(), gemeenten.instroom(), gemeenten.uitstroom()
    assert [sum(month) for month in zip(*standen.values(), strict=True)] == list(cijfers.STANDEN)
    assert [sum(month) for month in zip(*instroom.values(), strict=True)] == [
        total for jaar in cijfers.JAREN for total in cijfers.INSTROOM[jaar]
    ]
    for gemeente, row in standen.items():
        flows = zip(row, instroom[gemeente], uitstroom[gemeente], strict=False)
        assert [stand + came - left for stand, came, left in flows] == row[1:]


def test_answers_of_too_few_give_no_verdict(regio: model.Monitor) -> None:
    tevredenheid = _cijfers(regio)["tevredenheid"]
    assert tevredenheid.oordeel == "grijs"
    assert "te weinig" in tevredenheid.voorbehoud


def test_two_counts_of_one_month_are_told_and_accepted(regio: model.Monitor) -> None:
    (found,) = [finding for finding in regio.meldingen if finding.code == "zelfde-begrip"]
    assert found.ernst == "info"
    assert "3.255" in found.wat
    assert "3.247" in found.wat


def test_nothing_is_left_to_look_at(regio: model.Monitor) -> None:
    assert [finding.wat for finding in regio.meldingen if finding.ernst != "info"] == []


# ---------------------------------------------------------------- one municipality


def test_a_municipality_has_its_own_figures(regio: model.Monitor, koggenland: model.Monitor) -> None:
    own, whole = _cijfers(koggenland), _cijfers(regio)
    place = cijfers.GEMEENTEN.index("Koggenland")
    assert (koggenland.programma.gemeente, koggenland.programma.regio) == ("Koggenland", "Westfriesland")
    assert own["uitkeringen_eind"].exact == whole["uitkeringen_gemeente"].leden[place].exact == "162"
    assert own["uitstroom_werk"].exact == str(Fraction(27, 46))
    assert (own["beschut_benutting"].weergave, own["beschut_benutting"].oordeel) == ("88%", "rood")
    assert own["buig_resultaat"].weergave == f"€{NBSP}96.300"


def test_what_is_not_split_stays_that_of_the_region(regio: model.Monitor, koggenland: model.Monitor) -> None:
    own, whole = _cijfers(koggenland), _cijfers(regio)
    assert own["tevredenheid"].naam == "Rapportcijfer van cliënten (hele regio)"
    for naam in ("tevredenheid", "coaches_deel", "uitstroom_werk_landelijk", "kans_werk"):
        assert own[naam].exact == whole[naam].exact


def test_pages_and_tasks_are_those_of_the_municipality(regio: model.Monitor, koggenland: model.Monitor) -> None:
    own, whole = ({pagina.id for pagina in monitor.paginas} for monitor in (koggenland, regio))
    assert "gemeente" in own - whole
    assert {"gemeenten", "prognose", "leerwerkbedrijven", "tellingen"} <= whole - own
    beschut = next(opgave for opgave in koggenland.opgaven if opgave.nummer == 4)
    assert "ruimte voor acht" in beschut.voortgang


def test_the_two_monitors_do_not_write_over_each_other(
    folder: Path, regio: model.Monitor, koggenland: model.Monitor
) -> None:
    assert lees(folder / "uitvoer" / "2020", "2020") == regio != koggenland
