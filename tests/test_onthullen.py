"""What may be published: each way in which a small number could be worked out all the same, reckoned by hand."""

from __future__ import annotations

import msgspec
import pytest

from onthulling_tellingen import Tellingen, getoond, intern, maatbeleid
from werkmonitor.findings import InputError
from werkmonitor.monitor import model
from werkmonitor.onthulling import onthullen
from werkmonitor.onthulling.onthullen import OnthullingFout, onthul

P = "[p]"


def regels(monitor: model.Monitor) -> dict[str, int]:
    """Return how many numbers each rule hid."""
    assert monitor.onthulling is not None
    return {regel.naam: regel.aantal for regel in monitor.onthulling.regels}


def instroom(*aantallen: int, sha: str = "0", **about: object) -> Tellingen:
    """Return counts by reason with their total, in one table."""
    found = Tellingen(sha=sha)
    delen = [found.cel(aantal, f"r{nummer}", **about) for nummer, aantal in enumerate(aantallen)]
    found.toon(*delen, found.som(*delen))
    return found


def test_a_monitor_for_internal_use_stays_as_it_is() -> None:
    monitor = intern(instroom(1, 2, 30).monitor())
    assert onthul(monitor) is monitor


def test_a_number_without_a_trace_is_not_published() -> None:
    tellingen = instroom(12, 15)
    cel = model.Cel(weergave="3", waarde=3)
    tellingen.tabellen[0] = msgspec.structs.replace(
        tellingen.tabellen[0], rijen=(model.Rij(naam="los", cellen=(cel,)),)
    )
    with pytest.raises(ValueError, match="nobody can say"):
        onthul(tellingen.monitor())


def test_what_is_large_enough_is_all_shown() -> None:
    public = onthul(instroom(12, 5, 30).monitor())
    assert getoond(public) == ["12", "5", "30", "47"]
    assert regels(public) == {}


def test_a_total_minus_its_parts_does_not_give_the_small_one() -> None:
    """With one hidden, 47 - 12 - 32 gives it; the least of the others goes along."""
    public = onthul(instroom(12, 3, 32).monitor())
    assert getoond(public) == [P, P, "32", "47"]
    assert regels(public) == {"Klein aantal": 1, "Om andere getallen te beschermen": 1}


def test_two_small_parts_that_are_small_together_are_not_each_other_s_cover() -> None:
    """1 and 2 are 3 together: who sees that knows each within 3, so one more goes."""
    public = onthul(instroom(1, 2, 30, 40).monitor())
    assert getoond(public) == [P, P, P, "40", "73"]


def test_two_small_parts_that_are_large_together_cover_each_other() -> None:
    public = onthul(instroom(3, 4, 30, 40).monitor())
    assert getoond(public) == [P, P, "30", "40", "77"]


def test_nobody_is_shown_unless_the_declaration_says_otherwise() -> None:
    assert getoond(onthul(instroom(0, 12, 32).monitor())) == ["0", "12", "32", "44"]
    public = onthul(instroom(0, 12, 32).monitor(nul="verbergen"))
    assert getoond(public) == [P, P, "32", "44"]
    assert regels(public)["Niemand"] == 1


def test_that_there_is_no_row_says_that_there_is_nobody() -> None:
    tellingen = Tellingen()
    some = tellingen.cel(12, "a")
    files = ("exports/2021/instroom_reden.xlsx",)
    none = tellingen.stap("cellen", tellingen.waarde(some) * 0, gezocht_in=files, tekst="som(instroom, reden=b)")
    tellingen.toon(some, none, tellingen.stap("som", tellingen.waarde(some), (some, none)))
    assert getoond(onthul(tellingen.monitor([maatbeleid()]))) == ["12", "0", "12"]
    public = onthul(tellingen.monitor([maatbeleid()], nul="verbergen"))
    assert getoond(public) in (["12", P, P], [P, P, "12"])


def test_sensitive_sources_have_a_higher_threshold() -> None:
    tellingen = instroom(7, 12, 32)
    assert getoond(onthul(tellingen.monitor([maatbeleid()]))) == ["7", "12", "32", "51"]
    public = onthul(tellingen.monitor([maatbeleid(drempel=10)]))
    assert getoond(public) == [P, P, "32", "51"]
    assert public.onthulling is not None
    assert [each.drempel for each in public.onthulling.drempels] == [5, 10]


def test_what_counts_no_people_may_be_small() -> None:
    monitor = instroom(1, 2, 3).monitor([maatbeleid(telt="anders", reden="het zijn bijeenkomsten")])
    assert getoond(onthul(monitor)) == ["1", "2", "3", "6"]


