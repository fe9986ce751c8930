"""The command ``check``: everything of a period in one pass, for people and for programs, and nothing written."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from hulp import kopie, momentopname, verslag, vervang_in_csv, werkmonitor, zet_cel
from werk_voorbeeld import maak_werkmap, vervang
from werkmonitor import resources
from werkmonitor.bronnen.meldingen.melder import MEEST, begrens
from werkmonitor.cli import app as cli
from werkmonitor.cli.check_tekst import BREEDTE, regels, slotregel
from werkmonitor.files.werkmap import VARIABELE
from werkmonitor.findings import ERNST_VOLGORDE, Finding, InputError, Location
from werkmonitor.periode import Periode
from werkmonitor.programma.load import load_programma
from werkmonitor.tasks.build import Opdracht, build
from werkmonitor.tasks.check import Controleopdracht, Controleverslag, check
from wijzigingen_voorbeeld import AANVRAGEN, BIJSTAND, DOORVAL, UITSTROOM

GEPUBLICEERD = ("exports/2021/Handhaving", "exports/2021/Team en projecten")
"""Exports of the example whose printed totals do not add up."""
KORT = "Noot;;\nJaar;Besluit;Aantal\n2021;afgewezen;veel\n2021;toegekend;64\n2021;toegekend;65\n"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elders").mkdir()
    monkeypatch.chdir(tmp_path / "elders")
    monkeypatch.delenv(VARIABELE, raising=False)


@pytest.fixture
def klein(tmp_path: Path) -> Path:
    """A small werkmap in which only a text is missing an explanation."""
    return maak_werkmap(tmp_path / "werkmap")


def gecontroleerd(werkmap: Path, periode: str | None = "2021") -> Controleverslag:
    wanted = Periode.parse(periode) if periode else None
    return check(Controleopdracht(periode=wanted, werkmap=werkmap), lambda _: None)


def codes(werkmap: Path) -> list[str]:
    return [melding.code for melding in gecontroleerd(werkmap).meldingen]


def command(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    capsys.readouterr()
    code = cli.run(["check", *map(str, arguments)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


# ---------------------------------------------------------------- the example


VOORBEELD = ("0 fouten, 9 waarschuwingen, 9 opmerkingen", "totaal-wijkt-af controle-wijkt-af")
"""What the published tables of the example have wrong, after the reasons that some of it was accepted for."""


@pytest.mark.traag
def test_check_tells_what_the_published_tables_have_wrong_and_writes_nothing(tmp_path: Path) -> None:
    werkmap = kopie(tmp_path)
    before = momentopname(tmp_path)
    done = werkmonitor("check", "--werkmap", werkmap, map_=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == f"2021: {VOORBEELD[0]}."
    assert momentopname(tmp_path) == before


@pytest.mark.traag
def test_without_a_werkmap_the_example_is_checked_and_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = command(capsys)
    assert (code, out.splitlines()[-1]) == (0, f"2021: {VOORBEELD[0]}.")
    assert err.startswith("Dit is het voorbeeld dat bij werkmonitor hoort.")


@pytest.mark.traag
@pytest.mark.parametrize("jaar", ["2020", "2021"])
def test_each_year_of_the_example_has_only_these_faults(jaar: str) -> None:
    meldingen = gecontroleerd(resources.voorbeeld(), jaar).meldingen
    assert {melding.code for melding in meldingen if melding.ernst != "info"} == set(VOORBEELD[1].split())
    assert {melding.code for melding in meldingen if melding.ernst == "info"} == {
        "klassen-sluiten-niet",
        "zelfde-begrip",
    }


@pytest.mark.traag
def test_charts_pdf_and_pandas_are_not_needed() -> None:
    code = (
        "import sys\nfrom werkmonitor.tasks.check import Controleopdracht, check\n"
        "check(Controleopdracht(), lambda _: None)\n"
        "print(sorted({'pandas', 'matplotlib', 'weasyprint', 'jinja2', 'xlsxwriter', 'openpyxl'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)  # noqa: S603 - our own module
    assert done.stdout == "[]\n"


def test_a_changed_cell_is_seen_by_every_control_that_it_contradicts(tmp_path: Path) -> None:
    werkmap = kopie(tmp_path, kern=True)
    exports = werkmap / "exports" / "2021"
    zet_cel(exports / BIJSTAND, "B9", 300)
    zet_cel(exports / UITSTROOM, "E2", -1)
    zet_cel(exports / UITSTROOM, "E3", 1.5)
    zet_cel(exports / AANVRAGEN, "D55", 1)
    vervang_in_csv(exports / DOORVAL, "2021\t2021/05\t4\n", "")
    found = gecontroleerd(werkmap)
    by_code: dict[str, list[Finding]] = {}
    for melding in found.meldingen:
        by_code.setdefault(melding.code, []).append(melding)
    totals = {str(f.vindplaats) for f in by_code["totaal-wijkt-af"]}
    assert {place for place in totals if not place.startswith(GEPUBLICEERD)} == {
        f"exports/2021/{AANVRAGEN} › Pagina1_1 › D55",
        f"exports/2021/{BIJSTAND} › Pagina1_1 › E9",
        f"exports/2021/{UITSTROOM} › page › F9",
    }
    assert [f.wat for f in by_code["vreemd-getal"]] == ["Dit aantal is negatief.", "Dit aantal is geen heel getal."]
    assert [f.wat for f in by_code["tijd-ontbreekt"]] == ["Van doorval_ww ontbreekt mei 2021."]
    assert [f.vindplaats.cel for f in by_code["uitschieter"] if f.vindplaats] == ["B9", "E2"]
    (balans,) = by_code["balans-rest"]
    assert "juni 2021" in balans.wat
    assert "Raakt: Uitkeringen" in balans.gevolg
    assert found.telling["fout"] == 0
    assert found.faalt("waarschuwing")


# ---------------------------------------------------------------- the report


def test_all_kinds_of_findings_come_at_once_the_gravest_first(klein: Path) -> None:
    exports = klein / "exports" / "2021"
    (exports / "poort.csv").write_text(KORT, encoding="utf-8")
    (exports / "~$poort.csv").write_bytes(b"x")
    (exports / "los.csv").write_text("a;b\n", encoding="utf-8")
    vervang(klein / "teksten" / "2021" / "kort.md", "{{ quote }}", "{{ qoute }}")
    found = gecontroleerd(klein).meldingen
    ranks = [ERNST_VOLGORDE.index(melding.ernst) for melding in found]
    assert ranks == sorted(ranks, reverse=True)
    assert {"geen-getal", "dubbel-feit", "tekst-onbekend", "bestand-open", "bestand-ongebruikt"} <= set(codes(klein))


def test_a_text_that_is_no_text_is_one_finding_among_the_others(klein: Path) -> None:
    (klein / "teksten" / "2021" / "kort.md").write_bytes(b"De quote is \xe9\xe9n.")
    (klein / "exports" / "2021" / "poort.csv").write_text(KORT, encoding="utf-8")
    assert {"tekst-tekens", "geen-getal"} <= set(codes(klein))


def test_the_report_is_grouped_by_file_and_fits_80_columns(klein: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (klein / "exports" / "2021" / "poort.csv").write_text(KORT, encoding="utf-8")
    code, out, err = command(capsys, "2021", "--werkmap", klein)
    lines = out.splitlines()
    assert (code, err) == (1, "")
    assert max(map(len, lines)) <= BREEDTE
    assert lines[0] == "exports/2021/poort.csv"
    assert lines[1] == "  fout, C3 [geen-getal]"
    assert lines[2] == "    Geen getal: 'veel' is geen Nederlands getal."
    assert "      aantal (" not in out
    assert any(line.startswith("    Doen: Betekent het dat er geen waarde is") for line in lines)
    assert "  fout, C5 [dubbel-feit]" in lines
    assert lines.count("exports/2021/poort.csv") == 1
    assert "Raakt: Poortwachtersquote en Aanvragen." in " ".join(line.strip() for line in lines)
    assert lines[-1].startswith("2021: 2 fouten, ")
    assert "\n\n\n" not in out


def test_a_formula_keeps_its_pointer_and_the_exports_are_checked_all_the_same(
    klein: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vervang(klein / "declaratie" / "indicatoren.toml", 'formule = "som(aanvragen)"', 'formule = "som(aanvrgen)"')
    (klein / "exports" / "2021" / "poort.csv").write_text(KORT, encoding="utf-8")
    code, out, _ = command(capsys, "2021", "--werkmap", klein)
    assert code == 3
    assert "\n    som(aanvrgen)\n        ^\n" in out
    assert "[geen-getal]" in out


def test_a_declaration_that_cannot_be_used_gives_all_its_faults(
    klein: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vervang(klein / "werkmonitor.toml", 'vorm = "lijst"', 'vrom = "lijst"')
    code, out, _ = command(capsys, "--werkmap", klein, "--json")
    assert code == 3
    found = json.loads(out)
    assert found["telling"]["fout"] == len(found["meldingen"]) > 0
    assert found["meldingen"][0]["vindplaats"]["bestand"] == "werkmonitor.toml"
    assert isinstance(found["meldingen"][0]["vindplaats"]["regel"], int)


def test_the_json_has_every_key_of_the_contract(klein: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (klein / "exports" / "2021" / "poort.csv").write_text(KORT, encoding="utf-8")
    code, out, err = command(capsys, "2021", "--werkmap", klein, "--json")
    found = json.loads(out)
    assert (code, err) == (1, "")
    assert list(found) == ["periode", "werkmap", "meldingen", "telling", "leesbaarheid"]
    assert (found["periode"], found["werkmap"]) == ("2021", str(klein))
    assert list(found["telling"]) == ["fout", "waarschuwing", "info"]
    assert sum(found["telling"].values()) == len(found["meldingen"])
    for melding in found["meldingen"]:
        assert list(melding) == ["code", "ernst", "wat", "vindplaats", "gevolg", "doen"]
        assert list(melding["vindplaats"]) == ["bestand", "blad", "cel", "regel"]
    assert found["meldingen"][0]["vindplaats"] == {
        "bestand": "exports/2021/poort.csv",
        "blad": None,
        "cel": "C3",
        "regel": None,
    }


# ---------------------------------------------------------------- options


@pytest.mark.parametrize(("grens", "code"), [((), 0), (("--faal-bij", "fout"), 0), (("--faal-bij", "waarschuwing"), 1)])
def test_warnings_fail_only_when_that_is_asked(
    klein: Path, capsys: pytest.CaptureFixture[str], grens: tuple[str, ...], code: int
) -> None:
    assert codes(klein) == ["toelichting-ontbreekt"]
    done = command(capsys, "2021", "--werkmap", klein, *grens)
    assert done[0] == code
    assert done[1].splitlines()[-1] == "2021: 0 fouten, 1 waarschuwing, 0 opmerkingen."


def test_wrong_use_is_told(klein: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = command(capsys, "--faal-bij", "info", "--werkmap", klein)
    assert (code, out, err) == (2, "", "'info' is geen ernst. Kies uit waarschuwing, fout.\n")
    assert command(capsys, "21", "--werkmap", klein)[0] == 2


def test_without_a_period_the_newest_delivery_is_checked(klein: Path) -> None:
    for naam in ("2021-H2", "2021-12", "oud", "2021-K1"):
        (klein / "exports" / naam).mkdir()
    (klein / "exports" / "2023").write_text("geen map", encoding="utf-8")
    assert gecontroleerd(klein, None).periode == "2021"
    (klein / "exports" / "2022-01").mkdir()
    assert gecontroleerd(klein, None).periode == "2022-01"


def test_a_period_that_is_read_from_a_longer_delivery_says_so(klein: Path) -> None:
    (told,) = (melding for melding in gecontroleerd(klein, "2021-H1").meldingen if melding.code == "levering-langer")
    assert (told.ernst, str(told.vindplaats)) == ("info", "exports/2021")
    assert told.wat == "2021-H1 heeft geen eigen map met exports, en wordt gelezen uit de levering 2021."
    with pytest.raises(InputError, match="Voor 2019-H1 is er geen map met exports"):
        gecontroleerd(klein, "2019-H1")


def test_a_werkmap_without_deliveries_says_so(tmp_path: Path, klein: Path) -> None:
    (klein / "exports").rename(tmp_path / "weg")
    with pytest.raises(InputError, match="staat nog geen map van een periode"):
        gecontroleerd(klein, None)


@pytest.mark.traag
def test_copies_with_remarks_are_made_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    werkmap = kopie(tmp_path, kern=True)
    zet_cel(werkmap / "exports" / "2021" / BIJSTAND, "B9", "veel")
    code, out, _ = command(capsys, "--werkmap", werkmap, "--kopie", tmp_path / "kopie")
    assert code == 1
    made = [Path(line.strip()) for line in out.partition("Gemaakt:\n")[2].splitlines()]
    found = gecontroleerd(werkmap).meldingen
    open_ = [f.vindplaats for f in found if f.vindplaats and f.ernst != "info"]
    faulty = {Path(plek.bestand).name for plek in open_ if plek.bestand.endswith(".xlsx")}
    assert {path.name for path in made if path.suffix == ".xlsx"} == faulty
    assert BIJSTAND in faulty
    assert all(path.is_file() for path in made)


def test_an_accepted_warning_no_longer_fails(klein: Path) -> None:
    found = gecontroleerd(klein).meldingen[0]
    block = f'\n[[aanvaard]]\ncode = "{found.code}"\nplek = "*"\nreden = "bekend"\ntot = 2021\n'
    path = klein / "werkmonitor.toml"
    path.write_text(path.read_text(encoding="utf-8") + block, encoding="utf-8")
    assert [melding.ernst for melding in gecontroleerd(klein).meldingen] == ["info"]


# ---------------------------------------------------------------- the text by itself


def tekst(*meldingen: Finding, alles: bool = False) -> list[str]:
    verslag = Controleverslag(periode="2021", werkmap="w", voorbeeld=False, bruikbaar=True, meldingen=meldingen)
    return list(regels(verslag, alles=alles))


def test_findings_without_a_place_stand_under_a_heading_of_their_own() -> None:
    place = Location("b.csv", regel=3)
    lines = tekst(Finding("een", "fout", "Wat.", place), Finding("twee", "info", "Wat nog.", None, "Gevolg.", "Dit."))
    assert lines == [
        "b.csv",
        "  fout, regel 3 [een]",
        "    Wat.",
        "",
        "Algemeen",
        "  opmerking [twee]",
        "    Wat nog.",
        "    Gevolg.",
        "    Doen: Dit.",
        "",
        "2021: 1 fout, 0 waarschuwingen, 1 opmerking.",
    ]


def test_nothing_is_said_in_two_words() -> None:
    assert tekst() == ["2021: Niets gevonden."]
    report = Controleverslag(periode="2021", werkmap="w", voorbeeld=False, bruikbaar=True, meldingen=())
    assert (slotregel(report), report.faalt("info")) == ("Niets gevonden.", False)


# ---------------------------------------------------------------- since the last build


@pytest.mark.traag
def test_a_renamed_header_is_told_with_the_line_for_the_declaration(tmp_path: Path) -> None:
    werkmap = kopie(tmp_path, kern=True)
    verslag(werkmap)
    zet_cel(werkmap / "exports" / "2021" / AANVRAGEN, "D2", "Hoeveel")
    found = {melding.code: melding for melding in gecontroleerd(werkmap).meldingen}
    assert found["tabel-niet-gevonden"].ernst == "fout"
    assert found["kop-hernoemd"].wat == (
        "Kolom 'Aantal' stond bij de vorige monitor (2020) in D; bedoelt u 'Hoeveel' in D?"
    )
    assert found["kop-hernoemd"].doen.endswith(
        '[bron.maten.aanvragen] de regel met kolom door:\n  kolom = ["Aantal", "Hoeveel"]'
    )
    assert str(found["kop-hernoemd"].vindplaats).endswith("D2")


@pytest.mark.traag
def test_a_build_keeps_what_exports_look_like_without_their_numbers(tmp_path: Path) -> None:
    werkmap = kopie(tmp_path, kern=True)
    verslag(werkmap, "2020")
    kept = werkmap / ".werkmonitor" / "exports"
    assert {path.stem for path in kept.glob("*.json")} == {bron.id for bron in load_programma(werkmap).bron}
    text = (kept / "bijstand_maand.json").read_text(encoding="utf-8")
    assert "IOAW" in text
    assert "1228" not in text
    before = momentopname(kept)
    verslag(werkmap, "2020", forceer=True)
    assert momentopname(kept) == before


@pytest.mark.traag
def test_a_build_tells_what_changed_without_a_word_in_the_monitor(tmp_path: Path) -> None:
    werkmap = kopie(tmp_path, kern=True)
    first = verslag(werkmap, "2020")
    monitor = (werkmap / "uitvoer" / "2020" / "monitor-2020.json").read_bytes()
    vervang(werkmap / ".werkmonitor" / "exports" / "bijstand_maand.json", "IOAW", "Iets ouds")
    again = verslag(werkmap, "2020", forceer=True)
    new = [melding.code for melding in again.meldingen if melding not in first.meldingen]
    assert new == ["lid-nieuw", "lid-weg"]
    assert (werkmap / "uitvoer" / "2020" / "monitor-2020.json").read_bytes() == monitor


def test_a_dry_build_and_one_that_fails_keep_nothing(klein: Path) -> None:
    build(Opdracht(periode=Periode.parse("2021"), werkmap=klein, droog=True), lambda _: None)
    assert not (klein / ".werkmonitor").exists()
    (klein / "exports" / "2021" / "poort.csv").write_text(KORT, encoding="utf-8")
    with pytest.raises(InputError):
        verslag(klein)
    assert not (klein / ".werkmonitor").exists()


# ---------------------------------------------------------------- many of the same


def veel(aantal: int, meer: int = 0) -> list[Finding]:
    cells = [Finding("geen-getal", "fout", "Wat.", Location("b.csv", None, f"A{n}")) for n in range(1, aantal + 1)]
    return begrens(cells, "b.csv", aantal + meer)


def test_of_one_code_a_file_shows_the_first_few_and_how_many_there_are_more() -> None:
    lines = tekst(*veel(3))
    assert [line for line in lines if "geen-getal" in line] == [f"  fout, A{n} [geen-getal]" for n in (1, 2, 3)]
    other = Finding("geen-getal", "fout", "Wat.", Location("c.csv", None, "A1"))
    lines = tekst(*veel(MEEST, 40), other, Finding("geen-getal", "info", "Wat.", Location("b.csv")))
    assert [line for line in lines if "geen-getal" in line] == [
        "  fout, A1 [geen-getal]",
        "  fout, A2 [geen-getal]",
        "  fout, A3 [geen-getal]",
        "    En nog 87 keer [geen-getal] in dit bestand; --alles noemt ze apart.",
        "  opmerking [geen-getal]",
        "  fout, A1 [geen-getal]",
    ]
    assert lines[-1] == "2021: 91 fouten, 0 waarschuwingen, 1 opmerking."


def test_every_finding_is_shown_where_that_was_asked() -> None:
    lines = tekst(*veel(5), alles=True)
    assert [line for line in lines if "geen-getal" in line] == [f"  fout, A{n} [geen-getal]" for n in range(1, 6)]


def test_how_many_there_are_more_comes_after_those_that_are_told(klein: Path) -> None:
    rows = "".join(f"{jaar};afgewezen;x\n" for jaar in range(1900, 2000))
    (klein / "exports" / "2021" / "poort.csv").write_text(f"Jaar;Besluit;Aantal\n{rows}", encoding="utf-8")
    found = gecontroleerd(klein)
    faults = [finding for finding in found.meldingen if finding.ernst == "fout"]
    assert [finding.wat for finding in faults[-1:]] == ["Dit komt in dit bestand nog 50 keer voor."]
    assert found.telling["fout"] == 100


def test_a_line_to_copy_is_not_wrapped() -> None:
    line = f'  kolom = ["{"x" * 50}", "{"y" * 50}"]'
    assert f"    {line}" in tekst(Finding("een", "fout", "Wat.", None, "", f"Zet:\n{line}"))


def test_what_differs_from_the_delivery_before_is_told_alike_at_every_build(klein: Path) -> None:
    vervang(klein / "exports" / "2021" / "poort.csv", "toegekend", "ingetrokken")
    told = []
    for _ in range(2):
        made = verslag(klein, "2021", forceer=True).meldingen
        told.append(((klein / "uitvoer" / "2021" / "monitor-2021.json").read_bytes(), made))
        checked = [melding for melding in gecontroleerd(klein).meldingen if melding.code.startswith("lid-")]
        assert [melding.code for melding in checked] == ["lid-nieuw", "lid-weg"]
    assert told[0] == told[1]
    assert [melding.code for melding in told[0][1]].count("lid-nieuw") == 1
    assert b"lid-nieuw" in told[0][0]


def test_an_accepted_new_member_stays_accepted_after_a_build(klein: Path) -> None:
    vervang(klein / "exports" / "2021" / "poort.csv", "toegekend", "ingetrokken")
    block = '\n[[aanvaard]]\ncode = "lid-nieuw"\nplek = "*"\nreden = "bekend"\ntot = 2021\n'
    path = klein / "werkmonitor.toml"
    path.write_text(path.read_text(encoding="utf-8") + block, encoding="utf-8")
    verslag(klein, "2021")
    ernst = {melding.code: melding.ernst for melding in gecontroleerd(klein).meldingen}
    assert ernst["lid-nieuw"] == "info"
    assert "aanvaard-onnodig" not in ernst
