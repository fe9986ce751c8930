"""Dutch numbers: rounded half up on the exact value, and never a zero with a sign."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkmonitor import formatting
from werkmonitor.formatting import (
    datum,
    datum_kort,
    euro,
    fraction,
    getal,
    met_teken,
    miljoen,
    procent,
    rond_af,
    rond_samen_af,
    voordeel,
    weergave,
)


def breuk(text: str) -> Fraction:
    return Fraction(text)


@pytest.mark.parametrize(
    ("value", "decimalen", "text"),
    [
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("2.4999", 0, "2"),
        ("0.5", 0, "1"),
        ("-0.4", 0, "0"),
        ("-0.5", 0, "-1"),
        ("0", 2, "0,00"),
        ("-0.004", 2, "0,00"),
        ("1249", 0, "1.249"),
        ("41667969", 2, "41.667.969,00"),
        ("999999.995", 2, "1.000.000,00"),
        ("0.05", 1, "0,1"),
        ("-1234.56", 1, "-1.234,6"),
        ("7.25", 3, "7,250"),
    ],
)
def test_a_number_is_written_the_dutch_way_and_rounded_half_up(value: str, decimalen: int, text: str) -> None:
    assert getal(breuk(value), decimalen) == text


def _read_dutch(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


@given(
    st.decimals(min_value=-(10**12), max_value=10**12, places=6, allow_nan=False),
    st.integers(0, 4),
)
def test_a_written_number_read_back_is_the_value_rounded_half_up(value: Decimal, decimalen: int) -> None:
    with localcontext() as context:
        context.prec = 60
        rounded = value.quantize(Decimal(1).scaleb(-decimalen), rounding=ROUND_HALF_UP)
    assert _read_dutch(getal(Fraction(value), decimalen)) == rounded


@given(st.fractions(), st.integers(0, 6))
def test_rounding_moves_a_value_by_at_most_half_a_unit_and_keeps_its_sign(value: Fraction, decimalen: int) -> None:
    rounded = rond_af(value, decimalen)
    assert abs(rounded - value) <= Fraction(1, 2 * 10**decimalen)
    assert rounded * value >= 0
    assert rond_af(-value, decimalen) == -rounded


@given(st.fractions(min_value=-1, max_value=1), st.integers(0, 3))
def test_zero_never_has_a_sign(value: Fraction, decimalen: int) -> None:
    text = getal(value, decimalen)
    assert not (text.startswith("-") and set(text) <= set("-0,"))


@pytest.mark.parametrize(
    ("values", "decimalen", "rounded"),
    [
        (("1/3", "1/3", "1/3"), 2, ("34/100", "33/100", "33/100")),
        (("1/2", "1/4", "1/4"), 0, ("1", "0", "0")),
        (("33.5", "33.5", "33"), 0, ("34", "33", "33")),
        (("12.5", "12.5", "75"), 1, ("12.5", "12.5", "75")),
        (("0.4", "0.7", "0.9"), 0, ("0", "1", "1")),
        (("0", "1"), 0, ("0", "1")),
        (("-1/3", "4/3"), 0, ("0", "1")),
        ((), 2, ()),
    ],
)
def test_numbers_that_are_rounded_together_keep_their_sum(
    values: tuple[str, ...], decimalen: int, rounded: tuple[str, ...]
) -> None:
    assert rond_samen_af([Fraction(value) for value in values], decimalen) == [Fraction(value) for value in rounded]


@given(st.lists(st.fractions(min_value=-1000, max_value=1000), max_size=8), st.integers(0, 3))
def test_rounding_together_keeps_the_rounded_sum_and_moves_nothing_further_than_one_unit(
    values: list[Fraction], decimalen: int
) -> None:
    found = rond_samen_af(values, decimalen)
    assert sum(found) == rond_af(sum(values, Fraction(0)), decimalen)
    assert all(abs(one - other) <= Fraction(1, 10**decimalen) for one, other in zip(found, values, strict=True))
    assert all((one * 10**decimalen).denominator == 1 for one in found)


@given(st.lists(st.integers(0, 500), min_size=1, max_size=9))
def test_shares_that_close_never_give_something_to_nothing(counts: list[int]) -> None:
    total = sum(counts) or 1
    found = rond_samen_af([Fraction(count, total) for count in counts], 2)
    assert all(share == 0 for share, count in zip(found, counts, strict=True) if count == 0)


@pytest.mark.parametrize(
    ("value", "decimalen", "text"),
    [("0.36", 0, "36%"), ("9/16", 0, "56%"), ("9/16", 1, "56,3%"), ("0.565", 0, "57%"), ("-0.001", 0, "0%")],
)
def test_a_share_is_written_as_a_percentage(value: str, decimalen: int, text: str) -> None:
    assert procent(breuk(value), decimalen) == text


def test_twenty_seven_of_forty_eight_is_56_percent() -> None:
    assert procent(Fraction("0.5625")) == "56%"
    assert procent(Fraction(27, 48)) == "56%"


def test_amounts_have_a_space_that_does_not_break() -> None:
    assert euro(breuk("1234.5")) == "€\xa01.234,50"
    assert euro(breuk("-1234.5"), 0) == "-€\xa01.235"
    assert euro(breuk("-0.001")) == "€\xa00,00"
    assert miljoen(breuk("-1840319")) == "-€\xa01,8\xa0miljoen"
    assert miljoen(breuk("32668542.25")) == "€\xa032,7\xa0miljoen"
    assert miljoen(breuk("32649999.99")) == "€\xa032,6\xa0miljoen"
    assert miljoen(breuk("32650000")) == "€\xa032,7\xa0miljoen"


@pytest.mark.parametrize(
    ("value", "text"),
    [("5", "5,00\xa0V"), ("-5", "5,00\xa0N"), ("0", "0,00"), ("0.005", "0,01\xa0V"), ("-0.004", "0,00")],
)
def test_a_budget_difference_has_a_letter_for_its_sign_and_zero_has_none(value: str, text: str) -> None:
    assert voordeel(breuk(value)) == text


def test_dates_have_no_leading_zeros() -> None:
    assert datum(date(2022, 1, 1)) == "1\xa0januari 2022"
    assert datum_kort(date(2022, 1, 1)) == "1-1-2022"
    assert datum_kort(date(2021, 12, 31)) == "31-12-2021"


@pytest.mark.parametrize(
    ("value", "exact"),
    [
        (7.7, Fraction(77, 10)),
        ("0.40", Fraction(2, 5)),
        (Decimal("0.90"), Fraction(9, 10)),
        (3, Fraction(3)),
        (Fraction(1, 3), Fraction(1, 3)),
        (0.1 + 0.2, Fraction("0.30000000000000004")),
    ],
)
def test_a_number_counts_as_it_is_written(value: float | str | Decimal | Fraction, exact: Fraction) -> None:
    assert fraction(value) == exact


@pytest.mark.parametrize(
    ("eenheid", "text"),
    [
        ("aantal", "1.235"),
        ("personen", "1.235"),
        ("fte", "1.235"),
        ("cijfer", "1.234,6"),
        ("gemiddelde", "1.234,6"),
        ("aandeel", "123.456%"),
        ("euro", "€\xa01.234,56"),
        ("bedrag", "1.234,56"),
        ("voordeel", "1.234,56\xa0V"),
    ],
)
def test_each_unit_has_its_own_form_and_decimals(eenheid: str, text: str) -> None:
    assert weergave(breuk("1234.56"), eenheid) == text


def test_every_unit_is_tested_above() -> None:
    units = {"aantal", "personen", "fte", "cijfer", "gemiddelde", "aandeel", "euro", "bedrag", "voordeel"}
    assert set(formatting.EENHEDEN) == units


def test_a_missing_value_is_not_known_in_every_unit() -> None:
    assert {weergave(None, eenheid) for eenheid in formatting.EENHEDEN} == {"niet bekend"}


def test_declared_decimals_go_before_those_of_the_unit() -> None:
    assert weergave(breuk("0.3649"), "aandeel", 1) == "36,5%"
    assert weergave(breuk("2000.4"), "euro", 0) == "€\xa02.000"


@pytest.mark.parametrize(
    ("value", "eenheid", "text"),
    [
        ("60", "aantal", "+60"),
        ("-60", "aantal", "-60"),
        ("0.4", "aantal", "0"),
        ("-0.4", "aantal", "0"),
        ("0.03", "aandeel", "+3 procentpunt"),
        ("-0.03", "aandeel", "-3 procentpunt"),
        ("0", "aandeel", "0 procentpunt"),
        ("-12.5", "euro", "-€\xa012,50"),
    ],
)
def test_a_difference_has_a_sign_unless_it_rounds_to_zero(value: str, eenheid: str, text: str) -> None:
    assert met_teken(breuk(value), eenheid) == text


def test_a_nadeel_in_a_difference_is_never_called_a_voordeel() -> None:
    assert "V" not in met_teken(Fraction(-5), "voordeel")
