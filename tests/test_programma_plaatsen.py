"""Every block and key of a declaration has its file and line, however it is written down."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from werk_voorbeeld import INDICATOREN_TOML, WERKMONITOR_TOML
from werkmonitor.programma.load import _merge, _read, bestanden
from werkmonitor.programma.plaatsen import Pad, Plaatsen

VOORBEELD = Path(__file__).resolve().parents[1] / "data" / "voorbeeld" / "heerenveen"


def gelezen(*teksten: str) -> Plaatsen:
    """Read texts as the files ``1.toml``, ``2.toml`` … of one declaration; each must be TOML."""
    plaatsen = Plaatsen()
    for nummer, tekst in enumerate(teksten, 1):
        plaatsen.lees(f"{nummer}.toml", tekst, tomllib.loads(tekst))
    return plaatsen


def regel(plaatsen: Plaatsen, *pad: str | int) -> str | None:
    """Return a place as ``file:line``."""
    place = plaatsen.van(pad)
    return None if place is None else f"{place.bestand.removesuffix('.toml')}:{place.regel}"


def test_nothing_has_no_place() -> None:
    assert regel(Plaatsen(), "bron") is None
    assert regel(gelezen("a = 1\n"), "b") is None
    assert regel(gelezen("a = 1\n")) is None


def test_a_key_at_the_top_has_its_line() -> None:
    plaatsen = gelezen('# eerst een opmerking\n\ntitel = "x"\n  naam="y"\n')
    assert (regel(plaatsen, "titel"), regel(plaatsen, "naam")) == ("1:3", "1:4")


BLOKKEN = """\
[programma]
naam = "Werk"

[[pagina]]
id = "een"

[[pagina.blok]]
soort = "tekst"

[[pagina.blok]]
soort = "matrix"
titel = "M"

[[pagina]]
id = "twee"

