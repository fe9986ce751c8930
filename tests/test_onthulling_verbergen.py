"""The public Monitor: no hidden number in any field, what is derived made anew, and no digit more than is shown."""

from __future__ import annotations

import random
import re
from fractions import Fraction
from typing import Any

import msgspec
import pytest

from monitor_bouwstenen import grafiek, indicator, reeks, tabel_van
from openbaar_voorbeeld import SOM, TEKST, anders, gelekt, intern, kies
from werk_voorbeeld import indicator as cijfer
from werk_voorbeeld import norm
from werkmonitor.findings import Finding, Location
from werkmonitor.formatting import NIET_GETOOND, NIET_GETOOND_REDEN
from werkmonitor.monitor import model
from werkmonitor.monitor.binden import Tekstbestand, vul_teksten
from werkmonitor.monitor.herkomst import Correctie, Herkomst
from werkmonitor.onthulling.plaatsen import Plek, getallen
from werkmonitor.onthulling.verbergen import PAGINA, privacypagina, verberg
from werkmonitor.onthulling.verbergen_getallen import getoond
from werkmonitor.onthulling.verbergen_sporen import neutraal

TEKSTEN = {"kort": Tekstbestand("teksten/2021/kort.md", TEKST)}
GROEN = Plek("cijfer", "aanvragen", "waarde")


def openbaar(*weg: Plek, seed: int = 1, **keys: Any) -> model.Monitor:
    """Return the small monitor with these places hidden."""
    return verberg(anders(seed, **keys) if keys else intern(seed), weg, SOM)


def blok(monitor: model.Monitor, rank: int) -> Any:
    return monitor.paginas[0].blokken[rank]


LIGGEND, LIJN, TOP, BRUG, REGISTER, RESULTATEN = 3, 4, 6, 7, 8, 9
"""Ranks of the blocks of the small monitor."""


# ---------------------------------------------------------------- nothing hidden is left


@pytest.mark.parametrize("seed", range(6))
def test_no_field_holds_a_hidden_number(seed: int) -> None:
    monitor = intern(seed)
    weg, values = kies(monitor, seed)
    assert list(gelekt(model.to_json(monitor), values)), "the internal monitor has them"
    public = vul_teksten(verberg(monitor, weg, SOM), TEKSTEN)
    assert list(gelekt(model.to_json(public), values)) == []
    assert model.from_json(model.to_json(public)) == public


@pytest.mark.parametrize("seed", range(2))
def test_what_is_shown_is_shown_as_it_was_and_is_no_more_exact_than_that(seed: int) -> None:
    monitor = intern(seed)
    weg, _ = kies(monitor, seed, aantal=2)
    public = verberg(monitor, weg, SOM)
    before = {each.plek: each.weergave for each in getallen(monitor)}
    for shown in getallen(public):
        if shown.plek in before and not blok_met_volgorde(shown.plek):
            assert shown.weergave == before[shown.plek]
    for each in public.indicatoren:
        assert each.fractie == (None if each.waarde is None else getoond(each.weergave))
    for cel in cellen(public):
        assert cel.waarde is None or Fraction(str(cel.waarde)) == getoond(cel.weergave)


def blok_met_volgorde(plek: Plek) -> bool:
    """Say whether a place is in a block that stands in order of size."""
    return plek.blok in {LIGGEND, TOP} and plek.soort in {"cel", "punt"}


def cellen(monitor: model.Monitor) -> list[model.Cel]:
    tables = [b.tabel for p in monitor.paginas for b in p.blokken if isinstance(b, model.Tabelblok | model.Indicatoren)]
    return [cel for tabel in tables for rij in tabel.rijen for cel in rij.cellen]


def test_a_share_holds_its_percents_and_a_step_what_is_shown_of_it() -> None:
    public = openbaar()
    quote = public.indicator("quote")
    assert quote.weergave.endswith("%")
    assert quote.exact is not None
    assert Fraction(quote.exact) * 100 == int(quote.weergave[:-1])
    assert quote.spoor is not None
    assert public.sporen.stappen[quote.spoor].exact == quote.exact
    assert quote.marge == pytest.approx(float(Fraction(quote.exact)) - 0.4)


