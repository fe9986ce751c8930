"""Controls on the declaration that need no data."""

from __future__ import annotations

from typing import Any

import pytest

from werk_voorbeeld import POORT, QUOTE, indicator, norm, pagina, programma
from werkmonitor.checks.declaratie import controleer_declaratie
from werkmonitor.findings import Finding


def found(**keys: Any) -> list[Finding]:
    return controleer_declaratie(programma(**keys))


def test_a_sound_declaration_gives_nothing() -> None:
    assert found(indicator=(QUOTE, indicator("aanvragen", "som(aanvragen)"))) == []


def test_a_bad_formula_is_told_with_a_caret_below_the_fault() -> None:
    (finding,) = found(indicator=(indicator("quote", "som(aanvragn) / 2"),))
    lines = finding.wat.splitlines()
    assert (finding.code, finding.ernst, finding.gevolg) == ("formule", "fout", "Zo is er geen cijfer.")
    assert lines[:3] == ["De formule van indicator quote klopt niet:", "som(aanvragn) / 2", "    ^"]
    assert "'aanvragn' bestaat niet" in lines[3]
    assert lines[3].endswith("Bedoelt u 'aanvragen'?")


def test_every_fault_of_every_formula_is_told_at_once() -> None:
    blok = {"soort": "grafiek", "langs": "jaren", "reeksen": [{"naam": "R", "formule": "som(weg)"}]}
    declared = (indicator("a", "som(aanvragen"), indicator("b", "som(ook_weg) + som(nog_weg)"))
    findings = found(indicator=declared, pagina=(pagina(blok),))
    assert [finding.wat.splitlines()[0] for finding in findings] == [
        "De formule van indicator a klopt niet:",
        "De formule van indicator b klopt niet:",
        "De formule van indicator b klopt niet:",
        "De formule van een grafiek op pagina kort klopt niet:",
    ]


def test_a_formula_of_a_table_is_checked_with_the_filter_of_each_row() -> None:
    rijen = [{"naam": "Afgewezen", "filter": {"besluit": "afgewezen"}}, {"naam": "Wijk", "filter": {"wijk": "noord"}}]
    kolommen = [{"kop": "Aantal", "formule": "som(aanvragen)", "eenheid": "aantal"}]
    (finding,) = found(pagina=(pagina({"soort": "tabel", "rijen": rijen, "kolommen": kolommen}),))
    assert finding.wat.startswith("De formule van rij 'Wijk', kolom 'Aantal' op pagina kort klopt niet:")


def test_the_same_fault_is_told_once() -> None:
    reeks = {"naam": "R", "formule": "som(weg)"}
    blok = {"soort": "grafiek", "langs": "jaren", "reeksen": [reeks, reeks]}
    assert len(found(pagina=(pagina(blok, blok),))) == 1


def test_a_norm_without_a_direction_is_told_with_the_remedy() -> None:
    (finding,) = found(indicator=(indicator("aanvragen", "som(aanvragen)", normen=[norm("3")]),))
    assert (finding.code, finding.wat) == (
        "norm-zonder-richting",
        "Indicator aanvragen heeft een norm, maar geen richting.",
    )
    assert finding.doen == 'Zet er richting = "hoger" of richting = "lager" bij.'


@pytest.mark.parametrize(
    ("waarde", "codes"), [("0", []), ("1", []), ("1.01", ["norm-geen-aandeel"]), ("10", ["norm-geen-aandeel"])]
)
def test_a_norm_for_a_share_lies_between_nothing_and_all(waarde: str, codes: list[str]) -> None:
    declared = QUOTE | {"normen": [{"vanaf": "2020", "waarde": waarde, "bron": "B"}]}
    assert [finding.code for finding in found(indicator=(declared,))] == codes


def test_a_norm_for_a_count_may_be_any_number() -> None:
    declared = indicator("aanvragen", "som(aanvragen)") | {
        "richting": "hoger",
        "normen": [{"vanaf": "2020", "waarde": "120", "bron": "B"}],
    }
    assert found(indicator=(declared,)) == []


def test_a_maat_has_one_unit_in_all_its_sources() -> None:
    other = POORT | {"id": "ander", "maten": {"aanvragen": {"kolom": "Aantal", "eenheid": "euro"}}}
    (finding,) = found(bron=(POORT, other))
    assert (finding.code, finding.ernst) == ("eenheid-strijdig", "fout")
    assert finding.wat == "Maat aanvragen is in bron ander in euro, maar in bron poort in aantal."
    assert found(bron=(POORT, POORT | {"id": "ander"})) == []


@pytest.mark.parametrize(
    ("stand", "instroom", "zin"),
    [
        ("bijstnd", "aanvragen", "vraagt bij stand een stand, maar 'bijstnd' is geen maat van een bron."),
        ("aanvragen", "aanvragen", "vraagt bij stand een stand, maar 'aanvragen' is een stroom."),
        ("bijstand", "bijstand", "vraagt bij instroom een stroom, maar 'bijstand' is een stand."),
    ],
)
def test_a_balance_names_maten_of_the_right_kind(stand: str, instroom: str, zin: str) -> None:
    balans = {"naam": "B", "stand": stand, "instroom": instroom, "uitstroom": "aanvragen"}
    (finding,) = found(balans=(balans,))
    assert (finding.code, finding.wat) == ("balans-maat", f"Balans 'B' {zin}")


