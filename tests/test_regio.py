"""A region and its parts: each has a monitor of its own, and no figure stands under another's name."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from regio_voorbeeld import AANVRAGEN, LEDEN, maak_regio
from werk_voorbeeld import vervang
from werkmonitor.cli import app as cli
from werkmonitor.findings import InputError, UsageError
from werkmonitor.monitor import model
from werkmonitor.outputs import FORMATEN
from werkmonitor.periode import Periode
from werkmonitor.programma.deelgebied import vind_lid
from werkmonitor.programma.load import load_programma
from werkmonitor.tasks.build import Opdracht, Verslag, build
from werkmonitor.tasks.regio import build_alle

JAAR = Periode.parse("2020")


def maak(werkmap: Path, gemeente: str | None = None, **keys: object) -> Verslag:
    keys = {"formaten": ("json",)} | keys  # with the declared ones a process would load the library for PDF first
    return build(Opdracht(periode=JAAR, werkmap=werkmap, gemeente=gemeente, **keys), _stil)  # type: ignore[arg-type]


def _stil(_text: str) -> None:
    pass


def lees(folder: Path) -> model.Monitor:
    return model.from_json((folder / "monitor-2020.json").read_bytes())


@pytest.fixture(scope="module")
def gebouwd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A region of which everything was made at once; tests only read it, or copy it."""
    werkmap = maak_regio(tmp_path_factory.mktemp("regio") / "werkmap")
    verslag = build_alle(Opdracht(periode=JAAR, werkmap=werkmap), _stil)
    assert [onderdeel.fout for onderdeel in verslag.onderdelen] == [""] * 4
    return werkmap


@pytest.fixture(scope="module")
def regio(gebouwd: Path) -> model.Monitor:
    return lees(gebouwd / "uitvoer" / "2020")


@pytest.fixture(scope="module")
def deel(gebouwd: Path) -> Callable[[str], model.Monitor]:
    monitors = {lid: lees(gebouwd / "uitvoer" / "2020" / lid) for lid in LEDEN}
    return monitors.__getitem__


@pytest.fixture
def werkmap(tmp_path: Path) -> Path:
    return maak_regio(tmp_path / "werkmap")


def cel(monitor: model.Monitor, titel: str, rij: int, kolom: int = 0) -> str:
    tabellen = [
        blok.tabel
        for pagina in monitor.paginas
        for blok in pagina.blokken
        if isinstance(blok, model.Tabelblok | model.Grafiek)
    ]
    return next(tabel for tabel in tabellen if tabel.titel == titel).rijen[rij].cellen[kolom].weergave


# Figures


def test_the_figures_of_the_parts_are_those_of_their_rows_and_add_up(
    regio: model.Monitor, deel: Callable[[str], model.Monitor]
) -> None:
    own = [deel(lid).indicator("aanvragen") for lid in LEDEN]
    assert [figure.waarde for figure in own] == [sum(pair) for pair in AANVRAGEN["2020"].values()] == [50, 20, 10]
    assert sum(figure.waarde or 0 for figure in own) == regio.indicator("aanvragen").waarde == 80
    assert [lid.waarde for lid in regio.indicator("aanvragen").leden] == [50, 20, 10]
    assert {cell.labels[1] for cell in own[1].herkomst} == {"Bestede"}


def test_a_ratio_and_last_year_are_those_of_the_part(
    regio: model.Monitor, deel: Callable[[str], model.Monitor]
) -> None:
    assert [deel(lid).indicator("quote").exact for lid in LEDEN] == ["2/5", "3/10", "3/10"]
    assert [deel(lid).indicator("quote").vorig_jaar for lid in LEDEN] == [0.25, 0.25, 0.1]
    assert regio.indicator("quote").exact == "29/80"


@pytest.mark.parametrize("naam", ["aandeel", "aandeel_gekozen"])
def test_a_share_of_the_region_keeps_the_region_below_the_line(
    naam: str, regio: model.Monitor, deel: Callable[[str], model.Monitor]
) -> None:
    shares = [deel(lid).indicator(naam).fractie for lid in LEDEN]
    assert shares == [Fraction(5, 8), Fraction(1, 4), Fraction(1, 8)]
    assert regio.indicator(naam).fractie == 1