def test_an_indicator_that_counts_no_people_frees_its_cells_in_every_year() -> None:
    tellingen = Tellingen()
    now, then = tellingen.cel(2, "beurs"), tellingen.cel(1, "beurs", jaar="2020")
    other = tellingen.cel(3, "verhuizing")
    tellingen.indicator("Beurzen", now, id="beurzen")
    tellingen.toon(now, then, other)
    assert getoond(onthul(tellingen.monitor(geen_personen=("beurzen",)))) == ["2", "1", P]


def test_what_everybody_knows_is_neither_hidden_nor_a_cover() -> None:
    """With the published 3 and the total, our own 4 would be known."""
    tellingen = Tellingen()
    ours, theirs, more = tellingen.cel(4, "wij"), tellingen.cel(3, "zij", bron="cbs"), tellingen.cel(40, "rest")
    tellingen.toon(ours, theirs, more, tellingen.som(ours, theirs, more))
    public = onthul(tellingen.monitor([maatbeleid(bron="cbs", telt="openbaar", reden="CBS")]))
    assert getoond(public) == [P, "3", P, "47"]


def test_two_tables_that_share_a_margin() -> None:
    """By reason it is 40 in all, by age 3 and 37: the total by reason gives the youngest, so 37 goes too."""
    tellingen = Tellingen()
    reden = [tellingen.cel(aantal, naam) for naam, aantal in (("a", 15), ("b", 25))]
    tellingen.toon(*reden, tellingen.som(*reden))
    about = {"bron": "instroom_leeftijd", "dimensie": "leeftijd"}
    leeftijd = [tellingen.cel(aantal, naam, **about) for naam, aantal in (("jong", 3), ("oud", 37))]
    tellingen.toon(*leeftijd)
    public = onthul(tellingen.monitor())
    assert getoond(public, 0) == ["15", "25", "40"]
    assert getoond(public, 1) == [P, P]


def test_a_year_in_one_table_and_its_months_in_another() -> None:
    tellingen = Tellingen()
    months = [tellingen.cel(3 if maand == 1 else 10, maand=maand) for maand in range(1, 13)]
    tellingen.toon(*months)
    tellingen.toon(tellingen.cel(113, "", bron="instroom_jaar"))
    public = onthul(tellingen.monitor())
    assert getoond(public, 0).count(P) + getoond(public, 1).count(P) == 2, "the year gives the one month otherwise"
    assert getoond(public, 0)[0] == P


def test_tables_that_do_not_add_up_to_the_same_tie_nothing() -> None:
    tellingen = Tellingen()
    tellingen.toon(tellingen.cel(15, "a"), tellingen.cel(26, "b"))
    about = {"bron": "instroom_leeftijd", "dimensie": "leeftijd"}
    tellingen.toon(tellingen.cel(3, "jong", **about), tellingen.cel(37, "oud", **about))
    assert getoond(onthul(tellingen.monitor()), 1) == [P, "37"]


def test_a_share_with_its_base_gives_the_count() -> None:
    """5% of 40 is between 1,8 and 2,2, so 2: share or base must go."""
    tellingen = Tellingen()
    few, all_ = tellingen.cel(2, "werk"), tellingen.cel(40, "alle")
    share = tellingen.deel(few, all_)
    tellingen.toon(share, eenheid="aandeel")
    tellingen.toon(all_)
    public = onthul(tellingen.monitor())
    assert sorted([*getoond(public, 0), *getoond(public, 1)]) == ["40", P]


def test_a_share_of_many_says_too_little_to_hide() -> None:
    """0% of 1.000 is anything from 0 up to 4, which is not enough; of 2.000 it is up to 9."""
    for geheel, shown in ((1000, P), (2000, "0%")):
        tellingen = Tellingen()
        few, all_ = tellingen.cel(2, "werk"), tellingen.cel(geheel, "alle")
        tellingen.toon(tellingen.deel(few, all_), eenheid="aandeel")
        tellingen.toon(all_)
        assert getoond(onthul(tellingen.monitor()), 0) == [shown]


def test_who_is_not_in_a_share_may_be_few_too() -> None:
    """48 of 50 took part: the 2 who did not are known from the two numbers, and from 96% of 50."""
    tellingen = Tellingen()
    most, all_ = tellingen.cel(48, "werk"), tellingen.cel(50, "alle")
    tellingen.toon(tellingen.deel(most, all_), eenheid="aandeel")
    tellingen.toon(most, all_)
    public = onthul(tellingen.monitor())
    assert [*getoond(public, 0), *getoond(public, 1)].count(P) == 2


def test_an_average_times_its_count_gives_the_amount_and_the_other_way_round() -> None:
    """A mean of 3.105,64 and a total of 9.316,91 is 3 people, though the 3 stands nowhere."""
    tellingen = Tellingen()
    people, amount = tellingen.cel(3, "", maat="mensen"), tellingen.cel(9316.91, "", maat="bedrag")
    tellingen.toon(tellingen.deel(amount, people), eenheid="euro")
    tellingen.toon(amount, eenheid="euro")
    maten = [maatbeleid(maat="mensen"), maatbeleid(maat="bedrag", telt="bedrag", geheel=False)]
    public = onthul(tellingen.monitor(maten))
    assert [*getoond(public, 0), *getoond(public, 1)].count(P) == 1


