from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formula_voorbeeld import JAAR, MAANDEN_2021, POORT, bron, fout, omgeving, poort, programma, reden, tabel, waarde
from werkmonitor.bronnen.feiten import Feitentabel, Kolom
from werkmonitor.formula.evaluate import evaluate, leden
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Dimensie

# --- arithmetic


def test_the_signs_compute_with_exact_fractions() -> None:
    here = omgeving(programma())
    assert waarde("0.36 / 0.40", here) == Fraction(9, 10)
    assert waarde("-(1 - 0.1 * 3) + 2", here) == Fraction(13, 10)


def test_division_by_zero_does_not_apply() -> None:
    here = poort(("2021", "toegekend", "0"))
    outcome = evaluate("1 - 3 / som(aanvragen)", here, JAAR)
    assert (outcome.waarde, outcome.niet_van_toepassing) == (None, True)
    assert outcome.reden == "n.v.t.: gedeeld door nul (som(aanvragen) over 2021)"


def test_a_missing_part_makes_the_whole_missing_with_the_reason_that_came_first() -> None:
    here = poort(("2020", "toegekend", "5"))
    outcome = evaluate("-som(aanvragen) * 0 + 1 / 0", here, JAAR)
    assert (outcome.waarde, outcome.niet_van_toepassing) == (None, False)
    assert "geen cijfers voor 2021" in outcome.reden
    assert evaluate("1 / 0 + som(aanvragen)", here, JAAR).niet_van_toepassing


numbers = st.decimals(min_value=0, max_value=1000, places=2).map(lambda number: f"{number:f}")
expressions: st.SearchStrategy[str] = st.recursive(
    numbers,
    lambda inner: (
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda parts: f"({parts[0]} {parts[1]} {parts[2]})")
        | inner.map(lambda part: f"-{part}")
    ),
    max_leaves=12,
)


def _python(expression: str) -> Fraction | None:
    """Compute an expression of numbers in another way: by Python, on Fractions."""
    quoted = "".join(f"Fraction('{part}')" if part[:1].isdigit() else part for part in _tokens(expression))
    try:
        return Fraction(eval(quoted, {"Fraction": Fraction}))  # noqa: S307 - made by this test
    except ZeroDivisionError:
        return None


def _tokens(expression: str) -> list[str]:
    spaced = "".join(f" {char} " if char in "+-*/()" else char for char in expression)
    return spaced.split()


@given(expressions)
def test_an_expression_equals_the_arithmetic_of_fractions(expression: str) -> None:
    assert waarde(expression, omgeving(programma())) == _python(expression)


# --- som: periods


def test_som_takes_the_period_itself_where_the_table_has_it() -> None:
    here = poort(("2021", "toegekend", "12"), ("2021", "afgewezen", "9"), ("2020", "toegekend", "100"))
    assert waarde("som(aanvragen)", here) == 12 + 9
    assert waarde("som(aanvragen, vorig_jaar)", here) == 100


def test_som_prefers_the_period_itself_to_its_months() -> None:
    here = poort(("2021", "toegekend", "12"), *((maand, "toegekend", "2") for maand in MAANDEN_2021))
    assert waarde("som(aanvragen)", here) == 12


@pytest.mark.parametrize(
    ("periode", "expected"),
    [("2021", sum(range(1, 13))), ("2021-H2", 7 + 8 + 9 + 10 + 11 + 12), ("2021-K1", 1 + 2 + 3), ("2021-05", 5)],
)
def test_som_adds_the_months_of_every_kind_of_period(periode: str, expected: int) -> None:
    here = poort(*((maand, "toegekend", str(number)) for number, maand in enumerate(MAANDEN_2021, 1)))
    assert waarde("som(aanvragen)", here, periode) == expected


def test_som_adds_unequal_parts_that_fit_together() -> None:
    here = poort(
        ("2021-H1", "a", "10"), ("2021-K3", "a", "4"), ("2021-10", "a", "1"), ("v2021-11-01..2022-01-01", "a", "2")
    )
    assert waarde("som(aanvragen)", here) == 10 + 4 + 1 + 2


@pytest.mark.parametrize(
    ("absent", "said"),
    [
        ((3, 4), "maart en april 2021"),
        ((5,), "mei 2021"),
        ((1, 12), "januari 2021 en december 2021"),
        ((2, 3, 4, 9), "februari tot en met april 2021 en september 2021"),
        ((10, 11, 12), "het 4e kwartaal van 2021"),
    ],
)
def test_an_incomplete_period_has_no_value_and_says_what_is_absent(absent: tuple[int, ...], said: str) -> None:
    here = poort(*((m, "a", "1") for number, m in enumerate(MAANDEN_2021, 1) if number not in absent))
    assert reden("som(aanvragen)", here) == f"de export 'Poort' (levering 2021) heeft geen cijfers voor {said}"


