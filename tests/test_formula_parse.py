from __future__ import annotations

import ast
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkmonitor.formula.fouten import MAX_BEKEND, MAX_REGEL, bekend, opsomming, voorstel
from werkmonitor.formula.functies import FUNCTIES, Functie
from werkmonitor.formula.lezen import MAX_HAAKJES, MAX_LENGTE
from werkmonitor.formula.parse import MAX_DIEPTE, FormuleFout, parse
from werkmonitor.formula.syntax import Aanroep, Bewerking, Getal, Negatief, aanroepen
from werkmonitor.periode import Periode


def call(formule: str) -> Aanroep:
    knoop = parse(formule)
    assert isinstance(knoop, Aanroep)
    return knoop


def test_a_number_is_exactly_what_is_written() -> None:
    assert parse("0.1") == Getal(Fraction(1, 10), "0.1", 0)
    assert parse(" 12 ") == Getal(Fraction(12), "12", 1)


def test_the_tree_follows_the_usual_order_of_signs_and_keeps_source_and_place() -> None:
    tree = parse("1 + -2 * (3 - 4)")
    assert isinstance(tree, Bewerking)
    assert (tree.teken, tree.links.tekst, tree.rechts.tekst) == ("+", "1", "-2 * (3 - 4)")
    product = tree.rechts
    assert isinstance(product, Bewerking)
    assert isinstance(product.links, Negatief)
    assert (product.links.positie, product.rechts.positie) == (4, 10)


def test_a_call_has_its_subject_time_and_filters() -> None:
    found = call('som(aanvragen, jaar - 1, besluit=["a", "B", 27, "b"], reden=7.5)')
    assert (found.functie, found.onderwerp, found.onderwerp_positie) == ("som", "aanvragen", 4)
    assert [(tijd.jaren, tijd.perioden, tijd.positie) for tijd in found.tijd] == [(-1, 0, 15)]
    assert [(f.dimensie, [lid.naam for lid in f.leden]) for f in found.filters] == [
        ("besluit", ["a", "B", "27"]),
        ("reden", ["7.5"]),
    ]
    assert [lid.positie for lid in found.filters[0].leden] == [34, 39, 44]


@pytest.mark.parametrize(
    ("tijd", "expected"),
    [
        ("vorige", "2021-H1"),
        ("volgende", "2022-H1"),
        ("vorig_jaar", "2020-H2"),
        ("volgend_jaar", "2022-H2"),
        ("jaar - 1", "2020-H2"),
        ("jaar+2", "2023-H2"),
        ("periode - 3", "2020-H1"),
        ("periode + 0", "2021-H2"),
        ("vorig_jaar, vorige", "2020-H1"),
    ],
)
def test_time_arguments_shift_by_years_or_by_periods_of_the_own_length(tijd: str, expected: str) -> None:
    assert call(f"som(x, {tijd})").verschuif(Periode.parse("2021-H2")) == Periode.parse(expected)


def test_the_moment_of_a_stand() -> None:
    assert [call(f"stand(x{tijd})").moment for tijd in ("", ", begin", ", eind")] == ["eind", "begin", "eind"]


@pytest.mark.parametrize("vanaf", ["2017", '"2017"', "'2017'"])
def test_vanaf_is_a_year_or_a_period_in_quotes(vanaf: str) -> None:
    assert call(f"cumulatief(x, vanaf={vanaf})").vanaf == Periode.parse("2017")
    assert call('cumulatief(x, vanaf="2017-H1")').vanaf == Periode.parse("2017-H1")


def test_a_formula_may_stand_on_several_lines_with_spaces_that_do_not_break() -> None:
    tree = parse('\n  som(é,\xa0b="ë") /\n som(y)')
    assert [found.tekst for found in aanroepen(tree)] == ['som(é, b="ë")', "som(y)"]
    assert [found.positie for found in aanroepen(tree)] == [3, 20]


def test_a_formula_of_a_hundred_terms_is_fine() -> None:
    assert parse("+".join(["1"] * MAX_DIEPTE)).positie == 0


