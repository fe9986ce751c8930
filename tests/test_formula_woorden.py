"""Formulas as Dutch sentences: every function, time and sign, with the names that the declaration gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest

from formula_voorbeeld import bron, programma
from werk_voorbeeld import POORT_2020, POORT_2021, feiten
from werk_voorbeeld import programma as werkprogramma
from werkmonitor import resources
from werkmonitor.formula.evaluate import FormuleFout, Omgeving, evaluate
from werkmonitor.formula.parse import parse
from werkmonitor.formula.syntax import aanroepen
from werkmonitor.formula.trace import Spoor
from werkmonitor.formula.woorden import in_woorden, van_stap
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Dimensie
from werkmonitor.programma.load import load_programma
from werkmonitor.programma.schema import Programma

DIMENSIES = (
    Dimensie(id="reden_van", naam="Reden", leden={"werk": ("Naar werk",), "aow": ("AOW", "aow-leeftijd")}),
    Dimensie(id="los", naam="Los", open=True, leden={"werk": ("Naar werk",), "studie": ("Studie",)}),
    Dimensie(id="wsw", naam="WSW", leden={"ja": ("Ja",)}),
)
DECLARED = programma(
    bron("stromen", {"uitstroom": "aantal"}, dimensies=("reden_van", "wsw", "los", "open_lijst")),
    bron("standen", {"in_dienst": "aantal"}, soort="stand"),
    indicatoren={"doorval": "som(uitstroom)"},
    dimensies=DIMENSIES,
)


@pytest.mark.parametrize(
    ("formule", "zin"),
    [
        ("som(uitstroom)", "De som van uitstroom."),
        ("som(uitstroom, vorig_jaar)", "De som van uitstroom een jaar eerder."),
        ("som(uitstroom, jaar - 2)", "De som van uitstroom 2 jaar eerder."),
        ("som(uitstroom, volgende)", "De som van uitstroom een periode later."),
        ("som(uitstroom, periode - 3)", "De som van uitstroom 3 perioden eerder."),
        ("stand(in_dienst)", "De stand van in dienst aan het eind van de periode."),
        (
            "stand(in_dienst, begin, vorig_jaar)",
            "De stand van in dienst aan het begin van de periode een jaar eerder.",
        ),
        ("gemiddelde(in_dienst)", "Het gemiddelde van in dienst over de maanden van de periode."),
        ("cumulatief(uitstroom, vanaf=2017)", "De som van uitstroom vanaf 2017."),
        ('cumulatief(uitstroom, vanaf="2017-H2")', "De som van uitstroom vanaf het 2e halfjaar van 2017."),
        ("cumulatief(uitstroom, vanaf=jaar)", "De som van uitstroom vanaf 1 januari."),
        ('uitkomst("doorval", jaar - 1)', "Het cijfer 'doorval' een jaar eerder."),
        ('handmatig("doorval")', "Wat met de hand is ingevuld voor 'doorval'."),
        ('som(uitstroom, reden_van="WERK")', "De som van uitstroom met reden Naar werk."),
        ('som(uitstroom, reden_van=["werk", "aow"])', "De som van uitstroom."),
        ('som(uitstroom, los=["werk", "studie"])', "De som van uitstroom met los Naar werk of Studie."),
        ('som(uitstroom, wsw="ja")', "De som van uitstroom met WSW Ja."),
        (
            'som(uitstroom, open_lijst=["een", "twee", "drie"], wsw="ja")',
            "De som van uitstroom met open lijst een, twee of drie en WSW Ja.",
        ),
        ("1000 * som(uitstroom)", "1.000, keer de som van uitstroom."),
        ("som(uitstroom) * 0.25", "De som van uitstroom, keer 0,25."),
        ("-som(uitstroom)", "Min de som van uitstroom."),
        ("1 - som(uitstroom) / 2 / 3", "1 min (de som van uitstroom, gedeeld door 2, gedeeld door 3)."),
        ("(1 + 2 - 3) / (4 - 5)", "(1 plus 2 min 3), gedeeld door (4 min 5)."),
        ("1 - (2 - 3)", "1 min (2 min 3)."),
    ],
)
def test_a_formula_is_a_sentence(formule: str, zin: str) -> None:
    assert in_woorden(formule, DECLARED) == zin


def test_what_is_no_formula_is_no_sentence() -> None:
    with pytest.raises(FormuleFout):
        in_woorden("som(", DECLARED)


def _formules(declared: Programma) -> Iterator[str]:
    yield from (found.formule for found in declared.benchmark)
    yield from (found.formule for found in declared.prognose)
    for indicator in declared.indicator:
        yield from filter(None, [indicator.formule, indicator.respons, *(norm.beter_dan for norm in indicator.normen)])
    for pagina in declared.pagina:
        for blok in pagina.blok:
            yield from filter(None, [blok.formule, blok.begin, blok.eind, *(reeks.formule for reeks in blok.reeksen)])


@pytest.mark.parametrize("naam", ["heerenveen", "smallingerland", "werksaam"])
def test_every_formula_of_the_examples_is_a_sentence_without_identifiers(naam: str) -> None:
    declared = load_programma(resources.voorbeelden() / naam)
    formules = set(_formules(declared))
    assert len(formules) > 50
    for formule in formules:
        zin = in_woorden(formule, declared)
        assert re.fullmatch(r"[A-Z(0-9].*\.", zin), zin
        assert not re.search(r"[_=\[\]\"/*]", re.sub(r"\w+/\w+", "", zin)), zin
        assert zin.count("(") == zin.count(")")
        for aanroep in aanroepen(parse(formule)):
            for gekozen in aanroep.filters:
                dimensie = declared.dimensie_van(gekozen.dimensie)
                names = [dimensie.leden.get(lid.naam, (lid.naam,))[0] for lid in gekozen.leden]
                dropped = not dimensie.open and len(names) >= len(dimensie.leden) > 1
                assert dropped or all(name in zin for name in names), zin


def spoor(formule: str, **filters: Any) -> Spoor:
    omgeving = Omgeving(feiten(POORT_2021, POORT_2020), werkprogramma(), Periode.parse("2021"))
    return evaluate(formule, omgeving, Periode.parse("2021"), filters).spoor


def test_a_step_says_its_members_and_its_time() -> None:
    made, declared = spoor('som(aanvragen, besluit="afgewezen") / som(aanvragen, vorig_jaar)'), werkprogramma()
    links, rechts = (van_stap(deel, declared) for deel in made.delen)
    assert links.endswith(" over 2021")
    assert rechts == "de som van aanvragen over 2020"
    assert van_stap(made, declared).endswith("gedeeld door de som van aanvragen een jaar eerder")


def test_a_step_of_a_row_says_what_the_row_chooses() -> None:
    made, declared = spoor("som(aanvragen) / 2", besluit=("afgewezen",)), werkprogramma()
    assert ", voor besluit " in van_stap(made, declared)
    assert "met besluit " in van_stap(made.delen[0], declared)


def test_a_step_that_is_no_part_of_a_formula_says_what_was_done() -> None:
    declared = werkprogramma()
    assert van_stap(Spoor("a / b", Fraction(1), soort="/"), declared) == "het deel van het geheel"
    assert van_stap(Spoor("verschil", Fraction(1), soort="-"), declared) == "verschil"