def test_the_difference_of_two_shares_is_that_of_the_percents() -> None:
    then = openbaar().indicator("quote").vergelijking
    assert then is not None
    now = getoond(openbaar().indicator("quote").weergave)
    assert now is not None
    assert then.cijfer.fractie is not None
    assert then.verschil.fractie == now - then.cijfer.fractie


def test_a_step_that_is_not_shown_has_no_value_and_no_cell_tells_one() -> None:
    monitor, public = intern(1), openbaar(GROEN)
    shown = {each.spoor for each in getallen(public)}
    for rank, stap in enumerate(public.sporen.stappen):
        if stap.soort != "getal" and rank not in shown:
            assert stap.exact is None
            assert stap.gezocht_in == ()
            assert stap.verborgen == (monitor.sporen.stappen[rank].exact is not None)
    for cel, was in zip(public.sporen.cellen, monitor.sporen.cellen, strict=True):
        assert (cel.waarde, cel.exact, cel.cel, cel.leden) == (None, None, was.cel, was.leden)
        assert cel.labels == (was.labels if was.bron else was.labels[:1])


def test_a_number_that_stands_in_more_places_is_hidden_in_all_of_them() -> None:
    public = openbaar(GROEN)
    assert blok(public, 2).tabel.rijen[0].cellen[0].weergave == NIET_GETOOND
    assert blok(public, RESULTATEN).tabel.rijen[0].cellen[1].verborgen


@pytest.mark.parametrize("monitor", [intern(1, "intern"), vul_teksten(intern(1), TEKSTEN)])
def test_a_monitor_that_is_not_public_or_has_its_texts_is_refused(monitor: model.Monitor) -> None:
    with pytest.raises(ValueError, match="only a public Monitor"):
        verberg(monitor, (), SOM)


# ---------------------------------------------------------------- figures and tasks


def test_a_hidden_figure_says_so_and_has_no_verdict() -> None:
    found = openbaar(GROEN).indicator("aanvragen")
    assert (found.waarde, found.exact, found.weergave, found.status) == (None, None, NIET_GETOOND, "niet_getoond")
    assert (found.reden_ontbreekt, found.oordeel, found.woord) == (NIET_GETOOND_REDEN, "grijs", NIET_GETOOND_REDEN)
    assert (found.marge, found.verborgen) == (None, ("waarde", "oordeel", "richting"))
    assert not re.search(r"\d{4}", found.regel)
    assert found.norm_weergave == "ten hoogste 12.000"


def test_a_hidden_difference_has_no_words_and_no_direction() -> None:
    then = openbaar(Plek("cijfer", "aanvragen", "verschil")).indicator("aanvragen").vergelijking
    assert then is not None
    assert (then.verschil.weergave, then.verschil_tekst) == (NIET_GETOOND, f"verschil {NIET_GETOOND_REDEN}")
    assert then.gunstig is None
    assert then.cijfer.waarde is not None


def test_last_year_is_hidden_wherever_it_stands() -> None:
    found = openbaar(Plek("cijfer", "aanvragen", "vergelijking")).indicator("aanvragen")
    assert found.vergelijking is not None
    assert (found.vorig_jaar, found.vorige, found.vergelijking.cijfer.exact) == (None, None, None)
    assert all(each.cijfer.verborgen for each in found.eerder)


def test_a_task_with_a_hidden_figure_has_no_verdict_and_the_colours_are_counted_anew() -> None:
    before, public = intern(1), openbaar(GROEN)
    assert [opgave.grond for opgave in before.opgaven] == ["regel", "regel"]
    first = public.opgaven[0]
    assert (first.oordeel, first.woord, first.grond, first.vorig_oordeel) == ("grijs", NIET_GETOOND_REDEN, "geen", None)
    for telling in public.kleuren:
        assert telling.aantal == sum(opgave.oordeel == telling.kleur for opgave in public.opgaven)
    assert sum(telling.aantal for telling in public.kleuren) == 2


