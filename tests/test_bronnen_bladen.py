"""What Cognos does with tabs, titles, empty reports and columns beside the table."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bronnen_voorbeeld import (
    KRUIS,
    LIJST,
    REGISTER,
    blad,
    codes,
    feiten_van,
    lees_blad,
    lees_bladen,
    lees_map,
    leg_neer,
    met_xml,
    programma,
    waarden,
    werkboek,
)
from werkmonitor.bronnen.feiten import Bronbestand, Feitentabel
from werkmonitor.bronnen.levering.lezen import lees
from werkmonitor.bronnen.opbouw.bouwer import Bouwer
from werkmonitor.bronnen.sheet import Opmaak, Sheet, Waarde
from werkmonitor.bronnen.tabellen.bladen import verborgen, zegt_leeg, zoek_tabellen
from werkmonitor.bronnen.tabellen.kennis import Kennis
from werkmonitor.bronnen.tabellen.titels import perioden
from werkmonitor.findings import Finding
from werkmonitor.formula.evaluate import Omgeving, evaluate
from werkmonitor.periode import Periode

KOP = ["Reden", "Jaar", "Maand", "Aantal"]
EEN = ["Verhuizing", 2021, 1, 12]
PER_WIJK = LIJST | {"dimensies": {"reden": "Reden", "wijk": "@tabblad"}}
PER_REDEN = LIJST | {"dimensies": {"reden": "@tabblad"}}
KOP_ZONDER = ["Jaar", "Maand", "Aantal"]
ZONDER_TIJD = LIJST | {"tijd": {}}
UIT_TITEL = LIJST | {"tijd": {"periode": "@titel"}}
KORT = ["Reden", "Aantal"]


def leden(tabel: Feitentabel, naam: str) -> list[str]:
    kolom = tabel.dimensies[naam]
    return [kolom.leden[code] for code in kolom.codes]


def kennis(bron: dict[str, Any]) -> Kennis:
    declared = programma(bron)
    return Kennis(declared, declared.bron[0])


# ---- the name of a tab


def test_the_tab_is_a_member_and_repeated_titles_and_headers_are_left_out(tmp_path: Path) -> None:
    tabs = {"Noord": [["Titel"], KOP, EEN, KOP, ["Verhuizing", 2021, 2, 3]], "Zuid": [["Titel"], KOP, EEN]}
    tabel, findings = lees_bladen(tmp_path, PER_WIJK, tabs)
    assert findings == []
    assert leden(tabel, "wijk") == ["Noord", "Noord", "Zuid"]
    assert [tabel.adres(index).cel for index in range(3)] == ["D3", "D5", "D3"]
    assert [tabel.adres(index).blad for index in range(3)] == ["Noord", "Noord", "Zuid"]


def test_the_tab_is_a_member_of_a_crosstab(tmp_path: Path) -> None:
    bron = KRUIS | {"dimensies": {"wijk": "@tabblad"}}
    rows = [[None, "jan. 2021"], ["Verhuizing", 5], ["Einde WW", 6]]
    tabel, findings = lees_bladen(tmp_path, bron, {"Noord": rows, "Zuid": rows})
    assert findings == []
    assert [rij[0] for rij in feiten_van(tabel)] == [
        "instroom/Noord/Verhuizing",
        "instroom/Noord/Einde WW",
        "instroom/Zuid/Verhuizing",
        "instroom/Zuid/Einde WW",
    ]


@pytest.mark.parametrize(("een", "ander"), [("januari", "februari"), ("jan_1", "februari_2")])
def test_the_tab_is_a_month(tmp_path: Path, een: str, ander: str) -> None:
    bron = LIJST | {"tijd": {"jaar": "Jaar", "maand": "@tabblad"}}
    rows = [["Reden", "Jaar", "Aantal"], ["Verhuizing", 2021, 4]]
    tabel, findings = lees_bladen(tmp_path, bron, {een: rows, ander: rows})
    assert findings == []
    assert [rij[1] for rij in feiten_van(tabel)] == ["2021-01-01", "2021-02-01"]


def test_a_tab_that_is_no_time_is_told_at_the_sheet(tmp_path: Path) -> None:
    bron = LIJST | {"tijd": {"jaar": "Jaar", "maand": "@tabblad"}}
    tabel, findings = lees_bladen(tmp_path, bron, {"ooit": [["Reden", "Jaar", "Aantal"], ["Verhuizing", 2021, 4]]})
    assert len(tabel) == 0
    assert [(f.code, str(f.vindplaats)) for f in findings] == [("geen-tijd", "exports/2021/Instroom.xlsx › ooit")]


def test_the_number_of_a_clash_is_no_part_of_the_name(tmp_path: Path) -> None:
    rows = [KOP_ZONDER, [2021, 1, 4]]
    other = [KOP_ZONDER, [2021, 2, 4]]
    tabel, findings = lees_bladen(tmp_path, PER_REDEN, {"Verhuizing": rows, "Verhuizing_2": other, "Einde WW_3": rows})
    assert findings == []
    assert leden(tabel, "reden") == ["verhuizing", "verhuizing", "einde-ww"]
    own = LIJST | {"dimensies": {"wijk": "@tabblad"}}
    tabel, findings = lees_bladen(tmp_path, own, {"Noord": rows, "Noord_2": other, "Plan_4": rows})
    assert findings == []
    assert leden(tabel, "wijk") == ["Noord", "Noord", "Plan_4"]


def test_a_name_that_was_cut_off_is_that_of_the_one_member_that_begins_so(tmp_path: Path) -> None:
    lang = "Uitgestroomd wegens verhuizing naar elders"
    dimensie = {"id": "reden", "naam": "reden"}
    rows = [KOP_ZONDER, [2021, 1, 4]]
    leg_neer(tmp_path, "Instroom.xlsx", werkboek(blad(rows), namen=[lang[:31]]))
    for extra, expected in ((None, ["weg"]), (f"{lang[:31]} iets anders", [])):
        members = {"weg": lang, "thuis": "Niet weg"} | ({"anders": extra} if extra else {})
        declared = programma(PER_REDEN)
        own = declared.model_validate(declared.model_dump() | {"dimensie": [dimensie | {"leden": members}]})
        feiten, findings = lees(own, tmp_path, [Periode.parse("2021")])
        assert leden(feiten.tabellen[0], "reden") == expected
        assert [f.code for f in findings] == ([] if expected else ["tabblad-onbruikbaar"])


@pytest.mark.parametrize("naam", ["Pagina1_3", "Page1_3", "Seite1_1", "page", "Blad1"])
def test_a_name_that_nobody_chose_is_no_member(tmp_path: Path, naam: str) -> None:
    tabel, findings = lees_bladen(tmp_path, PER_WIJK, {naam: [KOP, EEN]})
    assert len(tabel) == 0
    (finding,) = findings
    assert (finding.code, finding.ernst) == ("tabblad-onbruikbaar", "fout")
    assert str(finding.vindplaats) == f"exports/2021/Instroom.xlsx › {naam}"


def test_tabs_with_the_same_facts_get_the_advice_to_use_their_names(tmp_path: Path) -> None:
    _, findings = lees_bladen(tmp_path, LIJST, {"Noord": [KOP, EEN], "Zuid": [KOP, EEN]})
    assert [f.code for f in findings] == ["bladen-samen", "dubbel-feit"]
    assert all('"@tabblad"' in finding.doen for finding in findings)
    _, findings = lees_blad(tmp_path, LIJST, blad([KOP, EEN, EEN]))
    assert '"@tabblad"' not in findings[0].doen


PER_TAB = LIJST | {"dimensies": {"wijk": "@tabblad"}}
TAB = [KOP_ZONDER, [2021, 1, 4]]


@pytest.mark.parametrize("naam", ["Totaal", "Overzicht", "Samenvatting", "Totaal_1"])
def test_a_tab_that_is_called_after_a_total_is_no_member(tmp_path: Path, naam: str) -> None:
    tabel, findings = lees_bladen(tmp_path, PER_TAB, {naam: TAB, "Noord_2": TAB, "Zuid_3": TAB})
    assert len(tabel) == 2
    assert [(f.code, f.ernst, f.vindplaats and f.vindplaats.blad) for f in findings] == [("blad-totaal", "info", naam)]


@pytest.mark.parametrize(
    ("namen", "expected"),
    [
        (["Noord_1", "Zuid_2"], ["Noord", "Zuid"]),
        (["Noord_1", "Noord_2", "Zuid_3"], ["Noord", "Noord", "Zuid"]),
        (["Noord_1"], ["Noord"]),
        (["Noord_1", "Zuid_3"], ["Noord_1", "Zuid_3"]),
        (["Noord_1", "Zuid"], ["Noord_1", "Zuid"]),
        (["Team_1", "Team_2"], ["Team_1", "Team_2"]),  # the number is all that tells them apart
    ],
)
def test_the_running_number_of_a_tab_is_no_part_of_its_name(
    tmp_path: Path, namen: list[str], expected: list[str]
) -> None:
    tabs = {naam: [KOP_ZONDER, [2021, rank, 4]] for rank, naam in enumerate(namen, 1)}
    tabel, findings = lees_bladen(tmp_path, PER_TAB, tabs)
    assert findings == []
    assert leden(tabel, "wijk") == expected


@pytest.mark.parametrize(
    ("tabs", "gemeld"),
    [
        ({"Instroom": "", "Uitstroom": ""}, True),
        ({"Blad1": "", "Uitstroom": ""}, False),
        ({"Pagina1_1": "", "Pagina1_2": ""}, False),
        ({"Instroom_1": "", "Instroom_2": ""}, False),
        ({"januari": "", "februari": ""}, False),
        ({"Verhuizing": "", "Werk": ""}, False),  # a label of the table says the same
        ({"Pagina1_1": "Instroom 2020", "Pagina2_2": "Uitstroom 2020"}, True),
        ({"Pagina1_1": "Instroom januari 2021", "Pagina2_2": "Instroom februari 2021 (blad 2)"}, False),
        ({"Pagina1_1": "Instroom", "Pagina2_2": ""}, False),
    ],
)
def test_tabs_that_differ_by_name_or_title_are_told(tmp_path: Path, tabs: dict[str, str], *, gemeld: bool) -> None:
    rows = {
        naam: [[titel or None], KOP, ["Verhuizing", 2021, rank, 4]]
        for rank, (naam, titel) in enumerate(tabs.items(), 1)
    }
    tabel, findings = lees_bladen(tmp_path, LIJST, rows)
    assert len(tabel) == 2
    assert [(f.code, f.ernst) for f in findings] == ([("bladen-samen", "waarschuwing")] if gemeld else [])
    assert all(str(naam) in finding.wat for finding in findings for naam in tabs)


def test_one_member_in_several_spellings(tmp_path: Path) -> None:
    rows = [["Wijk", *KOP_ZONDER], ["Noord", 2021, 1, 4], ["NOORD ", 2021, 2, 5], ["Zuid", 2021, 1, 6]]
    tabel, findings = lees_blad(tmp_path, LIJST | {"dimensies": {"wijk": "Wijk"}}, blad(rows))
    assert findings == []
    assert leden(tabel, "wijk") == ["Noord", "Noord", "Zuid"]


# ---- a list that goes on on the next tab


def vol(*staart: list[Waarde]) -> tuple[Sheet, Sheet]:
    """Return a sheet that is full to the last row, and the one after it."""
    first = blad([KOP, EEN])
    grid = np.repeat(first.codes, [1, 65_535], axis=0)
    return Sheet("i.xlsx", "Pagina1_1", grid, first.waarden, first.opmaken), blad(list(staart))


@pytest.mark.parametrize(
    ("staart", "rijen"),
    [
        ([["Einde WW", 2021, 2, 3], ["Overall - Total", None, None, 9]], 1),
        ([KOP, ["Einde WW", 2021, 2, 3]], 1),
        ([["Iets", 2021, 2, 3]], None),
        ([["Einde WW", 2021, 2, "x"]], None),
        ([["Einde WW", 2021, 2, 3, 4]], None),
    ],
)
def test_a_list_goes_on_at_the_top_of_the_next_tab(staart: list[list[Waarde]], rijen: int | None) -> None:
    (first, _), (second, faults) = zoek_tabellen(vol(*staart), kennis(LIJST), Periode.parse("2021"))
    assert first is not None
    assert len(first.datarijen) == 65_535
    assert faults == []
    assert (None if second is None else len(second.datarijen)) == rijen


def test_only_a_full_tab_goes_on() -> None:
    sheets = (blad([KOP, EEN]), blad([["Einde WW", 2021, 2, 3]]))
    assert zoek_tabellen(sheets, kennis(LIJST), Periode.parse("2021"))[1][0] is None


def test_facts_of_the_rest_have_their_own_cells() -> None:
    found = zoek_tabellen(vol(["Einde WW", 2021, 2, 3]), kennis(LIJST), Periode.parse("2021"))
    bouwer = Bouwer(kennis(LIJST), Periode.parse("2021"))
    bouwer.voeg_bestand_toe(Bronbestand("i.xlsx", "", "instroom", "2021"))
    rest = found[1][0]
    assert rest is not None
    assert rest.bereik == (0, 0, 0, 3)
    bouwer.voeg_toe(rest)
    assert feiten_van(bouwer.feitentabel()) == [("instroom/Einde WW", "2021-02-01", 3, "D1")]


# ---- hidden things


def test_hidden_sheets_are_mentioned(tmp_path: Path) -> None:
    book = werkboek(blad([KOP, EEN]), blad([KOP, EEN]), namen=["Pagina1_1", "data_Pagina1_1_1"])
    leg_neer(tmp_path, "Instroom.xlsx", met_xml(book, '(name="data_[^"]*")', r'\1 state="hidden"', "workbook.xml"))
    feiten, findings = lees_map(tmp_path, LIJST)
    assert len(feiten.tabellen[0]) == 1
    assert [(f.code, f.ernst) for f in findings] == [("blad-verborgen", "info")]
    assert "data_Pagina1_1_1" in findings[0].wat


def test_hidden_rows_and_columns_of_a_table_count_and_are_told() -> None:
    plain = blad([["Titel"], KOP, EEN, ["Einde WW", 2021, 1, 3]])
    rest = (plain.codes, plain.waarden, plain.opmaken)
    hidden = Sheet("i.xlsx", "Blad", *rest, verborgen_rijen=frozenset({0, 3}), verborgen_kolommen=frozenset({3, 9}))
    found = zoek_tabellen([hidden], kennis(LIJST), Periode.parse("2021"))
    (finding,) = verborgen([hidden], found, "i.xlsx")
    assert (finding.code, finding.ernst, str(finding.vindplaats)) == (
        "rijen-verborgen",
        "waarschuwing",
        "i.xlsx › Blad › D4",
    )
    assert "rij 4 en kolom D" in finding.wat
    (many,) = verborgen([Sheet("i.xlsx", "Blad", *rest, verborgen_kolommen=frozenset({0}))], found, "i.xlsx")
    assert "kolom A" in many.wat


# ---- the period in the titles


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Instroom november 2019 per wijk", ["2019-11"]),
        ("Stand per 31-12-2021", [date(2021, 12, 31)]),
        ("Instroom 1e kwartaal 2021 (voorlopig)", ["2021-K1"]),
        ("jan 2020 en mei 2021", []),
        ("jan t/m dec 2021", ["2021"]),
        ("Instroom", []),
    ],
)
def test_the_periods_in_a_title(text: str, expected: list[str | date]) -> None:
    assert [moment if isinstance(moment, date) else str(moment) for moment in perioden(text)] == expected


def test_the_title_gives_the_period(tmp_path: Path) -> None:
    tabel, findings = lees_blad(tmp_path, UIT_TITEL, blad([["Instroom"], ["november 2019"], KORT, ["Verhuizing", 3]]))
    assert (findings, feiten_van(tabel)) == ([], [("instroom/Verhuizing", "2019-11-01", 3, "B4")])
    stand = LIJST | {"tijd": {"peildatum": "@titel"}, "soort": "stand"}
    tabel, findings = lees_blad(tmp_path, stand, blad([[date(2021, 3, 17)], KORT, ["Verhuizing", 3]]))
    assert (findings, feiten_van(tabel)[0][1]) == ([], "2021-03-17")


@pytest.mark.parametrize("titel", ["Instroom", "mei 2020 en juni 2021", "Peildatum 31-12-2021"])
def test_a_title_that_does_not_give_one_period(tmp_path: Path, titel: str) -> None:
    tabel, findings = lees_blad(tmp_path, UIT_TITEL, blad([[titel], KORT, ["Verhuizing", 3]]))
    assert len(tabel) == 0
    assert [(f.code, f.ernst) for f in findings] == [("geen-tijd", "fout")]


def test_a_title_with_another_period_than_the_delivery(tmp_path: Path) -> None:
    _, findings = lees_blad(tmp_path, ZONDER_TIJD, blad([["Instroom 2020"], KORT, ["Verhuizing", 3]]))
    assert [(f.code, f.ernst, f.vindplaats and f.vindplaats.cel) for f in findings] == [
        ("periode-anders", "fout", "A1")
    ]
    for titel in ("Instroom 2021", "Instroom", "Instroom t/m december 2021", "Afgedrukt op 3-1-2022"):
        _, findings = lees_blad(tmp_path, ZONDER_TIJD, blad([[titel], KORT, ["Verhuizing", 3]]))
        assert findings == []
    _, findings = lees_blad(tmp_path, LIJST, blad([["Instroom 2020"], KOP, EEN]))
    assert findings == [], "the table has its own time"


@pytest.mark.parametrize(
    ("titel", "code", "ernst"),
    [
        ("Instroom januari t/m mei 2021", "periode-anders", "fout"),
        ("Instroom t/m mei 2021", "periode-anders", "fout"),
        ("Periode 202001 - 202012", "periode-anders", "fout"),
        ("Instroom eerste kwartaal", "periode-anders", "fout"),
        ("Rapportage mei 2021 over 2020", "periode-onduidelijk", "waarschuwing"),
        ("Schooljaar 2020/2021", "periode-onduidelijk", "waarschuwing"),
        ("Instroom mei 2020 en juni 2021", "periode-onduidelijk", "waarschuwing"),
    ],
)
def test_a_title_of_a_part_or_of_no_one_period(tmp_path: Path, titel: str, code: str, ernst: str) -> None:
    _, findings = lees_blad(tmp_path, ZONDER_TIJD, blad([["Gemeente Waterrijk", titel], KORT, ["Verhuizing", 3]]))
    assert [(f.code, f.ernst, f.vindplaats and f.vindplaats.cel) for f in findings] == [(code, ernst, "B1")]


def test_titles_that_only_together_make_no_period(tmp_path: Path) -> None:
    _, findings = lees_blad(tmp_path, ZONDER_TIJD, blad([["Mei 2020"], ["Juni 2021"], KORT, ["Verhuizing", 3]]))
    assert [(f.code, f.vindplaats and f.vindplaats.cel) for f in findings] == [("periode-onduidelijk", "A1")]


def test_a_number_in_a_title_is_time_behind_a_word_for_it(tmp_path: Path) -> None:
    _, findings = lees_blad(tmp_path, ZONDER_TIJD, blad([["Jaar:", 2020], KORT, ["Verhuizing", 3]]))
    assert [(f.code, f.vindplaats and f.vindplaats.cel) for f in findings] == [("periode-anders", "B1")]
    _, findings = lees_blad(tmp_path, ZONDER_TIJD, blad([["Aantal:", 2020], KORT, ["Verhuizing", 3]]))
    assert findings == []


@pytest.mark.parametrize(
    ("titel", "moment", "anders"),
    [
        ("Stand december 2021", "eind", False),
        ("Stand november 2021", "eind", True),
        ("Stand januari 2021", "begin", False),
        ("Stand februari 2021", "begin", True),
        ("Peildatum 1-1-2022", "eind", False),
        ("Peildatum 31-12-2020", "eind", True),
        ("Stand per 30-6-2021", "eind", True),
        ("Stand per 1-1-2021", "eind", True),
        ("Stand per 1-1-2021", "begin", False),
        ("Stand per 31-12-2020", "begin", False),
        ("Periode 1-2-2021 t/m 31-12-2021", "eind", False),  # only its last day matters
        ("Periode 1-2-2021 t/m 30-6-2021", "eind", True),
    ],
)
def test_a_title_of_a_stand(tmp_path: Path, titel: str, moment: str, *, anders: bool) -> None:
    stand = ZONDER_TIJD | {"soort": "stand", "peilmoment": moment}
    _, findings = lees_blad(tmp_path, stand, blad([[titel], KORT, ["Verhuizing", 3]]))
    assert [f.code for f in findings] == (["periode-anders"] if anders else [])


# ---- nothing there


@pytest.mark.parametrize(
    "rows",
    [
        [["No Data Available"]],
        [["Instroom 2021"], ["No data available."]],
        [["Geen gegevens beschikbaar"]],
        [["Instroom"], KOP],
        [KOP, [date(2022, 1, 14), None, None, None]],
    ],
)
def test_an_export_that_says_that_there_is_nothing(tmp_path: Path, rows: list[list[Waarde]]) -> None:
    leg_neer(tmp_path, "Instroom.xlsx", werkboek(blad(rows)))
    feiten, findings = lees_map(tmp_path, LIJST)
    assert [(f.code, f.ernst) for f in findings] == [("geen-gegevens", "waarschuwing")]
    assert len(feiten.tabellen[0]) == 0
    here = Omgeving(feiten, programma(LIJST), Periode.parse("2021"))
    outcome = evaluate("som(instroom)", here, here.levering)
    assert (outcome.waarde, outcome.reden) == (None, "de export met 'instroom' bevat geen gegevens (bron instroom)")


def test_empty_tabs_beside_a_full_one(tmp_path: Path) -> None:
    empty = [["Instroom"], ["No Data Available"]]
    tabs = {f"Wijk {rank}": empty for rank in range(1, 5)} | {"Wijk 5": [KOP, EEN]}
    tabel, findings = lees_bladen(tmp_path, PER_WIJK, tabs)
    assert waarden(tabel) == {"D2": 12}
    assert [(f.code, f.wat) for f in findings] == [
        ("geen-gegevens", "Zonder gegevens zijn de bladen Wijk 1, Wijk 2, Wijk 3, Wijk 4.")
    ]


def test_numbers_that_are_left_out_are_no_empty_export(tmp_path: Path) -> None:
    tabel, findings = lees_blad(tmp_path, LIJST, blad([KOP, ["Totaal", None, None, 3]]))
    assert len(tabel) == 0
    assert [f.code for f in findings] == []
    assert not zegt_leeg(blad([["No Data Available", 3]]), None)
    _, findings = lees_bladen(tmp_path, LIJST, {"A": [["No Data Available"]], "B": [["x", 3]]})
    assert [f.code for f in findings] == ["tabel-niet-gevonden"]


def test_an_empty_register(tmp_path: Path) -> None:
    leg_neer(tmp_path, "Instroom.xlsx", werkboek(blad([["Nr", "Risico"]])))
    _, findings = lees_map(tmp_path, REGISTER)
    assert [f.code for f in findings] == ["geen-gegevens"]


@pytest.mark.parametrize("leeg", ["onbekend", "nul"])
def test_a_sign_for_no_value_is_empty_and_never_zero(tmp_path: Path, leeg: str) -> None:
    rows = [KOP, EEN, ["Verhuizing", 2021, 2, "/0"], ["Verhuizing", 2021, 3, "-"], ["Verhuizing", 2021, 4, "/0"]]
    tabel, findings = lees_blad(tmp_path, LIJST | {"leeg": leeg}, blad(rows))
    assert waarden(tabel) == {"D2": 12, "D3": None, "D4": None, "D5": None}
    assert [(f.code, f.ernst, f.vindplaats and f.vindplaats.cel) for f in findings] == [
        ("geen-waarde", "waarschuwing", "D3"),
        ("geen-waarde", "waarschuwing", "D4"),
    ]
    assert findings[0].wat == "'/0' (deling door nul) staat in 2 cellen, de eerste hier."
    assert "één cel" in findings[1].wat


def test_a_sign_of_the_source_for_no_value(tmp_path: Path) -> None:
    bron = LIJST | {"leegtekens": ["n.v.t."]}
    tabel, findings = lees_blad(tmp_path, bron, blad([KOP, ["Verhuizing", 2021, 2, "N.v.t."]]))
    assert (waarden(tabel), [f.code for f in findings]) == ({"D2": None}, ["geen-waarde"])


# ---- columns and units


def test_columns_of_excel_data_beside_the_table(tmp_path: Path) -> None:
    head = [*KOP, "Plaats", "Totaal(Aantal)", "Total(Count)1", "Plaats"]
    leg_neer(tmp_path, "Instroom.xlsx", werkboek(blad([head, [*EEN, "Joure", 12, 1, "Joure"]])))
    feiten, findings = lees_map(tmp_path, LIJST)
    assert (findings, waarden(feiten.tabellen[0])) == ([], {"D2": 12})
    (gelezen,) = feiten.gelezen
    assert [(w.kolom, w.reden) for w in gelezen.weggelaten] == [
        (5, "totaalkolom: Totaal(Aantal)"),
        (6, "totaalkolom: Total(Count)1"),
    ]
    assert (gelezen.bereik, gelezen.koprijen, gelezen.rijen) == ((0, 0, 1, 3), 1, 1)


def met_opmaak(rows: list[list[Waarde]], opmaken: dict[tuple[int, int], Opmaak]) -> Sheet:
    """Return a sheet in which some cells have a format; every cell has a code of its own."""
    cells = [(r, k, value) for r, row in enumerate(rows) for k, value in enumerate(row)]
    grid = np.zeros((len(rows), len(rows[0])), dtype=np.int32)
    for code, (r, k, _) in enumerate(cells, start=1):
        grid[r, k] = code
    kinds: list[Opmaak] = ["", *(opmaken.get((r, k), "") for r, k, _ in cells)]
    return Sheet("i.xlsx", "Blad", grid, (None, *(value for _, _, value in cells)), tuple(kinds))


def feiten_uit(sheet: Sheet, bron: dict[str, Any]) -> tuple[Feitentabel, list[Finding]]:
    ((tabel, _),) = zoek_tabellen([sheet], kennis(bron), Periode.parse("2021"))
    assert tabel is not None
    bouwer = Bouwer(kennis(bron), Periode.parse("2021"))
    bouwer.voeg_bestand_toe(Bronbestand("i.xlsx", "", "instroom", "2021"))
    bouwer.voeg_toe(tabel)
    return bouwer.feitentabel(), bouwer.findings


def test_a_format_that_contradicts_the_unit_is_told_once_a_column() -> None:
    rows: list[list[Waarde]] = [[*KOP], ["Verhuizing", 2021.0, 1.0, 0.25], ["Verhuizing", 2021.0, 2.0, 0.5]]
    sheet = met_opmaak(rows, {(1, 3): "procent", (2, 3): "procent"})
    euro = LIJST | {"maten": {"instroom": {"kolom": "Aantal", "eenheid": "euro"}}}
    _, findings = feiten_uit(sheet, euro)
    assert [(f.code, f.ernst, f.vindplaats and f.vindplaats.cel) for f in findings] == [
        ("eenheid-strijdig", "waarschuwing", "D2")
    ]
    assert "2 cellen" in findings[0].wat
    aandeel = LIJST | {"maten": {"instroom": {"kolom": "Aantal", "eenheid": "aandeel"}}}
    tabel, findings = feiten_uit(sheet, aandeel)
    assert ([tabel.waarde(index) for index in range(2)], findings) == ([Fraction(1, 4), Fraction(1, 2)], [])


def test_shares_in_text_are_percentages_where_the_column_shows_it(tmp_path: Path) -> None:
    aandeel = LIJST | {"maten": {"instroom": {"kolom": "Aantal", "eenheid": "aandeel"}}}
    rows = [KOP, ["Verhuizing", "2021", "1", "86,43"], ["Verhuizing", "2021", "2", "2,5"]]
    tabel, findings = lees_blad(tmp_path, aandeel, blad(rows, tekst=True))
    assert findings == []
    assert [tabel.waarde(index) for index in range(2)] == [Fraction(8643, 10_000), Fraction(25, 1000)]


def test_units_by_the_label_of_the_row(tmp_path: Path) -> None:
    maten = {"aantal": {"kolom": "Aantal", "eenheid": "aantal"}, "last": {"kolom": "Last", "eenheid": "euro"}}
    bron = KRUIS | {"rijen": ["maat"], "kolommen": ["jaar"], "maten": maten}
    rows: list[list[Waarde]] = [
        [None, 2020, 2021, "Trend"],
        ["Aantal", 3, 4, None],
        [None, None, None, None],
        ["Last", 1249.5, 25293695.52, None],
    ]
    leg_neer(tmp_path, "Instroom.xlsx", werkboek(blad(rows)))
    feiten, findings = lees_map(tmp_path, bron)
    assert findings == []
    assert [(rij[0], rij[2]) for rij in feiten_van(feiten.tabellen[0])] == [
        ("aantal", 3),
        ("aantal", 4),
        ("last", Fraction(2499, 2)),
        ("last", Fraction(2529369552, 100)),
    ]
    assert [(w.kolom, w.reden) for w in feiten.gelezen[0].weggelaten] == [(3, "lege kolom")]


def test_codes_are_compared_as_text(tmp_path: Path) -> None:
    dimensie = {"id": "groep", "naam": "groep", "leden": {"tien": "10", "nullen": "00010"}}
    declared = programma(LIJST | {"dimensies": {"groep": "Groep"}, "tijd": {}})
    own = declared.model_validate(declared.model_dump() | {"dimensie": [dimensie]})
    leg_neer(tmp_path, "Instroom.xlsx", werkboek(blad([["Groep", "Aantal"], [10.0, 1], ["00010", 2], ["010", 3]])))
    feiten, findings = lees(own, tmp_path, [Periode.parse("2021")])
    assert leden(feiten.tabellen[0], "groep") == ["tien", "nullen"]
    assert codes(findings) == [("onbekend-lid", "A4")]


def test_padding_and_hard_spaces_do_not_make_another_member(tmp_path: Path) -> None:
    rows = [
        ["  Reden\u00a0", " Jaar", "Maand ", "Aantal"],
        ["   Einde \u00a0 WW  ", 2021, 1, 3],
        ["  ", None, None, None],
    ]
    tabel, findings = lees_blad(tmp_path, LIJST, blad(rows))
    assert (findings, leden(tabel, "reden")) == ([], ["einde-ww"])


def test_totals_with_their_number_before_their_label(tmp_path: Path) -> None:
    rows = [["Aantal", "Reden", "Jaar", "Maand"], [12, "Verhuizing", 2021, 1], [12, "Overall - Total", None, None]]
    tabel, findings = lees_blad(tmp_path, LIJST, blad(rows))
    assert (findings, waarden(tabel)) == ([], {"A2": 12})


def test_a_page_footer_of_bare_numbers_is_known_by_its_merges(tmp_path: Path) -> None:
    rows = [KOP, EEN, [44575, 1, None, 0.3125]]
    tabel, findings = lees_blad(tmp_path, LIJST, blad(rows, (2, 1, 2, 2)))
    assert (findings, waarden(tabel)) == ([], {"D2": 12})
    _, findings = lees_blad(tmp_path, LIJST, blad(rows))
    assert findings, "without merges it may be data"


def test_progress_is_told_for_large_files_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leg_neer(tmp_path, "Instroom.xlsx", werkboek(blad([KOP, EEN])))
    told: list[str] = []
    lees(programma(LIJST), tmp_path, [Periode.parse("2021")], told.append)
    assert told == []
    monkeypatch.setattr("werkmonitor.bronnen.levering.lezen.GROOT", 1)
    lees(programma(LIJST), tmp_path, [Periode.parse("2021")], told.append)
    assert told == ["Instroom.xlsx lezen (0 MB)"]


def test_one_column_can_be_two_dimensions(tmp_path: Path) -> None:
    bron = LIJST | {"dimensies": {"reden": "Reden", "groep": "Reden"}}
    tabel, findings = lees_blad(tmp_path, bron, blad([KOP, EEN]))
    assert (findings, leden(tabel, "reden"), leden(tabel, "groep")) == ([], ["verhuizing"], ["Verhuizing"])