def test_the_region_sees_the_shares_of_its_parts_too(regio: model.Monitor) -> None:
    assert [lid.exact for lid in regio.indicator("aandeel").leden] == ["5/8", "1/4", "1/8"]


@pytest.mark.parametrize("naam", ["klachten", "instroom_scheiding"])
def test_what_no_export_splits_is_not_known_of_a_part(
    naam: str, regio: model.Monitor, deel: Callable[[str], model.Monitor]
) -> None:
    assert regio.indicator(naam).waarde in {8, 15}
    figure = deel("aldorp").indicator(naam)
    assert (figure.waarde, figure.weergave) == (None, "niet bekend")
    assert figure.reden_ontbreekt == "niet bekend per gemeente; het gaat over de hele regio"
    assert figure.herkomst == ()


def test_a_table_and_its_note_say_that_it_is_not_known_of_a_part(
    regio: model.Monitor, deel: Callable[[str], model.Monitor]
) -> None:
    noot = "Wat hier niet bekend is, is niet bekend per gemeente: de export gaat over de hele regio."
    assert [cel(regio, "Van hier", 0, at) for at in (0, 1)] == ["80", "8"]
    assert [cel(deel("cadijk"), "Van hier", 0, at) for at in (0, 1)] == ["10", "niet bekend"]
    notes = {
        blok.tabel.titel: blok.tabel.noten
        for blok in deel("cadijk").paginas[0].blokken
        if isinstance(blok, model.Tabelblok | model.Grafiek)
    }
    assert notes["Van hier"] == (noot,)
    assert [titel for titel, noten in notes.items() if noot in noten] == ["Van hier"]


def test_a_figure_of_the_region_is_marked_as_one(regio: model.Monitor, deel: Callable[[str], model.Monitor]) -> None:
    own, whole = deel("aldorp").indicator("aanvragen_regio"), regio.indicator("aanvragen_regio")
    assert (own.waarde, own.naam) == (80, "Aanvragen in de regio (hele regio)")
    assert (whole.waarde, whole.naam) == (80, "Aanvragen in de regio")
    assert deel("aldorp").indicator("landelijk").naam == "Afgewezen in Nederland"
    assert deel("aldorp").indicator("landelijk").waarde == 0.3


def test_parts_side_by_side_have_the_region_as_their_total(
    regio: model.Monitor, deel: Callable[[str], model.Monitor]
) -> None:
    for monitor in (regio, deel("bestede")):
        assert [cel(monitor, "Naast elkaar", at) for at in range(4)] == ["50", "20", "10", "80"]
        assert [cel(monitor, "Per gemeente", at) for at in range(4)] == ["50", "20", "10", "80"]


def test_a_chart_is_about_the_part(regio: model.Monitor, deel: Callable[[str], model.Monitor]) -> None:
    assert [cel(regio, "Besluiten", at) for at in range(3)] == ["51", "29", "80"]
    assert [cel(deel("bestede"), "Besluiten", at) for at in range(3)] == ["14", "6", "20"]


# Norms


def test_a_share_has_the_norm_of_the_region_and_a_number_only_its_own(
    regio: model.Monitor, deel: Callable[[str], model.Monitor]
) -> None:
    def norms(naam: str) -> list[float | int | None]:
        return [monitor.indicator(naam).norm for monitor in (regio, *map(deel, LEDEN))]

    assert norms("quote") == [0.35, 0.35, 0.35, 0.35]
    assert norms("instroom") == [50, 20, None, None]
    assert norms("aanvragen_regio") == [100, 100, 100, 100]
    assert [deel(lid).indicator("quote").oordeel for lid in LEDEN] == ["groen", "rood", "rood"]


def test_what_must_be_beaten_may_be_a_figure_that_no_part_has(deel: Callable[[str], model.Monitor]) -> None:
    figure = deel("aldorp").indicator("quote_landelijk")
    assert (figure.norm, figure.oordeel) == (0.3, "groen")


# Head, pages and texts


def test_the_head_names_the_part_and_the_region(regio: model.Monitor, deel: Callable[[str], model.Monitor]) -> None:
    kop = deel("aldorp").programma
    assert (kop.gemeente, kop.regio, kop.lid, kop.wie) == (
        "Aldorp",
        "Regio Noord",
        "aldorp",
        "Gemeente Aldorp, Regio Noord",
    )
    assert kop.titel == "Monitor 2020 van Aldorp in Regio Noord"
    assert (regio.programma.wie, regio.programma.lid) == ("Regio Noord", "")
    assert regio.programma.titel == "Monitor 2020 van Regio Noord in Regio Noord"


