from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import hulp
from werk_voorbeeld import maak_werkmap, vervang
from werkmonitor.bronnen.levering.correcties import past, toont, uitleg
from werkmonitor.bronnen.levering.lezen import lees
from werkmonitor.bronnen.sheet import Foutcel, Opmaak, Waarde
from werkmonitor.findings import Finding, InputError
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Correctie
from werkmonitor.programma.load import load_programma
from werkmonitor.tasks.lezen import feiten_frame

ALLES = ("html", "xlsx", "csv", "json")
PAD = "exports/2021/poort.csv"
BOEK = "exports/2021/poort.xlsx"
Rijen = Sequence[Sequence[Any]]
TABEL: Rijen = (("Jaar", "Besluit", "Aantal"), (2021, "afgewezen", 36), (2021, "toegekend", 64))


@pytest.fixture
def werkmap(tmp_path: Path) -> Path:
    return maak_werkmap(tmp_path / "werk")


def corrigeer(werkmap: Path, **keys: object) -> None:
    """Add a correction to the declaration."""
    data: dict[str, object] = {
        "levering": 2021,
        "bestand": "poort.csv",
        "cel": "C2",
        "was": 36,
        "wordt": 40,
        "reden": "typefout in de bron",
        "wie": "beleid",
        "datum": date(2022, 2, 3),
    }
    lines = [f"{key} = {_toml(value)}" for key, value in (data | keys).items()]
    with (werkmap / "declaratie" / "correcties.toml").open("a", encoding="utf-8") as file:
        file.write("\n".join(["[[correctie]]", *lines, ""]))


def _toml(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)


def schrijf_boek(
    werkmap: Path, rijen: Rijen, percent: str = "", merge: str = "", bladen: Sequence[str] = ("Blad1",)
) -> None:
    """Replace the export of 2021 by a workbook, with one cell shown as a percentage or one merged area."""
    (werkmap / PAD).unlink()
    vervang(werkmap / "werkmonitor.toml", "poort*.csv", "poort*")
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    first.title = bladen[0]
    for rij in rijen:
        first.append(list(rij))
    for naam in bladen[1:]:
        book.create_sheet(naam)
    if percent:
        first[percent].number_format = "0.00%"
    if merge:
        first.merge_cells(merge)
    book.save(werkmap / BOEK)


def gelezen(werkmap: Path) -> dict[str, Fraction | None]:
    """Return the numbers that are read from the export of 2021, by cell."""
    feiten, findings = lees(load_programma(werkmap), werkmap, [Periode.parse("2021")])
    assert [f.code for f in findings] == ["gecorrigeerd"]
    (tabel,) = feiten.tabellen
    adressen = [tabel.adres(index) for index in range(len(tabel))]
    return {adres.cel: adres.waarde for adres in adressen}


def fouten(werkmap: Path) -> list[tuple[str, str]]:
    return [(f.code, str(f.vindplaats)) for f in hulp.fouten(werkmap)]


def een_fout(werkmap: Path) -> Finding:
    (fout,) = hulp.fouten(werkmap)
    return fout


def declaratiefout(werkmap: Path) -> Finding:
    with pytest.raises(InputError) as raised:
        load_programma(werkmap)
    (finding,) = raised.value.findings
    return finding


# ---------------------------------------------------------------- what a correction does


