"""The workbook, read back with two readers: the same figures to the digit, and nothing but text where text was."""

from __future__ import annotations

import io
import time
import zipfile
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from monitor_voorbeeld import HERKOMST, grafiek, indicator, kop, monitor, pagina, punten
from werkmonitor.formatting import (
    NBSP,
    NIET_GETOOND_REDEN,
    euro,
    fraction,
    getal,
    met_teken,
    miljoen,
    procent,
    voordeel,
)
from werkmonitor.monitor import herkomst, model
from werkmonitor.monitor.herkomst import Herkomst
from werkmonitor.outputs.xlsx import render
from werkmonitor.outputs.xlsx_book import HEADER_ROW
from werkmonitor.outputs.xlsx_values import (
    MAX_SHEET_NAME,
    MAX_TEXT,
    as_shown,
    clean,
    number_pattern,
    shorten,
    unique,
)

INGEVULD = "ingevuld door team Werk; bron: jaarverslag"
VORIG = model.Vergelijking(
    periode="2020",
    naam="2020",
    cijfer=model.Cijfer(waarde=0.4, exact="2/5", weergave="40%", spoor=1),
    verschil=model.Cijfer(waarde=-0.04, exact="-1/25", weergave="-4 procentpunt", spoor=4),
    verschil_tekst="4 procentpunt lager dan in 2020",
    gunstig=False,
)
LEDEN = (
    model.Lid(dimensie="reden", lid="a", naam="A", waarde=2 / 3, exact="2/3", weergave="67%", spoor=0),
    model.Lid(dimensie="reden", lid="b", naam="B", waarde=None, exact=None, weergave="niet bekend", reden="Te klein."),
)
QUOTE = indicator(
    "Poortwachtersquote",
    "36%",
    eenheid="aandeel",
    waarde=0.36,
    exact="9/25",
    vorig_jaar=0.4,
    vergelijking=VORIG,
    norm=0.4,
    norm_exact="2/5",
    norm_weergave="ten minste 40%",
    oordeel="oranje",
    woord="vertraging",
    peildatum="2022-01-01",
    leden=LEDEN,
)
SCHULD = indicator("Saldo", f"€{NBSP}-310.563,75", eenheid="euro", decimalen=2, waarde=-310563.75, exact="-1242255/4")
ZEVENTIEN = indicator("Zeventien cijfers", "0,3", waarde=0.1 + 0.2, exact=None, decimalen=1)
GEEN = indicator("Handhaving", "niet bekend", waarde=None, exact=None, reden_ontbreekt="Niet in de bron.", herkomst=())


def small(*indicatoren: model.Indicator, **changes: Any) -> model.Monitor:
    return monitor(indicatoren=indicatoren or (QUOTE, SCHULD, ZEVENTIEN, GEEN), **changes)


@lru_cache(maxsize=2)
def made(source: model.Monitor) -> bytes:
    return render(source, {})[".xlsx"]


@lru_cache(maxsize=2)
def opened(source: model.Monitor) -> Any:
    """Return the workbook as openpyxl has it; a test only reads it."""
    return openpyxl.load_workbook(io.BytesIO(made(source)))


@lru_cache(maxsize=2)
def by_calamine(source: model.Monitor) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(made(source)))


def records(source: model.Monitor, sheet: str) -> list[dict[str, Any]]:
    """Return the rows of a sheet with openpyxl, after seeing that calamine reads the same."""
    cells = list(opened(source)[sheet].iter_rows(min_row=HEADER_ROW + 1, values_only=True))
    calamine = by_calamine(source).get_sheet_by_name(sheet)
    for ours, theirs in zip(cells, calamine.to_python(skip_empty_area=False)[HEADER_ROW:], strict=True):
        assert [_plain(value) for value in ours] == [_plain(value) for value in theirs]
    return [dict(zip(cells[0], row, strict=True)) for row in cells[1:] if any(value is not None for value in row)]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.date()
    return "" if value is None else value


