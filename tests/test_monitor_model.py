"""The Monitor goes to JSON and back without loss, and refuses what is none."""

from __future__ import annotations

import json
from fractions import Fraction

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import monitor_voorbeeld
from werk_voorbeeld import QUOTE, programma, samen
from werkmonitor.findings import ERNST_VOLGORDE, Finding, Location
from werkmonitor.monitor import model
from werkmonitor.monitor.model import Cel, Cijfer, Lid, from_json, to_json

MONITOR = monitor_voorbeeld.monitor()

getallen = st.one_of(st.none(), st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False))
plekken = st.builds(
    Location,
    st.text(),
    st.one_of(st.none(), st.text()),
    st.one_of(st.none(), st.text()),
    st.one_of(st.none(), st.integers(1, 10**6)),
)
meldingen = st.builds(
    Finding, st.text(), st.sampled_from(ERNST_VOLGORDE), st.text(), st.one_of(st.none(), plekken), st.text(), st.text()
)
cijfers = st.builds(
    Cijfer, waarde=getallen, exact=st.one_of(st.none(), st.fractions().map(str)), weergave=st.text(), reden=st.text()
)
leden = st.builds(
    Lid,
    dimensie=st.text(),
    lid=st.text(),
    naam=st.text(),
    waarde=getallen,
    exact=st.one_of(st.none(), st.fractions().map(str)),
    weergave=st.text(),
)
indicatoren = st.builds(
    monitor_voorbeeld.indicator,
    st.text(),
    st.text(),
    waarde=getallen,
    marge=getallen,
    norm=getallen,
    oordeel=st.sampled_from([None, "groen", "oranje", "rood", "grijs"]),
    vergelijking=st.one_of(
        st.none(),
        st.builds(
            model.Vergelijking,
            periode=st.text(),
            naam=st.text(),
            cijfer=cijfers,
            verschil=cijfers,
            verschil_tekst=st.text(),
            gunstig=st.sampled_from([None, True, False]),
        ),
    ),
    leden=st.lists(leden, max_size=2).map(tuple),
)
teksten = st.builds(model.Tekst, naam=st.text(), markdown=st.text())


@given(
    st.lists(indicatoren, max_size=3).map(tuple),
    st.lists(meldingen, max_size=3).map(tuple),
    st.lists(teksten, max_size=2).map(tuple),
)
def test_a_monitor_read_back_from_its_json_is_the_same_monitor(
    found: tuple[model.Indicator, ...], findings: tuple[Finding, ...], blokken: tuple[model.Tekst, ...]
) -> None:
    pagina = model.Pagina(id="p", titel="t", kop="k", blokken=blokken, bronregel="")
    monitor = msgspec.structs.replace(MONITOR, indicatoren=found, meldingen=findings, paginas=(pagina,))
    assert from_json(to_json(monitor)) == monitor


def test_a_complete_monitor_with_every_kind_of_block_comes_back_the_same() -> None:
    assert from_json(to_json(MONITOR)) == MONITOR


def test_the_same_monitor_always_gives_the_same_bytes() -> None:
    assert to_json(MONITOR) == to_json(monitor_voorbeeld.monitor())


def test_a_monitor_that_was_kept_and_read_back_gives_the_same_bytes() -> None:
    fresh = samen(programma(indicator=(QUOTE,)))
    assert to_json(from_json(to_json(fresh))) == to_json(fresh)


def test_every_kind_of_block_comes_back_as_what_it_was() -> None:
    tabel = model.Tabel(titel="t", rijkop="r", kolommen=(), rijen=())
    blokken: tuple[model.AnyBlok, ...] = (
        model.Tekst(naam="n"),
        model.Kerncijfers(indicatoren=("a",)),
        monitor_voorbeeld.grafiek(),
        model.Indicatoren(tabel=tabel, indicatoren=()),
        model.Tabelblok(tabel=tabel),
        model.Opgaven(),
        model.Matrix(),
        model.Doelen(),
        model.Kleuren(),
        model.Lijst(titel="", regels=(model.Regel(term="t", uitleg="u"),)),
        model.Definities(),
        model.Bronnen(),
        model.Meldingen(),
    )
    assert {type(blok) for blok in blokken} == set(model.AnyBlok.__args__)
    pagina = model.Pagina(id="p", titel="t", kop="k", blokken=blokken, bronregel="")
    back = from_json(to_json(msgspec.structs.replace(MONITOR, paginas=(pagina,))))
    assert back.paginas == (pagina,)


def test_the_json_has_the_keys_of_the_contract() -> None:
    data = json.loads(to_json(MONITOR))
    assert data["schema"] == 1
    assert {"periode", "doelgroep", "programma", "bronnen", "indicatoren", "opgaven", "meldingen"} <= set(data)
    assert {"bestand", "sha256", "levering"} <= set(data["bronnen"][0])
    assert {
        "id", "naam", "waarde", "eenheid", "weergave", "peildatum", "status", "reden_ontbreekt", "vorige",
        "vorig_jaar", "norm", "oordeel", "regel", "marge", "herkomst", "leden",
    } <= set(data["indicatoren"][0])  # fmt: skip
    assert {"bestand", "blad", "cel"} <= set(data["indicatoren"][0]["herkomst"][0])
    assert {"id", "oordeel", "toelichting"} <= set(data["opgaven"][0])
    assert {"code", "ernst", "vindplaats"} <= set(data["meldingen"][0])


def test_the_json_is_readable_utf_8_that_ends_with_a_line() -> None:
    text = to_json(MONITOR).decode("utf-8")
    assert "€\xa0412.129,64" in text
    assert text.endswith("}\n")
    assert text.count("\n") > 100


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"geen json", b'{"schema": 1}'])
def test_what_is_no_monitor_is_refused(data: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        from_json(data)


def test_a_monitor_of_another_schema_is_refused() -> None:
    other = to_json(MONITOR).replace(b'"schema": 1', b'"schema": 2')
    with pytest.raises(msgspec.DecodeError):
        from_json(other)


def test_the_exact_value_is_a_fraction_or_nothing() -> None:
    assert Cijfer(waarde=0.36, exact="9/25", weergave="36%").fractie == Fraction(9, 25)
    assert Cijfer(waarde=None, exact=None, weergave="niet bekend").fractie is None
    assert monitor_voorbeeld.indicator("X", "36%", exact="9/25").fractie == Fraction("0.36")
    assert monitor_voorbeeld.indicator("X", "", exact=None).fractie is None


def test_a_figure_is_found_by_its_id() -> None:
    assert MONITOR.indicator("uitkeringen").naam == "Uitkeringen"
    with pytest.raises(StopIteration):
        MONITOR.indicator("bestaat_niet")


def test_a_cell_says_by_itself_that_it_is_neither_judged_nor_invented() -> None:
    cel = Cel(weergave="3")
    assert (cel.kleur, cel.verzonnen, cel.spoor) == (None, False, None)
