from __future__ import annotations

import pytest

from formula_voorbeeld import bron, omgeving, programma
from werkmonitor.formula.controle import MAX_KETEN
from werkmonitor.formula.evaluate import FormuleFout, controleer, evaluate
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Bron, Dimensie

BESLUIT = Dimensie.model_validate(
    {
        "id": "besluit",
        "naam": "Besluit",
        "leden": {"toegekend": "Toegekend", "afgewezen": ["Afgewezen", "Niet verleend"]},
    }
)
WIJK = Dimensie.model_validate({"id": "wijk", "naam": "Wijk", "leden": {"noord": "Noord"}, "open": True})
SOORT = Dimensie(id="soort", naam="Soort")
POORT = bron("poort", {"aanvragen": "aantal"}, dimensies=("besluit", "wijk", "vrij", "soort"))
BESTAND = bron("bestand", {"bijstand": "personen", "uitkeringen": "personen"}, soort="stand", dimensies=("leeftijd",))
KRUIS = Bron.model_validate(
    {
        "id": "kruis",
        "titel": "Kruis",
        "bestand": "k*.xlsx",
        "vorm": "kruistabel",
        "maten": {"aanvragen": {"eenheid": "aantal"}},
        "dimensies": {"besluit": "Besluit"},
        "rijen": ["herkomst", "-", "maand"],
        "kolommen": ["maat", "besluit"],
    }
)
REGISTER = Bron(id="register", titel="Register", bestand=("*.xlsx",), vorm="register", velden={"nr": ("Nr",)})
INDICATOREN = {
    "quote": 'som(aanvragen, besluit="afgewezen") / som(aanvragen)',
    "kip": 'uitkomst("ei") + 1',
    "ei": 'uitkomst("kip", vorige)',
    "zelf": 'uitkomst("zelf", jaar - 1)',
    "stuk": "som(",
    "rust_op_stuk": 'uitkomst("stuk") + uitkomst("quote") + uitkomst("quote")',
}
DECLARED = programma(POORT, BESTAND, KRUIS, REGISTER, indicatoren=INDICATOREN, dimensies=(BESLUIT, WIJK, SOORT))


@pytest.mark.parametrize(
    "formule",
    [
        INDICATOREN["quote"],
        'som(aanvragen, besluit="AFGEWEZEN", wijk="zuid", vrij="iets", soort="x")',
        'som(aanvragen, herkomst="ww", besluit="toegekend")',
        "cumulatief(aanvragen, vanaf=2017) * 2",
        "-(stand(bijstand, begin) - gemiddelde(uitkeringen, leeftijd=27)) / 100",
        'uitkomst("quote", jaar - 1) + uitkomst("rust_op_stuk")',
    ],
)
def test_a_right_formula_has_no_problems(formule: str) -> None:
    assert controleer(formule, DECLARED) == []


@pytest.mark.parametrize(
    ("formule", "positie", "zin"),
    [
        ("som(aanvragen", 3, "Dit haakje wordt niet gesloten."),
        ("som(aanvraag)", 4, "De maat 'aanvraag' bestaat niet; bekend zijn aanvragen, bijstand en uitkeringen."),
        (
            "som(bijstand)",
            4,
            "som neemt een stroom, maar bron 'Bestand' staat als stand in de declaratie. Telt het wat",
        ),
        (
            "stand(aanvragen)",
            6,
            "stand neemt een stand, maar bron 'Poort' staat als stroom in de declaratie. Is het een telling",
        ),
        ("cumulatief(bijstand, vanaf=2020)", 11, "cumulatief neemt een stroom, maar bron 'Bestand' staat als stand"),
        ('som(aanvragen, wij="noord")', 15, "'aanvragen' is niet uitgesplitst naar 'wij': poort heeft besluit, wijk"),
        ('som(aanvragen, wijk="x", herkomst="y")', 0, "Geen tabel splitst 'aanvragen' naar wijk en herkomst samen:"),
        ('som(aanvragen, besluit=["toegekend", "afgewezn"])', 37, "Van besluit het lid 'afgewezn' bestaat niet;"),
        ('uitkomst("qote")', 9, "De indicator 'qote' bestaat niet; bekend zijn quote, kip,"),
        ('uitkomst("quote", besluit="afgewezen")', 18, "uitkomst neemt geen filters"),
        ('1 + uitkomst("kip")', 13, "Deze indicator rust op zichzelf: kip → ei → kip."),
        ('uitkomst("zelf")', 9, "Deze indicator rust op zichzelf: zelf → zelf."),
    ],
)
def test_a_problem_is_found_without_data(formule: str, positie: int, zin: str) -> None:
    (found,) = controleer(formule, DECLARED)
    assert (found.formule, found.positie) == (formule, positie)
    assert found.zin.startswith(zin)


def test_a_caption_of_the_export_suggests_the_member() -> None:
    (found,) = controleer('som(aanvragen, besluit="niet verleend")', DECLARED)
    assert found.zin.endswith("Bedoelt u 'afgewezen'?")


def test_all_problems_are_told_at_once_in_the_order_of_the_text() -> None:
    formule = 'uitkomst("kip") / som(bijstand) + som(aanvragen, besluit="x", wijk="y") - som(aanvragen, a="b", c="d")'
    assert [fout.positie for fout in controleer(formule, DECLARED)] == [9, 22, 57, 89, 96]


def test_the_filters_of_a_row_are_checked_too() -> None:
    formule = "1 + som(aanvragen, besluit='afgewezen')"
    assert controleer(formule, DECLARED, {"besluit": ("afgewezen", "toegekend"), "wijk": "noord"}) == []
    (nothing,) = controleer(formule, DECLARED, {"besluit": "toegekend"})
    assert nothing.zin == "De rij kiest van besluit toegekend, maar de formule afgewezen: dat is niets."
    (wrong,) = controleer(formule, DECLARED, {"besluit": "toegekent"})
    assert (wrong.positie, "Bedoelt u 'toegekend'?" in wrong.zin) == (4, True)
    (unknown,) = controleer(formule, DECLARED, {"wijken": "noord"})
    assert (unknown.positie, "Bedoelt u 'wijk'?" in unknown.zin) == (4, True)


@pytest.mark.parametrize(("extra", "problems"), [(0, 0), (1, 1)])
def test_a_chain_of_indicators_may_be_long_but_not_endless(extra: int, problems: int) -> None:
    length = MAX_KETEN + extra
    chain = {f"i{n}": f'uitkomst("i{n + 1}")' for n in range(1, length)} | {f"i{length}": "1"}
    declared = programma(indicatoren=chain)
    found = controleer('uitkomst("i1")', declared)
    assert len(found) == problems
    if problems:
        assert found[0].zin == "Er rusten meer dan 25 indicatoren op elkaar: i1 → i2 → i3 → …"
    else:
        assert evaluate('uitkomst("i1")', omgeving(declared), Periode.parse("2021")).waarde == 1


def test_what_the_check_finds_the_evaluation_refuses() -> None:
    for formule in ("som(bijstand)", 'uitkomst("kip")', 'som(aanvragen, besluit="x")', 'uitkomst("quote", a="b")'):
        with pytest.raises(FormuleFout):
            evaluate(formule, omgeving(DECLARED), Periode.parse("2021"))