[[pagina.blok]]
soort = "doelen"
"""


@pytest.mark.parametrize(
    ("pad", "plek"),
    [
        (("programma",), "1:1"),
        (("programma", "naam"), "1:2"),
        (("pagina",), "1:4"),
        (("pagina", 0), "1:4"),
        (("pagina", 0, "id"), "1:5"),
        (("pagina", 0, "blok"), "1:7"),
        (("pagina", 0, "blok", 0), "1:7"),
        (("pagina", 0, "blok", 0, "soort"), "1:8"),
        (("pagina", 0, "blok", 1), "1:10"),
        (("pagina", 0, "blok", 1, "soort"), "1:11"),
        (("pagina", 0, "blok", 1, "titel"), "1:12"),
        (("pagina", 1), "1:14"),
        (("pagina", 1, "id"), "1:15"),
        (("pagina", 1, "blok"), "1:17"),
        (("pagina", 1, "blok", 0), "1:17"),
        (("pagina", 1, "blok", 0, "soort"), "1:18"),
    ],
)
def test_each_block_of_a_list_of_blocks_has_its_own_lines(pad: Pad, plek: str) -> None:
    assert regel(gelezen(BLOKKEN), *pad) == plek


@pytest.mark.parametrize(
    ("pad", "plek"),
    [
        (("pagina", 0, "titel"), "1:4"),
        (("pagina", 1, "blok", 0, "titel"), "1:17"),
        (("pagina", 1, "blok", 0, "reeksen", 0, "formule"), "1:17"),
        (("pagina", 1, "blok", 3, "soort"), "1:17"),
        (("pagina", 7, "id"), "1:4"),
        (("programma", "gemeente"), "1:1"),
    ],
)
def test_what_is_not_there_has_the_place_of_what_is_nearest_around_it(pad: Pad, plek: str) -> None:
    assert regel(gelezen(BLOKKEN), *pad) == plek


def test_a_sub_table_belongs_to_the_last_block_of_its_list() -> None:
    tekst = (
        '[[bron]]\nid = "a"\n[bron.maten.x]\nkolom = "X"\n'
        '[[bron]]\nid = "b"\n[bron.tijd]\njaar = "J"\n[bron.maten.x]\nkolom = "Y"\n[bron.maten.y]\nkolom = "Z"\n'
    )
    plaatsen = gelezen(tekst)
    assert regel(plaatsen, "bron", 0, "maten") == "1:3"
    assert regel(plaatsen, "bron", 0, "maten", "x", "kolom") == "1:4"
    assert regel(plaatsen, "bron", 1, "tijd", "jaar") == "1:8"
    assert regel(plaatsen, "bron", 1, "maten") == "1:9"
    assert regel(plaatsen, "bron", 1, "maten", "x", "kolom") == "1:10"
    assert regel(plaatsen, "bron", 1, "maten", "y", "kolom") == "1:12"
    assert regel(plaatsen, "bron", 0, "maten", "y") == "1:3"


def test_a_list_of_blocks_within_a_sub_table_of_a_block_counts_there() -> None:
    tekst = "[[a]]\n[a.b]\n[[a.b.c]]\nx = 1\n[[a.b.c]]\nx = 2\n[[a]]\n[[a.b.c]]\nx = 3\n"
    plaatsen = gelezen(tekst)
    assert regel(plaatsen, "a", 0, "b", "c", 1, "x") == "1:6"
    assert regel(plaatsen, "a", 1, "b", "c", 0, "x") == "1:9"


def test_dotted_keys_have_a_place_for_each_part() -> None:
    plaatsen = gelezen('[[bron]]\ntijd.jaar = "Jaar"\ntijd . maand = "Maand"\n')
    assert regel(plaatsen, "bron", 0, "tijd") == "1:2"
    assert regel(plaatsen, "bron", 0, "tijd", "jaar") == "1:2"
    assert regel(plaatsen, "bron", 0, "tijd", "maand") == "1:3"


@pytest.mark.parametrize("naam", ['"2021-03"', "'2021-03'", "2021-03"])
def test_a_key_may_stand_between_quotes(naam: str) -> None:
    plaatsen = gelezen(f"[annotaties]\n{naam} = 'corona'\n")
    assert regel(plaatsen, "annotaties", "2021-03") == "1:2"


def test_a_dot_between_quotes_does_not_part_a_key() -> None:
    plaatsen = gelezen('["a.b".c]\n"d.e"."f g" = 1\n')
    assert regel(plaatsen, "a.b") == "1:1"
    assert regel(plaatsen, "a.b", "c", "d.e", "f g") == "1:2"
    assert regel(plaatsen, "a") is None


@pytest.mark.parametrize("kop", ["[[ bron ]]", "  [[bron]]", "[[bron]]# a", "[[bron]]  # [[pagina]]", '[["bron"]]'])
def test_a_header_may_have_spaces_quotes_and_a_remark(kop: str) -> None:
    assert regel(gelezen(f"{kop}\nid = 1\n"), "bron", 0, "id") == "1:2"


def test_the_values_of_an_inline_table_or_a_list_have_the_place_of_their_key() -> None:
    plaatsen = gelezen(
        "[[bron]]\ntijd = { jaar = 'Jaar' }\nnormen = [\n    { vanaf = 2020 },\n    { vanaf = 2021 },\n]\nnaam = 'x'\n"
    )
    assert regel(plaatsen, "bron", 0, "tijd", "jaar") == "1:2"
    assert regel(plaatsen, "bron", 0, "normen", 1, "vanaf") == "1:3"
    assert regel(plaatsen, "bron", 0, "naam") == "1:7"


def test_a_value_that_looks_like_a_key_or_a_header_is_none() -> None:
    plaatsen = gelezen("tekst = 'a = 1'\nlijst = [\n    'b = 2',\n    '[c]',\n]\n# d = 3\n# [e]\nf = '[g]'\n")
    for naam in "abcdeg":
        assert regel(plaatsen, naam) is None
    assert regel(plaatsen, "f") == "1:8"


@pytest.mark.parametrize("quotes", ['"""', "'''"])
def test_the_lines_of_a_long_text_hold_no_keys_and_no_headers(quotes: str) -> None:
    lang = f"[a]\nlang = {quotes}\nnaam = 'nee'\n[b]\nc = 1\n{quotes}\n"
    tekst = f"{lang}na = 1\nkort = {quotes}op een regel{quotes}\nlaatst = 1\n"
    plaatsen = gelezen(tekst)
    assert regel(plaatsen, "a", "lang") == "1:2"
    assert regel(plaatsen, "a", "naam") == "1:1"
    assert regel(plaatsen, "b") is None
    assert [regel(plaatsen, "a", naam) for naam in ("na", "kort", "laatst")] == ["1:7", "1:8", "1:9"]


