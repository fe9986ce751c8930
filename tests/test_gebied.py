"""Tasks, forecasts, balances and totals in the monitor of a part of a region."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from werk_voorbeeld import (
    BESTAND,
    POORT,
    REGISTER,
    codes,
    feiten,
    indicator,
    norm,
    opgave,
    programma,
    rij,
    samen,
    tabel,
)
from werkmonitor.bronnen.feiten import Feiten
from werkmonitor.checks.balans import controleer_balansen
from werkmonitor.checks.gebieden import controleer_gebieden
from werkmonitor.formula.evaluate import Omgeving, evaluate
from werkmonitor.monitor import model
from werkmonitor.periode import Periode
from werkmonitor.programma.deelgebied import fouten, voor_gebied
from werkmonitor.programma.schema import Programma

JAAR = Periode.parse("2021")
WIJK = {"id": "wijk", "naam": "Wijk", "leden": {"noord": "Noord", "zuid": ["Zuid", "Wijk Zuid"]}}
ALGEMEEN = {"naam": "Werk", "gemeente": "Ergens", "titel": "Monitor", "deelgebied": "wijk"}
PER_WIJK: dict[str, Any] = POORT | {"dimensies": {"wijk": "Wijk"}}
STROOM: dict[str, Any] = PER_WIJK | {"id": "stroom", "maten": {"instroom": PER_WIJK["maten"]["aanvragen"]}}
UIT: dict[str, Any] = STROOM | {"id": "uit", "maten": {"uitstroom": PER_WIJK["maten"]["aanvragen"]}}
STAND: dict[str, Any] = BESTAND | {"dimensies": {"wijk": "Wijk"}}
AANVRAGEN = tabel(PER_WIJK, "2021", ("2021", "noord", "60"), ("2021", "zuid", "40"))


def verklaard(lid: str = "zuid", **keys: Any) -> Programma:
    """Declare a municipality with two districts, cut down to one of them."""
    data = {"programma": ALGEMEEN, "dimensie": (WIJK,), "bron": (PER_WIJK, STAND, STROOM, UIT, REGISTER)}
    return voor_gebied(programma(**(data | keys)), lid)


def monitor(lid: str = "zuid", found: Feiten | None = None, **keys: Any) -> model.Monitor:
    return samen(verklaard(lid, **keys), found or feiten(AANVRAGEN))


# The whole and its parts


def test_a_declaration_knows_whom_it_is_about() -> None:
    assert (verklaard("").lid, verklaard("").regio, verklaard("").programma.gemeente) == ("", "Ergens", "Ergens")
    zuid = verklaard("zuid")
    assert (zuid.lid, zuid.regio, zuid.programma.gemeente) == ("zuid", "Ergens", "Zuid")
    assert programma().regio == ""
    assert monitor().programma.wie == "Wijk Zuid, Ergens"


def test_the_trace_names_the_part_and_a_choice_of_the_formula_goes_before_it() -> None:
    omgeving = Omgeving(feiten(AANVRAGEN), verklaard(), JAAR)
    own = evaluate("som(aanvragen)", omgeving, JAAR)
    assert (own.waarde, own.spoor.tekst) == (Fraction(40), "som(aanvragen) voor wijk zuid over 2021")
    other = evaluate("som(aanvragen, wijk='noord')", omgeving, JAAR)
    assert (other.waarde, other.spoor.tekst) == (Fraction(60), "som(aanvragen, wijk='noord') over 2021")
    row = evaluate("som(aanvragen)", omgeving, JAAR, {"wijk": ("noord", "zuid")})
    assert (row.waarde, row.spoor.tekst) == (Fraction(100), "som(aanvragen) voor wijk noord en zuid over 2021")
    assert evaluate("som(aanvragen)", omgeving.geheel, JAAR).waarde == Fraction(100)
    assert omgeving.geheel.geheel is omgeving.geheel


def test_a_figure_by_part_shows_all_parts_and_is_itself_that_of_one() -> None:
    found = monitor(indicator=(indicator("aanvragen", "som(aanvragen)", per="wijk"),)).indicatoren[0]
    assert (found.waarde, [lid.waarde for lid in found.leden]) == (40, [60, 40])


# Norms and forecasts


@pytest.mark.parametrize(
    ("eenheid", "normen", "here", "whole"),
    [
        ("aantal", [norm("100")], [], ["100"]),
        ("aandeel", [norm("0.4")], ["0.4"], ["0.4"]),
        ("aantal", [norm("100"), norm("30") | {"deelgebied": "alle"}], ["30"], ["100"]),
        ("aantal", [norm("30") | {"deelgebied": "alle"}, norm("25") | {"deelgebied": "zuid"}], ["25"], []),
        ("aandeel", [norm("0.4"), norm("0.3") | {"deelgebied": "noord"}], ["0.4"], ["0.4"]),
        ("aandeel", [norm("0.4"), norm("0.3") | {"deelgebied": "alle"}], ["0.3"], ["0.4"]),
        ("aandeel", [norm("0.4"), norm("0.3", "2022") | {"deelgebied": "zuid"}], ["0.3"], ["0.4"]),
    ],
)
def test_which_norms_hold_for_a_part(eenheid: str, normen: list[Any], here: list[str], whole: list[str]) -> None:
    figure = indicator("i", "som(aanvragen)", eenheid=eenheid, richting="hoger", normen=normen)
    found = [
        [str(item.waarde) for item in verklaard(lid, indicator=(figure,)).indicator[0].normen] for lid in ("zuid", "")
    ]
    assert found == [here, whole]


def test_a_forecast_stands_only_where_there_is_a_target() -> None:
    prognose = {
        "id": "p", "naam": "P", "formule": "stand(bijstand)", "richting": "lager", "doel": 100, "doeljaar": 2023,
        "doelbron": "Programma", "doelen": {"noord": 60},
    }  # fmt: skip
    pagina = {"id": "a", "titel": "A", "blok": ({"soort": "prognose", "prognose": "p"}, {"soort": "kleuren"})}
    seen = {lid: verklaard(lid, prognose=(prognose,), pagina=(pagina,)) for lid in ("", "noord", "zuid")}
    assert {lid: [str(p.doel) for p in found.prognose] for lid, found in seen.items()} == {
        "": ["100"], "noord": ["60"], "zuid": [],
    }  # fmt: skip
    assert [len(found.pagina[0].blok) for found in seen.values()] == [2, 2, 1]


# Tasks


REGISTER_WIJK = REGISTER | {"velden": REGISTER["velden"] | {"wijk": "Wijk"}}


def opgaven(lid: str, *rijen: dict[str, str]) -> model.Monitor:
    register = {"2021": tuple(rij(regel=str(at), **velden) for at, velden in enumerate(rijen, 2))}
    return monitor(
        lid,
        feiten(AANVRAGEN, register=register),
        programma=ALGEMEEN | {"opgavenregister": "register"},
        bron=(PER_WIJK, REGISTER_WIJK),
        opgave=(opgave(1), opgave(2)),
        doel=({"id": "d", "nummer": 1, "naam": "D"},),
    )


def test_a_task_has_the_verdict_of_its_part_else_that_of_the_region_as_such() -> None:
    rows = (
        {"nr": "1", "oordeel": "groen", "reden": "Gaat goed."},
        {"nr": "2", "oordeel": "oranje", "reden": "Kan beter."},
        {"nr": "1", "oordeel": "rood", "reden": "Ligt stil.", "wijk": "Wijk Zuid"},
    )
    found = {lid: [(o.oordeel, o.regel) for o in opgaven(lid, *rows).opgaven] for lid in ("", "noord", "zuid")}
    assert found == {
        "": [("groen", "Gaat goed."), ("oranje", "Kan beter.")],
        "noord": [("groen", "Hele regio: Gaat goed."), ("oranje", "Hele regio: Kan beter.")],
        "zuid": [("rood", "Ligt stil."), ("oranje", "Hele regio: Kan beter.")],
    }
    assert all("opgave-dubbel" not in codes(opgaven(lid, *rows)) for lid in found)
    about = {lid: [bool(o.over) for o in opgaven(lid, *rows).opgaven] for lid in found}
    assert about == {"": [False, False], "noord": [True, True], "zuid": [False, True]}


def test_a_verdict_by_the_rule_of_a_figure_of_the_region_says_so() -> None:
    figure = indicator("whole", "som(aanvragen)", gebied="regio", richting="hoger", normen=[norm("80")])
    doel = {"id": "d", "nummer": 1, "naam": "D"}
    found = {lid: monitor(lid, indicator=(figure,), opgave=(opgave(1, "whole"),), doel=(doel,)) for lid in ("", "zuid")}
    assert {lid: (o.opgaven[0].oordeel, o.opgaven[0].regel) for lid, o in found.items()} == {
        "": ("groen", "De norm is ten minste 80. Met 100 is de norm gehaald."),
        "zuid": ("groen", "Hele regio: De norm is ten minste 80. Met 100 is de norm gehaald."),
    }


def test_two_rows_of_one_part_about_one_task_are_one_too_many() -> None:
    row = {"nr": "1", "oordeel": "groen", "reden": "Gaat goed.", "wijk": "zuid"}
    assert "opgave-dubbel" in codes(opgaven("zuid", row, row))
    assert "opgave-dubbel" not in codes(opgaven("noord", row, row))


# Controls


def test_a_balance_is_that_of_the_part() -> None:
    found = feiten(
        tabel(STAND, "2021", ("2021-01-01", "noord", "10"), ("2021-01-01", "zuid", "10"),
              ("2022-01-01", "noord", "15"), ("2022-01-01", "zuid", "11")),
        tabel(STROOM, "2021", ("2021", "noord", "5"), ("2021", "zuid", "5")),
        tabel(UIT, "2021", ("2021", "noord", "0"), ("2021", "zuid", "2")),
    )  # fmt: skip
    balans = {"naam": "bijstand", "stand": "bijstand", "instroom": "instroom", "uitstroom": "uitstroom"}
    stand = STAND | {"peilmoment": "begin"}

    def told(lid: str) -> list[str]:
        declared = verklaard(lid, balans=(balans,), bron=(PER_WIJK, stand, STROOM, UIT, REGISTER))
        return [finding.wat for finding in controleer_balansen(declared, found, JAAR)]

    assert told("noord") == []
    assert told("zuid") == ["Balans 'bijstand' over 2021: 10 + 5 - 2 = 13, maar de stand is 11. Verschil: -2."]
    assert told("")[0].endswith("Verschil: -2. Er is ook verschil bij Zuid (-2).")


def test_a_figure_of_the_region_alone_must_be_declared_as_one() -> None:
    figures = (
        indicator("whole", "som(aanvragen)", gebied="regio"),
        indicator("double", "2 * uitkomst('whole')"),
        indicator("share", "som(aanvragen) / uitkomst('whole')"),
        indicator("said", "uitkomst('whole')", gebied="regio"),
        indicator("fixed", "1"),
        indicator("broken", "som("),
    )
    found = list(controleer_gebieden(verklaard("", indicator=figures)))
    assert [finding.wat for finding in found] == [
        "Indicator double rust alleen op cijfers die niet van een deelgebied zijn."
    ]
    alone = verklaard("", indicator=figures, programma={k: v for k, v in ALGEMEEN.items() if k != "deelgebied"})
    assert list(controleer_gebieden(alone)) == []


# Texts


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("Er waren {{ whole }} aanvragen.", True),
        ("In de regio waren {{ whole }} aanvragen.", False),
        ("In heel Ergens waren het er {{ whole }}.", False),
        ("In {{ regio }} waren {{ whole | aantal }} aanvragen.", False),
        ("De regio groeit.\n\nEr waren {{ whole.vorig_jaar }} aanvragen.", True),
        ("Er waren {{ whole }}.\n\nDe regio groeit.", True),
        ("Er waren {{ own }} aanvragen.", False),
    ],
)
def test_a_text_that_names_a_figure_of_the_region_must_say_so(text: str, *, warned: bool) -> None:
    figures = (indicator("whole", "som(aanvragen)", gebied="regio"), indicator("own", "som(aanvragen)"))
    pagina = {"id": "a", "titel": "A", "kop": text, "blok": ()}
    found = {lid: monitor(lid, indicator=figures, pagina=(pagina,)) for lid in ("", "zuid")}
    assert "tekst-hele-regio" not in codes(found[""])
    assert ("tekst-hele-regio" in codes(found["zuid"])) == warned
    assert [i.gebied for i in found[""].indicatoren] == ["", ""]
    assert [i.gebied for i in found["zuid"].indicatoren] == ["regio", ""]


def test_below_a_figure_that_is_marked_its_meaning_need_not_say_so_again() -> None:
    figure = indicator("whole", "som(aanvragen)", gebied="regio", betekenis="Dat zijn er {{ whole }}.")
    found = monitor(indicator=(figure,))
    assert (found.indicatoren[0].betekenis, codes(found)) == ("Dat zijn er 100.", [])


def test_a_target_for_a_part_that_is_not_there_is_a_fault() -> None:
    prognose = {
        "id": "p", "naam": "P", "formule": "stand(bijstand)", "richting": "lager", "doel": 100, "doeljaar": 2023,
        "doelbron": "Programma", "doelen": {"oost": 60, "zuid": 50},
    }  # fmt: skip
    declared = verklaard("", prognose=(prognose,))
    assert list(fouten(declared)) == [
        ("'oost' is geen bekend deelgebied.", "Bekend zijn: noord, zuid.", ("prognose", 0, "doelen"))
    ]


def test_a_table_of_what_no_export_splits_says_so_and_one_of_parts_side_by_side_does_not() -> None:
    tabellen = {
        "soort": "tabel", "titel": "T", "rijkop": "R", "rijen": [{"naam": "Alle"}],
        "kolommen": [{"kop": "Stand", "formule": "stand(bijstand)", "eenheid": "aantal"}],
    }  # fmt: skip
    naast = tabellen | {"rijen": [{"naam": "Noord", "filter": {"wijk": "noord"}}, {"naam": "Alle"}]}
    kolommen = [{"kop": "Nu", "formule": "som(aanvragen)", "eenheid": "aantal"}]
    pagina = {"id": "a", "titel": "A", "blok": (tabellen, naast | {"kolommen": kolommen}, {"soort": "kleuren"})}
    found = monitor(pagina=(pagina,), bron=(PER_WIJK, BESTAND, STROOM, UIT, REGISTER)).paginas[0].blokken
    shown = [
        ([cel.weergave for rij in blok.tabel.rijen for cel in rij.cellen], len(blok.tabel.noten))
        for blok in found
        if isinstance(blok, model.Tabelblok)
    ]
    assert shown == [(["niet bekend"], 1), (["60", "100"], 0)]