@pytest.mark.parametrize(
    ("formule", "positie", "zin"),
    [
        ("", 0, "De formule is leeg"),
        (" \n ", 0, "De formule is leeg"),
        ("  (som(a) +", 2, "haakje wordt niet gesloten"),
        ("1 +", 3, "houdt hier op"),
        ("som(x) # noot", 7, "Het teken # hoort niet"),
        ("som(x, a='\\n')", 10, "Het teken \\ hoort niet"),
        ("som(a))", 6, "nergens geopend"),
        ("som(a]", 5, "past niet bij het haakje"),
        ('som("abc', 4, "geen sluitend aanhalingsteken"),
        ("som(x, é=“a”)", 9, 'gebruik " ervoor'),
        ("1 – 2", 2, "gebruik - ervoor"),
        ("1 : 2", 2, "gebruik / ervoor"),
        ("a = 2", 2, "Een = hoort alleen binnen"),
        ("1 2", 2, "Hier klopt de schrijfwijze niet"),
        ("som(x, (1 2))", 8, "Ontbreekt hier een komma"),
        ("som(x, a-b=2)", 7, "Voor een = staat de naam van een dimensie"),
        ("som(x, a=07)", 9, "begint niet met een nul"),
        ("som(x, a=27plus)", 10, "zet een lid dat met een cijfer begint"),
        ('som(b="a", x)', 12, "Tijdwoorden staan voor de filters"),
        ("a\x00b", 1, "onzichtbaar teken (U+0000)"),
        ("1+\ud800", 2, "onzichtbaar teken (U+D800)"),
        ("2 ** 3", 2, "alleen de tekens + - * en /"),
        ("(som(é)) // 2", 9, "alleen de tekens + - * en /"),
        ("0,5 * 2", 0, "schrijf een half als 0.5"),
        ("1 + .5", 4, "'.5' is geen getal"),
        ("1e5", 0, "'1e5' is geen getal"),
        ("1_000", 0, "'1_000' is geen getal"),
        ("True", 0, "'True' is geen getal"),
        ('"a"', 0, "geen tekst tussen aanhalingstekens"),
        ("+1", 0, "Een plus hoort tussen"),
        ("1 if 2 else 3", 0, "Dit hoort niet in een formule"),
        ("__import__('os')", 0, "De functie '__import__' bestaat niet"),
        ("x.y(1)", 0, "Hier hoort een functie te staan"),
        ("aanvragen / 2", 0, "zoals som(aanvragen)"),
        ("1 + som", 4, "som is een functie; schrijf"),
        ("sm(x)", 0, "Bedoelt u 'som'?"),
        ("som()", 0, "som mist een maat"),
        ("uitkomst()", 0, "uitkomst mist de id van een indicator"),
        ('som("x")', 4, "Hier hoort een maat te staan, zonder aanhalingstekens"),
        ("uitkomst(x)", 9, "de id van een indicator te staan, tussen aanhalingstekens"),
        ('uitkomst("")', 9, "Deze tekst is leeg"),
        ('uitkomst("a" "b")', 9, "ontbreekt er een komma"),
        ("som(x, vorigjaar)", 7, "Bedoelt u 'vorig_jaar'?"),
        ("som(x, jaar)", 7, "Zeg hoeveel jaar verder of terug"),
        ("som(x, periode)", 7, "periode - 1 of periode + 1"),
        ("som(x, jaar * 2)", 7, "Bedoelt u 'jaar - 1'?"),
        ("som(x, jaar - 1.5)", 14, "hoort een heel getal"),
        ("som(x, jaar + 201)", 14, "van 0 tot en met 200"),
        ('som(x, "reden")', 7, 'dimensie="lid"'),
        ("som(x, begin)", 7, "'begin' hoort bij een stand; som gaat"),
        ("gemiddelde(x, eind)", 14, "'eind' hoort bij een stand; gemiddelde gaat"),
        ("stand(x, begin, eind)", 16, "stand neemt één dag"),
        ("som(x, vanaf=2017)", 7, "vanaf= hoort bij cumulatief"),
        ("cumulatief(x)", 0, "cumulatief mist het begin van de telling"),
        ("cumulatief(x, vanaf=2017-H3)", 20, 'vanaf="2017-H1"'),
        ("cumulatief(x, vanaf='0207')", 20, "Na vanaf= hoort een jaar"),
        ("cumulatief(x, vanaf=1899)", 20, "Het jaar 1899 is geen jaar"),
        ("cumulatief(x, vanaf=2200)", 20, "Het jaar 2200 is geen jaar"),
        ("som(x, **y)", 9, "dimensie=lid"),
        ('som(x, a="1", a="2")', 14, "De dimensie 'a' staat er al"),
        ("som(x, a=[])", 9, "Deze lijst van leden is leeg"),
        ("som(x, a=['b', ' '])", 15, "Deze tekst is leeg"),
        ("som(x, a=-1)", 9, "'-1' is geen lid"),
        ("som(x, a=b'c')", 9, "is geen lid"),
        ("som(x, a=['b' 'c'])", 10, "ontbreekt er een komma"),
        ("-" * 150 + "1", MAX_DIEPTE + 1, "te diep genest"),
        ("-" * (MAX_LENGTE - 1) + "1", MAX_DIEPTE + 1, "te diep genest"),
        ("(" * (MAX_HAAKJES + 1), MAX_HAAKJES, "50 haakjes in elkaar"),
        ("1" * (MAX_LENGTE + 1), MAX_LENGTE, "2001 tekens lang"),
    ],
)
def test_what_is_no_formula_is_refused_where_it_goes_wrong(formule: str, positie: int, zin: str) -> None:
    with pytest.raises(FormuleFout) as caught:
        parse(formule)
    assert (caught.value.formule, caught.value.positie) == (formule, positie)
    assert zin in caught.value.zin


