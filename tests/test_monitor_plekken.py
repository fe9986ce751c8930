"""Cells as ranges: as short as can be, and never other cells than were meant."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from werkmonitor.bronnen.feiten import cel
from werkmonitor.monitor.herkomst import Herkomst, Sporen, Stap
from werkmonitor.monitor.plekken import bereiken, plekken, waaruit


def at(bestand: str, blad: str, *cellen: str) -> list[Herkomst]:
    return [Herkomst(bestand=bestand, blad=blad, cel=each, levering="2021", waarde=1) for each in cellen]


def uitgeschreven(ranges: Iterable[str]) -> list[str]:
    """Return every address of ranges, as Excel means them."""
    found = []
    for text in ranges:
        first, _, last = text.partition(":")
        (a, b), (c, d) = (_plaats(each) for each in (first, last or first))
        found += [cel(row, column) for row in range(a, c + 1) for column in range(b, d + 1)]
    return found


def _plaats(text: str) -> tuple[int, int]:
    letters = text.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(text[len(letters) :]) - 1, column - 1


PLAATSEN = st.sets(st.tuples(st.integers(0, 12), st.integers(20, 30)), min_size=1)


@given(PLAATSEN)
def test_ranges_hold_exactly_the_cells_that_were_given(places: set[tuple[int, int]]) -> None:
    addresses = [cel(*place) for place in places]
    found = uitgeschreven(bereiken(addresses))
    assert sorted(found) == sorted(addresses)


@given(st.integers(0, 50), st.integers(0, 40), st.integers(1, 9), st.integers(1, 9))
def test_a_block_is_one_range(rij: int, kolom: int, hoog: int, breed: int) -> None:
    block = [cel(rij + down, kolom + right) for down in range(hoog) for right in range(breed)]
    assert len(bereiken(reversed(block))) == 1


def test_the_shortest_way_is_taken() -> None:
    assert bereiken(["C3", "D3", "E3", "C9", "D9", "E9"]) == ("C3:E3", "C9:E9")
    assert bereiken(["C3", "C4", "F3", "F4"]) == ("C3:C4", "F3:F4")
    assert bereiken(["Z9", "AA9", "regel 3"]) == ("Z9:AA9", "regel 3")
    assert bereiken([]) == ()


def test_cells_are_told_by_file_and_sheet_and_alike_sheets_together() -> None:
    cellen = [
        *at("exports/2021/a.xlsx", "Noord", "B2", "B3"),
        *at("exports/2021/a.xlsx", "Zuid", "B3", "B2"),
        *at("exports/2021/a.xlsx", "Oost", "B2"),
        *at("exports/2020/b.csv", "", "C4", "C4"),
    ]
    assert [plek.tekst() for plek in plekken(cellen)] == [
        "2021/a.xlsx › Noord, Zuid: B2:B3 (4 cellen)",
        "2021/a.xlsx › Oost: B2",
        "2020/b.csv: C4",
    ]


def test_of_many_ranges_the_first_are_told() -> None:
    (plek,) = plekken(at("a.xlsx", "B", "A1", "A3", "A5", "A7"))
    assert plek.tekst() == "a.xlsx › B: A1, A3, A5, A7"
    assert plek.tekst(2) == "a.xlsx › B: A1, A3 … (samen 4 cellen)"


def test_a_figure_is_made_from_all_cells_below_it_and_what_was_filled_in() -> None:
    stappen = (
        Stap(tekst="a", soort="cellen", exact="1", cellen=(0, 1)),
        Stap(tekst="ingevuld door team Werk", soort="handmatig", exact="1"),
        Stap(tekst="b", soort="-", exact="0", delen=(0, 1)),
    )
    sporen = Sporen(cellen=tuple(at("a.xlsx", "B", "A1", "A2")), stappen=stappen)
    assert waaruit(sporen, 2) == "a.xlsx › B: A1:A2 (2 cellen); ingevuld door team Werk"
    assert waaruit(sporen, None) == ""