def test_a_gap_that_is_no_whole_month_is_said_in_days() -> None:
    here = poort(("v2021-01-01..2021-02-15", "a", "1"), ("2021-03", "a", "1"))
    assert reden("som(aanvragen)", here, "2021-K1").endswith("voor 15 februari 2021 tot en met 28 februari 2021")


def test_february_of_a_leap_year_has_29_days() -> None:
    short = poort(("2020-01", "a", "1"), ("v2020-02-01..2020-02-29", "a", "1"), ("2020-03", "a", "1"))
    assert "29 februari 2020 tot en met 29 februari 2020" in reden("som(aanvragen)", short, "2020-K1")
    whole = poort(("2020-01", "a", "1"), ("v2020-02-01..2020-03-01", "a", "1"), ("2020-03", "a", "1"))
    assert waarde("som(aanvragen)", whole, "2020-K1") == 1 + 1 + 1


def test_parts_that_overlap_are_not_added() -> None:
    here = poort(("2021-01", "a", "1"), ("2021-K1", "a", "3"), ("2021-K2", "a", "3"))
    assert "perioden die elkaar overlappen (januari 2021 en het 1e kwartaal van 2021)" in reden(
        "som(aanvragen)", here, "2021-H1"
    )


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        (("2020",), "; wel voor 2020"),
        (("2020-H1", "2020-H2"), "; wel voor het 1e halfjaar van 2020 en het 2e halfjaar van 2020"),
        (("2016", "2017", "2018", "2019"), "; wel voor 2016 tot en met 2019"),
        (("v2020-01-01..2020-01-08",), "; wel voor 1 januari 2020 tot en met 7 januari 2020"),
        ((), ""),
    ],
)
def test_a_period_that_is_not_stated_at_all_says_which_are(stated: tuple[str, ...], said: str) -> None:
    here = poort(("2021-01-01", "a", "1"), *((when, "a", "1") for when in stated))
    assert reden("som(aanvragen)", here) == f"de export 'Poort' (levering 2021) heeft geen cijfers voor 2021{said}"


def test_a_year_does_not_give_its_months() -> None:
    assert "geen cijfers voor mei 2021; wel voor 2021" in reden("som(aanvragen)", poort(("2021", "a", "1")), "2021-05")


def test_cents_add_up_exactly() -> None:
    here = poort(("2021", "a", "0.10"), ("2021", "b", "0.2"), ("2021", "c", "7"))
    assert waarde("som(aanvragen)", here) == Fraction(10, 100) + Fraction(2, 10) + 7


# --- filters


def test_a_filter_chooses_members_whatever_their_case_and_spaces() -> None:
    here = poort(("2021", "toe gekend", "12"), ("2021", "Afgewezen", "9"), ("2021", "ingetrokken", "3"))
    assert waarde('som(aanvragen, besluit="AFGEWEZEN")', here) == 9
    assert waarde('som(aanvragen, besluit=["Toe  Gekend", "ingetrokken", "INGETROKKEN"])', here) == 12 + 3


def test_members_that_differ_only_in_case_are_one() -> None:
    here = poort(("2021", "WW", "12"), ("2021", "ww", "9"))
    assert waarde('som(aanvragen, besluit="Ww")', here) == 12 + 9


def test_a_bare_number_is_a_member_too() -> None:
    assert waarde("som(aanvragen, besluit=27)", poort(("2021", "27", "4"), ("2021", "40", "5"))) == 4


def test_the_filter_of_a_row_holds_for_every_function() -> None:
    here = poort(("2021", "a", "4"), ("2021", "b", "6"), ("2020", "a", "2"), ("2020", "b", "5"))
    assert waarde("som(aanvragen) - som(aanvragen, vorig_jaar)", here, besluit="b") == 6 - 5
    outcome = evaluate("som(aanvragen)", here, JAAR, {"besluit": ("a", "A", "b")})
    assert outcome.waarde == 4 + 6
    assert outcome.spoor.tekst == "som(aanvragen) voor besluit a en b over 2021"