def test_the_sheets_come_in_reading_order() -> None:
    names = opened(monitor()).sheetnames
    assert names[:8] == ["Inhoud", "Toelichting", "Noten", "Cijfers", "Per lid", "Opgaven", "Doelen", "Kleuren"]
    assert names[8:11] == ["Aantal uitkeringen", "Oorzaak van de instroom", "Leeftijd bij instroom"]
    assert names[-8:-5] == ["Begrippen", "Definities", "Verzonnen cijfers"]
    assert names[-5:] == ["Herkomst", "Stappen", "Cellen", "Bronnen", "Meldingen"]


@pytest.mark.parametrize("source", [small(), monitor()])
def test_every_figure_is_the_number_of_the_monitor(source: model.Monitor) -> None:
    for row, figure in zip(records(source, "Cijfers"), source.indicatoren, strict=True):
        assert (row["id"], row["naam"], row["weergave"]) == (figure.id, figure.naam, figure.weergave)
        assert (row["waarde"], row["vorig jaar"], row["norm"]) == (figure.waarde, figure.vorig_jaar, figure.norm)


def test_a_figure_says_where_it_stands_and_what_it_is_compared_with() -> None:
    row = records(small(), "Cijfers")[0]
    assert row["peildatum"] == datetime(2022, 1, 1)  # noqa: DTZ001 - a workbook has no time zones
    assert (row["verschil"], row["verschil in woorden"]) == (-4, "4 procentpunt lager dan in 2020")
    assert (row["oordeel"], row["norm in woorden"], row["vergeleken met"]) == ("vertraging", "ten minste 40%", "2020")


def test_a_missing_value_is_an_empty_cell_with_its_reason() -> None:
    row = records(small(), "Cijfers")[-1]
    assert (row["waarde"], row["reden ontbreekt"]) == (None, "Niet in de bron.")
    assert (row["vorig jaar"], row["verschil"], row["vergeleken met"]) == (None, None, "geen vergelijking")
    assert (row["norm"], row["norm in woorden"], row["oordeel"]) == (None, "geen norm", "niet beoordeeld")


def test_an_unknown_last_year_has_its_reason() -> None:
    gap = model.Cijfer(waarde=None, exact=None, weergave="niet bekend", reden="Niet geleverd.")
    compared = model.Vergelijking(
        periode="2020", naam="2020", cijfer=gap, verschil=gap, verschil_tekst="", gunstig=None
    )
    row = records(small(indicator("X", "1", vergelijking=compared)), "Cijfers")[0]
    assert (row["vergeleken met"], row["verschil in woorden"]) == ("2020: Niet geleverd.", "Niet geleverd.")


def test_members_stand_on_their_own_sheet() -> None:
    found = [(row["id"], row["lid"], row["waarde"], row["reden ontbreekt"]) for row in records(small(), "Per lid")]
    assert found == [("poortwachtersquote", "a", 2 / 3, None), ("poortwachtersquote", "b", None, "Te klein.")]


def test_every_number_of_a_figure_is_named_with_its_step_and_its_cells() -> None:
    rows = records(small(QUOTE, opgaven=()), "Herkomst")
    place = "2021/bijstand_stand.xlsx › Pagina1_1"
    assert [(row["lid"], row["gebruikt voor"], row["weergave"], row["stap"], row["cellen"]) for row in rows] == [
        (None, "waarde", "36%", 2, f"{place}: C5:C7 (3 cellen)"),
        (None, "vergelijking", "40%", 1, f"{place}: C7"),
        (None, "verschil", "-4 procentpunt", 4, f"{place}: C5:C7 (3 cellen); {INGEVULD}"),
        ("a", "lid", "67%", 0, f"{place}: C5:C6 (2 cellen)"),
        ("b", "lid", "niet bekend", None, None),
    ]


def test_a_norm_and_a_response_have_their_own_step() -> None:
    cijfer = model.Cijfer(waarde=0.5, exact="1/2", weergave="50%", spoor=0)
    figure = indicator("X", "1", norm_spoor=1, norm_weergave="beter dan 3", respons=cijfer, tot_nu_toe=cijfer)
    rows = records(small(figure, opgaven=()), "Herkomst")
    assert [(row["gebruikt voor"], row["stap"]) for row in rows] == [
        ("waarde", 2),
        ("norm", 1),
        ("dit jaar tot nu toe", 0),
        ("respons", 0),
    ]


