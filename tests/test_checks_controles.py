"""Declared controls, notions that were counted twice, and what a declaration can get wrong about them."""

from __future__ import annotations

from typing import Any

import pytest

from werk_voorbeeld import JAAR, POORT, POORT_2020, POORT_2021, feiten, indicator, programma, tabel
from werkmonitor.checks.controles import controleer_controles
from werkmonitor.checks.declaratie import controleer_declaratie
from werkmonitor.checks.definities import controleer_definities
from werkmonitor.checks.zelfde import controleer_zelfde
from werkmonitor.findings import Finding, InputError
from werkmonitor.programma.load import load_programma

AFGEWEZEN, ALLES = 'som(aanvragen, besluit="afgewezen")', "som(aanvragen)"


def controleer(formule: str, gelijk_aan: str, **keys: Any) -> list[Finding]:
    declared = programma(controle=[{"naam": "Proef", "formule": formule, "gelijk_aan": gelijk_aan} | keys])
    return list(controleer_controles(declared, feiten(POORT_2021, POORT_2020), JAAR))


def zelfde(*formules: tuple[str, str], **keys: Any) -> list[Finding]:
    tellingen = [{"naam": f, "formule": f, "eenheid": eenheid} for f, eenheid in formules]
    declared = programma(zelfde=[{"naam": "Proef", "tellingen": tellingen} | keys])
    return list(controleer_zelfde(declared, feiten(POORT_2021, POORT_2020), JAAR))


# ---- two formulas that must be equal


def test_a_control_that_holds_says_nothing() -> None:
    assert controleer(ALLES, "100") == []
    assert controleer(ALLES, "99", marge=1) == []


def test_a_control_that_does_not_hold_names_both_numbers_their_cells_and_the_difference() -> None:
    (finding,) = controleer(f"{ALLES} / 2", AFGEWEZEN, marge=3)
    assert (finding.code, finding.ernst) == ("controle-wijkt-af", "waarschuwing")
    assert finding.wat == (
        "Controle 'Proef' klopt niet over 2021: "
        "som(aanvragen) / 2 is 50 (exports/2021/poort.xlsx › Blad1 › C2 en nog 1 cel), "
        'maar som(aanvragen, besluit="afgewezen") is 36 (exports/2021/poort.xlsx › Blad1 › C2). '
        "Verschil: -14; toegestaan is 3."
    )
    assert finding.vindplaats is not None
    assert finding.vindplaats.cel == "C2"


def test_a_control_can_look_back_and_at_each_member() -> None:
    found = controleer(ALLES, "50", per="besluit", aantal=2)
    assert [finding.wat.split(":")[0] for finding in found] == [
        "Controle 'Proef' klopt niet over 2021 voor afgewezen",
        "Controle 'Proef' klopt niet over 2021 voor toegekend",
        "Controle 'Proef' klopt niet over 2020 voor afgewezen",
        "Controle 'Proef' klopt niet over 2020 voor toegekend",
    ]


def test_a_control_that_is_nowhere_possible_says_so() -> None:
    (finding,) = controleer("som(aanvragen, jaar - 9)", ALLES)
    assert (finding.code, finding.ernst) == ("controle-zonder-waarde", "info")
    assert "heeft geen cijfers voor 2012" in finding.wat
    assert controleer(ALLES, "100", aantal=5) == []


@pytest.mark.parametrize("keys", [{}, {"per": "besluit"}, {"per": "wijk"}])
def test_a_formula_that_the_data_do_not_bear_is_a_fault_that_is_told_once(keys: dict[str, str]) -> None:
    (finding,) = controleer('som(aanvragen, besluit="weg")', ALLES, aantal=3, **keys)
    assert (finding.code, finding.ernst) == ("formule", "fout")
    assert finding.wat.startswith("De formule van controle 'Proef' kan niet berekend worden:")


# ---- one notion, counted twice


def test_counts_that_agree_say_nothing() -> None:
    assert zelfde((ALLES, "aantal"), ("50 * 2", "aantal"), aantal=2) == []


def test_one_count_that_is_not_known_differs_from_nothing() -> None:
    assert zelfde((ALLES, "aantal"), ("som(aanvragen, jaar - 5)", "aantal")) == []


def test_counts_that_differ_are_told_for_each_period_with_enough_decimals() -> None:
    found = zelfde((f"{AFGEWEZEN} / {ALLES}", "aandeel"), ("0.364", "aandeel"), aantal=2)
    assert [finding.wat.partition(". ")[0] for finding in found] == [
        "Zelfde begrip, andere waarde: 'Proef' over 2021",
        "Zelfde begrip, andere waarde: 'Proef' over 2020",
    ]
    assert ": 36,0% (" in found[0].wat
    assert found[0].wat.endswith("0.364: 36,4%.")


def test_counts_that_agree_but_in_another_unit_are_told() -> None:
    (finding,) = zelfde((ALLES, "aantal"), ("100", "fte"))
    assert finding.wat.startswith("Zelfde begrip, andere eenheid: 'Proef' over 2021. som(aanvragen): 100 (")
    assert finding.wat.endswith("100: 100 fte.")


