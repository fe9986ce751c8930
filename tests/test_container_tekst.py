"""Text files: every encoding, sign and quoting that an administrator can set, and what is no table at all."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cognos_shell
from werkmonitor.bronnen.containers.budget import Budget
from werkmonitor.bronnen.containers.dialect import Dialect, dialect
from werkmonitor.bronnen.containers.tekst import LANGSTE_VELD, decodeer, lees_tekst
from werkmonitor.bronnen.containers.weigeren import OnleesbaarError
from werkmonitor.bronnen.sheet import Foutcel, Sheet, Waarde
from werkmonitor.programma.bron import Lezen

MIB = 2**20
TABEL = [["Regeling", "Jaar", "Lasten"], ["Súdwest", "2021", "12,5"], ["Oost", "2022", "-0,75"]]


def read(data: bytes | str, **limits: int) -> Sheet:
    raw = data.encode() if isinstance(data, str) else data
    (sheet,), producent = lees_tekst(raw, "i.csv", Budget(Lezen(**limits), len(raw)))
    assert producent == ""
    return sheet


def rows(data: bytes | str) -> list[list[Waarde]]:
    return [list(row) for row in read(data).rijen]


def refusal(data: bytes | str, **limits: int) -> str:
    with pytest.raises(OnleesbaarError) as caught:
        read(data, **limits)
    assert caught.value.doen
    return caught.value.wat


def written(table: Sequence[Sequence[str]], teken: str, einde: str = "\n", quoting: int = csv.QUOTE_MINIMAL) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=teken, lineterminator=einde, quoting=quoting).writerows(table)  # type: ignore[arg-type]
    return out.getvalue()


def test_a_file_of_cognos() -> None:
    sheet = read(cognos_shell.cognos_csv([["Reden", "Aantal"], ['5" pijp', 1249.5], ['"Doe mee"', None]]))
    assert sheet.rijen == [["Reden", "Aantal"], ['5" pijp', "1249,5"], ['"Doe mee"', None]]
    assert sheet.tekst
    assert sheet.naam == ""
    assert str(sheet.plek(1, 1)) == "i.csv › B2"


def test_a_ragged_crosstab_with_spacers() -> None:
    text = "Instroom\n\t\tjan. 2021\t\tfeb. 2021\n\t\tAantal\tAandeel\tAantal\nWW\tjong\t1\t/0\t3\n \t\t\n"
    sheet = read(text.encode("utf-16"))
    assert sheet.rijen == [
        ["Instroom", None, None, None, None],
        [None, None, "jan. 2021", None, "feb. 2021"],
        [None, None, "Aantal", "Aandeel", "Aantal"],
        ["WW", "jong", "1", "/0", "3"],
    ]
    assert sheet.lengtes == (1, 5, 5, 5)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16-le", "utf-16-be", "utf-16"])
@pytest.mark.parametrize("teken", "\t;,|")
@pytest.mark.parametrize("einde", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])
def test_every_variant_reads_to_the_same(encoding: str, teken: str, einde: str, quoting: int) -> None:
    assert rows(written(TABEL, teken, einde, quoting).encode(encoding)) == TABEL


@given(
    st.lists(
        st.lists(st.text("ab \"';,|\t\n€é1.-", max_size=6).map(str.strip), min_size=3, max_size=3),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from("\t;,|"),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
)
def test_a_writer_that_quotes_its_texts_is_read_back(table: list[list[str]], teken: str, quoting: int) -> None:
    table = [["Kop", "Naam", "Getal"], *table]
    text = written(table, teken, quoting=quoting)
    if any("\n" in field and teken in field for record in table for field in record):
        with suppress(OnleesbaarError):  # a field may not hold what looks like records of its own
            read(text)
        return
    read_back = read(text)
    wanted = [[field or None for field in record] for record in table]
    while not any(wanted[-1]):
        wanted.pop()
    assert [list(row) for row in read_back.rijen] == wanted


@pytest.mark.parametrize(
    ("text", "teken"),
    [
        ("a\tb\n1,5\t2,5\n", "\t"),
        ("Uitkeringen, per maand, naar wijk, 2021\nPeildatum: 1-1-2021, stand\nWijk\tAantal\nNoord\t1,5\n", "\t"),
        ("Uitkeringen, per maand\n\nWijk;Aantal\nNoord;1,5\nOost;2,5\n", ";"),
        ("Wijk;Lasten;Aantal\nNoord;1,5\nOost;2,5\nWest;3,5\n", ";"),  # ragged, and a decimal comma on every line
        ("Lasten;Baten\n1,5;2,5\n3,5;4,5\n", ";"),
        ("Reden;Aantal\nziekte, ongeval, anders;1\nstudie, werk, anders;2\n", ";"),
        ("Reden,Jaar,Aantal\nziekte; ongeval,2021,1\nstudie; werk,2021,2\n", ","),
        ("Stand; voorlopig\nWijk,Jaar,Aantal\nNoord,2021,1\nOost,2021,2\nWest,2021,3\n", ","),
        ("Jaar,Aantal\n2021,5\n2022,7\n", ","),
        ("Wijk, Aantal\nNoord, 5\n", ","),
        ("Wijk|Lasten\nNoord|1,5\nOost|2,5\n", "|"),
        ("Lasten\n12,5\n13,5\n", "\t"),  # one column: a comma between digits only is a decimal comma
        ("een\ntwee\n", "\t"),
    ],
)
def test_the_sign_between_fields(text: str, teken: str) -> None:
    assert dialect(text) == Dialect(teken, aanhalingstekens=False)


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"'])
def test_the_first_line_of_excel_says_the_sign(first: str) -> None:
    assert rows(f"{first}\r\na,b;c\r\n1,5;2\r\n") == [[None, None], ["a,b", "c"], ["1,5", "2"]], "rows keep their lines"
    assert dialect(f'{first}\n"a";b\n').aanhalingstekens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Reden\tAantal\n5" pijp\t1\n', [["Reden", "Aantal"], ['5" pijp', "1"]]),
        ('Reden\tAantal\n"Doe mee"\t1\n', [["Reden", "Aantal"], ['"Doe mee"', "1"]]),
        ('Reden\tAantal\n"Doe" mee\t1\n', [["Reden", "Aantal"], ['"Doe" mee', "1"]]),
        ('Reden\tAantal\n"a\t1\nb"\t2\n', [["Reden", "Aantal"], ['"a', "1"], ['b"', "2"]]),  # no line is swallowed
        ('Reden\tAantal\n"a\nb"\t2\n', [["Reden", "Aantal"], ["a\nb", "2"]]),
        ('Reden\tAantal\n"a\tb"\t2\n', [["Reden", "Aantal"], ["a\tb", "2"]]),
        ('"Reden"\t"Aantal"\n"a ""b"""\t1\n', [["Reden", "Aantal"], ['a "b"', "1"]]),
        ('"een"\n"twee"\n', [["een"], ["twee"]]),
        ('een\n"twee"\n', [["een"], ['"twee"']]),
    ],
)
def test_quotes_between_tabs_count_only_where_they_belong_to_the_form(text: str, expected: list[list[str]]) -> None:
    assert rows(text) == expected


