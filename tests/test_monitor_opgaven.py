"""Tasks: the rule before a person, a person only with a reason, and every gap told."""

from __future__ import annotations

from typing import Any

import pytest

from werk_voorbeeld import (
    POORT,
    POORT_2020,
    POORT_2021,
    QUOTE,
    codes,
    feiten,
    indicator,
    norm,
    opgave,
    programma,
    rij,
    tabel,
    werk,
)
from werkmonitor.bronnen.feiten import Registerrij
from werkmonitor.findings import Finding
from werkmonitor.monitor.berekening import Berekening
from werkmonitor.monitor.indicatoren import bereken_indicatoren
from werkmonitor.monitor.model import Opgave
from werkmonitor.monitor.opgaven import beoordeel_opgaven, doelen, telling
from werkmonitor.periode import Periode

KOP = {"naam": "Werk", "gemeente": "Ergens", "titel": "Monitor", "opgavenregister": "register"}
DOELEN = ({"id": "een", "nummer": 1, "naam": "Meer werk"}, {"id": "twee", "nummer": 2, "naam": "Meer meedoen"})
VOL = {"voortgang": "We zijn begonnen.", "oorzaak": "Corona.", "gevolg": "Minder werk.", "vervolg": "We gaan door."}


def here(
    *rijen: Registerrij,
    toen: tuple[Registerrij, ...] = (),
    taken: tuple[dict[str, Any], ...] = (opgave(1),),
    **keys: Any,
) -> Berekening:
    register = {"2021": rijen, "2020": toen}
    declared = programma(programma=KOP, doel=DOELEN, opgave=taken, **{"indicator": (QUOTE,)} | keys)
    return werk(declared, feiten(POORT_2021, POORT_2020, register=register))


def judged(werk_: Berekening) -> Opgave:
    (found,) = beoordeel_opgaven(werk_, bereken_indicatoren(werk_))
    return found


def told(werk_: Berekening, code: str) -> Finding:
    (found,) = [finding for finding in werk_.findings if finding.code == code]
    return found


def test_the_rule_of_its_figures_judges_a_task() -> None:
    werk_ = here(rij(nr="1", **VOL), taken=(opgave(1, "quote"),))
    found = judged(werk_)
    assert (found.oordeel, found.woord, found.grond) == ("oranje", "vertraging", "regel")
    assert found.regel.startswith("De norm is ten minste 40%.")
    assert werk_.findings == []


def test_the_worst_figure_counts_with_only_its_rule() -> None:
    goed = indicator("goed", "som(aanvragen)", richting="hoger", normen=[norm("100")])
    slecht = indicator("slecht", "som(aanvragen)", richting="lager", normen=[norm("10")])
    found = judged(
        here(rij(nr="1", **VOL), taken=(opgave(1, "goed", "quote", "slecht"),), indicator=(goed, QUOTE, slecht))
    )
    assert found.oordeel == "rood"
    assert found.regel == (
        "De norm is ten hoogste 10. Met 100 is de norm niet gehaald; het verschil is meer dan 10% van de norm."
    )


def test_the_rule_goes_before_an_own_verdict_and_the_difference_is_told() -> None:
    werk_ = here(rij(nr="1", oordeel="groen", reden="Het gaat goed.", **VOL), taken=(opgave(1, "quote"),))
    found = judged(werk_)
    assert (found.oordeel, found.grond) == ("oranje", "regel")
    finding = told(werk_, "oordeel-genegeerd")
    assert finding.ernst == "waarschuwing"
    assert finding.wat == "Opgave 1 heeft een eigen oordeel (groen), maar de cijfers geven oranje."
    assert str(finding.vindplaats) == "exports/2021/register.xlsx › Blad1 › B2"


def test_an_own_verdict_that_equals_the_rule_is_not_worth_a_word() -> None:
    werk_ = here(rij(nr="1", oordeel="oranje", reden="Bijna.", **VOL), taken=(opgave(1, "quote"),))
    judged(werk_)
    assert werk_.findings == []