def test_values_that_rounding_can_explain_do_not_differ() -> None:
    bron = POORT | {"afgerond_op": 10}
    tellingen = [{"naam": "a", "formule": ALLES}, {"naam": "b", "formule": "104"}]
    declared = programma(bron=[bron], zelfde=[{"naam": "Proef", "tellingen": tellingen}])
    assert list(controleer_zelfde(declared, feiten(tabel(bron, "2021", ("2021", "afgewezen", "100"))), JAAR)) == []


def test_a_count_that_the_data_do_not_bear_is_a_fault() -> None:
    (finding,) = zelfde((ALLES, "aantal"), ('som(aanvragen, besluit="weg")', "aantal"))
    assert (finding.code, finding.ernst) == ("formule", "fout")


# ---- the declaration


def fouten(**keys: Any) -> list[str]:
    return [finding.wat.splitlines()[0] for finding in controleer_declaratie(programma(**keys))]


def test_the_formulas_of_controls_counts_and_benchmarks_are_checked() -> None:
    telling = {"naam": "t", "formule": "som(weg)"}
    assert fouten(
        indicator=[indicator("een", ALLES)],
        benchmark=[{"indicator": "een", "naam": "Daar", "soort": "landelijk", "formule": "som(weg)"}],
        controle=[{"naam": "c", "formule": "som(weg)", "gelijk_aan": "1", "per": "besluit"}],
        zelfde=[{"naam": "z", "tellingen": [telling, telling]}],
    ) == [
        "De formule van Daar bij indicator een klopt niet:",
        "De formule van controle 'c' klopt niet:",
        "De formule van telling 't' van 'z' klopt niet:",
    ]


def test_what_is_compared_has_one_unit() -> None:
    maten = {"aanvragen": {"kolom": "A", "eenheid": "aantal"}, "geld": {"kolom": "G", "eenheid": "euro"}}
    found = fouten(
        bron=[POORT | {"maten": maten}],
        indicator=[indicator("een", ALLES)],
        benchmark=[{"indicator": "een", "naam": "Daar", "soort": "landelijk", "formule": "som(geld)"}],
        controle=[{"naam": "c", "formule": ALLES, "gelijk_aan": "som(geld)"}],
        zelfde=[{"naam": "z", "tellingen": [{"naam": "t", "formule": "som(geld)"}, {"naam": "u", "formule": ALLES}]}],
    )
    assert [text.split(" geeft")[0] for text in found] == [
        "De formule van Daar bij indicator een",
        "De formule van controle 'c'",
        "De formule van telling 't' van 'z'",
    ]


@pytest.mark.parametrize(
    ("definitie", "zin"),
    [
        ("som(aanvragn)", "De formule van de definitie van maat hun in bron poort klopt niet:"),
        ("som(hun) / 2", "De definitie van maat hun noemt 'hun', dat zelf een definitie heeft."),
        ("som(", "De formule van de definitie van maat hun in bron poort klopt niet:"),
    ],
)
def test_a_definition_is_a_formula_of_our_own_maten(definitie: str, zin: str) -> None:
    hun = {"kolom": "H", "eenheid": "aantal", "definitie": definitie}
    assert fouten(bron=[POORT | {"maten": {**POORT["maten"], "hun": hun}}]) == [zin]


def test_a_figure_of_others_that_nobody_explained_is_told() -> None:
    hun = {"kolom": "H", "eenheid": "aantal"}
    declared = programma(
        bron=[POORT | {"maten": {**POORT["maten"], "hun": hun}}],
        indicator=[indicator("een", ALLES)],
        benchmark=[{"indicator": "een", "naam": "Daar", "soort": "landelijk", "formule": "som(hun)"}],
    )
    (finding,) = controleer_definities(declared, feiten(), JAAR)
    assert finding.code == "definitie-onbekend"
    assert finding.wat == ("Of 'Een' bij Daar hetzelfde is, is niet na te gaan: bij 'hun' staat niet wat het is.")


def test_a_benchmark_names_an_indicator_and_stands_there_once(tmp_path: Any) -> None:
    item = '[[benchmark]]\nindicator = "{}"\nnaam = "Daar"\nsoort = "landelijk"\nformule = "1"\n'
    text = (
        '[programma]\nnaam = "n"\ngemeente = "g"\ntitel = "t"\n'
        + "".join(f'[oordeel.{kleur}]\nwoord = "w"\nuitleg = "u"\n' for kleur in ("groen", "oranje", "rood", "grijs"))
        + '[[bron]]\nid = "b"\ntitel = "b"\nbestand = "*"\nvorm = "register"\nvelden = { nr = "Nr" }\n'
        '[[indicator]]\nid = "een"\nnaam = "Een"\nformule = "1"\neenheid = "aantal"\ndefinitie = "d"\n'
        '[[pagina]]\nid = "p"\ntitel = "t"\n'
    )
    (tmp_path / "werkmonitor.toml").write_text(text + item.format("een") * 2 + item.format("weg"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_programma(tmp_path)
    assert [finding.wat for finding in caught.value.findings] == [
        "Er is al een benchmark 'Daar' bij indicator 'een'.",
        "'weg' is geen bekende indicator.",
    ]