def test_quotes_far_down_a_file_with_tabs_count_too() -> None:
    lines = ["Reden\tAantal", *[f"r{rank}\t{rank}" for rank in range(1000)]]
    assert rows("\n".join([*lines, '"a\nb"\t2']))[-1] == ["a\nb", "2"]
    assert rows("\n".join([*lines, '"a" b\t2']))[-1] == ['"a" b', "2"]


def test_quotes_that_do_not_close_are_refused_with_their_line() -> None:
    assert "regel 3" in refusal('a;b\nc;d\n"e;f\ng;h\n')
    assert "regel 2" in refusal('a;b\n"c" d;e\n')
    assert "regel 4" in refusal('a;b\n"c\nd";e\n"f;g\n')


@pytest.mark.parametrize("text", ['a;b\n"c;1\nd";2\n', 'a;b\n"c;1\nd;2\ne";3\n', 'a;b\nx;0\n"c;1\nd;2\ne";3\n'])
def test_a_quote_does_not_swallow_lines(text: str) -> None:
    assert "complete regels" in refusal(text)


def test_a_note_of_more_lines_is_a_field() -> None:
    assert rows('a;b;c\n1;2;"regel een\nregel; twee"\n') == [["a", "b", "c"], ["1", "2", "regel een\nregel; twee"]]


