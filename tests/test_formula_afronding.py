"""Between which values a figure lies that was made of rounded numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest

from formula_voorbeeld import bron, omgeving, programma, tabel
from werkmonitor.formula.afronding import afrondingen, bereik, stap, stap_tekst
from werkmonitor.formula.evaluate import evaluate
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Maat

JAAR = Periode.parse("2021")
AFGEROND = bron("cbs", {"uit": "aantal"}, dimensies=("regio",), afgerond_op=10)
PRECIES = bron("eigen", {"erin": "aantal", "nul": "aantal"})
STAND = bron("standen", {"stand": "personen"}, soort="stand", peilmoment="begin", afgerond_op=12)
DECLARED = programma(AFGEROND, PRECIES, STAND, indicatoren={"alles": "som(uit)"})
OM = omgeving(
    DECLARED,
    tabel(AFGEROND, "2021", ("2021", "a", "100"), ("2021", "b", "200")),
    tabel(PRECIES, "2021", ("2021", "50")),
    tabel(STAND, "2021", *((f"2021-{maand:02}-01", "120") for maand in range(1, 13))),
)


@pytest.mark.parametrize(
    ("formule", "grenzen"),
    [
        ('som(uit, regio="a")', (95, 105)),
        ("som(uit)", (290, 310)),
        ('uitkomst("alles")', (290, 310)),
        ("som(erin)", (50, 50)),
        ("som(erin) - som(uit)", (-260, -240)),
        ("-som(uit)", (-310, -290)),
        ("som(uit) * 2", (580, 620)),
        ('som(erin) / som(uit, regio="a")', (Fraction(50, 105), Fraction(50, 95))),
        ("gemiddelde(stand)", (114, 126)),
        ("stand(stand, begin)", (114, 126)),
    ],
)
def test_each_number_can_be_half_a_step_off(formule: str, grenzen: tuple[Fraction | int, Fraction | int]) -> None:
    assert bereik(formule, OM, JAAR) == grenzen


@pytest.mark.parametrize("formule", ["som(nul)", "som(nul) + 1", '1 / (som(uit, regio="a") - 100)'])
def test_without_a_value_or_an_end_there_are_no_bounds(formule: str) -> None:
    assert bereik(formule, OM, JAAR) is None


@pytest.mark.parametrize(
    ("maat", "verwacht", "tekst"),
    [
        ({"eenheid": "aantal"}, "10", "10"),
        ({"eenheid": "aantal", "maal": 1000}, "10000", "10.000"),
        ({"eenheid": "aantal", "afgerond_op": "5"}, "5", "5"),
        ({"eenheid": "aandeel"}, "0", "0 procentpunt"),
        ({"eenheid": "aandeel", "afgerond_op": "0.5", "schaal": "procent"}, "1/200", "0,5 procentpunt"),
        ({"eenheid": "aandeel", "afgerond_op": "0.01", "schaal": "fractie"}, "1/100", "1 procentpunt"),
        ({"eenheid": "gemiddelde", "afgerond_op": "0.5"}, "1/2", "0,5"),
    ],
)
def test_a_source_is_rounded_in_what_it_counts_and_a_maat_as_it_says(
    maat: dict[str, str], verwacht: str, tekst: str
) -> None:
    declared = AFGEROND.model_copy(update={"maten": {"x": Maat.model_validate(maat | {"kolom": "x"})}})
    found = stap(declared, "x")
    assert found == Fraction(verwacht)
    assert stap_tekst(maat["eenheid"], found) == tekst


def test_a_value_knows_which_of_its_numbers_were_rounded() -> None:
    spoor = evaluate("som(uit) + som(erin)", OM, JAAR).spoor
    assert afrondingen(spoor, DECLARED) == {"uit": ("aantal", Fraction(10))}
