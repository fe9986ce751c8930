"""Half-years, quarters and months: sums, standen, means and counts of the year so far, from either kind of delivery."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import pytest

from werk_voorbeeld import WERKMONITOR_TOML
from werkmonitor.files.werkmap import Werkmap, controleer_leveringen
from werkmonitor.findings import InputError
from werkmonitor.formula.evaluate import Omgeving, evaluate
from werkmonitor.formula.fouten import FormuleFout
from werkmonitor.formula.parse import parse
from werkmonitor.formula.syntax import Aanroep
from werkmonitor.monitor.model import Monitor, from_json
from werkmonitor.periode import Periode
from werkmonitor.tasks.build import Opdracht, build
from werkmonitor.tasks.check import Controleopdracht, check
from werkmonitor.tasks.lezen import lees

P = Periode.parse
INDICATOREN = {
    "som": "som(plaatsingen)",
    "som_vorige": "som(plaatsingen, vorige)",
    "dit_jaar": "cumulatief(plaatsingen, vanaf=jaar)",
    "dit_jaar_toen": "cumulatief(plaatsingen, vorig_jaar, vanaf=jaar)",
    "begin": "stand(bijstand, begin)",
    "eind": "stand(bijstand)",
    "mutatie": "stand(bijstand) - stand(bijstand, begin)",
    "gemiddeld": "gemiddelde(bijstand)",
}
MAANDEN = [P(f"{jaar}-{maand:02d}") for jaar in (2018, 2019) for maand in range(1, 13)]
GEPLAATST = {maand: 3 + rank * (rank + 5) % 23 for rank, maand in enumerate(MAANDEN)}
STAND = {maand: 1000 + rank * 7 % 31 for rank, maand in enumerate([P("2017-12"), *MAANDEN])}
"""At the last day of each month."""

BRONNEN = """
[[bron]]
id = "plaatsingen"
titel = "Plaatsingen"
bestand = "plaatsingen.csv"
vorm = "lijst"
tijd = { maand = "Maand" }
[bron.maten.plaatsingen]
kolom = "Aantal"
eenheid = "aantal"

