"""The declaration: every fault is told at once, in Dutch, with the right file and line."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from werk_voorbeeld import maak_werkmap, vervang
from werkmonitor.findings import Finding, InputError
from werkmonitor.periode import Periode
from werkmonitor.programma import load
from werkmonitor.programma.load import bestanden, load_programma

EXTRA = "declaratie/extra.toml"


@pytest.fixture
def werkmap(tmp_path: Path) -> Path:
    return maak_werkmap(tmp_path)


def faults(werkmap: Path) -> list[Finding]:
    with pytest.raises(InputError) as caught:
        load_programma(werkmap)
    assert all(finding.ernst == "fout" for finding in caught.value.findings)
    return list(caught.value.findings)


def fault(werkmap: Path) -> Finding:
    (only,) = faults(werkmap)
    return only


def extra(werkmap: Path, text: str) -> Finding:
    (werkmap / EXTRA).write_text(text, encoding="utf-8")
    return fault(werkmap)


def place(finding: Finding) -> str:
    return str(finding.vindplaats)


def line_of(werkmap: Path, bestand: str, text: str, nth: int = 1) -> str:
    lines = (werkmap / bestand).read_text(encoding="utf-8").splitlines()
    found = [number for number, line in enumerate(lines, 1) if text in line]
    return f"{bestand} › regel {found[nth - 1]}"


INDICATOR = """\
[[indicator]]
id = "nieuw"
naam = "Nieuw"
definitie = "Iets nieuws."
formule = "som(aanvragen)"
eenheid = "aantal"
"""


def test_a_split_declaration_is_one_declaration(werkmap: Path) -> None:
    (werkmap / EXTRA).write_text(INDICATOR, encoding="utf-8")
    programma = load_programma(werkmap)
    assert [indicator.id for indicator in programma.indicator] == ["nieuw", "quote", "aanvragen"]
    assert programma.programma.gemeente == "Ergens"


def test_numbers_of_the_declaration_are_exact(werkmap: Path) -> None:
    quote = load_programma(werkmap).indicator_van("quote")
    assert quote is not None
    assert quote.normen[0].waarde == Decimal("0.40")
    assert quote.normen[0].vanaf == Periode.parse("2020")


def test_the_files_are_those_of_the_werkmap_and_its_folder_in_order(werkmap: Path) -> None:
    (werkmap / "declaratie" / "aaa.toml").write_text("", encoding="utf-8")
    (werkmap / "declaratie" / "notitie.txt").write_text("geen TOML", encoding="utf-8")
    names = [path.relative_to(werkmap).as_posix() for path in bestanden(werkmap)]
    assert names == ["werkmonitor.toml", "declaratie/aaa.toml", "declaratie/indicatoren.toml"]


def test_a_byte_order_mark_is_no_fault(werkmap: Path) -> None:
    file = werkmap / "werkmonitor.toml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert load_programma(werkmap).programma.naam == "Werk"


def test_what_is_not_toml_is_told_with_its_line(werkmap: Path) -> None:
    vervang(werkmap / "werkmonitor.toml", 'gemeente = "Ergens"', 'gemeente = "Ergens')
    finding = fault(werkmap)
    assert (finding.code, place(finding)) == ("declaratie-toml", "werkmonitor.toml › regel 3")
    assert finding.wat.startswith("Deze regel is niet te lezen: er ontbreekt een teken")


def test_a_file_that_ends_too_early_is_told_with_its_last_line(werkmap: Path) -> None:
    assert place(extra(werkmap, 'x = 1\ny = """lang\nverhaal')) == f"{EXTRA} › regel 3"


def test_python_314_gives_the_line_as_a_number() -> None:
    class Fault(tomllib.TOMLDecodeError):
        lineno = 7

    assert load._line_of(Fault("zonder plaats"), "a\nb") == 7  # noqa: SLF001 - cannot be reached on this version


def test_a_file_in_another_encoding_is_told_by_name(werkmap: Path) -> None:
    (werkmap / EXTRA).write_bytes('titel = "Café"'.encode("cp1252"))
    finding = fault(werkmap)
    assert (finding.code, place(finding)) == ("declaratie-tekens", EXTRA)
    assert finding.wat == "Dit bestand is niet als UTF-8 opgeslagen."


def test_a_missing_declaration_is_told_by_name(tmp_path: Path) -> None:
    finding = fault(tmp_path)
    assert (finding.code, place(finding)) == ("declaratie-ontbreekt", "werkmonitor.toml")


