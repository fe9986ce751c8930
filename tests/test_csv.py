"""The data file and its dictionary: every figure once, to the last decimal, and never a formula."""

from __future__ import annotations

import csv
import io
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor_voorbeeld import HERKOMST, indicator, kop, monitor
from werkmonitor.monitor import model
from werkmonitor.monitor.herkomst import Herkomst
from werkmonitor.outputs.csv import GEVAARLIJK, exact_text, neutral, number, render

LID = model.Lid(
    dimensie="reden",
    lid="verhuizing",
    naam="Verhuizing",
    waarde=88,
    exact="88",
    weergave="88",
    herkomst=HERKOMST[:2],
)
ONBEKEND = model.Lid(
    dimensie="reden", lid="anders", naam="Anders", waarde=None, exact=None, weergave="niet bekend", reden="Niet geteld."
)
QUOTE = indicator(
    "Poortwachtersquote",
    "36%",
    eenheid="aandeel",
    waarde=0.36,
    exact="9/25",
    norm=0.4,
    norm_exact="2/5",
    oordeel="oranje",
    respons=model.Cijfer(waarde=0.5, exact="1/2", weergave="50%"),
    peildatum="2022-01-01",
    leden=(LID, ONBEKEND),
)
EEN_DERDE = indicator("Een derde", "33%", eenheid="aandeel", waarde=1 / 3, exact="1/3")
SCHULD = indicator("Saldo", "€ -310.563,75", eenheid="euro", waarde=-310563.75, exact="-1242255/4")
GEEN = indicator("Handhaving", "niet bekend", waarde=None, exact=None, reden_ontbreekt="Niet in de bron.", herkomst=())


def rows(source: model.Monitor, ending: str = ".csv") -> list[dict[str, str]]:
    text = render(source, {})[ending].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def small(*indicatoren: model.Indicator) -> model.Monitor:
    return monitor(indicatoren=indicatoren or (QUOTE, EEN_DERDE, SCHULD, GEEN))


def test_every_figure_and_every_member_is_one_row() -> None:
    found = [(row["indicator"], row["dimensie"], row["lid"]) for row in rows(small())]
    assert found == [
        ("poortwachtersquote", "", ""),
        ("poortwachtersquote", "reden", "verhuizing"),
        ("poortwachtersquote", "reden", "anders"),
        ("een_derde", "", ""),
        ("saldo", "", ""),
        ("handhaving", "", ""),
    ]


def test_a_row_says_everything_about_its_figure() -> None:
    assert rows(small())[0] == {
        "periode": "2021",
        "indicator": "poortwachtersquote",
        "naam": "Poortwachtersquote",
        "dimensie": "",
        "lid": "",
        "waarde": "0,36",
        "eenheid": "aandeel",
        "weergave": "36%",
        "peildatum": "2022-01-01",
        "status": "definitief",
        "reden_ontbreekt": "",
        "norm": "0,4",
        "oordeel": "oranje",
        "respons": "0,5",
        "voorbehoud": "",
        "bronbestanden": "exports/2021/bijstand_stand.xlsx",
        "herkomst": "2021/bijstand_stand.xlsx › Pagina1_1: C5:C7 (3 cellen)",
        "formule": "De som van a, gedeeld door de som van b.",
        "doelgroep": "intern",
        "voorbeeld": "ja",
        "rij": "cijfer",
        "telt_op": "nee",
    }


def test_a_member_has_no_norm_and_no_verdict() -> None:
    assert {(row["norm"], row["oordeel"]) for row in rows(small()) if row["lid"]} == {("", "")}


def test_values_read_back_exactly() -> None:
    expected = (QUOTE.exact, LID.exact, ONBEKEND.exact, SCHULD.exact)
    for row, exact in zip(rows(small(QUOTE, SCHULD)), expected, strict=True):
        read = Fraction(row["waarde"].replace(",", ".")) if row["waarde"] else None
        assert read == (None if exact is None else Fraction(exact))


def test_a_missing_value_is_empty_with_its_reason() -> None:
    missing = [row for row in rows(small()) if not row["waarde"]]
    assert [row["reden_ontbreekt"] for row in missing] == ["Niet geteld.", "Niet in de bron."]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1, 3), "0,333333"),
        (Fraction(2, 3), "0,666667"),
        (Fraction(-2, 3), "-0,666667"),
        (Fraction(1, 2_400_000), "0,000000"),
        (Fraction(5, 6_000_000), "0,000001"),
        (Fraction(1, 1024), "0,0009765625"),
        (Fraction(4166796900, 100), "41667969"),
        (Fraction(-1242255, 4), "-310563,75"),
        (Fraction(0), "0"),
    ],
)
def test_numbers_are_written_out(value: Fraction, text: str) -> None:
    assert exact_text(value) == text


