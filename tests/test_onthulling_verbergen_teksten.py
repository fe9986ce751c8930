"""Texts beside hidden numbers, comparisons of public monitors, and every output of them searched for what is hidden."""

from __future__ import annotations

import re
import shutil
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from diff_bouwstenen import figuur, gesplitst, taak
from diff_bouwstenen import monitor as los
from lekken import geheimen, lekken, regels
from openbaar_voorbeeld import SOM, TEKST, intern
from werkmonitor import resources
from werkmonitor.charts import drawing
from werkmonitor.diff.vergelijken import vergelijk
from werkmonitor.diff.zinnen import hoofdzin, ledenzin
from werkmonitor.findings import Finding
from werkmonitor.formatting import NIET_GETOOND, NIET_GETOOND_REDEN
from werkmonitor.monitor import model
from werkmonitor.monitor.binden import Tekstbestand, bindwaarden, vul_teksten
from werkmonitor.monitor.samenstellen import Omstandigheden, samenstellen
from werkmonitor.monitor.uitgesteld import is_zeker_grootste
from werkmonitor.onthulling.plaatsen import Plek, getallen
from werkmonitor.onthulling.verbergen import verberg
from werkmonitor.onthulling.verbergen_teksten import noemt_verborgen
from werkmonitor.outputs import FORMATEN, LAYOUTS, bijlage, renderer
from werkmonitor.outputs.html import page
from werkmonitor.periode import Periode
from werkmonitor.proza.kennis import Cijfer
from werkmonitor.proza.verborgen import Geheim, genoemd
from werkmonitor.tasks.lezen import lees
from werkmonitor.tasks.plan import maak_plan
from werkmonitor.tasks.teksten import bind_teksten
from werkmonitor.teksten import UITGESTELD, bind, hervat, stel_uit

AANVRAGEN = Plek("cijfer", "aanvragen", "waarde")


def gebonden(tekst: str, *weg: Plek) -> tuple[str, list[Finding]]:
    """Fill in a text on the small public monitor with these places hidden; return it with what was found new."""
    public = verberg(intern(1), weg, SOM)
    filled = vul_teksten(public, {"kort": Tekstbestand("kort.md", tekst)})
    (text,) = (blok.markdown for blok in filled.paginas[0].blokken if isinstance(blok, model.Tekst))
    return text, [found for found in filled.meldingen if "verborgen" in found.code and found.vindplaats]


# ---------------------------------------------------------------- fields of a hidden figure


def test_a_hidden_figure_is_printed_as_not_shown_with_a_warning() -> None:
    text, (found,) = gebonden("Er waren {{ aanvragen | aantal | hoofdletter }}.", AANVRAGEN)
    assert text == f"Er waren N{NIET_GETOOND_REDEN[1:]}."
    assert (found.code, found.ernst, found.vindplaats and found.vindplaats.regel) == (
        "tekst-verborgen",
        "waarschuwing",
        1,
    )


@pytest.mark.parametrize(
    ("veld", "weg"),
    [
        ('aanvragen | gehaald("ja", "nee")', AANVRAGEN),
        ('aanvragen | oordeel("a", "b", "c")', AANVRAGEN),
        ('aanvragen | beter("a", "b", "c")', AANVRAGEN),
        ('aanvragen.verschil | richting("a", "b", "c")', Plek("cijfer", "aanvragen", "verschil")),
        ('zuid | gehaald("ja", "nee")', Plek("cijfer", "zuid", "norm")),
    ],
)
def test_no_word_is_chosen_by_what_is_hidden(veld: str, weg: Plek) -> None:
    text, (found,) = gebonden(f"Dat is {{{{ {veld} }}}}.", weg)
    assert (found.code, found.ernst) == ("tekst-kiest-verborgen", "fout")
    assert "Haal de zin weg" in found.doen
    assert text == f"Dat is {{{{ {veld} }}}}."
    assert gebonden(f"Dat is {{{{ {veld} }}}}.")[1] == []


