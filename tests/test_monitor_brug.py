"""Bridges: begin, what came in and went out, the remainder by name, and the end; never a partial sum."""

from __future__ import annotations

from typing import Any

import pytest

from werk_voorbeeld import BESTAND, POORT, codes, feiten, programma, tabel, werk
from werkmonitor.bronnen.feiten import Feitentabel
from werkmonitor.monitor.berekening import Berekening
from werkmonitor.monitor.brug import brug
from werkmonitor.monitor.model import AnyBlok, Grafiek, Tabel, Tabelblok
from werkmonitor.programma.pagina import Blok
from werkmonitor.teksten import Bindwaarde

STANDEN = tabel(BESTAND, "2021", ("2020-12-31", "1309"), ("2021-12-31", "1249"))
BLOK: dict[str, Any] = {
    "soort": "brug",
    "titel": "T",
    "onderschrift": "Van begin naar eind",
    "eenheid": "personen",
    "noem": "uitkeringen",
    "begin": "stand(bijstand, begin)",
    "eind": "stand(bijstand)",
    "rest": "Overige wijzigingen",
    "onderdelen": [
        {"naam": "Erin", "formule": "som(aanvragen, besluit='in')", "teken": "+"},
        {"naam": "Eruit", "formule": "som(aanvragen, besluit='uit')", "teken": "-"},
    ],
}


def stroom(erin: str, eruit: str) -> Feitentabel:
    return tabel(POORT, "2021", ("2021", "in", erin), ("2021", "uit", eruit))


def here(*tabellen: Feitentabel, **keys: Any) -> Berekening:
    return werk(programma(**keys), feiten(*tabellen))


def made(werk_: Berekening, **keys: Any) -> AnyBlok:
    return brug(werk_, Blok.model_validate(BLOK | keys), "kort-1")[0]


def drawn(werk_: Berekening, **keys: Any) -> Grafiek:
    found = made(werk_, **keys)
    assert isinstance(found, Grafiek)
    return found


def told(werk_: Berekening, **keys: Any) -> Tabel:
    found = made(werk_, **keys)
    assert isinstance(found, Tabelblok)
    return found.tabel


def shown(found: Tabel) -> list[tuple[str, str]]:
    return [(row.naam.replace("\xa0", " "), row.cellen[0].weergave) for row in found.rijen]


def test_a_bridge_leads_from_one_stand_to_the_next_with_the_remainder_by_name() -> None:
    found = drawn(here(STANDEN, stroom("338", "413")))
    assert shown(found.tabel) == [
        ("Stand op 31 december 2020", "1.309"),
        ("Erin", "+338"),
        ("Eruit", "-413"),
        ("Overige wijzigingen", "+15"),
        ("Stand op 31 december 2021", "1.249"),
    ]
    assert (found.vorm, found.titel, found.eenheid, found.decimalen) == ("brug", "T", "personen", 0)
    assert [punt.waarde for punt in found.reeksen[0].punten] == [1309, 338, -413, 15, 1249]
    assert [row.totaal for row in found.tabel.rijen] == [True, False, False, False, True]
    assert found.tabel.rijen[3].noot == (
        "Niet geteld, maar berekend: het verschil dat overblijft als de andere stappen zijn verrekend."
    )
    assert (found.tabel.titel, found.tabel.rijkop) == ("Van begin naar eind", "Stap")
    assert (found.tabel.kolommen[0].kop, found.tabel.noten) == ("Uitkeringen", ())


def test_each_row_has_its_own_cells_and_the_remainder_all_of_them() -> None:
    werk_ = here(STANDEN, stroom("338", "413"))
    rijen = drawn(werk_).tabel.rijen
    cells = [werk_.sporen.sporen.cellen_van(row.cellen[0].spoor) for row in rijen]
    places = [{f"{h.bestand[13:-5]} {h.cel}" for h in row} for row in cells]
    assert places == [
        {"bestand C2"},
        {"poort C2"},
        {"poort C3"},
        {"bestand C2", "bestand C3", "poort C2", "poort C3"},
        {"bestand C3"},
    ]


def test_a_remainder_of_nothing_says_so() -> None:
    row = drawn(here(STANDEN, stroom("338", "398"))).tabel.rijen[3]
    assert (row.cellen[0].weergave, row.cellen[0].waarde, row.noot) == (
        "0",
        0,
        "De andere stappen verklaren het hele verschil.",
    )


def test_a_part_that_takes_away_less_than_nothing_adds() -> None:
    rijen = shown(drawn(here(STANDEN, stroom("0", "-5"))).tabel)
    assert rijen[1:4] == [("Erin", "0"), ("Eruit", "+5"), ("Overige wijzigingen", "-65")]


