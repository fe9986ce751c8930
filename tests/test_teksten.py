"""Prose with figures: filled in, or refused with line and remedy."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkmonitor.findings import Finding
from werkmonitor.teksten import FILTERS, Bindwaarde, bind, velden

DAALDE = Bindwaarde("-60", Fraction(-60), "personen", 0, verandering=True)
QUOTE = Bindwaarde("36%", Fraction("0.36"), "aandeel", 0, gehaald=False, kleur="oranje", gunstig=True)
DOORVAL = Bindwaarde("41", Fraction(41), "personen", 0, gehaald=True, gunstig=False)
BEDRAG = Bindwaarde("€\xa032.668.542,25", Fraction("32668542.25"), "euro", 2)
WAARDEN = {
    "uitkeringen": Bindwaarde("1.249", Fraction(1249), "personen", 0),
    "uitkeringen.verschil": DAALDE,
    "quote": QUOTE,
    "doorval": DOORVAL,
    "lasten": BEDRAG,
    "gelijk": Bindwaarde("0", Fraction(0), verandering=True),
    "grijs": Bindwaarde("3", Fraction(3), kleur="grijs", verschil=Fraction(0)),
    "gemeente": Bindwaarde("Heerenveen"),
    "onbekend": Bindwaarde("niet bekend", ontbreekt=True),
    "saldo": Bindwaarde("5,00\xa0N", Fraction(-5), "voordeel", 2),
    "grootste": Bindwaarde("verhuizing"),
}


def filled(text: str) -> str:
    bound, findings = bind(text, WAARDEN, "kort.md")
    assert findings == []
    return bound


def refused(text: str) -> Finding:
    bound, (finding,) = bind(text, WAARDEN, "kort.md")
    assert bound == text
    return finding


@given(st.text().filter(lambda text: "{{" not in text and "}}" not in text))
def test_a_text_without_braces_stays_as_it_is(text: str) -> None:
    assert bind(text, WAARDEN, "kort.md") == (text, [])


@pytest.mark.parametrize("text", ["een { en }", '{"a": 1}', "{% if %}", "`x = {}`", "{ {a} }", "} }"])
def test_single_braces_also_in_code_stay_as_they_are(text: str) -> None:
    assert filled(text) == text


def test_braces_in_code_are_filled_in_as_anywhere_else() -> None:
    assert filled("`{{ uitkeringen }}`") == "`1.249`"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ uitkeringen }}", "1.249"),
        ("{{uitkeringen}}", "1.249"),
        ("{{\nuitkeringen\n}}", "1.249"),
        ("{{ gemeente }}: {{ quote }}", "Heerenveen: 36%"),
        ("{{ quote | procent(1) }}", "36,0%"),
        ("{{ quote | procent }}", "36%"),
        ("{{ lasten | miljoen }}", "€\xa032,7\xa0miljoen"),
        ("{{ lasten | miljoen(2) }}", "€\xa032,67\xa0miljoen"),
        ("{{ lasten | euro(0) }}", "€\xa032.668.542"),
        ("{{ lasten | euro }}", "€\xa032.668.542,25"),
        ("{{ lasten | aantal }}", "32.668.542"),
        ("{{ uitkeringen.verschil | zonder_teken }}", "60"),
        ("{{ uitkeringen.verschil | zonder_teken | aantal }}", "60"),
        ("{{ grootste | hoofdletter }}", "Verhuizing"),
        ("{{ gemeente | kleine_letter }}", "heerenveen"),
        ("{{ gemeente | zonder_teken | miljoen | hoofdletter }}", "Heerenveen"),
        ('{{ uitkeringen.verschil | richting("steeg", "bleef gelijk", "daalde") | hoofdletter }}', "Daalde"),
        ('{{ uitkeringen.verschil | zonder_teken | richting("steeg", "bleef gelijk", "daalde") }}', "daalde"),
        ('{{ gelijk | richting("steeg", "bleef gelijk", "daalde") }}', "bleef gelijk"),
        ('{{ gemeente | richting("a", "b", "c") }}', "Heerenveen"),
        ('{{ quote | gehaald("gehaald", "niet gehaald") }}', "niet gehaald"),
        ('{{ doorval | gehaald("gehaald", "niet gehaald") }}', "gehaald"),
        ('{{ quote | oordeel("goed", "bijna", "slecht") }}', "bijna"),
        ('{{ quote | oordeel("goed", "bijna", "slecht", "onbekend") | hoofdletter }}', "Bijna"),
        ('{{ grijs | oordeel("goed", "bijna", "slecht", "onbekend") }}', "onbekend"),
        ('{{ quote | beter("verbeterd", "gelijk gebleven", "verslechterd") }}', "verbeterd"),
        ('{{ doorval | beter("verbeterd", "gelijk gebleven", "verslechterd") }}', "verslechterd"),
        ('{{ grijs | beter("verbeterd", "gelijk gebleven", "verslechterd") }}', "gelijk gebleven"),
    ],
)
def test_a_figure_is_filled_in_as_it_is_shown_or_as_its_filter_says(text: str, expected: str) -> None:
    assert filled(text) == expected


def test_gehaald_still_knows_the_norm_after_another_filter() -> None:
    assert filled('{{ quote | procent(1) | gehaald("gehaald", "niet gehaald") }}') == "niet gehaald"


def test_every_filter_is_tested_above() -> None:
    assert set(FILTERS) == {
        "aantal",
        "procent",
        "euro",
        "miljoen",
        "zonder_teken",
        "richting",
        "gehaald",
        "oordeel",
        "beter",
        "hoofdletter",
        "kleine_letter",
    }


def test_zonder_teken_does_not_turn_a_nadeel_into_a_voordeel() -> None:
    assert "V" not in filled("{{ saldo | zonder_teken }}")


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    finding = refused("Er zijn {{ uitkering }} uitkeringen.")
    assert (finding.code, finding.ernst) == ("tekst-onbekend", "fout")
    assert finding.wat == "'uitkering' is geen bekend cijfer."
    assert finding.doen == "Bedoelt u 'uitkeringen'?"
    assert finding.gevolg == "De tekst kan zo niet in het rapport."


def test_without_a_near_name_some_that_exist_are_listed() -> None:
    assert refused("{{ zzzzz }}").doen.startswith("Bekend zijn onder meer uitkeringen, uitkeringen.verschil, quote")


def test_an_unknown_filter_is_refused_with_the_nearest() -> None:
    finding = refused("{{ quote | procenten }}")
    assert (finding.wat, finding.doen) == ("'procenten' bestaat niet.", "Bedoelt u 'procent'?")


@pytest.mark.parametrize(
    ("text", "wat", "doen"),
    [
        (
            '{{ quote | richting("a", "b") }}',
            "'richting' heeft drie woorden nodig.",
            'Schrijf richting("gestegen", "gelijk gebleven", "gedaald").',
        ),
        (
            "{{ quote | richting }}",
            "'richting' heeft drie woorden nodig.",
            'Schrijf richting("gestegen", "gelijk gebleven", "gedaald").',
        ),
        (
            '{{ quote | gehaald("a", "b", "c") }}',
            "'gehaald' heeft twee woorden nodig.",
            'Schrijf gehaald("gehaald", "niet gehaald").',
        ),
        (
            '{{ quote | oordeel("a", "b") }}',
            "'oordeel' heeft drie woorden nodig, of vier met een woord voor grijs.",
            'Schrijf oordeel("op schema", "bijna op schema", "achter op schema").',
        ),
        (
            '{{ quote | beter("a", "b") }}',
            "'beter' heeft drie woorden nodig.",
            'Schrijf beter("verbeterd", "gelijk gebleven", "verslechterd").',
        ),
    ],
)
def test_the_wrong_number_of_words_is_refused_with_the_right_form(text: str, wat: str, doen: str) -> None:
    finding = refused(text)
    assert (finding.wat, finding.doen) == (wat, doen)


@pytest.mark.parametrize("text", ["{{ }}", "{{}}", "{{ 3 + 4 }}", "{{ Quote }}", "{{ quote | }}", "{{ quote 'x' }}"])
def test_what_cannot_be_read_is_refused_with_an_example(text: str) -> None:
    finding = refused(text)
    assert "is niet te lezen" in finding.wat
    assert finding.doen == 'Schrijf {{ naam }} of {{ naam | bewerking("…", "…") }}.'


@pytest.mark.parametrize("text", ["Er zijn {{ uitkeringen } mensen.", "Er zijn {{ uitkeringen", "Er zijn {{ quote )}."])
def test_braces_that_are_not_closed_are_refused(text: str) -> None:
    finding = refused(text)
    assert (finding.code, finding.ernst) == ("tekst-onbekend", "fout")
    assert finding.wat == "Hier staat {{ zonder de andere helft."
    assert finding.doen == 'Schrijf {{ naam }} of {{ naam | bewerking("…", "…") }}.'


@pytest.mark.parametrize("text", ["}} los", "uitkeringen }} mensen", "`}}`", "Er zijn { uitkeringen }}."])
def test_braces_that_were_not_opened_are_refused(text: str) -> None:
    finding = refused(text)
    assert (finding.code, finding.ernst) == ("tekst-onbekend", "fout")
    assert finding.wat == "Hier staat }} zonder de andere helft."


def test_lone_braces_have_their_line_also_after_a_figure_over_several_lines() -> None:
    bound, findings = bind("{{\nquote\n}}\neen }}\n\n{{ twee", WAARDEN, "kort.md")
    assert [str(finding.vindplaats) for finding in findings] == ["kort.md › regel 4", "kort.md › regel 6"]
    assert bound == "36%\neen }}\n\n{{ twee"


def test_a_missing_value_is_filled_in_as_not_known_with_a_warning() -> None:
    text, (finding,) = bind("Dat waren er {{ onbekend }}.", WAARDEN, "kort.md")
    assert text == "Dat waren er niet bekend."
    assert (finding.code, finding.ernst) == ("tekst-zonder-waarde", "waarschuwing")
    assert finding.wat == "'onbekend' heeft voor deze periode geen waarde."


@pytest.mark.parametrize(
    "filters",
    ["miljoen", "zonder_teken", "hoofdletter", 'richting("a", "b", "c")', 'gehaald("a", "b")'],
)
def test_a_missing_value_is_told_through_every_filter(filters: str) -> None:
    text, findings = bind(f"{{{{ onbekend | {filters} }}}}", WAARDEN, "kort.md")
    assert text.lower() == "niet bekend"
    assert [finding.code for finding in findings] == ["tekst-zonder-waarde"]


def test_a_level_has_no_direction() -> None:
    finding = refused('{{ uitkeringen | richting("steeg", "bleef gelijk", "daalde") }}')
    assert (finding.code, finding.ernst) == ("tekst-onbekend", "fout")
    assert finding.wat == "'uitkeringen' is geen verandering; 'richting' kan daar geen woord bij kiezen."
    assert finding.doen == "Schrijf {{ uitkeringen.verschil | richting(…) }}."
    assert "verschil" in refused('{{ doorval | zonder_teken | richting("a", "b", "c") }}').doen


@pytest.mark.parametrize("text", ["{{ a" + " | a" * 3000 + " ! }}", "{{" * 20_000])
def test_a_field_that_cannot_be_read_costs_no_more_than_its_length(text: str) -> None:
    begin = perf_counter()
    bound, findings = bind(text, WAARDEN, "kort.md")
    assert list(velden(text)) == ([(0, len(text), None)] if text.endswith("}}") else [])
    assert (bound, findings != []) == (text, True)
    assert perf_counter() - begin < 10


def test_gehaald_without_a_norm_is_not_known() -> None:
    text, findings = bind('{{ uitkeringen | gehaald("a", "b") }}', WAARDEN, "kort.md")
    assert (text, len(findings)) == ("niet bekend", 1)


@pytest.mark.parametrize("filters", ['oordeel("a", "b", "c")', 'beter("a", "b", "c")'])
def test_a_verdict_or_a_change_that_is_not_there_is_not_known(filters: str) -> None:
    text, (finding,) = bind(f"{{{{ uitkeringen | {filters} }}}}", WAARDEN, "kort.md")
    assert (text, finding.code) == ("niet bekend", "tekst-zonder-waarde")


def test_a_colour_without_a_word_of_its_own_is_not_known() -> None:
    text, (finding,) = bind('{{ grijs | oordeel("a", "b", "c") }}', WAARDEN, "kort.md")
    assert (text, finding.code) == ("niet bekend", "tekst-zonder-waarde")


def test_each_finding_has_the_line_of_its_braces() -> None:
    text = "Regel een.\n{{ weg }} en {{ ook_weg }}.\n\n{{ quote }} {{ derde_weg }}\n"
    bound, findings = bind(text, WAARDEN, "teksten/2021/kort.md")
    assert [str(finding.vindplaats) for finding in findings] == [
        "teksten/2021/kort.md › regel 2",
        "teksten/2021/kort.md › regel 2",
        "teksten/2021/kort.md › regel 4",
    ]
    assert "36% {{ derde_weg }}" in bound


def test_a_long_number_in_a_filter_does_not_hold_up_the_build() -> None:
    code = "from werkmonitor.teksten import bind; bind('{{ a | b(' + '1' * 40 + 'x) }}', {}, 'f')"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=3)  # noqa: S603 - our own code


def test_a_figure_between_single_braces_is_told_and_other_braces_are_left_alone() -> None:
    (finding,) = bind("Er zijn { uitkeringen.verschil | zonder_teken } minder.", WAARDEN, "kort.md")[1]
    assert (finding.code, finding.ernst) == ("tekst-onbekend", "fout")
    assert finding.doen == "Schrijf {{ uitkeringen.verschil | zonder_teken }}, met dubbele accolades."
    for text in ("Een { accolade } en { iets anders }.", "{{ uitkeringen }} en {}"):
        assert bind(text, WAARDEN, "kort.md")[1] == []


def test_a_member_of_a_figure_without_a_value_is_not_called_a_slip_of_the_pen() -> None:
    gone = Bindwaarde("niet bekend", ontbreekt=True)
    (finding,) = bind("{{ x.leerwerk }}", {"x": gone, "x.norm": QUOTE, "x.grootste": gone}, "kort.md")[1]
    assert finding.wat == "'x.leerwerk' is er nu niet: 'x' heeft geen waarde, en dus ook geen leden."
    assert finding.doen.startswith("Los eerst op waarom 'x' geen waarde heeft")
    (finding,) = bind("{{ x.nrm }}", {"x": QUOTE, "x.norm": QUOTE, "x.grootste": QUOTE}, "kort.md")[1]
    assert finding.doen == "Bedoelt u 'x.norm'?"
