"""A member that is a total in disguise is found by its numbers, whatever it is called."""

from __future__ import annotations

import pytest

from werk_voorbeeld import POORT, programma, tabel
from werkmonitor.bronnen.opbouw.nazicht import nazien

OPEN = {"id": "besluit", "naam": "besluit", "open": True}
MAANDEN = ("2021-01", "2021-02")


def rows(total: tuple[str, str]) -> list[tuple[str, str, str]]:
    """Return two members with 1 and 2 a month, and a third with these numbers."""
    parts = [(maand, lid, number) for maand in MAANDEN for lid, number in (("a", "1"), ("b", "2"))]
    return parts + [(maand, "Gemeente", number) for maand, number in zip(MAANDEN, total, strict=True)]


def codes(*rijen: tuple[str, str, str], **dimensie: object) -> list[str]:
    declared = programma(dimensie=(OPEN | dimensie,))
    return [finding.code for finding in nazien(tabel(POORT, "2021", *rijen), declared)]


def test_a_member_that_equals_the_sum_of_the_others_everywhere_is_refused() -> None:
    (finding,) = nazien(tabel(POORT, "2021", *rows(("3", "3"))), programma(dimensie=(OPEN,)))
    assert (finding.code, finding.ernst) == ("lid-lijkt-totaal", "fout")
    assert "'Gemeente' is steeds de som van de andere leden" in finding.wat


def test_a_member_that_equals_the_sum_only_once_is_a_member() -> None:
    assert codes(*rows(("3", "4"))) == []


def test_a_closed_dimension_has_no_unknown_members() -> None:
    assert codes(*rows(("3", "3")), open=False) == []


def test_a_declared_member_may_be_the_sum_of_the_others() -> None:
    assert codes(*rows(("3", "3")), leden={"Gemeente": ["Gemeente"]}) == []


def test_two_equal_members_are_no_total() -> None:
    assert codes(("2021-01", "a", "1"), ("2021-01", "b", "1")) == []


def test_members_that_are_all_zero_are_no_total() -> None:
    assert codes(*((maand, lid, "0") for maand in MAANDEN for lid in "abc")) == []


def test_numbers_that_do_not_fit_in_64_bits_are_added_exactly() -> None:
    tiny = "0." + "0" * 320 + "1"
    assert codes(("2021-01", "a", tiny), ("2021-01", "b", "9e17"), ("2021-01", "c", "9e17")) == []
    assert codes(*rows(("3", "3")), ("2021-02", "a2", tiny)) == []
    assert codes(*rows(("3", "3")), ("2021-02", "a2", "0")) == ["lid-lijkt-totaal"]


@pytest.mark.parametrize(("numbers", "ernst"), [("143", "waarschuwing"), ("413", "fout"), ("134", "fout")])
def test_one_number_that_equals_the_others_may_be_an_accident_in_the_middle(numbers: str, ernst: str) -> None:
    facts = [("2021", lid, number) for lid, number in zip(("a", "b", "c"), numbers, strict=True)]
    found = nazien(tabel(POORT, "2021", *facts), programma(dimensie=(OPEN,)))
    assert [(finding.code, finding.ernst) for finding in found] == [("lid-lijkt-totaal", ernst)]


def test_a_subtotal_of_the_members_before_it_is_told() -> None:
    numbers = {"a": (103, 311), "b": (204, 522), "Gebied": (307, 833), "c": (50, 61), "d": (7, 9)}
    facts = [(maand, lid, str(own[rank])) for lid, own in numbers.items() for rank, maand in enumerate(MAANDEN)]
    (finding,) = nazien(tabel(POORT, "2021", *facts), programma(dimensie=(OPEN,)))
    assert finding.ernst == "waarschuwing"
    assert finding.wat == "'Gebied' is steeds de som van de 2 leden ervoor."
    assert codes(*facts, leden={"Gebied": ["Gebied"]}) == []
    facts = [(maand, lid, number) for maand, lid, number in facts if (maand, lid) != ("2021-02", "b")]
    assert codes(*facts) == []


def test_a_total_over_a_suppressed_number_is_told() -> None:
    facts = [("2021", "a", "10"), ("2021", "b", "20"), ("2021", "c", ""), ("2021", "Gemeente", "33")]
    assert codes(*facts) == ["lid-lijkt-totaal"]
    assert codes(*facts[:-1], ("2021", "d", "45")) == []
    assert codes(*facts[:2], ("2021", "c", "1"), ("2021", "d", "33")) == []


@pytest.mark.parametrize(
    "lid", ["Noord totaal", "Gem.", "waarvan nieuw", "% van totaal", "Alle", "Aantal rijen", "Som"]
)
def test_a_member_that_is_called_like_a_total_is_told(lid: str) -> None:
    (finding,) = nazien(tabel(POORT, "2021", ("2021", lid, "7"), ("2021", "b", "2")), programma(dimensie=(OPEN,)))
    assert (finding.code, finding.ernst) == ("lid-lijkt-totaal", "waarschuwing")
    assert codes(("2021", lid, "7"), ("2021", "b", "2"), leden={lid: [lid]}) == []
