"""Why a figure differs, on cases that can be reckoned on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import msgspec
import numpy as np
import pytest

from verschil_voorbeeld import STROMEN, Declaratie, Geval, Jaar
from werk_voorbeeld import feiten, indicator, programma, tabel
from werkmonitor.bronnen.feiten import Feitentabel
from werkmonitor.diff.model import Cijferverschil, Verschil
from werkmonitor.diff.vergelijken import vergelijk
from werkmonitor.monitor import model
from werkmonitor.monitor.samenstellen import Omstandigheden, samenstellen
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Correctie

TOEN = Jaar({("a", "x"): 10, ("b", "x"): 20, ("c", "y"): 30}, begin=100, eind=110)
HERZIEN = Jaar({("a", "x"): 12, ("b", "x"): 20, ("c", "y"): 30}, begin=100, eind=110)
NU = Jaar({("a", "x"): 15, ("b", "x"): 25, ("c", "y"): 40}, begin=110, eind=105)
SOM_A = Declaratie('som(instroom, reden="a")', "som(instroom)")
SOM_AB = Declaratie('som(instroom, reden=["a", "b"])', "som(instroom)")


def cijfer(verschil: Verschil, naam: str = "cijfer") -> Cijferverschil:
    return next(found for found in verschil.cijfers if found.id == naam)


def delen_van(found: Cijferverschil) -> dict[str, int | Fraction]:
    return {deel.oorzaak: deel.fractie for deel in found.delen}


def delen(oud: model.Monitor, nieuw: model.Monitor, naam: str = "cijfer") -> dict[str, int | Fraction]:
    return delen_van(cijfer(vergelijk(oud, nieuw), naam))


def geval(nu: Jaar = NU, toen_nu: Jaar = TOEN, nieuwe: Declaratie = SOM_A, **keys: Any) -> Geval:
    return Geval(TOEN, toen_nu, nu, SOM_A, nieuwe, keys.pop("opnieuw", False), **keys)


def als_versie(monitor: model.Monitor, versie: str) -> model.Monitor:
    kop = msgspec.structs.replace(monitor.programma, werkmonitor=versie)
    return msgspec.structs.replace(monitor, programma=kop)


def samen(declared: Any, periode: str, *tabellen: Feitentabel) -> model.Monitor:
    return samenstellen(declared, feiten(*tabellen), Omstandigheden(periode=Periode.parse(periode)))


def met_sha(table: Feitentabel, sha: str) -> Feitentabel:
    return replace(table, bestanden=tuple(replace(b, sha256=sha * 64) for b in table.bestanden))


# ---------------------------------------------------------------- one cause


def test_only_time_has_passed() -> None:
    assert delen(*geval().monitors()) == {"periode": 5}


@pytest.mark.parametrize("opnieuw", [False, True])
def test_the_newer_export_says_something_else_about_the_older_year(opnieuw: bool) -> None:  # noqa: FBT001
    assert delen(*geval(toen_nu=HERZIEN, opnieuw=opnieuw).monitors()) == {"periode": 3, "bron": 2}


def test_the_formula_counts_more() -> None:
    assert delen(*geval(nieuwe=SOM_AB).monitors()) == {"periode": 40 - 30, "definitie": 20}


def test_the_formula_of_a_figure_within_it_counts() -> None:
    oude = Declaratie('uitkomst("basis") / som(instroom)', 'som(instroom, reden="a")')
    nieuwe = replace(oude, basis='som(instroom, reden=["a", "b"])')
    found = delen(*Geval(TOEN, TOEN, NU, oude, nieuwe, opnieuw=False).monitors())
    assert found == {"definitie": Fraction(30 - 10, 60)}  # and 40 of 80 is as much as 30 of 60


def test_another_version_of_the_tool_counts_otherwise() -> None:
    """The cells and the formula are the same, and yet the newer version gives another value for the older year."""
    oud, nieuw = geval().monitors()
    werd = nieuw.indicator("cijfer")
    eerder = tuple(
        msgspec.structs.replace(e, cijfer=msgspec.structs.replace(e.cijfer, exact="11", waarde=11)) for e in werd.eerder
    )
    changed = tuple(msgspec.structs.replace(i, eerder=eerder) if i is werd else i for i in nieuw.indicatoren)
    nieuw = als_versie(msgspec.structs.replace(nieuw, indicatoren=changed), "2.0")
    found = cijfer(vergelijk(als_versie(oud, "1.0"), nieuw))
    assert delen_van(found) == {"periode": 4, "werkmonitor": 1}
    assert found.delen[1].reden == "De versie ging van 1.0 naar 2.0."


def test_what_no_known_change_explains_is_not_given_a_cause() -> None:
    oud, nieuw = geval(zelfde_periode=True).monitors()
    werd = nieuw.indicator("cijfer")
    other = tuple(msgspec.structs.replace(i, exact="11", waarde=11) if i is werd else i for i in nieuw.indicatoren)
    found = cijfer(vergelijk(oud, msgspec.structs.replace(nieuw, indicatoren=other)))
    assert delen_van(found) == {"samen": 1}
    assert "verklaren dit deel niet" in found.delen[0].reden


# ---------------------------------------------------------------- causes together


def test_source_and_formula_are_told_apart() -> None:
    found = delen(*geval(toen_nu=HERZIEN, nieuwe=SOM_AB).monitors())
    assert found == {"periode": 40 - 32, "bron": 2, "definitie": 20}


def test_a_row_that_came_with_a_new_formula_is_the_sources() -> None:
    """The newer export has a second row for a; the formula now counts b too, so A's own leaf is nowhere in B."""
    more = replace(TOEN, stromen={**TOEN.stromen, ("a", "y"): 4})
    found = delen(*geval(toen_nu=more, nieuwe=SOM_AB).monitors())
    assert found == {"periode": 40 - 34, "bron": 4, "definitie": 20}