@pytest.mark.parametrize(
    ("veld", "weg"),
    [
        ("aanvragen.oordeel", AANVRAGEN),
        ("aanvragen.verschil_tekst", Plek("cijfer", "aanvragen", "verschil")),
        ("aanvragen.vorig_jaar", Plek("cijfer", "aanvragen", "vergelijking")),
        ("aanvragen.toegekend", Plek("cijfer", "aanvragen", "lid", "toegekend")),
        ("aanvragen.dit_jaar", AANVRAGEN),
        ("zuid.norm_tekst", Plek("cijfer", "zuid", "norm")),
    ],
)
def test_everything_that_belongs_to_a_hidden_number_is_not_shown_either(veld: str, weg: Plek) -> None:
    text, found = gebonden(f"{{{{ {veld} }}}}", weg)
    assert text == NIET_GETOOND_REDEN
    assert [each.code for each in found] == ["tekst-verborgen"]


def test_the_largest_member_is_named_only_where_everybody_can_see_that_it_is_the_largest() -> None:
    leden = intern(1).indicator("aanvragen").leden
    assert len(leden) == 4
    one = verberg(intern(1), [Plek("cijfer", "aanvragen", "lid", leden[3].lid)], SOM).indicator("aanvragen")
    two = [Plek("cijfer", "aanvragen", "lid", lid.lid) for lid in leden[1:]]
    more = verberg(intern(1), two, SOM).indicator("aanvragen")
    gone = verberg(intern(1), [*two, AANVRAGEN], SOM).indicator("aanvragen")
    rest = sum(Fraction(lid.exact or 0) for lid in leden[1:])
    assert (is_zeker_grootste(one), is_zeker_grootste(more)) == (True, rest <= Fraction(leden[0].exact or 0))
    assert not is_zeker_grootste(gone)
    waarden = bindwaarden(Periode.parse("2021"), "Ergens", [gone])
    assert waarden["aanvragen.grootste"].tekst == NIET_GETOOND_REDEN
    assert is_zeker_grootste(intern(1).indicator("aanvragen"))


# ---------------------------------------------------------------- short texts, filled in last


def test_short_texts_are_filled_in_when_it_is_known_what_is_shown() -> None:
    monitor = intern(1)
    assert UITGESTELD[0] in monitor.programma.titel
    whole = vul_teksten(verberg(monitor, (), SOM), {})
    number = monitor.indicator("aanvragen").weergave
    assert whole.programma.titel == f"Met {number}"
    assert whole.paginas[0].kop == f"Er waren {number} aanvragen"
    gone = vul_teksten(verberg(monitor, [AANVRAGEN], SOM), {})
    assert gone.programma.titel == f"Met {NIET_GETOOND_REDEN}"
    assert UITGESTELD[0] not in model.to_json(gone).decode()
    (kop,) = (found for found in gone.meldingen if "Er waren {{ aanvragen }}" in found.wat)
    assert (kop.code, kop.vindplaats) == ("tekst-verborgen", None)


def test_an_internal_monitor_has_its_short_texts_at_once() -> None:
    monitor = intern(1, "intern")
    assert monitor.programma.titel == f"Met {monitor.indicator('aanvragen').weergave}"
    assert UITGESTELD[0] not in model.to_json(monitor).decode()


def test_only_fields_of_figures_wait() -> None:
    text = 'In {{ periode }}: {{ quote | procent(1) }} en {{ los | oordeel("a", "b", "c") }}.'
    later = stel_uit(text, {"quote"})
    assert later.count(UITGESTELD[0]) == 1
    assert "{{ periode }}" in later
    assert '{{ los | oordeel("a", "b", "c") }}' in later
    waarden = bindwaarden(Periode.parse("2021"), "Ergens", [intern(1, "intern").indicator("quote")])
    assert hervat(stel_uit("{{ quote }}", {"quote"}), waarden) == bind("{{ quote }}", waarden, "")