def test_the_norm_that_is_a_hidden_figure_goes_with_its_verdict() -> None:
    found = openbaar(Plek("cijfer", "zuid", "norm")).indicator("zuid")
    assert (found.norm, found.norm_exact, found.eis, found.norm_weergave) == (None, None, None, NIET_GETOOND_REDEN)
    assert (found.oordeel, found.verborgen) == ("grijs", ("norm", "oordeel"))
    assert found.waarde is not None


def test_of_a_range_the_end_that_counts_is_not_told_beside_a_hidden_figure() -> None:
    asked = {"vanaf": "2020", "waarde": "3000", "tot": "4000", "bron": "raad"}
    figures = (cijfer("zuid", "som(aanvragen, wijk='zuid')", eenheid="personen", normen=[asked]),)
    changes: dict[str, Any] = {"indicator": figures, "opgave": (), "pagina": ()}
    monitor = anders(1, **changes)
    assert monitor.indicator("zuid").norm == 4000
    found = verberg(monitor, [Plek("cijfer", "zuid", "waarde")], SOM).indicator("zuid")
    assert (found.norm, found.norm_exact) == (3000, "3000")


def test_how_many_answered_is_not_told_by_its_reservation() -> None:
    asked = indicator(
        "Tevreden", "7,5", waarde=7.5, exact="15/2", spoor=None, oordeel="grijs", woord="grijs",
        regel="De norm is 7. Van de uitgenodigde mensen deed 33,2% mee. Dat is te weinig om een conclusie te trekken.",
        voorbehoud="Van de uitgenodigde mensen deed 33,2% mee. Dat is te weinig om een conclusie te trekken.",
        respons=model.Cijfer(waarde=0.332, exact="83/250", weergave="33%", spoor=0),
    )  # fmt: skip
    monitor = msgspec.structs.replace(intern(1), indicatoren=(asked,), opgaven=(), paginas=())
    shown = verberg(monitor, (), SOM).indicatoren[0]
    assert "deed 33% mee" in shown.voorbehoud
    assert "deed 33% mee" in shown.regel
    assert shown.respons is not None
    assert shown.respons.exact == "33/100"
    hidden = verberg(monitor, [Plek("cijfer", "tevreden", "respons")], SOM).indicatoren[0]
    assert not re.search(r"\d", hidden.voorbehoud + hidden.regel)


# ---------------------------------------------------------------- tables and charts


def test_a_table_says_what_its_sign_means_once() -> None:
    tabel = blok(openbaar(GROEN), 2).tabel
    assert tabel.noten.count("[p] = niet getoond, om privacy.") == 1
    assert not any(NIET_GETOOND in noot for noot in blok(openbaar(), 2).tabel.noten)


def test_hidden_bars_stand_last_in_declared_order() -> None:
    monitor = intern(1)
    chart = blok(monitor, LIGGEND)
    dark = [0, 1]
    public = verberg(monitor, [Plek("punt", "kort", blok=LIGGEND, rij=0, kolom=rank) for rank in dark], SOM)
    found = blok(public, LIGGEND)
    declared = ["toegekend", "afgewezen", "ingetrokken", "elders"]
    expected = [name for name in declared if name in {chart.categorieen[rank] for rank in dark}]
    assert list(found.categorieen) == [*chart.categorieen[2:], *expected]
    assert [punt.verborgen or False for punt in found.reeksen[0].punten] == [False, False, True, True]
    assert [rij.naam for rij in found.tabel.rijen] == [*found.categorieen, "Totaal"]
    assert found.alt.endswith(f"Niet getoond, om privacy: {', '.join(expected)}.")


def test_the_order_of_steps_does_not_tell_the_order_of_bars() -> None:
    for seed in range(3):
        monitor = intern(seed)
        steps = {rij.naam: rij.cellen[0].spoor for rij in blok(monitor, LIGGEND).tabel.rijen if not rij.totaal}
        assert sorted(steps, key=lambda naam: steps[naam] or 0) == ["toegekend", "afgewezen", "ingetrokken", "elders"]