def test_without_a_rule_the_own_verdict_counts_with_its_reason() -> None:
    werk_ = here(rij(nr="1", oordeel="Groen ", reden="Het gaat goed.", **VOL))
    found = judged(werk_)
    assert (found.oordeel, found.grond, found.regel) == ("groen", "mens", "Het gaat goed.")
    assert werk_.findings == []


def test_an_own_verdict_without_a_reason_is_a_fault_and_does_not_count() -> None:
    werk_ = here(rij(nr="1", oordeel="groen", reden=" ", **VOL))
    found = judged(werk_)
    finding = told(werk_, "oordeel-zonder-reden")
    assert (finding.ernst, str(finding.vindplaats)) == ("fout", "exports/2021/register.xlsx › Blad1 › C2")
    assert (found.oordeel, found.grond) == ("grijs", "geen")


def test_an_unknown_colour_word_is_a_fault_that_lists_the_colours() -> None:
    werk_ = here(rij(nr="1", oordeel="geel", reden="Zo is het.", **VOL))
    found = judged(werk_)
    finding = told(werk_, "oordeel-onbekend")
    assert (finding.ernst, finding.doen) == ("fout", "Kies groen, oranje, rood, grijs.")
    assert finding.wat == "Het oordeel 'geel' van opgave 1 is geen kleur."
    assert found.oordeel == "grijs"


def test_a_long_text_in_the_place_of_a_colour_is_not_repeated_in_full() -> None:
    werk_ = here(rij(nr="1", oordeel="x" * 500, reden="r", **VOL))
    judged(werk_)
    assert len(told(werk_, "oordeel-onbekend").wat) < 100


def test_a_task_without_any_verdict_is_grey_and_told() -> None:
    werk_ = here(rij(nr="1", **VOL))
    found = judged(werk_)
    assert (found.oordeel, found.woord, found.grond, found.regel) == ("grijs", "niet te beoordelen", "geen", "")
    assert codes(werk_) == ["opgave-zonder-oordeel"]


def test_a_figure_without_a_value_leaves_the_verdict_to_a_person() -> None:
    leeg = tabel(POORT, "2021", ("2021", "afgewezen", ""), ("2021", "toegekend", "64"))
    declared = programma(programma=KOP, doel=DOELEN, opgave=(opgave(1, "quote"),), indicator=(QUOTE,))
    row = rij(nr="1", oordeel="rood", reden="Het systeem lag stil.", **VOL)
    found = judged(werk(declared, feiten(leeg, register={"2021": (row,)})))
    assert (found.oordeel, found.grond, found.regel) == ("rood", "mens", "Het systeem lag stil.")


def test_a_task_that_the_register_does_not_have_is_a_gap_without_a_place() -> None:
    werk_ = here()
    assert judged(werk_).herkomst == ()
    assert codes(werk_) == ["opgave-zonder-oordeel", "opgave-zonder-activiteit"]
    assert {finding.vindplaats for finding in werk_.findings} == {None}


def test_a_missing_explanation_of_a_task_behind_schedule_is_told() -> None:
    werk_ = here(rij(nr="1", oordeel="rood", reden="Nog niet begonnen.", voortgang="Niets."))
    judged(werk_)
    finding = told(werk_, "toelichting-ontbreekt")
    assert finding.wat == "Opgave 1 is rood zonder toelichting."
    assert finding.doen == "Vul oorzaak, gevolg en vervolg in."


def test_missing_progress_is_told() -> None:
    werk_ = here(rij(nr="1", oordeel="groen", reden="Gaat goed.", activiteiten="Bijeenkomsten."))
    judged(werk_)
    assert codes(werk_) == ["opgave-zonder-voortgang"]