def test_a_corrected_cell_gives_another_figure_and_says_so_everywhere(werkmap: Path) -> None:
    before = (werkmap / PAD).read_bytes()
    corrigeer(werkmap)
    vervang(werkmap / "werkmonitor.toml", 'soort = "tekst"\ntekst = "kort"', 'soort = "bronnen"')
    with (werkmap / "werkmonitor.toml").open("a", encoding="utf-8") as file:
        file.write('[[pagina.blok]]\nsoort = "definities"\n')
    monitor = hulp.bouw(werkmap, formaten=ALLES)

    quote = monitor.indicator("quote")
    assert quote.exact == "5/13", "40 of 104 instead of 36 of 100"
    first, second = quote.herkomst[:2]
    assert first.correctie
    assert not second.correctie
    said = "was 36, gecorrigeerd naar 40: typefout in de bron (beleid, 3-2-2022)"
    assert first.correctie.weergave == said
    assert (first.correctie.was, first.correctie.wordt, first.correctie.datum) == ("36", "40", "2022-02-03")
    assert [(cell.cel, cell.waarde, cell.labels) for cell in monitor.correcties] == [
        ("C2", 40, ("aanvragen", "afgewezen"))
    ]
    melding = next(f for f in monitor.meldingen if f.code == "gecorrigeerd")
    assert (melding.ernst, str(melding.vindplaats)) == ("info", f"{PAD} › C2")
    assert said in melding.wat

    assert (werkmap / PAD).read_bytes() == before
    assert monitor.bronnen[0].sha256 == sha256(before).hexdigest()
    uit = werkmap / "uitvoer" / "2021"
    html = (uit / "monitor-2021.html").read_text(encoding="utf-8")
    assert "<h3>Correcties</h3>" in html
    assert f"{PAD} › C2: {said}" in html
    assert f"; C2 {said} <span" in html, "and in the origin of the figure"
    book = openpyxl.load_workbook(uit / "monitor-2021.xlsx")
    for naam in ("Cellen", "Correcties"):
        found = [row for row in book[naam].iter_rows(min_row=6, values_only=True) if said in row]
        assert found, naam
    assert '"correctie": {' in (uit / "monitor-2021.json").read_text(encoding="utf-8")


def test_without_corrections_nothing_speaks_of_them(werkmap: Path) -> None:
    vervang(werkmap / "werkmonitor.toml", 'soort = "tekst"\ntekst = "kort"', 'soort = "bronnen"')
    monitor = hulp.bouw(werkmap, formaten=ALLES)
    assert monitor.correcties == ()
    uit = werkmap / "uitvoer" / "2021"
    assert "Correcties" not in (uit / "monitor-2021.html").read_text(encoding="utf-8")
    assert "Correcties" not in openpyxl.load_workbook(uit / "monitor-2021.xlsx").sheetnames
    assert '"correctie"' not in (uit / "monitor-2021.json").read_text(encoding="utf-8")


def test_a_correction_makes_a_kept_build_anew(werkmap: Path) -> None:
    assert hulp.bouw(werkmap).indicator("quote").exact == "9/25"
    corrigeer(werkmap)
    assert hulp.bouw(werkmap).indicator("quote").exact == "5/13"


@pytest.mark.parametrize(
    ("staat", "was", "code"),
    [
        ("2.000", "2.000", "getal-dubbelzinnig"),
        ("/0", "/0", ""),
        ("", "", ""),
        ("Abc  def", "abc def", "geen-getal"),
    ],
)
def test_a_cell_that_cannot_be_read_can_be_corrected(werkmap: Path, staat: str, was: str, code: str) -> None:
    vervang(werkmap / PAD, ";36", f";{staat}")
    if code:
        assert fouten(werkmap) == [(code, f"{PAD} › C2")]
    corrigeer(werkmap, was=was)
    assert hulp.bouw(werkmap).indicator("quote").exact == "5/13"


def test_an_error_cell_of_a_workbook_can_be_corrected(werkmap: Path) -> None:
    schrijf_boek(werkmap, [["Jaar", "Besluit", "Aantal"], [2021, "afgewezen", "#DIV/0!"], [2021, "toegekend", 64]])
    assert fouten(werkmap) == [("foutcel", f"{BOEK} › Blad1 › C2")]
    corrigeer(werkmap, bestand="poort.xlsx", was="#DIV/0!", wordt=36)
    assert hulp.bouw(werkmap).indicator("quote").exact == "9/25"


def test_the_facts_of_an_analyst_are_the_corrected_ones(werkmap: Path) -> None:
    corrigeer(werkmap)
    frame = feiten_frame(werkmap, "2021")
    assert frame.loc[(frame.bestand == PAD) & (frame.cel == "C2"), "waarde"].tolist() == [40]


