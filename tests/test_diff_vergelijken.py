"""What else differs between two monitors: tasks, texts, sources; and what cannot be compared."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from diff_bouwstenen import eis, figuur, monitor, taak, verschil
from werkmonitor.diff.model import Tekstdeel, Verschil, from_json, to_json
from werkmonitor.diff.pagina import bronzin, pagina
from werkmonitor.diff.teksten import vergelijk as vergelijk_zinnen
from werkmonitor.diff.zijde import is_gaaf
from werkmonitor.diff.zinnen import opgavezin, richting, samenvatting
from werkmonitor.findings import UsageError
from werkmonitor.monitor import model as m
from werkmonitor.monitor.herkomst import Sporen, Stap

# ---------------------------------------------------------------- nothing


def test_a_monitor_beside_itself_is_empty_and_says_so() -> None:
    one = monitor("2020", figuur("X", "4"), figuur("Y", None), opgaven=(taak(1, "rood"),))
    found = verschil(one, one)
    assert found.is_leeg
    (zin,) = samenvatting(found)
    assert zin.startswith("Er is geen verschil tussen de eerste monitor en de tweede monitor.")
    assert [hoofdstuk.id for hoofdstuk in pagina(found).hoofdstukken] == ["kort"]


# ---------------------------------------------------------------- tasks


def taken(oud: tuple[m.Opgave, ...], nieuw: tuple[m.Opgave, ...], *cijfers: m.Indicator) -> Verschil:
    return verschil(monitor("2020", *cijfers, opgaven=oud), monitor("2021", *cijfers, opgaven=nieuw))


def test_tasks_with_another_colour_come_first_then_new_ones_then_those_that_went() -> None:
    found = taken(
        (taak(1, "rood"), taak(2, "groen"), taak(3, "oranje")), (taak(4, "rood"), taak(3, "oranje"), taak(1, "groen"))
    )
    assert [(o.nummer, o.soort, o.oud, o.nieuw) for o in found.opgaven] == [
        (1, "kleur", "rood", "groen"),
        (4, "nieuw", None, "rood"),
        (2, "weg", "groen", None),
    ]
    assert opgavezin(found.opgaven[2], {}) == "Deze opgave staat er niet meer."


def test_a_task_names_the_figure_that_changed_its_colour() -> None:
    norm = {"eis": eis("40"), "norm_weergave": "ten minste 40"}

    def side(jaar: str, waarde: str, kleur: m.Kleur, regel: str) -> m.Monitor:
        task = taak(1, kleur, "quote", regel=regel)
        return monitor(jaar, figuur("Quote", waarde, oordeel=kleur, **norm), opgaven=(task,))

    found = verschil(side("2020", "30", "rood", ""), side("2021", "41", "groen", "Met 41 is de norm gehaald."))
    zin = opgavezin(found.opgaven[0], {cijfer.id: cijfer for cijfer in found.cijfers})
    assert zin == "Quote: van 30 naar 41. Met 41 is de norm gehaald."


def test_a_persons_verdict_is_told_as_such_and_none_is_said() -> None:
    found = taken((taak(1, "rood"), taak(2, "rood")), (taak(1, "groen", regel="Klaar."), taak(2, "grijs", regel="")))
    assert [opgavezin(o, {}) for o in found.opgaven] == ["Oordeel van het team: Klaar.", "Er is geen oordeel."]


def test_better_and_worse_are_counted_and_grey_is_neither() -> None:
    found = taken(
        (taak(1, "rood"), taak(2, "groen"), taak(3, "grijs")), (taak(1, "groen"), taak(2, "rood"), taak(3, "groen"))
    )
    assert [richting(opgave) for opgave in found.opgaven] == ["beter", "slechter", ""]
    assert samenvatting(found)[0].startswith("Van de 3 opgaven kregen er 3 een andere kleur: 1 beter en 1 slechter.")


def test_another_word_for_a_colour_is_told() -> None:
    oud, nieuw = monitor("2020"), monitor("2021")
    words = tuple(msgspec.structs.replace(t, woord="klaar") if t.kleur == "groen" else t for t in nieuw.kleuren)
    (found,) = verschil(oud, msgspec.structs.replace(nieuw, kleuren=words)).kleurwoorden
    assert (found.kleur, found.oud, found.nieuw) == ("groen", "op koers", "klaar")


# ---------------------------------------------------------------- texts


def test_sentences_that_stayed_went_came_and_changed() -> None:
    found = list(vergelijk_zinnen(
        ["De kop.", "Het aantal daalde van 10 naar 8.", "Dit gaat weg."],
        ["De kop.", "Het aantal steeg van 10 naar 12.", "Heel wat anders staat nu hier."],
    ))  # fmt: skip
    assert found[0] == (Tekstdeel("gelijk", "De kop."),)
    assert [(deel.soort, deel.tekst) for deel in found[1]] == [
        ("gelijk", "Het aantal"),
        ("weg", "daalde"),
        ("erbij", "steeg"),
        ("gelijk", "van 10 naar"),
        ("weg", "8."),
        ("erbij", "12."),
    ]
    assert found[2:] == [(Tekstdeel("weg", "Dit gaat weg."),), (Tekstdeel("erbij", "Heel wat anders staat nu hier."),)]


def bladzij(kop: str, *teksten: str) -> m.Pagina:
    blokken = tuple(m.Tekst(naam=f"t{n}", markdown=text) for n, text in enumerate(teksten))
    return m.Pagina(id="kort", titel="In het kort", kop=kop, blokken=blokken, bronregel="")


def teksten(oud: m.Monitor, nieuw: m.Monitor) -> list[tuple[str, str]]:
    return [(tekst.naam, tekst.soort) for tekst in verschil(oud, nieuw).teksten]


def test_texts_of_pages_figures_and_tasks_are_compared() -> None:
    oud = monitor("2020", figuur("X", "4"), figuur("Y", "1"), paginas=(bladzij("Kop", "Een zin."),),
                  opgaven=(taak(1, "rood", voortgang="Nog niets."), taak(2, "rood", vervolg="Later.")))  # fmt: skip
    nieuw = monitor("2021", figuur("X", "4", betekenis="Dat is veel."), figuur("Y", "2", betekenis="Dat is 2."),
                    paginas=(bladzij("Kop", "Een  zin.\n"),),
                    opgaven=(taak(1, "rood", voortgang="Begonnen."), taak(2, "rood", vervolg="Later.")))  # fmt: skip
    assert teksten(oud, nieuw) == [("Toelichting bij X", "nieuw"), ("Opgave 1, Taak 1", "anders")]


def test_white_space_is_no_difference_and_a_page_that_went_is_one() -> None:
    oud = monitor("2020", paginas=(bladzij("Kop", "Een zin."),))
    assert teksten(oud, monitor("2021", paginas=(bladzij("Kop", "Een\nzin."),))) == []
    assert teksten(oud, monitor("2021")) == [("Pagina In het kort", "weg")]


# ---------------------------------------------------------------- sources


def bron(naam: str, levering: str, sha: str = "1", **keys: Any) -> m.Bron:
    parts = {"bestand": f"exports/{levering}/{naam}.xlsx", "titel": naam.capitalize(), "declaratie": "d"} | keys
    return m.Bron(sha256=sha, levering=levering, bron=naam, **parts)


def test_sources_that_came_went_or_changed() -> None:
    oud = monitor("2020", bronnen=(bron("poort", "2020"), bron("stand", "2020"), bron("oud", "2020")))
    nieuw = monitor(
        "2021",
        bronnen=(
            bron("poort", "2021", declaratie="e"), bron("stand", "2021"), bron("nieuw", "2021"),
            bron("poort", "2020", declaratie="e"), bron("stand", "2020", sha="2"), bron("oud", "2020"),
        ),
    )  # fmt: skip
    found = verschil(oud, nieuw).bronnen
    assert [(each.titel, each.soort) for each in found] == [
        ("Poort", "anders_gelezen"),
        ("Nieuw", "nieuw"),
        ("Stand", "anders"),
        ("Oud", "weg"),
    ]
    zinnen = list(map(bronzin, found))
    assert zinnen[2] == "Stand is opnieuw aangeleverd: het bestand is niet meer hetzelfde (exports/2020/stand.xlsx)."
    assert zinnen[3] == "Oud is niet meer aangeleverd (exports/2020/oud.xlsx)."


# ---------------------------------------------------------------- unlike things


def test_two_municipalities_are_refused() -> None:
    with pytest.raises(UsageError, match="Gemeente Ergens en de andere van Gemeente Elders"):
        verschil(monitor("2020"), monitor("2021", kop={"gemeente": "Elders"}))


def test_a_region_and_a_part_of_it_are_refused() -> None:
    part = {"regio": "Noord", "lid": "ergens", "soort": "Gemeente"}
    with pytest.raises(UsageError, match="niet met elkaar te vergelijken"):
        verschil(monitor("2020", kop={"gemeente": "Noord", "regio": "Noord"}), monitor("2021", kop=part))


def test_half_a_year_and_a_year_are_refused() -> None:
    with pytest.raises(UsageError, match="2020-H1 is een halfjaar en 2021 is een jaar"):
        verschil(monitor("2020-H1"), monitor("2021"))


def let_op(oud: m.Monitor, nieuw: m.Monitor) -> str:
    return " ".join(verschil(oud, nieuw).let_op)


def test_what_a_reader_must_know_first_is_said() -> None:
    assert let_op(monitor("2020"), monitor("2021")) == ""
    assert "is de nieuwste" in let_op(monitor("2021"), monitor("2020"))
    assert "andere delen van het jaar" in let_op(monitor("2020-H1"), monitor("2020-H2"))
    assert "twee programma's: Werk en Meedoen" in let_op(monitor("2020"), monitor("2021", kop={"naam": "Meedoen"}))
    assert "1.0 en 2.0" in let_op(monitor("2020"), monitor("2021", kop={"werkmonitor": "2.0"}))


def test_internal_and_public_make_an_internal_comparison() -> None:
    found = verschil(monitor("2020", doelgroep="openbaar"), monitor("2021"))
    assert found.doelgroep == "intern"
    assert "Daarom is deze vergelijking dat ook." in found.let_op[0]
    assert (
        verschil(monitor("2020", doelgroep="openbaar"), monitor("2021", doelgroep="openbaar")).doelgroep == "openbaar"
    )


def test_one_example_makes_the_comparison_one() -> None:
    assert verschil(monitor("2020", kop={"voorbeeld": True}), monitor("2021")).voorbeeld


def test_sides_are_named_by_what_tells_them_apart() -> None:
    sealed = monitor("2021", kop={"editie": "2021-u1"})
    by_period, by_edition = verschil(monitor("2020"), sealed), verschil(sealed, monitor("2021"))
    assert (by_period.oud.naam, by_period.nieuw.naam, by_period.naam) == ("2020", "2021", "verschil-2020-2021-u1")
    assert (by_edition.oud.naam, by_edition.nieuw.naam) == ("2021-u1", "het concept van 2021")
    assert by_edition.naam == "verschil-2021-u1-2021"


# ---------------------------------------------------------------- as data


def test_it_goes_to_json_and_back() -> None:
    found = verschil(monitor("2020", figuur("X", "4")), monitor("2021", figuur("X", "1/3"), opgaven=(taak(1, "rood"),)))
    assert from_json(to_json(found)) == found
    assert to_json(found) == to_json(found)


def test_json_of_another_schema_is_refused() -> None:
    data = to_json(verschil(monitor("2020"), monitor("2021"))).replace(b'"schema": 1', b'"schema": 99')
    with pytest.raises(msgspec.ValidationError, match="99"):
        from_json(data)


LUS = Sporen(stappen=(Stap(tekst="", soort="som", delen=(0,)),))


@pytest.mark.parametrize(
    "damage",
    [
        {"periode": "gisteren"},
        {"indicatoren": (figuur("X", "4", spoor=7),)},
        {"indicatoren": (figuur("X", "4", exact="vier"),)},
        {"indicatoren": (figuur("X", "4", eis=eis("1/0")),)},
        {"sporen": LUS},
    ],
)
def test_a_monitor_that_was_damaged_is_seen(damage: dict[str, Any]) -> None:
    one = monitor("2020", figuur("X", "4", eis=eis("3")))
    assert is_gaaf(one)
    assert not is_gaaf(msgspec.structs.replace(one, **damage))