def test_the_second_file_goes_on_counting_and_begins_outside_every_block() -> None:
    plaatsen = gelezen(
        "[[pagina]]\nid = 'a'\n[[pagina.blok]]\nsoort = 'x'\n",
        "los = 1\n[[pagina]]\nid = 'b'\n[[pagina.blok]]\nsoort = 'y'\n",
        "[[doel]]\nid = 'd'\n[[pagina]]\nid = 'c'\n",
    )
    assert regel(plaatsen, "pagina", 0, "blok", 0, "soort") == "1:4"
    assert regel(plaatsen, "los") == "2:1"
    assert regel(plaatsen, "pagina", 1) == "2:2"
    assert regel(plaatsen, "pagina", 1, "blok", 0, "soort") == "2:5"
    assert regel(plaatsen, "doel", 0, "id") == "3:2"
    assert regel(plaatsen, "pagina", 2, "id") == "3:4"
    assert regel(plaatsen, "pagina") == "1:1"


def test_what_stands_in_two_files_has_its_first_place() -> None:
    assert regel(gelezen("[publicatie]\na = 1\n", "\n[publicatie]\nb = 1\n"), "publicatie") == "1:1"


def test_blocks_count_on_after_a_list_that_was_written_inline() -> None:
    plaatsen = gelezen("begrip = [{ term = 'a' }, { term = 'b' }]\n", "[[begrip]]\nterm = 'c'\n")
    assert regel(plaatsen, "begrip", 0, "term") == "1:1"
    assert regel(plaatsen, "begrip", 1, "term") == "1:1"
    assert regel(plaatsen, "begrip", 2, "term") == "2:2"


def test_a_list_within_a_list_is_no_header() -> None:
    plaatsen = gelezen("a = [\n    ['b'],\n    ['c']\n]\nd = 1\n")
    assert regel(plaatsen, "c") is None
    assert regel(plaatsen, "d") == "1:5"


@pytest.mark.parametrize(
    "regel_ervoor",
    ['# een lange tekst staat tussen """', "kort = \"drie keer ' is '''\"", "kort = 1 # of '''"],
)
def test_quotes_in_a_remark_or_a_text_begin_no_long_text(regel_ervoor: str) -> None:
    assert regel(gelezen(f"{regel_ervoor}\n[a]\nb = 1\n"), "a", "b") == "1:3"


def test_the_other_quotes_do_not_end_a_long_text() -> None:
    plaatsen = gelezen('lang = """\n\'\'\'\na = 1\n"""\nb = 2\n')
    assert regel(plaatsen, "a") is None
    assert regel(plaatsen, "b") == "1:5"


def test_only_what_an_editor_calls_a_line_counts_as_one() -> None:
    assert regel(gelezen("a = 'twee\u2028delen \x85 hier'\nb = 1\n"), "b") == "1:2"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_ends_of_the_lines_do_not_matter(end: str) -> None:
    plaatsen = gelezen(BLOKKEN.replace("\n", end))
    assert regel(plaatsen, "pagina", 1, "blok", 0, "soort") == "1:18"


def paden(value: Any, pad: Pad = ()) -> Iterator[Pad]:
    """Yield the path of every key and of every block of a list."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        if isinstance(part, dict) or isinstance(key, str):
            yield (*pad, key)
        yield from paden(part, (*pad, key))


VALUE_OVER_LINES = re.compile(r"=\s*[\[{]\s*$")
"""A line with the key of a value that goes on below it: what lies in that value has the place of its key."""


def last_name(pad: Pad) -> str:
    return next(str(part) for part in reversed(pad) if isinstance(part, str))


@pytest.mark.parametrize("werkmap", ["klein", "voorbeeld"])
def test_each_key_of_a_whole_declaration_is_named_on_its_line(werkmap: str, tmp_path: Path) -> None:
    folder = VOORBEELD
    if werkmap == "klein":
        folder = tmp_path
        (folder / "declaratie").mkdir()
        (folder / "werkmonitor.toml").write_text(WERKMONITOR_TOML, encoding="utf-8")
        (folder / "declaratie" / "indicatoren.toml").write_text(INDICATOREN_TOML, encoding="utf-8")
    delen, _ = _read(folder)
    inhoud, _ = _merge(delen)
    plaatsen = Plaatsen()
    lines = {deel.naam: deel.tekst.splitlines() for deel in delen}
    for deel in delen:
        plaatsen.lees(deel.naam, deel.tekst, deel.inhoud)
    assert len(lines) == len(bestanden(folder)) > 1
    found = list(paden(inhoud))
    assert len(found) > 50
    for pad in found:
        place = plaatsen.van(pad)
        assert place is not None
        line = lines[place.bestand][(place.regel or 0) - 1]
        assert last_name(pad) in line or VALUE_OVER_LINES.search(line), pad