def test_an_amount_goes_with_the_few_people_that_it_is_of() -> None:
    tellingen = Tellingen()
    for lid, people, amount in (("a", 3, 9000), ("b", 30, 90000)):
        tellingen.cel(people, lid, maat="mensen")
        tellingen.toon(tellingen.cel(amount, lid, maat="bedrag"), eenheid="euro", decimalen=0)
    maten = [maatbeleid(maat="mensen"), maatbeleid(maat="bedrag", telt="bedrag", geheel=False, hoort_bij="mensen")]
    public = onthul(tellingen.monitor(maten))
    assert (getoond(public, 0), getoond(public, 1)) == ([P], ["€\N{NO-BREAK SPACE}90.000"])
    assert regels(public) == {"Bedrag of gemiddelde van weinig mensen": 1}


def test_an_amount_of_which_one_person_has_too_much_is_hidden() -> None:
    """Above 30% it is; the amount of that one person never stands there."""
    for largest, shown in ((29_000, "€\N{NO-BREAK SPACE}100.000"), (31_000, P)):
        tellingen = Tellingen()
        tellingen.toon(tellingen.cel(100_000, "a", maat="bedrag"), eenheid="euro", decimalen=0)
        tellingen.toon(tellingen.cel(largest, "a", maat="grootste"), eenheid="euro", decimalen=0)
        maten = [
            maatbeleid(maat="bedrag", telt="bedrag", geheel=False, grootste=("grootste",)),
            maatbeleid(maat="grootste", telt="bedrag", geheel=False, is_bijdrage=True),
        ]
        public = onthul(tellingen.monitor(maten))
        assert (getoond(public, 0), getoond(public, 1)) == ([shown], [P])
        assert regels(public)["Bedrag van één persoon"] == 1


def test_the_second_largest_cannot_work_out_the_largest() -> None:
    """Of 100.000 the largest is 29.000; when the second has 69.000, he knows it within 2.000."""
    for second, shown in ((20_000, "€\N{NO-BREAK SPACE}100.000"), (69_000, P)):
        tellingen = Tellingen()
        tellingen.toon(tellingen.cel(100_000, "a", maat="bedrag"), eenheid="euro", decimalen=0)
        tellingen.cel(29_000, "a", maat="grootste")
        tellingen.cel(second, "a", maat="tweede")
        maten = [
            maatbeleid(maat="bedrag", telt="bedrag", geheel=False, grootste=("grootste", "tweede")),
            maatbeleid(maat="grootste", telt="bedrag", geheel=False, is_bijdrage=True),
            maatbeleid(maat="tweede", telt="bedrag", geheel=False, is_bijdrage=True),
        ]
        assert getoond(onthul(tellingen.monitor(maten))) == [shown]


def test_the_same_number_is_hidden_in_all_its_places() -> None:
    tellingen = instroom(12, 3, 32)
    tellingen.indicator("Verhuizing", 1, id="verhuizing")
    public = onthul(tellingen.monitor())
    assert public.indicator("verhuizing").status == "niet_getoond"
    assert public.onthulling is not None
    assert public.onthulling.verborgen == 2


def test_a_verdict_goes_with_its_number() -> None:
    tellingen = instroom(12, 3, 32)
    norm = {"norm": 5, "norm_exact": "5", "norm_weergave": "ten minste 5", "oordeel": "rood", "woord": "te laag"}
    tellingen.indicator("Verhuizing", 1, id="verhuizing", regel="Met 3 is de norm niet gehaald.", **norm)
    shown = onthul(tellingen.monitor()).indicator("verhuizing")
    assert shown.oordeel in {None, "grijs"}
    assert "3" not in shown.regel


def test_a_forecast_tells_every_cell_that_it_rests_on() -> None:
    """A bound of 9 could be of any series of stands, but who knows the method can turn it round."""
    tellingen = Tellingen()
    small = [tellingen.cel(aantal, maand=maand) for maand, aantal in ((1, 3), (2, 12))]
    tellingen.toon(tellingen.stap("verwacht", tellingen.waarde(small[1]) * 2, tuple(small)))
    large = [tellingen.cel(aantal, maand=maand, bron="groot", maat="groot") for maand, aantal in ((1, 30), (2, 12))]
    tellingen.toon(tellingen.stap("verwacht", tellingen.waarde(large[1]) * 2, tuple(large)))
    public = onthul(tellingen.monitor())
    assert (getoond(public, 0), getoond(public, 1)) == ([P], ["24"])


# ---- earlier editions