def test_every_step_and_every_cell_stands_in_the_workbook_once() -> None:
    source = small()
    steps, cells = records(source, "Stappen"), records(source, "Cellen")
    assert [row["stap"] for row in steps] == [0, 1, 2, 3, 4]
    assert [(row["nummer"], row["cel"]) for row in cells] == [(n, cel.cel) for n, cel in enumerate(HERKOMST)]
    assert (steps[2]["in woorden"], steps[2]["formule"]) == ("a, gedeeld door b", "som(a) / som(b)")
    assert (steps[2]["waarde"], steps[2]["exact"], steps[2]["uit stappen"]) == (865 / 431, "865/431", "0-1")
    assert (steps[0]["uit cellen"], steps[0]["plaats"]) == (
        "0-1",
        "2021/bijstand_stand.xlsx › Pagina1_1: C5:C6 (2 cellen)",
    )
    told = "de som van de cellen, gedeeld door 3; in 2021/b.csv staat hier geen regel voor; dat telt als nul"
    assert steps[1]["opmerking"] == told


def test_a_figure_points_to_its_step() -> None:
    row, lid = records(small(), "Cijfers")[0], records(small(), "Per lid")[0]
    assert (row["stap"], row["herkomst"]) == (2, "2021/bijstand_stand.xlsx › Pagina1_1: C5:C7 (3 cellen)")
    assert row["formule in woorden"] == "De som van a, gedeeld door de som van b."
    assert (lid["stap"], lid["herkomst"]) == (0, "2021/bijstand_stand.xlsx › Pagina1_1: C5:C6 (2 cellen)")


def test_each_chart_has_a_sheet_with_its_numbers() -> None:
    assert opened(monitor())["Werkvouchers"]["A1"].value == "Door corona minder vouchers"
    rows = records(monitor(), "Werkvouchers")
    assert [(row["Periode"], row["vouchers"], row["opmerking"]) for row in rows] == [
        ("2018", 22, None),
        ("2019", None, "vouchers: niet bekend"),
        ("2020", 19, None),
        ("2021", 17, None),
    ]


def test_a_declared_table_keeps_totals_notes_and_what_is_invented() -> None:
    rows = records(monitor(), "Financieel")
    assert [row["Realisatie 2021"] for row in rows[:2]] == [25293695.52, 3499529.15]
    assert [row["opmerking"] for row in rows[3:5]] == ["totaal", "niet in het totaal erboven"]
    risk = records(monitor(), "Risico’s")[1]
    assert (risk["Financieel effect"], risk["opmerking"]) == (412129.64, "verzonnen: Financieel effect")


def test_a_row_of_a_table_names_the_steps_of_its_numbers() -> None:
    cellen = (model.Cel(weergave="8", waarde=8, spoor=3), model.Cel(weergave="x"), model.Cel(weergave="2", waarde=2))
    rij = model.Rij(naam="rij", cellen=(*cellen, model.Cel(weergave="6", waarde=6, spoor=0)))
    tabel = model.Tabel(titel="Eigen", rijkop="x", kolommen=tuple(model.Kolom(kop=k) for k in "abcd"), rijen=(rij,))
    rows = records(small(paginas=(pagina("a", "A", "a", model.Tabelblok(tabel=tabel)),)), "Eigen")
    assert [row["stappen"] for row in rows] == ["3, 0"]


