"""What a shown number tells: its digits, its form over cells, and which cells are the same."""

from __future__ import annotations

from fractions import Fraction

import msgspec
import pytest

from onthulling_tellingen import Tellingen, maatbeleid
from werkmonitor import formatting
from werkmonitor.monitor import model
from werkmonitor.onthulling.grenzen import Rij, omvat, rij, rijen
from werkmonitor.onthulling.opbouw import overzicht
from werkmonitor.onthulling.plaatsen import Plek, getallen, verborgen_getallen, volgend
from werkmonitor.onthulling.variabelen import Variabelen
from werkmonitor.onthulling.verkleinen import stel
from werkmonitor.onthulling.verzamelen import verzamel
from werkmonitor.onthulling.vormen import EEN, Vorm, Vormer
from werkmonitor.onthulling.weergaven import Bereik, bereik

F = Fraction
WAARDEN = [F(n, d) for n in (0, 1, 4, 5, 49, 50, 51, 499, 1234567, 99999995) for d in (1, 2, 3, 8, 10, 100, 1000)]


# ---- digits


@pytest.mark.parametrize(
    ("weergave", "laag", "hoog", "laag_open", "hoog_open"),
    [
        ("1.249", F(2497, 2), F(2499, 2), False, True),
        ("36%", F(355, 1000), F(365, 1000), False, True),
        ("-2,5%", F(-255, 10000), F(-245, 10000), True, False),
        ("0", F(-1, 2), F(1, 2), True, True),
        ("+3 procentpunt", F(25, 1000), F(35, 1000), False, True),
        ("-€\N{NO-BREAK SPACE}1.840.319,00", F("-1840319.005"), F("-1840318.995"), True, False),
        ("€\N{NO-BREAK SPACE}32,7\N{NO-BREAK SPACE}miljoen", F(32650000), F(32750000), False, True),
        ("12,50\N{NO-BREAK SPACE}N", F("-12.505"), F("-12.495"), True, False),
        ("12,50\N{NO-BREAK SPACE}V", F("12.495"), F("12.505"), False, True),
        ("beter dan 38%", F(375, 1000), F(385, 1000), False, True),
    ],
)
def test_a_text_tells_between_which_values_a_number_lies(
    weergave: str, laag: Fraction, hoog: Fraction, *, laag_open: bool, hoog_open: bool
) -> None:
    assert bereik(weergave) == Bereik(laag, hoog, laag_open, hoog_open)


@pytest.mark.parametrize("weergave", ["niet bekend", "n.v.t.", "[p]", "", "ten minste 40%"])
def test_what_is_no_number_tells_none(weergave: str) -> None:
    assert bereik(weergave) is None


@pytest.mark.parametrize("eenheid", formatting.EENHEDEN)
def test_every_number_lies_within_what_its_text_tells_and_its_neighbours_do_not(eenheid: str) -> None:
    for positive in WAARDEN:
        for value in (positive, -positive):
            for shown in (formatting.weergave(value, eenheid), formatting.met_teken(value, eenheid)):
                told = bereik(shown)
                assert told is not None, shown
                signed = abs(value) if shown == formatting.omvang(value, eenheid) and eenheid != "voordeel" else value
                assert told.laag <= signed <= told.hoog, (shown, value)
                at_end = (signed == told.laag and told.laag_open) or (signed == told.hoog and told.hoog_open)
                assert not at_end, (shown, value)


def test_what_is_rounded_together_with_others_can_be_a_unit_off() -> None:
    told = Bereik(F(105, 1000), F(115, 1000), laag_open=False, hoog_open=True)
    assert omvat(told, F(11, 100)) == told
    for value, ends in ((F(104, 1000), (F(10, 100), F(11, 100))), (F(115, 1000), (F(11, 100), F(12, 100)))):
        assert omvat(told, value) is None
        assert omvat(told, value, samen=True) == Bereik(*ends, laag_open=False, hoog_open=False)
    assert omvat(told, F(1, 2), samen=True) is None


