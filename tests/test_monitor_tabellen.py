"""Tables: figures side by side, formulas by row and column, and registers as they stand."""

from __future__ import annotations

from typing import Any

from werk_voorbeeld import POORT, QUOTE, feiten, indicator, norm, programma, rij, tabel, werk
from werkmonitor.bronnen.feiten import Registerrij
from werkmonitor.monitor.berekening import Berekening
from werkmonitor.monitor.indicatoren import bereken_indicatoren
from werkmonitor.monitor.model import Tabel
from werkmonitor.monitor.tabellen import formuletabel, indicatorentabel, registertabel
from werkmonitor.programma.pagina import Blok
from werkmonitor.teksten import Bindwaarde


def naast_elkaar(werk_: Berekening, *namen: str, **keys: Any) -> Tabel:
    found = {item.id: item for item in bereken_indicatoren(werk_)}
    return indicatorentabel(werk_, Blok(soort="indicatoren", indicatoren=namen, **keys), found)


def shown(found: Tabel) -> list[tuple[str, ...]]:
    return [(row.naam, *(cel.weergave for cel in row.cellen)) for row in found.rijen]


AANVRAGEN = indicator("aanvragen", "som(aanvragen)")


def test_figures_stand_beside_last_year_difference_norm_and_verdict() -> None:
    found = naast_elkaar(werk(programma(indicator=(QUOTE, AANVRAGEN))), "quote", "aanvragen")
    assert [kolom.kop for kolom in found.kolommen] == ["2021", "2020", "Verschil", "Norm", "Oordeel"]
    assert [kolom.getal for kolom in found.kolommen] == [True, True, True, False, False]
    assert shown(found) == [
        ("Quote", "36%", "33%", "+3 procentpunt", "ten minste 40%", "vertraging"),
        ("Aanvragen", "100", "100", "0", "geen norm", "geen norm"),
    ]
    assert found.titel == "De cijfers van 2021 naast die van 2020"


def test_the_colour_of_a_verdict_goes_with_its_word_and_numbers_with_their_cells() -> None:
    here = werk(programma(indicator=(QUOTE,)))
    (row,) = naast_elkaar(here, "quote").rijen
    assert [cel.kleur for cel in row.cellen] == [None, None, None, None, "oranje"]
    assert [cel.waarde for cel in row.cellen[:2]] == [0.36, 0.33]
    assert [cel.cel for cel in here.sporen.sporen.cellen_van(row.cellen[0].spoor)] == ["C2", "C3"]


def test_where_nothing_is_judged_the_columns_for_it_are_left_out() -> None:
    found = naast_elkaar(werk(programma(indicator=(AANVRAGEN,))), "aanvragen")
    assert [kolom.kop for kolom in found.kolommen] == ["2021", "2020", "Verschil"]
    assert shown(found) == [("Aanvragen", "100", "100", "0")]


def test_a_missing_figure_says_so_and_why_below_the_table() -> None:
    leeg = tabel(POORT, "2021", ("2021", "afgewezen", ""), ("2021", "toegekend", "64"))
    declared = QUOTE | {"reden_ontbreekt": "Het systeem lag stil."}
    found = naast_elkaar(werk(programma(indicator=(declared,)), feiten(leeg)), "quote", noot="Bron: Cognos.")
    assert shown(found) == [
        ("Quote", "niet bekend", "niet bekend", "niet bekend", "ten minste 40%", "niet te beoordelen")
    ]
    assert found.noten == ("Quote: Het systeem lag stil.", "Bron: Cognos.")


def test_an_invented_figure_is_marked() -> None:
    (row,) = naast_elkaar(werk(programma(indicator=(AANVRAGEN | {"status": "verzonnen"},))), "aanvragen").rijen
    assert row.cellen[0].verzonnen


def test_a_stand_has_its_day_in_its_label() -> None:
    bron = {
        "id": "bestand",
        "titel": "Bestand",
        "bestand": "*",
        "vorm": "lijst",
        "soort": "stand",
        "tijd": {"peildatum": "Peildatum"},
        "maten": {"bijstand": {"kolom": "Aantal", "eenheid": "personen"}},
    }
    days = tabel(bron, "2021", ("2021-01-01", "1309"), ("2021-12-31", "1249"))
    here = werk(programma(bron=(bron,), indicator=(indicator("uitkeringen", "stand(bijstand)"),)), feiten(days))
    assert naast_elkaar(here, "uitkeringen").rijen[0].naam == "Uitkeringen, op 31-12-2021"


def formules(werk_: Berekening, *rijen: dict[str, Any], eenheid: str = "aantal", **keys: Any) -> Tabel:
    kolommen = [
        {"kop": "Aantal", "formule": "som(aanvragen)", "eenheid": eenheid},
        {"kop": "Meer", "formule": "som(aanvragen) - som(aanvragen, vorig_jaar)", "eenheid": eenheid},
    ]
    blok = {"soort": "tabel", "titel": "T", "rijkop": "Besluit", "rijen": rijen, "kolommen": kolommen}
    return formuletabel(werk_, Blok.model_validate(blok | keys), "tabel")[0].tabel