# ---------------------------------------------------------------- numbers that are typed


def typ(tekst: str, *weg: Plek) -> tuple[Finding, ...]:
    monitor = intern(1)
    return noemt_verborgen(monitor, verberg(monitor, weg, SOM), {"kort": Tekstbestand("kort.md", tekst)})


def test_a_typed_number_that_is_hidden_is_a_fault_with_its_line() -> None:
    number = intern(1).indicator("aanvragen").weergave
    (found,) = typ(f"Een zin.\nEr waren {number} aanvragen.\n", AANVRAGEN)
    assert (found.code, found.ernst) == ("tekst-noemt-verborgen", "fout")
    assert str(found.vindplaats) == "kort.md › regel 2"
    assert typ(f"Er waren {number} aanvragen.\n") == ()
    assert typ(f"Er waren {number} fietsen.\n", AANVRAGEN) == ()
    assert typ("Er waren {{ aanvragen }} aanvragen.\n", AANVRAGEN) == ()


def test_a_typed_number_of_a_hidden_cell_is_found_by_its_row_and_column() -> None:
    cel = intern(1).paginas[0].blokken[6]
    assert isinstance(cel, model.Tabelblok)
    row = cel.tabel.rijen[0]
    told = typ(f"Er werden {row.cellen[0].weergave} mensen {row.naam}.", Plek("cel", "kort", blok=6, rij=0))
    assert {found.wat.partition(" bij ")[0] for found in told} == {f"Er staat '{row.cellen[0].weergave}'"}


def test_what_the_team_wrote_is_read_with_its_cell() -> None:
    monitor = intern(1)
    number = monitor.indicator("aanvragen").weergave
    wrote = msgspec.structs.replace(monitor.opgaven[0], voortgang=f"Er kwamen {number} aanvragen.")
    told = msgspec.structs.replace(monitor, opgaven=(wrote, *monitor.opgaven[1:]))
    (found,) = noemt_verborgen(told, verberg(told, [AANVRAGEN], SOM), {})
    assert found.vindplaats is not None
    assert (found.vindplaats.bestand, found.vindplaats.cel) == ("exports/2021/register.xlsx", "B2")


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("De uitstroom door handhaving was 3.", ["3"]),
        ("Door handhaving: drie mensen uitstroom.", []),
        ("De uitstroom door handhaving was drie.", ["drie"]),
        ("Bij de uitstroom door handhaving ging het om 3% van allen.", []),
        ("De uitstroom door handhaving duurde 3 jaar.", []),
        ("De uitstroom naar werk was 3.", []),
    ],
)
def test_a_number_tells_only_beside_its_name(tekst: str, verwacht: list[str]) -> None:
    cijfer = Cijfer(id="handhaving", naam="Uitstroom door handhaving", noem="mensen")
    assert [found.tekst for found in genoemd(tekst, [Geheim(cijfer, Fraction(3))])] == verwacht


# ---------------------------------------------------------------- two public monitors side by side


def geheim(indicator: model.Indicator) -> model.Indicator:
    return msgspec.structs.replace(
        indicator, waarde=None, exact=None, weergave=NIET_GETOOND, status="niet_getoond",
        reden_ontbreekt=NIET_GETOOND_REDEN, oordeel="grijs", woord=NIET_GETOOND_REDEN, verborgen=("waarde", "oordeel"),
    )  # fmt: skip