def test_a_task_without_activity_and_without_progress_is_a_gap_that_is_told_once() -> None:
    werk_ = here(rij(nr="1", oordeel="groen", reden="Gaat goed.", activiteiten=" "))
    assert judged(werk_).zonder_activiteit
    assert codes(werk_) == ["opgave-zonder-activiteit"]
    assert told(werk_, "opgave-zonder-activiteit").wat == "Van opgave 1 is geen activiteit bekend."
    assert not judged(here(rij(nr="1", activiteiten="Bijeenkomsten."))).zonder_activiteit
    assert not judged(here(rij(nr="1", voortgang="Begonnen."))).zonder_activiteit


@pytest.mark.parametrize("word", ["bijstellen", " Bijstellen "])
def test_the_conclusion_of_the_team_is_one_of_three_words(word: str) -> None:
    werk_ = here(rij(nr="1", conclusie=word, oordeel="groen", reden="Gaat goed.", **VOL))
    assert judged(werk_).conclusie == "bijstellen"
    assert werk_.findings == []


def test_another_word_is_no_conclusion_and_is_told() -> None:
    werk_ = here(rij(nr="1", conclusie="afwachten", oordeel="groen", reden="Gaat goed.", **VOL))
    assert judged(werk_).conclusie == ""
    finding = told(werk_, "conclusie-onbekend")
    assert (finding.ernst, finding.wat) == ("waarschuwing", "De conclusie 'afwachten' van opgave 1 is niet bekend.")
    assert finding.doen == "Kies doorgaan, bijstellen, stoppen."
    assert str(finding.vindplaats) == "exports/2021/register.xlsx › Blad1 › B2"


def test_without_a_conclusion_there_is_none() -> None:
    werk_ = here(rij(nr="1", oordeel="groen", reden="Gaat goed.", **VOL))
    assert judged(werk_).conclusie == ""
    assert werk_.findings == []


def test_what_the_team_wrote_stands_in_the_task_with_its_cells() -> None:
    found = judged(here(rij(nr="1", activiteiten="Bijeenkomsten.", **VOL), taken=(opgave(1, "quote"),)))
    assert found.toelichting == "Corona. Minder werk. We gaan door."
    assert (found.activiteiten, found.voortgang, found.oorzaak) == ("Bijeenkomsten.", "We zijn begonnen.", "Corona.")
    assert [(cel.cel, cel.labels) for cel in found.herkomst[:2]] == [
        ("A2", ("nr", "1")),
        ("B2", ("activiteiten", "Bijeenkomsten.")),
    ]


def test_an_explanation_with_a_gap_has_no_double_spaces() -> None:
    row = rij(nr="1", voortgang="Ja.", oorzaak="Corona.", gevolg="", vervolg="We gaan door.")
    assert judged(here(row, taken=(opgave(1, "quote"),))).toelichting == "Corona. We gaan door."


def test_a_row_for_an_unknown_task_is_a_fault() -> None:
    werk_ = here(rij(nr="1", **VOL), rij(nr="9", regel="3"), taken=(opgave(1, "quote"),))
    judged(werk_)
    finding = told(werk_, "opgave-onbekend")
    assert (finding.ernst, finding.wat) == ("fout", "Opgave 9 staat niet in de declaratie.")
    assert str(finding.vindplaats) == "exports/2021/register.xlsx › Blad1 › A3"


def test_two_rows_for_one_task_are_told() -> None:
    werk_ = here(rij(nr="1", **VOL), rij(nr="1", regel="3", **VOL), taken=(opgave(1, "quote"),))
    judged(werk_)
    (finding,) = werk_.findings
    assert str(finding.vindplaats) == "exports/2021/register.xlsx › Blad1 › A3"


@pytest.mark.parametrize("stated", ["1, 2", "2;1", "1,2", ""])
def test_goals_that_agree_with_the_declaration_are_not_told(stated: str) -> None:
    werk_ = here(rij(nr="1", doelen=stated, **VOL), taken=(opgave(1, "quote", doelen=(1, 2)),))
    judged(werk_)
    assert werk_.findings == []