def test_what_is_no_number_for_everybody_says_so_in_dutch(monkeypatch: pytest.MonkeyPatch) -> None:
    """A result that still tells a secret is never returned: here nothing at all was hidden."""
    monkeypatch.setattr(onthullen, "_besluit", lambda *_: {})
    with pytest.raises(OnthullingFout):
        onthul(instroom(12, 3, 32).monitor())


def test_a_secret_that_follows_from_the_rest_is_found_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """With only the small number itself hidden, the attacker finds it in the total."""
    monkeypatch.setattr(onthullen, "_besluit", lambda beeld, _: {1: beeld.getoond[1].gevoelig.regel})
    with pytest.raises(OnthullingFout, match="worked out"):
        onthul(instroom(12, 3, 32).monitor())


def test_the_next_edition_does_not_show_what_the_last_one_hid() -> None:
    """Alone, either of 12 and 13 can cover the 3; after the edition that hid 12, it is the 12 again."""
    first = onthul(instroom(12, 3, 13).monitor())
    assert getoond(first) == [P, P, "13", "28"]
    again = onthul(instroom(12, 3, 13).monitor(), [first])
    assert getoond(again) == [P, P, "13", "28"]


def test_one_cell_that_changed_does_not_open_the_two_editions() -> None:
    """First 12 covers 3.  Then that reason has 40 and 13 would be the least, but the first edition shows 13.

    With 13 hidden now and 13 known from then, nothing is covered: so 40 is hidden, although it is more.
    """
    first = onthul(instroom(12, 3, 13).monitor())
    second = instroom(40, 3, 13, sha="1").monitor()
    assert getoond(onthul(second)) == ["40", P, P, "56"]
    public = onthul(second, [first])
    assert getoond(public) == [P, P, "13", "56"]
    assert regels(public) == {"Klein aantal": 1, "Om een eerdere uitgave": 1}


def test_a_hidden_cell_that_changed_stays_hidden_as_it_was() -> None:
    """From 12, 3, 13 (28) to 12, 4, 13 (29): showing 12 now would give the 3 of the first edition."""
    first = onthul(instroom(12, 3, 13).monitor())
    public = onthul(instroom(12, 4, 13, sha="1").monitor(), [first])
    assert getoond(public) == [P, P, "13", "29"]


def test_last_year_in_this_year_s_monitor_stays_hidden() -> None:
    """The edition of 2020 hid 12 to cover 3; that of 2021 shows 2020 beside it, without a total."""
    then = Tellingen("2020")
    delen = [then.cel(aantal, f"r{nummer}") for nummer, aantal in enumerate((12, 3, 13))]
    then.toon(*delen, then.som(*delen))
    sealed = onthul(then.monitor())
    now = Tellingen()
    now.toon(*(now.cel(aantal, f"r{nummer}", jaar="2020") for nummer, aantal in enumerate((12, 3, 13))))
    assert getoond(onthul(now.monitor())) == ["12", P, "13"]
    assert getoond(onthul(now.monitor(), [sealed])) == [P, P, "13"]


def test_a_new_breakdown_does_not_give_the_parts_that_were_hidden() -> None:
    """By reason 3 and 12 were hidden.  By sex and reason each part is large, but together they are the 12."""
    first = onthul(instroom(12, 3, 13).monitor())
    new = Tellingen()
    new.toon(new.cel(6, "r0", bron="instroom_man"), new.cel(6, "r0", bron="instroom_vrouw"))
    parts = new.stap("som", new.waarde(0) + new.waarde(1), (0, 1))
    new.toon(new.cel(12, "r0"), parts)
    public = onthul(new.monitor(), [first])
    assert getoond(public, 1)[0] == P


def test_cells_that_are_gone_beside_cells_that_changed_tell_nothing_of_now() -> None:
    """The edition said 28 in all; now one reason alone has 40, and the other two are not in this monitor."""
    first = onthul(instroom(12, 3, 13).monitor())
    now = Tellingen(sha="1")
    now.toon(now.cel(40, "r0"), now.cel(2, "r9"))
    assert getoond(onthul(now.monitor(), [first])) == ["40", P]


def test_an_edition_that_hides_nothing_leaves_later_ones_free() -> None:
    first = onthul(instroom(12, 15, 13).monitor())
    public = onthul(instroom(12, 15, 13).monitor(), [first])
    assert getoond(public) == ["12", "15", "13", "40"]


def test_what_an_edition_showed_cannot_be_taken_back() -> None:
    """The threshold was lower then: who has that edition knows the 7, and no monitor can hide it any more."""
    first = onthul(instroom(12, 7, 13).monitor([maatbeleid(drempel=5)]))
    with pytest.raises(InputError, match="kan niet openbaar worden"):
        onthul(instroom(12, 7, 13).monitor([maatbeleid(drempel=10)]), [first])