def test_a_table_of_the_largest_puts_hidden_rows_last_and_keeps_the_rest_below() -> None:
    monitor = intern(1)
    top = blok(monitor, TOP).tabel
    public = verberg(monitor, [Plek("cel", "kort", blok=TOP, rij=0, kolom=0)], SOM)
    names = [rij.naam for rij in blok(public, TOP).tabel.rijen]
    assert names == [top.rijen[1].naam, top.rijen[0].naam, "Overige", "Totaal"]


def test_a_line_has_a_gap_and_its_alternative_text_tells_what_is_left() -> None:
    public = openbaar(Plek("punt", "kort", blok=LIJN, rij=0, kolom=0))
    found = blok(public, LIJN)
    assert found.reeksen[0].punten[0].waarde is None
    assert "begint met" in found.alt
    assert "(feb)" in found.alt
    assert "Niet getoond, om privacy: jan." in found.alt
    assert "hoogste getoonde" in found.alt
    assert found.zinnen[-1] == "[p] = niet getoond, om privacy."


def test_a_bridge_with_a_hidden_step_is_a_table() -> None:
    public = openbaar(Plek("punt", "kort", blok=BRUG, rij=0, kolom=1), Plek("punt", "kort", blok=BRUG, rij=0, kolom=2))
    found = blok(public, BRUG)
    assert isinstance(found, model.Tabelblok)
    assert [rij.cellen[0].weergave for rij in found.tabel.rijen][1:3] == [NIET_GETOOND, NIET_GETOOND]
    assert "Daarom is er geen grafiek." in found.tabel.noten[-1]
    assert found.tabel.rijen[2].noot.startswith("Niet geteld")
    assert isinstance(blok(openbaar(), BRUG), model.Grafiek)


def voorspeld() -> model.Monitor:
    """Return a monitor with a forecast of two months, of which every point has a step of its own."""
    stappen = intern(1).sporen.stappen
    nu, straks = reeks("Geteld", "nu", 4100, 4200, None), reeks("Verwacht", "verwacht", None, 4200, 4300)
    niets = model.Punt(waarde=None, weergave="niet bekend")
    rand = model.Punt(waarde=4500, weergave="4.500")
    maanden = ("jan", "feb", "mrt")
    step = next(rank for rank, stap in enumerate(stappen) if stap.soort == "som")
    tabel = tabel_van("T", "Maand", maanden, (nu,))
    verwacht = model.Rij(naam="Verwacht", cellen=(model.Cel(weergave="4.300", waarde=4300, spoor=step),))
    chart = grafiek(
        vorm="lijn", categorieen=maanden, reeksen=(nu, straks), norm=None, zinnen=("Er waren er 4.200.",),
        band=(model.Band(laag=niets, hoog=niets), model.Band(laag=niets, hoog=niets), model.Band(laag=rand, hoog=rand)),
        tabel=msgspec.structs.replace(tabel, rijen=(*tabel.rijen, verwacht)), alt="Lijngrafiek met mensen, van jan.",
    )  # fmt: skip
    forecast = msgspec.structs.replace(stappen[step], soort="verwacht")
    sporen = msgspec.structs.replace(intern(1).sporen, stappen=(*stappen[:step], forecast, *stappen[step + 1 :]))
    pagina = msgspec.structs.replace(intern(1).paginas[0], blokken=(chart,))
    return msgspec.structs.replace(intern(1), paginas=(pagina,), sporen=sporen)


def test_a_forecast_goes_as_soon_as_one_of_its_stands_is_hidden() -> None:
    whole = blok(verberg(voorspeld(), (), SOM), 0)
    assert (len(whole.band), len(whole.reeksen), whole.zinnen) == (3, 2, ("Er waren er 4.200.",))
    assert whole.alt.startswith("Lijngrafiek met mensen, van jan tot en met mrt.")
    found = blok(verberg(voorspeld(), [Plek("punt", "kort", blok=0, rij=0, kolom=0)], SOM), 0)
    assert (found.band, [each.naam for each in found.reeksen]) == ((), ["Geteld"])
    assert found.zinnen[0].startswith("Niet elke stand is getoond")
    assert found.tabel.rijen[-1].cellen[0].weergave == NIET_GETOOND
    assert "4.300" not in found.alt


