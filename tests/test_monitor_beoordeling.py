"""Verdicts that need more than the figure: who answered, what must be beaten, and the year so far."""

from __future__ import annotations

from typing import Any

import pytest

from werk_voorbeeld import (
    POORT,
    POORT_2020,
    POORT_2021,
    QUOTE,
    codes,
    feiten,
    indicator,
    norm,
    opgave,
    pagina,
    programma,
    samen,
    tabel,
)
from werkmonitor.bronnen.feiten import Feitentabel
from werkmonitor.monitor import model
from werkmonitor.monitor.binden import bindwaarden
from werkmonitor.periode import Periode

RESPONS = "som(aanvragen, besluit='afgewezen') / som(aanvragen)"


def one(*tabellen: Feitentabel, periode: str = "2021", **keys: Any) -> tuple[model.Indicator, model.Monitor]:
    declared = indicator("meting", "som(aanvragen, besluit='toegekend')", richting="hoger", normen=[norm("60")])
    found = feiten(*(tabellen or (POORT_2021, POORT_2020)))
    result = samen(programma(indicator=(declared | keys,)), found, periode=Periode.parse(periode))
    return result.indicator("meting"), result


# --- response


def test_a_response_that_is_high_enough_is_shown_and_changes_nothing() -> None:
    found, monitor = one(respons=RESPONS, respons_minimaal="0.36")
    assert found.respons is not None
    assert (found.respons.exact, found.respons.weergave) == ("9/25", "36%")
    assert [cel.cel for cel in monitor.sporen.cellen_van(found.respons.spoor)] == ["C2", "C3"]
    assert (found.voorbehoud, found.oordeel) == ("", "groen")
    assert codes(monitor) == []


def test_a_response_that_is_too_low_takes_the_verdict_away_and_says_so() -> None:
    found, monitor = one(respons=RESPONS, respons_minimaal="0.40")
    zin = "Van de uitgenodigde mensen deed 36% mee. Dat is te weinig om een conclusie te trekken."
    assert (found.voorbehoud, found.oordeel, found.woord, found.marge) == (zin, "grijs", "niet te beoordelen", None)
    assert found.regel == f"De norm is ten minste 60. {zin}"
    (finding,) = monitor.meldingen
    assert (finding.code, finding.ernst, finding.wat) == ("respons-te-laag", "waarschuwing", f"Meting: {zin}")


def test_a_response_just_below_what_is_needed_does_not_look_like_enough() -> None:
    assert "deed 36,0% mee" in one(respons=RESPONS, respons_minimaal="0.361")[0].voorbehoud


def test_an_unknown_response_is_not_enough_and_its_reason_is_told() -> None:
    found, monitor = one(respons="som(aanvragen, jaar - 5) / som(aanvragen)", respons_minimaal="0.1")
    assert found.voorbehoud.startswith("Het is niet bekend hoeveel van de uitgenodigde mensen meededen.")
    assert found.oordeel == "grijs"
    (finding,) = monitor.meldingen
    assert (finding.code, finding.ernst) == ("cijfer-zonder-waarde", "waarschuwing")
    assert finding.wat.startswith("De respons van Meting heeft geen waarde: de export")


def test_without_a_least_response_there_is_no_reservation() -> None:
    found, monitor = one(respons=RESPONS)
    assert (found.voorbehoud, found.oordeel, codes(monitor)) == ("", "groen", [])
    assert found.respons is not None


@pytest.mark.parametrize(("minimaal", "gunstig"), [("0.30", False), ("0.35", None), ("0.40", None)])
def test_a_change_is_good_or_bad_only_with_enough_response_both_times(minimaal: str, gunstig: object) -> None:
    # 33% answered in 2020, 36% in 2021.
    found, _ = one(respons=RESPONS, respons_minimaal=minimaal)
    assert found.vergelijking is not None
    assert (found.vergelijking.verschil.exact, found.vergelijking.gunstig) == ("-3", gunstig)