def test_a_cell_is_the_formula_of_its_column_under_the_filter_of_its_row() -> None:
    here = werk(programma())
    found = formules(
        here,
        {"naam": "Afgewezen", "filter": {"besluit": "afgewezen"}},
        {"naam": "Allemaal", "filter": {"besluit": ["afgewezen", "toegekend"]}, "totaal": True, "noot": "N"},
    )
    assert shown(found) == [("Afgewezen", "36", "3"), ("Allemaal", "100", "0")]
    assert [(row.totaal, row.noot) for row in found.rijen] == [(False, ""), (True, "N")]
    assert [cel.cel for cel in here.sporen.sporen.cellen_van(found.rijen[0].cellen[0].spoor)] == ["C2"]
    assert (found.titel, found.rijkop, found.noten) == ("T", "Besluit", ())


def test_a_difference_is_a_voordeel_in_the_direction_that_its_row_calls_favourable() -> None:
    found = formules(
        werk(programma()),
        {"naam": "Baten", "filter": {"besluit": "afgewezen"}, "gunstig": "hoger"},
        {"naam": "Lasten", "filter": {"besluit": "afgewezen"}, "gunstig": "lager"},
        eenheid="voordeel",
    )
    assert [row.cellen[1].weergave for row in found.rijen] == ["3,00\xa0V", "3,00\xa0N"]
    assert [row.cellen[1].waarde for row in found.rijen] == [3, -3]


def test_texts_of_a_table_are_filled_in() -> None:
    here = werk(programma())
    here.waarden = {"periode": Bindwaarde("2021")}
    found = formules(here, {"naam": "In {{ periode }}"}, titel="Over {{ periode }}", noot="Noot {{ periode }}")
    assert (found.titel, found.rijen[0].naam, found.noten) == ("Over 2021", "In 2021", ("Noot 2021",))


def test_a_table_names_the_sources_it_draws_on() -> None:
    kolommen = ({"kop": "k", "formule": "som(aanvragen)", "eenheid": "aantal"},)
    blok = Blok.model_validate({"soort": "tabel", "rijen": ({"naam": "r"},), "kolommen": kolommen})
    assert formuletabel(werk(programma()), blok, "tabel")[1] == {"poort"}


def test_a_cell_without_a_value_is_not_known() -> None:
    found = formules(werk(programma(), feiten(tabel(POORT, "2021", ("2021", "afgewezen", "3")))), {"naam": "Allemaal"})
    assert shown(found) == [("Allemaal", "3", "niet bekend")]


VELDEN = {"risico": "Risico", "effect": "Financieel effect"}


def register(*rijen: Registerrij, **keys: Any) -> Tabel:
    here = werk(programma(), feiten(register={"2021": rijen}))
    blok = {"soort": "register", "bron": "register", "titel": "Risico's", "velden": VELDEN}
    return registertabel(here, Blok.model_validate(blok | keys))


def test_the_rows_of_a_register_stand_in_their_own_order_under_the_declared_heads() -> None:
    found = register(rij(risico="Minder budget", effect="Tekort"), rij(risico="Corona", effect="Minder werk"))
    assert (found.rijkop, [kolom.kop for kolom in found.kolommen]) == ("Risico", ["Financieel effect"])
    assert shown(found) == [("Minder budget", "Tekort"), ("Corona", "Minder werk")]
    assert not found.kolommen[0].getal


def test_an_empty_field_of_a_register_is_not_known() -> None:
    assert shown(register(rij(risico="Corona", effect=" "), rij(risico="Brand"))) == [
        ("Corona", "niet bekend"),
        ("Brand", "niet bekend"),
    ]


def test_a_number_in_a_register_is_written_in_its_unit() -> None:
    (row,) = register(rij(risico="Budget", effect="412129.64"), eenheden={"effect": "euro"}).rijen
    assert (row.cellen[0].weergave, row.cellen[0].waarde) == ("€\xa0412.130", 412129.64)


def test_words_where_a_number_is_expected_are_shown_as_they_stand() -> None:
    found = register(rij(risico="Budget", effect="nog niet bekend"), eenheden={"effect": "euro"})
    assert shown(found) == [("Budget", "nog niet bekend")]


def test_without_a_delivery_a_register_is_an_empty_table_with_its_heads() -> None:
    found = registertabel(
        werk(programma()), Blok.model_validate({"soort": "register", "bron": "register", "velden": VELDEN, "noot": "N"})
    )
    assert (found.rijen, found.rijkop, found.noten) == ((), "Risico", ("N",))


def test_a_figure_with_a_norm_but_without_comparison_keeps_its_norm() -> None:
    declared = AANVRAGEN | {"richting": "lager", "normen": [norm("110")]}
    here = werk(programma(indicator=(declared,)), feiten(tabel(POORT, "2021", ("2021", "afgewezen", "100"))))
    assert shown(naast_elkaar(here, "aanvragen")) == [
        ("Aanvragen", "100", "niet bekend", "niet bekend", "ten hoogste 110", "op koers")
    ]