def test_errors_of_a_spreadsheet_are_error_cells() -> None:
    assert rows("a;#DIV/0!\n#N/B;########\n#1;-\n") == [
        ["a", Foutcel("#DIV/0!")],
        [Foutcel("#N/B"), Foutcel("########")],
        ["#1", "-"],
    ]


def test_blank_lines_and_fields() -> None:
    assert rows("een\n\n\ntwee\n\n") == [["een"], [None], [None], ["twee"]]
    assert rows('a;"b"\n\nc;" "\n;;;\n') == [["a", "b"], [None, None], ["c", None]]
    assert (read(" ").hoogte, read(" ").breedte) == (0, 0)
    assert read("\n").breedte == 0
    assert rows("a\tb\n\x1a") == [["a", "b"]]
    assert rows('{"a": [1, 2]}') == [['{"a": [1', " 2]}"]]


@pytest.mark.parametrize(
    "data",
    [
        b"a\x81;\xff",
        b"\xff\xfea\x00\x00\xd8b\x00",  # half of a character
        b"ab\x00\x00\x00\x00c\x00",
        b"a;b\n1;\x002\n",
        bytes(range(1, 32)) * 10,
        "a;b\n".encode("utf-32"),
    ],
)
def test_bytes_that_are_no_text(data: bytes) -> None:
    assert "geen tekst" in refusal(data)


def test_a_copy_that_broke_off_is_recognised() -> None:
    assert "breekt" in refusal("Reden\tAantal".encode("utf-16")[:-1])
    assert "breekt" in refusal("Friesland é;".encode() + "é".encode()[:1])
    assert rows(b"caf\xe9") == [["café"]], "the last letter of a Windows file is no half of another"


def test_decoding_before_splitting() -> None:
    assert decodeer("a\u010ab\nc".encode("utf-16")) == "a\u010ab\nc"  # its second byte is a line feed
    assert decodeer("\ufeff\ufeffa\r\nb\rc".encode()) == "a\nb\nc"


def test_limits() -> None:
    assert "Regel 2 heeft 20001 velden" in refusal("a;b\n" + ";" * 20_000 + "\n")
    assert "Regel 2 heeft 20001 velden" in refusal('"a";b\n' + ";" * 20_000 + "\n")
    assert "In B1 staat een tekst" in refusal("a\t" + "x" * (LANGSTE_VELD + 1))
    assert "begint op regel 1" in refusal('"' + "x" * (LANGSTE_VELD + 1) + '";b\n')
    assert "begint op regel 302" in refusal('"a";b\n' * 301 + '"' + "x" * (LANGSTE_VELD + 1) + '";b\n')
    assert "D2" in refusal("a;b;c;d\n1;2;3;4\n", max_cellen=7)


@pytest.mark.traag
@pytest.mark.parametrize(
    "data",
    [
        b"x" * 10 * MIB,
        b"\t" * 10 * MIB + b"x",
        b";" * 10 * MIB,
        b'"' * 10 * MIB,
        b'";' * 5 * MIB,
        b'"' + b"a;b\n" * (10 * MIB // 4),
        b"a;b\n" * (10 * MIB // 4),
        b"\n" * 10 * MIB + b"x",
        b"\r" * 10 * MIB + b'"',
        b"a\n" * 4 * MIB + b";" * 16_000,
        "\U0001f600;".encode() * (2 * MIB),
    ],
    ids=["letter", "tabs", "signs", "quotes", "quoted", "open", "short", "feeds", "returns", "far", "emoji"],
)
def test_strange_files_end_in_time(data: bytes) -> None:
    begin = time.process_time()
    with suppress(OnleesbaarError):
        assert read(data).hoogte
    assert time.process_time() - begin < 20


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(OnleesbaarError):
        sheet = read(data)
        assert sheet.hoogte == len(sheet.lengtes) <= data.count(b"\n") + data.count(b"\r") + 1


@given(st.text(st.sampled_from('ab12,;|\t"\n. €\x1b\u202e'), max_size=80))
def test_text_without_quotes_loses_nothing(text: str) -> None:
    text = text.replace('"', "")
    found = "".join(str(value) for row in read(text).rijen for value in row if value)
    kept = set("ab12.€\x1b\u202e")
    assert [sign for sign in found if sign in kept] == [sign for sign in text if sign in kept]
