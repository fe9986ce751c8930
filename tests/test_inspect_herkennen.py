"""What a table is taken for: header, form, time, units and names, seen from its cells alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from werkmonitor.bronnen.containers.rooster import sheet_van_rijen
from werkmonitor.bronnen.herkennen.blok import toml
from werkmonitor.bronnen.herkennen.herkennen import herken, patroon
from werkmonitor.bronnen.herkennen.onderzoek import Bestand, onderzoek
from werkmonitor.bronnen.herkennen.tijden import tijdrol
from werkmonitor.bronnen.herkennen.voorstel import namen_van_indelingen
from werkmonitor.bronnen.herkennen.woorden import kale_naam, lid_id, maak_id, noemt_soort, raad_eenheid
from werkmonitor.bronnen.sheet import Foutcel, Inhoud, Merge, Sheet, Waarde
from werkmonitor.periode import Periode

Rijen = Sequence[Sequence[Waarde]]


def sheet(rijen: Rijen, naam: str = "Pagina1_1", **rest: Any) -> Sheet:
    return sheet_van_rijen("x.xlsx", naam, rijen, **rest)


def bronnen(*sheets: Sheet, naam: str = "Rapport.xlsx") -> list[dict[str, Any]]:
    return [voorstel.bron for voorstel in herken(sheets, naam)]


def bron(rijen: Rijen, naam: str = "Rapport.xlsx", **rest: Any) -> dict[str, Any]:
    (found,) = bronnen(sheet(rijen, **rest), naam=naam)
    return found


# ---- where the table is


def test_titles_prompts_and_blank_rows_are_no_header() -> None:
    found = bron(
        [
            ["Rapport", None, None],
            ["Regeling:", "Participatiewet", None],
            ["Jaar:", 2021, None],
            [None, None, None],
            ["Wijk", "Maand", "Aantal"],
            ["Noord", "januari", 3],
            ["Noord", "februari", 4],
        ]
    )
    assert (found["vorm"], found["dimensies"], found["tijd"]) == ("lijst", {"wijk": "Wijk"}, {"maand": "Maand"})


def test_two_tables_below_each_other_are_two_sources() -> None:
    rows: list[list[Waarde]] = [["Jaar", "Aantal"], [2020, 1], [2021, 2], [None, None]]
    rows += [["Regeling", "Bedrag"], ["IOAW", 2.5], ["IOAZ", 3.5]]
    assert [set(found["maten"]) for found in bronnen(sheet(rows))] == [{"aantal_rapport"}, {"bedrag_rapport"}]


def test_two_tables_beside_each_other_are_two_sources() -> None:
    rows: list[list[Waarde]] = [["Jaar", "Aantal", None, "Regeling", "Bedrag"]]
    rows += [[2020, 1, None, "IOAW", 2.5], [2021, 2, None, "IOAZ", 3.5]]
    assert [list(found["maten"]) for found in bronnen(sheet(rows))] == [["aantal_rapport"], ["bedrag_rapport"]]


def test_one_number_beside_labels_is_a_table() -> None:
    found = bron([["Titel", None], [None, "Aantal"], ["IOAW", 1], ["IOAZ", 2]])
    assert (found["vorm"], found["rijen"], found["kolommen"]) == ("kruistabel", ["indeling_1_rapport"], ["maat"])


def test_a_header_that_comes_again_is_the_same_table() -> None:
    page: list[list[Waarde]] = [["Jaar", "Aantal"], [2020, 1], [2021, 2], [None, None]]
    assert len(bronnen(sheet([*page, *page]))) == 1


def test_a_spacer_column_does_not_split_a_crosstab() -> None:
    found = bron([[None, 2020, None, 2021], ["IOAW", 1, None, 2], ["IOAZ", 3, None, 4]])
    assert (found["rijen"], found["kolommen"]) == (["indeling_1_rapport"], ["jaar"])


def test_sheets_without_anything_like_a_table_give_nothing() -> None:
    assert bronnen(sheet([]), sheet([["No Data Available"]]), sheet([["een"], ["twee"]])) == []
    assert bronnen(sheet([["Jaar", "Aantal"], [2020, 1]], zichtbaar=False)) == []


def test_error_cells_are_numbers_that_went_wrong() -> None:
    assert "aantal_rapport" in bron([["Wijk", "Aantal"], ["Noord", Foutcel("#DIV/0!")], ["Zuid", 4]])["maten"]


# ---- list, register or crosstab


def test_sentences_make_a_register() -> None:
    long = "Een zin die lang genoeg is om geen lid van een indeling te zijn."
    found = bron([["Nr", "Risico", "Gevolg"], [1, long, long], [2, long + "!", long + "?"]])
    assert found["velden"] == {"nr": "Nr", "risico": "Risico", "gevolg": "Gevolg"}


def test_a_table_of_texts_only_is_a_register() -> None:
    found = bron([["Project", "Stand"], ["Poort", "loopt"], ["Plein", "klaar"]])
    assert (found["vorm"], found["velden"]) == ("register", {"project": "Project", "stand": "Stand"})


@pytest.mark.parametrize(
    ("kop", "rest"),
    [
        (["", 2020, 2021], [["IOAW", 1, 2]]),
        (["Aantal", "jan. 2021", "feb. 2021"], [["IOAW", 1, 2]]),
        (["Aantal uitkeringen", "IOAW", "IOAZ"], [["Noord", 1, 2], ["Zuid", 2, 3]]),
        (["Wijk", "IOAW", "IOAZ", "Totaal"], [["Noord", 1, 2, 3], ["Zuid", 2, 5, 7]]),
    ],
    ids=["hoek", "tijd", "opschrift", "totaal"],
)
def test_what_makes_a_crosstab(kop: list[Waarde], rest: list[list[Waarde]]) -> None:
    assert bron([kop, *rest])["vorm"] == "kruistabel"


def test_numbers_beside_each_other_are_a_list_when_a_total_is_not_their_sum() -> None:
    found = bron([["Wijk", "Aantal", "Bedrag", "Totaal"], ["Noord", 1, 2, 8], ["Zuid", 2, 5, 9]])
    assert (found["vorm"], len(found["maten"])) == ("lijst", 3)


def test_heads_over_heads_are_levels_and_numbers_among_them_have_their_own_units() -> None:
    merges = (Merge(0, 0, 1, 0), Merge(0, 1, 0, 2), Merge(0, 3, 0, 4))
    rows: list[list[Waarde]] = [[None, "31-12-2020", None, "31-12-2021", None]]
    rows += [[None, "Personen", "Fte", "Personen", "Fte"], ["16-27", 1, 0.8, 2, 1.6]]
    found = bron(rows, "Caparis naar leeftijd.xlsx", merges=merges)
    assert (found["rijen"], found["kolommen"], found["soort"]) == (["leeftijd"], ["peildatum", "maat"], "stand")
    assert {id_: maat["eenheid"] for id_, maat in found["maten"].items()} == {"personen": "personen", "fte": "fte"}


def test_numbers_along_the_rows_have_their_own_units() -> None:
    found = bron([["", 2020, 2021], ["Aantal", 5, 6], ["Bedrag", 7.25, 8.5]])
    assert found["rijen"] == ["maat"]
    assert [maat["eenheid"] for maat in found["maten"].values()] == ["aantal", "euro"]


def test_years_along_the_rows_are_labels() -> None:
    found = bron([["", "IOAW", "IOAZ"], [2020, 1, 2], [2021, 3, 4]])
    assert (found["rijen"], found["kolommen"]) == (["jaar"], ["indeling_1_rapport"])


def test_years_across_and_down_are_not_both_the_time() -> None:
    found = bron([["", 2020, 2021], [2018, 1, 2], [2019, 3, 4]])
    assert (found["rijen"], found["kolommen"]) == (["indeling_1_rapport"], ["jaar"])


# ---- columns


def test_what_is_no_number_to_count_is_not_declared() -> None:
    kop: list[Waarde] = ["Jaar", "Wijkcode", "Aantal", "Totaal(Aantal)", "Datum besluit", "Leeg"]
    rows: list[list[Waarde]] = [[2021, 10 + n, n, None, date(2021, 1, n + 1), None] for n in range(1, 12)]
    found = bron([kop, *rows])
    assert (list(found["tijd"]), found["dimensies"]) == (["jaar"], {"wijkcode": "Wijkcode"})
    assert [maat["kolom"] for maat in found["maten"].values()] == ["Aantal"]


def test_weeks_are_no_time_and_no_quantity() -> None:
    rows: list[list[Waarde]] = [["Jaar", "Week", "Aantal"], [2021, 1, 5], [2021, 53, 6]]
    (voorstel,) = herken([sheet(rows)], "Rapport.xlsx")
    assert (voorstel.bron["dimensies"], len(voorstel.bron["maten"])) == ({"week": "Week"}, 1)
    assert "want werkmonitor kent geen weken als tijd" in toml(voorstel)
    found = bron([["Jaar", "Uren per week", "Aantal"], [2020, 61, 5], [2021, 70, 6]])
    assert len(found["maten"]) == 2


def test_a_heading_that_stands_twice_cannot_be_declared() -> None:
    found = bron([["Jaar", "Aantal", "Stuks", "Stuks"], [2020, 1, 2, 3], [2021, 1, 2, 3]])
    assert [maat["kolom"] for maat in found["maten"].values()] == ["Aantal"]


@pytest.mark.parametrize(
    ("values", "kop", "rol"),
    [
        ([2020, 2021], "Jaar", "jaar"),
        (["januari", "februari"], "x", "maand"),
        ([1, 2, 12], "Maand", "maand"),
        ([1, 2, 3], "Aantal", None),
        ([1, 2, 12], "Mnd", "maand"),
        ([1, 2, 12], "mnd.", "maand"),
        ([1, 2, 12], "maandnr", "maand"),
        ([1, 2, 4], "kwartaalnr", "kwartaal"),
        ([1, 2, 4], "Kw.", "kwartaal"),
        ([2020, 2021], "jr", "jaar"),
        ([1, 2, 12], "Jrx", None),
        ([1, 2, 4], "Kwartaal", "kwartaal"),
        ([202101, 202112], "Periode", "maand"),
        ([202101, 202112], "Aantal", None),
        (["2021-K1", "2e kwartaal 2021"], None, "kwartaal"),
        (["31-12-2021"], None, "peildatum"),
        ([date(2021, 1, 1)], None, "peildatum"),
        (["2021", "jan. 2021"], None, "periode"),
        (["IOAW"], None, None),
        ([None], None, None),
    ],
)
def test_labels_are_time_only_when_they_say_so(values: list[Waarde], kop: str | None, rol: str | None) -> None:
    assert tijdrol(values, kop) == rol


@pytest.mark.parametrize(
    ("kop", "values", "opmaken", "eenheid", "schaal"),
    [
        ("x", [0.36], {"procent"}, "aandeel", None),
        ("x", [12], {"geld"}, "euro", None),
        ("Aantal", [1, 2], set(), "aantal", None),
        ("Personen", [1], set(), "personen", None),
        ("Fte's", [1.5], set(), "fte", None),
        ("Rapportcijfer", [7.5], set(), "cijfer", None),
        ("Respons", [0.31], set(), "aandeel", "fractie"),
        ("Percentage", ["86,43"], set(), "aandeel", "procent"),
        ("%", ["36%", "40%"], set(), "aandeel", None),
        ("Lasten", [12.25], set(), "euro", None),
        ("x", [12.25, True, "-"], set(), "gemiddelde", None),
        ("x", [3, 4], set(), "aantal", None),
    ],
)
def test_units_come_from_format_then_heading_then_numbers(
    kop: str, values: list[Waarde], opmaken: set[Any], eenheid: str, schaal: str | None
) -> None:
    found = raad_eenheid(kop, values, opmaken)
    assert (found.naam, found.schaal) == (eenheid, schaal)


@pytest.mark.parametrize(
    ("kop", "values", "eenheid"),
    [
        ("Gemiddelde duur (dagen)", [58.0, 61.5], "gemiddelde"),
        ("Gemiddelde duur (dagen)", [58, 61], "gemiddelde"),
        ("Doorlooptijd", [12, 14], "gemiddelde"),
        ("Aantal dagen", [12, 14], "aantal"),
        ("Gem. uitkering", [1200.5], "gemiddelde"),
        ("Gemiddeld cijfer", [7.4], "cijfer"),
        ("Lasten per maand", [12.25], "euro"),
    ],
)
def test_a_mean_or_a_duration_gets_a_unit_that_does_not_add_up(kop: str, values: list[Waarde], eenheid: str) -> None:
    assert raad_eenheid(kop, values, set()).naam == eenheid


def test_a_mean_amount_is_no_amount_that_adds_up() -> None:
    assert raad_eenheid("Gemiddelde uitkering", [1200], {"geld"}).naam == "gemiddelde"


@pytest.mark.parametrize(
    ("woorden", "soort"),
    [
        (["Lopende uitkeringen per wijk"], "stand"),
        (["Rapport", "Aantal uitkeringen"], "stand"),
        (["Bestand op 31 december"], "stand"),
        (["Instroom", "Aantal uitkeringen"], "stroom"),
        (["Uitkeringslasten", "Bedrag"], "stroom"),
        (["Beëindigde uitkeringen"], "stroom"),
        (["Lopende en nieuwe trajecten"], None),
        (["Rapport", "Aantal"], None),
    ],
)
def test_words_tell_a_stand_from_a_stroom(woorden: list[str], soort: str | None) -> None:
    assert noemt_soort(woorden) == soort


def test_a_soort_that_nothing_says_is_left_to_the_user_in_plain_words() -> None:
    (voorstel,) = herken([sheet([["Jaar", "Wijk", "Aantal"], [2020, "Noord", 1], [2021, "Zuid", 2]])], "Rapport.xlsx")
    lines = toml(voorstel).splitlines()
    place = lines.index('soort = "stroom"  # kies')
    assert [line[:22] for line in lines[place - 4 : place : 2]] == ['# KIES ZELF: soort = "', '# soort = "stroom" als']
    (voorstel,) = herken([sheet([["Jaar", "Instroom"], [2020, 1], [2021, 2]])], "Rapport.xlsx")
    assert "# KIES" not in toml(voorstel)


# ---- names


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Reden uitstroom", "reden_uitstroom"),
        ("Één-oudergezin", "een_oudergezin"),
        ("2021", "kolom_2021"),
        ("Maand", "maand_2"),
        ("☃", "kolom"),
    ],
)
def test_ids_are_ascii_and_of_one_thing(text: str, id_: str) -> None:
    assert maak_id(text) == id_
    assert maak_id(text, [id_]) not in {id_, text}


def test_members_get_an_id_of_their_own() -> None:
    assert lid_id("16-27 jaar", {}) == "16-27-jaar"
    assert lid_id("16/27 jaar", {"16-27-jaar": ""}) == "16-27-jaar-2"


@pytest.mark.parametrize(
    ("naam", "pattern"),
    [
        ("Aanvragen-nl-nl.xlsx", "Aanvragen*.xlsx"),
        ("Aanvragen (17).xlsx", "Aanvragen*.xlsx"),
        ("Aanvragen-en-us_20220114073012.csv", "Aanvragen*.csv"),
        ("Aanvragen 2022-01-14.csv", "Aanvragen*.csv"),
        ("nl.xlsx", "nl*.xlsx"),
        ("a[1]*?.xlsx", "a[[]1][*][?]*.xlsx"),
        ("a\x1bb.xlsx", "*.xlsx"),
    ],
)
def test_a_pattern_fits_the_next_export_of_the_report(naam: str, pattern: str) -> None:
    assert patroon(naam) == pattern


def test_a_name_is_not_eaten_whole() -> None:
    assert kale_naam("Uitkeringen-nl (2)") == "Uitkeringen"


def test_the_title_names_the_levels() -> None:
    assert namen_van_indelingen("Instroom naar reden en leeftijd", 2) == ["reden", "leeftijd"]
    assert namen_van_indelingen("Instroom naar reden per maand", 1) == ["reden"]
    assert namen_van_indelingen("Instroom naar reden", 2) == ["", "reden"]
    assert namen_van_indelingen("Instroom", 1) == [""]


def test_the_corner_names_the_rows_unless_it_says_what_is_counted() -> None:
    rows: list[list[Waarde]] = [["Regeling", 2020, 2021], ["IOAW", 1, 2], ["IOAZ", 3, 4]]
    found = bron(rows)
    assert (found["rijen"], list(found["maten"])) == (["regeling"], ["rapport"])
    for hoek in ("Instroom", "Aantal", "Rapport"):
        kop: list[Waarde] = [hoek, 2020, 2021]
        found = bron([kop, *rows[1:]])
        assert found["rijen"] == ["indeling_1_rapport"]


def test_blocks_of_two_reports_can_stand_in_one_declaration() -> None:
    rows: list[list[Waarde]] = [["", 2020, 2021], ["IOAW", 1, 2], ["IOAZ", 3, 4]]
    blocks = [toml(voorstel) for naam in ("A.xlsx", "B.xlsx") for voorstel in herken([sheet(rows)], naam)]
    assert [block.splitlines()[1] for block in blocks] == [
        f'id = "indeling_1_{naam}"  # gok: geef deze indeling een naam, ook bij rijen en kolommen' for naam in "ab"
    ]


# ---- several tabs, titles


def lees(*sheets: Sheet) -> tuple[dict[str, Any], int]:
    found = onderzoek(Bestand(Inhoud("", tuple(sheets), "xlsx"), "x.xlsx", ["x.xlsx"]))
    (item,) = found.gelezen
    assert item.proef.gelukt, item.proef.findings
    return item.proef.bron.model_dump(exclude_defaults=True), item.proef.aantal


def per_wijk(*names: str) -> list[Sheet]:
    return [sheet([["Jaar", "Aantal"], [2020, n], [2021, n]], name) for n, name in enumerate(names)]


def test_tabs_of_one_shape_are_one_source_with_the_tab_as_a_dimension() -> None:
    found, count = lees(*per_wijk("Noord", "Zuid"))
    assert (found["dimensies"], count) == ({"tabblad": ("@tabblad",)}, 4)


def test_crosstabs_on_several_tabs_have_all_their_members() -> None:
    tabs = [
        sheet([["", 2020, 2021], [reden, 1, 2], ["Overig", 3, 4]], name)
        for name, reden in (("Noord", "Werk"), ("Zuid", "Studie"))
    ]
    found, count = lees(*tabs)
    assert (found["rijen"], found["dimensies"], count) == (("indeling_1_x",), {"tabblad": ("@tabblad",)}, 8)


def test_tabs_named_after_months_are_time() -> None:
    tabs = [sheet([["Wijk", "Aantal"], ["Noord", 1], ["Zuid", 2]], name) for name in ("jan. 2021", "feb. 2021")]
    found, count = lees(*tabs)
    assert (found["tijd"], count) == ({"maand": ("@tabblad",)}, 4)


def test_tabs_that_are_only_numbered_are_one_table() -> None:
    tabs = [sheet([["Jaar", "Aantal"], [2020 + n, n]], f"Pagina1_{n}") for n in (0, 1)]
    found, count = lees(*tabs)
    assert ("dimensies" in found, count) == (False, 2)


def test_numbered_tabs_that_repeat_each_other_are_told_apart_by_name() -> None:
    found, count = lees(*per_wijk("Pagina1_1", "Pagina1_2"))
    assert (found["dimensies"], count) == ({"tabblad": ("@tabblad",)}, 4)


def test_the_title_gives_the_time_that_the_labels_lack() -> None:
    found, count = lees(sheet([["Stand november 2019", None], ["Wijk", "Aantal"], ["Noord", 1], ["Zuid", 2]]))
    assert (found["tijd"], count) == ({"periode": ("@titel",)}, 2)
    found, _ = lees(sheet([["Jaar 2021", None], ["Maand", "Aantal"], ["januari", 1], ["februari", 2]]))
    assert found["tijd"] == {"maand": ("Maand",), "jaar": ("@titel",)}


def test_a_file_outside_a_werkmap_is_read_as_of_the_period_in_its_titles() -> None:
    bestand = Bestand(Inhoud("", (sheet([["Over 2019"], ["x"]]),), "xlsx"), "x.xlsx", ["x.xlsx"])
    assert str(bestand.periode) == "2019"
    assert str(Bestand(bestand.inhoud, "x", ["x"], Periode.parse("2021")).periode) == "2021"


def test_recognition_stops_when_the_file_takes_too_long() -> None:
    def stop() -> None:
        message = "te lang"
        raise TimeoutError(message)

    rows: Rijen = [["Jaar", "Aantal"], [2020, 1], [2021, 2]]
    with pytest.raises(TimeoutError):
        herken([sheet(rows)], "Rapport.xlsx", stop)
    bestand = Bestand(Inhoud("", (sheet(rows),), "xlsx"), "x.xlsx", ["x.xlsx"], None, stop)
    with pytest.raises(TimeoutError):
        onderzoek(bestand)