def test_two_editions_of_one_period() -> None:
    oud, nieuw = geval(toen_nu=HERZIEN, nieuwe=SOM_AB, zelfde_periode=True).monitors()
    assert delen(oud, nieuw) == {"bron": 2, "definitie": 20}


def test_parts_that_cancel_out_are_told_although_the_figure_is_the_same() -> None:
    less = Jaar({("a", "x"): 3, ("b", "x"): 7, ("c", "y"): 30}, begin=100, eind=110)
    oud, nieuw = geval(toen_nu=less, nieuwe=SOM_AB, zelfde_periode=True).monitors()
    verschil = vergelijk(oud, nieuw)
    assert cijfer(verschil).fractie == 0
    assert delen(oud, nieuw) == {"bron": 3 - 10, "definitie": 10 - 3}
    assert not verschil.is_leeg


def test_a_member_that_counts_as_another_is_a_definition() -> None:
    """The file is the same, but what it calls c is b from now on."""

    def table(third: str) -> Feitentabel:
        rows = [("2020", "a", "x", "10"), ("2020", "b", "x", "20"), ("2020", third, "x", "30")]
        return met_sha(tabel(STROMEN, "2020", *rows), "1")

    formula = indicator("cijfer", 'som(instroom, reden="b")')
    before = programma(bron=(STROMEN,), indicator=(formula,))
    after = programma(bron=(STROMEN | {"leegtekens": ("n.b.",)},), indicator=(formula,))
    assert delen(samen(before, "2020", table("c")), samen(after, "2020", table("b"))) == {"definitie": 30}


def test_what_cannot_be_told_apart_is_one_part_with_its_reason() -> None:
    """Neither Monitor has the cells of the other's formula, and the newer export states both years."""
    nieuwe = Declaratie("stand(bijstand)", 'som(instroom, reden="b")')
    oude = Declaratie('som(instroom, reden="a")', 'som(instroom, reden="b")')
    found = cijfer(vergelijk(*Geval(TOEN, HERZIEN, NU, oude, nieuwe, opnieuw=False).monitors()))
    assert delen_van(found) == {"periode": -5, "samen": 100}
    assert "niet verder te splitsen" in found.delen[1].reden


# ---------------------------------------------------------------- cells


def test_a_corrected_cell_is_a_restated_source() -> None:
    table = met_sha(tabel(STROMEN, "2020", ("2020", "a", "x", "10"), ("2020", "b", "x", "20")), "1")
    place = ("exports/2020/stromen.xlsx", "Blad1", "C2")
    correctie = Correctie(
        levering="2020", bestand="stromen.xlsx", cel="C2", was="10", wordt="19", reden="typefout", wie="beleid",
        datum=date(2022, 2, 3),
    )  # fmt: skip
    better = replace(table, teller=table.teller + np.array([9, 0]), correcties={place: correctie})
    declared = programma(bron=(STROMEN,), indicator=(indicator("cijfer", 'som(instroom, reden="a")'),))
    found = cijfer(vergelijk(samen(declared, "2020", table), samen(declared, "2020", better)))
    assert delen_van(found) == {"bron": 9}
    assert found.erratum is not None
    (cel,) = found.erratum.cellen
    assert cel.nieuw is not None
    assert "typefout" in cel.nieuw.correctie


def test_an_erratum_names_the_cells_that_changed() -> None:
    found = cijfer(vergelijk(*geval(toen_nu=HERZIEN).monitors())).erratum
    assert found is not None
    assert (found.periode, found.gepubliceerd, found.herzien, found.levering) == ("2020", "10,00", "12,00", "2021")
    (cel,) = found.cellen
    assert cel.labels == ("instroom", "a", "x")
    assert cel.oud is not None
    assert (cel.oud.bestand, cel.oud.cel, cel.oud.weergave) == ("exports/2020/stromen.xlsx", "C2", "10")
    assert cel.nieuw is not None
    assert (cel.nieuw.bestand, cel.nieuw.weergave) == ("exports/2021/stromen.xlsx", "12")