def test_tasks_goals_colours_sources_and_findings_are_all_there() -> None:
    source = monitor()
    tasks = records(source, "Opgaven")
    assert [(row["nummer"], row["oordeel"]) for row in tasks] == [(o.nummer, o.woord) for o in source.opgaven]
    assert [row["vorig oordeel"] for row in tasks[3:5]] == ["niet bekend", "nog niet gestart"]
    assert [row["naam"] for row in records(source, "Doelen")] == [doel.naam for doel in source.doelen]
    assert [row["aantal opgaven"] for row in records(source, "Kleuren")] == [item.aantal for item in source.kleuren]
    assert [row["sha256"] for row in records(source, "Bronnen")] == [bron.sha256 for bron in source.bronnen]
    assert records(source, "Meldingen")[0]["vindplaats"] == "instroom_reden.xlsx › Pagina1_1 › F212"
    assert [row["term"] for row in records(source, "Begrippen")] == ["LKS", "Wsw"]
    assert [row["id"] for row in records(source, "Definities")] == [item.id for item in source.indicatoren]


def test_an_empty_monitor_makes_a_workbook_too() -> None:
    empty = monitor(indicatoren=(), doelen=(), opgaven=(), kleuren=(), paginas=(), meldingen=(), bronnen=())
    assert [row["id"] for row in records(empty, "Cijfers")] == ["geen regels"]
    assert opened(empty)["Meldingen"]["A3"].value == "Er is bij het maken niets opgevallen."


def texts(sheet: Any) -> set[str]:
    return {cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}


def test_a_sheet_of_its_own_says_what_this_is_and_for_whom() -> None:
    found = texts(opened(monitor())["Toelichting"])
    assert {"2021", "concept (versie 1)", "intern, niet voor publicatie", "1 januari 2022"} <= found
    assert "Dit is een voorbeeld bij werkmonitor en geen monitor van een gemeente." in found
    real = texts(opened(monitor(programma=kop(voorbeeld=False)))["Toelichting"])
    assert "Voorbeeld" not in real
    assert "Heerenveen · 2021 · concept · intern, niet voor publicatie" in real


def test_the_first_sheet_links_to_every_other() -> None:
    book = opened(monitor())
    links = {cell.hyperlink.location for row in book["Inhoud"].iter_rows() for cell in row if cell.hyperlink}
    assert links == {f"'{name}'!A1" for name in book.sheetnames[1:]}


def test_every_sheet_says_that_it_is_internal_and_an_example() -> None:
    for sheet in opened(monitor()):
        notice = "Heerenveen · 2021 · concept · intern, niet voor publicatie · voorbeeld"
        assert (sheet["A2"].value, sheet.oddFooter.left.text) == (notice, notice)


def test_every_sheet_reads_the_same_for_who_hears_it() -> None:
    """A title, whose it is, what it is, a link, and one table: no cell is merged or hidden, no row is empty."""
    book = opened(monitor())
    names = [table for sheet in book for table in sheet.tables]
    assert len(set(names)) == len(names) == len(book.sheetnames)
    assert {"Tabel_Cijfers", "Tabel_Per_lid", "Tabel_Loonkostensubsidie_2"} <= set(names)
    for sheet in book:
        (table,) = sheet.tables.values()
        assert (table.autoFilter.ref, table.totalsRowCount) == (table.ref, None)
        assert table.ref == f"A{HEADER_ROW + 1}:{sheet.dimensions.partition(':')[2]}"
        heads = sheet[table.ref][0]
        assert [column.name for column in table.tableColumns] == [cell.value for cell in heads]
        assert all(sheet.cell(row, 1).value for row in range(1, HEADER_ROW + 1))
        assert all(any(cell.value is not None for cell in row) for row in sheet.iter_rows())
        assert sheet.freeze_panes in {f"B{HEADER_ROW + 2}", f"C{HEADER_ROW + 2}"}
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.print_title_rows == f"${HEADER_ROW + 1}:${HEADER_ROW + 1}"


def test_nothing_is_hidden_or_merged_and_nothing_points_out_of_the_workbook() -> None:
    data = made(monitor())
    book = opened(monitor())
    assert {sheet.sheet_state for sheet in book} == {"visible"}
    assert not any(sheet.merged_cells.ranges for sheet in book)
    sizes = [sizes for sheet in book for sizes in (sheet.row_dimensions, sheet.column_dimensions)]
    assert not any(size.hidden for each in sizes for size in each.values())
    assert not book.defined_names
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert not [name for name in parts.namelist() if "external" in name or "vba" in name]
        assert b"hidden" not in parts.read("xl/workbook.xml")
        relations = b"".join(parts.read(name) for name in parts.namelist() if name.endswith(".rels"))
    assert b"External" not in relations


