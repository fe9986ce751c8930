"""The calendar of the declaration: which periods are due on a day, and what may be declared."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from run_voorbeeld import MELDING, PLANNING, werkmap_met
from werk_voorbeeld import maak_werkmap
from werkmonitor.findings import InputError, UsageError
from werkmonitor.periode import Periode
from werkmonitor.programma.load import load_planning, load_programma
from werkmonitor.programma.planning import LENGTE, Planning
from werkmonitor.tasks.run.kalender import eigen_werkmap, kies_planning


def planning(**keys: object) -> Planning:
    return Planning.model_validate({"ritme": "jaarlijks"} | keys)


def due(declared: Planning, *dag: int) -> list[str]:
    return [str(periode) for periode in declared.aan_de_beurt(date(*dag))]


def test_a_period_is_due_from_the_day_after_its_end_or_so_many_days_later() -> None:
    assert due(planning(vanaf=2021), 2021, 12, 31) == []
    assert due(planning(vanaf=2021), 2022, 1, 1) == ["2021"]
    assert due(planning(vanaf=2021, na_dagen=30), 2022, 1, 30) == []
    assert due(planning(vanaf=2021, na_dagen=30), 2022, 1, 31) == ["2021"]


def test_what_was_missed_is_due_too_from_the_first_period_on() -> None:
    declared = planning(ritme="halfjaarlijks", vanaf="2020-H2")
    assert due(declared, 2022, 3, 1) == ["2020-H2", "2021-H1", "2021-H2"]
    assert str(declared.eerstvolgende(date(2022, 3, 1))) == "2022-H1"


def test_without_a_first_period_only_the_newest_is_due() -> None:
    assert due(planning(ritme="maand"), 2022, 3, 1) == ["2022-02"]
    assert due(planning(na_dagen=366), 2022, 3, 1) == ["2020"]


def test_two_rhythms_go_together_the_shorter_first() -> None:
    declared = planning(ritme=["jaarlijks", "halfjaarlijks"], vanaf=2021)
    assert due(declared, 2022, 1, 1) == ["2021-H1", "2021-H2", "2021"]


def test_a_first_period_within_a_year_begins_with_the_next_whole_one() -> None:
    assert due(planning(vanaf="2020-H2"), 2023, 1, 1) == ["2021", "2022"]


@given(
    ritme=st.sampled_from(sorted(LENGTE)),
    na_dagen=st.integers(0, 366),
    vanaf=st.one_of(st.none(), st.builds(Periode.van, st.integers(2000, 2030))),
    dag=st.dates(date(2000, 1, 1), date(2040, 12, 31)),
)
def test_the_next_period_becomes_due_on_its_day_and_not_before(
    ritme: str, na_dagen: int, vanaf: Periode | None, dag: date
) -> None:
    declared = planning(ritme=ritme, na_dagen=na_dagen, vanaf=vanaf)
    later = declared.eerstvolgende(dag)
    eve = declared.vervalt(later) - timedelta(days=1)
    assert declared.vervalt(later) > dag
    assert later not in declared.aan_de_beurt(eve)
    assert declared.aan_de_beurt(declared.vervalt(later))[-1] == later
    assert declared.aan_de_beurt(eve) == declared.aan_de_beurt(dag)


@pytest.mark.parametrize(
    ("melding", "wat"),
    [
        ({}, "opdracht of een blok"),
        ({"smtp": {"server": "mail", "van": "a@b.nl", "naar": []}}, "naar"),
        ({"smtp": {"server": "mail", "van": "geen adres", "naar": "c@d.nl"}}, "geen e-mailadres"),
        ({"smtp": {"server": "mail", "van": "a@b.nl", "naar": "c@d.nl", "gebruiker": "a"}}, "horen bij elkaar"),
        (
            {
                "smtp": {
                    "server": "mail",
                    "van": "a@b.nl",
                    "naar": "c@d.nl",
                    "gebruiker": "a",
                    "wachtwoord_variabele": "X",
                    "tls": "geen",
                }
            },
            "onderweg te lezen",
        ),
        (
            {
                "smtp": {
                    "server": "mail",
                    "van": "a@b.nl",
                    "naar": "c@d.nl",
                    "gebruiker": "a",
                    "wachtwoord_variabele": "X",
                    "wachtwoord_bestand": "~/y",
                }
            },
            "niet allebei",
        ),
    ],
)
def test_a_way_of_telling_that_cannot_work_is_refused(melding: object, wat: str) -> None:
    with pytest.raises(ValidationError, match=wat):
        planning(melding=melding)


@pytest.mark.parametrize(
    "adres",
    [
        "a@[",
        "a@[a",
        "a@é.nl",
        "x,y@d.nl",
        "a@b@c",
        "@",
        "a@",
        "@b",
        "",
        "a b@c.nl",
        "a@b.nl\n",
        "a@b.nl, c@d.nl",
        "A <a@b.nl>",
        "a(b)@c.nl",
    ],
)
def test_what_is_not_one_address_is_refused(adres: str) -> None:
    with pytest.raises(ValidationError, match="is geen e-mailadres; schrijf"):
        planning(melding={"smtp": {"server": "mail", "van": "a@b.nl", "naar": adres}})


@pytest.mark.parametrize(("tls", "poort"), [("starttls", 587), ("tls", 465), ("geen", 25)])
def test_a_mail_server_has_its_usual_port(tls: str, poort: int) -> None:
    smtp = {"server": "mail", "van": "a@b.nl", "naar": "c@d.nl", "tls": tls}
    declared = planning(melding={"smtp": smtp})
    assert declared.melding
    assert declared.melding.smtp
    assert declared.melding.smtp.op_poort == poort


def faults(werkmap: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        load_programma(werkmap)
    return [f"{finding.vindplaats}: {finding.wat} {finding.doen}" for finding in caught.value.findings]


@pytest.mark.parametrize(
    ("regel", "wat"),
    [
        ('ritme = "wekelijks"', "'ritme' is 'wekelijks'; het mag alleen 'jaarlijks', 'halfjaarlijks', 'kwartaal' of"),
        ('ritme = "maand"\nna_dagn = 3', "De sleutel 'na_dagn' bestaat hier niet. Bedoelt u 'na_dagen'?"),
        ('ritme = "maand"\nna_dagen = -1', "'na_dagen' moet ten minste 0 zijn."),
        ('ritme = "maand"\nvanaf = "mei"', "'vanaf': 'mei' is geen periode"),
        ('ritme = "maand"\nbronnen = ["port"]', "'port' is geen bekende bron. Bedoelt u 'poort'?"),
        ('ritme = "maand"\nalle = true', "De planning vraagt ook om de delen, maar deze werkmap heeft er geen."),
        ("na_dagen = 3", "De sleutel 'ritme' ontbreekt."),
    ],
)
def test_what_is_wrong_in_the_planning_is_told_in_dutch_with_its_line(tmp_path: Path, regel: str, wat: str) -> None:
    (fault,) = faults(werkmap_met(tmp_path, f"[planning]\n{regel}"))
    assert wat in fault
    assert fault.startswith("werkmonitor.toml › regel ")


def test_the_planning_is_known_when_the_rest_of_the_declaration_is_broken(tmp_path: Path) -> None:
    werkmap = werkmap_met(tmp_path)
    (werkmap / "declaratie" / "indicatoren.toml").write_text("x = [", encoding="utf-8")
    found = load_planning(werkmap)
    assert found is not None
    assert (found.ritme, found.na_dagen) == (("jaarlijks",), 30)
    assert load_planning(maak_werkmap(tmp_path / "zonder")) is None


def test_the_declaration_leads_and_options_may_not_contradict_it() -> None:
    declared = planning(vanaf=2021)
    assert kies_planning(declared, (), None) is declared
    assert kies_planning(declared, ("jaarlijks",), Periode.parse("2021")) is declared
    assert due(kies_planning(None, ("halfjaarlijks",), Periode.parse("2021-H2")), 2022, 1, 1) == ["2021-H2"]
    with pytest.raises(UsageError, match="zegt jaarlijks, de opdracht halfjaarlijks"):
        kies_planning(declared, ("halfjaarlijks",), None)
    with pytest.raises(UsageError, match="--vanaf 2020"):
        kies_planning(declared, (), Periode.parse("2020"))
    with pytest.raises(UsageError, match=r"\[planning\]"):
        kies_planning(None, (), None)


def test_there_is_nothing_to_plan_for_the_shipped_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WERKMONITOR_WERKMAP", raising=False)
    with pytest.raises(InputError, match="Er is hier geen werkmap"):
        eigen_werkmap(None)


def test_the_plannings_of_the_handbook_can_be_used() -> None:
    text = (Path(__file__).resolve().parents[1] / "docs" / "handleiding.md").read_text(encoding="utf-8")
    plan, *meldingen = re.findall(r"```toml\n(\[planning[].].*?)```", text, re.DOTALL)
    assert len(meldingen) == 2
    for melding in meldingen:
        found = Planning.model_validate(tomllib.loads(plan + melding)["planning"])
        assert found.melding
        assert str(found.aan_de_beurt(date(2025, 8, 1))[-1]) == "2025-H1"


def test_a_planning_goes_through_json_and_back() -> None:
    declared = planning(vanaf="2021-H2", melding={"opdracht": ["a", "b"]})
    assert Planning.model_validate(declared.model_dump(mode="json")) == declared
    assert MELDING.startswith("\n[planning.melding]")
    assert "[planning]" in PLANNING