def test_the_reservation_stands_below_the_table_and_the_response_in_texts() -> None:
    blok = {"soort": "indicatoren", "indicatoren": ["meting"]}
    declared = indicator("meting", "som(aanvragen)", respons=RESPONS)
    for minimaal, noot in (("0.4", "Dat is te weinig om"), ("0.1", "Meting: van de uitgenodigde mensen deed 36% mee.")):
        here = programma(indicator=(declared | {"respons_minimaal": minimaal},), pagina=(pagina(blok),))
        monitor = samen(here)
        (part,) = monitor.paginas[0].blokken
        assert isinstance(part, model.Indicatoren)
        assert noot in part.tabel.noten[0]
        names = bindwaarden(Periode.parse("2021"), "Ergens", monitor.indicatoren)
        assert names["meting.respons"].tekst == "36%"


# --- a figure that must be beaten


def test_the_norm_that_is_a_figure_has_its_cells() -> None:
    beaten = {"vanaf": "2020", "beter_dan": "som(aanvragen, vorig_jaar, besluit='toegekend')", "bron": "Programma"}
    found, monitor = one(normen=[beaten])
    assert (found.norm, found.norm_exact, found.oordeel, found.marge) == (67, "67", "oranje", -3)
    cells = monitor.sporen.cellen_van(found.norm_spoor)
    assert [(cel.bestand, cel.cel) for cel in cells] == [("exports/2020/poort.xlsx", "C3")]


def test_the_verdict_of_a_year_ago_is_held_against_the_figure_of_then() -> None:
    landelijk = indicator("landelijk", "som(aanvragen, besluit='afgewezen') * 2")
    declared = indicator(
        "meting",
        "som(aanvragen, besluit='toegekend')",
        richting="hoger",
        normen=[{"vanaf": "2020", "beter_dan": 'uitkomst("landelijk")', "bron": "b"}],
    )
    monitor = samen(programma(indicator=(declared, landelijk), opgave=(opgave(1, "meting"),), doel=DOELEN))
    (found,) = monitor.opgaven
    assert (found.oordeel, found.vorig_oordeel) == ("rood", "groen")  # 64 against 72, a year ago 67 against 66


DOELEN = ({"id": "een", "nummer": 1, "naam": "Meer werk"},)


def test_without_the_figure_to_beat_there_is_no_verdict_and_no_number() -> None:
    found, monitor = one(normen=[{"vanaf": "2020", "beter_dan": "som(aanvragen, jaar - 5)", "bron": "b"}])
    assert [finding.wat.split(":")[0] for finding in monitor.meldingen] == ["De norm van Meting heeft geen waarde"]
    assert (found.norm, found.norm_exact, found.oordeel) == (None, None, "grijs")
    assert monitor.sporen.cellen_van(found.norm_spoor) == ()
    assert "Zonder norm is er geen oordeel." in found.regel


# --- a target of a whole year

PER_JAAR = [{"vanaf": "2020", "waarde": "24", "per": "jaar", "bron": "Programma"}]
MAANDEN = tuple(
    (f"{jaar}-{maand:02d}", besluit, "2")
    for jaar in (2020, 2021)
    for maand in range(1, 13)
    for besluit in ("toegekend",)
)


@pytest.mark.parametrize(
    ("periode", "waarde", "so_far", "norm_", "marge"),
    [
        ("2021-H1", 12, None, 12, 0),
        ("2021-H2", 12, "24", 24, 0),
        ("2021-K3", 6, "18", 18, 0),
        ("2021-05", 2, "10", 10, 0),
        ("2021-01", 2, None, 2, 0),
        ("2021", 24, None, 24, 0),
    ],
)
def test_the_year_so_far_is_held_against_the_same_part_of_the_target(
    periode: str, waarde: int, so_far: str | None, norm_: int, marge: int
) -> None:
    found, monitor = one(tabel(POORT, periode, *MAANDEN), periode=periode, normen=PER_JAAR)
    assert (found.waarde, found.norm, found.marge, found.oordeel) == (waarde, norm_, marge, "groen")
    assert (found.tot_nu_toe.exact if found.tot_nu_toe else None) == so_far
    assert codes(monitor) == []