def test_a_comparison_of_public_monitors_says_what_is_not_shown_and_claims_nothing_of_it() -> None:
    was = figuur("A", "12", oordeel="groen", woord="op koers")
    one = los("2020", was, doelgroep="openbaar", opgaven=(taak(1, "groen", "a"),))
    hidden = msgspec.structs.replace(taak(1, "grijs", "a"), woord=NIET_GETOOND_REDEN)
    other = los("2021", geheim(figuur("A", "3", oordeel="rood")), doelgroep="openbaar", opgaven=(hidden,))
    found = vergelijk(one, other)
    (cijfer,) = found.cijfers
    assert (found.doelgroep, cijfer.soort, cijfer.exact, cijfer.oordeel) == ("openbaar", "onbekend", None, None)
    assert hoofdzin(cijfer, found) == f"In 2020 12; in 2021 {NIET_GETOOND} ({NIET_GETOOND_REDEN})."
    assert found.opgaven == ()


def test_without_cells_nothing_is_said_about_cells() -> None:
    one = los("2021", figuur("A", "12", spoor=0), doelgroep="openbaar")
    sporen = intern(1).sporen
    bare = msgspec.structs.replace(
        sporen, cellen=tuple(msgspec.structs.replace(cel, waarde=None, exact=None) for cel in sporen.cellen)
    )
    pair = [msgspec.structs.replace(one, sporen=bare)]
    pair.append(msgspec.structs.replace(pair[0], indicatoren=(figuur("A", "14", spoor=0),)))
    (cijfer,) = vergelijk(*pair).cijfers
    assert [(deel.oorzaak, deel.exact) for deel in cijfer.delen] == [("bron", "2")]
    assert cijfer.erratum is not None
    assert cijfer.erratum.cellen == ()
    newer = msgspec.structs.replace(pair[1], indicatoren=(figuur("A", "14", spoor=0, formule="som(b)"),))
    (cijfer,) = vergelijk(pair[0], newer).cijfers
    assert [deel.oorzaak for deel in cijfer.delen] == ["samen"]
    assert "openbare monitor" in cijfer.delen[0].reden


def test_a_hidden_member_adds_nothing_that_is_told() -> None:
    was, werd = gesplitst("A", x="10", y="20"), gesplitst("A", x="12", y="23")
    weg = msgspec.structs.replace(werd.leden[1], waarde=None, exact=None, weergave=NIET_GETOOND, verborgen=True)
    werd = msgspec.structs.replace(werd, leden=(werd.leden[0], weg))
    (cijfer,) = vergelijk(los("2020", was), los("2021", werd)).cijfers
    assert cijfer.uitsplitsing is not None
    assert [each.weergave for each in cijfer.uitsplitsing.bijdragen if each.soort == "onbekend"] == [NIET_GETOOND]
    assert "Y" in ledenzin(cijfer)


# ---------------------------------------------------------------- outputs


def test_the_page_says_it_in_words_and_tells_no_step() -> None:
    public = vul_teksten(verberg(intern(1), [AANVRAGEN], SOM), {"kort": Tekstbestand("k.md", TEKST)})
    charts = {blok.id: "<svg></svg>" for blok in public.paginas[0].blokken if isinstance(blok, model.Grafiek)}
    html = page(public, charts, "html")
    assert f'<p class="tegel__waarde tegel__waarde--woord">{NIET_GETOOND_REDEN}</p>' in html
    assert "niet voor publicatie" not in html.casefold()
    assert 'id="privacy"' in html
    spoor = public.indicator("aanvragen").spoor
    assert spoor is not None
    assert bijlage.waarde(public.sporen.stappen[spoor]) == "niet getoond"
    assert page(public, charts, "pdf").count(NIET_GETOOND_REDEN) > 1


