"""The half-yearly example, end to end: both halves to the digit, what is found in it, and the same bytes again."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from hulp import bouw, kopie, lees, momentopname, verslag
from werkmonitor import resources
from werkmonitor.findings import Finding
from werkmonitor.monitor import model

HALVES = ("2019-H1", "2019-H2")
EXACT = {  # of 2019-H1: what the policy plan says of 1 July 2019
    "uitkeringen": "1867",
    "personen": "2157",
    "personen_per_uitkering": "2157/1867",
    "bab_indicaties": "584",
    "bab_bijstand": "345",
    "bab_bijstand_aandeel": "345/2157",
    "bab_ontheffing": "144",
    "bab_werkt": "67",
    "beschut_indicaties": "19",
    "beschut_geplaatst": "7",
    "wsw_daling": "-40",
    "banen_groei_fryslan": "7410",
    "banen_groei_smallingerland": "719",
    "ww_aandeel": "94/1492",
    "extra_banen": "4951",
    "quotum_nodig": str(Fraction("0.0214") * 827105 / 1331),
    "fte_gemeente": "447.01",
    "budget_saldo": str(56_789_000 - 58_081_000),
}
WEERGAVE = {
    "ontheffing": "35%",
    "ontheffing_boven_doel": "10%",
    "voorziening": "41%",
    "parttime": "12,5%",
    "parttime_factor": "3,0",
    "duur_verschil": "6,0",
    "bab_bijstand_aandeel": "16%",
    "ww_aandeel": "6,3%",
    "quotum_nodig": "13,3",
    "banen_groei_fryslan_deel": "2,6%",
    "banen_groei_smallingerland_deel": "2,5%",
    "vz_prb": "niet bekend",
}
JAARNORMEN = {  # norm of the first half and of the whole year, with the colours of both, and the year so far
    "uitstroom_werk": ("ten minste 100 voor de eerste helft", "rood", "ten minste 200 voor heel 2019", "rood", "163"),
    "vz_leerwerkplek": ("ten minste 50 voor de eerste helft", "rood", "ten minste 100 voor heel 2019", "rood", "87"),
    "vz_maatwerk": ("ten hoogste 25 voor de eerste helft", "groen", "ten hoogste 50 voor heel 2019", "groen", "47"),
    "vz_ouderen": ("ten hoogste 10 voor de eerste helft", "oranje", "ten hoogste 20 voor heel 2019", "oranje", "21"),
    "vz_prb": ("ten hoogste 10 voor de eerste helft", "grijs", "ten hoogste 20 voor heel 2019", "grijs", None),
}


@pytest.fixture(scope="module")
def werkmap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kopie(tmp_path_factory.mktemp("halfjaar"), van=resources.voorbeeld("smallingerland"))


@pytest.fixture(scope="module")
def eerste(werkmap: Path) -> model.Monitor:
    return bouw(werkmap, "2019-H1")


@pytest.fixture(scope="module")
def tweede(werkmap: Path) -> model.Monitor:
    return bouw(werkmap, "2019-H2")


def cijfer(monitor: model.Monitor, id_: str) -> model.Indicator:
    return next(indicator for indicator in monitor.indicatoren if indicator.id == id_)


def tabel(monitor: model.Monitor, pagina: str, titel: str) -> dict[str, list[str]]:
    """Return the shown cells of a table by row."""
    blokken = next(page.blokken for page in monitor.paginas if page.id == pagina)
    tabellen = [blok.tabel for blok in blokken if isinstance(blok, model.Tabelblok | model.Indicatoren | model.Grafiek)]
    found = next(item for item in tabellen if item.titel.startswith(titel))
    return {rij.naam: [cel.weergave for cel in rij.cellen] for rij in found.rijen}


# ---------------------------------------------------------------- figures


@pytest.mark.parametrize(("id_", "exact"), EXACT.items())
def test_published_figures_are_exact(eerste: model.Monitor, id_: str, exact: str) -> None:
    found = cijfer(eerste, id_)
    assert Fraction(found.exact or "0") == Fraction(exact)
    assert found.herkomst


@pytest.mark.parametrize(("id_", "shown"), WEERGAVE.items())
def test_published_figures_are_shown_as_published(eerste: model.Monitor, id_: str, shown: str) -> None:
    assert cijfer(eerste, id_).weergave == shown


@pytest.mark.parametrize(
    ("pagina", "titel", "expected"),
    [
        ("wie", "Mensen met bijstand naar leeftijd", ["8%", "36%", "25%", "31%"]),
        ("wie", "Mensen met bijstand naar opleiding", ["65%", "26%", "4%", "5%"]),
        ("hoelang", "Mensen met bijstand naar duur", ["18%", "13%", "28%", "41%"]),
        ("beschut", "Waar mensen met een Wsw-dienstverband", ["53%", "28%", "19%"]),
    ],
)
def test_shares_come_from_numbers(eerste: model.Monitor, pagina: str, titel: str, expected: list[str]) -> None:
    rijen = list(tabel(eerste, pagina, titel).values())
    assert [cells[-1] for cells in rijen[: len(expected)]] == expected


def test_of_five_percent_the_education_is_not_known(eerste: model.Monitor) -> None:
    found = cijfer(eerste, "deel_onbekend")
    assert (found.weergave, found.naam) == ("5%", "Deel met onbekende opleiding")


def test_monthly_figures_lie_in_the_half_year_of_their_month(eerste: model.Monitor, tweede: model.Monitor) -> None:
    titel = "Uitstroom naar werk per maand"
    assert tabel(eerste, "werk", titel)["januari 2019"][::2] == ["2,9%", "2,9%"]
    assert tabel(tweede, "werk", titel)["juli 2019"][::2] == ["2,6%", "2,8%"]


# ---------------------------------------------------------------- half-years


def test_a_half_year_is_compared_with_that_of_last_year(eerste: model.Monitor, tweede: model.Monitor) -> None:
    for monitor, now, then, naam in (
        (eerste, "84", "97", "het 1e halfjaar van 2018"),
        (tweede, "79", "90", "het 2e halfjaar van 2018"),
    ):
        found = cijfer(monitor, "uitstroom_werk")
        assert found.vergelijking is not None
        assert (found.weergave, found.vergelijking.cijfer.weergave, found.vergelijking.naam) == (now, then, naam)


def test_the_second_half_begins_where_the_first_ended(eerste: model.Monitor, tweede: model.Monitor) -> None:
    assert cijfer(tweede, "uitkeringen_begin").exact == cijfer(eerste, "uitkeringen").exact == "1867"
    assert cijfer(eerste, "uitkeringen").peildatum == "2019-07-01"


@pytest.mark.parametrize("id_", JAARNORMEN)
def test_a_norm_of_a_year_is_held_against_the_year_so_far(
    eerste: model.Monitor, tweede: model.Monitor, id_: str
) -> None:
    half, kleur, heel, kleur_heel, dit_jaar = JAARNORMEN[id_]
    first, second = cijfer(eerste, id_), cijfer(tweede, id_)
    assert (first.norm_weergave, first.oordeel) == (half, kleur)
    assert (second.norm_weergave, second.oordeel) == (heel, kleur_heel)
    assert (second.tot_nu_toe.weergave if second.tot_nu_toe else None) == dit_jaar


def test_money_adds_up_over_the_year(eerste: model.Monitor, tweede: model.Monitor) -> None:
    halves = [Fraction(cijfer(monitor, "saldo").exact or "0") for monitor in (eerste, tweede)]
    assert Fraction(cijfer(tweede, "saldo_dit_jaar").exact or "0") == sum(halves)
    assert halves == [20_410_000 - Fraction("20747233.59"), 20_585_885 - Fraction("20956162.92")]


def test_a_ceiling_that_is_used_more_is_neither_better_nor_worse(eerste: model.Monitor) -> None:
    trends = tabel(eerste, "conclusies", "Wat is er per opgave bereikt")
    assert trends["16. Participatieplaatsen"][3] == "hoger"


def test_the_bridge_leaves_nothing_unexplained(eerste: model.Monitor) -> None:
    steps = tabel(eerste, "stroom", "Uitkeringen: stand")
    assert [cells[0] for cells in steps.values()] == ["1.846", "+262", "-84", "-38", "-35", "-84", "0", "1.867"]


def test_too_few_answers_give_a_warning_and_no_verdict(eerste: model.Monitor, tweede: model.Monitor) -> None:
    low, enough = cijfer(eerste, "ervaring_zes_maanden"), cijfer(tweede, "ervaring_zes_maanden")
    assert "14%" in low.voorbehoud
    assert not enough.voorbehoud
    assert [f.code for f in eerste.meldingen if f.code == "respons-te-laag"] == ["respons-te-laag"]
    assert not [f for f in tweede.meldingen if f.code == "respons-te-laag"]


# ---------------------------------------------------------------- what does not hold


@pytest.mark.parametrize("half", HALVES)
def test_the_printed_totals_that_do_not_add_up_are_found(request: pytest.FixtureRequest, half: str) -> None:
    monitor: model.Monitor = request.getfixturevalue({"2019-H1": "eerste", "2019-H2": "tweede"}[half])
    found = [finding for finding in monitor.meldingen if finding.code == "totaal-wijkt-af"]
    assert [_verschil(finding) for finding in found] == ["190.000", "180.000", "170.000", "160.000"]
    shown = tabel(monitor, "meerjarig", "Participatiebudget in euro")
    assert shown["2020"] == ["14.221.000", "14.374.000", "-153.000", "14.184.000", "-190.000"]
    assert [cells[-1] for cells in shown.values()] == ["-190.000", "-180.000", "-170.000", "-160.000", "-700.000"]


def _verschil(finding: Finding) -> str:
    return finding.wat.split("verschil -€")[1].strip("\N{NO-BREAK SPACE} ).").removesuffix(",00")


@pytest.mark.parametrize("half", HALVES)
def test_nothing_else_is_wrong(request: pytest.FixtureRequest, half: str) -> None:
    monitor: model.Monitor = request.getfixturevalue({"2019-H1": "eerste", "2019-H2": "tweede"}[half])
    codes = {finding.code for finding in monitor.meldingen if finding.ernst != "info"}
    assert codes - {"respons-te-laag"} == {"totaal-wijkt-af", "zelfde-begrip"}


def test_what_is_invented_says_so(eerste: model.Monitor) -> None:
    """A figure that nobody published is marked; so is each page that shows one."""
    published = {id_ for id_ in EXACT if cijfer(eerste, id_).status == "definitief"}
    assert published == EXACT.keys()
    assert cijfer(eerste, "uitstroom_werk").status == cijfer(eerste, "bezwaren").status == "verzonnen"
    shown = {pagina.id: pagina.verzonnen for pagina in eerste.paginas}
    assert all(shown[id_] for id_ in ("bezwaar", "ervaring", "geld", "stroom"))
    assert not shown["meerjarig"]


@pytest.mark.traag
def test_a_second_build_gives_the_same_bytes(werkmap: Path, eerste: model.Monitor, tmp_path: Path) -> None:
    again = kopie(tmp_path, van=resources.voorbeeld("smallingerland"))
    verslag(again, "2019-H1", forceer=True)
    assert lees(again / "uitvoer" / "2019-H1", "2019-H1") == eerste
    one, other = (momentopname(map_ / "uitvoer" / "2019-H1")["monitor-2019-H1.json"] for map_ in (werkmap, again))
    assert one == other
