"""Every number of the reports, worked out again from the cells that its trace names, with other readers."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from hulp import verslag
from narekenen import Blok, Narekening, gedrukt, getal, klopt, verwacht
from werkmonitor import resources

BOUWEN = (("heerenveen", "2021"), ("smallingerland", "2019-H1"), ("smallingerland", "2019-H2"), ("werksaam", "2020"))
MAANDEN = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def nagerekend(rekening: Narekening) -> int:
    """See that cells, steps and printed numbers agree, all of them; return how many numbers are printed."""
    for cel, feit in zip(rekening.cellen, rekening.feiten, strict=True):
        assert feit == (None if cel["exact"] is None else Fraction(cel["exact"])), cel
    for stap, waarde in zip(rekening.stappen, rekening.waarden, strict=True):
        assert waarde == (Fraction(stap["exact"]) if "exact" in stap else None), stap
    seen = 0
    for plek, shown in rekening.getoond():
        assert shown["spoor"] is not None, plek
        waarde = rekening.waarden[shown["spoor"]]
        assert waarde is not None, plek
        assert klopt(shown["weergave"], waarde), (plek, shown["weergave"], waarde)
        assert shown["waarde"] == pytest.approx(float(waarde), rel=1e-15), plek
        assert shown.get("exact") in {None, str(waarde)}, plek
        seen += afgerond_samen(rekening, shown)
    return seen


def afgerond_samen(rekening: Narekening, shown: Blok) -> int:
    """See that what was rounded so that a column adds up is less than one printed unit off."""
    stap = rekening.stappen[shown["spoor"]]
    if stap["soort"] == "afgerond":
        _, decimals, factor = gedrukt(shown["weergave"])
        value, part = (rekening.waarden[each] for each in (shown["spoor"], stap["delen"][0]))
        assert value is not None
        assert part is not None
        assert abs(value - part) * factor < Fraction(1, 10**decimals), shown
    return 1


def voorspeld(rekening: Narekening) -> int:
    """See that what is expected follows from the stands that it names; return how many numbers that are."""
    return sum(_prognose(rekening, blok, declared) for blok, declared in rekening.prognoses())


def _prognose(rekening: Narekening, blok: Blok, declared: Blok) -> int:
    counted, ahead = (reeks["punten"] for reeks in blok["reeksen"])
    newest = max(rank for rank, punt in enumerate(counted) if punt["waarde"] is not None)
    stands = [rekening.waarden[deel] for deel in rekening.stappen[ahead[-1]["spoor"]]["delen"]]
    known = [stand for stand in stands if stand is not None]
    assert len(known) == len(stands)
    assert known[-1] == rekening.waarden[counted[newest]["spoor"]]
    zekerheid = Fraction(str(declared.get("zekerheid", "0.80")))
    forecast = verwacht(known, zekerheid, len(ahead) - newest - 1)
    for rank, (value, marge) in enumerate(forecast, newest + 1):
        band = blok["band"][rank]
        shown = [rekening.waarden[punt["spoor"]] for punt in (ahead[rank], band["laag"], band["hoog"])]
        assert shown == [value, max(value - marge, Fraction(0)), value + marge], (blok["id"], rank)
    maand, jaar = blok["categorieen"][newest].split()
    return 3 * len(forecast) + _jaren(rekening, blok, int(jaar) * 12 + MAANDEN.index(maand), (known, forecast))


def _jaren(
    rekening: Narekening, blok: Blok, laatste: int, reeksen: tuple[Sequence[Fraction], list[tuple[Fraction, Fraction]]]
) -> int:
    """See that the expected mean of a year is that of its months, known and expected."""
    known, forecast = reeksen
    seen = 0
    for rij in blok["tabel"]["rijen"]:
        if found := re.fullmatch(r"Verwacht gemiddelde van (\d{4})", rij["naam"]):
            steps = [int(found[1]) * 12 + month - laatste for month in range(12)]
            values = [known[step - 1] if step <= 0 else forecast[step - 1][0] for step in steps]
            value = sum(values, Fraction(0)) / 12
            marge = sum((forecast[step - 1][1] for step in steps if step > 0), Fraction(0)) / 12
            shown = [rekening.waarden[cel["spoor"]] for cel in rij["cellen"]]
            assert shown == [value, max(value - marge, Fraction(0)), value + marge], rij["naam"]
            seen += 3
    return seen


@pytest.mark.traag
@pytest.mark.parametrize(("naam", "periode"), BOUWEN)
def test_every_number_of_the_examples_follows_from_its_cells(naam: str, periode: str, tmp_path: Path) -> None:
    werkmap = tmp_path / naam
    shutil.copytree(resources.voorbeelden() / naam, werkmap, ignore=shutil.ignore_patterns("uitvoer", ".werkmonitor"))
    verslag(werkmap, periode)
    rekening = Narekening(werkmap, werkmap / "uitvoer" / periode / f"monitor-{periode}.json")
    assert nagerekend(rekening) > 800
    assert voorspeld(rekening) > 30


def test_the_figures_of_the_core_follow_from_their_cells(kern: Path) -> None:
    rekening = Narekening(kern, kern / "uitvoer" / "2021" / "monitor-2021.json")
    assert nagerekend(rekening) > 300


def test_a_number_that_does_not_follow_from_its_cells_is_noticed(kern: Path) -> None:
    rekening = Narekening(kern, kern / "uitvoer" / "2021" / "monitor-2021.json")
    rekening.cellen[0]["cel"] = rekening.cellen[-1]["cel"]
    with pytest.raises((AssertionError, KeyError)):
        nagerekend(rekening)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.249", "1249"),
        ("41.667.969,00", "41667969"),
        ("€ 1.249,50", "1249.5"),
        ("36,5%", "0.365"),
        ("-€ 14", "-14"),
        ("7,50-", "-7.5"),
    ],
)
def test_dutch_numbers_are_read(text: str, value: str) -> None:
    assert getal(text) == Fraction(value)


def test_a_number_is_printed_half_up() -> None:
    assert klopt("36%", Fraction("0.355"))
    assert not klopt("35%", Fraction("0.355"))
    assert klopt("-3", Fraction("-2.5"))
    assert klopt("€ 32,7 miljoen", Fraction("32668542.25"))
    assert klopt("304.370 N", Fraction("-304370.48"))
    assert klopt("+4 procentpunt", Fraction(1, 25))