def test_a_percentage_says_how_it_is_meant(werkmap: Path) -> None:
    for file in ("werkmonitor.toml", "declaratie/indicatoren.toml"):
        vervang(werkmap / file, 'eenheid = "aantal"', 'eenheid = "aandeel"')
    schrijf_boek(werkmap, [["Jaar", "Besluit", "Aantal"], [2021, "afgewezen", 0.36], [2021, "toegekend", 0.5]], "C2")
    corrigeer(werkmap, bestand="poort.xlsx", was="36%", wordt=40)
    fout = een_fout(werkmap)
    assert (fout.code, str(fout.vindplaats)) == ("correctie-past-niet", f"{BOEK} › Blad1 › C2")
    assert 'wordt = "40%"' in fout.doen
    vervang(werkmap / "declaratie" / "correcties.toml", "wordt = 40", "wordt = '40%'")
    assert gelezen(werkmap) == {"C2": Fraction(2, 5), "C3": Fraction(1, 2)}
    vervang(werkmap / "declaratie" / "correcties.toml", "wordt = '40%'", "wordt = 0.45")
    assert gelezen(werkmap)["C2"] == Fraction(9, 20)


def test_a_number_that_is_there_already_is_not_kept_twice(werkmap: Path) -> None:
    schrijf_boek(werkmap, TABEL)
    corrigeer(werkmap, bestand="poort.xlsx", wordt=64)
    assert gelezen(werkmap) == {"C2": 64, "C3": 64}


def test_exact_decimals_stay_exact(werkmap: Path) -> None:
    vervang(werkmap / "werkmonitor.toml", 'eenheid = "aantal"', 'eenheid = "euro"')
    corrigeer(werkmap, wordt=Decimal("25293695.52"))
    assert gelezen(werkmap)["C2"] == Fraction("25293695.52")


# ---------------------------------------------------------------- what must fit


@pytest.mark.parametrize(
    ("was", "waarde", "opmaak"),
    [
        ("17", 17.0, ""),
        ("17,5", 17.5, ""),
        ("17.5", 17.5, ""),
        ("1.249", 1249.0, "geld"),
        ("€ 1.249,50", 1249.5, "geld"),
        ("1,249", 1.249, ""),
        ("0,3", 0.1 + 0.2, ""),
        ("36%", 0.36, "procent"),
        ("36,00 %", 0.36, "procent"),
        ("0,36", 0.36, "procent"),
        ("-3", -3.0, ""),
        ("", None, ""),
        (" 2.000", "2.000", ""),
        ("17,50", "17,5", ""),
        ("36%", "36%", ""),
        ("#DIV/0!", Foutcel("#DIV/0!"), ""),
        ("1-1-2021", date(2021, 1, 1), "datum"),
        ("waar", True, ""),
    ],
)
def test_what_stands_there_is_recognised(was: str, waarde: Waarde, opmaak: Opmaak) -> None:
    assert past(was, waarde, opmaak)
    assert past(toont(waarde, opmaak), waarde, opmaak), "what a message shows can be copied"


@pytest.mark.parametrize(
    ("was", "waarde", "opmaak"),
    [
        ("18", 17.0, ""),
        ("", 0.0, ""),
        ("0", None, ""),
        ("1.249", 1.249, ""),
        ("2000", "2.000", ""),
        ("36", 0.36, "procent"),
        ("36%", 0.36, ""),
        ("1", True, ""),
        ("", Foutcel("#N/A"), ""),
        ("nan", float("nan"), "procent"),
    ],
)
def test_anything_else_does_not_fit(was: str, waarde: Waarde, opmaak: Opmaak) -> None:
    assert not past(was, waarde, opmaak) or toont(waarde, opmaak) == was


def test_a_cell_that_changed_refuses_the_build_and_says_what_is_there(werkmap: Path) -> None:
    corrigeer(werkmap, was=17)
    fout = een_fout(werkmap)
    assert (fout.code, str(fout.vindplaats)) == ("correctie-past-niet", f"{PAD} › C2")
    assert "staat hier '17', maar er staat '36'" in fout.wat
    assert "declaratie/correcties.toml › regel 1" in fout.doen
    vervang(werkmap / PAD, ";36", ";")
    assert "maar er staat niets" in een_fout(werkmap).wat