# ---- forms


def vormer(tellingen: Tellingen) -> Vormer:
    """Return what writes out the steps of a Monitor of which every cell is a variable of its own."""
    for cel in range(len(tellingen.cellen)):
        tellingen.stap("cellen", F(tellingen.cellen[cel].exact or 0), cellen=(cel,))
    monitor = tellingen.monitor()
    return Vormer(monitor, verzamel([monitor])[0])


def test_cells_are_a_sum_and_a_mean_of_months_divides_it() -> None:
    tellingen = Tellingen()
    a, b = tellingen.cel(4, "a"), tellingen.cel(6, "b")
    mean = tellingen.som(a, b, deler=2)
    found = vormer(tellingen)
    assert found.vorm(mean) == Vorm({0: F(1, 2), 1: F(1, 2)})
    assert found.waarde(Vorm({0: F(1, 2), 1: F(1, 2)})) == 5


def test_operations_on_sums_are_sums() -> None:
    tellingen = Tellingen()
    a, b = tellingen.cel(4, "a"), tellingen.cel(6, "b")
    three = tellingen.stap("getal", F(3), tekst="3")
    steps = {
        tellingen.min(b, a): {1: F(1), 0: F(-1)},
        tellingen.stap("+", F(10), (a, b)): {0: F(1), 1: F(1)},
        tellingen.stap("som", F(14), (a, a, b)): {0: F(2), 1: F(1)},
        tellingen.stap("gemiddelde", F(5), (a, b)): {0: F(1, 2), 1: F(1, 2)},
        tellingen.stap("negatief", F(-4), (a,)): {0: F(-1)},
        tellingen.stap("gelijk", F(4), (a,)): {0: F(1)},
        tellingen.keer(a, three): {0: F(3)},
        tellingen.keer(three, a): {0: F(3)},
        tellingen.deel(a, three): {0: F(1)},
    }
    found = vormer(tellingen)
    for step, som in steps.items():
        made = found.vorm(step)
        assert made is not None
        assert made.is_som
        noemer = made.noemer[EEN]
        wanted = {0: F(1, 3)} if step == max(steps) else som
        assert {index: value / noemer for index, value in made.teller.items()} == wanted


def test_a_sum_and_what_is_taken_from_it_again_is_the_rest() -> None:
    tellingen = Tellingen()
    a, b = tellingen.cel(4, "a"), tellingen.cel(6, "b")
    rest = tellingen.min(tellingen.som(a, b), b)
    assert vormer(tellingen).vorm(rest) == Vorm({0: F(1)})


def test_a_share_is_a_ratio_and_one_minus_it_too() -> None:
    tellingen = Tellingen()
    a, b = tellingen.cel(4, "a"), tellingen.cel(6, "b")
    share = tellingen.deel(a, tellingen.som(a, b))
    found = vormer(tellingen).vorm(share)
    assert found == Vorm({0: F(1)}, {0: F(1), 1: F(1)})


def test_shares_of_the_same_add_up_and_those_of_others_are_for_who_knows_their_bases() -> None:
    tellingen = Tellingen()
    a, b, c = (tellingen.cel(n, lid) for n, lid in ((4, "a"), (6, "b"), (20, "c")))
    same = tellingen.stap("+", F(1, 2), (tellingen.deel(a, c), tellingen.deel(b, c)))
    other = tellingen.min(tellingen.deel(a, b), tellingen.deel(a, c))
    found = vormer(tellingen)
    assert found.vorm(same) == Vorm({0: F(1), 1: F(1)}, {2: F(1)})
    assert found.vorm(other) == Vorm({0: F(1, 6) - F(1, 20)}, gegeven=({1: F(1)}, {2: F(1)}))