def test_the_same_dimension_in_formula_and_row_gives_what_both_choose() -> None:
    here = poort(("2021", "a", "4"), ("2021", "b", "6"), ("2021", "c", "8"))
    assert waarde('som(aanvragen, besluit=["a", "b"])', here, besluit="B") == 6
    found = fout('1 / som(aanvragen, besluit=["a", "b"])', here, besluit="c")
    assert (found.positie, found.zin) == (19, "De rij kiest van besluit c, maar de formule a en b: dat is niets.")


@pytest.mark.parametrize("row", [True, False])
def test_a_member_that_does_not_exist_is_an_error_with_the_nearest(row: bool) -> None:  # noqa: FBT001
    here = poort(("2021", "afgewezen", "4"), ("2021", "toegekend", "6"), leeg="nul")
    found = (
        fout("som(aanvragen)", here, besluit="afgewezn") if row else fout('som(aanvragen, besluit="afgewezn")', here)
    )
    assert found.positie == (0 if row else 23)
    assert found.zin == (
        "Van besluit het lid 'afgewezn' bestaat niet; bekend zijn afgewezen en toegekend. Bedoelt u 'afgewezen'?"
    )


def test_a_declared_member_without_rows_is_zero_only_where_the_source_says_so() -> None:
    besluit = Dimensie.model_validate(
        {"id": "besluit", "naam": "Besluit", "leden": {"a": ["A."], "nieuw": ["Nieuw besluit"]}}
    )
    table = tabel(POORT, "2021", ("2021-01", "a", "4"), ("2021-02", "a", "4"), ("2021-03", "a", "5"))
    unknown = omgeving(programma(POORT, dimensies=(besluit,)), table)
    assert reden('som(aanvragen, besluit="nieuw")', unknown, "2021-K1") == (
        "de export 'Poort' (levering 2021) heeft geen rij voor besluit 'nieuw' in deze periode"
    )
    zero = omgeving(programma(POORT.model_copy(update={"leeg": "nul"}), dimensies=(besluit,)), table)
    # Nowhere in the export: it is not registered, and that is not the same as none.
    assert waarde('som(aanvragen, besluit="nieuw")', zero, "2021-K1") is None
    once = tabel(POORT, "2021", *((f"2021-0{maand}", "a", "4") for maand in range(1, 7)), ("2021-04", "nieuw", "2"))
    later = omgeving(programma(POORT.model_copy(update={"leeg": "nul"}), dimensies=(besluit,)), once)
    assert waarde('som(aanvragen, besluit="nieuw")', later, "2021-K1") == 0
    assert waarde('som(aanvragen, besluit="nieuw")', later, "2021-K2") == 2
    assert "Bedoelt u 'nieuw'?" in fout('som(aanvragen, besluit="nieuw besluit")', zero, "2021-K1").zin


def test_a_member_that_lacks_one_month_has_no_value() -> None:
    rows = [(maand, lid, "1") for maand in MAANDEN_2021 for lid in "ab" if (maand, lid) != ("2021-07", "b")]
    here = poort(*rows)
    assert waarde('som(aanvragen, besluit="a")', here) == 12
    outcome = evaluate('som(aanvragen, besluit=["a", "b"])', here, JAAR)
    assert outcome.reden.endswith("heeft geen rij voor besluit 'b' in juli 2021")
    assert len(list(outcome.spoor.adressen())) == 12 + 11
    assert waarde('som(aanvragen, besluit=["a", "b"])', poort(*rows, leeg="nul")) == 12 + 11


def test_each_combination_of_chosen_members_must_be_there() -> None:
    declared = bron("instroom", {"instroom": "personen"}, dimensies=("reden", "leeftijd"))
    rows = [("2021", "ww", "27", "1"), ("2021", "ww", "40", "2"), ("2021", "verhuizing", "27", "3")]
    here = omgeving(programma(declared), tabel(declared, "2021", *rows))
    assert waarde("som(instroom, leeftijd=[27, 40], reden='ww')", here) == 1 + 2
    assert reden("som(instroom, leeftijd=[27, 40], reden=['ww', 'verhuizing'])", here).endswith(
        "geen rij voor leeftijd '40' en reden 'verhuizing' in 2021"
    )