[[bron]]
id = "bestand"
titel = "Bijstandsbestand"
bestand = "bestand.csv"
vorm = "lijst"
soort = "stand"
tijd = { peildatum = "Peildatum" }
[bron.maten.bijstand]
kolom = "Aantal"
eenheid = "aantal"
"""


def _indicator(naam: str, formule: str) -> str:
    unit = "gemiddelde" if naam == "gemiddeld" else "aantal"
    target = naam == "som"
    normen = (
        'richting = "hoger"\nnormen = [{ vanaf = 2018, waarde = 120, per = "jaar", bron = "Plan" }]\n' if target else ""
    )
    text = f'[[indicator]]\nid = "{naam}"\nnaam = "{naam}"\ndefinitie = "Wat het is."\neenheid = "{unit}"\n'
    return f"{text}formule = '{formule}'\n{normen}\n"


def _lever(werkmap: Path, periode: Periode) -> None:
    """Write the exports of a period: each month of it, and the standen from the day before it on."""
    folder = werkmap / "exports" / str(periode)
    folder.mkdir(parents=True)
    months = [f"{maand.naam};{GEPLAATST[maand]}" for maand in periode.maanden]
    days = [periode.maanden[0].verschuif(-1), *periode.maanden]
    stands = [f"{maand.laatste_dag:%d-%m-%Y};{STAND[maand]}" for maand in days]
    (folder / "plaatsingen.csv").write_text("\n".join(["Maand;Aantal", *months, ""]), encoding="utf-8")
    (folder / "bestand.csv").write_text("\n".join(["Peildatum;Aantal", *stands, ""]), encoding="utf-8")


def _werkmap(folder: Path, leveringen: Iterable[Periode]) -> Path:
    head, _, _ = WERKMONITOR_TOML.partition("[[bron]]")
    shown = '[[pagina]]\nid = "kort"\ntitel = "Kort"\n[[pagina.blok]]\nsoort = "indicatoren"\nindicatoren = ["som"]\n'
    figures = "".join(_indicator(naam, formule) for naam, formule in INDICATOREN.items())
    folder.mkdir()
    (folder / "werkmonitor.toml").write_text(head + BRONNEN + figures + shown, encoding="utf-8")
    for levering in leveringen:
        _lever(folder, levering)
    return folder


@pytest.fixture(scope="module")
def werkmappen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a werkmap with deliveries of each length, and one with a delivery a year."""
    root = tmp_path_factory.mktemp("halfjaar")
    own = [Periode.van(jaar, n, rank) for jaar in (2018, 2019) for n in (6, 3, 1) for rank in range(1, 12 // n + 1)]
    return {"eigen": _werkmap(root / "eigen", own), "jaar": _werkmap(root / "jaar", [P("2018"), P("2019")])}


def gemaakt(werkmap: Path, periode: str) -> Monitor:
    build(Opdracht(periode=P(periode), werkmap=werkmap, formaten=("json",)), lambda _: None)
    return from_json((werkmap / "uitvoer" / periode / f"monitor-{periode}.json").read_bytes())


def verwacht(periode: Periode) -> dict[str, Fraction | None]:
    """Reckon the figures of a period from the data of this module, without the tool."""
    until = [maand for maand in MAANDEN if maand.start < periode.start + periode.lengte]
    so_far = [maand for maand in until if maand.jaar == periode.jaar]
    before = periode.verschuif(-1).maanden
    known = {"begin": STAND[periode.maanden[0].verschuif(-1)], "eind": STAND[periode.maanden[-1]]}
    found: dict[str, Fraction | None] = {
        "som": Fraction(sum(GEPLAATST[maand] for maand in periode.maanden)),
        "som_vorige": Fraction(sum(GEPLAATST[maand] for maand in before)),
        "dit_jaar": Fraction(sum(GEPLAATST[maand] for maand in so_far)),
        "dit_jaar_toen": Fraction(sum(GEPLAATST[maand.vorig_jaar] for maand in so_far)),
        "mutatie": Fraction(known["eind"] - known["begin"]),
        "gemiddeld": Fraction(sum(STAND[maand] for maand in periode.maanden), periode.lengte),
    }
    return found | {naam: Fraction(value) for naam, value in known.items()}


@pytest.mark.parametrize("levering", ["eigen", "jaar"])
@pytest.mark.parametrize("periode", ["2019-H1", "2019-H2", "2019-K3", "2019-05"])
def test_every_figure_of_a_part_of_the_year_comes_out(werkmappen: dict[str, Path], levering: str, periode: str) -> None:
    monitor = gemaakt(werkmappen[levering], periode)
    assert {i.id: i.fractie for i in monitor.indicatoren} == verwacht(P(periode))
    som, so_far = monitor.indicator("som"), monitor.indicator("dit_jaar").fractie
    assert som.vergelijking is not None
    assert som.vergelijking.naam == P(periode).vorig_jaar.naam
    assert som.vergelijking.cijfer.fractie == sum(GEPLAATST[maand] for maand in P(periode).vorig_jaar.maanden)
    assert som.vorige == monitor.indicator("som_vorige").waarde
    assert (som.tot_nu_toe.fractie if som.tot_nu_toe else som.fractie) == so_far
    months = P(periode).start % 12 + P(periode).lengte
    assert (som.norm_exact, som.oordeel == "groen") == (str(months * 10), (so_far or 0) >= months * 10)
    assert {finding.code for finding in monitor.meldingen} <= {"toelichting-ontbreekt"}
    assert f"(levering {periode if levering == 'eigen' else '2019'})." in monitor.paginas[0].bronregel


def test_the_year_so_far_is_told_with_all_its_cells(werkmappen: dict[str, Path]) -> None:
    cells = gemaakt(werkmappen["eigen"], "2019-K3").indicator("dit_jaar").herkomst
    assert sorted({cel.levering for cel in cells}) == ["2019-K1", "2019-K2", "2019-K3"]
    assert len(cells) == 9
    in_year = gemaakt(werkmappen["jaar"], "2019-K3").indicator("dit_jaar").herkomst
    assert [cel.cel for cel in in_year] == [f"B{row}" for row in range(2, 11)]


@pytest.mark.parametrize("levering", ["eigen", "jaar"])
def test_check_looks_at_the_delivery_that_holds_the_period(werkmappen: dict[str, Path], levering: str) -> None:
    found = check(Controleopdracht(periode=P("2019-H1"), werkmap=werkmappen[levering]), lambda _: None)
    assert found.periode == "2019-H1"
    told = [(finding.code, finding.ernst) for finding in found.meldingen]
    assert told == ([("levering-langer", "info")] if levering == "jaar" else [])


def test_a_half_year_without_any_delivery_is_refused(werkmappen: dict[str, Path]) -> None:
    with pytest.raises(InputError, match="Voor 2020-H1 is er geen map met exports"):
        controleer_leveringen(Werkmap(werkmappen["jaar"]), P("2020-H1"))


def hier(werkmap: Path, periode: str) -> Omgeving:
    found = Werkmap(werkmap)
    gelezen = lees(found, controleer_leveringen(found, P(periode)), lambda _: None)
    return Omgeving(gelezen.feiten, gelezen.programma, P(periode))


def test_the_trace_says_from_when_to_when(werkmappen: dict[str, Path]) -> None:
    here = hier(werkmappen["jaar"], "2019-K3")
    spoor = evaluate(INDICATOREN["dit_jaar"], here, P("2019-K3")).spoor
    assert spoor.tekst == "cumulatief(plaatsingen, vanaf=jaar) van januari 2019 tot en met het 3e kwartaal van 2019"
    assert [deel.tekst for deel in spoor.delen] == [
        "cumulatief(plaatsingen) over het 1e halfjaar van 2019",
        "cumulatief(plaatsingen) over het 3e kwartaal van 2019",
    ]


@pytest.mark.parametrize(
    ("formule", "periode", "van", "tot"),
    [
        ("cumulatief(plaatsingen, vanaf=jaar)", "2019", "2019-01", "2019-12"),
        ("cumulatief(plaatsingen, vanaf=jaar)", "2019-01", "2019-01", "2019-01"),
        ("cumulatief(plaatsingen, vorige, vanaf=jaar)", "2019-H2", "2019-01", "2019-06"),
        ("cumulatief(plaatsingen, vorige, vanaf=jaar)", "2019-H1", "2018-01", "2018-12"),
        ("cumulatief(plaatsingen, jaar - 1, vanaf=jaar)", "2019-K2", "2018-01", "2018-06"),
        ('uitkomst("dit_jaar", vorig_jaar)', "2019-11", "2018-01", "2018-11"),
    ],
)
def test_the_year_is_that_of_the_period_that_is_asked_for(
    werkmappen: dict[str, Path], formule: str, periode: str, van: str, tot: str
) -> None:
    here = hier(werkmappen["jaar"], "2019")
    months = MAANDEN[MAANDEN.index(P(van)) : MAANDEN.index(P(tot)) + 1]
    assert evaluate(formule, here, P(periode)).waarde == sum(GEPLAATST[maand] for maand in months)


def test_every_sum_can_be_taken_from_the_begin_of_the_year(werkmappen: dict[str, Path]) -> None:
    here = hier(werkmappen["jaar"], "2019")
    nine = sum(GEPLAATST[P(f"2019-{maand:02d}")] for maand in range(1, 10))
    for formule in ("som(plaatsingen)", INDICATOREN["dit_jaar"], 'uitkomst("som")'):
        assert evaluate(formule, here, P("2019-K3"), dit_jaar=True).waarde == nine
    assert evaluate('uitkomst("som") * 2', here, P("2019-K3")).waarde != nine * 2
    both = evaluate("som(plaatsingen) - som(plaatsingen, vorig_jaar)", here, P("2019-K3"), dit_jaar=True)
    assert both.waarde == nine - sum(GEPLAATST[P(f"2018-{maand:02d}")] for maand in range(1, 10))
    assert evaluate("stand(bijstand)", here, P("2019-K3"), dit_jaar=True).waarde == STAND[P("2019-09")]


def test_a_month_that_nobody_delivered_leaves_no_figure_for_the_year_so_far(tmp_path: Path) -> None:
    werkmap = _werkmap(tmp_path / "gat", [P("2019-01"), P("2019-03")])
    here = hier(werkmap, "2019-03")
    outcome = evaluate(INDICATOREN["dit_jaar"], here, P("2019-03"))
    assert outcome.waarde is None
    assert "2019" in outcome.reden
    assert evaluate(INDICATOREN["som"], here, P("2019-03")).waarde == GEPLAATST[P("2019-03")]


def test_a_sum_that_its_own_export_refuses_is_not_made_of_its_parts(tmp_path: Path) -> None:
    werkmap = _werkmap(tmp_path / "rij", [P("2019")])
    declared, export = werkmap / "werkmonitor.toml", werkmap / "exports" / "2019" / "plaatsingen.csv"
    text = declared.read_text(encoding="utf-8").replace(
        'tijd = { maand = "Maand" }', 'tijd = { maand = "Maand" }\ndimensies = { soort = "Soort" }', 1
    )
    declared.write_text(f'{text}\n[[dimensie]]\nid = "soort"\nnaam = "soort"\nopen = true\n', encoding="utf-8")
    kinds = {maand: "ab" if maand.nummer <= 6 else "a" for maand in P("2019").maanden}
    rows = [f"{maand.naam};{soort};1" for maand, kind in kinds.items() for soort in kind]
    export.write_text("\n".join(["Maand;Soort;Aantal", *rows, ""]), encoding="utf-8")
    here = hier(werkmap, "2019")
    for formule in (INDICATOREN["som"], INDICATOREN["dit_jaar"]):
        outcome = evaluate(formule, here, P("2019"))
        assert outcome.waarde is None
        assert outcome.reden.endswith("heeft geen rij voor b in juli 2019")


def test_what_a_longer_delivery_revises_is_told(tmp_path: Path) -> None:
    werkmap = _werkmap(tmp_path / "herzien", [P("2018"), P("2019-H1"), P("2019")])
    own = werkmap / "exports" / "2019-H1" / "plaatsingen.csv"
    january = f"januari 2019;{GEPLAATST[P('2019-01')]}"
    own.write_text(own.read_text(encoding="utf-8").replace(january, "januari 2019;99"), encoding="utf-8")
    told = [finding for finding in gemaakt(werkmap, "2019-H2").meldingen if finding.code == "herzien"]
    assert told
    assert all("in levering 2019-H1" in finding.wat for finding in told)


def test_vanaf_jaar_is_read_as_a_word_and_nothing_else_is() -> None:
    knoop = parse("cumulatief(x, vorig_jaar, vanaf=jaar)")
    assert isinstance(knoop, Aanroep)
    assert (knoop.vanaf, knoop.tekst) == ("jaar", "cumulatief(x, vorig_jaar, vanaf=jaar)")
    for wrong in ("cumulatief(x, vanaf='jaar')", "cumulatief(x, vanaf=maand)", "cumulatief(x, vanaf=jaar - 1)"):
        with pytest.raises(FormuleFout, match="vanaf=2017, vanaf=jaar of"):
            parse(wrong)
