"""The command ``explain``: where a figure comes from, for people and for programs, and nothing written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from hulp import BREEDTE, momentopname, verslag, werkmonitor
from regio_voorbeeld import maak_regio
from werk_voorbeeld import maak_werkmap, vervang
from werkmonitor.cli import app as cli
from werkmonitor.cli.uitleg_tekst import regels, tijdvak
from werkmonitor.files.werkmap import VARIABELE
from werkmonitor.findings import InputError, UsageError
from werkmonitor.monitor import model
from werkmonitor.monitor.herkomst import Herkomst
from werkmonitor.periode import Periode
from werkmonitor.tasks import build
from werkmonitor.tasks.explain import Uitleg, Uitlegopdracht, explain

INWONERS = """
[[indicator]]
id = "inwoners"
naam = "Inwoners"
definitie = "Wie er woont."
eenheid = "aantal"
[[indicator.handmatig]]
periode = 2021
waarde = 50000
wie = "team Werk"
datum = 2022-01-14
bron = "jaarverslag"

[[indicator]]
id = "per_besluit"
naam = "Naar besluit"
definitie = "Aanvragen naar besluit."
formule = "som(aanvragen)"
eenheid = "aantal"
per = "besluit"
respons = "som(aanvragen, besluit='afgewezen') / som(aanvragen)"
"""


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elders").mkdir()
    monkeypatch.chdir(tmp_path / "elders")
    monkeypatch.delenv(VARIABELE, raising=False)


@pytest.fixture
def klein(tmp_path: Path) -> Path:
    werkmap = maak_werkmap(tmp_path / "werkmap")
    file = werkmap / "declaratie" / "indicatoren.toml"
    file.write_text(file.read_text(encoding="utf-8") + INWONERS, encoding="utf-8")
    return werkmap


def uitleg(werkmap: Path, indicator: str, periode: str | None = "2021", gemeente: str | None = None) -> Uitleg:
    wanted = Periode.parse(periode) if periode else None
    asked = Uitlegopdracht(indicator=indicator, periode=wanted, werkmap=werkmap, gemeente=gemeente)
    return explain(asked, lambda _: None)


def command(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = cli.run(["explain", *map(str, arguments)])
    done = capsys.readouterr()
    return code, done.out, done.err


def test_a_figure_is_told_down_to_its_cells(klein: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = command(capsys, "quote", "2021", "--werkmap", klein)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Poortwachtersquote, 2021: 36%",
        "",
        "Id             quote",
        "Definitie      Deel van de aanvragen dat is afgewezen.",
        "Formule        De som van aanvragen met besluit afgewezen, gedeeld door de som",
        "               van aanvragen.",
        "Geschreven als som(aanvragen, besluit='afgewezen') / som(aanvragen)",
        "Status         definitief",
        "Vergelijking   33% in 2020; nu 3 procentpunt hoger dan in 2020",
        "Norm           ten minste 40%, volgens Programma",
        "Oordeel        vertraging (oranje): De norm is ten minste 40%. Met 36% is de",
        "               norm niet gehaald; het verschil is ten hoogste 10% van de norm.",
        "Marge          4 procentpunt slechter dan de norm",
        "",
        "Zo is het berekend",
        "  36% = 36 : 100: de som van aanvragen met besluit afgewezen, gedeeld door de",
        "    som van aanvragen",
        "    36: de som van aanvragen met besluit afgewezen over 2021",
        "      2021/poort.csv: C2",
        "        C2 telt als 36 (afgewezen, 2021)",
        "    100: de som van aanvragen over 2021",
        "      2021/poort.csv: C2:C3 (2 cellen)",
        "        C2 telt als 36 (afgewezen, 2021)",
        "        C3 telt als 64 (toegekend, 2021)",
        "",
        "Het cijfer van 2020",
        "  33% = 33 : 100: de som van aanvragen met besluit afgewezen, gedeeld door de",
        "    som van aanvragen",
        "    33: de som van aanvragen met besluit afgewezen over 2020",
        "      2020/poort.csv: C2",
        "    100: de som van aanvragen over 2020",
        "      2020/poort.csv: C2:C3 (2 cellen)",
        "",
        "Bestanden",
        *_bestanden(klein),
    ]


def _bestanden(werkmap: Path) -> list[str]:
    from hashlib import sha256

    return [
        line
        for jaar in ("2021", "2020")
        for file in [werkmap / "exports" / jaar / "poort.csv"]
        for line in (
            f"  exports/{jaar}/poort.csv",
            f"    Aanvragen aan de Poort, levering {jaar}, kenmerk {sha256(file.read_bytes()).hexdigest()[:12]}",
        )
    ]


def test_nothing_is_written(klein: Path, tmp_path: Path) -> None:
    before = momentopname(tmp_path)
    uitleg(klein, "quote")
    assert momentopname(tmp_path) == before


def test_a_figure_of_the_last_build_is_told_without_reading_anew(klein: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = uitleg(klein, "quote")
    verslag(klein, "2021", ())
    monkeypatch.setattr(build, "lees", None)
    before = momentopname(klein)
    assert uitleg(klein, "quote") == found
    assert momentopname(klein) == before


def test_without_a_period_it_is_the_newest_and_a_name_does_as_well_as_an_id(klein: Path) -> None:
    found = uitleg(klein, "  poortwachtersQUOTE ", None)
    assert (found.periode, found.indicator.id, found.indicator.weergave) == ("2021", "quote", "36%")


def test_a_member_has_its_own_cells(klein: Path) -> None:
    found = uitleg(klein, "per_besluit.Toegekend")
    assert found.lid is not None
    assert (found.lid.lid, [cel.cel for cel in found.cellen.values()]) == ("toegekend", ["C3"])
    lines = list(regels(found))
    assert lines[0] == "Naar besluit: toegekend, 2021: 64"
    assert "Onderdeel      besluit toegekend" in lines
    assert "Het cijfer van 2020" not in lines


def test_what_stands_beside_a_figure_is_told_too(klein: Path) -> None:
    lines = list(regels(uitleg(klein, "per_besluit")))
    assert "Respons        36%" in lines
    assert lines[lines.index("De respons") + 1].startswith("  36% = 36 : 100")


def test_a_figure_that_was_filled_in_says_by_whom(klein: Path) -> None:
    found = uitleg(klein, "inwoners")
    text = " ".join(" ".join(regels(found)).replace("\xa0", " ").split())
    assert "50.000: voor 2021 ingevuld door team Werk op 14 januari 2022; bron: jaarverslag" in text
    assert "Status handmatig" in text
    assert (found.cellen, found.bronnen) == ({}, ())


def test_json_holds_the_whole_graph(klein: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = command(capsys, "quote", "--werkmap", klein, "--json")
    told: dict[str, Any] = json.loads(out)
    assert code == 0
    assert (told["periode"], told["indicator"]["exact"], told["lid"]) == ("2021", "9/25", None)
    step = told["stappen"][str(told["indicator"]["spoor"])]
    assert (step["soort"], step["exact"]) == ("/", "9/25")
    parts = [told["stappen"][str(deel)] for deel in step["delen"]]
    assert [[told["cellen"][str(cel)]["cel"] for cel in part["cellen"]] for part in parts] == [["C2"], ["C2", "C3"]]
    assert {len(bron["sha256"]) for bron in told["bronnen"]} == {64}


@pytest.mark.parametrize(
    ("naam", "zin"),
    [
        ("qoute", "De indicator 'qoute' bestaat niet; bekend zijn quote, aanvragen, inwoners en per_besluit."),
        (
            "per_besluit.afgewzen",
            "Van per_besluit het lid 'afgewzen' bestaat niet; bekend zijn afgewezen en toegekend.",
        ),
        ("quote.afgewezen", "Poortwachtersquote is niet uitgesplitst; vraag om quote zonder '.afgewezen'."),
    ],
)
def test_an_unknown_figure_is_refused_with_the_nearest(klein: Path, naam: str, zin: str) -> None:
    with pytest.raises(UsageError) as error:
        uitleg(klein, naam)
    assert str(error.value).startswith(zin)
    assert "niet uitgesplitst" in zin or "Bedoelt u '" in str(error.value)


def test_input_that_cannot_be_used_stops_it_as_it_stops_a_build(
    klein: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(capsys, "quote", "2019", "--werkmap", klein)[0] == InputError.exit_code
    assert command(capsys, "quote", "2021", "--werkmap", klein / "exports")[0] == InputError.exit_code
    assert command(capsys, "quote", "20-21", "--werkmap", klein)[0] == UsageError.exit_code
    vervang(klein / "exports" / "2021" / "poort.csv", "36", "veel")
    code, out, err = command(capsys, "quote", "2021", "--werkmap", klein)
    assert (code, out) == (InputError.exit_code, "")
    assert "poort.csv › C2" in " ".join(err.split())


def test_a_corrected_cell_says_so(klein: Path) -> None:
    with (klein / "werkmonitor.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[[correctie]]\nlevering = 2021\nbestand = "poort.csv"\ncel = "C2"\nwas = 36\nwordt = 40\n'
            'reden = "typefout"\nwie = "team"\ndatum = 2022-02-03\n'
        )
    text = " ".join(" ".join(regels(uitleg(klein, "aanvragen"))).split())
    assert "104: de som van aanvragen over 2021" in text
    assert "C2 was 36, gecorrigeerd naar 40: typefout (team, 3-2-2022)" in text
    assert "C2 telt als 40, in de cel stond 36 (afgewezen, 2021)" in text


@pytest.mark.parametrize(
    ("cel", "tekst"),
    [
        ({"waarde": 1000, "exact": "1000", "maal": 1000}, "C2 telt als 1 × 1.000 = 1.000 (Werk)"),
        ({"waarde": 0.365, "exact": "73/200"}, "C2 telt als 0,365 (Werk)"),
        ({"waarde": 0, "exact": "0"}, "C2 telt als 0 (Werk)"),
        ({"waarde": None}, "C2: geen getal (Werk)"),
    ],
)
def test_a_cell_says_what_it_counts_as(klein: Path, cel: dict[str, Any], tekst: str) -> None:
    found = uitleg(klein, "aanvragen")
    first = next(iter(found.cellen))
    told = Herkomst(bestand="2021/poort.csv", blad="", cel="C2", levering="2021", labels=("a", "Werk"), **cel)
    own = {**found.cellen, first: replace(told, bestand=found.cellen[first].bestand, blad=found.cellen[first].blad)}
    assert tekst in [line.strip() for line in regels(replace(found, cellen=own))]


@pytest.mark.parametrize(
    ("marge", "eis", "tekst"),
    [
        (-4, model.Eis(hoog="20"), "4 slechter dan de norm"),
        (4, model.Eis(hoog="20"), "4 beter dan de norm"),
        (0, model.Eis(hoog="20"), "precies de norm"),
        (0.25, model.Eis(hoog="20"), "afgerond precies de norm"),
        (-4, model.Eis(laag="10", hoog="20"), "4 buiten de norm"),
    ],
)
def test_the_margin_says_which_side_of_the_norm(klein: Path, marge: float, eis: model.Eis, tekst: str) -> None:
    found = uitleg(klein, "aanvragen")
    judged = replace(found, indicator=replace(found.indicator, marge=marge, eis=eis))
    assert f"Marge          {tekst}" in list(regels(judged))


def test_a_figure_of_the_region_is_not_told_as_that_of_a_member(tmp_path: Path) -> None:
    text = " ".join(" ".join(regels(uitleg(maak_regio(tmp_path / "regio"), "aandeel.aldorp", "2020"))).split())
    assert "80: het cijfer 'Aanvragen in de regio' over 2020" in text
    assert "'Aanvragen in de regio' met gemeente" not in text


def test_all_parts_of_a_region_are_named_in_the_monitor_of_one(tmp_path: Path) -> None:
    found = uitleg(maak_regio(tmp_path / "regio"), "aandeel_gekozen", "2020", "aldorp")
    assert "gedeeld door de som van aanvragen met gemeente Aldorp, Bestede of Cadijk" in found.indicator.in_woorden


def test_a_part_of_a_region_has_its_own_cells(tmp_path: Path) -> None:
    werkmap = maak_regio(tmp_path / "regio")
    whole = uitleg(werkmap, "aanvragen", "2020")
    part = uitleg(werkmap, "aanvragen", "2020", "Bestede")
    assert len(part.cellen) < len(whole.cellen)
    assert "(Bestede)" in next(regels(part))
    with pytest.raises(UsageError):
        uitleg(werkmap, "aanvragen", "2020", "Elders")


def test_every_line_fits_and_many_cells_are_counted(kern: Path) -> None:
    found = uitleg(kern, "uitstroom_handhaving")
    few, all_ = list(regels(found)), list(regels(found, alles=True))
    assert max(map(len, few)) <= BREEDTE
    assert len(few) < 60
    assert sum(" telt als " in line for line in all_) >= len(found.cellen) / 2
    assert not [line for line in all_ if line.lstrip().startswith("en nog")]


@pytest.mark.traag
def test_the_example_is_told_where_there_is_no_werkmap(tmp_path: Path) -> None:
    done = werkmonitor("explain", "poortwachtersquote", map_=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith("Poortwachtersquote, 2021: 36%")
    assert done.stderr.startswith("Dit is het voorbeeld")


@pytest.mark.parametrize(
    ("van", "tot", "text"),
    [
        ("", "", ""),
        ("2022-01-01", "2022-01-01", "1\xa0januari 2022"),
        ("2021-01-01", "2022-01-01", "2021"),
        ("2021-05-01", "2021-06-01", "mei 2021"),
        ("2021-07-01", "2022-01-01", "het 2e halfjaar van 2021"),
        ("2021-02-01", "2021-05-01", "van 1\xa0februari 2021 tot 1\xa0mei 2021"),
    ],
)
def test_a_cell_says_which_time_it_is_about(van: str, tot: str, text: str) -> None:
    assert tijdvak(van, tot) == text
