"""Figures of two monitors: what stands out, what comes first, how it is written, and what a verdict comes from."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from diff_bouwstenen import eis, figuur, gesplitst, lid, monitor, naast, verschil
from werkmonitor.monitor import model as m

# ---------------------------------------------------------------- the difference


def test_a_difference_is_exact_and_written_with_its_sign() -> None:
    found = naast(figuur("Uitkeringen", "1309"), figuur("Uitkeringen", "1249"))
    assert (found.exact, found.weergave, found.relatief) == ("-60", "-60", str(Fraction(-60, 1309)))


def test_a_share_differs_in_points_and_not_in_percents_of_itself() -> None:
    share = {"eenheid": "aandeel"}
    found = naast(figuur("Quote", "8/25", **share), figuur("Quote", "9/25", **share))
    assert (found.weergave, found.relatief) == ("+4 procentpunt", None)


@pytest.mark.parametrize(("oud", "nieuw"), [("0", "5"), ("-5", "5"), ("5", "-5")])
def test_across_nul_a_relative_difference_says_nothing(oud: str, nieuw: str) -> None:
    assert naast(figuur("Saldo", oud), figuur("Saldo", nieuw)).relatief is None


def test_numbers_get_the_decimals_that_show_a_difference() -> None:
    share = {"eenheid": "aandeel"}
    found = naast(figuur("Quote", "0.3601", **share), figuur("Quote", "0.3612", **share))
    assert found.oud is not None
    assert found.nieuw is not None
    assert (found.oud.weergave, found.nieuw.weergave, found.weergave) == ("36,0%", "36,1%", "+0,1 procentpunt")


def test_rounding_that_shows_is_said() -> None:
    found = naast(figuur("Gemiddelde", "7.4", decimalen=0), figuur("Gemiddelde", "8.6", decimalen=0))
    assert found.oud is not None
    assert found.nieuw is not None
    assert (found.oud.weergave, found.nieuw.weergave, found.weergave) == ("7", "9", "+1")
    assert found.afgerond


@pytest.mark.parametrize(
    ("oud", "nieuw", "soort"),
    [
        (figuur("X", None, reden_ontbreekt="geen export"), figuur("X", "4"), "onbekend"),
        (figuur("X", "4"), figuur("X", None), "onbekend"),
        (None, figuur("X", "4"), "nieuw"),
        (figuur("X", "4"), None, "weg"),
        (figuur("X", "4"), figuur("X", "4", eenheid="euro"), "onvergelijkbaar"),
    ],
)
def test_what_cannot_be_subtracted_has_no_difference(
    oud: m.Indicator | None, nieuw: m.Indicator | None, soort: str
) -> None:
    found = naast(oud, nieuw)
    assert (found.soort, found.exact, found.delen) == (soort, None, ())
    assert found.is_verschil


def test_what_is_unknown_both_times_is_no_difference() -> None:
    found = naast(
        figuur("X", None, reden_ontbreekt="niet over 2020"), figuur("X", None, reden_ontbreekt="niet over 2021")
    )
    assert not found.is_verschil


# ---------------------------------------------------------------- what stands out


def test_by_itself_a_figure_stands_out_from_a_share_of_what_it_was() -> None:
    assert naast(figuur("X", "100"), figuur("X", "110")).opvallend
    assert not naast(figuur("X", "100"), figuur("X", "109")).opvallend
    assert naast(figuur("X", "100"), figuur("X", "109"), opvallend="1/20").opvallend


def test_its_own_threshold_goes_first_and_is_in_its_unit() -> None:
    found = naast(figuur("X", "1309", opvallend="60"), figuur("X", "1249", opvallend="60"))
    assert (found.opvallend, found.maat, found.drempel) == (True, "1", "60")
    assert not naast(figuur("X", "1309"), figuur("X", "1249", opvallend="61")).opvallend


def test_from_nothing_to_something_always_stands_out() -> None:
    found = naast(figuur("X", "0"), figuur("X", "1"))
    assert (found.opvallend, found.maat) == (True, None)


def met_norm(naam: str, waarde: str, kleur: str, **keys: Any) -> m.Indicator:
    norm = keys.pop("norm", "40")
    return figuur(naam, waarde, oordeel=kleur, woord=kleur, eis=eis(norm), norm_weergave=f"ten minste {norm}", **keys)


def test_another_verdict_comes_first_then_what_stands_out_most() -> None:
    before = [figuur("Klein", "100"), figuur("Veel", "100"), met_norm("Kleur", "39", "oranje"), figuur("Nieuw", None)]
    after = [figuur("Klein", "101"), figuur("Veel", "190"), met_norm("Kleur", "40", "groen"), figuur("Nieuw", "3")]
    found = verschil(monitor("2020", *before), monitor("2021", figuur("Gelijk", "1"), *after))
    assert [cijfer.naam for cijfer in found.cijfers] == ["Kleur", "Veel", "Gelijk", "Nieuw", "Klein"]


def test_a_figure_that_tells_the_same_as_one_before_it_says_so() -> None:
    before = [figuur("Instroom", "10", formule="som(x)"), gesplitst("Per reden", werk="4", ziekte="6")]
    after = [figuur("Instroom", "15", formule="som(x)"), gesplitst("Per reden", werk="9", ziekte="6")]
    sides = [[m.Indicator(**{f: getattr(i, f) for f in i.__struct_fields__} | {"formule": "som(x)"}) for i in side]
             for side in (before, after)]  # fmt: skip
    found = verschil(monitor("2020", *sides[0]), monitor("2021", *sides[1]))
    assert [cijfer.zelfde_als for cijfer in found.cijfers] == ["", "instroom"]


# ---------------------------------------------------------------- verdicts


@pytest.mark.parametrize(
    ("oud", "nieuw", "oorzaak", "bij_oude_norm"),
    [
        (("30", "rood", "40"), ("40", "groen", "40"), "cijfer", "groen"),
        (("30", "rood", "40"), ("45", "groen", "42"), "cijfer", "groen"),
        (("40", "groen", "40"), ("40", "oranje", "44"), "norm", "groen"),
        (("30", "rood", "40"), ("40", "oranje", "44"), "beide", "groen"),
        (("30", "rood", "40"), ("29", "groen", "29"), "norm", "rood"),
    ],
)
def test_the_new_figure_is_held_against_the_old_norm(
    oud: tuple[str, str, str], nieuw: tuple[str, str, str], oorzaak: str, bij_oude_norm: str
) -> None:
    sides = [met_norm("X", waarde, kleur, norm=norm) for waarde, kleur, norm in (oud, nieuw)]
    found = naast(*sides).oordeel
    assert found is not None
    assert (found.oorzaak, found.bij_oude_norm) == (oorzaak, bij_oude_norm)


def test_a_norm_of_a_year_is_held_against_the_year_so_far() -> None:
    so_far = m.Cijfer(waarde=50, exact="50", weergave="50")
    found = naast(met_norm("X", "30", "rood"), met_norm("X", "20", "groen", tot_nu_toe=so_far)).oordeel
    assert found is not None
    assert found.oorzaak == "cijfer"


def test_a_norm_that_came_or_went_is_the_cause() -> None:
    for pair in ((figuur("X", "4"), met_norm("X", "4", "rood")), (met_norm("X", "4", "rood"), figuur("X", "4"))):
        found = naast(*pair).oordeel
        assert found is not None
        assert found.oorzaak == "norm"


def test_a_verdict_that_can_no_longer_be_given_has_another_cause() -> None:
    found = naast(met_norm("X", "4", "rood"), met_norm("X", None, "grijs")).oordeel  # type: ignore[arg-type]  # unknown
    assert found is not None
    assert found.oorzaak == "anders"


def test_what_was_declared_otherwise_is_told() -> None:
    found = naast(
        figuur("X", "4", formule="som(a)", norm_weergave="ten minste 3"),
        figuur("X", "4", formule="som( a )", definitie="Anders.", norm_weergave="ten minste 5"),
    )
    assert [(each.wat, each.nieuw) for each in found.afspraken if each.wat != "formule"] == [
        ("norm", "ten minste 5"),
        ("definitie", "Anders."),
    ]
    assert found.is_verschil


# ---------------------------------------------------------------- members


def bijdragen(oud: m.Indicator, nieuw: m.Indicator) -> list[tuple[str, str, str | None]]:
    found = naast(oud, nieuw).uitsplitsing
    return [(deel.naam, deel.soort, deel.exact) for deel in found.bijdragen] if found else []


def test_members_add_up_to_the_difference_the_largest_first() -> None:
    found = bijdragen(gesplitst("X", werk="4", ziekte="20"), gesplitst("X", werk="9", ziekte="8"))
    assert found == [("Ziekte", "samen", "-12"), ("Werk", "samen", "5")]


def test_a_member_that_came_or_went_counts_from_nothing_or_to_nothing() -> None:
    found = bijdragen(gesplitst("X", werk="4", studie="3"), gesplitst("X", werk="5", detentie="9"))
    assert found == [("Detentie", "nieuw", "9"), ("Studie", "weg", "-3"), ("Werk", "samen", "1")]


def test_a_member_that_is_not_known_gets_no_number_and_the_rest_is_told() -> None:
    oud = figuur("X", "10", dimensie="reden", leden=(lid("Werk", "4"), lid("Ziekte", "6")), optelbaar=True)
    nieuw = figuur("X", "15", dimensie="reden", leden=(lid("Werk", "5"), lid("Ziekte", None)), optelbaar=True)
    assert bijdragen(oud, nieuw) == [
        ("Werk", "samen", "1"),
        ("Ziekte", "onbekend", None),
        ("niet te verdelen", "rest", "4"),
    ]


def test_members_of_a_ratio_or_of_another_dimension_are_not_split() -> None:
    one, other = gesplitst("X", werk="4"), gesplitst("X", werk="9")
    for change in ({"optelbaar": False}, {"dimensie": "leeftijd"}):
        parts = {f: getattr(other, f) for f in other.__struct_fields__} | change
        assert bijdragen(one, m.Indicator(**parts)) == []


def test_half_of_a_norm_for_a_year_is_no_other_norm() -> None:
    """Half a year owes 20 of 40: 30 in the whole year would have been too little by the norm of then, which is 40."""
    half = m.Eis(laag="20", oranje_vanaf="9/10", deel="1/2")
    oud = figuur("X", "20", oordeel="groen", eis=half, norm_weergave="ten minste 20 voor de eerste helft")
    nieuw = figuur("X", "30", oordeel="rood", eis=eis("40"), norm_weergave="ten minste 40 voor heel 2021")
    found = naast(oud, nieuw)
    assert found.afspraken == ()
    assert found.oordeel is not None
    assert (found.oordeel.oorzaak, found.oordeel.bij_oude_norm) == ("cijfer", "rood")


def test_a_figure_to_beat_that_moved_is_no_other_agreement() -> None:
    sides = [
        figuur("X", "14", eis=m.Eis(laag=end, strikt=True), norm_weergave=f"beter dan {end}") for end in ("12", "13")
    ]
    assert naast(*sides).afspraken == ()