def test_a_mean_times_its_count_is_the_amount() -> None:
    tellingen = Tellingen()
    amount, people = tellingen.cel(9000, maat="bedrag"), tellingen.cel(3, maat="mensen")
    again = tellingen.keer(tellingen.deel(amount, people), people)
    assert vormer(tellingen).vorm(again) == Vorm({0: F(1)})


def test_a_product_of_two_unknowns_is_for_who_knows_one_of_them() -> None:
    tellingen = Tellingen()
    a, b = tellingen.cel(4, "a"), tellingen.cel(6, "b")
    product = tellingen.keer(a, b)
    assert vormer(tellingen).vorm(product) == Vorm({0: F(6)}, gegeven=({1: F(1)},))


def test_a_ratio_of_ratios_with_one_base_is_a_ratio() -> None:
    tellingen = Tellingen()
    a, b, c = (tellingen.cel(n, lid) for n, lid in ((4, "a"), (6, "b"), (20, "c")))
    ratio = tellingen.deel(tellingen.deel(a, c), tellingen.deel(b, c))
    assert vormer(tellingen).vorm(ratio) == Vorm({0: F(1)}, {1: F(1)})


def test_a_forecast_and_a_value_that_does_not_follow_tell_every_cell() -> None:
    tellingen = Tellingen()
    a, b = tellingen.cel(4, "a"), tellingen.cel(6, "b")
    forecast = tellingen.stap("verwacht", F(9), (a, b))
    odd = tellingen.stap("+", F(11), (a, b))
    found = vormer(tellingen)
    assert found.vorm(forecast) == Vorm({EEN: F(9)}, gegeven=({0: F(1)}, {1: F(1)}))
    assert found.vorm(odd) == Vorm({EEN: F(11)}, gegeven=({0: F(1)}, {1: F(1)}))


def test_what_is_rounded_together_has_the_form_of_what_was_rounded() -> None:
    tellingen = Tellingen()
    a, b = tellingen.cel(1, "a"), tellingen.cel(3, "b")
    share = tellingen.deel(a, b)
    rounded = tellingen.stap("afgerond", F(34, 100), (share,))
    found = vormer(tellingen)
    assert found.vorm(rounded) == found.vorm(share) == Vorm({0: F(1)}, {1: F(1)})


# ---- bounds


def variabelen(*waarden: int) -> Variabelen:
    """Return variables with these values, all counts."""
    tellingen = Tellingen()
    steps = [tellingen.cel(waarde, f"r{nummer}") for nummer, waarde in enumerate(waarden)]
    tellingen.toon(*steps)
    return verzamel([tellingen.monitor()])[0]


def test_a_count_is_exact_and_a_mean_of_counts_is_within_whole_numbers() -> None:
    known = variabelen(4, 6)
    told = bereik("10")
    assert told
    assert list(rijen(Vorm({0: F(1), 1: F(1)}), told, known)) == [Rij({0: F(1), 1: F(1)}, F(10), F(10))]
    mean = bereik("5")
    assert mean
    both = {0: F(1, 2), 1: F(1, 2)}
    assert list(rijen(Vorm(both), mean, known)) == [Rij({0: F(1), 1: F(1)}, F(9), F(10))]


def test_a_share_tells_two_half_planes() -> None:
    """40% of a whole: 5 x >= 1,975 y and 5 x < 2,025 y, and there is a whole."""
    told = bereik("40%")
    assert told
    laag, hoog, er_is = rijen(Vorm({0: F(1)}, {1: F(1)}), told, variabelen(4, 10))
    assert (laag.coef, laag.laag) == ({0: F(200), 1: F(-79)}, F(0))
    assert (hoog.coef, hoog.hoog) == ({0: F(200), 1: F(-81)}, F(-1))
    assert (er_is.coef, er_is.laag) == ({1: F(1)}, F(1))


def test_a_sum_without_variables_tells_nothing() -> None:
    assert list(rij({EEN: F(4)}, (F(4), F(4), False, False), variabelen(1))) == []


# ---- cells