@pytest.mark.parametrize(
    ("tables", "keys", "missing", "reden"),
    [
        ((STANDEN, stroom("338", "")), {}, "Eruit", "is een cel leeg"),
        ((STANDEN, stroom("", "")), {}, "Erin en Eruit", "is een cel leeg"),
        ((STANDEN,), {}, "Erin en Eruit", "er is geen export gelezen"),
        ((STANDEN, stroom("1", "1")), {"begin": "stand(bijstand, jaar - 5)"}, "Begin van 2021", "heeft geen stand op"),
        ((STANDEN, stroom("1", "1")), {"eind": "stand(bijstand, volgend_jaar)"}, "Eind van 2021", "heeft geen stand"),
        ((stroom("1", "1"),), {}, "Begin van 2021 en Eind van 2021", "er is geen export gelezen"),
    ],
)
def test_with_a_part_missing_it_is_said_what_cannot_be_said(
    tables: tuple[Feitentabel, ...], keys: dict[str, str], missing: str, reden: str
) -> None:
    found = told(here(*tables), **keys)
    assert dict(shown(found))["Overige wijzigingen"] == "niet bekend"
    assert found.noten[0] == (
        f"Niet bekend: {missing}. Daarom is niet te zeggen waardoor de stand in 2021 veranderde. "
        "Er is ook geen grafiek, en geen cijfer voor 'Overige wijzigingen'."
    )
    assert reden in found.noten[1]


def test_a_wrong_formula_is_a_finding_and_no_crash() -> None:
    werk_ = here(STANDEN, stroom("1", "1"))
    assert "niet bekend" in {cel for _, cel in shown(told(werk_, begin="stand(weg)"))}
    assert codes(werk_) == ["formule"]
    assert "brug kort-1, begin" in werk_.findings[0].wat


def test_where_rounded_steps_do_not_add_up_a_note_says_so() -> None:
    half = {**POORT, "maten": {"aanvragen": {"kolom": "Bedrag", "eenheid": "euro"}}}
    amounts = tabel(half, "2021", ("2021", "a", "0.5"), ("2021", "b", "0.5"), ("2021", "c", "2.5"))
    keys: dict[str, Any] = {
        "begin": "som(aanvragen, besluit='a')",
        "eind": "som(aanvragen, besluit='c')",
        "onderdelen": [{"naam": "B", "formule": "som(aanvragen, besluit='b')", "teken": "+"}],
        "eenheid": "euro",
        "noot": "Eigen noot.",
    }
    werk_ = here(amounts, bron=(half,))
    assert drawn(werk_, decimalen=0, **keys).tabel.noten == (
        "Door afronding tellen de stappen niet precies op.",
        "Eigen noot.",
    )
    exact = drawn(werk_, **keys)
    assert exact.tabel.noten == ("Eigen noot.",)
    assert shown(exact.tabel)[1:3] == [("B", "+€\xa00,50"), ("Overige wijzigingen", "+€\xa01,50")]


def test_what_is_not_of_one_day_is_named_by_the_period() -> None:
    keys = {"begin": "stand(bijstand, begin) + 0", "eind": "stand(bijstand) + 0"}
    names = [row.naam for row in drawn(here(STANDEN, stroom("1", "1")), **keys).tabel.rijen]
    assert (names[0], names[-1]) == ("Begin van 2021", "Eind van 2021")


def test_texts_are_filled_in() -> None:
    werk_ = here(STANDEN, stroom("1", "1"))
    werk_.waarden = {"periode": Bindwaarde("2021")}
    deel = BLOK["onderdelen"][0] | {"naam": "Erin in {{ periode }}"}
    keys = {"titel": "T {{ periode }}", "onderschrift": "O {{ periode }}", "rest": "R {{ periode }}", "noem": ""}
    found = drawn(werk_, onderdelen=[deel], rijkop="Wat", **keys)
    assert (found.titel, found.onderschrift, found.tabel.rijkop) == ("T 2021", "O 2021", "Wat")
    assert found.categorieen[1:3] == ("Erin in 2021", "R 2021")
    assert found.tabel.kolommen[0].kop == "Aantal"


def test_a_bridge_of_an_invented_source_says_so_and_names_its_sources() -> None:
    verzonnen = ({"kort": "k", "wat": "Verzonnen.", "bronnen": ("poort",)},)
    assert drawn(here(STANDEN, stroom("1", "1"), verzonnen=verzonnen)).verzonnen
    werk_ = here(STANDEN, stroom("1", "1"))
    assert not drawn(werk_).verzonnen
    assert brug(werk_, Blok.model_validate(BLOK), "x")[1] == {"poort", "bestand"}


def test_the_text_alternative_tells_the_steps_in_their_order() -> None:
    assert drawn(here(STANDEN, stroom("338", "413"))).alt.replace("\xa0", " ") == (
        "Bruggrafiek met uitkeringen. Stand op 31 december 2020: 1.309. Daarna: Erin 338 erbij, Eruit 413 eraf, "
        "Overige wijzigingen 15 erbij. Stand op 31 december 2021: 1.249."
    )