def test_pages_can_be_for_the_region_or_for_its_parts(
    regio: model.Monitor, deel: Callable[[str], model.Monitor]
) -> None:
    assert [pagina.id for pagina in regio.paginas] == ["kort", "samen"]
    assert [pagina.id for pagina in deel("cadijk").paginas] == ["kort", "eigen"]
    assert regio.paginas[0].kop == "Regio Noord had 80 aanvragen"
    assert deel("cadijk").paginas[0].kop == "Cadijk had 10 aanvragen"


def tekst(monitor: model.Monitor) -> str:
    return next(blok.markdown for blok in monitor.paginas[0].blokken if isinstance(blok, model.Tekst)).strip()


def test_a_text_of_its_own_goes_before_the_shared_one(
    regio: model.Monitor, deel: Callable[[str], model.Monitor]
) -> None:
    assert tekst(regio) == "In Regio Noord (Regio Noord) waren 80 aanvragen."
    assert tekst(deel("bestede")) == "In Bestede (Regio Noord) waren 20 aanvragen."
    assert tekst(deel("aldorp")) == "Aldorp zelf telde 50 aanvragen."


def test_texts_of_the_pages_of_others_are_not_called_unused(
    regio: model.Monitor, deel: Callable[[str], model.Monitor]
) -> None:
    codes = {m.code for monitor in (regio, *map(deel, LEDEN)) for m in monitor.meldingen}
    assert not {"tekst-ongebruikt", "tekst-ontbreekt"} & codes


def test_a_register_shows_a_part_its_own_rows_and_those_of_all(
    regio: model.Monitor, deel: Callable[[str], model.Monitor]
) -> None:
    def rows(monitor: model.Monitor) -> tuple[list[str], tuple[str, ...]]:
        tabel = next(
            blok.tabel
            for blok in monitor.paginas[0].blokken
            if isinstance(blok, model.Tabelblok) and blok.tabel.titel == "Afspraken"
        )
        return [rij.naam for rij in tabel.rijen], tabel.noten

    assert rows(regio) == (["Spreekuur", "Bus", "Overleg"], ())
    assert rows(deel("aldorp")) == (["Spreekuur", "Overleg"], ("Regels zonder gemeente gaan over de hele regio.",))
    assert rows(deel("bestede")) == (["Overleg"], ("Deze tabel gaat over de hele regio.",))


# Names


@pytest.mark.parametrize("naam", ["bestede", "BESTEDE", " gem.  bestede ", "Bestede"])
def test_a_part_is_found_by_id_or_caption(naam: str, gebouwd: Path) -> None:
    assert vind_lid(load_programma(gebouwd), naam) == "bestede"


def test_a_slip_of_the_pen_gets_the_nearest(gebouwd: Path) -> None:
    with pytest.raises(UsageError, match="Bedoelt u 'Bestede'") as caught:
        vind_lid(load_programma(gebouwd), "Besteede")
    assert str(caught.value) == (
        "'Besteede' is geen gemeente van Regio Noord. Bedoelt u 'Bestede'? Kies uit Aldorp, Bestede, Cadijk."
    )


def test_without_parts_that_is_said(werkmap: Path) -> None:
    vervang(werkmap / "werkmonitor.toml", 'deelgebied = "gemeente"\n', "")
    vervang(werkmap / "werkmonitor.toml", " in {{ regio }}", "")
    own = '  { vanaf = 2019, waarde = 20, deelgebied = "aldorp", bron = "Raad van Aldorp" },\n'
    vervang(werkmap / "declaratie" / "indicatoren.toml", own, "")
    with pytest.raises(UsageError, match=r"heeft geen deelgebieden.*deelgebied = \"gemeente\""):
        maak(werkmap, "Aldorp")
    with pytest.raises(UsageError, match="heeft geen deelgebieden"):
        build_alle(Opdracht(periode=JAAR, werkmap=werkmap), _stil)


def test_without_parts_a_municipality_has_no_region() -> None:
    kop = model.Kop(
        naam="", gemeente="Ergens", titel="", ondertitel="", voor="", versie="", periode_naam="", vorig_jaar_naam="",
        brondatum="", editie="", voorbeeld=False, werkmonitor="",
    )  # fmt: skip
    assert kop.wie == "Gemeente Ergens"