def test_words_in_a_table_go_with_what_they_follow_from() -> None:
    cells = blok(openbaar(GROEN), RESULTATEN).tabel.rijen[0].cellen
    assert cells[1].weergave == NIET_GETOOND
    assert [(cel.weergave, cel.kleur) for cel in cells[3:5]] == [(NIET_GETOOND, None), (NIET_GETOOND, None)]


# ---------------------------------------------------------------- what else is told


def test_the_report_gets_a_page_about_privacy() -> None:
    page = openbaar(GROEN).paginas[-1]
    assert (page.id, page.titel) == (PAGINA, "Privacy in deze monitor")
    (lijst,) = page.blokken
    assert isinstance(lijst, model.Lijst)
    told = {regel.term: regel.uitleg for regel in lijst.regels}
    assert told["Drempel voor alle tabellen"] == "Een aantal van 1 tot en met 4 staat er niet in. Vanaf 5 wel."
    assert told["Niet getoond"] == "2 getallen."
    assert told["Klein aantal"] == "Het gaat om weinig mensen. (2)"
    assert NIET_GETOOND in told


def test_the_page_about_privacy_takes_no_name_of_another_and_says_when_all_is_shown() -> None:
    found = privacypagina(model.Onthulling(), {PAGINA, f"{PAGINA}-2"})
    assert found.id == f"{PAGINA}-3"
    assert found.kop.startswith("Elk getal staat erin")


def test_findings_keep_their_code_and_place_and_lose_their_words() -> None:
    place = Location("exports/2021/a.xlsx", "Blad1", "C4")
    told = [Finding("som-verschilt", "waarschuwing", f"Er staat {n}.", place, "Dat is 3 te veel.") for n in (3, 4)]
    (found, other) = neutraal([*told, Finding("tekst-onbekend", "info", "3 mensen")])
    assert (found.code, found.ernst, found.vindplaats, found.gevolg) == ("som-verschilt", "waarschuwing", place, "")
    assert not re.search(r"\d", found.wat + other.wat)


def test_a_correction_is_told_without_its_numbers_and_its_reason() -> None:
    correctie = Correctie(
        was="17", wordt="19", reden="17 is een typefout", wie="beleid", datum="2022-02-03", weergave="was 17, nu 19"
    )
    cel = Herkomst(
        bestand="a.xlsx", blad="b", cel="C4", levering="2021", waarde=19, exact="19", bron="poort", correctie=correctie
    )
    monitor = msgspec.structs.replace(intern(1), correcties=(cel,))
    (found,) = verberg(monitor, (), SOM).correcties
    assert found.cel == "C4"
    assert found.correctie
    assert found.correctie.weergave == "gecorrigeerd (beleid, 3-2-2022)"
    assert (found.waarde, found.correctie.was, found.correctie.wordt, found.correctie.reden) == (None, "", "", "")


def test_the_words_of_a_register_do_not_stand_in_the_trace() -> None:
    for opgave in openbaar().opgaven:
        assert all(len(cel.labels) == 1 for cel in opgave.herkomst)
    amounts = [cel for cel in openbaar().sporen.cellen if not cel.bron]
    assert amounts
    assert {cel.labels for cel in amounts} <= {("bedrag",), ("nr",)}


def test_it_is_the_same_every_time() -> None:
    rnd = random.Random(0)  # noqa: S311 - the same order each time
    weg = [each.plek for each in getallen(intern(1))][::7]
    shuffled = rnd.sample(weg, len(weg))
    assert model.to_json(openbaar(*weg)) == model.to_json(openbaar(*shuffled))


def test_a_norm_needs_no_more_digits_in_the_rule_than_the_figure_has() -> None:
    figures = (cijfer("quote", "som(aanvragen, besluit='afgewezen') / som(aanvragen)", eenheid="aandeel",
                      richting="hoger", normen=[norm("0.40")]),)  # fmt: skip
    for seed in range(4):
        found = openbaar(seed=seed, indicator=figures, opgave=(), pagina=()).indicator("quote")
        told = re.findall(r"\d+(?:,\d+)?%", found.regel.partition("Met")[2].partition(" is de norm")[0])
        assert told in ([], [found.weergave])
