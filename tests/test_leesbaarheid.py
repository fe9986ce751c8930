"""How hard a text is to read: the formula on its published numbers, syllables, long sentences and hard words."""

from __future__ import annotations

from fractions import Fraction

import pytest

from werkmonitor.findings import Location
from werkmonitor.proza import leesbaarheid as lees
from werkmonitor.proza.afkortingen import afkortingen
from werkmonitor.proza.leesbaarheid import Leesmaat, Passage, meet, meldingen
from werkmonitor.proza.lettergrepen import lettergrepen
from werkmonitor.proza.schrijfwijze import anders_geschreven

WOORDEN = """
a-vond i-dee o-ver-zicht a-gen-da a-na-ly-se i-ni-ti-a-tief e-va-lu-e-ren so-ci-aal fi-nan-ci-eel si-tu-a-tie
ge-meen-te par-ti-ci-pa-tie cri-te-ri-um de-fi-ni-tie in-du-stri-eel ja-nu-a-ri fe-bru-a-ri ac-tie mi-li-eu|2
bij-stands-uit-ke-ring loon-kos-ten-sub-si-die sta-tus-hou-ders ver-ant-woor-de-lijk jaar-uit-ga-ven werk-ge-ver
poort-wach-ters-quo-te uit-voe-rings-pro-gram-ma be-stuurs-rap-por-ta-ge vrij-wil-li-gers-werk te-rug-vor-de-ring
ar-beids-be-per-king taak-stel-ling ont-hef-fing hand-ha-ving her-in-stroom pro-cent-punt kwar-taal half-jaar doel
nieuw nieu-we eeu-wen meeuw mooi fraai koei-en moei-lijk bui-ten-land be-leid ou-de-ren jon-ge-ren stoei-en zoi-ets|2
be-ëin-di-gen re-ü-nie|3 co-ör-di-na-tie be-ïn-vloe-den ko-pie-ën cli-ën-ten zorg-cli-ënt ge-ïn-ter-viewd
ge-ë-va-lu-eerd na-ïe-ve ru-ï-ne ca-fé be-oor-de-ling be-ant-woor-den ie-der-een ge-uit bi-jou|2
mu-se-um eu-ro-pees bu-reau ni-veau team coach on-line sys-teem hy-po-theek ty-pe yo-ga ro-yaal bud-get quo-tum
werk-loos me-de-wer-ker maat-re-gel per-so-neel mil-joen eu-ro aan-tal aan-vraag op-ga-ve be-zwaar be-roep
""".split()  # noqa: SIM905 - a table of words
"""Words cut into syllables; a number says how many there are where the marks cannot show it."""


@pytest.mark.parametrize("geknipt", WOORDEN)
def test_syllables_are_counted_by_sound(geknipt: str) -> None:
    geschreven, _, aantal = geknipt.partition("|")
    assert lettergrepen(geschreven.replace("-", "")) == int(aantal or geschreven.count("-") + 1)


@pytest.mark.parametrize(
    ("woord", "aantal"), [("WW", 2), ("UWV", 3), ("IOAW", 4), ("BUIG", 1), ("Wsw", 1), ("re-integratie", 5), ("x", 1)]
)
def test_an_abbreviation_is_spelled_unless_it_can_be_said(woord: str, aantal: int) -> None:
    assert lettergrepen(woord) == aantal


def test_the_score_is_that_of_douma() -> None:
    # ten sentences of ten words, 150 syllables: 206.84 - 0.77 * 150 - 0.93 * 10
    assert lees.douma(100, 10, 150, 100) == Fraction("206.84") - Fraction("115.5") - Fraction("9.3")


@pytest.mark.parametrize(
    ("score", "woord"),
    [
        (90, "zeer makkelijk"),
        ("89.99", "makkelijk"),
        (70, "tamelijk makkelijk"),
        (60, "normaal"),
        ("59.99", "tamelijk moeilijk"),
        (45, "tamelijk moeilijk"),
        (30, "moeilijk"),
        (0, "zeer moeilijk"),
        (None, "te kort om te meten"),
    ],
)
def test_a_score_is_called_as_in_his_table(score: float | str | None, woord: str) -> None:
    assert lees.niveau(None if score is None else Fraction(str(score))) == woord


def _meet(tekst: str, **bekend: tuple[str, ...]) -> Leesmaat:
    return meet("p", "Pagina", [Passage(tekst, lambda: Location("t.md"), met_regels=True)], **bekend)


