"""Prose beside figures: what contradicts them is told with its line, and what does not is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from proza_voorbeeld import ALLE, CIJFERS, LOS, ONWAAR, WAAR, cijfer, lees
from werkmonitor.findings import Finding
from werkmonitor.monitor import model
from werkmonitor.monitor.binden import bindwaarden
from werkmonitor.monitor.nalezen import is_verschil
from werkmonitor.periode import Periode
from werkmonitor.proza.namen import lijkt
from werkmonitor.proza.zinnen import zinnen
from werkmonitor.teksten import bind

VOLGORDE = "tekst-woordvolgorde"


def ernstig(tekst: str, hier: tuple[str, ...] = ALLE) -> list[Finding]:
    return [finding for finding in lees(tekst, hier) if finding.ernst != "info"]


@pytest.mark.parametrize("zin", WAAR)
def test_a_sentence_that_is_true_is_left_alone(zin: str) -> None:
    assert [str(finding) for finding in ernstig(zin)] == []


@pytest.mark.parametrize("zin", ONWAAR)
def test_a_sentence_that_is_not_true_is_told(zin: str) -> None:
    assert ernstig(zin) != []


def test_all_true_sentences_in_one_text_are_left_alone_too() -> None:
    assert [str(finding) for finding in ernstig("\n\n".join(WAAR))] == []


@pytest.mark.parametrize(("zin", "veld"), LOS.items())
def test_a_typed_number_that_is_right_can_be_bound(zin: str, veld: str) -> None:
    (finding,) = lees(zin)
    assert (finding.code, finding.ernst) == ("tekst-getal-los", "info")
    assert finding.doen == f"Schrijf {veld}; dan klopt het ook in de volgende monitor."
    assert lees(f"Het cijfer is {veld}.") == []


def test_what_is_false_stops_the_build_and_what_may_be_false_does_not() -> None:
    (bound,) = lees("Het aantal uitkeringen steeg met {{ mutatie | zonder_teken }}.")
    (named,) = lees("Het aantal uitkeringen steeg in 2021.")
    (wish,) = lees("De gemeente had gehoopt dat het niet zou dalen, maar het steeg met {{ mutatie | zonder_teken }}.")
    (said,) = lees("Volgens de krant steeg het aantal met {{ mutatie | zonder_teken }}.")
    assert [f.ernst for f in (bound, named, wish, said)] == ["fout", "waarschuwing", "fout", "waarschuwing"]


@pytest.mark.parametrize(
    "zin",
    [
        "Het aantal van {{ uitkeringen }} is hoger dan in 2019 maar lager dan in 2020, en minder dan het er waren.",
        "Met {{ uitkeringen }} is het aantal hoger dan in 2020 in Drachten maar lager dan in Sneek.",
        "Wij haalden {{ werkvouchers }} van de {{ werkvouchers.norm }}.",
        "Waren er niet zoveel mensen gestopt, dan was het aantal met {{ mutatie | zonder_teken }} gestegen.",
        "Als er niemand was gestopt, was het aantal met {{ mutatie | zonder_teken }} gestegen.",
        "De uitgaven van {{ lasten | zonder_teken }} zijn hoger dan het saldo van {{ saldo_bijstand | zonder_teken }}.",
        "Het saldo van {{ saldo_bijstand | zonder_teken }} is hoger dan de {{ mutatie | zonder_teken }}.",
    ],
)
def test_what_can_be_read_otherwise_does_not_stop_the_build(zin: str) -> None:
    assert "fout" not in {finding.ernst for finding in lees(zin)}


@pytest.mark.parametrize(
    ("veld", "mag"),
    [
        ("mutatie", True),
        ("mutatie.vorig_jaar", True),
        ("uitkeringen.verschil", True),
        ("saldo_bijstand", True),
        ("uitkeringen", False),
        ("uitkeringen.vorig_jaar", False),
        ("werkvouchers.norm", False),
    ],
)
def test_only_a_change_has_a_direction(veld: str, mag: bool) -> None:  # noqa: FBT001 - of a table
    text = f'{{{{ {veld} | richting("steeg", "bleef gelijk", "daalde") }}}}'
    assert [
        finding.code for finding in bind(text, bindwaarden(Periode.parse("2021"), "Ergens", CIJFERS), "a.md")[1]
    ] == ([] if mag else ["tekst-onbekend"])


def test_the_finding_says_where_what_is_true_and_what_to_write() -> None:
    text = "# Kop\n\nEen zin.\nHet aantal uitkeringen\nsteeg met {{ mutatie | zonder_teken }}.\n"
    (finding,) = lees(text)
    assert (finding.code, str(finding.vindplaats)) == ("tekst-tegenspraak", "teksten/2021/kort.md › regel 5")
    assert finding.wat == "Er staat 'steeg', maar Verandering van het aantal uitkeringen is -60."
    assert finding.doen == ('Schrijf {{ mutatie | richting("steeg", "bleef gelijk", "daalde") }}, of pas de zin aan.')


def test_a_verdict_is_told_with_the_norm() -> None:
    (finding,) = lees("De grens van {{ doorval_ww.norm }} is overschreden.")
    assert (
        finding.wat == "Er staat 'overschreden', maar Van WW naar bijstand is groen: 41, en de norm is ten hoogste 60."
    )
    assert '{{ doorval_ww | gehaald("niet overschreden", "overschreden") }}' in finding.doen


def test_a_norm_without_a_figure_is_that_of_the_only_judged_figure_of_the_page() -> None:
    assert ernstig("De taakstelling is niet gehaald.", ("beschut_werk", "lks_personen"))
    assert ernstig("De taakstelling is niet gehaald.", ("beschut_werk", "werkvouchers")) == []
    assert ernstig("Het rapport schrijft dat de taakstelling niet is gehaald.", ("beschut_werk",)) == []


@pytest.mark.parametrize(
    ("zin", "soort"),
    [
        ("Er waren 1.244 uitkeringen.", "1.244 lijkt op Uitkeringen aan het eind; dat is 1.249."),
        ("De lasten waren € 32,6 miljoen.", "€ 32,6 miljoen is niet Lasten, werkelijk; dat is "),
        ("De poortwachtersquote is 38%.", "38% is niet Poortwachtersquote; dat is 36%."),
        ("De poortwachtersquote is 32%.", "32% is Poortwachtersquote over 2020; over 2021 is het 36%."),
        ("De poortwachtersquote is bijna 34%.", "34% is niet Poortwachtersquote; dat is 36%."),
        ("De poortwachtersquote is ruim 38%.", "38% is niet Poortwachtersquote; dat is 36%."),
    ],
)
def test_a_typed_number_that_is_another_one_is_told(zin: str, soort: str) -> None:
    (finding,) = ernstig(zin)
    assert finding.code == "tekst-getal-anders"
    assert finding.wat.startswith(soort)


@pytest.mark.parametrize(
    ("zin", "veld"),
    [
        ("De poortwachtersquote is 38%.", "{{ poortwachtersquote }}"),
        ("De poortwachtersquote is 38,1%.", "{{ poortwachtersquote | procent(1) }}"),
        ("Op de bijstand was er een saldo van € 1.840.319.", "{{ saldo_bijstand | zonder_teken | euro(0) }}"),
        ("De lasten waren € 32,67 miljoen.", "{{ lasten | miljoen(2) }}"),
        ("Er waren 1.244 uitkeringen.", "{{ uitkeringen }}"),
    ],
)
def test_the_field_is_written_as_the_number_was(zin: str, veld: str) -> None:
    (finding,) = lees(zin)
    assert finding.doen.startswith(f"Schrijf {veld}")


@pytest.mark.parametrize("zin", ["De poortwachtersquote is ruim 35%.", "De poortwachtersquote is ongeveer 35%."])
def test_a_number_that_is_said_to_be_about_right_may_be_off(zin: str) -> None:
    assert ernstig(zin) == []


def test_on_another_page_a_figure_is_known_by_its_own_name_only() -> None:
    assert ernstig("Er waren 1.244 uitkeringen.", ("klachten",)) == []
    assert ernstig("De instroom is gestegen.", ("klachten",)) == []
    assert ernstig("De instroom is gestegen.", ("instroom_totaal",)) != []
    assert ernstig("De poortwachtersquote is gedaald.", ("klachten",)) != []


def test_a_page_without_figures_may_speak_of_all() -> None:
    assert ernstig("De doorval uit de WW is in 2021 gestegen.", ())
    assert ernstig("De poortwachtersquote is gedaald.", ())


@pytest.mark.parametrize(
    ("zin", "wat"),
    [
        ("In 2020 kwamen {{ doorval_ww }} mensen.", "Er staat '2020', maar {{ doorval_ww }} gaat over 2021."),
        (
            "Op 1 januari 2021 waren er {{ uitkeringen }}.",
            "Er staat '1\xa0januari 2021', maar {{ uitkeringen }} is geteld op 1\xa0januari 2022.",
        ),
        ("Deze monitor gaat over 2020.", "Er staat '2020', maar deze monitor gaat over 2021."),
        ("In het volgend jaar 2021.", "Er staat 'volgend jaar 2021', maar in deze monitor is dat 2022."),
    ],
)
def test_a_text_that_still_speaks_of_last_year_is_told(zin: str, wat: str) -> None:
    (finding,) = ernstig(zin)
    assert (finding.code, finding.ernst, finding.wat) == ("tekst-ander-jaar", "waarschuwing", wat)


@pytest.mark.parametrize(
    ("zin", "codes"),
    [
        ("In het eerste halfjaar kwamen {{ doorval_ww }} mensen.", ["tekst-ander-jaar"]),
        ("In het tweede halfjaar kwamen {{ doorval_ww }} mensen.", []),
        ("Dat zijn er minder dan in het eerste halfjaar: {{ doorval_ww }}.", []),
        ("De volgende monitor gaat over het tweede halfjaar.", ["tekst-ander-jaar"]),
        ("De volgende monitor gaat over het eerste halfjaar van 2022.", []),
    ],
)
def test_a_half_year_has_its_own_half(zin: str, codes: list[str]) -> None:
    assert [finding.code for finding in lees(zin, ALLE, periode="2021-H2")] == codes


def test_an_unchanged_text_that_says_itself_how_it_went_is_told() -> None:
    text = "Er is veel gedaan.\nDe armoede in de stad daalde.\n"
    (finding,) = lees(text, vorige=text)
    assert (finding.code, str(finding.vindplaats)) == ("tekst-overgenomen", "teksten/2021/kort.md › regel 2")
    assert lees(text, vorige=f"{text} Meer.") == []


@pytest.mark.parametrize(
    "text",
    [
        'Het aantal is {{ mutatie | richting("gestegen", "gelijk", "gedaald") }}.',
        "In 2018 daalde het aantal.",
        "Daalt de armoede?",
        "Wij willen dat de armoede daalt.",
    ],
)
def test_an_unchanged_text_without_such_words_is_fine(text: str) -> None:
    assert lees(text, vorige=text) == []


@pytest.mark.parametrize(
    "veld",
    [
        '{{ uitkeringen.verschil | richting("overschot", "saldo", "tekort") }}',
        '{{ doorval_ww | gehaald("niet overschreden", "overschreden") }}',
        '{{ mutatie | richting("nam toe", "bleef gelijk", "nam af") }}',
        '{{ werkvouchers | oordeel("groen", "oranje", "rood") }}',
        '{{ werkvouchers | oordeel("op koers", "bijna op koers", "achter") }}',
        '{{ klachten | richting("a", "b", "c") }}',
    ],
)
def test_words_in_the_right_order_are_fine(veld: str) -> None:
    assert [f.code for f in lees(veld)] == []


def test_words_in_the_wrong_order_stop_the_build() -> None:
    (finding,) = lees('{{ mutatie | richting("nam af", "bleef gelijk", "nam toe") }}')
    assert (finding.code, finding.ernst) == (VOLGORDE, "fout")
    assert finding.doen == 'Schrijf {{ mutatie | richting("nam toe", "bleef gelijk", "nam af") }}.'


def test_a_figure_that_counts_a_fall_may_have_its_words_the_other_way_round() -> None:
    (own,) = (cijfer("afname", "Afname van het aantal", "60", formule="a - b"),)
    assert lees('{{ afname | richting("gedaald", "gelijk", "gestegen") }}', cijfers=(own,)) == []


def test_a_change_that_cannot_be_seen_may_be_called_none() -> None:
    klein = cijfer("deel", "Deel met werk", "0.3604", "0.3601", eenheid="aandeel")
    assert lees("Het deel met werk bleef met {{ deel }} gelijk.", cijfers=(klein,)) == []
    assert lees("Het deel met werk steeg tot {{ deel }}.", cijfers=(klein,)) == []
    assert lees("Het deel met werk daalde tot {{ deel }}.", cijfers=(klein,)) != []


def test_a_figure_without_last_year_says_nothing_about_a_change() -> None:
    nieuw = cijfer("nieuw", "Nieuwe banen", "12")
    assert lees("Het aantal nieuwe banen steeg tot {{ nieuw }}.", cijfers=(nieuw,)) == []


def test_the_year_so_far_is_held_against_a_norm_of_a_year() -> None:
    deel = cijfer("plekken", "Plekken", "45", norm_exact="50", norm_weergave="ten minste 50", oordeel="groen")
    deel = replace(deel, tot_nu_toe=model.Cijfer(waarde=60, exact="60", weergave="60"))
    assert lees("Het aantal van {{ plekken.dit_jaar }} ligt boven de norm.", cijfers=(deel,)) == []
    assert lees("Het aantal van {{ plekken.dit_jaar }} ligt onder de norm.", cijfers=(deel,)) != []


@pytest.mark.parametrize(
    ("formule", "verschil"),
    [
        ("stand(a) - stand(a, begin)", True),
        ("stand(a, jaar - 1)", False),
        ('som(a, b="x - y")', False),
        ("som(a) / som(b) - 1", True),
        ("-som(a)", False),
        ("(som(a) - som(b)) / som(c)", False),
    ],
)
def test_a_difference_is_told_by_its_formula(formule: str, verschil: bool) -> None:  # noqa: FBT001 - of a table
    assert is_verschil(formule) is verschil


@pytest.mark.parametrize(
    ("een", "ander", "vorm"),
    [
        ("uitkering", "uitkeringen", True),
        ("groeibaan", "groeibanen", True),
        ("werk", "werkt", True),
        ("werk", "werkvouchers", False),
        ("baten", "banen", False),
        ("ww", "ww", True),
        ("ww", "wwb", False),
    ],
)
def test_forms_of_one_word_are_known(een: str, ander: str, vorm: bool) -> None:  # noqa: FBT001 - of a table
    assert lijkt(een, ander) is vorm
    assert lijkt(ander, een) is vorm


def test_sentences_have_their_lines_and_fields() -> None:
    text = "Een. Twee {{ a |\nzonder_teken }} drie.\n\n- Vier t.o.v. 2020, ca. 1.249 (36%)\n- Vijf\n1. Zes: 7,5?\n"
    found = [([stuk.tekst for stuk in zin.stukken], zin.stukken[0].regel) for zin in zinnen(text)]
    assert found == [
        (["Een"], 1),
        (["Twee", "{{ a |\nzonder_teken }}", "drie"], 1),
        (["-", "Vier", "t.o.v.", "2020", ",", "ca", ".", "1.249", "(", "36", "%", ")"], 4),
        (["-", "Vijf"], 5),
        (["Zes", ":", "7,5", "?"], 6),
    ]


@given(st.text(alphabet="Dedaltsignmv 0123456789.,%€()\n-*{}|\"'?!:;", max_size=200))
def test_any_text_can_be_read(tekst: str) -> None:
    assert all(finding.wat for finding in lees(tekst, vorige=tekst))