def test_rows_that_came_and_went_stand_in_the_erratum() -> None:
    toen = Declaratie("som(instroom)", "som(instroom)")
    changed = Jaar({("a", "x"): 10, ("b", "x"): 20, ("d", "y"): 33}, begin=100, eind=110)
    found = cijfer(vergelijk(*Geval(TOEN, changed, NU, toen, toen, opnieuw=False).monitors())).erratum
    assert found is not None
    shown = [(c.labels[1], c.oud and c.oud.weergave, c.nieuw and c.nieuw.weergave) for c in found.cellen]
    assert shown == [("c", "30", None), ("d", None, "33")]


# ---------------------------------------------------------------- filled in by hand


def ingevuld(waarde: str, wie: str = "beleid") -> dict[str, Any]:
    by_hand = {"periode": "2020", "waarde": waarde, "wie": wie, "datum": "2021-03-01", "bron": "CBS"}
    declared = indicator("inwoners", "", handmatig=[by_hand])
    del declared["formule"]
    return declared


def test_what_was_filled_in_anew_is_a_restated_source() -> None:
    table = tabel(STROMEN, "2020", ("2020", "a", "x", "10"))
    rate = indicator("deel", 'som(instroom) / uitkomst("inwoners")', eenheid="aandeel")
    declared = (programma(bron=(STROMEN,), indicator=(ingevuld(n), rate)) for n in ("1000", "1250"))
    oud, nieuw = (samen(each, "2020", table) for each in declared)
    assert delen(oud, nieuw, "inwoners") == {"bron": 250}
    assert delen(oud, nieuw, "deel") == {"bron": Fraction(10, 1250) - Fraction(10, 1000)}
    erratum = cijfer(vergelijk(oud, nieuw), "inwoners").erratum
    assert erratum is not None
    assert erratum.ingevuld.startswith("voor 2020 ingevuld door beleid")
    assert erratum.cellen == ()


def test_what_was_filled_in_and_another_formula_are_told_apart() -> None:
    table = tabel(STROMEN, "2020", ("2020", "a", "x", "10"), ("2020", "b", "x", "5"))
    formulas = 'som(instroom) / uitkomst("inwoners")', 'som(instroom, reden="a") / uitkomst("inwoners")'
    oud, nieuw = (
        samen(
            programma(bron=(STROMEN,), indicator=(ingevuld(n), indicator("deel", formula, eenheid="aandeel"))),
            "2020",
            table,
        )
        for n, formula in zip(("1000", "1250"), formulas, strict=True)
    )
    expected = {"bron": Fraction(15, 1250) - Fraction(15, 1000), "definitie": Fraction(10 - 15, 1250)}
    assert delen(oud, nieuw, "deel") == expected


# ---------------------------------------------------------------- what the newer one does not know


def zonder_eerder(monitor: model.Monitor) -> model.Monitor:
    return msgspec.structs.replace(
        monitor, indicatoren=tuple(msgspec.structs.replace(i, eerder=()) for i in monitor.indicatoren)
    )


def test_without_a_value_for_then_all_is_time_and_it_says_that_it_cannot_see_more() -> None:
    oud, nieuw = geval(toen_nu=HERZIEN).monitors()
    found = cijfer(vergelijk(oud, zonder_eerder(nieuw)))
    assert delen_van(found) == {"periode": 5}
    assert "is niet te zien" in found.delen[0].reden


def test_without_a_value_for_then_another_definition_cannot_be_split_off() -> None:
    oud, nieuw = geval(nieuwe=SOM_AB).monitors()
    found = cijfer(vergelijk(oud, zonder_eerder(nieuw)))
    assert delen_van(found) == {"samen": 30}
    assert "Ook de definitie is veranderd." in found.delen[0].reden


def test_without_a_value_for_then_another_version_is_named() -> None:
    oud, nieuw = geval().monitors()
    (deel,) = cijfer(vergelijk(als_versie(oud, "1.0"), als_versie(zonder_eerder(nieuw), "2.0"))).delen
    assert deel.oorzaak == "samen"
    assert "van 1.0 naar 2.0" in deel.reden


def test_another_version_beside_another_definition_is_said() -> None:
    oud, nieuw = geval(nieuwe=SOM_AB).monitors()
    found = cijfer(vergelijk(als_versie(oud, "1.0"), als_versie(nieuw, "2.0")))
    assert [deel.oorzaak for deel in found.delen] == ["periode", "definitie"]
    assert "zit ook in dit deel" in found.delen[1].reden