def test_faults_in_two_files_are_told_together(werkmap: Path) -> None:
    (werkmap / EXTRA).write_text("= 1", encoding="utf-8")
    (werkmap / "declaratie" / "nog.toml").write_text("[", encoding="utf-8")
    assert [place(finding) for finding in faults(werkmap)] == [f"{EXTRA} › regel 1", "declaratie/nog.toml › regel 1"]


def test_a_table_that_stands_in_two_files_is_refused_at_the_second(werkmap: Path) -> None:
    finding = extra(werkmap, '\n[publicatie]\ndoelgroep = "intern"\n')
    assert (finding.code, place(finding)) == ("declaratie-dubbel", f"{EXTRA} › regel 2")
    assert finding.wat == "[publicatie] staat ook al in een ander bestand van de declaratie."


def test_a_sub_table_whose_parent_stands_in_another_file_is_told_with_its_line(werkmap: Path) -> None:
    finding = extra(werkmap, '\n[oordeel.paars]\nwoord = "x"\nuitleg = "y"\n')
    assert (finding.code, place(finding)) == ("declaratie-dubbel", f"{EXTRA} › regel 2")


# One fault of each kind in a block of its own file: the block begins on line 1.
KINDS = [
    ("missing", INDICATOR.replace('naam = "Nieuw"\n', ""), "De sleutel 'naam' ontbreekt.", 1),
    ("extra-forbidden", INDICATOR + "norm = 3\n", "De sleutel 'norm' bestaat hier niet.", 7),
    ("string-type", INDICATOR.replace('"Nieuw"', "5"), "'naam' moet tekst tussen aanhalingstekens zijn.", 3),
    ("int-parsing", INDICATOR + 'decimalen = "een"\n', "'decimalen' moet een geheel getal zijn.", 7),
    ("int-type", INDICATOR + "decimalen = []\n", "'decimalen' moet een geheel getal zijn.", 7),
    ("decimal-parsing", INDICATOR + 'oranje_vanaf = "veel"\n', "'oranje_vanaf' moet een getal zijn.", 7),
    ("decimal-type", INDICATOR + "oranje_vanaf = []\n", "'oranje_vanaf' moet een getal zijn.", 7),
    ("tuple-type", INDICATOR + "normen = 3\n", "'normen' moet een lijst tussen [ en ] zijn.", 7),
    ("string-pattern-mismatch", INDICATOR.replace('"nieuw"', '"Nieuw!"'), "'id' mag alleen kleine letters, cijfers", 2),
    (
        "literal-error",
        INDICATOR + 'richting = "omhoog"\n',
        "'richting' is 'omhoog'; het mag alleen 'hoger' of 'lager' zijn.",
        7,
    ),
    (
        "value-error",
        INDICATOR.replace('"aantal"', '"stuks"'),
        "'eenheid': onbekende eenheid 'stuks'; bekend zijn aantal, personen, fte, cijfer, gemiddelde, aandeel, euro",
        6,
    ),
    (
        "value-error",
        INDICATOR + 'normen = [{ vanaf = "2021-X", waarde = 1, bron = "b" }]\n',
        "'vanaf': '2021-X' is geen periode; schrijf bijvoorbeeld 2021, 2021-H1, 2021-K3 of 2021-05.",
        7,
    ),
]


@pytest.mark.parametrize(("kind", "text", "zin", "regel"), KINDS, ids=[f"{k}-{n}" for n, (k, *_) in enumerate(KINDS)])
def test_each_kind_of_fault_is_told_in_dutch_at_its_line(
    werkmap: Path, kind: str, text: str, zin: str, regel: int
) -> None:
    finding = extra(werkmap, text)
    codes = {"missing": "declaratie-sleutel-ontbreekt", "extra-forbidden": "declaratie-sleutel-onbekend"}
    assert finding.code == codes.get(kind, "declaratie-waarde")
    assert finding.wat.startswith(zin)
    assert place(finding) == f"{EXTRA} › regel {regel}"
    assert finding.gevolg == "Er is niets berekend."


DIMENSIE = '[[dimensie]]\nid = "wijk"\nnaam = "wijk"\n'


@pytest.mark.parametrize("value", ['"misschien"', "5", "[]"])
def test_a_flag_that_is_no_flag_is_told_as_such(werkmap: Path, value: str) -> None:
    finding = extra(werkmap, f"{DIMENSIE}open = {value}\n")
    assert (finding.wat, place(finding)) == ("'open' moet true of false zijn.", f"{EXTRA} › regel 4")


