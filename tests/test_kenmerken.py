"""The thirty-three traits of what Cognos really writes, each with a test that fails where it is not handled.

Where the plain way of reading goes wrong, the test shows that too: ``naive`` below is that way.

====  ==================================================  =====================================================
T1    ``dimension`` is one cell, whatever the size        test_t01_the_dimension_says_nothing
T2    ``Sheet1.xml``, and rels in another case            test_t02_parts_are_found_whatever_their_case
T3    no date in the package, sizes after the data        test_t03_the_package_has_no_dates
T4    extra parts of SharePoint                           test_t04_extra_parts_are_nothing
T5    provenance only in ``Company``                      test_t05_the_company_tells_cognos
T6    any sheet name                                      test_t06_a_sheet_name_selects_nothing
T7    many sheets of one shape                            test_t07_sheets_of_one_shape_are_one_table
T8    hidden ``data_*`` sheets                            test_t08_hidden_sheets_do_not_count
T9    titles, absent rows, table anywhere                 test_t09_the_header_is_found_by_its_words
T10   the period only in a title, or nowhere              test_t10_the_period_comes_from_the_title_or_is_asked
T11   labels of several runs                              test_t11_runs_are_joined
T12   padded and blank texts                              test_t12_blanks_do_not_make_another_member
T13   a group is written once, over a merge               test_t13_a_group_is_filled_inside_its_merge_only
T14   a merge spans inner footers                         test_t14_footers_inside_a_merge_are_no_data
T15   words of totals, in two languages, and layout       test_t15_totals_are_known_by_words_and_by_layout
T16   a footer's label is text in the style of a date     test_t16_a_footer_of_a_date_or_a_key_is_text
T17   a "Total" may be an average                         test_t17_a_total_is_never_data_nor_a_fault
T18   totals first, unmarked                              test_t18_an_unmarked_total_is_found_or_declared
T19   footers of blanks                                   test_t19_blank_rows_are_no_data
T20   a measure left of its label                         test_t20_a_footer_with_its_number_in_front
T21   a page footer of three numbers                      test_t21_the_page_footer_is_no_data
T22   notes below the table                               test_t22_notes_are_no_data
T23   nested crosstabs                                    test_t23_nested_labels_are_unfolded
T24   empty is not zero                                   test_t24_empty_is_not_zero
T25   a fraction in a workbook, times 100 in text         test_t25_a_share_is_the_same_in_workbook_and_text
T26   dates in any pattern, captions of months            test_t26_dates_and_captions
T27   codes as text or as number                          test_t27_codes_keep_their_zeros
T28   ``/0``, ``-`` and other texts for nothing           test_t28_texts_for_nothing
T29   text files in every form                            test_t29_text_files_in_every_form
T30   aggregates as columns of Excel data                 test_t30_sparse_aggregates_are_no_data
T31   wrong extensions                                    test_t31_the_content_tells_the_kind
T32   what lies in an inbox                               test_t32_an_inbox
T33   mixed units, empty columns                          test_t33_units_by_row_and_columns_of_nothing
====  ==================================================  =====================================================
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cognos_familie import feiten_van, lees_export
from cognos_familie_basis import Bron, Export, Feit, Lijst, boek, dagen, feit, ingepakt, uitgepakt, vervangen
from cognos_familie_kruis import F2_BRON, f2, f2_maand, f4_kruis, f8
from cognos_familie_lijsten import F1_BRON, F1_KOLOMMEN, f1, f3, f5, f6, f7, f9, f10, f11
from cognos_familie_tekst import f12_kruis, f12_lijst, f13
from cognos_familie_vreemd import NOTATIES, f16, f16_herhaald, met_datums, met_notatie, verkeerde_namen
from cognos_layout import titles
from cognos_shell import Rich, Sheet, Value, cognos_csv
from werkmonitor.bronnen.containers.openen import open_bestand
from werkmonitor.bronnen.feiten import Feiten
from werkmonitor.findings import Finding


def data_van(export: Export) -> bytes:
    return next(iter(export.bestanden.values()))


def klopt(export: Export, tmp_path: Path) -> Feiten:
    """Read an export, hold its facts against the truth, and see that nothing was worth a warning."""
    feiten, findings = lees_export(export, tmp_path)
    assert [str(f) for f in findings if f.ernst != "info" and f.code not in export.codes] == []
    (tabel,) = feiten.tabellen
    assert sorted(map(str, feiten_van(tabel))) == sorted(map(str, export.feiten))
    return feiten


def ander(export: Export, data: bytes, bestand: str = "", **bron: Any) -> Export:
    """Return the same truth in other bytes, or under another declaration."""
    naam = bestand or next(iter(export.bestanden))
    return replace(export, bestanden={naam: data}, bron=export.bron | bron)


def uit_blad(tmp_path: Path, sheet: Sheet, **bron: Any) -> tuple[list[Feit], list[Finding]]:
    """Read a sheet as the list of F1, or as its declaration is changed here."""
    export = Export("los", {"Uitkeringen.xlsx": boek(sheet)}, F1_BRON | bron)
    feiten, findings = lees_export(export, tmp_path)
    return feiten_van(feiten.tabellen[0]), findings


def lijst(rijen: Sequence[Sequence[Value]], *koppen: str, stijlen: Sequence[str] = ()) -> Sheet:
    """Return a sheet with a header and rows."""
    sheet = Sheet("Pagina1_1")
    sheet.row(1, koppen, ["kop"] * len(koppen))
    for rij, cells in enumerate(rijen, 2):
        sheet.row(rij, cells, stijlen or ["tekst"] * len(cells))
    return sheet


def getallen(facts: Sequence[Feit]) -> list[int | None]:
    return [None if fact.waarde is None else int(fact.waarde) for fact in facts]


Rijen = Sequence[Sequence[Value]]
KORT: Bron = {"tijd": {"jaar": "Jaar"}, "dimensies": {"wijk": "Wijk"}}
"""A list of wijk, jaar and aantal."""


# ---------------------------------------------------------------- the package


def test_t01_the_dimension_says_nothing(tmp_path: Path) -> None:
    data = data_van(f1())
    naive = openpyxl.load_workbook(io.BytesIO(data), read_only=True).active
    assert len(list(naive.iter_rows())) == 1
    klopt(f1(), tmp_path)
    other = vervangen(uitgepakt(data), "xl/worksheets/Sheet1.xml", 'ref="A1" ', 'ref="B2:C3" ')
    klopt(ander(f1(), ingepakt(other)), tmp_path)


def test_t02_parts_are_found_whatever_their_case(tmp_path: Path) -> None:
    parts = uitgepakt(data_van(f8(met_tabel=True)))
    assert "xl/worksheets/sheet1.xml" not in parts
    assert "xl/worksheets/_rels/sheet1.xml.rels" in parts
    klopt(f8(met_tabel=True), tmp_path)
    other = vervangen(parts, "xl/_rels/workbook.xml.rels", "worksheets/Sheet1.xml", "Worksheets/sheet1.XML")
    klopt(ander(f8(met_tabel=True), ingepakt(other)), tmp_path)


def test_t03_the_package_has_no_dates(tmp_path: Path) -> None:
    for export in (f1(), f8(met_tabel=True)):
        with zipfile.ZipFile(io.BytesIO(data_van(export))) as archive:
            info = archive.infolist()[0]
        assert info.flag_bits & 8
        with pytest.raises(ValueError, match="month"):
            datetime(*info.date_time)  # noqa: DTZ001 - it does not come so far
        klopt(export, tmp_path / export.naam)


def test_t04_extra_parts_are_nothing(tmp_path: Path) -> None:
    assert "[trash]/0000.dat" in uitgepakt(data_van(f10()))
    klopt(f10(), tmp_path)


def test_t05_the_company_tells_cognos(tmp_path: Path) -> None:
    for export, cognos in ((f1(), True), (f10(), True), (f11(), False)):
        path = tmp_path / f"{export.naam}.xlsx"
        path.write_bytes(data_van(export))
        assert ("Cognos" in open_bestand(path, path.name).producent) is cognos


# ---------------------------------------------------------------- sheets


@pytest.mark.parametrize("naam", ["Page1_1", "Seite1_1", "page", "Blad & 'tab'", "Totaal", "2021"])
def test_t06_a_sheet_name_selects_nothing(naam: str, tmp_path: Path) -> None:
    written = naam.replace("&", "&amp;")
    data = ingepakt(vervangen(uitgepakt(data_van(f1())), "xl/workbook.xml", "Pagina1_1", written))
    klopt(replace(ander(f1(), data), feiten=tuple(f._replace(blad=naam) for f in f1().feiten)), tmp_path)


def test_t07_sheets_of_one_shape_are_one_table(tmp_path: Path) -> None:
    for export in (f6("naam"), f6("nummer"), f9(40, 100, herhaald=True)):
        assert len({fact.blad for fact in export.feiten}) == 3
        klopt(export, tmp_path / export.naam)


def test_t07_a_repeated_header_is_no_data(tmp_path: Path) -> None:
    sheet = lijst([("Noord", 2021, 1), ("Wijk", "Jaar", "Aantal"), ("Zuid", 2021, 2)], "Wijk", "Jaar", "Aantal")
    facts, findings = uit_blad(tmp_path, sheet, **KORT)
    assert (getallen(facts), findings) == ([1, 2], [])


def test_t08_hidden_sheets_do_not_count(tmp_path: Path) -> None:
    feiten = klopt(f8(met_tabel=True), tmp_path)
    hidden = [gelezen for gelezen in feiten.gelezen if gelezen.blad.startswith("data_")]
    assert [gelezen.reden for gelezen in hidden] == ["verborgen blad"] * 4
    shown = data_van(f8(met_tabel=True))
    visible = ingepakt(vervangen(uitgepakt(shown), "xl/workbook.xml", ' state="hidden"', ""))
    _, findings = lees_export(ander(f8(met_tabel=True), visible), tmp_path)
    assert "dubbel-feit" in {finding.code for finding in findings}


@pytest.mark.parametrize("titels", range(11))
@pytest.mark.parametrize("links", [1, 4])
def test_t09_the_header_is_found_by_its_words(titels: int, links: int, tmp_path: Path) -> None:
    sheet = Sheet("Pagina1_1")
    top = titles(sheet, [f"Titel {nummer}" for nummer in range(titels)], 5) + titels % 3
    table = Lijst(sheet, F1_KOLOMMEN, links=links)
    table.schrijf(top, [("IOAW", "Noord", 2021, 1, 7), ("IOAW", "Zuid", 2021, 1, 8)])
    facts, findings = uit_blad(tmp_path, sheet)
    column = chr(ord("A") + links + 3)
    assert [(f.cel, getallen([f])) for f in facts] == [(f"{column}{top + 1}", [7]), (f"{column}{top + 2}", [8])]
    assert findings == []


def test_t10_the_period_comes_from_the_title_or_is_asked(tmp_path: Path) -> None:
    klopt(f2_maand(), tmp_path / "titel")
    assert {fact.van for fact in f2_maand().feiten} == {date(2021, 11, 1)}
    parts = uitgepakt(data_van(f2_maand()))
    zonder = vervangen(parts, "xl/sharedStrings.xml", '<t xml:space="preserve">2021</t>', "<t>jl.</t>")
    feiten, findings = lees_export(ander(f2_maand(), ingepakt(zonder)), tmp_path / "nergens")
    assert "fout" in {finding.ernst for finding in findings}
    assert not any(map(len, feiten.tabellen))


# ---------------------------------------------------------------- labels


def test_t11_runs_are_joined(tmp_path: Path) -> None:
    sheet = lijst([(Rich(("Oude", " ", "Haven")), 2021, 1)], "Wijk", "Jaar", "Aantal")
    sheet.put(1, 3, Rich(("Aan", "tal")), "kop")
    assert "<si><t>Oude" not in uitgepakt(boek(sheet))["xl/sharedStrings.xml"].decode()
    facts, findings = uit_blad(tmp_path, sheet, **KORT)
    assert [fact.leden for fact in facts] == [(("wijk", "Oude Haven"),)]
    assert findings == []


def test_t12_blanks_do_not_make_another_member(tmp_path: Path) -> None:
    rows: Rijen = [
        ("   Oude  Haven ", 2021, 1),
        ("Oude\xa0Haven", 2022, 2),
        ("Oude Haven", 2023, 3),
        ("  ", None, "   "),
    ]
    facts, findings = uit_blad(tmp_path, lijst(rows, " Wijk", "Jaar   ", "Aan\u00adtal"), **KORT)
    assert {fact.leden for fact in facts} == {(("wijk", "Oude Haven"),)}
    assert (getallen(facts), findings) == ([1, 2, 3], [])


def test_t13_a_group_is_filled_inside_its_merge_only(tmp_path: Path) -> None:
    klopt(f1(), tmp_path / "samengevoegd")
    parts = uitgepakt(data_van(f1()))
    sheet = re.sub(r"<mergeCells.*</mergeCells>", "", parts["xl/worksheets/Sheet1.xml"].decode())
    los = ander(f1(), ingepakt(parts | {"xl/worksheets/Sheet1.xml": sheet.encode()}))
    feiten, findings = lees_export(los, tmp_path / "los")
    facts = feiten_van(feiten.tabellen[0])
    assert set(facts) <= set(f1().feiten)
    assert len(facts) == len(f1().feiten) or "leeg-label" in {finding.code for finding in findings}


def test_t14_footers_inside_a_merge_are_no_data(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(data_van(f1()))).active
    outer = next(area for area in sheet.merged_cells.ranges if area.coord.startswith("A3:"))
    inside = [rij for rij in range(outer.min_row, outer.max_row + 1) if "Totaal" in str(sheet.cell(rij, 2).value)]
    assert len(inside) == 2
    feiten = klopt(f1(), tmp_path)
    left_out = {row.rij: row.reden for row in feiten.gelezen[0].weggelaten if row.rij is not None}
    assert {left_out[rij - 1].partition(":")[0] for rij in inside} == {"totaal"}


TOTALEN = (
    "Noord - Totaal",
    "Noord - Total",
    "Overall - Total",
    "Overall - Summary",
    "Overall - Count Distinct",
    "Totaal",
    "Total",
    "Summary",
    "Samenvatting",
    "Algemeen totaal",
    "Noord - Samenvatting",
    "Noord - Gemiddelde",
    "TOTAAL ",
)


@pytest.mark.parametrize("woorden", TOTALEN)
def test_t15_totals_are_known_by_words_and_by_layout(woorden: str, tmp_path: Path) -> None:
    whole = 4.5 if "Gemiddelde" in woorden else 2 if "Count" in woorden else 9
    for label in (woorden, Rich(tuple(re.split(r"(?<= - )|(?= - )", woorden)))):
        sheet = lijst([("Noord", 2021, 4), ("Noord", 2020, 5), (label, None, whole)], "Wijk", "Jaar", "Aantal")
        facts, findings = uit_blad(tmp_path, sheet, **KORT)
        assert (getallen(facts), findings) == ([4, 5], [])
    sheet = lijst([("Noord", 2021, 4), ("Zuid", 2021, 5), ("Alles bijeen", None, 9)], "Wijk", "Jaar", "Aantal")
    sheet.merge(4, 1, columns=2)
    facts, findings = uit_blad(tmp_path, sheet, **KORT)
    assert (getallen(facts), [(f.code, f.ernst) for f in findings]) == ([4, 5], [("regel-weggelaten", "info")])


def test_t16_a_footer_of_a_date_or_a_key_is_text(tmp_path: Path) -> None:
    rows: list[tuple[Value, ...]] = [
        (26166, date(2021, 1, 31), 4),
        (26166, "Jan 31, 2021 12:00:00 AM - Total", 4),
        ("26166 - Total", None, 4),
        (733, date(2021, 1, 31), 5),
        (733, Rich(("31-1-2021", " - ", "Totaal")), 5),
    ]
    sheet = lijst(rows, "Wijk", "Peildatum", "Aantal", stijlen=["geheel", "datum", "aantal"])
    facts, findings = uit_blad(tmp_path, sheet, tijd={"peildatum": "Peildatum"}, dimensies={"wijk": "Wijk"})
    assert [(f.leden[0][1], f.van, *getallen([f])) for f in facts] == [
        ("26166", date(2021, 1, 31), 4),
        ("733", date(2021, 1, 31), 5),
    ]
    assert findings == []


def test_t17_a_total_is_never_data_nor_a_fault(tmp_path: Path) -> None:
    rows = [("Noord", 2021, 4), ("Zuid", 2021, 10), ("Oost", 2021, 1), ("Totaal", None, 5)]
    facts, findings = uit_blad(tmp_path, lijst(rows, "Wijk", "Jaar", "Aantal"), **KORT)
    assert getallen(facts) == [4, 10, 1]
    assert {finding.ernst for finding in findings} <= {"info", "waarschuwing"}


def test_t18_an_unmarked_total_is_found_or_declared(tmp_path: Path) -> None:
    rows = [("Heel Waterrijk", 2021, 15), ("Noord", 2021, 4), ("Zuid", 2021, 10), ("Oost", 2021, 1)]
    sheet = lijst(rows, "Wijk", "Jaar", "Aantal")
    _, findings = uit_blad(tmp_path / "open", sheet, **KORT)
    assert [(f.code, f.ernst) for f in findings] == [("lid-lijkt-totaal", "fout")]
    wijk = {"id": "wijk", "naam": "wijk", "open": True, "leden": {"gemeente": "Heel Waterrijk"}}
    export = Export("los", {"Uitkeringen.xlsx": boek(sheet)}, F1_BRON | KORT, dimensies=(wijk,))
    feiten, findings = lees_export(export, tmp_path / "lid")
    assert (getallen(feiten_van(feiten.tabellen[0])), findings) == ([15, 4, 10, 1], [])


# ---------------------------------------------------------------- rows without facts


def test_t19_blank_rows_are_no_data(tmp_path: Path) -> None:
    assert "<t>     </t>" in uitgepakt(data_van(f3()))["xl/sharedStrings.xml"].decode()
    klopt(f3(), tmp_path)


def test_t20_a_footer_with_its_number_in_front(tmp_path: Path) -> None:
    rows: list[tuple[Value, ...]] = [
        (4, "Noord", 2021),
        (5, "Zuid", 2021),
        (9, "Overall - Total", None),
        (2, "Overall - Count Distinct", "Totaal wijken"),
    ]
    facts, findings = uit_blad(tmp_path, lijst(rows, "Aantal", "Wijk", "Jaar"), **KORT)
    assert (getallen(facts), findings) == ([4, 5], [])


def test_t21_the_page_footer_is_no_data(tmp_path: Path) -> None:
    footer = (date(2022, 1, 14), 1, 0.31263888)
    rows: list[tuple[Value, ...]] = [(date(2021, 1, 31), 5, 0.25), footer]
    heads, styles = ("Peildatum", "Aantal", "Aandeel"), ("datum", "aantal", "tijd")
    sheet = lijst(rows, *heads, stijlen=styles)
    sheet.put(2, 3, 0.25, "procent")
    maten = F1_BRON["maten"] | {"aandeel": {"kolom": "Aandeel", "eenheid": "aandeel"}}
    facts, findings = uit_blad(tmp_path, sheet, tijd={"peildatum": "Peildatum"}, dimensies={}, maten=maten)
    assert [(fact.van, float(fact.waarde or 0)) for fact in facts] == [
        (date(2021, 1, 31), 5.0),
        (date(2021, 1, 31), 0.25),
    ]
    assert findings == []


def test_t22_notes_are_no_data(tmp_path: Path) -> None:
    feiten = klopt(f2(None), tmp_path)
    notes = [row.rij for row in feiten.gelezen[0].weggelaten if row.reden.partition(":")[0] == "noot"]
    assert len(notes) == 8


# ---------------------------------------------------------------- crosstabs and values


def test_t23_nested_labels_are_unfolded(tmp_path: Path) -> None:
    for export in (f2(None), f2("Aantal"), f2(None, "titel")):
        klopt(export, tmp_path / export.naam)
    flat = uitgepakt(data_van(f2(None)))
    sheet = re.sub(r"<mergeCells.*</mergeCells>", "", flat["xl/worksheets/Sheet1.xml"].decode())
    feiten, findings = lees_export(
        ander(f2(None), ingepakt(flat | {"xl/worksheets/Sheet1.xml": sheet.encode()})), tmp_path / "zonder"
    )
    found = [fact for tabel in feiten.tabellen for fact in feiten_van(tabel)]
    assert set(found) <= set(f2(None).feiten)
    assert len(found) == len(f2(None).feiten) or findings


def test_t24_empty_is_not_zero(tmp_path: Path) -> None:
    values = {fact.waarde for fact in f2(None).feiten}
    assert {None, 0} <= values
    klopt(f2(None), tmp_path / "onbekend")
    zero = tuple(
        fact._replace(waarde=fact.waarde or feit("", {}, dagen(2021, 1), 0, ("", "")).waarde)
        for fact in f2(None).feiten
    )
    klopt(replace(f2(None), bron=F2_BRON | {"leeg": "nul"}, feiten=zero), tmp_path / "nul")


def _aandeel(tmp_path: Path, value: Value, stijl: str, **maat: Any) -> tuple[list[Feit], list[Finding]]:
    sheet = lijst([(2021, value)], "Jaar", "Aandeel", stijlen=["geheel", stijl])
    maten = {"aandeel": {"kolom": "Aandeel", "eenheid": "aandeel"} | maat}
    return uit_blad(tmp_path, sheet, tijd={"jaar": "Jaar"}, dimensies={}, maten=maten)


@pytest.mark.parametrize(
    ("eenheid", "value", "stijl", "keys", "wat"),
    [
        ("aandeel", 1.0, "procent", {}, ""),
        ("aandeel", 1.06, "procent", {}, "Dit getal is groter dan 100%."),
        ("aandeel", 1.06, "procent", {"hoogstens": "1.2"}, ""),
        ("aandeel", 1.06, "procent", {"hoogstens": "0.5"}, "Dit getal is groter dan 50%."),
        ("aantal", 500, "geheel", {}, ""),
        ("aantal", 501, "geheel", {"hoogstens": "500"}, "Dit getal is groter dan 500."),
        ("euro", 600, "geheel", {"hoogstens": "500000", "maal": 1000}, "Dit getal is groter dan € 500.000,00."),
        ("euro", 600, "geheel", {"hoogstens": "600000", "maal": 1000}, ""),
    ],
)
def test_a_number_above_what_can_be_is_told_and_counts(  # noqa: PLR0913, PLR0917 - a case a row
    tmp_path: Path, eenheid: str, value: float, stijl: str, keys: dict[str, Any], wat: str
) -> None:
    facts, findings = _aandeel(tmp_path, value, stijl, eenheid=eenheid, **keys)
    assert len(facts) == 1
    assert [finding.wat.replace("\N{NO-BREAK SPACE}", " ") for finding in findings] == ([wat] if wat else [])


def test_t25_a_share_is_the_same_in_workbook_and_text(tmp_path: Path) -> None:
    for schaal in ("fractie", "procent"):
        facts, findings = _aandeel(tmp_path / schaal, 0.36, "procent", schaal=schaal)
        assert ([fact.waarde for fact in facts], findings) == (
            [feit("", {}, dagen(2021, 1), 0.36, ("", "")).waarde],
            [],
        )
    text = Export(
        "tekst",
        {"Uitkeringen.csv": cognos_csv([("Jaar", "Aandeel"), (2021, 36.5)])},
        F1_BRON
        | {"tijd": {"jaar": "Jaar"}, "dimensies": {}}
        | {"maten": {"aandeel": {"kolom": "Aandeel", "eenheid": "aandeel", "schaal": "procent"}}},
    )
    feiten, findings = lees_export(text, tmp_path / "csv")
    assert ([float(f.waarde or 0) for f in feiten_van(feiten.tabellen[0])], findings) == ([0.365], [])
    facts, findings = _aandeel(tmp_path / "kaal", 86, "tekst")
    assert (facts, [f.code for f in findings]) == ([], ["getal-dubbelzinnig"])
    _, findings = _aandeel(tmp_path / "tegenspraak", 0.36, "euro")
    assert [(f.code, f.ernst) for f in findings] == [("eenheid-strijdig", "waarschuwing")]


@pytest.mark.parametrize("patroon", NOTATIES)
def test_t26_dates_and_captions(patroon: str, tmp_path: Path) -> None:
    klopt(met_notatie(patroon), tmp_path)


@pytest.mark.parametrize("variant", ["1904", "iso", "tijd"])
def test_t26_dates_of_other_systems(variant: str, tmp_path: Path) -> None:
    klopt(met_datums(variant), tmp_path)


@pytest.mark.parametrize(
    "caption",
    ["jan. 2021", "per jan. 2021", "per      Jan./2021", "januari 2021", "January 2021", "Jan/2021", "Jänner 2021",
     "2021/01", "202101", "2021-01", 202101, "01-2021", "jan 2021", "JAN.2021", "01/2021", "jan-2021"],
)  # fmt: skip
def test_t26_captions_of_a_month(caption: Value, tmp_path: Path) -> None:
    sheet = lijst([(caption, 7)], "Maand", "Aantal", stijlen=["geheel", "aantal"])
    facts, findings = uit_blad(tmp_path, sheet, tijd={"maand": "Maand"}, dimensies={})
    assert ([(fact.van, fact.tot) for fact in facts], findings) == ([dagen(2021, 1, "stand")], [])


def test_t27_codes_keep_their_zeros(tmp_path: Path) -> None:
    wijk = {"id": "wijk", "naam": "wijk", "leden": {"haven": "12", "dorp": "00010", "veen": "10"}}
    sheet = lijst([(12, 2021, 1), ("12", 2022, 2), ("00010", 2021, 3), (10, 2021, 4)], "Wijk", "Jaar", "Aantal")
    export = Export("los", {"Uitkeringen.xlsx": boek(sheet)}, F1_BRON | KORT, dimensies=(wijk,))
    feiten, findings = lees_export(export, tmp_path)
    assert [f.leden[0][1] for f in feiten_van(feiten.tabellen[0])] == ["haven", "haven", "dorp", "veen"]
    assert findings == []


@pytest.mark.parametrize("tekst", ["/0", "-", "--", "#!Empty", "n.v.t."])
def test_t28_texts_for_nothing(tekst: str, tmp_path: Path) -> None:
    rows: Rijen = [("Noord", 2021, tekst), ("Zuid", 2021, 0)]
    facts, findings = uit_blad(tmp_path, lijst(rows, "Wijk", "Jaar", "Aantal"), **KORT, leegtekens=["n.v.t."])
    assert getallen(facts) == [None, 0]
    assert not [f for f in findings if f.ernst == "fout"]
    if tekst == "n.v.t.":
        facts, findings = uit_blad(tmp_path, lijst(rows, "Wijk", "Jaar", "Aantal"), **KORT)
        assert (getallen(facts), [f.code for f in findings]) == ([0], ["geen-getal"])


def test_t28_the_text_of_an_error_is_an_error(tmp_path: Path) -> None:
    rows: Rijen = [("Noord", 2021, "#DIV/0!"), ("Zuid", 2021, 0)]
    facts, findings = uit_blad(tmp_path, lijst(rows, "Wijk", "Jaar", "Aantal"), **KORT)
    assert (getallen(facts), [(f.code, f.ernst) for f in findings]) == ([0], [("foutcel", "fout")])


@pytest.mark.parametrize("variant", ["a1", "a2", "nederlands", "kop"])
def test_t28_a_report_without_data_is_no_failure(variant: str, tmp_path: Path) -> None:
    klopt(f7(variant), tmp_path)


def test_t29_text_files_in_every_form(tmp_path: Path) -> None:
    text = data_van(f12_lijst()).decode("utf-16")
    assert csv.Sniffer().sniff(text.split("\n", 1)[1], ",\t").delimiter == "," or '"' not in text
    for export in (f12_lijst(), f12_kruis(), f13("komma"), f13("cp1252-aanhalingstekens"), f13("utf16-zonder-merk")):
        klopt(export, tmp_path / export.naam)


def test_t29_a_stray_quote_is_part_of_the_text(tmp_path: Path) -> None:
    rows: list[tuple[str | float, ...]] = [("Wijk", "Jaar", "Aantal"), ('"De Hoef', 2021, 1), ("Noord", 2021, 2)]
    naive = list(csv.reader(io.StringIO("\n".join("\t".join(map(str, row)) for row in rows)), delimiter="\t"))
    assert len(naive) < 3
    feiten, findings = lees_export(Export("q", {"Uitkeringen.csv": cognos_csv(rows)}, F1_BRON | KORT), tmp_path)
    facts = feiten_van(feiten.tabellen[0])
    assert [fact.leden[0][1] for fact in facts] == ['"De Hoef', "Noord"]
    assert (getallen(facts), findings) == ([1, 2], [])


def test_t30_sparse_aggregates_are_no_data(tmp_path: Path) -> None:
    assert {f._replace(blad="", cel="") for f in f5().feiten} == {f._replace(blad="", cel="") for f in f1().feiten}
    klopt(f5(), tmp_path)


# ---------------------------------------------------------------- what lies about


@pytest.mark.parametrize("export", list(verkeerde_namen()), ids=lambda export: export.naam)
def test_t31_the_content_tells_the_kind(export: Export, tmp_path: Path) -> None:
    klopt(export, tmp_path)


def test_t32_an_inbox(tmp_path: Path) -> None:
    feiten = klopt(f16(), tmp_path / "postbak")
    assert len(feiten.bestanden) == 2
    left = {Path(gelezen.bestand).name for gelezen in feiten.gelezen if not gelezen.bron}
    assert {"~$Uitkeringen-nl.xlsx", "Uitkeringen-nl (2).xlsx"} <= left
    _, findings = lees_export(f16_herhaald(), tmp_path / "herhaald")
    assert {(f.code, f.ernst) for f in findings} == {("dubbel-feit", "fout")}


def test_t33_units_by_row_and_columns_of_nothing(tmp_path: Path) -> None:
    feiten = klopt(f4_kruis(), tmp_path)
    columns = [row.reden for row in feiten.gelezen[0].weggelaten if row.kolom is not None]
    assert len(columns) == 1, "the column of trend pictures"
    assert feiten.tabellen[0].eenheden["lasten"] == "euro"
    assert feiten.tabellen[0].eenheden["uitkeringen"] == "aantal"