# The declaration


@pytest.mark.parametrize(
    ("old", "new", "wat", "doen"),
    [
        ('deelgebied = "gemeente"', 'deelgebied = "wijk"', "'wijk' is geen dimensie met leden.", "Noem een"),
        ('aldorp = "Aldorp"', '"../x" = "Aldorp"', "'../x' kan geen naam van een map zijn", "kleine letters"),
        ('aldorp = "Aldorp"', 'con = "Aldorp"', "'con' kan geen naam van een map zijn", "kleine letters"),
    ],
)
def test_a_fault_in_the_parts_is_told(werkmap: Path, old: str, new: str, wat: str, doen: str) -> None:
    vervang(werkmap / "werkmonitor.toml", old, new)
    with pytest.raises(InputError) as caught:
        load_programma(werkmap)
    found = [finding for finding in caught.value.findings if finding.wat.startswith(wat)]
    assert [finding.code for finding in found] == ["declaratie-deelgebied"]
    assert doen in found[0].doen


def test_a_norm_for_a_part_that_is_not_there_gets_the_nearest(werkmap: Path) -> None:
    vervang(werkmap / "declaratie" / "indicatoren.toml", 'deelgebied = "aldorp"', 'deelgebied = "aldrop"')
    with pytest.raises(InputError) as caught:
        load_programma(werkmap)
    assert [(f.wat, f.doen) for f in caught.value.findings] == [
        ("'aldrop' is geen bekend deelgebied.", "Bedoelt u 'aldorp'?")
    ]


def test_a_figure_that_rests_on_the_region_alone_must_say_so(werkmap: Path) -> None:
    declared = werkmap / "declaratie" / "indicatoren.toml"
    vervang(declared, "som(aanvragen) / uitkomst('aanvragen_regio')", "100 / uitkomst('aanvragen_regio')")
    with pytest.raises(InputError) as caught:
        maak(werkmap)
    assert [finding.code for finding in caught.value.findings if finding.code != "formule"] == ["gebied-ontbreekt"]


# One build


def test_each_has_a_folder_and_a_record_of_its_own(werkmap: Path) -> None:
    uit = werkmap / "uitvoer" / "2020"
    assert maak(werkmap).map == str(uit)
    assert maak(werkmap, "Aldorp").map == str(uit / "aldorp")
    assert [maak(werkmap, who).ongewijzigd for who in (None, "aldorp", "bestede")] == [True, True, False]
    assert lees(uit).programma.lid == ""
    assert lees(uit / "aldorp").programma.lid == "aldorp"
    vervang(werkmap / "teksten" / "2020" / "aldorp" / "kort.md", "telde", "had")
    assert [maak(werkmap, who).ongewijzigd for who in (None, "aldorp", "bestede")] == [True, False, True]


def test_in_a_chosen_folder_a_part_has_its_own_too(werkmap: Path, tmp_path: Path) -> None:
    maak(werkmap, uit=tmp_path / "uit")
    assert maak(werkmap, "cadijk", uit=tmp_path / "uit").map == str(tmp_path / "uit" / "cadijk")
    assert [lees(folder).programma.lid for folder in (tmp_path / "uit", tmp_path / "uit" / "cadijk")] == ["", "cadijk"]


# All of them