def test_what_stands_beside_persons_is_not_quoted(werkmap: Path) -> None:
    text = "Jaar;Besluit;Aantal;Achternaam\n2021;afgewezen;36;Jansen\n2021;toegekend;64;Pietersen\n"
    (werkmap / PAD).write_text(text, encoding="utf-8")
    corrigeer(werkmap, cel="D2", was="x")
    found = hulp.fouten(werkmap)
    assert {f.code for f in found} == {"correctie-past-niet", "persoonsgegeven"}
    assert not any("Jansen" in str(f) for f in found)


@pytest.mark.parametrize(
    ("keys", "plek", "zin"),
    [
        ({"bestand": "port.csv"}, "declaratie/correcties.toml › regel 1", "Bedoelt u 'poort.csv'?"),
        ({"cel": "Z99"}, PAD, "loopt tot en met C3"),
        ({"blad": "Blad1"}, f"{PAD} › Blad1", "Laat 'blad' weg."),
    ],
)
def test_a_cell_that_is_not_there_is_a_fault(werkmap: Path, keys: dict[str, object], plek: str, zin: str) -> None:
    corrigeer(werkmap, **keys)
    fout = een_fout(werkmap)
    assert (fout.code, str(fout.vindplaats)) == ("correctie-zonder-cel", plek)
    assert zin in fout.doen


@pytest.mark.parametrize(
    ("blad", "zin"), [("Blad01", "Bedoelt u 'Blad1'?"), ("", "de bladen zijn 'Blad1', 'Leeg'."), ("Zzz", "Zet erbij")]
)
def test_a_sheet_is_named_where_there_are_more(werkmap: Path, blad: str, zin: str) -> None:
    schrijf_boek(werkmap, TABEL, bladen=("Blad1", "Leeg"))
    corrigeer(werkmap, bestand="poort.xlsx", blad=blad)
    assert zin in een_fout(werkmap).doen
    vervang(werkmap / "declaratie" / "correcties.toml", f"blad = '{blad}'", "blad = 'BLAD1'")
    assert hulp.bouw(werkmap).indicator("quote").exact == "5/13"


def test_an_empty_sheet_has_no_cell(werkmap: Path) -> None:
    schrijf_boek(werkmap, TABEL, bladen=("Blad1", "Leeg"))
    corrigeer(werkmap, bestand="poort.xlsx", blad="Leeg", was="")
    assert "Het blad is leeg." in een_fout(werkmap).doen


def test_a_merged_cell_is_named_by_its_first(werkmap: Path) -> None:
    schrijf_boek(werkmap, TABEL, merge="A2:A3")
    corrigeer(werkmap, bestand="poort.xlsx", cel="A3", was="")
    fout = een_fout(werkmap)
    assert (fout.code, fout.doen.split("?")[0]) == ("correctie-zonder-cel", "Bedoelt u 'A2'")


def test_two_corrections_of_one_cell_are_a_fault(werkmap: Path) -> None:
    corrigeer(werkmap)
    corrigeer(werkmap, bestand=PAD, was=40, wordt=41)
    assert fouten(werkmap) == [("correctie-dubbel", f"{PAD} › C2")]


def test_a_file_may_be_named_as_a_message_names_it(werkmap: Path) -> None:
    corrigeer(werkmap, bestand=r"Exports\2021\Poort.csv", cel="$c$2")
    assert hulp.bouw(werkmap).indicator("quote").exact == "5/13"


# ---------------------------------------------------------------- corrections that do nothing


def test_a_correction_that_no_figure_shows_is_a_warning(werkmap: Path) -> None:
    (werkmap / "exports/2021/los.csv").write_text("a\n1\n", encoding="utf-8")
    corrigeer(werkmap, levering=2012)
    corrigeer(werkmap, bestand="los.csv", cel="A2", was=1)
    found = [f for f in hulp.bouw(werkmap).meldingen if f.code == "correctie-ongebruikt"]
    assert {f.ernst for f in found} == {"waarschuwing"}
    assert sorted(f.wat for f in found) == [
        "Geen bron leest exports/2021/los.csv.",
        "Voor 2012 is er geen map met exports.",
    ]
    assert [str(f.vindplaats) for f in found] == [f"declaratie/correcties.toml › regel {n}" for n in (1, 10)]