def test_a_table_says_what_it_is() -> None:
    with zipfile.ZipFile(io.BytesIO(made(monitor()))) as parts:
        tables = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/tables/")]
    assert all(' altText="' in table and ' altTextSummary="' in table for table in tables)
    assert any(
        'altText="Door corona minder vouchers" altTextSummary="De getallen bij de grafiek. Aantal' in table
        for table in tables
    )


def test_notes_stand_on_one_sheet_and_not_in_a_line_that_paper_cuts_off() -> None:
    rows = records(monitor(), "Noten")
    sheets = opened(monitor())
    assert ("Werkvouchers", "Norm: plan 30.") in {(row["blad"], row["noot"]) for row in rows}
    for name in {row["blad"] for row in rows}:
        assert sheets[name]["A3"].value.endswith("Lees ook de noten op blad Noten.")


def test_the_document_has_a_title_a_language_and_a_fixed_date() -> None:
    properties = opened(monitor()).properties
    assert (properties.title, properties.language) == ("Monitor uitvoeringsprogramma Werk 2021", "nl-NL")
    assert properties.created == properties.modified == datetime(2022, 1, 1)  # noqa: DTZ001 - as Excel has it


def test_two_runs_on_two_days_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = render(monitor(), {})
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 1_000_000)
    monkeypatch.setattr("sys.platform", "win32")
    assert render(monitor(), {}) == first
    with zipfile.ZipFile(io.BytesIO(first[".xlsx"])) as parts:
        assert {(part.date_time, part.create_system) for part in parts.infolist()} == {((1980, 1, 1, 0, 0, 0), 0)}


HOSTILE = [
    "=1+1",
    "@SUM(A1)",
    "+1",
    "-1+1",
    "{=1}",
    "<script>alert(1)</script>",
    "https://example.nl",
    "internal:'Inhoud'!A1",
    "00123",
    "1-2",
    "twee\nregels",
    "  spaties  ",
    "&amp; & <b>",
    "'aangehaald'",
    "<r><t>dik</t></r>",
    "<r></si></sst></r>",
    "x" * 40_000,
    "😀" * 20_000,
    "nul\x00bel\x07",
    "half \ud800 teken",
]