def test_an_error_shows_the_formula_with_a_caret_below_the_place() -> None:
    with pytest.raises(FormuleFout) as caught:
        parse("som(x) /\nsm(y)")
    assert str(caught.value).splitlines() == [
        "som(x) / sm(y)",
        "         ^",
        f"De functie 'sm' bestaat niet; bekend zijn {opsomming(FUNCTIES)}. Bedoelt u 'som'?",
    ]


@pytest.mark.parametrize("positie", [0, 100, 1000, 1999, 2000])
def test_of_a_long_formula_the_error_shows_the_part_around_the_place(positie: int) -> None:
    formule = "".join(chr(ord("a") + index % 26) for index in range(2000))
    line, caret, _ = str(FormuleFout(formule, positie, "Zin.")).splitlines()
    assert len(line) <= MAX_REGEL + 2
    assert (line + " ")[caret.index("^")] == (formule + " ")[positie]


def test_a_list_of_what_is_known_is_cut_off() -> None:
    assert bekend(str(n) for n in range(MAX_BEKEND + 3)).endswith(", 11 en nog 3")
    assert (bekend(["a"]), bekend([])) == ("bekend is a", "er is nog geen bekend")
    assert opsomming(["a", "b", "c"]) == "a, b en c"


def test_a_caption_suggests_its_member() -> None:
    assert voorstel("Verhuisd", ["vertrek"], {"Verhuisd naar elders": "vertrek", "Verhuizd": "elders"}) == (
        " Bedoelt u 'elders'?"
    )
    assert voorstel("zzz", ["vertrek"]) == ""


def test_every_function_says_what_it_is_and_its_example_is_a_formula() -> None:
    for naam, functie in FUNCTIES.items():
        checked: Functie = functie
        assert call(checked.voorbeeld).functie == naam


def test_a_parser_that_runs_out_of_stack_is_an_error_of_the_formula(monkeypatch: pytest.MonkeyPatch) -> None:
    def overflow(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(ast, "parse", overflow)
    with pytest.raises(FormuleFout, match="te diep genest"):
        parse("1 + 1 + 1 + 1 + 7")


@given(st.text(max_size=40) | st.text(alphabet="som(x, =+-*/)[]\"'1.a#é\n", max_size=40))
def test_any_text_is_a_formula_or_an_error_with_a_place_in_it(formule: str) -> None:
    found = _error(formule)
    assert found is None or (0 <= found.positie <= len(formule) and found.zin and "^" in str(found))


def _error(formule: str) -> FormuleFout | None:
    try:
        parse(formule)
    except FormuleFout as fout:
        return fout
    return None