def test_the_figure_so_far_has_its_cells_and_its_place_in_tables_and_texts() -> None:
    declared = indicator("meting", "som(aanvragen)", richting="hoger", normen=PER_JAAR)
    blok = {"soort": "indicatoren", "indicatoren": ["meting"]}
    found = feiten(tabel(POORT, "2021-K3", *MAANDEN))
    monitor = samen(programma(indicator=(declared,), pagina=(pagina(blok),)), found, periode=Periode.parse("2021-K3"))
    figure = monitor.indicator("meting")
    assert figure.tot_nu_toe is not None
    assert len(monitor.sporen.cellen_van(figure.tot_nu_toe.spoor)) == 9
    assert figure.regel == (
        "De norm voor heel 2021 is ten minste 24; voor januari tot en met september is dat 18. "
        "Met 18 in januari tot en met september is de norm gehaald."
    )
    (part,) = monitor.paginas[0].blokken
    assert isinstance(part, model.Indicatoren)
    assert part.tabel.noten == ("Meting: het oordeel gaat over het jaar tot nu toe; dan is het 18.",)
    names = bindwaarden(Periode.parse("2021-K3"), "Ergens", monitor.indicatoren)
    assert (names["meting"].tekst, names["meting.dit_jaar"].tekst, names["meting.norm"].tekst) == ("6", "18", "18")
    assert names["meting.norm_tekst"].tekst == "ten minste 18 voor januari tot en met september"


def test_a_gap_earlier_in_the_year_leaves_no_verdict() -> None:
    later = [rij for rij in MAANDEN if rij[0] != "2021-02"]
    found, monitor = one(tabel(POORT, "2021-H2", *later), periode="2021-H2", normen=PER_JAAR)
    assert (found.waarde, found.oordeel, found.marge) == (12, "grijs", None)
    assert found.tot_nu_toe is not None
    assert "februari 2021" in found.tot_nu_toe.reden
    assert [finding.wat.split(":")[0] for finding in monitor.meldingen] == [
        "Meting in het jaar tot nu toe heeft geen waarde"
    ]


# --- in a chart


def drawn(**keys: Any) -> model.Normlijn | None:
    declared = indicator("meting", "som(aanvragen)", richting="hoger") | keys.pop("declared")
    blok = {"soort": "grafiek", "langs": "jaren", "aantal": 2, "norm": "meting"}
    blok |= {"reeksen": [{"naam": "R", "formule": "som(aanvragen)"}]}
    (part,) = samen(programma(indicator=(declared,), pagina=(pagina(blok),)), **keys).paginas[0].blokken
    assert isinstance(part, model.Grafiek)
    return part.norm


def test_a_range_is_drawn_as_two_lines_with_one_label() -> None:
    line = drawn(declared={"richting": None, "normen": [norm("20") | {"tot": "25"}]})
    assert line is not None
    assert (line.einden, line.midden, line.tekst) == ((20.0, 25.0), 22.5, "norm 20 tot en met 25")


def test_where_the_norm_was_another_the_label_says_which_it_is() -> None:
    line = drawn(declared={"normen": [norm("20"), norm("25", "2021")]})
    assert line is not None
    assert (line.waarde, line.tekst) == (25.0, "norm 2021: 25")


def test_the_figure_to_beat_is_drawn_and_a_missing_one_is_not() -> None:
    line = drawn(declared={"normen": [{"vanaf": "2020", "beter_dan": "som(aanvragen, vorig_jaar)", "bron": "b"}]})
    assert line == model.Normlijn(waarde=100.0, tekst="norm 100")
    assert drawn(declared={"normen": [{"vanaf": "2020", "beter_dan": "som(aanvragen, jaar - 5)", "bron": "b"}]}) is None


def test_a_target_of_a_year_is_no_line_beside_the_figures_of_half_a_year() -> None:
    found = feiten(tabel(POORT, "2021-H1", *MAANDEN))
    assert drawn(declared={"normen": PER_JAAR}, found=found, periode=Periode.parse("2021-H1")) is None
    assert drawn(declared={"normen": PER_JAAR}) == model.Normlijn(waarde=24.0, tekst="norm 24")


def test_a_norm_as_it_always_was_is_judged_as_it_always_was() -> None:
    found = samen(programma(indicator=(QUOTE,))).indicator("quote")
    assert (found.norm_exact, found.norm_spoor, found.tot_nu_toe, found.respons) == ("2/5", None, None, None)