def test_a_correction_of_a_delivery_that_is_not_read_waits(werkmap: Path) -> None:
    (werkmap / "exports/2012").mkdir()
    corrigeer(werkmap, levering=2012)
    assert not [f for f in hulp.bouw(werkmap).meldingen if f.code.startswith("correctie")]


def test_a_correction_of_a_copy_that_does_not_count_is_a_fault(werkmap: Path) -> None:
    (werkmap / "exports/2021/poort kopie.csv").write_bytes((werkmap / PAD).read_bytes())
    corrigeer(werkmap)
    fout = een_fout(werkmap)
    assert fout.code == "correctie-ongebruikt"
    assert "exports/2021/poort kopie.csv is hetzelfde bestand" in fout.wat


def test_a_correction_in_the_delivery_before_changes_the_comparison(werkmap: Path) -> None:
    corrigeer(werkmap, levering=2020, was=33, wordt=37)
    monitor = hulp.bouw(werkmap)
    vergelijking = monitor.indicator("quote").vergelijking
    assert vergelijking
    assert vergelijking.cijfer.exact == "37/104"
    assert monitor.sporen.cellen_van(vergelijking.cijfer.spoor)[0].correctie


def test_a_number_of_a_register_can_be_corrected(werkmap: Path) -> None:
    (werkmap / "exports/2021/lijst.csv").write_text("Naam;Bedrag\nEen;17\n", encoding="utf-8")
    with (werkmap / "werkmonitor.toml").open("a", encoding="utf-8") as file:
        file.write(
            '[[pagina.blok]]\nsoort = "register"\nbron = "lijst"\nvelden = { bedrag = "Bedrag" }\n'
            '[[bron]]\nid = "lijst"\ntitel = "Lijst"\nbestand = "lijst*"\nvorm = "register"\n'
            'velden = { naam = "Naam", bedrag = "Bedrag" }\n'
        )
    corrigeer(werkmap, bestand="lijst.csv", cel="B2", was=17, wordt=19)
    monitor = hulp.bouw(werkmap)
    assert not [f for f in monitor.meldingen if f.code.startswith("correctie")]
    (blok,) = [b for p in monitor.paginas for b in p.blokken if "Bedrag" in str(b)]
    assert "'19'" in str(blok)


# ---------------------------------------------------------------- the declaration