def test_the_same_cell_of_two_deliveries_is_one_unless_it_was_restated() -> None:
    for then, count in ((12, 1), (13, 2)):
        tellingen = Tellingen()
        tellingen.cel(12, "a", jaar="2020")
        tellingen.cel(then, "a", jaar="2020", levering="2020b")
        assert len(verzamel([tellingen.monitor()])[0].cellen) == count


def test_two_rows_about_the_same_in_one_delivery_are_two_cells() -> None:
    tellingen = Tellingen()
    tellingen.cel(12, "a")
    tellingen.cel(12, "a")
    assert len(verzamel([tellingen.monitor()])[0].cellen) == 2


def test_cells_that_always_go_together_are_one_variable() -> None:
    tellingen = Tellingen()
    a, b, c = (tellingen.cel(n, lid) for n, lid in ((2, "a"), (6, "b"), (20, "c")))
    tellingen.stappen = []
    tellingen.toon(tellingen.stap("cellen", F(8), cellen=(0, 1)), tellingen.stap("cellen", F(20), cellen=(2,)))
    known, _ = verzamel([tellingen.monitor()])
    assert (a, b, c) == (0, 1, 2)
    assert [one.waarde for one in known.alle] == [8, 20]


def test_a_number_filled_in_by_hand_is_a_variable_of_its_indicator() -> None:
    tellingen = Tellingen()
    by_hand = tellingen.stap("handmatig", F(3), tekst="ingevuld door team Werk")
    loose = tellingen.stap("handmatig", F(7, 2), tekst="ingevuld door team Werk")
    tellingen.indicator("Ingevuld", by_hand, id="ingevuld")
    tellingen.toon(by_hand, loose, decimalen=1)
    known, _ = verzamel([tellingen.monitor()])
    assert [(one.sleutel[:2], one.telt_mensen, one.is_geheel) for one in known.alle] == [
        (("handmatig", "ingevuld"), True, True),
        (("handmatig", "ingevuld door team Werk"), True, False),
    ]
    known, _ = verzamel([tellingen.monitor(geen_personen=("ingevuld",))])
    assert known.alle[0].telt_mensen is False


def test_what_stands_in_a_register_counts_nobody_and_a_fraction_is_no_count() -> None:
    tellingen = Tellingen()
    tellingen.toon(tellingen.cel(3, bron=""), tellingen.cel(0.5, "deel"), tellingen.cel(3, "a"))
    known, _ = verzamel([tellingen.monitor()])
    assert [one.telt_mensen for one in known.alle] == [False, False, True]


def test_two_tables_of_one_maat_are_tied_where_they_add_up() -> None:
    tellingen = Tellingen()
    left = [
        tellingen.cel(n, lid, maand=maand) for n, lid, maand in ((3, "a", 1), (7, "b", 1), (5, "a", 2), (4, "b", 2))
    ]
    right = [tellingen.cel(n, maand=maand, bron="per_maand") for n, maand in ((10, 1), (8, 2))]
    tellingen.toon(*left, *right)
    known, nullen = verzamel([tellingen.monitor()])
    assert [known.alle[index].waarde for som in nullen for index in som] == [3, 7, 10], "February does not add up"


def test_a_year_of_which_a_month_is_missing_ties_nothing() -> None:
    tellingen = Tellingen()
    tellingen.toon(*(tellingen.cel(10, maand=maand) for maand in range(1, 13) if maand != 6))
    tellingen.toon(tellingen.cel(110, bron="per_jaar"))
    assert verzamel([tellingen.monitor()])[1] == []