@pytest.mark.parametrize(
    ("text", "zin"),
    [
        (f"{DIMENSIE}leden = 3\n", "'leden' moet een tabel zijn."),
        (f"{DIMENSIE}leden = {{ noord = [] }}\n", "'noord' mag niet leeg zijn."),
    ],
)
def test_tables_and_captions_are_told_as_such(werkmap: Path, text: str, zin: str) -> None:
    assert extra(werkmap, text).wat == zin


def test_a_value_where_a_block_belongs_is_told_as_such(werkmap: Path) -> None:
    (werkmap / "werkmonitor.toml").write_text("programma = 3\n", encoding="utf-8")
    assert "'programma' moet een blok met sleutels zijn." in [finding.wat for finding in faults(werkmap)]


def test_a_fraction_where_a_whole_number_belongs_is_told_as_such(werkmap: Path) -> None:
    assert extra(werkmap, INDICATOR + "decimalen = 1.5\n").wat == "'decimalen' moet een geheel getal zijn."


def test_a_fault_of_a_kind_without_a_sentence_of_its_own_is_dutch_too(werkmap: Path) -> None:
    assert extra(werkmap, INDICATOR + "oranje_vanaf = nan\n").wat == (
        "'oranje_vanaf' heeft een waarde die hier niet past."
    )


def test_a_missing_part_of_the_declaration_is_told_of_the_first_file(werkmap: Path) -> None:
    file = werkmap / "werkmonitor.toml"
    file.write_text(file.read_text(encoding="utf-8").split("[[pagina]]")[0], encoding="utf-8")
    finding = fault(werkmap)
    assert (finding.wat, place(finding)) == ("De sleutel 'pagina' ontbreekt.", "werkmonitor.toml")


def test_the_nearest_key_is_suggested(werkmap: Path) -> None:
    finding = extra(werkmap, INDICATOR + "decimaal = 1\n")
    assert finding.doen == "Bedoelt u 'decimalen'?"


def test_without_a_near_key_the_known_ones_of_that_block_are_listed(werkmap: Path) -> None:
    (werkmap / EXTRA).write_text('[[begrip]]\nterm = "a"\nuitleg = "b"\nxyz = 1\n', encoding="utf-8")
    assert fault(werkmap).doen == "Bekend zijn hier: ook, term, uitleg."


def test_the_nearest_key_within_a_block_of_a_block_is_of_that_block(werkmap: Path) -> None:
    vervang(werkmap / "werkmonitor.toml", 'soort = "tekst"\ntekst', 'soort = "tekst"\ntext')
    finding = fault(werkmap)
    assert (finding.wat, finding.doen) == ("De sleutel 'text' bestaat hier niet.", "Bedoelt u 'tekst'?")
    assert place(finding) == line_of(werkmap, "werkmonitor.toml", 'text = "kort"')