def hostile(text: str) -> model.Monitor:
    """Return a Monitor with a text in every place that an export or a declaration can fill."""
    origin = Herkomst(bestand=text, blad=text, cel="A1", levering=text, waarde=1.0, labels=(text,))
    cel = model.Cel(weergave=text)
    tabel = model.Tabel(
        titel=text,
        rijkop=text,
        kolommen=(model.Kolom(kop=text, getal=False), model.Kolom(kop=text, getal=False)),
        rijen=(model.Rij(naam=text, cellen=(cel, cel), noot=text),),
        noten=(text,),
    )
    lijst = model.Lijst(titel=text, regels=(model.Regel(term=text, uitleg=text),))
    page = pagina("p", text, text, model.Tabelblok(tabel=tabel), grafiek(titel=text, tabel=tabel), lijst)
    figure = indicator(text, text, id=text, toelichting=text, woord=text, oordeel="rood", herkomst=(origin,))
    return small(figure, paginas=(page,), programma=kop(gemeente=text, titel=text, ondertitel=text))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_text(text: str) -> None:
    source = hostile(text)
    row = records(source, "Cijfers")[0]
    assert {row["id"], row["naam"], row["toelichting"], row["oordeel"]} == {clean(text)}
    book = opened(source)
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    links = [cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert all(link.target is None for link in links)
    assert len(links) == 2 * (len(book.sheetnames) - 1)


def test_only_what_excel_refuses_is_changed() -> None:
    assert all(clean(text) == text for text in HOSTILE[:14])
    assert clean("a\r\nb\rc") == "a\nb\nc"
    assert clean("nul\x00") == "nul\N{REPLACEMENT CHARACTER}"
    for text in HOSTILE:
        assert len(clean(text).encode("utf-16-le")) // 2 <= MAX_TEXT
    assert clean("x" * 40_000).endswith("x…")


def test_sheet_names_never_clash() -> None:
    def blok(titel: str, value: int) -> model.Grafiek:
        reeks = model.Reeks(naam="n", stijl="nu", punten=punten(value))
        return grafiek(titel=titel, id=f"{titel}{value}", reeksen=(reeks,), categorieen=("c",))

    titles = ("Cijfers", "bronnen", "History", "a/b", "A:b", "x" * 40, "x" * 41, "'?'", "noten")
    pages = (pagina("p", titel, "p", blok(titel, value)) for value, titel in enumerate(titles))
    names = opened(small(paginas=tuple(pages))).sheetnames
    assert names[8:-5] == [
        "Cijfers (2)",
        "bronnen (2)",
        "History (2)",
        "a b",
        "A b (2)",
        "x" * 30 + "…",
        "x" * 26 + "… (2)",
        "zonder naam",
        "noten (2)",
    ]


@given(st.lists(st.text(), max_size=5), st.lists(st.text(max_size=3), max_size=3))
def test_unique_names_are_unique_and_fit(names: list[str], taken: list[str]) -> None:
    found = unique(names, MAX_SHEET_NAME, taken)
    assert len({name.casefold() for name in found} - {name.casefold() for name in taken}) == len(names)
    assert all(0 < len(name.encode("utf-16-le")) // 2 <= MAX_SHEET_NAME for name in found)


@pytest.mark.parametrize(
    ("eenheid", "decimalen", "pattern"),
    [
        ("personen", 0, "[$-413]#,##0"),
        ("cijfer", 1, "[$-413]#,##0.0"),
        ("aandeel", 0, "[$-413]#,##0%"),
        ("aandeel", 1, "[$-413]#,##0.0%"),
        ("euro", 2, r"[$-413]€\ #,##0.00;[$-413]-€\ #,##0.00"),
        ("voordeel", 2, '[$-413]#,##0.00" V";[$-413]#,##0.00" N";[$-413]#,##0.00'),
    ],
)
def test_a_unit_has_its_pattern(eenheid: str, decimalen: int, pattern: str) -> None:
    assert number_pattern(eenheid, decimalen) == pattern


@pytest.mark.parametrize(
    ("waarde", "text", "value", "pattern"),
    [
        (1249, getal(Fraction(1249)), 1249, "[$-413]#,##0"),
        (-2.5, getal(Fraction(-5, 2), 1), -2.5, "[$-413]#,##0.0"),
        (0.355, procent(Fraction("0.355")), 0.355, "[$-413]#,##0%"),
        (412129.64, euro(fraction(412129.64)), 412129.64, number_pattern("euro", 2)),
        (304370.48, voordeel(fraction(304370.48)), 304370.48, number_pattern("voordeel", 2)),
        (
            -0.04,
            met_teken(Fraction(-1, 25), "aandeel"),
            -4,
            '[$-413]+#,##0" procentpunt";[$-413]-#,##0" procentpunt";[$-413]#,##0" procentpunt"',
        ),
        (14, met_teken(Fraction(14), "personen"), 14, "[$-413]+#,##0;[$-413]-#,##0;[$-413]#,##0"),
        (32668542.25, miljoen(fraction(32668542.25)), 32668542.25, f'[$-413]€\\ #,##0.0,,"{NBSP}miljoen"'),
        (5, "ongeveer vijf", 5, "General"),
    ],
)
def test_a_number_in_a_table_looks_as_in_the_report(waarde: float, text: str, value: float, pattern: str) -> None:
    assert as_shown(waarde, text) == (value, pattern)


def test_a_verdict_is_word_shape_and_colour() -> None:
    sheet = opened(monitor())["Kleuren"]
    looks = [(cell.value, cell.number_format[-4:], cell.fill.fgColor.rgb) for (cell,) in sheet["A6:A9"]]
    assert looks == [
        ("op koers", '● "@', "FFD9EAD3"),
        ("vertraging", '▲ "@', "FFFCE5CD"),
        ("nog niet gestart", '■ "@', "FFF4CCCC"),
        ("niet te beoordelen", '— "@', "FFE7E6E6"),
    ]


def test_a_date_is_shown_the_dutch_way() -> None:
    cell = opened(small())["Cijfers"].cell(HEADER_ROW + 2, 6)
    assert (cell.value.date(), cell.number_format) == (date(2022, 1, 1), "d-m-yyyy")


def test_a_text_is_cut_after_a_word() -> None:
    assert shorten("Verloop van het aantal uitkeringen", 31) == "Verloop van het aantal…"
    assert shorten("Arbeidsongeschiktheidsverzekering en meer", 31) == "Arbeidsongeschiktheidsverzekeri"[:30] + "…"


# What may not be shown

P = "[p]"
VERBORGEN = model.Cijfer(waarde=None, exact=None, weergave=P, reden=NIET_GETOOND_REDEN, verborgen=True)
STIL = indicator(
    "Stil",
    P,
    waarde=None,
    exact=None,
    status="niet_getoond",
    reden_ontbreekt=NIET_GETOOND_REDEN,
    vergelijking=model.Vergelijking(
        periode="2020", naam="2020", cijfer=VERBORGEN, verschil=VERBORGEN, verschil_tekst=P, gunstig=None
    ),
    respons=VERBORGEN,
    verborgen=("waarde", "norm", "oordeel"),
    leden=(
        model.Lid(dimensie="reden", lid="a", naam="A", waarde=None, exact=None, weergave=P, reden="x", verborgen=True),
        model.Lid(dimensie="reden", lid="b", naam="B", waarde=7, exact="7", weergave="7"),
    ),
)


def openbaar() -> model.Monitor:
    cellen = (model.Cel(weergave=P, verborgen=True), model.Cel(weergave="8", waarde=8))
    rij = model.Rij(naam="rij", cellen=cellen)
    tabel = model.Tabel(titel="Klein", rijkop="x", kolommen=(model.Kolom(kop="a"), model.Kolom(kop="b")), rijen=(rij,))
    page = pagina("k", "Klein", "k", model.Tabelblok(tabel=tabel))
    stap = herkomst.Stap(tekst="a", soort="som", cellen=(0,), verborgen=True)
    sporen = herkomst.Sporen(cellen=HERKOMST, stappen=(stap, stap, stap))
    return small(STIL, paginas=(page,), doelgroep="openbaar", sporen=sporen)


def test_a_hidden_number_is_its_symbol_and_never_empty_or_zero() -> None:
    source = openbaar()
    (row,) = records(source, "Cijfers")
    hidden = ("waarde", "weergave", "vorig jaar", "verschil", "norm", "oordeel", "respons")
    assert {row[name] for name in hidden} == {P}
    assert [row["waarde"] for row in records(source, "Per lid")] == [P, 7]
    assert [(row["a"], row["b"], row["opmerking"]) for row in records(source, "Klein")] == [(P, 8, None)]


def test_a_sheet_with_a_hidden_number_says_what_its_symbol_means() -> None:
    book = opened(openbaar())
    told = {sheet.title for sheet in book if "[p] = niet getoond, om privacy." in str(sheet["A3"].value)}
    assert told == {"Cijfers", "Per lid", "Klein", "Herkomst", "Stappen", "Cellen"}
    assert "[p] = niet getoond, om privacy." in texts(book["Toelichting"])
    assert "[p]" not in str(texts(opened(small())["Toelichting"]))


def test_in_public_no_source_cell_and_no_hidden_step_tells_its_number() -> None:
    source = openbaar()
    assert {row["telt als"] for row in records(source, "Cellen")} == {P}
    assert {(row["waarde"], row["exact"]) for row in records(source, "Stappen")} == {(P, None)}