def test_an_empty_cell_makes_the_sum_unknown() -> None:
    here = poort(("2021", "a", "4"), ("2021", "b", ""), ("2021", "c", ""))
    place = "exports/2021/poort.xlsx › Blad1 › A2"
    assert waarde('som(aanvragen, besluit="a")', here) == 4
    assert reden("som(aanvragen)", here) == (
        f"in de export 'Poort' (levering 2021) zijn 2 cellen leeg (de eerste is {place})"
    )
    assert (
        reden("som(aanvragen, besluit='b')", here) == f"in de export 'Poort' (levering 2021) is een cel leeg ({place})"
    )


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 99)), min_size=1, max_size=9))
def test_the_parts_by_member_add_up_to_the_total(rows: list[tuple[str, int]]) -> None:
    here = poort(*(("2021", lid, str(number)) for lid, number in rows))
    parts = [waarde("som(aanvragen)", here, besluit=lid) for lid in leden("som(aanvragen)", here, JAAR, "besluit")]
    assert sum(part or 0 for part in parts) == waarde("som(aanvragen)", here) == sum(number for _, number in rows)


def test_members_beside_another_dimension_are_those_of_a_table_that_has_both() -> None:
    kruis = bron("kruis", {"aanvragen": "aantal"}, dimensies=("besluit", "wijk"))
    tables = (
        tabel(POORT, "2021", ("2021", "a", "4"), ("2021", "b", "5")),
        tabel(kruis, "2021", ("2021", "a", "noord", "4"), ("2020", "c", "zuid", "1"), ("2021", "d", "noord", "2")),
    )
    here = omgeving(programma(POORT, kruis), *tables)
    assert leden("som(aanvragen)", here, JAAR, "besluit") == ("a", "b", "d")
    assert leden("som(aanvragen)", here, JAAR, "besluit", ("wijk",)) == ("a", "d")
    assert leden("som(aanvragen)", here, JAAR, "wijk", ("besluit",)) == ("noord",)
    with pytest.raises(ValueError, match="niet uitgesplitst naar 'straat'"):
        leden("som(aanvragen)", here, JAAR, "besluit", ("straat",))


# --- speed


def _large(count: int) -> Feitentabel:
    table = tabel(POORT, "2021", ("2021-01", "a", "1"))
    months = [maand for jaar in range(2012, 2022) for maand in Periode.van(jaar).maanden]
    which = np.arange(count) % len(months)
    zero = np.zeros(count, dtype=np.int32)
    return replace(
        table,
        maat=Kolom(zero, ("aanvragen",)),
        dimensies={"besluit": Kolom((np.arange(count) // 120 % 7).astype(np.int32), tuple("abcdefg"))},
        van=np.array([maand.eerste_dag.toordinal() for maand in months])[which],
        tot=np.array([maand.dag_erna.toordinal() for maand in months])[which],
        teller=np.ones(count, dtype=np.int64),
        schaal=zero,
        leeg=np.zeros(count, dtype=np.bool_),
        rij=np.arange(count, dtype=np.int32),
        kolom=zero,
    )


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def test_hundreds_of_formulas_are_quick_and_a_million_facts_no_hindrance() -> None:
    small = omgeving(programma(POORT), _large(5_040))
    formulas = [
        f'som(aanvragen, jaar - {n % 9}, besluit="{lid}") / som(aanvragen)' for n in range(50) for lid in "abcdef"
    ]
    assert _seconds(lambda: [evaluate(formule, small, JAAR) for formule in formulas]) < 1
    large = omgeving(programma(POORT), _large(1_008_000))
    assert waarde("som(aanvragen)", large) == 1_008_000 / 10
    assert _seconds(lambda: [waarde(f'som(aanvragen, besluit="{lid}")', large) for lid in "abcdefg"]) < 2


def test_a_sum_over_members_has_no_value_when_one_lacks_a_month() -> None:
    rows = [(maand, lid, "1") for maand in MAANDEN_2021 for lid in "ab" if (maand, lid) != ("2021-11", "b")]
    here = poort(*rows)
    assert reden("som(aanvragen)", here, "2021").endswith("heeft geen rij voor b in november 2021")
    assert waarde("som(aanvragen)", here, "2021-K3") == 3 * 2


def test_a_sum_over_a_closed_dimension_has_no_value_when_the_export_lacks_a_member() -> None:
    leden = {"a": ["A"], "b": ["B"]}
    besluit = Dimensie.model_validate({"id": "besluit", "naam": "Besluit", "leden": leden})
    here = omgeving(programma(POORT, dimensies=(besluit,)), tabel(POORT, "2021", ("2021", "a", "4")))
    assert reden("som(aanvragen)", here, "2021").endswith("heeft geen enkele rij voor besluit 'b'")
    assert waarde('som(aanvragen, besluit="a")', here, "2021") == 4
