"""The types of the declaration: what may be written short, and what is looked up."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, get_args

import pytest
from pydantic import BaseModel, ValidationError

from werk_voorbeeld import BESTAND, POORT, QUOTE, REGISTER, WOORDEN, programma
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Bron, Dimensie
from werkmonitor.programma.indicator import Indicator, Norm, norm_op
from werkmonitor.programma.pagina import Blok
from werkmonitor.programma.schema import Algemeen, Publicatie


def test_one_header_may_be_written_without_a_list() -> None:
    assert Dimensie.model_validate(
        {"id": "reden", "naam": "reden", "leden": {"ww": "Einde WW", "studie": ["Studie", "School"]}}
    ).leden == {"ww": ("Einde WW",), "studie": ("Studie", "School")}


@pytest.mark.parametrize("vanaf", [2021, "2021", Periode.parse("2021")])
def test_a_year_may_be_written_as_a_number_or_a_text(vanaf: object) -> None:
    norm = Norm.model_validate({"vanaf": vanaf, "waarde": "1", "bron": "b"})
    assert norm.vanaf == Periode.parse("2021")
    assert norm.model_dump()["vanaf"] == "2021"


def test_a_date_is_no_period() -> None:
    with pytest.raises(ValidationError, match="vanaf"):
        Norm.model_validate({"vanaf": 20.5, "waarde": "1", "bron": "b"})


@pytest.mark.parametrize("naam", ["a", "poort_2", "a1"])
def test_an_id_has_lower_case_digits_and_underscores(naam: str) -> None:
    assert Dimensie(id=naam, naam="x").id == naam


@pytest.mark.parametrize("naam", ["", "A", "2a", "a-b", "a b", "é", "a\n"])
def test_any_other_id_is_refused(naam: str) -> None:
    with pytest.raises(ValidationError):
        Dimensie(id=naam, naam="x")


def test_a_declaration_does_not_change_after_loading() -> None:
    with pytest.raises(ValidationError):
        programma().programma.naam = "Anders"  # type: ignore[misc]  # that is what is tested


def test_things_are_found_by_their_id() -> None:
    declared = programma(indicator=(QUOTE,))
    bron, quote = declared.bron_van("poort"), declared.indicator_van("quote")
    assert bron is not None
    assert quote is not None
    assert (bron.titel, quote.naam) == ("Aanvragen aan de Poort", "Quote")
    assert declared.bron_van("weg") is None
    assert declared.indicator_van("weg") is None


def test_a_dimension_that_is_not_declared_is_an_open_one() -> None:
    assert programma().dimensie_van("wijk") == Dimensie(id="wijk", naam="wijk", open=True)
    declared = Dimensie(id="wijk", naam="Wijk of dorp")
    assert programma(dimensie=(declared,)).dimensie_van("wijk") == declared


def test_a_norm_holds_until_a_newer_one_begins() -> None:
    normen = [{"vanaf": vanaf, "waarde": "1", "bron": "b"} for vanaf in ("2020", "2022", "2021-H2")]
    declared = Indicator.model_validate(QUOTE | {"normen": normen})
    found = {text: norm_op(declared, Periode.parse(text)) for text in ("2019", "2020", "2021", "2021-H2", "2022-05")}
    assert {text: norm and str(norm.vanaf) for text, norm in found.items()} == {
        "2019": None,
        "2020": "2020",
        "2021": "2020",
        "2021-H2": "2021-H2",
        "2022-05": "2022",
    }


@pytest.mark.parametrize(
    ("eerste", "tweede", "goed"),
    [
        ({"vanaf": "2020"}, {"vanaf": "2020"}, False),
        ({"vanaf": "2020"}, {"vanaf": "2020-H1"}, False),
        ({"vanaf": "2020"}, {"vanaf": "2020-H2"}, True),
        ({"vanaf": "2020"}, {"vanaf": "2020", "deelgebied": "alle"}, True),
        ({"vanaf": "2020", "deelgebied": "alle"}, {"vanaf": "2020", "deelgebied": "alle"}, False),
    ],
)
def test_two_norms_do_not_begin_together(eerste: dict[str, str], tweede: dict[str, str], *, goed: bool) -> None:
    normen = [{"waarde": "1", "bron": "b"} | norm for norm in (eerste, tweede)]
    if goed:
        assert len(Indicator.model_validate(QUOTE | {"normen": normen}).normen) == 2
    else:
        with pytest.raises(ValidationError, match=r"er zijn twee normen.* die gelden vanaf"):
            Indicator.model_validate(QUOTE | {"normen": normen})


def _zonder(declared: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in declared.items() if name != key}


KRUISTABEL = {**POORT, "vorm": "kruistabel", "rijen": ["besluit"], "kolommen": ["maand"]}
TWEE_MATEN = {"een": {"kolom": "Een", "eenheid": "aantal"}, "twee": {"kolom": "Twee", "eenheid": "aantal"}}


@pytest.mark.parametrize(
    ("declared", "zin"),
    [
        (_zonder(REGISTER, "velden"), "bron register is een register en heeft"),
        (_zonder(BESTAND, "maten"), "bron bestand heeft geen maten"),
        ({**POORT, "maten": {"aanvragen": {"eenheid": "aantal"}}}, "bron poort is een lijst; zet bij elke maat"),
        (_zonder(POORT, "maten"), "bron poort heeft geen maten"),
        (_zonder(KRUISTABEL, "maten"), "bron poort heeft geen maten"),
        (_zonder(KRUISTABEL, "rijen"), "bron poort is een kruistabel en heeft rijen en kolommen nodig"),
        (_zonder(KRUISTABEL, "kolommen"), "bron poort is een kruistabel en heeft rijen en kolommen nodig"),
        ({**KRUISTABEL, "maten": TWEE_MATEN}, 'zet "maat" in rijen of kolommen'),
        (
            {
                **KRUISTABEL,
                "kolommen": ["maand", "maat"],
                "maten": {"een": {"eenheid": "aantal"}, "twee": TWEE_MATEN["twee"]},
            },
            "zet bij elke maat het opschrift als kolom",
        ),
    ],
)
def test_a_source_that_could_only_be_read_by_guessing_is_refused(declared: dict[str, Any], zin: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Bron.model_validate(declared)
    assert zin in str(caught.value)


@pytest.mark.parametrize(
    "declared",
    [
        POORT,
        BESTAND,
        REGISTER,
        {**KRUISTABEL, "maten": {"aanvragen": {"eenheid": "aantal"}}},
        {**KRUISTABEL, "kolommen": ["maand", "maat"], "maten": TWEE_MATEN},
    ],
)
def test_a_source_that_says_how_it_is_read_is_accepted(declared: dict[str, Any]) -> None:
    assert Bron.model_validate(declared).id == declared["id"]


REEKS = {"naam": "R", "formule": "1"}
BLOKKEN: dict[str, dict[str, Any]] = {
    "tekst": {"tekst": "kort"},
    "kerncijfers": {"indicatoren": ["quote"]},
    "indicatoren": {"indicatoren": ["quote"]},
    "grafiek": {"langs": "jaren", "reeksen": [REEKS]},
    "tabel": {"rijen": [{"naam": "R"}], "kolommen": [{"kop": "K", "formule": "1", "eenheid": "aantal"}]},
    "register": {"bron": "register", "velden": {"nr": "Nr"}},
    "vergelijking": {"indicatoren": ["quote"]},
    "verdeling": {"formule": "som(aanvragen)", "langs": "besluit"},
    "brug": {"begin": "1", "eind": "2", "onderdelen": [{**REEKS, "teken": "+"}], "rest": "Overig"},
    "prognose": {"prognose": "bijstand"},
}


@pytest.mark.parametrize(("soort", "key"), [(soort, key) for soort, keys in BLOKKEN.items() for key in keys])
def test_a_block_without_what_it_shows_is_refused(soort: str, key: str) -> None:
    whole = {"soort": soort, **BLOKKEN[soort]}
    assert Blok.model_validate(whole).soort == soort
    for partly in (_zonder(whole, key), whole | {key: type(whole[key])()}):
        with pytest.raises(ValidationError) as caught:
            Blok.model_validate(partly)
        assert f'een blok met soort = "{soort}" heeft {key} nodig' in str(caught.value)


@pytest.mark.parametrize(
    ("keys", "zin"),
    [
        ({"indicatoren": ["quote"]}, "heeft formule nodig, of precies één naam in indicatoren"),
        ({"formule": "", "indicatoren": ["quote", "meer"]}, "heeft formule nodig, of precies één naam in indicatoren"),
        ({"tegen": "besluit"}, "kan langs en tegen niet allebei besluit hebben"),
        ({"langs": "jaren", "tegen": "maanden"}, 'kan alleen langs = "maanden" en tegen = "jaren" hebben'),
        ({"langs": "jaren", "top": 5}, "kan top alleen langs een dimensie hebben"),
        ({"top": 0}, "top"),
        ({"aandeel": "rij"}, 'heeft bij aandeel = "rij" ook tegen nodig'),
    ],
)
def test_a_distribution_of_nothing_or_along_axes_that_do_not_go_together_is_refused(
    keys: dict[str, Any], zin: str
) -> None:
    with pytest.raises(ValidationError, match=re.escape(zin)):
        Blok.model_validate({"soort": "verdeling", **BLOKKEN["verdeling"]} | keys)


@pytest.mark.parametrize(
    "keys",
    [
        {"formule": "", "indicatoren": ["quote"]},
        {"langs": "maanden", "tegen": "jaren"},
        {"tegen": "wijk", "aandeel": "rij", "top": 1},
    ],
)
def test_a_distribution_along_two_axes_or_of_an_indicator_is_accepted(keys: dict[str, Any]) -> None:
    assert Blok.model_validate({"soort": "verdeling", **BLOKKEN["verdeling"]} | keys).soort == "verdeling"


@pytest.mark.parametrize("eenheid", ["aandeel", "cijfer", "gemiddelde"])
def test_a_bridge_of_what_does_not_add_up_is_refused(eenheid: str) -> None:
    with pytest.raises(ValidationError, match=f"een brug telt op, en {eenheid} kan niet optellen"):
        Blok.model_validate({"soort": "brug", **BLOKKEN["brug"], "eenheid": eenheid})


SCHAKELS = (
    *("opgaven", "resultaten", "matrix", "doelen", "kleuren"),
    *("definities", "bronnen", "verzonnen", "meldingen", "begrippen"),
)


@pytest.mark.parametrize("soort", SCHAKELS)
def test_a_block_that_points_to_what_the_monitor_holds_needs_nothing_more(soort: str) -> None:
    assert Blok.model_validate({"soort": soort}).soort == soort


def test_every_kind_of_block_is_tested_above() -> None:
    assert {*BLOKKEN, *SCHAKELS} == set(get_args(Blok.model_fields["soort"].annotation))


@pytest.mark.parametrize("kleur", WOORDEN)
def test_every_colour_needs_its_word(kleur: str) -> None:
    with pytest.raises(ValidationError, match=rf"heeft nog geen woord en uitleg voor {kleur}\b"):
        programma(oordeel=_zonder(WOORDEN, kleur))


def test_all_colours_that_lack_a_word_are_named() -> None:
    with pytest.raises(ValidationError, match="uitleg voor groen, oranje, rood, grijs"):
        programma(oordeel={})


@pytest.mark.parametrize("formaten", [["word"], ["html", "PDF"], ["xlsx_book"], "html"])
def test_only_known_formats_may_be_declared(formaten: object) -> None:
    with pytest.raises(ValidationError, match="formaten"):
        Publicatie.model_validate({"formaten": formaten})


HOOFD = {"naam": "W", "gemeente": "G", "titel": "T"}


@pytest.mark.parametrize(("model", "declared"), [(Algemeen, HOOFD), (Indicator, QUOTE)])
@pytest.mark.parametrize("value", ["-0.01", "1.01", "90"])
def test_oranje_vanaf_is_a_share(model: type[BaseModel], declared: dict[str, Any], value: str) -> None:
    for edge in ("0", "1"):
        assert model.model_validate(declared | {"oranje_vanaf": edge}).model_dump()["oranje_vanaf"] == Decimal(edge)
    with pytest.raises(ValidationError, match="oranje_vanaf"):
        model.model_validate(declared | {"oranje_vanaf": value})


INDICATOREN = """\
# formule = "som(weg)"
formule = "som(weg) / 2"
formule = "som(weg)"
formule = "som(weg, naam=\\"x\\")"
"""


def located(tekst: str) -> str:
    declared = programma()
    declared.onthoud([("werkmonitor.toml", 'titel = "Monitor"\n'), ("declaratie/indicatoren.toml", INDICATOREN)])
    return str(declared.plek(tekst))


@pytest.mark.parametrize(
    ("tekst", "plek"),
    [
        ("Monitor", "werkmonitor.toml › regel 1"),
        ("som(weg) / 2", "declaratie/indicatoren.toml › regel 2"),
        ("som(weg)", "declaratie/indicatoren.toml › regel 3"),
        ('som(weg, naam="x")', "declaratie/indicatoren.toml › regel 4"),
        ("bestaat nergens", "werkmonitor.toml"),
        ("", "werkmonitor.toml"),
    ],
)
def test_a_formula_is_found_where_it_stands_by_itself(tekst: str, plek: str) -> None:
    assert located(tekst) == plek


def test_a_declaration_that_was_not_read_from_files_has_one_name() -> None:
    assert str(programma().plek("som(weg)")) == "werkmonitor.toml"
