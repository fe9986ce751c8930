"""The block that looks ahead: which stands it takes, what it plots and tells, and when it holds back."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, get_args

import pytest
from markupsafe import escape

from werk_voorbeeld import BESTAND, codes, feiten, pagina, programma, samen, tabel, werk
from werkmonitor.bronnen.feiten import Feitentabel
from werkmonitor.checks.declaratie import controleer_declaratie
from werkmonitor.formatting import getal
from werkmonitor.monitor import model
from werkmonitor.monitor.prognose import prognose
from werkmonitor.monitor.vooruitblik import Vooruitblik, kijk_vooruit
from werkmonitor.outputs import html, xlsx
from werkmonitor.periode import Periode
from werkmonitor.programma.pagina import Blok

BEGIN = {**BESTAND, "peilmoment": "begin"}
PROGNOSE: dict[str, Any] = {
    "id": "bijstand",
    "naam": "Uitkeringen",
    "formule": "stand(bijstand)",
    "eenheid": "personen",
    "noem": "uitkeringen",
    "richting": "lager",
    "doel": 1100,
    "doeljaar": 2023,
    "doelbron": "Programma Werk",
}
BLOK = Blok.model_validate({"soort": "prognose", "prognose": "bijstand"})
MEDIA: tuple[html.Medium, ...] = get_args(html.Medium)
Values = Sequence[int | None]
"""Stands of months on end; ``None`` for one that is missing."""


def stands(first: str, values: Values, levering: str = "2021") -> Feitentabel:
    """Make a source with the stand of the first day of each month from ``first`` on; ``None`` leaves a month out."""
    start = Periode.parse(first).start
    days = [(Periode(start + at, 1).eerste_dag.isoformat(), str(value)) for at, value in enumerate(values) if value]
    return tabel(BEGIN, levering, *days)


def falling(months: int, last: int = 1249, change: int = -5) -> list[int]:
    return [last - change * (months - 1 - at) for at in range(months)]


def ahead(first: str, values: Values, periode: str = "2021", **keys: Any) -> Vooruitblik:
    declared = programma(bron=(BEGIN,), prognose=(PROGNOSE | keys,))
    here = werk(declared, feiten(stands(first, values, periode)), Periode.parse(periode))
    return kijk_vooruit(here, declared.prognose[0])


def block(first: str, values: Values, periode: str = "2021", **keys: Any) -> model.Grafiek:
    declared = programma(bron=(BEGIN,), prognose=(PROGNOSE | keys,))
    here = werk(declared, feiten(stands(first, values, periode)), Periode.parse(periode))
    found, _ = prognose(here, BLOK, "kort-1")
    assert codes(here) == []
    return found


def rows(found: model.Grafiek) -> dict[str, tuple[str, ...]]:
    return {rij.naam: tuple(cel.weergave for cel in rij.cellen) for rij in found.tabel.rijen}


# Which stands count


@pytest.mark.parametrize("formule", ["stand(bijstand)", "stand(bijstand, begin)", "gemiddelde(bijstand)"])
def test_however_the_stand_is_asked_for_it_belongs_to_the_month_of_its_day(formule: str) -> None:
    blik = ahead("2020-01", falling(25), formule=formule)
    assert (str(Periode(blik.eerste, 1)), str(Periode(blik.laatste, 1))) == ("2020-01", "2022-01")
    assert blik.reeks == falling(25)


def test_the_mean_of_a_year_is_the_one_that_formulas_give() -> None:
    blik = ahead("2020-01", falling(25))
    here = werk(programma(bron=(BEGIN,)), feiten(stands("2020-01", falling(25))))
    mean = blik.gemiddelde(Periode.parse("2021"), None)
    assert mean is not None
    assert mean.waarde == here.uitkomst("gemiddelde(bijstand)", "toets").waarde
    assert len(list(mean.uitkomst.spoor.adressen())) == 12


def test_what_was_counted_after_the_period_is_not_known_in_it() -> None:
    assert ahead("2020-01", falling(30)).reeks == falling(30)[:25]


@pytest.mark.parametrize(
    ("periode", "last", "pace"),
    [
        ("2021", "2022-01", "het tempo van 2021"),
        ("2021-H1", "2021-07", "het tempo van de laatste twaalf maanden"),
        ("2021-K3", "2021-10", "het tempo van de laatste twaalf maanden"),
        ("2021-05", "2021-06", "het tempo van de laatste twaalf maanden"),
    ],
)
def test_periods_of_every_length_end_in_their_own_closing_stand(periode: str, last: str, pace: str) -> None:
    blik = ahead("2020-01", falling(25), periode)
    assert str(Periode(blik.laatste, 1)) == last
    assert pace in block("2020-01", falling(25), periode).zinnen[2]


def test_only_five_years_are_looked_at() -> None:
    blik = ahead("2014-01", falling(97))
    assert (str(Periode(blik.eerste, 1)), len(blik.reeks)) == ("2016-12", 62)


# What is told


def test_a_steady_fall_is_told_with_its_pace_the_target_and_how_sure_it_is() -> None:
    bumpy = [value + (30 if at % 5 == 0 else 0) for at, value in enumerate(falling(25))]
    bumpy[-1], bumpy[-13] = 1249, 1309
    blik = ahead("2020-01", bumpy)
    mean = blik.gemiddelde(blik.doeljaar, blik.verwacht)
    assert mean is not None
    shown, low, high = (getal(value) for value in (mean.waarde, mean.laag, mean.hoog))
    now, asked, comes, against, sure = block("2020-01", bumpy).zinnen
    assert now == "Op 1\xa0januari 2022 waren er 1.249 uitkeringen: 60 minder dan een jaar eerder."
    assert asked == (
        "Het doel van gemiddeld 1.100 in 2023 vraagt vanaf nu een daling van ongeveer 8,5 per maand; "
        "in 2021 was er een daling van ongeveer 5 per maand."
    )
    assert comes == (
        "Met het tempo van 2021 komt het gemiddelde in 2023 op ongeveer 1.162. Vaak zwakt een tempo af: "
        f"dan wordt het ongeveer {shown}. Waarschijnlijk ligt het tussen {low} en {high}."
    )
    assert against == (
        f"De verwachting is {getal(mean.waarde - 1100)} meer dan het doel: zo wordt het doel niet gehaald, "
        "maar het kan nog anders uitkomen."
    )
    assert sure == (
        "Waarschijnlijk betekent: in 8 van de 10 keer. Dat volgt uit hoe ver 12 eerdere verwachtingen "
        "ernaast zaten, tot 2 maanden vooruit. Verder vooruit is de marge groter."
    )


@pytest.mark.parametrize(
    ("change", "last", "keys", "told"),
    [
        (5, 1000, {}, "laat vanaf nu een stijging van ongeveer 5,7 per maand toe"),
        (0, 1100, {}, "vraagt dat het aantal gelijk blijft; in 2021 was er geen verandering."),
        (0, 1000, {"richting": "hoger"}, "vraagt vanaf nu een stijging van ongeveer 5,7 per maand"),
        (1, 1300, {"richting": "hoger"}, "laat vanaf nu een daling van ongeveer 11 per maand toe"),
    ],
)
def test_what_the_target_asks_follows_its_direction(change: int, last: int, keys: dict[str, Any], told: str) -> None:
    assert told in block("2020-01", falling(25, last, change), **keys).zinnen[1]


@pytest.mark.parametrize(
    ("doel", "richting", "end"),
    [
        (2000, "lager", "minder dan het doel: zo wordt het doel gehaald, en het doel ligt buiten die grenzen."),
        (2000, "hoger", "minder dan het doel: zo wordt het doel niet gehaald, en het doel ligt buiten die grenzen."),
        (1200, "lager", "evenveel als het doel: zo wordt het doel gehaald, maar het kan nog anders uitkomen."),
    ],
)
def test_the_expectation_is_held_against_the_target(doel: int, richting: str, end: str) -> None:
    assert block("2020-01", falling(25, 1200, 0), doel=doel, richting=richting).zinnen[3].endswith(end)


def test_without_a_pace_there_is_one_expectation() -> None:
    zin = block("2020-01", falling(25, 1200, 0)).zinnen[2]
    assert zin == (
        "Met het tempo van 2021 komt het gemiddelde in 2023 op ongeveer 1.200. "
        "Waarschijnlijk ligt het tussen 1.200 en 1.200."
    )


@pytest.mark.parametrize(
    ("zekerheid", "told"), [("0.8", "8 van de 10"), ("0.75", "75 van de 100"), ("0.9", "9 van de 10")]
)
def test_how_sure_it_is_comes_from_the_declaration(zekerheid: str, told: str) -> None:
    assert f"in {told} keer" in block("2020-01", falling(25), zekerheid=zekerheid).zinnen[-1]


def test_a_long_history_and_a_near_year_need_no_margin_beyond_what_was_measured() -> None:
    zin = block("2017-01", falling(61), doeljaar=2022).zinnen[-1]
    assert "tot 9 maanden vooruit" in zin
    near = block("2017-01", falling(58), "2021-K3", doeljaar=2021).zinnen[-1]
    assert near.endswith("hoe ver 45 eerdere verwachtingen ernaast zaten.")


# What is held back


def test_without_any_stand_there_is_a_reason_and_nothing_else() -> None:
    found, bronnen = prognose(werk(programma(bron=(BEGIN,), prognose=(PROGNOSE,))), BLOK, "kort-1")
    (zin,) = found.zinnen
    assert zin == (
        "Er is geen enkele stand bekend: er is geen export gelezen met 'bijstand' (bron bestand). "
        "Daarom staat er geen verwachting."
    )
    assert (found.categorieen, found.band, found.tabel.rijen, bronnen) == ((), (), (), set())


@pytest.mark.parametrize(("months", "there"), [(1, "is er 1"), (14, "zijn er 14"), (16, "zijn er 16")])
def test_a_short_history_is_shown_and_not_gone_on_with(months: int, there: str) -> None:
    found = block(str(Periode(Periode.parse("2022-01").start - months + 1, 1)), falling(months))
    assert found.zinnen[-1] == (
        f"Voor een verwachting zijn de standen van 17 maanden achter elkaar nodig; nu {there}. "
        "Daarom staat er geen verwachting."
    )
    assert ([reeks.naam for reeks in found.reeksen], found.band) == (["Geteld"], ())
    assert len(found.categorieen) == months
    assert not any(naam.startswith("Verwacht") for naam in rows(found))


def test_without_the_stand_of_a_year_earlier_no_pace_is_told() -> None:
    zinnen = block("2021-06", falling(8)).zinnen
    assert zinnen[0].endswith("1.249 uitkeringen. De stand van een jaar eerder is niet bekend.")
    assert zinnen[1].endswith("een daling van ongeveer 8,5 per maand.")


def test_only_the_months_after_a_gap_count_and_the_gap_is_named() -> None:
    found = block("2019-01", [*falling(37)[:10], None, *falling(37)[11:]])
    assert "De stand van november 2019 is niet bekend; alleen de maanden daarna tellen mee." in found.zinnen
    assert "13 eerdere verwachtingen" in found.zinnen[-1]
    assert found.reeksen[0].punten[10].waarde is None
    late = block("2019-01", [*falling(37)[:30], None, *falling(37)[31:]])
    assert late.zinnen[-1].startswith(
        "Voor een verwachting zijn de standen van 17 maanden achter elkaar nodig; nu zijn er 6"
    )


def test_a_year_of_which_a_month_is_missing_has_no_mean() -> None:
    values = [*falling(26)[:24], None, *falling(40)[25:]]
    found = block("2020-01", values, "2023-H1", doeljaar=2023)
    assert "Gemiddelde van 2022" not in rows(found)
    gone = block("2021-01", [*falling(26)[:25], None, *falling(40)[26:]], "2023-H1", doeljaar=2023)
    assert [zin for zin in gone.zinnen if "vraagt" in zin] == []


@pytest.mark.parametrize(
    ("values", "richting", "told"),
    [
        (falling(37, 1090, 0), "lager", "Het gemiddelde werd 1.090, 10 minder dan het doel. Het doel is gehaald."),
        (falling(37, 1110, 0), "lager", "Het gemiddelde werd 1.110, 10 meer dan het doel. Het doel is niet gehaald."),
        (falling(37, 1100, 0), "hoger", "Het gemiddelde werd 1.100, evenveel als het doel. Het doel is gehaald."),
        (
            [*falling(35, 1100, 0), 1101, 1101],
            "lager",
            "Het gemiddelde werd 1.100, iets meer dan het doel. Het doel is niet gehaald.",
        ),
        (
            [*falling(30, 1090, 0), *falling(7, 1091, 0)],
            "lager",
            "Het gemiddelde werd 1.091, 9 minder dan het doel. Het doel is gehaald.",
        ),
        (
            falling(7),
            "lager",
            "Niet van elke maand van 2021 is de stand bekend; dus ook het gemiddelde is niet bekend.",
        ),
    ],
)
def test_when_the_year_is_over_the_outcome_is_told(values: Values, richting: str, told: str) -> None:
    first = str(Periode(Periode.parse("2022-01").start - len(values) + 1, 1))
    for periode in ("2021", "2022-H1"):
        found = block(first, values, periode, doeljaar=2021, richting=richting)
        limit = "ten hoogste" if richting == "lager" else "ten minste"
        assert found.zinnen[1] == f"Het doel voor 2021 was een gemiddelde van {limit} 1.100. {told}"
        assert (len(found.zinnen), found.band) == (2, ())


# What is drawn


def test_the_forecast_starts_at_the_last_stand_and_ends_with_the_year_of_the_target() -> None:
    found = block("2020-01", falling(25))
    counted, expected = found.reeksen
    assert (found.vorm, found.categorieen[0], found.categorieen[-1]) == ("lijn", "jan 2020", "dec 2023")
    assert found.categorieen[2] == "mrt 2020"
    assert (counted.stijl, expected.stijl) == ("nu", "verwacht")
    assert counted.punten[24].waarde == expected.punten[24].waarde == 1249
    assert counted.punten[25].waarde is None
    assert expected.punten[23].waarde is None
    assert expected.punten[-1].waarde == pytest.approx(1249 - 5 * sum(0.92**n for n in range(1, 24)))
    assert found.norm == model.Normlijn(waarde=1100, tekst="doel 1.100, gemiddeld in 2023")


def test_the_bandwidth_opens_at_the_last_stand_and_holds_the_forecast() -> None:
    found = block("2020-01", [value + at % 3 * 4 for at, value in enumerate(falling(25))])
    assert len(found.band) == len(found.categorieen)
    assert [band.laag.waarde for band in found.band[:24]] == [None] * 24
    assert found.band[24].laag == found.band[24].hoog == found.reeksen[0].punten[24]
    widths = []
    for band, punt in zip(found.band[24:], found.reeksen[1].punten[24:], strict=True):
        assert band.laag.waarde is not None
        assert band.hoog.waarde is not None
        assert punt.waarde is not None
        assert band.laag.waarde <= punt.waarde <= band.hoog.waarde
        widths.append(band.hoog.waarde - band.laag.waarde)
    assert widths == sorted(widths)
    assert widths[-1] > widths[1] > 0


def test_nothing_that_is_counted_is_expected_below_zero() -> None:
    found = block("2020-01", falling(25, 20, -5), doel=10, doeljaar=2024)
    assert min(punt.waarde for punt in found.reeksen[1].punten if punt.waarde is not None) == 0
    assert all(band.laag.waarde is None or band.laag.waarde >= 0 for band in found.band)
    assert rows(found)["Verwacht gemiddelde van 2024"][:2] == ("0", "0")


def test_the_table_has_the_stands_of_the_pace_and_the_mean_of_each_year() -> None:
    here = werk(programma(bron=(BEGIN,), prognose=(PROGNOSE,)), feiten(stands("2020-01", falling(25))))
    found, _ = prognose(here, BLOK, "kort-1")
    table = rows(found)
    assert list(table) == [
        "Stand op 1\xa0januari 2021",
        "Stand op 1\xa0januari 2022",
        "Gemiddelde van 2020",
        "Gemiddelde van 2021",
        "Verwacht gemiddelde van 2022",
        "Verwacht gemiddelde van 2023",
    ]
    assert table["Gemiddelde van 2021"] == (getal(Fraction(sum(falling(25)[12:24]), 12)), "n.v.t.", "n.v.t.")
    assert found.tabel.noten[-1] == "Doel: Programma Werk."
    cells = [[len(here.sporen.sporen.cellen_van(cel.spoor)) for cel in rij.cellen] for rij in found.tabel.rijen]
    assert cells == [[1, 0, 0], [1, 0, 0], [12, 0, 0], [12, 0, 0], [25, 25, 25], [25, 25, 25]]


def test_a_year_that_is_half_known_is_expected_for_the_other_half() -> None:
    blik = ahead("2020-01", falling(19), "2021-H1", doeljaar=2021)
    mean = blik.gemiddelde(Periode.parse("2021"), blik.verwacht)
    assert blik.verwacht is not None
    assert mean is not None
    assert mean.waarde == (sum(blik.reeks[12:], Fraction(0)) + sum(blik.verwacht.waarden)) / 12
    assert mean.marge == sum(blik.verwacht.marges, Fraction(0)) / 12


def test_the_alternative_text_says_how_wide_the_bandwidth_is() -> None:
    found = block("2020-01", falling(25))
    low, high = found.band[-1].laag.weergave, found.band[-1].hoog.weergave
    assert f"De bandbreedte loopt in dec 2023 van {low} tot {high}." in found.alt
    assert found.alt.endswith("De lijn voor het doel 1.100, gemiddeld in 2023 is getekend.")


def test_the_block_is_a_part_of_the_page_with_its_source() -> None:
    blok = {
        "soort": "prognose",
        "prognose": "bijstand",
        "titel": "Naar {{ periode }}",
        "noot": "Zonder {{ gemeente }}.",
    }
    declared = programma(bron=(BEGIN,), prognose=(PROGNOSE,), pagina=(pagina(blok),))
    found = samen(declared, feiten(stands("2020-01", falling(25)))).paginas[0]
    (part,) = found.blokken
    assert isinstance(part, model.Grafiek)
    assert (part.titel, part.tabel.noten[-1]) == ("Naar 2021", "Zonder Ergens.")
    assert found.bronregel == "Bron: Bijstandsbestand (levering 2021)."


def test_every_output_with_texts_has_the_sentences() -> None:
    blok = {"soort": "prognose", "prognose": "bijstand"}
    monitor = samen(
        programma(bron=(BEGIN,), prognose=(PROGNOSE,), pagina=(pagina(blok),)),
        feiten(stands("2020-01", falling(25))),
    )
    zinnen = block("2020-01", falling(25)).zinnen
    for medium in MEDIA:
        shown = html.page(monitor, {"kort-1": "<svg></svg>"}, medium)
        assert all(escape(zin) in shown for zin in zinnen)
        assert "Stippellijn: wat verwacht wordt. Strook: de bandbreedte." in shown
    (sheet,) = (sheet for sheet in xlsx.all_sheets(monitor) if sheet.title == "Uitkeringen")
    assert set(zinnen) <= set(sheet.notes)


# What is declared


def checked(**keys: Any) -> list[str]:
    return [finding.code for finding in controleer_declaratie(programma(bron=(BEGIN,), prognose=(PROGNOSE | keys,)))]


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ({}, []),
        ({"formule": "stand(bijstand) + stand(bijstand, vorige)"}, []),
        ({"formule": "stand(bijstant)"}, ["formule"]),
        ({"formule": "stand("}, ["formule"]),
        ({"formule": "12"}, ["prognose-geen-stand"]),
        ({"eenheid": "fte"}, ["eenheid-formule"]),
    ],
)
def test_a_forecast_is_checked_before_any_export_is_read(keys: dict[str, Any], code: list[str]) -> None:
    assert checked(**keys) == code


def test_a_forecast_of_a_stroom_is_refused() -> None:
    stroom = {**BESTAND, "soort": "stroom", "tijd": {"jaar": "Jaar"}}
    declared = programma(bron=(stroom,), prognose=(PROGNOSE | {"formule": "som(bijstand)"},))
    assert [finding.code for finding in controleer_declaratie(declared)] == ["prognose-geen-stand"]


@pytest.mark.parametrize(
    ("keys", "zin"),
    [
        ({"doeljaar": "2023-H1"}, "doeljaar is een heel jaar"),
        ({"doel": 0}, "doel moet groter dan 0 zijn"),
        ({"zekerheid": 1}, "zekerheid"),
        ({"zekerheid": "0.4"}, "zekerheid"),
        ({"eenheid": "aandeel"}, "eenheid"),
    ],
)
def test_a_forecast_that_could_not_be_told_is_refused(keys: dict[str, Any], zin: str) -> None:
    with pytest.raises(ValueError, match=zin):
        programma(prognose=(PROGNOSE | keys,))