def alle(capsys: pytest.CaptureFixture[str], werkmap: Path, *options: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = cli.run(["build", "2020", "--alle", "--werkmap", str(werkmap), *options])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def test_one_build_gives_the_same_bytes_as_all(gebouwd: Path, werkmap: Path) -> None:
    maak(werkmap)
    maak(werkmap, "Bestede")
    for map_ in (Path("2020"), Path("2020/bestede")):
        assert bytes_of(werkmap / "uitvoer" / map_) == bytes_of(gebouwd / "uitvoer" / map_) != {}


def test_the_summary_is_a_table_and_repeating_makes_nothing_again(
    capsys: pytest.CaptureFixture[str], werkmap: Path
) -> None:
    code, out, _ = alle(capsys, werkmap)
    assert code == 0
    assert out.splitlines() == [
        f"Monitors van 2020 in {werkmap / 'uitvoer' / '2020'}:",
        "  Regio Noord  .         gemaakt",
        "  Aldorp       aldorp/   gemaakt, 1 waarschuwing",
        "  Bestede      bestede/  gemaakt, 2 waarschuwingen",
        "  Cadijk       cadijk/   gemaakt, 2 waarschuwingen",
        "4 gemaakt, 0 niets veranderd, 0 niet gemaakt.",
    ]
    shutil.rmtree(werkmap / "uitvoer" / "2020" / "cadijk")
    before = bytes_of(werkmap / "uitvoer" / "2020" / "aldorp")
    code, out, err = alle(capsys, werkmap)
    assert (code, err) == (0, "")
    assert [line.split("  ")[-1].strip() for line in out.splitlines()[1:-1]] == [
        *["niets veranderd"] * 3,
        "gemaakt, 2 waarschuwingen",
    ]
    assert bytes_of(werkmap / "uitvoer" / "2020" / "aldorp") == before
    assert alle(capsys, werkmap, "--forceer")[1].endswith("4 gemaakt, 0 niets veranderd, 0 niet gemaakt.\n")


def test_a_fault_in_one_stops_only_that_one(capsys: pytest.CaptureFixture[str], werkmap: Path) -> None:
    (werkmap / "teksten" / "2020" / "bestede").mkdir()
    (werkmap / "teksten" / "2020" / "bestede" / "kort.md").write_text("{{ onzin }}", encoding="utf-8")
    code, out, err = alle(capsys, werkmap)
    assert code == 3
    assert "  Bestede      bestede/  niet gemaakt (code 3)\n" in out
    assert out.endswith("3 gemaakt, 0 niets veranderd, 1 niet gemaakt.\n")
    assert "Bestede:" in err
    assert "'onzin' is geen bekend cijfer." in err.replace("\n", " ")
    uit = werkmap / "uitvoer" / "2020"
    assert sorted(path.name for path in uit.iterdir() if path.name[0] != ".") == [
        "aldorp",
        "cadijk",
        "monitor-2020.json",
    ]


def test_an_output_that_cannot_be_written_stops_only_that_one(
    capsys: pytest.CaptureFixture[str], werkmap: Path
) -> None:
    uit = werkmap / "uitvoer" / "2020"
    uit.mkdir(parents=True)
    (uit / "cadijk").write_text("een bestand in de weg", encoding="utf-8")
    code, out, err = alle(capsys, werkmap, "--json")
    report = json.loads(out)
    assert (code, err) == (4, "")
    assert [(o["lid"], o["resultaat"], o["code"]) for o in report["onderdelen"]] == [
        ("", "gemaakt", 0), ("aldorp", "gemaakt", 0), ("bestede", "gemaakt", 0), ("cadijk", "mislukt", 4),
    ]  # fmt: skip
    assert "kan niet geschreven worden" in report["onderdelen"][3]["fout"]
    assert report["onderdelen"][1]["verslag"]["cijfers"] == 10


def test_the_same_fault_in_all_is_told_once(capsys: pytest.CaptureFixture[str], werkmap: Path) -> None:
    vervang(werkmap / "exports" / "2020" / "klachten.csv", ";8", ";acht")
    code, out, err = alle(capsys, werkmap)
    assert (code, err.count("geen-getal"), err.count("klachten.csv")) == (3, 0, 1)
    assert "Regio Noord, Aldorp, Bestede en Cadijk:" in err
    assert out.endswith("0 gemaakt, 0 niets veranderd, 4 niet gemaakt.\n")


def test_nothing_is_written_on_a_dry_run(capsys: pytest.CaptureFixture[str], werkmap: Path) -> None:
    code, out, _ = alle(capsys, werkmap, "--droog")
    assert code == 0
    assert out.count("zou gemaakt worden") == 4
    assert not (werkmap / "uitvoer").exists()


def test_only_a_text_changed_needs_no_exports(
    capsys: pytest.CaptureFixture[str], werkmap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alle(capsys, werkmap)
    vervang(werkmap / "teksten" / "2020" / "kort.md", "waren", "kwamen")
    monkeypatch.setattr("werkmonitor.tasks.regio.lees", None)
    code, out, _ = alle(capsys, werkmap)
    assert (code, out.splitlines()[-1]) == (0, "3 gemaakt, 1 niets veranderd, 0 niet gemaakt.")


def test_all_and_one_do_not_go_together(capsys: pytest.CaptureFixture[str], werkmap: Path) -> None:
    code, out, err = alle(capsys, werkmap, "--gemeente", "Aldorp")
    assert (code, out, err) == (2, "", "--gemeente en --alle gaan niet samen; kies er een.\n")


def test_a_name_that_is_empty_or_unknown_is_wrong_use(capsys: pytest.CaptureFixture[str], werkmap: Path) -> None:
    for naam, zin in (
        (" ", "--gemeente is leeg"),
        ("Besteede", "'Besteede' is geen gemeente van Regio Noord. Bedoelt u"),
    ):
        code = cli.run(["build", "2020", "--gemeente", naam, "--werkmap", str(werkmap)])
        captured = capsys.readouterr()
        assert (code, captured.out) == (2, "")
        assert captured.err.replace("\n", " ").startswith(zin)


def test_the_result_of_one_names_it(capsys: pytest.CaptureFixture[str], werkmap: Path) -> None:
    for zin in (
        "Monitor 2020 van Aldorp: 10 cijfers (2 zonder waarde)",
        "Er is niets veranderd sinds de vorige keer. De monitor 2020 van Aldorp",
    ):
        assert cli.run(["build", "2020", "--gemeente", "aldorp", "--werkmap", str(werkmap), "--formaat", "json"]) == 0
        assert capsys.readouterr().out.replace("\n", " ").startswith(zin)


def test_how_the_exports_changed_is_told_once_for_all(capsys: pytest.CaptureFixture[str], werkmap: Path) -> None:
    alle(capsys, werkmap)
    for jaar in ("2019", "2020"):
        vervang(werkmap / "exports" / jaar / "reden.csv", "verhuizing", "verhuisd")
    _, _, err = alle(capsys, werkmap)
    assert err.count("verhuisd") == 1
    assert "reden.csv" in err


# In a process of its own


COMMAND = [sys.executable, "-m", "werkmonitor", "build", "2020", "--alle"]
SET = {f"monitor-2020{end}" for formaat in ("html", "json", "csv") for end in FORMATEN[formaat]}


def sets(uit: Path) -> list[set[str]]:
    """Return which files stand in the folder of each monitor, also what was left behind while writing."""
    left = {".werkmonitor", *LEDEN}
    return [{path.name for path in uit.glob(f"{lid}/*")} - left for lid in (".", *LEDEN)]


@pytest.mark.traag
@pytest.mark.parametrize("group", [True, False])
def test_an_interruption_leaves_whole_sets_and_can_be_repeated(werkmap: Path, gebouwd: Path, *, group: bool) -> None:
    """As Ctrl-C in a terminal, which reaches every process, and as a signal to the first one only."""
    command = [*COMMAND, "--werkmap", str(werkmap), "--formaat", "html,json,csv"]
    uit = werkmap / "uitvoer" / "2020"
    process = subprocess.Popen(  # noqa: S603 - our own command
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    while not any(sets(uit)) and process.poll() is None:
        time.sleep(0.002)
    (os.killpg if group else os.kill)(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode in {0, 2}, err  # 0 when it was too late
    assert [found for found in sets(uit) if found not in (set(), SET)] == []
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)  # nobody of the group is left
    again = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)  # noqa: S603
    assert sets(uit) == [SET] * 4
    assert again.stdout.splitlines()[-1].endswith(", 0 niet gemaakt.")
    for map_ in (".", *LEDEN):
        name = f"{map_}/monitor-2020.json"
        assert (uit / name).read_bytes() == (gebouwd / "uitvoer" / "2020" / name).read_bytes()
    assert ("Afgebroken." in err) == (process.returncode == 2), out


@pytest.mark.traag
def test_processes_that_share_nothing_make_the_same(
    werkmap: Path, gebouwd: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("werkmonitor.tasks.processen.methode", lambda: "spawn")
    monkeypatch.setattr("werkmonitor.tasks.regio.methode", lambda: "spawn")
    verslag = build_alle(Opdracht(periode=JAAR, werkmap=werkmap), _stil)
    assert [onderdeel.resultaat for onderdeel in verslag.onderdelen] == ["gemaakt"] * 4
    for map_ in ("2020", "2020/bestede"):
        assert bytes_of(werkmap / "uitvoer" / map_) == bytes_of(gebouwd / "uitvoer" / map_)