def test_a_balance_of_a_stand_and_two_stromen_is_right() -> None:
    balans = {"naam": "B", "stand": "bijstand", "instroom": "aanvragen", "uitstroom": "aanvragen"}
    assert found(balans=(balans,)) == []


# ---- units of figures

DUUR = {
    **POORT,
    "id": "duur",
    "titel": "Duur",
    "dimensies": {},
    "maten": {
        "duur": {"kolom": "Duur", "eenheid": "gemiddelde"},
        "lasten": {"kolom": "Lasten", "eenheid": "bedrag"},
        "score": {"kolom": "Score", "eenheid": "cijfer"},
    },
}


@pytest.mark.parametrize(
    ("formule", "eenheid", "goed"),
    [
        ("som(lasten)", "cijfer", False),
        ("som(lasten)", "euro", True),
        ("som(lasten)", "aantal", False),
        ("som(duur)", "aantal", True),
        ("som(duur)", "aandeel", False),
        ("som(score)", "gemiddelde", True),
        ("som(aanvragen)", "personen", True),
        ("som(aanvragen)", "aandeel", False),
        ("-som(aanvragen)", "euro", False),
        ("som(aanvragen) - som(aanvragen, vorig_jaar)", "aantal", True),
        ("som(aanvragen) + 1", "euro", False),
        ("som(aanvragen) + som(lasten)", "aantal", False),
        ("som(lasten) / som(aanvragen)", "cijfer", True),
        ("som(lasten) / 1000 + som(aanvragen)", "aantal", True),
        ("som(aanvragen, besluit='afgewezen') / som(aanvragen)", "aandeel", True),
        ("1 - som(aanvragen, besluit='afgewezen') / som(aanvragen)", "aandeel", True),
        ("som(aanvragen) / som(aanvragen, vorig_jaar)", "gemiddelde", True),
        ("som(aanvragen) / som(aanvragen, vorig_jaar)", "aantal", False),
        ("som(aanvragen) / som(aanvragen, vorig_jaar)", "personen", False),
        ("som(aanvragen) / som(aanvragen, vorig_jaar)", "fte", False),
        ("som(aanvragen) / som(aanvragen, vorig_jaar)", "euro", False),
        ("som(aanvragen) / som(aanvragen, vorig_jaar) * 1000", "aantal", True),
        ("som(duur) / 12", "aantal", True),
        ("som(duur) / 1872", "fte", True),
        ("som(score) / som(aanvragen)", "aantal", True),
        ("som(lasten) / som(lasten, vorig_jaar)", "aandeel", True),
        ("som(lasten) / som(lasten, vorig_jaar)", "bedrag", False),
        ("som(lasten) / som(aanvragen)", "euro", True),
        ("som(lasten) / som(aanvragen)", "aantal", False),
        ("som(lasten) / som(aanvragen) / som(lasten, vorig_jaar)", "euro", False),
        ("som(aanvragen) / som(lasten)", "aantal", True),
        ('uitkomst("geld")', "aantal", False),
        ('uitkomst("geld")', "bedrag", True),
    ],
)
def test_the_unit_of_a_figure_must_be_one_of_its_formula(formule: str, eenheid: str, *, goed: bool) -> None:
    geld = indicator("geld", "som(lasten)", eenheid="euro")
    declared = indicator("het_cijfer", formule, eenheid=eenheid)
    findings = found(bron=(POORT, DUUR), indicator=(geld, declared))
    assert [finding.code for finding in findings] == ([] if goed else ["eenheid-formule"])


def test_a_unit_that_cannot_be_says_which_ones_can() -> None:
    (finding,) = found(bron=(DUUR,), indicator=(indicator("x", "som(lasten)", eenheid="cijfer"),))
    assert finding.wat == "De formule van indicator x geeft geen cijfer, maar bedrag of euro of voordeel."
    (finding,) = found(bron=(DUUR,), indicator=(indicator("x", "som(lasten) + som(score)", eenheid="cijfer"),))
    assert finding.wat == "De formule van indicator x telt op of trekt af wat niet dezelfde eenheid heeft."


def test_a_share_that_is_shown_as_a_count_says_what_it_can_be() -> None:
    (finding,) = found(indicator=(QUOTE | {"eenheid": "personen", "normen": []},))
    assert (finding.ernst, finding.code) == ("fout", "eenheid-formule")
    assert finding.wat == "De formule van indicator quote geeft geen personen, maar aandeel of cijfer of gemiddelde."


def test_charts_and_columns_are_held_to_their_unit_too() -> None:
    reeks = {"naam": "R", "formule": "som(lasten)"}
    blok = {"soort": "grafiek", "langs": "jaren", "reeksen": [reeks, reeks]}
    kolommen = [{"kop": "Lasten", "formule": "som(lasten)", "eenheid": "aandeel"}]
    tabel = {"soort": "tabel", "rijen": [{"naam": "Alles"}], "kolommen": kolommen}
    findings = found(bron=(DUUR,), pagina=(pagina(blok, tabel),))
    assert [finding.wat.partition(" geeft")[0] for finding in findings] == [
        "De formule van een grafiek op pagina kort",
        "De formule van kolom 'Lasten' op pagina kort",
    ]
    assert found(bron=(DUUR,), pagina=(pagina(blok | {"eenheid": "euro"}),)) == []