@pytest.mark.parametrize(
    ("keys", "zin"),
    [
        ({"wordt": "2.000"}, "'2.000' is geen getal"),
        ({"wordt": "veel"}, "'veel' is geen getal"),
        ({"wordt": "1234567890,123456"}, "heeft meer dan 15 cijfers"),
        ({"cel": "2C"}, "'2C' is geen cel; schrijf bijvoorbeeld F12"),
        ({"reden": ""}, "'reden' mag niet leeg zijn"),
        ({"wie": ""}, "'wie' mag niet leeg zijn"),
        ({"bestand": ""}, "'bestand' mag niet leeg zijn"),
        ({"datum": "morgen"}, "'datum' moet een datum zijn: 2022-02-03"),
        ({"levering": "2021-Q1"}, "'2021-Q1' is geen periode"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_the_declaration(werkmap: Path, keys: dict[str, object], zin: str) -> None:
    corrigeer(werkmap, **keys)
    finding = declaratiefout(werkmap)
    assert zin in finding.wat
    assert str(finding.vindplaats).startswith("declaratie/correcties.toml › regel ")


def test_numbers_of_the_declaration_are_kept_as_dutch_text(werkmap: Path) -> None:
    corrigeer(werkmap, was=Decimal("17.50"), wordt=Decimal("1E+3"))
    (correctie,) = load_programma(werkmap).correctie
    assert (correctie.was, correctie.wordt, correctie.levering) == ("17,50", "1000", Periode.parse("2021"))


@pytest.mark.parametrize("key", ["was", "wordt"])
def test_a_number_that_can_be_meant_with_a_thousands_point_is_refused(werkmap: Path, key: str) -> None:
    corrigeer(werkmap, **{key: Decimal("24.911")})
    zin = f"'{key}': 24.911 kan 24911 zijn of 24,911; schrijf {key} = 24911 of {key} = \"24,911\"."
    assert declaratiefout(werkmap).wat == zin


def test_other_decimals_cannot_be_thousands(werkmap: Path) -> None:
    for value in ("24.91", "0.125", "1234.567", "24.9110"):
        corrigeer(werkmap, wordt=Decimal(value))
    corrigeer(werkmap, wordt="24,911")
    found = [correctie.wordt for correctie in load_programma(werkmap).correctie]
    assert found == ["24,91", "0,125", "1234,567", "24,9110", "24,911"]


def test_the_limits_of_reading_come_from_the_declaration(werkmap: Path) -> None:
    grenzen = werkmap / "declaratie" / "lezen.toml"
    grenzen.write_text("[lezen]\nmax_cellen = 8\n", encoding="utf-8")
    assert {code for code, _ in fouten(werkmap)} == {"bestand-onleesbaar"}
    grenzen.write_text("[lezen]\nmax_cellen = 9\n", encoding="utf-8")
    assert hulp.bouw(werkmap).indicator("quote").exact == "9/25"
    grenzen.write_text("[lezen]\nmax_seconden = 0\n", encoding="utf-8")
    assert "'max_seconden' moet groter dan 0 zijn" in declaratiefout(werkmap).wat


def test_a_correction_of_a_label_says_that_it_moves_numbers(werkmap: Path) -> None:
    corrigeer(werkmap, cel="A2", was=2021, wordt=2020)
    (finding,) = [f for f in hulp.bouw(werkmap).meldingen if f.code == "correctie-ongebruikt"]
    assert (finding.ernst, str(finding.vindplaats)) == ("info", f"{PAD} › A2")
    assert finding.wat == "Deze correctie verandert een label of een tijd, geen getal."
    assert finding.gevolg == "De getallen in deze rij of kolom tellen nu anders mee."


def test_a_correction_of_a_total_is_not_called_a_label(werkmap: Path) -> None:
    with (werkmap / PAD).open("a", encoding="utf-8") as file:
        file.write("Totaal;;100\n")
    corrigeer(werkmap, cel="C4", was=100, wordt=101)
    (finding,) = [f for f in hulp.bouw(werkmap).meldingen if f.code == "correctie-ongebruikt"]
    assert (finding.ernst, finding.wat) == ("waarschuwing", f"In {PAD} › C4 staat geen getal van een tabel.")


def test_a_correction_that_does_not_fit_says_what_to_put_there(werkmap: Path) -> None:
    corrigeer(werkmap, was=37)
    assert 'Zo ja, zet was = "36".' in een_fout(werkmap).doen


@pytest.mark.parametrize(
    ("was", "tekst", "past_erbij"),
    [
        ("", "formule zonder uitkomst", True),
        ("formule zonder uitkomst", "formule zonder uitkomst", True),
        ("", "#DIV/0!", False),
        ("0", "formule zonder uitkomst", False),
    ],
)
def test_a_formula_without_outcome_may_be_called_empty(was: str, tekst: str, past_erbij: bool) -> None:  # noqa: FBT001
    assert past(was, Foutcel(tekst), "") is past_erbij


@pytest.mark.parametrize(
    ("was", "zin"),
    [
        ("1.165", "van de tekst '1.165' naar het getal 1165: typefout (beleid, 3-2-2022)"),
        ("17", "was 17, gecorrigeerd naar 1165: typefout (beleid, 3-2-2022)"),
        ("", "was leeg, gecorrigeerd naar 1165: typefout (beleid, 3-2-2022)"),
    ],
)
def test_a_correction_in_words(was: str, zin: str) -> None:
    data = {"levering": "2021", "bestand": "a.csv", "cel": "A1", "was": was, "wordt": 1165, "reden": "typefout"}
    assert uitleg(Correctie.model_validate(data | {"wie": "beleid", "datum": date(2022, 2, 3)})) == zin
