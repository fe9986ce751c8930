from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkmonitor import formatting
from werkmonitor.bronnen.sheet import Foutcel, Waarde
from werkmonitor.bronnen.values import DubbelzinnigError, GeenGetalError, bijschrift, getal, schoon, vouw


def exact(value: Waarde, eenheid: str = "euro") -> Fraction:
    teller, schaal = getal(value, eenheid)
    return Fraction(teller, 10**schaal)


@pytest.mark.parametrize(
    ("text", "eenheid", "expected"),
    [
        ("1.249,50", "euro", "1249.50"),
        ("1249,5", "euro", "1249.5"),
        ("-3", "aantal", "-3"),
        ("\N{MINUS SIGN}1.249.000", "euro", "-1249000"),
        ("€ 12,00", "euro", "12"),
        ("EUR 12", "voordeel", "12"),
        (" 41.667.969,00\N{NO-BREAK SPACE}", "euro", "41667969"),
        ("86,43405662", "cijfer", "86.43405662"),
        ("8,125", "fte", "8.125"),
        ("36%", "aandeel", "0.36"),
        ("86,4 %", "aandeel", "0.864"),
        ("0", "aandeel", "0"),
    ],
)
def test_dutch_numbers_in_text(text: str, eenheid: str, expected: str) -> None:
    assert exact(text, eenheid) == Fraction(expected)


@pytest.mark.parametrize(
    ("text", "eenheid", "lezingen"),
    [
        ("2.000", "aantal", ("2000", "2,000")),
        ("1.249", "cijfer", ("1249", "1,249")),
        ("-1.249", "euro", ("-1249", "-1,249")),
        ("1,249", "aantal", ("1249", "1,249")),
        ("36", "aandeel", ("36%", "36 van 1")),
        ("0,36", "aandeel", ("0,36%", "0,36 van 1")),
    ],
)
def test_two_readings_are_refused(text: str, eenheid: str, lezingen: tuple[str, str]) -> None:
    with pytest.raises(DubbelzinnigError) as caught:
        getal(text, eenheid)
    assert caught.value.lezingen == lezingen


@pytest.mark.parametrize(
    "text",
    [
        "NA",
        "-",
        "/0",
        "None",
        "",
        "n.v.t.",
        "12,",
        ",5",
        "1.2,5",
        "1.24.000",
        "007",
        "1 249",
        "1e3",
        "36%",
        "(12)",
        "٣",
        "1,²",
    ],
)
def test_not_numbers(text: str) -> None:
    with pytest.raises(GeenGetalError):
        getal(text, "aantal")


@pytest.mark.parametrize("text", ["12.5", "1,249.50"])
def test_english_notation_is_named(text: str) -> None:
    with pytest.raises(GeenGetalError, match="Engelse notatie"):
        getal(text, "euro")


@pytest.mark.parametrize(
    "value", [True, date(2021, 1, 1), time(1), timedelta(1), None, float("nan"), float("inf"), 1e300, 9.9e18]
)
def test_other_cells_are_no_numbers(value: Waarde) -> None:
    with pytest.raises(GeenGetalError):
        getal(value, "aantal")


@pytest.mark.parametrize(
    ("value", "eenheid", "expected"),
    [
        (1249.0, "aantal", "1249"),
        (7.7, "cijfer", "7.7"),
        (25293695.52, "euro", "25293695.52"),
        (1249.4999999999998, "euro", "1249.50"),  # a sum of cents as a data base gives it
        (0.30000000000000004, "cijfer", "0.3"),
        (12.000001, "aantal", "12.000001"),  # a digit that somebody wrote, not noise
        (16090002.1579732, "euro", "16090002.1579732"),
        (1234567.001, "aantal", "1234567.001"),  # within 1e-9 of a whole number, but not by noise
        (2 / 3, "aandeel", "0.666666666666667"),  # fifteen digits, as a workbook keeps
        (4.53597189e-5, "cijfer", "0.0000453597189"),
        (1e16, "euro", "10000000000000000"),
        (-0.1, "fte", "-0.1"),
    ],
)
def test_floats_become_the_decimal_they_show_as(value: float, eenheid: str, expected: str) -> None:
    assert exact(value, eenheid) == Fraction(expected)


def test_a_whole_number_has_no_scale() -> None:
    assert getal(12.0, "euro") == (12, 0)
    assert getal("1.249.000", "euro") == (1249000, 0)


@given(st.decimals(-(10**9), 10**9, places=2))
def test_what_we_write_we_read_back(value: Decimal) -> None:
    text = formatting.getal(Fraction(value), 2)
    assert exact(text) == Fraction(value)


@given(st.integers(-(10**12), 10**12))
def test_cents_survive_a_float(cents: int) -> None:
    assert exact(cents / 100) == Fraction(cents, 100)


def test_labels_as_shown() -> None:
    shown = [bijschrift(v) for v in (2021.0, 0.5, True, False, None, date(2021, 3, 1), " a\n b ", Foutcel("#N/B"))]
    assert shown == ["2021", "0,5", "waar", "onwaar", "", "1-3-2021", "a b", "#N/B"]
    assert bijschrift(datetime(2021, 3, 1, 10, 5)) == "1-3-2021 10:05"  # noqa: DTZ001 - cells know no zone
    assert bijschrift(datetime(2021, 3, 1)) == "1-3-2021"  # noqa: DTZ001
    assert bijschrift(time(1, 2)) == "01:02:00"
    assert bijschrift(float("inf")) == "inf"


def test_folding() -> None:
    assert vouw("  Einde\N{NO-BREAK SPACE} WW\n") == "einde ww"
    assert schoon("Reg\N{SOFT HYPHEN}eling") == "Regeling"