def test_a_hidden_point_is_a_sign_at_the_foot_of_the_picture_and_leaves_the_axis_alone() -> None:
    chart = next(b for b in intern(1).paginas[0].blokken if isinstance(b, model.Grafiek) and b.vorm == "lijn")
    values = [punt.waarde or 0 for punt in chart.reeksen[0].punten]
    top = values.index(max(values))
    public = verberg(intern(1), [Plek("punt", "kort", blok=4, rij=0, kolom=top)], SOM)
    found = next(b for b in public.paginas[0].blokken if isinstance(b, model.Grafiek) and b.id == chart.id)
    lower = msgspec.structs.replace(
        chart.reeksen[0],
        punten=tuple(
            msgspec.structs.replace(punt, waarde=min(values)) if rank == top else punt
            for rank, punt in enumerate(chart.reeksen[0].punten)
        ),
    )
    svg, without = (
        drawing.render((each,))[chart.id] for each in (found, msgspec.structs.replace(chart, reeksen=(lower,)))
    )
    assert svg.count(">[p]</text>") == 1
    axis = re.compile(r">(\d+\.000)</text>")
    assert axis.findall(svg) == axis.findall(without)


# ---------------------------------------------------------------- the examples, made public


class Gemaakt(NamedTuple):
    """One example for everybody: as it was, as it is, and its files by name."""

    intern: model.Monitor
    openbaar: model.Monitor
    bestanden: dict[str, bytes]


def klein(monitor: model.Monitor) -> set[Plek]:
    """Return where a count from 1 to 4 stands: what is certainly hidden, whatever else is."""
    steps = monitor.sporen.stappen
    found = [(each, steps[each.spoor].fractie) for each in getallen(monitor) if each.spoor is not None]
    return {each.plek for each, value in found if value in {1, 2, 3, 4} and "%" not in each.weergave}


def maak(folder: Path, naam: str, periode: str, formaten: tuple[str, ...]) -> Gemaakt:
    ignore = shutil.ignore_patterns("uitvoer", ".werkmonitor", *(["*_achtergrond.toml"] if "pdf" in formaten else []))
    werkmap = Path(shutil.copytree(resources.voorbeeld().parent / naam, folder / naam, ignore=ignore))
    declared = werkmap / "werkmonitor.toml"
    text, count = re.subn(r'(?m)^doelgroep\s*=\s*"intern"', 'doelgroep = "openbaar"', declared.read_text("utf-8"))
    assert count == 1
    declared.write_text(text, encoding="utf-8")
    plan = maak_plan(werkmap, Periode.parse(periode), None)
    gelezen = lees(plan.werkmap, plan.leveringen, lambda _: None)
    monitor = samenstellen(gelezen.programma, gelezen.feiten, Omstandigheden(periode=plan.periode))
    public = bind_teksten(plan.werkmap, verberg(monitor, klein(monitor), SOM), plan.periode)
    blokken = tuple(b for pagina in public.paginas for b in pagina.blokken if isinstance(b, model.Grafiek))
    charts = drawing.render(blokken)
    made = {
        f"monitor{end}": data
        for formaat in formaten
        for end, data in renderer(formaat, {}, layouts=tuple(LAYOUTS))(public, charts).items()
    }
    return Gemaakt(monitor, public, made)


@pytest.mark.traag
@pytest.mark.parametrize(
    ("naam", "periode", "formaten"),
    [
        ("heerenveen", "2021", tuple(FORMATEN)),
        ("smallingerland", "2019-H2", ("html", "xlsx", "json", "csv")),
        ("werksaam", "2020", ("html", "xlsx", "json", "csv")),
    ],
)
def test_no_file_of_a_public_example_tells_a_hidden_number(
    tmp_path: Path, naam: str, periode: str, formaten: tuple[str, ...]
) -> None:
    made = maak(tmp_path, naam, periode, formaten)
    wanted = geheimen(made.intern, made.openbaar)
    assert len(wanted) >= 3
    assert [found for file, data in made.bestanden.items() for found in lekken(file, data, wanted)] == []
    for file, data in made.bestanden.items():
        assert not any("intern, niet voor publicatie" in line.casefold() for line in regels(file, data)), file
    told = model.to_json(msgspec.structs.replace(made.intern, doelgroep="openbaar"))
    assert lekken("intern.json", told.replace(b'"cel":', b'"adres":'), wanted), "the search finds what is not hidden"