@pytest.mark.parametrize(("op_grootte", "noot", "count"), [(True, "c en d", 4), (True, "", 0), (False, "c en d", 0)])
def test_rows_that_a_table_names_are_each_more_than_what_it_sums_up(*, op_grootte: bool, noot: str, count: int) -> None:
    """Of 30, 4, 2 and 1 the last two stand together: readers know that each of them is at most 4, and at most 30."""
    tellingen = Tellingen()
    delen = [tellingen.cel(aantal, f"r{nummer}") for nummer, aantal in enumerate((30, 4, 2, 1))]
    rest = tellingen.stap("som", F(3), tuple(delen[2:]))
    tellingen.toon(*delen[:2], rest)
    tabel = tellingen.tabellen[0]
    last = msgspec.structs.replace(tabel.rijen[2], noot=noot)
    tellingen.tabellen[0] = msgspec.structs.replace(tabel, rijen=(*tabel.rijen[:2], last), op_grootte=op_grootte)
    monitor = tellingen.monitor()
    known = overzicht(monitor, *verzamel([monitor])).bekend
    assert len(known) == count
    assert all((row.laag, row.hoog, sorted(row.coef.values())) == (F(0), None, [F(-1), F(1)]) for row in known)


def test_small_cells_must_stay_uncertain_and_large_ones_need_not() -> None:
    tellingen = Tellingen()
    a, b, c = (tellingen.cel(n, lid) for n, lid in ((2, "a"), (6, "b"), (20, "c")))
    tellingen.toon(tellingen.som(a, b, c), tellingen.som(b, c))
    monitor = tellingen.monitor([maatbeleid()])
    question = stel(overzicht(monitor, *verzamel([monitor]))).vraagstuk
    assert [(each.niveau, len(each.vorm)) for each in question.beschermd] == [(F(5), 1)]
    assert [stuk.primair for stuk in question.stukken] == [False, False]


def test_what_hangs_together_with_nothing_small_is_not_asked_about() -> None:
    tellingen = Tellingen()
    tellingen.toon(tellingen.cel(60, "a"), tellingen.cel(2, "b"))
    monitor = tellingen.monitor()
    question = stel(overzicht(monitor, *verzamel([monitor]))).vraagstuk
    assert [(stuk.gewicht, stuk.primair) for stuk in question.stukken] == [(F(3), True)]


# ---- places


def test_every_number_has_a_place_and_a_hidden_one_is_told_apart() -> None:
    tellingen = Tellingen()
    a = tellingen.cel(12, "a")
    tellingen.indicator("Verhuizing", a, id="verhuizing")
    tellingen.toon(a)
    monitor = tellingen.monitor()
    both = [Plek("cijfer", "verhuizing", "waarde"), Plek("cel", "cijfers")]
    assert [getal.plek for getal in getallen(monitor)] == both
    assert list(verborgen_getallen(monitor)) == []
    hidden = msgspec.structs.replace(monitor.indicatoren[0], waarde=None, verborgen=("waarde",))
    monitor = msgspec.structs.replace(monitor, indicatoren=(hidden,))
    assert [getal.plek for getal in getallen(monitor)] == both[1:]
    assert [getal.plek for getal in verborgen_getallen(monitor)] == both[:1]


def test_what_follows_from_a_hidden_number_is_hidden_with_it() -> None:
    tellingen = Tellingen()
    a, b = tellingen.cel(12, "a"), tellingen.cel(30, "b")
    tellingen.indicator("Verhuizing", a, id="verhuizing", oordeel="rood", norm=20)
    tellingen.toon(a, b)
    tabel = tellingen.tabellen[0]
    words = model.Cel(weergave="minder dan b", volgt_uit=(a, b))
    rijen_ = tuple(msgspec.structs.replace(row, cellen=(*row.cellen, words)) for row in tabel.rijen)
    tellingen.tabellen[0] = msgspec.structs.replace(tabel, rijen=rijen_, op_grootte=True)
    monitor = tellingen.monitor()
    assert volgend(monitor, []) == frozenset()
    assert volgend(monitor, [Plek("cijfer", "verhuizing", "waarde"), Plek("cel", "cijfers")]) == {
        Plek("oordeel", "verhuizing"),
        Plek("volgorde", "cijfers"),
        Plek("cel", "cijfers", kolom=1),
        Plek("cel", "cijfers", rij=1, kolom=1),
    }