@pytest.mark.parametrize("stated", ["1", "1, 2, 3", "geen"])
def test_goals_that_differ_from_the_declaration_are_told(stated: str) -> None:
    werk_ = here(rij(nr="1", doelen=stated, **VOL), taken=(opgave(1, "quote", doelen=(1, 2)),))
    found = judged(werk_)
    finding = told(werk_, "doelen-verschillen")
    assert finding.wat == f"Opgave 1 draagt hier bij aan doel {stated}, in de declaratie aan 1, 2."
    assert str(finding.vindplaats) == "exports/2021/register.xlsx › Blad1 › B2"
    assert found.doelen == (1, 2)


def test_last_years_verdict_is_todays_rule_on_the_figures_of_then() -> None:
    # 33% in 2020 against a norm of 40%: below 36%, so rood; what the register of 2020 said does not count.
    toen = (rij("2020", nr="1", oordeel="groen", reden="r"),)
    assert judged(here(rij(nr="1", **VOL), toen=toen, taken=(opgave(1, "quote"),))).vorig_oordeel == "rood"


def test_last_years_verdict_uses_the_norm_of_last_year() -> None:
    declared = QUOTE | {"normen": [norm("0.30", "2020"), norm("0.40", "2021")]}
    found = judged(here(rij(nr="1", **VOL), taken=(opgave(1, "quote"),), indicator=(declared,)))
    assert (found.oordeel, found.vorig_oordeel) == ("oranje", "groen")


def test_without_a_rule_last_years_verdict_is_the_own_one_of_then() -> None:
    toen = (rij("2020", nr="1", oordeel="Oranje", reden="r"),)
    assert judged(here(rij(nr="1", **VOL), toen=toen)).vorig_oordeel == "oranje"


def test_without_figures_or_register_of_last_year_there_is_no_verdict_of_then() -> None:
    assert judged(here(rij(nr="1", **VOL))).vorig_oordeel is None


def test_without_a_register_every_task_is_grey() -> None:
    found = judged(werk(programma(opgave=(opgave(1),), doel=DOELEN)))
    assert (found.oordeel, found.herkomst) == ("grijs", ())


def test_a_goal_knows_the_tasks_that_serve_it() -> None:
    taken = (opgave(1, doelen=(1,)), opgave(2, doelen=(1, 2)), opgave(3, doelen=()))
    assert [(doel.nummer, doel.naam, doel.opgaven) for doel in doelen(here(taken=taken))] == [
        (1, "Meer werk", (1, 2)),
        (2, "Meer meedoen", (2,)),
    ]


def test_every_colour_is_counted_in_the_order_of_the_declaration() -> None:
    taken = (opgave(1, "quote"), opgave(2), opgave(3, "quote"))
    werk_ = here(taken=taken)
    counted = telling(werk_, beoordeel_opgaven(werk_, bereken_indicatoren(werk_)))
    assert [(item.kleur, item.woord, item.aantal) for item in counted] == [
        ("groen", "op koers", 0),
        ("oranje", "vertraging", 2),
        ("rood", "niet gehaald", 0),
        ("grijs", "niet te beoordelen", 1),
    ]


def test_a_person_may_say_that_it_cannot_be_judged() -> None:
    werk_ = here(rij(nr="1", oordeel="grijs", reden="De cijfers komen in maart.", **VOL))
    found = judged(werk_)
    assert (found.oordeel, found.grond, found.regel) == ("grijs", "mens", "De cijfers komen in maart.")
    assert codes(werk_) == []


def test_a_register_of_a_longer_time_is_not_taken_for_that_of_the_period() -> None:
    declared = programma(programma=KOP, doel=DOELEN, opgave=(opgave(1),), indicator=(QUOTE,))
    half = werk(declared, feiten(POORT_2021, register={"2021": (rij(nr="1", **VOL),)}), Periode.parse("2021-H1"))
    assert judged(half).voortgang == ""
    finding = told(half, "register-ontbreekt")
    assert (
        finding.wat
        == "Het opgavenregister van het 1e halfjaar van 2021 is er niet; dat van 2021 gaat over een langere tijd."
    )
    assert codes(here(rij(nr="1", **VOL))) == []