def test_a_number_without_a_fraction_is_written_as_it_is_known() -> None:
    assert number(7.7, None) == "7,7"
    assert number(0, None) == "0"
    assert number(None, None) == ""


@given(st.decimals(min_value=-(10**9), max_value=10**9, allow_nan=False, places=4))
def test_a_finite_number_reads_back(value: object) -> None:
    exact = Fraction(str(value))
    assert Fraction(exact_text(exact).replace(",", ".")) == exact


@pytest.mark.parametrize("text", ["=1+1", "+1+cmd|' /C calc'!A0", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"])
def test_a_text_that_looks_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-60", "+14", "-4,5%", "-1.249,00", "36%", "gewoon", "", "a=b", "'aangehaald'"])
def test_numbers_and_plain_texts_stay_as_they_are(text: str) -> None:
    assert neutral(text) == text


@given(st.text())
def test_no_text_ever_starts_as_a_formula(text: str) -> None:
    written = neutral(text)
    digits = written.lstrip("+-").rstrip("%").replace(".", "").replace(",", "")
    assert not written.startswith(GEVAARLIJK) or digits.isdecimal()


HOSTILE = ["=1+1", "@SUM(1)", "<script>", "a;b", 'zij zei "nee"', "twee\nregels", "x" * 40_000]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_come_back_in_every_column(text: str) -> None:
    lid = model.Lid(dimensie=text, lid=text, naam=text, waarde=-1, exact="-1", weergave=text, reden=text)
    found = rows(small(indicator(text, text, id=text, reden_ontbreekt=text, leden=(lid,))))
    assert [row["waarde"] for row in found] == ["1", "-1"]
    for row in found:
        assert {row["indicator"], row["naam"], row["weergave"], row["reden_ontbreekt"]} == {neutral(text)}
    assert (found[1]["dimensie"], found[1]["lid"]) == (neutral(text), neutral(text))


def test_the_files_of_a_figure_stand_there_once_each() -> None:
    cells = [
        Herkomst(bestand=file, blad="b", cel="A1", levering=levering, waarde=1.0)
        for levering, file in (
            ("2021", "exports/2021/a.xlsx"),
            ("2020", "exports/2020/a.xlsx"),
            ("2021", "exports/2021/a.xlsx"),
            ("2021", "exports/2021/2021/a.xlsx"),
        )
    ]
    assert rows(small(indicator("x", "1", herkomst=tuple(cells))))[0]["bronbestanden"] == (
        "exports/2021/a.xlsx | exports/2020/a.xlsx | exports/2021/2021/a.xlsx"
    )


def test_the_dialect_is_that_of_dutch_excel() -> None:
    data = render(monitor(), {})[".csv"]
    assert data.startswith(b"\xef\xbb\xbfperiode;indicator;naam;")
    assert data.count(b"\r\n") == data.count(b"\n") == len(rows(monitor())) + 1


def test_the_dictionary_explains_every_column() -> None:
    described = rows(small(), "-woordenboek.csv")
    assert [row["kolom"] for row in described] == [*rows(small())[0], "*", "*"]
    assert all(row["betekenis"] for row in described)
    assert {row["kolom"] for row in described if row["type"].startswith("getal")} == {"waarde", "norm", "respons"}


def test_the_allowed_values_are_the_ones_that_occur() -> None:
    allowed = {row["kolom"]: row["toegestane_waarden"].split(" | ") for row in rows(small(), "-woordenboek.csv")}
    for row in rows(small()):
        for column in ("periode", "indicator", "eenheid", "status", "doelgroep", "voorbeeld"):
            assert row[column] in allowed[column]
        assert row["oordeel"] in {*allowed["oordeel"], ""}
        assert row["dimensie"] in {*allowed["dimensie"], ""}


def test_a_real_municipality_is_no_example() -> None:
    assert {row["voorbeeld"] for row in rows(monitor(programma=kop(voorbeeld=False)))} == {"nee"}


def test_two_runs_give_the_same_bytes() -> None:
    assert render(monitor(), {}) == render(monitor(), {})


def test_members_say_whether_they_add_up_and_that_they_are_no_figures() -> None:
    found = [(row["rij"], row["telt_op"]) for row in rows(small())]
    assert found[:3] == [("cijfer", "nee"), ("onderdeel", "nee"), ("onderdeel", "nee")]
    assert found[3:] == [("cijfer", "")] * 3
