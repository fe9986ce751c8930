"""Controls on facts: time, outliers, balances, copies and repeats."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from werk_voorbeeld import BESTAND, POORT, indicator, programma, tabel
from werkmonitor.bronnen.feiten import Afdruk, Bronbestand, Feiten, Feitentabel, Registerrij, encode
from werkmonitor.checks.balans import controleer_balansen
from werkmonitor.checks.cijfers import AFSTEMMINGEN, CONTROLES, controleer_cijfers, fouten_per_bron
from werkmonitor.checks.gevolgen import maten_per_indicator, met_gevolgen
from werkmonitor.checks.herhaald import controleer_herhaald
from werkmonitor.checks.kopieen import controleer_kopieen
from werkmonitor.checks.tijdreeks import controleer_tijd
from werkmonitor.checks.uitschieters import MINST, controleer_uitschieters, is_uitschieter
from werkmonitor.findings import Finding, Location
from werkmonitor.periode import Periode

JAAR = Periode.parse("2021")
PAD = "exports/2021/poort.xlsx"
MAAND = POORT | {"tijd": {"maand": "Maand"}, "dimensies": {}}
SPLITS = POORT | {"tijd": {"maand": "Maand"}}
STAND_BEGIN = BESTAND | {"peilmoment": "begin"}
INSTROOM = MAAND | {"id": "in", "maten": {"instroom": {"kolom": "Aantal", "eenheid": "personen"}}}
UITSTROOM = MAAND | {"id": "uit", "maten": {"uitstroom": {"kolom": "Aantal", "eenheid": "personen"}}}
BALANS = {"naam": "bijstand", "stand": "bijstand", "instroom": "instroom", "uitstroom": "uitstroom"}


def maanden(waarden: str, jaar: str = "2021") -> list[tuple[str, str]]:
    """Return a number for each month; ``_`` leaves a month out."""
    return [(f"{jaar}-{at:02d}", w) for at, w in enumerate(waarden.split(), 1) if w != "_"]


def reeks(bron: dict[str, Any], waarden: str, levering: str = "2021") -> Feitentabel:
    return tabel(bron, levering, *maanden(waarden, levering))


def standen(*days: str, bron: dict[str, Any] = BESTAND) -> Feitentabel:
    return tabel(bron, "2021", *((day, "100") for day in days))


def tijd(found: Feitentabel, bron: dict[str, Any], **keys: Any) -> list[Finding]:
    return list(controleer_tijd(programma(bron=(bron,), **keys), Feiten((found,)), JAAR))


VOL = "9 9 9 9 9 9 9 9 9 9 9 9"

# ---------------------------------------------------------------- time


def test_a_full_year_of_months_is_in_order() -> None:
    assert tijd(reeks(MAAND, VOL), MAAND) == []


def test_missing_months_are_named_with_the_sheet_of_the_series() -> None:
    (finding,) = tijd(reeks(MAAND, "9 9 _ _ 9 9 9 9 9 9 9 _"), MAAND)
    assert (finding.code, finding.ernst) == ("tijd-ontbreekt", "waarschuwing")
    assert finding.wat == "Van aanvragen ontbreekt maart en april 2021 en december 2021."
    assert finding.vindplaats == Location("exports/2021/poort.xlsx", "Blad1")


def test_a_missing_month_is_told_also_where_an_empty_cell_means_nobody() -> None:
    assert [f.code for f in tijd(reeks(MAAND, "9 _ 9 9 9 9 9 9 9 9 9 9"), MAAND | {"leeg": "nul"})] == [
        "tijd-ontbreekt"
    ]


def test_an_export_of_another_year_says_so() -> None:
    (finding,) = tijd(tabel(MAAND, "2021", *maanden("9 9 9", "2020")), MAAND)
    assert finding.wat == "Van aanvragen is er niets over 2021; wel over januari 2020, februari 2020 en maart 2020."


def test_a_year_that_is_one_number_lacks_no_months() -> None:
    assert tijd(tabel(MAAND, "2021", ("2021", "9"), ("2020", "8")), MAAND) == []


def test_a_year_beside_its_months_overlaps() -> None:
    found = tijd(tabel(MAAND, "2021", ("2021", "108"), *maanden(VOL)), MAAND)
    assert [f.code for f in found] == ["tijd-overlapt"]
    assert found[0].wat == "Van aanvragen overlappen 2021 en januari 2021 elkaar."


def test_a_later_month_is_told_unless_a_figure_looks_ahead() -> None:
    later = tabel(MAAND, "2021", ("2021", "9"), ("2022", "8"), ("2023", "7"))
    (finding,) = tijd(later, MAAND)
    assert finding.wat == "Van aanvragen staat er een getal over 2022, en 1 keer later: na 2021."
    assert finding.vindplaats is not None
    assert finding.vindplaats.cel == "C3"
    ahead = (indicator("straks", "som(aanvragen, volgend_jaar)"),)
    assert tijd(later, MAAND, indicator=ahead) == []


@pytest.mark.parametrize(
    ("bron", "days", "missing"),
    [
        (BESTAND, ["2021-03-31", "2021-06-30", "2021-09-30", "2021-12-31"], ""),
        (BESTAND, ["2020-12-31", "2021-12-31"], ""),
        (BESTAND, ["2021-03-31", "2021-06-30", "2021-12-31"], "de stand op 30 september 2021"),
        (STAND_BEGIN, ["2021-01-01", "2022-01-01"], ""),
        (STAND_BEGIN, [f"2021-{m:02d}-01" for m in range(1, 13)], "de stand op 1 januari 2022"),
        (BESTAND, ["2021-06-30"], ""),
    ],
)
def test_stands_keep_their_rhythm(bron: dict[str, Any], days: list[str], missing: str) -> None:
    found = tijd(standen(*days, bron=bron), bron)
    said = [f.wat.replace("\N{NO-BREAK SPACE}", " ") for f in found]
    assert said == ([f"Van bijstand ontbreekt {missing}."] if missing else [])


def test_a_stand_after_the_period_is_told() -> None:
    found = tijd(standen("2021-12-31", "2022-02-28"), BESTAND)
    assert [f.code for f in found] == ["tijd-toekomst"]


def test_a_stand_of_another_year_only_says_which() -> None:
    (finding,) = tijd(standen("2019-12-31"), BESTAND)
    assert finding.wat.replace("\N{NO-BREAK SPACE}", " ").endswith("wel over 31 december 2019.")


def test_a_member_that_lacks_a_month_is_told_unless_that_means_nobody() -> None:
    rows = [(m, lid, "9") for m, _ in maanden(VOL) for lid in ("toegekend", "afgewezen")]
    found = tabel(
        SPLITS, "2021", *[row for row in rows if row[:2] not in {("2021-03", "afgewezen"), ("2021-05", "afgewezen")}]
    )
    (finding,) = tijd(found, SPLITS)
    assert finding.code == "reeks-onvolledig"
    assert finding.wat == (
        "Van aanvragen is er geen regel voor afgewezen in maart 2021, en in andere tijd wel. Zo zijn er 2."
    )
    assert tijd(found, SPLITS | {"leeg": "nul"}) == []


def test_an_earlier_delivery_is_not_looked_at_again() -> None:
    assert tijd(reeks(MAAND, "9 _ 9", "2020"), MAAND) == []


# ---------------------------------------------------------------- outliers


def uitschieters(*tabellen: Feitentabel) -> list[Finding]:
    return list(controleer_uitschieters(programma(bron=(MAAND,)), Feiten(tabellen), JAAR))


def test_a_number_far_from_its_history_is_told_with_what_is_usual() -> None:
    (finding,) = uitschieters(reeks(MAAND, "31 33 30 29 333 30 31 32 33 30 29 31"))
    assert finding.code == "uitschieter"
    assert finding.wat == "333 voor aanvragen in mei 2021; de 11 andere keren was het meestal 30 tot 32 (midden: 31)."
    assert finding.vindplaats == Location("exports/2021/poort.xlsx", "Blad1", "C6")


def test_the_delivery_before_is_part_of_the_history() -> None:
    short = reeks(MAAND, "31 33 90")
    assert uitschieters(short) == []
    (finding,) = uitschieters(short, reeks(MAAND, "31 33 30 29 28 30 31 32 33 30 29 31", "2020"))
    assert "de 14 andere keren" in finding.wat


def test_only_the_period_itself_is_told_and_the_newest_delivery_counts() -> None:
    old = reeks(MAAND, "31 33 30 29 333 30 31 32 33 30 29 31", "2020")
    assert uitschieters(old, reeks(MAAND, "31 33 30")) == []


def test_empty_cells_and_large_tables_are_no_history(monkeypatch: pytest.MonkeyPatch) -> None:
    found = reeks(MAAND, "31 33 30 29 333 30 31 32 33 30 29 31")
    assert uitschieters(replace(found, leeg=found.teller != 333)) == []
    assert len(uitschieters(found)) == 1
    monkeypatch.setattr("werkmonitor.checks.uitschieters.MEEST_FEITEN", 5)
    assert uitschieters(found) == []


@pytest.mark.parametrize(
    ("waarde", "anderen", "eenheid", "ver"),
    [
        ("33", ["30"] * 12, "aantal", False),
        ("60", ["30"] * 12, "aantal", True),
        ("45", ["30"] * 12, "aantal", False),  # exactly half more
        ("46", ["30"] * 12, "aantal", True),
        ("0", ["30"] * 12, "aantal", True),
        ("9", ["0"] * 12, "aantal", False),  # small counts are noisy
        ("10", ["0"] * 12, "aantal", True),
        ("60", ["30"] * (MINST - 1), "aantal", False),
        ("60", ["10", "50", "20", "40", "15", "45", "25", "35"], "aantal", False),  # it always swings
        ("0.9", ["0.3"] * 8, "aandeel", True),
        ("-30", ["30"] * 8, "euro", True),
    ],
)
def test_far_is_six_times_the_spread_and_half_of_the_middle(
    waarde: str, anderen: list[str], eenheid: str, *, ver: bool
) -> None:
    assert is_uitschieter(Fraction(waarde), [Fraction(ander) for ander in anderen], eenheid) is ver


# ---------------------------------------------------------------- balance


def balans(standen_: dict[str, str], instroom: str, uitstroom: str) -> list[Finding]:
    declared = programma(bron=(STAND_BEGIN, INSTROOM, UITSTROOM), balans=(BALANS,))
    stand = tabel(STAND_BEGIN, "2021", *standen_.items())
    feiten = Feiten((stand, reeks(INSTROOM, instroom), reeks(UITSTROOM, uitstroom)))
    return list(controleer_balansen(declared, feiten, JAAR))


def test_a_balance_that_closes_says_nothing() -> None:
    assert (
        balans(
            {"2021-01-01": "1309", "2022-01-01": "1249"},
            "28 28 28 28 28 28 28 28 28 28 28 30",
            "33 33 33 33 33 33 33 33 33 33 33 35",
        )
        == []
    )


def test_a_remainder_is_shown_with_the_sum_in_dutch_numbers() -> None:
    (finding,) = balans({"2021-01-01": "1309", "2022-01-01": "1249"}, VOL, VOL)
    assert (finding.code, finding.ernst) == ("balans-rest", "waarschuwing")
    assert finding.wat == (
        "Balans 'bijstand' over 2021: 1.309 + 108 - 108 = 1.309, maar de stand is 1.249. Verschil: -60."
    )
    assert finding.vindplaats == Location("exports/2021/bestand.xlsx", "Blad1", "C3")


def test_the_months_with_a_remainder_are_named() -> None:
    days = {f"2021-{m:02d}-01": "100" for m in range(1, 13)} | {"2022-01-01": "100", "2021-03-01": "103"}
    (finding,) = balans(days, VOL, VOL)
    assert finding.wat.startswith("Balans 'bijstand' over februari 2021: 100 + 9 - 9 = 100, maar de stand is 103.")
    assert finding.wat.endswith("Er is ook verschil bij maart 2021 (-3).")
    (finding,) = balans(days | {"2022-01-01": "101"}, VOL, VOL)
    assert finding.wat.endswith("Er is ook verschil bij februari 2021 (3), maart 2021 (-3), december 2021 (1).")


def test_what_is_not_known_in_full_is_not_held_against_anything() -> None:
    assert balans({"2021-01-01": "1309", "2022-01-01": "1249"}, "9 9 9", VOL) == []
    assert balans({"2021-01-01": "1309"}, VOL, VOL) == []


def test_numbers_that_cannot_be_added_are_not_held_against_anything() -> None:
    aandeel = {"maten": {"instroom": {"kolom": "Aantal", "eenheid": "aandeel"}}}
    declared = programma(bron=(STAND_BEGIN, INSTROOM | aandeel, UITSTROOM), balans=(BALANS,))
    stand = tabel(STAND_BEGIN, "2021", ("2021-01-01", "1"), ("2022-01-01", "2"))
    feiten = Feiten((stand, reeks(INSTROOM | aandeel, VOL), reeks(UITSTROOM, VOL)))
    assert list(controleer_balansen(declared, feiten, JAAR)) == []


def test_the_members_that_all_three_have_are_named_too() -> None:
    wijk = {"dimensies": {"wijk": "Wijk"}}
    bronnen = (STAND_BEGIN | wijk, INSTROOM | wijk, UITSTROOM | wijk)
    stand = tabel(
        bronnen[0],
        "2021",
        *(("2021-01-01", lid, "100") for lid in ("noord", "zuid")),
        *(("2022-01-01", lid, aantal) for lid, aantal in (("noord", "100"), ("zuid", "105"))),
    )
    stroom = [tabel(bron, "2021", ("2021", "noord", "5"), ("2021", "zuid", "7")) for bron in bronnen[1:]]
    declared = programma(bron=bronnen, balans=(BALANS,))
    (finding,) = controleer_balansen(declared, Feiten((stand, *stroom)), JAAR)
    assert finding.wat.endswith("Verschil: 5. Er is ook verschil bij zuid (5).")


# ---------------------------------------------------------------- copies and repeats


def bestand(pad: str, sha: str = "a", bron: str = "poort", levering: str = "2021") -> Bronbestand:
    return Bronbestand(f"exports/{levering}/{pad}", sha * 64, bron, levering)


def kopieen(*bestanden: Bronbestand) -> list[Finding]:
    return list(controleer_kopieen(programma(), Feiten(bestanden=bestanden), JAAR))


def test_last_years_export_again_is_told() -> None:
    (finding,) = kopieen(bestand("p.xlsx"), bestand("oud.xlsx", levering="2020"))
    assert (finding.code, finding.ernst) == ("export-ongewijzigd", "waarschuwing")
    assert finding.wat == "Dit bestand is precies gelijk aan exports/2020/oud.xlsx, dat bij 2020 hoort."
    assert finding.vindplaats == Location("exports/2021/p.xlsx")


def test_a_register_that_is_the_same_as_before_is_a_remark() -> None:
    (finding,) = kopieen(bestand("r.xlsx", bron="register"), bestand("r.xlsx", bron="register", levering="2020"))
    assert (finding.ernst, finding.gevolg, finding.doen) == ("info", "", "Kijk of de teksten nog kloppen.")


def test_one_export_for_two_sources_is_told_once_and_not_when_they_read_one_file() -> None:
    (finding,) = kopieen(bestand("p.xlsx"), bestand("b.xlsx", bron="bestand"))
    assert finding.code == "bestand-dubbel"
    assert "'Aanvragen aan de Poort' is precies gelijk aan exports/2021/b.xlsx van 'Bijstandsbestand'" in finding.wat
    assert kopieen(bestand("p.xlsx"), bestand("p.xlsx", bron="bestand")) == []
    assert kopieen(bestand("p.xlsx"), bestand("b.xlsx", "b")) == []


def herhaald(*bestanden: Bronbestand, runs: tuple[str, ...] = (), feiten: int = 0) -> list[Finding]:
    """Look at files of one source, of which the first states facts (and all of them when ``feiten`` says so)."""
    found = reeks(MAAND, VOL)
    codes = [at % len(bestanden) if feiten else 0 for at in range(len(found))]
    found = replace(found, bestanden=bestanden, bestand=replace(found.bestand, codes=found.bestand.codes * 0 + codes))
    prints = [
        Afdruk("poort", "2021", b.pad, herkend=True, gedraaid=run) for b, run in zip(bestanden, runs, strict=False)
    ]
    return list(controleer_herhaald(programma(), Feiten((found,), bestanden=bestanden, afdrukken=tuple(prints)), JAAR))


def test_a_numbered_copy_with_other_contents_is_told_and_the_page_footer_says_which_is_newer() -> None:
    files = (bestand("x.xlsx"), bestand("x (1).xlsx", "b"))
    (finding,) = herhaald(*files, runs=("2022-01-14", "2022-01-03"), feiten=1)
    assert finding.code == "export-herhaald"
    assert finding.wat == "Dit lijkt hetzelfde rapport als 'x (1).xlsx', met een andere inhoud."
    assert (
        finding.doen == "Volgens de paginavoet is 'x.xlsx' het nieuwst (14\N{NO-BREAK SPACE}januari 2022); bewaar die."
    )


@pytest.mark.parametrize("runs", [(), ("2022-01-14", ""), ("2022-01-14", "2022-01-14")])
def test_without_two_days_nobody_says_which_is_newer(runs: tuple[str, ...]) -> None:
    (finding,) = herhaald(bestand("x-nl_20220114.xlsx"), bestand("x-nl.xlsx", "b"), runs=runs)
    assert finding.doen.startswith("De bestanden zeggen zelf niet welk het nieuwst is.")


def test_stamped_reports_of_several_months_and_burst_folders_are_no_repeats() -> None:
    assert herhaald(bestand("x_20210131.xlsx"), bestand("x_20210228.xlsx", "b"), feiten=1) == []
    assert herhaald(bestand("noord/x.xlsx"), bestand("zuid/x.xlsx", "b"), feiten=1) == []
    assert herhaald(bestand("x.xlsx"), bestand("oud/y.xlsx", "b"), feiten=1) == []


def test_a_file_of_the_same_name_in_a_folder_within_its_own_is_told() -> None:
    (finding,) = herhaald(bestand("X.xlsx"), bestand("oud/2020/x.xlsx", "b"), feiten=1)
    assert finding.wat == "Dit lijkt hetzelfde rapport als 'oud/2020/x.xlsx', met een andere inhoud."


# ---------------------------------------------------------------- together


def test_every_control_is_carried_out() -> None:
    feiten = Feiten((reeks(MAAND, "31 33 30 29 333 30 31 32 33 30 _ 31"),))
    assert [f.code for f in controleer_cijfers(programma(bron=(MAAND,)), feiten, JAAR)] == [
        "uitschieter",
        "tijd-ontbreekt",
    ]
    assert len({*CONTROLES, *AFSTEMMINGEN}) == len(CONTROLES) + len(AFSTEMMINGEN) == 9


def test_a_source_with_a_fault_is_not_held_against_its_own_totals_and_series() -> None:
    feiten = Feiten((reeks(MAAND, "31 33 30 29 333 30 31 32 33 30 _ 31"),))
    fout = Finding("geen-getal", "fout", "Geen getal.", Location("exports/2021/poort.xlsx", "Blad1", "C12"))
    found = controleer_cijfers(programma(bron=(MAAND,)), feiten, JAAR, [fout])
    assert [(f.code, str(f.vindplaats)) for f in found] == [
        ("uitschieter", "exports/2021/poort.xlsx › Blad1 › C6"),
        ("niet-afgestemd", "exports/2021/poort.xlsx"),
    ]
    elders = [
        replace(fout, vindplaats=place) for place in (Location("poort.toml"), Location("exports/2021/x.csv"), None)
    ]
    found = controleer_cijfers(programma(bron=(MAAND,)), feiten, JAAR, [*elders, replace(fout, ernst="info")])
    assert [f.code for f in found] == ["uitschieter", "tijd-ontbreekt"]


def test_a_source_of_which_nothing_was_read_is_not_called_unreconciled() -> None:
    fout = Finding("bestand-onleesbaar", "fout", "Kapot.", Location("exports/2021/Poort.xlsx"))
    assert fouten_per_bron(programma(), [fout]) == {"poort": [fout]}
    assert controleer_cijfers(programma(bron=(POORT,)), Feiten(), JAAR, [fout]) == []


FIGUREN = (
    *(indicator(naam, "som(aanvragen)") for naam in ("een", "twee", "drie")),
    indicator("vier", "uitkomst('een')"),
    indicator("stand", "stand(bijstand)"),
    indicator("stuk", "som(aanvragen"),
)


def test_a_figure_rests_on_maten_also_through_others() -> None:
    found = maten_per_indicator(programma(indicator=FIGUREN))
    assert found == {naam: {"aanvragen"} for naam in ("Een", "Twee", "Drie", "Vier")} | {"Stand": {"bijstand"}}


def test_a_finding_about_a_file_says_which_figures_it_touches() -> None:
    plek = Location("exports/2021/p.xlsx", "Blad1", "A1")
    given = [
        Finding("x", "fout", "Wat.", plek, "Gevolg."),
        Finding("x", "info", "Wat.", plek),
        Finding("x", "fout", "Wat.", Location("werkmonitor.toml")),
        Finding("x", "fout", "Wat."),
    ]
    found = met_gevolgen(given, programma(indicator=FIGUREN), Feiten(bestanden=(bestand("p.xlsx"),)), ())
    assert found[0].gevolg == "Gevolg. Raakt: Een, Twee, Drie en nog 1."
    assert found[1:] == given[1:]


TWEE_MATEN = POORT | {
    "maten": {"aanvragen": {"kolom": "Aantal", "eenheid": "aantal"}, "besluiten": {"kolom": "B", "eenheid": "aantal"}}
}


def geraakt(finding: Finding, *kolommen: int, zonder: tuple[str, ...] = ()) -> str:
    """Return what a finding touches where aanvragen, besluiten and again both stand in these columns, a row each."""
    rows = tabel(POORT, "2021", *(("2021", lid, "5") for lid in "abcd"))
    table = replace(rows, maat=encode(["aanvragen", "besluiten"] * 2), kolom=np.array(kolommen, dtype=np.int32))
    figures = (indicator("een", "som(aanvragen)"), indicator("twee", "som(besluiten)"))
    feiten = Feiten((table,), bestanden=table.bestanden)
    (found,) = met_gevolgen([finding], programma(bron=(TWEE_MATEN,), indicator=figures), feiten, zonder)
    return found.gevolg


@pytest.mark.parametrize(
    ("cel", "kolommen", "raakt"),
    [
        ("C9", (2, 3, 2, 3), "Raakt: Een."),
        ("D9", (2, 3, 2, 3), "Raakt: Twee."),
        ("A2", (2, 3, 2, 3), "Raakt: Een en Twee."),
        ("C9", (2, 2, 2, 2), "Raakt: Een en Twee."),
        ("C3", (2, 2, 2, 2), "Raakt: Twee."),
        (None, (2, 3, 2, 3), "Raakt: Een en Twee."),
    ],
)
def test_a_bad_cell_touches_the_figures_of_the_maat_in_its_column(
    cel: str | None, kolommen: tuple[int, ...], raakt: str
) -> None:
    assert geraakt(Finding("geen-getal", "fout", "Wat.", Location(PAD, "Blad1", cel)), *kolommen) == raakt


def test_what_is_missing_touches_the_figures_of_its_maat_that_have_no_value() -> None:
    finding = Finding("tijd-ontbreekt", "waarschuwing", "Van besluiten ontbreekt mei 2021.", Location(PAD, "Blad1"))
    assert geraakt(finding, 2, 3, 2, 3) == ""
    assert geraakt(finding, 2, 3, 2, 3, zonder=("Een", "Twee")) == "Raakt: Twee."


def test_a_fact_that_is_stated_twice_can_be_about_more_than_its_cell() -> None:
    assert geraakt(Finding("dubbel-feit", "fout", "Wat.", Location(PAD, "Blad1", "C2")), 2, 3, 2, 3) == (
        "Raakt: Een en Twee."
    )


def test_a_gap_in_a_register_touches_no_figure_of_the_same_file() -> None:
    gap = Finding("opgave-zonder-voortgang", "waarschuwing", "Wat.", Location("exports/2021/p.xlsx", "Taken", "A2"))
    rows = (Registerrij({"nr": "1"}, {"nr": "A2"}, "exports/2021/p.xlsx", "0" * 64, "Taken", 2),)
    files = (bestand("p.xlsx"),)
    declared = programma(indicator=FIGUREN)
    assert met_gevolgen([gap], declared, Feiten(bestanden=files, registers={("r", "2021"): rows}), ()) == [gap]
    assert met_gevolgen([gap], declared, Feiten(bestanden=files), ()) != [gap]