def test_what_is_simple_scores_higher_than_what_is_not() -> None:
    simple = "De man gaat naar zijn werk. Hij doet dat elke dag. Dat is fijn voor hem. " * 4
    hard = (
        "De implementatie van gemeentelijke arbeidsmarktinstrumenten vereist verantwoordelijke samenwerkingsrelaties. "
        * 8
    )
    easy, difficult = _meet(simple), _meet(hard)
    assert easy.score is not None
    assert difficult.score is not None
    assert easy.score > 90
    assert difficult.score < 30
    assert (easy.niveau, difficult.niveau) == ("zeer makkelijk", "zeer moeilijk")
    assert list(meldingen(easy)) == []


def test_a_label_and_a_short_text_are_not_measured() -> None:
    maat = _meet("# Kop\n\n- **Werk.** Dat gaat goed zo.\n")
    assert (maat.zinnen, maat.woorden, maat.score, maat.niveau) == (1, 4, None, "te kort om te meten")


def test_a_long_sentence_is_named_with_its_line_and_first_words() -> None:
    long = "Hier staat (let op) een zin van € 5, " + "en " * 25 + "klaar."
    zin, *others = _meet(f"Kort is dit.\n\n{long}\n").lange_zinnen
    assert others == []
    assert (zin.bestand, zin.regel, zin.tekst, zin.aantal) == ("t.md", 3, "Hier staat (let op) een zin van € 5", 34)
    (finding,) = meldingen(_meet(long))
    assert (finding.code, finding.ernst, finding.doen) == ("tekst-lange-zin", "info", "Maak er twee zinnen van.")


def test_a_hard_word_is_named_once_with_a_plainer_one() -> None:
    maat = _meet("Het gaat\nmiddels een plan. Middels een plan, ten\naanzien van werk. Het plan Focus blijft.")
    assert [(woord.tekst, woord.liever, woord.regel) for woord in maat.moeilijke_woorden] == [
        ("middels", "met", 2),
        ("ten aanzien van", "over", 2),
    ]


def test_a_page_that_is_hard_says_why() -> None:
    text = "Door de gemeente werd de arbeidsbemiddeling van werkzoekenden georganiseerd en gecontroleerd. " * 5
    (finding,) = (item for item in meldingen(_meet(text, bekend=("werkzoekenden",))) if item.code == "tekst-moeilijk")
    assert str(finding.vindplaats) == "t.md"
    assert "Lange woorden: arbeidsbemiddeling, georganiseerd, gecontroleerd." in finding.gevolg
    assert "In 5 van de 5 zinnen staat wordt of werd." in finding.gevolg
    assert finding.doen.endswith("Zeg wie iets doet.")


def test_every_hard_word_has_one_plainer_word_that_is_not_hard_itself() -> None:
    _, plain = lees.moeilijk()
    assert len(plain) > 300
    assert not set(plain) & set(plain.values())


@pytest.mark.parametrize(
    ("tekst", "goed"),
    [
        ("40 % en 8 procent, en 40%", ["40%", "8%"]),
        ("2000 euro, €1.000 en € 1.000", ["€ 2.000", "€ 1.000"]),
        ("bijna 1 miljoen euro en 3 mln", ["€ 1 miljoen", "3 miljoen"]),
        ("op 2022-01-01 en 01-02-2022, 1 januari 2022", ["1 januari 2022", "1 februari 2022"]),
        ("2022-13-45 is geen dag", []),
        ("12.5% en 1.5 miljoen en 12.345", ["12,5", "1,5"]),
        ("1371 uitkeringen in 2021, 25000 mensen", ["1.371", "25.000"]),
        ("2018-2021, 2021/22, 8441 AB, artikel 10.2, {{ x | aantal(2000) }}, `2000 euro`", []),
    ],
)
def test_numbers_are_written_as_the_report_writes_them(tekst: str, goed: list[str]) -> None:
    assert [item.goed for item in anders_geschreven(tekst)] == goed


def test_an_abbreviation_is_one_that_the_text_itself_does_not_write_out() -> None:
    text = "De BUIG van `CODE` en {{ XYZ }}.\nLoonkostensubsidie (LKS): LKS en WW (nu). De Wsw, II, wsw en UWV-werk."
    assert list(afkortingen(text)) == [("BUIG", 1), ("Wsw", 2), ("UWV", 2)]