def test_all_faults_of_the_schema_are_told_at_once(werkmap: Path) -> None:
    (werkmap / EXTRA).write_text(INDICATOR.replace('"Nieuw"', "5") + "norm = 3\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"^De declaratie heeft 2 fouten; er is niets gemaakt\.$") as caught:
        load_programma(werkmap)
    assert [place(finding) for finding in caught.value.findings] == [f"{EXTRA} › regel 3", f"{EXTRA} › regel 7"]


def test_a_fault_in_the_second_block_of_a_file_is_told_at_that_block(werkmap: Path) -> None:
    vervang(werkmap / "declaratie" / "indicatoren.toml", 'naam = "Aanvragen"', "naam = 5")
    assert place(fault(werkmap)) == line_of(werkmap, "declaratie/indicatoren.toml", "naam = 5")


def test_a_fault_in_a_later_colour_is_told_at_that_colour(werkmap: Path) -> None:
    vervang(werkmap / "werkmonitor.toml", 'uitleg = "Ver van de norm."', "uitleg = 5")
    assert place(fault(werkmap)) == line_of(werkmap, "werkmonitor.toml", "uitleg = 5")


def test_a_fault_in_the_second_maat_is_told_at_that_maat(werkmap: Path) -> None:
    tweede = '[bron.maten.aanvragen]\nkolom = "Aantal"\neenheid = "aantal"\n[bron.maten.tweede]\nkolom = "Twee"\n'
    vervang(werkmap / "werkmonitor.toml", '[bron.maten.aanvragen]\nkolom = "Aantal"\n', f'{tweede}eenheid = "stuks"\n#')
    assert place(faults(werkmap)[0]) == line_of(werkmap, "werkmonitor.toml", '"stuks"')


def test_a_fault_in_the_second_block_of_a_page_is_told_at_that_block(werkmap: Path) -> None:
    vervang(werkmap / "werkmonitor.toml", 'soort = "indicatoren"', 'soort = "indicator"')
    assert place(fault(werkmap)) == line_of(werkmap, "werkmonitor.toml", 'soort = "indicator"')


def test_an_unknown_key_at_the_top_is_told_with_its_line(werkmap: Path) -> None:
    finding = extra(werkmap, '\ntitel = "Monitor"\n')
    assert (finding.wat, place(finding)) == ("De sleutel 'titel' bestaat hier niet.", f"{EXTRA} › regel 2")


def test_an_unknown_table_is_told_with_its_line_and_the_nearest(werkmap: Path) -> None:
    finding = extra(werkmap, "\n[[indicatoren]]\nid = 3\n")
    assert (place(finding), finding.doen) == (f"{EXTRA} › regel 2", "Bedoelt u 'indicator'?")


@pytest.mark.parametrize(
    ("old", "new", "naam"),
    [
        ('tijd = { jaar = "Jaar" }', 'tijd = { week = "Jaar" }', "week"),
        ('dimensies = { besluit = "Besluit" }', 'dimensies = { Besluit = "Besluit" }', "Besluit"),
        ("[oordeel.rood]", "[oordeel.paars]", "paars"),
    ],
)
def test_a_wrong_name_within_a_table_is_told_by_that_name(werkmap: Path, old: str, new: str, naam: str) -> None:
    vervang(werkmap / "werkmonitor.toml", old, new)
    told = " ".join(finding.wat for finding in faults(werkmap))
    assert f"'{naam}'" in told
    assert "[key]" not in told


def test_a_wrong_filter_is_told_by_its_name_once(werkmap: Path) -> None:
    rij = 'rijen = [{ naam = "Totaal", filter = { besluit = 3 } }]'
    vervang(werkmap / "werkmonitor.toml", 'tekst = "kort"', f'tekst = "kort"\n{rij}')
    assert "'besluit'" in fault(werkmap).wat


@pytest.mark.parametrize("soort", ["bron", "dimensie", "indicator", "doel", "opgave", "pagina"])
def test_an_id_that_is_used_twice_is_told_at_the_second(werkmap: Path, soort: str) -> None:
    blocks = {
        "bron": 'titel = "t"\nbestand = "x"\nvorm = "register"\nvelden = { nr = "Nr" }\n',
        "dimensie": 'naam = "n"\n',
        "indicator": 'naam = "n"\ndefinitie = "d"\nformule = "som(aanvragen)"\neenheid = "aantal"\n',
        "doel": 'nummer = {n}\nnaam = "n"\n',
        "opgave": 'nummer = {n}\nnaam = "n"\nkort = "k"\ndoelen = []\n',
        "pagina": 'titel = "t"\n',
    }
    text = "\n".join(f'[[{soort}]]\nid = "dubbel"\n{blocks[soort]}'.replace("{n}", str(n)) for n in (1, 2))
    finding = extra(werkmap, text)
    assert (finding.code, finding.wat) == ("declaratie-dubbel", f"Er is al een {soort} met id 'dubbel'.")
    assert place(finding) == line_of(werkmap, EXTRA, 'id = "dubbel"', 2)


@pytest.mark.parametrize("soort", ["doel", "opgave"])
def test_a_number_that_is_used_twice_is_told(werkmap: Path, soort: str) -> None:
    rest = 'kort = "k"\ndoelen = []\n' if soort == "opgave" else ""
    text = "\n".join(f'[[{soort}]]\nid = "{naam}"\nnummer = 1\nnaam = "n"\n{rest}' for naam in ("een", "twee"))
    assert extra(werkmap, text).code == "declaratie-dubbel"


@pytest.mark.parametrize(
    ("text", "wat", "doen", "regel"),
    [
        (
            '[[opgave]]\nid = "a"\nnummer = 1\nnaam = "n"\nkort = "k"\ndoelen = []\nindicatoren = ["qoute"]\n',
            "'qoute' is geen bekende indicator.",
            "Bedoelt u 'quote'?",
            7,
        ),
        (
            '[[opgave]]\nid = "a"\nnummer = 1\nnaam = "n"\nkort = "k"\ndoelen = [9]\n',
            "'9' is geen bekende doel.",
            "Bekend zijn: geen.",
            6,
        ),
        (
            '[[verzonnen]]\nkort = "k"\nwat = "w"\nindicatoren = ["zzz"]\n',
            "'zzz' is geen bekende indicator.",
            "Bekend zijn: quote, aanvragen.",
            4,
        ),
        (
            '[[verzonnen]]\nkort = "k"\nwat = "w"\nbronnen = ["port"]\n',
            "'port' is geen bekende bron.",
            "Bedoelt u 'poort'?",
            4,
        ),
        (
            '[[pagina]]\nid="p"\ntitel="t"\n[[pagina.blok]]\nsoort="register"\nbron="poort"\nvelden={ nr = "Nr" }\n',
            "'poort' is geen bekende register.",
            "Bekend zijn: geen.",
            6,
        ),
        (
            '[[pagina]]\nid = "p"\ntitel = "t"\n[[pagina.blok]]\nsoort = "kerncijfers"\nindicatoren = ["aanvraag"]\n',
            "'aanvraag' is geen bekende indicator.",
            "Bedoelt u 'aanvragen'?",
            6,
        ),
        (
            '[[pagina]]\nid = "p"\ntitel = "t"\n[[pagina.blok]]\nsoort = "prognose"\nprognose = "bijstand"\n',
            "'bijstand' is geen bekende prognose.",
            "Bekend zijn: geen.",
            6,
        ),
        (
            '[[pagina]]\nid="p"\ntitel="t"\n[[pagina.blok]]\nsoort="verdeling"\nformule="som(x)"\nlangs="besluiten"\n',
            "'besluiten' is geen bekende dimensie.",
            "Bedoelt u 'besluit'?",
            7,
        ),
    ],
)
def test_what_points_to_nothing_is_told_with_the_nearest(
    werkmap: Path, text: str, wat: str, doen: str, regel: int
) -> None:
    found = extra(werkmap, text)
    assert (found.code, found.wat, found.doen) == ("declaratie-onbekend", wat, doen)
    assert place(found) == f"{EXTRA} › regel {regel}"


def test_the_norm_of_a_chart_must_be_a_known_indicator(werkmap: Path) -> None:
    vervang(werkmap / "werkmonitor.toml", 'tekst = "kort"', 'tekst = "kort"\nnorm = "aanvraagen"')
    assert fault(werkmap).doen == "Bedoelt u 'aanvragen'?"


def test_the_register_of_tasks_must_be_a_register(werkmap: Path) -> None:
    vervang(werkmap / "werkmonitor.toml", 'naam = "Werk"', 'naam = "Werk"\nopgavenregister = "poort"')
    finding = fault(werkmap)
    assert finding.wat == "'poort' is geen bekende register."
    assert place(finding) == line_of(werkmap, "werkmonitor.toml", "opgavenregister")


def test_an_unknown_format_is_refused_in_the_declaration(werkmap: Path) -> None:
    vervang(werkmap / "werkmonitor.toml", '["json", "csv"]', '["json", "word"]')
    assert "word" in fault(werkmap).wat


def test_a_colour_without_a_word_is_refused_in_the_declaration(werkmap: Path) -> None:
    text = (werkmap / "werkmonitor.toml").read_text(encoding="utf-8")
    start, end = text.index("[oordeel.grijs]"), text.index("[[bron]]")
    (werkmap / "werkmonitor.toml").write_text(text[:start] + text[end:], encoding="utf-8")
    assert "grijs" in str(fault(werkmap))


@pytest.mark.parametrize("value", ["90", "-0.1", "1.01"])
def test_oranje_vanaf_is_a_share_of_the_norm(werkmap: Path, value: str) -> None:
    assert "oranje_vanaf" in extra(werkmap, INDICATOR + f"oranje_vanaf = {value}\n").wat


def test_spaces_within_a_header_do_not_hide_its_lines(werkmap: Path) -> None:
    text = INDICATOR.replace("[[indicator]]", "[[ indicator ]]  # nieuw") + "norm = 3\n"
    assert place(extra(werkmap, text)) == f"{EXTRA} › regel 7"


@pytest.mark.parametrize(
    ("sleutel", "doen"),
    [("oordeel", "Neem de blokken [oordeel.groen]"), ("bron", "Maak een blok [[bron]]"), ("pagina", "Maak een blok")],
)
def test_a_part_that_is_missing_says_where_to_find_it(sleutel: str, doen: str, tmp_path: Path) -> None:
    (tmp_path / "werkmonitor.toml").write_text("", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_programma(tmp_path)
    (finding,) = (found for found in caught.value.findings if f"'{sleutel}'" in found.wat)
    assert (finding.code, finding.doen.startswith(doen)) == ("declaratie-sleutel-ontbreekt", True)


def test_the_same_key_deeper_down_gets_no_advice_about_a_block(werkmap: Path) -> None:
    finding = extra(werkmap, INDICATOR + "normen = [{ vanaf = 2020, waarde = 1 }]\n")
    assert (finding.wat, finding.doen) == ("De sleutel 'bron' ontbreekt.", "")
